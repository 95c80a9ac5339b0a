#include "publication/topology.h"

#include "base/json_read.h"
#include "base/regions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct arena *a;
    const struct boundary_ask *ask;
    struct str why; /* the first fault; empty: none */
    bool quantised;
    double scale[2], translate[2];
    struct topology_arc *arcs;
    size_t arc_count, points, rings, ring_points;
    struct topology_object *objects;
    size_t object_count, object_room;
};

static void refuse(struct reading *x, const char *why) {
    if (!x->why.len)
        x->why = str_from_c(why);
}

/* --- numbers --- */

static bool read_number(const struct json_value *v, double *ret) {
    enum { DIGITS = 64 };
    char text[DIGITS];
    if (json_is(v, JSON_INTEGER)) {
        *ret = (double)v->integer;
        return true;
    }
    if (!json_is(v, JSON_REAL) || v->text.len >= DIGITS)
        return false;
    memcpy(text, v->text.ptr, v->text.len);
    text[v->text.len] = 0;
    *ret = strtod(text, NULL); /* a number by JSON's grammar, read whole */
    return isfinite(*ret);
}

static bool read_pair(const struct json_value *list, double *ret) {
    return json_is(list, JSON_ARRAY) && list->count >= 2 && read_number(list->first, &ret[0]) &&
           read_number(list->first->next, &ret[1]);
}

static void read_transform(struct reading *x, const struct json_value *root) {
    const struct json_value *transform = json_get(root, "transform");
    if (!transform)
        return;
    x->quantised = true;
    if (!read_pair(json_get(transform, "scale"), x->scale) ||
        !read_pair(json_get(transform, "translate"), x->translate))
        refuse(x, "\"transform\" needs \"scale\" and \"translate\", two numbers each");
}

/* --- arcs --- */

/* Quantised points are differences from the one before (the specification, 2.1.2 and 2.1.3). */
static bool read_point(const struct reading *x, const struct json_value *v, double *sum,
                       struct topology_point *ret) {
    static const double WHOLE = 1e12; /* sums of whole numbers stay exact below */
    enum { EAST = 180, NORTH = 90 };
    double pair[2];
    if (!read_pair(v, pair))
        return false;
    if (x->quantised) {
        for (int i = 0; i < 2; i++) {
            sum[i] += pair[i];
            if (fabs(sum[i]) > WHOLE)
                return false;
            pair[i] = sum[i] * x->scale[i] + x->translate[i];
        }
    }
    *ret = (struct topology_point){pair[0], pair[1]};
    return fabs(pair[0]) <= EAST && fabs(pair[1]) <= NORTH; /* not of a NaN either */
}

static void read_arc(struct reading *x, const struct json_value *v) {
    double sum[2] = {0, 0};
    if (!json_is(v, JSON_ARRAY) || v->count < 2) {
        refuse(x, "an arc has fewer than two points");
        return;
    }
    x->points += v->count;
    if (v->count > BOUNDARY_ARC_MAX || x->points > BOUNDARY_POINTS_MAX) {
        refuse(x, "the file is too detailed: at most 20,000 points in an arc and 500,000 in all. "
                  "Simplify it first, for example with mapshaper");
        return;
    }
    struct topology_point *list = NEW(x->a, struct topology_point, v->count);
    size_t count = 0;
    for (const struct json_value *p = v->first; p; p = p->next)
        if (!read_point(x, p, sum, &list[count++])) {
            refuse(x, "a point is not two numbers within -180 to 180 and -90 to 90 degrees");
            return;
        }
    x->arcs[x->arc_count++] = (struct topology_arc){list, count};
}

static void read_arcs(struct reading *x, const struct json_value *root) {
    const struct json_value *list = json_get(root, "arcs");
    if (!json_is(list, JSON_ARRAY) || list->count > BOUNDARY_ARCS_MAX) {
        refuse(x, "\"arcs\" is missing, or has more than 100,000 arcs");
        return;
    }
    x->arcs = NEW(x->a, struct topology_arc, list->count + 1);
    for (const struct json_value *v = list->first; v && !x->why.len; v = v->next)
        read_arc(x, v);
}

/* --- objects --- */

static const struct json_value *known_property(const struct reading *x,
                                               const struct json_value *object) {
    static const char *const KEYS[] = {
        "kode",   "kode_kab", "kode_kabkota", "kode_wilayah", "kode_prov", "kdppum",
        "KDPPUM", "KODE_KAB", "KODE_PROV",    "code",         "id"};
    const struct json_value *properties = json_get(object, "properties");
    if (x->ask->key.len)
        return json_get(properties, arena_c(x->a, x->ask->key));
    for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
        const struct json_value *v = json_get(properties, KEYS[i]);
        if (json_is(v, JSON_STRING) || json_is(v, JSON_INTEGER))
            return v;
    }
    return json_get(object, "id");
}

/* "1606", "16.06", 1606: a region's code; empty for anything else. */
static struct str normal_code(struct arena *a, struct str text) {
    enum { PROVINCE = 2, WHOLE = 4 };
    char digits[WHOLE];
    size_t count = 0;
    bool good = true;
    text = str_trim(text);
    for (size_t i = 0; i < text.len && good; i++) {
        bool dot = text.ptr[i] == '.' && count == PROVINCE && i == PROVINCE;
        good = dot || (char_is_digit(text.ptr[i]) && count < WHOLE);
        if (good && !dot)
            digits[count++] = text.ptr[i];
    }
    if (!good || (count != PROVINCE && count != WHOLE))
        return (struct str){0};
    struct str code = count == PROVINCE ? arena_printf(a, "%.2s", digits)
                                        : arena_printf(a, "%.2s.%.2s", digits, digits + PROVINCE);
    const struct region *region = region_find(code);
    return region ? region->code : (struct str){0};
}

static bool read_ring(struct reading *x, const struct json_value *v, struct topology_ring *ret) {
    if (!json_is(v, JSON_ARRAY) || !v->count || ++x->rings > BOUNDARY_RINGS_MAX) {
        refuse(x, "a ring has no arcs, or the file has more than 50,000 rings");
        return false;
    }
    int64_t *arcs = NEW(x->a, int64_t, v->count);
    size_t count = 0;
    for (const struct json_value *i = v->first; i; i = i->next) {
        int64_t index = i->integer, forth = index < 0 ? -1 - index : index;
        if (!json_is(i, JSON_INTEGER) || forth >= (int64_t)x->arc_count) {
            refuse(x, "a ring names an arc that the file does not have");
            return false;
        }
        x->ring_points += x->arcs[forth].count;
        arcs[count++] = index;
    }
    if (x->ring_points > 4 * (size_t)BOUNDARY_POINTS_MAX) { /* neighbours use an arc twice */
        refuse(x, "rings use the same arcs again and again");
        return false;
    }
    *ret = (struct topology_ring){arcs, count};
    return true;
}

struct rings {
    struct topology_ring *list;
    size_t count;
};

static void read_polygon(struct reading *x, const struct json_value *v, struct rings *to) {
    if (!json_is(v, JSON_ARRAY))
        refuse(x, "a polygon has no list of rings");
    for (const struct json_value *r = json_is(v, JSON_ARRAY) ? v->first : NULL; r && !x->why.len;
         r = r->next)
        to->count += read_ring(x, r, &to->list[to->count]);
}

static size_t ring_count(const struct json_value *arcs, bool several) {
    size_t count = 0;
    if (!json_is(arcs, JSON_ARRAY) || !several)
        return json_is(arcs, JSON_ARRAY) ? arcs->count : 0;
    for (const struct json_value *p = arcs->first; p; p = p->next)
        count += json_is(p, JSON_ARRAY) ? p->count : 0;
    return count;
}

static void read_area(struct reading *x, const struct json_value *v, bool several) {
    const struct json_value *arcs = json_get(v, "arcs"), *name = known_property(x, v);
    struct rings rings = {NEW(x->a, struct topology_ring, ring_count(arcs, several) + 1), 0};
    if (!several)
        read_polygon(x, arcs, &rings);
    else if (!json_is(arcs, JSON_ARRAY))
        refuse(x, "a polygon has no list of rings");
    for (const struct json_value *p = several && !x->why.len ? arcs->first : NULL; p; p = p->next)
        read_polygon(x, p, &rings);
    if (!x->why.len && x->object_count == x->object_room)
        refuse(x,
               "the file has more than 4,096 areas: merge them first, for example with mapshaper");
    if (x->why.len)
        return;
    struct str called = name ? name->text : STR("-");
    struct str code = rings.count ? normal_code(x->a, called) : (struct str){0};
    x->objects[x->object_count++] = (struct topology_object){code, called, rings.list, rings.count};
}

/* Collections lie flat in the files of mapshaper and topojson; deeper ones end with JSON's depth.
 */
/* lint: recursion is bounded by the depth that json_read allows */
static void read_geometry(struct reading *x, const struct json_value *v) {
    struct str type = json_text(json_get(v, "type"));
    const struct json_value *list = json_get(v, "geometries");
    if (str_equal(type, STR("Polygon")))
        read_area(x, v, false);
    else if (str_equal(type, STR("MultiPolygon")))
        read_area(x, v, true);
    else if (str_equal(type, STR("GeometryCollection")) && json_is(list, JSON_ARRAY))
        for (const struct json_value *g = list->first; g && !x->why.len; g = g->next)
            read_geometry(x, g);
    else if (!json_is(json_get(v, "type"), JSON_NULL)) /* a region without an area is none */
        refuse(x, "an object is no Polygon, MultiPolygon or GeometryCollection");
}

static const struct json_value *object_of(struct reading *x, const struct json_value *root) {
    const struct json_value *all = json_get(root, "objects");
    if (!json_is(all, JSON_OBJECT) || !all->count) {
        refuse(x, "the file has no \"objects\"");
        return NULL;
    }
    if (x->ask->object.len) {
        const struct json_value *named = json_get(all, arena_c(x->a, x->ask->object));
        if (!named)
            refuse(x, "the file has no object of the name that --object gives");
        return named;
    }
    if (all->count > 1)
        refuse(x, "the file has several objects: name one with --object");
    return all->first;
}

struct err topology_read(struct arena *a, const struct boundary_ask *ask, struct topology *ret,
                         struct str *ret_why) {
    static const struct json_limits LIMITS = {16, BOUNDARY_POINTS_MAX + 4 * BOUNDARY_ARCS_MAX,
                                              4 * BOUNDARY_POINTS_MAX};
    enum { OBJECTS = 4096 };
    struct reading x = {.a = a, .ask = ask, .object_room = OBJECTS};
    const struct json_value *root = NULL;
    if (ask->text.len > BOUNDARY_FILE_MAX)
        refuse(&x, "the file is larger than 32 MiB. Simplify it first, for example with mapshaper");
    else if (json_read(a, ask->text, LIMITS, &root).code)
        refuse(&x, "the file is no JSON that can be read, or holds more than 500,000 points");
    else if (!str_equal(json_text(json_get(root, "type")), STR("Topology")))
        refuse(&x, "the file is no TopoJSON: \"type\" is not \"Topology\". Of GeoJSON, mapshaper "
                   "makes one");
    x.objects = NEW(a, struct topology_object, OBJECTS);
    if (!x.why.len)
        read_transform(&x, root);
    if (!x.why.len)
        read_arcs(&x, root);
    const struct json_value *object = x.why.len ? NULL : object_of(&x, root);
    if (!x.why.len)
        read_geometry(&x, object);
    *ret_why = x.why;
    if (x.why.len)
        return ERR(ERR_INVALID, STR("boundaries"));
    *ret = (struct topology){x.arcs, x.arc_count, x.objects, x.object_count};
    return OK;
}
