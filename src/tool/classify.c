#include "tool/classify.h"

#include <stdio.h>

#include "base/json.h"
#include "tool/classify_ask.h"

enum { ARENA_CAP = 4 << 20, JSON_CAP = 256 * 1024 };

struct told {
    struct arena *a;
    const struct law *law;
    const struct classify_asked *asked;
    struct law_classification found;
};

static const char *badge(const struct law_cite *cite) {
    return law_needs_badge(cite) ? " [NOT VERIFIED]" : "";
}

static const char *reason(enum law_misfit misfit) {
    static const char *const REASONS[LAW_MISFIT_COUNT] = {
        "applies", "is not in force on that day", "does not bind this class",
        "lies on the other side of the determination, and has no twin there",
        "is of another kind of election"};
    return REASONS[misfit];
}

static struct str office_label(const struct law *law, struct str id) {
    const struct law_office *office = law_office(law, id);
    return office ? office->label.id : id;
}

/* --- text --- */

static void print_cite(const struct law_cite *cite) {
    (void)printf("    article  %.*s [%.*s; %.*s, %.*s]%s\n", STR_ARG(cite->text),
                 STR_ARG(cite->source), STR_ARG(law_reading_name(cite->read)),
                 STR_ARG(law_confidence_name(cite->confidence)), badge(cite));
}

static void print_note(const char *name, struct law_text text) {
    if (text.id.len)
        (void)printf("    %-8s %.*s\n             %.*s\n", name, STR_ARG(text.id),
                     STR_ARG(text.en));
}

static void print_sanction(const struct law_sanction *s) {
    (void)printf("    sanction %.*s / %.*s: %.*s@%d%s\n", STR_ARG(s->label.id),
                 STR_ARG(s->label.en), STR_ARG(s->row.id), s->row.version, badge(&s->row.cite));
    for (size_t i = 0; i < s->punishment_count; i++) {
        const struct law_punishment *p = &s->punishments[i];
        (void)printf("             - %.*s", STR_ARG(p->label.id));
        if (p->siasn.len)
            (void)printf(" (SIASN %.*s)", STR_ARG(p->siasn));
        (void)printf("\n");
    }
    print_note("note", s->note);
    print_cite(&s->row.cite);
}

static void print_penalty(const struct law_penalty *p) {
    (void)printf("    penalty  %.*s@%d %.*s", STR_ARG(p->row.id), p->row.version, STR_ARG(p->kind));
    if (p->months_min)
        (void)printf(" %d to", p->months_min);
    if (p->months_max)
        (void)printf(" %d months%s denda", p->months_max, p->and_or ? " and/or" : " and");
    if (p->fine_min)
        (void)printf(" Rp%lld to", (long long)p->fine_min);
    (void)printf(" Rp%lld at most%s\n", (long long)p->fine_max, badge(&p->row.cite));
    print_note("note", p->note);
    print_cite(&p->row.cite);
}

static void print_finding(const struct told *told, const struct law_finding *f) {
    const struct law_act *act = f->act;
    (void)printf("%.*s", STR_ARG(act->row.id));
    if (act->row.version > 1)
        (void)printf("@%d", act->row.version);
    (void)printf("  %.*s%s\n    %.*s\n", STR_ARG(act->label.id), badge(&act->row.cite),
                 STR_ARG(act->label.en));
    if (f->replaced)
        (void)printf("    because  the day lies %s the determination: taken for its twin %.*s\n",
                     told->found.after_determination ? "on or after" : "before",
                     STR_ARG(act->twin->row.id));
    (void)printf("    track    %.*s", STR_ARG(law_track_name(act->track)));
    if (act->tier.len)
        (void)printf(", %.*s", STR_ARG(act->tier));
    (void)printf("\n    decides  %.*s\n", STR_ARG(office_label(told->law, f->addressee)));
    print_cite(&act->row.cite);
    print_note("asks", act->asks);
    print_note("note", act->note);
    print_note("gap", act->gap);
    for (size_t i = 0; i < f->sanction_count; i++)
        print_sanction(f->sanctions[i]);
    if (f->penalty)
        print_penalty(f->penalty);
}

static void print_side(const struct told *told) {
    const struct law_election *election = told->asked->question.election;
    struct str day = date_format(told->a, told->asked->question.day),
               determined = date_format(told->a, election->determination);
    (void)printf("%.*s, %.*s: %s the determination of %.*s", STR_ARG(day), STR_ARG(election->id),
                 told->found.after_determination ? "on or after" : "before", STR_ARG(determined));
    if (told->found.stage)
        (void)printf(", stage %.*s", STR_ARG(told->found.stage->label.id));
    (void)printf("\n");
    if (told->found.outside_election)
        (void)printf("The day lies outside the days of this election; the law in force is told.\n");
}

static void print_question(const struct law_open_question *q) {
    (void)printf("open       %.*s  %.*s\n", STR_ARG(q->row.id), STR_ARG(q->question.id));
    if (q->disagree)
        (void)printf("           The sources disagree: a lawyer must look.\n");
}

static void print_rest(const struct told *told) {
    const struct law_classification *c = &told->found;
    for (size_t i = 0; i < c->not_applying_count; i++)
        (void)printf("%.*s  %s\n", STR_ARG(c->not_applying[i]->row.id),
                     reason(law_act_misfit(c->not_applying[i], &told->asked->question)));
    for (size_t i = 0; i < c->related_count; i++)
        (void)printf("%s%.*s  %.*s\n", i ? "           " : "look also  ",
                     STR_ARG(c->related[i]->row.id), STR_ARG(c->related[i]->plain.id));
    for (size_t i = 0; i < c->question_count; i++)
        print_question(c->questions[i]);
    (void)printf("This is a proposal with reasons: people examine and decide.\n");
}

static void print_text(const struct told *told) {
    print_side(told);
    for (size_t i = 0; i < told->found.finding_count; i++)
        print_finding(told, &told->found.findings[i]);
    print_rest(told);
}

/* --- JSON --- */

static void put_text(struct json *j, const char *key, struct law_text text) {
    json_key(j, key);
    json_open_object(j);
    json_put_str(j, "id", text.id);
    json_put_str(j, "en", text.en);
    json_close_object(j);
}

static void put_cite(struct json *j, const struct law_cite *cite) {
    json_key(j, "cite");
    json_open_object(j);
    json_put_str(j, "text", cite->text);
    json_put_str(j, "source", cite->source);
    json_put_str(j, "read", law_reading_name(cite->read));
    json_put_str(j, "confidence", law_confidence_name(cite->confidence));
    json_put_bool(j, "verified", cite->verified);
    json_put_bool(j, "badge", law_needs_badge(cite));
    json_close_object(j);
}

static void put_sanction(struct json *j, const struct law_sanction *s) {
    json_open_object(j);
    json_put_str(j, "id", s->row.id);
    json_put_int(j, "version", s->row.version);
    json_put_str(j, "tier", s->tier);
    put_text(j, "label", s->label);
    json_key(j, "punishments");
    json_open_array(j);
    for (size_t i = 0; i < s->punishment_count; i++) {
        json_open_object(j);
        json_put_str(j, "id", s->punishments[i].id);
        put_text(j, "label", s->punishments[i].label);
        json_put_int(j, "months", s->punishments[i].months);
        json_put_str(j, "siasn", s->punishments[i].siasn);
        json_close_object(j);
    }
    json_close_array(j);
    put_text(j, "note", s->note);
    put_cite(j, &s->row.cite);
    json_close_object(j);
}

static void put_penalty(struct json *j, const struct law_penalty *p) {
    json_key(j, "penalty");
    if (!p) {
        json_add_null(j);
        return;
    }
    json_open_object(j);
    json_put_str(j, "id", p->row.id);
    json_put_int(j, "version", p->row.version);
    json_put_str(j, "kind", p->kind);
    json_put_int(j, "months_min", p->months_min);
    json_put_int(j, "months_max", p->months_max);
    json_put_int(j, "fine_min", p->fine_min);
    json_put_int(j, "fine_max", p->fine_max);
    json_put_int(j, "fine_category", p->fine_category);
    json_put_bool(j, "and_or", p->and_or);
    put_text(j, "note", p->note);
    put_cite(j, &p->row.cite);
    json_close_object(j);
}

static void put_finding(struct json *j, const struct law_finding *f) {
    json_open_object(j);
    json_put_str(j, "act", f->act->row.id);
    json_put_int(j, "version", f->act->row.version);
    json_put_bool(j, "replaced", f->replaced);
    put_text(j, "label", f->act->label);
    json_put_str(j, "track", law_track_name(f->act->track));
    json_put_str(j, "tier", f->act->tier);
    put_text(j, "asks", f->act->asks);
    put_text(j, "note", f->act->note);
    put_text(j, "gap", f->act->gap);
    json_put_str(j, "addressee", f->addressee);
    put_cite(j, &f->act->row.cite);
    json_key(j, "sanctions");
    json_open_array(j);
    for (size_t i = 0; i < f->sanction_count; i++)
        put_sanction(j, f->sanctions[i]);
    json_close_array(j);
    put_penalty(j, f->penalty);
    json_close_object(j);
}

static void put_others(struct json *j, const struct told *told) {
    const struct law_classification *c = &told->found;
    json_key(j, "not_applying");
    json_open_array(j);
    for (size_t i = 0; i < c->not_applying_count; i++) {
        json_open_object(j);
        json_put_str(j, "act", c->not_applying[i]->row.id);
        json_put_str(
            j, "why",
            str_from_c(reason(law_act_misfit(c->not_applying[i], &told->asked->question))));
        json_close_object(j);
    }
    json_close_array(j);
    json_key(j, "related");
    json_open_array(j);
    for (size_t i = 0; i < c->related_count; i++)
        json_add_str(j, c->related[i]->row.id);
    json_close_array(j);
    json_key(j, "open_questions");
    json_open_array(j);
    for (size_t i = 0; i < c->question_count; i++)
        json_add_str(j, c->questions[i]->row.id);
    json_close_array(j);
    json_key(j, "sources_disagree");
    json_open_array(j);
    for (size_t i = 0; i < c->question_count; i++)
        if (c->questions[i]->disagree)
            json_add_str(j, c->questions[i]->row.id);
    json_close_array(j);
}

static void print_json(const struct told *told) {
    const struct law_question_of *q = &told->asked->question;
    struct buf out;
    struct json j;
    buf_init(&out, JSON_CAP);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "subject", q->subject);
    json_put_str(&j, "act_date", date_format(told->a, q->day));
    json_put_str(&j, "election", q->election->id);
    json_put_str(&j, "region", q->region);
    json_put_bool(&j, "after_determination", told->found.after_determination);
    json_put_bool(&j, "outside_election", told->found.outside_election);
    json_put_str(&j, "stage", told->found.stage ? told->found.stage->id : STR(""));
    json_key(&j, "findings");
    json_open_array(&j);
    for (size_t i = 0; i < told->found.finding_count; i++)
        put_finding(&j, &told->found.findings[i]);
    json_close_array(&j);
    put_others(&j, told);
    json_put_bool(&j, "proposal", true);
    json_close_object(&j);
    if (buf_full(&out))
        die("netral classify: JSON ceiling reached");
    (void)printf("%.*s\n", STR_ARG(buf_str(&out)));
    buf_done(&out);
}

int tool_classify(int argc, char **argv, const struct law *law) {
    struct classify_asked asked = {0};
    int status = classify_ask(argc, argv, law, &asked);
    if (status || asked.help)
        return status;
    struct arena *a = arena_new(ARENA_CAP);
    struct told told = {a, law, &asked,
                        law_classify(a, law, &asked.question, asked.acts, asked.act_count)};
    if (asked.json)
        print_json(&told);
    else
        print_text(&told);
    arena_free(a);
    return 0;
}
