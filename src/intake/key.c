#include "intake/key.h"

#include "base/hash.h"
#include "intake/credentials.h"
#include "intake/limits.h"

static bool read_verb(const struct intake_pairs *form, enum intake_key_verb *ret) {
    static const struct str NAMES[] = {[INTAKE_KEY_MAKE] = STR_INIT("buat"),
                                       [INTAKE_KEY_PROPOSE] = STR_INIT("usul"),
                                       [INTAKE_KEY_AGREE] = STR_INIT("setuju"),
                                       [INTAKE_KEY_WITHDRAW] = STR_INIT("batal")};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (str_equal(intake_pair_get(form, "aksi"), NAMES[i])) {
            *ret = (enum intake_key_verb)i;
            return true;
        }
    return false;
}

static bool read_bytes(struct arena *a, struct str base64, struct str *ret) {
    return base64.len <= BASE64_LEN(INTAKE_WRAP) && base64_read(a, base64, ret) &&
           ret->len <= INTAKE_WRAP;
}

static bool read_holders(struct arena *a, const struct intake_pairs *form, struct intake_key *ret) {
    struct str *list = NEW(a, struct str, form->count + 1);
    for (size_t i = 0; i < form->count; i++) {
        struct str name = form->list[i].value;
        if (!str_equal(form->list[i].name, STR("pemegang")))
            continue;
        for (size_t k = 0; k < ret->holder_count; k++)
            if (str_equal(list[k], name))
                return false;
        if (!intake_is_name(name))
            return false;
        list[ret->holder_count++] = name;
    }
    ret->holders = list;
    return true;
}

struct err intake_key_form(struct arena *a, const struct intake_pairs *form,
                           struct intake_key *ret) {
    struct intake_key key = {.recipient = intake_pair_get(form, "penerima")};
    if (!read_verb(form, &key.verb))
        return ERR(ERR_INVALID, STR("aksi"));
    if (!read_bytes(a, intake_pair_get(form, "segel"), &key.sealed))
        return ERR(ERR_INVALID, STR("segel"));
    if (!read_bytes(a, intake_pair_get(form, "rantai"), &key.chain))
        return ERR(ERR_INVALID, STR("rantai"));
    if (!read_holders(a, form, &key))
        return ERR(ERR_INVALID, STR("pemegang"));
    *ret = key;
    return OK;
}
