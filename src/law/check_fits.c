#include "law/names.h"
#include "law/read_files.h"

/* An act's tier, or its penal article, is what the articles that it cites say. A rung names the
 * articles that give its tier to acts (assigns): PP 94/2021 Ps 14 is heavy. */
struct fitting {
    struct law_reader *r;
    const struct law_names *names;
    const struct law_act *act;
    bool named, found; /* an article of the penalty's citation; in the act's, too */
};

static bool assigns(const struct law_sanction *s, const struct law_named *named) {
    return law_article_in(s->assigns, s->assigns_count, named, named->articles.first) ||
           law_article_in(s->assigns, s->assigns_count, named, named->articles.last);
}

static void check_tier(const struct law_named *named, void *arg) {
    const struct fitting *x = arg;
    const struct law *law = x->names->law;
    const struct law_sanction *other = NULL;
    bool fits = false;
    for (size_t i = 0; i < law->sanction_count; i++) {
        const struct law_sanction *s = &law->sanctions[i];
        if (!assigns(s, named))
            continue;
        other = s;
        fits = fits || (s->track == x->act->track && str_equal(s->tier, x->act->tier));
    }
    if (other && !fits)
        law_fault(x->r, x->act->row.line,
                  "the act \"%.*s\" is \"%.*s\" of the track %.*s, but %.*s Ps %.*s, which it "
                  "cites, makes acts \"%.*s\" of the track %.*s",
                  STR_ARG(x->act->row.id), STR_ARG(x->act->tier),
                  STR_ARG(law_track_name(x->act->track)), STR_ARG(named->of[0]->row.id),
                  STR_ARG(named->written), STR_ARG(other->tier),
                  STR_ARG(law_track_name(other->track)));
}

/* One of the act's articles is one of the penalty's. */
struct seeking {
    struct fitting *fitting;
    const struct law_named *penal;
};

static void seek(const struct law_named *named, void *arg) {
    const struct seeking *x = arg;
    const struct law_article *a = &named->articles.first, *b = &x->penal->articles.first;
    bool same = a->roman == b->roman && a->number == b->number && a->letter == b->letter;
    for (size_t i = 0; i < named->of_count && same; i++)
        for (size_t k = 0; k < x->penal->of_count; k++)
            x->fitting->found = x->fitting->found || named->of[i] == x->penal->of[k];
}

/* What other penalties cite, too ("UU 6/2020 touched Ps 120 alone"), tells none from another. */
static bool is_shared(const struct fitting *x, const struct law_named *penal) {
    const struct law *law = x->names->law;
    struct fitting other = {.names = x->names};
    struct seeking seeking = {&other, penal};
    for (size_t i = 0; i < law->penalty_count && !other.found; i++)
        if (!str_equal(law->penalties[i].row.id, x->act->penalty->row.id))
            law_each_article(x->names, &law->penalties[i].row.cite, NULL, seek, &seeking);
    return other.found;
}

static void seek_penal(const struct law_named *penal, void *arg) {
    struct fitting *x = arg;
    struct seeking seeking = {x, penal};
    if (is_shared(x, penal))
        return;
    x->named = true;
    law_each_article(x->names, &x->act->row.cite, NULL, seek, &seeking);
}

static void check_penalty(struct fitting *x) {
    const struct law_penalty *p = x->act->penalty;
    law_each_article(x->names, &p->row.cite, NULL, seek_penal, x);
    if (x->named && !x->found)
        law_fault(x->r, x->act->row.line,
                  "the act \"%.*s\" has the penalty \"%.*s\", but cites no article that this one "
                  "cites",
                  STR_ARG(x->act->row.id), STR_ARG(p->row.id));
}

void law_check_fits(struct law_reader *r, const struct law *law) {
    struct law_names names = law_names_of(r->scratch, law);
    for (size_t i = 0; i < law->act_count; i++) {
        struct fitting x = {.r = r, .names = &names, .act = &law->acts[i]};
        r->file = x.act->row.file;
        if (x.act->tier.len)
            law_each_article(&names, &x.act->row.cite, NULL, check_tier, &x);
        if (x.act->penalty)
            check_penalty(&x);
    }
}
