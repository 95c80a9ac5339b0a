#include <string.h>

#include "publication/graph_internal.h"

/* What the boxes say. A line holds the words that fit. Who opens a drawing may not have its first
 * font: letters are as wide as those of DejaVu Sans, the widest of the usual ones. */
enum { LINES_MAX = 64, LETTERS = '~' - ' ' + 1, LETTER_MAX = 84 };
static const unsigned char WIDTHS[LETTERS] =
    {32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32,  36, 32, 34, 64, 64, 64, 64,
     64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77,
     75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61,  73, 68, 99, 69, 61, 69, 39,
     34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63,  28, 28, 58, 28, 97, 63, 61,
     63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34,  64, 84}; /* hundredths of the size */
static const unsigned char BOLD_WIDTHS[LETTERS] = {
    35, 46,  52, 84, 70, 100, 87, 31,  46, 46, 52, 84, 38, 42,  38, 37, 70, 70,  70,
    70, 70,  70, 70, 70, 70,  70, 40,  40, 84, 84, 84, 58, 100, 77, 76, 73, 83,  68,
    68, 82,  84, 37, 37, 77,  64, 100, 84, 85, 73, 85, 77, 72,  68, 81, 77, 110, 77,
    72, 73,  46, 37, 46, 84,  50, 50,  67, 72, 59, 72, 68, 44,  72, 71, 34, 34,  67,
    34, 104, 71, 69, 72, 72,  49, 60,  48, 71, 65, 92, 65, 65,  58, 71, 37, 71,  84};

struct lines {
    struct graph_work *w;
    struct publication_box_line list[LINES_MAX];
    size_t count;
    int room; /* pixels of a line */
};

/* Of a line, in pixels, with what its style draws before it (graph_write.c). */
static int width(enum publication_line_style style, struct str s) {
    bool bold = style == PUBLICATION_HEAD;
    const unsigned char *widths = bold ? BOLD_WIDTHS : WIDTHS;
    int size = bold || style == PUBLICATION_TEXT || style == PUBLICATION_PORT ? 13 : 12, sum = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= ' ' && c <= '~')
            sum += widths[c - ' '];
        else if ((c & 0xc0) != 0x80)
            sum += LETTER_MAX;
    }
    int before = style == PUBLICATION_CLOCK  ? GRAPH_DIAL
                 : style == PUBLICATION_CHIP ? GRAPH_INDENT
                                             : 0;
    return before + (sum * size + 99) / 100;
}

static void put(struct lines *l, enum publication_line_style style, struct str text, int target) {
    if (l->count < LINES_MAX)
        l->list[l->count++] =
            (struct publication_box_line){style, arena_str(l->w->a, text), target, false};
}

/* A port and the dial of a clock stand on their first line alone. */
static enum publication_line_style continued(enum publication_line_style style) {
    return style == PUBLICATION_PORT    ? PUBLICATION_TEXT
           : style == PUBLICATION_CLOCK ? PUBLICATION_SMALL
                                        : style;
}

/* Breaks text at blanks. Of an outcome only the first line is a port: the arrow leaves there. */
static void add(struct lines *l, enum publication_line_style style, struct str text, int target) {
    struct str rest = text;
    bool first = true;
    do {
        struct str line = str_cut(&rest, ' ');
        while (rest.len) {
            struct str after = rest, word = str_cut(&after, ' ');
            struct str longer = {line.ptr, line.len + 1 + word.len};
            if (width(first ? style : continued(style), longer) > l->room)
                break;
            line = longer;
            rest = after;
        }
        put(l, first ? style : continued(style), line,
            first || style == PUBLICATION_CHIP ? target : -1);
        first = false;
    } while (rest.len);
}

/* A line of a row that bears a badge: a mark at its end and, on its first line, a title. */
static void add_cited(struct lines *l, enum publication_line_style style, struct str text,
                      const struct law_cite *cite) {
    size_t first = l->count;
    bool badge = law_needs_badge(cite);
    add(l, style, badge ? arena_printf(l->w->a, "%.*s ◇", STR_ARG(text)) : text, -1);
    if (first < l->count)
        l->list[first].unverified = badge;
}

static struct str unit_word(const struct graph_work *w, enum law_unit unit) {
    static const struct law_text WORDS[] = {{STR_INIT("hari kalender"), STR_INIT("calendar days")},
                                            {STR_INIT("hari kerja"), STR_INIT("working days")},
                                            {STR_INIT("bulan"), STR_INIT("months")},
                                            {STR_INIT("x 24 jam"), STR_INIT("x 24 hours")}};
    return graph_say(w, WORDS[unit]);
}

/* "P04 Kajian awal": the row of the statute, the same in each language, and the words of this one;
 * the rest of the id ("P04.initial_review") is for programs. */
static struct str clock_name(const struct graph_work *w, const struct law_clock *clock) {
    struct str rest = clock->id, row = str_cut(&rest, '.'), name = graph_say(w, clock->name);
    return name.len ? arena_printf(w->a, "%.*s %.*s", STR_ARG(row), STR_ARG(name)) : clock->id;
}

static void add_clocks(struct lines *l, size_t state) {
    const struct law_rulebook *r = l->w->whole;
    int place = l->w->excerpt->whole_state[state];
    for (size_t c = 0; place >= 0 && c < r->clock_count; c++)
        if (l->w->runs[(size_t)place * r->clock_count + c])
            add_cited(l, PUBLICATION_CLOCK,
                      arena_printf(l->w->a, "%.*s: %d %.*s",
                                   STR_ARG(clock_name(l->w, &r->clocks[c])), r->clocks[c].n,
                                   STR_ARG(unit_word(l->w, r->clocks[c].unit))),
                      &r->clocks[c].cite);
}

/* Steps that are no arrow from this box: those that lead back to it, and those drawn elsewhere. */
static void add_own_steps(struct lines *l, size_t state) {
    const struct law_rulebook *r = l->w->rules;
    const struct publication_box *box = &l->w->out->boxes[l->w->state_box[state]];
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *step = &r->steps[i];
        bool leaves = false;
        for (size_t f = 0; f < step->from_count; f++)
            leaves = leaves || step->from[f] == &r->states[state];
        bool loop = l->w->step_box[i] < 0;
        if (!leaves || (!loop && graph_is_drawn(box, &l->w->out->boxes[l->w->step_box[i]])))
            continue;
        add_cited(l, PUBLICATION_LOOP,
                  arena_printf(l->w->a,
                               loop ? "↻ %.*s %.*s (%.*s)"
                                    : (l->w->out->english ? "↻ also %.*s %.*s (%.*s)"
                                                          : "↻ juga %.*s %.*s (%.*s)"),
                               STR_ARG(step->id), STR_ARG(graph_say(l->w, step->label)),
                               STR_ARG(graph_office(l->w, graph_actor(step)))),
                  &step->cite);
    }
}

static void add_entry(struct lines *l, const struct law_state *s) {
    const struct law_rulebook *r = l->w->rules;
    const struct {
        const struct law_state *state;
        struct law_text text;
    } entries[] = {
        {r->entry_report, {STR("laporan masuk di sini"), STR("reports enter here")}},
        {r->entry_tip, {STR("informasi awal masuk di sini"), STR("tips enter here")}},
        {r->entry_complaint, {STR("aduan SBT masuk di sini"), STR("SBT complaints enter here")}},
        {r->entry_opened, {STR("dibuka dari prosedur lain"), STR("opened by other procedures")}},
    };
    for (size_t i = 0; i < COUNT_OF(entries); i++)
        if (entries[i].state == s)
            add(l, PUBLICATION_SMALL,
                arena_printf(l->w->a, "▶ %.*s", STR_ARG(graph_say(l->w, entries[i].text))), -1);
    if (s->former)
        add(l, PUBLICATION_SMALL,
            l->w->out->english ? STR("▶ only cases of before wait here")
                               : STR("▶ hanya kasus lama yang menunggu di sini"),
            -1);
}

static void fill_state(struct lines *l, const struct publication_box *box) {
    const struct law_state *s = &l->w->rules->states[box->index];
    bool english = l->w->out->english;
    add_entry(l, s);
    add(l, PUBLICATION_HEAD,
        arena_printf(l->w->a, "%d  %.*s", box->number, STR_ARG(graph_say(l->w, s->label))), -1);
    struct str notes = l->w->excerpt->notes[box->index];
    while (notes.len)
        add(l, PUBLICATION_SMALL, str_cut(&notes, '\n'), -1);
    if (l->w->excerpt->overview)
        return;
    if (box->elsewhere) {
        add(l, PUBLICATION_SMALL,
            arena_printf(l->w->a, english ? "in the drawing: %.*s" : "di gambar: %.*s",
                         STR_ARG(l->w->excerpt->from[box->index])),
            -1);
        add_own_steps(l, (size_t)box->index);
        return;
    }
    if (s->terminal)
        add(l, PUBLICATION_SMALL, english ? STR("end of this procedure") : STR("akhir prosedur"),
            -1);
    else
        add(l, PUBLICATION_SMALL,
            arena_printf(l->w->a, english ? "waits for: %.*s" : "menunggu: %.*s",
                         STR_ARG(graph_office(l->w, s->waits_for))),
            -1);
    add_clocks(l, (size_t)box->index);
    add_own_steps(l, (size_t)box->index);
}

static void add_guards(struct lines *l, const struct law_step *step) {
    bool english = l->w->out->english;
    if (step->after)
        add(l, PUBLICATION_SMALL,
            arena_printf(l->w->a,
                         english ? "only after %.*s has run out" : "hanya setelah %.*s lewat",
                         STR_ARG(clock_name(l->w, step->after))),
            -1);
    if (step->during)
        add(l, PUBLICATION_SMALL,
            arena_printf(l->w->a, english ? "only while %.*s runs" : "hanya selama %.*s berjalan",
                         STR_ARG(clock_name(l->w, step->during))),
            -1);
    for (size_t i = 0; i < step->unless_count; i++)
        add(l, PUBLICATION_SMALL,
            arena_printf(l->w->a, english ? "not after: %.*s" : "tidak setelah: %.*s",
                         STR_ARG(graph_say(l->w, step->unless[i]->label))),
            -1);
    for (size_t i = 0; i < step->need_count; i++)
        add(l, PUBLICATION_SMALL,
            arena_printf(l->w->a, english ? "needs: %.*s" : "perlu dulu: %.*s",
                         STR_ARG(graph_say(l->w, step->needs[i]->label))),
            -1);
}

static struct str procedure(const struct graph_work *w, struct str regime) {
    for (size_t i = 0; i < w->law->rulebook_count; i++)
        if (str_equal(w->law->rulebooks[i].regime, regime) && w->law->rulebooks[i].label.id.len)
            return graph_say(w, w->law->rulebooks[i].label);
    return regime;
}

static void add_outcomes(struct lines *l, const struct publication_box *box,
                         const struct law_step *step) {
    for (size_t i = 0; i < step->outcome_count; i++) {
        const struct law_outcome *o = &step->outcomes[i];
        int state = graph_state_index(l->w, o->to);
        const struct publication_box *to = &l->w->out->boxes[l->w->state_box[state]];
        bool drawn = graph_is_drawn(box, to);
        add(l, PUBLICATION_PORT, arena_printf(l->w->a, "%.*s", STR_ARG(graph_say(l->w, o->label))),
            drawn ? state : -1);
        if (!drawn)
            add(l, PUBLICATION_CHIP,
                arena_printf(l->w->a, "→ %d %.*s", to->number,
                             STR_ARG(graph_say(l->w, o->to->label))),
                state);
        for (size_t k = 0; k < o->opens.count; k++)
            add(l, PUBLICATION_SMALL,
                arena_printf(l->w->a, l->w->out->english ? "+ opens %.*s" : "+ membuka %.*s",
                             STR_ARG(procedure(l->w, o->opens.list[k]))),
                -1);
    }
}

/* Whose act a step is, over all states that it leaves: "DKPP, KPU". */
static struct str doers(const struct lines *l, const struct law_step *step) {
    struct str all = {0}, last = {0};
    for (size_t i = 0; i < step->from_count; i++) {
        struct str doer = law_step_doer(step, step->from[i]);
        if (str_equal(doer, last))
            continue;
        all = arena_printf(l->w->a, "%.*s%s%.*s", STR_ARG(all), all.len ? ", " : "",
                           STR_ARG(graph_office(l->w, doer)));
        last = doer;
    }
    return all;
}

static void fill_step(struct lines *l, const struct publication_box *box) {
    const struct law_step *step = &l->w->rules->steps[box->index];
    bool head = str_equal(step->role, STR("head"));
    bool english = l->w->out->english;
    struct str role = !head ? (struct str){0} : english ? STR(" (head)") : STR(" (pimpinan)");
    struct str by = doers(l, step), recorder = graph_office(l->w, step->actor);
    if (!str_equal(by, recorder)) /* who does it records it: there is nothing to add */
        role = arena_printf(l->w->a, english ? " (recorded by %.*s)" : " (dicatat %.*s)",
                            STR_ARG(recorder));
    add_cited(
        l, PUBLICATION_SMALL,
        arena_printf(l->w->a, "%.*s · %.*s%.*s", STR_ARG(step->id), STR_ARG(by), STR_ARG(role)),
        &step->cite);
    add(l, PUBLICATION_TEXT, graph_say(l->w, step->label), -1);
    add_guards(l, step);
    add_outcomes(l, box, step);
}

void graph_fill(struct graph_work *w) {
    struct lines *l = NEW(w->a, struct lines, 1);
    for (size_t i = 0; i < w->out->box_count; i++) {
        struct publication_box *box = &w->out->boxes[i];
        l->w = w;
        l->count = 0;
        l->room = box->w - 2 * GRAPH_PAD - GRAPH_BEARING;
        if (box->kind == PUBLICATION_STATE_BOX)
            fill_state(l, box);
        else
            fill_step(l, box);
        struct publication_box_line *lines = NEW(w->a, struct publication_box_line, l->count);
        memcpy(lines, l->list, l->count * sizeof *lines);
        box->lines = lines;
        box->line_count = l->count;
        box->h = (int)l->count * GRAPH_LINE + 2 * GRAPH_PAD;
    }
}

/* What one outcome does to the clocks that run: true when it changed what is known of its state. */
static bool pass_on(struct graph_work *w, const struct law_state *from,
                    const struct law_outcome *o) {
    const struct law_rulebook *r = w->whole;
    bool *before = &w->runs[(size_t)(from - r->states) * r->clock_count];
    bool *after = &w->runs[(size_t)(o->to - r->states) * r->clock_count], changed = false;
    for (size_t c = 0; c < r->clock_count; c++) {
        bool on = before[c];
        for (size_t k = 0; k < o->stop_count; k++)
            on = on && o->stops[k] != &r->clocks[c];
        for (size_t k = 0; k < o->start_count; k++) {
            on = on && o->starts[k].clock->replaces != &r->clocks[c];
            on = on || o->starts[k].clock == &r->clocks[c];
        }
        on = on && (!o->to->terminal || law_runs_on(r, o->to, &r->clocks[c]));
        changed = changed || (on && !after[c]);
        after[c] = after[c] || on;
    }
    return changed;
}

void graph_mark_clocks(struct graph_work *w) {
    const struct law_rulebook *r = w->whole;
    const struct law_state *entry = r->entry_report ? r->entry_report : r->entry_opened;
    w->runs = NEW(w->a, bool, r->state_count * r->clock_count + 1);
    for (size_t i = 0; entry && i < r->entry_start_count; i++)
        w->runs[(size_t)(entry - r->states) * r->clock_count +
                (size_t)(r->entry_starts[i].clock - r->clocks)] = true;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < r->step_count; i++)
            for (size_t f = 0; f < r->steps[i].from_count; f++)
                for (size_t o = 0; o < r->steps[i].outcome_count; o++)
                    more = pass_on(w, r->steps[i].from[f], &r->steps[i].outcomes[o]) || more;
    }
}
