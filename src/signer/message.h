#ifndef SIGNER_MESSAGE_H
#define SIGNER_MESSAGE_H
/* What the server and the signer say to each other: one message a packet, numbers in big-endian,
 * each in one valid form only. Also the signer's whole judgement. Pure.
 *
 *   request  1 version, 1 count, 2 zero, 4 ticket, 8 size, 8 from, 32 root, count x 32 proof
 *   reply    1 version, 1 kind, 1 detail, 1 zero, 4 ticket, 8 size, 64 data
 *
 * from: the size that the asker takes for the newest signed one; the proof is the consistency proof
 * (RFC 6962 2.1.2) between the two, whichever is greater. */
#include "base/sign.h"
#include "ledger/ledger.h"

enum {
    SIGNER_REQUEST_HEAD = 56,
    SIGNER_REQUEST_MAX = SIGNER_REQUEST_HEAD + LEDGER_PROOF_MAX * HASH_LEN,
    SIGNER_REPLY_LEN = 80
};
struct signer_request {
    uint32_t ticket; /* the answer bears it; signer_begin draws it */
    int64_t size, from;
    struct hash root;
    size_t count;
    struct hash hashes[LEDGER_PROOF_MAX];
};
enum signer_kind {
    SIGNER_SIGNED = 1, /* data: the signature of the checkpoint's text */
    SIGNER_STALE,   /* size: the newest signed one; ask again with a proof between it and yours */
    SIGNER_REFUSED, /* another root for a size, or no proof: not part of this log's history */
    SIGNER_FAILED,  /* what it signs cannot be kept now; detail: enum signer_fault */
    SIGNER_READY,   /* it began: size: the newest signed one; detail: enum signer_layer;
                     * data: public key, SHA-256 of the origin */
    SIGNER_UNFIT,   /* it cannot begin; detail: enum signer_fault */
    SIGNER_KINDS
};
enum signer_fault {
    SIGNER_FAULT_NONE,
    SIGNER_NO_KEY,
    SIGNER_SHOWN_KEY,
    SIGNER_BAD_KEY,
    SIGNER_NO_MEMORY, /* the file of what it signed is missing, or damaged */
    SIGNER_READ_ONLY,
    SIGNER_FULL,
    SIGNER_IO,
    SIGNER_FAULTS
};
/* How it is confined: what the kernel gave. */
enum signer_layer {
    SIGNER_OWN_USER = 1,
    SIGNER_NO_FILES = 2,
    SIGNER_FEW_CALLS = 4,
    SIGNER_LAYERS = 8
};
struct signer_reply {
    enum signer_kind kind;
    uint8_t detail;
    uint32_t ticket; /* 0 when nobody asked */
    int64_t size;
    uint8_t data[SIGN_LEN];
};
struct signer_ready {
    int64_t size;
    unsigned layers;
    uint8_t public_key[SIGN_PUBLIC_LEN];
    struct hash origin; /* SHA-256 of the key's name */
};

/* The packet's length. */
size_t signer_request_write(const struct signer_request *r, uint8_t ret[SIGNER_REQUEST_MAX]);
void signer_reply_write(const struct signer_reply *r, uint8_t ret[SIGNER_REPLY_LEN]);
/* False (ret untouched) for anything but what the writers above make. */
bool signer_request_read(struct str packet, struct signer_request *ret) MUST_CHECK;
bool signer_reply_read(struct str packet, struct signer_reply *ret) MUST_CHECK;
/* Of a reply of the kind SIGNER_READY. */
struct signer_ready signer_ready_of(const struct signer_reply *r);

/* Size and root of the newest checkpoint that was signed. */
struct signer_newest {
    int64_t size;
    struct hash root;
};
enum signer_verdict {
    SIGNER_AGAIN,  /* the newest itself */
    SIGNER_NEWER,  /* goes on from it: becomes the newest */
    SIGNER_OLDER,  /* a part of it: the newest stays */
    SIGNER_BEHIND, /* the asker does not know the newest */
    SIGNER_FORKED  /* never */
};
enum signer_verdict signer_judge(const struct signer_newest *newest,
                                 const struct signer_request *r);
#endif
