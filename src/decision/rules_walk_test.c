/* The shipped rulebooks, walked: from a report, a tip, a complaint, and from the opening of a
 * procedure, through every outcome of every step. Holds invariants I5 (nobody is forgotten) and I6
 * (only what the rulebook offers). */
#include "decision/decision.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 128, BODY_CAP = 1 << 16, SITUATIONS = 1 << 19 };

struct world {
    struct arena *rules_arena, *a;
    const struct law *law;
    const struct law_rulebook *rules;
    struct date today;
    struct intake_person *people; /* who is reported: one of each class */
    bool *seen;                   /* by state and the steps taken that another step needs */
    bool *reached;                /* states, by their row */
    size_t walked;
    struct case_event events[LONGEST];
    size_t event_count;
    size_t *bits, *live; /* of each step, of each state: needs_met */
};

static int setup(void **state) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    struct law_faults faults = {.count = 0};
    hash_library_init();
    if (law_load(a, "rules", &w->law, &faults).code) {
        for (size_t i = 0; i < faults.count; i++)
            print_error("%.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                        STR_ARG(faults.list[i].text));
        return -1;
    }
    if (!date_parse(STR("2024-10-10"), &w->today))
        return -1;
    w->people = NEW(a, struct intake_person, w->law->class_count);
    for (size_t i = 0; i < w->law->class_count; i++)
        w->people[i].class = w->law->classes[i].row.id;
    w->rules_arena = a;
    w->a = arena_new(512 << 20);
    w->rules = law_rulebook_on(w->law, STR("pilkada-2024"), w->today);
    *state = w;
    return w->rules ? 0 : -1;
}

static int teardown(void **state) {
    struct world *w = *state;
    arena_free(w->a);
    arena_free(w->rules_arena);
    return 0;
}

static struct case_received received_by(struct world *w, const struct intake_report *report) {
    const struct decision_intake facts = {.law = w->law,
                                          .rules = w->rules,
                                          .election = law_election(w->law, STR("pilkada-2024")),
                                          .office = STR("bawaslu-1602"),
                                          .office_region = STR("16.02"),
                                          .today = w->today,
                                          .number_n = 1};
    return decide_receive(w->a, &facts, report);
}

/* Appends an event as the store would hold it. */
static const struct case_event *record(struct world *w, const char *kind, const struct buf *body) {
    assert_true(w->event_count < LONGEST);
    struct case_event *e = &w->events[w->event_count];
    *e = (struct case_event){.index = (int64_t)w->event_count,
                             .seq = (int64_t)w->event_count,
                             .kind = str_from_c(kind),
                             .body = arena_str(w->a, buf_str(body))};
    w->event_count++;
    return e;
}

static struct case_state begin_with(struct world *w, const struct case_received *received) {
    struct buf body = {.ceiling = BODY_CAP};
    w->event_count = 0;
    case_received_encode(&body, received);
    struct case_state cs = case_begin(w->a, record(w, "case.received", &body), received);
    buf_done(&body);
    return cs;
}

/* A report about somebody of every class, so that no step is barred for want of one. */
static struct intake_report about_everybody(const struct world *w, enum intake_channel channel) {
    return (struct intake_report){
        .channel = channel, .subjects = w->people, .subject_count = w->law->class_count};
}

static struct case_state begin(struct world *w, enum intake_channel channel) {
    struct intake_report report = about_everybody(w, channel);
    struct case_received received = received_by(w, &report);
    return begin_with(w, &received);
}

/* A complaint, or a procedure that another opened: no report's clocks, nothing that is missing. */
static struct case_state begin_at(struct world *w, const struct law_state *entry) {
    struct intake_report report = about_everybody(w, INTAKE_TIP);
    const struct law_rulebook *rules = w->rules;
    w->rules = law_rulebook_on(w->law, STR("pilkada-2024"), w->today);
    struct case_received received = received_by(w, &report);
    w->rules = rules;
    received.rules = arena_printf(w->a, "%.*s@%d", STR_ARG(rules->regime), rules->version);
    received.state = entry->id;
    received.phase = law_phase_name(entry->phase);
    return begin_with(w, &received);
}

static bool asks_for(const struct law_step *step, const struct law_step *other) {
    for (size_t n = 0; n < step->need_count; n++)
        if (step->needs[n] == other)
            return true;
    return law_step_barred(step, other);
}

/* One bit for each step that another needs, or that bars another. */
static void number_needs(struct world *w) {
    const struct law_rulebook *r = w->rules;
    size_t bit = 1;
    w->bits = NEW(w->a, size_t, r->step_count);
    for (size_t i = 0; i < r->step_count; i++) {
        bool asked = false;
        for (size_t k = 0; k < r->step_count; k++)
            asked = asked || asks_for(&r->steps[k], &r->steps[i]);
        w->bits[i] = asked ? bit : 0;
        bit <<= asked;
    }
    assert_true(bit <= SITUATIONS / 2);
}

/* Of each state, those that a step ahead of it asks for: what else was taken makes no difference.
 */
static void find_live(struct world *w) {
    const struct law_rulebook *r = w->rules;
    w->live = NEW(w->a, size_t, r->state_count);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < r->step_count; i++) {
            size_t bits = 0;
            for (size_t k = 0; k < r->step_count; k++)
                bits |= asks_for(&r->steps[i], &r->steps[k]) ? w->bits[k] : 0;
            for (size_t o = 0; o < r->steps[i].outcome_count; o++)
                bits |= w->live[r->steps[i].outcomes[o].to - r->states];
            for (size_t f = 0; f < r->steps[i].from_count; f++) {
                size_t *live = &w->live[r->steps[i].from[f] - r->states];
                more = more || (bits & ~*live);
                *live |= bits;
            }
        }
    }
}

static size_t needs_met(const struct world *w, const struct case_state *cs) {
    size_t met = 0;
    for (size_t i = 0; i < w->rules->step_count; i++)
        if (w->bits[i] && case_has_taken(cs, STR(""), w->rules->steps[i].name))
            met |= w->bits[i];
    return met & w->live[law_state(w->rules, cs->state) - w->rules->states];
}

/* Every field that is or may become required, filled with something that fits; dates are of today.
 */
static struct intake_action filled(struct world *w, const struct law_step *step,
                                   const struct law_outcome *outcome, int64_t version) {
    struct intake_value *values = NEW(w->a, struct intake_value, step->field_count);
    for (size_t i = 0; i < step->field_count; i++)
        values[i] =
            (struct intake_value){.field = &step->fields[i],
                                  .text = STR("isi"),
                                  .number = 1,
                                  .date = w->today,
                                  .given = step->fields[i].required || step->fields[i].departs};
    return (struct intake_action){
        .version = version, .outcome = outcome, .values = values, .value_count = step->field_count};
}

static const struct law_rulebook *rules_of(const struct world *w, const struct case_state *cs,
                                           struct str track) {
    struct case_track t;
    assert_true(case_track(cs, track, &t));
    return track.len ? law_rulebook_named(w->law, t.rules) : w->rules;
}

static void nobody_is_forgotten(const struct world *w, const struct case_state *cs) {
    const struct law_state *state = law_state(w->rules, cs->state);
    assert_non_null(state);
    size_t open = !state->terminal;
    for (size_t i = 0; i < cs->track_count; i++)
        open += cs->tracks[i].holder.len > 0;
    assert_int_equal(case_holder(cs).len == 0, !open);
    assert_int_equal(!open && case_next_due(cs) != CASE_NO_DUE, 0);
    assert_true(str_equal(cs->phase, law_phase_name(state->phase)));
    size_t running = 0;
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *c = &cs->clocks[i];
        assert_non_null(law_clock(rules_of(w, cs, c->track), c->id));
        assert_true(c->due_early.day <= c->due.day && c->start.day < c->due.day);
        running += c->running;
        if (c->running)
            assert_ptr_equal(case_running(cs, c->track, c->id), c); /* one of an id at most */
    }
    assert_int_equal(running == 0, case_next_due(cs) == CASE_NO_DUE);
}

/* What the store would fold from the events is what the steps made. */
static void events_tell_the_same(struct world *w, const struct case_state *cs) {
    struct case_state folded;
    assert_int_equal(case_fold(w->a, w->events, w->event_count, &folded).code, ERR_NONE);
    assert_true(str_equal(folded.state, cs->state));
    assert_true(str_equal(folded.offices.holder, cs->offices.holder));
    assert_true(str_equal(folded.registration, cs->registration));
    assert_int_equal(folded.version, cs->version);
    assert_int_equal(folded.taken_count, cs->taken_count);
    assert_int_equal(case_next_due(&folded), case_next_due(cs));
}

/* Presumption of innocence: what is not proven names no sanction. */
static void nothing_unproven_names_a_sanction(const struct case_step *taken) {
    bool unproven = str_equal(taken->outcome, STR("not_proven")) ||
                    str_equal(taken->outcome, STR("not_violation"));
    for (size_t i = 0; unproven && i < taken->value_count; i++)
        assert_false(str_equal(taken->values[i].name, STR("sanction")));
    if (unproven)
        assert_false(str_equal(taken->phase, law_phase_name(LAW_DONE_SANCTION)));
}

static struct str office_of(struct str kind) {
    if (str_equal(kind, STR("bkn")))
        return STR("bkn-7");
    return str_equal(kind, STR("ppk")) ? STR("ppk-1602") : (struct str){0};
}

static struct case_step take(struct world *w, const struct case_state *cs,
                             const struct law_step *step, const struct law_outcome *outcome) {
    struct intake_action command = filled(w, step, outcome, cs->version);
    struct law_words_list names = decide_names(w->a, w->law, &command, w->today);
    struct decision_office *offices = NEW(w->a, struct decision_office, names.count);
    for (size_t i = 0; i < names.count; i++) {
        struct str kind = law_office_on(w->law, names.list[i], w->today);
        offices[i] = (struct decision_office){names.list[i], kind, office_of(kind)};
    }
    const struct decision_step facts = {.law = w->law,
                                        .rules = w->rules,
                                        .step = step,
                                        .today = w->today,
                                        .registration_n = 1,
                                        .offices = {offices, names.count},
                                        .region = STR("16.02")};
    struct intake_faults faults = {.count = 0};
    struct case_step taken;
    struct err e = decide_step(w->a, &facts, cs, &command, &faults, &taken);
    if (e.code)
        fail_msg("%.*s: %.*s", STR_ARG(step->name), STR_ARG(e.about));
    nothing_unproven_names_a_sanction(&taken);
    return taken;
}

static void walk(struct world *w, const struct case_state *cs);

static void follow(struct world *w, const struct case_state *cs, const struct law_step *step,
                   const struct law_outcome *outcome) {
    struct case_step taken = take(w, cs, step, outcome);
    struct buf body = {.ceiling = BODY_CAP};
    size_t events = w->event_count;
    case_step_encode(&body, &taken);
    struct case_state next = case_after_step(w->a, cs, record(w, "case.step", &body), &taken);
    buf_done(&body);
    assert_true(outcome->to == law_state(w->rules, next.state));
    if (!w->reached[outcome->to - w->rules->states]) /* once for each state: folding is slow */
        events_tell_the_same(w, &next);
    w->walked++;
    walk(w, &next);
    w->event_count = events;
}

/* Whether a step that is open while a clock runs comes too late today, as it would be refused. */
static bool is_late(const struct world *w, const struct law_step *step,
                    const struct case_state *cs) {
    const struct case_clock *clock =
        step->during ? case_running(cs, STR(""), step->during->id) : NULL;
    return clock && clock->due.day < w->today.day;
}

/* Depth first; a situation is walked from once, so the walk ends. A step that waits for a clock is
 * taken on the first day that it is open. At an end a step is open while a clock runs alone. */
static void walk(struct world *w, const struct case_state *cs) {
    nobody_is_forgotten(w, cs);
    size_t row = (size_t)(law_state(w->rules, cs->state) - w->rules->states);
    struct decision_offers offers = decide_offers(w->a, w->rules, cs, STR(""));
    bool end = w->rules->states[row].terminal;
    size_t open_end = end && offers.count ? SITUATIONS / 2 : 0; /* a step leaves it, as yet */
    bool *seen = &w->seen[row * SITUATIONS + needs_met(w, cs) + open_end];
    if (*seen)
        return;
    *seen = w->reached[row] = true;
    assert_true(end || offers.count);
    size_t free_count = 0;
    for (size_t i = 0; i < offers.count; i++) {
        const struct decision_offer *o = &offers.list[i];
        struct date today = w->today;
        assert_true(!end || o->step->during);
        if (o->missing_count || is_late(w, o->step, cs))
            continue;
        assert_int_not_equal(o->opens_on.day, DECISION_NO_DAY); /* its clock runs here */
        free_count++;
        if (o->opens_on.day > w->today.day) {
            assert_int_equal(decide_allowed(w->a, o->step, cs, STR(""), w->today).code,
                             ERR_STEP_BLOCKED);
            w->today = o->opens_on;
        }
        for (size_t k = 0; k < o->step->outcome_count; k++)
            follow(w, cs, o->step, &o->step->outcomes[k]);
        w->today = today;
    }
    assert_true(end || free_count > 0); /* there is always a way on */
}

static void walk_from_entries(struct world *w) {
    enum { ENTRIES = 2 };
    const struct law_rulebook *rules = w->rules;
    const struct law_state *const entries[ENTRIES] = {rules->entry_complaint, rules->entry_opened};
    if (rules->kind == LAW_TAKES_REPORTS) {
        struct case_state report = begin(w, INTAKE_REPORT), tip;
        walk(w, &report);
        tip = begin(w, INTAKE_TIP);
        walk(w, &tip);
    }
    for (size_t i = 0; i < ENTRIES; i++)
        if (entries[i]) {
            struct case_state cs = begin_at(w, entries[i]);
            walk(w, &cs);
        }
    for (size_t i = 0; i < rules->state_count; i++)
        if (rules->states[i].former) { /* a case of before that still waits there */
            struct case_state cs = begin_at(w, &rules->states[i]);
            walk(w, &cs);
        }
}

/* One of each class is reported: every step for some classes alone is offered. That none of them is
 * stuck alone is told in law/rulebook_test.c. */
static void walk_rulebook(struct world *w, const struct law_rulebook *rules) {
    w->rules = rules;
    number_needs(w);
    find_live(w);
    w->seen = NEW(w->a, bool, rules->state_count *SITUATIONS);
    w->reached = NEW(w->a, bool, rules->state_count);
    w->walked = 0;
    walk_from_entries(w);
    for (size_t i = 0; i < rules->state_count; i++)
        if (!w->reached[i])
            fail_msg("%.*s: no walk came to %.*s", STR_ARG(rules->regime),
                     STR_ARG(rules->states[i].id));
    assert_true(w->walked + 3 >= rules->state_count);
}

static void every_state_is_reached_and_none_is_forgotten(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++)
        walk_rulebook(w, &w->law->rulebooks[i]);
}

static void every_requirement_can_be_checked(void **state) {
    struct world *w = *state;
    const struct intake_person person = {.name = STR("N"), .address = STR("A")};
    const struct case_evidence evidence = {.bytes = 1};
    struct intake_report report = {.known_on = w->today,
                                   .occurred_on = w->today,
                                   .has_known_on = true,
                                   .has_occurred_on = true,
                                   .place = STR("p"),
                                   .narrative = STR("n"),
                                   .subjects = &person,
                                   .subject_count = 1,
                                   .reporter = person};
    const struct decision_intake facts = {.law = w->law,
                                          .rules = w->rules,
                                          .election = law_election(w->law, STR("pilkada-2024")),
                                          .today = w->today,
                                          .evidence = &evidence,
                                          .evidence_count = 1};
    assert_int_equal(decide_receive(w->a, &facts, &report).missing_count, 0);
    struct intake_report empty = {.channel = INTAKE_REPORT};
    assert_int_equal(received_by(w, &empty).missing_count, w->rules->requirement_count);
    assert_true(w->rules->requirement_count >= 8);
}

/* "examination_for": a day that is set, not one that something was done on. */
static bool is_ahead(struct str field) {
    return field.len > 4 && memcmp(field.ptr + field.len - 4, "_for", 4) == 0;
}

/* decide_step knows which dates lie ahead by their names; a datetime's day counts as a date. */
static void check_dates_ahead(struct world *w) {
    for (size_t i = 0; i < w->rules->step_count; i++) {
        const struct law_step *step = &w->rules->steps[i];
        const struct decision_step facts = {
            .law = w->law, .rules = w->rules, .step = step, .today = w->today};
        struct case_state cs = {.state = step->from[0]->id,
                                .version = 1,
                                .received = {.report = about_everybody(w, INTAKE_REPORT)}};
        struct case_taken *taken = NEW(w->a, struct case_taken, step->need_count);
        struct case_clock clock = {.running = true};
        for (size_t k = 0; k < step->need_count; k++)
            taken[k].name = step->needs[k]->name;
        cs.taken = taken;
        cs.taken_count = step->need_count;
        if (step->after || step->during) {
            clock.id = (step->after ? step->after : step->during)->id;
            clock.due.day = step->after ? 0 : w->today.day + 1;
            cs.clocks = &clock;
            cs.clock_count = 1;
        }
        struct intake_action command = filled(w, step, step->outcomes, 1);
        struct intake_faults faults = {.count = 0};
        struct case_step ret;
        size_t dates = 0;
        for (size_t k = 0; k < step->field_count; k++) {
            dates += step->fields[k].type == LAW_F_DATE && step->fields[k].required &&
                     !is_ahead(step->fields[k].name);
            ((struct intake_value *)(uintptr_t)&command.values[k])->date.day++;
        }
        struct err e = decide_step(w->a, &facts, &cs, &command, &faults, &ret);
        assert_int_equal(e.code, dates ? ERR_INVALID : ERR_NONE);
        assert_int_equal(faults.count, dates);
    }
}

static void every_date_of_a_step_is_refused_when_it_lies_ahead(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++) {
        w->rules = &w->law->rulebooks[i];
        check_dates_ahead(w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_state_is_reached_and_none_is_forgotten, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(every_requirement_can_be_checked, setup, teardown),
        cmocka_unit_test_setup_teardown(every_date_of_a_step_is_refused_when_it_lies_ahead, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
