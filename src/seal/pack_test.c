#include "seal/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BLOCK = 512 };

static void a_kind_is_told_by_the_first_bytes(void **state) {
    static const struct {
        struct str first;
        const char *kind;
    } ROWS[] = {
        {STR_INIT("\xff\xd8\xff\xe0\0\x10JFIF"), "jpg"},
        {STR_INIT("\xff\xd8\xff"), "jpg"},
        {STR_INIT("\xff\xd8"), "bin"},
        {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "png"},
        {STR_INIT("\x89PNG\n"), "bin"},
        {STR_INIT("GIF89a"), "gif"},
        {STR_INIT("RIFF\0\0\0\0WEBPVP8 "), "webp"},
        {STR_INIT("RIFF\0\0\0\0WAVE"), "bin"},
        {STR_INIT("RIFF"), "bin"},
        {STR_INIT("%PDF-1.7"), "pdf"},
        {STR_INIT("\0\0\0\x20"
                  "ftypisom"),
         "mp4"},
        {STR_INIT("\x1a\x45\xdf\xa3"), "webm"},
        {STR_INIT("OggS"), "ogg"},
        {STR_INIT("ID3\4"), "mp3"},
        {STR_INIT("<script>"), "bin"},
        {STR_INIT(""), "bin"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        if (!str_equal(seal_pack_kind(ROWS[i].first), str_from_c(ROWS[i].kind)))
            fail_msg("row %zu is no %s", i, ROWS[i].kind);
}

/* As src/web/assets/kemas.ts counts them. */
static void lengths_are_those_of_a_browser(void **state) {
    static const int64_t ROWS[][2] = {
        {0, 65536},         {1, 65536},           {65536, 65536},       {65537, 67584},
        {67584, 67584},     {67585, 69632},       {100000, 100352},     {131071, 131072},
        {131072, 131072},   {131073, 135168},     {1000000, 1015808},   {1048576, 1048576},
        {1048577, 1081344}, {10485760, 10485760}, {10487808, 10747904},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        assert_int_equal(seal_pack_padded(ROWS[i][0]), ROWS[i][1]);
    for (int64_t n = SEAL_PACK_LEAST; n < 1 << 24; n += 1 + n / 97) {
        assert_true(seal_pack_padded(n) >= n);
        assert_true((seal_pack_padded(n) - n) * 100 <= n * 12);
    }
}

static struct seal_about about_of(struct str name, int64_t bytes, bool cleaned) {
    return (struct seal_about){.name = name,
                               .kind = STR("jpg"),
                               .content = {hash_sha256(STR("content")), bytes},
                               .original = {hash_sha256(STR("original")), bytes + 7},
                               .cleaned = cleaned};
}

/* An entry's header, whose sum must hold. *ret_bytes: how many follow it. */
static void expect_header(const char *block, const char *name, int64_t *ret_bytes) {
    enum { SUM = 148 };
    long sum = 0;
    for (size_t i = 0; i < BLOCK; i++)
        sum += i >= SUM && i < SUM + 8 ? ' ' : (unsigned char)block[i];
    assert_string_equal(block, name);
    assert_memory_equal(block + 257,
                        "ustar\0"
                        "00",
                        8);
    assert_int_equal(strtol(block + SUM, NULL, 8), sum);
    assert_string_equal(block + 100, "0000644");
    assert_int_equal(block[156], '0');
    *ret_bytes = strtol(block + 124, NULL, 8);
}

static void what_is_said_stands_before_the_content(void **state) {
    static const struct {
        const char *name, *said;
        bool cleaned;
    } ROWS[] = {
        {"foto.jpg",
         "{\"name\":\"foto.jpg\",\"bytes\":12345,\"sha256\":"
         "\"ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73\"}",
         false},
        {"a \"b\" \\ \xc3\xa9",
         "{\"name\":\"a \\\"b\\\" \\\\ \xc3\xa9\",\"bytes\":12345,\"sha256\":"
         "\"ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73\",\"original\":"
         "{\"bytes\":12352,\"sha256\":"
         "\"0682c5f2076f099c34cfdd15a9e063849ed437a49677e6fcc5b4198c76575be5\"}}",
         true},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct seal_about about = about_of(str_from_c(ROWS[i].name), 12345, ROWS[i].cleaned);
        struct str head = seal_pack_head(a, &about);
        int64_t said, bytes;
        expect_header(head.ptr, "keterangan.json", &said);
        assert_true(
            str_equal((struct str){head.ptr + BLOCK, (size_t)said}, str_from_c(ROWS[i].said)));
        expect_header(head.ptr + head.len - BLOCK, "bukti.jpg", &bytes);
        assert_int_equal(bytes, 12345);
        assert_int_equal(head.len, BLOCK + BLOCK + BLOCK);
    }
    arena_free(a);
}

static void the_whole_has_one_of_few_lengths(void **state) {
    static const int64_t BYTES[] = {1, 511, 512, 513, 60000, 65536, 1000000, 10 << 20};
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BYTES); i++) {
        struct seal_about about = about_of(STR("x"), BYTES[i], false);
        struct str head = seal_pack_head(a, &about);
        int64_t zeros = seal_pack_zeros(head, BYTES[i]),
                whole = (int64_t)head.len + BYTES[i] + zeros;
        assert_int_equal(whole, seal_pack_padded(whole));
        assert_true(zeros >= (int64_t)2 * BLOCK); /* the end of a tar */
        assert_int_equal(whole % BLOCK, 0);
    }
    arena_free(a);
}

static void the_longest_name_still_fits(void **state) {
    char name[SEAL_PACK_NAME];
    struct arena *a = arena_new(1 << 20);
    (void)state;
    memset(name, 1, sizeof name); /* six bytes each, as JSON has it */
    struct seal_about about = about_of((struct str){name, sizeof name}, INT64_C(8) << 30, true);
    about.content.bytes--; /* of eight gigabytes all eleven digits */
    struct str head = seal_pack_head(a, &about);
    int64_t said, bytes;
    expect_header(head.ptr, "keterangan.json", &said);
    assert_true(said > 6 * SEAL_PACK_NAME && said <= 4096);
    expect_header(head.ptr + head.len - BLOCK, "bukti.jpg", &bytes);
    assert_int_equal(bytes, (INT64_C(8) << 30) - 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kind_is_told_by_the_first_bytes),
        cmocka_unit_test(lengths_are_those_of_a_browser),
        cmocka_unit_test(what_is_said_stands_before_the_content),
        cmocka_unit_test(the_whole_has_one_of_few_lengths),
        cmocka_unit_test(the_longest_name_still_fits),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
