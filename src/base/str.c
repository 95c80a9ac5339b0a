#include "base/base.h"

#include <string.h>

struct str str_from_c(const char *text) {
    return (struct str){text, text ? strlen(text) : 0};
}

bool str_equal(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || (*a.ptr == *b.ptr && memcmp(a.ptr, b.ptr, a.len) == 0));
}

bool str_starts(struct str s, struct str prefix) {
    return s.len >= prefix.len && str_equal((struct str){s.ptr, prefix.len}, prefix);
}

uint64_t str_sum(uint64_t sum, struct str s) {
    const uint64_t start = UINT64_C(14695981039346656037), prime = UINT64_C(1099511628211);
    sum = sum ? sum : start;
    for (size_t i = 0; i < s.len; i++)
        sum = (sum ^ (unsigned char)s.ptr[i]) * prime;
    return (sum ^ s.len) * prime;
}

int str_compare(struct str a, struct str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

const char *str_find(struct str text, struct str part) {
    /* memmem may not be given NULL, not even with no bytes behind it */
    if (!part.len || !text.len)
        return part.len ? NULL : text.ptr;
    return memmem(text.ptr, text.len, part.ptr, part.len);
}

bool char_is_digit(char c) {
    return c >= '0' && c <= '9';
}

char char_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_equal_any_case(struct str a, struct str b) {
    for (size_t i = 0; a.len == b.len && i < a.len; i++)
        if (char_lower(a.ptr[i]) != char_lower(b.ptr[i]))
            return false;
    return a.len == b.len;
}

size_t str_figures(struct str s, size_t most, int *ret) {
    enum { TEN = 10 };
    size_t n = 0;
    *ret = 0;
    for (; n < s.len && n < most && char_is_digit(s.ptr[n]); n++)
        *ret = *ret * TEN + (s.ptr[n] - '0');
    return n;
}

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s) {
    while (s.len && is_blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

struct str str_cut(struct str *rest, char sep) {
    const char *at = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    struct str head = *rest;
    if (!at) {
        *rest = (struct str){0};
        return head;
    }
    head.len = (size_t)(at - head.ptr);
    *rest = (struct str){at + 1, rest->len - head.len - 1};
    return head;
}

bool str_lists(struct str words, struct str word) {
    while (words.len)
        if (str_equal(str_cut(&words, ' '), word))
            return true;
    return false;
}

size_t str_put_utf8(uint32_t point, char ret[STR_UTF8_MAX]) {
    size_t len = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const uint8_t LEADS[STR_UTF8_MAX] = {0x00, 0xc0, 0xe0, 0xf0};
    for (size_t i = len; i-- > 1; point >>= 6)
        ret[i] = (char)(0x80 | (point & 0x3f));
    ret[0] = (char)(LEADS[len - 1] | point);
    return len;
}

/* Length of the well-formed sequence at p, or 0 (RFC 3629 section 4, NUL refused too). */
static size_t sequence(const unsigned char *p, size_t left) {
    if (p[0] >= 0x01 && p[0] <= 0x7f)
        return 1;
    size_t len = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (p[0] < 0xc2 || p[0] > 0xf4 || left < len)
        return 0;
    unsigned char low = 0x80, high = 0xbf;
    if (p[0] == 0xe0)
        low = 0xa0;
    else if (p[0] == 0xed)
        high = 0x9f;
    else if (p[0] == 0xf0)
        low = 0x90;
    else if (p[0] == 0xf4)
        high = 0x8f;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return len;
}

bool str_is_utf8(struct str s) {
    const unsigned char *p = (const unsigned char *)s.ptr;
    for (size_t at = 0; at < s.len;) {
        size_t len = sequence(p + at, s.len - at);
        if (!len)
            return false;
        at += len;
    }
    return true;
}

bool str_to_int(struct str s, int64_t *ret) {
    bool negative = s.len && s.ptr[0] == '-';
    size_t at = negative ? 1 : 0;
    if (at == s.len || s.len - at > 18) /* 18 digits always fit */
        return false;
    int64_t value = 0;
    for (; at < s.len; at++) {
        if (s.ptr[at] < '0' || s.ptr[at] > '9')
            return false;
        value = value * 10 + (s.ptr[at] - '0');
    }
    *ret = negative ? -value : value;
    return true;
}
