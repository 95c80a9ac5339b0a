#include "intake/sealed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What the custodian is shown: the name where it can be read, else by whom it was sealed. */
static const struct {
    const char *what, *json, *name, *by, *file;
    enum err_code code;
} CASES[] = {
    {"readable", "{\"name\":\"P\",\"phone\":\"1\"}", "P", "", "", ERR_NONE},
    {"sealed", "{\"sealed\":\"browser\",\"recipient\":\"age1\",\"file\":\"QQ==\"}", "", "browser",
     "QQ==", ERR_NONE},
    {"sealed, and nothing in it", "{\"sealed\":\"browser\"}", "", "", "", ERR_CORRUPT},
    {"a name beside what is sealed is not shown",
     "{\"sealed\":\"arrival\",\"file\":\"QQ==\",\"name\":\"P\"}", "", "arrival", "QQ==", ERR_NONE},
    {"no object", "[]", "", "", "", ERR_CORRUPT},
    {"cut short", "{\"name\":\"P", "", "", "", ERR_CORRUPT},
    {"empty", "", "", "", "", ERR_CORRUPT},
};

static void each_kept_identity_is_read(void **state) {
    struct arena *a = arena_new(1 << 16);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_kept kept = {.by = STR("untouched")};
        struct err e = intake_kept_read(a, str_from_c(CASES[i].json), &kept);
        const char *by = e.code ? "untouched" : CASES[i].by;
        if (e.code != CASES[i].code || !str_equal(kept.by, str_from_c(by)) ||
            !str_equal(kept.person.name, str_from_c(CASES[i].name)) ||
            !str_equal(kept.sealed.file, str_from_c(CASES[i].file)))
            fail_msg("%s: %.*s", CASES[i].what, STR_ARG(err_name(e.code)));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_kept_identity_is_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
