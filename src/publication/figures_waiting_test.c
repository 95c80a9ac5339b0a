#include "publication/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { BANDS = PUBLICATION_WAITING_COUNT };
struct region_cases {
    int64_t waits[BANDS];  /* with the appointing authority */
    int64_t in_time, late; /* with Bawaslu */
};

/* Beside a region that has many of everything. */
static void make(struct arena *a, const struct region_cases *first,
                 struct publication_figures *ret) {
    enum { REGIONS = 2, PHASES = 2, ROWS = REGIONS * PHASES };
    static const struct region_cases MANY = {{20, 20, 20, 20}, 20, 20};
    static const struct str NAMES[REGIONS] = {STR_INIT("16.06"), STR_INIT("16.07")};
    const struct region_cases *const all[REGIONS] = {first, &MANY};
    struct publication_row open[ROWS], late[REGIONS];
    struct publication_waits waits[REGIONS];
    for (size_t r = 0; r < REGIONS; r++) {
        const struct region_cases *c = all[r];
        int64_t sum = 0;
        for (size_t b = 0; b < BANDS; b++)
            sum += c->waits[b];
        open[2 * r] = (struct publication_row){NAMES[r], STR("with_ppk"), 0, sum};
        open[2 * r + 1] =
            (struct publication_row){NAMES[r], STR("examination"), 0, c->in_time + c->late};
        late[r] = (struct publication_row){
            NAMES[r], {0}, 0, c->late + sum - c->waits[PUBLICATION_WAITS_IN_TIME]};
        waits[r].region = NAMES[r];
        memcpy(waits[r].n, c->waits, sizeof waits[r].n);
    }
    const struct publication_source source = {.as_of = {20000},
                                              .views = {[PUBLICATION_REGION] = {open, ROWS},
                                                        [PUBLICATION_STATE] = {open, ROWS},
                                                        [PUBLICATION_LATE] = {late, REGIONS}},
                                              .waits = waits,
                                              .wait_count = REGIONS};
    publication_figures_make(a, &source, ret);
}

static void what_waits_is_told_in_bands_but_for_small_ones(void **state) {
    (void)state;
    static const struct {
        struct region_cases cases;
        const char *says; /* "-": hidden */
    } cases[] = {
        {{{0, 0, 0, 0}, 0, 0}, "0 0 0 0"},
        {{{9, 0, 0, 0}, 0, 0}, "9 0 0 0"},
        {{{5, 5, 6, 7}, 6, 0}, "5 5 6 7"},
        {{{0, 4, 6, 9}, 0, 0}, "0 - - 9"}, /* the next smallest is hidden beside it */
        {{{3, 9, 0, 0}, 0, 0}, "- - - -"}, /* neither the 3 in time are told nor the 9 late */
        {{{0, 9, 0, 0}, 0, 2}, "0 - 0 0"}, /* 11 are late: 9 would tell of 2 with Bawaslu */
        {{{9, 0, 0, 0}, 3, 0}, "- 0 0 0"}, /* and of 12 in time */
        {{{2, 1, 0, 0}, 0, 0}, "- - - -"}, /* the region itself is hidden */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct publication_figures f;
        struct buf says = {.ceiling = 64};
        make(a, &cases[i].cases, &f);
        for (int b = 0; b < BANDS; b++) {
            struct publication_number n =
                publication_region_waiting(&f, STR("16.06"), (enum publication_waiting)b);
            buf_add_c(&says, b ? " " : "");
            if (n.hidden)
                buf_add_char(&says, '-');
            else
                buf_add_int(&says, n.n);
        }
        if (!str_equal(buf_str(&says), str_from_c(cases[i].says)))
            fail_msg("case %zu: %.*s", i, STR_ARG(buf_str(&says)));
        assert_int_equal(publication_region_waiting(&f, STR("17"), PUBLICATION_WAITS_LATE).n, 0);
        buf_done(&says);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_is_told_in_bands_but_for_small_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
