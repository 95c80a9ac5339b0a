/* Keys as text: Bech32 (BIP 173), 32 bytes as 52 symbols of 5 bits and 6 of a checksum. */
#include "seal/age_internal.h"

#include <sodium.h>
#include <string.h>

static const char SYMBOLS[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
enum { DATA = 52, CHECK = 6, PREFIX_MAX = 16 };

/* What stands in front of the data: the human-readable part, in lower case, and the 1. */
struct form {
    struct str prefix;
    bool upper; /* how the whole text is written */
};
static const struct form IDENTITY = {STR_INIT("age-secret-key-1"), true};
static const struct form RECIPIENT = {STR_INIT("age1"), false};

void seal_wipe(void *secret, size_t len) {
    sodium_memzero(secret, len);
}

void seal_wipe_text(struct str secret) {
    if (secret.len)
        sodium_memzero((char *)(uintptr_t)secret.ptr, secret.len);
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static uint32_t polymod(uint32_t sum, unsigned value) {
    static const uint32_t GENERATOR[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                         0x2a1462b3};
    uint32_t top = sum >> 25;
    sum = (sum & 0x1ffffff) << 5 ^ value;
    for (unsigned i = 0; i < COUNT_OF(GENERATOR); i++)
        sum ^= top >> i & 1 ? GENERATOR[i] : 0;
    return sum;
}

/* The checksum over the human-readable part, which the last character of prefix, the 1, ends. */
static uint32_t polymod_prefix(struct str prefix) {
    uint32_t sum = 1;
    for (size_t i = 0; i + 1 < prefix.len; i++)
        sum = polymod(sum, (unsigned char)prefix.ptr[i] >> 5);
    sum = polymod(sum, 0);
    for (size_t i = 0; i + 1 < prefix.len; i++)
        sum = polymod(sum, prefix.ptr[i] & 31);
    return sum;
}

static void format(const struct form *form, const uint8_t bytes[32], char *ret) {
    size_t at = form->prefix.len;
    memcpy(ret, form->prefix.ptr, at);
    uint32_t sum = polymod_prefix(form->prefix);
    for (unsigned i = 0; i < DATA; i++) { /* 5 bits from bit 5i on; behind the end stand zeros */
        unsigned byte = i * 5 / 8, shift = i * 5 % 8;
        unsigned two = (unsigned)bytes[byte] << 8 | (byte < 31 ? bytes[byte + 1] : 0u);
        unsigned value = two >> (11 - shift) & 31;
        sum = polymod(sum, value);
        ret[at++] = SYMBOLS[value];
    }
    for (int i = 0; i < CHECK; i++)
        sum = polymod(sum, 0);
    sum ^= 1;
    for (int i = CHECK - 1; i >= 0; i--)
        ret[at++] = SYMBOLS[sum >> (5 * i) & 31];
    for (size_t i = 0; form->upper && i < at; i++)
        ret[i] = upper(ret[i]);
}

/* The text in lower case, if it has the form's case and prefix. */
static struct err fold(const struct form *form, struct str text, char *ret) {
    if (text.len != form->prefix.len + DATA + CHECK)
        return ERR(ERR_SEAL_KEY, STR("length"));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != (form->upper ? upper(c) : char_lower(c)))
            return ERR(ERR_SEAL_KEY, STR("case"));
        ret[i] = char_lower(c);
    }
    if (memcmp(ret, form->prefix.ptr, form->prefix.len) != 0)
        return ERR(ERR_SEAL_KEY, STR("prefix"));
    return OK;
}

/* data: DATA + CHECK symbols. */
static struct err unpack(struct str prefix, const char *data, uint8_t ret[33]) {
    uint32_t sum = polymod_prefix(prefix);
    memset(ret, 0, 33);
    for (unsigned i = 0; i < DATA + CHECK; i++) {
        const char *at = memchr(SYMBOLS, data[i], 32);
        if (!at)
            return ERR(ERR_SEAL_KEY, STR("symbol"));
        unsigned value = (unsigned)(at - SYMBOLS);
        sum = polymod(sum, value);
        if (i >= DATA)
            continue;
        unsigned byte = i * 5 / 8, two = value << (11 - i * 5 % 8);
        ret[byte] |= (uint8_t)(two >> 8);
        ret[byte + 1] |= (uint8_t)(two & 0xff);
    }
    if (sum != 1)
        return ERR(ERR_SEAL_KEY, STR("checksum"));
    if (ret[32])
        return ERR(ERR_SEAL_KEY, STR("padding"));
    return OK;
}

static struct err parse(const struct form *form, struct str text, uint8_t ret[32]) {
    char folded[PREFIX_MAX + DATA + CHECK] = {0};
    uint8_t bytes[33] = {0};
    struct err e = fold(form, text, folded);
    if (!e.code)
        e = unpack(form->prefix, folded + form->prefix.len, bytes);
    if (!e.code)
        memcpy(ret, bytes, 32);
    sodium_memzero(folded, sizeof folded);
    sodium_memzero(bytes, sizeof bytes);
    return e;
}

struct err seal_identity_parse(struct str text, struct seal_identity *ret) {
    return parse(&IDENTITY, text, ret->b);
}

struct err seal_recipient_parse(struct str text, struct seal_recipient *ret) {
    static const uint8_t ANY[32] = {8};
    struct seal_recipient to;
    uint8_t shared[32];
    struct err e = parse(&RECIPIENT, text, to.b);
    if (e.code)
        return e;
    if (crypto_scalarmult(shared, ANY, to.b))
        return ERR(ERR_SEAL_KEY, STR("order"));
    *ret = to;
    return OK;
}

void seal_identity_format(const struct seal_identity *id, char ret[SEAL_IDENTITY_TEXT]) {
    format(&IDENTITY, id->b, ret);
}

void seal_recipient_format(const struct seal_recipient *to, char ret[SEAL_RECIPIENT_TEXT]) {
    format(&RECIPIENT, to->b, ret);
}

struct seal_recipient seal_recipient_of(const struct seal_identity *id) {
    struct seal_recipient to;
    (void)crypto_scalarmult_base(to.b, id->b);
    return to;
}

bool seal_recipient_equal(const struct seal_recipient *a, const struct seal_recipient *b) {
    return sodium_memcmp(a->b, b->b, sizeof a->b) == 0;
}

bool seal_key_line(struct str *rest, struct str *ret) {
    while (rest->len) {
        struct str line = str_cut(rest, '\n');
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (!line.len || line.ptr[0] == '#')
            continue;
        *ret = line;
        return true;
    }
    return false;
}
