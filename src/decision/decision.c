#include "decision/decision_internal.h"

struct str decision_rules_reference(struct arena *a, const struct law_rulebook *rules) {
    return arena_printf(a, "%.*s@%d", STR_ARG(rules->regime), rules->version);
}

struct case_clock decision_clock(const struct law *law, const struct law_clock *clock,
                                 struct date start) {
    const struct deadline_days days = {.calendar = &law->calendar};
    struct deadline d = deadline_last_days(clock, start, &days);
    return (struct case_clock){
        .id = clock->id,
        .start = start,
        .due = d.due,
        .due_early = d.due_early,
        .holidays = law->calendar.version,
        .right = clock->kind == LAW_RIGHT,
        .running = true,
    };
}

struct date decision_fact(const struct decision_days *days, struct str name) {
    if (str_equal(name, STR("known_on")))
        return days->has_known_on ? days->known_on : days->received_on;
    if (str_equal(name, STR("registered_on")))
        return days->has_registered_on ? days->registered_on : days->today;
    return days->received_on; /* the loader knows these three names alone */
}

struct str decision_kind(const struct law *law, struct str name, struct date today) {
    struct str kind = law && name.len ? law_office_on(law, name, today) : name;
    return kind.len ? kind : name;
}

struct str decision_holder(const struct law_state *state, struct str awaited,
                           const struct case_offices *offices) {
    const struct {
        struct str kind, office;
    } holders[] = {
        {STR("bawaslu"), offices->bawaslu},
        {STR("bkn"), offices->bkn},
        {STR("ppk"), offices->ppk},
    };
    if (state->terminal)
        return (struct str){0};
    for (size_t i = 0; i < COUNT_OF(holders); i++)
        if (str_equal(awaited, holders[i].kind) && holders[i].office.len)
            return holders[i].office;
    return offices->holder.len ? offices->holder : offices->bawaslu;
}
