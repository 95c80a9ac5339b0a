#include "base/json.h"
#include "flow/authorize.h"
#include "flow/factor.h"
#include "flow/flow_internal.h"
#include "flow/staff.h"
#include "store/key.h"

#include <sodium.h>

/* OWASP's lower bound for Argon2id: 19 MiB, 2 passes. One hash at a time (http_offload has one
 * worker), so that a flood of sign-ins cannot take the machine's memory. */
enum { ARGON_PASSES = 2, ARGON_BYTES = 19 << 20, NAME_MAX_LEN = 64 };

static const int64_t US = 1000000;

/* A hash of nothing that anybody knows: what an unknown name is held against, to take as long. */
static const char NOBODY[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct sign_in_job {
    struct flow_job job;
    const struct flow_sign_in *tried;
    struct store_login_try before;
    struct store_credential known; /* its hash empty: no such user */
    bool verified;                 /* second step: what the comparison said */
    bool good;                     /* that, and the code */
    struct flow_session session;
};

/* What tries are counted under: a name is locked only where the wrong passwords come from, so that
 * no stranger locks an officer out. */
static struct str try_key(struct arena *a, const struct flow_sign_in *tried) {
    return arena_printf(a, "%.*s %.*s", STR_ARG(tried->place), STR_ARG(tried->name));
}

static struct err load_credential(struct flow_txn *txn, struct flow_job *job) {
    struct sign_in_job *s = (struct sign_in_job *)(void *)job;
    struct err e =
        store_login_try_find(txn->db, txn->arena, try_key(txn->arena, s->tried), &s->before);
    if (e.code)
        return e;
    e = store_credential_find(txn->db, txn->arena, s->tried->name, &s->known);
    return e.code == ERR_MISSING ? OK : e;
}

struct store_login_try flow_try_failed(const struct store_login_try *before, struct instant now) {
    struct store_login_try after = {before->fails + 1, now};
    if (after.fails >= FLOW_TRIES) {
        int64_t seconds = FLOW_LOCK_SECONDS;
        for (int64_t i = FLOW_TRIES; i < after.fails && seconds < FLOW_LOCK_MAX; i++)
            seconds *= 2;
        seconds = seconds > FLOW_LOCK_MAX ? FLOW_LOCK_MAX : seconds;
        after.until.us = now.us + seconds * US;
    }
    return after;
}

static struct err count_failure(struct flow_txn *txn, struct sign_in_job *s) {
    struct store_login_try after = flow_try_failed(&s->before, s->tried->now);
    return store_login_try_save(txn->db, txn->batch, try_key(txn->batch, s->tried), &after);
}

/* The end of a session that began then, whatever is done in it. */
static struct instant last_of(struct instant begun) {
    return (struct instant){begun.us + FLOW_SESSION_HOURS * 3600 * US};
}

/* made: name, begin, when it ends if it is not used, and what is due. latest: whatever is done. */
static struct err make_session(struct flow_txn *txn, struct store_session *made,
                               struct instant latest, struct flow_session *ret) {
    struct hash secret = env_hash(txn->flow->env);
    struct flow_session session = {
        .text = hex_encode(txn->arena, secret.b, HASH_LEN), .expires = latest, .due = made->due};
    made->token = hash_sha256(session.text);
    struct err e = store_staff_find(txn->db, txn->arena, made->name, &session.who);
    if (!e.code && !flow_role_known(session.who.role))
        e = ERR(ERR_CONFLICT, STR("closed"));
    if (!e.code)
        e = store_session_insert(txn->db, txn->batch, made);
    if (!e.code)
        *ret = session;
    return e;
}

/* A live store is opened by two factors: by one, an account gets to where it sets the other. */
static struct err open_session(struct flow_txn *txn, struct sign_in_job *s, bool two) {
    struct instant now = s->tried->now;
    struct err e = store_session_sweep(txn->db, txn->batch, now);
    if (!e.code && s->tried->replaces.len) {
        struct hash old = hash_sha256(s->tried->replaces);
        e = store_session_delete(txn->db, txn->batch, &old);
    }
    struct store_session made = {
        .name = s->tried->name, .begun = now, .expires = {now.us + FLOW_IDLE_MINUTES * 60 * US}};
    if (txn->flow->live && s->known.given.us)
        made.due = STORE_DUE_PASSWORD;
    else if (txn->flow->live && !two)
        made.due = STORE_DUE_FACTOR;
    return e.code ? e : make_session(txn, &made, last_of(now), &s->session);
}

/* A password that somebody else set and nobody took over is soon good for nothing. */
static bool lapsed(const struct flow *flow, const struct sign_in_job *s) {
    return flow->live && s->known.given.us &&
           s->known.given.us + FLOW_GIVEN_DAYS * 86400LL * US < s->tried->now.us;
}

static struct err save_outcome(struct flow_txn *txn, struct flow_job *job) {
    struct sign_in_job *s = (struct sign_in_job *)(void *)job;
    struct store_credential present;
    s->good = false;
    if (!s->verified || lapsed(txn->flow, s))
        return count_failure(txn, s);
    /* The password may have been changed while this one was verified, which takes its time. */
    struct err e = store_credential_find(txn->db, txn->arena, s->tried->name, &present);
    if (e.code || !str_equal(present.hash, s->known.hash))
        return e.code == ERR_MISSING ? OK : e;
    bool two, matches;
    e = flow_factor_match(txn, s->tried, &two, &matches);
    bool asked = two && (!s->tried->again || s->tried->code.len);
    if (!e.code && asked && !matches)
        return count_failure(txn, s);
    s->good = true;
    if (!e.code)
        e = store_login_try_clear(txn->db, txn->batch, try_key(txn->batch, s->tried));
    if (!e.code)
        e = store_login_try_sweep(txn->db, txn->batch,
                                  (struct instant){s->tried->now.us - FLOW_TRY_SECONDS * US});
    return e.code || s->tried->again ? e : open_session(txn, s, two);
}

struct err flow_sign_in(struct flow *flow, struct arena *a, const struct flow_sign_in *tried,
                        struct flow_session *ret, int64_t *ret_wait) {
    struct sign_in_job s = {.job = {.run = load_credential, .arena = a}, .tried = tried};
    struct err e = flow_run_now(flow, &s.job);
    if (e.code)
        return e;
    if (s.before.until.us > tried->now.us) {
        *ret_wait = (s.before.until.us - tried->now.us + US - 1) / US;
        return ERR(ERR_THROTTLED, STR("password"));
    }
    const char *text = s.known.hash.len ? arena_c(a, s.known.hash) : NOBODY;
    s.verified = crypto_pwhash_str_verify(text, tried->password.ptr, tried->password.len) == 0 &&
                 s.known.hash.len > 0;
    s.job.run = save_outcome;
    e = flow_run_now(flow, &s.job);
    if (e.code)
        return e;
    if (!s.good)
        return ERR(ERR_UNSIGNED, STR("password"));
    *ret = s.session;
    return OK;
}

struct text_job {
    struct flow_job job;
    struct str name;
    struct instant now;
    struct flow_session session;
};

static struct err run_sign_out(struct flow_txn *txn, struct flow_job *job) {
    struct hash token = hash_sha256(((struct text_job *)(void *)job)->name);
    return store_session_delete(txn->db, txn->batch, &token);
}

struct err flow_sign_out(struct flow *flow, struct arena *a, struct str session) {
    struct text_job t = {.job = {.run = run_sign_out, .arena = a}, .name = session};
    return flow_run_now(flow, &t.job);
}

static struct err run_token(struct flow_txn *txn, struct flow_job *job) {
    struct text_job *t = (struct text_job *)(void *)job;
    /* A demo or test store's clock may be set anywhere: its tokens do not end. */
    struct instant expires = {INT64_MAX};
    if (txn->flow->live)
        expires.us = t->now.us + FLOW_TOKEN_DAYS * 86400LL * US;
    struct store_session made = {.name = t->name, .begun = t->now, .expires = expires};
    return make_session(txn, &made, expires, &t->session);
}

struct err flow_token(struct flow *flow, struct arena *a, struct str name, struct instant now,
                      struct flow_session *ret) {
    struct text_job t = {.job = {.run = run_token, .arena = a}, .name = name, .now = now};
    struct err e = flow_run_now(flow, &t.job);
    if (!e.code)
        *ret = t.session;
    return e;
}

/* The end that a session gets by being used; 0: it has that end, all but a few minutes of it. Who
 * ends later than a session can has a token; one from before this was so keeps its twelve hours. */
static struct instant prolonged(const struct store_session *s, struct instant now) {
    int64_t last = last_of(s->begun).us, end = now.us + FLOW_IDLE_MINUTES * 60 * US;
    if (end > last)
        end = last;
    bool is_session = s->expires.us <= last;
    bool soon =
        end == last ? s->expires.us < end : end - s->expires.us >= FLOW_NOTICED_MINUTES * 60 * US;
    return (struct instant){is_session && soon ? end : 0};
}

struct err flow_who(struct db *db, struct arena *a, struct str session, struct instant now,
                    struct flow_staff *ret) {
    struct hash secret;
    if (!hex_decode(session, secret.b, HASH_LEN))
        return ERR(ERR_UNSIGNED, STR("session"));
    struct hash token = hash_sha256(session);
    struct store_session found;
    struct flow_staff staff = {0};
    struct err e = store_session_find(db, a, &token, &found);
    if (!e.code)
        e = store_staff_find(db, a, found.name, &staff.who);
    if (e.code == ERR_MISSING || (!e.code && found.expires.us < now.us))
        return ERR(ERR_UNSIGNED, STR("session"));
    staff.csrf = secret;
    staff.due = found.due;
    if (!e.code)
        staff.until = prolonged(&found, now);
    if (!e.code)
        *ret = staff;
    return e;
}

struct use_job {
    struct flow_job job; /* first: run finds the rest by it */
    struct hash token;
    struct instant until;
};

static struct err run_use(struct flow_txn *txn, struct flow_job *job) {
    struct use_job *u = (struct use_job *)(void *)job;
    return store_session_goes_on(txn->db, txn->batch, &u->token, u->until);
}

static void forget_use(struct flow_job *job) {
    free(job);
}

void flow_session_goes_on(struct flow *flow, struct str session, const struct flow_staff *staff) {
    struct use_job *u = must_alloc(sizeof *u);
    struct flow_lot lot = {0};
    *u = (struct use_job){.job = {.run = run_use, .done = forget_use},
                          .token = hash_sha256(session),
                          .until = staff->until};
    struct err e = flow_submit(flow, &lot, &u->job);
    if (e.code)
        free(u);
    else
        flow_hand_over(flow, &lot);
}

struct user_job {
    struct flow_job job;
    const struct flow_user *user;
    struct instant now;
    struct str hash;
    struct hash salt;
    struct id128 stream;
};

/* The account is an event of its own stream; its password is a secret and none. */
static struct err run_user_add(struct flow_txn *txn, struct flow_job *job) {
    struct user_job *u = (struct user_job *)(void *)job;
    struct store_office office;
    struct err e = store_office_find(txn->db, txn->arena, u->user->office, &office);
    if (e.code)
        return e;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "name", u->user->name);
    json_put_str(&j, "office", office.id);
    json_put_str(&j, "role", u->user->role);
    json_close_object(&j);
    e = flow_append_alone(txn, &(struct flow_single){STR("staff.added"), office.id, buf_str(&body),
                                                     u->now, u->salt, u->stream});
    buf_done(&body);
    struct store_staff staff = {u->user->name, u->user->role, office};
    if (!e.code)
        e = store_staff_insert(txn->db, txn->batch, &staff, u->now);
    if (e.code == ERR_CONFLICT)
        return ERR(ERR_CONFLICT, STR("name"));
    if (!e.code && u->hash.len)
        e = store_credential_save(txn->db, txn->batch, u->user->name,
                                  &(struct store_credential){u->hash, u->now});
    return e;
}

static bool name_ok(struct str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'))
            return false;
    }
    return name.len > 0 && name.len <= NAME_MAX_LEN;
}

struct err flow_password_hash(struct arena *a, struct str password, struct str *ret) {
    if (password.len < FLOW_PASSWORD_MIN)
        return ERR(ERR_INVALID, STR("password"));
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(text, password.ptr, password.len, ARGON_PASSES, ARGON_BYTES))
        die("no memory to hash a password");
    *ret = arena_str(a, str_from_c(text));
    return OK;
}

struct err flow_user_add(struct flow *flow, struct arena *a, const struct flow_user *user,
                         struct instant now) {
    if (!name_ok(user->name))
        return ERR(ERR_INVALID, STR("name"));
    if (!flow_role_known(user->role))
        return ERR(ERR_INVALID, STR("role"));
    struct user_job u = {
        .job = {.run = run_user_add, .arena = a},
        .user = user,
        .now = now,
        .hash = user->hash,
        .salt = env_hash(flow->env),
        .stream = env_id128(flow->env),
    };
    if (user->password.len) {
        struct err e = flow->live ? flow_password_judge(a, user->password, user->name) : OK;
        if (!e.code)
            e = flow_password_hash(a, user->password, &u.hash);
        if (e.code)
            return e;
    }
    return flow_run_now(flow, &u.job);
}
