#ifndef STORE_SNAPSHOT_H
#define STORE_SNAPSHOT_H
/* The database file of one moment, byte by byte, while others go on writing (SQLite; PostgreSQL has
 * pg_dump and pg_basebackup). What is read is a database that opens by itself, with every
 * transaction that was committed when the snapshot was taken and nothing of a later one.
 *
 * While it is open the write-ahead log cannot be copied and grows by what is written meanwhile:
 * take it, read it to its end, free it. */
#include "store/db.h"

struct store_snapshot;
/* dir: the data directory; it must be writable, since the write-ahead log is copied into the
 * database first. Holds up the writer for some milliseconds, several times at worst.
 * Errors: ERR_BUSY "snapshot" (another long reading keeps the log from being copied, for a minute),
 * and those of db_open. */
struct err store_snapshot_new(struct str dir, struct store_snapshot **ret) MUST_CHECK;
void store_snapshot_free(struct store_snapshot *s); /* NULL is fine */
/* A connection that reads this moment; the snapshot's own. */
struct db *store_snapshot_db(struct store_snapshot *s);
int64_t store_snapshot_bytes(const struct store_snapshot *s);
/* Exactly len bytes from at on. Errors: ERR_IO, ERR_CORRUPT "database". */
struct err store_snapshot_read(const struct store_snapshot *s, int64_t at, char *ret,
                               size_t len) MUST_CHECK;
#endif
