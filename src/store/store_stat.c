#include "case/follow.h"
#include "store/activity.h"
#include "store/sql.h"
#include "store/stat.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void add(struct store_stats *stats, struct arena *a, struct store_stat_delta delta) {
    if (stats->count == stats->room) {
        size_t room = stats->room ? stats->room * 2 : 64;
        struct store_stat_delta *list = NEW(a, struct store_stat_delta, room);
        if (stats->count)
            memcpy(list, stats->list, stats->count * sizeof *list);
        stats->list = list;
        stats->room = room;
    }
    stats->list[stats->count++] = delta;
}

/* In the region of the delta, in its province and in the nation. */
static void add_within(struct store_stats *stats, struct arena *a, struct store_stat_delta delta) {
    enum { PROVINCE_LEN = 2 };
    struct str region = delta.a;
    delta.a = STR("");
    add(stats, a, delta);
    if (region.len > PROVINCE_LEN) {
        delta.a = (struct str){region.ptr, PROVINCE_LEN};
        add(stats, a, delta);
    }
    if (region.len) {
        delta.a = region;
        add(stats, a, delta);
    }
}

int64_t store_stat_block(int64_t day) {
    enum { BLOCK_DAYS = 16 };
    return day - ((day % BLOCK_DAYS) + BLOCK_DAYS) % BLOCK_DAYS;
}

struct str store_stat_block_key(struct arena *a, int64_t block, struct str region) {
    return arena_printf(a, "%" PRId64 " %.*s", block, STR_ARG(region));
}

/* When it came to BKN or an appointing authority, left them, was proven. */
static void count_turns(struct store_stats *stats, struct arena *a, const struct case_follow *f,
                        struct store_stat_delta of) {
    of.view = "turn";
    of.b = STR("came");
    of.day = f->came_on.day;
    if (f->came)
        add_within(stats, a, of);
    of.b = STR("left");
    of.day = f->left_on.day;
    if (f->left)
        add_within(stats, a, of);
    of.b = STR("proven");
    of.day = f->proven_on.day;
    if (f->proven)
        add_within(stats, a, of);
}

/* That it waits with one of them, and until when. */
static void count_waiting(struct store_stats *stats, struct arena *a, const struct case_follow *f,
                          struct store_stat_delta of) {
    struct str region = of.a;
    if (!f->open)
        return;
    add(stats, a, (struct store_stat_delta){"wait", region, f->office, 0, of.n});
    if (f->secretary)
        add(stats, a, (struct store_stat_delta){"wait_sekda", region, STR(""), 0, of.n});
    if (f->due == CASE_NO_DUE)
        return;
    int64_t block = store_stat_block(f->due);
    struct str key = store_stat_block_key(a, block, region);
    add(stats, a, (struct store_stat_delta){"wait_block", region, f->office, block, of.n});
    add(stats, a, (struct store_stat_delta){"wait_day", key, f->office, f->due, of.n});
    add_within(stats, a, (struct store_stat_delta){"wait_due", region, STR(""), f->due, of.n});
}

static int64_t monday(struct date d) {
    return d.day - date_weekday(d);
}

/* In which week it came, and in which its own procedure ended with a sanction or with no breach. */
static void count_weekly(struct store_stats *stats, struct arena *a, const struct case_state *cs,
                         int64_t n) {
    struct str region = cs->received.report.region;
    struct date received = cs->received.received_on;
    add(stats, a,
        (struct store_stat_delta){"weekly", region, STR("received"), monday(received), n});
    if (str_equal(cs->phase, law_phase_name(LAW_DONE_SANCTION)) ||
        str_equal(cs->phase, law_phase_name(LAW_DONE_NO_BREACH)))
        add(stats, a,
            (struct store_stat_delta){"weekly", region, STR("decided"), monday(cs->stands), n});
}

/* All keys that a case in this state is counted under. */
static void count(struct store_stats *stats, struct arena *a, const struct case_state *cs,
                  int64_t n) {
    const struct case_received *r = &cs->received;
    struct str act = r->report.act.len ? r->report.act : STR("unknown");
    struct str region = r->report.region, phase = cs->phase, stage = r->stage, state = cs->state;
    int64_t day = r->received_on.day;
    struct str channel = intake_channel_name(r->report.channel);
    add(stats, a, (struct store_stat_delta){"region", region, phase, 0, n});
    add(stats, a, (struct store_stat_delta){"act", act, phase, 0, n});
    add(stats, a, (struct store_stat_delta){"stage", stage, phase, 0, n});
    add(stats, a, (struct store_stat_delta){"state", state, phase, 0, n});
    if (!str_starts(phase, STR("done_"))) /* nobody asks how old a finished case is */
        add(stats, a, (struct store_stat_delta){"age", phase, STR(""), day, n});
    add(stats, a, (struct store_stat_delta){"week", channel, STR(""), monday(r->received_on), n});
    add(stats, a, (struct store_stat_delta){"region_act", region, act, 0, n});
    count_weekly(stats, a, cs, n);
    struct case_follow follow = case_follow(cs);
    count_turns(stats, a, &follow, (struct store_stat_delta){.a = region, .n = n});
    count_waiting(stats, a, &follow, (struct store_stat_delta){.a = region, .n = n});
    int64_t due = case_next_due(cs);
    if (due == CASE_NO_DUE)
        return;
    add(stats, a, (struct store_stat_delta){"due", region, STR(""), due, n});
    add(stats, a, (struct store_stat_delta){"due_act", act, STR(""), due, n});
}

void store_stats_move(struct store_stats *stats, struct arena *a, const struct case_state *before,
                      const struct case_state *after) {
    if (before)
        count(stats, a, before, -1);
    if (after)
        count(stats, a, after, 1);
}

void store_stats_pledged(struct store_stats *stats, struct arena *a, int64_t round,
                         struct instant at) {
    int64_t day = instant_date(at, ZONE_WIB).day;
    struct str id = arena_printf(a, "%" PRId64, round);
    add(stats, a, (struct store_stat_delta){"pledged", id, STR(""), day, 1});
}

void store_stats_signed(struct store_stats *stats, struct arena *a, int64_t round, int64_t n) {
    struct str id = arena_printf(a, "%" PRId64, round);
    add(stats, a, (struct store_stat_delta){"signed", id, STR(""), 0, n});
}

void store_stats_people(struct store_stats *stats, struct arena *a, struct str office, int64_t n) {
    add(stats, a, (struct store_stat_delta){"people", office, STR(""), 0, n});
}

void store_stats_signed_leaders(struct store_stats *stats, struct arena *a, int64_t round,
                                int64_t n) {
    struct str id = arena_printf(a, "%" PRId64, round);
    add(stats, a, (struct store_stat_delta){"signed_leaders", id, STR(""), 0, n});
}

void store_stats_leaders(struct store_stats *stats, struct arena *a, struct str office, int64_t n) {
    add(stats, a, (struct store_stat_delta){"leaders", office, STR(""), 0, n});
}

void store_stats_signed_grade(struct store_stats *stats, struct arena *a, int64_t round,
                              struct store_stat_grade more) {
    struct str id = arena_printf(a, "%" PRId64, round);
    add(stats, a, (struct store_stat_delta){"signed_grade", id, STR(""), more.grade, more.n});
}

void store_stats_people_grade(struct store_stats *stats, struct arena *a, struct str office,
                              struct store_stat_grade more) {
    struct str group = arena_printf(a, "%" PRId64, more.group);
    add(stats, a, (struct store_stat_delta){"people_grade", office, group, more.grade, more.n});
}

static int delta_order(const void *left, const void *right) {
    const struct store_stat_delta *l = left, *r = right;
    int order = l->view == r->view ? 0 : strcmp(l->view, r->view); /* mostly one literal */
    if (!order)
        order = str_compare(l->a, r->a);
    if (!order)
        order = str_compare(l->b, r->b);
    return order ? order : (l->day > r->day) - (l->day < r->day);
}

struct err store_stats_flush(struct db *db, struct arena *a, struct store_stats *stats) {
    if (stats->count)
        qsort(stats->list, stats->count, sizeof *stats->list, delta_order);
    for (size_t i = 0; i < stats->count;) {
        struct store_stat_delta sum = stats->list[i];
        for (i++; i < stats->count && !delta_order(&sum, &stats->list[i]); i++)
            sum.n += stats->list[i].n;
        const struct cell args[] = {CTEXT(str_from_c(sum.view)), CTEXT(sum.a), CTEXT(sum.b),
                                    CINT(sum.day), CINT(sum.n)};
        struct err e = sum.n ? db_run(db, a, &SQL_STAT_ADD, DB_LIST(args), NULL) : OK;
        if (!e.code && sum.n < 0)
            e = db_run(db, a, &SQL_STAT_DROP, (struct db_args){args, COUNT_OF(args) - 1}, NULL);
        if (e.code)
            return e;
    }
    stats->count = 0;
    return OK;
}

static struct err rows_read(struct arena *a, const struct rows *rows,
                            const struct store_stat_row **ret, size_t *ret_count) {
    if (rows->count > STORE_STAT_ROWS_MAX)
        return ERR(ERR_STORE, STR("stat"));
    struct store_stat_row *list = NEW(a, struct store_stat_row, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        list[i] = (struct store_stat_row){store_text(rows, i, 0), store_text(rows, i, 1),
                                          store_int(rows, i, 2), store_int(rows, i, 3)};
    *ret = list;
    *ret_count = rows->count;
    return OK;
}

struct err store_stat_view(struct db *db, struct arena *a, const char *view,
                           const struct store_stat_row **ret, size_t *ret_count) {
    struct rows rows;
    const struct cell args[] = {CTEXT(str_from_c(view)), CINT(STORE_STAT_ROWS_MAX + 1)};
    struct err e = db_run(db, a, &SQL_STAT_VIEW, DB_LIST(args), &rows);
    return e.code ? e : rows_read(a, &rows, ret, ret_count);
}

struct err store_stat_before(struct db *db, struct arena *a, const struct store_stat_range *range,
                             const struct store_stat_row **ret, size_t *ret_count) {
    struct rows rows;
    const struct cell args[] = {CTEXT(str_from_c(range->view)), CINT(range->before.day),
                                CINT(STORE_STAT_ROWS_MAX + 1)};
    struct err e = db_run(db, a, &SQL_STAT_BEFORE, DB_LIST(args), &rows);
    return e.code ? e : rows_read(a, &rows, ret, ret_count);
}

struct err store_stat_weekly(struct db *db, struct arena *a, const struct store_stat_weeks *of,
                             const struct store_stat_row **ret, size_t *ret_count) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->region), CTEXT(store_region_end(a, of->region)),
                                CINT(of->from.day), CINT(STORE_STAT_ROWS_MAX + 1)};
    struct err e = db_run(db, a, &SQL_STAT_WEEKLY, DB_LIST(args), &rows);
    return e.code ? e : rows_read(a, &rows, ret, ret_count);
}
