#include "flow/counted.h"

#include "base/buf.h"
#include "base/regions.h"
#include "flow/flow_internal.h"

#include <stdlib.h>
#include <string.h>

/* Setting: the text of publication/kept.h. */
static const struct str FIGURES = STR_INIT("figures-shown");
/* A nation's figures are some hundred KiB; STORE_STAT_ROWS_MAX bounds each view. */
static const size_t TEXT_MAX = 64u << 20, KEPT_ARENA = 256u << 20;

struct weeks {
    struct str province;
    struct flow_trends trends;
    const struct weeks *next;
};
/* What was made of one moment, all in one arena; NULL: nothing was. */
struct moment {
    struct arena *arena;
    struct publication_figures figures;
    const struct weeks *weeks; /* of the provinces that were asked for */
};
struct flow_counted {
    struct moment tick; /* the one that was read */
    struct str note;
    struct publication_kept kept;
    struct moment now; /* without ticks: of the newest look */
    int64_t size;
    bool waiting;
};

struct flow_counted *flow_counted_new(void) {
    return must_alloc(sizeof(struct flow_counted));
}

void flow_counted_free(struct flow_counted *kept) {
    if (kept) {
        arena_free(kept->tick.arena);
        arena_free(kept->now.arena);
    }
    free(kept);
}

/* --- the moment --- */

static struct err load(struct db *db, struct arena *a, struct publication_kept *ret) {
    struct str text;
    struct err e = store_setting_find(db, a, FIGURES, &text);
    if (!e.code && !text.len)
        e = ERR(ERR_MISSING, STR("setting"));
    return e.code ? e : publication_kept_read(a, text, ret);
}

/* Reads what is kept; *ret_same: it is of that note. Another size: a tick came between. */
static struct err take(const struct flow_counting *look, const struct flow_tick_shown *shown,
                       bool *ret_same) {
    struct flow_counted *k = look->kept;
    struct moment tick = {.arena = arena_new(KEPT_ARENA)};
    struct publication_kept kept;
    struct err e = load(look->db, tick.arena, &kept);
    *ret_same = !e.code && kept.size == shown->size;
    if (!*ret_same) {
        arena_free(tick.arena);
        return e;
    }
    publication_figures_make(tick.arena, &kept.source, &tick.figures);
    arena_free(k->tick.arena);
    k->tick = tick;
    k->kept = kept;
    k->note = arena_str(tick.arena, shown->note);
    return OK;
}

struct err flow_counting_begin(struct flow_counting *look) {
    enum { TRIES = 4 };
    const struct flow_asker by = {look->db, look->arena};
    const struct flow_counted *k = look->kept;
    struct flow_tick_shown shown = {0};
    bool same = false;
    struct err e = OK;
    for (int i = 0; i < TRIES && !e.code && !same; i++) {
        e = flow_tick_look(look->flow, &by, &shown, &look->size);
        if (e.code || !shown.note.len)
            return e;
        same = k->tick.arena && str_equal(k->note, shown.note) &&
               k->kept.source.as_of.day >= look->as_of.day;
        if (!same)
            e = take(look, &shown, &same);
    }
    if (!same) /* the log is shown by ticks, and an older program made the last one */
        return e.code == ERR_MISSING ? OK : e;
    look->size = k->kept.size;
    look->as_of = k->kept.source.as_of;
    look->at = k->kept.at;
    return OK;
}

/* --- what is counted --- */

static bool is_now(const struct flow_counting *look, bool waiting) {
    const struct flow_counted *k = look->kept;
    return k->now.arena && k->size == look->size && k->now.figures.as_of.day == look->as_of.day &&
           (k->waiting || !waiting);
}

/* The figures of now, counted unless they are those of the last look. */
static struct err count_now(struct flow_counting *look, bool waiting) {
    struct flow_counted *k = look->kept;
    if (is_now(look, waiting))
        return OK;
    struct moment now = {.arena = arena_new(KEPT_ARENA)};
    struct err e = (waiting ? flow_figures_waiting : flow_figures)(look->db, now.arena, look->as_of,
                                                                   &now.figures, &look->size);
    if (e.code) {
        arena_free(now.arena);
        return e;
    }
    arena_free(k->now.arena);
    k->now = now;
    k->size = look->size;
    k->waiting = waiting;
    return OK;
}

static struct err moment_of(struct flow_counting *look, bool waiting, struct moment **ret) {
    *ret = look->at.us ? &look->kept->tick : &look->kept->now;
    return look->at.us ? OK : count_now(look, waiting);
}

static struct err figures(struct flow_counting *look, bool waiting,
                          struct publication_figures *ret) {
    struct moment *m;
    struct err e = moment_of(look, waiting, &m);
    if (!e.code)
        *ret = m->figures;
    return e;
}

struct err flow_counted_figures(struct flow_counting *look, struct publication_figures *ret) {
    return figures(look, false, ret);
}

struct err flow_counted_waiting(struct flow_counting *look, struct publication_figures *ret) {
    return figures(look, true, ret);
}

/* Made in the look's arena: what fails leaves nothing in the moment's. */
static struct err make_weeks(const struct flow_counting *look, struct moment *m,
                             struct str province) {
    struct flow_trends made;
    const struct flow_trend_ask ask = {province, look->as_of, &m->figures};
    struct err e = flow_trends(look->db, look->arena, &ask, &made);
    if (e.code)
        return e;
    struct weeks *w = NEW(m->arena, struct weeks, 1);
    w->province = province;
    w->trends.count = made.count;
    w->trends.lines = NEW(m->arena, struct flow_trend_line, made.count + 1);
    if (made.count)
        memcpy(w->trends.lines, made.lines, made.count * sizeof *made.lines);
    w->next = m->weeks;
    m->weeks = w;
    return OK;
}

struct err flow_counted_trend(struct flow_counting *look, struct str region,
                              struct flow_trend *ret) {
    static const struct flow_trend NOTHING = {.received.none = true, .decided.none = true};
    struct str province = region_province(region_find(region))->code;
    struct moment *m;
    struct err e = moment_of(look, false, &m);
    const struct weeks *w = e.code ? NULL : m->weeks;
    while (w && !str_equal(w->province, province))
        w = w->next;
    if (!e.code && !w) {
        e = make_weeks(look, m, province);
        w = m->weeks;
    }
    if (e.code)
        return e;
    *ret = NOTHING;
    for (size_t i = 0; i < w->trends.count; i++)
        if (str_equal(w->trends.lines[i].region, region))
            *ret = w->trends.lines[i].trend;
    return OK;
}

struct err flow_counted_totals(const struct flow_counting *look, struct flow_totals *ret) {
    if (!look->at.us)
        return flow_totals(look->db, look->arena, ret);
    *ret = flow_totals_of(&look->kept->kept.source.views[PUBLICATION_STATE]);
    return OK;
}

static const struct publication_standing *standing_of(const struct publication_kept *kept,
                                                      int64_t round) {
    for (size_t i = 0; i < kept->standing_count; i++)
        if (kept->standings[i].round == round)
            return &kept->standings[i];
    return NULL;
}

/* Of the tick: until the next one, the round that a newer one follows stands for its office. */
static int64_t newest_of(const struct flow_counting *look) {
    const struct publication_kept *kept = &look->kept->kept;
    int64_t newest = -1;
    for (size_t i = 0; i < kept->standing_count; i++)
        if (kept->standings[i].round > newest)
            newest = kept->standings[i].round;
    return newest;
}

struct err flow_counted_standings(const struct flow_counting *look, int64_t limit,
                                  struct store_standings *ret) {
    struct store_standings all;
    const struct store_newest asked = {look->as_of, look->at.us ? newest_of(look) : INT64_MAX,
                                       limit};
    struct err e = store_round_newest(look->db, look->arena, &asked, &all);
    if (e.code || !look->at.us) {
        if (!e.code)
            *ret = all;
        return e;
    }
    struct store_standing *list = NEW(look->arena, struct store_standing, all.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++) {
        const struct publication_standing *of =
            standing_of(&look->kept->kept, all.list[i].round.id);
        if (!of)
            continue;
        list[count] = all.list[i];
        list[count].round.people = of->people;
        list[count++].round.pledged = of->pledged;
    }
    *ret = (struct store_standings){list, count};
    return OK;
}

/* --- the tick --- */

struct making {
    const struct flow_counted_make *make;
    struct flow_figures_read read;
    struct store_standings standings;
};

static struct err make_in_txn(struct db *db, void *arg) {
    struct making *m = arg;
    struct err e = flow_figures_rows(db, &m->read);
    if (!e.code && m->make->grown && m->read.size != m->make->size)
        e = ERR(ERR_CONFLICT, STR("size"));
    const struct store_newest asked = {m->read.source.as_of, INT64_MAX, FLOW_STANDINGS_MAX};
    return e.code ? e : store_round_newest(db, m->read.arena, &asked, &m->standings);
}

static struct err today(const struct flow_counted_make *make, struct date *ret) {
    struct flow_owner owner;
    struct err e = flow_owner(make->db, make->arena, &owner);
    if (!e.code)
        *ret = instant_date(env_now(make->flow->env), flow_zone(owner.region));
    return e;
}

static struct err write_text(struct arena *a, const struct publication_kept *kept,
                             struct str *ret) {
    struct buf out;
    buf_init(&out, TEXT_MAX);
    struct err e = publication_kept_write(&out, kept);
    if (!e.code && buf_full(&out))
        e = ERR(ERR_TOO_LARGE, STR("figures"));
    if (!e.code)
        *ret = arena_str(a, buf_str(&out));
    buf_done(&out);
    return e;
}

struct err flow_counted_text(const struct flow_counted_make *make, struct str *ret) {
    struct making m = {.make = make, .read = {.arena = make->arena, .waiting = true}};
    struct err e = today(make, &m.read.source.as_of);
    if (!e.code)
        e = db_in_txn(make->db, false, make_in_txn, &m);
    if (e.code)
        return e;
    size_t count = m.standings.count;
    struct publication_standing *list = NEW(make->arena, struct publication_standing, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct store_round *r = &m.standings.list[i].round;
        list[i] = (struct publication_standing){r->id, r->people, r->pledged};
    }
    const struct publication_kept kept = {make->size, env_now(make->flow->env), m.read.source, list,
                                          count};
    return write_text(make->arena, &kept, ret);
}

struct err flow_counted_is(const struct flow_counted_make *make, bool *ret) {
    struct publication_kept kept = {.size = -1};
    struct date day;
    struct err e = today(make, &day);
    if (e.code)
        return e;
    e = load(make->db, make->arena, &kept);
    *ret = !e.code && kept.size == make->size && kept.source.as_of.day == day.day;
    return e.code == ERR_MISSING || e.code == ERR_CORRUPT ? OK : e;
}
