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
 * lies after. What follows for a case is proposed (proposal.h): a person may override it with
 * reasons, which the step's event keeps (docs/adr/0024). */
enum law_side { LAW_EITHER_SIDE, LAW_BEFORE_DETERMINATION, LAW_AFTER_DETERMINATION };

/* A punishment that a ladder, or a penal article, knows. */
struct law_punishment {
    struct str id; /* "PP94-8.4.a": of PP 94/2021 Ps 8(4) a */
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
    size_t punishment_count; /* 0: the law names no kinds, or they were not read; note says so */
    const struct law_reads *assigns; /* articles that give this tier to acts: PP 94/2021 Ps 14 */
    size_t assigns_count;
    struct str addressee; /* office kind that decides; empty: that of the class */
    bool planned;         /* ordered, but not in force on any day yet: never found by day */
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
    bool and_or;          /* prison and/or fine; else prison and fine */
    struct str addressee; /* office kind that takes the criminal track over */
    struct law_text note;
};
/* What a fine of each category is at most, in rupiah: amounts[0] is category I. */
struct law_fine_scale {
    struct law_row row; /* "KUHP-79" */
    struct law_text label;
    const int64_t *amounts;
    size_t count;
};
struct law_catalogue {
    struct law_row row; /* "skb-2022" */
    struct law_text label;
    struct law_words_list contests; /* kinds of election: "pilkada", "pemilu"; empty: all */
    bool listed;                    /* reporters choose from it */
};
/* Versions of an act follow each other by day, as those of a rung do. */
struct law_act {
    struct law_row row; /* "DIS-06" */
    const struct law_catalogue *catalogue;
    struct law_text label;
    struct law_text
        plain; /* public wording, few words: "Menyukai, membagikan, berkomentar di medsos" */
    struct law_text asks; /* what must be shown besides the act (intent, effect); may be empty */
    struct law_text
        note; /* what else a reader must know: a meaning, who is punished; may be empty */
    enum law_track track;
    enum law_side side;
    struct law_words_list stages; /* of the election, on whose days alone it binds; empty: all */
    const struct law_act
        *twin; /* the same conduct on the other side of the determination, or NULL. Of this and
                  of penalty the last version: which one holds is asked by day */
    struct law_words_list subjects; /* classes that it binds */
    struct str tier;                /* rung of its track; empty: a legal gap, or a penal article */
    const struct law_penalty *penalty; /* of a criminal act; else NULL */
    struct law_text
        gap; /* why no tier can be named; given if and only if tier and penalty are not */
};

/* Who may impose what on whom: PP 94/2021 Ps 16-25. */
struct law_imposer {
    struct law_row row;
    struct law_text examinee; /* post of the person examined */
    struct str examinee_id;   /* "jpt_pratama", "administrator", ... */
    struct str agency;        /* "central_province", "regency", "any" */
    struct law_text imposer;
    struct str imposer_id;             /* "president", "ppk", "jpt_madya", ... */
    struct law_words_list punishments; /* tiers or punishments: "ringan", "PP94-8.4.a" */
    int levels_below;                  /* 1 or 2 when it reaches only that far; 0: no such limit */
    struct law_text note;
};
/* A code of SIASN beside ours. kind: "punishment", "level", "reason", "regulation". row.cite: how
 * the code is known; match: how it is known that ours is the same, which is another question. */
struct law_siasn {
    struct law_row row;
    struct str kind, code;
    struct law_text label;
    struct str ours; /* id of our row, or of a punishment; empty: none fits, and note says so */
    struct law_cite match; /* given if and only if ours is */
    struct law_text note;
};

struct law;
/* The last version of an act; NULL if none has that id. */
const struct law_act *law_act(const struct law *law, struct str id);
/* The code of SIASN for a punishment; NULL if none. Sure: it and its match were both verified. */
const struct law_siasn *law_siasn_of(const struct law *law, const struct law_punishment *ours);
bool law_siasn_is_sure(const struct law_siasn *code);
/* The version of an act that is in force that day; NULL if none is. */
const struct law_act *law_act_on(const struct law *law, struct str id, struct date day);
/* Whether days of the election's calendar decide when the act binds: what is said by them is no
 * surer than the calendar (law_advice_needs_badge). */
bool law_act_by_calendar(const struct law_act *act);
/* The version of a penal article in force that day; NULL if none. */
const struct law_penalty *law_penalty_on(const struct law *law, struct str id, struct date day);
/* The scale of fines in force that day; NULL if none. */
const struct law_fine_scale *law_fine_scale_on(const struct law *law, struct date day);
/* The next rung, after the given one (NULL: the first), that a tier means for a class on that day;
 * NULL when there is no other. A planned rung is none. */
struct law_rung {
    enum law_track track;
    struct str tier, subject;
    struct date day;
};
const struct law_sanction *law_sanction_next(const struct law *law, const struct law_rung *asked,
                                             const struct law_sanction *after);
/* Acts that reporters of this election choose from, on that day: rows of listed catalogues, of
 * every election when NULL, by the class that each binds first, in the order of the classes.
 * Returns how many stand in ret, at most room. */
size_t law_acts_listed(const struct law *law, const struct law_election *election, struct date day,
                       const struct law_act **ret, size_t room);
struct str law_track_name(enum law_track track); /* "ethics", "discipline", ... */
struct str law_side_name(enum law_side side);    /* "either", "before", "after" */
#endif
