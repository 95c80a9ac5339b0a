#include "base/file.h"
#include "blob/blob_internal.h"
#include "blob/parts_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = PARTS_HEAD, PIECE = 64 * 1024 };

struct parts_names parts_names_of(const struct id128 *id) {
    struct parts_names n;
    hex_put(id->b, sizeof id->b, n.bytes);
    n.bytes[PARTS_ID_HEX] = '\0';
    memcpy(n.record, n.bytes, PARTS_ID_HEX);
    memcpy(n.record + PARTS_ID_HEX, PARTS_HAD, sizeof PARTS_HAD);
    return n;
}

bool parts_id_of(const char *entry, struct id128 *ret) {
    struct str name = str_from_c(entry);
    return name.len == PARTS_RECORD_NAME - 1 &&
           hex_decode((struct str){name.ptr, PARTS_ID_HEX}, ret->b, sizeof ret->b);
}

DIR *parts_list(const struct blob_store *store) {
    int fd = openat(store->parts, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir && fd >= 0)
        (void)close(fd);
    return dir;
}

static void put64(uint8_t *to, int64_t n) {
    for (unsigned i = 0; i < 8; i++)
        to[i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
}

int64_t parts_get64(const uint8_t *from) {
    uint64_t n = 0;
    for (unsigned i = 0; i < 8; i++)
        n = n << 8 | from[i];
    return (int64_t)n;
}

/* --- the record --- */

struct record {
    int fd;
    int64_t begun_us, bytes, hashes;
};

static int64_t parts_of(int64_t bytes, const struct blob_parts_rule *rule) {
    return (bytes + rule->part - 1) / rule->part;
}

static struct err open_record(const struct blob_store *store, const struct id128 *id, int how,
                              struct record *ret) {
    struct parts_names n = parts_names_of(id);
    uint8_t head[HEAD];
    struct stat st;
    int fd = openat(store->parts, n.record, how | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR(ERR_MISSING, STR("upload")) : blob_fault(errno);
    if (fstat(fd, &st) || pread(fd, head, sizeof head, 0) != HEAD) {
        (void)close(fd);
        return ERR(ERR_MISSING, STR("upload")); /* a crash cut its beginning short */
    }
    *ret = (struct record){
        .fd = fd,
        .begun_us = parts_get64(head + 8),
        .bytes = parts_get64(head),
        .hashes = (st.st_size - HEAD) / HASH_LEN,
    };
    return OK;
}

/* Behind the hashes of all parts stands that of the whole (P3). */
static bool is_named(const struct record *r, int64_t parts) {
    return r->hashes > parts;
}

static struct blob_parts told(const struct record *r, const struct blob_parts_rule *rule) {
    int64_t parts = parts_of(r->bytes, rule);
    return (struct blob_parts){
        .bytes = r->bytes, .parts = parts, .had = r->hashes - is_named(r, parts)};
}

/* With the lock, over all processes of the store, until it is closed. The record may have grown, or
 * been forgotten, while we waited. */
static struct err hold_record(const struct blob_store *store, const struct id128 *id,
                              struct record *ret) {
    struct stat st;
    struct err e = open_record(store, id, O_RDWR, ret);
    if (e.code)
        return e;
    int locked;
    while ((locked = flock(ret->fd, LOCK_EX)) && errno == EINTR)
        ;
    if (locked || fstat(ret->fd, &st))
        e = blob_fault(errno);
    else if (!st.st_nlink)
        e = ERR(ERR_MISSING, STR("upload"));
    else
        ret->hashes = (st.st_size - HEAD) / HASH_LEN;
    if (e.code)
        (void)close(ret->fd);
    return e;
}

struct err blob_parts_find(struct blob_store *store, const struct blob_parts_rule *rule,
                           const struct id128 *id, struct blob_parts *ret) {
    struct record r = {.fd = -1};
    struct err e = open_record(store, id, O_RDONLY, &r);
    if (e.code)
        return e;
    (void)close(r.fd);
    *ret = told(&r, rule);
    return OK;
}

/* --- what is forgotten --- */

struct err blob_parts_drop(struct blob_store *store, const struct id128 *id) {
    struct parts_names n = parts_names_of(id);
    if (unlinkat(store->parts, n.bytes, 0) && errno != ENOENT)
        return blob_fault(errno);
    return unlinkat(store->parts, n.record, 0) && errno != ENOENT ? blob_fault(errno) : OK;
}

/* Bytes whose record went while a part of theirs was on its way (or that a copy of the folder
 * brought): nobody can go on with them, and nothing else would ever remove them. */
static struct err sweep_bytes(struct blob_store *store, const char *entry,
                              struct instant older_than) {
    struct id128 id;
    struct stat bytes, record;
    struct str name = str_from_c(entry);
    if (name.len != PARTS_ID_HEX || !hex_decode(name, id.b, sizeof id.b))
        return OK;
    struct parts_names n = parts_names_of(&id);
    if (fstatat(store->parts, n.bytes, &bytes, AT_SYMLINK_NOFOLLOW) || !S_ISREG(bytes.st_mode) ||
        bytes.st_mtim.tv_sec >= older_than.us / 1000000)
        return OK;
    if (!fstatat(store->parts, n.record, &record, AT_SYMLINK_NOFOLLOW) || errno != ENOENT)
        return OK;
    return unlinkat(store->parts, n.bytes, 0) && errno != ENOENT ? blob_fault(errno) : OK;
}

struct err blob_parts_sweep(struct blob_store *store, struct instant older_than) {
    DIR *dir = parts_list(store);
    if (!dir)
        return blob_fault(errno);
    struct err e = OK;
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct id128 id;
        struct record r = {.fd = -1};
        if (!parts_id_of(entry->d_name, &id)) {
            struct err swept = sweep_bytes(store, entry->d_name, older_than);
            e = swept.code ? swept : e;
            continue;
        }
        struct err found = open_record(store, &id, O_RDONLY, &r);
        if (r.fd >= 0)
            (void)close(r.fd);
        bool old = found.code ? found.code == ERR_MISSING : r.begun_us < older_than.us;
        struct err gone = old ? blob_parts_drop(store, &id) : OK;
        if (gone.code)
            e = gone;
    }
    (void)closedir(dir);
    return e;
}

/* --- begun --- */

struct err blob_parts_begin(struct blob_store *store, const struct blob_parts_rule *rule,
                            const struct id128 *id, int64_t bytes, struct instant now) {
    if (bytes > rule->whole)
        return ERR(ERR_TOO_LARGE, STR("blob"));
    const struct parts_need need = {rule, rule->count - 1, rule->begin - 1, bytes, id, now};
    struct err e = parts_make_room(store, &need);
    if (e.code)
        return e;
    struct parts_names n = parts_names_of(id);
    uint8_t head[HEAD];
    put64(head, bytes);
    put64(head + 8, now.us);
    int fd = openat(store->parts, n.record, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return blob_fault(errno);
    e = file_write(fd, (struct str){(const char *)head, sizeof head}) ? OK : blob_fault(errno);
    if (!e.code) {
        blob_sync(fd);
        blob_sync(store->parts);
    } else {
        (void)unlinkat(store->parts, n.record, 0);
    }
    (void)close(fd);
    return e;
}

/* --- a part --- */

static struct err copy_part(int fd, const struct blob_part *part) {
    char piece[PIECE];
    for (int64_t at = 0; at < part->bytes;) {
        size_t len;
        struct err e = blob_aside_read(part->aside, at, (struct blob_room){piece, PIECE}, &len);
        if (e.code)
            return e;
        if (!len)
            return ERR(ERR_IO, STR("blob"));
        if (!file_write(fd, (struct str){piece, len}))
            return blob_fault(errno);
        at += (int64_t)len;
    }
    return OK;
}

/* P2: over what a part that failed has left. */
static struct err write_part(const struct blob_store *store, const struct id128 *id, int64_t at,
                             const struct blob_part *part) {
    struct parts_names n = parts_names_of(id);
    int fd = openat(store->parts, n.bytes, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return blob_fault(errno);
    struct err e = lseek(fd, at, SEEK_SET) == at ? copy_part(fd, part) : blob_fault(errno);
    if (!e.code)
        blob_sync(fd);
    else if (ftruncate(fd, at))
        e = blob_fault(errno); /* the room that it took is given back, where that is possible */
    (void)close(fd);
    if (!e.code && !at)
        blob_sync(store->parts); /* its name is new */
    return e;
}

/* P1. A hash that was cut short by a crash is written over: had counts whole ones. */
static struct err write_hash(struct record *r, const struct hash *sha256) {
    off_t at = HEAD + r->hashes * HASH_LEN;
    if (lseek(r->fd, at, SEEK_SET) != at || !file_write(r->fd, hash_str(sha256)))
        return blob_fault(errno);
    blob_sync(r->fd);
    r->hashes++;
    return OK;
}

/* Whether that hash is the one which stands there. */
static struct err hash_at(const struct record *r, int64_t place, const struct hash *sha256,
                          bool *ret) {
    struct hash had;
    if (pread(r->fd, had.b, HASH_LEN, HEAD + place * HASH_LEN) != HASH_LEN)
        return ERR(ERR_IO, STR("blob"));
    *ret = hash_equal(&had, sha256);
    return OK;
}

static struct err had_already(const struct record *r, const struct blob_part *part) {
    bool same;
    struct err e = hash_at(r, part->index, &part->sha256, &same);
    return e.code || same ? e : ERR(ERR_CONFLICT, STR("part"));
}

static struct err add_next(struct blob_store *store, const struct blob_parts_rule *rule,
                           const struct id128 *id, const struct blob_part *part, struct record *r) {
    const struct parts_need need = {rule,        INT64_MAX, rule->all - part->bytes,
                                    part->bytes, id,        part->now};
    struct err e = parts_make_room(store, &need);
    if (!e.code)
        e = write_part(store, id, part->index * rule->part, part);
    return e.code ? e : write_hash(r, &part->sha256);
}

struct err blob_parts_add(struct blob_store *store, const struct blob_parts_rule *rule,
                          const struct id128 *id, const struct blob_part *part,
                          struct blob_parts *ret) {
    struct record r = {.fd = -1};
    struct err e = hold_record(store, id, &r);
    if (e.code)
        return e;
    const struct blob_parts is = told(&r, rule);
    int64_t left = is.bytes - part->index * rule->part;
    if (part->index > is.had || part->index >= is.parts)
        e = ERR(ERR_CONFLICT, STR("part"));
    else if (part->bytes != (left < rule->part ? left : rule->part))
        e = ERR(ERR_INVALID, STR("part"));
    else if (part->index < is.had)
        e = had_already(&r, part);
    else
        e = add_next(store, rule, id, part, &r);
    (void)close(r.fd);
    if (!e.code)
        *ret = told(&r, rule);
    return e;
}

/* --- the whole --- */

struct err blob_parts_count(struct blob_store *store, const struct id128 *id, int64_t most,
                            struct blob_parts_count *count) {
    struct parts_names n = parts_names_of(id);
    char piece[PIECE];
    int fd = openat(store->parts, n.bytes, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? OK : blob_fault(errno);
    for (int64_t end = count->at + most; count->at < end;) {
        ssize_t got = pread(fd, piece, sizeof piece, count->at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            (void)close(fd);
            return got ? ERR(ERR_IO, STR("blob")) : OK;
        }
        hash_stream_add(&count->hash, (struct str){piece, (size_t)got});
        count->at += got;
    }
    (void)close(fd);
    return OK;
}

/* A crash came between the name and what is written of it: what was counted then is there. */
static struct err find_named(struct blob_store *store, const struct record *r, int64_t parts,
                             const struct blob_ref *whole) {
    int fd;
    int64_t bytes;
    bool same = false;
    struct err e = is_named(r, parts) ? hash_at(r, parts, &whole->sha256, &same) : OK;
    if (!e.code)
        e = same ? blob_open(store, &whole->sha256, &fd, &bytes) : ERR(ERR_MISSING, STR("upload"));
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_MISSING, STR("upload")) : e;
    (void)close(fd);
    return bytes == whole->bytes ? OK : ERR(ERR_MISSING, STR("upload"));
}

/* P3: the record says which hash the bytes were counted to have before they get that name. */
struct err blob_parts_commit(struct blob_store *store, const struct blob_parts_rule *rule,
                             const struct id128 *id, const struct blob_ref *whole) {
    struct parts_names n = parts_names_of(id);
    struct record r = {.fd = -1};
    struct stat st;
    struct err e = hold_record(store, id, &r);
    if (e.code)
        return e;
    const struct blob_parts is = told(&r, rule);
    bool there = !fstatat(store->parts, n.bytes, &st, AT_SYMLINK_NOFOLLOW);
    if (!there)
        e = errno == ENOENT ? find_named(store, &r, is.parts, whole) : blob_fault(errno);
    else if (is.had < is.parts || st.st_size != whole->bytes)
        e = ERR(ERR_MISSING, STR("upload")); /* cut short behind our back: it was not counted */
    else if (!is_named(&r, is.parts))
        e = write_hash(&r, &whole->sha256);
    if (there && !e.code)
        e = blob_give_name(store, store->parts, n.bytes, &whole->sha256);
    (void)close(r.fd);
    return e;
}
