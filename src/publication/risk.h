#ifndef PUBLICATION_RISK_H
#define PUBLICATION_RISK_H
/* The index of risk from published figures, and as open data. What is hidden (protect.h) is hidden
 * here too: a score is made of nothing that figures.h does not publish, so that neither it nor the
 * change of a weight tells more than the figures do (invariant I9). Pure. */
#include "publication/figures.h"
#include "publication/pledges.h"
#include "risk/limits.h"
#include "risk/score.h"
#include "risk/warn.h"

/* Whom the rounds of a region's own offices ask, and who pledged: of those rounds alone that are
 * not hidden (pledges.h), so that no sum tells a hidden one. */
struct publication_cover {
    int64_t asked, pledged;
    bool hidden; /* a round is */
};
/* All that scores are made of, of the regions that are compared, which ascend. */
struct publication_told {
    const struct publication_figures *figures;
    const struct str *regions;
    size_t count;
    const struct law_election *election; /* NULL: none is held */
    const struct publication_cover *cover;
    const int64_t *asked;                        /* the same, of cover */
    const struct publication_line *const *lines; /* NULL: the region has no case */
};
struct publication_risk_of {
    const struct publication_figures *figures; /* with what waits, where an index asks for it */
    const struct publication_pledges *pledges; /* a row for each office; NULL: none */
    const struct law_election *election;       /* of the nation */
};
/* Owns: lives in a, and in what it is made of. */
struct publication_told publication_risk_told(struct arena *a, const struct publication_risk_of *of,
                                              const struct str *regions, size_t count);
/* Counts of an indicator's origin in a region (its place in told): the count, or part and whole of
 * a share; of the calendar its points. */
struct publication_counts {
    int64_t part, whole; /* whole: 0 of what is no share */
    enum risk_gap gap;
};
struct publication_counts publication_risk_counts(const struct publication_told *told,
                                                  size_t region, enum risk_origin origin);
/* Whether an index is made of what waits, which costs more to count (flow/figures.h). */
bool publication_risk_waits(const struct risk_index *index);
/* Raw values of an index, regions x indicators, for risk_score. Owns: lives in a. */
struct risk_input publication_risk_input(struct arena *a, const struct publication_told *told,
                                         const struct risk_index *index);
/* Whether counts per staff say anything, a row for each region: for an indicator with staff whose
 * origin is a count; any other gives rows of which nothing is known. Owns: lives in a. */
const struct risk_funnel_row *publication_risk_funnel(struct arena *a,
                                                      const struct publication_told *told,
                                                      const struct risk_indicator *indicator);
/* What warnings go by, a row for each region: published late cases, pledges, and the funnel of the
 * first indicator that counts reports per staff. Owns: lives in a. */
const struct risk_fact *publication_risk_facts(struct arena *a, const struct publication_told *told,
                                               const struct risk_index *index);

/* A score with all that it is made of; index NULL: a published table, whose scores have no parts.
 */
struct publication_risk {
    const struct risk_index *index;
    const struct risk_table *table; /* NULL: the index */
    struct risk_scores scores;
    struct date as_of;
    struct str law;  /* hex: the rules that hold the definition */
    bool tried;      /* weights that somebody tries, not those in use */
    int64_t weighed; /* event that published those in use; -1: they are the definition's */
};
/* RFC 4180, a row for each region and indicator, the region's score first (indicator empty); low
 * and high are limits (risk/range.h) of the score, and of an indicator's scaled value. */
void publication_risk_csv(struct buf *out, const struct publication_risk *risk);
/* {"id","law","as_of","tried","weighed","regions":[{"region","score",...,"parts":[...]}]}. Numbers
 * in hundredths are written with two decimals; what is not known is null. */
void publication_risk_json(struct buf *out, const struct publication_risk *risk);
struct str publication_gap_name(enum risk_gap gap);       /* "hidden"; empty: known */
struct str publication_class_name(enum risk_class class); /* "high"; empty: none */
#endif
