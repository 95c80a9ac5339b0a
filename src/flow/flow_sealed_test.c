#include "flow/sealed.h"

#include "base/json_read.h"
#include "case/body.h"
#include "flow/report.h"
#include "intake/sealed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/key_sample.h"

#define NAME "Pelapor Rekaan Kenari"
static const uint8_t K_CASE = 77; /* number of the case's key, as a browser drew it */

struct sent {
    struct intake_report report;
    bool drawn; /* the receipt code, by the reporter's browser */
    struct flow_report job;
};

static struct err send(struct office *o, uint8_t key, struct sent *s) {
    struct date may;
    assert_true(date_parse(STR("2024-05-10"), &may)); /* of the small election */
    s->report.channel = INTAKE_REPORT;
    s->report.election = o->law->elections[0].id;
    s->report.region = STR("16.06");
    s->report.narrative = STR("x");
    s->report.has_reporter = true;
    s->job = (struct flow_report){.job = {.arena = o->on.a},
                                  .report = &s->report,
                                  .identity = flow_identity_json(o->on.a, &s->report),
                                  .key = {{key}},
                                  .request = {{key}},
                                  .drawn = s->drawn,
                                  .token = {{key}},
                                  .now = instant_of(may, 9 * 60, ZONE_WIB)};
    flow_report_prepare(o->flow, o->on.a, &s->job);
    return flow_run_now(o->flow, &s->job.job);
}

static struct err send_readable(struct office *o, uint8_t key, struct sent *s) {
    s->report.reporter.name = STR(NAME);
    return send(o, key, s);
}

static struct str base64(struct office *o, struct str bytes) {
    return base64_encode(o->on.a, bytes.ptr, bytes.len);
}

static struct str file_of(struct office *o, struct str plain, size_t recipients) {
    struct seal_identity id = identity(K_CASE), other = identity(78);
    struct seal_recipient list[] = {seal_recipient_of(&id), seal_recipient_of(&other)};
    struct hash seed = env_hash(&o->env);
    struct str file;
    assert_int_equal(
        seal_bytes(o->on.a, plain, &(struct seal_to){list, recipients, &seed}, &file).code, 0);
    return file;
}

static struct str blanks(struct office *o, size_t len) {
    char *text = NEW(o->on.a, char, len + 1);
    memset(text, ' ', len + 1);
    return (struct str){text, len};
}

/* The case's key, for the keys of these numbers. */
static struct str wrap_for(struct office *o, const uint8_t *numbers, size_t count) {
    struct seal_identity key = identity(K_CASE);
    struct seal_recipient list[FLOW_SEAL_LEVELS + 2];
    struct hash seed = env_hash(&o->env);
    struct str wrap;
    for (size_t i = 0; i < count; i++) {
        struct seal_identity of = identity(numbers[i]);
        list[i] = seal_recipient_of(&of);
    }
    assert_int_equal(seal_wrap(o->on.a, &key, &(struct seal_to){list, count, &seed}, &wrap).code,
                     0);
    return base64(o, wrap);
}

/* As a browser does it, for the office keys of these numbers; 0: none. */
static struct intake_sealed sealed_for(struct office *o, uint8_t first, uint8_t second) {
    const uint8_t numbers[] = {first, second};
    struct str keys = recipient(o, first);
    if (second)
        keys = arena_printf(o->on.a, "%.*s %.*s", STR_ARG(keys), STR_ARG(recipient(o, second)));
    return (struct intake_sealed){.recipient = recipient(o, K_CASE),
                                  .keys = keys,
                                  .wrap = wrap_for(o, numbers, second ? 2 : 1),
                                  .file = base64(o, file_of(o, blanks(o, FLOW_SEAL_PAD), 1))};
}

static struct intake_kept kept(struct office *o, const struct sent *s) {
    struct str json;
    struct intake_kept found;
    assert_int_equal(store_identity(&o->reader, o->on.a, s->job.id, &json).code, 0);
    assert_int_equal(intake_kept_read(o->on.a, json, &found).code, 0);
    return found;
}

static struct case_received received_of(struct office *o, struct case_id id) {
    struct store_events page;
    struct case_received received;
    assert_int_equal(store_event_page(&o->reader, o->on.a, id.v, 1, &page).code, 0);
    assert_int_equal(case_received_decode(o->on.a, page.list[0].event.body, &received).code, 0);
    return received;
}

static struct str bytes(struct office *o, struct str base64) {
    char *out = NEW(o->on.a, char, base64.len + 1);
    size_t len;
    assert_true(base64_decode(base64, out, base64.len + 1, &len));
    return (struct str){out, len};
}

/* What whoever has the office key of that number reads. */
static struct err read_by(struct office *o, const struct intake_sealed *sealed, uint8_t number,
                          struct str *ret) {
    struct seal_identity holder = identity(number), k_id;
    struct seal_wrapped w = {.wrap = bytes(o, sealed->wrap)};
    struct err e = seal_recipient_parse(sealed->recipient, &w.of);
    if (!e.code)
        e = seal_unwrap(&w, &(struct seal_keys){&holder, 1}, &k_id);
    return e.code ? e
                  : seal_open(o->on.a, bytes(o, sealed->file), &(struct seal_keys){&k_id, 1}, ret);
}

static void province_in_force(struct office *o) {
    assert_int_equal(make(o, "joko", 5).code, 0);
    assert_int_equal(make(o, "sari", 6).code, 0);
    expect("proposed", propose(o, "joko", 21, "joko sari", false), ERR_NONE, NULL);
    expect("agreed", agree(o, "sari", 21), ERR_NONE, NULL);
}

static void an_office_without_a_key_keeps_what_is_readable(void **state) {
    struct office *o = *state;
    struct sent s = {0};
    province_in_force(o); /* who is above, and not in charge, changes nothing */
    expect("readable", send_readable(o, 1, &s), ERR_NONE, NULL);
    assert_int_equal(s.job.received.sealed.len, 0);
    assert_true(str_equal(kept(o, &s).person.name, STR(NAME)));
    s = (struct sent){.report.sealed = sealed_for(o, 21, 0)};
    expect("sealed for who is above alone", send(o, 2, &s), ERR_SEAL_PAST, "reporter_sealed");
}

static void what_comes_readable_is_sealed_on_arrival(void **state) {
    struct office *o = *state;
    struct sent s = {0}, t = {0};
    struct str plain;
    in_force(o);
    expect("sent", send_readable(o, 1, &s), ERR_NONE, NULL);
    assert_true(str_equal(s.job.received.sealed, STR("arrival")));
    assert_true(str_equal(s.job.received.sealed_mark, flow_fingerprint(o->on.a, recipient(o, 11))));
    struct intake_kept k = kept(o, &s);
    assert_true(str_equal(k.by, STR("arrival")) && !k.person.name.len);
    assert_int_equal(read_by(o, &k.sealed, 11, &plain).code, 0);
    assert_int_equal(plain.len, FLOW_SEAL_PAD);
    assert_true(str_equal(str_trim(plain), STR("{\"name\":\"" NAME "\"}")));
    assert_int_equal(read_by(o, &k.sealed, 12, &plain).code, ERR_SEAL_OTHERS);
    expect("another", send_readable(o, 2, &t), ERR_NONE, NULL);
    struct intake_kept l = kept(o, &t);
    assert_false(str_equal(k.sealed.recipient, l.sealed.recipient)); /* a key for each case */
    flow_report_forget(&s.job);
    assert_true(hash_equal(&s.job.seal_seed, &(struct hash){{0}}));
    assert_true(s.job.identity.len > 0);
    for (size_t i = 0; i < s.job.identity.len; i++)
        assert_int_equal(s.job.identity.ptr[i], 0);
}

static void what_a_browser_sealed_is_kept_as_it_came(void **state) {
    struct office *o = *state;
    struct sent s = {.report.sealed = sealed_for(o, 11, 0)};
    in_force(o);
    expect("sent", send(o, 1, &s), ERR_NONE, NULL);
    assert_true(str_equal(s.job.received.sealed, STR("browser")));
    struct intake_kept k = kept(o, &s);
    assert_true(str_equal(k.sealed.wrap, s.report.sealed.wrap));
    assert_true(str_equal(k.sealed.file, s.report.sealed.file));
    assert_true(str_equal(k.sealed.keys, s.report.sealed.keys));
}

static void only_the_keys_in_force_are_sealed_to(void **state) {
    struct office *o = *state;
    struct sent first = {.report.sealed = sealed_for(o, 11, 0)}, s;
    in_force(o);
    expect("in force", send(o, 1, &first), ERR_NONE, NULL);
    s = (struct sent){.report.sealed = sealed_for(o, 12, 0)};
    expect("of nobody", send(o, 2, &s), ERR_SEAL_PAST, "reporter_sealed");
    expect("proposed", propose(o, "dina", 12, "dina budi", true), ERR_NONE, NULL);
    expect("not yet agreed to", send(o, 2, &s), ERR_SEAL_PAST, "reporter_sealed");
    expect("agreed", agree(o, "budi", 12), ERR_NONE, NULL);
    expect("the next one", send(o, 2, &s), ERR_NONE, NULL);
    int64_t accepted = s.job.id.v;
    s = first;
    expect("the last one", send(o, 3, &s), ERR_SEAL_PAST, "reporter_sealed");
    s = first;
    expect("but what was accepted is answered again", send(o, 1, &s), ERR_NONE, NULL);
    assert_true(s.job.repeated && s.job.id.v == first.job.id.v && s.job.id.v < accepted);
}

static void offices_above_can_open_it_when_they_take_over(void **state) {
    struct office *o = *state;
    struct sent s = {0};
    struct str plain;
    struct flow_seal_levels levels;
    in_force(o);
    province_in_force(o);
    assert_int_equal(flow_seal_levels(&o->reader, o->on.a, STR("16.06"), &levels).code, 0);
    assert_true(str_equal(levels.list[0].recipient, recipient(o, 11)));
    assert_true(str_equal(levels.list[1].recipient, recipient(o, 21)));
    assert_int_equal(levels.list[2].n, 0);
    assert_int_equal(flow_seal_levels(&o->reader, o->on.a, STR("16"), &levels).code, 0);
    assert_int_equal(levels.list[0].n, 1);
    assert_int_equal(levels.list[1].n, 0); /* the same office is sealed to once */
    expect("sent", send_readable(o, 1, &s), ERR_NONE, NULL);
    struct intake_kept k = kept(o, &s);
    assert_int_equal(read_by(o, &k.sealed, 11, &plain).code, 0);
    assert_int_equal(read_by(o, &k.sealed, 21, &plain).code, 0);
    s = (struct sent){.report.sealed = sealed_for(o, 11, 21)};
    expect("for both", send(o, 2, &s), ERR_NONE, NULL);
    s = (struct sent){.report.sealed = sealed_for(o, 21, 11)};
    expect("in another order", send(o, 3, &s), ERR_SEAL_PAST, "reporter_sealed");
    s = (struct sent){.report.sealed = sealed_for(o, 11, 0)};
    expect("for the nearest alone", send(o, 3, &s), ERR_SEAL_PAST, "reporter_sealed");
}

/* I8: whom the report is about shall not read who reported. */
static void an_office_that_is_reported_is_not_sealed_to(void **state) {
    struct office *o = *state;
    struct sent s = {0};
    struct str plain;
    in_force(o);
    province_in_force(o);
    struct flow_seal_levels levels;
    assert_int_equal(flow_seal_levels(&o->reader, o->on.a, STR("16.06"), &levels).code, 0);
    struct intake_person subject = {.agency = levels.list[0].office.name};
    s.report.subjects = &subject;
    s.report.subject_count = 1;
    expect("sent", send_readable(o, 1, &s), ERR_NONE, NULL);
    struct intake_kept k = kept(o, &s);
    assert_int_equal(read_by(o, &k.sealed, 21, &plain).code, 0);
    assert_int_equal(read_by(o, &k.sealed, 11, &plain).code, ERR_SEAL_OTHERS);
    s.report.reporter.name = (struct str){0};
    s.report.sealed = sealed_for(o, 11, 21);
    expect("for it too", send(o, 2, &s), ERR_SEAL_PAST, "reporter_sealed");
    s.report.sealed = sealed_for(o, 21, 0);
    expect("for who is above", send(o, 3, &s), ERR_NONE, NULL);
}

static void what_cannot_be_a_sealed_identity_is_refused(void **state) {
    struct office *o = *state;
    const struct intake_sealed good = sealed_for(o, 11, 0);
    struct intake_sealed two = sealed_for(o, 11, 12);
    in_force(o);
    struct {
        const char *what;
        struct intake_sealed sealed;
        enum err_code code;
        const char *about;
    } cases[] = {
        {"no base64", good, ERR_SEAL_FORM, "base64"},
        {"a file that is none", good, ERR_SEAL_CUT, "header"},
        {"cut short", good, ERR_SEAL_CUT, NULL},
        {"not padded", good, ERR_SEAL_FORM, "padding"},
        {"empty", good, ERR_SEAL_FORM, "padding"},
        {"too long", good, ERR_SEAL_FORM, "padding"},
        {"for two", good, ERR_SEAL_FORM, "recipients"},
        {"a wrap for two", good, ERR_SEAL_FORM, "recipients"},
        {"a wrap that is none", good, ERR_SEAL_FORM, "base64"},
        {"no key", good, ERR_SEAL_KEY, "length"},
    };
    cases[0].sealed.file = STR("*");
    cases[1].sealed.file = base64(o, STR("Pelapor"));
    cases[2].sealed.file.len = 100;
    cases[3].sealed.file = base64(o, file_of(o, blanks(o, FLOW_SEAL_PAD - 1), 1));
    cases[4].sealed.file = base64(o, file_of(o, blanks(o, 0), 1));
    cases[5].sealed.file = base64(o, file_of(o, blanks(o, FLOW_SEAL_MAX + FLOW_SEAL_PAD), 1));
    cases[6].sealed.file = base64(o, file_of(o, blanks(o, FLOW_SEAL_PAD), 2));
    cases[7].sealed.wrap = two.wrap;
    cases[8].sealed.wrap = STR("=");
    cases[9].sealed.recipient = STR("age1");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sent s = {.report.sealed = cases[i].sealed};
        expect(cases[i].what, send(o, 1, &s), cases[i].code, cases[i].about);
    }
    struct sent s = {.report.sealed = good};
    expect("the same key for what is good", send(o, 1, &s), ERR_NONE, NULL);
}

/* As a browser sends it: a key without a file of its own. */
static struct intake_sealed key_for(struct office *o, uint8_t first, uint8_t second) {
    struct intake_sealed key = sealed_for(o, first, second);
    key.file = (struct str){0};
    return key;
}

static void the_key_of_sealed_evidence_is_kept_with_the_case(void **state) {
    struct office *o = *state;
    struct sent s = {.report.evidence_key = key_for(o, 11, 0)};
    expect("no key in force", send(o, 1, &s), ERR_SEAL_PAST, "evidence_key");
    in_force(o);
    expect("sent", send(o, 1, &s), ERR_NONE, NULL);
    assert_true(str_equal(s.job.received.evidence_sealed, STR("browser")));
    struct case_received received = received_of(o, s.job.id);
    assert_true(str_equal(received.evidence_sealed, STR("browser")));
    assert_true(str_equal(received.evidence_key.wrap, s.report.evidence_key.wrap));
    assert_true(str_equal(received.evidence_key.keys, recipient(o, 11)));
    s = (struct sent){0};
    expect("without", send(o, 2, &s), ERR_NONE, NULL);
    assert_int_equal(s.job.received.evidence_sealed.len, 0);
}

static void what_cannot_be_a_key_of_evidence_is_refused(void **state) {
    struct office *o = *state;
    in_force(o);
    province_in_force(o);
    const struct intake_sealed good = key_for(o, 11, 21);
    struct {
        const char *what;
        struct intake_sealed key;
        enum err_code code;
        const char *about;
    } cases[] = {
        {"for the nearest alone", key_for(o, 11, 0), ERR_SEAL_PAST, "evidence_key"},
        {"in another order", key_for(o, 21, 11), ERR_SEAL_PAST, "evidence_key"},
        {"a wrap for fewer than it says", good, ERR_SEAL_FORM, "recipients"},
        {"a wrap that is none", good, ERR_SEAL_FORM, "base64"},
        {"a wrap that is cut short", good, ERR_SEAL_CUT, "payload"},
        {"no key", good, ERR_SEAL_KEY, "length"},
    };
    cases[2].key.wrap = key_for(o, 11, 0).wrap;
    cases[3].key.wrap = STR("=");
    cases[4].key.wrap.len = 360; /* of 373 bytes 270 */
    cases[5].key.recipient = STR("age1");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sent s = {.report.evidence_key = cases[i].key};
        expect(cases[i].what, send(o, 1, &s), cases[i].code, cases[i].about);
    }
    struct sent s = {.report.evidence_key = good};
    expect("the same key of a report for what is good", send(o, 1, &s), ERR_NONE, NULL);
}

/* docs/adr/0087: the offices' keys and one more, and that only of a code that no server made. */
static void who_drew_their_code_may_hold_the_keys_too(void **state) {
    struct office *o = *state;
    static const uint8_t HOLDERS[] = {11, 21, 79, 80}; /* two offices, the reporter, nobody */
    struct intake_sealed to[COUNT_OF(HOLDERS) + 1];
    in_force(o);
    province_in_force(o);
    for (size_t n = 1; n <= COUNT_OF(HOLDERS); n++) {
        to[n] = sealed_for(o, 11, 21);
        to[n].wrap = wrap_for(o, HOLDERS, n);
    }
    const struct {
        const char *what;
        size_t holders;
        bool drawn;
        enum err_code code;
    } cases[] = {
        {"for the offices, by who drew", 2, true, ERR_NONE},
        {"and for its reporter", 3, true, ERR_NONE},
        {"and for one more", 4, true, ERR_SEAL_FORM},
        {"for fewer", 1, true, ERR_SEAL_FORM},
        {"for somebody, by who did not draw", 3, false, ERR_SEAL_FORM},
    };
    for (uint8_t i = 0; i < COUNT_OF(cases); i++) {
        struct intake_sealed key = to[cases[i].holders];
        const char *about = cases[i].code ? "recipients" : NULL;
        struct sent s = {.report.sealed = key, .drawn = cases[i].drawn};
        expect(cases[i].what, send(o, (uint8_t)(2 * i + 1), &s), cases[i].code, about);
        key.file = (struct str){0};
        struct sent t = {.report.evidence_key = key, .drawn = cases[i].drawn};
        expect(cases[i].what, send(o, (uint8_t)(2 * i + 2), &t), cases[i].code, about);
        if (cases[i].holders != 3 || cases[i].code)
            continue;
        struct str plain;
        struct intake_kept k = kept(o, &s);
        for (size_t n = 0; n < 3; n++)
            assert_int_equal(read_by(o, &k.sealed, HOLDERS[n], &plain).code, 0);
        assert_true(str_equal(received_of(o, t.job.id).evidence_key.wrap, key.wrap));
    }
    struct sent s = {.report.sealed = to[3], .drawn = true};
    s.report.sealed.keys = recipient(o, 11);
    expect("the offices are exact as ever", send(o, 20, &s), ERR_SEAL_PAST, "reporter_sealed");
    s.report.sealed = to[3];
    s.report.sealed.wrap = STR("=");
    expect("a wrap that is none", send(o, 20, &s), ERR_SEAL_FORM, "base64");
    s.report.sealed = to[3];
    s.report.sealed.recipient = STR("age1");
    expect("no key", send(o, 20, &s), ERR_SEAL_KEY, "length");
}

static void a_browser_gets_all_keys_that_lead_back(void **state) {
    struct office *o = *state;
    struct flow_unsealing found;
    in_force(o);
    struct flow_staff kus = staff(o, "kus");
    assert_int_equal(flow_unsealing(&o->reader, o->on.a, &kus, &found).code, 0);
    assert_int_equal(found.locked.len, 0);
    assert_int_equal(found.count, 1);
    assert_int_equal(make(o, "kus", 4).code, 0);
    expect("proposed", propose(o, "dina", 12, "dina kus", true), ERR_NONE, NULL);
    expect("a custodian agrees", agree(o, "kus", 12), ERR_NONE, NULL);
    assert_int_equal(flow_unsealing(&o->reader, o->on.a, &kus, &found).code, 0);
    assert_true(str_equal(found.locked, locked(o)));
    assert_int_equal(found.count, 2);
    assert_true(found.keys[0].n == 2 && str_equal(found.keys[0].recipient, recipient(o, 12)));
    assert_int_equal(found.keys[0].chain.len, SEAL_WRAP_LEN);
    assert_int_equal(found.keys[1].wrap.len, 0); /* the chain above opens it */
    struct flow_seal_levels levels;
    expect("a region of nobody's", flow_seal_levels(&o->reader, o->on.a, STR("31.71"), &levels),
           ERR_INVALID, "region");
    expect("none", flow_seal_levels(&o->reader, o->on.a, STR(""), &levels), ERR_INVALID, "region");
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, an_office_without_a_key_keeps_what_is_readable),                                    \
        IN(engine, what_comes_readable_is_sealed_on_arrival),                                      \
        IN(engine, what_a_browser_sealed_is_kept_as_it_came),                                      \
        IN(engine, only_the_keys_in_force_are_sealed_to),                                          \
        IN(engine, offices_above_can_open_it_when_they_take_over),                                 \
        IN(engine, an_office_that_is_reported_is_not_sealed_to),                                   \
        IN(engine, what_cannot_be_a_sealed_identity_is_refused),                                   \
        IN(engine, the_key_of_sealed_evidence_is_kept_with_the_case),                              \
        IN(engine, what_cannot_be_a_key_of_evidence_is_refused),                                   \
        IN(engine, who_drew_their_code_may_hold_the_keys_too),                                     \
        IN(engine, a_browser_gets_all_keys_that_lead_back)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_sealed", tests, COUNT_OF(tests));
}
