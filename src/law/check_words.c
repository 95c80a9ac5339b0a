#include <string.h>

#include "law/read_files.h"
#include "law/wording.h"

/* What a row says in words, against its other language and against its own numbers. */

static bool same(struct law_said a, struct law_said b) {
    return a.n == b.n && a.unit == b.unit && a.any_day == b.any_day;
}

static size_t times(const struct law_said_list *of, struct law_said said) {
    size_t n = 0;
    for (size_t i = 0; i < of->count; i++)
        n += same(of->list[i], said);
    return n;
}

static const char *unit_word(struct law_said said) {
    switch (said.unit) {
    case LAW_WORKING_DAYS:
        return "working days";
    case LAW_MONTHS:
        return "months";
    case LAW_HOURS:
        return "times 24 hours";
    case LAW_CALENDAR_DAYS:
        break;
    }
    return said.any_day ? "days" : "calendar days";
}

/* Both name equally many times, so that they translate each other; a phrase in words alone ("for a
 * year") in one of them is no slip. */
static void check_times(struct law_reader *r, int line, struct law_text text) {
    struct law_said_list id = law_said(text.id, false), en = law_said(text.en, true);
    for (size_t i = 0; id.count == en.count && i < id.count; i++)
        if (times(&id, id.list[i]) != times(&en, id.list[i])) {
            law_fault(r, line,
                      "\"id\" says %d %s where \"en\" does not: both languages name the same time",
                      id.list[i].n, unit_word(id.list[i]));
            return;
        }
}

/* Both name equally many numbers, those of months among them ("24 Ags 2024"): they are the same. */
static void check_numbers(struct law_reader *r, int line, struct law_text text) {
    struct law_figures id = law_figures(text.id), en = law_figures(text.en);
    for (size_t i = 0; id.count == en.count && i < id.count; i++)
        if (law_figures_of(&id, id.list[i]) != law_figures_of(&en, id.list[i])) {
            law_fault(r, line,
                      "\"id\" names the number %d%s where \"en\" does not: both languages name the "
                      "same numbers, days and months",
                      id.list[i].n, id.list[i].month ? " as a month" : "");
            return;
        }
}

static void keep(struct law_reader *r, const struct law_node *n, struct law_text text) {
    struct law_spoken *spoken = NEW(r->scratch, struct law_spoken, 1);
    *spoken = (struct law_spoken){n, r->file, text, r->spoken};
    r->spoken = spoken;
}

void law_check_text(struct law_reader *r, const struct law_node *n, struct law_text text) {
    enum { SWAPPED = 2, FOREIGN = 4 };
    if (!r->checking)
        return;
    size_t told = r->told;
    int id = law_language(text.id), en = law_language(text.en);
    if (en - id >= SWAPPED)
        law_fault(r, n->line, "\"id\" reads as English and \"en\" as Indonesian: exchange them");
    else if (id <= -FOREIGN)
        law_fault(r, n->line, "\"id\" reads as English: it holds the Indonesian text");
    else if (en >= FOREIGN)
        law_fault(r, n->line, "\"en\" reads as Indonesian: it holds the English text");
    else
        check_times(r, n->line, text);
    if (r->told != told)
        return;
    check_numbers(r, n->line, text);
    keep(r, n, text);
}

/* --- times of a clock, of a step --- */

static bool is_of_clock(struct law_said said, const struct law_clock *clock) {
    bool found = law_means(said, clock->n, clock->unit);
    for (size_t i = 0; i < clock->other_count; i++)
        found = found || law_means(said, clock->others[i].n, clock->others[i].unit);
    return found;
}

/* lint: parameters: a text in one language, and what it stands beside */
static void check_clock_text(struct law_reader *r, const struct law_clock *clock, const char *where,
                             struct str text, bool english) {
    struct law_said_list said = law_said(text, english);
    for (size_t i = 0; i < said.count; i++)
        if (!is_of_clock(said.list[i], clock)) {
            law_fault(r, clock->line,
                      "the clock \"%.*s\" counts %d of the unit %.*s, but its %s says %d %s: "
                      "correct one of them, or give the other number under \"others\"",
                      STR_ARG(clock->id), clock->n, STR_ARG(law_unit_name(clock->unit)), where,
                      said.list[i].n, unit_word(said.list[i]));
            return;
        }
}

/* What is lost by lapsing is a right: a report comes late, an appeal is not admitted. */
static void check_kind(struct law_reader *r, const struct law_clock *clock) {
    bool lost = clock->lapse == LAW_INADMISSIBLE || clock->lapse == LAW_FORMAL_DEFECT ||
                clock->lapse == LAW_NOT_REGISTERED;
    if (clock->lapse != LAW_NOT_STATED && lost != (clock->kind == LAW_RIGHT))
        law_fault(r, clock->line,
                  "the clock \"%.*s\" is a %s, but lapses as \"%.*s\", which is what becomes of a "
                  "%s: correct \"kind\" or \"lapse\"",
                  STR_ARG(clock->id), lost ? "duty" : "right",
                  STR_ARG(law_lapse_name(clock->lapse)), lost ? "right" : "duty");
}

/* As on a cheque: a length stands in figures and in words, so that a slip in one of them shows. */
static void check_in_words(struct law_reader *r, const struct law_clock *clock) {
    struct str words = clock->n > 0 && clock->in_words.len
                           ? law_length_in_words(r->scratch, clock->n, clock->unit)
                           : clock->in_words;
    if (!str_equal(clock->in_words, words))
        law_fault(r, clock->line,
                  "the clock \"%.*s\" counts %d of the unit %.*s, but is \"%.*s\" in words: look "
                  "into the source and correct one of them",
                  STR_ARG(clock->id), clock->n, STR_ARG(law_unit_name(clock->unit)),
                  STR_ARG(clock->in_words));
}

static void ask_for_words(struct law_reader *r, const struct law_clock *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct law_clock *clock = &list[i];
        r->file = clock->file;
        if (!clock->in_words.len)
            law_fault(r, clock->line,
                      "the clock \"%.*s\" has no \"in_words\": write its length in words as "
                      "well, as read in the source (by its figures: \"%.*s\")",
                      STR_ARG(clock->id),
                      STR_ARG(law_length_in_words(r->scratch, clock->n, clock->unit)));
    }
}

void law_check_in_words(struct law_reader *r, const struct law *law) {
    ask_for_words(r, law->clocks, law->clock_count);
    for (size_t i = 0; i < law->rulebook_count; i++)
        ask_for_words(r, law->rulebooks[i].clocks, law->rulebooks[i].clock_count);
}

void law_check_clock_words(struct law_reader *r, const struct law_clock *clock) {
    if (!r->checking)
        return;
    check_in_words(r, clock);
    check_kind(r, clock);
    check_clock_text(r, clock, "name", clock->name.id, false);
    check_clock_text(r, clock, "name", clock->name.en, true);
    check_clock_text(r, clock, "\"start\"", clock->start, false);
    check_clock_text(r, clock, "citation", clock->cite.text, false);
}

static bool same_kind(struct law_said said, enum law_unit unit) {
    bool days = unit == LAW_CALENDAR_DAYS || unit == LAW_WORKING_DAYS;
    return said.unit == unit || (days && said.unit <= LAW_WORKING_DAYS);
}

/* A text beside clocks that start: days are those of a clock of days, where one starts. A sentence
 * of two years is none of a clock of days. */
struct beside {
    const struct law_step *step;
    const struct law_outcome *outcome; /* NULL: the clocks of all its outcomes */
};

static void check_step_text(struct law_reader *r, const struct beside *x, struct str text,
                            bool english) {
    struct law_said_list said = law_said(text, english);
    for (size_t i = 0; i < said.count; i++) {
        const struct law_clock *other = NULL;
        bool found = false;
        for (size_t k = 0; k < x->step->outcome_count; k++) {
            const struct law_outcome *o = &x->step->outcomes[k];
            for (size_t c = 0; (!x->outcome || o == x->outcome) && c < o->start_count; c++) {
                const struct law_clock *clock = o->starts[c].clock;
                if (!clock || !same_kind(said.list[i], clock->unit))
                    continue;
                other = clock;
                found = found || is_of_clock(said.list[i], clock);
            }
        }
        if (other && !found)
            law_fault(r, x->step->line,
                      "\"%.*s\" of step \"%.*s\" says %d %s, but it starts the clock \"%.*s\", "
                      "which counts %d of the unit %.*s: start another clock, or correct the "
                      "words",
                      STR_ARG(x->outcome ? x->outcome->value : STR("cite or label")),
                      STR_ARG(x->step->name), said.list[i].n, unit_word(said.list[i]),
                      STR_ARG(other->id), other->n, STR_ARG(law_unit_name(other->unit)));
    }
}

void law_check_step_words(struct law_reader *r, const struct law_step *step) {
    if (!r->checking)
        return;
    check_step_text(r, &(struct beside){step, NULL}, step->label.id, false);
    check_step_text(r, &(struct beside){step, NULL}, step->label.en, true);
    check_step_text(r, &(struct beside){step, NULL}, step->cite.text, false);
    for (size_t k = 0; k < step->outcome_count; k++) {
        struct beside x = {step, &step->outcomes[k]};
        check_step_text(r, &x, step->outcomes[k].label.id, false);
        check_step_text(r, &x, step->outcomes[k].label.en, true);
    }
}

void law_check_punishment_words(struct law_reader *r, int line,
                                const struct law_punishment *punishment) {
    const struct law_said_list said[] = {law_said(punishment->label.id, false),
                                         law_said(punishment->label.en, true)};
    for (size_t i = 0; r->checking && punishment->months && i < COUNT_OF(said); i++)
        for (size_t k = 0; k < said[i].count; k++)
            if (said[i].list[k].unit == LAW_MONTHS && said[i].list[k].n != punishment->months)
                law_fault(r, line,
                          "the punishment \"%.*s\" lasts %d months, but its label says %d: correct "
                          "one of them",
                          STR_ARG(punishment->id), punishment->months, said[i].list[k].n);
}

/* "verified" says that what is cited was read. */
bool law_says_unread(struct str text) {
    static const struct str WORDS[] = {STR_INIT("belum dibaca"),     STR_INIT("tidak dibaca"),
                                       STR_INIT("belum ditemukan"),  STR_INIT("not read"),
                                       STR_INIT("pengetahuan umum"), STR_INIT("general knowledge")};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_find(text, WORDS[i]))
            return true;
    return false;
}

bool law_names_hearsay(struct str source) {
    while (source.len) {
        struct str place = str_trim(str_cut(&source, ','));
        if (str_equal(place, STR("GK")) || str_equal(place, STR("INF")))
            return true;
    }
    return false;
}
