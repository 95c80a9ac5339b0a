#include "views.h"

/* A law of a few rows, made by hand: what pages show of it. */

static struct law_text both(const struct maker *m, const char *id, const char *en) {
    return (struct law_text){say(m, id), say(m, en)};
}

/* What a rule never lacks: the loader refuses it. */
static struct str must(const struct maker *m, const char *text) {
    return m->kind == EMPTY ? str_from_c(text) : say(m, text);
}

static struct law_row row(const struct maker *m, const char *id, const char *cited, bool verified) {
    return (struct law_row){.id = m->kind == HOSTILE ? say(m, "") : str_from_c(id),
                            .version = 1,
                            .span = {on(2022, 9, 22), {LAW_OPEN}},
                            .cite = cite(m, cited, verified),
                            .file = STR("rules/acts/skb-2022.yaml"),
                            .line = 12};
}

static const struct law_topic *topic(const struct maker *m) {
    struct law_topic *t = NEW(m->a, struct law_topic, 1);
    struct law_answer *answers = NEW(m->a, struct law_answer, 2);
    answers[0] = (struct law_answer){.verdict = LAW_AVOID,
                                     .why = both(m, "Orang dapat menilainya sebagai dukungan.",
                                                 "People may read it as support."),
                                     .cite = cite(m, "SKB 2022", false)};
    answers[1] = (struct law_answer){.verdict = LAW_ALLOWED,
                                     .why = both(m, "Mendengar saja boleh.", "Listening is fine."),
                                     .cite = cite(m, "UU 20/2023 Ps 2", true)};
    *t = (struct law_topic){
        .row = row(m, "menyukai-unggahan", "SKB 2022", false),
        .group = STR("media-sosial"),
        .question = {must(m, "Bolehkah saya menyukai unggahan calon?"),
                     must(m, "May I like a post of a candidate?")},
        .example = both(m, "Menekan tanda suka pada video kampanye.", "Liking a campaign video."),
        .instead = both(m, "Membaca tanpa bereaksi.", "Reading without reacting."),
        .answers = answers,
        .answer_count = m->kind == EMPTY ? 0 : 2};
    return t;
}

static const struct law_act *act(const struct maker *m, bool gap) {
    static const struct law_catalogue CATALOGUE;
    struct law_act *x = NEW(m->a, struct law_act, 1);
    *x = (struct law_act){.row = row(m, gap ? "DIS-13" : "DIS-06",
                                     "SKB 22 Sep 2022 Lampiran II; PP 94/2021 Ps 5 n", gap),
                          .catalogue = &CATALOGUE,
                          .label = both(m, "Membuat posting, comment, share, like",
                                        "Posting, commenting, sharing, liking"),
                          .asks = both(m, "ada maksud mendukung", "support was intended"),
                          .side = gap ? LAW_EITHER_SIDE : LAW_AFTER_DETERMINATION};
    if (gap)
        x->gap = both(m, "Tidak ada tingkat untuk PPPK.", "There is no tier for contract staff.");
    return x;
}

static const struct law_sanction *const *sanctions(const struct maker *m) {
    struct law_sanction *s = NEW(m->a, struct law_sanction, 1);
    struct law_punishment *list = NEW(m->a, struct law_punishment, 2);
    const struct law_sanction **ret = NEW(m->a, const struct law_sanction *, 1);
    list[0] = (struct law_punishment){
        STR("8(4)a"), both(m, "Penurunan jabatan 12 bulan", "Demotion, 12 months"), 12, {0}};
    list[1] = (struct law_punishment){
        STR("8(4)b"),
        both(m, "Pembebasan dari jabatan 12 bulan", "Removal from post, 12 months"),
        12,
        {0}};
    *s = (struct law_sanction){
        .row = row(m, "discipline.berat", "PP 94/2021 Ps 8(4)", true),
        .label = both(m, "Hukuman disiplin berat", "Severe disciplinary sanction"),
        .punishments = list,
        .punishment_count = 2,
        .note = both(m, "Ambang tingkat belum dibaca.", "The threshold was not read.")};
    ret[0] = s;
    return ret;
}

static const struct law_penalty *penalty(const struct maker *m) {
    struct law_penalty *p = NEW(m->a, struct law_penalty, 1);
    *p = (struct law_penalty){
        .row = row(m, "PIL-188", "UU 1/2015 Ps 188", true),
        .label = both(m, "Tindakan yang menguntungkan calon", "Acts that favour a candidate"),
        .kind = STR("penjara"),
        .months_min = 1,
        .months_max = 6,
        .fine_min = 600000,
        .fine_max = 6000000,
        .and_or = true};
    if (m->kind == FAULTS) {
        p->kind = STR("kurungan");
        p->months_min = 0;
        p->fine_min = p->fine_max = 0;
        p->fine_category = 3;
    }
    return p;
}

static const struct web_act *acts(const struct maker *m) {
    struct web_act *list = NEW(m->a, struct web_act, 2);
    list[0] = (struct web_act){.act = act(m, false),
                               .track = say(m, "disiplin"),
                               .addressee = say(m, "PPK"),
                               .subjects = say(m, "PNS, CPNS"),
                               .sanctions = sanctions(m),
                               .sanction_count = 1,
                               .penalty = penalty(m)};
    list[1] = (struct web_act){.act = act(m, true), .track = say(m, "disiplin")};
    return list;
}

static const struct law_open_question *const *questions(const struct maker *m, size_t *ret_count) {
    struct law_open_question *q = NEW(m->a, struct law_open_question, 1);
    const struct law_open_question **list = NEW(m->a, const struct law_open_question *, 1);
    struct law_text *readings = NEW(m->a, struct law_text, 2);
    readings[0] = both(m, "Setiap suka dilarang.", "Every like is forbidden.");
    readings[1] = both(m, "Hanya bila ada maksud.", "Only with intent.");
    *q = (struct law_open_question){
        .row = row(m, "Q3", "primary-asn", false),
        .question = both(m, "Apakah satu tanda suka cukup?", "Is one like enough?"),
        .why = both(m, "Lampiran SKB tidak terbaca utuh.", "The annex was not read whole."),
        .now = both(m, "Kami menandai \"dilarang\".", "We say \"forbidden\"."),
        .answer = m->kind == FAULTS
                      ? both(m, "Pasalnya menjawab: satu cukup.", "The article: one is.")
                      : (struct law_text){{0}, {0}},
        .readings = readings,
        .reading_count = 2,
        .status = m->kind == FAULTS ? LAW_QUESTION_SETTLED : LAW_QUESTION_OPEN,
        .harm = 1};
    list[0] = q;
    *ret_count = m->kind == EMPTY ? 0 : 1;
    return list;
}

static const struct web_option *topic_options(const struct maker *m) {
    struct web_option *list = NEW(m->a, struct web_option, 2);
    list[0] = (struct web_option){
        topic(m)->row.id, must(m, "Bolehkah saya menyukai unggahan calon?"), {0}};
    list[1] = (struct web_option){
        STR("foto-bersama"), must(m, "Bolehkah saya berfoto dengan calon?"), {0}};
    return list;
}

static struct web_group group(const struct maker *m) {
    return (struct web_group){STR("media-sosial"), must(m, "Media sosial"), topic_options(m), 2};
}

static struct web_answer answer(const struct maker *m) {
    struct web_answer a = {.verdict = WEB_MUST_NOT,
                           .topic = topic(m),
                           .subject = say(m, "PNS"),
                           .stage = say(m, "Kampanye"),
                           .day = on(2024, 10, 24),
                           .in_election = m->kind != EMPTY,
                           .after_determination = true,
                           .acts = acts(m),
                           .act_count = 2,
                           .consequences = say(m, "Hukuman disiplin berat")};
    a.questions = questions(m, &a.question_count);
    if (m->kind == HOSTILE) {
        a.verdict = WEB_RATHER_NOT;
        a.answer = &a.topic->answers[0];
        a.after_determination = false;
    }
    return a;
}

struct web_adviser view_adviser(const struct maker *m) {
    struct web_option *choices = NEW(m->a, struct web_option, 2);
    struct web_group *groups = NEW(m->a, struct web_group, 1);
    choices[0] = (struct web_option){STR("pns"), say(m, "PNS"), {0}};
    choices[1] = (struct web_option){STR("pppk"), say(m, "PPPK"), {0}};
    groups[0] = group(m);
    struct web_adviser v = {.subjects = choices,
                            .subject_count = m->kind == EMPTY ? 0 : 2,
                            .stages = choices,
                            .stage_count = 2,
                            .groups = groups,
                            .group_count = m->kind == EMPTY ? 0 : 1,
                            .subject = {STR("pppk"), {0}},
                            .today = on(2024, 10, 24),
                            .stage_today = say(m, "Kampanye"),
                            .election = both(m, "Pilkada 2024", "Regional elections 2024"),
                            .election_id = say(m, "pilkada-2024"),
                            .rules = STR("9f3a1c02")};
    if (m->kind == FAULTS) {
        struct web_fault *faults = NEW(m->a, struct web_fault, 2);
        faults[0] = (struct web_fault){STR("siapa"), STR("Pilih jabatan dari daftar")};
        faults[1] = (struct web_fault){STR("tanggal"), STR("Tulis tanggal yang ada")};
        v.faults = faults;
        v.fault_count = 2;
        v.subject.error = v.day.error = faults[0].text;
    }
    if (m->kind == HOSTILE) {
        struct web_answer *a = NEW(m->a, struct web_answer, 1);
        *a = answer(m);
        v.answer = a;
    }
    return v;
}

/* The same page with an answer: what people come for. */
struct web_adviser view_answer(const struct maker *m) {
    struct web_adviser v = view_adviser(m);
    struct web_answer *a = NEW(m->a, struct web_answer, 1);
    *a = answer(m);
    if (m->kind == FAULTS) {
        a->verdict = WEB_MAY;
        a->answer = &a->topic->answers[1];
        a->act_count = 0;
        v.fault_count = 0;
    }
    if (m->kind == EMPTY) {
        a->verdict = WEB_NOT_SETTLED;
        a->act_count = 0;
    }
    v.answer = a;
    return v;
}

static struct web_grid grid(const struct maker *m) {
    static const enum web_may MAY[][2] = {
        {WEB_RATHER_NOT, WEB_MUST_NOT}, {WEB_MAY, WEB_MAY}, {WEB_NOT_SETTLED, WEB_MUST_NOT}};
    static const char *const SUBJECTS[] = {"PNS, CPNS, PPPK", "Pegawai non-ASN", "Kepala desa"};
    struct web_span *spans = NEW(m->a, struct web_span, 2);
    struct web_row *rows = NEW(m->a, struct web_row, 3);
    spans[0] = (struct web_span){say(m, "Sebelum penetapan"), on(2024, 1, 26), on(2024, 9, 21)};
    spans[1] = (struct web_span){say(m, "Sejak penetapan"), on(2024, 9, 22), on(2024, 12, 16)};
    for (size_t i = 0; i < 3; i++) {
        struct web_cell *cells = NEW(m->a, struct web_cell, 2);
        for (size_t k = 0; k < 2; k++)
            cells[k] = (struct web_cell){MAY[i][k], spans[k].label};
        rows[i] = (struct web_row){say(m, SUBJECTS[i]), cells, 2, MAY[i][0] == MAY[i][1]};
    }
    struct web_reason *reasons = NEW(m->a, struct web_reason, 2);
    const struct law_topic *t = topic(m);
    for (size_t i = 0; i < 2; i++)
        reasons[i] =
            (struct web_reason){i ? WEB_MAY : WEB_RATHER_NOT, say(m, SUBJECTS[i]), &t->answers[i]};
    return (struct web_grid){rows,    m->kind == EMPTY ? 0 : 3, spans, 2,
                             reasons, m->kind == EMPTY ? 0 : 2};
}

struct web_topic view_topic(const struct maker *m) {
    struct web_topic v = {.topic = topic(m),
                          .group = group(m),
                          .election = both(m, "Pilkada 2024", "Regional elections 2024"),
                          .today = on(2024, 10, 24),
                          .rules = STR("9f3a1c02"),
                          .grid = grid(m),
                          .acts = acts(m),
                          .act_count = m->kind == EMPTY ? 0 : 2};
    v.questions = questions(m, &v.question_count);
    return v;
}

struct web_topics view_topics(const struct maker *m) {
    struct web_brief *briefs = NEW(m->a, struct web_brief, 1);
    struct web_chapter *chapters = NEW(m->a, struct web_chapter, 1);
    briefs[0] = (struct web_brief){topic(m), grid(m)};
    chapters[0] = (struct web_chapter){STR("media-sosial"), must(m, "Media sosial"), briefs, 1};
    return (struct web_topics){.chapters = chapters,
                               .chapter_count = m->kind == EMPTY ? 0 : 1,
                               .election = both(m, "Pilkada 2024", "Regional elections 2024"),
                               .today = on(2024, 10, 24),
                               .rules = STR("9f3a1c02")};
}

struct web_ask view_ask(const struct maker *m) {
    struct web_ask v = {.text = {say(m, "Bolehkah saya menjadi saksi?"), {0}}};
    if (m->kind == USUAL)
        v = (struct web_ask){.number = STR("1.042")};
    if (m->kind == FAULTS) {
        v.text.error = STR("Wajib diisi");
        v.wait_seconds = 40;
    }
    return v;
}

struct web_terms view_terms(const struct maker *m) {
    static const char *const WORDS[] = {"Laporan", "Temuan"};
    struct web_letter *letters = NEW(m->a, struct web_letter, 2);
    for (size_t i = 0; i < 2; i++) {
        struct law_term *term = NEW(m->a, struct law_term, 1);
        const struct law_term **list = NEW(m->a, const struct law_term *, 1);
        *term =
            (struct law_term){.row = row(m, WORDS[i], "Perbawaslu 9/2024 Ps 1", i == 0),
                              .word = both(m, WORDS[i], i ? "Finding" : "Report"),
                              .plain = both(m, "Yang disampaikan warga", "What a citizen tells")};
        list[0] = term;
        letters[i] = (struct web_letter){
            m->kind == HOSTILE ? say(m, "") : (struct str){WORDS[i], 1}, list, 1};
    }
    return (struct web_terms){letters, m->kind == EMPTY ? 0 : 2};
}

/* --- the legal administrator --- */

static const struct law_rulebook *rulebook(const struct maker *m) {
    struct law_rulebook *r = NEW(m->a, struct law_rulebook, 1);
    *r = (struct law_rulebook){.label = both(m, "Pilkada 2024", "Regional elections 2024"),
                               .from = on(2024, 1, 26),
                               .to = on(2024, 12, 31)};
    return r;
}

struct web_rules view_rules(const struct maker *m) {
    struct web_rulebook *books = NEW(m->a, struct web_rulebook, 1);
    struct web_published *history = NEW(m->a, struct web_published, 1);
    struct web_asked *asked = NEW(m->a, struct web_asked, 1);
    struct str hash = STR("9f3a1c0277c19f3a1c0277c19f3a1c0277c19f3a1c0277c19f3a1c0277c19f3a");
    books[0] = (struct web_rulebook){
        rulebook(m), say(m, "pilkada-2024@1"), hash, m->kind == FAULTS, 21, 30, 17};
    history[0] = (struct web_published){411, at(2024, 10, 20, 600), hash, m->kind == USUAL};
    asked[0] =
        (struct web_asked){1042, at(2024, 10, 23, 610), say(m, "Bolehkah saya menjadi saksi?")};
    size_t count = m->kind == EMPTY ? 0 : 1;
    struct web_rules v = {.hash = hash,
                          .rulebooks = books,
                          .rulebook_count = count,
                          .may_publish = m->kind != FAULTS,
                          .published = m->kind == USUAL,
                          .message = m->kind == USUAL ? STR("Versi diterbitkan.") : (struct str){0},
                          .history = history,
                          .history_count = count,
                          .asked = asked,
                          .asked_count = count,
                          .may_read_asked = m->kind != FAULTS,
                          .rows = 412,
                          .badges = 97,
                          .open_questions = 1};
    v.questions = questions(m, &v.question_count);
    return v;
}

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
            if (n == 27)
                days[d] = (struct web_day){.kind = WEB_DAY_OFF, .number = n};
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
    offs[0] = (struct web_day_off){on(2024, 11, 27), say(m, "Hari pemungutan suara")};
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
    for (size_t i = 0; i < 2; i++)
        counts[i] = (struct web_count_from){.start = {on(2024, 11, 20).day + (int32_t)i},
                                            .next_intake = i == 1,
                                            .due = due(m, 2, true),
                                            .estimated = i == 1,
                                            .months = months,
                                            .month_count = 1,
                                            .offs = offs,
                                            .off_count = i == 0};
    struct web_try v = {.groups = groups,
                        .group_count = m->kind == EMPTY ? 0 : 1,
                        .regions = options,
                        .region_count = 1,
                        .clock = {STR("P04.initial_review"), {0}},
                        .day = {STR("2024-11-20"), {0}},
                        .time = {STR("17:00"), {0}},
                        .holidays = STR("2024.1")};
    if (m->kind == FAULTS) {
        struct web_fault *faults = NEW(m->a, struct web_fault, 1);
        faults[0] = (struct web_fault){STR("tanggal"), STR("Tulis tanggal yang ada")};
        v.faults = faults;
        v.fault_count = 1;
        v.day.error = v.time.error = v.region.error = v.clock.error = faults[0].text;
    }
    if (m->kind == EMPTY)
        return v;
    v.chosen = clock;
    v.place = say(m, "Kota Palembang");
    v.zone = STR("WIB");
    v.outside = m->kind != FAULTS;
    v.opens = m->kind == USUAL ? STR("08.00") : (struct str){0};
    v.closes = STR("16.00");
    v.window_cite = say(m, "Perbawaslu 9/2024");
    v.counts = counts;
    v.count_count = m->kind == FAULTS ? 1 : 2;
    return v;
}

struct web_holidays view_holidays(const struct maker *m) {
    struct web_day_change *changes = NEW(m->a, struct web_day_change, 2);
    struct web_line_fault *faults = NEW(m->a, struct web_line_fault, 2);
    faults[0] = (struct web_line_fault){7, say(m, "days must ascend, one row a day")};
    faults[1] = (struct web_line_fault){0, say(m, "an estimate cannot replace them")};
    changes[0] = (struct web_day_change){
        on(2027, 1, 1), say(m, "baru"), say(m, "Tahun Baru"), {0}, say(m, "libur nasional")};
    changes[1] = (struct web_day_change){on(2027, 3, 1), say(m, "diubah"), say(m, "Cuti bersama"),
                                         say(m, "Perkiraan"), say(m, "cuti bersama")};
    return (struct web_holidays){.text = say(m, "date,kind,name"),
                                 .source = say(m, "SKB 2026"),
                                 .faults = faults,
                                 .fault_count = m->kind == FAULTS ? 2 : 0,
                                 .checked = m->kind == USUAL || m->kind == HOSTILE,
                                 .year = 2027,
                                 .days = 27,
                                 .version = say(m, "2027.1"),
                                 .file = STR("rules/calendars/holidays-2027.yaml"),
                                 .estimated = m->kind == HOSTILE,
                                 .changes = changes,
                                 .change_count = m->kind == EMPTY ? 0 : 2,
                                 .loaded = STR("2024.1+2025.2")};
}
