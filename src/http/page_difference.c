#include "http/page_rules.h"

#include "web/text.h"

#include <string.h>

/* Two versions of the rules side by side. A page tells the first changes, and of each the first
 * lines: `netral rules diff` has no such limit. */
enum { CHANGES_SHOWN = 50, LINES_SHOWN = 8, TEXT_SHOWN = 300 };
static const size_t COMPARE_ARENA = (size_t)1 << 30; /* both laws as trees; freed at once */

/* An index of a version whose files are kept, or "kini". */
static bool read_side(const struct http_rules *shown, struct str given,
                      const struct flow_published **ret) {
    int64_t index;
    *ret = NULL;
    if (str_equal(given, STR("kini")))
        return true;
    if (!str_to_int(given, &index))
        return false;
    for (size_t i = 0; i < shown->version_count && !*ret; i++)
        if (shown->versions[i].index == index && shown->versions[i].bundle.bytes)
            *ret = &shown->versions[i];
    return *ret;
}

struct err http_rules_choose(struct http_call *call, struct http_rules *shown) {
    struct str from = http_query(call, "dari"), to = http_query(call, "ke");
    struct web_difference *d = &shown->difference;
    d->asked = from.len || to.len;
    if (d->asked) {
        if (!read_side(shown, from, &shown->from) || !read_side(shown, to, &shown->to))
            return ERR(ERR_MISSING, STR("filter"));
        d->from_loaded = !shown->from;
        d->to_loaded = !shown->to;
        shown->compare = true;
        return OK;
    }
    d->to_loaded = true;
    if (!shown->version_count)
        return OK;
    const struct flow_published *last = &shown->versions[0];
    struct str loaded = hex_encode(call->arena, http_law(call)->hash.b, HASH_LEN);
    if (last->bundle.bytes)
        shown->from = last;
    if (str_equal(last->law, loaded))
        return OK;
    shown->compare = shown->from;
    if (!shown->compare)
        d->fault = web_text(WEB_T_RULES_DIFF_UNKEPT, http_english(call));
    return OK;
}

/* At most TEXT_SHOWN bytes, whole characters. */
static struct str shorten(struct arena *a, struct str s) {
    size_t len = TEXT_SHOWN;
    if (s.len <= len)
        return arena_str(a, s);
    while (len && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
        len--;
    return arena_printf(a, "%.*s...", (int)len, s.ptr);
}

static struct web_change to_view(struct arena *a, const struct publication_change *change,
                                 bool english) {
    static const enum web_text_key WHAT[PUBLICATION_CHANGE_COUNT] = {
        [PUBLICATION_ROW_CHANGED] = WEB_T_RULES_DIFF_CHANGED,
        [PUBLICATION_ROW_REMOVED] = WEB_T_RULES_DIFF_REMOVED,
        [PUBLICATION_ROW_ADDED] = WEB_T_RULES_DIFF_ADDED,
    };
    struct web_change view = {.what = web_text(WHAT[change->kind], english),
                              .head = shorten(a, change->head),
                              .whole = change->whole,
                              .rows = (int64_t)change->rows,
                              .basis = shorten(a, change->basis),
                              .file = shorten(a, change->file),
                              .line = change->line};
    struct str *lines = NEW(a, struct str, LINES_SHOWN), rest = change->lines;
    while (rest.len && view.line_count < LINES_SHOWN)
        lines[view.line_count++] = shorten(a, str_cut(&rest, '\n'));
    view.lines = lines;
    view.cut = rest.len > 0;
    return view;
}

static void tell(struct http_call *call, const struct publication_difference *found) {
    struct web_difference *d = &((struct http_rules *)call->state)->difference;
    struct web_change *list = NEW(call->arena, struct web_change, found->count + 1);
    for (size_t i = 0; i < found->count; i++)
        list[i] = to_view(call->arena, &found->list[i], http_english(call));
    d->told = true;
    d->changes = list;
    d->change_count = found->count;
    d->added = (int64_t)found->kinds[PUBLICATION_ROW_ADDED];
    d->removed = (int64_t)found->kinds[PUBLICATION_ROW_REMOVED];
    d->changed = (int64_t)found->kinds[PUBLICATION_ROW_CHANGED];
    d->more = d->added + d->removed + d->changed - (int64_t)found->count;
}

static struct err read_files(struct http_call *call, struct arena *a,
                             const struct flow_published *version, struct law_files *ret) {
    if (!version) {
        *ret = http_law(call)->files;
        return OK;
    }
    struct publication_bundle bundle;
    struct err e = flow_published_files(http_app(call)->flow, a, version, &bundle);
    if (!e.code)
        *ret = bundle.files;
    return e;
}

void http_rules_compare(struct http_call *call) {
    struct http_rules *shown = call->state;
    struct publication_diff diff = {.most = CHANGES_SHOWN, .english = http_english(call)};
    struct publication_difference found;
    struct law_fault fault;
    struct arena *a = arena_new(COMPARE_ARENA);
    struct err e = read_files(call, a, shown->from, &diff.before);
    if (!e.code)
        e = read_files(call, a, shown->to, &diff.after);
    if (!e.code)
        e = publication_rules_diff(a, &diff, &found, &fault);
    if (e.code)
        shown->difference.fault = web_text(WEB_T_RULES_DIFF_UNREADABLE, http_english(call));
    else
        tell(call, &found);
    arena_free(a);
}
