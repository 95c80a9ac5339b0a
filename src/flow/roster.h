#ifndef FLOW_ROSTER_H
#define FLOW_ROSTER_H
/* An agency's roster comes into the register (docs/adr/0039): batch by batch, each a transaction of
 * its own that says what each row was, then one event with the file's hash and counts. Run again
 * after a kill it changes what it had not reached. */
#include "flow/flow.h"
#include "prevention/roster.h"

enum flow_person {
    FLOW_PERSON_SAME,    /* as the register has it */
    FLOW_PERSON_ADDED,   /* in no roster before */
    FLOW_PERSON_CHANGED, /* same agency, another name, unit, class or post */
    FLOW_PERSON_MOVED,   /* stood in another agency's roster, and stands in this now */
    FLOW_PERSON_KINDS,   /* of those that were taken */
    FLOW_PERSON_ELSEWHERE = FLOW_PERSON_KINDS /* stands in another agency's: not taken */
};
enum { FLOW_ROSTER_BATCH = 2000 };
struct flow_roster_batch {
    struct str office;                /* whose roster it is: an office of the store */
    const struct roster_person *list; /* without faults */
    size_t count;                     /* at most FLOW_ROSTER_BATCH */
    enum flow_person *ret_what;       /* count places */
    bool moves; /* takes from other agencies: whoever runs the machine, never an office itself */
};
/* Errors: ERR_MISSING "office"; ERR_CONFLICT "roster_key": the register was made under another
 * receipt.secret, by which nobody would be found again; what storing gives. */
struct err flow_roster_take(struct flow *flow, struct arena *a,
                            const struct flow_roster_batch *batch) MUST_CHECK;

/* Orders people as the register's index has them, so that a batch of neighbours changes few of its
 * pages: in the order of a file each person lies on another one, which is read and written for them
 * alone. */
struct flow_roster_line {
    struct roster_person person;
    size_t line;           /* of the file */
    enum flow_person what; /* for the caller, once it was taken */
    uint64_t place;        /* written here */
};
void flow_roster_order(const struct flow *flow, struct flow_roster_line *list, size_t count);

struct flow_roster_end {
    struct str office, by;        /* by: who imported; empty: whoever runs the machine */
    struct hash file;             /* SHA-256 of the whole file */
    int64_t n[FLOW_PERSON_KINDS]; /* rows by what they were */
    int64_t faulty;               /* rows that were not taken */
};
/* The event roster.imported; none when the office's newest file was this one and nothing changed.
 * *ret_index: of the event, or -1. Errors: ERR_MISSING "office"; what storing gives. */
struct err flow_roster_end(struct flow *flow, struct arena *a, const struct flow_roster_end *end,
                           int64_t *ret_index) MUST_CHECK;

/* A whole file at once, as a page gets it, a table of text or a workbook: read, its good rows
 * taken, its bad ones told. Blocks: for the worker. */
enum { FLOW_ROSTER_FIXES = 48 * 1024 /* bytes of bad rows that are told with their text */ };
struct flow_roster_file {
    struct str office, by, bytes; /* by: as of flow_roster_end; an office moves nobody to itself */
    bool english;                 /* of the reasons */
};
struct flow_roster_told {
    enum xlsx_fault book;  /* of a workbook; but for GOOD nothing was taken, nor looked at */
    enum roster_head head; /* MISSING: nothing was taken */
    int64_t n[FLOW_PERSON_KINDS];
    int64_t good, faulty, legacy; /* good: taken; legacy: of both, read as Windows-1252 */
    int64_t untold;               /* faulty rows that fixes had no room for */
    struct str fixes;             /* prevention/roster_fix.h; empty: none */
    int64_t index;                /* of the event; -1: nothing changed, or nothing was good */
};
/* Errors: those of flow_roster_take and flow_roster_end; what was taken before one stays taken, and
 * the same file again takes the rest. */
struct err flow_roster_file(struct flow *flow, struct arena *a, const struct flow_roster_file *file,
                            struct flow_roster_told *ret) MUST_CHECK;

/* The same, a batch at a time, for what must not hold up others. It has its own copy of the file,
 * wiped when it is over. Given up between two steps it is as after a kill: what was taken stays,
 * no event tells of it, and the same file again takes the rest. */
struct flow_roster_run;
struct flow_roster_run *flow_roster_run_new(struct flow *flow, const struct flow_roster_file *file);
void flow_roster_run_free(struct flow_roster_run *run); /* NULL is fine */
/* Blocks for a batch at most. False: it is over. */
bool flow_roster_run_step(struct flow_roster_run *run) MUST_CHECK;
struct flow_roster_so_far {
    struct str office;
    int64_t people;                      /* taken by now */
    struct err failed;                   /* those of flow_roster_file */
    const struct flow_roster_told *told; /* whole once it is over; until the run is freed */
};
struct flow_roster_so_far flow_roster_run_so_far(const struct flow_roster_run *run);
#endif
