#ifndef HTTP_WORK_H
#define HTTP_WORK_H
/* Proof of work: what a client can pay with when the tries of its neighbourhood are used up, so
 * that a crowd behind one address is not shut out by one of its own. Thread-safe; nothing of a
 * client is kept, and no task: a task proves itself by the key of this process.
 *
 *     task     BITS "." EXPIRES "." NONCE "." MAC     decimal; Unix seconds; 16 hex; 32 hex
 *     answer   TASK "." COUNTER                       COUNTER: decimal, at most 15 digits
 *
 * It is right when SHA-256(MAC "." COUNTER) begins with BITS zero bits: 2^BITS hashes on the
 * average. Each answer pays once. docs/adr/0031. */
#include "base/env.h"

struct http_work;
enum { HTTP_WORK_BITS_MAX = 32, HTTP_WORK_SECONDS = 600 /* that a task is good for */ };

/* bits: 0 to HTTP_WORK_BITS_MAX. rows: of answers remembered until they expire, power of two, 64
 * bytes each. */
struct http_work *http_work_new(const struct env *env, unsigned bits, size_t rows);
void http_work_free(struct http_work *w);
struct str http_work_task(struct http_work *w, struct arena *a, struct instant now);
/* Whether answer is right, in time, and new; it is used up then. An answer whose row is full of
 * others is refused: a new task leads to another row. */
bool http_work_take(struct http_work *w, struct str answer, struct instant now) MUST_CHECK;
#endif
