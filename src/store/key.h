#ifndef STORE_KEY_H
#define STORE_KEY_H
/* Keys to seal with, of officers and of offices (docs/sealing.md): what is public of them, and what
 * only their holders can open. */
#include "store/staff.h"
#include "store/store.h"

struct store_staff_key {
    struct str name, role;
    struct str recipient; /* "age1..." */
    struct str locked;    /* the identity under the officer's passphrase; of one's own alone */
};
struct err store_staff_key_save(struct db *db, struct arena *a,
                                const struct store_staff_key *key) MUST_CHECK;
/* None: *ret is zero. */
struct err store_staff_key_find(struct db *db, struct arena *a, struct str name,
                                struct store_staff_key *ret) MUST_CHECK;
struct store_staff_keys {
    const struct store_staff_key *list;
    size_t count;
};
/* Of an office, by name: at most STORE_OFFICE_STAFF; locked is left out. */
enum { STORE_OFFICE_STAFF = 500 };
struct err store_staff_key_office(struct db *db, struct arena *a, struct str office,
                                  struct store_staff_keys *ret) MUST_CHECK;
/* Of an account that is closed. */
struct err store_staff_key_delete(struct db *db, struct arena *a, struct str name) MUST_CHECK;

struct store_office_key {
    struct str office;
    int64_t n;            /* 0: there is none */
    struct str recipient; /* "age1..." */
    struct str proposer;  /* name of the officer who made it */
    struct str holders;   /* "name recipient name recipient ..." */
    struct str wrap;
    struct str chain; /* the key before it, wrapped for this one; as often as it was given back from
                         escrow one behind the other, the newest first (docs/adr/0069) */
    int64_t index;    /* of its event; of a proposed one -1 */
};
enum { STORE_KEY_CHAINS = 8 }; /* kept of each; the others stand in their events */
/* The key in force and the one that is proposed: either may have n 0. */
struct store_office_keys {
    struct store_office_key current, proposed;
};
struct err store_office_key_newest(struct db *db, struct arena *a, struct str office,
                                   struct store_office_keys *ret) MUST_CHECK;
/* Fills n and recipient of each whose office has a key in force; office is set, of three. */
enum { STORE_KEY_LEVELS = 3 };
struct err store_office_key_in_force(struct db *db, struct arena *a,
                                     struct store_office_key keys[STORE_KEY_LEVELS]) MUST_CHECK;
/* All that are or were in force, newest first, at most STORE_OFFICE_KEYS: n, recipient, and what is
 * kept of wrap and chain. */
enum { STORE_OFFICE_KEYS = 200 };
struct err store_office_key_all(struct db *db, struct arena *a, struct str office,
                                const struct store_office_key **ret, size_t *ret_count) MUST_CHECK;
/* In the place of what was proposed before. */
struct err store_office_key_propose(struct db *db, struct arena *a,
                                    const struct store_office_key *key) MUST_CHECK;
struct err store_office_key_withdraw(struct db *db, struct arena *a, struct str office) MUST_CHECK;
/* key->index is set. With a chain, the wraps of the key before it are deleted. */
struct err store_office_key_agree(struct db *db, struct arena *a,
                                  const struct store_office_key *key) MUST_CHECK;
/* A key that is in force gets its chain later, or one more of them: office, n, all of chain. */
struct err store_office_key_chain(struct db *db, struct arena *a,
                                  const struct store_office_key *key) MUST_CHECK;

struct store_directory_row { /* the key in force of an office */
    struct str office, name, name_en, recipient;
    int64_t n, index;
};
struct store_directory {
    const struct store_directory_row *list; /* in the order of the offices' bytes */
    size_t count;
};
struct err store_directory(struct db *db, struct arena *a, struct store_directory *ret) MUST_CHECK;
/* The newest office.key event: one or none. */
struct err store_event_office_key(struct db *db, struct arena *a,
                                  struct store_events *ret) MUST_CHECK;
#endif
