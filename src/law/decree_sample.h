#ifndef LAW_DECREE_SAMPLE_H
#define LAW_DECREE_SAMPLE_H
/* A list of days off as a decree brings it, and how tests read one. Include cmocka before. */
#include "law/decree.h"

#define HEAD "date,weekday,kind,name\n"
static const char GOOD[] =
    "# SKB 2027\r\n" HEAD "2027-01-01,Jumat,libur_nasional,Tahun Baru\r\n\r\n"
    "2027-03-09,Selasa,cuti_bersama,\"Idul Fitri, \"\"bersama\"\"\"\n"
    "2027-03-10,Rabu,national_holiday,Idul Fitri\n"
    "2027-06-30,Rabu,voting_day,Pemungutan suara";

static int setup(void **state) {
    *state = arena_new(8 << 20);
    return 0;
}

static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

static struct err read_it(struct arena *a, const char *name, struct str bytes,
                          struct law_faults *faults, struct law_year *ret) {
    const struct law_decree decree = {
        .name = str_from_c(name), .bytes = bytes, .source = STR("SKB 2 Tahun 2026")};
    return law_decree_read(a, &decree, ret, faults);
}
#endif
