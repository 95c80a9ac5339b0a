/* What tests/fault/run.py lets fail: evidence and rows stored as an intake stores them.
 *
 *   fault-target work DIR N    N times: a blob, then a row that names it; a line to stdout for
 * each: "ack I" once it is durable, "refused I NAME" when it is not stored fault-target check DIR
 * reads those lines from stdin, says the first thing that is not so
 *
 * Exit status of work: 0, also after refusals; 3 when the store could not be opened at all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob/blob.h"
#include "store/db.h"

enum { CANNOT_OPEN = 3, BLOB_LIMIT = 1 << 20, BYTES = 20000 };

struct place {
    struct env env;
    struct arena *a;
    struct blob_store *blobs;
    struct db db;
};
struct item {
    struct place *place;
    int64_t id;
    struct blob_ref blob;
};

static const struct db_stmt CREATE = {
    -1, "create",
    "CREATE TABLE IF NOT EXISTS item(id INTEGER PRIMARY KEY, sha256 BLOB, body BLOB)"};
static const struct db_stmt INSERT = {0, "insert", "INSERT INTO item VALUES ($1, $2, $3)"};
static const struct db_stmt FIND = {1, "find", "SELECT sha256 FROM item WHERE id = $1"};
static const struct db_stmt CHECK = {-1, "check", "PRAGMA integrity_check"};
static const struct db_stmt COUNT = {-1, "count", "SELECT count(*) FROM item"};

static struct str bytes_of(struct place *p, int64_t id) {
    char *bytes = NEW(p->a, char, BYTES);
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (char)('a' + ((size_t)id * 7 + i) % 26);
    return (struct str){bytes, BYTES};
}

static struct err create(struct db *db, void *arg) {
    struct place *p = arg;
    return db_run(db, p->a, &CREATE, DB_NONE, NULL);
}

static struct err open_place(struct place *p, const char *dir, bool writer) {
    *p = (struct place){.env = env_system(), .a = arena_new(64 << 20)};
    struct err e = db_open(str_from_c(dir), writer, writer, &p->db);
    if (!e.code)
        e = blob_store_open(dir, &p->blobs);
    return !e.code && writer ? db_in_txn(&p->db, true, create, p) : e;
}

static void close_place(struct place *p) {
    blob_store_free(p->blobs);
    db_close(&p->db);
    arena_free(p->a);
}

static struct err insert(struct db *db, void *arg) {
    struct item *item = arg;
    struct place *p = item->place;
    struct cell args[] = {CINT(item->id), CBYTES(item->blob.sha256.b, HASH_LEN),
                          CBLOB(bytes_of(p, item->id))};
    struct err e = db_savepoint(db);
    if (!e.code)
        e = db_run(db, p->a, &INSERT, DB_LIST(args), NULL);
    return e.code ? e : db_release(db);
}

static struct err store(struct place *p, int64_t id) {
    struct item item = {.place = p, .id = id};
    struct blob_in *in = NULL;
    struct err e = blob_in_new(p->blobs, &p->env, BLOB_LIMIT, &in);
    if (e.code)
        return e;
    e = blob_in_add(in, bytes_of(p, id));
    if (e.code) {
        blob_in_free(in);
        return e;
    }
    e = blob_in_commit(in, &item.blob);
    return e.code ? e : db_in_txn(&p->db, true, insert, &item);
}

/* Without stdio: a buffer that the C library could not allocate would swallow a line. */
static void say(const char *what, int64_t id, struct str name) {
    char line[96];
    int len = snprintf(line, sizeof line, "%s %d %.*s\n", what, (int)id, STR_ARG(name));
    if (len <= 0 || write(STDOUT_FILENO, line, (size_t)len) != len)
        _exit(4);
}

static int work(const char *dir, int64_t count) {
    struct place p;
    struct err e = open_place(&p, dir, true);
    if (e.code) {
        say("closed", 0, err_name(e.code));
        close_place(&p);
        return CANNOT_OPEN;
    }
    for (int64_t id = 0; id < count; id++) {
        e = store(&p, id);
        say(e.code ? "refused" : "ack", id, err_name(e.code));
    }
    close_place(&p);
    return 0;
}

/* NULL, or what is wrong with one item. */
static const char *check_item(struct place *p, bool ack, int64_t id) {
    struct cell arg = CINT(id);
    struct rows rows;
    struct hash h;
    if (db_run(&p->db, p->a, &FIND, DB_ARGS(arg), &rows).code)
        return "the row cannot be read";
    if (!ack)
        return rows.count ? "refused, and stored nevertheless" : NULL;
    if (rows.count != 1 || rows.cells[0].s.len != HASH_LEN)
        return "acknowledged, and lost";
    memcpy(h.b, rows.cells[0].s.ptr, HASH_LEN);
    if (blob_verify(p->blobs, &h, BYTES).code)
        return "acknowledged, and its evidence is lost or differs";
    struct hash want = hash_sha256(bytes_of(p, id));
    return hash_equal(&want, &h) ? NULL : "acknowledged with other evidence";
}

/* Each line of work's; counts the acknowledged. NULL, or what is wrong. */
static const char *check_lines(struct place *p, int64_t *ret_acks) {
    char line[96];
    while (fgets(line, sizeof line, stdin)) {
        struct str rest = str_from_c(line), word = str_cut(&rest, ' ');
        int64_t id;
        if (str_equal(word, STR("closed")))
            continue;
        if (!str_to_int(str_cut(&rest, ' '), &id))
            return "a line that is not work's";
        bool ack = str_equal(word, STR("ack"));
        const char *wrong = check_item(p, ack, id);
        if (wrong)
            return wrong;
        *ret_acks += ack;
    }
    return NULL;
}

static int check(const char *dir) {
    struct place p;
    int64_t acks = 0;
    struct rows rows;
    const char *wrong = open_place(&p, dir, true).code ? "the store cannot be opened" : NULL;
    if (!wrong)
        wrong = check_lines(&p, &acks);
    if (!wrong &&
        (db_run(&p.db, p.a, &CHECK, DB_NONE, &rows).code || !str_equal(rows.cells[0].s, STR("ok"))))
        wrong = "the database is damaged";
    if (!wrong && (db_run(&p.db, p.a, &COUNT, DB_NONE, &rows).code || rows.cells[0].i > acks + 1))
        wrong = "more rows than were acknowledged or on their way";
    if (wrong)
        (void)printf("%s\n", wrong);
    close_place(&p);
    return wrong != NULL;
}

int main(int argc, char **argv) {
    hash_library_init();
    if (argc == 4 && strcmp(argv[1], "work") == 0)
        return work(argv[2], strtol(argv[3], NULL, 10));
    if (argc == 3 && strcmp(argv[1], "check") == 0)
        return check(argv[2]);
    return 2;
}
