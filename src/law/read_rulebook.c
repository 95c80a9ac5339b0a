#include "law/read.h"

#include <stdio.h>
#include <string.h>

/* Reads in the order in which rows name each other: clocks, states, then steps (their names first,
 * since "needs" may name a later one). References are resolved at once, so that a fault can give
 * the line that dangles. */
struct draft {
    struct law_reader *r;
    struct law_offices offices;
    struct law_rulebook *out;
    struct law_clock *clocks;
    struct law_state *states;
    struct law_step *steps;
    int *lines; /* of each state */
};

static const char *const FACTS[] = {"known_on", "received_on", "registered_on"};

static void read_clocks(struct draft *d, const struct law_node *root) {
    struct law_rows rows = law_read_rows(d->r, root, "clocks", 1);
    d->clocks = NEW(d->r->a, struct law_clock, rows.count);
    d->out->clocks = d->clocks;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        d->clocks[d->out->clock_count] = law_read_clock(d->r, n);
        law_check_double(d->r, n, d->clocks, d->out->clock_count, sizeof *d->clocks);
        d->out->clock_count++;
    }
}

static struct law_state read_state(struct draft *d, const struct law_node *row) {
    static const char *const PHASES[] = {
        "intake",         "examination",         "with_bkn",  "with_ppk", "done_sanction",
        "done_no_breach", "done_not_registered", "done_other"};
    struct law_reader *r = d->r;
    if (!law_keys(r, row, "id label reporter phase terminal? waits_for?"))
        return (struct law_state){0};
    struct law_state s = {
        .id = law_read_id(r, row, "id"),
        .label = law_read_text(r, row, "label"),
        .reporter = law_read_text(r, row, "reporter"),
        .phase = (enum law_phase)law_read_word(r, row, "phase",
                                               (struct law_words){PHASES, COUNT_OF(PHASES)}),
        .terminal = law_read_bool(r, row, "terminal"),
        .waits_for = law_read_office(r, row, "waits_for", d->offices),
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
    if (law_get(row, "phase") && s.terminal != done)
        law_fault(r, row->line,
                  "state \"%.*s\": a terminal state has a phase that begins with "
                  "done_, any other has not",
                  STR_ARG(s.id));
    return s;
}

static void read_states(struct draft *d, const struct law_node *root) {
    struct law_rows rows = law_read_rows(d->r, root, "states", 1);
    d->states = NEW(d->r->a, struct law_state, rows.count);
    d->lines = NEW(d->r->scratch, int, rows.count);
    d->out->states = d->states;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        d->states[d->out->state_count] = read_state(d, n);
        d->lines[d->out->state_count] = n->line;
        law_check_double(d->r, n, d->states, d->out->state_count, sizeof *d->states);
        d->out->state_count++;
    }
}

static const struct law_state *state_named(struct draft *d, const struct law_node *n) {
    const struct law_state *s = law_state(d->out, n->value);
    struct str shown = law_shown(n->value);
    if (!s || n->kind != LAW_SCALAR)
        law_fault(d->r, n->line, "unknown state \"%.*s\"", STR_ARG(shown));
    return s;
}

static const struct law_clock *clock_named(struct draft *d, const struct law_node *n) {
    const struct law_clock *c = law_clock(d->out, n->value);
    struct str shown = law_shown(n->value);
    if (!c || n->kind != LAW_SCALAR)
        law_fault(d->r, n->line, "unknown clock \"%.*s\"", STR_ARG(shown));
    return c;
}

static void check_fact(struct draft *d, const struct law_node *row, struct str fact) {
    for (size_t i = 0; i < COUNT_OF(FACTS); i++)
        if (str_equal(fact, str_from_c(FACTS[i])))
            return;
    law_fault(d->r, row->line, "unknown fact \"%.*s\"; known: known_on, received_on, registered_on",
              STR_ARG(fact));
}

static void check_date_field(struct draft *d, const struct law_node *row,
                             const struct law_step *step, struct str name) {
    for (size_t i = 0; step && i < step->field_count; i++)
        if (str_equal(step->fields[i].name, name)) {
            if (step->fields[i].type != LAW_F_DATE || !step->fields[i].required)
                law_fault(d->r, row->line,
                          "field \"%.*s\" starts a clock: it must be a required "
                          "date",
                          STR_ARG(name));
            return;
        }
    law_fault(d->r, row->line, "unknown field \"%.*s\" of this step", STR_ARG(name));
}

/* The clocks that a receipt or an outcome starts; step is NULL for a receipt. */
static size_t read_starts(struct draft *d, const struct law_node *parent,
                          const struct law_step *step, const struct law_clock_start **ret) {
    struct law_rows rows = law_read_rows(d->r, parent, "starts", 1);
    struct law_clock_start *list = NEW(d->r->a, struct law_clock_start, rows.count);
    size_t count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(d->r, n, "clock field? fact?"))
            continue;
        struct law_clock_start *s = &list[count++];
        const struct law_node *clock = law_get(n, "clock");
        s->clock = clock ? clock_named(d, clock) : NULL;
        if (law_get(n, "fact")) {
            s->from = LAW_FROM_FACT;
            s->name = law_read_id(d->r, n, "fact");
            check_fact(d, n, s->name);
        } else if (law_get(n, "field")) {
            s->from = LAW_FROM_FIELD;
            s->name = law_read_id(d->r, n, "field");
            check_date_field(d, n, step, s->name);
        }
        if (law_get(n, "fact") && law_get(n, "field"))
            law_fault(d->r, n->line, "a clock counts from a fact or from a field, not from both");
    }
    *ret = list;
    return count;
}

static void read_stops(struct draft *d, const struct law_node *row, struct law_outcome *ret) {
    struct law_rows rows = law_read_rows(d->r, row, "stops", 1);
    const struct law_clock **list = NEW(d->r->a, const struct law_clock *, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next)
        list[ret->stop_count++] = clock_named(d, n);
    ret->stops = list;
}

static struct law_outcome read_outcome(struct draft *d, const struct law_node *row,
                                       const struct law_step *step) {
    struct law_reader *r = d->r;
    if (!law_keys(r, row, "value label to starts? stops? hand_to? registers?"))
        return (struct law_outcome){0};
    const struct law_node *to = law_get(row, "to");
    struct law_outcome o = {
        .value = law_read_id(r, row, "value"),
        .label = law_read_text(r, row, "label"),
        .to = to ? state_named(d, to) : NULL,
        .hand_to = law_read_office(r, row, "hand_to", d->offices),
        .registers = law_read_bool(r, row, "registers"),
    };
    o.start_count = read_starts(d, row, step, &o.starts);
    read_stops(d, row, &o);
    return o;
}

static void read_options(struct draft *d, const struct law_node *row, struct law_field *ret) {
    struct law_rows rows = law_read_rows(d->r, row, "options", 2);
    struct law_option *list = NEW(d->r->a, struct law_option, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(d->r, n, "value label"))
            continue;
        list[ret->option_count] =
            (struct law_option){law_read_id(d->r, n, "value"), law_read_text(d->r, n, "label")};
        law_check_double(d->r, n, list, ret->option_count, sizeof *list);
        ret->option_count++;
    }
    ret->options = list;
}

static struct law_field read_field(struct draft *d, const struct law_node *row) {
    static const char *const TYPES[] = {"text", "date", "datetime", "bool", "int", "list"};
    struct law_reader *r = d->r;
    if (!law_keys(r, row, "name type label required? multiple? max_len? options?"))
        return (struct law_field){0};
    struct law_field f = {
        .name = law_read_id(r, row, "name"),
        .type = (enum law_field_type)law_read_word(r, row, "type",
                                                   (struct law_words){TYPES, COUNT_OF(TYPES)}),
        .label = law_read_text(r, row, "label"),
        .required = law_read_bool(r, row, "required"),
        .multiple = law_read_bool(r, row, "multiple"),
        .max_len = law_read_int(r, row, "max_len", LAW_TEXT_MAX),
    };
    read_options(d, row, &f);
    if ((f.type == LAW_F_LIST) != (law_get(row, "options") != NULL))
        law_fault(r, row->line, "a field has options if and only if its type is list");
    if (f.multiple && f.type != LAW_F_LIST)
        law_fault(r, row->line, "only a list can be multiple");
    if (f.max_len && f.type != LAW_F_TEXT)
        law_fault(r, row->line, "only a text has max_len");
    if (str_equal(f.name, STR("outcome")))
        law_fault(r, row->line,
                  "\"outcome\" names the choice between outcomes; call the field "
                  "something else");
    return f;
}

static void read_fields(struct draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "fields", 1);
    struct law_field *list = NEW(d->r->a, struct law_field, rows.count);
    step->fields = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[step->field_count] = read_field(d, n);
        law_check_double(d->r, n, list, step->field_count, sizeof *list);
        step->field_count++;
    }
}

static void read_outcomes(struct draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "outcomes", 1);
    struct law_outcome *list = NEW(d->r->a, struct law_outcome, rows.count);
    step->outcomes = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[step->outcome_count] = read_outcome(d, n, step);
        law_check_double(d->r, n, list, step->outcome_count, sizeof *list);
        step->outcome_count++;
    }
}

static void read_from(struct draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "from", 1);
    const struct law_state **list = NEW(d->r->a, const struct law_state *, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        const struct law_state *s = state_named(d, n);
        if (s && s->terminal)
            law_fault(d->r, n->line, "no step leaves the terminal state \"%.*s\"", STR_ARG(s->id));
        if (s)
            list[step->from_count++] = s;
    }
    step->from = list;
}

static void read_needs(struct draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "needs", 1);
    const struct law_step **list = NEW(d->r->a, const struct law_step *, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        const struct law_step *s = law_step(d->out, n->value);
        struct str shown = law_shown(n->value);
        if (!s || s == step)
            law_fault(d->r, n->line, "needs \"%.*s\", which is not another step's name",
                      STR_ARG(shown));
        else
            list[step->need_count++] = s;
    }
    step->needs = list;
}

static void read_step(struct draft *d, const struct law_node *row, struct law_step *step) {
    static const char *const ROLES[] = {"officer", "head", "custodian"};
    struct law_reader *r = d->r;
    if (!law_keys(r, row,
                  "id name label actor role document? from needs? after? fields? outcomes "
                  "cite"))
        return;
    size_t role = law_read_word(r, row, "role", (struct law_words){ROLES, COUNT_OF(ROLES)});
    step->id = law_read_id(r, row, "id");
    step->label = law_read_text(r, row, "label");
    step->actor = law_read_office(r, row, "actor", d->offices);
    step->role = str_from_c(ROLES[role]);
    step->document = law_read_str(r, row, "document");
    step->cite = law_read_cite(r, row);
    step->file = arena_str(r->a, r->file);
    step->line = row->line;
    if (str_equal(step->actor, STR("reporter")))
        law_fault(r, row->line, "a step is taken by an office; record what the reporter does");
    const struct law_node *after = law_get(row, "after");
    step->after = after ? clock_named(d, after) : NULL;
    read_from(d, row, step);
    read_needs(d, row, step);
    read_fields(d, row, step);
    read_outcomes(d, row, step);
}

static void read_steps(struct draft *d, const struct law_node *root) {
    struct law_rows rows = law_read_rows(d->r, root, "steps", 1);
    size_t i = 0;
    d->steps = NEW(d->r->a, struct law_step, rows.count);
    d->out->steps = d->steps;
    for (const struct law_node *n = rows.first; n; n = n->next, i++) {
        const struct law_node *name = law_get(n, "name");
        struct law_step *s = &d->steps[d->out->step_count++];
        s->name = law_read_id(d->r, n, "name");
        for (size_t k = 0; name && s->name.len && k < i; k++)
            if (str_equal(d->steps[k].name, s->name))
                law_fault(d->r, name->line, "\"%.*s\" stands here twice", STR_ARG(s->name));
    }
    i = 0;
    for (const struct law_node *n = rows.first; n; n = n->next)
        read_step(d, n, &d->steps[i++]);
}

static void read_requirements(struct draft *d, const struct law_node *root) {
    static const char *const KINDS[] = {"formal", "material"};
    struct law_rows rows = law_read_rows(d->r, root, "requirements", 1);
    struct law_requirement *list = NEW(d->r->a, struct law_requirement, rows.count);
    d->out->requirements = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(d->r, n, "id field kind text cite"))
            continue;
        list[d->out->requirement_count] = (struct law_requirement){
            law_read_id(d->r, n, "id"),
            law_read_id(d->r, n, "field"),
            law_read_word(d->r, n, "kind", (struct law_words){KINDS, COUNT_OF(KINDS)}) == 0,
            law_read_text(d->r, n, "text"),
            law_read_cite(d->r, n),
            n->line,
            arena_str(d->r->a, d->r->file)};
        law_check_double(d->r, n, list, d->out->requirement_count, sizeof *list);
        d->out->requirement_count++;
    }
}

static void read_entry(struct draft *d, const struct law_node *root) {
    const struct law_node *entry = law_get(root, "entry"), *n;
    if (!entry || !law_keys(d->r, entry, "report tip report_window starts"))
        return;
    if ((n = law_get(entry, "report")))
        d->out->entry_report = state_named(d, n);
    if ((n = law_get(entry, "tip")))
        d->out->entry_tip = state_named(d, n);
    if ((n = law_get(entry, "report_window")))
        d->out->report_window = clock_named(d, n);
    d->out->entry_start_count = read_starts(d, entry, NULL, &d->out->entry_starts);
}

/* A pattern whose placeholders law_number knows. */
static struct str read_pattern(struct law_reader *r, const struct law_node *parent,
                               const char *key) {
    struct str pattern = law_read_str(r, parent, key), rest = pattern;
    bool numbered = false;
    enum { PATTERN_MAX = 120 };
    while (rest.len) {
        (void)str_cut(&rest, '{');
        if (!rest.len)
            break;
        struct str part = str_cut(&rest, '}'), name = str_cut(&part, ':');
        bool is_n = str_equal(name, STR("n"));
        bool known = is_n || str_equal(name, STR("region")) ||
                     str_equal(name, STR("roman_month")) || str_equal(name, STR("year"));
        bool width = part.len == 1 && part.ptr[0] >= '1' && part.ptr[0] <= '9';
        numbered = numbered || is_n;
        if (!known || (part.len && !(is_n && width)))
            law_fault(r, law_get(parent, key)->line,
                      "\"%s\" knows {n}, {n:1} to {n:9}, {region}, "
                      "{roman_month} and {year} only",
                      key);
    }
    if (pattern.len && (!numbered || pattern.len > PATTERN_MAX))
        law_fault(r, law_get(parent, key)->line, "\"%s\" must hold {n} and at most %d bytes", key,
                  PATTERN_MAX);
    return pattern;
}

static void read_numbers(struct draft *d, const struct law_node *root) {
    const struct law_node *n = law_get(root, "numbers");
    if (!n || !law_keys(d->r, n, "received registered cite"))
        return;
    d->out->numbers =
        (struct law_numbers){read_pattern(d->r, n, "received"), read_pattern(d->r, n, "registered"),
                             law_read_cite(d->r, n), n->line};
}

bool law_read_rulebook(struct law_reader *r, const struct law_node *root,
                       struct law_offices offices, struct law_rulebook *ret) {
    enum { VERSION_MAX = 9999 };
    struct draft d = {.r = r, .offices = offices, .out = ret};
    size_t faults = r->faults->count;
    if (!law_keys(r, root,
                  "regime version from to? entry numbers requirements clocks states "
                  "steps"))
        return false;
    ret->file = arena_str(r->a, r->file);
    ret->regime = law_read_id(r, root, "regime");
    ret->version = law_read_int(r, root, "version", VERSION_MAX);
    ret->from = law_read_date(r, root, "from");
    ret->to = law_get(root, "to") ? law_read_date(r, root, "to") : (struct date){INT32_MAX};
    if (ret->to.day < ret->from.day)
        law_fault(r, law_get(root, "to")->line, "\"to\" is before \"from\"");
    read_clocks(&d, root);
    read_states(&d, root);
    read_steps(&d, root);
    read_requirements(&d, root);
    read_numbers(&d, root);
    read_entry(&d, root);
    if (r->faults->count == faults) /* else the graph below is not whole */
        law_check_rulebook(r, ret, d.lines);
    return true;
}
