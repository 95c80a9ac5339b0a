#ifndef BACKUP_BACKUP_H
#define BACKUP_BACKUP_H
/* A backup is one file: a plain tar inside an age file (docs/backup.md), so that Debian's `age` and
 * `tar` open it. Members, in this order:
 *
 *     netral-backup    facts: what store, and how much of its log
 *     netral.db        the database, as SQLite keeps it
 *     blobs/ab/<62>    evidence and the files of published rules, named by their SHA-256
 *     boundaries/...   what the maps draw, where the operator imported it
 *     manifest         what stood before it: sizes and hashes
 *
 * Written and read as streams; memory does not grow with the size. The tar is libarchive's.
 *
 * Errors say in `about` what is wrong:
 *   ERR_CORRUPT      "backup" (no tar, or not such members), "database", "blob", "manifest"
 *   ERR_UNSUPPORTED  "backup-older", "backup-newer": another version of this format
 *   ERR_CONFLICT "backup" the file is there already; ERR_DISK_FULL, ERR_READ_ONLY, ERR_IO "backup"
 *   ERR_SEAL_...     as in seal/age.h */
#include "base/env.h"
#include "seal/age.h"

/* --- what the two small members say --- */
struct backup_facts {
    struct str origin; /* the log's name */
    struct instant made_at;
    int64_t size; /* of the log at the snapshot: every event below it is in the database */
    struct hash root;
    bool v1; /* as it was before boundaries: read, never written */
};
struct backup_sums {
    struct hash database;
    int64_t database_bytes, blobs, blob_bytes;
    struct hash blobs_sha256; /* of the lines "<hex> <bytes>\n" of all blobs, in their order */
    int64_t boundaries;
    struct hash boundaries_sha256; /* of their lines "<hex> <bytes> <name>\n" */
    bool v1;
};
enum { BACKUP_TEXT_MAX = 4096, BACKUP_NAME_MAX = 80 };
struct str backup_facts_text(struct arena *a, const struct backup_facts *facts);
/* One form alone is read. ret->origin lives in the arena. Errors: ERR_CORRUPT "backup",
 * ERR_UNSUPPORTED. */
struct err backup_facts_read(struct arena *a, struct str text, struct backup_facts *ret) MUST_CHECK;
struct str backup_sums_text(struct arena *a, const struct backup_sums *sums);
struct err backup_sums_read(struct str text, struct backup_sums *ret) MUST_CHECK; /* "manifest" */
/* "blobs/ab/<62 hex digits>", and back. */
void backup_blob_name(const struct hash *sha256, char ret[BACKUP_NAME_MAX]);
bool backup_blob_of(struct str name, struct hash *ret) MUST_CHECK;
/* The files of boundaries, each once at most and in this order; NULL: there is no further one. */
const char *backup_boundaries_name(size_t i);
/* The line of a member that one of the two sums above is of, without or with its name. */
void backup_line_add(struct hash_stream *to, const struct hash *sha256, int64_t bytes,
                     const char *name);

/* --- writing --- */
struct backup_to {
    const char *path;                  /* must not be there */
    const struct seal_recipient *list; /* 1 to SEAL_RECIPIENTS_MAX - 1 */
    size_t count;
    const struct env *env;
};
/* Writes PATH.partial (0600). A key that lives for this run alone is one more recipient, so that
 * backup_finish can read everything back; it is wiped and kept nowhere.
 * Owns: *ret, to be given to backup_writer_free. */
struct backup_writer;
struct err backup_writer_new(const struct backup_to *to, const struct backup_facts *facts,
                             struct backup_writer **ret) MUST_CHECK;
/* The next member of so many bytes, then all of them in pieces. A failure is for ever. */
struct err backup_begin(struct backup_writer *w, const char *name, int64_t bytes) MUST_CHECK;
struct err backup_add(struct backup_writer *w, struct str piece) MUST_CHECK;
/* Plain bytes so far, for those who watch. */
int64_t backup_written(const struct backup_writer *w);
/* Adds the manifest, syncs, reads the whole file back from the disk as a restore would, and only
 * then gives it its name. A failed fsync is ERR_IO: nothing bears the name then. */
struct err backup_finish(struct backup_writer *w, struct backup_sums *ret) MUST_CHECK;
void backup_writer_free(struct backup_writer *w); /* removes what has no name yet; NULL is fine */

/* Puts a small file beside path: written new, synced, renamed; 0600. Errors: of a file above. */
struct err backup_put_beside(const char *path, const char *name, struct str bytes) MUST_CHECK;
struct err
backup_sync_beside(const char *path) MUST_CHECK; /* what path's folder names is durable */

/* --- reading --- */
/* The next plain bytes of the tar, valid until the next call; empty: the end. */
typedef struct err backup_source(void *arg, struct str *ret);
/* Where members go. begin and end stand around each of netral.db, the blobs and the boundaries; end
 * only comes when size and, of a blob, hash were right. NULL: only checked. */
struct backup_sink {
    struct err (*begin)(void *arg, const char *name, int64_t bytes);
    struct err (*add)(void *arg, struct str piece);
    struct err (*end)(void *arg);
    void *arg;
};
struct backup_read {
    struct backup_facts facts;
    struct backup_sums sums;
};
/* Reads to the last byte. Nothing that came is good before this answers OK. */
struct err backup_unpack(struct arena *a, backup_source *source, void *arg,
                         const struct backup_sink *sink, struct backup_read *ret) MUST_CHECK;

/* A sealed file as a source. Errors: ERR_MISSING "backup", ERR_IO "backup". */
struct backup_file;
struct err backup_file_open(const char *path, const struct seal_keys *keys,
                            struct backup_file **ret) MUST_CHECK;
struct err backup_file_next(void *source, struct str *ret) MUST_CHECK; /* a backup_source */
void backup_file_free(struct backup_file *file);                       /* wipes; NULL is fine */

/* A folder as a sink: netral.db, blobs/ and boundaries/ below it, 0600 and 0700. Errors:
 * ERR_DISK_FULL, ERR_READ_ONLY, ERR_IO "restore". */
struct backup_place;
struct err backup_place_new(const char *folder, struct backup_place **ret) MUST_CHECK;
struct backup_sink backup_place_sink(struct backup_place *place);
struct err backup_place_sync(struct backup_place *place) MUST_CHECK; /* all of it is durable */
void backup_place_free(struct backup_place *place);
#endif
