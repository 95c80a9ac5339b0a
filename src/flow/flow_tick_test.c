/* The tick from within: what is verified, kept and read again. What outsiders see of it is tried by
 * tests/offline. On both engines. */
#include "flow/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "flow/counted.h"
#include "flow/office_engines.h"
#include "store/sql.h"

enum { NEVER = 86400 };
static const struct str FIGURES = STR_INIT("figures-shown");

struct writing {
    struct flow_job job; /* first */
    struct str figures;  /* the setting becomes this; NULL: a case more, and an event */
    int64_t round;       /* of this office, in place of both; 0: none */
};
static struct err write_run(struct flow_txn *txn, struct flow_job *job) {
    const struct writing *w = (struct writing *)(void *)job;
    const struct store_round round = {.id = w->round,
                                      .office = STR("bawaslu-16"),
                                      .kind = STR("IKR"),
                                      .opens = {0},
                                      .closes = {60000},
                                      .closed = -1,
                                      .asks = PLEDGE_EVERYBODY};
    if (w->round)
        return store_round_insert(txn->db, txn->batch, &round);
    if (w->figures.ptr)
        return store_setting_save(txn->db, txn->batch, FIGURES, w->figures);
    const struct flow_single event = {.kind = STR("log.cover"),
                                      .office = STR("system"),
                                      .body = STR("{}"),
                                      .now = env_now(txn->flow->env),
                                      .salt = env_hash(txn->flow->env),
                                      .stream = env_id128(txn->flow->env)};
    struct err e = flow_append_alone(txn, &event);
    const struct cell args[] = {CTEXT(STR("state")), CTEXT(STR("received")), CTEXT(STR("intake")),
                                CINT(0), CINT(7)};
    return e.code ? e : db_run(txn->db, txn->batch, &SQL_STAT_ADD, DB_LIST(args), NULL);
}

static void run(struct office *o, struct str figures) {
    struct writing w = {.job = {.run = write_run, .arena = o->on.a}, .figures = figures};
    assert_int_equal(flow_run_now(o->flow, &w.job).code, ERR_NONE);
}

static void grow(struct office *o) {
    run(o, (struct str){0});
}

/* Ends the one that runs; the log grew: the next begins with one. */
static void tick(struct office *o) {
    flow_tick_end(o->flow);
    assert_int_equal(flow_tick_start(o->flow, NEVER, NULL).code, ERR_NONE);
}

static struct flow_counting look(struct office *o, struct flow_counted *kept) {
    struct flow_counting look = {
        .flow = o->flow, .db = &o->reader, .arena = o->on.a, .kept = kept, .as_of = {20000}};
    assert_int_equal(flow_counting_begin(&look).code, ERR_NONE);
    return look;
}

static int64_t received(const struct flow_counting *look) {
    struct flow_totals totals;
    assert_int_equal(flow_counted_totals(look, &totals).code, ERR_NONE);
    return totals.received;
}

static struct flow_tick_shown shown(struct office *o, int64_t *ret_size) {
    const struct flow_asker by = {&o->reader, o->on.a};
    struct flow_tick_shown now;
    assert_int_equal(flow_tick_look(o->flow, &by, &now, ret_size).code, ERR_NONE);
    return now;
}

static void a_note_is_verified_once(void **state) {
    struct office *o = *state;
    int64_t size;
    assert_int_equal(shown(o, &size).note.len, 0);
    assert_int_equal(o->flow->shown.verified, 0);
    for (int ticks = 1; ticks <= 2; ticks++) {
        grow(o);
        tick(o);
        for (int looks = 0; looks < 3; looks++) {
            struct flow_tick_shown now = shown(o, &size);
            assert_int_equal(now.size, size);
        }
        assert_int_equal(o->flow->shown.verified, ticks);
    }
}

static void figures_stand_still_until_the_next_tick(void **state) {
    struct office *o = *state;
    struct flow_counted *kept = flow_counted_new();
    struct publication_figures first, again;
    grow(o);
    struct flow_counting now = look(o, kept);
    assert_int_equal(now.at.us, 0); /* no tick yet: as of now */
    assert_int_equal(received(&now), 7);
    tick(o);
    grow(o);
    now = look(o, kept);
    assert_int_equal(received(&now), 7);
    assert_int_not_equal(now.at.us, 0);
    assert_int_not_equal(now.as_of.day, 20000);
    assert_int_equal(flow_counted_figures(&now, &first).code, ERR_NONE);
    now = look(o, kept);
    assert_int_equal(flow_counted_waiting(&now, &again).code, ERR_NONE);
    assert_ptr_equal(first.regions, again.regions); /* read once */
    tick(o);
    struct flow_counting next = look(o, kept);
    assert_int_equal(received(&next), 14);
    assert_true(next.size > now.size);
    flow_counted_free(kept);
}

static int64_t standing(const struct flow_counting *look) {
    struct store_standings all;
    assert_int_equal(flow_counted_standings(look, 10, &all).code, ERR_NONE);
    return all.count == 1 ? all.list[0].round.id : -(int64_t)all.count;
}

static void open_round(struct office *o, int64_t id) {
    struct writing w = {.job = {.run = write_run, .arena = o->on.a}, .round = id};
    assert_int_equal(flow_run_now(o->flow, &w.job).code, ERR_NONE);
}

static void an_office_that_opens_a_round_stands_by_its_last_until_the_tick(void **state) {
    struct office *o = *state;
    struct flow_counted *kept = flow_counted_new();
    open_round(o, 5);
    grow(o);
    tick(o);
    open_round(o, 6);
    struct flow_counting now = look(o, kept);
    assert_int_not_equal(now.at.us, 0);
    assert_int_equal(standing(&now), 5);
    grow(o);
    tick(o);
    now = look(o, kept);
    assert_int_equal(standing(&now), 6);
    flow_counted_free(kept);
}

static void without_ticks_a_log_that_did_not_grow_is_counted_once(void **state) {
    struct office *o = *state;
    struct flow_counted *kept = flow_counted_new();
    struct publication_figures first, again;
    struct flow_trend trend;
    grow(o);
    struct flow_counting now = look(o, kept);
    assert_int_equal(flow_counted_waiting(&now, &first).code, ERR_NONE);
    const int64_t first_received = first.total.received.n;
    now = look(o, kept);
    assert_int_equal(flow_counted_trend(&now, STR("16.06"), &trend).code, ERR_NONE);
    assert_int_equal(flow_counted_figures(&now, &again).code, ERR_NONE);
    assert_ptr_equal(first.regions, again.regions);
    assert_true(trend.from.day < now.as_of.day && trend.received.none);
    grow(o);
    now = look(o, kept);
    assert_int_equal(flow_counted_figures(&now, &again).code, ERR_NONE);
    assert_int_equal(again.total.received.n, 2 * first_received);
    now.as_of.day++; /* midnight */
    assert_int_equal(flow_counted_figures(&now, &again).code, ERR_NONE);
    assert_int_equal(again.as_of.day, now.as_of.day);
    assert_int_equal(flow_counted_waiting(&now, &again).code,
                     ERR_NONE); /* a page that wants more */
    assert_non_null(again.waiting);
    flow_counted_free(kept);
}

static void damaged_figures_are_told_and_missing_ones_are_counted_now(void **state) {
    struct office *o = *state;
    struct flow_counted *kept = flow_counted_new();
    struct flow_counting by = {
        .flow = o->flow, .db = &o->reader, .arena = o->on.a, .kept = kept, .as_of = {20000}};
    grow(o);
    tick(o);
    run(o, STR("netral-figures/v1\tx\n"));
    struct err e = flow_counting_begin(&by);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_true(str_equal(e.about, STR("figures")));
    run(o, STR(""));
    struct flow_counting now = look(o, kept);
    assert_int_equal(now.at.us, 0);
    assert_int_equal(received(&now), 7);
    tick(o); /* a start whose log did not grow keeps them */
    now = look(o, kept);
    assert_int_not_equal(now.at.us, 0);
    flow_counted_free(kept);
}

static void who_has_an_entry_beyond_the_tick_sees_one_size(void **state) {
    struct office *o = *state;
    const struct flow_asker by = {&o->reader, o->on.a};
    struct flow_tick_shown one, again, other;
    int64_t first, second;
    grow(o);
    tick(o);
    grow(o);
    (void)shown(o, &first);
    assert_int_equal(flow_tick_own(o->flow, &by, first, &one).code, ERR_NONE);
    assert_int_equal(one.size, first);
    grow(o);
    (void)shown(o, &second);
    assert_int_equal(flow_tick_own(o->flow, &by, second, &other).code, ERR_NONE);
    assert_int_equal(other.size, second);
    assert_int_equal(flow_tick_own(o->flow, &by, first, &again).code, ERR_NONE);
    assert_int_equal(again.size, first);
    assert_true(str_equal(again.note, one.note));
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, a_note_is_verified_once), IN(engine, figures_stand_still_until_the_next_tick),      \
        IN(engine, an_office_that_opens_a_round_stands_by_its_last_until_the_tick),                \
        IN(engine, without_ticks_a_log_that_did_not_grow_is_counted_once),                         \
        IN(engine, damaged_figures_are_told_and_missing_ones_are_counted_now),                     \
        IN(engine, who_has_an_entry_beyond_the_tick_sees_one_size)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_tick", tests, COUNT_OF(tests));
}
