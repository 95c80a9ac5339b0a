#include "flow/sealed.h"

#include "base/json.h"
#include "flow/authorize.h"
#include "flow/directory.h"
#include "flow/flow_internal.h"
#include "seal/shape.h"
#include "seal/wrap.h"

#include <string.h>

struct err flow_seal_levels(struct db *db, struct arena *a, struct str region,
                            struct flow_seal_levels *ret) {
    const struct str codes[FLOW_SEAL_LEVELS] = {
        region, {region.ptr, region.len < 2 ? region.len : 2}, STR("")};
    struct flow_seal_levels found = {0};
    struct store_office_key keys[FLOW_SEAL_LEVELS] = {{.n = 0}};
    if (!region.len)
        return ERR(ERR_INVALID, STR("region"));
    for (size_t i = 0; i < FLOW_SEAL_LEVELS; i++) {
        struct store_office *office = &found.list[i].office;
        struct err e = store_office_for(db, a, STR("bawaslu"), codes[i], office);
        if (e.code && e.code != ERR_MISSING)
            return e;
        if (e.code || !str_equal(office->region, codes[i]))
            return ERR(ERR_INVALID, STR("region"));
        bool again = i && str_equal(office->id, found.list[i - 1].office.id); /* of a province */
        keys[i].office = again ? STR("") : office->id;
    }
    struct err e = store_office_key_in_force(db, a, keys);
    for (size_t i = 0; i < FLOW_SEAL_LEVELS && !e.code; i++) {
        found.list[i].recipient = keys[i].recipient;
        found.list[i].n = keys[i].n;
    }
    if (!e.code)
        *ret = found;
    return e;
}

size_t flow_seal_level(const struct intake_report *report, const struct flow_seal_levels *levels) {
    size_t level = 0;
    for (size_t i = 0; i + 1 < FLOW_SEAL_LEVELS; i++)
        if (flow_names_office(report, &levels->list[i].office))
            level = i + 1;
    return level;
}

/* --- to seal, or to look at what was sealed --- */

/* For whom, in the one order and form that there is: "age1... age1...". */
static struct str recipients(struct arena *a, const struct flow_sealing *sealing,
                             size_t *ret_count) {
    struct str text = {0};
    *ret_count = 0;
    for (size_t i = 0; i < sealing->count; i++) {
        struct str one = sealing->list[i].recipient;
        if (!one.len)
            continue;
        text = *ret_count ? arena_printf(a, "%.*s %.*s", STR_ARG(text), STR_ARG(one)) : one;
        ++*ret_count;
    }
    return text;
}

static struct str kept_json(struct arena *a, struct str by, const struct intake_sealed *sealed) {
    struct buf out;
    struct json j;
    buf_init(&out, FLOW_CONTENT_MAX);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "sealed", by);
    json_put_str(&j, "recipient", sealed->recipient);
    json_put_str(&j, "keys", sealed->keys);
    json_put_str(&j, "wrap", sealed->wrap);
    json_put_str(&j, "file", sealed->file);
    json_close_object(&j);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static struct err check_file(struct str file) {
    struct seal_shape shape;
    struct err e = seal_shape_read(file, &shape);
    if (e.code)
        return e;
    if (shape.stanzas != 1 || shape.shares != 1)
        return ERR(ERR_SEAL_FORM, STR("recipients"));
    bool padded = shape.plain && shape.plain % FLOW_SEAL_PAD == 0 && shape.plain <= FLOW_SEAL_MAX;
    return padded ? OK : ERR(ERR_SEAL_FORM, STR("padding"));
}

/* How many a wrap is for: the offices, and nobody else but a reporter who drew their code. */
struct holders {
    size_t offices;
    bool drawn;
};

/* Only its shape can be told from here. */
static struct err check_key(struct arena *a, const struct intake_sealed *sealed,
                            struct holders holders) {
    struct seal_recipient point;
    struct str wrap;
    struct err e = seal_recipient_parse(sealed->recipient, &point);
    if (!e.code && !base64_read(a, sealed->wrap, &wrap))
        e = ERR(ERR_SEAL_FORM, STR("base64"));
    if (e.code)
        return e;
    e = seal_shape_wrap(wrap, holders.offices);
    return e.code && holders.drawn ? seal_shape_wrap(wrap, holders.offices + 1) : e;
}

static struct err check_sealed(struct arena *a, const struct intake_sealed *sealed,
                               struct holders holders) {
    struct str file;
    struct err e = check_key(a, sealed, holders);
    if (e.code)
        return e;
    return base64_read(a, sealed->file, &file) ? check_file(file)
                                               : ERR(ERR_SEAL_FORM, STR("base64"));
}

struct err flow_seal_evidence_key(struct arena *a, const struct flow_sealing *sealing,
                                  const struct intake_sealed *typed) {
    size_t count;
    struct str keys = recipients(a, sealing, &count);
    if (!sealing->list[0].recipient.len || !str_equal(keys, typed->keys))
        return ERR(ERR_SEAL_PAST, STR("evidence_key"));
    return check_key(a, typed, (struct holders){count, sealing->drawn});
}

/* Of one seed another for each file: two files of one would betray each other. */
static struct hash seed_for(const struct hash *seed, struct str label) {
    return hash_hmac(hash_str(seed), label);
}

static struct str padded(struct arena *a, struct str plain) {
    size_t len = (plain.len + FLOW_SEAL_PAD - 1) / FLOW_SEAL_PAD * FLOW_SEAL_PAD;
    char *text = NEW(a, char, len);
    memset(text, ' ', len);
    memcpy(text, plain.ptr, plain.len);
    return (struct str){text, len};
}

static struct err parse_keys(struct str keys, size_t count, struct seal_recipient *list) {
    struct err e = OK;
    for (size_t i = 0; i < count && !e.code; i++)
        e = seal_recipient_parse(str_cut(&keys, ' '), &list[i]);
    return e;
}

/* A key of the case, wrapped for so many; another seed for each wrap of one report. */
struct wrapping {
    const struct seal_identity *key;
    struct str keys;
    size_t count;
    const struct hash *seed;
};
static struct err wrap_key(struct arena *a, const struct wrapping *w, struct intake_sealed *ret) {
    struct seal_recipient to[FLOW_SEAL_LEVELS], own = seal_recipient_of(w->key);
    struct str wrap;
    struct err e = parse_keys(w->keys, w->count, to);
    if (!e.code)
        e = seal_wrap(a, w->key, &(struct seal_to){to, w->count, w->seed}, &wrap);
    if (e.code)
        return e;
    char *name = NEW(a, char, SEAL_RECIPIENT_TEXT);
    seal_recipient_format(&own, name);
    *ret = (struct intake_sealed){.recipient = {name, SEAL_RECIPIENT_TEXT},
                                  .keys = arena_str(a, w->keys),
                                  .wrap = base64_encode(a, wrap.ptr, wrap.len)};
    return OK;
}

/* What the browser would have made (src/web/assets/segel.ts), for so many keys. */
static struct err seal_here(struct arena *a, const struct flow_sealing *sealing, struct str keys,
                            size_t count, struct intake_sealed *ret) {
    struct seal_case_keys of = seal_case_keys_derive(sealing->seed);
    struct seal_recipient k_id = seal_recipient_of(&of.k_id);
    struct hash file_seed = seed_for(sealing->seed, STR("netral-identity-file/v1"));
    struct hash wrap_seed = seed_for(sealing->seed, STR("netral-identity-wrap/v1"));
    const struct wrapping wrapping = {&of.k_id, keys, count, &wrap_seed};
    struct intake_sealed made;
    struct str file, plain = padded(a, sealing->plain);
    struct err e = seal_bytes(a, plain, &(struct seal_to){&k_id, 1, &file_seed}, &file);
    if (!e.code)
        e = wrap_key(a, &wrapping, &made);
    seal_wipe_text(plain);
    seal_wipe(&of, sizeof of);
    seal_wipe(&file_seed, sizeof file_seed);
    seal_wipe(&wrap_seed, sizeof wrap_seed);
    if (e.code)
        return e;
    made.file = base64_encode(a, file.ptr, file.len);
    *ret = made;
    return OK;
}

struct err flow_seal_arrived_key(struct arena *a, const struct flow_sealing *sealing,
                                 struct intake_sealed *ret) {
    size_t count;
    struct str keys = recipients(a, sealing, &count);
    if (!sealing->list[0].recipient.len)
        return ERR(ERR_SEAL_PAST, STR("evidence_key"));
    struct seal_case_keys of = seal_case_keys_derive(sealing->seed);
    struct hash seed = seed_for(sealing->seed, STR("netral-evidence-wrap/v1"));
    const struct wrapping wrapping = {&of.k_ev, keys, count, &seed};
    struct err e = wrap_key(a, &wrapping, ret);
    seal_wipe(&of, sizeof of);
    seal_wipe(&seed, sizeof seed);
    return e;
}

struct err flow_seal_identity(struct arena *a, const struct flow_sealing *sealing,
                              struct flow_kept_identity *ret) {
    bool sealed = sealing->typed->file.len > 0;
    struct str own = sealing->list[0].recipient;
    if (!sealed && (!own.len || !sealing->plain.len)) {
        *ret = (struct flow_kept_identity){.identity = sealing->plain};
        return OK;
    }
    size_t count;
    struct str keys = recipients(a, sealing, &count);
    if (sealed && (!own.len || !str_equal(keys, sealing->typed->keys)))
        return ERR(ERR_SEAL_PAST, STR("reporter_sealed"));
    struct intake_sealed made = *sealing->typed;
    struct err e = sealed ? check_sealed(a, &made, (struct holders){count, sealing->drawn})
                          : seal_here(a, sealing, keys, count, &made);
    if (e.code)
        return e;
    struct str by = sealed ? STR("browser") : STR("arrival");
    *ret = (struct flow_kept_identity){kept_json(a, by, &made), by, flow_fingerprint(a, own)};
    return OK;
}

/* --- to open --- */

struct err flow_unsealing(struct db *db, struct arena *a, const struct flow_staff *staff,
                          struct flow_unsealing *ret) {
    struct store_staff_key own;
    struct flow_unsealing found;
    struct err e = store_staff_key_find(db, a, staff->who.name, &own);
    if (!e.code)
        e = store_office_key_all(db, a, staff->who.office.id, &found.keys, &found.count);
    if (e.code)
        return e;
    found.locked = own.locked;
    *ret = found;
    return OK;
}
