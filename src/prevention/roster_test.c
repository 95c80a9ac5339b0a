#include "prevention/roster.h"

#include "base/buf.h"
#include "base/xlsx_sample.h"
#include "law/law_sample.h"

#include <stdlib.h>

static const char *const COLUMNS[] = {"name", "unit", "nip", "class", "post", "grade", "mail"};

/* A row as "LINE class nip name/unit/post/grade/mail" or "LINE !fault !fault"; then the head. */
static void show(struct buf *out, const struct roster_row *row) {
    const struct roster_person *p = &row->person;
    buf_printf(out, "%zu", row->record.line);
    for (size_t i = 0; i < row->fault_count; i++)
        buf_printf(out, " !%.*s", STR_ARG(roster_fault_name(row->faults[i])));
    if (!row->fault_count)
        buf_printf(out, " %.*s %lld %.*s/%.*s/%.*s/%.*s/%.*s", STR_ARG(p->subject->row.id),
                   (long long)p->nip.number, STR_ARG(p->name), STR_ARG(p->unit), STR_ARG(p->post),
                   STR_ARG(grade_text(p->grade)), STR_ARG(p->mail));
    buf_add_c(out, row->record.legacy ? " legacy; " : "; ");
}

static const struct {
    const char *name, *text, *want;
} CASES[] = {
    {"a plain roster",
     "NIP,Nama,Unit Kerja,Jabatan,Golongan,Email\n"
     "196608011988031001,Amir,Dinas Kesehatan,Kepala Seksi,III/d,amir@muba.go.id\n",
     "2 pns 196608011988031001 Amir/Dinas Kesehatan/Kepala Seksi/III/d/amir@muba.go.id; found"},
    {"as a spreadsheet saves it here: semicolons, titles above, a number of rows",
     "DAFTAR PEGAWAI;;;\nPer 1 Oktober 2024;;;\n;;;\nNo.;NAMA LENGKAP;NIP BARU;UNOR NAMA\n"
     "1;AMIR, S.H.;19660801 198803 1 001;BKPSDM\n",
     "5 pns 196608011988031001 AMIR, S.H./BKPSDM///; found"},
    {"classes by the words that offices use",
     "nama,unit,status,nip\nA,X,P3K,199001012023211005\nB,X,Kepala Desa,\nC,X,honorer,\n"
     "D,X,calon PNS,199609262024051001\nE,X,non_asn,123\n",
     "2 pppk 199001012023211005 A/X///; 3 kades 0 B/X///; 4 non_asn 0 C/X///; 5 cpns "
     "199609262024051001 D/X///; 6 non_asn 0 E/X///; found"},
    {"grades of civil servants and of contract staff, and what is none",
     "nama,unit,status,nip,Pangkat/Gol\nA,X,PNS,196608011988031001,\"Penata Tk. I, III/d\"\n"
     "B,X,PPPK,199001012023211005,IX\nC,X,PNS,196608011988031002,III/f\n"
     "D,X,PNS,196608011988031003,-\nE,X,kades,,III/f\nF,X,PNS,196608011988031004,#REF!\n",
     "2 pns 196608011988031001 A/X//III/d/; 3 pppk 199001012023211005 B/X//IX/; 4 !no-grade; "
     "5 pns 196608011988031003 D/X///; 6 kades 0 E/X///; 7 !cell-error; found"},
    {"a class that is none", "nama,unit,status\nA,X,astronaut\n", "2 !no-class; found"},
    {"every fault of a row is told", "nama,unit,nip,email\n,,196608011988031000,amir at muba\n",
     "2 !no-name !no-unit !no-mail !nip-rounded; found"},
    {"a short row lacks what it lacks", "nama,unit,nip\nA\n", "2 !no-unit !no-nip; found"},
    {"good rows beside bad ones",
     "nama,unit,nip\nA,X,1.98703E+17\nB,X,19870325201001100l\nC,X,131263190\n"
     "D,X,198713252010011001\nAmir,X,196608011988031001\n\"E,X,1\n",
     "2 !nip-rounded; 3 !nip-letters; 4 !nip-length; 5 !nip-dates; 6 pns 196608011988031001 "
     "Amir/X///; 7 !quote; found"},
    {"the day of birth in every shape, and a wrong one",
     "nama,unit,nip,tgl lahir\nA,X,196608011988031001,1966-08-01\nA,X,196608011988031001,"
     "01/08/1966\nA,X,196608011988031001,1-8-1966\nA,X,196608011988031001,24320\n"
     "A,X,196608011988031001,08/01/1966\nA,X,196608011988031001,1966\nA,X,196608011988031001,\n",
     "2 pns 196608011988031001 A/X///; 3 pns 196608011988031001 A/X///; 4 pns 196608011988031001 "
     "A/X///; 5 pns 196608011988031001 A/X///; 6 !birth-differs; 7 !birth-differs; 8 pns "
     "196608011988031001 A/X///; found"},
    {"a day of birth that is none",
     "nama,unit,nip,tgl lahir\nA,X,196608011988031001,0\nA,X,196608011988031001,100000\n"
     "A,X,196608011988031001,-24320\nA,X,196608011988031001,x-8-1966\n"
     "A,X,196608011988031001,1-8-10000\nA,X,196608011988031001,1--8-1966\n"
     "A,X,196608011988031001,1-8-1966-1\nA,X,196608011988031001,31-02-1966\n",
     "2 !birth-differs; 3 !birth-differs; 4 !birth-differs; 5 !birth-differs; 6 !birth-differs; "
     "7 !birth-differs; 8 !birth-differs; 9 !birth-differs; found"},
    {"a class by its label in the rules", "nama,unit,status\nA,X,Anggota BPD\n",
     "2 bpd 0 A/X///; found"},
    {"a word too long to be a class, and signs around one",
     "nama,unit,status\nA,X,pppkpppkpppkpppkpppkpppkpppkpppkpppkpppkpppkpppkpppkpppk\n"
     "{B},X,~{kades}~\n{1},X,kades\n",
     "2 !no-class; 3 kades 0 {B}/X///; 4 !name-number; found"},
    {"a no-break space in front of a name, and what only begins like one",
     "nama,unit,status\n\xc2\xa0Siti,X\xc2\xa9,kades\n", "2 kades 0 Siti/X\xc2\xa9///; found"},
    {"a head that ends the file", "nama,unit,status", "found"},
    {"text behind a quote", "nama,unit,status\n\"A\"x,X,kades\n", "2 !quote; found"},
    {"blanks within names are made one, no-break spaces too",
     "nama,unit,status\n\"  Siti \n  Aminah\xc2\xa0\xc2\xa0, S.E. \",X,kades\n",
     "2 kades 0 Siti Aminah , S.E./X///; found"},
    {"a name in Windows-1252", "nama,unit,status\nJos\xe9,X,kades\n",
     "2 kades 0 Jos\xc3\xa9/X/// legacy; found"},
    {"a column that stands twice counts once", "nama,nama,unit,status\nA,B,X,kades\n",
     "2 kades 0 A/X///; found"},
    {"the error of a formula is no value", "nama,unit,status\n#N/A,X,kades\nA,#REF!,kades\n",
     "2 !cell-error; 3 !cell-error; found"},
    {"a number is no name", "nama,unit,status\n45231,X,kades\n2024-01-02,X,kades\n\u674e,X,kades\n",
     "2 !name-number; 3 !name-number; 4 kades 0 \u674e/X///; found"},
    {"no head", "Amir,Dinas Kesehatan\nBudi,Dinas Sosial\n", "missing"},
    {"a head without units", "nama,nip\nA,196608011988031001\n", "missing"},
    {"an empty file", "", "missing"},
};

static void read_all(const struct law *law, struct str bytes, size_t piece, struct buf *out) {
    static const char *const HEADS[] = {"sought", "found", "missing"};
    struct roster_row row;
    struct roster_reader *r = roster_reader_new(
        &(struct roster_options){.law = law, .subject = law_subject_class(law, STR("pns"))});
    while (bytes.len) {
        struct str part = {bytes.ptr, bytes.len < piece ? bytes.len : piece};
        bytes = (struct str){bytes.ptr + part.len, bytes.len - part.len};
        while (roster_feed(r, &part, &row))
            show(out, &row);
    }
    while (roster_end(r, &row))
        show(out, &row);
    buf_add_c(out, HEADS[roster_head(r)]);
    roster_reader_free(r);
}

static void every_roster_reads_the_same_in_pieces_of_any_size(void **state) {
    const struct world *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (size_t piece = 1; piece < 2000; piece = piece * 13 + 1) {
            struct buf out;
            buf_init(&out, 1 << 20);
            read_all(w->law, str_from_c(CASES[i].text), piece, &out);
            if (!str_equal(buf_str(&out), str_from_c(CASES[i].want)))
                fail_msg("%s, %zu bytes at a time: %.*s", CASES[i].name, piece,
                         STR_ARG(buf_str(&out)));
            buf_done(&out);
        }
}

#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define AMIR "196608011988031001"
#define HEAD "<row r=\"3\">" TEXT("Nama") TEXT("Unit Kerja") TEXT("NIP") TEXT("Tgl Lahir") "</row>"
#define ROW(cells) "<row>" TEXT("Amir") TEXT("X") cells "</row>"

/* Of a spreadsheet lines are rows, and what it made of a number is not guessed back. */
static void a_workbook_reads_as_a_table_does(void **state) {
    static const char SHEET[] =
        "<worksheet><sheetData>" HEAD ROW(TEXT(AMIR) "<c s=\"1\"><v>24320</v></c>")
            ROW("<c><v>" AMIR "</v></c>") ROW("<c><v>1.96608011988031E+17</v></c>")
                ROW("<c><v>131263190</v></c>") ROW(TEXT(AMIR) "<c><v>24321</v></c>")
                    ROW("<c t=\"e\"><v>#N/A</v></c>")
                        ROW(TEXT(AMIR) "<c r=\"CZ9\"><v>1</v></c>") "</sheetData></worksheet>";
    const struct world *w = *state;
    const struct xlsx_sample sample = {
        .sheet = str_from_c(SHEET),
        .styles = STR("<s><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></s>")};
    struct xlsx *x = xlsx_new(xlsx_sample(w->a, &sample));
    struct buf text, out;
    struct str piece;
    buf_init(&text, 1 << 20);
    buf_init(&out, 1 << 20);
    while (xlsx_next(x, &piece))
        buf_add(&text, piece);
    assert_int_equal(xlsx_fault(x), XLSX_GOOD);
    read_all(w->law, buf_str(&text), 7, &out);
    assert_true(str_equal(
        buf_str(&out), STR("4 pns 196608011988031001 Amir/X///; 5 !nip-rounded; 6 !nip-rounded; 7 "
                           "!nip-length; 8 !birth-differs; 9 !cell-error !nip-letters; 10 "
                           "!line-long; found")));
    buf_done(&text);
    buf_done(&out);
    xlsx_free(x);
}

static void every_fault_of_a_workbook_has_a_sentence_in_both_languages(void **state) {
    (void)state;
    for (enum xlsx_fault f = XLSX_OTHER; f < XLSX_FAULTS; f++) {
        struct law_text text = roster_book_text(f);
        assert_true(text.id.len > 20 && text.en.len > 20 && !str_equal(text.id, text.en));
        assert_true(text.id.ptr[text.id.len - 1] == '.' && text.en.ptr[text.en.len - 1] == '.');
    }
}

static void the_columns_that_were_found_are_told(void **state) {
    const struct world *w = *state;
    struct roster_reader *r = roster_reader_new(&(struct roster_options){.law = w->law});
    struct roster_row row;
    struct str bytes = STR("Pegawai\nNama;Satuan Kerja;Golongan\nA;X;III/a\n");
    assert_int_equal(roster_head(r), ROSTER_HEAD_SOUGHT);
    assert_false(roster_has(r, ROSTER_NAME)); /* not yet */
    assert_true(roster_feed(r, &bytes, &row));
    assert_true(row.fault_count == 1 && row.faults[0] == ROSTER_NO_CLASS); /* none was given */
    for (size_t c = 0; c < COUNT_OF(COLUMNS); c++)
        assert_int_equal(roster_has(r, (enum roster_column)c),
                         c == ROSTER_NAME || c == ROSTER_UNIT || c == ROSTER_GRADE);
    assert_true(str_equal(roster_head_raw(r), STR("Nama;Satuan Kerja;Golongan")));
    assert_int_equal(roster_separator(r), ';');
    roster_reader_free(r);
}

static void a_head_is_sought_in_the_first_lines_alone(void **state) {
    const struct world *w = *state;
    for (size_t titles = ROSTER_TITLE_MAX - 1; titles <= ROSTER_TITLE_MAX; titles++) {
        struct roster_reader *r = roster_reader_new(&(struct roster_options){.law = w->law});
        struct roster_row row;
        struct buf text;
        buf_init(&text, 4096);
        for (size_t i = 0; i < titles; i++)
            buf_add_c(&text, "judul\n");
        buf_add_c(&text, "nama,unit\nA,X\n");
        struct str bytes = buf_str(&text);
        assert_int_equal(roster_feed(r, &bytes, &row), titles < ROSTER_TITLE_MAX);
        assert_int_equal(roster_head(r),
                         titles < ROSTER_TITLE_MAX ? ROSTER_HEAD_FOUND : ROSTER_HEAD_MISSING);
        buf_done(&text);
        roster_reader_free(r);
    }
}

/* Two that are too long are one fault; a line of too many columns, or with a NUL, is one as well.
 */
static void what_cannot_be_read_is_told_once(void **state) {
    static const struct str BAD[] = {STR_INIT("A,X\0\n"), STR_INIT("\0\n")};
    const struct world *w = *state;
    struct buf text;
    buf_init(&text, 1 << 16);
    buf_add_c(&text, "nama,unit\n");
    for (int field = 0; field < 2; field++) {
        for (size_t i = 0; i <= ROSTER_TEXT_MAX; i++)
            buf_add_char(&text, 'x');
        buf_add_char(&text, field ? '\n' : ',');
    }
    buf_add_char(&text, 'A');
    for (size_t i = 0; i < CSV_FIELDS_MAX; i++)
        buf_add_char(&text, ',');
    buf_add_char(&text, '\n');
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        buf_add(&text, BAD[i]);
    struct buf out;
    buf_init(&out, 4096);
    read_all(w->law, buf_str(&text), text.len, &out);
    struct str want =
        STR("2 !field-long !no-name !no-unit !no-nip; 3 !line-long; 4 !bytes; 5 !bytes; found");
    if (!str_equal(buf_str(&out), want))
        fail_msg("%.*s", STR_ARG(buf_str(&out)));
    buf_done(&out);
    buf_done(&text);
}

static void a_field_too_long_is_a_fault(void **state) {
    const struct world *w = *state;
    for (size_t len = ROSTER_TEXT_MAX; len <= ROSTER_TEXT_MAX + 1; len++) {
        struct roster_reader *r = roster_reader_new(&(struct roster_options){
            .law = w->law, .subject = law_subject_class(w->law, STR("kades"))});
        struct roster_row row;
        struct buf text;
        buf_init(&text, 4096);
        buf_add_c(&text, "nama,unit\nA,");
        for (size_t i = 0; i < len; i++)
            buf_add_char(&text, 'x');
        buf_add_char(&text, '\n');
        struct str bytes = buf_str(&text);
        assert_true(roster_feed(r, &bytes, &row));
        assert_int_equal(row.fault_count > 0, len > ROSTER_TEXT_MAX);
        assert_true(!row.fault_count || row.faults[0] == ROSTER_FIELD_LONG);
        buf_done(&text);
        roster_reader_free(r);
    }
}

static void every_fault_has_a_name_and_a_sentence_in_both_languages(void **state) {
    (void)state;
    for (size_t f = 0; f < ROSTER_FAULTS; f++) {
        struct law_text text = roster_fault_text((enum roster_fault)f);
        assert_true(text.id.len > 20 && text.en.len > 20 && !str_equal(text.id, text.en));
        assert_true(text.id.ptr[text.id.len - 1] == '.' && text.en.ptr[text.en.len - 1] == '.');
        for (size_t g = 0; g < f; g++)
            assert_false(str_equal(roster_fault_name((enum roster_fault)f),
                                   roster_fault_name((enum roster_fault)g)));
    }
}

static void a_number_is_known_again_with_its_line(void **state) {
    enum { MANY = 20000 };
    (void)state;
    struct roster_seen *seen = roster_seen_new();
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(
            roster_seen_add(
                seen, &(struct roster_person){.nip = {196608011988031001 + (int64_t)i * 7}}, i + 2),
            0);
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(
            roster_seen_add(
                seen, &(struct roster_person){.nip = {196608011988031001 + (int64_t)i * 7}}, 1),
            i + 2);
    assert_int_equal(roster_seen_add(seen, &(struct roster_person){.nip = {196608011988031002}}, 9),
                     0);
    roster_seen_free(seen);
}

static const struct law_subject_class HEADS = {.row.id = STR_INIT("kades")},
                                      STAFF = {.row.id = STR_INIT("non_asn")};
static const struct {
    const char *name;
    struct roster_person person;
    size_t first; /* line of the row that it stands twice with; 0: new */
} NAMES[] = {
    {"who comes first", {.subject = &HEADS, .name = STR_INIT("Amir"), .unit = STR_INIT("Lais")}, 0},
    {"the same again", {.subject = &HEADS, .name = STR_INIT("Amir"), .unit = STR_INIT("Lais")}, 1},
    {"in capitals, of another post",
     {.subject = &HEADS,
      .name = STR_INIT("AMIR"),
      .unit = STR_INIT("lais"),
      .post = STR_INIT("Kepala Desa")},
     1},
    {"in another unit",
     {.subject = &HEADS, .name = STR_INIT("Amir"), .unit = STR_INIT("Keluang")},
     0},
    {"of another class",
     {.subject = &STAFF, .name = STR_INIT("Amir"), .unit = STR_INIT("Lais")},
     0},
    {"with a name that goes on",
     {.subject = &HEADS, .name = STR_INIT("AmirL"), .unit = STR_INIT("ais")},
     0},
    {"told apart by the village",
     {.subject = &HEADS, .name = STR_INIT("Amir (Suka Maju)"), .unit = STR_INIT("Lais")},
     0},
    {"who has a NIP",
     {.nip = {196608011988031001},
      .subject = &HEADS,
      .name = STR_INIT("Amir"),
      .unit = STR_INIT("Lais")},
     0},
};

static void who_has_no_nip_is_known_again_by_name_and_unit(void **state) {
    (void)state;
    struct roster_seen *seen = roster_seen_new();
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        struct roster_row row = {.person = NAMES[i].person, .record.line = i + 1};
        size_t first = roster_seen_row(seen, &row);
        bool told = row.fault_count == 1 && row.faults[0] == ROSTER_NAME_TWICE;
        assert_int_equal(first ? roster_seen_row(seen, &row) : 0, 0); /* faulty: not looked at */
        if (first != NAMES[i].first || told != (first > 0))
            fail_msg("%s: line %zu", NAMES[i].name, first);
    }
    roster_seen_free(seen);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_roster_reads_the_same_in_pieces_of_any_size),
        cmocka_unit_test(a_workbook_reads_as_a_table_does),
        cmocka_unit_test(every_fault_of_a_workbook_has_a_sentence_in_both_languages),
        cmocka_unit_test(the_columns_that_were_found_are_told),
        cmocka_unit_test(a_head_is_sought_in_the_first_lines_alone),
        cmocka_unit_test(a_field_too_long_is_a_fault),
        cmocka_unit_test(what_cannot_be_read_is_told_once),
        cmocka_unit_test(every_fault_has_a_name_and_a_sentence_in_both_languages),
        cmocka_unit_test(a_number_is_known_again_with_its_line),
        cmocka_unit_test(who_has_no_nip_is_known_again_by_name_and_unit),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
