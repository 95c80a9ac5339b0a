#ifndef WEB_PAGES_DAYS_H
#define WEB_PAGES_DAYS_H
/* A3: days off that are checked and loaded, and the test box, which counts with them. */
#include "web/pages_public.h"

/* A year of days off that was sent: POST isi or berkas, sumber, csrf; aksi=unduh: gives its file.
 */
struct web_day_change {
    struct date day;
    struct str what; /* "baru", "dihapus", "diubah" */
    struct str name, old_name, kind;
};
struct web_line_fault {
    int64_t line;           /* 0: the file as a whole */
    struct str text, there; /* there: that line; may be empty */
};
struct web_year {
    int64_t year;
    bool verified, estimated;
};
struct web_moved { /* running deadlines of one clock that move alike */
    struct str clock;
    struct date was, now;
    int64_t count;
};
struct web_holidays {
    struct str text, source, read_by; /* as sent */
    const struct web_line_fault *faults;
    size_t fault_count;
    bool checked; /* read without a fault: the rest is filled */
    int64_t year, days;
    struct str version, file; /* "rules/calendars/holidays-2027.yaml" */
    struct str doubt;         /* that the list is whole; empty: none */
    bool estimated;
    const struct web_day_change *changes;
    size_t change_count;
    bool differs, unread; /* from the table in use; its decree was not read */
    struct str reader;    /* who read it, as the file says; may be empty */
    struct str seen;      /* the law in use when this was shown, hex */
    const struct web_moved *moved;
    size_t moved_count;
    int64_t deadlines, cases;     /* all of them, in how many cases */
    bool more;                    /* than moved shows */
    bool now_loaded;              /* just now: changes, moved and counts tell what happened */
    struct str old, old_version;  /* the file of the table before; empty: there was none */
    struct str loaded;            /* version of the table in use */
    const struct web_year *years; /* of that table */
    size_t year_count;
};
/* --- the test box: GET jam (clock), tanggal, pukul, wilayah --- */
enum web_day_kind { WEB_DAY_NONE, WEB_DAY_PLAIN, WEB_DAY_WEEKEND, WEB_DAY_OFF };
struct web_day {
    enum web_day_kind kind;             /* NONE: of another month */
    int64_t number;                     /* of the month */
    int64_t counted;                    /* the n-th day of the late reading; 0: not counted */
    bool start, due, due_early, unread; /* unread: off by a decree that was not read */
};
struct web_week {
    const struct web_day *days; /* seven, from Monday */
    size_t day_count;
};
struct web_month {
    struct str label; /* "November 2024" */
    const struct web_week *weeks;
    size_t week_count;
};
struct web_day_off {
    struct date day;
    struct str name;
    bool unread; /* not verified */
};
/* A rule that was not in force on the start day. */
struct web_force {
    struct str name; /* "UU 8/2015"; of a procedure its label */
    bool procedure, early;
    struct date edge; /* its first day, or its last */
};
/* What one start day gives. */
struct web_count_from {
    struct date start;
    bool next_intake; /* counted from the next day on which the office takes reports */
    struct web_due due;
    bool unknown;   /* a year in it has no table of days off */
    bool estimated; /* ... or one that is an estimate */
    int64_t unread; /* days off that moved it and are not verified */
    const struct web_force *forces;
    size_t force_count;
    struct str confidence, rule_confidence; /* in words; of the whole, of the rule alone */
    const struct web_month *months;
    size_t month_count;
    const struct web_day_off *offs; /* in those months */
    size_t off_count;
};
struct web_clock_group { /* clocks of a rulebook */
    struct str label;
    const struct web_option *clocks;
    size_t clock_count;
};
struct web_try {
    const struct web_clock_group *groups;
    size_t group_count;
    const struct web_option *regions;
    size_t region_count;
    struct web_input clock, day, time, region;
    const struct web_fault *faults;
    size_t fault_count;
    const struct law_clock *chosen;     /* NULL: nothing was asked */
    struct law_text lapse;              /* what follows once it has run out */
    struct str code;                    /* its row, with the statute's word where there is one */
    struct str place, zone;             /* "Kota Palembang", "WIB" */
    bool outside;                       /* of the hours in which the office takes reports */
    bool limit;                         /* it limits reporting: intake on its last day matters */
    bool last_closed;                   /* that ends on a day without intake */
    struct date last;                   /* that day */
    struct str last_opens, last_closes; /* intake in person on it; empty: closed, or not known */
    struct law_cite last_cite;
    struct str at;            /* the hour at which a clock of hours ends; empty: with the day */
    struct str opens, closes; /* "08.00", "16.00"; empty: closed that whole day */
    struct law_cite window_cite;
    const struct law_election *calendar; /* whose stages give the hours of intake; NULL: none do */
    const struct web_count_from *counts; /* one; two when outside */
    size_t count_count;
    struct str holidays;              /* version of the table */
    struct date known_from, known_to; /* the days for which it speaks */
};
#endif
