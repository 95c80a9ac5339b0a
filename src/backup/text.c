#include "backup/backup.h"

#include "base/buf.h"
#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* Both texts are lines "key value", sorted, in one form alone: what is read is written again and
 * must give the same bytes. */

static const char *const FACTS[] = {"netral-backup/v2", "netral-backup/v1"};
static const char *const SUMS[] = {"netral-backup-manifest/v2", "netral-backup-manifest/v1"};
enum { OLDEST = 1, NEWEST = 2, ORIGIN_MAX = 1024 };

static void put_hash(struct buf *b, const char *key, const struct hash *hash) {
    buf_add_c(b, key);
    buf_add_hex(b, hash->b, HASH_LEN);
    buf_add_char(b, '\n');
}

static struct str done(struct arena *a, struct buf *b) {
    struct str text = arena_str(a, buf_str(b));
    buf_done(b);
    return text;
}

struct str backup_facts_text(struct arena *a, const struct backup_facts *facts) {
    struct buf b;
    buf_init(&b, BACKUP_TEXT_MAX);
    buf_printf(&b, "%s\nmade-at %.*s\norigin %.*s\n", FACTS[facts->v1],
               STR_ARG(instant_format(a, facts->made_at)), STR_ARG(facts->origin));
    put_hash(&b, "root ", &facts->root);
    buf_printf(&b, "size %lld\n", (long long)facts->size);
    return done(a, &b);
}

/* "key value" at the front of *rest. */
static bool value_of(struct str *rest, const char *key, struct str *ret) {
    struct str line = str_cut(rest, '\n');
    if (!str_equal(str_cut(&line, ' '), str_from_c(key)))
        return false;
    *ret = line;
    return true;
}

static bool number_of(struct str *rest, const char *key, int64_t *ret) {
    struct str value;
    return value_of(rest, key, &value) && str_to_int(value, ret) && *ret >= 0;
}

static bool hash_of(struct str *rest, const char *key, struct hash *ret) {
    struct str value;
    return value_of(rest, key, &value) && hex_decode(value, ret->b, HASH_LEN);
}

/* What another version says of itself: its first line is all that can be relied on. */
static struct err version_of(struct str line) {
    const struct str name = STR("netral-backup/v");
    int64_t version;
    if (!str_starts(line, name) ||
        !str_to_int((struct str){line.ptr + name.len, line.len - name.len}, &version) ||
        (version >= OLDEST && version <= NEWEST))
        return ERR(ERR_CORRUPT, STR("backup"));
    return ERR(ERR_UNSUPPORTED, version < OLDEST ? STR("backup-older") : STR("backup-newer"));
}

struct err backup_facts_read(struct arena *a, struct str text, struct backup_facts *ret) {
    struct str rest = text, made_at, origin;
    struct backup_facts facts = {0};
    struct str first = str_cut(&rest, '\n');
    facts.v1 = str_equal(first, str_from_c(FACTS[true]));
    if (!facts.v1 && !str_equal(first, str_from_c(FACTS[false])))
        return version_of(first);
    bool good = value_of(&rest, "made-at", &made_at) && instant_parse(made_at, &facts.made_at) &&
                value_of(&rest, "origin", &origin) && origin.len <= ORIGIN_MAX &&
                str_is_utf8(origin) && hash_of(&rest, "root", &facts.root) &&
                number_of(&rest, "size", &facts.size);
    if (!good)
        return ERR(ERR_CORRUPT, STR("backup"));
    facts.origin = arena_str(a, origin);
    if (!str_equal(backup_facts_text(a, &facts), text))
        return ERR(ERR_CORRUPT, STR("backup"));
    *ret = facts;
    return OK;
}

static void sums_put(struct buf *b, const struct backup_sums *sums) {
    buf_printf(b, "%s\nblob-bytes %lld\nblobs %lld\n", SUMS[sums->v1], (long long)sums->blob_bytes,
               (long long)sums->blobs);
    put_hash(b, "blobs-sha256 ", &sums->blobs_sha256);
    if (!sums->v1) {
        buf_printf(b, "boundaries %lld\n", (long long)sums->boundaries);
        put_hash(b, "boundaries-sha256 ", &sums->boundaries_sha256);
    }
    buf_printf(b, "database-bytes %lld\n", (long long)sums->database_bytes);
    put_hash(b, "database-sha256 ", &sums->database);
}

struct str backup_sums_text(struct arena *a, const struct backup_sums *sums) {
    struct buf b;
    buf_init(&b, BACKUP_TEXT_MAX);
    sums_put(&b, sums);
    return done(a, &b);
}

struct err backup_sums_read(struct str text, struct backup_sums *ret) {
    struct str rest = text;
    struct backup_sums sums = {.v1 = str_equal(str_cut(&rest, '\n'), str_from_c(SUMS[true]))};
    bool good = number_of(&rest, "blob-bytes", &sums.blob_bytes) &&
                number_of(&rest, "blobs", &sums.blobs) &&
                hash_of(&rest, "blobs-sha256", &sums.blobs_sha256) &&
                (sums.v1 || (number_of(&rest, "boundaries", &sums.boundaries) &&
                             hash_of(&rest, "boundaries-sha256", &sums.boundaries_sha256))) &&
                number_of(&rest, "database-bytes", &sums.database_bytes) &&
                hash_of(&rest, "database-sha256", &sums.database);
    if (!good)
        return ERR(ERR_CORRUPT, STR("manifest"));
    struct buf b;
    buf_init(&b, BACKUP_TEXT_MAX);
    sums_put(&b, &sums);
    good = str_equal(buf_str(&b), text);
    buf_done(&b);
    if (!good)
        return ERR(ERR_CORRUPT, STR("manifest"));
    *ret = sums;
    return OK;
}

static const struct str BLOBS = STR_INIT("blobs/");

const char *backup_boundaries_name(size_t i) {
    static const char *const NAMES[] = {"boundaries/provinces.json", "boundaries/regencies.json"};
    return i < COUNT_OF(NAMES) ? NAMES[i] : NULL;
}

void backup_line_add(struct hash_stream *to, const struct hash *sha256, int64_t bytes,
                     const char *name) {
    char line[2 * HASH_LEN + 24 + BACKUP_NAME_MAX];
    hex_put(sha256->b, HASH_LEN, line);
    int len = snprintf(line + 2 * HASH_LEN, sizeof line - 2 * HASH_LEN, " %lld%s%s\n",
                       (long long)bytes, name ? " " : "", name ? name : "");
    hash_stream_add(to, (struct str){line, 2 * HASH_LEN + (size_t)len});
}

void backup_blob_name(const struct hash *sha256, char ret[BACKUP_NAME_MAX]) {
    char hex[2 * HASH_LEN];
    hex_put(sha256->b, HASH_LEN, hex);
    char *to = ret;
    memcpy(to, BLOBS.ptr, BLOBS.len);
    to += BLOBS.len;
    *to++ = hex[0];
    *to++ = hex[1];
    *to++ = '/';
    memcpy(to, hex + 2, sizeof hex - 2);
    to[sizeof hex - 2] = '\0';
}

bool backup_blob_of(struct str name, struct hash *ret) {
    char hex[2 * HASH_LEN];
    enum { FOLDER = 3 }; /* "ab/" */
    if (name.len != BLOBS.len + sizeof hex + 1 || !str_starts(name, BLOBS) ||
        name.ptr[BLOBS.len + FOLDER - 1] != '/')
        return false;
    memcpy(hex, name.ptr + BLOBS.len, FOLDER - 1);
    memcpy(hex + FOLDER - 1, name.ptr + BLOBS.len + FOLDER, sizeof hex - (FOLDER - 1));
    return hex_decode((struct str){hex, sizeof hex}, ret->b, HASH_LEN);
}
