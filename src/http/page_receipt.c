#include "http/page_receipt.h"

#include "flow/receipt.h"
#include "flow/witness.h"
#include "http/handlers.h"
#include "http/track.h"

/* P5: the receipt. After a form without JavaScript it is the answer itself; the form's script
 * brings the API's answer back here to have it drawn with its QR code, for print. A code that the
 * browser drew does not come along, but its token: the script puts the code on the page. */

static struct err reply(struct http_call *call, const struct web_receipt *v) {
    struct web_common c = http_common(call);
    web_render_receipt(call->out, v, &c);
    return http_page(call, 200);
}

/* The QR code: the bundle in digits, never the receipt code (ledger/slip.h). A page without it is
 * whole; the file is there to download. */
static void draw(struct http_call *call, struct str bundle, struct str proof,
                 struct web_receipt *v) {
    if (flow_bundle_slip(call->arena, bundle, proof, &v->slip).code)
        v->slip = (struct str){0};
}

static void fill_case(struct http_call *call, const struct case_received *received,
                      struct web_receipt *v) {
    const struct law_rulebook *rules = law_rulebook_named(http_law(call), received->rules);
    struct http_steps steps =
        http_steps(call->arena, rules, received->clocks, received->clock_count);
    v->report = received->report.channel == INTAKE_REPORT;
    v->number = received->number;
    v->sealed_mark = received->sealed_mark;
    v->on_arrival = str_equal(received->sealed, STR("arrival"));
    v->next_count = http_web_nexts(call, &steps, &v->nexts);
    v->missing_count = http_web_missing(call, received, &v->missing);
}

/* Of a repeated request the files that came first are kept, under hashes of their own. */
static void fill_files(struct http_call *call, const struct case_received *received,
                       struct http_kept_list files, struct web_receipt *v) {
    if (files.count != received->evidence_count)
        return;
    struct web_sent *list = NEW(call->arena, struct web_sent, files.count + 1);
    for (size_t i = 0; i < files.count; i++) {
        const struct flow_arrived *came = &files.list[i].came;
        list[i] = (struct web_sent){
            .name = came->name,
            .bytes = came->bytes,
            .sent = hex_encode(call->arena, came->sha256.b, HASH_LEN),
            .kept = hex_encode(call->arena, received->evidence[i].sha256.b, HASH_LEN)};
    }
    v->files = list;
    v->file_count = files.count;
    v->files_sealed = received->evidence_sealed.len > 0;
}

struct err http_receipt_page(struct http_call *call, const struct flow_report *r,
                             struct http_kept_list files) {
    struct hash commit = ledger_commit(&r->event_salt, r->manifest);
    struct hash leaf = ledger_leaf(&commit);
    struct str bundle = http_receipt_bundle(call, r);
    struct ledger_manifest manifest;
    struct web_receipt v = {
        .code = seal_code_format(call->arena, &r->code),
        .bundle_base64 = base64_encode(call->arena, bundle.ptr, bundle.len),
        .leaf = hex_encode(call->arena, leaf.b, HASH_LEN),
        .index = r->id.v,
        /* Of a repeated request: when the first one was accepted. */
        .received = ledger_manifest_parse(call->arena, r->manifest, &manifest)
                        ? manifest.accepted_at
                        : r->now,
    };
    fill_case(call, &r->received, &v);
    fill_files(call, &r->received, files, &v);
    draw(call, bundle, (struct str){0}, &v);
    return reply(call, &v);
}

/* A reload of the receipt's address: there is nothing to show, since nobody is remembered. */
struct err page_receipt_get(struct http_call *call) {
    return http_reply_redirect(call, http_path(call, WEB_PATH_TRACK));
}

/* What witnesses have seen meanwhile is worth more than the proof of the day: the page to print and
 * the bundle get it, once the cosigned checkpoint covers the entry. */
static struct err prove_anew(struct http_call *call, int64_t index, struct web_receipt *v) {
    struct flow *flow = http_app(call)->flow;
    struct str note, proof = {0}, answer = http_form(call, "jawaban");
    int64_t size;
    if (flow_witnessed(flow, call->arena, &note, &size) && index < size) {
        struct err e = flow_log_own_proof(flow, http_reader(call), call->arena, index, &proof);
        if (e.code)
            return e;
        web_receipt_prove(call->arena, answer, proof, v);
    }
    draw(call, answer, proof, v);
    return OK;
}

static struct err refused(struct http_call *call) {
    http_limit_failed(call, HTTP_LIMIT_CODE);
    return ERR(ERR_MALFORMED, STR("jawaban"));
}

/* What is drawn was sent by the browser, so a page of someone else could have sent it: only a
 * genuine receipt of the case that its code, or token, opens is shown, and what the page says
 * beside it comes from the store. Only what is refused is a try: a reporter may print as often as
 * needed. */
struct err page_receipt_post(struct http_call *call) {
    struct err e = http_limit_ask(call, HTTP_LIMIT_CODE);
    if (e.code)
        return e;
    struct web_receipt v;
    if (!web_receipt_read(call->arena, http_form(call, "jawaban"), http_today(call), &v))
        return refused(call);
    struct flow_case file;
    struct flow_receipt_checked checked;
    struct flow *flow = http_app(call)->flow;
    const struct intake_track asked = {.code = v.code, .token = v.token};
    e = http_track(call, &asked, &file);
    if (!e.code)
        e = flow_receipt_here(flow, http_reader(call), call->arena, http_form(call, "jawaban"),
                              &checked);
    if (e.code == ERR_MISSING)
        http_limit_failed(call, HTTP_LIMIT_CODE);
    if (e.code)
        return e;
    if (!checked.genuine || checked.bundle.index != file.state.id.v)
        return refused(call);
    e = prove_anew(call, checked.bundle.index, &v);
    if (e.code)
        return e;
    fill_case(call, &file.state.received, &v);
    return reply(call, &v);
}
