#ifndef FLOW_UPLOAD_H
#define FLOW_UPLOAD_H
/* Evidence that comes in parts and goes on where it ended (docs/adr/0056):
 *
 *   flow_upload_begin  an id, which only who began it knows; nothing of it is in the store yet
 *   flow_upload_part   part by part, each durable before it is answered
 *   flow_upload_end_begin, flow_upload_count, flow_upload_keep   the whole: counted anew, named by
 * its hash, known as evidence of the same id, which a report may name then (flow/report.h)
 *
 * Who began one and does not end it within FLOW_UPLOAD_HOURS begins anew. All but flow_upload_find
 * block: on the server's worker. */
#include "blob/parts.h"
#include "flow/report.h"

enum { FLOW_UPLOAD_HOURS = 24 };

struct flow_upload {
    struct id128 id;
    int64_t bytes, parts, had;
    bool whole; /* piece is what it became; the rest is zero but for the id */
    struct case_evidence piece;
};
/* Draws the id. Errors: of blob_parts_begin. */
struct err flow_upload_begin(struct flow *flow, int64_t bytes, struct flow_upload *ret) MUST_CHECK;
/* How far it is. Errors: ERR_MISSING "upload": unknown, its time is over, or a report has it. */
struct err flow_upload_find(struct flow *flow, struct db *db, struct arena *a,
                            const struct id128 *id, struct flow_upload *ret) MUST_CHECK;
/* Errors: of blob_parts_add. */
struct err flow_upload_part(struct flow *flow, const struct id128 *id, const struct blob_part *part,
                            struct flow_upload *ret) MUST_CHECK;
/* The end of an upload all of whose parts are had. Zero but for: */
struct flow_upload_end {
    struct flow_evidence become; /* first; its id: of the upload; now; an arena */
    struct blob_ref whole;       /* as who sends it says */
    struct blob_parts_count count;
    bool gone; /* flow_upload_keep's: nothing of it is left in parts */
};
/* FLOW_UPLOAD_ENDS at a time in a process, and one of an upload: whoever repeats last parts does
 * not keep the worker reading. What is begun is ended by flow_upload_end_over, or a minute after
 * its last turn. Errors: ERR_BUSY "ending". */
struct err flow_upload_end_begin(struct flow *flow, struct flow_upload_end *end) MUST_CHECK;
void flow_upload_end_over(struct flow *flow, const struct flow_upload_end *end);
/* Reads on for a while, so that nobody else waits long; *ret_more: call it again. Errors: ERR_IO;
 * ERR_INVALID "digest": it is another file, and forgotten. */
struct err flow_upload_count(struct flow *flow, struct flow_upload_end *end,
                             bool *ret_more) MUST_CHECK;
/* Makes it known; again is fine, and gives the same. Errors: ERR_MISSING "upload"; of
 * flow_evidence_keep. */
struct err flow_upload_keep(struct flow *flow, struct flow_upload_end *end) MUST_CHECK;
#endif
