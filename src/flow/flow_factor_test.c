#include "flow/factor.h"

#include "base/env.h"
#include "flow/authorize.h"
#include "flow/rebuild.h"
#include "flow/totp.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A second factor from its first code to its end, at a clock that the test moves on. */

static const struct str PASSWORD = STR_INIT("lima kuda menari di pasar"), NAME = STR_INIT("dina");
static const int64_t US = 1000000;

struct desk {
    struct env env;
    struct arena *a;
    struct flow *flow;
    struct db db;
    int64_t second;
    uint8_t secret[TOTP_SECRET]; /* as an app has it */
    struct str spare[FLOW_SPARE_CODES];
    char dir[32];
};

static int drop(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void desk_open(struct desk *d, enum flow_store_kind kind) {
    *d = (struct desk){
        .env = env_system(), .a = arena_new(1 << 20), .dir = "/tmp/netral-factor-XXXXXX"};
    d->second = env_now(&d->env).us / US; /* a live store takes no earlier time than its own */
    assert_non_null(mkdtemp(d->dir));
    struct flow_init init = {.data_dir = d->dir, .region = STR("16.06"), .kind = kind};
    assert_int_equal(flow_init(&init, &d->env).code, 0);
    struct flow_config config = {.data_dir = d->dir, .env = &d->env};
    assert_int_equal(flow_open(&config, &d->flow).code, 0);
    struct flow_user user = {NAME, STR("bawaslu-16.06"), STR("officer"), PASSWORD, {0}};
    assert_int_equal(flow_user_add(d->flow, d->a, &user, env_now(&d->env)).code, 0);
    assert_int_equal(flow_reader(d->flow, &d->db).code, 0);
}

static void desk_close(struct desk *d) {
    db_close(&d->db);
    flow_close(d->flow);
    arena_free(d->a);
    assert_int_equal(nftw(d->dir, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static struct instant now(const struct desk *d) {
    return (struct instant){d->second * US};
}

static enum err_code enter(struct desk *d, struct str code, struct flow_session *ret) {
    struct flow_sign_in tried = {
        .name = NAME, .password = PASSWORD, .place = STR("1111"), .now = now(d), .code = code};
    int64_t wait = 0;
    return flow_sign_in(d->flow, d->a, &tried, ret, &wait).code;
}

static struct flow_staff who(struct desk *d, struct str session) {
    struct flow_staff staff;
    assert_int_equal(flow_who(&d->db, d->a, session, now(d), &staff).code, 0);
    return staff;
}

static struct flow_factor see(struct desk *d, const struct flow_staff *staff) {
    struct flow_factor seen;
    assert_int_equal(flow_factor_see(d->flow, &d->db, d->a, staff, &seen).code, 0);
    return seen;
}

/* What an app makes of the secret that is read to it: base32 back to bytes. */
static void type_in(struct desk *d, struct str secret) {
    static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    memset(d->secret, 0, sizeof d->secret);
    size_t bit = 0;
    for (size_t i = 0; i < secret.len; i++) {
        if (secret.ptr[i] == ' ')
            continue;
        const char *at = strchr(SIGNS, secret.ptr[i]);
        assert_non_null(at);
        for (int b = 4; b >= 0; b--, bit++)
            d->secret[bit / 8] |= (uint8_t)((((at - SIGNS) >> b) & 1) << (7 - bit % 8));
    }
    assert_int_equal(bit, 8 * TOTP_SECRET);
}

static struct str code_now(struct desk *d) {
    char code[TOTP_DIGITS + 1];
    totp_code(d->secret, d->second, code);
    return arena_str(d->a, str_from_c(code));
}

static struct err set(struct desk *d, const struct flow_session *session, struct str code) {
    struct flow_staff staff = who(d, session->text);
    struct flow_factor_set it = {&staff, session->text, code, now(d)};
    return flow_factor_set(d->flow, d->a, &it, d->spare);
}

/* Signs in, reads the secret into the app and sets it. */
static struct flow_session set_up(struct desk *d) {
    struct flow_session session;
    assert_int_equal(enter(d, STR(""), &session), 0);
    struct flow_staff staff = who(d, session.text);
    struct flow_factor seen = see(d, &staff);
    assert_false(seen.on);
    type_in(d, seen.secret);
    assert_int_equal(set(d, &session, code_now(d)).code, 0);
    d->second += TOTP_SECONDS;
    return session;
}

static void it_is_asked_for_from_then_on(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    (void)set_up(&d);
    struct flow_session session;
    assert_int_equal(enter(&d, STR(""), &session), ERR_UNSIGNED);
    struct str code = code_now(&d);
    assert_int_equal(enter(&d, code, &session), 0);
    assert_int_equal(enter(&d, code, &session), ERR_UNSIGNED); /* it was overheard */
    d.second += TOTP_SECONDS;
    struct str fresh = code_now(&d);
    assert_int_equal(enter(&d, arena_printf(d.a, " %.3s %.3s", fresh.ptr, fresh.ptr + 3), &session),
                     0);
    desk_close(&d);
}

static void a_wrong_code_locks_as_a_wrong_password_does(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    (void)set_up(&d);
    struct flow_session session;
    for (int i = 0; i < FLOW_TRIES; i++)
        assert_int_equal(enter(&d, STR("000000x"), &session), ERR_UNSIGNED);
    assert_int_equal(enter(&d, code_now(&d), &session), ERR_THROTTLED);
    desk_close(&d);
}

/* Whoever has the password guesses from many places: the name's own count ends that. */
static void guessed_codes_lock_the_name_but_not_its_spare_codes(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    (void)set_up(&d);
    struct flow_session session;
    int64_t wait = 0;
    for (int i = 0; i < FLOW_TRIES; i++) {
        struct flow_sign_in tried = {.name = NAME,
                                     .password = PASSWORD,
                                     .place = arena_printf(d.a, "%d", i),
                                     .now = now(&d),
                                     .code = STR("00000x")};
        assert_int_equal(flow_sign_in(d.flow, d.a, &tried, &session, &wait).code, ERR_UNSIGNED);
    }
    assert_int_equal(enter(&d, code_now(&d), &session), ERR_UNSIGNED);
    assert_int_equal(enter(&d, d.spare[0], &session), 0);
    d.second += FLOW_LOCK_SECONDS;
    assert_int_equal(enter(&d, code_now(&d), &session), 0);
    desk_close(&d);
}

static void a_spare_code_is_good_once(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    struct flow_session session = set_up(&d);
    struct flow_staff staff = who(&d, session.text);
    assert_int_equal(see(&d, &staff).spare, FLOW_SPARE_CODES);
    assert_int_equal(enter(&d, d.spare[3], &session), 0);
    assert_int_equal(enter(&d, d.spare[3], &session), ERR_UNSIGNED);
    assert_int_equal(see(&d, &staff).spare, FLOW_SPARE_CODES - 1);
    desk_close(&d);
}

static void only_what_was_shown_in_this_session_sets_it(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    struct flow_session first, second;
    assert_int_equal(enter(&d, STR(""), &first), 0);
    assert_int_equal(enter(&d, STR(""), &second), 0);
    struct flow_staff one = who(&d, first.text), two = who(&d, second.text);
    assert_false(str_equal(see(&d, &one).secret, see(&d, &two).secret));
    type_in(&d, see(&d, &one).secret);
    struct err e = set(&d, &second, code_now(&d));
    assert_int_equal(e.code, ERR_INVALID);
    assert_true(str_equal(e.about, STR("code")));
    assert_int_equal(set(&d, &first, code_now(&d)).code, 0);
    /* whoever is signed in elsewhere is so no more; and it is set once */
    struct flow_staff gone;
    assert_int_equal(flow_who(&d.db, d.a, second.text, now(&d), &gone).code, ERR_UNSIGNED);
    d.second += TOTP_SECONDS;
    assert_int_equal(set(&d, &first, code_now(&d)).code, ERR_CONFLICT);
    desk_close(&d);
}

/* Its owner sets the password that somebody else gave: here to the same text. */
static void take_over(struct desk *d) {
    struct flow_account change = {FLOW_ACCOUNT_PASSWORD, NAME, PASSWORD, true};
    assert_int_equal(flow_account_change(d->flow, d->a, &change).code, 0);
}

static void a_live_account_without_one_opens_nothing_but_itself(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_LIVE);
    struct flow_session session;
    assert_int_equal(enter(&d, STR(""), &session), 0);
    struct flow_staff given = who(&d, session.text);
    type_in(&d, see(&d, &given).secret);
    assert_int_equal(set(&d, &session, code_now(&d)).code,
                     ERR_DENIED); /* the password comes first */
    assert_int_equal(who(&d, session.text).due, STORE_DUE_PASSWORD);
    take_over(&d);
    assert_int_equal(enter(&d, STR(""), &session), 0);
    assert_int_equal(session.due, STORE_DUE_FACTOR);
    struct flow_staff staff = who(&d, session.text);
    assert_int_equal(staff.due, STORE_DUE_FACTOR);
    struct err e = flow_authorize_role(&staff, FLOW_CASE_LIST);
    assert_int_equal(e.code, ERR_DENIED);
    assert_true(str_equal(e.about, STR("factor")));
    type_in(&d, see(&d, &staff).secret);
    assert_int_equal(set(&d, &session, code_now(&d)).code, 0);
    staff = who(&d, session.text);
    assert_int_equal(staff.due, STORE_DUE_NOTHING);
    assert_int_equal(flow_authorize_role(&staff, FLOW_CASE_LIST).code, 0);
    d.second += TOTP_SECONDS;
    assert_int_equal(enter(&d, code_now(&d), &session), 0);
    assert_int_equal(session.due, STORE_DUE_NOTHING);
    struct flow_session token; /* the operator's way, for programs */
    assert_int_equal(flow_token(d.flow, d.a, NAME, now(&d), &token).code, 0);
    assert_int_equal(who(&d, token.text).due, STORE_DUE_NOTHING);
    desk_close(&d);
}

static enum err_code take(struct desk *d) {
    return flow_account_change(d->flow, d->a,
                               &(struct flow_account){.what = FLOW_ACCOUNT_FACTOR, .name = NAME})
        .code;
}

static void taken_away_it_is_gone_with_its_codes_and_sessions(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    struct flow_session session = set_up(&d);
    assert_int_equal(take(&d), 0);
    struct flow_staff gone;
    assert_int_equal(flow_who(&d.db, d.a, session.text, now(&d), &gone).code, ERR_UNSIGNED);
    assert_int_equal(take(&d), ERR_MISSING);
    struct str old = d.spare[0];
    (void)set_up(&d); /* with another secret */
    assert_int_equal(enter(&d, old, &session), ERR_UNSIGNED);
    desk_close(&d);
}

static void a_rebuild_leaves_it_alone(void **state) {
    struct desk d;
    (void)state;
    desk_open(&d, FLOW_TEST);
    (void)set_up(&d);
    struct flow_rebuilt done;
    flow_close(d.flow);
    struct flow_rebuild how = {.where = str_from_c(d.dir), .env = &d.env};
    assert_int_equal(flow_rebuild(d.a, &how, &done).code, 0);
    struct flow_config config = {.data_dir = d.dir, .env = &d.env};
    assert_int_equal(flow_open(&config, &d.flow).code, 0);
    struct flow_session session;
    assert_int_equal(enter(&d, STR(""), &session), ERR_UNSIGNED);
    assert_int_equal(enter(&d, code_now(&d), &session), 0);
    desk_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_asked_for_from_then_on),
        cmocka_unit_test(a_wrong_code_locks_as_a_wrong_password_does),
        cmocka_unit_test(guessed_codes_lock_the_name_but_not_its_spare_codes),
        cmocka_unit_test(a_spare_code_is_good_once),
        cmocka_unit_test(only_what_was_shown_in_this_session_sets_it),
        cmocka_unit_test(a_live_account_without_one_opens_nothing_but_itself),
        cmocka_unit_test(taken_away_it_is_gone_with_its_codes_and_sessions),
        cmocka_unit_test(a_rebuild_leaves_it_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
