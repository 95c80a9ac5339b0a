#include "web/pages.h"
#include "web/text.h"

#include <stddef.h>

/* Which member of struct web_form a field's typed value goes to, and which one its fault: a fault
 * of a date belongs to its first part. */
struct place {
    struct str name; /* as the form sends it */
    size_t offset;
};
#define PLACE(name_, member)                                                                       \
    { STR_INIT(name_), offsetof(struct web_form, member) }
static const struct place VALUES[] = {
    PLACE("channel", channel),
    PLACE("act", act),
    PLACE("region", region),
    PLACE("place", place),
    PLACE("narrative", narrative),
    PLACE("occurred_on-d", occurred_day),
    PLACE("occurred_on-m", occurred_month),
    PLACE("occurred_on-y", occurred_year),
    PLACE("known_on-d", known_day),
    PLACE("known_on-m", known_month),
    PLACE("known_on-y", known_year),
    PLACE("subjects[0].class", subject_class),
    PLACE("subjects[0].name", subject_name),
    PLACE("subjects[0].position", subject_position),
    PLACE("subjects[0].agency", subject_agency),
    PLACE("witnesses[0].name", witness_name),
    PLACE("witnesses[0].address", witness_address),
    PLACE("witnesses[0].phone", witness_phone),
    PLACE("reporter.name", reporter_name),
    PLACE("reporter.address", reporter_address),
    PLACE("reporter.phone", reporter_phone),
    PLACE("reporter.email", reporter_email),
};
/* Faults that are named for a whole: where they are shown. */
static const struct {
    struct str path, shown_at;
} WHOLES[] = {
    {STR_INIT("occurred_on"), STR_INIT("occurred_on-d")},
    {STR_INIT("known_on"), STR_INIT("known_on-d")},
    {STR_INIT("subjects"), STR_INIT("subjects[0].name")},
    {STR_INIT("subjects[0]"), STR_INIT("subjects[0].name")},
    {STR_INIT("witnesses"), STR_INIT("witnesses[0].name")},
    {STR_INIT("witnesses[0]"), STR_INIT("witnesses[0].name")},
    {STR_INIT("reporter"), STR_INIT("reporter.name")},
};

static struct web_input *input_of(struct web_form *form, struct str name) {
    for (size_t i = 0; i < COUNT_OF(VALUES); i++)
        if (str_equal(VALUES[i].name, name))
            return (struct web_input *)(void *)((char *)form + VALUES[i].offset);
    return NULL;
}

static struct str shown_at(struct str path) {
    for (size_t i = 0; i < COUNT_OF(WHOLES); i++)
        if (str_equal(WHOLES[i].path, path))
            return WHOLES[i].shown_at;
    return path;
}

/* The id of the control: a date's first part bears the date's name alone. */
static struct str anchor_of(struct str path) {
    if (str_equal(path, STR("occurred_on-d")) || str_equal(path, STR("known_on-d")))
        path.len -= 2;
    return path;
}

static void place_fault(struct arena *a, struct web_form *form, const struct intake_fault *fault,
                        bool english, struct web_fault *ret) {
    struct str path = shown_at(fault->field);
    if (str_starts(path, STR("evidence")) || str_equal(path, STR("bukti")))
        path = STR("evidence");
    struct str text = web_fault_text(a, fault->code, fault->limit, english);
    struct web_input *input =
        str_equal(path, STR("evidence")) ? &form->evidence : input_of(form, path);
    if (input && input->error.len == 0)
        input->error = text;
    *ret = (struct web_fault){.anchor = input ? anchor_of(path) : STR("lapor"), .text = text};
}

/* The summary says what is meant: the field's label, then the sentence. */
static struct str label_of(struct str anchor, bool english) {
    static const struct {
        struct str anchor;
        enum web_text_key key;
    } labels[] = {
        {STR_INIT("channel"), WEB_T_FORM_CHANNEL},
        {STR_INIT("act"), WEB_T_FORM_ACT},
        {STR_INIT("region"), WEB_T_FORM_REGION},
        {STR_INIT("place"), WEB_T_FORM_PLACE},
        {STR_INIT("narrative"), WEB_T_FORM_NARRATIVE},
        {STR_INIT("occurred_on"), WEB_T_FORM_OCCURRED},
        {STR_INIT("known_on"), WEB_T_FORM_KNOWN},
        {STR_INIT("subjects[0].class"), WEB_T_FORM_CLASS},
        {STR_INIT("subjects[0].name"), WEB_T_FORM_NAME},
        {STR_INIT("subjects[0].position"), WEB_T_FORM_POSITION},
        {STR_INIT("subjects[0].agency"), WEB_T_FORM_AGENCY},
        {STR_INIT("witnesses[0].name"), WEB_T_FORM_WITNESS_NAME},
        {STR_INIT("witnesses[0].address"), WEB_T_FORM_WITNESS},
        {STR_INIT("witnesses[0].phone"), WEB_T_FORM_WITNESS},
        {STR_INIT("reporter.name"), WEB_T_FORM_REPORTER_NAME},
        {STR_INIT("reporter.address"), WEB_T_FORM_REPORTER},
        {STR_INIT("reporter.phone"), WEB_T_FORM_REPORTER},
        {STR_INIT("reporter.email"), WEB_T_FORM_EMAIL},
        {STR_INIT("evidence"), WEB_T_FORM_EVIDENCE},
    };
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (str_equal(labels[i].anchor, anchor))
            return web_text(labels[i].key, english);
    return (struct str){0};
}

void web_form_fill(struct arena *a, const struct intake_pairs *pairs,
                   const struct intake_faults *faults, bool english, struct web_form *ret) {
    for (size_t i = 0; pairs && i < pairs->count; i++) {
        struct web_input *input = input_of(ret, pairs->list[i].name);
        if (input && input->value.len == 0)
            input->value = pairs->list[i].value;
    }
    struct web_fault *list = NEW(a, struct web_fault, INTAKE_FAULTS_MAX);
    size_t count = 0;
    for (size_t i = 0; faults && i < faults->count; i++) {
        struct web_fault fault;
        place_fault(a, ret, &faults->list[i], english, &fault);
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || str_equal(list[k].anchor, fault.anchor);
        if (known)
            continue;
        struct str label = label_of(fault.anchor, english);
        if (label.len)
            fault.text = arena_printf(a, "%.*s: %.*s", STR_ARG(label), STR_ARG(fault.text));
        list[count++] = fault;
    }
    ret->faults = list;
    ret->fault_count = count;
}
