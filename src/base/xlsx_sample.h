#ifndef BASE_XLSX_SAMPLE_H
#define BASE_XLSX_SAMPLE_H
/* Workbooks made up for tests: parts given as XML, the rest as a spreadsheet writes it. */
#include "base/base.h"

#include <archive.h>
#include <archive_entry.h>

struct xlsx_sample {
    struct str sheet; /* of xl/worksheets/sheet1.xml */
    struct str texts, styles;
    struct str book, relations; /* empty: one sheet, and all parts that are given */
    const char *options;        /* of the zip file; NULL: deflated */
};

#define XLSX_SAMPLE_BOOK                                                                           \
    "<workbook xmlns:r=\"r\"><workbookPr/><sheets><sheet name=\"Pegawai\" sheetId=\"1\" "          \
    "r:id=\"rId1\"/></sheets></workbook>"
#define XLSX_SAMPLE_RELATIONS                                                                      \
    "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" "                        \
    "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" " \
    "Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"http://x/styles\" "        \
    "Target=\"styles.xml\"/></Relationships>"

static void xlsx_sample_member(struct archive *zip, const char *name, struct str text) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)text.len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    if (archive_write_header(zip, entry) < ARCHIVE_WARN ||
        archive_write_data(zip, text.ptr, text.len) != (la_ssize_t)text.len)
        die("a sample cannot be written");
    archive_entry_free(entry);
}

/* Parts without text are empty members, but for the sheet's, which is then left out. */
static struct str xlsx_sample(struct arena *a, const struct xlsx_sample *s) {
    enum { BESIDE = 64 * 1024 };
    struct str given[] = {s->sheet, s->texts, s->styles, s->book, s->relations};
    size_t room = BESIDE, used = 0;
    for (size_t i = 0; i < COUNT_OF(given); i++)
        room += given[i].len * 2;
    char *bytes = NEW(a, char, room);
    struct archive *zip = archive_write_new();
    if (archive_write_set_format_zip(zip) != ARCHIVE_OK ||
        (s->options && archive_write_set_options(zip, s->options) != ARCHIVE_OK) ||
        archive_write_set_passphrase(zip, "rahasia") != ARCHIVE_OK ||
        archive_write_open_memory(zip, bytes, room, &used) != ARCHIVE_OK)
        die("a sample cannot be begun");
    if (s->sheet.len)
        xlsx_sample_member(zip, "xl/worksheets/sheet1.xml", s->sheet);
    xlsx_sample_member(zip, "[Content_Types].xml", STR("<Types/>"));
    xlsx_sample_member(zip, "xl/sharedStrings.xml", s->texts.len ? s->texts : STR("<sst/>"));
    xlsx_sample_member(zip, "xl/styles.xml", s->styles.len ? s->styles : STR("<styleSheet/>"));
    xlsx_sample_member(zip, "xl/_rels/workbook.xml.rels",
                       s->relations.len ? s->relations : STR(XLSX_SAMPLE_RELATIONS));
    xlsx_sample_member(zip, "xl/workbook.xml", s->book.len ? s->book : STR(XLSX_SAMPLE_BOOK));
    if (archive_write_close(zip) != ARCHIVE_OK)
        die("a sample cannot be ended");
    (void)archive_write_free(zip);
    return (struct str){bytes, used};
}
#endif
