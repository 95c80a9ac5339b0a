#include "law/rows.h"

/* From which day on a row can be in force, where the row itself does not say it. */

static const struct str NAMES[] = {
    [LAW_SINCE_ROW] = STR_INIT("row"),
    [LAW_SINCE_YEAR] = STR_INIT("year"),
    [LAW_SINCE_CITED] = STR_INIT("cited"),
    [LAW_SINCE_UNREAD] = STR_INIT("unread"),
    [LAW_SINCE_UNCITED] = STR_INIT("uncited"),
    [LAW_SINCE_PLANNED] = STR_INIT("planned"),
    [LAW_SINCE_OUR_WORDS] = STR_INIT("our_words"),
};

struct str law_since_name(enum law_since since) {
    return NAMES[since];
}

/* Kinds of rows that explain or translate: what they say has no day on which it comes into force.
 */
static const struct str OUR_WORDS[] = {
    STR_INIT("question"), STR_INIT("topic"), STR_INIT("term"),
    STR_INIT("example"),  STR_INIT("siasn"), STR_INIT("siasn_match"),
};

static bool is_our_words(struct str kind) {
    for (size_t i = 0; i < COUNT_OF(OUR_WORDS); i++)
        if (str_equal(OUR_WORDS[i], kind))
            return true;
    return false;
}

static bool stands_at(const struct law_row *row, const struct law_row_view *view) {
    return row->line == view->line && str_equal(row->file, view->file);
}

static bool is_planned(const struct law *law, const struct law_row_view *view) {
    for (size_t i = 0; i < law->authority_count; i++)
        if (law->authorities[i].planned && stands_at(&law->authorities[i].row, view))
            return true;
    for (size_t i = 0; i < law->sanction_count; i++)
        if (law->sanctions[i].planned && stands_at(&law->sanctions[i].row, view))
            return true;
    return false;
}

/* Whether it amends or replaces another instrument of the citation. */
static bool follows(const struct law_instrument *in, const struct law_cite *cite) {
    for (size_t i = 0; i < cite->law_count; i++)
        if (law_lists(in->amends, cite->laws[i]) || law_lists(in->replaces, cite->laws[i]))
            return true;
    return false;
}

/* The last of the instruments to come into force. One without a first day leaves the row's open. */
static enum law_since since_cited(const struct law *law, const struct law_cite *cite,
                                  struct date *ret_day) {
    struct date last = {INT32_MIN};
    for (size_t i = 0; i < cite->law_count; i++) {
        const struct law_instrument *in = law_instrument(law, cite->laws[i]);
        if (!in || follows(in, cite))
            continue;
        if (in->row.span.from.day == INT32_MIN)
            return LAW_SINCE_UNREAD;
        if (in->row.span.from.day > last.day)
            last = in->row.span.from;
    }
    if (last.day == INT32_MIN)
        return LAW_SINCE_UNCITED;
    *ret_day = last;
    return LAW_SINCE_CITED;
}

bool law_is_year_alone(const struct law *law, struct date from, const struct law_cite *cite) {
    struct date cited;
    struct civil c = date_to_civil(from);
    return c.month == 1 && c.day == 1 && since_cited(law, cite, &cited) == LAW_SINCE_UNREAD;
}

enum law_since law_row_since(const struct law *law, const struct law_row_view *row,
                             struct date *ret_day) {
    if (is_planned(law, row))
        return LAW_SINCE_PLANNED;
    if (row->span.from.day != INT32_MIN) {
        *ret_day = row->span.from;
        return law_is_year_alone(law, row->span.from, row->cite) ? LAW_SINCE_YEAR : LAW_SINCE_ROW;
    }
    if (is_our_words(row->kind))
        return LAW_SINCE_OUR_WORDS;
    if (str_equal(row->kind, STR("instrument")))
        return LAW_SINCE_UNREAD;
    return since_cited(law, row->cite, ret_day);
}
