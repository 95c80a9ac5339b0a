#include "tool/roster_import.h"

#include "flow/confine.h"
#include "tool/roster_source.h"
#include "tool/tool.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Rows wait until there are ROWS of them, or TEXT bytes of their text; then they are taken in the
 * order of the register's index (flow_roster_order), batch by batch. With 5.6 million people in the
 * register a batch then changes a quarter of the pages that it would in the order of the file. */
enum { TOLD_EACH = 100000, MOVED_SHOWN = 50, ROWS = 300000, TEXT = 64 << 20 };
static const size_t BATCH_ARENA = 32u << 20, TEXT_ARENA = 80u << 20, KEPT_ARENA = 32u << 20;

struct roster_import {
    struct roster_import_how how;
    struct arena *arena, *texts, *kept; /* of the batch; of the rows that wait; of the import */
    struct flow_roster_line *rows;
    size_t count, text;
    int64_t handed;         /* good rows by now, with those from before a kill */
    struct store_load load; /* kept with each batch */
    int64_t faulty;         /* rows by now */
    int64_t from, behind;   /* lines: where this run went on; behind what was handed over */
    struct instant began;
    int64_t told;       /* people at the last line of progress */
    struct hash looked; /* of the file when it began */
    bool again;         /* it can be read twice */
    int64_t bar;        /* percent that the bar shows; -1: there is none yet */
};

struct roster_import *roster_import_new(const struct roster_import_how *how) {
    struct roster_import *x = must_alloc(sizeof *x);
    *x = (struct roster_import){.how = *how,
                                .arena = arena_new(BATCH_ARENA),
                                .texts = arena_new(TEXT_ARENA),
                                .kept = arena_new(KEPT_ARENA),
                                .bar = -1};
    x->rows = must_alloc(ROWS * sizeof *x->rows);
    return x;
}

void roster_import_free(struct roster_import *x) {
    if (!x)
        return;
    arena_free(x->arena);
    arena_free(x->texts);
    arena_free(x->kept);
    free(x->rows);
    free(x);
}

static bool refused(struct err e) {
    if (e.code)
        (void)tool_refuse("roster import", e);
    return e.code != ERR_NONE;
}

/* --- how far it is --- */

static int64_t people(const struct roster_import *x) {
    int64_t sum = 0;
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++)
        sum += x->load.n[i];
    return sum;
}

static void say_far(const struct roster_import *x, const struct flow_roster_pace *pace) {
    enum { MINUTE = 60 };
    bool english = x->how.english;
    (void)fprintf(stderr, english ? "%" PRId64 " people so far" : "%" PRId64 " orang sejauh ini",
                  people(x));
    if (pace->percent >= 0)
        (void)fprintf(stderr, english ? ", %" PRId64 "%% of the file" : ", %" PRId64 "%% berkas",
                      pace->percent);
    if (x->faulty)
        (void)fprintf(stderr,
                      english ? ", %" PRId64 " rows to be mended"
                              : ", %" PRId64 " baris perlu diperbaiki",
                      x->faulty);
    if (pace->seconds >= MINUTE)
        (void)fprintf(
            stderr, english ? ", about %" PRId64 " min left" : ", kira-kira %" PRId64 " menit lagi",
            (pace->seconds + MINUTE - 1) / MINUTE);
    else if (pace->seconds >= 0)
        (void)fprintf(stderr,
                      english ? ", about %" PRId64 " s left" : ", kira-kira %" PRId64 " detik lagi",
                      pace->seconds);
}

/* On a terminal one line that is drawn again with each percent; else a line now and then. */
static void draw_bar(struct roster_import *x, const struct flow_roster_pace *pace) {
    enum { PLACES = 20, ALL = 100 };
    if (pace->percent == x->bar)
        return;
    x->bar = pace->percent;
    (void)fputs("\r[", stderr);
    for (int64_t i = 0; i < PLACES; i++)
        (void)fputc(i * ALL < pace->percent * PLACES ? '#' : '.', stderr);
    (void)fputs("] ", stderr);
    say_far(x, pace);
    (void)fputs("\033[K", stderr); /* whatever the line had behind it */
}

static void tell_progress(struct roster_import *x) {
    int64_t us = env_now(flow_env(x->how.flow)).us - x->began.us;
    struct flow_roster_pace pace = flow_roster_pace(&x->load, x->from, us);
    if (pace.percent >= 0 && isatty(STDERR_FILENO)) {
        draw_bar(x, &pace);
        return;
    }
    if (people(x) - x->told < TOLD_EACH)
        return;
    x->told = people(x);
    say_far(x, &pace);
    (void)fputc('\n', stderr);
}

static void end_bar(const struct roster_import *x) {
    if (x->bar >= 0)
        (void)fputc('\n', stderr);
}

/* --- its begin --- */

/* What cannot be read twice is known by nothing: another run of it begins anew. */
static struct roster_source_size size_of(struct roster_import *x, FILE *in) {
    struct roster_source_size size = {.lines = 0};
    x->again = roster_source_look(in, flow_confined(x->how.flow), &size);
    x->looked = size.hash;
    if (x->again)
        return size;
    return (struct roster_source_size){.hash = env_hash(flow_env(x->how.flow))};
}

bool roster_import_begin(struct roster_import *x, FILE *in) {
    struct roster_source_size size = size_of(x, in);
    struct str law = hex_encode(x->kept, flow_law(x->how.flow)->hash.b, HASH_LEN);
    const struct flow_roster_begin what = {
        .office = str_from_c(x->how.office),
        .file = size.hash,
        .way = arena_printf(x->kept, "tool %d %d %d %d %s %.*s", ROSTER_WAY, ROWS, TEXT,
                            FLOW_ROSTER_BATCH, x->how.subject, STR_ARG(law)),
        .lines = size.lines};
    if (refused(flow_roster_begin(x->how.flow, x->kept, &what, &x->load)))
        return false;
    x->from = x->load.line;
    x->began = env_now(flow_env(x->how.flow));
    x->told = people(x);
    if (x->load.taken)
        (void)fprintf(stderr,
                      x->how.english
                          ? "This file was begun before: going on behind %" PRId64 " people.\n"
                          : "Berkas ini pernah dimulai: dilanjutkan setelah %" PRId64 " orang.\n",
                      x->told);
    return true;
}

/* --- batch by batch --- */

static struct err take_batch(struct roster_import *x, struct flow_roster_line *rows, size_t count) {
    struct roster_person list[FLOW_ROSTER_BATCH];
    enum flow_person what[FLOW_ROSTER_BATCH];
    size_t lines[FLOW_ROSTER_BATCH];
    for (size_t i = 0; i < count; i++) {
        list[i] = rows[i].person;
        lines[i] = rows[i].line;
    }
    struct err e = flow_roster_take(x->how.flow, x->arena,
                                    &(struct flow_roster_batch){.office = str_from_c(x->how.office),
                                                                .list = list,
                                                                .count = count,
                                                                .ret_what = what,
                                                                .moves = true,
                                                                .load = &x->load,
                                                                .lines = lines});
    arena_reset(x->arena);
    return e;
}

/* Of the rows that wait those that no run before handed over. */
static struct err take_rest(struct roster_import *x, size_t taken, int64_t last) {
    struct err e = OK;
    flow_roster_order(x->how.flow, str_from_c(x->how.office), x->rows, x->count);
    while (taken < x->count && !e.code) {
        size_t left = x->count - taken;
        size_t more = left < FLOW_ROSTER_BATCH ? left : FLOW_ROSTER_BATCH;
        x->load.faulty = x->faulty;
        x->load.line = x->behind + (last - x->behind) * (int64_t)(taken + more) / (int64_t)x->count;
        e = take_batch(x, x->rows + taken, more);
        taken += more;
        if (!e.code)
            tell_progress(x);
    }
    return e;
}

static bool hand_over(struct roster_import *x) {
    int64_t before = x->load.taken - x->handed, count = (int64_t)x->count;
    int64_t last = x->count ? (int64_t)x->rows[x->count - 1].line : x->behind;
    struct err e = OK;
    if (before < count)
        e = take_rest(x, before > 0 ? (size_t)before : 0, last);
    x->handed += count;
    x->behind = last;
    x->count = x->text = 0;
    arena_reset(x->texts);
    if (e.code)
        end_bar(x);
    return !refused(e);
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
                                                               .grade = p->grade,
                                                               .tells_mail = p->tells_mail,
                                                               .tells_grade = p->tells_grade}};
    return true;
}

void roster_import_fault(struct roster_import *x) {
    x->faulty++;
}

/* --- its end: all that is told comes from the store, whichever run put it there --- */

/* Who came from another agency is told by line: the number of people there changed too. */
static struct err print_moved(struct roster_import *x) {
    struct store_load_lines moved;
    struct err e = flow_roster_told_of(
        x->how.flow, x->kept, &(struct store_load_line){x->load.office, FLOW_PERSON_MOVED, 0},
        &moved);
    for (size_t i = 0; !e.code && i < moved.count && i < MOVED_SHOWN; i++)
        (void)printf(x->how.english ? "%s:%" PRId64 ": moved here from another agency\n"
                                    : "%s:%" PRId64 ": pindah dari instansi lain\n",
                     x->how.name, moved.list[i]);
    return e;
}

static void print_done(const struct roster_import *x) {
    const int64_t *n = x->load.n;
    if (!x->load.taken) {
        (void)puts(x->how.english ? "No row could be taken: nothing is entered."
                                  : "Tidak ada baris yang dapat diambil: tidak ada yang dicatat.");
        return;
    }
    (void)printf(x->how.english ? "New: %" PRId64 ". Changed: %" PRId64
                                  ". From another agency: %" PRId64 ". As before: %" PRId64 ".\n"
                                : "Baru: %" PRId64 ". Berubah: %" PRId64
                                  ". Dari instansi lain: %" PRId64 ". Tetap: %" PRId64 ".\n",
                 n[FLOW_PERSON_ADDED], n[FLOW_PERSON_CHANGED], n[FLOW_PERSON_MOVED],
                 n[FLOW_PERSON_SAME]);
    if (x->load.index >= 0)
        (void)printf(x->how.english ? "Entry %" PRId64 " of the log.\n"
                                    : "Entri %" PRId64 " di log.\n",
                     x->load.index);
    else
        (void)puts(x->how.english ? "The same file as before: nothing changed."
                                  : "Berkas yang sama seperti sebelumnya: tidak ada yang berubah.");
}

static struct err end_load(struct roster_import *x, const struct hash *file) {
    struct flow_roster_end end = {
        .office = str_from_c(x->how.office), .file = *file, .faulty = x->faulty, .load = &x->load};
    int64_t index;
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++)
        end.n[i] = x->load.n[i];
    return flow_roster_end(x->how.flow, x->arena, &end, &index);
}

void roster_import_give_up(struct roster_import *x) {
    if (!x->load.taken)
        (void)refused(flow_roster_forget(x->how.flow, x->arena, &x->load));
}

static bool has_changed(const struct roster_import *x, const struct hash *file) {
    bool changed = x->again && memcmp(x->looked.b, file->b, HASH_LEN) != 0;
    if (changed)
        (void)fprintf(stderr, "netral roster: %s: %s\n", x->how.name,
                      x->how.english
                          ? "the file changed while it was read. Import it again when it is whole."
                          : "berkas berubah selagi dibaca. Muat lagi setelah berkas itu utuh.");
    return changed;
}

/* Forgotten once it was told: who kills this before gets the report from the next run. */
bool roster_import_end(struct roster_import *x, const struct hash *file) {
    if (!hand_over(x) || has_changed(x, file))
        return false;
    end_bar(x);
    struct err e = x->load.ended ? OK : end_load(x, file);
    if (!e.code)
        e = print_moved(x);
    if (e.code)
        return !refused(e);
    print_done(x);
    if (fflush(stdout))
        return true;
    return !refused(flow_roster_forget(x->how.flow, x->arena, &x->load));
}
