#include "flow/upload.h"

#include "intake/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "flow/office_sample.h"

enum { REST = 100 };

/* Two parts: a whole one of one letter, and the rest of another. */
static struct str whole(struct office *o) {
    size_t len = INTAKE_UPLOAD_PART + REST;
    char *bytes = NEW(o->on.a, char, len);
    memset(bytes, 'a', len);
    memset(bytes + INTAKE_UPLOAD_PART, 'b', REST);
    return (struct str){bytes, len};
}

static struct err part(struct office *o, const struct id128 *id, int64_t index, struct str bytes) {
    struct blob_aside *aside;
    struct flow_upload told;
    assert_int_equal(blob_aside_new(flow_blobs(o->flow), &o->env, &aside).code, 0);
    assert_int_equal(blob_aside_add(aside, bytes).code, 0);
    const struct blob_part given = {
        .index = index, .bytes = (int64_t)bytes.len, .sha256 = hash_sha256(bytes), .aside = aside};
    struct err e = flow_upload_part(o->flow, id, &given, &told);
    blob_aside_free(aside);
    return e;
}

static struct flow_upload begun(struct office *o, struct str bytes) {
    struct flow_upload u;
    assert_int_equal(flow_upload_begin(o->flow, (int64_t)bytes.len, &u).code, 0);
    assert_int_equal(u.parts, 2);
    assert_int_equal(part(o, &u.id, 0, (struct str){bytes.ptr, INTAKE_UPLOAD_PART}).code, 0);
    assert_int_equal(part(o, &u.id, 1, (struct str){bytes.ptr + INTAKE_UPLOAD_PART, REST}).code, 0);
    return u;
}

static struct flow_upload_end *end_of(struct office *o, const struct flow_upload *u,
                                      struct hash sha256) {
    struct flow_upload_end *end = NEW(o->on.a, struct flow_upload_end, 1);
    end->whole = (struct blob_ref){sha256, u->bytes};
    end->become.piece.id = u->id;
    end->become.now = env_now(&o->env);
    end->become.job.arena = o->on.a;
    flow_upload_end_over(o->flow, end); /* of the one before */
    assert_int_equal(flow_upload_end_begin(o->flow, end).code, 0);
    return end;
}

static struct err count(struct office *o, struct flow_upload_end *end) {
    struct err e = OK;
    for (bool more = true; more && !e.code;)
        e = flow_upload_count(o->flow, end, &more);
    return e;
}

static struct err find(struct office *o, const struct id128 *id, struct flow_upload *ret) {
    struct db reader;
    assert_int_equal(flow_reader(o->flow, &reader).code, 0);
    struct err e = flow_upload_find(o->flow, &reader, o->on.a, id, ret);
    db_close(&reader);
    return e;
}

static void its_end_is_told_again_when_the_answer_was_lost(void **state) {
    struct office *o = *state;
    struct str bytes = whole(o);
    struct flow_upload u = begun(o, bytes), found;
    struct hash sha256 = hash_sha256(bytes);
    assert_int_equal(find(o, &u.id, &found).code, 0);
    assert_false(found.whole);
    assert_int_equal(found.had, 2);
    for (int n = 0; n < 2; n++) {
        struct flow_upload_end *end = end_of(o, &u, sha256);
        assert_int_equal(count(o, end).code, 0);
        assert_int_equal(flow_upload_keep(o->flow, end).code, 0);
        assert_memory_equal(end->become.piece.id.b, u.id.b, sizeof u.id.b);
        assert_int_equal(end->become.piece.bytes, bytes.len);
        assert_int_equal(find(o, &u.id, &found).code, 0);
        assert_true(found.whole && hash_equal(&found.piece.sha256, &sha256));
    }
    assert_int_equal(blob_verify(flow_blobs(o->flow), &sha256, (int64_t)bytes.len).code, 0);
    assert_int_equal(part(o, &u.id, 0, STR("a")).code, ERR_MISSING);
}

static void another_file_than_was_said_is_forgotten(void **state) {
    struct office *o = *state;
    struct flow_upload u = begun(o, whole(o)), found;
    struct flow_upload_end *end = end_of(o, &u, hash_sha256(STR("another")));
    struct err e = count(o, end);
    assert_int_equal(e.code, ERR_INVALID);
    assert_true(str_equal(e.about, STR("digest")));
    e = find(o, &u.id, &found);
    assert_int_equal(e.code, ERR_MISSING);
    assert_true(str_equal(e.about, STR("upload")));
    assert_int_equal(flow_upload_keep(o->flow, end_of(o, &u, hash_sha256(STR("x")))).code,
                     ERR_MISSING);
}

static void two_ends_are_counted_at_a_time_and_one_of_an_upload(void **state) {
    struct office *o = *state;
    struct flow_upload_end ends[] = {
        {.become.piece.id = {{1}}}, {.become.piece.id = {{2}}}, {.become.piece.id = {{3}}}};
    struct err e = flow_upload_end_begin(o->flow, &ends[0]);
    assert_int_equal(e.code, 0);
    e = flow_upload_end_begin(o->flow, &ends[0]);
    assert_int_equal(e.code, ERR_BUSY);
    assert_true(str_equal(e.about, STR("ending")));
    assert_int_equal(flow_upload_end_begin(o->flow, &ends[1]).code, 0);
    assert_int_equal(flow_upload_end_begin(o->flow, &ends[2]).code, ERR_BUSY);
    flow_upload_end_over(o->flow, &ends[2]); /* has no place */
    assert_int_equal(flow_upload_end_begin(o->flow, &ends[2]).code, ERR_BUSY);
    flow_upload_end_over(o->flow, &ends[0]);
    assert_int_equal(flow_upload_end_begin(o->flow, &ends[2]).code, 0);
    assert_int_equal(flow_upload_end_begin(o->flow, &ends[0]).code, ERR_BUSY);
    flow_upload_end_over(o->flow, &ends[1]);
    assert_int_equal(flow_upload_end_begin(o->flow, &ends[1]).code, 0);
}

static int in_sqlite_store(void **state) {
    *state = office_open(false);
    return (int)flow_start(((struct office *)*state)->flow).code;
}

static int on_postgres_store(void **state) {
    *state = office_open(true);
    return (int)flow_start(((struct office *)*state)->flow).code;
}

static int close_office(void **state) {
    office_close(*state);
    return 0;
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, its_end_is_told_again_when_the_answer_was_lost),                                    \
        IN(engine, another_file_than_was_said_is_forgotten),                                       \
        IN(engine, two_ends_are_counted_at_a_time_and_one_of_an_upload)
    const struct CMUnitTest tests[] = {ALL(in_sqlite_store), ALL(on_postgres_store)};
    return run_on_engines("flow_upload", tests, COUNT_OF(tests));
}
