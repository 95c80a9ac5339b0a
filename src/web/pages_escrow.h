#ifndef WEB_PAGES_ESCROW_H
#define WEB_PAGES_ESCROW_H
/* View of the page of escrow (docs/adr/0069). */
#include "web/pages_keys.h"

struct web_escrow_holder { /* an office */
    struct str name, recipient, mark;
    int64_t n;
};
struct web_escrow_said {
    struct str what, by, actor, reason; /* what in words; by: name of the office */
    struct instant at;
    int64_t index;
};
/* A layer that whoever looks may take off (kupas) or open and wrap (buka); its script does. */
struct web_escrow_turn {
    int64_t onion;
    struct str act, field;            /* "kupas", "buka"; id of the passphrase's field */
    struct str other;                 /* kupas: the office that is to open it */
    bool again;                       /* kupas: it was done, and that office could not */
    struct str file, recipient, next; /* base64; the key in it; whom it is wrapped for */
};
struct web_escrow_asking {
    int64_t id, n;
    struct str office, mark, state, field; /* names; state in words; field: id of the reason's */
    struct str to_mark;                    /* of the key that what is opened is sealed for */
    const struct web_escrow_said *said;
    size_t said_count;
    const struct web_escrow_turn *turns;
    size_t turn_count;
    bool agree, withdraw, refuse;
    bool open;            /* nothing ended it yet */
    struct instant until; /* then it lapses, unless it ended */
};
struct web_escrow_lost {
    int64_t n;
    struct str mark, field;
    bool kept, asked, opened;
};
/* Forms POST csrf and aksi = titip, minta, setuju, kupas, buka, tolak, batal to the page's path. */
struct web_escrow {
    bool acts;                         /* may do what is shown; else looks on */
    struct str locked;                 /* of whoever looks, as in web_keys; empty: none yet */
    const struct web_office_key *keys; /* of the office, newest first: recipient, wrap, chain */
    size_t key_count;
    int64_t n; /* of the key in force; 0: none */
    struct str recipient, mark;
    bool kept, stale;                        /* in escrow, for the keys of today; for other ones */
    struct instant at;                       /* since */
    struct str actor;                        /* who put it there */
    struct str recipients;                   /* of the holders, with blanks between */
    const struct web_escrow_holder *holders; /* of today, nearest first */
    size_t holder_count;
    int64_t present, needed; /* holder_count; SEAL_HOLDERS */
    const struct web_escrow_lost *lost;
    size_t lost_count;
    const struct web_escrow_asking *own, *others;
    size_t own_count, other_count;
    struct str message;
};
#endif
