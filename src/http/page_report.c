#include "http/page_receipt.h"

#include "base/regions.h"
#include "flow/directory.h"
#include "http/arrival.h"
#include "http/handlers.h"

/* P2 before reporting, P3 the form, and its POST without JavaScript: the same names, limits and
 * sentences as POST /api/v1/reports, the answer is a page. Nobody is remembered between the two:
 * what was typed travels in the form itself. */

struct err page_before_get(struct http_call *call) {
    struct web_before v = http_web_before(call, http_election(call, http_today(call)));
    struct web_common c = http_common(call);
    web_render_before(call->out, &v, &c);
    return http_page(call, 200);
}

/* Only what reporters choose from in this election today; intake takes every known act. */
static void fill_acts(struct http_call *call, struct web_form *v,
                      const struct law_election *election) {
    const struct law *law = http_law(call);
    const struct law_act **acts = NEW(call->arena, const struct law_act *, law->act_count);
    size_t count = law_acts_listed(law, election, v->today, acts, law->act_count);
    struct web_option *list = NEW(call->arena, struct web_option, count + 1);
    for (size_t i = 0; i < count; i++) {
        list[i].value = acts[i]->row.id;
        list[i].label = law_say(acts[i]->plain, http_english(call));
    }
    v->acts = list;
    v->act_count = count;
}

static void fill_classes(struct http_call *call, struct web_form *v) {
    const struct law *law = http_law(call);
    struct web_option *list = NEW(call->arena, struct web_option, law->class_count + 1);
    for (size_t i = 0; i < law->class_count; i++) {
        list[i].value = law->classes[i].row.id;
        list[i].label = law_say(law->classes[i].label, http_english(call));
    }
    v->classes = list;
    v->class_count = law->class_count;
}

/* Regencies and cities of the region that this store serves. */
static void fill_regions(struct http_call *call, struct web_form *v) {
    struct str served = http_owner(call)->region;
    struct web_option *list = NEW(call->arena, struct web_option, region_count());
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        if (region->kind == REGION_PROVINSI || !str_starts(region->code, served))
            continue;
        list[v->region_count].value = region->code;
        list[v->region_count++].label = region->name;
    }
    v->regions = list;
}

/* RFC 9562 version 4: the idempotency key of this copy of the form. */
static struct str new_key(struct http_call *call) {
    struct id128 id = env_id128(call->env);
    id.b[6] = (uint8_t)((id.b[6] & 0x0f) | 0x40);
    id.b[8] = (uint8_t)((id.b[8] & 0x3f) | 0x80);
    struct str hex = hex_encode(call->arena, id.b, sizeof id.b);
    return arena_printf(call->arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex.ptr, hex.ptr + 8,
                        hex.ptr + 12, hex.ptr + 16, hex.ptr + 20);
}

static struct err form_page(struct http_call *call, int status, struct web_form *v) {
    struct date today = http_today(call);
    const struct law_election *election = http_election(call, today);
    if (!v->key.len)
        v->key = new_key(call);
    v->today = today;
    v->limits = http_web_before(call, election);
    if (election) {
        v->election = election->id;
        v->election_from = election->opens;
    }
    fill_acts(call, v, election);
    fill_classes(call, v);
    fill_regions(call, v);
    struct err e = flow_directory_mark(http_reader(call), call->arena, &v->keys);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    web_render_form(call->out, v, &c);
    return http_page(call, status);
}

struct err page_form_get(struct http_call *call) {
    struct web_form v = {0};
    /* "Report in this region" on the map's pages leads here. */
    v.region.value = http_query(call, "wilayah");
    return form_page(call, 200, &v);
}

/* --- POST --- */

struct posted {
    struct flow_report report; /* first: its job finds it */
    struct intake_report read;
    struct intake_faults faults;
    struct http_arrivals *arrivals;
    struct http_kept *files; /* of them, as many as came */
    size_t file_count;
    bool had_files;
    enum err_code refused; /* of a file, or of all for now */
    struct err kept;       /* of the files */
};

/* The form again, with what was typed and what is wrong; files cannot be typed back. */
static struct err form_again(struct http_call *call, struct posted *p) {
    struct web_form v = {.files_lost = p->had_files};
    struct id128 key;
    struct str typed = http_form(call, "kunci");
    if (intake_uuid(typed, &key))
        v.key = typed;
    web_form_fill(call->arena, &call->form, &p->faults, http_english(call), &v);
    return form_page(call, p->refused ? err_http(p->refused) : 422, &v);
}

static void prepare(struct http_call *call, struct posted *p) {
    struct flow_report *r = &p->report;
    struct id128 *ids = NEW(call->arena, struct id128, p->file_count + 1);
    struct hash *came = NEW(call->arena, struct hash, p->file_count + 1);
    for (size_t i = 0; i < p->file_count; i++) {
        ids[i] = p->files[i].piece.id;
        came[i] = p->files[i].came.sha256; /* sealed twice, it would be another one */
    }
    p->read.evidence = ids;
    p->read.evidence_count = p->file_count;
    r->identity = flow_identity_json(call->arena, &p->read);
    /* kerja: it was busy before, and is no other report */
    r->request = http_request_hash(call, STR("kerja"), came, p->file_count);
    r->now = call->now;
    flow_report_prepare(http_app(call)->flow, call->arena, r);
}

/* On the worker: files are sealed and made durable first, then the report that names them. */
static void keep_and_report(struct http_call *call) {
    struct posted *p = call->state;
    p->kept = http_arrivals_keep(call, p->arrivals, &p->report, p->files);
    if (p->kept.code)
        return;
    prepare(call, p);
    p->report.job.arena = call->arena;
    p->kept = flow_run_now(http_app(call)->flow, &p->report.job);
}

static struct err start(struct http_call *call, struct posted *p) {
    p->report.report = &p->read;
    if (!p->arrivals) {
        prepare(call, p);
        return http_write(call, &p->report.job);
    }
    struct flow *flow = http_app(call)->flow;
    p->file_count = http_arrival_count(p->arrivals);
    p->files = NEW(call->arena, struct http_kept, p->file_count);
    struct err e = flow_arrival_begin(flow, http_reader(call), call->arena, &p->report);
    if (!e.code)
        e = http_offload(call, keep_and_report);
    if (!e.code)
        return OK;
    flow_report_forget(&p->report);
    http_arrivals_drop(p->arrivals);
    e = http_report_fault(e, &p->faults);
    return p->faults.count ? form_again(call, p) : e;
}

struct err page_form_post(struct http_call *call) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct intake_context context = http_intake_context(call);
    p->arrivals = http_arrivals(call);
    p->refused = http_arrival_faults(call, &p->faults);
    p->had_files = p->arrivals || p->refused;
    call->state = p;
    struct err e = intake_report_form(call->arena, &call->form, &context, &p->read, &p->faults);
    if (!e.code && !p->refused) {
        e = http_limit_take(call, HTTP_LIMIT_REPORT);
        p->refused = e.code;
    }
    if (!e.code && !p->refused) {
        /* A copy of the form without its key is answered all the same, only not twice alike. */
        if (!intake_uuid(http_form(call, "kunci"), &p->report.key))
            p->report.key = env_id128(call->env);
        return start(call, p);
    }
    http_arrivals_drop(p->arrivals);
    return p->faults.count || p->refused ? form_again(call, p) : e;
}

struct err page_form_done(struct http_call *call) {
    struct posted *p = call->state;
    flow_report_forget(&p->report);
    struct err e = p->kept.code ? p->kept : p->report.job.result;
    if (!e.code)
        return http_receipt_page(call, &p->report,
                                 (struct http_kept_list){p->files, p->file_count});
    e = http_report_fault(e, &p->faults);
    return p->faults.count ? form_again(call, p) : e;
}
