#ifndef FUZZ_FLOW_CHECKS_H
#define FUZZ_FLOW_CHECKS_H
/* What holds after every act, whatever it was, and at the end of an input. */
#include "flow/audit.h"
#include "flow/rebuild.h"
#include "flow/receipt.h"
#include "flow_world.h"

/* SHA-256 over every cell of every table. hunted: a text that none of them may hold, or empty. */
static inline struct hash check_tables(struct world *w, struct str hunted) {
    struct hash_stream sum;
    hash_stream_init(&sum);
    for (size_t t = 0; t < w->table_count; t++) {
        sqlite3_stmt *rows = w->tables[t];
        while (sqlite3_step(rows) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(rows); c++) {
                const void *bytes = sqlite3_column_blob(rows, c);
                struct str cell = {bytes, (size_t)sqlite3_column_bytes(rows, c)};
                int kind = sqlite3_column_type(rows, c);
                must(!hunted.len || !str_find(cell, hunted));
                hash_stream_add(&sum, (struct str){(const char *)&kind, sizeof kind});
                hash_stream_add(&sum, (struct str){(const char *)&cell.len, sizeof cell.len});
                hash_stream_add(&sum, cell);
            }
        must(!sqlite3_reset(rows));
    }
    return hash_stream_done(&sum);
}

/* What was refused has changed nothing. */
static inline void check_refused(struct world *w, int64_t written) {
    struct hash now;
    if (world_written(w) == written)
        return;
    now = check_tables(w, STR(""));
    must(hash_equal(&now, &w->digest));
}

static inline bool check_office(struct world *w, struct str id) {
    struct store_office office;
    return !store_office_find(&w->reader, w->a, id, &office).code || law_office(w->law, id);
}

/* I5 of one procedure: it has ended and nobody must act, or somebody must whom one can name. */
static inline bool check_procedure(struct world *w, const struct law_rulebook *rules,
                                   const struct case_track *in) {
    const struct law_state *state = rules ? law_state(rules, in->state) : NULL;
    must(state && str_equal(in->phase, law_phase_name(state->phase)));
    must(state->terminal ? !in->holder.len : check_office(w, in->holder));
    return !state->terminal;
}

/* Clocks are counted, one runs of an id at most, and there is a day in the work lists while any
 * does; what has not ended offers a step, or waits for a clock. */
static inline void check_case(struct world *w, const struct flow_case *file) {
    const struct case_state *cs = &file->state;
    struct case_track own;
    size_t running = 0;
    must(case_track(cs, STR(""), &own) && cs->version == file->row.version);
    bool open = check_procedure(w, file->rules, &own);
    for (size_t i = 0; i < cs->track_count; i++) {
        const struct law_rulebook *rules = law_rulebook_named(w->law, cs->tracks[i].rules);
        open = check_procedure(w, rules, &cs->tracks[i]) || open;
    }
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *c = &cs->clocks[i];
        must(law_clock(flow_rules(file, c->track), c->id) && c->due_early.day <= c->due.day);
        must(!c->running || case_running(cs, c->track, c->id) == c);
        running += c->running && !c->suspended;
    }
    must(open == (case_holder(cs).len > 0));
    must((case_next_due(cs) == CASE_NO_DUE) == (running == 0) || !open);
    must(!open || running || flow_offers(w->a, file, w->now).count);
    must(str_equal(file->row.state, cs->state) &&
         str_equal(file->row.registration, cs->registration) &&
         str_equal(file->row.offices.bawaslu, cs->offices.bawaslu));
}

static inline struct flow_staff check_eye(void) {
    return (struct flow_staff){
        .who = {STR("mata"), STR("auditor"), {.id = STR("bawaslu"), .kind = STR("bawaslu")}}};
}

static inline struct err check_read(struct world *w, struct case_id id, struct flow_case *ret) {
    const struct flow_staff eye = check_eye();
    const struct flow_look look = {w->flow, &w->reader, w->a, &eye};
    return flow_case_read(&look, id, ret);
}

/* Every receipt that was given proves its report to an outsider, and this log still holds it. */
static inline void check_receipts(struct world *w) {
    for (size_t i = 0; i < w->case_count; i++) {
        struct flow_bundle bundle;
        struct flow_receipt_checked here;
        struct str file = w->cases[i].bundle;
        must(!flow_bundle_check(w->a, file, flow_vkey(w->flow), &bundle).code);
        must(!flow_receipt_here(w->flow, &w->reader, w->a, file, &here).code && here.genuine);
    }
}

/* No number was given twice. */
static inline void check_numbers(struct world *w) {
    struct str seen[2 * CASES];
    size_t count = 0;
    for (size_t i = 0; i < w->case_count; i++) {
        struct flow_case file;
        if (w->cases[i].erased)
            continue;
        must(!check_read(w, w->cases[i].sent.id, &file).code);
        check_case(w, &file);
        const struct str given[] = {file.row.number, file.row.registration};
        for (size_t k = 0; k < COUNT_OF(given); k++) {
            for (size_t s = 0; s < count; s++)
                must(!given[k].len || !str_equal(given[k], seen[s]));
            seen[count++] = given[k];
        }
    }
}

/* The ledger agrees with the events (I4), the projections with what they are rebuilt to (I3). */
static inline void check_store(struct world *w) {
    const struct flow_audit_of of = {.data_dir = w->data};
    const struct flow_rebuild how = {str_from_c(w->data), &w->env, true};
    struct flow_audit found;
    struct flow_rebuilt rebuilt = {0};
    must(!flow_audit(&of, &found).code && !found.what.len);
    must(!flow_rebuild(w->a, &how, &rebuilt).code && !rebuilt.difference.table.len);
    check_receipts(w);
    check_numbers(w);
}
#endif
