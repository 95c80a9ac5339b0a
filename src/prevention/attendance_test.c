#include "prevention/attendance.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct hash SECRET = {{7, 1, 9}}, OTHER = {{7, 1, 8}};
static const size_t ROOM = 4u << 20;

static int make_arena(void **state) {
    hash_library_init();
    *state = arena_new(ROOM);
    return 0;
}

static int end_arena(void **state) {
    arena_free(*state);
    return 0;
}

static void a_code_opens_its_meeting_and_no_other(void **state) {
    struct arena *a = *state;
    static const int64_t MEETINGS[] = {0, 17, 999999999999999999};
    struct attendance_keys keys = attendance_keys_derive(&SECRET),
                           other = attendance_keys_derive(&OTHER);
    for (size_t i = 0; i < COUNT_OF(MEETINGS); i++) {
        struct str text = attendance_link_text(a, &keys, MEETINGS[i]);
        int64_t meeting = -1;
        assert_true(text.len <= ATTENDANCE_LINK_MAX);
        assert_false(attendance_link_read(&other, text, &meeting));
        assert_int_equal(meeting, -1);
        assert_true(attendance_link_read(&keys, text, &meeting));
        assert_int_equal(meeting, MEETINGS[i]);
    }
    static const struct attendance_keys NONE;
    attendance_keys_wipe(&keys);
    assert_memory_equal(&keys, &NONE, sizeof keys);
}

static void no_other_text_opens_anything(void **state) {
    struct arena *a = *state;
    struct attendance_keys keys = attendance_keys_derive(&SECRET);
    struct str text = attendance_link_text(a, &keys, 18);
    int64_t meeting;
    for (size_t i = 0; i < text.len; i++) {
        char *copy = (char *)arena_c(a, text);
        copy[i] = (char)(copy[i] == '1' ? '2' : '1');
        assert_false(attendance_link_read(&keys, (struct str){copy, text.len}, &meeting));
        assert_false(attendance_link_read(&keys, (struct str){text.ptr, i}, &meeting));
    }
    assert_false(attendance_link_read(&keys, arena_printf(a, "%.*s0", STR_ARG(text)), &meeting));
    assert_false(attendance_link_read(&keys, arena_printf(a, "0%.*s", STR_ARG(text)), &meeting));
    struct str long_one = arena_printf(a, "%0*d", ATTENDANCE_LINK_MAX, 1);
    assert_false(attendance_link_read(&keys, long_one, &meeting));
}

static bool is_one(struct attendance_who a, struct attendance_who b) {
    struct attendance_keys keys = attendance_keys_derive(&SECRET);
    struct hash x = attendance_person_key(&keys, &a), y = attendance_person_key(&keys, &b);
    return hash_equal(&x, &y);
}

static const struct {
    const char *name;
    struct attendance_who who;
    bool same;
} PEOPLE[] = {
    {"the same", {17, STR_INIT("H. Budi Santoso, S.Sos."), STR_INIT("ppk-16.07")}, true},
    {"typed in capitals", {17, STR_INIT("H. BUDI SANTOSO, S.SOS."), STR_INIT("ppk-16.07")}, true},
    {"typed without points", {17, STR_INIT("h budi  santoso ssos"), STR_INIT("ppk-16.07")}, true},
    {"of another meeting", {18, STR_INIT("H. Budi Santoso, S.Sos."), STR_INIT("ppk-16.07")}, false},
    {"of another office", {17, STR_INIT("H. Budi Santoso, S.Sos."), STR_INIT("kpu-16.07")}, false},
    {"of another name", {17, STR_INIT("H. Budi Santosa, S.Sos."), STR_INIT("ppk-16.07")}, false},
    {"name and office shifted",
     {17, STR_INIT("H. Budi Santoso, S.Sos.p"), STR_INIT("pk-16.07")},
     false},
};

static void who_enters_twice_is_one_person(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(PEOPLE); i++)
        if (is_one(PEOPLE[0].who, PEOPLE[i].who) != PEOPLE[i].same)
            fail_msg("%s", PEOPLE[i].name);
}

static void a_code_is_good_on_its_days_alone(void **state) {
    (void)state;
    struct date day = date_from_civil((struct civil){2024, 10, 29});
    struct attendance_days one = {day, day}, two = {day, {day.day + 1}};
    assert_int_equal(attendance_state_on(one, (struct date){day.day - 1}), ATTENDANCE_EARLY);
    assert_int_equal(attendance_state_on(one, day), ATTENDANCE_OPEN);
    assert_int_equal(attendance_state_on(one, (struct date){day.day + 1}), ATTENDANCE_OVER);
    assert_int_equal(attendance_state_on(two, (struct date){day.day - 1}), ATTENDANCE_EARLY);
    assert_int_equal(attendance_state_on(two, (struct date){day.day + 1}), ATTENDANCE_OPEN);
    assert_int_equal(attendance_state_on(two, (struct date){day.day + 2}), ATTENDANCE_OVER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_opens_its_meeting_and_no_other),
        cmocka_unit_test(no_other_text_opens_anything),
        cmocka_unit_test(who_enters_twice_is_one_person),
        cmocka_unit_test(a_code_is_good_on_its_days_alone),
    };
    return cmocka_run_group_tests_name("prevention_attendance", tests, make_arena, end_arena);
}
