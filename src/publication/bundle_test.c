#include "publication/bundle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct law_file FILES[] = {
    {STR_INIT("offices.yaml"), STR_INIT("offices:\n")},
    {STR_INIT("acts/skb-2022.yaml"), STR_INIT("id: skb-2022\nfile 0 \n\n")},
    {STR_INIT("terms.yaml"), STR_INIT("")},
};
static const struct law_files ALL = {FILES, COUNT_OF(FILES)};

static struct str written(struct arena *a, struct law_files files) {
    struct buf out;
    buf_init(&out, PUBLICATION_BUNDLE_MAX);
    publication_bundle_write(files, &out);
    assert_false(buf_full(&out));
    struct str bytes = arena_str(a, buf_str(&out));
    buf_done(&out);
    return bytes;
}

static void expect_fault(struct arena *a, struct str bytes, const char *part) {
    struct publication_bundle bundle = {.files.count = 77};
    struct str fault = {0};
    assert_int_equal(publication_bundle_read(a, bytes, &bundle, &fault).code, ERR_CORRUPT);
    assert_int_equal(bundle.files.count, 77);
    if (!strstr(arena_c(a, fault), part))
        fail_msg("wanted \"%s\", got \"%.*s\"", part, STR_ARG(fault));
}

static void what_is_written_is_read_back(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    struct str bytes = written(a, ALL), fault;
    struct publication_bundle bundle;
    assert_int_equal(publication_bundle_read(a, bytes, &bundle, &fault).code, ERR_NONE);
    assert_int_equal(bundle.files.count, COUNT_OF(FILES));
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        assert_true(str_equal(bundle.files.list[i].name, FILES[i].name));
        assert_true(str_equal(bundle.files.list[i].bytes, FILES[i].bytes));
    }
    struct hash law = law_files_hash(ALL);
    assert_true(hash_equal(&bundle.law, &law));
    assert_true(str_equal(written(a, bundle.files), bytes));
    arena_free(a);
}

static void no_file_at_all_is_a_bundle_too(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    struct publication_bundle bundle;
    struct str bytes = written(a, (struct law_files){0}), fault;
    assert_int_equal(publication_bundle_read(a, bytes, &bundle, &fault).code, ERR_NONE);
    assert_int_equal(bundle.files.count, 0);
    arena_free(a);
}

static void every_flipped_bit_is_noticed(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    struct str bytes = written(a, ALL);
    char *flipped = NEW(a, char, bytes.len);
    for (size_t i = 0; i < 8 * bytes.len; i++) {
        memcpy(flipped, bytes.ptr, bytes.len);
        flipped[i / 8] = (char)(flipped[i / 8] ^ (1 << i % 8));
        struct arena *one = arena_new(1 << 20);
        expect_fault(one, (struct str){flipped, bytes.len}, "bundle");
        arena_free(one);
    }
    arena_free(a);
}

static void every_shorter_piece_is_refused(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    struct str bytes = written(a, ALL);
    for (size_t len = 0; len < bytes.len; len++) {
        struct arena *one = arena_new(1 << 20);
        expect_fault(one, (struct str){bytes.ptr, len}, "bundle");
        arena_free(one);
    }
    arena_free(a);
}

#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"
#define LAW "netral-rules/v1\nlaw " ZERO "\nhead " ZERO "\n"
#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" /* of no bytes */
static const struct {
    const char *text, *fault;
} BROKEN[] = {
    {"", "line 1 of the bundle's head: it ends here"},
    {"x\n", "this is no bundle of rules"},
    {"netral-rules/v1\nlaw 00\n\n", "line 2 of the bundle's head: it must be \"law HASH\""},
    {"netral-rules/v1\nlaw " ZERO "\nhead 0\n\n", "line 3 of the bundle's head: it must be \"head"},
    {LAW "\n", "the bundle's head was changed"},
    {LAW "x\n\n", "line 4 of the bundle's head: it must be \"file BYTES SHA256 NAME\""},
    {LAW "file 0 " HASH "\n\n", "line 4"},
    {LAW "file 00 " HASH " a\n\n", "line 4"},
    {LAW "file -0 " HASH " a\n\n", "line 4"},
    {LAW "file 262145 " HASH " a\n\n", "line 4"},
    {LAW "file 99999999999999999999 " HASH " a\n\n", "line 4"},
    {LAW "file 0 E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 a\n\n", "line 4"},
    {LAW "file 0 " HASH " ../a\n\n", "line 4"},
    {LAW "file 0 " HASH " a/../b\n\n", "line 4"},
    {LAW "file 0 " HASH " /a\n\n", "line 4"},
    {LAW "file 0 " HASH " a/\n\n", "line 4"},
    {LAW "file 0 " HASH " a b\n\n", "line 4"},
    {LAW "file 0 " HASH " a\nfile 0 " HASH " a\n\n",
     "line 5 of the bundle's head: it names a file"},
    {LAW "file 0 " HASH " a\n", "line 5 of the bundle's head: it ends here"},
    {LAW "file 5 " HASH " a\n\n1234", "the bundle ends within its file a"},
    {LAW "file 1 " HASH " a\n\n1", "the bundle's file a was changed"},
    {LAW "file 0 " HASH " a\n\n1", "bytes follow behind"},
    {LAW "file 0 " HASH " a\n\n", "is not that of its files"},
};

static void a_broken_bundle_says_where(void **state) {
    (void)state;
    struct arena *a = arena_new(4 << 20);
    for (size_t i = 0; i < COUNT_OF(BROKEN); i++)
        expect_fault(a, str_from_c(BROKEN[i].text), BROKEN[i].fault);
    arena_free(a);
}

static void more_files_than_a_law_may_have_are_refused(void **state) {
    (void)state;
    struct arena *a = arena_new(4 << 20);
    static struct law_file many[LAW_FILES_MAX + 1];
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i].name = arena_printf(a, "f%zu", i);
    struct publication_bundle bundle;
    struct str fault, most = written(a, (struct law_files){many, LAW_FILES_MAX});
    assert_int_equal(publication_bundle_read(a, most, &bundle, &fault).code, ERR_NONE);
    expect_fault(a, written(a, (struct law_files){many, COUNT_OF(many)}), "more files");
    arena_free(a);
}

static void a_loaded_law_is_the_hash_of_its_bundle(void **state) {
    (void)state;
    struct arena *a = arena_new(LAW_ARENA_CAP + PUBLICATION_BUNDLE_MAX);
    static struct law_faults faults;
    const struct law *law;
    assert_int_equal(law_load(a, "tests/rules/small", &law, &faults).code, ERR_NONE);
    struct publication_bundle bundle;
    struct str fault, bytes = written(a, law->files);
    assert_int_equal(publication_bundle_read(a, bytes, &bundle, &fault).code, ERR_NONE);
    assert_true(hash_equal(&bundle.law, &law->hash));
    assert_true(bundle.files.count > 20);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(no_file_at_all_is_a_bundle_too),
        cmocka_unit_test(every_flipped_bit_is_noticed),
        cmocka_unit_test(every_shorter_piece_is_refused),
        cmocka_unit_test(a_broken_bundle_says_where),
        cmocka_unit_test(more_files_than_a_law_may_have_are_refused),
        cmocka_unit_test(a_loaded_law_is_the_hash_of_its_bundle),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
