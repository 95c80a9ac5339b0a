#include "ledger/ledger_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ALL_UP_TO = 300, LARGE = 70000 };

struct fixture {
    struct sample sample; /* first: the state of every test is a sample */
    struct arena *arena;
};

static int set_up(void **state) {
    struct fixture *f = must_alloc(sizeof *f);
    f->arena = arena_new(64 << 20);
    f->sample = *sample_new(f->arena, LARGE);
    *state = &f->sample;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    free(f);
    return 0;
}

/* Every size up to 80; behind it those around powers of two, the sum of two of them and a tile's
 * width, where the shape of a proof changes. */
static int64_t next_size(int64_t size) {
    static const int64_t LARGER[] = {127, 128, 129, 191, 192, 193, 255, 256, 257, 258, ALL_UP_TO};
    if (size < 80)
        return size + 1;
    for (size_t i = 0; i < COUNT_OF(LARGER); i++)
        if (LARGER[i] > size)
            return LARGER[i];
    return ALL_UP_TO + 1;
}

/* The audit path from its definition (RFC 6962 section 2.1.1). */
static size_t path_by_definition(const struct sample *s, int64_t index, int64_t low, int64_t high,
                                 struct hash *ret) {
    if (high - low == 1)
        return 0;
    int64_t k = 1;
    while (k * 2 < high - low)
        k *= 2;
    bool left = index < low + k;
    size_t count = left ? path_by_definition(s, index, low, low + k, ret)
                        : path_by_definition(s, index, low + k, high, ret);
    ret[count] = left ? sample_root(s, low + k, high) : sample_root(s, low, low + k);
    return count + 1;
}

static void every_leaf_of_small_trees_is_proved(void **state) {
    struct sample *s = *state;
    for (int64_t size = 1; size <= ALL_UP_TO; size = next_size(size)) {
        struct hash root = sample_root(s, 0, size);
        for (int64_t i = 0; i < size; i++) {
            struct ledger_proof p;
            assert_int_equal(ledger_prove_inclusion(i, size, sample_read, s, &p).code, 0);
            assert_true(ledger_check_inclusion(&p, &s->rows[0][i], &root));
            if (size % 37 && size != 256 && size < ALL_UP_TO)
                continue; /* the definition is slow: some sizes are enough */
            struct hash want[LEDGER_PROOF_MAX];
            assert_int_equal(p.count, path_by_definition(s, i, 0, size, want));
            assert_memory_equal(p.hashes, want, p.count * sizeof *want);
        }
    }
}

/* Numbers that look random and are the same in every run (xorshift64). */
static int64_t next_number(uint64_t *seed, int64_t below) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (int64_t)(*seed % (uint64_t)below);
}

static void leaves_of_large_trees_are_proved(void **state) {
    struct sample *s = *state;
    uint64_t seed = 20241127;
    for (int i = 0; i < 200; i++) {
        int64_t size = 1 + next_number(&seed, LARGE), index = next_number(&seed, size);
        struct hash root;
        struct ledger_proof p;
        assert_int_equal(ledger_root_of(size, sample_read, s, &root).code, 0);
        assert_int_equal(ledger_prove_inclusion(index, size, sample_read, s, &p).code, 0);
        assert_true(ledger_check_inclusion(&p, &s->rows[0][index], &root));
    }
}

static void a_changed_inclusion_proof_is_refused(void **state) {
    struct sample *s = *state;
    for (int64_t size = 1; size <= 70; size++) {
        struct hash root = sample_root(s, 0, size);
        for (int64_t i = 0; i < size; i++) {
            struct ledger_proof p, bad;
            assert_int_equal(ledger_prove_inclusion(i, size, sample_read, s, &p).code, 0);
            for (size_t h = 0; h < p.count; h++) {
                bad = p;
                bad.hashes[h].b[h % HASH_LEN] ^= 4;
                assert_false(ledger_check_inclusion(&bad, &s->rows[0][i], &root));
            }
            bad = p;
            bad.hashes[bad.count++] = root;
            assert_false(ledger_check_inclusion(&bad, &s->rows[0][i], &root));
            bad = p;
            if (bad.count--)
                assert_false(ledger_check_inclusion(&bad, &s->rows[0][i], &root));
            for (int64_t other = 0; other < size; other++) {
                bad = p;
                bad.index = other;
                if (other != i)
                    assert_false(ledger_check_inclusion(&bad, &s->rows[0][i], &root));
            }
            assert_false(ledger_check_inclusion(&p, &s->rows[0][size], &root));
        }
    }
}

static void proofs_outside_their_tree_are_refused(void **state) {
    struct sample *s = *state;
    struct ledger_proof p;
    assert_int_equal(ledger_prove_inclusion(3, 5, sample_read, s, &p).code, 0);
    struct hash root = sample_root(s, 0, 5);
    static const struct {
        const char *name;
        int64_t index, size;
        size_t count;
    } BAD[] = {
        {"an index before the first leaf", -1, 5, 3},
        {"an index behind the last", 5, 5, 3},
        {"an empty tree", 0, 0, 0},
        {"a negative size", 3, -5, 3},
        {"a size past the ceiling", 3, INT64_MAX, 3},
        {"more hashes than fit", 3, 5, 64},
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct ledger_proof bad = p;
        bad.index = BAD[i].index;
        bad.size = BAD[i].size;
        bad.count = BAD[i].count;
        if (ledger_check_inclusion(&bad, &s->rows[0][3], &root) ||
            ledger_check_consistency(&bad, 2, &root, &root))
            fail_msg("%s was accepted", BAD[i].name);
    }
    assert_false(ledger_check_consistency(&p, -1, &root, &root));
}

static void what_cannot_be_proved_names_its_field(void **state) {
    struct sample *s = *state;
    static const struct {
        int64_t a, size;
        const char *inclusion, *consistency;
    } BAD[] = {
        {-1, 5, "index", "old_size"},
        {6, 5, "index", "old_size"},
        {0, -1, "size", "size"},
        {0, INT64_MAX, "size", "size"},
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct ledger_proof p;
        struct err e = ledger_prove_inclusion(BAD[i].a, BAD[i].size, sample_read, s, &p);
        assert_int_equal(e.code, ERR_INVALID);
        assert_true(str_equal(e.about, str_from_c(BAD[i].inclusion)));
        e = ledger_prove_consistency(BAD[i].a, BAD[i].size, sample_read, s, &p);
        assert_int_equal(e.code, ERR_INVALID);
        assert_true(str_equal(e.about, str_from_c(BAD[i].consistency)));
    }
    struct hash root;
    assert_int_equal(ledger_root_of(-1, sample_read, s, &root).code, ERR_INVALID);
}

static void a_store_that_fails_at_any_read_is_reported(void **state) {
    struct sample s = *(struct sample *)*state;
    static const char *const NAMES[] = {"inclusion", "consistency", "root"};
    for (int maker = 0; maker < 3; maker++) {
        bool failed = true;
        for (s.fail_at = 1; failed; s.fail_at++) {
            struct ledger_proof p = {.count = 99};
            struct hash root = {{9}};
            s.reads = 0;
            struct err e = maker == 0   ? ledger_prove_inclusion(130, 299, sample_read, &s, &p)
                           : maker == 1 ? ledger_prove_consistency(131, 299, sample_read, &s, &p)
                                        : ledger_root_of(299, sample_read, &s, &root);
            failed = s.reads >= s.fail_at;
            if (e.code != (failed ? ERR_IO : ERR_NONE))
                fail_msg("%s proof, read %d: code %d", NAMES[maker], s.fail_at, (int)e.code);
            if (failed)
                assert_true(p.count == 99 && root.b[0] == 9);
        }
        assert_true(s.fail_at > 3);
    }
}

static void pairs_of_small_trees_are_consistent(void **state) {
    struct sample *s = *state;
    struct hash roots[ALL_UP_TO + 1];
    for (int64_t size = 0; size <= ALL_UP_TO; size++)
        roots[size] = sample_root(s, 0, size);
    for (int64_t size = 0; size <= ALL_UP_TO; size = next_size(size))
        for (int64_t old = 0; old <= size; old++) {
            struct ledger_proof p;
            assert_int_equal(ledger_prove_consistency(old, size, sample_read, s, &p).code, 0);
            assert_true(ledger_check_consistency(&p, old, &roots[old], &roots[size]));
            if (old > 0 && old < size)
                assert_true(p.count > 0);
        }
}

static void consistency_of_large_trees_is_proved(void **state) {
    struct sample *s = *state;
    uint64_t seed = 5;
    for (int i = 0; i < 100; i++) {
        int64_t size = 1 + next_number(&seed, LARGE), old = next_number(&seed, size + 1);
        struct hash root, old_root;
        struct ledger_proof p;
        assert_int_equal(ledger_root_of(size, sample_read, s, &root).code, 0);
        assert_int_equal(ledger_root_of(old, sample_read, s, &old_root).code, 0);
        assert_int_equal(ledger_prove_consistency(old, size, sample_read, s, &p).code, 0);
        assert_true(ledger_check_consistency(&p, old, &old_root, &root));
    }
}

static void a_changed_consistency_proof_is_refused(void **state) {
    struct sample *s = *state;
    for (int64_t size = 1; size <= 70; size++)
        for (int64_t old = 0; old <= size; old++) {
            struct hash root = sample_root(s, 0, size), old_root = sample_root(s, 0, old);
            struct hash other = s->rows[0][size + 1];
            struct ledger_proof p, bad;
            assert_int_equal(ledger_prove_consistency(old, size, sample_read, s, &p).code, 0);
            for (size_t h = 0; h < p.count; h++) {
                bad = p;
                bad.hashes[h].b[31] ^= 128;
                assert_false(ledger_check_consistency(&bad, old, &old_root, &root));
            }
            bad = p;
            bad.hashes[bad.count++] = other;
            assert_false(ledger_check_consistency(&bad, old, &old_root, &root));
            bad = p;
            if (bad.count--)
                assert_false(ledger_check_consistency(&bad, old, &old_root, &root));
            assert_false(ledger_check_consistency(&p, old, &other, &root));
            if (old > 0)
                assert_false(ledger_check_consistency(&p, old, &old_root, &other));
        }
}

static void batches_prove_what_single_proofs_prove(void **state) {
    struct sample *s = *state;
    static const size_t COUNTS[] = {1, 2, 3, 7, 64, 255, 256, 257};
    struct arena *a = arena_new(64 << 20);
    static const int64_t BEFORE[] = {0,  1,   2,   3,   5,   7,   8,   15,
                                     31, 127, 128, 200, 255, 256, 257, ALL_UP_TO};
    for (size_t b = 0; b < COUNT_OF(BEFORE); b++)
        for (size_t c = 0; c < COUNT_OF(COUNTS); c++) {
            int64_t before = BEFORE[b];
            struct ledger_head head = sample_head(s, before);
            struct ledger_proof *got = NEW(a, struct ledger_proof, COUNTS[c]);
            const struct ledger_batch *batch =
                ledger_batch_new(a, &head, &s->rows[0][before], COUNTS[c]);
            ledger_batch_proofs(batch, got);
            for (size_t i = 0; i < COUNTS[c]; i++) {
                struct ledger_proof want;
                int64_t index = before + (int64_t)i, size = before + (int64_t)COUNTS[c];
                assert_int_equal(ledger_prove_inclusion(index, size, sample_read, s, &want).code,
                                 0);
                assert_int_equal(got[i].index, want.index);
                assert_int_equal(got[i].size, want.size);
                assert_int_equal(got[i].count, want.count);
                assert_memory_equal(got[i].hashes, want.hashes, want.count * HASH_LEN);
            }
            arena_reset(a);
        }
    arena_free(a);
}

static void a_batch_of_thousands_on_a_large_tree_is_proved(void **state) {
    struct sample *s = *state;
    struct arena *a = arena_new(64 << 20);
    const int64_t before = 65000;
    struct ledger_head head = sample_head(s, before);
    struct ledger_proof *got = NEW(a, struct ledger_proof, 4000);
    struct hash root;
    assert_int_equal(ledger_root_of(before + 4000, sample_read, s, &root).code, 0);
    ledger_batch_proofs(ledger_batch_new(a, &head, &s->rows[0][before], 4000), got);
    for (int64_t i = 0; i < 4000; i++)
        assert_true(ledger_check_inclusion(&got[i], &s->rows[0][before + i], &root));
    ledger_batch_proofs(ledger_batch_new(a, &head, NULL, 0), NULL);
    arena_free(a);
}

static void a_batch_proves_that_the_tree_goes_on(void **state) {
    struct sample *s = *state;
    struct arena *a = arena_new(64 << 20);
    for (int64_t before = 0; before <= 300; before++)
        for (size_t count = 0; count <= 130; count += count < 9 ? 1 : 11) {
            struct ledger_head head = sample_head(s, before);
            int64_t size = before + (int64_t)count;
            struct ledger_proof got, want;
            ledger_batch_growth(ledger_batch_new(a, &head, &s->rows[0][before], count), &got);
            assert_int_equal(ledger_prove_consistency(before, size, sample_read, s, &want).code, 0);
            assert_int_equal(got.index, before);
            assert_int_equal(got.size, size);
            assert_int_equal(got.count, want.count);
            assert_memory_equal(got.hashes, want.hashes, want.count * HASH_LEN);
            arena_reset(a);
        }
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_leaf_of_small_trees_is_proved),
        cmocka_unit_test(leaves_of_large_trees_are_proved),
        cmocka_unit_test(a_changed_inclusion_proof_is_refused),
        cmocka_unit_test(proofs_outside_their_tree_are_refused),
        cmocka_unit_test(what_cannot_be_proved_names_its_field),
        cmocka_unit_test(a_store_that_fails_at_any_read_is_reported),
        cmocka_unit_test(pairs_of_small_trees_are_consistent),
        cmocka_unit_test(consistency_of_large_trees_is_proved),
        cmocka_unit_test(a_changed_consistency_proof_is_refused),
        cmocka_unit_test(batches_prove_what_single_proofs_prove),
        cmocka_unit_test(a_batch_of_thousands_on_a_large_tree_is_proved),
        cmocka_unit_test(a_batch_proves_that_the_tree_goes_on),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
