#include "case/case.h"
#include "case/follow.h"

#include <string.h>

/* How events become a state.
 *
 *                 seq 0                    seq 1, 2, ...
 *   (nothing) --case.received--> [state] --case.step--------------> [state named by the event]
 *                 case_begin        |    <---------.     case_after_step
 *                                   |--case.identity_opened--> [same state]   case_fold alone
 *                                   |--case.recounted--------> [same state]   case_after_recount
 *                                   |--case.rerouted---------> [same state]   case_after_reroute
 *                                   '--case.handed-----------> [same state]   case_after_handed
 *
 *   event                 version prev changed_at state phase offices registration clocks taken
 * tracks case.received         1       set  set        set                 empty        set    none
 * none case.step             +1      set  set        set 2               if given     see 1  + 1 +
 * opened case.identity_opened  +1      set  -          -                   -            -      - -
 *   case.recounted        +1      set  set        -                   -            one    + 1   -
 *   case.rerouted         +1      set  set        -           set     -            -      + 1
 * holder
 *
 * case.handed moves what case.rerouted moves but no office and no holder, and is the newest of
 * handed.
 *
 *   1 in this order: each stop ends the running clock of its id, suspensions, resumptions, then
 * each start adds a clock. A start also ends a running clock of the same id: at most one clock of
 * an id runs in a track, and it is the last. 2 of the track that the step belongs to; offices are
 * the whole case's: a takeover of all tasks is a step that leaves the state and changes them, and
 * with them the holder of each track that waited for the old office.
 *
 * Which states and clocks there are is the rulebook's matter (decision/), not looked at here: what
 * an event says was decided under the rules of its day and stays so (invariant I3). */

/* A procedure of the case came to a phase: with BKN or an appointing authority? */
static void reach(struct case_state *cs, struct str phase, struct date on) {
    if (cs->forwarded || !case_is_forwarded(phase))
        return;
    cs->forwarded = true;
    cs->forwarded_on = on;
}

struct case_state case_begin(struct arena *a, const struct case_event *event,
                             const struct case_received *received) {
    const struct case_offices *offices = &received->offices;
    struct case_clock *clocks = NEW(a, struct case_clock, received->clock_count);
    for (size_t i = 0; i < received->clock_count; i++) {
        clocks[i] = received->clocks[i];
        clocks[i].office = case_clock_office(offices, offices->holder, clocks[i].right);
    }
    struct case_state cs = {
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
        .clocks = clocks,
        .clock_count = received->clock_count,
        .stands = received->received_on,
    };
    reach(&cs, cs.phase, received->received_on);
    return cs;
}

/* The lists of a state while it is being made: room for all that will be added. */
struct lists {
    struct case_clock *clocks;
    struct case_taken *taken;
    struct case_track *tracks;
};
/* How much will be added. */
struct growth {
    size_t clocks, taken, tracks;
};

static struct growth growth_of(const struct case_step *step) {
    struct growth g = {step->start_count, 1, step->open_count};
    for (size_t i = 0; i < step->open_count; i++)
        g.clocks += step->opens[i].clock_count;
    return g;
}

/* Copies of the state's lists with room for more; the lists of before stay as they are. */
static struct lists lists_grown(struct arena *a, const struct case_state *before,
                                struct growth more) {
    struct lists lists = {
        .clocks = NEW(a, struct case_clock, before->clock_count + more.clocks),
        .taken = NEW(a, struct case_taken, before->taken_count + more.taken),
        .tracks = NEW(a, struct case_track, before->track_count + more.tracks),
    };
    if (before->clock_count)
        memcpy(lists.clocks, before->clocks, before->clock_count * sizeof *before->clocks);
    if (before->taken_count)
        memcpy(lists.taken, before->taken, before->taken_count * sizeof *before->taken);
    if (before->track_count)
        memcpy(lists.tracks, before->tracks, before->track_count * sizeof *before->tracks);
    return lists;
}

/* The running clock of an id in a track, to be changed; NULL: none runs. */
static struct case_clock *clock_at(const struct lists *lists, size_t count, struct str track,
                                   struct str id) {
    for (size_t i = count; i-- > 0;) {
        struct case_clock *c = &lists->clocks[i];
        if (c->running && str_equal(c->id, id) && str_equal(c->track, track))
            return c;
    }
    return NULL;
}

static void clock_stop(const struct lists *lists, size_t count, struct str track, struct str id) {
    struct case_clock *c = clock_at(lists, count, track, id);
    if (c)
        c->running = false;
}

/* track: its name, and who must act in it from now on. */
static void clock_start(const struct lists *lists, struct case_state *cs,
                        const struct case_track *track, const struct case_clock *clock) {
    clock_stop(lists, cs->clock_count, track->id, clock->id);
    struct case_clock *c = &lists->clocks[cs->clock_count++];
    *c = *clock;
    c->track = track->id;
    c->office = case_clock_office(&cs->offices, track->holder, clock->right);
}

/* The day of the suspension still counts, as the day of a start does not: a day belongs to what was
 * before the event on it. */
static void clocks_still(const struct lists *lists, const struct case_state *cs,
                         const struct case_step *step) {
    for (size_t i = 0; i < step->suspend_count; i++) {
        struct case_clock *c = clock_at(lists, cs->clock_count, step->track, step->suspends[i]);
        if (c && !c->suspended) {
            c->suspended = true;
            c->still_since = (struct date){step->on.day + 1};
        }
    }
    for (size_t i = 0; i < step->resume_count; i++) {
        struct case_clock *c = clock_at(lists, cs->clock_count, step->track, step->resumes[i].id);
        if (c) {
            struct str office = c->office;
            *c = step->resumes[i];
            c->track = step->track;
            c->office = office;
        }
    }
}

static struct case_track *track_at(const struct lists *lists, size_t count, struct str id) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(lists->tracks[i].id, id))
            return &lists->tracks[i];
    return NULL;
}

static void open_tracks(const struct lists *lists, struct case_state *cs,
                        const struct case_step *step) {
    for (size_t i = 0; i < step->open_count; i++) {
        const struct case_opening *o = &step->opens[i];
        const struct case_track *track = &lists->tracks[cs->track_count];
        lists->tracks[cs->track_count++] =
            (struct case_track){.id = o->track,
                                .rules = o->rules,
                                .state = o->state,
                                .phase = o->phase,
                                .holder = o->holder,
                                .subjects = o->subjects,
                                .split = o->split,
                                .parent = o->split ? step->track : (struct str){0},
                                .since = o->split ? cs->taken_count : 0,
                                .stands = step->on};
        reach(cs, o->phase, step->on);
        for (size_t k = 0; k < o->clock_count; k++)
            clock_start(lists, cs, track, &o->clocks[k]);
    }
}

static struct case_taken taken_of(const struct case_event *event, const struct case_step *step) {
    return (struct case_taken){
        .step = step->step,
        .name = step->name,
        .outcome = step->outcome,
        .to = step->to,
        .office = event->office,
        .actor = event->actor,
        .track = step->track,
        .at = event->at,
        .on = step->on,
        .values = step->values,
        .value_count = step->value_count,
        .proposed = step->proposed,
        .proposed_count = step->proposed_count,
    };
}

static void advance(struct case_state *cs, const struct lists *lists,
                    const struct case_event *event) {
    cs->version++;
    cs->prev = event->commit;
    cs->changed_at = event->at;
    cs->clocks = lists->clocks;
    cs->taken = lists->taken;
    cs->tracks = lists->tracks;
}

/* The office in charge changed hands: what waited for the one in a track waits for the other. */
static void hand_tracks(const struct lists *lists, const struct case_state *cs,
                        const struct case_offices *now) {
    for (size_t i = 0; i < cs->track_count; i++)
        if (str_equal(lists->tracks[i].holder, cs->offices.bawaslu))
            lists->tracks[i].holder = now->bawaslu;
}

/* The arrow case.step of the table above. */
static void step_apply(struct case_state *cs, const struct lists *lists,
                       const struct case_event *event, const struct case_step *step) {
    struct case_track *track = track_at(lists, cs->track_count, step->track);
    *(track ? &track->stands : &cs->stands) = step->on;
    reach(cs, step->phase, step->on);
    if (track) {
        track->state = step->to;
        track->phase = step->phase;
        track->holder = step->holder;
    } else {
        cs->state = step->to;
        cs->phase = step->phase;
    }
    if (step->subjects)
        *(track ? &track->subjects : &cs->subjects) = step->subjects;
    if (!str_equal(cs->offices.bawaslu, step->offices.bawaslu)) {
        hand_tracks(lists, cs, &step->offices);
        cs->changed_hands = true;
    }
    cs->offices = step->offices;
    if (step->registration.len) {
        cs->registration = step->registration;
        cs->registered_on = step->on;
    }
    for (size_t i = 0; i < step->stop_count; i++)
        clock_stop(lists, cs->clock_count, step->track, step->stops[i]);
    clocks_still(lists, cs, step);
    const struct case_track of = {.id = step->track,
                                  .holder = track ? step->holder : step->offices.holder};
    for (size_t i = 0; i < step->start_count; i++)
        clock_start(lists, cs, &of, &step->starts[i]);
    open_tracks(lists, cs, step);
    lists->taken[cs->taken_count++] = taken_of(event, step);
    advance(cs, lists, event);
}

struct case_state case_after_step(struct arena *a, const struct case_state *before,
                                  const struct case_event *event, const struct case_step *step) {
    struct lists lists = lists_grown(a, before, growth_of(step));
    struct case_state cs = *before;
    step_apply(&cs, &lists, event, step);
    return cs;
}

/* What was done that is no step, as a line of the timeline with what changed as its values. */
static void add_upkeep(struct arena *a, struct case_state *cs, const struct lists *lists,
                       const struct case_event *event, const struct case_value list[]) {
    enum { VALUES_MAX = 10 };
    struct case_value *values = NEW(a, struct case_value, VALUES_MAX);
    struct case_taken line = {.name = event->kind,
                              .to = cs->state,
                              .office = event->office,
                              .actor = event->actor,
                              .at = event->at,
                              .values = values};
    for (; list->name.len; list++)
        values[line.value_count++] = *list;
    lists->taken[cs->taken_count++] = line;
    advance(cs, lists, event);
}

/* The arrow case.recounted. */
static void recount_apply(struct arena *a, struct case_state *cs, const struct lists *lists,
                          const struct case_event *event, const struct case_recount *r) {
    struct case_clock *c = clock_at(lists, cs->clock_count, r->track, r->clock);
    if (c) {
        c->due = r->now.due;
        c->due_early = r->now.due_early;
        c->holidays = r->now.holidays;
        c->week = r->now.week;
    }
    const struct case_value values[] = {
        {STR("clock"), r->clock},
        {STR("reason"), r->reason},
        {STR("was_due"), date_format(a, r->was.due)},
        {STR("was_due_early"), date_format(a, r->was.due_early)},
        {STR("was_holidays"), r->was.holidays},
        {STR("due"), date_format(a, r->now.due)},
        {STR("due_early"), date_format(a, r->now.due_early)},
        {STR("holidays"), r->now.holidays},
        {r->now.week == r->was.week ? STR("") : STR("week"),
         r->now.week == LAW_SIX_DAYS ? STR("6") : STR("5")},
        {{0}, {0}},
    };
    add_upkeep(a, cs, lists, event, values);
    lists->taken[cs->taken_count - 1].track = r->track;
    lists->taken[cs->taken_count - 1].on = r->on;
}

/* The arrow case.rerouted. */
static void reroute_apply(struct arena *a, struct case_state *cs, const struct lists *lists,
                          const struct case_event *event, const struct case_reroute *r) {
    struct case_track *track = track_at(lists, cs->track_count, r->track);
    cs->offices = r->offices;
    if (track)
        track->holder = r->to;
    const struct case_value values[] = {
        {STR("role"), r->role}, {STR("from"), r->from}, {STR("to"), r->to}, {{0}, {0}}};
    add_upkeep(a, cs, lists, event, values);
    lists->taken[cs->taken_count - 1].track = r->track;
    lists->taken[cs->taken_count - 1].on = r->on;
}

struct case_state case_after_recount(struct arena *a, const struct case_state *before,
                                     const struct case_event *event,
                                     const struct case_recount *recount) {
    struct lists lists = lists_grown(a, before, (struct growth){.taken = 1});
    struct case_state cs = *before;
    recount_apply(a, &cs, &lists, event, recount);
    return cs;
}

struct case_state case_after_reroute(struct arena *a, const struct case_state *before,
                                     const struct case_event *event,
                                     const struct case_reroute *reroute) {
    struct lists lists = lists_grown(a, before, (struct growth){.taken = 1});
    struct case_state cs = *before;
    reroute_apply(a, &cs, &lists, event, reroute);
    return cs;
}

/* The arrow case.handed. */
static void handed_apply(struct arena *a, struct case_state *cs, const struct lists *lists,
                         const struct case_event *event, const struct case_handed *handed) {
    struct case_handed *link = NEW(a, struct case_handed, 1);
    *link = *handed;
    link->from = event->office;
    link->at = event->at;
    link->before = cs->handed;
    cs->handed = link;
    const struct case_value values[] = {
        {STR("office"), link->office}, {STR("key"), link->key}, {{0}, {0}}};
    add_upkeep(a, cs, lists, event, values);
}

struct case_state case_after_handed(struct arena *a, const struct case_state *before,
                                    const struct case_event *event,
                                    const struct case_handed *handed) {
    struct lists lists = lists_grown(a, before, (struct growth){.taken = 1});
    struct case_state cs = *before;
    handed_apply(a, &cs, &lists, event, handed);
    return cs;
}

static struct err fold_first(struct arena *a, const struct case_event *event,
                             struct case_state *ret) {
    struct case_received received;
    if (event->seq != 0 || !str_equal(event->kind, STR("case.received")))
        return ERR(ERR_CORRUPT, STR("event"));
    if (case_received_decode(a, event->body, &received).code)
        return ERR(ERR_CORRUPT, STR("event"));
    *ret = case_begin(a, event, &received);
    return OK;
}

/* An event behind the first with its body read. */
struct told {
    const struct case_event *event;
    enum { OPENED, STEP, RECOUNT, REROUTE, HANDED } kind;
    struct case_step step;
    struct case_recount recount;
    struct case_reroute reroute;
    struct case_handed handed;
};

static struct err read_body(struct arena *a, const struct case_event *event, struct told *ret) {
    *ret = (struct told){.event = event};
    if (str_equal(event->kind, STR("case.identity_opened")))
        return OK;
    if (str_equal(event->kind, STR("case.step"))) {
        ret->kind = STEP;
        return case_step_decode(a, event->body, &ret->step);
    }
    if (str_equal(event->kind, STR("case.recounted"))) {
        ret->kind = RECOUNT;
        return case_recount_decode(a, event->body, &ret->recount);
    }
    if (str_equal(event->kind, STR("case.handed"))) {
        ret->kind = HANDED;
        return case_handed_decode(a, event->body, &ret->handed);
    }
    ret->kind = REROUTE;
    return str_equal(event->kind, STR("case.rerouted"))
               ? case_reroute_decode(a, event->body, &ret->reroute)
               : ERR(ERR_CORRUPT, STR("event"));
}

/* The state that a step leaves must be the one that its track is in. */
static bool follows(const struct case_state *cs, const struct lists *lists,
                    const struct case_step *step) {
    const struct case_track *track = track_at(lists, cs->track_count, step->track);
    if (step->track.len && !track)
        return false;
    return str_equal(step->from, track ? track->state : cs->state);
}

/* Folds one event behind the first. */
static struct err fold_next(struct arena *a, struct case_state *cs, const struct lists *lists,
                            const struct told *told) {
    const struct case_event *event = told->event;
    if (event->seq != cs->version || memcmp(&event->stream, &cs->stream, sizeof cs->stream) != 0)
        return ERR(ERR_CORRUPT, STR("event"));
    switch (told->kind) {
    case OPENED:
        cs->version++;
        cs->prev = event->commit;
        break;
    case STEP:
        if (!follows(cs, lists, &told->step))
            return ERR(ERR_CORRUPT, STR("event"));
        step_apply(cs, lists, event, &told->step);
        break;
    case RECOUNT:
        recount_apply(a, cs, lists, event, &told->recount);
        break;
    case REROUTE:
        reroute_apply(a, cs, lists, event, &told->reroute);
        break;
    case HANDED:
        handed_apply(a, cs, lists, event, &told->handed);
        break;
    }
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
    struct told *told = NEW(a, struct told, count);
    struct growth all = {.taken = count - 1};
    for (size_t i = 1; i < count; i++) {
        if (read_body(a, &events[i], &told[i]).code)
            return ERR(ERR_CORRUPT, STR("event"));
        struct growth more = growth_of(&told[i].step);
        all.clocks += more.clocks;
        all.tracks += more.tracks;
    }
    struct lists lists = lists_grown(a, &cs, all);
    for (size_t i = 1; i < count; i++) {
        e = fold_next(a, &cs, &lists, &told[i]);
        if (e.code)
            return e;
    }
    *ret = cs;
    return OK;
}
