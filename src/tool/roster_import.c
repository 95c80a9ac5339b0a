#include "tool/roster_import.h"

#include "tool/tool.h"

#include <stdio.h>
#include <stdlib.h>

/* Rows wait until there are ROWS of them, or TEXT bytes of their text; then they are taken in the
 * order of the register's index (flow_roster_order), batch by batch. With 5.6 million people in the
 * register a batch then changes a quarter of the pages that it would in the order of the file. */
enum { TOLD_EACH = 100000, MOVED_SHOWN = 50, ROWS = 300000, TEXT = 64 << 20 };
static const size_t BATCH_ARENA = 32u << 20, TEXT_ARENA = 80u << 20;

struct roster_import {
    struct roster_import_how how;
    struct arena *arena, *texts; /* of the batch; of the rows that wait */
    struct flow_roster_line *rows;
    size_t count, text;
    int64_t n[FLOW_PERSON_KINDS], total, told;
};

struct roster_import *roster_import_new(const struct roster_import_how *how) {
    struct roster_import *x = must_alloc(sizeof *x);
    *x = (struct roster_import){
        .how = *how, .arena = arena_new(BATCH_ARENA), .texts = arena_new(TEXT_ARENA)};
    x->rows = must_alloc(ROWS * sizeof *x->rows);
    return x;
}

void roster_import_free(struct roster_import *x) {
    if (!x)
        return;
    arena_free(x->arena);
    arena_free(x->texts);
    free(x->rows);
    free(x);
}

static int by_line(const void *left, const void *right) {
    const struct flow_roster_line *l = left, *r = right;
    return (l->line > r->line) - (l->line < r->line);
}

/* Who came from another agency is told by line: the number of people there changed too. */
static void tell_moved(struct roster_import *x, size_t taken) {
    if (taken)
        qsort(x->rows, taken, sizeof *x->rows, by_line);
    for (size_t i = 0; i < taken; i++) {
        x->n[x->rows[i].what]++;
        if (x->rows[i].what == FLOW_PERSON_MOVED && x->n[FLOW_PERSON_MOVED] <= MOVED_SHOWN)
            (void)printf(x->how.english ? "%s:%zu: moved here from another agency\n"
                                        : "%s:%zu: pindah dari instansi lain\n",
                         x->how.name, x->rows[i].line);
    }
}

static void tell_progress(struct roster_import *x, size_t more) {
    x->total += (int64_t)more;
    if (x->total - x->told < TOLD_EACH)
        return;
    x->told = x->total;
    (void)fprintf(stderr, x->how.english ? "%lld people so far\n" : "%lld orang sejauh ini\n",
                  (long long)x->total);
}

static struct err take_batch(struct roster_import *x, struct flow_roster_line *rows, size_t count) {
    struct roster_person list[FLOW_ROSTER_BATCH];
    enum flow_person what[FLOW_ROSTER_BATCH];
    for (size_t i = 0; i < count; i++)
        list[i] = rows[i].person;
    const struct flow_roster_batch batch = {str_from_c(x->how.office), list, count, what, true};
    struct err e = flow_roster_take(x->how.flow, x->arena, &batch);
    arena_reset(x->arena);
    for (size_t i = 0; i < count && !e.code; i++)
        rows[i].what = what[i];
    return e;
}

static bool hand_over(struct roster_import *x) {
    struct err e = OK;
    size_t taken = 0;
    flow_roster_order(x->how.flow, x->rows, x->count);
    while (taken < x->count && !e.code) {
        size_t left = x->count - taken;
        size_t more = left < FLOW_ROSTER_BATCH ? left : FLOW_ROSTER_BATCH;
        e = take_batch(x, x->rows + taken, more);
        if (e.code)
            break;
        taken += more;
        tell_progress(x, more);
    }
    tell_moved(x, taken);
    x->count = x->text = 0;
    arena_reset(x->texts);
    if (e.code)
        (void)tool_refuse("roster import", e);
    return !e.code;
}

bool roster_import_take(struct roster_import *x, const struct roster_row *row) {
    const struct roster_person *p = &row->person;
    enum { SLACK = 4 * 32 }; /* what an arena rounds four texts up to */
    size_t text = p->name.len + p->unit.len + p->post.len + p->mail.len + SLACK;
    if ((x->count == ROWS || x->text + text > TEXT) && !hand_over(x))
        return false;
    x->text += text;
    x->rows[x->count++] = (struct flow_roster_line){.line = row->record.line,
                                                    .person = {.nip = p->nip,
                                                               .subject = p->subject,
                                                               .name = arena_str(x->texts, p->name),
                                                               .unit = arena_str(x->texts, p->unit),
                                                               .post = arena_str(x->texts, p->post),
                                                               .mail = arena_str(x->texts, p->mail),
                                                               .tells_mail = p->tells_mail}};
    return true;
}

bool roster_import_end(struct roster_import *x, const struct hash *file, size_t faulty) {
    struct flow_roster_end end = {
        .office = str_from_c(x->how.office), .file = *file, .faulty = (int64_t)faulty};
    int64_t index = -1;
    if (!hand_over(x))
        return false;
    if (!x->total) {
        (void)puts(x->how.english ? "No row could be taken: nothing is entered."
                                  : "Tidak ada baris yang dapat diambil: tidak ada yang dicatat.");
        return true;
    }
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++)
        end.n[i] = x->n[i];
    struct err e = flow_roster_end(x->how.flow, x->arena, &end, &index);
    if (e.code) {
        (void)tool_refuse("roster import", e);
        return false;
    }
    (void)printf(x->how.english ? "New: %lld. Changed: %lld. From another agency: %lld. As before: "
                                  "%lld.\n"
                                : "Baru: %lld. Berubah: %lld. Dari instansi lain: %lld. Tetap: "
                                  "%lld.\n",
                 (long long)end.n[FLOW_PERSON_ADDED], (long long)end.n[FLOW_PERSON_CHANGED],
                 (long long)end.n[FLOW_PERSON_MOVED], (long long)end.n[FLOW_PERSON_SAME]);
    if (index >= 0)
        (void)printf(x->how.english ? "Entry %lld of the log.\n" : "Entri %lld di log.\n",
                     (long long)index);
    else
        (void)puts(x->how.english ? "The same file as before: nothing changed."
                                  : "Berkas yang sama seperti sebelumnya: tidak ada yang berubah.");
    return true;
}
