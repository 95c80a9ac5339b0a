#ifndef BASE_XLSX_INTERNAL_H
#define BASE_XLSX_INTERNAL_H
/* What the files of xlsx.h share.
 *
 *   zip (xlsx_zip.c) -> XML (xlsx_xml.c) -> what the workbook says of itself (xlsx_book.c)
 *                                        -> rows of its sheet as text (xlsx_sheet.c) */
#include "base/buf.h"
#include "base/xlsx.h"

/* --- a member of the zip file --- */

/* What may still be unpacked, and what went wrong. */
struct xlsx_limit {
    int64_t left;
    enum xlsx_fault fault;
};
struct xlsx_part;
/* NULL: a fault in limit, or there is none of this name, which is none. Names are compared as the
 * packaging says: without case, and with either slash. */
struct xlsx_part *xlsx_part_open(struct str file, struct str name, struct xlsx_limit *limit);
/* The next bytes, few at a time: a piece of a sheet becomes much more text where cells share it.
 * Empty at the end, or after a fault. */
struct str xlsx_part_read(struct xlsx_part *part, struct xlsx_limit *limit);
void xlsx_part_close(struct xlsx_part *part);

/* --- XML, as events --- */

/* Names are without their prefixes; atts: names and values in turn, NULL-ended, names with their
 * prefixes. */
struct xlsx_on {
    void (*start)(void *arg, struct str name, const char **atts);
    void (*end)(void *arg, struct str name);
    void (*text)(void *arg, struct str text);
};
struct xlsx_xml;
struct xlsx_xml *xlsx_xml_new(const struct xlsx_on *on, void *arg);
void xlsx_xml_free(struct xlsx_xml *xml);
/* False: no XML, or such as would cost memory: entities of its own, depth, names or tokens beyond
 * what the format has. */
bool xlsx_xml_feed(struct xlsx_xml *xml, struct str piece, bool last) MUST_CHECK;
/* The value of the attribute of this name, whatever its prefix; empty: there is none. */
struct str xlsx_att(const char **atts, struct str name);

/* A whole member through handlers. A member that is missing is a fault when it must be there. */
struct xlsx_member {
    struct str file, name;
    bool must;
};
bool xlsx_read_member(const struct xlsx_member *member, const struct xlsx_on *on, void *arg,
                      struct xlsx_limit *limit) MUST_CHECK;

/* --- the workbook --- */

struct xlsx_book {
    struct buf sheet;       /* name of the worksheet's member */
    struct buf texts;       /* the shared ones, one behind the other */
    struct buf text_ends;   /* uint32_t each */
    struct buf date_styles; /* a byte each: whether cells of this style are days */
    bool from_1904;
};
void xlsx_book_init(struct xlsx_book *book);
void xlsx_book_done(struct xlsx_book *book);
bool xlsx_book_load(struct xlsx_book *book, struct str file, struct xlsx_limit *limit) MUST_CHECK;
/* False: there is no such text. */
bool xlsx_book_text(const struct xlsx_book *book, int64_t at, struct str *ret) MUST_CHECK;
bool xlsx_book_is_date(const struct xlsx_book *book, int64_t style);
/* Whether a number format shows a day: "dd/mm/yyyy", not "0.00" nor "[Red]General". */
bool xlsx_format_is_date(struct str code);

/* --- its sheet --- */

struct xlsx_sheet;
struct xlsx_sheet *xlsx_sheet_new(const struct xlsx_book *book);
void xlsx_sheet_free(struct xlsx_sheet *sheet);
extern const struct xlsx_on XLSX_SHEET_ON; /* arg: the sheet */
/* What was read by now as text, until the next event; then it begins anew. */
struct buf *xlsx_sheet_text(struct xlsx_sheet *sheet);
bool xlsx_sheet_over(const struct xlsx_sheet *sheet);             /* its last row was read */
enum xlsx_fault xlsx_sheet_fault(const struct xlsx_sheet *sheet); /* DAMAGED or SWELLS */
#endif
