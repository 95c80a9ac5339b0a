/* The key of the evidence on its way from office to office: the event's bytes, and what the fold
 * makes of several. */
#include "case/case_sample.h"

static const struct case_handed FULL = {
    .office = STR_INIT("bkn"),
    .recipient = STR_INIT("age1perkara"),
    .key = STR_INIT("age1bkn"),
    .n = 2,
    .wrap = STR_INIT("QQ=="),
    .actor = STR_INIT("dina"),
};

static struct str encoded(struct arena *a, const struct case_handed *handed) {
    struct buf out = {.ceiling = BODY_CAP};
    case_handed_encode(&out, handed);
    return taken_out(a, &out);
}

static void the_bytes_are_these_and_read_back_the_same(void **state) {
    struct case_handed back;
    struct str body = encoded(*state, &FULL);
    same(body, STR("{\"office\":\"bkn\",\"recipient\":\"age1perkara\",\"key\":\"age1bkn\",\"n\":2,"
                   "\"wrap\":\"QQ==\",\"actor\":\"dina\"}"));
    assert_int_equal(case_handed_decode(*state, body, &back).code, ERR_NONE);
    same(encoded(*state, &back), body);
    assert_null(back.before);
}

static void a_body_that_lacks_something_is_refused(void **state) {
    static const char *const KEYS[] = {"office", "recipient", "key", "n", "wrap", "actor"};
    struct str body = encoded(*state, &FULL);
    for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
        struct arena *a = *state;
        struct str name = arena_printf(a, "\"%s\":", KEYS[i]);
        struct str other = arena_printf(a, "\"x%s\":", KEYS[i]);
        struct case_handed back;
        struct err e =
            case_handed_decode(a, with(a, body, arena_c(a, name), arena_c(a, other)), &back);
        if (e.code != ERR_CORRUPT || !str_equal(e.about, STR("case.handed")))
            fail_msg("without %s: %.*s", KEYS[i], STR_ARG(err_name(e.code)));
    }
    struct case_handed back;
    assert_int_equal(case_handed_decode(*state, STR("{"), &back).code, ERR_CORRUPT);
    assert_int_equal(case_handed_decode(*state, STR("[]"), &back).code, ERR_CORRUPT);
}

static struct case_event event(int64_t seq, const char *kind, struct str body) {
    return (struct case_event){.index = seq,
                               .seq = seq,
                               .kind = str_from_c(kind),
                               .office = STR("bawaslu-16.06"),
                               .actor = STR("dina"),
                               .body = body,
                               .at = {seq + 1},
                               .commit = {{(uint8_t)(seq + 1)}}};
}

static void the_newest_comes_first_and_the_procedure_stands_still(void **state) {
    struct case_clock clocks[2];
    struct case_received r = full_received(clocks);
    struct case_handed second = FULL;
    second.office = STR("ppk-16.06");
    const struct case_event events[] = {
        event(0, "case.received", encoded_received(*state, &r)),
        event(1, "case.handed", encoded(*state, &FULL)),
        event(2, "case.handed", encoded(*state, &second)),
    };
    struct case_state cs, before;
    assert_int_equal(case_fold(*state, events, 1, &before).code, ERR_NONE);
    assert_null(before.handed);
    assert_int_equal(case_fold(*state, events, COUNT_OF(events), &cs).code, ERR_NONE);
    same(cs.handed->office, STR("ppk-16.06"));
    same(cs.handed->from, STR("bawaslu-16.06"));
    assert_int_equal(cs.handed->at.us, 3);
    same(cs.handed->before->office, STR("bkn"));
    assert_null(cs.handed->before->before);
    assert_int_equal(cs.version, 3);
    assert_memory_equal(&cs.prev, &events[2].commit, HASH_LEN);
    same(cs.state, before.state);
    same(cs.offices.holder, before.offices.holder);
    assert_int_equal(cs.clock_count, before.clock_count);
    assert_int_equal(cs.taken_count, 2);
    assert_int_equal(cs.taken[0].step.len, 0); /* no step: the reporter is told of none */
    same(cs.taken[1].name, STR("case.handed"));
    struct case_state after = case_after_handed(*state, &before, &events[1], &FULL);
    assert_int_equal(after.version, 2);
    same(after.handed->office, STR("bkn"));
    assert_null(before.handed);
}

int main(void) {
    hash_library_init();
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_bytes_are_these_and_read_back_the_same),
        TEST(a_body_that_lacks_something_is_refused),
        TEST(the_newest_comes_first_and_the_procedure_stands_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
