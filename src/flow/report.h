#ifndef FLOW_REPORT_H
#define FLOW_REPORT_H
/* What arrives from outside: a report, and the evidence that is uploaded before it. */
#include "flow/flow.h"
#include "flow/sealed.h"

struct flow_report {
    struct flow_job job;
    const struct intake_report *report; /* read and checked */
    struct str identity;                /* JSON of the reporter; empty: a tip, or sealed */
    struct id128 key;                   /* Idempotency-Key */
    bool drawn; /* the reporter's program drew the code; token is what it made of it */
    struct hash token;
    struct hash request; /* SHA-256 of the request's body */
    struct instant now;
    struct flow_staff staff; /* who hands in a complaint; looked at for nothing else */
    bool arrived; /* its evidence was sealed here, to K_ev of seal_seed: flow/arrival.h */
    /* made by flow_report_prepare */
    struct hash salt, verifier, seal_seed; /* seal_seed: unless arrived, and then drawn before */
    struct id128 stream;
    struct str report_json;
    /* result */
    bool repeated;
    struct case_id id;
    struct case_received received;
    struct flow_kept_identity kept;
    struct intake_sealed evidence_key; /* what received says of it */
    struct seal_code code;             /* where it was not drawn by the reporter */
    struct str manifest;
    struct hash event_salt;
};
/* Errors: ERR_KEY_REUSED, ERR_MISSING "evidence", ERR_INVALID "region" (no office in charge), of a
 * sealed identity those of flow_seal_identity, of a complaint also those of
 * flow_authorize_complaint and ERR_INVALID "channel" (the election knows no complaints). */
/* Draws and makes, in the caller's thread, what the writer needs no transaction for. */
void flow_report_prepare(struct flow *flow, struct arena *a, struct flow_report *report);
/* Wipes what it sealed with, and the identity; once the job has ended. */
void flow_report_forget(struct flow_report *report);
/* The reporter's identity as JSON; empty when none was sent that can be read. */
struct str flow_identity_json(struct arena *a, const struct intake_report *report);

struct flow_evidence {
    struct flow_job job;
    struct case_evidence piece; /* its id given; the rest is result */
    struct instant now;
};
/* Makes an upload durable and known, in the caller's thread; in is used up whatever the answer.
 * Until a report names it, for FLOW_EVIDENCE_HOURS. Errors: those of blob_in_commit, the store's.
 */
enum { FLOW_EVIDENCE_HOURS = 24 };
struct err flow_evidence_keep(struct flow *flow, struct blob_in *in,
                              struct flow_evidence *evidence) MUST_CHECK;
#endif
