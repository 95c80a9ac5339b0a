#include "views.h"

#include "law/lapse.h"

/* Rows of the law, the test box, a year of days off. */

struct web_rule_rows view_rule_rows(const struct maker *m) {
    struct web_rule_row *rows = NEW(m->a, struct web_rule_row, 2);
    struct web_option *kinds = NEW(m->a, struct web_option, 1);
    kinds[0] = (struct web_option){STR("act"), say(m, "Perbuatan"), {0}};
    for (size_t i = 0; i < 2; i++) {
        rows[i] = (struct web_rule_row){.kind = say(m, "Perbuatan"),
                                        .id = say(m, "DIS-06"),
                                        .label = say(m, "Menyukai unggahan"),
                                        .cite = cite(m, "SKB 2022", i == 0),
                                        .from = on(2022, 9, 22),
                                        .to = on(2024, 12, 31),
                                        .has_from = i == 0,
                                        .since = say(m, "hari mulainya belum dibaca"),
                                        .open = i == 0,
                                        .file = STR("rules/acts/skb-2022.yaml"),
                                        .line = 12,
                                        .questions = (int64_t)i};
    }
    return (struct web_rule_rows){.kinds = kinds,
                                  .kind_count = 1,
                                  .kind = m->kind == USUAL ? STR("act") : (struct str){0},
                                  .badge = m->kind == USUAL ? STR("belum") : STR("tanya"),
                                  .rows = rows,
                                  .row_count = m->kind == EMPTY ? 0 : 2,
                                  .total = m->kind == EMPTY ? 0 : 92,
                                  .page = 1,
                                  .pages = 2,
                                  .has_before = m->kind == FAULTS,
                                  .has_after = m->kind == USUAL,
                                  .before = 1,
                                  .after = 2};
}

static struct web_month month(const struct maker *m) {
    struct web_week *weeks = NEW(m->a, struct web_week, 5);
    for (size_t w = 0; w < 5; w++) {
        struct web_day *days = NEW(m->a, struct web_day, 7);
        for (size_t d = 0; d < 7; d++) {
            int64_t n = (int64_t)(w * 7 + d) - 3;
            if (n < 1 || n > 30)
                continue;
            days[d] =
                (struct web_day){.kind = d > 4 ? WEB_DAY_WEEKEND : WEB_DAY_PLAIN, .number = n};
            if (n == 27 || n == 28)
                days[d] = (struct web_day){.kind = WEB_DAY_OFF, .number = n, .unread = n == 28};
            if (n == 20)
                days[d].start = true;
            days[d].counted = n == 21 ? 1 : n == 22 ? 2 : 0;
            days[d].due_early = n == 21;
            days[d].due = n == 22;
        }
        weeks[w] = (struct web_week){days, 7};
    }
    return (struct web_month){say(m, "November 2024"), weeks, 5};
}

static struct web_day_off *day_off(const struct maker *m) {
    struct web_day_off *off = NEW(m->a, struct web_day_off, 1);
    *off = (struct web_day_off){on(2024, 11, 27), say(m, "Pemungutan suara"), true};
    return off;
}

/* USUAL: a published case; FAULTS: an invented one, whose count is an estimate. */
struct web_examples view_examples(const struct maker *m) {
    struct law_clock *clock = NEW(m->a, struct law_clock, 1);
    struct law_example_count *rule = NEW(m->a, struct law_example_count, 1);
    struct law_example *example = NEW(m->a, struct law_example, 1);
    struct web_example_count *count = NEW(m->a, struct web_example_count, 1);
    struct web_example *list = NEW(m->a, struct web_example, 1);
    struct web_month *months = NEW(m->a, struct web_month, 1);
    bool invented = m->kind == FAULTS;
    months[0] = month(m);
    *clock = (struct law_clock){.id = STR("P10.handle_ext"),
                                .name = both(m, "Penanganan diperpanjang", "Extended handling"),
                                .n = 5,
                                .unit = invented ? LAW_WORKING_DAYS : LAW_CALENDAR_DAYS,
                                .mode = invented ? LAW_EFFECT : LAW_TOTAL,
                                .start = say(m, "setelah laporan diregistrasi"),
                                .cite = cite(m, "UU 1/2015 Ps 134(6)", true)};
    *rule = (struct law_example_count){.event = both(m, "Diregistrasi", "Registered"),
                                       .clock = clock,
                                       .start = on(2024, 11, 20),
                                       .has_said = !invented,
                                       .said = on(2024, 11, 21)};
    *example =
        (struct law_example){.row = {.id = m->kind == HOSTILE ? say(m, "") : STR("kukar-2024"),
                                     .cite = cite(m, "Berita", false)},
                             .label = both(m, "Kutai Kartanegara", "Kutai Kartanegara"),
                             .story = both(m, "Menurut berita.", "By a news report."),
                             .invented = invented,
                             .counts = rule,
                             .count_count = 1};
    count[0] = (struct web_example_count){
        .count = rule,
        .from = {.start = on(2024, 11, 20),
                 .due = {.has = true, .due = on(2024, 11, 22), .due_early = on(2024, 11, 21)},
                 .estimated = invented,
                 .months = months,
                 .month_count = 1,
                 .offs = day_off(m),
                 .off_count = 1},
        .said_strict = !invented};
    list[0] = (struct web_example){.example = example,
                                   .counts = count,
                                   .count_count = 1,
                                   .where = invented ? STR("") : say(m, "berita.example"),
                                   .href = invented ? STR("") : say(m, "https://berita.example/1")};
    return (struct web_examples){.examples = list,
                                 .example_count = m->kind == EMPTY ? 0 : 1,
                                 .today = on(2024, 10, 23),
                                 .holidays = STR("2024.1"),
                                 .rules = STR("9f3a1c02")};
}

static void answer_try(const struct maker *m, struct web_try *v) {
    v->code = say(m, "P04.kajian_awal");
    v->place = say(m, "Kota Palembang");
    v->zone = STR("WIB");
    v->outside = m->kind != FAULTS;
    v->opens = m->kind == USUAL ? STR("08.00") : (struct str){0};
    v->closes = STR("16.00");
    v->window_cite = cite(m, "Perbawaslu 9/2024", false);
    v->calendar = view_of_calendar(m);
    v->limit = m->kind != USUAL;
    v->last_closed = m->kind == FAULTS;
    v->last = on(2024, 11, 30);
    v->last_opens = m->kind == HOSTILE ? say(m, "08.00") : (struct str){0};
    v->last_closes = say(m, "16.00");
    v->last_cite = m->kind == HOSTILE ? v->window_cite : (struct law_cite){0};
    v->at = m->kind == FAULTS ? STR("17.00") : (struct str){0};
}

/* What two start days give: everything that may be said of a count. */
static void fill_counts(const struct maker *m, struct web_count_from *counts,
                        const struct web_day_off *offs, const struct web_month *months) {
    struct web_force *forces = NEW(m->a, struct web_force, 4);
    for (int i = 0; i < 4; i++)
        forces[i] = (struct web_force){say(m, "UU 8/2015"), i > 1, i % 2 == 0, on(2015, 3, 18)};
    for (size_t i = 0; i < 2; i++)
        counts[i] = (struct web_count_from){.start = {on(2024, 11, 20).day + (int32_t)i},
                                            .next_intake = i == 1,
                                            .due = due(m, 2, true),
                                            .estimated = i == 1,
                                            .unknown = i == 0,
                                            .unread = (int64_t)i + 1,
                                            .forces = forces,
                                            .force_count = m->kind == USUAL && i ? 0 : 4,
                                            .confidence = say(m, "rendah"),
                                            .rule_confidence = say(m, "tinggi"),
                                            .months = months,
                                            .month_count = 1,
                                            .offs = offs,
                                            .off_count = i == 0};
}

struct web_try view_try(const struct maker *m) {
    struct web_clock_group *groups = NEW(m->a, struct web_clock_group, 1);
    struct web_option *options = NEW(m->a, struct web_option, 1);
    struct web_count_from *counts = NEW(m->a, struct web_count_from, 2);
    struct web_month *months = NEW(m->a, struct web_month, 1);
    struct web_day_off *offs = NEW(m->a, struct web_day_off, 1);
    struct law_clock *clock = NEW(m->a, struct law_clock, 1);
    struct law_other_count *others = NEW(m->a, struct law_other_count, 1);
    options[0] = (struct web_option){STR("P04.initial_review"), say(m, "Kajian awal"), {0}};
    groups[0] = (struct web_clock_group){say(m, "Pilkada 2024"), options, 1};
    months[0] = month(m);
    offs[0] = (struct web_day_off){on(2024, 11, 27), say(m, "Hari pemungutan suara"), true};
    others[0] = (struct law_other_count){
        .n = 3, .unit = LAW_WORKING_DAYS, .cite = cite(m, "Perbawaslu 7/2022", false)};
    *clock = (struct law_clock){.name = both(m, "Kajian awal", "Initial review"),
                                .n = 2,
                                .unit = m->kind == FAULTS ? LAW_MONTHS : LAW_WORKING_DAYS,
                                .mode = m->kind == HOSTILE ? LAW_BEFORE : LAW_TOTAL,
                                .kind = m->kind == HOSTILE ? LAW_RIGHT : LAW_DUTY,
                                .start = say(m, "setelah laporan disampaikan"),
                                .others = others,
                                .other_count = m->kind == USUAL ? 1 : 0,
                                .cite = cite(m, "Perbawaslu 9/2024 Ps 12(2)", false)};
    fill_counts(m, counts, offs, months);
    struct web_try v = {.groups = groups,
                        .group_count = m->kind == EMPTY ? 0 : 1,
                        .regions = options,
                        .region_count = 1,
                        .clock = {STR("P04.initial_review"), {0}},
                        .day = {STR("2024-11-20"), {0}},
                        .time = {STR("17:00"), {0}},
                        .holidays = STR("2024.1"),
                        .known_from = on(2024, 1, 1),
                        .known_to = on(2024, 12, 31)};
    if (m->kind == FAULTS) {
        struct web_fault *faults = NEW(m->a, struct web_fault, 1);
        faults[0] = (struct web_fault){STR("tanggal"), STR("Tulis tanggal yang ada")};
        v.faults = faults;
        v.fault_count = 1;
        v.day.error = v.time.error = v.region.error = v.clock.error = faults[0].text;
    }
    if (m->kind == EMPTY)
        return v;
    answer_try(m, &v);
    v.chosen = clock;
    v.lapse = law_lapse_text(clock->lapse);
    v.counts = counts;
    v.count_count = m->kind == FAULTS ? 1 : 2;
    return v;
}

struct web_holidays view_holidays(const struct maker *m) {
    struct web_moved *moved = NEW(m->a, struct web_moved, 1);
    moved[0] =
        (struct web_moved){say(m, "Tindak lanjut PPK (B05)"), on(2027, 3, 12), on(2027, 3, 16), 2};
    struct web_day_change *changes = NEW(m->a, struct web_day_change, 2);
    static const struct web_year YEARS[] = {
        {2024, true, false}, {2025, false, false}, {2026, false, true}};
    struct web_line_fault *faults = NEW(m->a, struct web_line_fault, 2);
    faults[0] = (struct web_line_fault){7, say(m, "tanggal harus urut naik"), say(m, "2027-01-01")};
    faults[1] = (struct web_line_fault){0, say(m, "berkas ini kosong"), {0}};
    changes[0] = (struct web_day_change){
        on(2027, 1, 1), say(m, "baru"), say(m, "Tahun Baru"), {0}, say(m, "libur nasional")};
    changes[1] = (struct web_day_change){on(2027, 3, 1), say(m, "diubah"), say(m, "Cuti bersama"),
                                         say(m, "Perkiraan"), say(m, "cuti bersama")};
    return (struct web_holidays){.text = say(m, "date,kind,name"),
                                 .source = say(m, "SKB 2026"),
                                 .faults = faults,
                                 .fault_count = m->kind == FAULTS ? 2 : 0,
                                 .checked = m->kind != FAULTS,
                                 .read_by = say(m, "Biro Hukum"),
                                 .reader = say(m, "Biro Hukum, JDIH"),
                                 .year = 2027,
                                 .days = 27,
                                 .version = say(m, "2027.1"),
                                 .file = STR("rules/calendars/holidays-2027.yaml"),
                                 .doubt = m->kind == HOSTILE ? say(m, "Periksa lagi: 1 hari.")
                                                             : (struct str){0},
                                 .estimated = m->kind == EMPTY,
                                 .changes = changes,
                                 .change_count = m->kind == EMPTY ? 0 : 2,
                                 .differs = true,
                                 .unread = m->kind == USUAL,
                                 .seen = say(m, "9f3a"),
                                 .moved = moved,
                                 .moved_count = m->kind == USUAL,
                                 .deadlines = m->kind == USUAL ? 2 : 0,
                                 .cases = 1,
                                 .more = m->kind == USUAL,
                                 .now_loaded = m->kind == HOSTILE,
                                 .old = m->kind == HOSTILE ? say(m, "year: 2027") : (struct str){0},
                                 .old_version = say(m, "2027.1"),
                                 .loaded = STR("2024.1+2025.2"),
                                 .years = YEARS,
                                 .year_count = m->kind == EMPTY ? 0 : COUNT_OF(YEARS)};
}

struct web_graph view_graph(const struct maker *m) {
    struct web_option *parts = NEW(m->a, struct web_option, 2);
    struct web_drawn_outcome *outcomes = NEW(m->a, struct web_drawn_outcome, 1);
    struct web_drawn_step *steps = NEW(m->a, struct web_drawn_step, 2);
    struct web_drawn_state *states = NEW(m->a, struct web_drawn_state, 2);
    parts[0] = (struct web_option){.value = STR("overview"), .label = say(m, "Ikhtisar")};
    parts[1] = (struct web_option){.value = STR("main"), .label = say(m, "Jalur utama")};
    outcomes[0] = (struct web_drawn_outcome){say(m, "Lengkap"), say(m, "Menunggu registrasi")};
    steps[0] = (struct web_drawn_step){say(m, "P04"),  say(m, "Selesaikan kajian awal"),
                                       say(m, "DKPP"), say(m, "Bawaslu"),
                                       outcomes,       1};
    steps[1] =
        (struct web_drawn_step){say(m, "P05"), say(m, "Beri tahu"), say(m, "BKN"), {0}, NULL, 0};
    states[0] = (struct web_drawn_state){say(m, "Laporan diterima"), say(m, "Bawaslu"), steps, 2};
    states[1] = (struct web_drawn_state){say(m, "Jalur utama"), {0}, steps, 1};
    return (struct web_graph){
        .procedure = m->kind == EMPTY ? STR("Pilkada 2024") : say(m, "Pilkada 2024"),
        .name = m->kind == EMPTY ? STR("pilkada-2024@1") : say(m, "pilkada-2024@1"),
        .parts = parts,
        .part_count = m->kind == EMPTY ? 0 : 2,
        .part = m->kind == USUAL ? STR("main") : STR("overview"),
        .label = m->kind == EMPTY ? (struct str){0} : say(m, "Jalur utama"),
        .states = states,
        .state_count = m->kind == EMPTY ? 0 : 2};
}
