/* A whole log from its public files. The walk goes over the entry tiles from the left; a level's
 * tile is compared as soon as its 256 nodes are known, so that one tile a level is kept. */
#include "tool/verify.h"

#include <string.h>

enum { WIDTH = 256, LEVELS = 8, SMALL_MAX = 1 << 16, ENTRIES_MAX = WIDTH * (2 + 65535) };

struct walk {
    const struct tool_fetch *fetch;
    struct arena *kept, *scratch; /* for the error's text; emptied after each tile */
    struct buf bytes;
    struct ledger_head head;
    struct hash nodes[LEVELS][WIDTH];
    int count[LEVELS];
    int64_t done[LEVELS]; /* tiles compared */
    int64_t tiles;
    struct tool_web web;
    bool web_met;
    struct hash leaves[WIDTH]; /* of the entry tile just read */
};

static struct err fault(struct arena *a, enum err_code code, const char *key, struct str what) {
    struct str about = arena_printf(a, "%s %.*s", key, STR_ARG(what));
    return ERR(code, about);
}

static struct err fetch_file(struct walk *w, const char *path) {
    buf_clear(&w->bytes);
    struct err e = w->fetch->get(w->fetch->arg, str_from_c(path), &w->bytes);
    if (!e.code && buf_full(&w->bytes))
        return fault(w->kept, ERR_MALFORMED, "too-large", str_from_c(path));
    if (!e.code)
        return OK;
    return fault(w->kept, e.code, e.code == ERR_MISSING ? "missing" : "unreachable",
                 str_from_c(path));
}

/* Fetches a tile; a partial one that is gone is read from the whole one, which the specification
 * allows a log to keep alone. */
static struct err fetch_tile(struct walk *w, const struct ledger_tile *tile, struct str *ret_path) {
    struct ledger_tile whole = *tile;
    struct str name = ledger_tile_path(w->scratch, tile);
    *ret_path = name;
    struct err e = fetch_file(w, arena_printf(w->scratch, "/log/tile/%.*s", STR_ARG(name)).ptr);
    if (e.code != ERR_MISSING || tile->width == WIDTH)
        return e;
    whole.width = WIDTH;
    name = ledger_tile_path(w->scratch, &whole);
    struct err again = fetch_file(w, arena_printf(w->scratch, "/log/tile/%.*s", STR_ARG(name)).ptr);
    return again.code == ERR_MISSING ? e : again;
}

/* The nodes that the walk made at a level, against the tile that the log serves. */
static struct err compare_tile(struct walk *w, int level) {
    const struct ledger_tile tile = {
        .level = level, .index = w->done[level], .width = w->count[level]};
    struct str path;
    struct err e = fetch_tile(w, &tile, &path);
    if (e.code)
        return e;
    size_t want = (size_t)tile.width * HASH_LEN;
    if (w->bytes.len != want && w->bytes.len != (size_t)WIDTH * HASH_LEN)
        return fault(w->kept, ERR_MALFORMED, "tile-shape", path);
    if (memcmp(w->bytes.ptr, w->nodes[level], want) != 0)
        return fault(w->kept, ERR_CORRUPT, "tile", path);
    w->count[level] = 0;
    w->done[level]++;
    w->tiles++;
    return OK;
}

/* Leaf hashes of an entry tile into nodes[0]. */
static struct err read_entries(struct walk *w, int64_t index, int width) {
    const struct ledger_tile tile = {.entries = true, .index = index, .width = width};
    struct str path;
    struct err e = fetch_tile(w, &tile, &path);
    if (e.code)
        return e;
    const uint8_t *bytes = (const uint8_t *)w->bytes.ptr;
    size_t at = 0, end = w->bytes.len;
    int seen = 0;
    for (; seen < WIDTH && at + 2 <= end; seen++) {
        size_t len = (size_t)bytes[at] << 8 | bytes[at + 1];
        if (len > end - at - 2)
            break;
        if (seen < width)
            w->nodes[0][seen] = ledger_leaf_hash((struct str){w->bytes.ptr + at + 2, len});
        at += 2 + len;
    }
    if (at != end || (seen != width && seen != WIDTH))
        return fault(w->kept, ERR_MALFORMED, "entries-shape", path);
    w->count[0] = width;
    w->tiles++;
    return OK;
}

static void on_tile(void *arg, int level, int64_t index, const struct hash *hash) {
    struct walk *w = arg;
    if (level < LEVELS) {
        w->nodes[level][index % WIDTH] = *hash;
        w->count[level]++;
    }
}

/* The leaf of the list of files, when it is in the entry tile just read. */
static struct err meet_web(struct walk *w, int64_t tile, int width) {
    int64_t at = w->web.index - tile * WIDTH;
    if (!w->web.there || at < 0 || at >= width)
        return OK;
    w->web_met = true;
    return hash_equal(&w->leaves[at], &w->web.leaf) ? OK : ERR(ERR_CORRUPT, STR("web-leaf"));
}

static struct err walk_tree(struct walk *w, int64_t size) {
    for (int64_t index = 0; index * WIDTH < size; index++) {
        int64_t left = size - index * WIDTH;
        int width = left < WIDTH ? (int)left : WIDTH;
        struct err e = read_entries(w, index, width);
        if (e.code)
            return e;
        memcpy(w->leaves, w->nodes[0], sizeof w->leaves);
        for (int i = 0; i < width; i++)
            ledger_head_append(&w->head, &w->nodes[0][i], on_tile, w);
        e = compare_tile(w, 0);
        for (int level = 1; level < LEVELS && !e.code; level++)
            if (w->count[level] == WIDTH)
                e = compare_tile(w, level);
        if (e.code)
            return e;
        e = meet_web(w, index, width);
        if (e.code)
            return e;
        arena_reset(w->scratch);
    }
    for (int level = 1; level < LEVELS; level++)
        if (w->count[level]) {
            struct err e = compare_tile(w, level);
            if (e.code)
                return e;
        }
    return OK;
}

static struct err verify(struct arena *a, struct walk *w, struct str vkey, struct tool_log *ret) {
    struct tool_log l = {.vkey = vkey, .first_use = !vkey.len};
    struct ledger_key key;
    struct err e;
    if (l.first_use) {
        e = fetch_file(w, "/log/vkey");
        if (e.code)
            return e;
        l.vkey = arena_str(a, str_trim(buf_str(&w->bytes)));
    }
    e = ledger_vkey_parse(l.vkey, &key);
    if (e.code)
        return e;
    e = fetch_file(w, "/log/checkpoint");
    if (e.code)
        return e;
    l.note = arena_str(a, buf_str(&w->bytes));
    e = ledger_checkpoint_open(l.note, &key, &l.checkpoint);
    if (e.code)
        return e; /* "checkpoint", "signature", "origin" */
    e = tool_web_read(a, w->fetch, &w->web);
    if (e.code)
        return e;
    buf_done(&w->bytes);
    buf_init(&w->bytes, ENTRIES_MAX);
    e = walk_tree(w, l.checkpoint.size);
    if (e.code)
        return e;
    struct hash root = ledger_head_root(&w->head);
    if (!hash_equal(&root, &l.checkpoint.root))
        return ERR(ERR_CORRUPT, STR("root"));
    l.tiles = w->tiles;
    l.web = w->web;
    if (l.web.there && !w->web_met) /* above what enough witnesses saw: seconds, in a sound log */
        return ERR(ERR_IO, STR("web-later"));
    if (l.web.there)
        e = tool_web_compare(a, w->fetch, &l.web);
    if (!e.code)
        *ret = l;
    return e;
}

struct err tool_verify_log(struct arena *a, const struct tool_fetch *fetch, struct str vkey,
                           struct tool_log *ret) {
    struct walk *w = NEW(a, struct walk, 1);
    w->fetch = fetch;
    w->kept = a;
    w->scratch = arena_new(1 << 20);
    buf_init(&w->bytes, SMALL_MAX);
    struct err e = verify(a, w, vkey, ret);
    buf_done(&w->bytes);
    arena_free(w->scratch);
    return e;
}
