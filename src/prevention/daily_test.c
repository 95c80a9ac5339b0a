#include "prevention/daily.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct hash SECRET = {{7, 1, 9}}, OTHER = {{7, 1, 8}};
static const size_t ROOM = 4u << 20;

static int make_arena(void **state) {
    hash_library_init();
    *state = arena_new(ROOM);
    return 0;
}

static int end_arena(void **state) {
    arena_free(*state);
    return 0;
}

static struct date on(int year, int month, int day) {
    return date_from_civil((struct civil){year, month, day});
}

static void a_link_opens_its_region_and_day(void **state) {
    struct arena *a = *state;
    const struct daily_link LINKS[] = {{STR("16"), on(2024, 11, 21)},
                                       {STR("16.06"), on(2024, 2, 29)},
                                       {STR("11"), on(1, 1, 1)},
                                       {STR("96.71"), on(9999, 12, 31)}};
    struct daily_key key = daily_key_derive(&SECRET), other = daily_key_derive(&OTHER);
    for (size_t i = 0; i < COUNT_OF(LINKS); i++) {
        struct str text = daily_link_text(a, &key, LINKS[i]);
        struct daily_link link = {0};
        assert_true(text.len <= DAILY_LINK_MAX);
        assert_true(daily_link_read(&key, text, &link));
        assert_true(str_equal(link.region, LINKS[i].region));
        assert_int_equal(link.day.day, LINKS[i].day.day);
        assert_false(daily_link_read(&other, text, &link));
    }
    static const struct daily_key NONE;
    daily_key_wipe(&key);
    assert_memory_equal(&key, &NONE, sizeof key);
}

/* Every byte counts. */
static void no_other_text_opens_anything(void **state) {
    struct arena *a = *state;
    struct daily_key key = daily_key_derive(&SECRET);
    struct str text = daily_link_text(a, &key, (struct daily_link){STR("16.06"), on(2024, 11, 21)});
    struct daily_link link;
    for (size_t i = 0; i < text.len; i++) {
        char *copy = (char *)arena_c(a, text);
        copy[i] = (char)(copy[i] == '1' ? '2' : '1');
        assert_false(daily_link_read(&key, (struct str){copy, text.len}, &link));
        assert_false(daily_link_read(&key, (struct str){text.ptr, i}, &link));
    }
    assert_false(daily_link_read(&key, arena_printf(a, "%.*s0", STR_ARG(text)), &link));
    bool had_letter = false;
    for (char *c = (char *)arena_c(a, text), *at = c; *at; at++)
        if (*at >= 'a' && *at <= 'f') { /* hex of capitals is another text */
            *at = (char)(*at - 'a' + 'A');
            had_letter = true;
            assert_false(daily_link_read(&key, (struct str){c, text.len}, &link));
        }
    assert_true(had_letter);
}

/* What whoever knew the key could write: the form is held all the same. */
static void what_is_no_region_or_no_day_opens_nothing(void **state) {
    struct arena *a = *state;
    static const char *const SAID[] = {"",
                                       "-",
                                       "-20241121",
                                       "16.06",
                                       "16.06-",
                                       "16.6-20241121",
                                       "99-20241121",
                                       "1-20241121",
                                       "16.06-2024112",
                                       "16.06-202411211",
                                       "16.06-20240231",
                                       "16.06-20230229",
                                       "16.06-00000101",
                                       "16.06-2024-1-1",
                                       "16.06-+2024112",
                                       "16.06-20241121-",
                                       "16.06--0241121"};
    struct daily_key key = daily_key_derive(&SECRET);
    struct daily_link link = {.day = {7}};
    for (size_t i = 0; i < COUNT_OF(SAID); i++) {
        struct hash tag = hash_hmac(hash_str(&key.hash), str_from_c(SAID[i]));
        struct str hex = hex_encode(a, tag.b, 16);
        struct str text = arena_printf(a, "%s-%.*s", SAID[i], STR_ARG(hex));
        assert_false(daily_link_read(&key, text, &link));
        assert_int_equal(link.day.day, 7);
    }
}

static void a_link_ends_with_the_day_after_its_own(void **state) {
    (void)state;
    static const struct {
        int days; /* since that of the link */
        enum daily_state want;
    } CASES[] = {
        {-1, DAILY_EARLY}, {0, DAILY_OPEN}, {1, DAILY_OPEN}, {2, DAILY_OVER}, {365, DAILY_OVER}};
    struct daily_link link = {STR("16"), on(2024, 12, 31)};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(daily_link_state(link, (struct date){link.day.day + CASES[i].days}),
                         CASES[i].want);
    assert_int_equal(daily_link_until(link).day, on(2025, 1, 1).day);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_link_opens_its_region_and_day, make_arena, end_arena),
        cmocka_unit_test_setup_teardown(no_other_text_opens_anything, make_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_is_no_region_or_no_day_opens_nothing, make_arena,
                                        end_arena),
        cmocka_unit_test(a_link_ends_with_the_day_after_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
