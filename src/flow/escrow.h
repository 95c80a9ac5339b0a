#ifndef FLOW_ESCROW_H
#define FLOW_ESCROW_H
/* The duty key of an office in escrow (docs/adr/0069): three other offices hold three onions
 * (seal/wrap.h), any two of whom open it for an office that lost it. What they give back is the
 * *chain* of the office's next key: the lost key, wrapped for the one after it. Here are bytes
 * whose shape is checked; every act is an event "office.escrow*" of the office whose key it is.
 *
 *   asked --agree, by a second officer--> agreed --peel, by the further holder of an onion-->
 *   peeled --open, by the nearer--> opened
 *     | until then: withdraw, by the office --> withdrawn
 *     | FLOW_ESCROW_DAYS after it was asked --> lapsed: no leave to open a key stands for ever
 *     + refuse, by a holder; by two: refused. The other two of three may still open.
 *     + peel again, by who peeled: the nearer could not open that layer */
#include "flow/flow.h"
#include "flow/sealed.h"
#include "seal/wrap.h"

/* Who holds, the nearest first. */
struct flow_escrow_holder {
    struct store_office office;
    struct str recipient; /* "age1...": of today, or of the escrow */
    int64_t n;
};
struct flow_escrow_holders {
    struct flow_escrow_holder list[SEAL_HOLDERS];
    size_t count; /* fewer than SEAL_HOLDERS: there is no escrow */
};
/* Of offices with a key in force: of a Bawaslu office the ones above it, then those that
 * flow_escrow_name named, in their order, until there are three. Owns: in a. */
struct err flow_escrow_holders(struct db *db, struct arena *a, const struct store_office *office,
                               struct flow_escrow_holders *ret) MUST_CHECK;

/* The offices that flow_escrow_name named: ids, a blank between; empty: none. */
struct err flow_escrow_named(struct db *db, struct arena *a, struct str *ret) MUST_CHECK;

/* The onions of one key of an office. */
struct flow_escrow {
    int64_t n, index; /* of the key, of its event; index -1: there are none */
    struct instant at;
    struct str recipient, actor;         /* "age1..." of the key */
    struct str holders[SEAL_HOLDERS];    /* ids of offices */
    struct str recipients[SEAL_HOLDERS]; /* what they are sealed to */
    struct str onions[SEAL_HOLDERS];     /* base64, as numbered in seal/wrap.h */
};
struct flow_escrow_said { /* one event of an asking */
    struct str what;      /* "asked", "agreed", "peeled", "opened", "refused", "withdrawn" */
    struct str by, actor, reason; /* by: the office */
    struct instant at;
    int64_t index;
};
enum flow_escrow_state {
    FLOW_ESCROW_ASKED,
    FLOW_ESCROW_AGREED,
    FLOW_ESCROW_PEELED,
    FLOW_ESCROW_OPENED,
    FLOW_ESCROW_REFUSED,
    FLOW_ESCROW_WITHDRAWN,
    FLOW_ESCROW_LAPSED /* no event says so: its time is over */
};
enum { FLOW_ESCROW_DAYS = 30 };
struct flow_escrow_asking {
    int64_t id;               /* its first event */
    struct str office, asker; /* whose key it is; who asked */
    struct flow_escrow of;    /* the onions that it is about */
    struct str to;            /* "age1...": the key after it, which is to open it */
    int64_t to_n;
    enum flow_escrow_state state;
    struct instant until; /* FLOW_ESCROW_DAYS after it was asked */
    bool refused[SEAL_HOLDERS];
    struct str peeled[SEAL_HOLDERS]; /* of each onion, base64, as given last; empty: not yet */
    size_t layers[SEAL_HOLDERS];     /* how often it was given */
    struct flow_escrow_said *said;
    size_t said_count;
};
/* Of an onion: indexes of the holder who peels it and of the one who opens what is left. */
size_t flow_escrow_further(size_t onion);
size_t flow_escrow_nearer(size_t onion);
/* Whether the holder at that index may still peel or open this onion. */
bool flow_escrow_may_peel(const struct flow_escrow_asking *x, size_t holder, size_t onion);
/* What it gave cannot be opened: it may give it anew, FLOW_ESCROW_LAYERS times in all. */
enum { FLOW_ESCROW_LAYERS = 3 };
bool flow_escrow_may_peel_again(const struct flow_escrow_asking *x, size_t holder, size_t onion);
bool flow_escrow_may_open(const struct flow_escrow_asking *x, size_t holder, size_t onion);
bool flow_escrow_may_refuse(const struct flow_escrow_asking *x, size_t holder);
bool flow_escrow_is_over(const struct flow_escrow_asking *x);
/* SEAL_HOLDERS: it is none of them. */
size_t flow_escrow_holder_at(const struct flow_escrow *of, struct str office);

/* All that the events of an office say. From FLOW_ESCROW_EVENTS on nothing new begins; what has
 * begun may end, so twice as many are read. now: what lapsed by then. Owns: in a. Errors:
 * ERR_CORRUPT. */
enum { FLOW_ESCROW_EVENTS = 1000 };
struct flow_escrow_file {
    const struct flow_escrow *made; /* the newest of each key, oldest first */
    size_t made_count;
    const struct flow_escrow_asking *askings; /* oldest first */
    size_t asking_count;
    size_t events;
};
struct err flow_escrow_file(struct db *db, struct arena *a, struct str office, struct instant now,
                            struct flow_escrow_file *ret) MUST_CHECK;
/* NULL: none is kept. */
const struct flow_escrow *flow_escrow_of(const struct flow_escrow_file *file, int64_t n);

/* A key of the office that its next one does not lead to: it may be asked for. */
struct flow_escrow_lost {
    int64_t n;
    struct str recipient;
    bool kept, asked, opened; /* in escrow; an asking for it is open; one led to its chain */
};
/* What one officer sees: the own office's, and askings in which the office holds. */
struct flow_escrow_seen {
    struct flow_unsealing own; /* whoever looks; newest key first */
    struct flow_escrow_holders holders;
    struct flow_escrow_file file;
    const struct flow_escrow_lost *lost;
    size_t lost_count;
    struct flow_escrow_asking *others; /* newest first; at most FLOW_ESCROW_OTHERS */
    size_t other_count;
};
enum { FLOW_ESCROW_OTHERS = 100 };
/* Errors: ERR_DENIED "role", ERR_CORRUPT. */
struct err flow_escrow_see(struct db *db, struct arena *a, const struct flow_staff *staff,
                           struct instant now, struct flow_escrow_seen *ret) MUST_CHECK;
/* The askings that wait for an office: its own for a second officer, others' for it as a holder.
 * Newest first, at most FLOW_ESCROW_OTHERS; read from what was asked within FLOW_ESCROW_DAYS alone.
 * Owns: in a. Errors: ERR_CORRUPT. */
struct flow_escrow_waiting {
    const struct flow_escrow_asking *list;
    size_t count;
};
struct err flow_escrow_waiting(struct db *db, struct arena *a, struct str office,
                               struct instant now, struct flow_escrow_waiting *ret) MUST_CHECK;
/* Whether what was made (NULL: nothing was) is for the holders of today. */
enum flow_escrow_kept { FLOW_ESCROW_NONE, FLOW_ESCROW_STALE, FLOW_ESCROW_KEPT };
enum flow_escrow_kept flow_escrow_is_kept(const struct flow_escrow *made,
                                          const struct flow_escrow_holders *holders);

#endif
