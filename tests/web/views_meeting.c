#include "views.h"

enum { TWO = 2 };

static struct web_meeting_row row(const struct maker *m, size_t which) {
    return (struct web_meeting_row){.id = which ? STR("18") : STR("17"),
                                    .title = named(m, "Rakor FORSESDASI Komwil Sumsel"),
                                    .place = say(m, "Hotel Aryaduta, Palembang"),
                                    .region = say(m, "Sumatera Selatan"),
                                    .office = say(m, "Sekretaris Daerah Provinsi"),
                                    .time = which ? STR("") : STR("09.30 WIB"),
                                    .on = on(2024, 10, 29),
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

/* usual: held; empty: another office's, cancelled, of which nothing is said; faults: to be held. */
struct web_meeting view_meeting(const struct maker *m) {
    struct str *names = NEW(m->a, struct str, TWO);
    names[0] = say(m, "Bupati Banyuasin");
    names[1] = say(m, "Sekda Banyuasin");
    bool bare = m->kind == EMPTY;
    struct web_meeting v = {.row = row(m, m->kind == EMPTY || m->kind == FAULTS),
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
    struct web_meeting_form v = {.key = STR("0123456789abcdef0123456789abcdef"),
                                 .title = typed(m, "Rakor"),
                                 .on = {STR("2024-10-29"), typed(m, "").error},
                                 .at = typed(m, "09.30"),
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
                                 .offices = offices(m),
                                 .office_count = TWO,
                                 .offices_open = m->kind != USUAL};
    v.faults = faults(m, &v.fault_count);
    return v;
}
