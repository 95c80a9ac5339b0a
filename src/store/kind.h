#ifndef STORE_KIND_H
#define STORE_KIND_H
/* Events that are looked for by their kind, newest first, at most limit. */
#include "store/store.h"

/* "rules.published", below the index before. */
struct err store_event_rules(struct db *db, struct arena *a, int64_t before, int64_t limit,
                             struct store_events *ret) MUST_CHECK;
/* "index.weighed", the same. */
struct err store_event_weighed(struct db *db, struct arena *a, int64_t before, int64_t limit,
                               struct store_events *ret) MUST_CHECK;
struct err store_event_questions(struct db *db, struct arena *a, int64_t limit,
                                 struct store_events *ret) MUST_CHECK; /* "question.asked" */
/* "office.escrowed" and "office.escrow_*" of an office; of each office that asked since then the
 * newest "office.escrow_asked". */
struct err store_event_escrow(struct db *db, struct arena *a, struct str office, int64_t limit,
                              struct store_events *ret) MUST_CHECK;
struct err store_event_escrow_asked(struct db *db, struct arena *a, struct instant since,
                                    int64_t limit, struct store_events *ret) MUST_CHECK;
/* "web.published": the newest alone. */
struct err store_event_web(struct db *db, struct arena *a, struct store_events *ret) MUST_CHECK;
#endif
