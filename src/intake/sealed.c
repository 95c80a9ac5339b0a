#include "intake/sealed.h"

#include "base/json_read.h"

static struct str member(struct arena *a, const struct json_value *object, const char *key) {
    return arena_str(a, json_text(json_get(object, key)));
}

struct err intake_sealed_read(struct arena *a, struct str json, struct intake_person *ret,
                              struct str *ret_email) {
    const struct json_value *object;
    struct err e = json_read(a, json, JSON_OWN, &object);
    if (e.code || !json_is(object, JSON_OBJECT))
        return ERR(ERR_CORRUPT, STR("identity"));
    *ret = (struct intake_person){.name = member(a, object, "name"),
                                  .address = member(a, object, "address"),
                                  .phone = member(a, object, "phone")};
    *ret_email = member(a, object, "email");
    return OK;
}
