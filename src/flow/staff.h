#ifndef FLOW_STAFF_H
#define FLOW_STAFF_H
/* Staff: who they are, how they prove it, and the offices of a region. */
#include "flow/flow.h"

enum {
    FLOW_SESSION_HOURS = 12,  /* whatever is done */
    FLOW_IDLE_MINUTES = 60,   /* a session in which nothing is done ends */
    FLOW_NOTICED_MINUTES = 5, /* that something is done is written down so often at most */
    FLOW_TOKEN_DAYS = 30,
    FLOW_TRIES = 5,         /* wrong passwords before the lock */
    FLOW_LOCK_SECONDS = 60, /* the first lock; each further one doubles, up to an hour */
    FLOW_LOCK_MAX = 3600,
    FLOW_TRY_SECONDS = 86400, /* without a further failure: forgotten */
    FLOW_PASSWORD_MIN = 10,   /* bytes */
    FLOW_GIVEN_DAYS = 7,      /* a live account's password that somebody else set is good for */
};
/* A signed-in session or token, as the client holds it: 64 hex digits. */
struct flow_session {
    struct str text;
    struct store_staff who;
    struct instant expires; /* at the latest */
    enum store_due due;     /* first; on a live store alone */
};
/* Slow on purpose (Argon2id, about 0.1 s and 19 MiB): call it on a worker thread, never on a loop.
 * The same answer for an unknown name, a wrong password and a wrong code, in the same time.
 * Errors: ERR_UNSIGNED "password"; ERR_THROTTLED with *ret_wait seconds. */
struct flow_sign_in {
    struct str name, password;
    struct str
        place; /* whence, as an opaque text: wrong passwords lock a name there, not elsewhere */
    struct instant now;
    struct str replaces; /* the session that this client still holds: it ends; may be empty */
    struct str code;     /* of the second factor (flow/factor.h), as typed; may be empty */
    /* Of somebody who is signed in: no session is made, and a code is asked for only if there is
     * one in code. */
    bool again;
};
struct err flow_sign_in(struct flow *flow, struct arena *a, const struct flow_sign_in *tried,
                        struct flow_session *ret, int64_t *ret_wait) MUST_CHECK;
struct err flow_sign_out(struct flow *flow, struct arena *a, struct str session) MUST_CHECK;
/* Who holds this session or token; ret->until says whether flow_session_goes_on is to be told.
 * Errors: ERR_UNSIGNED. */
struct err flow_who(struct db *db, struct arena *a, struct str session, struct instant now,
                    struct flow_staff *ret) MUST_CHECK;
/* Something is done in a session: it goes on until staff->until, which is not zero. Waits for
 * nothing and says nothing: one that cannot be prolonged now (a full disk, a busy writer) ends when
 * it would have ended, or is prolonged by the next request. */
void flow_session_goes_on(struct flow *flow, struct str session, const struct flow_staff *staff);
/* A bearer token without a password, for the operator. Errors: ERR_MISSING "user". */
struct err flow_token(struct flow *flow, struct arena *a, struct str name, struct instant now,
                      struct flow_session *ret) MUST_CHECK;

struct flow_user {
    struct str name, office, role, password; /* password empty: signs in by token only */
    struct str hash; /* instead of password: its Argon2id text, from flow_password_hash */
};
/* Errors: ERR_INVALID "name", "role", "password", and of flow_password_judge; ERR_MISSING "office";
 * ERR_CONFLICT "name". */
struct err flow_user_add(struct flow *flow, struct arena *a, const struct flow_user *user,
                         struct instant now) MUST_CHECK;

/* Slow on purpose. Errors: ERR_INVALID "password" (too short). */
struct err flow_password_hash(struct arena *a, struct str password, struct str *ret) MUST_CHECK;
/* A live store takes none that is easy to guess. Errors: ERR_INVALID "password.leaked"
 * (flow/leaked.h), "password.weak": little is left of it without the account's own name and the
 * words that anybody would try first here. */
struct err flow_password_judge(struct arena *a, struct str password, struct str name) MUST_CHECK;

/* What flow_account_change would say of the new password alone. Quick. */
struct flow_account;
struct err flow_password_check(const struct flow *flow, struct arena *a,
                               const struct flow_account *change) MUST_CHECK;

/* What becomes of an account, each an event with its name alone; all its sessions and tokens end.
 * A closed one keeps its name for ever, so that the log never means two people by it.
 * Errors: ERR_MISSING "user", "factor"; ERR_CONFLICT "closed"; ERR_INVALID "password", and of
 * flow_password_judge. */
enum flow_account_change {
    FLOW_ACCOUNT_PASSWORD,
    FLOW_ACCOUNT_SIGN_OUT,
    FLOW_ACCOUNT_FACTOR, /* its second factor is taken away */
    FLOW_ACCOUNT_CLOSE
};
struct flow_account {
    enum flow_account_change what;
    struct str name, password; /* password: of FLOW_ACCOUNT_PASSWORD alone */
    bool own; /* its owner sets it; otherwise it is to be changed: somebody else knows it */
};
struct err flow_account_change(struct flow *flow, struct arena *a,
                               const struct flow_account *change) MUST_CHECK;

/* An office works five or six days a week from now on: an event. Its running clocks in working days
 * are counted anew by the next upkeep (flow/recount.h). ret_changed false: it worked so already,
 * and nothing was recorded. Errors: ERR_MISSING "office". */
struct flow_week {
    struct str office;
    enum law_week week;
};
struct err flow_office_week(struct flow *flow, struct arena *a, const struct flow_week *week,
                            bool *ret_changed) MUST_CHECK;

/* --- making a store --- */
enum flow_store_kind { FLOW_LIVE, FLOW_TEST, FLOW_DEMO };
struct flow_init {
    const char *data_dir;
    struct str db;     /* as in flow_config */
    struct str region; /* "16", "16.06", or "" for the whole country */
    struct str origin; /* of the ledger; empty: "netral.local/<region>" */
    enum flow_store_kind kind;
};
/* Directory, keys, schema, settings, and the offices of the region, of its province and of the
 * nation, each office an event. Errors: ERR_CONFLICT "store" when there is one, ERR_INVALID
 * "region", ERR_IO. */
struct err flow_init(const struct flow_init *init, const struct env *env) MUST_CHECK;
#endif
