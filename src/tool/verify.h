#ifndef TOOL_VERIFY_H
#define TOOL_VERIFY_H
/* What an outsider checks: a downloaded receipt, offline; a whole log, through its public files.
 *
 * A check ends with OK or with the first thing that differs: err.about is a key of verify_text.c,
 * behind it, after a blank, the file that it speaks of. ERR_CORRUPT and ERR_MALFORMED mean that
 * something differs, ERR_MISSING that the log lacks a file it promised, ERR_IO that nobody could
 * look. Texts that point nowhere else live in the arena. */
#include "base/buf.h"
#include "flow/receipt.h"
#include "ledger/cosign.h"

enum tool_lang { TOOL_EN, TOOL_ID };

/* GET of one file below the log's URL ("/log/checkpoint"), at most ret's ceiling. Errors:
 * ERR_MISSING (404), ERR_IO. */
struct tool_fetch {
    struct err (*get)(void *arg, struct str path, struct buf *ret);
    void *arg;
};
/* What a log says that the pages of its server are made of (verify_web.c). */
struct tool_web_file {
    struct str path;
    struct hash sha256;
    int64_t bytes;
};
struct tool_web {
    bool there; /* false: the log names no files, and nothing is compared */
    int64_t index;
    struct instant at;
    struct hash leaf; /* what must stand at index */
    struct tool_web_file *files;
    size_t count;
};
/* /log/web: that it proves its own leaf. Errors: ERR_MALFORMED "web-shape", ERR_IO. */
struct err tool_web_read(struct arena *a, const struct tool_fetch *fetch,
                         struct tool_web *ret) MUST_CHECK;
/* Each file as it is served. Errors: ERR_CORRUPT "web-file PATH", ERR_MISSING "web-missing PATH",
 * ERR_IO. */
struct err tool_web_compare(struct arena *a, const struct tool_fetch *fetch,
                            const struct tool_web *web) MUST_CHECK;
struct tool_log {
    struct str vkey;
    bool first_use;  /* nobody gave a key: the log's own was used */
    struct str note; /* the checkpoint as it was served */
    struct ledger_checkpoint checkpoint;
    int64_t tiles; /* hash tiles and entry tiles read and recomputed */
    struct tool_web web;
};
/* Every entry, tile and the root of a log, in bounded memory: one tile of each level; then the
 * files of the web that the log names. */
struct err tool_verify_log(struct arena *a, const struct tool_fetch *fetch, struct str vkey,
                           struct tool_log *ret) MUST_CHECK;
/* The same over HTTP. Errors: as above. */
struct err tool_verify_url(struct arena *a, struct str url, struct str vkey,
                           struct tool_log *ret) MUST_CHECK;

/* --- who else saw it (verify_witness.c) --- */
struct tool_witnesses {
    struct ledger_key keys[LEDGER_WITNESSES_MAX];
    size_t count, quorum; /* quorum: so many must have seen it; 1 unless told otherwise */
};
/* Lines as `netral witness init` prints them; quorum NULL: 1, or 0 where no witness was named.
 * Errors: ERR_MALFORMED "witness-key" (also one key twice), ERR_INVALID "quorum-number". */
struct tool_list;
struct err tool_witnesses_read(const struct tool_list *lines, const char *quorum,
                               struct tool_witnesses *ret) MUST_CHECK;
/* The note against the log's key and the witnesses. Errors: those of ledger_policy_check. */
struct err tool_seen(struct str note, struct str vkey, const struct tool_witnesses *witnesses,
                     struct ledger_seen *ret) MUST_CHECK;
/* How many saw it, and a line for each: when, or that it did not. Empty where none was named. */
struct str tool_seen_sentences(struct arena *a, const struct ledger_seen *seen,
                               const struct tool_witnesses *witnesses, enum tool_lang lang);

/* One sentence about a failed check. */
struct str tool_verify_sentence(struct arena *a, struct err e, enum tool_lang lang);
struct str tool_receipt_sentences(struct arena *a, const struct flow_bundle *r,
                                  enum tool_lang lang);
struct str tool_log_sentences(struct arena *a, const struct tool_log *l, enum tool_lang lang);
struct tool;
/* netral verify --data DIR [--db CONNINFO]: every leaf, tile, root and case chain of a store.
 * Prints and returns the exit status, as tool_verify. */
int tool_verify_data(const struct tool *tool, struct str where, struct str db, bool json);
int tool_verify_status(struct err e); /* exit status: 0, 1 or 2 */
#endif
