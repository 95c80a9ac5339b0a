#ifndef INTAKE_LETTER_H
#define INTAKE_LETTER_H
/* Letters of prevention (imbauan, pengingat) as an office types them, and how they were delivered.
 * Text is plain: nothing in it is markup. Offices are named by their ids; whether there are such is
 * the store's to say. */
#include "intake/meeting.h"

struct intake_letter {
    const struct law_letter *kind;            /* of rules/letters.yaml, with a template */
    struct str region, election;              /* codes; election may be empty */
    struct str duty;                          /* that it carries out; may be empty */
    struct str number, subject, text, signer; /* text: several lines */
    struct date on, due;                      /* due: to be acknowledged by then; see has_ */
    bool has_on, has_due;
    struct intake_offices to;  /* one by one */
    struct intake_offices all; /* kinds of offices: all of them in the letter's region */
};
/* Fields kind, region, election, duty, number, on, due, subject, text, signer, to, all. The
 * letter's day is today or before, not more than INTAKE_ACTIVITY_DAYS back; due is that day or
 * later, at most a year. Errors: ERR_INVALID (see faults). Owns: strings live in a, rows in the
 * law. */
struct err intake_letter_form(struct arena *a, const struct intake_pairs *form,
                              const struct intake_context *context, struct intake_letter *ret,
                              struct intake_faults *faults) MUST_CHECK;
/* What an addressee did about it: the field "answer", one line; may be empty. Errors: the same. */
struct err intake_answer_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                              struct intake_faults *faults) MUST_CHECK;

struct intake_days { /* both count */
    struct date from, to;
};
struct intake_delivery {
    struct str to;       /* office */
    struct str means;    /* of INTAKE_LETTER_MEANS */
    struct str receiver; /* post or unit that took it */
    struct date delivered;
    bool has_delivered;
};
/* Fields to, means, receiver, delivered. days: from the letter's day to today. Errors: the same. */
struct err intake_delivery_form(struct arena *a, const struct intake_pairs *form,
                                const struct intake_days *days, struct intake_delivery *ret,
                                struct intake_faults *faults) MUST_CHECK;

/* Codes: by hand, by post, by mail, by an application of official letters. */
extern const struct str INTAKE_LETTER_MEANS[];
extern const size_t INTAKE_LETTER_MEANS_COUNT;
#endif
