#include "case/case.h"

#include <string.h>

/* How events become a state.
 *
 *                 seq 0                    seq 1, 2, ...
 *   (nothing) --case.received--> [state] --case.step--------------> [state named by the event]
 *                 case_begin        |    <---------.     case_after_step
 *                                   '--case.identity_opened--> [same state]   case_fold alone
 *
 *   event                 version prev changed_at state phase offices registration clocks taken
 *   case.received         1       set  set        set                 empty        set    none
 *   case.step             +1      set  set        set                 if given     see 1  + 1
 *   case.identity_opened  +1      set  -          -                   -            -      -
 *
 *   1 first each stop ends the running clock of its id, then each start adds a clock. A start also
 *     ends a running clock of the same id: at most one clock of an id runs, and it is the last.
 *
 * Which states and clocks there are is the rulebook's matter (decision/), not looked at here: what
 * an event says was decided under the rules of its day and stays so (invariant I3). */

struct case_state case_begin(const struct case_event *event, const struct case_received *received) {
    return (struct case_state){
        .id = {event->index},
        .stream = event->stream,
        .version = 1,
        .prev = event->commit,
        .received_at = event->at,
        .changed_at = event->at,
        .received = *received,
        .state = received->state,
        .phase = received->phase,
        .offices = received->offices,
        .clocks = received->clocks,
        .clock_count = received->clock_count,
    };
}

static void clock_stop(struct case_clock *clocks, size_t count, struct str id) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(clocks[i].id, id))
            clocks[i].running = false;
}

static struct case_taken taken_of(const struct case_event *event, const struct case_step *step) {
    return (struct case_taken){
        .step = step->step,
        .name = step->name,
        .outcome = step->outcome,
        .to = step->to,
        .office = event->office,
        .actor = event->actor,
        .at = event->at,
        .on = step->on,
        .values = step->values,
        .value_count = step->value_count,
    };
}

/* The lists of a state while it is being made: room for all that will be added. */
struct lists {
    struct case_clock *clocks;
    struct case_taken *taken;
};

/* Copies of the state's lists with room for more; the lists of before stay as they are. */
static struct lists lists_grown(struct arena *a, const struct case_state *before, size_t starts,
                                size_t steps) {
    struct lists lists = {
        .clocks = NEW(a, struct case_clock, before->clock_count + starts),
        .taken = NEW(a, struct case_taken, before->taken_count + steps),
    };
    if (before->clock_count)
        memcpy(lists.clocks, before->clocks, before->clock_count * sizeof *before->clocks);
    if (before->taken_count)
        memcpy(lists.taken, before->taken, before->taken_count * sizeof *before->taken);
    return lists;
}

/* The arrow case.step of the table above. */
static void step_apply(struct case_state *cs, const struct lists *lists,
                       const struct case_event *event, const struct case_step *step) {
    cs->version++;
    cs->prev = event->commit;
    cs->changed_at = event->at;
    cs->state = step->to;
    cs->phase = step->phase;
    cs->offices = step->offices;
    if (step->registration.len) {
        cs->registration = step->registration;
        cs->registered_on = step->on;
    }
    for (size_t i = 0; i < step->stop_count; i++)
        clock_stop(lists->clocks, cs->clock_count, step->stops[i]);
    for (size_t i = 0; i < step->start_count; i++) {
        clock_stop(lists->clocks, cs->clock_count, step->starts[i].id);
        lists->clocks[cs->clock_count++] = step->starts[i];
    }
    lists->taken[cs->taken_count++] = taken_of(event, step);
    cs->clocks = lists->clocks;
    cs->taken = lists->taken;
}

struct case_state case_after_step(struct arena *a, const struct case_state *before,
                                  const struct case_event *event, const struct case_step *step) {
    struct lists lists = lists_grown(a, before, step->start_count, 1);
    struct case_state cs = *before;
    step_apply(&cs, &lists, event, step);
    return cs;
}

static struct err fold_first(struct arena *a, const struct case_event *event,
                             struct case_state *ret) {
    struct case_received received;
    if (event->seq != 0 || !str_equal(event->kind, STR("case.received")))
        return ERR(ERR_CORRUPT, STR("event"));
    if (case_received_decode(a, event->body, &received).code)
        return ERR(ERR_CORRUPT, STR("event"));
    *ret = case_begin(event, &received);
    return OK;
}

/* Folds one event behind the first. step is what the event's body says. */
static struct err fold_next(struct case_state *cs, const struct lists *lists,
                            const struct case_event *event, const struct case_step *step) {
    if (event->seq != cs->version || memcmp(&event->stream, &cs->stream, sizeof cs->stream) != 0)
        return ERR(ERR_CORRUPT, STR("event"));
    if (str_equal(event->kind, STR("case.identity_opened"))) {
        cs->version++;
        cs->prev = event->commit;
        return OK;
    }
    if (!str_equal(event->kind, STR("case.step")) || !str_equal(step->from, cs->state))
        return ERR(ERR_CORRUPT, STR("event"));
    step_apply(cs, lists, event, step);
    return OK;
}

/* All bodies are read before the first is applied: the lists get their final size at once, so that
 * a long life costs memory in proportion to its length, not to its square. */
struct err case_fold(struct arena *a, const struct case_event *events, size_t count,
                     struct case_state *ret) {
    struct case_state cs;
    if (!count)
        return ERR(ERR_CORRUPT, STR("event"));
    struct err e = fold_first(a, &events[0], &cs);
    if (e.code)
        return e;
    struct case_step *steps = NEW(a, struct case_step, count);
    size_t starts = 0;
    for (size_t i = 1; i < count; starts += steps[i++].start_count)
        if (str_equal(events[i].kind, STR("case.step")) &&
            case_step_decode(a, events[i].body, &steps[i]).code)
            return ERR(ERR_CORRUPT, STR("event"));
    struct lists lists = lists_grown(a, &cs, starts, count - 1);
    for (size_t i = 1; i < count; i++) {
        e = fold_next(&cs, &lists, &events[i], &steps[i]);
        if (e.code)
            return e;
    }
    *ret = cs;
    return OK;
}

const struct case_clock *case_running(const struct case_state *cs, struct str clock_id) {
    for (size_t i = cs->clock_count; i-- > 0;)
        if (str_equal(cs->clocks[i].id, clock_id))
            return cs->clocks[i].running ? &cs->clocks[i] : NULL;
    return NULL;
}

static int64_t alarm_day(const struct case_clock *c) {
    return c->right ? c->due.day : c->due_early.day;
}

const struct case_clock *case_next_clock(const struct case_state *cs) {
    const struct case_clock *next = NULL;
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *c = &cs->clocks[i];
        if (c->running && (!next || alarm_day(c) < alarm_day(next)))
            next = c;
    }
    return next;
}

int64_t case_next_due(const struct case_state *cs) {
    const struct case_clock *next = case_next_clock(cs);
    return next ? alarm_day(next) : CASE_NO_DUE;
}

bool case_has_taken(const struct case_state *cs, struct str step_name) {
    for (size_t i = 0; i < cs->taken_count; i++)
        if (str_equal(cs->taken[i].name, step_name))
            return true;
    return false;
}
