#ifndef LAW_ACCEPTED_H
#define LAW_ACCEPTED_H
/* The record of acceptance, rules/accepted.txt: what each row of the law said on the day on which a
 * named person accepted it. A row that says something else is found by it, whatever it says now: no
 * meaning is asked, which is the business of law_load_to_check. It is no part of the law's hash,
 * since who accepted a law does not change it, and law_load does not read it (docs/adr/0070): the
 * check, `netral rules accept` and the administrator's page do. A folder without the file has no
 * record, and nothing is asked of its rows.
 *
 * One line for each entry, in the order of the law's files:
 *
 *   regimes/suit.yaml steps/sue/file_suit 2 9f3a5d0c1b7e4f62 2026-11-28 Who accepted it
 *
 * file, name, version ("-": its list keeps none), the first 8 bytes of SHA-256 of its content, the
 * day, and who. Lines of remarks ("#") stand above the first one and are written anew. */
#include "base/buf.h"
#include "law/tree.h"

#define LAW_ACCEPTED_FILE "accepted.txt"
enum { LAW_ACCEPTED_MAX = 4 << 20, LAW_ACCEPTED_ROWS_MAX = 20000, LAW_ACCEPTED_BY_MAX = 100 };

/* What is accepted as one: a row, which is an item with an id, a region or a date of a list at the
 * top of its file; or the file's head, all that stands in none of its rows. Together they hold
 * every value of the file; comments, layout and the order of keys are no content. */
struct law_entry {
    struct str file, name; /* "acts/skb-2022.yaml" and "acts/DIS-01", "head" */
    struct str version;    /* the row's, else the file's, else "1"; "-": none can be said */
    struct str hash;       /* hex: of all that it says but the version */
    int line;              /* in the file */
    bool versioned;        /* a row of law: whoever changes it raises its version */
};
struct law_entries {
    const struct law_entry *list;
    size_t count;
};
/* The entries of files that law_load took, in their order. Owns: lives in a. */
struct law_entries law_entries_of(struct arena *a, struct law_files files);

struct law_acceptance {
    struct law_entry entry; /* as it was accepted; its line is one of the record */
    struct date on;
    struct str by;
};
struct law_record {
    const struct law_acceptance *list;
    size_t count;
};
/* Reads the record; bytes must live as long as it. False after faults in r, each with its line: a
 * line that is none, two of one row, marks of a merge. Owns: lives in r->a. */
bool law_record_read(struct law_reader *r, struct str bytes, struct law_record *ret);
void law_record_write(const struct law_record *record, struct buf *out);

enum law_unaccepted_why {
    LAW_UNACCEPTED_NEW,     /* nobody accepted it yet */
    LAW_UNACCEPTED_MOVED,   /* it says something else under the version that was accepted */
    LAW_UNACCEPTED_RENEWED, /* it says something else under a later version */
    LAW_UNACCEPTED_RAISED,  /* its version alone was raised */
    LAW_UNACCEPTED_LOWERED, /* its version is one from before */
    LAW_UNACCEPTED_PLACE,   /* it stands before or behind another row than then */
    LAW_UNACCEPTED_GONE,    /* it was accepted and is gone */
    LAW_UNACCEPTED_COUNT
};
struct law_unaccepted {
    enum law_unaccepted_why why;
    const struct law_entry *entry;    /* NULL: gone */
    const struct law_acceptance *was; /* NULL: new */
    bool moved; /* stands before or behind another row of its list than then, too */
};
struct law_unaccepted_list {
    const struct law_unaccepted *list; /* in the order of the law; what is gone comes last */
    size_t count;
    const struct law_acceptance *const *was; /* of each entry its line of the record, or NULL */
    const bool *moved;                       /* of each entry */
};
/* Where the law's entries differ from the record. Owns: lives in a. */
struct law_unaccepted_list law_record_compare(struct arena *a, struct law_entries entries,
                                              const struct law_record *record);
/* Whether two entries stand in one list of one file. */
bool law_entries_are_of_one_list(const struct law_entry *a, const struct law_entry *b);
/* The entry that it is about: as it is, of one that is gone as it was. */
const struct law_entry *law_unaccepted_entry(const struct law_unaccepted *x);
/* Whether it has to be changed before anybody can accept it: a row of law says something else under
 * the same version, or has a version from before. */
bool law_unaccepted_is_barred(const struct law_unaccepted *x);
/* What is wrong and what to do, as a fault of the file (law_unaccepted_entry) or of the record. */
void law_unaccepted_tell(struct law_reader *r, const struct law_unaccepted *x);

/* The record once those of the list that are chosen (a bool for each; none of them barred) are
 * accepted; all else stays as it was, at its place. Owns: lives in a. */
struct law_accepting {
    struct law_entries entries;
    const struct law_record *record;
    struct law_unaccepted_list list; /* of the two above */
    const bool *chosen;
    struct date on;
    struct str by;
};
bool law_is_accepter(struct str by); /* a name on one line: 1 to LAW_ACCEPTED_BY_MAX bytes */
struct law_record law_record_accept(struct arena *a, const struct law_accepting *x);
#endif
