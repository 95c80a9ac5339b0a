#include "case/erased.h"
#include "flow/authorize.h"
#include "flow/erase.h"
#include "flow/erased.h"
#include "flow/flow_internal.h"

#include "base/json.h"
#include "base/json_read.h"

#include <string.h>

static const struct flow_ground GROUNDS[] = {
    {STR_INIT("uu-27-2022/8"), STR_INIT("UU 27/2022 Ps 8"),
     STR_INIT("subjek data meminta data pribadinya dihapus"),
     STR_INIT("the data subject asked for erasure")},
    {STR_INIT("uu-27-2022/43"), STR_INIT("UU 27/2022 Ps 43"),
     STR_INIT(
         "data tidak lagi diperlukan, persetujuan ditarik, atau diperoleh secara melawan hukum"),
     STR_INIT("no longer needed, consent withdrawn, or obtained unlawfully")},
    {STR_INIT("uu-27-2022/44"), STR_INIT("UU 27/2022 Ps 44"),
     STR_INIT("masa simpan habis atau data harus dimusnahkan"),
     STR_INIT("kept long enough, or to be destroyed")},
    {STR_INIT("court"), STR_INIT("putusan pengadilan"), STR_INIT("diperintahkan oleh pengadilan"),
     STR_INIT("ordered by a court")},
};

const struct flow_ground *flow_grounds(size_t *ret_count) {
    *ret_count = COUNT_OF(GROUNDS);
    return GROUNDS;
}

static bool is_ground(struct str id) {
    bool found = false;
    for (size_t i = 0; i < COUNT_OF(GROUNDS); i++)
        found = found || str_equal(GROUNDS[i].id, id);
    return found;
}

static struct flow_erasure *own(struct flow_job *job) {
    return (struct flow_erasure *)(void *)job; /* its first member */
}

/* The case, if staff may have it erased. */
static struct err load(struct flow_txn *txn, const struct flow_erasure *x, enum flow_verb verb,
                       struct case_state *ret) {
    bool erased = false;
    struct err e = store_is_erased(txn->db, txn->arena, x->id, &erased);
    if (!e.code && erased)
        e = ERR(ERR_GONE, STR("case"));
    if (!e.code)
        e = flow_case_state(txn->db, txn->arena, x->id, ret);
    if (!e.code)
        e = flow_authorize(&x->staff, verb, ret);
    if (!e.code && case_holder(ret).len)
        e = ERR(ERR_CONFLICT, STR("open"));
    return e;
}

static struct err run_ask(struct flow_txn *txn, struct flow_job *job) {
    struct flow_erasure *x = own(job);
    struct case_state cs;
    struct err e = load(txn, x, FLOW_ERASE_ASK, &cs);
    if (e.code)
        return e;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_int(&j, "case", x->id.v);
    json_put_str(&j, "by", x->staff.who.name);
    json_put_str(&j, "ground", x->ground);
    json_put_str(&j, "reason", x->reason);
    json_close_object(&j);
    e = flow_append_alone(txn, &(struct flow_single){.kind = STR("erasure.asked"),
                                                     .office = x->staff.who.office.id,
                                                     .body = buf_str(&body),
                                                     .now = x->now,
                                                     .salt = x->salt,
                                                     .stream = x->stream});
    buf_done(&body);
    return e;
}

struct err flow_erase_ask(struct flow *flow, struct flow_erasure *erasure) {
    if (!is_ground(erasure->ground))
        return ERR(ERR_INVALID, STR("ground"));
    if (!erasure->reason.len || erasure->reason.len > FLOW_ERASE_REASON_MAX ||
        !str_is_utf8(erasure->reason))
        return ERR(ERR_INVALID, STR("reason"));
    erasure->job.run = run_ask;
    return flow_run_now(flow, &erasure->job);
}

/* What was asked, if it may still be agreed to by this person. */
static struct err load_asked(struct flow_txn *txn, struct flow_erasure *x, struct str *ret_by) {
    static const int64_t GOOD_US = FLOW_ERASE_DAYS * 86400LL * 1000000;
    struct store_events page;
    const struct json_value *body;
    struct err e = store_event_page(txn->db, txn->arena, x->asked, 1, &page);
    if (e.code)
        return e;
    if (x->asked < 0 || !page.count || page.list->event.index != x->asked || page.list->erased ||
        !str_equal(page.list->event.kind, STR("erasure.asked")))
        return ERR(ERR_MISSING, STR("asked"));
    if (json_read(txn->arena, page.list->event.body, JSON_OWN, &body).code ||
        !json_is(json_get(body, "case"), JSON_INTEGER))
        return ERR(ERR_CORRUPT, STR("event"));
    x->id = (struct case_id){json_get(body, "case")->integer};
    x->ground = json_text(json_get(body, "ground"));
    *ret_by = json_text(json_get(body, "by"));
    if (str_equal(*ret_by, x->staff.who.name))
        return ERR(ERR_CONFLICT, STR("same_person"));
    return x->now.us - page.list->event.at.us > GOOD_US ? ERR(ERR_CONFLICT, STR("expired")) : OK;
}

/* Numbers that the case drew: a rebuild must not give them again. */
static struct err add_numbers(struct flow_txn *txn, const struct case_state *cs,
                              struct case_erased *erased) {
    const struct case_event *events;
    size_t count;
    struct str office = cs->received.offices.bawaslu;
    erased->numbers[erased->number_count++] =
        (struct case_number){.office = office,
                             .year = date_to_civil(cs->received.received_on).year,
                             .n = cs->received.number_n};
    struct err e = store_case_events(txn->db, txn->arena, cs->id, &events, &count);
    for (size_t i = 1; i < count && !e.code; i++) {
        struct case_step step = {0};
        if (!str_equal(events[i].kind, STR("case.step")))
            continue;
        e = case_step_decode(txn->arena, events[i].body, &step);
        if (!e.code && step.registration_n && erased->number_count < CASE_NUMBERS_MAX)
            erased->numbers[erased->number_count++] = (struct case_number){
                step.offices.bawaslu, true, date_to_civil(step.on).year, step.registration_n};
    }
    return e;
}

static struct err append_erased(struct flow_txn *txn, const struct flow_erasure *x,
                                const struct case_state *cs, const struct case_erased *erased) {
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    case_erased_encode(&body, erased);
    struct store_event ev = flow_next_event(txn, cs, x->staff.who.office.id, x->staff.who.name);
    ev.event.kind = STR("case.erased");
    ev.event.body = buf_str(&body);
    ev.event.at = x->now;
    ev.salt = x->salt;
    struct err e = flow_append(txn, &ev, &cs->prev, NULL);
    buf_done(&body);
    return e;
}

/* Emptied before the event that says so is added: the same statement would empty that one. */
static struct err empty(struct flow_txn *txn, const struct case_state *cs) {
    struct err e = store_event_erase(txn->db, txn->batch, cs->id);
    if (!e.code)
        e = store_case_erase(txn->db, txn->batch, cs->id);
    if (!e.code)
        e = store_receipt_erase(txn->db, txn->batch, cs->id);
    if (!e.code)
        e = store_evidence_erase(txn->db, txn->batch, cs->id);
    if (!e.code)
        store_stats_move(&txn->stats, txn->batch, cs, NULL);
    return e;
}

static struct err run_agree(struct flow_txn *txn, struct flow_job *job) {
    struct flow_erasure *x = own(job);
    struct case_state cs;
    struct case_erased erased = {.actor = x->staff.who.name, .asked = x->asked};
    struct err e = load_asked(txn, x, &erased.asked_by);
    if (!e.code)
        e = load(txn, x, FLOW_ERASE_AGREE, &cs);
    erased.ground = x->ground;
    if (!e.code)
        e = add_numbers(txn, &cs, &erased);
    if (!e.code)
        e = empty(txn, &cs);
    return e.code ? e : append_erased(txn, x, &cs, &erased);
}

/* The case may stand before its end here: what ended it came after the backup. */
struct err flow_erase_again(struct flow_txn *txn, const struct flow_erased_case *x,
                            struct instant now, const struct hash *salt) {
    struct case_state cs;
    struct case_erased erased;
    struct err e = flow_case_state(txn->db, txn->batch, x->id, &cs);
    if (!e.code && memcmp(cs.stream.b, x->stream.b, sizeof x->stream.b) != 0)
        e = ERR(ERR_CONFLICT, STR("erased"));
    if (!e.code)
        e = case_erased_decode(txn->batch, x->body, &erased);
    if (!e.code)
        e = empty(txn, &cs);
    if (e.code)
        return e;
    struct store_event ev = flow_next_event(txn, &cs, cs.received.offices.bawaslu, erased.actor);
    ev.event.kind = STR("case.erased");
    ev.event.body = x->body;
    ev.event.at = now;
    ev.salt = *salt;
    return flow_append(txn, &ev, &cs.prev, NULL);
}

struct err flow_erase_agree(struct flow *flow, struct flow_erasure *erasure) {
    erasure->job.run = run_agree;
    struct err e = flow_run_now(flow, &erasure->job);
    bool more = true;
    while (!e.code && more)
        e = flow_expire(flow, erasure->job.arena, &more);
    return e;
}
