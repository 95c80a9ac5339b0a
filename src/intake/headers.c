#include "intake/headers.h"

#include "intake/intake_internal.h"

#include <sodium.h>
#include <string.h>

static bool all_of(struct str text, bool (*is)(char c)) {
    for (size_t i = 0; i < text.len; i++)
        if (!is(text.ptr[i]))
            return false;
    return text.len > 0;
}

static bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (char_lower(c) >= 'a' && char_lower(c) <= 'z');
}

static bool is_token(char c) { /* RFC 9110 section 5.6.2 */
    return is_alnum(c) || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool is_boundary(char c) { /* RFC 2046 section 5.1.1 */
    return is_alnum(c) || (c && strchr("'()+_,-./:=? ", c));
}

static bool is_token68(char c) { /* RFC 9110 section 11.2 */
    return is_alnum(c) || (c && strchr("-._~+/=", c));
}

struct str intake_cookie(struct str header, const char *name) {
    struct str wanted = str_from_c(name), found = {0};
    size_t times = 0;
    while (header.len) {
        struct str value = str_trim(str_cut(&header, ';'));
        struct str key = str_cut(&value, '=');
        if (str_equal(key, wanted)) {
            found = value;
            times++;
        }
    }
    if (found.len >= 2 && found.ptr[0] == '"' && found.ptr[found.len - 1] == '"')
        found = (struct str){found.ptr + 1, found.len - 2};
    /* Twice: somebody else on this domain has set one too, and nobody knows which is ours. */
    return times == 1 && found.len <= INTAKE_COOKIE ? found : (struct str){0};
}

/* The value of a parameter, quoted or not, at the start of *rest; moves *rest behind its ';'. */
static bool parameter_value(struct arena *a, struct str *rest, struct str *ret) {
    if (!rest->len || rest->ptr[0] != '"') {
        *ret = str_trim(str_cut(rest, ';'));
        return all_of(*ret, is_token);
    }
    char *out = NEW(a, char, rest->len);
    size_t len = 0, at = 1;
    for (; at < rest->len && rest->ptr[at] != '"'; at++) {
        if (rest->ptr[at] == '\\' && ++at == rest->len)
            return false;
        out[len++] = rest->ptr[at];
    }
    if (at == rest->len)
        return false;
    *rest = (struct str){rest->ptr + at + 1, rest->len - at - 1};
    *ret = (struct str){out, len};
    return str_trim(str_cut(rest, ';')).len == 0;
}

static enum intake_body_type body_type(struct str media) {
    static const struct {
        struct str media;
        enum intake_body_type type;
    } TYPES[] = {
        {STR_INIT("application/json"), INTAKE_BODY_JSON},
        {STR_INIT("application/x-www-form-urlencoded"), INTAKE_BODY_FORM},
        {STR_INIT("multipart/form-data"), INTAKE_BODY_MULTIPART},
    };
    for (size_t i = 0; i < COUNT_OF(TYPES); i++)
        if (str_equal_any_case(media, TYPES[i].media))
            return TYPES[i].type;
    return INTAKE_BODY_OTHER;
}

static bool is_media(struct str media) {
    struct str subtype = media, type = str_cut(&subtype, '/');
    return all_of(type, is_token) && all_of(subtype, is_token);
}

struct err intake_content_type(struct arena *a, struct str header,
                               struct intake_content_type *ret) {
    struct intake_content_type found = {0};
    struct str rest = str_trim(header);
    if (rest.len > INTAKE_CONTENT_TYPE)
        return ERR(ERR_TYPE, STR("content-type"));
    if (!rest.len) {
        *ret = (struct intake_content_type){.type = INTAKE_BODY_NONE};
        return OK;
    }
    found.media = str_trim(str_cut(&rest, ';'));
    found.type = body_type(found.media);
    if (!is_media(found.media))
        return ERR(ERR_TYPE, STR("content-type"));
    while (str_trim(rest).len) {
        struct str name = str_trim(str_cut(&rest, '=')), value;
        rest = str_trim(rest);
        if (!all_of(name, is_token) || !parameter_value(a, &rest, &value))
            return ERR(ERR_TYPE, STR("content-type"));
        if (found.type != INTAKE_BODY_OTHER && str_equal_any_case(name, STR("charset")) &&
            !str_equal_any_case(value, STR("utf-8")))
            return ERR(ERR_TYPE, STR("charset"));
        if (str_equal_any_case(name, STR("boundary"))) {
            if (found.boundary.len || value.len > INTAKE_BOUNDARY || !all_of(value, is_boundary) ||
                value.ptr[value.len - 1] == ' ')
                return ERR(ERR_TYPE, STR("boundary"));
            found.boundary = value;
        }
    }
    if (found.type == INTAKE_BODY_MULTIPART && !found.boundary.len)
        return ERR(ERR_TYPE, STR("boundary"));
    *ret = found;
    return OK;
}

struct err intake_content_length(struct str header, int64_t *ret) {
    struct str text = str_trim(header);
    if (!text.len || text.ptr[0] == '-' || !str_to_int(text, ret))
        return ERR(ERR_MALFORMED, STR("content-length"));
    return OK;
}

bool intake_bearer(struct str header, struct str *ret) {
    struct str token = str_trim(header), scheme = str_cut(&token, ' ');
    token = str_trim(token);
    if (!str_equal_any_case(scheme, STR("bearer")) || token.len > INTAKE_BEARER ||
        !all_of(token, is_token68))
        return false;
    *ret = token;
    return true;
}

/* The weight of "en-GB;q=0.8" in thousandths: 1000 without one, 0 for what is not understood. */
static int weight(struct str parameters) {
    struct str text = str_trim(parameters);
    if (!text.len)
        return 1000;
    struct str name = str_trim(str_cut(&text, '='));
    text = str_trim(text);
    if (!str_equal_any_case(name, STR("q")) || !text.len || text.len > 5 ||
        (text.ptr[0] != '0' && text.ptr[0] != '1') || (text.len > 1 && text.ptr[1] != '.'))
        return 0;
    int value = (text.ptr[0] - '0') * 1000, scale = 100;
    for (size_t i = 2; i < text.len; i++, scale /= 10) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        value += (text.ptr[i] - '0') * scale;
    }
    return value > 1000 ? 1000 : value;
}

bool intake_prefers_english(struct str header) {
    int best = 0;
    bool english = false;
    for (int i = 0; header.len && i < INTAKE_LANGUAGES; i++) {
        struct str parameters = str_trim(str_cut(&header, ','));
        struct str range = str_trim(str_cut(&parameters, ';'));
        struct str language = str_cut(&range, '-');
        bool en = str_equal_any_case(language, STR("en"));
        bool id =
            str_equal_any_case(language, STR("id")) || str_equal_any_case(language, STR("in"));
        int value = weight(parameters);
        if ((en || id) && value > best) { /* of two that weigh the same the earlier is meant */
            best = value;
            english = en;
        }
    }
    return english;
}

enum { CURSOR_LEN = 22, CURSOR_BYTES = 2 * sizeof(int64_t) };

static void put_int64(uint8_t *out, int64_t value) {
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
}

static int64_t get_int64(const uint8_t *in) {
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 8 | in[i];
    return (int64_t)value;
}

struct str intake_cursor_write(struct arena *a, struct intake_cursor cursor) {
    uint8_t bytes[CURSOR_BYTES];
    char *text = NEW(a, char, CURSOR_LEN + 1);
    put_int64(bytes, cursor.key);
    put_int64(bytes + 8, cursor.id);
    (void)sodium_bin2base64(text, CURSOR_LEN + 1, bytes, sizeof bytes,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (struct str){text, CURSOR_LEN};
}

bool intake_cursor_read(struct str text, struct intake_cursor *ret) {
    uint8_t bytes[CURSOR_BYTES];
    size_t len;
    const char *end;
    /* As in base64_decode: libsodium 1.0.18 takes some bytes above '~' for letters. */
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] > '~')
            return false;
    if (text.len != CURSOR_LEN ||
        sodium_base642bin(bytes, sizeof bytes, text.ptr, text.len, NULL, &len, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) ||
        len != sizeof bytes || end != text.ptr + text.len)
        return false;
    *ret = (struct intake_cursor){get_int64(bytes), get_int64(bytes + 8)};
    return true;
}

bool intake_page_rows(struct str text, int *ret) {
    int64_t rows = INTAKE_PAGE_ROWS;
    if (text.len && (!str_to_int(text, &rows) || rows < 1 || rows > INTAKE_PAGE_ROWS_MAX))
        return false;
    *ret = (int)rows;
    return true;
}
