#include "intake/meeting.h"
#include "intake/test_law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define PAIR(name, value)                                                                          \
    { STR_INIT(name), STR_INIT(value) }
enum { PAIRS = 7 };
#define WHOLE                                                                                      \
    PAIR("title", "Rakor"), PAIR("on", "2024-10-29"), PAIR("region", "16"),                        \
        PAIR("place", "Palembang")
#define ON(day)                                                                                    \
    PAIR("title", "Rakor"), PAIR("on", day), PAIR("region", "16"), PAIR("place", "Palembang")

static size_t pairs(const struct intake_pair *list) {
    size_t count = 0;
    while (count < PAIRS && list[count].name.ptr)
        count++;
    return count;
}

static const struct {
    const char *name;
    struct intake_pair pairs[PAIRS];
    const char *faults; /* "": taken */
    int minute;
} CALLS[] = {
    {"title, day and place are enough", {WHOLE}, "", -1},
    {"a time with a colon", {WHOLE, PAIR("at", "9:30")}, "", 9 * 60 + 30},
    {"a time with a point", {WHOLE, PAIR("at", "09.30")}, "", 9 * 60 + 30},
    {"two days", {WHOLE, PAIR("last", "2024-10-30")}, "", -1},
    {"seven days", {WHOLE, PAIR("last", "2024-11-04")}, "", -1},
    {"eight days", {WHOLE, PAIR("last", "2024-11-05")}, "last:too_many_days:7", 0},
    {"an end before its begin", {WHOLE, PAIR("last", "2024-10-28")}, "last:before_begin", 0},
    {"a last day that there is not", {WHOLE, PAIR("last", "2024-10-32")}, "last:not_a_date", 0},
    {"from half past nine to noon",
     {WHOLE, PAIR("at", "9:30"), PAIR("until", "12.00")},
     "",
     9 * 60 + 30},
    {"an end at its begin",
     {WHOLE, PAIR("at", "9:30"), PAIR("until", "9:30")},
     "until:before_begin",
     0},
    {"on the second day until the hour at which it began",
     {WHOLE, PAIR("last", "2024-10-30"), PAIR("at", "9:30"), PAIR("until", "9:30")},
     "",
     9 * 60 + 30},
    {"an end without a begin", {WHOLE, PAIR("until", "12:00")}, "at:required", 0},
    {"midnight", {WHOLE, PAIR("at", "0:00")}, "", 0},
    {"the last minute of a day", {WHOLE, PAIR("at", "23:59")}, "", 23 * 60 + 59},
    {"an hour that there is not", {WHOLE, PAIR("at", "24:00")}, "at:not_a_time", 0},
    {"a minute that there is not", {WHOLE, PAIR("at", "9:60")}, "at:not_a_time", 0},
    {"an hour alone", {WHOLE, PAIR("at", "9")}, "at:not_a_time", 0},
    {"one digit of a minute", {WHOLE, PAIR("at", "9:5")}, "at:not_a_time", 0},
    {"a time before any", {WHOLE, PAIR("at", "-1:30")}, "at:not_a_time", 0},
    {"an hour in words", {WHOLE, PAIR("at", "pagi")}, "at:not_a_time", 0},
    {"offices", {WHOLE, PAIR("invited", "ppk-16.07"), PAIR("invited", "sekda-16.07")}, "", -1},
    {"an office twice",
     {WHOLE, PAIR("invited", "ppk-16.07"), PAIR("invited", "ppk-16.07")},
     "invited:duplicate",
     0},
    {"after another meeting", {WHOLE, PAIR("follows", "17")}, "", -1},
    {"after a meeting of no number", {WHOLE, PAIR("follows", "satu")}, "follows:unknown", 0},
    {"after a meeting below zero", {WHOLE, PAIR("follows", "-1")}, "follows:unknown", 0},
    {"a year and a day of a leap year ahead", {ON("2025-11-12")}, "", -1},
    {"more than that", {ON("2025-11-13")}, "on:too_far:1", 0},
    {"more than five years ago", {ON("2019-11-12")}, "on:too_old:5", 0},
    {"nothing",
     {PAIR("kunci", "x")},
     "title:required on:required place:required region:required",
     0},
};

static void who_is_called_to_what(void **state) {
    const struct intake_context context = {.law = &TEST_LAW, .today = {TEST_TODAY}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CALLS); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {CALLS[i].pairs, pairs(CALLS[i].pairs)};
        struct intake_meeting got = {0};
        struct err e = intake_meeting_form(a, &form, &context, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(CALLS[i].faults)) || (e.code != 0) != (text.len > 0) ||
            (!e.code && got.minute != CALLS[i].minute))
            fail_msg("%s: \"%.*s\" %d", CALLS[i].name, STR_ARG(text), (int)got.minute);
        arena_free(a);
    }
}

static void what_came_of_it(void **state) {
    static const struct {
        const char *name;
        struct intake_pair pairs[PAIRS];
        const char *faults;
    } cases[] = {
        {"minutes", {PAIR("minutes", "Sepakat.\nDua.")}, ""},
        {"and who came", {PAIR("minutes", "Sepakat."), PAIR("attended", "ppk-16.07")}, ""},
        {"who came twice",
         {PAIR("minutes", "a"), PAIR("attended", "bkn"), PAIR("attended", "bkn")},
         "attended:duplicate"},
        {"nothing was written", {PAIR("attended", "ppk-16.07")}, "minutes:required"},
        {"blanks", {PAIR("minutes", " \n ")}, "minutes:required"},
        {"a control character", {PAIR("minutes", "a\x01")}, "minutes:control_character"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {cases[i].pairs, pairs(cases[i].pairs)};
        struct intake_minutes got = {0};
        struct err e = intake_minutes_form(a, &form, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(cases[i].faults)) || (e.code != 0) != (text.len > 0))
            fail_msg("%s: \"%.*s\"", cases[i].name, STR_ARG(text));
        arena_free(a);
    }
}

static void who_promises_what_by_when(void **state) {
    static const struct {
        const char *name;
        struct intake_pair pairs[PAIRS];
        const char *faults;
    } cases[] = {
        {"on the day itself",
         {PAIR("what", "Surat"), PAIR("office", "ppk-16.07"), PAIR("due", "2024-11-11")},
         ""},
        {"the day before the meeting",
         {PAIR("what", "Surat"), PAIR("office", "ppk-16.07"), PAIR("due", "2024-11-10")},
         "due:before_meeting"},
        {"years later",
         {PAIR("what", "Surat"), PAIR("office", "ppk-16.07"), PAIR("due", "2027-01-01")},
         "due:too_far:2"},
        {"nothing", {PAIR("aksi", "janji")}, "what:required office:required due:required"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {cases[i].pairs, pairs(cases[i].pairs)};
        struct intake_commitment got = {0};
        struct err e = intake_commitment_form(a, &form, (struct date){TEST_TODAY}, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(cases[i].faults)) || (e.code != 0) != (text.len > 0))
            fail_msg("%s: \"%.*s\"", cases[i].name, STR_ARG(text));
        arena_free(a);
    }
}

static void who_came_from_where(void **state) {
    static const struct {
        const char *name;
        struct intake_pair pairs[PAIRS];
        const char *faults;
    } cases[] = {
        {"of an office that was invited", {PAIR("name", "Budi"), PAIR("from", "ppk-16.07")}, ""},
        {"of another, by its name",
         {PAIR("name", "Budi"), PAIR("from", ""), PAIR("agency", "Polres")},
         ""},
        {"work that spared a wait",
         {PAIR("name", "Budi"), PAIR("agency", "Polres"), PAIR("kerja", "x")},
         ""},
        {"of both",
         {PAIR("name", "Budi"), PAIR("from", "ppk-16.07"), PAIR("agency", "Polres")},
         "agency:one_office"},
        {"of none", {PAIR("name", "Budi")}, "agency:required"},
        {"nobody", {PAIR("name", " "), PAIR("agency", "Polres")}, "name:required"},
        {"more than is asked",
         {PAIR("name", "Budi"), PAIR("agency", "Polres"), PAIR("nip", "1")},
         "?:unknown_key"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_faults faults = {0};
        const struct intake_pairs form = {cases[i].pairs, pairs(cases[i].pairs)};
        struct intake_attendance got = {0};
        struct err e = intake_attendance_form(a, &form, &got, &faults);
        struct str text = test_faults(a, &faults);
        if (!str_equal(text, str_from_c(cases[i].faults)) || (e.code != 0) != (text.len > 0))
            fail_msg("%s: \"%.*s\"", cases[i].name, STR_ARG(text));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_called_to_what), cmocka_unit_test(what_came_of_it),
        cmocka_unit_test(who_promises_what_by_when), cmocka_unit_test(who_came_from_where)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
