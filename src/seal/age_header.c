/* The lines of a header:
 *
 *   VERSION --age-encryption.org/v1--> STANZA --"-> type arguments"--> BODY
 *                                        ^ |                           | ^ |
 *                                        | +---"--- MAC"--> DONE       | +-+ a full line (64)
 *                                        +------- a shorter line ------+
 *
 * The version alone is no header: at least one stanza stands before the MAC. Of stanzas of other
 * types than X25519 the form is checked and nothing kept, as the format asks. */
#include "seal/age_internal.h"

#include <sodium.h>
#include <string.h>

enum { BODY_LINE = 64, BODY_LINE_BYTES = 48 };

/* Standard alphabet without padding, canonical, at most cap bytes. */
static bool decode(struct str text, uint8_t *ret, size_t cap, size_t *ret_len) {
    const char *end;
    /* libsodium 1.0.18 reads signed chars: it takes byte 0xd7 for 'H'. */
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] > '~')
            return false;
    return sodium_base642bin(ret, cap, text.ptr, text.len, NULL, ret_len, &end,
                             sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
           end == text.ptr + text.len;
}

static bool decode_32(struct str text, uint8_t ret[32]) {
    size_t len;
    return text.len == SHARE_TEXT && decode(text, ret, 32, &len);
}

/* Words of visible ASCII with one blank between them, at least one. */
static bool are_words(struct str words) {
    char before = ' ';
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        if (c == ' ' ? before == ' ' : c < '!' || c > '~')
            return false;
        before = c;
    }
    return before != ' ';
}

static struct err begin_stanza(struct seal_header *h, struct str words) {
    if (!are_words(words))
        return ERR(ERR_SEAL_FORM, STR("stanza"));
    struct str type = str_cut(&words, ' ');
    h->stanzas++;
    h->scrypt = h->scrypt || str_equal(type, STR("scrypt"));
    if (h->scrypt && h->stanzas > 1) /* a passphrase would stand in for every recipient */
        return ERR(ERR_SEAL_FORM, STR("scrypt"));
    h->x25519 = str_equal(type, STR("X25519"));
    if (h->x25519 && h->count == SEAL_RECIPIENTS_MAX)
        return ERR(ERR_SEAL_FORM, STR("recipients"));
    if (h->x25519 && !decode_32(words, h->shares[h->count].share))
        return ERR(ERR_SEAL_FORM, STR("x25519"));
    h->expects = HEADER_BODY;
    return OK;
}

static struct err read_body(struct seal_header *h, struct str line) {
    uint8_t bytes[BODY_LINE_BYTES];
    size_t len;
    if (!decode(line, bytes, sizeof bytes, &len)) /* nor more than BODY_LINE */
        return ERR(ERR_SEAL_FORM, STR("body"));
    if (h->x25519) {
        if (len != sizeof h->shares->body)
            return ERR(ERR_SEAL_FORM, STR("x25519"));
        memcpy(h->shares[h->count++].body, bytes, len);
    }
    if (line.len < BODY_LINE)
        h->expects = HEADER_STANZA;
    return OK;
}

static struct err read_mac(struct seal_header *h, struct str text) {
    if (!h->stanzas)
        return ERR(ERR_SEAL_FORM, STR("stanza"));
    if (!text.len || text.ptr[0] != ' ' ||
        !decode_32((struct str){text.ptr + 1, text.len - 1}, h->mac.b))
        return ERR(ERR_SEAL_FORM, STR("mac"));
    h->expects = HEADER_DONE;
    return OK;
}

struct err seal_header_line(struct seal_header *h, struct str line) {
    const struct str stanza = STR(AGE_STANZA), mac = STR(AGE_MAC);
    if (h->expects == HEADER_VERSION) {
        if (!str_equal(line, STR(AGE_VERSION)))
            return ERR(ERR_SEAL_FORM, STR("version"));
        h->expects = HEADER_STANZA;
        return OK;
    }
    if (h->expects == HEADER_BODY)
        return read_body(h, line);
    if (str_starts(line, stanza))
        return begin_stanza(h, (struct str){line.ptr + stanza.len, line.len - stanza.len});
    if (str_starts(line, mac))
        return read_mac(h, (struct str){line.ptr + mac.len, line.len - mac.len});
    return ERR(ERR_SEAL_FORM, STR("stanza"));
}
