#include "intake/test_law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct law_option OPTIONS[] = {{.value = STR_INIT("formal")},
                                            {.value = STR_INIT("materiil")}};
#define OF_OPTIONS .options = OPTIONS, .option_count = COUNT_OF(OPTIONS)
static const struct law_field FIELDS[] = {
    {.name = STR_INIT("note"), .type = LAW_F_TEXT, .required = true, .max_len = 20},
    {.name = STR_INIT("day"), .type = LAW_F_DATE},
    {.name = STR_INIT("at"), .type = LAW_F_DATETIME},
    {.name = STR_INIT("heard"), .type = LAW_F_BOOL},
    {.name = STR_INIT("count"), .type = LAW_F_INT},
    {.name = STR_INIT("one"), .type = LAW_F_LIST, OF_OPTIONS},
    {.name = STR_INIT("many"), .type = LAW_F_LIST, .multiple = true, OF_OPTIONS},
};
enum { NOTE, DAY, AT, HEARD, COUNT, ONE, MANY };
static const struct law_outcome OUTCOMES[] = {{.value = STR_INIT("complete")},
                                              {.value = STR_INIT("repair")}};
static const struct law_step STEP = {.by_person = true,
                                     .fields = FIELDS,
                                     .field_count = COUNT_OF(FIELDS),
                                     .outcomes = OUTCOMES,
                                     .outcome_count = COUNT_OF(OUTCOMES)};
static const struct law_step SIMPLE = {.outcomes = OUTCOMES, .outcome_count = 1};

#define JSON(fields) "{\"version\":3,\"fields\":{\"outcome\":\"repair\",\"note\":\"n\"" fields "}}"
#define PERSONS(list)                                                                              \
    "{\"version\":3,\"persons\":" list ",\"fields\":{\"outcome\":\"repair\",\"note\":\"n\"}}"
#define FORM "version=3&outcome=repair&note=n"

static struct str outcome(struct arena *a, const char *body, struct intake_action *ret) {
    struct intake_faults faults = {0};
    struct err e;
    if (body[0] == '{') {
        e = intake_action_json(a, str_from_c(body), &STEP, ret, &faults);
    } else {
        struct intake_pairs pairs;
        assert_int_equal(intake_urlencoded(a, str_from_c(body), &pairs).code, ERR_NONE);
        e = intake_action_form(a, &pairs, &STEP, ret, &faults);
    }
    assert_int_equal(e.code, faults.count ? ERR_INVALID : ERR_NONE);
    return test_faults(a, &faults);
}

static void assert_str(const char *name, struct str got, const char *wanted) {
    if (!str_equal(got, str_from_c(wanted)))
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", name, STR_ARG(got), wanted);
}

static void each_step_gets_its_faults(void **state) {
    static const struct {
        const char *body, *faults;
    } CASES[] = {
        {JSON(""), ""},
        {JSON(",\"day\":null,\"at\":\"\",\"heard\":null,\"many\":[]"), ""},
        {"{}", "version:required outcome:required note:required"},
        {"{\"version\":-1,\"fields\":[],\"x\":1}",
         "version:out_of_range fields:wrong_type ?:unknown_key outcome:required note:required"},
        {"{\"version\":\"3\",\"fields\":{\"outcome\":7,\"note\":8,\"y\":1}}",
         "version:wrong_type outcome:wrong_type note:wrong_type ?:unknown_key"},
        {"{\"version\":9007199254740992,\"fields\":{\"outcome\":\"x\",\"note\":\"n\"}}",
         "version:out_of_range:9007199254740991 outcome:unknown"},
        {"{\"version\":3,\"fields\":{\"outcome\":\"repair\",\"note\":\"123456789012345678901\"}}",
         "note:too_long:20"},
        {JSON(",\"day\":\"2024-02-31\",\"at\":\"2024-10-12 8:30\",\"heard\":\"ya\",\"count\":1.5"),
         "day:not_a_date at:not_a_time heard:wrong_type count:wrong_type"},
        {JSON(",\"at\":\"2024-10-12T08:30:00\""), "at:not_a_time"},
        {JSON(",\"one\":\"x\",\"many\":[\"formal\",\"x\",1]"), "one:unknown many:too_many:2"},
        {JSON(",\"one\":[\"formal\",\"materiil\"]"), "one:too_many:1"},
        {JSON(",\"many\":[\"formal\",\"formal\"]"), "many:duplicate"},
        {FORM, ""},
        {FORM "&csrf=x&kunci=y&_z=1", ""},
        {"", "version:required outcome:required note:required"},
        {"version=x&outcome=x&note=+&z=1",
         "version:not_a_number outcome:unknown ?:unknown_key note:required"},
        {FORM "&note=m", "note:duplicate"},
        {FORM "&day-d=31&day-m=2&day-y=2024", "day:not_a_date"},
        {FORM "&at=2024-10-12T08:30&at-zone=CET", "at:not_a_time"},
        {FORM "&heard=perhaps&count=many", "heard:wrong_type count:not_a_number"},
        {FORM "&one=formal&one=materiil", "one:too_many:1"},
        {FORM "&note-d=1", "?:unknown_key"},
        {PERSONS("null"), ""},
        {PERSONS("[0,63]"), ""},
        {PERSONS("[]"), "persons:required"},
        {PERSONS("[64]"), "persons:unknown"},
        {PERSONS("[-1]"), "persons:unknown"},
        {PERSONS("[1,1]"), "persons:duplicate"},
        {PERSONS("[\"0\"]"), "persons:wrong_type"},
        {PERSONS("0"), "persons:wrong_type"},
        {FORM "&orang=&orang=2", ""},
        {FORM "&orang=", "persons:required"},
        {FORM "&orang=x", "persons:unknown"},
        {FORM "&orang=&orang=3&orang=3", "persons:duplicate"},
    };
    struct arena *a = arena_new(1 << 20);
    struct intake_action action;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_str(CASES[i].body, outcome(a, CASES[i].body, &action), CASES[i].faults);
    arena_free(a);
}

/* The same step by JSON and by form; 08:30 WITA is 00:30 UTC. */
static void values_arrive_typed(void **state) {
    static const char *const BODIES[] = {
        JSON(",\"day\":\"2024-10-12\",\"at\":\"2024-10-12T08:30:00+08:00\",\"heard\":true,"
             "\"count\":-4,\"one\":\"formal\",\"many\":[\"materiil\",\"formal\"]"),
        FORM "&day-d=12&day-m=Okt&day-y=2024&at=2024-10-12T08:30&at-zone=WITA&heard=ya&count=-4"
             "&one=formal&many=materiil&many=formal",
        FORM "&day=2024-10-12&at-zone=WITA&at=2024-10-12T08:30:00&heard=1&count=-4&one=formal"
             "&many[]=materiil&many[]=formal",
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BODIES); i++) {
        struct intake_action action = {0};
        const struct date day = date_from_civil((struct civil){2024, 10, 12});
        assert_str(BODIES[i], outcome(a, BODIES[i], &action), "");
        const struct intake_value *v = action.values;
        assert_int_equal(action.version, 3);
        assert_ptr_equal(action.outcome, &OUTCOMES[1]);
        assert_int_equal(action.value_count, COUNT_OF(FIELDS));
        for (size_t k = 0; k < action.value_count; k++)
            assert_true(v[k].given && v[k].field == &FIELDS[k]);
        assert_str("note", v[NOTE].text, "n");
        assert_int_equal(v[DAY].date.day, day.day);
        assert_int_equal(v[AT].date.day, day.day);
        assert_true(v[AT].at.us == instant_of(day, 30, ZONE_WIB).us + 7 * 3600 * 1000000LL);
        assert_int_equal(v[HEARD].number, 1);
        assert_int_equal(v[COUNT].number, -4);
        assert_str("one", v[ONE].text, "formal");
        assert_str("many", v[MANY].text, "materiil,formal");
    }
    arena_free(a);
}

static void persons_arrive_as_a_set(void **state) {
    static const struct {
        const char *body;
        uint64_t persons;
    } CASES[] = {
        {JSON(""), 0}, /* all of them */
        {PERSONS("[2,0]"), 5},
        {PERSONS("[63]"), (uint64_t)1 << 63},
        {FORM, 0},
        {FORM "&orang=&orang=2&orang=0", 5},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct intake_action action = {0};
        assert_str(CASES[i].body, outcome(a, CASES[i].body, &action), "");
        assert_true(action.persons == CASES[i].persons);
    }
    struct intake_action action = {0};
    struct intake_faults faults = {0};
    const struct str one = STR("{\"version\":0,\"persons\":[0]}");
    assert_int_equal(intake_action_json(a, one, &SIMPLE, &action, &faults).code, ERR_INVALID);
    assert_str("a step for all alike", test_faults(a, &faults), "persons:unknown_key");
    arena_free(a);
}

static void a_step_with_one_outcome_need_not_name_it(void **state) {
    struct arena *a = arena_new(1 << 20);
    struct intake_action action = {0};
    struct intake_faults faults = {0};
    (void)state;
    assert_int_equal(intake_action_json(a, STR("{\"version\":0}"), &SIMPLE, &action, &faults).code,
                     ERR_NONE);
    assert_ptr_equal(action.outcome, &OUTCOMES[0]);
    assert_int_equal(intake_action_json(a, STR("["), &SIMPLE, &action, &faults).code,
                     ERR_MALFORMED);
    arena_free(a);
}

/* The first outcome that leads on is the outcome, one that opens nothing before one that does; the
 * others stand beside it, in their order. */
static void several_outcomes_have_one_that_leads_on(void **state) {
    static const struct law_state NEXT = {.id = STR_INIT("next")};
    static const struct str OPENS[] = {STR_INIT("kpu-administrative")};
    static const struct law_outcome CHOICES[] = {
        {.value = STR_INIT("crime")},
        {.value = STR_INIT("kpu"), .to = &NEXT, .opens = {OPENS, COUNT_OF(OPENS)}},
        {.value = STR_INIT("forward"), .to = &NEXT},
        {.value = STR_INIT("drop"), .to = &NEXT}};
    static const struct law_step SEVERAL = {
        .outcomes = CHOICES, .outcome_count = COUNT_OF(CHOICES), .several = true};
    static const struct {
        const char *json, *form, *faults, *lead, *also;
    } CASES[] = {
        {"[\"crime\",\"forward\"]", "outcome=crime&outcome=forward", "", "forward", "crime"},
        {"[\"forward\",\"crime\"]", "outcome=forward&outcome=crime", "", "forward", "crime"},
        {"[\"kpu\",\"forward\"]", "outcome=kpu&outcome=forward", "", "forward", "kpu"},
        {"[\"crime\",\"kpu\"]", "outcome=crime&outcome=kpu", "", "kpu", "crime"},
        {"[\"drop\",\"forward\"]", "outcome=drop&outcome=forward", "", "drop", "forward"},
        {"\"forward\"", "outcome=forward", "", "forward", ""},
        {"\"crime\"", "outcome=crime", "outcome:required", "", ""},
        {"[\"forward\",\"forward\"]", "outcome=forward&outcome=forward", "outcome:duplicate", "",
         ""},
        {"[\"forward\",\"x\"]", "outcome=forward&outcome=x", "outcome:unknown", "", ""},
        {"[]", "outcome=", "outcome:required", "", ""},
    };
    struct arena *a = arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < 2 * COUNT_OF(CASES); i++) {
        struct intake_action action = {0};
        struct intake_faults faults = {0};
        struct intake_pairs pairs;
        struct str json =
            arena_printf(a, "{\"version\":1,\"fields\":{\"outcome\":%s}}", CASES[i / 2].json);
        struct str form = arena_printf(a, "version=1&%s", CASES[i / 2].form);
        assert_int_equal(intake_urlencoded(a, form, &pairs).code, ERR_NONE);
        struct err e = i % 2 ? intake_action_json(a, json, &SEVERAL, &action, &faults)
                             : intake_action_form(a, &pairs, &SEVERAL, &action, &faults);
        assert_str(CASES[i / 2].json, test_faults(a, &faults), CASES[i / 2].faults);
        if (e.code)
            continue;
        assert_str(CASES[i / 2].json, action.outcome->value, CASES[i / 2].lead);
        assert_str(CASES[i / 2].json, action.also_count ? action.also[0]->value : STR(""),
                   CASES[i / 2].also);
    }
    struct intake_action one = {0};
    struct intake_faults faults = {0};
    assert_int_equal(
        intake_action_json(a, STR(JSON(",\"outcome\":\"x\"")), &STEP, &one, &faults).code,
        ERR_MALFORMED); /* a key that stands twice */
    assert_str("a list", outcome(a, "{\"version\":1,\"fields\":{\"outcome\":[\"repair\"]}}", &one),
               "outcome:wrong_type note:required");
    assert_str("two values", outcome(a, FORM "&outcome=complete", &one), "outcome:too_many:1");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_gets_its_faults),
        cmocka_unit_test(values_arrive_typed),
        cmocka_unit_test(persons_arrive_as_a_set),
        cmocka_unit_test(a_step_with_one_outcome_need_not_name_it),
        cmocka_unit_test(several_outcomes_have_one_that_leads_on),
    };
    hash_library_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
