#include "law/read_files.h"

/* The files of rules/acts: each a catalogue's head and its acts. Acts of all files stand in one
 * list, so that an id names one act, or versions of one. Twins and penal articles are named by id
 * and found when all acts are there. */
struct acts_file {
    struct law_usual usual;
    const struct law_catalogue *catalogue;
};

enum law_track law_read_track(struct law_reader *r, const struct law_node *row) {
    static const char *const TRACKS[LAW_TRACK_COUNT] = {"ethics",   "discipline",     "dismissal",
                                                        "criminal", "administrative", "village",
                                                        "military", "police",         "contract"};
    return (enum law_track)law_read_word(r, row, "track",
                                         (struct law_words){TRACKS, COUNT_OF(TRACKS)});
}

enum law_side law_read_side(struct law_reader *r, const struct law_node *row) {
    static const char *const SIDES[] = {"either", "before", "after"};
    return (enum law_side)law_read_word(r, row, "side", (struct law_words){SIDES, COUNT_OF(SIDES)});
}

/* An act has exactly one of: a rung, a penal article, a gap that says why neither is named. */
static void check_outcome(struct law_reader *r, const struct law_node *n,
                          const struct law_act *act) {
    bool tier = act->tier.len > 0, penal = law_get(n, "penalty") != NULL;
    if (tier + penal + (act->gap.en.len > 0) != 1)
        law_fault(r, n->line,
                  "an act has a tier, or a penalty, or a gap that says why it has neither");
    else if (penal != (act->track == LAW_CRIMINAL) && act->gap.en.len == 0)
        law_fault(r, n->line, "a penalty belongs to the track criminal, and a tier to another");
    if (act->row.span.from.day == INT32_MIN)
        law_fault(r, n->line, "an act, or its file, says from which day it is in force: \"from\"");
}

static struct law_act read_act(struct law_reader *r, const struct law_node *n,
                               const struct acts_file *file) {
    struct law_act act = {
        .row = law_read_row(r, n, &file->usual),
        .catalogue = file->catalogue,
        .label = law_read_text(r, n, "label"),
        .plain = law_read_text(r, n, "plain"),
        .asks = law_read_text(r, n, "asks"),
        .note = law_read_text(r, n, "note"),
        .track = law_read_track(r, n),
        .side = law_read_side(r, n),
        .stages = law_read_ids(r, n, "stages", 1),
        .subjects = law_read_ids(r, n, "subjects", 1),
        .tier = law_read_id(r, n, "tier"),
        .gap = law_read_text(r, n, "gap"),
    };
    check_outcome(r, n, &act);
    return act;
}

#define ACT_KEYS                                                                                   \
    LAW_ROW_KEYS " label plain asks? note? track side? stages? twin? subjects tier? penalty? gap?"

static size_t count_acts(struct law_trees files) {
    size_t count = 0;
    for (size_t i = 0; i < files.count; i++) {
        const struct law_node *acts = law_get(files.list[i].root, "acts");
        count += acts ? acts->count : 0;
    }
    return count;
}

/* What is filled while the files are read; node: of each act, for the names that it holds. */
struct acts {
    struct law *law;
    struct law_act *list;
    const struct law_node **nodes;
};

/* Versions of an act stand in one catalogue, which says when they are chosen from. */
static void check_double(struct law_reader *r, const struct law_node *n, const struct acts *to) {
    size_t count = to->law->act_count;
    const struct law_act *act = &to->list[count];
    const struct law_act *other = act->row.id.len ? law_act(to->law, act->row.id) : NULL;
    if (other && other->catalogue != act->catalogue)
        law_fault(r, n->line, "\"%.*s\" stands in another catalogue, too", STR_ARG(act->row.id));
    else
        law_check_version(r, n, to->list, count, sizeof *to->list);
}

static void read_file(struct law_reader *r, const struct law_node *root,
                      struct law_catalogue *catalogue, struct acts *to) {
    struct law *law = to->law;
    if (!law_keys(r, root, LAW_ROW_KEYS " label contests? listed? acts"))
        return;
    struct acts_file file = {law_read_usual(r, root), catalogue};
    *catalogue = (struct law_catalogue){
        .row = law_read_row(r, root, &file.usual),
        .label = law_read_text(r, root, "label"),
        .contests = law_read_ids(r, root, "contests", 0),
        .listed = law_read_bool(r, root, "listed"),
    };
    law_check_double(r, root, law->catalogues, law->catalogue_count++, sizeof *catalogue);
    struct law_rows rows = law_read_rows(r, root, "acts", 1);
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(r, n, ACT_KEYS))
            continue;
        to->nodes[law->act_count] = n;
        to->list[law->act_count] = read_act(r, n, &file);
        check_double(r, n, to);
        law->act_count++;
    }
}

/* The same conduct on the other side of the determination: each names the other. */
static void link_twin(struct law_reader *r, const struct acts *acts, size_t i) {
    struct law_act *act = &acts->list[i];
    const struct law_node *name = law_get(acts->nodes[i], "twin");
    struct str id = law_read_id(r, acts->nodes[i], "twin");
    if (!id.len)
        return;
    act->twin = law_act(acts->law, id);
    if (!act->twin) {
        law_fault(r, name->line, "unknown act \"%.*s\"", STR_ARG(id));
        return;
    }
    const struct law_node *back = law_get(acts->nodes[act->twin - acts->list], "twin");
    if (!back || !str_equal(back->value, act->row.id))
        law_fault(r, name->line, "\"%.*s\" must name this act as its twin, too", STR_ARG(id));
    else if (act->side == LAW_EITHER_SIDE || act->side == act->twin->side)
        law_fault(r, name->line,
                  "of twins one has side before, the other side after the determination");
}

static void link_penalty(struct law_reader *r, const struct acts *acts, size_t i) {
    struct str id = law_read_id(r, acts->nodes[i], "penalty");
    for (size_t k = 0; k < acts->law->penalty_count && id.len; k++)
        if (str_equal(acts->law->penalties[k].row.id, id))
            acts->list[i].penalty = &acts->law->penalties[k];
    if (id.len && !acts->list[i].penalty)
        law_fault(r, law_get(acts->nodes[i], "penalty")->line,
                  "unknown penal article \"%.*s\"; they are rows of penalties.yaml", STR_ARG(id));
}

void law_read_acts(struct law_reader *r, struct law_trees files, struct law *ret) {
    size_t room = count_acts(files);
    struct law_catalogue *catalogues = NEW(r->a, struct law_catalogue, files.count);
    struct acts acts = {ret, NEW(r->a, struct law_act, room),
                        NEW(r->scratch, const struct law_node *, room)};
    ret->catalogues = catalogues;
    ret->acts = acts.list;
    for (size_t i = 0; i < files.count; i++) {
        r->file = files.list[i].file;
        read_file(r, files.list[i].root, &catalogues[ret->catalogue_count], &acts);
    }
    for (size_t i = 0; i < ret->act_count; i++) {
        r->file = acts.list[i].row.file;
        link_twin(r, &acts, i);
        link_penalty(r, &acts, i);
    }
}
