#ifndef BLOB_INTERNAL_H
#define BLOB_INTERNAL_H
/* What the files of this room share: its folders, and how a file gets the name of its hash. */
#include "blob/blob.h"

struct blob_store {
    int root, tmp, parts; /* directories, open for the life of the store; nothing here changes */
};
/* A failed call of the system: ERR_MISSING, or what file_err says. */
struct err blob_fault(int os) MUST_CHECK;
/* Ends the process when it fails (B3 of blob.c). */
void blob_sync(int fd);
/* Renames a file whose bytes are durable to ab/<62 hex>, and makes that durable. */
struct err blob_give_name(const struct blob_store *store, int from, const char *name,
                          const struct hash *sha256) MUST_CHECK;
#endif
