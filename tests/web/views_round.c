#include "views.h"

static struct web_round_row row(const struct maker *m, enum web_round_state state) {
    return (struct web_round_row){.id = STR("1042"),
                                  .label = named(m, "Ikrar netralitas"),
                                  .election = say(m, "Pilkada 2024"),
                                  .opens = on(2024, 10, 1),
                                  .closes = on(2024, 10, 31),
                                  .state = state,
                                  .signed_ = {81, 120},
                                  .percent = 67};
}

/* usual: three rounds, a roster on its way. empty: of who only looks, before any. faults: loading
 * failed, a new round's days are wrong, a file had bad rows. hostile: ... one stopped on its way,
 * and one was no workbook.
 */
struct web_pledges view_pledges(const struct maker *m) {
    enum { ROUNDS = 3 };
    static const enum web_round_state STATES[ROUNDS] = {WEB_ROUND_OPEN, WEB_ROUND_PAST,
                                                        WEB_ROUND_CLOSED};
    if (m->kind == EMPTY)
        return (struct web_pledges){0};
    bool faulty = m->kind != USUAL;
    struct web_round_row *rounds = NEW(m->a, struct web_round_row, ROUNDS);
    for (size_t i = 0; i < ROUNDS; i++)
        rounds[i] = row(m, STATES[i]);
    rounds[ROUNDS - 1].hidden = faulty;
    struct web_option *options = NEW(m->a, struct web_option, 1);
    options[0] = (struct web_option){say(m, "IKR"), say(m, "Ikrar netralitas"), {0}};
    struct web_asked_group *groups = NEW(m->a, struct web_asked_group, 2);
    groups[0] =
        (struct web_asked_group){STR("kelompok-asn"), say(m, "ASN selain pimpinan"), 106, true};
    groups[1] = (struct web_asked_group){STR("kelompok-leaders"), say(m, "PPK, Sekda, dan kepala"),
                                         m->kind == HOSTILE ? 0 : 14, m->kind == USUAL};
    struct web_pledges v = {.runs = true,
                            .rounds = rounds,
                            .round_count = ROUNDS,
                            .people = 120,
                            .units = 4,
                            .groups = groups,
                            .group_count = 2,
                            .no_leader = m->kind == HOSTILE,
                            .faulty = faulty,
                            .kinds = options,
                            .kind_count = 1,
                            .elections = options,
                            .election_count = 1,
                            .kind.value = say(m, "IKR"),
                            .opens.value = STR("2024-10-01")};
    v.imported = (struct web_imported){
        .done = true, .added = 118, .changed = 2, .faulty = faulty ? 3 : 0, .entry = 1041};
    v.loading = (struct web_loading){.runs = !faulty,
                                     .people = 42000,
                                     .faulty = faulty ? 0 : 3,
                                     .measured = true,
                                     .timed = true,
                                     .percent = 45,
                                     .minutes = 2,
                                     .failed = m->kind == FAULTS,
                                     .broken = m->kind == HOSTILE};
    if (!faulty)
        return v;
    v.imported.entry = -1;
    v.imported.legacy = 1;
    v.imported.untold = 1;
    v.imported.book = m->kind == HOSTILE ? say(m, "Berkas ini rusak.") : (struct str){0};
    v.fixes = say(m, "baris,alasan,nama,unit kerja,nip\n3,NIP,Budi,Dinas Contoh,1001\n");
    v.closes = (struct web_input){STR("2024-09-01"), say(m, "Isi tanggal.")};
    v.asks.error = say(m, "Centang sedikitnya satu kelompok.");
    return v;
}

/* usual: running. empty: of who only looks. faults: the text changed, and nobody is on the roster.
 */
static void fill_chain(const struct maker *m, struct web_round *v) {
    enum { LEVELS = 4, LEADERS = 2 };
    struct web_chain_row *levels = NEW(m->a, struct web_chain_row, LEVELS);
    bool few = m->kind == EMPTY;
    levels[0] = (struct web_chain_row){.level = CHAIN_AUTHORITY,
                                       .label = STR("Pejabat pembina kepegawaian (PPK)")};
    levels[1] = (struct web_chain_row){
        CHAIN_SECRETARY, STR("Sekretaris daerah"), {0, 1}, 1, 0, false, true};
    levels[2] = (struct web_chain_row){
        CHAIN_HEAD, STR("Kepala dinas, badan, kecamatan"), {9, 12}, 3, 75, few, true};
    levels[3] =
        (struct web_chain_row){CHAIN_STAFF, STR("Pegawai di unit"), {72, 107}, 35, 67, few, false};
    bool hostile = m->kind == HOSTILE;
    struct web_leader_row *leaders = NEW(m->a, struct web_leader_row, LEADERS);
    for (size_t i = 0; i < LEADERS; i++)
        leaders[i] = (struct web_leader_row){.level = i ? CHAIN_HEAD : CHAIN_SECRETARY,
                                             .name = named(m, "Budi Santoso"),
                                             .post = say(m, i ? "Camat" : "Sekretaris Daerah"),
                                             .signed_ = i == 1 && !hostile,
                                             .blocks = i == 0 || hostile,
                                             .of = {say(m, "Kecamatan Sekayu"), {21, 48}, 27, 43},
                                             .behind = i == 1};
    v->levels = levels;
    v->level_rest.signed_ =
        (struct web_share){m->kind == EMPTY ? 81 : 0, m->kind == EMPTY ? 119 : 0};
    v->level_rest.left = 38;
    v->level_rest.percent = 68;
    v->level_count = m->kind == FAULTS ? 0 : LEVELS;
    v->left = 39;
    v->secretary_missing = m->kind != USUAL;
    v->leaders = leaders;
    v->leader_count = m->kind == EMPTY ? 0 : LEADERS;
    v->leaders_cut = m->kind == HOSTILE;
}

/* usual: every grade, by day. empty: of who sees no names. faults: by week, and nobody has a grade.
 */
static struct web_spread spread(const struct maker *m) {
    enum { GRADES = 3, TIMES = 2 };
    static const char *const NAMES[GRADES] = {"III/b", "PPPK IX", "tidak diketahui"};
    static const int64_t PEOPLE[GRADES] = {60, 48, 12}, PLEDGED[GRADES] = {60, 21, 0};
    struct web_grade_row *grades = NEW(m->a, struct web_grade_row, GRADES);
    struct web_time_row *times = NEW(m->a, struct web_time_row, TIMES);
    for (size_t i = 0; i < GRADES; i++)
        grades[i] = (struct web_grade_row){str_from_c(NAMES[i]),
                                           {PLEDGED[i], PEOPLE[i]},
                                           PEOPLE[i] - PLEDGED[i],
                                           PLEDGED[i] * 100 / PEOPLE[i]};
    for (size_t i = 0; i < TIMES; i++)
        times[i] = (struct web_time_row){.from = on(2024, 10, i ? 14 : 7),
                                         .last = on(2024, 10, i ? 20 : 13),
                                         .joined = m->kind == EMPTY && i == 0,
                                         .more = i ? 20 : 61,
                                         .signed_ = {i ? 81 : 61, 120},
                                         .percent = i ? 67 : 50};
    bool told = m->kind != EMPTY;
    return (struct web_spread){
        .grades = grades + !told,
        .grade_count = told ? GRADES : 1,
        .grade_rest = {.signed_ = {told ? 0 : 60, told ? 0 : 72}, .left = 12, .percent = 83},
        .by_grade = m->kind != FAULTS,
        .times = times,
        .time_count = TIMES,
        .weekly = m->kind == FAULTS};
}

struct web_round view_round(const struct maker *m) {
    enum { UNITS = 3 };
    static const char *const NAMES[UNITS] = {"Dinas Contoh", "Kecamatan Sekayu", "Sekretariat"};
    static const int64_t PEOPLE[UNITS] = {60, 48, 12}, PLEDGED[UNITS] = {60, 21, 0};
    struct web_unit_row *units = NEW(m->a, struct web_unit_row, UNITS);
    for (size_t i = 0; i < UNITS; i++)
        units[i] = (struct web_unit_row){named(m, NAMES[i]),
                                         {PLEDGED[i], PEOPLE[i]},
                                         PEOPLE[i] - PLEDGED[i],
                                         PLEDGED[i] * 100 / PEOPLE[i]};
    struct str *texts = NEW(m->a, struct str, 1);
    texts[0] = say(m, "Menolak politik uang.");
    struct web_round v = {.row = row(m, m->kind == EMPTY ? WEB_ROUND_CLOSED : WEB_ROUND_OPEN),
                          .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                          .points = STR("9f3a1c029f3a1c029f3a1c0277c1"),
                          .texts = texts,
                          .text_count = 1,
                          .changed = m->kind == FAULTS,
                          .runs = m->kind != EMPTY,
                          .entry = 1077,
                          .units = units + (m->kind == EMPTY),
                          .unit_count = m->kind == FAULTS  ? 0
                                        : m->kind == EMPTY ? 1
                                                           : UNITS};
    if (m->kind == EMPTY)
        v.unit_rest = (struct web_unit_row){{0}, {60, 72}, 12, 83};
    fill_chain(m, &v);
    v.spread = spread(m);
    v.lowest = m->kind == HOSTILE;
    v.message = m->kind == USUAL ? (struct str){0} : say(m, "Putaran dibuka.");
    v.next = m->kind == HOSTILE ? say(m, "Sekretariat") : (struct str){0};
    return v;
}

/* Of few heads, to who sees no names; its three states. */
struct web_round view_round_few(const struct maker *m) {
    struct web_round v = view_round(m);
    v.row = row(m, m->kind == EMPTY    ? WEB_ROUND_CLOSED
                   : m->kind == FAULTS ? WEB_ROUND_PAST
                                       : WEB_ROUND_OPEN);
    v.row.label = named(m, "Pakta integritas: PPK, Sekda, dan kepala");
    v.row.hidden = true;
    v.runs = false;
    return v;
}

/* usual: who has not signed. empty: nobody is left. faults: a list on paper without its scan, and
 * somebody is to leave. */
struct web_signers view_signers(const struct maker *m) {
    enum { PEOPLE = 3 };
    static const char *const NAMES[PEOPLE] = {"Amir", "Budi", "Siti"};
    bool faulty = m->kind == FAULTS || m->kind == HOSTILE;
    struct web_signer_row *people = NEW(m->a, struct web_signer_row, PEOPLE);
    for (size_t i = 0; i < PEOPLE; i++)
        people[i] = (struct web_signer_row){i == 0   ? STR("1")
                                            : i == 1 ? STR("2")
                                                     : STR("3"),
                                            say(m, NAMES[i]), say(m, "Analis"),
                                            faulty && i == 1 ? 1050 : -1, faulty && i == 0};
    struct web_signers v = {.row = row(m, m->kind == EMPTY ? WEB_ROUND_CLOSED : WEB_ROUND_OPEN),
                            .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                            .unit = m->kind == EMPTY ? STR("Dinas Contoh") : say(m, "Dinas Contoh"),
                            .all = faulty,
                            .paper = m->kind != EMPTY,
                            .links = m->kind != EMPTY,
                            .people = people,
                            .people_count = m->kind == EMPTY ? 0 : PEOPLE};
    if (!faulty)
        return v;
    v.error = say(m, "Lampirkan pindaian daftarnya.");
    v.leaving = people[2];
    v.after = STR("1");
    v.next = STR("3");
    return v;
}

struct web_sheet view_sheet(const struct maker *m) {
    enum { CELLS = 4 };
    struct web_slip *cells = NEW(m->a, struct web_slip, CELLS);
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = (struct web_slip){
            say(m, i % 2 ? "Siti Nurhaliza binti Contoh" : "Amir"), say(m, "Analis"),
            STR("https://netral.example/ikrar/33-1-1064c63f7809195e0e3c9847ed4a4469")};
    return (struct web_sheet){.row = row(m, WEB_ROUND_OPEN),
                              .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                              .unit =
                                  m->kind == EMPTY ? STR("Dinas Contoh") : say(m, "Dinas Contoh"),
                              .cells = cells,
                              .cell_count = m->kind == EMPTY ? 0 : CELLS,
                              .next = m->kind == FAULTS ? STR("60") : STR("")};
}

/* usual: a unit that is whole, one of which a part signed, on paper too. empty: nobody is on the
 * roster. faults: of a closed round. hostile: the first unit goes on from the page before, and the
 * last one on the next. */
struct web_board view_board(const struct maker *m) {
    enum { UNITS = 2, PEOPLE = 3 };
    static const char *const NAMES[PEOPLE] = {"Amir", "Budi", "Siti Nurhaliza binti Contoh"};
    struct web_board_row *people = NEW(m->a, struct web_board_row, PEOPLE);
    struct web_board_unit *units = NEW(m->a, struct web_board_unit, UNITS);
    for (size_t i = 0; i < PEOPLE; i++)
        people[i] =
            (struct web_board_row){say(m, NAMES[i]), say(m, "Analis"),
                                   i < 2 ? 1050 + (int64_t)i : -1, at(2024, 10, 14, 485), i == 1};
    units[0] = (struct web_board_unit){.unit = say(m, "Dinas Contoh"),
                                       .signed_ = {2, 2},
                                       .continued = m->kind == HOSTILE,
                                       .rows = people,
                                       .row_count = 2};
    units[1] = (struct web_board_unit){.unit = say(m, "Kecamatan Sekayu"),
                                       .signed_ = {2, 3},
                                       .left = 1,
                                       .rows = people,
                                       .row_count = PEOPLE};
    struct web_board v = {.row = row(m, m->kind == FAULTS ? WEB_ROUND_CLOSED : WEB_ROUND_OPEN),
                          .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                          .left = 39,
                          .entry = 1077,
                          .units = units,
                          .unit_count = m->kind == EMPTY ? 0 : UNITS};
    v.next_unit = say(m, "Kecamatan Sekayu");
    v.next = m->kind == HOSTILE ? STR("500") : (struct str){0};
    return v;
}

/* usual: before the first. empty: nobody is left. faults: one is on its way and another was asked
 * for. hostile: one has ended, with refusals. */
struct web_remind view_remind(const struct maker *m) {
    enum { PEOPLE = 2 };
    struct web_reminded_row *people = NEW(m->a, struct web_reminded_row, PEOPLE);
    bool running = m->kind == FAULTS;
    people[0] = (struct web_reminded_row){say(m, "Amir"), say(m, "Dinas Contoh"), 550, false};
    people[1] = (struct web_reminded_row){say(m, "Siti Nurhaliza binti Contoh"),
                                          say(m, "Kecamatan Sekayu"), running ? 450 : 0, running};
    struct web_remind v = {.row = row(m, WEB_ROUND_OPEN),
                           .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                           .subject = STR("Pengingat"),
                           .text = say(m, "Yth. {nama},\n\nTautan:\n{tautan}\n")};
    v.no_site = m->kind == EMPTY;
    if (m->kind == EMPTY)
        return v;
    v.left = 39;
    v.reached = 30;
    v.today = running ? 12 : 0;
    v.now = v.reached - v.today;
    v.shared = running ? 1 : 2;
    v.without = v.left - v.reached - v.shared;
    v.may = !running;
    v.first = people;
    v.first_count = PEOPLE;
    if (m->kind == USUAL)
        return v;
    v.error = running ? say(m, "Pengingat yang terakhir masih dikirim.") : (struct str){0};
    v.message = running ? (struct str){0} : say(m, "Pengingat dicatat dan akan dikirim.");
    v.has = true;
    v.running = running;
    v.stopped = m->kind == HOSTILE;
    v.entry = 1090;
    v.sent = 10;
    v.refused = PEOPLE;
    v.unsure = 1;
    v.waiting = v.now;
    v.again = running;
    v.again_next = at(2024, 10, 14, 10 * 60);
    v.again_last = at(2024, 10, 14, 16 * 60);
    v.refusals = people;
    v.refusal_count = PEOPLE;
    return v;
}

/* usual: of a unit, one signed on paper. empty: nobody did. faults: a person's own, whose text the
 * law no longer has. hostile: more follow. */
struct web_certificates view_certificates(const struct maker *m) {
    enum { PEOPLE = 2, POINTS = 2 };
    struct web_certificate *list = NEW(m->a, struct web_certificate, PEOPLE);
    struct str *texts = NEW(m->a, struct str, POINTS);
    for (size_t i = 0; i < PEOPLE; i++)
        list[i] = (struct web_certificate){say(m, i ? "Siti Nurhaliza binti Contoh" : "Amir"),
                                           say(m, "Analis"),
                                           say(m, "Dinas Contoh"),
                                           on(2024, 10, 14),
                                           i == 1,
                                           1050 + (int64_t)i,
                                           STR("NETRAL1:12345678901234567")};
    texts[0] = say(m, "Menjaga dan menegakkan netralitas.");
    texts[1] = say(m, "Menolak politik uang.");
    bool own = m->kind == FAULTS;
    return (struct web_certificates){
        .link = own ? STR("33-1-1064c63f7809195e0e3c9847ed4a4469") : STR(""),
        .id = STR("1042"),
        .unit = m->kind == EMPTY ? STR("Dinas Contoh") : say(m, "Dinas Contoh"),
        .next = m->kind == HOSTILE ? STR("100") : STR(""),
        .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
        .label = named(m, "Ikrar netralitas"),
        .election = say(m, "Pilkada 2024"),
        .points = STR("9f3a1c029f3a1c029f3a1c0277c1"),
        .texts = texts,
        .text_count = own ? 0 : POINTS,
        .verify = STR("https://netral.example/periksa"),
        .sheets = list,
        .sheet_count = m->kind == EMPTY ? 0
                       : own            ? 1
                                        : PEOPLE};
}

/* usual: of two agencies one is too small to be told. */
struct web_coverage view_coverage(const struct maker *m) {
    enum { ROWS = 2 };
    if (m->kind == EMPTY)
        return (struct web_coverage){.as_of = on(2024, 10, 14)};
    struct web_standing_row *rows = NEW(m->a, struct web_standing_row, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = (struct web_standing_row){.office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                                            .region = say(m, "Kabupaten Musi Banyuasin"),
                                            .kind = STR("Ikrar netralitas"),
                                            .election = say(m, "Pilkada 2024"),
                                            .hidden = i == 1,
                                            .closes = on(2024, 10, 31),
                                            .closed = m->kind == FAULTS};
    rows[0].signed_ = (struct web_share){81, 120};
    rows[0].percent = 67;
    struct web_option *regions = NEW(m->a, struct web_option, 1);
    regions[0] = (struct web_option){STR("16"), say(m, "Sumatera Selatan"), {0}};
    return (struct web_coverage){on(2024, 10, 14), regions, 1, STR("16"), rows, ROWS};
}
