#ifndef LAW_RULEBOOK_H
#define LAW_RULEBOOK_H
/* One procedure: states, the steps between them, the clocks that run meanwhile. A rulebook is read
 * from its own file and from the parts that it names, which several procedures share. */
#include "law/phase.h"
#include "law/terms.h"

enum law_start { LAW_FROM_TODAY, LAW_FROM_FIELD, LAW_FROM_FACT };
struct law_clock_start {
    const struct law_clock *clock;
    enum law_start from;
    struct str name; /* of the field, or of the fact: known_on, received_on, registered_on */
};
struct law_clocks { /* clocks of the same rulebook */
    const struct law_clock *const *list;
    size_t count;
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
    struct law_clocks suspends, resumes; /* a suspended clock counts no day until it is resumed */
    struct str hand_to; /* office kind or role that holds the case from now on; empty: as before */
    struct law_words_list opens; /* procedures that run beside this one from now on: regimes */
    unsigned tracks; /* branches of law: 1u << enum law_track each; proposal.h proposes one */
    struct law_words_list
        tiers;                /* rungs of these that it imposes, proposes or presumes; none: open */
    enum law_decides decides; /* the ends behind it say the same, until another one decides */
    bool registers; /* gives the registration number and sets the fact registered_on to today */
};
struct law_also { /* a row of the statute that a step records along with its own: "D02" */
    struct str id;
    struct law_text label;
    struct law_cite cite;
    int line;
};
enum { LAW_TIMES_MAX = 15 };
struct law_step {
    struct str id;   /* the statute's row: "P04" */
    int version;     /* of the row; 0: that of its procedure */
    struct str name; /* the action's name in the API: "initial_review" */
    struct law_text label;
    struct str actor;     /* office kind or role that may take it: "bawaslu", "merit_supervisor" */
    struct str on_behalf; /* whose act it records, an office kind: "superior"; empty: the actor's */
    bool on_awaited;      /* it records what whom the state that it leaves waits for did */
    struct str role;      /* least role: "officer", "head" (plenary decisions), "custodian" */
    struct str document;  /* form it makes: id of a row of letters.yaml; empty if none */
    struct law_words_list subjects; /* offered, and taken, for these classes alone; none: for all */
    const struct law_state *const *from;
    size_t from_count;
    const struct law_step *const *needs; /* to be taken before, else blocked_by names them */
    size_t need_count;
    const struct law_step *const *unless; /* once one was taken it is offered no more */
    size_t unless_count;
    const struct law_clock *after; /* must have run out first (late reading); NULL: no such guard */
    const struct law_clock *during; /* "while" it runs, also from an end, where it runs on; NULL */
    const struct law_field *fields;
    size_t field_count;
    const struct law_outcome *outcomes; /* at least one */
    size_t outcome_count;
    int times; /* how often the law lets it be taken in one run; 0: it names no number */
    struct law_cite times_cite;          /* where it says so; of a step with times */
    const struct law_takeover *takeover; /* whose step it is: takeover.h; NULL: a rulebook's */
    bool several; /* outcomes are a set: one leads on (its "to"), the others only open procedures */
    bool by_person; /* may be taken for some of the persons, of any class: others stay behind */
    const struct law_also *also;
    size_t also_count;
    struct law_cite cite;
    struct str file; /* where the row stands: of the rulebook, or of one of its parts */
    int line;
};
struct law_state {
    struct str id;            /* "received" */
    struct law_text label;    /* for staff */
    struct law_text reporter; /* for the reporter: what happens now, plain words */
    enum law_phase phase;
    bool terminal;
    bool former; /* of before: no step leads to it, cases that were begun earlier may wait in it */
    struct str waits_for; /* office kind or role that must act next, or "reporter" (I5) */
    struct str file;      /* where the row stands: of the rulebook, or of one of its parts */
    int line;
};
struct law_requirement { /* a gap a report may have, and whose rule makes it one */
    struct str id;       /* "evidence" */
    struct str field;    /* of the report */
    bool formal;         /* formal (else material) */
    struct law_text text;
    struct law_cite cite;
    int line;
    struct str file;
};
struct law_numbers { /* {n:3} (at least 3 digits), {region}, {level}, {roman_month}, {year} */
    struct str received, registered;
    struct law_cite cite;
    int line;
};
enum law_procedure_kind { LAW_TAKES_REPORTS, LAW_OPENED };
struct law_rulebook {
    struct str regime; /* "pilkada-2024" */
    struct law_text label;
    enum law_procedure_kind kind;
    int version, from_line, to_line; /* lines: of the days below, in the rulebook's own file */
    struct date from, to;            /* in force; to.day = LAW_OPEN while open */
    struct hash hash;                /* of the file's bytes, and of its parts' in their order */
    struct str file;
    const struct law_state *states;
    size_t state_count;
    const struct law_clock *clocks;
    size_t clock_count;
    const struct law_step *steps;
    size_t step_count;
    const struct law_requirement *requirements;
    size_t requirement_count;
    /* Where a new case begins; of an opened procedure entry_opened alone; complaint: through SBT */
    const struct law_state *entry_report, *entry_tip, *entry_complaint, *entry_opened;
    const struct law_clock_start *entry_starts; /* by a report's receipt, or the opening */
    size_t entry_start_count;
    const struct law_clock *report_window; /* P01: the reporter's days */
    struct law_numbers numbers;
    struct law_words_list parts; /* names of the parts it was read from, in their order */
    struct law_sections sections;
};

bool law_lists(struct law_words_list list, struct str id);
bool law_lists_or_all(struct law_words_list list, struct str id); /* an empty list means all */
/* Whose act a step from that state is: the actor's own, or the office's whose act it records. */
struct str law_step_doer(const struct law_step *step, const struct law_state *state);
bool law_step_leaves(const struct law_step *step, const struct law_state *state);
/* Whether a step leaves that end while the clock runs; whether one bars the other (unless). */
bool law_runs_on(const struct law_rulebook *rules, const struct law_state *end,
                 const struct law_clock *clock);
bool law_step_barred(const struct law_step *step, const struct law_step *by);
/* Whether two outcomes go by the same branches and name the same tiers: then they are no choice. */
bool law_same_way(const struct law_outcome *a, const struct law_outcome *b);
const struct law_state *law_state(const struct law_rulebook *rules, struct str id);
const struct law_step *law_step(const struct law_rulebook *rules, struct str name);
/* By id, or by the id with the statute's own word (aka). */
const struct law_clock *law_clock(const struct law_rulebook *rules, struct str id);
/* Whether it counts from the receipt of a report: the hours of intake concern no other clock. */
bool law_from_receipt(const struct law_rulebook *rules, const struct law_clock *clock);
/* The n-th number of a year, received or registered, by the rulebook's pattern: no meaning is read
 * out of it. region: of the office that numbers; empty: 00.00, RI (press, S). Owns: lives in a. */
struct str law_number(struct arena *a, const struct law_rulebook *rules, bool registered, int64_t n,
                      struct str region, struct date day);
#endif
