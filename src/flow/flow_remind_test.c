/* Reminders by mail, on both engines: whom they reach, once a day, through kills and refusals. */
#include "flow/remind.h"

#include "flow/pledge_sample.h"

static const struct flow_pledge_who SARI = {STR_INIT(HOME), STR_INIT("sari")};

struct reached {
    int64_t nip;
    const char *name, *unit, *mail; /* mail NULL: the file has no such column */
};

static void take_in(struct office *o, struct str office, const struct reached *rows, size_t count) {
    enum { MOST = 64 };
    static struct roster_person list[MOST];
    static enum flow_person what[MOST];
    for (size_t i = 0; i < count; i++)
        list[i] = (struct roster_person){.nip = {rows[i].nip},
                                         .subject = law_subject_class(o->law, STR("pns")),
                                         .name = str_from_c(rows[i].name),
                                         .unit = str_from_c(rows[i].unit),
                                         .mail = str_from_c(rows[i].mail),
                                         .tells_mail = rows[i].mail != NULL};
    assert_int_equal(
        flow_roster_take(
            o->flow, o->on.a,
            &(struct flow_roster_batch){
                .office = office, .list = list, .count = count, .ret_what = what, .moves = true})
            .code,
        ERR_NONE);
}

static void take(struct office *o, const struct reached *rows, size_t count) {
    take_in(o, STR(HOME), rows, count);
}

/* Amir (unit X) and Budi (Y) have an address, Citra has none. */
static void take_three(struct office *o) {
    static const struct reached ROWS[] = {{AMIR, "Amir", "X", "amir@muba.go.id"},
                                          {BUDI, "Budi {tautan}", "Y", "budi@muba.go.id"},
                                          {196608011988031003, "Citra", "X", ""}};
    take(o, ROWS, COUNT_OF(ROWS));
}

static struct err ask_of(struct office *o, const struct flow_pledge_who *who, int64_t round) {
    struct flow_remind how = {.who = *who,
                              .round = round,
                              .subject = STR("Pengingat"),
                              .text = STR("Yth. {nama}\n{tautan}"),
                              .site = STR("https://netral.example")};
    return flow_remind(o->flow, o->on.a, &how);
}

static struct err ask(struct office *o, int64_t round) {
    return ask_of(o, &SARI, round);
}

static struct flow_remind_batch next(struct office *o) {
    struct flow_remind_batch batch;
    assert_int_equal(flow_remind_take(o->flow, o->on.a, &batch).code, ERR_NONE);
    return batch;
}

static void settle(struct office *o, const struct flow_remind_batch *batch) {
    assert_int_equal(flow_remind_settle(o->flow, o->on.a, batch).code, ERR_NONE);
}

static struct store_reminder newest(struct office *o, int64_t round) {
    struct store_reminder found;
    assert_int_equal(store_remind_newest(&o->reader, o->on.a, round, &found).code, ERR_NONE);
    return found;
}

static void a_day_later(struct office *o) {
    o->env.shift_us += (int64_t)DAY_US_SECONDS * 1000000;
}

static void who_has_an_address_and_did_not_sign_gets_one(void **state) {
    struct office *o = *state;
    take_three(o);
    struct store_round round = open_round(o);
    struct flow_remind_seen seen;
    assert_int_equal(flow_remind_see(o->flow, o->on.a, &round, &seen).code, ERR_NONE);
    assert_int_equal(seen.sum.people, 3);
    assert_int_equal(seen.count.people, 2);
    assert_int_equal(seen.first.count, 2);
    assert_int_equal(seen.newest.id, -1);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    struct err e = ask(o, round.id);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("reminder")));

    struct flow_remind_batch batch = next(o);
    assert_int_equal(batch.count, 2);
    assert_string_equal(arena_c(o->on.a, batch.list[0].address), "amir@muba.go.id");
    struct str link = link_to(o, round.id, 2);
    assert_string_equal(arena_c(o->on.a, batch.list[1].text),
                        arena_printf(o->on.a,
                                     "Yth. Budi {tautan}\nhttps://netral.example/ikrar/%.*s",
                                     STR_ARG(link))
                            .ptr);
    batch.list[0].state = STORE_MAIL_SENT;
    batch.list[1].state = STORE_MAIL_REFUSED;
    batch.list[1].code = 550;
    settle(o, &batch);
    batch = next(o);
    assert_int_equal(batch.count, 0);
    assert_int_equal(next(o).of.id, -1);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended && done.sent == 1 && done.refused == 1 && done.unsure == 0);
    assert_int_equal(flow_remind_see(o->flow, o->on.a, &round, &seen).code, ERR_NONE);
    assert_true(seen.refused.count == 1 && seen.refused.list[0].code == 550);

    /* nobody twice on a day; on the next who signed meanwhile is left out */
    e = ask(o, round.id);
    assert_true(e.code == ERR_INVALID && str_equal(e.about, STR("people")));
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    a_day_later(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    batch = next(o);
    assert_int_equal(batch.count, 1);
    assert_int_equal(batch.list[0].person, 2);
    office_check_rebuild(o);
}

static void what_a_kill_left_is_unsure_and_not_repeated(void **state) {
    struct office *o = *state;
    take_three(o);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    assert_int_equal(next(o).count, 2); /* and killed */
    assert_int_equal(flow_remind_resume(o->flow, o->on.a).code, ERR_NONE);
    assert_int_equal(next(o).count, 0);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended && done.sent == 0 && done.unsure == 2);
}

static void what_did_not_leave_is_taken_again(void **state) {
    struct office *o = *state;
    take_three(o);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    struct flow_remind_batch batch = next(o);
    batch.list[0].state = STORE_MAIL_LEAVING;
    batch.list[1].state = STORE_MAIL_SENT;
    settle(o, &batch);
    assert_false(newest(o, round.id).ended);
    batch = next(o);
    assert_int_equal(batch.count, 1);
    assert_int_equal(batch.list[0].person, 1);
}

static const char *address(struct office *o, size_t i) {
    return arena_printf(o->on.a, "o%zu@muba.go.id", i).ptr;
}

static void minutes_later(struct office *o, int64_t minutes) {
    o->env.shift_us += minutes * 60 * 1000000;
}

static struct flow_remind_seen look(struct office *o, const struct store_round *round) {
    struct flow_remind_seen seen;
    assert_int_equal(flow_remind_see(o->flow, o->on.a, round, &seen).code, ERR_NONE);
    return seen;
}

/* Amir's server says 450 (greylisting), Budi's takes his. */
static struct store_round refused_for_now(struct office *o) {
    take_three(o);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    struct flow_remind_batch batch = next(o);
    assert_int_equal(batch.count, 2);
    batch.list[0].state = STORE_MAIL_REFUSED;
    batch.list[0].code = 450;
    batch.list[1].state = STORE_MAIL_SENT;
    settle(o, &batch);
    return round;
}

static void who_is_refused_for_now_is_tried_again_with_growing_waits(void **state) {
    struct office *o = *state;
    struct store_round round = refused_for_now(o);
    int64_t all = 0;
    for (size_t i = 0; i < FLOW_REMIND_TRIES - 1; i++) {
        assert_int_equal(next(o).count, 0);  /* nobody for now */
        assert_int_equal(next(o).of.id, -1); /* and it is not asked again and again */
        struct flow_remind_seen seen = look(o, &round);
        assert_true(!seen.newest.ended && seen.again.people == 1 && seen.waiting == 0);
        assert_true(seen.newest.refused == 0 && seen.refused.count == 1 &&
                    seen.refused.list[0].code == 450 && seen.refused.list[0].tries);
        assert_true(seen.again.next.us > env_now(&o->env).us);
        assert_true(seen.again.last.us >= seen.again.next.us);
        assert_int_equal(seen.count.today, 1); /* Amir had none */
        minutes_later(o, FLOW_REMIND_WAITS[i] - 1);
        assert_int_equal(next(o).of.id, -1);
        minutes_later(o, 2);
        all += FLOW_REMIND_WAITS[i] + 1;
        assert_true(i == 0 || FLOW_REMIND_WAITS[i] > FLOW_REMIND_WAITS[i - 1]);
        struct flow_remind_batch batch = next(o);
        assert_true(batch.count == 1 && batch.list[0].person == 1 &&
                    batch.list[0].tries == (int64_t)i + 1);
        batch.list[0].state = STORE_MAIL_REFUSED;
        batch.list[0].code = 450;
        settle(o, &batch);
    }
    assert_true(all < (int64_t)7 * 60);
    assert_int_equal(next(o).count, 0);
    struct flow_remind_seen seen = look(o, &round);
    assert_true(seen.newest.ended && seen.newest.refused == 1 && seen.again.people == 0);
    assert_true(seen.refused.count == 1 && !seen.refused.list[0].tries);
}

static void a_later_try_that_is_taken_ends_it(void **state) {
    struct office *o = *state;
    struct store_round round = refused_for_now(o);
    minutes_later(o, FLOW_REMIND_WAITS[0] + 1);
    struct flow_remind_batch batch = next(o);
    batch.list[0].state = STORE_MAIL_SENT;
    settle(o, &batch);
    assert_int_equal(next(o).count, 0);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended && done.sent == 2 && done.refused == 0);
}

static void a_kill_in_a_later_try_leaves_unsure(void **state) {
    struct office *o = *state;
    struct store_round round = refused_for_now(o);
    minutes_later(o, FLOW_REMIND_WAITS[0] + 1);
    assert_int_equal(next(o).count, 1);
    assert_int_equal(flow_remind_resume(o->flow, o->on.a).code, ERR_NONE);
    assert_int_equal(next(o).count, 0);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended && done.unsure == 1 && done.sent == 1);
}

static void who_signs_while_waiting_gets_nothing(void **state) {
    struct office *o = *state;
    struct store_round round = refused_for_now(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    assert_int_equal(next(o).count, 0);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended && done.refused == 0);
}

static void a_closed_round_tries_nobody_again(void **state) {
    struct office *o = *state;
    struct store_round round = refused_for_now(o);
    struct flow_pledge_close close = {.who = SARI, .round = round.id};
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &close).code, ERR_NONE);
    assert_int_equal(next(o).count, 0);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended && done.refused == 1);
}

/* Two processes: the second made the first one's people unsure before that one settled. */
static void what_somebody_else_settled_stays(void **state) {
    struct office *o = *state;
    take_three(o);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    struct flow_remind_batch batch = next(o);
    assert_int_equal(flow_remind_resume(o->flow, o->on.a).code, ERR_NONE);
    batch.list[0].state = STORE_MAIL_SENT;
    batch.list[1].state = STORE_MAIL_LEAVING;
    settle(o, &batch);
    struct store_reminder now = newest(o, round.id);
    assert_true(now.unsure == 2 && now.sent == 0);
    assert_int_equal(next(o).count, 0); /* Budi is not taken again: he may have got it */
}

static void take_many(struct office *o, size_t count) {
    enum { MOST = 64 };
    struct reached rows[MOST];
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct reached){AMIR + (int64_t)i, "Orang", i % 3 ? "X" : "Y", address(o, i)};
    take(o, rows, count);
}

static void send(struct office *o, struct flow_remind_batch *batch) {
    for (size_t i = 0; i < batch->count; i++)
        batch->list[i].state = STORE_MAIL_SENT;
    settle(o, batch);
}

/* Another office's few, who were asked for later, do not wait for the end of the first. */
static void reminders_take_turns(void **state) {
    enum { PEOPLE = 60, NIP = 100 };
    static const struct flow_pledge_who DEWI = {STR_INIT(ABOVE), STR_INIT("dewi")};
    static const struct reached FEW[] = {{AMIR + NIP, "Dian", "Z", "dian@sumsel.go.id"}};
    struct office *o = *state;
    take_many(o, PEOPLE);
    take_in(o, STR(ABOVE), FEW, COUNT_OF(FEW));
    struct store_round first = open_round(o);
    struct store_round second = {
        .office = STR(ABOVE), .kind = first.kind, .opens = first.opens, .closes = first.closes};
    assert_int_equal(flow_pledge_open(o->flow, o->on.a, STR(""), &second).code, ERR_NONE);
    assert_int_equal(ask(o, first.id).code, ERR_NONE);
    struct flow_remind_batch batch = next(o);
    assert_true(batch.of.round == first.id && batch.count == FLOW_REMIND_BATCH);
    send(o, &batch);
    assert_int_equal(ask_of(o, &DEWI, second.id).code, ERR_NONE);
    static const bool FIRST[] = {false, true, false, true, true};
    static const size_t COUNTS[] = {1, FLOW_REMIND_BATCH, 0, FLOW_REMIND_BATCH, 0};
    for (size_t i = 0; i < COUNT_OF(FIRST); i++) {
        batch = next(o);
        assert_int_equal(batch.of.round, FIRST[i] ? first.id : second.id);
        assert_int_equal(batch.count, COUNTS[i]);
        send(o, &batch);
    }
    assert_true(newest(o, first.id).ended && newest(o, second.id).ended);
}

/* Whom yesterday's batches reached does not wait again today. */
static void who_waits_is_counted_over_midnight(void **state) {
    enum { PEOPLE = 50 };
    struct office *o = *state;
    take_many(o, PEOPLE);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    struct flow_remind_batch batch = next(o);
    send(o, &batch);
    assert_int_equal(look(o, &round).waiting, PEOPLE - FLOW_REMIND_BATCH);
    a_day_later(o);
    assert_int_equal(look(o, &round).waiting, PEOPLE - FLOW_REMIND_BATCH);
    batch = next(o);
    send(o, &batch);
    assert_int_equal(look(o, &round).waiting, PEOPLE - 2 * FLOW_REMIND_BATCH);
}

static void a_restored_store_sends_nothing_on(void **state) {
    struct office *o = *state;
    take_three(o);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    assert_int_equal(next(o).count, 2); /* under way when the backup was made */
    assert_int_equal(flow_remind_stop(o->flow, o->on.a).code, ERR_NONE);
    assert_int_equal(next(o).of.id, -1);
    struct store_reminder done = newest(o, round.id);
    assert_true(done.ended == STORE_REMIND_TOLD && done.unsure == 2);
    struct err e = ask(o, round.id);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("restored")));
    a_day_later(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    assert_int_equal(next(o).count, 2);
    office_check_rebuild(o);
}

/* A link is one person's key: an address of two gets none, also when one of them has signed. */
static void an_address_of_two_gets_nothing(void **state) {
    static const struct reached ROWS[] = {{AMIR, "Amir", "X", "kantor@muba.go.id"},
                                          {BUDI, "Budi", "Y", "kantor@muba.go.id"},
                                          {196608011988031003, "Citra", "X", "citra@muba.go.id"}};
    struct office *o = *state;
    take(o, ROWS, COUNT_OF(ROWS));
    struct store_round round = open_round(o);
    struct flow_remind_seen seen = look(o, &round);
    assert_true(seen.count.people == 1 && seen.count.shared == 2 && seen.first.count == 1);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    seen = look(o, &round);
    assert_true(seen.count.people == 1 && seen.count.shared == 1);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    struct flow_remind_batch batch = next(o);
    assert_true(batch.count == 1 && batch.list[0].person == 3);
}

static void many_go_in_batches(void **state) {
    enum { PEOPLE = 50 };
    struct office *o = *state;
    take_many(o, PEOPLE);
    struct store_round round = open_round(o);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    size_t people = 0, batches = 0;
    bool had[PEOPLE + 1] = {false};
    while (true) {
        struct flow_remind_batch batch = next(o);
        if (!batch.count)
            break;
        for (size_t i = 0; i < batch.count; i++) {
            assert_false(had[batch.list[i].person]);
            had[batch.list[i].person] = true;
            batch.list[i].state = STORE_MAIL_SENT;
        }
        people += batch.count;
        batches++;
        settle(o, &batch);
    }
    assert_int_equal(people, PEOPLE);
    assert_int_equal(batches, (PEOPLE + FLOW_REMIND_BATCH - 1) / FLOW_REMIND_BATCH);
    assert_int_equal(newest(o, round.id).sent, PEOPLE);
}

static void only_a_running_round_reminds(void **state) {
    struct office *o = *state;
    take_three(o);
    struct store_round early;
    assert_int_equal(open_days(o, 3, 7, &early).code, ERR_NONE);
    struct err e = ask(o, early.id);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("round_early")));
    e = ask(o, early.id + 100);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("round")));
    struct store_round round;
    assert_int_equal(open_days(o, 0, 1, &round).code, ERR_NONE);
    assert_int_equal(ask(o, round.id).code, ERR_NONE);
    const struct flow_pledge_close how = {.who = SARI, .round = round.id};
    struct flow_pledge_close close = how;
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &close).code, ERR_NONE);
    assert_int_equal(next(o).count, 0); /* it ends with its round */
    assert_true(newest(o, round.id).ended);
    e = ask(o, round.id);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("round_closed")));
}

static void a_file_without_addresses_leaves_them(void **state) {
    struct office *o = *state;
    take_three(o);
    static const struct reached WITHOUT[] = {{AMIR, "Amir", "X", NULL}, {BUDI, "Budi", "Y", ""}};
    take(o, WITHOUT, COUNT_OF(WITHOUT));
    struct store_person person;
    assert_int_equal(store_person_row(&o->reader, o->on.a, 1, &person).code, ERR_NONE);
    assert_string_equal(arena_c(o->on.a, person.mail), "amir@muba.go.id");
    assert_int_equal(store_person_row(&o->reader, o->on.a, 2, &person).code, ERR_NONE);
    assert_int_equal(person.mail.len, 0);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, who_has_an_address_and_did_not_sign_gets_one),                                      \
        IN(engine, what_a_kill_left_is_unsure_and_not_repeated),                                   \
        IN(engine, what_did_not_leave_is_taken_again), IN(engine, many_go_in_batches),             \
        IN(engine, who_is_refused_for_now_is_tried_again_with_growing_waits),                      \
        IN(engine, a_later_try_that_is_taken_ends_it),                                             \
        IN(engine, a_kill_in_a_later_try_leaves_unsure),                                           \
        IN(engine, who_signs_while_waiting_gets_nothing),                                          \
        IN(engine, a_closed_round_tries_nobody_again),                                             \
        IN(engine, what_somebody_else_settled_stays), IN(engine, reminders_take_turns),            \
        IN(engine, who_waits_is_counted_over_midnight),                                            \
        IN(engine, a_restored_store_sends_nothing_on), IN(engine, an_address_of_two_gets_nothing), \
        IN(engine, only_a_running_round_reminds), IN(engine, a_file_without_addresses_leaves_them)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_remind", tests, COUNT_OF(tests));
}
