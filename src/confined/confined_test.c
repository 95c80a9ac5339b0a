#include "confined/child.h"

#include "base/apart.h"
#include "base/buf.h"
#include "base/env.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/xlsx_sample.h"
#include "confined/acts_sample.h"

/* --- readers that misbehave; the release binary has none of them --- */

static void crash(struct confined_line *line) {
    (void)confined_take(line);
    (void)raise(SIGKILL);
}

static pid_t *looping; /* shared with the readers: who loops */

static void loop(struct confined_line *line) {
    volatile bool on = true;
    (void)confined_take(line);
    *looping = getpid();
    while (on)
        ;
}

static void lie(struct confined_line *line) {
    while (confined_take(line).len)
        ;
    (void)!write(line->fd, "\x01\xff\xff\xff\xff", CONFINED_FRAME_HEAD);
    while (confined_take(line).len)
        ;
}

/* Nothing, without an end: what is waited for is counted all the same. */
static void hum(struct confined_line *line) {
    while (confined_take(line).len)
        ;
    while (write(line->fd, "\x01\0\0\0\0", CONFINED_FRAME_HEAD) > 0)
        ;
}

/* More than came, which a cleaning never gives. */
static void add(struct confined_line *line) {
    while (confined_take(line).len)
        ;
    for (int i = 0; i < 100; i++)
        confined_put(line, STR("Kenari"));
    confined_over(line, 0, INTAKE_PHOTO_JPEG);
}

static void deny(struct confined_line *line) {
    confined_over(line, ERR_STORE, 0);
    while (confined_take(line).len)
        ;
}

static void nothing(struct confined_line *line) {
    confined_over(line, line->layers, 0);
}

enum { HUMS = 60 }; /* seconds that one could hum for, were nobody to end it */
static const struct confined_job ILL[][CONFINED_JOB_PHOTO_KEPT + 1] = {
#define ILL_JOB(run, seconds, wait)                                                                \
    {                                                                                              \
        {"nothing", nothing, 1u << 30, 5, 20000}, {"a workbook", run, 1u << 30, seconds, wait},    \
            {"a workbook", run, 1u << 30, seconds, wait},                                          \
            {"a photograph", run, 1u << 30, seconds, wait}, {                                      \
            "a photograph", run, 1u << 30, seconds, wait                                           \
        }                                                                                          \
    }
    ILL_JOB(crash, 1, 20000), ILL_JOB(loop, 1, 300),   ILL_JOB(lie, 1, 20000),
    ILL_JOB(add, 1, 20000),   ILL_JOB(deny, 1, 20000), ILL_JOB(hum, HUMS, 200000),
};

/* --- one that somebody took over --- */

static void try_all(struct confined_line *line) {
    uint32_t all = acts();
    while (confined_take(line).len)
        ;
    confined_put(line, (struct str){(const char *)&all, sizeof all});
    confined_over(line, 0, INTAKE_PHOTO_JPEG);
}

/* --- helpers --- */

struct world {
    struct arena *a;
    struct confined *confined;
};

static int open_world(void **state) {
    struct world *w = must_alloc(sizeof *w);
    w->a = arena_new(64u << 20);
    looping =
        mmap(NULL, sizeof *looping, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(looping, MAP_FAILED);
    assert_int_equal(confined_start(&w->confined).code, 0);
    *state = w;
    return 0;
}

static int close_world(void **state) {
    struct world *w = *state;
    confined_end(w->confined);
    arena_free(w->a);
    free(w);
    return 0;
}

static struct err collect(void *arg, struct str bytes) {
    buf_add(arg, bytes);
    return OK;
}

/* In pieces of another length than a frame. */
static struct err clean(struct confined *c, bool keep, struct str bytes, struct buf *out,
                        enum intake_photo_kind *ret) {
    enum { PIECE = 7001 };
    const struct confined_photo_to to = {keep, collect, out};
    struct confined_photo *p;
    struct err e = confined_photo_new(c, &to, &p);
    if (e.code)
        return e;
    while (bytes.len && !e.code) {
        size_t n = bytes.len < PIECE ? bytes.len : PIECE;
        e = confined_photo_add(p, (struct str){bytes.ptr, n});
        bytes = (struct str){bytes.ptr + n, bytes.len - n};
    }
    if (!e.code)
        e = confined_photo_end(p, ret);
    confined_photo_free(p);
    return e;
}

static struct err clean_here(bool keep, struct str bytes, struct buf *out,
                             enum intake_photo_kind *ret) {
    struct arena *a = arena_new(1u << 20);
    struct intake_photo photo = {.keep = keep, .put = collect, .arg = out};
    intake_photo_init(&photo, a);
    struct err e = intake_photo_add(&photo, bytes);
    if (!e.code)
        e = intake_photo_end(&photo);
    *ret = photo.kind;
    arena_free(a);
    return e;
}

static enum xlsx_fault read_book(struct confined *c, struct str bytes, struct buf *out,
                                 int64_t *ret_lines) {
    struct confined_book *b;
    struct str piece;
    enum xlsx_fault fault = confined_book_new(c, 0, &b);
    if (fault)
        return fault;
    confined_book_add(b, bytes);
    fault = confined_book_check(b);
    *ret_lines = confined_book_lines(b);
    while (!fault && confined_book_next(b, &piece))
        buf_add(out, piece);
    fault = confined_book_fault(b);
    confined_book_free(b);
    return fault;
}

static struct str large_book(struct arena *a, int rows) {
    struct buf sheet;
    buf_init(&sheet, 32u << 20);
    buf_add_c(&sheet, "<worksheet><sheetData>");
    for (int i = 0; i < rows; i++)
        buf_printf(&sheet, "<row><c><v>%d</v></c><c t=\"s\"><v>0</v></c></row>", i);
    buf_add_c(&sheet, "</sheetData></worksheet>");
    const struct xlsx_sample s = {.sheet = buf_str(&sheet),
                                  .texts = STR("<sst><si><t>Kenari \xc3\xa9</t></si></sst>")};
    struct str book = xlsx_sample(a, &s);
    buf_done(&sheet);
    return book;
}

static struct str large_photo(struct arena *a, size_t scan) {
    static const char HEAD[] = "\xff\xd8\xff\xe1\0\x15"
                               "Exif\0\0Kamera Kenari\xff\xda\0\4ab";
    size_t head = sizeof HEAD - 1, len = head + scan + 2;
    char *all = NEW(a, char, len);
    memcpy(all, HEAD, head);
    for (size_t i = 0; i < scan; i++)
        all[head + i] = (char)(i % 251);
    memcpy(all + head + scan, "\xff\xd9", 2);
    return (struct str){all, len};
}

static size_t descriptors(void) {
    DIR *all = opendir("/proc/self/fd");
    size_t count = 0;
    assert_non_null(all);
    while (readdir(all))
        count++;
    (void)closedir(all);
    return count;
}

/* --- */

static void a_workbook_gives_the_same_text_as_here(void **state) {
    const struct world *w = *state;
    struct str book = large_book(w->a, 50000), piece;
    struct buf there, here;
    int64_t lines;
    buf_init(&there, 32u << 20);
    buf_init(&here, 32u << 20);
    struct xlsx *x = xlsx_new(book);
    while (xlsx_next(x, &piece))
        buf_add(&here, piece);
    xlsx_free(x);
    assert_int_equal(read_book(w->confined, book, &there, &lines), XLSX_GOOD);
    assert_int_equal(lines, 50000);
    assert_true(there.len > (size_t)CONFINED_FRAME && str_equal(buf_str(&there), buf_str(&here)));
    buf_done(&there);
    buf_done(&here);
}

static void each_fault_of_a_workbook_comes_through(void **state) {
    const struct world *w = *state;
    struct str good = large_book(w->a, 10);
    const struct {
        struct str bytes;
        enum xlsx_fault fault;
    } rows[] = {{STR("PK\3\4"), XLSX_DAMAGED},
                {{good.ptr, good.len - 1}, XLSX_DAMAGED},
                {STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), XLSX_LOCKED},
                {STR("nama;unit\n"), XLSX_OTHER},
                {{NULL, 0}, XLSX_OTHER}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buf out;
        int64_t lines;
        buf_init(&out, 1 << 20);
        assert_int_equal(xlsx_check(rows[i].bytes, NULL), rows[i].fault);
        assert_int_equal(read_book(w->confined, rows[i].bytes, &out, &lines), rows[i].fault);
        assert_int_equal(out.len, 0);
        buf_done(&out);
    }
}

static void a_photograph_is_cleaned_as_here(void **state) {
    const struct world *w = *state;
    struct str photo = large_photo(w->a, 1 << 20);
    const struct {
        struct str bytes;
        bool keep;
    } rows[] = {{photo, false},
                {photo, true},
                {{photo.ptr, photo.len - 1}, false}, /* cut short */
                {STR("%PDF-1.4 Kenari"), false},
                {STR("GIF89a Kenari"), false},
                {STR("\xff\xd8\xff\xd9 Kenari"), false},
                {STR("\xff"), false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buf there, here;
        enum intake_photo_kind kind = INTAKE_PHOTO_UNKNOWN, kind_here;
        buf_init(&there, 4u << 20);
        buf_init(&here, 4u << 20);
        struct err e = clean(w->confined, rows[i].keep, rows[i].bytes, &there, &kind);
        struct err expected = clean_here(rows[i].keep, rows[i].bytes, &here, &kind_here);
        assert_int_equal(e.code, expected.code);
        assert_true(e.code || (kind == kind_here && str_equal(buf_str(&there), buf_str(&here))));
        buf_done(&there);
        buf_done(&here);
    }
}

static struct err refuse(void *arg, struct str bytes) {
    (void)arg;
    (void)bytes;
    return ERR(ERR_DISK_FULL, STR("blob"));
}

static void what_putting_says_comes_through(void **state) {
    const struct world *w = *state;
    const struct confined_photo_to to = {.put = refuse};
    struct str photo = large_photo(w->a, 4000);
    struct confined_photo *p;
    enum intake_photo_kind kind;
    assert_int_equal(confined_photo_new(w->confined, &to, &p).code, 0);
    struct err e = confined_photo_add(p, photo);
    if (!e.code)
        e = confined_photo_end(p, &kind);
    assert_int_equal(e.code, ERR_DISK_FULL);
    confined_photo_free(p);
}

/* Nobody ends one that loops but its own limit of time; its keeper hears of it. */
static void check_gone(pid_t pid) {
    const struct timespec tenth = {0, 100000000};
    for (int i = 0; i < 300 && !kill(pid, 0); i++)
        (void)nanosleep(&tenth, NULL);
    assert_int_equal(kill(pid, 0), -1);
}

static void a_reader_that_misbehaves_is_an_answer_and_no_more(void **state) {
    struct world *w = *state;
    struct str photo = large_photo(w->a, 400000), book = large_book(w->a, 100);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ILL); i++) {
        const struct confined_jobs jobs = {ILL[i], COUNT_OF(ILL[i])};
        struct confined *c;
        enum intake_photo_kind kind;
        int64_t lines;
        struct buf out;
        buf_init(&out, 4u << 20);
        assert_int_equal(confined_start_with(&jobs, &c).code, 0);
        int64_t began = env_steady_us();
        for (int again = 0; again < 3; again++) {
            struct err e =
                clean(c, false, ILL[i][1].run == add ? STR("%PDF-") : photo, &out, &kind);
            assert_true(e.code == ERR_MALFORMED && str_equal(e.about, STR("reader")));
            assert_int_equal(read_book(c, book, &out, &lines), XLSX_UNREAD);
        }
        if (ILL[i][1].run == loop)
            check_gone(*looping);
        if (ILL[i][1].run == hum)
            assert_true(env_steady_us() - began < HUMS * INT64_C(1000000));
        confined_end(c);
        buf_done(&out);
    }
}

static void a_keeper_that_is_gone_is_said(void **state) {
    struct confined_photo *p;
    struct confined_book *b;
    const struct confined_photo_to to = {.put = refuse};
    (void)state;
    assert_int_equal(confined_photo_new(NULL, &to, &p).code, ERR_BUSY);
    assert_int_equal(confined_book_new(NULL, 0, &b), XLSX_NO_READER);
    struct confined *c;
    assert_int_equal(confined_start(&c).code, 0);
    assert_int_equal(kill(confined_keeper_pid(c), SIGKILL), 0);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(confined_photo_new(c, &to, &p).code, ERR_BUSY);
        assert_int_equal(confined_book_new(c, 0, &b), XLSX_NO_READER);
    }
    confined_end(c);
}

static void so_many_readers_and_no_more(void **state) {
    const struct world *w = *state;
    struct confined_book *list[CONFINED_READERS], *more;
    for (size_t i = 0; i < CONFINED_READERS; i++)
        assert_int_equal(confined_book_new(w->confined, 0, &list[i]), XLSX_GOOD);
    assert_int_equal(confined_book_new(w->confined, 0, &more), XLSX_NO_READER);
    for (size_t i = 0; i < CONFINED_READERS; i++)
        confined_book_free(list[i]);
    /* they end by themselves, each as soon as it is told */
    enum xlsx_fault fault = XLSX_NO_READER;
    for (int i = 0; fault && i < 100000; i++)
        fault = confined_book_new(w->confined, 0, &more);
    assert_int_equal(fault, XLSX_GOOD);
    confined_book_free(more);
}

static void many_files_leave_nothing_behind(void **state) {
    enum { FILES = 1000 };
    const struct world *w = *state;
    struct str photo = large_photo(w->a, 3000);
    size_t before = descriptors();
    for (int i = 0; i < FILES; i++) {
        struct buf out;
        enum intake_photo_kind kind = INTAKE_PHOTO_UNKNOWN;
        buf_init(&out, 1 << 20);
        assert_int_equal(clean(w->confined, false, photo, &out, &kind).code, 0);
        assert_int_equal(kind, INTAKE_PHOTO_JPEG);
        buf_done(&out);
    }
    assert_int_equal(descriptors(), before);
}

/* The control is this process, and a build that cannot be confined. */
static void who_takes_a_reader_over_has_nothing(void **state) {
    const struct confined_job list[] = {{"nothing", nothing, 1u << 30, 5, 20000},
                                        {"a workbook", try_all, 1u << 30, 5, 20000},
                                        {"a workbook", try_all, 1u << 30, 5, 20000},
                                        {"a photograph", try_all, 1u << 30, 5, 20000}};
    const struct confined_jobs jobs = {list, COUNT_OF(list)};
    struct confined *c;
    struct buf out;
    enum intake_photo_kind kind;
    uint32_t done = UINT32_MAX;
    (void)state;
    buf_init(&out, 64);
    assert_int_equal(acts(), (1u << ACTS) - 1);
    assert_int_equal(confined_start_with(&jobs, &c).code, 0);
    assert_int_equal(clean(c, false, STR("Kenari"), &out, &kind).code, 0);
    assert_int_equal(out.len, sizeof done);
    memcpy(&done, out.ptr, sizeof done);
    if (apart_is_possible())
        assert_int_equal(done, 0);
    else
        assert_int_not_equal(done, 0);
    confined_end(c);
    buf_done(&out);
}

static void it_is_confined_where_it_can_be(void **state) {
    const struct world *w = *state;
    assert_int_equal(confined_is_whole(w->confined), apart_is_possible());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workbook_gives_the_same_text_as_here),
        cmocka_unit_test(each_fault_of_a_workbook_comes_through),
        cmocka_unit_test(a_photograph_is_cleaned_as_here),
        cmocka_unit_test(what_putting_says_comes_through),
        cmocka_unit_test(a_reader_that_misbehaves_is_an_answer_and_no_more),
        cmocka_unit_test(a_keeper_that_is_gone_is_said),
        cmocka_unit_test(so_many_readers_and_no_more),
        cmocka_unit_test(many_files_leave_nothing_behind),
        cmocka_unit_test(who_takes_a_reader_over_has_nothing),
        cmocka_unit_test(it_is_confined_where_it_can_be),
    };
    return cmocka_run_group_tests_name("confined", tests, open_world, close_world);
}
