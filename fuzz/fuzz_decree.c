/* A year of days off as it comes in, CSV or YAML: reading ends, every fault has a text, and a year
 * that is taken has days that ascend. */
#include "fuzz.h"
#include "law/decree.h"

static void check_year(struct arena *a, const struct law_year *year) {
    must(year->count > 0);
    for (size_t i = 0; i < year->count; i++) {
        must(date_to_civil(year->days[i].date).year == year->year);
        must(!i || year->days[i - 1].date.day < year->days[i].date.day);
        must(year->days[i].name.len && str_is_utf8(year->days[i].name));
    }
    struct law_text doubt = law_decree_doubt(a, year);
    must(!doubt.id.len == !doubt.en.len);
}

static void read_as(struct str name, struct str bytes) {
    static struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct law_year year = {0};
    const struct law_decree decree = {
        .name = name, .bytes = bytes, .source = STR("SKB"), .confidence = LAW_MEDIUM};
    struct err e = law_decree_read(a, &decree, &year, &faults);
    must((e.code != ERR_NONE) == (faults.count > 0));
    for (size_t i = 0; i < faults.count; i++)
        must(faults.list[i].text.len && str_is_utf8(faults.list[i].text));
    if (!e.code)
        check_year(a, &year);
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const struct str names[] = {STR("x.csv"), STR("x.yaml"), STR("")};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        read_as(names[i], (struct str){.ptr = (const char *)bytes, .len = len});
    return 0;
}
