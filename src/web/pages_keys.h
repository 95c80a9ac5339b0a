#ifndef WEB_PAGES_KEYS_H
#define WEB_PAGES_KEYS_H
/* Views of keys to seal with (docs/adr/0033): an officer's page of keys, and the office directory.
 */
#include "web/pages_public.h"

struct web_key_holder {
    struct str name, role;      /* role in words */
    struct str recipient, mark; /* "age1...", and its fingerprint */
    bool mine, holds, chosen;   /* holds the key in force; was chosen for the proposed one */
};
/* A key of the office: what the browser needs to open it, in base64. */
struct web_office_key {
    int64_t n; /* 0: there is none */
    struct str recipient, mark, proposer;
    struct str wrap, chain;
    bool mine;  /* proposed by whoever looks */
    bool opens; /* whoever looks has a key to it */
};
/* K9 keys: the officer's own, and the office's. Forms POST csrf and aksi = buat, usul, setuju,
 * batal to the page's path; their script (kunci.ts) fills in what only a browser may know. */
struct web_keys {
    struct str recipient, mark, locked; /* of one's own key; empty: none yet */
    bool may_hold;                      /* the role is one that holds the office's key */
    bool due;                           /* somebody who holds it left or has another key */
    bool unkept, stale;                 /* the office's: not in escrow; in one of before */
    struct web_office_key current, proposed;
    const struct web_key_holder *holders; /* who of the office has a key */
    size_t holder_count;
    int64_t least; /* holders of an office's key */
    struct str message;
};

struct web_directory_row {
    struct str office, name; /* id, label */
    struct str recipient, mark;
    int64_t n, index;
};
/* P17 the office directory. */
struct web_directory {
    struct str mark; /* of all of it; empty: no office has a key */
    const struct web_directory_row *rows;
    size_t row_count;
};
#endif
