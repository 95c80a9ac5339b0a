#ifndef LEDGER_NOTE_H
#define LEDGER_NOTE_H
/* Signed notes, checkpoints and receipts (C2SP signed-note, tlog-checkpoint, tlog-proof). Pure. */
#include "ledger/ledger.h"

/* What a key signs: a log its checkpoints, a witness what it saw of them (ledger/cosign.h). */
enum ledger_key_type { LEDGER_LOG = 1, LEDGER_WITNESS = 4 };
struct ledger_key {  /* Ed25519 */
    struct str name; /* origin: schema-less URL, no blank, no '+' */
    enum ledger_key_type type;
    uint8_t id[4];
    uint8_t public_key[32];
    uint8_t secret[64]; /* zero in a verifier */
};
bool ledger_key_name_ok(struct str name);
/* name must live as long as the key. Errors: ERR_INVALID "origin". */
struct err ledger_key_from_seed(struct str name, const struct hash *seed,
                                struct ledger_key *ret) MUST_CHECK;
struct err ledger_witness_from_seed(struct str name, const struct hash *seed,
                                    struct ledger_key *ret) MUST_CHECK;
/* A verifier out of its parts: its id is made. */
struct err ledger_key_public(struct str name, const uint8_t public_key[32],
                             struct ledger_key *ret) MUST_CHECK;       /* ERR_INVALID "origin" */
struct str ledger_vkey(struct arena *a, const struct ledger_key *key); /* name+hex8+base64 */
/* ret->name points into line. Errors: ERR_MALFORMED "vkey" (shape, type, or id not of the key). */
struct err ledger_vkey_parse(struct str line, struct ledger_key *ret) MUST_CHECK;
/* The same of a witness's key: one of a log is refused here, and the other way round. */
struct err ledger_witness_parse(struct str line, struct ledger_key *ret) MUST_CHECK;

struct ledger_checkpoint {
    struct str origin;
    int64_t size;
    struct hash root;
};
struct ledger_signed { /* a size, its root and the log's signature of both */
    int64_t size;
    struct hash root;
    uint8_t signature[64];
};
/* The whole signed note, ending in \n. */
struct str ledger_checkpoint_sign(struct arena *a, const struct ledger_key *key, int64_t size,
                                  const struct hash *root);
/* The same in two parts, for a key that lies in another process (signer/): the signature of the
 * text, and the note with it. */
void ledger_checkpoint_signature(const struct ledger_key *key, int64_t size,
                                 const struct hash *root, uint8_t ret[64]);
struct str ledger_checkpoint_note(struct arena *a, const struct ledger_key *key,
                                  const struct ledger_signed *what);
/* Unknown signatures are ignored; a known key with a bad one rejects the note; at least one good.
 * ret->origin points into note. Errors: ERR_MALFORMED, ERR_CORRUPT "signature", "origin" (not the
 * key's name). */
struct err ledger_checkpoint_open(struct str note, const struct ledger_key *key,
                                  struct ledger_checkpoint *ret) MUST_CHECK;

/* "c2sp.org/tlog-proof@v1\n" ... the checkpoint note verbatim. */
struct str ledger_receipt_text(struct arena *a, const struct ledger_proof *proof,
                               struct str checkpoint);
struct ledger_receipt {
    struct ledger_proof proof; /* size as the checkpoint says */
    struct str checkpoint;     /* the note's bytes */
};
/* Shape only; the note is not verified. Errors: ERR_MALFORMED. */
struct err ledger_receipt_parse(struct str text, struct ledger_receipt *ret) MUST_CHECK;
/* The whole check of an outsider: note signed by key, leaf of commit included. Errors:
 * ERR_MALFORMED, ERR_CORRUPT "signature", "origin", "proof". */
struct err ledger_receipt_check(struct str text, const struct ledger_key *key,
                                const struct hash *commit) MUST_CHECK;
#endif
