#include "seal/veil.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { BLOCK = 64 };
static const unsigned char NONCE[crypto_stream_chacha20_ietf_NONCEBYTES] = {0};

static void pass(const struct seal_veil *veil, uint64_t block, unsigned char *bytes, size_t len) {
    (void)crypto_stream_chacha20_ietf_xor_ic(bytes, bytes, len, NONCE, (uint32_t)block,
                                             veil->key.b);
}

void seal_veil(const struct seal_veil *veil, uint64_t at, char *bytes, size_t len) {
    assert((at + len) / BLOCK <= UINT32_MAX);
    unsigned char block[BLOCK] = {0};
    size_t skip = at % BLOCK;
    if (skip) { /* the rest of a block that was begun */
        size_t room = BLOCK - skip, n = len < room ? len : room;
        if (n)
            memcpy(block + skip, bytes, n);
        pass(veil, at / BLOCK, block, BLOCK);
        if (n)
            memcpy(bytes, block + skip, n);
        sodium_memzero(block, sizeof block);
        bytes += n;
        len -= n;
        at += n;
    }
    if (len)
        pass(veil, at / BLOCK, (unsigned char *)bytes, len);
}
