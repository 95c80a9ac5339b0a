#include "publication/pledges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void what_points_at_a_handful_is_hidden(void **state) {
    (void)state;
    static const struct {
        int64_t count, people;
        bool hidden;
    } CASES[] = {{0, 0, true},   {0, 4, true},   {0, 5, false},  {5, 5, false},
                 {1, 90, true},  {4, 90, true},  {5, 90, false}, {85, 90, false},
                 {86, 90, true}, {89, 90, true}, {90, 90, false}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (publication_pledge_is_hidden(CASES[i].count, CASES[i].people) != CASES[i].hidden)
            fail_msg("%d of %d", (int)CASES[i].count, (int)CASES[i].people);
}

static void both_forms_say_the_same(void **state) {
    (void)state;
    const struct publication_pledge list[] = {{STR("bkpsdm-16.06"),
                                               STR("BKPSDM \"Muba\", kantor"),
                                               STR("16.06"),
                                               STR("ikrar"),
                                               STR("pilkada-2024"),
                                               {20000},
                                               {20010},
                                               true,
                                               60,
                                               90},
                                              {STR("bkpsdm-16.07"),
                                               STR("=1+1"),
                                               STR("16.07"),
                                               STR("ikrar"),
                                               STR(""),
                                               {20000},
                                               {20010},
                                               false,
                                               3,
                                               90}};
    const struct publication_pledges all = {{20005}, list, COUNT_OF(list)};
    struct buf out;
    buf_init(&out, 4096);
    publication_pledges_csv(&out, &all);
    buf_add_char(&out, '\0');
    assert_string_equal(
        out.ptr,
        "as_of,office,name,region,kind,election,opens,closes,closed,signed,people,suppressed\r\n"
        "2024-10-09,bkpsdm-16.06,\"BKPSDM \"\"Muba\"\", kantor\",16.06,ikrar,pilkada-2024,"
        "2024-10-04,2024-10-14,1,60,90,0\r\n"
        "2024-10-09,bkpsdm-16.07,'=1+1,16.07,ikrar,,2024-10-04,2024-10-14,0,,,1\r\n");
    buf_clear(&out);
    publication_pledges_json(&out, &all);
    buf_add_char(&out, '\0');
    assert_string_equal(
        out.ptr,
        "{\"as_of\":\"2024-10-09\",\"least\":5,\"rounds\":[{\"office\":\"bkpsdm-16.06\","
        "\"name\":\"BKPSDM \\\"Muba\\\", kantor\",\"region\":\"16.06\",\"kind\":\"ikrar\","
        "\"election\":\"pilkada-2024\",\"opens\":\"2024-10-04\",\"closes\":\"2024-10-14\","
        "\"closed\":true,\"signed\":60,\"people\":90,\"suppressed\":false},"
        "{\"office\":\"bkpsdm-16.07\",\"name\":\"=1+1\",\"region\":\"16.07\",\"kind\":\"ikrar\","
        "\"opens\":\"2024-10-04\",\"closes\":\"2024-10-14\",\"closed\":false,\"signed\":null,"
        "\"people\":null,\"suppressed\":true}]}");
    buf_done(&out);
}

/* "a 60; b 3; ": of each office the round that counts, by who signed it. */
static void an_office_has_one_round_that_counts(void **state) {
    (void)state;
    static const struct publication_pledge LIST[] = {
        {.office = STR_INIT("a"), .kind = STR_INIT("IKR"), .opens = {1}, .count = 60},
        {.office = STR_INIT("a"), .kind = STR_INIT("PKT"), .opens = {2}, .count = 1},
        {.office = STR_INIT("b"), .kind = STR_INIT("ADA"), .opens = {2}, .count = 3},
        {.office = STR_INIT("b"), .kind = STR_INIT("PKT"), .opens = {1}, .count = 4},
        {.office = STR_INIT("c"), .kind = STR_INIT("ADA"), .opens = {9}, .count = 5},
        {.office = STR_INIT("c"), .kind = STR_INIT("IKR"), .opens = {1}, .count = 6}};
    const struct publication_pledges all = {{20005}, LIST, COUNT_OF(LIST)};
    struct arena *a = arena_new(1 << 14);
    struct publication_pledges one = publication_pledges_of(a, &all, STR("IKR"));
    struct buf out;
    buf_init(&out, 256);
    for (size_t i = 0; i < one.count; i++)
        buf_printf(&out, "%.*s %d; ", STR_ARG(one.list[i].office), (int)one.list[i].count);
    buf_add_char(&out, '\0');
    assert_string_equal(out.ptr, "a 60; b 3; c 6; ");
    assert_int_equal(publication_pledges_of(a, &one, STR("IKR")).count, 3);
    buf_done(&out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_points_at_a_handful_is_hidden),
                                       cmocka_unit_test(both_forms_say_the_same),
                                       cmocka_unit_test(an_office_has_one_round_that_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
