#include "flow/report.h"

#include "decision/decision.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"

#include "base/json.h"

/* A report is accepted: replay check, office, evidence, number, decision, event, projections. */

static const struct law_rulebook *
rules_for(const struct law *law, const struct law_election *election, struct date today) {
    return law_rulebook_on(law, election->regime, today);
}

/* The answer that this key got before: same request, same answer; another request is refused. */
static struct err answer_again(struct flow_txn *txn, struct flow_report *r,
                               const struct hash *before) {
    if (!hash_equal(before, &r->request))
        return ERR(ERR_KEY_REUSED, STR("Idempotency-Key"));
    struct store_events page;
    struct err e = store_event_page(txn->db, txn->arena, r->id.v, 1, &page);
    if (e.code)
        return e;
    const struct store_event *ev = page.list;
    if (!page.count || ev->erased)
        return ERR(ERR_GONE, STR("case"));
    e = case_received_decode(txn->arena, ev->event.body, &r->received);
    if (e.code)
        return e;
    r->manifest = store_manifest(txn->arena, ev, &(struct hash){0});
    r->event_salt = ev->salt;
    r->repeated = true;
    if (r->id.v >= txn->head.size) { /* accepted in this very batch: publish() proves it for both */
        txn->job->first_index = r->id.v;
        txn->job->first_leaf = (size_t)(r->id.v - txn->head.size);
        return OK;
    }
    int64_t size;
    struct hash root;
    e = store_checkpoint_above(txn->db, txn->arena, r->id.v, &size, &root);
    struct store_reader reader = {txn->db, txn->batch};
    if (!e.code)
        e = ledger_prove_inclusion(r->id.v, size, store_read_node, &reader, &r->job.proof);
    if (!e.code)
        r->job.checkpoint = ledger_checkpoint_sign(txn->arena, &txn->flow->key, size, &root);
    return e;
}

static struct err take_evidence(struct flow_txn *txn, struct flow_report *r,
                                struct decision_intake *facts) {
    size_t count = r->report->evidence_count;
    struct case_evidence *list = NEW(txn->arena, struct case_evidence, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct err e =
            store_evidence_take(txn->db, txn->batch, &r->report->evidence[i], r->id, &list[i]);
        if (e.code)
            return e;
    }
    facts->evidence = list;
    facts->evidence_count = count;
    return OK;
}

/* The Bawaslu office that handles the report: the region's own, or the one above the highest that a
 * subject belongs to (invariant I8). This store serves the regions that it has an office for. */
static struct err office_in_charge(struct flow_txn *txn, const struct intake_report *report,
                                   struct store_office *ret) {
    struct str region = report->region;
    const struct str levels[] = {region, {region.ptr, region.len < 2 ? region.len : 2}, STR("")};
    struct store_office offices[COUNT_OF(levels)];
    size_t charge = 0;
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        struct err e =
            store_office_for(txn->db, txn->arena, STR("bawaslu"), levels[i], &offices[i]);
        if (e.code && e.code != ERR_MISSING)
            return e;
        if (e.code || !str_equal(offices[i].region, levels[i]))
            return ERR(ERR_INVALID, STR("region"));
        if (i + 1 < COUNT_OF(levels) && flow_names_office(report, &offices[i]))
            charge = i + 1;
    }
    *ret = offices[charge];
    return OK;
}

/* Everything that the decision is made from. */
static struct err load_facts(struct flow_txn *txn, struct flow_report *r,
                             struct decision_intake *facts) {
    const struct law *law = txn->flow->law;
    struct store_office office;
    struct err e = office_in_charge(txn, r->report, &office);
    if (e.code)
        return e;
    facts->law = law;
    facts->election = law_election(law, r->report->election);
    facts->today = instant_date(r->now, flow_zone(r->report->region));
    facts->rules = facts->election ? rules_for(law, facts->election, facts->today) : NULL;
    if (!facts->rules)
        return ERR(ERR_INVALID, STR("election"));
    facts->office = office.id;
    facts->office_region = office.region.len ? office.region : r->report->region;
    e = take_evidence(txn, r, facts);
    int year = date_to_civil(facts->today).year;
    struct str counter = store_counter_name(txn->batch, office.id, false, year);
    return e.code ? e : store_counter_next(txn->db, txn->batch, counter, &facts->number_n);
}

static struct err append_received(struct flow_txn *txn, struct flow_report *r,
                                  struct case_event *ret) {
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    case_received_encode(&body, &r->received);
    struct ledger_part *parts = NEW(txn->batch, struct ledger_part, r->received.evidence_count + 1);
    for (size_t i = 0; i < r->received.evidence_count; i++)
        parts[i] =
            (struct ledger_part){r->received.evidence[i].sha256, r->received.evidence[i].bytes};
    struct store_event ev = {
        .event = {.index = r->id.v,
                  .stream = r->stream,
                  .kind = STR("case.received"),
                  .office = r->received.offices.bawaslu,
                  .actor = STR("reporter"),
                  .body = buf_str(&body),
                  .at = r->now},
        .case_id = r->id.v,
        .identity = r->identity,
        .parts = parts,
        .part_count = r->received.evidence_count,
        .salt = r->salt,
    };
    struct err e = buf_full(&body) ? ERR(ERR_TOO_LARGE, STR("report"))
                                   : flow_append(txn, &ev, &(struct hash){0}, &r->manifest);
    buf_done(&body);
    *ret = ev.event;
    return e;
}

static struct err accept(struct flow_txn *txn, struct flow_report *r, const struct hash *verifier) {
    struct decision_intake facts = {0};
    struct err e = load_facts(txn, r, &facts);
    if (e.code)
        return e;
    r->received = decide_receive(txn->arena, &facts, r->report);
    struct case_event event;
    e = append_received(txn, r, &event);
    if (e.code)
        return e;
    struct case_state cs = case_begin(&event, &r->received);
    e = store_case_insert(txn->db, txn->batch, &cs);
    if (!e.code)
        e = store_receipt_insert(txn->db, txn->batch, verifier, r->id, &r->request);
    if (!e.code)
        store_stats_move(&txn->stats, txn->batch, NULL, &cs);
    return e;
}

static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_report *r = (struct flow_report *)(void *)job; /* job is its first member */
    r->code = seal_code_derive(&txn->flow->receipt_secret, &r->key);
    struct hash verifier = seal_code_verifier(&r->code), before;
    r->repeated = false;
    r->event_salt = r->salt;
    struct err e = store_receipt_find(txn->db, txn->batch, &verifier, &r->id, &before);
    if (!e.code)
        return answer_again(txn, r, &before);
    if (e.code != ERR_MISSING)
        return e;
    r->id = (struct case_id){flow_next_index(txn)};
    return accept(txn, r, &verifier);
}

void flow_report_prepare(struct flow *flow, struct flow_report *report) {
    report->job.run = run;
    report->job.wants_proof = true;
    report->salt = env_hash(flow->env);
    report->stream = env_id128(flow->env);
}

struct str flow_identity_json(struct arena *a, const struct intake_report *report) {
    if (!report->has_reporter)
        return (struct str){0};
    const struct intake_person *p = &report->reporter;
    const struct {
        const char *name;
        struct str value;
    } rows[] = {
        {"name", p->name},
        {"address", p->address},
        {"phone", p->phone},
        {"email", report->reporter_email},
        {"birth", report->reporter_birth},
        {"occupation", report->reporter_occupation},
    };
    struct buf out;
    buf_init(&out, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &out);
    json_open_object(&j);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].value.len)
            json_put_str(&j, rows[i].name, rows[i].value);
    json_close_object(&j);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static struct err run_evidence(struct flow_txn *txn, struct flow_job *job) {
    struct flow_evidence *evidence = (struct flow_evidence *)(void *)job;
    return store_evidence_insert(txn->db, txn->batch, &evidence->piece, evidence->now);
}

/* Bytes that the upkeep removes just now get their name back only after it is done. */
struct err flow_evidence_keep(struct flow *flow, struct blob_in *in,
                              struct flow_evidence *evidence) {
    struct blob_ref ref;
    (void)pthread_rwlock_rdlock(&flow->upkeep.evidence);
    struct err e = blob_in_commit(in, &ref);
    if (!e.code) {
        evidence->piece.sha256 = ref.sha256;
        evidence->piece.bytes = ref.bytes;
        evidence->job.run = run_evidence;
        e = flow_run_now(flow, &evidence->job);
    }
    (void)pthread_rwlock_unlock(&flow->upkeep.evidence);
    return e;
}
