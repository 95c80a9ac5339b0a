#include "prevention/check.h"

#include <stdlib.h>
#include <string.h>

/* Topics stand in the order of a hash of round, person and topic: the same at every look, another
 * for a neighbour. Only as many are answered as are needed: an answer costs more than a hash. */
struct ranked {
    struct hash rank;
    const struct law_topic *topic;
};

static int by_rank(const void *one, const void *two) {
    return memcmp(((const struct ranked *)one)->rank.b, ((const struct ranked *)two)->rank.b,
                  HASH_LEN);
}

/* Topics that speak to the class: what they advise instead is for it. */
static struct ranked *rank_topics(struct arena *a, const struct law *law,
                                  const struct pledge_check_of *of, size_t *ret_count) {
    struct ranked *list = NEW(a, struct ranked, law->topic_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < law->topic_count; i++) {
        struct str id = law->topics[i].row.id;
        if (!law_lists_or_all(law->topics[i].instead_for, of->subject))
            continue;
        list[count].topic = &law->topics[i];
        list[count++].rank =
            hash_sha256(arena_printf(a, "%lld-%lld-%.*s", (long long)of->link.round,
                                     (long long)of->link.person, STR_ARG(id)));
    }
    qsort(list, count, sizeof *list, by_rank);
    *ret_count = count;
    return list;
}

static const struct law_election *find_election(const struct law *law,
                                                const struct pledge_check_of *of) {
    const struct law_election *found = NULL;
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        bool named = of->election.len > 0;
        bool fits = named ? str_equal(e->id, of->election) : e->opens.day <= of->day.day;
        if (fits && (!found || e->opens.day > found->opens.day))
            found = e;
    }
    return found;
}

/* False: no row speaks, and nobody is asked what the rules do not answer. */
static bool answer(struct arena *a, const struct law *law, const struct law_question_of *asked,
                   struct pledge_question *question) {
    struct law_advice advice = law_advise(a, law, question->topic, asked);
    question->verdict = advice.finding_count ? LAW_FORBIDDEN : advice.verdict;
    return !advice.not_settled;
}

/* The last place is kept for the verdict that is still missing: forbidden, or not. */
static bool has_room(const struct pledge_check *check, bool forbidden) {
    size_t alike = 0;
    for (size_t i = 0; i < check->count; i++)
        alike += (check->list[i].verdict == LAW_FORBIDDEN) == forbidden;
    return check->count < PLEDGE_QUESTIONS - 1 || alike < check->count;
}

struct pledge_check pledge_check(struct arena *a, const struct law *law,
                                 const struct pledge_check_of *of) {
    struct pledge_check check = {0};
    const struct law_election *election = find_election(law, of);
    if (!election)
        return check;
    const struct law_question_of asked = {of->subject, of->day, election, {0}};
    size_t count;
    struct ranked *topics = rank_topics(a, law, of, &count);
    struct pledge_question spare = {0}; /* one more alike, where the rules have no other verdict */
    for (size_t i = 0; i < count && check.count < PLEDGE_QUESTIONS; i++) {
        struct pledge_question question = {.topic = topics[i].topic};
        if (!answer(a, law, &asked, &question))
            continue;
        if (has_room(&check, question.verdict == LAW_FORBIDDEN))
            check.list[check.count++] = question;
        else if (!spare.topic)
            spare = question;
    }
    if (check.count < PLEDGE_QUESTIONS && spare.topic)
        check.list[check.count++] = spare;
    return check;
}
