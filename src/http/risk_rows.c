#include "base/regions.h"
#include "http/page_figures.h"
#include "http/risk_view.h"
#include "http/shapes.h"

#include <stdlib.h>

/* The table of the map of risk: scores by region, and what others published beside them. */

enum { TOP = 20, COLUMNS = 4 };

static int by_rank(const void *left, const void *right) {
    const struct web_risk_row *a = left, *b = right;
    int64_t x = a->said ? a->rank : INT64_MAX, y = b->said ? b->rank : INT64_MAX;
    return x != y ? (x > y) - (x < y) : str_compare(a->code, b->code);
}

static enum risk_level level_of(const struct http_risk *r) {
    return r->x.risk.table ? r->x.risk.table->level : r->x.risk.index->level;
}

/* Whose regions are shown; NULL: all that are compared. */
static struct err find_province(struct http_call *call, const struct http_risk *r,
                                const struct region **ret) {
    const struct region *asked = region_find(http_query(call, "wilayah"));
    struct err e = OK;
    *ret = NULL;
    if (level_of(r) == RISK_REGENCY)
        e = http_province_asked(call, ret);
    if (!e.code && level_of(r) == RISK_REGENCY && !*ret && asked)
        *ret = region_province(asked);
    return e;
}

/* --- rows --- */

static struct web_risk_row row_of(struct http_call *call, const struct http_risk *r, size_t i) {
    const struct risk_score *s = &r->x.risk.scores.list[i];
    struct web_tile tile = http_map_place(region_find(s->region));
    return (struct web_risk_row){.code = s->region,
                                 .name = tile.name,
                                 .href = http_risk_address(call, r, s->region, true),
                                 .abbr = tile.abbr,
                                 .col = tile.col,
                                 .row = tile.row,
                                 .said = s->said,
                                 .score = s->score,
                                 .known = s->known,
                                 .class = (enum web_risk_class)s->class,
                                 .rank = (int64_t)s->rank,
                                 .low = s->range.low,
                                 .high = s->range.high,
                                 .best = (int64_t)s->best,
                                 .worst = (int64_t)s->worst,
                                 .usual_rank = (int64_t)r->x.usual.list[i].rank};
}

/* Of one province's regencies, or of the provinces. Of a region that is taken apart, too. */
static void fill_shapes(struct http_call *call, const struct http_risk *r,
                        const struct region *province, struct web_risk *v,
                        struct web_risk_row *rows) {
    struct str path = http_path(call, r->desk ? WEB_PATH_WEIGH : WEB_PATH_RISK);
    struct str query = http_risk_query(call, r, http_query(call, "wilayah"), true);
    struct str address = arena_printf(call->arena, "%.*s%.*s", STR_ARG(path), STR_ARG(query));
    if (v->nation && province)
        address = arena_printf(call->arena, "%.*s&provinsi=%.*s", STR_ARG(address),
                               STR_ARG(province->code));
    struct str code = province ? province->code : STR("");
    const struct boundary_map *map = http_shapes(call, code, address, &v->shapes);
    for (size_t i = 0; i < v->row_count; i++)
        rows[i].shape = http_shape(map, rows[i].code, &v->shapes);
}

/* Without a province of so many regions those alone that stand highest. */
static struct web_risk_row *fill_rows(struct http_call *call, const struct http_risk *r,
                                      const struct region *province, struct web_risk *v) {
    const struct risk_scores *scores = &r->x.risk.scores;
    struct web_risk_row *rows = NEW(call->arena, struct web_risk_row, scores->count + 1);
    bool top = v->nation && !province;
    for (size_t i = 0; i < scores->count; i++) {
        const struct risk_score *s = &scores->list[i];
        if ((top && (!s->said || s->rank > TOP)) ||
            (province && !str_starts(s->region, province->code)))
            continue;
        rows[v->row_count++] = row_of(call, r, i);
        v->said += s->said;
    }
    if (v->row_count)
        qsort(rows, v->row_count, sizeof *rows, by_rank);
    if (top && v->row_count > TOP) /* as many as share the last rank */
        v->said = (int64_t)(v->row_count = TOP);
    v->rows = rows;
    v->has_tiles = !top;
    if (v->has_tiles)
        fill_shapes(call, r, province, v, rows);
    return rows;
}

/* --- the nation's provinces --- */

static struct web_risk_province province_of(struct http_call *call, const struct http_risk *r,
                                            const struct region *province) {
    const struct risk_scores *scores = &r->x.risk.scores;
    struct str address = http_risk_address(call, r, (struct str){0}, true);
    struct web_risk_province p = {.name = province->name,
                                  .href = arena_printf(call->arena, "%.*s&provinsi=%.*s",
                                                       STR_ARG(address), STR_ARG(province->code))};
    for (size_t i = 0; i < scores->count; i++) {
        const struct risk_score *s = &scores->list[i];
        if (!s->said || !str_starts(s->region, province->code))
            continue;
        p.said++;
        p.high += s->class == RISK_HIGH;
        p.best = s->score > p.best ? s->score : p.best;
    }
    return p;
}

static void fill_provinces(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    struct web_risk_province *list = NEW(call->arena, struct web_risk_province, region_count());
    for (size_t i = 0; i < region_count(); i++)
        if (region_at(i)->kind == REGION_PROVINSI)
            list[v->province_count++] = province_of(call, r, region_at(i));
    v->provinces = list;
}

/* --- what others published --- */

static bool names_one(const struct risk_table *table, const struct web_risk *v) {
    for (size_t i = 0; i < v->row_count; i++)
        if (risk_table_find(table, v->rows[i].code))
            return true;
    return false;
}

/* Published indexes of the same regions, a column each. */
static void fill_columns(struct http_call *call, struct web_risk *v, struct web_risk_row *rows) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    const struct risk_table *tables[COLUMNS];
    size_t count = 0;
    struct web_risk_column *columns = NEW(call->arena, struct web_risk_column, COLUMNS);
    for (size_t i = 0; i < rules->table_count && count < COLUMNS; i++) {
        const struct risk_table *table = &rules->tables[i];
        if (!table->published || !names_one(table, v))
            continue;
        tables[count] = table;
        columns[count++].label = law_say(table->label, http_english(call));
    }
    for (size_t i = 0; i < v->row_count; i++) {
        struct web_risk_other *others = NEW(call->arena, struct web_risk_other, COLUMNS);
        for (size_t k = 0; k < count; k++) {
            const struct risk_value *found = risk_table_find(tables[k], rows[i].code);
            others[k] = (struct web_risk_other){.label = columns[k].label, .said = found != NULL};
            if (found)
                others[k].score = risk_hundredths(found->value);
        }
        rows[i].others = others;
        rows[i].other_count = count;
    }
    v->columns = columns;
    v->column_count = count;
}

/* Published indexes of provinces, which say something of the one whose regions are shown. */
static void fill_aboves(struct http_call *call, const struct region *province, struct web_risk *v) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    struct web_risk_above *list = NEW(call->arena, struct web_risk_above, rules->table_count + 1);
    for (size_t i = 0; i < rules->table_count; i++) {
        const struct risk_table *table = &rules->tables[i];
        const struct risk_value *found =
            table->published ? risk_table_find(table, province->code) : NULL;
        if (found)
            list[v->above_count++] = (struct web_risk_above){
                law_say(table->label, http_english(call)),
                arena_printf(call->arena, "%.*s?pakai=%.*s",
                             STR_ARG(http_path(call, WEB_PATH_RISK)), STR_ARG(table->id)),
                risk_hundredths(found->value)};
    }
    v->aboves = list;
}

struct err http_risk_rows(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    const struct region *province;
    struct err e = find_province(call, r, &province);
    if (e.code)
        return e;
    v->nation = level_of(r) == RISK_REGENCY && !http_owner(call)->region.len;
    v->compared = (int64_t)r->x.risk.scores.count;
    if (province) {
        v->province = province->code;
        v->province_name = province->name;
    }
    struct web_risk_row *rows = fill_rows(call, r, province, v);
    if (v->nation && !province)
        fill_provinces(call, r, v);
    if (!r->x.risk.index)
        return OK;
    fill_columns(call, v, rows);
    if (province)
        fill_aboves(call, province, v);
    return OK;
}
