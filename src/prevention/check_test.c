#include "prevention/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const size_t ROOM = 256u << 20;
struct desk {
    struct arena *a;
    const struct law *law;
};

static int load(void **state) {
    static struct desk desk;
    static struct law_faults faults;
    hash_library_init();
    desk.a = arena_new(ROOM);
    *state = &desk;
    return (int)law_load(desk.a, "rules", &desk.law, &faults).code;
}

static int unload(void **state) {
    arena_free(((struct desk *)*state)->a);
    return 0;
}

static struct pledge_check_of asked(int64_t person) {
    return (struct pledge_check_of){{33, person},
                                    STR("pns"),
                                    STR("pilkada-2024"),
                                    date_from_civil((struct civil){2024, 10, 1})};
}

static size_t forbidden(const struct pledge_check *check) {
    size_t n = 0;
    for (size_t i = 0; i < check->count; i++)
        n += check->list[i].verdict == LAW_FORBIDDEN;
    return n;
}

static void each_gets_three_of_both_kinds(void **state) {
    enum { PEOPLE = 200 };
    const struct desk *d = *state;
    size_t other = 0, last_is_rare = 0;
    const struct law_topic *first = NULL;
    for (int64_t person = 1; person <= PEOPLE; person++) {
        struct pledge_check_of of = asked(person);
        struct pledge_check check = pledge_check(d->a, d->law, &of);
        assert_int_equal(check.count, PLEDGE_QUESTIONS);
        assert_true(forbidden(&check) > 0 && forbidden(&check) < PLEDGE_QUESTIONS);
        for (size_t i = 0; i < check.count; i++)
            for (size_t k = 0; k < i; k++)
                assert_ptr_not_equal(check.list[i].topic, check.list[k].topic);
        other += first && check.list[0].topic != first;
        first = check.list[0].topic;
        last_is_rare += check.list[2].verdict == LAW_FORBIDDEN;
    }
    assert_true(other > PEOPLE / 2); /* neighbours have others */
    assert_true(last_is_rare > 0 && last_is_rare < PEOPLE);
}

static void the_same_person_is_always_asked_the_same(void **state) {
    const struct desk *d = *state;
    struct pledge_check_of of = asked(7);
    struct pledge_check one = pledge_check(d->a, d->law, &of),
                        two = pledge_check(d->a, d->law, &of);
    for (size_t i = 0; i < one.count; i++)
        assert_ptr_equal(one.list[i].topic, two.list[i].topic);
}

static void the_answer_is_the_advisers(void **state) {
    static const char *const CLASSES[] = {"pns", "pppk", "kades", "tni"};
    const struct desk *d = *state;
    for (size_t c = 0; c < COUNT_OF(CLASSES); c++) {
        struct pledge_check_of of = asked((int64_t)c + 1);
        of.subject = str_from_c(CLASSES[c]);
        struct pledge_check check = pledge_check(d->a, d->law, &of);
        struct law_question_of question = {.subject = of.subject, .day = of.day};
        for (size_t i = 0; i < d->law->election_count; i++)
            if (str_equal(d->law->elections[i].id, of.election))
                question.election = &d->law->elections[i];
        for (size_t i = 0; i < check.count; i++) {
            struct law_advice advice = law_advise(d->a, d->law, check.list[i].topic, &question);
            assert_false(advice.not_settled);
            assert_int_equal(check.list[i].verdict == LAW_FORBIDDEN, advice.finding_count > 0);
        }
    }
}

/* "I am a candidate", "I, a head of region": no question to anybody else. */
static void nobody_is_asked_what_concerns_others_alone(void **state) {
    enum { PEOPLE = 200 };
    static const struct {
        const char *class, *never; /* topics, with blanks between */
    } CASES[] = {
        {"pns", "mutasi calon-memberi melibatkan-aparat kampanye-tanpa-izin "
                "penjabat-mencalonkan-diri"},
        {"cpns", "mutasi calon-memberi melibatkan-aparat kampanye-tanpa-izin "
                 "penjabat-mencalonkan-diri"},
        {"pppk", "mutasi calon-memberi melibatkan-aparat kampanye-tanpa-izin "
                 "penjabat-mencalonkan-diri"},
        {"tni", "mutasi calon-memberi penjabat-mencalonkan-diri pasangan-daftar"},
        {"kades", "mutasi calon-memberi penjabat-mencalonkan-diri pasangan-foto"},
    };
    const struct desk *d = *state;
    for (size_t c = 0; c < COUNT_OF(CASES); c++)
        for (int64_t person = 1; person <= PEOPLE; person++) {
            struct pledge_check_of of = asked(person);
            of.subject = str_from_c(CASES[c].class);
            struct pledge_check check = pledge_check(d->a, d->law, &of);
            assert_int_equal(check.count, PLEDGE_QUESTIONS);
            for (size_t i = 0; i < check.count; i++) {
                struct str never = str_from_c(CASES[c].never);
                while (never.len)
                    if (str_equal(str_cut(&never, ' '), check.list[i].topic->row.id))
                        fail_msg("%s is asked %.*s", CASES[c].class,
                                 STR_ARG(check.list[i].topic->row.id));
            }
        }
}

static void a_head_of_region_is_asked_what_concerns_heads(void **state) {
    enum { PEOPLE = 200 };
    const struct desk *d = *state;
    bool asked_it = false;
    for (int64_t person = 1; person <= PEOPLE; person++) {
        struct pledge_check_of of = asked(person);
        of.subject = STR("kepala_daerah");
        struct pledge_check check = pledge_check(d->a, d->law, &of);
        for (size_t i = 0; i < check.count; i++)
            asked_it = asked_it || str_equal(check.list[i].topic->row.id, STR("mutasi"));
    }
    assert_true(asked_it);
}

static void where_no_election_speaks_nothing_is_asked(void **state) {
    static const struct {
        const char *election;
        int year;
        bool asks;
    } CASES[] = {{"pilkada-2024", 2024, true},
                 {"", 2024, true},
                 {"nowhere", 2024, false},
                 {"", 1990, false}};
    const struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct pledge_check_of of = asked(1);
        of.election = str_from_c(CASES[i].election);
        of.day = date_from_civil((struct civil){CASES[i].year, 10, 1});
        if ((pledge_check(d->a, d->law, &of).count > 0) != CASES[i].asks)
            fail_msg("%s %d", CASES[i].election, CASES[i].year);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_gets_three_of_both_kinds),
        cmocka_unit_test(the_same_person_is_always_asked_the_same),
        cmocka_unit_test(the_answer_is_the_advisers),
        cmocka_unit_test(nobody_is_asked_what_concerns_others_alone),
        cmocka_unit_test(a_head_of_region_is_asked_what_concerns_heads),
        cmocka_unit_test(where_no_election_speaks_nothing_is_asked),
    };
    return cmocka_run_group_tests_name("check", tests, load, unload);
}
