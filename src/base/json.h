#ifndef BASE_JSON_H
#define BASE_JSON_H
#include "base/buf.h"

/* Streaming JSON writer: commas, escapes and nesting are its own; it writes into a buf and never
 * allocates otherwise. Depth at most 16. Strings must be UTF-8 (checked once in intake).
 * Reading is base/json_read.h. */
struct json {
    struct buf *out;
    unsigned depth;
    bool first[16]; /* no member yet at this depth */
};
void json_init(struct json *j, struct buf *out);
void json_open_object(struct json *j); /* as a value; closed by json_close_object */
void json_open_array(struct json *j);
void json_close_object(struct json *j);
void json_close_array(struct json *j);
void json_key(struct json *j, const char *key); /* keys are ours: plain ASCII, not escaped */
void json_key_str(struct json *j, struct str key);
void json_add_str(struct json *j, struct str value);
void json_add_int(struct json *j, int64_t value);
void json_add_bool(struct json *j, bool value);
void json_add_null(struct json *j);
void json_add_raw(struct json *j, struct str value); /* value is JSON already */
/* key and value in one call */
void json_put_str(struct json *j, const char *key, struct str value);
void json_put_int(struct json *j, const char *key, int64_t value);
void json_put_bool(struct json *j, const char *key, bool value);
#endif
