#include "publication/protect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 4, CELLS = SIDE * SIDE, TRIES = 100000 };

static void lines_hide_what_could_be_subtracted(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t n[6];
        const char *hidden; /* one letter a count: x hidden, . shown */
    } CASES[] = {
        {"large counts are shown", {5, 6, 100}, "......"},
        {"zero is shown", {0, 7, 0, 8}, "......"},
        {"a small count takes the next smallest with it", {3, 9, 20}, "xx...."},
        {"equal ones: the first", {4, 9, 9}, "xx...."},
        {"two small ones that add up to five are enough", {2, 3, 40}, "xx...."},
        {"two small ones that add up to four are not", {2, 2, 40, 50}, "xxx..."},
        {"all ones: their number would tell them", {1, 1, 1, 1, 1, 90}, "xxxxxx"},
        {"a total under five is hidden with its zeros", {3}, "xxxxxx"},
        {"ones alone hide the zeros too", {1, 1, 1, 1, 1}, "xxxxxx"},
    };
    for (size_t c = 0; c < COUNT_OF(CASES); c++) {
        bool hidden[6];
        char got[7] = "......";
        publication_protect_line(CASES[c].n, 6, hidden);
        for (size_t i = 0; i < 6; i++)
            got[i] = hidden[i] ? 'x' : '.';
        if (strcmp(got, CASES[c].hidden) != 0)
            fail_msg("%s: %s, not %s", CASES[c].name, got, CASES[c].hidden);
    }
}

/* --- the attacker: every table of whole numbers that agrees with what is published --- */
struct attack {
    size_t rows, cols;
    int64_t n[CELLS];
    bool hide[CELLS], row_hidden[SIDE], col_hidden[SIDE];
    int64_t row_left[SIDE + 1], col_left[SIDE + 1]; /* what hidden cells of a line add up to */
    size_t cells[CELLS], count;                     /* hidden */
    int64_t now[CELLS], low[CELLS], high[CELLS];    /* values tried, and found possible */
    long tried;
};

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static void fill(struct attack *x, size_t at) {
    if (x->tried > TRIES)
        return;
    x->tried++;
    if (at == x->count) {
        for (size_t i = 0; i <= SIDE; i++)
            if (x->row_left[i] || x->col_left[i])
                return;
        for (size_t i = 0; i < x->count; i++) {
            x->low[i] = least(x->low[i], x->now[i]);
            x->high[i] = x->now[i] > x->high[i] ? x->now[i] : x->high[i];
        }
        return;
    }
    size_t i = x->cells[at] / x->cols, j = x->cells[at] % x->cols;
    int64_t *row = &x->row_left[x->row_hidden[i] ? SIDE : i];
    int64_t *col = &x->col_left[x->col_hidden[j] ? SIDE : j];
    for (int64_t v = 0, top = least(*row, *col); v <= top; v++) {
        x->now[at] = v;
        *row -= v;
        *col -= v;
        fill(x, at + 1);
        *row += v;
        *col += v;
    }
}

/* Totals of hidden rows, and of hidden columns, are known only together: place SIDE. */
static void prepare(struct attack *x) {
    x->count = 0;
    x->tried = 0;
    memset(x->row_left, 0, sizeof x->row_left);
    memset(x->col_left, 0, sizeof x->col_left);
    for (size_t c = 0; c < x->rows * x->cols; c++) {
        if (!x->hide[c])
            continue;
        size_t i = c / x->cols, j = c % x->cols;
        x->row_left[x->row_hidden[i] ? SIDE : i] += x->n[c];
        x->col_left[x->col_hidden[j] ? SIDE : j] += x->n[c];
        x->low[x->count] = INT64_MAX;
        x->high[x->count] = -1;
        x->cells[x->count++] = c;
    }
}

static uint64_t roll(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static void random_table(struct attack *x, uint64_t *seed) {
    *x = (struct attack){.rows = 2 + roll(seed) % 3, .cols = 2 + roll(seed) % 2};
    int64_t rows[SIDE] = {0}, cols[SIDE] = {0};
    uint64_t kind = roll(seed) % 3;
    for (size_t c = 0; c < x->rows * x->cols; c++) {
        uint64_t r = roll(seed);
        x->n[c] = kind == 0 ? (int64_t)(r % 4)
                  : r % 2   ? (int64_t)(r / 2 % 3)
                            : (int64_t)(r / 2 % 9);
        rows[c / x->cols] += x->n[c];
        cols[c % x->cols] += x->n[c];
    }
    publication_protect_line(rows, x->rows, x->row_hidden);
    publication_protect_line(cols, x->cols, x->col_hidden);
}

static void check(const struct attack *x, long round) {
    for (size_t i = 0; i < x->count; i++) {
        int64_t n = x->n[x->cells[i]];
        if (n > 0 && n < PUBLICATION_LEAST && x->low[i] == x->high[i])
            fail_msg("table %ld: cell %zu is %d and can be derived", round, x->cells[i], (int)n);
    }
    for (size_t c = 0; c < x->rows * x->cols; c++)
        if (x->n[c] > 0 && x->n[c] < PUBLICATION_LEAST && !x->hide[c])
            fail_msg("table %ld: cell %zu is small and shown", round, c);
}

/* Not a cell from 1 to 4 has one value only among all tables that agree with the published one. */
static void no_small_count_can_be_derived(void **state) {
    (void)state;
    uint64_t seed = 20241127;
    long whole = 0;
    for (long round = 0; round < 4000; round++) {
        struct attack x;
        random_table(&x, &seed);
        struct arena *a = arena_new(1 << 20);
        struct publication_table t = {x.n, x.rows, x.cols, x.row_hidden, x.col_hidden};
        publication_protect_table(a, &t, x.hide);
        arena_free(a);
        prepare(&x);
        fill(&x, 0);
        if (x.tried > TRIES)
            continue; /* more hidden than can be tried: nothing is known of it */
        whole++;
        check(&x, round);
    }
    assert_true(whole > 2000);
}

/* The attacker finds what a plain suppression of small counts leaves: else the test proves nothing.
 */
static void the_attack_undoes_plain_suppression(void **state) {
    (void)state;
    uint64_t seed = 20241127;
    long derived = 0;
    for (long round = 0; round < 500; round++) {
        struct attack x;
        random_table(&x, &seed);
        for (size_t c = 0; c < x.rows * x.cols; c++)
            x.hide[c] = x.n[c] > 0 && x.n[c] < PUBLICATION_LEAST;
        memset(x.row_hidden, 0, sizeof x.row_hidden);
        memset(x.col_hidden, 0, sizeof x.col_hidden);
        prepare(&x);
        fill(&x, 0);
        for (size_t i = 0; i < x.count && x.tried <= TRIES; i++)
            derived += x.low[i] == x.high[i];
    }
    assert_true(derived > 500);
}

static void large_tables_keep_most_of_their_cells(void **state) {
    (void)state;
    enum { ROWS = 17, COLS = 40 };
    int64_t n[ROWS * COLS];
    bool hide[ROWS * COLS] = {false}, rows[ROWS] = {false}, cols[COLS] = {false};
    uint64_t seed = 7;
    for (size_t c = 0; c < ROWS * COLS; c++)
        n[c] =
            roll(&seed) % 20 == 0 ? (int64_t)(roll(&seed) % 5) : (int64_t)(5 + roll(&seed) % 900);
    struct arena *a = arena_new(1 << 20);
    publication_protect_table(a, &(struct publication_table){n, ROWS, COLS, rows, cols}, hide);
    arena_free(a);
    size_t hidden = 0, needed = 0;
    for (size_t c = 0; c < ROWS * COLS; c++) {
        hidden += hide[c];
        needed += n[c] > 0 && n[c] < PUBLICATION_LEAST;
    }
    assert_true(needed > 10);
    assert_in_range(hidden, needed * 3 / 2, needed * 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_hide_what_could_be_subtracted),
        cmocka_unit_test(no_small_count_can_be_derived),
        cmocka_unit_test(the_attack_undoes_plain_suppression),
        cmocka_unit_test(large_tables_keep_most_of_their_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
