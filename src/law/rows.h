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
};
typedef void law_row_visit(const struct law_row_view *row, void *arg);
/* Visits each row that carries a citation, in the order of struct law: the tables, then offices,
 * elections, the clocks that no rulebook runs, and each rulebook's own. Another number that a
 * source gives for a clock is a row of kind "other_count" with the clock's id, how a code of SIASN
 * was matched with a row of ours one of kind "siasn_match" with the code's id; a row of the statute
 * that a step records along with its own is one of kind "also", how often the law lets a step be
 * taken one of kind "times" with the step's id. */
void law_each_row(const struct law *law, law_row_visit *visit, void *arg);
#endif
