#include "flow/flow_internal.h"
#include "flow/rules.h"

/* What was found of a law and a record. */
struct flow_acceptance {
    struct arena *arena; /* holds this, too */
    struct flow_acceptance *next;
    struct hash law, record;
    struct flow_unaccepted found;
    bool broken; /* lines of the record are none */
};
static const size_t WORK_ARENA = (size_t)1 << 28, KEPT_ARENA = 16u << 20; /* all files as trees */

static struct law_entry entry_kept(struct arena *a, const struct law_entry *e) {
    return (struct law_entry){arena_str(a, e->file),
                              arena_str(a, e->name),
                              arena_str(a, e->version),
                              arena_str(a, e->hash),
                              e->line,
                              e->versioned};
}

static void keep(struct arena *a, const struct law_unaccepted_list *list,
                 struct flow_unaccepted *ret) {
    struct law_unaccepted *kept = NEW(a, struct law_unaccepted, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct law_unaccepted *x = &list->list[i];
        kept[i] = *x;
        if (x->entry) {
            struct law_entry *entry = NEW(a, struct law_entry, 1);
            *entry = entry_kept(a, x->entry);
            kept[i].entry = entry;
        }
        if (x->was) {
            struct law_acceptance *was = NEW(a, struct law_acceptance, 1);
            *was = (struct law_acceptance){entry_kept(a, &x->was->entry), x->was->on,
                                           arena_str(a, x->was->by)};
            kept[i].was = was;
        }
    }
    ret->list = kept;
    ret->count = list->count;
}

static void compare(const struct law *law, struct str text, struct flow_acceptance *kept) {
    struct arena *a = arena_new(WORK_ARENA);
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct law_reader r = {.a = a, .scratch = a, .faults = faults, .file = STR(LAW_ACCEPTED_FILE)};
    struct law_record record;
    kept->broken = !law_record_read(&r, text, &record);
    if (!kept->broken) {
        struct law_entries entries = law_entries_of(a, law->files);
        struct law_unaccepted_list list = law_record_compare(a, entries, &record);
        kept->found.entries = entries.count;
        keep(kept->arena, &list, &kept->found);
    }
    arena_free(a);
}

/* Whoever asks first compares, the others wait for it. */
static const struct flow_acceptance *acceptance(struct flow *flow, const struct law *law,
                                                struct str text) {
    struct hash record = hash_sha256(text);
    (void)pthread_mutex_lock(&flow->accepted.mutex);
    struct flow_acceptance *kept = flow->accepted.found;
    while (kept && !(hash_equal(&kept->law, &law->hash) && hash_equal(&kept->record, &record)))
        kept = kept->next;
    if (!kept) {
        struct arena *a = arena_new(KEPT_ARENA);
        kept = NEW(a, struct flow_acceptance, 1);
        *kept = (struct flow_acceptance){a, flow->accepted.found, law->hash, record, {0}, false};
        compare(law, text, kept);
        flow->accepted.found = kept;
    }
    (void)pthread_mutex_unlock(&flow->accepted.mutex);
    return kept;
}

struct err flow_unaccepted(struct flow *flow, struct flow_unaccepted *ret) {
    if (!flow->accepted.text)
        return ERR(ERR_MISSING, STR("record"));
    const struct flow_acceptance *kept = acceptance(flow, flow_law(flow), *flow->accepted.text);
    if (kept->broken)
        return ERR(ERR_CORRUPT, STR("record"));
    *ret = kept->found;
    return OK;
}

bool flow_acceptances_init(struct flow_acceptances *accepted, const struct str *text) {
    *accepted = (struct flow_acceptances){.text = text};
    return !pthread_mutex_init(&accepted->mutex, NULL);
}

void flow_acceptances_end(struct flow_acceptances *accepted) {
    for (struct flow_acceptance *found = accepted->found, *next; found; found = next) {
        next = found->next;
        arena_free(found->arena);
    }
    (void)pthread_mutex_destroy(&accepted->mutex);
}
