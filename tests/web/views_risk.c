#include "views.h"

enum { ROWS = 4, PARTS = 8 };

static struct web_risk_row row(const struct maker *m, size_t i) {
    static const struct {
        const char *code, *name, *abbr;
        int col, row;
        int64_t score, low, high, known, usual;
        enum web_risk_class class;
        int64_t best, worst;
    } LIST[ROWS] = {
        {"16.05", "Musi Rawas", "MUR", 1, 1, 5749, 2104, 6038, 6400, 2, WEB_RISK_HIGH, 1, 2},
        {"16.01", "Ogan Komering Ulu", "OKU", 3, 3, 2353, 1801, 3977, 10000, 1, WEB_RISK_MEDIUM, 1,
         2},
        {"16.03", "Muara Enim", "MEN", 2, 3, 1097, 1097, 1097, 6400, 0, WEB_RISK_LOW, 3, 3},
        {"16.07", "Banyuasin", "BYA", 3, 0, 0, 0, 0, 2400, 0, WEB_RISK_NONE, 0, 0},
    };
    bool said = LIST[i].class != WEB_RISK_NONE && m->kind != EMPTY;
    return (struct web_risk_row){
        .code = m->kind == HOSTILE ? say(m, "") : str_from_c(LIST[i].code),
        .name = m->kind == EMPTY ? str_from_c(LIST[i].name) : say(m, LIST[i].name),
        .href = m->kind == HOSTILE ? say(m, "") : STR("/peta/indeks?pakai=netral#urai"),
        .abbr = str_from_c(LIST[i].abbr),
        .col = LIST[i].col,
        .row = LIST[i].row,
        .said = said,
        .score = said ? LIST[i].score : 0,
        .low = said ? LIST[i].low : 0,
        .high = said ? LIST[i].high : 0,
        .known = LIST[i].known,
        .class = said ? LIST[i].class : WEB_RISK_NONE,
        .rank = said ? (int64_t)i + 1 : 0,
        .best = said ? LIST[i].best : 0,
        .worst = said ? LIST[i].worst : 0,
        .usual_rank = LIST[i].usual};
}

static struct web_risk_part part(const struct maker *m, size_t i) {
    static const struct web_risk_part LIST[PARTS] = {
        {.share = true,
         .has_range = true,
         .value = 2083,
         .low = 924,
         .high = 4047,
         .scaled = 2083,
         .scaled_low = 924,
         .scaled_high = 4047,
         .weight = 909,
         .contribution = 189},
        {.per_staff = true,
         .funnel = WEB_RISK_BELOW,
         .least = 4,
         .most = 17,
         .value = 129,
         .scaled = 1000,
         .scaled_low = 702,
         .scaled_high = 1382,
         .weight = 0},
        {.value = 529,
         .scaled = 6116,
         .scaled_low = 6116,
         .scaled_high = 6116,
         .weight = 9091,
         .contribution = 5560},
        {.gap = WEB_RISK_HIDDEN},
        {.gap = WEB_RISK_NO_STAFF, .per_staff = true},
        {.per_asked = true, .of_rounds = true, .value = 3000, .funnel = WEB_RISK_INSIDE, .most = 9},
        {.gap = WEB_RISK_NO_VALUE, .of_rounds = true, .share = true},
        {.gap = WEB_RISK_NO_VALUE, .as_least = true, .weight = 1000},
    };
    struct web_risk_part p = LIST[i];
    p.label = say(m, "Perkara yang belum selesai");
    p.dimension = say(m, "Tindak lanjut");
    p.source = say(m, "Baris data terbuka");
    p.address = m->kind == HOSTILE ? say(m, "") : STR("/data?wilayah=16.05");
    return p;
}

static void warnings(const struct maker *m, struct web_risk *v) {
    enum { REASONS = 4 };
    struct web_risk_warning *list = NEW(m->a, struct web_risk_warning, REASONS);
    for (int i = 0; i < REASONS; i++)
        list[i] =
            (struct web_risk_warning){.name = say(m, "Musi Rawas"),
                                      .href = m->kind == HOSTILE ? say(m, "") : STR("/peta/indeks"),
                                      .reason = (enum web_risk_reason)i,
                                      .count = i == WEB_RISK_LOW_COVERAGE ? 41 : 7};
    if (m->kind != FAULTS)
        list[REASONS - 1].acts = say(m, "Surat edaran netralitas; Ikrar bersama");
    v->warnings = list;
    v->warning_count = REASONS;
    v->stages = (struct web_stages){.has_now = true,
                                    .has_next = m->kind != EMPTY,
                                    .one_day = m->kind == FAULTS,
                                    .now = {say(m, "Kampanye"), say(m, "Campaign")},
                                    .next = {say(m, "Masa tenang"), say(m, "Quiet period")},
                                    .from = on(2024, 11, 24),
                                    .to = on(2024, 11, 26),
                                    .days = 3};
}

static void weights(const struct maker *m, struct web_risk *v) {
    struct web_risk_weight *list = NEW(m->a, struct web_risk_weight, 2);
    list[0] = (struct web_risk_weight){STR("d-tindak-lanjut"),
                                       say(m, "Tindak lanjut"),
                                       m->kind == FAULTS ? STR("21") : STR("20"),
                                       true,
                                       WEB_WEIGHT_GOOD,
                                       false,
                                       0};
    list[1] = (struct web_risk_weight){STR("b-lewat"),
                                       say(m, "Perkara lewat tenggat"),
                                       m->kind == HOSTILE ? say(m, "") : STR("100"),
                                       false,
                                       WEB_WEIGHT_GOOD,
                                       false,
                                       0};
    if (m->kind == FAULTS) {
        list[0].off = true;
        list[0].sum = 9000;
        list[1].fault = WEB_WEIGHT_DIGITS;
    }
    v->weights = list;
    v->weight_count = 2;
}

/* What others published of the same regions and of their province; an empty store shows a table. */
static void beside(const struct maker *m, struct web_risk *v, struct web_risk_row *rows) {
    struct web_risk_column *columns = NEW(m->a, struct web_risk_column, 1);
    struct web_risk_above *aboves = NEW(m->a, struct web_risk_above, 2);
    columns[0].label = say(m, "Bawaslu 2023: netralitas ASN, Sumatera Selatan");
    for (size_t i = 0; i < ROWS; i++) {
        struct web_risk_other *others = NEW(m->a, struct web_risk_other, 1);
        others[0] =
            (struct web_risk_other){columns[0].label, i != 1, i != 1 ? 529 - (int64_t)i : 0};
        rows[i].others = others;
        rows[i].other_count = 1;
    }
    for (size_t i = 0; i < 2; i++)
        aboves[i] = (struct web_risk_above){
            say(m, i ? "IKP 2024" : "IKP 2022"),
            m->kind == HOSTILE ? say(m, "") : STR("/peta/indeks?pakai=ikp-2022-provinsi"),
            i ? 5532 : 3507};
    v->columns = columns;
    v->column_count = 1;
    v->aboves = aboves;
    v->above_count = 2;
    v->province_name = say(m, "Sumatera Selatan");
}

struct web_risk view_risk(const struct maker *m) {
    struct web_risk v = {
        .id = STR("netral"),
        .label = say(m, "Indeks netral"),
        .note = say(m, "Bobot adalah usulan kami."),
        .source = named(m, "Cara menghitung dari IKP 2022"),
        .source_address = m->kind == HOSTILE ? say(m, "") : STR("https://suarabaru.id/2022/12/20/"),
        .published = m->kind == EMPTY,
        .doubtful = true,
        .as_of = on(2024, 10, 24),
        .has_cuts = m->kind != EMPTY,
        .tried = m->kind == USUAL,
        .has_tiles = true,
        .medium = 1347,
        .high = 4933,
        .least_known = 5000,
        .said = m->kind == EMPTY ? 0 : ROWS - 1,
        .csv = STR("/data/index.csv?pakai=netral"),
        .json = STR("/data/index.json?pakai=netral"),
        .usual = STR("/peta/indeks?pakai=netral"),
        .law = STR("6b3c36397f1de0a4aa2485e48")};
    struct web_risk_row *rows = NEW(m->a, struct web_risk_row, ROWS);
    struct web_risk_part *parts = NEW(m->a, struct web_risk_part, PARTS);
    struct web_risk_choice *choices = NEW(m->a, struct web_risk_choice, 2);
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = row(m, i);
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = part(m, i);
    choices[0] = (struct web_risk_choice){STR("netral"), named(m, "Indeks netral"), true};
    choices[1] = (struct web_risk_choice){STR("bawaslu-2023-sumsel"), named(m, "Bawaslu"), false};
    v.rows = rows;
    v.row_count = ROWS;
    v.chosen = m->kind == FAULTS ? &rows[ROWS - 1] : &rows[0];
    v.parts = parts;
    v.part_count = PARTS;
    v.choices = choices;
    v.choice_count = 2;
    if (m->kind != EMPTY) {
        weights(m, &v);
        warnings(m, &v);
        beside(m, &v, rows);
    }
    v.bad = m->kind == FAULTS;
    v.whole_off = v.bad;
    v.whole_sum = 6100;
    v.weighed = m->kind == HOSTILE;
    v.weighed_index = 4711;
    v.weighed_at = at(2024, 10, 24, 540);
    return v;
}

/* The nation's: its provinces and highest regions; where there are faults, one province's. */
struct web_risk view_risk_nation(const struct maker *m) {
    struct web_risk v = view_risk(m);
    struct web_risk_province *list = NEW(m->a, struct web_risk_province, 2);
    for (size_t i = 0; i < 2; i++)
        list[i] = (struct web_risk_province){
            .name = m->kind == EMPTY ? STR("Aceh") : say(m, i ? "Sumatera Utara" : "Aceh"),
            .href = m->kind == HOSTILE ? say(m, "") : STR("/peta/indeks?provinsi=11"),
            .said = i ? 33 : 0,
            .high = i ? 4 : 0,
            .best = i ? 5708 : 0};
    v.nation = true;
    v.compared = 514;
    if (m->kind == FAULTS) {
        v.province = STR("16");
        return v;
    }
    v.provinces = list;
    v.province_count = 2;
    v.has_tiles = false;
    v.chosen = NULL;
    v.warning_count = v.above_count = 0;
    return v;
}

/* The same where weights are published (A4). */
struct web_risk view_weigh(const struct maker *m) {
    struct web_risk v = view_risk(m);
    struct web_risk_weighed *list = NEW(m->a, struct web_risk_weighed, 2);
    for (size_t i = 0; i < 2; i++)
        list[i] = (struct web_risk_weighed){4711 - (int64_t)i,
                                            at(2024, 10, 24, 540 - (int)i),
                                            named(m, "Bawaslu Provinsi Sumatera Selatan"),
                                            say(m, "Tindak lanjut 60; Kerawanan 40"),
                                            i ? say(m, "Rapat 24 Oktober") : STR(""),
                                            .in_use = !i,
                                            .of_file = !i,
                                            .repeats = i && m->kind == HOSTILE,
                                            .again = 4709};
    if (m->kind == EMPTY) { /* an index has a name, and nobody asked for a region */
        v.label = named(m, "Indeks netral");
        v.chosen = NULL;
    }
    v.published = false;
    v.desk = true;
    v.tried |= m->kind == HOSTILE;
    v.may_publish = m->kind != EMPTY;
    v.done = m->kind == HOSTILE;
    v.seen = -1;
    v.yaml = STR("/data/index.yaml?pakai=netral");
    v.unfit = m->kind == FAULTS ? WEB_RISK_OTHER_PARTS : WEB_RISK_FITS;
    v.unfit_index = 4712;
    v.unfit_at = at(2024, 10, 24, 600);
    v.history = list;
    v.history_count = m->kind == EMPTY ? 0 : 2;
    v.changed = m->kind == HOSTILE;
    v.reason = (struct web_input){say(m, "Rapat pleno"),
                                  m->kind == HOSTILE ? say(m, "Alasan terlalu panjang.") : STR("")};
    v.boundaries = m->kind == FAULTS ? STR("boundaries/regencies.json") : STR("");
    v.usual = STR("/k/indeks?pakai=netral");
    return v;
}
