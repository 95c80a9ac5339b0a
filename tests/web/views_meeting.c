#include "views.h"

enum { TWO = 2 };

static struct web_meeting_row row(const struct maker *m, size_t which) {
    return (struct web_meeting_row){.id = which ? STR("18") : STR("17"),
                                    .title = named(m, "Rakor FORSESDASI Komwil Sumsel"),
                                    .place = say(m, "Hotel Aryaduta, Palembang"),
                                    .region = say(m, "Sumatera Selatan"),
                                    .office = say(m, "Sekretaris Daerah Provinsi"),
                                    .time = which ? STR("") : STR("09.30 WIB"),
                                    .days = which ? STR("29 Oktober 2024")
                                                  : STR("29 Oktober 2024 sampai 30 Oktober 2024"),
                                    .on = on(2024, 10, 29),
                                    .last = on(2024, 10, which ? 29 : 30),
                                    .held = which == 0,
                                    .cancelled = which == 1 && m->kind != FAULTS};
}

/* One late, one done. */
static const struct web_commitment *promised(const struct maker *m) {
    struct web_commitment *list = NEW(m->a, struct web_commitment, TWO);
    for (size_t i = 0; i < TWO; i++)
        list[i] = (struct web_commitment){.id = i ? STR("31") : STR("30"),
                                          .what = say(m, "Surat edaran netralitas"),
                                          .office = say(m, "Bupati Banyuasin"),
                                          .due = on(2024, 9, 30),
                                          .done_on = on(2024, 10, 28),
                                          .late = i == 0,
                                          .done = i == 1,
                                          .own = i == 0,
                                          .note = say(m, "SE 800/12/2024"),
                                          .meeting = STR("17"),
                                          .meeting_title = say(m, "Rakor netralitas ASN")};
    return list;
}

struct web_ahead view_ahead(const struct maker *m) {
    enum { KINDS = FLOW_AHEAD_STAGE + 1 };
    static const struct str WHAT[KINDS] = {
        STR_INIT("Menunggu kantor Anda sebagai pemegang pertama"),
        STR_INIT("Surat edaran netralitas"),
        STR_INIT("Rakor FORSESDASI Komwil Sumsel"),
        STR_INIT("Sosialisasi asas netralitas dalam berbagai kegiatan dan media"),
        STR_INIT("BKPSDM Musi Banyuasin"),
        STR_INIT("Masa tenang")};
    struct web_ahead_row *rows = NEW(m->a, struct web_ahead_row, KINDS);
    for (size_t i = 0; i < KINDS; i++) {
        bool meets = i == FLOW_AHEAD_MEETING, known = i != FLOW_AHEAD_STAGE;
        rows[i] = (struct web_ahead_row){
            .kind = (enum flow_ahead_kind)i,
            .on = on(2024, 11, (int)(18 + i)),
            .late = i == FLOW_AHEAD_COMMITMENT,
            .what = named(m, WHAT[i].ptr),
            .href = known ? STR("/k/rakor/rapat/17") : STR(""),
            .who = known ? say(m, "Sekretaris Daerah Provinsi") : STR(""),
            .where = meets                  ? say(m, "Hotel Aryaduta, Palembang")
                     : i == FLOW_AHEAD_DUTY ? say(m, "Ogan Ilir, Banyuasin, Lahat")
                                            : STR(""),
            .time = meets ? STR("09.30-12.00 WIB") : STR(""),
            .more = i == FLOW_AHEAD_DUTY ? 4 : 0,
            .unsigned_ = i == FLOW_AHEAD_ROUND ? 12 : -1};
    }
    return (struct web_ahead){rows, m->kind == EMPTY ? 0 : KINDS, m->kind == FAULTS};
}

struct web_meetings view_meetings(const struct maker *m) {
    struct web_meeting_row *rows = NEW(m->a, struct web_meeting_row, TWO);
    for (size_t i = 0; i < TWO; i++)
        rows[i] = row(m, i);
    return (struct web_meetings){.rows = rows,
                                 .row_count = m->kind == EMPTY ? 0 : TWO,
                                 .commitments = promised(m),
                                 .commitment_count = m->kind == EMPTY ? 0 : TWO,
                                 .next_cursor = m->kind == USUAL ? STR("AAAA") : STR(""),
                                 .first_page = m->kind != HOSTILE,
                                 .may_call = m->kind != EMPTY};
}

static const struct web_office_choice *offices(const struct maker *m) {
    struct web_office_choice *list = NEW(m->a, struct web_office_choice, TWO);
    list[0] = (struct web_office_choice){STR("ppk-16.07"), named(m, "Bupati Banyuasin"), true};
    list[1] = (struct web_office_choice){STR("sekda-16.07"), named(m, "Sekda Banyuasin"), false};
    return list;
}

static const struct web_fault *faults(const struct maker *m, size_t *ret_count) {
    struct web_fault *list = NEW(m->a, struct web_fault, 1);
    list[0] = (struct web_fault){STR("what"), say(m, "Bagian ini perlu diisi")};
    *ret_count = m->kind == FAULTS || m->kind == HOSTILE;
    return list;
}

static struct web_input typed(const struct maker *m, const char *value) {
    bool bad = m->kind == FAULTS || m->kind == HOSTILE;
    return (struct web_input){say(m, value), bad ? say(m, "Bagian ini perlu diisi") : STR("")};
}

static struct web_attendings came(const struct maker *m) {
    struct web_attending *rows = NEW(m->a, struct web_attending, TWO);
    rows[0] = (struct web_attending){named(m, "Bupati Banyuasin"), 2, 1};
    rows[1] = (struct web_attending){say(m, "Polres Banyuasin"), 0, 1};
    bool none = m->kind == EMPTY;
    return (struct web_attendings){rows, none ? 0 : TWO, none ? 0 : 4, none ? 0 : 2, none ? 0 : 2};
}

static struct web_attend_typed person(const struct maker *m) {
    return (struct web_attend_typed){typed(m, "Budi"), typed(m, "ppk-16.07"), typed(m, "Polres")};
}

/* usual: open; empty: no office was invited, and its day is over; faults: open, three of them. */
struct web_attend view_attend(const struct maker *m) {
    struct web_attend v = {.address = STR("/hadir/17-0123456789abcdef0123456789abcdef"),
                           .row = row(m, 0),
                           .state = m->kind == EMPTY ? ATTENDANCE_OVER : ATTENDANCE_OPEN,
                           .entry = -1,
                           .offices = offices(m),
                           .office_count = m->kind == EMPTY ? 0 : TWO};
    if (m->kind != USUAL)
        v.typed = person(m);
    v.faults = faults(m, &v.fault_count);
    return v;
}

/* usual: somebody has entered; empty: early; faults: called off; hostile: entered, over since. */
struct web_attend view_attended(const struct maker *m) {
    static const enum attendance_state STATES[KIND_COUNT] = {ATTENDANCE_OPEN, ATTENDANCE_EARLY,
                                                             ATTENDANCE_CANCELLED, ATTENDANCE_OVER};
    struct web_attend v = view_attend(m);
    v.fault_count = 0;
    v.state = STATES[m->kind];
    v.entry = m->kind == USUAL || m->kind == HOSTILE ? 3141 : -1;
    v.at = at(2024, 10, 29, 9 * 60 + 31);
    return v;
}

/* usual: its day, with people; empty: before it; faults: of who is struck out, and of the form. */
struct web_attendance view_attendance(const struct maker *m) {
    struct web_attendance_row *rows = NEW(m->a, struct web_attendance_row, TWO);
    for (size_t i = 0; i < TWO; i++)
        rows[i] = (struct web_attendance_row){i ? STR("32") : STR("31"), named(m, "Budi Santoso"),
                                              say(m, "Bupati Banyuasin"),
                                              at(2024, 10, 29, 9 * 60 + 31), i == 1};
    struct web_attendance v = {.row = row(m, 0),
                               .sums = came(m),
                               .rows = rows,
                               .row_count = m->kind == EMPTY ? 0 : TWO,
                               .next = m->kind == USUAL ? STR("32") : STR(""),
                               .first_page = m->kind != HOSTILE,
                               .due = m->kind != EMPTY,
                               .code = m->kind != FAULTS,
                               .reason = typed(m, ""),
                               .offices = offices(m),
                               .office_count = m->kind == EMPTY ? 0 : TWO};
    if (m->kind == FAULTS || m->kind == HOSTILE) {
        v.leaving = rows[0];
        v.typed = person(m);
    }
    v.faults = faults(m, &v.fault_count);
    return v;
}

/* usual: good; empty: its day is over; faults: called off. */
struct web_attend_code view_attend_code(const struct maker *m) {
    static const enum attendance_state STATES[KIND_COUNT] = {
        ATTENDANCE_OPEN, ATTENDANCE_OVER, ATTENDANCE_CANCELLED, ATTENDANCE_EARLY};
    return (struct web_attend_code){
        row(m, 0), STATES[m->kind],
        STR("https://netral.example/hadir/17-0123456789abcdef0123456789abcdef")};
}

/* usual: held; empty: another office's, cancelled, of which nothing is said; faults: to be held. */
struct web_meeting view_meeting(const struct maker *m) {
    struct str *names = NEW(m->a, struct str, TWO);
    names[0] = say(m, "Bupati Banyuasin");
    names[1] = say(m, "Sekda Banyuasin");
    bool bare = m->kind == EMPTY;
    struct web_meeting v = {.row = row(m, m->kind == EMPTY || m->kind == FAULTS),
                            .sums = came(m),
                            .agenda = say(m, "Peran sekretaris daerah\nTindak lanjut"),
                            .minutes = say(m, "Sepakat.\nBaris kedua."),
                            .reason = say(m, "Digabung"),
                            .invited = names,
                            .attended = names,
                            .invited_count = bare ? 0 : TWO,
                            .attended_count = bare ? 0 : TWO,
                            .follows = bare ? STR("") : STR("11"),
                            .follows_title = say(m, "Rakor netralitas ASN"),
                            .commitments = promised(m),
                            .inherited = promised(m),
                            .commitment_count = bare ? 0 : TWO,
                            .inherited_count = bare ? 0 : 1,
                            .own = !bare,
                            .due = !bare,
                            .conflict = m->kind == FAULTS,
                            .version = STR("17"),
                            .offices = offices(m),
                            .office_count = TWO,
                            .offices_open = m->kind != USUAL,
                            .typed_minutes = typed(m, "Sepakat."),
                            .what = typed(m, "Surat edaran"),
                            .owner = typed(m, "ppk-16.07"),
                            .by = {STR("2024-11-05"), typed(m, "").error},
                            .cancel = typed(m, ""),
                            .how_of = m->kind == FAULTS ? STR("30") : STR(""),
                            .how = typed(m, "SE")};
    v.faults = faults(m, &v.fault_count);
    return v;
}

struct web_meeting_form view_meeting_form(const struct maker *m) {
    struct web_option *options = NEW(m->a, struct web_option, 1);
    options[0] = (struct web_option){STR("16"), say(m, "Sumatera Selatan"), {0}};
    struct web_office_group *groups = NEW(m->a, struct web_office_group, TWO);
    const struct web_office_choice *list = offices(m);
    groups[0] = (struct web_office_group){
        STR("ppk"), say(m, "PPK (pejabat pembina kepegawaian)"), false, m->kind != USUAL, list, 1};
    groups[1] = (struct web_office_group){
        STR("sekda"), named(m, "PyB (Sekda, Sekjen)"), m->kind == USUAL, false, list + 1, 1};
    struct web_meeting_form v = {.key = STR("0123456789abcdef0123456789abcdef"),
                                 .title = typed(m, "Rakor"),
                                 .on = {STR("2024-10-29"), typed(m, "").error},
                                 .at = typed(m, "09.30"),
                                 .last = {STR("2024-10-30"), typed(m, "").error},
                                 .until = typed(m, "12.00"),
                                 .place = typed(m, "Palembang"),
                                 .region = typed(m, "16"),
                                 .election = typed(m, "16"),
                                 .agenda = typed(m, "Satu\nDua"),
                                 .invited = typed(m, ""),
                                 .follows = typed(m, ""),
                                 .regions = options,
                                 .elections = options,
                                 .meetings = options,
                                 .region_count = 1,
                                 .election_count = 1,
                                 .meeting_count = m->kind != EMPTY,
                                 .groups = groups,
                                 .group_count = m->kind == EMPTY ? 0 : TWO};
    v.faults = faults(m, &v.fault_count);
    return v;
}
