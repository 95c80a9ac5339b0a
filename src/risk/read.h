#ifndef RISK_READ_H
#define RISK_READ_H
/* Indexes and tables from the files risk/NAME.yaml of the rules folder (their shape: docs/risk.md),
 * and a table from a list in CSV. They stand among the files of the law: publishing the law
 * publishes them under its hash (event rules.published). Pure: bytes in, values and faults out. */
#include "risk/score.h"

enum {
    RISK_INDEXES = 8,
    RISK_TABLES = 48,
    RISK_DECIMALS = 6, /* digits behind the point of a value */
};
#define RISK_VALUE_MAX 1e9
/* "staff" of an indicator: those whom the published rounds of pledges ask, and no table. */
#define RISK_ROSTERS "rosters"

struct risk_rules { /* in the order of their files' names */
    const struct risk_index *indexes;
    size_t index_count;
    const struct risk_table *tables;
    size_t table_count;
};
/* Every file whose name begins with "risk/"; all faults at once, with file and line. Of files
 * without any there are none of both, which is no fault. Errors: ERR_RULES (ret_faults says why).
 * Owns: *ret lives in a, and in part in the files. */
struct err risk_read(struct arena *a, struct law_files files, struct risk_rules *ret,
                     struct law_faults *ret_faults) MUST_CHECK;
/* One index, as its file would be read beside these tables; those of rules->indexes are no matter.
 * Errors: ERR_RULES (ret_faults says why). Owns: *ret lives in a, and in the tables. */
struct err risk_index_read(struct arena *a, struct str bytes, const struct risk_rules *rules,
                           struct risk_index *ret, struct law_faults *ret_faults) MUST_CHECK;
const struct risk_index *risk_index_find(const struct risk_rules *rules,
                                         struct str id); /* or NULL */
const struct risk_table *risk_table_named(const struct risk_rules *rules, struct str id);
struct str risk_origin_name(enum risk_origin origin); /* "received"; of a table "table" */
struct str risk_scale_name(enum risk_scale scale);    /* "min_max" */

/* A number as people write it: "8.65" or "8,65", not negative, at most RISK_VALUE_MAX.
 * One separator with three digits behind it may be of thousands or of decimals: refused. */
enum risk_number {
    RISK_NUMBER_GOOD,
    RISK_NUMBER_NONE,      /* empty, or other signs than digits and one separator */
    RISK_NUMBER_AMBIGUOUS, /* "1.234" */
    RISK_NUMBER_LARGE
};
enum risk_number risk_number_read(struct str text, double *ret);

/* A list of others: a head line with the columns region (kode, kode_wilayah) and value (nilai), in
 * any order beside others; a line a region. Read as base/csv.h reads tables: any separator,
 * encoding, line end. Region codes as the Ministry writes them, "16.07"; also "1607".
 * table: all but list and count, which are filled. Faults: the fix list, a row each.
 * Errors: ERR_RULES. Owns: in a. */
struct err risk_import(struct arena *a, struct str csv, struct risk_table *table,
                       struct law_faults *ret_faults) MUST_CHECK;
struct buf;
/* The file risk/ID.yaml that holds the table, or the index; reading it gives the same again. */
void risk_table_write(struct buf *out, const struct risk_table *table);
void risk_index_write(struct buf *out, const struct risk_index *index);
enum { RISK_FILE_MAX = 64 * 1024 }; /* of an index: 32 indicators have 20 KiB at most */
struct str risk_index_text(struct arena *a, const struct risk_index *index); /* the same */
#endif
