#include "store/running.h"
#include "store/sql.h"

#include "base/buf.h"

enum { TEXT_MAX = 256 * 1024 };

static struct str rules_of(const struct case_state *cs, struct str track) {
    struct case_track in = {.rules = STR("-")};
    return track.len && case_track(cs, track, &in) ? in.rules : STR("-");
}

static void add_day(struct buf *out, char before, struct date day) {
    buf_add_char(out, before);
    buf_add_int(out, day.day);
}

struct str store_running_text(struct arena *a, const struct case_state *cs) {
    struct buf out;
    buf_init(&out, TEXT_MAX);
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *c = &cs->clocks[i];
        if (!c->running || c->suspended || c->still_count > STORE_STILL_MAX)
            continue;
        buf_add(&out, rules_of(cs, c->track));
        buf_add_char(&out, ' ');
        buf_add(&out, c->id);
        buf_add_char(&out, ' ');
        buf_add(&out, c->office.len ? c->office : STR("-"));
        add_day(&out, ' ', c->start);
        add_day(&out, ' ', c->due);
        add_day(&out, ' ', c->due_early);
        for (size_t k = 0; k < c->still_count; k++) {
            add_day(&out, ' ', c->still[k].from);
            add_day(&out, ':', c->still[k].to);
        }
        buf_add_char(&out, '\n');
    }
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool read_day(struct str text, struct date *ret) {
    int64_t day;
    if (!str_to_int(text, &day) || day < INT32_MIN || day > INT32_MAX)
        return false;
    ret->day = (int32_t)day;
    return true;
}

bool store_running_next(struct str *text, struct store_running *ret) {
    struct str line = str_cut(text, '\n');
    ret->rules = str_cut(&line, ' ');
    if (str_equal(ret->rules, STR("-")))
        ret->rules = (struct str){0};
    ret->clock = str_cut(&line, ' ');
    ret->office = str_cut(&line, ' ');
    if (str_equal(ret->office, STR("-")))
        ret->office = (struct str){0};
    ret->still_count = 0;
    if (!ret->clock.len || !read_day(str_cut(&line, ' '), &ret->start) ||
        !read_day(str_cut(&line, ' '), &ret->due) ||
        !read_day(str_cut(&line, ' '), &ret->due_early))
        return false;
    while (line.len && ret->still_count < STORE_STILL_MAX) {
        struct law_span *span = &ret->still[ret->still_count++];
        struct str to = str_cut(&line, ' '), from = str_cut(&to, ':');
        if (!read_day(from, &span->from) || !read_day(to, &span->to))
            return false;
    }
    return true;
}

struct err store_open_page(struct db *db, struct arena *a, struct case_id after,
                           const struct store_open **ret, size_t *ret_count) {
    const struct cell args[] = {CINT(after.v), CINT(STORE_DONE_DUE), CINT(STORE_OPEN_MAX)};
    struct rows rows;
    struct err e = db_run(db, a, &SQL_CASE_OPEN, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_open *list = NEW(a, struct store_open, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_open){.id = {store_int(&rows, i, 0)},
                                      .rules = store_text(&rows, i, 1),
                                      .state = store_text(&rows, i, 2),
                                      .clocks = store_text(&rows, i, 3),
                                      .aside = store_int(&rows, i, 4)};
    *ret = list;
    *ret_count = rows.count;
    return OK;
}
