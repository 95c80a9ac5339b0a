#include "views.h"

#include "base/regions.h"

static const struct {
    const char *code, *name, *abbr;
    int col, row, late;
} TILES[] = {
    {"16.13", "Musi Rawas Utara", "MRU", 1, 0, 6},
    {"16.06", "Musi Banyuasin", "MUB", 2, 0, 12},
    {"16.07", "Banyuasin", "BYA", 3, 0, 3},
    {"16.73", "Lubuk Linggau", "LLG", 0, 1, 0},
    {"16.05", "Musi Rawas", "MUR", 1, 1, 5},
    {"16.12", "PALI", "PAL", 2, 1, 0},
    {"16.71", "Palembang", "PLG", 3, 1, 24},
    {"16.11", "Empat Lawang", "ELW", 0, 2, 0},
    {"16.04", "Lahat", "LHT", 1, 2, 8},
    {"16.74", "Prabumulih", "PBM", 2, 2, 0},
    {"16.10", "Ogan Ilir", "OGI", 3, 2, 2},
    {"16.02", "Ogan Komering Ilir", "OKI", 4, 2, 11},
    {"16.72", "Pagar Alam", "PGA", 1, 3, 0},
    {"16.03", "Muara Enim", "MEN", 2, 3, 19},
    {"16.01", "Ogan Komering Ulu", "OKU", 3, 3, 5},
    {"16.08", "Ogan Komering Ulu Timur", "OKT", 4, 3, 7},
    {"16.09", "Ogan Komering Ulu Selatan", "OKS", 3, 4, 1},
};

static struct web_tile tile(const struct maker *m, size_t i) {
    return (struct web_tile){.code = m->kind == HOSTILE ? say(m, "") : str_from_c(TILES[i].code),
                             .name = m->kind == EMPTY ? str_from_c(TILES[i].name)
                                                      : say(m, TILES[i].name),
                             .abbr = str_from_c(TILES[i].abbr),
                             .col = TILES[i].col,
                             .row = TILES[i].row,
                             .reports = number(m, TILES[i].late * 3 + 9),
                             .open = number(m, TILES[i].late * 2 + 1),
                             .late = number(m, TILES[i].late),
                             .decided = number(m, TILES[i].late + 3)};
}

struct web_map view_map(const struct maker *m) {
    struct web_map map = {.as_of = on(2024, 10, 24),
                          .election_label = say(m, "Pilkada 2024"),
                          .tiles = NEW(m->a, struct web_tile, COUNT_OF(TILES)),
                          .tile_count = COUNT_OF(TILES)};
    for (size_t i = 0; i < COUNT_OF(TILES); i++)
        map.tiles[COUNT_OF(TILES) - 1 - i] = tile(m, i);
    map.indicator = WEB_SHOW_LATE;
    map.what = web_indicator_text(map.indicator, m->english);
    web_map_prepare(&map);
    return map;
}

/* The nation's: numbers of all sizes, told as they are, as "at least", and not at all. */
struct web_map view_nation(const struct maker *m) {
    struct web_map map = view_map(m);
    const struct region *region;
    map.of = WEB_MAP_OF_PROVINCES;
    map.nation = true;
    map.tiles = NEW(m->a, struct web_tile, region_count());
    map.tile_count = 0;
    for (size_t i = 0; (region = region_at(i)); i++) {
        if (region->kind != REGION_PROVINSI)
            continue;
        int n = (int)map.tile_count++;
        struct web_tile *t = &map.tiles[n];
        *t = tile(m, (size_t)n % COUNT_OF(TILES));
        t->abbr = STR("JB");
        t->col = n % 9;
        t->row = n / 9 + (n > 26 ? 5 : 0);
        t->late = number(m, n % 5 == 4 ? 3 : n * n * 7);
        t->late.more = m->kind != EMPTY && n % 3 == 0 && !t->late.suppressed && t->late.value;
        if (m->kind != HOSTILE) {
            t->code = region->code;
            t->name = region->name;
        }
    }
    web_map_prepare(&map);
    return map;
}

/* The map with true boundaries: squares that share their lines; an empty store has not asked for
 * them. */
struct web_map view_shapes(const struct maker *m) {
    static const char *const PATHS[] = {"M0 0l1100 0 0 1100-1100 0z",
                                        "M1100 0l1100 0 0 1100-1100 0z",
                                        "M2200 0l300 0 0 300-300 0z"};
    struct web_map map = view_map(m);
    map.shapes = (struct web_shapes){.there = true,
                                     .shown = m->kind != EMPTY,
                                     .width = 3300,
                                     .height = 1100,
                                     .source = say(m, "Berkas uji"),
                                     .licence = say(m, "CC0"),
                                     .other = STR("/peta?angka=lewat")};
    for (size_t i = 0; i < map.tile_count; i++) {
        if (i < COUNT_OF(PATHS))
            map.tiles[i].shape = (struct web_shape){str_from_c(PATHS[i]), 550 + 1100 * (int64_t)i,
                                                    550, i < 2 ? 1100 : 300};
        else
            map.shapes.missing++;
    }
    return map;
}

static struct web_chart chart(const struct maker *m, const char *const *labels,
                              const int64_t *counts, size_t count) {
    struct web_bar *bars = NEW(m->a, struct web_bar, count);
    for (size_t i = 0; i < count; i++)
        bars[i] = (struct web_bar){say(m, labels[i]), number(m, counts[i])};
    return (struct web_chart){bars, m->kind == EMPTY ? 0 : count};
}

static struct web_chart acts(const struct maker *m) {
    static const char *const labels[] = {
        "Menyukai, membagikan, berkomentar di media sosial", "Menghadiri deklarasi calon",
        "Mengajak atau menekan orang lain", "Memakai fasilitas negara", "Memasang alat peraga"};
    static const int64_t counts[] = {141, 98, 60, 31, 3};
    return chart(m, labels, counts, COUNT_OF(labels));
}

static struct web_chart stages(const struct maker *m) {
    static const char *const labels[] = {"Diterima",         "Diperiksa",
                                         "Di BKN",           "Menunggu PPK",
                                         "Selesai: sanksi",  "Selesai: tidak terbukti",
                                         "Tidak diregister", "Selesai: lainnya"};
    static const int64_t counts[] = {34, 61, 48, 44, 22, 57, 131, 15};
    return chart(m, labels, counts, COUNT_OF(labels));
}

static struct web_chart ages(const struct maker *m) {
    static const char *const labels[] = {"0-7 hari", "8-14 hari", "15-30 hari",
                                         "Lebih dari 30 hari"};
    static const int64_t counts[] = {9, 12, 21, 2};
    return chart(m, labels, counts, COUNT_OF(labels));
}

static struct web_chart waiting(const struct maker *m) {
    static const char *const labels[] = {
        "Belum lewat batas waktu", "Lewat batas waktu, menunggu sampai 30 hari",
        "Lewat batas waktu, menunggu 31-60 hari", "Lewat batas waktu, menunggu lebih dari 60 hari"};
    static const int64_t counts[] = {12, 7, 5, 2};
    return chart(m, labels, counts, COUNT_OF(labels));
}

static struct web_line weeks(const struct maker *m) {
    static const int counts[] = {2, 8, 12, 9, 16, 31, 44, 52, 38, 27, 35};
    struct web_point *points = NEW(m->a, struct web_point, COUNT_OF(counts));
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        points[i] =
            (struct web_point){{on(2024, 8, 12).day + 7 * (int32_t)i}, number(m, counts[i])};
    struct web_band *bands = NEW(m->a, struct web_band, 3);
    bands[0] = (struct web_band){say(m, "Pendaftaran"), on(2024, 8, 27), on(2024, 8, 29)};
    bands[1] = (struct web_band){say(m, "Penetapan"), on(2024, 9, 22), on(2024, 9, 22)};
    bands[2] = (struct web_band){say(m, "Kampanye"), on(2024, 9, 25), on(2024, 11, 23)};
    return (struct web_line){.points = points,
                             .point_count = m->kind == EMPTY ? 0 : COUNT_OF(counts),
                             .bands = bands,
                             .band_count = 3};
}

/* Half a year of weeks, told by fives: none at first, most in the middle. */
static struct web_line by_week(const struct maker *m, const char *name, int most) {
    enum { WEEKS = 26 };
    struct web_line line = weeks(m);
    struct web_point *points = NEW(m->a, struct web_point, WEEKS);
    for (int i = 0; i < WEEKS; i++)
        points[i] = (struct web_point){{on(2024, 5, 20).day + 7 * i},
                                       {.value = i * (WEEKS - i) * most / (WEEKS * WEEKS) * 5 / 2}};
    for (int i = 0; i < WEEKS; i++)
        points[i].count.value -= points[i].count.value % 5;
    line.points = points;
    line.point_count = m->kind == EMPTY ? 0 : WEEKS;
    line.by_fives = true;
    line.name = say(m, name);
    line.note = say(m, "Batang penuh: paling sedikit sekian.");
    return line;
}

static const struct web_trend_week *weeks_of(const struct maker *m, const struct web_line *received,
                                             const struct web_line *decided) {
    struct web_trend_week *list = NEW(m->a, struct web_trend_week, received->point_count + 1);
    for (size_t i = 0; i < received->point_count; i++)
        list[i] = (struct web_trend_week){
            received->points[i].from, i > 17 ? received->bands[2].label : STR(""),
            received->points[i].count.value, decided->points[i].count.value};
    return list;
}

struct web_region view_region(const struct maker *m) {
    const struct web_line received = by_week(m, "Laporan diterima per minggu", 60),
                          decided = by_week(m, "Perkara diputus per minggu", 15);
    return (struct web_region){.received = received,
                               .decided = decided,
                               .weeks = weeks_of(m, &received, &decided),
                               .week_count = received.point_count,
                               .withheld = m->kind == EMPTY,
                               .tile = tile(m, 1),
                               .scored = m->kind != EMPTY,
                               .as_of = on(2024, 10, 24),
                               .acts = acts(m),
                               .stages = stages(m),
                               .waiting = waiting(m),
                               .contact = named(m, "Bawaslu Kabupaten Banyuasin")};
}

struct web_figures view_figures(const struct maker *m) {
    struct web_definition *definitions = NEW(m->a, struct web_definition, 2);
    definitions[0] = (struct web_definition){STR("region"), say(m, "Kode wilayah kejadian")};
    definitions[1] = (struct web_definition){
        STR("count"), say(m, "Jumlah perkara; kosong bila tidak ditampilkan")};
    struct web_download *downloads = NEW(m->a, struct web_download, 2);
    downloads[0] = (struct web_download){m->kind == HOSTILE ? say(m, "") : STR("/data/cases.csv"),
                                         say(m, "CSV")};
    downloads[1] = (struct web_download){STR("/data/cases.json"), say(m, "JSON")};
    struct web_option *choices = NEW(m->a, struct web_option, 1);
    choices[0] = (struct web_option){STR("16.06"), say(m, "Kab. Musi Banyuasin"), {0}};
    return (struct web_figures){.as_of = on(2024, 10, 24),
                                .election_label = say(m, "Pilkada 2024"),
                                .received = number(m, 412),
                                .open = number(m, 187),
                                .decided = number(m, 225),
                                .late = number(m, 44),
                                .acts = acts(m),
                                .stages = stages(m),
                                .ages = ages(m),
                                .weeks = weeks(m),
                                .calendar = view_of_calendar(m),
                                .regions = choices,
                                .region_count = 1,
                                .act_options = choices,
                                .act_option_count = 1,
                                .region = STR("16.06"),
                                .definitions = definitions,
                                .definition_count = 2,
                                .downloads = downloads,
                                .download_count = m->kind == EMPTY ? 0 : 2};
}

struct web_verify view_verify(const struct maker *m) {
    struct web_verify view = {
        .vkey = say(m, "netral.example/log+4b3c6d7e+AebG0kO3Ue0="),
        .index = 411,
        .size = 412,
        .offline = say(m, "9f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e577c1"),
        .has_web = m->kind != EMPTY,
        .web = 3};
    if (m->kind == EMPTY)
        return view;
    view.bundle = say(m, "{\"index\":411,\"manifest\":\"...\"}");
    view.verdict = m->kind == USUAL    ? WEB_VERDICT_GENUINE
                   : m->kind == FAULTS ? WEB_VERDICT_FALSE
                                       : WEB_VERDICT_UNREADABLE;
    view.checks = (struct web_checks){WEB_CHECK_GOOD, WEB_CHECK_GOOD,
                                      m->kind == USUAL ? WEB_CHECK_GOOD : WEB_CHECK_BAD,
                                      WEB_CHECK_GOOD, WEB_CHECK_SKIPPED};
    view.has_accepted = true;
    view.accepted = at(2024, 10, 24, 545);
    return view;
}

struct web_error view_error(const struct maker *m) {
    enum err_code code = m->kind == FAULTS ? ERR_BUSY : ERR_MISSING;
    return (struct web_error){.status = err_http(code),
                              .title = m->kind == HOSTILE ? say(m, "")
                                                          : web_error_title(code, m->english),
                              .detail = web_error_detail(code, m->english),
                              .request_id = say(m, "4f1c09be77aa1302"),
                              .retry_seconds = m->kind == FAULTS ? 5 : 0,
                              .home = m->kind != EMPTY};
}
