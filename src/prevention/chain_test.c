#include "prevention/chain.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
    const char *post;
    enum chain_level level;
} POSTS[] = {
    {"Gubernur Sumatera Selatan", CHAIN_AUTHORITY},
    {"Bupati", CHAIN_AUTHORITY},
    {"Pj. Bupati Banyuasin", CHAIN_AUTHORITY},
    {"PJ WALI KOTA", CHAIN_AUTHORITY},
    {"Wakil Bupati", CHAIN_STAFF},
    {"Ajudan Bupati", CHAIN_STAFF},
    {"Sekretaris Daerah", CHAIN_SECRETARY},
    {"Plt. Sekretaris Daerah Kabupaten", CHAIN_SECRETARY},
    {"Sekda", CHAIN_SECRETARY},
    {"Sekdapil", CHAIN_STAFF},
    {"Sekretaris Dinas Pendidikan", CHAIN_STAFF},
    {"Sekretaris DPRD", CHAIN_HEAD},
    {"Kepala Dinas Pendidikan", CHAIN_HEAD},
    {"kepala bkpsdm", CHAIN_HEAD},
    {"Penjabat Kepala Desa", CHAIN_HEAD},
    {"Kepala Bidang Mutasi", CHAIN_STAFF},
    {"Kepala Subbagian Umum", CHAIN_STAFF},
    {"Kepala Sub Bagian Umum", CHAIN_STAFF},
    {"Kepala Tata Usaha", CHAIN_STAFF},
    {"Kepalanya", CHAIN_STAFF},
    {"Inspektur", CHAIN_HEAD},
    {"Inspektur Pembantu Wilayah I", CHAIN_STAFF},
    {"Camat Sekayu", CHAIN_HEAD},
    {"Direktur RSUD", CHAIN_HEAD},
    {"Analis Kepegawaian", CHAIN_STAFF},
    {"Camat, Plt.", CHAIN_HEAD},
    {"Camat/Lurah", CHAIN_STAFF}, /* of two posts nobody tells which */
    {"Pj.", CHAIN_STAFF},
    {"", CHAIN_STAFF},
};

static void each_post_has_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(POSTS); i++)
        if (chain_level_of(str_from_c(POSTS[i].post)) != POSTS[i].level)
            fail_msg("%s", POSTS[i].post);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_post_has_its_place)};
    return cmocka_run_group_tests_name("prevention_chain", tests, NULL, NULL);
}
