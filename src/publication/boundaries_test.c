/* Boundaries of three squares that share their lines, as topojson writes them, and every way in
 * which such a file may be wrong. */
#include "publication/boundaries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const size_t CAP = (size_t)1 << 30;

/* 16.01 beside 16.02, 16.03 south of both; arcs 1, 2 and 4 are shared. Tenths of a degree. */
static const char SQUARES[] =
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[103,-5]},"
    "\"arcs\":[[[10,10],[0,10],[10,0]],[[20,20],[0,-10]],[[20,10],[-10,0]],"
    "[[20,20],[10,0],[0,-10]],[[30,10],[-10,0]],[[10,10],[0,-10],[20,0],[0,10]]],"
    "\"objects\":{\"kab\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Polygon\",\"properties\":{\"kode\":\"16.01\"},\"arcs\":[[0,1,2]]},"
    "{\"type\":\"MultiPolygon\",\"properties\":{\"kode\":\"1602\"},\"arcs\":[[[3,4,-2]]]},"
    "{\"type\":\"Polygon\",\"id\":1603,\"arcs\":[[-3,-5,-6]]},{\"type\":null}]}}}";

static struct str changed(struct arena *a, const char *find, const char *with) {
    const char *at = strstr(SQUARES, find);
    assert_non_null(at);
    return arena_printf(a, "%.*s%s%s", (int)(at - SQUARES), SQUARES, with, at + strlen(find));
}

static struct err import(struct arena *a, struct str text, struct boundaries *ret,
                         struct boundary_report *report) {
    const struct boundary_ask ask = {
        .text = text, .source = STR("BIG, 2024"), .licence = STR("CC BY 4.0")};
    return boundaries_import(a, &ask, ret, report);
}

static void squares_are_drawn_with_one_line_between_them(void **state) {
    struct arena *a = arena_new(CAP);
    struct boundaries drawn, again;
    struct boundary_report report;
    (void)state;
    assert_int_equal(import(a, str_from_c(SQUARES), &drawn, &report).code, ERR_NONE);
    assert_int_equal(report.taken, 3);
    assert_int_equal(report.missing, 14);
    assert_true(str_equal(report.first_missing, STR("16.04")));
    const struct boundary_map *map = boundary_map_of(&drawn, STR("16"));
    assert_non_null(map);
    assert_null(boundary_map_of(&drawn, STR("")));
    assert_int_equal(map->width, BOUNDARY_WIDE_REGENCIES);
    /* 2 by 2 degrees: at 4 degrees south a degree of longitude is a little shorter than one of
     * latitude, so 3,300 units across are 3,308 down. */
    assert_int_equal(map->height, 3309);
    static const char *const PATHS[] = {"M0 1654l0-1654 1650 0 0 1654z",
                                        "M1650 0l1650 0 0 1654-1650 0z",
                                        "M0 1654l1650 0 1650 0 0 1654-3300 0z"};
    for (size_t i = 0; i < COUNT_OF(PATHS); i++)
        if (!str_equal(map->list[i].path, str_from_c(PATHS[i])))
            fail_msg("%.*s", STR_ARG(map->list[i].path));
    assert_int_equal(map->list[0].x, 825);
    assert_int_equal(map->list[0].y, 827);
    assert_int_equal(map->list[0].wide, 1650);
    struct str text = boundaries_text(a, &drawn);
    assert_int_equal(boundaries_read(a, text, &again).code, ERR_NONE);
    assert_true(str_equal(boundaries_text(a, &again), text));
    assert_true(str_equal(again.licence, STR("CC BY 4.0")));
    arena_free(a);
}

static const struct {
    const char *find, *with, *why;
} WRONG[] = {
    {"Topology", "FeatureCollection", "no TopoJSON"},
    {"{\"type\":\"Topology\"", "[\"type\"", "no JSON"},
    {"\"scale\":[0.1,0.1]", "\"scale\":[0.1]", "two numbers each"},
    {"\"scale\":[0.1,0.1]", "\"scale\":[1e999,0.1]", "two numbers each"},
    {"\"scale\":[0.1,0.1]", "\"scale\":[1e300,1e300]", "-90 to 90"},
    {"\"scale\":[0.1,0.1]", "\"scale\":[100,100]", "-90 to 90"},
    {"[0,10]", "[0,NaN]", "no JSON"},
    {"[0,10]", "[0,\"10\"]", "-90 to 90"},
    {"[0,10]", "[0]", "-90 to 90"},
    {"[0,10]", "[0,9223372036854775807]", "-90 to 90"},
    {"[0,10]", "[0,1e400]", "-90 to 90"},
    {"[[20,20],[0,-10]]", "[[20,20]]", "fewer than two points"},
    {"[[0,1,2]]", "[[0,1,6]]", "does not have"},
    {"[[0,1,2]]", "[[0,1,-7]]", "does not have"},
    {"[[0,1,2]]", "[[0,1,-9223372036854775808]]", "does not have"},
    {"[[0,1,2]]", "[[0,1,2.5]]", "does not have"},
    {"[[0,1,2]]", "[[0,1,\"2\"]]", "does not have"},
    {"[[0,1,2]]", "[[]]", "no arcs"},
    {"[[0,1,2]]", "0", "no list of rings"},
    {"\"type\":\"Polygon\"", "\"type\":\"Point\"", "no Polygon"},
    {"{\"kab\":", "{\"x\":{\"type\":null},\"kab\":", "--object"},
    {"1602", "16.01", "twice"},
    {"1602", "16", "mixes provinces"},
};

static void each_fault_is_a_sentence(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct arena *a = arena_new(CAP);
        struct boundaries drawn;
        struct boundary_report report;
        struct str text = changed(a, WRONG[i].find, WRONG[i].with);
        if (!import(a, text, &drawn, &report).code ||
            !memmem(report.why.ptr, report.why.len, WRONG[i].why, strlen(WRONG[i].why)))
            fail_msg("%s: %.*s", WRONG[i].with, STR_ARG(report.why));
        arena_free(a);
    }
}

static void objects_without_a_region_are_named_and_left_out(void **state) {
    static const char *const NONE[] = {"99.99", "16.1", "1.602", "16021", "16.02.01", "", "OKI"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NONE); i++) {
        struct arena *a = arena_new(CAP);
        struct boundaries drawn;
        struct boundary_report report;
        struct str text = changed(a, "\"1602\"", arena_printf(a, "\"%s\"", NONE[i]).ptr);
        assert_int_equal(import(a, text, &drawn, &report).code, ERR_NONE);
        assert_int_equal(report.unmatched_count, 1);
        assert_true(str_equal(report.unmatched[0], str_from_c(NONE[i])));
        assert_int_equal(report.missing, 15);
        arena_free(a);
    }
}

static void a_region_without_a_ring_is_left_out(void **state) {
    struct arena *a = arena_new(CAP);
    struct boundaries drawn, again;
    struct boundary_report report;
    (void)state;
    assert_int_equal(import(a, changed(a, "[[0,1,2]]", "[]"), &drawn, &report).code, ERR_NONE);
    assert_int_equal(report.taken, 2);
    assert_int_equal(report.unmatched_count, 1);
    assert_int_equal(boundaries_read(a, boundaries_text(a, &drawn), &again).code, ERR_NONE);
    arena_free(a);
}

static void nobody_draws_what_is_nobodys(void **state) {
    struct arena *a = arena_new(CAP);
    struct boundaries drawn;
    struct boundary_report report;
    (void)state;
    struct boundary_ask ask = {.text = str_from_c(SQUARES), .source = STR("BIG")};
    assert_int_equal(boundaries_import(a, &ask, &drawn, &report).code, ERR_INVALID);
    ask.licence = STR("a\nb");
    assert_int_equal(boundaries_import(a, &ask, &drawn, &report).code, ERR_INVALID);
    ask.licence = STR("CC0");
    ask.key = STR("nama");
    assert_int_equal(boundaries_import(a, &ask, &drawn, &report).code, ERR_INVALID);
    assert_non_null(memmem(report.why.ptr, report.why.len, "--key", 5));
    arena_free(a);
}

/* A coast of 19,000 points at random: the path still fits a page. */
static void a_detailed_coast_is_simplified_to_fit(void **state) {
    struct arena *a = arena_new(CAP);
    struct boundaries drawn;
    struct boundary_report report;
    (void)state;
    char *text = NEW(a, char, 1 << 20);
    size_t len = (size_t)snprintf(text, 1 << 20, "{\"type\":\"Topology\",\"arcs\":[[[103,-5]");
    uint32_t random = 1;
    for (int i = 0; i < 19000; i++) {
        random = random * 1664525u + 1013904223u;
        len += (size_t)snprintf(text + len, 100, ",[%.6f,%.6f]", 103 + i / 10000.0,
                                -5 + (double)(random >> 8) / (1 << 24));
    }
    len += (size_t)snprintf(text + len, 200,
                            ",[105,-6],[103,-5]]],\"objects\":{\"o\":{\"type\":\"Polygon\","
                            "\"id\":\"16.01\",\"arcs\":[[0]]}}}");
    assert_int_equal(import(a, (struct str){text, len}, &drawn, &report).code, ERR_NONE);
    assert_true(drawn.maps[0].list[0].path.len <= BOUNDARY_MAP_BYTES);
    assert_true(drawn.maps[0].list[0].path.len > BOUNDARY_MAP_BYTES / 20);
    arena_free(a);
}

static void kept_file_that_was_meddled_with_is_refused(void **state) {
    static const struct {
        const char *find, *with;
    } CASES[] = {
        {"netral-boundaries/1", "netral-boundaries/2"},
        {"M0 1654", "M0 1654\\\"><script>"},
        {"M0 1654", "Q0 1654"},
        {"16.02", "16.99"},
        {"16.02", "32.04"},
        {"\"province\":\"16\"", "\"province\":\"\""},
        {"\"width\":3300", "\"width\":0"},
        {"\"width\":3300", "\"width\":-1"},
        {"\"width\":3300", "\"width\":99999999"},
        {"\"BIG, 2024\"", "\"\""},
    };
    struct arena *a = arena_new(CAP);
    struct boundaries drawn, again;
    struct boundary_report report;
    (void)state;
    assert_int_equal(import(a, str_from_c(SQUARES), &drawn, &report).code, ERR_NONE);
    const char *text = arena_c(a, boundaries_text(a, &drawn));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const char *at = strstr(text, CASES[i].find);
        assert_non_null(at);
        struct str bad = arena_printf(a, "%.*s%s%s", (int)(at - text), text, CASES[i].with,
                                      at + strlen(CASES[i].find));
        if (!boundaries_read(a, bad, &again).code)
            fail_msg("%s", CASES[i].with);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(squares_are_drawn_with_one_line_between_them),
        cmocka_unit_test(each_fault_is_a_sentence),
        cmocka_unit_test(objects_without_a_region_are_named_and_left_out),
        cmocka_unit_test(a_region_without_a_ring_is_left_out),
        cmocka_unit_test(nobody_draws_what_is_nobodys),
        cmocka_unit_test(a_detailed_coast_is_simplified_to_fit),
        cmocka_unit_test(kept_file_that_was_meddled_with_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
