#include "web/pages.h"
#include "web/text.h"

static struct str field_id(struct arena *a, struct str key, struct str field) {
    return arena_printf(a, "%.*s-%.*s", STR_ARG(key), STR_ARG(field));
}

static const struct intake_fault *fault_of(const struct intake_faults *faults, struct str field) {
    for (size_t i = 0; faults && i < faults->count; i++) {
        struct str name = faults->list[i].field;
        if (str_equal(str_cut(&name, '['), field))
            return &faults->list[i];
    }
    return NULL;
}

/* What was typed, unless the browser's own date field would refuse to hold it. */
static struct str value_kept(const struct law_field *field, struct str typed) {
    struct date day;
    bool dated = field->type == LAW_F_DATE || field->type == LAW_F_DATETIME;
    struct str head = {typed.ptr, typed.len < DATE_LEN ? typed.len : DATE_LEN};
    return dated && !date_parse(head, &day) ? (struct str){0} : typed;
}

struct summary {
    struct web_fault *list;
    size_t count;
};

static void summary_add(struct arena *a, struct summary *summary, struct str anchor,
                        struct str label, struct str text) {
    summary->list[summary->count++] = (struct web_fault){
        .anchor = anchor, .text = arena_printf(a, "%.*s: %.*s", STR_ARG(label), STR_ARG(text))};
}

static void fill_choices(struct arena *a, struct web_action *ret) {
    const struct law_step *step = ret->step;
    ret->choices = NEW(a, struct web_choice, step->outcome_count);
    ret->choice_count = step->outcome_count;
    for (size_t i = 0; i < step->outcome_count; i++)
        ret->choices[i] =
            (struct web_choice){.value = step->outcomes[i].value, .label = step->outcomes[i].label};
}

void web_action_fill(struct arena *a, const struct intake_pairs *pairs,
                     const struct intake_faults *faults, bool english, struct web_action *ret) {
    const struct law_step *step = ret->step;
    ret->key = ret->track.len ? field_id(a, ret->track, step->name) : step->name;
    fill_choices(a, ret);
    struct web_field *fields = NEW(a, struct web_field, step->field_count);
    struct summary summary = {NEW(a, struct web_fault, step->field_count + 2), 0};
    for (size_t i = 0; i < step->field_count; i++) {
        const struct law_field *field = &step->fields[i];
        fields[i] = (struct web_field){.field = field, .id = field_id(a, ret->key, field->name)};
        for (size_t k = 0; pairs && k < pairs->count && fields[i].value.len == 0; k++)
            if (str_equal(pairs->list[k].name, field->name))
                fields[i].value = value_kept(field, pairs->list[k].value);
        const struct intake_fault *fault = fault_of(faults, field->name);
        if (!fault)
            continue;
        fields[i].error = web_fault_text(a, fault->code, fault->limit, english);
        summary_add(a, &summary, fields[i].id, english ? field->label.en : field->label.id,
                    fields[i].error);
    }
    ret->fields = fields;
    ret->field_count = step->field_count;
    for (size_t k = 0; pairs && k < pairs->count; k++)
        if (str_equal(pairs->list[k].name, STR("outcome")))
            ret->outcome.value = pairs->list[k].value;
    const struct intake_fault *fault = fault_of(faults, STR("outcome"));
    if (fault) {
        ret->outcome.error = web_fault_text(a, fault->code, fault->limit, english);
        summary_add(a, &summary, field_id(a, ret->key, STR("outcome")),
                    web_text(WEB_T_CASE_OUTCOME, english), ret->outcome.error);
    }
    fault = fault_of(faults, STR("persons"));
    if (fault) {
        ret->persons_error = web_fault_text(a, fault->code, fault->limit, english);
        summary_add(a, &summary, field_id(a, ret->key, STR("orang")),
                    web_text(WEB_T_PROPOSE_PERSONS, english), ret->persons_error);
    }
    ret->faults = summary.list;
    ret->fault_count = summary.count;
    ret->open = ret->open || summary.count > 0;
}

enum web_urgency web_urgency_of(bool has_clock, int64_t days_left_early) {
    if (!has_clock)
        return WEB_NO_CLOCK;
    if (days_left_early < 0)
        return WEB_LATE;
    if (days_left_early == 0)
        return WEB_TODAY;
    if (days_left_early <= 2)
        return WEB_SOON;
    return days_left_early <= 7 ? WEB_THIS_WEEK : WEB_LATER;
}

void web_work_group(struct arena *a, const struct web_work_row *rows, size_t count,
                    struct web_work *ret) {
    struct web_work_group *groups = NEW(a, struct web_work_group, WEB_URGENCY_COUNT);
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        if (made == 0 || groups[made - 1].urgency != rows[i].urgency) {
            if (made == WEB_URGENCY_COUNT)
                die("web_work_group: rows are not in the order of their urgency");
            groups[made++] = (struct web_work_group){.urgency = rows[i].urgency,
                                                     .total = ret->totals[rows[i].urgency],
                                                     .rows = &rows[i]};
        }
        groups[made - 1].row_count++;
    }
    ret->groups = groups;
    ret->group_count = made;
}
