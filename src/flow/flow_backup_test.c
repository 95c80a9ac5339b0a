/* A backup of a store with published rules, restored as the same log and as a new one; and the list
 * of erasures, which is read in one form alone. */
#include "flow/backup.h"
#include "flow/flow_internal.h"
#include "flow/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "flow/rules.h"
#include "flow/staff.h"
#include "store/db_fixture.h"

struct office {
    struct db_fixture on;
    const char *data, *file, *to;
    struct env env;
    const struct law *law;
    struct flow *flow;
    struct seal_identity key;
    struct seal_recipient recipient;
};

static int open_office(void **state) {
    struct office *o = must_alloc(sizeof *o);
    static struct law_faults faults;
    db_fixture_open(&o->on, false);
    o->env = env_system();
    struct hash key = env_hash(&o->env);
    memcpy(o->key.b, key.b, sizeof o->key.b);
    o->recipient = seal_recipient_of(&o->key);
    assert_int_equal(law_load(o->on.a, "tests/rules/small", &o->law, &faults).code, ERR_NONE);
    o->data = arena_printf(o->on.a, "%s/data", o->on.dir).ptr;
    o->file = arena_printf(o->on.a, "%s/b.tar.age", o->on.dir).ptr;
    o->to = arena_printf(o->on.a, "%s/restored", o->on.dir).ptr;
    struct flow_init init = {.data_dir = o->data, .region = STR("16.06"), .kind = FLOW_TEST};
    assert_int_equal(flow_init(&init, &o->env).code, ERR_NONE);
    struct flow_config config = {.data_dir = o->data, .law = o->law, .env = &o->env};
    assert_int_equal(flow_open(&config, &o->flow).code, ERR_NONE);
    *state = o;
    return 0;
}

static int close_office(void **state) {
    struct office *o = *state;
    flow_close(o->flow);
    db_fixture_close(&o->on);
    free(o);
    return 0;
}

static void publish(struct office *o) {
    struct flow_publish x = {
        .job.arena = o->on.a,
        .staff.who = {.name = STR("a"), .role = STR("admin"), .office.id = STR("bawaslu-16.06")},
        .hash = hex_encode(o->on.a, o->law->hash.b, HASH_LEN),
        .now = env_now(&o->env)};
    assert_int_equal(flow_publish(o->flow, &x).code, ERR_NONE);
}

static struct err run_event(struct flow_txn *txn, struct flow_job *job) {
    const struct env *env = txn->flow->env;
    (void)job;
    return flow_append_alone(txn, &(struct flow_single){STR("question.asked"), STR("bawaslu-16.06"),
                                                        STR("{}"), env_now(env), env_hash(env),
                                                        env_id128(env)});
}

static void add_event(struct office *o) {
    struct flow_job job = {.run = run_event, .arena = o->on.a};
    assert_int_equal(flow_run_now(o->flow, &job).code, ERR_NONE);
}

static struct flow_backed_up back_up(struct office *o) {
    const struct flow_backup_of of = {
        .data_dir = o->data, .file = o->file, .list = &o->recipient, .count = 1, .env = &o->env};
    struct flow_backed_up done;
    struct err e = flow_backup(o->on.a, &of, &done);
    if (e.code)
        fail_msg("backup: %d %.*s at %s", e.code, STR_ARG(e.about), e.where);
    return done;
}

static struct str checkpoint(struct office *o) {
    struct str note;
    struct db db = {0};
    assert_int_equal(flow_reader(o->flow, &db).code, ERR_NONE);
    assert_int_equal(flow_log_checkpoint(o->flow, &db, o->on.a, &note).code, ERR_NONE);
    db_close(&db);
    return note;
}

static struct flow_restore_of how(struct office *o) {
    return (struct flow_restore_of){
        .file = o->file, .data_dir = o->to, .keys = {&o->key, 1}, .env = &o->env};
}

static void expect(struct office *o, const struct flow_restore_of *of, enum err_code code,
                   const char *about) {
    struct flow_restored got;
    struct stat st;
    struct err e = flow_restore(o->on.a, of, &got);
    if (e.code != code || !str_equal(e.about, str_from_c(about)))
        fail_msg("%d %.*s at %s, not %d %s", e.code, STR_ARG(e.about), e.where ? e.where : "-",
                 code, about);
    assert_true(!code || stat(o->to, &st) != 0);
    assert_true(stat(arena_printf(o->on.a, "%s.restoring", o->to).ptr, &st) != 0);
}

static void the_same_log_goes_on_where_nothing_is_missing(void **state) {
    struct office *o = *state;
    publish(o);
    struct flow_backed_up done = back_up(o);
    assert_int_equal(done.blobs, 1);
    struct flow_restore_of of = how(o);
    expect(o, &of, ERR_MISSING, "checkpoint");
    of.checkpoint = checkpoint(o);
    expect(o, &of, ERR_MISSING, "checkpoint"); /* without a key it says nothing */
    of.vkey = STR("x");
    expect(o, &of, ERR_MALFORMED, "vkey");
    of.vkey = flow_vkey(o->flow);
    of.checkpoint = STR("x");
    expect(o, &of, ERR_MALFORMED, "checkpoint");
    add_event(o);
    of.checkpoint = checkpoint(o);
    expect(o, &of, ERR_CONFLICT, "behind");
    of.checkpoint = (struct str){0};
    of.vkey = (struct str){0};
    of.check = true;
    expect(o, &of, ERR_NONE, "");
}

static void the_newest_backup_is_the_log(void **state) {
    struct office *o = *state;
    struct flow_restored got;
    publish(o);
    struct flow_backed_up done = back_up(o);
    struct flow_restore_of of = how(o);
    of.checkpoint = checkpoint(o);
    of.vkey = flow_vkey(o->flow);
    assert_int_equal(flow_restore(o->on.a, &of, &got).code, ERR_NONE);
    assert_int_equal(got.audit.rules, 1);
    assert_int_equal(got.audit.events, done.size);
    assert_int_equal(got.seen, done.size);
    assert_true(hash_equal(&got.audit.root, &done.root));
    assert_int_equal(flow_restore(o->on.a, &of, &got).code, ERR_CONFLICT); /* not empty any more */
}

static void a_new_log_says_so_in_its_first_event(void **state) {
    struct office *o = *state;
    struct flow_restored got;
    struct store_events page;
    struct db db = {0};
    publish(o);
    struct flow_backed_up done = back_up(o);
    struct flow_restore_of of = how(o);
    of.new_log = STR("a b");
    expect(o, &of, ERR_INVALID, "new-log");
    of.new_log = done.origin;
    of.erased_incomplete = true;
    expect(o, &of, ERR_CONFLICT, "new-log");
    of.erased_incomplete = false;
    of.new_log = STR("netral.example/b");
    expect(o, &of, ERR_MISSING, "erased");
    of.erased = STR("x");
    expect(o, &of, ERR_MALFORMED, "erased");
    of.erased_incomplete = true;
    of.erased = (struct str){0};
    assert_int_equal(flow_restore(o->on.a, &of, &got).code, ERR_NONE);
    assert_int_equal(got.audit.events, done.size + 1);
    assert_true(str_starts(got.vkey, STR("netral.example/b+")));
    assert_int_equal(db_open(str_from_c(o->to), false, false, &db).code, ERR_NONE);
    assert_int_equal(store_event_page(&db, o->on.a, done.size, 1, &page).code, ERR_NONE);
    db_close(&db);
    assert_true(str_equal(page.list[0].event.kind, STR("log.begun")));
    assert_true(str_equal(page.list[0].event.office, STR("bawaslu-16.06")));
    struct str root = base64_encode(o->on.a, done.root.b, HASH_LEN);
    struct str body =
        arena_printf(o->on.a,
                     "{\"from\":\"netral.local/"
                     "16.06\",\"size\":%lld,\"root\":\"%.*s\",\"erasures_complete\":false}",
                     (long long)done.size, STR_ARG(root));
    assert_true(str_equal(page.list[0].event.body, body));
}

static void while_one_is_made_no_other_begins(void **state) {
    struct office *o = *state;
    assert_int_equal(flow_backup_hold(o->data).code, ERR_NONE);
    struct err e = flow_backup_hold(o->data);
    assert_int_equal(e.code, ERR_BUSY);
    assert_true(str_equal(e.about, STR("backup")));
    assert_int_equal(flow_backup_hold("/nowhere").code, ERR_MISSING);
}

/* --- the list --- */

static const char LIST[] =
    "netral-erased/v1\norigin netral.local/16\nsize 30\n"
    "root 0000000000000000000000000000000000000000000000000000000000000001\ncount 1\n"
    "case 20 00112233445566778899aabbccddeeff "
    "eyJhY3RvciI6ImIiLCJhc2tlZF9ieSI6ImEiLCJhc2tlZCI6MiwiZ3JvdW5kIjoiY291cnQiLCJudW1iZXJzIjpbXX0="
    "\n";

static void a_list_is_read_in_one_form(void **state) {
    struct office *o = *state;
    struct flow_erased_list list;
    struct str text = {LIST, sizeof LIST - 1};
    assert_int_equal(flow_erased_read(o->on.a, text, &list).code, ERR_NONE);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.list[0].id.v, 20);
    assert_int_equal(list.list[0].stream.b[15], 0xff);
    assert_int_equal(list.size, 30);
    for (size_t i = 0; i < text.len; i++)
        assert_int_equal(flow_erased_read(o->on.a, (struct str){text.ptr, i}, &list).code,
                         ERR_MALFORMED);
    static const struct {
        const char *from, *to;
    } CHANGES[] = {
        {"v1", "v2"},           {"origin netral", "origin ne ral"},
        {"size 30", "size 3x"}, {"count 1", "count 2"},
        {"count 1", "count 0"}, {"case 20", "case 30"},
        {"case 20", "case -2"}, {"0011", "001g"},
        {"root 00", "root 0 "}, {"X0=", "X1="},
        {"eyJh", "eyJi"},
    };
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        char changed[sizeof LIST];
        memcpy(changed, LIST, sizeof LIST);
        char *at = strstr(changed, CHANGES[i].from);
        assert_non_null(at);
        memcpy(at, CHANGES[i].to, strlen(CHANGES[i].to));
        if (flow_erased_read(o->on.a, (struct str){changed, text.len}, &list).code != ERR_MALFORMED)
            fail_msg("%s for %s is read", CHANGES[i].to, CHANGES[i].from);
    }
}

static void a_list_that_is_written_is_read(void **state) {
    struct office *o = *state;
    struct buf out;
    struct flow_erased_list list;
    const struct flow_erased_of of = {.data_dir = o->data};
    buf_init(&out, FLOW_ERASED_LIST_MAX);
    assert_int_equal(flow_erased_write(&of, &out).code, ERR_NONE);
    assert_int_equal(flow_erased_read(o->on.a, buf_str(&out), &list).code, ERR_NONE);
    assert_true(str_equal(list.origin, STR("netral.local/16.06")) && !list.count && list.size > 10);
    buf_done(&out);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        CASE(the_same_log_goes_on_where_nothing_is_missing),
        CASE(the_newest_backup_is_the_log),
        CASE(a_new_log_says_so_in_its_first_event),
        CASE(while_one_is_made_no_other_begins),
        CASE(a_list_is_read_in_one_form),
        CASE(a_list_that_is_written_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
