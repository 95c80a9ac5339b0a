#include "http/attend_view.h"
#include "http/handlers.h"

#include "base/regions.h"
#include "intake/limits.h"

/* Who came to a meeting, for the office that called it: the QR code for its wall, the list, one
 * more from paper, one struck out. */

struct posted {
    union {
        struct flow_saying of; /* first in each: its job finds it */
        struct flow_attend_list enter;
        struct flow_attend_strike strike;
    } write;
    struct intake_attendance said;
    struct intake_faults faults;
    bool strikes;
};

static struct err own_meeting(struct http_call *call, struct store_meeting *ret) {
    struct err e = http_meeting_find(call, ret);
    if (!e.code && !str_equal(ret->office, http_staff(call)->who.office.id))
        e = ERR(ERR_DENIED, STR("office"));
    return e;
}

static struct str address_of(struct http_call *call, int64_t meeting) {
    return arena_printf(call->arena, "%.*s%lld", STR_ARG(http_path(call, WEB_PATH_ATTENDANCE)),
                        (long long)meeting);
}

/* --- the list --- */

static struct err fill_rows(struct http_call *call, const struct store_meeting *x,
                            struct web_attendance *v) {
    struct store_attendances list;
    struct store_attendances_of of = {x->id, -1, INTAKE_PAGE_ROWS_MAX + 1};
    struct str after = http_query(call, "sesudah");
    if (after.len && (!str_to_int(after, &of.after) || of.after < 0))
        return ERR(ERR_MISSING, STR("attendance"));
    struct err e = store_attendance_list(http_reader(call), call->arena, &of, &list);
    if (e.code)
        return e;
    v->first_page = !after.len;
    if (list.count > INTAKE_PAGE_ROWS_MAX) {
        list.count = INTAKE_PAGE_ROWS_MAX;
        v->next = http_number(call, list.list[list.count - 1].id);
    }
    struct web_attendance_row *rows = NEW(call->arena, struct web_attendance_row, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++)
        e = http_attendance_row(call, &list.list[i], &rows[i]);
    v->rows = rows;
    v->row_count = list.count;
    return e;
}

/* The one that is about to be struck out: by its link, or by its form that had a fault. */
static struct err fill_leaving(struct http_call *call, const struct store_meeting *x,
                               struct web_attendance *v) {
    struct str typed = http_form(call, "orang");
    struct str said = typed.len ? typed : http_query(call, "coret");
    struct store_attendance entry;
    int64_t id;
    if (!said.len)
        return OK;
    if (!str_to_int(said, &id) || id < 0)
        return ERR(ERR_MISSING, STR("attendance"));
    struct err e = store_attendance_find(http_reader(call), call->arena, id, &entry);
    if (!e.code && entry.meeting != x->id)
        e = ERR(ERR_MISSING, STR("attendance"));
    return e.code ? e : http_attendance_row(call, &entry, &v->leaving);
}

static struct err show(struct http_call *call, int status, const struct store_meeting *x,
                       struct web_attendance *v) {
    struct err e = http_meeting_row(call, x, &v->row);
    if (!e.code)
        e = http_attendings(call, x->id, &v->sums);
    if (!e.code)
        e = fill_rows(call, x, v);
    if (!e.code)
        e = fill_leaving(call, x, v);
    if (!e.code)
        e = http_invited_choices(call, x->invited, &v->offices, &v->office_count);
    if (e.code)
        return e;
    struct date today = instant_date(call->now, region_zone(x->region));
    v->due = x->on.day <= today.day && !x->cancelled;
    v->code = x->last.day >= today.day && !x->cancelled;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    c.zone = region_zone(x->region);
    web_render_attendance(call->out, v, &c);
    return http_page(call, status);
}

struct err page_attendance(struct http_call *call) {
    struct store_meeting x;
    struct err e = own_meeting(call, &x);
    return e.code ? e : show(call, 200, &x, &(struct web_attendance){0});
}

/* --- one more from paper, one struck out --- */

static struct err again(struct http_call *call, const struct posted *p) {
    struct web_attendance v = {0};
    struct store_meeting x;
    struct err e = own_meeting(call, &x);
    if (e.code)
        return e;
    if (p->strikes) {
        v.reason.value = http_form(call, "reason");
        v.reason.error = web_fault_text(call->arena, p->faults.list[0].code,
                                        p->faults.list[0].limit, http_english(call));
    } else {
        http_fill_typed(call, &HTTP_ATTEND_FORM, &v.typed);
        v.faults = http_fill_faults(call, &HTTP_ATTEND_FORM, &p->faults, &v.typed);
        v.fault_count = p->faults.count;
    }
    return show(call, 422, &x, &v);
}

/* What the button means; faults are left in p. */
static struct err read_button(struct http_call *call, struct posted *p) {
    struct flow *flow = http_app(call)->flow;
    p->strikes = str_equal(http_form(call, "aksi"), STR("coret"));
    if (!p->strikes) {
        p->write.enter.said = &p->said;
        if (!intake_attendance_form(call->arena, &call->form, &p->said, &p->faults).code)
            flow_attend_list_prepare(flow, &p->write.enter);
        return OK;
    }
    if (!str_to_int(http_form(call, "orang"), &p->write.strike.entry))
        return ERR(ERR_MISSING, STR("attendance"));
    if (!intake_withdrawal_form(call->arena, &call->form, &p->write.strike.reason, &p->faults).code)
        flow_attend_strike_prepare(flow, &p->write.strike);
    return OK;
}

struct err page_attendance_post(struct http_call *call) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct store_meeting x;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = own_meeting(call, &x);
    if (e.code)
        return e;
    http_saying_begin(call, &p->write.of);
    p->write.of.id = x.id;
    call->state = p;
    e = read_button(call, p);
    if (e.code)
        return e;
    return p->faults.count ? again(call, p) : http_write(call, &p->write.of.job);
}

struct err page_attendance_done(struct http_call *call) {
    struct posted *p = call->state;
    struct err e = p->write.of.job.result;
    if (!e.code)
        return http_reply_redirect(call, address_of(call, p->write.of.id));
    return http_attend_fault(e, &p->faults) ? again(call, p) : e;
}

/* --- the code for the wall --- */

struct err page_attend_code(struct http_call *call) {
    struct store_meeting x;
    struct web_attend_code v = {0};
    struct str site;
    struct err e = own_meeting(call, &x);
    if (!e.code)
        e = http_meeting_row(call, &x, &v.row);
    if (!e.code && !http_site(call, &site))
        e = ERR(ERR_MALFORMED, STR("host"));
    if (e.code)
        return e;
    v.state = x.cancelled ? ATTENDANCE_CANCELLED
                          : attendance_state_on((struct attendance_days){x.on, x.last},
                                                instant_date(call->now, region_zone(x.region)));
    v.url = arena_printf(call->arena, "%.*s%.*s%.*s", STR_ARG(site),
                         STR_ARG(http_path(call, WEB_PATH_ATTEND)),
                         STR_ARG(flow_attend_link(http_app(call)->flow, call->arena, x.id)));
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_attend_code(call->out, &v, &c);
    return http_page(call, 200);
}
