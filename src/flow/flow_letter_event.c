#include "flow/letter_internal.h"

#include "store/activity.h"

static const struct str APPEAL = STR_INIT("imbauan"); /* kind of the activity: activity.def */

void flow_issue_body(struct buf *out, const struct store_letter *x, struct str to,
                     struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_str(&j, "office", x->office);
    json_put_str(&j, "region", x->region);
    json_put_str(&j, "election", x->election);
    json_put_str(&j, "letter", x->kind);
    json_put_str(&j, "duty", x->duty);
    json_put_str(&j, "number", x->number);
    flow_body_day(&j, "on", x->on);
    if (x->due.day)
        flow_body_day(&j, "due", x->due);
    json_put_str(&j, "subject", x->subject);
    json_put_str(&j, "text", x->body);
    json_put_str(&j, "sha256", x->sha256);
    json_put_str(&j, "signer", x->signer);
    json_put_int(&j, "appeal", x->appeal);
    json_put_str(&j, "to", to);
    json_put_str(&j, "key", x->key);
    json_put_str(&j, "request", x->request);
    flow_body_end(&j, actor);
}

void flow_recall_body(struct buf *out, const struct store_letter *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "letter", x->id);
    json_put_str(&j, "reason", x->reason);
    flow_body_end(&j, actor);
}

void flow_receipt_body(struct buf *out, const struct store_addressee *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "letter", x->letter);
    json_put_str(&j, "office", x->office);
    flow_body_day(&j, "on", x->seen_on);
    json_put_str(&j, "answer", x->answer);
    flow_body_end(&j, actor);
}

void flow_delivery_body(struct buf *out, const struct store_addressee *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "letter", x->letter);
    json_put_str(&j, "office", x->office);
    flow_body_day(&j, "on", x->delivered_on);
    json_put_str(&j, "means", x->means);
    json_put_str(&j, "receiver", x->receiver);
    flow_body_end(&j, actor);
}

/* --- rows --- */

static struct err corrupt(void) {
    return ERR(ERR_CORRUPT, STR("event"));
}

/* The same act, as the log of prevention shows it: what was issued is not typed there again. */
static struct err count_as_activity(struct db *db, struct arena *a, const struct store_letter *x) {
    const struct store_activity activity = {.id = x->id,
                                            .version = x->id,
                                            .office = x->office,
                                            .region = x->region,
                                            .election = x->election,
                                            .kind = APPEAL,
                                            .duty = x->duty,
                                            .on = x->on,
                                            .title = x->subject,
                                            .reach = -1,
                                            .reach_asn = -1};
    return x->appeal ? store_activity_insert(db, a, &activity) : OK;
}

static struct err issued(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_letter x = {
        .id = ev->index,
        .version = ev->index,
        .office = flow_told_text(a, ev->body, "office"),
        .region = flow_told_text(a, ev->body, "region"),
        .election = flow_told_text(a, ev->body, "election"),
        .kind = flow_told_text(a, ev->body, "letter"),
        .duty = flow_told_text(a, ev->body, "duty"),
        .number = flow_told_text(a, ev->body, "number"),
        .subject = flow_told_text(a, ev->body, "subject"),
        .body = flow_told_text(a, ev->body, "text"),
        .sha256 = flow_told_text(a, ev->body, "sha256"),
        .signer = flow_told_text(a, ev->body, "signer"),
        .appeal = flow_told_number(ev->body, "appeal") > 0,
        .key = flow_told_text(a, ev->body, "key"),
        .request = flow_told_text(a, ev->body, "request"),
    };
    struct str to = flow_told_text(a, ev->body, "to"), due = flow_told_text(a, ev->body, "due");
    if (!date_parse(flow_told_text(a, ev->body, "on"), &x.on) ||
        (due.len && !date_parse(due, &x.due)))
        return corrupt();
    struct err e = store_letter_insert(db, a, &x);
    while (to.len && !e.code)
        e = store_letter_to_insert(db, a, x.id, str_cut(&to, ' '));
    return e.code ? e : count_as_activity(db, a, &x);
}

static struct err withdrawn(struct db *db, struct arena *a, const struct flow_told *ev) {
    const struct store_letter x = {.id = flow_told_number(ev->body, "letter"),
                                   .version = ev->index,
                                   .reason = flow_told_text(a, ev->body, "reason")};
    struct store_letter there;
    struct err e = x.id < 0 ? corrupt() : store_letter_find(db, a, x.id, &there);
    if (!e.code)
        e = store_letter_withdraw(db, a, &x);
    const struct store_activity activity = {.id = x.id, .version = ev->index, .reason = x.reason};
    return e.code || !there.appeal ? e : store_activity_withdraw(db, a, &activity);
}

/* Of .received and .answered: whoever answers first acknowledges by it, on that day. */
static struct err received(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_addressee x;
    struct date on;
    int64_t letter = flow_told_number(ev->body, "letter");
    if (letter < 0 || !date_parse(flow_told_text(a, ev->body, "on"), &on))
        return corrupt();
    struct err e = store_letter_to_find(db, a, letter, flow_told_text(a, ev->body, "office"), &x);
    if (e.code)
        return e;
    if (x.seen < 0) {
        x.seen = ev->index;
        x.seen_on = on;
        x.seen_by = flow_told_text(a, ev->body, "actor");
    }
    x.answer = flow_told_text(a, ev->body, "answer");
    return store_letter_seen(db, a, &x);
}

static struct err delivered(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_addressee x = {.letter = flow_told_number(ev->body, "letter"),
                                .office = flow_told_text(a, ev->body, "office"),
                                .delivered = ev->index,
                                .means = flow_told_text(a, ev->body, "means"),
                                .receiver = flow_told_text(a, ev->body, "receiver")};
    bool good = x.letter >= 0 && date_parse(flow_told_text(a, ev->body, "on"), &x.delivered_on);
    return good ? store_letter_delivered(db, a, &x) : corrupt();
}

struct err flow_letter_project(struct db *db, struct arena *a, const struct flow_told *ev) {
    static const struct {
        struct str kind;
        struct err (*project)(struct db *db, struct arena *a, const struct flow_told *ev);
    } kinds[] = {
        {STR_INIT("letter.issued"), issued},       {STR_INIT("letter.withdrawn"), withdrawn},
        {STR_INIT("letter.received"), received},   {STR_INIT("letter.answered"), received},
        {STR_INIT("letter.delivered"), delivered},
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (str_equal(kinds[i].kind, ev->kind))
            return kinds[i].project(db, a, ev);
    return corrupt();
}
