#include "views.h"

/* The form by which an index is put together: as it is seen first, as of an empty store, with every
 * field at fault, and hostile after a look. */

enum { PARTS = 2, DIMENSIONS_SHOWN = 2 };

static struct web_compose_field put(const struct maker *m, const char *name, const char *value) {
    bool wrong = m->kind == FAULTS || m->kind == HOSTILE;
    return (struct web_compose_field){str_from_c(name),
                                      m->kind == HOSTILE ? say(m, value) : str_from_c(value),
                                      wrong ? say(m, "tulis angka dari 0 sampai 100.") : STR("")};
}

static void dimensions(const struct maker *m, struct web_compose *v) {
    struct web_compose_dimension *list = NEW(m->a, struct web_compose_dimension, DIMENSIONS_SHOWN);
    struct web_option *places = NEW(m->a, struct web_option, DIMENSIONS_SHOWN);
    list[0] = (struct web_compose_dimension){
        STR("k-0"),          STR("tindak-lanjut"),           say(m, "Tindak lanjut"),
        STR("hapus-0"),      put(m, "n-0", "Tindak lanjut"), put(m, "e-0", "Follow-up"),
        put(m, "w-0", "100")};
    list[1] = (struct web_compose_dimension){
        STR("k-1"),        STR("dimensi-1"),  STR(""),           STR("hapus-1"),
        put(m, "n-1", ""), put(m, "e-1", ""), put(m, "w-1", "0")};
    for (size_t d = 0; d < DIMENSIONS_SHOWN; d++)
        places[d] = (struct web_option){.value = list[d].code,
                                        .label = d ? list[d].code : say(m, "Tindak lanjut")};
    v->dimensions = list;
    v->places = places;
    v->dimension_count = v->place_count = m->kind == EMPTY ? 1 : DIMENSIONS_SHOWN;
    v->may_add = m->kind != HOSTILE;
}

static void parts(const struct maker *m, struct web_compose *v) {
    struct web_compose_part *list = NEW(m->a, struct web_compose_part, PARTS);
    list[0] = (struct web_compose_part){.label = say(m, "Perkara terbuka yang lewat tenggat"),
                                        .code = STR("lewat"),
                                        .falls_name = STR("tu-lewat"),
                                        .dimension = put(m, "di-lewat", "tindak-lanjut"),
                                        .weight = put(m, "bo-lewat", "100"),
                                        .scale = put(m, "sk-lewat", "as_is"),
                                        .staff = put(m, "pe-lewat", "-"),
                                        .table = put(m, "ta-lewat", "")};
    list[1] = (struct web_compose_part){.label = say(m, "Calon tunggal dalam Pilkada 2024"),
                                        .code = STR("calon-tunggal"),
                                        .falls_name = STR("tu-calon-tunggal"),
                                        .falls = true,
                                        .of_table = true,
                                        .dimension = put(m, "di-calon-tunggal", "-"),
                                        .weight = put(m, "bo-calon-tunggal", "100"),
                                        .scale = put(m, "sk-calon-tunggal", "as_is"),
                                        .staff = put(m, "pe-calon-tunggal", "-"),
                                        .table = put(m, "ta-calon-tunggal", "calon-tunggal-2024")};
    v->parts = list;
    v->part_count = PARTS;
}

static void options(const struct maker *m, struct web_compose *v) {
    struct web_option *scales = NEW(m->a, struct web_option, 2),
                      *staffs = NEW(m->a, struct web_option, 2),
                      *tables = NEW(m->a, struct web_option, 1);
    scales[0] = (struct web_option){.value = STR("as_is"), .label = STR("0 - 100")};
    scales[1] = (struct web_option){.value = STR("z"), .label = STR("z")};
    staffs[0] = (struct web_option){.value = STR("-"), .label = STR("-")};
    staffs[1] = (struct web_option){.value = STR("rosters"), .label = STR("1.000")};
    tables[0] =
        (struct web_option){.value = STR("calon-tunggal-2024"),
                            .label = say(m, "Calon tunggal (2024-09-22 \xe2\x80\x93 2024-11-27)")};
    v->scales = scales;
    v->staffs = staffs;
    v->tables = tables;
    v->scale_count = v->staff_count = 2;
    v->table_count = 1;
}

static void preview(const struct maker *m, struct web_compose *v) {
    struct web_compose_row *rows = NEW(m->a, struct web_compose_row, 3);
    rows[0] = (struct web_compose_row){say(m, "Musi Rawas"), true, true, true, 1250, 5708, 2, 1};
    rows[1] = (struct web_compose_row){say(m, "Banyuasin"), true, true, true, 4100, 3990, 1, 2};
    rows[2] = (struct web_compose_row){say(m, "Pagar Alam"), false, false, false, 0, 0, 0, 0};
    v->shown = true;
    v->changed = m->kind == HOSTILE;
    v->look = STR("6b3c36397f1de0a4aa2485e48");
    v->rows = rows;
    v->row_count = 3;
    v->moved = 2;
}

struct web_compose view_compose(const struct maker *m) {
    struct web_compose v = {.id = STR("netral"),
                            .label = m->kind == EMPTY ? STR("netral") : say(m, "Indeks netral"),
                            .medium = put(m, "rawan", "13.47"),
                            .high = put(m, "tinggi", "49.33"),
                            .least_known = put(m, "data", "50"),
                            .days = put(m, "hari", "14"),
                            .reason = put(m, "alasan", ""),
                            .has_days = m->kind != EMPTY,
                            .may_publish = m->kind != EMPTY,
                            .unfit = m->kind == EMPTY    ? WEB_RISK_UNREADABLE
                                     : m->kind == FAULTS ? WEB_RISK_OTHER_FILE
                                                         : WEB_RISK_FITS,
                            .unfit_index = 4711,
                            .unfit_at = at(2024, 10, 24, 540),
                            .seen = -1,
                            .yaml = STR("/data/index.yaml?pakai=netral")};
    struct web_risk_choice *choices = NEW(m->a, struct web_risk_choice, 1);
    struct web_fault *faults = NEW(m->a, struct web_fault, 2);
    choices[0] = (struct web_risk_choice){STR("netral"), v.label, true};
    faults[0] = (struct web_fault){STR("w-0"), say(m, "Bobot: tulis angka dari 0 sampai 100.")};
    faults[1] = (struct web_fault){STR("di-lewat"), say(m, "Dimensi: pilih dimensi.")};
    v.choices = choices;
    v.choice_count = 1;
    v.faults = faults;
    v.fault_count = m->kind == FAULTS ? 2 : 0;
    dimensions(m, &v);
    parts(m, &v);
    options(m, &v);
    if (m->kind != FAULTS)
        preview(m, &v);
    v.same = m->kind == EMPTY;
    return v;
}
