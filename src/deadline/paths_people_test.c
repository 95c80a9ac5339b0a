#include "deadline/paths_sample.h"

/* Whom the ways through a procedure are for. */

/* "pns" as a bit; everybody without a name. */
static uint64_t bit_of(const struct law *law, const char *id) {
    uint64_t all = 0, one = 0;
    for (size_t i = 0; i < law->class_count; i++) {
        all |= (uint64_t)1 << i;
        if (id && str_equal(law->classes[i].row.id, str_from_c(id)))
            one = (uint64_t)1 << i;
    }
    return id ? one : all;
}

static const struct for_whom { /* NULL: everybody */
    const char *name;
    struct small_step steps[STEPS];
    const char *who[STEPS];
    int count, latest;
    const char *soonest_for, *latest_for; /* NULL: all */
    size_t rounds, never;
} FOR_WHOM[] = {
    /* clang-format off */
    {"a step for some makes the way one for them",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 5, NONE, 1, NONE, NONE, 0}}, {"pns"}, 2, 9, "pns", "pns", 0, 0},
    {"a step for others behind it is taken by nobody",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 5, NONE, 1, NONE, NONE, 0}, {0, 5, NONE, 0, NONE, NONE, 0}},
     {"pns", "pppk"}, 3, 5, NULL, NULL, 0, 1},
    {"one that needs what others took, neither",
     {{0, 0, NONE, NONE, NONE, NONE, 0}, {0, 5, NONE, NONE, NONE, 0, 0}, {0, 5, NONE, 0, NONE, NONE, 0}},
     {"pns", "pppk"}, 3, 5, NULL, NULL, 0, 1},
    {"the longer way is for some, the shorter one for all",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 5, NONE, 1, NONE, NONE, 0}, {0, 5, NONE, 0, NONE, NONE, 0}},
     {"pppk"}, 3, 9, NULL, "pppk", 0, 0},
    {"of ways as long as each other the one for more is told",
     {{0, 1, NONE, NONE, NONE, NONE, 0}, {1, 5, NONE, 0, NONE, NONE, 0}, {0, 5, NONE, 0, NONE, NONE, 0}},
     {"pns"}, 3, 5, NULL, NULL, 0, 0},
    {"a lap that some take and others do not go on from adds no day to anybody's way",
     {{0, 1, 1, 0, NONE, NONE, 0}, {1, 0, 0, 1, NONE, NONE, 0},
      {0, 2, 1, 0, NONE, NONE, 0}, {2, 0, 0, 1, NONE, NONE, 0}, {0, 5, NONE, 0, NONE, NONE, 0}},
     {"pns", NULL, "pppk"}, 5, 5, NULL, NULL, 2, 0},
    /* clang-format on */
};

static void a_way_is_one_that_one_person_can_take(void **state) {
    struct world *w = *state;
    struct date monday = {0};
    assert_true(date_parse(STR("2024-10-07"), &monday));
    for (size_t i = 0; i < COUNT_OF(FOR_WHOM); i++) {
        const struct for_whom *x = &FOR_WHOM[i];
        struct arena *a = arena_new(512u << 20);
        const struct law_rulebook *r = make(a, x->steps, x->count);
        struct str names[STEPS];
        for (int k = 0; k < x->count; k++) {
            names[k] = x->who[k] ? str_from_c(x->who[k]) : (struct str){0};
            ((struct law_step *)&r->steps[k])->subjects =
                (struct law_words_list){&names[k], names[k].len > 0};
        }
        struct paths p = paths_walk(a, w->law, r, monday);
        const struct paths_end *end = &p.ends[0];
        if (p.cut || p.end_count != 1 || end->longest.days != x->latest ||
            end->shortest.who != bit_of(w->law, x->soonest_for) ||
            end->longest.who != bit_of(w->law, x->latest_for) || p.round_count != x->rounds ||
            p.never_count != x->never)
            fail_msg("%s: %d days, for %#llx to %#llx, %zu rounds, %zu never", x->name,
                     end->longest.days, (unsigned long long)end->shortest.who,
                     (unsigned long long)end->longest.who, p.round_count, p.never_count);
        if (x->rounds == 2)
            assert_int_equal(p.rounds[0].who | p.rounds[1].who,
                             bit_of(w->law, "pns") | bit_of(w->law, "pppk"));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_way_is_one_that_one_person_can_take)};
    return cmocka_run_group_tests(tests, make_world, end_world);
}
