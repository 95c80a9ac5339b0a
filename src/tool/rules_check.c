#include <stdio.h>

/* lint: may-use: the rows of the law need no store, so there is no flow to go through */
#include "flow/risk.h"
#include "law/rows.h"
#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules check [--rules DIR]\n\n"
    "Reads the whole rules folder: shape of each file, references, citations and what they name,\n"
    "dates, states without a way on, instruments that were not in force; and what a server does\n"
    "not ask when it starts: texts in the wrong language, times in words that are not those of\n"
    "the row. Prints each fault as file:line: sentence, then what a lawyer still has to read.\n"
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

int rules_check(const struct tool *tool) {
    const char *rules = tool->rules_dir;
    const struct tool_option options[] = {{"rules", &rules, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    struct arena *a = arena_new(RULES_ARENA_CAP);
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    const struct law *law = NULL;
    struct risk_rules risk;
    struct err e = law_load_to_check(a, rules, &law, faults);
    if (!e.code)
        e = risk_read(a, law->files, &risk, faults);
    for (size_t i = 0; i < faults->count; i++)
        (void)printf("%.*s:%d: %.*s\n", STR_ARG(faults->list[i].file), faults->list[i].line,
                     STR_ARG(faults->list[i].text));
    if (faults->more)
        (void)printf("and %zu more\n", faults->more);
    struct tally t = {0};
    if (!e.code) {
        law_each_row(law, count, &t);
        warn(law, &t, a);
        if (risk.index_count || risk.table_count)
            (void)printf("risk: %zu indexes, %zu tables\n", risk.index_count, risk.table_count);
        (void)printf("rules: %zu rows, 0 faults\n", t.rows);
    } else {
        size_t n = faults->count + faults->more;
        (void)printf("rules: not read to the end, %zu fault%s\n", n, n == 1 ? "" : "s");
    }
    arena_free(a);
    return e.code ? 1 : 0;
}
