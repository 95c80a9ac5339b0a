#include "intake/intake_internal.h"

#include <string.h>

/* A step's fields are data of the rulebook, so there is no const table: one reader per type. Both
 * fronts end in value_text, but for what JSON has types for. */

enum { ZONE_NAME = 8 };

static struct intake_reading at(const struct intake_reading *r, const struct intake_spot *spot) {
    struct intake_reading inner = *r;
    inner.spot = spot;
    return inner;
}

/* RFC 3339 with an offset: the local day is the one that was written. */
static bool read_instant(struct str text, struct intake_value *ret) {
    struct instant instant;
    struct date day;
    if (!instant_parse(text, &instant) || !date_parse((struct str){text.ptr, DATE_LEN}, &day))
        return false;
    ret->at = instant;
    ret->date = day;
    return true;
}

static bool is_option(const struct law_field *field, struct str value) {
    for (size_t i = 0; i < field->option_count; i++)
        if (str_equal(field->options[i].value, value))
            return true;
    return false;
}

/* One more chosen option, behind those that are there. */
static void add_option(const struct intake_reading *r, struct str text, struct intake_value *ret) {
    struct str value = str_trim(text), chosen = ret->text;
    if (!is_option(ret->field, value)) {
        intake_fault_here(r, "unknown", 0);
        return;
    }
    while (chosen.len)
        if (str_equal(str_cut(&chosen, ','), value)) {
            intake_fault_here(r, "duplicate", 0);
            return;
        }
    if (ret->given && !ret->field->multiple)
        intake_fault_here(r, "too_many", 1);
    else
        ret->text = ret->given ? arena_printf(r->a, "%.*s,%.*s", STR_ARG(ret->text), STR_ARG(value))
                               : arena_str(r->a, value);
    ret->given = true;
}

static bool read_bool(struct str text, int64_t *ret) {
    static const struct {
        struct str text;
        int64_t value;
    } WORDS[] = {{STR_INIT("1"), 1},     {STR_INIT("true"), 1}, {STR_INIT("on"), 1},
                 {STR_INIT("ya"), 1},    {STR_INIT("yes"), 1},  {STR_INIT("0"), 0},
                 {STR_INIT("false"), 0}, {STR_INIT("off"), 0},  {STR_INIT("tidak"), 0},
                 {STR_INIT("no"), 0}};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_equal(text, WORDS[i].text)) {
            *ret = WORDS[i].value;
            return true;
        }
    return false;
}

static void fault_unless(const struct intake_reading *r, bool good, const char *code) {
    if (!good)
        intake_fault_here(r, code, 0);
}

/* text is not empty. */
static void value_text(const struct intake_reading *r, struct str text, struct intake_value *ret) {
    const struct law_field *field = ret->field;
    size_t limit = field->max_len > 0 ? (size_t)field->max_len : LAW_TEXT_MAX;
    const char *fault;
    switch (field->type) {
    case LAW_F_TEXT:
        fault = intake_text_clean(r->a, text, INTAKE_BLOCK, limit, &ret->text);
        if (fault)
            intake_fault_here(r, fault, strcmp(fault, "too_long") == 0 ? (int64_t)limit : 0);
        break;
    case LAW_F_DATE:
        fault_unless(r, date_parse(str_trim(text), &ret->date), "not_a_date");
        break;
    case LAW_F_DATETIME:
        fault_unless(r, read_instant(str_trim(text), ret), "not_a_time");
        break;
    case LAW_F_INT:
        fault_unless(r, str_to_int(str_trim(text), &ret->number), "not_a_number");
        break;
    case LAW_F_BOOL:
        fault_unless(r, read_bool(str_trim(text), &ret->number), "wrong_type");
        break;
    case LAW_F_LIST:
        add_option(r, text, ret);
        return;
    }
    ret->given = true;
}

struct action_reading {
    struct intake_reading r;
    const struct law_step *step;
    struct intake_value *values;
    const struct law_outcome **also; /* room for all outcomes of the step */
    struct intake_action action;
    bool has_version, asks_persons;
};

static struct intake_value *value_of(struct action_reading *reading, struct str name) {
    for (size_t i = 0; i < reading->step->field_count; i++)
        if (str_equal(reading->step->fields[i].name, name))
            return &reading->values[i];
    return NULL;
}

/* What opens another procedure may lead on where nothing else does: to an end, beside which that
 * procedure goes on. */
static bool leads_before(const struct law_outcome *a, const struct law_outcome *b) {
    return a->to && (!b->to || (b->opens.count && !a->opens.count));
}

/* One more chosen outcome. The first that leads on is the outcome, the others stand beside it. */
static void read_outcome(struct action_reading *reading, struct str text) {
    const struct law_step *step = reading->step;
    const struct law_outcome *chosen = NULL, *first = reading->action.outcome;
    for (size_t i = 0; i < step->outcome_count; i++)
        if (str_equal(step->outcomes[i].value, str_trim(text)))
            chosen = &step->outcomes[i];
    bool twice = chosen && chosen == first;
    for (size_t i = 0; i < reading->action.also_count; i++)
        twice = twice || (chosen && chosen == reading->also[i]);
    if (!chosen || twice || (first && !step->several)) {
        intake_fault_at(&reading->r, STR("outcome"),
                        !chosen ? "unknown"
                        : twice ? "duplicate"
                                : "too_many",
                        chosen && !twice ? 1 : 0);
    } else if (!first) {
        reading->action.outcome = chosen;
    } else if (leads_before(chosen, first)) {
        reading->also[reading->action.also_count++] = first;
        reading->action.outcome = chosen;
    } else {
        reading->also[reading->action.also_count++] = chosen;
    }
}

/* One more person, by position; below the bits of a set. */
static void read_person(struct action_reading *reading, int64_t position) {
    enum { PERSONS = 64 };
    uint64_t bit = position >= 0 && position < PERSONS ? (uint64_t)1 << position : 0;
    if (!bit || reading->action.persons & bit)
        intake_fault_at(&reading->r, STR("persons"), bit ? "duplicate" : "unknown", 0);
    reading->action.persons |= bit;
}

static struct action_reading begin(struct arena *a, const struct law_step *step,
                                   struct intake_faults *faults) {
    struct action_reading reading = {.r = {.a = a, .faults = faults}, .step = step};
    reading.values = NEW(a, struct intake_value, step->field_count);
    reading.also = NEW(a, const struct law_outcome *, step->outcome_count);
    for (size_t i = 0; i < step->field_count; i++)
        reading.values[i].field = &step->fields[i];
    return reading;
}

static struct err finish(struct action_reading *reading, struct intake_action *ret) {
    struct intake_faults *faults = reading->r.faults;
    const struct law_step *step = reading->step;
    if (!reading->has_version && !intake_fault_has(faults, STR("version")))
        intake_fault_at(&reading->r, STR("version"), "required", 0);
    if (!reading->action.outcome && step->outcome_count == 1)
        reading->action.outcome = &step->outcomes[0];
    if (reading->asks_persons && !step->by_person)
        intake_fault_at(&reading->r, STR("persons"), "unknown_key", 0);
    else if (reading->asks_persons && !reading->action.persons &&
             !intake_fault_has(faults, STR("persons")))
        intake_fault_at(&reading->r, STR("persons"), "required", 0);
    bool leads = reading->action.outcome && (reading->action.outcome->to || !step->several);
    if (!leads && !intake_fault_has(faults, STR("outcome")))
        intake_fault_at(&reading->r, STR("outcome"), "required", 0);
    for (size_t i = 0; i < step->field_count; i++)
        if (step->fields[i].required && !reading->values[i].given &&
            !intake_fault_has(faults, step->fields[i].name))
            intake_fault_at(&reading->r, step->fields[i].name, "required", 0);
    if (faults->count)
        return ERR(ERR_INVALID, STR("action"));
    reading->action.also = reading->also;
    reading->action.values = reading->values;
    reading->action.value_count = step->field_count;
    *ret = reading->action;
    return OK;
}

static void json_value(const struct intake_reading *r, const struct json_value *value,
                       struct intake_value *ret) {
    enum law_field_type type = ret->field->type;
    if (json_is(value, JSON_NULL))
        return;
    if (type == LAW_F_INT) {
        ret->given = intake_json_integer(r, value, 1 - ((int64_t)1 << INTAKE_JSON_INTEGER_BITS),
                                         &ret->number);
    } else if (type == LAW_F_BOOL) {
        fault_unless(r, json_is(value, JSON_TRUE) || json_is(value, JSON_FALSE), "wrong_type");
        ret->number = json_is(value, JSON_TRUE);
        ret->given = true;
    } else if (type == LAW_F_LIST && json_is(value, JSON_ARRAY)) {
        if (value->count > ret->field->option_count) {
            intake_fault_here(r, "too_many", (int64_t)ret->field->option_count);
            return;
        }
        for (const struct json_value *element = value->first; element; element = element->next) {
            if (json_is(element, JSON_STRING))
                add_option(r, json_text(element), ret);
            else
                intake_fault_here(r, "wrong_type", 0);
        }
    } else if (!json_is(value, JSON_STRING)) {
        intake_fault_here(r, "wrong_type", 0);
    } else if (str_trim(json_text(value)).len) {
        value_text(r, json_text(value), ret);
    }
}

static void json_outcomes(struct action_reading *reading, const struct json_value *list) {
    if (list->count > reading->step->outcome_count) {
        intake_fault_at(&reading->r, STR("outcome"), "too_many",
                        (int64_t)reading->step->outcome_count);
        return;
    }
    for (const struct json_value *element = list->first; element; element = element->next) {
        if (json_is(element, JSON_STRING))
            read_outcome(reading, json_text(element));
        else
            intake_fault_at(&reading->r, STR("outcome"), "wrong_type", 0);
    }
}

/* The members of "fields": the step's, and the outcome. A fault names the field alone, as a form
 * would: whoever shows it has the field by that name. */
static void json_fields(struct action_reading *reading, const struct json_value *fields) {
    for (const struct json_value *value = fields->first; value; value = value->next) {
        struct str name = value->name;
        struct intake_value *to = value_of(reading, name);
        if (to) {
            const struct intake_spot spot = {.name = to->field->name};
            struct intake_reading inner = at(&reading->r, &spot);
            json_value(&inner, value, to);
        } else if (!str_equal(name, STR("outcome"))) {
            intake_fault_at(&reading->r, STR("?"), "unknown_key", 0);
        } else if (json_is(value, JSON_STRING)) {
            read_outcome(reading, json_text(value));
        } else if (json_is(value, JSON_ARRAY) && reading->step->several) {
            json_outcomes(reading, value);
        } else if (!json_is(value, JSON_NULL)) {
            intake_fault_at(&reading->r, name, "wrong_type", 0);
        }
    }
}

static void json_persons(struct action_reading *reading, const struct json_value *list) {
    if (json_is(list, JSON_NULL))
        return;
    reading->asks_persons = true;
    bool many = json_is(list, JSON_ARRAY) && list->count > INTAKE_SUBJECTS;
    if (many)
        intake_fault_at(&reading->r, STR("persons"), "too_many", INTAKE_SUBJECTS);
    else if (!json_is(list, JSON_ARRAY))
        intake_fault_at(&reading->r, STR("persons"), "wrong_type", 0);
    for (const struct json_value *one = list->first; one && !many; one = one->next) {
        if (json_is(one, JSON_INTEGER))
            read_person(reading, one->integer);
        else
            intake_fault_at(&reading->r, STR("persons"), "wrong_type", 0);
    }
}

struct err intake_action_json(struct arena *a, struct str body, const struct law_step *step,
                              struct intake_action *ret, struct intake_faults *faults) {
    struct action_reading reading = begin(a, step, faults);
    const struct intake_spot version = {.name = STR("version")};
    struct intake_reading inner = at(&reading.r, &version);
    const struct json_value *root;
    struct err e = intake_json_load(a, body, &root);
    if (e.code)
        return e;
    for (const struct json_value *value = root->first; value; value = value->next) {
        struct str name = value->name;
        if (str_equal(name, STR("version")))
            reading.has_version = intake_json_integer(&inner, value, 0, &reading.action.version);
        else if (str_equal(name, STR("persons")))
            json_persons(&reading, value);
        else if (!str_equal(name, STR("fields")))
            intake_fault_at(&reading.r, STR("?"), "unknown_key", 0);
        else if (json_is(value, JSON_OBJECT))
            json_fields(&reading, value);
        else
            intake_fault_at(&reading.r, STR("fields"), "wrong_type", 0);
    }
    return finish(&reading, ret);
}

/* What browsers send of <input type="datetime-local">: "2024-11-27T08:30", in the zone that the
 * field "name-zone" says (WIB, WITA, WIT). WIB if it says none, as everywhere. */
static struct str with_offset(const struct intake_reading *r, const struct intake_pairs *form,
                              const struct law_field *field, struct str text) {
    static const char *const OFFSETS[ZONE_COUNT] = {"+07:00", "+08:00", "+09:00"};
    char name[INTAKE_KEY + ZONE_NAME];
    enum zone zone = ZONE_WIB;
    text = str_trim(text);
    if ((text.len != 16 && text.len != 19) || field->name.len > INTAKE_KEY)
        return text;
    memcpy(name, field->name.ptr, field->name.len);
    memcpy(name + field->name.len, "-zone", sizeof "-zone");
    struct str said = intake_pair_get(form, name);
    if (said.len && !zone_from_name(said, &zone))
        return (struct str){0};
    return arena_printf(r->a, "%.*s%s%s", STR_ARG(text), text.len == 16 ? ":00" : "",
                        OFFSETS[zone]);
}

/* The field that a form's name belongs to: its own, or of "name-d", "name-m", "name-y" (a date),
 * "name-zone" (a time), "name[]" (a list). */
static struct intake_value *form_value(struct action_reading *reading, struct str name,
                                       bool *ret_part) {
    static const struct str ENDS[] = {STR_INIT("-d"), STR_INIT("-m"), STR_INIT("-y"),
                                      STR_INIT("-zone"), STR_INIT("[]")};
    struct intake_value *value = value_of(reading, name);
    *ret_part = false;
    for (size_t i = 0; !value && i < COUNT_OF(ENDS); i++) {
        if (name.len <= ENDS[i].len)
            continue;
        size_t head = name.len - ENDS[i].len;
        if (!str_equal((struct str){name.ptr + head, ENDS[i].len}, ENDS[i]))
            continue;
        enum law_field_type type = i < 3 ? LAW_F_DATE : i == 3 ? LAW_F_DATETIME : LAW_F_LIST;
        value = value_of(reading, (struct str){name.ptr, head});
        value = value && value->field->type == type ? value : NULL;
        *ret_part = value && type != LAW_F_LIST;
    }
    return value;
}

static void form_pair(struct action_reading *reading, const struct intake_pairs *form,
                      const struct intake_pair *pair) {
    bool part;
    struct intake_value *value = form_value(reading, pair->name, &part);
    struct str text = pair->value;
    if (!value) {
        intake_fault_at(&reading->r, STR("?"), "unknown_key", 0);
        return;
    }
    const struct intake_spot spot = {.name = value->field->name};
    struct intake_reading inner = at(&reading->r, &spot);
    enum law_field_type type = value->field->type;
    if (part && (type == LAW_F_DATETIME || value->given))
        return;
    if (part && !intake_form_date(&inner, form, value->field->name, &text))
        value->given = true; /* said once, by the first part */
    else if (!str_trim(text).len)
        return;
    else if (value->given && type != LAW_F_LIST)
        intake_fault_here(&inner, "duplicate", 0);
    else if (type == LAW_F_DATETIME) {
        text = with_offset(&inner, form, value->field, text);
        value_text(&inner, text, value);
    } else if (!value->given || type == LAW_F_LIST)
        value_text(&inner, text, value);
}

/* The empty value stands before the boxes: without it nobody would mean everybody. */
static void form_person(struct action_reading *reading, struct str text) {
    int64_t position;
    reading->asks_persons = true;
    if (!str_trim(text).len)
        return;
    read_person(reading, str_to_int(str_trim(text), &position) ? position : -1);
}

struct err intake_action_form(struct arena *a, const struct intake_pairs *form,
                              const struct law_step *step, struct intake_action *ret,
                              struct intake_faults *faults) {
    struct action_reading reading = begin(a, step, faults);
    for (size_t i = 0; i < form->count; i++) {
        const struct intake_pair *pair = &form->list[i];
        if (value_of(&reading, pair->name)) {
            form_pair(&reading, form, pair);
        } else if (str_equal(pair->name, STR("version"))) {
            int64_t version;
            reading.has_version = str_to_int(pair->value, &version) && version >= 0;
            if (reading.has_version)
                reading.action.version = version;
            else
                intake_fault_at(&reading.r, pair->name, "not_a_number", 0);
        } else if (str_equal(pair->name, STR("orang"))) {
            form_person(&reading, pair->value);
        } else if (str_equal(pair->name, STR("outcome"))) {
            if (str_trim(pair->value).len)
                read_outcome(&reading, pair->value);
        } else if (!intake_form_is_page_own(pair->name)) {
            form_pair(&reading, form, pair);
        }
    }
    return finish(&reading, ret);
}
