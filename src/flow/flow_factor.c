#include "flow/factor.h"

#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "flow/totp.h"

#include <sodium.h>
#include <string.h>

enum { GROUP = 4, SPARE_SIGNS = FLOW_SPARE_BYTES * 8 / 5 };

static const int64_t US = 1000000;

static struct hash key_of(const struct flow *flow) {
    return hash_hmac(hash_str(&flow->receipt_secret), STR("netral-second-factor/v1"));
}

static void secret_of(const struct flow *flow, struct arena *a, struct str name,
                      const uint8_t salt[STORE_FACTOR_SALT], uint8_t ret[TOTP_SECRET]) {
    struct hash key = key_of(flow);
    struct str salted = hex_encode(a, salt, STORE_FACTOR_SALT);
    struct hash made = hash_hmac(
        hash_str(&key), arena_printf(a, "secret %.*s %.*s", STR_ARG(name), STR_ARG(salted)));
    memcpy(ret, made.b, TOTP_SECRET);
    sodium_memzero(&key, sizeof key);
    sodium_memzero(&made, sizeof made);
}

/* Of the session, so that looking writes nothing and another session is shown another secret. */
static struct store_factor drawn(const struct flow *flow, struct arena *a,
                                 const struct flow_staff *staff) {
    struct hash key = key_of(flow);
    struct str session = hex_encode(a, staff->csrf.b, HASH_LEN);
    struct hash made = hash_hmac(hash_str(&key), arena_printf(a, "salt %.*s", STR_ARG(session)));
    struct store_factor ret = {.step = -1};
    memcpy(ret.salt, made.b, STORE_FACTOR_SALT);
    sodium_memzero(&key, sizeof key);
    return ret;
}

static struct str in_groups(struct arena *a, struct str text, char between) {
    char *out = NEW(a, char, text.len + text.len / GROUP + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (i && i % GROUP == 0)
            out[len++] = between;
        out[len++] = text.ptr[i];
    }
    return (struct str){out, len};
}

/* What was typed, without its gaps, in capitals. */
static struct str plain(struct arena *a, struct str typed) {
    char *out = NEW(a, char, typed.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        if (c != ' ' && c != '-')
            out[len++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return (struct str){out, len};
}

struct err flow_factor_see(struct flow *flow, struct db *db, struct arena *a,
                           const struct flow_staff *staff, struct flow_factor *ret) {
    struct store_factor found;
    struct flow_factor seen = {.on = true};
    struct err e = store_factor_find(db, a, staff->who.name, &found);
    if (!e.code)
        e = store_spare_count(db, a, staff->who.name, &seen.spare);
    if (e.code == ERR_MISSING) {
        uint8_t secret[TOTP_SECRET];
        found = drawn(flow, a, staff);
        secret_of(flow, a, staff->who.name, found.salt, secret);
        struct str text = totp_base32(a, secret, TOTP_SECRET);
        sodium_memzero(secret, sizeof secret);
        seen.on = false;
        seen.secret = in_groups(a, text, ' ');
        seen.address = arena_printf(a, "otpauth://totp/netral:%.*s?secret=%.*s&issuer=netral",
                                    STR_ARG(staff->who.name), STR_ARG(text));
        e = OK;
    }
    if (!e.code)
        *ret = seen;
    return e;
}

struct set_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct flow_factor_set *set;
    struct str spare[FLOW_SPARE_CODES]; /* without gaps */
    struct hash salt;
    struct id128 stream;
};

static bool proves(struct flow_txn *txn, const struct set_job *x, struct store_factor *factor) {
    uint8_t secret[TOTP_SECRET];
    secret_of(txn->flow, txn->arena, x->set->staff->who.name, factor->salt, secret);
    bool good = totp_match(secret, plain(txn->arena, x->set->code), x->set->now.us / US,
                           factor->step, &factor->step);
    sodium_memzero(secret, sizeof secret);
    return good;
}

static struct err run_set(struct flow_txn *txn, struct flow_job *job) {
    struct set_job *x = (struct set_job *)(void *)job;
    struct str name = x->set->staff->who.name;
    if (x->set->staff->due == STORE_DUE_PASSWORD) /* which comes first */
        return flow_authorize_due(x->set->staff);
    struct store_factor there, factor = drawn(txn->flow, txn->arena, x->set->staff);
    struct err e = store_factor_find(txn->db, txn->arena, name, &there);
    if (e.code != ERR_MISSING)
        return e.code ? e : ERR(ERR_CONFLICT, STR("factor"));
    if (!proves(txn, x, &factor))
        return ERR(ERR_INVALID, STR("code"));
    e = flow_account_record(txn, &x->set->staff->who,
                            &(struct flow_single){.kind = STR("staff.factor_set"),
                                                  .now = x->set->now,
                                                  .salt = x->salt,
                                                  .stream = x->stream});
    if (!e.code)
        e = store_factor_save(txn->db, txn->batch, name, &factor);
    for (size_t i = 0; i < FLOW_SPARE_CODES && !e.code; i++) {
        struct hash code = hash_sha256(x->spare[i]);
        e = store_spare_insert(txn->db, txn->batch, &code, name);
    }
    struct hash token = hash_sha256(x->set->session);
    return e.code ? e : store_session_met(txn->db, txn->batch, &token, name);
}

struct err flow_factor_set(struct flow *flow, struct arena *a, const struct flow_factor_set *set,
                           struct str ret[FLOW_SPARE_CODES]) {
    struct set_job x = {.job = {.run = run_set, .arena = a},
                        .set = set,
                        .salt = env_hash(flow->env),
                        .stream = env_id128(flow->env)};
    for (size_t i = 0; i < FLOW_SPARE_CODES; i++) {
        struct id128 bits = env_id128(flow->env);
        x.spare[i] = totp_base32(a, bits.b, FLOW_SPARE_BYTES);
    }
    struct err e = flow_run_now(flow, &x.job);
    for (size_t i = 0; i < FLOW_SPARE_CODES && !e.code; i++)
        ret[i] = in_groups(a, x.spare[i], '-');
    return e;
}

/* No place has a blank before its name: no key of flow_staff.c is this one. */
static struct str tries_key(struct arena *a, struct str name) {
    return arena_printf(a, " %.*s", STR_ARG(name));
}

static struct err match_code(struct flow_txn *txn, const struct flow_sign_in *tried,
                             struct store_factor *factor, bool *ret) {
    struct store_login_try before;
    struct str key = tries_key(txn->batch, tried->name), code = plain(txn->arena, tried->code);
    struct err e = store_login_try_find(txn->db, txn->arena, key, &before);
    if (e.code || before.until.us > tried->now.us)
        return e;
    uint8_t secret[TOTP_SECRET];
    secret_of(txn->flow, txn->arena, tried->name, factor->salt, secret);
    *ret = totp_match(secret, code, tried->now.us / US, factor->step, &factor->step);
    sodium_memzero(secret, sizeof secret);
    if (!*ret) {
        struct store_login_try after = flow_try_failed(&before, tried->now);
        return store_login_try_save(txn->db, txn->batch, key, &after);
    }
    e = store_login_try_clear(txn->db, txn->batch, key);
    return e.code ? e : store_factor_save(txn->db, txn->batch, tried->name, factor);
}

struct err flow_factor_match(struct flow_txn *txn, const struct flow_sign_in *tried, bool *ret_on,
                             bool *ret_good) {
    struct store_factor factor;
    struct str code = plain(txn->arena, tried->code);
    struct err e = store_factor_find(txn->db, txn->arena, tried->name, &factor);
    *ret_on = !e.code;
    *ret_good = false;
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    if (code.len == SPARE_SIGNS) {
        struct hash spare = hash_sha256(code);
        return store_spare_take(txn->db, txn->batch, &spare, tried->name, ret_good);
    }
    return code.len ? match_code(txn, tried, &factor, ret_good) : OK;
}
