#ifndef BASE_BASE_H
#define BASE_BASE_H
/* What every room stands on: borrowed strings, errors as values, arenas, and the units of time.
 * Reading order: base.h, buf.h, date.h, hash.h, json.h, env.h; regions.h and csv.h when needed. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Borrowed UTF-8 bytes, not NUL-terminated unless the maker says so. Zero is the empty string. */
struct str {
    const char *ptr;
    size_t len;
};
#define STR_INIT(lit)                                                                              \
    { "" lit, sizeof(lit) - 1 } /* for static tables: gcc -Wpedantic refuses STR there */
#define STR(lit) ((struct str)STR_INIT(lit))
#define STR_ARG(s) (int)(s).len, (s).ptr /* for printf's "%.*s" */

struct str str_from_c(const char *text); /* NULL gives the empty string */
bool str_equal(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
int str_compare(struct str a, struct str b); /* bytewise, as memcmp */
/* A sum over its bytes and their number that goes on from sum, 0 to begin with (FNV-1a, 64 bits):
 * for what changed by itself, not for whoever looks for two texts of one sum. */
uint64_t str_sum(uint64_t sum, struct str s);
/* Where part stands first in text (the empty part at its start), NULL if it does not. */
const char *str_find(struct str text, struct str part);
bool str_equal_any_case(struct str a, struct str b); /* of ASCII letters */
bool char_is_digit(char c);                          /* 0 to 9 */
char char_lower(char c);                             /* of an ASCII capital; else c */
/* The number that the figures at the start write, at most most (9) of them; how many there are. */
size_t str_figures(struct str s, size_t most, int *ret);
struct str str_trim(struct str s); /* without ASCII white space at both ends */
/* Cuts *rest at the first sep: returns what stands before it, leaves what stands behind it.
 * Without a sep it returns all and leaves the empty string. */
struct str str_cut(struct str *rest, char sep);
bool str_lists(struct str words, struct str word); /* words with one blank between them */
bool str_is_utf8(struct str s);                    /* well formed (RFC 3629), no NUL */
/* Writes a code point, at most 10FFFF, in 1 to STR_UTF8_MAX bytes; how many. */
enum { STR_UTF8_MAX = 4 };
size_t str_put_utf8(uint32_t point, char ret[STR_UTF8_MAX]);
/* Whole decimal number, no sign but '-', no blanks. False (ret untouched) for anything else. */
bool str_to_int(struct str s, int64_t *ret) MUST_CHECK;

enum err_code {
    ERR_NONE = 0,
#define X(code, http, name) code,
#include "base/err.def"
#undef X
    ERR_COUNT
};
/* A failure by value. about names the field or object: never what a person typed, never SQL. */
struct err {
    enum err_code code;
    struct str about;
    const char *where; /* "file:line" of the place that knew */
};
#define ERR_STR2(x) #x
#define ERR_STR(x) ERR_STR2(x)
#define OK ((struct err){.code = ERR_NONE})
#define ERR(c, about_)                                                                             \
    ((struct err){.code = (c), .about = (about_), .where = __FILE__ ":" ERR_STR(__LINE__)})
int err_http(enum err_code code);
struct str err_name(enum err_code code);

/* Memory that dies at once. An arena has a ceiling; reaching it is a bug and aborts, since every
 * size that comes from outside is limited before (intake/limits.h). Single-threaded. */
struct arena;
struct arena *arena_new(size_t cap);
void arena_free(struct arena *a);
/* Empties the arena for its next use, and zeroes what was handed out. It keeps one block for it, of
 * 64 KiB at most, or of what arena_keep said. */
void arena_reset(struct arena *a);
void arena_keep(struct arena *a, size_t bytes);
size_t arena_used(const struct arena *a);
void *arena_alloc(struct arena *a, size_t count, size_t size) /* never NULL, zeroed */
    __attribute__((returns_nonnull));
#define NEW(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T)))
struct str arena_str(struct arena *a, struct str s); /* a copy, NUL-terminated */
const char *arena_c(struct arena *a, struct str s);  /* the same, as a C string */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* Zeroes what calls that returned left on this thread's stack, 64 KiB deep: pieces of
 * files and names that libraries worked on. */
void stack_wipe(void);

void *must_alloc(size_t size);                        /* zeroed; aborts when memory is out */
void die(const char *what) __attribute__((noreturn)); /* a broken invariant: says it, aborts */

/* Civil days since 1970-01-01 in the legal time zone of the office that counts them. */
struct date {
    int32_t day;
};
/* Microseconds since 1970-01-01T00:00Z. */
struct instant {
    int64_t us;
};
#endif
