#include "http/ahead_view.h"
#include "http/handlers.h"
#include "http/letter_view.h"

#include "web/templates.h"

#include "intake/headers.h"
#include "intake/limits.h"

/* K1: what the office has in hand, by deadline. */

static struct str state_label(const struct http_call *call, const struct store_case_row *row) {
    const struct law_rulebook *rules = law_rulebook_named(http_law(call), row->rules);
    const struct law_state *state = rules ? law_state(rules, row->state) : NULL;
    return state ? law_say(state->label, http_english(call)) : row->state;
}

/* Names of offices are asked for once a page. */
static struct str holder_name(struct http_call *call, struct str id) {
    struct store_office office;
    if (!id.len || store_office_find(http_reader(call), call->arena, id, &office).code)
        return STR("");
    return http_english(call) ? office.name_en : office.name;
}

static struct web_work_row work_row(struct http_call *call, const struct store_case_row *row,
                                    struct date today) {
    const struct law_rulebook *rules = law_rulebook_named(http_law(call), row->rules);
    const struct law_clock *clock = rules ? law_clock(rules, row->clock) : NULL;
    bool runs = row->due_day < CASE_NO_DUE;
    struct web_work_row view = {
        .urgency = row->due_day == STORE_DONE_DUE ? WEB_DONE
                                                  : web_urgency_of(runs, row->due_day - today.day),
        .id = http_number(call, row->id.v),
        .number = row->registration.len ? row->registration : row->number,
        .state = state_label(call, row),
        .clock = clock ? law_say(clock->name, http_english(call)) : STR(""),
        .holder = holder_name(call, row->offices.holder),
    };
    if (row->moved.len && row->due_day < STORE_DONE_DUE) {
        const struct law_clock *moved = rules ? law_clock(rules, row->moved) : NULL;
        view.moved = moved ? law_say(moved->name, http_english(call)) : row->moved;
        view.moved_from = row->moved_from;
        view.moved_to = row->moved_to;
    }
    struct case_clock *running = NEW(call->arena, struct case_clock, 1);
    running->id = row->clock;
    running->running = true;
    running->week = row->week;
    running->due.day = (int32_t)row->late_day;
    running->due_early.day = (int32_t)row->due_day;
    if (runs)
        view.due = http_due(call, &(struct http_next){running, clock}, today);
    return view;
}

static void work_states(struct http_call *call, struct web_work *view) {
    const struct law *law = http_law(call);
    size_t room = 0;
    for (size_t i = 0; i < law->rulebook_count; i++)
        room += law->rulebooks[i].state_count;
    struct web_option *options = NEW(call->arena, struct web_option, room + 1);
    for (size_t i = 0; i < law->rulebook_count; i++)
        for (size_t k = 0; k < law->rulebooks[i].state_count; k++) {
            const struct law_state *state = &law->rulebooks[i].states[k];
            options[view->state_count++] = (struct web_option){
                .value = state->id, .label = law_say(state->label, http_english(call))};
        }
    view->states = options;
}

static struct err work_totals(struct http_call *call, struct date today, struct web_work *view) {
    const int64_t bounds[FLOW_BOUNDS] = {INT32_MIN,     today.day,   today.day + 1,  today.day + 3,
                                         today.day + 8, CASE_NO_DUE, STORE_DONE_DUE, INT32_MAX};
    return flow_case_counts(http_reader(call), call->arena, http_staff(call), bounds, view->totals);
}

struct err page_work(struct http_call *call) {
    /* An administrator handles no case: what they keep is the rules. */
    if (!flow_may(http_staff(call), FLOW_CASE_LIST) && flow_may(http_staff(call), FLOW_RULES_READ))
        return http_reply_redirect(call, http_path(call, WEB_PATH_RULES));
    struct flow_list list = {.staff = *http_staff(call),
                             .limit = INTAKE_PAGE_ROWS,
                             .state = http_query(call, "keadaan"),
                             .moved = str_equal(http_query(call, "geser"), STR("1"))};
    struct intake_cursor after = {0};
    struct str cursor = http_query(call, "cursor");
    if (cursor.len && !intake_cursor_read(cursor, &after))
        return ERR(ERR_MISSING, STR("cursor"));
    list.after = (struct store_cursor){after.key, after.id};
    struct date today = http_today(call);
    struct web_work view = {.first_page = !cursor.len,
                            .state = list.state,
                            .moved = list.moved,
                            .keys = flow_may(http_staff(call), FLOW_OWN_KEY),
                            .pledges = flow_may(http_staff(call), FLOW_PLEDGE_READ),
                            .barometer = flow_may(http_staff(call), FLOW_BAROMETER)};
    /* a nation's list holds no case of those below it, unlike a province's */
    view.finds = flow_may(http_staff(call), FLOW_TASKS_READ) &&
                 str_equal(list.staff.who.office.kind, STR("bawaslu")) &&
                 !list.staff.who.office.region.len;
    struct err e = flow_case_list(http_reader(call), call->arena, &list);
    if (!e.code)
        e = work_totals(call, today, &view);
    if (!e.code)
        e = http_own_ahead(call, &view.ahead);
    if (!e.code)
        e = http_open_letters(call, &view.letters, &view.letter_count);
    if (e.code)
        return e;
    struct web_work_row *rows = NEW(call->arena, struct web_work_row, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        rows[i] = work_row(call, &list.rows[i], today);
    web_work_group(call->arena, rows, list.count, &view);
    work_states(call, &view);
    if (list.more)
        view.next_cursor = intake_cursor_write(
            call->arena, (struct intake_cursor){list.next.due_day, list.next.id});
    struct web_common c = http_common(call);
    web_render_work(call->out, &view, &c);
    return http_page(call, 200);
}
