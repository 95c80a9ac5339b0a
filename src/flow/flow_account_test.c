#include "flow/staff.h"

#include "base/env.h"
#include "flow/authorize.h"
#include "flow/rebuild.h"
#include "flow/sessions.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* What becomes of an account: a new password, the end of its sessions, its end. */

static const struct str OLD = STR_INIT("lima kuda menari di pasar"),
                        FRESH = STR_INIT("tujuh gajah memanjat tiang"), NAME = STR_INIT("dina");

struct desk {
    struct env env;
    struct arena *a;
    struct flow *flow;
    char dir[32];
};

static int drop(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static enum err_code add(struct desk *d, struct str name, struct str password) {
    struct flow_user user = {name, STR("bawaslu-16.06"), STR("officer"), password, {0}};
    return flow_user_add(d->flow, d->a, &user, env_now(&d->env)).code;
}

static void desk_open(struct desk *d, enum flow_store_kind kind) {
    *d = (struct desk){
        .env = env_system(), .a = arena_new(1 << 20), .dir = "/tmp/netral-account-XXXXXX"};
    assert_non_null(mkdtemp(d->dir));
    struct flow_init init = {.data_dir = d->dir, .region = STR("16.06"), .kind = kind};
    assert_int_equal(flow_init(&init, &d->env).code, 0);
    struct flow_config config = {.data_dir = d->dir, .env = &d->env};
    assert_int_equal(flow_open(&config, &d->flow).code, 0);
    assert_int_equal(add(d, NAME, OLD), 0);
}

static void desk_close(struct desk *d) {
    flow_close(d->flow);
    arena_free(d->a);
    assert_int_equal(nftw(d->dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static enum err_code sign_in(struct desk *d, struct str password, struct str replaces,
                             struct flow_session *ret) {
    struct flow_sign_in tried = {
        .name = NAME, .password = password, .place = STR("1111"), .replaces = replaces};
    int64_t wait = 0;
    return flow_sign_in(d->flow, d->a, &tried, ret, &wait).code;
}

static enum err_code who(struct desk *d, struct str session) {
    struct db db = {0};
    struct flow_staff staff;
    assert_int_equal(flow_reader(d->flow, &db).code, 0);
    enum err_code code = flow_who(&db, d->a, session, (struct instant){0}, &staff).code;
    db_close(&db);
    return code;
}

static enum err_code change(struct desk *d, enum flow_account_change what, struct str password) {
    return flow_account_change(d->flow, d->a, &(struct flow_account){what, NAME, password, false})
        .code;
}

static void a_new_password_ends_the_old_one_and_all_sessions(void **state) {
    struct desk d;
    struct flow_session page, token;
    (void)state;
    desk_open(&d, FLOW_TEST);
    assert_int_equal(sign_in(&d, OLD, STR(""), &page), 0);
    assert_int_equal(flow_token(d.flow, d.a, NAME, (struct instant){0}, &token).code, 0);
    assert_int_equal(who(&d, page.text), 0);
    assert_int_equal(change(&d, FLOW_ACCOUNT_PASSWORD, STR("kurang")), ERR_INVALID);
    assert_int_equal(who(&d, page.text), 0); /* what was refused changed nothing */
    assert_int_equal(change(&d, FLOW_ACCOUNT_PASSWORD, FRESH), 0);
    assert_int_equal(who(&d, page.text), ERR_UNSIGNED);
    assert_int_equal(who(&d, token.text), ERR_UNSIGNED);
    assert_int_equal(sign_in(&d, OLD, STR(""), &page), ERR_UNSIGNED);
    assert_int_equal(sign_in(&d, FRESH, STR(""), &page), 0);
    desk_close(&d);
}

static void signing_out_everywhere_leaves_the_password(void **state) {
    struct desk d;
    struct flow_session one, other;
    (void)state;
    desk_open(&d, FLOW_TEST);
    assert_int_equal(sign_in(&d, OLD, STR(""), &one), 0);
    assert_int_equal(sign_in(&d, OLD, STR(""), &other), 0);
    assert_int_equal(change(&d, FLOW_ACCOUNT_SIGN_OUT, STR("")), 0);
    assert_int_equal(who(&d, one.text), ERR_UNSIGNED);
    assert_int_equal(who(&d, other.text), ERR_UNSIGNED);
    assert_int_equal(sign_in(&d, OLD, STR(""), &one), 0);
    desk_close(&d);
}

static void signing_in_again_ends_the_session_that_was_held(void **state) {
    struct desk d;
    struct flow_session first, second, elsewhere;
    (void)state;
    desk_open(&d, FLOW_TEST);
    assert_int_equal(sign_in(&d, OLD, STR(""), &first), 0);
    assert_int_equal(sign_in(&d, OLD, STR(""), &elsewhere), 0);
    assert_int_equal(sign_in(&d, FRESH, first.text, &second), ERR_UNSIGNED);
    assert_int_equal(who(&d, first.text), 0); /* a wrong password ends nothing */
    assert_int_equal(sign_in(&d, OLD, first.text, &second), 0);
    assert_int_equal(who(&d, first.text), ERR_UNSIGNED);
    assert_int_equal(who(&d, second.text), 0);
    assert_int_equal(who(&d, elsewhere.text), 0);
    desk_close(&d);
}

static void a_closed_account_is_closed_for_good_and_after_a_rebuild(void **state) {
    struct desk d;
    struct flow_session session;
    (void)state;
    desk_open(&d, FLOW_TEST);
    assert_int_equal(sign_in(&d, OLD, STR(""), &session), 0);
    assert_int_equal(change(&d, FLOW_ACCOUNT_CLOSE, STR("")), 0);
    for (int again = 0; again < 3; again++) { /* then after a check, then after a rebuild */
        assert_int_equal(who(&d, session.text), ERR_UNSIGNED);
        assert_int_equal(sign_in(&d, OLD, STR(""), &session), ERR_UNSIGNED);
        assert_int_equal(flow_token(d.flow, d.a, NAME, (struct instant){0}, &session).code,
                         ERR_CONFLICT);
        assert_int_equal(change(&d, FLOW_ACCOUNT_PASSWORD, FRESH), ERR_CONFLICT);
        assert_int_equal(add(&d, NAME, FRESH), ERR_CONFLICT); /* the name means one person */
        struct flow_rebuilt done;
        struct flow_rebuild how = {.where = str_from_c(d.dir), .env = &d.env, .check = !again};
        assert_int_equal(flow_rebuild(d.a, &how, &done).code, 0);
        assert_int_equal(done.difference.table.len, 0);
    }
    desk_close(&d);
}

static void a_given_password_opens_its_page_alone_and_lapses(void **state) {
    struct desk d;
    struct flow_session session;
    (void)state;
    desk_open(&d, FLOW_LIVE);
    assert_int_equal(sign_in(&d, OLD, STR(""), &session), 0);
    assert_int_equal(session.due, STORE_DUE_PASSWORD);
    struct flow_staff staff = {.who = session.who, .due = session.due};
    struct err e = flow_authorize_role(&staff, FLOW_CASE_LIST);
    assert_int_equal(e.code, ERR_DENIED);
    assert_true(str_equal(e.about, STR("password")));

    const int64_t day = 86400 * (int64_t)1000000, now = env_now(&d.env).us;
    int64_t wait = 0;
    struct flow_sign_in tried = {.name = NAME, .password = OLD, .place = STR("2222")};
    tried.now.us = now + (FLOW_GIVEN_DAYS - 1) * day;
    assert_int_equal(flow_sign_in(d.flow, d.a, &tried, &session, &wait).code, 0);
    tried.now.us = now + (FLOW_GIVEN_DAYS + 1) * day;
    assert_int_equal(flow_sign_in(d.flow, d.a, &tried, &session, &wait).code, ERR_UNSIGNED);

    struct flow_account own = {FLOW_ACCOUNT_PASSWORD, NAME, FRESH, true};
    assert_int_equal(flow_account_change(d.flow, d.a, &own).code, 0);
    tried.password = FRESH;
    assert_int_equal(flow_sign_in(d.flow, d.a, &tried, &session, &wait).code, 0);
    assert_int_equal(session.due, STORE_DUE_FACTOR); /* which is next */
    desk_close(&d);
}

static void everybody_sees_and_ends_their_own_sessions(void **state) {
    struct desk d;
    struct flow_session mine, other, hers;
    struct flow_sessions seen;
    struct db db = {0};
    (void)state;
    desk_open(&d, FLOW_TEST);
    assert_int_equal(add(&d, STR("rani"), OLD), 0);
    assert_int_equal(flow_token(d.flow, d.a, STR("rani"), (struct instant){1}, &hers).code, 0);
    assert_int_equal(flow_token(d.flow, d.a, NAME, (struct instant){1}, &other).code, 0);
    assert_int_equal(sign_in(&d, OLD, STR(""), &mine), 0);
    struct flow_staff staff = {.who = mine.who};
    struct flow_sessions_of of = {&staff, mine.text, env_now(&d.env)};
    of.now.us = 1;
    assert_int_equal(flow_reader(d.flow, &db).code, 0);
    assert_int_equal(flow_sessions_see(&db, d.a, &of, &seen).code, 0);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.list[0].mine + seen.list[1].mine, 1);
    assert_int_equal(flow_sessions_end(d.flow, d.a, &of).code, 0);
    assert_int_equal(flow_sessions_see(&db, d.a, &of, &seen).code, 0);
    assert_int_equal(seen.count, 1);
    assert_true(seen.list[0].mine);
    db_close(&db);
    assert_int_equal(who(&d, mine.text), 0);
    assert_int_equal(who(&d, other.text), ERR_UNSIGNED);
    assert_int_equal(who(&d, hers.text), 0); /* somebody else's */
    desk_close(&d);
}

static void nobody_unknown_is_changed(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    struct flow_account unknown = {.what = FLOW_ACCOUNT_CLOSE, .name = STR("siapa")};
    assert_int_equal(flow_account_change(d.flow, d.a, &unknown).code, ERR_MISSING);
    desk_close(&d);
}

static void a_live_store_takes_no_password_that_anybody_would_try(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_LIVE);
    assert_int_equal(add(&d, STR("rudi"), STR("netral-bawaslu-2026")), ERR_INVALID);
    assert_int_equal(change(&d, FLOW_ACCOUNT_PASSWORD, STR("Bawaslu123456")), ERR_INVALID);
    assert_int_equal(change(&d, FLOW_ACCOUNT_PASSWORD, STR("ManchesterUnited")), ERR_INVALID);
    assert_int_equal(change(&d, FLOW_ACCOUNT_PASSWORD, FRESH), 0);
    desk_close(&d);
}

static void what_is_weak(void **state) {
    static const struct {
        struct str password, name;
        bool weak;
    } CASES[] = {
        {STR_INIT("tujuh gajah memanjat tiang"), STR_INIT("dina"), false},
        {STR_INIT("k9$Qz!vR2#mT"), STR_INIT("dina"), false},
        {STR_INIT("hurufkecilsemuanya"), STR_INIT("dina"),
         false}, /* no class of sign is asked for */
        {STR_INIT("netral tetapi panjang juga"), STR_INIT("a"),
         false}, /* a word of ours among others */
        {STR_INIT("aaaaaaaaaaaaaaaaaaaa"), STR_INIT("dina"), true},
        {STR_INIT("1234567890"), STR_INIT("dina"), true},
        {STR_INIT("PasswordPassword"), STR_INIT("dina"), true},
        {STR_INIT("Bawaslu2026!"), STR_INIT("dina"), true},
        {STR_INIT("wulandari1990"), STR_INIT("wulandari.bawaslu-16.06"), true},
        {STR_INIT("wulandari1990"), STR_INIT("dina"), false},
        {STR_INIT("manchesterunited"), STR_INIT("dina"), true},
        {STR_INIT(""), STR_INIT(""), true},
    };
    struct arena *a = arena_new(1 << 16);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if ((flow_password_judge(a, CASES[i].password, CASES[i].name).code != 0) != CASES[i].weak)
            fail_msg("%.*s of %.*s", STR_ARG(CASES[i].password), STR_ARG(CASES[i].name));
    arena_free(a);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_password_ends_the_old_one_and_all_sessions),
        cmocka_unit_test(signing_out_everywhere_leaves_the_password),
        cmocka_unit_test(signing_in_again_ends_the_session_that_was_held),
        cmocka_unit_test(a_closed_account_is_closed_for_good_and_after_a_rebuild),
        cmocka_unit_test(a_given_password_opens_its_page_alone_and_lapses),
        cmocka_unit_test(everybody_sees_and_ends_their_own_sessions),
        cmocka_unit_test(nobody_unknown_is_changed),
        cmocka_unit_test(a_live_store_takes_no_password_that_anybody_would_try),
        cmocka_unit_test(what_is_weak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
