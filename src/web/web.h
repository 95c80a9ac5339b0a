#ifndef WEB_WEB_H
#define WEB_WEB_H
/* What every page shares: language, addresses, the frame around a page, embedded assets.
 * Pages: pages.h (view structs) and the generated web/templates.h (web_render_<page>).
 * A handler fills a view struct, calls the renderer with a buf, sends what is in it. Renderers do
 * not fail; a buf that met its ceiling is the caller's bug. Strings are plain text: the compiled
 * templates escape each for the place it stands in. */
#include "base/buf.h"
#include "base/date.h"
#include "law/law.h"

/* WEB_PATH_START, ...: see paths.def. */
enum web_path {
#define X(code, name, id, en) WEB_PATH_##code,
#include "web/paths.def"
#undef X
    WEB_PATH_COUNT,
    WEB_PATH_NONE = WEB_PATH_COUNT
};
/* "/lacak" or "/en/track"; a static string. */
struct str web_path(enum web_path path, bool english);
/* Whether search engines may list the page: it is the same for everybody and names nobody. Forms,
 * what a code opens and officers' pages are none of theirs. */
bool web_path_indexed(enum web_path path);
/* The page of the navigation under which a page is found, by its address; WEB_PATH_NONE: none. */
enum web_path web_path_section(enum web_path path);
bool web_path_takes_rest(enum web_path path); /* a code or id stands behind it */
/* The page that an address names, its language, and what stands behind a path that ends in '/'
 * (region code, case id; empty otherwise). False (ret untouched) when it is no page of ours. */
struct web_address {
    enum web_path path;
    bool english;
    struct str rest;
};
bool web_address_parse(struct str url_path, struct web_address *ret) MUST_CHECK;
/* The same page in the other language, for the language switch: takes path and query as asked for.
 * Owns: the string lives in a. */
struct str web_path_other(struct arena *a, struct str url_path, struct str query);

/* The frame: what the layout shows on each page. Zero fields leave their part out. */
struct web_common {
    bool english;
    bool demo;                 /* shows the DATA CONTOH banner */
    enum web_path path;        /* the page, to mark it in the navigation; WEB_PATH_NONE: none */
    enum web_path section;     /* the page of the navigation that it belongs to: web_path_section */
    enum zone zone;            /* in which times are shown */
    struct instant now;        /* of the request */
    struct instant figures_at; /* of the tick that figures are of, if ticked */
    bool ticked;
    struct str other_path; /* the page in the other language (web_path_other) */
    struct str owner;      /* "Bawaslu Provinsi Sumatera Selatan": who runs this store */
    struct str user;       /* signed-in person; empty on public pages */
    struct str office;     /* and that person's office */
    struct str csrf;       /* token for the forms of signed-in pages */
    int64_t wait_seconds;  /* throttled: when to try again; 0: not */
    struct str task;       /* the work that spares the wait; empty: none does */
};

/* One sentence from the catalogue (text/id.json, text/en.json). Keys are enum web_text_key of the
 * generated web/text.h; placeholders stand as {name} in the result. */
struct str web_text_by_name(struct str key, bool english); /* "error.gone.title"; empty: unknown */
/* Public sentence for an error and for one intake fault; never empty (general sentence when the
 * code has none). web_fault_text puts the fault's limit in. Owns: lives in a. */
struct str web_error_title(enum err_code code, bool english);
struct str web_error_detail(enum err_code code, bool english);
/* What is wrong with a request of the API, where the catalogue can say it of this one thing
 * ("error.malformed-request.duplicate-key"); else as web_error_detail. */
struct str web_error_about(struct err e, bool english);
/* The title that this one thing has beside that sentence ("error.conflict.rules.title": not every
 * conflict is one of a case); pages say both then. Empty: it has none. */
struct str web_error_own_title(struct err e, bool english);
struct str web_fault_text(struct arena *a, struct str fault_code, int64_t limit, bool english);

/* A file made at build: style, scripts, icon. The address holds a hash of the bytes, so that it may
 * be kept for ever: Cache-Control: public, max-age=31536000, immutable. */
struct web_asset {
    struct str path;                /* "/aset/lapor.id-1a2b3c4d.js" */
    const char *type;               /* Content-Type */
    struct str bytes, gzip, brotli; /* as they are, and packed; empty where that saves nothing */
    const char *etag;               /* with its quotes */
    const char *sha256;             /* of bytes, hex */
    bool revalidate;                /* no hash in its path: to be asked for again by etag */
    bool keep;                      /* a page of its own, to be downloaded rather than shown */
};
const struct web_asset *web_asset_find(struct str path); /* NULL when unknown */
const struct web_asset *web_asset_list(size_t *ret_count);
/* The style sheet as the entry pages carry it inline, and 'sha256-...' (with the quotes) of it for
 * style-src of the Content-Security-Policy. */
struct str web_style(void);
struct str web_style_hash(void);
/* The first page of an exported log, a document of its own in both languages. */
struct str web_log_page(void);
#endif
