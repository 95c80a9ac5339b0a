#include "ledger/ledger_internal.h"
#include "ledger/ledger_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new(16 << 20);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static const struct ledger_part PARTS[LEDGER_BLOBS_MAX] = {
    {.sha256 = {{0xaa}}, .bytes = 11},
    {.sha256 = {{0xbb}}, .bytes = 0},
};

static struct ledger_manifest sample_manifest(void) {
    return (struct ledger_manifest){
        .kind = STR("report-received"),
        .stream = {{1, 2, 3}},
        .seq = 7,
        .accepted_at = {1728721800000000},
        .office = STR("bawaslu-16"),
        .prev = {{0xcc}},
        .body_sha256 = {{0xdd}},
        .body_bytes = 1234,
        .parts = PARTS,
        .part_count = 2,
    };
}

#define ZEROS_30 "000000000000000000000000000000000000000000000000000000000000"
#define ZEROS_31 ZEROS_30 "00"

static const char MANIFEST[] = "accepted-at 2024-10-12T08:30:00.000000Z\n"
                               "blob-00 aa" ZEROS_31 " 11\n"
                               "blob-01 bb" ZEROS_31 " 0\n"
                               "body dd" ZEROS_31 " 1234\n"
                               "kind report-received\n"
                               "netral-manifest/v1\n"
                               "office bawaslu-16\n"
                               "prev cc" ZEROS_31 "\n"
                               "seq 7\n"
                               "stream 01020300000000000000000000000000\n";

static void a_manifest_is_sorted_lines(void **state) {
    struct ledger_manifest m = sample_manifest();
    struct str text = ledger_manifest_text(*state, &m);
    if (!str_equal(text, str_from_c(MANIFEST)))
        fail_msg("got:\n%.*s", STR_ARG(text));
    m.part_count = LEDGER_BLOBS_MAX;
    struct str rest = ledger_manifest_text(*state, &m), last = {0};
    int lines = 0;
    for (; rest.len; lines++) {
        struct str line = str_cut(&rest, '\n');
        assert_true(str_compare(last, line) < 0);
        last = line;
    }
    assert_int_equal(lines, 8 + LEDGER_BLOBS_MAX);
}

static void a_manifest_reads_back(void **state) {
    static const size_t COUNTS[] = {0, 1, 2, 10, 11, LEDGER_BLOBS_MAX};
    for (size_t i = 0; i < COUNT_OF(COUNTS); i++) {
        struct ledger_manifest m = sample_manifest(), got;
        m.part_count = COUNTS[i];
        struct str text = ledger_manifest_text(*state, &m);
        assert_true(ledger_manifest_parse(*state, text, &got));
        assert_true(str_equal(got.kind, m.kind) && str_equal(got.office, m.office));
        assert_memory_equal(&got.stream, &m.stream, sizeof m.stream);
        assert_true(got.seq == 7 && got.accepted_at.us == m.accepted_at.us);
        assert_true(hash_equal(&got.prev, &m.prev));
        assert_true(hash_equal(&got.body_sha256, &m.body_sha256) && got.body_bytes == 1234);
        assert_int_equal(got.part_count, COUNTS[i]);
        for (size_t p = 0; p < COUNTS[i]; p++) {
            assert_true(hash_equal(&got.parts[p].sha256, &PARTS[p].sha256));
            assert_int_equal(got.parts[p].bytes, PARTS[p].bytes);
        }
    }
}

/* MANIFEST with the first `from` replaced by `to`. */
static struct str edited(struct arena *a, const char *from, const char *to) {
    const char *at = strstr(MANIFEST, from);
    assert_non_null(at);
    return arena_printf(a, "%.*s%s%s", (int)(at - MANIFEST), MANIFEST, to, at + strlen(from));
}

static void a_manifest_has_one_form_only(void **state) {
    static const struct {
        const char *name, *from, *to;
    } BAD[] = {
        {"another form of the time", "00.000000Z", "00Z"},
        {"a time that does not exist", "10-12T", "02-31T"},
        {"another zone", "000000Z", "000000+00:00"},
        {"no time", "accepted-at 2024-10-12T08:30:00.000000Z\n", ""},
        {"a blob out of order", "blob-00", "blob-01"},
        {"a hash in capitals", "blob-00 aa", "blob-00 AA"},
        {"a short hash", "body dd", "body d"},
        {"a length with a leading zero", " 1234", " 01234"},
        {"a negative length", " 1234", " -1"},
        {"no length", " 1234", ""},
        {"a length that is no number", " 1234", " x"},
        {"no kind", "kind report-received", "kind "},
        {"an escape sequence in the kind", "report-", "\x1b[2J"},
        {"bytes that are not UTF-8", "report-", "\xff"},
        {"a delete character in the office", "bawaslu", "\x7f"},
        {"another version", "manifest/v1", "manifest/v2"},
        {"a line more", "netral-manifest", "more 1\nnetral-manifest"},
        {"no office", "office bawaslu-16\n", ""},
        {"no previous event", "prev cc" ZEROS_31 "\n", ""},
        {"a previous event of another length", "prev cc", "prev ccc"},
        {"no number in the stream", "seq 7\n", ""},
        {"a number that is none", "seq 7", "seq seven"},
        {"no stream", "stream 01", "strom 01"},
        {"a stream of another length", "stream 01", "stream 0101"},
        {"no line end", "0000\n", "0000"},
        {"something behind the end", "stream 01020300000000000000000000000000\n",
         "stream 01020300000000000000000000000000\n\n"},
        {"a tab for the blank", "seq 7", "seq\t7"},
        {"two blanks", "seq 7", "seq  7"},
    };
    struct ledger_manifest got = {.seq = 99};
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        if (ledger_manifest_parse(*state, edited(*state, BAD[i].from, BAD[i].to), &got))
            fail_msg("accepted: %s", BAD[i].name);
    for (size_t len = 0; len < sizeof MANIFEST - 1; len++)
        assert_false(ledger_manifest_parse(*state, (struct str){MANIFEST, len}, &got));
    assert_int_equal(got.seq, 99);
}

static void seventeen_blobs_are_one_too_many(void **state) {
    struct ledger_manifest m = sample_manifest(), got;
    m.part_count = LEDGER_BLOBS_MAX;
    struct str text = ledger_manifest_text(*state, &m);
    const char *body = strstr(text.ptr, "body ");
    struct str more = arena_printf(*state, "%.*sblob-16 aa" ZEROS_31 " 11\n%s",
                                   (int)(body - text.ptr), text.ptr, body);
    assert_false(ledger_manifest_parse(*state, more, &got));
}

static void nothing_is_put_as_nothing(void **state) {
    char out[2] = {'x', 'y'};
    (void)state;
    assert_ptr_equal(ledger_put(out, (struct str){0}), out);
    assert_int_equal(out[0], 'x');
}

static void an_entry_is_sixty_bytes_of_text(void **state) {
    struct hash salt, commit;
    char entry[LEDGER_ENTRY_LEN];
    memset(salt.b, 0x0b, sizeof salt.b);
    commit = ledger_commit(&salt, STR("Hi There"));
    /* Computed with Python's hmac module. */
    assert_true(str_equal(hex_encode(*state, commit.b, HASH_LEN),
                          STR("198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7")));
    ledger_entry(&commit, entry);
    struct str want =
        arena_printf(*state, "netral-leaf/v1\n%s\n", base64_encode(*state, commit.b, HASH_LEN).ptr);
    assert_int_equal(want.len, LEDGER_ENTRY_LEN);
    assert_memory_equal(entry, want.ptr, LEDGER_ENTRY_LEN);
    struct hash leaf = ledger_leaf(&commit), same = ledger_leaf_hash(want);
    assert_true(hash_equal(&leaf, &same));
}

static void the_head_has_the_root_of_the_definition(void **state) {
    struct sample *s = sample_new(*state, 300);
    struct ledger_head head = {0};
    for (int64_t size = 0; size <= 300; size++) {
        struct hash want = sample_root(s, 0, size), got = ledger_head_root(&head);
        assert_true(hash_equal(&got, &want));
        if (size < 300)
            ledger_head_append(&head, &s->rows[0][size], NULL, NULL);
    }
}

static void the_head_survives_its_bytes(void **state) {
    struct sample *s = sample_new(*state, 300);
    struct ledger_head head = {0};
    for (int64_t size = 0; size < 300; size++) {
        uint8_t bytes[LEDGER_HEAD_MAX + 1] = {0};
        struct ledger_head got = {.size = -1};
        size_t len = ledger_head_encode(&head, bytes);
        assert_true(ledger_head_decode((struct str){(char *)bytes, len}, &got));
        assert_int_equal(got.size, size);
        struct hash a = ledger_head_root(&head), b = ledger_head_root(&got);
        assert_true(hash_equal(&a, &b));
        assert_false(ledger_head_decode((struct str){(char *)bytes, len - 1}, &got));
        assert_false(ledger_head_decode((struct str){(char *)bytes, len + 1}, &got));
        ledger_head_append(&head, &s->rows[0][size], NULL, NULL);
    }
}

static void a_head_of_impossible_size_is_refused(void **state) {
    (void)state;
    uint8_t bytes[LEDGER_HEAD_MAX] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    struct ledger_head got;
    assert_false(ledger_head_decode((struct str){(char *)bytes, sizeof bytes}, &got));
    bytes[0] = 0x7f; /* 2^63 - 1: 63 roots */
    assert_false(ledger_head_decode((struct str){(char *)bytes, 8 + 63 * HASH_LEN}, &got));
    assert_false(ledger_head_decode((struct str){NULL, 0}, &got));
}

struct seen {
    struct sample *sample;
    int64_t count[4];
    int last_level;
};

static void on_tile(void *arg, int level, int64_t index, const struct hash *hash) {
    struct seen *seen = arg;
    assert_int_equal(index, seen->count[level]++);
    assert_true(hash_equal(hash, &seen->sample->rows[8 * level][index]));
    assert_true(level == 1 || seen->last_level == level - 1);
    seen->last_level = level;
}

static void whole_tiles_are_told_once_each_lowest_first(void **state) {
    struct sample *s = sample_new(*state, 65536 + 300);
    struct seen seen = {.sample = s};
    struct ledger_head head = {0};
    for (int64_t i = 0; i < s->size; i++)
        ledger_head_append(&head, &s->rows[0][i], on_tile, &seen);
    assert_int_equal(seen.count[1], 257);
    assert_int_equal(seen.count[2], 1);
    assert_int_equal(seen.count[3], 0);
}

static void covers_round_what_the_log_grew_by(void **state) {
    (void)state;
    static const int64_t CASES[][2] = {{0, 8},       {1, 8},       {7, 8},       {8, 12},
                                       {11, 12},     {12, 16},     {16, 24},     {24, 32},
                                       {47, 48},     {48, 64},     {1023, 1024}, {1024, 1536},
                                       {1536, 2048}, {2048, 3072}, {3071, 3072}, {170000, 171008}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(CASES[i][0] + ledger_cover(CASES[i][0]), CASES[i][1]);
    for (int64_t grown = 0; grown < 10000; grown++)
        assert_in_range(ledger_cover(grown), 1, 1024);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_manifest_is_sorted_lines),
        cmocka_unit_test(a_manifest_reads_back),
        cmocka_unit_test(a_manifest_has_one_form_only),
        cmocka_unit_test(seventeen_blobs_are_one_too_many),
        cmocka_unit_test(nothing_is_put_as_nothing),
        cmocka_unit_test(an_entry_is_sixty_bytes_of_text),
        cmocka_unit_test(the_head_has_the_root_of_the_definition),
        cmocka_unit_test(the_head_survives_its_bytes),
        cmocka_unit_test(a_head_of_impossible_size_is_refused),
        cmocka_unit_test(whole_tiles_are_told_once_each_lowest_first),
        cmocka_unit_test(covers_round_what_the_log_grew_by),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
