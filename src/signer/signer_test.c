/* The signer as its own process: what it signs, what it keeps, how it dies. */
#include "signer/signer.h"

#include "ledger/ledger_sample.h"
#include "signer/child_sample.h"
#include "signer/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 60 };
#define ORIGIN "log.example/a"
struct place {
    char dir[64];
    struct arena *arena;
    struct env env;
    struct sample *tree, *other;
    struct signer *signer;
    struct ledger_key key;
};

static int drop(const char *path, const struct stat *st, int kind, struct FTW *walk) {
    (void)st, (void)kind, (void)walk;
    return remove(path);
}

static void start(struct place *p) {
    assert_int_equal(signer_start(p->dir, &p->signer).code, ERR_NONE);
    assert_int_equal(
        ledger_key_public(STR(ORIGIN), signer_ready(p->signer)->public_key, &p->key).code, 0);
}

static void stop(struct place *p) {
    signer_end(p->signer);
    p->signer = NULL;
}

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct place *p = NEW(a, struct place, 1);
    *p = (struct place){.dir = "/tmp/netral-signer-XXXXXX", .arena = a, .env = env_system()};
    p->tree = sample_new(a, LARGEST);
    p->other = sample_new(a, LARGEST);
    p->other->rows[0][3].b[0] ^= 1;
    *state = p;
    return !mkdtemp(p->dir) || signer_make(p->dir, STR(ORIGIN), &p->env).code;
}

static int tear_down(void **state) {
    struct place *p = *state;
    signer_end(p->signer);
    int rc = nftw(p->dir, drop, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(p->arena);
    return rc;
}

static enum signer_kind ask(struct place *p, struct sample *tree, int64_t from, int64_t size) {
    struct signer_request r = {.size = size, .from = from, .root = sample_root(tree, 0, size)};
    struct signer_reply reply;
    struct ledger_proof proof;
    int64_t low = from < size ? from : size, high = from < size ? size : from;
    assert_int_equal(ledger_prove_consistency(low, high, sample_read, tree, &proof).code, 0);
    r.count = proof.count;
    memcpy(r.hashes, proof.hashes, proof.count * HASH_LEN);
    assert_int_equal(signer_ask(p->signer, &r, &reply).code, ERR_NONE);
    if (reply.kind == SIGNER_SIGNED) {
        struct ledger_signed what = {.size = size, .root = r.root};
        struct ledger_checkpoint c;
        memcpy(what.signature, reply.data, SIGN_LEN);
        struct str note = ledger_checkpoint_note(p->arena, &p->key, &what);
        assert_int_equal(ledger_checkpoint_open(note, &p->key, &c).code, ERR_NONE);
    }
    return reply.kind;
}

static void one_history_is_signed_and_no_second_root_for_a_size(void **state) {
    struct place *p = *state;
    start(p);
    assert_int_equal(signer_ready(p->signer)->size, 0);
    assert_int_equal(ask(p, p->tree, 0, 10), SIGNER_SIGNED);
    assert_int_equal(ask(p, p->tree, 10, 10), SIGNER_SIGNED);
    assert_int_equal(ask(p, p->tree, 10, 30), SIGNER_SIGNED);
    assert_int_equal(ask(p, p->tree, 30, 12), SIGNER_SIGNED); /* a part of what it signed */
    assert_int_equal(ask(p, p->tree, 12, 31), SIGNER_STALE);  /* and not its newest now */
    assert_int_equal(ask(p, p->other, 30, 30), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->other, 30, 31), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->other, 30, 12), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->other, 10, 30), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->tree, 30, 31), SIGNER_SIGNED);
}

static void what_it_signed_outlives_it(void **state) {
    struct place *p = *state;
    start(p);
    assert_int_equal(ask(p, p->tree, 0, 10), SIGNER_SIGNED);
    assert_int_equal(ask(p, p->tree, 10, 11), SIGNER_SIGNED);
    stop(p);
    start(p);
    assert_int_equal(signer_ready(p->signer)->size, 11);
    assert_int_equal(ask(p, p->other, 11, 11), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->other, 10, 12), SIGNER_STALE);
    assert_int_equal(ask(p, p->tree, 11, 11), SIGNER_SIGNED);
}

static void a_killed_signer_is_there_again_and_asked_again(void **state) {
    struct place *p = *state;
    start(p);
    pid_t keeper = child_of(getpid());
    for (int64_t size = 1; size < 6; size++) {
        pid_t signer = child_of(keeper);
        assert_true(signer > 0 && !kill(signer, SIGKILL));
        assert_int_equal(ask(p, p->tree, size - 1, size), SIGNER_SIGNED);
        assert_int_not_equal(child_of(keeper), signer);
    }
}

/* Who started the server may ignore the ends of children, and that is handed down. */
static void a_parent_that_hears_of_no_death_has_a_keeper_that_does(void **state) {
    struct place *p = *state;
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    assert_int_equal(sigaction(SIGCHLD, &ignore, &before), 0);
    start(p);
    assert_int_equal(sigaction(SIGCHLD, &before, NULL), 0);
    pid_t signer = child_of(child_of(getpid()));
    assert_true(signer > 0 && !kill(signer, SIGKILL));
    assert_int_equal(ask(p, p->tree, 0, 1), SIGNER_SIGNED);
}

static void when_nobody_is_left_to_answer_that_is_an_error(void **state) {
    struct place *p = *state;
    struct signer_request r = {.size = 0, .root = sample_root(p->tree, 0, 0)};
    struct signer_reply reply;
    start(p);
    pid_t keeper = child_of(getpid()), signer = child_of(keeper);
    assert_true(!kill(keeper, SIGKILL) && !kill(signer, SIGKILL));
    for (int i = 0; i < 3; i++)
        assert_int_equal(signer_ask(p->signer, &r, &reply).code, ERR_SIGNER);
}

/* Two commands on one store: neither signs beside what the other signed. */
static void two_signers_of_one_store_keep_one_history(void **state) {
    struct place *p = *state;
    struct signer *first, *second;
    start(p);
    first = p->signer;
    start(p);
    second = p->signer;
    assert_int_equal(ask(p, p->tree, 0, 10), SIGNER_SIGNED);
    p->signer = first;
    assert_int_equal(ask(p, p->other, 0, 12), SIGNER_STALE);
    assert_int_equal(ask(p, p->other, 10, 12), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->other, 10, 10), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->tree, 10, 12), SIGNER_SIGNED);
    signer_end(second);
}

static int open_state(struct place *p, struct signer_state *ret) {
    int folder = signer_folder(p->dir);
    enum signer_fault fault = signer_state_open(folder, ret);
    (void)close(folder);
    return (int)fault;
}

static char *in_folder(struct place *p, const char *name) {
    return (char *)(uintptr_t)arena_printf(p->arena, "%s/signer/%s", p->dir, name).ptr;
}

/* What a power cut may leave of the half that was being written. */
static void a_torn_half_leaves_what_was_signed_before(void **state) {
    struct place *p = *state;
    struct signer_state s;
    start(p);
    assert_int_equal(ask(p, p->tree, 0, 10), SIGNER_SIGNED);
    assert_int_equal(ask(p, p->tree, 10, 20), SIGNER_SIGNED);
    stop(p);
    char bytes[2 * SIGNER_HALF], torn[2 * SIGNER_HALF];
    int fd = open(in_folder(p, "signed"), O_RDWR | O_CLOEXEC);
    assert_int_equal(pread(fd, bytes, sizeof bytes, 0), sizeof bytes);
    assert_int_equal(open_state(p, &s), SIGNER_FAULT_NONE);
    const size_t newest = (size_t)s.half * SIGNER_HALF;
    const size_t len = strnlen(bytes + newest, SIGNER_HALF);
    signer_state_close(&s);
    for (size_t cut = 0; cut < len; cut += 7) {
        memcpy(torn, bytes, sizeof torn);
        memset(torn + newest + cut, cut % 2 ? 0 : 'x', SIGNER_HALF - cut);
        assert_int_equal(pwrite(fd, torn, sizeof torn, 0), sizeof torn);
        assert_int_equal(open_state(p, &s), SIGNER_FAULT_NONE);
        assert_int_equal(s.newest.size, 10);
        signer_state_close(&s);
    }
    memset(torn, 0, sizeof torn);
    assert_int_equal(pwrite(fd, torn, sizeof torn, 0), sizeof torn);
    assert_int_equal(open_state(p, &s), SIGNER_NO_MEMORY);
    assert_int_equal(ftruncate(fd, SIGNER_HALF), 0);
    assert_int_equal(open_state(p, &s), SIGNER_NO_MEMORY);
    (void)close(fd);
}

static void put(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    (void)close(fd);
}

static void each_reason_not_to_start_has_its_name(void **state) {
    struct place *p = *state;
    static const char BAD[][80] = {"", "log.example/a\n", "log.example/a\nzz\n", "a b\n00\n"};
    char *key = in_folder(p, "ledger.key"), *kept = in_folder(p, "signed");
    assert_int_equal(chmod(key, 0640), 0);
    assert_int_equal(signer_start(p->dir, &p->signer).code, ERR_DENIED);
    assert_int_equal(chmod(key, 0600) || chmod(in_folder(p, ""), 0750), 0);
    assert_int_equal(signer_start(p->dir, &p->signer).code, ERR_DENIED);
    assert_int_equal(chmod(in_folder(p, ""), 0700), 0);
    start(p);
    stop(p);
    assert_int_equal(rename(kept, in_folder(p, "away")), 0);
    struct err e = signer_start(p->dir, &p->signer);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("signed")));
    assert_int_equal(rename(in_folder(p, "away"), kept), 0);
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        put(key, BAD[i]);
        assert_int_equal(signer_start(p->dir, &p->signer).code, ERR_CORRUPT);
    }
    assert_int_equal(unlink(key), 0);
    assert_int_equal(signer_start(p->dir, &p->signer).code, ERR_MISSING);
    assert_int_equal(signer_start("/nowhere", &p->signer).code, ERR_MISSING);
    assert_null(p->signer);
}

static void a_key_is_made_once_and_a_store_of_before_gives_its_own(void **state) {
    struct place *p = *state;
    struct signer_past past = {STR(ORIGIN), 20, sample_root(p->tree, 0, 20)};
    bool done = true;
    assert_int_equal(signer_make(p->dir, STR(ORIGIN), &p->env).code, ERR_CONFLICT);
    assert_int_equal(signer_adopt(p->dir, &past, &done).code, ERR_NONE);
    assert_false(done); /* it has one */
    const char *keys = arena_printf(p->arena, "%s/keys", p->dir).ptr;
    const char *seed = arena_printf(p->arena, "%s/ledger.seed", keys).ptr;
    assert_int_equal(rename(in_folder(p, ""), arena_printf(p->arena, "%s/gone", p->dir).ptr), 0);
    assert_int_equal(signer_adopt(p->dir, &past, &done).code, ERR_MISSING);
    assert_int_equal(mkdir(keys, 0700), 0);
    int fd = open(seed, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(dprintf(fd, "%064d\n", 7), 65);
    (void)close(fd);
    assert_int_equal(signer_adopt(p->dir, &past, &done).code, ERR_NONE);
    assert_true(done && access(seed, F_OK));
    for (int other = 0; other < 2; other++) { /* cut off before the seed went; and another's seed */
        fd = open(seed, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        assert_int_equal(dprintf(fd, "%064d\n", 7 + other), 65);
        (void)close(fd);
        done = false;
        assert_int_equal(signer_adopt(p->dir, &past, &done).code, other ? ERR_CORRUPT : ERR_NONE);
        assert_int_equal(done, !other);
        assert_int_equal(access(seed, F_OK), other ? 0 : -1);
    }
    start(p);
    assert_int_equal(signer_ready(p->signer)->size, 20);
    assert_int_equal(ask(p, p->other, 20, 21), SIGNER_REFUSED);
    assert_int_equal(ask(p, p->tree, 20, 21), SIGNER_SIGNED);
}

int main(void) {
    hash_library_init();
#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        EACH(one_history_is_signed_and_no_second_root_for_a_size),
        EACH(what_it_signed_outlives_it),
        EACH(a_killed_signer_is_there_again_and_asked_again),
        EACH(a_parent_that_hears_of_no_death_has_a_keeper_that_does),
        EACH(when_nobody_is_left_to_answer_that_is_an_error),
        EACH(two_signers_of_one_store_keep_one_history),
        EACH(a_torn_half_leaves_what_was_signed_before),
        EACH(each_reason_not_to_start_has_its_name),
        EACH(a_key_is_made_once_and_a_store_of_before_gives_its_own),
    };
    return cmocka_run_group_tests_name("signer", tests, NULL, NULL);
}
