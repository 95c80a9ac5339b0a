#include "publication/boundaries.h"

#include "base/buf.h"
#include "base/regions.h"
#include "publication/topology.h"

#include <math.h>
#include <stdlib.h>

/* One map is drawn at a time: its regions' box becomes the plane, each arc that they use is
 * simplified once, and the tolerance doubles until all paths fit. */

struct spot { /* in units of the map */
    int64_t x, y;
};
struct line { /* an arc, simplified; list NULL: this map does not use it */
    struct spot *list;
    size_t count;
};
struct drawing {
    struct arena *a;
    const struct topology *topology;
    const size_t *objects; /* of the map */
    size_t count;
    double west, north, east, south, across, up; /* degrees; units for one of each */
    struct line *lines;
    struct boundary *list;
    int64_t tolerance; /* units */
    size_t bytes;      /* of all paths */
};

/* --- the plane --- */

static struct topology_arc arc_of(const struct drawing *d, int64_t index) {
    return d->topology->arcs[index < 0 ? -1 - index : index];
}

static void widen(struct drawing *d, struct topology_arc arc) {
    for (size_t i = 0; i < arc.count; i++) {
        d->west = fmin(d->west, arc.list[i].x);
        d->east = fmax(d->east, arc.list[i].x);
        d->south = fmin(d->south, arc.list[i].y);
        d->north = fmax(d->north, arc.list[i].y);
    }
}

/* Equirectangular with the middle's parallel: Indonesia lies at the equator. False: no area. */
static bool lay_plane(struct drawing *d, int64_t width, struct boundary_map *ret) {
    static const double LEAST = 1e-6, HALF_TURN = 180, RADIANS = 3.14159265358979323846;
    d->west = d->south = HALF_TURN;
    d->east = d->north = -HALF_TURN;
    for (size_t k = 0; k < d->count; k++) {
        const struct topology_object *o = &d->topology->objects[d->objects[k]];
        for (size_t r = 0; r < o->count; r++)
            for (size_t i = 0; i < o->rings[r].count; i++)
                widen(d, arc_of(d, o->rings[r].arcs[i]));
    }
    double wide = d->east - d->west, high = d->north - d->south;
    if (!(wide > LEAST) || !(high > LEAST))
        return false;
    d->across = (double)width / wide;
    d->up = d->across / fmax(cos((d->north + d->south) / 2 * RADIANS / HALF_TURN), LEAST);
    ret->width = width;
    ret->height = (int64_t)ceil(high * d->up);
    return ret->height <= 4 * width;
}

static struct spot place(const struct drawing *d, struct topology_point p) {
    return (struct spot){(int64_t)llround((p.x - d->west) * d->across),
                         (int64_t)llround((d->north - p.y) * d->up)};
}

/* --- an arc, simplified: D. Douglas and T. Peucker, Cartographica 10, 1973 --- */

/* Twice the square of the area over the chord's length: how far a spot lies from the chord. */
static double distance(struct spot p, struct spot from, struct spot to) {
    double dx = (double)(to.x - from.x), dy = (double)(to.y - from.y);
    double px = (double)(p.x - from.x), py = (double)(p.y - from.y);
    double length = dx * dx + dy * dy, cross = dx * py - dy * px;
    return length > 0 ? cross * cross / length : px * px + py * py;
}

struct span {
    size_t first, last;
};

static void keep_far(const struct spot *list, size_t count, double least, bool *keep,
                     struct span *stack) {
    size_t depth = 0;
    stack[depth++] = (struct span){0, count - 1};
    while (depth) {
        struct span s = stack[--depth];
        double most = least;
        size_t at = 0;
        for (size_t i = s.first + 1; i < s.last; i++) {
            double far = distance(list[i], list[s.first], list[s.last]);
            if (far > most) {
                most = far;
                at = i;
            }
        }
        if (!at)
            continue;
        keep[at] = true;
        stack[depth++] = (struct span){s.first, at};
        stack[depth++] = (struct span){at, s.last};
    }
}

/* Both ends stay, so that lines meet. */
static struct line simplify(const struct drawing *d, struct topology_arc arc) {
    struct spot *list = NEW(d->a, struct spot, arc.count);
    size_t count = 0;
    for (size_t i = 0; i < arc.count; i++) {
        struct spot s = place(d, arc.list[i]);
        if (!count || s.x != list[count - 1].x || s.y != list[count - 1].y)
            list[count++] = s;
    }
    if (count < 3)
        return (struct line){list, count};
    bool *keep = NEW(d->a, bool, count);
    keep[0] = keep[count - 1] = true;
    keep_far(list, count, (double)(d->tolerance * d->tolerance), keep,
             NEW(d->a, struct span, count + 1));
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (keep[i])
            list[kept++] = list[i];
    return (struct line){list, kept};
}

static void simplify_all(struct drawing *d) {
    for (size_t k = 0; k < d->count; k++) {
        const struct topology_object *o = &d->topology->objects[d->objects[k]];
        for (size_t r = 0; r < o->count; r++)
            for (size_t i = 0; i < o->rings[r].count; i++) {
                int64_t index = o->rings[r].arcs[i];
                struct line *line = &d->lines[index < 0 ? -1 - index : index];
                if (!line->list)
                    *line = simplify(d, arc_of(d, index));
            }
    }
}

/* --- rings --- */

static struct line ring_of(const struct drawing *d, const struct topology_ring *ring) {
    size_t room = 0;
    for (size_t i = 0; i < ring->count; i++)
        room += d->lines[ring->arcs[i] < 0 ? -1 - ring->arcs[i] : ring->arcs[i]].count;
    struct line all = {NEW(d->a, struct spot, room + 1), 0};
    for (size_t i = 0; i < ring->count; i++) {
        bool back = ring->arcs[i] < 0;
        const struct line *line = &d->lines[back ? -1 - ring->arcs[i] : ring->arcs[i]];
        for (size_t k = 0; k < line->count; k++) {
            struct spot s = line->list[back ? line->count - 1 - k : k];
            bool same =
                all.count && s.x == all.list[all.count - 1].x && s.y == all.list[all.count - 1].y;
            if (!same)
                all.list[all.count++] = s;
        }
    }
    while (all.count > 1 && all.list[0].x == all.list[all.count - 1].x &&
           all.list[0].y == all.list[all.count - 1].y)
        all.count--; /* the path closes itself */
    return all;
}

/* Twice what it encloses. */
static double area_of(const struct line *ring) {
    double sum = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct spot a = ring->list[i], b = ring->list[(i + 1) % ring->count];
        sum += (double)a.x * (double)b.y - (double)b.x * (double)a.y;
    }
    return fabs(sum);
}

static void put_ring(struct buf *out, const struct line *ring) {
    buf_printf(out, "M%lld %lld", (long long)ring->list[0].x, (long long)ring->list[0].y);
    for (size_t i = 1; i < ring->count; i++) {
        long long dx = ring->list[i].x - ring->list[i - 1].x,
                  dy = ring->list[i].y - ring->list[i - 1].y;
        buf_printf(out, "%s%lld%s%lld",
                   i == 1   ? "l"
                   : dx < 0 ? ""
                            : " ",
                   dx, dy < 0 ? "" : " ", dy);
    }
    buf_add_char(out, 'z');
}

/* A region too small for its map is a square of a few units: it has a number, too. */
static void put_speck(struct buf *out, struct spot at) {
    enum { HALF = 15 };
    buf_printf(out, "M%lld %lldl30 0 0 30-30 0z", (long long)(at.x > HALF ? at.x - HALF : 0),
               (long long)(at.y > HALF ? at.y - HALF : 0));
}

static int by_number(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Where a line across the ring, level or upright, lies inside of it: the widest part, or that which
 * holds *middle. */
struct inside {
    double from, to;
};
static struct inside cut(const struct drawing *d, const struct line *ring, bool upright, double at,
                         const double *middle) {
    double *cuts = NEW(d->a, double, ring->count + 1);
    size_t count = 0;
    struct inside best = {0, 0};
    for (size_t i = 0; i < ring->count; i++) {
        struct spot p = ring->list[i], q = ring->list[(i + 1) % ring->count];
        double pa = (double)(upright ? p.x : p.y), qa = (double)(upright ? q.x : q.y);
        double pb = (double)(upright ? p.y : p.x), qb = (double)(upright ? q.y : q.x);
        if ((pa < at) != (qa < at))
            cuts[count++] = pb + (at - pa) / (qa - pa) * (qb - pb);
    }
    if (count)
        qsort(cuts, count, sizeof *cuts, by_number);
    for (size_t i = 0; i + 1 < count; i += 2) {
        struct inside part = {cuts[i], cuts[i + 1]};
        bool wider = part.to - part.from > best.to - best.from;
        if (middle ? *middle >= part.from && *middle <= part.to : wider)
            best = part;
    }
    return best;
}

/* The widest part at half the ring's height, then the middle of the height there: inside the ring,
 * whatever its shape. Lines lie half a unit beside the whole numbers, so through no spot. */
static void place_name(const struct drawing *d, const struct line *ring, struct boundary *b) {
    static const double HALF = 0.5, LINES = 1.3; /* two lines of text are less high than wide */
    int64_t top = ring->list[0].y, bottom = top;
    for (size_t i = 0; i < ring->count; i++) {
        top = ring->list[i].y < top ? ring->list[i].y : top;
        bottom = ring->list[i].y > bottom ? ring->list[i].y : bottom;
    }
    double y = floor((double)(top + bottom) / 2) + HALF;
    struct inside across = cut(d, ring, false, y, NULL);
    double x = floor((across.from + across.to) / 2) + HALF;
    struct inside down = cut(d, ring, true, x, &y);
    y = floor((down.from + down.to) / 2) + HALF;
    across = cut(d, ring, false, y, &x);
    b->x = (int64_t)((across.from + across.to) / 2);
    b->y = (int64_t)y;
    b->wide = (int64_t)fmin(across.to - across.from, LINES * (down.to - down.from));
}

static struct boundary draw(struct drawing *d, const struct topology_object *o) {
    struct boundary b = {.code = o->code};
    struct line widest = {0};
    double most = -1, least = (double)(2 * d->tolerance * d->tolerance);
    struct buf out;
    buf_init(&out, BOUNDARY_STORED_MAX);
    for (size_t r = 0; r < o->count; r++) {
        struct line ring = ring_of(d, &o->rings[r]);
        double area = area_of(&ring);
        if (ring.count && area > most) {
            most = area;
            widest = ring;
        }
        if (ring.count > 2 && area > least)
            put_ring(&out, &ring);
    }
    if (widest.count > 2)
        place_name(d, &widest, &b);
    if (!out.len && widest.count)
        put_speck(&out, widest.list[0]);
    b.path = arena_str(d->a, buf_str(&out));
    buf_done(&out);
    return b;
}

/* --- one map --- */

static void draw_all(struct drawing *d) {
    d->lines = NEW(d->a, struct line, d->topology->arc_count + 1);
    d->bytes = 0;
    simplify_all(d);
    for (size_t k = 0; k < d->count; k++) {
        d->list[k] = draw(d, &d->topology->objects[d->objects[k]]);
        d->bytes += d->list[k].path.len;
    }
}

static bool make_map(struct drawing *d, struct str province, struct boundary_map *ret) {
    enum { COARSEST = 512 };
    struct boundary_map map = {.province = province, .count = d->count};
    int64_t width = province.len ? BOUNDARY_WIDE_REGENCIES : BOUNDARY_WIDE_PROVINCES;
    if (!lay_plane(d, width, &map))
        return false;
    d->list = NEW(d->a, struct boundary, d->count + 1);
    d->tolerance = 1;
    do {
        d->tolerance *= 2;
        draw_all(d);
    } while (d->bytes > BOUNDARY_MAP_BYTES && d->tolerance < COARSEST);
    map.list = d->list;
    *ret = map;
    return d->bytes <= BOUNDARY_MAP_BYTES;
}

/* --- a file --- */

struct importing {
    struct arena *a;
    const struct topology *topology;
    struct boundary_map *maps;
    size_t count;
    struct boundary_report *report;
    size_t *order; /* objects with a code, by it */
    size_t order_count;
};

static struct str map_of(struct str code) {
    enum { PROVINCE = 2 };
    return code.len > PROVINCE ? (struct str){code.ptr, PROVINCE} : (struct str){0};
}

/* Insertion by code: a region that stands twice is refused by the count of neighbours. */
static bool sort_objects(struct importing *x) {
    const struct topology *t = x->topology;
    x->order = NEW(x->a, size_t, t->object_count + 1);
    for (size_t i = 0; i < t->object_count; i++) {
        struct boundary_report *report = x->report;
        if (!t->objects[i].code.len) {
            if (report->unmatched_count < BOUNDARY_TOLD)
                report->unmatched[report->unmatched_count] = t->objects[i].called;
            report->unmatched_count++;
            continue;
        }
        size_t at = x->order_count++;
        for (; at && str_compare(t->objects[x->order[at - 1]].code, t->objects[i].code) > 0; at--)
            x->order[at] = x->order[at - 1];
        x->order[at] = i;
    }
    for (size_t k = 1; k < x->order_count; k++)
        if (str_equal(t->objects[x->order[k]].code, t->objects[x->order[k - 1]].code))
            return false;
    return true;
}

/* Regions of a map that the file does not have. */
static void count_missing(struct importing *x, const struct boundary_map *map) {
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        if (!str_equal(map_of(region->code), map->province) || boundary_find(map, region->code))
            continue;
        if (!x->report->missing++)
            x->report->first_missing = region->code;
    }
}

static bool make_maps(struct importing *x) {
    const struct topology_object *objects = x->topology->objects;
    x->maps = NEW(x->a, struct boundary_map, BOUNDARY_MAPS);
    for (size_t k = 0; k < x->order_count;) {
        struct str province = map_of(objects[x->order[k]].code);
        struct drawing d = {.a = x->a, .topology = x->topology, .objects = &x->order[k]};
        while (k < x->order_count && str_equal(map_of(objects[x->order[k]].code), province)) {
            d.count++;
            k++;
        }
        /* One file is of one level: what is kept has a name for each. */
        bool other = x->count && !x->maps[0].province.len != !province.len;
        bool again =
            boundary_map_of(&(struct boundaries){.maps = x->maps, .count = x->count}, province);
        if (other || again || !make_map(&d, province, &x->maps[x->count]))
            return false;
        x->report->taken += d.count;
        count_missing(x, &x->maps[x->count++]);
    }
    return x->count > 0;
}

static bool is_said(struct str s) {
    bool good = s.len && s.len <= BOUNDARY_WORD_MAX && str_is_utf8(s);
    for (size_t i = 0; i < s.len && good; i++)
        good = (unsigned char)s.ptr[i] >= ' ';
    return good;
}

struct err boundaries_import(struct arena *a, const struct boundary_ask *ask,
                             struct boundaries *ret, struct boundary_report *ret_report) {
    struct topology topology = {0};
    struct importing x = {.a = a, .topology = &topology, .report = ret_report};
    *ret_report = (struct boundary_report){0};
    if (!is_said(ask->source) || !is_said(ask->licence))
        ret_report->why = STR("say whose boundaries these are and under which licence, each in at "
                              "most 300 bytes: both stand beneath the map");
    else if (topology_read(a, ask, &topology, &ret_report->why).code)
        ;
    else if (!sort_objects(&x))
        ret_report->why = STR("a region stands in the file twice: dissolve it first, for example "
                              "with mapshaper -dissolve");
    else if (!x.order_count)
        ret_report->why = STR("no object names a region: codes are written 16.06 or 1606; name the "
                              "property that has them with --key");
    else if (!make_maps(&x))
        ret_report->why = STR("a map cannot be drawn: the file mixes provinces and regencies, its "
                              "regions have no area, or no path is short enough for a page");
    ret_report->objects = topology.object_count;
    if (ret_report->why.len)
        return ERR(ERR_INVALID, STR("boundaries"));
    *ret = (struct boundaries){ask->source, ask->licence, x.maps, x.count};
    return OK;
}
