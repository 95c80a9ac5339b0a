/* Bodies of events that are damaged: each is refused, none ends the program. */
#include "case/case_sample.h"

struct damage {
    const char *old, *new;
};

static const struct damage RECEIVED_DAMAGE[] = {
    {"\"rules\":", "\"x\":"},
    {"\"number\":", "\"x\":"},
    {"\"number_n\":", "\"x\":"},
    {"\"state\":", "\"x\":"},
    {"\"phase\":", "\"x\":"},
    {"\"received_on\":", "\"x\":"},
    {"\"offices\":", "\"x\":"},
    {"\"bawaslu\":", "\"x\":"},
    {"\"report\":", "\"x\":"},
    {"\"channel\":", "\"x\":"},
    {"\"channel\":\"tip\"", "\"channel\":\"letter\""},
    {"\"election\":", "\"x\":"},
    {"\"region\":", "\"x\":"},
    {"\"rules\":\"pilkada-2024@1\"", "\"rules\":1"},
    {"\"stage\":\"campaign\"", "\"stage\":null"},
    {"\"received_on\":\"2024-10-12\"", "\"received_on\":\"2024-02-30\""},
    {"\"received_on\":\"2024-10-12\"", "\"received_on\":20241012"},
    {"\"occurred_on\":\"2024-10-10\"", "\"occurred_on\":\"\""},
    {"\"known_on\":\"2024-10-11\"", "\"known_on\":\"2024-10-11T00:00\""},
    {"\"subjects\":[", "\"subjects\":[null,"},
    {"\"subjects\":[", "\"subjects\":[[],"},
    {"\"class\":\"pns\"", "\"class\":true"},
    {"\"witnesses\":[", "\"witnesses\":{},\"x\":["},
    {"\"evidence\":[", "\"evidence\":[{},"},
    {"\"evidence\":[", "\"evidence\":[\"\","},
    {"\"id\":\"0102", "\"id\":\"010"},
    {"\"id\":\"0102ff", "\"id\":\"0102FF"},
    {"\"sha256\":\"ab", "\"sha256\":\"xy"},
    {"\"bytes\":10485760", "\"bytes\":-1"},
    {"\"bytes\":10485760", "\"bytes\":1.5"},
    {"\"bytes\":10485760", "\"bytes\":\"1\""},
    {"\"missing\":[\"evidence\"", "\"missing\":[7"},
    {"\"missing\":[", "\"missing\":\"\",\"x\":["},
    {"\"clocks\":[", "\"clocks\":[0,"},
    {"\"id\":\"P04.initial_review\"", "\"x\":\"\""},
    {"\"start\":", "\"x\":"},
    {"\"due\":", "\"x\":"},
    {"\"due_early\":", "\"x\":"},
    {"\"holidays\":", "\"x\":"},
    {"\"right\":false", "\"right\":0"},
    {"\"right\":false", "\"x\":0"},
    {"\"number_n\":9223372036854775807", "\"number_n\":-1"},
    {"\"number_n\":9223372036854775807", "\"number_n\":9223372036854775808"},
    {"\"state\":", "\"rules\":\"twice\",\"state\":"},
    {"\"number\":\"001", "\"number\":\"\\u0000"},
    {"\"number\":\"001", "\"number\":\"\xff"},
    {"{", "["},
    {"{", "{,"},
    {"{", "x{"},
};

static void a_damaged_report_is_refused(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks);
    struct str body = encoded_received(*state, &x);
    for (size_t i = 0; i < COUNT_OF(RECEIVED_DAMAGE); i++) {
        struct case_received y = {.number_n = 77};
        const struct damage *d = &RECEIVED_DAMAGE[i];
        struct err e = case_received_decode(*state, with(*state, body, d->old, d->new), &y);
        if (e.code != ERR_CORRUPT)
            fail_msg("%s for %s was read", d->new, d->old);
        same(e.about, STR("case.received"));
        assert_int_equal(y.number_n, 77); /* untouched on failure */
    }
}

static const struct damage STEP_DAMAGE[] = {
    {"\"rules\":", "\"x\":"},
    {"\"step\":", "\"x\":"},
    {"\"name\":", "\"x\":"},
    {"\"outcome\":", "\"x\":"},
    {"\"from\":", "\"x\":"},
    {"\"to\":", "\"x\":"},
    {"\"phase\":", "\"x\":"},
    {"\"on\":", "\"x\":"},
    {"\"offices\":", "\"x\":"},
    {"\"registration\":", "\"x\":"},
    {"\"registration_n\":1", "\"x\":1"},
    {"\"registration_n\":1", "\"registration_n\":\"1\""},
    {"\"registration\":\"001/Reg/LP\"", "\"registration\":\"\""},
    {"\"registration\":\"001/Reg/LP\"", "\"registration\":1"},
    {"\"values\":{", "\"values\":[],\"x\":{"},
    {"\"held_on\":\"2024-10-14\"", "\"held_on\":20241014"},
    {"\"held_on\":", "\"zeta\":"},
    {"\"starts\":[", "\"starts\":[true,"},
    {"\"starts\":[", "\"starts\":null,\"x\":["},
    {"\"stops\":[", "\"stops\":[{},"},
};

static void a_damaged_step_is_refused(void **state) {
    struct case_clock clocks[2];
    struct case_step x = full_step(clocks);
    struct str body = encoded_step(*state, &x);
    for (size_t i = 0; i < COUNT_OF(STEP_DAMAGE); i++) {
        struct case_step y = {.registration_n = 77};
        const struct damage *d = &STEP_DAMAGE[i];
        struct err e = case_step_decode(*state, with(*state, body, d->old, d->new), &y);
        if (e.code != ERR_CORRUPT)
            fail_msg("%s for %s was read", d->new, d->old);
        same(e.about, STR("case.step"));
        assert_int_equal(y.registration_n, 77);
    }
}

static void a_body_cut_short_at_any_byte_is_refused(void **state) {
    struct case_clock clocks[2];
    struct case_received x = full_received(clocks), y;
    struct case_step s = full_step(clocks), t;
    struct str body = encoded_received(*state, &x), step = encoded_step(*state, &s);
    for (size_t len = 0; len < body.len; len++)
        assert_int_equal(case_received_decode(*state, (struct str){body.ptr, len}, &y).code,
                         ERR_CORRUPT);
    for (size_t len = 0; len < step.len; len++)
        assert_int_equal(case_step_decode(*state, (struct str){step.ptr, len}, &t).code,
                         ERR_CORRUPT);
    assert_int_equal(case_received_decode(*state, (struct str){0}, &y).code, ERR_CORRUPT);
    assert_int_equal(case_step_decode(*state, step, &t).code, ERR_NONE);
}

/* A damaged body must not make the arena reach its ceiling, which would end the program. */
static void a_list_without_end_is_refused(void **state) {
    enum { TOO_MANY = 4097 };
    struct case_received x = {0}, y;
    struct case_step s = {0}, t;
    struct buf list, object;
    buf_init(&list, BODY_CAP);
    buf_init(&object, BODY_CAP);
    for (int i = 0; i < TOO_MANY; i++) {
        buf_add_c(&list, i ? ",\"\"" : "\"\"");
        buf_printf(&object, "%s\"v%d\":\"\"", i ? "," : "", i);
    }
    const char *missing = arena_printf(*state, "{\"missing\":[%.*s],", STR_ARG(buf_str(&list))).ptr;
    const char *values = arena_printf(*state, "{\"values\":{%.*s},", STR_ARG(buf_str(&object))).ptr;
    struct str body = with(*state, encoded_received(*state, &x), "{", missing);
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_CORRUPT);
    body = with(*state, body, "\"\",", ""); /* one less is read */
    assert_int_equal(case_received_decode(*state, body, &y).code, ERR_NONE);
    assert_int_equal(y.missing_count, TOO_MANY - 1);
    body = with(*state, encoded_step(*state, &s), "{", values);
    assert_int_equal(case_step_decode(*state, body, &t).code, ERR_CORRUPT);
    body = with(*state, body, "\"v0\":\"\",", "");
    assert_int_equal(case_step_decode(*state, body, &t).code, ERR_NONE);
    buf_done(&list);
    buf_done(&object);
}

int main(void) {
    hash_library_init();
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_damaged_report_is_refused),
        TEST(a_damaged_step_is_refused),
        TEST(a_body_cut_short_at_any_byte_is_refused),
        TEST(a_list_without_end_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
