/* The small rules with one place changed: the least and the most that each kind of value takes, and
 * the sentence with its line when it is one more. A whole file that is wrong is a file of
 * tests/rules/broken (broken_test.c); what any line may do is in mutation_test.c. */
#include "law/load_sample.h"

enum { BYTES = 1 << 15 };
#define CITE "cite: {text: x, source: D1, read: P, confidence: high, verified: true}"
#define KEPT "kept: {id: a, en: b}, "
#define NAMED "label: {id: a, en: b}, "

/* old stands in the file and gives way to new, in which @N@ stands for N letters. Then text is
 * said of line, or the rules are taken when text is empty. */
struct change {
    const char *file, *old, *new;
    int line;
    const char *text;
};

/* new with its @N@ written out. */
static void spell(const char *new, char *ret, size_t room) {
    size_t len = 0;
    for (const char *p = new; *p; p++) {
        char *end = NULL;
        unsigned long count = *p == '@' ? strtoul(p + 1, &end, 10) : 0;
        assert_true(len + count + 2 < room);
        if (!count) {
            ret[len++] = *p;
            continue;
        }
        memset(ret + len, 'a', count);
        len += count;
        assert_int_equal(*end, '@');
        p = end;
    }
    ret[len] = 0;
}

static void change_file(const struct folder *dir, const struct change *c) {
    char path[256], *text = must_alloc(BYTES), *new = must_alloc(BYTES);
    folder_file(dir, c->file, path, sizeof path);
    read_file(path, text, BYTES);
    const char *at = strstr(text, c->old);
    if (!at)
        fail_msg("%s does not hold %s", c->file, c->old);
    spell(c->new, new, BYTES);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    (void)fprintf(f, "%.*s%s%s", (int)(at - text), text, new, at + strlen(c->old));
    assert_int_equal(fclose(f), 0);
    free(new);
    free(text);
}

static void expect_change(const struct change *c) {
    struct folder dir = make_folder();
    change_file(&dir, c);
    if (c->text[0]) {
        expect_fault(&dir, (struct expected){c->file, c->line, c->text});
    } else {
        struct arena *a = arena_new(LAW_ARENA_CAP);
        const struct law *law = NULL;
        static struct law_faults faults;
        if (law_load(a, dir.path, &law, &faults).code)
            fail_msg("%s: %s: line %d: %.*s", c->file, c->new, faults.list[0].line,
                     STR_ARG(faults.list[0].text));
        arena_free(a);
    }
    remove_folder(&dir);
}

#define EXPECT_ALL(list)                                                                           \
    for (size_t i = 0; i < COUNT_OF(list); i++)                                                    \
    expect_change(&(list)[i])

static void values_have_a_length_and_an_alphabet(void **state) {
    static const struct change CASES[] = {
        {"offices.yaml", "Bawaslu", "@2000@", 0, ""},
        {"offices.yaml", "Bawaslu", "@2001@", 3, "\"id\" is longer than 2000 bytes"},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: @64@, " KEPT NAMED CITE "}\n", 0, ""},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: @65@, " NAMED CITE "}\n", 2,
         "a name of"},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: \"a{\", " NAMED CITE "}\n", 2,
         "a name of"},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: \"a[\", " NAMED CITE "}\n", 2,
         "a name of"},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: \"a:\", " NAMED CITE "}\n", 2,
         "a name of"},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: \"a/\", " NAMED CITE "}\n", 2,
         "a name of"},
        {"offices.yaml", "offices:\n", "offices:\n  - {id: A-1_b.9, " KEPT NAMED CITE "}\n", 0, ""},
        {"principles.yaml", "[pns, kades]", "[\"\"]", 2, "\"subjects\" must list names"},
        {"instruments.yaml", "[\"PP Contoh\"]", "[\"@120@\"]", 0, ""},
        {"instruments.yaml", "[\"PP Contoh\"]", "[\"@121@\"]", 25, "\"aka\" must list words"},
        {"instruments.yaml", "[\"PP Contoh\"]", "[[]]", 25, "\"aka\" must list words"},
        {"instruments.yaml", "[\"PP Contoh\"]", "[\" \"]", 25, "\"aka\" must list words"},
        {"letters.yaml", "{n}/L/{year}", "{n}@117@", 0, ""},
        {"letters.yaml", "{n}/L/{year}", "{n}@118@", 5, "at most 120 bytes"},
        {"letters.yaml", "{n}/L/{year}", "{{n}}", 5, "whose braces pair"},
        {"duties.yaml", "days: -7", "days: -730", 0, ""},
        {"duties.yaml", "days: -7", "days: -731", 8, "from -730 to 730"},
        {"duties.yaml", "days: -7", "days: 731", 8, "from -730 to 730"},
        {"open_questions.yaml", "harm: 2", "harm: 99", 0, ""},
        {"open_questions.yaml", "harm: 2", "harm: 100", 20, "from 1 to 99"},
        {"penalties.yaml", "months_max: 6", "months_max: 1200", 0, ""},
        {"penalties.yaml", "months_max: 6", "months_max: 1201", 6, "from 1 to 1200"},
        {"penalties.yaml", "1000000", "1000000000001", 7, "from 0 to 1000000000000"},
        {"clocks.yaml", "n: 3", "n: 366", 0, ""},
        {"clocks.yaml", "n: 3", "n: 367", 4, "from 1 to 366"},
    };
    (void)state;
    EXPECT_ALL(CASES);
}

static void hours_are_written_with_four_digits(void **state) {
    static const char *const WRONG[] = {"8:00",  "08:0",  "ab:00", "08:cd", "-1:00",
                                        "08:-1", "08:60", "24:01", "0800",  "08:00:00"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++)
        expect_change(
            &(struct change){"windows.yaml", "08:00", WRONG[i], 4, "must be a time of day"});
    expect_change(&(struct change){"windows.yaml", "08:00", "15:59", 0, ""});
    expect_change(&(struct change){"windows.yaml", "08:00", "16:00", 2, "opens before it closes"});
}

static void sources_and_citations(void **state) {
    static const struct change CASES[] = {
        {"sources.yaml", "https://example.org/d1", "http://example.org/d1", 0, ""},
        {"sources.yaml", "https://example.org/d1", "ftp://example.org/d1", 2, "begins with https"},
        {"sources.yaml", "id: S1", "id: S1_2", 4, "capitals, digits and -"},
        {"sources.yaml", "id: S1", "id: S.1", 4, "capitals, digits and -"},
        {"sources.yaml", "id: S1", "id: Sa", 4, "capitals, digits and -"},
        {"sources.yaml", "id: S1", "id: 1S", 4, "capitals, digits and -"},
        {"sources.yaml", "id: S1", "id: s1", 4, "capitals, digits and -"},
        {"sources.yaml", "{id: S1, what", "{what", 4, "missing key \"id\""},
        {"sources.yaml", "sources:\n",
         "sources:\n  - {id: S1-B2, what: {id: a, en: b}, where: c}\n", 0, ""},
        {"terms.yaml", "source: \"D1, D2\", read: P2", "source: \"GK,D1\", read: P2", 6,
         "of source GK cannot be verified"},
        {"terms.yaml", "source: \"D1, D2\", read: P2", "source: \"GK\", read: P2", 6,
         "of source GK cannot be verified"},
        {"terms.yaml", "read: P2", "read: INF", 6, "read: P or P2, not INF"},
        {"terms.yaml", "read: P2, ", "", 6, "missing key \"read\""},
        {"terms.yaml", "confidence: high, verified: true", "confidence: low, verified: true", 6,
         "cannot be verified"},
        {"regimes/small.yaml", "read: GK, confidence: low", "read: GK", 14,
         "missing key \"confidence\""},
        {"regimes/small.yaml", "read: GK, confidence: low", "read: GK, confidence: medium", 14,
         "has low confidence"},
    };
    (void)state;
    EXPECT_ALL(CASES);
}

/* "PP 5/2020" is an instrument of the small rules, so a citation that names PP N/YEAR names one. */
static void what_a_citation_names_is_an_instrument(void **state) {
    static const char *const NO_NUMBERS[] = {"PP 5/202",    "PP 6/20201", "PP 6/2020a",
                                             "PP 6/2020/3", "PP 6-2020",  "PP 6",
                                             "PP /2020",    "PP6/2020",   "XPP 6/2020"};
    static const char *const NUMBERS[] = {"PP 6/2020", "UU X, PP 6/2020 Ps 3", "(PP 6/2020)"};
    static const struct change CASES[] = {
        {"terms.yaml", "law: [uu-x], text: \"UU X Ps 1\"",
         "law: [pp-5-2020], text: \"PP 5/2020 Ps 1\"", 0, ""},
        {"terms.yaml", "UU X Ps 1", "PP 5/2020 Ps 1", 2, "\"PP 5/2020\" stands in its citation"},
        {"terms.yaml", "UU X Ps 1", "PP Contoh", 2, "\"PP Contoh\" stands in its citation"},
        {"instruments.yaml", "[\"PP Contoh\"]", "[\"PP Contoh\", \"PP Contoh Dua\"]", 0, ""},
        {"instruments.yaml", "[\"PP Contoh\"]", "[\"PP Contoh\", \"PP lama\"]", 23,
         "what citations call \"pp-old\" already"},
    };
    (void)state;
    EXPECT_ALL(CASES);
    for (size_t i = 0; i < COUNT_OF(NO_NUMBERS); i++)
        expect_change(&(struct change){"terms.yaml", "UU X Ps 1", NO_NUMBERS[i], 0, ""});
    for (size_t i = 0; i < COUNT_OF(NUMBERS); i++)
        expect_change(&(struct change){"terms.yaml", "UU X Ps 1", NUMBERS[i], 2, "PP 6/2020"});
}

static void versions_and_their_days(void **state) {
#define RUNG(rest)                                                                                 \
    "sanctions:\n  - {id: discipline.berat, track: discipline, tier: berat, " NAMED                \
    "subjects: [pns], punishments: [{id: X-1.a, " NAMED "}], " CITE ", " rest "}\n"
    static const struct change CASES[] = {
        {"sanctions.yaml", "sanctions:\n", RUNG("version: 2, from: 2023-01-01, to: 2023-12-31"), 0,
         ""},
        {"sanctions.yaml", "sanctions:\n", RUNG("version: 2, from: 2024-01-02"), 3,
         "in force on days when its version 2 is"},
        {"sanctions.yaml", "sanctions:\n", RUNG("version: 1, from: 2020-01-01, to: 2020-02-01"), 3,
         "stands here twice"},
        {"sanctions.yaml", "sanctions:\n", RUNG("version: 2, from: 2023-01-01, to: 2023-12-30"), 2,
         "which holds between them"},
        {"sanctions.yaml", "sanctions:\n",
         RUNG("version: 2, from: 2023-07-01, to: 2023-12-31") "  - {id: discipline.berat, track: "
                                                              "discipline, tier: berat, " NAMED
                                                              "subjects: [pns], punishments: [{id: "
                                                              "X-1.a, " NAMED "}], " CITE
                                                              ", version: 3, from: 2022-01-01, to: "
                                                              "2023-06-30}\n",
         0, ""},
        {"acts/small.yaml", "- id: A-1\n    label", "- label", 7, "missing key \"id\""},
        {"acts/small.yaml", "from: 2024-01-01\n", "", 6, "from which day it is in force"},
        {"authorities.yaml", "due_by: 2027-01-01", "due_by: 2027-01-01\n    to: 2028-01-01", 12,
         "in force on no day yet"},
        {"elections/small.yaml", "determination: 2024-04-01", "determination: 2024-06-02", 1,
         "in the order opens"},
        {"elections/small.yaml", "closes: 2024-07-01", "closes: 2024-05-31", 1,
         "in the order opens"},
        {"elections/small.yaml", "opens: 2024-01-01", "opens: 2024-06-02\nregions: [36.04]", 1,
         "in the order opens"},
        {"elections/small.yaml", "opens: 2024-01-01", "opens: 2024-05-01\nregions: [36.04]", 0, ""},
        {"calendars/holidays-2024.yaml", "year: 2024", "year: 10000", 1, "from 1 to 9999"},
    };
#undef RUNG
    (void)state;
    EXPECT_ALL(CASES);
}

static void acts_and_what_follows_them(void **state) {
#define RUNG "track: discipline\n    subjects: [pns]\n    tier: berat"
    static const struct change CASES[] = {
        {"acts/small.yaml", RUNG,
         "track: criminal\n    subjects: [pns]\n    penalty: P-1\n    from: 2023-06-01", 7,
         "no version of its penalty is in force on 2023-06-01"},
        {"acts/small.yaml", RUNG, "track: criminal\n    subjects: [pns]\n    penalty: P-1", 0, ""},
        {"acts/small.yaml", RUNG, "track: criminal\n    subjects: [pns]\n    gap: {id: a, en: b}",
         0, ""},
        {"acts/small.yaml", RUNG,
         "track: criminal\n    subjects: [pns]\n    penalty: P-1\n    gap: {id: a, en: b}", 7,
         "or a gap that says why"},
        {"acts/small.yaml", "    tier: berat\n    cite", "    tier: berat\n    twin: A-1\n    cite",
         14, "of twins one has side before"},
        {"acts/small.yaml", "acts:\n", "no_acts:\n", 1, "missing key \"acts\""},
        {"siasn.yaml", "codes:\n",
         "codes:\n  - {id: S-2, kind: level, code: \"2\", " NAMED "ours: berat, match: {text: x, "
         "source: D1, read: INF, confidence: low, verified: false}, " CITE "}\n",
         0, ""},
        {"siasn.yaml", "codes:\n",
         "codes:\n  - {id: S-2, kind: level, code: \"2\", " NAMED "ours: X-1.a, match: {text: x, "
         "source: D1, read: INF, confidence: low, verified: false}, " CITE "}\n",
         2, "no level of ours is called \"X-1.a\""},
        {"siasn.yaml", "codes:\n",
         "codes:\n  - {id: S-2, kind: reason, code: \"2\", " NAMED "ours: A-1, match: {text: x, "
         "source: D1, read: INF, confidence: low, verified: false}, " CITE "}\n",
         0, ""},
        {"siasn.yaml", "codes:\n",
         "codes:\n  - {id: S-2, kind: reason, code: \"2\", " NAMED "ours: A-9, match: {text: x, "
         "source: D1, read: INF, confidence: low, verified: false}, " CITE "}\n",
         2, "no reason of ours is called \"A-9\""},
    };
#undef RUNG
    (void)state;
    EXPECT_ALL(CASES);
}

static void procedures_and_their_parts(void **state) {
#define MANY                                                                                       \
    "[shared, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, "   \
    "a19, a20, a21, a22, a23, a24]"
#define NUMBERS                                                                                    \
    "numbers:\n  received: \"{n:3}/{region}/{roman_month}/{year}\"\n  registered: "                \
    "\"R{n}/{year}\"\n  cite: {text: \"praktik\", source: \"GK\", read: GK, confidence: low, "     \
    "verified: false}\n"
    static const struct change CASES[] = {
        {"regimes/suit.yaml", "[shared]", MANY, 6, "more than 24 parts"},
        {"regimes/small.yaml", "R{n}/{year}", "R{n:9}", 0, ""},
        {"regimes/small.yaml", "R{n}/{year}", "R{n:0}", 13, "knows {n}, {n:1} to {n:9}"},
        {"regimes/small.yaml", "R{n}/{year}", "R{n:a}", 13, "knows {n}, {n:1} to {n:9}"},
        {"regimes/small.yaml", "R{n}/{year}", "R{n:12}", 13, "knows {n}, {n:1} to {n:9}"},
        {"regimes/small.yaml", "R{n}/{year}", "{n}{region:3}", 13, "knows {n}, {n:1} to {n:9}"},
        {"regimes/small.yaml", "R{n}/{year}", "R{year}", 13, "must hold {n}"},
        {"regimes/small.yaml", "R{n}/{year}", "{n}@117@", 0, ""},
        {"regimes/small.yaml", "R{n}/{year}", "{n}@118@", 13, "at most 120 bytes"},
        {"regimes/small.yaml", NUMBERS, "numbers: none\n", 11, "a mapping with the keys: received"},
        {"regimes/small.yaml", "{clock: C1.report, fact: received_on}", "{fact: received_on}", 10,
         "missing key \"clock\""},
        {"regimes/small.yaml", "        to: closed\n", "        to: closed\n        opens: [[]]\n",
         69, "\"opens\" must list names"},
        {"regimes/small.yaml", "fields:\n",
         "fields:\n      - {name: kinds, type: list, multiple: true, " NAMED
         "options: [{value: a, " NAMED "}, {value: b, " NAMED "}]}\n",
         0, ""},
        {"regimes/small.yaml", "fields:\n",
         "fields:\n      - {name: kinds, type: text, max_len: 20000, " NAMED "}\n", 0, ""},
        {"regimes/small.yaml", "fields:\n",
         "fields:\n      - {name: kinds, type: text, max_len: 20001, " NAMED "}\n", 50,
         "from 1 to 20000"},
        {"regimes/small.yaml", "fields:\n",
         "fields:\n      - {name: kinds, type: list, " NAMED "options: [{value: a, " NAMED
         "}, zzz]}\n",
         50, "a mapping with the keys: value label"},
        {"regimes/small.yaml", "    needs: [note]\n", "    subjects: [pns, kades]\n", 0, ""},
        {"regimes/small.yaml", "    needs: [note]\n", "    subjects: [pns]\n", 32,
         "for some classes of persons no step leads out of"},
        {"regimes/small.yaml", "    needs: [note]\n", "    also: [zzz]\n", 63,
         "a mapping with the keys: id label cite"},
        {"regimes/small.yaml", "    after: C1.report\n    outcomes:\n",
         "    several: true\n    outcomes:\n      - {value: other, " NAMED
         "to: closed, stops: [C1.report], opens: [suit]}\n",
         0, ""},
        {"regimes/small.yaml", "    after: C1.report\n    outcomes:\n",
         "    several: true\n    outcomes:\n      - {value: other, " NAMED
         "to: closed, stops: [C1.report]}\n",
         57, "one of which opens a procedure"},
        {"clocks.yaml", "start: \"sejak diterima\"",
         "start: \"sejak diterima\"\n    others:\n      - zzz", 11, "with the keys: n unit start"},
        {"clocks.yaml", "lapse: alarm", "mode: effect", 2, "missing key \"lapse\""},
        {"clocks.yaml", "lapse: alarm", "mode: effect\n    lapse: takes_effect", 0, ""},
        {"clocks.yaml", "lapse: alarm", "mode: effect\n    lapse: alarm", 2, "belong together"},
    };
#undef MANY
#undef NUMBERS
    (void)state;
    EXPECT_ALL(CASES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_a_length_and_an_alphabet),
        cmocka_unit_test(hours_are_written_with_four_digits),
        cmocka_unit_test(sources_and_citations),
        cmocka_unit_test(what_a_citation_names_is_an_instrument),
        cmocka_unit_test(versions_and_their_days),
        cmocka_unit_test(acts_and_what_follows_them),
        cmocka_unit_test(procedures_and_their_parts),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
