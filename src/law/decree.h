#ifndef LAW_DECREE_H
#define LAW_DECREE_H
/* Next year's days off as they come in: a list in CSV, or a file as calendars/ holds them; against
 * the table that is there; and as the file that calendars/ will hold. Pure: bytes in, bytes out. */
#include "law/read_files.h"

struct law_decree {
    struct str name;  /* of the file: ".csv" or YAML; faults name it. Empty: the text says which */
    struct str bytes; /* UTF-8 */
    /* Of a CSV, which says neither of them itself. */
    struct str source;
    enum law_confidence confidence;
    bool verified;
    struct str read_by; /* who read the decree's own list, and where; empty: not said */
};
/* CSV: a head line with the columns date, kind, name, in any order, beside others that are passed
 * over; then a line a day, of one year, ascending; read as base/csv.h reads tables. Lines that
 * begin with "#" are remarks. Kinds: national_holiday, joint_leave, voting_day, or as decrees say
 * them: libur_nasional, cuti_bersama, libur_pemungutan_suara. version is empty: law_decree_raise
 * makes it.
 * Errors: ERR_RULES (ret_faults says why, with lines). Owns: *ret lives in a. */
struct err law_decree_read(struct arena *a, const struct law_decree *decree, struct law_year *ret,
                           struct law_faults *ret_faults) MUST_CHECK;
/* The year as the law has it; count 0 when it has none. Owns: lives in a. */
struct law_year law_decree_now(struct arena *a, const struct law *law, int year);
/* The version after old: "2027.1" behind nothing, "2027.3" behind "2027.2". */
struct str law_decree_raise(struct arena *a, int year, struct str old);
/* Whether the year can take its place in the calendar, and puts no vote on a working day; a
 * sentence if not, else empty. */
struct law_text law_decree_misplaced(struct arena *a, const struct law *law,
                                     const struct law_year *year);
enum law_day_change_kind { LAW_DAY_ADDED, LAW_DAY_REMOVED, LAW_DAY_CHANGED };
struct law_day_change {
    enum law_day_change_kind kind;
    const struct law_holiday *was, *now; /* was is NULL of an added one, now of a removed one */
};
/* How a year differs from the same year before: in kind or name of a day. By date.
 * Owns: the list lives in a, the days stay where they are. */
const struct law_day_change *law_decree_changes(struct arena *a, const struct law_year *before,
                                                const struct law_year *after, size_t *ret_count);
/* A sentence when the list cannot be a whole year's: a holiday that falls on the same day of every
 * year is missing, or fewer than 10 days are there; else empty. Owns: lives in a. */
struct law_text law_decree_doubt(struct arena *a, const struct law_year *year);
/* The file of calendars/. head: a comment without "#", one line. */
struct str law_decree_text(struct arena *a, const struct law_year *year, struct str head);
/* Its name below the rules folder: "calendars/holidays-2027.yaml". Owns: lives in a. */
struct str law_decree_file(struct arena *a, int year);
/* The number of a version behind its year: 3 of "2027.3"; 0 when it is none. */
int64_t law_decree_number(struct str version);
/* What law_load would make of the rules with that file in them: another calendar, other files,
 * another hash; all else is shared with law, which must live as long. year: read from text, and not
 * misplaced. Owns: lives in a, as year's own strings must. */
const struct law *law_decree_apply(struct arena *a, const struct law *law,
                                   const struct law_year *year, struct str text);
struct str law_day_kind_name(enum law_day_kind kind); /* "national_holiday", ... */
#endif
