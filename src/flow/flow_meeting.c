#include "flow/meeting_internal.h"

#include "flow/activity.h"
#include "flow/authorize.h"
#include "intake/limits.h"

/* --- what all share --- */

/* Ids with a blank between; each must be an office of the store. about: the field that named them.
 */
static struct err offices(struct flow_txn *txn, const struct intake_offices *list, struct str about,
                          struct str *ret) {
    struct str text = {0};
    for (size_t i = 0; i < list->count; i++) {
        struct store_office office;
        struct err e = store_office_find(txn->db, txn->batch, list->list[i], &office);
        if (e.code)
            return e.code == ERR_MISSING ? ERR(ERR_INVALID, about) : e;
        text =
            arena_printf(txn->batch, "%.*s%s%.*s", STR_ARG(text), i ? " " : "", STR_ARG(office.id));
    }
    *ret = text;
    return OK;
}

struct err flow_meeting_own(struct flow_txn *txn, const struct flow_saying *of,
                            struct store_meeting *ret) {
    struct err e = flow_authorize_role(&of->staff, FLOW_MEETING_RECORD);
    if (!e.code)
        e = store_meeting_find(txn->db, txn->arena, of->id, ret);
    if (e.code)
        return e;
    if (!str_equal(ret->office, of->staff.who.office.id))
        return ERR(ERR_DENIED, STR("office"));
    return ret->cancelled ? ERR(ERR_CONFLICT, STR("meeting")) : OK;
}

/* --- calling --- */

static struct err look_before(struct flow_txn *txn, struct flow_meeting_call *x,
                              const struct store_meeting *now) {
    struct store_meeting before;
    struct err e = store_meeting_again(txn->db, txn->batch, now->key, &before);
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    if (!str_equal(before.request, now->request) || !str_equal(before.office, now->office))
        return ERR(ERR_KEY_REUSED, STR("Idempotency-Key"));
    x->repeated = true;
    x->of.id = before.id;
    return OK;
}

/* All offices of the kinds that were chosen whole, in the meeting's region. */
static struct err add_kinds(struct flow_txn *txn, const struct flow_meeting_call *x,
                            struct store_meeting *now) {
    const struct store_office *all, within = {.region = now->region};
    size_t count = 0, guests = x->said->invited.count;
    struct err e = x->said->all.count ? store_office_all(txn->db, txn->batch, &all, &count) : OK;
    for (size_t k = 0; k < x->said->all.count && !e.code; k++) {
        bool met = false;
        for (size_t i = 0; i < count && !e.code; i++) {
            const struct store_office *office = &all[i];
            if (!str_equal(office->kind, x->said->all.list[k]) ||
                !flow_activity_in_region(&within, office->region) ||
                str_equal(office->id, now->office))
                continue;
            met = true;
            if (str_lists(now->invited, office->id))
                continue;
            now->invited = arena_printf(txn->batch, "%.*s%s%.*s", STR_ARG(now->invited),
                                        now->invited.len ? " " : "", STR_ARG(office->id));
            if (++guests > INTAKE_INVITED)
                e = ERR(ERR_INVALID, STR("guests"));
        }
        if (!e.code && !met)
            e = ERR(ERR_INVALID, STR("all"));
    }
    return e;
}

static struct err check_call(struct flow_txn *txn, const struct flow_meeting_call *x,
                             struct store_meeting *now) {
    struct store_meeting former;
    if (!flow_activity_in_region(&x->of.staff.who.office, x->said->region))
        return ERR(ERR_INVALID, STR("region"));
    struct err e = offices(txn, &x->said->invited, STR("invited"), &now->invited);
    if (!e.code)
        e = add_kinds(txn, x, now);
    if (e.code || now->follows < 0)
        return e;
    e = store_meeting_find(txn->db, txn->batch, now->follows, &former);
    return e.code == ERR_MISSING ? ERR(ERR_INVALID, STR("follows")) : e;
}

static struct err run_call(struct flow_txn *txn, struct flow_job *job) {
    struct flow_meeting_call *x = (struct flow_meeting_call *)(void *)job;
    const struct intake_meeting *said = x->said;
    struct store_meeting now = {.office = x->of.staff.who.office.id,
                                .region = said->region,
                                .election = said->election,
                                .title = said->title,
                                .place = said->place,
                                .agenda = said->agenda,
                                .on = said->on,
                                .last = said->has_last ? said->last : said->on,
                                .minute = said->has_minute ? said->minute : -1,
                                .until = said->has_until ? said->until : -1,
                                .follows = said->has_follows ? said->follows : -1,
                                .key = hex_encode(txn->batch, x->key.b, sizeof x->key.b),
                                .request = hex_encode(txn->batch, x->request.b, HASH_LEN)};
    x->repeated = false;
    struct err e = flow_authorize_role(&x->of.staff, FLOW_MEETING_CALL);
    if (!e.code)
        e = look_before(txn, x, &now);
    if (e.code || x->repeated)
        return e;
    e = check_call(txn, x, &now);
    if (e.code)
        return e;
    struct buf body = flow_saying_body();
    flow_meeting_body(&body, &now, x->of.staff.who.name);
    x->of.id = flow_next_index(txn);
    return flow_saying_say(txn, &x->of, STR("meeting.called"), flow_meeting_project, &body);
}

void flow_meeting_call_prepare(struct flow *flow, struct flow_meeting_call *x) {
    flow_saying_draw(flow, &x->of, run_call);
}

/* --- minutes, cancelling --- */

static struct err run_hold(struct flow_txn *txn, struct flow_job *job) {
    struct flow_meeting_hold *x = (struct flow_meeting_hold *)(void *)job;
    struct store_meeting now;
    struct err e = flow_meeting_own(txn, &x->of, &now);
    if (e.code)
        return e;
    if (now.on.day > instant_date(x->of.now, flow_zone(now.region)).day)
        return ERR(ERR_INVALID, STR("minutes"));
    const struct store_meeting before = now;
    e = offices(txn, &x->said->attended, STR("attended"), &now.attended);
    if (e.code)
        return e;
    now.minutes = x->said->minutes;
    if (before.held && str_equal(before.minutes, now.minutes) &&
        str_equal(before.attended, now.attended))
        return OK;
    if (before.version != x->version)
        return ERR(ERR_CONFLICT, STR("version"));
    struct flow_meeting_act act;
    e = flow_meeting_act(txn, &now, &act);
    if (e.code)
        return e;
    struct buf body = flow_saying_body();
    flow_minutes_body(&body, &now, &act, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("meeting.held"), flow_meeting_project, &body);
}

void flow_meeting_hold_prepare(struct flow *flow, struct flow_meeting_hold *x) {
    flow_saying_draw(flow, &x->of, run_hold);
}

static struct err run_cancel(struct flow_txn *txn, struct flow_job *job) {
    struct flow_meeting_cancel *x = (struct flow_meeting_cancel *)(void *)job;
    struct store_meeting now;
    struct err e = flow_meeting_own(txn, &x->of, &now);
    if (!e.code && now.held)
        e = ERR(ERR_CONFLICT, STR("meeting"));
    if (e.code)
        return e;
    now.reason = x->reason;
    struct buf body = flow_saying_body();
    flow_cancel_body(&body, &now, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("meeting.cancelled"), flow_meeting_project, &body);
}

void flow_meeting_cancel_prepare(struct flow *flow, struct flow_meeting_cancel *x) {
    flow_saying_draw(flow, &x->of, run_cancel);
}

/* --- commitments --- */

/* Whether it was promised before, as by a form that was sent twice. Errors: ERR_INVALID "what": it
 * was not, and no more can be shown and followed up. */
static struct err promised(struct flow_txn *txn, const struct store_commitment *now, bool *ret) {
    struct store_commitments list;
    struct err e =
        store_commitment_list(txn->db, txn->batch, now->meeting, FLOW_COMMITMENTS + 1, &list);
    *ret = false;
    for (size_t i = 0; !e.code && i < list.count && !*ret; i++)
        *ret = list.list[i].due.day == now->due.day &&
               str_equal(list.list[i].office, now->office) &&
               str_equal(list.list[i].what, now->what);
    if (!e.code && !*ret && list.count >= FLOW_COMMITMENTS)
        e = ERR(ERR_INVALID, STR("what"));
    return e;
}

static struct err run_commit(struct flow_txn *txn, struct flow_job *job) {
    struct flow_commit *x = (struct flow_commit *)(void *)job;
    struct store_meeting meeting;
    struct store_office office;
    struct err e = flow_meeting_own(txn, &x->of, &meeting);
    if (e.code)
        return e;
    if (!meeting.held)
        return ERR(ERR_INVALID, STR("minutes"));
    e = store_office_find(txn->db, txn->batch, x->said->office, &office);
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_INVALID, STR("office")) : e;
    const struct store_commitment now = {
        .meeting = meeting.id, .what = x->said->what, .office = office.id, .due = x->said->due};
    bool before;
    e = promised(txn, &now, &before);
    if (e.code || before)
        return e;
    struct buf body = flow_saying_body();
    flow_commitment_body(&body, &now, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("commitment.made"), flow_meeting_project, &body);
}

void flow_commit_prepare(struct flow *flow, struct flow_commit *x) {
    flow_saying_draw(flow, &x->of, run_commit);
}

bool flow_commit_is_own(const struct flow_staff *staff, const struct store_commitment *commitment,
                        const struct store_meeting *meeting) {
    return str_equal(commitment->office, staff->who.office.id) ||
           str_equal(meeting->office, staff->who.office.id);
}

static struct err run_done(struct flow_txn *txn, struct flow_job *job) {
    struct flow_commit_done *x = (struct flow_commit_done *)(void *)job;
    struct store_commitment now;
    struct store_meeting meeting;
    struct err e = flow_authorize_role(&x->of.staff, FLOW_COMMITMENT_DONE);
    if (!e.code)
        e = store_commitment_find(txn->db, txn->arena, x->of.id, &now);
    if (!e.code)
        e = store_meeting_find(txn->db, txn->arena, now.meeting, &meeting);
    if (e.code)
        return e;
    if (!flow_commit_is_own(&x->of.staff, &now, &meeting))
        return ERR(ERR_DENIED, STR("office"));
    if (now.done >= 0)
        return ERR(ERR_CONFLICT, STR("commitment"));
    now.note = x->note;
    now.done_on = instant_date(x->of.now, flow_zone(meeting.region));
    x->meeting = meeting.id;
    struct buf body = flow_saying_body();
    flow_done_body(&body, &now, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("commitment.done"), flow_meeting_project, &body);
}

void flow_commit_done_prepare(struct flow *flow, struct flow_commit_done *x) {
    flow_saying_draw(flow, &x->of, run_done);
}

/* --- what is left over --- */

struct err flow_meeting_inherited(struct db *db, struct arena *a, const struct store_meeting *of,
                                  struct store_commitments *ret) {
    struct store_commitment *open = NEW(a, struct store_commitment, FLOW_COMMITMENTS);
    size_t count = 0;
    int64_t id = of->follows;
    struct err e = OK;
    for (int back = 0; id >= 0 && back < FLOW_FOLLOWED && !e.code; back++) {
        struct store_commitments list = {0};
        struct store_meeting former;
        e = store_commitment_list(db, a, id, FLOW_COMMITMENTS, &list);
        for (size_t i = 0; i < list.count && !e.code && count < FLOW_COMMITMENTS; i++)
            if (list.list[i].done < 0)
                open[count++] = list.list[i];
        if (!e.code)
            e = store_meeting_find(db, a, id, &former);
        if (!e.code)
            id = former.follows;
    }
    *ret = (struct store_commitments){open, count};
    return e;
}
