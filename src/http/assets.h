#ifndef HTTP_ASSETS_H
#define HTTP_ASSETS_H
#include "base/base.h"

/* A file of the program itself: scripts, style sheets, icons. Made at build time, served by
 * pointer, never copied. Its path holds a hash of its bytes, so browsers may keep it for ever
 * (immutable); one with revalidate (a favicon, robots.txt) is asked for again by etag. */
struct http_asset {
    struct str path; /* "/a/lapor-3f9c2b.js" */
    const char *type;
    struct str bytes, gzip, brotli; /* gzip, brotli: empty where they save nothing */
    const char *etag;               /* with its quotes: "\"3f9c2b\"" */
    bool revalidate;
};
#endif
