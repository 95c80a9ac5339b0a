#include <stdlib.h>

#include "law/names.h"
#include "law/read_files.h"
#include "law/wording.h"

/* Days in words, days off that return. A text that says "sampai 24 Agustus 2024" speaks of a day on
 * which something of the law ends: some row's days say the same. Days of a letter, of a ruling, of
 * what the press wrote stand behind other words, and are not asked. */
struct known {
    struct law_reader *r;
    int32_t *list; /* on which rows begin or end, and their neighbours; ascending once sorted */
    size_t count, room;
};

static void add(struct known *x, int32_t day) {
    if (x->count < x->room)
        x->list[x->count++] = day;
}

/* "Until 30 October" and "before 31 October" both speak of a row from the 31st on. */
static void add_span(struct known *x, struct date from, struct date to) {
    if (from.day != INT32_MIN && from.day != LAW_OPEN) {
        add(x, from.day);
        add(x, from.day - 1);
    }
    if (to.day != LAW_OPEN && to.day != INT32_MIN) {
        add(x, to.day);
        add(x, to.day + 1);
    }
}

static void count_row(const struct law_row_view *row, void *arg) {
    enum { EACH = 4 };
    (void)row;
    ((struct known *)arg)->room += EACH;
}

static void add_row(const struct law_row_view *row, void *arg) {
    add_span(arg, row->span.from, row->span.to);
}

static int by_day(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static bool is_known(const struct known *x, struct date day) {
    return bsearch(&day.day, x->list, x->count, sizeof *x->list, by_day) != NULL;
}

static void add_election(struct known *x, const struct law_election *e) {
    add_span(x, e->opens, e->closes);
    add_span(x, e->voting, e->determination);
    for (size_t i = 0; i < e->stage_count; i++)
        add_span(x, e->stages[i].from, e->stages[i].to);
}

static void gather(struct known *x, const struct law *law) {
    enum { EACH = 4, OF_ELECTION = 8 };
    law_each_row(law, count_row, x);
    for (size_t i = 0; i < law->election_count; i++)
        x->room += OF_ELECTION + EACH * law->elections[i].stage_count;
    x->list = NEW(x->r->scratch, int32_t, x->room);
    law_each_row(law, add_row, x);
    for (size_t i = 0; i < law->election_count; i++)
        add_election(x, &law->elections[i]);
    qsort(x->list, x->count, sizeof *x->list, by_day);
}

static bool is_bound(struct str word) {
    static const struct str WORDS[] = {STR_INIT("sampai"),  STR_INIT("sejak"), STR_INIT("Sejak"),
                                       STR_INIT("sebelum"), STR_INIT("until"), STR_INIT("since"),
                                       STR_INIT("before")};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_equal(word, WORDS[i]))
            return true;
    return false;
}

static void check_text(const struct known *x, int line, struct str text) {
    struct law_said_day said;
    for (size_t at = 0; law_day_next(text, &at, &said);)
        if (is_bound(said.word) && !is_known(x, said.day))
            law_fault(
                x->r, line,
                "a text says \"%.*s\" before the day %.*s, on which no row of the rules begins "
                "or ends, nor on its neighbours: correct the text, or the row's \"from\" or "
                "\"to\"",
                STR_ARG(said.word), STR_ARG(date_format(x->r->scratch, said.day)));
}

static void check_cite(const struct law_row_view *row, void *arg) {
    const struct known *x = arg;
    x->r->file = row->file;
    if (!row->again && !str_equal(row->kind, STR("question")))
        check_text(x, row->line, row->cite->text);
}

/* An election that is called by a day is called by that of its vote. */
static void check_election(struct law_reader *r, const struct law_election *e) {
    struct law_said_day said;
    size_t at = 0;
    r->file = e->file;
    if (law_day_next(e->label.id, &at, &said) && said.day.day != e->voting.day)
        law_fault(r, e->voting_line,
                  "the label names the day %.*s, but \"voting\" is %.*s: correct one of them",
                  STR_ARG(date_format(r->scratch, said.day)),
                  STR_ARG(date_format(r->scratch, e->voting)));
}

/* --- days off --- */

/* "Tahun Baru 2024 Masehi" and "Tahun Baru 2025 Masehi" are one feast. */
static bool same_feast(struct str a, struct str b) {
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.len && char_is_digit(a.ptr[i]))
            i++;
        while (k < b.len && char_is_digit(b.ptr[k]))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.ptr[i++] != b.ptr[k++])
            return false;
    }
}

static bool same_day_of_year(struct civil a, struct civil b) {
    return a.month == b.month && a.day == b.day;
}

/* In how many years the feast of a day off lies on the day of the year on which another has it. */
static int years_on(const struct law_calendar *calendar, const struct law_holiday *feast,
                    struct civil day) {
    int n = 0;
    for (size_t i = 0; i < calendar->count; i++)
        n += calendar->days[i].kind == LAW_NATIONAL_HOLIDAY &&
             same_feast(calendar->days[i].name, feast->name) &&
             same_day_of_year(date_to_civil(calendar->days[i].date), day);
    return n;
}

/* No feast of a lunar calendar falls on one day three times in years that stand in these tables. */
static void check_feast(struct law_reader *r, const struct law_calendar *calendar,
                        const struct law_holiday *feast) {
    enum { FIXED = 3 };
    struct civil own = date_to_civil(feast->date);
    for (size_t i = 0; feast->kind == LAW_NATIONAL_HOLIDAY && i < calendar->count; i++) {
        const struct law_holiday *other = &calendar->days[i];
        struct civil day = date_to_civil(other->date);
        if (other->kind != LAW_NATIONAL_HOLIDAY || !same_feast(other->name, feast->name) ||
            same_day_of_year(day, own) || years_on(calendar, feast, day) < FIXED)
            continue;
        r->file = feast->file;
        law_fault(r, feast->line,
                  "\"%.*s\" is on the same day of the year in %d other years (%.*s): correct the "
                  "date, or the name",
                  STR_ARG(feast->name), years_on(calendar, feast, day),
                  STR_ARG(date_format(r->scratch, other->date)));
        return;
    }
}

/* What a day off is called says of what kind it is. */
static void check_kind(struct law_reader *r, const struct law_holiday *day) {
    bool leave = str_starts(day->name, STR("Cuti"));
    bool vote = str_starts(day->name, STR("Pemungutan suara"));
    enum law_day_kind kind = leave ? LAW_JOINT_LEAVE : vote ? LAW_VOTING_DAY : LAW_NATIONAL_HOLIDAY;
    r->file = day->file;
    if (day->kind != kind)
        law_fault(r, day->line,
                  "\"%.*s\" is called as a day off of another kind (\"Cuti ...\" is "
                  "joint_leave, \"Pemungutan suara ...\" voting_day): correct \"kind\" or \"name\"",
                  STR_ARG(day->name));
}

void law_check_days(struct law_reader *r, const struct law *law) {
    struct known known = {.r = r};
    gather(&known, law);
    for (const struct law_spoken *x = r->spoken; x; x = x->next) {
        r->file = x->file;
        if (law->question_count && str_equal(x->file, law->questions[0].row.file))
            continue; /* a question says what sources say, and until when they were searched */
        check_text(&known, x->node->line, x->text.id);
        check_text(&known, x->node->line, x->text.en);
    }
    law_each_row(law, check_cite, &known);
    for (size_t i = 0; i < law->election_count; i++)
        check_election(r, &law->elections[i]);
    for (size_t i = 0; i < law->calendar.count; i++)
        check_feast(r, &law->calendar, &law->calendar.days[i]);
    for (size_t i = 0; i < law->calendar.count; i++)
        check_kind(r, &law->calendar.days[i]);
}
