#include "http/meeting_view.h"

struct grouping {
    struct http_call *call;
    const struct http_groups *of;
    const struct store_office *all;
    size_t all_count;
    struct web_office_group *groups;
    struct web_office_choice *offices; /* of all groups, kind by kind */
    size_t count;
};

static bool sends(const struct http_call *call, struct str name, struct str value) {
    for (size_t i = 0; i < call->form.count; i++)
        if (str_equal(call->form.list[i].name, name) && str_equal(call->form.list[i].value, value))
            return true;
    return false;
}

static bool is_listed(const struct grouping *to, const struct store_office *office) {
    return !to->of->sender || flow_letter_reaches(to->of->sender, office);
}

/* The group of that kind. */
static void fill_group(struct grouping *to, struct str kind) {
    struct http_call *call = to->call;
    struct web_office_group *group = &to->groups[to->count++];
    *group = (struct web_office_group){
        .kind = kind,
        .label = law_office_label(http_law(call), kind, http_today(call), http_english(call)),
        .chosen = sends(call, STR("all"), kind),
        .offices = to->offices};
    for (size_t i = 0; i < to->all_count; i++) {
        const struct store_office *office = &to->all[i];
        if (!str_equal(office->kind, kind) || !is_listed(to, office))
            continue;
        bool chosen =
            sends(call, str_from_c(to->of->one), office->id) || str_lists(to->of->ids, office->id);
        *to->offices++ = (struct web_office_choice){
            office->id, http_english(call) ? office->name_en : office->name, chosen};
        group->office_count++;
        group->open |= chosen;
    }
}

static bool is_new(const struct grouping *to, struct str kind) {
    for (size_t i = 0; i < to->count; i++)
        if (str_equal(to->groups[i].kind, kind))
            return false;
    return true;
}

struct err http_office_groups(struct http_call *call, const struct http_groups *of,
                              const struct web_office_group **ret, size_t *ret_count) {
    struct grouping to = {.call = call, .of = of};
    struct err e = store_office_all(http_reader(call), call->arena, &to.all, &to.all_count);
    if (e.code)
        return e;
    to.groups = NEW(call->arena, struct web_office_group, to.all_count + 1);
    to.offices = NEW(call->arena, struct web_office_choice, to.all_count + 1);
    for (size_t i = 0; i < to.all_count; i++)
        if (is_listed(&to, &to.all[i]) && is_new(&to, to.all[i].kind))
            fill_group(&to, to.all[i].kind);
    *ret = to.groups;
    *ret_count = to.count;
    return OK;
}
