/* Any workbook, as a zip file or as its parts with a byte 1 between: what it gives is a table of
 * UTF-8 whose quotes are whole, a line a row; the same bytes give the same, and never more than
 * they may unpack to. */
#include "fuzz.h"

#include "base/buf.h"
#include "base/csv.h"
#include "base/xlsx.h"
#include "base/xlsx_sample.h"

enum { TEXT_CAP = 64 << 20, ARENA_CAP = 64 << 20, BETWEEN = 1 };

static enum xlsx_fault read_all(struct str file, struct buf *out) {
    struct xlsx *x = xlsx_new(file);
    struct str piece;
    while (xlsx_next(x, &piece)) {
        must(piece.len > 0);
        buf_add(out, piece);
    }
    enum xlsx_fault fault = xlsx_fault(x);
    xlsx_free(x);
    return fault;
}

static void check_table(struct str text) {
    struct csv_reader *csv = csv_reader_new();
    struct csv_record record;
    size_t line = 0;
    while (csv_feed(csv, &text, &record) || csv_end(csv, &record)) {
        must(record.fault == CSV_GOOD || record.fault == CSV_LONG || record.fault == CSV_WIDE);
        must(!record.legacy && record.line > line && record.line <= XLSX_ROWS_MAX);
        line = record.line;
    }
    csv_reader_free(csv);
}

static struct str make(struct arena *a, struct str in) {
    struct xlsx_sample sample = {.options = "zip:compression=store"};
    sample.sheet = str_cut(&in, BETWEEN);
    sample.texts = str_cut(&in, BETWEEN);
    sample.styles = str_cut(&in, BETWEEN);
    sample.relations = str_cut(&in, BETWEEN);
    sample.book = in;
    return xlsx_sample(a, &sample);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(ARENA_CAP);
    struct str file = {(const char *)bytes, len};
    if (!xlsx_is(file))
        file = make(a, file);
    struct buf text;
    buf_init(&text, TEXT_CAP);
    enum xlsx_fault fault = read_all(file, &text);
    must(fault == xlsx_check(file, NULL));
    must(text.len <= XLSX_SWELL_FREE + file.len * XLSX_SWELL);
    must(fault || !text.len || text.ptr[text.len - 1] == '\n');
    if (!fault)
        check_table(buf_str(&text));
    buf_done(&text);
    arena_free(a);
    return 0;
}
