#ifndef HTTP_IMPORTS_H
#define HTTP_IMPORTS_H
/* Rosters that load beside everything else: one thread of their own, a batch of each in turn, so
 * that a large file holds up neither the worker nor a smaller one. In memory alone, for a roster is
 * personal data: a server that ends forgets them, and the same file again goes on where it was
 * (flow/roster.h). */
#include "flow/roster.h"

enum {
    HTTP_IMPORTS_RUNNING = 4, /* files held at a time, each of INTAKE_ROSTER at most */
    HTTP_IMPORTS_KEPT = 64    /* offices whose last one can be told */
};
struct http_imports;
struct http_imports *http_imports_new(struct flow *flow);
/* Ends the batch that is on its way, not the files. NULL is fine. */
void http_imports_free(struct http_imports *imports);
/* Copies the file. Errors: ERR_CONFLICT "import": one of this office is not over; ERR_BUSY
 * "import": too many are on their way. */
struct err http_imports_add(struct http_imports *imports,
                            const struct flow_roster_file *file) MUST_CHECK;

struct http_import {
    bool running;
    int64_t people, faulty; /* taken by now; to be mended */
    struct flow_roster_pace pace;
    struct err failed;
    struct flow_roster_told told; /* once it is over; its text in the caller's arena */
};
/* The office's last one. False: there is none that is known. */
bool http_imports_find(struct http_imports *imports, struct arena *a, struct str office,
                       struct http_import *ret) MUST_CHECK;
#endif
