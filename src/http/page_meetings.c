#include "http/form_fields.h"
#include "http/handlers.h"
#include "http/meeting_view.h"

#include "intake/headers.h"
#include "intake/limits.h"
#include "web/text.h"

/* Coordination meetings: the list with what the own office promised, and the form that calls one.
 */

/* --- list --- */

struct err page_meetings(struct http_call *call) {
    struct web_meetings v = {.may_call = flow_may(http_staff(call), FLOW_MEETING_CALL)};
    struct intake_cursor after = {0};
    struct str cursor = http_query(call, "cursor");
    if (cursor.len && !intake_cursor_read(cursor, &after))
        return ERR(ERR_MISSING, STR("cursor"));
    struct store_meetings list;
    const struct store_meetings_of of = {{(int32_t)after.key}, after.id, INTAKE_PAGE_ROWS + 1};
    struct err e = store_meeting_list(http_reader(call), call->arena, &of, &list);
    if (e.code)
        return e;
    if (list.count > INTAKE_PAGE_ROWS) {
        list.count = INTAKE_PAGE_ROWS;
        const struct store_meeting *last = &list.list[list.count - 1];
        v.next_cursor =
            intake_cursor_write(call->arena, (struct intake_cursor){last->on.day, last->id});
    }
    struct web_meeting_row *rows = NEW(call->arena, struct web_meeting_row, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++)
        e = http_meeting_row(call, &list.list[i], &rows[i]);
    v.rows = rows;
    v.row_count = list.count;
    v.first_page = !cursor.len;
    if (!e.code)
        e = http_own_commitments(call, &v.commitments, &v.commitment_count);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_meetings(call->out, &v, &c);
    return http_page(call, 200);
}

/* --- form --- */

static const struct http_field FIELDS[] = {
#define FIELD(name_, label_) HTTP_FIELD(web_meeting_form, #name_, name_, label_)
    FIELD(title, WEB_T_MEETING_NAME),      FIELD(on, WEB_T_ACTIVITY_ON),
    FIELD(at, WEB_T_MEETING_AT),           FIELD(until, WEB_T_MEETING_UNTIL),
    FIELD(last, WEB_T_MEETING_LAST),       FIELD(place, WEB_T_ACTIVITY_PLACE),
    FIELD(region, WEB_T_ACTIVITY_REGION),  FIELD(election, WEB_T_ACTIVITY_ELECTION),
    FIELD(agenda, WEB_T_MEETING_AGENDA),   FIELD(invited, WEB_T_MEETING_INVITED),
    FIELD(follows, WEB_T_MEETING_FOLLOWS),
#undef FIELD
};
static const struct http_fields FORM = {FIELDS, COUNT_OF(FIELDS), STR_INIT("rapat")};

/* The newest meetings, to follow one up. */
static struct err fill_meetings(struct http_call *call, struct web_meeting_form *v) {
    struct store_meetings list;
    const struct store_meetings_of of = {.limit = INTAKE_PAGE_ROWS};
    struct err e = store_meeting_list(http_reader(call), call->arena, &of, &list);
    if (e.code)
        return e;
    struct web_option *options = NEW(call->arena, struct web_option, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        const struct store_meeting *m = &list.list[i];
        if (m->cancelled)
            continue;
        options[v->meeting_count++] = (struct web_option){
            .value = http_number(call, m->id),
            .label = arena_printf(call->arena, "%.*s, %.*s",
                                  STR_ARG(date_format(call->arena, m->on)), STR_ARG(m->title))};
    }
    v->meetings = options;
    return OK;
}

/* Ids of offices that are ticked from the begin: guests. */
static struct err show(struct http_call *call, int status, struct str guests,
                       struct web_meeting_form *v) {
    v->region_count = http_activity_regions(call, http_staff(call)->who.office.region, &v->regions);
    v->election_count = http_election_options(call, &v->elections);
    struct err e = fill_meetings(call, v);
    if (!e.code)
        e = http_office_groups(call, &(struct http_groups){.one = "invited", .ids = guests},
                               &v->groups, &v->group_count);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_meeting_form(call->out, v, &c);
    return http_page(call, status);
}

/* Who was at the meeting that this one follows up, invited to it or its caller, but for the office
 * that calls this one. */
static struct err former_guests(struct http_call *call, struct str follows, struct str *ret) {
    struct store_meeting former;
    int64_t id;
    *ret = STR("");
    if (!str_to_int(follows, &id) || id < 0)
        return OK;
    struct err e = store_meeting_find(http_reader(call), call->arena, id, &former);
    if (e.code)
        return e.code == ERR_MISSING ? OK : e;
    struct str own = http_staff(call)->who.office.id, rest = former.invited;
    *ret = str_equal(former.office, own) ? STR("") : former.office;
    while (rest.len) {
        struct str guest = str_cut(&rest, ' ');
        if (!str_equal(guest, own))
            *ret = arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(*ret), ret->len ? " " : "",
                                STR_ARG(guest));
    }
    return OK;
}

struct err page_meeting_new(struct http_call *call) {
    const struct law_election *election = http_election(call, http_today(call));
    struct web_meeting_form v = {.key = http_form_key(call),
                                 .on.value = date_format(call->arena, http_today(call)),
                                 .region.value = http_staff(call)->who.office.region,
                                 .election.value = election ? election->id : STR(""),
                                 .follows.value = http_query(call, "lanjutan")};
    struct str guests;
    struct err e = former_guests(call, v.follows.value, &guests);
    return e.code ? e : show(call, 200, guests, &v);
}

/* --- POST --- */

struct posted {
    struct flow_meeting_call write; /* first: its job finds it */
    struct intake_meeting said;
    struct intake_faults faults;
};

static struct err form_again(struct http_call *call, struct posted *p) {
    struct id128 key;
    struct web_meeting_form v = {.key = http_form(call, "kunci")};
    if (!intake_id128(v.key, &key))
        v.key = http_form_key(call);
    http_fill_typed(call, &FORM, &v);
    for (size_t i = 0; i < p->faults.count; i++) { /* they stand at the list of offices */
        struct str field = p->faults.list[i].field, head = str_cut(&field, '[');
        if (str_equal(head, STR("all")) || str_equal(head, STR("guests")))
            p->faults.list[i].field = STR("invited");
    }
    v.faults = http_fill_faults(call, &FORM, &p->faults, &v);
    v.fault_count = p->faults.count;
    return show(call, 422, STR(""), &v);
}

struct err page_meeting_call(struct http_call *call) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct intake_context context = http_intake_context(call);
    call->state = p;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    if (intake_meeting_form(call->arena, &call->form, &context, &p->said, &p->faults).code)
        return form_again(call, p);
    if (!intake_id128(http_form(call, "kunci"), &p->write.key))
        p->write.key = env_id128(call->env);
    http_saying_begin(call, &p->write.of);
    p->write.said = &p->said;
    p->write.request = http_form_hash(call);
    flow_meeting_call_prepare(http_app(call)->flow, &p->write);
    return http_write(call, &p->write.of.job);
}

struct err page_meeting_called(struct http_call *call) {
    struct posted *p = call->state;
    struct err e = p->write.of.job.result;
    if (!e.code)
        return http_reply_redirect(call, http_meeting_path(call, p->write.of.id));
    if (e.code != ERR_INVALID)
        return e;
    intake_fault_add(&p->faults, e.about,
                     str_equal(e.about, STR("region"))   ? "not_own_region"
                     : str_equal(e.about, STR("guests")) ? "too_many_offices"
                                                         : "unknown",
                     INTAKE_INVITED);
    return form_again(call, p);
}
