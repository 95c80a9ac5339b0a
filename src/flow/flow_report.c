#include "flow/report.h"

#include "decision/decision.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"

#include "base/json.h"
#include "seal/age.h"

/* A report is accepted: replay check, office, evidence, number, decision, event, projections. */

static const struct law_rulebook *
rules_for(const struct law *law, const struct law_election *election, struct date today) {
    return law_rulebook_on(law, election->regime, today);
}

/* The answer that this key got before: same request, same answer; another request is refused. */
static struct err answer_again(struct flow_txn *txn, struct flow_report *r,
                               const struct hash *before) {
    struct store_events page;
    struct err e = store_event_page(txn->db, txn->arena, r->id.v, 1, &page);
    if (e.code)
        return e;
    const struct store_event *ev = page.list;
    if (!page.count || ev->erased) /* its request was forgotten, too: no key is another's here */
        return ERR(ERR_GONE, STR("case"));
    if (!hash_equal(before, &r->request))
        return ERR(ERR_KEY_REUSED, r->drawn ? STR("Receipt-Token") : STR("Idempotency-Key"));
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
    const struct flow_asker by = {txn->db, txn->arena};
    if (!e.code) /* Ed25519 is deterministic: the same size gives the same bytes */
        e = flow_sign(txn->flow, &by, size, &root, &r->job.checkpoint);
    return e;
}

/* Asked before anything is changed, so that a refusal leaves nothing to undo. */
static struct err find_evidence(struct flow_txn *txn, const struct flow_report *r) {
    struct err e = OK;
    for (size_t i = 0; i < r->report->evidence_count && !e.code; i++)
        e = store_evidence_free(txn->db, txn->batch, &r->report->evidence[i]);
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

/* The offices that may handle a region's reports: its own and those above it, and their keys, as
 * long as a batch runs; no job that opens an office runs beside reports, a new key forgets them. */
struct flow_charge {
    struct flow_charge *next;
    struct str region;
    struct flow_seal_levels levels;
};

static struct err charge_of(struct flow_txn *txn, struct str region,
                            const struct flow_charge **ret) {
    for (struct flow_charge *c = txn->charges; c; c = c->next)
        if (str_equal(c->region, region)) {
            *ret = c;
            return OK;
        }
    struct flow_charge *c = NEW(txn->batch, struct flow_charge, 1);
    struct err e = flow_seal_levels(txn->db, txn->batch, region, &c->levels);
    if (e.code)
        return e;
    c->region = arena_str(txn->batch, region);
    c->next = txn->charges;
    txn->charges = c;
    *ret = c;
    return OK;
}

/* The Bawaslu office that handles the report: the region's own, or the one above the highest that a
 * subject belongs to (invariant I8); *ret goes on with those above it. This store serves the
 * regions that it has an office for. */
static struct err office_in_charge(struct flow_txn *txn, const struct intake_report *report,
                                   struct flow_sealing *ret) {
    const struct flow_charge *c;
    struct err e = charge_of(txn, report->region, &c);
    if (e.code)
        return e;
    size_t level = flow_seal_level(report, &c->levels);
    ret->list = &c->levels.list[level];
    ret->count = FLOW_SEAL_LEVELS - level;
    return OK;
}

/* A complaint is handed in by who may, and only where the rulebook has a way for it: asked before
 * the key, so that nobody else is told an answer that was given to one. */
static struct err may_complain(const struct flow_txn *txn, const struct flow_report *r) {
    const struct law *law = txn->law;
    const struct law_election *election = law_election(law, r->report->election);
    struct date today = instant_date(r->now, flow_zone(r->report->region));
    const struct law_rulebook *rules = election ? rules_for(law, election, today) : NULL;
    const struct law_state *entry = rules ? rules->entry_complaint : NULL;
    struct str kind = entry ? law_office_on(law, entry->waits_for, today) : STR("");
    struct err e = flow_authorize_complaint(&r->staff, kind, r->report);
    return e.code || entry ? e : ERR(ERR_INVALID, STR("channel"));
}

/* Whom a complaint's first state waits for. */
static struct err name_entry(struct flow_txn *txn, const struct flow_report *r,
                             struct decision_intake *facts) {
    if (r->report->channel != INTAKE_COMPLAINT)
        return OK;
    const struct law_words_list names = {&facts->rules->entry_complaint->waits_for, 1};
    const struct flow_naming naming = {txn->law, r->report->region, facts->office, facts->today};
    facts->actor = r->staff.who.name;
    return flow_name_offices(txn->db, txn->arena, &naming, names, &facts->offices);
}

/* What the decision is made from, as far as it can be refused: nothing is changed here. */
static struct err load_facts(struct flow_txn *txn, struct flow_report *r,
                             struct decision_intake *facts) {
    const struct law *law = txn->law;
    struct flow_sealing sealing = {.typed = &r->report->sealed,
                                   .plain = r->identity,
                                   .seed = &r->seal_seed,
                                   .drawn = r->drawn};
    struct err e = office_in_charge(txn, r->report, &sealing);
    if (!e.code)
        e = flow_seal_identity(txn->arena, &sealing, &r->kept);
    r->evidence_key = r->report->evidence_key;
    if (!e.code && r->arrived)
        e = flow_seal_arrived_key(txn->arena, &sealing, &r->evidence_key);
    else if (!e.code && r->evidence_key.wrap.len)
        e = flow_seal_evidence_key(txn->arena, &sealing, &r->evidence_key);
    if (e.code)
        return e;
    const struct store_office *office = &sealing.list[0].office;
    e = flow_weeks(txn, &facts->weeks);
    if (e.code)
        return e;
    facts->law = law;
    facts->election = law_election(law, r->report->election);
    facts->today = instant_date(r->now, flow_zone(r->report->region));
    facts->rules = facts->election ? rules_for(law, facts->election, facts->today) : NULL;
    if (!facts->rules)
        return ERR(ERR_INVALID, STR("election"));
    facts->office = arena_str(txn->arena, office->id);
    facts->office_region = arena_str(txn->arena, office->region);
    e = name_entry(txn, r, facts);
    return e.code ? e : find_evidence(txn, r);
}

/* The rest of it, which belongs to this report from now on. */
static struct err claim_facts(struct flow_txn *txn, struct flow_report *r,
                              struct decision_intake *facts) {
    struct err e = take_evidence(txn, r, facts);
    const struct flow_numbers of = {.office = facts->office,
                                    .year = date_to_civil(facts->today).year};
    return e.code ? e : flow_number_next(txn, &of, &facts->number_n);
}

static struct err append_received(struct flow_txn *txn, struct flow_report *r,
                                  struct case_event *ret) {
    struct buf *body = &txn->flow->body;
    buf_clear(body);
    case_received_encode(body, &r->received);
    struct ledger_part *parts = NEW(txn->batch, struct ledger_part, r->received.evidence_count + 1);
    for (size_t i = 0; i < r->received.evidence_count; i++)
        parts[i] =
            (struct ledger_part){r->received.evidence[i].sha256, r->received.evidence[i].bytes};
    bool by_staff = r->received.actor.len > 0;
    struct store_event ev = {
        .event = {.index = r->id.v,
                  .stream = r->stream,
                  .kind = STR("case.received"),
                  .office = by_staff ? r->staff.who.office.id : r->received.offices.bawaslu,
                  .actor = by_staff ? r->received.actor : STR("reporter"),
                  .body = buf_str(body),
                  .at = r->now},
        .case_id = r->id.v,
        .identity = r->kept.identity,
        .parts = parts,
        .part_count = r->received.evidence_count,
        .salt = r->salt,
    };
    struct err e = buf_full(body) ? ERR(ERR_TOO_LARGE, STR("report"))
                                  : flow_append(txn, &ev, &(struct hash){0}, &r->manifest);
    *ret = ev.event;
    return e;
}

static struct err accept(struct flow_txn *txn, struct flow_report *r,
                         struct decision_intake *facts) {
    struct err e = claim_facts(txn, r, facts);
    if (e.code)
        return e;
    r->received = decide_receive(txn->arena, facts, r->report);
    r->received.report_json = r->report_json;
    r->received.sealed = r->kept.by;
    r->received.sealed_mark = r->kept.mark;
    if (r->evidence_key.wrap.len) {
        r->received.evidence_sealed = r->arrived ? STR("arrival") : STR("browser");
        r->received.evidence_key = r->evidence_key;
    }
    struct case_event event;
    e = append_received(txn, r, &event);
    if (e.code)
        return e;
    struct case_state cs = case_begin(txn->batch, &event, &r->received);
    e = store_case_insert(txn->db, txn->batch, &cs);
    if (!e.code)
        store_stats_move(&txn->stats, txn->batch, NULL, &cs);
    return e;
}

/* What is refused today may have been accepted under the same key before: that answer stands. */
static struct err run(struct flow_txn *txn, struct flow_job *job) {
    struct flow_report *r = (struct flow_report *)(void *)job; /* job is its first member */
    r->repeated = false;
    r->event_salt = r->salt;
    r->id = (struct case_id){flow_next_index(txn)};
    struct store_receipt receipt = {r->verifier, r->id, r->request};
    struct decision_intake facts = {0};
    bool is_new = false;
    struct err e = r->report->channel == INTAKE_COMPLAINT ? may_complain(txn, r) : OK;
    if (e.code)
        return e;
    struct err refused = load_facts(txn, r, &facts);
    if (!refused.code)
        e = store_receipt_claim(txn->db, txn->batch, &receipt, &is_new);
    if (e.code)
        return e;
    if (is_new)
        return accept(txn, r, &facts);
    struct hash before;
    e = store_receipt_find(txn->db, txn->batch, &receipt.verifier, &r->id, &before);
    if (!e.code)
        return answer_again(txn, r, &before);
    return refused.code && e.code == ERR_MISSING ? refused : e;
}

void flow_report_prepare(struct flow *flow, struct arena *a, struct flow_report *report) {
    struct buf json;
    buf_init(&json, FLOW_CONTENT_MAX);
    case_report_encode(&json, report->report);
    report->report_json = buf_full(&json) ? (struct str){0} : arena_str(a, buf_str(&json));
    buf_done(&json);
    if (report->drawn) {
        report->verifier = seal_token_verifier(&report->token);
    } else {
        report->code = seal_code_derive(&flow->receipt_secret, &report->key);
        report->verifier = seal_code_verifier(&report->code);
    }
    report->job.run = run;
    report->job.wants_proof = true;
    report->salt = env_hash(flow->env);
    if (report->identity.len && !report->arrived)
        report->seal_seed = env_hash(flow->env);
    report->stream = env_id128(flow->env);
}

void flow_report_forget(struct flow_report *report) {
    seal_wipe(&report->seal_seed, sizeof report->seal_seed);
    seal_wipe(&report->token, sizeof report->token);
    seal_wipe_text(report->identity);
}

struct str flow_identity_json(struct arena *a, const struct intake_report *report) {
    if (!report->has_reporter || report->sealed.file.len)
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
