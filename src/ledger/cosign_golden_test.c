/* tests/golden/witness-vectors.txt, made by tests/golden/witness_vectors.mjs (node), byte for byte.
 */
#include "ledger/cosign.h"
#include "ledger/ledger_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGEST = 700, FILE_MAX = 65536 };
static const int64_t SECONDS[] = {0, 1728880200, INT64_MAX};
static const int64_t SIZES[] = {0, 5, LARGEST};
struct golden {
    struct arena *arena;
    struct str text;
    struct sample *tree;
    struct ledger_key log, witnesses[2];
};

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct golden *g = NEW(a, struct golden, 1);
    char *bytes = NEW(a, char, FILE_MAX + 1); /* ends in a NUL */
    FILE *f = fopen("tests/golden/witness-vectors.txt", "rb");
    if (!f)
        return -1;
    size_t len = fread(bytes, 1, FILE_MAX, f);
    (void)fclose(f);
    *g = (struct golden){.arena = a, .text = {bytes, len}, .tree = sample_new(a, LARGEST)};
    struct hash one, two, three;
    memset(one.b, 1, sizeof one.b);
    memset(two.b, 2, sizeof two.b);
    memset(three.b, 3, sizeof three.b);
    bool bad = ledger_key_from_seed(STR("log.example/netral"), &one, &g->log).code ||
               ledger_witness_from_seed(STR("witness.example/w1"), &two, &g->witnesses[0]).code ||
               ledger_witness_from_seed(STR("witness.example/w2"), &three, &g->witnesses[1]).code;
    *state = g;
    return bad ? -1 : 0;
}

static int tear_down(void **state) {
    struct golden *g = *state;
    arena_free(g->arena);
    return 0;
}

/* What stands in the file behind a line, up to the next mark. */
static struct str part(const struct golden *g, struct str mark) {
    const char *from = strstr(g->text.ptr, mark.ptr);
    assert_non_null(from);
    from += mark.len;
    const char *to = strstr(from, "---");
    assert_non_null(to);
    return (struct str){from, (size_t)(to - from)};
}

static void assert_str(struct str got, struct str want) {
    if (!str_equal(got, want))
        fail_msg("got:\n%.*s\nwant:\n%.*s", STR_ARG(got), STR_ARG(want));
}

static struct str checkpoint(struct golden *g, int64_t size) {
    struct hash root = sample_root(g->tree, 0, size);
    return ledger_checkpoint_sign(g->arena, &g->log, size, &root);
}

static void verifier_keys_are_those_of_the_vectors(void **state) {
    struct golden *g = *state;
    struct str rest = g->text;
    (void)str_cut(&rest, '\n');
    for (size_t i = 0; i < COUNT_OF(g->witnesses); i++) {
        struct str line = str_cut(&rest, '\n');
        assert_true(str_starts(line, STR("vkey ")));
        (void)str_cut(&line, ' ');
        assert_str(ledger_vkey(g->arena, &g->witnesses[i]), line);
        struct ledger_key read;
        assert_int_equal(ledger_witness_parse(line, &read).code, ERR_NONE);
        assert_memory_equal(read.id, g->witnesses[i].id, sizeof read.id);
        assert_int_equal(ledger_vkey_parse(line, &read).code, ERR_MALFORMED);
    }
}

static void cosigned_notes_are_byte_identical(void **state) {
    struct golden *g = *state;
    for (size_t i = 0; i < COUNT_OF(SIZES); i++)
        for (size_t k = 0; k < COUNT_OF(SECONDS); k++) {
            struct str mark = arena_printf(g->arena, "--- size %lld time %lld\n",
                                           (long long)SIZES[i], (long long)SECONDS[k]);
            struct str note = checkpoint(g, SIZES[i]), text;
            assert_int_equal(ledger_checkpoint_text(note, &text).code, ERR_NONE);
            for (size_t w = 0; w < COUNT_OF(g->witnesses); w++) {
                struct str line = ledger_cosign(g->arena, &g->witnesses[w], text, SECONDS[k]);
                note = arena_printf(g->arena, "%.*s%.*s", STR_ARG(note), STR_ARG(line));
            }
            assert_str(note, part(g, mark));
            const struct ledger_policy policy = {&g->log, g->witnesses, 2, 2};
            struct ledger_seen seen;
            assert_int_equal(ledger_policy_check(note, &policy, &seen).code, ERR_NONE);
            assert_int_equal(seen.count, 2);
            assert_int_equal(seen.checkpoint.size, SIZES[i]);
            assert_true(seen.seconds[0] == SECONDS[k] && seen.seconds[1] == SECONDS[k]);
        }
}

static void submissions_are_byte_identical(void **state) {
    static const int64_t STEPS[][2] = {{0, 5}, {5, 5}, {4, 700}, {5, 700}, {256, 700}, {699, 700}};
    struct golden *g = *state;
    for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
        struct ledger_witnessed last = {STEPS[i][0], sample_root(g->tree, 0, STEPS[i][0])}, next;
        struct ledger_proof proof;
        struct str want = part(g, arena_printf(g->arena, "--- from %lld to %lld\n",
                                               (long long)STEPS[i][0], (long long)STEPS[i][1]));
        assert_int_equal(
            ledger_prove_consistency(STEPS[i][0], STEPS[i][1], sample_read, g->tree, &proof).code,
            ERR_NONE);
        struct ledger_submission s = {.old_size = STEPS[i][0], .count = proof.count}, read;
        memcpy(s.hashes, proof.hashes, sizeof s.hashes);
        s.note = checkpoint(g, STEPS[i][1]);
        assert_str(ledger_submission_text(g->arena, &s), want);
        assert_int_equal(ledger_submission_parse(want, &read).code, ERR_NONE);
        assert_int_equal(ledger_judge(&read, &g->log, &last, &next), LEDGER_COSIGN);
        assert_int_equal(next.size, STEPS[i][1]);
    }
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verifier_keys_are_those_of_the_vectors),
        cmocka_unit_test(cosigned_notes_are_byte_identical),
        cmocka_unit_test(submissions_are_byte_identical),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
