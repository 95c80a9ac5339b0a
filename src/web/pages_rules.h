#ifndef WEB_PAGES_RULES_H
#define WEB_PAGES_RULES_H
/* A3: rules and deadlines, for the legal administrator. */
#include "web/pages_days.h"
#include "web/pages_diff.h"

struct web_rulebook {
    const struct law_rulebook *rules;
    struct str name; /* "pilkada-2024@1" */
    struct str hash; /* hex */
    bool open;       /* no last day */
    int64_t states, steps, clocks;
};
/* A version of the law that was published: an event of the ledger. */
struct web_published {
    int64_t index;
    struct instant at;
    struct str hash;
    bool same;     /* as the law that is loaded now */
    bool kept;     /* its files are, too */
    bool from, to; /* chosen to be compared */
};
/* A row that is not as it was accepted, and where it stands. */
struct web_unaccepted {
    struct str file, row, version; /* version empty: it keeps none */
    int64_t line;                  /* 0: it is gone */
    struct str why;
    struct date on; /* when it was accepted, and by whom; by empty: never */
    struct str by;
};
struct web_acceptance {
    bool none, broken; /* the rules have no record; it cannot be read */
    int64_t entries, waiting;
    const struct web_unaccepted *list; /* the first of them */
    size_t list_count;
    int64_t more;
};
struct web_rules {
    struct str hash; /* of the whole law, hex */
    const struct web_rulebook *rulebooks;
    size_t rulebook_count;
    bool may_publish, published; /* the newest published version is the one that is loaded */
    bool again;                  /* it is, but its files were not kept */
    bool may_compare;            /* a version is there whose files are kept */
    struct web_difference difference;
    struct web_acceptance acceptance;
    struct str message;                  /* after publishing; may be empty */
    const struct web_published *history; /* newest first */
    size_t history_count;
    const struct web_open_question *questions; /* worst first */
    size_t question_count;
    int64_t open_questions;        /* of them not settled */
    const struct web_asked *asked; /* newest first; only for whom may read them */
    size_t asked_count;
    bool may_read_asked;
    int64_t rows, badges; /* how many rows the law has, how many bear the badge */
};

/* Every row of the law. GET jenis (kind), tanda (badge), hal (page). */
struct web_rule_row {
    struct str kind, id, label;
    struct law_cite cite;
    struct date from, to;
    bool has_from, open;
    struct str since; /* why there is none, or how it is known if not by the row; may be empty */
    struct str file;
    int64_t line;
    int64_t questions; /* open questions that touch it */
};
struct web_rule_rows {
    const struct web_option *kinds;
    size_t kind_count;
    struct str kind, badge; /* chosen; empty: all */
    const struct web_rule_row *rows;
    size_t row_count;
    int64_t total, page, pages;
    bool has_before, has_after;
    int64_t before, after; /* pages */
};
#endif
