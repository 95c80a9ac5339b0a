#ifndef LAW_CATALOGUE_H
#define LAW_CATALOGUE_H
/* What is forbidden to whom and when, what may follow, who may impose it: rules/acts, topics,
 * sanctions.yaml, imposers.yaml, siasn.yaml. Looked at by day; nothing here judges a person. */
#include "law/calendar.h"

/* The branch of law that answers to an act; each has its own procedure and addressee. */
enum law_track {
    LAW_ETHICS,         /* moral sanction: PP 42/2004 */
    LAW_DISCIPLINE,     /* PP 94/2021, for contract staff by PP 49/2018 */
    LAW_DISMISSAL,      /* UU 20/2023 Ps 52: party members */
    LAW_CRIMINAL,       /* UU Pilkada, UU Pemilu */
    LAW_ADMINISTRATIVE, /* KPU, or the minister's approval */
    LAW_VILLAGE,        /* UU Desa */
    LAW_MILITARY,       /* UU TNI */
    LAW_POLICE,         /* UU Polri */
    LAW_CONTRACT,       /* staff who are not civil servants */
    LAW_TRACK_COUNT
};
/* On which side of the day on which KPU determined the candidates an act must lie. The day itself
 * lies after (docs/law: the classification rule; a person may override it with reasons). */
enum law_side { LAW_EITHER_SIDE, LAW_BEFORE_DETERMINATION, LAW_AFTER_DETERMINATION };

/* A punishment that a ladder, or a penal article, knows. */
struct law_punishment {
    struct str id; /* "8(4)a" */
    struct law_text label;
    int months;       /* that it lasts; 0: no duration */
    struct str siasn; /* code of the SIASN record; empty: none */
};
/* One rung: what a tier of one branch of law means on a day, for whom. id: "discipline.sedang". */
struct law_sanction {
    struct law_row row;
    enum law_track track;
    struct str tier; /* "moral", "ringan", "sedang", "berat", "ptdh", "warning", "removal", ... */
    struct law_text label;
    struct law_words_list subjects; /* classes */
    const struct law_punishment *punishments;
    size_t punishment_count;
    struct law_text note; /* what a lawyer must know; may be empty */
};
/* A penal article. Amounts in rupiah; 0: the article names none. kurungan: light imprisonment,
 * which UU 1/2026 abolished; fine category of the penal code: 0 when the amounts stand. */
struct law_penalty {
    struct law_row row; /* "PML-494" */
    struct law_text label;
    struct str kind; /* "penjara", "kurungan", "denda" */
    int months_min, months_max;
    int64_t fine_min, fine_max;
    int fine_category;
    bool and_or; /* prison and/or fine; else prison and fine */
    struct law_text note;
};
struct law_catalogue {
    struct law_row row; /* "skb-2022" */
    struct law_text label;
    struct law_words_list contests; /* kinds of election: "pilkada", "pemilu"; empty: all */
    bool listed;                    /* reporters choose from it */
};
struct law_act {
    struct law_row row; /* "DIS-06" */
    const struct law_catalogue *catalogue;
    struct law_text label;
    struct law_text
        plain; /* public wording, few words: "Menyukai, membagikan, berkomentar di medsos" */
    struct law_text asks; /* what must be shown besides the act (intent, effect); may be empty */
    enum law_track track;
    enum law_side side;
    const struct law_act
        *twin; /* the same conduct on the other side of the determination, or NULL */
    struct law_words_list subjects; /* classes that it binds */
    struct str tier;                /* rung of its track; empty: a legal gap, or a penal article */
    const struct law_penalty *penalty; /* of a criminal act; else NULL. As of the last version */
    struct law_text
        gap; /* why no tier can be named; given if and only if tier and penalty are not */
};

enum law_verdict { LAW_ALLOWED, LAW_AVOID, LAW_FORBIDDEN };
/* A row of a topic: what to answer where no act of the catalogue forbids. */
struct law_answer {
    struct law_words_list subjects; /* empty: all classes */
    struct law_words_list contests; /* empty: all */
    enum law_side side;
    enum law_verdict verdict; /* allowed or avoid */
    struct law_text why;
    struct law_cite cite;
    int line;
};
/* One question of the adviser "Bolehkah saya?", in people's words. row.id is its address. */
struct law_topic {
    struct law_row row;
    struct str group; /* "media-sosial", "kampanye", "keluarga", "jabatan", "partai", ... */
    struct law_text question, example, instead; /* instead: what is allowed in its place */
    const struct law_act *const *acts;
    size_t act_count;
    const struct law_answer *answers;
    size_t answer_count;
};
/* Who may impose what on whom: PP 94/2021 Ps 16-25. */
struct law_imposer {
    struct law_row row;
    struct law_text examinee; /* post of the person examined */
    struct str examinee_id;   /* "jpt_pratama", "administrator", ... */
    struct str agency;        /* "central_province", "regency", "any" */
    struct law_text imposer;
    struct str imposer_id;             /* "president", "ppk", "jpt_madya", ... */
    struct law_words_list punishments; /* tiers or punishments: "ringan", "8(4)a" */
    int levels_below;                  /* 1 or 2 when it reaches only that far; 0: no such limit */
    struct law_text note;
};
/* A code of SIASN beside ours. kind: "punishment", "level", "reason", "regulation". */
struct law_siasn {
    struct law_row row;
    struct str kind, code;
    struct law_text label;
    struct str ours; /* id of our row, or of a punishment; empty: none fits, and note says so */
    struct law_text note;
};

/* What was found for an act: proposals with reasons. People decide. */
struct law_finding {
    const struct law_act *act; /* the row in force for that day; the asked one or its twin */
    bool replaced;             /* the twin, since the act lies on the other side */
    const struct law_sanction *const *sanctions; /* rungs in force that day for that class */
    size_t sanction_count;
    const struct law_penalty *penalty; /* version in force that day; NULL: none */
    struct str addressee;              /* office kind or role that the track goes to */
};
struct law_question_of { /* what a classification asks */
    struct str subject;  /* class */
    struct date day;     /* of the act */
    const struct law_election *election;
    struct str region; /* code; empty: not said */
};
struct law_open_question;
struct law_classification {
    const struct law_finding *findings;
    size_t finding_count;
    const struct law_act *const
        *not_applying; /* asked, but not in force that day or for that class */
    size_t not_applying_count;
    const struct law_stage *stage; /* NULL between stages */
    bool after_determination;
    const struct law_open_question *const *questions; /* that touch a row above */
    size_t question_count;
};
struct law;
/* Proposes acts, tracks, possible sanctions, articles for what a person of the class did on that
 * day. acts: rows as named; a twin is put in when the day lies on the other side. Pure.
 * Law: the joint decree's Lampiran II; PP 94/2021; see each finding's cite. Owns: lives in a. */
struct law_classification law_classify(struct arena *a, const struct law *law,
                                       const struct law_question_of *asked,
                                       const struct law_act *const *acts, size_t act_count);
/* The adviser's answer. answer is NULL when an act forbids. */
struct law_advice {
    enum law_verdict verdict;
    const struct law_finding *findings; /* the acts that forbid */
    size_t finding_count;
    const struct law_answer *answer;
    bool not_settled; /* no row speaks: say so, never guess */
};
struct law_advice law_advise(struct arena *a, const struct law *law, const struct law_topic *topic,
                             const struct law_question_of *asked);

const struct law_act *law_act(const struct law *law, struct str id);
/* The version of an act, a sanction, a penalty in force that day; NULL if none. */
const struct law_penalty *law_penalty_on(const struct law *law, struct str id, struct date day);
/* Acts that reporters of this election choose from, on that day: rows of listed catalogues. */
size_t law_acts_listed(const struct law *law, const struct law_election *election, struct date day,
                       const struct law_act **ret, size_t room);
const struct law_topic *law_topic(const struct law *law, struct str id);
struct str law_track_name(enum law_track track);
struct str law_verdict_name(enum law_verdict verdict); /* "allowed", "avoid", "forbidden" */
#endif
