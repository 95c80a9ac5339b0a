#include "tool/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define BODY                                                                                       \
    "{\"files\":[{\"path\":\"/a.js\",\"sha256\":"                                                  \
    "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\"bytes\":3},"           \
    "{\"path\":\"/b.css\",\"sha256\":"                                                             \
    "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"bytes\":0}]}"

/* A log of one entry, the list of two files, and a server of them. */
struct fixture {
    struct arena *arena;
    struct ledger_key key;
    struct str kind, body, salt, web; /* web: /log/web as it is served */
    struct str a, b;                  /* the two files */
    struct hash commit;
    bool gone;      /* /b.css is not there */
    int64_t web_at; /* what /log/web says of its place */
};

static void build(struct fixture *f) {
    const struct hash salt = {{7}};
    const struct ledger_manifest m = {.kind = f->kind,
                                      .office = STR("system"),
                                      .body_sha256 = hash_sha256(f->body),
                                      .body_bytes = (int64_t)f->body.len};
    struct str manifest = ledger_manifest_text(f->arena, &m);
    f->commit = ledger_commit(&salt, manifest);
    struct buf out;
    buf_init(&out, 1 << 16);
    buf_printf(&out, "{\"index\":%lld,\"at\":\"x\",\"body\":\"", (long long)f->web_at);
    for (size_t i = 0; i < f->body.len; i++) {
        if (f->body.ptr[i] == '"')
            buf_add_char(&out, '\\');
        buf_add_char(&out, f->body.ptr[i]);
    }
    buf_add_c(&out, "\",\"manifest\":\"");
    for (size_t i = 0; i < manifest.len; i++)
        if (manifest.ptr[i] == '\n')
            buf_add_c(&out, "\\n");
        else
            buf_add_char(&out, manifest.ptr[i]);
    buf_add_c(&out, "\",\"salt\":\"");
    buf_add(&out, f->salt.len ? f->salt : base64_encode(f->arena, salt.b, HASH_LEN));
    buf_add_c(&out, "\"}");
    f->web = arena_str(f->arena, buf_str(&out));
    buf_done(&out);
}

static struct err get(void *arg, struct str path, struct buf *ret) {
    struct fixture *f = arg;
    struct hash leaf = ledger_leaf(&f->commit);
    char entry[LEDGER_ENTRY_LEN];
    ledger_entry(&f->commit, entry);
    if (str_equal(path, STR("/log/checkpoint"))) {
        buf_add(ret, ledger_checkpoint_sign(f->arena, &f->key, 1, &leaf));
    } else if (str_equal(path, STR("/log/tile/entries/000.p/1"))) {
        buf_add(ret, (struct str){"\0\x3c", 2});
        buf_add(ret, (struct str){entry, sizeof entry});
    } else if (str_equal(path, STR("/log/tile/0/000.p/1"))) {
        buf_add(ret, (struct str){(const char *)leaf.b, HASH_LEN});
    } else if (str_equal(path, STR("/log/web"))) {
        buf_add(ret, f->web);
    } else if (str_equal(path, STR("/a.js"))) {
        buf_add(ret, f->a);
    } else if (str_equal(path, STR("/b.css")) && !f->gone) {
        buf_add(ret, f->b);
    } else {
        return ERR(ERR_MISSING, STR("url"));
    }
    return OK;
}

static int set_up(void **state) {
    struct arena *a = arena_new(16 << 20);
    struct fixture *f = NEW(a, struct fixture, 1);
    struct hash seed = {{42}};
    *f = (struct fixture){
        .arena = a, .kind = STR("web.published"), .body = STR(BODY), .a = STR("abc")};
    *state = f;
    return ledger_key_from_seed(STR("log.example/netral"), &seed, &f->key).code ? -1 : 0;
}

static int tear_down(void **state) {
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static struct err verify(struct fixture *f, struct tool_log *ret) {
    const struct tool_fetch fetch = {get, f};
    return tool_verify_log(f->arena, &fetch, ledger_vkey(f->arena, &f->key), ret);
}

static void expect(struct fixture *f, enum err_code code, const char *about) {
    struct tool_log l;
    struct err e = verify(f, &l);
    if (e.code != code || !str_equal(e.about, str_from_c(about)))
        fail_msg("%d \"%.*s\" instead of %d \"%s\"", (int)e.code, STR_ARG(e.about), (int)code,
                 about);
}

static void files_that_are_those_of_the_log_hold(void **state) {
    struct fixture *f = *state;
    struct tool_log l;
    build(f);
    assert_int_equal(verify(f, &l).code, ERR_NONE);
    assert_true(l.web.there);
    assert_int_equal(l.web.count, 2);
    struct str said = tool_log_sentences(f->arena, &l, TOOL_EN);
    assert_non_null(strstr(said.ptr, "2 files are those that entry 0 named"));
    said = tool_log_sentences(f->arena, &l, TOOL_ID);
    assert_non_null(strstr(said.ptr, "2 berkas sama dengan catatan entri 0"));
}

static void a_file_that_is_another_is_named(void **state) {
    struct fixture *f = *state;
    build(f);
    f->a = STR("abd");
    expect(f, ERR_CORRUPT, "web-file /a.js");
    f->a = STR("abc");
    f->b = STR("x");
    expect(f, ERR_CORRUPT, "web-file /b.css");
    f->b = STR("");
    f->gone = true;
    expect(f, ERR_MISSING, "web-missing /b.css");
}

static void a_list_that_the_log_does_not_have_is_refused(void **state) {
    struct fixture *f = *state;
    build(f);
    f->commit.b[0] ^= 1; /* another entry stands there */
    expect(f, ERR_CORRUPT, "web-leaf");
    f->web_at = 1; /* newer than the checkpoint */
    build(f);
    expect(f, ERR_IO, "web-later");
}

static void a_list_without_sense_is_refused(void **state) {
    struct fixture *f = *state;
    static const struct {
        struct str kind, body, salt;
        int64_t at;
    } BAD[] = {
        {STR_INIT("case.received"), STR_INIT(BODY), STR_INIT(""), 0},
        {STR_INIT("web.published"), STR_INIT("{}"), STR_INIT(""), 0},
        {STR_INIT("web.published"), STR_INIT("no JSON"), STR_INIT(""), 0},
        {STR_INIT("web.published"), STR_INIT("{\"files\":[{\"path\":\"/a.js\"}]}"), STR_INIT(""),
         0},
        {STR_INIT("web.published"),
         STR_INIT("{\"files\":[{\"path\":\"//evil.example/a.js\",\"sha256\":"
                  "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\","
                  "\"bytes\":3}]}"),
         STR_INIT(""), 0},
        {STR_INIT("web.published"),
         STR_INIT("{\"files\":[{\"path\":\"/a.js?x\",\"sha256\":"
                  "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\","
                  "\"bytes\":3}]}"),
         STR_INIT(""), 0},
        {STR_INIT("web.published"),
         STR_INIT("{\"files\":[{\"path\":\"/a.js\",\"sha256\":\"ba78\",\"bytes\":3}]}"),
         STR_INIT(""), 0},
        {STR_INIT("web.published"), STR_INIT(BODY), STR_INIT("AAAA"), 0},
        {STR_INIT("web.published"), STR_INIT(BODY), STR_INIT(""), -1},
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        f->kind = BAD[i].kind;
        f->body = BAD[i].body;
        f->salt = BAD[i].salt;
        f->web_at = BAD[i].at;
        build(f);
        expect(f, ERR_MALFORMED, "web-shape");
    }
    f->web = STR("[]");
    expect(f, ERR_MALFORMED, "web-shape");
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_that_are_those_of_the_log_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_is_another_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_that_the_log_does_not_have_is_refused, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_list_without_sense_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
