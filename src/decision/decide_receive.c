#include "decision/decision_internal.h"

/* What a requirement of the rulebook looks at. Law: UU 1/2015 jo. UU 8/2015 Ps 134(3)-(4): name and
 * address of the reporter, the reported party, time and place, description, within 7 days since it
 * was known or found. Evidence: Perbawaslu 8/2020. */
struct look {
    const struct decision_intake *facts;
    const struct intake_report *report;
    struct arena *a;
};

/* What is sealed is for the custodian to look at, who opens it (docs/adr/0038). */
static bool is_sealed(const struct look *l) {
    return l->report->sealed.file.len > 0;
}
static bool has_reporter_name(const struct look *l) {
    return is_sealed(l) || l->report->reporter.name.len > 0;
}
static bool has_reporter_address(const struct look *l) {
    return is_sealed(l) || l->report->reporter.address.len > 0;
}
static bool has_subjects(const struct look *l) {
    return l->report->subject_count > 0;
}
static bool has_occurred_on(const struct look *l) {
    return l->report->has_occurred_on;
}
static bool has_place(const struct look *l) {
    return l->report->place.len > 0;
}
static bool has_narrative(const struct look *l) {
    return l->report->narrative.len > 0;
}
static bool has_witnesses(const struct look *l) {
    return l->report->witness_count > 0;
}
static bool has_evidence(const struct look *l) {
    return l->facts->evidence_count > 0;
}
/* The day on which it became known is asked for because the reporter's days count from it: the gap
 * is there without it, and when they are over. A right ends only after the late reading. */
static bool is_in_window(const struct look *l) {
    if (!l->report->has_known_on)
        return false;
    const struct deadline_days days = {.calendar = &l->facts->law->calendar,
                                       .week = decide_week(&l->facts->weeks, l->facts->office)};
    struct deadline d =
        deadline_last_days(l->facts->rules->report_window, l->report->known_on, &days);
    return l->facts->today.day <= d.due.day;
}

static const struct {
    struct str field; /* as requirements of a rulebook name it */
    bool (*has)(const struct look *l);
} FIELDS[] = {
    {STR_INIT("reporter.name"), has_reporter_name},
    {STR_INIT("reporter.address"), has_reporter_address},
    {STR_INIT("subjects"), has_subjects},
    {STR_INIT("known_on"), is_in_window},
    {STR_INIT("occurred_on"), has_occurred_on},
    {STR_INIT("place"), has_place},
    {STR_INIT("narrative"), has_narrative},
    {STR_INIT("witnesses"), has_witnesses},
    {STR_INIT("evidence"), has_evidence},
};

/* A field that this program cannot look at counts as missing: the officer decides, the program does
 * not wave it through. */
static bool is_met(const struct look *l, const struct law_requirement *requirement) {
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++)
        if (str_equal(FIELDS[i].field, requirement->field))
            return FIELDS[i].has(l);
    return false;
}

static void find_missing(const struct look *l, struct case_received *ret) {
    const struct law_rulebook *rules = l->facts->rules;
    struct str *missing = NEW(l->a, struct str, rules->requirement_count);
    for (size_t i = 0; i < rules->requirement_count; i++)
        if (!is_met(l, &rules->requirements[i]))
            missing[ret->missing_count++] = rules->requirements[i].id;
    ret->missing = missing;
}

static void start_clocks(const struct look *l, struct case_received *ret) {
    const struct law_rulebook *rules = l->facts->rules;
    const struct decision_days days = {.today = l->facts->today,
                                       .received_on = l->facts->today,
                                       .known_on = l->report->known_on,
                                       .has_known_on = l->report->has_known_on};
    struct case_clock *clocks = NEW(l->a, struct case_clock, rules->entry_start_count);
    for (size_t i = 0; i < rules->entry_start_count; i++) {
        const struct law_clock_start *s = &rules->entry_starts[i];
        struct date start =
            s->from == LAW_FROM_FACT ? decision_fact(&days, s->name) : l->facts->today;
        clocks[ret->clock_count++] = decision_clock(
            l->facts->law,
            &(struct decision_running){.clock = s->clock,
                                       .start = start,
                                       .week = decision_week(&l->facts->weeks, &ret->offices,
                                                             ret->offices.holder, s->clock)});
    }
    ret->clocks = clocks;
}

/* The stage of the election in which it happened; days between two stages belong to none. */
static struct str stage_of(const struct decision_intake *facts,
                           const struct intake_report *report) {
    struct date day = report->has_occurred_on ? report->occurred_on
                      : report->has_known_on  ? report->known_on
                                              : facts->today;
    const struct law_stage *stage = law_stage_on(facts->election, day);
    return stage ? stage->id : (struct str){0};
}

/* The report as the event keeps it: who reported is kept apart (invariant I7), evidence is told of
 * with its hashes beside it. */
static struct intake_report without_reporter(const struct intake_report *report) {
    struct intake_report kept = *report;
    kept.reporter = (struct intake_person){0};
    kept.reporter_email = kept.reporter_birth = kept.reporter_occupation = (struct str){0};
    kept.has_reporter = false;
    kept.evidence = NULL;
    kept.evidence_count = 0;
    return kept;
}

struct case_received decide_receive(struct arena *a, const struct decision_intake *facts,
                                    const struct intake_report *report) {
    const struct law_rulebook *rules = facts->rules;
    const struct look look = {.facts = facts, .report = report, .a = a};
    const struct law_state *const entries[] = {[INTAKE_REPORT] = rules->entry_report,
                                               [INTAKE_TIP] = rules->entry_tip,
                                               [INTAKE_COMPLAINT] = rules->entry_complaint};
    const struct law_state *entry = entries[report->channel];
    struct case_received ret = {
        .rules = decision_rules_reference(a, rules),
        .number = law_number(a, rules, false, facts->number_n, facts->office_region, facts->today),
        .number_n = facts->number_n,
        .state = entry->id,
        .phase = law_phase_name(entry->phase),
        .stage = stage_of(facts, report),
        .received_on = facts->today,
        .actor = facts->actor,
        .offices = {.bawaslu = facts->office, .holder = facts->office},
        .report = without_reporter(report),
        .evidence = facts->evidence,
        .evidence_count = facts->evidence_count,
    };
    for (size_t i = 0; i < facts->offices.count; i++)
        if (facts->offices.list[i].office.len)
            decision_office_set(a, &facts->offices.list[i], &ret.offices);
    ret.offices.holder = decision_holder(entry, &ret.offices, facts->office);
    /* Neither a tip nor a complaint has a form to fulfil; their clocks start with the first step.
     */
    if (report->channel == INTAKE_REPORT) {
        find_missing(&look, &ret);
        start_clocks(&look, &ret);
    }
    return ret;
}
