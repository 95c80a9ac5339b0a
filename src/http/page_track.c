#include "http/handlers.h"
#include "http/page_common.h"
#include "http/track.h"

#include "base/regions.h"

/* P6 and P7: a reporter comes back with the code alone, of which their browser sends a token where
 * it drew the code. A code that is no code, one that is nobody's and one that is mistyped are
 * answered alike, after the same throttle as the API's. */

static struct err entry_page(struct http_call *call, int status, const struct web_track *v) {
    struct web_common c = http_common(call);
    web_render_track(call->out, v, &c);
    return http_page(call, status);
}

struct err page_track_get(struct http_call *call) {
    return entry_page(call, 200, &(struct web_track){0});
}

/* A takeover leaves the state: what is told is who works. */
static struct str told(const struct http_call *call, const struct flow_case *file,
                       const struct case_taken *taken) {
    const struct law_takeover *takeover = law_takeover(file->law, taken->name);
    const struct law_state *state = law_state(file->rules, taken->to);
    if (takeover)
        return law_say(takeover->reporter, http_english(call));
    return state ? law_say(state->reporter, http_english(call)) : taken->to;
}

/* Received, then every step of the case's own procedure and of those split off it, in the words for
 * reporters: what else runs beside it has other addressees. */
static void fill_events(struct http_call *call, const struct flow_case *file,
                        struct web_status *v) {
    const struct case_state *cs = &file->state;
    struct web_event *list = NEW(call->arena, struct web_event, cs->taken_count + 1);
    list[0].at = cs->received_at;
    list[0].label = web_text_by_name(STR("receipt.heading"), http_english(call));
    v->event_count = 1;
    for (size_t i = 0; i < cs->taken_count; i++)
        if (case_is_own(cs, cs->taken[i].track) && cs->taken[i].step.len)
            list[v->event_count++] =
                (struct web_event){.at = cs->taken[i].at, .label = told(call, file, &cs->taken[i])};
    v->events = list;
}

/* The day of the last step: what upkeep and officers do beside the procedure is none. */
static struct instant stands_since(const struct case_state *cs) {
    for (size_t i = cs->taken_count; i-- > 0;)
        if (cs->taken[i].step.len)
            return cs->taken[i].at;
    return cs->received_at;
}

static struct err status_page(struct http_call *call, const struct flow_case *file) {
    const struct case_state *cs = &file->state;
    struct case_track told = case_told(cs);
    const struct law_state *state = law_state(file->rules, told.state);
    enum zone zone = region_zone(cs->received.report.region);
    struct web_status v = {
        .number = cs->received.number,
        .report = cs->received.report.channel == INTAKE_REPORT,
        .complaint = cs->received.report.channel == INTAKE_COMPLAINT,
        .terminal = state && state->terminal,
        .status = state ? law_say(state->reporter, http_english(call)) : told.state,
        .since = instant_date(stands_since(cs), zone),
    };
    struct http_steps steps = http_steps(call->arena, file->rules, cs->clocks, cs->clock_count);
    v.next_count = v.terminal ? 0 : http_web_nexts(call, &steps, &v.nexts);
    v.missing_count =
        v.terminal || cs->registration.len ? 0 : http_web_missing(call, &cs->received, &v.missing);
    fill_events(call, file, &v);
    struct web_common c = http_common(call);
    c.zone = zone;
    web_render_status(call->out, &v, &c);
    return http_page(call, 200);
}

static struct err wrong_code(struct http_call *call) {
    http_limit_failed(call, HTTP_LIMIT_CODE);
    return entry_page(
        call, 404,
        &(struct web_track){.error = web_text_by_name(STR("track.wrong"), http_english(call))});
}

struct err page_track_post(struct http_call *call) {
    struct err e = http_limit_ask(call, HTTP_LIMIT_CODE);
    if (e.code)
        return entry_page(call, 429,
                          &(struct web_track){.code = http_form(call, "code"),
                                              .token = http_form(call, "token")});
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct intake_track asked;
    e = intake_track_form(call->arena, &call->form, &asked, faults);
    if (e.code)
        return faults->count ? wrong_code(call) : e;
    struct flow_case file;
    e = http_track(call, &asked, &file);
    if (e.code == ERR_MISSING)
        return wrong_code(call);
    return e.code ? e : status_page(call, &file);
}
