#ifndef STORE_LOADING_H
#define STORE_LOADING_H
/* How far the newest roster file of an office has come, kept with each batch of it
 * (docs/adr/0072). */
#include "store/db.h"

/* Rows by what they were: as before, new, changed, moved here, another agency's. */
enum { STORE_LOAD_KINDS = 5 };
struct store_load {
    struct str office, file; /* file: hex SHA-256; empty: there is no load */
    struct str way;          /* what else decides which rows come, and in which order */
    struct instant at;       /* of its last step */
    int64_t lines, line;     /* of the file; line: up to which it was taken. lines 0: not known */
    int64_t faulty;          /* rows by then that are to be mended */
    int64_t taken;           /* rows that were handed over, in the order of the way */
    int64_t n[STORE_LOAD_KINDS]; /* ... by what they were */
    bool ended;
    int64_t index; /* of the event, once it ended; -1: none */
};
struct err store_load_find(struct db *db, struct arena *a, struct str office,
                           struct store_load *ret) MUST_CHECK;
struct err store_load_save(struct db *db, struct arena *a,
                           const struct store_load *load) MUST_CHECK;
/* Forgets the office's load, and what it told. */
struct err store_load_drop(struct db *db, struct arena *a, struct str office) MUST_CHECK;
/* Forgets loads that did not end and stood still since: before old, or, of those whose lines are
 * not known, before piped. */
struct store_load_still {
    struct instant old, piped;
};
struct err store_load_sweep(struct db *db, struct arena *a,
                            const struct store_load_still *still) MUST_CHECK;

struct store_load_line {
    struct str office;
    int64_t what, line; /* what: place in n */
};
struct err store_load_tell(struct db *db, struct arena *a,
                           const struct store_load_line *line) MUST_CHECK;
struct store_load_lines {
    const int64_t *list;
    size_t count;
};
/* Lines of that kind behind line, ascending, at most limit. */
struct err store_load_told(struct db *db, struct arena *a, const struct store_load_line *behind,
                           int64_t limit, struct store_load_lines *ret) MUST_CHECK;
#endif
