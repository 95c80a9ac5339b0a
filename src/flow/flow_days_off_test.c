/* A year of days off that is loaded while the server serves: an event with all files, the law in
 * use, what a start takes from it. What it moves: flow_recount_test.c. On both engines. */
#include "flow/days_off.h"
#include "flow/flow_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "flow/audit.h"
#include "flow/office_engines.h"
#include "flow/staff.h"

/* With the small rules' day of voting: no year is taken without it. */
#define YEAR(year, version, day)                                                                   \
    "year: " year "\nversion: \"" version                                                          \
    "\"\nsource: SKB\nconfidence: high\nverified: false\ndays:\n  - {date: " year                  \
    "-06-01, kind: voting_day, name: b}\n  - {date: " year "-" day                                 \
    ", kind: joint_leave, name: a}\n"
#define NO_VOTE                                                                                    \
    "year: 2024\nversion: \"2024.10\"\nsource: SKB\nconfidence: high\nverified: false\n"           \
    "days:\n  - {date: 2024-12-30, kind: joint_leave, name: a}\n"
#define SECOND YEAR("2024", "2024.10", "12-30")

static struct str seen(struct office *o) {
    return hex_encode(o->on.a, flow_law(o->flow)->hash.b, HASH_LEN);
}

static enum err_code load(struct office *o, const char *role, const char *text, struct str hash) {
    struct flow_staff *staff = NEW(o->on.a, struct flow_staff, 1);
    staff->who.name = str_from_c(*role ? "a" : "");
    staff->who.role = str_from_c(role);
    staff->who.office.id = STR("bawaslu-16.06");
    struct flow_days_off x = {.a = o->on.a,
                              .staff = staff,
                              .text = str_from_c(text),
                              .seen = hash,
                              .now = env_now(&o->env)};
    return flow_days_off_load(o->flow, &x).code;
}

static size_t published(struct office *o, struct str *ret_law) {
    const struct flow_published *list;
    size_t count;
    struct db reader;
    assert_int_equal(flow_reader(o->flow, &reader).code, ERR_NONE);
    assert_int_equal(flow_published(&reader, o->on.a, &list, &count).code, ERR_NONE);
    db_close(&reader);
    *ret_law = count ? list[0].law : (struct str){0};
    return count;
}

static void a_year_is_in_use_from_its_event_on_and_after_a_start(void **state) {
    struct office *o = *state;
    struct date day = {0};
    struct str law;
    assert_true(date_parse(STR("2024-12-30"), &day));
    assert_false(law_is_day_off(&flow_law(o->flow)->calendar, day));
    assert_int_equal(load(o, "admin", SECOND, seen(o)), ERR_NONE);
    assert_true(law_is_day_off(&flow_law(o->flow)->calendar, day));
    assert_true(str_equal(flow_law(o->flow)->calendar.version, STR("2024.10")));
    assert_int_equal(published(o, &law), 1);
    assert_true(str_equal(law, seen(o)));
    struct flow_audit audit;
    struct flow_audit_of of = {o->data,
                               o->on.postgres ? db_fixture_where(&o->on) : (struct str){0}};
    assert_int_equal(flow_audit(&of, &audit).code, ERR_NONE);
    assert_int_equal(audit.what.len, 0);
    struct str before = seen(o);
    flow_close(o->flow);
    o->flow = office_flow(o);
    int years = 0;
    assert_false(law_is_day_off(&flow_law(o->flow)->calendar, day)); /* the folder's */
    assert_int_equal(flow_days_off_adopt(o->flow, &years).code, ERR_NONE);
    assert_int_equal(years, 1);
    assert_true(str_equal(seen(o), before));
    assert_int_equal(flow_days_off_adopt(o->flow, &years).code, ERR_NONE);
    assert_int_equal(years, 0); /* what is in use already is not taken again */
}

static void the_folder_speaks_again_once_its_version_is_as_high(void **state) {
    struct office *o = *state;
    int years = 0;
    assert_int_equal(load(o, "admin", SECOND, seen(o)), ERR_NONE);
    struct law *newer = NEW(o->on.a, struct law, 1);
    *newer = *o->law;
    newer->calendar.version = STR("2024.10");
    o->law = newer;
    flow_close(o->flow);
    o->flow = office_flow(o);
    assert_int_equal(flow_days_off_adopt(o->flow, &years).code, ERR_NONE);
    assert_int_equal(years, 0);
}

static void what_is_refused_changes_nothing(void **state) {
    struct office *o = *state;
    static const struct {
        const char *role, *text;
        enum err_code code;
    } CASES[] = {
        {"", SECOND, ERR_UNSIGNED},
        {"officer", SECOND, ERR_DENIED},
        {"head", SECOND, ERR_DENIED},
        {"auditor", SECOND, ERR_DENIED},
        {"admin", "", ERR_RULES},
        {"admin", "year: 2024\n", ERR_RULES},
        {"admin", YEAR("2031", "2031.1", "12-31"), ERR_RULES}, /* leaves years out */
        {"admin", YEAR("2024", "2024.10", "02-30"), ERR_RULES},
        {"admin", NO_VOTE, ERR_RULES},
    };
    struct str law, before = seen(o);
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (load(o, CASES[i].role, CASES[i].text, before) != CASES[i].code)
            fail_msg("%zu: another answer", i);
    assert_int_equal(load(o, "admin", SECOND, STR("00")), ERR_CONFLICT);
    assert_int_equal(published(o, &law), 0);
    assert_true(str_equal(seen(o), before));
}

static void of_two_who_looked_at_the_same_table_the_second_is_refused(void **state) {
    struct office *o = *state;
    struct str law, both = seen(o);
    assert_int_equal(load(o, "admin", SECOND, both), ERR_NONE);
    assert_int_equal(load(o, "admin", YEAR("2024", "2024.10", "12-31"), both), ERR_CONFLICT);
    assert_int_equal(load(o, "admin", YEAR("2024", "2024.11", "12-31"), seen(o)), ERR_NONE);
    assert_int_equal(load(o, "admin", YEAR("2025", "2025.1", "12-30"), seen(o)), ERR_NONE);
    assert_int_equal(published(o, &law), 3);
    assert_true(str_equal(flow_law(o->flow)->calendar.version, STR("2024.11+2025.1")));
}

/* What a job of the writer finds in use. */
struct looking {
    struct flow_job job;
    const struct law *law;
};

static struct err look(struct flow_txn *txn, struct flow_job *job) {
    ((struct looking *)(void *)job)->law = txn->law;
    return OK;
}

static struct str decides_with(struct office *o, struct flow *flow) {
    struct looking looking = {.job = {.run = look, .arena = o->on.a}};
    assert_int_equal(flow_run_now(flow, &looking.job).code, ERR_NONE);
    return looking.law->calendar.version;
}

static void a_second_server_takes_it_before_it_decides(void **state) {
    struct office *o = *state;
    struct flow *first = o->flow, *second = office_flow(o);
    assert_true(str_equal(decides_with(o, second), o->law->calendar.version));
    assert_int_equal(load(o, "admin", SECOND, seen(o)), ERR_NONE);
    assert_true(str_equal(flow_law(second)->calendar.version, o->law->calendar.version));
    assert_true(str_equal(decides_with(o, second), STR("2024.10")));
    assert_true(str_equal(flow_law(second)->calendar.version, STR("2024.10")));
    /* And the other way round. */
    o->flow = second;
    assert_int_equal(load(o, "admin", YEAR("2024", "2024.11", "12-31"), seen(o)), ERR_NONE);
    assert_true(str_equal(decides_with(o, first), STR("2024.11")));
    o->flow = first;
    flow_close(second);
}

/* Between the commit of a load and its taking the law into use others decide already. */
static void a_published_year_is_taken_by_the_next_batch_of_the_same_server(void **state) {
    struct office *o = *state;
    struct arena *a = o->on.a;
    struct law_year year;
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    const struct law_decree decree = {.name = STR("holidays.yaml"), .bytes = STR(SECOND)};
    assert_int_equal(law_decree_read(a, &decree, &year, faults).code, ERR_NONE);
    const struct law *law = law_decree_apply(a, flow_law(o->flow), &year, STR(SECOND));
    struct flow_publish x = {.job.arena = a,
                             .hash = hex_encode(a, law->hash.b, HASH_LEN),
                             .law = law,
                             .now = env_now(&o->env)};
    x.staff.who.name = STR("a");
    x.staff.who.role = STR("admin");
    x.staff.who.office.id = STR("bawaslu-16.06");
    assert_true(str_equal(decides_with(o, o->flow), o->law->calendar.version));
    assert_int_equal(flow_publish(o->flow, &x).code, ERR_NONE);
    assert_true(str_equal(flow_law(o->flow)->calendar.version, o->law->calendar.version));
    assert_true(str_equal(decides_with(o, o->flow), STR("2024.10")));
}

/* A law that is taken while a batch runs is the next one's. */
static struct err look_twice(struct flow_txn *txn, struct flow_job *job) {
    struct looking *looking = (struct looking *)(void *)job;
    const struct law *before = txn->flow->law;
    txn->flow->law = NULL; /* as good as another */
    struct err e = look(txn, job);
    txn->flow->law = before;
    assert_true(looking->law == before);
    return e;
}

static void a_batch_has_one_law_from_end_to_end(void **state) {
    struct office *o = *state;
    struct looking looking = {.job = {.run = look_twice, .arena = o->on.a}};
    assert_int_equal(flow_run_now(o->flow, &looking.job).code, ERR_NONE);
}

/* The upkeep removes evidence, and its batch may have to wait for who replaces the law. */
struct loading {
    struct office *o;
    struct str seen;
    enum err_code code;
};

static void *load_beside(void *arg) {
    struct loading *l = arg;
    struct flow_staff staff = {
        .who = {.name = STR("a"), .role = STR("admin"), .office.id = STR("bawaslu-16.06")}};
    struct flow_days_off x = {.a = arena_new(64u << 20),
                              .staff = &staff,
                              .text = STR(SECOND),
                              .seen = l->seen,
                              .now = env_now(&l->o->env)};
    l->code = flow_days_off_load(l->o->flow, &x).code;
    arena_free(x.a);
    return NULL;
}

static void who_waits_for_the_evidence_lock_does_not_hold_the_law(void **state) {
    enum { LOOKS = 300 };
    struct office *o = *state;
    struct loading l = {.o = o, .seen = seen(o), .code = ERR_IO};
    pthread_t thread;
    const struct timespec moment = {.tv_nsec = 1000000};
    int held = 0;
    (void)pthread_rwlock_wrlock(&o->flow->upkeep.evidence);
    assert_int_equal(pthread_create(&thread, NULL, load_beside, &l), 0);
    for (int i = 0; i < LOOKS; i++) { /* a slow machine sees less, and nothing wrong */
        if (pthread_mutex_trylock(&o->flow->law_mutex))
            held++;
        else
            (void)pthread_mutex_unlock(&o->flow->law_mutex);
        (void)nanosleep(&moment, NULL);
    }
    (void)pthread_rwlock_unlock(&o->flow->upkeep.evidence);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(held, 0);
    assert_int_equal(l.code, ERR_NONE);
}

static void who_only_reads_follows_by_a_look(void **state) {
    struct office *o = *state;
    struct flow *second = office_flow(o);
    struct db reader;
    int years = 0;
    assert_int_equal(flow_reader(second, &reader).code, ERR_NONE);
    assert_int_equal(flow_days_off_follow(second, &reader, &years).code, ERR_NONE);
    assert_int_equal(years, 0);
    assert_int_equal(load(o, "admin", SECOND, seen(o)), ERR_NONE);
    assert_int_equal(flow_days_off_follow(second, &reader, &years).code, ERR_NONE);
    assert_int_equal(years, 1);
    assert_true(str_equal(flow_law(second)->calendar.version, STR("2024.10")));
    assert_int_equal(flow_days_off_follow(second, &reader, &years).code, ERR_NONE);
    assert_int_equal(years, 0);
    db_close(&reader);
    flow_close(second);
}

static void of_two_servers_that_load_at_once_the_second_is_refused(void **state) {
    struct office *o = *state;
    struct flow *first = o->flow, *second = office_flow(o);
    struct str law, both = seen(o);
    assert_int_equal(load(o, "admin", SECOND, both), ERR_NONE);
    o->flow = second;
    assert_true(str_equal(seen(o), both)); /* it has not noticed yet */
    assert_int_equal(load(o, "admin", YEAR("2024", "2024.10", "12-31"), both), ERR_CONFLICT);
    assert_int_equal(published(o, &law), 1);
    assert_true(str_equal(law, seen(o))); /* now it has */
    assert_int_equal(load(o, "admin", YEAR("2024", "2024.11", "12-31"), seen(o)), ERR_NONE);
    o->flow = first;
    flow_close(second);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, a_year_is_in_use_from_its_event_on_and_after_a_start),                              \
        IN(engine, the_folder_speaks_again_once_its_version_is_as_high),                           \
        IN(engine, what_is_refused_changes_nothing),                                               \
        IN(engine, of_two_who_looked_at_the_same_table_the_second_is_refused),                     \
        IN(engine, a_second_server_takes_it_before_it_decides),                                    \
        IN(engine, a_published_year_is_taken_by_the_next_batch_of_the_same_server),                \
        IN(engine, a_batch_has_one_law_from_end_to_end),                                           \
        IN(engine, who_waits_for_the_evidence_lock_does_not_hold_the_law),                         \
        IN(engine, who_only_reads_follows_by_a_look),                                              \
        IN(engine, of_two_servers_that_load_at_once_the_second_is_refused)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_days_off", tests, COUNT_OF(tests));
}
