#include "http/app.h"
#include "http/handlers.h"

#include "intake/headers.h"
#include "intake/intake.h"
#include "intake/limits.h"

/* The work list for programs. */

static void write_row(struct http_call *call, struct json *j, const struct store_case_row *row) {
    json_open_object(j);
    json_put_str(j, "id", arena_printf(call->arena, "%lld", (long long)row->id.v));
    json_put_str(j, "number", row->number);
    json_put_str(j, "registration", row->registration);
    json_put_str(j, "channel", intake_channel_name((enum intake_channel)row->channel));
    json_put_str(j, "region", row->region);
    json_put_str(j, "act", row->act);
    json_put_str(j, "state", row->state);
    json_put_str(j, "phase", row->phase);
    json_put_str(j, "holder", row->offices.holder);
    json_put_int(j, "version", row->version);
    http_json_instant(call, j, "received_at", row->received_at);
    json_key(j, "next_due");
    if (row->due_day >= CASE_NO_DUE)
        json_add_null(j);
    else
        json_add_str(j, date_format(call->arena, (struct date){(int32_t)row->due_day}));
    if (row->moved.len) {
        json_key(j, "moved");
        json_open_object(j);
        json_put_str(j, "clock", row->moved);
        http_json_date(j, "was_due", row->moved_from);
        http_json_date(j, "due", row->moved_to);
        json_close_object(j);
    }
    json_close_object(j);
}

struct err api_cases_get(struct http_call *call) {
    struct flow_list list = {.staff = *http_staff(call),
                             .limit = INTAKE_PAGE_ROWS,
                             .state = http_query(call, "state"),
                             .moved = str_equal(http_query(call, "moved"), STR("true"))};
    struct str cursor = http_query(call, "cursor");
    struct intake_cursor after = {0};
    if (cursor.len && !intake_cursor_read(cursor, &after)) {
        struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
        intake_fault_add(faults, STR("cursor"), "unknown", 0);
        return http_fail(call, ERR(ERR_INVALID, STR("cursor")), faults);
    }
    list.after = (struct store_cursor){after.key, after.id};
    struct err e = flow_case_list(http_reader(call), call->arena, &list);
    if (e.code)
        return e;
    struct json j = http_json(call);
    json_open_object(&j);
    json_key(&j, "cases");
    json_open_array(&j);
    for (size_t i = 0; i < list.count; i++)
        write_row(call, &j, &list.rows[i]);
    json_close_array(&j);
    json_key(&j, "next_cursor");
    if (list.more)
        json_add_str(&j, intake_cursor_write(
                             call->arena, (struct intake_cursor){list.next.due_day, list.next.id}));
    else
        json_add_null(&j);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}
