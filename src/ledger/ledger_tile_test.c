#include "ledger/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void canonical_paths_read_and_write_the_same(void **state) {
    static const struct {
        const char *path;
        struct ledger_tile tile;
    } GOOD[] = {
        {"0/000", {false, 0, 0, 256}},
        {"7/999", {false, 7, 999, 256}},
        {"0/x001/000", {false, 0, 1000, 256}},
        {"0/x001/x234/067", {false, 0, 1234067, 256}},
        {"1/x001/x000/000.p/255", {false, 1, 1000000, 255}},
        {"entries/000.p/17", {true, 0, 0, 17}},
        {"entries/x012/345", {true, 0, 12345, 256}},
        {"2/x999/x999/x999/x999/x999/999.p/1", {false, 2, 999999999999999999, 1}},
    };
    (void)state;
    struct arena *a = arena_new(1 << 20);
    for (size_t i = 0; i < COUNT_OF(GOOD); i++) {
        struct ledger_tile got;
        struct str path = str_from_c(GOOD[i].path);
        if (!ledger_tile_parse(path, &got))
            fail_msg("refused: %s", GOOD[i].path);
        assert_int_equal(got.entries, GOOD[i].tile.entries);
        assert_int_equal(got.level, GOOD[i].tile.level);
        assert_int_equal(got.index, GOOD[i].tile.index);
        assert_int_equal(got.width, GOOD[i].tile.width);
        assert_true(str_equal(ledger_tile_path(a, &got), path));
    }
    arena_free(a);
}

static const char *const BAD[] = {"",
                                  "/",
                                  "0",
                                  "0/",
                                  "/000",
                                  "0/0",
                                  "0/00",
                                  "0/0000",
                                  "0/x000",
                                  "0/x000/000",
                                  "0/x000/x001/000",
                                  "0/001/000",
                                  "0/x001",
                                  "0/x001/",
                                  "0/x001/x000",
                                  "0/X001/000",
                                  "0/x01/000",
                                  "0/x0001/000",
                                  "0/000/",
                                  "0/000//",
                                  "0//000",
                                  "00/000",
                                  "-/000",
                                  "8/000",
                                  "9/000",
                                  "-1/000",
                                  "a/000",
                                  "63/000",
                                  "0/-01",
                                  "0/+01",
                                  "0/ 01",
                                  "0/00a",
                                  "0/000.p",
                                  "0/000.p/",
                                  "0/000.p/0",
                                  "0/000.p/00",
                                  "0/000.p/01",
                                  "0/000.p/256",
                                  "0/000.p/257",
                                  "0/000.p/-1",
                                  "0/000.p/+1",
                                  "0/000.p/1/",
                                  "0/000.p/1.p/1",
                                  "0/000.p/ 1",
                                  "0/000.p/1 ",
                                  "0/000.P/1",
                                  "0/000p/1",
                                  "0/.p/1",
                                  "0/x001.p/1",
                                  "0/x001.p/1/000",
                                  "entries",
                                  "entries/",
                                  "entries/0/000",
                                  "Entries/000",
                                  "entriesx/000",
                                  "entries/x000/001",
                                  "8/0/x001/000",
                                  "../0/000",
                                  "0/../000",
                                  "0/000?x",
                                  "0/x1000/x000/x000/x000/x000/x000/000",
                                  "0/x001/x000/x000/x000/x000/x000/000",
                                  "0/000.p/99999999999999999999"};

static void other_paths_are_refused(void **state) {
    (void)state;
    struct ledger_tile got = {.width = -7};
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        if (ledger_tile_parse(str_from_c(BAD[i]), &got))
            fail_msg("accepted: %s", BAD[i]);
    assert_false(ledger_tile_parse((struct str){"0/000\0", 6}, &got));
    assert_int_equal(got.width, -7);
}

static void a_tile_exists_when_all_its_nodes_do(void **state) {
    static const struct {
        const char *name;
        struct ledger_tile tile;
        int64_t size;
        bool exists;
    } CASES[] = {
        {"nothing in the empty tree", {false, 0, 0, 1}, 0, false},
        {"the first leaf", {false, 0, 0, 1}, 1, true},
        {"one leaf too many", {false, 0, 0, 2}, 1, false},
        {"a narrower tile of an older size", {false, 0, 0, 17}, 200, true},
        {"a narrower tile of one that is full by now", {false, 0, 0, 17}, 256, true},
        {"a whole tile", {false, 0, 0, 256}, 256, true},
        {"a whole tile that wants one leaf", {false, 0, 0, 256}, 255, false},
        {"the partial third of 700", {false, 0, 2, 188}, 700, true},
        {"more than the partial third of 700", {false, 0, 2, 189}, 700, false},
        {"the tile behind the last", {false, 0, 3, 1}, 700, false},
        {"two whole tiles at level 1", {false, 1, 0, 2}, 700, true},
        {"a third that is not whole at level 1", {false, 1, 0, 3}, 700, false},
        {"nothing at level 2 below 65536", {false, 2, 0, 1}, 65535, false},
        {"level 2 at 65536", {false, 2, 0, 1}, 65536, true},
        {"level 7 of a possible tree", {false, 7, 0, 1}, (int64_t)1 << 56, true},
        {"entries as level 0", {true, 0, 2, 188}, 700, true},
        {"entries behind the last", {true, 0, 2, 189}, 700, false},
        {"no width", {false, 0, 0, 0}, 700, false},
        {"too wide", {false, 0, 0, 257}, 700, false},
        {"before the first", {false, 0, -1, 1}, 700, false},
        {"an index that would overflow", {false, 0, INT64_MAX, 1}, 700, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (ledger_tile_exists(&CASES[i].tile, CASES[i].size) != CASES[i].exists)
            fail_msg("wrong: %s", CASES[i].name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_paths_read_and_write_the_same),
        cmocka_unit_test(other_paths_are_refused),
        cmocka_unit_test(a_tile_exists_when_all_its_nodes_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
