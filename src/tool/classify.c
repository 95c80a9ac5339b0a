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
    bool english;
};

static const char *word(const struct told *x, const char *id, const char *en) {
    return x->english ? en : id;
}

static struct str say(const struct told *x, struct law_text text) {
    return law_say(text, x->english);
}

static const char *unverified(const struct told *x) {
    return word(x, " [BELUM DIVERIFIKASI]", " [NOT VERIFIED]");
}

static const char *badge(const struct told *x, const struct law_cite *cite) {
    return law_needs_badge(cite) ? unverified(x) : "";
}

/* Why an act that was asked for does not apply. */
static const char *reason(enum law_misfit misfit, bool english) {
    static const char *const REASONS[LAW_MISFIT_COUNT][2] = {
        [LAW_FITS] = {"berlaku", "applies"},
        [LAW_NOT_IN_FORCE] = {"tidak berlaku pada hari itu", "is not in force on that day"},
        [LAW_OTHER_CLASS] = {"tidak mengikat kelas ini", "does not bind this class"},
        [LAW_OTHER_SIDE] =
            {"hanya untuk sisi lain penetapan calon, dan tidak punya pasangan di sisi ini",
             "lies on the other side of the determination, and has no twin there"},
        [LAW_OTHER_STAGE] = {"hanya berlaku dalam tahapan lain pemilihan ini",
                             "binds in another stage of this election alone"},
        [LAW_OTHER_CONTEST] = {"untuk jenis pemilihan lain", "is of another kind of election"},
        [LAW_NEEDS_ELECTION] = {"tidak dapat dinilai tanpa pemilihan: kalendernya menentukan "
                                "apakah hari itu termasuk",
                                "cannot be judged without an election: its calendar says whether "
                                "the day lies in"}};
    return REASONS[misfit][english];
}

static struct str track_word(const struct told *x, enum law_track track) {
    static const struct str WORDS[LAW_TRACK_COUNT] = {
        [LAW_ETHICS] = STR_INIT("kode etik"),
        [LAW_DISCIPLINE] = STR_INIT("disiplin"),
        [LAW_DISMISSAL] = STR_INIT("pemberhentian"),
        [LAW_CRIMINAL] = STR_INIT("pidana pemilihan"),
        [LAW_ADMINISTRATIVE] = STR_INIT("administratif"),
        [LAW_VILLAGE] = STR_INIT("hukum desa"),
        [LAW_MILITARY] = STR_INIT("hukum militer"),
        [LAW_POLICE] = STR_INIT("hukum kepolisian"),
        [LAW_CONTRACT] = STR_INIT("perjanjian kerja"),
    };
    return x->english ? law_track_name(track) : WORDS[track];
}

/* --- text --- */

/* What stands before a line: as wide in one language as in the other. */
static void print_head(const struct told *x, const char *id, const char *en) {
    (void)printf("    %-9s", word(x, id, en));
}

static void print_reading(const struct told *x, const struct law_cite *cite) {
    (void)printf("%.*s [%.*s; %.*s, %.*s]%s\n", STR_ARG(cite->text), STR_ARG(cite->source),
                 STR_ARG(law_reading_name(cite->read)),
                 STR_ARG(law_confidence_name(cite->confidence)), badge(x, cite));
}

static void print_cite(const struct told *x, const struct law_cite *cite) {
    print_head(x, "dasar", "article");
    print_reading(x, cite);
}

static void print_text_line(const struct told *x, const char *id, const char *en,
                            struct law_text text) {
    if (!text.id.len)
        return;
    print_head(x, id, en);
    (void)printf("%.*s\n", STR_ARG(say(x, text)));
}

static void print_sanction(const struct told *x, const struct law_sanction *s) {
    print_head(x, "sanksi", "sanction");
    (void)printf("%.*s: %.*s@%d%s\n", STR_ARG(say(x, s->label)), STR_ARG(s->row.id), s->row.version,
                 badge(x, &s->row.cite));
    for (size_t i = 0; i < s->punishment_count; i++) {
        const struct law_punishment *p = &s->punishments[i];
        (void)printf("             - %.*s", STR_ARG(say(x, p->label)));
        const struct law_siasn *code = law_siasn_of(x->law, p);
        if (code)
            (void)printf(" (SIASN %.*s%s)", STR_ARG(code->code),
                         law_siasn_is_sure(code) ? "" : unverified(x));
        (void)printf("\n");
    }
    print_text_line(x, "catatan", "note", s->note);
    print_cite(x, &s->row.cite);
}

static void print_penalty(const struct told *x, const struct law_penalty *p) {
    print_head(x, "pidana", "penalty");
    (void)printf("%.*s@%d %.*s%s\n", STR_ARG(p->row.id), p->row.version,
                 STR_ARG(law_penalty_range(x->a, p, x->english)), badge(x, &p->row.cite));
    print_text_line(x, "catatan", "note", p->note);
    print_cite(x, &p->row.cite);
}

/* In which stages alone the act binds. */
static void print_stages(const struct told *x, const struct law_act *act) {
    struct str days = law_act_days(x->a, act, x->asked->question.election, x->english);
    if (!days.len)
        return;
    print_head(x, "hanya", "only");
    (void)printf("%.*s\n", STR_ARG(days));
}

static void print_replaced(const struct told *x, const struct law_act *act) {
    bool after = x->found.after_determination;
    print_head(x, "karena", "because");
    (void)printf(
        x->english ? "the day falls %s: taken for its twin %.*s\n"
                   : "hari itu jatuh %s: menggantikan pasangannya %.*s\n",
        after ? word(x, "pada atau sesudah hari penetapan calon", "on the determination or later")
              : word(x, "sebelum hari penetapan calon", "before the determination"),
        STR_ARG(act->twin->row.id));
}

/* A penal article's file goes to an office that hands it on: a court decides. */
static void print_addressee(const struct told *x, const struct law_finding *f) {
    print_head(x, "pemutus", "decides");
    if (f->penalty)
        (void)printf("%s ", word(x, "pengadilan; diteruskan ke", "the court; goes to"));
    (void)printf(
        "%.*s%s\n",
        STR_ARG(law_office_label(x->law, f->addressee, x->asked->question.day, x->english)),
        f->addressee_cite ? badge(x, f->addressee_cite) : "");
}

static void print_finding(const struct told *x, const struct law_finding *f) {
    const struct law_act *act = f->act;
    (void)printf("%.*s", STR_ARG(act->row.id));
    if (act->row.version > 1)
        (void)printf("@%d", act->row.version);
    (void)printf("  %.*s%s\n", STR_ARG(say(x, act->label)), badge(x, &act->row.cite));
    if (f->replaced)
        print_replaced(x, act);
    print_head(x, "jalur", "track");
    (void)printf("%.*s", STR_ARG(track_word(x, act->track)));
    if (act->tier.len)
        (void)printf(", %.*s", STR_ARG(act->tier));
    (void)printf("\n");
    print_addressee(x, f);
    print_cite(x, &act->row.cite);
    print_stages(x, act);
    print_text_line(x, "buktikan", "asks", act->asks);
    print_text_line(x, "catatan", "note", act->note);
    print_text_line(x, "celah", "gap", act->gap);
    for (size_t i = 0; i < f->sanction_count; i++)
        print_sanction(x, f->sanctions[i]);
    if (f->penalty)
        print_penalty(x, f->penalty);
}

/* What the election's own days rest on: they divide the branches of law. */
static void print_calendar(const struct told *x, const struct law_election *election) {
    const struct law_cite *cite = &election->cite;
    print_head(x, "kalender", "calendar");
    print_reading(x, cite);
}

static bool holds_day(const struct told *x, const struct law_election *election) {
    return law_is_open(election, x->asked->question.day) &&
           law_is_held_in(election, x->asked->question.region);
}

/* Outside any election: which calendars hold the day, that one of them may be named. */
static void print_no_election(const struct told *x) {
    (void)printf("%.*s: %s\n", STR_ARG(date_format(x->a, x->asked->question.day)),
                 word(x,
                      "tanpa pemilihan: yang bergantung pada penetapan calon atau tahapan tidak "
                      "dinilai",
                      "without an election: what hangs on the determination or on stages is not "
                      "judged"));
    size_t count = 0;
    for (size_t i = 0; i < x->law->election_count; i++) {
        const struct law_election *e = &x->law->elections[i];
        if (!holds_day(x, e))
            continue;
        if (!count++)
            (void)printf("    %s\n", word(x, "Kalender yang memuat hari itu (--election ID):",
                                          "Calendars that hold that day (--election ID):"));
        (void)printf("      %-32.*s %.*s%s\n", STR_ARG(e->id), STR_ARG(say(x, e->label)),
                     badge(x, &e->cite));
    }
    if (!count)
        (void)printf("    %s\n",
                     word(x, "Tidak ada kalender pemilihan yang memuat hari itu di sana.",
                          "No election's calendar holds that day there."));
}

static void print_side(const struct told *x) {
    const struct law_election *election = x->asked->question.election;
    struct str day = date_format(x->a, x->asked->question.day),
               determined = date_format(x->a, election->determination);
    (void)printf("%.*s, %.*s: ", STR_ARG(day), STR_ARG(election->id));
    if (x->found.after_determination)
        (void)printf(x->english ? "on the day of the determination (%.*s) or later"
                                : "jatuh pada atau sesudah hari penetapan calon (%.*s)",
                     STR_ARG(determined));
    else
        (void)printf(x->english ? "before the determination (%.*s)"
                                : "jatuh sebelum hari penetapan calon (%.*s)",
                     STR_ARG(determined));
    if (x->found.stage)
        (void)printf(x->english ? ", stage %.*s" : ", tahapan %.*s",
                     STR_ARG(say(x, x->found.stage->label)));
    (void)printf("\n");
    print_calendar(x, election);
    if (x->found.outside_election)
        (void)printf(
            "%s\n", word(x, "Hari itu di luar hari-hari pemilihan ini; hukum yang berlaku disebut.",
                         "The day lies outside the days of this election; the law in force is "
                         "told."));
}

static void print_question(const struct told *x, const struct law_open_question *q) {
    (void)printf("%-13s%.*s  %.*s\n", word(x, "terbuka", "open"), STR_ARG(q->row.id),
                 STR_ARG(say(x, q->question)));
    if (q->disagree)
        (void)printf("%-13s%s\n", "",
                     word(x, "Sumber-sumbernya tidak sepakat: ahli hukum harus menelaah.",
                          "The sources disagree: a lawyer must look."));
}

static struct law_text side_text(enum law_side side) {
    static const struct law_text BEFORE = {STR_INIT("sebelum hari penetapan calon"),
                                           STR_INIT("before the determination of candidates")},
                                 AFTER = {STR_INIT("pada atau sesudah hari penetapan calon"),
                                          STR_INIT("on the determination of candidates or later")};
    return side == LAW_BEFORE_DETERMINATION ? BEFORE : AFTER;
}

static void print_misfit(const struct told *x, const struct law_act *act) {
    enum law_misfit misfit = law_act_misfit(act, &x->asked->question);
    (void)printf("%.*s  %s\n", STR_ARG(act->row.id), reason(misfit, x->english));
    if (misfit == LAW_NEEDS_ELECTION && act->side != LAW_EITHER_SIDE)
        print_text_line(x, "hanya", "only", side_text(act->side));
    if (misfit == LAW_OTHER_STAGE || misfit == LAW_NEEDS_ELECTION)
        print_stages(x, act);
}

static void print_rest(const struct told *x) {
    const struct law_classification *c = &x->found;
    for (size_t i = 0; i < c->not_applying_count; i++)
        print_misfit(x, c->not_applying[i]);
    for (size_t i = 0; i < c->related_count; i++)
        (void)printf("%-13s%.*s  %.*s\n", i ? "" : word(x, "lihat juga", "look also"),
                     STR_ARG(c->related[i]->row.id), STR_ARG(say(x, c->related[i]->plain)));
    for (size_t i = 0; i < c->question_count; i++)
        print_question(x, c->questions[i]);
    (void)printf("%s\n", word(x, "Ini usul dengan alasan: orang yang memeriksa dan memutuskan.",
                              "This is a proposal with reasons: people examine and decide."));
}

static void print_text(const struct told *x) {
    if (x->asked->question.election)
        print_side(x);
    else
        print_no_election(x);
    for (size_t i = 0; i < x->found.finding_count; i++)
        print_finding(x, &x->found.findings[i]);
    print_rest(x);
}

/* --- JSON --- */

static void put_finding(struct json *j, const struct told *x, const struct law_finding *f) {
    json_open_object(j);
    law_write_act(j, f->act, x->english);
    json_put_bool(j, "replaced", f->replaced);
    law_write_addressee(j, f->addressee, f->addressee_cite);
    law_write_sanctions(j, x->law, f->sanctions, f->sanction_count, x->english);
    law_write_penalty(j, f->penalty, x->english);
    json_close_object(j);
}

static void put_others(struct json *j, const struct told *x) {
    const struct law_classification *c = &x->found;
    json_key(j, "not_applying");
    json_open_array(j);
    for (size_t i = 0; i < c->not_applying_count; i++) {
        json_open_object(j);
        json_put_str(j, "act", c->not_applying[i]->row.id);
        enum law_misfit why = law_act_misfit(c->not_applying[i], &x->asked->question);
        json_put_str(j, "why", str_from_c(reason(why, x->english)));
        json_put_str(
            j, "days",
            why == LAW_OTHER_STAGE || why == LAW_NEEDS_ELECTION
                ? law_act_days(x->a, c->not_applying[i], x->asked->question.election, x->english)
                : STR(""));
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

/* Without an election: those whose calendar holds the day there. */
static void put_elections(struct json *j, const struct told *x) {
    json_key(j, "elections");
    json_open_array(j);
    for (size_t i = 0; i < x->law->election_count; i++)
        if (holds_day(x, &x->law->elections[i]))
            json_add_str(j, x->law->elections[i].id);
    json_close_array(j);
}

static void print_json(const struct told *x) {
    const struct law_question_of *q = &x->asked->question;
    struct buf out;
    struct json j;
    buf_init(&out, JSON_CAP);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "subject", q->subject);
    json_put_str(&j, "act_date", date_format(x->a, q->day));
    json_put_str(&j, "election", q->election ? q->election->id : STR(""));
    json_put_str(&j, "region", q->region);
    json_put_bool(&j, "after_determination", x->found.after_determination);
    json_put_bool(&j, "outside_election", x->found.outside_election);
    json_put_str(&j, "stage", x->found.stage ? x->found.stage->id : STR(""));
    if (q->election)
        law_write_calendar(&j, x->a, q->election);
    else
        put_elections(&j, x);
    json_key(&j, "findings");
    json_open_array(&j);
    for (size_t i = 0; i < x->found.finding_count; i++)
        put_finding(&j, x, &x->found.findings[i]);
    json_close_array(&j);
    put_others(&j, x);
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
                        law_classify(a, law, &asked.question, asked.acts, asked.act_count),
                        asked.english};
    if (asked.json)
        print_json(&told);
    else
        print_text(&told);
    arena_free(a);
    return 0;
}
