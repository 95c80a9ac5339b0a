#include "backup/backup.h"

#include "base/file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* bytes -> tar (libarchive) -> age -> PATH.partial --backup_finish: fsync, read back, rename-->
 * PATH
 *
 * W1 What bears the final name was read back from the disk, opened and found to hold what was put
 * in. W2 Plain bytes are in memory alone: the tar goes from libarchive's block into the seal. */

enum { TAR_BLOCK = 1 << 16, PATH_ROOM = 4096 };
static const char PARTIAL[] = ".partial";

struct backup_writer {
    struct archive *tar;
    struct seal_writer *seal;
    struct seal_identity own; /* opens this file for this run */
    int fd;
    char path[PATH_ROOM], partial[PATH_ROOM + sizeof PARTIAL];
    struct err failed;
    int64_t left, written; /* of the open member; plain bytes */
    bool unnamed;          /* there is a partial file to remove */
    char name[BACKUP_NAME_MAX];
    int64_t bytes;
    struct hash_stream member, blobs, boundaries;
    struct backup_sums sums;
};

static struct err file_fault(int os) {
    return os == EEXIST ? ERR(ERR_CONFLICT, STR("backup")) : file_err(os, STR("backup"));
}

static struct err put(struct backup_writer *w, struct str bytes) {
    return file_write(w->fd, bytes) ? OK : file_fault(errno);
}

/* libarchive's way out: what the tar is made of goes into the seal. */
static la_ssize_t take(struct archive *tar, void *arg, const void *block, size_t len) {
    struct backup_writer *w = arg;
    struct str bytes = {block, len};
    while (bytes.len && !w->failed.code)
        w->failed = put(w, seal_writer_feed(w->seal, &bytes));
    if (w->failed.code)
        archive_set_error(tar, EIO, "the file below cannot be written");
    return w->failed.code ? -1 : (la_ssize_t)len;
}

/* rc of libarchive; a failure of take() is told as its own. */
static struct err tar_result(struct backup_writer *w, la_int64_t rc) {
    if (!w->failed.code && rc < 0)
        w->failed = ERR(ERR_IO, STR("backup"));
    return w->failed;
}

static struct err open_tar(struct backup_writer *w) {
    w->tar = archive_write_new();
    if (!w->tar)
        die("out of memory");
    (void)archive_write_set_bytes_per_block(w->tar, TAR_BLOCK);
    (void)archive_write_set_bytes_in_last_block(w->tar, 1);
    int rc = archive_write_set_format_pax_restricted(w->tar);
    if (rc == ARCHIVE_OK)
        rc = archive_write_open(w->tar, w, NULL, take, NULL);
    return tar_result(w, rc);
}

/* A small member, whole. */
static struct err put_text(struct backup_writer *w, const char *name, struct str text) {
    struct err e = backup_begin(w, name, (int64_t)text.len);
    return e.code ? e : backup_add(w, text);
}

static struct err open_seal(struct backup_writer *w, const struct backup_to *to) {
    struct seal_recipient all[SEAL_RECIPIENTS_MAX];
    if (!to->count || to->count >= SEAL_RECIPIENTS_MAX)
        return ERR(ERR_SEAL_FORM, STR("recipients"));
    memcpy(all, to->list, to->count * sizeof *all);
    struct hash own = env_hash(to->env), seed = env_hash(to->env);
    memcpy(w->own.b, own.b, sizeof w->own.b);
    all[to->count] = seal_recipient_of(&w->own);
    const struct seal_to sealed = {all, to->count + 1, &seed};
    struct err e = seal_writer_new(&sealed, &w->seal);
    seal_wipe(&own, sizeof own);
    seal_wipe(&seed, sizeof seed);
    return e;
}

static struct err open_file(struct backup_writer *w, const char *path) {
    struct stat st;
    if (snprintf(w->path, sizeof w->path, "%s", path) >= PATH_ROOM)
        return ERR(ERR_IO, STR("backup"));
    (void)snprintf(w->partial, sizeof w->partial, "%s%s", w->path, PARTIAL);
    if (!lstat(path, &st))
        return ERR(ERR_CONFLICT, STR("backup"));
    w->fd = open(w->partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (w->fd < 0)
        return errno == EEXIST ? ERR(ERR_CONFLICT, STR("backup-partial")) : file_fault(errno);
    w->unnamed = true;
    return OK;
}

struct err backup_writer_new(const struct backup_to *to, const struct backup_facts *facts,
                             struct backup_writer **ret) {
    struct backup_writer *w = must_alloc(sizeof *w);
    w->fd = -1;
    hash_stream_init(&w->blobs);
    hash_stream_init(&w->boundaries);
    struct err e = open_file(w, to->path);
    if (!e.code)
        e = open_seal(w, to);
    if (!e.code)
        e = open_tar(w);
    struct arena *a = arena_new(4 * BACKUP_TEXT_MAX);
    if (!e.code)
        e = put_text(w, "netral-backup", backup_facts_text(a, facts));
    arena_free(a);
    if (e.code)
        backup_writer_free(w);
    else
        *ret = w;
    return e;
}

/* --- members --- */

/* What the manifest will say of the member that is whole now. Evidence whose bytes are not those of
 * its name was changed before it came here. */
static void account(struct backup_writer *w) {
    struct hash sha256 = hash_stream_done(&w->member), named;
    if (backup_blob_of(str_from_c(w->name), &named)) {
        backup_line_add(&w->blobs, &sha256, w->bytes, NULL);
        w->sums.blobs++;
        w->sums.blob_bytes += w->bytes;
        if (!w->failed.code && !hash_equal(&named, &sha256))
            w->failed = ERR(ERR_CORRUPT, STR("blob"));
    } else if (strcmp(w->name, "netral.db") == 0) {
        w->sums.database = sha256;
        w->sums.database_bytes = w->bytes;
    } else if (str_starts(str_from_c(w->name), STR("boundaries/"))) {
        backup_line_add(&w->boundaries, &sha256, w->bytes, w->name);
        w->sums.boundaries++;
    }
}

struct err backup_begin(struct backup_writer *w, const char *name, int64_t bytes) {
    struct str s = str_from_c(name);
    if (w->left || s.len >= BACKUP_NAME_MAX)
        die("a member of a backup that is not whole, or has no such name");
    struct archive_entry *entry = archive_entry_new();
    if (!entry)
        die("out of memory");
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, bytes);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_mtime(entry, 0, 0);
    int rc = w->failed.code ? ARCHIVE_FATAL : archive_write_header(w->tar, entry);
    archive_entry_free(entry);
    memcpy(w->name, s.ptr, s.len + 1);
    w->bytes = w->left = bytes;
    hash_stream_init(&w->member);
    if (!bytes)
        account(w);
    return tar_result(w, rc);
}

struct err backup_add(struct backup_writer *w, struct str piece) {
    if (w->failed.code)
        return w->failed;
    if ((int64_t)piece.len > w->left)
        die("a member of a backup is longer than was said");
    if (piece.len && archive_write_data(w->tar, piece.ptr, piece.len) != (la_ssize_t)piece.len)
        return tar_result(w, ARCHIVE_FATAL);
    hash_stream_add(&w->member, piece);
    w->left -= (int64_t)piece.len;
    w->written += (int64_t)piece.len;
    if (!w->left)
        account(w);
    return w->failed;
}

int64_t backup_written(const struct backup_writer *w) {
    return w->written;
}

/* --- the end --- */

/* As a restore would, from the disk: the kernel is told to forget what it has of the file. */
static struct err read_back(struct backup_writer *w) {
    const struct seal_keys keys = {&w->own, 1};
    struct backup_file *file = NULL;
    struct backup_read found;
    struct arena *a = arena_new(8 * BACKUP_TEXT_MAX);
    (void)posix_fadvise(w->fd, 0, 0, POSIX_FADV_DONTNEED);
    struct err e = backup_file_open(w->partial, &keys, &file);
    if (!e.code)
        e = backup_unpack(a, backup_file_next, file, NULL, &found);
    if (!e.code && (!hash_equal(&found.sums.database, &w->sums.database) ||
                    !hash_equal(&found.sums.blobs_sha256, &w->sums.blobs_sha256) ||
                    !hash_equal(&found.sums.boundaries_sha256, &w->sums.boundaries_sha256)))
        e = ERR(ERR_CORRUPT, STR("manifest"));
    backup_file_free(file);
    arena_free(a);
    return e.code == ERR_NONE ? OK : ERR(e.code == ERR_IO ? ERR_IO : ERR_CORRUPT, STR("written"));
}

static struct err close_tar(struct backup_writer *w) {
    struct err e = tar_result(w, archive_write_close(w->tar));
    if (!e.code)
        e = put(w, seal_writer_end(w->seal));
    if (!e.code && fsync(w->fd))
        e = file_fault(errno);
    return e;
}

struct err backup_finish(struct backup_writer *w, struct backup_sums *ret) {
    if (w->left)
        die("a member of a backup that is not whole");
    w->sums.blobs_sha256 = hash_stream_done(&w->blobs);
    w->sums.boundaries_sha256 = hash_stream_done(&w->boundaries);
    struct arena *a = arena_new(4 * BACKUP_TEXT_MAX);
    struct err e = put_text(w, "manifest", backup_sums_text(a, &w->sums));
    arena_free(a);
    if (!e.code)
        e = close_tar(w);
    if (!e.code)
        e = read_back(w);
    if (!e.code && renameat2(AT_FDCWD, w->partial, AT_FDCWD, w->path, RENAME_NOREPLACE))
        e = file_fault(errno);
    if (e.code)
        return e;
    w->unnamed = false;
    e = backup_sync_beside(w->path);
    if (e.code)
        (void)unlink(w->path);
    else
        *ret = w->sums;
    return e;
}

void backup_writer_free(struct backup_writer *w) {
    if (!w)
        return;
    if (w->unnamed && !w->failed.code) /* libarchive writes its end into what it closes */
        w->failed = ERR(ERR_IO, STR("backup"));
    if (w->tar)
        (void)archive_write_free(w->tar);
    seal_writer_free(w->seal);
    if (w->fd >= 0)
        (void)close(w->fd);
    if (w->unnamed)
        (void)unlink(w->partial);
    seal_wipe(w, sizeof *w);
    free(w);
}
