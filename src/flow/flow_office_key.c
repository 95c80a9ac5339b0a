#include "flow/office_key.h"

#include "base/json.h"
#include "flow/authorize.h"
#include "flow/directory.h"
#include "flow/flow_internal.h"
#include "seal/shape.h"

/* Holders are kept as "name recipient name recipient ...". */
static bool next_holder(struct str *rest, struct str *ret_name, struct str *ret_recipient) {
    if (!rest->len)
        return false;
    *ret_name = str_cut(rest, ' ');
    *ret_recipient = str_cut(rest, ' ');
    return true;
}

static bool is_holder(struct str holders, struct str name, struct str recipient) {
    struct str one, key;
    while (next_holder(&holders, &one, &key))
        if (str_equal(one, name) && str_equal(key, recipient))
            return true;
    return false;
}

static const struct store_staff_key *find_key(const struct store_staff_keys *keys,
                                              struct str name) {
    for (size_t i = 0; i < keys->count; i++)
        if (str_equal(keys->list[i].name, name))
            return &keys->list[i];
    return NULL;
}

/* Whether each who holds it has still the key that it was wrapped for. */
static bool holders_stand(const struct store_staff_keys *keys, struct str holders) {
    struct str name, recipient;
    while (next_holder(&holders, &name, &recipient)) {
        const struct store_staff_key *key = find_key(keys, name);
        if (!key || !str_equal(key->recipient, recipient))
            return false;
    }
    return true;
}

static bool may_hold(struct str role) {
    const struct flow_staff somebody = {.who = {.role = role}};
    return flow_may(&somebody, FLOW_OFFICE_KEY);
}

static struct str office_of(const struct flow_key_act *act) {
    return act->staff.who.office.id;
}

static struct err check_recipient(struct str text) {
    struct seal_recipient point;
    return seal_recipient_parse(text, &point);
}

static struct err append(struct flow_txn *txn, const struct flow_key_act *act, struct str kind,
                         struct buf *body) {
    struct err e = flow_append_alone(txn, &(struct flow_single){kind, office_of(act), buf_str(body),
                                                                act->now, act->salt, act->stream});
    buf_done(body);
    return e;
}

/* --- an officer's own key --- */

static struct err make(struct flow_txn *txn, struct flow_key_act *act) {
    struct store_staff_key key = {.name = act->staff.who.name,
                                  .recipient = act->typed.recipient,
                                  .locked = act->typed.sealed};
    struct err e = check_recipient(key.recipient);
    if (!e.code)
        e = seal_shape_locked(key.locked);
    if (e.code)
        return e;
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "name", key.name);
    json_put_str(&j, "recipient", key.recipient);
    json_close_object(&j);
    e = append(txn, act, STR("staff.key"), &body);
    return e.code ? e : store_staff_key_save(txn->db, txn->batch, &key);
}

/* --- the office's --- */

static struct err name_holders(struct flow_txn *txn, const struct flow_key_act *act,
                               struct str *ret) {
    struct store_staff_keys keys;
    struct buf text;
    bool oneself = false;
    size_t count = act->typed.holder_count;
    struct err e = store_staff_key_office(txn->db, txn->batch, office_of(act), &keys);
    if (e.code)
        return e;
    if (!find_key(&keys, act->staff.who.name))
        return ERR(ERR_CONFLICT, STR("own_key"));
    if (count < FLOW_HOLDERS_MIN || count > FLOW_HOLDERS_MAX)
        return ERR(ERR_INVALID, STR("pemegang"));
    buf_init(&text, FLOW_CONTENT_MAX);
    for (size_t i = 0; i < count && !e.code; i++) {
        const struct store_staff_key *key = find_key(&keys, act->typed.holders[i]);
        if (!key || !may_hold(key->role)) {
            e = ERR(ERR_INVALID, STR("pemegang"));
            break;
        }
        oneself = oneself || str_equal(key->name, act->staff.who.name);
        buf_printf(&text, "%s%.*s %.*s", i ? " " : "", STR_ARG(key->name), STR_ARG(key->recipient));
    }
    if (!e.code && !oneself)
        e = ERR(ERR_INVALID, STR("pemegang"));
    *ret = arena_str(txn->batch, buf_str(&text));
    buf_done(&text);
    return e;
}

/* A chain is for the new key, and of the key that is in force now: the script was told which. */
static struct err check_proposed(const struct flow_key_act *act,
                                 const struct store_office_key *current) {
    const struct intake_key *typed = &act->typed;
    struct err e = check_recipient(typed->recipient);
    if (!e.code)
        e = seal_shape_wrap(typed->sealed, typed->holder_count);
    if (!e.code && typed->chain.len)
        e = seal_shape_wrap(typed->chain, 1);
    if (e.code)
        return e;
    bool repeats = str_equal(typed->recipient, current->recipient);
    return repeats || (typed->chain.len && !current->n) ? ERR(ERR_CONFLICT, STR("office_key")) : OK;
}

static struct err propose(struct flow_txn *txn, struct flow_key_act *act) {
    struct store_office_keys keys;
    struct str holders;
    struct err e = store_office_key_newest(txn->db, txn->batch, office_of(act), &keys);
    if (!e.code)
        e = name_holders(txn, act, &holders);
    if (!e.code)
        e = check_proposed(act, &keys.current);
    if (e.code)
        return e;
    const struct store_office_key key = {.office = office_of(act),
                                         .n = keys.current.n + 1,
                                         .recipient = act->typed.recipient,
                                         .proposer = act->staff.who.name,
                                         .holders = holders,
                                         .wrap = act->typed.sealed,
                                         .chain = act->typed.chain};
    return store_office_key_propose(txn->db, txn->batch, &key);
}

static struct err withdraw(struct flow_txn *txn, struct flow_key_act *act) {
    return store_office_key_withdraw(txn->db, txn->batch, office_of(act));
}

static struct err may_agree(struct flow_txn *txn, const struct flow_key_act *act,
                            const struct store_office_key *key) {
    struct store_staff_key own;
    struct store_staff_keys keys;
    struct str name = act->staff.who.name;
    if (!key->n || !str_equal(key->recipient, act->typed.recipient))
        return ERR(ERR_CONFLICT, STR("office_key"));
    if (str_equal(key->proposer, name))
        return ERR(ERR_CONFLICT, STR("same_person"));
    struct err e = store_staff_key_find(txn->db, txn->batch, name, &own);
    if (!e.code)
        e = store_staff_key_office(txn->db, txn->batch, office_of(act), &keys);
    if (e.code)
        return e;
    if (!is_holder(key->holders, name, own.recipient))
        return ERR(ERR_CONFLICT, STR("own_key"));
    return holders_stand(&keys, key->holders) ? OK : ERR(ERR_CONFLICT, STR("office_key"));
}

/* The directory as it is once this key is in force: what its event says. */
static struct err mark_with(struct flow_txn *txn, const struct store_office_key *key,
                            struct str *ret) {
    struct store_directory offices;
    struct err e = store_directory(txn->db, txn->batch, &offices);
    if (e.code)
        return e;
    struct store_directory_row *list =
        NEW(txn->batch, struct store_directory_row, offices.count + 1);
    size_t count = 0, at = 0;
    for (; at < offices.count && str_compare(offices.list[at].office, key->office) < 0; at++)
        list[count++] = offices.list[at];
    list[count++] = (struct store_directory_row){
        .office = key->office, .recipient = key->recipient, .n = key->n};
    for (; at < offices.count; at++)
        if (!str_equal(offices.list[at].office, key->office))
            list[count++] = offices.list[at];
    *ret = flow_directory_mark_of(txn->batch, &(struct store_directory){list, count});
    return OK;
}

static struct err write_body(struct flow_txn *txn, const struct store_office_key *key,
                             const struct store_office_key *before, struct buf *body) {
    struct str mark, holders = key->holders, name, recipient;
    struct err e = mark_with(txn, key, &mark);
    struct json j;
    json_init(&j, body);
    json_open_object(&j);
    json_put_str(&j, "office", key->office);
    json_put_int(&j, "n", key->n);
    json_put_str(&j, "recipient", key->recipient);
    if (key->chain.len)
        json_put_str(&j, "opens", before->recipient);
    json_key(&j, "holders");
    json_open_array(&j);
    while (next_holder(&holders, &name, &recipient))
        json_add_str(&j, recipient);
    json_close_array(&j);
    json_put_str(&j, "directory", e.code ? STR("") : mark);
    json_close_object(&j);
    return e;
}

static struct err agree(struct flow_txn *txn, struct flow_key_act *act) {
    struct store_office_keys keys;
    struct buf body;
    struct err e = store_office_key_newest(txn->db, txn->batch, office_of(act), &keys);
    if (!e.code)
        e = may_agree(txn, act, &keys.proposed);
    if (e.code)
        return e;
    buf_init(&body, FLOW_CONTENT_MAX);
    e = write_body(txn, &keys.proposed, &keys.current, &body);
    if (e.code) {
        buf_done(&body);
        return e;
    }
    keys.proposed.index = flow_next_index(txn);
    txn->charges = NULL; /* reports behind this one are held to the new key */
    e = append(txn, act, STR("office.key"), &body);
    return e.code ? e : store_office_key_agree(txn->db, txn->batch, &keys.proposed);
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_key_act *act = (struct flow_key_act *)(void *)job; /* job is its first member */
    static struct err (*const ACTS[])(struct flow_txn *,
                                      struct flow_key_act *) = {[INTAKE_KEY_MAKE] = make,
                                                                [INTAKE_KEY_PROPOSE] = propose,
                                                                [INTAKE_KEY_AGREE] = agree,
                                                                [INTAKE_KEY_WITHDRAW] = withdraw};
    bool own = act->typed.verb == INTAKE_KEY_MAKE;
    struct store_staff now; /* the account may have been closed since the request was read */
    struct err e = store_staff_find(txn->db, txn->batch, act->staff.who.name, &now);
    if (!e.code && !flow_role_known(now.role))
        e = ERR(ERR_DENIED, STR("closed"));
    if (!e.code)
        e = flow_authorize_role(&act->staff, own ? FLOW_OWN_KEY : FLOW_OFFICE_KEY);
    return e.code ? e : ACTS[act->typed.verb](txn, act);
}

void flow_key_prepare(struct flow *flow, struct flow_key_act *act) {
    act->job.run = run;
    act->salt = env_hash(flow->env);
    act->stream = env_id128(flow->env);
}

/* --- what one sees --- */

static struct err see_office(struct db *db, struct arena *a, const struct flow_staff *staff,
                             struct flow_keys_seen *seen) {
    struct store_staff_keys keys;
    struct err e = store_office_key_newest(db, a, staff->who.office.id, &seen->office);
    if (!e.code)
        e = store_staff_key_office(db, a, staff->who.office.id, &keys);
    if (e.code)
        return e;
    struct flow_holder *list = NEW(a, struct flow_holder, keys.count + 1);
    for (size_t i = 0; i < keys.count; i++) {
        const struct store_staff_key *key = &keys.list[i];
        if (may_hold(key->role))
            list[seen->count++] = (struct flow_holder){
                key->name, key->role, key->recipient,
                is_holder(seen->office.current.holders, key->name, key->recipient),
                is_holder(seen->office.proposed.holders, key->name, key->recipient)};
    }
    seen->list = list;
    seen->holds = is_holder(seen->office.current.holders, staff->who.name, seen->own.recipient);
    seen->chosen = is_holder(seen->office.proposed.holders, staff->who.name, seen->own.recipient);
    seen->due = seen->office.current.n && !holders_stand(&keys, seen->office.current.holders);
    return OK;
}

struct err flow_keys_see(struct db *db, struct arena *a, const struct flow_staff *staff,
                         struct flow_keys_seen *ret) {
    struct flow_keys_seen seen = {.may_hold = may_hold(staff->who.role)};
    struct err e = store_staff_key_find(db, a, staff->who.name, &seen.own);
    if (!e.code && seen.may_hold)
        e = see_office(db, a, staff, &seen);
    if (!e.code)
        *ret = seen;
    return e;
}
