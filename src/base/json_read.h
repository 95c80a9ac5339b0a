#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H
#include "base/base.h"

/* JSON in (RFC 8259), as a tree in an arena. Text without an escape is borrowed from what was read,
 * so both must outlive the tree. Stricter than it must be: one object or array, no key twice, no
 * U+0000, UTF-8 well formed, surrogates in pairs. Numbers are whole and fit 64 bits, or JSON_REAL,
 * of which the value is not kept. */
enum json_kind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_INTEGER,
    JSON_REAL,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};
struct json_value {
    enum json_kind kind;
    struct str name; /* of a member */
    struct str text; /* of a STRING what it says; of all else how it was written */
    int64_t integer;
    size_t count; /* ARRAY, OBJECT: of what follows first by next, in the order of the text */
    const struct json_value *first, *next;
};
struct json_limits {
    size_t depth, containers, values; /* nesting; objects and arrays in all; values in them */
};
/* Limits of what this program wrote itself. */
#define JSON_OWN ((struct json_limits){16, 1 << 16, 1 << 20})
/* Errors: ERR_MALFORMED, about what is wrong first: depth, size, utf-8, nul, duplicate-key, number,
 * json. */
struct err json_read(struct arena *a, struct str text, struct json_limits limits,
                     const struct json_value **ret) MUST_CHECK;

/* NULL for NULL, for what is no object, and for a key that is not there. */
const struct json_value *json_get(const struct json_value *object, const char *key);
/* Of NULL: false, and the empty string. */
bool json_is(const struct json_value *value, enum json_kind kind);
struct str json_text(const struct json_value *value); /* empty for what is no string */
#endif
