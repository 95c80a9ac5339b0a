#ifndef WEB_PAGES_ROUND_H
#define WEB_PAGES_ROUND_H
/* K11: an office runs its rounds of pledges. */
#include "prevention/chain.h"
#include "web/pages_public.h"
#include "web/pages_spread.h"

enum web_round_state { WEB_ROUND_EARLY, WEB_ROUND_OPEN, WEB_ROUND_PAST, WEB_ROUND_CLOSED };
struct web_round_row {
    struct str id;       /* as in its address */
    struct str label;    /* "Ikrar", "Pakta integritas: PPK, Sekda, dan kepala" */
    struct str election; /* empty: for none */
    struct date opens, closes;
    enum web_round_state state; /* PAST: behind its last day, not closed yet */
    struct web_share signed_;   /* of CLOSED: as its end froze them */
    int64_t percent;            /* whole, rounded down */
    bool hidden; /* asks so few of a group that who sees no names is told no number */
};
/* Whom a round may ask (prevention/group.h). */
struct web_asked_group {
    struct str name; /* of its field */
    struct str label;
    int64_t people; /* that the roster has */
    bool ticked;
};

/* A file that came in just now. */
struct web_imported {
    bool done, no_head;
    struct str book; /* why nothing of a workbook was taken; empty: it was read, or is none */
    int64_t added, changed, same, faulty, legacy, untold;
    int64_t entry; /* of the log; -1: none */
};
/* A large file on its way in, beside everything else. */
struct web_loading {
    bool runs;
    bool alone;             /* nothing else is on the page, so that it may look again by itself */
    bool looks;             /* ... and does */
    int64_t people, faulty; /* taken by now; to be mended */
    bool measured, timed;   /* how far it is, how long it takes, is known */
    int64_t percent, minutes;
    bool failed; /* the store refused: it has to be sent again */
    bool broken; /* the server stopped on its way: the same */
};
/* POST aksi=buka: jenis, pemilihan, kelompok-*, mulai, selesai; aksi=pegawai: berkas or isi;
 * aksi=unduh: isi.
 */
struct web_pledges {
    struct str message; /* what was done; empty: nothing */
    bool runs;          /* whoever looks may open rounds and import */
    const struct web_round_row *rounds;
    size_t round_count;
    int64_t people, units; /* of the roster */
    const struct web_asked_group *groups;
    size_t group_count;
    bool no_leader; /* of people none leads, by their posts */
    bool faulty;    /* the form of a new round */
    const struct web_option *kinds, *elections;
    size_t kind_count, election_count;
    struct web_input kind, election, opens, closes;
    struct web_input asks; /* the fault of the groups */
    int64_t ticked;        /* groups of the form, as bits */
    struct web_loading loading;
    struct web_imported imported;
    struct str fixes; /* rows to be mended, with reasons; empty: none */
};

struct web_unit_row {
    struct str unit;
    struct web_share signed_;
    int64_t left, percent;
};
/* Down the chain: how many signed of each level, who leads what, and how far their unit is. */
struct web_chain_row {
    enum chain_level level;
    struct str label; /* by whom the round asks: no village where its head is not asked */
    struct web_share signed_;
    int64_t left, percent;
    bool hidden; /* it stands in the rest */
    bool blocks; /* somebody of it has not signed a round that has begun, and others are below */
};
struct web_leader_row {
    enum chain_level level;
    struct str name, post;
    bool signed_;
    bool blocks; /* the same of this one */
    struct web_unit_row of;
    bool behind; /* their unit signed less than the round as a whole */
};
struct web_round {
    struct web_round_row row;
    const struct web_chain_row *levels; /* authority, secretary, heads, their staff: of whom the
                                           round asks; none when nobody leads */
    size_t level_count;
    struct web_unit_row level_rest; /* of levels that are not told one by one; of nobody: none */
    int64_t left;                   /* of all people */
    bool secretary_missing; /* a secretary of the roster has not signed a round that has begun */
    const struct web_leader_row *leaders; /* for who runs the round */
    size_t leader_count;
    bool leaders_cut;          /* there are more */
    struct str office, points; /* points: hash of the text, hex */
    const struct str *texts;   /* the points that are signed, as they are now */
    size_t text_count;
    bool changed;       /* ... and they are no longer those of the round */
    bool runs;          /* may end it, and see names: every number is told */
    struct str message; /* what was done; empty: nothing */
    int64_t entry;      /* of its end */
    const struct web_unit_row *units;
    size_t unit_count;
    struct web_unit_row unit_rest; /* of units that are not told one by one; of nobody: none */
    struct str next;               /* unit behind which the next page begins; empty: last page */
    bool lowest;                   /* units by what they signed, least first */
    struct web_spread spread;
};

struct web_signer_row {
    struct str id; /* number in the register */
    struct str name, post;
    int64_t entry; /* -1: has not signed */
    bool ticked;   /* of a list on paper that was not taken */
};
/* The people of a unit. GET unit, semua=1, sesudah, orang; POST aksi=lembar, kertas, hapus. */
struct web_signers {
    struct web_round_row row;
    struct str office, unit;
    bool all;                      /* who signed too */
    bool paper, links;             /* lists on paper, and sheets of links, can be made */
    struct str error;              /* of the list on paper; empty: none */
    struct str message;            /* what was done; empty: nothing */
    struct web_signer_row leaving; /* id empty: nobody is to be taken out */
    const struct web_signer_row *people;
    size_t people_count;
    struct str after, next; /* numbers behind which this page and the next begin; empty: none */
};

struct web_slip {
    struct str name, post, url;
};
struct web_sheet { /* to be cut: a code and a name in each cell */
    struct web_round_row row;
    struct str office, unit;
    const struct web_slip *cells;
    size_t cell_count;
    struct str next; /* as of web_signers */
};
#endif
