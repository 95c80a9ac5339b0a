#include "http/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { START, TRACK, LOOK, CASE, ACTION, MINE, TILE, ENTRIES, ROW_COUNT };
static const struct http_route ROWS[ROW_COUNT] = {
    [START] = {.method = HTTP_GET, .path = STR_INIT("/"), .path_en = STR_INIT("/en/")},
    [TRACK] = {.method = HTTP_GET, .path = STR_INIT("/lacak"), .path_en = STR_INIT("/en/track")},
    [LOOK] = {.method = HTTP_POST, .path = STR_INIT("/lacak"), .path_en = STR_INIT("/en/track")},
    [CASE] = {.method = HTTP_GET, .path = STR_INIT("/k/perkara/{id}")},
    [ACTION] = {.method = HTTP_POST, .path = STR_INIT("/k/perkara/{id}/langkah/{name}")},
    [MINE] = {.method = HTTP_GET, .path = STR_INIT("/k/perkara/saya")},
    [TILE] = {.method = HTTP_GET, .path = STR_INIT("/log/tile/{rest...}")},
    [ENTRIES] = {.method = HTTP_GET, .path = STR_INIT("/log/tile/entries/{rest...}")},
};

static void paths_find_their_rows(void **state) {
    (void)state;
    static const struct {
        const char *path;
        enum http_method method;
        int row; /* -1: none */
        bool other;
        unsigned allowed;
        const char *params; /* name=value ... */
    } CASES[] = {
        {"/", HTTP_GET, START, false, 1, ""},
        {"/en/", HTTP_GET, START, true, 1, ""},
        {"/en", HTTP_GET, START, true, 1, ""},
        {"/lacak", HTTP_GET, TRACK, false, 3, ""},
        {"/lacak/", HTTP_POST, LOOK, false, 3, ""},
        {"/en/track", HTTP_POST, LOOK, true, 3, ""},
        {"/lacak", HTTP_DELETE, -1, false, 3, ""},
        {"/lacak", HTTP_METHOD_COUNT, -1, false, 3, ""},
        {"/Lacak", HTTP_GET, -1, false, 0, ""},
        {"/lacak/x", HTTP_GET, -1, false, 0, ""},
        {"/lac", HTTP_GET, -1, false, 0, ""},
        {"/k/perkara", HTTP_GET, -1, false, 0, ""},
        {"/k/perkara/17", HTTP_GET, CASE, false, 1, "id=17 "},
        {"/k/perkara/saya", HTTP_GET, MINE, false, 1, ""},
        {"/k/perkara/saya/langkah/x", HTTP_POST, ACTION, false, 2, "id=saya name=x "},
        {"/k/perkara/17/langkah", HTTP_POST, -1, false, 0, ""},
        {"/k/perkara/17/langkah/x/y", HTTP_POST, -1, false, 0, ""},
        {"/log/tile/0/x001/067.p/3", HTTP_GET, TILE, false, 1, "rest=0/x001/067.p/3 "},
        {"/log/tile/entries/000", HTTP_GET, ENTRIES, false, 1, "rest=000 "},
        {"/log/tile", HTTP_GET, -1, false, 0, ""},
    };
    struct router *r = router_new(ROWS, ROW_COUNT);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(65536);
        struct route_match m;
        router_find(r, str_from_c(CASES[i].path), CASES[i].method, &m);
        int row = m.route ? (int)(m.route - ROWS) : -1;
        assert_int_equal(row, CASES[i].row);
        assert_int_equal(m.other, CASES[i].other);
        assert_int_equal(m.allowed, CASES[i].allowed);
        struct str params = STR("");
        for (size_t k = 0; k < m.param_count; k++)
            params = arena_printf(a, "%.*s%.*s=%.*s ", STR_ARG(params), STR_ARG(m.params[k].name),
                                  STR_ARG(m.params[k].value));
        assert_true(str_equal(params, str_from_c(CASES[i].params)));
        arena_free(a);
    }
    router_free(r);
}

static void allow_lists_the_methods_of_a_path(void **state) {
    (void)state;
    struct arena *a = arena_new(65536);
    assert_true(str_equal(route_allow(a, 1), STR("GET, HEAD")));
    assert_true(str_equal(route_allow(a, 3), STR("GET, HEAD, POST")));
    assert_true(str_equal(route_allow(a, 12), STR("PUT, DELETE")));
    arena_free(a);
}

static void the_tables_rows_do_not_collide(void **state) {
    (void)state;
    struct router *r = router_new(HTTP_ROUTES, HTTP_ROUTE_COUNT); /* dies if they do */
    for (size_t i = 0; i < HTTP_ROUTE_COUNT; i++) {
        struct route_match m;
        assert_non_null(HTTP_ROUTES[i].handler);
        assert_true(HTTP_ROUTES[i].body != HTTP_BODY_BLOB || HTTP_ROUTES[i].sink);
        router_find(r, HTTP_ROUTES[i].path, HTTP_ROUTES[i].method, &m);
        assert_non_null(m.route);
    }
    router_free(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_find_their_rows),
        cmocka_unit_test(allow_lists_the_methods_of_a_path),
        cmocka_unit_test(the_tables_rows_do_not_collide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
