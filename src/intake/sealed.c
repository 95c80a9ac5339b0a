#include "intake/sealed.h"

#include <jansson.h>

static struct str member(struct arena *a, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value)
               ? arena_str(a, (struct str){json_string_value(value), json_string_length(value)})
               : (struct str){0};
}

struct err intake_sealed_read(struct arena *a, struct str json, struct intake_person *ret,
                              struct str *ret_email) {
    json_error_t fault;
    json_t *object = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, &fault);
    if (!json_is_object(object)) {
        json_decref(object);
        return ERR(ERR_CORRUPT, STR("identity"));
    }
    *ret = (struct intake_person){.name = member(a, object, "name"),
                                  .address = member(a, object, "address"),
                                  .phone = member(a, object, "phone")};
    *ret_email = member(a, object, "email");
    json_decref(object);
    return OK;
}
