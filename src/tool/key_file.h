#ifndef TOOL_KEY_FILE_H
#define TOOL_KEY_FILE_H
/* Keys as an operator gives them: in options and in files, one a line. */
#include "seal/age.h"

struct tool_recipients {
    struct seal_recipient list[SEAL_RECIPIENTS_MAX];
    size_t count;
};
/* Errors: ERR_SEAL_KEY, ERR_SEAL_FORM "recipients" (too many). */
struct err tool_recipient_add(struct tool_recipients *r, struct str text) MUST_CHECK;
/* listed: separated by commas; file: one a line. Either may be NULL. Errors: as above, ERR_IO
 * "keys-file". */
struct err tool_recipients_read(const char *listed, const char *file,
                                struct tool_recipients *ret) MUST_CHECK;

enum { TOOL_IDENTITIES_MAX = 16 };
struct tool_identities { /* wipe it */
    struct seal_identity list[TOOL_IDENTITIES_MAX];
    size_t count;
};
/* The file must be readable by its owner alone. Errors: ERR_IO, ERR_DENIED "keys-file";
 * ERR_SEAL_KEY (also "count", "none"). */
struct err tool_identities_read(const char *file, struct tool_identities *ret) MUST_CHECK;
#endif
