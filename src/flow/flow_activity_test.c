/* Activities are recorded, put right and withdrawn by their office: on both engines. */
#include "flow/activity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow/office_engines.h"
#include "flow/report.h"

#define HOME "bkpsdm-16.06"

static struct flow_staff staff(struct office *o, const char *office, const char *role) {
    struct flow_staff staff = {.who = {.name = STR("petugas"), .role = str_from_c(role)}};
    assert_int_equal(
        store_office_find(&o->reader, o->on.a, str_from_c(office), &staff.who.office).code,
        ERR_NONE);
    return staff;
}

static struct date today(struct office *o) {
    return instant_date(env_now(&o->env), ZONE_WIB);
}

/* An apel siaga of today, for 200 people. */
static struct intake_activity apel(struct office *o) {
    static const struct str PARTNERS[] = {STR_INIT("kpu"), STR_INIT("polri")};
    return (struct intake_activity){.kind = STR("apel_siaga"),
                                    .region = STR("16.06"),
                                    .on = today(o),
                                    .has_on = true,
                                    .place = STR("Sekayu"),
                                    .partners = PARTNERS,
                                    .partner_count = COUNT_OF(PARTNERS),
                                    .reach = 200,
                                    .has_reach = true};
}

static void fill(struct office *o, struct flow_activity *x, const struct intake_activity *said) {
    x->job.arena = o->on.a;
    if (!x->staff.who.name.len)
        x->staff = staff(o, HOME, "officer");
    x->said = said;
    x->now = env_now(&o->env);
    flow_activity_prepare(o->flow, x);
}

static struct err record(struct office *o, const struct intake_activity *said,
                         struct flow_activity *x) {
    fill(o, x, said);
    return flow_run_now(o->flow, &x->job);
}

/* The one that all stories begin with. */
static struct store_activity recorded(struct office *o) {
    struct intake_activity said = apel(o);
    struct flow_activity x = {.key = env_id128(&o->env)};
    assert_int_equal(record(o, &said, &x).code, ERR_NONE);
    return x.result;
}

static void what_was_said_is_found(void **state) {
    struct office *o = *state;
    struct store_activity x = recorded(o), found;
    assert_int_equal(store_activity_find(&o->reader, o->on.a, x.id, &found).code, ERR_NONE);
    assert_int_equal(found.id, found.version);
    assert_true(str_equal(found.office, STR(HOME)));
    assert_true(str_equal(found.kind, STR("apel_siaga")));
    assert_true(str_equal(found.partners, STR("kpu polri")));
    assert_true(str_equal(found.place, STR("Sekayu")));
    assert_int_equal(found.on.day, today(o).day);
    assert_int_equal(found.reach, 200);
    assert_int_equal(found.reach_asn, -1);
    assert_false(found.withdrawn);
    office_check_rebuild(o);
}

static void a_form_sent_twice_is_recorded_once(void **state) {
    struct office *o = *state;
    struct intake_activity said = apel(o);
    struct id128 key = env_id128(&o->env);
    struct flow_activity one = {.key = key}, again = {.key = key};
    struct flow_activity other = {.key = key, .request = {{1}}};
    struct flow_activity stranger = {.key = key, .staff = staff(o, "bkpsdm-16", "officer")};
    assert_int_equal(record(o, &said, &one).code, ERR_NONE);
    assert_int_equal(record(o, &said, &again).code, ERR_NONE);
    assert_true(again.repeated);
    assert_int_equal(again.result.id, one.result.id);
    assert_int_equal(record(o, &said, &other).code, ERR_KEY_REUSED);
    assert_int_equal(record(o, &said, &stranger).code, ERR_KEY_REUSED);
    struct store_activities list;
    const struct store_activity_query all = {.limit = 10};
    assert_int_equal(store_activity_list(&o->reader, o->on.a, &all, &list).code, ERR_NONE);
    assert_int_equal(list.count, 1);
}

static void who_may_record_what(void **state) {
    static const struct {
        const char *office, *role, *region;
        enum err_code code;
        const char *about;
    } CASES[] = {
        {HOME, "officer", "16.06", ERR_NONE, ""},
        {HOME, "head", "16.06", ERR_NONE, ""},
        {"bkpsdm-16", "officer", "16.06", ERR_NONE, ""},
        {"bawaslu", "officer", "16.06", ERR_NONE, ""},
        {HOME, "officer", "16", ERR_INVALID, "region"},
        {HOME, "officer", "16.07", ERR_INVALID, "region"},
        {"bkpsdm-16", "officer", "17.01", ERR_INVALID, "region"},
        {HOME, "custodian", "16.06", ERR_DENIED, "role"},
        {HOME, "auditor", "16.06", ERR_DENIED, "role"},
        {HOME, "admin", "16.06", ERR_DENIED, "role"},
        {HOME, "closed", "16.06", ERR_DENIED, "role"},
    };
    struct office *o = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_activity said = apel(o);
        struct flow_activity x = {.key = env_id128(&o->env),
                                  .staff = staff(o, CASES[i].office, CASES[i].role)};
        said.region = str_from_c(CASES[i].region);
        struct err e = record(o, &said, &x);
        if (e.code != CASES[i].code || !str_equal(e.about, str_from_c(CASES[i].about)))
            fail_msg("%s of %s in %s: %d %.*s", CASES[i].role, CASES[i].office, CASES[i].region,
                     (int)e.code, STR_ARG(e.about));
    }
    office_check_rebuild(o);
}

static void a_correction_replaces_and_keeps_the_key(void **state) {
    struct office *o = *state;
    struct store_activity was = recorded(o), now;
    struct intake_activity said = apel(o);
    said.kind = STR("rakor");
    said.has_reach = false;
    said.partner_count = 0;
    struct flow_activity x = {.corrects = true, .id = was.id, .version = was.version};
    assert_int_equal(record(o, &said, &x).code, ERR_NONE);
    assert_int_equal(store_activity_find(&o->reader, o->on.a, was.id, &now).code, ERR_NONE);
    assert_true(str_equal(now.kind, STR("rakor")));
    assert_int_equal(now.reach, -1);
    assert_int_equal(now.partners.len, 0);
    assert_true(str_equal(now.key, was.key));
    assert_true(now.version > was.version);
    office_check_rebuild(o);
    struct flow_activity stale = {.corrects = true, .id = was.id, .version = was.version};
    assert_int_equal(record(o, &said, &stale).code, ERR_NONE); /* it says what stands there */
    assert_true(stale.repeated && stale.result.version == now.version);
    const struct flow_activity_file file = {.sha256 = {{1}}};
    struct flow_activity more = {
        .corrects = true, .id = was.id, .version = was.version, .files = &file, .file_count = 1};
    assert_int_equal(record(o, &said, &more).code, ERR_CONFLICT);
    said.place = STR("Lain");
    assert_int_equal(record(o, &said, &stale).code, ERR_CONFLICT);
    struct flow_activity none = {.corrects = true, .id = 99999999};
    assert_int_equal(record(o, &said, &none).code, ERR_MISSING);
    struct flow_activity other = {.corrects = true,
                                  .id = was.id,
                                  .version = now.version,
                                  .staff = staff(o, "bawaslu-16.06", "officer")};
    assert_int_equal(record(o, &said, &other).code, ERR_DENIED);
}

static struct err withdraw(struct office *o, const struct store_activity *x, const char *office) {
    struct flow_withdrawal w = {.job = {.arena = o->on.a},
                                .staff = staff(o, office, "officer"),
                                .id = x->id,
                                .version = x->version,
                                .reason = STR("Tercatat dua kali"),
                                .now = env_now(&o->env)};
    flow_withdrawal_prepare(o->flow, &w);
    return flow_run_now(o->flow, &w.job);
}

static void what_is_withdrawn_stays_so(void **state) {
    struct office *o = *state;
    struct store_activity x = recorded(o), now;
    assert_int_equal(withdraw(o, &x, "bawaslu-16.06").code, ERR_DENIED);
    assert_int_equal(withdraw(o, &x, HOME).code, ERR_NONE);
    assert_int_equal(withdraw(o, &x, HOME).code, ERR_CONFLICT);
    assert_int_equal(store_activity_find(&o->reader, o->on.a, x.id, &now).code, ERR_NONE);
    assert_true(now.withdrawn && str_equal(now.reason, STR("Tercatat dua kali")));
    struct store_activities list;
    assert_int_equal(store_activity_region(&o->reader, o->on.a, STR("16.06"), 10, &list).code,
                     ERR_NONE);
    assert_int_equal(list.count, 0);
    struct store_activity_query query = {.limit = 10};
    assert_int_equal(store_activity_list(&o->reader, o->on.a, &query, &list).code, ERR_NONE);
    assert_int_equal(list.count, 0);
    query.withdrawn = true;
    assert_int_equal(store_activity_list(&o->reader, o->on.a, &query, &list).code, ERR_NONE);
    assert_int_equal(list.count, 1);
    struct intake_activity said = apel(o);
    struct flow_activity late = {.corrects = true, .id = x.id, .version = now.version};
    assert_int_equal(record(o, &said, &late).code, ERR_CONFLICT);
    office_check_rebuild(o);
}

static void the_log_is_filtered_and_paged(void **state) {
    static const struct {
        const char *kind, *region;
        int ago;
    } ACTS[] = {{"rakor", "16", 0},
                {"rakor", "16.06", 1},
                {"spanduk", "16.06", 1},
                {"spanduk", "16.07", 2},
                {"media", "17.01", 3}};
    static const struct {
        const char *kind, *region;
        int from, to, count;
    } CASES[] = {{"", "", 9, 0, 5},      {"", "16", 9, 0, 4},         {"", "16.06", 9, 0, 2},
                 {"rakor", "", 9, 0, 2}, {"rakor", "16.06", 9, 0, 1}, {"", "1", 9, 0, 0},
                 {"", "", 2, 1, 3},      {"", "", 3, 3, 1},           {"ikrar", "", 9, 0, 0}};
    struct office *o = *state;
    for (size_t i = 0; i < COUNT_OF(ACTS); i++) {
        struct intake_activity said = apel(o);
        struct flow_activity x = {.key = env_id128(&o->env),
                                  .staff = staff(o, "bawaslu", "officer")};
        said.kind = str_from_c(ACTS[i].kind);
        said.region = str_from_c(ACTS[i].region);
        said.on.day -= ACTS[i].ago;
        assert_int_equal(record(o, &said, &x).code, ERR_NONE);
    }
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct store_activities page;
        int seen = 0;
        struct store_activity_query query = {.kind = str_from_c(CASES[i].kind),
                                             .region = str_from_c(CASES[i].region),
                                             .from = {today(o).day - CASES[i].from},
                                             .to = {today(o).day - CASES[i].to},
                                             .limit = 2};
        do {
            assert_int_equal(store_activity_list(&o->reader, o->on.a, &query, &page).code,
                             ERR_NONE);
            for (size_t k = 0; k < page.count; k++, seen++) {
                const struct store_activity *x = &page.list[k];
                assert_true(!query.after_on.day || x->on.day < query.after_on.day ||
                            (x->on.day == query.after_on.day && x->id < query.after));
                query.after_on = x->on;
                query.after = x->id;
            }
        } while (page.count == 2);
        if (seen != CASES[i].count)
            fail_msg("%s in '%s': %d", CASES[i].kind, CASES[i].region, seen);
    }
}

static struct id128 upload(struct office *o, const char *bytes) {
    struct blob_in *in;
    assert_int_equal(blob_in_new(flow_blobs(o->flow), &o->env, 1 << 20, &in).code, ERR_NONE);
    assert_int_equal(blob_in_add(in, str_from_c(bytes)).code, ERR_NONE);
    struct flow_evidence ev = {
        .job = {.arena = o->on.a}, .piece = {.id = env_id128(&o->env)}, .now = env_now(&o->env)};
    assert_int_equal(flow_evidence_keep(o->flow, in, &ev).code, ERR_NONE);
    return ev.piece.id;
}

static void files_stay_with_their_activity(void **state) {
    struct office *o = *state;
    struct intake_activity said = apel(o);
    struct flow_activity_file file = {upload(o, "a picture"), STR("image/jpeg"),
                                      hash_sha256(STR("a picture"))};
    struct flow_activity x = {.key = env_id128(&o->env), .files = &file, .file_count = 1};
    assert_int_equal(record(o, &said, &x).code, ERR_NONE);
    struct flow_activity other = {.key = env_id128(&o->env), .files = &file, .file_count = 1};
    assert_int_equal(record(o, &said, &other).code, ERR_MISSING);
    struct flow_activity_file more = {upload(o, "a list"), STR("application/pdf"),
                                      hash_sha256(STR("a list"))};
    struct flow_activity mend = {.corrects = true,
                                 .id = x.result.id,
                                 .version = x.result.version,
                                 .files = &more,
                                 .file_count = 1};
    assert_int_equal(record(o, &said, &mend).code, ERR_NONE);
    struct store_activity found;
    assert_int_equal(store_activity_find(&o->reader, o->on.a, x.result.id, &found).code, ERR_NONE);
    struct flow_activity_piece piece;
    struct str rest = found.files;
    assert_true(flow_activity_piece(&rest, &piece));
    assert_true(str_equal(piece.type, STR("image/jpeg")) && piece.bytes == 9);
    assert_memory_equal(piece.id.b, file.id.b, sizeof piece.id.b);
    assert_true(flow_activity_piece(&rest, &piece));
    assert_true(str_equal(piece.type, STR("application/pdf")));
    assert_false(flow_activity_piece(&rest, &piece));
    office_check_rebuild(o);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, what_was_said_is_found), IN(engine, a_form_sent_twice_is_recorded_once),            \
        IN(engine, who_may_record_what), IN(engine, a_correction_replaces_and_keeps_the_key),      \
        IN(engine, what_is_withdrawn_stays_so), IN(engine, the_log_is_filtered_and_paged),         \
        IN(engine, files_stay_with_their_activity)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_activity", tests, COUNT_OF(tests));
}
