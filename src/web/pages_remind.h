#ifndef WEB_PAGES_REMIND_H
#define WEB_PAGES_REMIND_H
/* K11: reminders by mail of who has not signed in a round. POST: nothing but the button. */
#include "web/pages_round.h"

struct web_reminded_row {
    struct str name, unit;
    int64_t code; /* what the mail server said; 0: nothing */
    bool again;   /* it is tried again */
};
struct web_remind {
    struct web_round_row row;
    struct str office;
    struct str error, message;    /* why nothing was asked for; what was; empty: nothing */
    int64_t left, reached, today; /* have not signed; of them with an address; had one today */
    int64_t now, without;         /* whom one would reach now; have no address */
    int64_t shared;               /* have one that somebody else has, too */
    bool no_site;                 /* the operator set no address for the links */
    bool may;                     /* one can be asked for now */
    const struct web_reminded_row *first; /* some of those whom it would reach */
    size_t first_count;
    struct str subject, text; /* as it would be sent; both marks stand in it */
    /* the newest: */
    bool has, running, stopped; /* stopped: the store came from a backup */
    int64_t entry, sent, refused, unsure, waiting;
    int64_t again; /* refused for now: */
    struct instant again_next, again_last;
    const struct web_reminded_row *refusals;
    size_t refusal_count;
};
#endif
