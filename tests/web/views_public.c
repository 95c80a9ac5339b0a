#include "views.h"

#include <stdio.h>
#include <string.h>

/* What must never come out as markup, in one string: tags, quotes of both kinds, an entity, a
 * scheme, a word that does not break, right-to-left letters, an emoji. */
static const char HOSTILE_TEXT[] =
    "javascript:alert(1)\"'><script>alert(document.domain)</script><img src=x onerror=alert(1)>"
    "&amp;{{ v.x }}</textarea></title></style>"
    "Pneumonoultramikroskopiksilikovolkanokoniosispneumonoultramikroskopiksilikovolkanokoniosis "
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xF0\x9F\x98\x80";

struct str say(const struct maker *m, const char *text) {
    return m->kind == EMPTY ? (struct str){0}
                            : str_from_c(m->kind == HOSTILE ? HOSTILE_TEXT : text);
}

struct date on(int year, int month, int day) {
    return date_from_civil((struct civil){year, month, day});
}

struct instant at(int year, int month, int day, int minute) {
    return instant_of(on(year, month, day), minute, ZONE_WIB);
}

struct law_cite cite(const struct maker *m, const char *text, bool verified) {
    return (struct law_cite){.text = say(m, text),
                             .source = STR("P2"),
                             .confidence = verified ? LAW_HIGH : LAW_LOW,
                             .verified = verified};
}

struct web_due due(const struct maker *m, int64_t days_left, bool working) {
    struct date today = on(2024, 10, 24);
    return (struct web_due){.has = true,
                            .due = {today.day + (int32_t)days_left},
                            .due_early = {today.day + (int32_t)days_left - 1},
                            .days_left = days_left,
                            .working = working,
                            .cite = cite(m, "UU 1/2015 jo. UU 8/2015 Ps 134(5)", days_left % 2)};
}

struct web_count number(const struct maker *m, int64_t n) {
    if (m->kind == EMPTY)
        return (struct web_count){0};
    return n > 0 && n < 5 ? (struct web_count){.suppressed = true} : (struct web_count){.value = n};
}

struct web_common view_common(const struct maker *m, enum web_path path) {
    bool staff = path == WEB_PATH_WORK || path == WEB_PATH_CASE || path == WEB_PATH_RULES ||
                 path == WEB_PATH_PASSWORD;
    bool waits = (m->kind == FAULTS && (path == WEB_PATH_TRACK || path == WEB_PATH_ASK)) ||
                 (m->kind == HOSTILE && (path == WEB_PATH_SIGN_IN || path == WEB_PATH_FORM));
    return (struct web_common){.english = m->english,
                               .demo = m->kind != EMPTY,
                               .path = path,
                               .section = web_path_section(path),
                               .zone = ZONE_WIB,
                               .now = at(2024, 10, 24, 9 * 60),
                               .other_path = web_path(path, !m->english),
                               .owner = say(m, "Bawaslu Provinsi Sumatera Selatan"),
                               .user = staff ? str_from_c("sari.muba") : (struct str){0},
                               .office =
                                   staff ? say(m, "Bawaslu Kab. Musi Banyuasin") : (struct str){0},
                               .csrf = STR("c3RhdGlj"),
                               .figures_at = {1729735500000000}, /* 24 October, 09:05 WIB */
                               .ticked = m->kind == FAULTS,
                               .wait_seconds = waits ? 340 : 0,
                               .task = waits && path != WEB_PATH_SIGN_IN
                                           ? say(m, "8.1729000600.0123456789abcdef.0123456789ab"
                                                    "cdef0123456789abcdef")
                                           : (struct str){0}};
}

struct web_start view_start(const struct maker *m) {
    if (m->kind == EMPTY)
        return (struct web_start){.as_of = on(2024, 10, 24)};
    return (struct web_start){.calendar = view_of_calendar(m),
                              .has_stage = true,
                              .stage = {say(m, "Kampanye"), say(m, "Campaign")},
                              .stage_until = on(2024, 11, 23),
                              .stage_days_left = 30,
                              .received = {412, false},
                              .open = {187, m->kind == FAULTS},
                              .decided = {1225, false},
                              .as_of = on(2024, 10, 24)};
}

struct web_before view_before(const struct maker *m) {
    return (struct web_before){.window_days = 7,
                               .window_cite = cite(m, "UU 1/2015 jo. UU 8/2015 Ps 134(4)", false),
                               .file_max = 10,
                               .file_max_mb = 10,
                               .file_large_mb = 500};
}

static const struct web_option *options(const struct maker *m, const char *const (*list)[3],
                                        size_t count) {
    struct web_option *made = NEW(m->a, struct web_option, count);
    for (size_t i = 0; i < count; i++)
        made[i] = (struct web_option){str_from_c(list[i][0]), say(m, list[i][1]),
                                      list[i][2] ? say(m, list[i][2]) : (struct str){0}};
    return made;
}

static const char *const ACTS[][3] = {
    {"DIS-01", "Memasang spanduk atau alat peraga calon", NULL},
    {"DIS-02", "Sosialisasi atau kampanye di media sosial", "Misalnya membuat unggahan dukungan"},
    {"DIS-03", "Menghadiri deklarasi atau kampanye calon", NULL},
    {"DIS-06", "Menyukai, membagikan, berkomentar di media sosial", NULL},
    {"DIS-08", "Memakai fasilitas negara untuk calon", "Mobil dinas, gedung, anggaran"},
    {"DIS-09", "Mengajak atau menekan orang lain", NULL},
};
static const char *const REGIONS[][3] = {
    {"16.01", "Kab. Ogan Komering Ulu", NULL},
    {"16.06", "Kab. Musi Banyuasin", NULL},
    {"16.07", "Kab. Banyuasin", NULL},
    {"16.71", "Kota Palembang", NULL},
};
static const char *const CLASSES[][3] = {
    {"pns", "Pegawai negeri sipil (PNS)", NULL},
    {"pppk", "Pegawai dengan perjanjian kerja (PPPK)", NULL},
    {"kades", "Kepala desa", NULL},
};

static void form_typed(const struct maker *m, struct web_form *form) {
    struct intake_pair *typed = NEW(m->a, struct intake_pair, 6);
    typed[0] = (struct intake_pair){STR("narrative"), say(m, "Camat hadir di panggung kampanye.")};
    typed[1] = (struct intake_pair){STR("occurred_on-d"), say(m, "31")};
    typed[2] = (struct intake_pair){STR("occurred_on-m"), say(m, "2")};
    typed[3] = (struct intake_pair){STR("region"), say(m, "16.06")};
    typed[4] = (struct intake_pair){STR("subjects[0].name"), say(m, "Budi")};
    typed[5] = (struct intake_pair){STR("channel"), STR("report")};
    struct intake_faults *faults = NEW(m->a, struct intake_faults, 1);
    intake_fault_add(faults, STR("occurred_on"), "not_a_date", 0);
    intake_fault_add(faults, STR("place"), "too_long", 500);
    intake_fault_add(faults, STR("reporter"), "required", 0);
    intake_fault_add(faults, STR("evidence[2]"), "unknown", 0);
    struct intake_pairs pairs = {typed, 6};
    web_form_fill(m->a, &pairs, faults, m->english, form);
    form->files_lost = true;
    form->keys = STR("ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3");
}

struct web_form view_form(const struct maker *m) {
    bool some = m->kind != EMPTY;
    struct web_form form = {.key = STR("0d5b1a9e-6a0c-4f0e-9c53-6b1f2d6f1a11"),
                            .election = STR("pilkada-2024"),
                            .acts = options(m, ACTS, COUNT_OF(ACTS)),
                            .regions = options(m, REGIONS, COUNT_OF(REGIONS)),
                            .classes = options(m, CLASSES, COUNT_OF(CLASSES)),
                            .act_count = some ? COUNT_OF(ACTS) : 0,
                            .region_count = some ? COUNT_OF(REGIONS) : 0,
                            .class_count = some ? COUNT_OF(CLASSES) : 0,
                            .limits = view_before(m),
                            .today = on(2024, 10, 24),
                            .election_from = on(2024, 1, 1)};
    if (m->kind == FAULTS || m->kind == HOSTILE)
        form_typed(m, &form);
    return form;
}

static const struct web_next *nexts(const struct maker *m) {
    struct web_next *list = NEW(m->a, struct web_next, 3);
    list[0] = (struct web_next){say(m, "Kajian awal oleh Bawaslu"), due(m, 2, true)};
    list[1] = (struct web_next){say(m, "Lengkapi laporan Anda"), due(m, -1, false)};
    list[2] = (struct web_next){say(m, "Keputusan pejabat pembina kepegawaian"), {0}};
    return list;
}

static const struct web_missing *missing(const struct maker *m) {
    struct web_missing *list = NEW(m->a, struct web_missing, 2);
    list[0] = (struct web_missing){say(m, "Alamat pelapor"), cite(m, "UU 1/2015 Ps 134(3)", true)};
    list[1] = (struct web_missing){say(m, "Bukti, misalnya foto atau tangkapan layar"),
                                   cite(m, "Perbawaslu 8/2020, syarat materiel", false)};
    return list;
}

/* Of tests/golden/slip-vectors.json: two witnesses. */
static const char SLIP[] =
    "NETRAL1:003017319115116533388411987076023931073798247771274385311371067355097130"
    "42704180660133231069123897691605097282026865076043445656745423465002394277828678"
    "52313834047232166002173981172271373405180107463056305599156089046024352045573391"
    "38253506829444780203780518742673729216120247467529609838535408442649233177716977"
    "78129468331613640833305077715350304123724290767360544104110646078316116019135936"
    "13739006418600986260037703367186470427819069516768566710995559789883772053444079"
    "64185997896876016777704626215296274698310060177106266371254604547927183762191595"
    "53294845527051138856813398642250732965720531725731505090991801274064733027993641"
    "88637653850013168286487871129467103190850914755063343418831807041370097764227719"
    "58420778517537271514460294726210255042973550615150221376419640031899285196232960"
    "73152570944739510735915210009754061873282454525734794787084147998774252400013192"
    "08921691990647086863451042253564119282380065422924104627760272631277904430235867"
    "59531866215158778474573343488628484161868107522815600026523848232488035148307462"
    "02539441533063502629945927712368329088205197844389455219324206356679509603051055"
    "20223762200287388604266701456686877874700416501896842441669606396488189059983063"
    "43558954185285836908811006440599611097900570973680276038649101896908721958280216"
    "78316521768633632895042424287303061493249626542980337331644379235431103718206011"
    "27121592019202479141600406506696424722529524164175374781662317091037577140111477"
    "02263614735424009506938551737032099323778420100285993529004259835457403106064202"
    "90535922414184461319684776112951064608700333399291686791120241897851235266991883"
    "79430464378358783838467037684448962269302853825985998986003767345451463532329822"
    "61660790838000005231576925931679337846890512466621350751741366316313820230403041"
    "27092466493694955759432807445608340526349732666211163486521962619202096994796493"
    "20756429830824743826161962934723812728146822124550448320024861765605980231853328"
    "17047626231962677318432961078143961186303866627307906993337833589970064332869360"
    "6432743304468167432233061142512258905457861540880956910174209";

/* One file whose name is anything, one that has the longest number. */
static const struct web_sent *sent_files(const struct maker *m) {
    struct web_sent *files = NEW(m->a, struct web_sent, 2);
    const struct str sent = STR("0d3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e577c1");
    const struct str kept = STR("5e3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e577c2");
    files[0] = (struct web_sent){say(m, "IMG_20241012_stiker.jpg"), 2411724, sent, kept};
    files[1] = (struct web_sent){STR("rekaman.mp4"), 10485760, kept, sent};
    return files;
}

struct web_receipt view_receipt(const struct maker *m) {
    return (struct web_receipt){
        .report = m->kind != EMPTY,
        .number = say(m, "012/LP/PL/Kab/06.09/X/2024"),
        .code = m->kind == EMPTY ? (struct str){0} : say(m, "4F7K 2Q9M X3TA 81BC 7ZDE N5PR 2"),
        .token = m->kind == EMPTY ? STR("5560") : (struct str){0},
        .slip = m->kind == EMPTY ? (struct str){0} : str_from_c(SLIP),
        .bundle_base64 = m->kind == HOSTILE ? say(m, "") : STR("eyJpbmRleCI6NDExfQ=="),
        .leaf = say(m, "9f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e5b6a79f3a1c02d4e577c1"),
        .index = 411,
        .received = at(2024, 10, 24, 9 * 60 + 5),
        .missing = missing(m),
        .missing_count = m->kind == EMPTY ? 0 : 2,
        .nexts = nexts(m),
        .next_count = m->kind == EMPTY ? 0 : 3,
        .files = sent_files(m),
        .file_count = m->kind == USUAL || m->kind == HOSTILE ? 2 : 0,
        .files_sealed = m->kind == USUAL};
}

struct web_track view_track(const struct maker *m) {
    if (m->kind == FAULTS)
        return (struct web_track){.error = web_text_by_name(STR("track.wrong"), m->english),
                                  .code = STR("7QX2-")};
    if (m->kind == HOSTILE)
        return (struct web_track){.error = say(m, ""), .token = say(m, "")};
    return (struct web_track){0};
}

struct web_status view_status(const struct maker *m) {
    struct web_event *events = NEW(m->a, struct web_event, 3);
    events[0] =
        (struct web_event){at(2024, 10, 12, 545), say(m, "Laporan diterima"), {0}, NULL, 0, {0}};
    events[1] = (struct web_event){
        at(2024, 10, 14, 900), say(m, "Kajian awal: lengkap"), {0}, NULL, 0, {0}};
    events[2] = (struct web_event){at(2024, 10, 20, 615),
                                   say(m, "Rekomendasi kepada Bupati"),
                                   say(m, "Tembusan: BKN"),
                                   NULL,
                                   0,
                                   {0}};
    return (struct web_status){.number = say(m, "012/LP/PL/Kab/06.09/X/2024"),
                               .report = true,
                               .terminal = m->kind == EMPTY,
                               .status = say(m, "Menunggu keputusan pejabat pembina kepegawaian"),
                               .since = on(2024, 10, 20),
                               .events = events,
                               .event_count = m->kind == EMPTY ? 0 : 3,
                               .nexts = nexts(m),
                               .next_count = m->kind == EMPTY ? 0 : 3,
                               .missing = missing(m),
                               .missing_count = m->kind == FAULTS ? 2 : 0};
}
