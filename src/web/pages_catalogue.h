#ifndef WEB_PAGES_CATALOGUE_H
#define WEB_PAGES_CATALOGUE_H
/* An act of the catalogue as pages show it: in which days it binds, what may follow and for whom.
 */
#include "web/pages_public.h"

/* A stage on whose days an act speaks, in one election. */
struct web_when {
    struct str label;
    bool begins, ends;    /* the calendar has a first, a last day */
    struct date from, to; /* those days */
    bool one;             /* the same day */
    struct str when;      /* in words what has no day; may be empty */
};
/* A rung that may follow, and for which of the classes that the act binds. */
struct web_rung {
    const struct law_sanction *rung;
    struct str who; /* empty: for all of them, or for the one who asked */
};
/* What may follow, in a word or two: "Hukuman disiplin berat", "penjara 1 sampai 6 bulan". */
struct web_consequence {
    struct str label;
    bool badge; /* of no act that leads to it were both rows, its own and this, verified */
};
/* An act that forbids, and what may follow from it. */
struct web_act {
    const struct law_act *act;
    struct str anchor;    /* its id; of an earlier version on the same page "DES-29j.v1" */
    bool versions;        /* the law keeps several: its own days are told */
    struct str track;     /* "disiplin" */
    struct str addressee; /* office that decides or, of a penalty, hands it to a court; or empty */
    struct law_cite addressee_cite;              /* of the row that names it */
    struct str subjects;                         /* "PNS, CPNS dan PPPK" */
    const struct law_sanction *const *sanctions; /* rungs in force */
    size_t sanction_count;
    const struct web_rung *rungs; /* the same, with whom each is for */
    size_t rung_count;
    const struct web_when *stages;     /* in which alone it binds */
    size_t stage_count;                /* 0: in all */
    const struct law_penalty *penalty; /* NULL: none */
};
#endif
