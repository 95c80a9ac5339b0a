#include "deadline/paths_internal.h"

/* Positions that reach each other are a knot (Tarjan's algorithm, with a stack of its own, since a
 * procedure may have thousands of positions). A knot in which one clock runs throughout, started
 * before it, ends with that clock; any other can go round without end. */
struct knots {
    struct walk *w;
    int *index, *low, *knot, *stack, *next_move, *first_move, *calls;
    int top, depth, count, knot_count;
};

static void index_moves(struct knots *k) {
    for (int i = 0; i < k->w->position_count; i++)
        k->first_move[i] = -1;
    for (int i = k->w->move_count - 1; i >= 0; i--) {
        k->next_move[i] = k->first_move[k->w->moves[i].from];
        k->first_move[k->w->moves[i].from] = i;
    }
}

static void open_position(struct knots *k, int v) {
    k->index[v] = k->low[v] = ++k->count;
    k->stack[k->top++] = v;
    k->calls[k->depth++] = v;
}

static void close_position(struct knots *k, int v) {
    if (k->low[v] == k->index[v]) {
        k->knot_count++;
        for (int u = -1; u != v;) {
            u = k->stack[--k->top];
            k->knot[u] = k->knot_count;
        }
    }
    k->depth--;
    if (k->depth && k->low[v] < k->low[k->calls[k->depth - 1]])
        k->low[k->calls[k->depth - 1]] = k->low[v];
}

static void tie(struct knots *k, int root, int *cursor) {
    open_position(k, root);
    while (k->depth) {
        int v = k->calls[k->depth - 1], m = cursor[v];
        if (m < 0) {
            close_position(k, v);
            continue;
        }
        cursor[v] = k->next_move[m];
        int to = k->w->moves[m].to;
        if (!k->index[to])
            open_position(k, to);
        else if (!k->knot[to] && k->index[to] < k->low[v])
            k->low[v] = k->index[to];
    }
}

/* Whether a clock that began before the knot runs in all of it. */
static bool knot_ends(const struct knots *k, int knot) {
    const struct walk *w = k->w;
    for (int c = 0; c < (int)w->rules->clock_count; c++) {
        bool throughout = true;
        for (int i = 0; i < w->position_count && throughout; i++)
            throughout = k->knot[i] != knot || paths_binds(w, &w->positions[i], c, NULL);
        for (int m = 0; m < w->move_count && throughout; m++)
            throughout = k->knot[w->moves[m].from] != knot || k->knot[w->moves[m].to] != knot ||
                         !mask_has(&w->moves[m].started, c);
        if (throughout)
            return true;
    }
    return false;
}

/* Of each knot a step by which it goes round, from 1; 0: it does not. A mere note, which starts
 * nothing, in a state that has no clock anyway is told as a wait. */
static int *round_steps(const struct knots *k) {
    const struct walk *w = k->w;
    int *steps = NEW(w->a, int, (size_t)k->knot_count + 1);
    for (int m = w->move_count - 1; m >= 0; m--) {
        const struct move *move = &w->moves[m];
        bool starts = false;
        for (int i = 0; i < PATHS_WORDS; i++)
            starts = starts || move->started.w[i];
        bool note =
            move->from == move->to && !starts && !paths_limited(w, &w->positions[move->from]);
        if (k->knot[move->from] == k->knot[move->to] && !note)
            steps[k->knot[move->from]] = move->step + 1;
    }
    return steps;
}

/* The longest lap of the knot. */
static struct paths_lap lap_of(const struct knots *k, int knot) {
    const struct walk *w = k->w;
    struct paths_lap longest = {0};
    for (int i = 0; i < w->position_count; i++) {
        const struct lap *lap = &w->laps[i];
        int days = lap->last ? w->labels[lap->last].t - w->labels[lap->first].t : 0;
        if (k->knot[i] != knot || !lap->last || (longest.known && days <= longest.days))
            continue;
        longest = (struct paths_lap){.days = days, .known = true};
        paths_add_units(w, lap->first, lap->last, longest.units);
        for (int at = lap->last; at > lap->first; at = w->labels[at].parent)
            longest.open = longest.open || w->labels[at].open;
    }
    return longest;
}

static void add_round(const struct knots *k, int knot, int step, struct paths *ret,
                      struct paths_round *list) {
    const struct walk *w = k->w;
    const struct law_state **states = NEW(w->a, const struct law_state *, w->rules->state_count);
    size_t count = 0;
    uint64_t who = 0; /* the same in all of it */
    for (size_t s = 0; s < w->rules->state_count; s++) {
        bool in = false;
        for (int i = 0; i < w->position_count && !in; i++) {
            in = k->knot[i] == knot && w->positions[i].state == (int)s;
            who = in ? w->positions[i].who : who;
        }
        if (in)
            states[count++] = &w->rules->states[s];
    }
    for (size_t i = 0; i < ret->round_count; i++) {
        bool same = list[i].count == count;
        for (size_t n = 0; n < count && same; n++)
            same = list[i].states[n] == states[n];
        list[i].who |= same ? who : 0;
        if (same)
            return; /* the same states with other clocks, or for others */
    }
    if (ret->round_count == PATHS_ROUNDS_MAX) {
        ret->cut = true;
        return;
    }
    list[ret->round_count++] =
        (struct paths_round){states, count, &w->rules->steps[step], who, lap_of(k, knot)};
}

void paths_find_rounds(struct walk *w, struct paths *ret) {
    size_t n = (size_t)w->position_count + 1;
    struct knots k = {.w = w,
                      .index = NEW(w->a, int, n),
                      .low = NEW(w->a, int, n),
                      .knot = NEW(w->a, int, n),
                      .stack = NEW(w->a, int, n),
                      .calls = NEW(w->a, int, n),
                      .first_move = NEW(w->a, int, n),
                      .next_move = NEW(w->a, int, (size_t)w->move_count + 1)};
    int *cursor = NEW(w->a, int, n);
    index_moves(&k);
    for (int i = 0; i < w->position_count; i++)
        cursor[i] = k.first_move[i];
    for (int i = 0; i < w->position_count; i++)
        if (!k.index[i])
            tie(&k, i, cursor);
    struct paths_round *list = NEW(w->a, struct paths_round, n);
    const int *steps = round_steps(&k);
    for (int knot = 1; knot <= k.knot_count; knot++)
        if (steps[knot] && !knot_ends(&k, knot))
            add_round(&k, knot, steps[knot] - 1, ret, list);
    ret->rounds = list;
}
