#include <string.h>

#include "law/read_files.h"
#include "law/rows.h"
#include "law/wording.h"

/* Days on which rows begin and end, against those of instruments. A row that says its own first day
 * begins when something comes into force, or behind what ended; a slip of a year, or of a day, is
 * then the day of nothing. */

static bool is_of_instrument(const struct law *law, struct date day, bool first) {
    for (size_t i = 0; i < law->instrument_count; i++) {
        const struct law_span *span = &law->instruments[i].row.span;
        if (first && (day.day == span->from.day || day.day == law_day_after(span->to).day))
            return true;
        if (!first && (day.day == span->to.day || day.day == law_day_before(span->from).day))
            return true;
    }
    return false;
}

/* A cited instrument of which the day is not known can be what the row begins with. */
static bool cites_undated(const struct law *law, const struct law_cite *cite) {
    for (size_t i = 0; i < cite->law_count; i++) {
        const struct law_instrument *in = law_instrument(law, cite->laws[i]);
        if (!in || in->row.span.from.day == INT32_MIN)
            return true;
    }
    return !cite->law_count;
}

static bool names_day(struct str text, struct date day) {
    struct law_said_day said;
    for (size_t at = 0; law_day_next(text, &at, &said);)
        if (law_day_before(said.day).day <= day.day && day.day <= law_day_after(said.day).day)
            return true;
    return false;
}

/* Versions of one row follow each other (checked elsewhere), and end where law ends. */
static bool is_asked(const struct law_row_view *row) {
    static const struct str KINDS[] = {STR_INIT("act"), STR_INIT("sanction"), STR_INIT("penalty"),
                                       STR_INIT("imposer")};
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_equal(row->kind, KINDS[i]))
            return true;
    return false;
}

struct asked {
    struct law_reader *r;
    const struct law *law;
};

/* lint: parameters: a day, whether the first or the last, and of what row */
static void check_day(const struct asked *x, const struct law_row_view *row, struct date day,
                      bool first) {
    if (is_of_instrument(x->law, day, first) || names_day(row->cite->text, day))
        return;
    x->r->file = row->file;
    law_fault(x->r, row->line,
              "%.*s \"%.*s\" %s on %.*s, on which no instrument begins or ends, and which its "
              "citation does not name: correct %s, or cite what makes it so",
              STR_ARG(row->kind), STR_ARG(row->id), first ? "begins" : "ends",
              STR_ARG(date_format(x->r->scratch, day)), first ? "\"from\"" : "\"to\"");
}

static void check_row(const struct law_row_view *row, void *arg) {
    const struct asked *x = arg;
    if (!is_asked(row))
        return;
    if (row->span.from.day != INT32_MIN && row->span.from.day != LAW_OPEN &&
        !cites_undated(x->law, row->cite))
        check_day(x, row, row->span.from, true);
    if (row->span.to.day != LAW_OPEN && row->span.to.day != INT32_MIN)
        check_day(x, row, row->span.to, false);
}

/* --- the year of an instrument --- */

static bool has_year(struct str text, int year) {
    struct law_figures figures = law_figures(text);
    return law_figures_of(&figures, (struct law_figure){year, false}) > 0;
}

static bool names_year(struct str text) {
    enum { FIRST = 1900, LAST = 2100 };
    struct law_figures figures = law_figures(text);
    for (size_t i = 0; i < figures.count; i++)
        if (figures.list[i].n >= FIRST && figures.list[i].n <= LAST)
            return true;
    return false;
}

/* "PKPU 2/2024" came into force in 2024, or its note says in which other year. */
static void check_year(const struct asked *x, const struct law_instrument *in) {
    struct date from = in->row.span.from;
    if (from.day == INT32_MIN || from.day == LAW_OPEN || !names_year(in->label.id))
        return;
    int year = date_to_civil(from).year;
    bool found = has_year(in->label.id, year) || has_year(in->note.id, year) ||
                 has_year(in->row.cite.text, year);
    for (size_t i = 0; i < in->aka.count && !found; i++)
        found = has_year(in->aka.list[i], year);
    x->r->file = in->row.file;
    if (!found)
        law_fault(x->r, in->row.line,
                  "instrument \"%.*s\" begins in %d, a year that neither its name nor its note "
                  "has: correct \"from\", or say in \"note\" why it begins then",
                  STR_ARG(in->row.id), year);
}

/* A procedure holds from the day on which some regulation of it comes into force, and until the day
 * on which one ends. */
static void check_rulebook(const struct asked *x, const struct law_rulebook *rules) {
    x->r->file = rules->file;
    if (!is_of_instrument(x->law, rules->from, true))
        law_fault(x->r, rules->from_line,
                  "the procedure begins (\"from\") on %.*s, on which no instrument begins or ends",
                  STR_ARG(date_format(x->r->scratch, rules->from)));
    if (rules->to.day != LAW_OPEN && !is_of_instrument(x->law, rules->to, false))
        law_fault(x->r, rules->to_line,
                  "the procedure ends (\"to\") on %.*s, on which no instrument ends",
                  STR_ARG(date_format(x->r->scratch, rules->to)));
}

void law_check_first_days(struct law_reader *r, const struct law *law) {
    struct asked x = {r, law};
    law_each_row(law, check_row, &x);
    for (size_t i = 0; i < law->rulebook_count; i++)
        check_rulebook(&x, &law->rulebooks[i]);
    for (size_t i = 0; i < law->instrument_count; i++)
        check_year(&x, &law->instruments[i]);
}
