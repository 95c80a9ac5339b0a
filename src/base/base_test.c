#include "base/date.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CAP = 16 << 20 };

static void what_an_arena_gives_is_zero_also_when_it_is_used_again(void **state) {
    (void)state;
    struct arena *a = arena_new(CAP);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 300000; size = size * 3 + 1) {
            char *p = NEW(a, char, size);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0x5a, size);
        }
        assert_true(arena_used(a) > 100000);
        arena_reset(a);
        assert_int_equal(arena_used(a), 0);
    }
    arena_free(a);
}

/* The same address twice: a block was kept and is filled from its start. */
static bool is_same_block(struct arena *a, size_t size) {
    const void *first = NEW(a, char, size);
    arena_reset(a);
    const void *again = NEW(a, char, size);
    arena_reset(a);
    return first == again;
}

static void a_reset_arena_keeps_the_largest_block_that_it_may(void **state) {
    (void)state;
    struct arena *a = arena_new(CAP);
    assert_true(is_same_block(a, 60000));
    (void)NEW(a, char, 1000);
    (void)NEW(a, char, 500000); /* too large to keep: the small one stays */
    arena_reset(a);
    assert_true(is_same_block(a, 60000));
    arena_keep(a, 1 << 20);
    (void)NEW(a, char, 500000);
    arena_reset(a);
    assert_true(is_same_block(a, 500000));
    arena_keep(a, 4 << 20);
    (void)NEW(a, char, 3 << 20);
    (void)NEW(a, char, 1 << 10); /* in a block behind it, which is smaller */
    arena_reset(a);
    assert_true(is_same_block(a, 3 << 20));
    arena_free(a);
}

static void every_fault_has_a_name_of_its_own_and_a_status(void **state) {
    (void)state;
    assert_int_equal(err_http(ERR_NONE), 200);
    assert_true(str_equal(err_name(ERR_NONE), STR("ok")));
    static const enum err_code CODES[] = {
#define X(code, http, name) code,
#include "base/err.def"
#undef X
    };
    for (size_t i = 0; i < COUNT_OF(CODES); i++) {
        assert_true(err_http(CODES[i]) >= 400 && err_http(CODES[i]) < 600);
        for (size_t k = 0; k < i; k++)
            assert_false(str_equal(err_name(CODES[i]), err_name(CODES[k])));
    }
}

static void a_sum_knows_where_one_text_ends(void **state) {
    (void)state;
    uint64_t all = str_sum(str_sum(0, STR("Apel")), STR("siaga"));
    assert_true(all == str_sum(str_sum(0, STR("Apel")), STR("siaga")));
    assert_true(all != str_sum(str_sum(0, STR("Apels")), STR("iaga")));
    assert_true(all != str_sum(str_sum(0, STR("Apel")), STR("siagb")));
    assert_true(str_sum(0, STR("")) != str_sum(str_sum(0, STR("")), STR("")));
}

static void dates_and_instants_are_written_in_digits(void **state) {
    static const char *const DAYS[] = {"0001-01-01", "1969-12-31", "1970-01-01",
                                       "2024-02-29", "2024-10-12", "9999-12-31"};
    static const char *const TIMES[] = {"1969-12-31T23:59:59.999999Z",
                                        "1970-01-01T00:00:00.000000Z",
                                        "2024-10-12T08:30:05.000012Z"};
    (void)state;
    struct arena *a = arena_new(CAP);
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        struct date d;
        assert_true(date_parse(str_from_c(DAYS[i]), &d));
        assert_true(str_equal(date_format(a, d), str_from_c(DAYS[i])));
    }
    for (size_t i = 0; i < COUNT_OF(TIMES); i++) {
        struct instant t;
        assert_true(instant_parse(str_from_c(TIMES[i]), &t));
        assert_true(str_equal(instant_format(a, t), str_from_c(TIMES[i])));
    }
    arena_free(a);
}

/* Strings are looked at eight bytes at a time: each special byte at each place, once among letters
 * and once among bytes above 0x7f. */
static void what_needs_an_escape_gets_it_wherever_it_stands(void **state) {
    static const struct {
        char byte;
        const char *want;
    } CASES[] = {{'"', "\\\""},       {'\\', "\\\\"}, {'\n', "\\n"},    {'\x01', "\\u0001"},
                 {'\x1f', "\\u001f"}, {' ', " "},     {'\x7f', "\x7f"}, {'!', "!"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES) * 2; i++)
        for (size_t at = 0; at < 20; at++) {
            char text[20], want[40];
            char fill = i % 2 ? '\xc3' : 'x';
            memset(text, fill, sizeof text);
            text[at] = CASES[i / 2].byte;
            size_t extra = strlen(CASES[i / 2].want);
            memset(want, fill, sizeof want);
            want[0] = '"';
            memcpy(want + 1 + at, CASES[i / 2].want, extra);
            want[20 + extra] = '"';
            struct buf out;
            buf_init(&out, 100);
            struct json j;
            json_init(&j, &out);
            json_add_str(&j, (struct str){text, sizeof text});
            assert_true(str_equal(buf_str(&out), (struct str){want, 21 + extra}));
            buf_done(&out);
        }
}

static void the_writer_sets_commas_and_colons(void **state) {
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    struct json j;
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "a", STR(""));
    json_put_int(&j, "b", -1);
    json_key_str(&j, STR("c\"d"));
    json_open_array(&j);
    json_add_null(&j);
    json_add_str(&j, STR("e\"f"));
    json_add_bool(&j, true);
    json_add_str(&j, STR("g"));
    json_close_array(&j);
    json_put_str(&j, "h", STR("i"));
    json_close_object(&j);
    assert_true(
        str_equal(buf_str(&out), STR("{\"a\":\"\",\"b\":-1,\"c\\\"d\":[null,\"e\\\"f\",true,\"g\"],"
                                     "\"h\":\"i\"}")));
    buf_done(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_arena_gives_is_zero_also_when_it_is_used_again),
        cmocka_unit_test(a_reset_arena_keeps_the_largest_block_that_it_may),
        cmocka_unit_test(every_fault_has_a_name_of_its_own_and_a_status),
        cmocka_unit_test(a_sum_knows_where_one_text_ends),
        cmocka_unit_test(dates_and_instants_are_written_in_digits),
        cmocka_unit_test(what_needs_an_escape_gets_it_wherever_it_stands),
        cmocka_unit_test(the_writer_sets_commas_and_colons),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
