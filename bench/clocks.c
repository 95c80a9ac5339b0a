/* Figures of counting, each beside a baseline of the same run; prints one JSON line.
 *
 *   clocks RULES STORE CASES
 *
 * counts    due dates a second on one core, working days, beside a loop that looks each day up in
 * the sorted table of days off recount   CASES running clocks of rows, a day off added: reading,
 * counting anew, comparing, beside reading alone. STORE: an empty store's database, which is filled
 * with rows load      all rulebooks, with what the build kept of them and without, beside reading
 * and hashing the same files */
#include "decision/decision.h"
#include "law/kept.h"
#include "store/running.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "measure.h"

enum { COUNTS = 4000000, LOADS = 9, FILES_MAX = 512, BATCH = 10000 };
static const size_t ARENA_CAP = 256u << 20;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const struct law *load_rules(struct arena *a, const char *dir, const struct law_kept *kept) {
    const struct law *law;
    struct law_faults faults;
    must(!law_load_kept(a, dir, kept, &law, &faults).code, "the rules cannot be read");
    return law;
}

/* Every start of the known years in turn; 14 working days, the length that most rules ask for. */
static double count_ours(const struct law *law, int64_t *ret_sum) {
    const struct law_calendar *calendar = &law->calendar;
    const struct deadline_days days = {.calendar = calendar};
    const struct law_clock clock = {.n = 14, .unit = LAW_WORKING_DAYS};
    int32_t span = calendar->last.day - calendar->first.day - 60;
    double begun = seconds();
    int64_t sum = 0;
    for (int32_t i = 0; i < COUNTS; i++) {
        struct deadline d =
            deadline_last_days(&clock, (struct date){calendar->first.day + i % span}, &days);
        sum += d.due.day + d.due_early.day;
    }
    *ret_sum = sum;
    return COUNTS / (seconds() - begun);
}

static bool is_working(const struct law_calendar *calendar, struct date d) {
    return date_weekday(d) < 5 && !law_holiday(calendar, d);
}

static double count_plainly(const struct law *law, int64_t *ret_sum) {
    const struct law_calendar *calendar = &law->calendar;
    int32_t span = calendar->last.day - calendar->first.day - 60;
    double begun = seconds();
    int64_t sum = 0;
    for (int32_t i = 0; i < COUNTS; i++) {
        struct date d = {calendar->first.day + i % span}, before = d;
        bool counts = is_working(calendar, d);
        for (int n = 0; n < 14;) {
            d.day++;
            if (is_working(calendar, d) && ++n == 13)
                before = d;
        }
        sum += d.day + (counts ? before.day : d.day);
    }
    *ret_sum = sum;
    return COUNTS / (seconds() - begun);
}

/* --- rows --- */

struct filling {
    const struct law *law;
    const struct law_rulebook *rules;
    const struct law_clock *clock;
    int64_t from, to;
};

static struct err fill(struct db *db, void *arg) {
    const struct filling *f = arg;
    struct arena *a = arena_new(ARENA_CAP);
    struct err e = OK;
    for (int64_t id = f->from; id < f->to && !e.code; id++) {
        struct date start = {f->law->calendar.first.day + 200 + (int32_t)(id % 300)};
        struct decision_running running = {.clock = f->clock, .start = start};
        struct case_count count = decide_count(f->law, &running);
        const struct case_clock clock = {.id = f->clock->id,
                                         .start = start,
                                         .due = count.due,
                                         .due_early = count.due_early,
                                         .holidays = count.holidays,
                                         .running = true,
                                         .office = STR("ppk-16.06")};
        const struct case_state cs = {
            .id = {id},
            .version = 1,
            .state = STR("with_ppk"),
            .phase = STR("with_ppk"),
            .offices = {.bawaslu = STR("bawaslu-16.06"), .holder = STR("ppk-16.06")},
            .received = {.rules = arena_printf(a, "%.*s@%d", STR_ARG(f->rules->regime),
                                               f->rules->version),
                         .number = STR("001/LP/PB/Kab/16.06/X/2024"),
                         .stage = STR("campaign"),
                         .report = {.election = STR("pilkada-2024"),
                                    .region = STR("16.06"),
                                    .act = STR("DIS-06")}},
            .clocks = &clock,
            .clock_count = 1};
        e = store_case_insert(db, a, &cs);
    }
    arena_free(a);
    return e;
}

/* Reads all rows; law NULL: only that. Returns how many clocks moved. */
static int64_t walk(struct db *db, const struct law *law, int64_t *ret_rows) {
    static const struct str SIX[] = {STR_INIT("bkn"), STR_INIT("ppk-16.07")};
    const struct decision_weeks weeks = {SIX, COUNT_OF(SIX)};
    struct arena *a = arena_new(ARENA_CAP);
    struct case_id after = {-1};
    size_t count = STORE_OPEN_MAX;
    int64_t moved = 0;
    *ret_rows = 0;
    while (count == STORE_OPEN_MAX) {
        const struct store_open *rows;
        arena_reset(a);
        must(!store_open_page(db, a, after, &rows, &count).code, "rows cannot be read");
        for (size_t i = 0; law && i < count; i++) {
            const struct law_rulebook *rules = law_rulebook_named(law, rows[i].rules);
            struct str text = rows[i].clocks;
            struct store_running r;
            while (store_running_next(&text, &r)) {
                const struct law_clock *clock = law_clock(rules, r.clock);
                struct case_count now = decide_count(
                    law, &(struct decision_running){clock, r.start, r.still, r.still_count,
                                                    decide_week(&weeks, r.office)});
                moved += now.due.day != r.due.day || now.due_early.day != r.due_early.day;
            }
        }
        *ret_rows += (int64_t)count;
        if (count)
            after = rows[count - 1].id;
    }
    arena_free(a);
    return moved;
}

static const struct law_clock *working_clock(const struct law *law,
                                             const struct law_rulebook **ret) {
    for (size_t i = 0; i < law->rulebook_count; i++)
        for (size_t k = 0; k < law->rulebooks[i].clock_count; k++)
            if (law->rulebooks[i].clocks[k].unit == LAW_WORKING_DAYS) {
                *ret = &law->rulebooks[i];
                return &law->rulebooks[i].clocks[k];
            }
    must(false, "no rulebook counts working days");
    return NULL;
}

/* The same law with one more day off, in the middle of the first table's year. */
static struct law with_holiday(struct arena *a, const struct law *law) {
    struct law more = *law;
    struct law_holiday *days = NEW(a, struct law_holiday, law->calendar.count + 1);
    struct date extra = {law->calendar.first.day + 380};
    while (!is_working(&law->calendar, extra))
        extra.day++;
    size_t n = 0;
    for (size_t i = 0; i < law->calendar.count; i++) {
        if (n == i && law->calendar.days[i].date.day > extra.day)
            days[n++].date = extra;
        days[n++] = law->calendar.days[i];
    }
    more.calendar.days = days;
    more.calendar.count = n;
    more.calendar.version = STR("more");
    law_calendar_index(a, &more.calendar);
    return more;
}

static void recount(struct arena *a, const struct law *law, const char *store, int64_t cases) {
    struct db db = {0};
    struct filling f = {.law = law};
    struct law more = with_holiday(a, law);
    f.clock = working_clock(law, &f.rules);
    must(!db_open(str_from_c(store), true, false, &db).code, "the store cannot be opened");
    for (f.from = 0; f.from < cases; f.from = f.to) {
        f.to = f.from + BATCH < cases ? f.from + BATCH : cases;
        must(!db_in_txn(&db, true, fill, &f).code, "rows cannot be written");
    }
    int64_t rows;
    (void)walk(&db, NULL, &rows); /* warm */
    double begun = seconds();
    (void)walk(&db, NULL, &rows);
    double reading = seconds() - begun;
    begun = seconds();
    int64_t moved = walk(&db, &more, &rows);
    double all = seconds() - begun;
    must(rows == cases && moved > 0 && moved < cases, "the rows are not those that were written");
    (void)printf("\"rows\":%lld,\"moved\":%lld,\"read_s\":%.3f,\"recount_s\":%.3f,",
                 (long long)rows, (long long)moved, reading, all);
    db_close(&db);
}

/* --- loading --- */

static bool is_yaml(struct str name) {
    return name.len > 5 && memcmp(name.ptr + name.len - 5, ".yaml", 5) == 0;
}

/* The rules files of a folder and of the folders in it. */
static size_t list_files(struct arena *a, struct str dir, int depth, struct str *list,
                         size_t count) {
    DIR *open = opendir(dir.ptr);
    must(open != NULL, "the rules folder cannot be read");
    for (struct dirent *e; (e = readdir(open)) && count < FILES_MAX;) {
        struct str path = arena_printf(a, "%s/%s", dir.ptr, e->d_name);
        if (is_yaml(path))
            list[count++] = path;
        else if (!strchr(e->d_name, '.') &&
                 depth) /* the record of what was accepted is no folder */
            count = list_files(a, path, depth - 1, list, count);
    }
    (void)closedir(open);
    return count;
}

static double read_plainly(const char *dir) {
    enum { FILE_MAX = 256 * 1024 };
    struct str list[FILES_MAX];
    struct arena *a = arena_new(ARENA_CAP);
    size_t count = list_files(a, arena_str(a, str_from_c(dir)), 1, list, 0);
    char *bytes =
        NEW(a, char, FILE_MAX); /* for each file anew it would cost more than all the rest */
    double begun = seconds();
    for (size_t i = 0; i < count; i++) {
        FILE *f = fopen(list[i].ptr, "rb");
        must(f != NULL, "a rules file cannot be read");
        struct hash h = hash_sha256((struct str){bytes, fread(bytes, 1, FILE_MAX, f)});
        must(h.b[0] || h.b[1] || h.b[2], "a hash");
        (void)fclose(f);
    }
    double took = seconds() - begun;
    arena_free(a);
    return took;
}

static double load_once(const char *dir, const struct law_kept *kept) {
    struct arena *a = arena_new(ARENA_CAP);
    double begun = seconds();
    (void)load_rules(a, dir, kept);
    double took = seconds() - begun;
    arena_free(a);
    return took;
}

static void load(const char *dir) {
    double ours[LOADS], yaml[LOADS], plain[LOADS];
    for (int i = 0; i < LOADS; i++) {
        ours[i] = load_once(dir, &LAW_KEPT);
        yaml[i] = load_once(dir, NULL);
        plain[i] = read_plainly(dir);
    }
    qsort(ours, LOADS, sizeof *ours, by_value);
    qsort(yaml, LOADS, sizeof *yaml, by_value);
    qsort(plain, LOADS, sizeof *plain, by_value);
    (void)printf("\"load_ms\":%.2f,\"load_yaml_ms\":%.2f,\"load_plain_ms\":%.2f}\n",
                 ours[LOADS / 2] * 1e3, yaml[LOADS / 2] * 1e3, plain[LOADS / 2] * 1e3);
}

int main(int argc, char **argv) {
    int64_t cases;
    must(argc == 4 && str_to_int(str_from_c(argv[3]), &cases), "usage: clocks RULES STORE CASES");
    hash_library_init();
    struct arena *a = arena_new(ARENA_CAP);
    const struct law *law = load_rules(a, argv[1], &LAW_KEPT);
    int64_t sums[2];
    double plain = count_plainly(law, &sums[0]), ours = count_ours(law, &sums[1]);
    must(sums[0] == sums[1], "the two ways of counting differ");
    (void)printf("{\"plain_per_s\":%.0f,\"per_s\":%.0f,", plain, ours);
    recount(a, law, argv[2], cases);
    load(argv[1]);
    arena_free(a);
    return 0;
}
