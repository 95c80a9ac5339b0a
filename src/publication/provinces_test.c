#include "publication/provinces.h"

#include "publication/band.h"
#include "publication/protect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { REGIONS = 9, PROVINCES = 3, TRIES = 4000 };
static const struct str CODES[REGIONS] = {STR_INIT("16"),    STR_INIT("16.01"), STR_INIT("16.02"),
                                          STR_INIT("31.71"), STR_INIT("31.72"), STR_INIT("31.73"),
                                          STR_INIT("51"),    STR_INIT("51.01"), STR_INIT("51.02")};
static const struct str KEYS[PROVINCES] = {STR_INIT("16"), STR_INIT("31"), STR_INIT("51")};

/* Figures of so many cases in each region, all of them in intake and none late. */
static struct publication_figures figures_of(struct arena *a, const int64_t *n) {
    struct publication_row *rows = NEW(a, struct publication_row, REGIONS + 1);
    struct publication_row *state = NEW(a, struct publication_row, 1);
    size_t count = 0;
    *state = (struct publication_row){STR("received"), law_phase_name(LAW_INTAKE), 0, 0};
    for (size_t i = 0; i < REGIONS; i++) {
        state->n += n[i];
        if (n[i])
            rows[count++] = (struct publication_row){CODES[i], law_phase_name(LAW_INTAKE), 0, n[i]};
    }
    struct publication_source source = {.as_of = {20000}};
    source.views[PUBLICATION_REGION] = (struct publication_rows){rows, count};
    source.views[PUBLICATION_STATE] = (struct publication_rows){state, 1};
    struct publication_figures figures;
    publication_figures_make(a, &source, &figures);
    return figures;
}

static void a_province_tells_what_its_regions_tell(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t n[REGIONS], told[PROVINCES];
        bool more[PROVINCES];
    } CASES[] = {
        {"nothing", {0}, {0}, {0}},
        {"all is shown", {5, 6, 7, 8, 9, 10, 0, 0, 11}, {18, 27, 11}, {0}},
        {"a hidden one is left out", {20, 3, 30, 3, 40, 0, 50, 60, 0}, {50, 40, 110}, {1, 1, 0}},
        {"nothing of it is shown", {2, 0, 3, 6, 0, 0, 0, 0, 0}, {0, 6, 0}, {1, 0, 0}},
    };
    for (size_t c = 0; c < COUNT_OF(CASES); c++) {
        struct arena *a = arena_new(1 << 20);
        struct publication_figures figures = figures_of(a, CASES[c].n);
        struct publication_provinces all = publication_provinces(a, &figures);
        for (size_t p = 0; p < PROVINCES; p++) {
            struct publication_province got = publication_province_find(&all, KEYS[p]);
            if (got.received.n != CASES[c].told[p] || got.received.more != CASES[c].more[p] ||
                got.open.n != got.received.n || got.decided.n)
                fail_msg("%s: %.*s: %d%s", CASES[c].name, STR_ARG(KEYS[p]), (int)got.received.n,
                         got.received.more ? "+" : "");
        }
        arena_free(a);
    }
}

/* --- the attacker: the province less those of its regions that are shown --- */

/* What is told of a province: from low to high cases. */
struct told {
    int64_t low, high;
};
typedef struct told telling(const struct publication_provinces *all, struct str key, int64_t truth);

static struct told as_published(const struct publication_provinces *all, struct str key,
                                int64_t truth) {
    (void)truth;
    const struct publication_least sum = publication_province_find(all, key).received;
    return (struct told){sum.n, sum.more ? INT64_MAX : sum.n};
}
static struct told as_it_is(const struct publication_provinces *all, struct str key,
                            int64_t truth) {
    (void)all;
    (void)key;
    return (struct told){truth, truth};
}
static struct told by_fives(const struct publication_provinces *all, struct str key,
                            int64_t truth) {
    (void)all;
    (void)key;
    return (struct told){publication_band(truth), publication_band(truth) + PUBLICATION_LEAST - 1};
}

/* Hidden counts that are certain: the one hidden count of a province, or as many cases as regions
 * that are hidden, of which each has one at least. */
static size_t found(const struct publication_figures *figures, struct str key, struct told told) {
    int64_t hidden = 0;
    for (size_t i = 0; i < figures->region_count; i++) {
        const struct publication_line *line = &figures->regions[i];
        if (!str_starts(line->key, key))
            continue;
        hidden += line->received.hidden;
        told.low -= line->received.n;
        told.high -= told.high == INT64_MAX ? 0 : line->received.n;
    }
    told.low = told.low > hidden ? told.low : hidden;
    bool certain = told.high == hidden || (hidden == 1 && told.high == told.low);
    return hidden && certain && told.high < hidden * PUBLICATION_LEAST ? (size_t)hidden : 0;
}

static size_t attack(telling *tell) {
    static const int64_t SOME[] = {0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 14, 23};
    uint32_t seed = 20241127;
    size_t sum = 0;
    for (int t = 0; t < TRIES; t++) {
        struct arena *a = arena_new(1 << 20);
        int64_t n[REGIONS], truth[PROVINCES] = {0};
        for (size_t i = 0; i < REGIONS; i++) {
            seed = seed * 1664525U + 1013904223U;
            n[i] = SOME[(seed >> 16) % COUNT_OF(SOME)];
            truth[i / PROVINCES] += n[i];
        }
        struct publication_figures figures = figures_of(a, n);
        struct publication_provinces all = publication_provinces(a, &figures);
        for (size_t p = 0; p < PROVINCES; p++)
            sum += found(&figures, KEYS[p], tell(&all, KEYS[p], truth[p]));
        arena_free(a);
    }
    return sum;
}

static void no_hidden_region_follows_from_its_province(void **state) {
    (void)state;
    assert_int_equal(attack(as_published), 0);
    assert_true(attack(as_it_is) > 100); /* the attack finds what a true total gives away */
    assert_true(attack(by_fives) > 10);  /* and what is left of it by fives */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_province_tells_what_its_regions_tell),
        cmocka_unit_test(no_hidden_region_follows_from_its_province),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
