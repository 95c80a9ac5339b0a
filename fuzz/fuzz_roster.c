/* Any roster: rows are whole persons or have faults, each once; numbers are of 18 digits. */
#include "fuzz.h"
#include "prevention/roster.h"

static const struct law_subject_class CLASSES[] = {
    {.row = {.id = STR_INIT("pns")}, .label = {STR_INIT("PNS"), STR_INIT("PNS")}},
    {.row = {.id = STR_INIT("kades")},
     .label = {STR_INIT("Kepala desa"), STR_INIT("Village head")}},
};

static void check(const struct roster_row *row) {
    must(row->fault_count <= ROSTER_FAULTS);
    for (size_t i = 0; i < row->fault_count; i++)
        for (size_t k = 0; k < i; k++)
            must(row->faults[i] != row->faults[k]);
    if (row->fault_count)
        return;
    const struct roster_person *p = &row->person;
    must(p->subject && p->name.len && p->name.len <= ROSTER_TEXT_MAX && str_is_utf8(p->name));
    must(p->unit.len && p->unit.len <= ROSTER_TEXT_MAX && str_is_utf8(p->unit));
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
        check(&row);
    while (roster_end(r, &row))
        check(&row);
    must(roster_head(r) != ROSTER_HEAD_SOUGHT);
    roster_reader_free(r);
    return 0;
}
