#include "decision/decision_internal.h"

static bool ends_with(struct str s, struct str tail) {
    return s.len >= tail.len && str_equal((struct str){s.ptr + s.len - tail.len, tail.len}, tail);
}

/* A date of a step tells of something done in this case (held_on, letter_date, decided_on): it
 * cannot lie ahead, and it cannot be older than the report. Apart from those: an appointment is set
 * for a day ahead, and what the event itself was is older. */
static bool tells_of_done(struct str field) {
    static const struct str EVENT[] = {STR_INIT("occurred_on"), STR_INIT("known_on")};
    for (size_t i = 0; i < COUNT_OF(EVENT); i++)
        if (str_equal(field, EVENT[i]))
            return false;
    return !ends_with(field, STR("_for"));
}

/* What became final did so in proceedings of its own (a court's judgment): it may be older than the
 * report, and is never ahead. */
static bool may_be_older(struct str field) {
    return ends_with(field, STR("_final_on"));
}

/* The day on which what the step records was done: its first date. */
static const struct intake_value *day_of_act(const struct intake_action *command) {
    for (size_t i = 0; i < command->value_count; i++) {
        const struct intake_value *v = &command->values[i];
        if (v->given && v->field->type == LAW_F_DATE && tells_of_done(v->field->name))
            return v;
    }
    return NULL;
}

/* What may be done while a clock runs was done by its last day, whenever it is recorded: who sued
 * in time may be heard of only when the court writes. The name of the late date; empty: in time. */
static struct str check_in_time(const struct decision_step *facts, const struct case_state *cs,
                                const struct intake_action *command, struct intake_faults *faults) {
    const struct law_clock *during = facts->step->during;
    const struct case_clock *clock = during ? case_running(cs, facts->track, during->id) : NULL;
    const struct intake_value *act = day_of_act(command);
    if (!clock || !act || act->date.day <= clock->due.day)
        return (struct str){0};
    intake_fault_add(faults, act->field->name, "after_clock", 0);
    return act->field->name;
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
        if (!ahead && (v->date.day >= cs->received.received_on.day || may_be_older(v->field->name)))
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

void decision_keep_values(struct arena *a, const struct intake_action *command,
                          struct case_step *ret) {
    struct case_value *values = NEW(a, struct case_value, command->value_count);
    for (size_t i = 0; i < command->value_count; i++)
        if (command->values[i].given)
            values[ret->value_count++] = (struct case_value){command->values[i].field->name,
                                                             value_text(a, &command->values[i])};
    ret->values = values;
}

/* Offices after the step. One that a state waits for joins the case even if the rulebook forgot to
 * hand it over, so that nobody waits for an office that does not know. A role is resolved anew each
 * time: whoever holds it today. */
static struct case_offices offices_after(const struct deciding *d) {
    const struct decision_offices *found = &d->facts->offices;
    struct case_offices offices = d->cs->offices;
    for (size_t i = 0; i < found->count; i++) {
        const struct decision_office *o = &found->list[i];
        bool handed = str_equal(d->command->outcome->hand_to, o->name);
        bool role = !str_equal(o->name, o->kind);
        bool known = case_office(&offices, o->name).len > 0;
        if (o->office.len && (handed || role || !known))
            decision_office_set(d->a, o, &offices);
    }
    return offices;
}

static bool is_own(const struct law_step *step, const struct law_outcome *outcome) {
    for (size_t i = 0; i < step->outcome_count; i++)
        if (outcome == &step->outcomes[i])
            return true;
    return false;
}

/* The outcomes must be the step's own: a command made for another step says nothing here. One of
 * them leads on; more than one is for a step that allows several. */
static bool are_own_outcomes(const struct law_step *step, const struct intake_action *command) {
    if (!is_own(step, command->outcome) || !command->outcome->to)
        return false;
    for (size_t i = 0; i < command->also_count; i++)
        if (!step->several || !is_own(step, command->also[i]))
            return false;
    return true;
}

/* Of those for whom the step is, whom it is taken for; persons 0: all of them. */
static struct decision_parting parting_of(const struct decision_step *facts,
                                          const struct case_state *cs, uint64_t persons) {
    struct decision_parting p = decide_parting(facts->step, cs, facts->track);
    uint64_t taken = persons ? p.taken & persons : p.taken;
    return (struct decision_parting){taken, p.staying | (p.taken & ~taken)};
}

/* Somebody else than those for whom the step is, or a step that is for all of them alike. */
static bool are_wrong_persons(const struct decision_step *facts, const struct case_state *cs,
                              uint64_t persons) {
    uint64_t may = decide_parting(facts->step, cs, facts->track).taken;
    return persons && (!facts->step->by_person || (persons & ~may));
}

static struct deciding deciding(struct arena *a, const struct decision_step *facts,
                                const struct case_state *cs, const struct intake_action *command) {
    const struct intake_report *report = &cs->received.report;
    bool registers_now = command->outcome->registers && !cs->registration.len;
    struct deciding d = {
        .a = a,
        .facts = facts,
        .cs = cs,
        .command = command,
        .days = {.today = facts->today,
                 .received_on = cs->received.received_on,
                 .known_on = report->known_on,
                 .has_known_on = report->has_known_on,
                 .registered_on = registers_now ? facts->today : cs->registered_on,
                 .has_registered_on = registers_now || cs->registration.len > 0},
    };
    (void)case_track(cs, facts->track, &d.track); /* is there: decide_allowed asked for it */
    struct decision_parting parting = parting_of(facts, cs, command->persons);
    if (parting.taken && parting.staying && !str_equal(command->outcome->to->id, d.track.state))
        d.parting = parting; /* a note on some persons leaves nobody behind */
    return d;
}

static void keep_also(const struct deciding *d, struct case_step *ret) {
    struct str *also = NEW(d->a, struct str, d->command->also_count);
    for (size_t i = 0; i < d->command->also_count; i++)
        also[ret->also_count++] = d->command->also[i]->value;
    ret->also = also;
}

static struct decision_chosen chosen_by(struct arena *a, const struct intake_action *command) {
    const struct law_outcome **list = NEW(a, const struct law_outcome *, command->also_count + 1);
    size_t count = 0;
    list[count++] = command->outcome;
    for (size_t i = 0; i < command->also_count; i++)
        list[count++] = command->also[i];
    return (struct decision_chosen){list, count};
}

static bool goes_by_a_branch(struct decision_chosen chosen) {
    for (size_t i = 0; i < chosen.count; i++)
        if (chosen.list[i]->tracks)
            return true;
    return false;
}

/* Of the persons for whom the step is taken. */
static struct decision_proposals proposals_for(struct arena *a, const struct decision_step *facts,
                                               const struct case_state *cs, uint64_t persons) {
    struct decision_proposals all = decide_proposals(a, facts, cs), some = {0};
    if (!persons)
        return all;
    struct decision_proposal *list = NEW(a, struct decision_proposal, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (persons >> all.list[i].subject & 1)
            list[some.count++] = all.list[i];
    some.list = list;
    return some;
}

/* The field that must say why the choice departs from the proposal and does not; empty: none. */
static struct str check_departure(const struct decision_proposals *proposals,
                                  const struct intake_action *command,
                                  struct decision_chosen chosen, struct intake_faults *faults) {
    struct str field = {0};
    for (size_t i = 0; i < command->value_count; i++)
        if (command->values[i].field->departs && !command->values[i].given)
            field = command->values[i].field->name;
    if (!field.len || !decide_departs(proposals, chosen))
        return (struct str){0};
    intake_fault_add(faults, field, "departs", 0);
    return field;
}

/* What was proposed stays with the choice: rules may change, the event does not. */
static void keep_proposed(const struct deciding *d, const struct decision_proposals *proposals,
                          struct case_step *ret) {
    struct case_proposed *list = NEW(d->a, struct case_proposed, proposals->count);
    for (size_t i = 0; i < proposals->count; i++) {
        const struct law_proposal *p = &proposals->list[i].proposal;
        struct case_proposed *kept = &list[ret->proposed_count++];
        *kept = (struct case_proposed){.subject = (int64_t)proposals->list[i].subject,
                                       .reason = law_unproposed_name(p->why_not)};
        if (!p->why_not) {
            kept->track = law_track_name(p->track);
            kept->act = p->acts[0]->row.id;
            kept->tier = p->tier;
            kept->no_tier = law_untiered_name(p->no_tier);
        }
    }
    ret->proposed = list;
}

/* The step, whose dates and outcomes agree with the case. */
static struct err decide(const struct deciding *d, struct case_step *ret) {
    const struct decision_step *facts = d->facts;
    const struct law_outcome *outcome = d->command->outcome;
    struct case_step decided = {
        .rules = decision_rules_reference(d->a, facts->rules),
        .step = facts->step->id,
        .name = facts->step->name,
        .outcome = outcome->value,
        .from = d->track.state,
        .to = outcome->to->id,
        .phase = law_phase_name(outcome->to->phase),
        .on = facts->today,
        .track = d->track.id,
        .offices = offices_after(d),
        .subjects = d->parting.staying ? d->parting.taken : 0,
    };
    struct str before = d->track.holder; /* nobody's at an end: who leaves it has the case again */
    if (!before.len)
        before = case_office(&decided.offices, facts->step->actor);
    struct str holder = decision_holder(outcome->to, &decided.offices, before);
    *(d->track.id.len ? &decided.holder : &decided.offices.holder) = holder;
    if (outcome->registers && !d->cs->registration.len) { /* a case has one number for life */
        decided.registration_n = facts->registration_n;
        decided.registration = law_number(d->a, facts->rules, true, facts->registration_n,
                                          facts->region, facts->today);
    }
    decision_keep_values(d->a, d->command, &decided);
    keep_also(d, &decided);
    decision_step_clocks(d, &decided);
    struct err e = decision_step_opens(d, &decided);
    if (!e.code)
        *ret = decided;
    return e;
}

/* What is wrong with the command itself; empty: nothing. */
static struct str check(const struct decision_step *facts, const struct case_state *cs,
                        const struct intake_action *command, struct intake_faults *faults) {
    struct str faulty = check_dates(facts, cs, command, faults);
    struct str late = check_in_time(facts, cs, command, faults);
    faulty = faulty.len ? faulty : late;
    if (are_wrong_persons(facts, cs, command->persons)) {
        faulty = STR("persons");
        intake_fault_add(faults, faulty, "unknown", 0);
    }
    if (!are_own_outcomes(facts->step, command)) {
        faulty = STR("outcome");
        intake_fault_add(faults, faulty, "unknown", 0);
    }
    return faulty;
}

/* lint: parameters: faults stand beside the result, as with every reader of intake/. */
struct err decide_step(struct arena *a, const struct decision_step *facts,
                       const struct case_state *cs, const struct intake_action *command,
                       struct intake_faults *faults, struct case_step *ret) {
    if (command->version != cs->version)
        return ERR(ERR_CONFLICT, STR("version"));
    struct err e = decide_allowed(a, facts->step, cs, facts->track, facts->today);
    if (e.code)
        return e;
    struct str faulty = check(facts, cs, command, faults);
    if (faulty.len)
        return ERR(ERR_INVALID, faulty);
    struct decision_proposals proposals = proposals_for(a, facts, cs, command->persons);
    struct decision_chosen chosen = chosen_by(a, command);
    faulty = check_departure(&proposals, command, chosen, faults);
    if (faulty.len)
        return ERR(ERR_INVALID, faulty);
    struct deciding d = deciding(a, facts, cs, command);
    e = decide(&d, ret);
    if (!e.code && goes_by_a_branch(chosen))
        keep_proposed(&d, &proposals, ret);
    return e;
}
