#include "base/base.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(ptr, len) ASAN_POISON_MEMORY_REGION(ptr, len)
#define UNPOISON(ptr, len) ASAN_UNPOISON_MEMORY_REGION(ptr, len)
#else
#define POISON(ptr, len) (void)(ptr)
#define UNPOISON(ptr, len) (void)(ptr)
#endif

static const struct {
    int http;
    struct str name;
} ERRORS[] = {
    [ERR_NONE] = {200, STR_INIT("ok")},
#define X(code, http, name) [code] = {http, STR_INIT(name)},
#include "base/err.def"
#undef X
};

int err_http(enum err_code code) {
    return ERRORS[code].http;
}

struct str err_name(enum err_code code) {
    return ERRORS[code].name;
}

void die(const char *what) {
    (void)fprintf(stderr, "netral: broken invariant: %s\n", what);
    abort();
}

enum { STACK_WIPED = 64 * 1024 };

__attribute__((noinline)) void stack_wipe(void) {
    char room[STACK_WIPED];
    explicit_bzero(room, sizeof room);
}

void *must_alloc(size_t size) {
    void *ptr = calloc(1, size ? size : 1);
    if (!ptr)
        die("out of memory");
    return ptr;
}

/* An arena is a list of blocks; the newest is filled from its start. A small request costs one
 * malloc, and each further block is twice the last: an arena that is reset and used again keeps
 * the largest that it may, and soon takes nothing from malloc at all. (The writer's arena was made
 * anew for each batch; giving its pages back to the system and faulting them in again took a fifth
 * of the writer's time.) What is not handed out is poisoned under ASan, so that an overrun of one
 * allocation is seen even though its neighbour is ours. */
enum {
    FIRST_BLOCK = 16 * 1024,
    LARGE_BLOCK = 1024 * 1024, /* doubling ends here */
    KEEP_BLOCK = 64 * 1024,    /* what a reset arena keeps, unless arena_keep said otherwise */
    ALIGN = alignof(max_align_t),
    RED_ZONE = 16
};

struct block {
    struct block *next;
    size_t size, used;
    max_align_t data[];
};

struct arena {
    size_t cap, used, keep;
    struct block *blocks; /* newest first */
};

static struct block *block_new(size_t size) {
    struct block *b = must_alloc(sizeof *b + size);
    b->size = size;
    POISON(b->data, size);
    return b;
}

/* Its bytes are zeros again, as arena_alloc wants them; nothing that a request said stays. */
static void block_wipe(struct block *b) {
    UNPOISON(b->data, b->used);
    explicit_bzero(b->data, b->used);
    POISON(b->data, b->used);
    b->used = 0;
}

static void block_free(struct block *b) {
    block_wipe(b);
    UNPOISON(b->data, b->size);
    free(b);
}

struct arena *arena_new(size_t cap) {
    struct arena *a = must_alloc(sizeof *a);
    a->cap = cap;
    a->keep = KEEP_BLOCK;
    return a;
}

void arena_keep(struct arena *a, size_t bytes) {
    a->keep = bytes;
}

void arena_reset(struct arena *a) {
    struct block *kept = NULL;
    for (struct block *b = a->blocks, *next; b; b = next) {
        next = b->next;
        if (b->size > a->keep || (kept && kept->size >= b->size)) {
            block_free(b);
            continue;
        }
        if (kept)
            block_free(kept);
        kept = b;
    }
    if (kept) {
        kept->next = NULL;
        block_wipe(kept);
    }
    a->blocks = kept;
    a->used = 0;
}

void arena_free(struct arena *a) {
    if (!a)
        return;
    a->keep = 0;
    arena_reset(a);
    free(a);
}

size_t arena_used(const struct arena *a) {
    return a->used;
}

static size_t round_up(size_t size) {
    return (size + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_alloc(struct arena *a, size_t count, size_t size) {
    if (size && count > (a->cap - a->used) / size)
        die("arena ceiling reached: a limit at the door is missing");
    size_t bytes = count * size;
    size_t room = round_up(bytes) + RED_ZONE;
    struct block *b = a->blocks;
    if (!b || b->size - b->used < room) {
        size_t next = !b ? FIRST_BLOCK : b->size < LARGE_BLOCK / 2 ? b->size * 2 : LARGE_BLOCK;
        b = block_new(room > next ? room : next);
        b->next = a->blocks;
        a->blocks = b;
    }
    char *ptr = (char *)b->data + b->used;
    b->used += room;
    a->used += bytes;
    UNPOISON(ptr, bytes);
    return ptr;
}

struct str arena_str(struct arena *a, struct str s) {
    char *ptr = NEW(a, char, s.len + 1);
    if (s.len)
        memcpy(ptr, s.ptr, s.len);
    return (struct str){ptr, s.len};
}

const char *arena_c(struct arena *a, struct str s) {
    return arena_str(a, s).ptr;
}

struct str arena_printf(struct arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        die("arena_printf: bad format");
    char *ptr = NEW(a, char, (size_t)len + 1);
    va_start(args, format);
    (void)vsnprintf(ptr, (size_t)len + 1, format, args);
    va_end(args);
    return (struct str){ptr, (size_t)len};
}
