/* The text of one rules file, read as each kind of file: whatever it holds, reading ends, every
 * fault has a text, and a rulebook that is taken is whole. */
#include "fuzz.h"
#include "law/read_files.h"

static void check_rulebook(const struct law_rulebook *r) {
    bool opened = r->kind == LAW_OPENED;
    must(r->state_count && r->step_count);
    must(opened ? r->entry_opened != NULL : r->entry_report && r->entry_tip && r->report_window);
    for (size_t i = 0; i < r->state_count; i++)
        must(r->states[i].terminal || r->states[i].waits_for.len); /* I5 */
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        must(s->actor.len && s->cite.text.len && s->from_count && s->outcome_count);
        for (size_t k = 0; k < s->outcome_count; k++) {
            must(s->outcomes[k].to != NULL);
            for (size_t c = 0; c < s->outcomes[k].start_count; c++)
                must(s->outcomes[k].starts[c].clock != NULL);
        }
    }
    for (size_t i = 0; i < r->clock_count; i++)
        must(r->clocks[i].n >= 1);
}

typedef void read_into(struct law_reader *r, const struct law_node *root, struct law *ret);
/* Readers that put what they read into the law: a new kind of file is one line. */
static read_into *const READERS[] = {
    law_read_classes,   law_read_clocks,   law_read_offices,    law_read_authorities,
    law_read_letters,   law_read_windows,  law_read_penalties,  law_read_sanctions,
    law_read_imposers,  law_read_siasn,    law_read_principles, law_read_instruments,
    law_read_questions, law_read_duties,   law_read_pledge,     law_read_terms,
    law_read_sources,   law_read_examples, law_read_takeovers,
};
/* The same for folders whose files name each other. */
typedef void read_folder(struct law_reader *r, struct law_trees files, struct law *ret);
static read_folder *const FOLDERS[] = {law_read_acts, law_read_topics};

static void read_all(struct law_reader *r, const struct law_node *root, struct law *law) {
    struct law_rulebook rules = {0};
    struct law_procedures procedures = {0};
    struct law_election election;
    struct law_year year = {0};
    bool read = law_read_rulebook(r, root, &procedures, &rules);
    if (read && !r->faults->count)
        check_rulebook(&rules);
    r->faults->count = 0;
    if (law_read_year(r, root, &year) && !r->faults->count)
        must(year.count > 0);
    (void)law_read_election(r, root, &election);
    const struct law_tree tree = {root, r->file};
    for (size_t i = 0; i < COUNT_OF(FOLDERS); i++)
        FOLDERS[i](r, (struct law_trees){&tree, 1}, law);
    for (size_t i = 0; i < COUNT_OF(READERS); i++)
        READERS[i](r, root, law);
    law_check(r, law);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static struct law_faults faults;
    static const struct law_office OFFICES[] = {{STR_INIT("bawaslu"), {{0}, {0}}},
                                                {STR_INIT("reporter"), {{0}, {0}}}};
    if (len > LAW_FILE_MAX)
        return 0; /* refused before it is read as YAML */
    faults.count = faults.more = 0;
    struct arena *a = arena_new(LAW_ARENA_CAP), *scratch = arena_new(LAW_ARENA_CAP);
    struct law law = {.offices = OFFICES, .office_count = COUNT_OF(OFFICES)};
    struct law_reader r = {.a = a,
                           .scratch = scratch,
                           .faults = &faults,
                           .file = STR("fuzz.yaml"),
                           .law = &law,
                           .checking = true};
    const struct law_node *root =
        law_tree_read(&r, (struct str){.ptr = (const char *)bytes, .len = len});
    must(root || faults.count);
    if (root)
        read_all(&r, root, &law);
    for (size_t i = 0; i < faults.count; i++)
        must(faults.list[i].text.len && str_is_utf8(faults.list[i].text));
    arena_free(scratch);
    arena_free(a);
    return 0;
}
