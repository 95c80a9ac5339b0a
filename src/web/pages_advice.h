#ifndef WEB_PAGES_ADVICE_H
#define WEB_PAGES_ADVICE_H
/* Views of the pages that answer "Bolehkah saya?" and explain words: P8, P16. What the law says
 * comes as its own rows; here stand only words in the page's language and what was asked. */
#include "web/pages_catalogue.h"

enum web_may { WEB_MAY, WEB_RATHER_NOT, WEB_MUST_NOT, WEB_NOT_SETTLED };

/* The answer to one question of one person. */
struct web_answer {
    enum web_may verdict;
    bool badge; /* nothing that gives the verdict was verified */
    const struct law_topic *topic;
    struct str subject, stage; /* "PNS", "Kampanye"; no stage between two */
    struct date day;
    bool in_election, after_determination;
    const struct law_election *calendar; /* by which stage and determination are told */
    const struct web_act *acts;
    size_t act_count;
    const struct web_act *elsewhen; /* where none forbids that day: those that do on another */
    size_t elsewhen_count;
    const struct web_consequence *consequences;
    size_t consequence_count;
    bool instead;                    /* what the topic allows instead is meant for this person */
    const struct law_answer *answer; /* NULL when an act forbids, or nothing is settled */
    const struct law_open_question *const *questions;
    size_t question_count;
};
/* Topics of one kind: an optgroup, a list. */
struct web_group {
    struct str id, label;
    const struct web_option *topics; /* value: the topic's id */
    size_t topic_count;
};
/* From that day on, in the stage that was asked about, the answer is another. */
struct web_turn {
    struct date day;
    enum web_may verdict;
};
/* P8. GET siapa (class), apa (topic), saat (stage) or tanggal (day), wilayah (region) to the path.
 */
struct web_adviser {
    const struct web_answer
        *answer;                    /* NULL: nothing was asked, or not so that it can be answered */
    const struct web_turn *changes; /* of a stage: its first day's answer holds until these */
    size_t change_count;
    const struct web_option *subjects, *stages;
    size_t subject_count, stage_count;
    const struct web_group *groups;
    size_t group_count;
    struct web_input subject, topic, stage, day, place; /* as asked */
    const struct web_option *places; /* where a vote is repeated on that day; value: the code */
    size_t place_count;
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    struct date today;
    struct str stage_today;               /* empty: between stages */
    const struct law_election *calendar;  /* of the day that is asked about, else of today */
    const struct law_election *elections; /* all that the rules have */
    size_t election_count;
    struct str rules; /* first digits of the law's hash */
};

/* Verdicts of one topic for everybody and the whole election: classes that are answered alike share
 * a row, days that are answered alike a column. */
struct web_cell {
    enum web_may verdict;
    struct str when; /* the column's label */
    bool badge;      /* on some of its days nothing that gives the verdict was verified */
};
struct web_row {
    struct str subjects;
    const struct web_cell *cells;
    size_t cell_count;
    bool always; /* one answer from the first day to the last */
};
struct web_span {
    struct str label;
    struct date from, to;
};
/* Why somebody may, or had better not, where no act forbids. */
struct web_reason {
    enum web_may verdict;
    struct str subjects;
    const struct law_answer *answer;
};
struct web_grid {
    const struct web_row *rows;
    size_t row_count;
    const struct web_span *spans;
    size_t span_count;
    const struct web_reason *reasons; /* each that an answer above rests on */
    size_t reason_count;
};
/* P8 one topic. Acts have their id as anchor. */
struct web_topic {
    const struct law_topic *topic;
    struct web_group group; /* its neighbours, itself among them */
    const struct law_election *calendar;
    struct date today;
    struct str rules;
    struct web_grid grid;
    struct str instead_for; /* as of a brief */
    const struct web_act *acts;
    size_t act_count;
    const struct law_open_question *const *questions;
    size_t question_count;
};
struct web_brief {
    const struct law_topic *topic;
    struct str instead_for; /* whom what is allowed instead is meant for; empty: everybody */
    struct web_grid grid;
};
struct web_chapter {
    struct str id, label;
    const struct web_brief *briefs;
    size_t brief_count;
};
/* P8 everything on one page: to print, and what the phone keeps for days without a line. */
struct web_topics {
    const struct web_chapter *chapters;
    size_t chapter_count;
    const struct law_election *calendar;
    struct date today;
    struct str rules;
};

/* P8 an act that is not listed: POST isi to the same path. */
enum { WEB_QUESTION_CHARS = 1000 };
struct web_ask {
    struct web_input text;
    struct str number; /* not empty: taken, under this number */
};

/* P16 words in plain words, by first letter. */
struct web_letter {
    struct str letter;
    const struct law_term *const *terms;
    size_t term_count;
};
struct web_terms {
    const struct web_letter *letters;
    size_t letter_count;
    struct str sought; /* as asked: GET cari to the same path; empty: all words */
    struct date today;
    struct str rules; /* first digits of the law's hash */
};
#endif
