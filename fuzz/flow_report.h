#ifndef FUZZ_FLOW_REPORT_H
#define FUZZ_FLOW_REPORT_H
/* A report as it is sent, from eight bytes: whole or with gaps, about nobody or three, of a place
 * that this store has no office for, of another election, with evidence that is another's. */
#include "flow_words.h"

static inline bool is_tip(const struct act *act) {
    return act->value % 4 == 2;
}

static inline bool is_complaint(const struct act *act) {
    return act->value % 4 == 3;
}

static inline void put_subjects(struct json *j, const struct world *w, const struct act *act) {
    size_t count = w->law->class_count;
    json_key(j, "subjects");
    json_open_array(j);
    for (size_t i = 0; i < act->outcome % 4u; i++) {
        json_open_object(j);
        json_put_str(j, "class", w->law->classes[((act->outcome >> 2) + i) % count].row.id);
        json_put_str(j, "name", STR("Fulan"));
        json_put_str(j, "agency",
                     act->flags & ALSO_NEXT ? STR("Bawaslu Kab. Musi Banyuasin") : STR("Dinas"));
        json_close_object(j);
    }
    json_close_array(j);
}

static inline void put_reporter(struct json *j, const struct act *act, struct str mark) {
    json_key(j, "reporter");
    json_open_object(j);
    json_put_str(j, "name", STR("Siti"));
    json_put_str(j, "address", act->flags & GIVES_ALL ? mark : STR(""));
    json_close_object(j);
}

/* The first piece that no report has; with a bit of value the first of all. */
static inline void put_evidence(struct json *j, struct world *w, const struct act *act,
                                struct known *known) {
    for (size_t i = 0; i < w->piece_count && !known->has_piece; i++) {
        if (w->taken[i] && !(act->value & 4))
            continue;
        known->has_piece = true;
        known->piece = w->pieces[i].sha256;
        json_key(j, "evidence");
        json_open_array(j);
        json_add_str(j, hex_encode(w->a, w->pieces[i].id.b, sizeof w->pieces[i].id.b));
        json_close_array(j);
    }
}

static inline void put_facts(struct json *j, const struct world *w, const struct act *act) {
    static const char *const REGIONS[] = {"16.06", "16.06", "16.06", "16.06",
                                          "16",    "16.71", "99.99", ""};
    const struct law *law = w->law;
    const struct law_election *other = &law->elections[act->value % law->election_count];
    json_put_str(j, "channel",
                 is_tip(act)         ? STR("tip")
                 : is_complaint(act) ? STR("complaint")
                                     : STR("report"));
    json_put_str(j, "election", act->flags & DEPARTS ? other->id : STR("pilkada-2024"));
    json_put_str(j, "region", str_from_c(REGIONS[act->which % COUNT_OF(REGIONS)]));
    json_put_str(j, "act", act->pick ? law->acts[act->pick % law->act_count].row.id : STR(""));
    json_put_str(j, "occurred_on", date_format(w->a, day_of(w, act->value)));
    json_put_str(j, "place", act->flags & LACKS_ONE ? STR("") : STR("Lapangan"));
    if (is_complaint(act))
        json_put_str(j, "sbt_number", STR("SBT-2024-1"));
}

static inline struct str report_words(struct world *w, const struct act *act, struct known *known) {
    struct buf out;
    struct json j;
    buf_init(&out, WORDS_MAX);
    json_init(&j, &out);
    known->mark = arena_printf(w->a, "KENARI-%zu-SELESAI", ++w->reports);
    json_open_object(&j);
    put_facts(&j, w, act);
    json_put_str(&j, "narrative", arena_printf(w->a, "Ikut kampanye, %.*s.", STR_ARG(known->mark)));
    put_subjects(&j, w, act);
    if (act->flags & GIVES_ALL || (!is_tip(act) && !is_complaint(act)))
        put_reporter(&j, act, known->mark);
    if (act->flags & FOR_SOME)
        put_evidence(&j, w, act, known);
    json_close_object(&j);
    struct str words = arena_str(w->a, buf_str(&out));
    buf_done(&out);
    return words;
}
#endif
