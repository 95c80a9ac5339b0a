#include "backup/backup.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>

/*            netral-backup      netral.db        manifest         end of the tar
 *   FACTS ------------------> DATABASE ----> BLOBS ----------> OVER ----------------> answer
 *                                            ^ | |              ^
 *                              blobs/ab/<62> +-+ |              | manifest
 *                       boundaries/<level>.json  +-----------> MAPS --+ boundaries/<level>.json
 *                       (not in a v1)                           ^-----+
 *
 * What is not the next thing of this line is refused by its name, before a byte of it is read. The
 * names are compared, never followed: a sink gets netral.db, blobs/ab/<62 hex>, the two of the
 * boundaries and no other. */

enum stage { FACTS, DATABASE, BLOBS, MAPS, OVER };
enum { PIECE = 1 << 16 };

struct unpack {
    struct arena *arena;
    backup_source *source;
    void *source_arg;
    const struct backup_sink *sink; /* or NULL */
    struct archive *tar;
    enum stage stage;
    struct err failed; /* of the source */
    bool drained;
    int64_t given;   /* bytes that the source gave in all */
    int64_t written; /* of those, up to and with the last one that is not zero */
    struct hash_stream blobs, boundaries;
    size_t maps;             /* files of boundaries that came, or were passed over */
    struct backup_sums sums; /* counted here */
    struct backup_read *out;
};

static void count(struct unpack *u, struct str bytes) {
    size_t end = bytes.len;
    while (end && !bytes.ptr[end - 1])
        end--;
    if (end)
        u->written = u->given + (int64_t)end;
    u->given += (int64_t)bytes.len;
}

/* libarchive's way in. */
static la_ssize_t give(struct archive *tar, void *arg, const void **ret) {
    struct unpack *u = arg;
    struct str bytes = {0};
    if (!u->failed.code && !u->drained)
        u->failed = u->source(u->source_arg, &bytes);
    if (u->failed.code) {
        archive_set_error(tar, EIO, "the file below cannot be read");
        return -1;
    }
    u->drained = !bytes.len;
    count(u, bytes);
    *ret = bytes.ptr;
    return (la_ssize_t)bytes.len;
}

static struct err tar_fault(const struct unpack *u) {
    return u->failed.code ? u->failed : ERR(ERR_CORRUPT, STR("backup"));
}

/* --- members --- */

/* The whole of a small one. */
static struct err read_text(struct unpack *u, int64_t bytes, struct str *ret) {
    if (bytes > BACKUP_TEXT_MAX)
        return ERR(ERR_CORRUPT, STR("backup"));
    char *text = NEW(u->arena, char, (size_t)bytes + 1);
    la_ssize_t got = 0;
    for (int64_t at = 0; at < bytes; at += got) {
        got = archive_read_data(u->tar, text + at, (size_t)(bytes - at));
        if (got <= 0)
            return tar_fault(u);
    }
    *ret = (struct str){text, (size_t)bytes};
    return OK;
}

static struct err pass_on(struct unpack *u, int64_t bytes, struct hash *ret) {
    char piece[PIECE];
    struct hash_stream hash;
    struct err e = OK;
    hash_stream_init(&hash);
    while (bytes > 0 && !e.code) {
        la_ssize_t got = archive_read_data(u->tar, piece, sizeof piece);
        if (got <= 0 || got > bytes)
            return tar_fault(u);
        bytes -= got;
        hash_stream_add(&hash, (struct str){piece, (size_t)got});
        if (u->sink)
            e = u->sink->add(u->sink->arg, (struct str){piece, (size_t)got});
    }
    *ret = hash_stream_done(&hash);
    return e;
}

static void count_blob(struct unpack *u, const struct hash *sha256, int64_t bytes) {
    backup_line_add(&u->blobs, sha256, bytes, NULL);
    u->sums.blobs++;
    u->sums.blob_bytes += bytes;
}

/* named: of a blob; NULL: the database, or boundaries. */
static struct err read_file(struct unpack *u, const char *name, int64_t bytes,
                            const struct hash *named) {
    struct hash found;
    struct err e = u->sink ? u->sink->begin(u->sink->arg, name, bytes) : OK;
    if (!e.code)
        e = pass_on(u, bytes, &found);
    if (e.code)
        return e;
    if (named && !hash_equal(named, &found))
        return ERR(ERR_CORRUPT, STR("blob"));
    if (named) {
        count_blob(u, named, bytes);
    } else if (u->stage == MAPS) {
        backup_line_add(&u->boundaries, &found, bytes, name);
        u->sums.boundaries++;
    } else {
        u->sums.database = found;
        u->sums.database_bytes = bytes;
    }
    return u->sink ? u->sink->end(u->sink->arg) : OK;
}

static struct err read_facts(struct unpack *u, int64_t bytes) {
    struct str text = {0};
    struct err e = read_text(u, bytes, &text);
    u->stage = DATABASE;
    return e.code ? e : backup_facts_read(u->arena, text, &u->out->facts);
}

static struct err read_manifest(struct unpack *u, int64_t bytes) {
    struct str text = {0};
    struct err e = read_text(u, bytes, &text);
    if (!e.code)
        e = backup_sums_read(text, &u->out->sums);
    u->sums.blobs_sha256 = hash_stream_done(&u->blobs);
    u->sums.boundaries_sha256 = hash_stream_done(&u->boundaries);
    u->stage = OVER;
    if (e.code)
        return e;
    const struct backup_sums *said = &u->out->sums;
    if (said->database_bytes != u->sums.database_bytes ||
        !hash_equal(&said->database, &u->sums.database))
        return ERR(ERR_CORRUPT, STR("database"));
    if (said->v1 != u->out->facts.v1 ||
        (!said->v1 && (said->boundaries != u->sums.boundaries ||
                       !hash_equal(&said->boundaries_sha256, &u->sums.boundaries_sha256))))
        return ERR(ERR_CORRUPT, STR("manifest"));
    if (said->blobs != u->sums.blobs || said->blob_bytes != u->sums.blob_bytes ||
        !hash_equal(&said->blobs_sha256, &u->sums.blobs_sha256))
        return ERR(ERR_CORRUPT, STR("manifest"));
    return OK;
}

/* The next of the files of boundaries, or one behind it. */
static bool is_boundaries(struct unpack *u, const char *name) {
    const char *at;
    if (u->out->facts.v1 || (u->stage != BLOBS && u->stage != MAPS))
        return false;
    for (size_t i = u->maps; (at = backup_boundaries_name(i)); i++)
        if (strcmp(at, name) == 0) {
            u->maps = i + 1;
            return true;
        }
    return false;
}

static struct err read_member(struct unpack *u, struct archive_entry *entry) {
    const char *name = archive_entry_pathname(entry);
    bool plain = name && archive_entry_filetype(entry) == AE_IFREG &&
                 !archive_entry_hardlink(entry) && archive_entry_size_is_set(entry) &&
                 archive_entry_sparse_count(entry) == 0;
    int64_t bytes = plain ? archive_entry_size(entry) : -1;
    if (bytes < 0)
        return ERR(ERR_CORRUPT, STR("backup"));
    struct hash named;
    if (u->stage == FACTS && strcmp(name, "netral-backup") == 0)
        return read_facts(u, bytes);
    if (u->stage == DATABASE && strcmp(name, "netral.db") == 0) {
        u->stage = BLOBS;
        return read_file(u, name, bytes, NULL);
    }
    if (is_boundaries(u, name)) {
        u->stage = MAPS;
        return read_file(u, name, bytes, NULL);
    }
    if ((u->stage == BLOBS || u->stage == MAPS) && strcmp(name, "manifest") == 0)
        return read_manifest(u, bytes);
    if (u->stage == BLOBS && backup_blob_of(str_from_c(name), &named))
        return read_file(u, name, bytes, &named);
    return ERR(ERR_CORRUPT, STR("backup"));
}

static struct err read_members(struct unpack *u) {
    struct archive_entry *entry;
    for (;;) {
        int rc = archive_read_next_header(u->tar, &entry);
        if (rc == ARCHIVE_EOF)
            return u->stage == OVER ? OK : ERR(ERR_CORRUPT, STR("backup"));
        if (rc != ARCHIVE_OK)
            return tar_fault(u);
        struct err e = read_member(u, entry);
        if (e.code)
            return u->failed.code ? u->failed : e;
    }
}

/* Behind the tar's end there are zeros alone, however much libarchive was given ahead; and only at
 * the end of all of it is the seal whole. */
static struct err drain(struct unpack *u) {
    while (!u->drained) {
        struct str bytes = {0};
        struct err e = u->source(u->source_arg, &bytes);
        if (e.code)
            return e;
        count(u, bytes);
        u->drained = !bytes.len;
    }
    return u->written <= archive_filter_bytes(u->tar, 0) ? OK : ERR(ERR_CORRUPT, STR("backup"));
}

struct err backup_unpack(struct arena *a, backup_source *source, void *arg,
                         const struct backup_sink *sink, struct backup_read *ret) {
    struct backup_read out = {0};
    struct unpack u = {.arena = a, .source = source, .source_arg = arg, .sink = sink, .out = &out};
    hash_stream_init(&u.blobs);
    hash_stream_init(&u.boundaries);
    u.tar = archive_read_new();
    if (!u.tar)
        die("out of memory");
    (void)archive_read_support_format_tar(u.tar);
    int rc = archive_read_open(u.tar, &u, NULL, give, NULL);
    struct err e = rc == ARCHIVE_OK ? read_members(&u) : tar_fault(&u);
    if (!e.code)
        e = drain(&u);
    (void)archive_read_free(u.tar);
    if (!e.code)
        *ret = out;
    return e;
}
