#include "http/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BITS = 8 };
static const struct instant NOW = {1729000000LL * 1000000};

static struct instant later(int64_t seconds) {
    return (struct instant){NOW.us + seconds * 1000000};
}

/* As a browser does it, from the description in work.h alone. */
static struct str solve(struct arena *a, struct str task, unsigned bits) {
    struct str mac = {task.ptr + task.len - 32, 32};
    for (unsigned n = 0;; n++) {
        struct hash h = hash_sha256(arena_printf(a, "%.*s.%u", STR_ARG(mac), n));
        unsigned first = (unsigned)h.b[0] << 24 | (unsigned)h.b[1] << 16 | (unsigned)h.b[2] << 8 |
                         (unsigned)h.b[3];
        if (!(first >> (32 - bits)))
            return arena_printf(a, "%.*s.%u", STR_ARG(task), n);
    }
}

struct fixture {
    struct env env;
    struct arena *a;
    struct http_work *w;
};
static void set_up(struct fixture *f, size_t rows) {
    *f = (struct fixture){env_system(), arena_new(1 << 22), NULL};
    f->w = http_work_new(&f->env, BITS, rows);
}
static void tear_down(struct fixture *f) {
    http_work_free(f->w);
    arena_free(f->a);
}

static void an_answer_pays_once(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, 64);
    struct str task = http_work_task(f.w, f.a, NOW);
    struct str answer = solve(f.a, task, BITS);
    assert_true(http_work_take(f.w, answer, later(1)));
    assert_false(http_work_take(f.w, answer, later(1)));
    struct str other = http_work_task(f.w, f.a, NOW);
    assert_false(str_equal(task, other));
    assert_true(http_work_take(f.w, solve(f.a, other, BITS), later(1)));
    tear_down(&f);
}

static void a_task_is_good_for_ten_minutes(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, 64);
    struct str early = solve(f.a, http_work_task(f.w, f.a, NOW), BITS);
    struct str late = solve(f.a, http_work_task(f.w, f.a, NOW), BITS);
    assert_true(http_work_take(f.w, early, later(HTTP_WORK_SECONDS)));
    assert_false(http_work_take(f.w, late, later(HTTP_WORK_SECONDS + 1)));
    tear_down(&f);
}

/* Whatever is changed, nothing is paid; and the true answer is still good afterwards. */
static void what_was_not_worked_for_pays_nothing(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, 64);
    struct http_work *other = http_work_new(&f.env, BITS, 64);
    struct str task = http_work_task(f.w, f.a, NOW), answer = solve(f.a, task, BITS);
    struct str counter = {answer.ptr + task.len + 1, answer.len - task.len - 1};
    const struct str wrong[] = {
        STR(""),
        STR("."),
        STR("...."),
        task,
        arena_printf(f.a, "%.*s.", STR_ARG(task)),
        arena_printf(f.a, "%.*s.-1", STR_ARG(task)),
        arena_printf(f.a, "%.*s.x", STR_ARG(task)),
        arena_printf(f.a, "%.*s.0", STR_ARG(answer)),
        arena_printf(f.a, "%.*s ", STR_ARG(answer)),
        arena_printf(f.a, "0%.*s", STR_ARG(answer)),
        arena_printf(f.a, "%.*s.%0*d", STR_ARG(task), 16, 1),
        solve(f.a, http_work_task(other, f.a, NOW), BITS),
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (http_work_take(f.w, wrong[i], NOW))
            fail_msg("%zu: %.*s", i, STR_ARG(wrong[i]));
    for (size_t i = 0; i < answer.len - counter.len; i++) {
        struct str spoilt = arena_str(f.a, answer);
        char *at = (char *)(uintptr_t)spoilt.ptr + i;
        *at = *at == '1' ? '2' : '1';
        if (http_work_take(f.w, spoilt, NOW))
            fail_msg("byte %zu of %.*s", i, STR_ARG(spoilt));
    }
    assert_true(http_work_take(f.w, answer, NOW));
    http_work_free(other);
    tear_down(&f);
}

static void a_counter_without_the_zeros_is_refused(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, 64);
    struct str task = http_work_task(f.w, f.a, NOW), answer = solve(f.a, task, BITS);
    int64_t right;
    assert_true(
        str_to_int((struct str){answer.ptr + task.len + 1, answer.len - task.len - 1}, &right));
    for (int64_t n = 0; n < right; n++)
        assert_false(
            http_work_take(f.w, arena_printf(f.a, "%.*s.%lld", STR_ARG(task), (long long)n), NOW));
    assert_true(http_work_take(f.w, answer, NOW));
    tear_down(&f);
}

static void a_full_row_refuses_until_it_expires(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, 1);
    for (size_t i = 0; i < 4; i++)
        assert_true(http_work_take(f.w, solve(f.a, http_work_task(f.w, f.a, NOW), BITS), NOW));
    struct str fifth = solve(f.a, http_work_task(f.w, f.a, later(1)), BITS);
    assert_false(http_work_take(f.w, fifth, later(1)));
    assert_true(http_work_take(f.w, fifth, later(HTTP_WORK_SECONDS + 1)));
    tear_down(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_pays_once),
        cmocka_unit_test(a_task_is_good_for_ten_minutes),
        cmocka_unit_test(what_was_not_worked_for_pays_nothing),
        cmocka_unit_test(a_counter_without_the_zeros_is_refused),
        cmocka_unit_test(a_full_row_refuses_until_it_expires),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
