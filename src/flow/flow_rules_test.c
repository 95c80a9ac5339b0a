/* Publishing keeps the rules' files: stored, read back, found however old, never swept away, and
 * refused when a byte of them is another. On both engines. */
#include "flow/flow_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "flow/audit.h"
#include "flow/office_engines.h"
#include "flow/rebuild.h"
#include "flow/report.h"
#include "flow/rules.h"
#include "flow/staff.h"

static struct err publish(struct office *o, const char *role, struct str hash) {
    struct flow_publish x = {.job.arena = o->on.a,
                             .staff.who = {.name = STR("a"),
                                           .role = str_from_c(role),
                                           .office.id = STR("bawaslu-16.06")},
                             .hash = hash,
                             .now = env_now(&o->env)};
    if (!*role)
        x.staff.who.name = (struct str){0};
    return flow_publish(o->flow, &x);
}

static struct flow_published newest(struct office *o, size_t *ret_count) {
    const struct flow_published *list;
    assert_int_equal(flow_published(&o->reader, o->on.a, &list, ret_count).code, ERR_NONE);
    return *ret_count ? list[0] : (struct flow_published){0};
}

/* A version as it was published before files were kept. */
struct old_version {
    struct flow_job job;
    struct office *office;
    struct str law;
};

static struct err append_old(struct flow_txn *txn, struct flow_job *job) {
    struct old_version *x = (struct old_version *)(void *)job;
    const struct env *env = &x->office->env;
    return flow_append_alone(
        txn, &(struct flow_single){STR("rules.published"), STR("bawaslu-16.06"),
                                   arena_printf(txn->arena, "{\"law\":\"%.*s\"}", STR_ARG(x->law)),
                                   env_now(env), env_hash(env), env_id128(env)});
}

static void publish_old(struct office *o, struct str law) {
    struct old_version x = {.job = {.run = append_old, .arena = o->on.a}, .office = o, .law = law};
    assert_int_equal(flow_run_now(o->flow, &x.job).code, ERR_NONE);
}

static void expect_audit(struct office *o, const char *what) {
    struct flow_audit audit;
    struct flow_audit_of of = {o->data,
                               o->on.postgres ? db_fixture_where(&o->on) : (struct str){0}};
    assert_int_equal(flow_audit(&of, &audit).code, ERR_NONE);
    if (!str_equal(audit.what, str_from_c(what)))
        fail_msg("differs: \"%.*s\", not \"%s\"", STR_ARG(audit.what), what);
}

static void expect_rebuild(struct office *o) {
    struct str where = o->on.postgres ? db_fixture_where(&o->on) : str_from_c(o->data);
    struct flow_rebuild how = {.where = where, .env = &o->env, .check = true};
    struct flow_rebuilt rebuilt;
    assert_int_equal(flow_rebuild(o->on.a, &how, &rebuilt).code, ERR_NONE);
    assert_int_equal(rebuilt.difference.table.len, 0);
}

static void a_version_is_kept_and_read_back(void **state) {
    struct office *o = *state;
    struct publication_bundle bundle;
    size_t count;
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_NONE);
    struct flow_published p = newest(o, &count);
    assert_int_equal(count, 1);
    assert_true(str_equal(p.law, o->hash));
    assert_int_equal(flow_published_files(o->flow, o->on.a, &p, &bundle).code, ERR_NONE);
    assert_true(hash_equal(&bundle.law, &o->law->hash));
    assert_int_equal(bundle.files.count, o->law->files.count);
    struct str sha256 = hex_encode(o->on.a, p.bundle.sha256.b, HASH_LEN);
    struct str named = arena_printf(o->on.a, "\"bundle\":\"%.*s\",\"bundle_bytes\":%lld,",
                                    STR_ARG(sha256), (long long)p.bundle.bytes);
    assert_non_null(strstr(arena_c(o->on.a, p.body), named.ptr));
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_CONFLICT);
    expect_audit(o, "");
    expect_rebuild(o);
}

static void who_may_not_publish_keeps_nothing(void **state) {
    struct office *o = *state;
    size_t count;
    assert_int_equal(publish(o, "", o->hash).code, ERR_UNSIGNED);
    assert_int_equal(publish(o, "officer", o->hash).code, ERR_DENIED);
    assert_int_equal(publish(o, "admin", STR("00")).code, ERR_CONFLICT);
    (void)newest(o, &count);
    assert_int_equal(count, 0);
    struct flow_published p;
    assert_int_equal(flow_published_find(&o->reader, o->on.a, o->hash, &p).code, ERR_MISSING);
}

static void a_version_without_files_is_published_once_more(void **state) {
    struct office *o = *state;
    struct publication_bundle bundle;
    size_t count;
    publish_old(o, o->hash);
    struct flow_published p = newest(o, &count);
    assert_int_equal(p.bundle.bytes, 0);
    assert_int_equal(flow_published_files(o->flow, o->on.a, &p, &bundle).code, ERR_MISSING);
    assert_int_equal(flow_published_find(&o->reader, o->on.a, o->hash, &p).code, ERR_MISSING);
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_NONE);
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_CONFLICT);
    expect_audit(o, "");
}

static void a_version_is_found_however_many_came_after(void **state) {
    struct office *o = *state;
    size_t count;
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_NONE);
    int64_t index = newest(o, &count).index;
    for (int i = 0; i < 2 * FLOW_RULES_SHOWN; i++)
        publish_old(o, STR("11"));
    (void)newest(o, &count);
    assert_int_equal(count, FLOW_RULES_SHOWN);
    struct flow_published p;
    assert_int_equal(flow_published_find(&o->reader, o->on.a, o->hash, &p).code, ERR_NONE);
    assert_int_equal(p.index, index);
    assert_int_equal(flow_published_find(&o->reader, o->on.a, STR("11"), &p).code, ERR_MISSING);
}

/* --- evidence that lapses --- */

struct lapse {
    struct flow_job job;
    struct store_expired gone;
};

static struct err run_lapse(struct flow_txn *txn, struct flow_job *job) {
    struct lapse *x = (struct lapse *)(void *)job;
    return store_evidence_expire(txn->db, txn->arena, (struct instant){INT64_MAX}, &x->gone);
}

static void upload(struct office *o, struct str bytes) {
    struct blob_in *in;
    struct flow_evidence ev = {.job.arena = o->on.a, .now = env_now(&o->env)};
    ev.piece.id = env_id128(&o->env);
    assert_int_equal(blob_in_new(flow_blobs(o->flow), &o->env, 1 << 24, &in).code, ERR_NONE);
    assert_int_equal(blob_in_add(in, bytes).code, ERR_NONE);
    assert_int_equal(flow_evidence_keep(o->flow, in, &ev).code, ERR_NONE);
}

static void evidence_with_the_same_bytes_takes_nothing_along_when_it_lapses(void **state) {
    struct office *o = *state;
    struct buf bytes;
    size_t count;
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_NONE);
    buf_init(&bytes, PUBLICATION_BUNDLE_MAX);
    publication_bundle_write(o->law->files, &bytes);
    upload(o, buf_str(&bytes));
    upload(o, STR("nobody's"));
    buf_done(&bytes);
    struct lapse x = {.job = {.run = run_lapse, .arena = o->on.a}};
    assert_int_equal(flow_run_now(o->flow, &x.job).code, ERR_NONE);
    assert_int_equal(x.gone.rows, 2);
    assert_int_equal(x.gone.orphan_count, 1);
    struct flow_published p = newest(o, &count);
    assert_false(hash_equal(&x.gone.orphan[0], &p.bundle.sha256));
}

static void what_was_changed_on_the_disk_is_refused(void **state) {
    struct office *o = *state;
    struct publication_bundle bundle;
    size_t count;
    assert_int_equal(publish(o, "admin", o->hash).code, ERR_NONE);
    struct flow_published p = newest(o, &count);
    struct str hex = hex_encode(o->on.a, p.bundle.sha256.b, HASH_LEN);
    struct str path = arena_printf(o->on.a, "%s/blobs/%.2s/%s", o->data, hex.ptr, hex.ptr + 2);
    assert_int_equal(chmod(path.ptr, 0600), 0);
    FILE *f = fopen(path.ptr, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, -2, SEEK_END), 0);
    int was = fgetc(f);
    assert_int_equal(fseek(f, -2, SEEK_END), 0);
    assert_int_equal(fputc(was ^ 1, f), was ^ 1);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(flow_published_files(o->flow, o->on.a, &p, &bundle).code, ERR_CORRUPT);
    expect_audit(o, "rules");
    assert_int_equal(truncate(path.ptr, 10), 0);
    assert_int_equal(flow_published_files(o->flow, o->on.a, &p, &bundle).code, ERR_CORRUPT);
    assert_int_equal(remove(path.ptr), 0);
    assert_int_equal(flow_published_files(o->flow, o->on.a, &p, &bundle).code, ERR_MISSING);
    expect_audit(o, "rules");
}

/* The record of acceptance as a served page asks it: the law that is in use against the text that
 * lay beside its rules. */
static void what_was_not_accepted_is_told(void **state) {
    struct office *o = *state;
    struct arena *a = o->on.a;
    const struct str broken = STR("?"), empty = {0};
    struct flow_unaccepted found;
    o->flow->accepted.text = NULL;
    assert_int_equal(flow_unaccepted(o->flow, &found).code, ERR_MISSING);
    o->flow->accepted.text = &broken;
    assert_int_equal(flow_unaccepted(o->flow, &found).code, ERR_CORRUPT);
    o->flow->accepted.text = &empty;
    assert_int_equal(flow_unaccepted(o->flow, &found).code, ERR_NONE);
    assert_true(found.entries > 0 && found.count == found.entries);
    const struct flow_unaccepted all = found;
    const struct law_record none = {0};
    const struct law_entries entries = law_entries_of(a, flow_law(o->flow)->files);
    bool *chosen = NEW(a, bool, entries.count);
    memset(chosen, 1, entries.count - 1); /* all but the last */
    const struct law_accepting x = {entries, &none,   law_record_compare(a, entries, &none),
                                    chosen,  {20000}, STR("A")};
    const struct law_record record = law_record_accept(a, &x);
    struct buf text;
    buf_init(&text, LAW_ACCEPTED_MAX);
    law_record_write(&record, &text);
    const struct str written = buf_str(&text);
    o->flow->accepted.text = &written;
    assert_int_equal(flow_unaccepted(o->flow, &found).code, ERR_NONE);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.list[0].why, LAW_UNACCEPTED_NEW);
    /* Another record was compared anew; one that was compared before is not, and stays as it was.
     */
    o->flow->accepted.text = &empty;
    assert_int_equal(flow_unaccepted(o->flow, &found).code, ERR_NONE);
    assert_ptr_equal(found.list, all.list);
    /* Nor is a law that was: another one is. */
    struct law other = *flow_law(o->flow);
    other.files.count--;
    other.hash.b[0] ^= 1;
    const struct law *before = flow_law(o->flow);
    o->flow->law = &other;
    assert_int_equal(flow_unaccepted(o->flow, &found).code, ERR_NONE);
    assert_true(found.list != all.list && found.entries < all.entries);
    o->flow->law = before;
    o->flow->accepted.text = NULL;
    buf_done(&text);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, a_version_is_kept_and_read_back), IN(engine, who_may_not_publish_keeps_nothing),    \
        IN(engine, a_version_without_files_is_published_once_more),                                \
        IN(engine, a_version_is_found_however_many_came_after),                                    \
        IN(engine, evidence_with_the_same_bytes_takes_nothing_along_when_it_lapses),               \
        IN(engine, what_was_changed_on_the_disk_is_refused),                                       \
        IN(engine, what_was_not_accepted_is_told)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_rules", tests, COUNT_OF(tests));
}
