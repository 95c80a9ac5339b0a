#ifndef HTTP_CASE_VIEW_H
#define HTTP_CASE_VIEW_H
/* K3, filled from a folded case; page_case.c takes what its forms send. */
#include "http/page_common.h"

/* What the page says beside the case itself. */
struct http_case_extra {
    const struct law_step *step; /* whose form came back, with pairs and faults; or NULL */
    struct str track;            /* of that step */
    const struct intake_pairs *pairs;
    const struct intake_faults *faults;
    struct str identity;       /* JSON of who reported, just opened; or empty */
    struct str identity_error; /* a sentence */
    struct str message;
    bool conflict;
    bool tasks; /* K3a: only what a takeover needs; what names somebody is left out */
};
/* The address of the case's page; tasks: of K3a. */
struct str http_case_path(struct http_call *call, struct case_id id, bool tasks);
/* Errors: ERR_CORRUPT "identity", the store's. */
struct err http_case_view(struct http_call *call, const struct flow_case *file,
                          const struct http_case_extra *extra, struct web_case *ret) MUST_CHECK;
#endif
