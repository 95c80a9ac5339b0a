#ifndef WEB_PAGES_PUBLIC_H
#define WEB_PAGES_PUBLIC_H
/* Views of the pages before and after a report: start, before reporting, form, receipt, tracking.
 * Plain data that a handler fills from committed rows; lists are pointer + count, and a list named
 * rows is counted by row_count. */
#include "intake/intake.h"
#include "web/web.h"

/* A statutory limit beside what it bounds: both readings of day 1, with citation and badge. */
struct web_due {
    bool has;
    struct date due, due_early;
    int64_t days_left; /* to due, in the clock's unit; negative: so many days late; 0: today */
    bool working;      /* unit is working days */
    bool six;          /* of a week of six days */
    bool guessed;      /* days off of a year in it are not known, or not decreed */
    bool unread;       /* a day off that moved it is not verified */
    struct law_cite cite;
};

/* A published number; suppressed ones arrive with value 0 (I9). */
struct web_count {
    int64_t value;
    bool suppressed;
    bool more; /* at least value: what it is made of is not all published */
};

/* P1 start. */
struct web_start {
    const struct law_election *calendar; /* today's election; NULL: there is none */
    bool has_stage;
    struct law_text stage;
    struct date stage_until;
    int64_t stage_days_left;
    struct web_count received, open, decided; /* all channels, whole store */
    struct date as_of;                        /* day of the three numbers */
};

/* P2 before reporting. */
struct web_before {
    int64_t window_days; /* P01 */
    bool window_working;
    struct law_cite window_cite;
    int64_t file_max, file_max_mb; /* most files, megabytes each */
    int64_t file_large_mb;         /* the same with JavaScript, in parts */
};

struct web_option {
    struct str value;
    struct str label; /* in the page's language */
    struct str hint;  /* may be empty */
};
struct web_input {
    struct str value; /* as typed */
    struct str error; /* sentence, empty when fine */
};
struct web_fault {     /* a line of the error summary */
    struct str anchor; /* id of the control, as web_form_fill makes it */
    struct str text;
};
/* P3 the form. Sent as multipart/form-data to the form's own path. Names of its fields: kunci
 * (UUID, the idempotency key), channel, election, region, act, occurred_on-d, -m, -y, known_on-d,
 * ..., place, narrative, subjects[0].class|name|position|agency, witnesses[0].name|address|phone,
 * reporter.name|address|phone|email, pernyataan (box), files "bukti". */
struct web_form {
    struct str key;                                    /* kunci */
    struct str election;                               /* id */
    const struct web_option *acts, *regions, *classes; /* to choose from */
    size_t act_count, region_count, class_count;
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    struct web_input channel, act, region, place, narrative;
    struct web_input occurred_day, occurred_month, occurred_year;
    struct web_input known_day, known_month, known_year;
    struct web_input subject_class, subject_name, subject_position, subject_agency;
    struct web_input witness_name, witness_address, witness_phone;
    struct web_input evidence;
    struct web_input reporter_name, reporter_address, reporter_phone, reporter_email;
    struct web_before limits;
    struct date today;         /* of the region, WIB where unknown: for the window hint */
    struct date election_from; /* earliest day that belongs to the election */
    bool files_lost;           /* files were chosen and must be chosen again */
    struct str keys;           /* fingerprint of the office directory; empty: there is none */
};
/* Puts typed values and faults of a form back into a view (other members stay as they are): per
 * field and in the summary, each path once. Owns: lives in a. */
void web_form_fill(struct arena *a, const struct intake_pairs *pairs,
                   const struct intake_faults *faults, bool english, struct web_form *ret);

/* One thing that happens next and by when. */
struct web_next {
    struct str text; /* "Kajian awal oleh Bawaslu" */
    struct web_due due;
};
struct web_missing { /* a requirement that the report does not meet, and what makes it one */
    struct str text;
    struct law_cite cite;
};
/* P6 track entry: POST code, or token, to the same path. */
struct web_track {
    struct str error;       /* sentence; the same for wrong and unknown codes */
    struct str code, token; /* as sent, where it has to be sent again */
};
struct web_said { /* what was proposed for a person, once */
    struct str text;
    bool unverified; /* the row that spoke bears the badge, or the calendar that decided */
};
struct web_event { /* a row of a timeline */
    struct instant at;
    struct str label;                /* in the page's language */
    struct str detail;               /* may be empty; staff pages: who and document */
    const struct web_said *proposed; /* staff pages: for each person */
    size_t proposed_count;
    struct str reasons; /* staff pages: why the proposal was departed from; may be empty */
};
/* P7 my report. */
struct web_status {
    struct str number;
    bool report, complaint, terminal; /* neither of the two: a tip */
    struct str status;                /* plain words: what happens now (law_state.reporter) */
    struct date since;
    const struct web_event *events; /* oldest first */
    size_t event_count;
    const struct web_next *nexts; /* empty when terminal */
    size_t next_count;
    const struct web_missing *missing;
    size_t missing_count;
};
#endif
