#include "law/reach.h"

/* What an outcome and an end are called against what they decide. The words are those in which
 * decisions are written; what is called by none of them is not asked. */
enum meaning { ACQUITS, UNDOES, ELSE };
static const struct {
    enum meaning meaning;
    struct str id, en;
} WORDS[] = {
    {ACQUITS, STR_INIT("tidak terbukti"), STR_INIT("not proven")},
    {ACQUITS, STR_INIT("bukan pelanggaran"), STR_INIT("not a violation")},
    {ACQUITS, STR_INIT("tidak melanggar"), STR_INIT("no breach")},
    {ACQUITS, STR_INIT("bebas"), STR_INIT("acquitted")},
    {ACQUITS, STR_INIT("tidak dipidana"), STR_INIT("not convicted")},
    {UNDOES, STR_INIT("batal"), STR_INIT("annul")},
    {UNDOES, STR_INIT("dicabut"), STR_INIT("revoked")},
    {UNDOES, STR_INIT("dihentikan"), STR_INIT("stopped")},
    {UNDOES, STR_INIT("diaktifkan kembali"), STR_INIT("reinstated")},
    {ELSE, STR_INIT("hal lain"), STR_INIT("something other")},
    {ELSE, STR_INIT("mengundurkan diri"), STR_INIT("resign")},
};
static const struct {
    enum meaning meaning;
    struct str part;
} VALUES[] = {
    {ACQUITS, STR_INIT("not_")},    {ACQUITS, STR_INIT("no_")},
    {ACQUITS, STR_INIT("acquit")},  {UNDOES, STR_INIT("annul")},
    {UNDOES, STR_INIT("revoked")},  {UNDOES, STR_INIT("stopped")},
    {UNDOES, STR_INIT("reinstat")}, {UNDOES, STR_INIT("inadmissible")},
};

static bool speaks_of(struct str text, struct str words) {
    for (size_t i = 0; i + words.len <= text.len; i++) {
        size_t n = 0;
        while (n < words.len && char_lower(text.ptr[i + n]) == words.ptr[n])
            n++;
        if (n == words.len)
            return true;
    }
    return false;
}

/* The first of the words by which the label, or the name of an outcome, means that; empty: none. */
static struct str meant(struct law_text label, struct str value, enum meaning meaning) {
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (WORDS[i].meaning == meaning && speaks_of(label.id, WORDS[i].id))
            return WORDS[i].id;
        if (WORDS[i].meaning == meaning && speaks_of(label.en, WORDS[i].en))
            return WORDS[i].en;
    }
    for (size_t i = 0; i < COUNT_OF(VALUES); i++)
        if (VALUES[i].meaning == meaning && str_starts(value, VALUES[i].part))
            return VALUES[i].part;
    return (struct str){0};
}

static void check_outcome(struct law_reader *r, const struct law_step *step,
                          const struct law_outcome *o) {
    struct str acquits = meant(o->label, o->value, ACQUITS);
    struct str undoes = meant(o->label, o->value, UNDOES);
    struct str word = acquits.len ? acquits : undoes;
    if (o->decides == LAW_DECIDES_SANCTION && word.len)
        law_fault(r, step->line,
                  "outcome \"%.*s\" of \"%.*s\" decides: sanction, but is called \"%.*s\": correct "
                  "what it decides, or its name",
                  STR_ARG(o->value), STR_ARG(step->name), STR_ARG(word));
    if (o->decides == LAW_DECIDES_NO_BREACH && !word.len)
        law_fault(r, step->line,
                  "outcome \"%.*s\" of \"%.*s\" decides: no_breach, but neither its name nor its "
                  "label says so (\"tidak terbukti\", \"bukan pelanggaran\"): correct one of them",
                  STR_ARG(o->value), STR_ARG(step->name));
}

/* What is not the breach that was reported ends the case otherwise than with its sanction. */
static void check_end(struct law_reader *r, const struct law_state *end) {
    for (enum meaning m = ACQUITS; m <= ELSE; m++) {
        struct str word = meant(end->label, end->id, m);
        if (end->phase != LAW_DONE_SANCTION || !word.len)
            continue;
        law_fault(r, end->line,
                  "state \"%.*s\" is an end of the phase done_sanction, but is called \"%.*s\": "
                  "correct the phase, or the label",
                  STR_ARG(end->id), STR_ARG(word));
        return;
    }
    if (end->phase == LAW_DONE_NO_BREACH && !meant(end->label, end->id, ACQUITS).len &&
        !meant(end->label, end->id, UNDOES).len)
        law_fault(
            r, end->line,
            "state \"%.*s\" is an end of the phase done_no_breach, but its label does not say "
            "so (\"tidak terbukti\", \"bukan pelanggaran\"): correct one of them",
            STR_ARG(end->id));
    if (end->phase == LAW_DONE_OTHER && meant(end->label, end->id, ACQUITS).len)
        law_fault(r, end->line,
                  "state \"%.*s\" is called an acquittal, but its phase is done_other: correct one "
                  "of them",
                  STR_ARG(end->id));
}

void law_check_meanings(struct law_reader *r, const struct law_rulebook *rules) {
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
            r->file = rules->steps[i].file;
            check_outcome(r, &rules->steps[i], &rules->steps[i].outcomes[k]);
        }
    for (size_t i = 0; i < rules->state_count; i++) {
        r->file = rules->states[i].file;
        if (rules->states[i].terminal)
            check_end(r, &rules->states[i]);
    }
}
