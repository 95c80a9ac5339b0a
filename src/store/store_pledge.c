#include "store/pledge.h"
#include "store/sql.h"
#include "store/store.h"

struct err store_round_insert(struct db *db, struct arena *a, const struct store_round *round) {
    const struct cell args[] = {CINT(round->id),         CTEXT(round->office),
                                CTEXT(round->kind),      CTEXT(round->election),
                                CTEXT(round->points),    CINT(round->opens.day),
                                CINT(round->closes.day), CINT(round->asks)};
    return db_run(db, a, &SQL_ROUND_INSERT, DB_LIST(args), NULL);
}

struct err store_round_close(struct db *db, struct arena *a, const struct store_round *round) {
    const struct cell args[] = {CINT(round->id), CINT(round->closes.day), CINT(round->closed),
                                CINT(round->people), CINT(round->pledged)};
    return db_run(db, a, &SQL_ROUND_CLOSE, DB_LIST(args), NULL);
}

static struct date day_at(const struct rows *rows, size_t row, size_t column) {
    return (struct date){(int32_t)store_int(rows, row, column)};
}

static struct store_round read_round(const struct rows *rows, size_t row) {
    enum { ID, OFFICE, KIND, ELECTION, POINTS, OPENS, CLOSES, CLOSED, PEOPLE, PLEDGED, ASKS };
    return (struct store_round){.id = store_int(rows, row, ID),
                                .office = store_text(rows, row, OFFICE),
                                .kind = store_text(rows, row, KIND),
                                .election = store_text(rows, row, ELECTION),
                                .points = store_text(rows, row, POINTS),
                                .opens = day_at(rows, row, OPENS),
                                .closes = day_at(rows, row, CLOSES),
                                .closed = store_int(rows, row, CLOSED),
                                .people = store_int(rows, row, PEOPLE),
                                .pledged = store_int(rows, row, PLEDGED),
                                .asks = store_int(rows, row, ASKS)};
}

struct err store_round_find(struct db *db, struct arena *a, int64_t id, struct store_round *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROUND_FIND, DB_ARGS(CINT(id)), &rows);
    if (!e.code && !rows.count)
        e = ERR(ERR_MISSING, STR("pledge"));
    if (!e.code)
        *ret = read_round(&rows, 0);
    return e;
}

struct err store_round_office(struct db *db, struct arena *a, struct str office, int64_t limit,
                              struct store_rounds *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_ROUND_OFFICE, DB_ARGS(CTEXT(office), CINT(limit)), &rows);
    if (e.code)
        return e;
    struct store_round *list = NEW(a, struct store_round, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = read_round(&rows, i);
    *ret = (struct store_rounds){list, rows.count};
    return OK;
}

struct err store_round_newest(struct db *db, struct arena *a, const struct store_newest *asked,
                              struct store_standings *ret) {
    enum {
        OFFICE,
        NAME,
        NAME_EN,
        REGION,
        ID,
        KIND,
        ELECTION,
        OPENS,
        CLOSES,
        CLOSED,
        PEOPLE,
        PLEDGED
    };
    struct rows rows;
    const struct cell args[] = {CINT(asked->today.day), CINT(asked->limit), CINT(asked->upto),
                                CINT(PLEDGE_EVERYBODY)};
    struct err e = db_run(db, a, &SQL_ROUND_NEWEST, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_standing *list = NEW(a, struct store_standing, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = (struct store_standing){.office = {.id = store_text(&rows, i, OFFICE),
                                                     .region = store_text(&rows, i, REGION),
                                                     .name = store_text(&rows, i, NAME),
                                                     .name_en = store_text(&rows, i, NAME_EN)},
                                          .round = {.id = store_int(&rows, i, ID),
                                                    .office = store_text(&rows, i, OFFICE),
                                                    .kind = store_text(&rows, i, KIND),
                                                    .election = store_text(&rows, i, ELECTION),
                                                    .opens = day_at(&rows, i, OPENS),
                                                    .closes = day_at(&rows, i, CLOSES),
                                                    .closed = store_int(&rows, i, CLOSED),
                                                    .people = store_int(&rows, i, PEOPLE),
                                                    .pledged = store_int(&rows, i, PLEDGED),
                                                    .asks = PLEDGE_EVERYBODY}};
    *ret = (struct store_standings){list, rows.count};
    return OK;
}

struct err store_pledge_find(struct db *db, struct arena *a, int64_t round, int64_t person,
                             int64_t *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_PLEDGE_FIND, DB_ARGS(CINT(round), CINT(person)), &rows);
    if (!e.code)
        *ret = rows.count ? store_int(&rows, 0, 0) : -1;
    return e;
}

struct counting { /* where signatures of a round are counted */
    struct arena *a;
    struct store_stats *stats;
    int64_t round;
    const struct store_person *person;
};

bool store_round_asks(const struct store_round *round, const struct store_person *person) {
    return str_equal(person->office, round->office) && (person->group & round->asks) != 0;
}

/* n: 1 or -1. */
static struct err count_signature(struct db *db, const struct counting *at, int64_t n) {
    struct str unit = at->person->unit;
    int64_t grade = at->person->grade;
    const struct cell args[] = {CINT(at->round), CTEXT(unit), CINT(n)};
    struct err e = db_run(db, at->a, &SQL_PLEDGE_UNIT_ADD, DB_LIST(args), NULL);
    if (e.code)
        return e;
    store_stats_signed(at->stats, at->a, at->round, n);
    if (at->person->group == PLEDGE_LEADERS)
        store_stats_signed_leaders(at->stats, at->a, at->round, n);
    if (grade)
        store_stats_signed_grade(at->stats, at->a, at->round,
                                 (struct store_stat_grade){.grade = grade, .n = n});
    if (n > 0)
        return OK;
    return db_run(db, at->a, &SQL_PLEDGE_UNIT_SWEEP, DB_ARGS(CINT(at->round), CTEXT(unit)), NULL);
}

struct err store_pledge_insert(struct db *db, struct arena *a, const struct store_pledge *pledge,
                               struct store_stats *stats) {
    const struct cell args[] = {CINT(pledge->round->id), CINT(pledge->person->id),
                                CINT(pledge->index)};
    struct err e = db_run(db, a, &SQL_PLEDGE_INSERT, DB_LIST(args), NULL);
    if (e.code || !store_round_asks(pledge->round, pledge->person))
        return e;
    return count_signature(db, &(struct counting){a, stats, pledge->round->id, pledge->person}, 1);
}

struct err store_pledge_move(struct db *db, struct arena *a,
                             const struct store_person_change *change, struct store_stats *stats) {
    struct rows rows;
    const struct store_person *was = change->was, *now = change->now;
    struct err e = db_run(db, a, &SQL_PLEDGE_OF_PERSON, DB_ARGS(CINT(was->id)), &rows);
    for (size_t i = 0; !e.code && i < rows.count; i++) {
        const struct store_round round = {.id = store_int(&rows, i, 0),
                                          .office = store_text(&rows, i, 1),
                                          .asks = store_int(&rows, i, 2)};
        if (store_round_asks(&round, was))
            e = count_signature(db, &(struct counting){a, stats, round.id, was}, -1);
        if (!e.code && store_round_asks(&round, now))
            e = count_signature(db, &(struct counting){a, stats, round.id, now}, 1);
    }
    return e;
}

static void read_units(struct arena *a, const struct rows *rows, struct store_coverage *ret) {
    struct store_unit_count *list = NEW(a, struct store_unit_count, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        list[i] = (struct store_unit_count){store_text(rows, i, 0), store_int(rows, i, 1),
                                            store_int(rows, i, 2)};
    *ret = (struct store_coverage){list, rows->count};
}

struct err store_pledge_coverage(struct db *db, struct arena *a, const struct store_coverage_of *of,
                                 struct store_coverage *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->office), CINT(of->round), CTEXT(of->after),
                                CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_PLEDGE_COVERAGE, DB_LIST(args), &rows);
    if (!e.code)
        read_units(a, &rows, ret);
    return e;
}

struct err store_pledge_lowest(struct db *db, struct arena *a, const struct store_coverage_of *of,
                               struct store_coverage *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->office), CINT(of->round), CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_PLEDGE_LOWEST, DB_LIST(args), &rows);
    if (!e.code)
        read_units(a, &rows, ret);
    return e;
}

struct err store_pledge_sum(struct db *db, struct arena *a, const struct store_round *round,
                            struct store_unit_count *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(round->office), CINT(round->id)};
    struct err e = db_run(db, a, &SQL_PLEDGE_SUM, DB_LIST(args), &rows);
    if (!e.code)
        *ret = (struct store_unit_count){.people = store_int(&rows, 0, 0),
                                         .pledged = store_int(&rows, 0, 1)};
    return e;
}

static void read_signers(struct arena *a, const struct rows *rows, struct store_signers *ret) {
    struct store_signer *list = NEW(a, struct store_signer, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        list[i] = (struct store_signer){store_int(rows, i, 0), store_text(rows, i, 1),
                                        store_text(rows, i, 2), store_text(rows, i, 3),
                                        store_int(rows, i, 4)};
    *ret = (struct store_signers){list, rows->count};
}

struct err store_pledge_people(struct db *db, struct arena *a, const struct store_signers_of *of,
                               struct store_signers *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->round->office), CINT(of->round->id), CTEXT(of->after),
                                CINT(of->after_id), CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_PLEDGE_PEOPLE, DB_LIST(args), &rows);
    if (!e.code)
        read_signers(a, &rows, ret);
    return e;
}

struct err store_pledge_of_unit(struct db *db, struct arena *a, const struct store_signers_of *of,
                                enum store_whom whom, struct store_signers *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->round->office), CINT(of->round->id), CTEXT(of->after),
                                CINT(of->after_id),       CINT(of->limit),     CINT(whom)};
    struct err e = db_run(db, a, &SQL_PLEDGE_OF_UNIT, DB_LIST(args), &rows);
    if (!e.code)
        read_signers(a, &rows, ret);
    return e;
}

static struct store_board_row read_board_row(const struct rows *rows, size_t row) {
    enum { ID, UNIT, NAME, POST, INDEX, AT, KIND, PEOPLE, PLEDGED };
    struct str unit = store_text(rows, row, UNIT);
    return (struct store_board_row){
        .who = {store_int(rows, row, ID), unit, store_text(rows, row, NAME),
                store_text(rows, row, POST), store_int(rows, row, INDEX)},
        .at = {store_int(rows, row, AT)},
        .paper = str_equal(store_text(rows, row, KIND), STR("pledge.paper")),
        .unit = {unit, store_int(rows, row, PEOPLE), store_int(rows, row, PLEDGED)}};
}

struct err store_pledge_board(struct db *db, struct arena *a, const struct store_signers_of *of,
                              struct store_board *ret) {
    struct rows rows;
    const struct cell args[] = {CTEXT(of->round->office), CINT(of->round->id), CTEXT(of->after),
                                CINT(of->after_id), CINT(of->limit)};
    struct err e = db_run(db, a, &SQL_PLEDGE_BOARD, DB_LIST(args), &rows);
    if (e.code)
        return e;
    struct store_board_row *list = NEW(a, struct store_board_row, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        list[i] = read_board_row(&rows, i);
    *ret = (struct store_board){list, rows.count};
    return OK;
}
