#ifndef LAW_LAW_H
#define LAW_LAW_H
/* The law as data: rules/<kind>/<id>.yaml, read once at start, checked whole, then only looked at.
 * Every row has a citation and a confidence; low or unverified rows carry a badge where they speak.
 * Nothing here knows a case: rulebooks say what may happen, case/ and decision/ say what does. */
#include "base/date.h"
#include "base/hash.h"

enum law_confidence { LAW_HIGH, LAW_MEDIUM, LAW_LOW };
struct law_cite {
    struct str text;   /* "UU 1/2015 jo. UU 8/2015 Ps 134(5)": as printed beside what it supports */
    struct str source; /* where it was read: a key of docs/law-sources.md, "P2", "S02", "GK" */
    enum law_confidence confidence;
    bool verified;
};
/* A text for people in both languages; en is never empty. */
struct law_text {
    struct str id, en;
};

enum law_unit { LAW_CALENDAR_DAYS, LAW_WORKING_DAYS };
/* Whose clock: an office's duty alarms at the early reading; a person's right ends after the late
 * one. */
enum law_clock_kind { LAW_DUTY, LAW_RIGHT };
/* What lapsing does. Never a silent close: the program raises, people decide. */
enum law_lapse { LAW_ALARM, LAW_FORMAL_DEFECT, LAW_NOT_REGISTERED, LAW_ESCALATE, LAW_NO_FINDING };
struct law_clock {
    struct str id; /* "P04.initial_review" */
    struct law_text name;
    int n; /* days, at least 1, counted as total from the start */
    enum law_unit unit;
    enum law_clock_kind kind;
    enum law_lapse lapse;
    struct str start; /* in words of the statute: what starts it */
    struct law_cite cite;
};

enum law_field_type { LAW_F_TEXT, LAW_F_DATE, LAW_F_DATETIME, LAW_F_BOOL, LAW_F_INT, LAW_F_LIST };
struct law_option {
    struct str value;
    struct law_text label;
};
struct law_field {
    struct str name; /* as in the API and in events */
    enum law_field_type type;
    struct law_text label;
    bool required, multiple; /* multiple: a list of options (type LAW_F_LIST) */
    int max_len;             /* bytes of a text; 0 means LAW_TEXT_MAX */
    const struct law_option *options;
    size_t option_count;
};
enum { LAW_TEXT_MAX = 20000 };

/* Where a clock that an outcome starts counts from. */
enum law_start { LAW_FROM_TODAY, LAW_FROM_FIELD, LAW_FROM_FACT };
struct law_clock_start {
    const struct law_clock *clock;
    enum law_start from;
    struct str name; /* of the field, or of the fact: known_on, received_on, registered_on */
};
struct law_state;
struct law_outcome {
    struct str value; /* chosen in the field "outcome" when a step has more than one */
    struct law_text label;
    const struct law_state *to;
    const struct law_clock_start *starts;
    size_t start_count;
    const struct law_clock *const *stops;
    size_t stop_count;
    struct str hand_to; /* office kind that holds the case from now on; empty: as before */
};
struct law_step {
    struct str id;   /* the statute's row: "P04" */
    struct str name; /* the action's name in the API: "initial_review" */
    struct law_text label;
    struct str actor;    /* office kind that may take it: "bawaslu", "bkn", "ppk" */
    struct str role;     /* least role: "officer", "head" (plenary decisions), "custodian" */
    struct str document; /* form it makes: "A.4"; empty if none */
    const struct law_state *const *from;
    size_t from_count;
    const struct law_step *const
        *needs; /* must have been taken before, else blocked_by names them */
    size_t need_count;
    const struct law_field *fields;
    size_t field_count;
    const struct law_outcome *outcomes; /* at least one */
    size_t outcome_count;
    struct law_cite cite;
};
/* Coarse public stage of a state, for figures: never names what is not decided. */
enum law_phase {
    LAW_INTAKE,
    LAW_EXAMINATION,
    LAW_WITH_BKN,
    LAW_WITH_PPK,
    LAW_DONE_SANCTION,
    LAW_DONE_NO_BREACH,
    LAW_DONE_NOT_REGISTERED,
    LAW_DONE_OTHER,
    LAW_PHASE_COUNT
};
struct law_state {
    struct str id;            /* "received" */
    struct law_text label;    /* for staff */
    struct law_text reporter; /* for the reporter: what happens now, plain words */
    enum law_phase phase;
    bool terminal;
    struct str waits_for; /* office kind that must act next; "reporter" when a person must (I5) */
};
/* A gap a report may have, and whose rule makes it one. */
struct law_requirement {
    struct str id;    /* "evidence" */
    struct str field; /* of the report */
    bool formal;      /* formal (else material) */
    struct law_text text;
    struct law_cite cite;
};
struct law_rulebook {
    struct str regime; /* "pilkada-2024" */
    int version;
    struct date from, to; /* in force; to.day = INT32_MAX while open */
    struct hash hash;     /* of the file's bytes */
    const struct law_state *states;
    size_t state_count;
    const struct law_clock *clocks;
    size_t clock_count;
    const struct law_step *steps;
    size_t step_count;
    const struct law_requirement *requirements;
    size_t requirement_count;
    const struct law_state *entry_report, *entry_tip; /* where intake puts a new case */
    const struct law_clock_start *entry_starts;       /* clocks that a report's receipt starts */
    size_t entry_start_count;
    const struct law_clock *report_window; /* P01: the reporter's days */
};

enum law_day_kind { LAW_NATIONAL_HOLIDAY, LAW_JOINT_LEAVE, LAW_VOTING_DAY };
struct law_holiday {
    struct date date;
    enum law_day_kind kind;
    struct str name, source;
    enum law_confidence confidence;
};
struct law_calendar {
    struct str version;             /* "2024.1+2025.2+2026.1": stored with each computed deadline */
    const struct law_holiday *days; /* ascending, one row a day */
    size_t count;
    struct date first, last; /* days the table speaks for; outside it working days are unknown */
};
struct law_stage {
    struct str id;
    struct law_text label;
    struct date from, to; /* both included; from.day = INT32_MIN when open */
    bool critical;
};
struct law_election {
    struct str id; /* "pilkada-2024": also the default election of rulebooks of that regime */
    struct str regime;
    struct law_text label;
    struct date opens, voting, closes; /* opens: the earliest occurred_on that belongs to it */
    const struct law_stage *stages;
    size_t stage_count;
    struct law_cite cite;
};
struct law_act {
    struct str id; /* "DIS-06" */
    struct law_text label;
    struct law_text
        plain;       /* public wording, few words: "Menyukai, membagikan, berkomentar di medsos" */
    struct str tier; /* "moral", "sedang", "berat", "ptdh"; empty: a legal gap */
    struct law_cite cite;
};
struct law_subject_class {
    struct str id; /* "pns", "pppk", "kades", ... */
    struct law_text label;
    struct str addressee; /* office kind that decides on its sanction */
};
/* Everything in rules/, whole and consistent. Immutable; shared by all threads. */
struct law {
    const struct law_rulebook *rulebooks;
    size_t rulebook_count;
    const struct law_election *elections;
    size_t election_count;
    struct law_calendar calendar;
    const struct law_act *acts;
    size_t act_count;
    const struct law_subject_class *classes;
    size_t class_count;
};
/* A fault of a rules file, for the person who edits it. */
struct law_fault {
    struct str file;
    int line;        /* from 1; 0: the file as a whole */
    struct str text; /* English sentence: what is wrong and what to write instead */
};
enum { LAW_FAULTS_MAX = 32 };
struct law_faults {
    struct law_fault list[LAW_FAULTS_MAX];
    size_t count;
};

/* Reads rules/ under dir, strictly: unknown key, missing citation, bad date, dangling reference,
 * state without exit, duplicate id are faults; all are collected (at most LAW_FAULTS_MAX).
 * Owns: *ret lives in a, which must outlive it. Errors: ERR_RULES (ret_faults says why). */
struct err law_load(struct arena *a, const char *dir, const struct law **ret,
                    struct law_faults *ret_faults) MUST_CHECK;

/* The rulebook of the regime in force on the day; NULL if none. */
const struct law_rulebook *law_rulebook_on(const struct law *law, struct str regime,
                                           struct date day);
/* The rulebook that a stored reference "pilkada-2024@1" names; NULL if unknown. */
const struct law_rulebook *law_rulebook_named(const struct law *law, struct str reference);
const struct law_election *law_election(const struct law *law, struct str id);
const struct law_act *law_act(const struct law *law, struct str id);
const struct law_subject_class *law_subject_class(const struct law *law, struct str id);
const struct law_state *law_state(const struct law_rulebook *rules, struct str id);
const struct law_step *law_step(const struct law_rulebook *rules, struct str name);
const struct law_clock *law_clock(const struct law_rulebook *rules, struct str id);
const struct law_stage *law_stage_on(const struct law_election *election, struct date day);
struct str law_say(struct law_text text, bool english);
struct str law_phase_name(enum law_phase phase); /* "intake", "examination", ... as in open data */
#endif
