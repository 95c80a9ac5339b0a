#ifndef FLOW_REBUILD_H
#define FLOW_REBUILD_H
/* Projections made again from the events (invariant I3), and the store held against itself. */
#include "flow/flow.h"
#include "store/migrate.h"

struct flow_rebuilt {
    int64_t events, cases;
    struct store_difference difference; /* of a check: table "" when nothing differs */
};
/* Fills the projections of this connection from the events, page by page, in bounded memory. */
struct err flow_project(struct db *db, struct flow_rebuilt *ret) MUST_CHECK;
/* check: into scratch tables of a reader's connection, then compared cell by cell; else the live
 * ones are dropped and made anew in one transaction. where: as in flow_config.db or data_dir. */
struct flow_rebuild {
    struct str where;
    const struct env *env;
    bool check;
};
struct err flow_rebuild(struct arena *a, const struct flow_rebuild *how,
                        struct flow_rebuilt *ret) MUST_CHECK;
#endif
