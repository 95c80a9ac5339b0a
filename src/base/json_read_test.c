#include "base/json_read.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ARENA = 8 << 20 };
static const struct json_limits LIMITS = {4, 8, 30000};

/* What was read, written again in one form: the kinds by their brackets and quotes. */
static void show(struct buf *out, const struct json_value *value) {
    if (value->name.ptr)
        buf_printf(out, "%.*s=", STR_ARG(value->name));
    switch (value->kind) {
    case JSON_STRING:
        buf_printf(out, "'%.*s'", STR_ARG(value->text));
        return;
    case JSON_INTEGER:
        buf_add_int(out, value->integer);
        return;
    case JSON_REAL:
        buf_printf(out, "real %.*s", STR_ARG(value->text));
        return;
    case JSON_NULL:
    case JSON_TRUE:
    case JSON_FALSE:
        buf_add(out, value->text);
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    buf_printf(out, value->kind == JSON_OBJECT ? "{%zu " : "[%zu ", value->count);
    for (const struct json_value *at = value->first; at; at = at->next) {
        show(out, at);
        buf_add_char(out, ' ');
    }
    buf_add_char(out, value->kind == JSON_OBJECT ? '}' : ']');
}

static const struct {
    const char *name, *text, *want; /* want: what show gives, or "!" and the fault */
} CASES[] = {
    {"an empty object", "{}", "{0 }"},
    {"an empty list, blanks around", " \t\r\n[ ] \n", "[0 ]"},
    {"all kinds",
     "{\"a\":null,\"b\":true,\"c\":false,\"d\":-12,\"e\":1.5e+3,\"f\":\"g\",\"h\":[1]}",
     "{7 a=null b=true c=false d=-12 e=real 1.5e+3 f='g' h=[1 1 ] }"},
    {"members keep their order", "{\"b\":1,\"a\":2}", "{2 b=1 a=2 }"},
    {"every short escape", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[1 '\"\\/\b\f\n\r\t' ]"},
    {"escapes of one to four bytes", "[\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"]",
     "[1 'A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80' ]"},
    {"an escaped backslash before the end", "[\"a\\\\\"]", "[1 'a\\' ]"},
    {"an escaped quote far from the start", "[\"0123456789abcdef\\\"0123456789\"]",
     "[1 '0123456789abcdef\"0123456789' ]"},
    {"UTF-8 as it is", "[\"\xc3\xa9 0123456789 \xe2\x82\xac\"]",
     "[1 '\xc3\xa9 0123456789 \xe2\x82\xac' ]"},
    {"an escape in a key", "{\"\\u0061\":1}", "{1 a=1 }"},
    {"the largest integers", "[9223372036854775807,-9223372036854775808]",
     "[2 9223372036854775807 -9223372036854775808 ]"},
    {"minus zero", "[-0]", "[1 0 ]"},
    {"nesting at the limit", "[[[[]]]]", "[1 [1 [1 [0 ] ] ] ]"},
    {"nesting above it", "[[[[[]]]]]", "!depth"},
    {"containers at the limit", "[[],[],[],[],[],[],[]]",
     "[7 [0 ] [0 ] [0 ] [0 ] [0 ] [0 ] [0 ] ]"},
    {"containers above it", "[[],[],[],[],[],[],[],[]]", "!size"},
    {"one integer too large", "[9223372036854775808]", "!number"},
    {"one too small", "[-9223372036854775809]", "!number"},
    {"twenty digits", "[99999999999999999999]", "!number"},
    {"a key twice", "{\"a\":1,\"b\":2,\"a\":3}", "!duplicate-key"},
    {"a key twice, once escaped", "{\"a\":1,\"\\u0061\":3}", "!duplicate-key"},
    {"nothing", "", "!json"},
    {"a bare string", "\"a\"", "!json"},
    {"a bare number", "12", "!json"},
    {"a tail", "{}x", "!json"},
    {"two values", "{} {}", "!json"},
    {"a list that stops", "[1", "!json"},
    {"a string that stops", "[\"abc", "!json"},
    {"a string that stops in an escape", "[\"abc\\", "!json"},
    {"a string that stops in a code point", "[\"\\u00", "!json"},
    {"a comma too many", "[1,]", "!json"},
    {"a comma too many in an object", "{\"a\":1,}", "!json"},
    {"a comma too few", "[1 2]", "!json"},
    {"a key without quotes", "{a:1}", "!json"},
    {"a key without value", "{\"a\"}", "!json"},
    {"single quotes", "['a']", "!json"},
    {"a comment", "[1/**/]", "!json"},
    {"a leading zero", "[01]", "!json"},
    {"a leading plus", "[+1]", "!json"},
    {"a minus alone", "[-]", "!json"},
    {"a point without digits", "[1.]", "!json"},
    {"an exponent without digits", "[1e+]", "!json"},
    {"a word that is none", "[nul]", "!json"},
    {"a word in capitals", "[True]", "!json"},
    {"an unknown escape", "[\"\\x\"]", "!json"},
    {"a code point with a letter too far", "[\"\\u00g0\"]", "!json"},
    {"a line end in a string", "[\"a\nb\"]", "!json"},
    {"half a pair", "[\"\\ud800\"]", "!json"},
    {"an escape that the quote cuts", "[\"\\u00\"]", "!json"},
    {"half a pair and another escape", "[\"\\ud800\\n\"]", "!json"},
    {"half a pair and a backslash", "[\"\\ud800\\", "!json"},
    {"half a pair and half an escape", "[\"\\ud800\\u12\"]", "!json"},
    {"half a pair and a character behind all pairs", "[\"\\ud800\\ue000\"]", "!json"},
    {"a character behind all pairs", "[\"\\uff21\"]", "[1 '\xef\xbc\xa1' ]"},
    {"an exponent without a sign", "[1e5,2E-3]", "[2 real 1e5 real 2E-3 ]"},
    {"an exponent that the end cuts", "[1e", "!json"},
    {"a point that the end cuts", "[1.", "!json"},
    {"half a pair and a letter", "[\"\\ud800\\u0041\"]", "!json"},
    {"the other half", "[\"\\udc00\"]", "!json"},
    {"an escaped NUL", "[\"\\u0000\"]", "!nul"},
    {"a byte that is not UTF-8", "[\"\xff\"]", "!utf-8"},
    {"an overlong slash", "[\"\xc0\xaf\"]", "!utf-8"},
    {"a surrogate in UTF-8", "[\"\xed\xa0\x80\"]", "!utf-8"},
    {"a sequence cut by the end", "[\"\xe2\x82", "!utf-8"},
    {"such a byte outside of strings", "[\xff]", "!utf-8"},
    {"a letter outside of strings", "[\xc3\xa9]", "!json"},
};

static void every_text_reads_as_it_says(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(ARENA);
        /* A copy of exactly its length, so that a sanitizer sees a byte read too far. */
        struct str text = str_from_c(CASES[i].text);
        char *bytes = must_alloc(text.len);
        memcpy(bytes, text.ptr, text.len);
        struct buf out;
        buf_init(&out, 4096);
        const struct json_value *value = NULL;
        struct err e = json_read(a, (struct str){bytes, text.len}, LIMITS, &value);
        if (e.code)
            buf_printf(&out, "!%.*s", STR_ARG(e.about));
        else
            show(&out, value);
        if (!str_equal(buf_str(&out), str_from_c(CASES[i].want)))
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(buf_str(&out)));
        buf_done(&out);
        free(bytes);
        arena_free(a);
    }
}

static void a_nul_byte_is_no_json(void **state) {
    (void)state;
    struct arena *a = arena_new(ARENA);
    const struct json_value *value = NULL;
    assert_true(str_equal(json_read(a, STR("[\"a\0b\"]"), LIMITS, &value).about, STR("json")));
    assert_true(str_equal(json_read(a, STR("[1]\0"), LIMITS, &value).about, STR("json")));
    assert_null(value);
    arena_free(a);
}

/* Keys k0 ... k<count-1>, and one more. */
static struct err read_keys(struct arena *a, int count, const char *more) {
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_add_char(&text, '{');
    for (int i = 0; i < count; i++)
        buf_printf(&text, "\"k%d\":%d,", i, i);
    buf_printf(&text, "\"%s\":0}", more);
    const struct json_value *value = NULL;
    struct err e = json_read(a, arena_str(a, buf_str(&text)), LIMITS, &value);
    if (!e.code)
        assert_int_equal(value->count, count + 1);
    buf_done(&text);
    return e;
}

static void a_key_twice_is_found_among_many(void **state) {
    static const int COUNTS[] = {1, 15, 16, 17, 20000};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(COUNTS); i++) {
        struct arena *a = arena_new(ARENA);
        assert_int_equal(read_keys(a, COUNTS[i], "k").code, ERR_NONE);
        assert_true(str_equal(read_keys(a, COUNTS[i], "k0").about, STR("duplicate-key")));
        arena_free(a);
    }
}

static void values_are_counted_over_all_containers(void **state) {
    static const struct json_limits FIVE = {4, 8, 5};
    const struct json_value *value = NULL;
    (void)state;
    struct arena *a = arena_new(ARENA);
    assert_int_equal(json_read(a, STR("[1,[2,3],4]"), FIVE, &value).code, ERR_NONE);
    assert_true(str_equal(json_read(a, STR("[1,[2,3],4,5]"), FIVE, &value).about, STR("size")));
    arena_free(a);
}

static void what_is_not_there_is_nothing(void **state) {
    (void)state;
    struct arena *a = arena_new(ARENA);
    const struct json_value *value = NULL;
    assert_int_equal(json_read(a, STR("{\"a\":{\"b\":\"c\"}}"), LIMITS, &value).code, ERR_NONE);
    assert_true(str_equal(json_text(json_get(json_get(value, "a"), "b")), STR("c")));
    assert_null(json_get(value, "b"));
    assert_null(json_get(json_get(value, "b"), "c"));
    assert_int_equal(json_text(json_get(value, "a")).len, 0);
    assert_false(json_is(NULL, JSON_NULL));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_reads_as_it_says),
        cmocka_unit_test(a_nul_byte_is_no_json),
        cmocka_unit_test(a_key_twice_is_found_among_many),
        cmocka_unit_test(values_are_counted_over_all_containers),
        cmocka_unit_test(what_is_not_there_is_nothing),
    };
    return cmocka_run_group_tests_name("json_read", tests, NULL, NULL);
}
