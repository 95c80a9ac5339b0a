#ifndef WEB_PAGES_ACT_H
#define WEB_PAGES_ACT_H
/* Views of the pages that tell of one act of the catalogue, and of all of them: P8. What the law
 * says comes as its own rows. */
#include "web/pages_advice.h"

/* What may follow from an act, for a stretch of days on which it is the same. */
struct web_follow {
    struct web_act act; /* that act, with what may follow on these days */
    struct date from, to;
    bool open; /* no last day */
};
/* One version of the act. */
struct web_version {
    struct web_act act;
    struct date from, to;
    bool open;
    int64_t year;                     /* of from no more than this was read; 0: its day was */
    const struct web_follow *follows; /* by day */
    size_t follow_count;
};
/* Acts of one catalogue that are near: of the same question. */
struct web_near {
    struct str label;           /* of the catalogue */
    const struct web_act *acts; /* the last version of each */
    size_t act_count;
};
/* P8 one act, at /boleh/{its id}. */
struct web_act_page {
    const struct law_act *act;          /* its last version */
    struct web_act view;                /* the same, for its parts */
    const struct web_version *versions; /* newest first; at least one */
    size_t version_count;
    bool ended;                    /* no version is in force today or later */
    struct str confidence, read;   /* in words: how sure, how it was read */
    const struct law_topic *topic; /* the question that explains it best; NULL: none */
    bool instead;           /* what that topic allows instead is said to those whom it binds */
    struct str instead_for; /* to whom alone; empty: to all of them */
    const struct web_option *topics; /* all questions that speak of it */
    size_t topic_count;
    const struct law_act *twin;          /* the same conduct on the other side; NULL: none */
    const struct law_election *calendar; /* whose stages are told; NULL: it speaks in none */
    const struct web_when *spans;        /* by its stages */
    size_t span_count;
    const struct web_near *nears;
    size_t near_count;
    const struct law_source *const *sources; /* where it was read */
    size_t source_count;
    const struct law_open_question *const *questions;
    size_t question_count;
    struct date today;
    struct str rules; /* first digits of the law's hash */
};

/* P8 all acts, by catalogue: to find one, to print, and what the phone keeps. Acts have their id as
 * anchor. */
struct web_act_line {
    struct web_act act; /* its last version */
    struct date from, to;
    bool open;
    const struct web_consequence *consequences;
    size_t consequence_count;
};
struct web_act_list {
    struct str id, label; /* of the catalogue */
    const struct web_act_line *lines;
    size_t line_count;
};
struct web_acts {
    const struct web_act_list *lists;
    size_t list_count;
    int64_t total;
    struct date today;
    struct str rules;
};
#endif
