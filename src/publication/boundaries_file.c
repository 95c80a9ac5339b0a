#include "publication/boundaries.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/regions.h"

/* The file that is kept, read as strictly as if somebody else had written it: paths stand in pages
 * as they are. */

#define FORM "netral-boundaries/1"

static void put_region(struct json *j, const struct boundary *b) {
    json_open_object(j);
    json_put_str(j, "code", b->code);
    json_put_int(j, "x", b->x);
    json_put_int(j, "y", b->y);
    json_put_int(j, "wide", b->wide);
    json_put_str(j, "path", b->path);
    json_close_object(j);
}

struct str boundaries_text(struct arena *a, const struct boundaries *of) {
    struct buf out;
    struct json j;
    buf_init(&out, BOUNDARY_STORED_MAX);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "form", STR(FORM));
    json_put_str(&j, "source", of->source);
    json_put_str(&j, "licence", of->licence);
    json_key(&j, "maps");
    json_open_array(&j);
    for (size_t m = 0; m < of->count; m++) {
        json_open_object(&j);
        json_put_str(&j, "province", of->maps[m].province);
        json_put_int(&j, "width", of->maps[m].width);
        json_put_int(&j, "height", of->maps[m].height);
        json_key(&j, "regions");
        json_open_array(&j);
        for (size_t i = 0; i < of->maps[m].count; i++)
            put_region(&j, &of->maps[m].list[i]);
        json_close_array(&j);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
    struct str text = buf_full(&out) ? (struct str){0} : arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool read_int(const struct json_value *of, const char *key, int64_t *ret) {
    enum { MOST = 10 * BOUNDARY_WIDE_PROVINCES };
    const struct json_value *v = json_get(of, key);
    if (!json_is(v, JSON_INTEGER) || v->integer < 0 || v->integer > MOST)
        return false;
    *ret = v->integer;
    return true;
}

static bool is_path(struct str path) {
    bool good = str_starts(path, STR("M"));
    for (size_t i = 0; i < path.len && good; i++) {
        char c = path.ptr[i];
        good = char_is_digit(c) || c == 'M' || c == 'l' || c == 'z' || c == ' ' || c == '-';
    }
    return good;
}

static bool read_region(const struct json_value *v, struct str province, struct boundary *ret) {
    const struct region *region = region_find(json_text(json_get(v, "code")));
    struct boundary b = {.path = json_text(json_get(v, "path"))};
    if (!region || (region->kind == REGION_PROVINSI) != !province.len ||
        !str_starts(region->code, province) || !is_path(b.path) || !read_int(v, "x", &b.x) ||
        !read_int(v, "y", &b.y) || !read_int(v, "wide", &b.wide))
        return false;
    b.code = region->code;
    *ret = b;
    return true;
}

static bool read_map(struct arena *a, const struct json_value *v, struct boundary_map *ret) {
    const struct json_value *list = json_get(v, "regions");
    struct boundary_map map = {.province = json_text(json_get(v, "province"))};
    const struct region *province = region_find(map.province);
    if ((map.province.len && (!province || province->kind != REGION_PROVINSI)) ||
        !json_is(list, JSON_ARRAY) || list->count > region_count() ||
        !read_int(v, "width", &map.width) || !read_int(v, "height", &map.height))
        return false;
    struct boundary *regions = NEW(a, struct boundary, list->count + 1);
    bool good = true;
    for (const struct json_value *r = list->first; r && good; r = r->next) {
        good = read_region(r, map.province, &regions[map.count]);
        map.count += good;
    }
    map.list = regions;
    *ret = map;
    return good && map.width && map.height;
}

struct err boundaries_read(struct arena *a, struct str text, struct boundaries *ret) {
    const struct json_value *root = NULL;
    static const struct json_limits LIMITS = {8, 5000, 20000};
    struct err e = json_read(a, text, LIMITS, &root);
    const struct json_value *maps = e.code ? NULL : json_get(root, "maps");
    struct boundary_map *list = NEW(a, struct boundary_map, BOUNDARY_MAPS);
    bool good = maps && json_is(maps, JSON_ARRAY) && maps->count <= BOUNDARY_MAPS &&
                str_equal(json_text(json_get(root, "form")), STR(FORM));
    struct boundaries all = {.maps = list};
    if (good) {
        all.source = json_text(json_get(root, "source"));
        all.licence = json_text(json_get(root, "licence"));
        good = all.source.len && all.licence.len;
    }
    for (const struct json_value *m = good ? maps->first : NULL; m && good; m = m->next) {
        good = read_map(a, m, &list[all.count]);
        all.count += good;
    }
    if (!good)
        return ERR(ERR_MALFORMED, STR("boundaries"));
    *ret = all;
    return OK;
}

const struct boundary_map *boundary_map_of(const struct boundaries *of, struct str province) {
    for (size_t i = 0; i < of->count; i++)
        if (str_equal(of->maps[i].province, province))
            return &of->maps[i];
    return NULL;
}

const struct boundary *boundary_find(const struct boundary_map *map, struct str code) {
    for (size_t i = 0; i < map->count; i++)
        if (str_equal(map->list[i].code, code))
            return &map->list[i];
    return NULL;
}
