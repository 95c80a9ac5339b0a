#include "law/read.h"

/* One file of rules/acts: a catalogue's head and its acts. Acts of all files stand in one list, so
 * that an id names one act; pairs across the determination ("twin") are of one file. */
struct catalogue_file {
    struct law_usual usual;
    const struct law_catalogue *catalogue;
};

static enum law_track read_track(struct law_reader *r, const struct law_node *row) {
    static const char *const TRACKS[LAW_TRACK_COUNT] = {"ethics",   "discipline",     "dismissal",
                                                        "criminal", "administrative", "village",
                                                        "military", "police",         "contract"};
    return (enum law_track)law_read_word(r, row, "track",
                                         (struct law_words){TRACKS, COUNT_OF(TRACKS)});
}

static enum law_side read_side(struct law_reader *r, const struct law_node *row) {
    static const char *const SIDES[] = {"either", "before", "after"};
    return (enum law_side)law_read_word(r, row, "side", (struct law_words){SIDES, COUNT_OF(SIDES)});
}

static void read_act(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct catalogue_file *file = arg;
    struct law_act *act = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " label plain asks? track side? twin? subjects tier? gap?"))
        return;
    *act = (struct law_act){
        .row = law_read_row(r, n, &file->usual),
        .catalogue = file->catalogue,
        .label = law_read_text(r, n, "label"),
        .plain = law_read_text(r, n, "plain"),
        .asks = law_read_text(r, n, "asks"),
        .track = read_track(r, n),
        .side = read_side(r, n),
        .subjects = law_read_ids(r, n, "subjects", 1),
        .tier = law_read_id(r, n, "tier"),
        .gap = law_read_text(r, n, "gap"),
    };
    if ((act->tier.len > 0) == (act->gap.en.len > 0))
        law_fault(r, n->line, "an act has a tier, or a gap that says why it has none");
}

static void append_acts(struct law_reader *r, struct law *law, const struct law_act *acts,
                        size_t count) {
    struct law_act *list = NEW(r->a, struct law_act, law->act_count + count);
    for (size_t i = 0; i < law->act_count; i++)
        list[i] = law->acts[i];
    for (size_t i = 0; i < count; i++) {
        if (law_act(law, acts[i].row.id))
            law_fault(r, acts[i].row.line, "another catalogue holds the act \"%.*s\"",
                      STR_ARG(acts[i].row.id));
        list[law->act_count + i] = acts[i];
    }
    law->acts = list;
    law->act_count += count;
}

void law_read_acts(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct catalogue_file file = {.usual = law_read_usual(r, root)};
    if (!law_keys(r, root, LAW_ROW_KEYS " label contests? listed? acts"))
        return;
    struct law_catalogue *catalogue = NEW(r->a, struct law_catalogue, 1);
    *catalogue = (struct law_catalogue){
        .row = law_read_row(r, root, &file.usual),
        .label = law_read_text(r, root, "label"),
        .contests = law_read_ids(r, root, "contests", 0),
        .listed = law_read_bool(r, root, "listed"),
    };
    file.catalogue = catalogue;
    size_t count;
    const struct law_act *acts = law_read_table(
        r, root, &(struct law_table){"acts", sizeof(struct law_act), 1, read_act, &file, false},
        &count);
    append_acts(r, ret, acts, count);
}
