#ifndef BASE_XLSX_H
#define BASE_XLSX_H
/* A workbook (XLSX) as the text of a table that base/csv.h reads: its first visible worksheet, a
 * line a row, so that a line's number is the row's in the spreadsheet. Values only: formulas by
 * what they gave last, macros, links and pictures are not looked at. Format: ECMA-376 parts 1 and
 * 2, in a zip file; read by libarchive and expat, in bounded memory.
 *
 * A cell that is a number has what a double holds: 15 digits. One with more, as a NIP of 18 that
 * was not made text, comes as "1.98501012010011E+17", which is how the spreadsheet shows and keeps
 * it; whoever reads it must not guess the rest. A cell shown as a day comes as "1985-01-01",
 * whichever of the two epochs the workbook counts from. */
#include "base/base.h"

enum {
    XLSX_FILE_MAX = 128 * 1024 * 1024, /* bytes of a file that is worth reading */
    XLSX_MEMBERS_MAX = 20000,          /* files in it: a workbook has a sheet and its pictures */
    XLSX_ROWS_MAX = 1048576,           /* of a worksheet: the format's own end */
    XLSX_TEXT_MAX = 64 * 1024 * 1024,  /* of its shared texts, which are held at once */
    XLSX_SWELL = 50,                   /* times its size: what a file may unpack to, ... */
    XLSX_SWELL_FREE = 4 * 1024 * 1024, /* ... beside this */
    XLSX_UNPACKED_MAX = 1024 * 1024 * 1024, /* ... and at most */
};
enum xlsx_fault {
    XLSX_GOOD,
    XLSX_OTHER,     /* no workbook in it: .ods, .xlsb, any other archive */
    XLSX_LOCKED,    /* behind a password, or an .xls of before 2007 */
    XLSX_DAMAGED,   /* cut short, a wrong sum, no XML, or XML that no spreadsheet writes */
    XLSX_SWELLS,    /* unpacks to more than is sound: XLSX_SWELL, _TEXT_MAX, _MEMBERS_MAX */
    XLSX_NO_SHEET,  /* no worksheet that can be seen */
    XLSX_UNREAD,    /* said by confined/confined.h: what read it ended over it */
    XLSX_NO_READER, /* the same: nothing there reads workbooks now */
    XLSX_FAULTS
};
/* Whether bytes begin as a workbook does, or one that is locked: no table of text does. 8 bytes
 * tell. */
bool xlsx_is(struct str bytes);

struct xlsx;
struct xlsx *xlsx_new(struct str bytes); /* borrows the whole file until it is freed */
void xlsx_free(struct xlsx *x);          /* NULL is fine */
/* The next piece of text, valid until the next call. False: the end, or a fault. */
bool xlsx_next(struct xlsx *x, struct str *ret) MUST_CHECK;
enum xlsx_fault xlsx_fault(const struct xlsx *x);
/* Reads all of it for its faults, and how many lines its text has (NULL: not asked). */
enum xlsx_fault xlsx_check(struct str bytes, uint64_t *ret_lines) MUST_CHECK;
#endif
