#include "law/reach.h"

/* What lapsing does is data, and what is done then is a step that waits for the clock: a word that
 * promises one has it, "alarm" promises none. The reporter's own days lapse as a formal defect,
 * which intake notes (decide_receive.c), and no other days do. */
static bool promises_a_step(enum law_lapse lapse) {
    return lapse == LAW_NOT_REGISTERED || lapse == LAW_ESCALATE || lapse == LAW_WARN ||
           lapse == LAW_BLOCK || lapse == LAW_MAY_SUE || lapse == LAW_RECORD_FINDING;
}

static const struct law_step *step_after(const struct law_rulebook *rules,
                                         const struct law_clock *clock) {
    for (size_t i = 0; i < rules->step_count; i++)
        if (rules->steps[i].after == clock)
            return &rules->steps[i];
    return NULL;
}

static void check_clock(struct law_reader *r, const struct law_rulebook *rules,
                        const struct law_clock *clock) {
    const struct law_step *step = step_after(rules, clock);
    struct str lapse = law_lapse_name(clock->lapse);
    bool reports = clock == rules->report_window, defect = clock->lapse == LAW_FORMAL_DEFECT;
    if (!step && promises_a_step(clock->lapse))
        law_fault(r, clock->line,
                  "the clock \"%.*s\" lapses as \"%.*s\", but no step waits for it: give the step "
                  "that may be taken then \"after: %.*s\", or correct \"lapse\"",
                  STR_ARG(clock->id), STR_ARG(lapse), STR_ARG(clock->id));
    if (step && clock->lapse == LAW_ALARM)
        law_fault(r, clock->line,
                  "the clock \"%.*s\" lapses as \"alarm\", but the step \"%.*s\" opens once it has "
                  "run out: correct \"lapse\", or the step's \"after\"",
                  STR_ARG(clock->id), STR_ARG(step->name));
    if (reports != defect)
        law_fault(r, clock->line,
                  reports ? "the clock \"%.*s\" is the entry's report_window, but lapses as "
                            "\"%.*s\": a report that comes late has a \"formal_defect\""
                          : "the clock \"%.*s\" lapses as \"%.*s\", but is not the entry's "
                            "report_window: intake notes no other days",
                  STR_ARG(clock->id), STR_ARG(lapse));
}

void law_check_lapses(struct law_reader *r, const struct law_rulebook *rules) {
    for (size_t i = 0; i < rules->clock_count; i++) {
        r->file = rules->clocks[i].file;
        check_clock(r, rules, &rules->clocks[i]);
    }
}
