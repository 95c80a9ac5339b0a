#ifndef WEB_PAGES_MEETING_H
#define WEB_PAGES_MEETING_H
/* K10 coordination meetings: the list with what the own office promised; one of them; the form. */
#include "flow/ahead.h"
#include "flow/attendance.h"
#include "web/pages_public.h"

struct web_commitment {
    struct str id, what, office; /* office: its name */
    struct date due, done_on;
    bool late, done, own; /* own: whoever looks may say that it is done */
    struct str note;
    struct str meeting, meeting_title; /* where it was promised */
};
struct web_meeting_row {
    struct str id, title, place, region, office, time; /* "09.30 WIB"; may be empty */
    struct str days;                                   /* first and last, in words */
    struct date on, last;
    bool held, cancelled;
};
struct web_meetings {
    const struct web_meeting_row *rows;
    size_t row_count;
    const struct web_commitment *commitments; /* open ones of the own office */
    size_t commitment_count;
    struct str next_cursor; /* empty: last page */
    bool first_page, may_call;
};
struct web_office_choice {
    struct str value, label;
    bool chosen;
};
struct web_office_group { /* offices of a kind */
    struct str kind, label;
    bool chosen, open; /* all of them; some of them one by one */
    const struct web_office_choice *offices;
    size_t office_count;
};
/* What lies ahead, by day: of an office, or of a region. */
struct web_ahead_row {
    enum flow_ahead_kind kind;
    struct date on;
    bool late;
    struct str what, href;  /* in the page's language; href may be empty */
    struct str who;         /* name of the office that promised, called, or runs the round */
    struct str where, time; /* of a meeting; of a duty where: names of some regions without it */
    int64_t more;           /* of a duty: regions that are not named */
    int64_t unsigned_;      /* of a round; -1: not counted */
};
struct web_ahead {
    const struct web_ahead_row *rows;
    size_t row_count;
    bool more;
};
/* How many came, of each office: by the QR code, from a list. */
struct web_attending {
    struct str office;
    int64_t coded, listed;
};
struct web_attendings {
    const struct web_attending *rows;
    size_t row_count;
    int64_t people, coded, listed;
};
struct web_meeting {
    struct web_meeting_row row;
    struct web_attendings sums;
    struct str agenda, minutes, reason;
    const struct str *invited, *attended; /* names */
    size_t invited_count, attended_count;
    struct str follows, follows_title; /* id of the meeting before; empty: none */
    const struct web_commitment *commitments, *inherited;
    size_t commitment_count, inherited_count;
    bool own, due;                  /* own: keeps the minutes; due: its day has come */
    bool conflict;                  /* other minutes came meanwhile: none is saved, a 409 */
    struct str version;             /* that the form of minutes takes along */
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    const struct web_office_choice *offices;
    size_t office_count;
    bool offices_open; /* one of them is chosen: the list is unfolded */
    struct web_input typed_minutes, what, owner, by, cancel;
    struct str how_of;    /* id of the commitment whose report is wrong; empty: none */
    struct web_input how; /* what was typed there */
};
/* Who came. The form of a person, as their phone and as who called the meeting have it. */
struct web_attend_typed {
    struct web_input name, from, agency;
};
struct web_attend {
    struct str address; /* of this page, and of its form */
    struct web_meeting_row row;
    enum attendance_state state;
    int64_t entry;     /* of whoever entered; -1: nobody did */
    struct instant at; /* when they did */
    struct web_attend_typed typed;
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    const struct web_office_choice *offices; /* that were invited */
    size_t office_count;
};
struct web_attendance_row {
    struct str id, name, office;
    struct instant at;
    bool listed;
};
struct web_attendance {
    struct web_meeting_row row;
    struct web_attendings sums;
    const struct web_attendance_row *rows;
    size_t row_count;
    struct str next; /* id that the next page goes on behind; empty: the last one */
    bool first_page;
    bool due, code;                    /* its day has come; its code is good, or will be */
    struct web_attendance_row leaving; /* about to be struck out; no id: none is */
    struct web_input reason;           /* why */
    struct web_attend_typed typed;
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    const struct web_office_choice *offices;
    size_t office_count;
};
struct web_attend_code {
    struct web_meeting_row row;
    enum attendance_state state;
    struct str url; /* whole */
};
struct web_meeting_form {
    struct str key;
    const struct web_fault *faults;
    size_t fault_count;
    struct web_input title, on, at, last, until, place, region, election, agenda, invited, follows;
    const struct web_option *regions, *elections, *meetings;
    size_t region_count, election_count, meeting_count;
    const struct web_office_group *groups;
    size_t group_count;
};
#endif
