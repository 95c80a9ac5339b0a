#include "base/xlsx_internal.h"

#include <stdlib.h>
#include <string.h>

struct xlsx {
    struct str file;
    struct xlsx_limit limit;
    struct xlsx_book book;
    struct xlsx_part *part;
    struct xlsx_xml *xml;
    struct xlsx_sheet *sheet;
    bool begun, over;
};

static const struct str ZIP = STR_INIT("PK\x03\x04");
/* What Office puts around what is encrypted, and what .xls was: a compound file (MS-CFB). */
static const struct str COMPOUND = STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");

bool xlsx_is(struct str bytes) {
    return str_starts(bytes, ZIP) || str_starts(bytes, COMPOUND);
}

/* The library holds some 200 bytes for each member that a zip file lists, before a name is asked
 * for. Counted by the mark of their headers, which a list that lies about its length has as well.
 */
static bool has_too_many_members(struct str file) {
    static const char MARK[] = "PK\1\2";
    size_t count = 0;
    const char *at = file.ptr, *end = file.ptr + file.len;
    while ((at = memmem(at, (size_t)(end - at), MARK, sizeof MARK - 1))) {
        if (++count > XLSX_MEMBERS_MAX)
            return true;
        at += sizeof MARK - 1;
    }
    return false;
}

struct xlsx *xlsx_new(struct str bytes) {
    struct xlsx *x = must_alloc(sizeof *x);
    *x = (struct xlsx){.file = bytes};
    xlsx_book_init(&x->book);
    int64_t may = XLSX_SWELL_FREE + (int64_t)bytes.len * XLSX_SWELL;
    x->limit.left = may < XLSX_UNPACKED_MAX ? may : XLSX_UNPACKED_MAX;
    if (str_starts(bytes, COMPOUND))
        x->limit.fault = XLSX_LOCKED;
    else if (!str_starts(bytes, ZIP))
        x->limit.fault = XLSX_OTHER;
    else if (bytes.len > XLSX_FILE_MAX || has_too_many_members(bytes))
        x->limit.fault = XLSX_SWELLS;
    return x;
}

void xlsx_free(struct xlsx *x) {
    if (!x)
        return;
    xlsx_sheet_free(x->sheet);
    xlsx_xml_free(x->xml);
    xlsx_part_close(x->part);
    xlsx_book_done(&x->book);
    free(x);
}

enum xlsx_fault xlsx_fault(const struct xlsx *x) {
    return x->limit.fault;
}

static void begin(struct xlsx *x) {
    x->begun = true;
    if (x->limit.fault || !xlsx_book_load(&x->book, x->file, &x->limit))
        return;
    x->part = xlsx_part_open(x->file, buf_str(&x->book.sheet), &x->limit);
    if (!x->part && !x->limit.fault)
        x->limit.fault = XLSX_DAMAGED;
    x->sheet = xlsx_sheet_new(&x->book);
    x->xml = xlsx_xml_new(&XLSX_SHEET_ON, x->sheet);
}

/* One piece of the sheet's XML; what it gave counts as unpacked too. What stands behind the rows is
 * unpacked for its sum alone. */
static void step(struct xlsx *x) {
    buf_clear(xlsx_sheet_text(x->sheet));
    struct str piece = xlsx_part_read(x->part, &x->limit);
    x->over = !piece.len;
    if (x->limit.fault || xlsx_sheet_over(x->sheet))
        return;
    if (!xlsx_xml_feed(x->xml, piece, !piece.len))
        x->limit.fault = XLSX_DAMAGED;
    if (xlsx_sheet_fault(x->sheet))
        x->limit.fault = xlsx_sheet_fault(x->sheet);
    x->limit.left -= (int64_t)xlsx_sheet_text(x->sheet)->len;
    if (!x->limit.fault && x->limit.left < 0)
        x->limit.fault = XLSX_SWELLS;
}

bool xlsx_next(struct xlsx *x, struct str *ret) {
    if (!x->begun)
        begin(x);
    while (!x->limit.fault && !x->over) {
        step(x);
        *ret = buf_str(xlsx_sheet_text(x->sheet));
        if (ret->len && !x->limit.fault)
            return true;
    }
    return false;
}

enum xlsx_fault xlsx_check(struct str bytes, uint64_t *ret_lines) {
    struct xlsx *x = xlsx_new(bytes);
    struct str piece;
    uint64_t lines = 0;
    while (xlsx_next(x, &piece))
        for (size_t i = 0; i < piece.len; i++)
            lines += piece.ptr[i] == '\n';
    enum xlsx_fault fault = xlsx_fault(x);
    xlsx_free(x);
    if (ret_lines)
        *ret_lines = lines;
    return fault;
}
