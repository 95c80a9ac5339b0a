#ifndef LAW_REGISTER_H
#define LAW_REGISTER_H
/* What stands beside procedures and acts: instruments, windows, letters, terms; a file each. */
#include "law/letters.h"

/* Where rows were read: what cite.source names. "GK" and "INF", no reading, have no place. */
struct law_source {
    struct str id;                 /* "D1", "S02", "FORM-KA" */
    struct law_text what;          /* what stood there */
    struct str where;              /* site, repository, office; empty: none */
    struct str address;            /* https://...; empty: none */
    const struct law_reads *reads; /* of a copy: the articles that it has and that were read */
    size_t reads_count;            /* 0: articles were not read in it */
    struct law_words_list about; /* instruments that it bears on besides: a regulation that repeats
                                    one, the emergency regulation that became it */
    struct str file;
    int line;
};
/* A statute, regulation, decree, ruling: what citations rest on. row.id: "pp-94-2021". */
struct law_instrument {
    struct law_row row;    /* span: days in force; cite: how its existence and dates are known */
    struct law_text label; /* "PP 94/2021 tentang Disiplin PNS" */
    struct law_words_list aka;              /* other names that citations print: "SKB 2022" */
    struct law_words_list amends, replaces; /* other instruments */
    struct law_words_list survives;         /* articles that outlive the span, as text: "Ps 7(3)" */
    struct law_text note;
};
/* Who holds a role on a day. Rulebooks name the role; changing the authority is one row here. */
struct law_authority {
    struct law_row row;
    struct str role;    /* "merit_supervisor" */
    struct str office;  /* office kind; each row of a role ends when the next one begins */
    bool planned;       /* ordered, not yet there: no "from" yet */
    struct date due_by; /* of a planned one: when it must be there */
    struct law_text note;
};
/* Hours in which an office takes reports: apart from deadlines. */
struct law_window {
    struct law_row row;
    struct law_words_list contests; /* "pilkada", "pemilu"; empty: all */
    struct law_words_list stages; /* ids of stages; empty: every day that no other row speaks of */
    unsigned weekdays;            /* bit 0 = Monday ... bit 6 = Sunday */
    bool holidays;                /* also on days off */
    int opens, closes; /* minutes since local midnight, closes excluded; 0, 1440: all day */
};
/* Work of prevention: who does what when. */
struct law_duty {
    struct law_row row; /* "PPK-D1", "V01" */
    struct str actor;   /* office kind or role */
    struct law_text label, timing;
    struct str stage; /* election stage it is tied to; empty: none */
    int days;         /* against the stage's first day: -30 = thirty days before; 0: on it */
    bool before_stage, each_stage;
    struct law_text evidence; /* what shows that it was done */
    struct str letter;        /* by which it is carried out: of letters.yaml; empty: no letter */
    struct str meeting;       /* kind of office with whom a coordination meeting (rakor) of the
                                 region's own carries it out; empty: no meeting does */
};
/* A point of the pledge (ikrar netralitas), in order. */
struct law_pledge {
    struct law_row row; /* "IKR-1" */
    struct law_text text;
};
enum law_question_status { LAW_QUESTION_OPEN, LAW_QUESTION_SETTLED };
/* What the sources leave open: shown wherever a row that it touches speaks, on the days of its
 * span: before a law came nobody need ask what it changed. */
struct law_open_question {
    struct law_row row; /* "Q1" */
    struct law_text question, why;
    enum law_question_status status;
    bool disagree;          /* sources contradict each other: a lawyer must look, not just wait */
    struct law_text answer; /* of a settled one: what the articles read say */
    struct law_text now;    /* what the program does (meanwhile) */
    const struct law_text *readings; /* that the sources allow */
    size_t reading_count;
    struct law_words_list rows;     /* ids of acts, clocks, sanctions, ... it touches */
    struct law_words_list concerns; /* what it touches as a whole: regimes, or "all" */
    int harm;                       /* 1: first to read */
};
/* One day of an example and the clock that counts from it. */
struct law_example_count {
    struct law_text event;            /* what happened on that day */
    const struct law_rulebook *rules; /* in force on it */
    const struct law_clock *clock;
    struct date start;
    bool has_said; /* the source names a last day: */
    struct date said;
};
/* A case whose days are counted for people to follow: a published one, or an invented one. */
struct law_example {
    struct law_row row; /* "kukar-2024"; its citation says where it was read */
    struct law_text label, story;
    bool invented;
    const struct law_example_count *counts; /* in the order of their days */
    size_t count_count;
};
/* A word of the statute in plain words. */
struct law_term {
    struct law_row row; /* "laporan" */
    struct law_text word, plain;
    struct str code; /* the English word of code and API */
};

struct law;
const struct law_source *law_source(const struct law *law, struct str id);
const struct law_instrument *law_instrument(const struct law *law, struct str id);
/* A label as citations print it, without its subject and without what it is also called: "UU
 * 8/2015". */
struct str law_short_label(struct str label);
/* The office kind that a name means on a day: itself, or who holds the role then. Empty: nobody. */
struct str law_office_on(const struct law *law, struct str kind_or_role, struct date day);
/* The label of that office; the name itself when nobody holds the role that day. */
struct str law_office_label(const struct law *law, struct str kind_or_role, struct date day,
                            bool english);
/* An office kind in short, without what its label has in brackets; a role as those who hold it in
 * the span: "KASN, BKN". Owns: lives in a.
 * lint: parameters: a name, and all that decides how it reads */
struct str law_office_names(struct arena *a, const struct law *law, struct str kind_or_role,
                            struct law_span span, bool english);
/* Whether an office takes reports at a minute of its own local day. Unknown: no row of windows.yaml
 * speaks of that day in that kind of election; nobody may be turned away for it. */
enum law_open { LAW_WINDOW_UNKNOWN, LAW_WINDOW_CLOSED, LAW_WINDOW_OPEN };
struct law_moment {
    struct date day;
    int minute; /* since local midnight */
};
struct law_election;
enum law_open law_window_at(const struct law *law, const struct law_election *election,
                            struct law_moment at);
/* The first open minute at or after the given one; false when none is known within a year. */
bool law_window_next(const struct law *law, const struct law_election *election,
                     struct law_moment from, struct law_moment *ret);
/* The row by which the office first opens on that day; NULL when it is closed or not known. */
const struct law_window *law_window_on(const struct law *law, const struct law_election *election,
                                       struct date day);
/* False when the office is known to take no report at any minute of that day. */
bool law_takes_reports_on(const struct law *law, const struct law_election *election, struct date);
/* Whether the hours differ by stages of the election. */
bool law_hours_by_calendar(const struct law *law, const struct law_election *election);
const struct law_letter *law_letter(const struct law *law, struct str id);
/* The pattern by which an office of that kind numbers it: its own, or one without a class. */
struct str law_letter_number(const struct law *law, const struct law_letter *letter,
                             struct str office_kind);
#endif
