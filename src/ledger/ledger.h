#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H
/* The public log: leaves, Merkle tree, tiles, signed checkpoints, proofs, receipts. Pure.
 * Formats: RFC 6962 section 2.1 (hashes), C2SP signed-note, tlog-checkpoint, tlog-tiles,
 * tlog-proof; docs/ledger.md describes what a leaf commits to. */
#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"

/* --- what a leaf holds --- */
enum { LEDGER_ENTRY_LEN = 60, LEDGER_BLOBS_MAX = 16 };
struct ledger_part { /* stored bytes beside the body: a piece of evidence, an identity */
    struct hash sha256;
    int64_t bytes;
};
struct ledger_manifest {
    struct str kind;
    struct id128 stream;
    int64_t seq; /* in the stream, from 0 */
    struct instant accepted_at;
    struct str office;
    struct hash prev; /* commitment of the stream's previous event; zero for the first */
    struct hash body_sha256;
    int64_t body_bytes;
    const struct ledger_part *parts;
    size_t part_count;
};
/* Sorted "key value" lines, "netral-manifest/v1" among them; never public. */
struct str ledger_manifest_text(struct arena *a, const struct ledger_manifest *m);
/* Reads that text back, in its one form only; kind and office point into it. False (ret untouched)
 * otherwise. */
bool ledger_manifest_parse(struct arena *a, struct str text,
                           struct ledger_manifest *ret) MUST_CHECK;
struct hash ledger_commit(const struct hash *salt, struct str manifest); /* HMAC-SHA256 */
/* "netral-leaf/v1\n" + base64(commit) + "\n": LEDGER_ENTRY_LEN bytes. */
void ledger_entry(const struct hash *commit, char ret[LEDGER_ENTRY_LEN]);
struct hash ledger_leaf_hash(struct str entry);
struct hash ledger_leaf(const struct hash *commit); /* leaf hash of its entry */
struct hash ledger_node(const struct hash *left, const struct hash *right);

/* --- the growing tree --- */
/* How many cover leaves, 1 to 1,024, bring a growth from 0 up to a number that tells little: the
 * next above it of 8, 12, 16, 24, 32, ... (two to an octave), from 2,048 on of the multiples of
 * 1,024. */
int64_t ledger_cover(int64_t grown);
/* Size and roots of its complete subtrees, largest first (one for each set bit of size). */
struct ledger_head {
    int64_t size;
    struct hash frontier[63];
};
enum { LEDGER_HEAD_MAX = 8 + 63 * HASH_LEN };
struct hash ledger_head_root(const struct ledger_head *head);
size_t ledger_head_encode(const struct ledger_head *head, uint8_t ret[LEDGER_HEAD_MAX]);
bool ledger_head_decode(struct str bytes, struct ledger_head *ret) MUST_CHECK;
/* Appends one leaf hash. When that completes a node at level 8, 16, ... (a whole tile), calls
 * on_tile(arg, tile level 1.., index, hash) once each, lowest first; on_tile may be NULL. */
void ledger_head_append(struct ledger_head *head, const struct hash *leaf,
                        void (*on_tile)(void *arg, int level, int64_t index,
                                        const struct hash *hash),
                        void *arg);

/* --- proofs --- */
enum { LEDGER_PROOF_MAX = 63 };
struct ledger_proof {
    int64_t index, size;
    size_t count;
    struct hash hashes[LEDGER_PROOF_MAX]; /* leaf side first */
};
/* What a batch added to the tree: made from the head before it and the batch's leaf hashes alone.
 * before must live on. O(count + log size) hashes. */
struct ledger_batch;
const struct ledger_batch *ledger_batch_new(struct arena *a, const struct ledger_head *before,
                                            const struct hash *leaves, size_t count);
/* Inclusion proofs of its leaves in the tree after it: ret[0..count). O(log size) copies each. */
void ledger_batch_proofs(const struct ledger_batch *batch, struct ledger_proof *ret);
/* The consistency proof from the tree before it to the one after it; as ledger_prove_consistency.
 */
void ledger_batch_growth(const struct ledger_batch *batch, struct ledger_proof *ret);
/* Errors of the three: ERR_INVALID "size", "index", "old_size"; whatever read says. A consistency
 * proof keeps old_size in index.
 * For proofs and roots over any stored tree: the hash of complete node (level, index), where level
 * counts single levels (0 = leaf). Asked only for levels divisible by 8 below the size. */
typedef struct err ledger_read_node(void *arg, int level, int64_t index, struct hash *ret);
struct err ledger_prove_inclusion(int64_t index, int64_t size, ledger_read_node *read, void *arg,
                                  struct ledger_proof *ret) MUST_CHECK;
struct err ledger_prove_consistency(int64_t old_size, int64_t size, ledger_read_node *read,
                                    void *arg, struct ledger_proof *ret) MUST_CHECK;
struct err ledger_root_of(int64_t size, ledger_read_node *read, void *arg,
                          struct hash *ret) MUST_CHECK;
/* The root that leaf and path lead to; false (ret untouched) for a path of another length than
 * index and size give. */
bool ledger_inclusion_root(const struct ledger_proof *proof, const struct hash *leaf,
                           struct hash *ret) MUST_CHECK;
bool ledger_check_inclusion(const struct ledger_proof *proof, const struct hash *leaf,
                            const struct hash *root) MUST_CHECK;
bool ledger_check_consistency(const struct ledger_proof *proof, int64_t old_size,
                              const struct hash *old_root, const struct hash *root) MUST_CHECK;

/* --- tiles --- */
struct ledger_tile {
    bool entries; /* /tile/entries/N: else hashes of a level */
    int level;    /* tile level 0..7 (tree level 8*level) */
    int64_t index;
    int width; /* 1..256 */
};
/* The path behind "/log/tile/", canonical only ("0/x001/x234/067", "entries/000.p/17"). */
bool ledger_tile_parse(struct str path, struct ledger_tile *ret) MUST_CHECK;
struct str ledger_tile_path(struct arena *a, const struct ledger_tile *tile);
/* Every node of the tile is in a tree of that size. Narrower tiles than today's stay readable, so
 * that a client that holds an older checkpoint can finish. */
bool ledger_tile_exists(const struct ledger_tile *tile, int64_t size);

/* --- checkpoints: see ledger/note.h --- */
#endif
