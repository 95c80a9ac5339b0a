#include "publication/ical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CAP = 1 << 16 };

static struct date on(int year, int month, int day) {
    return date_from_civil((struct civil){year, month, day});
}

static struct law_stage STAGES[] = {
    {.id = STR_INIT("planning"), .label = {STR_INIT("Perencanaan"), STR_INIT("Planning")}},
    {.id = STR_INIT("campaign"),
     .label = {STR_INIT("Kampanye"), STR_INIT("Campaign")},
     .critical = true},
    {.id = STR_INIT("voting"), .label = {STR_INIT("Pemungutan suara"), STR_INIT("Voting")}},
    {.id = STR_INIT("ban"),
     .label = {STR_INIT("Larangan mutasi"), STR_INIT("Ban on transfers")},
     .when = {STR_INIT("sampai akhir masa jabatan"), STR_INIT("to the end of the term")}},
    {.id = STR_INIT("elected"), .label = {STR_INIT("Terpilih"), STR_INIT("Elected")}},
};

static struct law_election election(void) {
    STAGES[0].from = (struct date){INT32_MIN};
    STAGES[0].to = on(2024, 1, 26);
    STAGES[1].from = on(2024, 9, 25);
    STAGES[1].to = on(2024, 11, 23);
    STAGES[2].from = STAGES[2].to = on(2024, 11, 27);
    STAGES[3].from = on(2024, 3, 22);
    STAGES[3].to = STAGES[4].from = STAGES[4].to = (struct date){LAW_OPEN};
    return (struct law_election){
        .id = STR("pilkada-2024"),
        .label = {STR("Pilkada 2024"), STR("Regional elections 2024")},
        .opens = on(2024, 1, 26),
        .stages = STAGES,
        .stage_count = COUNT_OF(STAGES),
        .cite = {.text = STR("PKPU 2/2024; Lampiran, baris 1"), .verified = true},
    };
}

static const char INDONESIAN[] =
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//netral//calendar//ID\r\n"
    "CALSCALE:GREGORIAN\r\n"
    "METHOD:PUBLISH\r\n"
    "NAME:Pilkada 2024\r\n"
    "X-WR-CALNAME:Pilkada 2024\r\n"
    "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:pilkada-2024.planning@netral\r\n"
    "DTSTAMP:20240126T000000Z\r\n"
    "DTSTART;VALUE=DATE:20240126\r\n"
    "DTEND;VALUE=DATE:20240127\r\n"
    "SUMMARY;LANGUAGE=id:Perencanaan (hari terakhir)\r\n"
    "DESCRIPTION:Pilkada 2024\\nDasar: PKPU 2/2024\\; Lampiran\\, baris 1\r\n"
    "CATEGORIES:STAGE\r\n"
    "TRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:pilkada-2024.campaign@netral\r\n"
    "DTSTAMP:20240126T000000Z\r\n"
    "DTSTART;VALUE=DATE:20240925\r\n"
    "DTEND;VALUE=DATE:20241124\r\n"
    "SUMMARY;LANGUAGE=id:Kampanye\r\n"
    "DESCRIPTION:Pilkada 2024\\nTahapan rawan: awasi netralitas dengan saksama.\\n\r\n"
    " Dasar: PKPU 2/2024\\; Lampiran\\, baris 1\r\n"
    "CATEGORIES:STAGE,CRITICAL\r\n"
    "TRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:pilkada-2024.voting@netral\r\n"
    "DTSTAMP:20240126T000000Z\r\n"
    "DTSTART;VALUE=DATE:20241127\r\n"
    "DTEND;VALUE=DATE:20241128\r\n"
    "SUMMARY;LANGUAGE=id:Pemungutan suara\r\n"
    "DESCRIPTION:Pilkada 2024\\nDasar: PKPU 2/2024\\; Lampiran\\, baris 1\r\n"
    "CATEGORIES:STAGE\r\n"
    "TRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:pilkada-2024.ban@netral\r\n"
    "DTSTAMP:20240126T000000Z\r\n"
    "DTSTART;VALUE=DATE:20240322\r\n"
    "DTEND;VALUE=DATE:20240323\r\n"
    "SUMMARY;LANGUAGE=id:Larangan mutasi (mulai)\r\n"
    "DESCRIPTION:Pilkada 2024\\nsampai akhir masa jabatan\\nDasar: PKPU 2/2024\\; L\r\n"
    " ampiran\\, baris 1\r\n"
    "CATEGORIES:STAGE\r\n"
    "TRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n";

static void the_bytes_of_a_calendar(void **state) {
    (void)state;
    struct law_election e = election();
    struct buf out;
    buf_init(&out, CAP);
    publication_ical(&(struct publication_ical){.election = &e}, &out);
    struct str got = buf_str(&out);
    if (!str_equal(got, str_from_c(INDONESIAN)))
        fail_msg("%.*s", STR_ARG(got));
    buf_done(&out);
}

static bool holds(struct str text, const char *piece) {
    struct str p = str_from_c(piece);
    for (size_t i = 0; i + p.len <= text.len; i++)
        if (!memcmp(text.ptr + i, p.ptr, p.len))
            return true;
    return false;
}

static const struct {
    const char *name;
    struct str label, address;
    bool english, unverified;
    const char *said; /* unfolded */
} CASES[] = {
    {"English speaks English", STR_INIT("Campaign"), {0}, 1, 0, "SUMMARY;LANGUAGE=en:Campaign\r"},
    {"a comma is escaped", STR_INIT("a,b"), {0}, 0, 0, "SUMMARY;LANGUAGE=id:a\\,b\r"},
    {"a semicolon is escaped", STR_INIT("a;b"), {0}, 0, 0, "=id:a\\;b\r"},
    {"a backslash is escaped", STR_INIT("a\\n"), {0}, 0, 0, "=id:a\\\\n\r"},
    {"a line break is written as one", STR_INIT("a\nb"), {0}, 0, 0, "=id:a\\nb\r"},
    {"no row begins a property", STR_INIT("a\r\nEND:VEVENT"), {0}, 0, 0, "=id:a\\nEND:VEVENT\r"},
    {"control bytes are dropped",
     STR_INIT("a\x01\x7f"
              "b"),
     {0},
     0,
     0,
     "=id:ab\r"},
    {"a colon stays", STR_INIT("a: b"), {0}, 0, 0, "=id:a: b\r"},
    {"unverified rows say so", STR_INIT("x"), {0}, 0, 1, "(belum dicek ulang)\r"},
    {"in English too", STR_INIT("x"), {0}, 1, 1, "(source not checked again)\r"},
    {"the page that explains it", STR_INIT("x"), STR_INIT("https://a.example/boleh"), 0, 0,
     "\nURL:https://a.example/boleh\r"},
    {"a name of many bytes is folded and whole",
     STR_INIT("ああああああああああああああああああああああああああああああ"),
     {0},
     0,
     0,
     "=id:ああああああああああああああああああああああああああああああ\r"},
};

/* Each ends with CRLF, has at most 75 octets before it, and breaks no character. */
static void check_lines(const char *name, struct str rest) {
    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        if (line.len > 76 || line.ptr[line.len - 1] != '\r' ||
            !str_is_utf8((struct str){line.ptr, line.len - 1}))
            fail_msg("%s: line %.*s", name, STR_ARG(line));
    }
}

static void words_and_signs_of_a_row(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct law_stage stage = {.id = STR("s"), .label = {CASES[i].label, CASES[i].label}};
        struct law_election e = election();
        e.stages = &stage;
        e.stage_count = 1;
        e.cite.verified = !CASES[i].unverified;
        struct publication_ical what = {&e, CASES[i].address, CASES[i].english};
        struct buf out, flat;
        buf_init(&out, CAP);
        buf_init(&flat, CAP);
        publication_ical(&what, &out);
        struct str got = buf_str(&out);
        check_lines(CASES[i].name, got);
        for (size_t k = 0; k < got.len; k++) /* unfold */
            if (str_starts((struct str){got.ptr + k, got.len - k}, STR("\r\n ")))
                k += 2;
            else
                buf_add_char(&flat, got.ptr[k]);
        if (!holds(buf_str(&flat), CASES[i].said))
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(buf_str(&flat)));
        buf_done(&out);
        buf_done(&flat);
    }
}

static void a_meeting_is_an_event_at_its_hour(void **state) {
    static const struct {
        const char *name;
        int64_t minute;
        enum zone zone;
        bool cancelled;
        const char *lines[4];
    } HOURS[] = {
        {"half past nine in the west",
         9 * 60 + 30,
         ZONE_WIB,
         false,
         {"DTSTART:20241029T023000Z", "STATUS:CONFIRMED", "SUMMARY:Rakor\\, 17 Sekda",
          "SEQUENCE:0"}},
        {"the same in the east",
         9 * 60 + 30,
         ZONE_WIT,
         false,
         {"DTSTART:20241029T003000Z", "LOCATION:Palembang", "DESCRIPTION:Satu\\nDua",
          "SEQUENCE:0"}},
        {"five in the morning is the day before",
         5 * 60,
         ZONE_WIB,
         false,
         {"DTSTART:20241028T220000Z", "UID:rakor-17@netral", "CONTACT:Sekda", "SEQUENCE:0"}},
        {"without an hour",
         -1,
         ZONE_WIB,
         true,
         {"DTSTART;VALUE=DATE:20241029", "DTEND;VALUE=DATE:20241030", "STATUS:CANCELLED",
          "SEQUENCE:1"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(HOURS); i++) {
        struct buf out;
        buf_init(&out, CAP);
        const struct publication_meeting what = {.uid = STR("rakor-17@netral"),
                                                 .title = STR("Rakor, 17 Sekda"),
                                                 .place = STR("Palembang"),
                                                 .agenda = STR("Satu\nDua"),
                                                 .organiser = STR("Sekda"),
                                                 .on = on(2024, 10, 29),
                                                 .minute = HOURS[i].minute,
                                                 .zone = HOURS[i].zone,
                                                 .cancelled = HOURS[i].cancelled};
        publication_ical_meeting(&what, &out);
        buf_add_char(&out, '\0');
        for (size_t k = 0; k < COUNT_OF(HOURS[i].lines); k++)
            if (!strstr(out.ptr, HOURS[i].lines[k]))
                fail_msg("%s: no %s in %s", HOURS[i].name, HOURS[i].lines[k], out.ptr);
        buf_done(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_is_an_event_at_its_hour),

        cmocka_unit_test(the_bytes_of_a_calendar),
        cmocka_unit_test(words_and_signs_of_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
