#include "witness/witness.h"

#include "base/buf.h"
#include "witness/file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTE_MAX = 64 * 1024, KEY_FILE_MAX = 1024, FILE_ROOM = 64, ID_HEX = 32 };
static const size_t OPEN_ARENA = 32u << 20;
static const char KEY_FILE[] = "witness.key";

struct known {
    struct ledger_key key;
    struct ledger_witnessed last;
    char file[ID_HEX + 1]; /* first half of the origin's hash, in hex */
};
struct witness {
    struct arena *arena;
    struct ledger_key key;
    int dir, lock;
    pthread_mutex_t mutex; /* W2 */
    size_t count;
    struct known logs[WITNESS_LOGS_MAX];
};

/* --- the key --- */

static struct err make_key(int dir, struct str name, const struct env *env) {
    struct hash seed = env_hash(env);
    struct buf text;
    buf_init(&text, KEY_FILE_MAX);
    buf_add(&text, name);
    buf_add_char(&text, '\n');
    buf_add_hex(&text, seed.b, sizeof seed.b);
    buf_add_char(&text, '\n');
    struct err e = witness_file_replace(dir, KEY_FILE, buf_str(&text));
    sodium_memzero(text.ptr, text.len);
    sodium_memzero(&seed, sizeof seed);
    buf_done(&text);
    return e;
}

struct err witness_init(const char *dir, struct str name, const struct env *env) {
    if (!ledger_key_name_ok(name))
        return ERR(ERR_INVALID, STR("witness-name"));
    if (mkdir(dir, 0700) && errno != EEXIST)
        return ERR(ERR_IO, STR("data"));
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return ERR(ERR_IO, STR("data"));
    struct err e = faccessat(fd, KEY_FILE, F_OK, 0) == 0 ? ERR(ERR_CONFLICT, STR("witness"))
                                                         : make_key(fd, name, env);
    (void)close(fd);
    return e;
}

static struct err read_key(struct witness *w) {
    struct stat st;
    struct str text;
    struct err e = witness_file_read(w->dir, KEY_FILE, w->arena, KEY_FILE_MAX, &text);
    if (e.code == ERR_MISSING)
        return ERR(ERR_MISSING, STR("witness"));
    if (e.code)
        return e;
    if (fstatat(w->dir, KEY_FILE, &st, 0) || (st.st_mode & 077))
        e = ERR(ERR_DENIED, STR("witness-key"));
    struct str rest = text, name = str_cut(&rest, '\n'), hex = str_cut(&rest, '\n');
    struct hash seed;
    if (!e.code && (rest.len || !hex_decode(hex, seed.b, sizeof seed.b)))
        e = ERR(ERR_CORRUPT, STR("witness-key"));
    if (!e.code)
        e = ledger_witness_from_seed(arena_str(w->arena, name), &seed, &w->key);
    sodium_memzero(&seed, sizeof seed);
    sodium_memzero((void *)(uintptr_t)text.ptr, text.len);
    return e;
}

/* --- what it saw --- */

static void file_name(const struct known *log, const char *kind, char ret[FILE_ROOM]) {
    (void)snprintf(ret, FILE_ROOM, "%s.%s", log->file, kind);
}

static struct err read_log(struct witness *w, struct known *log) {
    char name[FILE_ROOM];
    struct str note;
    struct ledger_checkpoint c;
    struct hash id = hash_sha256(log->key.name);
    hex_put(id.b, ID_HEX / 2, log->file);
    file_name(log, "checkpoint", name);
    log->last = ledger_witnessed_none();
    struct err e = witness_file_read(w->dir, name, w->arena, NOTE_MAX, &note);
    if (e.code == ERR_MISSING)
        return OK;
    if (e.code)
        return e;
    if (ledger_checkpoint_open(note, &log->key, &c).code)
        return ERR(ERR_CORRUPT, STR("state"));
    log->last = (struct ledger_witnessed){c.size, c.root};
    return OK;
}

static struct err take_logs(struct witness *w, const struct ledger_key *logs, size_t count) {
    if (count > WITNESS_LOGS_MAX)
        return ERR(ERR_INVALID, STR("log"));
    struct err e = OK;
    for (; w->count < count && !e.code; w->count++) {
        struct known *log = &w->logs[w->count];
        log->key = logs[w->count];
        log->key.name = arena_str(w->arena, log->key.name);
        for (size_t i = 0; i < w->count; i++)
            if (str_equal(w->logs[i].key.name, log->key.name))
                return ERR(ERR_INVALID, STR("log"));
        e = read_log(w, log);
    }
    return e;
}

static struct err take_lock(struct witness *w) {
    w->lock = openat(w->dir, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (w->lock < 0)
        return ERR(ERR_IO, STR("data"));
    if (flock(w->lock, LOCK_EX | LOCK_NB)) /* W3 */
        return ERR(errno == EWOULDBLOCK ? ERR_BUSY : ERR_IO, STR("witness"));
    return OK;
}

struct err witness_open(const char *dir, const struct ledger_key *logs, size_t count,
                        struct witness **ret) {
    struct witness *w = must_alloc(sizeof *w);
    w->arena = arena_new(OPEN_ARENA);
    w->lock = -1;
    if (pthread_mutex_init(&w->mutex, NULL))
        die("threads cannot start");
    w->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct err e = w->dir < 0 ? ERR(ERR_MISSING, STR("witness")) : read_key(w);
    if (!e.code)
        e = take_lock(w);
    if (!e.code)
        e = take_logs(w, logs, count);
    if (e.code)
        witness_close(w);
    else
        *ret = w;
    return e;
}

void witness_close(struct witness *w) {
    if (!w)
        return;
    if (w->lock >= 0)
        (void)close(w->lock);
    if (w->dir >= 0)
        (void)close(w->dir);
    (void)pthread_mutex_destroy(&w->mutex);
    arena_free(w->arena);
    sodium_memzero(&w->key, sizeof w->key);
    free(w);
}

const struct ledger_key *witness_key(const struct witness *w) {
    return &w->key;
}

int64_t witness_size(struct witness *w, size_t log) {
    (void)pthread_mutex_lock(&w->mutex);
    int64_t size = w->logs[log].last.size;
    (void)pthread_mutex_unlock(&w->mutex);
    return size;
}

/* --- add-checkpoint --- */

static const struct {
    int status;
    const char *text, *grave;
} REFUSALS[] = {
    [LEDGER_MALFORMED] = {400,
                          "The body is no add-checkpoint request, or its old size is above the "
                          "new one.\nIsi permintaan bukan add-checkpoint, atau ukuran lamanya "
                          "melebihi yang baru.\n",
                          NULL},
    [LEDGER_FORBIDDEN] = {403,
                          "The log's key did not sign this checkpoint.\nKunci log tidak "
                          "menandatangani titik periksa ini.\n",
                          NULL},
    [LEDGER_STRANGE] = {404,
                        "This witness does not know a log of that origin.\nSaksi ini tidak "
                        "mengenal log dengan asal itu.\n",
                        NULL},
    [LEDGER_STALE] = {409, NULL, NULL},
    [LEDGER_FORKED] = {409, NULL,
                       "the log signed a second root for a size that was cosigned: it forked, and "
                       "the file .fork beside the state proves it"},
    [LEDGER_UNPROVED] = {422,
                         "The proof does not lead from the cosigned checkpoint to this one.\n"
                         "Bukti tidak menuju dari titik periksa yang telah disaksikan ke yang "
                         "ini.\n",
                         "a checkpoint that the log signed was not proved to go on from the "
                         "cosigned one"},
};
static const char TEXT[] = "text/plain; charset=utf-8";

static struct witness_answer refuse(enum ledger_verdict verdict) {
    return (struct witness_answer){REFUSALS[verdict].status, TEXT,
                                   str_from_c(REFUSALS[verdict].text), REFUSALS[verdict].grave};
}

/* The log's own signature under a second root: kept once, as nobody can deny it. Nothing hangs on
 * its being written. */
static void keep_fork(struct witness *w, const struct known *log, struct str note) {
    char name[FILE_ROOM];
    file_name(log, "fork", name);
    if (faccessat(w->dir, name, F_OK, 0)) {
        struct err e = witness_file_replace(w->dir, name, note);
        (void)e;
    }
}

struct asked {
    struct witness *w;
    struct arena *arena;
    struct known *log;
    const struct ledger_submission *s;
    int64_t seconds;
};

/* W1: the state first, then the signature. The same checkpoint again changes nothing. */
static struct witness_answer cosign(const struct asked *q, const struct ledger_witnessed *next) {
    char name[FILE_ROOM];
    struct str text;
    file_name(q->log, "checkpoint", name);
    bool known = q->log->last.size == next->size && next->size > 0;
    struct err e = known ? OK : witness_file_replace(q->w->dir, name, q->s->note);
    if (!e.code)
        e = ledger_checkpoint_text(q->s->note, &text);
    if (e.code)
        return (struct witness_answer){
            503, TEXT,
            STR("The witness cannot write its state; nothing was "
                "signed.\nSaksi tidak dapat menulis catatannya; tidak "
                "ada yang ditandatangani.\n"),
            "its state cannot be written; it signs nothing until it can"};
    q->log->last = *next;
    return (struct witness_answer){200, TEXT, ledger_cosign(q->arena, &q->w->key, text, q->seconds),
                                   NULL};
}

static struct witness_answer judge(const struct asked *q) {
    struct ledger_witnessed next;
    enum ledger_verdict verdict = ledger_judge(q->s, &q->log->key, &q->log->last, &next);
    if (verdict == LEDGER_COSIGN)
        return cosign(q, &next);
    struct witness_answer answer = refuse(verdict);
    if (verdict == LEDGER_FORKED)
        keep_fork(q->w, q->log, q->s->note);
    if (answer.status == 409) {
        answer.type = "text/x.tlog.size";
        answer.body = arena_printf(q->arena, "%lld\n", (long long)q->log->last.size);
    }
    return answer;
}

struct witness_answer witness_add(struct witness *w, struct arena *a, struct str body,
                                  int64_t seconds) {
    struct ledger_submission s;
    struct ledger_key keys[WITNESS_LOGS_MAX];
    size_t at;
    for (size_t i = 0; i < w->count; i++)
        keys[i] = w->logs[i].key;
    struct err e =
        body.len > NOTE_MAX ? ERR(ERR_MALFORMED, STR("body")) : ledger_submission_parse(body, &s);
    if (!e.code)
        e = ledger_submission_log(&s, keys, w->count, &at);
    if (e.code)
        return refuse(e.code == ERR_MISSING ? LEDGER_STRANGE : LEDGER_MALFORMED);
    const struct asked q = {w, a, &w->logs[at], &s, seconds};
    (void)pthread_mutex_lock(&w->mutex);
    struct witness_answer answer = judge(&q);
    (void)pthread_mutex_unlock(&w->mutex);
    return answer;
}
