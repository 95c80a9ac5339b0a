/* A recommendation comes, waits and goes: case/follow.h. */
#include "case/case_sample.h"
#include "case/follow.h"

static void acting_or_not_a_secretary_is_one(void **state) {
    (void)state;
    static const struct {
        const char *post;
        bool is;
    } POSTS[] = {
        {"Sekretaris Daerah", true},
        {"SEKRETARIS DAERAH Kabupaten Musi Banyuasin", true},
        {"Sekda", true},
        {" sekda.", true},
        {"Pj. Sekda Kota Palembang", true},
        {"Plt Sekretaris Daerah", true},
        {"Pelaksana Harian Sekda", true},
        {"Penjabat Sekretaris Daerah, Banyuasin", true},
        {"Sekdakab", false},
        {"Sekretaris Daerahku", false},
        {"Staf Sekretaris Daerah", false},
        {"Sekretaris Dinas", false},
        {"Sekretariat Daerah", false},
        {"Asisten I Sekda", false},
        {"Pj. Bupati", false},
        {"Pj.", false},
        {"", false},
    };
    for (size_t i = 0; i < COUNT_OF(POSTS); i++)
        if (case_is_secretary(str_from_c(POSTS[i].post)) != POSTS[i].is)
            fail_msg("\"%s\"", POSTS[i].post);
}

static const struct intake_person SEKDA = {.position = STR_INIT("Plt. Sekda")};
static const struct case_opening OPENED = {.track = STR_INIT("discipline"),
                                           .rules = STR_INIT("discipline@1"),
                                           .state = STR_INIT("summons"),
                                           .phase = STR_INIT("with_ppk"),
                                           .holder = STR_INIT("ppk")};

struct arc { /* a step, and what the case says after it */
    const char *track, *to, *phase, *holder;
    int day;
    bool opens;
    struct {
        bool open, left, proven;
        int came, since, out;
        const char *office, *state, *rules;
    } then;
};
static const struct arc ARCS[] = {
    {"", "studied", "examination", "bawaslu", 10, false, {.state = ""}},
    {"",
     "forwarded",
     "with_bkn",
     "bkn",
     20,
     false,
     {true, false, false, 20, 20, 0, "bkn", "forwarded", "pilkada-2024@1"}},
    {"",
     "with_ppk",
     "with_ppk",
     "ppk",
     31,
     true,
     {true, false, false, 20, 31, 0, "ppk", "with_ppk", "pilkada-2024@1"}},
    {"",
     "closed",
     "done_sanction",
     "",
     40,
     false,
     {true, false, true, 20, 31, 0, "ppk", "summons", "discipline@1"}},
    {"discipline",
     "heard",
     "with_ppk",
     "ppk",
     44,
     false,
     {true, false, true, 20, 44, 0, "ppk", "heard", "discipline@1"}},
    {"discipline",
     "ended",
     "done_sanction",
     "",
     50,
     false,
     {false, true, true, 20, 0, 50, "", "", ""}},
};

static struct case_state stepped(struct arena *a, const struct case_state *cs,
                                 const struct arc *arc) {
    struct case_step step = {.to = str_from_c(arc->to),
                             .phase = str_from_c(arc->phase),
                             .on = {arc->day},
                             .track = str_from_c(arc->track),
                             .opens = &OPENED,
                             .open_count = arc->opens,
                             .offices = cs->offices};
    if (step.track.len)
        step.holder = str_from_c(arc->holder);
    else
        step.offices.holder = str_from_c(arc->holder);
    return case_after_step(a, cs, &(struct case_event){.seq = cs->version}, &step);
}

static void each_step_says_who_must_act_and_since_when(void **state) {
    struct case_received r = {.rules = STR("pilkada-2024@1"),
                              .phase = STR("intake"),
                              .received_on = {5},
                              .offices.holder = STR("bawaslu"),
                              .report = {.subjects = &SEKDA, .subject_count = 1}};
    struct case_state cs = case_begin(*state, &(struct case_event){0}, &r);
    assert_false(case_follow(&cs).came);
    for (size_t i = 0; i < COUNT_OF(ARCS); i++) {
        const struct arc *arc = &ARCS[i];
        cs = stepped(*state, &cs, arc);
        struct case_follow f = case_follow(&cs);
        assert_int_equal(f.open, arc->then.open);
        assert_int_equal(f.came, arc->then.came > 0);
        assert_int_equal(f.came_on.day, arc->then.came);
        assert_int_equal(f.stands.day, arc->then.since);
        assert_int_equal(f.left, arc->then.left);
        assert_int_equal(f.left_on.day, arc->then.out);
        assert_int_equal(f.proven, arc->then.proven);
        assert_int_equal(f.secretary, arc->then.open);
        if (f.open) {
            same(f.office, str_from_c(arc->then.office));
            same(f.state, str_from_c(arc->then.state));
            same(f.rules, str_from_c(arc->then.rules));
            assert_int_equal(f.due, CASE_NO_DUE);
        }
    }
}

static void a_complaint_is_with_bkn_from_its_first_day(void **state) {
    struct case_received r = {
        .phase = STR("with_bkn"), .received_on = {7}, .offices.holder = STR("bkn")};
    struct case_state cs = case_begin(*state, &(struct case_event){0}, &r);
    struct case_follow f = case_follow(&cs);
    assert_true(f.open);
    assert_int_equal(f.came_on.day, 7);
    assert_int_equal(f.stands.day, 7);
    assert_false(f.secretary);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acting_or_not_a_secretary_is_one),
        cmocka_unit_test_setup_teardown(each_step_says_who_must_act_and_since_when, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_complaint_is_with_bkn_from_its_first_day, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
