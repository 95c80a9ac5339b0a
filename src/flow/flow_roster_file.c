#include "confined/confined.h"
#include "flow/flow_internal.h"
#include "flow/roster.h"
#include "prevention/roster_fix.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* A ceiling: a batch keeps its rows as they stand, thrice INTAKE_ROSTER where each byte was no
 * UTF-8. */
static const size_t BATCH_ARENA = 64u << 20, KEPT_ARENA = 32u << 20;

/*  CHECKING (a workbook read through) --> READING (a batch a step) --> ENDING (the event) --> OVER
 *      +------- damaged -----------------------+--- the store refused ---------------------> OVER
 */
enum stage { CHECKING, READING, ENDING, OVER };

struct flow_roster_run {
    struct flow *flow;
    struct flow_roster_file file; /* its texts are in kept */
    char *bytes;                  /* its own copy; NULL: borrowed, or given back */
    struct arena *kept, *arena;   /* of the run; of the batch */
    struct roster_reader *reader;
    struct roster_seen *seen;
    struct confined_book *book; /* NULL: a table of text, or not begun */
    struct str piece;           /* not yet read of what came last */
    bool begun;                 /* a table's text is one piece */
    struct roster_person *list;
    struct roster_row *rows; /* of list: what a row looked like that is refused after all */
    size_t *lines;           /* of list */
    size_t count;
    struct store_load load; /* kept with each batch */
    struct store_load_lines
        away;         /* before a kill: lines of who stands elsewhere, and how many ... */
    size_t away_told; /* ... of them were told again */
    int64_t handed;   /* good rows by now, with those from before a kill */
    int64_t from;     /* line where this run began or went on */
    struct instant began;
    struct hash hash; /* of the file */
    struct buf fixes;
    enum stage stage;
    struct err failed;
    struct flow_roster_told told;
};

/* A row that would not fit is left out whole. */
static void tell_fix(struct flow_roster_run *x, const struct roster_row *row) {
    size_t before = x->fixes.len;
    if (!x->told.faulty++)
        roster_fix_head(&x->fixes, x->reader, x->file.english);
    if (!x->told.untold)
        roster_fix_row(&x->fixes, x->reader, row, x->file.english);
    if (x->told.untold || buf_full(&x->fixes)) {
        x->told.untold++;
        x->fixes.len = before;
    }
}

/* What was taken, and who of the batch stays where they are. */
static void tell(struct flow_roster_run *x, const enum flow_person *what) {
    x->told.good = 0;
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++) {
        x->told.n[i] = x->load.n[i];
        x->told.good += x->load.n[i];
    }
    for (size_t i = 0; i < x->count; i++)
        if (what[i] == FLOW_PERSON_ELSEWHERE)
            tell_fix(x, &x->rows[i]);
}

/* A batch that was taken before a kill. */
static void recall(struct flow_roster_run *x, enum flow_person *ret_what) {
    for (size_t i = 0; i < x->count; i++) {
        bool away =
            x->away_told < x->away.count && x->away.list[x->away_told] == (int64_t)x->lines[i];
        x->away_told += away;
        ret_what[i] = away ? FLOW_PERSON_ELSEWHERE : FLOW_PERSON_SAME;
    }
}

static struct err take_batch(struct flow_roster_run *x, enum flow_person *ret_what) {
    x->load.faulty = x->told.faulty;
    x->load.line = (int64_t)x->lines[x->count - 1];
    return flow_roster_take(x->flow, x->arena,
                            &(struct flow_roster_batch){.office = x->file.office,
                                                        .list = x->list,
                                                        .count = x->count,
                                                        .ret_what = ret_what,
                                                        .moves = !x->file.by.len,
                                                        .load = &x->load,
                                                        .lines = x->lines});
}

static struct err hand_over(struct flow_roster_run *x) {
    enum flow_person what[FLOW_ROSTER_BATCH];
    struct err e = OK;
    if (x->handed < x->load.taken)
        recall(x, what);
    else if (x->count)
        e = take_batch(x, what);
    if (!e.code)
        tell(x, what);
    x->handed += (int64_t)x->count;
    x->count = 0;
    arena_reset(x->arena);
    return e;
}

/* The row as it stood, for the list of what is to be mended. */
static struct roster_row remember(struct flow_roster_run *x, const struct roster_row *row) {
    struct str *fields = NEW(x->arena, struct str, row->record.count + 1);
    for (size_t i = 0; i < row->record.count; i++)
        fields[i] = arena_str(x->arena, row->record.list[i]);
    return (struct roster_row){
        .record = {.line = row->record.line, .count = row->record.count, .list = fields},
        .faults = {ROSTER_ELSEWHERE},
        .fault_count = 1};
}

static void take_row(struct flow_roster_run *x, struct roster_row *row) {
    const struct roster_person *p = &row->person;
    (void)roster_seen_row(x->seen, row);
    x->told.legacy += row->record.legacy;
    if (row->fault_count) {
        tell_fix(x, row);
        return;
    }
    x->lines[x->count] = row->record.line;
    x->rows[x->count] = remember(x, row);
    x->list[x->count++] = (struct roster_person){.nip = p->nip,
                                                 .subject = p->subject,
                                                 .name = arena_str(x->arena, p->name),
                                                 .unit = arena_str(x->arena, p->unit),
                                                 .post = arena_str(x->arena, p->post),
                                                 .mail = arena_str(x->arena, p->mail),
                                                 .grade = p->grade,
                                                 .tells_mail = p->tells_mail,
                                                 .tells_grade = p->tells_grade};
}

/* False: there is no more. */
static bool next_piece(struct flow_roster_run *x) {
    if (x->book)
        return confined_book_next(x->book, &x->piece);
    x->piece = x->begun ? (struct str){0} : x->file.bytes;
    x->begun = true;
    return x->piece.len > 0;
}

static bool next_row(struct flow_roster_run *x, struct roster_row *ret) {
    do
        if (roster_feed(x->reader, &x->piece, ret))
            return true;
    while (next_piece(x));
    return roster_end(x->reader, ret);
}

static struct err read_batch(struct flow_roster_run *x) {
    struct roster_row row;
    bool more = false;
    while (x->count < FLOW_ROSTER_BATCH && (more = next_row(x, &row)))
        take_row(x, &row);
    if (x->book && confined_book_fault(x->book)) /* it was sound: its reader died since */
        return ERR(ERR_BUSY, STR("book"));
    x->told.head = roster_head(x->reader);
    x->stage = more ? READING : ENDING;
    return hand_over(x);
}

/* The same file again leaves no event, nor does one without a good row. */
static struct err end_file(struct flow_roster_run *x) {
    struct flow_roster_end end = {.office = x->file.office,
                                  .by = x->file.by,
                                  .file = x->hash,
                                  .faulty = x->told.faulty,
                                  .load = &x->load};
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++)
        end.n[i] = x->told.n[i];
    x->told.fixes = x->told.faulty ? buf_str(&x->fixes) : (struct str){0};
    x->stage = OVER;
    return flow_roster_end(x->flow, x->arena, &end, &x->told.index);
}

/* Where a run of the same file was killed, or from the first row on. */
static struct err begin(struct flow_roster_run *x) {
    struct str law = hex_encode(x->kept, flow_law(x->flow)->hash.b, HASH_LEN);
    const struct flow_roster_begin what = {
        .office = x->file.office,
        .file = x->hash,
        .way =
            arena_printf(x->kept, "page %d %d %.*s", ROSTER_WAY, FLOW_ROSTER_BATCH, STR_ARG(law)),
        .lines = x->book ? confined_book_lines(x->book) : roster_lines(x->file.bytes),
        .anew = true};
    struct err e = flow_roster_begin(x->flow, x->kept, &what, &x->load);
    if (!e.code)
        e = flow_roster_told_of(x->flow, x->kept,
                                &(struct store_load_line){x->file.office, FLOW_PERSON_ELSEWHERE, 0},
                                &x->away);
    x->from = x->load.line;
    return e;
}

static enum xlsx_fault open_book(struct flow_roster_run *x) {
    enum xlsx_fault fault =
        confined_book_new(x->flow->confined, (int64_t)x->file.bytes.len, &x->book);
    if (fault)
        return fault;
    confined_book_add(x->book, x->file.bytes);
    return confined_book_check(x->book);
}

/* A workbook is read through before anything of it is taken: one that is damaged gives nothing. */
static struct err check_file(struct flow_roster_run *x) {
    x->told.book = xlsx_is(x->file.bytes) ? open_book(x) : XLSX_GOOD;
    x->stage = x->told.book ? OVER : READING;
    x->hash = hash_sha256(x->file.bytes);
    x->began = env_now(x->flow->env);
    return x->told.book ? OK : begin(x);
}

/* What only reading needed; the file is personal data. */
static void give_back(struct flow_roster_run *x) {
    confined_book_free(x->book);
    roster_seen_free(x->seen);
    roster_reader_free(x->reader);
    arena_free(x->arena);
    free(x->list);
    free(x->rows);
    free(x->lines);
    if (x->bytes)
        sodium_memzero(x->bytes, x->file.bytes.len);
    free(x->bytes);
    x->book = NULL;
    x->seen = NULL;
    x->reader = NULL;
    x->arena = NULL;
    x->list = NULL;
    x->rows = NULL;
    x->lines = NULL;
    x->bytes = NULL;
    x->file.bytes = (struct str){0};
}

bool flow_roster_run_step(struct flow_roster_run *run) {
    if (run->stage == OVER)
        return false;
    run->failed = run->stage == CHECKING  ? check_file(run)
                  : run->stage == READING ? read_batch(run)
                                          : end_file(run);
    if (run->failed.code)
        run->stage = OVER;
    if (run->stage == OVER)
        give_back(run);
    return run->stage != OVER;
}

static struct flow_roster_run *run_new(struct flow *flow, const struct flow_roster_file *file) {
    struct flow_roster_run *x = must_alloc(sizeof *x);
    const struct law *law = flow_law(flow);
    const struct roster_options options = {.law = law,
                                           .subject = law_subject_class(law, STR("pns"))};
    *x = (struct flow_roster_run){.flow = flow,
                                  .file = *file,
                                  .kept = arena_new(KEPT_ARENA),
                                  .arena = arena_new(BATCH_ARENA),
                                  .reader = roster_reader_new(&options),
                                  .seen = roster_seen_new(),
                                  .told = {.index = -1}};
    x->list = must_alloc(FLOW_ROSTER_BATCH * sizeof *x->list);
    x->rows = must_alloc(FLOW_ROSTER_BATCH * sizeof *x->rows);
    x->lines = must_alloc(FLOW_ROSTER_BATCH * sizeof *x->lines);
    buf_init(&x->fixes, FLOW_ROSTER_FIXES);
    return x;
}

struct flow_roster_run *flow_roster_run_new(struct flow *flow,
                                            const struct flow_roster_file *file) {
    struct flow_roster_run *x = run_new(flow, file);
    x->bytes = must_alloc(file->bytes.len + 1);
    if (file->bytes.len)
        memcpy(x->bytes, file->bytes.ptr, file->bytes.len);
    x->file.bytes.ptr = x->bytes;
    x->file.office = arena_str(x->kept, file->office);
    x->file.by = arena_str(x->kept, file->by);
    return x;
}

void flow_roster_run_free(struct flow_roster_run *run) {
    if (!run)
        return;
    give_back(run);
    buf_done(&run->fixes);
    arena_free(run->kept);
    free(run);
}

struct flow_roster_so_far flow_roster_run_so_far(const struct flow_roster_run *run) {
    int64_t us = env_now(run->flow->env).us - run->began.us;
    return (struct flow_roster_so_far){.office = run->file.office,
                                       .people = run->told.good,
                                       .faulty = run->told.faulty,
                                       .pace = flow_roster_pace(&run->load, run->from, us),
                                       .failed = run->failed,
                                       .told = &run->told};
}

struct err flow_roster_file(struct flow *flow, struct arena *a, const struct flow_roster_file *file,
                            struct flow_roster_told *ret) {
    struct flow_roster_run *x = run_new(flow, file);
    while (flow_roster_run_step(x))
        ;
    struct err e = x->failed;
    if (!e.code) {
        *ret = x->told;
        ret->fixes = arena_str(a, x->told.fixes);
    }
    flow_roster_run_free(x);
    return e;
}
