#include "flow/office_key.h"

#include "base/json.h"
#include "flow/directory.h"
#include "seal/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/key_sample.h"

static void who_has_a_key_sees_it_alone(void **state) {
    struct office *o = *state;
    expect("an admin", make(o, "adi", 9), ERR_DENIED, "role");
    expect("a custodian", make(o, "kus", 4), ERR_NONE, NULL);
    expect("an officer", make(o, "dina", 1), ERR_NONE, NULL);
    struct flow_keys_seen seen = see(o, "dina");
    assert_true(str_equal(seen.own.locked, locked(o)));
    assert_int_equal(seen.count, 2); /* the custodian may hold the office's, too */
    assert_true(see(o, "kus").may_hold);
    assert_false(see(o, "adi").may_hold);
    assert_true(str_equal(see(o, "kus").own.recipient, recipient(o, 4)));
    assert_int_equal(see(o, "joko").count, 0);
    assert_int_equal(see(o, "budi").own.locked.len, 0);
    expect("a second one", make(o, "dina", 7), ERR_NONE, NULL);
    assert_true(str_equal(see(o, "dina").own.recipient, recipient(o, 7)));
}

static void what_cannot_be_a_sealed_key_is_not_kept(void **state) {
    struct office *o = *state;
    struct intake_key typed = {.recipient = recipient(o, 1), .sealed = STR("AGE-SECRET-KEY-1\n")};
    expect("an open identity", act(o, "dina", &typed), ERR_SEAL_FORM, "version");
    typed.sealed = wrap(o, 1, 1);
    expect("a wrap", act(o, "dina", &typed), ERR_SEAL_FORM, "scrypt");
    typed = (struct intake_key){.recipient = STR("age1x"), .sealed = locked(o)};
    expect("no recipient", act(o, "dina", &typed), ERR_SEAL_KEY, "length");
    assert_int_equal(see(o, "dina").own.recipient.len, 0);
}

static void an_office_key_is_proposed_for_two_or_more_of_the_office(void **state) {
    struct office *o = *state;
    expect("without a key", propose(o, "dina", 11, "dina budi", false), ERR_CONFLICT, "own_key");
    assert_int_equal(make(o, "dina", 1).code, 0);
    expect("with one who has none", propose(o, "dina", 11, "dina budi", false), ERR_INVALID,
           "pemegang");
    assert_int_equal(make(o, "budi", 2).code, 0);
    assert_int_equal(make(o, "kus", 4).code, 0);
    assert_int_equal(make(o, "joko", 5).code, 0);
    static const char *const REFUSED[] = {"",          "dina",     "budi rita",  "budi kus",
                                          "dina joko", "dina adi", "dina nobody"};
    for (size_t i = 0; i < COUNT_OF(REFUSED); i++)
        expect(REFUSED[i], propose(o, "dina", 11, REFUSED[i], false), ERR_INVALID, "pemegang");
    expect("an admin", propose(o, "adi", 11, "dina adi", false), ERR_DENIED, "role");
    expect("a chain to nothing", propose(o, "dina", 11, "dina budi", true), ERR_CONFLICT,
           "office_key");
    struct intake_key typed = {INTAKE_KEY_PROPOSE, recipient(o, 11), wrap(o, 11, 3), {0}, NULL, 2};
    typed.holders = (const struct str[]){STR("dina"), STR("budi")};
    expect("a wrap for more", act(o, "dina", &typed), ERR_SEAL_FORM, "recipients");
    assert_int_equal(see(o, "dina").office.proposed.n, 0);
    expect("with a custodian", propose(o, "kus", 11, "dina kus", false), ERR_NONE, NULL);
    expect("as it should be", propose(o, "dina", 11, "dina budi", false), ERR_NONE, NULL);
    struct flow_keys_seen seen = see(o, "budi");
    assert_int_equal(seen.office.proposed.n, 1);
    assert_int_equal(seen.office.current.n, 0);
    assert_true(seen.chosen && !seen.holds);
}

static void a_second_officer_agrees(void **state) {
    struct office *o = *state;
    with_keys(o);
    expect("to nothing", agree(o, "budi", 11), ERR_CONFLICT, "office_key");
    expect("proposed", propose(o, "dina", 11, "dina budi", false), ERR_NONE, NULL);
    expect("who proposed", agree(o, "dina", 11), ERR_CONFLICT, "same_person");
    expect("who is no holder", agree(o, "rita", 11), ERR_CONFLICT, "own_key");
    expect("another office", agree(o, "joko", 11), ERR_CONFLICT, "office_key");
    expect("to another key", agree(o, "budi", 12), ERR_CONFLICT, "office_key");
    expect("a new proposal", propose(o, "dina", 12, "dina budi", false), ERR_NONE, NULL);
    expect("to the old one", agree(o, "budi", 11), ERR_CONFLICT, "office_key");
    expect("a new key meanwhile", make(o, "dina", 8), ERR_NONE, NULL);
    expect("what its maker cannot open", agree(o, "budi", 12), ERR_CONFLICT, "office_key");
    expect("proposed again", propose(o, "dina", 13, "dina budi", false), ERR_NONE, NULL);
    expect("withdrawn", act(o, "rita", &(struct intake_key){.verb = INTAKE_KEY_WITHDRAW}), ERR_NONE,
           NULL);
    expect("what was withdrawn", agree(o, "budi", 13), ERR_CONFLICT, "office_key");
    expect("proposed once more", propose(o, "dina", 13, "dina budi", false), ERR_NONE, NULL);
    expect("agreed", agree(o, "budi", 13), ERR_NONE, NULL);
    struct flow_keys_seen seen = see(o, "budi");
    assert_int_equal(seen.office.proposed.n, 0);
    assert_int_equal(seen.office.current.n, 1);
    assert_true(seen.office.current.index > 0 && seen.holds && !seen.due);
    expect("twice", agree(o, "budi", 13), ERR_CONFLICT, "office_key");
}

static void when_an_officer_leaves_the_next_key_opens_the_last(void **state) {
    struct office *o = *state;
    in_force(o);
    assert_false(see(o, "dina").due);
    struct flow_account close = {.what = FLOW_ACCOUNT_CLOSE, .name = STR("budi")};
    assert_int_equal(flow_account_change(o->flow, o->on.a, &close).code, 0);
    struct flow_keys_seen seen = see(o, "dina");
    assert_true(seen.due && seen.holds);
    assert_int_equal(seen.count, 2);
    expect("for who left", propose(o, "dina", 12, "dina budi", true), ERR_INVALID, "pemegang");
    expect("the same again", propose(o, "dina", 11, "dina rita", true), ERR_CONFLICT, "office_key");
    expect("proposed", propose(o, "dina", 12, "dina rita", true), ERR_NONE, NULL);
    assert_true(see(o, "dina").due && see(o, "dina").office.current.wrap.len > 0);
    expect("agreed", agree(o, "rita", 12), ERR_NONE, NULL);
    seen = see(o, "rita");
    assert_false(seen.due);
    assert_int_equal(seen.office.current.n, 2);
    assert_int_equal(seen.office.current.chain.len, SEAL_WRAP_LEN);
    expect("another", propose(o, "rita", 13, "dina rita", true), ERR_NONE, NULL);
    seen = see(o, "rita");
    assert_int_equal(seen.office.proposed.n, 3);
    assert_int_equal(seen.office.current.n, 2);
}

static int64_t bytes_of_wrap(struct office *o, int64_t n) {
    const struct db_stmt stmt = {
        /* lint: sql-place: nothing of ours reads a wrap that is to be gone */
        .number = -1,
        .name = "test",
        .sql = "SELECT length(wrap) FROM office_key WHERE n = $1"};
    struct rows rows;
    assert_int_equal(db_run(&o->reader, o->on.a, &stmt, DB_ARGS(CINT(n)), &rows).code, 0);
    return rows.cells[0].i;
}

static void wraps_for_who_left_are_deleted_once_others_open_them(void **state) {
    struct office *o = *state;
    in_force(o);
    assert_int_equal(bytes_of_wrap(o, 1), SEAL_WRAP_LEN + 2 * 98);
    expect("without a chain", propose(o, "dina", 12, "dina rita", false), ERR_NONE, NULL);
    expect("agreed", agree(o, "rita", 12), ERR_NONE, NULL);
    assert_int_equal(bytes_of_wrap(o, 1), SEAL_WRAP_LEN + 2 * 98); /* who can, still opens it */
    assert_int_equal(bytes_of_wrap(o, 2), SEAL_WRAP_LEN + 98);
    expect("with one", propose(o, "dina", 13, "dina rita", true), ERR_NONE, NULL);
    expect("agreed", agree(o, "rita", 13), ERR_NONE, NULL);
    assert_int_equal(bytes_of_wrap(o, 2), 0);
    assert_int_equal(bytes_of_wrap(o, 1), SEAL_WRAP_LEN + 2 * 98); /* no chain leads to it */
}

static struct str json_of(struct office *o) {
    struct buf out;
    struct json j;
    buf_init(&out, FLOW_CONTENT_MAX);
    json_init(&j, &out);
    assert_int_equal(flow_directory_json(&o->reader, o->on.a, &j).code, 0);
    struct str text = arena_str(o->on.a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void the_log_names_the_keys_of_all_offices(void **state) {
    struct office *o = *state;
    with_keys(o);
    struct flow_directory directory;
    struct str mark;
    assert_int_equal(flow_directory_mark(&o->reader, o->on.a, &mark).code, 0);
    assert_int_equal(mark.len, 0);
    assert_true(str_equal(json_of(o), STR("{\"directory\":\"\",\"offices\":[]}")));
    expect("proposed", propose(o, "dina", 11, "dina budi", false), ERR_NONE, NULL);
    assert_int_equal(flow_directory_mark(&o->reader, o->on.a, &mark).code, 0);
    assert_int_equal(mark.len, 0); /* not by one officer alone */
    expect("agreed", agree(o, "budi", 11), ERR_NONE, NULL);
    assert_int_equal(flow_directory(&o->reader, o->on.a, &directory).code, 0);
    assert_int_equal(flow_directory_mark(&o->reader, o->on.a, &mark).code, 0);
    assert_int_equal(directory.offices.count, 1);
    assert_true(mark.len && str_equal(mark, directory.mark));
    struct str text =
        arena_printf(o->on.a, "netral-offices/v1\n" HOME " 1 %.*s\n", STR_ARG(recipient(o, 11)));
    assert_true(str_equal(mark, flow_fingerprint(o->on.a, text)));
    struct store_events events;
    assert_int_equal(
        store_event_page(&o->reader, o->on.a, directory.offices.list[0].index, 1, &events).code, 0);
    struct str body = arena_printf(
        o->on.a,
        "{\"office\":\"" HOME "\",\"n\":1,\"recipient\":\"%.*s\",\"holders\":[\"%.*s\",\"%.*s\"],"
        "\"directory\":\"%.*s\"}",
        STR_ARG(recipient(o, 11)), STR_ARG(recipient(o, 1)), STR_ARG(recipient(o, 2)),
        STR_ARG(mark));
    assert_true(str_equal(events.list[0].event.body, body));
}

static void a_fingerprint_is_read_by_fours(void **state) {
    struct arena *a = arena_new(1 << 16);
    (void)state; /* sha256("abc") of FIPS 180-2 */
    assert_true(str_equal(flow_fingerprint(a, STR("abc")),
                          STR("ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3")));
    arena_free(a);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, who_has_a_key_sees_it_alone), IN(engine, what_cannot_be_a_sealed_key_is_not_kept),  \
        IN(engine, an_office_key_is_proposed_for_two_or_more_of_the_office),                       \
        IN(engine, a_second_officer_agrees),                                                       \
        IN(engine, when_an_officer_leaves_the_next_key_opens_the_last),                            \
        IN(engine, wraps_for_who_left_are_deleted_once_others_open_them),                          \
        IN(engine, the_log_names_the_keys_of_all_offices)
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_fingerprint_is_read_by_fours),
                                       ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_office_key", tests, COUNT_OF(tests));
}
