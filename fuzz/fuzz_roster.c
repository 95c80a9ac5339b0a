/* Any roster: rows are whole persons or have faults, each once; numbers are of 18 digits. The list
 * of bad rows is a table of its own: no field of it is taken for a formula. */
#include "fuzz.h"

#include "base/buf.h"
#include "prevention/roster_fix.h"

#include <string.h>

static const struct law_subject_class CLASSES[] = {
    {.row = {.id = STR_INIT("pns")}, .label = {STR_INIT("PNS"), STR_INIT("PNS")}},
    {.row = {.id = STR_INIT("kades")},
     .label = {STR_INIT("Kepala desa"), STR_INIT("Village head")}},
};

static void check_list(const struct buf *list) {
    struct csv_reader *csv = csv_reader_new();
    struct csv_record record;
    struct str text = buf_str(list);
    must(!buf_full(list) && text.len && text.ptr[text.len - 1] == '\n');
    while (csv_feed(csv, &text, &record) || csv_end(csv, &record))
        for (size_t i = 0; i < record.count; i++)
            must(!record.list[i].len || !memchr("=+-@", record.list[i].ptr[0], 4));
    csv_reader_free(csv);
}

static void check_fix(const struct roster_reader *r, const struct roster_row *row) {
    enum { LIST_MAX = 4 << 20 };
    struct buf list;
    buf_init(&list, LIST_MAX);
    if (roster_head(r) == ROSTER_HEAD_FOUND)
        roster_fix_head(&list, r, true);
    roster_fix_row(&list, r, row, false);
    check_list(&list);
    buf_done(&list);
}

static void check(const struct roster_reader *r, const struct roster_row *row) {
    must(row->fault_count <= ROSTER_FAULTS);
    for (size_t i = 0; i < row->fault_count; i++)
        for (size_t k = 0; k < i; k++)
            must(row->faults[i] != row->faults[k]);
    if (row->fault_count) {
        check_fix(r, row);
        return;
    }
    const struct roster_person *p = &row->person;
    must(p->subject && p->name.len && p->name.len <= ROSTER_TEXT_MAX && str_is_utf8(p->name));
    must(p->unit.len && p->unit.len <= ROSTER_TEXT_MAX && str_is_utf8(p->unit));
    must(!p->grade || (grade_text(p->grade).len && !grade_is_contract(p->grade) && p->tells_grade));
    must(!p->nip.number ||
         (p->nip.number > 190000000000000000 && p->nip.number < 210000000000000000));
    must(str_equal(p->subject->row.id, STR("pns")) == (p->nip.number != 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const struct law law = {.classes = CLASSES, .class_count = COUNT_OF(CLASSES)};
    struct roster_reader *r =
        roster_reader_new(&(struct roster_options){.law = &law, .subject = CLASSES});
    struct str text = {(const char *)bytes, len};
    struct roster_row row;
    while (roster_feed(r, &text, &row))
        check(r, &row);
    while (roster_end(r, &row))
        check(r, &row);
    must(roster_head(r) != ROSTER_HEAD_SOUGHT);
    roster_reader_free(r);
    return 0;
}
