#ifndef FLOW_RECOUNT_H
#define FLOW_RECOUNT_H
/* Upkeep of cases that nobody touched: days off or a row of the law changed after a clock was
 * counted, or a role passed to another office. Running clocks alone; old and new are events. Run by
 * the server at its start and hourly, and by `netral recount`. Twice does nothing: what was
 * recorded is what the rules say. A setting remembers the rules and the day of the last pass, and
 * how far an unfinished one came. */
#include "flow/flow.h"

/* One change: of a clock, or of a role (reroute.role is not empty). Lives while it is told. */
struct flow_changed {
    struct case_id id;
    struct str number, office; /* office: that holds the case after it */
    struct case_recount recount;
    struct case_reroute reroute;
};
struct flow_recount {
    bool dry_run;          /* look at every case and write nothing */
    const struct law *law; /* NULL: the one in use; of a dry run another: what it would do */
    bool all; /* look at every case, though neither rules nor roles changed since the last pass */
    void (*tell)(void *arg, const struct flow_changed *changed); /* after its commit; or NULL */
    bool (*stop)(void *arg);                                     /* between pages; or NULL */
    void *arg;
    int64_t cases, recounted, rerouted; /* results: looked at; events, or what they would be */
};
/* Memory: a page of cases at a time. Errors: those of reading and of flow_run_now; what was
 * committed stays, and the next pass goes on behind it. */
struct err flow_recount(struct flow *flow, struct flow_recount *how) MUST_CHECK;
#endif
