#ifndef LAW_DRAFT_H
#define LAW_DRAFT_H
/* A rulebook while it is read: its own file behind those of its parts. All clocks are read, then
 * all states, then all steps, so that a row of a part may name a row of the rulebook and of any
 * other part: the files are one text, cut where procedures share it. */
#include "law/read_files.h"

struct law_draft_file {
    const struct law_node *root;
    struct str file; /* as the faults name it; lives as long as the rulebook */
};
struct law_draft {
    struct law_reader *r;
    struct law_offices offices;
    struct law_rulebook *out;
    struct law_procedures *procedures;
    const struct law_draft_file *files; /* the rulebook itself, then its parts in their order */
    size_t file_count;
    struct law_clock *clocks;
    struct law_state *states;
    struct law_step *steps;
};
/* From here on faults are those of this file. */
void law_draft_turn_to(struct law_draft *d, const struct law_draft_file *file);
/* Rows under key in all files together: how much room they need. */
size_t law_draft_rows(const struct law_draft *d, const char *key);

void law_draft_clocks(struct law_draft *d);
void law_draft_states(struct law_draft *d);
void law_draft_steps(struct law_draft *d);
/* The row that a node names; a fault and NULL when there is none. */
const struct law_state *law_draft_state(struct law_draft *d, const struct law_node *n);
const struct law_clock *law_draft_clock(struct law_draft *d, const struct law_node *n);
/* The clocks that a receipt or an outcome starts; step is NULL for a receipt. */
size_t law_draft_starts(struct law_draft *d, const struct law_node *parent,
                        const struct law_step *step, const struct law_clock_start **ret);
#endif
