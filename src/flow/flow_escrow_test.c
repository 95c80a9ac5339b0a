#include "flow/escrow_act.h"

#include "flow/office_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/key_sample.h"

/* Two of the nation's office and two of BKN; those of the office itself and of its province stand
 * in USERS. */
static const struct flow_user MORE[] = {
    {STR_INIT("nina"), STR_INIT("bawaslu"), STR_INIT("officer"), {0}, {0}},
    {STR_INIT("nana"), STR_INIT("bawaslu"), STR_INIT("head"), {0}, {0}},
    {STR_INIT("bayu"), STR_INIT("bkn"), STR_INIT("officer"), {0}, {0}},
    {STR_INIT("beni"), STR_INIT("bkn"), STR_INIT("head"), {0}, {0}},
    {STR_INIT("awas"), STR_INIT("bkn"), STR_INIT("auditor"), {0}, {0}},
};
/* Holders of HOME's key, the nearest first: the province, the nation, BKN. */
enum { PROVINCE = 31, NATION = 41, BKN = 51 };
static const uint8_t KEYS[SEAL_HOLDERS] = {PROVINCE, NATION, BKN};
static const char *const WHO[SEAL_HOLDERS] = {"joko", "nina", "bayu"};

static void key_of(struct office *o, const char *first, const char *second, uint8_t number) {
    char names[32];
    (void)snprintf(names, sizeof names, "%s %s", first, second);
    expect(first, make(o, first, (uint8_t)(number - 2)), ERR_NONE, NULL);
    expect(second, make(o, second, (uint8_t)(number - 1)), ERR_NONE, NULL);
    expect("proposed", propose(o, first, number, names, false), ERR_NONE, NULL);
    expect("agreed", agree(o, second, number), ERR_NONE, NULL);
}

static void name_bkn(struct office *o, bool wanted) {
    bool changed = !wanted;
    expect("named", flow_escrow_name(o->flow, o->on.a, STR("bkn"), &changed), ERR_NONE, NULL);
    assert_int_equal(changed, wanted);
}

/* Everybody has a key; 11 is HOME's. */
static void with_holders(struct office *o) {
    for (size_t i = 0; i < COUNT_OF(MORE); i++)
        assert_int_equal(flow_user_add(o->flow, o->on.a, &MORE[i], env_now(&o->env)).code, 0);
    in_force(o);
    key_of(o, "joko", "sari", PROVINCE);
    key_of(o, "nina", "nana", NATION);
    key_of(o, "bayu", "beni", BKN);
    name_bkn(o, true);
}

static struct err escrow(struct office *o, const char *name, const struct intake_escrow *typed) {
    struct flow_escrow_act x = {.job = {.arena = o->on.a},
                                .staff = staff(o, name),
                                .typed = *typed,
                                .now = env_now(&o->env)};
    flow_escrow_prepare(o->flow, &x);
    return flow_run_now(o->flow, &x.job);
}

static struct flow_escrow_seen look(struct office *o, const char *name) {
    struct flow_escrow_seen seen;
    struct flow_staff who = staff(o, name);
    assert_int_equal(flow_escrow_see(&o->reader, o->on.a, &who, env_now(&o->env), &seen).code, 0);
    return seen;
}

/* As the browser makes them of HOME's key of that number. */
static struct intake_escrow onions(struct office *o, uint8_t number, int64_t n) {
    struct seal_recipient to[SEAL_HOLDERS];
    struct seal_escrow made;
    struct seal_identity key = identity(number);
    struct hash seed = env_hash(&o->env);
    for (size_t i = 0; i < SEAL_HOLDERS; i++) {
        struct seal_identity id = identity(KEYS[i]);
        to[i] = seal_recipient_of(&id);
    }
    assert_int_equal(seal_escrow_make(&key, to, &seed, &made).code, 0);
    return (struct intake_escrow){
        .verb = INTAKE_ESCROW_MAKE,
        .n = n,
        .recipients = arena_printf(o->on.a, "%.*s %.*s %.*s", STR_ARG(recipient(o, PROVINCE)),
                                   STR_ARG(recipient(o, NATION)), STR_ARG(recipient(o, BKN))),
        .sealed = arena_str(o->on.a, (struct str){made.onion[0], sizeof made.onion})};
}

static struct err kept(struct office *o) {
    struct intake_escrow typed = onions(o, 11, 1);
    return escrow(o, "dina", &typed);
}

static struct err ask_for(struct office *o, const char *name, int64_t n) {
    return escrow(o, name,
                  &(struct intake_escrow){INTAKE_ESCROW_ASK, .n = n, .reason = STR("Semua lupa.")});
}

static int64_t newest(struct office *o) {
    struct flow_escrow_seen seen = look(o, "dina");
    assert_true(seen.file.asking_count > 0);
    return seen.file.askings[seen.file.asking_count - 1].id;
}

static struct err simple(struct office *o, const char *name, enum intake_escrow_verb verb) {
    return escrow(o, name,
                  &(struct intake_escrow){verb, .ask = newest(o), .reason = STR("Tidak.")});
}

static struct str decoded(struct office *o, struct str base64) {
    struct str bytes;
    assert_true(base64_read(o->on.a, base64, &bytes));
    return bytes;
}

/* The further holder's browser takes a layer off. */
static struct err peel(struct office *o, size_t onion) {
    size_t holder = flow_escrow_further(onion);
    struct flow_escrow_seen seen = look(o, WHO[holder]);
    struct str file = decoded(o, seen.others[0].of.onions[onion]);
    struct seal_identity id = identity(KEYS[holder]);
    char *left = NEW(o->on.a, char, SEAL_WRAP_LEN);
    assert_int_equal(file.len, SEAL_ONION_LEN);
    assert_int_equal(seal_escrow_peel(file.ptr, &(struct seal_keys){&id, 1}, left).code, 0);
    return escrow(o, WHO[holder],
                  &(struct intake_escrow){INTAKE_ESCROW_PEEL, .ask = seen.others[0].id,
                                          .onion = (int64_t)onion,
                                          .sealed = {left, SEAL_WRAP_LEN}});
}

/* The nearer's opens what is left and wraps it for the next key. */
static struct err open_it(struct office *o, size_t onion) {
    size_t holder = flow_escrow_nearer(onion);
    struct flow_escrow_seen seen = look(o, WHO[holder]);
    const struct flow_escrow_asking *x = &seen.others[0];
    struct seal_wrapped left = {decoded(o, x->peeled[onion]), {{0}}};
    struct seal_identity id = identity(KEYS[holder]);
    struct seal_recipient to;
    struct hash seed = env_hash(&o->env);
    struct str chain;
    assert_int_equal(seal_recipient_parse(x->of.recipient, &left.of).code, 0);
    assert_int_equal(seal_recipient_parse(x->to, &to).code, 0);
    assert_int_equal(seal_rewrap(o->on.a, &left, &(struct seal_keys){&id, 1},
                                 &(struct seal_to){&to, 1, &seed}, &chain)
                         .code,
                     0);
    return escrow(o, WHO[holder],
                  &(struct intake_escrow){INTAKE_ESCROW_OPEN, .ask = x->id, .onion = (int64_t)onion,
                                          .sealed = chain});
}

/* All lost their passphrases: a second key, which nothing leads from to the first. */
static void lose(struct office *o) {
    expect("kept", kept(o), ERR_NONE, NULL);
    for (uint8_t i = 0; i < 2; i++)
        expect("another", make(o, i ? "budi" : "dina", (uint8_t)(7 + i)), ERR_NONE, NULL);
    expect("proposed", propose(o, "dina", 12, "dina budi", false), ERR_NONE, NULL);
    expect("agreed", agree(o, "budi", 12), ERR_NONE, NULL);
}

static void agreed_to(struct office *o) {
    lose(o);
    expect("asked", ask_for(o, "dina", 1), ERR_NONE, NULL);
    expect("agreed", simple(o, "rita", INTAKE_ESCROW_AGREE), ERR_NONE, NULL);
}

static void three_hold_or_nobody_does(void **state) {
    struct office *o = *state;
    bool changed;
    for (size_t i = 0; i < COUNT_OF(MORE); i++)
        assert_int_equal(flow_user_add(o->flow, o->on.a, &MORE[i], env_now(&o->env)).code, 0);
    in_force(o);
    key_of(o, "joko", "sari", PROVINCE);
    key_of(o, "bayu", "beni", BKN);
    assert_int_equal(look(o, "dina").holders.count, 1);
    expect("an office that is none",
           flow_escrow_name(o->flow, o->on.a, STR("bkn nowhere"), &changed), ERR_MISSING, "office");
    expect("one twice", flow_escrow_name(o->flow, o->on.a, STR("bkn bkn"), &changed), ERR_INVALID,
           "holders");
    name_bkn(o, true);
    name_bkn(o, false);
    assert_int_equal(look(o, "dina").holders.count, 2);
    expect("two", kept(o), ERR_CONFLICT, "escrow_few");
    key_of(o, "nina", "nana", NATION);
    struct flow_escrow_seen seen = look(o, "dina");
    assert_int_equal(seen.holders.count, SEAL_HOLDERS);
    static const char *const IDS[] = {"bawaslu-16", "bawaslu", "bkn"};
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        assert_true(str_equal(seen.holders.list[i].office.id, str_from_c(IDS[i])));
    assert_int_equal(look(o, "joko").holders.count, 2); /* of a province: the nation and BKN */
    assert_int_equal(look(o, "nina").holders.count, 1);
    assert_int_equal(look(o, "bayu").holders.count, 0); /* no office is above BKN */
    expect("three", kept(o), ERR_NONE, NULL);
    static const struct flow_user PPK[] = {
        {STR_INIT("palu"), STR_INIT("ppk-16.06"), STR_INIT("officer"), {0}, {0}},
        {STR_INIT("paku"), STR_INIT("ppk-16"), STR_INIT("officer"), {0}, {0}},
        {STR_INIT("peni"), STR_INIT("ppk-16"), STR_INIT("head"), {0}, {0}},
    };
    for (size_t i = 0; i < COUNT_OF(PPK); i++)
        assert_int_equal(flow_user_add(o->flow, o->on.a, &PPK[i], env_now(&o->env)).code, 0);
    key_of(o, "paku", "peni", 61);
    assert_int_equal(look(o, "palu").holders.count, 1); /* BKN: a province is not above it */
}

static void onions_are_for_the_keys_in_force(void **state) {
    struct office *o = *state;
    with_holders(o);
    struct intake_escrow typed = onions(o, 11, 1);
    expect("an auditor", escrow(o, "awas", &typed), ERR_DENIED, "role");
    expect("an admin", escrow(o, "adi", &typed), ERR_DENIED, "role");
    typed.n = 2;
    expect("a key that is none", escrow(o, "dina", &typed), ERR_SEAL_PAST, "escrow");
    typed = onions(o, 11, 1);
    typed.recipients = recipient(o, PROVINCE);
    expect("for one", escrow(o, "dina", &typed), ERR_SEAL_PAST, "escrow");
    typed = onions(o, 11, 1);
    typed.sealed.len--;
    expect("cut", escrow(o, "dina", &typed), ERR_SEAL_FORM, "onions");
    typed = onions(o, 11, 1);
    char *spoilt = NEW(o->on.a, char, typed.sealed.len);
    memcpy(spoilt, typed.sealed.ptr, typed.sealed.len);
    spoilt[0] = 'x';
    typed.sealed.ptr = spoilt;
    expect("no age files", escrow(o, "dina", &typed), ERR_SEAL_FORM, NULL);
    assert_int_equal(look(o, "dina").file.made_count, 0);
    expect("as it should be", kept(o), ERR_NONE, NULL);
    struct flow_escrow_file file = look(o, "rita").file;
    assert_int_equal(file.made_count, 1);
    assert_true(str_equal(file.made[0].recipient, recipient(o, 11)));
    assert_true(str_equal(file.made[0].actor, STR("dina")));
    expect("twice", kept(o), ERR_CONFLICT, "escrow_kept");
    expect("the province has another key", propose(o, "joko", 32, "joko sari", true), ERR_NONE,
           NULL);
    expect("in force", agree(o, "sari", 32), ERR_NONE, NULL);
    expect("for its last", kept(o), ERR_SEAL_PAST, "escrow");
    office_check_rebuild(o);
}

static void a_lost_key_is_asked_for_by_two_and_opened_by_two(void **state) {
    struct office *o = *state;
    with_holders(o);
    expect("not in escrow", ask_for(o, "dina", 1), ERR_CONFLICT, "escrow_none");
    expect("kept", kept(o), ERR_NONE, NULL);
    expect("not lost", ask_for(o, "dina", 1), ERR_CONFLICT, "escrow_led");
    assert_int_equal(look(o, "dina").lost_count, 0);
    expect("another key", propose(o, "dina", 12, "dina budi", false), ERR_NONE, NULL);
    expect("in force", agree(o, "budi", 12), ERR_NONE, NULL);
    assert_int_equal(look(o, "dina").lost_count, 1);
    expect("asked", ask_for(o, "dina", 1), ERR_NONE, NULL);
    expect("asked twice", ask_for(o, "rita", 1), ERR_CONFLICT, "escrow_asked");
    assert_true(look(o, "dina").lost[0].asked);
    expect("before two agreed", peel(o, 0), ERR_CONFLICT, "escrow_turn");
    expect("who asked", simple(o, "dina", INTAKE_ESCROW_AGREE), ERR_CONFLICT, "escrow_second");
    expect("a holder", simple(o, "joko", INTAKE_ESCROW_AGREE), ERR_MISSING, "escrow");
    expect("agreed", simple(o, "kus", INTAKE_ESCROW_AGREE), ERR_NONE, NULL);
    expect("again", simple(o, "rita", INTAKE_ESCROW_AGREE), ERR_CONFLICT, "escrow_turn");
    struct intake_escrow early = {INTAKE_ESCROW_OPEN, .ask = newest(o), .sealed = wrap(o, 11, 1)};
    expect("what nobody peeled", escrow(o, "joko", &early), ERR_CONFLICT, "escrow_turn");
    early.verb = INTAKE_ESCROW_PEEL;
    expect("the nearer", escrow(o, "joko", &early), ERR_CONFLICT, "escrow_turn");
    expect("the office itself", escrow(o, "dina", &early), ERR_MISSING, "escrow");
    early.sealed = wrap(o, 11, 2);
    expect("for two", escrow(o, "nina", &early), ERR_SEAL_FORM, "recipients");
    expect("peeled", peel(o, 0), ERR_NONE, NULL);
    expect("opened", open_it(o, 0), ERR_NONE, NULL);
    expect("again", peel(o, 1), ERR_CONFLICT, "escrow_turn");
    struct flow_escrow_seen seen = look(o, "dina");
    assert_int_equal(seen.file.askings[0].state, FLOW_ESCROW_OPENED);
    assert_int_equal(seen.file.askings[0].said_count, 4);
    assert_true(seen.lost[0].opened && !seen.lost[0].asked);
    struct seal_wrapped chain = {seen.own.keys[0].chain, {{0}}};
    struct seal_identity next = identity(12), opened;
    assert_int_equal(seal_recipient_parse(recipient(o, 11), &chain.of).code, 0);
    assert_int_equal(seal_unwrap(&chain, &(struct seal_keys){&next, 1}, &opened).code, 0);
    office_check_rebuild(o);
}

static void what_the_next_key_opens_is_not_asked_for(void **state) {
    struct office *o = *state;
    with_holders(o);
    expect("kept", kept(o), ERR_NONE, NULL);
    expect("the next, with a chain", propose(o, "dina", 12, "dina budi", true), ERR_NONE, NULL);
    expect("in force", agree(o, "budi", 12), ERR_NONE, NULL);
    assert_int_equal(look(o, "dina").lost_count, 0);
    expect("asked", ask_for(o, "dina", 1), ERR_CONFLICT, "escrow_led");
    expect("a key that never was", ask_for(o, "dina", 9), ERR_CONFLICT, "escrow_none");
}

static void one_holder_may_refuse_and_two_end_it(void **state) {
    struct office *o = *state;
    with_holders(o);
    lose(o);
    expect("asked", ask_for(o, "dina", 1), ERR_NONE, NULL);
    expect("before two agreed", simple(o, "nina", INTAKE_ESCROW_REFUSE), ERR_CONFLICT,
           "escrow_turn");
    expect("agreed", simple(o, "rita", INTAKE_ESCROW_AGREE), ERR_NONE, NULL);
    expect("an office of none", simple(o, "rita", INTAKE_ESCROW_REFUSE), ERR_MISSING, "escrow");
    expect("refused", simple(o, "joko", INTAKE_ESCROW_REFUSE), ERR_NONE, NULL);
    expect("twice", simple(o, "sari", INTAKE_ESCROW_REFUSE), ERR_CONFLICT, "escrow_turn");
    expect("for who refused", peel(o, 0), ERR_CONFLICT, "escrow_turn");
    expect("for the other", peel(o, 2), ERR_NONE, NULL);
    expect("who peeled", simple(o, "beni", INTAKE_ESCROW_REFUSE), ERR_CONFLICT, "escrow_turn");
    expect("a second", simple(o, "nana", INTAKE_ESCROW_REFUSE), ERR_NONE, NULL);
    expect("over", open_it(o, 2), ERR_CONFLICT, "escrow_turn");
    assert_int_equal(look(o, "dina").file.askings[0].state, FLOW_ESCROW_REFUSED);
    expect("asked anew", ask_for(o, "rita", 1), ERR_NONE, NULL);
    expect("withdrawn", simple(o, "dina", INTAKE_ESCROW_WITHDRAW), ERR_NONE, NULL);
    expect("again", simple(o, "dina", INTAKE_ESCROW_WITHDRAW), ERR_CONFLICT, "escrow_turn");
    expect("consent to it", simple(o, "dina", INTAKE_ESCROW_AGREE), ERR_CONFLICT, "escrow_turn");
}

static void the_pairs_without_the_nearest_open_it_too(void **state) {
    struct office *o = *state;
    with_holders(o);
    agreed_to(o);
    expect("peeled", peel(o, 2), ERR_NONE, NULL);
    expect("by the other way", peel(o, 1), ERR_NONE, NULL);
    expect("opened", open_it(o, 2), ERR_NONE, NULL);
    expect("what nobody can read", ask_for(o, "dina", 1), ERR_NONE, NULL); /* a wrong chain */
}

static size_t waits(struct office *o, const char *office) {
    struct flow_escrow_waiting found;
    assert_int_equal(
        flow_escrow_waiting(&o->reader, o->on.a, str_from_c(office), env_now(&o->env), &found).code,
        0);
    return found.count;
}

/* As peel, but what is given is no layer of that onion. */
static struct err peel_badly(struct office *o, size_t onion) {
    size_t holder = flow_escrow_further(onion);
    return escrow(o, WHO[holder],
                  &(struct intake_escrow){INTAKE_ESCROW_PEEL, .ask = newest(o),
                                          .onion = (int64_t)onion, .sealed = wrap(o, 99, 1)});
}

static void a_bad_layer_is_given_again(void **state) {
    struct office *o = *state;
    with_holders(o);
    agreed_to(o);
    struct intake_escrow by_another = {INTAKE_ESCROW_PEEL, .ask = newest(o),
                                       .sealed = wrap(o, 99, 1)};
    expect("bad", peel_badly(o, 0), ERR_NONE, NULL);
    assert_int_equal(waits(o, "bawaslu"), 0); /* it is the nearer's turn */
    expect("by the other holder", escrow(o, "bayu", &by_another), ERR_CONFLICT, "escrow_turn");
    expect("good", peel(o, 0), ERR_NONE, NULL);
    struct flow_escrow_asking x = look(o, "joko").others[0];
    assert_int_equal(x.layers[0], 2);
    assert_int_equal(x.said_count, 4); /* both are on record */
    expect("a third time", peel(o, 0), ERR_NONE, NULL);
    expect("a fourth", peel(o, 0), ERR_CONFLICT, "escrow_turn");
    expect("opened", open_it(o, 0), ERR_NONE, NULL);
    expect("after that", peel(o, 0), ERR_CONFLICT, "escrow_turn");
    office_check_rebuild(o);
}

static void give_back(struct office *o, bool truly) {
    expect("asked", ask_for(o, "dina", 1), ERR_NONE, NULL);
    expect("agreed", simple(o, "rita", INTAKE_ESCROW_AGREE), ERR_NONE, NULL);
    expect("peeled", peel(o, 0), ERR_NONE, NULL);
    const struct intake_escrow falsely = {INTAKE_ESCROW_OPEN, .ask = newest(o),
                                          .sealed = wrap(o, 98, 1)};
    expect("opened", truly ? open_it(o, 0) : escrow(o, "joko", &falsely), ERR_NONE, NULL);
}

/* The newest first; the true one is found among them, wherever it stands. */
static void chains_stand_beside_each_other(void **state) {
    struct office *o = *state;
    const struct seal_identity next = identity(12);
    with_holders(o);
    lose(o);
    for (size_t time = 1; time <= STORE_KEY_CHAINS + 1; time++) {
        give_back(o, time == 2);
        struct str all = look(o, "dina").own.keys[0].chain;
        size_t count = time < STORE_KEY_CHAINS ? time : STORE_KEY_CHAINS, opened = 0;
        assert_int_equal(all.len, count * SEAL_WRAP_LEN);
        for (size_t i = 0; i < count; i++) {
            struct seal_wrapped one = {{all.ptr + i * SEAL_WRAP_LEN, SEAL_WRAP_LEN}, {{0}}};
            struct seal_identity found;
            assert_int_equal(seal_recipient_parse(recipient(o, 11), &one.of).code, 0);
            if (seal_unwrap(&one, &(struct seal_keys){&next, 1}, &found).code)
                continue;
            opened++;
            assert_int_equal(i, time - 2);
        }
        assert_int_equal(opened, time >= 2);
    }
    office_check_rebuild(o);
}

static void keys_that_change_meanwhile_spoil_nothing(void **state) {
    struct office *o = *state;
    with_holders(o);
    agreed_to(o);
    expect("the holder's next", propose(o, "nina", 42, "nina nana", true), ERR_NONE, NULL);
    expect("in force", agree(o, "nana", 42), ERR_NONE, NULL);
    expect("the office's next", propose(o, "dina", 13, "dina budi", true), ERR_NONE, NULL);
    expect("in force", agree(o, "budi", 13), ERR_NONE, NULL);
    expect("peeled", peel(o, 0), ERR_NONE, NULL);
    expect("opened", open_it(o, 0), ERR_NONE, NULL);
    struct flow_escrow_seen seen = look(o, "dina");
    assert_int_equal(seen.own.count, 3);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(seen.own.keys[i].chain.len, SEAL_WRAP_LEN);
}

/* Its own for the second officer, others' for whose turn it is. */
static void an_asking_waits_for_whose_turn_it_is(void **state) {
    static const char *const OFFICES[] = {HOME, "bawaslu-16", "bawaslu", "bkn"};
    static const size_t TURNS[][COUNT_OF(OFFICES)] = {
        {1, 0, 0, 0}, {0, 0, 1, 1}, {0, 1, 1, 1}, {0, 0, 0, 0}};
    struct office *o = *state;
    with_holders(o);
    lose(o);
    for (size_t step = 0; step < COUNT_OF(TURNS); step++) {
        if (step == 0)
            expect("asked", ask_for(o, "dina", 1), ERR_NONE, NULL);
        else if (step == 1)
            expect("agreed", simple(o, "rita", INTAKE_ESCROW_AGREE), ERR_NONE, NULL);
        else if (step == 2)
            expect("peeled", peel(o, 1), ERR_NONE, NULL);
        else
            expect("opened", open_it(o, 1), ERR_NONE, NULL);
        for (size_t i = 0; i < COUNT_OF(OFFICES); i++)
            if (waits(o, OFFICES[i]) != TURNS[step][i])
                fail_msg("step %zu, %s: %zu", step, OFFICES[i], waits(o, OFFICES[i]));
    }
}

static void days_later(struct office *o, int64_t days) {
    o->env.shift_us += days * 86400 * INT64_C(1000000);
}

/* No leave to open a key stands for ever; who still needs it asks anew. */
static void an_asking_lapses(void **state) {
    struct office *o = *state;
    with_holders(o);
    agreed_to(o);
    expect("peeled", peel(o, 0), ERR_NONE, NULL);
    days_later(o, FLOW_ESCROW_DAYS - 1);
    assert_int_equal(waits(o, "bkn"), 1);
    assert_int_equal(look(o, "joko").others[0].state, FLOW_ESCROW_PEELED);
    days_later(o, 1);
    assert_int_equal(waits(o, "bkn"), 0);
    assert_int_equal(look(o, "joko").others[0].state, FLOW_ESCROW_LAPSED);
    expect("too late", open_it(o, 0), ERR_CONFLICT, "escrow_turn");
    expect("too late", peel(o, 1), ERR_CONFLICT, "escrow_turn");
    expect("too late", simple(o, "dina", INTAKE_ESCROW_WITHDRAW), ERR_CONFLICT, "escrow_turn");
    expect("anew", ask_for(o, "dina", 1), ERR_NONE, NULL);
    expect("agreed", simple(o, "rita", INTAKE_ESCROW_AGREE), ERR_NONE, NULL);
    expect("peeled", peel(o, 0), ERR_NONE, NULL);
    expect("opened", open_it(o, 0), ERR_NONE, NULL);
    /* what is done stays done */
    days_later(o, 2 * FLOW_ESCROW_DAYS);
    assert_int_equal(look(o, "joko").others[0].state, FLOW_ESCROW_OPENED);
}

static void who_has_no_part_sees_nothing(void **state) {
    struct office *o = *state;
    with_holders(o);
    agreed_to(o);
    struct flow_escrow_seen seen;
    struct flow_staff admin = staff(o, "adi");
    expect("an admin", flow_escrow_see(&o->reader, o->on.a, &admin, env_now(&o->env), &seen),
           ERR_DENIED, "role");
    assert_int_equal(look(o, "awas").other_count, 1); /* of a holder, to look */
    assert_int_equal(look(o, "dina").other_count, 0); /* its own stand in its file */
    struct flow_user else_ = {STR("palu"), STR("ppk-16.06"), STR("officer"), {0}, {0}};
    assert_int_equal(flow_user_add(o->flow, o->on.a, &else_, env_now(&o->env)).code, 0);
    assert_int_equal(look(o, "palu").other_count, 0);
    assert_int_equal(look(o, "palu").file.made_count, 0);
    const struct intake_escrow refusal = {INTAKE_ESCROW_REFUSE, .ask = newest(o),
                                          .reason = STR("Tidak.")};
    expect("its refusal", escrow(o, "palu", &refusal), ERR_MISSING, "escrow");
    const struct intake_escrow nothing = {INTAKE_ESCROW_AGREE, .ask = 0};
    expect("another event", escrow(o, "dina", &nothing), ERR_MISSING, "escrow");
    const struct intake_escrow later = {INTAKE_ESCROW_AGREE, .ask = 1 << 20};
    expect("none", escrow(o, "dina", &later), ERR_MISSING, "escrow");
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, three_hold_or_nobody_does), IN(engine, onions_are_for_the_keys_in_force),           \
        IN(engine, a_lost_key_is_asked_for_by_two_and_opened_by_two),                              \
        IN(engine, what_the_next_key_opens_is_not_asked_for),                                      \
        IN(engine, one_holder_may_refuse_and_two_end_it),                                          \
        IN(engine, the_pairs_without_the_nearest_open_it_too),                                     \
        IN(engine, a_bad_layer_is_given_again), IN(engine, chains_stand_beside_each_other),        \
        IN(engine, keys_that_change_meanwhile_spoil_nothing),                                      \
        IN(engine, an_asking_waits_for_whose_turn_it_is), IN(engine, an_asking_lapses),            \
        IN(engine, who_has_no_part_sees_nothing)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_escrow", tests, COUNT_OF(tests));
}
