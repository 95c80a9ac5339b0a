/* Paths of tiles (C2SP tlog-tiles), canonical ones only: one tile has one path. */
#include "ledger/ledger_internal.h"

enum { TILE_WIDTH = 256, TILE_LEVELS = 8 };

/* Exactly three digits; -1 for anything else. */
static int three_digits(struct str s) {
    int value = 0;
    if (s.len != 3)
        return -1;
    for (size_t i = 0; i < 3; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

/* "x001/x234/067": groups of three, all but the last behind an x, the first not zero when there
 * are several. At most six groups, which fits 63 bits. */
static bool parse_index(struct str s, int64_t *ret) {
    int64_t value = 0;
    for (int groups = 0; groups < 6; groups++) {
        bool last = !s.len || s.ptr[0] != 'x';
        struct str group = last ? s : str_cut(&s, '/');
        if (!last)
            group = (struct str){group.ptr + 1, group.len - 1};
        int digits = three_digits(group);
        if (digits < 0 || (groups == 0 && digits == 0 && !last))
            return false;
        value = value * 1000 + digits;
        if (last) {
            *ret = value;
            return true;
        }
    }
    return false;
}

/* Cuts ".p/W" off the end, when it is there. */
static bool parse_width(struct str *path, int *ret) {
    static const struct str MARK = STR_INIT(".p/");
    for (size_t at = 0; at + MARK.len <= path->len; at++) {
        struct str tail = {path->ptr + at, path->len - at};
        if (!str_starts(tail, MARK))
            continue;
        int64_t width;
        struct str digits = {tail.ptr + MARK.len, tail.len - MARK.len};
        if (!ledger_parse_int(digits, &width) || width < 1 || width >= TILE_WIDTH)
            return false;
        *ret = (int)width;
        path->len = at;
        return true;
    }
    *ret = TILE_WIDTH;
    return true;
}

bool ledger_tile_parse(struct str path, struct ledger_tile *ret) {
    struct ledger_tile tile = {0};
    struct str rest = path, level = str_cut(&rest, '/');
    tile.entries = str_equal(level, STR("entries"));
    if (!tile.entries) {
        if (level.len != 1 || level.ptr[0] < '0' || level.ptr[0] >= '0' + TILE_LEVELS)
            return false;
        tile.level = level.ptr[0] - '0';
    }
    if (!parse_width(&rest, &tile.width) || !parse_index(rest, &tile.index))
        return false;
    *ret = tile;
    return true;
}

struct str ledger_tile_path(struct arena *a, const struct ledger_tile *tile) {
    struct str path = arena_printf(a, "%03d", (int)(tile->index % 1000));
    for (int64_t left = tile->index / 1000; left; left /= 1000)
        path = arena_printf(a, "x%03d/%.*s", (int)(left % 1000), STR_ARG(path));
    path = tile->entries ? arena_printf(a, "entries/%.*s", STR_ARG(path))
                         : arena_printf(a, "%d/%.*s", tile->level, STR_ARG(path));
    return tile->width == TILE_WIDTH ? path
                                     : arena_printf(a, "%.*s.p/%d", STR_ARG(path), tile->width);
}

bool ledger_tile_exists(const struct ledger_tile *tile, int64_t size) {
    int64_t nodes = size >> (8 * (tile->entries ? 0 : tile->level));
    if (tile->width < 1 || tile->width > TILE_WIDTH || tile->index < 0 ||
        tile->index > nodes / TILE_WIDTH)
        return false;
    return tile->index * TILE_WIDTH + tile->width <= nodes;
}
