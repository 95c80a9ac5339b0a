/* Who came to a meeting, on both engines; whole stories of it: tests/flow. */
#include "flow/attendance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/meeting.h"
#include "flow/office_engines.h"

#define HOME "bkpsdm-16.06"

static struct flow_saying saying(struct office *o, int64_t id) {
    struct flow_saying of = {.job.arena = o->on.a,
                             .staff.who = {.name = STR("petugas"), .role = STR("officer")},
                             .id = id,
                             .now = env_now(&o->env)};
    assert_int_equal(store_office_find(&o->reader, o->on.a, STR(HOME), &of.staff.who.office).code,
                     ERR_NONE);
    return of;
}

static int64_t call(struct office *o, uint8_t key) {
    const struct intake_meeting said = {.title = STR("Rakor"),
                                        .place = STR("Sekayu"),
                                        .region = STR("16.06"),
                                        .on = instant_date(env_now(&o->env), ZONE_WIB),
                                        .minute = -1,
                                        .follows = -1};
    struct flow_meeting_call x = {.of = saying(o, 0), .said = &said, .key = {{key}}};
    flow_meeting_call_prepare(o->flow, &x);
    assert_int_equal(flow_run_now(o->flow, &x.of.job).code, ERR_NONE);
    return x.of.id;
}

static struct err attend(struct office *o, int64_t meeting, const char *name, int64_t *ret_entry) {
    const struct intake_attendance said = {.name = str_from_c(name), .agency = STR("Polres")};
    struct flow_attend x = {.job.arena = o->on.a,
                            .link = flow_attend_link(o->flow, o->on.a, meeting),
                            .said = &said,
                            .now = env_now(&o->env)};
    flow_attend_prepare(o->flow, &x);
    struct err e = flow_run_now(o->flow, &x.job);
    *ret_entry = x.entry;
    return e;
}

static int64_t came(struct office *o, int64_t meeting) {
    int64_t count = -1;
    assert_int_equal(store_attendance_count(&o->reader, o->on.a, meeting, &count).code, ERR_NONE);
    return count;
}

static void nobody_is_entered_twice_and_a_rebuild_agrees(void **state) {
    struct office *o = *state;
    int64_t meeting = call(o, 1), other = call(o, 2), first, again, there;
    assert_int_equal(attend(o, meeting, "H. Budi, S.Sos.", &first).code, ERR_NONE);
    assert_int_equal(attend(o, meeting, "h budi ssos", &again).code, ERR_NONE);
    assert_int_equal(again, first);
    assert_int_equal(attend(o, other, "H. Budi, S.Sos.", &there).code, ERR_NONE);
    assert_true(there > first);
    const struct intake_attendance listed = {.name = STR("Budi"), .agency = STR("Polres")};
    struct flow_attend_list list = {.of = saying(o, meeting), .said = &listed};
    flow_attend_list_prepare(o->flow, &list);
    assert_int_equal(flow_run_now(o->flow, &list.of.job).code, ERR_NONE);
    struct flow_attend_strike strike = {saying(o, meeting), there, STR("Tidak hadir")};
    flow_attend_strike_prepare(o->flow, &strike);
    struct err e = flow_run_now(o->flow, &strike.of.job); /* of the other meeting */
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("attendance")));
    assert_int_equal(came(o, meeting), 2);
    strike = (struct flow_attend_strike){saying(o, meeting), first, STR("Tidak hadir")};
    flow_attend_strike_prepare(o->flow, &strike);
    assert_int_equal(flow_run_now(o->flow, &strike.of.job).code, ERR_NONE);
    assert_int_equal(came(o, meeting), 1);
    office_check_rebuild(o);
}

static void a_list_holds_so_many_and_no_more(void **state) {
    struct office *o = *state;
    int64_t meeting = call(o, 1), first, entry;
    assert_int_equal(attend(o, meeting, "Orang pertama", &first).code, ERR_NONE);
    for (int64_t i = 1; i < FLOW_ATTENDANCES; i++) {
        const struct store_attendance x = {.id = 1000000 + i,
                                           .meeting = meeting,
                                           .agency = STR("Polres"),
                                           .name = STR("Orang"),
                                           .person = arena_printf(o->on.a, "%d", (int)i)};
        assert_int_equal(store_attendance_insert(&o->flow->writer, o->on.a, &x).code, ERR_NONE);
    }
    struct err e = attend(o, meeting, "Orang terakhir", &entry);
    assert_true(e.code == ERR_INVALID && str_equal(e.about, STR("name")));
    assert_int_equal(attend(o, meeting, "Orang pertama", &entry).code, ERR_NONE);
    assert_int_equal(entry, first);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        IN(in_sqlite, nobody_is_entered_twice_and_a_rebuild_agrees),
        IN(in_sqlite, a_list_holds_so_many_and_no_more),
        IN(on_postgres_office, nobody_is_entered_twice_and_a_rebuild_agrees),
        IN(on_postgres_office, a_list_holds_so_many_and_no_more)};
    return run_on_engines("flow_attendance", tests, COUNT_OF(tests));
}
