#ifndef LAW_LETTERS_H
#define LAW_LETTERS_H
/* Forms and letters (rules/letters.yaml). */
#include "law/terms.h"

/* A form or letter: its printed fields. */
enum law_need { LAW_ALWAYS, LAW_CONDITIONAL, LAW_OPTIONAL };
struct law_letter_field {
    struct str name;
    struct law_text label;
    enum law_need need;
    struct law_text when; /* of a conditional one: when it is needed, as far as known */
    bool repeats;
};
struct law_letter {
    struct law_row row; /* "A.1", "B.12", "F.CEGAH", "PP94-01" */
    struct str series;  /* "A", "B", "discipline", "prevention" */
    struct law_text label;
    struct str number;              /* pattern; empty: none is known */
    struct law_words_list senders;  /* kinds of office whose pattern it is; none: all */
    struct law_words_list subjects; /* classes of persons whom it may be about; none: all */
    struct law_words_list tiers;    /* that it may set, "none" among them: also a decision that sets
                                       none; empty: it sets no tier, or any */
    const struct law_letter_field *fields;
    size_t field_count;
    struct law_text subject, template; /* of one that an office drafts here; else empty */
    bool appeal; /* an imbauan: once issued it is a prevention activity, too */
};
/* What templates may name between braces, ended by an empty one: "election", "stage", ... */
extern const struct str LAW_LETTER_WORDS[];
/* What the number of one that is drafted here may name: "n", "office", "month", "year". */
extern const struct str LAW_NUMBER_WORDS[];
#endif
