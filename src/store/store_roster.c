#include "store/remind.h"
#include "store/sql.h"
#include "store/staff.h"
#include "store/store.h"

static struct store_person read_person(const struct rows *rows, size_t from) {
    return (struct store_person){.office = store_text(rows, 0, from),
                                 .unit = store_text(rows, 0, from + 1),
                                 .name = store_text(rows, 0, from + 2),
                                 .class = store_text(rows, 0, from + 3),
                                 .post = store_text(rows, 0, from + 4),
                                 .mail = store_text(rows, 0, from + 5),
                                 .level = store_int(rows, 0, from + 6),
                                 .grade = store_int(rows, 0, from + 7),
                                 .group = store_int(rows, 0, from + 8)};
}

struct err store_person_find(struct db *db, struct arena *a, const struct hash *key,
                             struct store_person *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_PERSON_FIND, DB_ARGS(CBYTES(key->b, HASH_LEN)), &rows);
    if (e.code)
        return e;
    *ret = (struct store_person){0};
    if (rows.count) {
        *ret = read_person(&rows, 1);
        ret->id = store_int(&rows, 0, 0);
    }
    ret->key = *key;
    return OK;
}

struct err store_person_row(struct db *db, struct arena *a, int64_t id, struct store_person *ret) {
    struct rows rows;
    struct hash key;
    struct err e = db_run(db, a, &SQL_PERSON_ROW, DB_ARGS(CINT(id)), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_MISSING, STR("pledge"));
    if (!e.code)
        e = store_bytes(&rows, 0, 0, key.b, HASH_LEN);
    if (e.code)
        return e;
    *ret = read_person(&rows, 1);
    ret->id = id;
    ret->key = key;
    return OK;
}

struct err store_person_next(struct db *db, struct arena *a, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_PERSON_NEXT, DB_NONE, &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0);
    return e;
}

struct err store_person_given(struct db *db, struct arena *a, int64_t last) {
    return store_setting_save(db, a, STR("roster_last"), arena_printf(a, "%lld", (long long)last));
}

static struct err add_to_unit(struct db *db, struct arena *a, const struct store_person *person,
                              int64_t n) {
    const struct cell args[] = {CTEXT(person->office), CTEXT(person->unit), CINT(person->group),
                                CINT(n)};
    return db_run(db, a, &SQL_ROSTER_UNIT_ADD, DB_LIST(args), NULL);
}

static void count_person(struct store_stats *stats, struct arena *a,
                         const struct store_person *person, int64_t n) {
    store_stats_people(stats, a, person->office, n);
    if (person->group == PLEDGE_LEADERS)
        store_stats_leaders(stats, a, person->office, n);
    if (person->grade)
        store_stats_people_grade(stats, a, person->office,
                                 (struct store_stat_grade){person->grade, person->group, n});
}

struct err store_person_insert(struct db *db, struct arena *a, const struct store_person *person,
                               struct store_stats *stats) {
    const struct cell args[] = {CINT(person->id),      CBYTES(person->key.b, HASH_LEN),
                                CTEXT(person->office), CTEXT(person->unit),
                                CTEXT(person->name),   CTEXT(person->class),
                                CTEXT(person->post),   CTEXT(person->mail),
                                CINT(person->level),   CINT(person->grade),
                                CINT(person->group)};
    struct err e = db_run(db, a, &SQL_PERSON_INSERT, DB_LIST(args), NULL);
    if (!e.code)
        count_person(stats, a, person, 1);
    return e.code ? e : add_to_unit(db, a, person, 1);
}

struct err store_person_update(struct db *db, struct arena *a,
                               const struct store_person_change *change,
                               struct store_stats *stats) {
    const struct store_person *was = change->was, *now = change->now;
    const struct cell args[] = {CINT(was->id),
                                CTEXT(now->office),
                                CTEXT(now->unit),
                                CTEXT(now->name),
                                CTEXT(now->class),
                                CTEXT(now->post),
                                CTEXT(now->mail),
                                CINT(now->level),
                                CINT(now->grade),
                                CINT(now->group),
                                CBYTES(now->key.b, HASH_LEN)};
    struct err e = db_run(db, a, &SQL_PERSON_UPDATE, DB_LIST(args), NULL);
    bool stays = str_equal(was->office, now->office) && str_equal(was->unit, now->unit) &&
                 was->grade == now->grade && was->group == now->group;
    if (e.code || stays)
        return e;
    count_person(stats, a, was, -1);
    count_person(stats, a, now, 1);
    e = add_to_unit(db, a, was, -1);
    if (!e.code)
        e = add_to_unit(db, a, now, 1);
    return e.code ? e : store_pledge_move(db, a, change, stats);
}

struct err store_person_delete(struct db *db, struct arena *a, const struct store_person *person,
                               struct store_stats *stats) {
    static const struct store_person NOWHERE = {0};
    struct err e = db_run(db, a, &SQL_PERSON_DELETE, DB_ARGS(CINT(person->id)), NULL);
    if (!e.code)
        e = store_reminded_forget(db, a, person->id);
    if (!e.code)
        e = add_to_unit(db, a, person, -1);
    if (e.code)
        return e;
    count_person(stats, a, person, -1);
    return store_pledge_move(db, a, &(struct store_person_change){person, &NOWHERE}, stats);
}

struct err store_roster_sum(struct db *db, struct arena *a, struct str office,
                            struct store_roster_sum *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROSTER_SUM, DB_ARGS(CTEXT(office)), &rows);
    if (e.code)
        return e;
    *ret = (struct store_roster_sum){.people = store_int(&rows, 0, 0),
                                     .units = store_int(&rows, 0, 1)};
    for (size_t i = 0; i < PLEDGE_GROUPS; i++)
        ret->of[i] = store_int(&rows, 0, 2 + i);
    return OK;
}

struct err store_roster_recount(struct db *db, struct arena *a) {
    struct err e = db_run(db, a, &SQL_ROSTER_UNIT_CLEAR, DB_NONE, NULL);
    return e.code ? e : db_run(db, a, &SQL_ROSTER_UNIT_FILL, DB_NONE, NULL);
}

struct err store_roster_figures(struct db *db, struct arena *a) {
    struct err e = db_run(db, a, &SQL_ROSTER_FIGURES, DB_ARGS(CINT(PLEDGE_LEADERS)), NULL);
    return e.code ? e : db_run(db, a, &SQL_GRADE_FIGURES, DB_NONE, NULL);
}

struct err store_roster_differs(struct db *db, struct arena *a, int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROSTER_UNIT_DIFFERS, DB_NONE, &rows);
    if (!e.code)
        *ret = store_int(&rows, 0, 0);
    return e;
}

struct err store_roster_file_find(struct db *db, struct arena *a, struct str office,
                                  struct store_roster_file *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROSTER_FILE_FIND, DB_ARGS(CTEXT(office)), &rows);
    if (e.code)
        return e;
    *ret = (struct store_roster_file){.office = office, .index = -1};
    if (rows.count) {
        ret->sha256 = store_text(&rows, 0, 0);
        ret->index = store_int(&rows, 0, 1);
    }
    return OK;
}

struct err store_roster_file_save(struct db *db, struct arena *a,
                                  const struct store_roster_file *file) {
    const struct cell args[] = {CTEXT(file->office), CTEXT(file->sha256), CINT(file->index)};
    return db_run(db, a, &SQL_ROSTER_FILE_SAVE, DB_LIST(args), NULL);
}
