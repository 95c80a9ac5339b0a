#include "base/csv.h"
#include "base/xlsx_internal.h"
#include "base/xlsx_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData><mergeCells/></worksheet>"
#define ROW(n, cells) "<row r=\"" #n "\">" cells "</row>"
#define INLINE(at, text) "<c r=\"" at "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

static int make_arena(void **state) {
    *state = arena_new(256u << 20);
    return 0;
}

static int end_arena(void **state) {
    arena_free(*state);
    return 0;
}

/* All its text, then the fault when there is one. */
static struct str text_of(struct arena *a, struct str file) {
    struct xlsx *x = xlsx_new(file);
    struct str piece;
    struct buf out;
    buf_init(&out, 16 << 20);
    while (xlsx_next(x, &piece))
        buf_add(&out, piece);
    if (xlsx_fault(x))
        buf_printf(&out, "fault %d", (int)xlsx_fault(x));
    xlsx_free(x);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static const char STYLES[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt "
    "numFmtId=\"165\" formatCode=\"[Red]0.00\"/></numFmts><cellStyleXfs><xf "
    "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
    "numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";
static const char TEXTS[] =
    "<sst><si><t>Nama</t></si><si><r><t>Siti </t></r><r><rPr><b/></rPr><t>Aminah</t></r><rPh><t>x"
    "</t></rPh></si><si/><si><t>a_x000D_b\n\"c\"</t></si></sst>";

static const struct {
    const char *name, *sheet, *want;
} CASES[] = {
    {"nothing", SHEET(""), "\n"},
    {"shared texts, rich ones in one piece, without how they are read",
     SHEET(ROW(1, "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>")),
     "\"Nama\",\"Siti Aminah\"\n"},
    {"an empty shared text is an empty field", SHEET(ROW(1, "<c t=\"s\"><v>2</v></c>")), "\n"},
    {"line ends and control characters are blanks, quotes are doubled",
     SHEET(ROW(1, "<c t=\"s\"><v>3</v></c>")), "\"a b \"\"c\"\"\"\n"},
    {"texts in their cells", SHEET(ROW(1, INLINE("A1", "a &amp; b") INLINE("B1", "&#xe9;"))),
     "\"a & b\",\"\xc3\xa9\"\n"},
    {"a line is a row, a field a column, whatever is left out",
     SHEET(ROW(3, INLINE("B3", "x") INLINE("E3", "y")) ROW(5, INLINE("A5", "z"))),
     "\n\n,\"x\",,,\"y\"\n\n\"z\"\n"},
    {"without places they follow each other", SHEET("<row><c><v>1</v></c><c><v>2</v></c></row>"),
     "\"1\",\"2\"\n"},
    {"what formulas gave", SHEET(ROW(1, "<c t=\"str\"><f>A1&amp;B1</f><v>AB</v></c>")), "\"AB\"\n"},
    {"errors and truths",
     SHEET(ROW(1, "<c t=\"e\"><v>#N/A</v></c><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>")),
     "\"#N/A\",\"TRUE\",\"FALSE\"\n"},
    {"numbers with the digits that a spreadsheet keeps",
     SHEET(ROW(1, "<c><v>12</v></c><c><v>198501012010011001</v></c><c><v>1.9850101201001101E+17"
                  "</v></c><c><v>19850101201001100.8</v></c><c><v>0.1</v></c>")),
     "\"12\",\"1.98501012010011E+17\",\"1.98501012010011E+17\",\"1.98501012010011E+16\",\"0.1\"\n"},
    {"no number in its place stays what it is",
     SHEET(ROW(1, "<c><v>0x10</v></c><c><v>nan</v></c><c><v>1e</v></c><c><v>1e999</v></c>")),
     "\"0x10\",\"nan\",\"1e\",\"INF\"\n"},
    {"days by their style, and a number of the same value",
     SHEET(ROW(1, "<c s=\"1\"><v>24320</v></c><c s=\"2\"><v>24320.75</v></c><c "
                  "s=\"3\"><v>24320</v></c><c s=\"9\"><v>24320</v></c><c s=\"1\"><v>-1</v></c>")),
     "\"1966-08-01\",\"1966-08-01\",\"24320\",\"24320\",\"-1\"\n"},
    {"prefixed as some programs write it",
     "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row r=\"1\"><x:c "
     "r=\"A1\"><x:v>7</x:v></x:c></x:row>"
     "</x:sheetData></x:worksheet>",
     "\"7\"\n"},
    {"numbers too long to be some, and blanks, stay what they are",
     SHEET(ROW(1, "<c><v>1111111111222222222233333333334444444444555555555566666666667777</v></c>"
                  "<c><v> </v></c><c t=\"n\"><v>5</v></c>")),
     "\"1111111111222222222233333333334444444444555555555566666666667777\",,\"5\"\n"},
    {"days behind the last one, and styles that there are not",
     SHEET(ROW(1, "<c s=\"1\"><v>2958465</v></c><c s=\"1\"><v>2958466</v></c><c "
                  "s=\"-1\"><v>24320</v></c><c s=\"x\"><v>24320</v></c>")),
     "\"9999-12-31\",\"2958466\",\"24320\",\"24320\"\n"},
    {"escapes of control characters are blanks, and what is none stays",
     SHEET(ROW(1, INLINE("A1", "a_x001F_b_x000a_c") INLINE("B1", "_x0041__x00_x00ag_")
                      INLINE("C1", "_x000g__x000D.") INLINE("D1", "_x002F_") INLINE("E1", "_x00"))),
     "\"a b c\",\"_x0041__x00_x00ag_\",\"_x000g__x000D.\",\"_x002F_\",\"_x00\"\n"},
    {"cells that hold nothing, and places that are none",
     SHEET(ROW(1, "<c r=\"A1\"/><c r=\"b1\"><v>1</v></c><c r=\"7\"><v>2</v></c><c "
                  "r=\"AB1\"><v>3</v></c><c r=\"[1\"><v>4</v></c>")),
     ",\"1\",\"2\",,,,,,,,,,,,,,,,,,,,,,,,,\"3\",\"4\"\n"},
    {"how a text in its cell is read aloud is left out",
     SHEET(ROW(1, "<c t=\"inlineStr\"><is><t>x</t><rPh><t>y</t></rPh><t>z</t></is></c>")),
     "\"xz\"\n"},
    {"a cell of no row", SHEET("<c><v>1</v></c>" ROW(1, "<c><v>2</v></c>")), "\"2\"\n"},
    {"outside its rows there is nothing to read", "<worksheet><c><v>1</v></c></worksheet>", ""},
    {"rows that go back", SHEET(ROW(2, "") ROW(1, "")), "fault 3"},
    {"cells that go back", SHEET(ROW(1, INLINE("B1", "x") INLINE("A1", "y"))), "fault 3"},
    {"a row past the last", SHEET(ROW(1048577, "")), "fault 3"},
    {"a shared text that there is not", SHEET(ROW(1, "<c t=\"s\"><v>4</v></c>")), "fault 3"},
    {"a shared text without its number", SHEET(ROW(1, "<c t=\"s\"><v>x</v></c>")), "fault 3"},
    {"a shared text before the first", SHEET(ROW(1, "<c t=\"s\"><v>-1</v></c>")), "fault 3"},
    {"no XML", "nama,unit\n", "fault 3"},
    {"XML that does not end", "<worksheet><sheetData>", "fault 3"},
    {"entities of its own", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>",
     "fault 3"},
    {"an entity that nobody declared", SHEET(ROW(1, INLINE("A1", "&a;"))), "fault 3"},
};

static void a_worksheet_reads_as_lines_of_quoted_fields(void **state) {
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (int stored = 0; stored < 2; stored++) {
            const struct xlsx_sample s = {.sheet = str_from_c(CASES[i].sheet),
                                          .texts = str_from_c(TEXTS),
                                          .styles = str_from_c(STYLES),
                                          .options = stored ? "zip:compression=store" : NULL};
            struct str text = text_of(*state, xlsx_sample(*state, &s));
            if (!str_equal(text, str_from_c(CASES[i].want)))
                fail_msg("%s: %.*s", CASES[i].name, STR_ARG(text));
        }
}

#define ONE_SHEET SHEET(ROW(1, "<c s=\"1\"><v>0</v></c><c><v>24320</v></c>"))
static const struct {
    const char *name, *book, *relations, *want;
} BOOKS[] = {
    {"the first sheet that is seen",
     "<workbook xmlns:r=\"r\"><sheets><sheet state=\"hidden\" r:id=\"rId9\"/><sheet "
     "state=\"visible\" r:id=\"rId1\"/></sheets></workbook>",
     "<Relationships><Relationship Id=\"rId9\" Type=\"/worksheet\" Target=\"gone.xml\"/>"
     "<Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
     "</Relationships>",
     "\"0\",\"24320\"\n"},
    {"of two the one that comes first in the book, whatever the order of relations",
     "<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"rId1\"/><sheet "
     "r:id=\"rId2\"/></sheets></workbook>",
     "<Relationships><Relationship Id=\"rId2\" Type=\"/worksheet\" Target=\"gone.xml\"/>"
     "<Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"/XL\\worksheets/Sheet1.xml\"/>"
     "</Relationships>",
     "\"0\",\"24320\"\n"},
    {"a chart is no worksheet",
     "<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"rId1\"/></sheets></workbook>",
     "<Relationships><Relationship Id=\"rId1\" Type=\"/chartsheet\" Target=\"c.xml\"/>"
     "</Relationships>",
     "fault 5"},
    {"a sheet without a name in the relations",
     "<workbook xmlns:r=\"r\"><sheets><sheet name=\"x\"/><sheet "
     "r:id=\"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234"
     "567890123456789012345678901234567890123456789\"/></sheets></workbook>",
     NULL, "fault 5"},
    {"a relation to nothing", NULL,
     "<Relationships><Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"\"/></Relationships>",
     "fault 5"},
    {"a book that does not end", "<workbook><sheets>", NULL, "fault 3"},
    {"relations that do not end", NULL, "<Relationships>", "fault 3"},
    {"all sheets are hidden",
     "<workbook xmlns:r=\"r\"><sheets><sheet state=\"veryHidden\" "
     "r:id=\"rId1\"/></sheets></workbook>",
     NULL, "fault 5"},
    {"its sheet is not there", NULL,
     "<Relationships><Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"gone.xml\"/>"
     "</Relationships>",
     "fault 3"},
    {"its texts are not there", NULL,
     "<Relationships><Relationship Id=\"rId1\" Type=\"/worksheet\" "
     "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"/sharedStrings\" "
     "Target=\"gone.xml\"/></Relationships>",
     "fault 3"},
};

static void a_workbook_names_its_sheet(void **state) {
    for (size_t i = 0; i < COUNT_OF(BOOKS); i++) {
        const struct xlsx_sample s = {.sheet = STR(ONE_SHEET),
                                      .book = str_from_c(BOOKS[i].book),
                                      .relations = str_from_c(BOOKS[i].relations)};
        struct str text = text_of(*state, xlsx_sample(*state, &s));
        if (!str_equal(text, str_from_c(BOOKS[i].want)))
            fail_msg("%s: %.*s", BOOKS[i].name, STR_ARG(text));
    }
}

static void days_are_the_same_from_either_epoch(void **state) {
    static const char *const SAID[] = {"1", "true"};
    for (size_t i = 0; i < COUNT_OF(SAID); i++) {
        struct str book =
            arena_printf(*state,
                         "<workbook xmlns:r=\"r\"><workbookPr date1904=\"%s\"/><sheets><sheet "
                         "r:id=\"rId1\"/></sheets></workbook>",
                         SAID[i]);
        const struct xlsx_sample s = {.sheet = STR(SHEET(ROW(1, "<c s=\"1\"><v>22858</v></c>"))),
                                      .styles = str_from_c(STYLES),
                                      .book = book};
        assert_true(str_equal(text_of(*state, xlsx_sample(*state, &s)), STR("\"1966-08-01\"\n")));
    }
}

/* ECMA-376 part 1, 18.8.30: formats that no file has to say. */
static void formats_of_days_without_words_are_known_by_their_number(void **state) {
    static const struct {
        int id;
        bool date;
    } IDS[] = {{0, false},  {13, false}, {14, true},  {17, true},  {18, false},
               {21, false}, {22, true},  {23, false}, {26, false}, {27, true},
               {31, true},  {32, false}, {35, false}, {36, true},  {37, false},
               {49, false}, {50, true},  {58, true},  {59, false}, {163, false}};
    for (size_t i = 0; i < COUNT_OF(IDS); i++) {
        const struct xlsx_sample s = {
            .sheet = STR(SHEET(ROW(1, "<c s=\"0\"><v>24320</v></c>"))),
            .styles = arena_printf(
                *state, "<styleSheet><cellXfs><xf numFmtId=\"%d\"/></cellXfs></styleSheet>",
                IDS[i].id)};
        struct str want = IDS[i].date ? STR("\"1966-08-01\"\n") : STR("\"24320\"\n");
        if (!str_equal(text_of(*state, xlsx_sample(*state, &s)), want))
            fail_msg("%d", IDS[i].id);
    }
}

static void a_format_of_days_is_told_from_others(void **state) {
    static const struct {
        const char *code;
        bool date;
    } FORMATS[] = {
        {"DD/MM", true},    {"YYYY", true},   {"dd/mm/yyyy", true}, {"[$-421]dd mmmm yyyy", true},
        {"General", false}, {"0.00", false},  {"[Red]0", false},    {"\"hari\" 0", false},
        {"0\\d", false},    {"_d0*y", false}, {"hh:mm", false},     {"\"x", false},
        {"", false},        {"0\\", false}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(FORMATS); i++)
        if (xlsx_format_is_date(str_from_c(FORMATS[i].code)) != FORMATS[i].date)
            fail_msg("%s", FORMATS[i].code);
}

/* For base/csv.h it has to be too long, or to have too many fields, and nothing else. */
static void a_row_too_long_ends_its_quotes(void **state) {
    struct buf sheet;
    buf_init(&sheet, 1 << 20);
    buf_add_c(&sheet, "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>");
    for (size_t i = 0; i < 9000; i++)
        buf_add_c(&sheet, "sepuluh kr");
    buf_add_c(&sheet, "</t></is></c><c><v>1</v></c></row><row r=\"2\"><c r=\"AAA2\"><v>1</v></c>"
                      "<c><v>2</v></c></row></sheetData></worksheet>");
    struct str text =
        text_of(*state, xlsx_sample(*state, &(struct xlsx_sample){.sheet = buf_str(&sheet)}));
    struct str first = str_cut(&text, '\n'), second = str_cut(&text, '\n');
    assert_int_equal(first.len, CSV_RECORD_MAX + 1 + 2); /* its quotes, and no other cell */
    assert_int_equal(first.ptr[first.len - 1], '"');
    assert_true(second.len == 64 + 3 && second.ptr[63] == ',' && second.ptr[65] == '1');
    assert_int_equal(text.len, 0);
    buf_done(&sheet);
}

/* What costs memory or time out of proportion. */
static void what_swells_is_refused(void **state) {
    static const struct {
        const char *name, *begin, *each, *back, *end; /* back: as often as each, behind all of it */
        size_t times;
        enum xlsx_fault want;
    } HUGE[] = {
        {"blanks behind its rows", SHEET(""), "                \n", "", "", 1 << 20, XLSX_SWELLS},
        {"blanks before its rows", "<worksheet>", "                \n", "",
         SHEET("") "</worksheet>", 1 << 20, XLSX_SWELLS},
        {"elements within elements", "<worksheet>", "<a>", "</a>", SHEET("") "</worksheet>", 64,
         XLSX_DAMAGED},
        {"... as deep as may be", "<worksheet>", "<a>", "</a>", SHEET("") "</worksheet>", 63,
         XLSX_GOOD},
        {"a name too long", "<worksheet><", "a", "", "/>" SHEET("") "</worksheet>", 300,
         XLSX_DAMAGED},
        {"a token too long", "<worksheet><a b=\"", "0123456789abcdef", "",
         "\"/>" SHEET("") "</worksheet>", 70000, XLSX_DAMAGED},
        {"a long one", "<worksheet><a b=\"", "0123456789abcdef", "",
         "\"/>" SHEET("") "</worksheet>", 60000, XLSX_GOOD},
        {"one row that many texts are put into", "<worksheet><sheetData><row>",
         "<c t=\"s\"><v>0</v></c>", "", "</row></sheetData></worksheet>", 5000, XLSX_GOOD},
    };
    for (size_t i = 0; i < COUNT_OF(HUGE); i++) {
        struct arena *a = arena_new(512u << 20);
        struct buf sheet;
        buf_init(&sheet, 128 << 20);
        buf_add_c(&sheet, HUGE[i].begin);
        for (size_t n = 0; n < HUGE[i].times; n++)
            buf_add_c(&sheet, HUGE[i].each);
        for (size_t n = 0; n < HUGE[i].times; n++)
            buf_add_c(&sheet, HUGE[i].back);
        buf_add_c(&sheet, HUGE[i].end);
        const struct xlsx_sample s = {.sheet = buf_str(&sheet), .texts = str_from_c(TEXTS)};
        enum xlsx_fault fault = xlsx_check(xlsx_sample(a, &s), NULL);
        if (fault != HUGE[i].want)
            fail_msg("%s: %d", HUGE[i].name, (int)fault);
        buf_done(&sheet);
        arena_free(a);
    }
    (void)state;
}

/* A small file whose one text is asked for by every cell: what comes out counts too. */
static void a_text_that_is_asked_for_too_often_swells(void **state) {
    struct buf sheet, texts;
    buf_init(&sheet, 16 << 20);
    buf_init(&texts, 1 << 20);
    buf_add_c(&texts, "<sst><si><t>");
    for (size_t i = 0; i < 30000; i++)
        buf_add_char(&texts, 'x');
    buf_add_c(&texts, "</t></si></sst>");
    buf_add_c(&sheet, "<worksheet><sheetData>");
    for (size_t i = 0; i < 1000; i++)
        buf_add_c(&sheet, "<row><c t=\"s\"><v>0</v></c></row>");
    buf_add_c(&sheet, "</sheetData></worksheet>");
    const struct xlsx_sample s = {.sheet = buf_str(&sheet), .texts = buf_str(&texts)};
    assert_int_equal(xlsx_check(xlsx_sample(*state, &s), NULL), XLSX_SWELLS);
    buf_done(&sheet);
    buf_done(&texts);
}

/* 46 bytes a member in the file, 200 in memory. */
static void a_list_of_too_many_members_swells(void **state) {
    const struct xlsx_sample s = {.sheet = STR("<worksheet><sheetData/></worksheet>")};
    struct str good = xlsx_sample(*state, &s);
    for (size_t more = XLSX_MEMBERS_MAX - 6; more <= XLSX_MEMBERS_MAX; more += 6) {
        struct buf file;
        buf_init(&file, 1 << 20);
        buf_add(&file, good);
        for (size_t i = 0; i < more; i++)
            buf_add(&file, STR("PK\1\2"));
        enum xlsx_fault fault = xlsx_check(buf_str(&file), NULL);
        assert_true((fault == XLSX_SWELLS) == (more == XLSX_MEMBERS_MAX));
        buf_done(&file);
    }
}

static void many_names_are_refused(void **state) {
    for (size_t names = 400; names <= 600; names += 200) {
        struct buf sheet;
        buf_init(&sheet, 1 << 20);
        buf_add_c(&sheet, "<worksheet><sheetData/>");
        buf_clear(&sheet);
        buf_add_c(&sheet, "<worksheet>");
        for (size_t i = 0; i < names; i++)
            buf_printf(&sheet, "<n%zu/>", i);
        buf_add_c(&sheet, "<sheetData/></worksheet>");
        const struct xlsx_sample s = {.sheet = buf_str(&sheet)};
        assert_int_equal(xlsx_check(xlsx_sample(*state, &s), NULL),
                         names > 512 ? XLSX_DAMAGED : XLSX_GOOD);
        buf_done(&sheet);
    }
}

static void what_is_no_workbook_is_told_by_its_kind(void **state) {
    static const struct {
        const char *name;
        struct str bytes;
        bool is;
        enum xlsx_fault want;
    } FILES[] = {
        {"nothing", {"", 0}, false, XLSX_OTHER},
        {"a table", STR_INIT("nama,unit\n"), false, XLSX_OTHER},
        {"a zip's first bytes", STR_INIT("PK\x03\x04"), true, XLSX_DAMAGED},
        {"a compound file", STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), true, XLSX_LOCKED},
    };
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        if (xlsx_is(FILES[i].bytes) != FILES[i].is ||
            xlsx_check(FILES[i].bytes, NULL) != FILES[i].want)
            fail_msg("%s: %d", FILES[i].name, (int)xlsx_check(FILES[i].bytes, NULL));
    struct xlsx_sample s = {.sheet = STR(ONE_SHEET), .options = "zip:encryption=zipcrypt"};
    assert_int_equal(xlsx_check(xlsx_sample(*state, &s), NULL), XLSX_LOCKED);
}

static void a_zip_without_a_workbook_is_another_file(void **state) {
    const struct xlsx_sample s = {.sheet = STR(ONE_SHEET)};
    struct str file = xlsx_sample(*state, &s);
    char *bytes = NEW(*state, char, file.len);
    memcpy(bytes, file.ptr, file.len);
    for (size_t i = 0; i + 15 < file.len; i++) /* in both places where a zip has names */
        if (memcmp(bytes + i, "xl/workbook.xml", 15) == 0)
            bytes[i + 14] = 'x';
    assert_int_equal(xlsx_check((struct str){bytes, file.len}, NULL), XLSX_OTHER);
}

/* However much of it is there, it is never taken for the whole. */
static void a_file_that_is_cut_short_is_damaged(void **state) {
    const struct xlsx_sample s = {.sheet = STR(ONE_SHEET), .styles = str_from_c(STYLES)};
    struct str file = xlsx_sample(*state, &s);
    assert_int_equal(xlsx_check(file, NULL), XLSX_GOOD);
    for (size_t len = 4; len < file.len; len++) {
        char *part = must_alloc(len); /* so that a byte too far is seen */
        memcpy(part, file.ptr, len);
        enum xlsx_fault fault = xlsx_check((struct str){part, len}, NULL);
        if (fault != XLSX_DAMAGED)
            fail_msg("%zu of %zu bytes: %d", len, file.len, (int)fault);
        free(part);
    }
}

static void a_changed_byte_of_its_rows_is_seen(void **state) {
    struct buf sheet; /* longer than a piece, so that its sum comes long after its rows */
    buf_init(&sheet, 1 << 20);
    buf_add_c(&sheet, ONE_SHEET);
    for (size_t i = 0; i < 20000; i++)
        buf_add_char(&sheet, '\n');
    const struct xlsx_sample s = {.sheet = buf_str(&sheet), .options = "zip:compression=store"};
    struct str file = xlsx_sample(*state, &s);
    assert_int_equal(xlsx_check(file, NULL), XLSX_GOOD);
    buf_done(&sheet);
    char *bytes = NEW(*state, char, file.len);
    memcpy(bytes, file.ptr, file.len);
    size_t at = 0;
    while (memcmp(bytes + at, "24320", 5) != 0)
        at++;
    bytes[at] = '3'; /* another day, and well-formed */
    assert_int_equal(xlsx_check((struct str){bytes, file.len}, NULL), XLSX_DAMAGED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worksheet_reads_as_lines_of_quoted_fields),
        cmocka_unit_test(a_workbook_names_its_sheet),
        cmocka_unit_test(days_are_the_same_from_either_epoch),
        cmocka_unit_test(formats_of_days_without_words_are_known_by_their_number),
        cmocka_unit_test(a_format_of_days_is_told_from_others),
        cmocka_unit_test(a_row_too_long_ends_its_quotes),
        cmocka_unit_test(what_swells_is_refused),
        cmocka_unit_test(a_text_that_is_asked_for_too_often_swells),
        cmocka_unit_test(a_list_of_too_many_members_swells),
        cmocka_unit_test(many_names_are_refused),
        cmocka_unit_test(what_is_no_workbook_is_told_by_its_kind),
        cmocka_unit_test(a_zip_without_a_workbook_is_another_file),
        cmocka_unit_test(a_file_that_is_cut_short_is_damaged),
        cmocka_unit_test(a_changed_byte_of_its_rows_is_seen),
    };
    return cmocka_run_group_tests(tests, make_arena, end_arena);
}
