#ifndef LAW_ADVISER_H
#define LAW_ADVISER_H
/* Classifying what somebody did, and answering "Bolehkah saya?": rows found by day, class and act,
 * with their reasons. Proposals: people decide. rules/topics holds the questions. */
#include "law/catalogue.h"

enum law_verdict { LAW_ALLOWED, LAW_AVOID, LAW_FORBIDDEN };
/* A row of a topic: what to answer where no act of the catalogue forbids. */
struct law_answer {
    struct law_words_list subjects; /* empty: all classes */
    struct law_words_list contests; /* empty: all */
    enum law_side side;
    struct law_words_list stages; /* on whose days alone it holds; empty: all */
    enum law_verdict verdict;     /* allowed or avoid */
    struct law_text why;
    struct law_cite cite;
    struct str file; /* of the topic, or principles.yaml: what holds where a topic says nothing */
    int line;
};
/* One question of the adviser "Bolehkah saya?", in people's words. row.id is its address. */
struct law_topic {
    struct law_row row;
    struct str group; /* "media-sosial", "kampanye", "keluarga", "jabatan", "partai", ... */
    struct law_text question, example, instead; /* instead: what is allowed in its place */
    struct law_words_list instead_for;          /* classes that instead speaks to; empty: all */
    const struct law_act *const *acts;
    size_t act_count;
    const struct law_answer *answers;
    size_t answer_count;
};
/* What was found for an act: proposals with reasons. People decide. */
struct law_finding {
    const struct law_act *act; /* the row in force for that day; the asked one or its twin */
    bool replaced;             /* the twin, since the act lies on the other side */
    const struct law_sanction *const *sanctions; /* rungs in force that day for that class */
    size_t sanction_count;
    const struct law_penalty *penalty;     /* version in force that day; NULL: none */
    struct str addressee;                  /* office kind or role that the track goes to */
    const struct law_cite *addressee_cite; /* of the row that names it; NULL: none does */
};
struct law_question_of {                 /* what a classification asks */
    struct str subject;                  /* class */
    struct date day;                     /* of the act */
    const struct law_election *election; /* NULL: outside any, of law_classify alone */
    struct str region;                   /* code; empty: not said */
};
/* Why an act does not speak of what is asked. */
enum law_misfit {
    LAW_FITS,
    LAW_NOT_IN_FORCE,
    LAW_OTHER_CLASS,
    LAW_OTHER_SIDE,
    LAW_OTHER_STAGE, /* binds in stages of the election that the day lies in none of */
    LAW_OTHER_CONTEST,
    LAW_NEEDS_ELECTION, /* none was asked, and days of one decide whether it binds */
    LAW_MISFIT_COUNT
};
struct law_open_question;
struct law_classification {
    const struct law_finding *findings;
    size_t finding_count;
    const struct law_act *const
        *not_applying; /* asked, but not in force that day or for that class */
    size_t not_applying_count;
    const struct law_act *const *related; /* not asked: acts of the same topics that do apply */
    size_t related_count;
    const struct law_stage *stage; /* NULL between stages */
    bool after_determination;
    bool outside_election; /* before its first day or after its last: the law in force is told */
    /* Open ones, on that day, that touch a row above or, where an act above lies on one side of the
     * determination, the election whose calendar divides. */
    const struct law_open_question *const *questions;
    size_t question_count;
};
/* Proposes acts, tracks, possible sanctions, articles for what a person of the class did on that
 * day. acts: rows as named; a twin is put in when the day lies on the other side. Without an
 * election no act is judged that days of one decide. Pure.
 * Law: the joint decree's Lampiran II; PP 94/2021; see each finding's cite. Owns: lives in a. */
struct law_classification law_classify(struct arena *a, const struct law *law,
                                       const struct law_question_of *asked,
                                       const struct law_act *const *acts, size_t act_count);
/* What may follow from an act on the day asked for the class asked, whatever the election (which
 * may be NULL): its rungs or its penal article, and who decides. Owns: lives in a. */
struct law_finding law_act_follows(struct arena *a, const struct law *law,
                                   const struct law_question_of *asked, const struct law_act *act);
enum law_misfit law_act_misfit(const struct law_act *act, const struct law_question_of *asked);
/* The adviser's answer. answer is NULL when an act forbids. */
struct law_advice {
    enum law_verdict verdict;
    const struct law_finding *findings; /* the acts that forbid */
    size_t finding_count;
    const struct law_answer *answer;
    bool not_settled; /* no row speaks: say so, never guess */
    bool staged;      /* in another stage of the election another answer may hold for the class */
    const struct law_act *const *elsewhen; /* where none forbids that day: acts that do on the other
                                              side of the determination, or in another stage */
    size_t elsewhen_count;
    const struct law_election *calendar; /* the one that was asked about */
};
struct law_advice law_advise(struct arena *a, const struct law *law, const struct law_topic *topic,
                             const struct law_question_of *asked);
/* Whether the verdict must bear a badge: nothing that gives it was verified. One verified act that
 * forbids carries a verdict, unless days of a calendar that was not verified decide that it speaks;
 * what may follow from it has marks of its own. */
bool law_advice_needs_badge(const struct law_advice *advice);

/* Whether what the topic allows instead is said to that class: "ask for the minister's approval" is
 * for a head of region. */
bool law_instead_speaks_to(const struct law_topic *topic, struct str subject);
const struct law_topic *law_topic(const struct law *law, struct str id);
struct str law_verdict_name(enum law_verdict verdict); /* "allowed", "avoid", "forbidden" */
#endif
