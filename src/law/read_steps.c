#include "law/draft.h"
#include "law/read_files.h"

/* Steps of a rulebook and its parts: first all names, since "needs" may name a later one. */

static const char *const FACTS[] = {"known_on", "received_on", "registered_on"};

static void check_fact(struct law_draft *d, const struct law_node *row, struct str fact) {
    for (size_t i = 0; i < COUNT_OF(FACTS); i++)
        if (str_equal(fact, str_from_c(FACTS[i])))
            return;
    law_fault(d->r, row->line, "unknown fact \"%.*s\"; known: known_on, received_on, registered_on",
              STR_ARG(fact));
}

static void check_date_field(struct law_draft *d, const struct law_node *row,
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
size_t law_draft_starts(struct law_draft *d, const struct law_node *parent,
                        const struct law_step *step, const struct law_clock_start **ret) {
    struct law_rows rows = law_read_rows(d->r, parent, "starts", 1);
    struct law_clock_start *list = NEW(d->r->a, struct law_clock_start, rows.count);
    size_t count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(d->r, n, "clock field? fact?"))
            continue;
        struct law_clock_start *s = &list[count++];
        const struct law_node *clock = law_get(n, "clock");
        s->clock = clock ? law_draft_clock(d, clock) : NULL;
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

/* Clocks that a list under key names. */
static struct law_clocks read_clock_list(struct law_draft *d, const struct law_node *row,
                                         const char *key) {
    struct law_rows rows = law_read_rows(d->r, row, key, 1);
    const struct law_clock **list = NEW(d->r->a, const struct law_clock *, rows.count);
    struct law_clocks ret = {list, 0};
    for (const struct law_node *n = rows.first; n; n = n->next) {
        const struct law_clock *clock = law_draft_clock(d, n);
        if (clock)
            list[ret.count++] = clock;
    }
    return ret;
}

/* Procedures may open one that is read later: who is mentioned where is kept until all are. */
static struct law_words_list read_opens(struct law_draft *d, const struct law_node *row) {
    struct law_words_list opens = law_read_ids(d->r, row, "opens", 1);
    const struct law_node *list = law_get(row, "opens"), *n = list ? list->first : NULL;
    for (; n && n->kind == LAW_SCALAR; n = n->next) {
        struct law_mention *m = NEW(d->r->scratch, struct law_mention, 1);
        *m = (struct law_mention){arena_str(d->r->scratch, n->value), d->r->file, n->line,
                                  d->procedures->opened};
        d->procedures->opened = m;
    }
    if (list && d->out->kind == LAW_OPENED)
        law_fault(d->r, list->line,
                  "a procedure that is opened itself opens no other: it must end");
    return opens;
}

/* Some punishments are no rung of any ladder: the law ends a candidacy and names no tier. */
static enum law_decides read_decides(struct law_reader *r, const struct law_node *row, bool tiers) {
    enum { SANCTION, NO_BREACH, WITHOUT_TIER };
    static const char *const WORDS[] = {"sanction", "no_breach", "sanction_without_tier"};
    if (!law_get(row, "decides"))
        return LAW_DECIDES_NOTHING;
    size_t word = law_read_word(r, row, "decides", (struct law_words){WORDS, COUNT_OF(WORDS)});
    if (tiers && word != SANCTION)
        law_fault(r, row->line,
                  "\"decides: %s\" imposes no tier: leave \"tiers\" out, or correct \"decides\"",
                  WORDS[word]);
    if (!tiers && word == SANCTION)
        law_fault(
            r, row->line,
            "what decides: sanction imposes stands in \"tiers\"; where the law has no tier for "
            "it, it decides: sanction_without_tier");
    return word == NO_BREACH ? LAW_DECIDES_NO_BREACH : LAW_DECIDES_SANCTION;
}

static struct law_outcome read_outcome(struct law_draft *d, const struct law_node *row,
                                       const struct law_step *step) {
    struct law_reader *r = d->r;
    if (!law_keys(r, row,
                  "value label to starts? stops? suspends? resumes? hand_to? opens? registers? "
                  "tracks? tiers? decides?"))
        return (struct law_outcome){0};
    const struct law_node *to = law_get(row, "to");
    struct law_clocks stops = read_clock_list(d, row, "stops");
    struct law_outcome o = {
        .value = law_read_id(r, row, "value"),
        .label = law_read_text(r, row, "label"),
        .to = to ? law_draft_state(d, to) : NULL,
        .stops = stops.list,
        .stop_count = stops.count,
        .suspends = read_clock_list(d, row, "suspends"),
        .resumes = read_clock_list(d, row, "resumes"),
        .hand_to = law_read_office(r, row, "hand_to", d->offices),
        .opens = read_opens(d, row),
        .registers = law_read_bool(r, row, "registers"),
        .tracks = law_read_tracks(r, row),
        .tiers = law_read_ids(r, row, "tiers", 1),
    };
    o.decides = read_decides(r, row, o.tiers.count > 0);
    o.start_count = law_draft_starts(d, row, step, &o.starts);
    if (o.tiers.count && !o.tracks)
        law_fault(r, row->line, "a tier is a rung of a branch of law: \"tracks\" names it");
    return o;
}

static void read_options(struct law_reader *r, const struct law_node *row, struct law_field *ret) {
    struct law_rows rows = law_read_rows(r, row, "options", 2);
    struct law_option *list = NEW(r->a, struct law_option, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(r, n, "value label"))
            continue;
        list[ret->option_count] =
            (struct law_option){law_read_id(r, n, "value"), law_read_text(r, n, "label")};
        law_check_double(r, n, list, ret->option_count, sizeof *list);
        ret->option_count++;
    }
    ret->options = list;
}

static struct law_field read_field(struct law_reader *r, const struct law_node *row) {
    static const char *const TYPES[] = {"text", "date", "datetime", "bool", "int", "list"};
    if (!law_keys(r, row, "name type label required? departs? multiple? max_len? options?"))
        return (struct law_field){0};
    struct law_field f = {
        .name = law_read_id(r, row, "name"),
        .type = (enum law_field_type)law_read_word(r, row, "type",
                                                   (struct law_words){TYPES, COUNT_OF(TYPES)}),
        .label = law_read_text(r, row, "label"),
        .required = law_read_bool(r, row, "required"),
        .departs = law_read_bool(r, row, "departs"),
        .multiple = law_read_bool(r, row, "multiple"),
        .max_len = law_read_int(r, row, "max_len", LAW_TEXT_MAX),
    };
    read_options(r, row, &f);
    if ((f.type == LAW_F_LIST) != (law_get(row, "options") != NULL))
        law_fault(r, row->line, "a field has options if and only if its type is list");
    if (f.multiple && f.type != LAW_F_LIST)
        law_fault(r, row->line, "only a list can be multiple");
    if (f.max_len && f.type != LAW_F_TEXT)
        law_fault(r, row->line, "only a text has max_len");
    if (f.departs && (f.type != LAW_F_TEXT || f.required))
        law_fault(r, row->line,
                  "departs: true asks for a text that is not required: it is, once the choice "
                  "departs from what is proposed");
    if (str_equal(f.name, STR("outcome")))
        law_fault(r, row->line,
                  "\"outcome\" names the choice between outcomes; call the field "
                  "something else");
    return f;
}

void law_read_fields(struct law_reader *r, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(r, row, "fields", 1);
    struct law_field *list = NEW(r->a, struct law_field, rows.count);
    step->fields = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[step->field_count] = read_field(r, n);
        law_check_double(r, n, list, step->field_count, sizeof *list);
        step->field_count++;
    }
}

static void read_outcomes(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "outcomes", 1);
    struct law_outcome *list = NEW(d->r->a, struct law_outcome, rows.count);
    step->outcomes = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        list[step->outcome_count] = read_outcome(d, n, step);
        law_check_double(d->r, n, list, step->outcome_count, sizeof *list);
        step->outcome_count++;
    }
}

/* A set of outcomes makes sense only where one of them opens something beside the others. */
static void check_several(struct law_draft *d, const struct law_node *row,
                          const struct law_step *step) {
    bool opens = false;
    for (size_t i = 0; i < step->outcome_count; i++)
        opens = opens || step->outcomes[i].opens.count;
    if (step->several && (step->outcome_count < 2 || !opens))
        law_fault(d->r, row->line,
                  "several: true asks for two outcomes or more, one of which opens a procedure");
}

/* Who is left behind stays in the state that the step leaves: one that leads nowhere parts nobody.
 * Of a state that dangles nobody knows where it is. */
static void check_by_person(struct law_draft *d, const struct law_node *row,
                            const struct law_step *step) {
    bool leads = !step->from_count;
    for (size_t i = 0; i < step->outcome_count; i++)
        for (size_t n = 0; n < step->from_count; n++)
            leads = leads || step->outcomes[i].to != step->from[n];
    if (step->by_person && !leads)
        law_fault(d->r, row->line,
                  "by_person: true asks for an outcome that leads to another state");
}

static void read_from(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "from", 1);
    const struct law_state **list = NEW(d->r->a, const struct law_state *, rows.count);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        const struct law_state *s = law_draft_state(d, n);
        if (s && s->terminal && !step->during)
            law_fault(d->r, n->line, "no step leaves the terminal state \"%.*s\"", STR_ARG(s->id));
        if (s)
            list[step->from_count++] = s;
    }
    step->from = list;
}

/* The other steps that a step's key names. */
static const struct law_step *const *read_others(struct law_draft *d, const struct law_node *row,
                                                 const char *key, size_t *ret_count) {
    struct law_rows rows = law_read_rows(d->r, row, key, 1);
    const struct law_step **list = NEW(d->r->a, const struct law_step *, rows.count);
    const struct law_step *step = law_step(d->out, law_read_id(d->r, row, "name"));
    for (const struct law_node *n = rows.first; n; n = n->next) {
        const struct law_step *s = law_step(d->out, n->value);
        struct str shown = law_shown(n->value);
        if (!s || s == step)
            law_fault(d->r, n->line, "%s \"%.*s\", which is not another step's name", key,
                      STR_ARG(shown));
        else
            list[(*ret_count)++] = s;
    }
    return list;
}

/* What must have been taken before, and what must not. */
static void read_needs(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    step->needs = read_others(d, row, "needs", &step->need_count);
    step->unless = read_others(d, row, "unless", &step->unless_count);
    for (size_t i = 0; i < step->need_count; i++)
        if (law_step_barred(step, step->needs[i]))
            law_fault(d->r, row->line, "\"%.*s\" cannot both be needed and bar the step",
                      STR_ARG(step->needs[i]->name));
}

/* The classes of reported persons that a step is for. */
static void read_subjects(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    step->subjects = law_read_ids(d->r, row, "subjects", 1);
    for (size_t i = 0; i < step->subjects.count; i++)
        if (!law_subject_class(d->r->law, step->subjects.list[i]))
            law_fault(d->r, law_get(row, "subjects")->line,
                      "unknown class \"%.*s\"; classes are rows of subjects.yaml",
                      STR_ARG(step->subjects.list[i]));
}

/* Rows of the statute that have no step of their own: this one records them. */
static void read_also(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    struct law_rows rows = law_read_rows(d->r, row, "also", 1);
    struct law_also *list = NEW(d->r->a, struct law_also, rows.count);
    step->also = list;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(d->r, n, "id label cite"))
            continue;
        list[step->also_count] = (struct law_also){.id = law_read_id(d->r, n, "id"),
                                                   .label = law_read_text(d->r, n, "label"),
                                                   .cite = law_read_cite(d->r, n),
                                                   .line = n->line};
        law_check_double(d->r, n, list, step->also_count, sizeof *list);
        if (str_equal(list[step->also_count].id, step->id))
            law_fault(d->r, n->line, "\"%.*s\" is this step's own row", STR_ARG(step->id));
        step->also_count++;
    }
}

/* How often the law lets it be taken. */
static void read_times(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    const struct law_node *times = law_get(row, "times");
    if (!times || !law_keys(d->r, times, "n cite"))
        return;
    step->times = law_read_int(d->r, times, "n", LAW_TIMES_MAX);
    step->times_cite = law_read_cite(d->r, times);
}

static struct str read_document(struct law_draft *d, const struct law_node *row) {
    struct str id = law_read_id(d->r, row, "document");
    if (id.len && !law_letter(d->r->law, id))
        law_fault(d->r, law_get(row, "document")->line,
                  "unknown form \"%.*s\"; forms are rows of letters.yaml", STR_ARG(id));
    return id;
}

enum { VERSION_MAX = 9999 };

static void read_step(struct law_draft *d, const struct law_node *row, struct law_step *step) {
    static const char *const ROLES[] = {"officer", "head", "custodian"};
    struct law_reader *r = d->r;
    if (!law_keys(r, row,
                  "id version? name label actor on_behalf? role document? subjects? from needs? "
                  "unless? after? while? times? several? by_person? also? fields? outcomes cite"))
        return;
    size_t role = law_read_word(r, row, "role", (struct law_words){ROLES, COUNT_OF(ROLES)});
    step->id = law_read_id(r, row, "id");
    step->version = law_get(row, "version") ? law_read_int(r, row, "version", VERSION_MAX) : 0;
    step->label = law_read_text(r, row, "label");
    step->actor = law_read_office(r, row, "actor", d->offices);
    const struct law_node *behalf = law_get(row, "on_behalf");
    step->on_awaited = behalf && str_equal(behalf->value, STR("awaited"));
    if (!step->on_awaited)
        step->on_behalf = law_read_office(r, row, "on_behalf", d->offices);
    step->role = str_from_c(ROLES[role]);
    step->document = read_document(d, row);
    step->several = law_read_bool(r, row, "several");
    step->by_person = law_read_bool(r, row, "by_person");
    step->cite = law_read_cite(r, row);
    step->file = r->file;
    step->line = row->line;
    if (str_equal(step->actor, STR("reporter")))
        law_fault(r, row->line, "a step is taken by an office; record what the reporter does");
    const struct law_node *after = law_get(row, "after");
    step->after = after ? law_draft_clock(d, after) : NULL;
    const struct law_node *during = law_get(row, "while");
    step->during = during ? law_draft_clock(d, during) : NULL;
    if (step->after && step->after == step->during)
        law_fault(r, row->line, "a clock cannot both run and have run out: after, or while");
    read_also(d, row, step);
    read_times(d, row, step);
    read_subjects(d, row, step);
    read_from(d, row, step);
    read_needs(d, row, step);
    law_read_fields(d->r, row, step);
    read_outcomes(d, row, step);
    check_several(d, row, step);
    check_by_person(d, row, step);
    law_check_step_words(r, step);
}

static void read_name(struct law_draft *d, const struct law_node *row) {
    const struct law_node *name = law_get(row, "name");
    struct str id = law_read_id(d->r, row, "name");
    for (size_t k = 0; name && id.len && k < d->out->step_count; k++)
        if (str_equal(d->steps[k].name, id))
            law_fault(d->r, name->line, "\"%.*s\" stands here twice", STR_ARG(id));
    d->steps[d->out->step_count++].name = id;
}

void law_draft_steps(struct law_draft *d) {
    size_t at = 0;
    d->steps = NEW(d->r->a, struct law_step, law_draft_rows(d, "steps"));
    d->out->steps = d->steps;
    for (size_t i = 0; i < d->file_count; i++) {
        law_draft_turn_to(d, &d->files[i]);
        struct law_rows rows = law_read_rows(d->r, d->files[i].root, "steps", 1);
        for (const struct law_node *n = rows.first; n; n = n->next)
            read_name(d, n);
    }
    for (size_t i = 0; i < d->file_count; i++) {
        law_draft_turn_to(d, &d->files[i]);
        struct law_rows rows = law_read_rows(d->r, d->files[i].root, "steps", 1);
        for (const struct law_node *n = rows.first; n; n = n->next)
            read_step(d, n, &d->steps[at++]);
    }
}
