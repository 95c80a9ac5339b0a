#include "publication/protect.h"

#include <string.h>

static bool small(int64_t n) {
    return n > 0 && n < PUBLICATION_LEAST;
}

/* The smallest count above zero that is still shown; count when there is none. */
static size_t next_smallest(const int64_t *n, size_t count, const bool *hidden) {
    size_t found = count;
    for (size_t i = 0; i < count; i++)
        if (!hidden[i] && n[i] > 0 && (found == count || n[i] < n[found]))
            found = i;
    return found;
}

/* Enough when two or more are hidden, they add up to what may be told, and they are not all one:
 * hidden counts are known to be one at least. */
static bool enough(int64_t sum, size_t hidden) {
    return !hidden || (hidden > 1 && sum >= PUBLICATION_LEAST && sum > (int64_t)hidden);
}

void publication_protect_line(const int64_t *n, size_t count, bool *ret_hidden) {
    int64_t sum = 0;
    size_t hidden = 0;
    for (size_t i = 0; i < count; i++) {
        ret_hidden[i] = small(n[i]);
        sum += ret_hidden[i] ? n[i] : 0;
        hidden += ret_hidden[i];
    }
    while (!enough(sum, hidden)) {
        size_t next = next_smallest(n, count, ret_hidden);
        if (next == count)
            break;
        ret_hidden[next] = true;
        sum += n[next];
        hidden++;
    }
    /* Nothing more to hide: zeros go too, then it is not even known where cases are. */
    if (!enough(sum, hidden))
        memset(ret_hidden, true, count * sizeof *ret_hidden);
}

/* The table as the world may know it: all hidden rows together are one more row, all hidden columns
 * one more column, and those are never published. Vertices are rows and columns, edges hidden
 * cells. up[i]: columns whose cell in row i is hidden (each could hold one more); down[i]: those
 * that could hold one less and still one. hops[j][m]: rows through which a case can leave column j
 * and enter column m. */
struct grid {
    size_t rows, cols; /* the pools included */
    size_t shown_rows, shown_cols;
    int64_t *n;          /* rows x cols */
    uint64_t *up, *down; /* for each row */
    uint32_t (*hops)[PUBLICATION_COLUMNS_MAX];
    uint64_t *next; /* of each column: those that some row leads to, as a set */
};

static int64_t at(const struct grid *g, size_t i, size_t j) {
    return g->n[i * g->cols + j];
}

static bool is_hidden(const struct grid *g, size_t i, size_t j) {
    return g->up[i] >> j & 1;
}

static void add_hop(struct grid *g, size_t j, size_t m) {
    g->hops[j][m]++;
    g->next[j] |= UINT64_C(1) << m;
}

/* Cuts the lowest column off a set, which is not empty. */
static size_t cut_column(uint64_t *set) {
    size_t j = (size_t)__builtin_ctzll(*set);
    *set &= *set - 1;
    return j;
}

static void hide_cell(struct grid *g, size_t i, size_t j) {
    if (is_hidden(g, i, j))
        return;
    for (uint64_t set = g->down[i]; set;)
        add_hop(g, cut_column(&set), j);
    for (uint64_t set = at(g, i, j) > 1 ? g->up[i] : 0; set;)
        add_hop(g, j, cut_column(&set));
    g->up[i] |= UINT64_C(1) << j;
    if (at(g, i, j) > 1)
        g->down[i] |= UINT64_C(1) << j;
}

/* All columns that a case can reach from those in from, without passing column j. */
static uint64_t reach(const struct grid *g, uint64_t from, size_t j) {
    uint64_t seen = from, todo = from;
    while (todo) {
        uint64_t more = g->next[cut_column(&todo)] & ~seen & ~(UINT64_C(1) << j);
        seen |= more;
        todo |= more;
    }
    return seen;
}

static bool bit(uint64_t mask, size_t j) {
    return mask >> j & 1;
}

/* Whether hops[j][m] has a row other than i. */
static bool hop_beside(const struct grid *g, size_t i, size_t j, size_t m) {
    uint32_t own = bit(g->down[i], j) && bit(g->up[i], m) && j != m;
    return g->hops[j][m] > own;
}

/* Could the hidden cell (i, j) as well hold one more? Then one leaves column j through another row
 * and comes back into row i from another column. */
static bool can_rise(const struct grid *g, size_t i, size_t j) {
    uint64_t first = 0;
    for (uint64_t set = g->next[j]; set;) {
        size_t m = cut_column(&set);
        if (hop_beside(g, i, j, m))
            first |= UINT64_C(1) << m;
    }
    return (reach(g, first, j) & g->down[i] & ~(UINT64_C(1) << j)) != 0;
}

/* Could it hold one less? The same path the other way round. */
static bool can_fall(const struct grid *g, size_t i, size_t j) {
    uint64_t from = reach(g, g->up[i] & ~(UINT64_C(1) << j), j);
    while (from) {
        size_t m = cut_column(&from);
        if (m != j && hop_beside(g, i, m, j))
            return true;
    }
    return false;
}

static bool is_safe(const struct grid *g, size_t i, size_t j) {
    return can_rise(g, i, j) || (bit(g->down[i], j) && can_fall(g, i, j));
}

/* What hiding this cell costs: the cases that are told less, and much for a zero, which says that
 * nobody is there. */
static int64_t cost(const struct grid *g, size_t i, size_t j) {
    const int64_t zero = INT64_C(1) << 40;
    return is_hidden(g, i, j) ? 0 : at(g, i, j) ? at(g, i, j) : zero;
}

/* Hides what closes the cheapest path of four cells through (i, j). False when there is none. */
static bool close_path(struct grid *g, size_t i, size_t j) {
    int64_t best = INT64_MAX;
    size_t row = 0, col = 0;
    for (size_t k = 0; k < g->rows; k++)
        for (size_t l = 0; l < g->cols; l++) {
            if (k == i || l == j)
                continue;
            bool rises = at(g, i, l) > 1 && at(g, k, j) > 1;
            bool falls = at(g, i, j) > 1 && at(g, k, l) > 1;
            int64_t price = cost(g, i, l) + cost(g, k, j) + cost(g, k, l);
            if ((rises || falls) && price < best) {
                best = price;
                row = k;
                col = l;
            }
        }
    if (best == INT64_MAX)
        return false;
    const size_t cells[3][2] = {{i, col}, {row, j}, {row, col}};
    for (size_t c = 0; c < 3; c++)
        if (!is_hidden(g, cells[c][0], cells[c][1]))
            hide_cell(g, cells[c][0], cells[c][1]);
    return true;
}

/* What a line leaves open must not add up to less than may be told. */
static void raise_row(struct grid *g, size_t i) {
    for (;;) {
        int64_t sum = 0;
        size_t next = g->cols;
        for (size_t j = 0; j < g->cols; j++) {
            sum += is_hidden(g, i, j) ? at(g, i, j) : 0;
            if (!is_hidden(g, i, j) && at(g, i, j) > 0 &&
                (next == g->cols || at(g, i, j) < at(g, i, next)))
                next = j;
        }
        if (!small(sum) || next == g->cols)
            return;
        hide_cell(g, i, next);
    }
}

static void raise_column(struct grid *g, size_t j) {
    for (;;) {
        int64_t sum = 0;
        size_t next = g->rows;
        for (size_t i = 0; i < g->rows; i++) {
            sum += is_hidden(g, i, j) ? at(g, i, j) : 0;
            if (!is_hidden(g, i, j) && at(g, i, j) > 0 &&
                (next == g->rows || at(g, i, j) < at(g, next, j)))
                next = i;
        }
        if (!small(sum) || next == g->rows)
            return;
        hide_cell(g, next, j);
    }
}

/* False: some cell cannot be made safe by closing paths. */
static bool protect(struct grid *g) {
    for (size_t i = 0; i < g->shown_rows; i++)
        raise_row(g, i);
    for (size_t j = 0; j < g->shown_cols; j++)
        raise_column(g, j);
    for (size_t i = 0; i < g->shown_rows; i++)
        for (size_t j = 0; j < g->shown_cols; j++)
            if (is_hidden(g, i, j) && small(at(g, i, j)) && !is_safe(g, i, j) &&
                !close_path(g, i, j))
                return false;
    return true;
}

static size_t number(const bool *hidden, size_t count, size_t *ret_place) {
    size_t shown = 0;
    for (size_t i = 0; i < count; i++)
        if (!hidden[i])
            ret_place[i] = shown++;
    for (size_t i = 0; i < count; i++)
        if (hidden[i])
            ret_place[i] = shown;
    return shown;
}

static bool any(const bool *hidden, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (hidden[i])
            return true;
    return false;
}

static struct grid fold(struct arena *a, const struct publication_table *t, const bool *hide,
                        size_t *const place[2]) {
    struct grid g = {0};
    g.shown_rows = number(t->row_hidden, t->rows, place[0]);
    g.shown_cols = number(t->col_hidden, t->cols, place[1]);
    g.rows = g.shown_rows + any(t->row_hidden, t->rows);
    g.cols = g.shown_cols + any(t->col_hidden, t->cols);
    g.n = NEW(a, int64_t, g.rows * g.cols + 1);
    g.up = NEW(a, uint64_t, g.rows + 1);
    g.down = NEW(a, uint64_t, g.rows + 1);
    g.next = NEW(a, uint64_t, g.cols + 1);
    g.hops = arena_alloc(a, PUBLICATION_COLUMNS_MAX, sizeof *g.hops);
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j < t->cols; j++)
            g.n[place[0][i] * g.cols + place[1][j]] += t->n[i * t->cols + j];
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j < t->cols; j++)
            if (hide[i * t->cols + j] || small(t->n[i * t->cols + j]) || t->row_hidden[i] ||
                t->col_hidden[j])
                hide_cell(&g, place[0][i], place[1][j]);
    return g;
}

/* Everything hidden, zeros too: with totals of five and more a case can always be moved. */
static void hide_all(const struct publication_table *t, bool *hide) {
    memset(hide, true, t->rows * t->cols * sizeof *hide);
}

void publication_protect_table(struct arena *a, const struct publication_table *t, bool *hide) {
    size_t *const place[2] = {NEW(a, size_t, t->rows + 1), NEW(a, size_t, t->cols + 1)};
    bool needed =
        any(t->row_hidden, t->rows) || any(t->col_hidden, t->cols) || any(hide, t->rows * t->cols);
    for (size_t c = 0; c < t->rows * t->cols && !needed; c++)
        needed = small(t->n[c]);
    if (!needed)
        return;
    if (t->cols >= PUBLICATION_COLUMNS_MAX) {
        hide_all(t, hide);
        return;
    }
    struct grid g = fold(a, t, hide, place);
    if (!protect(&g)) {
        hide_all(t, hide);
        return;
    }
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j < t->cols; j++)
            hide[i * t->cols + j] =
                t->row_hidden[i] || t->col_hidden[j] || is_hidden(&g, place[0][i], place[1][j]);
}
