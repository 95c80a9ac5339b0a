/* A report and a key as forms, and the same bytes as a path and as each header that is read. */
#include "fuzz.h"
#include "intake/escrow.h"
#include "intake/headers.h"
#include "intake/key.h"
#include "intake/limits.h"
#include "intake/test_law.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const struct intake_context context = {.law = &TEST_LAW, .today = {TEST_TODAY}};
    struct arena *a = arena_new(4 << 20);
    struct str text = {(const char *)bytes, len}, path, token;
    struct intake_pairs pairs;
    struct intake_report report;
    struct intake_key key;
    struct intake_escrow escrow;
    struct intake_faults faults = {0};
    struct intake_content_type type;
    struct intake_cursor cursor;
    int64_t length;
    if (!intake_urlencoded(a, text, &pairs).code) {
        struct err e = intake_report_form(a, &pairs, &context, &report, &faults);
        must((e.code == ERR_INVALID) == (faults.count > 0));
        must(e.code || (report.narrative.len && str_is_utf8(report.narrative)));
        if (!intake_key_form(a, &pairs, &key).code)
            must(key.sealed.len <= INTAKE_WRAP && key.chain.len <= INTAKE_WRAP &&
                 key.holder_count <= pairs.count);
        if (!intake_escrow_form(a, &pairs, &escrow).code)
            must(escrow.sealed.len <= INTAKE_WRAP && escrow.n >= 0 && escrow.ask >= 0 &&
                 escrow.onion >= 0 && escrow.onion < 3 && str_is_utf8(escrow.reason));
    }
    if (!intake_path(a, text, &path).code)
        must(path.ptr[0] == '/' && path.len <= len && str_is_utf8(path));
    if (len <= INTAKE_HEADERS && !intake_content_type(a, text, &type).code)
        must(type.boundary.len <= INTAKE_BOUNDARY);
    if (!intake_content_length(text, &length).code)
        must(length >= 0);
    if (intake_bearer(text, &token))
        must(token.len && token.len <= INTAKE_BEARER);
    if (intake_cursor_read(text, &cursor))
        must(str_equal(intake_cursor_write(a, cursor), text));
    (void)intake_cookie(text, "sesi");
    (void)intake_prefers_english(text);
    arena_free(a);
    return 0;
}
