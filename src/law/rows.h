#ifndef LAW_ROWS_H
#define LAW_ROWS_H
/* Every row of the law in one walk, whatever its kind: for checks, lists, comparisons, pages. */
#include "law/law.h"

struct law_row_view {
    struct str kind; /* "act", "clock", "step", ...: the name of the list in the singular */
    const struct law_rulebook
        *rulebook; /* of its clocks, steps, requirements, numbers; else NULL */
    struct str id;
    int version;
    struct law_span span;
    const struct law_cite *cite;
    struct law_text label;
    struct str file;
    int line;
    bool again; /* of a part that an earlier rulebook has, too: the same row was visited with it */
    struct str section; /* of a rulebook's rows: where it stands, its own file or a part's name */
    struct str name;    /* of a step: its action's name; else empty */
};
typedef void law_row_visit(const struct law_row_view *row, void *arg);
/* Visits each row that carries a citation, in the order of struct law: the tables, then offices,
 * elections, the clocks that no rulebook runs, and each rulebook's own. Another number that a
 * source gives for a clock is a row of kind "other_count" with the clock's id, how a code of SIASN
 * was matched with a row of ours one of kind "siasn_match" with the code's id; a row of the statute
 * that a step records along with its own is one of kind "also", how often the law lets a step be
 * taken one of kind "times" with the step's id. */
void law_each_row(const struct law *law, law_row_visit *visit, void *arg);

/* Whether a word means the row: its id, or of a step or clock of a rulebook SECTION/NAME, the part
 * or procedure where it stands and its action, or the clock's id: "dismissal/decide_ptdh". No word
 * means a question. */
bool law_row_is_named(const struct law_row_view *row, struct str word);
bool law_question_touches(const struct law_open_question *q, const struct law_row_view *row);
/* Open questions that touch a step (of a takeover: rules may be NULL) and are asked on that day.
 * Owns: lives in a. */
struct law_asked {
    const struct law_open_question *const *list;
    size_t count;
};
struct law_asked law_step_questions(struct arena *a, const struct law *law,
                                    const struct law_rulebook *rules, const struct law_step *step,
                                    struct date day);

/* How the first day of a row is known, or why it is not. */
enum law_since {
    LAW_SINCE_ROW,      /* the row says it, its procedure, or its election */
    LAW_SINCE_YEAR,     /* of its day the year alone was read: that year's first day stands there */
    LAW_SINCE_CITED,    /* the instruments that it cites say it */
    LAW_SINCE_UNREAD,   /* the first day of an instrument (cited, or the row itself) was not read */
    LAW_SINCE_UNCITED,  /* it rests on no instrument */
    LAW_SINCE_PLANNED,  /* ordered, and in force on no day yet */
    LAW_SINCE_OUR_WORDS /* a question, a word explained, an example, a code of SIASN: no law */
};
/* The first day on which a row can be in force. A row that says none has that of the instrument it
 * cites; of several the latest, for it needs them all, but an instrument that amends or replaces
 * another cited one does not count: before it the row speaks through that one, as the check of
 * citations has it. ret_day is written of LAW_SINCE_ROW, _YEAR and _CITED alone. */
enum law_since law_row_since(const struct law *law, const struct law_row_view *row,
                             struct date *ret_day);
/* Whether a first day stands for its year: it is a 1 January, and the day of an instrument cited
 * was not read. */
bool law_is_year_alone(const struct law *law, struct date from, const struct law_cite *cite);
struct str law_since_name(enum law_since since); /* "row", "cited", "unread", ... */
#endif
