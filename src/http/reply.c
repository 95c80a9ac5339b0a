#include "http/http_internal.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

static struct http_exchange *exchange_of(struct http_call *call) {
    return (struct http_exchange *)call;
}

struct err http_reply(struct http_call *call, int status, const char *type) {
    /* Past its ceiling a page would be cut in the middle; whoever wrote it has to page it. */
    if (buf_full(call->out))
        die("a reply is longer than its ceiling");
    return http_reply_bytes(call, status, type, buf_str(call->out));
}

/* Whoever has to wait is told how long, and what would spare it. */
static void say_wait(struct http_call *call) {
    http_set_header(call, "Retry-After",
                    arena_printf(call->arena, "%lld", (long long)call->retry_after));
    http_set_header(call, "Netral-Work", call->task);
}

struct err http_reply_bytes(struct http_call *call, int status, const char *type,
                            struct str bytes) {
    struct http_answer *a = &exchange_of(call)->answer;
    if (call->retry_after && (status == 429 || status == 503))
        say_wait(call);
    a->status = status;
    a->type = type;
    a->bytes = bytes;
    return OK;
}

struct err http_reply_file(struct http_call *call, const char *type, int fd, int64_t bytes) {
    struct http_answer *a = &exchange_of(call)->answer;
    a->status = 200;
    a->type = type;
    a->fd = fd;
    a->file_bytes = bytes;
    return OK;
}

struct err http_reply_redirect(struct http_call *call, struct str location) {
    http_set_header(call, "Location", location);
    return http_reply_bytes(call, 303, NULL, STR(""));
}

struct err http_reply_empty(struct http_call *call, int status) {
    return http_reply_bytes(call, status, NULL, STR(""));
}

struct err http_fail(struct http_call *call, struct err e, const struct intake_faults *faults) {
    struct http_exchange *x = exchange_of(call);
    struct intake_faults *copy = NEW(call->arena, struct intake_faults, 1);
    *copy = *faults;
    x->faults = copy;
    return e;
}

void http_set_header(struct http_call *call, const char *name, struct str value) {
    struct http_answer *a = &exchange_of(call)->answer;
    if (a->header_count == HTTP_REPLY_HEADERS_MAX)
        die("too many headers in a reply");
    char *clean = arena_alloc(call->arena, value.len + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (c >= ' ' && c != 0x7f)
            clean[n++] = (char)c;
    }
    if (n) /* the library takes no empty value */
        a->headers[a->header_count++] = (struct intake_pair){str_from_c(name), {clean, n}};
}

void http_set_cache(struct http_call *call, const char *value) {
    exchange_of(call)->answer.cache = value;
}

static const char *cookie_prefix(const struct http_call *call) {
    return call->tls ? "__Host-" : "";
}

void http_cookie_set(struct http_call *call, const char *name, struct str value, int64_t max_age) {
    struct str age =
        max_age ? arena_printf(call->arena, "; Max-Age=%lld", (long long)max_age) : STR("");
    struct str cookie = arena_printf(
        call->arena, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Strict%s%.*s", cookie_prefix(call),
        name, STR_ARG(value), call->tls ? "; Secure" : "", STR_ARG(age));
    http_set_header(call, "Set-Cookie", cookie);
}

void http_cookie_clear(struct http_call *call, const char *name) {
    struct str cookie =
        arena_printf(call->arena, "%s%s=; Path=/; HttpOnly; SameSite=Strict%s; Max-Age=0",
                     cookie_prefix(call), name, call->tls ? "; Secure" : "");
    http_set_header(call, "Set-Cookie", cookie);
}

struct str http_cookie(const struct http_call *call, const char *name) {
    struct str list = http_header(call, "Cookie");
    struct str prefix = str_from_c(cookie_prefix(call)), want = str_from_c(name);
    while (list.len) {
        struct str value = str_trim(str_cut(&list, ';')), key = str_cut(&value, '=');
        if (!str_starts(key, prefix))
            continue;
        key = (struct str){key.ptr + prefix.len, key.len - prefix.len};
        if (str_equal(key, want))
            return value;
    }
    return STR("");
}

static struct hash csrf_of(const struct hash *secret) {
    return hash_hmac(hash_str(secret), STR("csrf"));
}

struct str http_csrf_token(struct arena *a, const struct hash *secret) {
    struct hash token = csrf_of(secret);
    return hex_encode(a, token.b, HASH_LEN);
}

struct err http_csrf_check(const struct http_call *call, const struct hash *secret) {
    struct hash want = csrf_of(secret), given;
    if (!hex_decode(http_form(call, "csrf"), given.b, HASH_LEN) || !hash_equal(&want, &given))
        return ERR(ERR_CSRF, STR("csrf"));
    return OK;
}
