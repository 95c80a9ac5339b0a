#include "http/attend_view.h"

/* --- who came --- */

static struct err name_of(struct http_call *call, struct str office, struct str agency,
                          struct str *ret) {
    *ret = agency;
    return office.len ? http_office_name(call, office, ret) : OK;
}

struct err http_attendings(struct http_call *call, int64_t meeting, struct web_attendings *ret) {
    struct store_attendings list;
    struct err e =
        store_attendance_offices(http_reader(call), call->arena, meeting, FLOW_ATTENDANCES, &list);
    if (e.code)
        return e;
    struct web_attending *rows = NEW(call->arena, struct web_attending, list.count + 1);
    *ret = (struct web_attendings){.rows = rows, .row_count = list.count};
    for (size_t i = 0; i < list.count && !e.code; i++) {
        const struct store_attending *x = &list.list[i];
        rows[i].coded = x->people - x->listed;
        rows[i].listed = x->listed;
        ret->people += x->people;
        ret->listed += x->listed;
        e = name_of(call, x->office, x->agency, &rows[i].office);
    }
    ret->coded = ret->people - ret->listed;
    return e;
}

struct err http_attendance_row(struct http_call *call, const struct store_attendance *x,
                               struct web_attendance_row *ret) {
    *ret = (struct web_attendance_row){
        .id = http_number(call, x->id), .name = x->name, .at = x->at, .listed = x->listed};
    return name_of(call, x->office, x->agency, &ret->office);
}

/* --- the form --- */

struct err http_invited_choices(struct http_call *call, struct str invited,
                                const struct web_office_choice **ret, size_t *ret_count) {
    const struct str *names;
    struct str typed = http_form(call, "from"), rest = invited;
    struct err e = http_office_names(call, invited, &names, ret_count);
    if (e.code)
        return e;
    struct web_office_choice *list = NEW(call->arena, struct web_office_choice, *ret_count + 1);
    for (size_t i = 0; i < *ret_count; i++) {
        struct str id = str_cut(&rest, ' ');
        list[i] = (struct web_office_choice){id, names[i], str_equal(id, typed)};
    }
    *ret = list;
    return OK;
}

static const struct http_field FIELDS[] = {
#define FIELD(name_, label_) HTTP_FIELD(web_attend_typed, #name_, name_, label_)
    FIELD(name, WEB_T_ATTEND_NAME),
    FIELD(from, WEB_T_ATTEND_FROM),
    FIELD(agency, WEB_T_ATTEND_AGENCY),
#undef FIELD
};
const struct http_fields HTTP_ATTEND_FORM = {FIELDS, COUNT_OF(FIELDS), STR_INIT("hadir")};

bool http_attend_fault(struct err e, struct intake_faults *faults) {
    if (e.code != ERR_INVALID)
        return false;
    bool full = str_equal(e.about, STR("name"));
    intake_fault_add(faults, e.about, full ? "list_full" : "unknown", FLOW_ATTENDANCES);
    return true;
}
