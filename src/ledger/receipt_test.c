#include "ledger/ledger_sample.h"
#include "ledger/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 11, INDEX = 6 };

struct fixture {
    struct arena *arena;
    struct ledger_key key;
    struct hash commits[SIZE];
    struct str checkpoint;
    struct ledger_proof proofs[SIZE];
};

static int set_up(void **state) {
    struct arena *a = arena_new(16 << 20);
    struct fixture *f = NEW(a, struct fixture, 1);
    struct hash seed = {{42}}, leaves[SIZE];
    struct ledger_head head = {0};
    const struct ledger_head empty = {0};
    f->arena = a;
    *state = f;
    if (ledger_key_from_seed(STR("log.example/netral"), &seed, &f->key).code)
        return -1;
    for (int i = 0; i < SIZE; i++) {
        f->commits[i] = hash_sha256(sample_entry(a, i));
        leaves[i] = ledger_leaf(&f->commits[i]);
        ledger_head_append(&head, &leaves[i], NULL, NULL);
    }
    struct hash root = ledger_head_root(&head);
    f->checkpoint = ledger_checkpoint_sign(a, &f->key, SIZE, &root);
    ledger_batch_proofs(ledger_batch_new(a, &empty, leaves, SIZE), f->proofs);
    return 0;
}

static int tear_down(void **state) {
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static void every_receipt_of_a_batch_checks(void **state) {
    struct fixture *f = *state;
    for (int i = 0; i < SIZE; i++) {
        struct str text = ledger_receipt_text(f->arena, &f->proofs[i], f->checkpoint);
        struct ledger_receipt r;
        assert_int_equal(ledger_receipt_check(text, &f->key, &f->commits[i]).code, ERR_NONE);
        assert_int_equal(ledger_receipt_parse(text, &r).code, ERR_NONE);
        assert_int_equal(r.proof.index, i);
        assert_int_equal(r.proof.size, SIZE);
        assert_int_equal(r.proof.count, f->proofs[i].count);
        assert_memory_equal(r.proof.hashes, f->proofs[i].hashes, r.proof.count * HASH_LEN);
        assert_true(str_equal(r.checkpoint, f->checkpoint));
        assert_true(str_equal(ledger_receipt_text(f->arena, &r.proof, r.checkpoint), text));
        struct err e = ledger_receipt_check(text, &f->key, &f->commits[(i + 1) % SIZE]);
        assert_int_equal(e.code, ERR_CORRUPT);
        assert_true(str_equal(e.about, STR("proof")));
    }
}

static void a_receipt_has_the_lines_of_its_format(void **state) {
    struct fixture *f = *state;
    struct str text = ledger_receipt_text(f->arena, &f->proofs[10], f->checkpoint);
    struct str want =
        arena_printf(f->arena, "c2sp.org/tlog-proof@v1\nindex 10\n%s\n%s\n\n%s",
                     base64_encode(f->arena, f->proofs[10].hashes[0].b, 32).ptr,
                     base64_encode(f->arena, f->proofs[10].hashes[1].b, 32).ptr, f->checkpoint.ptr);
    assert_true(str_equal(text, want));
}

static void an_extra_line_is_allowed(void **state) {
    struct fixture *f = *state;
    struct str text = ledger_receipt_text(f->arena, &f->proofs[INDEX], f->checkpoint);
    const char *rest = strstr(text.ptr, "index");
    struct str extra = arena_printf(f->arena, "c2sp.org/tlog-proof@v1\nextra aGVsbG8=\n%s", rest);
    assert_int_equal(ledger_receipt_check(extra, &f->key, &f->commits[INDEX]).code, ERR_NONE);
}

/* The receipt of INDEX with the first `from` replaced by `to`. */
static struct str edited(struct fixture *f, const char *from, const char *to) {
    struct str text = ledger_receipt_text(f->arena, &f->proofs[INDEX], f->checkpoint);
    const char *at = strstr(text.ptr, from);
    assert_non_null(at);
    return arena_printf(f->arena, "%.*s%s%s", (int)(at - text.ptr), text.ptr, to,
                        at + strlen(from));
}

static void malformed_receipts_are_refused(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *name, *from, *to, *about;
    } BAD[] = {
        {"another format", "proof@v1", "proof@v2", "proof"},
        {"a carriage return", "@v1\n", "@v1\r\n", "proof"},
        {"no index", "index 6\n", "", "proof"},
        {"an empty index", "index 6", "index ", "proof"},
        {"an index with a leading zero", "index 6", "index 06", "proof"},
        {"a negative index", "index 6", "index -6", "proof"},
        {"an index that is no number", "index 6", "index six", "proof"},
        {"an index past the size", "index 6", "index 11", "index"},
        {"two extra lines", "index", "extra aGVsbG8=\nextra aGVsbG8=\nindex", "proof"},
        {"an extra line that is not base64", "index", "extra aGVsbG8\nindex", "proof"},
        {"an extra line behind the index", "index 6\n", "index 6\nextra aGVsbG8=\n", "proof"},
        {"a hash that is not base64", "index 6\n", "index 6\n***\n", "proof"},
        {"a short hash", "index 6\n", "index 6\naGVsbG8=\n", "proof"},
        {"no blank line before the note", "\n\nlog", "\nlog", "proof"},
        {"a blank line more", "\n\nlog", "\n\n\nlog", "checkpoint"},
        {"a note without a size", "\n11\n", "\n", "checkpoint"},
        {"a note without a blank line", "\n\n\xe2", "\n\xe2", "checkpoint"},
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct ledger_receipt r = {.proof.count = 99};
        struct str text = edited(f, BAD[i].from, BAD[i].to);
        struct err e = ledger_receipt_parse(text, &r);
        if (e.code != ERR_MALFORMED || !str_equal(e.about, str_from_c(BAD[i].about)))
            fail_msg("%s: code %d, about %.*s", BAD[i].name, (int)e.code, STR_ARG(e.about));
        assert_int_equal(ledger_receipt_check(text, &f->key, &f->commits[INDEX]).code,
                         ERR_MALFORMED);
        assert_int_equal(r.proof.count, 99);
    }
}

static void every_shorter_receipt_is_refused(void **state) {
    struct fixture *f = *state;
    struct str text = ledger_receipt_text(f->arena, &f->proofs[INDEX], f->checkpoint);
    for (size_t len = 0; len < text.len; len++) {
        struct str part = {text.ptr, len};
        assert_int_not_equal(ledger_receipt_check(part, &f->key, &f->commits[INDEX]).code, 0);
    }
}

static void every_changed_byte_is_refused(void **state) {
    struct fixture *f = *state;
    struct str text = ledger_receipt_text(f->arena, &f->proofs[INDEX], f->checkpoint);
    char *bytes = (char *)(uintptr_t)text.ptr;
    for (size_t at = 0; at < text.len; at++) {
        bytes[at] ^= 1;
        if (!ledger_receipt_check(text, &f->key, &f->commits[INDEX]).code)
            fail_msg("byte %zu changed and accepted", at);
        bytes[at] ^= 1;
    }
    assert_int_equal(ledger_receipt_check(text, &f->key, &f->commits[INDEX]).code, ERR_NONE);
}

static void sixty_four_hashes_are_too_many(void **state) {
    struct fixture *f = *state;
    struct buf b;
    buf_init(&b, 1 << 16);
    buf_add(&b, STR("c2sp.org/tlog-proof@v1\nindex 6\n"));
    for (int i = 0; i <= LEDGER_PROOF_MAX; i++) {
        buf_add_base64(&b, f->commits[0].b, HASH_LEN);
        buf_add_char(&b, '\n');
    }
    buf_add_char(&b, '\n');
    buf_add(&b, f->checkpoint);
    struct ledger_receipt r;
    assert_int_equal(ledger_receipt_parse(buf_str(&b), &r).code, ERR_MALFORMED);
    buf_done(&b);
}

static void another_key_does_not_vouch(void **state) {
    struct fixture *f = *state;
    struct hash seed = {{43}};
    struct ledger_key other;
    assert_int_equal(ledger_key_from_seed(STR("log.example/netral"), &seed, &other).code, 0);
    struct str text = ledger_receipt_text(f->arena, &f->proofs[INDEX], f->checkpoint);
    struct err e = ledger_receipt_check(text, &other, &f->commits[INDEX]);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("signature")));
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_receipt_of_a_batch_checks),
        cmocka_unit_test(a_receipt_has_the_lines_of_its_format),
        cmocka_unit_test(an_extra_line_is_allowed),
        cmocka_unit_test(malformed_receipts_are_refused),
        cmocka_unit_test(every_shorter_receipt_is_refused),
        cmocka_unit_test(every_changed_byte_is_refused),
        cmocka_unit_test(sixty_four_hashes_are_too_many),
        cmocka_unit_test(another_key_does_not_vouch),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
