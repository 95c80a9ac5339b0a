#include "flow/meeting_internal.h"

void flow_meeting_body(struct buf *out, const struct store_meeting *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_str(&j, "office", x->office);
    json_put_str(&j, "region", x->region);
    json_put_str(&j, "election", x->election);
    json_put_str(&j, "title", x->title);
    json_put_str(&j, "place", x->place);
    json_put_str(&j, "agenda", x->agenda);
    flow_body_day(&j, "on", x->on);
    json_put_int(&j, "minute", x->minute);
    flow_body_day(&j, "last", x->last);
    json_put_int(&j, "until", x->until);
    json_put_int(&j, "follows", x->follows);
    json_put_str(&j, "invited", x->invited);
    json_put_str(&j, "key", x->key);
    json_put_str(&j, "request", x->request);
    flow_body_end(&j, actor);
}

void flow_minutes_body(struct buf *out, const struct store_meeting *x,
                       const struct flow_meeting_act *act, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "meeting", x->id);
    json_put_str(&j, "attended", x->attended);
    json_put_str(&j, "minutes", x->minutes);
    json_put_str(&j, "activity", act->kind);
    json_put_str(&j, "duty", act->duty);
    flow_body_end(&j, actor);
}

void flow_cancel_body(struct buf *out, const struct store_meeting *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "meeting", x->id);
    json_put_str(&j, "reason", x->reason);
    flow_body_end(&j, actor);
}

void flow_commitment_body(struct buf *out, const struct store_commitment *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "meeting", x->meeting);
    json_put_str(&j, "what", x->what);
    json_put_str(&j, "office", x->office);
    flow_body_day(&j, "due", x->due);
    flow_body_end(&j, actor);
}

void flow_done_body(struct buf *out, const struct store_commitment *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "commitment", x->id);
    flow_body_day(&j, "on", x->done_on);
    json_put_str(&j, "note", x->note);
    flow_body_end(&j, actor);
}

/* --- rows --- */

static struct err corrupt(void) {
    return ERR(ERR_CORRUPT, STR("event"));
}

static struct err called(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_meeting x = {
        .id = ev->index,
        .version = ev->index,
        .office = flow_told_text(a, ev->body, "office"),
        .region = flow_told_text(a, ev->body, "region"),
        .election = flow_told_text(a, ev->body, "election"),
        .title = flow_told_text(a, ev->body, "title"),
        .place = flow_told_text(a, ev->body, "place"),
        .agenda = flow_told_text(a, ev->body, "agenda"),
        .minute = flow_told_number(ev->body, "minute"),
        .until = flow_told_number(ev->body, "until"), /* -1, too, of before it could be said */
        .follows = flow_told_number(ev->body, "follows"),
        .invited = flow_told_text(a, ev->body, "invited"),
        .key = flow_told_text(a, ev->body, "key"),
        .request = flow_told_text(a, ev->body, "request"),
    };
    struct str last = flow_told_text(a, ev->body, "last");
    if (!date_parse(flow_told_text(a, ev->body, "on"), &x.on))
        return corrupt();
    x.last = x.on; /* of before a meeting could have several days */
    return last.len && !date_parse(last, &x.last) ? corrupt() : store_meeting_insert(db, a, &x);
}

static struct err held(struct db *db, struct arena *a, const struct flow_told *ev) {
    const struct store_meeting x = {.id = flow_told_number(ev->body, "meeting"),
                                    .version = ev->index,
                                    .attended = flow_told_text(a, ev->body, "attended"),
                                    .minutes = flow_told_text(a, ev->body, "minutes")};
    const struct flow_meeting_act act = {flow_told_text(a, ev->body, "activity"),
                                         flow_told_text(a, ev->body, "duty")};
    struct err e = x.id >= 0 ? store_meeting_held(db, a, &x) : corrupt();
    return e.code ? e : flow_meeting_count(db, a, x.id, &act);
}

static struct err cancelled(struct db *db, struct arena *a, const struct flow_told *ev) {
    const struct store_meeting x = {.id = flow_told_number(ev->body, "meeting"),
                                    .version = ev->index,
                                    .reason = flow_told_text(a, ev->body, "reason")};
    return x.id >= 0 ? store_meeting_cancel(db, a, &x) : corrupt();
}

static struct err made(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_commitment x = {.id = ev->index,
                                 .meeting = flow_told_number(ev->body, "meeting"),
                                 .what = flow_told_text(a, ev->body, "what"),
                                 .office = flow_told_text(a, ev->body, "office")};
    bool good = x.meeting >= 0 && date_parse(flow_told_text(a, ev->body, "due"), &x.due);
    return good ? store_commitment_insert(db, a, &x) : corrupt();
}

static struct err done(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_commitment x = {.id = flow_told_number(ev->body, "commitment"),
                                 .done = ev->index,
                                 .note = flow_told_text(a, ev->body, "note")};
    bool good = x.id >= 0 && date_parse(flow_told_text(a, ev->body, "on"), &x.done_on);
    return good ? store_commitment_done(db, a, &x) : corrupt();
}

static const struct {
    struct str kind;
    struct err (*project)(struct db *db, struct arena *a, const struct flow_told *ev);
} KINDS[] = {
    {STR_INIT("meeting.called"), called},       {STR_INIT("meeting.held"), held},
    {STR_INIT("meeting.cancelled"), cancelled}, {STR_INIT("commitment.made"), made},
    {STR_INIT("commitment.done"), done},
};

bool flow_is_of_meeting(struct str kind) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_equal(KINDS[i].kind, kind))
            return true;
    return false;
}

struct err flow_meeting_project(struct db *db, struct arena *a, const struct flow_told *ev) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_equal(KINDS[i].kind, ev->kind))
            return KINDS[i].project(db, a, ev);
    return corrupt();
}
