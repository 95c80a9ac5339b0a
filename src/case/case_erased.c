#include "case/erased.h"

#include "base/json.h"
#include "base/json_read.h"

void case_erased_encode(struct buf *out, const struct case_erased *erased) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "actor", erased->actor);
    json_put_str(&j, "asked_by", erased->asked_by);
    json_put_int(&j, "asked", erased->asked);
    json_put_str(&j, "ground", erased->ground);
    json_key(&j, "numbers");
    json_open_array(&j);
    for (size_t i = 0; i < erased->number_count; i++) {
        const struct case_number *number = &erased->numbers[i];
        json_open_object(&j);
        json_put_str(&j, "office", number->office);
        json_put_bool(&j, "registered", number->registered);
        json_put_int(&j, "year", number->year);
        json_put_int(&j, "n", number->n);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
}

static bool read_text(struct arena *a, const struct json_value *object, const char *key,
                      struct str *ret) {
    const struct json_value *value = json_get(object, key);
    if (!json_is(value, JSON_STRING) || !value->text.len)
        return false;
    *ret = arena_str(a, value->text);
    return true;
}

static bool read_whole(const struct json_value *object, const char *key, int64_t *ret) {
    const struct json_value *value = json_get(object, key);
    if (!json_is(value, JSON_INTEGER) || value->integer < 0)
        return false;
    *ret = value->integer;
    return true;
}

static bool read_number(struct arena *a, const struct json_value *object, struct case_number *ret) {
    const struct json_value *registered = json_get(object, "registered");
    int64_t year;
    bool good = json_is(registered, JSON_TRUE) || json_is(registered, JSON_FALSE);
    good = good && read_text(a, object, "office", &ret->office) &&
           read_whole(object, "year", &year) && read_whole(object, "n", &ret->n) && year <= 9999;
    if (good) {
        ret->registered = json_is(registered, JSON_TRUE);
        ret->year = (int)year;
    }
    return good;
}

struct err case_erased_decode(struct arena *a, struct str body, struct case_erased *ret) {
    struct case_erased erased = {0};
    const struct json_value *root;
    bool good = !json_read(a, body, JSON_OWN, &root).code;
    good = good && read_text(a, root, "actor", &erased.actor) &&
           read_text(a, root, "asked_by", &erased.asked_by) &&
           read_whole(root, "asked", &erased.asked) && read_text(a, root, "ground", &erased.ground);
    const struct json_value *numbers = good ? json_get(root, "numbers") : NULL;
    good = numbers && json_is(numbers, JSON_ARRAY) && numbers->count <= CASE_NUMBERS_MAX;
    const struct json_value *at = good ? numbers->first : NULL;
    for (; at && good; at = at->next)
        good = read_number(a, at, &erased.numbers[erased.number_count++]);
    if (!good)
        return ERR(ERR_CORRUPT, STR("case.erased"));
    *ret = erased;
    return OK;
}
