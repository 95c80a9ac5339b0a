#include "law/read_files.h"

/* What may follow: ladders of sanctions and penal articles by date, who may impose them, and the
 * codes under which the national personnel system records them. */
enum { MONTHS_MAX = 1200 };
static const int64_t RUPIAH_MAX = 1000000000000;

struct ladder {
    struct law_usual usual;
    struct law_offices offices;
};

static struct law_punishment read_punishment(struct law_reader *r, const struct law_node *n) {
    if (!law_keys(r, n, "id label months? siasn?"))
        return (struct law_punishment){0};
    return (struct law_punishment){
        .id = law_read_id(r, n, "id"),
        .label = law_read_text(r, n, "label"),
        .months = law_read_int(r, n, "months", MONTHS_MAX),
        .siasn = law_read_id(r, n, "siasn"),
    };
}

static void read_punishments(struct law_reader *r, const struct law_node *row,
                             struct law_sanction *ret) {
    struct law_rows rows = law_read_rows(r, row, "punishments", 1);
    struct law_punishment *list = NEW(r->a, struct law_punishment, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[ret->punishment_count] = read_punishment(r, n);
        law_check_double(r, n, list, ret->punishment_count, sizeof *list);
        law_check_punishment_words(r, n->line, &list[ret->punishment_count]);
        ret->punishment_count++;
    }
    ret->punishments = list;
}

/* A planned rung has no day yet; every other one says from which day it is in force. */
static void check_span(struct law_reader *r, const struct law_node *n, struct law_sanction *out) {
    bool dated = out->row.span.from.day != INT32_MIN;
    if (out->planned == dated)
        law_fault(r, n->line,
                  "a rung says from which day it is in force (\"from\"), or that it is "
                  "only planned");
    if (out->planned)
        out->row.span.from.day = LAW_OPEN;
    if (!out->punishment_count && !out->note.en.len)
        law_fault(r, n->line, "a rung without punishments has a note that says why");
}

static void read_sanction(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct ladder *file = arg;
    struct law_sanction *out = ret;
    if (!law_keys(r, n,
                  LAW_ROW_KEYS
                  " track tier label subjects punishments? assigns? addressee? planned? "
                  "note?"))
        return;
    *out = (struct law_sanction){
        .row = law_read_row(r, n, &file->usual),
        .track = law_read_track(r, n),
        .tier = law_read_id(r, n, "tier"),
        .label = law_read_text(r, n, "label"),
        .subjects = law_read_ids(r, n, "subjects", 1),
        .addressee = law_read_office(r, n, "addressee", file->offices),
        .planned = law_read_bool(r, n, "planned"),
        .note = law_read_text(r, n, "note"),
    };
    out->assigns = law_read_articles(r, n, "assigns", &out->assigns_count);
    read_punishments(r, n, out);
    check_span(r, n, out);
}

void law_read_sanctions(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? sanctions"))
        return;
    struct ladder file = {law_read_usual(r, root), {ret->offices, ret->office_count}};
    ret->sanctions = law_read_table(r, root,
                                    &(struct law_table){"sanctions", sizeof(struct law_sanction), 1,
                                                        read_sanction, &file, true},
                                    &ret->sanction_count);
}

static void check_amounts(struct law_reader *r, const struct law_node *n,
                          const struct law_penalty *p) {
    if (p->months_min > p->months_max || p->fine_min > p->fine_max)
        law_fault(r, n->line, "the least is more than the most");
    bool fine_only = str_equal(p->kind, STR("denda"));
    if (fine_only != (p->months_max == 0))
        law_fault(r, n->line, "kind denda has no months, and every other kind has");
    if (p->row.span.from.day == INT32_MIN)
        law_fault(r, n->line, "a penal article says from which day it is in force: \"from\"");
}

static void read_penalty(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    static const char *const KINDS[] = {"penjara", "kurungan", "denda"};
    static const struct str NAMES[] = {STR_INIT("penjara"), STR_INIT("kurungan"),
                                       STR_INIT("denda")};
    const struct ladder *file = arg;
    struct law_penalty *out = ret;
    enum { CATEGORIES = 8 };
    if (!law_keys(r, n,
                  LAW_ROW_KEYS " label kind months_min? months_max? fine_min? fine_max "
                               "fine_category? and_or? addressee note?"))
        return;
    *out = (struct law_penalty){
        .row = law_read_row(r, n, &file->usual),
        .label = law_read_text(r, n, "label"),
        .kind = NAMES[law_read_word(r, n, "kind", (struct law_words){KINDS, COUNT_OF(KINDS)})],
        .months_min = law_read_int(r, n, "months_min", MONTHS_MAX),
        .months_max = law_read_int(r, n, "months_max", MONTHS_MAX),
        .fine_min = law_read_amount(r, n, "fine_min", 0, RUPIAH_MAX),
        .fine_max = law_read_amount(r, n, "fine_max", 0, RUPIAH_MAX),
        .fine_category = law_read_int(r, n, "fine_category", CATEGORIES),
        .and_or = law_read_bool(r, n, "and_or"),
        .addressee = law_read_office(r, n, "addressee", file->offices),
        .note = law_read_text(r, n, "note"),
    };
    check_amounts(r, n, out);
}

/* Each category is more than the one before: else two were swapped, or a nought is missing. */
static void read_scale(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    struct law_fine_scale *out = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " label amounts"))
        return;
    *out = (struct law_fine_scale){.row = law_read_row(r, n, arg),
                                   .label = law_read_text(r, n, "label")};
    struct law_rows rows = law_read_rows(r, n, "amounts", 1);
    int64_t *list = NEW(r->a, int64_t, rows.count), last = 0;
    out->amounts = list;
    for (const struct law_node *at = rows.first; at; at = at->next) {
        int64_t sum = 0;
        if (at->kind != LAW_SCALAR || !str_to_int(at->value, &sum) || sum <= last ||
            sum > RUPIAH_MAX)
            law_fault(r, at->line,
                      "\"amounts\" must list whole rupiah, each more than the one before, at most "
                      "%lld",
                      (long long)RUPIAH_MAX);
        else
            last = list[out->count++] = sum;
    }
    if (out->row.span.from.day == INT32_MIN)
        law_fault(r, n->line, "a scale of fines says from which day it is in force: \"from\"");
}

void law_read_penalties(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? fine_scales? penalties"))
        return;
    struct ladder file = {law_read_usual(r, root), {ret->offices, ret->office_count}};
    ret->fine_scales =
        law_read_table(r, root,
                       &(struct law_table){"fine_scales", sizeof(struct law_fine_scale), 1,
                                           read_scale, &file.usual, true},
                       &ret->fine_scale_count);
    ret->penalties = law_read_table(
        r, root,
        &(struct law_table){"penalties", sizeof(struct law_penalty), 1, read_penalty, &file, true},
        &ret->penalty_count);
}

static void read_imposer(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    static const char *const AGENCIES[] = {"any", "central_province", "central", "regency"};
    static const struct str NAMES[] = {STR_INIT("any"), STR_INIT("central_province"),
                                       STR_INIT("central"), STR_INIT("regency")};
    enum { LEVELS = 2 };
    struct law_imposer *out = ret;
    if (!law_keys(r, n,
                  LAW_ROW_KEYS " examinee examinee_id agency imposer imposer_id punishments "
                               "levels_below? note?"))
        return;
    *out = (struct law_imposer){
        .row = law_read_row(r, n, arg),
        .examinee = law_read_text(r, n, "examinee"),
        .examinee_id = law_read_id(r, n, "examinee_id"),
        .agency =
            NAMES[law_read_word(r, n, "agency", (struct law_words){AGENCIES, COUNT_OF(AGENCIES)})],
        .imposer = law_read_text(r, n, "imposer"),
        .imposer_id = law_read_id(r, n, "imposer_id"),
        .punishments = law_read_ids(r, n, "punishments", 1),
        .levels_below = law_read_int(r, n, "levels_below", LEVELS),
        .note = law_read_text(r, n, "note"),
    };
}

void law_read_imposers(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? imposers"))
        return;
    struct law_usual usual = law_read_usual(r, root);
    ret->imposers = law_read_table(
        r, root,
        &(struct law_table){"imposers", sizeof(struct law_imposer), 1, read_imposer, &usual, false},
        &ret->imposer_count);
}

static void read_code(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    static const char *const KINDS[] = {"punishment", "level", "reason", "regulation"};
    static const struct str NAMES[] = {STR_INIT("punishment"), STR_INIT("level"),
                                       STR_INIT("reason"), STR_INIT("regulation")};
    struct law_siasn *out = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " kind code? label ours? match? note?"))
        return;
    *out = (struct law_siasn){
        .row = law_read_row(r, n, arg),
        .kind = NAMES[law_read_word(r, n, "kind", (struct law_words){KINDS, COUNT_OF(KINDS)})],
        .code = law_read_id(r, n, "code"),
        .label = law_read_text(r, n, "label"),
        .ours = law_read_id(r, n, "ours"),
        .match = law_read_cite_of(r, n, "match"),
        .note = law_read_text(r, n, "note"),
    };
    if ((law_get(n, "ours") != NULL) != (law_get(n, "match") != NULL))
        law_fault(r, n->line, "\"match\" cites why \"ours\" is the same: both, or neither");
    if ((!out->code.len || !out->ours.len) && !out->note.en.len)
        law_fault(r, n->line, "where no code or no row of ours fits, a note says so");
}

void law_read_siasn(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? codes"))
        return;
    struct law_usual usual = law_read_usual(r, root);
    ret->siasn = law_read_table(
        r, root,
        &(struct law_table){"codes", sizeof(struct law_siasn), 1, read_code, &usual, false},
        &ret->siasn_count);
}
