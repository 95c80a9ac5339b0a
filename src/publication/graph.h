#ifndef PUBLICATION_GRAPH_H
#define PUBLICATION_GRAPH_H
/* A procedure as a drawing: bytes from the rows of its rulebook. States and steps are boxes of a
 * layered layout that reads from left to right; a step's outcomes are lines of its box, from which
 * the arrows leave, so that no label floats. Phases stand below each other; offices that act are
 * lanes. What lies further than the arrows reach is named by its number, as on a flow chart of
 * several sheets. Pure: the same rows give the same bytes. */
#include "base/buf.h"
#include "law/law.h"

enum publication_box_kind { PUBLICATION_STATE_BOX, PUBLICATION_STEP_BOX, PUBLICATION_BEND };
enum publication_line_style {
    PUBLICATION_HEAD,  /* the label of a state */
    PUBLICATION_TEXT,  /* the label of a step */
    PUBLICATION_SMALL, /* who, guards */
    PUBLICATION_CLOCK, /* a clock that can run here */
    PUBLICATION_LOOP,  /* a step that leads back to this state */
    PUBLICATION_PORT,  /* an outcome: an arrow leaves here */
    PUBLICATION_CHIP   /* the number of a state that no arrow reaches */
};
struct publication_box_line {
    enum publication_line_style style;
    struct str text;
    int target;      /* of a chip, of a port: the state's place in the rulebook; else -1 */
    bool unverified; /* its row bears a badge wherever it speaks: a mark and a title */
};
struct publication_box {
    enum publication_box_kind kind;
    int index;                  /* of the state or step in the rulebook */
    int band, row, layer, lane; /* phase; line of boxes in it; place in that line; who acts */
    int number;                 /* of a state, in reading order, from 1 */
    int x, y, w, h;
    double wish; /* where its neighbours would have it */
    const struct publication_box_line *lines;
    size_t line_count;
};
struct publication_edge {
    int from, to;  /* boxes; to the right of each other in one row */
    int port;      /* line of a step's box from which it leaves; -1: from the middle */
    int y1, y2, x; /* heights at both ends; where it turns */
};
struct publication_lane { /* one office's stripe in one row of one phase */
    int band, row, x, y, w, h;
    int head; /* how wide the place of its label is: no box stands there */
    struct str label;
};
struct publication_band { /* a phase */
    enum law_phase phase;
    int y;
    struct str label;
};
struct publication_graph {
    const struct law_rulebook *rules;
    bool english;
    struct publication_box *boxes;
    size_t box_count;
    struct publication_edge *edges;
    size_t edge_count;
    struct publication_lane *lanes;
    size_t lane_count;
    struct publication_band *bands;
    size_t band_count;
    int width, height;
};

/* Where everything stands. Owns: lives in a, which must outlive it, as must rules. */
struct publication_graph publication_graph_layout(struct arena *a, const struct law *law,
                                                  const struct law_rulebook *rules, bool english);
/* The layout as an SVG document. */
void publication_graph_write(struct buf *out, const struct publication_graph *graph);
#endif
