#ifndef WEB_PAGES_GRAPH_H
#define WEB_PAGES_GRAPH_H
/* A procedure drawn, part by part, and the same as a list. GET prosedur ("pilkada-2024@1") and
 * bagian (part) to the same path. */
#include "web/pages_public.h"

struct web_drawn_outcome {
    struct str label, to; /* "Memenuhi syarat", "Diregister" */
};
struct web_drawn_step {
    struct str row, label, actor; /* "P07", "Registrasi", "Bawaslu" */
    struct str recorder; /* who records the act of the one that has no account; else empty */
    const struct web_drawn_outcome *outcomes;
    size_t outcome_count;
};
struct web_drawn_state {
    struct str label, waits_for; /* office; may be empty */
    const struct web_drawn_step *steps;
    size_t step_count;
};
struct web_graph {
    struct str procedure, name;     /* "Pemilihan 2024", "pilkada-2024@1" */
    const struct web_option *parts; /* value: its name */
    size_t part_count;
    struct str part, label; /* the one that is shown */
    const struct web_drawn_state *states;
    size_t state_count;
};
#endif
