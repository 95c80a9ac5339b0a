#include "http/case_view.h"
#include "http/handlers.h"

#include "flow/handing.h"

#include "web/templates.h"

#include "intake/credentials.h"

/* K3: one case. Its forms post back to its own address: a step of the rulebook or a takeover
 * ("langkah"), the opening of the reporter's identity ("identitas"), or the key of the evidence for
 * another office ("serah"). A step that was taken
 * answers with a redirect, so that a reload takes nothing twice; everything that was refused comes
 * back with what was typed. K3a is the same page cut down to what an office above needs that does
 * not read the case and may take its tasks over. */

static struct err show(struct http_call *call, const struct flow_case *file,
                       const struct http_case_extra *extra, int status) {
    struct web_case view;
    struct err e = http_case_view(call, file, extra, &view);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    web_render_case(call->out, &view, &c);
    return http_page(call, status);
}

/* A request as it goes on: what its form left for finish, and what is to be shown at the end. */
struct request {
    struct http_look look; /* no page of a case is sent before the look at it is on record */
    bool tasks;            /* K3a */
    struct http_case_extra extra;
    int status; /* of that page; 0: none is to be shown yet */
    struct flow_act act;
    struct flow_identity opening;
    bool is_identity;
    struct flow_handing handing;
    bool is_handing;
};

static struct err read_for(struct http_call *call, struct request *r) {
    return r->tasks ? http_takeover_read(call, &r->look.file) : http_case_read(call, &r->look.file);
}

static struct err show_later(struct http_call *call, struct request *r, int status) {
    r->status = status;
    r->extra.tasks = r->tasks;
    call->state = r;
    return http_look(call, &r->look, STR(""));
}

struct err page_case(struct http_call *call) {
    struct request *r = NEW(call->arena, struct request, 1);
    struct err e = http_case_read(call, &r->look.file);
    if (e.code)
        return e;
    struct str said = http_query(call, "pesan");
    if (said.len)
        r->extra.message =
            web_text(str_equal(said, STR("serah")) ? WEB_T_CASE_HAND_DONE : WEB_T_CASE_RECORDED,
                     http_english(call));
    return show_later(call, r, 200);
}

struct err page_takeover(struct http_call *call) {
    struct request *r = NEW(call->arena, struct request, 1);
    r->tasks = true;
    struct err e = read_for(call, r);
    return e.code ? e : show_later(call, r, 200);
}

/* From the work list of an office that reads no case below it: it knows the number of the page. */
struct err page_takeover_find(struct http_call *call) {
    struct case_id id;
    if (!str_to_int(str_trim(http_query(call, "perkara")), &id.v) || id.v < 0)
        return ERR(ERR_MISSING, STR("case"));
    return http_reply_redirect(call, http_case_path(call, id, true));
}

struct err page_case_shown(struct http_call *call) {
    const struct request *r = call->state;
    struct err e = r->look.reading.job.result;
    return e.code ? e : show(call, &r->look.file, &r->extra, r->status);
}

static struct err post_identity(struct http_call *call, struct request *r) {
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_pairs typed = {&(struct intake_pair){STR("reason"), http_form(call, "alasan")},
                                 1};
    struct err e = intake_reason_form(call->arena, &typed, &r->opening.reason, faults);
    if (e.code == ERR_INVALID && faults->count) {
        r->extra.identity_error = web_fault_text(call->arena, faults->list[0].code,
                                                 faults->list[0].limit, http_english(call));
        return show_later(call, r, 422);
    }
    if (e.code)
        return e;
    r->is_identity = true;
    r->opening.id = r->look.file.state.id;
    r->opening.staff = *http_staff(call);
    r->opening.now = call->now;
    r->opening.salt = env_hash(call->env);
    flow_identity_prepare(&r->opening);
    call->state = r;
    return http_write(call, &r->opening.job);
}

static struct err show_faults(struct http_call *call, struct request *r) {
    r->extra = (struct http_case_extra){
        .step = r->act.step, .track = r->act.track, .pairs = &call->form, .faults = &r->act.faults};
    return show_later(call, r, 422);
}

static struct err post_step(struct http_call *call, struct request *r) {
    struct intake_action *action = NEW(call->arena, struct intake_action, 1);
    const struct flow_case *file = &r->look.file;
    r->act.id = file->state.id;
    r->act.track = http_form(call, "jalur");
    const struct law_rulebook *rules = flow_rules(file, r->act.track);
    r->act.step = rules ? law_action(file->law, rules, http_form(call, "langkah")) : NULL;
    if (!r->act.step || (r->tasks && !r->act.step->takeover))
        return ERR(ERR_MISSING, STR("action"));
    struct err e = flow_authorize_step(http_staff(call), &file->state, r->act.step);
    if (!e.code)
        e = intake_action_form(call->arena, &call->form, r->act.step, action, &r->act.faults);
    if (e.code == ERR_INVALID && r->act.faults.count)
        return show_faults(call, r);
    if (e.code)
        return e;
    r->act.staff = *http_staff(call);
    r->act.action = action;
    r->act.now = call->now;
    r->act.salt = env_hash(call->env);
    flow_act_prepare(&r->act);
    call->state = r;
    return http_write(call, &r->act.job);
}

static struct err post_handing(struct http_call *call, struct request *r) {
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct flow_handing *x = &r->handing;
    struct err e = intake_handing_form(call->arena, &call->form, &x->typed, faults);
    if (e.code)
        return e;
    r->is_handing = true;
    x->id = r->look.file.state.id;
    x->staff = *http_staff(call);
    x->now = call->now;
    flow_handing_prepare(http_app(call)->flow, x);
    call->state = r;
    return http_write(call, &x->job);
}

/* What a form of the page asks for. */
struct ask {
    struct str name; /* aksi */
    enum flow_verb verb;
    struct err (*post)(struct http_call *call, struct request *r);
};
static const struct ask *asked(const struct http_call *call) {
    static const struct ask ASKS[] = {
        {STR_INIT("identitas"), FLOW_IDENTITY_OPEN, post_identity},
        {STR_INIT("serah"), FLOW_EVIDENCE_HAND, post_handing},
        {STR_INIT("langkah"), FLOW_STEP_OFFICER, post_step}, /* whoever takes it: post_step */
    };
    size_t i = 0;
    while (i + 1 < COUNT_OF(ASKS) && !str_equal(http_form(call, "aksi"), ASKS[i].name))
        i++;
    return &ASKS[i];
}

/* The role is asked before the case is looked for, as for the API: authorize.h. */
struct err page_case_post(struct http_call *call) {
    struct request *r = NEW(call->arena, struct request, 1);
    const struct ask *ask = asked(call);
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = flow_authorize_role(http_staff(call), ask->verb);
    if (!e.code)
        e = http_case_read(call, &r->look.file);
    if (!e.code && ask->verb != FLOW_STEP_OFFICER)
        e = flow_authorize(http_staff(call), ask->verb, &r->look.file.state);
    return e.code ? e : ask->post(call, r);
}

struct err page_takeover_post(struct http_call *call) {
    struct request *r = NEW(call->arena, struct request, 1);
    r->tasks = true;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = read_for(call, r);
    return e.code ? e : post_step(call, r);
}

static struct err identity_done(struct http_call *call, const struct request *r) {
    if (r->opening.job.result.code)
        return r->opening.job.result;
    struct http_case_extra extra = {.identity = r->opening.identity};
    return show(call, &r->look.file, &extra, 200); /* the opening is the record of it */
}

/* Who gave the tasks back may not read the case any more. */
static struct err step_done(struct http_call *call, const struct request *r) {
    if (flow_authorize(http_staff(call), FLOW_CASE_READ, &r->act.state).code)
        return http_reply_redirect(call, http_path(call, WEB_PATH_WORK));
    return http_reply_redirect(call, arena_printf(call->arena, "%.*s?pesan=1",
                                                  STR_ARG(http_case_path(call, r->act.id, false))));
}

static struct err handing_done(struct http_call *call, const struct request *r) {
    if (r->handing.job.result.code)
        return r->handing.job.result;
    struct str page = http_case_path(call, r->handing.id, false);
    return http_reply_redirect(
        call, arena_printf(call->arena, "%.*s?pesan=serah#serahkan", STR_ARG(page)));
}

struct err page_case_done(struct http_call *call) {
    struct request *r = call->state;
    if (r->status)
        return page_case_shown(call);
    if (r->is_handing)
        return handing_done(call, r);
    struct err result = r->is_identity ? r->opening.job.result : r->act.job.result;
    if (!r->is_identity && !result.code)
        return step_done(call, r);
    struct err e = read_for(call, r);
    if (e.code)
        return e;
    if (r->is_identity)
        return identity_done(call, r);
    if (result.code == ERR_INVALID && r->act.faults.count)
        return show_faults(call, r);
    if (result.code == ERR_CONFLICT || result.code == ERR_STEP_BLOCKED) {
        r->extra = (struct http_case_extra){
            .step = r->act.step, .track = r->act.track, .pairs = &call->form, .conflict = true};
        return show_later(call, r, 409);
    }
    return result;
}
