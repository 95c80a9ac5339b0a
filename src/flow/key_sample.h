#ifndef FLOW_KEY_SAMPLE_H
#define FLOW_KEY_SAMPLE_H
/* For tests: officers of two offices, their keys, and the keys of the offices, as browsers make
 * them. */
#include "flow/directory.h"
#include "flow/office_key.h"
#include "seal/wrap.h"

#include "flow/office_sample.h"

#define SHARE "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define LOCKED                                                                                     \
    "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" SHARE "\n--- " SHARE "\n"
#define HOME "bawaslu-16.06"

static const struct flow_user USERS[] = {
    {STR_INIT("dina"), STR_INIT(HOME), STR_INIT("officer"), {0}, {0}},
    {STR_INIT("budi"), STR_INIT(HOME), STR_INIT("officer"), {0}, {0}},
    {STR_INIT("rita"), STR_INIT(HOME), STR_INIT("head"), {0}, {0}},
    {STR_INIT("kus"), STR_INIT(HOME), STR_INIT("custodian"), {0}, {0}},
    {STR_INIT("adi"), STR_INIT(HOME), STR_INIT("admin"), {0}, {0}},
    {STR_INIT("joko"), STR_INIT("bawaslu-16"), STR_INIT("officer"), {0}, {0}},
    {STR_INIT("sari"), STR_INIT("bawaslu-16"), STR_INIT("head"), {0}, {0}},
};

static inline int open_office(void **state, bool postgres) {
    struct office *o = office_open(postgres);
    for (size_t i = 0; i < COUNT_OF(USERS); i++)
        assert_int_equal(flow_user_add(o->flow, o->on.a, &USERS[i], env_now(&o->env)).code, 0);
    assert_int_equal(flow_reader(o->flow, &o->reader).code, 0);
    *state = o;
    return 0;
}

static inline int in_sqlite(void **state) {
    return open_office(state, false);
}

static inline int on_postgres_office(void **state) {
    return open_office(state, true);
}

static inline int close_office(void **state) {
    struct office *o = *state;
    db_close(&o->reader);
    office_close(o);
    return 0;
}

/* A key of that number: what browsers draw. */
static inline struct seal_identity identity(uint8_t number) {
    return (struct seal_identity){{8, number}}; /* the low bits of the first byte are not used */
}

static inline struct str recipient(struct office *o, uint8_t number) {
    struct seal_identity id = identity(number);
    struct seal_recipient to = seal_recipient_of(&id);
    char *text = NEW(o->on.a, char, SEAL_RECIPIENT_TEXT);
    seal_recipient_format(&to, text);
    return (struct str){text, SEAL_RECIPIENT_TEXT};
}

static inline struct str wrap(struct office *o, uint8_t number, size_t holders) {
    struct seal_recipient list[SEAL_RECIPIENTS_MAX];
    struct hash seed = env_hash(&o->env);
    struct seal_identity key = identity(number);
    struct str file;
    for (size_t i = 0; i < holders; i++) {
        struct seal_identity id = identity((uint8_t)(100 + i));
        list[i] = seal_recipient_of(&id);
    }
    const struct seal_to to = {list, holders, &seed};
    assert_int_equal(seal_wrap(o->on.a, &key, &to, &file).code, 0);
    return file;
}

static inline struct str locked(struct office *o) {
    enum { PAYLOAD = 16 + SEAL_IDENTITY_TEXT + 1 + 16 };
    size_t header = sizeof LOCKED - 1;
    char *file = NEW(o->on.a, char, header + PAYLOAD);
    memcpy(file, LOCKED, header);
    return (struct str){file, header + PAYLOAD};
}

static inline struct flow_staff staff(struct office *o, const char *name) {
    struct flow_staff who = {0};
    assert_int_equal(store_staff_find(&o->reader, o->on.a, str_from_c(name), &who.who).code, 0);
    return who;
}

static inline struct err act(struct office *o, const char *name, const struct intake_key *typed) {
    struct flow_key_act x = {.job = {.arena = o->on.a},
                             .staff = staff(o, name),
                             .typed = *typed,
                             .now = env_now(&o->env)};
    flow_key_prepare(o->flow, &x);
    return flow_run_now(o->flow, &x.job);
}

static inline struct err make(struct office *o, const char *name, uint8_t number) {
    return act(
        o, name,
        &(struct intake_key){INTAKE_KEY_MAKE, recipient(o, number), locked(o), {0}, NULL, 0});
}

/* names: of the holders, with blanks between; chain: whether the key before comes along. */
static inline struct err propose(struct office *o, const char *name, uint8_t number,
                                 const char *names, bool chain) {
    struct str list[SEAL_RECIPIENTS_MAX], rest = str_from_c(names);
    struct intake_key typed = {
        .verb = INTAKE_KEY_PROPOSE, .recipient = recipient(o, number), .holders = list};
    while (rest.len)
        list[typed.holder_count++] = str_cut(&rest, ' ');
    typed.sealed = wrap(o, number, typed.holder_count ? typed.holder_count : 1);
    if (chain)
        typed.chain = wrap(o, (uint8_t)(number - 1), 1);
    return act(o, name, &typed);
}

static inline struct err agree(struct office *o, const char *name, uint8_t number) {
    return act(o, name,
               &(struct intake_key){.verb = INTAKE_KEY_AGREE, .recipient = recipient(o, number)});
}

static inline struct flow_keys_seen see(struct office *o, const char *name) {
    struct flow_keys_seen seen;
    struct flow_staff who = staff(o, name);
    assert_int_equal(flow_keys_see(&o->reader, o->on.a, &who, &seen).code, 0);
    return seen;
}

static inline void expect(const char *what, struct err e, enum err_code code, const char *about) {
    if (e.code != code || (about && !str_equal(e.about, str_from_c(about))))
        fail_msg("%s: %.*s about %.*s", what, STR_ARG(err_name(e.code)), STR_ARG(e.about));
}

/* Keys 1, 2, 3 are dina's, budi's, rita's; 11 is the office's first. */
static inline void with_keys(struct office *o) {
    assert_int_equal(make(o, "dina", 1).code, 0);
    assert_int_equal(make(o, "budi", 2).code, 0);
    assert_int_equal(make(o, "rita", 3).code, 0);
}

static inline void in_force(struct office *o) {
    with_keys(o);
    expect("proposed", propose(o, "dina", 11, "dina budi rita", false), ERR_NONE, NULL);
    expect("agreed", agree(o, "budi", 11), ERR_NONE, NULL);
}
#endif
