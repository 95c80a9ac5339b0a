#include "publication/trend.h"

#include "publication/protect.h"

#include <string.h>

/* A graph: nodes are rows and columns, an edge is each count. Rows whose total is hidden are one
 * node, since only their sum is known; so are columns. A count that could be one more leads from
 * its row to its column, one that could be one less leads back; a closed path of such steps is a
 * case that could be moved. */
enum { COLS = PUBLICATION_TREND_COLS, REST = COLS - 1, TOGETHER = COLS, COL_NODES = COLS + 1 };
enum { LESS = 1, MORE = 2 };

struct node {
    size_t set;        /* nodes that lead to one another; the first of them is its name */
    size_t up, height; /* in a tree that joins a set: the node above, itself at the top */
    bool twice;        /* it hangs together with the node above in another way as well */
};
struct graph {
    const struct publication_trend_table *table;
    const bool *withheld;
    const int64_t *totals; /* of each row */
    size_t *row_nodes, col_nodes[COLS];
    struct node *nodes; /* rows, the one of the hidden rows, then columns */
    size_t count;
    bool *leads;     /* count x count: by some step from the one to the other */
    uint32_t *edges; /* count x count: how many counts that can move join the two */
    size_t *queue;
    bool *seen;
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

static unsigned moves(const struct graph *g, size_t row, size_t col) {
    return (can_move(g, row, col, false) ? LESS : 0u) | (can_move(g, row, col, true) ? MORE : 0u);
}

static void draw(struct graph *g) {
    memset(g->leads, 0, g->count * g->count * sizeof *g->leads);
    memset(g->edges, 0, g->count * g->count * sizeof *g->edges);
    for (size_t i = 0; i < g->table->count; i++)
        for (size_t j = 0; j < COLS; j++) {
            size_t there = g->row_nodes[i] * g->count + g->col_nodes[j];
            size_t back = g->col_nodes[j] * g->count + g->row_nodes[i];
            unsigned may = moves(g, i, j);
            g->leads[there] |= (may & MORE) != 0;
            g->leads[back] |= (may & LESS) != 0;
            g->edges[there] += may != 0;
            g->edges[back] += may != 0;
        }
}

/* Marks in seen what the node leads to, itself too; against: what leads to it. */
static void reach(struct graph *g, size_t node, bool against) {
    size_t found = 1;
    memset(g->seen, 0, g->count * sizeof *g->seen);
    g->seen[node] = true;
    g->queue[0] = node;
    for (size_t at = 0; at < found; at++)
        for (size_t v = 0; v < g->count; v++) {
            size_t u = g->queue[at];
            if (g->seen[v] || !g->leads[against ? v * g->count + u : u * g->count + v])
                continue;
            g->seen[v] = true;
            g->queue[found++] = v;
        }
}

/* The nodes that lead to one another (strongly connected components). */
static void part(struct graph *g, bool *leads_there) {
    for (size_t i = 0; i < g->count; i++)
        g->nodes[i].set = g->count;
    for (size_t i = 0; i < g->count; i++) {
        if (g->nodes[i].set != g->count)
            continue;
        reach(g, i, true);
        memcpy(leads_there, g->seen, g->count * sizeof *leads_there);
        reach(g, i, false);
        for (size_t v = i; v < g->count; v++)
            if (g->seen[v] && leads_there[v])
                g->nodes[v].set = i;
    }
}

static bool joined(const struct graph *g, size_t u, size_t v) {
    return g->edges[u * g->count + v] && g->nodes[u].set == g->nodes[v].set;
}

static void plant(struct graph *g, size_t top) {
    size_t found = 1;
    g->queue[0] = top;
    g->nodes[top].up = top;
    g->nodes[top].height = 0;
    for (size_t at = 0; at < found; at++)
        for (size_t v = 0; v < g->count; v++) {
            size_t u = g->queue[at];
            if (v == top || g->nodes[v].up != g->count || !joined(g, u, v))
                continue;
            g->nodes[v].up = u;
            g->nodes[v].height = g->nodes[u].height + 1;
            g->queue[found++] = v;
        }
}

/* An edge that is not of the tree joins two nodes beside all that lies between them in the tree. */
static void double_between(struct graph *g, size_t u, size_t v) {
    while (u != v) {
        struct node *lower = &g->nodes[g->nodes[u].height > g->nodes[v].height ? u : v];
        lower->twice = true;
        *(lower == &g->nodes[u] ? &u : &v) = lower->up;
    }
}

/* Which edges hold a set together alone (bridges): they are of every tree that joins it. */
static void find_bridges(struct graph *g) {
    for (size_t i = 0; i < g->count; i++) {
        g->nodes[i].up = g->count;
        g->nodes[i].twice = false;
    }
    for (size_t i = 0; i < g->count; i++)
        if (g->nodes[i].set == i)
            plant(g, i);
    for (size_t u = 0; u < g->count; u++)
        for (size_t v = 0; v < u; v++) {
            bool of_tree = g->nodes[u].up == v || g->nodes[v].up == u;
            if (joined(g, u, v) && (!of_tree || g->edges[u * g->count + v] > 1))
                double_between(g, u, v);
        }
}

static void look(struct arena *a, struct graph *g) {
    draw(g);
    part(g, NEW(a, bool, g->count));
    find_bridges(g);
}

/* Whether no closed path goes through the count. One that can move but one way lies on such a path
 * when its ends lead to one another. One that can move both ways may not go back the way it came:
 * it lies on one unless it alone holds the two sides together (Boesch and Tindell, "Robbins's
 * theorem for mixed multigraphs", Amer. Math. Monthly 87(9), 1980). */
static bool is_known(const struct graph *g, size_t row, size_t col) {
    size_t u = g->row_nodes[row], v = g->col_nodes[col];
    unsigned may = moves(g, row, col);
    if (!may || g->nodes[u].set != g->nodes[v].set)
        return true;
    const struct node *lower = &g->nodes[g->nodes[u].up == v ? u : v];
    bool of_tree = g->nodes[u].up == v || g->nodes[v].up == u;
    return may == (LESS | MORE) && of_tree && !lower->twice;
}

static bool tells(const struct graph *g, size_t row) {
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
    g.count = table->count + 1 + COL_NODES;
    g.nodes = NEW(a, struct node, g.count);
    g.leads = NEW(a, bool, g.count *g.count);
    g.edges = NEW(a, uint32_t, g.count * g.count);
    g.queue = NEW(a, size_t, g.count);
    g.seen = NEW(a, bool, g.count);
    g.row_nodes = NEW(a, size_t, table->count + 1);
    for (size_t i = 0; i < table->count; i++) {
        ret_withheld[i] = table->rows[i].hidden;
        g.row_nodes[i] = table->rows[i].hidden ? table->count : i;
        for (size_t j = 0; j < COLS; j++)
            totals[i] += table->rows[i].n[j];
    }
    for (size_t j = 0; j < COLS; j++)
        g.col_nodes[j] = col_node_of(
            &g, !table->weeks_hidden || (j != REST && table->weeks_hidden[j]) ? TOGETHER : j);
    look(a, &g);
    /* Who withholds one row gives the others room, never takes it: a second round sees the end. */
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < table->count; i++)
            if (!ret_withheld[i] && tells(&g, i)) {
                again = ret_withheld[i] = true;
                look(a, &g);
            }
    }
}
