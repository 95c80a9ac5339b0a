#include "decision/takeover.h"

#include "decision/decision_internal.h"

/* Takeover of all tasks: the office above becomes the one in charge, for a while, and the case goes
 * on where it stood, its clocks as they run. */

/* "bawaslu-16.06" -> "16.06"; "bawaslu" -> "". */
static struct str region_of(struct str office) {
    (void)str_cut(&office, '-');
    return office;
}

static struct str contest_of(const struct law *law, const struct case_state *cs) {
    const struct law_election *election = law_election(law, cs->received.report.election);
    return election ? election->contest : (struct str){0};
}

bool decide_takeover_fits(const struct law *law, const struct law_takeover *t,
                          const struct case_state *cs, struct date today) {
    if (!law_takeover_speaks(t, contest_of(law, cs), today) || !case_holder(cs).len)
        return false;
    if (t->gives_back)
        return cs->offices.replaced.len > 0;
    return t->over[law_level_of(region_of(cs->offices.bawaslu))];
}

const struct law_silence *decide_takeover_silence(const struct law *law,
                                                  const struct case_state *cs, struct date today) {
    return case_holder(cs).len ? law_takeover_silence(law, contest_of(law, cs), today) : NULL;
}

/* Who holds the case after it: what waited for the one waits for the other. Whose case it is stays
 * the same when a second office takes over from the first. */
static struct case_offices offices_after(const struct decision_takeover *facts,
                                         const struct case_state *cs) {
    struct case_offices offices = cs->offices;
    struct str first = cs->offices.replaced.len ? cs->offices.replaced : cs->offices.bawaslu;
    bool back = facts->takeover->gives_back;
    offices.bawaslu = back ? cs->offices.replaced : facts->office;
    offices.replaced = back ? (struct str){0} : first;
    if (str_equal(offices.holder, cs->offices.bawaslu))
        offices.holder = offices.bawaslu;
    return offices;
}

/* The field that does not say until when; empty: it is said, or nothing begins. */
static struct str check_end(const struct decision_takeover *facts,
                            const struct intake_action *command, struct intake_faults *faults) {
    bool said = facts->takeover->gives_back, passed = false;
    for (size_t i = 0; i < command->value_count; i++) {
        const struct intake_value *v = &command->values[i];
        bool on = str_equal(v->field->name, STR(LAW_ENDS_ON));
        said = said || (v->given && (on || str_equal(v->field->name, STR(LAW_ENDS_WHEN))));
        passed = passed || (v->given && on && v->date.day < facts->today.day);
    }
    if (said && !passed)
        return (struct str){0};
    intake_fault_add(faults, STR(LAW_ENDS_ON), passed ? "in_past" : "no_end", 0);
    return STR(LAW_ENDS_ON);
}

/* lint: parameters: faults stand beside the result, as with decide_step */
struct err decide_takeover(struct arena *a, const struct decision_takeover *facts,
                           const struct case_state *cs, const struct intake_action *command,
                           struct intake_faults *faults, struct case_step *ret) {
    if (command->version != cs->version)
        return ERR(ERR_CONFLICT, STR("version"));
    if (!decide_takeover_fits(facts->law, facts->takeover, cs, facts->today))
        return ERR(ERR_STEP_BLOCKED, STR("state"));
    struct str faulty = check_end(facts, command, faults);
    if (faulty.len)
        return ERR(ERR_INVALID, faulty);
    const struct law_step *step = &facts->takeover->step;
    struct case_step decided = {.rules = cs->received.rules,
                                .step = step->id,
                                .name = step->name,
                                .outcome = step->outcomes[0].value,
                                .from = cs->state,
                                .to = cs->state,
                                .phase = cs->phase,
                                .on = facts->today,
                                .offices = offices_after(facts, cs)};
    decision_keep_values(a, command, &decided);
    *ret = decided;
    return OK;
}
