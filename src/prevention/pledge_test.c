#include "prevention/pledge.h"

#include "prevention/tagged.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

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

static void a_link_opens_what_it_was_made_for(void **state) {
    struct arena *a = *state;
    static const struct pledge_link LINKS[] = {
        {0, 0}, {12, 345}, {999999999999999999, 999999999999999999}};
    struct pledge_keys keys = pledge_keys_derive(&SECRET);
    struct pledge_keys other = pledge_keys_derive(&OTHER);
    for (size_t i = 0; i < COUNT_OF(LINKS); i++) {
        struct str text = pledge_link_text(a, &keys, LINKS[i]);
        struct pledge_link link = {0};
        assert_true(text.len <= PLEDGE_LINK_MAX);
        assert_true(pledge_link_read(&keys, text, &link));
        assert_int_equal(link.round, LINKS[i].round);
        assert_int_equal(link.person, LINKS[i].person);
        assert_false(pledge_link_read(&other, text, &link));
    }
}

/* Every byte counts, and no second text means the same. */
static void no_other_text_opens_anything(void **state) {
    struct arena *a = *state;
    struct pledge_keys keys = pledge_keys_derive(&SECRET);
    struct str text = pledge_link_text(a, &keys, (struct pledge_link){12, 345});
    struct str tag = {text.ptr + 6, text.len - 6};
    struct pledge_link link;
    for (size_t i = 0; i < text.len; i++) {
        char *copy = (char *)arena_c(a, text);
        copy[i] = (char)(copy[i] == '1' ? '2' : '1');
        assert_false(pledge_link_read(&keys, (struct str){copy, text.len}, &link));
        assert_false(pledge_link_read(&keys, (struct str){text.ptr, i}, &link));
    }
    static const char *const BEFORE[] = {"012-345", "+12-345", " 12-345", "12-0345",
                                         "1-2345",  "12--345", "-12-345", "12345",
                                         "12-",     "-345",    "12-345-"};
    for (size_t i = 0; i < COUNT_OF(BEFORE); i++) {
        struct str wrong = arena_printf(a, "%s%.*s", BEFORE[i], STR_ARG(tag));
        assert_false(pledge_link_read(&keys, wrong, &link));
    }
    assert_false(
        pledge_link_read(&keys, arena_printf(a, "1000000000000000000-1%.*s", STR_ARG(tag)), &link));
    assert_false(pledge_link_read(&keys, arena_printf(a, "%.*s0", STR_ARG(text)), &link));
    for (char *c = (char *)arena_c(a, text), *at = c; *at; at++)
        if (*at >= 'a' && *at <= 'f') { /* hex of capitals is another text */
            *at = (char)(*at - 'a' + 'A');
            assert_false(pledge_link_read(&keys, (struct str){c, text.len}, &link));
        }
}

/* What whoever knew the key could write: the form is held all the same. */
static void what_is_no_round_or_no_person_opens_nothing(void **state) {
    struct arena *a = *state;
    static const char *const SAID[] = {"",
                                       "-",
                                       "12",
                                       "12-",
                                       "-345",
                                       "012-345",
                                       "x-1",
                                       "1-x",
                                       "12-0345",
                                       "1--2",
                                       "-1-2",
                                       "1-2-3",
                                       "0-00",
                                       "00-0",
                                       "1 -2",
                                       "1- 2",
                                       "1000000000000000000-1",
                                       "1-1000000000000000000"};
    struct pledge_keys keys = pledge_keys_derive(&SECRET);
    struct pledge_link link = {7, 7};
    for (size_t i = 0; i < COUNT_OF(SAID); i++) {
        assert_false(
            pledge_link_read(&keys, tagged_text(a, &keys.link, str_from_c(SAID[i])), &link));
        assert_true(link.round == 7 && link.person == 7);
    }
    struct str long_one = arena_printf(a, "1-%0*d", PLEDGE_LINK_MAX, 1);
    assert_false(pledge_link_read(&keys, tagged_text(a, &keys.link, long_one), &link));
    assert_true(pledge_link_read(&keys, tagged_text(a, &keys.link, STR("0-0")), &link));
    const struct law none = {0};
    assert_int_equal(pledge_first_kind(&none).len, 0); /* of rules without a pledge */
}

static void people_are_known_by_their_number_or_by_all_else(void **state) {
    (void)state;
    enum { SAME, DIFFERS };
    static const struct pledge_identity AMIR = {
        {196608011988031001}, STR_INIT("pns"), STR_INIT("Amir"), STR_INIT("X"), STR_INIT("")};
    static const struct pledge_identity SITI = {
        {0}, STR_INIT("kades"), STR_INIT("Siti"), STR_INIT("Lais"), STR_INIT("bkd")};
    static const struct {
        const struct pledge_identity *one;
        struct pledge_identity two;
        int want;
    } CASES[] = {
        {&AMIR, {{196608011988031001}, STR_INIT("pppk"), STR_INIT("B"), {0}, {0}}, SAME},
        {&AMIR,
         {{196608011988031002}, STR_INIT("pns"), STR_INIT("Amir"), STR_INIT("X"), {0}},
         DIFFERS},
        {&SITI,
         {{0}, STR_INIT("kades"), STR_INIT("SITI"), STR_INIT("lais"), STR_INIT("BKD")},
         SAME},
        {&SITI,
         {{0}, STR_INIT("kades"), STR_INIT("Siti"), STR_INIT("Babat"), STR_INIT("bkd")},
         DIFFERS},
        {&SITI, {{0}, STR_INIT("kades"), STR_INIT("Siti\nLais"), {0}, STR_INIT("bkd")}, DIFFERS},
    };
    struct pledge_keys keys = pledge_keys_derive(&SECRET), other = pledge_keys_derive(&OTHER);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct hash one = pledge_person_key(&keys, CASES[i].one);
        struct hash two = pledge_person_key(&keys, &CASES[i].two);
        struct hash elsewhere = pledge_person_key(&other, CASES[i].one);
        assert_int_equal(hash_equal(&one, &two) ? SAME : DIFFERS, CASES[i].want);
        assert_false(hash_equal(&one, &elsewhere));
    }
    struct hash mark = pledge_keys_mark(&keys), second = pledge_keys_mark(&other);
    assert_false(hash_equal(&mark, &second));
    pledge_keys_wipe(&keys);
    static const struct pledge_keys NONE;
    assert_memory_equal(&keys, &NONE, sizeof keys);
}

static void the_points_of_a_kind_and_day_have_one_hash(void **state) {
    struct arena *a = *state;
    static struct law_faults faults;
    const struct law *law;
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    struct date day = date_from_civil((struct civil){2024, 10, 1});
    struct date before = date_from_civil((struct civil){2010, 1, 1});
    struct str kind = pledge_first_kind(law);
    struct pledge_points ikrar = pledge_points(a, law, kind, day);
    struct pledge_points pact = pledge_points(a, law, STR("PKT"), day);
    struct pledge_points again = pledge_points(a, law, STR("IKR"), day);
    assert_true(str_equal(kind, STR("IKR")) && ikrar.count == 4 && pact.count == 5);
    assert_true(hash_equal(&ikrar.hash, &again.hash) && !hash_equal(&ikrar.hash, &pact.hash));
    assert_int_equal(pledge_points(a, law, kind, before).count, 0);
    assert_int_equal(pledge_points(a, law, STR("IK"), day).count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_link_opens_what_it_was_made_for, make_arena, end_arena),
        cmocka_unit_test_setup_teardown(no_other_text_opens_anything, make_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_is_no_round_or_no_person_opens_nothing, make_arena,
                                        end_arena),
        cmocka_unit_test_setup_teardown(people_are_known_by_their_number_or_by_all_else, make_arena,
                                        end_arena),
        cmocka_unit_test_setup_teardown(the_points_of_a_kind_and_day_have_one_hash, make_arena,
                                        end_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
