#include "http/advice_view.h"
#include "http/handlers.h"

#include "base/regions.h"
#include "flow/rules.h"

/* GET /api/v1/advice: the adviser for machines. GET /api/v1/rules: which law is loaded, and what
 * was published, with everything that proves it. GET /api/v1/rules/{law}: the files of a version.
 */

struct asked {
    struct http_advice_of of;
    struct intake_faults *faults;
};

static void need(struct asked *q, const char *name, struct str given, bool known) {
    if (!given.len)
        intake_fault_add(q->faults, str_from_c(name), "required", 0);
    else if (!known)
        intake_fault_add(q->faults, str_from_c(name), "unknown", 0);
}

static void read_asked(struct http_call *call, struct asked *q) {
    const struct law *law = http_law(call);
    struct str subject = http_query(call, "subject"), topic = http_query(call, "topic"),
               date = http_query(call, "date");
    q->of.day = http_today(call);
    q->of.subject = law_subject_class(law, subject);
    q->of.topic = law_topic(law, topic);
    need(q, "subject", subject, q->of.subject);
    need(q, "topic", topic, q->of.topic);
    if (date.len && !date_parse(date, &q->of.day))
        intake_fault_add(q->faults, STR("date"), "not_a_date", 0);
    struct str region = http_query(call, "region"), id = http_query(call, "election");
    if (region.len && !region_find(region))
        intake_fault_add(q->faults, STR("region"), "unknown", 0);
    if (!id.len)
        q->of.election = law_local_election(law, region, q->of.day);
    if (!q->of.election)
        q->of.election = http_election_named(call, id, q->of.day);
    if (!q->of.election)
        intake_fault_add(q->faults, STR("election"), "unknown", 0);
}

static struct str may_name(enum web_may may) {
    static const enum law_verdict VERDICTS[] = {
        [WEB_MAY] = LAW_ALLOWED, [WEB_RATHER_NOT] = LAW_AVOID, [WEB_MUST_NOT] = LAW_FORBIDDEN};
    return may == WEB_NOT_SETTLED ? STR("not_settled") : law_verdict_name(VERDICTS[may]);
}

static void write_acts(struct http_call *call, struct json *j, const struct web_answer *v) {
    bool english = http_english(call);
    json_key(j, "acts");
    json_open_array(j);
    for (size_t i = 0; i < v->act_count; i++) {
        const struct web_act *act = &v->acts[i];
        json_open_object(j);
        law_write_act(j, act->act, english);
        law_write_addressee(j, act->addressee, act->addressee.len ? &act->addressee_cite : NULL);
        law_write_sanctions(j, http_law(call), act->sanctions, act->sanction_count, english);
        law_write_penalty(j, act->penalty, english);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_elsewhen(struct json *j, const struct web_answer *v) {
    json_key(j, "elsewhen");
    json_open_array(j);
    for (size_t i = 0; i < v->elsewhen_count; i++)
        json_add_str(j, v->elsewhen[i].act->row.id);
    json_close_array(j);
}

static void write_questions(struct http_call *call, struct json *j, const struct web_answer *v) {
    bool english = http_english(call);
    json_key(j, "open_questions");
    json_open_array(j);
    for (size_t i = 0; i < v->question_count; i++) {
        const struct law_open_question *q = v->questions[i];
        json_open_object(j);
        json_put_str(j, "id", q->row.id);
        json_put_str(j, "question", law_say(q->question, english));
        json_put_str(j, "why", law_say(q->why, english));
        json_put_str(j, "now", law_say(q->now, english));
        json_put_bool(j, "disagree", q->disagree);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_reason(struct http_call *call, struct json *j, const struct web_answer *v) {
    json_key(j, "reason");
    if (!v->answer) {
        json_add_null(j);
        return;
    }
    json_open_object(j);
    json_put_str(j, "why", law_say(v->answer->why, http_english(call)));
    law_write_cite(j, &v->answer->cite);
    json_close_object(j);
}

struct err api_advice_get(struct http_call *call) {
    struct asked q = {.faults = NEW(call->arena, struct intake_faults, 1)};
    read_asked(call, &q);
    if (q.faults->count)
        return http_fail(call, ERR(ERR_INVALID, q.faults->list[0].field), q.faults);
    struct web_answer v = http_answer(call, &q.of);
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "verdict", may_name(v.verdict));
    json_put_bool(&j, "badge", v.badge);
    json_put_str(&j, "topic", q.of.topic->row.id);
    json_put_str(&j, "question", law_say(q.of.topic->question, http_english(call)));
    json_put_str(&j, "subject", q.of.subject->row.id);
    http_json_date(&j, "date", q.of.day);
    json_put_str(&j, "election", q.of.election->id);
    json_put_str(&j, "stage", v.stage);
    json_put_bool(&j, "in_election", v.in_election);
    json_put_bool(&j, "after_determination", v.after_determination);
    law_write_calendar(&j, call->arena, q.of.election);
    write_acts(call, &j, &v);
    write_elsewhen(&j, &v);
    write_reason(call, &j, &v);
    json_put_str(&j, "instead",
                 v.instead ? law_say(q.of.topic->instead, http_english(call)) : (struct str){0});
    json_put_str(&j, "example", law_say(q.of.topic->example, http_english(call)));
    write_questions(call, &j, &v);
    json_put_str(&j, "rules", hex_encode(call->arena, http_law(call)->hash.b, HASH_LEN));
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

/* --- which law --- */

static void write_rulebooks(struct http_call *call, struct json *j) {
    const struct law *law = http_law(call);
    json_key(j, "rulebooks");
    json_open_array(j);
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        json_open_object(j);
        json_put_str(j, "name",
                     arena_printf(call->arena, "%.*s@%d", STR_ARG(rules->regime), rules->version));
        json_put_str(j, "hash", hex_encode(call->arena, rules->hash.b, HASH_LEN));
        http_json_date(j, "from", rules->from);
        json_key(j, "to");
        if (rules->to.day == LAW_OPEN)
            json_add_null(j);
        else
            json_add_str(j, date_format(call->arena, rules->to));
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_published(struct http_call *call, struct json *j,
                            const struct flow_published *p) {
    json_open_object(j);
    json_put_int(j, "index", p->index);
    http_json_instant(call, j, "at", p->at);
    json_put_str(j, "law", p->law);
    json_put_str(j, "body", p->body);
    json_put_str(j, "manifest", p->manifest);
    json_put_str(j, "salt", base64_encode(call->arena, p->salt.b, HASH_LEN));
    json_key(j, "bundle");
    if (p->bundle.bytes)
        json_add_str(j, hex_encode(call->arena, p->bundle.sha256.b, HASH_LEN));
    else
        json_add_null(j);
    json_put_int(j, "bundle_bytes", p->bundle.bytes);
    json_close_object(j);
}

struct err api_rules_get(struct http_call *call) {
    const struct law *law = http_law(call);
    const struct flow_published *list;
    size_t count;
    struct err e = flow_published(http_reader(call), call->arena, &list, &count);
    if (e.code)
        return e;
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "law", hex_encode(call->arena, law->hash.b, HASH_LEN));
    json_put_str(&j, "holidays", law->calendar.version);
    write_rulebooks(call, &j);
    json_key(&j, "published");
    json_open_array(&j);
    for (size_t i = 0; i < count; i++)
        write_published(call, &j, &list[i]);
    json_close_array(&j);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

struct err api_rules_bundle_get(struct http_call *call) {
    struct hash law;
    struct flow_published version;
    struct str hex = http_param(call, "law");
    if (!hex_decode(hex, law.b, HASH_LEN))
        return ERR(ERR_MISSING, STR("rules"));
    struct err e = flow_published_find(http_reader(call), call->arena, hex, &version);
    int fd;
    int64_t bytes;
    if (!e.code)
        e = blob_open(flow_blobs(http_app(call)->flow), &version.bundle.sha256, &fd, &bytes);
    if (e.code)
        return e;
    http_set_header(call, "Content-Disposition",
                    arena_printf(call->arena, "attachment; filename=\"netral-rules-%.12s.txt\"",
                                 arena_c(call->arena, hex)));
    http_set_cache(call, "public, max-age=86400");
    return http_reply_file(call, "application/octet-stream", fd, bytes);
}
