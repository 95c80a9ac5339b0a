/* tests/golden/slip-vectors.json, made by tests/golden/slip_vectors.mjs (node): what this program
 * writes is the same digits, and what it reads is the same receipt. Then what no slip is. */
#include "base/json_read.h"
#include "ledger/cosign.h"
#include "ledger/ledger_internal.h"
#include "ledger/slip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FILE_MAX = 1 << 18, VECTORS_MAX = 16, TEXT_MAX = 4096 };
struct vector {
    struct str title, slip, kept, manifest, commit;
    struct ledger_slip_of of;
    bool whole;
    int64_t seen;
};
struct golden {
    struct arena *arena;
    struct vector list[VECTORS_MAX];
    size_t count;
};

static struct str text_of(const struct json_value *object, const char *key) {
    return json_text(json_get(object, key));
}

static void read_vector(struct arena *a, const struct json_value *row, struct vector *ret) {
    const struct json_value *bundle = json_get(row, "bundle");
    struct ledger_key *log = NEW(a, struct ledger_key, 1);
    char *manifest = NEW(a, char, TEXT_MAX);
    size_t len;
    *ret = (struct vector){.title = text_of(row, "title"),
                           .slip = text_of(row, "slip"),
                           .kept = text_of(row, "kept"),
                           .commit = text_of(row, "commit"),
                           .whole = json_is(json_get(row, "whole"), JSON_TRUE),
                           .seen = json_get(row, "seen")->integer};
    assert_int_equal(ledger_vkey_parse(text_of(bundle, "vkey"), log).code, ERR_NONE);
    assert_true(base64_decode(text_of(bundle, "manifest"), manifest, TEXT_MAX, &len));
    ret->of = (struct ledger_slip_of){
        .proof = text_of(bundle, "proof"), .log = log, .manifest = {manifest, len}};
    assert_true(base64_decode_exact(text_of(bundle, "salt"), ret->of.salt.b, HASH_LEN));
}

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct golden *g = NEW(a, struct golden, 1);
    char *bytes = NEW(a, char, FILE_MAX);
    FILE *f = fopen("tests/golden/slip-vectors.json", "rb");
    if (!f)
        return -1;
    size_t len = fread(bytes, 1, FILE_MAX, f);
    (void)fclose(f);
    const struct json_value *root;
    if (json_read(a, (struct str){bytes, len}, JSON_OWN, &root).code || root->count > VECTORS_MAX)
        return -1;
    for (const struct json_value *row = root->first; row; row = row->next)
        read_vector(a, row, &g->list[g->count++]);
    g->arena = a;
    *state = g;
    return 0;
}

static int tear_down(void **state) {
    struct golden *g = *state;
    arena_free(g->arena);
    return 0;
}

static void assert_str(struct str got, struct str want, struct str title) {
    if (!str_equal(got, want))
        fail_msg("%.*s: got:\n%.*s\nwant:\n%.*s", STR_ARG(title), STR_ARG(got), STR_ARG(want));
}

static void receipts_are_written_as_the_same_digits(void **state) {
    struct golden *g = *state;
    assert_int_equal(g->count, 8);
    for (size_t i = 0; i < g->count; i++) {
        const struct vector *v = &g->list[i];
        struct ledger_slip slip;
        assert_int_equal(ledger_slip_make(g->arena, &v->of, &slip).code, ERR_NONE);
        assert_int_equal(slip.whole, v->whole);
        assert_int_equal(slip.seen_count, v->seen);
        assert_str(ledger_slip_text(g->arena, &slip), v->slip, v->title);
        assert_true(v->slip.len <= LEDGER_SLIP_TEXT);
    }
}

static void digits_are_read_as_the_same_receipts(void **state) {
    struct golden *g = *state;
    for (size_t i = 0; i < g->count; i++) {
        const struct vector *v = &g->list[i];
        struct ledger_slip slip;
        struct str padded = arena_printf(g->arena, " \n%.*s\r\n", STR_ARG(v->slip));
        assert_int_equal(ledger_slip_parse(g->arena, padded, &slip).code, ERR_NONE);
        assert_str(ledger_slip_text(g->arena, &slip), v->slip, v->title);
        assert_str(ledger_slip_proof(g->arena, &slip), v->kept, v->title);
        assert_str(base64_encode(g->arena, slip.commit.b, HASH_LEN), v->commit, v->title);
        assert_memory_equal(slip.log.id, v->of.log->id, sizeof slip.log.id);
        if (slip.whole)
            assert_str(ledger_manifest_text(g->arena, &slip.manifest), v->of.manifest, v->title);
        struct str proof = ledger_slip_proof(g->arena, &slip);
        assert_int_equal(ledger_receipt_check(proof, v->of.log, &slip.commit).code, ERR_NONE);
    }
}

/* Every digit matters: another one is no slip, or it is another receipt, which proves nothing. */
static void another_digit_is_noticed(void **state) {
    struct golden *g = *state;
    const struct vector *v = &g->list[2];
    for (size_t at = 0; at < v->slip.len; at++) {
        struct arena *a = arena_new(1 << 20);
        char *text = (char *)(uintptr_t)arena_c(a, v->slip);
        text[at] = text[at] == '9' ? '0' : (char)(text[at] + 1);
        struct ledger_slip slip;
        struct ledger_policy policy = {.log = v->of.log};
        struct ledger_seen seen;
        struct err e = ledger_slip_parse(a, str_from_c(text), &slip);
        struct str proof = e.code ? (struct str){0} : ledger_slip_proof(a, &slip);
        bool cosigned = false;
        if (proof.len && !ledger_receipt_check(proof, v->of.log, &slip.commit).code) {
            struct ledger_receipt receipt;
            assert_int_equal(ledger_receipt_parse(proof, &receipt).code, ERR_NONE);
            struct ledger_key witnesses[2];
            struct hash two, three;
            memset(two.b, 2, sizeof two.b);
            memset(three.b, 3, sizeof three.b);
            assert_false(
                ledger_witness_from_seed(STR("witness.example/w1"), &two, &witnesses[0]).code);
            assert_false(
                ledger_witness_from_seed(STR("witness.example/w2"), &three, &witnesses[1]).code);
            policy.witnesses = witnesses;
            policy.count = policy.quorum = 2;
            cosigned = !ledger_policy_check(receipt.checkpoint, &policy, &seen).code;
        }
        if (cosigned)
            fail_msg("digit %zu may be another", at);
        arena_free(a);
    }
}

static void what_is_no_slip_is_refused(void **state) {
    struct golden *g = *state;
    const struct str whole = g->list[0].slip;
    struct ledger_slip slip = {.whole = true};
    for (size_t len = 0; len < whole.len; len++)
        assert_int_equal(ledger_slip_parse(g->arena, (struct str){whole.ptr, len}, &slip).code,
                         ERR_MALFORMED);
    static const struct str NONE[] = {
        STR_INIT(""),
        STR_INIT("NETRAL1:"),
        STR_INIT("NETRAL2:001"),
        STR_INIT("netral1:001"),
        STR_INIT("NETRAL1:256"),               /* no byte */
        STR_INIT("NETRAL1:0 1"),               /* no digit */
        STR_INIT("NETRAL1:0A1"),               /* nor this */
        STR_INIT("NETRAL1:99999999999999999"), /* above 2^56 */
        STR_INIT("NETRAL1:000"),               /* no form */
        STR_INIT("{\"netral\":\"receipt/v1\"}"),
    };
    for (size_t i = 0; i < COUNT_OF(NONE); i++)
        assert_int_equal(ledger_slip_parse(g->arena, NONE[i], &slip).code, ERR_MALFORMED);
    assert_int_equal(
        ledger_slip_parse(g->arena, arena_printf(g->arena, "%.*s000", STR_ARG(whole)), &slip).code,
        ERR_MALFORMED);
    char *long_text = NEW(g->arena, char, LEDGER_SLIP_TEXT + 8);
    memset(long_text, '0', LEDGER_SLIP_TEXT + 7);
    memcpy(long_text, "NETRAL1:", 8);
    assert_int_equal(ledger_slip_parse(g->arena, str_from_c(long_text), &slip).code, ERR_MALFORMED);
    assert_true(slip.whole); /* untouched */
}

/* The bytes of a slip, one of them changed, as digits again: slips of no sense. */
struct change {
    const char *what;
    size_t at;
    uint8_t to;
};

static struct str changed(struct arena *a, struct str slip, const struct change *c) {
    static const int DIGITS[] = {0, 3, 5, 8, 10, 13, 15, 17};
    struct buf out;
    buf_init(&out, LEDGER_SLIP_TEXT);
    buf_add_c(&out, "NETRAL1:");
    size_t byte = 0;
    for (size_t at = 8; at < slip.len;) {
        size_t len = slip.len - at < 17 ? slip.len - at : 17, bytes = 0;
        while (DIGITS[bytes] != (int)len)
            bytes++;
        uint64_t value = strtoull(arena_c(a, (struct str){slip.ptr + at, len}), NULL, 10);
        if (c->at >= byte && c->at < byte + bytes) {
            unsigned shift = 8 * (unsigned)(byte + bytes - 1 - c->at);
            value = (value & ~(255ULL << shift)) | (uint64_t)c->to << shift;
        }
        buf_printf(&out, "%0*llu", DIGITS[bytes], (unsigned long long)value);
        byte += bytes;
        at += len;
    }
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void bytes_without_sense_are_refused(void **state) {
    enum { NAME = 18, KEY = 2 + NAME, INDEX = KEY + 32, SIZE = INDEX + 1, COUNT = SIZE + 1 };
    enum { SEEN = COUNT + 1 + 64, SALT = SEEN + 1, TIME = SALT + 32, KIND = TIME + 8 };
    enum { OFFICE = KIND + 14, SEQ = OFFICE + 14, PREV = SEQ + 1, PARTS = PREV + 1 + 16 + 33 };
    static const struct change CHANGES[] = {
        {"no form", 0, 3},
        {"another form, so too long", 0, 2},
        {"an empty name", 1, 0},
        {"a name beyond the end", 1, 255},
        {"a name with a blank", 2, ' '},
        {"an index above the size", INDEX, 1},
        {"a number in a longer form", INDEX, 128},
        {"an empty tree", SIZE, 0},
        {"a path beyond the end", COUNT, 63},
        {"a path longer than any", COUNT, 64},
        {"four cosignatures", SEEN, 4},
        {"cosignatures beyond the end", SEEN, 3},
        {"a time in ten bytes", TIME + 7, 128},
        {"an empty kind", KIND, 0},
        {"a kind of two lines", KIND + 1, '\n'},
        {"a kind that is no UTF-8", KIND + 1, 0xff},
        {"an office of two lines", OFFICE + 1, '\n'},
        {"an empty office", OFFICE, 0},
        {"a previous event beyond the end", PREV, 1},
        {"parts beyond the end", PARTS, 1},
        {"more parts than may be", PARTS, 17},
    };
    struct golden *g = *state;
    struct ledger_slip slip;
    const struct str whole = g->list[0].slip;
    assert_int_equal(
        ledger_slip_parse(g->arena, changed(g->arena, whole, &(struct change){"", 0, 1}), &slip)
            .code,
        ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        struct str text = changed(g->arena, whole, &CHANGES[i]);
        if (ledger_slip_parse(g->arena, text, &slip).code != ERR_MALFORMED)
            fail_msg("taken: %s", CHANGES[i].what);
    }
}

static void written_again(struct golden *g, const struct ledger_slip *slip, bool good,
                          const char *what) {
    struct ledger_slip read;
    struct str text = ledger_slip_text(g->arena, slip);
    if (!ledger_slip_parse(g->arena, text, &read).code != good)
        fail_msg("%s: %s", good ? "refused" : "taken", what);
}

static void no_slip_has_two_forms(void **state) {
    const int64_t end_of_9999 = 253402300799999999;
    struct golden *g = *state;
    struct ledger_slip slip;
    assert_int_equal(ledger_slip_parse(g->arena, g->list[1].slip, &slip).code, ERR_NONE);
    slip.manifest.accepted_at.us = end_of_9999;
    written_again(g, &slip, true, "the last moment that has a text");
    slip.manifest.accepted_at.us = end_of_9999 + 1;
    written_again(g, &slip, false, "a moment without a text");
    slip.manifest.accepted_at.us = end_of_9999;
    struct str kind = slip.manifest.kind, office = slip.manifest.office;
    slip.manifest.kind = STR("");
    written_again(g, &slip, false, "no kind");
    slip.manifest.kind = kind;
    slip.manifest.office = STR("");
    written_again(g, &slip, false, "no office");
    slip.manifest.office = office;
    struct str longer = changed(g->arena, g->list[0].slip, &(struct change){"", 2 + 18 + 32, 128});
    longer = changed(g->arena, longer, &(struct change){"", 2 + 18 + 33, 0});
    assert_int_equal(ledger_slip_parse(g->arena, longer, &slip).code, ERR_MALFORMED);
    struct str slip_of_prev = g->list[1].slip;
    assert_int_equal(ledger_slip_parse(g->arena, slip_of_prev, &slip).code, ERR_NONE);
    /* prev is 32 zero bytes behind a 1: the same as a 0 and nothing */
    size_t prev = 2 + 18 + 32 + 2 + 1 + slip.proof.count * 32 + 64 + 1 + 32 + 8 + 14 + 14 + 1 + 1;
    struct str text = slip_of_prev;
    for (size_t i = 0; i < 32; i++)
        text = changed(g->arena, text, &(struct change){"", prev + i, 0});
    assert_int_equal(ledger_slip_parse(g->arena, text, &slip).code, ERR_MALFORMED);
    text = changed(g->arena, text, &(struct change){"", prev, 1});
    assert_int_equal(ledger_slip_parse(g->arena, text, &slip).code, ERR_NONE);
}

static void a_path_of_another_length_leads_nowhere(void **state) {
    struct golden *g = *state;
    struct ledger_slip slip;
    assert_int_equal(ledger_slip_parse(g->arena, g->list[2].slip, &slip).code, ERR_NONE);
    slip.proof.count--;
    assert_int_equal(ledger_slip_proof(g->arena, &slip).len, 0);
}

static void what_does_not_hold_gets_no_slip(void **state) {
    struct golden *g = *state;
    struct ledger_slip slip;
    const struct ledger_slip_of good = g->list[2].of;
    struct ledger_key bad_name = *good.log;
    bad_name.name = STR("a b");
    struct ledger_slip_of of = good;
    of.log = &bad_name;
    assert_int_equal(ledger_slip_make(g->arena, &of, &slip).code, ERR_INVALID);
    of = good;
    of.manifest = STR("kind x\n");
    assert_int_equal(ledger_slip_make(g->arena, &of, &slip).code, ERR_MALFORMED);
    of = good;
    of.salt.b[0] ^= 1;
    assert_int_equal(ledger_slip_make(g->arena, &of, &slip).code, ERR_CORRUPT);
    of = good;
    of.proof = STR("c2sp.org/tlog-proof@v1\n");
    assert_int_equal(ledger_slip_make(g->arena, &of, &slip).code, ERR_MALFORMED);
}

/* A receipt of a log of our own: the left end of a path of so many hashes, and lines of others. */
static struct ledger_slip_of own(struct golden *g, struct str manifest, size_t levels,
                                 struct str lines) {
    const struct hash seed = {{7}};
    struct ledger_key *log = NEW(g->arena, struct ledger_key, 1);
    struct ledger_slip_of of = {.log = log, .manifest = manifest};
    struct ledger_proof *proof = NEW(g->arena, struct ledger_proof, 1);
    struct hash commit = ledger_commit(&of.salt, manifest), leaf = ledger_leaf(&commit), root;
    *proof = (struct ledger_proof){.size = (int64_t)1 << levels, .count = levels};
    assert_int_equal(ledger_key_from_seed(STR("log.example/own"), &seed, log).code, ERR_NONE);
    assert_true(ledger_inclusion_root(proof, &leaf, &root));
    struct str note = ledger_checkpoint_sign(g->arena, log, proof->size, &root);
    note = arena_printf(g->arena, "%.*s%.*s", STR_ARG(note), STR_ARG(lines));
    of.proof = ledger_receipt_text(g->arena, proof, note);
    return of;
}

static struct str manifest_of(struct golden *g, size_t kind, size_t office, int64_t at) {
    char *name = NEW(g->arena, char, 301);
    memset(name, 'k', 300);
    const struct ledger_manifest m = {
        .kind = {name, kind}, .office = {name, office}, .accepted_at = {at}};
    return ledger_manifest_text(g->arena, &m);
}

static void what_has_no_short_form_is_bare(void **state) {
    static const struct {
        size_t kind, office;
        int64_t at;
        bool whole;
    } CASES[] = {{5, 5, 5, true}, {300, 5, 5, false}, {5, 300, 5, false}, {5, 5, -5, false}};
    struct golden *g = *state;
    struct ledger_slip slip;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str m = manifest_of(g, CASES[i].kind, CASES[i].office, CASES[i].at);
        const struct ledger_slip_of of = own(g, m, 0, STR(""));
        assert_int_equal(ledger_slip_make(g->arena, &of, &slip).code, ERR_NONE);
        assert_int_equal(slip.whole, CASES[i].whole);
    }
    const struct ledger_slip_of deep = own(g, manifest_of(g, 5, 5, 5), 59, STR(""));
    assert_int_equal(ledger_slip_make(g->arena, &deep, &slip).code, ERR_MALFORMED);
}

/* Lines of other kinds are no cosignatures: another length, a time of the far future, a name. */
static void other_lines_are_passed_over(void **state) {
    struct golden *g = *state;
    struct ledger_slip slip;
    char blob[76] = {1, 2, 3, 4};
    const struct str whole = {blob, sizeof blob}, brief = {blob, 68};
    struct str a = ledger_signature_line(g->arena, STR("one"), brief);
    struct str b = ledger_signature_line(g->arena, STR("t\x7fo"), whole);
    blob[4] = (char)0x80;
    struct str c = ledger_signature_line(g->arena, STR("three"), whole);
    struct str lines = arena_printf(g->arena, "%.*s%.*s%.*s", STR_ARG(a), STR_ARG(b), STR_ARG(c));
    const struct ledger_slip_of of = own(g, manifest_of(g, 5, 5, 5), 1, lines);
    assert_int_equal(ledger_slip_make(g->arena, &of, &slip).code, ERR_NONE);
    assert_int_equal(slip.seen_count, 0);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(receipts_are_written_as_the_same_digits),
        cmocka_unit_test(digits_are_read_as_the_same_receipts),
        cmocka_unit_test(another_digit_is_noticed),
        cmocka_unit_test(what_is_no_slip_is_refused),
        cmocka_unit_test(bytes_without_sense_are_refused),
        cmocka_unit_test(no_slip_has_two_forms),
        cmocka_unit_test(a_path_of_another_length_leads_nowhere),
        cmocka_unit_test(what_does_not_hold_gets_no_slip),
        cmocka_unit_test(what_has_no_short_form_is_bare),
        cmocka_unit_test(other_lines_are_passed_over),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
