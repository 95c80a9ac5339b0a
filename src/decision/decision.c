#include "decision/decision_internal.h"

#include <string.h>

struct str decision_rules_reference(struct arena *a, const struct law_rulebook *rules) {
    return arena_printf(a, "%.*s@%d", STR_ARG(rules->regime), rules->version);
}

struct case_count decide_count(const struct law *law, const struct decision_running *running) {
    const struct deadline_days days = {.calendar = &law->calendar,
                                       .week = running->week,
                                       .suspended = running->still,
                                       .suspended_count = running->still_count};
    struct deadline d = deadline_last_days(running->clock, running->start, &days);
    bool by_week = running->clock->unit == LAW_WORKING_DAYS;
    return (struct case_count){d.due, d.due_early, law->calendar.version,
                               by_week ? running->week : LAW_FIVE_DAYS};
}

enum law_week decide_week(const struct decision_weeks *weeks, struct str office) {
    size_t low = 0, high = weeks->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_compare(weeks->six[mid], office);
        if (!order)
            return LAW_SIX_DAYS;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return LAW_FIVE_DAYS;
}

enum law_week decision_week(const struct decision_weeks *weeks, const struct case_offices *offices,
                            struct str holder, const struct law_clock *clock) {
    return decide_week(weeks, case_clock_office(offices, holder, clock->kind == LAW_RIGHT));
}

struct case_clock decision_clock(const struct law *law, const struct decision_running *running) {
    struct case_count count = decide_count(law, running);
    return (struct case_clock){
        .id = running->clock->id,
        .start = running->start,
        .due = count.due,
        .due_early = count.due_early,
        .holidays = count.holidays,
        .week = count.week,
        .right = running->clock->kind == LAW_RIGHT,
        .running = true,
        .still = running->still,
        .still_count = running->still_count,
    };
}

struct date decision_fact(const struct decision_days *days, struct str name) {
    if (str_equal(name, STR("known_on")))
        return days->has_known_on ? days->known_on : days->received_on;
    if (str_equal(name, STR("registered_on")))
        return days->has_registered_on ? days->registered_on : days->today;
    return days->received_on; /* the loader knows these three names alone */
}

struct str decision_holder(const struct law_state *state, const struct case_offices *offices,
                           struct str before) {
    if (state->terminal)
        return (struct str){0};
    struct str awaited = case_office(offices, state->waits_for);
    if (awaited.len)
        return awaited;
    return before.len ? before : offices->bawaslu;
}

bool decision_is_role(const struct law *law, struct str name) {
    return name.len && !law_office(law, name);
}

void decision_word_add(struct str *list, size_t *count, struct str word) {
    for (size_t i = 0; i < *count; i++)
        if (str_equal(list[i], word))
            return;
    if (word.len)
        list[(*count)++] = word;
}

static void set_other(struct arena *a, const struct decision_office *office,
                      struct case_offices *offices) {
    struct case_office *others = NEW(a, struct case_office, offices->other_count + 1);
    size_t count = offices->other_count, at = count;
    if (count)
        memcpy(others, offices->others, count * sizeof *others);
    for (size_t i = 0; i < count; i++)
        if (str_equal(others[i].name, office->name))
            at = i;
    others[at] = (struct case_office){office->name, office->office};
    offices->others = others;
    offices->other_count = at == count ? count + 1 : count;
}

/* The Bawaslu office is the one that received the report: it never changes. */
void decision_office_set(struct arena *a, const struct decision_office *office,
                         struct case_offices *offices) {
    if (str_equal(office->kind, STR("bkn")))
        offices->bkn = office->office;
    else if (str_equal(office->kind, STR("ppk")))
        offices->ppk = office->office;
    bool slot = str_equal(office->name, STR("bkn")) || str_equal(office->name, STR("ppk")) ||
                str_equal(office->name, STR("bawaslu"));
    if (!slot)
        set_other(a, office, offices);
}
