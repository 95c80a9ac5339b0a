/* A complaint through SBT: who may hand it in, where it begins, and an election that knows none.
 * Through the writer, on both engines, with the shipped rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "flow/audit.h"
#include "flow/flow_internal.h"
#include "flow/rebuild.h"
#include "flow/report.h"
#include "flow/staff.h"
#include "store/db_fixture.h"

struct town {
    struct db_fixture on;
    char data[80];
    struct env env;
    struct law law; /* a copy: a test may take a row away */
    struct law_rulebook *books;
    struct flow *flow;
    struct intake_report report;
};

static const struct store_office BKN = {.id = STR_INIT("bkn"), .kind = STR_INIT("bkn")},
                                 REGENCY = {.id = STR_INIT("bawaslu-16.06"),
                                            .kind = STR_INIT("bawaslu"),
                                            .region = STR_INIT("16.06")};

static void load_rules(struct town *t) {
    struct law_faults faults;
    const struct law *law;
    assert_int_equal(law_load(t->on.a, "rules", &law, &faults).code, ERR_NONE);
    t->law = *law;
    t->books = NEW(t->on.a, struct law_rulebook, law->rulebook_count);
    memcpy(t->books, law->rulebooks, law->rulebook_count * sizeof *t->books);
    t->law.rulebooks = t->books;
}

static int found_town(void **state, bool postgres) {
    struct town *t = must_alloc(sizeof *t);
    db_fixture_open(&t->on, postgres);
    if (!postgres) { /* the directory itself is the store */
        db_close(&t->on.reader);
        db_close(&t->on.db);
    }
    load_rules(t);
    struct date day;
    t->env = env_system();
    assert_true(date_parse(STR("2024-10-14"), &day));
    t->env.shift_us = instant_of(day, 9 * 60, ZONE_WIB).us - env_now(&t->env).us;
    (void)snprintf(t->data, sizeof t->data, "%s/data", t->on.dir);
    struct str db = postgres ? db_fixture_where(&t->on) : (struct str){0};
    const struct flow_init init = {
        .data_dir = t->data, .db = db, .region = STR("16.06"), .kind = FLOW_TEST};
    assert_int_equal(flow_init(&init, &t->env).code, ERR_NONE);
    const struct flow_config config = {
        .data_dir = t->data, .db = db, .law = &t->law, .env = &t->env};
    assert_int_equal(flow_open(&config, &t->flow).code, ERR_NONE);
    t->report = (struct intake_report){.channel = INTAKE_COMPLAINT,
                                       .election = STR("pilkada-2024"),
                                       .region = STR("16.06"),
                                       .narrative = STR("Ikut kampanye."),
                                       .sbt_number = STR("SBT-2024-117")};
    *state = t;
    return 0;
}

static int in_sqlite(void **state) {
    return found_town(state, false);
}

static int on_postgres_town(void **state) {
    return found_town(state, true);
}

static int leave_town(void **state) {
    struct town *t = *state;
    flow_close(t->flow);
    db_fixture_close(&t->on);
    free(t);
    return 0;
}

static struct err hand_in(struct town *t, const struct store_office *office,
                          struct flow_report *r) {
    struct id128 key = {{7}};
    *r = (struct flow_report){
        .job = {.arena = t->on.a}, .report = &t->report, .key = key, .now = env_now(&t->env)};
    if (office)
        r->staff.who = (struct store_staff){STR("someone"), STR("officer"), *office};
    flow_report_prepare(t->flow, t->on.a, r);
    return flow_run_now(t->flow, &r->job);
}

static void refused(struct town *t, const struct store_office *office, enum err_code code,
                    const char *about) {
    struct flow_report r;
    struct err e = hand_in(t, office, &r);
    assert_int_equal(e.code, code);
    assert_true(str_equal(e.about, str_from_c(about)));
}

static struct flow_audit audit(struct town *t) {
    const struct flow_audit_of of = {t->data,
                                     t->on.postgres ? db_fixture_where(&t->on) : (struct str){0}};
    struct flow_audit ret = {0};
    assert_int_equal(flow_audit(&of, &ret).code, ERR_NONE);
    return ret;
}

static void a_complaint_enters_once_and_waits_for_the_supervisor(void **state) {
    struct town *t = *state;
    struct flow_report r, again;
    assert_int_equal(hand_in(t, &BKN, &r).code, ERR_NONE);
    assert_false(r.repeated);
    const struct case_received *c = &r.received;
    assert_true(str_equal(c->state, STR("complaint_received")));
    assert_true(str_equal(c->offices.holder, STR("bkn")));
    assert_true(str_equal(c->offices.bkn, STR("bkn")));
    assert_true(str_equal(c->offices.bawaslu, STR("bawaslu-16.06")));
    assert_true(str_equal(c->actor, STR("someone")));
    assert_int_equal(c->missing_count + c->clock_count, 0);
    assert_int_equal(hand_in(t, &BKN, &again).code, ERR_NONE);
    assert_true(again.repeated);
    assert_int_equal(again.id.v, r.id.v);
    assert_true(str_equal(again.received.report.sbt_number, STR("SBT-2024-117")));
    refused(t, NULL, ERR_UNSIGNED, "session"); /* nobody else hears the answer */
    refused(t, &REGENCY, ERR_DENIED, "office");
    struct str where = t->on.postgres ? db_fixture_where(&t->on) : str_from_c(t->data);
    struct flow_rebuilt done = {0};
    const struct flow_rebuild how = {where, &t->env, true};
    assert_int_equal(flow_rebuild(t->on.a, &how, &done).code, ERR_NONE);
    assert_int_equal(done.difference.table.len, 0);
}

static void an_election_without_complaints_takes_none(void **state) {
    struct town *t = *state;
    for (size_t i = 0; i < t->law.rulebook_count; i++)
        t->books[i].entry_complaint = NULL;
    refused(t, NULL, ERR_UNSIGNED, "session");
    refused(t, &REGENCY, ERR_DENIED, "office");
    refused(t, &BKN, ERR_INVALID, "channel");
    assert_true(audit(t).what.len == 0);
}

static void who_handed_it_in_cannot_be_rewritten(void **state) {
    struct town *t = *state;
    struct flow_report r;
    assert_int_equal(hand_in(t, &BKN, &r).code, ERR_NONE);
    assert_int_equal(audit(t).what.len, 0);
    const struct db_stmt stmt = {
        .number = -1,
        .name = "forge",
        /* lint: sql-place: what somebody with the file alone could do */
        .sql = "UPDATE event SET actor = 'reporter' WHERE kind = 'case.received'"};
    struct db db;
    struct str where = t->on.postgres ? db_fixture_where(&t->on) : str_from_c(t->data);
    assert_int_equal(db_open(where, true, false, &db).code, ERR_NONE);
    assert_int_equal(db_run(&db, t->on.a, &stmt, DB_NONE, NULL).code, ERR_NONE);
    db_close(&db);
    struct flow_audit found = audit(t);
    assert_true(str_equal(found.what, STR("actor")));
    assert_int_equal(found.index, r.id.v);
}

int main(void) {
    hash_library_init();
#define IN(engine, test)                                                                           \
    { #test " (" #engine ")", test, engine, leave_town, NULL }
    const struct CMUnitTest tests[] = {
        IN(in_sqlite, a_complaint_enters_once_and_waits_for_the_supervisor),
        IN(in_sqlite, an_election_without_complaints_takes_none),
        IN(in_sqlite, who_handed_it_in_cannot_be_rewritten),
        IN(on_postgres_town, a_complaint_enters_once_and_waits_for_the_supervisor),
        IN(on_postgres_town, an_election_without_complaints_takes_none),
        IN(on_postgres_town, who_handed_it_in_cannot_be_rewritten),
    };
    size_t count = getenv("NETRAL_TEST_PG") ? COUNT_OF(tests) : COUNT_OF(tests) / 2;
    return _cmocka_run_group_tests("flow_complaint", tests, count, NULL, NULL);
}
