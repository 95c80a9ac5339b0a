#include "flow/audit.h"
#include "flow/case.h"
#include "flow/staff.h"

#include "base/env.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct room {
    struct env env;
    struct arena *a;
    struct flow *flow;
    char dir[34];
};

static int drop(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void room_open(struct room *r) {
    *r = (struct room){
        .env = env_system(), .a = arena_new(1 << 20), .dir = "/tmp/netral-reading-XXXXXX"};
    assert_non_null(mkdtemp(r->dir));
    struct flow_init init = {.data_dir = r->dir, .region = STR("16.06"), .kind = FLOW_TEST};
    assert_int_equal(flow_init(&init, &r->env).code, 0);
    struct flow_config config = {.data_dir = r->dir, .env = &r->env};
    assert_int_equal(flow_open(&config, &r->flow).code, 0);
}

static void room_close(struct room *r) {
    flow_close(r->flow);
    arena_free(r->a);
    assert_int_equal(nftw(r->dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void look(struct room *r, struct str piece) {
    struct flow_reading reading = {
        .job = {.arena = r->a},
        .staff.who = {STR("dina"), STR("officer"), {.id = STR("bawaslu-16.06")}},
        .id = {7},
        .piece = piece,
        .now = {1728871200000000}};
    flow_reading_prepare(r->flow, &reading);
    assert_int_equal(flow_run_now(r->flow, &reading.job).code, 0);
}

static void a_look_says_who_saw_what_and_when(void **state) {
    static const struct {
        struct str piece, body;
    } CASES[] = {
        {STR_INIT(""), STR_INIT("{\"case\":7,\"what\":\"file\",\"actor\":\"dina\"}")},
        {STR_INIT("00ff"),
         STR_INIT("{\"case\":7,\"what\":\"evidence\",\"piece\":\"00ff\",\"actor\":\"dina\"}")},
    };
    struct room r;
    (void)state;
    room_open(&r);
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        look(&r, CASES[i].piece);
    struct db db = {0};
    struct store_events all = {0};
    assert_int_equal(flow_reader(r.flow, &db).code, 0);
    assert_int_equal(store_event_page(&db, r.a, 0, 256, &all).code, 0);
    db_close(&db);
    assert_true(all.count > COUNT_OF(CASES));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct store_event *ev = &all.list[all.count - COUNT_OF(CASES) + i];
        assert_true(str_equal(ev->event.kind, STR("case.read")));
        assert_true(str_equal(ev->event.office, STR("bawaslu-16.06")));
        assert_true(str_equal(ev->event.actor, STR("dina")));
        assert_true(str_equal(ev->event.body, CASES[i].body));
        assert_true(ev->event.at.us == 1728871200000000);
        /* A stream of its own: the case's version, which a step names, stands still. */
        assert_true(ev->case_id == ev->event.index && ev->event.seq == 0);
    }
    room_close(&r);
}

static void the_store_agrees_with_what_was_recorded(void **state) {
    struct room r;
    struct flow_audit found;
    (void)state;
    room_open(&r);
    look(&r, STR(""));
    const struct flow_audit_of of = {.data_dir = r.dir};
    assert_int_equal(flow_audit(&of, &found).code, 0);
    assert_true(!found.what.len && found.events > 1);
    room_close(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_says_who_saw_what_and_when),
        cmocka_unit_test(the_store_agrees_with_what_was_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
