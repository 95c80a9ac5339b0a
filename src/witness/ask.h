#ifndef WITNESS_ASK_H
#define WITNESS_ASK_H
/* The log's side: asking a witness to cosign a checkpoint (C2SP tlog-witness) over HTTP. A witness
 * is not trusted: what it says is checked or only told, never obeyed. */
#include "base/hash.h"
#include "ledger/cosign.h"

#include <stdatomic.h> /* a question under way can be broken off */

struct witness_peer {
    struct str url; /* submission prefix, without a slash at its end */
    struct ledger_key key;
    int64_t known; /* the size that it cosigned last, as far as it told; 0 at first */
};
/* "URL=VKEY": http or https. Texts point into it. Errors: ERR_MALFORMED "witness-url", "vkey". */
struct err witness_peer_parse(struct str option, struct witness_peer *ret) MUST_CHECK;

/* A checkpoint on offer; prove gives consistency proofs from smaller sizes to it. */
struct witness_offer {
    struct str note; /* signed by the log alone */
    int64_t size;
    struct err (*prove)(void *arg, int64_t old_size, struct ledger_proof *ret);
    void *arg;
};
enum witness_heard {
    WITNESS_COSIGNED,
    WITNESS_SILENT,   /* no answer in time, or its own failure (5xx, 429) */
    WITNESS_STRANGER, /* it does not know this log, or not this key (400, 403, 404) */
    WITNESS_FALSE,    /* an answer that is none: no cosignature by its key, a size that cannot be */
    WITNESS_AHEAD,    /* it saw a larger size: this store lost events (known says which size) */
    WITNESS_FORKED,   /* it saw another root for a size: this store is another history */
    WITNESS_UNASKED,  /* the store could not make the proof; nobody was asked */
};
const char *witness_heard_name(enum witness_heard heard); /* "unreachable", ... for machines */
struct witness_said {
    enum witness_heard heard;
    struct str line; /* of WITNESS_COSIGNED: the signature line; lives in the arena */
    int64_t seconds; /* and when it says that it signed */
};

struct witness_line; /* kept connections to witnesses; one thread at a time */
/* What is under way ends soon after *stop becomes true. Aborts when libcurl cannot start. */
struct witness_line *witness_line_new(const atomic_bool *stop);
void witness_line_free(struct witness_line *line); /* NULL is fine */
/* Asks with the size that the peer is known to have seen, and once more from the size that it
 * names. peer->known follows. At most some seconds; no redirects, small answers. */
struct witness_said witness_ask(struct witness_line *line, struct arena *a,
                                struct witness_peer *peer, const struct witness_offer *offer);
#endif
