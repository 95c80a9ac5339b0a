#ifndef CONFINED_CHILD_H
#define CONFINED_CHILD_H
/* The keeper and its readers: internal to this room.
 *
 *   keeper   shut, without files --> waits for a packet --> forks a reader --> sends its socket
 *                                        '-- end of file --> ends
 *   reader   alone with its socket --> confined --> its job --> said CONFINED_OVER --> ends
 *
 * Between a reader and who asked goes a stream: there the bytes of a file, until who asked shuts
 * that side; back frames of 1 byte kind, 4 bytes length (big-endian, at most CONFINED_FRAME). */
#include "confined/confined.h"

#include <sys/types.h>

enum { CONFINED_FRAME = 64 * 1024, CONFINED_FRAME_HEAD = 5 };
enum confined_kind {
    CONFINED_BYTES = 1, /* a piece of what was read */
    CONFINED_LOOKED,    /* a workbook was read through: 1 enum xlsx_fault, 8 lines */
    CONFINED_OVER,      /* the last one: 1 verdict, 1 more; each job says what they are */
    CONFINED_FRAME_KINDS
};
enum { CONFINED_LOOKED_LEN = 9, CONFINED_OVER_LEN = 2 };
enum { CONFINED_READERS = 64 }; /* at a time */

/* A reader's end. */
struct confined_line {
    int fd;
    uint8_t layers; /* enum confined_layer */
    size_t len;
    char in[CONFINED_FRAME], out[CONFINED_FRAME];
};
enum confined_layer { CONFINED_NO_FILES = 1, CONFINED_FEW_CALLS = 2, CONFINED_WHOLE = 3 };
/* The next bytes of the file; empty: there are no more. */
struct str confined_take(struct confined_line *line);
/* Ends the process when nobody reads any more. */
void confined_put(struct confined_line *line, struct str bytes);
void confined_say(struct confined_line *line, enum confined_kind kind, struct str body);
void confined_over(struct confined_line *line, uint8_t verdict, uint8_t more);

struct confined_job {
    const char *what; /* for the log: "a workbook" */
    void (*run)(struct confined_line *line);
    size_t memory;    /* bytes of address space */
    unsigned seconds; /* of the processor */
    int wait_ms;      /* that who asked waits for it, in all */
};
enum {
    CONFINED_JOB_NONE,
    CONFINED_JOB_SMALL_BOOK,
    CONFINED_JOB_BOOK,
    CONFINED_JOB_PHOTO,
    CONFINED_JOB_PHOTO_KEPT
};
struct confined_jobs {
    const struct confined_job *list;
    size_t count;
};
extern const struct confined_jobs CONFINED_JOBS;
/* For tests, whose readers misbehave; NONE must be there as in CONFINED_JOBS. */
struct err confined_start_with(const struct confined_jobs *jobs, struct confined **ret) MUST_CHECK;

pid_t confined_keeper_pid(const struct confined *c); /* for tests, which end it */

/* What is asked of the keeper and what it answers, one packet each. */
struct confined_packet {
    uint32_t ticket, job; /* in the answer: whether a socket comes with it */
};
/* Never returns. */
void confined_keeper(int fd, const struct confined_jobs *jobs) __attribute__((noreturn));

/* --- the asker's end of a stream --- */

struct confined_frame {
    enum confined_kind kind;
    struct str body; /* until the next turn */
};
struct confined_way {
    int fd;
    int64_t left_us; /* that it may still be waited for */
    size_t have;     /* bytes in buf */
    bool lost, over;
    char buf[CONFINED_FRAME_HEAD + CONFINED_FRAME];
};
/* Errors: ERR_BUSY "confined". Owns: *ret, to be given to confined_hang_up. */
struct err confined_call(struct confined *c, size_t job, struct confined_way **ret) MUST_CHECK;
void confined_hang_up(struct confined_way *w); /* NULL is fine */
void confined_shut(struct confined_way *w);    /* no more bytes of the file come */
/* Sends from the front of *out as much as goes, and hears. True: a whole frame came. False: nothing
 * is left to send, or it is lost. With no out it waits for a frame. */
bool confined_turn(struct confined_way *w, struct str *out, struct confined_frame *ret) MUST_CHECK;
#endif
