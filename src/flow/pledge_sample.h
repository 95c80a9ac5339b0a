#ifndef FLOW_PLEDGE_SAMPLE_H
#define FLOW_PLEDGE_SAMPLE_H
/* For tests: a few people of an office, a round, and links that are signed, on either engine. */
#include "flow/pledge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/office_sample.h"
#include "flow/pledge_office.h"
#include "flow/roster.h"

#define HOME "bkpsdm-16.06"
#define ABOVE "bkpsdm-16"
#define AMIR 196608011988031001
#define BUDI 196608011988031002
enum { DAY_US_SECONDS = 86400 };

static inline int in_sqlite(void **state) {
    struct office *o = office_open(false);
    *state = o;
    return (int)flow_reader(o->flow, &o->reader).code;
}

static inline int on_postgres_office(void **state) {
    struct office *o = office_open(true);
    *state = o;
    return (int)flow_reader(o->flow, &o->reader).code;
}

static inline int close_office(void **state) {
    struct office *o = *state;
    db_close(&o->reader);
    office_close(o);
    return 0;
}

struct row {
    int64_t nip;
    const char *name, *unit;
};

/* What each row was, a letter each: = + ~ (changed) > (moved). At the machine: moves. */
static inline const char *import(struct office *o, struct flow *flow, const char *office,
                                 const struct row *rows, size_t count) {
    enum { MOST = 8 };
    struct roster_person list[MOST] = {0};
    enum flow_person what[MOST];
    static char told[MOST + 1];
    for (size_t i = 0; i < count; i++)
        list[i] = (struct roster_person){
            .nip = {rows[i].nip},
            .subject = law_subject_class(o->law, rows[i].nip ? STR("pns") : STR("kades")),
            .name = str_from_c(rows[i].name),
            .unit = str_from_c(rows[i].unit)};
    struct err e = flow_roster_take(flow, o->on.a,
                                    &(struct flow_roster_batch){.office = str_from_c(office),
                                                                .list = list,
                                                                .count = count,
                                                                .ret_what = what,
                                                                .moves = true});
    if (e.code)
        return arena_c(o->on.a, e.about);
    for (size_t i = 0; i < count; i++)
        told[i] = "=+~>"[what[i]];
    told[count] = '\0';
    return told;
}

#define IMPORT(o, office, ...)                                                                     \
    import(o, (o)->flow, office, (const struct row[]){__VA_ARGS__},                                \
           sizeof((const struct row[]){__VA_ARGS__}) / sizeof(struct row))

static inline void import_people(struct office *o) {
    assert_string_equal(
        IMPORT(o, HOME, {AMIR, "Amir", "X"}, {BUDI, "Budi", "X"}, {0, "Siti", "Lais"}), "+++");
}

static inline void remove_person(struct office *o, int64_t id) {
    const struct flow_pledge_remove how = {
        .who = {STR(HOME), STR("sari")}, .person = id, .why = FLOW_REMOVE_ASKED};
    assert_int_equal(flow_pledge_remove(o->flow, o->on.a, &how).code, ERR_NONE);
}

/* The scan of a list on paper. */
static inline struct id128 upload(struct office *o, uint8_t name) {
    const struct case_evidence piece = {.id = {{name}}, .sha256 = {{name}}, .bytes = 7};
    struct str where = o->on.postgres ? db_fixture_where(&o->on) : str_from_c(o->data);
    struct db db;
    assert_int_equal(db_open(where, true, false, &db).code, ERR_NONE);
    assert_int_equal(store_evidence_insert(&db, o->on.a, &piece, env_now(&o->env)).code, ERR_NONE);
    db_close(&db);
    return piece.id;
}

static inline struct date today(struct office *o, int days) {
    return (struct date){instant_date(env_now(&o->env), ZONE_WIB).day + days};
}

static inline struct err open_days(struct office *o, int from, int to, struct store_round *ret) {
    *ret = (struct store_round){.office = STR(HOME),
                                .kind = pledge_first_kind(o->law),
                                .opens = today(o, from),
                                .closes = today(o, to)};
    return flow_pledge_open(o->flow, o->on.a, STR(""), ret);
}

static inline struct store_round open_round(struct office *o) {
    struct store_round round;
    assert_int_equal(open_days(o, 0, 7, &round).code, ERR_NONE);
    return round;
}

static inline struct str link_to(struct office *o, int64_t round, int64_t person) {
    struct flow *flow = o->flow;
    struct pledge_keys keys = pledge_keys_derive(&flow->receipt_secret);
    return pledge_link_text(o->on.a, &keys, (struct pledge_link){round, person});
}

static inline struct flow_pledge_sign sign(struct office *o, struct str link, const char *nip) {
    struct flow_pledge_sign x = {.job = {.arena = o->on.a},
                                 .link = link,
                                 .nip = str_from_c(nip),
                                 .affirmed = 1,
                                 .checked = true,
                                 .now = env_now(&o->env)};
    flow_pledge_prepare(o->flow, &x);
    struct err e = flow_run_now(o->flow, &x.job);
    (void)e; /* x.job.result */
    return x;
}

static inline void count(struct office *o, const struct store_round *round, int64_t people,
                         int64_t pledged) {
    struct store_unit_count sum;
    assert_int_equal(store_pledge_sum(&o->reader, o->on.a, round, &sum).code, ERR_NONE);
    assert_int_equal(sum.people, people);
    assert_int_equal(sum.pledged, pledged);
}
#endif
