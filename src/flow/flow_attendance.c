#include "flow/attendance.h"

#include "flow/meeting_internal.h"

/* --- the code --- */

struct str flow_attend_link(struct flow *flow, struct arena *a, int64_t meeting) {
    struct attendance_keys keys = attendance_keys_derive(&flow->receipt_secret);
    struct str text = attendance_link_text(a, &keys, meeting);
    attendance_keys_wipe(&keys);
    return text;
}

static enum attendance_state state_of(const struct store_meeting *meeting, struct instant now) {
    if (meeting->cancelled)
        return ATTENDANCE_CANCELLED;
    return attendance_state_on((struct attendance_days){meeting->on, meeting->last},
                               instant_date(now, flow_zone(meeting->region)));
}

struct err flow_attend_see(struct flow *flow, const struct flow_attend_ask *ask,
                           struct flow_attend_seen *ret) {
    int64_t id;
    struct attendance_keys keys = attendance_keys_derive(&flow->receipt_secret);
    bool good = attendance_link_read(&keys, ask->link, &id);
    attendance_keys_wipe(&keys);
    if (!good)
        return ERR(ERR_MISSING, STR("attendance"));
    struct err e = store_meeting_find(ask->db, ask->arena, id, &ret->meeting);
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_MISSING, STR("attendance")) : e;
    ret->state = state_of(&ret->meeting, ask->now);
    return OK;
}

/* --- entering --- */

static struct store_attendance attendance_of(struct flow_txn *txn, int64_t meeting,
                                             const struct intake_attendance *said) {
    struct attendance_keys keys = attendance_keys_derive(&txn->flow->receipt_secret);
    const struct attendance_who who = {meeting, said->name,
                                       said->from.len ? said->from : said->agency};
    struct hash key = attendance_person_key(&keys, &who);
    attendance_keys_wipe(&keys);
    return (struct store_attendance){.meeting = meeting,
                                     .office = said->from,
                                     .agency = said->agency,
                                     .name = said->name,
                                     .person = hex_encode(txn->batch, key.b, HASH_LEN)};
}

/* Whether they are on the list (*ret: as which event). Errors: ERR_INVALID "name": they are not,
 * and it is full. */
static struct err look_before(struct flow_txn *txn, const struct store_attendance *now,
                              int64_t *ret) {
    struct store_attendance before;
    int64_t count = 0;
    *ret = -1;
    struct err e = store_attendance_again(txn->db, txn->batch, now, &before);
    if (!e.code)
        *ret = before.id;
    if (e.code != ERR_MISSING)
        return e;
    e = store_attendance_count(txn->db, txn->batch, now->meeting, &count);
    return !e.code && count >= FLOW_ATTENDANCES ? ERR(ERR_INVALID, STR("name")) : e;
}

/* actor: who entered it from a list; empty: nobody but themselves. */
static void entered_body(struct buf *out, const struct store_attendance *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "meeting", x->meeting);
    json_put_str(&j, "office", x->office);
    json_put_str(&j, "agency", x->agency);
    json_put_str(&j, "name", x->name);
    json_put_int(&j, "listed", x->listed);
    json_put_str(&j, "person", x->person);
    if (actor.len)
        flow_body_end(&j, actor);
    else
        json_close_object(&j);
}

static struct err enter(struct flow_txn *txn, struct flow_attend *x) {
    const struct flow_attend_ask ask = {txn->db, txn->arena, x->link, x->now};
    struct err e = flow_attend_see(txn->flow, &ask, &x->seen);
    if (e.code)
        return e;
    if (x->seen.state != ATTENDANCE_OPEN)
        return ERR(ERR_CONFLICT, STR("attendance"));
    if (x->said->from.len && !str_lists(x->seen.meeting.invited, x->said->from))
        return ERR(ERR_INVALID, STR("from"));
    const struct store_attendance now = attendance_of(txn, x->seen.meeting.id, x->said);
    e = look_before(txn, &now, &x->entry);
    if (e.code || x->entry >= 0)
        return e;
    /* nobody's account: the office is the one that called the meeting */
    const struct flow_staff nobody = {.who.office.id = x->seen.meeting.office};
    const struct flow_said said = {.staff = &nobody,
                                   .kind = STR("attendance.entered"),
                                   .now = x->now,
                                   .salt = &x->salt,
                                   .stream = &x->stream,
                                   .project = flow_attendance_project};
    struct buf body = flow_saying_body();
    entered_body(&body, &now, (struct str){0});
    x->entry = flow_next_index(txn);
    e = flow_say(txn, &said, &body);
    buf_done(&body);
    return e;
}

static struct err run_enter(struct flow_txn *txn, struct flow_job *job) {
    return enter(txn, (struct flow_attend *)(void *)job);
}

void flow_attend_prepare(struct flow *flow, struct flow_attend *x) {
    x->job.run = run_enter;
    x->salt = env_hash(flow->env);
    x->stream = env_id128(flow->env);
}

/* --- who called the meeting --- */

static struct err run_list(struct flow_txn *txn, struct flow_job *job) {
    struct flow_attend_list *x = (struct flow_attend_list *)(void *)job;
    struct store_meeting meeting;
    struct store_office office;
    int64_t before;
    struct err e = flow_meeting_own(txn, &x->of, &meeting);
    if (!e.code && state_of(&meeting, x->of.now) == ATTENDANCE_EARLY)
        e = ERR(ERR_CONFLICT, STR("attendance"));
    if (e.code)
        return e;
    if (x->said->from.len)
        e = store_office_find(txn->db, txn->batch, x->said->from, &office);
    if (e.code)
        return e.code == ERR_MISSING ? ERR(ERR_INVALID, STR("from")) : e;
    struct store_attendance now = attendance_of(txn, meeting.id, x->said);
    now.listed = true;
    e = look_before(txn, &now, &before);
    if (e.code || before >= 0)
        return e;
    struct buf body = flow_saying_body();
    entered_body(&body, &now, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("attendance.entered"), flow_attendance_project, &body);
}

void flow_attend_list_prepare(struct flow *flow, struct flow_attend_list *x) {
    flow_saying_draw(flow, &x->of, run_list);
}

static struct err run_strike(struct flow_txn *txn, struct flow_job *job) {
    struct flow_attend_strike *x = (struct flow_attend_strike *)(void *)job;
    struct store_meeting meeting;
    struct store_attendance entry;
    struct json j;
    struct err e = flow_meeting_own(txn, &x->of, &meeting);
    if (!e.code)
        e = store_attendance_find(txn->db, txn->batch, x->entry, &entry);
    if (!e.code && entry.meeting != meeting.id)
        e = ERR(ERR_MISSING, STR("attendance"));
    if (e.code)
        return e;
    struct buf body = flow_saying_body();
    flow_body_begin(&j, &body);
    json_put_int(&j, "attendance", x->entry);
    json_put_str(&j, "reason", x->reason);
    flow_body_end(&j, x->of.staff.who.name);
    return flow_saying_say(txn, &x->of, STR("attendance.struck"), flow_attendance_project, &body);
}

void flow_attend_strike_prepare(struct flow *flow, struct flow_attend_strike *x) {
    flow_saying_draw(flow, &x->of, run_strike);
}

/* --- rows --- */

static struct err entered(struct db *db, struct arena *a, const struct flow_told *ev) {
    const struct store_attendance x = {.id = ev->index,
                                       .meeting = flow_told_number(ev->body, "meeting"),
                                       .office = flow_told_text(a, ev->body, "office"),
                                       .agency = flow_told_text(a, ev->body, "agency"),
                                       .name = flow_told_text(a, ev->body, "name"),
                                       .listed = flow_told_number(ev->body, "listed") == 1,
                                       .at = ev->at,
                                       .person = flow_told_text(a, ev->body, "person")};
    return x.meeting >= 0 ? store_attendance_insert(db, a, &x) : ERR(ERR_CORRUPT, STR("event"));
}

struct err flow_attendance_project(struct db *db, struct arena *a, const struct flow_told *ev) {
    if (str_equal(ev->kind, STR("attendance.entered")))
        return entered(db, a, ev);
    if (str_equal(ev->kind, STR("attendance.struck")))
        return store_attendance_strike(db, a, flow_told_number(ev->body, "attendance"));
    return ERR(ERR_CORRUPT, STR("event"));
}

/* --- who came --- */

struct err flow_attended_offices(struct db *db, struct arena *a, int64_t meeting, struct str *ret) {
    struct store_attendings list;
    struct str text = {0};
    struct err e = store_attendance_offices(db, a, meeting, FLOW_ATTENDANCES, &list);
    for (size_t i = 0; !e.code && i < list.count; i++)
        if (list.list[i].office.len)
            text = arena_printf(a, "%.*s%s%.*s", STR_ARG(text), text.len ? " " : "",
                                STR_ARG(list.list[i].office));
    *ret = text;
    return e;
}
