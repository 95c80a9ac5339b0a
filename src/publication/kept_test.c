#include "publication/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { CEILING = 1 << 16 };
static const struct publication_row REGIONS[] = {
    {STR_INIT("16.06"), STR_INIT("with_ppk"), 0, 7},
    {STR_INIT("16.07"), STR_INIT("examination"), 0, 9},
};
static const struct publication_row AGES[] = {{STR_INIT("examination"), STR_INIT(""), 20010, -3}};
static const struct publication_waits WAITS[] = {{STR_INIT("16.06"), {1, 2, 3, 4}}};
static const struct publication_standing STANDINGS[] = {{41, 120, 60}, {43, 8, 0}};

static struct publication_kept whole(void) {
    return (struct publication_kept){
        .size = 4711,
        .at = {1728870000000000},
        .source = {.as_of = {20010},
                   .views = {[PUBLICATION_REGION] = {REGIONS, COUNT_OF(REGIONS)},
                             [PUBLICATION_AGE] = {AGES, COUNT_OF(AGES)}},
                   .waits = WAITS,
                   .wait_count = COUNT_OF(WAITS)},
        .standings = STANDINGS,
        .standing_count = COUNT_OF(STANDINGS)};
}

static void what_is_kept_comes_back(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    const struct publication_kept kept = whole();
    struct publication_kept back;
    struct buf out, again;
    buf_init(&out, CEILING);
    buf_init(&again, CEILING);
    assert_int_equal(publication_kept_write(&out, &kept).code, ERR_NONE);
    assert_int_equal(publication_kept_read(a, buf_str(&out), &back).code, ERR_NONE);
    assert_int_equal(back.size, kept.size);
    assert_int_equal(back.at.us, kept.at.us);
    assert_int_equal(back.source.as_of.day, kept.source.as_of.day);
    assert_int_equal(back.source.views[PUBLICATION_AGE].list[0].n, -3);
    assert_int_equal(back.source.views[PUBLICATION_WEEK].count, 0);
    assert_int_equal(back.source.waits[0].n[PUBLICATION_WAITS_LONGEST], 4);
    assert_int_equal(back.standings[1].people, 8);
    assert_int_equal(publication_kept_write(&again, &back).code, ERR_NONE);
    assert_true(str_equal(buf_str(&out), buf_str(&again)));
    buf_done(&out);
    buf_done(&again);
    arena_free(a);
}

static void a_key_that_would_be_read_as_two_is_not_written(void **state) {
    (void)state;
    static const struct str KEYS[] = {STR_INIT("a\tb"), STR_INIT("a\nb")};
    for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
        struct publication_row row = {.a = KEYS[i], .n = 1};
        struct publication_waits wait = {.region = KEYS[i]};
        struct publication_kept kept = {.source.views = {{&row, 1}}};
        struct buf out;
        buf_init(&out, CEILING);
        assert_int_equal(publication_kept_write(&out, &kept).code, ERR_CORRUPT);
        kept = (struct publication_kept){.source.waits = &wait, .source.wait_count = 1};
        assert_int_equal(publication_kept_write(&out, &kept).code, ERR_CORRUPT);
        buf_done(&out);
    }
}

#define GOOD "netral-figures/v1\t8\t5\t20010\n"
static void damaged_text_is_told(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        "",
        "netral-figures/v1\t8\t5\t20010",
        "netral-figures/v2\t8\t5\t20010\n",
        "netral-figures/v1\t-1\t5\t20010\n",
        "netral-figures/v1\t8\t5\t3000000000\n",
        "netral-figures/v1\t8\t5\n",
        GOOD "\n",
        GOOD "9\ta\tb\t0\t1\n",
        GOOD "-1\ta\tb\t0\t1\n",
        GOOD "0\ta\tb\t0\n",
        GOOD "0\ta\tb\t0\tx\n",
        GOOD "0\ta\tb\t0\t1\t2\n",
        GOOD "0\ta\tb\t0\t1\n1\ta\tb\t0\t1\n0\tc\tb\t0\t1\n", /* a view in two places */
        GOOD "wait\t16.06\t1\t2\t3\n",
        GOOD "round\t1\t2\n",
        GOOD "round\t1\t2\t3\t4\n",
        GOOD "other\t1\n",
    };
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        struct arena *a = arena_new(1 << 20);
        struct publication_kept kept;
        if (publication_kept_read(a, str_from_c(TEXTS[i]), &kept).code != ERR_CORRUPT)
            fail_msg("%zu was read", i);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_comes_back),
        cmocka_unit_test(a_key_that_would_be_read_as_two_is_not_written),
        cmocka_unit_test(damaged_text_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
