#ifndef PREVENTION_CHECK_H
#define PREVENTION_CHECK_H
/* The three questions that whoever signs a pledge answers first (P14): topics of the adviser that
 * speak to the person's class (instead_for), with the answer that the adviser gives it. What
 * concerns others alone (a candidate, a head of region) is asked of nobody else. Each person of a
 * round has their own, always the same; among them one of what is forbidden and one of what is not,
 * where the rules have both. Pure. */
#include "law/adviser.h"
#include "prevention/pledge.h"

enum { PLEDGE_QUESTIONS = 3 };
struct pledge_question {
    const struct law_topic *topic;
    enum law_verdict verdict;
};
struct pledge_check {
    struct pledge_question list[PLEDGE_QUESTIONS];
    size_t count; /* fewer where the rules answer fewer, none outside of every election they know */
};
struct pledge_check_of {
    struct pledge_link link;
    struct str subject;  /* class */
    struct str election; /* of the round; empty: the one of the day, else the last that began */
    struct date day;     /* the round's first: by it all questions of the round are answered */
};
struct pledge_check pledge_check(struct arena *a, const struct law *law,
                                 const struct pledge_check_of *of);
#endif
