/* The log's files over HTTP, with one kept connection. */
#include "tool/verify.h"

#include <curl/curl.h>

struct remote {
    CURL *curl;
    struct arena *arena;
    struct str base;
};

static size_t on_bytes(char *ptr, size_t size, size_t count, void *arg) {
    struct buf *b = arg;
    buf_add(b, (struct str){ptr, size * count});
    return buf_full(b) ? 0 : size * count; /* 0 ends the transfer */
}

static struct err get(void *arg, struct str path, struct buf *ret) {
    struct remote *r = arg;
    long status = 0;
    struct str url = arena_printf(r->arena, "%.*s%.*s", STR_ARG(r->base), STR_ARG(path));
    (void)curl_easy_setopt(r->curl, CURLOPT_URL, url.ptr);
    (void)curl_easy_setopt(r->curl, CURLOPT_WRITEDATA, ret);
    CURLcode code = curl_easy_perform(r->curl);
    arena_reset(r->arena);
    if (code == CURLE_WRITE_ERROR && buf_full(ret))
        return OK; /* the caller sees that it is full */
    if (code != CURLE_OK)
        return ERR(ERR_IO, STR("url"));
    (void)curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status == 404)
        return ERR(ERR_MISSING, STR("url"));
    return status == 200 ? OK : ERR(ERR_IO, STR("url"));
}

struct err tool_verify_url(struct arena *a, struct str url, struct str vkey, struct tool_log *ret) {
    while (url.len && url.ptr[url.len - 1] == '/')
        url.len--;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return ERR(ERR_IO, STR("unreachable"));
    struct remote r = {.curl = curl_easy_init(), .arena = arena_new(1 << 20), .base = url};
    struct err e = ERR(ERR_IO, STR("unreachable"));
    if (r.curl) {
        const struct tool_fetch fetch = {get, &r};
        (void)curl_easy_setopt(r.curl, CURLOPT_PROTOCOLS_STR, "http,https");
        (void)curl_easy_setopt(r.curl, CURLOPT_WRITEFUNCTION, on_bytes);
        (void)curl_easy_setopt(r.curl, CURLOPT_NOSIGNAL, 1L);
        (void)curl_easy_setopt(r.curl, CURLOPT_USERAGENT, "netral-verify/1");
        (void)curl_easy_setopt(r.curl, CURLOPT_CONNECTTIMEOUT, 10L);
        (void)curl_easy_setopt(r.curl, CURLOPT_LOW_SPEED_LIMIT, 1L); /* bytes a second, ... */
        (void)curl_easy_setopt(r.curl, CURLOPT_LOW_SPEED_TIME, 30L); /* ... for 30 seconds */
        e = tool_verify_log(a, &fetch, vkey, ret);
        curl_easy_cleanup(r.curl);
    }
    arena_free(r.arena);
    curl_global_cleanup();
    return e;
}
