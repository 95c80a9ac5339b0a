#include "law/read.h"

#include <string.h>

static const char *const CONFIDENCES[] = {"high", "medium", "low"};
enum { ID_MAX = 64, LONG_TEXT_MAX = 2000 };

const struct law_node *law_get(const struct law_node *mapping, const char *key) {
    struct str name = str_from_c(key);
    if (mapping->kind == LAW_MAPPING)
        for (const struct law_node *n = mapping->first; n; n = n->next)
            if (str_equal(n->key, name))
                return n;
    return NULL;
}

/* The next name of a list of keys, without its '?'; false at the end. */
static bool next_name(struct str *names, struct str *ret, bool *ret_optional) {
    if (!names->len)
        return false;
    *ret = str_cut(names, ' ');
    *ret_optional = ret->len && ret->ptr[ret->len - 1] == '?';
    ret->len -= *ret_optional;
    return true;
}

static bool is_named(const char *names, struct str key) {
    struct str rest = str_from_c(names), name;
    bool optional;
    while (next_name(&rest, &name, &optional))
        if (str_equal(name, key))
            return true;
    return false;
}

bool law_keys(struct law_reader *r, const struct law_node *node, const char *names) {
    if (node->kind != LAW_MAPPING) {
        law_fault(r, node->line, "here must stand a mapping with the keys: %s", names);
        return false;
    }
    for (const struct law_node *n = node->first; n; n = n->next)
        if (!is_named(names, n->key))
            law_fault(r, n->line, "unknown key \"%.*s\"; known here: %s", STR_ARG(n->key), names);
    struct str rest = str_from_c(names), name;
    bool optional;
    while (next_name(&rest, &name, &optional)) {
        bool found = false;
        for (const struct law_node *n = node->first; n && !found; n = n->next)
            found = str_equal(n->key, name);
        if (!found && !optional)
            law_fault(r, node->line, "missing key \"%.*s\"%s", STR_ARG(name),
                      str_equal(name, STR("cite")) ? ": every row says which article it rests on"
                                                   : "");
    }
    return true;
}

struct law_rows law_read_rows(struct law_reader *r, const struct law_node *parent, const char *key,
                              size_t least) {
    const struct law_node *n = law_get(parent, key);
    if (!n)
        return (struct law_rows){0};
    if (n->kind != LAW_SEQUENCE || n->count < least) {
        law_fault(r, n->line, "\"%s\" must be a list of at least %zu", key, least);
        return (struct law_rows){0};
    }
    return (struct law_rows){n->first, n->count};
}

/* The scalar under key, or NULL (with a fault when it is something else or empty). */
static const struct law_node *scalar(struct law_reader *r, const struct law_node *parent,
                                     const char *key) {
    const struct law_node *n = law_get(parent, key);
    if (n && (n->kind != LAW_SCALAR || !str_trim(n->value).len)) {
        law_fault(r, n->line, "\"%s\" must be one value, not empty", key);
        return NULL;
    }
    return n;
}

struct str law_read_str(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    if (!n)
        return (struct str){0};
    if (n->value.len > LONG_TEXT_MAX) {
        law_fault(r, n->line, "\"%s\" is longer than %d bytes", key, LONG_TEXT_MAX);
        return (struct str){0};
    }
    return arena_str(r->a, str_trim(n->value));
}

static bool is_id(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '-' || c == '.';
        if (!good)
            return false;
    }
    return s.len > 0 && s.len <= ID_MAX;
}

struct str law_read_id(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    if (!n)
        return (struct str){0};
    if (!is_id(n->value)) {
        law_fault(r, n->line, "\"%s\" must be a name of letters, digits and _ - . only", key);
        return (struct str){0};
    }
    return arena_str(r->a, n->value);
}

int law_read_int(struct law_reader *r, const struct law_node *parent, const char *key, int max) {
    const struct law_node *n = scalar(r, parent, key);
    int64_t value = 0;
    if (!n)
        return 0;
    if (!str_to_int(n->value, &value) || value < 1 || value > max) {
        law_fault(r, n->line, "\"%s\" must be a whole number from 1 to %d", key, max);
        return 0;
    }
    return (int)value;
}

bool law_read_bool(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    if (n && !str_equal(n->value, STR("true")) && !str_equal(n->value, STR("false")))
        law_fault(r, n->line, "\"%s\" must be true or false", key);
    return n && str_equal(n->value, STR("true"));
}

struct date law_read_date(struct law_reader *r, const struct law_node *parent, const char *key) {
    const struct law_node *n = scalar(r, parent, key);
    struct date day = {0};
    if (n && !date_parse(n->value, &day)) {
        struct str shown = law_shown(n->value);
        law_fault(r, n->line, "\"%s\" must be a day that exists, as 2024-09-22, not \"%.*s\"", key,
                  STR_ARG(shown));
    }
    return day;
}

size_t law_read_word(struct law_reader *r, const struct law_node *parent, const char *key,
                     struct law_words words) {
    const struct law_node *n = scalar(r, parent, key);
    if (!n)
        return 0;
    struct str known = {0};
    for (size_t i = 0; i < words.count; i++) {
        if (str_equal(n->value, str_from_c(words.list[i])))
            return i;
        known = arena_printf(r->scratch, "%.*s%s%s", STR_ARG(known), i ? ", " : "", words.list[i]);
    }
    struct str shown = law_shown(n->value);
    law_fault(r, n->line, "\"%s\" is \"%.*s\"; it must be one of: %.*s", key, STR_ARG(shown),
              STR_ARG(known));
    return 0;
}

struct law_text law_read_text(struct law_reader *r, const struct law_node *parent,
                              const char *key) {
    const struct law_node *n = law_get(parent, key);
    if (!n)
        return (struct law_text){0};
    if (!law_keys(r, n, "id en"))
        return (struct law_text){0};
    return (struct law_text){law_read_str(r, n, "id"), law_read_str(r, n, "en")};
}

enum law_confidence law_read_confidence(struct law_reader *r, const struct law_node *parent) {
    return (enum law_confidence)law_read_word(
        r, parent, "confidence", (struct law_words){CONFIDENCES, COUNT_OF(CONFIDENCES)});
}

struct law_cite law_read_cite(struct law_reader *r, const struct law_node *parent) {
    const struct law_node *n = law_get(parent, "cite");
    if (!n || !law_keys(r, n, "text source confidence verified"))
        return (struct law_cite){0};
    struct law_cite cite = {law_read_str(r, n, "text"), law_read_str(r, n, "source"),
                            law_read_confidence(r, n), law_read_bool(r, n, "verified")};
    bool hearsay = str_equal(cite.source, STR("GK")) || str_starts(cite.source, STR("GK,"));
    if (cite.verified && (cite.confidence == LAW_LOW || hearsay))
        law_fault(r, n->line, "a row of low confidence or of source GK cannot be verified");
    return cite;
}

void law_check_double(struct law_reader *r, const struct law_node *row, const void *rows,
                      size_t count, size_t size) {
    struct str id, other;
    memcpy(&id, (const char *)rows + count * size, sizeof id);
    for (size_t i = 0; i < count && id.len; i++) {
        memcpy(&other, (const char *)rows + i * size, sizeof other);
        if (str_equal(id, other))
            law_fault(r, row->line, "\"%.*s\" stands here twice", STR_ARG(id));
    }
}

struct str law_read_office(struct law_reader *r, const struct law_node *parent, const char *key,
                           struct law_offices offices) {
    struct str id = law_read_id(r, parent, key);
    if (!id.len)
        return id;
    for (size_t i = 0; i < offices.count; i++)
        if (str_equal(offices.list[i].id, id))
            return id;
    law_fault(r, law_get(parent, key)->line,
              "unknown office kind \"%.*s\"; office kinds are rows of offices.yaml", STR_ARG(id));
    return id;
}

struct law_clock law_read_clock(struct law_reader *r, const struct law_node *row) {
    static const char *const UNITS[] = {"calendar", "working"};
    static const char *const KINDS[] = {"duty", "right"};
    static const char *const LAPSES[] = {"alarm", "formal_defect", "not_registered", "escalate",
                                         "no_finding"};
    enum { DAYS_MAX = 366 };
    if (!law_keys(r, row, "id aka? name n unit kind lapse start cite"))
        return (struct law_clock){0};
    return (struct law_clock){
        .id = law_read_id(r, row, "id"),
        .aka = law_read_id(r, row, "aka"),
        .name = law_read_text(r, row, "name"),
        .n = law_read_int(r, row, "n", DAYS_MAX),
        .unit = (enum law_unit)law_read_word(r, row, "unit",
                                             (struct law_words){UNITS, COUNT_OF(UNITS)}),
        .kind = (enum law_clock_kind)law_read_word(r, row, "kind",
                                                   (struct law_words){KINDS, COUNT_OF(KINDS)}),
        .lapse = (enum law_lapse)law_read_word(r, row, "lapse",
                                               (struct law_words){LAPSES, COUNT_OF(LAPSES)}),
        .start = law_read_str(r, row, "start"),
        .cite = law_read_cite(r, row),
    };
}
