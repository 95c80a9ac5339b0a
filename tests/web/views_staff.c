#include "views.h"

#include "law/lapse.h"

struct web_sign_in view_sign_in(const struct maker *m) {
    return (struct web_sign_in){.name = say(m, "sari.muba"),
                                .next = STR("/k/"),
                                .failed = m->kind == FAULTS,
                                .expired = m->kind == HOSTILE,
                                .changed = m->kind == EMPTY};
}

struct web_unsent view_unsent(const struct maker *m) {
    static const struct str NAMES[] = {STR_INIT("langkah"), STR_INIT("alasan"),
                                       STR_INIT("tanggal")};
    static const char *const VALUES[] = {"register", "Terlapor hadir di balai desa.\r\nDua saksi.",
                                         "2024-10-29"};
    struct web_typed *list = NEW(m->a, struct web_typed, COUNT_OF(NAMES));
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        list[i] = (struct web_typed){NAMES[i], say(m, VALUES[i]), true};
    return (struct web_unsent){.action = STR("/k/perkara/7"),
                               .fields = list,
                               .field_count = COUNT_OF(NAMES),
                               .shown = true,
                               .files = m->kind == FAULTS};
}

struct web_password view_password(const struct maker *m) {
    bool wrong = m->kind == FAULTS || m->kind == HOSTILE;
    return (struct web_password){wrong ? say(m, "Kata sandi ini tidak cocok.") : STR(""),
                                 wrong ? say(m, "Terlalu pendek.") : STR(""), m->kind == EMPTY};
}

/* Not set and due; set; refused; just set, with its spare codes. */
struct web_factor view_factor(const struct maker *m) {
    static const char SECRET[] = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
    struct web_factor v = {.on = m->kind == EMPTY,
                           .due = m->kind == USUAL,
                           .spare = 7,
                           .secret = say(m, SECRET),
                           .address =
                               say(m, "otpauth://totp/netral:sari?secret=GEZDGNBV&issuer=netral")};
    if (m->kind == FAULTS) {
        v.password_error = say(m, "Kata sandi ini tidak cocok.");
        v.code_error = say(m, "Kode ini tidak cocok.");
    }
    if (m->kind == HOSTILE) {
        struct str *codes = NEW(m->a, struct str, 1);
        codes[0] = say(m, "GEZD-GNBV-GY3T-QOJQ");
        v.codes = codes;
        v.code_count = 1;
    }
    return v;
}

struct web_sessions view_sessions(const struct maker *m) {
    struct web_session *list = NEW(m->a, struct web_session, 3);
    const int64_t us = 1000000, now = 1729735200 * us; /* 24 October 2024 */
    list[0] = (struct web_session){{now}, {now + 43200 * us}, true, true, true};
    list[1] = (struct web_session){{now - 7200 * us}, {now + 36000 * us}, true, true, false};
    list[2] = (struct web_session){{0}, {INT64_MAX}, false, false, false};
    size_t count = m->kind == EMPTY ? 1 : 3;
    return (struct web_sessions){list, count, count > 1, m->kind == EMPTY};
}

struct web_work view_work(const struct maker *m) {
    static const struct {
        const char *number, *state, *clock;
        int days;
    } list[] = {
        {"012/LP/PL/Kab/06.09/X/2024", "Kajian awal", "Kajian awal", -1},
        {"021/TM/PL/Kab/06.09/X/2024", "Klarifikasi", "Penanganan", 0},
        {"024/LP/PL/Kab/06.09/X/2024", "Diregister", "Penanganan", 1},
        {"025/LP/PL/Kab/06.09/X/2024", "Diregister", "Penanganan", 2},
        {"019/LP/PL/Kab/06.09/X/2024", "Menunggu PPK", "Keputusan PPK", 6},
        {"007/LP/PL/Kab/06.09/IX/2024", "Menunggu PPK", "Keputusan PPK", 12},
    };
    struct web_work_row *rows = NEW(m->a, struct web_work_row, COUNT_OF(list));
    struct web_work work = {.first_page = m->kind != FAULTS,
                            .ahead = view_ahead(m),
                            .moved = m->kind == EMPTY,
                            .finds = m->kind == USUAL,
                            .next_cursor = say(m, "MjAyNC0xMQ"),
                            .keys = m->kind == USUAL,
                            .pledges = m->kind == USUAL,
                            .barometer = m->kind == USUAL,
                            .message =
                                m->kind == FAULTS ? say(m, "Perkara dicatat.") : (struct str){0}};
    for (size_t i = 0; i < COUNT_OF(list); i++) {
        rows[i] = (struct web_work_row){.urgency = web_urgency_of(true, list[i].days),
                                        .id = m->kind == HOSTILE ? say(m, "") : STR("0f3c9a"),
                                        .number = say(m, list[i].number),
                                        .state = say(m, list[i].state),
                                        .clock = say(m, list[i].clock),
                                        .holder = say(m, "Bawaslu Kab. Musi Banyuasin"),
                                        .due = due(m, list[i].days, i % 2 == 0)};
        if (i % 3 == 1) {
            rows[i].moved = say(m, list[i].clock);
            rows[i].moved_from = rows[i].due.due;
            rows[i].moved_to = (struct date){rows[i].due.due.day + 1};
        }
        work.totals[rows[i].urgency] += 1 + (int64_t)i;
    }
    if (m->kind != EMPTY) {
        struct web_letter_row *letter = NEW(m->a, struct web_letter_row, 1);
        *letter = (struct web_letter_row){.id = STR("17"),
                                          .subject = say(m, "Imbauan menjaga netralitas ASN"),
                                          .office = say(m, "Bawaslu Provinsi Sumatera Selatan"),
                                          .on = on(2024, 9, 18),
                                          .late = m->kind == FAULTS};
        work.letters = letter;
        work.letter_count = 1;
    }
    web_work_group(m->a, rows, m->kind == EMPTY ? 0 : COUNT_OF(list), &work);
    return work;
}

static const struct law_option YESNO[] = {
    {STR_INIT("complete"), {STR_INIT("Lengkap"), STR_INIT("Complete")}},
    {STR_INIT("formal_gap"), {STR_INIT("Kurang syarat formal"), STR_INIT("Formal gap")}},
};
static const struct law_field FIELDS[] = {
    {STR_INIT("summary"),
     LAW_F_TEXT,
     {STR_INIT("Ringkasan"), STR_INIT("Summary")},
     true,
     false,
     0,
     NULL,
     0,
     false},
    {STR_INIT("letter"),
     LAW_F_TEXT,
     {STR_INIT("Nomor surat"), STR_INIT("Letter number")},
     false,
     false,
     80,
     NULL,
     0,
     false},
    {STR_INIT("held_on"),
     LAW_F_DATE,
     {STR_INIT("Tanggal"), STR_INIT("Date")},
     true,
     false,
     0,
     NULL,
     0,
     false},
    {STR_INIT("meets_at"),
     LAW_F_DATETIME,
     {STR_INIT("Waktu"), STR_INIT("Time")},
     false,
     false,
     0,
     NULL,
     0,
     false},
    {STR_INIT("votes"),
     LAW_F_INT,
     {STR_INIT("Suara"), STR_INIT("Votes")},
     false,
     false,
     0,
     NULL,
     0,
     false},
    {STR_INIT("quorum"),
     LAW_F_BOOL,
     {STR_INIT("Kuorum tercapai"), STR_INIT("Quorum reached")},
     true,
     false,
     0,
     NULL,
     0,
     false},
    {STR_INIT("gaps"),
     LAW_F_LIST,
     {STR_INIT("Kekurangan"), STR_INIT("Gaps")},
     false,
     true,
     0,
     YESNO,
     2,
     false},
    {STR_INIT("track"),
     LAW_F_LIST,
     {STR_INIT("Jalur"), STR_INIT("Track")},
     true,
     false,
     0,
     YESNO,
     2,
     false},
    {STR_INIT("departs_because"),
     LAW_F_TEXT,
     {STR_INIT("Alasan, bila menyimpang dari usul"),
      STR_INIT("Reasons, if it departs from the proposal")},
     false,
     false,
     4000,
     NULL,
     0,
     true},
};
static const struct law_outcome OUTCOMES[] = {
    {.value = STR_INIT("complete"),
     .label = {STR_INIT("Lengkap, diregister"), STR_INIT("Complete, registered")}},
    {.value = STR_INIT("not"), .label = {STR_INIT("Tidak diregister"), STR_INIT("Not registered")}},
};
static const struct law_step REVIEW = {
    .id = STR_INIT("P04"),
    .name = STR_INIT("initial_review"),
    .label = {STR_INIT("Catat kajian awal"), STR_INIT("Record initial review")},
    .document = STR_INIT("A.4"),
    .fields = FIELDS,
    .field_count = COUNT_OF(FIELDS),
    .outcomes = OUTCOMES,
    .outcome_count = 2,
    .cite = {.text = STR_INIT("Perbawaslu 9/2024 Ps 18(3)"),
             .source = STR_INIT("P2"),
             .confidence = LAW_HIGH,
             .verified = true},
};
static const struct law_step FORWARD = {
    .id = STR_INIT("P14"),
    .name = STR_INIT("forward"),
    .label = {STR_INIT("Teruskan kepada BKN"), STR_INIT("Forward to BKN")},
    .outcomes = OUTCOMES,
    .outcome_count = 1,
    .cite = {.text = STR_INIT("Perbawaslu 9/2024 Ps 41"),
             .source = STR_INIT("P2"),
             .confidence = LAW_LOW},
};

static const struct law_numbers NUMBERS = {.cite = {.text = STR_INIT("Pola nomor laporan: praktik"),
                                                    .source = STR_INIT("GK"),
                                                    .confidence = LAW_LOW}};
static const struct law_act ACT = {
    .row = {.id = STR_INIT("KE-03"),
            .cite = {.text = STR_INIT("SKB 22 Sep 2022 Lampiran II"),
                     .source = STR_INIT("Z7"),
                     .confidence = LAW_HIGH}},
    .label = {STR_INIT("Menghadiri deklarasi"), STR_INIT("Attending a declaration")},
    .track = LAW_ETHICS,
};
static const struct law_sanction RUNG = {
    .label = {STR_INIT("Sanksi moral"), STR_INIT("Moral sanction")}};
static const struct law_act *const ACTS[] = {&ACT};
static const struct law_open_question QUESTION = {
    .question = {STR_INIT("Apakah niat harus terbukti?"), STR_INIT("Must intent be shown?")},
    .disagree = true,
};
static const struct law_open_question *const QUESTIONS[] = {&QUESTION};

/* One person for whom something is proposed, and one for whom nothing can be. */
static void propose(const struct maker *m, struct web_action *ret) {
    struct web_proposal *list = NEW(m->a, struct web_proposal, 2);
    list[0] = (struct web_proposal){.who = say(m, "Contoh Terlapor (PNS)"),
                                    .track = say(m, "kode etik"),
                                    .rung = m->kind == FAULTS ? NULL : &RUNG,
                                    .no_tier = m->kind == FAULTS ? LAW_TIER_GAP : LAW_TIERED,
                                    .why = say(m, "Terletak sebelum penetapan calon."),
                                    .acts = ACTS,
                                    .act_count = 1,
                                    .questions = QUESTIONS,
                                    .question_count = 1,
                                    .calendar = view_of_calendar(m)};
    list[1] = (struct web_proposal){.who = say(m, "Contoh Kedua (PPPK)"),
                                    .why = say(m, "Tanggal kejadian tidak diketahui.")};
    ret->proposals = list;
    ret->proposal_count = m->kind == FAULTS ? 1 : 2;
    ret->departs = m->kind != FAULTS;
    ret->choices[0].fit = m->kind == FAULTS ? LAW_FIT_WHOLE : LAW_FIT_NONE;
    ret->choices[1].fit = m->kind == FAULTS ? LAW_FIT_TRACK : LAW_FIT_NONE;
    if (m->kind != FAULTS)
        ret->choices[0].fits_who = say(m, "Contoh Terlapor (PNS)");
    struct web_one *persons = NEW(m->a, struct web_one, 2);
    persons[0] = (struct web_one){STR("0"), say(m, "Contoh Terlapor (PNS)"), true};
    persons[1] = (struct web_one){STR("1"), say(m, "Contoh Kedua (PPPK)"), false};
    ret->persons = persons;
    ret->person_count = m->kind == USUAL ? 2 : 0;
    ret->taken = say(m, "Contoh Terlapor (PNS)");
    ret->staying = say(m, "Contoh Kades (Kepala desa)");
}

static const struct web_action *actions(const struct maker *m) {
    struct web_action *list = NEW(m->a, struct web_action, 2);
    struct intake_faults faults = {0};
    intake_fault_add(&faults, STR("held_on"), "in_future", 0);
    intake_fault_add(&faults, STR("gaps[1]"), "unknown", 0);
    intake_fault_add(&faults, STR("outcome"), "required", 0);
    struct intake_pair typed[] = {{STR("summary"), say(m, "Uraian lengkap")},
                                  {STR("held_on"), say(m, "2025-01-01")}};
    struct intake_pairs pairs = {typed, 2};
    bool again = m->kind == FAULTS || m->kind == HOSTILE;
    list[0].allowed = true;
    list[0].open = true;
    list[0].step = &REVIEW;
    web_action_fill(m->a, again ? &pairs : NULL, again ? &faults : NULL, m->english, &list[0]);
    propose(m, &list[0]);
    list[0].questions = view_of_questions(m, &list[0].question_count);
    struct str *blocked = NEW(m->a, struct str, 1);
    blocked[0] = say(m, "Kajian (P11)");
    list[1].blocked = blocked;
    list[1].blocked_count = 1;
    list[1].step = &FORWARD;
    web_action_fill(m->a, NULL, NULL, m->english, &list[1]);
    return list;
}

static struct web_person person(const struct maker *m, const char *name) {
    return (struct web_person){.label = say(m, "PNS"),
                               .name = say(m, name),
                               .position = say(m, "Camat"),
                               .agency = say(m, "Kecamatan Lais")};
}

static const struct web_clock *clocks(const struct maker *m) {
    struct web_clock *list = NEW(m->a, struct web_clock, 2);
    list[0] = (struct web_clock){.id = STR("P04.initial_review"),
                                 .name = say(m, "Kajian awal"),
                                 .start_of = say(m, "sejak laporan diterima"),
                                 .lapse = law_lapse_text(LAW_ALARM),
                                 .start = on(2024, 10, 22),
                                 .running = true,
                                 .due = due(m, 1, true)};
    list[1] = (struct web_clock){.id = STR("P05"),
                                 .name = say(m, "Perbaikan laporan"),
                                 .start_of = say(m, "sejak pemberitahuan"),
                                 .lapse = law_lapse_text(LAW_NOT_REGISTERED),
                                 .start = on(2024, 10, 20),
                                 .due = due(m, -2, true)};
    list[0].due.six = m->kind == USUAL;
    return list;
}

/* The other offices of the case: one that waits for the key, one without a key, one that has it. */
static void fill_receivers(const struct maker *m, struct web_case *view) {
    enum { RECEIVERS = 3 };
    static const struct str NAMES[RECEIVERS] = {STR_INIT("Badan Kepegawaian Negara"),
                                                STR_INIT("PPK Kabupaten Contoh"),
                                                STR_INIT("Bawaslu Provinsi Contoh")};
    struct web_receiver *list = NEW(m->a, struct web_receiver, RECEIVERS);
    for (size_t i = 0; i < RECEIVERS; i++)
        list[i] = (struct web_receiver){
            .office = say(m, "bkn"), .name = NAMES[i], .opens = i == 2, .chosen = i == 0};
    list[0].name = say(m, "Badan Kepegawaian Negara");
    list[0].key = say(m, "age1bkn");
    list[0].mark = list[2].mark = STR("0f13 77c0 1c3e 4b6e 9a55 2d0c 61f7 8a3b 90de 12ab");
    list[2].key = say(m, "age1provinsi");
    view->receivers = list;
    view->receiver_count = RECEIVERS;
    view->hands = view->hands_now = m->kind == HOSTILE;
}

/* Files that are sealed, to an officer who has no key, or to one whose key says harmful things. */
static void fill_sealed(const struct maker *m, struct web_case *view) {
    struct web_office_key *key = NEW(m->a, struct web_office_key, 1);
    *key = (struct web_office_key){.recipient = say(m, "age1kantor"), .wrap = say(m, "QQ==")};
    view->evidence_mark = STR("87eb bfa2 90bd 9e5c 70fb afa9 ce5d 4ab6 8820 64c8");
    view->evidence = (struct web_opener){.recipient = say(m, "age1perkara"),
                                         .wrap = say(m, "QQ=="),
                                         .locked = m->kind == HOSTILE ? say(m, "") : STR(""),
                                         .keys = key,
                                         .key_count = 1,
                                         .on_arrival = m->kind == FAULTS,
                                         .closed = m->kind == FAULTS};
    fill_receivers(m, view);
}

static void fill_lists(const struct maker *m, struct web_case *view) {
    struct web_person *persons = NEW(m->a, struct web_person, 2);
    persons[0] = person(m, "Contoh Terlapor");
    persons[1] = person(m, "Contoh Saksi");
    persons[0].state = say(m, "Diteruskan");
    view->subjects = &persons[0];
    view->witnesses = &persons[1];
    view->subject_count = view->witness_count = 1;
    struct web_event *events = NEW(m->a, struct web_event, 2);
    events[0] = (struct web_event){
        at(2024, 10, 22, 545), say(m, "Laporan diterima"), say(m, "lewat situs"), NULL, 0, {0}};
    struct web_said *said = NEW(m->a, struct web_said, 2);
    said[0] = (struct web_said){say(m, "Contoh Terlapor (PNS): kode etik, KE-03"), true};
    said[1] = (struct web_said){say(m, "Contoh Kedua (PPPK): disiplin, DIS-05"), false};
    events[1] = (struct web_event){
        at(2024, 10, 23, 600),       say(m, "Kajian awal dimulai"), say(m, "sari.muba"), said, 2,
        say(m, "Diperiksa bersama.")};
    view->events = events;
    view->event_count = 2;
    struct web_evidence *files = NEW(m->a, struct web_evidence, 1);
    files[0] = (struct web_evidence){
        .type = say(m, "image/jpeg"),
        .sha256 = STR("9f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e577c1"),
        .bytes = 2411724,
        .received = at(2024, 10, 22, 545),
        .href = m->kind == HOSTILE ? say(m, "") : STR("/k/bukti/9f3a")};
    view->files = files;
    view->file_count = 1;
    if (m->kind == FAULTS || m->kind == HOSTILE)
        fill_sealed(m, view);
}

/* Another office does its tasks until a day that has passed, or until a condition; or its law knows
 * no takeover. */
static void fill_takeover(const struct maker *m, struct web_case *view) {
    static const struct law_silence SILENCE = {
        .says = {STR_INIT("Undang-undangnya tidak memberi kewenangan itu."),
                 STR_INIT("Its statute gives no such power.")},
        .row.cite = {.text = STR_INIT("UU 10/2016 Ps 22B huruf f"), .confidence = LAW_MEDIUM}};
    view->in_charge = say(m, "Bawaslu Provinsi Sumatera Selatan");
    view->silence = m->kind == USUAL ? &SILENCE : NULL;
    if (m->kind != FAULTS && m->kind != HOSTILE)
        return;
    view->replaced = say(m, "Bawaslu Kab. Musi Banyuasin");
    view->ends_when = say(m, "Anggota baru dilantik");
    view->has_ends_on = view->overdue = m->kind == FAULTS;
    view->ends_on = on(2024, 10, 20);
}

struct web_case view_case(const struct maker *m) {
    struct web_case view = {
        .id = m->kind == HOSTILE ? say(m, "") : STR("0f3c9a"),
        .number = m->kind == EMPTY ? STR("-") : say(m, "012/LP/PL/Kab/06.09/X/2024"),
        .numbers = m->kind == EMPTY ? NULL : &NUMBERS,
        .version = 3,
        .state = say(m, "Kajian awal"),
        .channel = say(m, "Laporan"),
        .election = say(m, "Pilkada 2024"),
        .region = say(m, "Kab. Musi Banyuasin"),
        .act = say(m, "Menghadiri kampanye"),
        .terminal = m->kind == EMPTY,
        .holder = say(m, "Bawaslu Kab. Musi Banyuasin"),
        .occurred_on = on(2024, 10, 19),
        .has_occurred_on = m->kind != EMPTY,
        .place = say(m, "Lapangan desa Teluk Kijing"),
        .narrative = say(m, "Camat hadir di panggung.\nIa memakai baju bergambar calon."),
        .identity = (enum web_identity)m->kind,
        .conflict = m->kind == FAULTS,
        .message = m->kind == USUAL ? say(m, "Langkah tercatat.") : (struct str){0},
        .reporter = person(m, "Contoh Pelapor"),
        .address = m->kind == HOSTILE ? say(m, "") : STR("/k/perkara/0f3c9a")};
    fill_takeover(m, &view);
    if (m->kind == EMPTY)
        return view;
    view.clocks = clocks(m);
    view.clock_count = 2;
    view.stopped_count = !view.clocks[0].running + !view.clocks[1].running;
    view.actions = actions(m);
    view.action_count = 2;
    fill_lists(m, &view);
    view.identity = m->kind == USUAL    ? WEB_IDENTITY_MAY
                    : m->kind == FAULTS ? WEB_IDENTITY_SEALED
                                        : WEB_IDENTITY_OPEN;
    return view;
}
