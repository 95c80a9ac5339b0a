#include "publication/trend.h"

#include "publication/protect.h"

#include <string.h>

/* A graph: nodes are rows and columns, an edge is each count. Rows whose total is hidden are one
 * node, since only their sum is known; so are columns. */
enum { COLS = PUBLICATION_TREND_COLS, REST = COLS - 1, TOGETHER = COLS, COL_NODES = COLS + 1 };

struct graph {
    const struct publication_trend_table *table;
    const bool *withheld;
    const int64_t *totals; /* of each row */
    size_t *row_nodes, col_nodes[COLS];
    uint8_t (*moves)[COLS]; /* of each row: bit 0, a count could be one less; bit 1, one more */
    size_t *queue;          /* of nodes: rows, the one of the hidden rows, then columns */
    bool *seen;
    size_t nodes;
};
/* A count that is tried one higher or one lower, and may not be part of the path back. */
struct trial {
    size_t row, col;
    bool higher;
};

static size_t col_node_of(const struct graph *g, size_t number) {
    return g->table->count + 1 + number;
}

static bool is_told(const struct graph *g, size_t row, size_t col) {
    return col != REST && !g->withheld[row];
}

/* Whether the count could be one more, or one less, for all that is told of it. */
static bool can_move(const struct graph *g, size_t row, size_t col, bool higher) {
    int64_t n = g->table->rows[row].n[col];
    bool told = is_told(g, row, col);
    if (!g->totals[row]) /* published as zero, or as good as that */
        return false;
    if (higher)
        return !told || n % PUBLICATION_LEAST < PUBLICATION_LEAST - 1;
    return told ? n % PUBLICATION_LEAST > 0 : n > 0;
}

/* Asked a thousand times for each count: written down once, and again when the row is withheld. */
static void note_moves(struct graph *g, size_t row) {
    for (size_t j = 0; j < COLS; j++)
        g->moves[row][j] = (uint8_t)(can_move(g, row, j, false) | can_move(g, row, j, true) << 1);
}

static bool may_move(const struct graph *g, size_t row, size_t col, bool higher) {
    return g->moves[row][col] >> higher & 1;
}

static void reach(struct graph *g, size_t node, size_t *count) {
    if (!g->seen[node])
        g->queue[(*count)++] = node;
    g->seen[node] = true;
}

/* From a column to the rows where its count can be moved against the trial, from a row to the
 * columns where it can be moved with it. */
static void go_on(struct graph *g, const struct trial *t, size_t node, size_t *count) {
    bool is_row = node <= g->table->count, one = !is_row && node < col_node_of(g, TOGETHER);
    size_t first = one ? node - col_node_of(g, 0) : 0, end = one ? first + 1 : COLS;
    bool alone = is_row && node < g->table->count;
    size_t top = alone ? node + 1 : g->table->count;
    for (size_t i = alone ? node : 0; i < top; i++) {
        if (is_row && g->row_nodes[i] != node)
            continue;
        for (size_t j = first; j < end; j++) {
            if ((!is_row && g->col_nodes[j] != node) || (i == t->row && j == t->col))
                continue;
            if (is_row ? may_move(g, i, j, t->higher) : may_move(g, i, j, !t->higher))
                reach(g, is_row ? g->col_nodes[j] : g->row_nodes[i], count);
        }
    }
}

static bool closes(struct graph *g, const struct trial *t) {
    size_t count = 0, goal = g->row_nodes[t->row];
    memset(g->seen, 0, g->nodes * sizeof *g->seen);
    reach(g, g->col_nodes[t->col], &count);
    for (size_t at = 0; at < count && !g->seen[goal]; at++)
        go_on(g, t, g->queue[at], &count);
    return g->seen[goal];
}

static bool is_known(struct graph *g, size_t row, size_t col) {
    for (int higher = 0; higher < 2; higher++) {
        const struct trial t = {row, col, higher};
        if (may_move(g, row, col, t.higher) && closes(g, &t))
            return false;
    }
    return true;
}

static bool tells(struct graph *g, size_t row) {
    for (size_t j = 0; j < REST; j++) {
        int64_t n = g->table->rows[row].n[j];
        if (n > 0 && n < PUBLICATION_LEAST && is_known(g, row, j))
            return true;
    }
    return false;
}

void publication_trend_protect(struct arena *a, const struct publication_trend_table *table,
                               bool *ret_withheld) {
    int64_t *totals = NEW(a, int64_t, table->count + 1);
    struct graph g = {.table = table, .withheld = ret_withheld, .totals = totals};
    g.nodes = table->count + 1 + COL_NODES;
    g.queue = NEW(a, size_t, g.nodes);
    g.seen = NEW(a, bool, g.nodes);
    g.row_nodes = NEW(a, size_t, table->count + 1);
    g.moves = arena_alloc(a, table->count + 1, sizeof *g.moves);
    for (size_t i = 0; i < table->count; i++) {
        ret_withheld[i] = table->rows[i].hidden;
        g.row_nodes[i] = table->rows[i].hidden ? table->count : i;
        for (size_t j = 0; j < COLS; j++)
            totals[i] += table->rows[i].n[j];
    }
    for (size_t j = 0; j < COLS; j++)
        g.col_nodes[j] = col_node_of(
            &g, !table->weeks_hidden || (j != REST && table->weeks_hidden[j]) ? TOGETHER : j);
    for (size_t i = 0; i < table->count; i++)
        note_moves(&g, i);
    /* Who withholds one row gives the others room, never takes it: a second round sees the end. */
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < table->count; i++)
            if (!ret_withheld[i] && tells(&g, i)) {
                again = ret_withheld[i] = true;
                note_moves(&g, i);
            }
    }
}
