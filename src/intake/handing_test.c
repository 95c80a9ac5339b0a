#include "intake/handing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "intake/limits.h"

/* The same by JSON and by a form; fault: the field, NULL: taken. */
static const struct {
    const char *what, *json, *form, *fault;
} CASES[] = {
    {"whole", "{\"office\":\"bkn\",\"recipient\":\"age1a\",\"key\":\"age1b\",\"wrap\":\"QQ==\"}",
     "csrf=0&aksi=serah&office=bkn&recipient=age1a&key=age1b&wrap=QQ%3D%3D", NULL},
    {"for nobody", "{\"recipient\":\"age1a\",\"key\":\"age1b\",\"wrap\":\"QQ==\"}",
     "recipient=age1a&key=age1b&wrap=QQ%3D%3D", "office"},
    {"of no case", "{\"office\":\"bkn\",\"key\":\"age1b\",\"wrap\":\"QQ==\"}",
     "office=bkn&key=age1b&wrap=QQ%3D%3D", "recipient"},
    {"without a key", "{\"office\":\"bkn\",\"recipient\":\"age1a\",\"wrap\":\"QQ==\"}",
     "office=bkn&recipient=age1a&key=&wrap=QQ%3D%3D", "key"},
    {"what a page sends whose script did not run",
     "{\"office\":\"bkn\",\"recipient\":\"age1a\",\"key\":\"age1b\",\"wrap\":\"\"}",
     "office=bkn&recipient=age1a&key=age1b&wrap=", "wrap"},
    {"two offices",
     "{\"office\":[\"bkn\"],\"recipient\":\"age1a\",\"key\":\"age1b\",\"wrap\":\"QQ==\"}",
     "office=bkn&office=ppk&recipient=age1a&key=age1b&wrap=QQ%3D%3D", "office"},
};

static void check(size_t i, const char *way, struct err e, const struct intake_handing *got,
                  const struct intake_faults *faults) {
    const char *fault = CASES[i].fault;
    bool good = fault ? e.code == ERR_INVALID && faults->count > 0 &&
                            str_equal(faults->list[0].field, str_from_c(fault))
                      : !e.code && str_equal(got->office, STR("bkn")) &&
                            str_equal(got->recipient, STR("age1a")) &&
                            str_equal(got->key, STR("age1b")) && str_equal(got->wrap, STR("QQ=="));
    if (!good)
        fail_msg("%s by %s: %.*s about %.*s", CASES[i].what, way, STR_ARG(err_name(e.code)),
                 STR_ARG(faults->count ? faults->list[0].field : e.about));
}

static void both_ways_read_the_same_or_name_the_field(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_pairs form;
        struct intake_handing got = {0};
        struct intake_faults faults = {0};
        struct err e = intake_handing_json(a, str_from_c(CASES[i].json), &got, &faults);
        check(i, "JSON", e, &got, &faults);
        got = (struct intake_handing){0};
        faults = (struct intake_faults){0};
        assert_int_equal(intake_urlencoded(a, str_from_c(CASES[i].form), &form).code, ERR_NONE);
        e = intake_handing_form(a, &form, &got, &faults);
        check(i, "form", e, &got, &faults);
        arena_free(a);
    }
}

static void a_wrap_has_the_length_that_a_report_may_bring(void **state) {
    (void)state;
    for (size_t extra = 0; extra < 2; extra++) {
        struct arena *a = arena_new(1 << 20);
        char text[INTAKE_SEAL_WRAP + 1];
        memset(text, 'A', sizeof text);
        const struct intake_pair pairs[] = {{STR("office"), STR("bkn")},
                                            {STR("recipient"), STR("age1a")},
                                            {STR("key"), STR("age1b")},
                                            {STR("wrap"), {text, INTAKE_SEAL_WRAP + extra}}};
        const struct intake_pairs form = {pairs, COUNT_OF(pairs)};
        struct intake_handing got = {0};
        struct intake_faults faults = {0};
        struct err e = intake_handing_form(a, &form, &got, &faults);
        assert_int_equal(e.code, extra ? ERR_INVALID : ERR_NONE);
        arena_free(a);
    }
}

static void a_body_that_is_no_object_is_refused(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_handing got;
    struct intake_faults faults = {0};
    (void)state;
    assert_int_equal(intake_handing_json(a, STR("[]"), &got, &faults).code, ERR_MALFORMED);
    assert_int_equal(intake_handing_json(a, STR(""), &got, &faults).code, ERR_MALFORMED);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_read_the_same_or_name_the_field),
        cmocka_unit_test(a_wrap_has_the_length_that_a_report_may_bring),
        cmocka_unit_test(a_body_that_is_no_object_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
