#ifndef SIGNER_SIGNER_H
#define SIGNER_SIGNER_H
/* The log's signing key, in a process of its own. Whoever takes over the server has no key, and
 * gets no second history signed: the signer signs what goes on from what it signed before, and
 * nothing else. docs/adr/0029 says why it is built so; what the two say to each other is
 * signer/message.h.
 *
 *     this process                keeper                   signer
 *     ------------                ------                   ------
 *     signer_start --fork-------> makes it --fork--------> opens DIR/signer, becomes its owner,
 *                                 waits for it, and         gives up all but its memory, one file
 *                                 makes another one         and one socket
 *                                 when it died
 *     signer_ask   -------------- socket pair -----------> may it be signed? durable (S1), then
 *                  <-------------------------------------  the signature
 *     signer_end (or its death)                            end of file: both end
 *
 * Invariants, kept in signer/state.c and signer/child.c:
 *   S1 What was signed is durable, in DIR/signer/signed, before the signature leaves.
 *   S2 One history: what is signed was proved to go on from the newest that was signed, or to be a
 *      part of it. So there are never two roots for a size, and never an older store's root.
 *   S3 Only the signer has the key. It is read after the fork, and nothing answers with it.
 *   S4 A failed fsync ends the signer: repeated it would succeed over a hole.
 *
 * DIR/signer (0700): ledger.key (the log's name and its seed, 0600), signed (the two newest notes
 * that it signed, in turn; the greater one counts). When the process is root, the signer becomes
 * the owner of that folder, so that the server's user cannot read it. */
#include "base/env.h"
#include "ledger/note.h"
#include "signer/message.h"

/* Makes DIR/signer with a key and the memory of an empty log; draws the key. Errors: ERR_INVALID
 * "origin", ERR_CONFLICT "keys" (there is one already), ERR_IO "keys". */
struct err signer_make(const char *data_dir, struct str origin, const struct env *env) MUST_CHECK;
/* The same for a store of before: its seed lies in DIR/keys/ledger.seed and goes from there, and
 * its newest size and root count as signed. Nothing where DIR/signer is and the seed is gone; one
 * that was cut off before the seed went is ended. Errors: ERR_MISSING, ERR_DENIED, ERR_CORRUPT
 * "keys" (also a seed beside the signer of another key); ERR_IO "keys"; ERR_INVALID "origin". */
struct signer_past {
    struct str origin;
    int64_t size;
    struct hash root;
};
struct err signer_adopt(const char *data_dir, const struct signer_past *past,
                        bool *ret_done) MUST_CHECK;

struct signer; /* the way to it; safe to use from several threads */
/* Starts it; this process has one thread yet, or calls nothing but fork meanwhile. Errors:
 * ERR_MISSING "keys" (no DIR/signer), ERR_DENIED "keys" (others may read it), ERR_CORRUPT "keys",
 * "signed" (what it remembers is damaged: it must not sign), ERR_READ_ONLY "signer", ERR_SIGNER. */
struct err signer_start(const char *data_dir, struct signer **ret) MUST_CHECK;
void signer_end(struct signer *s); /* waits for both to end; NULL is fine */
/* What it said at its start: whose key it has, what it signed last, how it is confined. */
const struct signer_ready *signer_ready(const struct signer *s);

/* One question and its answer. Blocks: fsync; at most some seconds. A signer that died meanwhile is
 * asked again once it is back. Errors: ERR_SIGNER (silent, gone for good, or cannot keep what it
 * signs). */
struct err signer_ask(struct signer *s, const struct signer_request *request,
                      struct signer_reply *ret) MUST_CHECK;
/* The same in two parts, for who has work meanwhile; each begin is followed by one finish, on the
 * same thread. */
void signer_begin(struct signer *s, const struct signer_request *request);
struct err signer_finish(struct signer *s, struct signer_reply *ret) MUST_CHECK;
/* As root: becomes the owner of an open folder for good, as the signer does of its own. False: it
 * must not go on. ret_other: it is another user now. */
bool signer_become_owner(int folder, bool *ret_other) MUST_CHECK;
#endif
