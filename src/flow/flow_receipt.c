/* The receipt bundle, offline: manifest and salt give the commitment, it the leaf, leaf and path
 * the root, and the log's key signed that root. */
#include "flow/receipt.h"

#include "base/json_read.h"
#include "flow/report.h"
#include "ledger/slip.h"

enum { MANIFEST_MAX = 16384 };

/* A copy of a member's text; false when it is missing, no text, or empty. */
static bool text_member(struct arena *a, const struct json_value *root, const char *key,
                        struct str *ret) {
    *ret = arena_str(a, json_text(json_get(root, key)));
    return ret->len > 0;
}

struct bundle {
    struct str mark, case_id, number, vkey, manifest, salt, proof;
    int64_t index;
};

static bool read_bundle(struct arena *a, const struct json_value *root, struct bundle *ret) {
    const struct json_value *index = json_get(root, "index");
    if (!json_is(index, JSON_INTEGER) || !text_member(a, root, "netral", &ret->mark) ||
        !text_member(a, root, "case", &ret->case_id) ||
        !text_member(a, root, "number", &ret->number) ||
        !text_member(a, root, "vkey", &ret->vkey) ||
        !text_member(a, root, "manifest", &ret->manifest) ||
        !text_member(a, root, "salt", &ret->salt) || !text_member(a, root, "proof", &ret->proof))
        return false;
    ret->index = index->integer;
    return str_equal(ret->mark, STR("receipt/v1"));
}

static struct err parse_bundle(struct arena *a, struct str file, struct bundle *ret) {
    if (file.len > FLOW_BUNDLE_MAX || !file.len)
        return ERR(ERR_MALFORMED, STR("receipt-shape"));
    const struct json_value *root;
    if (json_read(a, file, JSON_OWN, &root).code)
        return ERR(ERR_MALFORMED, STR("receipt-shape"));
    const struct json_value *inner = json_get(root, "receipt"); /* of the API's whole answer */
    return read_bundle(a, inner ? inner : root, ret) ? OK
                                                     : ERR(ERR_MALFORMED, STR("receipt-shape"));
}

struct flow_bundle_parts flow_bundle_of(struct arena *a, struct str vkey,
                                        const struct flow_report *report) {
    const struct flow_job *job = &report->job;
    return (struct flow_bundle_parts){.case_id = arena_printf(a, "%lld", (long long)report->id.v),
                                      .number = report->received.number,
                                      .vkey = vkey,
                                      .index = report->id.v,
                                      .manifest = report->manifest,
                                      .salt = report->event_salt,
                                      .proof =
                                          ledger_receipt_text(a, &job->proof, job->checkpoint)};
}

void flow_bundle_write(struct json *j, struct arena *a, const struct flow_bundle_parts *parts) {
    json_open_object(j);
    json_put_str(j, "netral", STR("receipt/v1"));
    json_put_str(j, "case", parts->case_id);
    json_put_str(j, "number", parts->number);
    json_put_str(j, "vkey", parts->vkey);
    json_put_int(j, "index", parts->index);
    json_put_str(j, "manifest", base64_encode(a, parts->manifest.ptr, parts->manifest.len));
    json_put_str(j, "salt", base64_encode(a, parts->salt.b, HASH_LEN));
    json_put_str(j, "proof", parts->proof);
    json_close_object(j);
}

struct str flow_bundle_text(struct arena *a, const struct flow_bundle_parts *parts) {
    struct buf out;
    struct json j;
    buf_init(&out, FLOW_CONTENT_MAX);
    json_init(&j, &out);
    flow_bundle_write(&j, a, parts);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

/* The commitment of the bundle's manifest and salt, and what the manifest says. */
static struct err commitment(struct arena *a, const struct bundle *b, struct hash *ret_commit,
                             struct ledger_manifest *ret_manifest) {
    char *bytes = NEW(a, char, MANIFEST_MAX);
    size_t len;
    struct hash salt;
    if (!base64_decode(b->manifest, bytes, MANIFEST_MAX, &len) ||
        !ledger_manifest_parse(a, (struct str){bytes, len}, ret_manifest))
        return ERR(ERR_MALFORMED, STR("manifest-shape"));
    if (!base64_decode_exact(b->salt, salt.b, HASH_LEN))
        return ERR(ERR_MALFORMED, STR("salt-shape"));
    *ret_commit = ledger_commit(&salt, (struct str){bytes, len});
    return OK;
}

/* What the digits of a QR code say; everything is there at once. */
static struct err parse_slip(struct arena *a, struct str file, struct bundle *ret,
                             struct flow_bundle *ret_checked) {
    struct ledger_slip slip;
    if (ledger_slip_parse(a, file, &slip).code)
        return ERR(ERR_MALFORMED, STR("slip-shape"));
    *ret = (struct bundle){.vkey = ledger_vkey(a, &slip.log),
                           .proof = ledger_slip_proof(a, &slip),
                           .index = slip.proof.index};
    if (!ret->proof.len)
        return ERR(ERR_CORRUPT, STR("proof"));
    ret_checked->bare = !slip.whole;
    ret_checked->manifest = slip.manifest;
    ret_checked->commit = slip.commit;
    return OK;
}

static struct err check_proof(const struct bundle *b, const struct ledger_key *key,
                              struct flow_bundle *ret) {
    struct ledger_receipt receipt;
    struct err e = ledger_receipt_parse(b->proof, &receipt);
    if (e.code)
        return ERR(ERR_MALFORMED, STR("proof-shape"));
    if (receipt.proof.index != b->index)
        return ERR(ERR_CORRUPT, STR("index"));
    e = ledger_receipt_check(b->proof, key, &ret->commit);
    if (e.code)
        return e; /* "signature", "origin", "proof" */
    ret->index = receipt.proof.index;
    ret->size = receipt.proof.size;
    ret->checkpoint = receipt.checkpoint;
    return OK;
}

struct err flow_bundle_check(struct arena *a, struct str file, struct str vkey,
                             struct flow_bundle *ret) {
    struct bundle b = {0};
    struct flow_bundle r = {.own_key = !vkey.len};
    struct ledger_key key;
    bool slip = ledger_slip_is(file);
    struct err e = slip ? parse_slip(a, file, &b, &r) : parse_bundle(a, file, &b);
    if (e.code)
        return e;
    r.case_id = b.case_id;
    r.number = b.number;
    r.vkey = vkey.len ? vkey : b.vkey;
    e = ledger_vkey_parse(r.vkey, &key);
    if (e.code)
        return e; /* "vkey" */
    if (!str_equal(r.vkey, b.vkey))
        return ERR(ERR_CORRUPT, STR("other-vkey"));
    if (!slip)
        e = commitment(a, &b, &r.commit, &r.manifest);
    if (e.code)
        return e;
    e = check_proof(&b, &key, &r);
    if (e.code)
        return e;
    *ret = r;
    return OK;
}

struct err flow_bundle_slip(struct arena *a, struct str file, struct str proof, struct str *ret) {
    struct bundle b = {0};
    struct ledger_key key;
    struct ledger_slip slip;
    struct ledger_slip_of of = {.log = &key};
    size_t len;
    struct err e = parse_bundle(a, file, &b);
    if (!e.code)
        e = ledger_vkey_parse(b.vkey, &key);
    if (e.code)
        return e;
    char *manifest = NEW(a, char, MANIFEST_MAX);
    if (!base64_decode(b.manifest, manifest, MANIFEST_MAX, &len))
        return ERR(ERR_MALFORMED, STR("manifest-shape"));
    if (!base64_decode_exact(b.salt, of.salt.b, HASH_LEN))
        return ERR(ERR_MALFORMED, STR("salt-shape"));
    of.manifest = (struct str){manifest, len};
    of.proof = proof.len ? proof : b.proof;
    e = ledger_slip_make(a, &of, &slip);
    if (!e.code)
        *ret = ledger_slip_text(a, &slip);
    return e;
}

struct err flow_receipt_here(struct flow *flow, struct db *db, struct arena *a, struct str file,
                             struct flow_receipt_checked *ret) {
    struct flow_receipt_checked checked = {0};
    struct ledger_head head;
    struct hash *commit;
    struct err e = store_head_load(db, a, &head);
    if (e.code)
        return e;
    checked.why = flow_bundle_check(a, file, flow_vkey(flow), &checked.bundle);
    int64_t index = checked.bundle.index;
    if (!checked.why.code && index < head.size) {
        e = store_commits(db, a, index, index + 1, &commit);
        if (e.code)
            return e;
        checked.current = hash_equal(commit, &checked.bundle.commit);
    }
    checked.genuine = !checked.why.code && checked.current;
    *ret = checked;
    return OK;
}
