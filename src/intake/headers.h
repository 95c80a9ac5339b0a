#ifndef INTAKE_HEADERS_H
#define INTAKE_HEADERS_H
/* What stands around a body: the path, the query, the headers that mean something to us. Each
 * reader takes the value as it came and either understands all of it or refuses it. */
#include "base/base.h"

/* A path with its escapes undone. Refused: "%2F" and "%5C" (a slash that routing would not see), an
 * escape that is none, NUL and other control characters, what is not UTF-8 (so overlong forms too),
 * segments "." and "..", more than INTAKE_PATH bytes. Errors: ERR_MALFORMED (path). Owns: in a. */
struct err intake_path(struct arena *a, struct str raw, struct str *ret) MUST_CHECK;
/* Undoes the escapes of a form or query: '+' is a blank, "%xx" a byte. Errors: ERR_MALFORMED (about
 * says what: escape, utf-8, nul). Owns: in a. */
struct err intake_percent_decode(struct arena *a, struct str text, struct str *ret) MUST_CHECK;

/* The value of a cookie in a Cookie header (RFC 6265); empty if it is not there, or twice. */
struct str intake_cookie(struct str header, const char *name);

enum intake_body_type {
    INTAKE_BODY_OTHER, /* of evidence: any */
    INTAKE_BODY_NONE,
    INTAKE_BODY_JSON,
    INTAKE_BODY_FORM,
    INTAKE_BODY_MULTIPART
};
struct intake_content_type {
    enum intake_body_type type;
    struct str media;    /* "application/pdf", as sent: a label, never trusted */
    struct str boundary; /* of multipart: 1 to 70 characters of RFC 2046 */
};
/* Errors: ERR_TYPE (content-type: not of the form type/subtype; charset: not UTF-8; boundary:
 * missing or ill-formed). */
struct err intake_content_type(struct arena *a, struct str header,
                               struct intake_content_type *ret) MUST_CHECK;
/* Digits only, at most 18. Errors: ERR_MALFORMED (content-length). */
struct err intake_content_length(struct str header, int64_t *ret) MUST_CHECK;
/* The token of "Authorization: Bearer TOKEN" (RFC 6750). False for all else. */
bool intake_bearer(struct str header, struct str *ret) MUST_CHECK;
/* Whether Accept-Language puts English before Indonesian (id, and in, its older code). Indonesian
 * where the header says neither, or nothing. */
bool intake_prefers_english(struct str header);

/* Where a list goes on: the last row's sort key and id. Opaque to who holds it. */
struct intake_cursor {
    int64_t key, id;
};
/* Reads a cursor (22 characters of base64url, canonical). False (ret untouched) otherwise. */
bool intake_cursor_read(struct str text, struct intake_cursor *ret) MUST_CHECK;
struct str intake_cursor_write(struct arena *a, struct intake_cursor cursor);
/* ?limit=: INTAKE_PAGE_ROWS if empty. False unless 1..INTAKE_PAGE_ROWS_MAX. */
bool intake_page_rows(struct str text, int *ret) MUST_CHECK;
#endif
