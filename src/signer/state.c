#include "signer/state.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char KEY_FILE[] = "ledger.key", SIGNED_FILE[] = "signed";
static const size_t NOTE_ARENA = 256u << 10;
enum { KEY_FILE_MAX = 1024 };

int signer_folder(const char *data_dir) {
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/signer", data_dir);
    if (len < 0 || len >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* --- reading --- */

static bool is_shown(int fd) {
    struct stat st;
    return fstat(fd, &st) || (st.st_mode & (S_IRWXG | S_IRWXO));
}

static enum signer_fault parse_key(struct signer_state *s, struct str text) {
    struct str name = str_cut(&text, '\n'), hex = str_cut(&text, '\n');
    struct hash seed;
    bool good = !text.len && name.len < sizeof s->name && hex_decode(hex, seed.b, sizeof seed.b);
    if (good) {
        memcpy(s->name, name.ptr, name.len);
        good = !ledger_key_from_seed((struct str){s->name, name.len}, &seed, &s->key).code;
    }
    sodium_memzero(&seed, sizeof seed);
    return good ? SIGNER_FAULT_NONE : SIGNER_BAD_KEY;
}

static enum signer_fault read_key(struct signer_state *s, int folder) {
    char text[KEY_FILE_MAX];
    int fd = openat(folder, KEY_FILE, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? SIGNER_NO_KEY : SIGNER_IO;
    bool shown = is_shown(folder) || is_shown(fd);
    ssize_t len = shown ? 0 : read(fd, text, sizeof text);
    (void)close(fd);
    if (shown)
        return SIGNER_SHOWN_KEY;
    enum signer_fault fault =
        len > 0 ? parse_key(s, (struct str){text, (size_t)len}) : SIGNER_BAD_KEY;
    sodium_memzero(text, sizeof text);
    return fault;
}

/* A half holds a note and zeros behind it. False: it is torn, or was never written. */
static bool parse_half(const struct signer_state *s, int half, struct ledger_signed *ret) {
    struct ledger_checkpoint c;
    const char *text = s->halves[half];
    const struct str note = {text, strnlen(text, SIGNER_HALF)};
    if (ledger_checkpoint_open(note, &s->key, &c).code)
        return false;
    ret->size = c.size;
    ret->root = c.root;
    /* Signatures are deterministic, so the note gives its own again. */
    ledger_checkpoint_signature(&s->key, c.size, &c.root, ret->signature);
    return true;
}

static enum signer_fault read_signed(struct signer_state *s) {
    char seen[2][SIGNER_HALF];
    if (pread(s->file, seen, sizeof seen, 0) != (ssize_t)sizeof seen)
        return SIGNER_NO_MEMORY;
    if (s->half >= 0 && !memcmp(seen, s->halves, sizeof seen))
        return SIGNER_FAULT_NONE;
    memcpy(s->halves, seen, sizeof seen);
    s->half = -1;
    for (int i = 0; i < 2; i++) {
        struct ledger_signed found;
        if (!parse_half(s, i, &found) || (s->half >= 0 && found.size < s->newest.size))
            continue;
        s->half = i;
        s->newest = (struct signer_newest){found.size, found.root};
        memcpy(s->signature, found.signature, SIGN_LEN);
    }
    s->kept = false;
    return s->half >= 0 ? SIGNER_FAULT_NONE : SIGNER_NO_MEMORY;
}

enum signer_fault signer_state_open(int folder, struct signer_state *ret) {
    *ret = (struct signer_state){.file = -1, .half = -1, .arena = arena_new(NOTE_ARENA)};
    arena_keep(ret->arena, NOTE_ARENA);
    enum signer_fault fault = read_key(ret, folder);
    if (!fault) {
        ret->file = openat(folder, SIGNED_FILE, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
        if (ret->file < 0)
            fault = errno == ENOENT                     ? SIGNER_NO_MEMORY
                    : errno == EROFS || errno == EACCES ? SIGNER_READ_ONLY
                                                        : SIGNER_IO;
    }
    if (!fault)
        fault = read_signed(ret);
    if (fault)
        signer_state_close(ret);
    return fault;
}

void signer_state_close(struct signer_state *s) {
    if (s->file >= 0)
        (void)close(s->file);
    arena_free(s->arena);
    sodium_memzero(s, sizeof *s);
    s->file = -1;
}

/* --- signing --- */

static enum signer_fault fault_of(int code) {
    if (code == EROFS || code == EACCES || code == EPERM)
        return SIGNER_READ_ONLY;
    return code == ENOSPC || code == EDQUOT ? SIGNER_FULL : SIGNER_IO;
}

/* Into the half that is not the newest, which stays whole whatever happens. */
static enum signer_fault keep(struct signer_state *s, const struct ledger_signed *what) {
    const int half = !s->half;
    char bytes[SIGNER_HALF] = {0};
    arena_reset(s->arena);
    struct str note = ledger_checkpoint_note(s->arena, &s->key, what);
    memcpy(bytes, note.ptr, note.len); /* at most 2 x 255 + 200 bytes */
    ssize_t put = pwrite(s->file, bytes, sizeof bytes, (off_t)half * SIGNER_HALF);
    if (put != (ssize_t)sizeof bytes)
        return put < 0 ? fault_of(errno) : SIGNER_IO;
    if (fdatasync(s->file))
        die("fsync of what was signed failed: the signature was kept back, restart");
    memcpy(s->halves[half], bytes, sizeof bytes);
    s->half = half;
    s->newest = (struct signer_newest){what->size, what->root};
    memcpy(s->signature, what->signature, SIGN_LEN);
    s->kept = true;
    return SIGNER_FAULT_NONE;
}

static struct signer_reply failed(enum signer_fault fault) {
    return (struct signer_reply){.kind = SIGNER_FAILED, .detail = (uint8_t)fault};
}

static struct signer_reply judge(struct signer_state *s, const struct signer_request *r) {
    struct signer_reply reply = {.kind = SIGNER_SIGNED, .size = r->size};
    struct ledger_signed what = {.size = r->size, .root = r->root};
    enum signer_verdict verdict = signer_judge(&s->newest, r);
    enum signer_fault fault = SIGNER_FAULT_NONE;
    if (verdict == SIGNER_BEHIND || verdict == SIGNER_FORKED)
        return (struct signer_reply){.kind =
                                         verdict == SIGNER_BEHIND ? SIGNER_STALE : SIGNER_REFUSED,
                                     .size = s->newest.size};
    if (verdict == SIGNER_AGAIN)
        memcpy(what.signature, s->signature, SIGN_LEN);
    else
        ledger_checkpoint_signature(&s->key, what.size, &what.root, what.signature);
    if (verdict == SIGNER_NEWER || (verdict == SIGNER_AGAIN && !s->kept))
        fault = keep(s, &what);
    if (fault)
        return failed(fault);
    memcpy(reply.data, what.signature, SIGN_LEN);
    return reply;
}

/* An older size that is asked for before this process wrote anything rests on the newest, which may
 * lie in a cache alone after a failed sync: so that one is written first. */
static enum signer_fault settle(struct signer_state *s, const struct signer_request *r) {
    struct ledger_signed newest = {.size = s->newest.size, .root = s->newest.root};
    if (s->kept || r->size >= s->newest.size)
        return SIGNER_FAULT_NONE;
    memcpy(newest.signature, s->signature, SIGN_LEN);
    return keep(s, &newest);
}

struct signer_reply signer_state_sign(struct signer_state *s, const struct signer_request *r) {
    struct signer_reply reply;
    int locked;
    do
        locked = flock(s->file, LOCK_EX);
    while (locked && errno == EINTR);
    enum signer_fault fault = locked ? SIGNER_IO : read_signed(s);
    if (!fault)
        fault = settle(s, r);
    reply = fault ? failed(fault) : judge(s, r);
    reply.ticket = r->ticket;
    (void)flock(s->file, LOCK_UN);
    return reply;
}
