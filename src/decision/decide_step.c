#include "decision/decision_internal.h"

/* A date of a step tells of something done in this case (held_on, letter_date, decided_on): it
 * cannot lie ahead, and it cannot be older than the report. Apart from those: an appointment is set
 * for a day ahead, and what the event itself was is older. */
static bool tells_of_done(struct str field) {
    static const struct str EVENT[] = {STR_INIT("occurred_on"), STR_INIT("known_on")};
    static const struct str AHEAD = STR_INIT("_for");
    for (size_t i = 0; i < COUNT_OF(EVENT); i++)
        if (str_equal(field, EVENT[i]))
            return false;
    return field.len < AHEAD.len ||
           !str_equal((struct str){field.ptr + field.len - AHEAD.len, AHEAD.len}, AHEAD);
}

/* The field of the first fault; empty when the dates agree with the case. */
static struct str check_dates(const struct decision_step *facts, const struct case_state *cs,
                              const struct intake_action *command, struct intake_faults *faults) {
    struct str first = {0};
    for (size_t i = 0; i < command->value_count; i++) {
        const struct intake_value *v = &command->values[i];
        bool dated = v->field->type == LAW_F_DATE || v->field->type == LAW_F_DATETIME;
        if (!v->given || !dated || !tells_of_done(v->field->name))
            continue;
        bool ahead = v->date.day > facts->today.day;
        if (!ahead && v->date.day >= cs->received.received_on.day)
            continue;
        intake_fault_add(faults, v->field->name, ahead ? "in_future" : "before_report", 0);
        first = first.len ? first : v->field->name;
    }
    return first;
}

static struct str value_text(struct arena *a, const struct intake_value *v) {
    switch (v->field->type) {
    case LAW_F_DATE:
        return date_format(a, v->date);
    case LAW_F_DATETIME:
        return instant_format(a, v->at);
    case LAW_F_BOOL:
        return v->number ? STR("true") : STR("false");
    case LAW_F_INT:
        return arena_printf(a, "%lld", (long long)v->number);
    case LAW_F_TEXT:
    case LAW_F_LIST:
        break;
    }
    return v->text;
}

static void keep_values(struct arena *a, const struct intake_action *command,
                        struct case_step *ret) {
    struct case_value *values = NEW(a, struct case_value, command->value_count);
    for (size_t i = 0; i < command->value_count; i++)
        if (command->values[i].given)
            values[ret->value_count++] = (struct case_value){command->values[i].field->name,
                                                             value_text(a, &command->values[i])};
    ret->values = values;
}

static struct date start_of(const struct law_clock_start *s, const struct decision_days *days,
                            const struct intake_action *command) {
    if (s->from == LAW_FROM_FACT)
        return decision_fact(days, s->name);
    for (size_t i = 0; s->from == LAW_FROM_FIELD && i < command->value_count; i++)
        if (str_equal(command->values[i].field->name, s->name) && command->values[i].given)
            return command->values[i].date;
    return days->today;
}

static void start_clocks(struct arena *a, const struct decision_step *facts,
                         const struct case_state *cs, const struct intake_action *command,
                         struct case_step *ret) {
    const struct law_outcome *outcome = command->outcome;
    const struct intake_report *report = &cs->received.report;
    bool registers_now = ret->registration.len > 0;
    const struct decision_days days = {
        .today = facts->today,
        .received_on = cs->received.received_on,
        .known_on = report->known_on,
        .has_known_on = report->has_known_on,
        .registered_on = registers_now ? facts->today : cs->registered_on,
        .has_registered_on = registers_now || cs->registration.len > 0,
    };
    struct case_clock *starts = NEW(a, struct case_clock, outcome->start_count);
    for (size_t i = 0; i < outcome->start_count; i++) {
        const struct law_clock_start *s = &outcome->starts[i];
        starts[ret->start_count++] =
            decision_clock(facts->law, s->clock, start_of(s, &days, command));
    }
    ret->starts = starts;
}

static bool is_stopped_by(const struct law_outcome *outcome, struct str clock) {
    for (size_t i = 0; i < outcome->stop_count; i++)
        if (str_equal(outcome->stops[i]->id, clock))
            return true;
    return false;
}

/* Running clocks that the outcome stops. A terminal state stops all: nobody is left to alarm. */
static void stop_clocks(struct arena *a, const struct case_state *cs,
                        const struct law_outcome *outcome, struct case_step *ret) {
    struct str *stops = NEW(a, struct str, cs->clock_count);
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *clock = &cs->clocks[i];
        if (clock->running && (outcome->to->terminal || is_stopped_by(outcome, clock->id)))
            stops[ret->stop_count++] = clock->id;
    }
    ret->stops = stops;
}

/* Offices after the step. One that a state waits for joins the case even if the rulebook forgot to
 * hand it over, so that nobody waits for an office that does not know. */
static struct case_offices offices_after(const struct decision_step *facts,
                                         const struct case_state *cs,
                                         const struct law_outcome *outcome) {
    struct case_offices offices = cs->offices;
    struct str hand_to = decision_kind(facts->law, outcome->hand_to, facts->today);
    struct str awaits = decision_kind(facts->law, outcome->to->waits_for, facts->today);
    const struct {
        struct str kind, office;
        struct str *of_case;
    } others[] = {
        {STR("bkn"), facts->bkn, &offices.bkn},
        {STR("ppk"), facts->ppk, &offices.ppk},
    };
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        bool handed = str_equal(hand_to, others[i].kind);
        bool awaited = str_equal(awaits, others[i].kind);
        if (others[i].office.len && (handed || (awaited && !others[i].of_case->len)))
            *others[i].of_case = others[i].office;
    }
    offices.holder = decision_holder(outcome->to, awaits, &offices);
    return offices;
}

/* The outcome must be one of the step's own: a command made for another step says nothing here. */
static bool is_own_outcome(const struct law_step *step, const struct law_outcome *outcome) {
    for (size_t i = 0; i < step->outcome_count; i++)
        if (outcome == &step->outcomes[i])
            return true;
    return false;
}

/* lint: parameters: faults stand beside the result, as with every reader of intake/. */
struct err decide_step(struct arena *a, const struct decision_step *facts,
                       const struct case_state *cs, const struct intake_action *command,
                       struct intake_faults *faults, struct case_step *ret) {
    const struct law_step *step = facts->step;
    const struct law_outcome *outcome = command->outcome;
    if (command->version != cs->version)
        return ERR(ERR_CONFLICT, STR("version"));
    struct err e = decide_allowed(a, step, cs, facts->today);
    if (e.code)
        return e;
    struct str faulty = check_dates(facts, cs, command, faults);
    if (!is_own_outcome(step, outcome)) {
        faulty = STR("outcome");
        intake_fault_add(faults, faulty, "unknown", 0);
    }
    if (faulty.len)
        return ERR(ERR_INVALID, faulty);
    struct case_step decided = {
        .rules = decision_rules_reference(a, facts->rules),
        .step = step->id,
        .name = step->name,
        .outcome = outcome->value,
        .from = cs->state,
        .to = outcome->to->id,
        .phase = law_phase_name(outcome->to->phase),
        .on = facts->today,
        .offices = offices_after(facts, cs, outcome),
    };
    if (outcome->registers && !cs->registration.len) { /* a case has one number for life */
        decided.registration_n = facts->registration_n;
        decided.registration =
            law_number(a, facts->rules, true, facts->registration_n, facts->region, facts->today);
    }
    keep_values(a, command, &decided);
    start_clocks(a, facts, cs, command, &decided);
    stop_clocks(a, cs, outcome, &decided);
    *ret = decided;
    return OK;
}
