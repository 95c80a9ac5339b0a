#include "base/xlsx_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHEETS_MAX = 64, /* that are looked at */
    ID_MAX = 64,     /* bytes of a relation's id */
    PATH_MAX_LEN = 256,
    FORMATS_MAX = 1024, /* of its own that show days */
    STYLES_MAX = 65536,
    TEXTS_MAX = 16 * 1024 * 1024,
};
static const struct str BOOK = STR_INIT("xl/workbook.xml");
static const struct str RELATIONS = STR_INIT("xl/_rels/workbook.xml.rels");

/* What the parts are read into: first who is who, then what they hold. */
struct loading {
    struct xlsx_book *book;
    char ids[SHEETS_MAX][ID_MAX]; /* of sheets that are seen, in their order */
    size_t sheets, best;          /* best: the first of them that is a worksheet */
    struct buf texts, styles;     /* names of members */
    int64_t formats[FORMATS_MAX];
    size_t format_count;
    bool in_cell_styles, in_item, in_text, in_reading; /* of shared texts: si, t, rPh */
};

void xlsx_book_init(struct xlsx_book *book) {
    *book = (struct xlsx_book){.from_1904 = false};
    buf_init(&book->sheet, PATH_MAX_LEN);
    buf_init(&book->texts, XLSX_TEXT_MAX);
    buf_init(&book->text_ends, TEXTS_MAX);
    buf_init(&book->date_styles, STYLES_MAX);
}

void xlsx_book_done(struct xlsx_book *book) {
    buf_done(&book->sheet);
    buf_done(&book->texts);
    buf_done(&book->text_ends);
    buf_done(&book->date_styles);
}

static void pass_end(void *arg, struct str name) {
    (void)arg;
    (void)name;
}

/* --- xl/workbook.xml: sheets, and from when days are counted --- */

static void book_start(void *arg, struct str name, const char **atts) {
    struct loading *x = arg;
    if (str_equal(name, STR("workbookPr"))) {
        struct str from = xlsx_att(atts, STR("date1904"));
        x->book->from_1904 = str_equal(from, STR("1")) || str_equal(from, STR("true"));
    }
    if (!str_equal(name, STR("sheet")) || x->sheets == SHEETS_MAX)
        return;
    struct str id = xlsx_att(atts, STR("id")), state = xlsx_att(atts, STR("state"));
    bool seen = !state.len || str_equal(state, STR("visible"));
    if (seen && id.len && id.len < ID_MAX)
        memcpy(x->ids[x->sheets++], id.ptr, id.len); /* zeroed: NUL-ended */
}

/* --- its relations: which member is what --- */

static bool ends(struct str s, struct str end) {
    return s.len >= end.len && str_equal((struct str){s.ptr + s.len - end.len, end.len}, end);
}

/* From the folder of the workbook, or from the root. */
static void put_path(struct buf *out, struct str target) {
    buf_clear(out);
    if (target.len && target.ptr[0] != '/')
        buf_add_c(out, "xl/");
    buf_add(out, target.len && target.ptr[0] == '/' ? (struct str){target.ptr + 1, target.len - 1}
                                                    : target);
}

static void relation_start(void *arg, struct str name, const char **atts) {
    struct loading *x = arg;
    struct str type = xlsx_att(atts, STR("Type")), target = xlsx_att(atts, STR("Target"));
    if (!str_equal(name, STR("Relationship")))
        return;
    if (ends(type, STR("/sharedStrings")))
        put_path(&x->texts, target);
    if (ends(type, STR("/styles")))
        put_path(&x->styles, target);
    if (!ends(type, STR("/worksheet")))
        return;
    struct str id = xlsx_att(atts, STR("Id"));
    for (size_t i = 0; i < x->best; i++)
        if (str_equal(str_from_c(x->ids[i]), id)) {
            x->best = i;
            put_path(&x->book->sheet, target);
        }
}

/* --- styles: which show days --- */

/* Letters of a day or a year, but for what is quoted, escaped, in brackets, or only takes room. */
bool xlsx_format_is_date(struct str code) {
    char until = '\0';
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        if (until) {
            until = c == until ? '\0' : until;
            continue;
        }
        if (c == '"' || c == '[')
            until = c == '"' ? '"' : ']';
        else if (c == '\\' || c == '_' || c == '*')
            i++;
        else if (c == 'd' || c == 'y' || c == 'D' || c == 'Y')
            return true;
    }
    return false;
}

/* ECMA-376 part 1, 18.8.30: 14 to 17 and 22 everywhere, 27 to 31, 36 and 50 to 58 in Asia. */
static bool is_date_format(const struct loading *x, int64_t id) {
    for (size_t i = 0; i < x->format_count; i++)
        if (x->formats[i] == id)
            return true;
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 58);
}

static void style_start(void *arg, struct str name, const char **atts) {
    struct loading *x = arg;
    int64_t id = 0;
    if (str_equal(name, STR("cellXfs")))
        x->in_cell_styles = true;
    if (!str_to_int(xlsx_att(atts, STR("numFmtId")), &id))
        id = 0;
    if (str_equal(name, STR("numFmt")) && x->format_count < FORMATS_MAX &&
        xlsx_format_is_date(xlsx_att(atts, STR("formatCode"))))
        x->formats[x->format_count++] = id;
    if (str_equal(name, STR("xf")) && x->in_cell_styles)
        buf_add_char(&x->book->date_styles, (char)is_date_format(x, id));
}

static void style_end(void *arg, struct str name) {
    struct loading *x = arg;
    if (str_equal(name, STR("cellXfs")))
        x->in_cell_styles = false;
}

/* --- shared texts --- */

static void text_start(void *arg, struct str name, const char **atts) {
    struct loading *x = arg;
    (void)atts;
    x->in_item = x->in_item || str_equal(name, STR("si"));
    x->in_reading = x->in_reading || str_equal(name, STR("rPh")); /* how it is read aloud */
    x->in_text = x->in_item && !x->in_reading && str_equal(name, STR("t"));
}

static void text_end(void *arg, struct str name) {
    struct loading *x = arg;
    x->in_text = false;
    if (str_equal(name, STR("rPh")))
        x->in_reading = false;
    if (!str_equal(name, STR("si")))
        return;
    x->in_item = false;
    uint32_t end = (uint32_t)x->book->texts.len;
    buf_add(&x->book->text_ends, (struct str){(const char *)&end, sizeof end});
}

static void text_add(void *arg, struct str text) {
    struct loading *x = arg;
    if (x->in_text)
        buf_add(&x->book->texts, text);
}

bool xlsx_book_text(const struct xlsx_book *book, int64_t at, struct str *ret) {
    uint32_t range[2] = {0};
    if (at < 0 || (size_t)at >= book->text_ends.len / sizeof *range)
        return false;
    const char *ends_at = book->text_ends.ptr + (size_t)at * sizeof *range;
    memcpy(&range[1], ends_at, sizeof *range);
    if (at)
        memcpy(&range[0], ends_at - sizeof *range, sizeof *range);
    *ret = range[0] == range[1] ? (struct str){0}
                                : (struct str){book->texts.ptr + range[0], range[1] - range[0]};
    return true;
}

bool xlsx_book_is_date(const struct xlsx_book *book, int64_t style) {
    return style >= 0 && (size_t)style < book->date_styles.len && book->date_styles.ptr[style];
}

/* --- all of it --- */

static const struct xlsx_on BOOK_ON = {book_start, pass_end, NULL},
                            RELATION_ON = {relation_start, pass_end, NULL},
                            STYLE_ON = {style_start, style_end, NULL},
                            TEXT_ON = {text_start, text_end, text_add};

static bool load(struct loading *x, struct str file, struct xlsx_limit *limit) {
    struct xlsx_part *part = xlsx_part_open(file, BOOK, limit);
    if (!part && !limit->fault)
        limit->fault = XLSX_OTHER;
    xlsx_part_close(part);
    if (limit->fault)
        return false;
    if (!xlsx_read_member(&(struct xlsx_member){file, BOOK, true}, &BOOK_ON, x, limit))
        return false;
    x->best = x->sheets;
    if (!xlsx_read_member(&(struct xlsx_member){file, RELATIONS, true}, &RELATION_ON, x, limit))
        return false;
    if (!x->book->sheet.len) {
        limit->fault = XLSX_NO_SHEET;
        return false;
    }
    return (!x->styles.len ||
            xlsx_read_member(&(struct xlsx_member){file, buf_str(&x->styles), true}, &STYLE_ON, x,
                             limit)) &&
           (!x->texts.len || xlsx_read_member(&(struct xlsx_member){file, buf_str(&x->texts), true},
                                              &TEXT_ON, x, limit));
}

bool xlsx_book_load(struct xlsx_book *book, struct str file, struct xlsx_limit *limit) {
    struct loading *x = must_alloc(sizeof *x);
    x->book = book;
    buf_init(&x->texts, PATH_MAX_LEN);
    buf_init(&x->styles, PATH_MAX_LEN);
    bool good = load(x, file, limit);
    if (good && (buf_full(&book->texts) || buf_full(&book->text_ends)))
        limit->fault = XLSX_SWELLS;
    else if (good && (buf_full(&book->sheet) || buf_full(&book->date_styles)))
        limit->fault = XLSX_DAMAGED;
    buf_done(&x->texts);
    buf_done(&x->styles);
    free(x);
    return !limit->fault;
}
