#include "base/csv.h"
#include "base/date.h"
#include "base/xlsx_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows become lines of base/csv.h: each field that is not empty in quotes, so that no separator has
 * to be guessed; line ends within a cell are blanks, so that lines are rows. */

enum {
    CELL_MAX = CSV_RECORD_MAX + 1, /* bytes; a row with more is too long for csv.h in any case */
    FIELDS_SHOWN = CSV_FIELDS_MAX + 1, /* one more than csv.h takes says that there were more */
    TEXT_ROOM = 64 * 1024 * 1024,      /* what 4 KiB of a sheet can become at most is half of it */
    DIGITS_HELD = 15,                  /* of a double, and what spreadsheets keep */
    NUMBER_MAX = 64,
    DAYS_1904 = 1462,   /* between the two epochs */
    DAY_LAST = 2958465, /* 31 December 9999 */
};

enum type { NUMBER, SHARED, TEXT, BOOLEAN };

struct xlsx_sheet {
    const struct xlsx_book *book;
    struct buf text, cell;
    size_t line;                /* where the text stands, from 1 */
    size_t row_len, fields;     /* bytes and fields written of the row */
    int64_t row, column, style; /* row from 1; column of the cell, or of the next one, from 0 */
    enum type type;
    bool in_rows, in_row, in_value, in_reading, over;
    enum xlsx_fault fault;
};

struct xlsx_sheet *xlsx_sheet_new(const struct xlsx_book *book) {
    struct xlsx_sheet *sheet = must_alloc(sizeof *sheet);
    *sheet = (struct xlsx_sheet){.book = book, .line = 1};
    buf_init(&sheet->text, TEXT_ROOM);
    buf_init(&sheet->cell, CELL_MAX);
    return sheet;
}

void xlsx_sheet_free(struct xlsx_sheet *sheet) {
    if (!sheet)
        return;
    buf_done(&sheet->text);
    buf_done(&sheet->cell);
    free(sheet);
}

struct buf *xlsx_sheet_text(struct xlsx_sheet *sheet) {
    return &sheet->text;
}

bool xlsx_sheet_over(const struct xlsx_sheet *sheet) {
    return sheet->over;
}

enum xlsx_fault xlsx_sheet_fault(const struct xlsx_sheet *sheet) {
    return sheet->fault ? sheet->fault : buf_full(&sheet->text) ? XLSX_SWELLS : XLSX_GOOD;
}

/* --- values --- */

/* A number as the spreadsheet shows it, with the digits that it holds; a day where the style is
 * one. Whatever else stands there stays. */
static struct str number_text(const struct xlsx_sheet *sheet, char room[NUMBER_MAX]) {
    struct str raw = str_trim(buf_str(&sheet->cell));
    char text[NUMBER_MAX] = {0};
    if (raw.len >= sizeof text || !raw.len)
        return raw;
    memcpy(text, raw.ptr, raw.len);
    if (strspn(text, "0123456789+-.eE") != raw.len)
        return raw;
    char *end;
    double value = strtod(text, &end);
    if (*end)
        return raw;
    double days = value + (sheet->book->from_1904 ? DAYS_1904 : 0);
    if (xlsx_book_is_date(sheet->book, sheet->style) && days >= 1 && days < DAY_LAST + 1.0) {
        static const struct civil EPOCH = {1899, 12, 30};
        date_put((struct date){date_from_civil(EPOCH).day + (int32_t)days}, room);
        return (struct str){room, DATE_LEN};
    }
    int len = snprintf(room, NUMBER_MAX, "%.*G", DIGITS_HELD, value);
    return (struct str){room, (size_t)len};
}

/* Of a cell that holds something. */
static struct str cell_text(struct xlsx_sheet *sheet, char room[NUMBER_MAX]) {
    struct str raw = buf_str(&sheet->cell), text = {0};
    int64_t at;
    switch (sheet->type) {
    case SHARED:
        if (!str_to_int(str_trim(raw), &at) || !xlsx_book_text(sheet->book, at, &text))
            sheet->fault = XLSX_DAMAGED;
        return text;
    case BOOLEAN:
        return raw.ptr[0] == '1' ? STR("TRUE") : STR("FALSE");
    case NUMBER:
        return number_text(sheet, room);
    case TEXT:
        break;
    }
    return raw;
}

/* "_x000D_", how the format writes a control character in XML: its length, or 0. */
static size_t escape_at(struct str text, size_t at) {
    enum { LEN = 7 };
    struct str rest = {text.ptr + at, text.len - at};
    return str_starts(rest, STR("_x00")) && rest.len >= LEN &&
                   (rest.ptr[4] == '0' || rest.ptr[4] == '1') &&
                   memchr("0123456789ABCDEFabcdef", rest.ptr[5], 22) && rest.ptr[6] == '_'
               ? LEN
               : 0;
}

static void put_quoted(struct buf *out, struct str text) {
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        size_t escape = text.ptr[i] == '_' ? escape_at(text, i) : 0;
        bool control = escape || (text.ptr[i] >= '\0' && text.ptr[i] < ' ');
        if (text.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, control ? ' ' : text.ptr[i]);
        i += escape ? escape - 1 : 0;
    }
    buf_add_char(out, '"');
}

/* --- rows --- */

static void begin_row(struct xlsx_sheet *sheet, const char **atts) {
    int64_t row;
    if (!str_to_int(xlsx_att(atts, STR("r")), &row))
        row = sheet->row + 1;
    if (row <= sheet->row || row > XLSX_ROWS_MAX) {
        sheet->fault = XLSX_DAMAGED;
        return;
    }
    for (; sheet->line < (size_t)row; sheet->line++)
        buf_add_char(&sheet->text, '\n');
    sheet->row = row;
    sheet->row_len = sheet->fields = 0;
    sheet->column = 0;
    sheet->in_row = true;
}

/* "BC12" is column 54, counted from 0; -1: no letters. */
static int64_t column_of(struct str name) {
    int64_t column = 0;
    size_t at = 0;
    for (; at < name.len && at < 3 && name.ptr[at] >= 'A' && name.ptr[at] <= 'Z'; at++)
        column = column * 26 + (name.ptr[at] - 'A' + 1);
    return column - 1;
}

static void begin_cell(struct xlsx_sheet *sheet, const char **atts) {
    int64_t column = column_of(xlsx_att(atts, STR("r")));
    struct str type = xlsx_att(atts, STR("t"));
    if (!str_to_int(xlsx_att(atts, STR("s")), &sheet->style))
        sheet->style = 0;
    if (column >= 0 && column < sheet->column)
        sheet->fault = XLSX_DAMAGED;
    if (column >= 0)
        sheet->column = column;
    buf_clear(&sheet->cell);
    sheet->type = str_equal(type, STR("s"))                ? SHARED
                  : str_equal(type, STR("b"))              ? BOOLEAN
                  : !type.len || str_equal(type, STR("n")) ? NUMBER
                                                           : TEXT;
}

static void end_cell(struct xlsx_sheet *sheet) {
    char room[NUMBER_MAX];
    struct str text = sheet->cell.len ? cell_text(sheet, room) : (struct str){0};
    size_t column = (size_t)sheet->column++;
    size_t before = sheet->text.len;
    if (!text.len || sheet->row_len > CSV_RECORD_MAX || sheet->fields >= FIELDS_SHOWN)
        return;
    for (; sheet->fields <= column && sheet->fields < FIELDS_SHOWN; sheet->fields++)
        buf_add_c(&sheet->text, sheet->fields ? "," : "");
    put_quoted(&sheet->text, text);
    sheet->row_len += sheet->text.len - before;
}

static void on_start(void *arg, struct str name, const char **atts) {
    struct xlsx_sheet *sheet = arg;
    if (sheet->over || sheet->fault)
        return;
    if (str_equal(name, STR("sheetData")))
        sheet->in_rows = true;
    else if (!sheet->in_rows)
        return;
    else if (str_equal(name, STR("row")))
        begin_row(sheet, atts);
    else if (str_equal(name, STR("c")) && sheet->in_row)
        begin_cell(sheet, atts);
    else if (str_equal(name, STR("rPh")))
        sheet->in_reading = true;
    sheet->in_value = sheet->in_row && !sheet->in_reading &&
                      (str_equal(name, STR("v")) || str_equal(name, STR("t")));
}

static void on_end(void *arg, struct str name) {
    struct xlsx_sheet *sheet = arg;
    sheet->in_value = false;
    if (!sheet->in_rows || sheet->over || sheet->fault)
        return;
    if (str_equal(name, STR("c")) && sheet->in_row)
        end_cell(sheet);
    else if (str_equal(name, STR("row")))
        sheet->in_row = false;
    else if (str_equal(name, STR("rPh")))
        sheet->in_reading = false;
    else if (str_equal(name, STR("sheetData"))) {
        buf_add_char(&sheet->text, '\n');
        sheet->over = true;
    }
}

/* Of a cell that is too long its beginning: csv.h tells that the row is. */
static void on_text(void *arg, struct str text) {
    struct xlsx_sheet *sheet = arg;
    size_t room = CELL_MAX - sheet->cell.len;
    if (sheet->in_value && text.len <= room)
        buf_add(&sheet->cell, text);
    else if (sheet->in_value)
        while (sheet->cell.len < CELL_MAX)
            buf_add_char(&sheet->cell, '.');
}

const struct xlsx_on XLSX_SHEET_ON = {on_start, on_end, on_text};
