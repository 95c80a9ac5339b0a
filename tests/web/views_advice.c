#include "views.h"

/* A law of a few rows, made by hand: what pages show of it. */

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

const struct law_topic *view_of_topic(const struct maker *m) {
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
                          .plain = both(m, "Mengunggah, mengomentari, membagikan, menyukai",
                                        "Posting, commenting, sharing, liking"),
                          .asks = both(m, "ada maksud mendukung", "support was intended"),
                          .side = gap ? LAW_EITHER_SIDE : LAW_AFTER_DETERMINATION};
    if (m->kind == EMPTY) /* no rules without it */
        x->plain = (struct law_text){STR("Mengunggah"), STR("Posting")};
    if (gap) {
        x->gap = both(m, "Tidak ada tingkat untuk PPPK.", "There is no tier for contract staff.");
        x->note = both(m, "Juga pada masa cuti.", "On leave, too.");
    }
    return x;
}

static const struct law_sanction *const *sanctions(const struct maker *m) {
    struct law_sanction *s = NEW(m->a, struct law_sanction, 1);
    struct law_punishment *list = NEW(m->a, struct law_punishment, 2);
    const struct law_sanction **ret = NEW(m->a, const struct law_sanction *, 2);
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
    ret[0] = ret[1] = s;
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

const struct law_election *view_of_calendar(const struct maker *m) {
    struct law_election *e = NEW(m->a, struct law_election, 1);
    *e = (struct law_election){.id = say(m, "pilkada-2024"),
                               .label = both(m, "Pilkada 2024", "Regional elections 2024"),
                               .cite = cite(m, "PKPU 2/2024, Lampiran", m->kind == EMPTY)};
    return e;
}

/* One that the calendar has, one that has no last day, one that it lacks. */
static const struct web_when *stages(const struct maker *m) {
    struct web_when *list = NEW(m->a, struct web_when, 3);
    list[0] = (struct web_when){say(m, "Kampanye"), true,  true, on(2024, 9, 25),
                                on(2024, 11, 23),   false, {0}};
    list[1] = (struct web_when){.label = say(m, "Larangan penggantian pejabat"),
                                .begins = true,
                                .from = on(2024, 3, 22),
                                .when = say(m, "sampai akhir masa jabatan")};
    list[2] = (struct web_when){.label = say(m, "Masa tenang"),
                                .when = say(m, "tidak ada dalam kalender pemilihan ini")};
    return list;
}

/* Of two rungs each says for whom it is. */
static const struct web_rung *rungs(const struct maker *m, const struct law_sanction *rung,
                                    size_t count) {
    struct web_rung *list = NEW(m->a, struct web_rung, 2);
    list[0] = (struct web_rung){rung, count > 1 ? say(m, "PNS, CPNS") : (struct str){0}};
    list[1] = (struct web_rung){rung, say(m, "PPPK")};
    return list;
}

const struct web_act *view_of_acts(const struct maker *m) {
    struct web_act *list = NEW(m->a, struct web_act, 2);
    size_t rung_count = m->kind == FAULTS ? 1 : 2;
    list[0] = (struct web_act){.act = act(m, false),
                               .track = say(m, "disiplin"),
                               .addressee = say(m, "Sentra Gakkumdu"),
                               .addressee_cite = cite(m, "UU 1/2015 Ps 188", true),
                               .subjects = say(m, "PNS, CPNS"),
                               .sanctions = sanctions(m),
                               .sanction_count = rung_count,
                               .rungs = rungs(m, sanctions(m)[0], rung_count),
                               .rung_count = rung_count,
                               .stages = stages(m),
                               .stage_count = m->kind == FAULTS ? 0 : 3,
                               .penalty = penalty(m)};
    list[1] = (struct web_act){.act = act(m, true),
                               .track = say(m, "disiplin"),
                               .addressee = say(m, "PPK"),
                               .addressee_cite = cite(m, "UU 6/2014 Ps 64 h", m->kind == FAULTS),
                               .versions = m->kind == FAULTS};
    for (size_t i = 0; i < 2; i++)
        list[i].anchor = list[i].act->row.id;
    return list;
}

const struct law_open_question *const *view_of_questions(const struct maker *m, size_t *ret_count) {
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
        .disagree = m->kind == USUAL,
        .harm = 1};
    list[0] = q;
    *ret_count = m->kind == EMPTY ? 0 : 1;
    return list;
}

const struct web_option *view_of_topics(const struct maker *m) {
    struct web_option *list = NEW(m->a, struct web_option, 2);
    list[0] = (struct web_option){
        view_of_topic(m)->row.id, must(m, "Bolehkah saya menyukai unggahan calon?"), {0}};
    list[1] = (struct web_option){
        STR("foto-bersama"), must(m, "Bolehkah saya berfoto dengan calon?"), {0}};
    return list;
}

static struct web_group group(const struct maker *m) {
    return (struct web_group){STR("media-sosial"), must(m, "Media sosial"), view_of_topics(m), 2};
}

const struct web_consequence *view_of_consequences(const struct maker *m) {
    struct web_consequence *list = NEW(m->a, struct web_consequence, 2);
    list[0] = (struct web_consequence){say(m, "Hukuman disiplin berat"), false};
    list[1] = (struct web_consequence){say(m, "penjara 1 sampai 6 bulan"), true};
    return list;
}

static struct web_answer answer(const struct maker *m) {
    struct web_answer a = {.verdict = WEB_MUST_NOT,
                           .badge = m->kind == HOSTILE,
                           .topic = view_of_topic(m),
                           .subject = say(m, "PNS"),
                           .stage = say(m, "Kampanye"),
                           .day = on(2024, 10, 24),
                           .in_election = m->kind != EMPTY,
                           .after_determination = true,
                           .calendar = view_of_calendar(m),
                           .acts = view_of_acts(m),
                           .act_count = 2,
                           .consequences = view_of_consequences(m),
                           .consequence_count = 2,
                           .instead = m->kind != EMPTY};
    a.questions = view_of_questions(m, &a.question_count);
    if (m->kind == HOSTILE) {
        a.verdict = WEB_RATHER_NOT;
        a.answer = &a.topic->answers[0];
        a.after_determination = false;
        a.elsewhen = a.acts;
        a.elsewhen_count = 2;
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
                            .calendar = view_of_calendar(m),
                            .elections = view_of_calendar(m),
                            .election_count = 1,
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
    if (m->kind == USUAL) {
        struct web_turn *change = NEW(m->a, struct web_turn, 1);
        *change = (struct web_turn){on(2024, 11, 14), WEB_MUST_NOT};
        v.changes = change;
        v.change_count = 1;
    }
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
            cells[k] = (struct web_cell){MAY[i][k], spans[k].label, i == 1};
        rows[i] = (struct web_row){say(m, SUBJECTS[i]), cells, 2, MAY[i][0] == MAY[i][1]};
    }
    struct web_reason *reasons = NEW(m->a, struct web_reason, 2);
    const struct law_topic *t = view_of_topic(m);
    for (size_t i = 0; i < 2; i++)
        reasons[i] =
            (struct web_reason){i ? WEB_MAY : WEB_RATHER_NOT, say(m, SUBJECTS[i]), &t->answers[i]};
    return (struct web_grid){rows,    m->kind == EMPTY ? 0 : 3, spans, 2,
                             reasons, m->kind == EMPTY ? 0 : 2};
}

struct web_topic view_topic(const struct maker *m) {
    struct web_topic v = {.topic = view_of_topic(m),
                          .group = group(m),
                          .calendar = view_of_calendar(m),
                          .today = on(2024, 10, 24),
                          .rules = STR("9f3a1c02"),
                          .grid = grid(m),
                          .instead_for = m->kind == USUAL ? (struct str){0} : say(m, "PNS, CPNS"),
                          .acts = view_of_acts(m),
                          .act_count = m->kind == EMPTY ? 0 : 2};
    v.questions = view_of_questions(m, &v.question_count);
    return v;
}

struct web_topics view_topics(const struct maker *m) {
    struct web_brief *briefs = NEW(m->a, struct web_brief, 1);
    struct web_chapter *chapters = NEW(m->a, struct web_chapter, 1);
    briefs[0] = (struct web_brief){view_of_topic(m), say(m, "Kepala daerah"), grid(m)};
    chapters[0] = (struct web_chapter){STR("media-sosial"), must(m, "Media sosial"), briefs, 1};
    return (struct web_topics){.chapters = chapters,
                               .chapter_count = m->kind == EMPTY ? 0 : 1,
                               .calendar = view_of_calendar(m),
                               .today = on(2024, 10, 24),
                               .rules = STR("9f3a1c02")};
}

struct web_ask view_ask(const struct maker *m) {
    struct web_ask v = {.text = {say(m, "Bolehkah saya menjadi saksi?"), {0}}};
    if (m->kind == USUAL)
        v = (struct web_ask){.number = STR("1.042")};
    if (m->kind == FAULTS)
        v.text.error = STR("Wajib diisi");
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
    return (struct web_terms){.letters = letters,
                              .letter_count = m->kind == EMPTY ? 0 : 2,
                              .sought = m->kind == USUAL ? (struct str){0} : say(m, "lapor"),
                              .today = on(2024, 10, 23),
                              .rules = STR("9f3a1c02")};
}

/* --- the legal administrator --- */

static const struct law_rulebook *rulebook(const struct maker *m) {
    struct law_rulebook *r = NEW(m->a, struct law_rulebook, 1);
    *r = (struct law_rulebook){.label = both(m, "Pilkada 2024", "Regional elections 2024"),
                               .from = on(2024, 1, 26),
                               .to = on(2024, 12, 31)};
    return r;
}

/* Usual: two versions were chosen; faults: a version cannot be read; hostile: what changed since
 * the last one, in words of strangers; empty: nothing to compare. */
static struct web_difference difference(const struct maker *m) {
    struct web_change *changes = NEW(m->a, struct web_change, 3);
    struct str *lines = NEW(m->a, struct str, 2);
    if (m->kind == EMPTY)
        return (struct web_difference){0};
    if (m->kind == FAULTS)
        return (struct web_difference){.fault = say(m, "Berkas versi itu rusak."),
                                       .to_loaded = true};
    lines[0] = say(m, "jumlah: 5 menjadi 7");
    lines[1] = say(m, "satuan: hari kalender menjadi hari kerja");
    changes[0] = (struct web_change){.what = say(m, "diubah"),
                                     .head = say(m, "tenggat P06.completion, pilkada-2024@1"),
                                     .lines = lines,
                                     .line_count = 2,
                                     .cut = true,
                                     .basis = say(m, "Pasal 1"),
                                     .file = say(m, "regimes/pilkada-2024.yaml"),
                                     .line = 66};
    changes[1] = (struct web_change){.what = say(m, "dicabut"),
                                     .head = say(m, "perbuatan DIS-99"),
                                     .file = say(m, "acts/a.yaml"),
                                     .line = 3};
    changes[2] = (struct web_change){.what = say(m, "baru"),
                                     .head = say(m, "berkas acts/b.yaml"),
                                     .whole = true,
                                     .rows = 12,
                                     .file = say(m, "acts/b.yaml"),
                                     .line = 1};
    return (struct web_difference){.asked = m->kind == USUAL,
                                   .told = true,
                                   .to_loaded = true,
                                   .changes = changes,
                                   .change_count = 3,
                                   .added = 1,
                                   .removed = 1,
                                   .changed = 49,
                                   .more = 48};
}

static struct web_acceptance acceptance(const struct maker *m) {
    struct web_unaccepted *list = NEW(m->a, struct web_unaccepted, 3);
    list[0] = (struct web_unaccepted){.file = say(m, "acts/a.yaml"),
                                      .row = say(m, "acts/DIS-06"),
                                      .version = say(m, "3"),
                                      .line = 41,
                                      .why = say(m, "Isinya lain dari yang disetujui"),
                                      .on = date_from_civil((struct civil){2026, 11, 28}),
                                      .by = say(m, "A. Ahli")};
    list[1] = (struct web_unaccepted){.file = say(m, "offices.yaml"),
                                      .row = say(m, "offices/king"),
                                      .line = 7,
                                      .why = say(m, "Belum disetujui")};
    list[2] = (struct web_unaccepted){.file = say(m, "regimes/x.yaml"),
                                      .row = say(m, "steps/decide/decide_moral"),
                                      .why = say(m, "Disetujui, kini tidak ada"),
                                      .on = date_from_civil((struct civil){2026, 11, 28}),
                                      .by = say(m, "A. Ahli")};
    bool told = m->kind == USUAL || m->kind == HOSTILE;
    return (struct web_acceptance){.none = m->kind == EMPTY,
                                   .broken = m->kind == FAULTS,
                                   .entries = 1922,
                                   .waiting = told ? 53 : 0,
                                   .list = list,
                                   .list_count = told ? 3 : 0,
                                   .more = told ? 50 : 0};
}

struct web_rules view_rules(const struct maker *m) {
    struct web_rulebook *books = NEW(m->a, struct web_rulebook, 1);
    struct web_published *history = NEW(m->a, struct web_published, 1);
    struct web_asked *asked = NEW(m->a, struct web_asked, 1);
    struct str hash = STR("9f3a1c0277c19f3a1c0277c19f3a1c0277c19f3a1c0277c19f3a1c0277c19f3a");
    books[0] = (struct web_rulebook){
        rulebook(m), say(m, "pilkada-2024@1"), hash, m->kind == FAULTS, 21, 30, 17};
    history[0] = (struct web_published){
        411, at(2024, 10, 20, 600), hash, m->kind == USUAL, true, true, false};
    asked[0] =
        (struct web_asked){1042, at(2024, 10, 23, 610), say(m, "Bolehkah saya menjadi saksi?")};
    size_t count = m->kind == EMPTY ? 0 : 1;
    struct web_rules v = {.hash = hash,
                          .rulebooks = books,
                          .rulebook_count = count,
                          .may_publish = m->kind != FAULTS,
                          .published = m->kind == USUAL,
                          .may_compare = m->kind != EMPTY,
                          .difference = difference(m),
                          .acceptance = acceptance(m),
                          .message = m->kind == USUAL ? STR("Versi diterbitkan.") : (struct str){0},
                          .history = history,
                          .history_count = count,
                          .asked = asked,
                          .asked_count = count,
                          .may_read_asked = m->kind != FAULTS,
                          .rows = 412,
                          .badges = 97,
                          .open_questions = 1};
    const struct law_open_question *const *list = view_of_questions(m, &v.question_count);
    struct web_open_question *shown = NEW(m->a, struct web_open_question, v.question_count + 1);
    struct web_touched *touched = NEW(m->a, struct web_touched, 1);
    touched[0] = (struct web_touched){say(m, "Kajian awal"), say(m, "P04.initial_review")};
    for (size_t i = 0; i < v.question_count; i++)
        shown[i] = (struct web_open_question){list[i], touched, i == 0};
    v.questions = shown;
    return v;
}
