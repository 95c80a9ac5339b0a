#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

/* The rules that are shipped: that they load, and what must hold of this regime beyond what the
 * loader asks of every one. */
struct world {
    struct arena *a;
    const struct law *law;
    const struct law_rulebook *rules;
};

static int make_world(void **state) {
    struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    struct err e = law_load(a, "rules", &w->law, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                    STR_ARG(faults.list[i].text));
    w->a = a;
    if (e.code == ERR_NONE)
        w->rules = &w->law->rulebooks[0];
    *state = w;
    return e.code != ERR_NONE;
}

static int end_world(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

static struct date day(const char *text) {
    struct date d = {0};
    assert_true(date_parse(str_from_c(text), &d));
    return d;
}

static void summarise_step(struct buf *out, const struct law_step *s) {
    buf_printf(out, "%.*s %.*s (%.*s %.*s) from", STR_ARG(s->id), STR_ARG(s->name),
               STR_ARG(s->actor), STR_ARG(s->role));
    for (size_t i = 0; i < s->from_count; i++)
        buf_printf(out, " %.*s", STR_ARG(s->from[i]->id));
    for (size_t i = 0; i < s->need_count; i++)
        buf_printf(out, " needs %.*s", STR_ARG(s->needs[i]->name));
    if (s->after)
        buf_printf(out, " after %.*s", STR_ARG(s->after->id));
    buf_add_c(out, "\n   ");
    for (size_t i = 0; i < s->field_count; i++)
        buf_printf(out, " %.*s:%.*s%s", STR_ARG(s->fields[i].name),
                   STR_ARG(law_field_type_name(s->fields[i].type)),
                   s->fields[i].required ? "!" : "");
    buf_add_char(out, '\n');
    for (size_t i = 0; i < s->outcome_count; i++) {
        const struct law_outcome *o = &s->outcomes[i];
        buf_printf(out, "    %.*s -> %.*s", STR_ARG(o->value), STR_ARG(o->to->id));
        for (size_t k = 0; k < o->start_count; k++)
            buf_printf(out, " +%.*s", STR_ARG(o->starts[k].clock->id));
        for (size_t k = 0; k < o->stop_count; k++)
            buf_printf(out, " -%.*s", STR_ARG(o->stops[k]->id));
        if (o->hand_to.len)
            buf_printf(out, " @%.*s", STR_ARG(o->hand_to));
        buf_add_c(out, o->registers ? " registers\n" : "\n");
    }
}

static void summarise(struct buf *out, const struct law_rulebook *r) {
    for (size_t i = 0; i < r->clock_count; i++) {
        const struct law_clock *c = &r->clocks[i];
        buf_printf(out, "clock %.*s %d %.*s %s %.*s %.*s%s\n", STR_ARG(c->id), c->n,
                   STR_ARG(law_unit_name(c->unit)), c->kind == LAW_RIGHT ? "right" : "duty",
                   STR_ARG(law_lapse_name(c->lapse)),
                   STR_ARG(law_confidence_name(c->cite.confidence)),
                   c->cite.verified ? "" : " unverified");
    }
    for (size_t i = 0; i < r->state_count; i++)
        buf_printf(out, "state %.*s %.*s %.*s\n", STR_ARG(r->states[i].id),
                   STR_ARG(law_phase_name(r->states[i].phase)),
                   STR_ARG(r->states[i].waits_for.len ? r->states[i].waits_for : STR("-")));
    for (size_t i = 0; i < r->step_count; i++)
        summarise_step(out, &r->steps[i]);
}

/* A change of a rule shows as a change of this file. Written anew with NETRAL_GOLDEN=write. */
static void the_regime_is_the_one_of_the_golden_summary(void **state) {
    static const char PATH[] = "tests/golden/rules-pilkada-2024.txt";
    enum { CAP = 64 * 1024 };
    const struct world *w = *state;
    struct buf out;
    buf_init(&out, CAP);
    summarise(&out, w->rules);
    assert_false(buf_full(&out));
    const char *mode = getenv("NETRAL_GOLDEN");
    FILE *f = fopen(PATH, mode && strcmp(mode, "write") == 0 ? "w+b" : "rb");
    assert_non_null(f);
    if (mode && strcmp(mode, "write") == 0) {
        assert_int_equal(fwrite(out.ptr, 1, out.len, f), out.len);
        rewind(f);
    }
    char *golden = NEW(w->a, char, CAP);
    size_t len = fread(golden, 1, CAP, f);
    (void)fclose(f);
    assert_int_equal(len, out.len);
    assert_memory_equal(golden, out.ptr, len);
    buf_done(&out);
}

static bool leaves(const struct law_step *s, const struct law_state *from) {
    for (size_t i = 0; i < s->from_count; i++)
        if (s->from[i] == from)
            return true;
    return false;
}

/* One bit for each step that another needs. */
static unsigned bit_of(const struct law_rulebook *r, const struct law_step *step) {
    unsigned bit = 1;
    for (size_t i = 0; i < r->step_count; i++) {
        bool needed = false;
        for (size_t k = 0; k < r->step_count; k++)
            for (size_t n = 0; n < r->steps[k].need_count; n++)
                needed = needed || r->steps[k].needs[n] == &r->steps[i];
        if (&r->steps[i] == step)
            return needed ? bit : 0;
        bit <<= needed;
    }
    return 0;
}

static bool may_take(const struct law_rulebook *r, const struct law_step *s, unsigned taken) {
    for (size_t n = 0; n < s->need_count; n++)
        if (!(taken & bit_of(r, s->needs[n])))
            return false;
    return true;
}

enum { SITUATIONS = 256 }; /* at most 8 needed steps */

/* Follows every step from a situation that was not seen before. */
static void explore(const struct law_rulebook *r, const struct law_state *at, unsigned taken,
                    bool *seen) {
    bool *mark = &seen[(size_t)(at - r->states) * SITUATIONS + taken];
    bool way_on = at->terminal;
    if (*mark)
        return;
    *mark = true;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        if (!leaves(s, at) || !may_take(r, s, taken))
            continue;
        for (size_t k = 0; k < s->outcome_count; k++) {
            way_on = way_on || s->outcomes[k].to != at;
            explore(r, s->outcomes[k].to, taken | bit_of(r, s), seen);
        }
    }
    if (!way_on)
        fail_msg("no way on from %.*s", STR_ARG(at->id));
}

static void no_case_can_get_stuck_whatever_is_chosen(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *r = w->rules;
    bool *seen = NEW(w->a, bool, r->state_count *SITUATIONS);
    explore(r, r->entry_report, 0, seen);
    explore(r, r->entry_tip, 0, seen);
    for (size_t i = 0; i < r->state_count; i++) {
        bool reached = false;
        for (size_t k = 0; k < SITUATIONS; k++)
            reached = reached || seen[i * SITUATIONS + k];
        if (!reached) /* also with the needs kept, not only by the edges */
            fail_msg("never reached: %.*s", STR_ARG(r->states[i].id));
    }
}

static void every_clock_that_a_step_stops_was_started_somewhere(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *r = w->rules;
    for (size_t c = 0; c < r->clock_count; c++) {
        const struct law_clock *clock = &r->clocks[c];
        size_t starts = clock == r->report_window, stops = starts;
        for (size_t i = 0; i < r->entry_start_count; i++)
            starts += r->entry_starts[i].clock == clock;
        for (size_t i = 0; i < r->step_count; i++)
            for (size_t k = 0; k < r->steps[i].outcome_count; k++) {
                const struct law_outcome *o = &r->steps[i].outcomes[k];
                for (size_t n = 0; n < o->start_count; n++)
                    starts += o->starts[n].clock == clock;
                for (size_t n = 0; n < o->stop_count; n++)
                    stops += o->stops[n] == clock;
            }
        if (!starts || !stops)
            fail_msg("%.*s: %zu starts, %zu stops", STR_ARG(clock->id), starts, stops);
    }
}

static void check_cite(const struct law_cite *cite) {
    assert_true(cite->text.len > 0);
    assert_true(cite->source.len > 0);
    bool hearsay = strstr(cite->source.ptr, "GK") != NULL;
    if (cite->verified && (hearsay || cite->confidence == LAW_LOW))
        fail_msg("verified though low or of general knowledge: %.*s", STR_ARG(cite->text));
}

static void rows_of_general_knowledge_are_never_called_verified(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->clock_count; i++)
        check_cite(&r->clocks[i].cite);
    for (size_t i = 0; i < r->step_count; i++)
        check_cite(&r->steps[i].cite);
    for (size_t i = 0; i < r->requirement_count; i++)
        check_cite(&r->requirements[i].cite);
    for (size_t i = 0; i < w->law->act_count; i++)
        check_cite(&w->law->acts[i].row.cite);
    for (size_t i = 0; i < w->law->class_count; i++)
        check_cite(&w->law->classes[i].row.cite);
    for (size_t i = 0; i < w->law->clock_count; i++)
        check_cite(&w->law->clocks[i].cite);
}

static void an_unproven_end_says_that_nobody_is_at_fault(void **state) {
    const struct world *w = *state;
    size_t ends = 0;
    for (size_t i = 0; i < w->rules->state_count; i++) {
        const struct law_state *s = &w->rules->states[i];
        if (s->phase != LAW_DONE_NO_BREACH)
            continue;
        ends++;
        assert_non_null(strstr(s->reporter.id.ptr, "tidak terbukti"));
        assert_non_null(strstr(s->reporter.en.ptr, "not at fault"));
    }
    assert_int_equal(ends, 2);
}

static void the_rulebook_of_a_day_is_found_and_its_reference_too(void **state) {
    const struct world *w = *state;
    const struct str regime = STR("pilkada-2024");
    assert_ptr_equal(law_rulebook_on(w->law, regime, day("2024-10-12")), w->rules);
    assert_ptr_equal(law_rulebook_on(w->law, regime, day("2026-11-22")), w->rules);
    assert_null(law_rulebook_on(w->law, regime, day("2024-01-25")));
    assert_null(law_rulebook_on(w->law, STR("pemilu-2024"), day("2024-10-12")));
    assert_ptr_equal(law_rulebook_named(w->law, STR("pilkada-2024@1")), w->rules);
    static const char *const WRONG[] = {"pilkada-2024@2", "pilkada-2024",    "@1", "", "x@1",
                                        "pilkada-2024@",  "pilkada-2024@1@1"};
    for (size_t i = 0; i < COUNT_OF(WRONG); i++)
        if (law_rulebook_named(w->law, str_from_c(WRONG[i])))
            fail_msg("found by \"%s\"", WRONG[i]);
}

static void the_stage_of_a_day_is_the_shortest_of_the_contest(void **state) {
    const struct world *w = *state;
    static const struct {
        const char *date, *stage;
    } DAYS[] = {
        {"2024-08-28", "registration"},
        {"2024-09-10", "examination"},
        {"2024-09-22", "determination"},
        {"2024-09-23", "number_draw"},
        {"2024-09-24", NULL},
        {"2024-09-25", "campaign"},
        {"2024-11-23", "campaign"},
        {"2024-11-24", "quiet"},
        {"2024-11-27", "voting"},
        {"2024-11-28", "counting"},
        {"2024-12-17", NULL},
        {"2024-04-20", NULL},
    };
    const struct law_election *e = law_election(w->law, STR("pilkada-2024"));
    assert_non_null(e);
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        const struct law_stage *s = law_stage_on(e, day(DAYS[i].date));
        bool good = DAYS[i].stage ? s && str_equal(s->id, str_from_c(DAYS[i].stage)) : !s;
        if (!good)
            fail_msg("%s: %s", DAYS[i].date, s ? s->id.ptr : "none");
    }
}

/* What each calendar is for: the contest's own rulebook, as soon as there is one. */
static void every_election_is_judged_by_its_contest(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->election_count; i++) {
        const struct law_election *e = &w->law->elections[i];
        bool own = false;
        for (size_t k = 0; k < w->law->rulebook_count; k++)
            own = own || str_equal(w->law->rulebooks[k].regime, e->id);
        assert_true(!own || str_equal(e->regime, e->id));
        assert_true(str_equal(e->contest, STR("pilkada")) || str_equal(e->contest, STR("pemilu")));
        assert_int_equal(str_starts(e->id, STR("pemilu")), str_equal(e->contest, STR("pemilu")));
    }
}

static void gaps_and_overlaps_of_the_national_calendar_stand(void **state) {
    const struct world *w = *state;
    static const struct {
        const char *day, *stage;
    } DAYS[] = {
        {"2023-11-25", "candidates_president"},
        {"2023-11-26", ""},
        {"2023-11-27", ""},
        {"2023-11-28", "campaign"},
        {"2024-02-11", "quiet"},
        {"2024-02-14", "voting"},
        {"2024-02-15", "counting"},
        {"2024-02-16", "recap"},
        {"2024-03-21", ""},
        {"2024-10-20", "oath_president"},
        {"2022-12-14", "party_determination"},
    };
    const struct law_election *e = law_election(w->law, STR("pemilu-2024"));
    assert_non_null(e);
    for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
        const struct law_stage *stage = law_stage_on(e, day(DAYS[i].day));
        struct str id = stage ? stage->id : STR("");
        if (!str_equal(id, str_from_c(DAYS[i].stage)))
            fail_msg("%s: %.*s", DAYS[i].day, STR_ARG(id));
    }
}

static void the_year_without_a_read_decree_is_an_estimate(void **state) {
    const struct world *w = *state;
    assert_true(law_is_estimate(&w->law->calendar, day("2027-01-01")));
    assert_false(law_is_estimate(&w->law->calendar, day("2026-12-31")));
    assert_true(law_is_day_off(&w->law->calendar, day("2027-03-10")));
}

static void numbers_follow_the_pattern_of_the_rulebook(void **state) {
    const struct world *w = *state;
    static const struct {
        bool registered;
        int64_t n;
        const char *date, *number;
    } CASES[] = {
        {false, 1, "2024-10-12", "001/PL/PB/Kab/16.02/X/2024"},
        {true, 42, "2024-01-31", "042/Reg/LP/PB/Kab/16.02/I/2024"},
        {true, 12345, "2025-12-31", "12345/Reg/LP/PB/Kab/16.02/XII/2025"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str number = law_number(w->a, w->rules, CASES[i].registered, CASES[i].n,
                                       STR("16.02"), day(CASES[i].date));
        assert_string_equal(number.ptr, CASES[i].number);
    }
}

static void lookups_find_what_is_there_and_nothing_else(void **state) {
    const struct world *w = *state;
    assert_non_null(law_act(w->law, STR("DIS-06")));
    assert_non_null(law_act(w->law, STR("KE-07")));
    size_t of_the_decree = 0;
    for (size_t i = 0; i < w->law->act_count; i++)
        of_the_decree += str_equal(w->law->acts[i].catalogue->row.id, STR("skb-2022"));
    assert_int_equal(of_the_decree, 20);
    assert_int_equal(law_act(w->law, STR("DIS-13"))->tier.len, 0);
    assert_null(law_act(w->law, STR("DIS-14")));
    assert_true(str_equal(law_subject_class(w->law, STR("pns"))->addressee, STR("ppk")));
    assert_null(law_subject_class(w->law, STR("")));
    assert_non_null(law_office(w->law, STR("bkpsdm")));
    assert_null(law_office(w->law, STR("king")));
    assert_ptr_equal(law_clock(w->rules, STR("P04.kajian_awal")),
                     law_clock(w->rules, STR("P04.initial_review")));
    assert_null(law_clock(w->rules, STR("")));
    assert_null(law_step(w->rules, STR("sentence")));
    assert_true(str_equal(law_say((struct law_text){STR("ya"), STR("yes")}, false), STR("ya")));
    assert_true(str_equal(law_say((struct law_text){{0}, STR("yes")}, false), STR("yes")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_regime_is_the_one_of_the_golden_summary),
        cmocka_unit_test(no_case_can_get_stuck_whatever_is_chosen),
        cmocka_unit_test(every_clock_that_a_step_stops_was_started_somewhere),
        cmocka_unit_test(rows_of_general_knowledge_are_never_called_verified),
        cmocka_unit_test(an_unproven_end_says_that_nobody_is_at_fault),
        cmocka_unit_test(the_rulebook_of_a_day_is_found_and_its_reference_too),
        cmocka_unit_test(the_stage_of_a_day_is_the_shortest_of_the_contest),
        cmocka_unit_test(every_election_is_judged_by_its_contest),
        cmocka_unit_test(gaps_and_overlaps_of_the_national_calendar_stand),
        cmocka_unit_test(the_year_without_a_read_decree_is_an_estimate),
        cmocka_unit_test(numbers_follow_the_pattern_of_the_rulebook),
        cmocka_unit_test(lookups_find_what_is_there_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
