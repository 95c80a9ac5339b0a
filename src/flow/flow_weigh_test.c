/* Weights of an index, published from a form: each an event, the newest in use. On both engines. */
#include "flow/weigh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "flow/audit.h"
#include "flow/office_sample.h"
#include "risk/sample.h"

static struct risk_index index_named(const char *id) {
    struct risk_index index = SAMPLE;
    index.id = str_from_c(id);
    return index;
}

static int open_with(void **state, bool postgres) {
    struct office *o = office_open(postgres);
    struct risk_index *list = NEW(o->on.a, struct risk_index, 2);
    list[0] = index_named("one");
    list[1] = index_named("other");
    o->flow->risk = (struct risk_rules){.indexes = list, .index_count = 2};
    *state = o;
    return (int)flow_reader(o->flow, &o->reader).code;
}

static int in_sqlite(void **state) {
    return open_with(state, false);
}

static int on_postgres_office(void **state) {
    return open_with(state, true);
}

static int close_office(void **state) {
    struct office *o = *state;
    db_close(&o->reader);
    office_close(o);
    return 0;
}

struct said {
    const char *role, *index;
    int64_t seen;
    int64_t dimensions[2], indicators[SAMPLE_INDICATORS];
};

static struct flow_weigh publish(struct office *o, struct said said) {
    struct flow_weigh x = {.job.arena = o->on.a,
                           .id = str_from_c(said.index),
                           .seen = said.seen,
                           .weights = {said.dimensions, said.indicators},
                           .now = env_now(&o->env)};
    x.staff.who.name = str_from_c(*said.role ? "a" : "");
    x.staff.who.role = str_from_c(said.role);
    x.staff.who.office.id = STR("bawaslu-16.06");
    flow_weigh_prepare(o->flow, &x);
    struct err e = flow_run_now(o->flow, &x.job);
    (void)e; /* x.job.result */
    return x;
}

static struct flow_risk look(struct office *o, const char *index) {
    struct flow_risk x;
    const struct flow_risk_ask ask = {.id = str_from_c(index), .region = STR("16")};
    assert_int_equal(flow_risk_look(o->flow, &o->reader, o->on.a, &ask, &x).code, ERR_NONE);
    return x;
}

static void weights_that_do_not_hold_leave_nothing(void **state) {
    struct office *o = *state;
    static const struct {
        struct said said;
        enum err_code code;
    } CASES[] = {
        {{"admin", "one", -1, {6000, 4001}, {5000, 5000, 10000}}, ERR_INVALID},
        {{"admin", "one", -1, {6000, 4000}, {5000, 4999, 10000}}, ERR_INVALID},
        {{"admin", "one", -1, {11000, -1000}, {5000, 5000, 10000}}, ERR_INVALID},
        {{"admin", "one", -1, {6000, 4000}, {5000, 5000, 10000}}, ERR_CONFLICT}, /* in use */
        {{"admin", "one", 3, {5000, 5000}, {5000, 5000, 10000}}, ERR_CONFLICT},  /* not seen */
        {{"admin", "none", -1, {5000, 5000}, {5000, 5000, 10000}}, ERR_MISSING},
        {{"head", "one", -1, {5000, 5000}, {5000, 5000, 10000}}, ERR_DENIED},
        {{"", "one", -1, {5000, 5000}, {5000, 5000, 10000}}, ERR_UNSIGNED},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(publish(o, CASES[i].said).job.result.code, CASES[i].code);
    struct flow_weighings list;
    assert_int_equal(flow_weighed(&o->reader, o->on.a, &o->flow->risk.indexes[0], 9, &list).code,
                     ERR_NONE);
    assert_int_equal(list.count, 0);
    assert_int_equal(look(o, "one").risk.weighed, -1);
}

static void the_newest_of_an_index_is_in_use(void **state) {
    struct office *o = *state;
    struct said said = {"admin", "one", -1, {5000, 5000}, {2500, 7500, 10000}};
    struct flow_weigh first = publish(o, said);
    assert_int_equal(first.job.result.code, ERR_NONE);
    assert_int_equal(publish(o, said).job.result.code, ERR_CONFLICT); /* pressed twice */
    for (int i = 0; i < 60; i++) { /* more than a page of events of another index lie above */
        said = (struct said){
            "admin", "other", first.job.first_index + i, {4000 + i, 6000 - i}, {0, 10000, 10000}};
        said.seen = i ? said.seen : -1;
        assert_int_equal(publish(o, said).job.result.code, ERR_NONE);
    }
    struct flow_risk x = look(o, "one");
    assert_int_equal(x.risk.weighed, first.job.first_index);
    assert_int_equal(x.risk.index->dimensions[0].weight, 5000);
    assert_int_equal(x.risk.index->indicators[0].weight, 2500);
    assert_int_equal(look(o, "other").risk.index->dimensions[0].weight, 4059);

    const int64_t dimensions[] = {10000, 0}, indicators[] = {10000, 0, 10000};
    assert_int_equal(
        flow_risk_try(o->on.a, &(struct risk_weights){dimensions, indicators}, &x).code, ERR_NONE);
    assert_true(x.risk.tried);
    assert_int_equal(x.risk.index->dimensions[0].weight, 10000);
}

static void weights_of_other_parts_are_passed_over(void **state) {
    struct office *o = *state;
    const struct said said = {"admin", "one", -1, {5000, 5000}, {2500, 7500, 10000}};
    assert_int_equal(publish(o, said).job.result.code, ERR_NONE);
    struct risk_index changed = o->flow->risk.indexes[0];
    struct risk_indicator *parts = NEW(o->on.a, struct risk_indicator, SAMPLE_INDICATORS);
    memcpy(parts, INDICATORS, sizeof INDICATORS);
    parts[1].id = STR("renamed");
    changed.indicators = parts;
    struct flow_weighings list;
    assert_int_equal(flow_weighed(&o->reader, o->on.a, &changed, 9, &list).code, ERR_NONE);
    assert_int_equal(list.count, 0);
    memcpy(parts, INDICATORS, sizeof INDICATORS);
    parts[1].dimension = 1; /* the same parts, of which a dimension would not add up now */
    assert_int_equal(flow_weighed(&o->reader, o->on.a, &changed, 9, &list).code, ERR_NONE);
    assert_int_equal(list.count, 0);
    office_check_rebuild(o);
}

#define EACH(test, engine) cmocka_unit_test_setup_teardown(test, engine, close_office)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(weights_that_do_not_hold_leave_nothing, in_sqlite),
        EACH(weights_that_do_not_hold_leave_nothing, on_postgres_office),
        EACH(the_newest_of_an_index_is_in_use, in_sqlite),
        EACH(the_newest_of_an_index_is_in_use, on_postgres_office),
        EACH(weights_of_other_parts_are_passed_over, in_sqlite),
        EACH(weights_of_other_parts_are_passed_over, on_postgres_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
