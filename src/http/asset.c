#include "http/http_internal.h"

#include <stdlib.h>

/* Files of the program itself. Their responses are made once and shared by all loops (the library
 * counts references under a lock); the bytes are never copied. */

#define FOR_EVER "public, max-age=31536000, immutable" /* its path holds a hash of its bytes */

/* Nothing runs in it under our name: it is to be opened as a file. */
#define KEPT_POLICY "default-src 'none'; sandbox; frame-ancestors 'none'"

static struct MHD_Response *asset_response(const struct web_asset *asset, bool gzip) {
    struct str bytes = gzip ? asset->gzip : asset->bytes;
    struct MHD_Response *r = MHD_create_response_from_buffer(
        bytes.len, (void *)(uintptr_t)bytes.ptr, MHD_RESPMEM_PERSISTENT);
    if (!r)
        die("out of memory");
    bool ok = MHD_add_response_header(r, "Content-Type", asset->type) == MHD_YES;
    ok = ok && MHD_add_response_header(r, "Cache-Control",
                                       asset->revalidate ? "no-cache" : FOR_EVER) == MHD_YES;
    ok = ok && MHD_add_response_header(r, "ETag", asset->etag) == MHD_YES;
    ok = ok && MHD_add_response_header(r, "Vary", "Accept-Encoding") == MHD_YES;
    if (gzip)
        ok = ok && MHD_add_response_header(r, "Content-Encoding", "gzip") == MHD_YES;
    /* What else pages send speaks of documents, and costs a script a quarter of its bytes. */
    ok = ok && MHD_add_response_header(r, "X-Content-Type-Options", "nosniff") == MHD_YES;
    ok = ok && MHD_add_response_header(r, "Cross-Origin-Resource-Policy", "same-origin") == MHD_YES;
    if (asset->keep) { /* it is a document: where it is shown all the same, its own policy holds too
                        */
        ok = ok && MHD_add_response_header(r, "Content-Disposition", "attachment") == MHD_YES;
        ok = ok && MHD_add_response_header(r, "Content-Security-Policy", KEPT_POLICY) == MHD_YES;
        ok = ok && MHD_add_response_header(r, "Referrer-Policy", "no-referrer") == MHD_YES;
    }
    if (!ok)
        die("a header of an asset is not one");
    return r;
}

void http_assets_make(struct http_server *s) {
    s->assets = must_alloc(sizeof(struct MHD_Response *) * (2 * s->o.asset_count + 1));
    for (size_t i = 0; i < s->o.asset_count; i++) {
        s->assets[2 * i] = asset_response(&s->o.assets[i], false);
        if (s->o.assets[i].gzip.len)
            s->assets[2 * i + 1] = asset_response(&s->o.assets[i], true);
    }
}

void http_assets_free(struct http_server *s) {
    for (size_t i = 0; s->assets && i < 2 * s->o.asset_count; i++)
        if (s->assets[i])
            MHD_destroy_response(s->assets[i]);
    free(s->assets);
}

/* RFC 9110 section 13.1.2: a list of tags, weak ones count as well. */
static bool tag_listed(struct str list, const char *etag) {
    while (list.len) {
        struct str tag = str_trim(str_cut(&list, ','));
        if (str_starts(tag, STR("W/")))
            tag = (struct str){tag.ptr + 2, tag.len - 2};
        if (str_equal(tag, str_from_c(etag)) || str_equal(tag, STR("*")))
            return true;
    }
    return false;
}

bool http_asset_answer(struct http_exchange *x) {
    struct http_server *s = x->server;
    struct http_call *call = &x->call;
    for (size_t i = 0; i < s->o.asset_count; i++) {
        const struct web_asset *asset = &s->o.assets[i];
        if (!str_equal(call->path, asset->path))
            continue;
        if (tag_listed(http_header(call, "If-None-Match"), asset->etag)) {
            http_set_header(call, "ETag", str_from_c(asset->etag));
            http_set_cache(call, asset->revalidate ? "no-cache" : FOR_EVER);
            return !http_reply_empty(call, 304).code;
        }
        bool gzip = s->assets[2 * i + 1] && http_takes_gzip(call);
        x->answer.status = 200;
        x->answer.ready = s->assets[2 * i + gzip];
        x->answer.bytes.len = gzip ? asset->gzip.len : asset->bytes.len;
        return true;
    }
    return false;
}
