#include "blob/blob_internal.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An upload:  tmp/<id> --blob_in_commit: fsync, rename, fsync of the directory--> ab/<62 hex>
 *
 * B1 A name under ab/ is whole and durable: the bytes are fsynced before the rename, the name after
 *    it, and only then is the blob spoken of.
 * B2 The rename replaces: the same bytes keep one place, and of two uploads that end at once both
 *    have synced the directory before they answer. No look beforehand, no race.
 * B3 A failed fsync ends the process: the kernel forgets the pages, a second try would succeed over
 *    a hole. */

enum { FOLDERS = 256, NAME_LEN = 2 * HASH_LEN + 1, PIECE = 64 * 1024 };
enum { TMP_NAME = 2 * 16 };

struct blob_in {
    const struct blob_store *store;
    int fd;
    char name[TMP_NAME + 1];
    int64_t bytes, limit;
    struct err failed; /* the first failure of an add: such an upload cannot be committed */
    struct hash_stream hash;
};

struct err blob_fault(int os) {
    if (os == ENOENT || os == ENOTDIR)
        return ERR(ERR_MISSING, STR("blob"));
    return file_err(os == EBADF ? EROFS : os, STR("blob")); /* a folder that could not be made */
}

void blob_sync(int fd) {
    if (fsync(fd)) /* B3 */
        die("fsync of evidence failed: what was written last is lost, restart and verify");
}

/* --- the store --- */

/* Opens a directory below at, making it when it is not there. */
static struct err open_dir(int at, const char *name, int *ret) {
    if (mkdirat(at, name, 0700) && errno != EEXIST)
        return blob_fault(errno);
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return blob_fault(errno);
    *ret = fd;
    return OK;
}

/* The same of a folder that holds nothing which is kept: a read-only store is opened without it. */
static struct err open_spare_dir(int at, const char *name, int *ret) {
    struct err e = open_dir(at, name, ret);
    return e.code == ERR_READ_ONLY ? OK : e;
}

/* All folders are made at once, so that no upload has to sync the directory above its own. A store
 * on a read-only disk can still be read. */
static struct err make_folders(int root) {
    bool made = false;
    for (unsigned i = 0; i < FOLDERS; i++) {
        char name[3];
        (void)snprintf(name, sizeof name, "%02x", i);
        if (!mkdirat(root, name, 0700))
            made = true;
        else if (errno != EEXIST && errno != EROFS && errno != EACCES)
            return blob_fault(errno);
    }
    if (made)
        blob_sync(root);
    return OK;
}

struct err blob_store_open(const char *data_dir, struct blob_store **ret) {
    struct blob_store *store = must_alloc(sizeof *store);
    *store = (struct blob_store){.root = -1, .tmp = -1, .parts = -1};
    int data = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct err e = data < 0 ? blob_fault(errno) : open_dir(data, "blobs", &store->root);
    if (!e.code)
        e = open_spare_dir(store->root, "tmp", &store->tmp);
    if (!e.code)
        e = open_spare_dir(store->root, "parts", &store->parts);
    if (!e.code)
        e = make_folders(store->root);
    if (!e.code)
        blob_sync(data);
    if (data >= 0)
        (void)close(data);
    if (e.code)
        blob_store_free(store);
    else
        *ret = store;
    return e;
}

void blob_store_free(struct blob_store *store) {
    if (!store)
        return;
    if (store->parts >= 0)
        (void)close(store->parts);
    if (store->tmp >= 0)
        (void)close(store->tmp);
    if (store->root >= 0)
        (void)close(store->root);
    free(store);
}

/* --- an upload --- */

/* A new file of a name that nobody else has; below 0: errno says why. */
static int open_new(const struct blob_store *store, const struct env *env, int how,
                    char ret_name[TMP_NAME + 1]) {
    struct id128 id = env_id128(env);
    hex_put(id.b, sizeof id.b, ret_name);
    ret_name[TMP_NAME] = '\0';
    return openat(store->tmp, ret_name, how | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

struct err blob_in_new(struct blob_store *store, const struct env *env, int64_t limit,
                       struct blob_in **ret) {
    struct blob_in *in = must_alloc(sizeof *in);
    *in = (struct blob_in){.store = store, .limit = limit};
    in->fd = open_new(store, env, O_WRONLY, in->name);
    if (in->fd < 0) {
        int os = errno;
        free(in);
        return blob_fault(os);
    }
    hash_stream_init(&in->hash);
    *ret = in;
    return OK;
}

struct err blob_in_add(struct blob_in *in, struct str piece) {
    if (in->failed.code)
        return in->failed;
    if (piece.len > (uint64_t)(in->limit - in->bytes)) {
        in->failed = ERR(ERR_TOO_LARGE, STR("blob"));
        return in->failed;
    }
    in->failed = file_write(in->fd, piece) ? OK : blob_fault(errno);
    if (in->failed.code)
        return in->failed;
    in->bytes += (int64_t)piece.len;
    hash_stream_add(&in->hash, piece);
    return OK;
}

/* "ab/cdef...": where a blob of that hash is. */
static void blob_name(const struct hash *sha256, char ret[NAME_LEN + 1]) {
    char *to = ret;
    for (size_t i = 0; i < HASH_LEN; i++) {
        to += snprintf(to, 3, "%02x", sha256->b[i]);
        if (i == 0)
            *to++ = '/';
    }
    *to = '\0';
}

/* The name becomes durable with its directory. */
struct err blob_give_name(const struct blob_store *store, int from, const char *name,
                          const struct hash *sha256) {
    char to[NAME_LEN + 1], folder[3];
    blob_name(sha256, to);
    memcpy(folder, to, 2);
    folder[2] = '\0';
    int dir = openat(store->root, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return blob_fault(errno);
    struct err e = OK;
    if (renameat(from, name, dir, to + 3))
        e = blob_fault(errno);
    else
        blob_sync(dir);
    (void)close(dir);
    return e;
}

struct err blob_in_commit(struct blob_in *in, struct blob_ref *ret) {
    struct err e = in->failed;
    struct blob_ref ref = {.sha256 = hash_stream_done(&in->hash), .bytes = in->bytes};
    if (!e.code && fsync(in->fd)) {
        (void)unlinkat(in->store->tmp, in->name, 0);
        die("fsync of evidence failed: what was written last is lost, restart and verify"); /* B3 */
    }
    if (!e.code)
        e = blob_give_name(in->store, in->store->tmp, in->name, &ref.sha256);
    if (!e.code) {
        in->name[0] = '\0';
        *ret = ref;
    }
    blob_in_free(in);
    return e;
}

void blob_in_free(struct blob_in *in) {
    if (!in)
        return;
    (void)close(in->fd); /* what was synced is there; of the rest nobody spoke */
    if (in->name[0])
        (void)unlinkat(in->store->tmp, in->name, 0);
    free(in);
}

/* --- put aside --- */

struct blob_aside {
    int fd;
};

struct err blob_aside_new(struct blob_store *store, const struct env *env,
                          struct blob_aside **ret) {
    char name[TMP_NAME + 1];
    int fd = open_new(store, env, O_RDWR, name);
    if (fd < 0)
        return blob_fault(errno);
    if (unlinkat(store->tmp, name, 0)) {
        int os = errno;
        (void)close(fd);
        return blob_fault(os);
    }
    struct blob_aside *aside = must_alloc(sizeof *aside);
    aside->fd = fd;
    *ret = aside;
    return OK;
}

struct err blob_aside_add(struct blob_aside *aside, struct str piece) {
    return file_write(aside->fd, piece) ? OK : blob_fault(errno);
}

struct err blob_aside_read(const struct blob_aside *aside, int64_t at, struct blob_room room,
                           size_t *ret_len) {
    size_t len = 0;
    while (len < room.len) {
        ssize_t got = pread(aside->fd, room.ptr + len, room.len - len, at + (off_t)len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ERR(ERR_IO, STR("blob"));
        if (got == 0)
            break;
        len += (size_t)got;
    }
    *ret_len = len;
    return OK;
}

void blob_aside_free(struct blob_aside *aside) {
    if (!aside)
        return;
    (void)close(aside->fd);
    free(aside);
}

/* --- reading --- */

struct err blob_open(struct blob_store *store, const struct hash *sha256, int *ret_fd,
                     int64_t *ret_bytes) {
    char name[NAME_LEN + 1];
    blob_name(sha256, name);
    int fd = openat(store->root, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR(ERR_MISSING, STR("blob")) : ERR(ERR_IO, STR("blob"));
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
        (void)close(fd);
        return ERR(ERR_IO, STR("blob"));
    }
    *ret_fd = fd;
    *ret_bytes = st.st_size;
    return OK;
}

static struct err hash_file(int fd, struct hash *ret) {
    char piece[PIECE];
    struct hash_stream stream;
    hash_stream_init(&stream);
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ERR(ERR_IO, STR("blob"));
        if (got == 0)
            break;
        hash_stream_add(&stream, (struct str){piece, (size_t)got});
    }
    *ret = hash_stream_done(&stream);
    return OK;
}

struct err blob_verify(struct blob_store *store, const struct hash *sha256, int64_t bytes) {
    int fd;
    int64_t found;
    struct hash hash;
    struct err e = blob_open(store, sha256, &fd, &found);
    if (e.code)
        return e;
    e = found == bytes ? hash_file(fd, &hash) : ERR(ERR_CORRUPT, STR("blob"));
    (void)close(fd);
    if (e.code)
        return e;
    return hash_equal(&hash, sha256) ? OK : ERR(ERR_CORRUPT, STR("blob"));
}

/* --- what crashes left --- */

static int64_t file_time_us(const struct stat *st) {
    return st->st_mtim.tv_sec * 1000000LL + st->st_mtim.tv_nsec / 1000;
}

struct err blob_sweep(struct blob_store *store, struct instant older_than) {
    int fd =
        openat(store->tmp, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* a position of its own */
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        int os = errno;
        if (fd >= 0)
            (void)close(fd);
        return blob_fault(os);
    }
    struct err e = OK;
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct stat st;
        if (fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode) ||
            file_time_us(&st) >= older_than.us)
            continue;
        if (unlinkat(fd, entry->d_name, 0) && errno != ENOENT && !e.code)
            e = blob_fault(errno);
    }
    (void)closedir(dir);
    return e;
}

/* Not synced: a removal that a crash undoes costs space, no promise. */
struct err blob_remove(struct blob_store *store, const struct hash *sha256) {
    char name[NAME_LEN + 1];
    blob_name(sha256, name);
    return unlinkat(store->root, name, 0) && errno != ENOENT ? blob_fault(errno) : OK;
}
