#include "intake/sealed.h"

#include "base/json_read.h"

static struct str member(struct arena *a, const struct json_value *object, const char *key) {
    return arena_str(a, json_text(json_get(object, key)));
}

struct err intake_kept_read(struct arena *a, struct str json, struct intake_kept *ret) {
    const struct json_value *object;
    struct err e = json_read(a, json, JSON_OWN, &object);
    if (e.code || !json_is(object, JSON_OBJECT))
        return ERR(ERR_CORRUPT, STR("identity"));
    struct intake_kept kept = {.by = member(a, object, "sealed")};
    if (kept.by.len)
        kept.sealed = (struct intake_sealed){.recipient = member(a, object, "recipient"),
                                             .keys = member(a, object, "keys"),
                                             .wrap = member(a, object, "wrap"),
                                             .file = member(a, object, "file")};
    else
        kept.person = (struct intake_person){.name = member(a, object, "name"),
                                             .address = member(a, object, "address"),
                                             .phone = member(a, object, "phone")};
    if (!kept.by.len)
        kept.email = member(a, object, "email");
    if (kept.by.len && !kept.sealed.file.len)
        return ERR(ERR_CORRUPT, STR("identity"));
    *ret = kept;
    return OK;
}
