#include "ledger/cosign.h"

#include "base/sign.h"
#include "ledger/ledger_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGEST = 40, WITNESSES = 4 };
struct fixture {
    struct arena *arena;
    struct sample *tree;
    struct ledger_key log, other_log, witnesses[WITNESSES];
};

static struct hash seed_of(int fill) {
    struct hash seed;
    memset(seed.b, fill, sizeof seed.b);
    return seed;
}

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct fixture *f = NEW(a, struct fixture, 1);
    *f = (struct fixture){.arena = a, .tree = sample_new(a, LARGEST)};
    struct hash seed = seed_of(1), other = seed_of(9);
    bool bad = ledger_key_from_seed(STR("log.example/a"), &seed, &f->log).code ||
               ledger_key_from_seed(STR("log.example/a"), &other, &f->other_log).code;
    /* The third has the second's key under another name, the fourth that of the log. */
    static const int FILLS[WITNESSES] = {2, 3, 3, 1};
    for (int i = 0; i < WITNESSES; i++) {
        seed = seed_of(FILLS[i]);
        bad = bad ||
              ledger_witness_from_seed(arena_printf(a, "w.example/%d", i), &seed, &f->witnesses[i])
                  .code;
    }
    *state = f;
    return bad ? -1 : 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

static struct str join(struct fixture *f, struct str a, struct str b) {
    return arena_printf(f->arena, "%.*s%.*s", STR_ARG(a), STR_ARG(b));
}

static struct str note_of(struct fixture *f, int64_t size) {
    struct hash root = sample_root(f->tree, 0, size);
    return ledger_checkpoint_sign(f->arena, &f->log, size, &root);
}

static struct str line_of(struct fixture *f, size_t witness, struct str note, int64_t seconds) {
    struct str text;
    assert_int_equal(ledger_checkpoint_text(note, &text).code, ERR_NONE);
    return ledger_cosign(f->arena, &f->witnesses[witness], text, seconds);
}

/* Bit i of which: witness i cosigned. */
static struct str seen_by(struct fixture *f, unsigned which) {
    struct str note = note_of(f, 7), all = note;
    for (size_t i = 0; i < WITNESSES; i++)
        if (which & 1u << i)
            all = join(f, all, line_of(f, i, note, 100 + (int64_t)i));
    return all;
}

static void only_independent_witnesses_count(void **state) {
    static const struct {
        const char *name;
        unsigned which;
        size_t quorum, want; /* 0: refused */
        bool refused;
    } CASES[] = {
        {"none, none wanted", 0, 0, 0, false},
        {"none, one wanted", 0, 1, 0, true},
        {"one of one", 1, 1, 1, false},
        {"two of two", 3, 2, 2, false},
        {"two of three wanted", 3, 3, 0, true},
        {"one key under two names is one", 6, 1, 1, false},
        {"one key under two names is not two", 6, 2, 0, true},
        {"the log's own key is none", 8, 0, 0, false},
        {"the log's own key does not help", 9, 2, 0, true},
        {"all four are two", 15, 2, 2, false},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct ledger_policy policy = {&f->log, f->witnesses, WITNESSES, CASES[i].quorum};
        struct ledger_seen seen;
        struct err e = ledger_policy_check(seen_by(f, CASES[i].which), &policy, &seen);
        if (!!e.code != CASES[i].refused || (!e.code && seen.count != CASES[i].want))
            fail_msg("%s: error %d, %zu", CASES[i].name, e.code, e.code ? 0 : seen.count);
        if (e.code)
            assert_true(str_equal(e.about, STR("quorum")));
    }
}

static void a_cosignature_of_other_bytes_rejects_the_note(void **state) {
    struct fixture *f = *state;
    const struct ledger_policy policy = {&f->log, f->witnesses, 2, 0};
    struct ledger_seen seen;
    struct str of_another = join(f, note_of(f, 7), line_of(f, 0, note_of(f, 8), 100));
    struct err e = ledger_policy_check(of_another, &policy, &seen);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("cosignature")));
    /* Every byte of the blob: id (then it is a stranger's), time, signature. */
    struct str note = note_of(f, 7), line = line_of(f, 0, note, 100), rest = line;
    (void)str_cut(&rest, ' ');
    (void)str_cut(&rest, ' ');
    uint8_t blob[76];
    assert_true(base64_decode_exact(str_cut(&rest, '\n'), blob, sizeof blob));
    for (size_t i = 0; i < sizeof blob; i++) {
        int64_t seconds;
        blob[i] ^= 1;
        struct str bad =
            arena_printf(f->arena, "%.*s\xe2\x80\x94 w.example/0 %.*s\n", STR_ARG(note),
                         STR_ARG(base64_encode(f->arena, blob, sizeof blob)));
        e = ledger_cosigned(bad, &f->witnesses[0], &seconds);
        assert_int_equal(e.code, i < 4 ? ERR_MISSING : ERR_CORRUPT);
        blob[i] ^= 1;
    }
}

static void a_blob_of_another_length_or_a_time_beyond_is_refused(void **state) {
    struct fixture *f = *state;
    struct str note = note_of(f, 7);
    for (size_t len = 5; len < 90; len++) {
        uint8_t blob[90] = {0};
        int64_t seconds;
        memcpy(blob, f->witnesses[0].id, 4);
        blob[4] = 0x80;
        struct str bad = arena_printf(f->arena, "%.*s\xe2\x80\x94 w.example/0 %.*s\n",
                                      STR_ARG(note), STR_ARG(base64_encode(f->arena, blob, len)));
        assert_int_equal(ledger_cosigned(bad, &f->witnesses[0], &seconds).code, ERR_CORRUPT);
    }
}

/* Even under a good signature: the specification ends times at 2^63. */
static void a_time_beyond_that_was_signed_is_refused(void **state) {
    struct fixture *f = *state;
    struct str note = note_of(f, 7), text;
    uint8_t blob[4 + 8 + SIGN_LEN];
    int64_t seconds;
    assert_int_equal(ledger_checkpoint_text(note, &text).code, ERR_NONE);
    memcpy(blob, f->witnesses[0].id, 4);
    memset(blob + 4, 0xff, 8);
    sign_bytes(arena_printf(f->arena, "cosignature/v1\ntime -1\n%.*s", STR_ARG(text)),
               f->witnesses[0].secret, blob + 12);
    struct str bad = arena_printf(f->arena, "%.*s\xe2\x80\x94 w.example/0 %.*s\n", STR_ARG(note),
                                  STR_ARG(base64_encode(f->arena, blob, sizeof blob)));
    assert_int_equal(ledger_cosigned(bad, &f->witnesses[0], &seconds).code, ERR_CORRUPT);
}

static void the_newest_of_a_witness_s_times_is_told(void **state) {
    struct fixture *f = *state;
    struct str note = note_of(f, 7);
    int64_t seconds;
    struct str all = join(f, join(f, note, line_of(f, 0, note, 500)), line_of(f, 0, note, 400));
    assert_int_equal(ledger_cosigned(all, &f->witnesses[0], &seconds).code, ERR_NONE);
    assert_int_equal(seconds, 500);
    assert_int_equal(ledger_cosigned(all, &f->witnesses[1], &seconds).code, ERR_MISSING);
}

#define NOTE                                                                                       \
    "log.example/a\n1\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n\xe2\x80\x94 x AAECAwQF\n"
#define HASH "ANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n"

static void submissions_have_one_form(void **state) {
    static const struct {
        const char *name, *body, *about; /* about NULL: it is read */
    } CASES[] = {
        {"no proof", "old 0\n\n" NOTE, NULL},
        {"a hash", "old 1\n" HASH "\n" NOTE, NULL},
        {"nothing", "", "old"},
        {"no newline", "old 0", "old"},
        {"another word", "new 0\n\n" NOTE, "old"},
        {"two blanks", "old  0\n\n" NOTE, "old"},
        {"a leading zero", "old 01\n\n" NOTE, "old"},
        {"a sign", "old +1\n\n" NOTE, "old"},
        {"below nothing", "old -1\n\n" NOTE, "old"},
        {"no number", "old \n\n" NOTE, "old"},
        {"a number beyond", "old 9223372036854775808\n\n" NOTE, "old"},
        {"a tree beyond", "old 4611686018427387905\n\n" NOTE, "old"},
        {"a carriage return", "old 0\r\n\r\n" NOTE, "old"},
        {"a carriage return behind a hash",
         "old 1\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\r\n\n" NOTE, "proof"},
        {"a short hash", "old 1\nANIYKaVQMUU0irz3ElE=\n\n" NOTE, "proof"},
        {"no base64", "old 1\n*NIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoY=\n\n" NOTE, "proof"},
        {"bits behind the last byte",
         "old 1\nANIYKaVQMUU0irz3ElE+rPKidCEa2D6XAgK7W22AsoZ=\n\n" NOTE, "proof"},
        {"no blank line", "old 1\n" HASH, "proof"},
        {"no note", "old 1\n" HASH "\n", "checkpoint"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct ledger_submission s;
        struct str body = str_from_c(CASES[i].body);
        struct err e = ledger_submission_parse(body, &s);
        bool as_wanted =
            CASES[i].about
                ? e.code == ERR_MALFORMED && str_equal(e.about, str_from_c(CASES[i].about))
                : !e.code && str_equal(ledger_submission_text(f->arena, &s), body);
        if (!as_wanted)
            fail_msg("%s: %d %.*s", CASES[i].name, e.code, STR_ARG(e.about));
    }
}

static void a_proof_has_63_hashes_at_most(void **state) {
    struct fixture *f = *state;
    for (int count = LEDGER_PROOF_MAX; count <= LEDGER_PROOF_MAX + 1; count++) {
        struct buf body;
        struct ledger_submission s;
        buf_init(&body, 8192);
        buf_add_c(&body, "old 1\n");
        for (int i = 0; i < count; i++)
            buf_add_c(&body, HASH);
        buf_add_c(&body, "\n" NOTE);
        struct err e = ledger_submission_parse(arena_str(f->arena, buf_str(&body)), &s);
        assert_int_equal(e.code, count > LEDGER_PROOF_MAX ? ERR_MALFORMED : ERR_NONE);
        buf_done(&body);
    }
}

/* A checkpoint's text with count signature lines of a stranger, and one line more. */
static struct str note_with(struct fixture *f, int count, const char *more) {
    struct buf note;
    buf_init(&note, 1 << 16);
    buf_add(&note, note_of(f, 7));
    while (count--)
        buf_add_c(&note, "\xe2\x80\x94 x AAECAwQF\n");
    buf_add_c(&note, more);
    struct str text = arena_str(f->arena, buf_str(&note));
    buf_done(&note);
    return text;
}

static void what_is_no_signed_checkpoint_was_seen_by_nobody(void **state) {
    struct fixture *f = *state;
    const struct {
        const char *name;
        struct str note;
        enum err_code code;
    } CASES[] = {
        {"the log's own line alone", note_with(f, 0, ""), ERR_MISSING},
        {"a hundred lines", note_with(f, 99, ""), ERR_MISSING},
        {"one more", note_with(f, 100, ""), ERR_MALFORMED},
        {"a line that is no signature", note_with(f, 1, "x AAECAwQF\n"), ERR_MALFORMED},
        {"a line without a key", note_with(f, 1, "\xe2\x80\x94 x\n"), ERR_MALFORMED},
        {"nothing", STR(""), ERR_MALFORMED},
        {"no blank line", STR("a\n1\nb\n"), ERR_MALFORMED},
        {"a text that is no checkpoint", STR("a\n\n\xe2\x80\x94 x AAECAwQF\n"), ERR_MALFORMED},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t seconds = 77;
        struct err e = ledger_cosigned(CASES[i].note, &f->witnesses[0], &seconds);
        if (e.code != CASES[i].code || seconds != 77)
            fail_msg("%s: %d", CASES[i].name, e.code);
    }
    struct str text = STR("as it was");
    assert_int_equal(ledger_checkpoint_text(CASES[7].note, &text).code, ERR_MALFORMED);
    assert_true(str_equal(text, STR("as it was")));
    assert_int_equal(ledger_checkpoint_text(CASES[0].note, &text).code, ERR_NONE);
    assert_true(str_starts(CASES[0].note, text));
}

static struct ledger_submission step(struct fixture *f, int64_t from, int64_t to) {
    struct ledger_submission s = {.old_size = from, .note = note_of(f, to)};
    struct ledger_proof proof;
    if (from <= to) {
        assert_int_equal(ledger_prove_consistency(from, to, sample_read, f->tree, &proof).code, 0);
        memcpy(s.hashes, proof.hashes, sizeof s.hashes);
        s.count = proof.count;
    }
    return s;
}

static void every_honest_step_is_cosigned(void **state) {
    struct fixture *f = *state;
    for (int64_t from = 0; from <= LARGEST; from++)
        for (int64_t to = from; to <= LARGEST; to++) {
            struct ledger_submission s = step(f, from, to);
            struct ledger_witnessed last = {from, sample_root(f->tree, 0, from)}, next;
            assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_COSIGN);
            struct hash root = sample_root(f->tree, 0, to);
            assert_true(next.size == to && hash_equal(&next.root, &root));
        }
}

static void each_refusal_has_its_verdict(void **state) {
    struct fixture *f = *state;
    struct ledger_witnessed last = {7, sample_root(f->tree, 0, 7)}, next = {-1, {{0}}};
    struct ledger_submission s = step(f, 7, 20);
    assert_int_equal(ledger_judge(&s, &f->other_log, &last, &next), LEDGER_FORBIDDEN);
    s.hashes[0].b[0] ^= 1;
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_UNPROVED);
    s = step(f, 7, 20);
    s.count--;
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_UNPROVED);
    s = step(f, 6, 20); /* older and newer than what was witnessed */
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_STALE);
    s = step(f, 8, 20);
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_STALE);
    s = step(f, 7, 6);
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_MALFORMED);
    s = step(f, 7, 7);
    s.count = 1;
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_UNPROVED);
    s = step(f, 7, 20);
    s.note = STR("log.example/a\n20\n");
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_MALFORMED);
    struct hash other = sample_root(f->tree, 0, 8);
    s = step(f, 7, 7);
    s.note = ledger_checkpoint_sign(f->arena, &f->log, 7, &other);
    assert_int_equal(ledger_judge(&s, &f->log, &last, &next), LEDGER_FORKED);
    struct ledger_witnessed none = ledger_witnessed_none();
    s = step(f, 0, 0);
    assert_int_equal(ledger_judge(&s, &f->log, &none, &next), LEDGER_COSIGN);
    s = step(f, 0, 9);
    s.count = 1; /* from nothing nothing is to be proved */
    assert_int_equal(ledger_judge(&s, &f->log, &none, &next), LEDGER_UNPROVED);
    assert_int_equal(next.size, 0);
}

static void a_submission_is_laid_to_the_log_of_its_origin(void **state) {
    struct fixture *f = *state;
    struct hash seed = seed_of(5), root = sample_root(f->tree, 0, 7);
    struct ledger_key logs[2] = {f->log}, stranger;
    assert_int_equal(ledger_key_from_seed(STR("log.example/b"), &seed, &logs[1]).code, 0);
    assert_int_equal(ledger_key_from_seed(STR("log.example/c"), &seed, &stranger).code, 0);
    struct ledger_submission s = step(f, 0, 7);
    size_t at = 9;
    assert_int_equal(ledger_submission_log(&s, logs, 2, &at).code, ERR_NONE);
    assert_int_equal(at, 0);
    s.note = ledger_checkpoint_sign(f->arena, &logs[1], 7, &root);
    assert_int_equal(ledger_submission_log(&s, logs, 2, &at).code, ERR_NONE);
    assert_int_equal(at, 1);
    s.note = ledger_checkpoint_sign(f->arena, &stranger, 7, &root);
    assert_int_equal(ledger_submission_log(&s, logs, 2, &at).code, ERR_MISSING);
    s.note = STR("no note");
    assert_int_equal(ledger_submission_log(&s, logs, 2, &at).code, ERR_MALFORMED);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_independent_witnesses_count),
        cmocka_unit_test(a_cosignature_of_other_bytes_rejects_the_note),
        cmocka_unit_test(a_blob_of_another_length_or_a_time_beyond_is_refused),
        cmocka_unit_test(a_time_beyond_that_was_signed_is_refused),
        cmocka_unit_test(the_newest_of_a_witness_s_times_is_told),
        cmocka_unit_test(submissions_have_one_form),
        cmocka_unit_test(a_proof_has_63_hashes_at_most),
        cmocka_unit_test(what_is_no_signed_checkpoint_was_seen_by_nobody),
        cmocka_unit_test(every_honest_step_is_cosigned),
        cmocka_unit_test(each_refusal_has_its_verdict),
        cmocka_unit_test(a_submission_is_laid_to_the_log_of_its_origin),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
