/* Reports as JSON, and what may come of one: an answer, or faults, within 4 MiB. */
#include "fuzz.h"
#include "intake/limits.h"
#include "intake/test_law.h"

static void whole(struct str s, size_t limit) {
    must(s.len <= limit && str_is_utf8(s));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const struct intake_context context = {.law = &TEST_LAW, .today = {TEST_TODAY}};
    struct arena *a = arena_new(4 << 20);
    struct intake_report report;
    struct intake_faults faults = {0};
    struct str body = {(const char *)bytes, len};
    struct err e = intake_report_json(a, body, &context, &report, &faults);
    must(faults.count <= INTAKE_FAULTS_MAX && (e.code == ERR_INVALID) == (faults.count > 0));
    for (size_t i = 0; i < faults.count; i++)
        must(faults.list[i].field.len > 0 && str_is_utf8(faults.list[i].field));
    if (!e.code) {
        whole(report.narrative, INTAKE_NARRATIVE);
        whole(report.place, INTAKE_PLACE);
        must(report.subject_count <= INTAKE_SUBJECTS && report.narrative.len);
        for (size_t i = 0; i < report.subject_count; i++)
            whole(report.subjects[i].name, INTAKE_NAME);
    }
    arena_free(a);
    return 0;
}
