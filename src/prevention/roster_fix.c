#include "prevention/roster_fix.h"

#include "base/buf.h"

enum { REASONS_MAX = 8 * 1024 };

static void put_field(struct buf *out, char separator, struct str field) {
    buf_add_char(out, separator);
    csv_put(out, field);
}

/* Its fields again, one by one: nobody chose them who could be trusted. */
void roster_fix_head(struct buf *out, const struct roster_reader *r, bool english) {
    struct str raw = roster_head_raw(r);
    char separator = roster_separator(r);
    struct csv_reader *csv = csv_reader_new();
    struct csv_record head;
    buf_add_c(out, english ? "line" : "baris");
    put_field(out, separator, english ? STR("reason") : STR("alasan"));
    if (csv_feed(csv, &raw, &head) || csv_end(csv, &head))
        for (size_t i = 0; i < head.count; i++)
            put_field(out, separator, head.list[i]);
    buf_add_char(out, '\n');
    csv_reader_free(csv);
}

void roster_fix_row(struct buf *out, const struct roster_reader *r, const struct roster_row *row,
                    bool english) {
    char separator = roster_separator(r);
    struct buf reasons;
    buf_init(&reasons, REASONS_MAX);
    for (size_t i = 0; i < row->fault_count; i++) {
        struct law_text text = roster_fault_text(row->faults[i]);
        buf_add_c(&reasons, i ? " " : "");
        buf_add(&reasons, english ? text.en : text.id);
    }
    buf_add_int(out, (int64_t)row->record.line);
    put_field(out, separator, buf_str(&reasons));
    for (size_t i = 0; i < row->record.count; i++)
        put_field(out, separator, row->record.list[i]);
    if (!row->record.count && row->record.fault != CSV_NUL)
        put_field(out, separator, str_trim(row->record.raw));
    buf_add_char(out, '\n');
    buf_done(&reasons);
}
