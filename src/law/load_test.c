#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Rules folders that are wrong in one place: tests/rules/small with one line of one file replaced.
 * Each must be refused with that file, the line that a person has to look at, and words that say
 * what is wrong. */
#define REGIME "regimes/small.yaml"
#define ELECTION "elections/small.yaml"
#define HOLIDAYS "calendars/holidays-2024.yaml"
#define ACTS "acts/small.yaml"
#define TOPICS "topics/small.yaml"

static const char *const FILES[] = {
    "offices.yaml",  "subjects.yaml", "clocks.yaml",     REGIME,
    ELECTION,        HOLIDAYS,        "penalties.yaml",  "sanctions.yaml",
    "imposers.yaml", "siasn.yaml",    "principles.yaml", ACTS,
    TOPICS};

static const struct broken {
    const char *file;
    int at;           /* the line that is replaced */
    const char *line; /* what stands there instead; NULL: the line is left out */
    int expect;       /* the fault's line */
    const char *text; /* part of the fault's text */
} BROKEN[] = {
    /* shape of the text */
    {REGIME, 1, "regime: [small", 2, "not YAML"},
    {REGIME, 1, "\tregime: small", 1, "not YAML"},
    {REGIME, 1, "regime: \"\\0\"", 1, "UTF-8"},
    {REGIME, 3, "from: \xff\xfe", 3, "not YAML"},
    {REGIME, 1, "regime: &a small", 1, "anchors and aliases"},
    {REGIME, 1, "regime: *a", 1, "anchors and aliases"},
    {REGIME, 1, "regime: !!str small", 1, "tags are refused"},
    {REGIME, 1, "regime: small\nregime: small", 2, "stands here twice"},
    {REGIME, 1, "[a, b]: small", 1, "a key must be one short word"},
    {REGIME, 1, "<<: small", 1, "unknown key \"<<\""},
    {REGIME, 1, "regime: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", 1, "nested too deeply"},
    {REGIME, 1, "--- {}\n---\nregime: small", 2, "one document"},
    /* keys */
    {REGIME, 1, "regime: small\ncolour: red", 2, "unknown key \"colour\"; known here: regime"},
    {REGIME, 1, NULL, 1, "missing key \"regime\""},
    {REGIME, 55, NULL, 42, "missing key \"cite\": every row says which article"},
    {REGIME, 29, NULL, 22, "missing key \"cite\""},
    {REGIME, 20, NULL, 16, "missing key \"cite\""},
    {REGIME, 45, NULL, 42, "missing key \"actor\""},
    {ACTS, 13, NULL, 7, "missing key \"cite\""},
    {ELECTION, 7, NULL, 1, "missing key \"cite\""},
    {"subjects.yaml", 5, NULL, 2, "missing key \"cite\""},
    {REGIME, 32, "    label: {id: \"Terbuka\"}", 32, "missing key \"en\""},
    {REGIME, 33, "    reporter: {id: \"Dibuka.\", en: \"\"}", 33, "\"en\" must be one value"},
    {REGIME, 32, "    label: Terbuka", 32, "here must stand a mapping with the keys: id en"},
    {REGIME, 30, "states: none\nold:", 30, "\"states\" must be a list"},
    /* values */
    {REGIME, 2, "version: 0", 2, "whole number from 1"},
    {REGIME, 2, "version: one", 2, "whole number from 1"},
    {REGIME, 24, "    n: 367", 24, "whole number from 1 to 366"},
    {REGIME, 3, "from: 2024-02-31", 3, "must be a day that exists"},
    {REGIME, 3, "from: 2025-01-01", 4, "\"to\" is before \"from\""},
    {REGIME, 22, "  - id: C1 report", 22, "must be a name of letters"},
    {REGIME, 25, "    unit: lunar", 25, "it must be one of: calendar, working, month, hour"},
    {REGIME, 26, "    kind: wish", 26, "it must be one of: duty, right"},
    {REGIME, 27, "    lapse: close", 27, "it must be one of: alarm"},
    {REGIME, 20, "    cite: {text: x, source: D1, read: P, confidence: sure, verified: true}", 20,
     "it must be one of: high, medium, low"},
    {REGIME, 20, "    cite: {text: x, source: D1, read: P, confidence: high, verified: yes}", 20,
     "\"verified\" must be true or false"},
    {REGIME, 20, "    cite: {text: x, source: D1, read: P, confidence: low, verified: true}", 20,
     "cannot be verified"},
    {REGIME, 20, "    cite: {text: x, source: GK, read: P, confidence: high, verified: true}", 20,
     "cannot be verified"},
    {REGIME, 20, "    cite: {text: x, source: D1, read: S, confidence: high, verified: true}", 20,
     "verified means that the article was read"},
    {REGIME, 20, "    cite: {text: x, source: D1, read: GK, confidence: high, verified: false}", 20,
     "general knowledge (GK) has low confidence"},
    {REGIME, 20, "    cite: {text: x, source: D1, read: Q, confidence: high, verified: true}", 20,
     "it must be one of: P, P2, S, GK, INF"},
    {REGIME, 18, "    kind: informal", 18, "it must be one of: formal, material"},
    {REGIME, 46, "    role: king", 46, "it must be one of: officer, head, custodian"},
    {REGIME, 12, "  received: \"{n}/{moon}\"", 12, "knows {n}"},
    {REGIME, 12, "  received: \"{n:33}\"", 12, "knows {n}"},
    {REGIME, 12, "  received: \"{year}\"", 12, "must hold {n}"},
    {REGIME, 49, "      - {name: noted_on, type: day, required: true, label: {id: a, en: b}}", 49,
     "it must be one of: text, date"},
    {REGIME, 49, "      - {name: outcome, type: date, required: true, label: {id: a, en: b}}", 49,
     "names the choice between outcomes"},
    {REGIME, 49, "      - {name: noted_on, type: list, required: true, label: {id: a, en: b}}", 49,
     "options if and only if"},
    {REGIME, 49, "      - {name: noted_on, type: date, multiple: true, label: {id: a, en: b}}", 49,
     "only a list can be multiple"},
    {REGIME, 49, "      - {name: noted_on, type: date, max_len: 9, label: {id: a, en: b}}", 49,
     "only a text has max_len"},
    /* references */
    {REGIME, 6, "  report: nowhere", 6, "unknown state \"nowhere\""},
    {REGIME, 8, "  report_window: C9", 8, "unknown clock \"C9\""},
    {REGIME, 10, "    - {clock: C1.report, fact: born_on}", 10, "unknown fact \"born_on\""},
    {REGIME, 10, "    - {clock: C1.report, field: noted_on}", 10, "unknown field \"noted_on\""},
    {REGIME, 10, "    - {clock: C1.report, field: a, fact: known_on}", 10, "not from both"},
    {REGIME, 35, "    waits_for: nobody", 35, "unknown office kind \"nobody\""},
    {REGIME, 45, "    actor: king", 45, "unknown office kind \"king\""},
    {REGIME, 45, "    actor: reporter", 42, "a step is taken by an office"},
    {REGIME, 47, "    from: [nowhere]", 47, "unknown state \"nowhere\""},
    {REGIME, 47, "    from: [closed]", 47, "no step leaves the terminal state"},
    {REGIME, 53, "        to: nowhere", 53, "unknown state \"nowhere\""},
    {REGIME, 54, "        starts: [{clock: C1.report, field: other}]", 54, "unknown field"},
    {REGIME, 62, "    needs: [shout]", 62, "not another step's name"},
    {REGIME, 62, "    needs: [close]", 62, "not another step's name"},
    {REGIME, 63, "    after: C9", 63, "unknown clock \"C9\""},
    {REGIME, 68, "        stops: [C9]", 68, "unknown clock \"C9\""},
    {REGIME, 67, "        to: closed\n        hand_to: king", 68, "unknown office kind"},
    {"subjects.yaml", 4, "    addressee: king", 4, "unknown office kind \"king\""},
    {ELECTION, 2, "regime: other", 2, "no rulebook of the regime \"other\""},
    /* doubles */
    {REGIME, 36, "  - id: open", 36, "\"open\" stands here twice"},
    {REGIME, 57, "    name: note", 57, "\"note\" stands here twice"},
    {"offices.yaml", 4, "  - id: bawaslu", 4, "\"bawaslu\" stands here twice"},
    /* the graph */
    {REGIME, 35, NULL, 31, "not terminal and waits for nobody"},
    {REGIME, 40, "    terminal: true\n    waits_for: bawaslu", 36, "terminal and cannot wait"},
    {REGIME, 39, "    phase: intake", 36, "a phase that begins with done_"},
    {REGIME, 67, "        to: open", 36, "no step leads to state \"closed\""},
    {REGIME, 40,
     "    terminal: true\n  - {id: lost, label: {id: a, en: b}, reporter: {id: a, en: b},"
     " phase: intake, waits_for: bawaslu}",
     41, "no step leads out of state \"lost\""},
    {REGIME, 7, "  tip: closed", 31, "cannot enter at a terminal state"},
    /* calendars */
    {HOLIDAYS, 7, "  - {date: 2024-01-01, kind: joint_leave, name: Cuti}", 7, "must ascend"},
    {HOLIDAYS, 7, "  - {date: 2025-05-01, kind: joint_leave, name: Cuti}", 7, "not in the year"},
    {HOLIDAYS, 7, "  - {date: 2024-02-30, kind: joint_leave, name: Cuti}", 7, "a day that exists"},
    {HOLIDAYS, 7, "  - {date: 2024-05-01, kind: siesta, name: Cuti}", 7, "it must be one of"},
    {ELECTION, 11, "    from: 2024-06-02", 9, "ends before it begins"},
    {ELECTION, 5, "voting: 2023-06-01", 1, "in the order opens, determination, voting"},
    {ACTS, 10, "    track: war", 10, "it must be one of: ethics, discipline"},
    /* the catalogue */
    {ACTS, 12, NULL, 7, "an act has a tier, or a penalty, or a gap"},
    {ACTS, 12, "    tier: berat\n    gap: {id: a, en: b}", 7, "an act has a tier, or a penalty"},
    {ACTS, 12, "    tier: sedang", 7,
     "no rung \"sedang\" of the track discipline for class \"pns\" on 2024-01-01"},
    {ACTS, 2, "from: 2023-05-01", 7, "for class \"pns\" on 2023-05-01"},
    {ACTS, 2, NULL, 6, "from which day it is in force"},
    {ACTS, 4, "listed: true\ncontests: [moon]", 1, "unknown contest \"moon\""},
    {ACTS, 11, "    subjects: [king]", 7, "unknown class \"king\""},
    {ACTS, 10, "    track: discipline\n    twin: B-1", 11, "unknown act \"B-1\""},
    {ACTS, 10, "    track: discipline\n    side: before\n    twin: A-1", 12,
     "one has side before, the other side after"},
    {ACTS, 12, "    penalty: P-1", 7, "a penalty belongs to the track criminal"},
    {ACTS, 10, "    track: criminal", 7, "a penalty belongs to the track criminal"},
    {ACTS, 12, "    penalty: P-9", 12, "unknown penal article \"P-9\""},
    {ACTS, 13,
     "    cite: {text: x, source: D1, read: P, confidence: high, verified: true}\n"
     "  - {id: A-1, label: {id: a, en: b}, plain: {id: a, en: b}, track: discipline,"
     " subjects: [pns], tier: berat,"
     " cite: {text: x, source: D1, read: P, confidence: high, verified: true}}",
     14, "\"A-1\" stands here twice"},
    {ACTS, 13,
     "    cite: {text: x, source: D1, read: P, confidence: high, verified: true}\n"
     "    side: before\n    twin: A-2\n"
     "  - {id: A-2, label: {id: a, en: b}, plain: {id: a, en: b}, track: discipline, side: after,"
     " subjects: [pns], tier: berat,"
     " cite: {text: x, source: D1, read: P, confidence: high, verified: true}}",
     15, "\"A-2\" must name this act as its twin, too"},
    {"sanctions.yaml", 3, NULL, 2, "a rung says from which day it is in force"},
    {"sanctions.yaml", 3, "    from: 2024-01-01\n    planned: true", 2, "only planned"},
    {"sanctions.yaml", 4, "    track: moral", 4, "it must be one of: ethics"},
    {"sanctions.yaml", 7, "    subjects: [king]", 2, "unknown class \"king\""},
    {"sanctions.yaml", 8, "    punishments: none\n    addressee:", 8, "must be a list"},
    {"sanctions.yaml", 9, "      - {id: X-1.a, label: {id: a, en: b}, siasn: \"9\"}", 2,
     "siasn.yaml does not give \"X-1.a\" the code 9"},
    {"sanctions.yaml", 9, "      - {id: X-1.a, label: {id: a, en: b}, months: 0}", 9,
     "whole number from 1"},
    {"penalties.yaml", 3, NULL, 2, "from which day it is in force"},
    {"penalties.yaml", 5, "    kind: denda", 2, "kind denda has no months"},
    {"penalties.yaml", 5, "    kind: exile", 5, "it must be one of: penjara, kurungan, denda"},
    {"penalties.yaml", 6, "    months_max: 6\n    months_min: 7", 2, "least is more than the most"},
    {"penalties.yaml", 7, "    fine_max: -1", 7, "whole number from 0"},
    {"penalties.yaml", 7, "    fine_max: 1\n    fine_min: 2", 2, "least is more than the most"},
    {"penalties.yaml", 8, "    addressee: king", 8, "unknown office kind \"king\""},
    {"imposers.yaml", 6, "    agency: moon", 6, "it must be one of: any, central_province"},
    {"imposers.yaml", 9, "    punishments: [wind]", 2, "neither a tier nor a punishment"},
    {"imposers.yaml", 9, "    punishments: [berat]\n    levels_below: 3", 10, "from 1 to 2"},
    {"siasn.yaml", 6, "    ours: Y-1", 2, "no punishment of ours is called \"Y-1\""},
    {"siasn.yaml", 6, NULL, 2, "no row of ours fits, a note says so"},
    {"siasn.yaml", 3, "    kind: song", 3, "it must be one of: punishment, level"},
    {"principles.yaml", 2, "  - subjects: [king]", 2, "unknown class \"king\""},
    {"principles.yaml", 3, "    verdict: forbidden", 3, "it must be one of: allowed, avoid"},
    {"principles.yaml", 3, "    verdict: avoid\n    contests: [moon]", 2, "unknown contest"},
    {"principles.yaml", 5, NULL, 2, "missing key \"cite\""},
    {TOPICS, 7, "    acts: [B-1]", 7, "unknown act \"B-1\""},
    {TOPICS, 6, NULL, 2, "missing key \"instead\""},
    {TOPICS, 8, NULL, 2, "missing key \"cite\""},
    {TOPICS, 1, "subjects: none\ntopics:", 1, "unknown key \"subjects\""},
    {"clocks.yaml", 4, "    n: -3", 4, "whole number from 1"},
};

static void read_file(const char *path, char *ret, size_t room) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    ret[fread(ret, 1, room - 1, f)] = 0;
    (void)fclose(f);
}

static void write_file(const char *path, const char *bytes, size_t len) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

/* Writes text with line at replaced (or left out, or nothing changed when at is 0). */
static void write_changed(const char *path, const char *text, int at, const char *line) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    int n = 1;
    for (const char *p = text; *p; n++) {
        const char *end = strchr(p, '\n');
        assert_non_null(end);
        if (n != at)
            (void)fwrite(p, 1, (size_t)(end - p) + 1, f);
        else if (line)
            (void)fprintf(f, "%s\n", line);
        p = end + 1;
    }
    assert_true(at < n); /* else the case changes nothing */
    assert_int_equal(fclose(f), 0);
}

struct folder {
    char path[64];
};

static void folder_file(const struct folder *dir, const char *name, char *ret, size_t room) {
    (void)snprintf(ret, room, "%s/%s", dir->path, name);
}

/* A temporary copy of the small rules. */
static struct folder make_folder(void) {
    static const char *const SUB[] = {"regimes", "elections", "calendars", "acts", "topics"};
    struct folder dir = {"/tmp/netral-rules-XXXXXX"};
    char path[256], text[16384];
    assert_non_null(mkdtemp(dir.path));
    for (size_t i = 0; i < COUNT_OF(SUB); i++) {
        folder_file(&dir, SUB[i], path, sizeof path);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        (void)snprintf(path, sizeof path, "tests/rules/small/%s", FILES[i]);
        read_file(path, text, sizeof text);
        folder_file(&dir, FILES[i], path, sizeof path);
        write_file(path, text, strlen(text));
    }
    return dir;
}

static void remove_folder(const struct folder *dir) {
    static const char *const ALL[] = {"offices.yaml",
                                      "subjects.yaml",
                                      "clocks.yaml",
                                      REGIME,
                                      ELECTION,
                                      HOLIDAYS,
                                      ACTS,
                                      TOPICS,
                                      "penalties.yaml",
                                      "sanctions.yaml",
                                      "imposers.yaml",
                                      "siasn.yaml",
                                      "principles.yaml",
                                      "acts/second.yaml",
                                      "regimes/second.yaml",
                                      "calendars/holidays-2025.yaml",
                                      "calendars/holidays-2026.yaml",
                                      "regimes",
                                      "elections",
                                      "calendars",
                                      "acts",
                                      "topics",
                                      ""};
    char path[256];
    for (size_t i = 0; i < COUNT_OF(ALL); i++) {
        folder_file(dir, ALL[i], path, sizeof path);
        (void)remove(path);
    }
}

static bool ends_with(struct str s, const char *tail) {
    size_t len = strlen(tail);
    return s.len >= len && memcmp(s.ptr + s.len - len, tail, len) == 0;
}

static bool has_fault(const struct law_faults *faults, const struct broken *b) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct law_fault *f = &faults->list[i];
        if (ends_with(f->file, b->file) && f->line == b->expect && strstr(f->text.ptr, b->text))
            return true;
    }
    return false;
}

static void expect_fault(const struct folder *dir, const struct broken *b) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    struct err e = law_load(a, dir->path, &law, &faults);
    if (e.code != ERR_RULES || law || !has_fault(&faults, b)) {
        for (size_t i = 0; i < faults.count; i++)
            print_message("  %.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                          STR_ARG(faults.list[i].text));
        fail_msg("%s line %d as \"%s\": wanted line %d \"%s\"", b->file, b->at,
                 b->line ? b->line : "(left out)", b->expect, b->text);
    }
    arena_free(a);
}

static void every_broken_rule_is_refused_with_its_line(void **state) {
    (void)state;
    char from[256], to[256], text[16384];
    for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
        const struct broken *b = &BROKEN[i];
        struct folder dir = make_folder();
        (void)snprintf(from, sizeof from, "tests/rules/small/%s", b->file);
        read_file(from, text, sizeof text);
        folder_file(&dir, b->file, to, sizeof to);
        write_changed(to, text, b->at, b->line);
        expect_fault(&dir, b);
        remove_folder(&dir);
    }
}

static void the_small_rules_load(void **state) {
    (void)state;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    assert_int_equal(law_load(a, "tests/rules/small", &law, &faults).code, ERR_NONE);
    assert_int_equal(faults.count, 0);
    const struct law_rulebook *r = &law->rulebooks[0];
    const struct law_step *close = law_step(r, STR("close"));
    assert_non_null(close);
    assert_ptr_equal(close->needs[0], law_step(r, STR("note")));
    assert_ptr_equal(close->after, &r->clocks[0]);
    assert_ptr_equal(close->outcomes[0].to, law_state(r, STR("closed")));
    assert_ptr_equal(close->outcomes[0].stops[0], &r->clocks[0]);
    assert_true(str_equal(close->role, STR("head")));
    const struct law_outcome *noted = &law_step(r, STR("note"))->outcomes[0];
    assert_int_equal(noted->starts[0].from, LAW_FROM_FIELD);
    assert_true(str_equal(noted->starts[0].name, STR("noted_on")));
    assert_int_equal(r->entry_starts[0].from, LAW_FROM_FACT);
    arena_free(a);
}

static void faults_are_collected_and_not_only_the_first_is_told(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    static const char TEXT[] = "regime: small\nversion: x\nfrom: 2024-13-01\nblue: 1\n";
    folder_file(&dir, REGIME, path, sizeof path);
    write_file(path, TEXT, sizeof TEXT - 1);
    expect_fault(&dir, &(struct broken){REGIME, 2, "", 2, "whole number"});
    expect_fault(&dir, &(struct broken){REGIME, 3, "", 3, "a day that exists"});
    expect_fault(&dir, &(struct broken){REGIME, 4, "", 4, "unknown key \"blue\""});
    expect_fault(&dir, &(struct broken){REGIME, 1, "", 1, "missing key \"steps\""});
    remove_folder(&dir);
}

static void two_rulebooks_cannot_be_in_force_at_once(void **state) {
    (void)state;
    char path[256], text[16384];
    struct folder dir = make_folder();
    read_file("tests/rules/small/" REGIME, text, sizeof text);
    folder_file(&dir, "regimes/second.yaml", path, sizeof path);
    write_file(path, text, strlen(text));
    expect_fault(&dir, &(struct broken){REGIME, 0, "", 0, "another file holds this regime"});
    write_changed(path, text, 2, "version: 2");
    expect_fault(&dir, &(struct broken){REGIME, 0, "", 0, "in force on days when version 2"});
    remove_folder(&dir);
}

static void a_hole_between_the_years_of_the_calendar_is_a_fault(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    static const char TEXT[] = "year: 2026\nversion: v\nsource: s\nconfidence: high\ndays:\n"
                               "  - {date: 2026-01-01, kind: joint_leave, name: a}\n";
    folder_file(&dir, "calendars/holidays-2026.yaml", path, sizeof path);
    write_file(path, TEXT, sizeof TEXT - 1);
    expect_fault(&dir, &(struct broken){"holidays-2026.yaml", 0, "", 0, "must follow each other"});
    remove_folder(&dir);
}

static void a_decreed_year_behind_an_estimated_one_is_a_fault(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    static const char ESTIMATED[] =
        "year: 2025\nversion: v\nsource: s\nconfidence: low\nestimated: true\ndays:\n"
        "  - {date: 2025-01-01, kind: national_holiday, name: a}\n";
    static const char DECREED[] = "year: 2026\nversion: v\nsource: s\nconfidence: high\ndays:\n"
                                  "  - {date: 2026-01-01, kind: national_holiday, name: a}\n";
    folder_file(&dir, "calendars/holidays-2025.yaml", path, sizeof path);
    write_file(path, ESTIMATED, sizeof ESTIMATED - 1);
    folder_file(&dir, "calendars/holidays-2026.yaml", path, sizeof path);
    write_file(path, DECREED, sizeof DECREED - 1);
    expect_fault(&dir, &(struct broken){"holidays-2026.yaml", 0, "", 0, "2025 is estimated"});
    remove_folder(&dir);
}

/* What is wrong lies in one file, and the row that a person looks at in another. */
static const struct across {
    const char *changed;
    int at;
    const char *line;
    struct broken fault;
} ACROSS[] = {
    {TOPICS, 7, NULL, {ACTS, 0, "", 7, "no topic of topics/ asks about the act \"A-1\""}},
    {"subjects.yaml",
     5,
     "    cite: {text: x, source: D1, read: P, confidence: high, verified: true}\n"
     "  - {id: tni, label: {id: a, en: b}, addressee: bawaslu,"
     " cite: {text: x, source: D1, read: P, confidence: high, verified: true}}",
     {TOPICS, 0, "", 2,
      "no act and no answer for class \"tni\" before the determination in a pilkada"}},
    {"sanctions.yaml",
     3,
     "    from: 2024-01-01\n    to: 2024-06-30",
     {ACTS, 0, "", 7, "for class \"pns\" on 2024-07-01 in sanctions.yaml"}},
    {"siasn.yaml",
     4,
     "    code: \"2\"",
     {"sanctions.yaml", 0, "", 2, "does not give \"X-1.a\" the code 1"}},
    {"subjects.yaml", 2, "  - id: king", {ACTS, 0, "", 7, "unknown class \"pns\""}},
};

static void a_hole_is_told_at_the_row_that_it_leaves_alone(void **state) {
    (void)state;
    char from[256], to[256], text[16384];
    for (size_t i = 0; i < COUNT_OF(ACROSS); i++) {
        const struct across *c = &ACROSS[i];
        struct folder dir = make_folder();
        (void)snprintf(from, sizeof from, "tests/rules/small/%s", c->changed);
        read_file(from, text, sizeof text);
        folder_file(&dir, c->changed, to, sizeof to);
        write_changed(to, text, c->at, c->line);
        expect_fault(&dir, &c->fault);
        remove_folder(&dir);
    }
}

static void two_catalogues_cannot_hold_one_act(void **state) {
    (void)state;
    char path[256], text[16384];
    struct folder dir = make_folder();
    read_file("tests/rules/small/" ACTS, text, sizeof text);
    folder_file(&dir, "acts/second.yaml", path, sizeof path);
    write_file(path, text, strlen(text));
    expect_fault(&dir, &(struct broken){ACTS, 0, "", 7, "or in another catalogue"});
    expect_fault(&dir, &(struct broken){ACTS, 0, "", 1, "\"small\" stands here twice"});
    remove_folder(&dir);
}

static void what_is_not_there_is_named(void **state) {
    (void)state;
    char path[256];
    struct folder dir = make_folder();
    folder_file(&dir, ACTS, path, sizeof path);
    assert_int_equal(remove(path), 0);
    expect_fault(&dir, &(struct broken){"acts", 0, "", 0, "no .yaml file"});
    write_file(path, "", 0);
    expect_fault(&dir, &(struct broken){ACTS, 0, "", 0, "empty"});
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    expect_fault(&dir, &(struct broken){ACTS, 0, "", 0, "not a file"});
    static const char *const NEEDED[] = {"siasn.yaml",     "imposers.yaml",   "penalties.yaml",
                                         "sanctions.yaml", "principles.yaml", "offices.yaml"};
    for (size_t i = 0; i < COUNT_OF(NEEDED); i++) {
        folder_file(&dir, NEEDED[i], path, sizeof path);
        assert_int_equal(remove(path), 0);
        expect_fault(&dir, &(struct broken){NEEDED[i], 0, "", 0, "No such file"});
    }
    remove_folder(&dir);
    expect_fault(&dir, &(struct broken){dir.path, 0, "", 0, "no rules folder at /tmp/netral"});
}

static void a_file_that_grows_without_end_is_refused(void **state) {
    (void)state;
    char path[256];
    enum { HUGE = 300 * 1024, DEEP = 100 * 1024, MANY = 200 * 1024 };
    char *bytes = malloc(HUGE);
    assert_non_null(bytes);
    struct folder dir = make_folder();
    folder_file(&dir, REGIME, path, sizeof path);
    memset(bytes, '#', HUGE);
    write_file(path, bytes, HUGE);
    expect_fault(&dir, &(struct broken){REGIME, 0, "", 0, "larger than 256 KiB"});
    memset(bytes, '[', DEEP);
    write_file(path, bytes, DEEP);
    expect_fault(&dir, &(struct broken){REGIME, 0, "", 1, "nested too deeply"});
    for (size_t i = 0; i < MANY; i += 2)
        memcpy(bytes + i, i ? ",1" : "[1", 2);
    write_file(path, bytes, MANY);
    expect_fault(&dir, &(struct broken){REGIME, 0, "", 1, "more rows than"});
    remove_folder(&dir);
    free(bytes);
}

static int start(void **state) {
    (void)state;
    hash_library_init();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_rules_load),
        cmocka_unit_test(every_broken_rule_is_refused_with_its_line),
        cmocka_unit_test(faults_are_collected_and_not_only_the_first_is_told),
        cmocka_unit_test(two_rulebooks_cannot_be_in_force_at_once),
        cmocka_unit_test(a_hole_is_told_at_the_row_that_it_leaves_alone),
        cmocka_unit_test(two_catalogues_cannot_hold_one_act),
        cmocka_unit_test(a_hole_between_the_years_of_the_calendar_is_a_fault),
        cmocka_unit_test(a_decreed_year_behind_an_estimated_one_is_a_fault),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(a_file_that_grows_without_end_is_refused),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
