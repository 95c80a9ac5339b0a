#include "intake/credentials.h"

#include "intake/intake_internal.h"

bool intake_is_name(struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'))
            return false;
    }
    return text.len > 0 && text.len <= INTAKE_USER_NAME;
}

static void leaf_user(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *ret) {
    struct str name = arena_str(r->a, str_trim(text));
    char *ptr = NEW(r->a, char, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        ptr[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + ('a' - 'A')
                                                                 : name.ptr[i]);
    (void)row;
    if (intake_is_name((struct str){ptr, name.len}))
        *(struct str *)ret = (struct str){ptr, name.len};
    else
        intake_fault_here(r, "bad_name", INTAKE_USER_NAME);
}

/* Every byte counts, and none is shown again: no trimming, no composing. */
static void leaf_password(const struct intake_reading *r, const struct intake_row *row,
                          struct str text, void *ret) {
    if (text.len > row->limit)
        intake_fault_here(r, "too_long", (int64_t)row->limit);
    else if (!str_is_utf8(text))
        intake_fault_here(r, "not_utf8", 0);
    else
        *(struct str *)ret = arena_str(r->a, text);
}

static const struct intake_row SIGN_IN_ROWS[] = {
    {.name = STR_INIT("user"),
     .read = leaf_user,
     .required = true,
     .offset = offsetof(struct intake_sign_in, user)},
    {.name = STR_INIT("password"),
     .read = leaf_password,
     .required = true,
     .offset = offsetof(struct intake_sign_in, password),
     .limit = INTAKE_CREDENTIAL},
    {.name = STR_INIT("code"),
     .read = intake_leaf_line,
     .offset = offsetof(struct intake_sign_in, code),
     .limit = INTAKE_SECOND_CODE},
};
static const struct intake_table SIGN_IN = {.rows = SIGN_IN_ROWS, .count = COUNT_OF(SIGN_IN_ROWS)};

static const struct intake_row TRACK_ROWS[] = {
    {.name = STR_INIT("code"),
     .read = intake_leaf_line,
     .offset = offsetof(struct intake_track, code),
     .limit = INTAKE_RECEIPT_CODE},
    {.name = STR_INIT("token"),
     .read = intake_leaf_line,
     .offset = offsetof(struct intake_track, token),
     .limit = INTAKE_RECEIPT_CODE},
};
static const struct intake_table TRACK = {.rows = TRACK_ROWS, .count = COUNT_OF(TRACK_ROWS)};

static const struct intake_row REASON_ROWS[] = {{.name = STR_INIT("reason"),
                                                 .read = intake_leaf_line,
                                                 .required = true,
                                                 .limit = INTAKE_PLACE}};
static const struct intake_table REASON = {.rows = REASON_ROWS, .count = COUNT_OF(REASON_ROWS)};

static struct err from_json(struct arena *a, struct str body, const struct intake_table *table,
                            void *ret, struct intake_faults *faults) {
    const struct json_value *root;
    if (body.len > INTAKE_SIGN_IN)
        return ERR(ERR_TOO_LARGE, STR("body"));
    struct err e = intake_json_load(a, body, &root);
    if (e.code)
        return e;
    struct intake_reading r = {.a = a, .faults = faults};
    intake_json_table(&r, root, table, ret);
    return faults->count ? ERR(ERR_INVALID, STR("credentials")) : OK;
}

static struct err from_form(struct arena *a, const struct intake_pairs *form,
                            const struct intake_table *table, void *ret,
                            struct intake_faults *faults) {
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, table, ret);
    return faults->count ? ERR(ERR_INVALID, STR("credentials")) : OK;
}

struct err intake_sign_in_json(struct arena *a, struct str body, struct intake_sign_in *ret,
                               struct intake_faults *faults) {
    struct intake_sign_in found = {0};
    struct err e = from_json(a, body, &SIGN_IN, &found, faults);
    if (!e.code)
        *ret = found;
    return e;
}

struct err intake_sign_in_form(struct arena *a, const struct intake_pairs *form,
                               struct intake_sign_in *ret, struct intake_faults *faults) {
    struct intake_sign_in found = {0};
    struct err e = from_form(a, form, &SIGN_IN, &found, faults);
    if (!e.code)
        *ret = found;
    return e;
}

struct err intake_track_json(struct arena *a, struct str body, struct intake_track *ret,
                             struct intake_faults *faults) {
    struct intake_track found = {0};
    struct err e = from_json(a, body, &TRACK, &found, faults);
    if (e.code)
        return e;
    if (!found.code.len == !found.token.len) {
        intake_fault_add(faults, STR("code"), found.code.len ? "duplicate" : "required", 0);
        return ERR(ERR_INVALID, STR("credentials"));
    }
    *ret = found;
    return OK;
}

struct err intake_track_form(struct arena *a, const struct intake_pairs *form,
                             struct intake_track *ret, struct intake_faults *faults) {
    struct intake_track found = {0};
    struct err e = from_form(a, form, &TRACK, &found, faults);
    if (e.code)
        return e;
    if (found.code.len)
        found.token = (struct str){0};
    else if (!found.token.len) {
        intake_fault_add(faults, STR("code"), "required", 0);
        return ERR(ERR_INVALID, STR("credentials"));
    }
    *ret = found;
    return OK;
}

struct err intake_reason_json(struct arena *a, struct str body, struct str *ret,
                              struct intake_faults *faults) {
    return from_json(a, body, &REASON, ret, faults);
}

struct err intake_reason_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                              struct intake_faults *faults) {
    return from_form(a, form, &REASON, ret, faults);
}

struct err intake_bundle_json(struct arena *a, struct str body, struct str *ret,
                              struct intake_faults *faults) {
    const struct json_value *root;
    struct err e = intake_json_load(a, body, &root);
    if (e.code)
        return e;
    const struct json_value *bundle = json_get(root, "bundle");
    if (!bundle || json_is(bundle, JSON_NULL))
        intake_fault_add(faults, STR("bundle"), "required", 0);
    else if (!json_is(bundle, JSON_OBJECT) && !json_is(bundle, JSON_STRING))
        intake_fault_add(faults, STR("bundle"), "wrong_type", 0);
    else
        *ret = arena_str(a, bundle->text);
    if (root->count > (bundle != NULL))
        intake_fault_add(faults, STR("?"), "unknown_key", 0);
    return faults->count ? ERR(ERR_INVALID, STR("bundle")) : OK;
}
