/* A roster file on its way: given up midway, gone on with, told of. */
#include "flow/pledge_sample.h"

static struct str many_rows(struct office *o, int count) {
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_add_c(&text, "nama,unit kerja,nip\n");
    for (int i = 0; i < count; i++)
        buf_printf(&text, "Orang %d,Unit %d,19660801%04d%02d1%03d\n", i, i % 3,
                   1988 + i / (999 * 12), 1 + i / 999 % 12, 1 + i % 999);
    struct str rows = arena_str(o->on.a, buf_str(&text));
    buf_done(&text);
    return rows;
}

/* Three of its people stand in the agency above, in the first batch and in the second. */
static void some_stand_elsewhere(struct office *o) {
    assert_string_equal(IMPORT(o, ABOVE, {196608011988011006, "Orang 5", "Biro"},
                               {196608011988011101, "Orang 100", "Biro"},
                               {196608011988031103, "Orang 2100", "Biro"}),
                        "+++");
}

static struct flow_roster_told load_whole(struct office *o, const struct flow_roster_file *file) {
    struct flow_roster_told told;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, file, &told).code, ERR_NONE);
    return told;
}

/* As after a kill: a batch of it is there and no event; the same file again goes on behind it, and
 * tells what a run tells that nobody killed. */
static void a_file_that_was_given_up_midway_goes_on(void **state) {
    enum { ALL = FLOW_ROSTER_BATCH + 500, AWAY = 3 };
    struct office *o = *state;
    const struct flow_roster_file file = {
        .office = STR(HOME), .by = STR("sari"), .bytes = many_rows(o, ALL)};
    some_stand_elsewhere(o);
    struct flow_roster_run *run = flow_roster_run_new(o->flow, &file);
    assert_true(flow_roster_run_step(run)); /* looks at what kind of file it is */
    assert_true(flow_roster_run_step(run));
    assert_int_equal(flow_roster_run_so_far(run).people, FLOW_ROSTER_BATCH - 2);
    assert_int_equal(flow_roster_run_so_far(run).pace.percent, 80);
    flow_roster_run_free(run);

    struct flow_roster_loaded found;
    assert_int_equal(flow_roster_load(o->flow, &o->reader, o->on.a, STR(HOME), &found).code, 0);
    assert_true(found.live && found.load.taken == FLOW_ROSTER_BATCH && !found.load.ended);
    struct flow_roster_file other = file;
    struct flow_roster_told told;
    other.bytes = STR("nama,unit kerja,nip\nA,X,196608011990011001\n");
    struct err e = flow_roster_file(o->flow, o->on.a, &other, &told);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("import"))); /* has to wait */

    struct flow_roster_told gone_on = load_whole(o, &file);
    assert_int_equal(gone_on.n[FLOW_PERSON_ADDED], ALL - AWAY);
    assert_true(!gone_on.n[FLOW_PERSON_SAME] && gone_on.faulty == AWAY && gone_on.index >= 0);
    struct flow_roster_told again = load_whole(o, &file); /* from its first row on */
    assert_int_equal(again.n[FLOW_PERSON_SAME], ALL - AWAY);
    assert_true(str_equal(again.fixes, gone_on.fixes) && again.index < 0);
    struct store_roster_sum sum;
    assert_int_equal(store_roster_sum(&o->reader, o->on.a, STR(HOME), &sum).code, ERR_NONE);
    assert_true(sum.people == ALL - AWAY && sum.units == 3);
    assert_int_equal(load_whole(o, &other).n[FLOW_PERSON_ADDED], 1);
    office_check_rebuild(o);
}

/* Two processes with one file: the second goes on, and the first is told. */
static void one_process_at_a_time_goes_on_with_a_file(void **state) {
    struct office *o = *state;
    const struct flow_roster_file file = {
        .office = STR(HOME), .by = STR("sari"), .bytes = many_rows(o, 2 * FLOW_ROSTER_BATCH + 1)};
    struct flow_roster_run *first = flow_roster_run_new(o->flow, &file);
    assert_true(flow_roster_run_step(first));
    struct flow_roster_run *second = flow_roster_run_new(o->flow, &file);
    assert_true(flow_roster_run_step(second));
    assert_true(flow_roster_run_step(second));
    assert_false(flow_roster_run_step(first));
    struct flow_roster_so_far so_far = flow_roster_run_so_far(first);
    assert_true(so_far.failed.code == ERR_CONFLICT &&
                str_equal(so_far.failed.about, STR("import")));
    while (flow_roster_run_step(second))
        ;
    assert_int_equal(flow_roster_run_so_far(second).people, 2 * FLOW_ROSTER_BATCH + 1);
    flow_roster_run_free(first);
    flow_roster_run_free(second);
}

static bool is_kept(struct office *o, const char *office) {
    struct store_load load;
    assert_int_equal(store_load_find(&o->reader, o->on.a, str_from_c(office), &load).code, 0);
    return load.file.len > 0;
}

static bool is_told(struct office *o, const char *office) {
    struct flow_roster_loaded found;
    assert_int_equal(
        flow_roster_load(o->flow, &o->reader, o->on.a, str_from_c(office), &found).code, ERR_NONE);
    return found.load.file.len > 0;
}

static void begin_one(struct office *o, const char *office, int64_t lines) {
    struct store_load load;
    const struct flow_roster_begin what = {
        .office = str_from_c(office), .way = STR("test"), .lines = lines};
    assert_int_equal(flow_roster_begin(o->flow, o->on.a, &what, &load).code, ERR_NONE);
}

/* Killed at once, one that came by a pipe and one that can be sent again; whoever comes later. */
static void what_nobody_goes_on_with_is_forgotten(void **state) {
    static const int64_t SECOND = 1000000, HOUR = 3600 * SECOND;
    struct office *o = *state;
    begin_one(o, HOME, 0);
    begin_one(o, ABOVE, 9);
    assert_true(is_told(o, HOME) && is_told(o, ABOVE)); /* perhaps they still run */
    o->env.shift_us += 11 * SECOND;
    assert_false(is_told(o, HOME));
    assert_true(is_told(o, ABOVE));
    assert_int_equal(flow_roster_sweep(o->flow, o->on.a).code, ERR_NONE);
    assert_true(is_kept(o, HOME) && is_kept(o, ABOVE)); /* a slow pipe goes on */
    o->env.shift_us += HOUR;
    assert_int_equal(flow_roster_sweep(o->flow, o->on.a).code, ERR_NONE);
    assert_true(!is_kept(o, HOME) && is_kept(o, ABOVE));
    o->env.shift_us += 24 * HOUR;
    begin_one(o, HOME, 9); /* the next file of any office */
    assert_true(is_kept(o, HOME) && !is_kept(o, ABOVE));
}

static void the_pace_tells_percent_and_time(void **state) {
    (void)state;
    static const struct {
        int64_t lines, line, from, seconds;
        bool ended;
        struct flow_roster_pace want;
    } CASES[] = {
        {0, 0, 0, 60, false, {-1, -1}},        /* no file that can be measured */
        {1000, 0, 0, 0, false, {0, -1}},       /* at its begin */
        {1000, 500, 0, 1, false, {50, -1}},    /* too soon to tell */
        {1000, 500, 0, 60, false, {50, 60}},   /* as long again */
        {1000, 800, 600, 10, false, {80, 10}}, /* gone on: by what this run did */
        {1000, 999, 0, 60, false, {99, 0}},
        {1000, 2000, 0, 60, false, {100, 0}}, /* lines within quotes, told apart otherwise */
        {1000, 1000, 0, 60, true, {100, 0}},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct store_load load = {
            .lines = CASES[i].lines, .line = CASES[i].line, .ended = CASES[i].ended};
        struct flow_roster_pace pace =
            flow_roster_pace(&load, CASES[i].from, CASES[i].seconds * 1000000);
        assert_int_equal(pace.percent, CASES[i].want.percent);
        assert_int_equal(pace.seconds, CASES[i].want.seconds);
    }
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pace_tells_percent_and_time),
        IN(in_sqlite, a_file_that_was_given_up_midway_goes_on),
        IN(in_sqlite, one_process_at_a_time_goes_on_with_a_file),
        IN(in_sqlite, what_nobody_goes_on_with_is_forgotten),
        IN(on_postgres_office, a_file_that_was_given_up_midway_goes_on),
        IN(on_postgres_office, one_process_at_a_time_goes_on_with_a_file),
        IN(on_postgres_office, what_nobody_goes_on_with_is_forgotten)};
    return run_on_engines("flow_roster", tests, COUNT_OF(tests));
}
