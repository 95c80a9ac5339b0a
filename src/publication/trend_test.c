#include "publication/trend.h"

#include "publication/band.h"
#include "publication/protect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 3, WEEKS = 2, THREE = 3, TRIES = 400, LAST = PUBLICATION_TREND_COLS - 1 };

static void weeks_are_withheld_where_a_total_tells_them(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t n[2][THREE], rest[2];
        bool hidden[2], weeks_hidden[THREE], weeks;
        const char *withheld; /* one letter a row: x withheld, . told */
    } CASES[] = {
        {"large ones are told", {{5, 6, 30}, {9, 12, 7}}, {0}, {0}, {0}, true, ".."},
        {"a small one that could lie in another week", {{7, 3, 0}}, {0}, {0}, {0}, false, ".."},
        {"as large as the bands let all be", {{9, 4, 14}}, {4}, {0}, {0}, false, ".."},
        {"the week's total and one region", {{9, 3, 9}, {0}}, {0}, {0}, {0}, true, "x."},
        {"two regions that can change places", {{9, 3, 6}, {6, 3, 9}}, {0}, {0}, {0}, true, ".."},
        {"the total is hidden", {{1, 0, 0}, {9, 9, 9}}, {0}, {true, false}, {0}, true, "x."},
        {"weeks of hidden totals", {{9, 3, 1}, {0}}, {0}, {0}, {0, true, true}, true, ".."},
        {"nothing at all", {{0}, {0}}, {0}, {0}, {0}, true, ".."},
    };
    struct arena *a = arena_new(1 << 20);
    for (size_t c = 0; c < COUNT_OF(CASES); c++) {
        struct publication_trend_row rows[2] = {{.hidden = CASES[c].hidden[0]},
                                                {.hidden = CASES[c].hidden[1]}};
        bool weeks[PUBLICATION_TREND_WEEKS] = {0}, withheld[2];
        char got[3] = "..";
        for (size_t i = 0; i < 2; i++) {
            memcpy(rows[i].n, CASES[c].n[i], sizeof CASES[c].n[i]);
            rows[i].n[LAST] = CASES[c].rest[i];
        }
        memcpy(weeks, CASES[c].weeks_hidden, sizeof CASES[c].weeks_hidden);
        const struct publication_trend_table table = {rows, 2, CASES[c].weeks ? weeks : NULL};
        publication_trend_protect(a, &table, withheld);
        for (size_t i = 0; i < 2; i++)
            got[i] = withheld[i] ? 'x' : '.';
        if (strcmp(got, CASES[c].withheld) != 0)
            fail_msg("%s: %s, not %s", CASES[c].name, got, CASES[c].withheld);
    }
    arena_free(a);
}

/* --- the attacker: every table of whole numbers that agrees with what is published --- */
struct attack {
    struct publication_trend_row rows[ROWS];
    bool withheld[ROWS], by_week;
    int64_t row_left[ROWS], col_left[WEEKS + 1];
    int64_t now[ROWS][WEEKS + 1], low[ROWS][WEEKS + 1], high[ROWS][WEEKS + 1];
};

static int64_t *true_count(struct attack *x, size_t i, size_t j) {
    return &x->rows[i].n[j == WEEKS ? LAST : j];
}

static void note(struct attack *x) {
    for (size_t i = 0; i < ROWS; i++)
        if (x->row_left[i])
            return;
    for (size_t j = 0; x->by_week && j <= WEEKS; j++)
        if (x->col_left[j])
            return;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j <= WEEKS; j++) {
            x->low[i][j] = x->now[i][j] < x->low[i][j] ? x->now[i][j] : x->low[i][j];
            x->high[i][j] = x->now[i][j] > x->high[i][j] ? x->now[i][j] : x->high[i][j];
        }
}

static void try_all(struct attack *x, size_t at) {
    if (at == (size_t)ROWS * (WEEKS + 1)) {
        note(x);
        return;
    }
    size_t i = at / (WEEKS + 1), j = at % (WEEKS + 1);
    bool told = j < WEEKS && !x->withheld[i];
    int64_t from = told ? publication_band(*true_count(x, i, j)) : 0;
    int64_t to = told ? from + PUBLICATION_LEAST - 1 : x->row_left[i];
    to = to < x->row_left[i] ? to : x->row_left[i];
    if (x->by_week && x->col_left[j] < to)
        to = x->col_left[j];
    for (int64_t v = from; v <= to; v++) {
        x->now[i][j] = v;
        x->row_left[i] -= v;
        x->col_left[j] -= v;
        if (j < WEEKS || !x->row_left[i]) /* the last of a row: nothing may be left */
            try_all(x, at + 1);
        x->row_left[i] += v;
        x->col_left[j] += v;
    }
}

static uint32_t draw(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 16) % below;
}

static void make(struct attack *x, uint32_t *seed) {
    static const int64_t SOME[] = {0, 0, 1, 3, 4, 4, 5, 6, 9};
    memset(x, 0, sizeof *x);
    x->by_week = draw(seed, 4) > 0;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j <= WEEKS; j++) {
            int64_t n = draw(seed, 3) ? SOME[draw(seed, COUNT_OF(SOME))] : 0;
            *true_count(x, i, j) = j == WEEKS && draw(seed, 4) ? 0 : n;
            x->row_left[i] += *true_count(x, i, j);
            x->col_left[j] += *true_count(x, i, j);
            x->low[i][j] = INT64_MAX;
        }
}

/* All totals are published here, small ones too: the strictest that can be asked for. */
static void nobody_finds_a_small_count_of_what_is_told(void **state) {
    (void)state;
    static const bool SHOWN[PUBLICATION_TREND_WEEKS];
    uint32_t seed = 20241127;
    size_t told = 0, kept = 0;
    for (int n = 0; n < TRIES; n++) {
        struct arena *a = arena_new(1 << 20);
        struct attack x;
        make(&x, &seed);
        publication_trend_protect(
            a, &(struct publication_trend_table){x.rows, ROWS, x.by_week ? SHOWN : NULL},
            x.withheld);
        try_all(&x, 0);
        for (size_t i = 0; i < ROWS; i++) {
            kept += x.withheld[i];
            for (size_t j = 0; j < WEEKS && !x.withheld[i]; j++) {
                int64_t count = *true_count(&x, i, j);
                if (count <= 0 || count >= PUBLICATION_LEAST)
                    continue;
                told++;
                if (x.low[i][j] == x.high[i][j])
                    fail_msg("table %d, row %zu, week %zu: it can only be %d", n, i, j, (int)count);
            }
        }
        arena_free(a);
    }
    assert_true(told > 100 && kept > 20); /* both were tried */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks_are_withheld_where_a_total_tells_them),
        cmocka_unit_test(nobody_finds_a_small_count_of_what_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
