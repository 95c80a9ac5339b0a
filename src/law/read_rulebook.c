#include "law/draft.h"

#include <string.h>

/* A rulebook's head, and the order in which it and its parts are read. References are resolved at
 * once, so that a fault can give the line that dangles. */

enum { PARTS_MAX = 24, VERSION_MAX = 9999 };

static void read_requirements(struct law_draft *d, const struct law_node *root) {
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
            d->out->file};
        law_check_double(d->r, n, list, d->out->requirement_count, sizeof *list);
        d->out->requirement_count++;
    }
}

/* The state under key, where it is given. */
static const struct law_state *entry_state(struct law_draft *d, const struct law_node *entry,
                                           const char *key) {
    const struct law_node *n = law_get(entry, key);
    const struct law_state *state = n ? law_draft_state(d, n) : NULL;
    if (state && state->terminal)
        law_fault(d->r, n->line, "a new case cannot enter at a terminal state");
    return state;
}

static void read_entry(struct law_draft *d, const struct law_node *root) {
    bool opened = d->out->kind == LAW_OPENED;
    const struct law_node *entry = law_get(root, "entry"), *n;
    if (!entry ||
        !law_keys(d->r, entry,
                  opened ? "opened starts?" : "report tip complaint? report_window starts"))
        return;
    d->out->entry_report = entry_state(d, entry, "report");
    d->out->entry_tip = entry_state(d, entry, "tip");
    d->out->entry_complaint = entry_state(d, entry, "complaint");
    d->out->entry_opened = entry_state(d, entry, "opened");
    if ((n = law_get(entry, "report_window")))
        d->out->report_window = law_draft_clock(d, n);
    d->out->entry_start_count = law_draft_starts(d, entry, NULL, &d->out->entry_starts);
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
        bool known = is_n || str_equal(name, STR("region")) || str_equal(name, STR("level")) ||
                     str_equal(name, STR("roman_month")) || str_equal(name, STR("year"));
        bool width = part.len == 1 && part.ptr[0] >= '1' && part.ptr[0] <= '9';
        numbered = numbered || is_n;
        if (!known || (part.len && !(is_n && width)))
            law_fault(r, law_get(parent, key)->line,
                      "\"%s\" knows {n}, {n:1} to {n:9}, {region}, {level}, "
                      "{roman_month} and {year} only",
                      key);
    }
    if (pattern.len && (!numbered || pattern.len > PATTERN_MAX))
        law_fault(r, law_get(parent, key)->line, "\"%s\" must hold {n} and at most %d bytes", key,
                  PATTERN_MAX);
    return pattern;
}

static void read_numbers(struct law_draft *d, const struct law_node *root) {
    const struct law_node *n = law_get(root, "numbers");
    if (!n || !law_keys(d->r, n, "received registered cite"))
        return;
    d->out->numbers =
        (struct law_numbers){read_pattern(d->r, n, "received"), read_pattern(d->r, n, "registered"),
                             law_read_cite(d->r, n), n->line};
}

static struct law_part *part_named(struct law_procedures *procedures, struct str name) {
    for (size_t i = 0; i < procedures->part_count; i++)
        if (str_equal(procedures->parts[i].name, name))
            return &procedures->parts[i];
    return NULL;
}

/* Without a label a part is called by its name. Its own file is at fault, not the rulebook's. */
static struct law_text part_label(struct law_reader *r, const struct law_part *part) {
    struct str file = r->file;
    r->file = part->file;
    struct law_text label = law_read_text(r, part->root, "label");
    r->file = file;
    struct str name = arena_str(r->a, part->name);
    return label.id.len ? label : (struct law_text){name, name};
}

/* The rulebook itself, and the parts that it names behind it. Its hash takes in theirs. */
static void gather_files(struct law_draft *d, const struct law_node *root) {
    struct law_draft_file *files = NEW(d->r->scratch, struct law_draft_file, PARTS_MAX + 1);
    struct law_words_list names = law_read_ids(d->r, root, "parts", 1);
    struct law_section *sections = NEW(d->r->a, struct law_section, PARTS_MAX + 1);
    d->files = files;
    d->out->sections.list = sections;
    d->out->parts = names;
    files[d->file_count++] = (struct law_draft_file){root, d->out->file};
    if (names.count > PARTS_MAX)
        law_fault(d->r, law_get(root, "parts")->line, "more than %d parts", PARTS_MAX);
    for (size_t i = 0; i < names.count && i < PARTS_MAX; i++) {
        struct law_part *part = part_named(d->procedures, names.list[i]);
        bool twice = false;
        for (size_t k = 0; k < i; k++)
            twice = twice || str_equal(names.list[k], names.list[i]);
        if (!part || twice) {
            law_fault(d->r, law_get(root, "parts")->line,
                      twice ? "the part \"%.*s\" is named twice" : "no part \"%.*s\" in parts/",
                      STR_ARG(names.list[i]));
            d->r->muted = d->r->muted || !part; /* its rows are missing */
            continue;
        }
        part->used = true;
        files[d->file_count++] = (struct law_draft_file){part->root, part->file};
        sections[d->out->sections.count++] = (struct law_section){
            part->name, arena_str(d->r->a, part->file), part_label(d->r, part)};
        d->out->hash = law_hash_chain(d->r->scratch, &d->out->hash, &part->hash);
    }
}

struct str law_read_part_name(struct law_reader *r, const struct law_node *root) {
    if (!law_keys(r, root, "part label? clocks? states? steps?"))
        return (struct str){0};
    return law_read_id(r, root, "part");
}

static bool read_head(struct law_reader *r, const struct law_node *root, struct law_rulebook *ret) {
    static const char *const KINDS[] = {"takes_reports", "opened"};
    const struct law_node *kind = law_get(root, "kind");
    bool opened = kind && str_equal(kind->value, STR("opened"));
    if (!law_keys(r, root,
                  opened ? "regime label kind version from to? parts? entry clocks? states? steps?"
                         : "regime label kind version from to? parts? entry numbers requirements "
                           "clocks states steps"))
        return false;
    ret->file = arena_str(r->a, r->file);
    ret->regime = law_read_id(r, root, "regime");
    ret->label = law_read_text(r, root, "label");
    ret->kind = (enum law_procedure_kind)law_read_word(r, root, "kind",
                                                       (struct law_words){KINDS, COUNT_OF(KINDS)});
    ret->version = law_read_int(r, root, "version", VERSION_MAX);
    ret->from_line = law_line(root, "from");
    ret->to_line = law_line(root, "to");
    ret->from = law_read_date(r, root, "from");
    ret->to = law_get(root, "to") ? law_read_date(r, root, "to") : (struct date){LAW_OPEN};
    if (ret->to.day < ret->from.day)
        law_fault(r, ret->to_line, "\"to\" is before \"from\"");
    return true;
}

bool law_read_rulebook(struct law_reader *r, const struct law_node *root,
                       struct law_procedures *procedures, struct law_rulebook *ret) {
    struct law_draft d = {.r = r,
                          .offices = {r->law->offices, r->law->office_count},
                          .out = ret,
                          .procedures = procedures};
    size_t told = r->told;
    if (!read_head(r, root, ret))
        return false;
    gather_files(&d, root);
    law_draft_clocks(&d);
    law_draft_states(&d);
    law_draft_steps(&d);
    law_draft_turn_to(&d, &d.files[0]);
    read_requirements(&d, root);
    read_numbers(&d, root);
    read_entry(&d, root);
    if (r->told == told && !r->checked) /* else the graph below is not whole */
        law_check_rulebook(r, ret);
    return true;
}
