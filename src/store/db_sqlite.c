#include "store/checkpointer.h"
#include "store/db_internal.h"
#include "store/wal_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite 3.40: one file, one writer, readers that never wait for it (WAL).
 *
 * D1 synchronous=FULL: a commit is answered after the WAL was fsynced. NORMAL lost acknowledged
 *    rows when pages that were not fsynced were dropped.
 * D2 A failed fsync ends the process: the kernel marks the lost pages as clean, so that a second
 *    fsync succeeds over a hole. SQLite's own automatic checkpoint hides such a failure; therefore
 *    it is off and on_wal() below sees to it.
 * D3 Inside a transaction no statement runs outside of it: after SQLITE_FULL or an I/O error SQLite
 *    may have rolled back by itself, and a statement that follows would commit alone.
 * D4 A statement means the same on PostgreSQL: double-quoted strings are refused, LIKE knows upper
 *    and lower case, every $n of the text must be given. */

enum {
    /* After each 2,000 pages the checkpointer copies them beside the writer. A log that is written
     * all the time is never copied whole, so from 8,000 on, 32 MB, the writer copies the rest, some
     * hundred pages, and SQLite begins the log anew. All of it in the writer held up one batch in
     * twenty by more than 10 ms. */
    WAL_PAGES = 2000,
    WAL_MOST = 8000,
    WAL_KEEP_BYTES = 64 << 20,   /* a WAL that grew under a long reader shrinks to this */
    WRITER_CACHE_KIB = 8 * 1024, /* 8 + 3 * 2 MiB: four connections stay below 30 MiB resident */
    READER_CACHE_KIB = 2 * 1024,
};

struct slot {
    sqlite3_stmt *stmt;
    const char *sql;
    size_t count;            /* parameters */
    uint8_t at[DB_ARGS_MAX]; /* where SQLite put $1, $2, ...: it counts by first appearance */
};
struct sqlite {
    sqlite3 *h;
    bool writer, in_txn;
    struct checkpointer *checkpointer; /* the writer's */
    int copied;                        /* pages of the log when it was last woken */
    struct slot slots[DB_SLOTS];
};

bool db_sqlite_is_fsync_failure(int rc) {
    return rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC;
}

static struct err fault(sqlite3 *h, int rc, const char *name) {
    struct str about = str_from_c(name);
    if (db_sqlite_is_fsync_failure(rc)) /* D2 */
        die("fsync of the database failed: its last pages are lost, restart and verify");
    if ((rc & 0xff) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
        die("out of memory");
    int os = h ? sqlite3_system_errno(h) : 0;
    if (!os) /* SQLite keeps none when COMMIT itself could not write; run() began with zero */
        os = errno;
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR(ERR_BUSY, about);
    case SQLITE_CONSTRAINT: /* a cell of the wrong kind is our fault, as on PostgreSQL */
        return rc == SQLITE_CONSTRAINT_DATATYPE ? ERR(ERR_STORE, about) : ERR(ERR_CONFLICT, about);
    case SQLITE_FULL:
        return ERR(ERR_DISK_FULL, STR("database"));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ERR(ERR_READ_ONLY, STR("database"));
    case SQLITE_TOOBIG:
        return ERR(ERR_TOO_LARGE, about);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR(ERR_CORRUPT, STR("database"));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        if (os == ENOSPC || os == EDQUOT)
            return ERR(ERR_DISK_FULL, STR("database"));
        if (os == EROFS || os == EACCES || os == EPERM)
            return ERR(ERR_READ_ONLY, STR("database"));
        return ERR(ERR_STORE, STR("database"));
    default:
        return ERR(ERR_STORE, about);
    }
}

static int prepare(struct sqlite *s, const struct db_stmt *stmt, struct slot *slot) {
    (void)sqlite3_finalize(slot->stmt);
    *slot = (struct slot){0};
    unsigned flags = stmt->number >= 0 ? SQLITE_PREPARE_PERSISTENT : 0;
    int rc = sqlite3_prepare_v3(s->h, stmt->sql, -1, flags, &slot->stmt, NULL);
    if (rc != SQLITE_OK)
        return rc;
    int count = sqlite3_bind_parameter_count(slot->stmt);
    bool good = slot->stmt && count <= DB_ARGS_MAX;
    for (int i = 0; good && i < count; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "$%d", i + 1);
        slot->at[i] = (uint8_t)sqlite3_bind_parameter_index(slot->stmt, name);
        good = slot->at[i] != 0;
    }
    if (!good) {
        (void)sqlite3_finalize(slot->stmt);
        slot->stmt = NULL;
        return SQLITE_MISUSE;
    }
    slot->count = (size_t)count;
    slot->sql = stmt->sql;
    return SQLITE_OK;
}

/* A NULL pointer would bind NULL; the empty string is not NULL. */
static const char *bytes_of(struct str s) {
    return s.ptr ? s.ptr : "";
}

static int bind(const struct slot *slot, size_t i, const struct cell *c) {
    int at = slot->at[i];
    switch (c->kind) {
    case CELL_INT:
        return sqlite3_bind_int64(slot->stmt, at, c->i);
    case CELL_TEXT: /* static: the caller's bytes live until run() returns */
        return sqlite3_bind_text64(slot->stmt, at, bytes_of(c->s), c->s.len, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case CELL_BLOB:
        return sqlite3_bind_blob64(slot->stmt, at, bytes_of(c->s), c->s.len, SQLITE_STATIC);
    case CELL_NULL:
        break;
    }
    return sqlite3_bind_null(slot->stmt, at);
}

/* False for a fraction: the store knows none, and PostgreSQL would show it otherwise. */
static bool column(sqlite3_stmt *stmt, int i, struct arena *a, struct cell *ret) {
    const void *p;
    switch (sqlite3_column_type(stmt, i)) {
    case SQLITE_INTEGER:
        *ret = CINT(sqlite3_column_int64(stmt, i));
        return true;
    case SQLITE_TEXT:
        p = sqlite3_column_text(stmt, i);
        *ret = CTEXT(arena_str(a, ((struct str){p, (size_t)sqlite3_column_bytes(stmt, i)})));
        return true;
    case SQLITE_BLOB:
        p = sqlite3_column_blob(stmt, i);
        *ret = CBLOB(arena_str(a, ((struct str){p, (size_t)sqlite3_column_bytes(stmt, i)})));
        return true;
    case SQLITE_NULL:
        *ret = CNULL;
        return true;
    default:
        return false;
    }
}

static bool add_row(sqlite3_stmt *stmt, struct arena *a, size_t *room, struct rows *rows) {
    if (rows->count == *room) {
        *room = *room ? *room * 8 : 1; /* most answers have one row */
        struct cell *cells = NEW(a, struct cell, *room * rows->width);
        if (rows->count)
            memcpy(cells, rows->cells, rows->count * rows->width * sizeof *cells);
        rows->cells = cells;
    }
    struct cell *row = rows->cells + rows->count * rows->width;
    for (size_t i = 0; i < rows->width; i++)
        if (!column(stmt, (int)i, a, &row[i]))
            return false;
    rows->count++;
    return true;
}

static int step_all(sqlite3_stmt *stmt, struct arena *a, struct rows *ret) {
    struct rows rows = {.width = (size_t)sqlite3_column_count(stmt)};
    size_t room = 0;
    int rc;
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
        if (ret && !add_row(stmt, a, &room, &rows))
            return SQLITE_MISMATCH;
    if (rc != SQLITE_DONE)
        return rc;
    if (ret)
        *ret = rows;
    return SQLITE_OK;
}

static struct err run(struct db *db, struct arena *a, const struct db_stmt *stmt,
                      struct db_args args, struct rows *ret) {
    struct sqlite *s = db->handle;
    if (s->in_txn && sqlite3_get_autocommit(s->h)) /* D3 */
        return ERR(ERR_STORE, STR("transaction"));
    struct slot once = {0};
    struct slot *slot = stmt->number >= 0 ? &s->slots[stmt->number] : &once;
    int rc = slot->sql == stmt->sql ? SQLITE_OK : prepare(s, stmt, slot);
    if (rc != SQLITE_OK)
        return fault(s->h, rc, stmt->name);
    if (slot->count != args.count)
        rc = SQLITE_RANGE;
    for (size_t i = 0; rc == SQLITE_OK && i < args.count; i++)
        rc = bind(slot, i, &args.list[i]);
    struct rows rows = {0};
    errno = 0;
    if (rc == SQLITE_OK)
        rc = step_all(slot->stmt, a, ret ? &rows : NULL);
    struct err e = rc == SQLITE_OK ? OK : fault(s->h, rc, stmt->name);
    if (slot == &once)
        (void)sqlite3_finalize(once.stmt);
    else
        (void)sqlite3_reset(slot->stmt); /* its answer is that of step */
    rows.changed = sqlite3_changes64(s->h);
    if (!e.code && ret)
        *ret = rows;
    return e;
}

static const struct db_stmt BEGIN_WRITE = {DB_OWN_BEGIN_WRITE, "begin", "BEGIN IMMEDIATE"};
static const struct db_stmt BEGIN_READ = {DB_OWN_BEGIN_READ, "begin", "BEGIN"};
static const struct db_stmt COMMIT = {DB_OWN_COMMIT, "commit", "COMMIT"};
static const struct db_stmt ROLLBACK = {DB_OWN_ROLLBACK, "rollback", "ROLLBACK"};

static struct err begin(struct db *db, bool write) {
    struct sqlite *s = db->handle;
    if (write && !s->writer)
        return ERR(ERR_READ_ONLY, STR("database"));
    struct err e = run(db, NULL, write ? &BEGIN_WRITE : &BEGIN_READ, DB_NONE, NULL);
    s->in_txn = !e.code;
    return e;
}

static struct err commit(struct db *db) {
    struct sqlite *s = db->handle;
    struct err e = run(db, NULL, &COMMIT, DB_NONE, NULL);
    if (!e.code)
        s->in_txn = false;
    return e;
}

static void rollback(struct db *db) {
    struct sqlite *s = db->handle;
    s->in_txn = false;
    if (sqlite3_get_autocommit(s->h))
        return;
    struct err e = run(db, NULL, &ROLLBACK, DB_NONE, NULL);
    if (e.code && !sqlite3_get_autocommit(s->h))
        die("a transaction that cannot be rolled back");
}

/* Called after each commit with the log's length. */
static int on_wal(void *arg, sqlite3 *h, const char *schema, int pages) {
    struct sqlite *s = arg;
    (void)schema;
    if (pages < s->copied) /* begun anew */
        s->copied = 0;
    if (pages >= WAL_MOST && checkpointer_is_idle(s->checkpointer)) {
        checkpointer_copy(h);
    } else if (pages >= s->copied + WAL_PAGES) {
        s->copied = pages;
        checkpointer_wake(s->checkpointer);
    }
    return SQLITE_OK;
}

static void close_(struct db *db) {
    struct sqlite *s = db->handle;
    for (size_t i = 0; i < DB_SLOTS; i++)
        (void)sqlite3_finalize(s->slots[i].stmt);
    checkpointer_free(s->checkpointer);
    if (s->writer)
        checkpointer_copy(s->h); /* SQLite's own, at close, hides failures */
    if (sqlite3_close(s->h) != SQLITE_OK)
        die("a statement outlived its connection");
    free(s);
    db->handle = NULL;
}

static const struct db_driver SQLITE = {.name = "sqlite",
                                        .close = close_,
                                        .begin = begin,
                                        .commit = commit,
                                        .rollback = rollback,
                                        .run = run};

void *db_sqlite_handle(const struct db *db) {
    struct sqlite *s = db->handle;
    return s->h;
}

static struct err configure(struct sqlite *s) {
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                   "PRAGMA case_sensitive_like=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-%d;%s",
                   s->writer ? WRITER_CACHE_KIB : READER_CACHE_KIB,
                   s->writer ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                               "PRAGMA secure_delete=ON;" /* what is erased is overwritten */
                               "SELECT count(*) FROM sqlite_master;" /* makes the WAL */
                             : "PRAGMA query_only=ON;");
    (void)sqlite3_extended_result_codes(s->h, 1);
    (void)sqlite3_busy_timeout(s->h, DB_LOCK_WAIT_MS);
    (void)sqlite3_db_config(s->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(s->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL); /* D4 */
    (void)sqlite3_db_config(s->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    if (s->writer && sqlite3_db_readonly(s->h, "main") == 1)
        return ERR(ERR_READ_ONLY, STR("database"));
    int rc = sqlite3_exec(s->h, sql, NULL, NULL, NULL);
    if (rc != SQLITE_OK || !s->writer)
        return rc == SQLITE_OK ? OK : fault(s->h, rc, "database");
    (void)snprintf(sql, sizeof sql, "PRAGMA journal_size_limit=%d", WAL_KEEP_BYTES);
    rc = sqlite3_exec(s->h, sql, NULL, NULL, NULL);
    (void)sqlite3_wal_hook(s->h, on_wal, s);
    return rc == SQLITE_OK ? OK : fault(s->h, rc, "database");
}

/* --- the file and its directory --- */

static struct err file_fault(int os) {
    switch (os) {
    case ENOENT:
    case ENOTDIR:
        return ERR(ERR_MISSING, STR("store"));
    case ENOSPC:
    case EDQUOT:
        return ERR(ERR_DISK_FULL, STR("store"));
    case EROFS:
    case EACCES:
    case EPERM:
        return ERR(ERR_READ_ONLY, STR("store"));
    default:
        return ERR(ERR_IO, STR("store"));
    }
}

static struct err sync_dir(const char *path) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return file_fault(errno);
    if (fsync(fd)) /* D2 */
        die("fsync of the store's directory failed");
    (void)close(fd);
    return OK;
}

/* mkdir -p, with 0700 for what it makes. */
static struct err make_dirs(char *path) {
    for (char *at = path + 1;; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        int failed = mkdir(path, 0700) ? errno : 0;
        *at = kept;
        if (failed && failed != EEXIST)
            return file_fault(failed);
        if (kept == '\0')
            return OK;
    }
}

/* The file is made here and not by SQLite, so that nobody else can read it from its first byte on;
 * SQLite gives the WAL the same mode. */
static struct err make_file(struct arena *a, struct str dir, const char *path) {
    char *copy = NEW(a, char, dir.len + 1);
    memcpy(copy, dir.ptr, dir.len);
    struct err e = make_dirs(copy);
    if (e.code)
        return e;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? OK : file_fault(errno);
    (void)close(fd);
    e = sync_dir(copy);
    return e.code ? e : sync_dir(arena_c(a, arena_printf(a, "%s/..", copy)));
}

static struct err open_file(const char *dir, const char *path, bool writer, struct db *ret) {
    if (access(path, F_OK))
        return file_fault(errno);
    struct sqlite *s = must_alloc(sizeof *s);
    s->writer = writer;
    s->checkpointer = writer ? checkpointer_new(path) : NULL;
    int flags = SQLITE_OPEN_NOMUTEX | (writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    int rc = sqlite3_open_v2(path, &s->h, flags, writer ? wal_file_vfs() : NULL);
    struct err e = rc == SQLITE_OK ? configure(s) : fault(s->h, rc, "database");
    if (!e.code && writer)
        e = sync_dir(dir); /* D2: SQLite ignores it when its own sync of the WAL's name fails */
    struct db db = {.driver = &SQLITE, .handle = s};
    if (e.code)
        close_(&db);
    else
        *ret = db;
    return e;
}

struct err db_sqlite_open(struct str dir, bool writer, bool create, struct db *ret) {
    if (!dir.len)
        return ERR(ERR_MISSING, STR("store"));
    /* The first call counts, the others are refused: statistics that nobody reads, two locks for
     * each allocation. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    struct arena *a = arena_new(64 * 1024);
    const char *path = arena_printf(a, "%.*s/netral.db", STR_ARG(dir)).ptr;
    struct err e = create ? make_file(a, dir, path) : OK;
    if (!e.code)
        e = open_file(arena_c(a, dir), path, writer, ret);
    arena_free(a);
    return e;
}
