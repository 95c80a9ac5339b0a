#include <stdlib.h>
#include <string.h>

#include "law/rows.h"
#include "law/slips.h"

/* What no file shows alone. All rows are gathered once; every check is then a loop over them. */
struct gathered {
    struct arena *a;
    struct law_row_view *list;
    size_t count, room;
};

static void gather(const struct law_row_view *row, void *arg) {
    struct gathered *g = arg;
    if (g->count == g->room) {
        size_t room = g->room ? 2 * g->room : 256;
        struct law_row_view *list = NEW(g->a, struct law_row_view, room);
        if (g->count)
            memcpy(list, g->list, g->count * sizeof *list);
        g->list = list;
        g->room = room;
    }
    g->list[g->count++] = *row;
}

/* A fault at a row, in words that name it. */
static void fault_at(struct law_reader *r, const struct law_row_view *row, struct str text) {
    r->file = row->file;
    law_fault(r, row->line, "%.*s \"%.*s\" %.*s", STR_ARG(row->kind), STR_ARG(row->id),
              STR_ARG(text));
}

/* Whether an article that outlives its instrument is the one that the citation names. */
static bool survives(const struct law_instrument *in, const struct law_cite *cite) {
    for (size_t i = 0; i < in->survives.count; i++)
        if (str_find(cite->text, in->survives.list[i]))
            return true;
    return false;
}

/* "A as amended by B", "A, now B": before B's first day the citation speaks through A. */
static bool follows_another(const struct law *law, const struct law_instrument *in,
                            const struct law_row_view *row) {
    for (size_t i = 0; i < row->cite->law_count; i++) {
        const struct law_instrument *other = law_instrument(law, row->cite->laws[i]);
        if (other &&
            (law_lists(in->amends, other->row.id) || law_lists(in->replaces, other->row.id)) &&
            other->row.span.from.day <= row->span.from.day)
            return true;
    }
    return false;
}

/* "A, now B": after A's last day the citation speaks through B. */
static bool is_followed(const struct law *law, const struct law_instrument *in,
                        const struct law_row_view *row) {
    for (size_t i = 0; i < row->cite->law_count; i++) {
        const struct law_instrument *other = law_instrument(law, row->cite->laws[i]);
        if (other && law_lists(other->replaces, in->row.id) &&
            other->row.span.to.day >= row->span.to.day)
            return true;
    }
    return false;
}

static void check_days(struct law_reader *r, const struct law *law, const struct law_row_view *row,
                       const struct law_instrument *in) {
    const struct law_span *span = &in->row.span;
    bool early = row->span.from.day != INT32_MIN && row->span.from.day < span->from.day;
    if (early && !follows_another(law, in, row))
        fault_at(r, row,
                 arena_printf(r->scratch,
                              "is in force from %.*s, but %.*s, which it cites, only from %.*s",
                              STR_ARG(date_format(r->scratch, row->span.from)), STR_ARG(in->row.id),
                              STR_ARG(date_format(r->scratch, span->from))));
    if (span->to.day < row->span.to.day && !survives(in, row->cite) && !is_followed(law, in, row))
        fault_at(r, row,
                 arena_printf(r->scratch,
                              "is in force after %.*s, but %.*s, which it cites, ended then; cite "
                              "what replaced it, end the row, or name an article that survives",
                              STR_ARG(date_format(r->scratch, span->to)), STR_ARG(in->row.id)));
}

static void check_cites(struct law_reader *r, const struct law *law, const struct gathered *g) {
    for (size_t i = 0; i < g->count; i++) {
        const struct law_row_view *row = &g->list[i];
        for (size_t k = 0; k < row->cite->law_count; k++) {
            const struct law_instrument *in = law_instrument(law, row->cite->laws[k]);
            if (!in)
                fault_at(r, row,
                         arena_printf(r->scratch,
                                      "cites \"%.*s\", which is no row of instruments.yaml",
                                      STR_ARG(row->cite->laws[k])));
            else if (!str_equal(row->kind, STR("instrument")))
                check_days(r, law, row, in);
        }
    }
}

static void check_relations(struct law_reader *r, const struct law *law, const struct gathered *g) {
    for (size_t i = 0; i < law->instrument_count; i++) {
        const struct law_instrument *in = &law->instruments[i];
        const struct law_words_list lists[] = {in->amends, in->replaces};
        for (size_t k = 0; k < COUNT_OF(lists); k++)
            for (size_t n = 0; n < lists[k].count; n++)
                if (!law_instrument(law, lists[k].list[n]))
                    fault_at(r, &g->list[i],
                             arena_printf(r->scratch,
                                          "amends or replaces \"%.*s\", which is no row here",
                                          STR_ARG(lists[k].list[n])));
    }
}

/* Rows that stand once and are named alone; versions of others, in one file, have one name. */
static bool is_of_procedure(const struct law_row_view *row) {
    return row->section.len &&
           (str_equal(row->kind, STR("step")) || str_equal(row->kind, STR("clock")));
}

static struct str name_of(const struct law_row_view *row) {
    return row->name.len ? row->name : row->id;
}

/* The versions of a procedure hold its rows again, by the same place and name. */
static bool is_version_of(const struct law_row_view *row, const struct law_row_view *other) {
    return other && str_equal(row->section, other->section) && str_equal(row->kind, other->kind) &&
           str_equal(name_of(row), name_of(other));
}

/* A name that fits no row, or several steps or clocks: whoever meant one would be shown at all. */
static void check_touched(struct law_reader *r, const struct law_open_question *q, struct str word,
                          const struct gathered *g) {
    enum { TOLD = 2 };
    const struct law_row_view *place[TOLD] = {NULL, NULL};
    bool precise = memchr(word.ptr, '/', word.len) != NULL;
    size_t fits = 0, alike = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct law_row_view *row = &g->list[i];
        if (row->again || !law_row_is_named(row, word))
            continue; /* the rows of a part stand here once, whoever names it */
        fits++;
        if (!precise && is_of_procedure(row) && !is_version_of(row, place[0]) && alike++ < TOLD)
            place[alike - 1] = row;
    }
    if (!fits)
        law_fault(r, q->row.line, "question \"%.*s\" touches \"%.*s\", which is no row of any file",
                  STR_ARG(q->row.id), STR_ARG(word));
    if (alike > 1)
        law_fault(r, q->row.line,
                  "question \"%.*s\" touches \"%.*s\", which is %zu steps or clocks: name each, as "
                  "%.*s/%.*s or %.*s/%.*s",
                  STR_ARG(q->row.id), STR_ARG(word), alike, STR_ARG(place[0]->section),
                  STR_ARG(name_of(place[0])), STR_ARG(place[1]->section),
                  STR_ARG(name_of(place[1])));
}

/* A regime, in whatever version; "all": the law as a whole. */
static bool is_whole(const struct law *law, struct str word) {
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (str_equal(law->rulebooks[i].regime, word))
            return true;
    return str_equal(word, STR("all"));
}

static void check_questions(struct law_reader *r, const struct law *law, const struct gathered *g) {
    for (size_t i = 0; i < law->question_count; i++) {
        const struct law_open_question *q = &law->questions[i];
        r->file = q->row.file;
        for (size_t k = 0; k < q->concerns.count; k++)
            if (!is_whole(law, q->concerns.list[k]))
                law_fault(r, q->row.line,
                          "question \"%.*s\" concerns \"%.*s\", which is neither a regime nor "
                          "\"all\"",
                          STR_ARG(q->row.id), STR_ARG(q->concerns.list[k]));
        for (size_t k = 0; k < q->rows.count; k++)
            check_touched(r, q, q->rows.list[k], g);
    }
}

static void gap(struct law_reader *r, const struct law_row_view *row, struct date from) {
    if (law_day_after(row->span.to).day != from.day)
        fault_at(r, row,
                 arena_printf(r->scratch,
                              "ends on %.*s and its next version begins on %.*s: which holds "
                              "between them?",
                              STR_ARG(date_format(r->scratch, row->span.to)),
                              STR_ARG(date_format(r->scratch, from))));
}

/* A rulebook's rows have its days; answers and principles are kept in no versions. */
static bool has_versions(const struct law_row_view *row) {
    return !row->rulebook && !str_equal(row->kind, STR("answer")) &&
           !str_equal(row->kind, STR("principle"));
}

static int by_version(const void *a, const void *b) {
    const struct law_row_view *x = *(const struct law_row_view *const *)a,
                              *y = *(const struct law_row_view *const *)b;
    int order = str_compare(x->kind, y->kind);
    if (!order)
        order = str_compare(x->id, y->id);
    if (!order)
        order = (x->span.from.day > y->span.from.day) - (x->span.from.day < y->span.from.day);
    return order ? order : (x > y) - (x < y);
}

/* Rows kept in versions: the days of each begin on the day after those of the one before. Overlaps
 * were found while the files were read. */
static void check_versions(struct law_reader *r, const struct gathered *g) {
    const struct law_row_view **rows = NEW(g->a, const struct law_row_view *, g->count);
    size_t count = 0;
    for (size_t i = 0; i < g->count; i++)
        if (has_versions(&g->list[i]))
            rows[count++] = &g->list[i];
    qsort(rows, count, sizeof(const struct law_row_view *), by_version);
    for (size_t i = 0; i + 1 < count; i++) {
        const struct law_row_view *row = rows[i], *next = rows[i + 1];
        if (str_equal(row->kind, next->kind) && str_equal(row->id, next->id) &&
            next->span.from.day > row->span.to.day)
            gap(r, row, next->span.from);
    }
}

static void check_rulebook_versions(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *a = &law->rulebooks[i], *next = NULL;
        for (size_t k = 0; k < law->rulebook_count; k++) {
            const struct law_rulebook *b = &law->rulebooks[k];
            if (str_equal(a->regime, b->regime) && b->from.day > a->to.day &&
                (!next || b->from.day < next->from.day))
                next = b;
        }
        if (next)
            gap(r,
                &(struct law_row_view){.kind = STR("rulebook"),
                                       .id = a->regime,
                                       .file = a->file,
                                       .line = 1,
                                       .span = {a->from, a->to}},
                next->from);
    }
}

/* "Before candidates register" is no day after it. */
static void check_timing(struct law_reader *r, const struct law_duty *duty) {
    bool before =
        str_starts(duty->timing.id, STR("Sebelum ")) || str_starts(duty->timing.en, STR("Before "));
    bool after =
        str_starts(duty->timing.id, STR("Setelah ")) || str_starts(duty->timing.en, STR("After "));
    if (duty->stage.len && ((before && duty->days > 0) || (after && duty->days < 0)))
        law_fault(r, duty->row.line,
                  "duty \"%.*s\" has %d days, counted from the stage's first day (-30: thirty days "
                  "before), but its timing says the other side: correct one of them",
                  STR_ARG(duty->row.id), duty->days);
}

static void check_duties(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->duty_count; i++) {
        const struct law_duty *duty = &law->duties[i];
        bool found = !duty->stage.len;
        for (size_t e = 0; e < law->election_count; e++)
            for (size_t k = 0; k < law->elections[e].stage_count; k++)
                found = found || str_equal(law->elections[e].stages[k].id, duty->stage);
        r->file = duty->row.file;
        if (!found)
            law_fault(r, duty->row.line,
                      "duty \"%.*s\" names the stage \"%.*s\", which no "
                      "election has",
                      STR_ARG(duty->row.id), STR_ARG(duty->stage));
        check_timing(r, duty);
        const struct law_letter *letter = law_letter(law, duty->letter);
        if (duty->letter.len && (!letter || !letter->template.id.len))
            law_fault(r, duty->row.line,
                      "duty \"%.*s\" is carried out by the letter \"%.*s\", of which there is no "
                      "template",
                      STR_ARG(duty->row.id), STR_ARG(duty->letter));
    }
}

void law_check(struct law_reader *r, const struct law *law) {
    struct gathered g = {.a = r->scratch};
    law_each_row(law, gather, &g);
    check_cites(r, law, &g);
    law_check_names(r, law);
    law_check_clock_names(r, law);
    check_relations(r, law, &g);
    check_questions(r, law, &g);
    check_versions(r, &g);
    check_rulebook_versions(r, law);
    check_duties(r, law);
    law_check_elections(r, law);
    law_check_voting_days(r, law);
    law_check_windows(r, law);
    law_check_fines(r, law);
    law_check_fits(r, law);
    law_check_offices(r, law);
    if (!r->checking)
        return;
    law_check_tongues(r);
    law_check_replaced(r, law);
    law_check_days(r, law);
    law_check_stages(r, law);
    law_check_feasts(r, law);
    law_check_called_rows(r, law);
    law_check_first_days(r, law);
    law_check_in_words(r, law);
    law_check_named_articles(r, law);
}
