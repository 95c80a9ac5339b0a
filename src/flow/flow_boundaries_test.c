/* Files of boundaries come and go while the store is open. */
#include "flow/boundaries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "flow/office_engines.h"

static const char SQUARE[] =
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[103,-5]},"
    "\"arcs\":[[[0,0],[0,10],[10,0],[0,-10],[-10,0]]],"
    "\"objects\":{\"kab\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Polygon\",\"properties\":{\"kode\":\"16.01\"},\"arcs\":[[0]]}]}}}";

static void keep(struct office *o, const char *source) {
    const struct boundary_ask ask = {
        .text = str_from_c(SQUARE), .source = str_from_c(source), .licence = STR("CC0")};
    struct boundary_report *report = NEW(o->on.a, struct boundary_report, 1);
    struct boundaries drawn;
    assert_int_equal(boundaries_import(o->on.a, &ask, &drawn, report).code, ERR_NONE);
    assert_int_equal(flow_boundaries_keep(o->data, &drawn).code, ERR_NONE);
}

static void put(struct office *o, const char *name, const char *text) {
    FILE *f = fopen(arena_printf(o->on.a, "%s/%s", o->data, name).ptr, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static const struct boundary_map *of_province(struct office *o, const struct boundaries **of) {
    return flow_boundaries(o->flow, STR("16"), of);
}

static void what_is_imported_is_taken_up_while_serving(void **state) {
    struct office *o = *state;
    const struct boundaries *of = NULL, *newer = NULL;
    assert_null(of_province(o, &of));
    uint64_t none = flow_boundaries_sum(o->flow);
    keep(o, "BIG, 2024");
    assert_null(of_province(o, &of)); /* nobody looked */
    flow_boundaries_look(o->flow);
    const struct boundary_map *map = of_province(o, &of);
    assert_non_null(map);
    assert_true(str_equal(of->source, STR("BIG, 2024")));
    uint64_t first = flow_boundaries_sum(o->flow);
    assert_true(first != none);
    flow_boundaries_look(o->flow); /* nothing new: nothing is read */
    assert_ptr_equal(of_province(o, &newer), map);
    keep(o, "BIG, 2025");
    flow_boundaries_look(o->flow);
    assert_non_null(of_province(o, &newer));
    assert_true(str_equal(newer->source, STR("BIG, 2025")));
    assert_true(flow_boundaries_sum(o->flow) != first);
    assert_true(str_equal(of->source, STR("BIG, 2024"))); /* who still looks at it may */
    assert_int_equal(map->count, 1);
    assert_int_equal(remove(arena_printf(o->on.a, "%s/boundaries/regencies.json", o->data).ptr), 0);
    flow_boundaries_look(o->flow);
    assert_null(of_province(o, &newer));
    assert_int_equal(flow_boundaries_unread(o->flow).len, 0);
}

static void a_file_that_cannot_be_read_is_told(void **state) {
    struct office *o = *state;
    const struct boundaries *of = NULL;
    keep(o, "BIG, 2024");
    put(o, "boundaries/provinces.json", "{\"version\":1,");
    flow_boundaries_look(o->flow);
    assert_true(str_equal(flow_boundaries_unread(o->flow), STR("boundaries/provinces.json")));
    assert_non_null(of_province(o, &of)); /* the other one holds */
    put(o, "boundaries/regencies.json", "");
    flow_boundaries_look(o->flow);
    assert_null(of_province(o, &of));
    assert_int_equal(remove(arena_printf(o->on.a, "%s/boundaries/provinces.json", o->data).ptr), 0);
    flow_boundaries_look(o->flow);
    assert_true(str_equal(flow_boundaries_unread(o->flow), STR("boundaries/regencies.json")));
    struct flow *restarted = office_flow(o);
    assert_true(str_equal(flow_boundaries_unread(restarted), STR("boundaries/regencies.json")));
    flow_close(restarted);
    keep(o, "BIG, 2024");
    flow_boundaries_look(o->flow);
    assert_int_equal(flow_boundaries_unread(o->flow).len, 0);
    assert_non_null(of_province(o, &of));
}

/* A folder in a file's place can be looked at and not be read, also by who may read everything. */
static void what_cannot_be_read_leaves_those_of_before(void **state) {
    struct office *o = *state;
    const struct boundaries *of = NULL;
    const char *path = arena_printf(o->on.a, "%s/boundaries/regencies.json", o->data).ptr;
    keep(o, "BIG, 2024");
    flow_boundaries_look(o->flow);
    const struct boundary_map *map = of_province(o, &of);
    uint64_t sum = flow_boundaries_sum(o->flow);
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    for (int look = 0; look < 2; look++) {
        flow_boundaries_look(o->flow);
        assert_ptr_equal(of_province(o, &of), map);
        assert_true(flow_boundaries_sum(o->flow) == sum);
        assert_true(str_equal(flow_boundaries_unread(o->flow), STR("boundaries/regencies.json")));
    }
    put(o, "boundaries/provinces.json", "{"); /* the other level's is new: this one's stays */
    flow_boundaries_look(o->flow);
    assert_ptr_equal(of_province(o, &of), map);
    struct flow *restarted = office_flow(o);
    assert_null(flow_boundaries(restarted, STR("16"), &of));
    assert_int_equal(remove(path), 0);
    keep(o, "BIG, 2025");
    flow_boundaries_look(restarted); /* tried again */
    assert_non_null(flow_boundaries(restarted, STR("16"), &of));
    flow_close(restarted);
    flow_boundaries_look(o->flow);
    assert_non_null(of_province(o, &of));
    assert_true(str_equal(of->source, STR("BIG, 2025")));
    assert_int_equal(remove(path), 0);
    flow_boundaries_look(o->flow);
    assert_null(of_province(o, &of));
}

static void what_is_copied_is_what_is_kept(void **state) {
    struct office *o = *state;
    struct boundaries of;
    struct str text;
    assert_int_equal(flow_boundaries_stored(o->on.a, o->data, 1, &text).code, ERR_NONE);
    assert_int_equal(text.len, 0);
    keep(o, "BIG, 2024");
    assert_int_equal(flow_boundaries_stored(o->on.a, o->data, 1, &text).code, ERR_NONE);
    assert_int_equal(boundaries_read(o->on.a, text, &of).code, ERR_NONE);
    assert_true(str_equal(of.source, STR("BIG, 2024")));
    put(o, flow_boundaries_name(1), "{");
    assert_int_equal(flow_boundaries_stored(o->on.a, o->data, 1, &text).code, ERR_CORRUPT);
    assert_int_equal(remove(arena_printf(o->on.a, "%s/boundaries/regencies.json", o->data).ptr), 0);
    assert_int_equal(
        mkdir(arena_printf(o->on.a, "%s/boundaries/regencies.json", o->data).ptr, 0700), 0);
    assert_int_equal(flow_boundaries_stored(o->on.a, o->data, 1, &text).code, ERR_CORRUPT);
    for (int level = 0; level < FLOW_BOUNDARY_LEVELS; level++)
        assert_string_equal(flow_boundaries_name(level), backup_boundaries_name((size_t)level));
    assert_null(flow_boundaries_name(FLOW_BOUNDARY_LEVELS));
    assert_null(backup_boundaries_name(FLOW_BOUNDARY_LEVELS));
}

static void what_stood_beside_the_folder_is_moved_into_it(void **state) {
    struct office *o = *state;
    const char *path = arena_printf(o->on.a, "%s/boundaries/regencies.json", o->data).ptr,
               *before = arena_printf(o->on.a, "%s/boundaries-regencies.json", o->data).ptr;
    const struct boundaries *of = NULL;
    assert_int_equal(flow_boundaries_place(o->data).code, ERR_NONE);
    keep(o, "BIG, 2024");
    assert_int_equal(rename(path, before), 0);
    assert_int_equal(flow_boundaries_place(o->data).code, ERR_NONE);
    assert_int_not_equal(access(before, F_OK), 0);
    flow_boundaries_look(o->flow);
    assert_non_null(of_province(o, &of));
    put(o, "boundaries-regencies.json", "older");
    assert_int_equal(flow_boundaries_place(o->data).code, ERR_NONE); /* what is there stays */
    assert_int_equal(access(before, F_OK), 0);
    assert_int_not_equal(flow_boundaries_place("/nowhere").code, ERR_NONE);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        IN(in_sqlite, what_is_copied_is_what_is_kept),
        IN(in_sqlite, what_is_imported_is_taken_up_while_serving),
        IN(in_sqlite, a_file_that_cannot_be_read_is_told),
        IN(in_sqlite, what_cannot_be_read_leaves_those_of_before),
        IN(in_sqlite, what_stood_beside_the_folder_is_moved_into_it),
        IN(on_postgres_office, what_is_imported_is_taken_up_while_serving),
        IN(on_postgres_office, a_file_that_cannot_be_read_is_told),
        IN(on_postgres_office, what_cannot_be_read_leaves_those_of_before),
        IN(on_postgres_office, what_stood_beside_the_folder_is_moved_into_it)};
    return run_on_engines("flow_boundaries", tests, COUNT_OF(tests));
}
