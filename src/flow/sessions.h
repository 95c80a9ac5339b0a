#ifndef FLOW_SESSIONS_H
#define FLOW_SESSIONS_H
/* Where an account is signed in, as its owner sees it. */
#include "flow/staff.h"

enum { FLOW_SESSIONS_SHOWN = 100 };
struct flow_session_seen {
    struct instant begun;   /* 0: before that was kept */
    struct instant expires; /* if nothing is done there until then; INT64_MAX: never */
    bool mine;              /* the one that looks */
};
struct flow_sessions {
    const struct flow_session_seen *list; /* newest first; sessions and tokens alike */
    size_t count;
};
struct flow_sessions_of {
    const struct flow_staff *staff;
    struct str session; /* as the client holds it */
    struct instant now;
};
struct err flow_sessions_see(struct db *db, struct arena *a, const struct flow_sessions_of *of,
                             struct flow_sessions *ret) MUST_CHECK;
/* All but the one that asks end: the event staff.signed_out. */
struct err flow_sessions_end(struct flow *flow, struct arena *a,
                             const struct flow_sessions_of *of) MUST_CHECK;
#endif
