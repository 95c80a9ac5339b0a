#include "flow/staff.h"

#include "base/env.h"

#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct str GOOD = STR_INIT("sandi yang benar"), BAD = STR_INIT("sandi yang salah");
static const struct str OFFICE = STR_INIT("1111"), ELSEWHERE = STR_INIT("2222");

struct desk {
    struct env env;
    struct arena *a;
    struct flow *flow;
    int64_t second, wait;
    char dir[32];
};

static int drop(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void desk_open(struct desk *d) {
    *d = (struct desk){
        .env = env_system(), .a = arena_new(1 << 20), .dir = "/tmp/netral-staff-XXXXXX"};
    assert_non_null(mkdtemp(d->dir));
    struct flow_init init = {.data_dir = d->dir, .region = STR("16.06"), .kind = FLOW_TEST};
    assert_int_equal(flow_init(&init, &d->env).code, 0);
    struct flow_config config = {.data_dir = d->dir, .env = &d->env};
    assert_int_equal(flow_open(&config, &d->flow).code, 0);
    struct flow_user user = {STR("dina"), STR("bawaslu-16.06"), STR("officer"), GOOD, {0}};
    assert_int_equal(flow_user_add(d->flow, d->a, &user, (struct instant){0}).code, 0);
}

static void desk_close(struct desk *d) {
    flow_close(d->flow);
    arena_free(d->a);
    assert_int_equal(nftw(d->dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static enum err_code try_it(struct desk *d, struct str place, struct str password) {
    struct flow_sign_in tried = {
        .name = STR("dina"), .password = password, .place = place, .now = {d->second * 1000000}};
    struct flow_session session;
    d->wait = 0;
    return flow_sign_in(d->flow, d->a, &tried, &session, &d->wait).code;
}

static void a_stranger_locks_nobody_out(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d);
    for (int i = 0; i < FLOW_TRIES; i++)
        assert_int_equal(try_it(&d, ELSEWHERE, BAD), ERR_UNSIGNED);
    assert_int_equal(try_it(&d, ELSEWHERE, GOOD), ERR_THROTTLED);
    assert_int_equal(d.wait, FLOW_LOCK_SECONDS);
    assert_int_equal(try_it(&d, OFFICE, GOOD), 0);
    /* and signing in does not open the lock that the stranger runs into */
    assert_int_equal(try_it(&d, ELSEWHERE, GOOD), ERR_THROTTLED);
    desk_close(&d);
}

static void each_further_wrong_password_doubles_the_lock(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d);
    for (int i = 0; i < FLOW_TRIES; i++)
        assert_int_equal(try_it(&d, OFFICE, BAD), ERR_UNSIGNED);
    d.second = FLOW_LOCK_SECONDS;
    assert_int_equal(try_it(&d, OFFICE, BAD), ERR_UNSIGNED);
    assert_int_equal(try_it(&d, OFFICE, GOOD), ERR_THROTTLED);
    assert_int_equal(d.wait, 2 * FLOW_LOCK_SECONDS);
    d.second += 2 * FLOW_LOCK_SECONDS;
    assert_int_equal(try_it(&d, OFFICE, GOOD), 0);
    for (int i = 0; i < FLOW_TRIES; i++) /* counted from nothing again */
        assert_int_equal(try_it(&d, OFFICE, BAD), ERR_UNSIGNED);
    desk_close(&d);
}

static void failures_are_forgotten_after_a_day(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d);
    for (int i = 0; i < FLOW_TRIES - 1; i++)
        assert_int_equal(try_it(&d, ELSEWHERE, BAD), ERR_UNSIGNED);
    d.second = FLOW_TRY_SECONDS; /* not yet */
    assert_int_equal(try_it(&d, OFFICE, GOOD), 0);
    assert_int_equal(try_it(&d, ELSEWHERE, BAD), ERR_UNSIGNED);
    assert_int_equal(try_it(&d, ELSEWHERE, GOOD), ERR_THROTTLED);
    d.second += FLOW_LOCK_SECONDS + FLOW_TRY_SECONDS + 1;
    assert_int_equal(try_it(&d, OFFICE, GOOD), 0);
    assert_int_equal(try_it(&d, ELSEWHERE, BAD), ERR_UNSIGNED);
    assert_int_equal(try_it(&d, ELSEWHERE, GOOD), 0);
    desk_close(&d);
}

enum { MINUTE = 60 };

static struct flow_session sign_in(struct desk *d) {
    struct flow_sign_in tried = {
        .name = STR("dina"), .password = GOOD, .place = OFFICE, .now = {d->second * 1000000}};
    struct flow_session session;
    assert_int_equal(flow_sign_in(d->flow, d->a, &tried, &session, &d->wait).code, 0);
    return session;
}

/* Who holds the session at that second, and what the server does with the answer. */
static enum err_code use(struct desk *d, struct str session, int64_t second) {
    struct flow_staff staff;
    struct db db;
    assert_int_equal(flow_reader(d->flow, &db).code, 0);
    enum err_code code =
        flow_who(&db, d->a, session, (struct instant){second * 1000000}, &staff).code;
    if (!code && staff.until.us)
        flow_session_goes_on(d->flow, session, &staff);
    for (int i = 0; !code && staff.until.us; i++) { /* the writer has a thread of its own */
        struct arena *a = arena_new(1 << 16);
        assert_in_range(i, 0, 6000);
        (void)poll(NULL, 0, 10);
        assert_int_equal(flow_who(&db, a, session, (struct instant){second * 1000000}, &staff).code,
                         0);
        arena_free(a);
    }
    db_close(&db);
    return code;
}

static void a_session_ends_when_nothing_is_done(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d);
    assert_int_equal(flow_start(d.flow).code, 0);
    struct flow_session idle = sign_in(&d), used = sign_in(&d), late = sign_in(&d);
    assert_int_equal(idle.expires.us, FLOW_SESSION_HOURS * 3600 * INT64_C(1000000));
    assert_int_equal(use(&d, idle.text, FLOW_IDLE_MINUTES * MINUTE), 0);
    assert_int_equal(use(&d, late.text, FLOW_IDLE_MINUTES * MINUTE + 1), ERR_UNSIGNED);
    assert_int_equal(use(&d, used.text, (FLOW_NOTICED_MINUTES - 1) * MINUTE), 0); /* not noticed */
    assert_int_equal(use(&d, used.text, FLOW_IDLE_MINUTES * MINUTE + 1), ERR_UNSIGNED);
    desk_close(&d);
}

static void a_session_in_use_ends_with_its_day(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d);
    assert_int_equal(flow_start(d.flow).code, 0);
    struct flow_session session = sign_in(&d), token;
    assert_int_equal(flow_token(d.flow, d.a, STR("dina"), (struct instant){0}, &token).code, 0);
    int64_t last = FLOW_SESSION_HOURS * 3600;
    for (int64_t second = 0; second < last; second += FLOW_IDLE_MINUTES * MINUTE - 1)
        assert_int_equal(use(&d, session.text, second), 0);
    assert_int_equal(use(&d, session.text, last), 0);
    assert_int_equal(use(&d, session.text, last + 1), ERR_UNSIGNED);
    assert_int_equal(use(&d, token.text, last + 1), 0);
    desk_close(&d);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_locks_nobody_out),
        cmocka_unit_test(each_further_wrong_password_doubles_the_lock),
        cmocka_unit_test(failures_are_forgotten_after_a_day),
        cmocka_unit_test(a_session_ends_when_nothing_is_done),
        cmocka_unit_test(a_session_in_use_ends_with_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
