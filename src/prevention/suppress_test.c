#include "prevention/suppress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

enum { GROUPS = 4 };

static void groups_that_tell_answers_stand_together(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t people[GROUPS], pledged[GROUPS];
        unsigned draw; /* the order of drawing is that of the list */
        const char *hidden;
        int64_t rest, rest_pledged;
    } CASES[] = {
        {"nobody", {0}, {0}, 2, "....", 0, 0},
        {"all can be told", {5, 6, 7, 8}, {1, 2, 3, 4}, 2, "....", 0, 0},
        {"one is small: another goes with it", {9, 4, 7, 8}, {5, 2, 3, 4}, 0, "xx..", 13, 7},
        {"two make five together", {9, 2, 3, 8}, {5, 1, 1, 4}, 0, ".xx.", 5, 2},
        {"... and one is drawn", {9, 2, 3, 8}, {5, 1, 1, 4}, 1, "xxx.", 14, 7},
        {"all of one signed", {9, 20, 7, 8}, {5, 20, 3, 4}, 0, "xx..", 29, 25},
        {"nobody of one signed", {9, 20, 7, 8}, {5, 0, 3, 4}, 0, "xx..", 29, 5},
        {"two are drawn", {9, 20, 7, 8}, {5, 0, 3, 4}, 2, "xxx.", 36, 8},
        {"all of one, nobody of another", {9, 20, 7, 8}, {5, 20, 0, 4}, 0, ".xx.", 27, 20},
        {"the last that could be told goes too", {9, 20, 7, 8}, {5, 0, 0, 0}, 0, "xxxx", 44, 5},
        {"the total says nobody", {9, 1, 7, 8}, {0}, 2, "....", 0, 0},
        {"the total says everybody", {9, 1, 7, 8}, {9, 1, 7, 8}, 2, "....", 0, 0},
        {"all are too few", {1, 1, 1, 0}, {1, 0, 1, 0}, 2, "xxx.", 3, 2},
        {"a group of nobody is not drawn", {0, 9, 1, 8}, {0, 5, 1, 4}, 0, ".xx.", 10, 6},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct suppress_group list[GROUPS];
        for (size_t g = 0; g < GROUPS; g++)
            list[g] = (struct suppress_group){.people = CASES[i].people[g],
                                              .pledged = CASES[i].pledged[g],
                                              .order = g,
                                              .hidden = true};
        struct suppress_rest rest = suppress_groups(list, GROUPS, CASES[i].draw);
        bool good = rest.people == CASES[i].rest && rest.pledged == CASES[i].rest_pledged;
        for (size_t g = 0; g < GROUPS; g++)
            good = good && list[g].hidden == (CASES[i].hidden[g] == 'x');
        if (!good)
            fail_msg("%s", CASES[i].name);
    }
}

static void who_is_told_is_shown_and_not_judged(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t people[GROUPS], pledged[GROUPS];
        struct suppress_told told; /* in the first group */
        const char *hidden;
        int64_t rest, rest_pledged;
    } CASES[] = {
        {"without him it is small", {5, 6, 7}, {1, 2, 3}, {1, 0}, "xx..", 11, 3},
        {"without him nobody signed", {6, 7, 8}, {1, 2, 3}, {1, 1}, "xx..", 13, 3},
        {"without him everybody signed", {6, 7, 8}, {5, 2, 3}, {1, 0}, "xx..", 13, 7},
        {"five without him", {6, 6, 7}, {1, 2, 3}, {1, 0}, "....", 0, 0},
        {"he is alone in it", {1, 6, 7}, {1, 2, 3}, {1, 1}, "....", 0, 0},
        {"... and is not drawn", {1, 2, 7, 8}, {1, 1, 3, 3}, {1, 1}, ".xx.", 9, 4},
        {"nobody but him", {6, 6, 7}, {1, 0, 0}, {1, 1}, "....", 0, 0},
        {"everybody but him", {6, 6, 7}, {5, 6, 7}, {1, 0}, "....", 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct suppress_group list[GROUPS];
        for (size_t g = 0; g < GROUPS; g++)
            list[g] = (struct suppress_group){
                .people = CASES[i].people[g], .pledged = CASES[i].pledged[g], .order = g};
        list[0].told = CASES[i].told;
        struct suppress_rest rest = suppress_groups(list, GROUPS, 0);
        bool good = rest.people == CASES[i].rest && rest.pledged == CASES[i].rest_pledged;
        for (size_t g = 0; g < GROUPS; g++)
            good = good && list[g].hidden == (CASES[i].hidden[g] == 'x');
        if (!good)
            fail_msg("%s: %d of %d", CASES[i].name, (int)rest.pledged, (int)rest.people);
    }
}

/* --- an attacker who knows the rule, each group's size and the page, and not the key; what the
 * page tells of one person (in the first group, beside its people), too --- */

enum { ATTACKED = 3, PER_GROUP = 8, ORDERS = 6, SEEN_MAX = PER_GROUP * PER_GROUP * PER_GROUP };

/* What a page says: of each group its signatures or that it is hidden, and those of the rest. */
struct page {
    int64_t told[ATTACKED], rest;
};
struct world {
    int64_t pledged[ATTACKED]; /* without whom the page tells */
};
struct sizes {
    int64_t people[ATTACKED];
    struct suppress_told told; /* beside those of the first group */
};

static struct page page_of(const struct sizes *of, const struct world *w, size_t order,
                           unsigned draw) {
    static const uint64_t PLACES[ORDERS][ATTACKED] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                                      {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct suppress_group list[ATTACKED];
    for (size_t g = 0; g < ATTACKED; g++)
        list[g] = (struct suppress_group){
            .people = of->people[g], .pledged = w->pledged[g], .order = PLACES[order][g]};
    list[0].people += of->told.people;
    list[0].pledged += of->told.pledged;
    list[0].told = of->told;
    struct suppress_rest rest = suppress_groups(list, ATTACKED, draw);
    struct page page = {.rest = rest.pledged};
    for (size_t g = 0; g < ATTACKED; g++)
        page.told[g] = list[g].hidden ? -1 : list[g].pledged;
    return page;
}

static size_t worlds_of(const struct sizes *of, struct world *ret) {
    size_t n = 0;
    for (int64_t a = 0; a <= of->people[0]; a++)
        for (int64_t b = 0; b <= of->people[1]; b++)
            for (int64_t c = 0; c <= of->people[2]; c++)
                ret[n++] = (struct world){{a, b, c}};
    return n;
}

/* Is this page possible in a world in which group g signed otherwise? */
static bool leaves_open(const struct sizes *of, const struct world *truth, const struct page *page,
                        size_t g) {
    static struct world worlds[SEEN_MAX]; /* lint: globals: a test's scratch */
    size_t count = worlds_of(of, worlds);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ORDERS * SUPPRESS_DRAWS; k++) {
            struct page other =
                page_of(of, &worlds[i], k / SUPPRESS_DRAWS, (unsigned)(k % SUPPRESS_DRAWS));
            if (worlds[i].pledged[g] != truth->pledged[g] && !memcmp(&other, page, sizeof other))
                return true;
        }
    return false;
}

static bool whole(const struct sizes *of, const struct world *w) {
    int64_t all = 0, pledged = 0;
    for (size_t g = 0; g < ATTACKED; g++) {
        all += of->people[g];
        pledged += w->pledged[g];
    }
    return !pledged || pledged == all;
}

/* Of each world, order and draw: how many groups whose answers are all the same an attacker who
 * knows the sizes is sure of. */
static size_t attack(const struct sizes *of, const struct world *truth) {
    size_t sure = 0;
    for (size_t k = 0; k < ORDERS * SUPPRESS_DRAWS; k++) {
        struct page page = page_of(of, truth, k / SUPPRESS_DRAWS, (unsigned)(k % SUPPRESS_DRAWS));
        for (size_t g = 0; g < ATTACKED; g++)
            sure += of->people[g] && (!truth->pledged[g] || truth->pledged[g] == of->people[g]) &&
                    !leaves_open(of, truth, &page, g);
    }
    return sure;
}

static void who_knows_the_rule_and_the_sizes_learns_nobody_s_answer(void **state) {
    (void)state;
    static const struct sizes SIZES[] = {
        {{1, 1, 6}, {0, 0}}, {{1, 5, 6}, {0, 0}}, {{2, 5, 5}, {0, 0}}, {{5, 5, 6}, {0, 0}},
        {{1, 2, 3}, {0, 0}}, {{3, 4, 7}, {0, 0}}, {{4, 5, 5}, {1, 0}}, {{4, 5, 5}, {1, 1}},
        {{5, 5, 2}, {1, 1}}, {{5, 5, 2}, {1, 0}}, {{0, 5, 2}, {1, 1}}};
    for (size_t s = 0; s < COUNT_OF(SIZES); s++) {
        const struct sizes *of = &SIZES[s];
        struct world worlds[SEEN_MAX];
        size_t count = worlds_of(of, worlds);
        for (size_t i = 0; i < count; i++)
            if (!whole(of, &worlds[i]) && attack(of, &worlds[i]))
                fail_msg("of %d, %d and %d people sign %d, %d and %d; %d told", (int)of->people[0],
                         (int)of->people[1], (int)of->people[2], (int)worlds[i].pledged[0],
                         (int)worlds[i].pledged[1], (int)worlds[i].pledged[2],
                         (int)of->told.people);
    }
}

/* --- the key --- */

static struct hash table_of(const struct hash *secret, int64_t round, struct str table) {
    struct hash key = suppress_key_derive(secret, round);
    return suppress_table_derive(&key, table);
}

static void the_draw_is_the_same_each_time_and_another_with_another_key(void **state) {
    (void)state;
    enum { ROUNDS = 60 };
    struct hash secret = {{1}}, other = {{2}};
    size_t drawn[SUPPRESS_DRAWS] = {0}, same = 0;
    for (int64_t round = 0; round < ROUNDS; round++) {
        struct hash key = table_of(&secret, round, STR("unit"));
        struct hash again = table_of(&secret, round, STR("unit"));
        struct hash strange = table_of(&other, round, STR("unit"));
        struct hash grades = table_of(&secret, round, STR("grade"));
        assert_int_equal(suppress_draw(&key), suppress_draw(&again));
        drawn[suppress_draw(&key)]++;
        uint64_t a = suppress_order(&key, STR("A"));
        assert_true(a == suppress_order(&again, STR("A")));
        assert_true(a != suppress_order(&strange, STR("A")));
        assert_true(a != suppress_order(&grades, STR("A")));
        same += a < suppress_order(&key, STR("B"));
    }
    for (size_t i = 0; i < SUPPRESS_DRAWS; i++)
        assert_true(drawn[i] > 0);
    assert_true(same > 0 && same < ROUNDS);
}

/* Whatever is told of days in which one signed who left could be told had they not signed. */
static void who_left_is_in_no_day(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t n[GROUPS], sum;
        const char *want;
    } CASES[] = {
        {"nobody left", {5, 6, 0, 8}, 19, "5/1 6/1 0/1 8/1 "},
        {"one left", {5, 6, 0, 8}, 18, "5/1 6/1 0/1 7/1 "},
        {"days of nobody stay", {5, 7, 0, 0}, 11, "5/1 6/1 0/1 0/1 "},
        {"the last becomes few", {5, 6, 9, 5}, 24, "5/1 6/1 13/2 "},
        {"more than signed on the last", {5, 6, 9, 5}, 18, "5/1 6/1 7/1 0/1 "},
        {"all left", {5, 6, 9, 5}, 0, "0/1 0/1 0/1 0/1 "},
    };
    struct arena *a = arena_new(1 << 16);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct suppress_step list[GROUPS];
        for (size_t s = 0; s < GROUPS; s++)
            list[s] = (struct suppress_step){CASES[i].n[s], 1};
        suppress_leavers(list, GROUPS, CASES[i].sum);
        size_t kept = suppress_steps(list, GROUPS);
        struct str said = {0};
        for (size_t s = 0; s < kept; s++)
            said =
                arena_printf(a, "%.*s%d/%d ", STR_ARG(said), (int)list[s].n, (int)list[s].length);
        if (!str_equal(said, str_from_c(CASES[i].want)))
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(said));
    }
    arena_free(a);
}

static void days_of_a_few_signatures_become_one(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t n[GROUPS];
        const char *want; /* "signatures/steps" */
    } CASES[] = {
        {"none", {0, 0, 0, 0}, "0/1 0/1 0/1 0/1 "},
        {"all are many", {5, 6, 0, 8}, "5/1 6/1 0/1 8/1 "},
        {"one is few: with the next", {4, 6, 0, 8}, "10/2 0/1 8/1 "},
        {"over a day of nobody", {5, 2, 0, 8}, "5/1 10/3 "},
        {"the last is few: with the one before", {5, 6, 9, 1}, "5/1 6/1 10/2 "},
        {"the last two are few", {5, 0, 0, 1}, "6/4 "},
        {"all are few together", {1, 0, 2, 1}, "4/4 "},
    };
    struct arena *a = arena_new(1 << 16);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct suppress_step list[GROUPS];
        for (size_t s = 0; s < GROUPS; s++)
            list[s] = (struct suppress_step){CASES[i].n[s], 1};
        size_t kept = suppress_steps(list, GROUPS);
        struct str said = {0};
        for (size_t s = 0; s < kept; s++)
            said =
                arena_printf(a, "%.*s%d/%d ", STR_ARG(said), (int)list[s].n, (int)list[s].length);
        if (!str_equal(said, str_from_c(CASES[i].want)))
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(said));
    }
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_that_tell_answers_stand_together),
        cmocka_unit_test(who_is_told_is_shown_and_not_judged),
        cmocka_unit_test(who_knows_the_rule_and_the_sizes_learns_nobody_s_answer),
        cmocka_unit_test(the_draw_is_the_same_each_time_and_another_with_another_key),
        cmocka_unit_test(who_left_is_in_no_day),
        cmocka_unit_test(days_of_a_few_signatures_become_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
