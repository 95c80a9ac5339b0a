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

static const struct law_text WORD = {STR_INIT("Kata"), STR_INIT("Word")};

/* The sample has no words, and a file has. */
static struct risk_index index_named(struct arena *a, const char *id) {
    struct risk_index index = SAMPLE;
    struct risk_dimension *dimensions = NEW(a, struct risk_dimension, 2);
    struct risk_indicator *indicators = NEW(a, struct risk_indicator, SAMPLE_INDICATORS);
    memcpy(dimensions, DIMENSIONS, sizeof DIMENSIONS);
    memcpy(indicators, INDICATORS, sizeof INDICATORS);
    for (size_t d = 0; d < index.dimension_count; d++)
        dimensions[d].label = WORD;
    for (size_t i = 0; i < index.indicator_count; i++)
        indicators[i].label = WORD;
    index.id = str_from_c(id);
    index.label = index.source.text = WORD;
    index.dimensions = dimensions;
    index.indicators = indicators;
    return index;
}

static int open_with(void **state, bool postgres) {
    struct office *o = office_open(postgres);
    struct risk_index *list = NEW(o->on.a, struct risk_index, 2);
    struct risk_table *tables = NEW(o->on.a, struct risk_table, 2);
    list[0] = index_named(o->on.a, "one");
    list[1] = index_named(o->on.a, "other");
    tables[0] = STAFF;
    tables[1] = PLEDGED;
    for (size_t i = 0; i < SAMPLE_INDICATORS; i++)
        for (int k = 0; k < 2; k++) {
            struct risk_indicator *of = (struct risk_indicator *)&list[k].indicators[i];
            of->staff = of->staff ? &tables[0] : NULL;
            of->table = of->table ? &tables[1] : NULL;
        }
    o->flow->risk =
        (struct risk_rules){.indexes = list, .index_count = 2, .tables = tables, .table_count = 2};
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

/* As a file would have it, also what no reader takes. */
static struct str weighed_text(struct arena *a, const struct risk_index *of, struct said said) {
    struct risk_index index = *of;
    struct risk_dimension dimensions[2];
    struct risk_indicator indicators[SAMPLE_INDICATORS];
    for (size_t d = 0; d < 2; d++) {
        dimensions[d] = of->dimensions[d];
        dimensions[d].weight = said.dimensions[d];
    }
    for (size_t i = 0; i < SAMPLE_INDICATORS; i++) {
        indicators[i] = of->indicators[i];
        indicators[i].weight = said.indicators[i];
    }
    index.dimensions = dimensions;
    index.indicators = indicators;
    return risk_index_text(a, &index);
}

static struct flow_weigh publish_text(struct office *o, struct said said, struct str text) {
    struct flow_weigh x = {.job.arena = o->on.a,
                           .id = str_from_c(said.index),
                           .seen = said.seen,
                           .definition = text,
                           .again = FLOW_AGAIN_NONE,
                           .now = env_now(&o->env)};
    x.staff.who.name = str_from_c(*said.role ? "a" : "");
    x.staff.who.role = str_from_c(said.role);
    x.staff.who.office.id = STR("bawaslu-16.06");
    x.reason = STR("because");
    flow_weigh_prepare(o->flow, &x);
    struct err e = flow_run_now(o->flow, &x.job);
    (void)e; /* x.job.result */
    return x;
}

static struct flow_weigh publish(struct office *o, struct said said) {
    const struct risk_index *of = &o->flow->risk.indexes[0];
    if (!strcmp(said.index, "other"))
        of = &o->flow->risk.indexes[1];
    return publish_text(o, said, weighed_text(o->on.a, of, said));
}

static struct err weighed(struct office *o, const struct risk_index *file,
                          struct flow_weighings *ret) {
    const struct flow_weighed_of of = {&o->flow->risk, file, 9};
    return flow_weighed(&o->reader, o->on.a, &of, ret);
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
    assert_int_equal(weighed(o, &o->flow->risk.indexes[0], &list).code, ERR_NONE);
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
    struct risk_index tried;
    assert_int_equal(
        risk_reweigh(o->on.a, x.risk.index, &(struct risk_weights){dimensions, indicators}, &tried)
            .code,
        ERR_NONE);
    assert_int_equal(flow_risk_try(o->on.a, &tried, &x).code, ERR_NONE);
    assert_true(x.risk.tried);
    assert_int_equal(x.risk.index->dimensions[0].weight, 10000);
}

/* Indicators move, one is left out, names and cut-offs change: the map has all of it. */
static void an_index_is_made_of_what_was_published(void **state) {
    struct office *o = *state;
    const struct said said = {"admin", "one", -1, {0}, {0}};
    const struct risk_index *file = &o->flow->risk.indexes[0];
    struct risk_index made = *file;
    struct risk_indicator parts[2] = {file->indicators[1], file->indicators[2]};
    struct risk_dimension whole = file->dimensions[0];
    whole.label.id = STR("Semua \"sekaligus\": \\ #1");
    whole.weight = RISK_WHOLE;
    parts[1].dimension = 0;
    parts[1].weight = 5000;
    parts[1].scale = RISK_Z;
    made.dimensions = &whole;
    made.dimension_count = 1;
    made.indicators = parts;
    made.indicator_count = 2;
    made.cuts = (struct risk_cuts){true, 1234, 5678};
    struct flow_weigh x = publish_text(o, said, risk_index_text(o->on.a, &made));
    assert_int_equal(x.job.result.code, ERR_NONE);
    const struct flow_risk seen = look(o, "one");
    assert_int_equal(seen.risk.weighed, x.job.first_index);
    assert_true(
        str_equal(risk_index_text(o->on.a, seen.risk.index), risk_index_text(o->on.a, &made)));
    assert_int_equal(seen.risk.index->indicators[1].scale, RISK_Z);
    assert_ptr_equal(seen.risk.index->indicators[1].table, &o->flow->risk.tables[1]);

    parts[0].id = STR("made-up"); /* the file counts no such thing */
    x = publish_text(o, (struct said){"admin", "one", x.job.first_index, {0}, {0}},
                     risk_index_text(o->on.a, &made));
    assert_int_equal(x.job.result.code, ERR_INVALID);
    assert_int_equal(publish_text(o, said, STR("index: one\n")).job.result.code, ERR_INVALID);
    assert_int_equal(publish_text(o, said, (struct str){0}).job.result.code, ERR_INVALID);

    struct flow_weighings list;
    assert_int_equal(weighed(o, file, &list).code, ERR_NONE);
    assert_true(str_equal(list.list[0].reason, STR("because")));
    assert_int_equal(list.unfit, FLOW_FITS);
    o->flow->risk.table_count = 1; /* a table is gone: the file's own, which knows it no more */
    assert_int_equal(weighed(o, file, &list).code, ERR_NONE);
    assert_int_equal(list.count, 0);
    assert_int_equal(list.unfit, FLOW_UNREADABLE);
    o->flow->risk.table_count = 2;
    office_check_rebuild(o);
}

static void what_was_made_from_another_file_is_passed_over(void **state) {
    struct office *o = *state;
    const struct said said = {"admin", "one", -1, {5000, 5000}, {2500, 7500, 10000}};
    struct flow_weigh x = publish(o, said);
    assert_int_equal(x.job.result.code, ERR_NONE);
    struct risk_index changed = o->flow->risk.indexes[0];
    changed.least_known = 2600;
    struct flow_weighings list;
    assert_int_equal(weighed(o, &changed, &list).code, ERR_NONE);
    assert_int_equal(list.count, 0);
    assert_int_equal(list.unfit, FLOW_OTHER_FILE);
    assert_int_equal(list.unfit_index, x.job.first_index);
    office_check_rebuild(o);
}

/* Else a file that was put back would bring back what somebody had replaced. */
static void what_was_replaced_does_not_come_back(void **state) {
    struct office *o = *state;
    struct risk_index *file = (struct risk_index *)&o->flow->risk.indexes[0];
    struct said said = {"admin", "one", -1, {5000, 5000}, {2500, 7500, 10000}};
    assert_int_equal(publish(o, said).job.result.code, ERR_NONE);
    file->least_known = 2600;
    said.dimensions[0] = 4000;
    said.dimensions[1] = 6000;
    assert_int_equal(publish(o, said).job.result.code, ERR_NONE); /* the first is not in use */
    assert_int_equal(look(o, "one").risk.index->dimensions[0].weight, 4000);
    file->least_known = SAMPLE.least_known;
    struct flow_weighings list;
    assert_int_equal(weighed(o, file, &list).code, ERR_NONE);
    assert_true(list.count == 1 && list.seen == 2 && !list.now && list.unfit == FLOW_OTHER_FILE);
    assert_int_equal(look(o, "one").risk.weighed, -1);
    assert_int_equal(look(o, "one").risk.index->dimensions[0].weight, DIMENSIONS[0].weight);
    const struct flow_weighed_of newest = {&o->flow->risk, file, 1};
    assert_int_equal(flow_weighed(&o->reader, o->on.a, &newest, &list).code, ERR_NONE);
    assert_true(list.count == 0 && list.seen == 1);
}

static void a_reason_is_counted_in_characters(void **state) {
    (void)state;
    struct buf text;
    buf_init(&text, 8192);
    for (int i = 0; i < FLOW_REASON_MAX / 2; i++)
        buf_add(&text, STR("\xe2\x80\x9c\r\n"));
    assert_true(flow_weigh_reason_fits(buf_str(&text)));
    buf_add_c(&text, ".");
    assert_false(flow_weigh_reason_fits(buf_str(&text)));
    buf_done(&text);
}

#define EACH(test, engine) cmocka_unit_test_setup_teardown(test, engine, close_office)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(weights_that_do_not_hold_leave_nothing, in_sqlite),
        EACH(weights_that_do_not_hold_leave_nothing, on_postgres_office),
        EACH(the_newest_of_an_index_is_in_use, in_sqlite),
        EACH(the_newest_of_an_index_is_in_use, on_postgres_office),
        EACH(an_index_is_made_of_what_was_published, in_sqlite),
        EACH(an_index_is_made_of_what_was_published, on_postgres_office),
        EACH(what_was_made_from_another_file_is_passed_over, in_sqlite),
        EACH(what_was_made_from_another_file_is_passed_over, on_postgres_office),
        EACH(what_was_replaced_does_not_come_back, in_sqlite),
        EACH(what_was_replaced_does_not_come_back, on_postgres_office),
        cmocka_unit_test(a_reason_is_counted_in_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
