#ifndef FLOW_WEIGH_H
#define FLOW_WEIGH_H
/* What an index of risk is made of and how much each part weighs, published from a form
 * (docs/adr/0057, 0073). Each publication is an event, "index.weighed", that holds the whole index
 * as its file would; the newest is in use, if it fits: none from before comes back. It fits while
 * the index's file is the one that it was made from, and the tables that it names are there: after
 * the file changed, the file holds again, until somebody publishes anew. Events from before 0073
 * hold weights alone, and fit when they weigh just the parts of the file. */
#include "flow/risk.h"
#include "risk/compose.h"

enum { FLOW_WEIGHED_SHOWN = 20, FLOW_REASON_MAX = 500 };
struct flow_weighed {
    int64_t index; /* of the event */
    struct instant at;
    struct str office, actor, reason; /* reason: empty of weights alone */
    int64_t again;                    /* the publication that it repeats; -1: the file; -2: none */
    const struct risk_index *made;
};
/* Whether a reason has at most FLOW_REASON_MAX characters, a line end (CRLF) being one. */
bool flow_weigh_reason_fits(struct str reason);
#define FLOW_AGAIN_FILE (-1)
#define FLOW_AGAIN_NONE (-2)
/* Why the newest publication is not in use. */
enum flow_unfit {
    FLOW_FITS,
    FLOW_OTHER_FILE,  /* the file of the index changed since */
    FLOW_OTHER_PARTS, /* weights of parts that the file does not have so */
    FLOW_UNREADABLE   /* it names a table that is not there any more */
};
struct flow_weighings {
    const struct flow_weighed *list; /* those that fit, the newest first */
    size_t count;
    const struct flow_weighed *now; /* in use: the newest of all; NULL: the file holds */
    size_t seen;                    /* how many were looked at */
    enum flow_unfit unfit;          /* of the newest of all, unless it is in use */
    int64_t unfit_index;
    struct instant unfit_at;
};
struct flow_weighed_of {
    const struct risk_rules *rules;
    const struct risk_index *file; /* as its file has it */
    size_t limit;                  /* of publications of this index that are looked at */
};
/* Errors: what the store answers. Owns: in a, and in rules. */
struct err flow_weighed(struct db *db, struct arena *a, const struct flow_weighed_of *of,
                        struct flow_weighings *ret) MUST_CHECK;
/* The index in use: that published last, else the file's own. Errors: as above. Owns: as above. */
struct err flow_weighed_now(const struct flow *flow, struct db *db, struct arena *a,
                            const struct risk_index *file,
                            const struct risk_index **ret) MUST_CHECK;

/* Errors of the job: ERR_UNSIGNED, ERR_DENIED "role"; ERR_MISSING "index": none is called so;
 * ERR_INVALID "weights": what was sent is no index of the file's parts, or its weights do not add
 * up; ERR_INVALID "reason": it is too long; ERR_CONFLICT "weights": somebody published another
 * since then, or it is in use already. */
struct flow_weigh {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct str id;
    int64_t seen; /* index of the publication in use when the person looked; -1: there was none */
    struct str definition; /* risk_index_text */
    struct str reason;
    int64_t again; /* as in flow_weighed */
    struct instant now;
    struct hash salt;
    struct id128 stream;
};
/* Draws what it needs; arena, staff, id, seen, definition, reason, again and now are set. */
void flow_weigh_prepare(struct flow *flow, struct flow_weigh *x);
#endif
