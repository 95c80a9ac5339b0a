#include "flow/keys.h"

#include "base/buf.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, KEY_TEXT = 2 * HASH_LEN + 1 };

static bool key_path(char path[PATH_ROOM], const char *data_dir, const char *name) {
    int len = snprintf(path, PATH_ROOM, "%s/keys/%s", data_dir, name);
    return len > 0 && len < PATH_ROOM;
}

static struct err write_key(const char *data_dir, const char *name, const struct hash *key) {
    char path[PATH_ROOM];
    if (!key_path(path, data_dir, name))
        return ERR(ERR_IO, STR("keys"));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return ERR(errno == EEXIST ? ERR_CONFLICT : ERR_IO, STR("keys"));
    struct buf text;
    buf_init(&text, KEY_TEXT);
    buf_add_hex(&text, key->b, HASH_LEN);
    buf_add_char(&text, '\n');
    bool good = write(fd, text.ptr, text.len) == (ssize_t)text.len && fsync(fd) == 0;
    good = close(fd) == 0 && good;
    buf_done(&text);
    return good ? OK : ERR(ERR_IO, STR("keys"));
}

static struct err read_key(const char *data_dir, const char *name, struct hash *ret) {
    char path[PATH_ROOM], text[KEY_TEXT + 1];
    if (!key_path(path, data_dir, name))
        return ERR(ERR_IO, STR("keys"));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR(errno == ENOENT ? ERR_MISSING : ERR_IO, STR("keys"));
    struct stat st;
    bool shown = fstat(fd, &st) || (st.st_mode & (S_IRWXG | S_IRWXO));
    ssize_t len = shown ? -1 : read(fd, text, sizeof text);
    (void)close(fd);
    if (shown)
        return ERR(ERR_DENIED, STR("keys"));
    bool good = len == KEY_TEXT && hex_decode((struct str){text, KEY_TEXT - 1}, ret->b, HASH_LEN);
    sodium_memzero(text, sizeof text);
    return good ? OK : ERR(ERR_CORRUPT, STR("keys"));
}

struct err flow_keys_make(const char *data_dir, const struct env *env) {
    char path[PATH_ROOM];
    int len = snprintf(path, sizeof path, "%s/keys", data_dir);
    if (len < 0 || len >= PATH_ROOM || (mkdir(path, 0700) && errno != EEXIST))
        return ERR(ERR_IO, STR("keys"));
    struct hash receipt = env_hash(env);
    struct err e = write_key(data_dir, "receipt.secret", &receipt);
    if (!e.code && !file_sync_folder(path))
        e = ERR(ERR_IO, STR("keys"));
    return e;
}

struct err flow_keys_read(const char *data_dir, struct flow_keys *ret) {
    struct flow_keys keys;
    struct err e = read_key(data_dir, "receipt.secret", &keys.receipt);
    if (!e.code)
        *ret = keys;
    return e;
}
