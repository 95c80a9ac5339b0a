/* A backup file, written and read: what goes in comes out, and nothing that is not quite one. */
#include "backup/backup.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct arena *a;
    struct env env;
    char dir[64];
    const char *file;
    struct seal_identity key;
    struct seal_recipient to;
    struct backup_facts facts;
};

static int make(void **state) {
    struct fixture *f = must_alloc(sizeof *f);
    f->a = arena_new(64 << 20);
    f->env = env_system();
    (void)snprintf(f->dir, sizeof f->dir, "/tmp/netral-backup-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    f->file = arena_printf(f->a, "%s/b.tar.age", f->dir).ptr;
    struct hash key = env_hash(&f->env);
    memcpy(f->key.b, key.b, sizeof f->key.b);
    f->to = seal_recipient_of(&f->key);
    f->facts = (struct backup_facts){
        STR("netral.example/16"), {1728892800000000}, 77, hash_sha256(STR("root")), false};
    *state = f;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static int clear(void **state) {
    struct fixture *f = *state;
    assert_int_equal(nftw(f->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
    arena_free(f->a);
    free(f);
    return 0;
}

static struct backup_writer *begin(struct fixture *f) {
    struct backup_writer *w = NULL;
    const struct backup_to to = {f->file, &f->to, 1, &f->env};
    assert_int_equal(backup_writer_new(&to, &f->facts, &w).code, ERR_NONE);
    return w;
}

static void put(struct backup_writer *w, const char *name, struct str bytes) {
    assert_int_equal(backup_begin(w, name, (int64_t)bytes.len).code, ERR_NONE);
    while (bytes.len) {
        struct str piece = {bytes.ptr, bytes.len < 100000 ? bytes.len : 100000};
        assert_int_equal(backup_add(w, piece).code, ERR_NONE);
        bytes = (struct str){bytes.ptr + piece.len, bytes.len - piece.len};
    }
}

static void put_blob(struct backup_writer *w, struct str bytes) {
    char name[BACKUP_NAME_MAX];
    struct hash sha256 = hash_sha256(bytes);
    backup_blob_name(&sha256, name);
    put(w, name, bytes);
}

static struct err read_back(struct fixture *f, const struct backup_sink *sink,
                            struct backup_read *ret) {
    struct backup_file *file = NULL;
    const struct seal_keys keys = {&f->key, 1};
    struct err e = backup_file_open(f->file, &keys, &file);
    if (!e.code)
        e = backup_unpack(f->a, backup_file_next, file, sink, ret);
    backup_file_free(file);
    return e;
}

static bool is_there(struct fixture *f, const char *name) {
    struct stat st;
    return !stat(arena_printf(f->a, "%s/%s", f->dir, name).ptr, &st);
}

static void expect(struct err e, enum err_code code, const char *about) {
    if (e.code != code || !str_equal(e.about, str_from_c(about)))
        fail_msg("%d %.*s at %s, not %d %s", e.code, STR_ARG(e.about), e.where ? e.where : "-",
                 code, about);
}

static void what_goes_in_comes_out(void **state) {
    struct fixture *f = *state;
    struct backup_sums sums;
    struct backup_read got;
    struct backup_place *place;
    char *big = NEW(f->a, char, 300001);
    memset(big, 'b', 300001);
    struct backup_writer *w = begin(f);
    put(w, "netral.db", (struct str){big, 200000});
    put_blob(w, STR(""));
    put_blob(w, (struct str){big, 300001});
    put_blob(w, (struct str){big, 300001}); /* the same once more does no harm */
    assert_int_equal(backup_written(w) > 800000, true);
    assert_false(is_there(f, "b.tar.age"));
    assert_int_equal(backup_finish(w, &sums).code, ERR_NONE);
    backup_writer_free(w);
    assert_false(is_there(f, "b.tar.age.partial"));

    const char *out = arena_printf(f->a, "%s/out", f->dir).ptr;
    assert_int_equal(mkdir(out, 0700), 0);
    assert_int_equal(backup_place_new(out, &place).code, ERR_NONE);
    struct backup_sink sink = backup_place_sink(place);
    assert_int_equal(read_back(f, &sink, &got).code, ERR_NONE);
    assert_int_equal(backup_place_sync(place).code, ERR_NONE);
    backup_place_free(place);
    assert_true(str_equal(got.facts.origin, f->facts.origin));
    assert_int_equal(got.facts.size, 77);
    assert_true(hash_equal(&got.facts.root, &f->facts.root));
    assert_int_equal(got.sums.blobs, 3);
    assert_int_equal(got.sums.blob_bytes, 600002);
    assert_int_equal(got.sums.database_bytes, 200000);
    struct stat st;
    assert_int_equal(stat(arena_printf(f->a, "%s/netral.db", out).ptr, &st), 0);
    assert_int_equal(st.st_size, 200000);
    assert_int_equal(st.st_mode & 0777, 0600);
    char name[BACKUP_NAME_MAX];
    struct hash sha256 = hash_sha256((struct str){big, 300001});
    backup_blob_name(&sha256, name);
    assert_int_equal(stat(arena_printf(f->a, "%s/%s", out, name).ptr, &st), 0);
    assert_int_equal(st.st_size, 300001);
}

static void what_is_given_up_leaves_nothing(void **state) {
    struct fixture *f = *state;
    struct backup_writer *w = begin(f);
    put(w, "netral.db", STR("half"));
    backup_writer_free(w);
    assert_false(is_there(f, "b.tar.age"));
    assert_false(is_there(f, "b.tar.age.partial"));
    backup_writer_free(NULL);
}

static void a_file_is_never_overwritten(void **state) {
    struct fixture *f = *state;
    struct backup_sums sums;
    struct backup_writer *w = begin(f), *second = NULL;
    const struct backup_to to = {f->file, &f->to, 1, &f->env};
    expect(backup_writer_new(&to, &f->facts, &second), ERR_CONFLICT, "backup-partial");
    assert_true(is_there(f, "b.tar.age.partial"));
    put(w, "netral.db", STR("x"));
    assert_int_equal(backup_finish(w, &sums).code, ERR_NONE);
    backup_writer_free(w);
    expect(backup_writer_new(&to, &f->facts, &second), ERR_CONFLICT, "backup");
}

static void a_backup_has_recipients(void **state) {
    struct fixture *f = *state;
    struct backup_writer *w = NULL;
    struct seal_recipient many[SEAL_RECIPIENTS_MAX];
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i] = f->to;
    struct backup_to to = {f->file, many, 0, &f->env};
    expect(backup_writer_new(&to, &f->facts, &w), ERR_SEAL_FORM, "recipients");
    to.count = SEAL_RECIPIENTS_MAX;
    expect(backup_writer_new(&to, &f->facts, &w), ERR_SEAL_FORM, "recipients");
    assert_false(is_there(f, "b.tar.age.partial"));
    to.count = SEAL_RECIPIENTS_MAX - 1;
    assert_int_equal(backup_writer_new(&to, &f->facts, &w).code, ERR_NONE);
    backup_writer_free(w);
}

static void evidence_under_another_name_fails(void **state) {
    struct fixture *f = *state;
    char name[BACKUP_NAME_MAX];
    struct hash other = hash_sha256(STR("other"));
    struct backup_writer *w = begin(f);
    backup_blob_name(&other, name);
    put(w, "netral.db", STR("x"));
    assert_int_equal(backup_begin(w, name, 4).code, ERR_NONE);
    expect(backup_add(w, STR("this")), ERR_CORRUPT, "blob");
    expect(backup_add(w, STR("")), ERR_CORRUPT, "blob");
    backup_writer_free(w);
}

static void another_key_opens_nothing(void **state) {
    struct fixture *f = *state;
    struct backup_sums sums;
    struct backup_read got;
    struct backup_writer *w = begin(f);
    put(w, "netral.db", STR("x"));
    assert_int_equal(backup_finish(w, &sums).code, ERR_NONE);
    backup_writer_free(w);
    f->key.b[5] ^= 4;
    expect(read_back(f, NULL, &got), ERR_SEAL_OTHERS, "identity");
    f->file = "/nowhere/b";
    expect(read_back(f, NULL, &got), ERR_MISSING, "backup");
}

/* --- the two texts --- */

static void facts_have_one_form(void **state) {
    struct fixture *f = *state;
    struct backup_facts got;
    struct str text = backup_facts_text(f->a, &f->facts);
    assert_int_equal(backup_facts_read(f->a, text, &got).code, ERR_NONE);
    assert_true(str_equal(backup_facts_text(f->a, &got), text));
    for (size_t i = 0; i < text.len; i++) { /* cut anywhere */
        struct err e = backup_facts_read(f->a, (struct str){text.ptr, i}, &got);
        assert_true(e.code == ERR_CORRUPT || e.code == ERR_UNSUPPORTED);
    }
    static const struct {
        const char *text, *about;
        enum err_code code;
    } CASES[] = {
        {"", "backup", ERR_CORRUPT},
        {"netral-backup/v0\n", "backup-older", ERR_UNSUPPORTED},
        {"netral-backup/v3\nanything", "backup-newer", ERR_UNSUPPORTED},
        {"netral-backup/vx\n", "backup", ERR_CORRUPT},
        {"netral-backup/v1\nsize 1\n", "backup", ERR_CORRUPT},
        {"netral-backup/v2\nsize 1\n", "backup", ERR_CORRUPT},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        expect(backup_facts_read(f->a, str_from_c(CASES[i].text), &got), CASES[i].code,
               CASES[i].about);
    expect(backup_facts_read(f->a, arena_printf(f->a, "%.*s\n", STR_ARG(text)), &got), ERR_CORRUPT,
           "backup");
}

static void a_manifest_has_one_form(void **state) {
    struct fixture *f = *state;
    const struct backup_sums sums = {hash_sha256(STR("a")), 5,    6, 7, hash_sha256(STR("b")), 2,
                                     hash_sha256(STR("c")), false};
    struct backup_sums got;
    struct str text = backup_sums_text(f->a, &sums);
    assert_int_equal(backup_sums_read(text, &got).code, ERR_NONE);
    assert_int_equal(got.database_bytes, 5);
    assert_int_equal(got.blobs, 6);
    assert_int_equal(got.blob_bytes, 7);
    assert_true(hash_equal(&got.blobs_sha256, &sums.blobs_sha256));
    assert_int_equal(got.boundaries, 2);
    assert_true(hash_equal(&got.boundaries_sha256, &sums.boundaries_sha256));
    for (size_t i = 0; i < text.len; i++) {
        char *changed = NEW(f->a, char, text.len);
        memcpy(changed, text.ptr, text.len);
        changed[i] = (char)(changed[i] ^ 0x20); /* also a letter's case, also a digit's sign */
        expect(backup_sums_read((struct str){text.ptr, i}, &got), ERR_CORRUPT, "manifest");
        expect(backup_sums_read((struct str){changed, text.len}, &got), ERR_CORRUPT, "manifest");
    }
}

/* What the program wrote before it knew boundaries, to the byte. */
static void a_form_of_before_is_read(void **state) {
    struct fixture *f = *state;
    static const char FACTS[] = "netral-backup/v1\nmade-at 2024-10-14T08:00:00.000000Z\norigin x\n"
                                "root "
                                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
                                "\nsize 3\n";
    static const char SUMS[] =
        "netral-backup-manifest/v1\nblob-bytes 0\nblobs 0\nblobs-sha256 "
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\ndatabase-bytes 5\n"
        "database-sha256 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n";
    struct backup_facts facts;
    struct backup_sums sums;
    assert_int_equal(backup_facts_read(f->a, str_from_c(FACTS), &facts).code, ERR_NONE);
    assert_true(facts.v1 && facts.size == 3);
    assert_int_equal(backup_sums_read(str_from_c(SUMS), &sums).code, ERR_NONE);
    assert_true(sums.v1 && sums.database_bytes == 5 && sums.boundaries == 0);
}

static void boundaries_come_out_by_name(void **state) {
    struct fixture *f = *state;
    struct backup_sums sums;
    struct backup_read got;
    struct backup_place *place;
    struct backup_writer *w = begin(f);
    put(w, "netral.db", STR("x"));
    put_blob(w, STR("evidence"));
    put(w, backup_boundaries_name(1), STR("{}"));
    assert_null(backup_boundaries_name(2));
    assert_int_equal(backup_finish(w, &sums).code, ERR_NONE);
    backup_writer_free(w);
    assert_int_equal(backup_place_new(f->dir, &place).code, ERR_NONE);
    struct backup_sink sink = backup_place_sink(place);
    assert_int_equal(read_back(f, &sink, &got).code, ERR_NONE);
    backup_place_free(place);
    assert_int_equal(got.sums.boundaries, 1);
    assert_int_equal(got.sums.blobs, 1);
    assert_true(hash_equal(&got.sums.boundaries_sha256, &sums.boundaries_sha256));
    assert_true(is_there(f, "boundaries/regencies.json"));
    assert_false(is_there(f, "boundaries/provinces.json"));
}

/* The file is read back before it has its name, so an order that no restore takes never has one. */
static void boundaries_stand_in_one_order(void **state) {
    struct fixture *f = *state;
    struct backup_sums sums;
    for (int order = 0; order < 3; order++) {
        struct backup_writer *w = begin(f);
        put(w, "netral.db", STR("x"));
        put(w, order == 2 ? "boundaries/x.json" : backup_boundaries_name(1), STR("{}"));
        if (order == 0)
            put(w, backup_boundaries_name(0), STR("{}"));
        if (order == 1)
            put_blob(w, STR("evidence"));
        expect(backup_finish(w, &sums), ERR_CORRUPT, "written");
        backup_writer_free(w);
        assert_false(is_there(f, "b.tar.age"));
    }
}

static void names_of_blobs_are_exact(void **state) {
    (void)state;
    struct hash hash = hash_sha256(STR("x")), got;
    char name[BACKUP_NAME_MAX], changed[BACKUP_NAME_MAX];
    backup_blob_name(&hash, name);
    assert_true(backup_blob_of(str_from_c(name), &got) && hash_equal(&hash, &got));
    for (size_t i = 0; name[i]; i++) {
        memcpy(changed, name, sizeof name);
        changed[i] = '.';
        assert_false(backup_blob_of(str_from_c(changed), &got));
        changed[i] = '\0';
        assert_false(backup_blob_of(str_from_c(changed), &got));
        changed[i] = 'F'; /* one form: small letters */
        assert_false(backup_blob_of((struct str){changed, strlen(name)}, &got));
    }
    assert_false(backup_blob_of(str_from_c("blobs/../netral.db"), &got));
}

static void a_small_file_is_replaced_whole(void **state) {
    struct fixture *f = *state;
    assert_int_equal(backup_put_beside(f->file, "list", STR("one")).code, ERR_NONE);
    assert_int_equal(backup_put_beside(f->file, "list", STR("two")).code, ERR_NONE);
    char text[8] = {0};
    FILE *in = fopen(arena_printf(f->a, "%s/list", f->dir).ptr, "rb");
    assert_non_null(in);
    assert_int_equal(fread(text, 1, sizeof text, in), 3);
    (void)fclose(in);
    assert_string_equal(text, "two");
    assert_false(is_there(f, "list.partial"));
    assert_int_equal(backup_put_beside("/nowhere/x", "list", STR("x")).code, ERR_IO);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make, clear)
int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        CASE(what_goes_in_comes_out),
        CASE(what_is_given_up_leaves_nothing),
        CASE(a_file_is_never_overwritten),
        CASE(a_backup_has_recipients),
        CASE(evidence_under_another_name_fails),
        CASE(another_key_opens_nothing),
        CASE(facts_have_one_form),
        CASE(a_manifest_has_one_form),
        CASE(a_form_of_before_is_read),
        CASE(boundaries_come_out_by_name),
        CASE(boundaries_stand_in_one_order),
        CASE(names_of_blobs_are_exact),
        CASE(a_small_file_is_replaced_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
