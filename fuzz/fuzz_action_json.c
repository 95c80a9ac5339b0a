/* One step of a case with a field of every type, as JSON. */
#include "fuzz.h"
#include "intake/intake.h"

static const struct law_option OPTIONS[] = {{.value = STR_INIT("formal")},
                                            {.value = STR_INIT("materiil")}};
static const struct law_field FIELDS[] = {
    {.name = STR_INIT("note"), .type = LAW_F_TEXT, .required = true, .max_len = 40},
    {.name = STR_INIT("day"), .type = LAW_F_DATE},
    {.name = STR_INIT("at"), .type = LAW_F_DATETIME},
    {.name = STR_INIT("heard"), .type = LAW_F_BOOL},
    {.name = STR_INIT("count"), .type = LAW_F_INT},
    {.name = STR_INIT("many"),
     .type = LAW_F_LIST,
     .multiple = true,
     .options = OPTIONS,
     .option_count = COUNT_OF(OPTIONS)},
};
static const struct law_outcome OUTCOMES[] = {{.value = STR_INIT("complete")},
                                              {.value = STR_INIT("repair")}};
static const struct law_step STEP = {.by_person = true,
                                     .fields = FIELDS,
                                     .field_count = COUNT_OF(FIELDS),
                                     .outcomes = OUTCOMES,
                                     .outcome_count = COUNT_OF(OUTCOMES)};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena *a = arena_new(4 << 20);
    struct intake_action action;
    struct intake_faults faults = {0};
    struct str body = {(const char *)bytes, len};
    struct err e = intake_action_json(a, body, &STEP, &action, &faults);
    must((e.code == ERR_INVALID) == (faults.count > 0));
    if (!e.code) {
        must(action.version >= 0 && action.outcome && action.value_count == COUNT_OF(FIELDS));
        must(action.values[0].given && action.values[0].text.len <= 40);
    }
    arena_free(a);
    return 0;
}
