#include <assert.h>
#include <string.h>

#include "deadline/paths_internal.h"

/* Labels are carried from position to position. For the longest ways a label is kept unless another
 * one of its position is as late with clocks started as late; for the shortest the reverse. Nobody
 * is late: a step is taken at the latest on the last day of the earliest clock that runs. Where no
 * clock runs the wait counts as nothing and is marked. */

static void mask_set(struct mask *m, int clock, bool on) {
    uint64_t bit = (uint64_t)1 << (clock % 64);
    m->w[clock / 64] = on ? m->w[clock / 64] | bit : m->w[clock / 64] & ~bit;
}

bool mask_has(const struct mask *m, int clock) {
    return (m->w[clock / 64] >> (clock % 64)) & 1;
}

static int clock_index(const struct walk *w, const struct law_clock *c) {
    return (int)(c - w->rules->clocks);
}

/* The last day of a clock by one reading, in days since the start of the walk. */
static int last_day(struct walk *w, int clock, int start, bool early) {
    start = start < 0 ? 0 : start;
    assert(start < PATHS_DAYS); /* take_time lets nothing happen later */
    int32_t *known = &w->due[((size_t)clock * 2 + early) * PATHS_DAYS + (size_t)start];
    if (!*known) {
        struct date day = {w->start.day + start};
        const struct deadline_days days = {.calendar = w->calendar};
        struct deadline d = deadline_last_days(&w->rules->clocks[clock], day, &days);
        *known = (early ? d.due_early.day : d.due.day) - w->start.day + 1;
    }
    return *known - 1;
}

static int due_of(struct walk *w, int clock, int start) {
    return last_day(w, clock, start, w->early);
}

/* A clock that somebody can be late for: before a day and taking effect are no such limits. */
bool paths_binds(const struct walk *w, const struct position *p, int clock,
                 const struct law_outcome *outcome) {
    const struct law_clock *c = &w->rules->clocks[clock];
    if (!mask_has(&p->running, clock) || mask_has(&p->suspended, clock) ||
        mask_has(&p->spent, clock) || c->mode != LAW_TOTAL)
        return false;
    if (c->kind == LAW_DUTY || str_equal(w->rules->states[p->state].waits_for, STR("reporter")))
        return true;
    for (size_t i = 0; outcome && i < outcome->stop_count; i++)
        if (outcome->stops[i] == c)
            return true;
    return false;
}

static bool same_position(const struct position *x, const struct position *y) {
    return x->state == y->state && x->taken == y->taken && x->times == y->times &&
           x->who == y->who && memcmp(&x->running, &y->running, sizeof x->running) == 0 &&
           memcmp(&x->spent, &y->spent, sizeof x->spent) == 0 &&
           memcmp(&x->suspended, &y->suspended, sizeof x->suspended) == 0;
}

static int position_of(struct walk *w, const struct position *p) {
    uint64_t h = (uint64_t)p->state * 0x9E3779B97F4A7C15u ^ p->taken * 0xC2B2AE3D27D4EB4Fu ^
                 p->times * 0xD6E8FEB86659FD93u ^ p->who * 0xA0761D6478BD642Fu;
    for (int i = 0; i < PATHS_WORDS; i++)
        h = (h ^ p->running.w[i] ^ (p->suspended.w[i] << 1) ^ (p->spent.w[i] << 2)) *
            0xFF51AFD7ED558CCDu;
    int *bucket = &w->buckets[(h >> 40) % PATHS_BUCKETS];
    for (int i = *bucket; i >= 0; i = w->positions[i].next)
        if (same_position(&w->positions[i], p))
            return i;
    if (w->position_count == PATHS_POSITIONS_MAX) {
        w->cut = true;
        return -1;
    }
    w->positions[w->position_count] = *p;
    w->positions[w->position_count].labels = -1;
    w->positions[w->position_count].next = *bucket;
    return *bucket = w->position_count++;
}

/* Whether x is at least as good as y, both of one position. */
static bool covers(const struct walk *w, const struct label *x, const struct label *y) {
    int sign = w->longest ? 1 : -1;
    if ((x->t - y->t) * sign < 0)
        return false;
    for (size_t c = 0; c < w->rules->clock_count; c++)
        if (mask_has(&w->positions[x->position].running, (int)c) &&
            (x->starts[c] - y->starts[c]) * sign < 0)
            return false;
    return (x->registered - y->registered) * sign >= 0;
}

/* The label of the way to this one that stands at the position; -1. */
static int ancestor(const struct walk *w, int label, int position) {
    while (label >= 0 && w->labels[label].position != position)
        label = w->labels[label].parent;
    return label;
}

/* The way has come back to where it was: no way on, but a lap of a round. Its end is kept among the
 * labels as a dead one, which nobody goes on from. */
static void note_lap(struct walk *w, const struct label *l, int first) {
    struct lap *lap = &w->laps[l->position];
    bool longer =
        !lap->last || l->t - w->labels[first].t > w->labels[lap->last].t - w->labels[lap->first].t;
    if (!w->longest || w->early || !longer)
        return;
    if (!lap->last && w->label_count == w->label_room) {
        w->cut = true;
        return;
    }
    int last = lap->last && lap->last > l->parent ? lap->last : w->label_count;
    if (last == w->label_room)
        return;
    w->label_count += last == w->label_count;
    w->labels[last] = *l;
    w->labels[last].dead = true;
    *lap = (struct lap){last, first};
}

static void keep(struct walk *w, const struct label *l) {
    struct position *p = &w->positions[l->position];
    for (int i = p->labels; i >= 0; i = w->labels[i].next)
        if (!w->labels[i].dead && covers(w, &w->labels[i], l))
            return;
    for (int i = p->labels; i >= 0; i = w->labels[i].next)
        w->labels[i].dead = w->labels[i].dead || covers(w, l, &w->labels[i]);
    if (w->label_count == w->label_room) {
        w->cut = true;
        return;
    }
    w->labels[w->label_count] = *l;
    w->labels[w->label_count].next = p->labels;
    p->labels = w->label_count++;
}

/* The day on which the step is taken, and why. False: it cannot be. */
static bool take_time(struct walk *w, const struct label *from, const struct law_step *step,
                      const struct law_outcome *o, struct label *ret) {
    const struct position *p = &w->positions[from->position];
    int after = step->after ? clock_index(w, step->after) : -1, bound = INT32_MAX;
    ret->bound = -1;
    if (after >= 0) {
        if (!mask_has(&p->running, after) || mask_has(&p->suspended, after))
            return false;
        int over = last_day(w, after, from->starts[after], false) + 1; /* by the late reading */
        ret->lapse = over > from->t;
        ret->t = ret->lapse ? over : from->t;
        ret->bound = ret->lapse ? after : -1;
    }
    for (int c = 0; w->longest && c < (int)w->rules->clock_count; c++) {
        if (c == after || !paths_binds(w, p, c, o))
            continue;
        int due = due_of(w, c, from->starts[c]);
        if (due < ret->t || due >= bound)
            continue;
        bound = due;
        ret->bound = c;
        ret->lapse = false;
    }
    ret->open = w->longest && bound == INT32_MAX;
    ret->t = bound == INT32_MAX ? ret->t : bound;
    return ret->t < PATHS_DAYS;
}

/* A clock that counts from a fact may end before the step that starts it: then all that came before
 * had to be done by its last day. */
static void clamp(struct walk *w, struct label *l, int clock, const struct position *p) {
    int due = due_of(w, clock, l->starts[clock]);
    if (!w->longest || due >= l->t)
        return;
    l->t = due;
    l->clamped = clock;
    for (size_t c = 0; c < w->rules->clock_count; c++)
        if (mask_has(&p->running, (int)c) && l->starts[c] > due)
            l->starts[c] = due;
    l->registered = l->registered > due ? due : l->registered;
    w->strict[clock] = w->strict[clock] ? w->strict[clock] : l->step + 1;
}

static void start_clock(struct walk *w, const struct law_clock_start *s, struct label *l,
                        struct position *p) {
    int c = clock_index(w, s->clock);
    int32_t from = l->t;
    if (s->clock->replaces) {
        int old = clock_index(w, s->clock->replaces);
        from = mask_has(&p->running, old) ? l->starts[old] : from;
        mask_set(&p->running, old, false);
    }
    bool fact = s->from == LAW_FROM_FACT;
    if (fact)
        from = str_equal(s->name, STR("registered_on")) ? l->registered : 0;
    l->starts[c] = from;
    mask_set(&p->running, c, true);
    mask_set(&p->suspended, c, false);
    mask_set(&p->spent, c, false);
    if (fact)
        clamp(w, l, c, p);
}

static void change_clocks(struct walk *w, const struct law_outcome *o, struct label *l,
                          struct position *p, struct mask *ret_started) {
    for (size_t i = 0; i < o->stop_count; i++)
        mask_set(&p->running, clock_index(w, o->stops[i]), false);
    for (size_t i = 0; i < o->suspends.count; i++) {
        int c = clock_index(w, o->suspends.list[i]);
        if (mask_has(&p->running, c) && !mask_has(&p->suspended, c))
            l->starts[c] -= l->t, mask_set(&p->suspended, c, true);
    }
    for (size_t i = 0; i < o->resumes.count; i++) {
        int c = clock_index(w, o->resumes.list[i]);
        if (mask_has(&p->suspended, c))
            l->starts[c] += l->t, mask_set(&p->suspended, c, false);
    }
    for (size_t i = 0; i < o->start_count; i++) {
        start_clock(w, &o->starts[i], l, p);
        mask_set(ret_started, clock_index(w, o->starts[i].clock), true);
    }
    for (int c = 0; c < (int)w->rules->clock_count; c++)
        if (!mask_has(&p->running, c))
            mask_set(&p->suspended, c, false), mask_set(&p->spent, c, false), l->starts[c] = 0;
}

static void note_move(struct walk *w, int from, int to, int step, const struct mask *started) {
    if (w->move_count == w->move_room) {
        w->cut = true; /* rounds may be missing */
        return;
    }
    w->moves[w->move_count++] = (struct move){from, to, step, *started};
}

/* One more time of a step; false: the law allows no more. */
static bool count_time(const struct walk *w, int step, struct position *p) {
    enum { BITS = 4, MOST = 15 };
    int place = (w->limit[step] - 1) * BITS;
    if (place < 0)
        return true;
    if ((int)(p->times >> place & MOST) >= w->rules->steps[step].times)
        return false;
    p->times += (uint64_t)1 << place;
    return true;
}

/* An end stops all clocks but those while which a step may leave it. */
static void end_clocks(struct walk *w, const struct law_state *end, struct label *l,
                       struct position *p) {
    for (int c = 0; c < (int)w->rules->clock_count; c++)
        if (!mask_has(&p->running, c) || !law_runs_on(w->rules, end, &w->rules->clocks[c])) {
            mask_set(&p->running, c, false);
            l->starts[c] = 0;
        }
    p->suspended = p->spent = (struct mask){{0}};
}

static void take(struct walk *w, int at, int step, size_t outcome) {
    const struct label *from = &w->labels[at];
    const struct law_step *s = &w->rules->steps[step];
    const struct law_outcome *o = &s->outcomes[outcome];
    struct position p = w->positions[from->position];
    struct label l = *from;
    struct mask started = {{0}};
    l.lapse = l.open = false;
    l.clamped = -1;
    if (!count_time(w, step, &p) || !take_time(w, from, s, o, &l))
        return;
    l.parent = at;
    l.step = step;
    l.outcome = (int)outcome;
    l.starts = NEW(w->a, int32_t, w->rules->clock_count + 1);
    memcpy(l.starts, from->starts, w->rules->clock_count * sizeof *l.starts);
    l.registered = o->registers ? l.t : l.registered;
    p.state = (int)(o->to - w->rules->states);
    p.taken = (p.taken | w->need_bit[step]) & w->live[p.state];
    if (s->after)
        mask_set(&p.spent, clock_index(w, s->after), true);
    change_clocks(w, o, &l, &p, &started);
    if (o->to->terminal)
        end_clocks(w, o->to, &l, &p);
    w->used[step] = true;
    l.position = position_of(w, &p);
    if (l.position < 0)
        return;
    note_move(w, from->position, l.position, step, &started);
    int first = ancestor(w, at, l.position);
    if (first < 0)
        keep(w, &l);
    else
        note_lap(w, &l, first);
}

/* Whether nothing that was taken bars it, and the clock runs while which it is open. */
static bool is_open(const struct walk *w, const struct law_step *s, const struct position *p) {
    for (size_t i = 0; i < s->unless_count; i++)
        if (p->taken & w->need_bit[s->unless[i] - w->rules->steps])
            return false;
    int during = s->during ? clock_index(w, s->during) : -1;
    return during < 0 || (mask_has(&p->running, during) && !mask_has(&p->spent, during));
}

static bool has_needs(const struct walk *w, const struct law_step *s, uint64_t taken) {
    for (size_t i = 0; i < s->need_count; i++)
        if (!(taken & w->need_bit[s->needs[i] - w->rules->steps]))
            return false;
    return true;
}

static void expand(struct walk *w, int at) {
    const struct position *p = &w->positions[w->labels[at].position];
    const struct law_state *state = &w->rules->states[p->state];
    uint64_t taken = p->taken, who = p->who;
    struct position here = *p; /* taking a step may move the list */
    for (size_t i = 0; i < w->rules->step_count; i++) {
        const struct law_step *s = &w->rules->steps[i];
        if (!is_open(w, s, &here))
            continue;
        for (size_t o = 0; o < s->outcome_count; o++)
            if ((who & w->who[i]) && law_step_leaves(s, state) && has_needs(w, s, taken))
                take(w, at, (int)i, o);
    }
}

/* The classes that can take the same steps as the first of them; 0: an earlier one is like it. */
static uint64_t alike(const struct walk *w, int first) {
    uint64_t group = 0;
    for (int c = 0; c < PATHS_CLASSES_MAX; c++) {
        bool same = w->everybody >> first & w->everybody >> c & 1;
        for (size_t i = 0; i < w->rules->step_count && same; i++)
            same = (w->who[i] >> first & 1) == (w->who[i] >> c & 1);
        if (same && c < first)
            return 0;
        group |= same ? (uint64_t)1 << c : 0;
    }
    return group;
}

static void enter_group(struct walk *w, const struct law_state *state, bool starts, uint64_t who) {
    struct position p = {.state = (int)(state - w->rules->states), .who = who, .labels = -1};
    struct label l = {.parent = -1, .step = -1, .bound = -1, .next = -1, .clamped = -1};
    l.starts = NEW(w->a, int32_t, w->rules->clock_count + 1);
    for (size_t i = 0; starts && i < w->rules->entry_start_count; i++)
        mask_set(&p.running, clock_index(w, w->rules->entry_starts[i].clock), true);
    l.position = position_of(w, &p);
    if (l.position >= 0)
        keep(w, &l);
}

/* Who takes the same steps goes together, and nobody else: so each way, and each round, is one that
 * a person can go. */
static void enter(struct walk *w, const struct law_state *state, bool starts) {
    for (int c = 0; state && c < PATHS_CLASSES_MAX; c++) {
        uint64_t who = alike(w, c);
        if (who)
            enter_group(w, state, starts, who);
    }
}

static void number_needs(struct walk *w) {
    int bits = 0;
    for (size_t i = 0; i < w->rules->step_count; i++)
        for (size_t k = 0; k < w->rules->steps[i].need_count + w->rules->steps[i].unless_count;
             k++) {
            const struct law_step *s = &w->rules->steps[i];
            const struct law_step *of =
                k < s->need_count ? s->needs[k] : s->unless[k - s->need_count];
            uint64_t *bit = &w->need_bit[of - w->rules->steps];
            if (*bit)
                continue;
            w->cut = w->cut || bits == PATHS_NEEDS_MAX;
            *bit = (uint64_t)1 << (bits++ % PATHS_NEEDS_MAX);
        }
}

/* The bits that a step asks for, which needs them or is barred by them. */
static uint64_t asked_by(const struct walk *w, const struct law_step *s) {
    uint64_t bits = 0;
    for (size_t k = 0; k < s->need_count; k++)
        bits |= w->need_bit[s->needs[k] - w->rules->steps];
    for (size_t k = 0; k < s->unless_count; k++)
        bits |= w->need_bit[s->unless[k] - w->rules->steps];
    return bits;
}

/* What was taken matters only as far as some step ahead asks for it: ways that differ in nothing
 * else are one. */
static void find_live(struct walk *w) {
    const struct law_rulebook *r = w->rules;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < r->step_count; i++) {
            uint64_t bits = asked_by(w, &r->steps[i]);
            for (size_t o = 0; o < r->steps[i].outcome_count; o++)
                bits |= w->live[r->steps[i].outcomes[o].to - r->states];
            for (size_t f = 0; f < r->steps[i].from_count; f++) {
                uint64_t *live = &w->live[r->steps[i].from[f] - r->states];
                more = more || (bits & ~*live);
                *live |= bits;
            }
        }
    }
}

static void number_limits(struct walk *w) {
    int count = 0;
    for (size_t i = 0; i < w->rules->step_count; i++)
        if (w->rules->steps[i].times && count < PATHS_LIMITS_MAX)
            w->limit[i] = ++count;
        else
            w->cut = w->cut || w->rules->steps[i].times;
}

/* A step that names nobody is for everybody, of a law without classes as well. */
static void sort_people(struct walk *w, const struct law *law) {
    w->cut = w->cut || law->class_count > PATHS_CLASSES_MAX;
    for (size_t i = 0; i < w->rules->step_count; i++) {
        const struct law_step *s = &w->rules->steps[i];
        w->who[i] = s->subjects.count ? 0 : w->everybody;
        for (size_t c = 0; c < law->class_count && c < PATHS_CLASSES_MAX; c++)
            if (law_lists(s->subjects, law->classes[c].row.id))
                w->who[i] |= (uint64_t)1 << c;
    }
}

struct walk *paths_walk_one(struct arena *a, const struct paths *for_what, const struct law *law,
                            const struct law_rulebook *rules, int kind) {
    struct walk *w = NEW(a, struct walk, 1);
    enum { MOVES_MAX = 200000 };
    *w = (struct walk){.a = a,
                       .rules = rules,
                       .calendar = &law->calendar,
                       .start = for_what->start,
                       .everybody = for_what->everybody,
                       .longest = kind != PATHS_SHORTEST,
                       .early = kind == PATHS_LONGEST_EARLY,
                       .label_room = PATHS_LABELS_MAX,
                       .move_room = MOVES_MAX};
    w->positions = NEW(a, struct position, PATHS_POSITIONS_MAX);
    w->labels = NEW(a, struct label, PATHS_LABELS_MAX);
    w->moves = NEW(a, struct move, MOVES_MAX);
    w->due = NEW(a, int32_t, (rules->clock_count + 1) * 2 * PATHS_DAYS);
    w->need_bit = NEW(a, uint64_t, rules->step_count + 1);
    w->live = NEW(a, uint64_t, rules->state_count + 1);
    w->who = NEW(a, uint64_t, rules->step_count + 1);
    w->limit = NEW(a, int, rules->step_count + 1);
    w->laps = NEW(a, struct lap, PATHS_POSITIONS_MAX);
    w->strict = NEW(a, int, rules->clock_count + 1);
    w->used = NEW(a, bool, rules->step_count + 1);
    memset(w->buckets, 0xff, sizeof w->buckets);
    w->cut = rules->clock_count > PATHS_CLOCKS_MAX;
    number_needs(w);
    find_live(w);
    number_limits(w);
    sort_people(w, law);
    if (!w->cut) {
        enter(w, rules->entry_report, true);
        enter(w, rules->entry_opened, true);
        enter(w, rules->entry_tip, false);
        enter(w, rules->entry_complaint, false);
    }
    for (int i = 0; i < w->label_count; i++)
        if (!w->labels[i].dead)
            expand(w, i);
    return w;
}
