#include "mail/mail.h"

#include "base/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void addresses(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool good;
    } CASES[] = {
        {"amir@muba.go.id", true},
        {"a.b+c_d'e@x-y.co", true},
        {"", false},
        {"amir", false},
        {"amir@", false},
        {"@muba.go.id", false},
        {"amir@muba", false},
        {"amir@.muba.id", false},
        {"amir@muba.id.", false},
        {"amir@muba..id", false},
        {"amir.@muba.id", false},
        {".amir@muba.id", false},
        {"amir@muba.id@muba.id", false},
        {"amir@-muba.id", false},
        {"amir@muba.id-", false},
        {"amir at@muba.id", false},
        {"<amir@muba.id>", false},
        {"amir@muba.id,budi@muba.id", false},
        {"amir@muba.id\r\nBcc: x@y.id", false},
        {"am\xc3\xacr@muba.id", false},
        {"\"a b\"@muba.id", false},
        {"amir@[127.0.0.1]", false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        if (address_is_mail(str_from_c(CASES[i].text)) != CASES[i].good)
            fail_msg("%s", CASES[i].text);
    const struct str null_byte = STR("am\0ir@muba.id");
    assert_false(address_is_mail(null_byte));
    char text[ADDRESS_MAX + 1];
    memset(text, 'a', sizeof text);
    memcpy(text + sizeof text - 8, "@muba.id", 8);
    memcpy(text + ADDRESS_USER_MAX, "@", 1);
    memset(text + ADDRESS_USER_MAX + 1, 'b', sizeof text - 8 - ADDRESS_USER_MAX - 1);
    memcpy(text + sizeof text - 8, ".muba.id", 8);
    assert_false(address_is_mail((struct str){text, sizeof text}));
    assert_true(address_is_mail((struct str){text + 1, sizeof text - 1})); /* 254 bytes */
}

static void a_message_is_as_written(void **state) {
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 20);
    const struct mail_message m = {.from = STR("netral@muba.go.id"),
                                   .to = STR("amir@muba.go.id"),
                                   .from_name = STR("BKPSDM"),
                                   .subject = STR("Pengingat"),
                                   .text = STR("Yth. Amir\n.\nx"),
                                   .id = STR("0a1b"),
                                   .at = {1732851905000000}};
    mail_put(&out, &m);
    assert_false(buf_full(&out));
    buf_add_char(&out, '\0');
    assert_string_equal(out.ptr, "Date: Fri, 29 Nov 2024 03:45:05 +0000\r\n"
                                 "From: =?UTF-8?B?QktQU0RN?=\r\n <netral@muba.go.id>\r\n"
                                 "To: <amir@muba.go.id>\r\n"
                                 "Subject: =?UTF-8?B?UGVuZ2luZ2F0?=\r\n"
                                 "Message-ID: <0a1b@muba.go.id>\r\n"
                                 "MIME-Version: 1.0\r\n"
                                 "Content-Type: text/plain; charset=utf-8\r\n"
                                 "Content-Transfer-Encoding: base64\r\n"
                                 "Auto-Submitted: auto-generated\r\n\r\n"
                                 "WXRoLiBBbWlyDQouDQp4\r\n");
    buf_done(&out);
}

/* Lines are short, a letter is never cut in two, and no field ends a header. */
static void nothing_breaks_out_of_a_header(void **state) {
    (void)state;
    char name[300];
    for (size_t i = 0; i + 1 < sizeof name; i += 2)
        memcpy(name + i, "\xc3\xa9", 2);
    struct buf out;
    buf_init(&out, 1 << 20);
    const struct mail_message m = {
        .from = STR("netral@muba.go.id"),
        .to = STR("amir@muba.go.id"),
        .from_name = {name, sizeof name},
        .subject = STR("a\r\nBcc: b@muba.go.id\r\n\r\nand so on until the word is full"),
        .text = STR("\r\n.\r\n"),
        .id = STR("1")};
    mail_put(&out, &m);
    struct str rest = buf_str(&out);
    assert_null(str_find(rest, STR("Bcc")));
    size_t words = 0;
    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        assert_true(line.len <= 77 && line.len && line.ptr[line.len - 1] == '\r');
        words += str_find(line, STR("=?UTF-8?B?")) != NULL;
    }
    assert_true(words > 6);
    buf_done(&out);
}

static void a_line_is_secret_or_here(void **state) {
    (void)state;
    static const struct {
        struct str url;
        bool good;
    } CASES[] = {{STR_INIT("smtp://127.0.0.1:25"), true},
                 {STR_INIT("smtps://mail.example.id"), true},
                 {STR_INIT("smtp://mail.example.id:587"), true},
                 {STR_INIT("http://127.0.0.1"), false},
                 {STR_INIT("127.0.0.1:25"), false},
                 {STR_INIT("smtp://a b"), false},
                 {STR_INIT(""), false}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct mail_line *line = NULL;
        struct err e = mail_line_new(&(struct mail_where){.url = CASES[i].url}, &line);
        assert_int_equal(e.code == ERR_NONE, CASES[i].good);
        mail_line_free(line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),
        cmocka_unit_test(a_message_is_as_written),
        cmocka_unit_test(nothing_breaks_out_of_a_header),
        cmocka_unit_test(a_line_is_secret_or_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
