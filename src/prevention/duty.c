#include "prevention/duty.h"

#include <stdlib.h>

struct listing {
    struct arena *a;
    const struct prevention_asked *asked;
    struct prevention_due *list;
    size_t count;
};

static bool has_days(const struct law_stage *stage) {
    return stage->from.day != INT32_MIN && stage->from.day != LAW_OPEN;
}

/* The first activity of the duty; of each stage: in that stage. NULL: none. */
static const struct prevention_act *done_by(const struct prevention_asked *asked,
                                            const struct law_duty *duty,
                                            const struct law_stage *stage) {
    for (size_t i = 0; i < asked->act_count; i++) {
        const struct prevention_act *act = &asked->acts[i];
        bool within = act->on.day >= stage->from.day && act->on.day <= stage->to.day;
        if (str_equal(act->duty, duty->row.id) && (!duty->each_stage || within))
            return act;
    }
    return NULL;
}

static void add(struct listing *to, const struct law_duty *duty, const struct law_stage *stage) {
    const struct prevention_act *act = done_by(to->asked, duty, stage);
    struct date on = {stage->from.day + duty->days};
    int left = on.day - to->asked->today.day;
    to->list[to->count++] =
        (struct prevention_due){.duty = duty,
                                .stage = stage,
                                .on = on,
                                .state = act                            ? PREVENTION_DONE
                                         : !duty->row.cite.law_count    ? PREVENTION_SUGGESTED
                                         : left < 0                     ? PREVENTION_LATE
                                         : left <= PREVENTION_SOON_DAYS ? PREVENTION_SOON
                                                                        : PREVENTION_LATER,
                                .done = act ? act->id : -1};
}

/* Of the stages to come the one that begins first. */
static const struct law_stage *next_stage(const struct prevention_asked *asked) {
    const struct law_stage *next = NULL;
    for (size_t i = 0; i < asked->election->stage_count; i++) {
        const struct law_stage *stage = &asked->election->stages[i];
        if (!stage->preparation && has_days(stage) && stage->from.day > asked->today.day &&
            (!next || stage->from.day < next->from.day))
            next = stage;
    }
    return next;
}

static void add_each(struct listing *to, const struct law_duty *duty) {
    const struct prevention_asked *asked = to->asked;
    const struct law_stage *next = next_stage(asked);
    for (size_t i = 0; i < asked->election->stage_count; i++) {
        const struct law_stage *stage = &asked->election->stages[i];
        bool now = has_days(stage) && stage->from.day <= asked->today.day &&
                   stage->to.day >= asked->today.day;
        if (!stage->preparation && (now || stage == next))
            add(to, duty, stage);
    }
}

static int rank(enum prevention_state state) {
    return state == PREVENTION_DONE ? 2 : state == PREVENTION_SUGGESTED;
}

static int in_order(const void *left, const void *right) {
    const struct prevention_due *l = left, *r = right;
    int l_rank = rank(l->state), r_rank = rank(r->state);
    if (l_rank != r_rank)
        return l_rank - r_rank;
    if (l->on.day != r->on.day)
        return l->on.day < r->on.day ? -1 : 1;
    return (l->duty > r->duty) - (l->duty < r->duty);
}

struct prevention_dues prevention_dues(struct arena *a, const struct law *law,
                                       const struct prevention_asked *asked) {
    size_t room = law->duty_count * (asked->election->stage_count + 1);
    struct listing to = {a, asked, NEW(a, struct prevention_due, room + 1), 0};
    for (size_t i = 0; i < law->duty_count; i++) {
        const struct law_duty *duty = &law->duties[i];
        if ((asked->actor.len && !str_equal(duty->actor, asked->actor)) ||
            !law_in_force(duty->row.span, asked->today))
            continue;
        const struct law_stage *stage =
            duty->stage.len ? law_stage(asked->election, duty->stage) : NULL;
        if (duty->each_stage)
            add_each(&to, duty);
        else if (stage && has_days(stage))
            add(&to, duty, stage);
    }
    qsort(to.list, to.count, sizeof *to.list, in_order);
    return (struct prevention_dues){to.list, to.count};
}
