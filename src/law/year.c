#include "law/year.h"

#include "law/read.h"

enum { SCRATCH = 16 << 20, DAYS_MAX = 366 };

static const struct str KINDS[] = {
    [LAW_NATIONAL_HOLIDAY] = STR_INIT("national_holiday"),
    [LAW_JOINT_LEAVE] = STR_INIT("joint_leave"),
    [LAW_VOTING_DAY] = STR_INIT("voting_day"),
};

struct str law_day_kind_name(enum law_day_kind kind) {
    return KINDS[kind];
}

/* --- CSV --- */

static bool read_kind(struct str word, enum law_day_kind *ret) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_equal(KINDS[i], word)) {
            *ret = (enum law_day_kind)i;
            return true;
        }
    return false;
}

/* The rest of the line; quotes around it are taken off, doubled ones inside stand for one. */
static struct str read_name(struct arena *a, struct str rest) {
    rest = str_trim(rest);
    if (rest.len < 2 || rest.ptr[0] != '"' || rest.ptr[rest.len - 1] != '"')
        return rest;
    char *out = NEW(a, char, rest.len);
    size_t len = 0;
    for (size_t i = 1; i + 1 < rest.len; i++) {
        out[len++] = rest.ptr[i];
        i += rest.ptr[i] == '"' && rest.ptr[i + 1] == '"' && i + 2 < rest.len;
    }
    return (struct str){out, len};
}

static bool is_csv(struct str text) {
    struct str first = str_trim(str_cut(&text, '\n'));
    return str_equal(first, STR("date,kind,name"));
}

static bool read_line(struct law_reader *r, int line, struct str text, struct law_holiday *ret) {
    struct str date = str_trim(str_cut(&text, ',')), kind = str_trim(str_cut(&text, ','));
    size_t before = r->faults->count;
    ret->name = read_name(r->a, text);
    if (!date_parse(date, &ret->date))
        law_fault(r, line, "\"%.*s\" must be a day that exists, as 2024-09-22",
                  STR_ARG(law_shown(date)));
    if (!read_kind(kind, &ret->kind))
        law_fault(r, line,
                  "kind \"%.*s\": it must be one of: national_holiday, joint_leave, voting_day",
                  STR_ARG(law_shown(kind)));
    if (!ret->name.len)
        law_fault(r, line, "the name of the day is missing behind the second comma");
    return r->faults->count == before;
}

static void read_csv(struct law_reader *r, struct str text, struct law_year *ret) {
    struct law_holiday *list = NEW(r->a, struct law_holiday, DAYS_MAX);
    ret->days = list;
    (void)str_cut(&text, '\n');
    for (int line = 2; text.len; line++) {
        struct str row = str_trim(str_cut(&text, '\n'));
        struct law_holiday h = {.source = ret->source, .confidence = LAW_HIGH};
        if (!row.len || !read_line(r, line, row, &h))
            continue;
        if (!ret->year)
            ret->year = date_to_civil(h.date).year;
        if (date_to_civil(h.date).year != ret->year)
            law_fault(r, line, "this day is not in the year %d", ret->year);
        else if (ret->count && list[ret->count - 1].date.day >= h.date.day)
            law_fault(r, line, "days must ascend, one row a day");
        else
            list[ret->count++] = h; /* ascending days of one year: at most 366 */
    }
    if (!ret->count && !r->faults->count)
        law_fault(r, 1, "there is no day in this file");
    ret->version = arena_printf(r->a, "%d.csv", ret->year);
}

/* --- against the loaded table --- */

static const struct law_holiday *day_of(const struct law_holiday *list, size_t count,
                                        struct date date) {
    for (size_t i = 0; i < count; i++)
        if (list[i].date.day == date.day)
            return &list[i];
    return NULL;
}

static void compare_day(const struct law_holiday *was, const struct law_holiday *now,
                        struct date date, struct law_year_checked *ret,
                        struct law_day_change *changes) {
    if (was && now && was->kind == now->kind && str_equal(was->name, now->name))
        return;
    changes[ret->change_count++] =
        (struct law_day_change){.kind = !was   ? LAW_DAY_ADDED
                                        : !now ? LAW_DAY_REMOVED
                                               : LAW_DAY_CHANGED,
                                .date = date,
                                .was = was ? was->kind : LAW_NATIONAL_HOLIDAY,
                                .now = now ? now->kind : LAW_NATIONAL_HOLIDAY,
                                .old_name = was ? was->name : (struct str){0},
                                .name = now ? now->name : (struct str){0}};
}

static void compare(struct arena *a, const struct law *law, struct law_year_checked *ret) {
    struct law_day_change *changes = NEW(a, struct law_day_change, DAYS_MAX);
    struct date day = date_from_civil((struct civil){ret->year, 1, 1});
    struct date end = date_from_civil((struct civil){ret->year, 12, 31});
    for (; day.day <= end.day; day.day++) {
        const struct law_holiday *was = law_holiday(&law->calendar, day);
        const struct law_holiday *now = day_of(ret->days, ret->count, day);
        if (was || now)
            compare_day(was, now, day, ret, changes);
    }
    ret->changes = changes;
}

/* What is known of a year by its decree is not overwritten by a guess. */
static void check_known(struct law_reader *r, const struct law *law, const struct law_year *year) {
    struct date first = date_from_civil((struct civil){year->year, 1, 1});
    if (year->estimated && first.day <= law->calendar.last.day &&
        !law_is_estimate(&law->calendar, first))
        law_fault(r, 0,
                  "the days off of %d are decreed in the loaded table; an estimate cannot "
                  "replace them",
                  year->year);
}

bool law_year_check(struct arena *a, const struct law *law, const struct law_year_text *sent,
                    struct law_year_checked *ret, struct law_faults *faults) {
    struct str text = sent->text;
    struct law_reader r = {
        .a = a, .scratch = arena_new(SCRATCH), .faults = faults, .file = STR("holidays.yaml")};
    struct law_year year = {.source = sent->source, .confidence = LAW_HIGH};
    if (!str_is_utf8(text)) {
        law_fault(&r, 1, "this file is not UTF-8");
    } else if (is_csv(text)) {
        if (!sent->source.len)
            law_fault(&r, 1, "a CSV file names no decree: give it in the field beside the file");
        read_csv(&r, text, &year);
    } else {
        const struct law_node *root = law_tree_read(&r, text);
        if (root)
            (void)law_read_year(&r, root, &year);
    }
    if (!faults->count)
        check_known(&r, law, &year);
    arena_free(r.scratch);
    if (faults->count)
        return false;
    *ret = (struct law_year_checked){.year = year.year,
                                     .version = year.version,
                                     .source = year.source,
                                     .estimated = year.estimated,
                                     .days = year.days,
                                     .count = year.count};
    compare(a, law, ret);
    return true;
}

/* A double-quoted scalar: control bytes were refused when the text was read. */
static void put_quoted(struct buf *out, struct str text) {
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buf_add_char(out, '\\');
        if ((unsigned char)text.ptr[i] >= ' ')
            buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, '"');
}

void law_year_write(const struct law_year_checked *year, struct buf *out) {
    buf_printf(out, "year: %d\nversion: ", year->year);
    put_quoted(out, year->version);
    buf_add_c(out, "\nsource: ");
    put_quoted(out, year->source);
    buf_printf(out, "\nconfidence: %s\n", year->estimated ? "low" : "high");
    if (year->estimated)
        buf_add_c(out, "estimated: true\n");
    buf_add_c(out, "days:\n");
    for (size_t i = 0; i < year->count; i++) {
        struct civil c = date_to_civil(year->days[i].date);
        buf_printf(out, "  - {date: %04d-%02d-%02d, kind: %.*s, name: ", c.year, c.month, c.day,
                   STR_ARG(KINDS[year->days[i].kind]));
        put_quoted(out, year->days[i].name);
        buf_add_c(out, "}\n");
    }
}
