#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/days_off.h"
#include "http/count_view.h"
#include "intake/limits.h"
#include "web/text.h"

#include <string.h>

/* A3: a year of days off: checked, with what differs and which running deadlines would move; then
 * loaded (flow/days_off.h), or taken as the file for rules/calendars. */

/* --- the file that was sent --- */

struct sent {
    char *bytes;
    size_t len;
};

static struct err text_begin(struct http_call *call, const struct http_file *file) {
    (void)file;
    struct sent *sent = NEW(call->arena, struct sent, 1);
    sent->bytes = NEW(call->arena, char, INTAKE_HOLIDAYS);
    call->state = sent;
    return OK;
}

static struct err text_data(struct http_call *call, struct str piece) {
    struct sent *sent = call->state;
    if (piece.len > INTAKE_HOLIDAYS - sent->len)
        return ERR(ERR_TOO_LARGE, STR("holidays"));
    if (piece.len)
        memcpy(sent->bytes + sent->len, piece.ptr, piece.len);
    sent->len += piece.len;
    return OK;
}

static struct err text_end(struct http_call *call) {
    (void)call;
    return OK;
}

static void text_drop(struct http_call *call) {
    (void)call; /* the arena has it */
}

const struct http_sink HTTP_TEXT_SINK = {text_begin, text_data, text_end, text_drop};

/* --- what is shown of it --- */

/* The n-th line of what was sent, from 1, as far as it fits a line of the page. */
static struct str line_at(struct http_call *call, struct str text, int n) {
    enum { SHOWN = 100 };
    struct str line = {0};
    for (int i = 0; i < n; i++)
        line = str_cut(&text, '\n');
    line = str_trim(line);
    if (line.len <= SHOWN)
        return line;
    line.len = SHOWN;
    while (line.len && ((unsigned char)line.ptr[line.len] & 0xc0) == 0x80)
        line.len--; /* not in the middle of a character */
    return arena_printf(call->arena, "%.*s...", STR_ARG(line));
}

static void fill_faults(struct http_call *call, const struct law_faults *faults,
                        struct web_holidays *v) {
    struct web_line_fault *list = NEW(call->arena, struct web_line_fault, faults->count + 1);
    for (size_t i = 0; i < faults->count; i++) {
        const struct law_fault *f = &faults->list[i];
        list[i] = (struct web_line_fault){f->line, http_english(call) ? f->text : f->text_id,
                                          line_at(call, v->text, f->line)};
    }
    v->faults = list;
    v->fault_count = faults->count;
}

static struct web_day_change change_view(const struct http_call *call,
                                         const struct law_day_change *change) {
    static const enum web_text_key WHAT[] = {
        [LAW_DAY_ADDED] = WEB_T_RULES_HOL_ADDED,
        [LAW_DAY_REMOVED] = WEB_T_RULES_HOL_REMOVED,
        [LAW_DAY_CHANGED] = WEB_T_RULES_HOL_CHANGED,
    };
    static const enum web_text_key KINDS[] = {
        [LAW_NATIONAL_HOLIDAY] = WEB_T_RULES_HOL_NATIONAL,
        [LAW_JOINT_LEAVE] = WEB_T_RULES_HOL_LEAVE,
        [LAW_VOTING_DAY] = WEB_T_RULES_HOL_VOTING,
    };
    const struct law_holiday *day = change->now ? change->now : change->was;
    return (struct web_day_change){.day = day->date,
                                   .what = http_text(call, WHAT[change->kind]),
                                   .name = change->now ? change->now->name : (struct str){0},
                                   .old_name = change->was ? change->was->name : (struct str){0},
                                   .kind = http_text(call, KINDS[day->kind])};
}

static bool is_verified(const struct law_year *year) {
    bool verified = year->count > 0;
    for (size_t i = 0; i < year->count; i++)
        verified = verified && year->days[i].verified;
    return verified;
}

/* before: the year in the table that was in use when the list came. */
static void fill_checked(struct http_call *call, const struct law_year *before,
                         const struct law_year *year, struct web_holidays *v) {
    const struct law_day_change *list =
        law_decree_changes(call->arena, before, year, &v->change_count);
    struct web_day_change *changes = NEW(call->arena, struct web_day_change, v->change_count + 1);
    for (size_t i = 0; i < v->change_count; i++)
        changes[i] = change_view(call, &list[i]);
    v->checked = true;
    v->year = year->year;
    v->days = (int64_t)year->count;
    v->version = year->version;
    v->file = arena_printf(call->arena, "rules/calendars/holidays-%d.yaml", year->year);
    v->estimated = year->estimated;
    v->unread = !is_verified(year);
    v->reader = year->read_by;
    v->differs =
        v->change_count || before->estimated != year->estimated || before->verified == v->unread;
    v->doubt = law_say(law_decree_doubt(call->arena, year), http_english(call));
    v->changes = changes;
}

/* What is known of each year that the table in use speaks for. */
static void fill_years(struct http_call *call, struct web_holidays *v) {
    const struct law_calendar *calendar = &http_law(call)->calendar;
    int first = date_to_civil(calendar->first).year, last = date_to_civil(calendar->last).year;
    struct web_year *years = NEW(call->arena, struct web_year, (size_t)(last - first) + 1);
    for (int year = first; year <= last; year++)
        years[v->year_count++] = (struct web_year){
            .year = year,
            .verified = law_is_verified_year(calendar, year),
            .estimated = law_is_estimate(calendar, date_from_civil((struct civil){year, 1, 1})),
        };
    v->years = years;
}

static struct err show(struct http_call *call, int status, struct web_holidays *v) {
    v->loaded = http_law(call)->calendar.version;
    fill_years(call, v);
    struct web_common c = http_common(call);
    c.path = WEB_PATH_RULES;
    web_render_holidays(call->out, v, &c);
    return http_page(call, status);
}

struct err page_holidays_get(struct http_call *call) {
    return show(call, 200, &(struct web_holidays){0});
}

static struct err download(struct http_call *call, const struct law_year *year) {
    buf_add(call->out,
            law_decree_text(
                call->arena, year,
                arena_printf(call->arena, "Days off in %d. Checked by netral.", year->year)));
    if (buf_full(call->out) || !call->out->len)
        return ERR(ERR_IO, STR("holidays"));
    http_set_header(
        call, "Content-Disposition",
        arena_printf(call->arena, "attachment; filename=\"holidays-%d.yaml\"", year->year));
    return http_reply(call, 200, HTTP_TYPE_YAML);
}

/* The year, with the version that follows the table's; false after at least one fault. */
static bool read_year(struct http_call *call, struct str text, const struct web_holidays *v,
                      struct law_year *ret, struct law_faults *faults) {
    const struct law *law = http_law(call);
    const struct law_decree decree = {.bytes = text,
                                      .source = v->source,
                                      .confidence = LAW_MEDIUM,
                                      .verified = v->read_by.len > 0,
                                      .read_by = v->read_by};
    if (law_decree_read(call->arena, &decree, ret, faults).code)
        return false;
    struct str old = law_decree_now(call->arena, law, ret->year).version;
    ret->version = law_decree_raise(call->arena, ret->year, old);
    struct law_text misplaced = law_decree_misplaced(call->arena, law, ret);
    if (misplaced.en.len)
        faults->list[faults->count++] =
            (struct law_fault){.text = misplaced.en, .text_id = misplaced.id};
    return !misplaced.en.len;
}

/* What the worker fills and the finish shows. */
struct asked {
    struct web_holidays view;
    struct law_year year, before;
    struct str old; /* the file of the table before, as it was read; empty: there was none */
    struct flow_days_off work;
    bool load;
};

static struct str file_of(struct http_call *call, const struct law *law, int year) {
    struct str name = law_decree_file(call->arena, year);
    for (size_t i = 0; i < law->files.count; i++)
        if (str_equal(law->files.list[i].name, name))
            return law->files.list[i].bytes;
    return (struct str){0};
}

static void do_it(struct http_call *call) {
    struct asked *asked = call->state;
    struct flow *flow = http_app(call)->flow;
    asked->work.result = asked->load ? flow_days_off_load(flow, &asked->work)
                                     : flow_days_off_look(flow, &asked->work);
}

/* On the worker: every open case is looked at. */
static struct err look_or_load(struct http_call *call, const struct web_holidays *v,
                               const struct law_year *year) {
    const struct law *law = http_law(call);
    struct asked *asked = NEW(call->arena, struct asked, 1);
    asked->view = *v;
    asked->year = *year;
    asked->before = law_decree_now(call->arena, law, year->year);
    asked->old = file_of(call, law, year->year);
    asked->load = str_equal(http_form(call, "aksi"), STR("muat"));
    struct str seen = hex_encode(call->arena, law->hash.b, HASH_LEN);
    asked->view.seen = seen;
    asked->work = (struct flow_days_off){
        .a = call->arena,
        .staff = http_staff(call),
        .text = law_decree_text(
            call->arena, year,
            arena_printf(call->arena, "Days off in %d. Loaded on the page.", year->year)),
        .seen = asked->load ? http_form(call, "dasar") : seen,
        .now = call->now};
    call->state = asked;
    return http_offload(call, do_it);
}

static struct str clock_label(struct http_call *call, struct str id) {
    const struct law *law = http_law(call);
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_clock *clock = law_clock(&law->rulebooks[i], id);
        if (clock)
            return http_clock_label(call, clock);
    }
    return id;
}

static void fill_moved(struct http_call *call, const struct flow_days_off *work,
                       struct web_holidays *v) {
    struct web_moved *list = NEW(call->arena, struct web_moved, work->moved_count + 1);
    int64_t shown = 0;
    for (size_t i = 0; i < work->moved_count; i++) {
        const struct flow_moved *m = &work->moved[i];
        list[i] = (struct web_moved){clock_label(call, m->clock), m->was, m->now, m->count};
        shown += m->count;
    }
    v->moved = list;
    v->moved_count = work->moved_count;
    v->deadlines = work->deadlines;
    v->cases = work->cases;
    v->more = shown < work->deadlines;
}

struct err page_holidays_done(struct http_call *call) {
    struct asked *asked = call->state;
    struct web_holidays *v = &asked->view;
    if (asked->work.result.code)
        return asked->work.result;
    fill_checked(call, &asked->before, &asked->year, v);
    fill_moved(call, &asked->work, v);
    v->now_loaded = asked->load;
    if (asked->load) {
        v->text = v->source = v->read_by = (struct str){0};
        v->old_version = asked->before.version;
        v->old = asked->old;
    }
    return show(call, 200, v);
}

struct err page_holidays_post(struct http_call *call) {
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    const struct sent *sent = call->state;
    struct web_holidays v = {.text = http_form(call, "isi"),
                             .source = str_trim(http_form(call, "sumber")),
                             .read_by = str_trim(http_form(call, "dibaca"))};
    struct str text = sent && sent->len ? (struct str){sent->bytes, sent->len} : v.text;
    struct law_faults *faults = NEW(call->arena, struct law_faults, 1);
    struct law_year year;
    if (!read_year(call, text, &v, &year, faults)) {
        v.text = str_is_utf8(text) ? text : (struct str){0};
        fill_faults(call, faults, &v);
        return show(call, 422, &v);
    }
    if (str_equal(http_form(call, "aksi"), STR("unduh")))
        return download(call, &year);
    v.text = text;
    return look_or_load(call, &v, &year);
}
