/* What is promised at a meeting, on both engines; whole stories of meetings: tests/flow. */
#include "flow/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/office_engines.h"

#define HOME "bkpsdm-16.06"

static struct flow_saying saying(struct office *o) {
    struct flow_saying of = {.job.arena = o->on.a,
                             .staff.who = {.name = STR("petugas"), .role = STR("officer")},
                             .now = env_now(&o->env)};
    assert_int_equal(store_office_find(&o->reader, o->on.a, STR(HOME), &of.staff.who.office).code,
                     ERR_NONE);
    return of;
}

static int64_t hold(struct office *o) {
    const struct intake_meeting said = {.title = STR("Rakor"),
                                        .place = STR("Sekayu"),
                                        .region = STR("16.06"),
                                        .on = instant_date(env_now(&o->env), ZONE_WIB)};
    struct flow_meeting_call call = {.of = saying(o), .said = &said, .key = {{1}}};
    flow_meeting_call_prepare(o->flow, &call);
    assert_int_equal(flow_run_now(o->flow, &call.of.job).code, ERR_NONE);
    const struct intake_minutes minutes = {.minutes = STR("Sepakat.")};
    struct flow_meeting_hold held = {.of = saying(o), .said = &minutes, .version = call.of.id};
    held.of.id = call.of.id;
    flow_meeting_hold_prepare(o->flow, &held);
    assert_int_equal(flow_run_now(o->flow, &held.of.job).code, ERR_NONE);
    return call.of.id;
}

static struct err commit(struct office *o, int64_t meeting, int number) {
    const struct intake_commitment said = {.what = arena_printf(o->on.a, "Surat %d", number),
                                           .office = STR(HOME),
                                           .due = instant_date(env_now(&o->env), ZONE_WIB)};
    struct flow_commit x = {.of = saying(o), .said = &said};
    x.of.id = meeting;
    flow_commit_prepare(o->flow, &x);
    return flow_run_now(o->flow, &x.of.job);
}

static void a_meeting_has_so_many_commitments_and_no_more(void **state) {
    struct office *o = *state;
    int64_t meeting = hold(o);
    for (int i = 0; i < FLOW_COMMITMENTS; i++)
        assert_int_equal(commit(o, meeting, i).code, ERR_NONE);
    struct err e = commit(o, meeting, FLOW_COMMITMENTS);
    assert_true(e.code == ERR_INVALID && str_equal(e.about, STR("what")));
    assert_int_equal(commit(o, meeting, 0).code, ERR_NONE); /* a form sent twice is no new one */
    struct store_commitments list;
    assert_int_equal(
        store_commitment_list(&o->reader, o->on.a, meeting, 2L * FLOW_COMMITMENTS, &list).code,
        ERR_NONE);
    assert_int_equal(list.count, FLOW_COMMITMENTS);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        IN(in_sqlite, a_meeting_has_so_many_commitments_and_no_more),
        IN(on_postgres_office, a_meeting_has_so_many_commitments_and_no_more)};
    return run_on_engines("flow_meeting", tests, COUNT_OF(tests));
}
