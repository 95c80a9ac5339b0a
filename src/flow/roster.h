#ifndef FLOW_ROSTER_H
#define FLOW_ROSTER_H
/* An agency's roster comes into the register (docs/adr/0039): batch by batch, each a transaction of
 * its own that says what each row was, then one event with the file's hash and counts. How far it
 * has come is kept with each batch (docs/adr/0072): after a kill the same file goes on behind it,
 * and its report is that of a run which nobody killed.
 *
 *     flow_roster_begin --> flow_roster_take, a batch each --> flow_roster_end --> (report read)
 *           ^------------- killed anywhere: the same file -----------'
 */
#include "flow/flow.h"
#include "prevention/roster.h"
#include "store/loading.h"

enum flow_person {
    FLOW_PERSON_SAME,    /* as the register has it */
    FLOW_PERSON_ADDED,   /* in no roster before */
    FLOW_PERSON_CHANGED, /* same agency, another name, unit, class, post, mail or grade */
    FLOW_PERSON_MOVED,   /* stood in another agency's roster, and stands in this now */
    FLOW_PERSON_KINDS,   /* of those that were taken */
    FLOW_PERSON_ELSEWHERE = FLOW_PERSON_KINDS /* stands in another agency's: not taken */
};
enum { FLOW_ROSTER_BATCH = 2000 };

/* A file begins, or goes on where it was killed. Fill office, file (SHA-256), way and lines; way
 * says what else decides which rows come and in which order: another one begins anew.
 * ret->taken rows are to be passed over; ended: nothing is left but its report, unless anew, which
 * takes a file that had ended from its first row on. Errors: ERR_MISSING "office"; ERR_CONFLICT
 * "import": another file of the office was taken from less than ten seconds ago. */
struct flow_roster_begin {
    struct str office, way;
    struct hash file;
    int64_t lines; /* of the file; 0: not known */
    bool anew;
};
struct err flow_roster_begin(struct flow *flow, struct arena *a,
                             const struct flow_roster_begin *what,
                             struct store_load *ret) MUST_CHECK;
/* Forgets what nothing goes on with any more: files that stand still for a day, which begin anew by
 * then, and what came by a pipe, cannot be sent again and stands still for an hour (whoever types
 * into one may be slow). Also before each begin. */
struct err flow_roster_sweep(struct flow *flow, struct arena *a) MUST_CHECK;
/* How far the office's newest file has come; no file: none is known. live: it was taken from less
 * than ten seconds ago, in whatever process. Of a pipe nothing is known but while it is live: it
 * cannot go on. */
struct flow_roster_loaded {
    struct store_load load;
    bool live;
};
struct err flow_roster_load(struct flow *flow, struct db *db, struct arena *a, struct str office,
                            struct flow_roster_loaded *ret) MUST_CHECK;
/* Lines of the load that its report tells, of that kind behind that line: of who moved here, or
 * stands elsewhere. At most FLOW_ROSTER_TOLD. Owns: in a. */
enum { FLOW_ROSTER_TOLD = 100000 };
struct err flow_roster_told_of(struct flow *flow, struct arena *a,
                               const struct store_load_line *behind,
                               struct store_load_lines *ret) MUST_CHECK;
/* Its report was given out, or it turned out to be none; nothing where another file has begun
 * since. */
struct err flow_roster_forget(struct flow *flow, struct arena *a,
                              const struct store_load *load) MUST_CHECK;
/* From how far it is, and how far it was (line from) us microseconds ago. Pure. */
struct flow_roster_pace {
    int64_t percent; /* of the file's lines, rounded down; -1: not known */
    int64_t seconds; /* that are left, about; -1: not known (yet) */
};
struct flow_roster_pace flow_roster_pace(const struct store_load *load, int64_t from, int64_t us);

struct flow_roster_batch {
    struct str office;                /* whose roster it is: an office of the store */
    const struct roster_person *list; /* without faults */
    size_t count;                     /* at most FLOW_ROSTER_BATCH */
    enum flow_person *ret_what;       /* count places */
    bool moves; /* takes from other agencies: whoever runs the machine, never an office itself */
    struct store_load *load; /* of its file: line and faulty as they are behind the batch, the rest
                                is kept up; NULL: of no file */
    const size_t *lines;     /* of the file, count places; with load */
};
/* Errors: ERR_MISSING "office"; ERR_CONFLICT "roster_key": the register was made under another
 * receipt.secret, by which nobody would be found again; ERR_CONFLICT "import": another process goes
 * on with the file, or with another one; what storing gives. */
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
void flow_roster_order(const struct flow *flow, struct str office, struct flow_roster_line *list,
                       size_t count);

struct flow_roster_end {
    struct str office, by;        /* by: who imported; empty: whoever runs the machine */
    struct hash file;             /* SHA-256 of the whole file */
    int64_t n[FLOW_PERSON_KINDS]; /* rows by what they were */
    int64_t faulty;               /* rows that were not taken */
    struct store_load *load;      /* of its file, which then is over; NULL: of none */
};
/* The event roster.imported; none when the office's newest file was this one and nothing changed,
 * or when no row of the load was taken.
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
 * no event tells of it, and the same file again goes on behind it. */
struct flow_roster_run;
struct flow_roster_run *flow_roster_run_new(struct flow *flow, const struct flow_roster_file *file);
void flow_roster_run_free(struct flow_roster_run *run); /* NULL is fine */
/* Blocks for a batch at most. False: it is over. */
bool flow_roster_run_step(struct flow_roster_run *run) MUST_CHECK;
struct flow_roster_so_far {
    struct str office;
    int64_t people, faulty; /* taken by now; to be mended */
    struct flow_roster_pace pace;
    struct err failed;                   /* those of flow_roster_file */
    const struct flow_roster_told *told; /* whole once it is over; until the run is freed */
};
struct flow_roster_so_far flow_roster_run_so_far(const struct flow_roster_run *run);
#endif
