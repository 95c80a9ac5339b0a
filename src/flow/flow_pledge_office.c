#include "flow/pledge_office.h"

#include "base/json.h"
#include "flow/flow_internal.h"

#include <assert.h>

/* What each of these jobs is made of; the rest is in its how. */
struct office_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct flow_pledge_who *who;
    const void *how;
    void *result;
    struct instant now;
    struct hash salt;
    struct id128 stream;
};

static struct office_job make_job(struct flow *flow, struct arena *a,
                                  const struct flow_pledge_who *who) {
    return (struct office_job){.job = {.arena = a},
                               .who = who,
                               .now = env_now(flow->env),
                               .salt = env_hash(flow->env),
                               .stream = env_id128(flow->env)};
}

/* Another office's round is none. */
static struct err find_round(struct flow_txn *txn, const struct office_job *x, int64_t id,
                             struct store_round *ret) {
    struct store_round round;
    struct err e = store_round_find(txn->db, txn->batch, id, &round);
    if (e.code == ERR_MISSING || (!e.code && !str_equal(round.office, x->who->office)))
        return ERR(ERR_MISSING, STR("round"));
    if (!e.code)
        *ret = round;
    return e;
}

/* The event of a job: body_open, members, body_end. Whoever did it is named in the body, which the
 * ledger holds (flow_audit.c). */
struct body {
    struct buf text;
    struct json j;
    const struct ledger_part *part; /* what the event is about beside its body; NULL: nothing */
};

static void body_open(struct body *b, const struct office_job *x) {
    b->part = NULL;
    buf_init(&b->text, FLOW_CONTENT_MAX);
    json_init(&b->j, &b->text);
    json_open_object(&b->j);
    if (x->who->by.len)
        json_put_str(&b->j, "actor", x->who->by);
}

static struct err body_end(struct flow_txn *txn, const struct office_job *x, struct str kind,
                           struct body *b) {
    json_close_object(&b->j);
    assert(!buf_full(&b->text));
    struct err e = flow_append_by(
        txn,
        &(struct flow_single){kind, x->who->office, buf_str(&b->text), x->now, x->salt, x->stream},
        &(struct flow_single_more){x->who->by, b->part, b->part != NULL});
    buf_done(&b->text);
    return e;
}

/* --- somebody is taken out --- */

static const struct str REMOVED[FLOW_REMOVE_COUNT] = {[FLOW_REMOVE_ASKED] = STR_INIT("asked"),
                                                      [FLOW_REMOVE_LEFT] = STR_INIT("left"),
                                                      [FLOW_REMOVE_WRONG] = STR_INIT("wrong")};

struct str flow_remove_name(enum flow_remove why) {
    return REMOVED[why];
}

static struct err run_remove(struct flow_txn *txn, struct flow_job *job) {
    const struct office_job *x = (const struct office_job *)(const void *)job;
    const struct flow_pledge_remove *how = x->how;
    struct store_person person;
    struct err e = store_person_row(txn->db, txn->batch, how->person, &person);
    if (e.code == ERR_MISSING || (!e.code && !str_equal(person.office, x->who->office)))
        return ERR(ERR_MISSING, STR("person"));
    if (!e.code)
        e = store_person_delete(txn->db, txn->batch, &person, &txn->stats);
    if (e.code)
        return e;
    struct body b;
    body_open(&b, x);
    json_put_str(&b.j, "office", x->who->office);
    json_put_int(&b.j, "person", how->person);
    json_put_str(&b.j, "why", flow_remove_name(how->why));
    return body_end(txn, x, STR("roster.removed"), &b);
}

struct err flow_pledge_remove(struct flow *flow, struct arena *a,
                              const struct flow_pledge_remove *how) {
    struct office_job x = make_job(flow, a, &how->who);
    x.job.run = run_remove;
    x.how = how;
    return flow_run_now(flow, &x.job);
}

/* --- links --- */

void flow_pledge_links_of(struct flow *flow, struct arena *a, int64_t round,
                          const struct store_signers *people, struct str *ret) {
    struct pledge_keys keys = pledge_keys_derive(&flow->receipt_secret);
    for (size_t i = 0; i < people->count; i++)
        ret[i] = pledge_link_text(a, &keys, (struct pledge_link){round, people->list[i].id});
    pledge_keys_wipe(&keys);
}

static struct err run_links(struct flow_txn *txn, struct flow_job *job) {
    const struct office_job *x = (const struct office_job *)(const void *)job;
    const struct flow_pledge_links *how = x->how;
    struct store_round round;
    struct err e = find_round(txn, x, how->round, &round);
    if (e.code)
        return e;
    struct body b;
    body_open(&b, x);
    json_put_int(&b.j, "round", round.id);
    json_put_int(&b.j, "people", how->people);
    return body_end(txn, x, STR("pledge.links"), &b);
}

struct err flow_pledge_links(struct flow *flow, struct arena *a,
                             const struct flow_pledge_links *how) {
    struct office_job x = make_job(flow, a, &how->who);
    x.job.run = run_links;
    x.how = how;
    return flow_run_now(flow, &x.job);
}

/* --- paper --- */

/* Those of the list whom the round asks and who have not signed, in the list's order. */
static struct err find_signers(struct flow_txn *txn, const struct office_job *x,
                               const struct store_round *round, struct store_person *ret,
                               size_t *ret_count) {
    const struct flow_pledge_paper *how = x->how;
    struct err e = OK;
    size_t n = 0;
    for (size_t i = 0; i < how->count && !e.code; i++) {
        int64_t index = -1;
        e = store_person_row(txn->db, txn->batch, how->people[i], &ret[n]);
        if (e.code == ERR_MISSING || (!e.code && !store_round_asks(round, &ret[n])))
            return ERR(ERR_MISSING, STR("person"));
        if (!e.code)
            e = store_pledge_find(txn->db, txn->batch, round->id, how->people[i], &index);
        bool twice = false;
        for (size_t k = 0; k < n; k++)
            twice = twice || ret[k].id == ret[n].id;
        n += !e.code && index < 0 && !twice;
    }
    *ret_count = n;
    return e;
}

static struct err record_paper(struct flow_txn *txn, const struct office_job *x,
                               const struct store_round *round,
                               const struct case_evidence *document) {
    struct flow_pledge_paper *how = x->result;
    struct store_person *list = NEW(txn->batch, struct store_person, FLOW_PAPER_MAX + 1);
    size_t count = 0;
    int64_t index = flow_next_index(txn);
    struct err e = find_signers(txn, x, round, list, &count);
    if (!e.code && !count)
        e = ERR(ERR_INVALID, STR("people"));
    for (size_t i = 0; i < count && !e.code; i++) {
        e = store_pledge_insert(txn->db, txn->batch, &(struct store_pledge){round, &list[i], index},
                                &txn->stats);
        store_stats_pledged(&txn->stats, txn->batch, round->id, x->now);
    }
    if (e.code)
        return e;
    const struct ledger_part scan = {document->sha256, document->bytes};
    struct body b;
    body_open(&b, x);
    b.part = &scan;
    json_put_int(&b.j, "round", round->id);
    json_key(&b.j, "people");
    json_open_array(&b.j);
    for (size_t i = 0; i < count; i++)
        json_add_int(&b.j, list[i].id);
    json_close_array(&b.j);
    how->taken = (int64_t)count;
    return body_end(txn, x, STR("pledge.paper"), &b);
}

/* The picture is bound to the round as evidence is to a case: kept, and in each backup. */
static struct err run_paper(struct flow_txn *txn, struct flow_job *job) {
    const struct office_job *x = (const struct office_job *)(const void *)job;
    const struct flow_pledge_paper *how = x->how;
    struct store_round round;
    struct store_office office;
    struct case_evidence document;
    struct err e = find_round(txn, x, how->round, &round);
    if (!e.code)
        e = store_office_find(txn->db, txn->batch, round.office, &office);
    if (!e.code && round.closed >= 0)
        e = ERR(ERR_CONFLICT, STR("round_closed"));
    if (!e.code && instant_date(x->now, flow_zone(office.region)).day < round.opens.day)
        e = ERR(ERR_CONFLICT, STR("round_early"));
    if (!e.code)
        e = store_evidence_take(txn->db, txn->batch, &how->document, (struct case_id){round.id},
                                &document);
    return e.code ? e : record_paper(txn, x, &round, &document);
}

struct err flow_pledge_paper(struct flow *flow, struct arena *a, struct flow_pledge_paper *how) {
    assert(how->count <= FLOW_PAPER_MAX);
    struct office_job x = make_job(flow, a, &how->who);
    x.job.run = run_paper;
    x.how = how;
    x.result = how;
    return flow_run_now(flow, &x.job);
}

/* --- the end --- */

static struct err run_close(struct flow_txn *txn, struct flow_job *job) {
    const struct office_job *x = (const struct office_job *)(const void *)job;
    const struct flow_pledge_close *how = x->how;
    struct store_round round;
    struct store_office office;
    struct store_unit_count sum;
    struct err e = find_round(txn, x, how->round, &round);
    if (!e.code)
        e = store_office_find(txn->db, txn->batch, round.office, &office);
    if (!e.code && round.closed >= 0)
        e = ERR(ERR_CONFLICT, STR("round_closed"));
    if (!e.code)
        e = store_pledge_sum(txn->db, txn->batch, &round, &sum);
    if (e.code)
        return e;
    struct date today = instant_date(x->now, flow_zone(office.region));
    round.closes = today.day < round.closes.day ? today : round.closes;
    round.closed = flow_next_index(txn);
    round.people = sum.people;
    round.pledged = sum.pledged;
    struct body b;
    body_open(&b, x);
    json_put_int(&b.j, "round", round.id);
    json_put_str(&b.j, "closes", date_format(txn->batch, round.closes));
    json_put_int(&b.j, "people", sum.people);
    json_put_int(&b.j, "signed", sum.pledged);
    e = body_end(txn, x, STR("pledge.closed"), &b);
    if (!e.code)
        e = store_round_close(txn->db, txn->batch, &round);
    if (!e.code)
        ((struct flow_pledge_close *)x->result)->closed = round;
    return e;
}

struct err flow_pledge_close(struct flow *flow, struct arena *a, struct flow_pledge_close *how) {
    struct office_job x = make_job(flow, a, &how->who);
    x.job.run = run_close;
    x.how = how;
    x.result = how;
    return flow_run_now(flow, &x.job);
}
