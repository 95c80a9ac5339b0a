#include "http/handlers.h"
#include "http/page_common.h"

#include "base/regions.h"
#include "web/put.h"

#include <string.h>

/* What search engines ask for: robots.txt, and the list of the pages that may be found, in both
 * languages (sitemaps.org 0.9 with the alternates of xhtml:link). Both need whole addresses. */

/* RFC 3986's host and port, no more: it is printed. */
static bool is_host(struct str host) {
    static const char MARKS[] = "-.:[]_";
    enum { HOST_MAX = 261 }; /* RFC 1035: a name of 253, and a port */
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        if (!plain && !memchr(MARKS, c, sizeof MARKS - 1))
            return false;
    }
    return host.len && host.len <= HOST_MAX;
}

bool http_site_is_ok(struct str site) {
    static const struct str HOW[] = {STR_INIT("https://"), STR_INIT("http://")};
    for (size_t i = 0; i < COUNT_OF(HOW); i++)
        if (str_starts(site, HOW[i]))
            return is_host((struct str){site.ptr + HOW[i].len, site.len - HOW[i].len});
    return false;
}

bool http_site(const struct http_call *call, struct str *ret) {
    struct str host = http_header(call, "Host");
    if (http_app(call)->site.len) {
        *ret = http_app(call)->site;
        return true;
    }
    if (!is_host(host))
        return false;
    *ret = arena_printf(call->arena, "http%s://%.*s", call->tls ? "s" : "", STR_ARG(host));
    return true;
}

/* Forms, codes and officers' pages are of no use to an index. */
struct err page_robots(struct http_call *call) {
    static const enum web_path CLOSED[] = {WEB_PATH_FORM, WEB_PATH_RECEIPT, WEB_PATH_TRACK,
                                           WEB_PATH_ASK,  WEB_PATH_SIGN_IN, WEB_PATH_SIGN_OUT,
                                           WEB_PATH_WORK};
    struct str site;
    if (!http_site(call, &site))
        return ERR(ERR_MALFORMED, STR("host"));
    buf_add_c(call->out, "User-agent: *\n");
    for (size_t i = 0; i < COUNT_OF(CLOSED); i++)
        for (int english = 0; english < 2; english++)
            buf_printf(call->out, "Disallow: %.*s\n", STR_ARG(web_path(CLOSED[i], english)));
    buf_printf(call->out, "Disallow: /api/\n\nSitemap: %.*s/sitemap.xml\n", STR_ARG(site));
    http_set_cache(call, "public, max-age=86400");
    return http_reply(call, 200, HTTP_TYPE_TEXT);
}

/* --- the list --- */

struct site {
    struct buf *out;
    struct str name;
    const struct region *province; /* whose regions the map shows; NULL: of the nation */
};

static void put_address(const struct site *s, enum web_path path, struct str rest, bool english) {
    buf_add(s->out, s->name);
    buf_add(s->out, web_path(path, english));
    web_put_url_part(s->out, rest);
}

/* A page of its own in each language; each names both, as search engines ask. */
static void put_page(const struct site *s, enum web_path path, struct str rest) {
    static const char *const LANGUAGES[] = {"id", "en"};
    for (int own = 0; own < 2; own++) {
        buf_add_c(s->out, "<url><loc>");
        put_address(s, path, rest, own);
        buf_add_c(s->out, "</loc>");
        for (int other = 0; other < 2; other++) {
            buf_printf(s->out, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"",
                       LANGUAGES[other]);
            put_address(s, path, rest, other);
            buf_add_c(s->out, "\"/>");
        }
        buf_add_c(s->out, "</url>\n");
    }
}

static void put_pages(const struct site *s, const struct law *law) {
    for (int path = 0; path < WEB_PATH_COUNT; path++)
        if (web_path_indexed((enum web_path)path) && !web_path_takes_rest((enum web_path)path))
            put_page(s, (enum web_path)path, (struct str){0});
    for (size_t i = 0; i < law->topic_count; i++)
        put_page(s, WEB_PATH_TOPIC, law->topics[i].row.id);
    for (size_t i = 0; i < law->act_count; i++)
        if (&law->acts[i] == law_act(law, law->acts[i].row.id)) /* its versions share a page */
            put_page(s, WEB_PATH_TOPIC, law->acts[i].row.id);
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        bool ours = !s->province || region_province(region) == s->province;
        if (ours && region->kind != REGION_PROVINSI)
            put_page(s, WEB_PATH_REGION, region->code);
    }
}

/* As long as the law and the map are: some 150 kB. Nothing in it comes from a case. */
struct err page_sitemap(struct http_call *call) {
    struct site s = {.out = call->out};
    const struct region *own = region_find(http_owner(call)->region);
    s.province = own ? region_province(own) : NULL;
    if (!http_site(call, &s.name))
        return ERR(ERR_MALFORMED, STR("host"));
    buf_add_c(s.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
                     "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    put_pages(&s, http_law(call));
    buf_add_c(s.out, "</urlset>\n");
    if (buf_full(s.out))
        return ERR(ERR_IO, STR("sitemap"));
    http_set_cache(call, "public, max-age=86400");
    return http_reply(call, 200, "application/xml; charset=utf-8");
}
