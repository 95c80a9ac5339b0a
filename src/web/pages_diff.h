#ifndef WEB_PAGES_DIFF_H
#define WEB_PAGES_DIFF_H
/* Parts of /k/aturan: open questions, and what changed between two versions of the rules. */
#include "web/pages_public.h"

struct web_asked { /* a question of the public */
    int64_t number;
    struct instant at;
    struct str text;
};
/* An open question with the rows that it touches: their labels, and ids for who keeps the rules. */
struct web_touched {
    struct str label, id;
};
struct web_open_question {
    const struct law_open_question *of;
    const struct web_touched *rows;
    size_t row_count;
};
struct web_change {
    struct str what; /* "baru", "dicabut", "diubah" */
    struct str head;
    const struct str *lines; /* what turned into what */
    size_t line_count;
    bool cut;   /* it has more lines */
    bool whole; /* a file that is wholly new or gone, with its rows */
    int64_t rows;
    struct str basis; /* may be empty */
    struct str file;
    int64_t line;
};
struct web_difference {
    bool asked;       /* two versions were chosen; else what changed since the last one */
    bool told;        /* they were compared */
    struct str fault; /* a sentence: why they were not; may be empty */
    bool from_loaded, to_loaded; /* chosen: the version in use */
    const struct web_change *changes;
    size_t change_count;
    int64_t added, removed, changed, more; /* more: changes that are not told */
};
#endif
