#ifndef WEB_PAGES_MEETING_H
#define WEB_PAGES_MEETING_H
/* K10 coordination meetings: the list with what the own office promised; one of them; the form. */
#include "web/pages_public.h"

struct web_commitment {
    struct str id, what, office; /* office: its name */
    struct date due, done_on;
    bool late, done, own; /* own: whoever looks may say that it is done */
    struct str note;
    struct str meeting, meeting_title; /* where it was promised */
};
struct web_meeting_row {
    struct str id, title, place, region, office, time; /* "09.30"; may be empty */
    struct date on;
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
struct web_meeting {
    struct web_meeting_row row;
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
struct web_meeting_form {
    struct str key;
    const struct web_fault *faults;
    size_t fault_count;
    struct web_input title, on, at, place, region, election, agenda, invited, follows;
    const struct web_option *regions, *elections, *meetings;
    size_t region_count, election_count, meeting_count;
    const struct web_office_choice *offices;
    size_t office_count;
    bool offices_open; /* one of them is chosen: the list is unfolded */
};
#endif
