#include "base/csv.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(lit)                                                                                 \
    { lit, sizeof(lit) - 1 }
/* A record as "LINE[fields]"; a fault or a legacy record says so behind it. */
static const struct {
    const char *name;
    struct str bytes;
    const char *want;
} CASES[] = {
    {"nothing", BYTES(""), ""},
    {"two records, the last without a line end", BYTES("a,b\n1,2"), "1[a,b]2[1,2]"},
    {"CR LF", BYTES("a,b\r\n1,2\r\n"), "1[a,b]2[1,2]"},
    {"CR alone", BYTES("a,b\r1,2\r"), "1[a,b]2[1,2]"},
    {"empty fields stay", BYTES("a,b,c\n,2,\n"), "1[a,b,c]2[,2,]"},
    {"records without anything are passed over", BYTES("a;b\n\n;\n ; \n1;2\n"), "1[a,b]5[1,2]"},
    {"blanks around fields go", BYTES("a , b\n\t1 ,\"  x \"\n"), "1[a,b]2[1,x]"},
    {"a quoted separator", BYTES("a,b\n\"1,5\",2\n"), "1[a,b]2[1,5,2]"},
    {"a doubled quote", BYTES("a\n\"say \"\"hi\"\"\"\n\"\"\n\"\"\"\"\n"), "1[a]2[say \"hi\"]4[\"]"},
    {"a quoted line end counts as a line", BYTES("a,b\n\"1\n2\",x\n3,4\n"),
     "1[a,b]2[1\n2,x]4[3,4]"},
    {"a quote inside a field is a letter", BYTES("a,b\n5\" pipe,x\n"), "1[a,b]2[5\" pipe,x]"},
    {"text behind a closing quote", BYTES("a,b\n\"1\"x,2\n3,4\n"), "1[a,b]2[1,2]behind 3[3,4]"},
    {"a blank behind a closing quote", BYTES("a,b\n\"1\" ,2\n"), "1[a,b]2[1,2]"},
    {"a quote that never ends costs one line", BYTES("a,b\n\"1,2\n3,4\n5,6"),
     "1[a,b]2[]open 3[3,4]4[5,6]"},
    {"so does one in the last line", BYTES("a,b\n3,\"4"), "1[a,b]2[]open "},
    {"semicolons", BYTES("nama;unit\nA, B;C\n"), "1[nama,unit]2[A, B,C]"},
    {"tabs", BYTES("nama\tunit\nA, B\tC\n"), "1[nama,unit]2[A, B,C]"},
    {"bars", BYTES("nama|unit\nA|C\n"), "1[nama,unit]2[A,C]"},
    {"a line that says it", BYTES("sep=;\r\na,x;b\r\n1;2\r\n"), "2[a,x,b]3[1,2]"},
    {"separators in quotes do not count", BYTES("\"a,b,c\";d\n1;2\n"), "1[a,b,c,d]2[1,2]"},
    {"a title without separators says nothing of them", BYTES("Pegawai\na;b\n1,0;2\n"),
     "1[Pegawai]2[a,b]3[1,0,2]"},
    {"so does one that ends in CR LF", BYTES("Pegawai\r\na;b\r\n"), "1[Pegawai]2[a,b]"},
    {"one column", BYTES("nama\nA\n"), "1[nama]2[A]"},
    {"UTF-8 with a mark", BYTES("\xef\xbb\xbfnama\nJos\xc3\xa9\n"), "1[nama]2[Jos\xc3\xa9]"},
    {"UTF-16, low byte first",
     BYTES("\xff\xfe"
           "a\0;\0b\0\n\0"
           "\xe9\0;\0\x3d\xd8\0\xde\n\0"),
     "1[a,b]2[\xc3\xa9,\xf0\x9f\x98\x80]"},
    {"UTF-16, high byte first", BYTES("\xfe\xff\0a\0;\0b\0\n\0\xe9\0;\0x"), "1[a,b]2[\xc3\xa9,x]"},
    {"UTF-16 without a mark",
     BYTES("a\0,\0b\0\n\0"
           "1\0,\0"
           "2\0"),
     "1[a,b]2[1,2]"},
    {"half of a pair and half a unit",
     BYTES("\xff\xfe"
           "a\0\n\0\x3d\xd8x\0\n\0y"),
     "1[a]2[\xef\xbf\xbdx]3[\xef\xbf\xbd]"},
    {"UTF-16 without a mark, high byte first",
     BYTES("\0a\0,\0b\0\n\0"
           "1\0,\0"
           "2"),
     "1[a,b]2[1,2]"},
    {"the second half of a pair alone, and a character behind all pairs",
     BYTES("\xff\xfe"
           "a\0\n\0\0\xdcx\0\n\0\x21\xff"),
     "1[a]2[\xef\xbf\xbdx]3[\xef\xbc\xa1]"},
    {"a pair that the end cuts",
     BYTES("\xff\xfe"
           "a\0\n\0\x3d\xd8"),
     "1[a]2[\xef\xbf\xbd]"},
    {"what begins like a mark and is none", BYTES("\xefx\n1"), "1[\xc3\xafx]legacy 2[1]"},
    {"... two bytes of three", BYTES("\xef\xbbx\n1"), "1[\xc3\xaf\xc2\xbbx]legacy 2[1]"},
    {"... one of two, the low", BYTES("\xffx\n1"), "1[\xc3\xbfx]legacy 2[1]"},
    {"... one of two, the high", BYTES("\xfex\n1"), "1[\xc3\xbex]legacy 2[1]"},
    {"two NUL in front", BYTES("\0\0a\n1"), "1[]nul 2[1]"},
    {"a separator that is said and nothing else", BYTES("sep=;"), ""},
    {"a separator that is none", BYTES("sep=x\n1,2\n"), "1[sep=x]2[1,2]"},
    {"a byte that Windows-1252 does not have", BYTES("a\nx\x81"), "1[a]2[x\xef\xbf\xbd]legacy "},
    {"Windows-1252 where it is no UTF-8", BYTES("a,b\nJos\xe9,\x93x\x94\nok,ok\n"),
     "1[a,b]2[Jos\xc3\xa9,\xe2\x80\x9cx\xe2\x80\x9d]legacy 3[ok,ok]"},
    {"quoted Windows-1252", BYTES("a,b\n\"Jos\xe9 \"\"x\"\"\",2\n"),
     "1[a,b]2[Jos\xc3\xa9 \"x\",2]legacy "},
    {"a NUL is no text",
     BYTES("a,b\n1,\0"
           "2\n3,4\n"),
     "1[a,b]2[]nul 3[3,4]"},
};
static const char *const FAULTS[] = {"", "open ", "behind ", "long ", "wide ", "nul "};

static void show(struct buf *out, const struct csv_record *record) {
    buf_printf(out, "%zu[", record->line);
    for (size_t i = 0; i < record->count; i++) {
        buf_add_c(out, i ? "," : "");
        buf_add(out, record->list[i]);
    }
    buf_printf(out, "]%s%s", FAULTS[record->fault], record->legacy ? "legacy " : "");
}

/* Reads all, `piece` bytes at a time. */
static void read_all(struct str bytes, size_t piece, struct buf *out) {
    struct csv_reader *r = csv_reader_new();
    struct csv_record record;
    while (bytes.len) {
        struct str part = {bytes.ptr, bytes.len < piece ? bytes.len : piece};
        bytes = (struct str){bytes.ptr + part.len, bytes.len - part.len};
        while (csv_feed(r, &part, &record))
            show(out, &record);
        assert_int_equal(part.len, 0);
    }
    while (csv_end(r, &record))
        show(out, &record);
    csv_reader_free(r);
}

static void expect(const char *name, struct str bytes, size_t piece, struct str want) {
    struct buf out;
    buf_init(&out, 1 << 20);
    read_all(bytes, piece, &out);
    if (!str_equal(buf_str(&out), want))
        fail_msg("%s, %zu bytes at a time: %.*s", name, piece, STR_ARG(buf_str(&out)));
    buf_done(&out);
}

static void every_table_reads_the_same_in_pieces_of_any_size(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (size_t piece = 1; piece < 40; piece += piece < 4 ? 1 : 9)
            expect(CASES[i].name, CASES[i].bytes, piece, str_from_c(CASES[i].want));
}

/* A line of n bytes between two that are good. */
static struct buf long_line(size_t n, char fill) {
    struct buf text;
    buf_init(&text, 4 << 20);
    buf_add_c(&text, "a,b\n");
    for (size_t i = 0; i < n; i++)
        buf_add_char(&text, fill);
    buf_add_c(&text, "\n1,2\n");
    return text;
}

static void a_line_too_long_is_one_fault_and_the_next_is_read(void **state) {
    (void)state;
    static const size_t LENGTHS[] = {CSV_RECORD_MAX, CSV_RECORD_MAX + 1, 3 * CSV_RECORD_MAX + 1,
                                     9 * CSV_RECORD_MAX + 4};
    for (size_t i = 0; i < COUNT_OF(LENGTHS); i++) {
        size_t n = LENGTHS[i];
        struct buf text = long_line(n, 'x');
        struct csv_reader *r = csv_reader_new();
        struct csv_record record;
        struct str bytes = buf_str(&text);
        assert_true(csv_feed(r, &bytes, &record) && record.line == 1);
        assert_true(csv_feed(r, &bytes, &record) && record.line == 2);
        assert_int_equal(record.fault, n > CSV_RECORD_MAX ? CSV_LONG : CSV_GOOD);
        assert_int_equal(record.raw.len, CSV_RECORD_MAX);
        assert_true(csv_feed(r, &bytes, &record) && record.line == 3 && record.count == 2);
        assert_false(csv_feed(r, &bytes, &record));
        csv_reader_free(r);
        buf_done(&text);
    }
}

/* A first line that says nothing of separators yet, one that a quote opens, and one in which the
 * limit would cut a character in half. */
static void a_line_too_long_is_cut_wherever_it_stands(void **state) {
    static const struct {
        const char *begin, *each;
        size_t line;
    } ROWS[] = {{"", "x", 1}, {"a,b\n\"", "x", 2}, {"a,b\nx", "\xc3\xa9", 2}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct buf text;
        buf_init(&text, 1 << 20);
        buf_add_c(&text, ROWS[i].begin);
        for (size_t n = 0; n < 2U * CSV_RECORD_MAX; n++)
            buf_add_c(&text, ROWS[i].each);
        buf_add_c(&text, "\n1,2\n");
        struct csv_reader *r = csv_reader_new();
        struct csv_record record;
        struct str bytes = buf_str(&text);
        do
            assert_true(csv_feed(r, &bytes, &record));
        while (record.line < ROWS[i].line);
        assert_int_equal(record.fault, CSV_LONG);
        assert_true(record.raw.len <= CSV_RECORD_MAX && record.raw.len >= CSV_RECORD_MAX - 1);
        assert_true(str_is_utf8(record.raw));
        assert_true(csv_feed(r, &bytes, &record));
        assert_int_equal(record.line, ROWS[i].line + 1);
        assert_false(csv_feed(r, &bytes, &record));
        csv_reader_free(r);
        buf_done(&text);
    }
    csv_reader_free(NULL); /* nothing */
}

static void columns_beyond_the_last_are_a_fault_and_the_first_are_there(void **state) {
    (void)state;
    static const size_t COLUMNS[] = {CSV_FIELDS_MAX - 1, CSV_FIELDS_MAX, CSV_FIELDS_MAX + 1, 10000};
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++) {
        size_t n = COLUMNS[i];
        struct buf text = long_line(n, ',');
        text.ptr[4] = 'x';
        struct csv_reader *r = csv_reader_new();
        struct csv_record record;
        struct str bytes = buf_str(&text);
        assert_true(csv_feed(r, &bytes, &record) && csv_feed(r, &bytes, &record));
        assert_int_equal(record.fault, n > CSV_FIELDS_MAX ? CSV_WIDE : CSV_GOOD);
        assert_true(str_equal(record.list[0], STR("x")));
        assert_true(csv_feed(r, &bytes, &record) && record.count == 2);
        csv_reader_free(r);
        buf_done(&text);
    }
}

/* An open quote costs a look at no more than CSV_RECORD_MAX bytes, and after a thousand of them a
 * quote is a letter. */
static void a_file_of_open_quotes_is_read_to_its_end(void **state) {
    enum { QUOTES = 1010, OPEN = 1000, FILL = CSV_RECORD_MAX / 2 + 8 };
    (void)state;
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_add_c(&text, "a,\"b\n");
    for (int line = 0; line < 2; line++) {
        for (size_t i = 0; i < FILL; i++)
            buf_add_char(&text, 'x');
        buf_add_char(&text, '\n');
    }
    struct csv_reader *r = csv_reader_new();
    struct csv_record record = {0};
    size_t open = 0, letters = 0, lines = 0;
    for (size_t i = 0; i < QUOTES; i++) {
        struct str bytes = buf_str(&text);
        while (csv_feed(r, &bytes, &record)) {
            lines++;
            open += record.fault == CSV_OPEN;
            letters += record.count == 2 && str_equal(record.list[1], STR("\"b"));
        }
    }
    while (csv_end(r, &record))
        lines++;
    assert_int_equal(open, OPEN);
    assert_int_equal(letters, QUOTES - OPEN);
    assert_int_equal(lines, 3 * QUOTES);
    csv_reader_free(r);
    buf_done(&text);
}

static void what_is_written_is_no_formula_and_is_read_again(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } PUT[] = {{"", ""},
               {"Budi", "Budi"},
               {"Budi, S.H.", "\"Budi, S.H.\""},
               {"a;b", "\"a;b\""},
               {"say \"hi\"", "\"say \"\"hi\"\"\""},
               {"=1+1", "'=1+1"},
               {"+62", "'+62"},
               {"-x", "'-x"},
               {"@cmd|' /C calc'!A0", "\"'@cmd|' /C calc'!A0\""},
               {"\tx", "\"'\tx\""},
               {" =1+1", "' =1+1"},
               {"a\nb", "\"a\nb\""},
               {"a\rb", "\"a\rb\""},
               {"\rx", "\"'\rx\""}};
    for (size_t i = 0; i < COUNT_OF(PUT); i++) {
        struct buf out;
        buf_init(&out, 256);
        csv_put(&out, str_from_c(PUT[i].text));
        assert_true(str_equal(buf_str(&out), str_from_c(PUT[i].want)));
        buf_done(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_reads_the_same_in_pieces_of_any_size),
        cmocka_unit_test(a_line_too_long_is_one_fault_and_the_next_is_read),
        cmocka_unit_test(a_line_too_long_is_cut_wherever_it_stands),
        cmocka_unit_test(columns_beyond_the_last_are_a_fault_and_the_first_are_there),
        cmocka_unit_test(a_file_of_open_quotes_is_read_to_its_end),
        cmocka_unit_test(what_is_written_is_no_formula_and_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
