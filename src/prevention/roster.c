#include "prevention/roster.h"

#include "base/address.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 48 }; /* letters of a column's name or of a class that are looked at */

/* --- the words of heads and classes --- */

static const struct str COLUMN_NAMES[ROSTER_COLUMNS] = {
    STR_INIT("nama"),    STR_INIT("unit kerja"), STR_INIT("NIP"),   STR_INIT("status"),
    STR_INIT("jabatan"), STR_INIT("golongan"),   STR_INIT("surel"), STR_INIT("tanggal lahir"),
};

struct str roster_column_name(enum roster_column column) {
    return COLUMN_NAMES[column];
}

/* What personnel offices write above their columns; letters and digits alone, in lower case. */
static const struct {
    struct str word;
    enum roster_column column;
} HEADS[] = {
    {STR_INIT("nama"), ROSTER_NAME},
    {STR_INIT("namalengkap"), ROSTER_NAME},
    {STR_INIT("namapegawai"), ROSTER_NAME},
    {STR_INIT("namapns"), ROSTER_NAME},
    {STR_INIT("namaasn"), ROSTER_NAME},
    {STR_INIT("name"), ROSTER_NAME},
    {STR_INIT("unitkerja"), ROSTER_UNIT},
    {STR_INIT("namaunit"), ROSTER_UNIT},
    {STR_INIT("namaunitkerja"), ROSTER_UNIT},
    {STR_INIT("unit"), ROSTER_UNIT},
    {STR_INIT("opd"), ROSTER_UNIT},
    {STR_INIT("perangkatdaerah"), ROSTER_UNIT},
    {STR_INIT("unitorganisasi"), ROSTER_UNIT},
    {STR_INIT("unornama"), ROSTER_UNIT},
    {STR_INIT("satuankerja"), ROSTER_UNIT},
    {STR_INIT("satker"), ROSTER_UNIT},
    {STR_INIT("instansi"), ROSTER_UNIT},
    {STR_INIT("skpd"), ROSTER_UNIT},
    {STR_INIT("nip"), ROSTER_NIP},
    {STR_INIT("nipbaru"), ROSTER_NIP},
    {STR_INIT("nomorindukpegawai"), ROSTER_NIP},
    {STR_INIT("nippppk"), ROSTER_NIP},
    {STR_INIT("nipnippppk"), ROSTER_NIP},
    {STR_INIT("nipnipppk"), ROSTER_NIP},
    {STR_INIT("nipnip3k"), ROSTER_NIP},
    {STR_INIT("status"), ROSTER_CLASS},
    {STR_INIT("statuspegawai"), ROSTER_CLASS},
    {STR_INIT("statuskepegawaian"), ROSTER_CLASS},
    {STR_INIT("jenispegawai"), ROSTER_CLASS},
    {STR_INIT("kelas"), ROSTER_CLASS},
    {STR_INIT("class"), ROSTER_CLASS},
    {STR_INIT("jabatan"), ROSTER_POST},
    {STR_INIT("namajabatan"), ROSTER_POST},
    {STR_INIT("jabatannama"), ROSTER_POST},
    {STR_INIT("position"), ROSTER_POST},
    {STR_INIT("post"), ROSTER_POST},
    {STR_INIT("golongan"), ROSTER_GRADE},
    {STR_INIT("gol"), ROSTER_GRADE},
    {STR_INIT("golruang"), ROSTER_GRADE},
    {STR_INIT("golonganruang"), ROSTER_GRADE},
    {STR_INIT("pangkatgolongan"), ROSTER_GRADE},
    {STR_INIT("pangkatgolruang"), ROSTER_GRADE},
    {STR_INIT("golakhirnama"), ROSTER_GRADE},
    {STR_INIT("pangkatgol"), ROSTER_GRADE},
    {STR_INIT("golakhir"), ROSTER_GRADE},
    {STR_INIT("golonganakhir"), ROSTER_GRADE},
    {STR_INIT("golruangakhir"), ROSTER_GRADE},
    {STR_INIT("golonganpppk"), ROSTER_GRADE},
    {STR_INIT("grade"), ROSTER_GRADE},
    {STR_INIT("email"), ROSTER_MAIL},
    {STR_INIT("surel"), ROSTER_MAIL},
    {STR_INIT("alamatemail"), ROSTER_MAIL},
    {STR_INIT("mail"), ROSTER_MAIL},
    {STR_INIT("tanggallahir"), ROSTER_BIRTH},
    {STR_INIT("tgllahir"), ROSTER_BIRTH},
    {STR_INIT("birthdate"), ROSTER_BIRTH},
    {STR_INIT("dateofbirth"), ROSTER_BIRTH},
};

/* Words for classes beside their ids and labels in rules/subjects.yaml. */
static const struct {
    struct str word, subject;
} CLASSES[] = {
    {STR_INIT("p3k"), STR_INIT("pppk")},
    {STR_INIT("calonpns"), STR_INIT("cpns")},
    {STR_INIT("kepaladesa"), STR_INIT("kades")},
    {STR_INIT("perangkatdesa"), STR_INIT("perangkat_desa")},
    {STR_INIT("honorer"), STR_INIT("non_asn")},
    {STR_INIT("tenagahonorer"), STR_INIT("non_asn")},
    {STR_INIT("ppnpn"), STR_INIT("non_asn")},
    {STR_INIT("nonasn"), STR_INIT("non_asn")},
    {STR_INIT("kontrak"), STR_INIT("non_asn")},
};

/* Letters and digits of text in lower case; longer words end early. */
struct word {
    char text[WORD_MAX];
    size_t len;
};
static struct word word_of(struct str text) {
    struct word w = {.len = 0};
    for (size_t i = 0; i < text.len && w.len < WORD_MAX; i++) {
        char c = char_lower(text.ptr[i]);
        if ((c >= 'a' && c <= 'z') || char_is_digit(c))
            w.text[w.len++] = c;
    }
    return w;
}
static struct str word_str(const struct word *w) {
    return (struct str){w->text, w->len};
}

/* --- the reader --- */

struct roster_reader {
    struct csv_reader *csv;
    struct roster_options options;
    enum roster_head head;
    struct buf head_raw, text; /* text: of the row given out */
    int at[ROSTER_COLUMNS];    /* -1: no such column */
    size_t titles;
    bool last; /* the row being read is the one that csv_end gave */
};

struct roster_reader *roster_reader_new(const struct roster_options *options) {
    struct roster_reader *r = must_alloc(sizeof *r);
    r->csv = csv_reader_new();
    r->options = *options;
    buf_init(&r->head_raw, CSV_RECORD_MAX + 1);
    buf_init(&r->text, (size_t)ROSTER_COLUMNS * ROSTER_TEXT_MAX);
    return r;
}

void roster_reader_free(struct roster_reader *r) {
    if (!r)
        return;
    csv_reader_free(r->csv);
    buf_done(&r->head_raw);
    buf_done(&r->text);
    free(r);
}

enum roster_head roster_head(const struct roster_reader *r) {
    return r->head;
}

bool roster_has(const struct roster_reader *r, enum roster_column column) {
    return r->head == ROSTER_HEAD_FOUND && r->at[column] >= 0;
}

struct str roster_head_raw(const struct roster_reader *r) {
    return buf_str(&r->head_raw);
}

char roster_separator(const struct roster_reader *r) {
    return csv_separator(r->csv);
}

/* Whether the record names a column of names and one of units. */
static bool take_head(struct roster_reader *r, const struct csv_record *record) {
    for (size_t c = 0; c < ROSTER_COLUMNS; c++)
        r->at[c] = -1;
    for (size_t i = 0; i < record->count; i++) {
        struct word w = word_of(record->list[i]);
        for (size_t h = 0; h < COUNT_OF(HEADS); h++)
            if (str_equal(HEADS[h].word, word_str(&w)) && r->at[HEADS[h].column] < 0)
                r->at[HEADS[h].column] = (int)i;
    }
    if (r->at[ROSTER_NAME] < 0 || r->at[ROSTER_UNIT] < 0)
        return false;
    buf_clear(&r->head_raw);
    buf_add(&r->head_raw, record->raw);
    return true;
}

static void add_fault(struct roster_row *row, enum roster_fault fault) {
    for (size_t i = 0; i < row->fault_count; i++)
        if (row->faults[i] == fault)
            return;
    row->faults[row->fault_count++] = fault;
}

/* The field with each run of blanks in it as one; no-break spaces are blanks. */
static struct str read_text(struct roster_reader *r, const struct csv_record *record,
                            enum roster_column column, struct roster_row *row) {
    int at = r->at[column];
    struct str in = at >= 0 && (size_t)at < record->count ? record->list[at] : (struct str){0};
    size_t start = r->text.len;
    bool blank = false;
    if (in.len > ROSTER_TEXT_MAX) {
        add_fault(row, ROSTER_FIELD_LONG);
        return (struct str){0};
    }
    for (size_t i = 0; i < in.len; i++) {
        bool no_break = i + 1 < in.len && in.ptr[i] == '\xc2' && in.ptr[i + 1] == '\xa0';
        if (no_break || (in.ptr[i] >= '\0' && in.ptr[i] <= ' ')) {
            blank = true;
            i += no_break;
            continue;
        }
        if (blank && r->text.len > start)
            buf_add_char(&r->text, ' ');
        blank = false;
        buf_add_char(&r->text, in.ptr[i]);
    }
    return (struct str){r->text.ptr + start, r->text.len - start};
}

static const struct law_subject_class *class_of(const struct law *law, struct str text) {
    struct word w = word_of(text);
    for (size_t i = 0; i < COUNT_OF(CLASSES); i++)
        if (str_equal(CLASSES[i].word, word_str(&w)))
            return law_subject_class(law, CLASSES[i].subject);
    for (size_t i = 0; i < law->class_count; i++) {
        struct word id = word_of(law->classes[i].row.id), label = word_of(law->classes[i].label.id);
        if (str_equal(word_str(&id), word_str(&w)) || str_equal(word_str(&label), word_str(&w)))
            return &law->classes[i];
    }
    return NULL;
}

/* "1987-03-25", "25-03-1987", "25/3/1987", or the number of days that spreadsheets count from
 * 30 December 1899. */
static bool read_birth(struct str text, struct date *ret) {
    static const struct civil BEGIN = {1899, 12, 30};
    int64_t parts[3] = {0}, whole;
    struct str rest = text;
    if (str_to_int(text, &whole)) {
        *ret = (struct date){date_from_civil(BEGIN).day + (int32_t)(whole % 100000)};
        return whole > 0 && whole < 100000;
    }
    char separator = memchr(text.ptr, '/', text.len) ? '/' : '-';
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!str_to_int(str_cut(&rest, separator), &parts[i]) || parts[i] < 0 || parts[i] > 9999)
            return false;
    bool year_first = parts[0] > 31;
    struct civil c = {(int)parts[year_first ? 0 : 2], (int)parts[1],
                      (int)parts[year_first ? 2 : 0]};
    if (rest.len || !civil_exists(c))
        return false;
    *ret = date_from_civil(c);
    return true;
}

/* What a formula shows that found nothing; a table keeps it as a text. */
static bool is_cell_error(struct str text) {
    static const struct str ERRORS[] = {
        STR_INIT("#N/A"),    STR_INIT("#REF!"),  STR_INIT("#VALUE!"), STR_INIT("#NAME?"),
        STR_INIT("#DIV/0!"), STR_INIT("#NULL!"), STR_INIT("#NUM!")};
    for (size_t i = 0; i < COUNT_OF(ERRORS); i++)
        if (str_equal(text, ERRORS[i]))
            return true;
    return false;
}

/* Letters that are not of ASCII count. */
static bool has_letter(struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = char_lower(text.ptr[i]);
        if ((c >= 'a' && c <= 'z') || (c & 0x80))
            return true;
    }
    return false;
}

static bool has_nip(const struct law_subject_class *subject, bool *ret_civil_servant) {
    struct str id = subject->row.id;
    *ret_civil_servant = str_equal(id, STR("pns")) || str_equal(id, STR("cpns"));
    return *ret_civil_servant || str_equal(id, STR("pppk"));
}

static void read_nip(struct str text, struct str birth, struct roster_row *row) {
    static const enum roster_fault OF[] = {
        [NIP_ROUNDED] = ROSTER_NIP_ROUNDED,
        [NIP_LETTERS] = ROSTER_NIP_LETTERS,
        [NIP_LENGTH] = ROSTER_NIP_LENGTH,
        [NIP_DATES] = ROSTER_NIP_DATES,
    };
    bool civil_servant;
    struct date born;
    if (!row->person.subject || !has_nip(row->person.subject, &civil_servant))
        return; /* whatever stands there is another kind of number, and not kept */
    enum nip_fault fault = nip_read(text, civil_servant, &row->person.nip);
    if (fault == NIP_NONE)
        add_fault(row, ROSTER_NO_NIP);
    else if (fault != NIP_GOOD)
        add_fault(row, OF[fault]);
    else if (birth.len && (!read_birth(birth, &born) || born.day != nip_birth(row->person.nip).day))
        add_fault(row, ROSTER_BIRTH_DIFFERS);
}

/* Whatever stands there of who is no civil servant is another ladder, and not kept. */
static void read_grade(struct str text, struct roster_row *row) {
    bool civil_servant;
    if (!row->person.subject || !has_nip(row->person.subject, &civil_servant))
        return;
    if (!is_cell_error(text) && !grade_read(text, !civil_servant, &row->person.grade))
        add_fault(row, ROSTER_NO_GRADE);
}

static void read_person(struct roster_reader *r, const struct csv_record *record,
                        struct roster_row *row) {
    struct str fields[ROSTER_COLUMNS];
    struct roster_person *p = &row->person;
    buf_clear(&r->text);
    (void)buf_extend(&r->text, (size_t)ROSTER_COLUMNS * ROSTER_TEXT_MAX); /* must not move */
    buf_clear(&r->text);
    for (size_t c = 0; c < ROSTER_COLUMNS; c++)
        fields[c] = read_text(r, record, (enum roster_column)c, row);
    p->name = fields[ROSTER_NAME];
    p->unit = fields[ROSTER_UNIT];
    p->post = fields[ROSTER_POST];
    p->tells_grade = r->at[ROSTER_GRADE] >= 0;
    p->mail = fields[ROSTER_MAIL];
    p->tells_mail = r->at[ROSTER_MAIL] >= 0;
    for (size_t c = 0; c < ROSTER_COLUMNS; c++)
        if (is_cell_error(fields[c]))
            add_fault(row, ROSTER_CELL_ERROR);
    if (!p->name.len)
        add_fault(row, ROSTER_NO_NAME);
    else if (!has_letter(p->name))
        add_fault(row, ROSTER_NAME_NUMBER);
    if (!p->unit.len)
        add_fault(row, ROSTER_NO_UNIT);
    p->subject = fields[ROSTER_CLASS].len ? class_of(r->options.law, fields[ROSTER_CLASS])
                                          : r->options.subject;
    if (!p->subject)
        add_fault(row, ROSTER_NO_CLASS);
    if (p->mail.len && !address_is_mail(p->mail))
        add_fault(row, ROSTER_NO_MAIL);
    read_grade(fields[ROSTER_GRADE], row);
    read_nip(fields[ROSTER_NIP], fields[ROSTER_BIRTH], row);
}

static struct roster_row row_of(struct roster_reader *r, const struct csv_record *record) {
    struct roster_row row = {.record = *record};
    switch (record->fault) {
    case CSV_GOOD:
        read_person(r, record, &row);
        break;
    case CSV_OPEN:
    case CSV_BEHIND:
        add_fault(&row, ROSTER_QUOTE);
        break;
    case CSV_LONG:
    case CSV_WIDE:
        add_fault(&row, ROSTER_LINE_LONG);
        break;
    case CSV_NUL:
        add_fault(&row, ROSTER_BYTES);
        break;
    }
    return row;
}

/* Whether the record is a row; else it was of the head, or above it, or of a file without one. */
static bool take(struct roster_reader *r, const struct csv_record *record, struct roster_row *ret) {
    if (r->head == ROSTER_HEAD_FOUND) {
        *ret = row_of(r, record);
        return true;
    }
    if (r->head == ROSTER_HEAD_MISSING)
        return false;
    if (take_head(r, record))
        r->head = ROSTER_HEAD_FOUND;
    else if (++r->titles == ROSTER_TITLE_MAX)
        r->head = ROSTER_HEAD_MISSING;
    return false;
}

bool roster_feed(struct roster_reader *r, struct str *bytes, struct roster_row *ret) {
    struct csv_record record;
    while (csv_feed(r->csv, bytes, &record))
        if (take(r, &record, ret))
            return true;
    return false;
}

bool roster_end(struct roster_reader *r, struct roster_row *ret) {
    struct csv_record record;
    while (csv_end(r->csv, &record))
        if (take(r, &record, ret))
            return true;
    if (r->head == ROSTER_HEAD_SOUGHT)
        r->head = ROSTER_HEAD_MISSING;
    return false;
}
