#include "prevention/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void is(const char *class, const char *post, enum pledge_group want) {
    assert_int_equal(pledge_group_of(str_from_c(class), str_from_c(post)), want);
}

static void everybody_is_in_one_group(void **state) {
    (void)state;
    is("pns", "Analis Kebijakan", PLEDGE_ASN);
    is("cpns", "", PLEDGE_ASN);
    is("pppk", "Guru Ahli Pertama", PLEDGE_ASN);
    is("unknown", "", PLEDGE_ASN);
    is("pns", "Sekretaris Daerah", PLEDGE_LEADERS);
    is("pns", "Plt. Kepala Dinas Pendidikan", PLEDGE_LEADERS);
    is("pppk", "Direktur RSUD", PLEDGE_LEADERS);
    is("pns", "Kepala Seksi Umum", PLEDGE_ASN);
    is("pns", "Camat Lais", PLEDGE_LEADERS);
    is("kades", "", PLEDGE_VILLAGE_HEADS);
    is("kades", "Kepala Desa Teluk", PLEDGE_VILLAGE_HEADS);
    is("non_asn", "", PLEDGE_NON_ASN);
    is("non_asn", "Kepala Gudang", PLEDGE_NON_ASN); /* leads no civil servants */
    is("perangkat_desa", "Kepala Urusan Umum", PLEDGE_NON_ASN);
    is("bpd", "Anggota", PLEDGE_NON_ASN);
}

static void who_acts_stands_where_the_holder_would(void **state) {
    (void)state;
    is("pns", "Pj. Kepala Desa Teluk", PLEDGE_VILLAGE_HEADS); /* mostly civil servants */
    is("pns", "PJ KADES TELUK", PLEDGE_VILLAGE_HEADS);
    is("polri", "Pj. Bupati Banyuasin", PLEDGE_LEADERS);
    is("kepala_daerah", "Wakil Bupati", PLEDGE_LEADERS);
    is("tni", "Komandan", PLEDGE_NON_ASN);
    is("pns", "Kepala Desaku", PLEDGE_LEADERS); /* whole words */
}

static void names_are_read_back(void **state) {
    enum pledge_group group = 0;
    int all = 0;
    (void)state;
    for (int bit = 1; bit < PLEDGE_EVERYBODY; bit *= 2) {
        assert_true(pledge_group_name((enum pledge_group)bit).len);
        assert_true(pledge_group_read(pledge_group_name((enum pledge_group)bit), &group));
        assert_int_equal(group, bit);
        all |= bit;
    }
    assert_int_equal(all, PLEDGE_EVERYBODY);
    assert_false(pledge_group_read(STR(""), &group));
    assert_false(pledge_group_read(STR("ASN"), &group));
    assert_int_equal(pledge_group_name((enum pledge_group)3).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(everybody_is_in_one_group),
                                       cmocka_unit_test(who_acts_stands_where_the_holder_would),
                                       cmocka_unit_test(names_are_read_back)};
    return cmocka_run_group_tests_name("prevention_group", tests, NULL, NULL);
}
