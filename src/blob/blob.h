#ifndef BLOB_BLOB_H
#define BLOB_BLOB_H
/* Evidence bytes: <data>/blobs/ab/<62 hex digits>, named by the SHA-256 of what is stored. Written
 * to blobs/tmp, fsynced, renamed, directory fsynced: a blob that has a name is whole and durable
 * before any transaction speaks of it. Streams in and out in pieces; never whole in memory. What
 * comes in parts over several requests: parts.h. */
#include "base/env.h"

struct blob_store; /* one directory; safe to share between threads */
/* data_dir must be there; blobs/ and its folders are made. Errors: ERR_MISSING (no data_dir),
 * ERR_DISK_FULL, ERR_READ_ONLY (nothing there and nothing can be made), ERR_IO. What is read-only
 * is opened without tmp and parts, where they are not there. */
struct err blob_store_open(const char *data_dir, struct blob_store **ret) MUST_CHECK;
void blob_store_free(struct blob_store *store);

struct blob_in; /* one upload */
struct blob_ref {
    struct hash sha256;
    int64_t bytes;
};
/* limit: most bytes that this blob may have; passing it is ERR_TOO_LARGE. After a failed add the
 * upload is lost: every later call answers the same. A failed fsync ends the process.
 * Errors: ERR_DISK_FULL, ERR_READ_ONLY, ERR_IO. */
struct err blob_in_new(struct blob_store *store, const struct env *env, int64_t limit,
                       struct blob_in **ret) MUST_CHECK;
struct err blob_in_add(struct blob_in *in, struct str piece) MUST_CHECK;
/* Makes it durable and gives its name; in is used up whatever the answer. */
struct err blob_in_commit(struct blob_in *in, struct blob_ref *ret) MUST_CHECK;
void blob_in_free(struct blob_in *in); /* abandons an upload; NULL is fine */

/* Bytes that are put aside for a while and read back by who wrote them: a file without a name, gone
 * with whoever has it open, a process that crashed included. Neither durable nor counted. What is
 * to be read by nobody else is veiled by who writes it (seal/veil.h). */
struct blob_aside;
struct blob_room {
    char *ptr;
    size_t len;
};
/* After a failed add what was put aside is lost. Errors: ERR_DISK_FULL, ERR_READ_ONLY, ERR_IO. */
struct err blob_aside_new(struct blob_store *store, const struct env *env,
                          struct blob_aside **ret) MUST_CHECK;
struct err blob_aside_add(struct blob_aside *aside, struct str piece) MUST_CHECK;
/* The bytes from a place on, room of them, or as many as there are. Errors: ERR_IO. */
struct err blob_aside_read(const struct blob_aside *aside, int64_t at, struct blob_room room,
                           size_t *ret_len) MUST_CHECK;
void blob_aside_free(struct blob_aside *aside); /* NULL is fine */

/* An open file to read from and its size; the caller closes fd. Errors: ERR_MISSING, ERR_IO. */
struct err blob_open(struct blob_store *store, const struct hash *sha256, int *ret_fd,
                     int64_t *ret_bytes) MUST_CHECK;
/* Reads the stored bytes and holds them against their name. Errors: ERR_CORRUPT, ERR_MISSING. */
struct err blob_verify(struct blob_store *store, const struct hash *sha256,
                       int64_t bytes) MUST_CHECK;
/* Removes uploads in blobs/tmp that were last written to before the given instant, which is one of
 * the machine's own clock (a demo store's is shifted). */
struct err blob_sweep(struct blob_store *store, struct instant older_than) MUST_CHECK;
/* Removes a blob that nothing names any more; one that is not there is removed already. Whoever
 * calls sees to it that nobody stores the same bytes meanwhile. Errors: ERR_READ_ONLY, ERR_IO. */
struct err blob_remove(struct blob_store *store, const struct hash *sha256) MUST_CHECK;
#endif
