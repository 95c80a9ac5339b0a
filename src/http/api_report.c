#include "http/app.h"
#include "http/handlers.h"
#include "http/track.h"

#include "flow/directory.h"
#include "flow/receipt.h"

/* POST /api/v1/reports and what a reporter may ask with a receipt code. */

static void key_of(const struct http_call *call, struct id128 *ret, struct intake_faults *faults) {
    struct str text = http_header(call, "Idempotency-Key");
    if (!intake_uuid(text, ret))
        intake_fault_add(faults, STR("Idempotency-Key"), text.len ? "not_a_uuid" : "required", 0);
}

/* Of a code that the reporter's program drew, and that this server never has. */
static void token_of(const struct http_call *call, struct flow_report *r,
                     struct intake_faults *faults) {
    struct str text = http_header(call, "Receipt-Token");
    r->drawn = text.len > 0;
    if (r->drawn && !hex_decode(text, r->token.b, HASH_LEN))
        intake_fault_add(faults, STR("Receipt-Token"), "not_an_id", 0);
}

struct err api_reports_post(struct http_call *call) {
    struct flow_report *r = NEW(call->arena, struct flow_report, 1);
    struct intake_report *report = NEW(call->arena, struct intake_report, 1);
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_context context = http_intake_context(call);
    key_of(call, &r->key, faults);
    bool keyed = !faults->count;
    token_of(call, r, faults);
    bool named = !faults->count;
    struct err e = intake_report_json(call->arena, call->body, &context, report, faults);
    if (!e.code && !keyed)
        e = ERR(ERR_INVALID, STR("Idempotency-Key"));
    else if (!e.code && !named)
        e = ERR(ERR_INVALID, STR("Receipt-Token"));
    if (e.code)
        return http_fail(call, e, faults);
    e = http_limit_take(call, HTTP_LIMIT_REPORT);
    if (e.code)
        return e;
    r->report = report;
    r->identity = flow_identity_json(call->arena, report);
    r->request = hash_sha256(call->body);
    r->now = call->now;
    r->staff = *http_staff(call);
    flow_report_prepare(http_app(call)->flow, call->arena, r);
    call->state = r;
    return http_write(call, &r->job);
}

static void write_next(struct http_call *call, struct json *j, const struct http_steps *steps) {
    json_key(j, "next");
    json_open_array(j);
    for (size_t i = 0; i < steps->count; i++) {
        const struct http_next *next = &steps->list[i];
        json_open_object(j);
        json_put_str(j, "step", next->clock->id);
        http_json_date(j, "due", next->clock->due);
        http_json_date(j, "due_early", next->clock->due_early);
        if (next->law) {
            json_put_str(j, "label", law_say(next->law->name, http_english(call)));
            law_write_cite(j, &next->law->cite);
        }
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_missing(struct http_call *call, struct json *j, const struct law_rulebook *rules,
                          const struct case_received *received) {
    json_key(j, "missing");
    json_open_array(j);
    for (size_t i = 0; i < received->missing_count; i++) {
        const struct law_requirement *law = http_requirement(rules, received->missing[i]);
        json_open_object(j);
        json_put_str(j, "id", received->missing[i]);
        if (law) {
            json_put_bool(j, "formal", law->formal);
            json_put_str(j, "text", law_say(law->text, http_english(call)));
            law_write_cite(j, &law->cite);
        }
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_case(struct json *j, struct case_id id) {
    json_key(j, "case");
    json_add_raw(j, STR("\""));
    buf_add_int(j->out, id.v);
    buf_add_char(j->out, '"');
}

struct str http_receipt_bundle(struct http_call *call, const struct flow_report *r) {
    struct flow_bundle_parts parts =
        flow_bundle_of(call->arena, flow_vkey(http_app(call)->flow), r);
    return flow_bundle_text(call->arena, &parts);
}

struct err api_reports_done(struct http_call *call) {
    struct flow_report *r = call->state;
    flow_report_forget(r);
    if (r->job.result.code) {
        struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
        struct err e = http_report_fault(r->job.result, faults);
        return faults->count ? http_fail(call, e, faults) : e;
    }
    const struct law_rulebook *rules = law_rulebook_named(http_law(call), r->received.rules);
    struct http_steps next =
        http_steps(call->arena, rules, r->received.clocks, r->received.clock_count);
    struct json j = http_json(call);
    json_open_object(&j);
    put_case(&j, r->id);
    json_put_str(&j, "number", r->received.number);
    if (!r->drawn)
        json_put_str(&j, "receipt_code", seal_code_format(call->arena, &r->code));
    json_put_str(&j, "state", r->received.state);
    if (r->received.sealed.len) {
        json_put_str(&j, "sealed", r->received.sealed);
        json_put_str(&j, "sealed_mark", r->received.sealed_mark);
    }
    if (r->received.evidence_sealed.len)
        json_put_str(&j, "evidence_sealed", r->received.evidence_sealed);
    write_missing(call, &j, rules, &r->received);
    write_next(call, &j, &next);
    json_key(&j, "receipt");
    struct flow_bundle_parts parts =
        flow_bundle_of(call->arena, flow_vkey(http_app(call)->flow), r);
    flow_bundle_write(&j, call->arena, &parts);
    json_close_object(&j);
    return http_reply(call, 201, HTTP_TYPE_JSON);
}

/* GET /api/v1/seal-keys?region=16.06: who may handle a report of that region, the nearest first,
 * and to which key a browser seals who reported; without recipient: that office has none. */
struct err api_seal_keys_get(struct http_call *call) {
    struct flow_seal_levels levels;
    struct err e =
        flow_seal_levels(http_reader(call), call->arena, http_query(call, "region"), &levels);
    if (e.code)
        return e;
    struct json j = http_json(call);
    json_open_object(&j);
    json_key(&j, "offices");
    json_open_array(&j);
    for (size_t i = 0; i < FLOW_SEAL_LEVELS; i++) {
        const struct flow_seal_level *level = &levels.list[i];
        json_open_object(&j);
        json_put_str(&j, "office", level->office.id);
        if (level->recipient.len) {
            json_put_int(&j, "n", level->n);
            json_put_str(&j, "recipient", level->recipient);
            json_put_str(&j, "mark", flow_fingerprint(call->arena, level->recipient));
        }
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
    http_set_cache(call, "no-cache");
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

/* POST /api/v1/evidence: the raw body went through HTTP_UPLOAD_SINK; fsync waits on the worker. */
struct evidence {
    struct http_uploads *uploads;
    struct case_evidence piece;
    struct err result;
};

static void keep_evidence(struct http_call *call) {
    struct evidence *ev = call->state;
    ev->result = http_uploads_keep(call, ev->uploads, &ev->piece);
}

struct err api_evidence_post(struct http_call *call) {
    struct evidence *ev = NEW(call->arena, struct evidence, 1);
    ev->uploads = http_uploads(call);
    if (!ev->uploads) {
        struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
        intake_fault_add(faults, STR("body"), "empty_file", 0);
        return http_fail(call, ERR(ERR_INVALID, STR("body")), faults);
    }
    call->state = ev;
    struct err e = http_offload(call, keep_evidence);
    if (e.code)
        http_uploads_drop(ev->uploads);
    return e;
}

struct err api_evidence_done(struct http_call *call) {
    struct evidence *ev = call->state;
    if (ev->result.code)
        return ev->result;
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "id", hex_encode(call->arena, ev->piece.id.b, sizeof ev->piece.id.b));
    json_put_str(&j, "sha256", hex_encode(call->arena, ev->piece.sha256.b, HASH_LEN));
    json_put_int(&j, "bytes", ev->piece.bytes);
    json_close_object(&j);
    return http_reply(call, 201, HTTP_TYPE_JSON);
}

static void write_timeline(struct http_call *call, struct json *j, const struct flow_case *file) {
    const struct case_state *cs = &file->state;
    json_key(j, "timeline");
    json_open_array(j);
    json_open_object(j);
    http_json_instant(call, j, "at", cs->received_at);
    json_put_str(j, "step", STR("received"));
    json_close_object(j);
    for (size_t i = 0; i < cs->taken_count; i++) {
        if (!case_is_own(cs, cs->taken[i].track) || !cs->taken[i].step.len)
            continue; /* what runs beside has other addressees */
        const struct law_state *state = law_state(file->rules, cs->taken[i].to);
        json_open_object(j);
        http_json_instant(call, j, "at", cs->taken[i].at);
        json_put_str(j, "step", cs->taken[i].name);
        if (state)
            json_put_str(j, "status", law_say(state->reporter, http_english(call)));
        json_close_object(j);
    }
    json_close_array(j);
}

static struct err write_status(struct http_call *call, const struct flow_case *file) {
    struct case_track told = case_told(&file->state);
    const struct law_state *state = law_state(file->rules, told.state);
    struct http_steps next =
        http_steps(call->arena, file->rules, file->state.clocks, file->state.clock_count);
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "number", file->state.received.number);
    json_put_str(&j, "state", told.state);
    json_put_bool(&j, "terminal", state && state->terminal);
    json_put_str(&j, "status", state ? law_say(state->reporter, http_english(call)) : STR(""));
    write_timeline(call, &j, file);
    write_next(call, &j, &next);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

/* What is no code and no token is answered as one that is unknown. */
struct err http_track(struct http_call *call, const struct intake_track *asked,
                      struct flow_case *ret) {
    struct flow *flow = http_app(call)->flow;
    struct seal_code code;
    struct hash token;
    if (asked->code.len && seal_code_parse(asked->code, &code))
        return flow_track(flow, http_reader(call), call->arena, &code, ret);
    if (asked->token.len && hex_decode(asked->token, token.b, HASH_LEN))
        return flow_track_token(flow, http_reader(call), call->arena, &token, ret);
    return ERR(ERR_MISSING, STR("receipt-code"));
}

struct err api_track_post(struct http_call *call) {
    struct err e = http_limit_ask(call, HTTP_LIMIT_CODE);
    if (e.code)
        return e;
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_track asked;
    e = intake_track_json(call->arena, call->body, &asked, faults);
    if (e.code)
        return http_fail(call, e, faults);
    struct flow_case file;
    e = http_track(call, &asked, &file);
    if (e.code == ERR_MISSING) {
        http_limit_failed(call, HTTP_LIMIT_CODE);
        return ERR(ERR_MISSING, STR("receipt-code"));
    }
    return e.code ? e : write_status(call, &file);
}
