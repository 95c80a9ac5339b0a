#include "http/target.h"

#include "intake/headers.h"
#include "intake/limits.h"

#include <string.h>

/* intake_path undoes the escapes and refuses what they may hide; here what may not stand raw. */
static bool is_plain(struct str raw) {
    for (size_t i = 0; i < raw.len; i++)
        if (raw.ptr[i] <= ' ' || raw.ptr[i] > '~' || raw.ptr[i] == '#' || raw.ptr[i] == '\\')
            return false;
    return true;
}

static bool has_empty_segment(struct str path) {
    return str_find(path, STR("//")) != NULL;
}

struct err target_parse(struct arena *a, struct str target, struct str *ret_path,
                        struct str *ret_query) {
    if (str_starts(target, STR("http://")) || str_starts(target, STR("https://"))) {
        const char *host = (const char *)memchr(target.ptr, ':', target.len) + 3;
        size_t left = target.len - (size_t)(host - target.ptr);
        const char *slash = memchr(host, '/', left);
        if (!slash)
            return ERR(ERR_MALFORMED, STR("path"));
        target = (struct str){slash, target.len - (size_t)(slash - target.ptr)};
    }
    struct str raw = str_cut(&target, '?');
    if (!raw.len || raw.ptr[0] != '/' || raw.len > INTAKE_PATH)
        return ERR(ERR_MALFORMED, STR("path"));
    if (target.len > INTAKE_QUERY || !is_plain(target))
        return ERR(ERR_MALFORMED, STR("query"));
    struct str path;
    if (!is_plain(raw) || has_empty_segment(raw) || intake_path(a, raw, &path).code)
        return ERR(ERR_MALFORMED, STR("path"));
    *ret_path = path;
    *ret_query = target;
    return OK;
}

/* end points at the first byte behind a piece: exactly "\r\n" as the library leaves it (both made
 * NUL, or left alone) and then next. */
static bool crlf_between(const char *end, const char *next) {
    if (next != end + 2)
        return false;
    return (end[0] == '\0' || end[0] == '\r') && (end[1] == '\0' || end[1] == '\n');
}

struct err head_check_bytes(const struct head *head) {
    const char *at = head->version + strlen(head->version);
    if (head->target != head->method + strlen(head->method) + 1 ||
        head->version != head->target + head->target_len + 1)
        return ERR(ERR_MALFORMED, STR("request-line"));
    for (size_t i = 0; i < head->count; i++) {
        const struct intake_pair *h = &head->headers[i];
        if (!crlf_between(at, h->name.ptr))
            return ERR(ERR_MALFORMED, STR("header"));
        const char *name_end = h->name.ptr + h->name.len;
        if (h->value.ptr <= name_end)
            return ERR(ERR_MALFORMED, STR("header"));
        for (const char *gap = name_end + 1; gap < h->value.ptr; gap++)
            if (*gap != ' ' && *gap != '\t')
                return ERR(ERR_MALFORMED, STR("header"));
        at = h->value.ptr + h->value.len;
    }
    if (head->end && head->end != at + 4)
        return ERR(ERR_MALFORMED, STR("header"));
    return OK;
}

static bool is_token(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool alnum = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!alnum && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c)))
            return false;
    }
    return s.len > 0;
}

static bool is_value(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool is_digits(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0 && s.len <= 18;
}

bool http_name_equal(struct str a, struct str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.ptr[i], y = b.ptr[i];
        if (x >= 'A' && x <= 'Z')
            x = (char)(x + 32);
        if (y >= 'A' && y <= 'Z')
            y = (char)(y + 32);
        if (x != y)
            return false;
    }
    return true;
}

struct err head_check_headers(const struct head *head) {
    static const struct str ONCE[] = {
        STR_INIT("host"),         STR_INIT("content-length"), STR_INIT("transfer-encoding"),
        STR_INIT("content-type"), STR_INIT("expect"),         STR_INIT("authorization")};
    size_t seen[COUNT_OF(ONCE)] = {0};
    for (size_t i = 0; i < head->count; i++) {
        struct str name = head->headers[i].name, value = str_trim(head->headers[i].value);
        if (!is_token(name) || !is_value(value))
            return ERR(ERR_MALFORMED, STR("header"));
        for (size_t k = 0; k < COUNT_OF(ONCE); k++)
            if (name.len == ONCE[k].len && http_name_equal(name, ONCE[k]) && ++seen[k] > 1)
                return ERR(ERR_MALFORMED, ONCE[k]);
        if (http_name_equal(name, ONCE[0]) && memchr(value.ptr, ',', value.len))
            return ERR(ERR_MALFORMED, ONCE[0]);
        if (http_name_equal(name, ONCE[1]) && !is_digits(value))
            return ERR(ERR_MALFORMED, ONCE[1]);
        if (http_name_equal(name, ONCE[2]) && !http_name_equal(value, STR("chunked")))
            return ERR(ERR_MALFORMED, ONCE[2]);
    }
    bool old = !strcmp(head->version, "HTTP/1.0");
    if (!old && strcmp(head->version, "HTTP/1.1") != 0)
        return ERR(ERR_MALFORMED, STR("version"));
    if (!old && !seen[0])
        return ERR(ERR_MALFORMED, ONCE[0]);
    if (seen[1] && seen[2])
        return ERR(ERR_MALFORMED, ONCE[1]);
    if (old && seen[2])
        return ERR(ERR_MALFORMED, ONCE[2]);
    return OK;
}

/* Thousandths of the q parameter in ";q=0.5"; 1000 without one, 0 when it is nonsense. */
static int quality(struct str parameters) {
    while (parameters.len) {
        struct str p = str_trim(str_cut(&parameters, ';'));
        if (!str_starts(p, STR("q=")) && !str_starts(p, STR("Q=")))
            continue;
        int value = 0, digits = 0;
        for (size_t i = 2; i < p.len && digits < 4; i++) {
            if (p.ptr[i] == '.')
                continue;
            if (p.ptr[i] < '0' || p.ptr[i] > '9')
                return 0;
            value = value * 10 + (p.ptr[i] - '0');
            digits++;
        }
        for (; digits && digits < 4; digits++)
            value *= 10;
        return value > 1000 ? 1000 : value;
    }
    return 1000;
}

bool http_accepts(struct str list, struct str token) {
    int star = 0;
    while (list.len) {
        struct str rest = str_cut(&list, ',');
        struct str name = str_trim(str_cut(&rest, ';'));
        if (http_name_equal(name, token))
            return quality(rest) > 0;
        if (str_equal(name, STR("*")))
            star = quality(rest);
    }
    return star > 0;
}

bool http_prefers_indonesian(struct str accept_language) {
    int indonesian = -1, english = -1;
    for (int i = 0; accept_language.len && i < INTAKE_LANGUAGES; i++) {
        struct str rest = str_cut(&accept_language, ',');
        struct str name = str_trim(str_cut(&rest, ';'));
        struct str primary = str_cut(&name, '-');
        int *which = http_name_equal(primary, STR("id"))   ? &indonesian
                     : http_name_equal(primary, STR("en")) ? &english
                                                           : NULL;
        int q = which ? quality(rest) * 64 - i : -1; /* of equals, the first named */
        if (which && q > *which)
            *which = q;
    }
    return indonesian > 0 && indonesian > english;
}
