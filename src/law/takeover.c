#include "law/law.h"

enum law_level law_level_of(struct str region) {
    size_t level = region.len ? LAW_LEVEL_PROVINCE : LAW_LEVEL_NATION;
    for (size_t i = 0; i < region.len; i++)
        level += region.ptr[i] == '.';
    return level < LAW_LEVEL_COUNT ? (enum law_level)level : LAW_LEVEL_VILLAGE;
}

const struct law_takeover *law_takeover(const struct law *law, struct str name) {
    for (size_t i = 0; i < law->takeover_count; i++)
        if (str_equal(law->takeovers[i].step.name, name))
            return &law->takeovers[i];
    return NULL;
}

const struct law_step *law_action(const struct law *law, const struct law_rulebook *rules,
                                  struct str name) {
    const struct law_step *step = rules ? law_step(rules, name) : NULL;
    const struct law_takeover *takeover = step ? NULL : law_takeover(law, name);
    return takeover ? &takeover->step : step;
}

static bool speaks(const struct law_row *row, struct law_words_list contests, struct str contest,
                   struct date today) {
    return law_in_force(row->span, today) && (!contests.count || law_lists(contests, contest));
}

bool law_takeover_speaks(const struct law_takeover *takeover, struct str contest,
                         struct date today) {
    return speaks(&takeover->row, takeover->contests, contest, today);
}

const struct law_silence *law_takeover_silence(const struct law *law, struct str contest,
                                               struct date today) {
    for (size_t i = 0; i < law->silence_count; i++)
        if (speaks(&law->silences[i].row, law->silences[i].contests, contest, today))
            return &law->silences[i];
    return NULL;
}
