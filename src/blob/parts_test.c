#include "blob/blob_sample.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* "aaaabbbbcc": two parts of four bytes and the rest. */
static const struct blob_parts_rule RULE = {
    .part = 4, .whole = 12, .count = 3, .idle = 10, .begin = 9, .all = 14, .spare = 0, .share = 1};
static const struct id128 ID = {{7}}, OTHER = {{8}};
static const struct str WHOLE = STR_INIT("aaaabbbbcc");
static const struct instant NOW = {1000 * 1000000LL};
static const struct instant LATER = {1000 * 1000000LL + 11}; /* what moved at NOW is idle */

static enum err_code begin(struct place *p, const struct id128 *id, int64_t bytes) {
    return blob_parts_begin(p->store, &RULE, id, bytes, NOW).code;
}

static struct err add_by(struct place *p, const struct blob_parts_rule *rule,
                         const struct id128 *id, int64_t index, struct str bytes) {
    struct blob_aside *aside = NULL;
    assert_int_equal(blob_aside_new(p->store, &p->env, &aside).code, ERR_NONE);
    assert_int_equal(blob_aside_add(aside, bytes).code, ERR_NONE);
    const struct blob_part part = {index, (int64_t)bytes.len, hash_sha256(bytes), aside, LATER};
    struct err e = blob_parts_add(p->store, rule, id, &part, &p->is);
    blob_aside_free(aside);
    return e;
}

/* As if it had moved so many microseconds after NOW. */
static void moved(struct place *p, const struct id128 *id, int64_t after_us) {
    char path[160], hex[33] = "";
    int64_t us = NOW.us + after_us;
    struct timespec at = {us / 1000000, us % 1000000 * 1000}, both[] = {at, at};
    hex_put(id->b, sizeof id->b, hex);
    (void)snprintf(path, sizeof path, "%s/blobs/parts/%s.had", p->dir, hex);
    assert_int_equal(utimensat(AT_FDCWD, path, both, 0), 0);
}

static enum err_code add(struct place *p, int64_t index, struct str bytes) {
    return add_by(p, &RULE, &ID, index, bytes).code;
}

static int64_t had(struct place *p, const struct id128 *id) {
    struct blob_parts is = {0};
    assert_int_equal(blob_parts_find(p->store, &RULE, id, &is).code, ERR_NONE);
    return is.had;
}

static void add_all(struct place *p) {
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    assert_int_equal(add(p, 1, STR("bbbb")), ERR_NONE);
    assert_int_equal(add(p, 2, STR("cc")), ERR_NONE);
}

static struct hash counted(struct place *p, int64_t most) {
    struct blob_parts_count count = {0};
    hash_stream_init(&count.hash);
    for (int64_t before = -1; count.at > before;) {
        before = count.at;
        assert_int_equal(blob_parts_count(p->store, &ID, most, &count).code, ERR_NONE);
    }
    return hash_stream_done(&count.hash);
}

/* The store as another process finds it, after this one was killed. */
static void again(struct place *p) {
    blob_store_free(p->store);
    assert_int_equal(blob_store_open(p->dir, &p->store).code, ERR_NONE);
}

static void parts_make_a_whole_that_has_its_name(void **state) {
    struct place *p = *state;
    add_all(p);
    assert_int_equal(p->is.had, 3);
    assert_int_equal(p->is.parts, 3);
    struct blob_ref whole = {hash_sha256(WHOLE), 10};
    struct hash found = counted(p, 3);
    assert_true(hash_equal(&found, &whole.sha256));
    assert_int_equal(blob_verify(p->store, &whole.sha256, 10).code, ERR_MISSING);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &whole).code, ERR_NONE);
    assert_int_equal(blob_verify(p->store, &whole.sha256, 10).code, ERR_NONE);
    again(p); /* killed before anybody wrote down what it became */
    assert_int_equal(had(p, &ID), 3);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &whole).code, ERR_NONE);
    const struct blob_ref wrong = {hash_sha256(STR("x")), 10}, longer = {whole.sha256, 11};
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &wrong).code, ERR_MISSING);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &longer).code, ERR_MISSING);
    assert_int_equal(blob_parts_drop(p->store, &ID).code, ERR_NONE);
    assert_int_equal(blob_parts_find(p->store, &RULE, &ID, &p->is).code, ERR_MISSING);
    assert_int_equal(blob_verify(p->store, &whole.sha256, 10).code, ERR_NONE);
}

/* Whoever knows the hash of somebody's evidence has not its bytes. */
static void a_hash_alone_names_nothing(void **state) {
    static const struct str THEIRS = STR_INIT("ddddeeeeff");
    struct place *p = *state;
    const struct blob_ref whole = {hash_sha256(WHOLE), 10}, theirs = {hash_sha256(THEIRS), 10};
    assert_int_equal(begin(p, &OTHER, 10), ERR_NONE);
    for (int64_t i = 0; i < 3; i++) {
        const struct str part = {THEIRS.ptr + 4 * i, i < 2 ? 4 : 2};
        assert_int_equal(add_by(p, &RULE, &OTHER, i, part).code, ERR_NONE);
    }
    assert_int_equal(blob_parts_commit(p->store, &RULE, &OTHER, &theirs).code, ERR_NONE);
    assert_int_equal(blob_parts_drop(p->store, &OTHER).code, ERR_NONE);
    add_all(p);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &whole).code, ERR_NONE);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &theirs).code, ERR_MISSING);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &whole).code, ERR_NONE);
}

/* What was cut behind our back was not counted to its end, and gets no name. */
static void what_is_shorter_than_said_gets_no_name(void **state) {
    struct place *p = *state;
    char path[128], id[2 * sizeof ID.b + 1] = "";
    const struct blob_ref whole = {hash_sha256(WHOLE), 10};
    add_all(p);
    hex_put(ID.b, sizeof ID.b, id);
    assert_true(snprintf(path, sizeof path, "%s/blobs/parts/%s", p->dir, id) < (int)sizeof path);
    assert_int_equal(truncate(path, 9), 0);
    assert_int_equal(blob_parts_commit(p->store, &RULE, &ID, &whole).code, ERR_MISSING);
    assert_int_equal(blob_verify(p->store, &whole.sha256, 10).code, ERR_MISSING);
}

static void it_goes_on_where_it_ended(void **state) {
    struct place *p = *state;
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(had(p, &ID), 0);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    again(p);
    assert_int_equal(had(p, &ID), 1);
    assert_int_equal(add(p, 1, STR("bbbb")), ERR_NONE);
    assert_int_equal(add(p, 2, STR("cc")), ERR_NONE);
    struct hash found = counted(p, 100), whole = hash_sha256(WHOLE);
    assert_true(hash_equal(&found, &whole));
}

static void what_a_crash_left_half_is_written_over(void **state) {
    struct place *p = *state;
    char path[160];
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    static const char *const ENDS[] = {"", ".had"}; /* bytes of a part; half of its hash */
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        (void)snprintf(path, sizeof path, "%s/blobs/parts/07%030d%s", p->dir, 0, ENDS[i]);
        int fd = open(path, O_WRONLY | O_APPEND);
        assert_true(fd >= 0);
        assert_int_equal(write(fd, "xxxxx", 5), 5);
        (void)close(fd);
    }
    assert_int_equal(had(p, &ID), 1);
    assert_int_equal(add(p, 1, STR("bbbb")), ERR_NONE);
    assert_int_equal(add(p, 2, STR("cc")), ERR_NONE);
    assert_int_equal(had(p, &ID), 3);
    assert_int_equal(add(p, 1, STR("bbbb")), ERR_NONE);
}

static void a_part_is_taken_in_its_turn_and_of_its_length(void **state) {
    struct place *p = *state;
    static const struct {
        int64_t index;
        struct str bytes;
        enum err_code code;
        const char *name;
    } CASES[] = {
        {1, STR_INIT("bbbb"), ERR_CONFLICT, "out of order"},
        {0, STR_INIT("aaa"), ERR_INVALID, "too short"},
        {0, STR_INIT("aaaaa"), ERR_INVALID, "too long"},
        {0, STR_INIT(""), ERR_INVALID, "empty"},
        {0, STR_INIT("aaaa"), ERR_NONE, "the first"},
        {0, STR_INIT("aaaa"), ERR_NONE, "twice"},
        {0, STR_INIT("aaab"), ERR_CONFLICT, "twice, but another one"},
        {1, STR_INIT("bbbb"), ERR_NONE, "the next"},
        {2, STR_INIT("cccc"), ERR_INVALID, "the last, longer than said"},
        {2, STR_INIT("cc"), ERR_NONE, "the last"},
        {3, STR_INIT("dd"), ERR_CONFLICT, "one behind the last"},
        {1, STR_INIT("bbbb"), ERR_NONE, "an earlier one, late"},
    };
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (add(p, CASES[i].index, CASES[i].bytes) != CASES[i].code)
            fail_msg("%s", CASES[i].name);
    assert_int_equal(add_by(p, &RULE, &OTHER, 0, STR("aaaa")).code, ERR_MISSING);
    struct hash found = counted(p, 100), whole = hash_sha256(WHOLE);
    assert_true(hash_equal(&found, &whole));
}

static void there_is_room_for_so_many_and_so_much(void **state) {
    struct place *p = *state;
    const struct id128 third = {{9}}, fourth = {{10}};
    assert_int_equal(begin(p, &ID, 13), ERR_TOO_LARGE);
    add_all(p); /* 10 bytes lie there: more than 9 */
    assert_int_equal(begin(p, &OTHER, 1), ERR_BUSY);
    assert_int_equal(blob_parts_drop(p->store, &ID).code, ERR_NONE);
    assert_int_equal(begin(p, &OTHER, 12), ERR_NONE);
    add_all(p);
    assert_int_equal(add_by(p, &RULE, &OTHER, 0, STR("aaaa")).code, ERR_NONE);
    struct err e = add_by(p, &RULE, &OTHER, 1, STR("aaaa")); /* 18 of 14 */
    assert_int_equal(e.code, ERR_BUSY);
    assert_true(str_equal(e.about, STR("upload")));
    assert_int_equal(had(p, &OTHER), 1);
    assert_int_equal(blob_parts_drop(p->store, &ID).code, ERR_NONE);
    assert_int_equal(add_by(p, &RULE, &OTHER, 1, STR("aaaa")).code, ERR_NONE);
    assert_int_equal(begin(p, &ID, 1), ERR_NONE);
    assert_int_equal(begin(p, &third, 1), ERR_NONE);
    assert_int_equal(begin(p, &fourth, 1), ERR_BUSY);
    moved(p, &ID, 1);
    moved(p, &third, 0);
    moved(p, &OTHER, 2);
    const struct instant now = {NOW.us + RULE.idle + 1}; /* who moved at NOW is idle, no other */
    assert_int_equal(blob_parts_begin(p->store, &RULE, &fourth, 1, NOW).code, ERR_BUSY);
    assert_int_equal(had(p, &third), 0);
    assert_int_equal(blob_parts_begin(p->store, &RULE, &fourth, 1, now).code, ERR_NONE);
    assert_int_equal(blob_parts_find(p->store, &RULE, &third, &p->is).code, ERR_MISSING);
    assert_int_equal(had(p, &ID), 0);
    assert_int_equal(had(p, &OTHER), 2);
}

static bool has_bytes(struct place *p, const struct id128 *id) {
    char path[160], hex[33] = "";
    hex_put(id->b, sizeof id->b, hex);
    (void)snprintf(path, sizeof path, "%s/blobs/parts/%s", p->dir, hex);
    return !access(path, F_OK);
}

static void who_stands_still_makes_room_for_who_moves(void **state) {
    struct place *p = *state;
    static const struct id128 third = {{9}};
    add_all(p); /* 10 bytes, of which 9 let nobody begin */
    assert_int_equal(begin(p, &OTHER, 12), ERR_BUSY);
    moved(p, &ID, 0);
    assert_int_equal(begin(p, &OTHER, 12), ERR_BUSY); /* at NOW it has just moved */
    assert_int_equal(blob_parts_begin(p->store, &RULE, &OTHER, 12, LATER).code, ERR_NONE);
    assert_int_equal(blob_parts_find(p->store, &RULE, &ID, &p->is).code, ERR_MISSING);
    assert_false(has_bytes(p, &ID));
    assert_int_equal(begin(p, &third, 12), ERR_NONE);
    add_all(p);
    assert_int_equal(add_by(p, &RULE, &OTHER, 0, STR("aaaa")).code, ERR_NONE);
    assert_int_equal(add_by(p, &RULE, &OTHER, 1, STR("aaaa")).code, ERR_BUSY); /* 18 of 14 */
    moved(p, &OTHER, -1); /* nobody makes room for a part by forgetting its own upload */
    assert_int_equal(add_by(p, &RULE, &OTHER, 1, STR("aaaa")).code, ERR_BUSY);
    moved(p, &ID, 0);
    assert_int_equal(add_by(p, &RULE, &OTHER, 1, STR("aaaa")).code, ERR_NONE);
    assert_false(has_bytes(p, &ID));
    assert_int_equal(had(p, &OTHER), 2);
    assert_int_equal(had(p, &third), 0); /* moved, and there was room without it */
}

/* Ten bytes at two a second are due after five: then they make room, though they moved just now. */
static void who_moves_too_slowly_makes_room(void **state) {
    enum { RATE = 2, DUE_US = 5000000 };
    struct place *p = *state;
    struct blob_parts_rule rule = RULE;
    rule.rate = RATE;
    add_all(p);
    moved(p, &ID, DUE_US);
    const struct instant due = {NOW.us + DUE_US + RULE.idle}, late = {due.us + 1};
    assert_int_equal(blob_parts_begin(p->store, &rule, &OTHER, 12, due).code, ERR_BUSY);
    moved(p, &ID, DUE_US + RULE.idle);
    assert_int_equal(blob_parts_begin(p->store, &RULE, &OTHER, 12, late).code, ERR_BUSY);
    assert_int_equal(blob_parts_begin(p->store, &rule, &OTHER, 12, late).code, ERR_NONE);
    assert_false(has_bytes(p, &ID));
}

static void nobody_is_forgotten_for_who_gets_no_room_by_it(void **state) {
    struct place *p = *state;
    struct blob_parts_rule rule = RULE;
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    moved(p, &ID, 0);
    rule.spare = INT64_MAX / 2;
    assert_int_equal(blob_parts_begin(p->store, &rule, &OTHER, 10, NOW).code, ERR_DISK_FULL);
    assert_true(has_bytes(p, &ID));
    assert_int_equal(blob_parts_begin(p->store, &rule, &OTHER, 10, LATER).code, ERR_DISK_FULL);
    assert_true(has_bytes(p, &ID)); /* it would not have been enough */
}

static void nobody_is_forgotten_while_a_part_comes(void **state) {
    struct place *p = *state;
    char path[160], hex[33] = "";
    add_all(p);
    moved(p, &ID, 0);
    hex_put(ID.b, sizeof ID.b, hex);
    (void)snprintf(path, sizeof path, "%s/blobs/parts/%s.had", p->dir, hex);
    int fd = open(path, O_RDWR); /* another server holds its record */
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(blob_parts_begin(p->store, &RULE, &OTHER, 12, LATER).code, ERR_BUSY);
    assert_true(has_bytes(p, &ID));
    assert_int_equal(close(fd), 0);
    assert_int_equal(blob_parts_begin(p->store, &RULE, &OTHER, 12, LATER).code, ERR_NONE);
    assert_false(has_bytes(p, &ID));
}

static void the_last_of_a_disk_is_left_for_reports(void **state) {
    struct place *p = *state;
    struct blob_parts_rule rule = RULE;
    rule.spare = INT64_MAX / 2;
    assert_int_equal(blob_parts_begin(p->store, &rule, &ID, 10, NOW).code, ERR_DISK_FULL);
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(add_by(p, &rule, &ID, 0, STR("aaaa")).code, ERR_DISK_FULL);
    assert_int_equal(had(p, &ID), 0);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
}

static void what_was_never_ended_is_swept(void **state) {
    struct place *p = *state;
    char path[160];
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    (void)snprintf(path, sizeof path, "%s/blobs/parts/08%030d.had", p->dir, 0);
    int fd = open(path, O_WRONLY | O_CREAT, 0600); /* a crash left it empty */
    assert_int_equal(close(fd), 0);
    assert_int_equal(blob_parts_find(p->store, &RULE, &OTHER, &p->is).code, ERR_MISSING);
    assert_int_equal(blob_parts_sweep(p->store, NOW).code, ERR_NONE);
    assert_int_equal(had(p, &ID), 1);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(blob_parts_sweep(p->store, (struct instant){NOW.us + 1}).code, ERR_NONE);
    assert_int_equal(blob_parts_find(p->store, &RULE, &ID, &p->is).code, ERR_MISSING);
    (void)snprintf(path, sizeof path, "%s/blobs/parts/07%030d", p->dir, 0);
    assert_int_not_equal(access(path, F_OK), 0);
}

/* The sweep forgot an upload while a part of it was on its way, which was then written. */
static void bytes_without_their_record_are_swept(void **state) {
    enum { SOON = 100, AFTER = 200 };
    struct place *p = *state;
    char path[160], record[200];
    assert_int_equal(begin(p, &ID, 10), ERR_NONE);
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    (void)snprintf(path, sizeof path, "%s/blobs/parts/07%030d", p->dir, 0);
    (void)snprintf(record, sizeof record, "%s.had", path);
    assert_int_equal(unlink(record), 0);
    const struct timespec times[] = {{.tv_sec = SOON}, {.tv_sec = SOON}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_int_equal(blob_parts_sweep(p->store, (struct instant){SOON * 1000000LL}).code, ERR_NONE);
    assert_int_equal(access(path, F_OK), 0); /* not old enough */
    assert_int_equal(blob_parts_sweep(p->store, (struct instant){AFTER * 1000000LL}).code,
                     ERR_NONE);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(begin(p, &ID, 10), ERR_NONE); /* with its record they are left alone */
    assert_int_equal(add(p, 0, STR("aaaa")), ERR_NONE);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_int_equal(blob_parts_sweep(p->store, NOW).code, ERR_NONE);
    assert_int_equal(access(path, F_OK), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(parts_make_a_whole_that_has_its_name),
        IN_A_PLACE(a_hash_alone_names_nothing),
        IN_A_PLACE(what_is_shorter_than_said_gets_no_name),
        IN_A_PLACE(it_goes_on_where_it_ended),
        IN_A_PLACE(what_a_crash_left_half_is_written_over),
        IN_A_PLACE(a_part_is_taken_in_its_turn_and_of_its_length),
        IN_A_PLACE(there_is_room_for_so_many_and_so_much),
        IN_A_PLACE(who_stands_still_makes_room_for_who_moves),
        IN_A_PLACE(who_moves_too_slowly_makes_room),
        IN_A_PLACE(nobody_is_forgotten_for_who_gets_no_room_by_it),
        IN_A_PLACE(nobody_is_forgotten_while_a_part_comes),
        IN_A_PLACE(the_last_of_a_disk_is_left_for_reports),
        IN_A_PLACE(what_was_never_ended_is_swept),
        IN_A_PLACE(bytes_without_their_record_are_swept),
    };
    hash_library_init();
    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
