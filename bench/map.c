/* Figures of the map of risk for the whole country; prints one JSON line.
 *
 *   map RULES STORE CASES
 *
 * CASES are spread over 514 regencies and cities, 40 acts, all phases and 60 weeks, as a store's
 * projections count them. plain: reading those rows alone. figures: reading, counting up and hiding
 * what is small. map: that, every score and its parts, and all of it as JSON. Medians of processor
 * time.
 * STORE: an empty store's database, which is filled. */
#include "base/regions.h"
#include "flow/figures.h"
#include "publication/risk.h"
#include "risk/read.h"
#include "store/stat.h"

#include "measure.h"

enum { ACTS = 40, WEEKS = 60, TODAY = 20060 };
static const size_t ARENA_CAP = 512u << 20;

struct world {
    struct arena *a;
    struct db db;
    int64_t cases;
    struct str regions[RISK_REGIONS];
    size_t region_count, rows;
    const struct risk_index *index;
};

/* Region and phase are drawn apart, or each region would have one phase alone. */
static struct err fill(struct db *db, void *arg) {
    struct world *w = arg;
    struct store_stats stats = {0};
    struct arena *a = arena_new(ARENA_CAP);
    uint64_t drawn = 1;
    for (int64_t i = 0; i < w->cases; i++) {
        drawn = drawn * 6364136223846793005u + 1442695040888963407u;
        size_t phase = (size_t)(drawn >> 60) % LAW_PHASE_COUNT;
        struct case_clock *clock = NEW(a, struct case_clock, 1);
        *clock = (struct case_clock){.due = {TODAY - 3 + (int)(drawn >> 40) % 7}, .running = true};
        clock->due_early = clock->due;
        struct case_state cs = {.state = law_phase_name((enum law_phase)phase),
                                .phase = law_phase_name((enum law_phase)phase),
                                .clocks = clock,
                                .clock_count = phase < LAW_DONE_SANCTION};
        cs.received.stage = STR("campaign");
        cs.received.received_on.day = TODAY - (int)(drawn >> 45) % (7 * WEEKS);
        cs.received.report.region = w->regions[(size_t)(drawn >> 33) % w->region_count];
        cs.received.report.act = arena_printf(a, "A-%d", (int)(drawn >> 50) % ACTS);
        store_stats_move(&stats, a, NULL, &cs);
    }
    struct err e = store_stats_flush(db, a, &stats);
    arena_free(a);
    return e;
}

static void read_plainly(void *world) {
    struct world *w = world;
    static const char *const VIEWS[] = {"region",     "act",  "stage", "state",  "age",
                                        "region_act", "week", "due",   "due_act"};
    w->rows = 0;
    for (size_t i = 0; i < COUNT_OF(VIEWS); i++) {
        const struct store_stat_row *rows;
        size_t count;
        must(!store_stat_view(&w->db, w->a, VIEWS[i], &rows, &count).code, "rows cannot be read");
        w->rows += count;
    }
}

static struct publication_figures figures(struct world *w) {
    struct publication_figures f;
    int64_t size;
    must(!flow_figures(&w->db, w->a, (struct date){TODAY}, &f, &size).code, "no figures");
    return f;
}

static void just_figures(void *world) {
    struct world *w = world;
    must(figures(w).region_count == w->region_count, "a region is missing");
}

static void map(void *world) {
    struct world *w = world;
    struct publication_figures f = figures(w);
    struct publication_risk risk = {.index = w->index, .as_of = f.as_of};
    struct publication_told told = publication_risk_told(
        w->a, &(struct publication_risk_of){.figures = &f}, w->regions, w->region_count);
    struct risk_input input = publication_risk_input(w->a, &told, w->index);
    struct buf out;
    must(!risk_score(w->a, w->index, &input, &risk.scores).code, "no scores");
    buf_init(&out, 8 << 20);
    publication_risk_json(&out, &risk);
    must(!buf_full(&out) && risk.scores.said > w->region_count / 2, "too little is known");
    buf_done(&out);
}

static measured_work *const WORKS[] = {read_plainly, just_figures, map};

int main(int argc, char **argv) {
    static struct world w;
    static struct law_faults faults;
    const struct law *law;
    struct risk_rules rules;
    struct arena *kept = arena_new(LAW_ARENA_CAP);
    must(argc == 4 && str_to_int(str_from_c(argv[3]), &w.cases), "usage: map RULES STORE CASES");
    hash_library_init();
    must(!law_load(kept, argv[1], &law, &faults).code &&
             !risk_read(kept, law->files, &rules, &faults).code && rules.index_count,
         "the rules cannot be read");
    w.index = &rules.indexes[0];
    w.a = arena_new(ARENA_CAP);
    for (size_t i = 0; i < region_count(); i++)
        if (region_at(i)->kind != REGION_PROVINSI)
            w.regions[w.region_count++] = region_at(i)->code;
    must(!db_open(str_from_c(argv[2]), true, false, &w.db).code, "the store cannot be opened");
    must(!db_in_txn(&w.db, true, fill, &w).code, "rows cannot be written");
    double took[COUNT_OF(WORKS)];
    measure(WORKS, COUNT_OF(WORKS), &w, w.a, took);
    (void)printf("{\"regions\":%zu,\"cases\":%lld,\"rows\":%zu,\"plain_ms\":%.2f,"
                 "\"figures_ms\":%.2f,\"map_ms\":%.2f}\n",
                 w.region_count, (long long)w.cases, w.rows, took[0], took[1], took[2]);
    db_close(&w.db);
    arena_free(w.a);
    arena_free(kept);
    return 0;
}
