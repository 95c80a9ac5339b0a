/* What the barometer reads, on both engines: rows follow the case, sums are of a region. */
#include "prevention/chain.h"
#include "store/follow.h"
#include "store/migrate.h"
#include "store/pledge.h"
#include "store/stat.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "store/db_fixture.h"

enum { TODAY = 20000, WEEK_AGO = TODAY - 7 };

static const struct intake_person SEKDA = {.position = STR_INIT("Sekda")};

struct waits { /* a case, as its state says it */
    const char *region, *holder, *phase;
    int stands, due;
    bool secretary;
};

static struct case_state state_of(struct arena *a, int64_t id, const struct waits *w) {
    struct case_clock *clock = NEW(a, struct case_clock, 1);
    *clock = (struct case_clock){.due = {w->due}, .due_early = {w->due}, .running = true};
    return (struct case_state){.id = {id},
                               .version = 1,
                               .state = STR("waits"),
                               .phase = str_from_c(w->phase),
                               .stands = {w->stands},
                               .forwarded = w->holder[0] != 'b',
                               .forwarded_on = {w->stands},
                               .offices = {.bawaslu = STR("bw"), .holder = str_from_c(w->holder)},
                               .clocks = clock,
                               .clock_count = w->due ? 1 : 0,
                               .received = {.rules = STR("r@1"),
                                            .report = {.region = str_from_c(w->region),
                                                       .subjects = &SEKDA,
                                                       .subject_count = w->secretary}}};
}

/* As a case changes: its row, and what the figures count of it. */
static void put(struct db_fixture *f, int64_t id, const struct waits *was, const struct waits *w) {
    struct store_stats stats = {0};
    struct case_state before, cs = state_of(f->a, id, w);
    if (was)
        before = state_of(f->a, id, was);
    assert_int_equal(store_follow_put(&f->db, f->a, &cs).code, ERR_NONE);
    store_stats_move(&stats, f->a, was ? &before : NULL, &cs);
    assert_int_equal(store_stats_flush(&f->db, f->a, &stats).code, ERR_NONE);
}

static const struct waits CASES[] = {
    {"16.06", "ppk-16.06", "with_ppk", TODAY - 41, TODAY - 10, false},
    {"16.06", "ppk-16.06", "with_ppk", TODAY - 50, TODAY - 7, true},
    {"16.06", "ppk-16.06", "with_ppk", TODAY - 60, TODAY, false},
    {"16.06", "bkn", "with_bkn", TODAY - 3, 0, false},
    {"16", "ppk-16", "with_ppk", TODAY - 2, TODAY - 1, false},
    {"16.71", "bw", "examination", TODAY - 90, TODAY - 80, false},
    {"17.01", "ppk-17.01", "with_ppk", TODAY - 1, TODAY + 5, false},
};

static int open_store(struct db_fixture **ret, bool postgres) {
    struct db_fixture *f = must_alloc(sizeof *f);
    struct env env = env_system();
    struct store_version version;
    db_fixture_open(f, postgres);
    assert_int_equal(store_migrate(&f->db, &env, &version).code, ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        put(f, (int64_t)i + 1, NULL, &CASES[i]);
    *ret = f;
    return 0;
}

static int in_sqlite(void **state) {
    return open_store((struct db_fixture **)state, false);
}

static int on_postgresql(void **state) {
    return open_store((struct db_fixture **)state, true);
}

static int done(void **state) {
    db_fixture_close(*state);
    free(*state);
    return 0;
}

/* "16.06 bkn 1 0 -3 -;" for each region and office: n, late, oldest, oldest late; then what became
 * late in a week, and the regions in which a Sekda is reported. */
static void waits_are(struct db_fixture *f, const char *region, int today, const char *wanted) {
    const struct store_follow_of of = {
        .region = str_from_c(region), .today = {today}, .since = {today - (TODAY - WEEK_AGO)}};
    struct store_follow_waits waits;
    struct buf text = {.ceiling = 4096};
    assert_int_equal(store_follow_waits(&f->reader, f->a, &of, &waits).code, ERR_NONE);
    for (size_t i = 0; i < waits.count; i++) {
        const struct store_follow_wait *w = &waits.list[i];
        buf_printf(&text, "%.*s %.*s %d %d %d ", STR_ARG(w->region), STR_ARG(w->office), (int)w->n,
                   (int)w->late, (int)(w->oldest - TODAY));
        if (w->oldest_late == STORE_FOLLOW_NO_DAY)
            buf_add_c(&text, "-; ");
        else
            buf_printf(&text, "%d %.*s; ", (int)(w->oldest_late - TODAY), STR_ARG(w->state));
    }
    buf_printf(&text, "new %d", (int)waits.late_new);
    for (size_t i = 0; i < waits.secretary_count; i++)
        buf_printf(&text, " sekda %.*s", STR_ARG(waits.secretaries[i]));
    if (!str_equal(buf_str(&text), str_from_c(wanted)))
        fail_msg("%.*s", STR_ARG(buf_str(&text)));
    buf_done(&text);
}

static void what_waits_is_summed_by_region_and_office(void **state) {
    waits_are(*state, "16.06", TODAY,
              "16.06 bkn 1 0 -3 -; 16.06 ppk-16.06 3 2 -60 -50 waits; new 1 sekda 16.06");
}

static void a_province_has_its_own_and_what_lies_in_it(void **state) {
    waits_are(*state, "16", TODAY,
              "16 ppk-16 1 1 -2 -2 waits; 16.06 bkn 1 0 -3 -; "
              "16.06 ppk-16.06 3 2 -60 -50 waits; new 2 sekda 16.06");
    waits_are(*state, "1", TODAY, "new 0");
    waits_are(*state, "17", TODAY, "17.01 ppk-17.01 1 0 -1 -; new 0");
}

static void the_nation_has_all_of_it(void **state) {
    waits_are(*state, "", TODAY,
              "16 ppk-16 1 1 -2 -2 waits; 16.06 bkn 1 0 -3 -; "
              "16.06 ppk-16.06 3 2 -60 -50 waits; 17.01 ppk-17.01 1 0 -1 -; new 2 sekda 16.06");
}

/* Whatever block of days the day that is asked for lies in, at its first day and at its last. */
static void what_is_late_is_the_same_by_days_and_by_blocks(void **state) {
    static const int DUES[] = {TODAY - 10, TODAY - 7, TODAY, TODAY - 1, TODAY + 5};
    struct db_fixture *f = *state;
    for (int today = TODAY - 20; today < TODAY + 40; today++) {
        const struct store_follow_of of = {.today = {today}, .since = {today - 7}};
        struct store_follow_waits waits;
        int64_t late = 0, fresh = 0, is_late = 0, is_new = 0;
        assert_int_equal(store_follow_waits(&f->reader, f->a, &of, &waits).code, ERR_NONE);
        for (size_t i = 0; i < waits.count; i++)
            late += waits.list[i].late;
        fresh = waits.late_new;
        for (size_t i = 0; i < COUNT_OF(DUES); i++) {
            is_late += DUES[i] < today;
            is_new += DUES[i] < today && DUES[i] >= today - 7;
        }
        assert_int_equal(late, is_late);
        assert_int_equal(fresh, is_new);
    }
}

static void what_came_and_went_is_told_of_all_that_lies_in_a_region(void **state) {
    static const struct waits ANSWERED = {"16.06", "", "done_sanction", TODAY, 0, false};
    struct db_fixture *f = *state;
    static const struct {
        const char *region;
        int came, left, proven;
    } WANTED[] = {{"", 3, 1, 1}, {"16", 2, 1, 1}, {"16.06", 1, 1, 1}, {"17.01", 1, 0, 0}};
    put(f, 2, &CASES[1], &ANSWERED);
    for (size_t i = 0; i < COUNT_OF(WANTED); i++) {
        const struct store_follow_of of = {
            .region = str_from_c(WANTED[i].region), .today = {TODAY}, .since = {WEEK_AGO}};
        struct store_follow_turns turns;
        assert_int_equal(store_follow_turns(&f->reader, f->a, &of, &turns).code, ERR_NONE);
        assert_int_equal(turns.came, WANTED[i].came);
        assert_int_equal(turns.left, WANTED[i].left);
        assert_int_equal(turns.proven, WANTED[i].proven);
    }
}

static void what_is_answered_or_erased_waits_no_more(void **state) {
    struct db_fixture *f = *state;
    static const struct waits ANSWERED = {"16.06", "", "done_sanction", TODAY, 0, false};
    static const struct waits HANDED = {"16.06", "ppk-16.06", "with_ppk", TODAY, TODAY + 9, false};
    struct store_stats stats = {0};
    struct case_state gone = state_of(f->a, 1, &CASES[0]);
    put(f, 2, &CASES[1], &ANSWERED);
    put(f, 4, &CASES[3], &HANDED);
    waits_are(f, "16.06", TODAY, "16.06 ppk-16.06 3 1 -60 -41 waits; new 0");
    assert_int_equal(store_case_erase(&f->db, f->a, (struct case_id){1}).code, ERR_NONE);
    store_stats_move(&stats, f->a, &gone, NULL);
    assert_int_equal(store_stats_flush(&f->db, f->a, &stats).code, ERR_NONE);
    waits_are(f, "16.06", TODAY, "16.06 ppk-16.06 2 0 -60 -; new 0");
}

static void bands_are(struct db_fixture *f, int second, const char *wanted) {
    const struct store_follow_bands bands = {{TODAY}, {TODAY - 41}, {TODAY - second}};
    const struct store_follow_age *list;
    size_t count;
    struct buf text = {.ceiling = 4096};
    assert_int_equal(store_follow_ages(&f->reader, f->a, &bands, &list, &count).code, ERR_NONE);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%.*s %d %d %d %d; ", STR_ARG(list[i].region), (int)list[i].n[0],
                   (int)list[i].n[1], (int)list[i].n[2], (int)list[i].n[3]);
    if (!str_equal(buf_str(&text), str_from_c(wanted)))
        fail_msg("%.*s", STR_ARG(buf_str(&text)));
    buf_done(&text);
}

static void what_waits_is_told_in_bands(void **state) {
    bands_are(*state, 50, "16 0 1 0 0; 16.06 2 1 1 0; 17.01 1 0 0 0; ");
    bands_are(*state, 49, "16 0 1 0 0; 16.06 2 1 0 1; 17.01 1 0 0 0; ");
}

static int64_t pledged(struct db_fixture *f, int64_t since) {
    const struct store_follow_of of = {
        .region = STR("16"), .today = {TODAY}, .since = {(int32_t)since}, .pledge = STR("IKR")};
    struct store_follow_pledges list;
    assert_int_equal(store_follow_pledges(&f->reader, f->a, &of, &list).code, ERR_NONE);
    assert_int_equal(list.count, 1);
    return list.list[0].pledged_new;
}

static int64_t standings(struct db_fixture *f) {
    struct store_standings list;
    const struct store_newest asked = {{TODAY}, INT64_MAX, 10};
    assert_int_equal(store_round_newest(&f->reader, f->a, &asked, &list).code, ERR_NONE);
    return (int64_t)list.count;
}

static void signatures_are_counted_by_the_day_they_were_given(void **state) {
    enum { ROUND = 77, DAY_US = 86400 };
    struct db_fixture *f = *state;
    struct store_stats stats = {0};
    const struct store_office office = {STR("ppk-16.06"), STR("ppk"),    STR("16.06"),
                                        STR("Bupati"),    STR("Regent"), LAW_FIVE_DAYS};
    const struct store_round round = {.id = ROUND,
                                      .office = office.id,
                                      .kind = STR("IKR"),
                                      .opens = {WEEK_AGO},
                                      .closes = {TODAY},
                                      .asks = PLEDGE_EVERYBODY};
    assert_int_equal(store_office_insert(&f->db, f->a, &office).code, ERR_NONE);
    assert_int_equal(store_round_insert(&f->db, f->a, &round).code, ERR_NONE);
    for (int day = 0; day < 3; day++)
        store_stats_pledged(&stats, f->a, ROUND,
                            (struct instant){(TODAY - day) * (int64_t)DAY_US * 1000000});
    assert_int_equal(store_stats_flush(&f->db, f->a, &stats).code, ERR_NONE);
    assert_int_equal(pledged(f, WEEK_AGO), 3);
    assert_int_equal(pledged(f, TODAY - 1), 2);
    assert_int_equal(pledged(f, TODAY + 1), 0);
    /* An integrity pact beside it is a round of its own, and takes nothing from it. */
    struct store_round pact = round;
    pact.id = ROUND + 1;
    pact.kind = STR("PKT");
    assert_int_equal(standings(f), 1);
    assert_int_equal(store_round_insert(&f->db, f->a, &pact).code, ERR_NONE);
    assert_int_equal(pledged(f, WEEK_AGO), 3);
    assert_int_equal(standings(f), 2);
    /* Nor does one of the same kind that asks a few. */
    pact.id = ROUND + 2;
    pact.kind = STR("IKR");
    pact.asks = PLEDGE_LEADERS;
    assert_int_equal(store_round_insert(&f->db, f->a, &pact).code, ERR_NONE);
    assert_int_equal(pledged(f, WEEK_AGO), 3);
    assert_int_equal(standings(f), 2);
    pact.asks = PLEDGE_EVERYBODY;
    /* The next round of the same kind takes its place. */
    pact.id = ROUND + 3;
    assert_int_equal(store_round_insert(&f->db, f->a, &pact).code, ERR_NONE);
    assert_int_equal(pledged(f, WEEK_AGO), 0);
    assert_int_equal(standings(f), 2);
    /* One that asks a few is no agency's standing. */
    pact.id = ROUND + 4;
    pact.kind = STR("DESA");
    pact.asks = PLEDGE_VILLAGE_HEADS | PLEDGE_NON_ASN;
    assert_int_equal(store_round_insert(&f->db, f->a, &pact).code, ERR_NONE);
    assert_int_equal(standings(f), 2);
}

static struct store_follow_pledges pledges_of(struct db_fixture *f) {
    const struct store_follow_of of = {
        .region = STR("16"), .today = {TODAY}, .since = {TODAY}, .pledge = STR("IKR")};
    struct store_follow_pledges all;
    assert_int_equal(store_follow_pledges(&f->reader, f->a, &of, &all).code, ERR_NONE);
    return all;
}

static void open_for(struct db_fixture *f, int64_t id, unsigned asks, int last) {
    const struct store_round round = {.id = id,
                                      .office = STR("ppk-16.06"),
                                      .kind = asks == PLEDGE_EVERYBODY ? STR("IKR") : STR("PKT"),
                                      .opens = {WEEK_AGO},
                                      .closes = {last},
                                      .asks = asks};
    assert_int_equal(store_round_insert(&f->db, f->a, &round).code, ERR_NONE);
}

static void sign_as(struct db_fixture *f, int64_t round, const struct store_person *person,
                    int64_t index) {
    struct store_stats stats = {0};
    struct store_round found;
    assert_int_equal(store_round_find(&f->db, f->a, round, &found).code, ERR_NONE);
    struct store_pledge pledge = {.round = &found, .person = person, .index = index};
    assert_int_equal(store_pledge_insert(&f->db, f->a, &pledge, &stats).code, ERR_NONE);
    assert_int_equal(store_stats_flush(&f->db, f->a, &stats).code, ERR_NONE);
}

/* Of the one office: "1/2 sekda"; "-": no round asks leaders, or it has none. */
static void leaders_are(struct db_fixture *f, const char *wanted) {
    struct store_follow_pledges all = pledges_of(f);
    struct str is = STR("-");
    assert_true(all.leader_count <= 1);
    if (all.leader_count) {
        const struct store_follow_leaders *one = &all.leaders[0];
        is = arena_printf(f->a, "%d/%d%s", (int)one->pledged, (int)one->people,
                          one->secretary ? " sekda" : "");
    }
    if (!str_equal(is, str_from_c(wanted)))
        fail_msg("%.*s", STR_ARG(is));
}

static void person_in(struct db_fixture *f, const struct store_person *person) {
    struct store_stats stats = {0};
    assert_int_equal(store_person_insert(&f->db, f->a, person, &stats).code, ERR_NONE);
    assert_int_equal(store_stats_flush(&f->db, f->a, &stats).code, ERR_NONE);
}

static void becomes(struct db_fixture *f, const struct store_person *was,
                    const struct store_person *now) {
    struct store_stats stats = {0};
    const struct store_person_change change = {was, now};
    assert_int_equal(store_person_update(&f->db, f->a, &change, &stats).code, ERR_NONE);
    assert_int_equal(store_stats_flush(&f->db, f->a, &stats).code, ERR_NONE);
}

/* Whoever becomes a leader, is none any more, or goes, is counted so at once. */
static void leaders_are_counted_of_the_newest_round_that_asks_them(void **state) {
    struct db_fixture *f = *state;
    const struct store_office office = {STR("ppk-16.06"), STR("ppk"),    STR("16.06"),
                                        STR("Bupati"),    STR("Regent"), LAW_FIVE_DAYS};
    const struct store_person head = {.id = 1,
                                      .office = office.id,
                                      .unit = STR("X"),
                                      .name = STR("Orang Contoh"),
                                      .class = STR("pns"),
                                      .post = STR("Kepala Dinas"),
                                      .level = CHAIN_HEAD,
                                      .group = PLEDGE_LEADERS};
    struct store_person secretary = head, staff = head;
    secretary.id = 2;
    secretary.key.b[0] = 2;
    secretary.level = CHAIN_SECRETARY;
    staff.post = STR("Analis");
    staff.level = CHAIN_STAFF;
    staff.group = PLEDGE_ASN;
    assert_int_equal(store_office_insert(&f->db, f->a, &office).code, ERR_NONE);
    person_in(f, &head);
    open_for(f, 7, PLEDGE_VILLAGE_HEADS, TODAY);
    leaders_are(f, "-");
    open_for(f, 8, PLEDGE_EVERYBODY, TODAY);
    leaders_are(f, "0/1");
    person_in(f, &secretary);
    leaders_are(f, "0/2 sekda");
    sign_as(f, 8, &head, 100);
    leaders_are(f, "1/2 sekda");
    becomes(f, &head, &staff);
    leaders_are(f, "0/1 sekda");
    becomes(f, &staff, &head);
    leaders_are(f, "1/2 sekda");
    open_for(f, 9, PLEDGE_LEADERS, TODAY);
    leaders_are(f, "0/2 sekda");
    sign_as(f, 9, &secretary, 101);
    leaders_are(f, "1/2 sekda");
    struct store_round pact;
    assert_int_equal(store_round_find(&f->db, f->a, 9, &pact).code, ERR_NONE);
    pact.closed = 102;
    pact.people = 2;
    pact.pledged = 1;
    assert_int_equal(store_round_close(&f->db, f->a, &pact).code, ERR_NONE);
    becomes(f, &head, &staff); /* an end keeps what it froze */
    leaders_are(f, "1/2 sekda");
}

/* Rounds that ask some groups count in no share, but a Sekda who has not signed one is told. */
static void a_secretary_is_told_by_every_round_that_asks_them(void **state) {
    struct db_fixture *f = *state;
    struct store_stats stats = {0};
    const struct store_office office = {STR("ppk-16.06"), STR("ppk"),    STR("16.06"),
                                        STR("Bupati"),    STR("Regent"), LAW_FIVE_DAYS};
    const struct store_person secretary = {.id = 1,
                                           .office = office.id,
                                           .unit = STR("X"),
                                           .name = STR("Orang Contoh"),
                                           .class = STR("pns"),
                                           .post = STR("Sekretaris Daerah"),
                                           .level = CHAIN_SECRETARY,
                                           .group = PLEDGE_LEADERS};
    assert_int_equal(store_office_insert(&f->db, f->a, &office).code, ERR_NONE);
    assert_int_equal(store_person_insert(&f->db, f->a, &secretary, &stats).code, ERR_NONE);
    open_for(f, 7, PLEDGE_VILLAGE_HEADS, TODAY);
    struct store_follow_pledges all = pledges_of(f);
    assert_true(all.count == 0 && all.some.count == 1 && all.unsigned_.count == 0);
    open_for(f, 8, PLEDGE_LEADERS, TODAY - 1); /* nobody can sign it any more */
    assert_int_equal(pledges_of(f).unsigned_.count, 0);
    open_for(f, 9, PLEDGE_LEADERS, TODAY);
    all = pledges_of(f);
    assert_true(all.count == 0 && all.some.count == 1 && all.unsigned_.count == 1);
    assert_true(str_equal(all.unsigned_.list[0].id, office.id));
    sign_as(f, 9, &secretary, 100);
    assert_int_equal(pledges_of(f).unsigned_.count, 0);
    open_for(f, 10, PLEDGE_EVERYBODY, TODAY - 1); /* the one that is counted, though it is past */
    all = pledges_of(f);
    assert_true(all.count == 1 && all.some.count == 0 && all.unsigned_.count == 1);
    assert_int_equal(all.list[0].round, 10);
    sign_as(f, 10, &secretary, 101);
    assert_int_equal(pledges_of(f).unsigned_.count, 0);
}

int main(void) {
#define IN(engine, test)                                                                           \
    { #test " (" #engine ")", test, engine, done, NULL }
#define ALL(engine)                                                                                \
    IN(engine, what_waits_is_summed_by_region_and_office), IN(engine, the_nation_has_all_of_it),   \
        IN(engine, what_is_late_is_the_same_by_days_and_by_blocks),                                \
        IN(engine, what_came_and_went_is_told_of_all_that_lies_in_a_region),                       \
        IN(engine, a_province_has_its_own_and_what_lies_in_it),                                    \
        IN(engine, what_waits_is_told_in_bands),                                                   \
        IN(engine, what_is_answered_or_erased_waits_no_more),                                      \
        IN(engine, signatures_are_counted_by_the_day_they_were_given),                             \
        IN(engine, a_secretary_is_told_by_every_round_that_asks_them),                             \
        IN(engine, leaders_are_counted_of_the_newest_round_that_asks_them)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgresql)};
    size_t count = COUNT_OF(tests) / (getenv("NETRAL_TEST_PG") ? 1 : 2);
    return _cmocka_run_group_tests("store_follow", tests, count, NULL, NULL);
}
