#ifndef WEB_PAGES_PLEDGE_PRINT_H
#define WEB_PAGES_PLEDGE_PRINT_H
/* K11, P14: what a round of pledges leaves on paper beside its sheets of links. */
#include "web/pages_round.h"

/* The signing board of a round, for print: unit by unit, everybody of the roster. GET unit,
 * sesudah: behind whom it begins. */
struct web_board_row {
    struct str name, post;
    int64_t entry;     /* -1: has not signed */
    struct instant at; /* when the signature was recorded */
    bool paper;        /* on a list on paper */
};
struct web_board_unit {
    struct str unit;
    struct web_share signed_; /* of the whole unit, also where some of it stands on another page */
    int64_t left;
    bool continued; /* its first people stand on the page before */
    const struct web_board_row *rows;
    size_t row_count;
};
struct web_board {
    struct web_round_row row;
    struct str office;
    int64_t left;  /* of the whole round */
    int64_t entry; /* of its end */
    const struct web_board_unit *units;
    size_t unit_count;
    struct str next_unit, next; /* behind whom the next page begins; next empty: last page */
};

struct web_certificate {
    struct str name, post, unit;
    struct date day; /* on which the signature was recorded */
    bool paper;      /* on a list on paper */
    int64_t entry;
    struct str slip; /* the receipt, for a QR code; empty: none is drawn */
};
/* Certificates of those who signed, a page of paper each: of a unit (GET unit, sesudah), or a
 * person's own. */
struct web_certificates {
    struct str link; /* own: what opens it; else empty */
    struct str id;   /* of the round; not when own */
    struct str unit; /* the run's; not when own */
    struct str next; /* behind whom the next run begins; empty: last one */
    struct str office, label, election;
    struct str points;       /* hash of what was signed, hex */
    const struct str *texts; /* ... and its points; none when the law in use has others */
    size_t text_count;
    struct str verify; /* address where a receipt is verified */
    const struct web_certificate *sheets;
    size_t sheet_count;
};
#endif
