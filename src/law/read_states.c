#include "law/draft.h"

/* Clocks and states of a rulebook and its parts. */

void law_draft_turn_to(struct law_draft *d, const struct law_draft_file *file) {
    d->r->file = file->file;
}

size_t law_draft_rows(const struct law_draft *d, const char *key) {
    size_t count = 0;
    for (size_t i = 0; i < d->file_count; i++) {
        const struct law_node *rows = law_get(d->files[i].root, key);
        count += rows ? rows->count : 0;
    }
    return count;
}

void law_draft_clocks(struct law_draft *d) {
    d->clocks = NEW(d->r->a, struct law_clock, law_draft_rows(d, "clocks"));
    d->out->clocks = d->clocks;
    for (size_t i = 0; i < d->file_count; i++) {
        law_draft_turn_to(d, &d->files[i]);
        struct law_rows rows = law_read_rows(d->r, d->files[i].root, "clocks", 1);
        for (const struct law_node *n = rows.first; n; n = n->next) {
            d->clocks[d->out->clock_count] = law_read_clock(d->r, n);
            d->clocks[d->out->clock_count].file = d->files[i].file;
            law_check_double(d->r, n, d->clocks, d->out->clock_count, sizeof *d->clocks);
            d->out->clock_count++;
        }
    }
    size_t at = 0;
    for (size_t i = 0; i < d->file_count; i++) {
        law_draft_turn_to(d, &d->files[i]);
        struct law_rows rows = law_read_rows(d->r, d->files[i].root, "clocks", 1);
        for (const struct law_node *n = rows.first; n; n = n->next)
            law_read_replaces(d->r, n, d->clocks, d->out->clock_count, &d->clocks[at++]);
    }
}

static struct law_state read_state(struct law_draft *d, const struct law_node *row) {
    static const char *const PHASES[] = {
        "intake",         "examination",         "with_bkn",  "with_ppk", "done_sanction",
        "done_no_breach", "done_not_registered", "done_other"};
    struct law_reader *r = d->r;
    if (!law_keys(r, row, "id label reporter phase terminal? former? waits_for?"))
        return (struct law_state){0};
    struct law_state s = {
        .id = law_read_id(r, row, "id"),
        .label = law_read_text(r, row, "label"),
        .reporter = law_read_text(r, row, "reporter"),
        .phase = (enum law_phase)law_read_word(r, row, "phase",
                                               (struct law_words){PHASES, COUNT_OF(PHASES)}),
        .terminal = law_read_bool(r, row, "terminal"),
        .former = law_read_bool(r, row, "former"),
        .waits_for = law_read_office(r, row, "waits_for", d->offices),
        .file = d->r->file,
        .line = row->line,
    };
    bool done = s.phase >= LAW_DONE_SANCTION;
    if (!s.terminal && !law_get(row, "waits_for"))
        law_fault(r, row->line,
                  "state \"%.*s\" is not terminal and waits for nobody; give it "
                  "terminal: true or waits_for",
                  STR_ARG(s.id));
    if (s.terminal && law_get(row, "waits_for"))
        law_fault(r, row->line, "state \"%.*s\" is terminal and cannot wait for an office",
                  STR_ARG(s.id));
    if (s.terminal && s.former)
        law_fault(
            r, row->line,
            "state \"%.*s\" is terminal: whoever came to that end waits in it for nothing, so "
            "it needs no former: true",
            STR_ARG(s.id));
    if (law_get(row, "phase") && s.terminal != done)
        law_fault(r, row->line,
                  "state \"%.*s\": a terminal state has a phase that begins with "
                  "done_, any other has not",
                  STR_ARG(s.id));
    return s;
}

void law_draft_states(struct law_draft *d) {
    d->states = NEW(d->r->a, struct law_state, law_draft_rows(d, "states"));
    d->out->states = d->states;
    for (size_t i = 0; i < d->file_count; i++) {
        law_draft_turn_to(d, &d->files[i]);
        struct law_rows rows = law_read_rows(d->r, d->files[i].root, "states", 1);
        for (const struct law_node *n = rows.first; n; n = n->next) {
            d->states[d->out->state_count] = read_state(d, n);
            law_check_double(d->r, n, d->states, d->out->state_count, sizeof *d->states);
            d->out->state_count++;
        }
    }
}

const struct law_state *law_draft_state(struct law_draft *d, const struct law_node *n) {
    const struct law_state *s = n->kind == LAW_SCALAR ? law_state(d->out, n->value) : NULL;
    struct str shown = law_shown(n->value);
    if (!s)
        law_fault(d->r, n->line, "unknown state \"%.*s\"", STR_ARG(shown));
    return s;
}

const struct law_clock *law_draft_clock(struct law_draft *d, const struct law_node *n) {
    const struct law_clock *c = n->kind == LAW_SCALAR ? law_clock(d->out, n->value) : NULL;
    struct str shown = law_shown(n->value);
    if (!c)
        law_fault(d->r, n->line, "unknown clock \"%.*s\"", STR_ARG(shown));
    return c;
}
