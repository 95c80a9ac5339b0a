/* A signer's folder: made by `netral init`, or by `netral migrate` out of what a store of before
 * holds. These two alone have the key in a process that is no signer, and wipe it. */
#include "base/file.h"
#include "signer/signer.h"
#include "signer/state.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, SEED_TEXT = 2 * HASH_LEN + 1, KEY_ROOM = 1024 };
static const size_t ARENA = 64u << 10;

static struct err write_file(int folder, const char *name, struct str bytes) {
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return ERR(errno == EEXIST ? ERR_CONFLICT : ERR_IO, STR("keys"));
    bool good = file_write(fd, bytes) && !fsync(fd);
    good = !close(fd) && good;
    return good ? OK : ERR(ERR_IO, STR("keys"));
}

static struct err write_key(int folder, const struct ledger_key *key, const struct hash *seed) {
    char text[KEY_ROOM]; /* no buffer that grows: it would leave copies behind */
    size_t len = key->name.len;
    if (len + 1 + SEED_TEXT > sizeof text)
        return ERR(ERR_INVALID, STR("origin"));
    memcpy(text, key->name.ptr, len);
    text[len++] = '\n';
    hex_put(seed->b, HASH_LEN, text + len);
    len += 2 * HASH_LEN;
    text[len++] = '\n';
    struct err e = write_file(folder, "ledger.key", (struct str){text, len});
    sodium_memzero(text, sizeof text);
    return e;
}

static struct err write_signed(int folder, const struct ledger_key *key,
                               const struct signer_past *past) {
    char halves[2][SIGNER_HALF] = {{0}};
    struct arena *a = arena_new(ARENA);
    struct str note = ledger_checkpoint_sign(a, key, past->size, &past->root);
    memcpy(halves[0], note.ptr, note.len);
    struct err e = write_file(folder, "signed", (struct str){halves[0], sizeof halves});
    arena_free(a);
    return e;
}

/* Under another name first: a folder that is half made is never taken for one. */
static struct err make(const char *data_dir, const struct signer_past *past,
                       const struct hash *seed) {
    char fresh[PATH_ROOM], path[PATH_ROOM];
    int len = snprintf(fresh, sizeof fresh, "%s/signer.new", data_dir);
    int folder = signer_folder(data_dir);
    if (folder >= 0)
        (void)close(folder);
    if (folder >= 0)
        return ERR(ERR_CONFLICT, STR("keys"));
    if (len < 0 || len >= PATH_ROOM || snprintf(path, sizeof path, "%s/signer", data_dir) < 0)
        return ERR(ERR_IO, STR("keys"));
    struct ledger_key key;
    struct err e = ledger_key_from_seed(past->origin, seed, &key);
    if (e.code)
        return e;
    if (mkdir(fresh, 0700) && errno != EEXIST)
        e = ERR(ERR_IO, STR("keys"));
    folder = e.code ? -1 : open(fresh, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0) { /* what a making that was cut off left */
        (void)unlinkat(folder, "ledger.key", 0);
        (void)unlinkat(folder, "signed", 0);
    }
    e = folder < 0 ? ERR(ERR_IO, STR("keys")) : write_key(folder, &key, seed);
    if (!e.code)
        e = write_signed(folder, &key, past);
    if (!e.code && (fsync(folder) || rename(fresh, path) || !file_sync_folder(data_dir)))
        e = ERR(ERR_IO, STR("keys"));
    if (folder >= 0)
        (void)close(folder);
    sodium_memzero(&key, sizeof key);
    return e;
}

struct err signer_make(const char *data_dir, struct str origin, const struct env *env) {
    const struct ledger_head empty = {0};
    struct signer_past past = {.origin = origin, .root = ledger_head_root(&empty)};
    struct hash seed = env_hash(env);
    struct err e = make(data_dir, &past, &seed);
    sodium_memzero(&seed, sizeof seed);
    return e;
}

static struct err read_seed(const char *path, struct hash *ret) {
    char text[SEED_TEXT + 1];
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR(errno == ENOENT ? ERR_MISSING : ERR_IO, STR("keys"));
    bool shown = fstat(fd, &st) || (st.st_mode & (S_IRWXG | S_IRWXO));
    ssize_t len = shown ? 0 : read(fd, text, sizeof text);
    (void)close(fd);
    if (shown)
        return ERR(ERR_DENIED, STR("keys"));
    bool good = len == SEED_TEXT && hex_decode((struct str){text, SEED_TEXT - 1}, ret->b, HASH_LEN);
    sodium_memzero(text, sizeof text);
    return good ? OK : ERR(ERR_CORRUPT, STR("keys"));
}

/* Whether the folder's key is this one. */
static struct err is_kept(int folder, const struct hash *seed) {
    struct signer_state *s = must_alloc(sizeof *s);
    struct ledger_key key;
    enum signer_fault fault = signer_state_open(folder, s);
    bool same = !fault && !ledger_key_from_seed(s->key.name, seed, &key).code &&
                sodium_memcmp(key.secret, s->key.secret, sizeof key.secret) == 0;
    if (!fault)
        signer_state_close(s);
    free(s);
    sodium_memzero(&key, sizeof key);
    return same ? OK : ERR(ERR_CORRUPT, STR("keys"));
}

/* A folder that is there, and the seed beside it: an adoption was cut off before its last step. */
static struct err adopt(const char *data_dir, const struct signer_past *past,
                        const struct hash *seed) {
    int folder = signer_folder(data_dir);
    if (folder < 0)
        return make(data_dir, past, seed);
    struct err e = is_kept(folder, seed);
    (void)close(folder);
    return e;
}

struct err signer_adopt(const char *data_dir, const struct signer_past *past, bool *ret_done) {
    char seed_path[PATH_ROOM], keys[PATH_ROOM];
    struct hash seed;
    if (snprintf(keys, sizeof keys, "%s/keys", data_dir) >= PATH_ROOM - 16)
        return ERR(ERR_IO, STR("keys"));
    (void)snprintf(seed_path, sizeof seed_path, "%.4070s/ledger.seed", keys);
    struct err e = read_seed(seed_path, &seed);
    int folder = e.code == ERR_MISSING ? signer_folder(data_dir) : -1;
    if (folder >= 0) {
        (void)close(folder);
        *ret_done = false;
        return OK;
    }
    if (!e.code)
        e = adopt(data_dir, past, &seed);
    sodium_memzero(&seed, sizeof seed);
    if (!e.code && (unlink(seed_path) || !file_sync_folder(keys)))
        e = ERR(ERR_IO, STR("keys"));
    if (!e.code)
        *ret_done = true;
    return e;
}
