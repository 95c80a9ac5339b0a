#include "blob/blob_internal.h"
#include "blob/parts_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct lying {
    int64_t count, bytes;
    int64_t room; /* on the disk beside it */
};

/* Asked anew each time: a few hundred files at most, and no count that could drift from them. */
static struct err lying_there(const struct blob_store *store, struct lying *ret) {
    DIR *dir = parts_list(store);
    if (!dir)
        return blob_fault(errno);
    struct lying sum = {0};
    struct stat st;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (fstatat(store->parts, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
            continue;
        if (strlen(entry->d_name) == PARTS_ID_HEX)
            sum.bytes += st.st_size;
        else
            sum.count++;
    }
    (void)closedir(dir);
    *ret = sum;
    return OK;
}

/* Reports go first: what is large waits while the disk is nearly full. Below zero: so much is
 * wanting before anything could come. */
static struct err room_on_disk(const struct blob_store *store, const struct blob_parts_rule *rule,
                               int64_t *ret) {
    struct statvfs disk;
    if (fstatvfs(store->parts, &disk))
        return blob_fault(errno);
    int64_t free = (int64_t)((uint64_t)disk.f_bavail * disk.f_frsize);
    int64_t share = (int64_t)((uint64_t)disk.f_blocks * disk.f_frsize) / rule->share;
    *ret = free - (share < rule->spare ? share : rule->spare);
    return OK;
}

/* What would be short if given were forgotten. Its bytes are counted instead of asked for: a file
 * system may give them back some time later. */
static struct err lacks(const struct parts_need *need, const struct lying *lying,
                        const struct lying *given) {
    if (lying->count - given->count > need->count || lying->bytes - given->bytes > need->bytes)
        return ERR(ERR_BUSY, STR("upload"));
    return lying->room + given->bytes < need->room ? ERR(ERR_DISK_FULL, STR("blob")) : OK;
}

/* An upload moved when its record was written last: at its beginning, and with each part. */
struct idle {
    struct id128 id;
    int64_t moved_us, bytes;
};
static int by_moved(const void *a, const void *b) {
    const struct idle *x = a, *y = b;
    return (x->moved_us > y->moved_us) - (x->moved_us < y->moved_us);
}

static int64_t moved_at(const struct stat *record) {
    return record->st_mtim.tv_sec * INT64_C(1000000) + record->st_mtim.tv_nsec / 1000;
}

/* Since when it stands still: since it moved, or since it should have been whole, however it moves.
 * Where the head cannot be read, since it moved. */
static int64_t still_since(int fd, const struct stat *record, const struct blob_parts_rule *rule) {
    uint8_t head[PARTS_HEAD];
    int64_t moved_us = moved_at(record);
    if (!rule->rate || pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head)
        return moved_us;
    int64_t due_us = parts_get64(head + 8) + parts_get64(head) / rule->rate * INT64_C(1000000);
    return due_us < moved_us ? due_us : moved_us;
}

/* Not while a part comes, nor when one came since it was listed. */
static struct err forget_idle(struct blob_store *store, const struct parts_need *need,
                              const struct id128 *id, bool *ret_gone) {
    struct parts_names n = parts_names_of(id);
    struct stat st;
    struct err e = OK;
    *ret_gone = false;
    int fd = openat(store->parts, n.record, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? OK : blob_fault(errno);
    if (!flock(fd, LOCK_EX | LOCK_NB) && !fstat(fd, &st) && st.st_nlink &&
        still_since(fd, &st, need->rule) < need->now.us - need->rule->idle) {
        e = blob_parts_drop(store, id);
        *ret_gone = !e.code;
    }
    (void)close(fd);
    return e;
}

static bool idle_one(const struct blob_store *store, const struct parts_need *need,
                     const char *entry, struct idle *ret) {
    struct stat record, bytes;
    struct idle one = {0};
    if (!parts_id_of(entry, &one.id) || !memcmp(one.id.b, need->but->b, sizeof one.id.b))
        return false;
    int fd = openat(store->parts, entry, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool there = fd >= 0 && !fstat(fd, &record);
    if (there)
        one.moved_us = still_since(fd, &record, need->rule);
    if (fd >= 0)
        (void)close(fd);
    if (!there)
        return false;
    struct parts_names n = parts_names_of(&one.id);
    if (!fstatat(store->parts, n.bytes, &bytes, AT_SYMLINK_NOFOLLOW))
        one.bytes = bytes.st_size;
    *ret = one;
    return one.moved_us < need->now.us - need->rule->idle;
}

struct idle_ones {
    struct idle *list;
    struct lying all; /* what they come to */
};

/* The longest first; as many as there may be at a time, which is all but after a change of it. */
static struct err list_idle(const struct blob_store *store, const struct parts_need *need,
                            struct idle_ones *ret) {
    DIR *dir = parts_list(store);
    if (!dir)
        return blob_fault(errno);
    for (struct dirent *entry; ret->all.count < need->rule->count && (entry = readdir(dir));) {
        struct idle *one = &ret->list[ret->all.count];
        if (idle_one(store, need, entry->d_name, one)) {
            ret->all.count++;
            ret->all.bytes += one->bytes;
        }
    }
    (void)closedir(dir);
    if (ret->all.count)
        qsort(ret->list, (size_t)ret->all.count, sizeof *ret->list, by_moved);
    return OK;
}

static struct err forget_for(struct blob_store *store, const struct parts_need *need,
                             const struct lying *lying, const struct idle_ones *idle) {
    struct lying given = {0};
    struct err e = lacks(need, lying, &idle->all);
    for (int64_t i = 0; i < idle->all.count && !e.code && lacks(need, lying, &given).code; i++) {
        bool gone;
        e = forget_idle(store, need, &idle->list[i].id, &gone);
        given.count += gone;
        given.bytes += gone ? idle->list[i].bytes : 0;
    }
    return e.code ? e : lacks(need, lying, &given);
}

struct err parts_make_room(struct blob_store *store, const struct parts_need *need) {
    struct lying lying = {0}, none = {0};
    struct err e = lying_there(store, &lying);
    if (!e.code)
        e = room_on_disk(store, need->rule, &lying.room);
    if (!e.code)
        e = lacks(need, &lying, &none);
    if (e.code != ERR_BUSY && e.code != ERR_DISK_FULL)
        return e;
    struct idle_ones idle = {.list = must_alloc((size_t)need->rule->count * sizeof(struct idle))};
    e = list_idle(store, need, &idle);
    if (!e.code)
        e = forget_for(store, need, &lying, &idle);
    free(idle.list);
    return e;
}
