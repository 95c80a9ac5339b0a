#include "web/put.h"
#include "web/text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct buf out;
static void fresh(void) {
    buf_clear(&out);
}
static int set_up(void **state) {
    (void)state;
    buf_init(&out, 1 << 16);
    return 0;
}
static int tear_down(void **state) {
    (void)state;
    buf_done(&out);
    return 0;
}
static void expect(const char *wanted) {
    struct str s = buf_str(&out);
    if (!str_equal(s, str_from_c(wanted)))
        fail_msg("wrote %.*s, wanted %s", STR_ARG(s), wanted);
    fresh();
}

static void text_escapes_what_could_leave_text_or_a_quoted_value(void **state) {
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        {"", ""},
        {"biasa", "biasa"},
        {"<script>", "&lt;script&gt;"},
        {"\" onload=x '", "&#34; onload=x &#39;"},
        {"&amp; & &#39;", "&amp;amp; &amp; &amp;#39;"},
        {"</textarea></title>", "&lt;/textarea&gt;&lt;/title&gt;"},
        {"\xF0\x9F\x98\x80 \xD7\xA9", "\xF0\x9F\x98\x80 \xD7\xA9"},
        {"{{ v.x }}{% if %}", "{{ v.x }}{% if %}"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        web_put_text(&out, str_from_c(cases[i].in));
        expect(cases[i].want);
    }
}

static void an_address_is_ours_or_http_and_anything_else_leads_nowhere(void **state) {
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        {"/lacak?a=1&b=2", "/lacak?a=1&amp;b=2"},
        {"#isi", "#isi"},
        {"?hal=2", "?hal=2"},
        {"https://www.bkn.go.id/", "https://www.bkn.go.id/"},
        {"javascript:alert(1)", "#"},
        {"JaVaScRiPt:alert(1)", "#"},
        {" javascript:alert(1)", "#"},
        {"java\nscript:alert(1)", "#"},
        {"\tjavascript:x", "#"},
        {"data:text/html,<script>", "#"},
        {"vbscript:x", "#"},
        {"//evil.example/", "#"},
        {"/\\evil.example/", "#"},
        {"\\\\evil", "#"},
        {"evil.example", "#"},
        {"", "#"},
        {"/a b", "#"},
        {"/x\"onclick=y", "/x&#34;onclick=y"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        web_put_url(&out, str_from_c(cases[i].in));
        expect(cases[i].want);
    }
}

static void a_part_of_an_address_cannot_leave_its_part(void **state) {
    (void)state;
    web_put_url_part(&out, STR("16.07-a_b~"));
    expect("16.07-a_b~");
    web_put_url_part(&out, STR("../x?y=1&z#\"<%"));
    expect("..%2Fx%3Fy%3D1%26z%23%22%3C%25");
    web_put_url_part(&out, STR("\xC3\xA9 "));
    expect("%C3%A9%20");
    web_put_base64_only(&out, STR("ab+/=\"><x"));
    expect("ab+/=x");
    web_put_id(&out, STR("subjects[0].name"));
    expect("subjects-0--name");
}

/* Vectors of Intl.NumberFormat, Intl.DateTimeFormat (dateStyle and timeStyle),
 * Intl.RelativeTimeFormat (numeric: auto), Intl.ListFormat, locales id-ID and en-GB, Node 20; the
 * zone's name is ours. */
static void numbers_are_as_in_the_language(void **state) {
    (void)state;
    static const struct {
        int64_t n;
        const char *id, *en;
    } cases[] = {
        {0, "0", "0"},
        {999, "999", "999"},
        {1000, "1.000", "1,000"},
        {-1234, "-1.234", "-1,234"},
        {1234567, "1.234.567", "1,234,567"},
        {INT64_MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        web_put_int(&out, cases[i].n, false);
        expect(cases[i].id);
        web_put_int(&out, cases[i].n, true);
        expect(cases[i].en);
    }
    web_put_tenths(&out, 12345678, false);
    expect("1.234.567,8");
    web_put_tenths(&out, 567, true);
    expect("56.7");
    web_put_bytes(&out, 11200000, false);
    expect("11,2 MB");
    web_put_bytes(&out, 812, false);
    expect("812 bita");
    web_put_wait(&out, 60, false);
    expect("60 detik");
    web_put_wait(&out, 121, true);
    expect("3 minutes");
    web_put_count(&out, (struct web_count){.suppressed = true}, false);
    expect("tidak ditampilkan");
}

static void dates_and_times_are_as_in_the_language(void **state) {
    (void)state;
    struct date d = date_from_civil((struct civil){2024, 11, 27});
    struct instant t = instant_of(d, 14 * 60 + 5, ZONE_WIB);
    web_put_date(&out, d, false);
    expect("27 November 2024");
    web_put_short(&out, date_from_civil((struct civil){2024, 8, 1}), false);
    expect("1 Agu 2024");
    web_put_short(&out, date_from_civil((struct civil){2024, 9, 1}), true);
    expect("1 Sept 2024");
    web_put_day(&out, d, true);
    expect("Wednesday, 27 November 2024");
    web_put_time(&out, t, ZONE_WIB, false);
    expect("Rabu, 27 November 2024 pukul 14.05 WIB");
    web_put_time(&out, t, ZONE_WIT, true);
    expect("Wednesday, 27 November 2024 at 16:05 WIT");
    web_put_moment(&out, t, ZONE_WITA, false);
    expect("27 Nov 2024, 15.05 WITA");
    web_put_iso(&out, d);
    expect("2024-11-27");
    web_put_isotime(&out, t);
    expect("2024-11-27T07:05:00Z");
    web_put_isotime(&out, (struct instant){-1});
    expect("1969-12-31T23:59:59Z");
}

static void near_days_have_words(void **state) {
    (void)state;
    static const struct {
        int64_t days;
        const char *id, *en;
    } cases[] = {
        {-10, "10 hari yang lalu", "10 days ago"},
        {-2, "kemarin dulu", "2 days ago"},
        {-1, "kemarin", "yesterday"},
        {0, "hari ini", "today"},
        {1, "besok", "tomorrow"},
        {2, "lusa", "in 2 days"},
        {30, "dalam 30 hari", "in 30 days"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        web_put_relative(&out, cases[i].days, false);
        expect(cases[i].id);
        web_put_relative(&out, cases[i].days, true);
        expect(cases[i].en);
    }
}

static void lists_end_with_and(void **state) {
    (void)state;
    const struct str items[] = {STR_INIT("a"), STR_INIT("b<"), STR_INIT("c")};
    static const char *const id[] = {"", "a", "a dan b&lt;", "a, b&lt;, dan c"};
    static const char *const en[] = {"", "a", "a and b&lt;", "a, b&lt; and c"};
    for (size_t n = 0; n < COUNT_OF(id); n++) {
        web_put_list(&out, items, n, false);
        expect(id[n]);
        web_put_list(&out, items, n, true);
        expect(en[n]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_escapes_what_could_leave_text_or_a_quoted_value),
        cmocka_unit_test(an_address_is_ours_or_http_and_anything_else_leads_nowhere),
        cmocka_unit_test(a_part_of_an_address_cannot_leave_its_part),
        cmocka_unit_test(numbers_are_as_in_the_language),
        cmocka_unit_test(dates_and_times_are_as_in_the_language),
        cmocka_unit_test(near_days_have_words),
        cmocka_unit_test(lists_end_with_and),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
