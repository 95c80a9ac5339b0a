#include "flow/backup.h"

#include "backup/backup.h"
#include "flow/boundaries.h"
#include "flow/flow_internal.h"
#include "store/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

/* What is read is taken while the server runs:
 *
 * B1 The database is one moment (store/snapshot.h); its size of the log says which.
 * B2 Evidence belongs to a case from the transaction on that received the case, and is removed by
 *    an erasure alone, which a backup keeps out (lock.backup). So once the snapshot is read,
 *    "evidence of cases below that size" is a question to the store of any later moment, with the
 *    same answer, and the write-ahead log need not wait for the bytes of evidence.
 * B3 Uploads that no report named are left out; a restore forgets their rows.
 * B4 Boundaries are no record: a file that holds none is left out and told, and stops nothing. */

enum { PIECE = 1 << 17, PAGE = 256 };
static const size_t PAGE_ARENA = 4u << 20, BOUNDARIES_ARENA = 3 * BOUNDARY_STORED_MAX + (8 << 20);
static const int64_t TELL_EVERY = 4 << 20;
static const char LIST_NAME[] = "erased.list";

struct backup {
    const struct flow_backup_of *of;
    struct flow_backed_up out;
    struct backup_writer *writer;
    struct blob_store *blobs;
    struct str erased; /* the list, as of the snapshot */
    int64_t told;
    char piece[PIECE];
};

/* The lock is the kernel's, and ends with the descriptor. */
static struct err hold(const char *data_dir, int *ret_fd) {
    struct arena *a = arena_new(64 * 1024);
    struct str path = arena_printf(a, "%s/lock.backup", data_dir);
    int fd = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    int why = errno;
    arena_free(a);
    if (fd < 0 && why == ENOENT)
        return ERR(ERR_MISSING, STR("store"));
    if (fd < 0)
        return ERR(why == EROFS || why == EACCES ? ERR_READ_ONLY : ERR_IO, STR("lock"));
    if (!flock(fd, LOCK_EX | LOCK_NB)) {
        *ret_fd = fd;
        return OK;
    }
    why = errno;
    (void)close(fd);
    return why == EWOULDBLOCK ? ERR(ERR_BUSY, STR("backup")) : ERR(ERR_IO, STR("lock"));
}

struct err flow_backup_hold(const char *data_dir) {
    int fd; /* stays open */
    return hold(data_dir, &fd);
}

static void tell(struct backup *b) {
    int64_t done = backup_written(b->writer);
    if (b->of->watch.told && done - b->told >= TELL_EVERY) {
        b->of->watch.told(b->of->watch.arg, done, 0);
        b->told = done;
    }
}

/* --- the database --- */

static struct err facts_of(struct backup *b, struct arena *a, struct db *db,
                           struct backup_facts *ret) {
    struct ledger_head head;
    struct str origin;
    struct err e = store_setting_find(db, a, STR("origin"), &origin);
    if (!e.code)
        e = store_head_load(db, a, &head);
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_MISSING, STR("store")) : e;
    *ret = (struct backup_facts){.origin = origin,
                                 .made_at = env_now(b->of->env),
                                 .size = head.size,
                                 .root = ledger_head_root(&head)};
    b->out = (struct flow_backed_up){
        .origin = origin, .at = ret->made_at, .size = head.size, .root = ret->root};
    return OK;
}

static struct err put_database(struct backup *b, const struct store_snapshot *s) {
    int64_t bytes = store_snapshot_bytes(s);
    struct err e = backup_begin(b->writer, "netral.db", bytes);
    for (int64_t at = 0; at < bytes && !e.code;) {
        size_t len = bytes - at < PIECE ? (size_t)(bytes - at) : PIECE;
        e = store_snapshot_read(s, at, b->piece, len);
        if (!e.code)
            e = backup_add(b->writer, (struct str){b->piece, len});
        at += (int64_t)len;
        tell(b);
    }
    return e;
}

static struct err put_erased(struct backup *b, struct arena *a, struct db *db) {
    struct buf list;
    buf_init(&list, FLOW_ERASED_LIST_MAX);
    struct err e = flow_erased_put(db, &list);
    if (!e.code)
        b->erased = arena_str(a, buf_str(&list));
    buf_done(&list);
    return e;
}

static struct err take_snapshot(struct backup *b, struct arena *a) {
    const struct flow_backup_of *of = b->of;
    struct backup_facts facts;
    struct store_snapshot *s = NULL;
    const struct backup_to to = {of->file, of->list, of->count, of->env};
    struct err e = store_snapshot_new(str_from_c(of->data_dir), &s);
    if (!e.code)
        e = facts_of(b, a, store_snapshot_db(s), &facts);
    if (!e.code)
        e = put_erased(b, a, store_snapshot_db(s));
    if (!e.code)
        e = backup_writer_new(&to, &facts, &b->writer);
    if (!e.code)
        e = put_database(b, s);
    store_snapshot_free(s);
    return e;
}

/* --- the blobs --- */

static struct err put_bytes(struct backup *b, int fd, int64_t left) {
    struct err e = OK;
    while (left && !e.code) {
        ssize_t got = read(fd, b->piece, left < PIECE ? (size_t)left : PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? ERR(ERR_IO, STR("blob")) : ERR(ERR_CORRUPT, STR("blob"));
        e = backup_add(b->writer, (struct str){b->piece, (size_t)got});
        left -= got;
        tell(b);
    }
    return e;
}

/* That the bytes are those of the name is seen when everything is read back. */
static struct err put_blob(struct backup *b, const struct ledger_part *part) {
    char name[BACKUP_NAME_MAX];
    int fd;
    int64_t bytes;
    struct err e = blob_open(b->blobs, &part->sha256, &fd, &bytes);
    if (e.code)
        return e;
    backup_blob_name(&part->sha256, name);
    e = bytes == part->bytes ? backup_begin(b->writer, name, bytes) : ERR(ERR_CORRUPT, STR("blob"));
    if (!e.code)
        e = put_bytes(b, fd, bytes);
    (void)close(fd);
    return e;
}

typedef struct err ask_kept(struct db *db, struct arena *a, const struct store_blobs_of *of,
                            const struct hash *after, struct store_blobs *ret);

static struct err put_kept(struct backup *b, struct db *db, ask_kept *ask) {
    const struct store_blobs_of of = {b->out.size, PAGE};
    struct hash after = {0};
    struct store_blobs page = {.count = PAGE};
    struct err e = OK;
    while (!e.code && page.count == PAGE) {
        struct arena *a = arena_new(PAGE_ARENA);
        e = ask(db, a, &of, &after, &page);
        for (size_t i = 0; !e.code && i < page.count; i++)
            e = put_blob(b, &page.list[i]);
        if (!e.code && page.count)
            after = page.list[page.count - 1].sha256;
        arena_free(a);
    }
    return e;
}

static struct err put_blobs(struct backup *b) {
    struct db db = {0};
    struct err e = db_open(str_from_c(b->of->data_dir), false, false, &db);
    if (!e.code)
        e = blob_store_open(b->of->data_dir, &b->blobs);
    if (!e.code)
        e = put_kept(b, &db, store_evidence_kept);
    if (!e.code)
        e = put_kept(b, &db, store_rules_kept);
    blob_store_free(b->blobs);
    db_close(&db);
    return e;
}

/* --- the boundaries --- */

static struct err put_boundaries(struct backup *b) {
    const char *name;
    struct err e = OK;
    for (int level = 0; !e.code && (name = flow_boundaries_name(level)); level++) {
        struct arena *a = arena_new(BOUNDARIES_ARENA);
        struct str text;
        if (flow_boundaries_stored(a, b->of->data_dir, level, &text).code) {
            b->out.left_out = b->out.left_out.len ? b->out.left_out : str_from_c(name);
        } else if (text.len) {
            e = backup_begin(b->writer, name, (int64_t)text.len);
            if (!e.code)
                e = backup_add(b->writer, text);
        }
        arena_free(a);
    }
    return e;
}

struct err flow_backup(struct arena *a, const struct flow_backup_of *of,
                       struct flow_backed_up *ret) {
    struct backup *b = must_alloc(sizeof *b);
    struct backup_sums sums;
    b->of = of;
    int lock = -1;
    struct err e = hold(of->data_dir, &lock);
    if (!e.code)
        e = take_snapshot(b, a);
    if (!e.code)
        e = put_blobs(b);
    if (!e.code)
        e = put_boundaries(b);
    if (!e.code) /* a newer list does older backups good, whatever becomes of this one */
        e = backup_put_beside(of->file, LIST_NAME, b->erased);
    if (!e.code)
        e = backup_finish(b->writer, &sums);
    backup_writer_free(b->writer);
    if (!e.code) {
        *ret = b->out;
        ret->database_bytes = sums.database_bytes;
        ret->blobs = sums.blobs;
        ret->blob_bytes = sums.blob_bytes;
        ret->boundaries = sums.boundaries;
    }
    if (lock >= 0)
        (void)close(lock);
    seal_wipe(b->piece, sizeof b->piece);
    free(b);
    return e;
}
