#include "http/activity_view.h"

#include "base/regions.h"

struct err http_office_name(struct http_call *call, struct str id, struct str *ret) {
    struct store_office office;
    struct err e = store_office_find(http_reader(call), call->arena, id, &office);
    *ret = e.code ? STR("") : http_english(call) ? office.name_en : office.name;
    return e.code == ERR_MISSING ? OK : e;
}

/* A label of the catalogue; the code itself where it has none, as of an event of a later version.
 */
static struct str label(const struct http_call *call, const char *prefix, struct str code) {
    struct str key = arena_printf(call->arena, "%s%.*s", prefix, STR_ARG(code));
    struct str text = web_text_by_name(key, http_english(call));
    return text.len ? text : code;
}

struct str http_activity_kind(const struct http_call *call, struct str kind) {
    return label(call, "activity.kind_", kind);
}

struct str http_activity_partner(const struct http_call *call, struct str partner) {
    return label(call, "activity.with_", partner);
}

struct str http_activity_title(const struct http_call *call, const struct store_activity *x) {
    if (http_english(call) && x->title_en.len)
        return x->title_en;
    return x->title.len ? x->title : http_activity_kind(call, x->kind);
}

static struct str partner_names(const struct http_call *call, struct str codes) {
    struct str text = {0};
    while (codes.len) {
        struct str name = http_activity_partner(call, str_cut(&codes, ' '));
        text = arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(text), text.len ? ", " : "",
                            STR_ARG(name));
    }
    return text;
}

struct err http_activity_row(struct http_call *call, const struct store_activity *x,
                             struct web_activity_row *ret) {
    const struct region *region = region_find(x->region);
    struct err e = OK;
    *ret = (struct web_activity_row){
        .id = http_number(call, x->id),
        .on = x->on,
        .kind = http_activity_kind(call, x->kind),
        .title = http_activity_title(call, x),
        .place = x->place,
        .region = region ? region->name : x->region,
        .organiser = x->organiser,
        .partners = partner_names(call, x->partners),
        .reach = x->reach,
        .reach_asn = x->reach_asn,
        .withdrawn = x->withdrawn,
    };
    if (!ret->organiser.len)
        e = http_office_name(call, x->office, &ret->organiser);
    return e;
}

struct err http_activity_rows(struct http_call *call, const struct store_activities *list,
                              const struct web_activity_row **ret) {
    struct web_activity_row *rows = NEW(call->arena, struct web_activity_row, list->count + 1);
    struct err e = OK;
    for (size_t i = 0; i < list->count && !e.code; i++)
        e = http_activity_row(call, &list->list[i], &rows[i]);
    *ret = rows;
    return e;
}

size_t http_activity_kinds(struct http_call *call, const struct web_option **ret) {
    struct web_option *list = NEW(call->arena, struct web_option, INTAKE_ACTIVITY_KIND_COUNT);
    for (size_t i = 0; i < INTAKE_ACTIVITY_KIND_COUNT; i++) {
        list[i].value = INTAKE_ACTIVITY_KINDS[i];
        list[i].label = http_activity_kind(call, list[i].value);
    }
    *ret = list;
    return INTAKE_ACTIVITY_KIND_COUNT;
}

size_t http_activity_regions(struct http_call *call, struct str within,
                             const struct web_option **ret) {
    const struct store_office office = {.region = within};
    struct web_option *list = NEW(call->arena, struct web_option, region_count() + 1);
    size_t count = 0;
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        if (!flow_activity_in_region(&office, region->code))
            continue;
        list[count].value = region->code;
        list[count++].label = region->name;
    }
    *ret = list;
    return count;
}

struct err http_activity_find(struct http_call *call, struct store_activity *ret) {
    int64_t id;
    if (!str_to_int(http_param(call, "id"), &id) || id < 0)
        return ERR(ERR_MISSING, STR("activity"));
    return store_activity_find(http_reader(call), call->arena, id, ret);
}

struct str http_activity_path(struct http_call *call, int64_t id) {
    return arena_printf(call->arena, "%.*s%lld", STR_ARG(http_path(call, WEB_PATH_ACTIVITY)),
                        (long long)id);
}
