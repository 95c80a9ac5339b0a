/* Figures of the Sekda's barometer for the whole country; prints one JSON line.
 *
 *   barometer RULES STORE CASES
 *
 * CASES are spread over 514 regencies and cities and all phases; each region has an appointing
 * authority with a round of pledges over 50 units (5.6 million people in all, a row each, of whom
 * none signed on paper here: only counts say who did) and 20 activities.
 * plain: the statements that read the rows, alone. nation, province: the barometer made of them.
 * Medians of processor time. STORE: an empty store's database, which is filled. */
#include "flow/barometer.h"
#include "base/regions.h"
#include "store/activity.h"
#include "store/staff.h"
#include "store/stat.h"

#include "measure.h"

enum {
    UNITS = 50,
    PEOPLE = 218,
    ACTS = 20,
    TODAY = 20047 /* most days of its block (store/stat.h) */,
    SPAN = 60
};
static const size_t ARENA_CAP = 1u << 30;
static const char *const KINDS[] = {"bawaslu", "ppk", "sekda"};

struct world {
    struct arena *a;
    struct db db;
    const struct law *law;
    int64_t cases;
    struct str regions[1024];
    size_t region_count, open;
};

static struct err run(struct db *db, struct arena *a, const char *sql, struct db_args args) {
    struct db_stmt stmt = {.number = -1, .name = "bench", .sql = sql};
    return db_run(db, a, &stmt, args, NULL);
}

/* Each unit has a head, the first the Sekda. */
static struct err fill_roster(struct db *db, struct arena *a, struct str office, size_t r) {
    enum { ALL = UNITS * PEOPLE };
    return run(db, a,
               "INSERT INTO civil_servant(id, person, office, unit, name, class, post, mail, "
               "level, grade, grp) "
               "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $1 - 1) "
               "SELECT $2 * $1 + i + 1, randomblob(32), $3, 'Unit ' || (i / $4), 'Orang Contoh ' "
               "|| i, 'pns', 'Analis', '', "
               "CASE WHEN i = 0 THEN 2 WHEN i % $4 = 0 THEN 3 ELSE 0 END, 0, "
               "CASE WHEN i % $4 = 0 THEN 2 ELSE 1 END FROM n",
               DB_ARGS(CINT(ALL), CINT((int64_t)r), CTEXT(office), CINT(PEOPLE)));
}

static struct err fill_region(struct world *w, struct db *db, struct arena *a, size_t r,
                              struct store_stats *stats) {
    struct str region = w->regions[r];
    struct err e = OK;
    for (size_t k = 0; k < COUNT_OF(KINDS) && !e.code; k++) {
        struct str id = arena_printf(a, "%s-%.*s", KINDS[k], STR_ARG(region));
        e = store_office_insert(
            db, a, &(struct store_office){id, str_from_c(KINDS[k]), region, id, id, LAW_FIVE_DAYS});
    }
    struct str ppk = arena_printf(a, "ppk-%.*s", STR_ARG(region));
    struct store_round round = {.id = (int64_t)r + 1,
                                .office = ppk,
                                .kind = STR("IKR"),
                                .opens = {TODAY - SPAN},
                                .closes = {TODAY + SPAN},
                                .asks = PLEDGE_EVERYBODY};
    if (!e.code)
        e = store_round_insert(db, a, &round);
    if (!e.code)
        e = fill_roster(db, a, ppk, r);
    store_stats_people(stats, a, ppk, (int64_t)UNITS * PEOPLE);
    store_stats_signed(stats, a, round.id, (int64_t)UNITS * (PEOPLE / 2));
    for (int u = 0; u < UNITS && !e.code; u++) {
        struct str unit = arena_printf(a, "Unit %d", u);
        e = run(db, a,
                "INSERT INTO roster_unit(office, unit, grp, people) VALUES ($1, $2, 1, $3 - 1), "
                "($1, $2, 2, 1)",
                DB_ARGS(CTEXT(ppk), CTEXT(unit), CINT(PEOPLE)));
        if (!e.code)
            e = run(db, a, "INSERT INTO pledge_unit(round, unit, signed) VALUES ($1, $2, $3)",
                    DB_ARGS(CINT(round.id), CTEXT(unit), CINT(PEOPLE / 2)));
    }
    for (int i = 0; i < ACTS && !e.code; i++) {
        struct store_activity x = {.id = (int64_t)r * ACTS + i + 1,
                                   .office = ppk,
                                   .region = region,
                                   .election = STR("pilkada-2024"),
                                   .kind = STR("sosialisasi"),
                                   .duty = i % 2 ? STR("PPK-D1") : STR(""),
                                   .on = {TODAY - i * 3},
                                   .reach = 100,
                                   .reach_asn = 90};
        e = store_activity_insert(db, a, &x);
    }
    return e;
}

/* Region and phase are drawn apart, or each region would have one phase alone. */
static struct err fill_cases(struct world *w, struct db *db, struct arena *a) {
    struct store_stats stats = {0};
    uint64_t drawn = 1;
    struct err e = OK;
    for (int64_t i = 0; i < w->cases && !e.code; i++) {
        drawn = drawn * 6364136223846793005u + 1442695040888963407u;
        size_t phase = (size_t)(drawn >> 60) % LAW_PHASE_COUNT;
        int day = TODAY - (int)(drawn >> 45) % SPAN;
        bool with = phase == LAW_WITH_BKN || phase == LAW_WITH_PPK;
        struct str region = w->regions[(size_t)(drawn >> 33) % w->region_count];
        struct case_clock *clock = NEW(a, struct case_clock, 1);
        *clock = (struct case_clock){.due = {day + 14}, .due_early = {day + 14}, .running = true};
        struct case_state cs = {.id = {i + 1},
                                .state = with ? STR("with_ppk") : STR("closed_sanctioned"),
                                .phase = law_phase_name((enum law_phase)phase),
                                .clocks = clock,
                                .clock_count = with,
                                .stands = {day},
                                .forwarded = phase >= LAW_WITH_BKN,
                                .forwarded_on = {day}};
        cs.received.rules = STR("pilkada-2024@1");
        cs.received.report.region = region;
        if (with)
            cs.offices.holder = arena_printf(a, "ppk-%.*s", STR_ARG(region));
        w->open += with;
        store_stats_move(&stats, a, NULL, &cs);
        e = store_follow_put(db, a, &cs);
    }
    return e.code ? e : store_stats_flush(db, a, &stats);
}

static struct err fill(struct db *db, void *arg) {
    struct world *w = arg;
    struct arena *a = arena_new(ARENA_CAP);
    struct err e = run(db, a, "DELETE FROM office", DB_NONE); /* those of the store's own region */
    struct store_stats stats = {0};
    for (size_t r = 0; r < w->region_count && !e.code; r++)
        e = fill_region(w, db, a, r, &stats);
    if (!e.code)
        e = store_stats_flush(db, a, &stats);
    if (!e.code)
        e = fill_cases(w, db, a);
    arena_free(a);
    return e;
}

static const struct store_follow_of OF = {
    .today = {TODAY}, .since = {TODAY - 7}, .election = STR_INIT("pilkada-2024")};

/* The statements, each a work of its own. */
static void waits(void *world) {
    struct world *w = world;
    struct store_follow_waits ret;
    must(!store_follow_waits(&w->db, w->a, &OF, &ret).code, "waits cannot be read");
}

static void turns(void *world) {
    struct world *w = world;
    struct store_follow_turns ret;
    must(!store_follow_turns(&w->db, w->a, &OF, &ret).code, "turns cannot be read");
}

static void counts(void *world) {
    struct world *w = world;
    struct store_follow_counts ret;
    must(!store_follow_proven(&w->db, w->a, &OF, &ret).code &&
             !store_follow_people(&w->db, w->a, &OF, &ret).code &&
             !store_follow_reach(&w->db, w->a, &OF, &ret).code,
         "counts cannot be read");
}

static void done(void *world) {
    struct world *w = world;
    struct store_follow_regions ret;
    const struct store_follow_duty duty = {STR("PPK-D1"), {INT32_MIN}, {INT32_MAX}};
    must(!store_follow_done(&w->db, w->a, &OF, &duty, &ret).code, "duties cannot be read");
}

static void pledges(void *world) {
    struct world *w = world;
    struct store_follow_pledges ret;
    must(!store_follow_pledges(&w->db, w->a, &OF, &ret).code, "pledges cannot be read");
}

static void plain(void *world) {
    waits(world);
    turns(world);
    counts(world);
    done(world);
    pledges(world);
}

static void look(struct world *w, struct str region) {
    struct flow_barometer b;
    const struct flow_barometer_ask ask = {.law = w->law,
                                           .election = law_election(w->law, STR("pilkada-2024")),
                                           .region = region,
                                           .today = {TODAY}};
    struct err e = flow_barometer(&w->db, w->a, &ask, &b);
    must(!e.code && b.now.open > 0 && (region.len || b.now.open == (int64_t)w->open),
         "the barometer counts otherwise");
}

static void nation(void *world) {
    struct world *w = world;
    look(w, STR(""));
}

static void province(void *world) {
    struct world *w = world;
    look(w, STR("16"));
}

static measured_work *const WORKS[] = {plain, nation, province, waits,
                                       turns, counts, done,     pledges};

int main(int argc, char **argv) {
    static struct world w;
    static struct law_faults faults;
    struct arena *kept = arena_new(LAW_ARENA_CAP);
    must(argc == 4 && str_to_int(str_from_c(argv[3]), &w.cases),
         "usage: barometer RULES STORE CASES");
    hash_library_init();
    must(!law_load(kept, argv[1], &w.law, &faults).code, "the rules cannot be read");
    w.a = arena_new(ARENA_CAP);
    for (size_t i = 0; i < region_count(); i++)
        if (region_at(i)->kind != REGION_PROVINSI)
            w.regions[w.region_count++] = region_at(i)->code;
    must(!db_open(str_from_c(argv[2]), true, false, &w.db).code, "the store cannot be opened");
    must(!db_in_txn(&w.db, true, fill, &w).code, "rows cannot be written");
    double took[COUNT_OF(WORKS)];
    measure(WORKS, COUNT_OF(WORKS), &w, w.a, took);
    (void)printf("{\"regions\":%zu,\"cases\":%lld,\"open\":%zu,\"plain_ms\":%.2f,"
                 "\"nation_ms\":%.2f,\"province_ms\":%.2f,\"waits_ms\":%.2f,\"turns_ms\":%.2f,"
                 "\"counts_ms\":%.2f,\"done_ms\":%.2f,\"pledges_ms\":%.2f}\n",
                 w.region_count, (long long)w.cases, w.open, took[0], took[1], took[2], took[3],
                 took[4], took[5], took[6], took[7]);
    db_close(&w.db);
    arena_free(w.a);
    arena_free(kept);
    return 0;
}
