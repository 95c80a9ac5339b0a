#include "intake/letter.h"

#include "base/regions.h"
#include "intake/intake_internal.h"

enum { YEAR = 366 };

const struct str INTAKE_LETTER_MEANS[] = {STR_INIT("langsung"), STR_INIT("pos"), STR_INIT("surel"),
                                          STR_INIT("aplikasi")};
const size_t INTAKE_LETTER_MEANS_COUNT = COUNT_OF(INTAKE_LETTER_MEANS);

/* --- leaves that are looked up --- */

/* Of letters that are drafted here alone: the others are forms. */
static void leaf_kind(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *ret) {
    const struct law_letter *letter = law_letter(r->context->law, str_trim(text));
    (void)row;
    if (letter && letter->template.id.len)
        *(const struct law_letter **)ret = letter;
    else
        intake_fault_here(r, "unknown", 0);
}

static void leaf_means(const struct intake_reading *r, const struct intake_row *row,
                       struct str text, void *ret) {
    (void)row;
    intake_keep_found(r, intake_find_word(INTAKE_LETTER_MEANS, INTAKE_LETTER_MEANS_COUNT, text),
                      ret);
}

#define LINE(struct_, field_, limit_, required_)                                                   \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = intake_leaf_line, .required = (required_),              \
        .offset = offsetof(struct struct_, field_), .limit = (limit_)                              \
    }
#define FOUND(struct_, field_, read_, required_)                                                   \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = (read_), .required = (required_),                       \
        .offset = offsetof(struct struct_, field_)                                                 \
    }
#define DAY(struct_, field_, required_)                                                            \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = intake_leaf_date, .required = (required_),              \
        .offset = offsetof(struct struct_, field_), .flag = offsetof(struct struct_, has_##field_) \
    }
#define OFFICES(name_, list_, count_)                                                              \
    {                                                                                              \
        .name = STR_INIT(name_), .kind = INTAKE_LIST, .read = intake_leaf_line, .offset = (list_), \
        .count_offset = (count_), .limit = INTAKE_LETTER_TO, .size = sizeof(struct str)            \
    }
static const struct intake_row LETTER_ROWS[] = {
    FOUND(intake_letter, kind, leaf_kind, true),
    FOUND(intake_letter, region, intake_leaf_region, true),
    FOUND(intake_letter, election, intake_leaf_election, false),
    FOUND(intake_letter, duty, intake_leaf_duty, false),
    LINE(intake_letter, number, INTAKE_LETTER_NUMBER, true),
    DAY(intake_letter, on, true),
    DAY(intake_letter, due, false),
    LINE(intake_letter, subject, INTAKE_TITLE, true),
    {.name = STR_INIT("text"),
     .read = intake_leaf_block,
     .required = true,
     .offset = offsetof(struct intake_letter, text),
     .limit = INTAKE_LETTER},
    LINE(intake_letter, signer, INTAKE_POSITION, true),
    OFFICES("to", offsetof(struct intake_letter, to.list),
            offsetof(struct intake_letter, to.count)),
    OFFICES("all", offsetof(struct intake_letter, all.list),
            offsetof(struct intake_letter, all.count)),
};
static const struct intake_table LETTER = {
    .rows = LETTER_ROWS, .count = COUNT_OF(LETTER_ROWS), .size = sizeof(struct intake_letter)};

struct answer {
    struct str answer;
};
static const struct intake_row ANSWER_ROWS[] = {LINE(answer, answer, INTAKE_TITLE, false)};
static const struct intake_table ANSWER = {
    .rows = ANSWER_ROWS, .count = COUNT_OF(ANSWER_ROWS), .size = sizeof(struct answer)};

static const struct intake_row DELIVERY_ROWS[] = {
    LINE(intake_delivery, to, INTAKE_USER_NAME, true),
    FOUND(intake_delivery, means, leaf_means, true),
    LINE(intake_delivery, receiver, INTAKE_POSITION, true),
    DAY(intake_delivery, delivered, true),
};
static const struct intake_table DELIVERY = {.rows = DELIVERY_ROWS,
                                             .count = COUNT_OF(DELIVERY_ROWS),
                                             .size = sizeof(struct intake_delivery)};

/* --- forms --- */

static void check_distinct(const struct intake_reading *r, struct str name,
                           const struct intake_offices *offices) {
    for (size_t i = 0; i < offices->count; i++)
        for (size_t k = 0; k < i; k++)
            if (str_equal(offices->list[i], offices->list[k])) {
                intake_fault_at(r, name, "duplicate", 0);
                return;
            }
}

static void check_days(const struct intake_reading *r, const struct intake_letter *x) {
    const struct intake_context *context = r->context;
    struct date today =
        context->now.us ? instant_date(context->now, region_zone(x->region)) : context->today;
    if (x->has_on && x->on.day > today.day)
        intake_fault_at(r, STR("on"), "in_future", 0);
    else if (x->has_on && x->on.day < today.day - INTAKE_ACTIVITY_DAYS)
        intake_fault_at(r, STR("on"), "too_old", INTAKE_ACTIVITY_DAYS / 365);
    if (x->has_on && x->has_due && x->due.day < x->on.day)
        intake_fault_at(r, STR("due"), "before_letter", 0);
    else if (x->has_on && x->has_due && x->due.day > x->on.day + YEAR)
        intake_fault_at(r, STR("due"), "too_far", 1);
}

struct err intake_letter_form(struct arena *a, const struct intake_pairs *form,
                              const struct intake_context *context, struct intake_letter *ret,
                              struct intake_faults *faults) {
    struct intake_letter x = {0};
    struct intake_reading r = {.a = a, .context = context, .faults = faults};
    intake_form_table(&r, form, &LETTER, &x);
    check_distinct(&r, STR("to"), &x.to);
    check_distinct(&r, STR("all"), &x.all);
    check_days(&r, &x);
    if (!x.to.count && !x.all.count && !intake_fault_has(faults, STR("to")))
        intake_fault_at(&r, STR("to"), "no_addressee", 0);
    if (faults->count)
        return ERR(ERR_INVALID, STR("letter"));
    *ret = x;
    return OK;
}

struct err intake_answer_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                              struct intake_faults *faults) {
    struct answer x = {0};
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, &ANSWER, &x);
    if (faults->count)
        return ERR(ERR_INVALID, STR("letter"));
    *ret = x.answer;
    return OK;
}

struct err intake_delivery_form(struct arena *a, const struct intake_pairs *form,
                                const struct intake_days *days, struct intake_delivery *ret,
                                struct intake_faults *faults) {
    struct intake_delivery x = {0};
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, &DELIVERY, &x);
    if (x.has_delivered && x.delivered.day < days->from.day)
        intake_fault_at(&r, STR("delivered"), "before_letter", 0);
    else if (x.has_delivered && x.delivered.day > days->to.day)
        intake_fault_at(&r, STR("delivered"), "in_future", 0);
    if (faults->count)
        return ERR(ERR_INVALID, STR("letter"));
    *ret = x;
    return OK;
}
