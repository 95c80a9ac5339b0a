#ifndef PUBLICATION_GRAPH_INTERNAL_H
#define PUBLICATION_GRAPH_INTERNAL_H
/* What the parts of the drawing share: what boxes say, where they stand. */
#include "publication/graph.h"

enum {
    GRAPH_STATE_WIDTH = 215,
    GRAPH_STEP_WIDTH = 245,
    GRAPH_MARGIN = 24,
    GRAPH_LANE_LABEL = 132, /* left of the boxes */
    GRAPH_LABEL_ROOM = 15,  /* characters of a line of it */
    GRAPH_LAYERS = 6,       /* states and steps in one row: three of each */
    GRAPH_LINE = 17,        /* height of a line of text */
    GRAPH_PAD = 8,
    GRAPH_BEARING = 4, /* and before text, besides */
    GRAPH_DIAL = 14,   /* a clock's, before its line */
    GRAPH_INDENT = 10, /* of where it goes on */
    GRAPH_GAP = 18,    /* between boxes above each other */
    GRAPH_HEAD = 196   /* title and legend */
};
/* What is drawn of a rulebook. */
struct graph_excerpt {
    struct law_rulebook rules; /* rows that are drawn; its clocks are all */
    const int *whole_state;    /* the place of each state among all; -1: of the overview's boxes */
    const struct str *from;    /* of a state that stands in another part: that part's label */
    const struct str *notes;   /* lines that its box has besides */
    struct str part;           /* label */
    bool overview;
};
/* Errors: ERR_MISSING "part". */
struct err graph_excerpt(struct arena *a, const struct publication_drawing *of,
                         struct graph_excerpt *ret) MUST_CHECK;
struct graph_excerpt graph_overview(struct arena *a, const struct publication_drawing *of);
/* The part that a row of this file belongs to: 0 is the main line, else sections[n - 1]. */
size_t graph_section(const struct law_rulebook *rules, struct str file);
struct str graph_section_label(const struct publication_drawing *of, size_t section);
/* What stands while a layout is made. */
struct graph_work {
    struct arena *a;
    const struct law *law;
    const struct law_rulebook *whole, *rules; /* all of it; what is drawn */
    const struct graph_excerpt *excerpt;
    struct publication_graph *out;
    int *state_box, *step_box; /* box of each; -1: a step that is a line of its state's box */
    int *state_band, *step_band;
    int *group, *step_group; /* what hangs together in a band */
    bool *runs;              /* all states x clocks: the clock can run there */
};
static inline int graph_state_index(const struct graph_work *w, const struct law_state *s) {
    return (int)(s - w->rules->states);
}
/* A step that only leads back to its one state. */
bool graph_is_loop(const struct law_step *step);
/* An arrow is drawn between these boxes: to stands right of from in the same row. */
bool graph_is_drawn(const struct publication_box *from, const struct publication_box *to);
/* The next line of a lane's label, cut off from rest. */
struct str graph_label_line(struct str *rest);
struct str graph_say(const struct graph_work *w, struct law_text text);
/* The name of an office kind or role, as a lane shows it. */
struct str graph_office(const struct graph_work *w, struct str id);
/* Whose act a step is, whoever records it. */
struct str graph_actor(const struct law_step *step);
/* Which clocks can run in which states: started before, not stopped since, on some path. */
void graph_mark_clocks(struct graph_work *w);
/* The lines of every box; numbers and rows are known. Sets heights. */
void graph_fill(struct graph_work *w);
/* Bends, order within layers, places, turns of the arrows. Layers, rows, lanes are known. */
void graph_place(struct graph_work *w);
#endif
