#include "law/read_files.h"

static struct law_holiday read_holiday(struct law_reader *r, const struct law_node *row,
                                       const struct law_holiday *usual) {
    static const char *const KINDS[] = {"national_holiday", "joint_leave", "voting_day"};
    struct law_holiday h = *usual;
    if (!law_keys(r, row, "date kind name source? confidence? verified?"))
        return h;
    h.date = law_read_date(r, row, "date");
    h.kind = (enum law_day_kind)law_read_word(r, row, "kind",
                                              (struct law_words){KINDS, COUNT_OF(KINDS)});
    h.name = law_read_str(r, row, "name");
    h.file = r->file;
    h.line = row->line;
    if (law_get(row, "source"))
        h.source = law_read_str(r, row, "source");
    if (law_get(row, "confidence"))
        h.confidence = law_read_confidence(r, row);
    if (law_get(row, "verified"))
        h.verified = law_read_bool(r, row, "verified");
    if (h.verified && h.confidence == LAW_LOW)
        law_fault(r, row->line, "a day of low confidence cannot be verified");
    return h;
}

/* How the list was read: by itself; in two copies, which are named; or only in other lists, which
 * verify nothing, however well they agree. */
static void read_reading(struct law_reader *r, const struct law_node *root, struct law_year *ret) {
    static const char *const READINGS[] = {"P", "P2", "S"};
    const struct law_node *read = law_get(root, "read");
    int line = read ? read->line : root->line;
    size_t copies = 0;
    ret->read_in = law_read_places(r, root, "read_in");
    if (law_get(root, "read_by"))
        ret->read_by = law_read_str(r, root, "read_by");
    ret->read = read ? (enum law_reading)law_read_word(
                           r, root, "read", (struct law_words){READINGS, COUNT_OF(READINGS)})
                : ret->verified ? LAW_READ_ARTICLE
                                : LAW_READ_SECONDARY;
    for (struct str rest = ret->read_in; rest.len; copies++)
        (void)str_cut(&rest, ',');
    if (ret->verified && ret->read == LAW_READ_SECONDARY)
        law_fault_both(r, line,
                       "verified means that the decree's own list was read: P or P2, not S",
                       "verified berarti daftar keputusannya sendiri sudah dibaca: P atau P2, "
                       "bukan S");
    if (ret->read == LAW_READ_COPIES && copies < 2)
        law_fault_both(r, line, "P2 names the two copies or more that agree, in \"read_in\"",
                       "P2 menyebut sedikitnya dua salinan yang sama, dalam \"read_in\"");
}

bool law_read_year(struct law_reader *r, const struct law_node *root, struct law_year *ret) {
    enum { YEAR_MAX = 9999 };
    if (!law_keys(r, root,
                  "year version source read? read_in? read_by? confidence verified estimated? "
                  "days"))
        return false;
    struct law_holiday usual = {.source = law_read_str(r, root, "source"),
                                .confidence = law_read_confidence(r, root),
                                .verified = law_read_bool(r, root, "verified")};
    ret->year = law_read_int(r, root, "year", YEAR_MAX);
    ret->file = arena_str(r->a, r->file);
    ret->line = law_line(root, "year");
    ret->version = law_read_id(r, root, "version");
    ret->source = usual.source;
    ret->confidence = usual.confidence;
    ret->verified = usual.verified;
    ret->estimated = law_read_bool(r, root, "estimated");
    read_reading(r, root, ret);
    if (ret->estimated && ret->verified)
        law_fault(r, root->line, "an estimate cannot be verified");
    struct law_rows rows = law_read_rows(r, root, "days", 1);
    struct law_holiday *list = NEW(r->a, struct law_holiday, rows.count);
    int32_t last = INT32_MIN;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        size_t before = r->told;
        struct law_holiday h = read_holiday(r, n, &usual);
        if (r->told > before)
            continue;
        if (h.date.day <= last)
            law_fault_both(r, n->line, "days must ascend, one row a day",
                           "tanggal harus urut naik, satu baris untuk satu hari");
        if (date_to_civil(h.date).year != ret->year)
            law_fault_both(r, n->line, "this day is not in the year %d",
                           "hari ini bukan di tahun %d; satu berkas memuat satu tahun", ret->year);
        last = h.date.day;
        list[ret->count++] = h;
    }
    ret->days = list;
    return true;
}

void law_read_clocks(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "clocks"))
        return;
    struct law_rows rows = law_read_rows(r, root, "clocks", 1);
    struct law_clock *list = NEW(r->a, struct law_clock, rows.count);
    ret->clocks = list;
    ret->clock_count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[ret->clock_count] = law_read_clock(r, n);
        law_check_double(r, n, list, ret->clock_count, sizeof *list);
        ret->clock_count++;
    }
    size_t at = 0;
    for (const struct law_node *n = rows.first; n; n = n->next)
        law_read_replaces(r, n, list, ret->clock_count, &list[at++]);
}
