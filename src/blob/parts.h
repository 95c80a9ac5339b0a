#ifndef BLOB_PARTS_H
#define BLOB_PARTS_H
/* Uploads that come in parts and go on where they ended, through crashes too (docs/adr/0056):
 *
 *   blobs/parts/<id>.had   bytes and when it began, 8 bytes each, big endian; then the SHA-256 of
 *                          each part that is had, and at last that of the whole
 *   blobs/parts/<id>       those parts, one behind the other
 *
 * P1 A part counts when its hash stands in the record: its bytes were synced before that.
 * P2 Bytes behind the parts that count are nobody's: the next part is written over them.
 * P3 A whole upload is renamed, as every blob is (B1 of blob.c), once the record says which hash
 * its bytes have; only the record is left, until whoever speaks of the blob has written that down.
 *    Nobody gets another blob by its hash.
 * P4 Of one upload one part, or its end, is written at a time: the record is locked meanwhile, for
 *    several servers may have one store.
 *
 * Blocking, and one thread at a time: the server's worker. Sweeping may go on beside it: what it
 * forgets under a part on its way is missing to the next one. */
#include "blob/blob.h"

struct blob_parts_rule {
    int64_t part;  /* bytes of each part but the last */
    int64_t whole; /* most bytes of an upload */
    int64_t count; /* uploads at a time */
    int64_t begin; /* bytes of all: from there on none begins, */
    int64_t all;   /* and from there on none goes on */
    int64_t idle;  /* where one of these, or the disk, is short: whoever has not moved for so many
                    * microseconds is forgotten, the longest first, until there is room */
    int64_t rate;  /* so is, counted from its due end, whoever is not whole when all its bytes could
                    * have come at so many a second; 0: there is no such end */
    int64_t spare; /* bytes that stay free on the disk for everything else, */
    int64_t share; /* but no more than one of so many equal shares of it */
};
struct blob_parts {
    int64_t bytes; /* of the whole */
    int64_t parts; /* that it comes in */
    int64_t had;   /* the first ones */
};
/* now: as blob_part's. Errors: ERR_TOO_LARGE "blob"; ERR_BUSY
 * "upload": too many or too much; ERR_DISK_FULL "blob"; of blob_in_new. */
struct err blob_parts_begin(struct blob_store *store, const struct blob_parts_rule *rule,
                            const struct id128 *id, int64_t bytes, struct instant now) MUST_CHECK;
/* Errors: ERR_MISSING "upload"; ERR_IO. */
struct err blob_parts_find(struct blob_store *store, const struct blob_parts_rule *rule,
                           const struct id128 *id, struct blob_parts *ret) MUST_CHECK;
struct blob_part {
    int64_t index; /* from 0 */
    int64_t bytes;
    struct hash sha256;
    const struct blob_aside *aside; /* where they lie */
    struct instant now;             /* by the machine's own clock, as files have it */
};
/* Takes the next part, or one that is had, again. Errors: ERR_MISSING "upload"; ERR_CONFLICT
 * "part": not the next, or another one is had; ERR_INVALID "part": of another length; ERR_BUSY
 * "upload" and ERR_DISK_FULL "blob" as for beginning. */
struct err blob_parts_add(struct blob_store *store, const struct blob_parts_rule *rule,
                          const struct id128 *id, const struct blob_part *part,
                          struct blob_parts *ret) MUST_CHECK;
/* Reads on, at most `most` bytes, into a hash of the whole, of which *at have been read. One that
 * has been given its name adds nothing. Errors: ERR_IO. */
struct blob_parts_count {
    struct hash_stream hash;
    int64_t at;
};
struct err blob_parts_count(struct blob_store *store, const struct id128 *id, int64_t most,
                            struct blob_parts_count *count) MUST_CHECK;
/* Gives an upload, all of whose bytes were counted to be that, its name; again is fine. Errors:
 * ERR_MISSING "upload" (it is of another length, or was named otherwise); of renaming. */
struct err blob_parts_commit(struct blob_store *store, const struct blob_parts_rule *rule,
                             const struct id128 *id, const struct blob_ref *whole) MUST_CHECK;
/* Forgets an upload; one that is not there is forgotten already. */
struct err blob_parts_drop(struct blob_store *store, const struct id128 *id) MUST_CHECK;
/* Forgets those that began before that instant of the machine's own clock, and bytes that have no
 * record and were written before it. */
struct err blob_parts_sweep(struct blob_store *store, struct instant older_than) MUST_CHECK;
#endif
