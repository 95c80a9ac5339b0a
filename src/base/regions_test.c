#include "base/regions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void the_table_is_whole_and_ascends(void **state) {
    size_t kinds[3] = {0};
    (void)state;
    assert_int_equal(region_count(), 552);
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        kinds[region->kind]++;
        assert_ptr_equal(region_find(region->code), region);
        assert_true(i == 0 || str_compare(region_at(i - 1)->code, region->code) < 0);
        assert_true(str_is_utf8(region->name) && region->name.len > 0);
    }
    assert_int_equal(kinds[REGION_PROVINSI], 38);
    assert_int_equal(kinds[REGION_KABUPATEN], 416);
    assert_int_equal(kinds[REGION_KOTA], 98);
    assert_null(region_at(552));
}

static void children_of_all_provinces_are_all_others(void **state) {
    size_t children = 0;
    (void)state;
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        size_t count = 1;
        const struct region *first = region_children(region, &count);
        assert_true((first != NULL) == (count > 0));
        assert_true((count > 0) == (region->kind == REGION_PROVINSI));
        for (size_t k = 0; k < count; k++) {
            assert_ptr_equal(region_province(&first[k]), region);
            assert_true(str_starts(first[k].code, region->code));
            assert_int_equal(first[k].zone, region->zone);
        }
        children += count;
    }
    assert_int_equal(children, 514);
}

static void names_and_zones_are_those_people_know(void **state) {
    static const struct {
        struct str code, name, brief, kind, zone;
    } CASES[] = {
        {STR_INIT("16"), STR_INIT("Sumatera Selatan"), STR_INIT("Sumatera Selatan"),
         STR_INIT("provinsi"), STR_INIT("WIB")},
        {STR_INIT("16.06"), STR_INIT("Kabupaten Musi Banyuasin"), STR_INIT("Musi Banyuasin"),
         STR_INIT("kabupaten"), STR_INIT("WIB")},
        {STR_INIT("16.71"), STR_INIT("Kota Palembang"), STR_INIT("Palembang"), STR_INIT("kota"),
         STR_INIT("WIB")},
        {STR_INIT("31"), STR_INIT("DKI Jakarta"), STR_INIT("DKI Jakarta"), STR_INIT("provinsi"),
         STR_INIT("WIB")},
        {STR_INIT("31.71"), STR_INIT("Kota Administrasi Jakarta Pusat"), STR_INIT("Jakarta Pusat"),
         STR_INIT("kota"), STR_INIT("WIB")},
        {STR_INIT("62.71"), STR_INIT("Kota Palangkaraya"), STR_INIT("Palangkaraya"),
         STR_INIT("kota"), STR_INIT("WIB")},
        {STR_INIT("63.71"), STR_INIT("Kota Banjarmasin"), STR_INIT("Banjarmasin"), STR_INIT("kota"),
         STR_INIT("WITA")},
        {STR_INIT("51.71"), STR_INIT("Kota Denpasar"), STR_INIT("Denpasar"), STR_INIT("kota"),
         STR_INIT("WITA")},
        {STR_INIT("96.71"), STR_INIT("Kota Sorong"), STR_INIT("Sorong"), STR_INIT("kota"),
         STR_INIT("WIT")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const struct region *region = region_find(CASES[i].code);
        assert_non_null(region);
        assert_true(str_equal(region->name, CASES[i].name));
        assert_true(str_equal(region_short_name(region), CASES[i].brief));
        assert_true(str_equal(region_kind_name(region->kind), CASES[i].kind));
        assert_true(str_equal(zone_name(region_zone(region->code)), CASES[i].zone));
    }
}

static void codes_that_are_none_find_nothing(void **state) {
    static const struct str CODES[] = {STR_INIT(""),      STR_INIT("1"),      STR_INIT("10"),
                                       STR_INIT("16."),   STR_INIT("16.0"),   STR_INIT("1606"),
                                       STR_INIT("16.99"), STR_INIT("16.061"), STR_INIT("99.99")};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CODES); i++)
        assert_null(region_find(CODES[i]));
    assert_int_equal(region_zone(STR("99.99")), ZONE_WIB);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_whole_and_ascends),
        cmocka_unit_test(children_of_all_provinces_are_all_others),
        cmocka_unit_test(names_and_zones_are_those_people_know),
        cmocka_unit_test(codes_that_are_none_find_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
