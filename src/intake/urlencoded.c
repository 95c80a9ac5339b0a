#include "intake/headers.h"
#include "intake/intake.h"
#include "intake/limits.h"

#include <string.h>

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The byte of the escape at the start of text; -1 if it is none. */
static int escaped_byte(struct str text) {
    if (text.len < 3)
        return -1;
    int high = hex_digit(text.ptr[1]), low = hex_digit(text.ptr[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

struct err intake_percent_decode(struct arena *a, struct str text, struct str *ret) {
    char *out = NEW(a, char, text.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < text.len; at++) {
        int byte = (unsigned char)text.ptr[at];
        if (byte == '%') {
            byte = escaped_byte((struct str){text.ptr + at, text.len - at});
            if (byte < 0)
                return ERR(ERR_MALFORMED, STR("escape"));
            at += 2;
        } else if (byte == '+') {
            byte = ' ';
        }
        if (byte == 0)
            return ERR(ERR_MALFORMED, STR("nul"));
        out[len++] = (char)byte;
    }
    if (!str_is_utf8((struct str){out, len}))
        return ERR(ERR_MALFORMED, STR("utf-8"));
    *ret = (struct str){out, len};
    return OK;
}

static size_t count_pairs(struct str body) {
    size_t count = 1;
    for (size_t i = 0; i < body.len; i++)
        count += body.ptr[i] == '&';
    return count;
}

struct err intake_urlencoded(struct arena *a, struct str body, struct intake_pairs *ret) {
    if (body.len > INTAKE_BODY)
        return ERR(ERR_TOO_LARGE, STR("body"));
    size_t most = count_pairs(body);
    if (most > INTAKE_FORM_FIELDS)
        return ERR(ERR_TOO_LARGE, STR("fields"));
    struct intake_pair *list = NEW(a, struct intake_pair, most);
    size_t count = 0;
    while (body.len) {
        struct str value = str_cut(&body, '&');
        if (!value.len) /* "a=1&&b=2" */
            continue;
        struct str name = str_cut(&value, '=');
        struct err e = intake_percent_decode(a, name, &list[count].name);
        if (!e.code)
            e = intake_percent_decode(a, value, &list[count].value);
        if (e.code)
            return e;
        if (list[count].name.len > INTAKE_FORM_NAME)
            return ERR(ERR_TOO_LARGE, STR("field-name"));
        if (list[count].value.len > INTAKE_FORM_FIELD)
            return ERR(ERR_TOO_LARGE, STR("field"));
        count++;
    }
    *ret = (struct intake_pairs){list, count};
    return OK;
}

static bool has_dot_segment(struct str path) {
    while (path.len) {
        struct str segment = str_cut(&path, '/');
        if (str_equal(segment, STR(".")) || str_equal(segment, STR("..")))
            return true;
    }
    return false;
}

struct err intake_path(struct arena *a, struct str raw, struct str *ret) {
    if (raw.len > INTAKE_PATH || !raw.len || raw.ptr[0] != '/')
        return ERR(ERR_MALFORMED, STR("path"));
    char *out = NEW(a, char, raw.len + 1);
    struct str path = {out, 0};
    for (size_t at = 0; at < raw.len; at++) {
        int byte = (unsigned char)raw.ptr[at];
        bool escaped = byte == '%';
        if (escaped) {
            byte = escaped_byte((struct str){raw.ptr + at, raw.len - at});
            at += 2;
        }
        if (byte < 0x20 || byte == 0x7f || byte == '\\' || (escaped && byte == '/'))
            return ERR(ERR_MALFORMED, STR("path"));
        out[path.len++] = (char)byte;
    }
    if (!str_is_utf8(path) || has_dot_segment(path))
        return ERR(ERR_MALFORMED, STR("path"));
    *ret = path;
    return OK;
}
