#include "intake/multipart.h"

#include "base/buf.h"
#include "intake/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What arrived, as text: "name=value;" of fields, "name<file|type>bytes;" of files as they came. */
struct seen {
    struct buf files;
    bool refuse;
};

static struct err seen_begin(void *state, struct str name, struct str filename, struct str type) {
    struct seen *s = state;
    if (s->refuse)
        return ERR(ERR_DISK_FULL, STR("blob"));
    buf_printf(&s->files, "%.*s<%.*s|%.*s>", STR_ARG(name), STR_ARG(filename), STR_ARG(type));
    return OK;
}

static struct err seen_data(void *state, struct str piece) {
    buf_add(&((struct seen *)state)->files, piece);
    return OK;
}

static struct err seen_end(void *state) {
    buf_add_c(&((struct seen *)state)->files, ";");
    return OK;
}

/* Reads body in two pieces, cut at split (or byte by byte, if that is past the end). */
static struct str outcome(struct arena *a, struct str body, size_t split, struct seen *seen) {
    const struct multipart_sink sink = {seen, seen_begin, seen_data, seen_end};
    struct multipart *m = multipart_new(a, STR("XyZ"), &sink);
    struct intake_pairs pairs;
    struct err e = OK;
    buf_clear(&seen->files);
    size_t step = split > body.len ? 1 : split;
    for (size_t at = 0; at < body.len && !e.code;) {
        size_t len = at == 0 || step == 1 ? step : body.len - at;
        if (!len)
            len = body.len;
        e = multipart_add(m, (struct str){body.ptr + at, len});
        at += len;
    }
    if (!e.code)
        e = multipart_done(m, &pairs);
    if (e.code)
        return arena_printf(a, "!%.*s", STR_ARG(e.about));
    struct buf text;
    buf_init(&text, 1 << 20);
    for (size_t i = 0; i < pairs.count; i++)
        buf_printf(&text, "%.*s=%.*s;", STR_ARG(pairs.list[i].name), STR_ARG(pairs.list[i].value));
    buf_add(&text, buf_str(&seen->files));
    struct str got = arena_str(a, buf_str(&text));
    buf_done(&text);
    return got;
}

#define FIELD(name) "--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_OF(name, file)                                                                        \
    "--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file                 \
    "\"\r\nContent-Type: image/png\r\n\r\n"
#define LAST "--XyZ--\r\n"

static const struct {
    const char *name, *body, *seen;
} CASES[] = {
    {"a field", FIELD("a") "1\r\n" LAST, "a=1;"},
    {"no part at all", LAST, ""},
    {"two fields and a file",
     FIELD("a") "1\r\n" FIELD("b") "\r\n" FILE_OF("f", "x.png") "\x89PNG\r\n\r\n" LAST,
     "a=1;b=;f<x.png|image/png>\x89PNG\r\n;"},
    {"data that nearly end", FILE_OF("f", "x") "\r\n--Xy\r\r\n-\r\n--XyA\r\n\r\n--XyZ--",
     "f<x|image/png>\r\n--Xy\r\r\n-\r\n--XyA\r\n;"},
    {"a boundary without its line end is data", FIELD("a") "1--XyZ--\r\n" LAST, "a=1--XyZ--;"},
    {"blanks behind a boundary",
     "--XyZ \t\r\nContent-Disposition:form-data;name=\"a\"\r\n\r\n1"
     "\r\n--XyZ  --",
     "a=1;"},
    {"names in any case, other headers",
     "--XyZ\r\nX-A: b\r\nCONTENT-DISPOSITION: Form-Data; "
     "NAME=\"a\"\r\n\r\n1\r\n" LAST,
     "a=1;"},
    {"quotes in a name", FIELD("a\\\"b") "1\r\n" LAST, "a\"b=1;"},
    {"the folders of a file go",
     FILE_OF("f", "C:\\a\\b.png") "x\r\n" FILE_OF("f", "../../c.png") "y\r\n" LAST,
     "f<b.png|image/png>x;f<c.png|image/png>y;"},
    {"an input of files left empty", FILE_OF("f", "") "\r\n" LAST, ""},
    {"a field sent twice", FIELD("a") "1\r\n" FIELD("a") "2\r\n" LAST, "a=1;a=2;"},
    {"bytes of a file without a name", FILE_OF("f", "") "x\r\n" LAST, "!filename"},
    {"nothing", "", "!end"},
    {"a body that stops", FIELD("a") "1\r\n--XyZ", "!end"},
    {"a body that stops in a header", "--XyZ\r\nContent-Disp", "!end"},
    {"another boundary", "--Abc\r\n\r\n1\r\n--Abc--", "!boundary"},
    {"text in front", "x\r\n" FIELD("a") "1\r\n" LAST, "!boundary"},
    {"text behind", FIELD("a") "1\r\n" LAST "x", "!boundary"},
    {"a longer boundary", "--XyZZ\r\n\r\n1\r\n" LAST, "!boundary"},
    {"no disposition", "--XyZ\r\n\r\n1\r\n" LAST, "!content-disposition"},
    {"two dispositions",
     "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n"
     "Content-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n" LAST,
     "!content-disposition"},
    {"two names",
     "--XyZ\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n" LAST,
     "!content-disposition"},
    {"no name", "--XyZ\r\nContent-Disposition: form-data\r\n\r\n1\r\n" LAST,
     "!content-disposition"},
    {"an empty name", FIELD("") "1\r\n" LAST, "!field-name"},
    {"a name that does not end",
     "--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" LAST, "!content-disposition"},
    {"an attachment", "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" LAST,
     "!content-disposition"},
    {"a second name of a file",
     "--XyZ\r\nContent-Disposition: form-data; name=\"a\"; "
     "filename*=UTF-8''x\r\n\r\n1\r\n" LAST,
     "!content-disposition"},
    {"base64",
     "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n"
     "Content-Transfer-Encoding: base64\r\n\r\nMQ==\r\n" LAST,
     "!transfer-encoding"},
    {"bare line feeds", "--XyZ\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XyZ--",
     "!boundary"},
    {"a bare line feed in headers", "--XyZ\r\nA: b\nC: d\r\n\r\n1\r\n" LAST, "!part-header"},
    {"a header without a colon", "--XyZ\r\nabc\r\n\r\n1\r\n" LAST, "!part-header"},
    {"a folded header", "--XyZ\r\nA: b\r\n c: d\r\n\r\n1\r\n" LAST, "!part-header"},
    {"a value that is not UTF-8", FIELD("a") "\xff\r\n" LAST, "!utf-8"},
    {"a name that is not UTF-8", FIELD("a\xff") "1\r\n" LAST, "!part-header"},
    {"a control character in a file's name", FILE_OF("f", "a\x01") "x\r\n" LAST, "!filename"},
};

static void bodies_read_the_same_however_they_are_cut(void **state) {
    struct arena *a = arena_new(8 << 20);
    struct seen seen = {0};
    (void)state;
    buf_init(&seen.files, 1 << 16);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct str body = str_from_c(CASES[i].body);
        for (size_t split = 0; split <= body.len + 1; split++) {
            struct str got = outcome(a, body, split, &seen);
            if (!str_equal(got, str_from_c(CASES[i].seen)))
                fail_msg("%s, cut at %zu: got \"%.*s\", wanted \"%s\"", CASES[i].name, split,
                         STR_ARG(got), CASES[i].seen);
            arena_reset(a);
        }
    }
    buf_done(&seen.files);
    arena_free(a);
}

/* head, then count times piece, then tail: what it is answered. */
static void expect_repeated(const char *head, const char *piece, size_t count, const char *tail,
                            const char *wanted) {
    struct arena *a = arena_new(4 << 20);
    struct seen seen = {0};
    struct buf body;
    buf_init(&body, 4 << 20);
    buf_init(&seen.files, 1 << 20);
    buf_add_c(&body, head);
    for (size_t i = 0; i < count; i++)
        buf_add_c(&body, piece);
    buf_add_c(&body, tail);
    assert_false(buf_full(&body));
    struct str got = outcome(a, buf_str(&body), 1000, &seen);
    if (got.len && got.ptr[0] != '!')
        got = STR("fine");
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("%zu times %s: got \"%.*s\", wanted \"%s\"", count, piece, STR_ARG(got), wanted);
    buf_done(&body);
    buf_done(&seen.files);
    arena_free(a);
}

static void what_is_too_large_is_refused(void **state) {
    (void)state;
    expect_repeated("", FIELD("a") "1\r\n", INTAKE_PARTS, LAST, "fine");
    expect_repeated("", FIELD("a") "1\r\n", INTAKE_PARTS + 1, LAST, "!parts");
    expect_repeated(FIELD("a"), "x", INTAKE_FORM_FIELD, "\r\n" LAST, "fine");
    expect_repeated(FIELD("a"), "x", INTAKE_FORM_FIELD + 1, "\r\n" LAST, "!field");
    expect_repeated("--XyZ\r\nA: ", "x", INTAKE_PART_HEADERS, "\r\n\r\n\r\n" LAST, "!part-header");
    expect_repeated("--XyZ\r\nContent-Disposition: form-data; name=\"", "x", INTAKE_FORM_NAME + 1,
                    "\"\r\n\r\n1\r\n" LAST, "!field-name");
    char part[7000];
    (void)snprintf(part, sizeof part, FIELD("a") "%06000d\r\n", 0);
    expect_repeated("", part, 43, LAST, "fine");
    expect_repeated("", part, 44, LAST, "!fields");
    (void)snprintf(part, sizeof part,
                   "--XyZ\r\nA: %06000d\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n",
                   0);
    expect_repeated("", part, 44, LAST, "!fields");
}

static void what_the_sink_says_is_the_answer(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct seen seen = {.refuse = true};
    const struct multipart_sink sink = {&seen, seen_begin, seen_data, seen_end};
    struct str body = STR(FILE_OF("f", "x") "y\r\n" LAST);
    (void)state;
    struct err e = multipart_add(multipart_new(a, STR("XyZ"), &sink), body);
    assert_int_equal(e.code, ERR_DISK_FULL);
    e = multipart_add(multipart_new(a, STR("XyZ"), NULL), body);
    assert_int_equal(e.code, ERR_MALFORMED);
    assert_true(str_equal(e.about, STR("file")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_read_the_same_however_they_are_cut),
        cmocka_unit_test(what_is_too_large_is_refused),
        cmocka_unit_test(what_the_sink_says_is_the_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
