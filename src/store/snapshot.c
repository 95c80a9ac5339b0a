#include "store/snapshot.h"

#include "store/checkpointer.h"
#include "store/db_internal.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* SQLite in WAL mode (sqlite.org/walformat.html). A page of a reader's moment is in the log, or
 * else in the file. So the file alone is that moment when
 *
 * S1 the log was copied exactly as far as the reader's last frame: all it sees is in the file; and
 * S2 nothing later is copied while the reader is open. SQLite sees to that: a checkpoint goes no
 *    further than the oldest reader's frame, and does nothing while a reader needs no log at all.
 *    Nobody but a checkpoint writes the file.
 *
 * How many frames the reader's moment has (S1) is learnt while the write lock is held, when no
 * frame can be added: that long the writer waits. Then the lock goes and the rest is copied, which
 * another reader with an older moment can hold up.
 *
 * Tried: sqlite3_backup into a file is a plain copy on the disk; into memory, the whole database
 * there. The virtual table sqlite_dbpage reads just what is read here; Debian's library has none.
 *
 * Bytes are read through SQLite's own file: to open and close the database a second time would drop
 * the locks of this process on it. */

enum { TRIES = 600, PAUSE_MS = 100, LOCK_MS = 5000 };

struct store_snapshot {
    struct db db;
    sqlite3_file *file;
    int64_t bytes;
};

static const struct db_stmt LOOK = {-1, "snapshot", "SELECT count(*) FROM sqlite_master"};
static const struct db_stmt PAGES = {-1, "snapshot", "PRAGMA page_count"};
static const struct db_stmt PAGE_SIZE = {-1, "snapshot", "PRAGMA page_size"};

static void pause_a_little(void) {
    const struct timespec time = {.tv_nsec = PAUSE_MS * 1000000L};
    (void)nanosleep(&time, NULL);
}

/* Frames in the log, and how many of them are in the file. */
struct frames {
    int all, copied;
};
static bool copy(sqlite3 *h, struct frames *ret) { /* false: not now */
    int rc =
        sqlite3_wal_checkpoint_v2(h, "main", SQLITE_CHECKPOINT_PASSIVE, &ret->all, &ret->copied);
    if (db_sqlite_is_fsync_failure(rc))
        die("fsync of the database failed: its last pages are lost, restart and verify");
    return rc == SQLITE_OK && ret->all >= 0;
}

static struct err number(struct db *db, const struct db_stmt *stmt, int64_t *ret) {
    struct rows rows;
    struct arena *a = arena_new(64 * 1024);
    struct err e = db_run(db, a, stmt, DB_NONE, &rows);
    if (!e.code)
        *ret = rows.cells[0].i;
    arena_free(a);
    return e;
}

/* Begins the reader's moment while nobody can write. *ret: frames that it has, and how many of them
 * are in the file by then. */
static struct err begin_alone(struct db *db, sqlite3 *lock, sqlite3 *copier, struct frames *ret) {
    int64_t any;
    if (!copy(copier, ret) || /* so that little is left to copy under the lock */
        sqlite3_exec(lock, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return ERR(ERR_BUSY, STR("snapshot"));
    struct err e = db->driver->begin(db, false);
    if (!e.code)
        e = number(db, &LOOK, &any); /* the first read is where the moment begins */
    bool known = copy(copier, ret);
    (void)sqlite3_exec(lock, "ROLLBACK", NULL, NULL, NULL);
    if (!e.code && !known)
        e = ERR(ERR_BUSY, STR("snapshot"));
    if (e.code)
        db->driver->rollback(db);
    return e;
}

/* S1. Most often it was so under the lock already. A log of which a reader sees frames is not begun
 * anew, so that frames are counted as then. */
static bool is_copied(sqlite3 *copier, struct frames seen, int *left) {
    struct frames now = seen;
    for (; now.copied<seen.all && * left> 0; --*left) {
        pause_a_little();
        if (!copy(copier, &now))
            now.copied = -1;
    }
    return now.copied >= seen.all;
}

static struct err freeze(struct db *db, sqlite3 *lock, sqlite3 *copier) {
    struct frames seen;
    int left = TRIES;
    (void)sqlite3_busy_timeout(lock, LOCK_MS);
    while (left-- > 0) {
        struct err e = begin_alone(db, lock, copier, &seen);
        if (e.code && e.code != ERR_BUSY)
            return e;
        if (!e.code && is_copied(copier, seen, &left))
            return OK;
        if (!e.code)
            db->driver->rollback(db);
        pause_a_little();
    }
    return ERR(ERR_BUSY, STR("snapshot"));
}

static struct err measure(struct store_snapshot *s) {
    int64_t pages = 0, size = 0;
    struct err e = number(&s->db, &PAGES, &pages);
    if (!e.code)
        e = number(&s->db, &PAGE_SIZE, &size);
    s->bytes = pages * size;
    int rc = sqlite3_file_control(db_sqlite_handle(&s->db), "main", SQLITE_FCNTL_FILE_POINTER,
                                  (void *)&s->file);
    if (!e.code && (rc != SQLITE_OK || !s->file || !s->file->pMethods || s->bytes <= 0))
        e = ERR(ERR_STORE, STR("snapshot"));
    return e;
}

struct err store_snapshot_new(struct str dir, struct store_snapshot **ret) {
    struct store_snapshot *s = must_alloc(sizeof *s);
    struct arena *a = arena_new(64 * 1024);
    const char *path = arena_printf(a, "%.*s/netral.db", STR_ARG(dir)).ptr;
    struct err e = db_open(dir, false, false, &s->db);
    sqlite3 *lock = e.code ? NULL : checkpointer_connection(path);
    sqlite3 *copier = lock ? checkpointer_connection(path) : NULL;
    if (!e.code && !copier)
        e = ERR(access(path, W_OK) ? ERR_READ_ONLY : ERR_BUSY, STR("snapshot"));
    if (!e.code)
        e = freeze(&s->db, lock, copier);
    (void)sqlite3_close(copier);
    (void)sqlite3_close(lock);
    arena_free(a);
    if (!e.code)
        e = measure(s);
    if (e.code)
        store_snapshot_free(s);
    else
        *ret = s;
    return e;
}

void store_snapshot_free(struct store_snapshot *s) {
    if (!s)
        return;
    if (s->db.driver)
        s->db.driver->rollback(&s->db);
    db_close(&s->db);
    free(s);
}

struct db *store_snapshot_db(struct store_snapshot *s) {
    return &s->db;
}

int64_t store_snapshot_bytes(const struct store_snapshot *s) {
    return s->bytes;
}

struct err store_snapshot_read(const struct store_snapshot *s, int64_t at, char *ret, size_t len) {
    if (len > INT32_MAX || at < 0 || at + (int64_t)len > s->bytes)
        return ERR(ERR_CORRUPT, STR("database"));
    int rc = s->file->pMethods->xRead(s->file, ret, (int)len, at);
    if (rc == SQLITE_IOERR_SHORT_READ)
        return ERR(ERR_CORRUPT, STR("database"));
    return rc == SQLITE_OK ? OK : ERR(ERR_IO, STR("database"));
}
