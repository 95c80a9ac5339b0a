/* A TopoJSON file of anybody's: refused with a sentence, or drawn so that what is kept reads again.
 */
#include "fuzz.h"
#include "publication/boundaries.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    enum { CAP = 1 << 30 };
    struct boundaries drawn, again;
    static struct boundary_report report;
    if (len > 1 << 16)
        return 0;
    struct arena *a = arena_new(CAP);
    const struct boundary_ask ask = {
        .text = {(const char *)bytes, len}, .source = STR("S"), .licence = STR("L")};
    struct err e = boundaries_import(a, &ask, &drawn, &report);
    must(e.code ? report.why.len > 0 : report.taken > 0);
    if (!e.code) {
        struct str text = boundaries_text(a, &drawn);
        must(text.len > 0);
        must(!boundaries_read(a, text, &again).code);
        must(again.count == drawn.count);
        must(str_equal(boundaries_text(a, &again), text));
    }
    (void)boundaries_read(a, ask.text, &again).code;
    arena_free(a);
    return 0;
}
