#include "http/activity_view.h"
#include "http/handlers.h"

#include "base/csv.h"
#include "intake/headers.h"
#include "intake/limits.h"
#include "web/text.h"

/* K10: the log of prevention activities, as list, calendar and table, and what is due. */

enum { WEEK = 7, MONTHS = 12, MONTH_ACTS = 500, CSV_PAGE = 200, CSV_MAX = 5000 };

/* --- filters --- */

static bool asked(const struct http_call *call, const char *name) {
    for (size_t i = 0; i < call->query.count; i++)
        if (str_equal(call->query.list[i].name, str_from_c(name)))
            return true;
    return false;
}

/* Without a choice: the own region. */
static struct str region_asked(const struct http_call *call) {
    return asked(call, "wilayah") ? http_query(call, "wilayah")
                                  : http_staff(call)->who.office.region;
}

static struct store_activity_query query_of(const struct http_call *call) {
    return (struct store_activity_query){.region = region_asked(call),
                                         .kind = http_query(call, "jenis"),
                                         .election = http_query(call, "pemilihan")};
}

static void fill_filters(struct http_call *call, const struct store_activity_query *query,
                         struct web_activities *v) {
    v->region_count = http_activity_regions(call, http_owner(call)->region, &v->regions);
    v->kind_count = http_activity_kinds(call, &v->kinds);
    v->election_count = http_election_options(call, &v->elections);
    v->region = query->region;
    v->kind = query->kind;
    v->election = query->election;
    v->may_record = flow_may(http_staff(call), FLOW_ACTIVITY_RECORD);
}

/* --- what is due --- */

/* What is others' is not urged. */
static struct web_due_row due_row(struct http_call *call, const struct prevention_due *d,
                                  enum flow_duties_whose whose) {
    bool english = http_english(call);
    const struct law_office *actor = law_office(http_law(call), d->duty->actor);
    struct web_due_row row = {.id = d->duty->row.id,
                              .label = law_say(d->duty->label, english),
                              .evidence = law_say(d->duty->evidence, english),
                              .stage = law_say(d->stage->label, english),
                              .on = d->on,
                              .state = d->state,
                              .cite = d->duty->row.cite};
    if (whose == FLOW_DUTIES_OWN && flow_may(http_staff(call), FLOW_LETTER_ISSUE))
        row.letter = d->duty->letter;
    if (whose != FLOW_DUTIES_OTHERS)
        row.meets = d->duty->meeting.len && flow_may(http_staff(call), FLOW_MEETING_CALL);
    else
        row.actor = actor ? law_say(actor->label, english) : d->duty->actor;
    if (d->done >= 0)
        row.done = http_number(call, d->done);
    return row;
}

static void fill_groups(struct http_call *call, const struct prevention_dues *dues,
                        struct web_activities *v) {
    static const char *const IDS[] = {"wajib-sendiri", "wajib-dilayani", "wajib-semua"};
    struct str kind = http_staff(call)->who.office.kind;
    struct web_due_group *groups = NEW(call->arena, struct web_due_group, COUNT_OF(IDS));
    for (size_t g = 0; g < COUNT_OF(IDS); g++) {
        enum flow_duties_whose whose = (enum flow_duties_whose)g;
        struct web_due_row *rows = NEW(call->arena, struct web_due_row, dues->count + 1);
        size_t count = 0;
        for (size_t i = 0; i < dues->count; i++)
            if (flow_duties_whose(kind, dues->list[i].duty) == whose)
                rows[count++] = due_row(call, &dues->list[i], whose);
        if (count)
            groups[v->due_count++] = (struct web_due_group){whose, str_from_c(IDS[g]), rows, count};
    }
    v->dues = groups;
}

static struct err fill_dues(struct http_call *call, struct web_activities *v) {
    const struct law *law = http_law(call);
    struct date today = http_today(call);
    const struct law_election *election = law_election(law, v->election);
    if (!election)
        election = http_election(call, today);
    if (!election)
        return OK;
    struct prevention_dues dues;
    const struct flow_duties_of of = {law, election, &http_staff(call)->who.office, today};
    struct err e = flow_duties(http_reader(call), call->arena, &of, &dues);
    if (e.code)
        return e;
    v->election_label = law_say(election->label, http_english(call));
    fill_groups(call, &dues, v);
    return OK;
}

/* --- list --- */

static struct err fill_list(struct http_call *call, struct store_activity_query *query,
                            struct web_activities *v) {
    struct intake_cursor after = {0};
    struct str cursor = http_query(call, "cursor");
    if (cursor.len && !intake_cursor_read(cursor, &after))
        return ERR(ERR_MISSING, STR("cursor"));
    query->after_on = (struct date){(int32_t)after.key};
    query->after = after.id;
    query->withdrawn = true;
    query->limit = INTAKE_PAGE_ROWS + 1;
    struct store_activities list;
    struct err e = store_activity_list(http_reader(call), call->arena, query, &list);
    if (e.code)
        return e;
    if (list.count > INTAKE_PAGE_ROWS) {
        list.count = INTAKE_PAGE_ROWS;
        const struct store_activity *last = &list.list[list.count - 1];
        v->next_cursor =
            intake_cursor_write(call->arena, (struct intake_cursor){last->on.day, last->id});
    }
    v->first_page = !cursor.len;
    v->row_count = list.count;
    return http_activity_rows(call, &list, &v->rows);
}

/* --- calendar --- */

static struct civil month_by(struct civil month, int months) {
    int n = month.year * MONTHS + month.month - 1 + months;
    return (struct civil){n / MONTHS, n % MONTHS + 1, 1};
}

static struct str month_text(struct http_call *call, struct civil month) {
    return arena_printf(call->arena, "%04d-%02d", month.year, month.month);
}

/* "2024-10"; else the month of today. */
static struct civil month_asked(struct http_call *call) {
    struct date day;
    struct str text = http_query(call, "bulan");
    if (!date_parse(arena_printf(call->arena, "%.*s-01", STR_ARG(text)), &day))
        day = http_today(call);
    struct civil month = date_to_civil(day);
    month.day = 1;
    return month;
}

/* Rows come newest first; a day of the calendar has its own. */
static void fill_days(struct http_call *call, struct date first, struct date last,
                      struct web_activities *v) {
    int lead = date_weekday(first), days = last.day - first.day + 1;
    size_t weeks = (size_t)(lead + days + WEEK - 1) / WEEK;
    struct web_activity_week *list = NEW(call->arena, struct web_activity_week, weeks);
    struct web_activity_day *cells = NEW(call->arena, struct web_activity_day, weeks * WEEK);
    for (size_t w = 0; w < weeks; w++)
        list[w] = (struct web_activity_week){&cells[w * WEEK], WEEK};
    for (int d = 0; d < days; d++)
        cells[lead + d].number = d + 1;
    for (size_t i = 0; i < v->row_count; i++) {
        struct web_activity_day *cell = &cells[lead + v->rows[i].on.day - first.day];
        if (!cell->act_count++)
            cell->acts = &v->rows[i];
    }
    v->weeks = list;
    v->week_count = weeks;
}

static struct err fill_calendar(struct http_call *call, struct store_activity_query *query,
                                struct web_activities *v) {
    struct civil month = month_asked(call);
    query->from = date_from_civil(month);
    query->to = (struct date){date_from_civil(month_by(month, 1)).day - 1};
    query->limit = MONTH_ACTS + 1;
    struct store_activities list;
    struct err e = store_activity_list(http_reader(call), call->arena, query, &list);
    if (e.code)
        return e;
    v->more_in_month = list.count > MONTH_ACTS;
    list.count = v->more_in_month ? MONTH_ACTS : list.count;
    v->calendar = true;
    v->month = query->from;
    v->month_text = month_text(call, month);
    v->month_before = month_text(call, month_by(month, -1));
    v->month_after = month_text(call, month_by(month, 1));
    v->row_count = list.count;
    e = http_activity_rows(call, &list, &v->rows);
    if (!e.code)
        fill_days(call, query->from, query->to, v);
    return e;
}

struct err page_activities(struct http_call *call) {
    struct web_activities v = {0};
    struct store_activity_query query = query_of(call);
    fill_filters(call, &query, &v);
    struct err e = str_equal(http_query(call, "tampilan"), STR("kalender"))
                       ? fill_calendar(call, &query, &v)
                       : fill_list(call, &query, &v);
    if (!e.code)
        e = fill_dues(call, &v);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_activities(call->out, &v, &c);
    return http_page(call, 200);
}

/* --- table --- */

static void put_number(struct http_call *call, int64_t n) {
    if (n >= 0)
        buf_add_int(call->out, n);
}

static void put_line(struct http_call *call, const struct store_activity *x,
                     const struct web_activity_row *row) {
    const struct str texts[] = {date_format(call->arena, x->on),
                                x->kind,
                                x->region,
                                row->region,
                                row->title,
                                row->place,
                                row->organiser,
                                x->partners};
    const struct str more[] = {x->election, x->duty, x->office};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        csv_put(call->out, texts[i]);
        buf_add_char(call->out, ',');
    }
    put_number(call, x->reach);
    buf_add_char(call->out, ',');
    put_number(call, x->reach_asn);
    for (size_t i = 0; i < COUNT_OF(more); i++) {
        buf_add_char(call->out, ',');
        csv_put(call->out, more[i]);
    }
    buf_add_char(call->out, '\n');
}

/* Whether more stands behind what the table holds is its last line's to say, in the column of
 * titles. */
static struct err put_rest(struct http_call *call, struct store_activity_query *query) {
    struct store_activities list;
    query->limit = 1;
    struct err e = store_activity_list(http_reader(call), call->arena, query, &list);
    if (e.code || !list.count)
        return e;
    buf_add_c(call->out, ",,,,");
    csv_put(call->out, web_text(WEB_T_ACTIVITY_TABLE_MORE, http_english(call)));
    buf_add_c(call->out, ",,,,,,,,\n");
    return OK;
}

/* The same filters as the list, without what was withdrawn; at most CSV_MAX lines, newest first. */
struct err page_activities_csv(struct http_call *call) {
    struct store_activity_query query = query_of(call);
    struct store_activities list = {.count = CSV_PAGE};
    query.limit = CSV_PAGE;
    buf_add_c(call->out, "on,kind,region,region_name,title,place,organiser,partners,reach,"
                         "reach_asn,election,duty,office\n");
    for (size_t told = 0; list.count == CSV_PAGE && told < CSV_MAX; told += list.count) {
        const struct web_activity_row *rows;
        struct err e = store_activity_list(http_reader(call), call->arena, &query, &list);
        if (!e.code)
            e = http_activity_rows(call, &list, &rows);
        if (e.code)
            return e;
        for (size_t i = 0; i < list.count; i++)
            put_line(call, &list.list[i], &rows[i]);
        if (list.count) {
            query.after_on = list.list[list.count - 1].on;
            query.after = list.list[list.count - 1].id;
        }
    }
    if (list.count == CSV_PAGE) {
        struct err e = put_rest(call, &query);
        if (e.code)
            return e;
    }
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("activity"));
    http_set_header(call, "Content-Disposition",
                    arena_printf(call->arena,
                                 "attachment; filename=\"kegiatan-pencegahan-%.*s.csv\"",
                                 STR_ARG(http_made_for(call))));
    return http_reply(call, 200, HTTP_TYPE_CSV);
}
