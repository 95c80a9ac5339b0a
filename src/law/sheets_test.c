#include "law/sheets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { SHEETS = 200, CAP = 16 << 20 };

/* Every third sheet ends in the middle of a list, every fifth was not read at all. */
static struct law_sheet sheet_of(struct arena *a, int i) {
    struct law_sheet sheet = {.name = arena_printf(a, "acts/%d.yaml", i), .whole = i % 5 != 0};
    sheet.file = arena_printf(a, "rules/acts/%d.yaml", i);
    sheet.bytes = arena_printf(a, "id: %d\nlist: [a, b%s\n", i, i % 3 ? "]" : "");
    return sheet;
}

static void each_sheet_has_its_own_tree_or_fault_whoever_reads_it(void **state) {
    (void)state;
    struct arena *a = arena_new(CAP);
    struct law_sheets_memory memory = {arena_new(CAP), arena_new(CAP)};
    struct law_sheet *list = NEW(a, struct law_sheet, SHEETS);
    for (int i = 0; i < SHEETS; i++)
        list[i] = sheet_of(a, i);
    law_sheets_read(&memory, NULL, list, SHEETS);
    for (int i = 0; i < SHEETS; i++) {
        const struct law_sheet *s = &list[i];
        struct hash hash = hash_sha256(s->bytes);
        assert_int_equal(s->root != NULL, s->whole && i % 3 != 0);
        assert_int_equal(s->fault.line != 0, s->whole && i % 3 == 0);
        assert_int_equal(hash_equal(&hash, &s->hash), s->whole);
        if (s->root)
            assert_true(str_equal(s->root->first->value, arena_printf(a, "%d", i)));
        if (s->fault.line)
            assert_true(str_equal(s->fault.file, s->file));
    }
    arena_free(memory.ours);
    arena_free(memory.helpers);
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sheet_has_its_own_tree_or_fault_whoever_reads_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
