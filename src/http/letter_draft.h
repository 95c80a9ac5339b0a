#ifndef HTTP_LETTER_DRAFT_H
#define HTTP_LETTER_DRAFT_H
/* The draft of a letter as its form first shows it: text, number and addressees out of what the
 * store knows. Query: jenis (kind), kewajiban (duty), ke (an office; again and again), surat (the
 * letter that it reminds of, whose silent addressees are chosen). */
#include "http/letter_view.h"

struct http_letter_draft {
    const struct law_letter *kind;
    struct str subject, text, number, duty;
    const struct law_election *election; /* NULL: between elections */
    const struct str *to;                /* ids of offices that are chosen */
    size_t to_count;
};
/* Errors: ERR_MISSING "letter": there is no such template, or no such letter of the own office. */
struct err http_letter_draft(struct http_call *call, struct http_letter_draft *ret) MUST_CHECK;
/* How many of these offices, the first ones, the address of a draft may choose: "jenis=KIND&ke=..."
 * within INTAKE_QUERY even with each byte of an office escaped, and at most INTAKE_LETTER_TO. */
size_t http_letter_fit(struct str kind, const struct str *to, size_t count);
#endif
