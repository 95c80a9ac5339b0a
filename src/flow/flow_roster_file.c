#include "flow/flow_internal.h"
#include "flow/roster.h"
#include "prevention/roster_fix.h"

/* A ceiling: a batch keeps its rows as they stand, thrice INTAKE_ROSTER where each byte was no
 * UTF-8. */
static const size_t BATCH_ARENA = 64u << 20;

/* A file on its way in. */
struct reading {
    struct flow *flow;
    const struct flow_roster_file *file;
    struct roster_reader *reader;
    struct roster_seen *seen;
    struct arena *arena; /* of the batch */
    struct roster_person *list;
    struct roster_row *rows; /* of list: what a row looked like that is refused after all */
    size_t count;
    struct buf fixes;
    struct flow_roster_told told;
};

/* A row that would not fit is left out whole. */
static void tell_fix(struct reading *x, const struct roster_row *row) {
    size_t before = x->fixes.len;
    if (!x->told.faulty++)
        roster_fix_head(&x->fixes, x->reader, x->file->english);
    if (!x->told.untold)
        roster_fix_row(&x->fixes, x->reader, row, x->file->english);
    if (x->told.untold || buf_full(&x->fixes)) {
        x->told.untold++;
        x->fixes.len = before;
    }
}

/* What was taken of the batch, and who stays where they are. */
static void tell(struct reading *x, const enum flow_person *what) {
    for (size_t i = 0; i < x->count; i++) {
        if (what[i] == FLOW_PERSON_ELSEWHERE) {
            tell_fix(x, &x->rows[i]);
            continue;
        }
        x->told.good++;
        x->told.n[what[i]]++;
    }
}

static struct err hand_over(struct reading *x) {
    enum flow_person what[FLOW_ROSTER_BATCH];
    const struct flow_roster_batch batch = {x->file->office, x->list, x->count, what,
                                            !x->file->by.len};
    struct err e = x->count ? flow_roster_take(x->flow, x->arena, &batch) : OK;
    if (!e.code)
        tell(x, what);
    x->count = 0;
    arena_reset(x->arena);
    return e;
}

/* The row as it stood, for the list of what is to be mended. */
static struct roster_row remember(struct reading *x, const struct roster_row *row) {
    struct str *fields = NEW(x->arena, struct str, row->record.count + 1);
    for (size_t i = 0; i < row->record.count; i++)
        fields[i] = arena_str(x->arena, row->record.list[i]);
    return (struct roster_row){
        .record = {.line = row->record.line, .count = row->record.count, .list = fields},
        .faults = {ROSTER_ELSEWHERE},
        .fault_count = 1};
}

static struct err take_row(struct reading *x, struct roster_row *row) {
    const struct roster_person *p = &row->person;
    if (!row->fault_count && p->nip.number && roster_seen_add(x->seen, p->nip, row->record.line))
        row->faults[row->fault_count++] = ROSTER_TWICE;
    x->told.legacy += row->record.legacy;
    if (row->fault_count) {
        tell_fix(x, row);
        return OK;
    }
    struct err e = x->count == FLOW_ROSTER_BATCH ? hand_over(x) : OK;
    if (e.code)
        return e;
    x->rows[x->count] = remember(x, row);
    x->list[x->count++] = (struct roster_person){.nip = p->nip,
                                                 .subject = p->subject,
                                                 .name = arena_str(x->arena, p->name),
                                                 .unit = arena_str(x->arena, p->unit),
                                                 .post = arena_str(x->arena, p->post)};
    return OK;
}

static struct err read_piece(struct reading *x, struct str bytes) {
    struct roster_row row;
    struct err e = OK;
    while (!e.code && roster_feed(x->reader, &bytes, &row))
        e = take_row(x, &row);
    return e;
}

static struct err read_book(struct reading *x) {
    struct xlsx *book = xlsx_new(x->file->bytes);
    struct str piece;
    struct err e = OK;
    while (!e.code && xlsx_next(book, &piece))
        e = read_piece(x, piece);
    xlsx_free(book);
    return e;
}

/* A workbook is read through before anything of it is taken: one that is damaged gives nothing. */
static struct err read_rows(struct reading *x) {
    struct roster_row row;
    bool is_book = xlsx_is(x->file->bytes);
    x->told.book = is_book ? xlsx_check(x->file->bytes) : XLSX_GOOD;
    if (x->told.book)
        return OK;
    struct err e = is_book ? read_book(x) : read_piece(x, x->file->bytes);
    while (!e.code && roster_end(x->reader, &row))
        e = take_row(x, &row);
    x->told.head = roster_head(x->reader);
    return e.code ? e : hand_over(x);
}

/* The same file again leaves no event, nor does one without a good row. */
static struct err end_file(struct reading *x, struct arena *a) {
    struct flow_roster_end end = {.office = x->file->office,
                                  .by = x->file->by,
                                  .file = hash_sha256(x->file->bytes),
                                  .faulty = x->told.faulty};
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++)
        end.n[i] = x->told.n[i];
    return x->told.good ? flow_roster_end(x->flow, a, &end, &x->told.index) : OK;
}

struct err flow_roster_file(struct flow *flow, struct arena *a, const struct flow_roster_file *file,
                            struct flow_roster_told *ret) {
    const struct law *law = flow_law(flow);
    const struct roster_options options = {.law = law,
                                           .subject = law_subject_class(law, STR("pns"))};
    struct reading x = {.flow = flow,
                        .file = file,
                        .reader = roster_reader_new(&options),
                        .seen = roster_seen_new(),
                        .arena = arena_new(BATCH_ARENA),
                        .list = NEW(a, struct roster_person, FLOW_ROSTER_BATCH),
                        .rows = NEW(a, struct roster_row, FLOW_ROSTER_BATCH),
                        .told = {.index = -1}};
    buf_init(&x.fixes, FLOW_ROSTER_FIXES);
    struct err e = read_rows(&x);
    if (!e.code)
        e = end_file(&x, a);
    if (!e.code) {
        x.told.fixes = x.told.faulty ? arena_str(a, buf_str(&x.fixes)) : (struct str){0};
        *ret = x.told;
    }
    buf_done(&x.fixes);
    arena_free(x.arena);
    roster_seen_free(x.seen);
    roster_reader_free(x.reader);
    return e;
}
