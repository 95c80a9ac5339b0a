#include "http/attend_view.h"
#include "http/handlers.h"

#include "base/regions.h"
#include "web/text.h"

/* One coordination meeting: invitation, minutes, commitments, cancelling; what is promised is
 * reported done at an address of its own. */

static const struct http_field FIELDS[] = {
#define FIELD(name_, field_, label_) HTTP_FIELD(web_meeting, name_, field_, label_)
    FIELD("minutes", typed_minutes, WEB_T_MEETING_MINUTES),
    {STR_INIT("attended"), HTTP_NO_INPUT, WEB_T_MEETING_ATTENDED},
    FIELD("what", what, WEB_T_MEETING_WHAT),
    FIELD("office", owner, WEB_T_MEETING_OWNER),
    FIELD("due", by, WEB_T_MEETING_BY),
    FIELD("reason", cancel, WEB_T_ACTIVITY_REASON),
#undef FIELD
};
static const struct http_fields FORM = {FIELDS, COUNT_OF(FIELDS), STR_INIT("isi")};

static struct err fill_commitments(struct http_call *call, const struct store_meeting *x,
                                   struct web_meeting *v) {
    struct store_commitments own, inherited;
    struct err e =
        store_commitment_list(http_reader(call), call->arena, x->id, FLOW_COMMITMENTS, &own);
    if (!e.code)
        e = flow_meeting_inherited(http_reader(call), call->arena, x, &inherited);
    if (e.code)
        return e;
    v->commitment_count = own.count;
    v->inherited_count = inherited.count;
    e = http_commitments(call, &own, &v->commitments);
    return e.code ? e : http_commitments(call, &inherited, &v->inherited);
}

static struct err fill_former(struct http_call *call, const struct store_meeting *x,
                              struct web_meeting *v) {
    struct store_meeting former;
    if (x->follows < 0)
        return OK;
    struct err e = store_meeting_find(http_reader(call), call->arena, x->follows, &former);
    if (e.code)
        return e;
    v->follows = http_number(call, x->follows);
    v->follows_title = former.title;
    return OK;
}

/* Whether the form sends minutes: then who attended is what it says, and not what is stored. */
static bool minutes_sent(const struct http_call *call) {
    for (size_t i = 0; i < call->form.count; i++)
        if (str_equal(call->form.list[i].name, STR("minutes")))
            return true;
    return false;
}

/* Offices that came, as the form of minutes first has them: those that somebody came from, by code
 * or list; while nobody did, all that were invited. */
static struct err fill_choices(struct http_call *call, const struct store_meeting *x,
                               struct web_meeting *v) {
    struct str chosen = x->held ? x->attended : x->invited;
    struct err e = OK;
    if (minutes_sent(call))
        chosen = STR("");
    else if (!x->held && v->sums.people)
        e = flow_attended_offices(http_reader(call), call->arena, x->id, &chosen);
    return e.code ? e
                  : http_office_choices(call, "attended", chosen, &v->offices, &v->office_count);
}

static struct err show_it(struct http_call *call, int status, const struct store_meeting *x,
                          struct web_meeting *v) {
    struct err e = http_meeting_row(call, x, &v->row);
    if (!e.code)
        e = http_office_names(call, x->invited, &v->invited, &v->invited_count);
    if (!e.code)
        e = http_office_names(call, x->attended, &v->attended, &v->attended_count);
    if (!e.code)
        e = fill_commitments(call, x, v);
    if (!e.code)
        e = fill_former(call, x, v);
    v->own = !e.code && !x->cancelled && str_equal(x->office, http_staff(call)->who.office.id) &&
             flow_may(http_staff(call), FLOW_MEETING_RECORD);
    if (!e.code)
        e = http_attendings(call, x->id, &v->sums);
    if (!e.code && v->own)
        e = fill_choices(call, x, v);
    v->offices_open = http_office_chosen(v->offices, v->office_count);
    if (e.code)
        return e;
    v->version = http_number(call, x->version);
    v->agenda = x->agenda;
    v->minutes = x->minutes;
    v->reason = x->reason;
    v->due = x->on.day <= http_today(call).day;
    if (!minutes_sent(call))
        v->typed_minutes.value = x->minutes;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_meeting(call->out, v, &c);
    return http_page(call, status);
}

static struct err show(struct http_call *call, int status, struct web_meeting *v) {
    struct store_meeting x;
    struct err e = http_meeting_find(call, &x);
    return e.code ? e : show_it(call, status, &x, v);
}

struct err page_meeting(struct http_call *call) {
    return show(call, 200, &(struct web_meeting){0});
}

/* --- minutes, a commitment, cancelling: by the button --- */

struct posted {
    union {
        struct flow_saying of; /* first in each: its job finds it */
        struct flow_meeting_hold hold;
        struct flow_commit commit;
        struct flow_meeting_cancel cancel;
    } write;
    struct intake_minutes minutes;
    struct intake_commitment commitment;
    struct intake_faults faults;
};

static struct err form_again(struct http_call *call, int status, const struct posted *p) {
    struct web_meeting v = {.conflict = status == 409};
    http_fill_typed(call, &FORM, &v);
    v.faults = http_fill_faults(call, &FORM, &p->faults, &v);
    v.fault_count = p->faults.count;
    return show(call, status, &v);
}

/* What the button means; faults are left in p. */
static void read_button(struct http_call *call, const struct store_meeting *x, struct posted *p) {
    struct flow *flow = http_app(call)->flow;
    struct str button = http_form(call, "aksi");
    if (str_equal(button, STR("janji"))) {
        p->write.commit.said = &p->commitment;
        if (!intake_commitment_form(call->arena, &call->form, x->on, &p->commitment, &p->faults)
                 .code)
            flow_commit_prepare(flow, &p->write.commit);
    } else if (str_equal(button, STR("batal"))) {
        if (!intake_withdrawal_form(call->arena, &call->form, &p->write.cancel.reason, &p->faults)
                 .code)
            flow_meeting_cancel_prepare(flow, &p->write.cancel);
    } else {
        p->write.hold.said = &p->minutes;
        if (!str_to_int(http_form(call, "_versi"), &p->write.hold.version))
            p->write.hold.version = -1;
        if (!intake_minutes_form(call->arena, &call->form, &p->minutes, &p->faults).code)
            flow_meeting_hold_prepare(flow, &p->write.hold);
    }
}

struct err page_meeting_post(struct http_call *call) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct store_meeting x;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = http_meeting_find(call, &x);
    if (e.code)
        return e;
    if (!str_equal(x.office, http_staff(call)->who.office.id))
        return ERR(ERR_DENIED, STR("office"));
    http_saying_begin(call, &p->write.of);
    p->write.of.id = x.id;
    call->state = p;
    read_button(call, &x, p);
    return p->faults.count ? form_again(call, 422, p) : http_write(call, &p->write.of.job);
}

struct err page_meeting_done(struct http_call *call) {
    struct posted *p = call->state;
    struct err e = p->write.of.job.result;
    if (!e.code)
        return http_reply_redirect(call, http_meeting_path(call, p->write.of.id));
    if (e.code == ERR_CONFLICT && str_equal(e.about, STR("version")))
        return form_again(call, 409, p);
    if (e.code != ERR_INVALID)
        return e;
    intake_fault_add(&p->faults, e.about,
                     str_equal(e.about, STR("minutes")) ? "not_yet_held"
                     : str_equal(e.about, STR("what"))  ? "meeting_full"
                                                        : "unknown",
                     FLOW_COMMITMENTS);
    return form_again(call, 422, p);
}

/* --- a commitment is done --- */

/* The meeting's page with what was typed, and what is wrong with it, at its commitment. */
static struct err note_again(struct http_call *call, int64_t id,
                             const struct intake_faults *faults) {
    struct store_commitment promised;
    struct store_meeting x;
    struct err e = store_commitment_find(http_reader(call), call->arena, id, &promised);
    if (!e.code)
        e = store_meeting_find(http_reader(call), call->arena, promised.meeting, &x);
    if (!e.code && !flow_commit_is_own(http_staff(call), &promised, &x))
        e = ERR(ERR_DENIED, STR("office"));
    if (!e.code && promised.done >= 0)
        e = ERR(ERR_CONFLICT, STR("commitment"));
    if (e.code)
        return e;
    bool english = http_english(call);
    struct str text =
        web_fault_text(call->arena, faults->list[0].code, faults->list[0].limit, english);
    const struct web_fault fault = {arena_printf(call->arena, "cara-%lld", (long long)id),
                                    arena_printf(call->arena, "%.*s: %.*s",
                                                 STR_ARG(web_text(WEB_T_MEETING_HOW, english)),
                                                 STR_ARG(text))};
    struct web_meeting v = {.faults = &fault,
                            .fault_count = 1,
                            .how_of = http_number(call, id),
                            .how = {http_form(call, "reason"), text}};
    return show_it(call, 422, &x, &v);
}

struct err page_commitment_post(struct http_call *call) {
    struct flow_commit_done *x = NEW(call->arena, struct flow_commit_done, 1);
    struct intake_faults faults = {0};
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code && (!str_to_int(http_param(call, "id"), &x->of.id) || x->of.id < 0))
        e = ERR(ERR_MISSING, STR("commitment"));
    if (e.code)
        return e;
    e = intake_withdrawal_form(call->arena, &call->form, &x->note, &faults);
    if (e.code)
        return note_again(call, x->of.id, &faults);
    http_saying_begin(call, &x->of);
    flow_commit_done_prepare(http_app(call)->flow, x);
    call->state = x;
    return http_write(call, &x->of.job);
}

struct err page_commitment_done(struct http_call *call) {
    const struct flow_commit_done *x = call->state;
    return x->of.job.result.code ? x->of.job.result
                                 : http_reply_redirect(call, http_meeting_path(call, x->meeting));
}

/* --- invitation --- */

/* "rakor-17@netral.local/16+2c9a01f3": two installations count their meetings alike, the name and
 * the number of a log's key are its own, by whatever address somebody comes. */
static struct str invitation_uid(struct http_call *call, int64_t id) {
    struct str rest = flow_vkey(http_app(call)->flow);
    struct str name = str_cut(&rest, '+'), number = str_cut(&rest, '+');
    return arena_printf(call->arena, "rakor-%lld@%.*s+%.*s", (long long)id, STR_ARG(name),
                        STR_ARG(number));
}

/* Whole; empty: whoever asks named no host. */
static struct str address_of(struct http_call *call, int64_t id) {
    struct str site;
    return http_site(call, &site) ? arena_printf(call->arena, "%.*s%.*s", STR_ARG(site),
                                                 STR_ARG(http_meeting_path(call, id)))
                                  : STR("");
}

/* "17.ics" */
struct err page_invitation(struct http_call *call) {
    struct str file = http_param(call, "file"), id = str_cut(&file, '.');
    struct store_meeting x;
    int64_t number;
    if (!str_equal(file, STR("ics")) || !str_to_int(id, &number) || number < 0)
        return ERR(ERR_MISSING, STR("meeting"));
    struct publication_meeting what;
    struct store_events events;
    struct err e = store_meeting_find(http_reader(call), call->arena, number, &x);
    if (!e.code)
        e = store_event_page(http_reader(call), call->arena, x.id, 1, &events);
    if (e.code)
        return e;
    what =
        (struct publication_meeting){.uid = invitation_uid(call, x.id),
                                     .title = x.title,
                                     .place = x.place,
                                     .agenda = x.agenda,
                                     .address = address_of(call, x.id),
                                     .on = x.on,
                                     .last = x.last,
                                     .minute = x.minute,
                                     .until = x.until,
                                     .zone = region_zone(x.region),
                                     .called = events.count ? events.list[0].event.at : call->now,
                                     .cancelled = x.cancelled};
    e = http_office_name(call, x.office, &what.organiser);
    if (e.code)
        return e;
    publication_ical_meeting(&what, call->out);
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("calendar"));
    return http_reply(call, 200, "text/calendar; charset=utf-8");
}
