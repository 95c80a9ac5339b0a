#include "tool/rules_test.h"
#include "base/json_read.h"

#define SMALL "tests/rules/small"

static int make_world(void **state) {
    hash_library_init();
    *state = arena_new(256u << 20);
    return 0;
}

static int end_world(void **state) {
    arena_free(*state);
    return 0;
}

static const struct asked { /* what a person may type; exit status; part of what is said */
    const char *words;
    int status;
    const char *out, *err;
} ASKED[] = {
    {"", 2, "", "Usage: netral rules VERB"},
    {"--help", 0, "Usage: netral rules VERB", ""},
    {"paint", 2, "", "unknown verb: paint"},
    {"check --help", 0, "Usage: netral rules check", ""},
    {"list --help", 0, "Usage: netral rules list", ""},
    {"graph --help", 0, "Usage: netral rules graph", ""},
    {"simulate --help", 0, "Usage: netral rules simulate", ""},
    {"diff --help", 0, "Usage: netral rules diff", ""},
    {"check --blue", 2, "", "unknown option: --blue"},
    {"check more", 2, "", "one argument too many: more"},
    {"check --rules", 2, "", "this option needs a value: --rules"},
    {"check --rules /nowhere", 1, "no rules folder at /nowhere", ""},
    {"check --rules rules", 0, "rows, 0 faults", ""},
    {"check", 0, "are not verified", ""},
    {"check", 0, "warning: days off of 2024 are not verified: the decree's own list", ""},
    {"check --rules rules", 0, "calendar: days off are known from 2024-01-01 to 2027-12-31", ""},
    {"list --sources --lang en", 0, "| GK | General knowledge | - |", ""},
    {"list --lang fr", 2, "", "--lang is id or en, not fr"},
    {"list --rules /nowhere", 1, "", "no rules folder at /nowhere"},
    {"graph", 2, "", "which procedure?"},
    {"graph other", 2, "", "no procedure \"other\"; there are:\n  small@1"},
    {"graph small@2", 2, "", "no procedure \"small@2\""},
    {"graph small -o /nowhere/x.svg", 1, "", "/nowhere/x.svg cannot be written"},
    {"graph small --lang en", 0, "waits for: Supervisor", ""},
    {"simulate", 2, "", "which procedure?"},
    {"examples --help", 0, "Usage: netral rules examples", ""},
    {"examples one --lang en", 0, "## One case", ""},
    {"examples two", 2, "", "no example \"two\"; there are:"},
    {"examples --lang fr", 2, "", "--lang is id or en"},
    {"simulate small --start yesterday", 2, "", "--start is a day such as"},
    {"simulate small --lang en --start 2024-05-06", 0, "Can wait for ever:", ""},
    {"simulate pilkada-2024 --rules rules --start 2024-10-01 --lang en", 0, "[not verified]", ""},
    {"simulate pilkada-2024 --rules rules --start 2024-10-01", 0, "[belum diverifikasi]", ""},
    {"simulate pilkada-2024 --rules rules --start 2024-10-01 --json", 0, "\"verified\":false", ""},
    {"simulate small --rules /nowhere", 1, "", "no rules folder"},
    {"diff", 2, "", "two things to compare are needed"},
    {"diff " SMALL, 2, "", "two things to compare are needed"},
    {"diff " SMALL " " SMALL, 0, "Tidak ada perbedaan.", ""},
    {"diff " SMALL " small@1", 2, "", "compare two folders, or two versions"},
    {"diff small@1 small@1 --lang en", 0, "No difference.", ""},
    {"diff small@1 small@9", 2, "", "small@9 is neither a folder nor a version"},
    {"diff src tests", 2, "", "no .yaml file in src"},
};

static void every_way_of_asking_is_answered_in_a_sentence(void **state) {
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT_OF(ASKED); i++) {
        const struct asked *x = &ASKED[i];
        struct said said = said_rules(a, SMALL, x->words);
        if (said.status != x->status || !strstr(said.out, x->out) || !strstr(said.err, x->err))
            fail_msg("rules %s: status %d\n%s\n%s", x->words, said.status, said.out, said.err);
    }
}

static void check_tells_every_fault_and_ends_with_1(void **state) {
    struct arena *a = *state;
    struct said said = said_rules(a, "tests/rules", "check");
    assert_int_equal(said.status, 1);
    assert_non_null(strstr(said.out, "tests/rules/offices.yaml: No such file"));
    assert_non_null(strstr(said.out, "tests/rules/instruments.yaml: No such file"));
    assert_non_null(strstr(said.out, "rules: not read to the end, "));
}

static const struct json_value *json_of(struct arena *a, const char *rules, const char *words) {
    struct said said = said_rules(a, rules, words);
    const struct json_value *j = NULL;
    assert_int_equal(said.status, 0);
    assert_int_equal(json_read(a, str_from_c(said.out), JSON_OWN, &j).code, ERR_NONE);
    return j;
}

static bool says(const struct json_value *object, const char *key, struct str text) {
    return str_equal(json_text(json_get(object, key)), text);
}

static void the_list_begins_with_what_harms_most(void **state) {
    const struct json_value *all = json_of(*state, "rules", "list --json");
    const struct json_value *badges = json_of(*state, "rules", "list --unverified --json");
    assert_true(all->count > badges->count);
    assert_true(says(badges->first, "question", STR("Q1")));
    for (const struct json_value *row = badges->first; row; row = row->next)
        assert_true(says(row, "confidence", STR("low")) ||
                    json_is(json_get(row, "verified"), JSON_FALSE));
}

/* "to" of a row that ended is its last day; what holds still, or always did, says null. */
static void rows_as_json_say_on_which_days_they_hold(void **state) {
    static const struct {
        const char *kind, *id, *from, *by, *to; /* NULL: null */
    } rows[] = {
        {"act", "DIS-06", "2022-09-22", "row", NULL},
        {"act", "PAS-2", "2023-01-01", "year", NULL},
        {"instrument", "pp-53-2010", "2010-06-06", "row", "2021-08-30"},
        {"instrument", "pp-37-2004", NULL, "unread", NULL},
        {"catalogue", "skb-2020", "2020-09-10", "row", "2022-09-21"},
        {"office", "bawaslu", "2017-08-16", "cited", NULL},
        {"term", "laporan", NULL, "our_words", NULL},
        {"authority", "MS-4", NULL, "planned", NULL},
    };
    const struct json_value *all = json_of(*state, "rules", "list --json");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct json_value *row = all->first;
        while (row && !(says(row, "kind", str_from_c(rows[i].kind)) &&
                        says(row, "id", str_from_c(rows[i].id))))
            row = row->next;
        assert_non_null(row);
        const char *const days[] = {rows[i].from, rows[i].to};
        assert_true(says(row, "from_by", str_from_c(rows[i].by)));
        for (size_t k = 0; k < 2; k++) {
            const char *key = k ? "to" : "from";
            if (days[k])
                assert_true(says(row, key, str_from_c(days[k])));
            else
                assert_true(json_is(json_get(row, key), JSON_NULL));
        }
    }
}

/* Rows of parts that procedures share among them: each stands once in the list and in the count. */
static void the_list_has_each_row_that_check_counts_and_each_once(void **state) {
    const struct json_value *all = json_of(*state, "rules", "list --json");
    struct said said = said_rules(*state, "rules", "check");
    char words[64];
    (void)snprintf(words, sizeof words, "rules: %zu rows, 0 faults\n", all->count);
    assert_non_null(strstr(said.out, words));
    size_t shared = 0;
    for (const struct json_value *row = all->first; row; row = row->next) {
        struct str file = json_text(json_get(row, "file"));
        shared += memmem(file.ptr, file.len, "/parts/", 7) != NULL;
        for (const struct json_value *other = row->next; other; other = other->next)
            if (says(other, "file", file) &&
                says(row, "kind", json_text(json_get(other, "kind"))) &&
                says(row, "id", json_text(json_get(other, "id"))) &&
                says(row, "cite", json_text(json_get(other, "cite"))) &&
                json_get(row, "line")->integer == json_get(other, "line")->integer)
                fail_msg("%.*s stands twice", STR_ARG(json_text(json_get(row, "id"))));
    }
    assert_true(shared > 50);
}

static void the_simulation_of_the_shipped_procedure_finds_where_it_waits(void **state) {
    const struct json_value *j =
        json_of(*state, "rules", "simulate pilkada-2024 --start 2024-10-01 --json");
    bool bkn = false;
    for (const struct json_value *wait = json_get(j, "waits")->first; wait; wait = wait->next)
        bkn = bkn || says(wait, "state", STR("forwarded"));
    assert_true(bkn);
    assert_int_equal(json_get(j, "unreached")->count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_asking_is_answered_in_a_sentence),
        cmocka_unit_test(check_tells_every_fault_and_ends_with_1),
        cmocka_unit_test(the_list_begins_with_what_harms_most),
        cmocka_unit_test(rows_as_json_say_on_which_days_they_hold),
        cmocka_unit_test(the_list_has_each_row_that_check_counts_and_each_once),
        cmocka_unit_test(the_simulation_of_the_shipped_procedure_finds_where_it_waits),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
