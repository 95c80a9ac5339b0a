#include "flow/letter_internal.h"

#include "flow/activity.h"
#include "flow/authorize.h"

#include <stdlib.h>

/* --- what all share --- */

struct err flow_letter_read(struct db *db, struct arena *a, const struct store_office *office,
                            int64_t id, struct flow_letter_read *ret) {
    struct flow_letter_read x = {.side = FLOW_LETTER_SENT};
    struct err e = store_letter_find(db, a, id, &x.letter);
    if (!e.code && !str_equal(x.letter.office, office->id)) {
        x.side = FLOW_LETTER_GOT;
        e = store_letter_to_find(db, a, id, office->id, &x.got);
    }
    if (!e.code)
        *ret = x;
    return e;
}

/* The letter, if whoever asks stands on that side of it. */
static struct err find(struct flow_txn *txn, const struct flow_saying *of,
                       enum flow_letter_side side, struct flow_letter_read *ret) {
    struct err e = flow_letter_read(txn->db, txn->arena, &of->staff.who.office, of->id, ret);
    if (e.code)
        return e;
    if (ret->side != side)
        return ERR(ERR_DENIED, STR("office"));
    return ret->letter.withdrawn ? ERR(ERR_CONFLICT, STR("letter")) : OK;
}

/* --- whom it is for --- */

bool flow_letter_reaches(const struct store_office *sender, const struct store_office *office) {
    return !str_equal(sender->id, office->id) && flow_activity_in_region(sender, office->region);
}

static bool names(const struct intake_offices *list, struct str id) {
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->list[i], id))
            return true;
    return false;
}

/* Whether each of the names was met as often as it must. */
static bool is_met(const struct store_office *list, size_t count, struct str name, bool by_kind) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(by_kind ? list[i].kind : list[i].id, name))
            return true;
    return false;
}

static struct err check_met(const struct flow_letter_to *of, const struct flow_addressees *found) {
    for (size_t i = 0; i < of->to->count; i++)
        if (!is_met(found->list, found->count, of->to->list[i], false))
            return ERR(ERR_INVALID, STR("to"));
    for (size_t i = 0; i < of->all->count; i++)
        if (!is_met(found->list, found->count, of->all->list[i], true))
            return ERR(ERR_INVALID, STR("all"));
    if (found->count > FLOW_LETTER_TO)
        return ERR(ERR_TOO_LARGE, STR("to"));
    return found->count ? OK : ERR(ERR_INVALID, STR("to"));
}

struct err flow_letter_addressees(struct db *db, struct arena *a, const struct flow_letter_to *of,
                                  struct flow_addressees *ret) {
    const struct store_office in_region = {.region = of->region};
    const struct store_office *all;
    size_t count;
    struct err e = store_office_all(db, a, &all, &count);
    if (e.code)
        return e;
    struct store_office *list = NEW(a, struct store_office, count + 1);
    struct flow_addressees found = {.list = list};
    for (size_t i = 0; i < count; i++)
        if (flow_letter_reaches(of->sender, &all[i]) &&
            (names(of->to, all[i].id) ||
             (names(of->all, all[i].kind) && flow_activity_in_region(&in_region, all[i].region))))
            list[found.count++] = all[i];
    e = check_met(of, &found);
    if (!e.code)
        *ret = found;
    return e;
}

/* --- issuing --- */

static struct err look_before(struct flow_txn *txn, struct flow_letter_issue *x,
                              const struct store_letter *now) {
    struct store_letter before;
    struct err e = store_letter_again(txn->db, txn->batch, now->key, &before);
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    if (!str_equal(before.request, now->request) || !str_equal(before.office, now->office))
        return ERR(ERR_KEY_REUSED, STR("Idempotency-Key"));
    x->repeated = true;
    x->of.id = before.id;
    return OK;
}

static struct err check_issue(struct flow_txn *txn, const struct flow_letter_issue *x,
                              struct flow_addressees *ret) {
    const struct store_office *office = &x->of.staff.who.office;
    const struct flow_letter_to to = {office, x->said->region, &x->said->to, &x->said->all};
    struct store_letter other;
    if (!flow_activity_in_region(office, x->said->region))
        return ERR(ERR_INVALID, STR("region"));
    struct err e = store_letter_numbered(txn->db, txn->batch, office->id, x->said->number, &other);
    if (e.code != ERR_MISSING)
        return e.code ? e : ERR(ERR_INVALID, STR("number"));
    return flow_letter_addressees(txn->db, txn->batch, &to, ret);
}

static struct store_letter said_so(struct flow_txn *txn, const struct flow_letter_issue *x) {
    const struct intake_letter *said = x->said;
    struct hash text = hash_sha256(said->text);
    return (struct store_letter){.office = x->of.staff.who.office.id,
                                 .region = said->region,
                                 .election = said->election,
                                 .kind = said->kind->row.id,
                                 .duty = said->duty,
                                 .number = said->number,
                                 .on = said->on,
                                 .due = said->has_due ? said->due : (struct date){0},
                                 .subject = said->subject,
                                 .body = said->text,
                                 .sha256 = hex_encode(txn->batch, text.b, HASH_LEN),
                                 .signer = said->signer,
                                 .appeal = said->kind->appeal,
                                 .key = hex_encode(txn->batch, x->key.b, sizeof x->key.b),
                                 .request = hex_encode(txn->batch, x->request.b, HASH_LEN)};
}

static struct err run_issue(struct flow_txn *txn, struct flow_job *job) {
    struct flow_letter_issue *x = (struct flow_letter_issue *)(void *)job;
    const struct store_letter now = said_so(txn, x);
    struct flow_addressees to;
    x->repeated = false;
    struct err e = flow_authorize_role(&x->of.staff, FLOW_LETTER_ISSUE);
    if (!e.code)
        e = look_before(txn, x, &now);
    if (e.code || x->repeated)
        return e;
    e = check_issue(txn, x, &to);
    if (e.code)
        return e;
    struct buf ids, body = flow_saying_body();
    buf_init(&ids, FLOW_CONTENT_MAX);
    for (size_t i = 0; i < to.count; i++) {
        if (i)
            buf_add_char(&ids, ' ');
        buf_add(&ids, to.list[i].id);
    }
    flow_issue_body(&body, &now, buf_str(&ids), x->of.staff.who.name);
    buf_done(&ids);
    x->of.id = flow_next_index(txn);
    return flow_saying_say(txn, &x->of, STR("letter.issued"), flow_letter_project, &body);
}

void flow_letter_issue_prepare(struct flow *flow, struct flow_letter_issue *x) {
    flow_saying_draw(flow, &x->of, run_issue);
}

/* --- withdrawing --- */

static struct err run_withdraw(struct flow_txn *txn, struct flow_job *job) {
    struct flow_letter_withdraw *x = (struct flow_letter_withdraw *)(void *)job;
    struct flow_letter_read there;
    struct err e = flow_authorize_role(&x->of.staff, FLOW_LETTER_WITHDRAW);
    if (!e.code)
        e = find(txn, &x->of, FLOW_LETTER_SENT, &there);
    if (e.code)
        return e;
    there.letter.reason = x->reason;
    struct buf body = flow_saying_body();
    flow_recall_body(&body, &there.letter, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("letter.withdrawn"), flow_letter_project, &body);
}

void flow_letter_withdraw_prepare(struct flow *flow, struct flow_letter_withdraw *x) {
    flow_saying_draw(flow, &x->of, run_withdraw);
}

/* --- acknowledging and answering --- */

static struct err run_receive(struct flow_txn *txn, struct flow_job *job) {
    struct flow_letter_receive *x = (struct flow_letter_receive *)(void *)job;
    struct flow_letter_read there;
    struct err e = flow_authorize_role(&x->of.staff, FLOW_LETTER_RECEIVE);
    if (!e.code)
        e = find(txn, &x->of, FLOW_LETTER_GOT, &there);
    if (e.code)
        return e;
    struct store_addressee now = there.got;
    bool first = now.seen < 0;
    if (!first && (!x->answer.len || str_equal(x->answer, now.answer)))
        return OK;
    now.answer = x->answer;
    now.seen_on = instant_date(x->of.now, flow_zone(x->of.staff.who.office.region));
    struct buf body = flow_saying_body();
    flow_receipt_body(&body, &now, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, first ? STR("letter.received") : STR("letter.answered"),
                           flow_letter_project, &body);
}

void flow_letter_receive_prepare(struct flow *flow, struct flow_letter_receive *x) {
    flow_saying_draw(flow, &x->of, run_receive);
}

/* --- delivering --- */

static struct err run_deliver(struct flow_txn *txn, struct flow_job *job) {
    struct flow_letter_deliver *x = (struct flow_letter_deliver *)(void *)job;
    struct flow_letter_read there;
    struct store_addressee now;
    struct err e = flow_authorize_role(&x->of.staff, FLOW_LETTER_DELIVER);
    if (!e.code)
        e = find(txn, &x->of, FLOW_LETTER_SENT, &there);
    if (e.code)
        return e;
    e = store_letter_to_find(txn->db, txn->batch, x->of.id, x->said->to, &now);
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_INVALID, STR("to")) : e;
    if (now.delivered >= 0 && now.delivered_on.day == x->said->delivered.day &&
        str_equal(now.means, x->said->means) && str_equal(now.receiver, x->said->receiver))
        return OK;
    now.delivered_on = x->said->delivered;
    now.means = x->said->means;
    now.receiver = x->said->receiver;
    struct buf body = flow_saying_body();
    flow_delivery_body(&body, &now, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("letter.delivered"), flow_letter_project, &body);
}

void flow_letter_deliver_prepare(struct flow *flow, struct flow_letter_deliver *x) {
    flow_saying_draw(flow, &x->of, run_deliver);
}
