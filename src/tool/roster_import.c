#include "tool/roster_import.h"

#include "tool/tool.h"

#include <stdio.h>
#include <stdlib.h>

enum { TOLD_EACH = 100000, MOVED_SHOWN = 50 };
static const size_t BATCH_ARENA = 32u << 20;

struct roster_import {
    struct roster_import_how how;
    struct arena *arena; /* of the batch */
    struct roster_person list[FLOW_ROSTER_BATCH];
    size_t lines[FLOW_ROSTER_BATCH];
    size_t count;
    int64_t n[FLOW_PERSON_KINDS], total, told;
};

struct roster_import *roster_import_new(const struct roster_import_how *how) {
    struct roster_import *x = must_alloc(sizeof *x);
    *x = (struct roster_import){.how = *how, .arena = arena_new(BATCH_ARENA)};
    return x;
}

void roster_import_free(struct roster_import *x) {
    if (!x)
        return;
    arena_free(x->arena);
    free(x);
}

/* Who came from another agency is told by line: the number of people there changed too. */
static void note(struct roster_import *x, const enum flow_person *what) {
    for (size_t i = 0; i < x->count; i++) {
        x->n[what[i]]++;
        if (what[i] == FLOW_PERSON_MOVED && x->n[FLOW_PERSON_MOVED] <= MOVED_SHOWN)
            (void)printf(x->how.english ? "%s:%zu: moved here from another agency\n"
                                        : "%s:%zu: pindah dari instansi lain\n",
                         x->how.name, x->lines[i]);
    }
    x->total += (int64_t)x->count;
    if (x->total - x->told >= TOLD_EACH) {
        x->told = x->total;
        (void)fprintf(stderr, x->how.english ? "%lld people so far\n" : "%lld orang sejauh ini\n",
                      (long long)x->total);
    }
}

static bool hand_over(struct roster_import *x) {
    enum flow_person what[FLOW_ROSTER_BATCH];
    const struct flow_roster_batch batch = {str_from_c(x->how.office), x->list, x->count, what,
                                            true};
    struct err e = x->count ? flow_roster_take(x->how.flow, x->arena, &batch) : OK;
    if (e.code) {
        (void)tool_refuse("roster import", e);
        return false;
    }
    note(x, what);
    x->count = 0;
    arena_reset(x->arena);
    return true;
}

bool roster_import_take(struct roster_import *x, const struct roster_row *row) {
    if (x->count == FLOW_ROSTER_BATCH && !hand_over(x))
        return false;
    const struct roster_person *p = &row->person;
    x->lines[x->count] = row->record.line;
    x->list[x->count++] = (struct roster_person){.nip = p->nip,
                                                 .subject = p->subject,
                                                 .name = arena_str(x->arena, p->name),
                                                 .unit = arena_str(x->arena, p->unit),
                                                 .post = arena_str(x->arena, p->post)};
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
