#include "law/law_sample.h"

#include <string.h>

#include "law/accepted.h"

/* A law of two files that is small enough to be changed by hand: law_entries_of asks of a file
 * nothing but that it is YAML. */
static const char ACTS[] = "id: skb\n"
                           "label: {id: \"Satu\", en: \"One\"}\n"
                           "acts:\n"
                           "  - id: A-1\n"
                           "    version: 2\n"
                           "    subjects: [pns, pppk]\n"
                           "  - id: A-1\n"
                           "    version: 3\n"
                           "    subjects: [pns]\n"
                           "  - id: A-2\n"
                           "    tier: light\n";
static const char DAYS[] = "year: 2025\n"
                           "version: \"2025.2\"\n"
                           "days:\n"
                           "  - {date: 2025-01-01, kind: national_holiday}\n"
                           "  - {date: 2025-01-27, kind: national_holiday}\n"
                           "  - {kind: joint_leave}\n";

static struct law_entries entries_of(struct arena *a, struct str acts, struct str days) {
    struct law_file *list = NEW(a, struct law_file, 2);
    list[0] = (struct law_file){STR("acts/skb.yaml"), acts};
    list[1] = (struct law_file){STR("calendars/holidays-2025.yaml"), days};
    return law_entries_of(a, (struct law_files){list, 2});
}

static struct law_record accept_all(struct arena *a, struct law_entries entries,
                                    const struct law_record *record) {
    struct law_unaccepted_list list = law_record_compare(a, entries, record);
    bool *chosen = NEW(a, bool, list.count);
    memset(chosen, 1, list.count);
    const struct law_accepting x = {entries,           record,          list, chosen,
                                    day("2026-11-28"), STR("A. Lawyer")};
    return law_record_accept(a, &x);
}

/* text with old in it, which stands there once, made new. */
static struct str changed(struct arena *a, const char *text, const char *old, const char *new) {
    const char *at = strstr(text, old);
    if (!at || strstr(at + 1, old))
        fail_msg("not there once: %s", old);
    return arena_printf(a, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static const struct changing { /* what is changed; what is told of it, "" : nothing */
    const char *what;
    bool days;
    const char *old, *new, *said;
} CHANGES[] = {
    {"a value", false, "tier: light", "tier: severe",
     "acts/skb.yaml:10: acts/A-2 (version 1) says something else than what was accepted on "
     "2026-11-28 by A. Lawyer: raise its version and accept it (`netral rules accept`)\n"},
    {"a key", false, "tier: light", "tiers: light",
     "acts/skb.yaml:10: acts/A-2 (version 1) says something else than what was accepted on "
     "2026-11-28 by A. Lawyer: raise its version and accept it (`netral rules accept`)\n"},
    {"a value dropped", false, "[pns, pppk]", "[pns]",
     "acts/skb.yaml:4: acts/A-1 (version 2) says something else than what was accepted on "
     "2026-11-28 by A. Lawyer: raise its version and accept it (`netral rules accept`)\n"},
    {"values exchanged", false, "[pns, pppk]", "[pppk, pns]",
     "acts/skb.yaml:4: acts/A-1 (version 2) says something else than what was accepted on "
     "2026-11-28 by A. Lawyer: raise its version and accept it (`netral rules accept`)\n"},
    {"a list made a value", false, "[pns, pppk]", "\"pnspppk\"",
     "acts/skb.yaml:4: acts/A-1 (version 2) says something else than what was accepted on "
     "2026-11-28 by A. Lawyer: raise its version and accept it (`netral rules accept`)\n"},
    {"another version with other content", false, "version: 3\n    subjects: [pns]",
     "version: 4\n    subjects: [tni]",
     "acts/skb.yaml:7: acts/A-1 (version 4) is another version than what was accepted on "
     "2026-11-28 by A. Lawyer: accept it (`netral rules accept`)\n"},
    {"a version raised alone", false, "version: 3", "version: 10",
     "acts/skb.yaml:7: acts/A-1 (version 10) has a later version, yet says what was accepted on "
     "2026-11-28 by A. Lawyer: put the version back, or accept it (`netral rules accept`)\n"},
    {"a version lowered", false, "version: 3", "version: 1",
     "acts/skb.yaml:7: acts/A-1 (version 1) has a lower version than what was accepted on "
     "2026-11-28 by A. Lawyer: put it back, or raise it and accept it (`netral rules accept`)\n"},
    {"a row added", false, "  - id: A-2", "  - id: A-3\n    tier: none\n  - id: A-2",
     "acts/skb.yaml:10: acts/A-3 (version 1) is not accepted yet: read it and accept it "
     "(`netral rules accept`)\n"},
    {"a row gone", false, "  - id: A-2\n    tier: light\n", "",
     "accepted.txt:7: acts/A-2 (version 1) is gone since it was accepted on 2026-11-28 by A. "
     "Lawyer: put it back, or accept that (`netral rules accept`)\n"},
    {"the head of a file", false, "Satu", "Dua",
     "acts/skb.yaml:1: head says something else than what was accepted on 2026-11-28 by A. "
     "Lawyer: put it back, or accept it (`netral rules accept`)\n"},
    {"a day off", true, "2025-01-27, kind: national_holiday", "2025-01-27, kind: joint_leave",
     "calendars/holidays-2025.yaml:5: days/2025-01-27 says something else than what was accepted "
     "on 2026-11-28 by A. Lawyer: put it back, or accept it (`netral rules accept`)\n"},
    {"an item without a name", true, "{kind: joint_leave}", "{kind: other}",
     "calendars/holidays-2025.yaml:1: head (version 2025.2) says something else than what was "
     "accepted on 2026-11-28 by A. Lawyer: put it back, or accept it (`netral rules accept`)\n"},
    {"the version of a file lowered", true, "2025.2", "2025.1",
     "calendars/holidays-2025.yaml:1: head (version 2025.1) has a lower version than what was "
     "accepted on 2026-11-28 by A. Lawyer: put it back, or raise it and accept it (`netral rules "
     "accept`)\n"},
    {"the version of a file raised past nine", true, "2025.2", "2025.10",
     "calendars/holidays-2025.yaml:1: head (version 2025.10) has a later version, yet says what "
     "was accepted on 2026-11-28 by A. Lawyer: put the version back, or accept it (`netral rules "
     "accept`)\n"},
    {"rows exchanged", true,
     "  - {date: 2025-01-01, kind: national_holiday}\n"
     "  - {date: 2025-01-27, kind: national_holiday}\n",
     "  - {date: 2025-01-27, kind: national_holiday}\n"
     "  - {date: 2025-01-01, kind: national_holiday}\n",
     "calendars/holidays-2025.yaml:5: days/2025-01-01 stands elsewhere in its list than when it "
     "was accepted on 2026-11-28 by A. Lawyer: put it back, or accept its place (`netral rules "
     "accept`)\n"},
    {"a comment", false, "acts:\n", "# read again\nacts: # all\n", ""},
    {"layout", false, "subjects: [pns, pppk]", "subjects:\n      - pns\n      - \"pppk\"", ""},
    {"the order of keys", false, "{id: \"Satu\", en: \"One\"}", "{en: \"One\", id: \"Satu\"}", ""},
    {"the order of lists and head", false, "id: skb\nlabel: {id: \"Satu\", en: \"One\"}\n",
     "label: {id: \"Satu\", en: \"One\"}\nid: skb\n", ""},
};

static struct str told(struct arena *a, struct law_unaccepted_list list) {
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct str all = {0};
    for (size_t i = 0; i < list.count; i++) {
        const struct law_unaccepted *x = &list.list[i];
        struct law_reader r = {.a = a, .scratch = a, .faults = faults, .file = STR("accepted.txt")};
        if (x->entry)
            r.file = x->entry->file;
        law_unaccepted_tell(&r, x);
    }
    for (size_t i = 0; i < faults->count; i++)
        all = arena_printf(a, "%.*s%.*s:%d: %.*s\n", STR_ARG(all), STR_ARG(faults->list[i].file),
                           faults->list[i].line, STR_ARG(faults->list[i].text));
    return all;
}

/* Reads what was written: lines have their places then. */
static struct law_record read_back(struct arena *a, const struct law_record *record) {
    static struct law_faults faults;
    struct law_reader r = {.a = a, .scratch = a, .faults = &faults, .file = STR("accepted.txt")};
    struct law_record read = {0};
    struct buf text;
    faults.count = 0;
    buf_init(&text, LAW_ACCEPTED_MAX);
    law_record_write(record, &text);
    assert_true(law_record_read(&r, arena_str(a, buf_str(&text)), &read));
    assert_int_equal(read.count, record->count);
    buf_done(&text);
    return read;
}

static void whatever_is_changed_is_found_with_its_line(void **state) {
    struct arena *a = ((struct world *)*state)->a;
    struct str acts = str_from_c(ACTS), days = str_from_c(DAYS);
    const struct law_record none = {0};
    struct law_record record = accept_all(a, entries_of(a, acts, days), &none);
    record = read_back(a, &record);
    assert_int_equal(law_record_compare(a, entries_of(a, acts, days), &record).count, 0);
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        const struct changing *x = &CHANGES[i];
        struct str now = changed(a, x->days ? DAYS : ACTS, x->old, x->new);
        struct law_entries entries = entries_of(a, x->days ? acts : now, x->days ? now : days);
        struct str said = told(a, law_record_compare(a, entries, &record));
        if (!str_equal(said, str_from_c(x->said)))
            fail_msg("%s: %.*s", x->what, STR_ARG(said));
        struct law_record after = accept_all(a, entries, &record);
        after = read_back(a, &after);
        if (law_record_compare(a, entries, &after).count)
            fail_msg("%s: accepted, and told again: %.*s", x->what,
                     STR_ARG(told(a, law_record_compare(a, entries, &after))));
    }
}

/* Accepting one row leaves what else waits as it was, its place, too. */
static void what_is_not_chosen_still_waits(void **state) {
    struct arena *a = ((struct world *)*state)->a;
    struct str days = str_from_c(DAYS);
    const struct law_record none = {0};
    struct law_record record = accept_all(a, entries_of(a, str_from_c(ACTS), days), &none);
    record = read_back(a, &record);
    struct str now =
        changed(a, ACTS, "  - id: A-1\n    version: 2\n    subjects: [pns, pppk]\n", "");
    now = changed(a, now.ptr, "acts:\n", "acts:\n  - id: A-0\n    tier: light\n");
    now = changed(a, now.ptr, "  - id: A-2\n    tier: light\n", "");
    now = changed(a, now.ptr, "  - id: A-1\n", "  - id: A-2\n    tier: light\n  - id: A-1\n");
    struct law_entries entries = entries_of(a, now, days);
    for (unsigned choice = 0; choice < 8; choice++) {
        struct law_unaccepted_list list = law_record_compare(a, entries, &record);
        assert_int_equal(list.count, 3); /* A-0 is new, one of moved, A-1 is gone */
        bool chosen[3];
        size_t left = 3;
        for (size_t i = 0; i < 3; i++) {
            chosen[i] = choice >> i & 1;
            left -= chosen[i];
        }
        const struct law_accepting x = {entries, &record,           list,
                                        chosen,  day("2026-11-29"), STR("B")};
        struct law_record after = law_record_accept(a, &x);
        after = read_back(a, &after);
        struct law_unaccepted_list waits = law_record_compare(a, entries, &after);
        if (waits.count != left)
            fail_msg("of choice %u %zu wait: %.*s", choice, waits.count, STR_ARG(told(a, waits)));
    }
}

/* A value is changed wherever it stands in the shipped rules: the record notices. */
static void no_value_of_the_shipped_rules_is_left_out(void **state) {
    enum { STEP = 1999 }; /* one letter in so many; each reads its file anew */
    const struct world *w = *state;
    static struct law_faults faults;
    size_t tried = 0;
    for (size_t f = 0; f < w->law->files.count; f++) {
        struct law_file file = w->law->files.list[f];
        struct arena *a = arena_new(1u << 30);
        char *bytes = (char *)arena_c(a, file.bytes);
        struct law_files one = {&(struct law_file){file.name, {bytes, file.bytes.len}}, 1};
        struct law_entries before = law_entries_of(a, one);
        const struct law_record none = {0};
        struct law_record record = accept_all(a, before, &none);
        bool comment = false, blank = true;
        for (size_t i = 0, n = f; i < file.bytes.len; i++) {
            char c = bytes[i];
            comment = c != '\n' && (comment || (c == '#' && blank));
            blank = c == '\n' || c == ' ';
            bool letter = (c >= 'a' && c <= 'y') || (c >= '0' && c <= '8');
            if (comment || !letter || ++n % STEP)
                continue;
            bytes[i]++;
            faults.count = 0;
            struct law_reader r = {.a = a, .scratch = a, .faults = &faults, .file = file.name};
            bool read = law_tree_read(&r, one.list->bytes) != NULL;
            if (read && !law_record_compare(a, law_entries_of(a, one), &record).count)
                fail_msg("%.*s: \"%.20s\" may be changed", STR_ARG(file.name), bytes + i);
            bytes[i] = c;
            tried++;
        }
        arena_free(a);
    }
    assert_true(tried > 100);
}

static void the_shipped_rules_have_a_name_for_each_row(void **state) {
    const struct world *w = *state;
    struct law_entries all = law_entries_of(w->a, w->law->files);
    const struct law_record none = {0};
    struct law_record record = accept_all(w->a, all, &none);
    record = read_back(w->a, &record); /* which refuses two lines of one row */
    assert_int_equal(law_record_compare(w->a, all, &record).count, 0);
    assert_true(all.count > 1500);
}

static const struct {
    const char *text, *said;
} BROKEN[] = {
    {"acts/a.yaml head - 0123456789abcdef 2026-11-28 A\n<<<<<<< HEAD\n",
     "r:2: two records were merged here"},
    {"=======\n", "r:1: two records were merged here"},
    {"../a.yaml head - 0123456789abcdef 2026-11-28 A\n",
     "r:1: no line of a record: its first word"},
    {"a.yaml  - 0123456789abcdef 2026-11-28 A\n", "r:1: no line of a record: its second word"},
    {"a.yaml x\ty 1 0123456789abcdef 2026-11-28 A\n", "r:1: no line of a record: its second word"},
    {"a.yaml head ? 0123456789abcdef 2026-11-28 A\n", "r:1: no line of a record: its third word"},
    {"a.yaml head - 0123456789abcde 2026-11-28 A\n", "r:1: no line of a record: its fourth word"},
    {"a.yaml head - 0123456789ABCDEF 2026-11-28 A\n", "r:1: no line of a record: its fourth word"},
    {"a.yaml head - 0123456789abcdef 2026-02-30 A\n", "r:1: no line of a record: its fifth word"},
    {"a.yaml head - 0123456789abcdef 2026-11-28 \n", "r:1: no line of a record: who accepted it"},
    {"a.yaml head - 0123456789abcdef 2026-11-28\n", "r:1: no line of a record: who accepted it"},
    {"a.yaml head - 0123456789abcdef 2026-11-28 A\x01\n",
     "r:1: no line of a record: who accepted it"},
    {"a.yaml head - 0123456789abcdef 2026-11-28 A \xff\n",
     "r:1: no line of a record: who accepted it"},
    {"a.yaml head - 0123456789abcdef 2026-11-28 A\n# a remark\n",
     "r:2: no line of a record: its first word"},
    {"# a remark\n\na.yaml head - 0123456789abcdef 2026-11-28 A\n",
     "r:2: no line of a record: its first word"},
    {"a.yaml head - 0123456789abcdef 2026-11-28 A\nb.yaml head - 0123456789abcdef 2026-11-28 A\n"
     "a.yaml head - 0123456789abcdee 2026-11-29 B\n",
     "r:3: head of a.yaml stands here twice, with version -; its first line is 1"},
};

static void a_broken_record_is_told_with_its_line(void **state) {
    struct arena *a = ((struct world *)*state)->a;
    static struct law_faults faults;
    for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
        struct law_reader r = {.a = a, .scratch = a, .faults = &faults, .file = STR("r")};
        struct law_record record;
        faults.count = 0;
        assert_false(law_record_read(&r, str_from_c(BROKEN[i].text), &record));
        assert_int_equal(faults.count, 1);
        struct str said =
            arena_printf(a, "r:%d: %.*s", faults.list[0].line, STR_ARG(faults.list[0].text));
        if (!str_starts(said, str_from_c(BROKEN[i].said)))
            fail_msg("%zu: %.*s", i, STR_ARG(said));
    }
}

static void a_record_has_a_ceiling(void **state) {
    struct arena *a = ((struct world *)*state)->a;
    static struct law_faults faults;
    struct law_reader r = {.a = a, .scratch = a, .faults = &faults, .file = STR("r")};
    struct law_record record;
    char *bytes = NEW(a, char, LAW_ACCEPTED_MAX + 1);
    memset(bytes, 'a', LAW_ACCEPTED_MAX + 1);
    faults.count = 0;
    assert_false(law_record_read(&r, (struct str){bytes, LAW_ACCEPTED_MAX + 1}, &record));
    assert_non_null(str_find(faults.list[0].text, STR("larger than a record may be")));
    for (size_t i = 1; i < LAW_ACCEPTED_MAX; i += 2)
        bytes[i] = '\n';
    faults.count = 0;
    assert_false(law_record_read(&r, (struct str){bytes, LAW_ACCEPTED_MAX}, &record));
    assert_non_null(str_find(faults.list[0].text, STR("larger than a record may be")));
    faults.count = 0;
    assert_false(law_record_read(&r, STR("\n\n"), &record)); /* no line is empty */
    assert_int_equal(faults.count, 2);
    faults.count = 0;
    assert_true(law_record_read(&r, (struct str){0}, &record));
    assert_int_equal(record.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_changed_is_found_with_its_line),
        cmocka_unit_test(what_is_not_chosen_still_waits),
        cmocka_unit_test(no_value_of_the_shipped_rules_is_left_out),
        cmocka_unit_test(the_shipped_rules_have_a_name_for_each_row),
        cmocka_unit_test(a_broken_record_is_told_with_its_line),
        cmocka_unit_test(a_record_has_a_ceiling),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
