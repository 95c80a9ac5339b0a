#include "case/erased.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct case_erased BOTH = {
    .actor = STR_INIT("pimpinan.bawaslu-16.06"),
    .asked_by = STR_INIT("kustodian.bawaslu-16.06"),
    .asked = 512,
    .ground = STR_INIT("uu-27-2022/43"),
    .numbers = {{STR_INIT("bawaslu-16.06"), false, 2024, 7},
                {STR_INIT("bawaslu-16.06"), true, 2025, 3}},
    .number_count = 2,
};
#define BODY                                                                                       \
    "{\"actor\":\"pimpinan.bawaslu-16.06\",\"asked_by\":\"kustodian.bawaslu-16.06\","              \
    "\"asked\":512,\"ground\":\"uu-27-2022/43\",\"numbers\":["                                     \
    "{\"office\":\"bawaslu-16.06\",\"registered\":false,\"year\":2024,\"n\":7},"                   \
    "{\"office\":\"bawaslu-16.06\",\"registered\":true,\"year\":2025,\"n\":3}]}"

static void it_reads_back_as_it_was_written(void **state) {
    struct arena *a = arena_new(1 << 16);
    struct buf out;
    struct case_erased back;
    (void)state;
    buf_init(&out, 4096);
    case_erased_encode(&out, &BOTH);
    assert_true(str_equal(buf_str(&out), STR(BODY)));
    assert_int_equal(case_erased_decode(a, buf_str(&out), &back).code, 0);
    buf_clear(&out);
    case_erased_encode(&out, &back);
    assert_true(str_equal(buf_str(&out), STR(BODY)));
    buf_done(&out);
    arena_free(a);
}

static void what_is_not_one_is_refused(void **state) {
    static const struct str BAD[] = {
        STR_INIT(""),
        STR_INIT("[]"),
        STR_INIT("{}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\"}"),
        STR_INIT("{\"actor\":\"\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":[]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":7,\"asked\":1,\"ground\":\"g\",\"numbers\":[]}"),
        STR_INIT(
            "{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":-1,\"ground\":\"g\",\"numbers\":[]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"numbers\":[]}"),
        STR_INIT(
            "{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":{}}"),
        STR_INIT(
            "{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":[1]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":["
                 "{\"office\":\"o\",\"registered\":0,\"year\":2024,\"n\":1}]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":["
                 "{\"office\":\"o\",\"registered\":true,\"year\":20240,\"n\":1}]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":["
                 "{\"office\":\"\",\"registered\":true,\"year\":2024,\"n\":1}]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":["
                 "{\"office\":\"o\",\"registered\":true,\"year\":\"2024\",\"n\":1}]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":[1,"
                 "{\"office\":\"o\",\"registered\":true,\"year\":2024,\"n\":1}]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":["
                 "{\"office\":\"o\",\"registered\":true,\"year\":2024,\"n\":-1}]}"),
        STR_INIT("{\"actor\":\"a\",\"asked_by\":\"b\",\"asked\":1,\"ground\":\"g\",\"numbers\":["
                 "{\"office\":\"o\",\"registered\":true,\"year\":2024,\"n\":1},"
                 "{\"office\":\"o\",\"registered\":true,\"year\":2024,\"n\":1},"
                 "{\"office\":\"o\",\"registered\":true,\"year\":2024,\"n\":1}]}"),
    };
    struct arena *a = arena_new(1 << 16);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct case_erased ret = {.asked = -7};
        struct err e = case_erased_decode(a, BAD[i], &ret);
        if (e.code != ERR_CORRUPT || ret.asked != -7)
            fail_msg("%.*s", STR_ARG(BAD[i]));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reads_back_as_it_was_written),
        cmocka_unit_test(what_is_not_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
