#include "web/put.h"

#include <string.h>

static const char *escape_of(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&#34;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void web_put_text(struct buf *out, struct str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *escape = escape_of(s.ptr[i]);
        if (!escape)
            continue;
        buf_add(out, (struct str){s.ptr + from, i - from});
        buf_add_c(out, escape);
        from = i + 1;
    }
    if (from < s.len)
        buf_add(out, (struct str){s.ptr + from, s.len - from});
}

/* Our own path ("/x", not "//x", which names another host; browsers read '\' as '/'), fragment or
 * query, or an absolute http address. Control bytes anywhere: browsers drop some of them, so that
 * "java\nscript:" would come back to life. */
static bool url_is_plain(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= 0x20 || s.ptr[i] == 0x7F || s.ptr[i] == '\\')
            return false;
    if (str_starts(s, STR("https://")) || str_starts(s, STR("http://")))
        return true;
    if (str_starts(s, STR("//")))
        return false;
    return s.len > 0 && strchr("/#?", s.ptr[0]);
}

void web_put_url(struct buf *out, struct str s) {
    web_put_text(out, url_is_plain(s) ? s : STR("#"));
}

static bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void web_put_url_part(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (is_alnum(c) || (c && strchr("-._~", c)))
            buf_add_char(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

void web_put_base64_only(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (is_alnum(s.ptr[i]) || (s.ptr[i] && strchr("+/=", s.ptr[i])))
            buf_add_char(out, s.ptr[i]);
}

void web_put_id(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.len; i++)
        buf_add_char(out, is_alnum(s.ptr[i]) ? s.ptr[i] : '-');
}

void web_put_hash(struct buf *out, struct str s) {
    if (s.len <= 16) {
        web_put_text(out, s);
        return;
    }
    web_put_text(out, (struct str){s.ptr, 8});
    buf_add_c(out, "\xE2\x80\xA6");
    web_put_text(out, (struct str){s.ptr + s.len - 6, 6});
}

void web_put_law(struct buf *out, struct law_text text, bool english) {
    web_put_text(out, english ? text.en : text.id);
}
