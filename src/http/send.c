#include "http/http_internal.h"

#include <stdio.h>
#include <string.h>

/* The last step: an answer becomes a response of libmicrohttpd. */

enum { GZIP_FROM = 1024 }; /* below, a response fits one packet with or without */
#define API_POLICY "default-src 'none'; frame-ancestors 'none'"
/* A drawing carries its own sheet; nothing else in it is looked at, and nothing runs. */
#define DRAWING_POLICY "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/* No inline script, no inline style but the hashed ones, no frame, no foreign origin, and strings
 * become script nowhere but by the one policy that names the adviser's worker (boleh.ts). */
char *http_page_policy(const char *style_hashes) {
    char *policy = NULL;
    if (asprintf(&policy,
                 "default-src 'none'; script-src 'self'; style-src 'self'%s%s; "
                 "img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; "
                 "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; "
                 "trusted-types boleh",
                 style_hashes && *style_hashes ? " " : "", style_hashes ? style_hashes : "") < 0)
        die("out of memory");
    return policy;
}

static void add(struct MHD_Response *r, const char *name, const char *value) {
    if (MHD_add_response_header(r, name, value) != MHD_YES)
        die("a header of ours is not one");
}

static const char *policy_of(const struct http_server *s, const char *type) {
    if (type && !strncmp(type, "text/html", 9))
        return s->page_policy;
    return type && !strncmp(type, "image/svg", 9) ? DRAWING_POLICY : API_POLICY;
}

static void add_security(struct MHD_Response *r, const struct http_server *s,
                         const struct http_answer *a, bool tls) {
    /* A browser puts the headers of "not modified" in the place of those that it kept: a script
     * that had no policy would get one, and a worker could fetch nothing from then on. */
    if (a->status != 304)
        add(r, "Content-Security-Policy", policy_of(s, a->type));
    add(r, "X-Content-Type-Options", "nosniff");
    add(r, "Referrer-Policy", "no-referrer");
    add(r, "Cross-Origin-Opener-Policy", "same-origin");
    add(r, "Cross-Origin-Resource-Policy", "same-origin");
    add(r, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (tls)
        add(r, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

static bool compressible(const char *type) {
    return !strncmp(type, "text/", 5) || strstr(type, "json") || strstr(type, "xml");
}

static struct MHD_Response *response_make(struct http_exchange *x, bool *ret_gzip) {
    struct http_answer *a = &x->answer;
    *ret_gzip = false;
    if (a->fd >= 0)
        return MHD_create_response_from_fd64((uint64_t)a->file_bytes, a->fd);
    struct str bytes = a->bytes;
    if (!a->encoded && bytes.len >= GZIP_FROM && a->type && compressible(a->type) &&
        http_takes_gzip(&x->call)) {
        struct str small = http_gzip(x->loop->gzip, x->call.arena, bytes);
        if (x->got)
            http_gzip_forget(x->loop->gzip);
        *ret_gzip = small.len > 0;
        if (small.len)
            bytes = small;
    }
    enum MHD_ResponseMemoryMode mode = a->keep ? MHD_RESPMEM_MUST_COPY : MHD_RESPMEM_PERSISTENT;
    void *ptr = (void *)(uintptr_t)bytes.ptr; /* the library does not write to it */
    return MHD_create_response_from_buffer(bytes.len, bytes.len ? ptr : (void *)"", mode);
}

static void add_headers(struct http_exchange *x, struct MHD_Response *r, bool gzip) {
    struct http_answer *a = &x->answer;
    if (a->type)
        add(r, "Content-Type", a->type);
    add(r, "Cache-Control", a->cache ? a->cache : "no-store");
    if (gzip)
        add(r, "Content-Encoding", "gzip");
    if (a->cache)
        add(r, "Vary", "Accept-Encoding");
    for (size_t i = 0; i < a->header_count; i++) /* values are checked: http_set_header */
        add(r, a->headers[i].name.ptr, a->headers[i].value.ptr);
    add_security(r, x->server, a, x->call.tls);
    if (!a->keep) {
        char timing[48];
        int64_t us = (http_clock_ns() - x->began_ns) / 1000;
        (void)snprintf(timing, sizeof timing, "app;dur=%d.%03d", (int)(us / 1000),
                       (int)(us % 1000));
        add(r, "Server-Timing", timing);
    }
    if (x->close)
        add(r, "Connection", "close");
}

enum MHD_Result http_send(struct http_exchange *x) {
    struct http_answer *a = &x->answer;
    x->connection->phase = SOCKET_SENDING;
    x->connection->since_ms = x->loop->now_ms;
    x->connection->bytes = a->fd >= 0 ? a->file_bytes : (int64_t)a->bytes.len;
    x->phase = PHASE_SENT;
    x->close = x->close || __atomic_load_n(&x->server->stopping, __ATOMIC_RELAXED);
    if (a->ready)
        return MHD_queue_response(x->mhd, (unsigned)a->status, a->ready);
    bool gzip = false;
    struct MHD_Response *r = response_make(x, &gzip);
    if (!r)
        die("out of memory");
    a->fd = -1; /* the response's now */
    a->keep = a->keep && !x->close;
    add_headers(x, r, gzip);
    bool kept = a->keep && http_cache_store(x, r);
    enum MHD_Result result = MHD_queue_response(x->mhd, (unsigned)a->status, r);
    if (!kept)
        MHD_destroy_response(r); /* the connection holds it now */
    return result;
}
