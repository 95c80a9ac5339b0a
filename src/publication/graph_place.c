#include <stdlib.h>

#include "publication/graph_internal.h"

/* Row by row: arrows longer than one layer get a bend in each layer between; boxes of a layer are
 * ordered by who acts, then by where their neighbours stand, a few times to and fro; arrows turn in
 * the space between two layers, each on a track of its own. */
enum {
    SWEEPS = 16,
    BEND_HEIGHT = 10,
    TRACK = 8,
    GAP_LEAST = 34,
    BAND_HEAD = 46,
    LANE_PAD = 12,
    ROW_SPACE = 22,
    COLUMN_MAX = 512
};

static int center(const struct publication_box *b) {
    return b->y + b->h / 2;
}

/* --- arrows --- */

static int new_bend(struct graph_work *w, const struct publication_box *to, int layer) {
    struct publication_box *bend = &w->out->boxes[w->out->box_count];
    *bend = (struct publication_box){.kind = PUBLICATION_BEND,
                                     .index = -1,
                                     .band = to->band,
                                     .row = to->row,
                                     .layer = layer,
                                     .lane = to->lane,
                                     .w = layer % 2 ? GRAPH_STEP_WIDTH : GRAPH_STATE_WIDTH,
                                     .h = BEND_HEIGHT};
    return (int)w->out->box_count++;
}

static void connect(struct graph_work *w, int from, int to, int port) {
    const struct publication_box *boxes = w->out->boxes;
    if (!graph_is_drawn(&boxes[from], &boxes[to]))
        return;
    for (int layer = boxes[from].layer + 1; layer <= boxes[to].layer; layer++) {
        int next = layer == boxes[to].layer ? to : new_bend(w, &boxes[to], layer);
        w->out->edges[w->out->edge_count++] =
            (struct publication_edge){.from = from, .to = next, .port = port};
        from = next;
        port = -1;
    }
}

/* The line of a step's box on which its n-th outcome stands. */
static int port_line(const struct publication_box *box, size_t outcome) {
    size_t seen = 0;
    for (size_t i = 0; i < box->line_count; i++)
        if (box->lines[i].style == PUBLICATION_PORT && seen++ == outcome)
            return (int)i;
    return -1;
}

static void connect_all(struct graph_work *w) {
    const struct law_rulebook *r = w->rules;
    for (size_t i = 0; i < r->step_count; i++) {
        int box = w->step_box[i];
        if (box < 0)
            continue;
        for (size_t f = 0; f < r->steps[i].from_count; f++)
            connect(w, w->state_box[graph_state_index(w, r->steps[i].from[f])], box, -1);
        for (size_t o = 0; o < r->steps[i].outcome_count; o++)
            connect(w, box, w->state_box[graph_state_index(w, r->steps[i].outcomes[o].to)],
                    port_line(&w->out->boxes[box], o));
    }
}

/* --- one row --- */

struct line_of_boxes {
    struct graph_work *w;
    int band, row, top;
    int lanes[COLUMN_MAX], lane_top[COLUMN_MAX], lane_height[COLUMN_MAX];
    int lane_count;
    struct publication_box *column[GRAPH_LAYERS][COLUMN_MAX];
    int in_column[GRAPH_LAYERS];
};

static int by_lane_and_wish(const void *a, const void *b) {
    const struct publication_box *x = *(struct publication_box *const *)a;
    const struct publication_box *y = *(struct publication_box *const *)b;
    if (x->lane != y->lane)
        return x->lane < y->lane ? -1 : 1;
    if (x->wish < y->wish || x->wish > y->wish)
        return x->wish < y->wish ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void gather_row(struct line_of_boxes *l) {
    for (size_t i = 0; i < l->w->out->box_count; i++) {
        struct publication_box *b = &l->w->out->boxes[i];
        if (b->band != l->band || b->row != l->row || l->in_column[b->layer] == COLUMN_MAX)
            continue;
        b->wish = (double)i;
        l->column[b->layer][l->in_column[b->layer]++] = b;
        int k = 0;
        while (k < l->lane_count && l->lanes[k] != b->lane)
            k++;
        if (k == l->lane_count && k < COLUMN_MAX)
            l->lanes[l->lane_count++] = b->lane;
    }
}

static int by_number(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

static struct str lane_label(const struct line_of_boxes *l, int k) {
    const struct law *law = l->w->law;
    size_t lane = (size_t)l->lanes[k];
    if (lane < law->office_count)
        return graph_office(l->w, law->offices[lane].id);
    lane -= law->office_count;
    return lane < law->authority_count ? graph_office(l->w, law->authorities[lane].role) : STR("-");
}

struct str graph_label_line(struct str *rest) {
    struct str line = str_cut(rest, ' ');
    while (rest->len) {
        struct str after = *rest, word = str_cut(&after, ' ');
        if (line.len + 1 + word.len > GRAPH_LABEL_ROOM)
            break;
        line.len += 1 + word.len;
        *rest = after;
    }
    return line;
}

static int label_height(struct str label) {
    int lines = 0;
    for (; label.len; lines++)
        (void)graph_label_line(&label);
    return lines * GRAPH_LINE + GRAPH_GAP;
}

/* A lane is as high as its fullest layer, or as its label. */
static void size_lanes(struct line_of_boxes *l) {
    qsort(l->lanes, (size_t)l->lane_count, sizeof *l->lanes, by_number);
    int y = l->top;
    for (int k = 0; k < l->lane_count; k++) {
        l->lane_height[k] = label_height(lane_label(l, k));
        for (int c = 0; c < GRAPH_LAYERS; c++) {
            int high = 0;
            for (int i = 0; i < l->in_column[c]; i++)
                if (l->column[c][i]->lane == l->lanes[k])
                    high += l->column[c][i]->h + GRAPH_GAP;
            l->lane_height[k] = high > l->lane_height[k] ? high : l->lane_height[k];
        }
        l->lane_top[k] = y + LANE_PAD;
        y += l->lane_height[k] - GRAPH_GAP + 2 * LANE_PAD;
    }
}

/* Stacks the boxes of one lane in one layer: each near its wish, none over another, all inside. */
static void stack(struct line_of_boxes *l, int c, int k) {
    int top = l->lane_top[k], bottom = top + l->lane_height[k] - GRAPH_GAP, y = top;
    for (int i = 0; i < l->in_column[c]; i++) {
        struct publication_box *b = l->column[c][i];
        if (b->lane != l->lanes[k])
            continue;
        int wished = (int)b->wish - b->h / 2;
        b->y = wished > y ? wished : y;
        y = b->y + b->h + GRAPH_GAP;
    }
    y = bottom;
    for (int i = l->in_column[c] - 1; i >= 0; i--) {
        struct publication_box *b = l->column[c][i];
        if (b->lane != l->lanes[k])
            continue;
        b->y = b->y + b->h > y ? y - b->h : b->y;
        y = b->y - GRAPH_GAP;
    }
}

static void arrange(struct line_of_boxes *l, int c) {
    if (l->in_column[c])
        qsort(l->column[c], (size_t)l->in_column[c], sizeof(struct publication_box *),
              by_lane_and_wish);
    for (int k = 0; k < l->lane_count; k++)
        stack(l, c, k);
}

/* The height at which an arrow leaves, as far as it is known while boxes still move. */
static int leaves_at(const struct publication_graph *g, const struct publication_edge *e) {
    const struct publication_box *b = &g->boxes[e->from];
    return e->port >= 0 ? b->y + GRAPH_PAD + e->port * GRAPH_LINE + GRAPH_LINE / 2 : center(b);
}

/* The mean height of what a box is joined to, on one side. */
static void wish(struct line_of_boxes *l, struct publication_box *b, bool from_left) {
    const struct publication_graph *g = l->w->out;
    int box = (int)(b - g->boxes), sum = 0, n = 0;
    for (size_t i = 0; i < g->edge_count; i++) {
        int here = from_left ? g->edges[i].to : g->edges[i].from;
        int there = from_left ? g->edges[i].from : g->edges[i].to;
        if (here == box)
            sum += from_left ? leaves_at(g, &g->edges[i]) : center(&g->boxes[there]), n++;
    }
    b->wish = n ? (double)sum / n : center(b);
}

/* How bad the row looks: crossings first, then how far its arrows climb. */
static int64_t ugliness(const struct line_of_boxes *l) {
    enum { CROSSING = 400 };
    const struct publication_graph *g = l->w->out;
    int64_t sum = 0;
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct publication_edge *e = &g->edges[i];
        const struct publication_box *from = &g->boxes[e->from];
        if (from->band != l->band || from->row != l->row)
            continue;
        int y1 = leaves_at(g, e), y2 = center(&g->boxes[e->to]);
        sum += y1 > y2 ? y1 - y2 : y2 - y1;
        for (size_t k = 0; k < i; k++) {
            const struct publication_edge *o = &g->edges[k];
            const struct publication_box *other = &g->boxes[o->from];
            int64_t start = y1 - leaves_at(g, o), end = y2 - center(&g->boxes[o->to]);
            if (other->band == l->band && other->row == l->row && other->layer == from->layer &&
                start * end < 0)
                sum += CROSSING;
        }
    }
    return sum;
}

static void keep_heights(struct line_of_boxes *l, int *heights, bool restore) {
    int n = 0;
    for (size_t i = 0; i < l->w->out->box_count; i++) {
        struct publication_box *b = &l->w->out->boxes[i];
        if (b->band != l->band || b->row != l->row)
            continue;
        if (restore)
            b->y = heights[n];
        else
            heights[n] = b->y;
        n++;
    }
}

/* Sweeps to the right and to the left; the best that came up stays. */
static void sweep(struct line_of_boxes *l) {
    int *best = NEW(l->w->a, int, l->w->out->box_count);
    for (int c = 0; c < GRAPH_LAYERS; c++)
        arrange(l, c);
    keep_heights(l, best, false);
    int64_t least = ugliness(l);
    for (int s = 0; s < SWEEPS; s++) {
        for (int i = 0; i < GRAPH_LAYERS; i++) {
            int c = s % 2 == 0 ? i : GRAPH_LAYERS - 1 - i;
            for (int k = 0; k < l->in_column[c]; k++)
                wish(l, l->column[c][k], s % 2 == 0);
            arrange(l, c);
        }
        if (ugliness(l) < least) {
            least = ugliness(l);
            keep_heights(l, best, false);
        }
    }
    keep_heights(l, best, true);
}

/* --- where arrows leave, arrive and turn --- */

struct arrows { /* those between two layers of a row */
    struct publication_edge *list[COLUMN_MAX];
    int count;
};

/* Spreads the ends of one box's arrows over its side, in the order of where they go. */
static void spread(struct graph_work *w, int box, bool arriving) {
    const struct publication_graph *g = w->out;
    const struct publication_box *b = &g->boxes[box];
    for (size_t i = 0; i < g->edge_count; i++) {
        struct publication_edge *e = &g->edges[i];
        if ((arriving ? e->to : e->from) != box)
            continue;
        int before = 0, all = 0;
        for (size_t k = 0; k < g->edge_count; k++) {
            const struct publication_edge *o = &g->edges[k];
            if ((arriving ? o->to : o->from) != box)
                continue;
            int mine = arriving ? e->y1 : center(&g->boxes[e->to]);
            int its = arriving ? o->y1 : center(&g->boxes[o->to]);
            all++;
            before += its < mine || (its == mine && k < i);
        }
        int y = b->kind == PUBLICATION_BEND ? center(b) : b->y + b->h * (before + 1) / (all + 1);
        if (arriving)
            e->y2 = y;
        else
            e->y1 = e->port >= 0 ? b->y + GRAPH_PAD + e->port * GRAPH_LINE + GRAPH_LINE / 2 : y;
    }
}

static int between(const struct publication_edge *a, const struct publication_edge *b) {
    int low_a = a->y1 < a->y2 ? a->y1 : a->y2, high_a = a->y1 + a->y2 - low_a;
    int low_b = b->y1 < b->y2 ? b->y1 : b->y2, high_b = b->y1 + b->y2 - low_b;
    return low_a <= high_b + 4 && low_b <= high_a + 4;
}

/* Arrows that would lie on each other turn on tracks of their own; x holds the track. */
static int assign_tracks(struct arrows *a) {
    int tracks = 0;
    for (int i = 0; i < a->count; i++) {
        int track = 0;
        for (int k = 0; k < i; k++)
            if (a->list[k]->x == track && between(a->list[k], a->list[i])) {
                track++;
                k = -1; /* from the first again: the next track may be taken, too */
            }
        a->list[i]->x = track;
        tracks = track + 1 > tracks ? track + 1 : tracks;
    }
    return tracks;
}

static int by_height(const void *a, const void *b) {
    const struct publication_edge *x = *(struct publication_edge *const *)a;
    const struct publication_edge *y = *(struct publication_edge *const *)b;
    /* Those that rise turn first when they start high, those that fall when they start low. */
    bool rises_x = x->y2 < x->y1, rises_y = y->y2 < y->y1;
    if (rises_x != rises_y)
        return rises_x ? -1 : 1;
    if (x->y1 != y->y1)
        return (x->y1 < y->y1) == rises_x ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void gather_arrows(const struct line_of_boxes *l, int layer, struct arrows *ret) {
    const struct publication_graph *g = l->w->out;
    ret->count = 0;
    for (size_t i = 0; i < g->edge_count && ret->count < COLUMN_MAX; i++) {
        const struct publication_box *b = &g->boxes[g->edges[i].from];
        if (b->band == l->band && b->row == l->row && b->layer == layer)
            ret->list[ret->count++] = &g->edges[i];
    }
    if (ret->count)
        qsort(ret->list, (size_t)ret->count, sizeof(struct publication_edge *), by_height);
}

static void place_columns(struct line_of_boxes *l) {
    struct arrows *a = NEW(l->w->a, struct arrows, 1);
    int x = GRAPH_MARGIN + GRAPH_LANE_LABEL;
    for (int c = 0; c < GRAPH_LAYERS; c++) {
        if (!l->in_column[c])
            continue; /* a row may begin or go on behind an empty layer */
        for (int i = 0; i < l->in_column[c]; i++)
            l->column[c][i]->x = x;
        x += c % 2 ? GRAPH_STEP_WIDTH : GRAPH_STATE_WIDTH;
        l->w->out->width =
            x + 2 * GRAPH_MARGIN > l->w->out->width ? x + 2 * GRAPH_MARGIN : l->w->out->width;
        gather_arrows(l, c, a);
        int tracks = assign_tracks(a);
        for (int i = 0; i < a->count; i++)
            a->list[i]->x = x + 12 + TRACK * a->list[i]->x;
        x += GAP_LEAST + TRACK * tracks;
    }
}

static void keep_lanes(struct line_of_boxes *l) {
    for (int k = 0; k < l->lane_count; k++)
        l->w->out->lanes[l->w->out->lane_count++] =
            (struct publication_lane){.band = l->band,
                                      .row = l->row,
                                      .x = GRAPH_MARGIN,
                                      .y = l->lane_top[k] - LANE_PAD,
                                      .h = l->lane_height[k] - GRAPH_GAP + 2 * LANE_PAD,
                                      .head = GRAPH_LANE_LABEL,
                                      .label = lane_label(l, k)};
}

/* Places one row below top; the height below it. */
static int place_row(struct graph_work *w, int band, int row, int top) {
    struct line_of_boxes *l = NEW(w->a, struct line_of_boxes, 1);
    l->w = w;
    l->band = band;
    l->row = row;
    l->top = top;
    gather_row(l);
    if (!l->lane_count)
        return top;
    size_lanes(l);
    sweep(l);
    for (int arriving = 0; arriving < 2; arriving++)
        for (int c = 0; c < GRAPH_LAYERS; c++)
            for (int i = 0; i < l->in_column[c]; i++)
                spread(w, (int)(l->column[c][i] - w->out->boxes), arriving);
    place_columns(l);
    keep_lanes(l);
    int last = l->lane_count - 1;
    return l->lane_top[last] + l->lane_height[last] - GRAPH_GAP + LANE_PAD + ROW_SPACE;
}

void graph_place(struct graph_work *w) {
    int rows = 1, y = GRAPH_HEAD;
    enum { WIDTH_LEAST = 1100 };
    connect_all(w);
    for (size_t i = 0; i < w->out->box_count; i++)
        rows = w->out->boxes[i].row + 1 > rows ? w->out->boxes[i].row + 1 : rows;
    w->out->lanes = NEW(w->a, struct publication_lane,
                        w->out->band_count * (size_t)rows *
                            (w->law->office_count + w->law->authority_count + 2));
    w->out->width = WIDTH_LEAST;
    for (int band = 0; band < (int)w->out->band_count; band++) {
        w->out->bands[band].y = y;
        y += BAND_HEAD;
        for (int row = 0; row < rows; row++)
            y = place_row(w, band, row, y);
    }
    for (size_t i = 0; i < w->out->lane_count; i++)
        w->out->lanes[i].w = w->out->width - 2 * GRAPH_MARGIN;
    w->out->height = y + GRAPH_MARGIN;
}
