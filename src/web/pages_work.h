#ifndef WEB_PAGES_WORK_H
#define WEB_PAGES_WORK_H
/* Views of the pages for officers before a case: sign-in, password, work list. */
#include "web/pages_letter.h"
#include "web/pages_meeting.h"
#include "web/pages_step.h"

/* A1 sign in: POST nama, sandi, lanjut, csrf to the same path. One text for every failure. */
struct web_sign_in {
    struct str name; /* as typed */
    struct str next; /* where to go afterwards: a path of ours */
    bool failed;
    bool expired; /* the session ended; what was typed is kept by the browser */
    bool changed; /* by a new password */
    bool taken;   /* by a second factor that was taken away */
};

/* A form that came without its session: all fields but its token, to be sent again to action. */
struct web_typed {
    struct str name, value;
    bool shown; /* typed or chosen, not the form's own */
};
struct web_unsent {
    struct str action; /* a path of ours, and of the page that the form stands on */
    const struct web_typed *fields;
    size_t field_count;
    bool shown; /* any field is */
    bool files; /* some came along and are not kept */
};

/* A new password: POST lama, baru, csrf to the same path. Nothing that was typed is shown again. */
struct web_password {
    struct str old_error, new_error; /* beside their fields; empty: none */
    bool due;                        /* nothing else opens until it is changed */
};

/* A1 the second factor: POST aksi ("pasang", "lepas"), sandi, kode, csrf to the same path. */
struct web_factor {
    bool on;                               /* there is one */
    bool due;                              /* nothing else opens until it is set */
    int64_t spare;                         /* spare codes that are left */
    struct str secret, address;            /* not on: by hand and as a QR code */
    struct str password_error, code_error; /* beside their fields; empty: none */
    const struct str *codes;               /* just set: the spare codes, this once */
    size_t code_count;
};

/* A1 where the account is signed in: POST csrf to the same path ends all but this. */
struct web_session {
    struct instant begun, expires;
    bool known, ends; /* whether begun and expires say anything */
    bool mine;
};
struct web_sessions {
    const struct web_session *sessions;
    size_t session_count;
    bool others; /* there is something to end */
    bool ended;  /* it was done just now */
};

enum web_urgency {
    WEB_LATE,      /* the early reading has passed */
    WEB_TODAY,     /* ends today, by the early reading */
    WEB_SOON,      /* within 2 days */
    WEB_THIS_WEEK, /* within 7 days */
    WEB_LATER,
    WEB_NO_CLOCK, /* waits for somebody without a clock */
    WEB_DONE,     /* ended: nobody must act */
    WEB_URGENCY_COUNT
};
struct web_work_row {
    enum web_urgency urgency;        /* groups follow each other in this order */
    struct str id;                   /* case id as in its address */
    struct str number, state, clock; /* labels in the page's language */
    struct str holder;               /* office that must act */
    struct web_due due;
    int64_t subjects; /* how many persons are reported */
    /* A deadline that was counted anew since the office looked: its label, both days; or empty. */
    struct str moved;
    struct date moved_from, moved_to;
};
/* Rows of one urgency that stand on this page; total: on all pages. */
struct web_work_group {
    enum web_urgency urgency;
    int64_t total;
    const struct web_work_row *rows;
    size_t row_count;
};
/* K1 work list by deadline. Filters: GET keadaan, geser; paging: GET cursor. */
struct web_work {
    const struct web_work_group *groups; /* by web_work_group: only those with rows here */
    size_t group_count;
    int64_t totals[WEB_URGENCY_COUNT]; /* of all pages */
    struct str next_cursor;            /* empty: last page */
    bool first_page;
    struct str state; /* chosen filter; empty: all */
    bool moved;       /* chosen filter: GET geser=1 */
    const struct web_option *states;
    size_t state_count;
    struct str message;     /* "Perkara dicatat": after a step; may be empty */
    bool finds;             /* reads no case below it and may take one over: K3a, GET perkara */
    bool keys;              /* whoever looks has a page of keys */
    bool pledges;           /* ... and one of rounds of pledges */
    bool barometer;         /* ... and the barometer of the region */
    struct web_ahead ahead; /* what waits for the office, cases apart */
    const struct web_letter_row *letters; /* that the office got and has not acknowledged */
    size_t letter_count;
};
/* Cuts rows (ordered by urgency, then due_early) into groups; set totals before. Owns: in a. */
void web_work_group(struct arena *a, const struct web_work_row *rows, size_t count,
                    struct web_work *ret);
/* How urgent a clock is: days_left of the early reading, in calendar days. */
enum web_urgency web_urgency_of(bool has_clock, int64_t days_left_early);
#endif
