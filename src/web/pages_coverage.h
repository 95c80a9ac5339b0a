#ifndef WEB_PAGES_COVERAGE_H
#define WEB_PAGES_COVERAGE_H
/* P13: what the public sees of rounds of pledges. */
#include "web/pages_public.h"
#include "web/pages_spread.h"

struct web_standing_row {
    struct str office, region; /* names */
    struct str kind, election; /* what is signed; may be empty */
    struct web_share signed_;
    int64_t percent;
    bool hidden; /* too few: no number is told (I9) */
    struct date closes;
    bool closed;
};
/* P13. GET wilayah: a province. */
struct web_coverage {
    struct date as_of;
    const struct web_option *regions;
    size_t region_count;
    struct str region; /* chosen; empty: all */
    const struct web_standing_row *rows;
    size_t row_count;
};
#endif
