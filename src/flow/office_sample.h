#ifndef FLOW_OFFICE_SAMPLE_H
#define FLOW_OFFICE_SAMPLE_H
/* For tests: an office's new store by the small rules, on either engine. Its clock begins on a
 * Wednesday at 09.00 WIB, so that no test meets a midnight by chance. */
#include "flow/confine.h"
#include "flow/flow_internal.h"
#include "flow/rebuild.h"
#include "flow/staff.h"
#include "store/db_fixture.h"

#include <stdlib.h>

struct office {
    struct db_fixture on;
    char data[80];
    struct env env;
    struct confined *confined;
    const struct law *law;
    struct str hash; /* of the law, hex */
    struct flow *flow;
    struct db reader; /* of the tests that open it */
};

/* One more flow on the same store, as after a restart. */
static inline struct flow *office_flow(struct office *o) {
    struct flow *flow;
    struct str db = o->on.postgres ? db_fixture_where(&o->on) : (struct str){0};
    struct flow_config config = {.data_dir = o->data, .db = db, .law = o->law, .env = &o->env};
    assert_int_equal(flow_open(&config, &flow).code, ERR_NONE);
    flow_confine(flow, o->confined);
    return flow;
}

static inline struct office *office_open(bool postgres) {
    struct office *o = must_alloc(sizeof *o);
    static struct law_faults faults;
    assert_int_equal(confined_start(&o->confined).code, ERR_NONE);
    db_fixture_open(&o->on, postgres);
    if (!postgres) { /* the directory itself is the store */
        db_close(&o->on.reader);
        db_close(&o->on.db);
    }
    o->env = env_system();
    struct date first = date_from_civil((struct civil){2026, 11, 18});
    o->env.shift_us = instant_of(first, 9 * 60, ZONE_WIB).us - env_now(&o->env).us;
    assert_int_equal(law_load(o->on.a, "tests/rules/small", &o->law, &faults).code, ERR_NONE);
    o->hash = hex_encode(o->on.a, o->law->hash.b, HASH_LEN);
    (void)snprintf(o->data, sizeof o->data, "%s/data", o->on.dir);
    struct str db = postgres ? db_fixture_where(&o->on) : (struct str){0};
    struct flow_init init = {
        .data_dir = o->data, .db = db, .region = STR("16.06"), .kind = FLOW_TEST};
    assert_int_equal(flow_init(&init, &o->env).code, ERR_NONE);
    o->flow = office_flow(o);
    return o;
}

static inline void office_close(struct office *o) {
    flow_close(o->flow);
    confined_end(o->confined);
    db_fixture_close(&o->on);
    free(o);
}

/* A test on one engine, for main's list; the file has engine (setup) and close_office. */
#define IN(engine, test)                                                                           \
    { #test " (" #engine ")", test, engine, close_office, NULL }

/* Runs them; where no PostgreSQL is given without their second half, which are those on it. */
static inline int run_on_engines(const char *group, const struct CMUnitTest *tests, size_t count) {
    const char *uri = getenv("NETRAL_TEST_PG");
    size_t run = uri && *uri ? count : (count + 1) / 2;
    return _cmocka_run_group_tests(group, tests, run, NULL, NULL);
}

/* The projections are what a rebuild makes of the events (I3). */
static inline void office_check_rebuild(struct office *o) {
    struct str where = o->on.postgres ? db_fixture_where(&o->on) : str_from_c(o->data);
    struct flow_rebuild how = {where, &o->env, true};
    struct flow_rebuilt done = {0};
    struct err e = flow_rebuild(o->on.a, &how, &done);
    if (e.code || done.difference.table.len)
        fail_msg("rebuild: %.*s %.*s", STR_ARG(e.about), STR_ARG(done.difference.table));
}
#endif
