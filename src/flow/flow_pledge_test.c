/* A roster comes in, a round is opened, people sign: on both engines. */
#include "flow/pledge_sample.h"
#include "flow/receipt.h"
#include "store/roster.h"

static int64_t unit_pledged(struct office *o, const struct store_round *round, const char *unit) {
    struct store_coverage all;
    const struct store_coverage_of of = {round->office, round->id, STR(""), 100};
    assert_int_equal(store_pledge_coverage(&o->reader, o->on.a, &of, &all).code, ERR_NONE);
    for (size_t i = 0; i < all.count; i++) {
        assert_true(all.list[i].pledged <= all.list[i].people);
        if (str_equal(all.list[i].unit, str_from_c(unit)))
            return all.list[i].pledged;
    }
    return -1;
}

static void a_roster_says_what_each_row_was(void **state) {
    struct office *o = *state;
    import_people(o);
    assert_string_equal(
        IMPORT(o, HOME, {AMIR, "Amir", "X"}, {BUDI, "Budi", "X"}, {0, "SITI", "Lais"}), "==~");
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir S.", "X"}, {BUDI, "Budi", "Y"}), "~~");
    assert_string_equal(IMPORT(o, ABOVE, {AMIR, "Amir S.", "X"}), ">");
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir S.", "X"}, {AMIR, "Amir S.", "X"}), ">=");
    assert_string_equal(IMPORT(o, "nowhere", {AMIR, "Amir", "X"}), "office");
    office_check_rebuild(o);
}

static void the_same_file_again_leaves_no_event(void **state) {
    struct office *o = *state;
    struct flow_roster_end end = {.office = STR(HOME), .file = {{1}}};
    int64_t index = -2;
    end.n[FLOW_PERSON_ADDED] = 3;
    assert_int_equal(flow_roster_end(o->flow, o->on.a, &end, &index).code, ERR_NONE);
    assert_true(index >= 0);
    end.n[FLOW_PERSON_ADDED] = 0;
    end.n[FLOW_PERSON_SAME] = 3;
    assert_int_equal(flow_roster_end(o->flow, o->on.a, &end, &index).code, ERR_NONE);
    assert_int_equal(index, -1);
    end.file = (struct hash){{2}}; /* another file that says the same */
    assert_int_equal(flow_roster_end(o->flow, o->on.a, &end, &index).code, ERR_NONE);
    assert_true(index >= 0);
    end.n[FLOW_PERSON_MOVED] = 1; /* the same file, but it moved somebody back */
    assert_int_equal(flow_roster_end(o->flow, o->on.a, &end, &index).code, ERR_NONE);
    assert_true(index >= 0);
    end.office = STR("nowhere");
    assert_int_equal(flow_roster_end(o->flow, o->on.a, &end, &index).code, ERR_MISSING);
    office_check_rebuild(o);
}

static void nobody_is_entered_twice_after_the_key_was_lost(void **state) {
    struct office *o = *state;
    import_people(o);
    o->flow->receipt_secret.b[0] ^= 1;
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir", "X"}), "roster_key");
    o->flow->receipt_secret.b[0] ^= 1;
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir", "X"}), "=");
}

static void a_round_has_sound_days_and_a_text(void **state) {
    struct office *o = *state;
    static const struct {
        int from, to;
        enum err_code want;
        const char *about;
    } CASES[] = {{0, -1, ERR_INVALID, "closes"},  {-9, -1, ERR_INVALID, "closes"},
                 {0, 367, ERR_INVALID, "closes"}, {10, 20, ERR_NONE, ""},
                 {20, 30, ERR_CONFLICT, "round"}, {0, 10, ERR_CONFLICT, "round"},
                 {12, 13, ERR_CONFLICT, "round"}, {-3, 9, ERR_NONE, ""},
                 {21, 21 + 366, ERR_NONE, ""}};
    struct store_round round;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct err e = open_days(o, CASES[i].from, CASES[i].to, &round);
        if (e.code != CASES[i].want || !str_equal(e.about, str_from_c(CASES[i].about)))
            fail_msg("%d to %d: %d %.*s", CASES[i].from, CASES[i].to, (int)e.code,
                     STR_ARG(e.about));
    }
    round = (struct store_round){
        .office = STR(HOME), .kind = STR("NO"), .opens = today(o, 0), .closes = today(o, 1)};
    struct err e = flow_pledge_open(o->flow, o->on.a, STR(""), &round);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("points")));
    round.office = STR("nowhere");
    assert_int_equal(flow_pledge_open(o->flow, o->on.a, STR(""), &round).code, ERR_MISSING);
    office_check_rebuild(o);
}

static void each_signs_once_and_gets_a_receipt_that_holds(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    count(o, &round, 3, 0);
    struct flow_pledge_sign first = sign(o, link_to(o, round.id, 1), "19660801 198803 1 001");
    assert_int_equal(first.job.result.code, ERR_NONE);
    assert_int_equal(first.seen.state, FLOW_PLEDGE_SIGNED);
    count(o, &round, 3, 1);
    struct flow_pledge_sign again = sign(o, link_to(o, round.id, 1), "");
    assert_int_equal(again.job.result.code, ERR_NONE);
    assert_int_equal(again.seen.index, first.seen.index);
    assert_int_equal(again.job.first_index, -1);
    count(o, &round, 3, 1);
    struct flow_pledge_sign without = sign(o, link_to(o, round.id, 3), "");
    assert_int_equal(without.job.result.code, ERR_NONE); /* a village head has no NIP */
    assert_false(without.seen.asks_nip);
    count(o, &round, 3, 2);

    struct str receipt;
    struct flow_receipt_checked checked;
    assert_int_equal(
        flow_pledge_receipt(o->flow, &o->reader, o->on.a, first.seen.index, &receipt).code,
        ERR_NONE);
    assert_int_equal(flow_receipt_here(o->flow, &o->reader, o->on.a, receipt, &checked).code,
                     ERR_NONE);
    assert_true(checked.genuine && checked.bundle.index == first.seen.index);
    assert_int_equal(flow_pledge_receipt(o->flow, &o->reader, o->on.a, 1000000, &receipt).code,
                     ERR_MISSING);
    office_check_rebuild(o);
}

/* Neither names nor units nor any part of a NIP that tells somebody apart. */
static void the_log_names_nobody(void **state) {
    struct office *o = *state;
    static const char *const WORDS[] = {"Amir", "amir", "Lais", "19660801", "988031001"};
    struct store_events events;
    struct flow_roster_end end = {.office = STR(HOME)};
    int64_t index, signatures = 0;
    import_people(o);
    assert_int_equal(flow_roster_end(o->flow, o->on.a, &end, &index).code, ERR_NONE);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    assert_int_equal(sign(o, link_to(o, round.id, 3), "").job.result.code, 0);
    assert_int_equal(store_event_page(&o->reader, o->on.a, 0, 256, &events).code, ERR_NONE);
    for (size_t i = 0; i < events.count; i++) {
        const char *body = arena_c(o->on.a, events.list[i].event.body);
        for (size_t k = 0; k < COUNT_OF(WORDS); k++)
            assert_null(strstr(body, WORDS[k]));
        signatures += str_equal(events.list[i].event.kind, STR("pledge.signed"));
    }
    assert_int_equal(signatures, 2);
}

static void nobody_signs_what_is_not_theirs(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    struct str amir = link_to(o, round.id, 1);
    static const char *const WRONG[] = {"", "196608011988031002", "1001", "1,96608E+17", "x"};
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct flow_pledge_sign x = sign(o, amir, WRONG[i]);
        assert_int_equal(x.job.result.code, ERR_INVALID);
        assert_true(str_equal(x.job.result.about, STR("nip")));
    }
    assert_int_equal(sign(o, link_to(o, round.id, 4), "").job.result.code, ERR_MISSING);
    assert_int_equal(sign(o, link_to(o, round.id + 1, 1), "").job.result.code, ERR_MISSING);
    assert_int_equal(sign(o, STR("1-1-x"), "").job.result.code, ERR_MISSING);
    struct flow_pledge_sign some = {
        .job = {.arena = o->on.a}, .link = amir, .nip = STR("196608011988031001")};
    some.now = env_now(&o->env);
    flow_pledge_prepare(o->flow, &some);
    struct err e = flow_run_now(o->flow, &some.job);
    assert_true(e.code == ERR_INVALID && str_equal(e.about, STR("butir")));
    count(o, &round, 3, 0);
}

static void outside_of_its_days_a_link_says_so(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round;
    assert_int_equal(open_days(o, 1, 2, &round).code, ERR_NONE);
    static const struct {
        int64_t days;
        int64_t person;
        enum flow_pledge_state state;
        enum err_code want;
    } CASES[] = {{0, 1, FLOW_PLEDGE_EARLY, ERR_CONFLICT},
                 {1, 1, FLOW_PLEDGE_SIGNED, ERR_NONE},
                 {1, 2, FLOW_PLEDGE_SIGNED, ERR_NONE},
                 {1, 3, FLOW_PLEDGE_CLOSED, ERR_CONFLICT},
                 {0, 1, FLOW_PLEDGE_SIGNED, ERR_NONE}}; /* the first answer, for ever */
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        o->env.shift_us += CASES[i].days * DAY_US_SECONDS * INT64_C(1000000);
        struct str link = link_to(o, round.id, CASES[i].person);
        const char *nip = CASES[i].person == 1 ? "196608011988031001" : "196608011988031002";
        struct flow_pledge_sign x = sign(o, link, nip);
        struct flow_pledge_seen seen;
        struct err e = flow_pledge_see(
            o->flow, &(struct flow_pledge_ask){&o->reader, o->on.a, link, x.now}, &seen);
        assert_int_equal(e.code, ERR_NONE);
        if (x.job.result.code != CASES[i].want || seen.state != CASES[i].state)
            fail_msg("case %zu: %d, state %d", i, (int)x.job.result.code, (int)seen.state);
    }
    count(o, &round, 3, 2);
}

static void who_moves_takes_the_signature_along(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    assert_int_equal(unit_pledged(o, &round, "X"), 1);
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir", "Y"}), "~");
    assert_int_equal(unit_pledged(o, &round, "X"), 0);
    assert_int_equal(unit_pledged(o, &round, "Y"), 1);
    office_check_rebuild(o);
    assert_string_equal(IMPORT(o, ABOVE, {AMIR, "Amir", "Y"}, {BUDI, "Budi", "Z"}), ">>");
    assert_int_equal(unit_pledged(o, &round, "Y"), -1); /* nobody stands there */
    count(o, &round, 1, 0);
    office_check_rebuild(o);
    struct flow_pledge_sign gone = sign(o, link_to(o, round.id, 2), "196608011988031002");
    assert_true(gone.job.result.code == ERR_CONFLICT && gone.seen.state == FLOW_PLEDGE_MOVED);
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir", "X"}), ">");
    count(o, &round, 2, 1);
    office_check_rebuild(o);
}

static void a_round_of_another_text_is_not_signed(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    struct law other = *o->law;
    struct law_pledge point = other.pledge[0];
    point.text.id = STR("Lain.");
    other.pledge = &point;
    o->flow->law = &other;
    struct flow_pledge_sign x = sign(o, link_to(o, round.id, 1), "196608011988031001");
    assert_true(x.job.result.code == ERR_CONFLICT && x.seen.state == FLOW_PLEDGE_CHANGED);
    struct store_round next, third; /* as the link says: the office opens another */
    assert_int_equal(open_days(o, 0, 7, &next).code, ERR_NONE);
    assert_int_equal(open_days(o, 7, 8, &third).code, ERR_CONFLICT);
    assert_int_equal(sign(o, link_to(o, next.id, 2), "196608011988031002").job.result.code, 0);
    o->flow->law = o->law;
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    office_check_rebuild(o);
}

static char take_post(struct office *o, const char *office, const char *post) {
    struct roster_person siti = {.subject = law_subject_class(o->law, STR("kades")),
                                 .name = STR("Siti"),
                                 .unit = STR("Lais"),
                                 .post = str_from_c(post)};
    enum flow_person what;
    const struct flow_roster_batch batch = {
        .office = str_from_c(office), .list = &siti, .count = 1, .ret_what = &what, .moves = true};
    assert_int_equal(flow_roster_take(o->flow, o->on.a, &batch).code, ERR_NONE);
    return "=+~>"[what];
}

/* As one without a NIP was kept before docs/adr/0080. */
static struct err run_keyed_by_post(struct flow_txn *txn, struct flow_job *job) {
    (void)job;
    struct pledge_keys keys = pledge_keys_derive(&txn->flow->receipt_secret);
    const struct pledge_identity siti = {
        {0}, STR_INIT("kades"), STR_INIT("Siti"), STR_INIT("Lais"), {0}};
    struct hash before = pledge_post_key(&keys, &siti, STR("Kades"));
    struct store_person was, now;
    struct err e = store_person_row(txn->db, txn->batch, 1, &was);
    now = was;
    now.key = before;
    return e.code ? e
                  : store_person_update(txn->db, txn->batch,
                                        &(struct store_person_change){&was, &now}, &txn->stats);
}

static void who_has_no_nip_is_known_again_whatever_the_post(void **state) {
    struct office *o = *state;
    assert_int_equal(take_post(o, HOME, "Kades"), '+');
    struct flow_job before = {.run = run_keyed_by_post, .arena = o->on.a};
    assert_int_equal(flow_run_now(o->flow, &before).code, ERR_NONE);
    struct store_round round = open_round(o);
    assert_int_equal(take_post(o, ABOVE, "Kades"), '+'); /* another person of that name */
    assert_int_equal(sign(o, link_to(o, round.id, 1), "").job.result.code, 0); /* asks no NIP */
    assert_int_equal(take_post(o, HOME, "Kades"), '=');
    assert_int_equal(take_post(o, HOME, "Pj. Kades"), '~');
    assert_int_equal(take_post(o, HOME, "PJ. KADES"), '~');
    assert_int_equal(take_post(o, HOME, "PJ. KADES"), '=');
    count(o, &round, 1, 1);
    office_check_rebuild(o);
}

static void the_number_of_who_was_removed_is_given_to_nobody(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 3), "").job.result.code, 0);
    remove_person(o, 3);
    assert_string_equal(IMPORT(o, HOME, {0, "Tono", "Lais"}), "+");
    assert_int_equal(sign(o, link_to(o, round.id, 3), "").job.result.code, ERR_MISSING);
    struct flow_pledge_sign tono = sign(o, link_to(o, round.id, 4), "");
    assert_int_equal(tono.job.result.code, ERR_NONE);
    assert_true(str_equal(tono.seen.person.name, STR("Tono")) && tono.job.first_index >= 0);
    count(o, &round, 3, 1);
}

static void a_rebuild_passes_over_a_signer_who_was_removed(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    assert_int_equal(sign(o, link_to(o, round.id, 3), "").job.result.code, 0);
    remove_person(o, 1);
    office_check_rebuild(o);
    count(o, &round, 2, 1);
}

static void under_another_key_no_round_opens_and_no_link_says_anything(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o), other;
    struct str link = link_to(o, round.id, 1);
    struct flow_pledge_walk walk = {round.id, false, NULL, NULL}; /* tells nobody */
    const struct flow_pledge_ask ask = {&o->reader, o->on.a, link, env_now(&o->env)};
    struct flow_pledge_seen seen;
    o->flow->receipt_secret.b[0] ^= 1;
    const struct err all[] = {
        open_days(o, 10, 20, &other), flow_pledge_people(o->flow, &o->reader, &walk),
        flow_pledge_see(o->flow, &ask, &seen), sign(o, link, "196608011988031001").job.result,
        sign(o, link_to(o, round.id, 3), "").job.result};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (all[i].code != ERR_CONFLICT || !str_equal(all[i].about, STR("roster_key")))
            fail_msg("call %zu: %d %.*s", i, (int)all[i].code, STR_ARG(all[i].about));
    o->flow->receipt_secret.b[0] ^= 1;
    assert_int_equal(sign(o, link, "196608011988031001").job.result.code, ERR_NONE);
}

struct told {
    struct office *o;
    char names[64];
};

static bool tell(void *arg, const struct store_signer *signer, struct str link) {
    struct told *t = arg;
    struct flow_pledge_seen seen;
    const struct flow_pledge_ask ask = {&t->o->reader, t->o->on.a, link, env_now(&t->o->env)};
    struct err e = flow_pledge_see(t->o->flow, &ask, &seen);
    assert_int_equal(e.code, ERR_NONE);
    assert_int_equal(seen.person.id, signer->id);
    (void)snprintf(t->names + strlen(t->names), sizeof t->names - strlen(t->names), "%.*s;",
                   STR_ARG(signer->name));
    return true;
}

static void who_has_not_signed_is_told_by_unit(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 2), "196608011988031002").job.result.code, 0);
    static const struct {
        bool unsigned_only;
        const char *names;
    } CASES[] = {{false, "Siti;Amir;Budi;"}, {true, "Siti;Amir;"}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct told told = {.o = o};
        struct flow_pledge_walk walk = {round.id, CASES[i].unsigned_only, tell, &told};
        assert_int_equal(flow_pledge_people(o->flow, &o->reader, &walk).code, ERR_NONE);
        assert_string_equal(told.names, CASES[i].names);
    }
    struct flow_pledge_walk none = {round.id + 1, true, tell, NULL};
    assert_int_equal(flow_pledge_people(o->flow, &o->reader, &none).code, ERR_MISSING);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, a_roster_says_what_each_row_was), IN(engine, the_same_file_again_leaves_no_event),  \
        IN(engine, nobody_is_entered_twice_after_the_key_was_lost),                                \
        IN(engine, a_round_has_sound_days_and_a_text),                                             \
        IN(engine, each_signs_once_and_gets_a_receipt_that_holds),                                 \
        IN(engine, the_log_names_nobody), IN(engine, nobody_signs_what_is_not_theirs),             \
        IN(engine, outside_of_its_days_a_link_says_so),                                            \
        IN(engine, who_moves_takes_the_signature_along),                                           \
        IN(engine, a_round_of_another_text_is_not_signed),                                         \
        IN(engine, who_has_no_nip_is_known_again_whatever_the_post),                               \
        IN(engine, the_number_of_who_was_removed_is_given_to_nobody),                              \
        IN(engine, a_rebuild_passes_over_a_signer_who_was_removed),                                \
        IN(engine, under_another_key_no_round_opens_and_no_link_says_anything),                    \
        IN(engine, who_has_not_signed_is_told_by_unit)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_pledge", tests, COUNT_OF(tests));
}
