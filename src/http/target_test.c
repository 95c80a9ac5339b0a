#include "http/target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void targets_are_cut_and_decoded(void **state) {
    (void)state;
    static const struct {
        const char *target, *path, *query; /* path NULL: refused */
    } CASES[] = {
        {"/", "/", ""},
        {"/a%20b/c?x=1&y=%zz", "/a b/c", "x=1&y=%zz"},
        {"/a?", "/a", ""},
        {"/k/perkara/", "/k/perkara/", ""},
        {"/%C3%A9", "/\xc3\xa9", ""},
        {"http://host/a?b", "/a", "b"},
        {"https://host:1/", "/", ""},
        {"http://host", NULL, NULL},
        {"", NULL, NULL},
        {"*", NULL, NULL},
        {"a", NULL, NULL},
        {"//a", NULL, NULL},
        {"/a//b", NULL, NULL},
        {"/a/../b", NULL, NULL},
        {"/a/%2e%2E/b", NULL, NULL},
        {"/a/.", NULL, NULL},
        {"/a%2Fb", NULL, NULL},
        {"/a%5cb", NULL, NULL},
        {"/a\\b", NULL, NULL},
        {"/a#b", NULL, NULL},
        {"/a?b#c", NULL, NULL},
        {"/a b", NULL, NULL},
        {"/\xc3\xa9", NULL, NULL},
        {"/%C0%AF", NULL, NULL},
        {"/%00", NULL, NULL},
        {"/%0a", NULL, NULL},
        {"/%", NULL, NULL},
        {"/%4", NULL, NULL},
        {"/%4g", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(65536);
        struct str path, query;
        struct err e = target_parse(a, str_from_c(CASES[i].target), &path, &query);
        assert_int_equal(e.code, CASES[i].path ? ERR_NONE : ERR_MALFORMED);
        if (!e.code) {
            assert_true(str_equal(path, str_from_c(CASES[i].path)));
            assert_true(str_equal(query, str_from_c(CASES[i].query)));
        }
        arena_free(a);
    }
}

static void overlong_targets_are_refused(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    char long_path[8000];
    memset(long_path, 'a', sizeof long_path);
    long_path[0] = '/';
    struct str path, query;
    struct err e = target_parse(a, (struct str){long_path, sizeof long_path}, &path, &query);
    assert_int_equal(e.code, ERR_MALFORMED);
    long_path[1] = '?';
    e = target_parse(a, (struct str){long_path, sizeof long_path}, &path, &query);
    assert_int_equal(e.code, ERR_MALFORMED);
    assert_true(str_equal(e.about, STR("query")));
    arena_free(a);
}

/* Headers as "Name: value" lines; about: what the refusal names, NULL: taken. */
static void headers_that_frame_a_request_twice_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *version, *lines[4], *about;
    } CASES[] = {
        {"HTTP/1.1", {"Host:x"}, NULL},
        {"HTTP/1.0", {NULL}, NULL},
        {"HTTP/1.1", {NULL}, "host"},
        {"HTTP/1.2", {"Host:x"}, "version"},
        {"HTTP/0.9", {"Host:x"}, "version"},
        {"", {"Host:x"}, "version"},
        {"HTTP/1.1", {"Host:x", "host:x"}, "host"},
        {"HTTP/1.1", {"Host:x, y"}, "host"},
        {"HTTP/1.1", {"Host:x", "Content-Length:2"}, NULL},
        {"HTTP/1.1", {"Host:x", "Content-Length: 2 "}, NULL},
        {"HTTP/1.1", {"Host:x", "Content-Length:"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Length:+2"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Length:-2"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Length:0x2"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Length:2,2"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Length:9999999999999999999"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Length:2", "content-length:2"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Transfer-Encoding:Chunked"}, NULL},
        {"HTTP/1.0", {"Transfer-Encoding:chunked"}, "transfer-encoding"},
        {"HTTP/1.1", {"Host:x", "Transfer-Encoding:gzip, chunked"}, "transfer-encoding"},
        {"HTTP/1.1", {"Host:x", "Transfer-Encoding:xchunked"}, "transfer-encoding"},
        {"HTTP/1.1", {"Host:x", "Transfer-Encoding:"}, "transfer-encoding"},
        {"HTTP/1.1", {"Host:x", "Transfer-Encoding:chunked", "Content-Length:2"}, "content-length"},
        {"HTTP/1.1", {"Host:x", "Content-Type:a", "Content-Type:b"}, "content-type"},
        {"HTTP/1.1", {"Host:x", "Authorization:a", "Authorization:b"}, "authorization"},
        {"HTTP/1.1", {"Host:x", "X-A:a\x01"}, "header"},
        {"HTTP/1.1", {"Host:x", "X-A:a\x7f"}, "header"},
        {"HTTP/1.1", {"Host:x", "X-A:a\tb"}, NULL},
        {"HTTP/1.1", {"Host:x", "X(A):b"}, "header"},
        {"HTTP/1.1", {"Host:x", ":b"}, "header"},
        {"HTTP/1.1", {"Host:x", "X-A :b"}, "header"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_pair headers[4];
        struct head head = {.version = CASES[i].version, .headers = headers};
        for (; head.count < 4 && CASES[i].lines[head.count]; head.count++) {
            struct str value = str_from_c(CASES[i].lines[head.count]);
            headers[head.count].name = str_cut(&value, ':');
            headers[head.count].value = value;
        }
        struct err e = head_check_headers(&head);
        assert_int_equal(e.code, CASES[i].about ? ERR_MALFORMED : ERR_NONE);
        assert_true(str_equal(e.about, str_from_c(CASES[i].about)));
    }
}

/* A head as the library leaves it: NULs where it cut. */
static struct err check_bytes(const char *bytes, size_t len, size_t name, size_t name_len,
                              size_t value) {
    struct intake_pair header = {{bytes + name, name_len}, str_from_c(bytes + value)};
    struct head head = {.method = bytes,
                        .target = bytes + 4,
                        .target_len = 2,
                        .version = bytes + 7,
                        .headers = &header,
                        .count = 1,
                        .end = bytes + len};
    return head_check_bytes(&head);
}

static void bytes_between_the_pieces_of_a_head_are_seen(void **state) {
    (void)state;
#define HEAD(text, name, value) check_bytes(text, sizeof(text) - 1, name, 1, value).code
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0\0H\0x\0\0\r\n", 17, 19), ERR_NONE);
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0\0H\0 x\0\0\r\n", 17, 20), ERR_NONE);
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0\0H\0x\0y\0\0\r\n", 17, 19), ERR_MALFORMED);
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0H\0x\0\0\r\n", 16, 18), ERR_MALFORMED);
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0y\0H\0x\0\0\r\n", 18, 20), ERR_MALFORMED);
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0\0H\0y\0x\0\0\r\n", 17, 21), ERR_MALFORMED);
    assert_int_equal(HEAD("GET\0/a\0HTTP/1.1\0\0H\0x\0\r\n", 17, 19), ERR_MALFORMED);
#undef HEAD
}

static void lists_of_preferences_are_read(void **state) {
    (void)state;
    assert_true(http_accepts(STR("gzip"), STR("gzip")));
    assert_true(http_accepts(STR("br;q=1, GZIP;q=0.5"), STR("gzip")));
    assert_true(http_accepts(STR("*"), STR("gzip")));
    assert_false(http_accepts(STR("gzip;q=0, *"), STR("gzip")));
    assert_false(http_accepts(STR("gzip;q=0.000"), STR("gzip")));
    assert_false(http_accepts(STR("gzipped"), STR("gzip")));
    assert_false(http_accepts(STR(""), STR("gzip")));
    assert_true(http_prefers_indonesian(STR("id")));
    assert_true(http_prefers_indonesian(STR("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7")));
    assert_true(http_prefers_indonesian(STR("id, en")));
    assert_false(http_prefers_indonesian(STR("en, id")));
    assert_false(http_prefers_indonesian(STR("en;q=0.9, id;q=0.8")));
    assert_true(http_prefers_indonesian(STR("fr, id;q=0.1")));
    assert_false(http_prefers_indonesian(STR("id;q=0")));
    assert_false(http_prefers_indonesian(STR("")));
    assert_false(http_prefers_indonesian(STR("de, idx")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_are_cut_and_decoded),
        cmocka_unit_test(overlong_targets_are_refused),
        cmocka_unit_test(headers_that_frame_a_request_twice_are_refused),
        cmocka_unit_test(bytes_between_the_pieces_of_a_head_are_seen),
        cmocka_unit_test(lists_of_preferences_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
