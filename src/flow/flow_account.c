#include "base/json.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "flow/leaked.h"
#include "flow/staff.h"
#include "store/key.h"

#include <sodium.h>
#include <string.h>

/* What becomes of an account after it was made: a password anew, the end of its sessions, its end.
 * Whoever works at the machine does it (netral user), for somebody whom they know. */

enum { LEFT_MIN = 8, DISTINCT_MIN = 5, WORD_MIN = 4 };

/* What anybody would try first here, beside the account's own name: a password may hold these words
 * but must not live on them. In small letters; docs/operating.md says so to people. */
static const struct str COMMON[] = {
    STR_INIT("netral"),     STR_INIT("bawaslu"),   STR_INIT("panwas"),   STR_INIT("pemilu"),
    STR_INIT("pilkada"),    STR_INIT("indonesia"), STR_INIT("petugas"),  STR_INIT("pimpinan"),
    STR_INIT("kustodian"),  STR_INIT("admin"),     STR_INIT("auditor"),  STR_INIT("password"),
    STR_INIT("kata sandi"), STR_INIT("katasandi"), STR_INIT("sandi"),    STR_INIT("rahasia"),
    STR_INIT("contoh"),     STR_INIT("qwerty"),    STR_INIT("asdfgh"),   STR_INIT("1234567890"),
    STR_INIT("0123456789"), STR_INIT("123456789"), STR_INIT("123456"),   STR_INIT("654321"),
    STR_INIT("abcdef"),     STR_INIT("merdeka"),   STR_INIT("iloveyou"), STR_INIT("bismillah"),
    STR_INIT("sayang"),     STR_INIT("p@ssw0rd"),  STR_INIT("passw0rd"), STR_INIT("letmein"),
};

/* Takes each place of word out of text, in place; the length that is left. */
static size_t take_out(char *text, size_t len, struct str word) {
    size_t kept = 0;
    for (size_t i = 0; i < len;) {
        if (len - i >= word.len && memcmp(text + i, word.ptr, word.len) == 0)
            i += word.len;
        else
            text[kept++] = text[i++];
    }
    return kept;
}

static size_t distinct(const char *text, size_t len) {
    bool seen[UINT8_MAX + 1] = {false};
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += !seen[(unsigned char)text[i]];
        seen[(unsigned char)text[i]] = true;
    }
    return count;
}

static bool is_weak(struct arena *a, struct str password, struct str name) {
    char *left = NEW(a, char, password.len + 1);
    size_t len = password.len;
    for (size_t i = 0; i < len; i++)
        left[i] = char_lower(password.ptr[i]);
    while (name.len) {
        struct str part = str_cut(&name, '.');
        if (part.len >= WORD_MIN)
            len = take_out(left, len, part);
    }
    for (size_t i = 0; i < COUNT_OF(COMMON); i++)
        len = take_out(left, len, COMMON[i]);
    bool weak = len < LEFT_MIN || distinct(left, len) < DISTINCT_MIN;
    sodium_memzero(left, password.len);
    return weak;
}

struct err flow_password_judge(struct arena *a, struct str password, struct str name) {
    if (flow_password_leaked(a, password))
        return ERR(ERR_INVALID, STR("password.leaked"));
    return is_weak(a, password, name) ? ERR(ERR_INVALID, STR("password.weak")) : OK;
}

static const struct str KINDS[] = {[FLOW_ACCOUNT_PASSWORD] = STR_INIT("staff.password_set"),
                                   [FLOW_ACCOUNT_SIGN_OUT] = STR_INIT("staff.signed_out"),
                                   [FLOW_ACCOUNT_FACTOR] = STR_INIT("staff.factor_taken"),
                                   [FLOW_ACCOUNT_CLOSE] = STR_INIT("staff.closed")};

struct account_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct flow_account *change;
    struct str hash; /* of the new password; empty: the account is closed, or its sessions end */
    struct instant now;
    struct hash salt;
    struct id128 stream;
};

struct err flow_account_record(struct flow_txn *txn, const struct store_staff *who,
                               const struct flow_single *event) {
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "name", who->name);
    json_close_object(&j);
    struct flow_single whole = *event;
    whole.office = who->office.id;
    whole.body = buf_str(&body);
    struct err e = flow_append_alone(txn, &whole);
    buf_done(&body);
    return e;
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct account_job *x = (struct account_job *)(void *)job;
    struct store_staff staff;
    struct err e = store_staff_find(txn->db, txn->arena, x->change->name, &staff);
    if (!e.code && !flow_role_known(staff.role))
        e = ERR(ERR_CONFLICT, STR("closed"));
    struct store_factor factor;
    if (!e.code && x->change->what == FLOW_ACCOUNT_FACTOR)
        e = store_factor_find(txn->db, txn->arena, staff.name, &factor);
    if (!e.code)
        e = flow_account_record(txn, &staff,
                                &(struct flow_single){.kind = KINDS[x->change->what],
                                                      .now = x->now,
                                                      .salt = x->salt,
                                                      .stream = x->stream});
    if (!e.code)
        e = store_session_end(txn->db, txn->batch, staff.name);
    if (!e.code && x->change->what >= FLOW_ACCOUNT_FACTOR)
        e = store_factor_delete(txn->db, txn->batch, staff.name);
    if (!e.code && x->change->what == FLOW_ACCOUNT_PASSWORD)
        e = store_credential_save(
            txn->db, txn->batch, staff.name,
            &(struct store_credential){x->hash, x->change->own ? (struct instant){0} : x->now});
    if (!e.code && x->change->what == FLOW_ACCOUNT_CLOSE)
        e = store_credential_delete(txn->db, txn->batch, staff.name);
    if (!e.code && x->change->what == FLOW_ACCOUNT_CLOSE)
        e = store_staff_key_delete(txn->db, txn->batch, staff.name);
    if (!e.code && x->change->what == FLOW_ACCOUNT_CLOSE)
        e = store_staff_close(txn->db, txn->batch, staff.name);
    return e;
}

struct err flow_password_check(const struct flow *flow, struct arena *a,
                               const struct flow_account *change) {
    if (change->password.len < FLOW_PASSWORD_MIN)
        return ERR(ERR_INVALID, STR("password"));
    return flow->live ? flow_password_judge(a, change->password, change->name) : OK;
}

struct err flow_account_change(struct flow *flow, struct arena *a,
                               const struct flow_account *change) {
    struct account_job x = {.job = {.run = run, .arena = a},
                            .change = change,
                            .now = env_now(flow->env),
                            .salt = env_hash(flow->env),
                            .stream = env_id128(flow->env)};
    if (change->what == FLOW_ACCOUNT_PASSWORD) {
        struct err e = flow_password_check(flow, a, change);
        if (!e.code)
            e = flow_password_hash(a, change->password, &x.hash);
        if (e.code)
            return e;
    }
    return flow_run_now(flow, &x.job);
}
