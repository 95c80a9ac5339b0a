#ifndef LAW_READ_H
#define LAW_READ_H
/* Typed values out of a tree. Each function adds a fault with file and line when the value is not
 * what it should be, and returns an empty value: reading goes on, so that one run shows all faults.
 * A key that is absent is the business of law_keys alone. */
#include "law/tree.h"

/* Checks a mapping's keys against names, separated by blanks; "name?" may be absent.
 * False when node is not a mapping (then nothing below it can be read). */
bool law_keys(struct law_reader *r, const struct law_node *node, const char *names);
/* The children of a list under key; a fault when it is something else or shorter than least. */
struct law_rows {
    const struct law_node *first;
    size_t count;
};
struct law_rows law_read_rows(struct law_reader *r, const struct law_node *parent, const char *key,
                              size_t least);

struct str law_read_str(struct law_reader *r, const struct law_node *parent, const char *key);
/* A word of A-Z a-z 0-9 _ - . that names a row. */
struct str law_read_id(struct law_reader *r, const struct law_node *parent, const char *key);
int law_read_int(struct law_reader *r, const struct law_node *parent, const char *key, int max);
/* A whole number from low to high; low when absent. */
int64_t law_read_amount(struct law_reader *r, const struct law_node *parent, const char *key,
                        int64_t low, int64_t high);
bool law_read_bool(struct law_reader *r, const struct law_node *parent, const char *key);
struct date law_read_date(struct law_reader *r, const struct law_node *parent, const char *key);
/* One of the words, by its place. */
struct law_words {
    const char *const *list;
    size_t count;
};
size_t law_read_word(struct law_reader *r, const struct law_node *parent, const char *key,
                     struct law_words words);
struct law_text law_read_text(struct law_reader *r, const struct law_node *parent, const char *key);
/* What words say (wording.h) against their row, where r->checking: a text in the language that its
 * key names, with the same times in both; the times in the texts of a clock, of a step beside the
 * clocks that it starts, of a punishment beside its months. */
void law_check_text(struct law_reader *r, const struct law_node *n, struct law_text text);
void law_check_clock_words(struct law_reader *r, const struct law_clock *clock);
void law_check_step_words(struct law_reader *r, const struct law_step *step);
void law_check_punishment_words(struct law_reader *r, int line,
                                const struct law_punishment *punishment);
/* Whether a citation says of something that it was not read. */
bool law_says_unread(struct str text);
/* Whether GK or INF, which are no reading, stands among a citation's sources. */
bool law_names_hearsay(struct str source);
/* Where something was read: keys of sources.yaml with commas between; a fault for one that is none.
 */
struct str law_read_places(struct law_reader *r, const struct law_node *n, const char *key);
struct law_cite law_read_cite(struct law_reader *r, const struct law_node *parent);
/* A citation under another key than "cite". */
struct law_cite law_read_cite_of(struct law_reader *r, const struct law_node *parent,
                                 const char *key);
bool law_is_id(struct str s); /* letters, digits and _ - . */
/* Ids in a list under key; least: 0 lets the list be absent or empty. */
struct law_words_list law_read_ids(struct law_reader *r, const struct law_node *parent,
                                   const char *key, size_t least);
/* What the rows of a file have in common when they say nothing themselves. */
struct law_usual {
    int version;
    struct law_span span;
};
/* The day before and the day after; an open end has neither and stays open. */
struct date law_day_before(struct date day);
struct date law_day_after(struct date day);
#define LAW_ROW_KEYS "id version? from? to? cite"
/* The keys that a file may give for all its rows: "version? from? to?". */
struct law_usual law_read_usual(struct law_reader *r, const struct law_node *root);
/* The head of a row: id, version, from, to, cite. */
struct law_row law_read_row(struct law_reader *r, const struct law_node *node,
                            const struct law_usual *usual);
/* Of rows that begin with struct law_row, whether the last one (rows[count]) is a new version of
 * one before: its number and its days must be its own. */
void law_check_version(struct law_reader *r, const struct law_node *node, const void *rows,
                       size_t count, size_t size);
/* Rows under key, each read by read into rows of size bytes that begin with their id: a double id
 * is a fault unless versions may follow each other. The arena holds them. */
typedef void law_read_one(struct law_reader *r, const struct law_node *node, void *ret, void *arg);
struct law_table {
    const char *key;
    size_t size;
    size_t least;
    law_read_one *read;
    void *arg;
    bool versions; /* the same id may stand again with another version */
};
void *law_read_table(struct law_reader *r, const struct law_node *root,
                     const struct law_table *table, size_t *ret_count);
/* Branches of law in a list under "tracks", as acts name them in "track": 1u << enum law_track
 * each.
 */
unsigned law_read_tracks(struct law_reader *r, const struct law_node *row);
enum law_confidence law_read_confidence(struct law_reader *r, const struct law_node *parent);
/* A fault when one of the first count rows' id (at the start of each row) equals id. */
void law_check_double(struct law_reader *r, const struct law_node *row, const void *rows,
                      size_t count, size_t size);

/* What kinds of office a file may name. Roles of authorities.yaml (of r->law) may stand in the same
 * places. */
struct law_offices {
    const struct law_office *list;
    size_t count;
};
struct str law_read_office(struct law_reader *r, const struct law_node *parent, const char *key,
                           struct law_offices offices);
/* "replaces" is left for law_read_replaces, once all clocks of the same file are read. */
struct law_clock law_read_clock(struct law_reader *r, const struct law_node *row);
/* lint: parameters: a list and its count, beside the row and what it becomes */
void law_read_replaces(struct law_reader *r, const struct law_node *row,
                       const struct law_clock *clocks, size_t count, struct law_clock *ret);
#endif
