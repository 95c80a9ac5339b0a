#include "views.h"

static const char *const IDS[] = {"17", "16"};
enum { ROWS = 2, DAYS = 7 };

static const struct web_option *options(const struct maker *m) {
    struct web_option *list = NEW(m->a, struct web_option, ROWS);
    list[0] = (struct web_option){STR("16"), say(m, "Sumatera Selatan"), {0}};
    list[1] = (struct web_option){STR("16.06"), say(m, "Kabupaten Musi Banyuasin"), {0}};
    return list;
}

static struct web_activity_row row(const struct maker *m, size_t which) {
    return (struct web_activity_row){.id = str_from_c(IDS[which]),
                                     .on = on(2024, 9, 18),
                                     .kind = say(m, "Apel siaga"),
                                     .title = named(m, "Apel siaga pencanangan netralitas ASN"),
                                     .place = say(m, "Pangkalan Balai"),
                                     .region = say(m, "Kabupaten Banyuasin"),
                                     .organiser = say(m, "Pemerintah Kabupaten Banyuasin"),
                                     .partners = which ? (struct str){0} : say(m, "KPU, Polri"),
                                     .reach = which ? -1 : 1250,
                                     .reach_asn = which ? -1 : 1200,
                                     .withdrawn = which == 1};
}

static const struct web_due_row *due_rows(const struct maker *m, bool others) {
    static const enum prevention_state STATES[] = {
        PREVENTION_LATE, PREVENTION_SOON, PREVENTION_LATER, PREVENTION_SUGGESTED, PREVENTION_DONE};
    struct web_due_row *list = NEW(m->a, struct web_due_row, COUNT_OF(STATES));
    for (size_t i = 0; i < COUNT_OF(STATES); i++)
        list[i] = (struct web_due_row){
            .id = STR("PPK-D1"),
            .label = say(m, "Sosialisasi asas netralitas dalam berbagai kegiatan dan media"),
            .evidence = say(m, "Daftar hadir, bahan, foto kegiatan"),
            .stage = say(m, "Pendaftaran pasangan calon"),
            .on = on(2024, 6, 28),
            .state = STATES[i],
            .done = STATES[i] == PREVENTION_DONE ? STR("17") : STR(""),
            .actor = others ? say(m, "PPK (pejabat pembina kepegawaian)") : (struct str){0},
            .letter = i == 0 && m->kind != EMPTY ? STR("IMBAUAN") : STR(""),
            .meets = i == 1 && m->kind != EMPTY,
            .cite = cite(m, "SE MenPANRB 1/2023", i > 1)};
    return list;
}

/* usual: what an office has itself and what it does for another; hostile: others' alone. */
static const struct web_due_group *dues(const struct maker *m, size_t *ret_count) {
    enum { STATES = 5 };
    struct web_due_group *list = NEW(m->a, struct web_due_group, 2);
    list[0] = (struct web_due_group){FLOW_DUTIES_OWN, STR("wajib-sendiri"), due_rows(m, false), 2};
    list[1] = (struct web_due_group){FLOW_DUTIES_SERVED, STR("wajib-dilayani"), due_rows(m, false),
                                     STATES};
    if (m->kind == HOSTILE)
        list[0] = (struct web_due_group){FLOW_DUTIES_OTHERS, STR("wajib-semua"), due_rows(m, true),
                                         STATES};
    *ret_count = m->kind == EMPTY ? 0 : m->kind == HOSTILE ? 1 : 2;
    return list;
}

/* usual: the list; faults: a full calendar; empty: nothing is due, nothing was done. */
struct web_activities view_activities(const struct maker *m) {
    struct web_activity_row *rows = NEW(m->a, struct web_activity_row, ROWS);
    struct web_activity_week *week = NEW(m->a, struct web_activity_week, 1);
    struct web_activity_day *days = NEW(m->a, struct web_activity_day, DAYS);
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = row(m, i);
    for (size_t i = 1; i < DAYS; i++)
        days[i] = (struct web_activity_day){(int64_t)i, rows, i == 3 ? 2 : 0};
    *week = (struct web_activity_week){days, DAYS};
    struct web_activities v = {.rows = rows,
                               .row_count = m->kind == EMPTY ? 0 : ROWS,
                               .calendar = m->kind == FAULTS,
                               .month = on(2024, 10, 1),
                               .month_text = STR("2024-10"),
                               .month_before = STR("2024-09"),
                               .month_after = STR("2024-11"),
                               .weeks = week,
                               .week_count = 1,
                               .more_in_month = m->kind == FAULTS,
                               .regions = options(m),
                               .kinds = options(m),
                               .elections = options(m),
                               .region_count = ROWS,
                               .kind_count = ROWS,
                               .election_count = ROWS,
                               .region = say(m, "16.06"),
                               .kind = say(m, "apel_siaga"),
                               .next_cursor = m->kind == USUAL ? STR("AAAA") : STR(""),
                               .first_page = m->kind != HOSTILE,
                               .may_record = m->kind != EMPTY,
                               .election_label = say(m, "Pilkada Serentak 2024")};
    v.dues = dues(m, &v.due_count);
    return v;
}

/* usual: one's own, with files; empty: withdrawn; faults: no reason was typed, and it changed. */
struct web_activity view_activity(const struct maker *m) {
    struct web_activity_file *files = NEW(m->a, struct web_activity_file, ROWS);
    files[0] = (struct web_activity_file){STR("0123456789abcdef0123456789abcdef"),
                                          STR("image/jpeg"), 812000};
    files[1] = (struct web_activity_file){STR("f123456789abcdef0123456789abcdef"),
                                          STR("application/pdf"), 11200000};
    struct web_activity v = {.row = row(m, m->kind == EMPTY),
                             .office = say(m, "BKPSDM Kabupaten Banyuasin"),
                             .election = say(m, "Pilkada Serentak 2024"),
                             .duty = say(m, "Sosialisasi asas netralitas"),
                             .note = say(m, "Disepakati pemantauan bersama.\nBaris kedua."),
                             .source = say(m, "Sigerindo, September 2024"),
                             .version = STR("17"),
                             .letter = m->kind == FAULTS ? STR("17") : STR(""),
                             .meeting =
                                 m->kind == EMPTY || m->kind == HOSTILE ? STR("17") : STR(""),
                             .files = files,
                             .file_count = m->kind == EMPTY ? 0 : ROWS,
                             .own = m->kind != EMPTY,
                             .mends = m->kind != EMPTY && m->kind != HOSTILE,
                             .conflict = m->kind == FAULTS,
                             .reason = say(m, "Tercatat dua kali")};
    if (m->kind == FAULTS)
        v.withdraw.error = say(m, "Bagian ini perlu diisi");
    return v;
}

static struct web_input typed(const struct maker *m, const char *value, const char *error) {
    bool bad = m->kind == FAULTS || m->kind == HOSTILE;
    return (struct web_input){say(m, value), bad ? say(m, error) : STR("")};
}

/* usual: as it opens; empty: with nothing filled in; faults: every field is wrong; hostile. */
struct web_activity_form view_activity_form(const struct maker *m) {
    static const char *const WRONG = "Bagian ini perlu diisi";
    struct web_activity_partner *partners = NEW(m->a, struct web_activity_partner, ROWS);
    partners[0] = (struct web_activity_partner){STR("kpu"), say(m, "KPU"), true};
    partners[1] = (struct web_activity_partner){STR("polri"), say(m, "Polri"), false};
    struct web_activity_form v = {
        .key = STR("0123456789abcdef0123456789abcdef"),
        .id = m->kind == FAULTS ? STR("17") : STR(""),
        .version = STR("17"),
        .latest = STR("2024-10-14"),
        .kinds = options(m),
        .regions = options(m),
        .elections = options(m),
        .duties = options(m),
        .kind_count = ROWS,
        .region_count = ROWS,
        .election_count = ROWS,
        .duty_count = ROWS,
        .partners = partners,
        .partner_count = ROWS,
        .kind = typed(m, "16", WRONG),
        .on = {STR("2024-10-14"), typed(m, "", "Tanggal ini belum terjadi").error},
        .region = typed(m, "16.06", WRONG),
        .election = typed(m, "16", WRONG),
        .duty = typed(m, "16", WRONG),
        .title = typed(m, "Apel siaga", WRONG),
        .place = typed(m, "Sekayu", WRONG),
        .organiser = typed(m, "", WRONG),
        .note = typed(m, "Satu.\nDua.", WRONG),
        .reach = typed(m, "250", "Isi dengan angka"),
        .reach_asn = typed(m, "251", WRONG),
        .files = typed(m, "", "Berkas ini bukan foto"),
        .with = typed(m, "", WRONG)};
    if (m->kind == FAULTS || m->kind == HOSTILE) {
        struct web_fault *faults = NEW(m->a, struct web_fault, 2);
        faults[0] = (struct web_fault){STR("kind"), say(m, WRONG)};
        faults[1] = (struct web_fault){STR("evidence"), say(m, "Berkas ini bukan foto")};
        v.faults = faults;
        v.fault_count = 2;
        v.files_lost = v.unfolded = v.conflict = true;
    }
    return v;
}
