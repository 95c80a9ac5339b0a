#include "law/law_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* The rulebooks that are shipped: what must hold of each beyond what the loader asks, and the lines
 * that reading the articles corrected. */
static void summarise_step(struct buf *out, const struct law_step *s) {
    buf_printf(out, "%.*s %.*s (%.*s%s%.*s %.*s)%s", STR_ARG(s->id), STR_ARG(s->name),
               STR_ARG(s->actor), s->on_behalf.len ? " for " : "", STR_ARG(s->on_behalf),
               STR_ARG(s->role), s->document.len ? " makes " : "");
    buf_add(out, s->document);
    for (size_t i = 0; i < s->subjects.count; i++)
        buf_printf(out, "%s%.*s", i ? "," : " of ", STR_ARG(s->subjects.list[i]));
    buf_printf(out, "%s%s from", s->by_person ? " by person" : "", s->several ? " several" : "");
    for (size_t i = 0; i < s->from_count; i++)
        buf_printf(out, " %.*s", STR_ARG(s->from[i]->id));
    for (size_t i = 0; i < s->need_count; i++)
        buf_printf(out, " needs %.*s", STR_ARG(s->needs[i]->name));
    for (size_t i = 0; i < s->unless_count; i++)
        buf_printf(out, " unless %.*s", STR_ARG(s->unless[i]->name));
    if (s->during)
        buf_printf(out, " while %.*s", STR_ARG(s->during->id));
    if (s->after)
        buf_printf(out, " after %.*s", STR_ARG(s->after->id));
    if (s->times)
        buf_printf(out, " at most %d times", s->times);
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
        for (size_t k = 0; k < o->opens.count; k++)
            buf_printf(out, " opens %.*s", STR_ARG(o->opens.list[k]));
        for (unsigned t = 0; t < LAW_TRACK_COUNT; t++)
            if (o->tracks >> t & 1)
                buf_printf(out, " by %.*s", STR_ARG(law_track_name((enum law_track)t)));
        for (size_t k = 0; k < o->tiers.count; k++)
            buf_printf(out, " %.*s", STR_ARG(o->tiers.list[k]));
        buf_add_c(out, o->registers ? " registers\n" : "\n");
    }
}

static void summarise_clock(struct buf *out, const struct law_clock *c) {
    buf_printf(out, "clock %.*s %d %.*s %.*s %s %.*s %.*s%s", STR_ARG(c->id), c->n,
               STR_ARG(law_unit_name(c->unit)), STR_ARG(law_mode_name(c->mode)),
               c->kind == LAW_RIGHT ? "right" : "duty", STR_ARG(law_lapse_name(c->lapse)),
               STR_ARG(law_confidence_name(c->cite.confidence)),
               c->cite.verified ? "" : " unverified");
    if (c->replaces)
        buf_printf(out, " replaces %.*s", STR_ARG(c->replaces->id));
    for (size_t i = 0; i < c->other_count; i++)
        buf_printf(out, " other %d %.*s", c->others[i].n,
                   STR_ARG(law_unit_name(c->others[i].unit)));
    buf_add_char(out, '\n');
}

static void summarise(struct buf *out, const struct law_rulebook *r) {
    for (size_t i = 0; i < r->parts.count; i++)
        buf_printf(out, "part %.*s\n", STR_ARG(r->parts.list[i]));
    for (size_t i = 0; i < r->clock_count; i++)
        summarise_clock(out, &r->clocks[i]);
    for (size_t i = 0; i < r->state_count; i++)
        buf_printf(out, "state %.*s %.*s %.*s\n", STR_ARG(r->states[i].id),
                   STR_ARG(law_phase_name(r->states[i].phase)),
                   STR_ARG(r->states[i].waits_for.len ? r->states[i].waits_for : STR("-")));
    for (size_t i = 0; i < r->step_count; i++)
        summarise_step(out, &r->steps[i]);
}

/* A change of a rule shows as a change of these files. Written anew with NETRAL_GOLDEN=write. */
static void check_summary(const struct world *w, const struct law_rulebook *rules) {
    enum { CAP = 64 * 1024 };
    struct str path = arena_printf(w->a, "tests/golden/rules-%.*s.txt", STR_ARG(rules->regime));
    struct buf out;
    buf_init(&out, CAP);
    summarise(&out, rules);
    assert_false(buf_full(&out));
    const char *mode = getenv("NETRAL_GOLDEN");
    bool write = mode && strcmp(mode, "write") == 0;
    FILE *f = fopen(path.ptr, write ? "w+b" : "rb");
    if (!f)
        fail_msg("no %s", path.ptr);
    if (write) {
        assert_int_equal(fwrite(out.ptr, 1, out.len, f), out.len);
        rewind(f);
    }
    char *golden = NEW(w->a, char, CAP);
    size_t len = fread(golden, 1, CAP, f);
    (void)fclose(f);
    if (len != out.len || memcmp(golden, out.ptr, len) != 0)
        fail_msg("%s tells of other rules", path.ptr);
    buf_done(&out);
}

static void every_rulebook_is_the_one_of_its_golden_summary(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++)
        check_summary(w, &w->law->rulebooks[i]);
}

static bool asks_for(const struct law_step *step, const struct law_step *other) {
    for (size_t n = 0; n < step->need_count; n++)
        if (step->needs[n] == other)
            return true;
    return law_step_barred(step, other);
}

enum { SITUATIONS = 1 << 18 }; /* at most 18 steps that others need, or that bar others */

struct walk {
    const struct law_rulebook *rules;
    struct str class; /* of the only reported person */
    unsigned *bits;   /* of each step: one, if another needs it or is barred by it */
    unsigned *live;   /* of each state: those that a step ahead of it asks for */
    bool *seen;       /* by state and these */
    bool *reached;    /* states, in any walk */
};

static bool may_take(const struct walk *w, const struct law_step *s, unsigned taken) {
    for (size_t n = 0; n < s->need_count; n++)
        if (!(taken & w->bits[s->needs[n] - w->rules->steps]))
            return false;
    for (size_t n = 0; n < s->unless_count; n++)
        if (taken & w->bits[s->unless[n] - w->rules->steps])
            return false;
    return true;
}

static void number_needs(struct walk *w) {
    const struct law_rulebook *r = w->rules;
    unsigned bit = 1;
    for (size_t i = 0; i < r->step_count; i++) {
        bool asked = false;
        for (size_t k = 0; k < r->step_count; k++)
            asked = asked || asks_for(&r->steps[k], &r->steps[i]);
        w->bits[i] = asked ? bit : 0;
        bit <<= asked;
    }
    assert_true(bit <= SITUATIONS);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < r->step_count; i++) {
            unsigned bits = 0;
            for (size_t k = 0; k < r->step_count; k++)
                bits |= asks_for(&r->steps[i], &r->steps[k]) * w->bits[k];
            for (size_t o = 0; o < r->steps[i].outcome_count; o++)
                bits |= w->live[r->steps[i].outcomes[o].to - r->states];
            for (size_t f = 0; f < r->steps[i].from_count; f++) {
                more = more || (bits & ~w->live[r->steps[i].from[f] - r->states]);
                w->live[r->steps[i].from[f] - r->states] |= bits;
            }
        }
    }
}

static void explore(const struct walk *w, const struct law_state *at, unsigned taken) {
    const struct law_rulebook *r = w->rules;
    taken &= w->live[at - r->states];
    bool *mark = &w->seen[(size_t)(at - r->states) * SITUATIONS + taken];
    bool way_on = at->terminal;
    w->reached[at - r->states] = true;
    if (*mark)
        return;
    *mark = true;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        if (!law_step_leaves(s, at) || !may_take(w, s, taken) ||
            !law_lists_or_all(s->subjects, w->class))
            continue;
        for (size_t k = 0; k < s->outcome_count; k++) {
            way_on = way_on || (s->outcomes[k].to != at && !s->during);
            explore(w, s->outcomes[k].to, taken | w->bits[i]);
        }
    }
    if (!way_on)
        fail_msg("%.*s: no way on from %.*s for %.*s", STR_ARG(r->regime), STR_ARG(at->id),
                 STR_ARG(w->class));
}

static bool begins_at(const struct law_rulebook *r, const struct law_state *s) {
    return s->former || s == r->entry_report || s == r->entry_tip || s == r->entry_complaint ||
           s == r->entry_opened;
}

static void walk_rulebook(const struct world *w, const struct law_rulebook *r) {
    struct walk walk = {.rules = r, .reached = NEW(w->a, bool, r->state_count)};
    size_t size = r->state_count * SITUATIONS;
    walk.bits = NEW(w->a, unsigned, r->step_count);
    walk.live = NEW(w->a, unsigned, r->state_count);
    number_needs(&walk);
    walk.seen = NEW(w->a, bool, size);
    for (size_t c = 0; c < w->law->class_count; c++) {
        walk.class = w->law->classes[c].row.id;
        memset(walk.seen, 0, size);
        for (size_t i = 0; i < r->state_count; i++)
            if (begins_at(r, &r->states[i]))
                explore(&walk, &r->states[i], 0);
    }
    for (size_t i = 0; i < r->state_count; i++)
        if (!walk.reached[i]) /* also with the needs kept, not only by the edges */
            fail_msg("%.*s: never reached: %.*s", STR_ARG(r->regime), STR_ARG(r->states[i].id));
}

static void no_case_can_get_stuck_whatever_is_chosen_and_whoever_is_reported(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++)
        walk_rulebook(w, &w->law->rulebooks[i]);
}

static void check_clock(const struct law_rulebook *r, const struct law_clock *clock) {
    size_t starts = clock == r->report_window, stops = 0;
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
    if (!starts || (!stops && clock != r->report_window))
        fail_msg("%.*s %.*s: %zu starts, %zu stops", STR_ARG(r->regime), STR_ARG(clock->id), starts,
                 stops);
}

static void every_clock_that_a_step_stops_was_started_somewhere(void **state) {
    const struct world *w = *state;
    for (size_t b = 0; b < w->law->rulebook_count; b++)
        for (size_t c = 0; c < w->law->rulebooks[b].clock_count; c++)
            check_clock(&w->law->rulebooks[b], &w->law->rulebooks[b].clocks[c]);
}

static void an_unproven_end_says_that_nobody_is_at_fault(void **state) {
    const struct world *w = *state;
    size_t ends = 0;
    for (size_t b = 0; b < w->law->rulebook_count; b++)
        for (size_t i = 0; i < w->law->rulebooks[b].state_count; i++) {
            const struct law_state *s = &w->law->rulebooks[b].states[i];
            if (s->phase != LAW_DONE_NO_BREACH)
                continue;
            ends++;
            assert_non_null(strstr(s->reporter.id.ptr, "tidak terbukti"));
            assert_non_null(strstr(s->reporter.en.ptr, "not at fault"));
        }
    assert_int_equal(ends, 10); /* three of each election, one of each criminal and TSM track */
}

static const struct law_clock *clock_of(const struct law *law, const char *regime, const char *id) {
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (str_equal(law->rulebooks[i].regime, str_from_c(regime)))
            return law_clock(&law->rulebooks[i], str_from_c(id));
    for (size_t i = 0; i < law->clock_count; i++)
        if (str_equal(law->clocks[i].id, str_from_c(id)))
            return &law->clocks[i];
    return NULL;
}

/* Reading the articles changed these lines; a rulebook that says the old thing again fails here. */
static void corrected_clocks_say_what_the_articles_say(void **state) {
    static const struct {
        const char *regime, *id;
        int n;
        const char *unit, *mode, *lapse, *start; /* words that must stand in "start" */
    } CLOCKS[] = {
        {"pilkada-2024", "P01.report", 7, "calendar", "total", "formal_defect", "ditemukan"},
        {"pilkada-2024", "P09.statute", 3, "calendar", "total", "alarm", "laporan diterima"},
        {"pilkada-2024", "P09.handle", 3, "calendar", "total", "alarm", "diregistrasi"},
        {"pilkada-2024", "P10.ask", 2, "calendar", "total", "alarm", "keterangan"},
        {"pilkada-2024", "P10.handle_ext", 5, "calendar", "total", "alarm", "diregistrasi"},
        {"pilkada-2024", "D04.summons1", 7, "working", "total", "not_stated", "surat panggilan"},
        {"pilkada-2024", "D05.summons2", 7, "working", "total", "alarm", "seharusnya diperiksa"},
        {"pilkada-2024", "D13.effect", 15, "working", "effect", "takes_effect", "diterima"},
        {"pilkada-2024", "A01p.objection", 14, "working", "total", "inadmissible", "diterima"},
        {"pilkada-2024", "A02.response", 6, "working", "total", "decide_on_file", "tembusan"},
        {"pilkada-2024", "A03.objection_decision", 21, "working", "total", "may_sue", "diterima"},
        {"pilkada-2024", "A04.appeal", 14, "working", "total", "inadmissible", "diterima"},
        {"pilkada-2024", "A05.ppk_response", 21, "working", "total", "decide_on_file", "tembusan"},
        {"pilkada-2024", "A06.bpasn", 65, "working", "total", "not_stated", "permohonan"},
        {"pilkada-2024", "PNS-HEAVY.dismissal", 21, "working", "total", "not_stated", "usul"},
        {"pilkada-2024", "PPPK-PARTY.dismissal", 14, "working", "total", "not_stated", "terbukti"},
        {"gakkumdu", "P14a.police", 1, "hour", "total", "alarm", "diputuskan"},
        {"gakkumdu", "P17.investigation", 14, "working", "total", "not_stated", "diterima"},
        {"kpu-administrative", "P16.kpu_admin", 7, "calendar", "total", "alarm", "rekomendasi"},
        {"pemilu-2024", "E01.report", 7, "working", "total", "formal_defect", "diketahui"},
        {"pemilu-2024", "E02.finding", 7, "calendar", "total", "no_finding", "ditemukannya"},
        {"pemilu-2024", "E02a.advice", 3, "calendar", "total", "record_finding", "saran"},
        {"pemilu-2024", "E07.handle", 7, "working", "total", "alarm", "diterima dan diregistrasi"},
        {"pemilu-2024", "E08.handle_ext", 14, "working", "total", "alarm", "diregistrasi"},
        {"gakkumdu-pemilu", "E09a.police", 1, "hour", "total", "alarm", "dinyatakan"},
        {"", "E07a.invite", 1, "calendar", "before", "not_stated", "sebelum klarifikasi"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CLOCKS); i++) {
        const struct law_clock *c = clock_of(w->law, CLOCKS[i].regime, CLOCKS[i].id);
        bool good = c && c->n == CLOCKS[i].n &&
                    str_equal(law_unit_name(c->unit), str_from_c(CLOCKS[i].unit)) &&
                    str_equal(law_mode_name(c->mode), str_from_c(CLOCKS[i].mode)) &&
                    str_equal(law_lapse_name(c->lapse), str_from_c(CLOCKS[i].lapse)) &&
                    strstr(c->start.ptr, CLOCKS[i].start);
        if (!good)
            fail_msg("%s", CLOCKS[i].id);
    }
}

static void numbers_on_which_sources_differ_stand_beside_each_other(void **state) {
    static const struct {
        const char *regime, *id, *others;
    } CLOCKS[] = {
        {"pilkada-2024", "P06.completion", " 3 calendar sejak laporan diterima 1 hour"},
        {"pilkada-2024", "B05.follow_up", " 10 calendar"},
        {"pilkada-2024", "D13.effect", " 15 calendar"},
        {"pemilu-2024", "E05.completion", " 3 working sejak laporan diterima 1 hour"},
        {"pemilu-2024", "E07.handle", " 7 calendar"},
        {"pilkada-2024", "P09.statute", ""},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CLOCKS); i++) {
        const struct law_clock *c = clock_of(w->law, CLOCKS[i].regime, CLOCKS[i].id);
        struct str said = STR("");
        for (size_t k = 0; k < c->other_count; k++)
            said = arena_printf(w->a, "%.*s %d %.*s%s%.*s", STR_ARG(said), c->others[k].n,
                                STR_ARG(law_unit_name(c->others[k].unit)),
                                c->others[k].start.len ? " " : "", STR_ARG(c->others[k].start));
        assert_string_equal(said.len ? said.ptr : "", CLOCKS[i].others);
    }
    assert_string_equal(clock_of(w->law, "pilkada-2024", "P10.handle_ext")->replaces->id.ptr,
                        "P09.handle");
    assert_string_equal(clock_of(w->law, "pemilu-2024", "E08.handle_ext")->replaces->id.ptr,
                        "E07.handle");
}

static const struct law_outcome *outcome_of(const struct law_step *step, const char *value) {
    for (size_t i = 0; step && i < step->outcome_count; i++)
        if (str_equal(step->outcomes[i].value, str_from_c(value)))
            return &step->outcomes[i];
    fail_msg("%.*s: no outcome %s", STR_ARG(step ? step->name : STR("?")), value);
    return NULL;
}

static bool stops(const struct law_outcome *o, const char *clock) {
    for (size_t i = 0; i < o->stop_count; i++)
        if (str_equal(o->stops[i]->id, str_from_c(clock)))
            return true;
    return false;
}

static bool offers(const struct law_rulebook *r, const char *state, const char *step) {
    return law_step_leaves(law_step(r, str_from_c(step)), law_state(r, str_from_c(state)));
}

static void corrected_steps_go_where_the_articles_send_them(void **state) {
    const struct world *w = *state;
    const struct law_rulebook *r = law_rulebook_named(w->law, STR("pilkada-2024@1"));
    /* A team may be formed for a medium sanction, and is for a heavy one (PP 94/2021 Ps 29). */
    assert_true(offers(r, "discipline_medium", "summon"));
    assert_true(offers(r, "discipline_medium", "form_team"));
    assert_false(offers(r, "discipline_heavy", "summon"));
    assert_true(offers(r, "discipline_heavy", "form_team_heavy"));
    assert_false(offers(r, "discipline_light", "form_team"));
    /* Two missed summonses: decided without examination, never without a second summons. */
    assert_string_equal(outcome_of(law_step(r, STR("record_absence")), "absent")->to->id.ptr,
                        "missed_first");
    assert_false(offers(r, "missed_first", "record_second_absence"));
    /* Objection to the authority itself, or to the superior of another official (PP 79 Ps 3). */
    assert_true(offers(r, "delivered_ppk", "object_to_ppk"));
    assert_false(offers(r, "delivered_ppk", "object_to_superior"));
    assert_true(offers(r, "delivered_official", "object_to_superior"));
    assert_false(offers(r, "delivered_dismissal", "object_to_ppk"));
    /* While a remedy is open the decision has no effect (PP 94 Ps 38). */
    static const char *const LODGE[] = {"object_to_ppk", "object_to_superior", "appeal"};
    for (size_t i = 0; i < COUNT_OF(LODGE); i++)
        assert_true(stops(outcome_of(law_step(r, str_from_c(LODGE[i])), "lodged"), "D13.effect"));
    assert_string_equal(law_step(r, STR("record_effect"))->after->id.ptr, "D13.effect");
    /* Silence over an objection lets the person sue; it is no decision. */
    assert_string_equal(law_step(r, STR("sue_after_silence"))->after->id.ptr,
                        "A03.objection_decision");
    assert_null(law_step(r, STR("deem_granted")));
    /* An appeal goes on to the high court, an objection to the court (PP 79 Ps 6, 9, 18). */
    assert_string_equal(outcome_of(law_step(r, STR("sue_high")), "sued")->to->id.ptr,
                        "in_high_court");
}

/* The notice lies within the days of the initial review: they end with it, not before. */
static void the_initial_review_runs_until_the_reporter_is_told_of_the_gap(void **state) {
    static const struct {
        const char *rules, *clock;
    } REGIMES[] = {{"pilkada-2024@1", "P04.initial_review"},
                   {"pemilu-2024@1", "E04.initial_review"}};
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(REGIMES); i++) {
        const struct law_rulebook *r = law_rulebook_named(w->law, str_from_c(REGIMES[i].rules));
        const struct law_step *review = law_step(r, STR("initial_review"));
        assert_true(stops(outcome_of(review, "complete"), REGIMES[i].clock));
        assert_false(stops(outcome_of(review, "needs_completion"), REGIMES[i].clock));
        assert_true(
            stops(outcome_of(law_step(r, STR("notify_gap")), "notified"), REGIMES[i].clock));
    }
}

static void forms_are_those_that_were_read(void **state) {
    static const struct {
        const char *regime, *step, *form;
    } FORMS[] = {
        {"organisers-ethics", "forward_ethics", "A.13"},
        {"pemilu-2024", "invite", "B.9"},
        {"pemilu-2024", "clarify", "B.12"},
        {"pemilu-2024", "complete", "B.3.1"},
        {"pemilu-2024", "declare_finding", "B.2"},
        {"pemilu-2024", "trace_tip", "A"},
        {"pilkada-2024", "trace_tip", "A.6"},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        const struct law_rulebook *r =
            law_rulebook_named(w->law, arena_printf(w->a, "%s@1", FORMS[i].regime));
        assert_non_null(r);
        const struct law_step *s = law_step(r, str_from_c(FORMS[i].step));
        if (!s || !str_equal(s->document, str_from_c(FORMS[i].form)))
            fail_msg("%s", FORMS[i].step);
    }
}

/* Who answers to a person decides where the report goes: nobody but a civil servant to BKN. */
static void a_report_is_forwarded_by_the_class_of_the_reported_person(void **state) {
    static const struct {
        const char *class, *step, *waits_for;
    } CLASSES[] = {
        {"pns", "forward_bkn", "merit_supervisor"},
        {"cpns", "forward_bkn", "merit_supervisor"},
        {"pppk", "forward_bkn", "merit_supervisor"},
        {"kades", "forward_regional_head", "regional_head"},
        {"bpd", "forward_regional_head", "regional_head"},
        {"perangkat_desa", "forward_village_head", "village_head"},
        {"tni", "forward_tni", "tni_command"},
        {"polri", "forward_polri", "polri_command"},
        {"non_asn", "forward_employer", "employer"},
    };
    static const char *const REGIMES[] = {"pilkada-2024@1", "pemilu-2024@1"};
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = law_rulebook_named(w->law, str_from_c(REGIMES[b]));
        for (size_t i = 0; i < COUNT_OF(CLASSES); i++) {
            const struct law_step *s = law_step(r, str_from_c(CLASSES[i].step));
            assert_true(law_lists(s->subjects, str_from_c(CLASSES[i].class)));
            assert_string_equal(s->outcomes[0].to->waits_for.ptr, CLASSES[i].waits_for);
            if (strcmp(CLASSES[i].waits_for, "merit_supervisor") != 0)
                assert_false(law_lists_or_all(law_step(r, STR("forward_bkn"))->subjects,
                                              str_from_c(CLASSES[i].class)));
        }
    }
}

static void the_paths_meet_where_the_recommendation_is_made(void **state) {
    static const char *const REGIMES[] = {"pilkada-2024@1", "pemilu-2024@1"};
    const struct world *w = *state;
    for (size_t b = 0; b < COUNT_OF(REGIMES); b++) {
        const struct law_rulebook *r = law_rulebook_named(w->law, str_from_c(REGIMES[b]));
        const struct law_state *meet = law_state(r, STR("forwarded"));
        assert_ptr_equal(outcome_of(law_step(r, STR("forward_bkn")), "forwarded")->to, meet);
        assert_ptr_equal(outcome_of(law_step(r, STR("review_complaint")), "suspected")->to, meet);
        assert_true(law_step_leaves(law_step(r, STR("recommend_ppk")), meet));
        const struct law_step *plenary = law_step(r, STR("plenary"));
        size_t opens = 0;
        for (size_t i = 0; i < plenary->outcome_count; i++)
            opens += plenary->outcomes[i].opens.count;
        assert_true(plenary->several && opens == 4);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rulebook_is_the_one_of_its_golden_summary),
        cmocka_unit_test(no_case_can_get_stuck_whatever_is_chosen_and_whoever_is_reported),
        cmocka_unit_test(every_clock_that_a_step_stops_was_started_somewhere),
        cmocka_unit_test(an_unproven_end_says_that_nobody_is_at_fault),
        cmocka_unit_test(corrected_clocks_say_what_the_articles_say),
        cmocka_unit_test(numbers_on_which_sources_differ_stand_beside_each_other),
        cmocka_unit_test(corrected_steps_go_where_the_articles_send_them),
        cmocka_unit_test(the_initial_review_runs_until_the_reporter_is_told_of_the_gap),
        cmocka_unit_test(forms_are_those_that_were_read),
        cmocka_unit_test(a_report_is_forwarded_by_the_class_of_the_reported_person),
        cmocka_unit_test(the_paths_meet_where_the_recommendation_is_made),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
