#ifndef INTAKE_MULTIPART_H
#define INTAKE_MULTIPART_H
/* multipart/form-data (RFC 7578) as it arrives, in pieces cut anywhere. Fields are collected up to
 * the limits; the bytes of files go to a sink at once and are never held. */
#include "intake/intake.h"

/* Where files go. A failure of the sink ends the reading and is its answer. name and filename are
 * clean text (filename without folders, at most INTAKE_FILE_NAME bytes); content_type is what the
 * sender says, and may be empty. Every begin that succeeded is followed by end, unless the reading
 * fails before. A file input that was left empty (no name, no bytes) is passed over. */
struct multipart_sink {
    void *state;
    struct err (*begin)(void *state, struct str name, struct str filename, struct str content_type);
    struct err (*data)(void *state, struct str piece);
    struct err (*end)(void *state);
};
struct multipart;

/* A reader for one body; boundary as intake_content_type gives it. sink may be NULL: then a body
 * with a file is refused. Owns: in a, nothing to free; sink and boundary must outlive it. */
struct multipart *multipart_new(struct arena *a, struct str boundary,
                                const struct multipart_sink *sink);
/* The next piece of the body. Errors: ERR_MALFORMED (about: boundary, part-header,
 * content-disposition, transfer-encoding, field-name, filename, utf-8, file), ERR_TOO_LARGE (parts,
 * part-header, field, fields), what the sink says. After an error the reader is of no more use. */
struct err multipart_add(struct multipart *m, struct str piece) MUST_CHECK;
/* The body has ended. Errors: ERR_MALFORMED (end: before its last boundary). Owns: in the arena. */
struct err multipart_done(struct multipart *m, struct intake_pairs *ret) MUST_CHECK;
#endif
