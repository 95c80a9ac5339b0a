#include "tool/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 66000, RECEIPT_INDEX = 6, RECEIPT_SIZE = 11 };

/* A log held in memory; entries are real ones of made-up commitments. */
struct fixture {
    struct arena *arena;
    struct ledger_key key;
    struct str vkey;
    struct hash *rows[4]; /* tree levels 0, 8, 16, 24 */
    int64_t size;
    struct str checkpoint;
    /* what the log does wrong: */
    struct str broken_path; /* this file ... */
    enum fault { SOUND, FLIPPED, SHORT, GONE, DOWN, NO_PARTIALS } fault;
    int64_t gets;
};

static struct hash commit_of(int64_t i) {
    return hash_sha256((struct str){(const char *)&i, sizeof i});
}

static void put_level(void *arg, int level, int64_t index, const struct hash *hash) {
    struct fixture *f = arg;
    f->rows[level][index] = *hash;
}

static void build_log(struct fixture *f, int64_t size) {
    struct ledger_head head = {0};
    for (int64_t i = 0; i < size; i++) {
        struct hash commit = commit_of(i);
        f->rows[0][i] = ledger_leaf(&commit);
        ledger_head_append(&head, &f->rows[0][i], put_level, f);
    }
    struct hash root = ledger_head_root(&head);
    f->size = size;
    f->checkpoint = ledger_checkpoint_sign(f->arena, &f->key, size, &root);
}

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct fixture *f = NEW(a, struct fixture, 1);
    struct hash seed = {{42}};
    f->arena = a;
    *state = f;
    for (int level = 0; level < 4; level++)
        f->rows[level] = NEW(a, struct hash, (size_t)(SIZE >> 8 * level) + 1);
    if (ledger_key_from_seed(STR("log.example/netral"), &seed, &f->key).code)
        return -1;
    f->vkey = ledger_vkey(a, &f->key);
    return 0;
}

static int tear_down(void **state) {
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static void put_tile(const struct fixture *f, const struct ledger_tile *tile, struct buf *ret) {
    for (int64_t i = tile->index * 256; i < tile->index * 256 + tile->width; i++) {
        struct hash commit = commit_of(i);
        char entry[LEDGER_ENTRY_LEN];
        ledger_entry(&commit, entry);
        if (tile->entries) {
            buf_add(ret, (struct str){"\0\x3c", 2});
            buf_add(ret, (struct str){entry, sizeof entry});
        } else {
            buf_add(ret, (struct str){(const char *)f->rows[tile->level][i].b, HASH_LEN});
        }
    }
}

static struct err get(void *arg, struct str path, struct buf *ret) {
    struct fixture *f = arg;
    struct ledger_tile tile;
    bool broken = str_equal(path, f->broken_path);
    f->gets++;
    if (broken && (f->fault == GONE || f->fault == DOWN))
        return ERR(f->fault == GONE ? ERR_MISSING : ERR_IO, STR("url"));
    if (str_equal(path, STR("/log/vkey"))) {
        buf_add(ret, f->vkey);
        buf_add_char(ret, '\n');
    } else if (str_equal(path, STR("/log/checkpoint"))) {
        buf_add(ret, f->checkpoint);
    } else if (str_equal(path, STR("/log/web"))) {
        return ERR(ERR_MISSING, STR("url")); /* verify_web_test.c */
    } else {
        assert_true(str_starts(path, STR("/log/tile/")));
        if (!ledger_tile_parse((struct str){path.ptr + 10, path.len - 10}, &tile))
            fail_msg("asked for %.*s", STR_ARG(path));
        if (f->fault == NO_PARTIALS) { /* it grew: whole tiles alone are kept */
            if (tile.width < 256)
                return ERR(ERR_MISSING, STR("url"));
        } else if (!ledger_tile_exists(&tile, f->size)) {
            return ERR(ERR_MISSING, STR("url"));
        }
        put_tile(f, &tile, ret);
    }
    if (broken && f->fault == FLIPPED)
        ret->ptr[ret->len - 3] ^= 1;
    if (broken && f->fault == SHORT)
        ret->len--;
    return OK;
}

static struct err verify(struct fixture *f, struct str vkey, struct tool_log *ret) {
    const struct tool_fetch fetch = {get, f};
    f->gets = 0;
    return tool_verify_log(f->arena, &fetch, vkey, ret);
}

static void a_sound_log_is_whole_at_every_kind_of_size(void **state) {
    struct fixture *f = *state;
    static const int64_t SIZES[] = {0, 1, 255, 256, 257, 700, 65536, SIZE};
    static const int64_t TILES[] = {0, 2, 2, 3, 5, 7, 514, 519};
    f->fault = SOUND;
    for (size_t i = 0; i < COUNT_OF(SIZES); i++) {
        struct tool_log l;
        build_log(f, SIZES[i]);
        struct err e = verify(f, f->vkey, &l);
        if (e.code)
            fail_msg("size %d: %.*s", (int)SIZES[i], STR_ARG(e.about));
        assert_int_equal(l.checkpoint.size, SIZES[i]);
        assert_false(l.first_use);
        assert_int_equal(l.tiles, TILES[i]);
        assert_int_equal(f->gets, TILES[i] + 2); /* checkpoint, /log/web */
        assert_int_equal(verify(f, STR(""), &l).code, ERR_NONE);
        assert_true(l.first_use && str_equal(l.vkey, f->vkey));
    }
}

static void the_first_thing_that_differs_is_named(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *path;
        enum fault fault;
        enum err_code code;
        const char *about;
        int status;
    } CASES[] = {
        {"/log/vkey", GONE, ERR_MISSING, "missing /log/vkey", 1},
        {"/log/vkey", DOWN, ERR_IO, "unreachable /log/vkey", 2},
        {"/log/vkey", FLIPPED, ERR_MALFORMED, "vkey", 1},
        {"/log/checkpoint", DOWN, ERR_IO, "unreachable /log/checkpoint", 2},
        {"/log/checkpoint", SHORT, ERR_MALFORMED, "checkpoint", 1},
        {"/log/tile/0/001", FLIPPED, ERR_CORRUPT, "tile 0/001", 1},
        {"/log/tile/0/001", SHORT, ERR_MALFORMED, "tile-shape 0/001", 1},
        {"/log/tile/0/001", GONE, ERR_MISSING, "missing /log/tile/0/001", 1},
        {"/log/tile/0/257.p/208", FLIPPED, ERR_CORRUPT, "tile 0/257.p/208", 1},
        {"/log/tile/0/257.p/208", GONE, ERR_MISSING, "missing /log/tile/0/257.p/208", 1},
        {"/log/tile/0/257.p/208", DOWN, ERR_IO, "unreachable /log/tile/0/257.p/208", 2},
        {"/log/tile/1/000", FLIPPED, ERR_CORRUPT, "tile 1/000", 1},
        {"/log/tile/1/001.p/1", FLIPPED, ERR_CORRUPT, "tile 1/001.p/1", 1},
        {"/log/tile/2/000.p/1", FLIPPED, ERR_CORRUPT, "tile 2/000.p/1", 1},
        {"/log/tile/2/000.p/1", DOWN, ERR_IO, "unreachable /log/tile/2/000.p/1", 2},
        /* an entry that was changed shows in the tile of hashes above it */
        {"/log/tile/entries/002", FLIPPED, ERR_CORRUPT, "tile 0/002", 1},
        {"/log/tile/entries/002", SHORT, ERR_MALFORMED, "entries-shape entries/002", 1},
        {"/log/tile/entries/002", GONE, ERR_MISSING, "missing /log/tile/entries/002", 1},
    };
    build_log(f, SIZE);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct tool_log l = {.tiles = -5};
        f->broken_path = str_from_c(CASES[i].path);
        f->fault = CASES[i].fault;
        struct err e = verify(f, STR(""), &l);
        if (e.code != CASES[i].code || !str_equal(e.about, str_from_c(CASES[i].about)) ||
            tool_verify_status(e) != CASES[i].status)
            fail_msg("%s: code %d, about %.*s", CASES[i].about, (int)e.code, STR_ARG(e.about));
        assert_int_equal(l.tiles, -5);
    }
    f->broken_path = STR("");
}

static void a_signed_root_that_the_entries_do_not_give_is_found(void **state) {
    struct fixture *f = *state;
    struct hash wrong = {{1}};
    struct tool_log l;
    build_log(f, 700);
    f->fault = SOUND;
    f->checkpoint = ledger_checkpoint_sign(f->arena, &f->key, 700, &wrong);
    struct err e = verify(f, f->vkey, &l);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("root")));
}

static void a_log_that_keeps_whole_tiles_alone_is_read_through_them(void **state) {
    struct fixture *f = *state;
    struct tool_log l;
    build_log(f, 256 * 3); /* the rows know more than the older checkpoint below */
    struct ledger_head head = {0};
    for (int64_t i = 0; i < 700; i++)
        ledger_head_append(&head, &f->rows[0][i], NULL, NULL);
    struct hash root = ledger_head_root(&head);
    f->checkpoint = ledger_checkpoint_sign(f->arena, &f->key, 700, &root);
    f->fault = NO_PARTIALS;
    assert_int_equal(verify(f, f->vkey, &l).code, ERR_NONE);
    f->fault = SOUND;
}

static void another_key_than_the_given_one_is_found(void **state) {
    struct fixture *f = *state;
    struct hash seed = {{43}};
    struct ledger_key other;
    struct tool_log l;
    build_log(f, 5);
    assert_int_equal(ledger_key_from_seed(STR("log.example/netral"), &seed, &other).code, 0);
    struct err e = verify(f, ledger_vkey(f->arena, &other), &l);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("signature")));
}

/* --- receipts --- */

static struct str receipt_file(struct fixture *f) {
    struct ledger_part part = {.sha256 = {{3}}, .bytes = 17};
    const struct ledger_manifest m = {.kind = STR("report-received"),
                                      .accepted_at = {1728721800000000},
                                      .office = STR("bawaslu-16"),
                                      .body_bytes = 99,
                                      .parts = &part,
                                      .part_count = 1};
    struct str manifest = ledger_manifest_text(f->arena, &m);
    const struct ledger_head empty = {0};
    struct hash salt = {{9}}, leaves[RECEIPT_SIZE];
    struct ledger_proof proofs[RECEIPT_SIZE];
    struct ledger_head head = {0};
    for (int i = 0; i < RECEIPT_SIZE; i++) {
        struct hash commit = i == RECEIPT_INDEX ? ledger_commit(&salt, manifest) : commit_of(i);
        leaves[i] = ledger_leaf(&commit);
        ledger_head_append(&head, &leaves[i], NULL, NULL);
    }
    ledger_batch_proofs(ledger_batch_new(f->arena, &empty, leaves, RECEIPT_SIZE), proofs);
    struct hash root = ledger_head_root(&head);
    struct str note = ledger_checkpoint_sign(f->arena, &f->key, RECEIPT_SIZE, &root);
    struct str proof = ledger_receipt_text(f->arena, &proofs[RECEIPT_INDEX], note), escaped = {0};
    while (proof.len) {
        struct str line = str_cut(&proof, '\n');
        escaped = arena_printf(f->arena, "%.*s%.*s\\n", STR_ARG(escaped), STR_ARG(line));
    }
    return arena_printf(f->arena,
                        "{\"netral\":\"receipt/v1\",\"case\":\"c1\",\"number\":\"001/LP\","
                        "\"vkey\":\"%.*s\",\"index\":6,\"manifest\":\"%s\",\"salt\":\"%s\","
                        "\"proof\":\"%.*s\"}",
                        STR_ARG(f->vkey), base64_encode(f->arena, manifest.ptr, manifest.len).ptr,
                        base64_encode(f->arena, salt.b, HASH_LEN).ptr, STR_ARG(escaped));
}

static void a_receipt_holds_against_its_key(void **state) {
    struct fixture *f = *state;
    struct flow_bundle r;
    assert_int_equal(flow_bundle_check(f->arena, receipt_file(f), f->vkey, &r).code, ERR_NONE);
    assert_false(r.own_key);
    assert_int_equal(r.index, RECEIPT_INDEX);
    assert_int_equal(r.size, RECEIPT_SIZE);
    assert_int_equal(r.manifest.accepted_at.us, 1728721800000000);
    assert_true(str_equal(r.number, STR("001/LP")) && str_equal(r.case_id, STR("c1")));
    assert_null(strstr(tool_receipt_sentences(f->arena, &r, TOOL_EN).ptr, "--vkey"));
    assert_int_equal(flow_bundle_check(f->arena, receipt_file(f), STR(""), &r).code, ERR_NONE);
    assert_true(r.own_key);
    const char *said = tool_receipt_sentences(f->arena, &r, TOOL_EN).ptr;
    assert_non_null(strstr(said, "2024-10-12T08:30:00.000000Z by office bawaslu-16"));
    assert_non_null(strstr(said, "run again with --vkey"));
    assert_non_null(strstr(said, "parts (who reported, and evidence): 1\n"));
    assert_null(strstr(said, "pieces of evidence")); /* the manifest does not tell them apart */
    assert_non_null(
        strstr(tool_receipt_sentences(f->arena, &r, TOOL_ID).ptr, "Tanda terima ini sah"));
}

static void what_differs_in_a_receipt_is_named(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *from, *to, *about;
    } CASES[] = {
        {"receipt/v1", "receipt/v2", "receipt-shape"},
        {"\"case\"", "\"cass\"", "receipt-shape"},
        {"\"c1\"", "\"\"", "receipt-shape"},
        {"\"number\":\"001/LP\"", "\"number\":7", "receipt-shape"},
        {"\"index\":6", "\"index\":\"6\"", "receipt-shape"},
        {"{", "[", "receipt-shape"},
        {"\"case\":\"c1\"", "\"case\":\"c1\",\"case\":\"c1\"", "receipt-shape"},
        {"log.example/netral+", "log.example/other+", "vkey"},
        {"\"index\":6", "\"index\":5", "index"},
        {"\"manifest\":\"", "\"manifest\":\"AAAA", "manifest-shape"},
        {"\"manifest\":\"", "\"manifest\":\"*", "manifest-shape"},
        {"\"salt\":\"CQ", "\"salt\":\"", "salt-shape"},
        {"\"salt\":\"CQ", "\"salt\":\"CR", "proof"},
        {"index 6", "index 06", "proof-shape"},
        {"\\n11\\n", "\\n12\\n", "signature"},
        {"\"index\":6,", "\"index\":6000000000000000000000,", "receipt-shape"},
    };
    const char *good = receipt_file(f).ptr;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct flow_bundle r = {.index = -5};
        const char *at = strstr(good, CASES[i].from);
        assert_non_null(at);
        struct str bad = arena_printf(f->arena, "%.*s%s%s", (int)(at - good), good, CASES[i].to,
                                      at + strlen(CASES[i].from));
        struct err e = flow_bundle_check(f->arena, bad, STR(""), &r);
        if (!e.code || !str_equal(e.about, str_from_c(CASES[i].about)))
            fail_msg("%s: code %d, about %.*s", CASES[i].to, (int)e.code, STR_ARG(e.about));
        assert_int_equal(r.index, -5);
        assert_int_equal(tool_verify_status(e), 1);
        /* each has its own sentence, in both languages */
        struct str en = tool_verify_sentence(f->arena, e, TOOL_EN);
        assert_false(str_equal(en, STR("Something differs.")));
        assert_false(str_equal(en, tool_verify_sentence(f->arena, e, TOOL_ID)));
    }
}

static void a_receipt_of_another_key_and_no_receipt_are_refused(void **state) {
    struct fixture *f = *state;
    struct hash seed = {{43}};
    struct ledger_key other;
    struct flow_bundle r;
    assert_int_equal(ledger_key_from_seed(STR("log.example/netral"), &seed, &other).code, 0);
    struct err e = flow_bundle_check(f->arena, receipt_file(f), ledger_vkey(f->arena, &other), &r);
    assert_true(str_equal(e.about, STR("other-vkey")));
    e = flow_bundle_check(f->arena, STR(""), STR(""), &r);
    assert_true(str_equal(e.about, STR("receipt-shape")));
    struct str large = {NEW(f->arena, char, FLOW_BUNDLE_MAX + 1), FLOW_BUNDLE_MAX + 1};
    e = flow_bundle_check(f->arena, large, STR(""), &r);
    assert_true(str_equal(e.about, STR("receipt-shape")));
}

static void nothing_from_outside_reaches_the_terminal_raw(void **state) {
    struct fixture *f = *state;
    struct flow_bundle r;
    assert_int_equal(flow_bundle_check(f->arena, receipt_file(f), STR(""), &r).code, ERR_NONE);
    r.number = STR("\x1b[2J\xc2\x9b");
    assert_null(strchr(tool_receipt_sentences(f->arena, &r, TOOL_EN).ptr, '\x1b'));
    assert_null(strchr(tool_receipt_sentences(f->arena, &r, TOOL_ID).ptr, '\xc2'));
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_log_is_whole_at_every_kind_of_size),
        cmocka_unit_test(the_first_thing_that_differs_is_named),
        cmocka_unit_test(a_signed_root_that_the_entries_do_not_give_is_found),
        cmocka_unit_test(a_log_that_keeps_whole_tiles_alone_is_read_through_them),
        cmocka_unit_test(another_key_than_the_given_one_is_found),
        cmocka_unit_test(a_receipt_holds_against_its_key),
        cmocka_unit_test(what_differs_in_a_receipt_is_named),
        cmocka_unit_test(a_receipt_of_another_key_and_no_receipt_are_refused),
        cmocka_unit_test(nothing_from_outside_reaches_the_terminal_raw),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
