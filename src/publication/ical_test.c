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

static void unfold(struct str text, struct buf *out) {
    for (size_t k = 0; k < text.len; k++)
        if (str_starts((struct str){text.ptr + k, text.len - k}, STR("\r\n ")))
            k += 2;
        else
            buf_add_char(out, text.ptr[k]);
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
        unfold(got, &flat);
        if (!holds(buf_str(&flat), CASES[i].said))
            fail_msg("%s: %.*s", CASES[i].name, STR_ARG(buf_str(&flat)));
        buf_done(&out);
        buf_done(&flat);
    }
}

/* --- a strict reader (RFC 5545) --- */

struct reader {
    const char *name; /* of the case, for whoever reads that it failed */
    struct str rest;  /* unfolded lines */
    struct str dtstart, dtend, key;
    int uid, dtstamp, dtstarts, dtends, summaries, organizers, sequences, events, depth;
};

static bool is_name(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/* Section 3.1: name *(";" param) ":" value; a parameter is a name, "=", and quoted or plain text.
 * Cuts the line into what stands before the value's colon and the value. */
static struct str value_of(const struct reader *r, struct str line, struct str *ret_name,
                           struct str *ret_params) {
    size_t n = 0;
    while (n < line.len && is_name(line.ptr[n]))
        n++;
    *ret_name = (struct str){line.ptr, n};
    size_t from = n;
    bool quoted = false;
    for (; n < line.len && (quoted || line.ptr[n] != ':'); n++) {
        if (line.ptr[n] == '"')
            quoted = !quoted;
        if (quoted && line.ptr[n] != '"' && (unsigned char)line.ptr[n] < ' ')
            fail_msg("%s: control byte in %.*s", r->name, STR_ARG(line));
    }
    *ret_params = (struct str){line.ptr + from, n - from};
    if (!ret_name->len || n == line.len || (n > from && line.ptr[from] != ';'))
        fail_msg("%s: no property: %.*s", r->name, STR_ARG(line));
    return (struct str){line.ptr + n + 1, line.len - n - 1};
}

/* Section 3.3.5: a day, or a moment in UTC that exists. */
static void check_when(const struct reader *r, struct str params, struct str value) {
    bool day = str_equal(params, STR(";VALUE=DATE"));
    int64_t n;
    size_t len = day ? 8 : 16;
    if ((!day && params.len) || value.len != len ||
        (!day && (value.ptr[8] != 'T' || value.ptr[15] != 'Z')))
        fail_msg("%s: no time: %.*s%.*s", r->name, STR_ARG(params), STR_ARG(value));
    if (!str_to_int((struct str){value.ptr, 8}, &n))
        fail_msg("%s: no day: %.*s", r->name, STR_ARG(value));
    struct civil c = {(int)(n / 10000), (int)(n / 100 % 100), (int)(n % 100)};
    struct civil again = date_to_civil(date_from_civil(c));
    if (again.year != c.year || again.month != c.month || again.day != c.day)
        fail_msg("%s: there is no such day: %.*s", r->name, STR_ARG(value));
    if (!day && (!str_to_int((struct str){value.ptr + 9, 6}, &n) || n / 10000 > 23 ||
                 n / 100 % 100 > 59 || n % 100 > 59))
        fail_msg("%s: there is no such hour: %.*s", r->name, STR_ARG(value));
}

/* Section 3.3.11: a backslash escapes one of four, and commas and semicolons stand nowhere bare. */
static void check_escapes(const struct reader *r, struct str value) {
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '\\' && (++i == value.len || !strchr("\\;,nN", value.ptr[i])))
            fail_msg("%s: no escape: %.*s", r->name, STR_ARG(value));
        if (c == ',' || c == ';')
            fail_msg("%s: bare sign: %.*s", r->name, STR_ARG(value));
    }
}

static void take_property(struct reader *r, struct str name, struct str params, struct str value) {
    static const struct str TEXTS[] = {STR_INIT("SUMMARY"), STR_INIT("LOCATION"),
                                       STR_INIT("DESCRIPTION"), STR_INIT("UID"), STR_INIT("NAME")};
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
        if (str_equal(name, TEXTS[i]))
            check_escapes(r, value);
    r->uid += str_equal(name, STR("UID"));
    r->summaries += str_equal(name, STR("SUMMARY"));
    r->sequences += str_equal(name, STR("SEQUENCE"));
    if (str_equal(name, STR("ORGANIZER"))) {
        r->organizers++;
        struct str rest = value;
        (void)str_cut(&rest, ':');
        if (!str_starts(params, STR(";CN=\"")) || !rest.len) /* section 3.3.3: an address */
            fail_msg("%s: no organiser: %.*s:%.*s", r->name, STR_ARG(params), STR_ARG(value));
    }
    struct {
        struct str name;
        int *count;
        struct str *kept;
    } times[] = {{STR("DTSTAMP"), &r->dtstamp, NULL},
                 {STR("DTSTART"), &r->dtstarts, &r->dtstart},
                 {STR("DTEND"), &r->dtends, &r->dtend}};
    for (size_t i = 0; i < COUNT_OF(times); i++)
        if (str_equal(name, times[i].name)) {
            check_when(r, params, value);
            ++*times[i].count;
            if (times[i].kept)
                *times[i].kept = value;
        }
}

/* Section 3.6.1: of each event one UID, one stamp, one begin and one end of its kind behind it; of
 * one that is published an organiser (RFC 5546 section 3.2.1), where it is of a meeting. */
static void end_event(struct reader *r, bool meeting) {
    if (r->uid != 1 || r->dtstamp != 1 || r->dtstarts != 1 || r->dtends != 1 || r->summaries != 1 ||
        (meeting && (r->organizers != 1 || r->sequences != 1)))
        fail_msg("%s: an event without what it must have, or with it twice", r->name);
    if (r->dtstart.len != r->dtend.len || str_compare(r->dtstart, r->dtend) >= 0)
        fail_msg("%s: ends at %.*s, begins at %.*s", r->name, STR_ARG(r->dtend),
                 STR_ARG(r->dtstart));
    *r = (struct reader){.name = r->name, .rest = r->rest, .events = r->events + 1, .depth = 1};
}

static int read_strictly(const char *name, struct str text, bool meeting) {
    struct buf flat;
    buf_init(&flat, CAP);
    check_lines(name, text);
    unfold(text, &flat);
    struct reader r = {.name = name, .rest = buf_str(&flat)};
    while (r.rest.len) {
        struct str line = str_cut(&r.rest, '\n'), prop, params;
        line.len--; /* check_lines saw its \r */
        struct str value = value_of(&r, line, &prop, &params);
        if (str_equal(prop, STR("BEGIN")) &&
            str_equal(value, r.depth ? STR("VEVENT") : STR("VCALENDAR")))
            r.depth++;
        else if (str_equal(line, STR("END:VEVENT")) && r.depth == 2)
            end_event(&r, meeting);
        else if (str_equal(line, STR("END:VCALENDAR")) && r.depth == 1 && !r.rest.len)
            r.depth = 0;
        else if (r.depth == 0 || str_equal(prop, STR("END")) || str_equal(prop, STR("BEGIN")))
            fail_msg("%s: out of place: %.*s", name, STR_ARG(line));
        else
            take_property(&r, prop, params, value);
    }
    if (r.depth)
        fail_msg("%s: it does not end", name);
    buf_done(&flat);
    return r.events;
}

static void a_strict_reader_takes_the_calendar(void **state) {
    (void)state;
    struct law_election e = election();
    struct buf out;
    buf_init(&out, CAP);
    publication_ical(&(struct publication_ical){.election = &e}, &out);
    assert_int_equal(read_strictly("calendar", buf_str(&out), false), 4);
    buf_done(&out);
}

static const struct {
    const char *name;
    int64_t minute, until;
    int last; /* day of October */
    enum zone zone;
    bool cancelled;
    struct str organiser, address;
    const char *lines[4]; /* unfolded */
} HOURS[] = {
    {"half past nine in the west",
     9 * 60 + 30,
     -1,
     29,
     ZONE_WIB,
     false,
     STR_INIT("Sekda"),
     STR_INIT("https://a.example/k/rakor/rapat/17"),
     {"DTSTART:20241029T023000Z\r\nDTEND:20241029T043000Z\r", "STATUS:CONFIRMED\r",
      "SUMMARY:Rakor\\, 17 Sekda\r", "SEQUENCE:0\r"}},
    {"the same in the east, until noon",
     9 * 60 + 30,
     12 * 60,
     29,
     ZONE_WIT,
     false,
     STR_INIT("Sekda"),
     STR_INIT("https://a.example/k/rakor/rapat/17"),
     {"DTSTART:20241029T003000Z\r\nDTEND:20241029T030000Z\r", "LOCATION:Palembang\r",
      "DESCRIPTION:Satu\\nDua\r", "URL:https://a.example/k/rakor/rapat/17\r"}},
    {"five in the morning is the day before",
     5 * 60,
     6 * 60,
     29,
     ZONE_WIB,
     false,
     STR_INIT("Sekda; \"Muba\": a,b"),
     {0},
     {"DTSTART:20241028T220000Z\r\nDTEND:20241028T230000Z\r", "UID:rakor-17@netral\r",
      "ORGANIZER;CN=\"Sekda; 'Muba': a,b\":invalid:nomail\r", "SEQUENCE:0\r"}},
    {"near midnight it ends on the next day",
     23 * 60,
     -1,
     29,
     ZONE_WIB,
     false,
     STR_INIT("Sekda"),
     {0},
     {"DTSTART:20241029T160000Z\r\nDTEND:20241029T180000Z\r", "STATUS:CONFIRMED\r", "", ""}},
    {"two days with their hours",
     9 * 60,
     8 * 60,
     30,
     ZONE_WIB,
     false,
     STR_INIT("Sekda"),
     {0},
     {"DTSTART:20241029T020000Z\r\nDTEND:20241030T010000Z\r", "SEQUENCE:0\r", "", ""}},
    {"three days without an hour",
     -1,
     -1,
     31,
     ZONE_WIB,
     false,
     STR_INIT("Sekda"),
     {0},
     {"DTSTART;VALUE=DATE:20241029\r\nDTEND;VALUE=DATE:20241101\r", "", "", ""}},
    {"without an hour, called off",
     -1,
     -1,
     29,
     ZONE_WIB,
     true,
     STR_INIT("Sekretariat Daerah Kabupaten Penukal Abab Lematang Ilir, Sumatera Selatan"),
     STR_INIT("https://a.example/k/rakor/rapat/17"),
     {"DTSTART;VALUE=DATE:20241029\r\nDTEND;VALUE=DATE:20241030\r", "STATUS:CANCELLED\r",
      "SEQUENCE:1\r",
      "ORGANIZER;CN=\"Sekretariat Daerah Kabupaten Penukal Abab Lematang Ilir, Sumatera "
      "Selatan\":https://a.example/k/rakor/rapat/17\r"}},
};

static void a_meeting_is_an_event_at_its_hour(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(HOURS); i++) {
        struct buf out, flat;
        buf_init(&out, CAP);
        buf_init(&flat, CAP);
        const struct publication_meeting what = {.uid = STR("rakor-17@netral"),
                                                 .title = STR("Rakor, 17 Sekda"),
                                                 .place = STR("Palembang"),
                                                 .agenda = STR("Satu\nDua"),
                                                 .organiser = HOURS[i].organiser,
                                                 .address = HOURS[i].address,
                                                 .on = on(2024, 10, 29),
                                                 .last = on(2024, 10, HOURS[i].last),
                                                 .minute = HOURS[i].minute,
                                                 .until = HOURS[i].until,
                                                 .zone = HOURS[i].zone,
                                                 .cancelled = HOURS[i].cancelled};
        publication_ical_meeting(&what, &out);
        struct str got = buf_str(&out);
        assert_int_equal(read_strictly(HOURS[i].name, got, true), 1);
        unfold(got, &flat);
        for (size_t k = 0; k < COUNT_OF(HOURS[i].lines); k++)
            if (!holds(buf_str(&flat), HOURS[i].lines[k]))
                fail_msg("%s: no %s in %.*s", HOURS[i].name, HOURS[i].lines[k], STR_ARG(got));
        buf_done(&out);
        buf_done(&flat);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_is_an_event_at_its_hour),
        cmocka_unit_test(a_strict_reader_takes_the_calendar),
        cmocka_unit_test(the_bytes_of_a_calendar),
        cmocka_unit_test(words_and_signs_of_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
