#include "http/attend_view.h"
#include "http/handlers.h"

#include "base/regions.h"

/* The page that the QR code of a meeting opens on a phone: name, office, "I am here". Its address
 * says which meeting and, once somebody entered, which entry: nobody's name. */

struct attending {
    struct flow_attend attend; /* first: the job within is handed to the writer */
    struct intake_attendance said;
    struct intake_faults faults;
};

static struct str address_of(struct http_call *call) {
    return arena_printf(call->arena, "%.*s%.*s", STR_ARG(http_path(call, WEB_PATH_ATTEND)),
                        STR_ARG(http_param(call, "link")));
}

static struct err see(struct http_call *call, struct flow_attend_seen *ret) {
    const struct flow_attend_ask ask = {http_reader(call), call->arena, http_param(call, "link"),
                                        call->now};
    return flow_attend_see(http_app(call)->flow, &ask, ret);
}

static struct err show(struct http_call *call, int status, const struct flow_attend_seen *seen,
                       struct web_attend *v) {
    v->address = address_of(call);
    v->state = seen->state;
    struct err e = http_meeting_row(call, &seen->meeting, &v->row);
    if (!e.code)
        e = http_invited_choices(call, seen->meeting.invited, &v->offices, &v->office_count);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.zone = region_zone(seen->meeting.region);
    web_render_attend(call->out, v, &c);
    return http_page(call, status);
}

/* A code of a day that is over or of a meeting that was called off opens nothing more. */
static int status_of(enum attendance_state state) {
    enum { FINE = 200, GONE = 410 };
    return state == ATTENDANCE_OVER || state == ATTENDANCE_CANCELLED ? GONE : FINE;
}

/* Whoever comes back from the form, or loads the page again: the entry is of this meeting, or the
 * form is shown as if nobody had said one. */
static struct err fill_entry(struct http_call *call, const struct flow_attend_seen *seen,
                             struct web_attend *v) {
    struct store_attendance entry;
    int64_t id;
    v->entry = -1;
    if (!str_to_int(http_query(call, "catatan"), &id) || id < 0)
        return OK;
    struct err e = store_attendance_find(http_reader(call), call->arena, id, &entry);
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    if (entry.meeting == seen->meeting.id) {
        v->entry = entry.id;
        v->at = entry.at;
    }
    return OK;
}

struct err page_attend_get(struct http_call *call) {
    struct flow_attend_seen seen;
    struct web_attend v = {0};
    struct err e = see(call, &seen);
    if (!e.code)
        e = fill_entry(call, &seen, &v);
    return e.code ? e : show(call, v.entry >= 0 ? 200 : status_of(seen.state), &seen, &v);
}

static struct err again(struct http_call *call, int status, const struct flow_attend_seen *seen,
                        const struct intake_faults *faults) {
    struct web_attend v = {.entry = -1};
    http_fill_typed(call, &HTTP_ATTEND_FORM, &v.typed);
    v.faults = http_fill_faults(call, &HTTP_ATTEND_FORM, faults, &v.typed);
    v.fault_count = faults->count;
    return show(call, status, seen, &v);
}

struct err page_attend_post(struct http_call *call) {
    struct attending *x = NEW(call->arena, struct attending, 1);
    struct flow_attend_seen *seen = &x->attend.seen;
    struct err e = see(call, seen);
    if (e.code)
        return e;
    if (seen->state != ATTENDANCE_OPEN)
        return again(call, seen->state == ATTENDANCE_EARLY ? 409 : 410, seen, &x->faults);
    e = intake_attendance_form(call->arena, &call->form, &x->said, &x->faults);
    if (e.code)
        return x->faults.count ? again(call, 422, seen, &x->faults) : e;
    e = http_limit_take(call, HTTP_LIMIT_ATTEND);
    if (e.code)
        return again(call, 429, seen, &x->faults);
    x->attend.job.arena = call->arena;
    x->attend.link = http_param(call, "link");
    x->attend.said = &x->said;
    x->attend.now = call->now;
    flow_attend_prepare(http_app(call)->flow, &x->attend);
    call->state = x;
    return http_write(call, &x->attend.job);
}

struct err page_attend_done(struct http_call *call) {
    struct attending *x = call->state;
    struct err e = x->attend.job.result;
    if (!e.code)
        return http_reply_redirect(call, arena_printf(call->arena, "%.*s?catatan=%lld",
                                                      STR_ARG(address_of(call)),
                                                      (long long)x->attend.entry));
    if (e.code == ERR_CONFLICT && str_equal(e.about, STR("attendance")))
        return again(call, x->attend.seen.state == ATTENDANCE_EARLY ? 409 : 410, &x->attend.seen,
                     &x->faults);
    return http_attend_fault(e, &x->faults) ? again(call, 422, &x->attend.seen, &x->faults) : e;
}
