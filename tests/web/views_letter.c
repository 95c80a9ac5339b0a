#include "views.h"

enum { TWO = 2 };

static struct web_letter_row row(const struct maker *m, size_t which) {
    return (struct web_letter_row){.id = which ? STR("18") : STR("17"),
                                   .kind = say(m, "Surat imbauan"),
                                   .number = say(m, "154/PM.00.02/K.ST-11/09/2024"),
                                   .subject = named(m, "Imbauan menjaga netralitas ASN"),
                                   .office = say(m, "Bawaslu Provinsi Sumatera Selatan"),
                                   .on = on(2024, 9, 18),
                                   .due = on(2024, 9, 25),
                                   .addressees = 17,
                                   .acknowledged = which ? 17 : 12,
                                   .withdrawn = which == 1,
                                   .late = which == 0};
}

static const struct web_option *options(const struct maker *m) {
    struct web_option *list = NEW(m->a, struct web_option, TWO);
    list[0] = (struct web_option){STR("pos"), named(m, "pos"), {0}};
    list[1] = (struct web_option){STR("surel"), named(m, "surel"), {0}};
    return list;
}

/* usual: sent; empty: nothing; faults: got, of a role that writes none. */
struct web_letters view_letters(const struct maker *m) {
    struct web_letter_row *rows = NEW(m->a, struct web_letter_row, TWO);
    for (size_t i = 0; i < TWO; i++)
        rows[i] = row(m, i);
    return (struct web_letters){.rows = rows,
                                .open = rows,
                                .row_count = m->kind == EMPTY ? 0 : TWO,
                                .open_count = m->kind == EMPTY ? 0 : 1,
                                .kinds = options(m),
                                .kind_count = TWO,
                                .next_cursor = m->kind == USUAL ? STR("AAAA") : STR(""),
                                .first_page = m->kind != HOSTILE,
                                .got = m->kind == FAULTS,
                                .may_issue = m->kind != FAULTS};
}

static struct web_letter_sheet sheet(const struct maker *m, size_t names) {
    struct str *list = NEW(m->a, struct str, TWO);
    list[0] = say(m, "Bupati Banyuasin");
    list[1] = say(m, "Sekda Banyuasin");
    return (struct web_letter_sheet){.office = named(m, "Bawaslu Provinsi Sumatera Selatan"),
                                     .region = say(m, "Sumatera Selatan"),
                                     .number = say(m, "154/PM.00.02/K.ST-11/09/2024"),
                                     .subject = say(m, "Imbauan menjaga netralitas ASN"),
                                     .text = say(m, "Kami mengimbau:\n\n1. netral;\n2. tertib."),
                                     .signer = say(m, "Ketua"),
                                     .on = on(2024, 9, 18),
                                     .due = m->kind == EMPTY ? (struct date){0} : on(2024, 9, 25),
                                     .names = list,
                                     .name_count = names};
}

/* One who answered, one who is silent and got it by post. */
static const struct web_letter_to *addressees(const struct maker *m) {
    struct web_letter_to *list = NEW(m->a, struct web_letter_to, TWO);
    for (size_t i = 0; i < TWO; i++)
        list[i] = (struct web_letter_to){.id = i ? STR("sekda-16.07") : STR("ppk-16.07"),
                                         .name = i ? named(m, "Sekda Banyuasin")
                                                   : named(m, "Bupati Banyuasin"),
                                         .seen = i == 0,
                                         .delivered = i == 1,
                                         .late = i == 1,
                                         .days = 12,
                                         .seen_on = on(2024, 9, 19),
                                         .delivered_on = on(2024, 9, 20),
                                         .seen_by = say(m, "petugas.ppk-16.07"),
                                         .answer = say(m, "Surat edaran sudah disampaikan"),
                                         .means = say(m, "pos"),
                                         .receiver = say(m, "Bagian Umum")};
    return list;
}

static const struct web_fault *faults(const struct maker *m, size_t *ret_count) {
    struct web_fault *list = NEW(m->a, struct web_fault, 1);
    list[0] = (struct web_fault){STR("to"), say(m, "Bagian ini perlu diisi")};
    *ret_count = m->kind == FAULTS || m->kind == HOSTILE;
    return list;
}

static struct web_input typed(const struct maker *m, const char *value) {
    bool bad = m->kind == FAULTS || m->kind == HOSTILE;
    return (struct web_input){say(m, value), bad ? say(m, "Bagian ini perlu diisi") : STR("")};
}

/* usual: sent; empty: got and not yet acknowledged; faults: sent, with a delivery that lacks all.
 */
struct web_letter_page view_letter_page(const struct maker *m) {
    bool got = m->kind == EMPTY;
    struct web_letter_page v = {.row = row(m, m->kind == HOSTILE),
                                .sheet = sheet(m, got ? 1 : TWO),
                                .election = say(m, "Pilkada 2024"),
                                .duty = say(m, "Imbauan kepada PPK"),
                                .sha256 = say(m, "2c26b46b68ffc68ff99b453c1d30413413422d70"),
                                .reason = say(m, "Salah nomor"),
                                .to = got ? addressees(m) + 1 : addressees(m),
                                .to_count = got ? 1 : TWO,
                                .sent = !got,
                                .waits = true,
                                .activity = !got,
                                .may_issue = !got,
                                .may_receive = got || m->kind == HOSTILE,
                                .may_deliver = !got,
                                .may_withdraw = !got,
                                .answer = typed(m, "Sudah"),
                                .withdraw = typed(m, ""),
                                .deliver_to = typed(m, "ppk-16.07"),
                                .means = typed(m, "pos"),
                                .receiver = typed(m, "Bagian Umum"),
                                .delivered = {STR("2024-09-20"), typed(m, "").error},
                                .means_options = options(m),
                                .means_option_count = TWO,
                                .latest = STR("2024-10-01")};
    v.faults = faults(m, &v.fault_count);
    return v;
}

struct web_letter_print view_letter_print(const struct maker *m) {
    struct web_letter_sheet *sheets = NEW(m->a, struct web_letter_sheet, TWO);
    bool listed = m->kind == FAULTS;
    for (size_t i = 0; i < TWO; i++)
        sheets[i] = sheet(m, listed ? TWO : 1);
    return (struct web_letter_print){.id = STR("17"),
                                     .subject = named(m, "Imbauan menjaga netralitas ASN"),
                                     .sheets = sheets,
                                     .sheet_count = listed ? 1 : TWO,
                                     .next = m->kind == USUAL ? STR("100") : STR(""),
                                     .listed = listed,
                                     .withdrawn = m->kind == HOSTILE};
}

/* usual: shown as printed; empty: of an office that is alone; faults: what was shown has changed.
 */
struct web_letter_form view_letter_form(const struct maker *m) {
    struct web_office_choice *offices = NEW(m->a, struct web_office_choice, TWO);
    offices[0] = (struct web_office_choice){STR("ppk-16.07"), say(m, "Bupati Banyuasin"), true};
    offices[1] = (struct web_office_choice){STR("ppk-16.06"), say(m, "Bupati Muba"), false};
    struct web_office_group *groups = NEW(m->a, struct web_office_group, 1);
    groups[0] = (struct web_office_group){STR("ppk"), say(m, "PPK"), false, true, offices, TWO};
    struct web_letter_form v = {.key = STR("0123456789abcdef0123456789abcdef"),
                                .seen = m->kind == EMPTY ? STR("") : STR("2c26b46b68ffc68f"),
                                .changed = m->kind == FAULTS,
                                .kind = STR("IMBAUAN"),
                                .kind_label = named(m, "Surat imbauan"),
                                .duty = m->kind == EMPTY ? STR("") : STR("V01"),
                                .duty_label = say(m, "Imbauan kepada PPK"),
                                .cite = cite(m, "UU 10/2016 Ps 71(1)", false),
                                .region = typed(m, "16"),
                                .election = typed(m, "pilkada-2024"),
                                .number = typed(m, "154/PM.00.02/K.ST-11/09/2024"),
                                .on = {STR("2024-09-18"), typed(m, "").error},
                                .due = {STR("2024-09-25"), typed(m, "").error},
                                .subject = typed(m, "Imbauan menjaga netralitas ASN"),
                                .text = typed(m, "Kami mengimbau:\n\n1. netral;\n2. tertib."),
                                .signer = typed(m, "Ketua"),
                                .to = typed(m, ""),
                                .latest = STR("2024-10-01"),
                                .regions = options(m),
                                .elections = options(m),
                                .region_count = TWO,
                                .election_count = TWO,
                                .groups = groups,
                                .group_count = m->kind != EMPTY,
                                .sheet = sheet(m, TWO)};
    v.faults = faults(m, &v.fault_count);
    return v;
}
