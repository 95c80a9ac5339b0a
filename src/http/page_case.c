#include "http/case_view.h"
#include "http/handlers.h"

#include "web/templates.h"

#include "intake/credentials.h"

/* K3: one case. Its forms post back to its own address: a step of the rulebook ("langkah"), or the
 * opening of the reporter's identity ("identitas"). A step that was taken answers with a redirect,
 * so that a reload takes nothing twice; everything that was refused comes back with what was typed.
 */

static struct err show(struct http_call *call, const struct flow_case *file,
                       const struct http_case_extra *extra, int status) {
    struct web_case view = http_case_view(call, file, extra);
    struct web_common c = http_common(call);
    web_render_case(call->out, &view, &c);
    return http_page(call, status);
}

struct err page_case(struct http_call *call) {
    struct flow_case file;
    struct http_case_extra extra = {0};
    struct err e = http_case_read(call, &file);
    if (e.code)
        return e;
    if (http_query(call, "pesan").len)
        extra.message = web_text_by_name(STR("case.recorded"), http_english(call));
    return show(call, &file, &extra, 200);
}

/* What the two forms leave for finish. */
struct posted {
    struct flow_act act;
    struct flow_identity opening;
    bool is_identity;
};

static struct err post_identity(struct http_call *call, struct posted *p,
                                const struct flow_case *file) {
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_pairs typed = {&(struct intake_pair){STR("reason"), http_form(call, "alasan")},
                                 1};
    struct err e = intake_reason_form(call->arena, &typed, &p->opening.reason, faults);
    if (e.code == ERR_INVALID && faults->count) {
        struct http_case_extra extra = {
            .identity_error = web_fault_text(call->arena, faults->list[0].code,
                                             faults->list[0].limit, http_english(call))};
        return show(call, file, &extra, 422);
    }
    if (e.code)
        return e;
    p->is_identity = true;
    p->opening.id = file->state.id;
    p->opening.staff = *http_staff(call);
    p->opening.now = call->now;
    p->opening.salt = env_hash(call->env);
    flow_identity_prepare(&p->opening);
    call->state = p;
    return http_write(call, &p->opening.job);
}

static struct err show_faults(struct http_call *call, const struct flow_case *file,
                              const struct posted *p) {
    struct http_case_extra extra = {
        .step = p->act.step, .track = p->act.track, .pairs = &call->form, .faults = &p->act.faults};
    return show(call, file, &extra, 422);
}

static struct err post_step(struct http_call *call, struct posted *p,
                            const struct flow_case *file) {
    struct intake_action *action = NEW(call->arena, struct intake_action, 1);
    p->act.id = file->state.id;
    p->act.track = http_form(call, "jalur");
    const struct law_rulebook *rules = flow_rules(file, p->act.track);
    p->act.step = rules ? law_step(rules, http_form(call, "langkah")) : NULL;
    if (!p->act.step)
        return ERR(ERR_MISSING, STR("action"));
    struct err e = flow_authorize(http_staff(call), FLOW_CASE_ACT, &file->state, p->act.step);
    if (!e.code)
        e = intake_action_form(call->arena, &call->form, p->act.step, action, &p->act.faults);
    if (e.code == ERR_INVALID && p->act.faults.count)
        return show_faults(call, file, p);
    if (e.code)
        return e;
    p->act.staff = *http_staff(call);
    p->act.action = action;
    p->act.now = call->now;
    p->act.salt = env_hash(call->env);
    flow_act_prepare(&p->act);
    call->state = p;
    return http_write(call, &p->act.job);
}

struct err page_case_post(struct http_call *call) {
    struct flow_case *file = NEW(call->arena, struct flow_case, 1);
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = http_case_read(call, file);
    if (e.code)
        return e;
    struct posted *p = NEW(call->arena, struct posted, 1);
    if (str_equal(http_form(call, "aksi"), STR("identitas")))
        return post_identity(call, p, file);
    return post_step(call, p, file);
}

static struct err identity_done(struct http_call *call, const struct posted *p,
                                const struct flow_case *file) {
    if (p->opening.job.result.code)
        return p->opening.job.result;
    struct http_case_extra extra = {.identity = p->opening.identity};
    return show(call, file, &extra, 200);
}

struct err page_case_done(struct http_call *call) {
    const struct posted *p = call->state;
    struct flow_case file;
    struct err result = p->is_identity ? p->opening.job.result : p->act.job.result;
    struct err e = http_case_read(call, &file);
    if (e.code)
        return e;
    if (p->is_identity)
        return identity_done(call, p, &file);
    if (!result.code)
        return http_reply_redirect(call, arena_printf(call->arena, "%.*s%lld?pesan=1",
                                                      STR_ARG(http_path(call, WEB_PATH_CASE)),
                                                      (long long)p->act.id.v));
    if (result.code == ERR_INVALID && p->act.faults.count)
        return show_faults(call, &file, p);
    if (result.code == ERR_CONFLICT || result.code == ERR_STEP_BLOCKED) {
        struct http_case_extra extra = {
            .step = p->act.step, .track = p->act.track, .pairs = &call->form, .conflict = true};
        return show(call, &file, &extra, 409);
    }
    return result;
}
