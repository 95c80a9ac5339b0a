#include "tool/rules_test.h"

/* lint: may-use: a copy of the small rules, to be written into */
#include "law/load_sample.h"

/* The command as whoever got a list of figures types it. The rules are a copy of the small ones. */
struct world {
    struct arena *a;
    struct folder rules;
    const char *list;
};

static const char INDEX[] =
    "index: ours\nlabel: {id: K, en: O}\nlevel: regency\n"
    "source: {text: {id: K, en: O}, confidence: low}\nleast_known: 50\n"
    "dimensions: [{id: d, label: {id: D, en: D}, weight: 100, indicators: [{id: i, label: "
    "{id: I, en: I}, from: received, scale: max, missing: leave_out, weight: 100}]}]\n";

static void make_world(struct world *w) {
    w->a = arena_new(256u << 20);
    w->rules = make_folder();
    w->list = arena_printf(w->a, "%s/list.csv", w->rules.path).ptr;
    assert_int_equal(mkdir(arena_printf(w->a, "%s/risk", w->rules.path).ptr, 0700), 0);
    const char *index = arena_printf(w->a, "%s/risk/ours.yaml", w->rules.path).ptr;
    write_file(index, INDEX, sizeof INDEX - 1);
}

static struct said import(struct world *w, const char *csv, const char *words) {
    write_file(w->list, csv, strlen(csv));
    return said_by(w->a, tool_risk, w->rules.path,
                   arena_printf(w->a, "import %s %s", w->list, words).ptr);
}

#define GOOD "kode;nilai\n16.01;8,65\n1602;7\n"
#define NAMED "--label ASN --source BKN --from 2024-01-01"

static void a_list_is_written_or_nothing_is(void **state) {
    static const struct {
        const char *csv, *words, *out, *err;
        int status;
    } CASES[] = {
        {GOOD, "--id asn --check " NAMED, "2 regions, no fault", "", 0},
        {GOOD, "--id asn " NAMED, "risk/asn.yaml: 2 regions", "", 0},
        {GOOD, "--id asn --published " NAMED, "risk/asn.yaml: 2 regions", "", 0},
        {"kode;nilai\n16.01;101\n", "--id asn --published " NAMED, "", "list.csv:2: a published",
         1},
        {"kode;nilai\n16.99;1\n", "--id asn " NAMED, "", "kode wilayah ini tidak dikenal", 1},
        {GOOD, "--id ours " NAMED, "", "holds something else than a table", 1},
        {GOOD, "--id ../x " NAMED, "", "--id is 1 to 40 of", 2},
        {GOOD, "--id asn --label ASN --from 2024-01-01", "", "nobody trusts figures without", 2},
        {GOOD, "--id asn --label ASN --source BKN --from 1-1-2024", "", "--from is a day", 2},
        {GOOD, "--id asn --to 2023-12-31 " NAMED, "", "the period ends before it begins", 1},
        {GOOD, "--id asn --level village " NAMED, "", "--level is", 2},
        {GOOD, "--id asn --level province " NAMED, "", "provinces or of regencies", 1},
        {GOOD, "--id asn --confidence sure " NAMED, "", "--confidence is", 2},
        {GOOD, "--id asn --address http://x " NAMED, "", "begins with https://", 1},
    };
    struct world world, *w = &world;
    (void)state;
    make_world(w);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct said said = import(w, CASES[i].csv, CASES[i].words);
        if (said.status != CASES[i].status || !strstr(said.out, CASES[i].out) ||
            !strstr(said.err, CASES[i].err))
            fail_msg("case %zu: %d\n%s\n%s", i, said.status, said.out, said.err);
    }
    /* What failed left the last good table and the index as they were. */
    struct said check = said_rules(w->a, w->rules.path, "check");
    assert_non_null(strstr(check.out, "risk: 1 indexes, 1 tables"));
    remove_folder(&w->rules);
    arena_free(w->a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_written_or_nothing_is),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
