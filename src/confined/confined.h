#ifndef CONFINED_CONFINED_H
#define CONFINED_CONFINED_H
/* Files that strangers made are read by a process that can do nothing else: workbooks (libarchive,
 * expat) and photographs. Whoever takes over such a reader has the one file that it was given, and
 * nobody else's. docs/adr/0081 says why it is built so and what it costs.
 *
 *     this process                 keeper                    a reader, one for each file
 *     ------------                 ------                    ---------------------------
 *     confined_start --fork------> gives up files, wipes
 *                                  arguments, environment
 *     confined_book_new  --------> makes it --fork---------> closes all but one socket, gives up
 *                        <-------- its socket                all calls but a few, has ceilings of
 *     ..._add, ..._end   ----------------------------------> memory and of time
 *                        <---------------------------------- what it read, and that it is over
 *     ..._free (or its death)                                end of file: it ends
 *     confined_end (or its death)  end of file: it ends
 *
 * A reader that dies, loops, swells or says what it may not is an answer for who sent the file
 * (XLSX_UNREAD, ERR_MALFORMED "reader"); the keeper writes a line to standard error, which names no
 * file. A keeper that is gone cannot be made anew behind the server's walls: everything else goes
 * on, and files are answered XLSX_NO_READER, ERR_BUSY until the next start. */
#include "base/xlsx.h"
#include "intake/photo.h"

struct confined; /* safe to use from several threads */
/* This process has one thread yet, and holds no secret that a reader should not get as a copy.
 * Errors: ERR_BUSY "confined". */
struct err confined_start(struct confined **ret) MUST_CHECK;
void confined_end(struct confined *c); /* waits for the keeper; NULL is fine */
/* What the kernel gave: whether readers have no files, and few calls. */
bool confined_is_whole(const struct confined *c);

/* --- a workbook: its file goes in whole, then it is read through, then its text comes --- */

struct confined_book; /* one thread at a time */
/* c: NULL is as if it were gone. bytes: how many it has at most; a small one has ten seconds, any
 * other two minutes. Each fault but GOOD leaves nothing to be freed. */
enum { CONFINED_SMALL_BOOK = 1 << 20 };
enum xlsx_fault confined_book_new(struct confined *c, int64_t bytes,
                                  struct confined_book **ret) MUST_CHECK;
void confined_book_free(struct confined_book *b); /* NULL is fine */
/* What goes wrong here is told by _check. */
void confined_book_add(struct confined_book *b, struct str piece);
/* After the last piece: its fault, as xlsx_check finds it, or XLSX_UNREAD. Blocks. */
enum xlsx_fault confined_book_check(struct confined_book *b) MUST_CHECK;
/* Of a sound one: how many lines its text has. */
int64_t confined_book_lines(const struct confined_book *b);
/* The next piece of text, valid until the next call. False: the end, or a fault (XLSX_UNREAD). */
bool confined_book_next(struct confined_book *b, struct str *ret) MUST_CHECK;
enum xlsx_fault confined_book_fault(const struct confined_book *b);

/* --- a photograph or document, as it streams by: intake/photo.h, whose errors these are --- */

struct confined_photo_to {
    bool keep; /* as of struct intake_photo */
    struct err (*put)(void *arg, struct str bytes);
    void *arg;
};
struct confined_photo; /* one thread at a time */
/* Errors: ERR_BUSY "confined". */
struct err confined_photo_new(struct confined *c, const struct confined_photo_to *to,
                              struct confined_photo **ret) MUST_CHECK;
void confined_photo_free(struct confined_photo *p); /* NULL is fine */
/* Blocks no longer than the reader needs. Errors: those of intake_photo_add, of put, or
 * ERR_MALFORMED "reader": it ended over it; what is wrong may be told as late as by _end. */
struct err confined_photo_add(struct confined_photo *p, struct str piece) MUST_CHECK;
struct err confined_photo_end(struct confined_photo *p,
                              enum intake_photo_kind *ret_kind) MUST_CHECK;
/* Whether an error of the three says nothing of the file but that nobody could read it: there is no
 * reader, or it ended over it, be it by the file or for want of memory or time. */
bool confined_photo_is_unread(struct err e);
#endif
