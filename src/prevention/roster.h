#ifndef PREVENTION_ROSTER_H
#define PREVENTION_ROSTER_H
/* A roster: who serves in an agency, as its personnel office exports it (base/csv.h says in which
 * shapes). A head names the columns, in Indonesian or English, in any order, beside others that are
 * passed over, below at most ROSTER_TITLE_MAX lines of title; then a row a person. A row with a
 * fault is not taken, and all its faults are told, so that a file of good and bad rows gives the
 * good ones and a list of the bad to mend. Pure: bytes in, rows out, in bounded memory. A workbook
 * comes as the text that base/xlsx.h makes of it. */
#include "base/csv.h"
#include "base/xlsx.h"
#include "law/law.h"
#include "prevention/grade.h"
#include "prevention/nip.h"

enum { ROSTER_TITLE_MAX = 20, ROSTER_TEXT_MAX = 200 /* bytes of a field */ };
enum roster_column {
    ROSTER_NAME, /* must be there */
    ROSTER_UNIT, /* must be there: unit kerja, OPD, satuan kerja */
    ROSTER_NIP,
    ROSTER_CLASS, /* PNS, PPPK, ...; missing: roster_options.subject holds for all */
    ROSTER_POST,  /* jabatan */
    ROSTER_GRADE, /* golongan/ruang */
    ROSTER_MAIL,
    ROSTER_BIRTH, /* only held against the NIP; never kept */
    ROSTER_COLUMNS
};
struct str roster_column_name(enum roster_column column); /* "nama", "unit kerja", ... */

enum roster_fault {
    ROSTER_QUOTE,       /* csv.h: CSV_OPEN, CSV_BEHIND */
    ROSTER_LINE_LONG,   /* CSV_LONG, CSV_WIDE */
    ROSTER_BYTES,       /* CSV_NUL */
    ROSTER_NO_NAME,     /* empty */
    ROSTER_NO_UNIT,     /* empty */
    ROSTER_FIELD_LONG,  /* more than ROSTER_TEXT_MAX bytes */
    ROSTER_NO_NIP,      /* of a class that has one: PNS, CPNS, PPPK */
    ROSTER_NIP_ROUNDED, /* nip.h, as the next three */
    ROSTER_NIP_LETTERS,
    ROSTER_NIP_LENGTH,
    ROSTER_NIP_DATES,
    ROSTER_NO_CLASS,      /* a word that is no class of subjects */
    ROSTER_BIRTH_DIFFERS, /* no day, or not that of the NIP */
    ROSTER_NO_MAIL,       /* no address of electronic mail */
    ROSTER_TWICE,         /* the NIP stood in a row before: roster_seen */
    ROSTER_NAME_TWICE,    /* without a NIP, the name stood in the same unit before: roster_seen */
    ROSTER_CELL_ERROR,    /* "#N/A" and such: a formula that found nothing */
    ROSTER_NAME_NUMBER,   /* no letter: a number or a day took its place */
    ROSTER_ELSEWHERE,     /* the register has them in another agency: flow/roster.h */
    ROSTER_NO_GRADE,      /* of a class that has grades, and it names none, or two */
    ROSTER_FAULTS
};
/* A sentence with what to do, without a name or number of the row. */
struct law_text roster_fault_text(enum roster_fault fault);
struct str roster_fault_name(enum roster_fault fault); /* "nip-rounded": for programs */

/* Why nothing was taken of a workbook; not for XLSX_GOOD. */
struct law_text roster_book_text(enum xlsx_fault fault);

struct roster_person {
    struct nip nip; /* 0: has none */
    const struct law_subject_class *subject;
    struct str name, unit, post, mail; /* blanks within made one */
    int64_t grade;                     /* prevention/grade.h; of a class that has none: NONE */
    bool tells_mail, tells_grade; /* the file has a column for it: an empty field then means none */
};
struct roster_row {
    struct csv_record record;                /* as it stands in the file */
    struct roster_person person;             /* whole when there is no fault */
    enum roster_fault faults[ROSTER_FAULTS]; /* each at most once, in their order */
    size_t fault_count;
};

struct roster_options {
    const struct law *law;
    const struct law_subject_class *subject; /* of rows that do not say it */
};
struct roster_reader;
struct roster_reader *roster_reader_new(const struct roster_options *options);
void roster_reader_free(struct roster_reader *r);
/* As csv_feed and csv_end: rows with and without faults, valid until the next call. */
bool roster_feed(struct roster_reader *r, struct str *bytes, struct roster_row *ret) MUST_CHECK;
bool roster_end(struct roster_reader *r, struct roster_row *ret) MUST_CHECK;
/* What the head is to the file. MISSING: ROSTER_TITLE_MAX lines, or all, have no column of names
 * and one of units; no row comes of such a file. */
enum roster_head { ROSTER_HEAD_SOUGHT, ROSTER_HEAD_FOUND, ROSTER_HEAD_MISSING };
enum roster_head roster_head(const struct roster_reader *r);
bool roster_has(const struct roster_reader *r, enum roster_column column); /* of a head found */
/* The head as it stands in the file, for a list of what is to be mended; until the reader is freed.
 */
struct str roster_head_raw(const struct roster_reader *r);
char roster_separator(const struct roster_reader *r);

/* Raise it when a reader takes other rows of a file than before, or in another order: who goes on
 * with a file that another program began counts its rows (flow/roster.h). */
enum { ROSTER_WAY = 2 };
/* Lines, as record.line counts them, of a table's text or a piece of it. About: what stands after
 * the last end of a line counts as none. */
int64_t roster_lines(struct str text);

/* Whom a file had by now, with their lines, 12 bytes a place, at most twice as many places as
 * people: by the NIP; who has none by class, name and unit, small letters and capitals alike.
 * Whatever the post: nobody can tell whether it is one person in two posts or two of one name. */
struct roster_seen;
struct roster_seen *roster_seen_new(void);
void roster_seen_free(struct roster_seen *seen);
/* Notes the person at line; the line where they stood first, or 0 when they are new. */
size_t roster_seen_add(struct roster_seen *seen, const struct roster_person *person, size_t line);
/* The same of a row without a fault, which then has ROSTER_TWICE or ROSTER_NAME_TWICE. */
size_t roster_seen_row(struct roster_seen *seen, struct roster_row *row);
#endif
