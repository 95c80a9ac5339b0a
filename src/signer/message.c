#include "signer/message.h"

#include <assert.h>
#include <string.h>

enum { VERSION = 1 };
static_assert(LEDGER_PROOF_MAX < 256, "the count of a proof is one byte");

static uint8_t *put(uint8_t *at, uint64_t value, size_t bytes) {
    for (size_t i = bytes; i-- > 0; value >>= 8)
        at[i] = (uint8_t)value;
    return at + bytes;
}

static uint64_t take(const uint8_t **at, size_t bytes) {
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | *(*at)++;
    return value;
}

/* Sizes end where trees end (ledger.h). */
static bool take_size(const uint8_t **at, int64_t *ret) {
    uint64_t size = take(at, sizeof size);
    *ret = (int64_t)(size & INT64_MAX);
    return size <= 1ULL << 62;
}

size_t signer_request_write(const struct signer_request *r, uint8_t ret[SIGNER_REQUEST_MAX]) {
    assert(r->count <= LEDGER_PROOF_MAX);
    uint8_t *at = put(ret, VERSION, 1);
    at = put(at, r->count, 1);
    at = put(at, 0, 2);
    at = put(at, r->ticket, sizeof r->ticket);
    at = put(at, (uint64_t)r->size, sizeof r->size);
    at = put(at, (uint64_t)r->from, sizeof r->from);
    memcpy(at, r->root.b, HASH_LEN);
    at += HASH_LEN;
    assert(at == ret + SIGNER_REQUEST_HEAD);
    memcpy(at, r->hashes, r->count * HASH_LEN);
    return SIGNER_REQUEST_HEAD + r->count * HASH_LEN;
}

bool signer_request_read(struct str packet, struct signer_request *ret) {
    struct signer_request r;
    if (packet.len < SIGNER_REQUEST_HEAD)
        return false;
    const uint8_t *at = (const uint8_t *)packet.ptr;
    bool good = take(&at, 1) == VERSION;
    r.count = take(&at, 1);
    good = good && r.count <= LEDGER_PROOF_MAX && take(&at, 2) == 0 &&
           packet.len == SIGNER_REQUEST_HEAD + r.count * HASH_LEN;
    if (!good)
        return false;
    r.ticket = (uint32_t)take(&at, sizeof r.ticket);
    good = take_size(&at, &r.size);
    good = take_size(&at, &r.from) && good && r.ticket != 0;
    memcpy(r.root.b, at, HASH_LEN);
    memcpy(r.hashes, at + HASH_LEN, r.count * HASH_LEN);
    if (good) {
        ret->count = r.count;
        ret->ticket = r.ticket;
        ret->size = r.size;
        ret->from = r.from;
        ret->root = r.root;
        memcpy(ret->hashes, r.hashes, r.count * HASH_LEN);
    }
    return good;
}

void signer_reply_write(const struct signer_reply *r, uint8_t ret[SIGNER_REPLY_LEN]) {
    uint8_t *at = put(ret, VERSION, 1);
    at = put(at, (uint64_t)r->kind, 1);
    at = put(at, r->detail, 1);
    at = put(at, 0, 1);
    at = put(at, r->ticket, sizeof r->ticket);
    at = put(at, (uint64_t)r->size, sizeof r->size);
    memcpy(at, r->data, sizeof r->data);
    assert(at + sizeof r->data == ret + SIGNER_REPLY_LEN);
}

/* What each kind may say beside its name. */
static bool fits(const struct signer_reply *r) {
    static const struct signer_reply EMPTY = {0};
    bool data = r->kind == SIGNER_SIGNED || r->kind == SIGNER_READY;
    bool asked = r->kind != SIGNER_READY && r->kind != SIGNER_UNFIT;
    bool fault = r->kind == SIGNER_FAILED || r->kind == SIGNER_UNFIT;
    unsigned most = fault ? SIGNER_FAULTS - 1 : r->kind == SIGNER_READY ? SIGNER_LAYERS - 1 : 0;
    return r->detail <= most && (r->detail || !fault) && asked == (r->ticket != 0) &&
           (data || !memcmp(r->data, EMPTY.data, sizeof r->data));
}

bool signer_reply_read(struct str packet, struct signer_reply *ret) {
    struct signer_reply r = {0};
    if (packet.len != SIGNER_REPLY_LEN)
        return false;
    const uint8_t *at = (const uint8_t *)packet.ptr;
    bool good = take(&at, 1) == VERSION;
    uint64_t kind = take(&at, 1);
    r.detail = (uint8_t)take(&at, 1);
    good = good && kind >= SIGNER_SIGNED && kind < SIGNER_KINDS && take(&at, 1) == 0;
    if (!good)
        return false;
    r.kind = (enum signer_kind)kind;
    r.ticket = (uint32_t)take(&at, sizeof r.ticket);
    good = take_size(&at, &r.size);
    memcpy(r.data, at, sizeof r.data);
    if (!good || !fits(&r))
        return false;
    *ret = r;
    return true;
}

struct signer_ready signer_ready_of(const struct signer_reply *r) {
    assert(r->kind == SIGNER_READY);
    struct signer_ready ready = {.size = r->size, .layers = r->detail};
    memcpy(ready.public_key, r->data, SIGN_PUBLIC_LEN);
    memcpy(ready.origin.b, r->data + SIGN_PUBLIC_LEN, HASH_LEN);
    return ready;
}

enum signer_verdict signer_judge(const struct signer_newest *newest,
                                 const struct signer_request *r) {
    if (r->size == newest->size)
        return hash_equal(&r->root, &newest->root) ? SIGNER_AGAIN : SIGNER_FORKED;
    if (r->from != newest->size)
        return SIGNER_BEHIND;
    bool newer = r->size > newest->size;
    struct ledger_proof proof = {.index = newer ? newest->size : r->size,
                                 .size = newer ? r->size : newest->size,
                                 .count = r->count};
    memcpy(proof.hashes, r->hashes, r->count * HASH_LEN);
    const struct hash *old = newer ? &newest->root : &r->root;
    const struct hash *grown = newer ? &r->root : &newest->root;
    if (!ledger_check_consistency(&proof, proof.index, old, grown))
        return SIGNER_FORKED;
    return newer ? SIGNER_NEWER : SIGNER_OLDER;
}
