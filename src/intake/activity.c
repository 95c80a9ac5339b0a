#include "intake/activity.h"

#include "base/regions.h"
#include "intake/intake_internal.h"

const struct str INTAKE_ACTIVITY_KINDS[] = {
#define KIND(code) STR_INIT(#code),
#include "intake/activity.def"
};
const struct str INTAKE_ACTIVITY_PARTNERS[] = {
#define PARTNER(code) STR_INIT(#code),
#include "intake/activity.def"
};
const size_t INTAKE_ACTIVITY_KIND_COUNT = COUNT_OF(INTAKE_ACTIVITY_KINDS);
const size_t INTAKE_ACTIVITY_PARTNER_COUNT = COUNT_OF(INTAKE_ACTIVITY_PARTNERS);

/* --- leaves that are looked up: what is kept is the table's own string --- */

static void leaf_kind(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *ret) {
    (void)row;
    intake_keep_found(r, intake_find_word(INTAKE_ACTIVITY_KINDS, INTAKE_ACTIVITY_KIND_COUNT, text),
                      ret);
}

static void leaf_partner(const struct intake_reading *r, const struct intake_row *row,
                         struct str text, void *ret) {
    (void)row;
    intake_keep_found(
        r, intake_find_word(INTAKE_ACTIVITY_PARTNERS, INTAKE_ACTIVITY_PARTNER_COUNT, text), ret);
}

static void leaf_people(const struct intake_reading *r, const struct intake_row *row,
                        struct str text, void *ret) {
    int64_t people;
    (void)row;
    if (!str_to_int(str_trim(text), &people))
        intake_fault_here(r, "not_a_number", 0);
    else if (people < 0 || people > INTAKE_REACH)
        intake_fault_here(r, "out_of_range", INTAKE_REACH);
    else
        *(int64_t *)ret = people;
}

#define AT(field_) offsetof(struct intake_activity, field_)
#define LOOKED_UP(field_, read_, required_)                                                        \
    { .name = STR_INIT(#field_), .read = (read_), .required = (required_), .offset = AT(field_) }
#define LINE(field_, limit_)                                                                       \
    { .name = STR_INIT(#field_), .read = intake_leaf_line, .offset = AT(field_), .limit = (limit_) }
#define PEOPLE(field_)                                                                             \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = leaf_people, .offset = AT(field_),                      \
        .flag = AT(has_##field_)                                                                   \
    }
static const struct intake_row ROWS[] = {
    LOOKED_UP(kind, leaf_kind, true),
    LOOKED_UP(region, intake_leaf_region, true),
    LOOKED_UP(election, intake_leaf_election, false),
    LOOKED_UP(duty, intake_leaf_duty, false),
    {.name = STR_INIT("on"),
     .read = intake_leaf_date,
     .required = true,
     .offset = AT(on),
     .flag = AT(has_on)},
    LINE(title, INTAKE_TITLE),
    LINE(place, INTAKE_PLACE),
    LINE(organiser, INTAKE_AGENCY),
    {.name = STR_INIT("note"), .read = intake_leaf_block, .offset = AT(note), .limit = INTAKE_NOTE},
    {.name = STR_INIT("partners"),
     .kind = INTAKE_LIST,
     .read = leaf_partner,
     .offset = AT(partners),
     .count_offset = AT(partner_count),
     .limit = COUNT_OF(INTAKE_ACTIVITY_PARTNERS),
     .size = sizeof(struct str),
     .distinct = true},
    PEOPLE(reach),
    PEOPLE(reach_asn),
};
static const struct intake_table TABLE = {
    .rows = ROWS, .count = COUNT_OF(ROWS), .size = sizeof(struct intake_activity)};

/* What no single field can tell. */
static void check(const struct intake_reading *r, const struct intake_activity *x) {
    const struct intake_context *context = r->context;
    struct date today =
        context->now.us ? instant_date(context->now, region_zone(x->region)) : context->today;
    if (x->has_on && x->on.day > today.day)
        intake_fault_at(r, STR("on"), "in_future", 0);
    else if (x->has_on && x->on.day < today.day - INTAKE_ACTIVITY_DAYS)
        intake_fault_at(r, STR("on"), "too_old", INTAKE_ACTIVITY_DAYS / 365);
    if (x->has_reach && x->has_reach_asn && x->reach_asn > x->reach)
        intake_fault_at(r, STR("reach_asn"), "more_than_all", x->reach);
}

struct err intake_activity_form(struct arena *a, const struct intake_pairs *form,
                                const struct intake_context *context, struct intake_activity *ret,
                                struct intake_faults *faults) {
    struct intake_activity x = {0};
    struct intake_reading r = {.a = a, .context = context, .faults = faults};
    intake_form_table(&r, form, &TABLE, &x);
    check(&r, &x);
    if (faults->count)
        return ERR(ERR_INVALID, STR("activity"));
    *ret = x;
    return OK;
}

struct err intake_withdrawal_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                                  struct intake_faults *faults) {
    struct str text = {0};
    struct str typed = intake_pair_get(form, "reason");
    const char *fault = str_trim(typed).len
                            ? intake_text_clean(a, typed, INTAKE_LINE, INTAKE_TITLE, &text)
                            : "required";
    if (!fault && !text.len)
        fault = "required";
    if (fault) {
        intake_fault_add(faults, STR("reason"), fault, INTAKE_TITLE);
        return ERR(ERR_INVALID, STR("reason"));
    }
    *ret = text;
    return OK;
}
