#ifndef WEB_PAGES_EXAMPLES_H
#define WEB_PAGES_EXAMPLES_H
/* View of the page that counts the days of known cases before one's eyes. What the law says is the
 * law's own struct; the days are counted for the page. */
#include "web/pages_rules.h"

struct web_example_count {
    const struct law_example_count *count;
    struct web_count_from from;
    bool said_strict, said_common; /* the day of the source is that of the reading */
};
struct web_example {
    const struct law_example *example;
    const struct web_example_count *counts;
    size_t count_count;
    struct str where, href; /* of the source; empty: an invented case */
};
struct web_examples {
    const struct web_example *examples;
    size_t example_count;
    struct date today;
    struct str holidays; /* version of the table of days off */
    struct str rules;    /* first digits of the law's hash */
};
#endif
