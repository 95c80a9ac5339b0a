#ifndef WEB_PAGES_ACTIVITY_H
#define WEB_PAGES_ACTIVITY_H
/* K10 prevention activities: log, calendar, what is due; one of them; the form. */
#include "flow/duties.h"
#include "web/pages_public.h"

struct web_activity_row {
    struct str id;
    struct date on;
    struct str kind, title, place, region, organiser, partners; /* in the page's language */
    int64_t reach, reach_asn;                                   /* -1: not said */
    bool withdrawn;
};
struct web_due_row {
    struct str id; /* of the duty: the form takes it along */
    struct str label, evidence, stage;
    struct str actor; /* whose it is; said where that is not the group's to say */
    struct date on;
    enum prevention_state state;
    struct str done;   /* id of the activity that did it */
    struct str letter; /* kind of the letter by which it is carried out; may be empty */
    bool meets;        /* a coordination meeting carries it out, and whoever looks may call one */
    struct law_cite cite;
};
struct web_due_group { /* of one "whose"; never empty */
    enum flow_duties_whose whose;
    struct str id; /* of its heading in the page */
    const struct web_due_row *rows;
    size_t row_count;
};
struct web_activity_day {
    int64_t number; /* of the month; 0: of another */
    const struct web_activity_row *acts;
    size_t act_count;
};
struct web_activity_week {
    const struct web_activity_day *days;
    size_t day_count;
};
/* Filters are GET parameters wilayah, jenis, pemilihan; tampilan=kalender with bulan=2024-10;
 * paging: cursor. */
struct web_activities {
    const struct web_activity_row *rows;
    size_t row_count;
    bool calendar;
    struct date month;                                /* its first day */
    struct str month_text, month_before, month_after; /* "2024-10" */
    const struct web_activity_week *weeks;
    size_t week_count;
    bool more_in_month; /* than the calendar shows */
    const struct web_option *regions, *kinds, *elections;
    size_t region_count, kind_count, election_count;
    struct str region, kind, election; /* chosen; empty: all */
    struct str next_cursor;            /* empty: last page */
    bool first_page, may_record;
    struct str election_label; /* whose calendar the duties follow; empty: none */
    const struct web_due_group *dues;
    size_t due_count;
};
struct web_activity_file {
    struct str id, type;
    int64_t bytes;
};
struct web_activity {
    struct web_activity_row row;
    struct str office, election, duty, note, source, version;
    const struct web_activity_file *files;
    size_t file_count;
    struct str letter;         /* id of the letter that it is, of whoever may read that; or empty */
    struct str meeting;        /* id of the meeting that it is; or empty */
    bool own;                  /* whoever looks may withdraw it */
    bool mends;                /* ... and correct it here */
    bool conflict;             /* somebody changed it meanwhile */
    struct str reason;         /* withdrawn */
    struct web_input withdraw; /* why */
};
struct web_activity_partner {
    struct str value, label;
    bool chosen;
};
struct web_activity_form {
    struct str key, id, version;    /* id empty: a new one */
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    bool files_lost, unfolded; /* unfolded: a fault stands among the less usual fields */
    bool conflict;             /* somebody changed it meanwhile: nothing is saved, a 409 */
    struct web_input kind, on, region, election, duty, title, place, organiser, note, reach,
        reach_asn, files;
    struct str latest; /* day, ISO: today */
    const struct web_option *kinds, *regions, *elections, *duties;
    size_t kind_count, region_count, election_count, duty_count;
    const struct web_activity_partner *partners;
    size_t partner_count;
    struct web_input with; /* the fault of the partners */
    struct str duty_label; /* that is carried out; empty: none was chosen before */
};
#endif
