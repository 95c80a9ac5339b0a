#include "base/json_read.h"

#include <stdlib.h>
#include <string.h>

/* One pass, no look back. A fault is kept where it is met first and ends everything. jansson, which
 * this replaced, took 9 of the 75 us that a report costs: a malloc and a hash entry for each value.
 */

enum { FEW = 16 }; /* keys of one object that are compared one by one */

struct reading {
    struct arena *a;
    const char *p, *end;
    struct json_limits limits;
    size_t containers, values;
    struct str fault;
};

static bool fail(struct reading *r, struct str fault) {
    r->fault = fault;
    return false;
}

/* Bytes of the UTF-8 sequence at p; 0 when it is none. */
static size_t sequence_at(const char *p, const char *end) {
    for (size_t len = 1; len <= 4 && len <= (size_t)(end - p); len++)
        if (str_is_utf8((struct str){p, len}))
            return len;
    return 0;
}

/* What stands here belongs nowhere. */
static bool stray(struct reading *r) {
    bool is_text = r->p == r->end || !*r->p || sequence_at(r->p, r->end);
    return fail(r, is_text ? STR("json") : STR("utf-8"));
}

static void skip_blanks(struct reading *r) {
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r'))
        r->p++;
}

static bool take(struct reading *r, char c) {
    skip_blanks(r);
    if (r->p == r->end || *r->p != c)
        return stray(r);
    r->p++;
    return true;
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* How many bytes from p on are ASCII without control characters, quotes and backslashes; eight at a
 * time, so that up to seven more may be. */
static size_t plain_run(const char *p, const char *end) {
    const char *at = p;
    for (uint64_t x; (size_t)(end - at) >= sizeof x; at += sizeof x) {
        memcpy(&x, at, sizeof x);
        uint64_t quote = x ^ EACH('"'), slash = x ^ EACH('\\');
        uint64_t found = x | (x - EACH(0x20u)) | (quote - EACH(1u)) | (slash - EACH(1u));
        if (found & EACH(0x80u))
            break;
    }
    return (size_t)(at - p);
}

/* --- strings --- */

static bool take_hex4(struct reading *r, uint32_t *ret) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++, r->p++) {
        if (r->p == r->end)
            return stray(r);
        char c = *r->p;
        if (c >= '0' && c <= '9')
            value = value << 4 | (uint32_t)(c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            value = value << 4 | (uint32_t)((c | 32) - 'a' + 10);
        else
            return stray(r);
    }
    *ret = value;
    return true;
}

/* Behind "\u". */
static bool take_code_point(struct reading *r, uint32_t *ret) {
    uint32_t c = 0, low = 0;
    if (!take_hex4(r, &c))
        return false;
    if (c >= 0xd800 && c < 0xdc00) {
        if (r->end - r->p < 2 || r->p[0] != '\\' || r->p[1] != 'u')
            return fail(r, STR("json"));
        r->p += 2;
        if (!take_hex4(r, &low))
            return false;
        if (low < 0xdc00 || low > 0xdfff)
            return fail(r, STR("json"));
        c = 0x10000 + ((c - 0xd800) << 10 | (low - 0xdc00));
    } else if (c >= 0xdc00 && c < 0xe000) {
        return fail(r, STR("json"));
    }
    if (!c)
        return fail(r, STR("nul"));
    *ret = c;
    return true;
}

static bool take_escape(struct reading *r, char **out) {
    static const char NAMES[] = "\"\\/bfnrt", BYTES[] = "\"\\/\b\f\n\r\t";
    if (r->end - r->p < 2)
        return fail(r, STR("json"));
    char name = r->p[1];
    const char *known = name ? strchr(NAMES, name) : NULL;
    if (known) {
        *(*out)++ = BYTES[known - NAMES];
        r->p += 2;
        return true;
    }
    r->p++;
    if (name != 'u')
        return stray(r);
    r->p++;
    uint32_t c;
    if (!take_code_point(r, &c))
        return false;
    *out += str_put_utf8(c, *out);
    return true;
}

/* The end of the string whose first byte stands at r->p, *ret_escaped: whether something in it is
 * written otherwise than it reads. What an escape says is not looked at. */
static bool find_end(struct reading *r, const char **ret_end, bool *ret_escaped) {
    const char *at = r->p;
    *ret_escaped = false;
    for (;;) {
        at += plain_run(at, r->end);
        unsigned char c = at < r->end ? (unsigned char)*at : 0;
        size_t len = c < 0x80 ? 1 : sequence_at(at, r->end);
        if (c < 0x20)
            return fail(r, STR("json"));
        if (!len)
            return fail(r, STR("utf-8"));
        if (c == '"')
            break;
        if (c == '\\') {
            *ret_escaped = true;
            len = at + 1 < r->end && (at[1] == '"' || at[1] == '\\') ? 2 : 1;
        }
        at += len;
    }
    *ret_end = at;
    return true;
}

/* A string, its opening quote taken already. */
static bool take_string(struct reading *r, struct str *ret) {
    const char *end;
    bool escaped;
    if (!find_end(r, &end, &escaped))
        return false;
    *ret = (struct str){r->p, (size_t)(end - r->p)};
    if (escaped) {
        char *text = NEW(r->a, char, ret->len + 1), *out = text; /* an escape is never shorter */
        while (r->p < end) {
            if (*r->p != '\\')
                *out++ = *r->p++;
            else if (!take_escape(r, &out))
                return false;
        }
        *ret = (struct str){text, (size_t)(out - text)};
    }
    r->p = end + 1;
    return true;
}

/* --- numbers and words --- */

static size_t take_digits(struct reading *r) {
    const char *from = r->p;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9')
        r->p++;
    return (size_t)(r->p - from);
}

static bool to_integer(struct str text, int64_t *ret) {
    bool negative = text.ptr[0] == '-';
    uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX, value = 0;
    for (size_t i = negative; i < text.len; i++) {
        uint64_t digit = (uint64_t)(text.ptr[i] - '0');
        if (value > (most - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *ret = negative ? (int64_t)-value : (int64_t)value;
    return true;
}

static bool take_number(struct reading *r, struct json_value *ret) {
    const char *from = r->p;
    r->p += *r->p == '-';
    const char *first = r->p;
    size_t count = take_digits(r);
    if (!count)
        return stray(r);
    if (*first == '0' && count > 1)
        return fail(r, STR("json"));
    ret->kind = JSON_INTEGER;
    if (r->p < r->end && *r->p == '.') {
        ret->kind = JSON_REAL;
        r->p++;
        if (!take_digits(r))
            return stray(r);
    }
    if (r->p < r->end && (*r->p | 32) == 'e') {
        ret->kind = JSON_REAL;
        r->p++;
        if (r->p < r->end && (*r->p == '+' || *r->p == '-'))
            r->p++;
        if (!take_digits(r))
            return stray(r);
    }
    ret->text = (struct str){from, (size_t)(r->p - from)};
    if (ret->kind == JSON_INTEGER && !to_integer(ret->text, &ret->integer))
        return fail(r, STR("number"));
    return true;
}

static bool take_word(struct reading *r, struct json_value *ret) {
    static const struct {
        struct str word;
        enum json_kind kind;
    } WORDS[] = {{STR_INIT("null"), JSON_NULL},
                 {STR_INIT("false"), JSON_FALSE},
                 {STR_INIT("true"), JSON_TRUE}};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_starts((struct str){r->p, (size_t)(r->end - r->p)}, WORDS[i].word)) {
            r->p += WORDS[i].word.len;
            ret->kind = WORDS[i].kind;
            ret->text = WORDS[i].word;
            return true;
        }
    return stray(r);
}

/* --- containers --- */

static bool take_value(struct reading *r, size_t depth, struct json_value *ret);

static int by_name(const void *left, const void *right) {
    const struct json_value *const *l = left, *const *n = right;
    return str_compare((*l)->name, (*n)->name);
}

/* Many keys are sorted: comparing each with each is an attack's dream. */
static bool are_distinct(struct reading *r, const struct json_value *object) {
    if (object->count <= FEW) {
        for (const struct json_value *m = object->first; m; m = m->next)
            for (const struct json_value *n = m->next; n; n = n->next)
                if (str_equal(m->name, n->name))
                    return fail(r, STR("duplicate-key"));
        return true;
    }
    const struct json_value **list = NEW(r->a, const struct json_value *, object->count);
    size_t count = 0;
    for (const struct json_value *m = object->first; m; m = m->next)
        list[count++] = m;
    qsort(list, count, sizeof(const struct json_value *), by_name);
    for (size_t i = 1; i < count; i++)
        if (str_equal(list[i - 1]->name, list[i]->name))
            return fail(r, STR("duplicate-key"));
    return true;
}

static bool take_name(struct reading *r, struct str *ret) {
    return take(r, '"') && take_string(r, ret) && take(r, ':');
}

/* The bracket at r->p opens it. */
static bool take_container(struct reading *r, size_t depth, struct json_value *ret) {
    bool object = *r->p == '{';
    char close = object ? '}' : ']';
    const struct json_value **last = &ret->first;
    if (depth == r->limits.depth)
        return fail(r, STR("depth"));
    if (r->containers++ == r->limits.containers)
        return fail(r, STR("size"));
    const char *from = r->p++;
    ret->kind = object ? JSON_OBJECT : JSON_ARRAY;
    skip_blanks(r);
    bool empty = r->p < r->end && *r->p == close;
    while (!empty) {
        if (r->values++ == r->limits.values)
            return fail(r, STR("size"));
        struct json_value *value = NEW(r->a, struct json_value, 1);
        if ((object && !take_name(r, &value->name)) || !take_value(r, depth + 1, value))
            return false;
        *last = value;
        last = &value->next;
        ret->count++;
        skip_blanks(r);
        if (r->p < r->end && *r->p == close)
            break;
        if (!take(r, ','))
            return false;
    }
    r->p++;
    ret->text = (struct str){from, (size_t)(r->p - from)};
    return !object || are_distinct(r, ret);
}

static bool take_value(struct reading *r, size_t depth, struct json_value *ret) {
    skip_blanks(r);
    char c = r->p < r->end ? *r->p : '\0';
    if (c == '"') {
        r->p++;
        ret->kind = JSON_STRING;
        return take_string(r, &ret->text);
    }
    if (c == '{' || c == '[')
        return take_container(r, depth, ret);
    return c == '-' || (c >= '0' && c <= '9') ? take_number(r, ret) : take_word(r, ret);
}

struct err json_read(struct arena *a, struct str text, struct json_limits limits,
                     const struct json_value **ret) {
    struct reading r = {.a = a, .limits = limits};
    struct json_value *root = NEW(a, struct json_value, 1);
    r.p = text.ptr ? text.ptr : "";
    r.end = r.p + text.len;
    bool read = take_value(&r, 0, root);
    if (read && root->kind != JSON_OBJECT && root->kind != JSON_ARRAY)
        read = fail(&r, STR("json"));
    skip_blanks(&r);
    if (read && r.p != r.end)
        read = stray(&r);
    if (!read)
        return ERR(ERR_MALFORMED, r.fault);
    *ret = root;
    return OK;
}

const struct json_value *json_get(const struct json_value *object, const char *key) {
    struct str name = str_from_c(key);
    if (json_is(object, JSON_OBJECT))
        for (const struct json_value *m = object->first; m; m = m->next)
            if (str_equal(m->name, name))
                return m;
    return NULL;
}

bool json_is(const struct json_value *value, enum json_kind kind) {
    return value && value->kind == kind;
}

struct str json_text(const struct json_value *value) {
    return json_is(value, JSON_STRING) ? value->text : (struct str){0};
}
