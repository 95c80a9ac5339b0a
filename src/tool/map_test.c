#include "tool/rules_test.h"

/* lint: may-use: a folder to write into */
#include "law/load_sample.h"

/* The command as whoever has a file of boundaries types it: three squares, as in fuzz/corpus. */
static const char SQUARES[] =
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[103,-5]},"
    "\"arcs\":[[[10,10],[0,10],[10,0]],[[20,20],[0,-10]],[[20,10],[-10,0]],"
    "[[20,20],[10,0],[0,-10]],[[30,10],[-10,0]],[[10,10],[0,-10],[20,0],[0,10]]],"
    "\"objects\":{\"kab\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Polygon\",\"properties\":{\"kode\":\"16.01\"},\"arcs\":[[0,1,2]]},"
    "{\"type\":\"Polygon\",\"properties\":{\"kode\":\"OKI\"},\"arcs\":[[3,4,-2]]}]}}}";

/* An object whose code would clear the terminal and set its title. */
static const char ESCAPES[] =
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[103,-5]},"
    "\"arcs\":[[[10,10],[0,10],[10,0],[0,-10],[-10,0]]],"
    "\"objects\":{\"kab\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Polygon\",\"properties\":{\"kode\":\"16.01\"},\"arcs\":[[0]]},"
    "{\"type\":\"Polygon\",\"properties\":{\"kode\":\"\\u001b[2J\\u0007\\u009b0mOKI\"},"
    "\"arcs\":[[0]]}]}}}";

#define SAID "--source BIG --licence CC0"

static void a_file_is_drawn_and_kept_or_nothing_is(void **state) {
    static const struct {
        const char *file, *words, *out, *err;
        int status;
    } CASES[] = {
        {SQUARES, "--check " SAID, "1 regions on 1 maps. Nothing was written", "area: OKI", 0},
        {SQUARES, SAID, "1 regions on 1 maps. A server shows them", "the first 16.02", 0},
        {ESCAPES, "--check " SAID, "Nothing was written", "area: ?[2J???0mOKI\n", 0},
        {SQUARES, "--source BIG", "", "--source and --licence are needed", 2},
        {SQUARES, "--key nama " SAID, "", "name the property", 1},
        {SQUARES, "--object prov " SAID, "", "no object of the name", 1},
        {"{}", SAID, "", "no TopoJSON", 1},
        {"", SAID, "", "cannot be read, or is empty", 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(256u << 20);
        struct folder folder = make_folder();
        const char *file = arena_printf(a, "%s/in.json", folder.path).ptr,
                   *kept = arena_printf(a, "%s/boundaries/regencies.json", folder.path).ptr;
        write_file(file, CASES[i].file, strlen(CASES[i].file));
        struct said said = said_by(
            a, tool_map, folder.path,
            arena_printf(a, "import %s --data %s %s", file, folder.path, CASES[i].words).ptr);
        assert_int_equal(said.status, CASES[i].status);
        if (!strstr(said.out, CASES[i].out) || !strstr(said.err, CASES[i].err))
            fail_msg("%s: %s%s", CASES[i].words, said.out, said.err);
        bool wanted = !CASES[i].status && !strstr(CASES[i].words, "--check");
        assert_int_equal(access(kept, R_OK) == 0, wanted);
        remove_folder(&folder);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_file_is_drawn_and_kept_or_nothing_is)};
    return cmocka_run_group_tests(tests, start, NULL);
}
