#include "blob/blob_sample.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIMIT = 10 << 20 };

static struct blob_in *start(struct place *p, int64_t limit) {
    struct blob_in *in = NULL;
    assert_int_equal(blob_in_new(p->store, &p->env, limit, &in).code, ERR_NONE);
    return in;
}

static struct blob_ref put(struct place *p, struct str bytes) {
    struct blob_in *in = start(p, LIMIT);
    struct blob_ref ref = {0};
    assert_int_equal(blob_in_add(in, bytes).code, ERR_NONE);
    assert_int_equal(blob_in_commit(in, &ref).code, ERR_NONE);
    return ref;
}

/* Regular files under <dir>/blobs/<sub>, at any depth. */
static int files_in(const struct place *p, const char *sub) {
    char path[512];
    (void)snprintf(path, sizeof path, "%s/blobs%s", p->dir, sub);
    DIR *dir = opendir(path);
    assert_non_null(dir);
    int count = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        char below[300];
        (void)snprintf(below, sizeof below, "%s/%s", sub, e->d_name);
        if (e->d_type == DT_REG)
            count++;
        else if (e->d_type == DT_DIR && e->d_name[0] != '.')
            count += files_in(p, below);
    }
    (void)closedir(dir);
    return count;
}

static void path_of(const struct place *p, const struct hash *h, char ret[256]) {
    int at = snprintf(ret, 256, "%s/blobs/%02x/", p->dir, h->b[0]);
    for (size_t i = 1; i < HASH_LEN; i++)
        at += snprintf(ret + at, 3, "%02x", h->b[i]);
}

static void what_goes_in_comes_out_under_its_hash(void **state) {
    struct place *p = *state;
    const struct str cases[] = {STR(""), STR("abc"), STR("a\0b"), STR("\xff\xfe")};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct blob_ref ref = put(p, cases[i]);
        struct hash want = hash_sha256(cases[i]);
        assert_true(hash_equal(&ref.sha256, &want));
        assert_int_equal(ref.bytes, cases[i].len);
        int fd = -1;
        int64_t bytes = -1;
        char got[16], path[256];
        assert_int_equal(blob_open(p->store, &ref.sha256, &fd, &bytes).code, ERR_NONE);
        assert_int_equal(bytes, cases[i].len);
        assert_int_equal(read(fd, got, sizeof got), cases[i].len);
        if (cases[i].len)
            assert_memory_equal(got, cases[i].ptr, cases[i].len);
        (void)close(fd);
        assert_int_equal(blob_verify(p->store, &ref.sha256, bytes).code, ERR_NONE);
        path_of(p, &want, path);
        assert_int_equal(access(path, R_OK), 0);
    }
}

static void the_same_bytes_are_stored_once(void **state) {
    struct place *p = *state;
    for (int i = 0; i < 3; i++)
        (void)put(p, STR("the same"));
    (void)put(p, STR("another"));
    assert_int_equal(files_in(p, ""), 2);
    assert_int_equal(files_in(p, "/tmp"), 0);
}

static void a_blob_has_no_name_before_it_is_committed(void **state) {
    struct place *p = *state;
    struct hash h = hash_sha256(STR("half"));
    struct blob_in *in = start(p, LIMIT);
    int fd;
    int64_t bytes;
    assert_int_equal(blob_in_add(in, STR("half")).code, ERR_NONE);
    assert_int_equal(blob_open(p->store, &h, &fd, &bytes).code, ERR_MISSING);
    assert_int_equal(blob_verify(p->store, &h, 4).code, ERR_MISSING);
    assert_int_equal(files_in(p, "/tmp"), 1);
    blob_in_free(in);
    blob_in_free(NULL);
    assert_int_equal(files_in(p, ""), 0);
}

static void the_limit_counts_to_the_byte(void **state) {
    struct place *p = *state;
    const struct {
        size_t pieces[3];
        enum err_code want;
    } cases[] = {
        {{10}, ERR_NONE},           {{5, 5}, ERR_NONE},       {{11}, ERR_TOO_LARGE},
        {{5, 6}, ERR_TOO_LARGE},    {{10, 1}, ERR_TOO_LARGE}, {{10, 0}, ERR_NONE},
        {{9, 5, 1}, ERR_TOO_LARGE}, /* what fits again later does not save it */
    };
    static const char zeros[16];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct blob_in *in = start(p, 10);
        struct blob_ref ref = {.bytes = -3};
        struct err last = OK;
        for (int k = 0; k < 3; k++)
            last = blob_in_add(in, (struct str){zeros, cases[i].pieces[k]});
        assert_int_equal(last.code, cases[i].want);
        assert_int_equal(blob_in_commit(in, &ref).code, cases[i].want);
        assert_int_equal(ref.bytes, cases[i].want ? -3 : 10);
    }
    assert_int_equal(files_in(p, ""), 1); /* ten zeros, thrice */
}

static void a_changed_blob_is_found_out(void **state) {
    struct place *p = *state;
    const struct {
        off_t at; /* -1: cut short by one; -2: one byte more */
    } cases[] = {{0}, {70000}, {99999}, {-1}, {-2}};
    char *bytes = must_alloc(100000);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bytes[0] = (char)('a' + i);
        struct blob_ref ref = put(p, (struct str){bytes, 100000});
        char path[256];
        path_of(p, &ref.sha256, path);
        int fd = open(path, O_WRONLY);
        assert_true(fd >= 0);
        if (cases[i].at == -1)
            assert_int_equal(ftruncate(fd, 99999), 0);
        else
            assert_int_equal(pwrite(fd, "!", 1, cases[i].at == -2 ? 100000 : cases[i].at), 1);
        (void)close(fd);
        assert_int_equal(blob_verify(p->store, &ref.sha256, 100000).code, ERR_CORRUPT);
        ref = put(p, (struct str){bytes, 100000}); /* the same bytes again heal it */
        assert_int_equal(blob_verify(p->store, &ref.sha256, 100000).code, ERR_NONE);
        assert_int_equal(blob_verify(p->store, &ref.sha256, 99999).code, ERR_CORRUPT);
    }
    free(bytes);
}

static void sixty_four_megabytes_take_no_memory(void **state) {
    struct place *p = *state;
    enum { PIECE = 16 * 1024, PIECES = 4096 };
    struct rusage before, after;
    static char piece[PIECE];
    struct blob_in *in = start(p, 64 << 20);
    struct blob_ref ref;
    assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
    for (int i = 0; i < PIECES; i++) {
        (void)memset(piece, i, sizeof piece);
        assert_int_equal(blob_in_add(in, (struct str){piece, sizeof piece}).code, ERR_NONE);
    }
    assert_int_equal(blob_in_commit(in, &ref).code, ERR_NONE);
    assert_int_equal(ref.bytes, 64 << 20);
    assert_int_equal(blob_verify(p->store, &ref.sha256, ref.bytes).code, ERR_NONE);
    assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
    assert_true(after.ru_maxrss - before.ru_maxrss < 1024); /* KiB */
}

static void only_old_uploads_are_swept(void **state) {
    struct place *p = *state;
    struct blob_ref kept = put(p, STR("kept"));
    struct blob_in *old = start(p, LIMIT), *young = start(p, LIMIT);
    struct timespec times[] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1000}};
    char path[512];
    (void)snprintf(path, sizeof path, "%s/blobs/tmp", p->dir);
    DIR *dir = opendir(path);
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_type == DT_REG && times[1].tv_sec) {
            assert_int_equal(utimensat(dirfd(dir), e->d_name, times, 0), 0);
            times[1].tv_sec = 0; /* one of the two */
        }
    (void)closedir(dir);
    assert_int_equal(blob_sweep(p->store, (struct instant){1000 * 1000000LL}).code, ERR_NONE);
    assert_int_equal(files_in(p, "/tmp"), 2);
    assert_int_equal(blob_sweep(p->store, (struct instant){1001 * 1000000LL}).code, ERR_NONE);
    assert_int_equal(files_in(p, "/tmp"), 1);
    assert_int_equal(blob_verify(p->store, &kept.sha256, 4).code, ERR_NONE);
    blob_in_free(old);
    blob_in_free(young);
}

static void *put_many(void *arg) {
    struct place *p = arg;
    for (int i = 0; i < 40; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "blob %d", i);
        (void)put(p, str_from_c(text));
    }
    return NULL;
}

static void threads_share_one_store(void **state) {
    struct place *p = *state;
    pthread_t threads[4];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, put_many, p), 0);
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(files_in(p, ""), 40);
}

static void a_place_that_is_not_there_is_missing(void **state) {
    (void)state;
    struct blob_store *store = NULL;
    assert_int_equal(blob_store_open("/tmp/netral-no-such-place", &store).code, ERR_MISSING);
    assert_int_equal(blob_store_open("/dev/null", &store).code, ERR_MISSING);
    assert_null(store);
    blob_store_free(NULL);
}

/* A disk of 3 MB: the upload fails, what was there stays, and there is room again afterwards. Only
 * root can mount one; tests/fault covers the rest. */
static void a_full_disk_or_a_read_only_one_is_said(void **state) {
    struct place *p = *state;
    if (mount("tmpfs", p->dir, "tmpfs", 0, "size=3m"))
        skip();
    struct blob_store *store = NULL;
    struct place small = {.env = p->env};
    (void)snprintf(small.dir, sizeof small.dir, "%s", p->dir);
    assert_int_equal(blob_store_open(p->dir, &store).code, ERR_NONE);
    small.store = store;
    struct blob_ref kept = put(&small, STR("kept")), ref;
    static const char piece[1 << 20];
    struct blob_in *in = start(&small, LIMIT);
    struct err e = OK;
    struct blob_aside *aside = NULL;
    assert_int_equal(blob_aside_new(store, &small.env, &aside).code, ERR_NONE);
    for (int i = 0; i < 5 && !e.code; i++)
        e = blob_aside_add(aside, (struct str){piece, sizeof piece});
    assert_int_equal(e.code, ERR_DISK_FULL);
    blob_aside_free(aside); /* and its room is there again */
    e = OK;
    for (int i = 0; i < 5 && !e.code; i++)
        e = blob_in_add(in, (struct str){piece, sizeof piece});
    assert_int_equal(e.code, ERR_DISK_FULL);
    assert_int_equal(blob_in_commit(in, &ref).code, ERR_DISK_FULL);
    assert_int_equal(files_in(&small, "/tmp"), 0);
    (void)put(&small, (struct str){piece, sizeof piece});

    assert_int_equal(mount(NULL, p->dir, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
    assert_int_equal(blob_in_new(store, &small.env, LIMIT, &in).code, ERR_READ_ONLY);
    assert_int_equal(blob_aside_new(store, &small.env, &aside).code, ERR_READ_ONLY);
    blob_store_free(store);
    assert_int_equal(blob_store_open(p->dir, &store).code, ERR_NONE); /* reading goes on */
    assert_int_equal(blob_verify(store, &kept.sha256, 4).code, ERR_NONE);
    blob_store_free(store);

    static const char *const SPARE[] = {"tmp", "parts"}; /* of a backup, or of an older program */
    assert_int_equal(mount(NULL, p->dir, NULL, MS_REMOUNT, NULL), 0);
    for (size_t i = 0; i < COUNT_OF(SPARE); i++) {
        char path[96];
        (void)snprintf(path, sizeof path, "%s/blobs/%s", p->dir, SPARE[i]);
        assert_int_equal(rmdir(path), 0);
    }
    assert_int_equal(mount(NULL, p->dir, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
    assert_int_equal(blob_store_open(p->dir, &store).code, ERR_NONE);
    assert_int_equal(blob_verify(store, &kept.sha256, 4).code, ERR_NONE);
    assert_int_equal(blob_in_new(store, &small.env, LIMIT, &in).code, ERR_READ_ONLY);
    const struct blob_parts_rule rule = {.part = 4, .whole = 4, .count = 1, .share = 1};
    const struct id128 id = {{1}};
    assert_int_equal(blob_parts_begin(store, &rule, &id, 4, env_now(&small.env)).code,
                     ERR_READ_ONLY);
    blob_store_free(store);
    assert_int_equal(umount(p->dir), 0);
}

static void a_removed_blob_is_gone_and_no_other(void **state) {
    struct place *p = *state;
    struct blob_ref gone = put(p, STR("nobody named it")), kept = put(p, STR("a case has it"));
    for (int i = 0; i < 2; i++) { /* the second finds nothing to remove */
        assert_int_equal(blob_remove(p->store, &gone.sha256).code, ERR_NONE);
        assert_int_equal(blob_verify(p->store, &gone.sha256, gone.bytes).code, ERR_MISSING);
        assert_int_equal(blob_verify(p->store, &kept.sha256, kept.bytes).code, ERR_NONE);
    }
    (void)put(p, STR("nobody named it"));
    assert_int_equal(blob_verify(p->store, &gone.sha256, gone.bytes).code, ERR_NONE);
}

static struct str read_aside(const struct blob_aside *aside, int64_t at, char *room, size_t len) {
    size_t got = 99;
    assert_int_equal(blob_aside_read(aside, at, (struct blob_room){room, len}, &got).code,
                     ERR_NONE);
    return (struct str){room, got};
}

static void what_is_put_aside_has_no_name_and_is_read_from_any_place(void **state) {
    struct place *p = *state;
    struct blob_aside *one = NULL, *two = NULL;
    char room[16];
    assert_int_equal(blob_aside_new(p->store, &p->env, &one).code, ERR_NONE);
    assert_int_equal(blob_aside_new(p->store, &p->env, &two).code, ERR_NONE);
    assert_int_equal(read_aside(one, 0, room, sizeof room).len, 0);
    assert_int_equal(blob_aside_add(one, STR("put ")).code, ERR_NONE);
    assert_int_equal(blob_aside_add(one, STR("")).code, ERR_NONE);
    assert_int_equal(blob_aside_add(one, STR("aside")).code, ERR_NONE);
    assert_int_equal(blob_aside_add(two, STR("another")).code, ERR_NONE);
    assert_int_equal(files_in(p, ""), 0);
    assert_true(str_equal(read_aside(one, 0, room, sizeof room), STR("put aside")));
    assert_true(str_equal(read_aside(one, 4, room, 3), STR("asi")));
    assert_true(str_equal(read_aside(one, 8, room, sizeof room), STR("e")));
    assert_int_equal(read_aside(one, 9, room, sizeof room).len, 0);
    assert_true(str_equal(read_aside(two, 0, room, sizeof room), STR("another")));
    blob_aside_free(one);
    blob_aside_free(two);
    blob_aside_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(what_goes_in_comes_out_under_its_hash),
        IN_A_PLACE(the_same_bytes_are_stored_once),
        IN_A_PLACE(a_blob_has_no_name_before_it_is_committed),
        IN_A_PLACE(the_limit_counts_to_the_byte),
        IN_A_PLACE(a_changed_blob_is_found_out),
        IN_A_PLACE(sixty_four_megabytes_take_no_memory),
        IN_A_PLACE(only_old_uploads_are_swept),
        IN_A_PLACE(a_removed_blob_is_gone_and_no_other),
        IN_A_PLACE(what_is_put_aside_has_no_name_and_is_read_from_any_place),
        IN_A_PLACE(threads_share_one_store),
        cmocka_unit_test(a_place_that_is_not_there_is_missing),
        IN_A_PLACE(a_full_disk_or_a_read_only_one_is_said),
    };
    hash_library_init();
    return cmocka_run_group_tests_name("blob", tests, NULL, NULL);
}
