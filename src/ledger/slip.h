#ifndef LEDGER_SLIP_H
#define LEDGER_SLIP_H
/* A receipt small enough for one QR code on paper: the bundle without its JSON and base64, in
 * binary, written in digits. Whatever reads a QR code hands on letters and digits unharmed. Pure.
 *
 *     "NETRAL1:" and 17 digits for each 7 bytes (big-endian; a shorter rest: 3, 5, 8, 10, 13, 15)
 *
 *     form         1   1: manifest and salt follow; 2: the commitment alone
 *     origin       n   its length in 1 byte, then the log's name
 *     key          32  the log's public key
 *     index, size  v   LEB128, shortest form, below 2^63
 *     path         n   a count of hashes in 1 byte, then 32 bytes each, leaf side first
 *     signature    64  the log's, over the checkpoint (its root is what leaf and path give)
 *     cosignatures n   a count in 1 byte, of each: name as origin, key id 4, seconds v,
 *                      signature 64
 *     form 1:          salt 32, accepted-at v (microseconds), kind and office as origin, seq v,
 *                      0 or 1 and prev 32, stream 16, body SHA-256 32 and bytes v, a count of
 *                      parts in 1 byte, of each SHA-256 32 and bytes v
 *     form 2:          commitment 32
 *
 * One receipt has one slip, and one text (docs/ledger.md, docs/adr/0030). */
#include "ledger/note.h"

/* LEDGER_SLIP_TEXT digits behind the mark are the most that a QR code of version 27 and level L
 * holds beside it: the version that holds 1,465 bytes. */
enum { LEDGER_SLIP_MAX = 1440, LEDGER_SLIP_TEXT = 8 + 3498, LEDGER_SLIP_SEEN = 3 };
struct ledger_slip_seen { /* one witness, in the note's order */
    struct str name;
    uint8_t id[4];
    int64_t seconds;
    uint8_t signature[64];
};
struct ledger_slip {
    struct ledger_key log;     /* without its secret */
    struct ledger_proof proof; /* size as the checkpoint says */
    uint8_t signature[64];
    size_t seen_count;
    struct ledger_slip_seen seen[LEDGER_SLIP_SEEN];
    bool whole; /* manifest and salt are there; else the commitment alone */
    struct hash salt;
    struct ledger_manifest manifest;
    struct hash commit; /* in either form */
};
/* The slip of a receipt that holds: proof text, the log's key, manifest and salt. The first three
 * cosignatures of any witness are taken, unchecked. Where all of it is too long it is of form 2;
 * where that is too long cosignatures are left out from the last. Errors: ERR_MALFORMED "proof",
 * "checkpoint" (not ledger_receipt_parse's), "manifest"; ERR_CORRUPT as ledger_receipt_check. */
struct ledger_slip_of {
    struct str proof;
    const struct ledger_key *log;
    struct str manifest;
    struct hash salt;
};
struct err ledger_slip_make(struct arena *a, const struct ledger_slip_of *of,
                            struct ledger_slip *ret) MUST_CHECK;
/* Whether a text claims to be one, by its mark. */
bool ledger_slip_is(struct str text);
struct str ledger_slip_text(struct arena *a, const struct ledger_slip *slip);
/* Its one form only; blanks and line ends around it are passed over. Nothing is verified. Errors:
 * ERR_MALFORMED "slip". Owns: the texts and parts live in a. */
struct err ledger_slip_parse(struct arena *a, struct str text, struct ledger_slip *ret) MUST_CHECK;
/* The proof text that it stands for, verbatim as the receipt has it, the root being the one that
 * commitment and path lead to; empty when that path has another length than index and size say. */
struct str ledger_slip_proof(struct arena *a, const struct ledger_slip *slip);
#endif
