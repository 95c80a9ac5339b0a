#ifndef PUBLICATION_GRAPH_H
#define PUBLICATION_GRAPH_H
/* A procedure as drawings: bytes from the rows of its rulebook. One of many rows is drawn part by
 * part: its main line, each part that it shares with others, and an overview of how they meet.
 * States and steps are boxes of a layered layout that reads from left to right; a step's outcomes
 * are lines of its box, from which the arrows leave, so that no label floats. Phases stand below
 * each other; offices that act are lanes. What lies further than the arrows reach is named by its
 * number, as on a flow chart of several sheets. Pure: the same rows give the same bytes. */
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
    int index;                  /* of the state or step in the drawing's rulebook */
    bool elsewhere;             /* a state that stands in another part, too: there it goes on */
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
    const struct law_rulebook *rules; /* what is drawn of it */
    struct str part;                  /* label; empty: all */
    bool english, overview;
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

struct publication_drawing {
    const struct law *law;
    const struct law_rulebook *rules;
    struct str part; /* a name of publication_graph_parts; empty or "all": everything at once */
    bool english;
};
struct publication_part {
    struct str name, label; /* "main", "village" */
    size_t states, steps;   /* of the overview: 0 */
};
/* What a procedure can be drawn as: "overview", "main", then each part; of one without parts "main"
 * alone. Owns: lives in a. */
const struct publication_part *
publication_graph_parts(struct arena *a, const struct publication_drawing *of, size_t *ret_count);
/* The rows of one part, whole, with the states of other parts that its steps leave or lead to.
 * Owns: lives in a, pointing into the rulebook. Errors: ERR_MISSING "part". */
struct err publication_graph_part(struct arena *a, const struct publication_drawing *of,
                                  struct law_rulebook *ret) MUST_CHECK;
/* Where everything stands. Owns: lives in a, which must outlive it, as must rules.
 * Errors: ERR_MISSING "part". */
struct err publication_graph_layout(struct arena *a, const struct publication_drawing *of,
                                    struct publication_graph *ret) MUST_CHECK;
/* The layout as an SVG document. */
void publication_graph_write(struct buf *out, const struct publication_graph *graph);
#endif
