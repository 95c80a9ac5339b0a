#ifndef FLOW_RULES_H
#define FLOW_RULES_H
/* The law as an installation uses it: which version is in use is an event of the ledger, so that
 * everybody can tell later which rules were applied; what the rules do not answer is asked. */
#include "deadline/trust.h"
#include "flow/flow.h"
#include "law/accepted.h"
#include "law/decree.h"
#include "law/lapse.h"
#include "law/rows.h"
#include "publication/bundle.h"
#include "publication/graph.h"
#include "publication/ical.h"
#include "publication/rules_diff.h"

enum { FLOW_RULES_SHOWN = 50, FLOW_QUESTIONS_SHOWN = 50 };

/* Says that the law that is loaded is in use from now on: "rules.published" with its hash and every
 * rulebook's. Its files are kept in one bundle (publication/bundle.h) among the blobs, durable
 * before the event names it. Fill job.arena, staff, hash, now. Blocking: on a worker.
 * Errors: ERR_UNSIGNED, ERR_DENIED "role"; ERR_CONFLICT "rules": another law than hash is loaded,
 * or the newest published version is this one and its files are kept; what storing gives. */
struct flow_publish {
    struct flow_job job; /* first */
    struct flow_staff staff;
    struct str hash;        /* hex: the law that the person saw */
    const struct law *law;  /* NULL: the one in use */
    const struct law *base; /* that law was made from, still in use or ERR_CONFLICT; or NULL */
    struct instant now;
    struct hash salt;
    struct id128 stream;
    struct blob_ref bundle;
};
struct err flow_publish(struct flow *flow, struct flow_publish *publish) MUST_CHECK;
/* The same for who holds the lock of upkeep's evidence already. */
struct err flow_publish_held(struct flow *flow, struct flow_publish *publish) MUST_CHECK;

/* A published version, with all that proves it: sha256 of body stands in manifest,
 * HMAC-SHA256(salt, manifest) in the leaf at index. */
struct flow_published {
    int64_t index;
    struct instant at;
    struct str law;            /* hex */
    struct str body, manifest; /* as committed */
    struct hash salt;
    struct blob_ref bundle; /* bytes 0: published before files were kept */
};
/* Newest first, at most FLOW_RULES_SHOWN. Errors: ERR_CORRUPT. Owns: all lives in a. */
struct err flow_published(struct db *db, struct arena *a, const struct flow_published **ret,
                          size_t *ret_count) MUST_CHECK;
/* The newest version of that law (hex) whose files are kept, however old it is.
 * Errors: ERR_MISSING "rules", ERR_CORRUPT. */
struct err flow_published_find(struct db *db, struct arena *a, struct str law,
                               struct flow_published *ret) MUST_CHECK;
/* Its files, held against all hashes. Blocking. Errors: ERR_MISSING "bundle" (published before
 * files were kept, or the blob is gone), ERR_CORRUPT "bundle", ERR_IO. Owns: in a. */
struct err flow_published_files(struct flow *flow, struct arena *a,
                                const struct flow_published *version,
                                struct publication_bundle *ret) MUST_CHECK;

/* What of the law in use is not as it was accepted, by the record that lay beside the rules when
 * the process began. All files are read for it, once for each law and record: on a worker.
 * Errors: ERR_MISSING "record": there is none; ERR_CORRUPT "record": lines of it are none (`netral
 * rules check` says which). Owns: lives as long as flow. */
struct flow_unaccepted {
    size_t entries; /* rows and heads of files that the law has */
    const struct law_unaccepted *list;
    size_t count;
};
struct err flow_unaccepted(struct flow *flow, struct flow_unaccepted *ret) MUST_CHECK;

/* A question of somebody who is not known, about what the rules do not answer: "question.asked".
 * number is filled: the index of its event. */
struct flow_ask {
    struct flow_job job; /* first */
    struct str text;
    struct instant now;
    struct hash salt;
    struct id128 stream;
    int64_t number;
};
void flow_ask_prepare(struct flow *flow, struct flow_ask *ask);
struct flow_asked {
    int64_t number;
    struct instant at;
    struct str text;
};
/* Newest first, at most FLOW_QUESTIONS_SHOWN. Errors: ERR_UNSIGNED, ERR_DENIED "role", ERR_CORRUPT.
 */
struct err flow_asked(struct db *db, struct arena *a, const struct flow_staff *staff,
                      const struct flow_asked **ret, size_t *ret_count) MUST_CHECK;
#endif
