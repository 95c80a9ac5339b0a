#include "case/case.h"

/* What is asked of a folded case: its running clocks, and which office acts in it. */

const struct case_clock *case_running(const struct case_state *cs, struct str track,
                                      struct str clock_id) {
    for (size_t i = cs->clock_count; i-- > 0;) {
        const struct case_clock *c = &cs->clocks[i];
        if (str_equal(c->id, clock_id) && str_equal(c->track, track))
            return c->running ? c : NULL;
    }
    return NULL;
}

static int64_t alarm_day(const struct case_clock *c) {
    return c->right ? c->due.day : c->due_early.day;
}

const struct case_clock *case_next_clock(const struct case_state *cs) {
    const struct case_clock *next = NULL;
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *c = &cs->clocks[i];
        if (c->running && !c->suspended && (!next || alarm_day(c) < alarm_day(next)))
            next = c;
    }
    return next;
}

int64_t case_next_due(const struct case_state *cs) {
    const struct case_clock *next = case_next_clock(cs);
    return next ? alarm_day(next) : CASE_NO_DUE;
}

struct str case_clock_office(const struct case_offices *offices, struct str holder, bool right) {
    return right || !holder.len ? offices->bawaslu : holder;
}

struct str case_office(const struct case_offices *offices, struct str kind_or_role) {
    if (str_equal(kind_or_role, STR("bawaslu")))
        return offices->bawaslu;
    if (str_equal(kind_or_role, STR("bkn")))
        return offices->bkn;
    if (str_equal(kind_or_role, STR("ppk")))
        return offices->ppk;
    for (size_t i = 0; i < offices->other_count; i++)
        if (str_equal(offices->others[i].name, kind_or_role))
            return offices->others[i].office;
    return (struct str){0};
}
