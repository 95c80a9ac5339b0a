#include "store/checkpointer.h"

#include "store/db_internal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct checkpointer {
    char *path;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    bool started, wanted, busy, stopping;
};

struct checkpointer *checkpointer_new(const char *path) {
    struct checkpointer *c = must_alloc(sizeof *c);
    c->path = strdup(path);
    if (!c->path || pthread_mutex_init(&c->mutex, NULL) || pthread_cond_init(&c->wake, NULL))
        die("a checkpointer cannot be made");
    return c;
}

void checkpointer_free(struct checkpointer *c) {
    if (!c)
        return;
    (void)pthread_mutex_lock(&c->mutex);
    c->stopping = true;
    (void)pthread_cond_signal(&c->wake);
    (void)pthread_mutex_unlock(&c->mutex);
    if (c->started)
        (void)pthread_join(c->thread, NULL);
    (void)pthread_mutex_destroy(&c->mutex);
    (void)pthread_cond_destroy(&c->wake);
    free(c->path);
    free(c);
}

static void die_of_fsync(void) {
    die("fsync of the database failed: its last pages are lost, restart and verify");
}

void checkpointer_copy(sqlite3 *h) {
    int rc = sqlite3_wal_checkpoint_v2(h, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    if (db_sqlite_is_fsync_failure(rc))
        die_of_fsync();
}

/* SQLite syncs the database only when the whole log was copied, which happens in the writer: with
 * nothing synced before, that one sync held up a batch for 30 to 45 ms. */
static void sync_copied(sqlite3 *h) {
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(h, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        !file->pMethods)
        return;
    if (file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) != SQLITE_OK)
        die_of_fsync();
}

/* synchronous=FULL here too: without it a checkpoint syncs nothing. NULL: not now, and the writer
 * copies by itself. */
sqlite3 *checkpointer_connection(const char *path) {
    sqlite3 *h = NULL;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
    bool good = sqlite3_open_v2(path, &h, flags, NULL) == SQLITE_OK &&
                sqlite3_extended_result_codes(h, 1) == SQLITE_OK &&
                sqlite3_exec(h,
                             "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
                             "PRAGMA cache_size=-64; SELECT count(*) FROM sqlite_master",
                             NULL, NULL, NULL) == SQLITE_OK;
    if (good)
        return h;
    (void)sqlite3_close(h);
    return NULL;
}

static void *run(void *arg) {
    struct checkpointer *c = arg;
    sqlite3 *h = checkpointer_connection(c->path);
    (void)pthread_mutex_lock(&c->mutex);
    while (!c->stopping) {
        if (!c->wanted) {
            (void)pthread_cond_wait(&c->wake, &c->mutex);
            continue;
        }
        c->wanted = false;
        c->busy = true;
        (void)pthread_mutex_unlock(&c->mutex);
        if (h) {
            checkpointer_copy(h);
            sync_copied(h);
        }
        (void)pthread_mutex_lock(&c->mutex);
        c->busy = false;
    }
    (void)pthread_mutex_unlock(&c->mutex);
    (void)sqlite3_close(h);
    return NULL;
}

bool checkpointer_is_idle(struct checkpointer *c) {
    (void)pthread_mutex_lock(&c->mutex);
    bool idle = !c->busy && !c->wanted;
    (void)pthread_mutex_unlock(&c->mutex);
    return idle;
}

void checkpointer_wake(struct checkpointer *c) {
    (void)pthread_mutex_lock(&c->mutex);
    if (!c->started && pthread_create(&c->thread, NULL, run, c))
        die("a checkpointer cannot be made");
    c->started = true;
    c->wanted = true;
    (void)pthread_cond_signal(&c->wake);
    (void)pthread_mutex_unlock(&c->mutex);
}
