#include "law/decree.h"

#include "base/buf.h"
#include "base/csv.h"

#include <string.h>

enum { FIELD_MAX = 400, TEXT_MAX = 256 * 1024 };

static const struct str KINDS[] = {STR_INIT("national_holiday"), STR_INIT("joint_leave"),
                                   STR_INIT("voting_day")};
static const struct str DECREED[] = {STR_INIT("libur_nasional"), STR_INIT("cuti_bersama"),
                                     STR_INIT("libur_pemungutan_suara")};

struct str law_day_kind_name(enum law_day_kind kind) {
    return KINDS[kind];
}

/* --- CSV --- */

/* What stood in the way of reading a record; a record that is wide is read, but not all of it. */
static bool is_whole(struct law_reader *r, const struct csv_record *record) {
    int line = (int)record->line;
    switch (record->fault) {
    case CSV_GOOD:
        break;
    case CSV_OPEN:
    case CSV_BEHIND:
        law_fault_both(r, line, "a field that begins with a quote does not end with one",
                       "isian yang diawali tanda kutip belum ditutup dengan tanda kutip");
        return false;
    case CSV_WIDE:
        law_fault_both(r, line, "more than %d columns",
                       "lebih dari %d kolom; yang perlu hanya date, kind, name", CSV_FIELDS_MAX);
        return false;
    case CSV_LONG:
    case CSV_NUL:
        law_fault_both(r, line, "this line is no text of at most %d KiB",
                       "baris ini bukan teks berukuran paling besar %d KiB", CSV_RECORD_MAX / 1024);
        return false;
    }
    return true;
}

/* Where the columns stand; -1: missing. */
struct columns {
    int date, kind, name;
};

static int column(struct law_reader *r, const struct csv_record *head, const char *name) {
    for (size_t i = 0; i < head->count; i++)
        if (str_equal(head->list[i], str_from_c(name)))
            return (int)i;
    law_fault_both(r, (int)head->line, "the first line names the columns; \"%s\" is missing",
                   "baris pertama menyebut nama kolom; \"%s\" belum ada", name);
    return -1;
}

static struct str at(const struct csv_record *line, int column) {
    return column >= 0 && (size_t)column < line->count ? line->list[column] : (struct str){0};
}

static bool read_kind(struct str text, enum law_day_kind *ret) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_equal(text, KINDS[i]) || str_equal(text, DECREED[i])) {
            *ret = (enum law_day_kind)i;
            return true;
        }
    return false;
}

static struct law_holiday read_day(struct law_reader *r, const struct csv_record *line,
                                   struct columns columns) {
    struct law_holiday h = {.name = arena_str(r->a, at(line, columns.name))};
    struct str date = law_shown(at(line, columns.date)), kind = law_shown(at(line, columns.kind));
    if (!date_parse(at(line, columns.date), &h.date))
        law_fault_both(r, (int)line->line, "\"%.*s\" is no day; write it as YYYY-MM-DD",
                       "\"%.*s\" bukan tanggal yang ada; tulis TTTT-BB-HH, seperti 2027-08-17",
                       STR_ARG(date));
    if (!read_kind(at(line, columns.kind), &h.kind))
        law_fault_both(r, (int)line->line,
                       "the kind is \"%.*s\"; it must be one of: national_holiday, joint_leave, "
                       "voting_day",
                       "jenisnya \"%.*s\"; pilih salah satu: national_holiday (libur_nasional), "
                       "joint_leave (cuti_bersama), voting_day (libur_pemungutan_suara)",
                       STR_ARG(kind));
    if (!h.name.len || h.name.len > FIELD_MAX)
        law_fault_both(r, (int)line->line, "a day off has a name of 1 to %d bytes",
                       "hari libur harus bernama, paling panjang %d bita", FIELD_MAX);
    return h;
}

static void check_order(struct law_reader *r, const struct law_year *year, int line) {
    const struct law_holiday *h = &year->days[year->count - 1];
    if (date_to_civil(h->date).year != year->year)
        law_fault_both(r, line, "this day is not in the year %d of the first",
                       "hari ini bukan di tahun %d, tahun hari pertama; satu berkas memuat satu "
                       "tahun",
                       year->year);
    if (year->count > 1 && h->date.day <= h[-1].date.day)
        law_fault_both(r, line, "days must ascend, one line a day",
                       "tanggal harus urut naik, satu baris untuk satu hari");
}

/* A table as it is read, record by record. */
struct table {
    struct law_reader *r;
    struct law_year *year;
    struct law_holiday *days;
    struct columns columns;
    bool begun; /* the head line was read */
};
enum { DAYS_MAX = 366 };

static void read_record(struct table *t, const struct csv_record *line) {
    struct law_reader *r = t->r;
    struct law_year *year = t->year;
    size_t before = r->told;
    if (!is_whole(r, line))
        return;
    if (!t->begun) {
        t->columns = (struct columns){column(r, line, "date"), column(r, line, "kind"),
                                      column(r, line, "name")};
        t->begun = true;
        return;
    }
    if (t->columns.date < 0 || t->columns.kind < 0 || t->columns.name < 0)
        return; /* what each line lacks was told of the first */
    struct law_holiday h = read_day(r, line, t->columns);
    if (r->told > before || year->count > DAYS_MAX)
        return;
    if (year->count == DAYS_MAX) {
        law_fault_both(r, (int)line->line, "more days than a year has",
                       "lebih banyak hari daripada satu tahun; satu berkas memuat satu tahun");
        return;
    }
    if (!year->count)
        year->year = date_to_civil(h.date).year;
    h.source = year->source;
    h.confidence = year->confidence;
    h.verified = year->verified;
    t->days[year->count++] = h;
    check_order(r, year, (int)line->line);
}

/* The text without its remarks, lines that begin with "#": tables know none, and what stands in one
 * must not tell the separator or open a quote. Their line ends stay, so that lines keep their
 * numbers. */
static struct str without_remarks(struct arena *a, struct str bytes) {
    static const struct str MARK = STR_INIT("\xef\xbb\xbf");
    char *text = NEW(a, char, bytes.len);
    struct str ret = {text, 0};
    bool begins = true, remark = false;
    for (size_t i = str_starts(bytes, MARK) ? MARK.len : 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        bool end = c == '\n' || c == '\r';
        remark = !end && (remark || (begins && c == '#'));
        begins = end || (begins && c == ' ');
        if (!remark)
            text[ret.len++] = c;
    }
    return ret;
}

static void read_records(struct table *t, struct str bytes) {
    struct csv_reader *csv = csv_reader_new();
    struct csv_record record;
    while (t->r->faults->count < LAW_FAULTS_MAX && csv_feed(csv, &bytes, &record))
        read_record(t, &record);
    while (t->r->faults->count < LAW_FAULTS_MAX && csv_end(csv, &record))
        read_record(t, &record);
    csv_reader_free(csv);
}

static void read_csv(struct law_reader *r, const struct law_decree *decree, struct law_year *ret) {
    struct law_holiday *days = NEW(r->a, struct law_holiday, DAYS_MAX);
    struct table table = {.r = r, .year = ret, .days = days};
    *ret = (struct law_year){.source = decree->source,
                             .confidence = decree->confidence,
                             .verified = decree->verified,
                             .read_by = decree->read_by,
                             .read = decree->verified ? LAW_READ_ARTICLE : LAW_READ_SECONDARY,
                             .days = days};
    if (!decree->source.len)
        law_fault_both(
            r, 0, "a CSV does not say which decree it is: give --source",
            "CSV tidak menyebut keputusannya: isi kotak \"Keputusan yang menjadi dasar\"");
    size_t before = r->told;
    read_records(&table, without_remarks(r->a, decree->bytes));
    if (!table.begun && r->told == before)
        law_fault_both(r, 0, "this file is empty",
                       "berkas ini kosong; pilih berkas lain atau tempel isinya");
    if (ret->verified && ret->confidence == LAW_LOW)
        law_fault_both(r, 0, "a list of low confidence cannot be verified",
                       "daftar yang keyakinannya rendah tidak dapat disebut terverifikasi");
    if (!ret->count && !r->faults->count)
        law_fault_both(r, 0, "no day stands below the names of the columns",
                       "belum ada hari di bawah nama kolom; tambahkan satu baris untuk satu hari");
}

/* By its name; without one by its first line that is no remark, which in YAML has a colon. */
static bool is_csv(struct arena *a, const struct law_decree *decree) {
    static const struct str END = STR_INIT(".csv");
    static const char SEPARATORS[] = ",;|\t";
    struct str name = decree->name, rest = decree->bytes;
    if (name.len)
        return name.len > END.len &&
               str_equal((struct str){name.ptr + name.len - END.len, END.len}, END);
    while (str_starts(rest, STR("#")))
        (void)str_cut(&rest, '\n');
    const char *first = arena_c(a, str_trim(str_cut(&rest, '\n')));
    return strpbrk(first, SEPARATORS) && !strchr(first, ':');
}

struct err law_decree_read(struct arena *a, const struct law_decree *decree, struct law_year *ret,
                           struct law_faults *ret_faults) {
    *ret_faults = (struct law_faults){0};
    struct law_reader r = {.a = a,
                           .scratch = a,
                           .faults = ret_faults,
                           .file = decree->name.len ? arena_str(a, decree->name) : STR("holidays")};
    struct law_year year = {0};
    if (decree->bytes.len > LAW_FILE_MAX || !str_is_utf8(decree->bytes)) {
        law_fault_both(&r, 0, "this is no UTF-8 text of at most %d KiB",
                       "ini bukan teks UTF-8 berukuran paling besar %d KiB; simpan ulang berkasnya "
                       "sebagai teks UTF-8",
                       LAW_FILE_MAX / 1024);
    } else if (is_csv(a, decree)) {
        read_csv(&r, decree, &year);
    } else {
        const struct law_node *root = law_tree_read(&r, decree->bytes);
        if (root)
            (void)law_read_year(&r, root, &year);
    }
    if (ret_faults->count)
        return ERR(ERR_RULES, STR("holidays"));
    *ret = year;
    return OK;
}

/* --- the table that is there --- */

struct law_year law_decree_now(struct arena *a, const struct law *law, int year) {
    const struct law_calendar *calendar = &law->calendar;
    struct law_holiday *days = NEW(a, struct law_holiday, calendar->count + 1);
    struct law_year ret = {.year = year, .days = days};
    struct str versions = calendar->version;
    int first = date_to_civil(calendar->first).year, last = date_to_civil(calendar->last).year;
    if (!calendar->count || year < first || year > last)
        return ret;
    for (int y = first; y <= year; y++)
        ret.version = str_cut(&versions, '+');
    for (size_t i = 0; i < calendar->count; i++)
        if (date_to_civil(calendar->days[i].date).year == year)
            days[ret.count++] = calendar->days[i];
    ret.verified = law_is_verified_year(calendar, year);
    ret.estimated = law_is_estimate(calendar, date_from_civil((struct civil){year, 1, 1}));
    return ret;
}

int64_t law_decree_number(struct str version) {
    enum { NUMBER_MAX = 9999 };
    int64_t n = 0;
    struct str rest = version;
    (void)str_cut(&rest, '.');
    return str_to_int(rest, &n) && n > 0 && n <= NUMBER_MAX ? n : 0;
}

struct str law_decree_raise(struct arena *a, int year, struct str old) {
    return arena_printf(a, "%d.%lld", year, (long long)law_decree_number(old) + 1);
}

/* A vote of that year which the list would put on a working day; NULL: none. */
static const struct law_election *vote_left_out(const struct law *law,
                                                const struct law_year *year) {
    for (size_t i = 0; i < law->election_count && !year->estimated; i++)
        if (date_to_civil(law->elections[i].voting).year == year->year &&
            !law_votes_on_day_off(&law->elections[i], year->days, year->count))
            return &law->elections[i];
    return NULL;
}

struct law_text law_decree_misplaced(struct arena *a, const struct law *law,
                                     const struct law_year *year) {
    const struct law_calendar *c = &law->calendar;
    int first = date_to_civil(c->first).year, last = date_to_civil(c->last).year;
    if (year->year < first - 1 || year->year > last + 1)
        return (struct law_text){
            arena_printf(a, "tabel memuat %d sampai %d; tahun harus bersambung: muat %d atau %d",
                         first, last, first - 1, last + 1),
            arena_printf(a, "the table speaks for %d to %d: the years must follow each other",
                         first, last)};
    bool estimates = c->estimated_from.day != LAW_OPEN;
    int from = estimates ? date_to_civil(c->estimated_from).year : 0;
    if (estimates && !year->estimated && year->year > from)
        return (struct law_text){
            arena_printf(a, "tahun %d masih perkiraan: muat dulu keputusan untuk tahun itu", from),
            arena_printf(a, "the year %d is an estimate: load its decree first", from)};
    if (year->estimated && year->year >= first && year->year <= last &&
        !law_is_estimate(c, date_from_civil((struct civil){year->year, 1, 1})))
        return (struct law_text){
            arena_printf(a,
                         "hari libur %d di tabel sudah ditetapkan; perkiraan tidak boleh "
                         "menggantikannya: hapus baris estimated: true",
                         year->year),
            arena_printf(a,
                         "the days off of %d are decreed in the table; an estimate cannot "
                         "replace them",
                         year->year)};
    if (year->estimated && year->year < last && (!estimates || year->year < from))
        return (struct law_text){STR("perkiraan tidak boleh mendahului tahun yang sudah "
                                     "ditetapkan; muat keputusan tahun ini"),
                                 STR("an estimate cannot stand before a decreed year")};
    const struct law_election *e = vote_left_out(law, year);
    if (e) {
        struct str day = date_format(a, e->voting);
        return (struct law_text){
            arena_printf(a,
                         "hari pemungutan suara %.*s belum ada; tambahkan satu baris "
                         "libur_pemungutan_suara",
                         STR_ARG(day)),
            arena_printf(a, "the day of voting %.*s is missing; add a line of the kind voting_day",
                         STR_ARG(day))};
    }
    return (struct law_text){0};
}

const struct law_day_change *law_decree_changes(struct arena *a, const struct law_year *before,
                                                const struct law_year *after, size_t *ret_count) {
    struct law_day_change *list = NEW(a, struct law_day_change, before->count + after->count + 1);
    size_t i = 0, k = 0, count = 0;
    while (i < before->count || k < after->count) { /* both ascend */
        const struct law_holiday *was = i < before->count ? &before->days[i] : NULL;
        const struct law_holiday *now = k < after->count ? &after->days[k] : NULL;
        if (was && now && was->date.day != now->date.day)
            *(was->date.day < now->date.day ? &now : &was) = NULL;
        i += was != NULL;
        k += now != NULL;
        if (!was || !now || was->kind != now->kind || !str_equal(was->name, now->name))
            list[count++] = (struct law_day_change){!was   ? LAW_DAY_ADDED
                                                    : !now ? LAW_DAY_REMOVED
                                                           : LAW_DAY_CHANGED,
                                                    was, now};
    }
    *ret_count = count;
    return list;
}

struct law_text law_decree_doubt(struct arena *a, const struct law_year *year) {
    static const struct {
        int month, day;
        const char *id, *en;
    } FIXED[] = {{1, 1, "1 Januari", "1 January"},
                 {5, 1, "1 Mei", "1 May"},
                 {6, 1, "1 Juni", "1 June"},
                 {8, 17, "17 Agustus", "17 August"},
                 {12, 25, "25 Desember", "25 December"}};
    enum { DAYS_LEAST = 10 };
    struct law_text missing = {0};
    for (size_t i = 0; i < COUNT_OF(FIXED); i++) {
        struct date day = date_from_civil((struct civil){year->year, FIXED[i].month, FIXED[i].day});
        bool found = false;
        for (size_t k = 0; k < year->count; k++)
            found = found ||
                    (year->days[k].date.day == day.day && year->days[k].kind != LAW_JOINT_LEAVE);
        const char *comma = missing.id.len ? ", " : "";
        if (found)
            continue;
        missing.id = arena_printf(a, "%.*s%s%s", STR_ARG(missing.id), comma, FIXED[i].id);
        missing.en = arena_printf(a, "%.*s%s%s", STR_ARG(missing.en), comma, FIXED[i].en);
    }
    if (missing.id.len)
        return (struct law_text){
            arena_printf(a, "Periksa lagi: %zu hari; libur setiap tahun yang tidak ada: %.*s.",
                         year->count, STR_ARG(missing.id)),
            arena_printf(a, "Look again: %zu day%s; holidays of every year that are missing: %.*s.",
                         year->count, year->count == 1 ? "" : "s", STR_ARG(missing.en))};
    if (year->count >= DAYS_LEAST)
        return (struct law_text){0};
    return (struct law_text){
        arena_printf(a, "Periksa lagi: daftar ini hanya memuat %zu hari.", year->count),
        arena_printf(a, "Look again: this list holds %zu days only.", year->count)};
}

/* --- the file --- */

/* In double quotes, as YAML and the loader read it. */
static void add_quoted(struct buf *out, struct str text) {
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
    }
    buf_add_char(out, '"');
}

static const char *truth(bool value) {
    return value ? "true" : "false";
}

struct str law_decree_text(struct arena *a, const struct law_year *year, struct str head) {
    struct buf out;
    buf_init(&out, TEXT_MAX);
    buf_printf(&out, "# %.*s\nyear: %d\nversion: ", STR_ARG(head), year->year);
    add_quoted(&out, year->version);
    buf_add_c(&out, "\nsource: ");
    add_quoted(&out, year->source);
    buf_printf(&out, "\nread: %.*s", STR_ARG(law_reading_name(year->read)));
    if (year->read_in.len) {
        buf_add_c(&out, "\nread_in: ");
        add_quoted(&out, year->read_in);
    }
    if (year->read_by.len) {
        buf_add_c(&out, "\nread_by: ");
        add_quoted(&out, year->read_by);
    }
    buf_printf(&out, "\nconfidence: %.*s\nverified: %s\n%sdays:\n",
               STR_ARG(law_confidence_name(year->confidence)), truth(year->verified),
               year->estimated ? "estimated: true\n" : "");
    for (size_t i = 0; i < year->count; i++) {
        const struct law_holiday *h = &year->days[i];
        buf_printf(&out, "  - {date: %.*s, kind: %.*s, name: ", STR_ARG(date_format(a, h->date)),
                   STR_ARG(KINDS[h->kind]));
        add_quoted(&out, h->name);
        if (!str_equal(h->source, year->source)) {
            buf_add_c(&out, ", source: ");
            add_quoted(&out, h->source);
        }
        if (h->confidence != year->confidence)
            buf_printf(&out, ", confidence: %.*s", STR_ARG(law_confidence_name(h->confidence)));
        if (h->verified != year->verified)
            buf_printf(&out, ", verified: %s", truth(h->verified));
        buf_add_c(&out, "}\n");
    }
    struct str text = buf_full(&out) ? (struct str){0} : arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}
