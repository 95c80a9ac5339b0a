#include "flow/confine.h"
#include "tool/roster_import.h"
#include "tool/roster_source.h"
#include "tool/tool.h"

/* lint: may-use: a roster is read here, the store gets good rows */
#include "base/apart.h"
#include "base/buf.h"
#include "prevention/roster_fix.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral roster check FILE [options]\n"
    "       netral roster import FILE --data DIR --office OFFICE [options]\n"
    "Reads a list of personnel as an office exports it, CSV or XLSX (its first sheet that can be\n"
    "seen), and says row by row what is to be mended.\n"
    "Its first lines name the columns: nama and unit kerja must be there; NIP, status, jabatan,\n"
    "golongan, surel, tanggal lahir may. \"-\" reads standard input.\n"
    "import: takes the good rows into the register of people whom the office can ask to sign a\n"
    "pledge (netral pledge). Names, units, classes, posts and grades are kept, of a NIP a keyed "
    "hash alone.\n"
    "The same file again changes nothing. After an interruption run it again: it goes on where it\n"
    "stopped, unless it came by standard input, and its report is whole.\n"
    "  --data DIR     the store\n"
    "  --db CONNINFO  postgresql://... instead of SQLite in DIR\n"
    "  --office OFFICE  whose personnel it is, such as bkpsdm-16.06: `netral office list`\n"
    "  --class WORD   of people whose row does not say it: pns (default), pppk, kades, ...\n"
    "  --fixes FILE   writes the rows to be mended, with the reasons, to be imported again\n"
    "  --lang id|en   the language of the reasons (default id)\n"
    "Exit 0: all rows are good; 1: some are not, or the file cannot be read.\n";

enum { SHOWN_MAX = 50, LINE_MAX = 8 * CSV_RECORD_MAX };
static const size_t ARENA_CAP = 64u << 20;

struct checking {
    const char *name; /* of the file, as it was given */
    bool english;
    const struct law *law;
    struct roster_reader *reader;
    struct roster_seen *seen;
    FILE *fixes;                  /* NULL: not asked for */
    struct roster_import *import; /* NULL: only checked */
    bool refused;                 /* by the store, which was said */
    struct roster_source *source;
    struct confined *confined; /* reads workbooks */
    size_t people, faulty, legacy;
    size_t *classes; /* people of each class of the law */
};

static struct str reason(const struct checking *c, enum roster_fault fault) {
    struct law_text text = roster_fault_text(fault);
    return c->english ? text.en : text.id;
}

static void print_faults(const struct checking *c, const struct roster_row *row, size_t first) {
    if (c->faulty > SHOWN_MAX)
        return;
    for (size_t i = 0; i < row->fault_count; i++) {
        struct str text = reason(c, row->faults[i]);
        (void)printf("%s:%zu: %.*s", c->name, row->record.line, STR_ARG(text));
        if (row->faults[i] == ROSTER_TWICE || row->faults[i] == ROSTER_NAME_TWICE)
            (void)printf(c->english ? " (line %zu)" : " (baris %zu)", first);
        (void)putchar('\n');
    }
}

static bool write_line(FILE *out, struct buf *line) {
    bool good = !buf_full(line) && fwrite(line->ptr, 1, line->len, out) == line->len;
    buf_done(line);
    return good;
}

static bool write_fix(const struct checking *c, const struct roster_row *row) {
    struct buf line;
    if (!c->fixes)
        return true;
    buf_init(&line, LINE_MAX);
    roster_fix_row(&line, c->reader, row, c->english);
    return write_line(c->fixes, &line);
}

static bool write_fix_head(const struct checking *c) {
    struct buf line;
    if (!c->fixes)
        return true;
    buf_init(&line, LINE_MAX);
    roster_fix_head(&line, c->reader, c->english);
    return write_line(c->fixes, &line);
}

/* False: the list of fixes cannot be written, or the store refused. */
static bool take(struct checking *c, struct roster_row *row) {
    size_t first = roster_seen_row(c->seen, row);
    c->legacy += row->record.legacy;
    if (!row->fault_count) {
        c->people++;
        c->classes[row->person.subject - c->law->classes]++;
        c->refused = c->import && !roster_import_take(c->import, row);
        return !c->refused;
    }
    if (c->import)
        roster_import_fault(c->import);
    bool good = c->faulty++ || write_fix_head(c);
    print_faults(c, row, first);
    return good && write_fix(c, row);
}

static bool read_rows(struct checking *c) {
    struct str piece;
    struct roster_row row;
    bool good = true;
    while (good && roster_source_next(c->source, &piece))
        while (good && roster_feed(c->reader, &piece, &row))
            good = take(c, &row);
    while (good && roster_end(c->reader, &row))
        good = take(c, &row);
    return good;
}

static void say_book(const struct checking *c, enum xlsx_fault fault) {
    struct law_text text = roster_book_text(fault);
    (void)fprintf(stderr, "netral roster: %s: %.*s\n", c->name,
                  STR_ARG(c->english ? text.en : text.id));
}

/* Errors go to standard error; false then. */
static bool read_all(struct checking *c, FILE *in) {
    bool good = read_rows(c);
    enum xlsx_fault fault = roster_source_fault(c->source);
    if (fault)
        say_book(c, fault);
    else if (!good && !c->refused)
        (void)fprintf(stderr, "netral roster: the list of fixes cannot be written: %s\n",
                      strerror(errno));
    else if (good && ferror(in))
        (void)fprintf(stderr, "netral roster: %s: %s\n", c->name, strerror(errno));
    return good && !fault && !ferror(in);
}

static void print_columns(const struct checking *c, bool present) {
    const char *between = "";
    for (size_t i = 0; i < ROSTER_COLUMNS; i++)
        if (roster_has(c->reader, (enum roster_column)i) == present) {
            struct str name = roster_column_name((enum roster_column)i);
            (void)printf("%s%.*s", between, STR_ARG(name));
            between = ", ";
        }
}

static void print_sum(const struct checking *c) {
    (void)printf(c->english ? "Columns used: " : "Kolom yang dipakai: ");
    print_columns(c, true);
    (void)printf(c->english ? "; not there: " : "; tidak ada: ");
    print_columns(c, false);
    (void)putchar('\n');
    if (c->faulty > SHOWN_MAX)
        (void)printf(c->english ? "%zu more rows are to be mended; --fixes FILE writes them all.\n"
                                : "%zu baris lain perlu diperbaiki; --fixes FILE menuliskan "
                                  "semuanya.\n",
                     c->faulty - SHOWN_MAX);
    if (c->legacy)
        (void)printf(c->english ? "%zu rows are no UTF-8 and were read as Windows-1252: look at "
                                  "the letters of their names.\n"
                                : "%zu baris bukan UTF-8 dan dibaca sebagai Windows-1252: periksa "
                                  "huruf pada namanya.\n",
                     c->legacy);
    for (size_t i = 0; i < c->law->class_count; i++)
        if (c->classes[i]) {
            const struct law_text *label = &c->law->classes[i].label;
            (void)printf("%10zu  %.*s\n", c->classes[i],
                         STR_ARG(c->english ? label->en : label->id));
        }
    (void)printf(c->english ? "People read: %zu. Rows to be mended: %zu.\n"
                            : "%zu orang terbaca, %zu baris perlu diperbaiki.\n",
                 c->people, c->faulty);
}

static int say_no_head(const struct checking *c) {
    (void)fprintf(stderr,
                  c->english
                      ? "netral roster: %s: none of the first %d lines names the columns. Write "
                        "\"nama\" and \"unit kerja\" (and \"NIP\") above them.\n"
                      : "netral roster: %s: judul kolom tidak ditemukan dalam %d baris pertama. "
                        "Tulis \"nama\" dan \"unit kerja\" (serta \"NIP\") di atas kolomnya.\n",
                  c->name, ROSTER_TITLE_MAX);
    return 1;
}

static bool is_empty(const struct checking *c) {
    return !c->people && !c->faulty;
}

static int say_no_row(const struct checking *c) {
    (void)fprintf(stderr,
                  c->english
                      ? "netral roster: %s: there is no row below the names of the columns, so "
                        "nothing is entered. Was another sheet or another file meant?\n"
                      : "netral roster: %s: tidak ada baris di bawah judul kolom, jadi tidak ada "
                        "yang dicatat. Apakah yang dimaksud lembar atau berkas lain?\n",
                  c->name);
    return 1;
}

/* NULL after saying why. A list of fixes is personal data: a new file that its owner alone reads.
 */
static FILE *open_file(const char *path, bool fixes) {
    int fd = fixes ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)
                   : open(path, O_RDONLY | O_CLOEXEC);
    FILE *f = fd < 0 ? NULL : fdopen(fd, fixes ? "w" : "r");
    if (!f)
        (void)fprintf(stderr, "netral roster: %s: %s%s\n", path, strerror(errno),
                      fixes && errno == EEXIST ? "; name another file with --fixes" : "");
    return f;
}

/* What the store has to say comes last: people were read, and some are to be mended. */
static bool end_import(struct checking *c) {
    struct hash file = roster_source_hash(c->source);
    return !c->import || roster_import_end(c->import, &file);
}

static int check(struct checking *c, FILE *in, const struct law_subject_class *subject) {
    if (c->import && !roster_import_begin(c->import, in))
        return 1;
    c->reader = roster_reader_new(&(struct roster_options){.law = c->law, .subject = subject});
    c->seen = roster_seen_new();
    c->source = roster_source_new(in, c->confined);
    bool good = read_all(c, in);
    int status = good && c->people && !c->faulty ? 0 : 1;
    if (good && roster_head(c->reader) == ROSTER_HEAD_MISSING) {
        status = say_no_head(c);
    } else if (good) {
        print_sum(c);
        status = is_empty(c) ? say_no_row(c) : end_import(c) ? status : 1;
    }
    bool read = good && roster_head(c->reader) != ROSTER_HEAD_MISSING && !is_empty(c);
    if (c->import && !read && !c->refused)
        roster_import_give_up(c->import);
    roster_source_free(c->source);
    roster_seen_free(c->seen);
    roster_reader_free(c->reader);
    return status;
}

struct request {
    const char *file, *subject, *fixes, *lang, *data, *db, *office;
};

static int read_file(struct checking *c, const struct request *request,
                     const struct law_subject_class *subject) {
    bool standard = strcmp(request->file, "-") == 0;
    FILE *in = standard ? stdin : open_file(request->file, false);
    if (!in)
        return 1;
    c->fixes = request->fixes ? open_file(request->fixes, true) : NULL;
    int status = request->fixes && !c->fixes ? 1 : check(c, in, subject);
    if (!standard)
        (void)fclose(in);
    if (c->fixes && fclose(c->fixes) != 0) {
        (void)fprintf(stderr, "netral roster: %s: %s\n", request->fixes, strerror(errno));
        status = 1;
    }
    return status;
}

/* Opens the store around the reading. */
static int import(const struct tool *tool, struct checking *c, const struct request *request,
                  const struct law_subject_class *subject) {
    struct env env = *tool->env;
    struct flow *flow;
    const struct flow_config config = {
        .data_dir = request->data, .db = str_from_c(request->db), .law = c->law, .env = &env};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(request->data, e);
    flow_confine(flow, c->confined);
    env.shift_us += flow_store_shift(flow);
    c->import = roster_import_new(
        &(struct roster_import_how){flow, request->office, c->name, request->subject, c->english});
    int status = read_file(c, request, subject);
    roster_import_free(c->import);
    flow_close(flow);
    return status;
}

static int run(const struct tool *tool, const struct request *request, struct arena *a) {
    struct checking c = {.name = request->file, .english = request->lang[0] == 'e'};
    c.law = tool_law(tool, a);
    if (!c.law)
        return 1;
    const struct law_subject_class *subject =
        law_subject_class(c.law, str_from_c(request->subject));
    if (!subject) {
        (void)fprintf(stderr, "netral roster: --class %s: rules/subjects.yaml has no such class\n",
                      request->subject);
        return 2;
    }
    c.classes = NEW(a, size_t, c.law->class_count);
    struct err e = confined_start(&c.confined); /* before there are keys to read */
    if (e.code)
        return tool_refuse("roster", e);
    if (apart_is_possible() && !confined_is_whole(c.confined))
        (void)fputs("netral roster: the process that reads workbooks is not confined: Landlock or "
                    "seccomp is missing.\n",
                    stderr);
    int status =
        request->data ? import(tool, &c, request, subject) : read_file(&c, request, subject);
    confined_end(c.confined);
    return status;
}

/* check takes no store; import needs one and an office. */
static bool is_whole(const char *const *rest, const struct request *request) {
    bool spoken = strcmp(request->lang, "id") == 0 || strcmp(request->lang, "en") == 0;
    if (!rest[0] || !rest[1] || rest[2] || !spoken)
        return false;
    if (strcmp(rest[0], "check") == 0)
        return !request->data && !request->db && !request->office;
    return strcmp(rest[0], "import") == 0 && request->data && request->office;
}

int tool_roster(const struct tool *tool) {
    struct request request = {.subject = "pns", .lang = "id"};
    const char *rest[3] = {0};
    const struct tool_option options[] = {
        {"class", &request.subject, NULL}, {"fixes", &request.fixes, NULL},
        {"lang", &request.lang, NULL},     {"data", &request.data, NULL},
        {"db", &request.db, NULL},         {"office", &request.office, NULL}};
    enum tool_parsed parsed = tool_options(
        tool, &(struct tool_usage){USAGE, options, COUNT_OF(options), rest, COUNT_OF(rest)});
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!is_whole(rest, &request)) {
        (void)fputs(USAGE, stderr);
        return 2;
    }
    request.file = rest[1];
    struct arena *a = arena_new(ARENA_CAP);
    int status = run(tool, &request, a);
    arena_free(a);
    return status;
}
