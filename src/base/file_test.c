#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { MUCH = 1 << 20 };

struct reader {
    int fd;
    size_t got;
    bool same;
};

/* A pipe takes 64 KiB at once: the rest has to wait for this. */
static void *read_all(void *arg) {
    struct reader *r = arg;
    char bytes[4096];
    for (ssize_t n; (n = read(r->fd, bytes, sizeof bytes)) > 0;)
        for (ssize_t i = 0; i < n; i++)
            r->same = r->same && bytes[i] == (char)(r->got++ % 251);
    return NULL;
}

static void much_is_written_in_pieces(void **state) {
    (void)state;
    static char bytes[MUCH];
    for (size_t i = 0; i < MUCH; i++)
        bytes[i] = (char)(i % 251);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct reader r = {.fd = ends[0], .same = true};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, read_all, &r), 0);
    assert_true(file_write(ends[1], (struct str){bytes, MUCH}));
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(r.got, MUCH);
    assert_true(r.same);
    (void)close(ends[0]);
}

struct folder {
    char name[40], file[64];
    struct arena *a;
};

static struct folder make_folder(void) {
    struct folder f = {.a = arena_new(1 << 20)};
    (void)snprintf(f.name, sizeof f.name, "/tmp/netral-file-XXXXXX");
    assert_non_null(mkdtemp(f.name));
    (void)snprintf(f.file, sizeof f.file, "%s/name", f.name);
    return f;
}

static void end_folder(struct folder *f) {
    (void)unlink(f->file);
    assert_int_equal(rmdir(f->name), 0); /* nothing was left beside */
    arena_free(f->a);
}

static void a_file_is_put_whole_and_read_up_to_its_limit(void **state) {
    (void)state;
    struct folder f = make_folder();
    struct str read;
    assert_true(file_put(f.name, "name", STR("a longer first")));
    assert_true(file_put(f.name, "name", STR("second")));
    assert_true(file_read(f.a, f.file, 6, &read) && str_equal(read, STR("second")));
    assert_true(file_read(f.a, f.file, 99, &read) && str_equal(read, STR("second")));
    assert_true(file_read(f.a, f.file, 3, &read) && str_equal(read, STR("seco"))); /* too long */
    assert_true(file_read(f.a, "/dev/null", 9, &read) && read.len == 0);
    assert_true(file_read(f.a, "/dev/zero", 9, &read) && read.len == 10);
    assert_true(file_sync_folder(f.name));
    end_folder(&f);
}

static void what_cannot_be_put_or_read_says_why_and_leaves_nothing(void **state) {
    (void)state;
    struct folder f = make_folder();
    struct str read;
    char path[80], longest[300];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_false(file_put(f.name, longest, STR("x")));
    assert_int_equal(errno, ENAMETOOLONG);
    assert_false(file_put(f.file, "name", STR("x")));
    assert_int_equal(errno, ENOENT);
    assert_false(file_read(f.a, f.file, 9, &read));
    assert_int_equal(errno, ENOENT);
    assert_false(file_read(f.a, f.name, 9, &read));
    assert_int_equal(errno, EISDIR);
    assert_false(file_sync_folder(f.file));
    assert_int_equal(errno, ENOENT);
    (void)snprintf(path, sizeof path, "%s/name", f.name);
    assert_int_equal(mkdir(path, 0700), 0); /* a folder is not replaced */
    assert_false(file_put(f.name, "name", STR("x")));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(rmdir(path), 0);
    end_folder(&f);
}

static void what_is_not_written_is_told(void **state) {
    (void)state;
    assert_true(file_write(-1, STR("")));
    assert_false(file_write(-1, STR("x")));
    assert_int_equal(errno, EBADF);
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_true(full >= 0);
    assert_false(file_write(full, STR("x")));
    assert_int_equal(errno, ENOSPC);
    (void)close(full);
}

static void each_errno_has_its_meaning(void **state) {
    (void)state;
    static const struct {
        int os;
        enum err_code code;
    } CASES[] = {{ENOSPC, ERR_DISK_FULL}, {EDQUOT, ERR_DISK_FULL},
                 {EROFS, ERR_READ_ONLY},  {EACCES, ERR_READ_ONLY},
                 {EPERM, ERR_READ_ONLY},  {ENOENT, ERR_IO},
                 {EIO, ERR_IO},           {0, ERR_IO}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct err e = file_err(CASES[i].os, STR("x"));
        assert_int_equal(e.code, CASES[i].code);
        assert_true(str_equal(e.about, STR("x")));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(much_is_written_in_pieces),
        cmocka_unit_test(a_file_is_put_whole_and_read_up_to_its_limit),
        cmocka_unit_test(what_cannot_be_put_or_read_says_why_and_leaves_nothing),
        cmocka_unit_test(what_is_not_written_is_told),
        cmocka_unit_test(each_errno_has_its_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
