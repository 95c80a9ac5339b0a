#ifndef FLOW_FIGURES_H
#define FLOW_FIGURES_H
/* Published figures of the whole store, read in one transaction: all of one moment, so that page,
 * CSV and JSON agree (invariants I9, I10). What is counted and hidden: publication/figures.h. */
#include "flow/flow.h"
#include "publication/figures.h"

/* today: the day on which ages and lateness are judged. ret_size: the ledger's size at that moment;
 * same size and same day, same figures. Owns: all lives in a. Errors: what the store answers. */
struct err flow_figures(struct db *db, struct arena *a, struct date today,
                        struct publication_figures *ret, int64_t *ret_size) MUST_CHECK;
/* What they are made of, in the caller's transaction. */
struct flow_figures_read {
    struct arena *arena;
    bool waiting;
    struct publication_source source; /* as_of: the caller's */
    int64_t size;
};
struct err flow_figures_rows(struct db *db, struct flow_figures_read *read) MUST_CHECK;
/* The same with the open recommendations by how long they wait, for a region's page and open data:
 * costs as much as is open in the nation. */
struct err flow_figures_waiting(struct db *db, struct arena *a, struct date today,
                                struct publication_figures *ret, int64_t *ret_size) MUST_CHECK;
#endif
