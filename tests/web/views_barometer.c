#include "views.h"

enum { ROWS = 18, LATES = 8, BARS = 8, WARNINGS = 2, ACTS = 2, REGIONS = 2, REMINDED = 3 };

#define LINK "https://netral.example/b/16-20241121-1064c63f7809195e0e3c9847ed4a4469"

/* As many as a province has: the sheet of paper must hold them all. */
static const struct web_barometer_row *rows(const struct maker *m) {
    static const struct {
        const char *code, *name, *abbr;
        int col, row;
        int open, late, days, pledged;
    } R[ROWS] = {{"16.06", "Musi Banyuasin", "MUB", 2, 0, 4, 2, 41, 62},
                 {"16.07", "Banyuasin", "BYA", 3, 0, 3, 0, 6, 100},
                 {"16.13", "Musi Rawas Utara", "MRU", 1, 0, 2, 1, 12, 71},
                 {"16.73", "Lubuk Linggau", "LLG", 0, 1, 6, 3, 30, 44},
                 {"16.05", "Musi Rawas", "MUR", 1, 1, 0, 0, -1, 90},
                 {"16.12", "Penukal Abab Lematang Ilir", "PAL", 2, 1, 1, 0, 2, 55},
                 {"16.71", "Palembang", "PLG", 3, 1, 5, 1, 19, 81},
                 {"16.11", "Empat Lawang", "ELW", 0, 2, 1, 0, 1, 12},
                 {"16.04", "Lahat", "LHT", 1, 2, 3, 2, 22, 38},
                 {"16.74", "Prabumulih", "PBM", 2, 2, 1, 0, 0, 95},
                 {"16.10", "Ogan Ilir", "OGI", 3, 2, 3, 0, 7, 60},
                 {"16.02", "Ogan Komering Ilir", "OKI", 4, 2, 4, 1, 15, 49},
                 {"16.72", "Pagar Alam", "PGA", 1, 3, 0, 0, -1, 100},
                 {"16.03", "Muara Enim", "MEN", 2, 3, 9, 8, 41, 20},
                 {"16.01", "Ogan Komering Ulu", "OKU", 3, 3, 2, 0, 3, 33},
                 {"16.08", "Ogan Komering Ulu Timur", "OKT", 4, 3, 2, 1, 9, 47},
                 {"16.09", "Ogan Komering Ulu Selatan", "OKS", 3, 4, 0, 0, -1, -1},
                 {"16", "Tingkat provinsi", "", 0, 0, 0, 0, -1, -1}};
    struct web_barometer_row *list = NEW(m->a, struct web_barometer_row, ROWS);
    bool none = m->kind == EMPTY;
    for (size_t i = 0; i < ROWS; i++)
        list[i] = (struct web_barometer_row){
            .code = str_from_c(R[i].code),
            .name = named(m, R[i].name),
            .abbr = str_from_c(R[i].abbr),
            .col = R[i].col,
            .row = R[i].row,
            .open = none ? 0 : R[i].open,
            .late = none ? 0 : R[i].late,
            .days = none ? -1 : R[i].days,
            .proven = 1,
            .pledged = none ? -1 : R[i].pledged,
            .reached = R[i].pledged,
            .led = {none ? 0 : R[i].pledged / 4, none || R[i].pledged < 0 ? 0 : 25},
            .done = 3,
            .due = 5,
            .pledge_missing = i == 0,
            .unsigned_ =
                i == 1 && m->kind == FAULTS ? named(m, "Bupati Banyuasin") : (struct str){0},
            .secretary_case = i == 1 && m->kind == FAULTS,
            .flagged = !none && (i == 0 || (i == 1 && m->kind == FAULTS))};
    return list;
}

static const struct web_barometer_late *lates(const struct maker *m) {
    static const char *const WHO[LATES] = {"Bupati Musi Banyuasin",
                                           "Badan Kepegawaian Negara",
                                           "Bupati Muara Enim",
                                           "Wali Kota Lubuk Linggau",
                                           "Bupati Lahat",
                                           "Bupati Ogan Komering Ilir",
                                           "Bupati Musi Rawas Utara",
                                           "Bupati Ogan Komering Ulu Timur"};
    struct web_barometer_late *list = NEW(m->a, struct web_barometer_late, LATES);
    for (size_t i = 0; i < LATES; i++)
        list[i] = (struct web_barometer_late){
            named(m, WHO[i]), say(m, "Rekomendasi diterima, menunggu keputusan PPK"),
            1 + (int64_t)i % 3, 41 - 4 * (int64_t)i};
    return list;
}

/* The last has what no office should: bytes that an address must escape. */
static struct web_barometer_remind reminded(const struct maker *m, struct str kind) {
    struct str *list = NEW(m->a, struct str, REMINDED);
    list[0] = STR("ppk-16.06");
    list[1] = STR("ppk-16.03");
    list[2] = STR("ppk&ke=<16>");
    return (struct web_barometer_remind){kind, list, m->kind != EMPTY ? REMINDED : 0,
                                         m->kind != EMPTY ? REMINDED : 0, m->kind == USUAL ? 2 : 0};
}

static const struct web_barometer_bar *bars(const struct maker *m) {
    struct web_barometer_bar *list = NEW(m->a, struct web_barometer_bar, BARS);
    for (size_t i = 0; i < BARS; i++)
        list[i] =
            (struct web_barometer_bar){named(m, "Sekretaris Daerah Kabupaten Ogan Komering Ulu"),
                                       {620 * ((int64_t)i + 1), 6200},
                                       10 * ((int64_t)i + 1)};
    list[BARS - 1] =
        (struct web_barometer_bar){named(m, "BKPSDM Kabupaten Banyuasin"), {6229, 6229}, 100};
    return list;
}

static struct web_stages stages(const struct maker *m) {
    if (m->kind == EMPTY)
        return (struct web_stages){0};
    return (struct web_stages){.has_now = true,
                               .has_next = m->kind != FAULTS,
                               .now = both(m, "Kampanye", "Campaign"),
                               .next = both(m, "Masa tenang", "Quiet period"),
                               .from = on(2024, 11, 24),
                               .to = on(2024, 11, 26),
                               .days = 3};
}

static const struct web_barometer_warning *warnings(const struct maker *m) {
    struct web_barometer_warning *list = NEW(m->a, struct web_barometer_warning, WARNINGS);
    list[0] = (struct web_barometer_warning){named(m, "Musi Banyuasin"),
                                             STR("/peta/indeks?wilayah=16.06#urai"),
                                             WEB_RISK_MANY_LATE,
                                             7,
                                             {0}};
    list[1] = (struct web_barometer_warning){
        named(m, "Banyuasin"), STR("/peta/indeks?wilayah=16.07#urai"), WEB_RISK_LOW_COVERAGE, 41,
        say(m, "Surat edaran netralitas kepada semua kepala unit")};
    return list;
}

/* No key in escrow waits for a region. */
static struct web_ahead ahead_of_region(const struct maker *m) {
    struct web_ahead ahead = view_ahead(m);
    if (ahead.row_count) {
        ahead.rows++;
        ahead.row_count--;
    }
    return ahead;
}

enum { UNITS = 2, DUTIES = 2 };
static struct web_unit_row *units(const struct maker *m) {
    struct web_unit_row *list = NEW(m->a, struct web_unit_row, UNITS);
    list[0] = (struct web_unit_row){say(m, "Dinas Perhubungan"), {12, 40}, 28, 30};
    list[1] = (struct web_unit_row){say(m, "Kecamatan Sekayu"), {30, 41}, 11, 73};
    return list;
}

static struct web_barometer_duty *duties(const struct maker *m) {
    struct web_barometer_duty *list = NEW(m->a, struct web_barometer_duty, DUTIES);
    list[0] = (struct web_barometer_duty){say(m, "Surat edaran netralitas"), on(2024, 9, 22)};
    list[1] = (struct web_barometer_duty){say(m, "Apel siaga netralitas"), on(2024, 9, 24)};
    return list;
}

/* hostile: as of one regency, with its units and duties. */
struct web_barometer view_barometer(const struct maker *m) {
    bool some = m->kind != EMPTY, one = m->kind == HOSTILE;
    struct str *acts = NEW(m->a, struct str, ACTS);
    struct web_option *regions = NEW(m->a, struct web_option, REGIONS);
    acts[0] = acts[1] = say(m, "Surat edaran netralitas kepada semua kepala unit");
    regions[0] = (struct web_option){STR("16"), named(m, "Sumatera Selatan"), {0}};
    regions[1] = (struct web_option){STR("16.06"), named(m, "Kabupaten Musi Banyuasin"), {0}};
    return (struct web_barometer){
        .code = STR("16"),
        .region = named(m, "Sumatera Selatan"),
        .today = on(2024, 11, 21),
        .last = at(2024, 11, 21, 7 * 60),
        .stale = m->kind == FAULTS,
        .open = {some ? 7 : 0, some ? 3 : 0, 0},
        .late = {some ? 2 : 0, some ? 1 : 0, 0},
        .proven = {3, 0, some ? 1 : 0},
        .pledged = {some ? 84 : -1, some ? 6 : 0, 0},
        .reached = {some ? 61 : -1, 0, 0},
        .led = {some ? 271 : 0, some ? 425 : 0},
        .done = 9,
        .due = 15,
        .rows = rows(m),
        .row_count = ROWS,
        .has_tiles = true,
        .flagged = m->kind == EMPTY    ? 0
                   : m->kind == FAULTS ? 2
                                       : 1,
        .no_round = some ? say(m, "Empat Lawang, Lahat") : (struct str){0},
        .lates = lates(m),
        .late_count = some ? LATES : 0,
        .late_more = m->kind == USUAL ? 4 : 0,
        .remind = reminded(m, STR("PENGINGAT-TINDAK-LANJUT")),
        .remind_pledges = reminded(m, STR("PENGINGAT-IKRAR")),
        .bars = bars(m),
        .bar_count = some ? BARS : 0,
        .bar_more = m->kind == USUAL ? 12 : 0,
        .units = units(m),
        .unit_count = one ? UNITS : 0,
        .unit_more = one ? 3 : 0,
        .unit_office = named(m, "BKPSDM Musi Banyuasin"),
        .units_hidden = one,
        .duties = duties(m),
        .duty_count = one ? DUTIES : 0,
        .stages = stages(m),
        .acts = acts,
        .act_count = some ? ACTS : 0,
        .warnings = warnings(m),
        .warning_count = some ? WARNINGS : 0,
        .warning_more = m->kind == USUAL ? 1 : 0,
        .ahead = ahead_of_region(m),
        .regions = regions,
        .region_count = some ? REGIONS : 1,
        .link = some && m->kind != FAULTS ? say(m, LINK) : (struct str){0},
        .link_until = on(2024, 11, 22),
    };
}

/* As the barometer's own rows, told by fives. */
static struct web_daily_row told(const struct web_barometer_row *r) {
    enum { FIVE = 5 };
    return (struct web_daily_row){.name = r->name,
                                  .abbr = r->abbr,
                                  .col = r->col,
                                  .row = r->row,
                                  .open = r->open - r->open % FIVE,
                                  .late = r->late - r->late % FIVE,
                                  .days = r->open < FIVE ? -1 : r->days,
                                  .pledged = r->pledged < 0 ? -1 : r->pledged - r->pledged % FIVE,
                                  .reached = r->reached < 0 ? -1 : r->reached - r->reached % FIVE,
                                  .done = r->done,
                                  .due = r->due};
}

struct web_daily view_daily(const struct maker *m) {
    bool some = m->kind != EMPTY;
    const struct web_barometer_row *from = rows(m);
    struct web_daily_row *list = NEW(m->a, struct web_daily_row, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        list[i] = told(&from[i]);
    struct str *acts = NEW(m->a, struct str, 1);
    acts[0] = say(m, "Ikrar bersama");
    return (struct web_daily){
        .region = named(m, "Sumatera Selatan"),
        .today = on(2024, 11, 21),
        .until = on(2024, 11, 22),
        .last = at(2024, 11, 21, 7 * 60),
        .stale = m->kind == FAULTS,
        .all = {.open = some ? 45 : 0,
                .late = some ? 15 : 0,
                .proven = some ? 10 : 0,
                .days = some ? 41 : -1,
                .pledged = some ? 80 : -1,
                .reached = some ? 60 : -1,
                .done = 9,
                .due = 15},
        .acts = acts,
        .act_count = some ? 1 : 0,
        .stages = stages(m),
        .rows = list,
        .row_count = some ? ROWS : 0,
    };
}
