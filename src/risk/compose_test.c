/* An index as somebody types it: the sample of five regions (sample.h), and what may be wrong. */
#include "risk/compose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "risk/sample.h"

static const size_t CAP = 16u << 20;
static const struct law_text WORD = {STR_INIT("Kata"), STR_INIT("Word")};

struct world {
    struct arena *a;
    struct risk_table tables[3];
    struct risk_dimension dimensions[2];
    struct risk_indicator indicators[SAMPLE_INDICATORS];
    struct risk_index file;
    struct risk_rules rules;
    struct risk_draft draft;
};

static void begin(struct world *w) {
    *w = (struct world){.a = arena_new(CAP), .file = SAMPLE};
    memcpy(w->dimensions, DIMENSIONS, sizeof DIMENSIONS);
    memcpy(w->indicators, INDICATORS, sizeof INDICATORS);
    w->dimensions[0].label = (struct law_text){STR("Perkara"), STR("Cases")};
    w->dimensions[1].label = (struct law_text){STR("Pencegahan"), STR("Prevention")};
    w->tables[0] = STAFF;
    w->tables[1] = PLEDGED;
    w->tables[2] = PLEDGED;
    w->tables[2].id = STR("of-provinces");
    w->tables[2].level = RISK_PROVINCE;
    for (size_t i = 0; i < SAMPLE_INDICATORS; i++)
        w->indicators[i].label = WORD;
    w->indicators[0].staff = &w->tables[0];
    w->indicators[2].table = &w->tables[1];
    w->file.id = STR("small");
    w->file.label = w->file.source.text = WORD;
    w->file.warn = (struct risk_warn){true, 14, 5, 80};
    w->file.dimensions = w->dimensions;
    w->file.indicators = w->indicators;
    w->rules = (struct risk_rules){&w->file, 1, w->tables, 3};
    w->draft = risk_draft_of(w->a, &w->file, &w->file);
}

static struct err compose(struct world *w, struct risk_index *ret, struct risk_slips *slips) {
    const struct risk_composing of = {&w->rules, &w->file, &w->draft};
    return risk_compose(w->a, &of, ret, slips);
}

static void what_is_shown_unchanged_is_the_same_index(void **state) {
    struct world world, *w = &world;
    struct risk_index made;
    struct risk_slips slips;
    (void)state;
    begin(w);
    assert_int_equal(compose(w, &made, &slips).code, ERR_NONE);
    assert_true(str_equal(risk_index_text(w->a, &made), risk_index_text(w->a, &w->file)));
    assert_true(risk_is_made_of(&w->file, &made));
    arena_free(w->a);
}

static void form_makes_what_its_file_makes(void **state) {
    static struct law_faults faults;
    struct world world, *w = &world;
    struct risk_index made, again;
    struct risk_slips slips;
    (void)state;
    begin(w);
    struct risk_draft *d = &w->draft;
    d->dimensions[1].name_en = STR("Pledges: \"all\"");
    d->dimensions[1].weight = STR("0");
    d->dimensions[d->dimension_count++] = (struct risk_draft_dimension){
        risk_draft_id(w->a, d), STR("Baru"), STR("New"), STR("40,00")};
    d->parts[0].dimension = STR("dimensi-1");
    d->parts[0].weight = STR("100");
    d->parts[0].scale = STR("z");
    d->parts[0].staff = STR(RISK_ROSTERS);
    d->parts[1].weight = STR("100.0");
    d->parts[2].table = STR("staff");
    d->medium = d->high = STR("");
    d->days = STR("30");
    assert_int_equal(compose(w, &made, &slips).code, ERR_NONE);
    assert_int_equal(made.dimension_count, 3);
    assert_true(str_equal(made.indicators[0].id, STR("late"))); /* by dimension, as in a file */
    assert_int_equal(made.indicators[2].scale, RISK_Z);
    assert_true(made.indicators[2].per_asked);
    assert_ptr_equal(made.indicators[1].table, &w->tables[0]);
    assert_false(made.cuts.has);
    assert_int_equal(made.warn.days, 30);
    struct str text = risk_index_text(w->a, &made);
    assert_int_equal(risk_index_read(w->a, text, &w->rules, &again, &faults).code, ERR_NONE);
    assert_true(str_equal(risk_index_text(w->a, &again), text));
    d->parts[2].dimension = STR(RISK_OFF); /* then nothing is left in its dimension */
    assert_int_equal(compose(w, &made, &slips).code, ERR_INVALID);
    assert_int_equal(slips.list[0].kind, RISK_SLIP_NO_INDICATOR);
    memmove(&d->dimensions[1], &d->dimensions[2], sizeof d->dimensions[1]);
    d->dimension_count = 2;
    assert_int_equal(compose(w, &made, &slips).code, ERR_NONE);
    assert_int_equal(made.indicator_count, 2);
    const struct risk_draft shown = risk_draft_of(w->a, &w->file, &made);
    assert_true(str_equal(shown.parts[2].dimension, STR(RISK_OFF)));
    assert_true(str_equal(shown.parts[0].dimension, STR("dimensi-1")));
    arena_free(w->a);
}

#define TEXT(member) offsetof(struct risk_draft, member)
#define LONG_NAME "12345678901234567890123456789012345678901234567890123456789012345678901234567890"

static const struct {
    size_t at;
    const char *typed, *field;
    enum risk_slip_kind kind;
    int64_t sum;
} CASES[] = {
    {TEXT(dimensions[0].weight), "61", "w-0", RISK_SLIP_SUM_DIMENSIONS, 10100},
    {TEXT(dimensions[1].weight), "", "w-1", RISK_SLIP_EMPTY, 0},
    {TEXT(dimensions[1].weight), "x", "w-1", RISK_SLIP_NO_NUMBER, 0},
    {TEXT(dimensions[1].weight), "1e1", "w-1", RISK_SLIP_NO_NUMBER, 0},
    {TEXT(dimensions[1].weight), "nan", "w-1", RISK_SLIP_NO_NUMBER, 0},
    {TEXT(dimensions[1].weight), "-40", "w-1", RISK_SLIP_NEGATIVE, 0},
    {TEXT(dimensions[1].weight), "100.01", "w-1", RISK_SLIP_LARGE, 0},
    {TEXT(dimensions[1].weight), "40.001", "w-1", RISK_SLIP_DIGITS, 0},
    {TEXT(dimensions[1].weight), "40.0001", "w-1", RISK_SLIP_DIGITS, 0},
    {TEXT(dimensions[1].weight), "1000000000.1", "w-1", RISK_SLIP_LARGE, 0},
    {TEXT(dimensions[0].name_id), " ", "n-0", RISK_SLIP_EMPTY, 0},
    {TEXT(dimensions[0].name_en), LONG_NAME "1", "e-0", RISK_SLIP_LONG, 0},
    {TEXT(dimensions[0].name_id), "a\x7f", "n-0", RISK_SLIP_SIGN, 0},
    {TEXT(dimensions[0].name_id), "a\nb", "n-0", RISK_SLIP_SIGN, 0},
    {TEXT(dimensions[0].name_en), "a\xc2\x85", "e-0", RISK_SLIP_SIGN, 0},
    {TEXT(dimensions[0].name_en), "a\xe2\x80\xa8", "e-0", RISK_SLIP_SIGN, 0},
    {TEXT(dimensions[0].name_en), "a\xef\xbf\xbe", "e-0", RISK_SLIP_SIGN, 0},
    {TEXT(dimensions[0].name_en), "\xf0\x9f\x98\x80\x7f", "e-0", RISK_SLIP_SIGN, 0},
    {TEXT(dimensions[1].name_id), "perkara ", "n-1", RISK_SLIP_DOUBLE, 0},
    {TEXT(dimensions[1].name_en), "CASES", "e-1", RISK_SLIP_DOUBLE, 0},
    {TEXT(parts[0].weight), "49.99", "n-0", RISK_SLIP_SUM_INDICATORS, 9999},
    {TEXT(parts[0].weight), "", "bo-reports", RISK_SLIP_EMPTY, 0},
    {TEXT(parts[2].dimension), "", "di-pledged", RISK_SLIP_NO_DIMENSION, 0},
    {TEXT(parts[2].dimension), "gone", "di-pledged", RISK_SLIP_NO_DIMENSION, 0},
    {TEXT(parts[2].dimension), "-", "n-1", RISK_SLIP_NO_INDICATOR, 0},
    {TEXT(parts[2].table), "nobody", "ta-pledged", RISK_SLIP_CHOICE, 0},
    {TEXT(parts[2].table), "of-provinces", "ta-pledged", RISK_SLIP_CHOICE, 0},
    {TEXT(parts[1].staff), "rosters", "pe-late", RISK_SLIP_SHARE_STAFF, 0},
    {TEXT(parts[0].staff), "nobody", "pe-reports", RISK_SLIP_CHOICE, 0},
    {TEXT(parts[0].staff), "", "pe-reports", RISK_SLIP_CHOICE, 0},
    {TEXT(parts[0].scale), "as_is", "sk-reports", RISK_SLIP_AS_IS_COUNT, 0},
    {TEXT(parts[0].scale), "log", "sk-reports", RISK_SLIP_CHOICE, 0},
    {TEXT(medium), "", "rawan", RISK_SLIP_CUT_MISSING, 0},
    {TEXT(high), "", "tinggi", RISK_SLIP_CUT_MISSING, 0},
    {TEXT(medium), "0", "rawan", RISK_SLIP_CUT_ZERO, 0},
    {TEXT(medium), "60", "tinggi", RISK_SLIP_CUT_ORDER, 0},
    {TEXT(high), "101", "tinggi", RISK_SLIP_LARGE, 0},
    {TEXT(least_known), "", "data", RISK_SLIP_EMPTY, 0},
    {TEXT(days), "0", "hari", RISK_SLIP_DAYS, 0},
    {TEXT(days), "366", "hari", RISK_SLIP_DAYS, 0},
    {TEXT(days), "7.5", "hari", RISK_SLIP_DAYS, 0},
    {TEXT(dimensions[1].id), "cases", "n-1", RISK_SLIP_NO_INDICATOR, 0},
};

static void each_slip_stands_at_its_field(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct world world, *w = &world;
        struct risk_index made;
        struct risk_slips slips;
        bool told = false;
        begin(w);
        const struct str typed = str_from_c(CASES[i].typed);
        memcpy((char *)&w->draft + CASES[i].at, &typed, sizeof typed);
        assert_int_equal(compose(w, &made, &slips).code, ERR_INVALID);
        for (size_t k = 0; k < slips.count; k++)
            told |= slips.list[k].kind == CASES[i].kind && slips.list[k].sum == CASES[i].sum &&
                    str_equal(slips.list[k].field, str_from_c(CASES[i].field));
        if (!told)
            fail_msg("\"%s\" in case %zu: not told", CASES[i].typed, i);
        arena_free(w->a);
    }
}

static void all_slips_are_told_at_once(void **state) {
    struct world world, *w = &world;
    struct risk_index made;
    struct risk_slips slips;
    (void)state;
    begin(w);
    w->draft.dimensions[0].name_id = w->draft.dimensions[1].weight = STR("");
    w->draft.parts[0].scale = w->draft.days = STR("");
    w->draft.medium = STR("99");
    assert_int_equal(compose(w, &made, &slips).code, ERR_INVALID);
    assert_int_equal(slips.count, 5);
    w->draft.dimension_count = 0;
    assert_int_equal(compose(w, &made, &slips).code, ERR_INVALID);
    assert_int_equal(slips.list[0].kind, RISK_SLIP_NONE);
    arena_free(w->a);
}

static void a_new_dimension_has_a_free_id_while_there_is_room(void **state) {
    static const char *const BAD[] = {"", "-", "cases", "Cases!", "a b"};
    struct world world, *w = &world;
    (void)state;
    begin(w);
    struct risk_draft *d = &w->draft;
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        assert_false(risk_draft_takes(d, str_from_c(BAD[i])));
    assert_true(str_equal(risk_draft_id(w->a, d), STR("dimensi-1")));
    d->dimensions[d->dimension_count++].id = STR("dimensi-1");
    assert_true(str_equal(risk_draft_id(w->a, d), STR("dimensi-2")));
    while (d->dimension_count < RISK_DIMENSIONS)
        d->dimensions[d->dimension_count++].id = STR("x");
    assert_false(risk_draft_takes(d, STR("new")));
    assert_true(risk_draft_id(w->a, d).len > 0); /* no way round for ever */
    arena_free(w->a);
}

static void an_index_of_other_parts_is_another(void **state) {
    struct world world, *w = &world;
    struct risk_indicator other[SAMPLE_INDICATORS];
    (void)state;
    begin(w);
    struct risk_index index = w->file;
    index.id = STR("other");
    assert_false(risk_is_made_of(&w->file, &index));
    index = w->file;
    index.level = RISK_PROVINCE;
    assert_false(risk_is_made_of(&w->file, &index));
    index = w->file;
    memcpy(other, w->indicators, sizeof other);
    index.indicators = other;
    other[0].origin = RISK_OPEN;
    assert_false(risk_is_made_of(&w->file, &index));
    other[0] = w->indicators[0];
    other[0].id = STR("rumours");
    assert_false(risk_is_made_of(&w->file, &index));
    arena_free(w->a);
}

/* Decimals come back as they were typed; without warnings no days are asked for. */
static void a_form_shows_what_its_index_holds(void **state) {
    struct world world, *w = &world;
    struct risk_index made;
    struct risk_slips slips;
    (void)state;
    begin(w);
    w->dimensions[0].weight = 3333;
    w->dimensions[1].weight = 6667;
    w->file.warn.has = false;
    w->draft = risk_draft_of(w->a, &w->file, &w->file);
    assert_true(str_equal(w->draft.dimensions[0].weight, STR("33.33")));
    assert_true(str_equal(w->draft.dimensions[1].weight, STR("66.67")));
    assert_int_equal(w->draft.days.len, 0);
    assert_int_equal(compose(w, &made, &slips).code, ERR_NONE);
    assert_false(made.warn.has);
    assert_int_equal(made.dimensions[0].weight, 3333);
    arena_free(w->a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shown_unchanged_is_the_same_index),
        cmocka_unit_test(form_makes_what_its_file_makes),
        cmocka_unit_test(each_slip_stands_at_its_field),
        cmocka_unit_test(all_slips_are_told_at_once),
        cmocka_unit_test(a_new_dimension_has_a_free_id_while_there_is_room),
        cmocka_unit_test(an_index_of_other_parts_is_another),
        cmocka_unit_test(a_form_shows_what_its_index_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
