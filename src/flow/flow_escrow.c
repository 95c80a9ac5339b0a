#include "flow/escrow_act.h"

#include "base/json.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "seal/shape.h"

#include <string.h>

static struct str office_of(const struct flow_escrow_act *x) {
    return x->staff.who.office.id;
}

/* --- the event --- */

/* Of the office whose key it is, whoever acts. */
struct telling {
    struct buf body;
    struct json j;
};

static void begin(struct telling *t, const struct flow_escrow_act *x, struct str office) {
    buf_init(&t->body, FLOW_CONTENT_MAX);
    json_init(&t->j, &t->body);
    json_open_object(&t->j);
    json_put_str(&t->j, "actor", x->staff.who.name);
    json_put_str(&t->j, "office", office);
}

static void put_three(struct json *j, const char *key, const struct str three[SEAL_HOLDERS]) {
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        json_add_str(j, three[i]);
    json_close_array(j);
}

static struct err tell(struct flow_txn *txn, const struct flow_escrow_act *x, struct telling *t,
                       struct str kind, struct str office) {
    json_close_object(&t->j);
    struct err e = flow_append_by(
        txn, &(struct flow_single){kind, office, buf_str(&t->body), x->now, x->salt, x->stream},
        &(struct flow_single_more){.actor = x->staff.who.name});
    buf_done(&t->body);
    return e;
}

static struct err load(struct flow_txn *txn, const struct flow_escrow_act *x,
                       struct flow_escrow_file *ret) {
    struct err e = flow_escrow_file(txn->db, txn->batch, office_of(x), x->now, ret);
    return !e.code && ret->events >= FLOW_ESCROW_EVENTS ? ERR(ERR_CONFLICT, STR("escrow_often"))
                                                        : e;
}

/* --- the office's own --- */

/* Three onions, one behind the other: of each the shape alone can be told. */
static struct err split(struct flow_txn *txn, struct str sealed, struct str ret[SEAL_HOLDERS]) {
    if (sealed.len != (size_t)SEAL_HOLDERS * SEAL_ONION_LEN)
        return ERR(ERR_SEAL_FORM, STR("onions"));
    for (size_t i = 0; i < SEAL_HOLDERS; i++) {
        struct str onion = {sealed.ptr + i * SEAL_ONION_LEN, SEAL_ONION_LEN};
        struct seal_shape shape;
        struct err e = seal_shape_read(onion, &shape);
        if (e.code)
            return e;
        if (shape.stanzas != 1 || shape.shares != 1 || shape.plain != SEAL_WRAP_LEN)
            return ERR(ERR_SEAL_FORM, STR("onions"));
        ret[i] = base64_encode(txn->batch, onion.ptr, onion.len);
    }
    return OK;
}

/* For the three of today and their keys in force, which the browser was told. */
static struct err check_holders(struct flow_txn *txn, const struct flow_escrow_act *x,
                                struct flow_escrow_holders *ret) {
    struct str typed = x->typed.recipients;
    struct err e = flow_escrow_holders(txn->db, txn->batch, &x->staff.who.office, ret);
    if (e.code)
        return e;
    if (ret->count < SEAL_HOLDERS)
        return ERR(ERR_CONFLICT, STR("escrow_few"));
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        if (!str_equal(str_cut(&typed, ' '), ret->list[i].recipient))
            return ERR(ERR_SEAL_PAST, STR("escrow"));
    return typed.len ? ERR(ERR_SEAL_PAST, STR("escrow")) : OK;
}

static struct err make(struct flow_txn *txn, const struct flow_escrow_act *x) {
    struct flow_escrow_file file;
    struct flow_escrow_holders holders;
    struct store_office_keys keys;
    struct str ids[SEAL_HOLDERS], recipients[SEAL_HOLDERS], onions[SEAL_HOLDERS];
    struct telling t;
    struct err e = load(txn, x, &file);
    if (!e.code)
        e = check_holders(txn, x, &holders);
    if (!e.code)
        e = store_office_key_newest(txn->db, txn->batch, office_of(x), &keys);
    if (!e.code && (!keys.current.n || keys.current.n != x->typed.n))
        e = ERR(ERR_SEAL_PAST, STR("escrow"));
    if (!e.code &&
        flow_escrow_is_kept(flow_escrow_of(&file, x->typed.n), &holders) == FLOW_ESCROW_KEPT)
        e = ERR(ERR_CONFLICT, STR("escrow_kept"));
    if (!e.code)
        e = split(txn, x->typed.sealed, onions);
    if (e.code)
        return e;
    for (size_t i = 0; i < SEAL_HOLDERS; i++) {
        ids[i] = holders.list[i].office.id;
        recipients[i] = holders.list[i].recipient;
    }
    begin(&t, x, office_of(x));
    json_put_int(&t.j, "n", keys.current.n);
    json_put_str(&t.j, "recipient", keys.current.recipient);
    put_three(&t.j, "holders", ids);
    put_three(&t.j, "recipients", recipients);
    put_three(&t.j, "onions", onions);
    return tell(txn, x, &t, STR("office.escrowed"), office_of(x));
}

/* The key after the one asked for: what is opened becomes its chain. */
static struct err next_key(struct flow_txn *txn, const struct flow_escrow_act *x,
                           const struct flow_escrow_file *file, struct store_office_key *ret) {
    const struct store_office_key *keys;
    size_t count, i = 0;
    struct err e = store_office_key_all(txn->db, txn->batch, office_of(x), &keys, &count);
    if (e.code)
        return e;
    while (i < count && keys[i].n != x->typed.n + 1)
        i++;
    bool opened = false;
    for (size_t k = 0; k < file->asking_count; k++) {
        const struct flow_escrow_asking *asking = &file->askings[k];
        if (asking->of.n == x->typed.n && !flow_escrow_is_over(asking))
            return ERR(ERR_CONFLICT, STR("escrow_asked"));
        opened = opened || (asking->of.n == x->typed.n && asking->state == FLOW_ESCROW_OPENED);
    }
    /* a chain that holders gave may be a wrong one: nobody but the office can tell */
    if (i == count || (keys[i].chain.len && !opened))
        return ERR(ERR_CONFLICT, STR("escrow_led"));
    *ret = keys[i];
    return OK;
}

static struct err ask(struct flow_txn *txn, const struct flow_escrow_act *x) {
    struct flow_escrow_file file;
    struct store_office_key next;
    struct telling t;
    struct err e = load(txn, x, &file);
    const struct flow_escrow *kept = e.code ? NULL : flow_escrow_of(&file, x->typed.n);
    if (!e.code && !kept)
        e = ERR(ERR_CONFLICT, STR("escrow_none"));
    if (!e.code)
        e = next_key(txn, x, &file, &next);
    if (e.code)
        return e;
    begin(&t, x, office_of(x));
    json_put_int(&t.j, "n", x->typed.n);
    json_put_int(&t.j, "escrow", kept->index);
    json_put_str(&t.j, "to", next.recipient);
    json_put_int(&t.j, "to_n", next.n);
    json_put_str(&t.j, "reason", x->typed.reason);
    return tell(txn, x, &t, STR("office.escrow_asked"), office_of(x));
}

/* --- of one asking --- */

/* Whose asking it is stands in its own event. */
static struct err find(struct flow_txn *txn, const struct flow_escrow_act *x,
                       struct flow_escrow_asking *ret) {
    struct store_events page;
    struct flow_escrow_file file;
    struct err e = store_event_page(txn->db, txn->batch, x->typed.ask, 1, &page);
    if (e.code)
        return e;
    if (!page.count || page.list[0].event.index != x->typed.ask ||
        !str_equal(page.list[0].event.kind, STR("office.escrow_asked")))
        return ERR(ERR_MISSING, STR("escrow"));
    e = flow_escrow_file(txn->db, txn->batch, page.list[0].event.office, x->now, &file);
    if (e.code)
        return e;
    for (size_t i = 0; i < file.asking_count; i++)
        if (file.askings[i].id == x->typed.ask) {
            *ret = file.askings[i];
            return OK;
        }
    return ERR(ERR_MISSING, STR("escrow"));
}

static struct err by_office(struct flow_txn *txn, const struct flow_escrow_act *x,
                            const struct flow_escrow_asking *asking) {
    bool agrees = x->typed.verb == INTAKE_ESCROW_AGREE;
    struct telling t;
    if (flow_escrow_is_over(asking) || (agrees && asking->state != FLOW_ESCROW_ASKED))
        return ERR(ERR_CONFLICT, STR("escrow_turn"));
    if (agrees && str_equal(asking->asker, x->staff.who.name))
        return ERR(ERR_CONFLICT, STR("escrow_second"));
    begin(&t, x, asking->office);
    json_put_int(&t.j, "asked", asking->id);
    return tell(txn, x, &t, agrees ? STR("office.escrow_agreed") : STR("office.escrow_withdrawn"),
                asking->office);
}

static struct err refuse(struct flow_txn *txn, const struct flow_escrow_act *x,
                         const struct flow_escrow_asking *asking, size_t holder) {
    struct telling t;
    if (!flow_escrow_may_refuse(asking, holder))
        return ERR(ERR_CONFLICT, STR("escrow_turn"));
    begin(&t, x, asking->office);
    json_put_int(&t.j, "asked", asking->id);
    json_put_str(&t.j, "holder", office_of(x));
    json_put_str(&t.j, "reason", x->typed.reason);
    return tell(txn, x, &t, STR("office.escrow_refused"), asking->office);
}

/* Beside those that were given back before, the newest first: which of them are true the office
 * alone can tell. */
static struct err add_chain(struct flow_txn *txn, const struct flow_escrow_asking *asking,
                            struct str chain) {
    const struct store_office_key *keys;
    size_t count, i = 0;
    struct err e = store_office_key_all(txn->db, txn->batch, asking->office, &keys, &count);
    while (!e.code && i < count && keys[i].n != asking->to_n)
        i++;
    if (e.code || i == count)
        return e.code ? e : ERR(ERR_CORRUPT, STR("event"));
    size_t most = (size_t)(STORE_KEY_CHAINS - 1) * SEAL_WRAP_LEN, kept = keys[i].chain.len;
    kept = kept < most ? kept : most;
    char *all = NEW(txn->batch, char, chain.len + kept);
    memcpy(all, chain.ptr, chain.len);
    if (kept)
        memcpy(all + chain.len, keys[i].chain.ptr, kept);
    const struct store_office_key next = {
        .office = asking->office, .n = asking->to_n, .chain = {all, chain.len + kept}};
    return store_office_key_chain(txn->db, txn->batch, &next);
}

/* What is in it the one whom it is sealed to alone can tell. */
static struct err give(struct flow_txn *txn, const struct flow_escrow_act *x,
                       const struct flow_escrow_asking *asking, size_t holder) {
    bool opens = x->typed.verb == INTAKE_ESCROW_OPEN;
    size_t onion = (size_t)x->typed.onion; /* below SEAL_HOLDERS: intake looks */
    struct telling t;
    if (!(opens ? flow_escrow_may_open(asking, holder, onion)
                : flow_escrow_may_peel(asking, holder, onion) ||
                      flow_escrow_may_peel_again(asking, holder, onion)))
        return ERR(ERR_CONFLICT, STR("escrow_turn"));
    struct err e = seal_shape_wrap(x->typed.sealed, 1);
    if (!e.code && x->typed.sealed.len != SEAL_WRAP_LEN)
        e = ERR(ERR_SEAL_FORM, STR("payload"));
    if (e.code)
        return e;
    begin(&t, x, asking->office);
    json_put_int(&t.j, "asked", asking->id);
    json_put_str(&t.j, "holder", office_of(x));
    json_put_int(&t.j, "onion", x->typed.onion);
    json_put_str(&t.j, opens ? "chain" : "wrap",
                 base64_encode(txn->batch, x->typed.sealed.ptr, x->typed.sealed.len));
    e = tell(txn, x, &t, opens ? STR("office.escrow_opened") : STR("office.escrow_peeled"),
             asking->office);
    return e.code || !opens ? e : add_chain(txn, asking, x->typed.sealed);
}

static struct err of_asking(struct flow_txn *txn, const struct flow_escrow_act *x) {
    enum intake_escrow_verb verb = x->typed.verb;
    bool own = verb == INTAKE_ESCROW_AGREE || verb == INTAKE_ESCROW_WITHDRAW;
    struct flow_escrow_asking asking;
    struct err e = find(txn, x, &asking);
    if (e.code)
        return e;
    size_t holder = flow_escrow_holder_at(&asking.of, office_of(x));
    if (own ? !str_equal(asking.office, office_of(x)) : holder == SEAL_HOLDERS)
        return ERR(ERR_MISSING, STR("escrow"));
    if (own)
        return by_office(txn, x, &asking);
    return verb == INTAKE_ESCROW_REFUSE ? refuse(txn, x, &asking, holder)
                                        : give(txn, x, &asking, holder);
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    const struct flow_escrow_act *x = (const struct flow_escrow_act *)(const void *)job;
    struct store_staff now; /* the account may have been closed since the request was read */
    struct err e = store_staff_find(txn->db, txn->batch, x->staff.who.name, &now);
    if (!e.code && !flow_role_known(now.role))
        e = ERR(ERR_DENIED, STR("closed"));
    if (!e.code)
        e = flow_authorize_role(&x->staff, FLOW_ESCROW);
    if (e.code)
        return e;
    return x->typed.verb == INTAKE_ESCROW_MAKE  ? make(txn, x)
           : x->typed.verb == INTAKE_ESCROW_ASK ? ask(txn, x)
                                                : of_asking(txn, x);
}

void flow_escrow_prepare(struct flow *flow, struct flow_escrow_act *act) {
    act->job.run = run;
    act->salt = env_hash(flow->env);
    act->stream = env_id128(flow->env);
}

/* --- who may hold beside those above --- */

struct naming {
    struct flow_job job; /* first */
    struct str names;
    struct instant now;
    struct hash salt;
    struct id128 stream;
    bool changed;
};

static struct err check_names(struct flow_txn *txn, struct str names) {
    struct str seen[FLOW_ESCROW_NAMED];
    size_t count = 0;
    while (names.len) {
        struct store_office office;
        struct str one = str_cut(&names, ' ');
        struct err e = store_office_find(txn->db, txn->batch, one, &office);
        if (e.code)
            return e;
        for (size_t i = 0; i < count; i++)
            if (str_equal(seen[i], one))
                return ERR(ERR_INVALID, STR("holders"));
        if (count == FLOW_ESCROW_NAMED)
            return ERR(ERR_INVALID, STR("holders"));
        seen[count++] = one;
    }
    return OK;
}

static struct err run_naming(struct flow_txn *txn, struct flow_job *job) {
    struct naming *x = (struct naming *)(void *)job;
    struct str before, rest = x->names;
    struct buf body;
    struct json j;
    struct err e = flow_escrow_named(txn->db, txn->batch, &before);
    if (!e.code)
        e = check_names(txn, x->names);
    x->changed = !e.code && !str_equal(before, x->names);
    if (e.code || !x->changed)
        return e;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    json_key(&j, "offices");
    json_open_array(&j);
    while (rest.len)
        json_add_str(&j, str_cut(&rest, ' '));
    json_close_array(&j);
    json_close_object(&j);
    e = flow_append_alone(txn, &(struct flow_single){STR("escrow.named"), STR("system"),
                                                     buf_str(&body), x->now, x->salt, x->stream});
    buf_done(&body);
    return e.code ? e : store_setting_save(txn->db, txn->batch, STR("escrow"), x->names);
}

struct err flow_escrow_name(struct flow *flow, struct arena *a, struct str names,
                            bool *ret_changed) {
    struct naming x = {.job = {.run = run_naming, .arena = a},
                       .names = names,
                       .now = env_now(flow->env),
                       .salt = env_hash(flow->env),
                       .stream = env_id128(flow->env)};
    struct err e = flow_run_now(flow, &x.job);
    if (!e.code)
        *ret_changed = x.changed;
    return e;
}
