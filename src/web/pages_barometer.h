#ifndef WEB_PAGES_BAROMETER_H
#define WEB_PAGES_BAROMETER_H
/* K9 the Sekda's barometer: on the screen and as one sheet of A4. Counts are whole: it is for
 * officers. Percentages are rounded down; -1: nobody is asked, so there is none. GET wilayah. */
#include "web/pages_meeting.h"
#include "web/pages_risk.h"
#include "web/pages_round.h"

struct web_barometer_figure {
    int64_t n;
    int64_t up, down; /* against a week ago: one of them, or neither */
};
struct web_barometer_row {
    struct str code, name;
    struct str abbr; /* of its tile; empty: it has none */
    int col, row;
    int64_t open, late, proven;
    int64_t days;                 /* the oldest open one waits; -1: none is open */
    int64_t pledged, reached;     /* percent */
    struct web_share led;         /* leaders who signed; of none: no round asks them */
    int64_t done, due;            /* duties of prevention */
    bool pledge_missing;          /* not everybody in the Sekda's own office has signed */
    struct str unsigned_;         /* office whose round the Sekda has not signed; empty: he has */
    bool secretary_case, flagged; /* flagged: the Sekda's own status weighs on the unit */
    bool no_round;                /* and it is that alone: his office opened no round */
};
struct web_barometer_late { /* an office that is late */
    struct str name, why;   /* why: the state that its oldest waits in */
    int64_t n, days;
};
struct web_barometer_bar { /* an agency's round of pledges */
    struct str name;
    struct web_share signed_;
    int64_t percent;
};
struct web_barometer_remind {  /* a letter to those who are behind */
    struct str kind;           /* of letter; empty: not for you */
    const struct str *offices; /* ids of those it goes to, the furthest behind first */
    size_t office_count;
    int64_t to;     /* as many */
    int64_t others; /* who are behind and do not get it */
};
struct web_barometer_duty { /* of prevention, late in the one region */
    struct str label;
    struct date on;
};
struct web_barometer_warning {
    struct str name, href;
    enum web_risk_reason reason;
    int64_t count;
    struct str acts; /* as of web_risk_warning */
};
struct web_barometer {
    struct str code, region; /* empty code: the nation */
    struct date today;
    struct instant last; /* newest event */
    bool stale;          /* it is more than a day old */
    struct web_barometer_figure open, late, proven, pledged, reached; /* late.up: new ones */
    struct web_share led;                                             /* as of a row */
    int64_t done, due;
    const struct web_barometer_row *rows;
    size_t row_count;
    bool has_tiles;
    int64_t flagged;     /* rows whose Sekda needs a look */
    struct str no_round; /* names of those rows, ", " between */
    const struct web_barometer_late *lates;
    size_t late_count;
    int64_t late_more; /* offices that are not listed */
    struct web_barometer_remind remind;
    const struct web_barometer_bar *bars; /* the least covered first */
    size_t bar_count;
    int64_t bar_more;
    struct web_barometer_remind remind_pledges; /* of the agencies whose coverage is low */
    /* of one regency or city alone: units behind on the pledge of its largest agency, and duties */
    const struct web_unit_row *units;
    size_t unit_count;
    int64_t unit_more;
    struct str unit_office;
    bool units_hidden; /* some are not told one by one */
    const struct web_barometer_duty *duties;
    size_t duty_count;
    int64_t duty_more;
    struct web_stages stages;
    const struct str *acts; /* of the region's own authority: asked for and not recorded */
    size_t act_count;
    const struct web_barometer_warning *warnings;
    size_t warning_count;
    int64_t warning_more;
    struct web_ahead ahead;           /* of the next days */
    const struct web_option *regions; /* that may be chosen */
    size_t region_count;
    struct str link; /* today's daily link, once it was made; empty */
    struct date link_until;
};
/* Tiles of the rows that have one: open recommendations, and how long the oldest waits. */
void web_svg_barometer(struct buf *out, const struct web_barometer *barometer, bool english);

/* What a daily link opens, for everybody: counts at least so many, 0: fewer than five, or none;
 * percent in steps of five, -1: not told. */
struct web_daily_row {
    struct str name, abbr; /* abbr: of its tile; empty: it has none */
    int col, row;
    int64_t open, late, proven;
    int64_t days; /* the oldest open one waits; -1: not told */
    int64_t pledged, reached;
    int64_t done, due; /* duties of prevention, whole */
};
struct web_daily {
    struct str region;
    struct date today, until; /* until: the last day on which the link opens */
    struct instant last;
    bool stale;
    struct web_daily_row all;
    struct web_stages stages;
    const struct str *acts; /* of its own authority: asked for at this stage and not recorded */
    size_t act_count;
    const struct web_daily_row *rows; /* of what lies in it; none of a single region */
    size_t row_count;
};
void web_svg_daily(struct buf *out, const struct web_daily *daily, bool english);
#endif
