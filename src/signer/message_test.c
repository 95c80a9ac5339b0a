#include "signer/message.h"

#include "ledger/ledger_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants the two above before it */
#include <cmocka.h>

enum { LARGEST = 40 };
struct place {
    struct arena *arena;
    struct sample *tree, *other; /* the log's history, and another from its fourth entry on */
};

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct place *p = NEW(a, struct place, 1);
    p->arena = a;
    p->tree = sample_new(a, LARGEST);
    p->other = sample_new(a, LARGEST);
    p->other->rows[0][3].b[0] ^= 1;
    *state = p;
    return 0;
}

static int tear_down(void **state) {
    struct place *p = *state;
    arena_free(p->arena);
    return 0;
}

/* A size and root of one tree, with its proof from or to another size. */
static struct signer_request ask(struct sample *tree, int64_t from, int64_t size) {
    struct signer_request r = {.ticket = 1, .size = size, .from = from};
    struct ledger_proof proof;
    int64_t low = from < size ? from : size, high = from < size ? size : from;
    assert_int_equal(ledger_prove_consistency(low, high, sample_read, tree, &proof).code, 0);
    r.root = sample_root(tree, 0, size);
    r.count = proof.count;
    memcpy(r.hashes, proof.hashes, proof.count * HASH_LEN);
    return r;
}

static void every_size_of_one_history_is_signed(void **state) {
    struct place *p = *state;
    for (int64_t newest = 0; newest <= LARGEST; newest++)
        for (int64_t size = 0; size <= LARGEST; size++) {
            const struct signer_newest n = {newest, sample_root(p->tree, 0, newest)};
            struct signer_request r = ask(p->tree, newest, size);
            assert_int_equal(signer_judge(&n, &r), size == newest  ? SIGNER_AGAIN
                                                   : size > newest ? SIGNER_NEWER
                                                                   : SIGNER_OLDER);
        }
}

static void no_size_of_another_history_is_signed(void **state) {
    struct place *p = *state;
    for (int64_t newest = 4; newest <= LARGEST; newest++)
        for (int64_t size = 4; size <= LARGEST; size++) {
            const struct signer_newest n = {newest, sample_root(p->tree, 0, newest)};
            struct signer_request r = ask(p->other, newest, size);
            assert_int_equal(signer_judge(&n, &r), SIGNER_FORKED);
        }
}

static void what_is_not_proved_is_not_signed(void **state) {
    struct place *p = *state;
    const struct signer_newest n = {11, sample_root(p->tree, 0, 11)};
    for (int64_t size = 1; size <= LARGEST; size++) {
        struct signer_request good = ask(p->tree, 11, size), bad;
        for (size_t i = 0; i < good.count; i++) {
            bad = good;
            bad.hashes[i].b[5] ^= 4;
            assert_int_equal(signer_judge(&n, &bad), SIGNER_FORKED);
        }
        bad = good;
        bad.root.b[0] ^= 1;
        assert_int_equal(signer_judge(&n, &bad), SIGNER_FORKED);
        if (size == 11)
            continue;
        bad = good;
        if (bad.count--)
            assert_int_equal(signer_judge(&n, &bad), SIGNER_FORKED);
        bad = good;
        bad.from = 10;
        assert_int_equal(signer_judge(&n, &bad), SIGNER_BEHIND);
    }
}

static void a_request_is_read_as_it_was_written(void **state) {
    struct place *p = *state;
    uint8_t packet[SIGNER_REQUEST_MAX];
    for (int64_t size = 1; size <= LARGEST; size++) {
        struct signer_request r = ask(p->tree, 7, size), got = {0};
        r.ticket = 0xfedcba98;
        size_t len = signer_request_write(&r, packet);
        assert_true(signer_request_read((struct str){(char *)packet, len}, &got));
        assert_memory_equal(&got, &r, sizeof r);
    }
}

static void a_request_in_another_form_is_refused(void **state) {
    struct place *p = *state;
    uint8_t packet[SIGNER_REQUEST_MAX + 1], bad[SIGNER_REQUEST_MAX + 1];
    struct signer_request r = ask(p->tree, 7, 20), got;
    size_t len = signer_request_write(&r, packet);
    static const struct {
        size_t at;
        uint8_t value;
    } CHANGES[] = {{0, 0}, {0, 2}, {1, 0},  {1, 255}, {2, 1},
                   {3, 1}, {7, 0}, {8, 64}, {8, 255}, {16, 65}};
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        memcpy(bad, packet, len);
        bad[CHANGES[i].at] = CHANGES[i].value;
        assert_false(signer_request_read((struct str){(char *)bad, len}, &got));
    }
    memcpy(bad, packet, len);
    bad[len] = 0;
    for (size_t n = 0; n <= len + 1; n++)
        if (n != len)
            assert_false(signer_request_read((struct str){(char *)bad, n}, &got));
}

static void a_reply_is_read_in_its_one_form_only(void **state) {
    (void)state;
    const struct {
        struct signer_reply reply;
        bool good;
    } CASES[] = {
        {{SIGNER_SIGNED, 0, 5, 9, {1}}, true},
        {{SIGNER_SIGNED, 0, 0, 9, {1}}, false}, /* nobody asked */
        {{SIGNER_SIGNED, 1, 5, 9, {1}}, false},
        {{SIGNER_STALE, 0, 5, 9, {0}}, true},
        {{SIGNER_STALE, 0, 5, 9, {1}}, false},
        {{SIGNER_REFUSED, 0, 5, 9, {0}}, true},
        {{SIGNER_FAILED, SIGNER_FULL, 5, 0, {0}}, true},
        {{SIGNER_FAILED, 0, 5, 0, {0}}, false}, /* of no reason */
        {{SIGNER_FAILED, SIGNER_FAULTS, 5, 0, {0}}, false},
        {{SIGNER_READY, 7, 0, 9, {1}}, true},
        {{SIGNER_READY, 8, 0, 9, {1}}, false},
        {{SIGNER_READY, 7, 1, 9, {1}}, false},
        {{SIGNER_UNFIT, SIGNER_NO_KEY, 0, 0, {0}}, true},
        {{SIGNER_UNFIT, 0, 0, 0, {0}}, false},
        {{SIGNER_KINDS, 0, 5, 0, {0}}, false},
        {{(enum signer_kind)0, 0, 5, 0, {0}}, false},
    };
    uint8_t packet[SIGNER_REPLY_LEN + 1] = {0};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct signer_reply got = {0};
        signer_reply_write(&CASES[i].reply, packet);
        const struct str whole = {(char *)packet, SIGNER_REPLY_LEN};
        assert_int_equal(signer_reply_read(whole, &got), CASES[i].good);
        if (!CASES[i].good)
            continue;
        assert_memory_equal(&got.data, CASES[i].reply.data, sizeof got.data);
        assert_int_equal(got.kind, CASES[i].reply.kind);
        assert_int_equal(got.detail, CASES[i].reply.detail);
        assert_int_equal(got.ticket, CASES[i].reply.ticket);
        assert_int_equal(got.size, CASES[i].reply.size);
        for (size_t n = 0; n <= SIGNER_REPLY_LEN + 1; n++)
            if (n != SIGNER_REPLY_LEN)
                assert_false(signer_reply_read((struct str){(char *)packet, n}, &got));
        packet[0]++;
        assert_false(signer_reply_read(whole, &got));
    }
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_of_one_history_is_signed),
        cmocka_unit_test(no_size_of_another_history_is_signed),
        cmocka_unit_test(what_is_not_proved_is_not_signed),
        cmocka_unit_test(a_request_is_read_as_it_was_written),
        cmocka_unit_test(a_request_in_another_form_is_refused),
        cmocka_unit_test(a_reply_is_read_in_its_one_form_only),
    };
    return cmocka_run_group_tests_name("signer message", tests, set_up, tear_down);
}
