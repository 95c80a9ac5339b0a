#include "flow/pledge.h"

#include "base/json.h"
#include "flow/flow_internal.h"
#include "flow/pledge_internal.h"

/* --- opening a round --- */

enum { ROUNDS_MAX = 100, YEAR_DAYS = 366 };

struct open_job {
    struct flow_job job; /* first: run finds the rest by it */
    struct store_round *round;
    struct str by;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};

/* Nobody signs a round whose points the law no longer has: it stands in the way of no other. */
static bool has_its_points(const struct flow_txn *txn, const struct store_round *round) {
    struct pledge_points points = pledge_points(txn->batch, txn->law, round->kind, round->opens);
    return str_equal(hex_encode(txn->batch, points.hash.b, HASH_LEN), round->points);
}

/* Rounds of one kind may share days when nobody is asked by both. */
static bool is_in_the_way(const struct store_round *before, const struct store_round *round) {
    return before->closed < 0 && str_equal(before->kind, round->kind) &&
           (before->asks & round->asks) != 0 && before->opens.day <= round->closes.day &&
           round->opens.day <= before->closes.day;
}

static struct err check_days(struct flow_txn *txn, const struct store_round *round,
                             struct date today) {
    struct store_rounds rounds;
    bool good = round->closes.day >= round->opens.day && round->closes.day >= today.day &&
                round->closes.day - round->opens.day <= YEAR_DAYS;
    if (!good)
        return ERR(ERR_INVALID, STR("closes"));
    struct err e = store_round_office(txn->db, txn->batch, round->office, ROUNDS_MAX, &rounds);
    for (size_t i = 0; i < rounds.count && !e.code; i++) {
        const struct store_round *r = &rounds.list[i];
        if (is_in_the_way(r, round) && has_its_points(txn, r))
            e = ERR(ERR_CONFLICT, STR("round"));
    }
    return e;
}

/* Links of a round under another key would open nothing once the right one is back. */
static struct err check_key(struct flow_txn *txn) {
    struct pledge_keys keys = pledge_keys_derive(&txn->flow->receipt_secret);
    struct err e = flow_roster_key(txn->db, txn->batch, &keys);
    pledge_keys_wipe(&keys);
    return e;
}

/* Everybody is what an event says that says nothing of it: all did before there were groups. */
static void put_asks(struct json *j, int64_t asks) {
    if (asks == PLEDGE_EVERYBODY)
        return;
    json_key(j, "asks");
    json_open_array(j);
    for (int64_t group = 1; group < PLEDGE_EVERYBODY; group *= 2)
        if (asks & group)
            json_add_str(j, pledge_group_name((enum pledge_group)group));
    json_close_array(j);
}

static struct err record_round(struct flow_txn *txn, const struct open_job *x) {
    const struct store_round *round = x->round;
    struct buf body;
    struct json j;
    buf_init(&body, FLOW_CONTENT_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    if (x->by.len)
        json_put_str(&j, "actor", x->by);
    json_put_str(&j, "office", round->office);
    json_put_str(&j, "kind", round->kind);
    json_put_str(&j, "election", round->election);
    json_put_str(&j, "rules", hex_encode(txn->batch, txn->law->hash.b, HASH_LEN));
    json_put_str(&j, "points", round->points);
    json_put_str(&j, "opens", date_format(txn->batch, round->opens));
    json_put_str(&j, "closes", date_format(txn->batch, round->closes));
    put_asks(&j, round->asks);
    json_close_object(&j);
    struct err e = flow_append_by(txn,
                                  &(struct flow_single){STR("pledge.opened"), round->office,
                                                        buf_str(&body), x->now, x->salt, x->stream},
                                  &(struct flow_single_more){.actor = x->by});
    buf_done(&body);
    return e;
}

static bool is_election(const struct law *law, struct str id) {
    bool found = !id.len; /* of none */
    for (size_t i = 0; i < law->election_count && !found; i++)
        found = str_equal(law->elections[i].id, id);
    return found;
}

static struct err run_open(struct flow_txn *txn, struct flow_job *job) {
    struct open_job *x = (struct open_job *)(void *)job;
    struct store_round *round = x->round;
    struct store_office office;
    struct err e = store_office_find(txn->db, txn->batch, round->office, &office);
    if (!e.code)
        e = check_key(txn);
    if (!e.code && !is_election(txn->law, round->election))
        e = ERR(ERR_INVALID, STR("election"));
    if (!e.code && (round->asks & ~(int64_t)PLEDGE_EVERYBODY))
        e = ERR(ERR_INVALID, STR("asks"));
    if (!round->asks)
        round->asks = PLEDGE_EVERYBODY;
    if (!e.code)
        e = check_days(txn, round, instant_date(x->now, flow_zone(office.region)));
    if (e.code)
        return e;
    struct pledge_points points = pledge_points(txn->batch, txn->law, round->kind, round->opens);
    if (!points.count)
        return ERR(ERR_MISSING, STR("points"));
    round->id = flow_next_index(txn);
    round->closed = -1;
    round->points = hex_encode(txn->arena, points.hash.b, HASH_LEN);
    e = record_round(txn, x);
    return e.code ? e : store_round_insert(txn->db, txn->batch, round);
}

struct err flow_pledge_open(struct flow *flow, struct arena *a, struct str by,
                            struct store_round *round) {
    struct open_job x = {.job = {.run = run_open, .arena = a},
                         .round = round,
                         .by = by,
                         .now = env_now(flow->env),
                         .salt = env_hash(flow->env),
                         .stream = env_id128(flow->env)};
    return flow_run_now(flow, &x.job);
}

/* --- signing --- */

/* Who has a NIP types it: the row knows it by its keyed hash alone. */
static struct err check_nip(const struct flow_pledge_sign *x, const struct pledge_keys *keys) {
    struct pledge_identity typed = {0};
    if (!x->seen.asks_nip)
        return OK;
    if (nip_read(x->nip, false, &typed.nip) != NIP_GOOD)
        return ERR(ERR_INVALID, STR("nip"));
    struct hash key = pledge_person_key(keys, &typed);
    return hash_equal(&key, &x->seen.person.key) ? OK : ERR(ERR_INVALID, STR("nip"));
}

static struct err record_pledge(struct flow_txn *txn, const struct flow_pledge_sign *x) {
    enum { BODY_CAP = 256 };
    struct buf body;
    struct json j;
    buf_init(&body, BODY_CAP);
    json_init(&j, &body);
    json_open_object(&j);
    json_put_int(&j, "round", x->seen.link.round);
    json_put_int(&j, "person", x->seen.link.person);
    json_close_object(&j);
    struct err e =
        flow_append_alone(txn, &(struct flow_single){STR("pledge.signed"), x->seen.round.office,
                                                     buf_str(&body), x->now, x->salt, x->stream});
    buf_done(&body);
    return e;
}

static struct err sign(struct flow_txn *txn, struct flow_pledge_sign *x,
                       const struct pledge_keys *keys) {
    const struct flow_pledge_ask ask = {txn->db, txn->arena, x->link, x->now};
    const struct flow_pledge_look look = {&ask, txn->law, keys};
    struct err e = flow_pledge_look(&look, &x->seen);
    if (e.code || x->seen.state == FLOW_PLEDGE_SIGNED)
        return e;
    if (x->seen.state != FLOW_PLEDGE_OPEN)
        return ERR(ERR_CONFLICT, STR("pledge"));
    e = check_nip(x, keys);
    if (!e.code && (x->affirmed != x->seen.points.count || !x->checked))
        e = ERR(ERR_INVALID, STR("butir"));
    if (e.code)
        return e;
    const struct store_pledge pledge = {&x->seen.round, &x->seen.person, flow_next_index(txn)};
    e = record_pledge(txn, x);
    if (!e.code)
        e = store_pledge_insert(txn->db, txn->batch, &pledge, &txn->stats);
    if (e.code)
        return e;
    store_stats_pledged(&txn->stats, txn->batch, pledge.round->id, x->now);
    x->seen.index = pledge.index;
    x->seen.state = FLOW_PLEDGE_SIGNED;
    return OK;
}

static struct err run_sign(struct flow_txn *txn, struct flow_job *job) {
    struct pledge_keys keys = pledge_keys_derive(&txn->flow->receipt_secret);
    struct err e = sign(txn, (struct flow_pledge_sign *)(void *)job, &keys);
    pledge_keys_wipe(&keys);
    return e;
}

void flow_pledge_prepare(struct flow *flow, struct flow_pledge_sign *sign) {
    sign->job.run = run_sign;
    sign->salt = env_hash(flow->env);
    sign->stream = env_id128(flow->env);
}
