/* Any table, in pieces of any size: lines ascend, fields are text, limits hold, and the records are
 * those of the whole; what was written is read again as one field. */
#include "base/buf.h"
#include "base/csv.h"
#include "fuzz.h"
#include <string.h>

static size_t count(struct csv_reader *r, struct str bytes, size_t piece) {
    size_t records = 0, line = 0;
    struct csv_record record;
    for (;;) {
        struct str part = {bytes.ptr, bytes.len < piece ? bytes.len : piece};
        bytes = (struct str){bytes.ptr + part.len, bytes.len - part.len};
        bool ended = !part.len;
        while (ended ? csv_end(r, &record) : csv_feed(r, &part, &record)) {
            must(record.line > line && record.count <= CSV_FIELDS_MAX);
            line = record.line;
            for (size_t i = 0; i < record.count; i++)
                must(str_is_utf8(record.list[i]));
            records++;
        }
        if (ended)
            return records;
    }
}

static void put_and_read(struct str field) {
    struct buf out;
    struct csv_record record;
    buf_init(&out, 1 << 20);
    buf_add_c(&out, "x,y\n1,");
    csv_put(&out, field);
    struct str bytes = buf_str(&out);
    struct csv_reader *r = csv_reader_new();
    must(csv_feed(r, &bytes, &record) && record.count == 2);
    bool got = csv_feed(r, &bytes, &record) || csv_end(r, &record);
    must(got && record.fault == CSV_GOOD && record.count == 2);
    must(!record.list[1].len || !strchr("=+-@", record.list[1].ptr[0]));
    csv_reader_free(r);
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct str text = {(const char *)bytes, len};
    struct csv_reader *whole = csv_reader_new(), *pieces = csv_reader_new();
    must(count(whole, text, len + 1) == count(pieces, text, 1 + len % 7));
    csv_reader_free(whole);
    csv_reader_free(pieces);
    if (len < CSV_RECORD_MAX / 4 && str_is_utf8(text))
        put_and_read(text);
    return 0;
}
