#ifndef WEB_PAGES_LETTER_H
#define WEB_PAGES_LETTER_H
/* Letters of prevention: those sent and those got; one of them; the draft; on paper. */
#include "web/pages_meeting.h"

struct web_letter_row {
    struct str id, kind, number, subject, office; /* office: name of who sent it */
    struct date on, due;                          /* due: zero where no day was asked for */
    int64_t addressees, acknowledged;
    bool withdrawn, late; /* late: somebody's acknowledgement is overdue; of one got: the own */
};
/* Which list: GET kotak=masuk; paging: cursor. */
struct web_letters {
    const struct web_letter_row *rows, *open; /* open: got, and not acknowledged */
    size_t row_count, open_count;
    const struct web_option *kinds; /* that can be drafted */
    size_t kind_count;
    struct str next_cursor; /* empty: last page */
    bool first_page, got, may_issue;
};
/* As it is printed: for one addressee, or with the list of them. */
struct web_letter_sheet {
    struct str office, region, number, subject, text, signer;
    struct date on, due;
    const struct str *names;
    size_t name_count;
};
struct web_letter_to {
    struct str id, name; /* of the office */
    bool seen, delivered, late;
    int64_t days; /* since the letter's day, of who has not acknowledged it */
    struct date seen_on, delivered_on;
    struct str seen_by, answer, means, receiver;
};
/* POST answer to the letter's address; to, means, receiver, delivered to the one of deliveries;
 * reason to the one that withdraws. */
struct web_letter_page {
    struct web_letter_row row;
    struct web_letter_sheet sheet;
    struct str election, duty, sha256, reason; /* reason: why it was withdrawn */
    const struct web_letter_to *to;            /* of a letter got: the own office alone */
    size_t to_count;
    bool sent;      /* by the own office */
    bool waits;     /* somebody has not acknowledged it */
    bool activity;  /* stands in the log of prevention under the same id */
    bool may_issue; /* a reminder */
    bool may_receive, may_deliver, may_withdraw;
    struct web_input answer, withdraw, deliver_to, means, receiver, delivered;
    const struct web_option *means_options;
    size_t means_option_count;
    struct str latest; /* day, ISO: today */
    const struct web_fault *faults;
    size_t fault_count;
};
struct web_letter_print {
    struct str id, subject;
    const struct web_letter_sheet *sheets;
    size_t sheet_count;
    struct str next; /* GET mulai: more sheets stand there; may be empty */
    bool listed;     /* one sheet with all addressees */
    bool withdrawn;
};
/* GET jenis, kewajiban, ke (again and again), surat: the letter that it reminds of. POST aksi:
 * "lihat" shows it as printed, "terbit" issues what was shown. */
struct web_letter_form {
    struct str key, seen; /* seen: hash of what the sheet shows; empty: nothing was shown yet */
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    bool changed; /* since it was shown: shown again, and not issued */
    struct str kind, kind_label, duty, duty_label;
    struct law_cite cite;
    struct web_input region, election, number, on, due, subject, text, signer, to;
    struct str latest;
    const struct web_option *regions, *elections;
    size_t region_count, election_count;
    const struct web_office_group *groups;
    size_t group_count;
    struct web_letter_sheet sheet; /* shown when seen is not empty */
};
#endif
