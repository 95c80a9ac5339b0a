#include <stdio.h>

/* lint: may-use: the rows of the law need no store, so there is no flow to go through */
#include "law/rows.h"
#include "tool/rules_record.h"

static const char HELP[] =
    "Usage: netral rules check [--rules DIR]\n\n"
    "Reads the whole rules folder: shape of each file, references, citations and what they name,\n"
    "dates, states without a way on, instruments that were not in force; and what a server does\n"
    "not ask when it starts: texts in the wrong language, times in words that are not those of\n"
    "the row. Where none is found it asks the folder's record of acceptance (accepted.txt, see\n"
    "`netral rules accept --help`) for rows that say something else than what was accepted.\n"
    "Prints each fault as file:line: sentence, then what a lawyer still has to read.\n"
    "Exit 0: no fault; 1: faults.\n";

struct tally {
    size_t rows, unverified, low;
};

static void count(const struct law_row_view *row, void *arg) {
    struct tally *t = arg;
    if (row->again)
        return;
    t->rows++;
    t->unverified += !row->cite->verified;
    t->low += row->cite->confidence == LAW_LOW;
}

static size_t open_questions(const struct law *law) {
    size_t n = 0;
    for (size_t i = 0; i < law->question_count; i++)
        n += law->questions[i].status == LAW_QUESTION_OPEN;
    return n;
}

/* An estimate is told as one. */
static void warn_unverified_years(const struct law_calendar *calendar) {
    int first = date_to_civil(calendar->first).year, last = date_to_civil(calendar->last).year;
    for (int y = first; y <= last; y++)
        if (!law_is_verified_year(calendar, y) &&
            !law_is_estimate(calendar, date_from_civil((struct civil){y, 1, 1})))
            (void)printf("warning: days off of %d are not verified: the decree's own list was not "
                         "read\n",
                         y);
}

static void warn(const struct law *law, const struct tally *t, struct arena *a) {
    if (t->unverified)
        (void)printf("warning: %zu of %zu rows are not verified, %zu of them of low confidence; "
                     "`netral rules list --unverified` shows them\n",
                     t->unverified, t->rows, t->low);
    if (open_questions(law))
        (void)printf("warning: open questions: %zu; `netral rules list --questions` shows them\n",
                     open_questions(law));
    if (law->calendar.estimated_from.day && law->calendar.estimated_from.day != LAW_OPEN)
        (void)printf("warning: days off from %.*s on are estimates: no decree was read\n",
                     STR_ARG(date_format(a, law->calendar.estimated_from)));
    warn_unverified_years(&law->calendar);
    (void)printf("calendar: days off are known from %.*s to %.*s (version %.*s)\n",
                 STR_ARG(date_format(a, law->calendar.first)),
                 STR_ARG(date_format(a, law->calendar.last)), STR_ARG(law->calendar.version));
}

/* What is not as it was accepted. How many. */
static size_t ask_record(struct arena *a, const char *dir, const struct rules_record *record,
                         struct law_faults *faults) {
    for (size_t i = 0; record->kept && i < record->list.count; i++)
        rules_record_tell(a, dir, &record->list.list[i], faults);
    return faults->count + faults->more;
}

static void tell_record(const struct rules_record *record) {
    if (record->kept)
        (void)printf("record: %zu rows and heads of files, all as they were accepted\n",
                     record->entries.count);
    else
        (void)puts("record: none; `netral rules accept --all` begins one");
}

static int check(struct arena *a, const char *dir) {
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct rules_record record;
    struct tally t = {0};
    struct risk_rules risk = {0};
    const struct law *law = rules_read_all(a, dir, &risk, faults);
    bool read = law && rules_record_load(a, dir, &record, faults);
    if (read && record.kept)
        rules_record_compare(a, law, &record);
    size_t differ = read ? ask_record(a, dir, &record, faults) : 0,
           n = faults->count + faults->more;
    rules_print_faults(faults);
    if (!read) {
        (void)printf("rules: not read to the end, %zu fault%s\n", n, n == 1 ? "" : "s");
        return 1;
    }
    law_each_row(law, count, &t);
    warn(law, &t, a);
    if (risk.index_count || risk.table_count)
        (void)printf("risk: %zu indexes, %zu tables\n", risk.index_count, risk.table_count);
    if (differ) {
        (void)printf("rules: %zu rows, no other fault; %zu not as accepted\n", t.rows, differ);
        return 1;
    }
    tell_record(&record);
    (void)printf("rules: %zu rows, 0 faults\n", t.rows);
    return 0;
}

int rules_check(const struct tool *tool) {
    const char *rules = tool->rules_dir;
    const struct tool_option options[] = {{"rules", &rules, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    struct arena *a = arena_new(RULES_ARENA_CAP);
    int status = check(a, rules);
    arena_free(a);
    return status;
}
