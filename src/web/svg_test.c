#include "web/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int count_of(struct str s, const char *word) {
    int n = 0;
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= s.len; i++)
        n += memcmp(s.ptr + i, word, len) == 0;
    return n;
}

/* Elements open and close in order and every attribute's quotes are closed: enough for markup that
 * is written by four functions of ours. */
static bool is_well_formed(struct str s) {
    struct str stack[32];
    size_t depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '<')
            continue;
        size_t from = ++i;
        bool closing = s.ptr[from] == '/', quoted = false;
        for (; i < s.len && (quoted || s.ptr[i] != '>'); i++)
            quoted = s.ptr[i] == '"' ? !quoted : quoted;
        if (i == s.len || quoted)
            return false;
        struct str tag = {s.ptr + from + closing, i - from - closing}, name = str_cut(&tag, ' ');
        bool single = s.ptr[i - 1] == '/';
        if (closing && (depth == 0 || !str_equal(stack[--depth], name)))
            return false;
        if (!closing && !single)
            stack[depth++] = name;
        if (depth == COUNT_OF(stack))
            return false;
    }
    return depth == 0;
}

static void check(struct buf *out) {
    struct str s = buf_str(out);
    if (!is_well_formed(s) || count_of(s, "<script"))
        fail_msg("not well formed: %.*s", STR_ARG(s));
    buf_clear(out);
}

static void tiles_are_sorted_levelled_and_the_largest_is_named(void **state) {
    (void)state;
    struct web_tile tiles[] = {
        {.code = STR("16.71"),
         .name = STR("Palembang"),
         .abbr = STR("PLG"),
         .col = 3,
         .row = 1,
         .late = {.value = 24}},
        {.code = STR("16.06"),
         .name = STR("Musi Banyuasin"),
         .abbr = STR("MUB"),
         .col = 2,
         .late = {.value = 12}},
        {.code = STR("16.07"),
         .name = STR("Banyuasin"),
         .abbr = STR("BYA"),
         .col = 3,
         .late = {.value = 0, .suppressed = true}},
        {.code = STR("16.74"), .name = STR("Prabumulih"), .abbr = STR("PBM"), .col = 2, .row = 1},
    };
    struct web_map map = {.tiles = tiles,
                          .tile_count = COUNT_OF(tiles),
                          .indicator = WEB_SHOW_LATE,
                          .what = STR("lewat batas waktu")};
    web_map_prepare(&map);
    assert_true(str_equal(tiles[0].abbr, STR("MUB")));
    assert_true(str_equal(map.most->abbr, STR("PLG")));
    assert_int_equal(tiles[0].level, 1); /* exactly half of the largest is not the upper half */
    assert_int_equal(tiles[1].level, 1); /* suppressed: some, not how many */
    assert_int_equal(tiles[2].level, 0);
    assert_int_equal(tiles[3].level, 2);
    struct buf out;
    buf_init(&out, 1 << 16);
    web_svg_tiles(&out, &map, false);
    assert_int_equal(count_of(buf_str(&out), "<a href=\"/wilayah/"), 4);
    assert_int_equal(count_of(buf_str(&out),
                              "aria-label=\"BYA \xe2\x80\x93: Banyuasin, tidak ditampilkan lewat"),
                     1);
    assert_int_equal(count_of(buf_str(&out), "aria-label=\"PLG 24: Palembang, 24 lewat"), 1);
    check(&out);
    buf_done(&out);
}

static void the_map_shows_what_is_asked_for(void **state) {
    (void)state;
    struct web_tile tile = {.abbr = STR("MUB"), .reports = {.value = 40}, .open = {.value = 7}};
    struct web_map map = {.tiles = &tile, .tile_count = 1};
    enum web_indicator indicator = WEB_SHOW_LATE;
    assert_false(web_indicator_read(STR("semua"), &indicator));
    assert_int_equal(indicator, WEB_SHOW_LATE);
    for (int i = 0; i < WEB_SHOW_COUNT; i++) {
        assert_true(web_indicator_read(web_indicator_name((enum web_indicator)i), &map.indicator));
        web_map_prepare(&map);
        assert_int_equal(tile.shown.value, i == WEB_SHOW_RECEIVED ? 40
                                           : i == WEB_SHOW_OPEN   ? 7
                                                                  : 0);
    }
}

static void provinces_lead_to_their_own_and_say_at_least(void **state) {
    (void)state;
    struct web_tile tiles[] = {
        {.code = STR("32"),
         .name = STR("Jawa Barat"),
         .abbr = STR("JB"),
         .late = {.value = 25, .more = true}},
        {.code = STR("51"), .name = STR("Bali"), .abbr = STR("BA"), .col = 1},
    };
    struct web_map map = {.tiles = tiles,
                          .tile_count = COUNT_OF(tiles),
                          .of = WEB_MAP_OF_PROVINCES,
                          .indicator = WEB_SHOW_LATE,
                          .what = STR("lewat")};
    web_map_prepare(&map);
    struct buf out;
    buf_init(&out, 1 << 16);
    web_svg_tiles(&out, &map, true);
    assert_int_equal(count_of(buf_str(&out), "<a href=\"/en/map?provinsi=32&amp;angka=lewat\" "
                                             "aria-label=\"JB 25+: Jawa Barat, 25+ lewat\">"),
                     1);
    assert_int_equal(count_of(buf_str(&out), "BA 0: Bali, 0 lewat"), 1);
    assert_int_equal(count_of(buf_str(&out), "class=\"map nation\""), 1);
    check(&out);
    buf_done(&out);
}

static void a_map_without_anything_late_names_nobody(void **state) {
    (void)state;
    struct web_tile tile = {.abbr = STR("MUB"), .late = {.value = 0, .suppressed = true}};
    struct web_map map = {.tiles = &tile, .tile_count = 1, .indicator = WEB_SHOW_LATE};
    web_map_prepare(&map);
    assert_null(map.most);
    struct web_map none = {0};
    web_map_prepare(&none);
    assert_null(none.most);
}

static void charts_stay_well_formed_whatever_they_are_given(void **state) {
    (void)state;
    static const char hostile[] = "\"><script>alert(1)</script>&'";
    struct web_bar bars[] = {{str_from_c(hostile), {.value = 141}},
                             {STR("b"), {.value = 0}},
                             {STR("c"), {.suppressed = true}},
                             {STR("d"), {.value = INT32_MAX}}};
    struct web_point points[] = {
        {{20000}, {.value = 3}}, {{20007}, {.suppressed = true}}, {{20014}, {.value = 9}}};
    struct web_band bands[] = {{str_from_c(hostile), {20003}, {20008}},
                               {STR("outside"), {100}, {200}}};
    struct buf out;
    buf_init(&out, 1 << 16);
    for (size_t n = 0; n <= COUNT_OF(bars); n++) {
        struct web_chart chart = {bars, n};
        web_svg_bars(&out, &chart, false);
        check(&out);
        web_svg_stack(&out, &chart, true);
        check(&out);
    }
    for (size_t n = 0; n <= COUNT_OF(points); n++) {
        struct web_line line = {
            .points = points, .point_count = n, .bands = bands, .band_count = COUNT_OF(bands)};
        web_svg_line(&out, &line, false);
        check(&out);
        line.by_fives = true;
        line.name = line.note = str_from_c(hostile);
        web_svg_line(&out, &line, true);
        assert_int_equal(count_of(buf_str(&out), "outside"), 0);
        check(&out);
    }
    buf_done(&out);
}

/* The longest slip (ledger/slip.h) fits the version that holds 1,465 bytes: 125 modules, and 4 of
 * quiet at each side. */
static void the_longest_slip_is_a_code_of_version_27(void **state) {
    (void)state;
    static char text[3507] = "NETRAL1:";
    memset(text + 8, '7', sizeof text - 9);
    struct buf out;
    buf_init(&out, 1 << 18);
    struct str longest = {text, 3506}, longer = {text, 3507}, none = {0};
    web_svg_qr(&out, &longest, false);
    assert_int_equal(count_of(buf_str(&out), "viewBox=\"0 0 133 133\""), 1);
    check(&out);
    memset(text, 'x', sizeof text); /* as bytes it is too long for any version */
    web_svg_qr(&out, &longest, false);
    web_svg_qr(&out, &longer, false);
    web_svg_qr(&out, &none, false);
    text[10] = '\0';
    web_svg_qr(&out, &(struct str){text, 20}, false);
    assert_int_equal(out.len, 0);
    buf_done(&out);
}

/* A bar of any length would be read as a number; beside hidden ones alone it was as long as could
 * be. */
static void a_hidden_count_has_words_and_no_bar(void **state) {
    (void)state;
    static const struct web_bar bars[] = {{STR_INIT("seen"), {.value = 6}},
                                          {STR_INIT("hidden"), {.suppressed = true}}};
    static const struct { size_t from, count, drawn; } CASES[] = {{0, 2, 1}, {1, 1, 0}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (int stacked = 0; stacked < 2; stacked++) {
            const struct web_chart chart = {bars + CASES[i].from, CASES[i].count};
            struct buf out;
            buf_init(&out, 1 << 12);
            (stacked ? web_svg_stack : web_svg_bars)(&out, &chart, true);
            buf_add_char(&out, '\0');
            size_t drawn = 0;
            for (const char *at = out.ptr; (at = strstr(at, "<rect")); at++)
                drawn++;
            assert_int_equal(drawn, CASES[i].drawn);
            assert_non_null(strstr(out.ptr, "not shown"));
            buf_done(&out);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hidden_count_has_words_and_no_bar),
        cmocka_unit_test(tiles_are_sorted_levelled_and_the_largest_is_named),
        cmocka_unit_test(the_map_shows_what_is_asked_for),
        cmocka_unit_test(provinces_lead_to_their_own_and_say_at_least),
        cmocka_unit_test(a_map_without_anything_late_names_nobody),
        cmocka_unit_test(charts_stay_well_formed_whatever_they_are_given),
        cmocka_unit_test(the_longest_slip_is_a_code_of_version_27),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
