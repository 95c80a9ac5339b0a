#include "intake/escrow.h"

#include "base/hash.h"
#include "intake/credentials.h"
#include "intake/limits.h"

enum { ONIONS = 3 };

/* What each act needs of the form. */
static const struct {
    struct str name;
    bool n, ask, onion, sealed, reason;
} ACTS[] = {
    [INTAKE_ESCROW_MAKE] = {STR_INIT("titip"), .n = true, .sealed = true},
    [INTAKE_ESCROW_ASK] = {STR_INIT("minta"), .n = true, .reason = true},
    [INTAKE_ESCROW_AGREE] = {STR_INIT("setuju"), .ask = true},
    [INTAKE_ESCROW_PEEL] = {STR_INIT("kupas"), .ask = true, .onion = true, .sealed = true},
    [INTAKE_ESCROW_OPEN] = {STR_INIT("buka"), .ask = true, .onion = true, .sealed = true},
    [INTAKE_ESCROW_REFUSE] = {STR_INIT("tolak"), .ask = true, .reason = true},
    [INTAKE_ESCROW_WITHDRAW] = {STR_INIT("batal"), .ask = true},
};

static bool read_int(const struct intake_pairs *form, const char *name, int64_t *ret) {
    return str_to_int(intake_pair_get(form, name), ret) && *ret >= 0;
}

static bool read_bytes(struct arena *a, const struct intake_pairs *form, struct str *ret) {
    struct str base64 = intake_pair_get(form, "segel");
    return base64.len && base64.len <= BASE64_LEN(INTAKE_WRAP) && base64_read(a, base64, ret) &&
           ret->len <= INTAKE_WRAP;
}

static bool read_reason(struct arena *a, const struct intake_pairs *form, struct str *ret) {
    struct intake_faults *faults = NEW(a, struct intake_faults, 1);
    const struct intake_pairs typed = {
        &(struct intake_pair){STR("reason"), intake_pair_get(form, "alasan")}, 1};
    return !intake_reason_form(a, &typed, ret, faults).code;
}

struct err intake_escrow_form(struct arena *a, const struct intake_pairs *form,
                              struct intake_escrow *ret) {
    struct intake_escrow x = {.recipients = intake_pair_get(form, "penerima")};
    size_t verb = 0;
    while (verb < COUNT_OF(ACTS) && !str_equal(intake_pair_get(form, "aksi"), ACTS[verb].name))
        verb++;
    if (verb == COUNT_OF(ACTS))
        return ERR(ERR_INVALID, STR("aksi"));
    x.verb = (enum intake_escrow_verb)verb;
    if (ACTS[verb].n && !read_int(form, "nomor", &x.n))
        return ERR(ERR_INVALID, STR("nomor"));
    if (ACTS[verb].ask && !read_int(form, "permintaan", &x.ask))
        return ERR(ERR_INVALID, STR("permintaan"));
    if (ACTS[verb].onion && (!read_int(form, "bawang", &x.onion) || x.onion >= ONIONS))
        return ERR(ERR_INVALID, STR("bawang"));
    if (ACTS[verb].sealed && !read_bytes(a, form, &x.sealed))
        return ERR(ERR_INVALID, STR("segel"));
    if (ACTS[verb].reason && !read_reason(a, form, &x.reason))
        return ERR(ERR_INVALID, STR("alasan"));
    *ret = x;
    return OK;
}
