#include "witness/witness.h"

#include "base/buf.h"
#include "ledger/ledger_sample.h"
#include "witness/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 20 };
struct place {
    char dir[64];
    struct arena *arena;
    struct env env;
    struct sample *tree, *other; /* the log's history, and a forged one */
    struct ledger_key log;
};

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct place *p = NEW(a, struct place, 1);
    *p = (struct place){.dir = "/tmp/netral-witness-XXXXXX", .arena = a, .env = env_system()};
    p->tree = sample_new(a, LARGEST);
    p->other = sample_new(a, LARGEST);
    p->other->rows[0][3].b[0] ^= 1;
    struct hash seed = {{7}};
    *state = p;
    return !mkdtemp(p->dir) || ledger_key_from_seed(STR("log.example/a"), &seed, &p->log).code ||
           witness_init(p->dir, STR("w.example/1"), &p->env).code;
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *walk) {
    (void)st, (void)kind, (void)walk;
    return remove(path);
}

static int tear_down(void **state) {
    struct place *p = *state;
    int rc = nftw(p->dir, drop, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(p->arena);
    return rc;
}

static struct witness *opened(struct place *p) {
    struct witness *w = NULL;
    assert_int_equal(witness_open(p->dir, &p->log, 1, &w).code, ERR_NONE);
    return w;
}

/* The request from one size to another of a history. */
static struct str request(struct place *p, struct sample *tree, int64_t from, int64_t to) {
    struct hash root = sample_root(tree, 0, to);
    struct ledger_submission s = {.old_size = from};
    struct ledger_proof proof;
    s.note = ledger_checkpoint_sign(p->arena, &p->log, to, &root);
    assert_int_equal(ledger_prove_consistency(from, to, sample_read, tree, &proof).code, ERR_NONE);
    s.count = proof.count;
    memcpy(s.hashes, proof.hashes, sizeof s.hashes);
    return ledger_submission_text(p->arena, &s);
}

static int add(struct place *p, struct witness *w, struct str body) {
    return witness_add(w, p->arena, body, 1000).status;
}

static void what_it_signed_outlives_it(void **state) {
    struct place *p = *state;
    struct witness *w = opened(p);
    assert_int_equal(witness_size(w, 0), 0);
    assert_int_equal(add(p, w, request(p, p->tree, 0, 5)), 200);
    assert_int_equal(add(p, w, request(p, p->tree, 5, 9)), 200);
    witness_close(w);
    w = opened(p);
    assert_int_equal(witness_size(w, 0), 9);
    struct witness_answer told = witness_add(w, p->arena, request(p, p->tree, 0, 12), 1000);
    assert_int_equal(told.status, 409);
    assert_string_equal(told.type, "text/x.tlog.size");
    assert_true(str_equal(told.body, STR("9\n")));
    assert_int_equal(add(p, w, request(p, p->tree, 9, 12)), 200);
    witness_close(w);
}

static void an_answer_is_its_cosignature_of_the_note(void **state) {
    struct place *p = *state;
    struct witness *w = opened(p);
    struct witness_answer said = witness_add(w, p->arena, request(p, p->tree, 0, 5), 1234);
    struct hash root = sample_root(p->tree, 0, 5);
    struct str note = ledger_checkpoint_sign(p->arena, &p->log, 5, &root);
    int64_t seconds;
    note = arena_printf(p->arena, "%.*s%.*s", STR_ARG(note), STR_ARG(said.body));
    assert_int_equal(ledger_cosigned(note, witness_key(w), &seconds).code, ERR_NONE);
    assert_int_equal(seconds, 1234);
    witness_close(w);
}

static void another_history_is_refused_and_kept_as_proof(void **state) {
    struct place *p = *state;
    struct witness *w = opened(p);
    assert_int_equal(add(p, w, request(p, p->tree, 0, 5)), 200);
    assert_int_equal(add(p, w, request(p, p->other, 5, 5)), 409);
    assert_int_equal(add(p, w, request(p, p->other, 5, 9)), 422);
    assert_int_equal(witness_size(w, 0), 5);
    witness_close(w);
    char path[256];
    struct hash id = hash_sha256(p->log.name);
    struct str hex = hex_encode(p->arena, id.b, 16);
    (void)snprintf(path, sizeof path, "%s/%.*s.fork", p->dir, STR_ARG(hex));
    assert_int_equal(access(path, R_OK), 0);
}

static void what_is_no_request_has_its_status(void **state) {
    struct place *p = *state;
    struct witness *w = opened(p);
    struct str body = request(p, p->tree, 0, 5);
    assert_int_equal(add(p, w, STR("")), 400);
    assert_int_equal(add(p, w, (struct str){body.ptr, body.len - 1}), 400);
    struct ledger_key stranger;
    struct hash seed = {{8}}, root = sample_root(p->tree, 0, 5);
    assert_int_equal(ledger_key_from_seed(STR("log.example/b"), &seed, &stranger).code, 0);
    struct str note = ledger_checkpoint_sign(p->arena, &stranger, 5, &root);
    assert_int_equal(add(p, w, arena_printf(p->arena, "old 0\n\n%.*s", STR_ARG(note))), 404);
    stranger.name = p->log.name;
    note = ledger_checkpoint_sign(p->arena, &stranger, 5, &root);
    assert_int_equal(add(p, w, arena_printf(p->arena, "old 0\n\n%.*s", STR_ARG(note))), 403);
    char *large = NEW(p->arena, char, 65537);
    assert_int_equal(add(p, w, (struct str){large, 65537}), 400);
    witness_close(w);
}

static void a_state_that_cannot_be_written_signs_nothing(void **state) {
    struct place *p = *state;
    struct witness *w = opened(p);
    char path[256];
    struct hash id = hash_sha256(p->log.name);
    struct str hex = hex_encode(p->arena, id.b, 16);
    (void)snprintf(path, sizeof path, "%s/%.*s.checkpoint.new", p->dir, STR_ARG(hex));
    assert_int_equal(mkdir(path, 0700), 0); /* in the way of the new file */
    assert_int_equal(add(p, w, request(p, p->tree, 0, 5)), 503);
    assert_int_equal(witness_size(w, 0), 0);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(add(p, w, request(p, p->tree, 0, 6)), 200);
    witness_close(w);
}

static void two_cannot_be_one_witness(void **state) {
    struct place *p = *state;
    struct witness *w = opened(p), *second = NULL;
    struct err e = witness_open(p->dir, &p->log, 1, &second);
    assert_int_equal(e.code, ERR_BUSY);
    witness_close(w);
    assert_int_equal(witness_open(p->dir, &p->log, 1, &second).code, ERR_NONE);
    witness_close(second);
    assert_int_equal(witness_init(p->dir, STR("w.example/2"), &p->env).code, ERR_CONFLICT);
    const struct ledger_key twice[] = {p->log, p->log};
    assert_int_equal(witness_open(p->dir, twice, 2, &second).code, ERR_INVALID);
    assert_int_equal(witness_open("/nowhere", &p->log, 1, &second).code, ERR_MISSING);
}

static void a_key_that_others_may_read_is_refused(void **state) {
    struct place *p = *state;
    struct witness *w = NULL;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/witness.key", p->dir);
    assert_int_equal(chmod(path, 0604), 0);
    assert_int_equal(witness_open(p->dir, &p->log, 1, &w).code, ERR_DENIED);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(truncate(path, 40), 0);
    assert_int_equal(witness_open(p->dir, &p->log, 1, &w).code, ERR_CORRUPT);
}

#define VKEY "witness.example/w1+df1c0a35+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU"

static void options_name_an_address_and_a_key(void **state) {
    static const struct {
        const char *option, *url; /* url NULL: refused */
    } CASES[] = {
        {"http://127.0.0.1:1=" VKEY, "http://127.0.0.1:1"},
        {"https://w.example/a//=" VKEY, "https://w.example/a"},
        {"ftp://w.example=" VKEY, NULL},
        {"w.example=" VKEY, NULL},
        {"https://w.example", NULL},
        {"https://w.example=", NULL},
        {"https://w .example=" VKEY, NULL},
        {"https://w.example=log.example/netral+5c5da4de+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/"
         "N0iAG0D29c",
         NULL},
        {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct witness_peer peer;
        struct err e = witness_peer_parse(str_from_c(CASES[i].option), &peer);
        if (!!e.code != !CASES[i].url ||
            (!e.code && !str_equal(peer.url, str_from_c(CASES[i].url))))
            fail_msg("%s: %d", CASES[i].option, e.code);
    }
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_it_signed_outlives_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_is_its_cosignature_of_the_note, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(another_history_is_refused_and_kept_as_proof, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_request_has_its_status, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_state_that_cannot_be_written_signs_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(two_cannot_be_one_witness, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_that_others_may_read_is_refused, set_up, tear_down),
        cmocka_unit_test(options_name_an_address_and_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
