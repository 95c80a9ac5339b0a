#include "store/wal_file.h"

#include <stdlib.h>
#include <string.h>

/* A VFS over SQLite's own that gathers what is written to the write-ahead log. SQLite writes each
 * frame in two pieces, and a commit has some fifty frames; what is next to each other goes to the
 * file in one write, before the sync that the commit waits for and before anything is read back.
 *
 * W1 Nothing is synced, read, measured or cut while bytes wait here: each of these writes them out
 *    first. A commit of FULL ends with a sync, so that when it returns nothing waits.
 * W2 Other connections look no further than the frames that shared memory names, and SQLite names
 *    frames after it wrote, and at a commit synced, them; this connection reads through here.
 * W3 What could not be written is forgotten, and whoever made us write hears of it: the sync, and
 *    so the commit, fails. */

enum { GATHER = 64 * 1024 }; /* SQLite's own file cuts a write to 17 bits of length */

struct wal_file {
    sqlite3_file file;  /* must be first */
    sqlite3_file *real; /* behind this struct */
    sqlite3_int64 at;   /* where the waiting bytes belong */
    size_t waiting;
    char *bytes; /* GATHER of them */
};

static struct wal_file *own(sqlite3_file *file) {
    return (struct wal_file *)(void *)file;
}

static sqlite3_file *real(sqlite3_file *file) {
    return own(file)->real;
}

static int write_out(sqlite3_file *file) {
    struct wal_file *w = own(file);
    size_t len = w->waiting;
    w->waiting = 0; /* W3 */
    return len ? w->real->pMethods->xWrite(w->real, w->bytes, (int)len, w->at) : SQLITE_OK;
}

static int wal_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at) {
    struct wal_file *w = own(file);
    if (w->waiting &&
        (at != w->at + (sqlite3_int64)w->waiting || (size_t)len > GATHER - w->waiting)) {
        int rc = write_out(file);
        if (rc != SQLITE_OK)
            return rc;
    }
    if ((size_t)len > GATHER)
        return w->real->pMethods->xWrite(w->real, bytes, len, at);
    if (!w->waiting)
        w->at = at;
    memcpy(w->bytes + w->waiting, bytes, (size_t)len);
    w->waiting += (size_t)len;
    return SQLITE_OK;
}

static int wal_read(sqlite3_file *file, void *ret, int len, sqlite3_int64 at) {
    int rc = write_out(file);
    return rc == SQLITE_OK ? real(file)->pMethods->xRead(real(file), ret, len, at) : rc;
}

static int wal_sync(sqlite3_file *file, int flags) {
    int rc = write_out(file);
    return rc == SQLITE_OK ? real(file)->pMethods->xSync(real(file), flags) : rc;
}

static int wal_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int rc = write_out(file);
    return rc == SQLITE_OK ? real(file)->pMethods->xTruncate(real(file), size) : rc;
}

static int wal_size(sqlite3_file *file, sqlite3_int64 *ret) {
    int rc = write_out(file);
    return rc == SQLITE_OK ? real(file)->pMethods->xFileSize(real(file), ret) : rc;
}

static int wal_close(sqlite3_file *file) {
    int rc = write_out(file), closed = real(file)->pMethods->xClose(real(file));
    free(own(file)->bytes);
    return rc == SQLITE_OK ? closed : rc;
}

static int wal_lock(sqlite3_file *file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}

static int wal_unlock(sqlite3_file *file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}

static int wal_reserved(sqlite3_file *file, int *ret) {
    return real(file)->pMethods->xCheckReservedLock(real(file), ret);
}

static int wal_control(sqlite3_file *file, int op, void *arg) {
    return real(file)->pMethods->xFileControl(real(file), op, arg);
}

static int wal_sector(sqlite3_file *file) {
    return real(file)->pMethods->xSectorSize(real(file));
}

static int wal_device(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static const sqlite3_io_methods METHODS = {.iVersion = 1,
                                           .xClose = wal_close,
                                           .xRead = wal_read,
                                           .xWrite = wal_write,
                                           .xTruncate = wal_truncate,
                                           .xSync = wal_sync,
                                           .xFileSize = wal_size,
                                           .xLock = wal_lock,
                                           .xUnlock = wal_unlock,
                                           .xCheckReservedLock = wal_reserved,
                                           .xFileControl = wal_control,
                                           .xSectorSize = wal_sector,
                                           .xDeviceCharacteristics = wal_device};

/* Every other file is SQLite's own from its first byte on. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *ret_flags) {
    sqlite3_vfs *base = sqlite3_vfs_find(NULL);
    (void)vfs;
    if (!base)
        return SQLITE_CANTOPEN;
    if (!(flags & SQLITE_OPEN_WAL))
        return base->xOpen(base, name, file, flags, ret_flags);
    struct wal_file *w = own(file);
    *w = (struct wal_file){.real = (sqlite3_file *)(void *)(w + 1)};
    memset(w->real, 0, (size_t)base->szOsFile);
    int rc = base->xOpen(base, name, w->real, flags, ret_flags);
    if (rc != SQLITE_OK) /* SQLite closes only what has methods */
        return rc;
    w->bytes = must_alloc(GATHER);
    w->file.pMethods = &METHODS;
    return SQLITE_OK;
}

const char *wal_file_vfs(void) {
    static const char NAME[] = "netral";
    if (sqlite3_vfs_find(NAME))
        return NAME;
    sqlite3_vfs *base = sqlite3_vfs_find(NULL);
    if (!base)
        return NULL;
    sqlite3_vfs *vfs = must_alloc(sizeof *vfs); /* SQLite's list keeps it until the process ends */
    *vfs = *base;
    vfs->pNext = NULL;
    vfs->zName = NAME;
    vfs->szOsFile = (int)sizeof(struct wal_file) + base->szOsFile;
    vfs->xOpen = open_file;
    return sqlite3_vfs_register(vfs, 0) == SQLITE_OK ? NAME : NULL;
}
