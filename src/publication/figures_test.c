#include "publication/figures.h"

#include "publication/protect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* --- made-up cases, and the views that a store would have of them --- */
enum {
    WORLDSMAX = 400,
    ROWS_MAX = WORLDSMAX,
    CELLS_MAX = 600,
    EQUATIONS_MAX = 400,
    DIMENSIONS = 10
};
struct one {
    size_t region, act, stage;
    enum law_phase phase;
    int age;    /* days */
    int stands; /* days since its last step */
    bool late;
};
struct world {
    struct one cases[WORLDSMAX];
    size_t count, regions, acts;
    struct publication_row rows[PUBLICATION_VIEW_COUNT][ROWS_MAX];
    struct publication_waits waits[5];
    struct publication_source source;
};
static const struct date TODAY = {20000}; /* a Thursday */
static const struct str REGIONS[] = {STR_INIT("16"), STR_INIT("16.01"), STR_INIT("16.02"),
                                     STR_INIT("16.03"), STR_INIT("16.04")};
static const struct str ACTS[] = {STR_INIT("A,1"), STR_INIT("B\"2"), STR_INIT("C"),
                                  STR_INIT("unknown")};
static const struct str STAGES[] = {STR_INIT("s1"), STR_INIT("s2")};

static struct date monday(int age) {
    struct date d = {TODAY.day - age};
    return (struct date){d.day - date_weekday(d)};
}

static void count_row(struct world *w, enum publication_view view, struct publication_row row) {
    struct publication_rows *rows = &w->source.views[view];
    struct publication_row *list = w->rows[view];
    for (size_t i = 0; i < rows->count; i++)
        if (str_equal(list[i].a, row.a) && str_equal(list[i].b, row.b) && list[i].day == row.day) {
            list[i].n++;
            return;
        }
    list[rows->count++] = row;
    rows->list = list;
}

static bool waits(const struct one *c) {
    return c->phase == LAW_WITH_BKN || c->phase == LAW_WITH_PPK;
}

static enum publication_waiting waiting_of(const struct one *c) {
    return !c->late          ? PUBLICATION_WAITS_IN_TIME
           : c->stands <= 30 ? PUBLICATION_WAITS_LATE
           : c->stands <= 60 ? PUBLICATION_WAITS_LONG
                             : PUBLICATION_WAITS_LONGEST;
}

/* Region by region, so that rows of one key stand together as they do in a store. */
static void make_views(struct world *w) {
    w->source = (struct publication_source){
        .as_of = TODAY, .waits = w->waits, .wait_count = COUNT_OF(REGIONS)};
    for (size_t r = 0; r < COUNT_OF(REGIONS); r++)
        w->waits[r] = (struct publication_waits){.region = REGIONS[r]};
    for (size_t i = 0; i < w->count; i++)
        w->waits[w->cases[i].region].n[waiting_of(&w->cases[i])] += waits(&w->cases[i]);
    for (size_t r = 0; r < COUNT_OF(REGIONS); r++)
        for (size_t i = 0; i < w->count; i++) {
            const struct one *c = &w->cases[i];
            struct str phase = law_phase_name(c->phase);
            if (c->region != r)
                continue;
            count_row(w, PUBLICATION_REGION, (struct publication_row){REGIONS[r], phase, 0, 1});
            count_row(w, PUBLICATION_REGION_ACT,
                      (struct publication_row){REGIONS[r], ACTS[c->act], 0, 1});
            if (c->late)
                count_row(w, PUBLICATION_LATE, (struct publication_row){REGIONS[r], {0}, 0, 1});
        }
    for (size_t k = 0; k < COUNT_OF(ACTS); k++)
        for (size_t i = 0; i < w->count; i++) {
            const struct one *c = &w->cases[i];
            struct str phase = law_phase_name(c->phase);
            if (c->act == k)
                count_row(w, PUBLICATION_ACT, (struct publication_row){ACTS[k], phase, 0, 1});
            if (c->act == k && c->late)
                count_row(w, PUBLICATION_LATE_ACT, (struct publication_row){ACTS[k], {0}, 0, 1});
            if (c->stage == k)
                count_row(w, PUBLICATION_STAGE, (struct publication_row){STAGES[k], phase, 0, 1});
            if (k)
                continue;
            count_row(w, PUBLICATION_STATE, (struct publication_row){phase, phase, 0, 1});
            count_row(w, PUBLICATION_AGE,
                      (struct publication_row){phase, {0}, TODAY.day - c->age, 1});
            count_row(w, PUBLICATION_WEEK,
                      (struct publication_row){STR("report"), {0}, monday(c->age).day, 1});
        }
}

static uint64_t roll(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static void random_world(struct world *w, uint64_t *seed) {
    w->count = 1 + roll(seed) % (roll(seed) % 3 ? 40 : WORLDSMAX - 1);
    for (size_t i = 0; i < w->count; i++) {
        struct one *c = &w->cases[i];
        *c =
            (struct one){.region = roll(seed) % (1 + roll(seed) % COUNT_OF(REGIONS)),
                         .act = roll(seed) % (1 + roll(seed) % COUNT_OF(ACTS)),
                         .stage = roll(seed) % COUNT_OF(STAGES),
                         .phase = (enum law_phase)(roll(seed) % (1 + roll(seed) % LAW_PHASE_COUNT)),
                         .age = (int)(roll(seed) % 60),
                         .stands = (int)(roll(seed) % 90)};
        c->late = c->phase < LAW_DONE_SANCTION && roll(seed) % 3 == 0;
    }
    make_views(w);
}

/* --- what is published, and the truth behind it --- */
struct published {
    struct publication_cell cells[CELLS_MAX];
    size_t count;
};

static void collect(void *arg, const struct publication_cell *cell) {
    struct published *p = arg;
    assert_true(p->count < CELLS_MAX);
    p->cells[p->count++] = *cell;
}

static bool fits(struct str key, struct str value) {
    return !key.len || str_equal(key, value);
}

static bool progress_fits(struct str progress, const struct one *c) {
    bool open = c->phase < LAW_DONE_SANCTION;
    bool decided = c->phase == LAW_DONE_SANCTION || c->phase == LAW_DONE_NO_BREACH;
    return !progress.len || (str_equal(progress, STR("open")) && open) ||
           (str_equal(progress, STR("decided")) && decided) ||
           (str_equal(progress, STR("ended")) && !open && !decided) ||
           (str_equal(progress, STR("late")) && c->late) ||
           (str_equal(progress, STR("in_time")) && open && !c->late) ||
           (str_equal(progress, STR("waiting")) && waits(c)) ||
           (str_equal(progress, STR("waiting_in_time")) && waits(c) && !c->late) ||
           (str_equal(progress, STR("waiting_late")) && waits(c) && c->late) ||
           (str_equal(progress, STR("rest_in_time")) && open && !waits(c) && !c->late) ||
           (str_equal(progress, STR("rest_late")) && open && !waits(c) && c->late);
}

static struct str age_of(const struct publication_cell *cell, const struct one *c) {
    if (str_equal(cell->progress, STR("waiting_late")))
        return publication_waiting_age(waiting_of(c));
    return publication_age_name(c->age <= 7 ? 0 : c->age <= 14 ? 1 : c->age <= 30 ? 2 : 3);
}

static int64_t truth(const struct world *w, const struct publication_cell *cell) {
    int64_t n = 0;
    for (size_t i = 0; i < w->count; i++) {
        const struct one *c = &w->cases[i];
        n += fits(cell->region, REGIONS[c->region]) && fits(cell->act, ACTS[c->act]) &&
             fits(cell->stage, STAGES[c->stage]) && fits(cell->status, law_phase_name(c->phase)) &&
             fits(cell->age, age_of(cell, c)) && progress_fits(cell->progress, c) &&
             (!cell->has_week || monday(c->age).day == cell->week.day);
    }
    return n;
}

/* --- the attacker: solves all sums that the figures' own meaning gives, exactly, modulo a prime
 * ---
 */
static const int64_t PRIME = 1000000007;
struct attack {
    int64_t row[EQUATIONS_MAX][CELLS_MAX];
    size_t rows;
};

static bool same_but(const struct publication_cell *part, const struct publication_cell *whole,
                     unsigned dimension) {
    const struct str p[] = {part->region, part->act,      part->stage,
                            part->status, part->progress, part->age};
    const struct str q[] = {whole->region, whole->act,      whole->stage,
                            whole->status, whole->progress, whole->age};
    for (unsigned i = 0; i < COUNT_OF(p); i++)
        if (i == dimension ? !p[i].len : !str_equal(p[i], q[i]))
            return false;
    return part->has_week == whole->has_week;
}

/* Recommendations that wait are parts of late and in time of their region, beside a rest that is
 * never published; all of them together are the phases with BKN and the appointing authority. */
static bool is_waiting_part(const struct publication_cell *part,
                            const struct publication_cell *whole, unsigned dimension) {
    bool waiting = str_starts(part->progress, STR("waiting_"));
    if (str_equal(whole->progress, STR("waiting")))
        return dimension == 8 ? waiting
                              : dimension == 9 && (str_equal(part->status, STR("with_bkn")) ||
                                                   str_equal(part->status, STR("with_ppk")));
    if (dimension != 8 || !whole->region.len || whole->act.len || !whole->progress.len ||
        !str_equal(part->region, whole->region))
        return false;
    return str_equal(whole->progress, STR("late"))
               ? str_equal(part->progress, STR("waiting_late")) ||
                     str_equal(part->progress, STR("rest_late"))
               : str_equal(whole->progress, STR("in_time")) &&
                     (str_equal(part->progress, STR("waiting_in_time")) ||
                      str_equal(part->progress, STR("rest_in_time")));
}

/* Which parts of a cell add up to it along one dimension. */
static bool is_part(const struct publication_cell *part, const struct publication_cell *whole,
                    unsigned dimension) {
    bool halves =
        str_equal(part->progress, STR("late")) || str_equal(part->progress, STR("in_time"));
    bool parts =
        str_starts(part->progress, STR("waiting")) || str_starts(part->progress, STR("rest_"));
    if (dimension >= 8 || parts)
        return dimension >= 8 && is_waiting_part(part, whole, dimension);
    if (dimension == 6)
        return part->has_week && !whole->has_week &&
               same_but(&(struct publication_cell){0}, whole, 9);
    if (dimension == 4)
        return !whole->progress.len && !halves && same_but(part, whole, 4);
    if (dimension == 7) { /* late and in time make up open */
        struct publication_cell open = *part;
        open.progress = STR("open");
        return halves && same_but(&open, whole, 9) && str_equal(whole->progress, STR("open"));
    }
    if (dimension == 3) { /* phases make up a kind of progress */
        struct str name = part->status;
        bool done = str_starts(name, STR("done_"));
        bool decided =
            str_equal(name, STR("done_sanction")) || str_equal(name, STR("done_no_breach"));
        struct str progress = !done ? STR("open") : decided ? STR("decided") : STR("ended");
        struct publication_cell like = {.progress = progress};
        return name.len && same_but(&like, whole, 9);
    }
    static const unsigned PLACES[] = {0, 1, 2};
    for (unsigned i = 0; i < COUNT_OF(PLACES); i++)
        if (dimension == PLACES[i]) {
            const struct str keys[] = {whole->region, whole->act, whole->stage};
            return !keys[i].len && same_but(part, whole, dimension);
        }
    return dimension == 5 && !whole->age.len && same_but(part, whole, 5);
}

static void add_equation(struct attack *x, const struct world *w, const struct published *p,
                         size_t whole, unsigned dimension) {
    int64_t sum = 0;
    size_t parts = 0;
    assert_true(x->rows < EQUATIONS_MAX);
    int64_t *row = x->row[x->rows];
    memset(row, 0, sizeof x->row[0]);
    for (size_t i = 0; i < p->count; i++)
        if (i != whole && is_part(&p->cells[i], &p->cells[whole], dimension)) {
            row[i] = p->cells[i].count.hidden;
            sum += truth(w, &p->cells[i]);
            parts++;
        }
    if (!parts)
        return;
    assert_int_equal(sum, truth(w, &p->cells[whole])); /* it is a true sum */
    row[whole] = p->cells[whole].count.hidden ? PRIME - 1 : 0;
    x->rows++;
}

static int64_t inverse(int64_t n) {
    int64_t result = 1;
    for (int64_t power = PRIME - 2; power; power >>= 1, n = n * n % PRIME)
        if (power & 1)
            result = result * n % PRIME;
    return result;
}

static void eliminate(struct attack *x, size_t columns) {
    size_t done = 0;
    for (size_t c = 0; c < columns && done < x->rows; c++) {
        size_t pivot = done;
        while (pivot < x->rows && !x->row[pivot][c])
            pivot++;
        if (pivot == x->rows)
            continue;
        for (size_t k = 0; k < columns; k++) {
            int64_t swap = x->row[pivot][k];
            x->row[pivot][k] = x->row[done][k];
            x->row[done][k] = swap;
        }
        int64_t scale = inverse(x->row[done][c]);
        for (size_t k = 0; k < columns; k++)
            x->row[done][k] = x->row[done][k] * scale % PRIME;
        for (size_t r = 0; r < x->rows; r++) {
            int64_t factor = x->row[r][c];
            for (size_t k = 0; k < columns && factor && r != done; k++)
                x->row[r][k] = (x->row[r][k] + (PRIME - factor) * x->row[done][k]) % PRIME;
        }
        done++;
    }
}

static void attack(const struct world *w, const struct published *p, long round) {
    static struct attack x; /* lint: static: a megabyte of scratch in a test */
    x.rows = 0;
    for (size_t i = 0; i < p->count; i++)
        for (unsigned dimension = 0; dimension < DIMENSIONS; dimension++)
            add_equation(&x, w, p, i, dimension);
    assert_true(x.rows > 10);
    eliminate(&x, p->count);
    for (size_t r = 0; r < x.rows; r++) {
        size_t alone = CELLS_MAX, others = 0;
        for (size_t c = 0; c < p->count; c++)
            if (x.row[r][c]) {
                alone = c;
                others++;
            }
        int64_t n = others == 1 ? truth(w, &p->cells[alone]) : 0;
        if (n > 0 && n < PUBLICATION_LEAST)
            fail_msg("world %ld: cell %zu (%.*s %.*s %.*s) is %d and follows from the others",
                     round, alone, STR_ARG(p->cells[alone].region), STR_ARG(p->cells[alone].act),
                     STR_ARG(p->cells[alone].progress), (int)n);
    }
}

/* What an attacker reasons with although it is never published. */
static void add_unpublished(struct published *p) {
    const struct publication_number hidden = {0, true};
    collect(p, &(struct publication_cell){.progress = STR("waiting"), .count = hidden});
    for (size_t r = 0; r < COUNT_OF(REGIONS); r++) {
        collect(p, &(struct publication_cell){
                       .region = REGIONS[r], .progress = STR("rest_late"), .count = hidden});
        collect(p, &(struct publication_cell){
                       .region = REGIONS[r], .progress = STR("rest_in_time"), .count = hidden});
    }
}

static void no_small_count_follows_from_all_that_is_published(void **state) {
    (void)state;
    static struct world w;
    static struct published p;
    uint64_t seed = 42;
    size_t shown = 0, hidden = 0;
    for (long round = 0; round < 60; round++) {
        random_world(&w, &seed);
        struct arena *a = arena_new(1 << 22);
        struct publication_figures f;
        publication_figures_make(a, &w.source, &f);
        p.count = 0;
        publication_cells(&f, collect, &p);
        add_unpublished(&p);
        for (size_t i = 0; i < p.count; i++) {
            int64_t n = truth(&w, &p.cells[i]);
            shown += !p.cells[i].count.hidden && n > 0;
            hidden += p.cells[i].count.hidden;
            if (p.cells[i].count.hidden)
                assert_int_equal(p.cells[i].count.n, 0);
            else if (n != p.cells[i].count.n || (n > 0 && n < PUBLICATION_LEAST))
                fail_msg("world %ld: cell %zu says %d of %d", round, i, (int)p.cells[i].count.n,
                         (int)n);
        }
        attack(&w, &p, round);
        arena_free(a);
    }
    assert_true(shown > 500 && hidden > 500);
}

/* --- shapes --- */
static void append(void *arg, struct str piece) {
    buf_add(arg, piece);
}

static void ages_end_on_their_last_day(void **state) {
    (void)state;
    static const int AGES[] = {-1, 0, 7, 8, 14, 15, 30, 31, 400};
    static const size_t CLASSES[] = {0, 0, 0, 1, 1, 2, 2, 3, 3};
    for (size_t i = 0; i < COUNT_OF(AGES); i++) {
        static struct world w;
        w.count = 6;
        for (size_t k = 0; k < w.count; k++)
            w.cases[k] = (struct one){.age = AGES[i]};
        make_views(&w);
        struct arena *a = arena_new(1 << 20);
        struct publication_figures f;
        publication_figures_make(a, &w.source, &f);
        for (size_t k = 0; k < PUBLICATION_AGE_COUNT; k++)
            assert_int_equal(f.age[k].n, k == CLASSES[i] ? 6 : 0);
        arena_free(a);
    }
}

static void csv_quotes_and_leaves_hidden_counts_empty(void **state) {
    (void)state;
    static struct world w;
    w.count = 12;
    for (size_t i = 0; i < w.count; i++)
        w.cases[i] = (struct one){.region = i < 3 ? 1 : i < 8 ? 2 : 3, .act = i < 6 ? 0 : 1};
    make_views(&w);
    struct arena *a = arena_new(1 << 20);
    struct publication_figures f;
    publication_figures_make(a, &w.source, &f);
    struct buf out;
    buf_init(&out, 1 << 20);
    publication_csv(&f, append, &out);
    buf_add_char(&out, '\0');
    static const char *const LINES[] = {
        "as_of,region,act,stage,status,progress,age,week,count,suppressed\r\n",
        "\r\n2024-10-04,,,,,,,,12,0\r\n",
        "\r\n2024-10-04,,\"A,1\",,,,,,6,0\r\n",
        "\r\n2024-10-04,,\"B\"\"2\",,,,,,6,0\r\n",
        "\r\n2024-10-04,16.01,,,,,,,,1\r\n",
        "\r\n2024-10-04,,,,,open,0-7,,12,0\r\n",
        "\r\n2024-10-04,,,,,,,2024-09-30,12,0\r\n",
        "\r\n2024-10-04,16.02,,,,waiting_in_time,,,",
        "\r\n2024-10-04,16.03,,,,waiting_late,61+,,",
    };
    for (size_t i = 0; i < COUNT_OF(LINES); i++)
        if (!strstr(out.ptr, LINES[i]))
            fail_msg("no line %s in\n%s", LINES[i], out.ptr);
    buf_done(&out);
    arena_free(a);
}

static void pieces(void *arg, struct str piece) {
    size_t *largest = arg;
    if (piece.len > *largest)
        *largest = piece.len;
}

static void a_large_publication_comes_in_pieces(void **state) {
    (void)state;
    static struct world w;
    static struct publication_number cells[500 * 1000];
    static struct publication_line regions[500], acts[1000];
    (void)w;
    for (size_t i = 0; i < COUNT_OF(regions); i++)
        regions[i].key = STR("16.06");
    for (size_t i = 0; i < COUNT_OF(acts); i++)
        acts[i].key = STR("DIS-06");
    struct publication_figures f = {.as_of = TODAY,
                                    .regions = regions,
                                    .region_count = COUNT_OF(regions),
                                    .acts = acts,
                                    .act_count = COUNT_OF(acts),
                                    .region_acts = cells};
    size_t largest = 0;
    publication_csv(&f, pieces, &largest);
    assert_in_range(largest, 1, 16384);
    publication_json(&f, pieces, &largest);
    assert_in_range(largest, 1, 16384);
}

static void nothing_at_all_is_published_as_zero(void **state) {
    (void)state;
    struct arena *a = arena_new(1 << 20);
    struct publication_figures f;
    publication_figures_make(a, &(struct publication_source){.as_of = TODAY}, &f);
    assert_false(f.total.received.hidden);
    struct buf out;
    buf_init(&out, 1 << 20);
    publication_json(&f, append, &out);
    assert_true(str_starts(buf_str(&out), STR("{\"as_of\":\"2024-10-04\",\"least\":5,")));
    assert_int_equal(publication_region_act(&f, STR("16"), STR("C")).n, 0);
    buf_done(&out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_small_count_follows_from_all_that_is_published),
        cmocka_unit_test(ages_end_on_their_last_day),
        cmocka_unit_test(csv_quotes_and_leaves_hidden_counts_empty),
        cmocka_unit_test(a_large_publication_comes_in_pieces),
        cmocka_unit_test(nothing_at_all_is_published_as_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
