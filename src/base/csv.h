#ifndef BASE_CSV_H
#define BASE_CSV_H
/* Tables as people export them: a record at a time out of a stream of bytes, in bounded memory.
 * RFC 4180 and what spreadsheets make of it: fields in double quotes may hold separators, line ends
 * and doubled quotes; lines end in LF, CR LF or CR; the separator is the one of , ; TAB | that the
 * first line with any has most of, or what a line "sep=X" says. Bytes are UTF-8 (with a mark or
 * without), UTF-16 of either order, or, in a record that is neither, Windows-1252. */
#include "base/base.h"

enum {
    CSV_RECORD_MAX = 64 * 1024, /* bytes of UTF-8 */
    CSV_FIELDS_MAX = 64,
};
enum csv_fault {
    CSV_GOOD,
    CSV_OPEN,   /* a quote does not end: the record is this line alone, reading goes on below it */
    CSV_BEHIND, /* text stands behind a closing quote */
    CSV_LONG,   /* longer than CSV_RECORD_MAX: raw is its beginning */
    CSV_WIDE,   /* more than CSV_FIELDS_MAX fields: the rest is passed over */
    CSV_NUL,    /* holds a NUL byte: no text */
};
struct csv_record {
    size_t line;      /* where it begins, from 1 */
    struct str raw;   /* as it stands there, without its line end; no UTF-8 for CSV_NUL */
    size_t count;     /* 0 for CSV_OPEN, CSV_LONG and CSV_NUL */
    struct str *list; /* fields: UTF-8, without blanks at both ends, unquoted */
    enum csv_fault fault;
    bool legacy; /* was read as Windows-1252 */
};

struct csv_reader; /* some 300 KiB, however long the stream is */
struct csv_reader *csv_reader_new(void);
void csv_reader_free(struct csv_reader *r);
/* Takes from the front of *bytes. True: *ret is the next record, valid until the next call; call
 * again with what is left. False: *bytes is empty, and more is needed. Records without anything in
 * their fields are passed over. */
bool csv_feed(struct csv_reader *r, struct str *bytes, struct csv_record *ret) MUST_CHECK;
/* After the last byte, until it is false: what still stands there. */
bool csv_end(struct csv_reader *r, struct csv_record *ret) MUST_CHECK;
char csv_separator(const struct csv_reader *r); /* NUL: no line had one yet */

struct buf;
/* One field as a spreadsheet may open it: quoted where it must be, and what would be taken for a
 * formula (= + - @, TAB, CR at its start) stands behind an apostrophe. */
void csv_put(struct buf *out, struct str field);
#endif
