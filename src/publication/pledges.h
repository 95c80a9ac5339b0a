#ifndef PUBLICATION_PLEDGES_H
#define PUBLICATION_PLEDGES_H
/* Who has pledged, by agency, as it may be published: a row for each agency's newest round of each
 * kind, nobody's name, and no number that points at a handful (invariant I9). Pure. */
#include "base/buf.h"
#include "base/date.h"

struct publication_pledge {
    struct str office, name, region; /* "bkpsdm-16.06", its name in Indonesian, "16.06" */
    struct str kind, election;       /* election may be empty */
    struct date opens, closes;
    bool closed; /* ended: its numbers move no more */
    int64_t count, people;
};
struct publication_pledges {
    struct date as_of;
    const struct publication_pledge *list;
    size_t count;
};
/* Of a small agency nothing is told; nor where those who signed, or who did not, are fewer than
 * PUBLICATION_LEAST. No total stands beside, from which a hidden one could be subtracted. */
bool publication_pledge_is_hidden(int64_t count, int64_t people);
/* One row for each office, as the barometer counts them: its round of that kind, or, where it has
 * none, the one that opened last. Rows of an office stand together. Owns: in a. */
struct publication_pledges
publication_pledges_of(struct arena *a, const struct publication_pledges *pledges, struct str kind);
/* RFC 4180: header, CRLF, UTF-8; hidden: signed and people are empty, and suppressed is 1. */
void publication_pledges_csv(struct buf *out, const struct publication_pledges *pledges);
/* {"as_of","least","rounds":[{...}]}; hidden: signed and people are null. */
void publication_pledges_json(struct buf *out, const struct publication_pledges *pledges);
#endif
