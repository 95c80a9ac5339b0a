#include "http/advice_view.h"
#include "http/count_view.h"
#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/rules.h"

/* Worked examples: cases whose days can be followed, counted while the page is made. */

static struct web_example_count count(struct http_call *call, const struct law_example_count *c) {
    struct web_example_count v = {.count = c, .from = http_count_days(call, c->clock, c->start)};
    v.said_strict = c->has_said && c->said.day == v.from.due.due_early.day;
    v.said_common = c->has_said && c->said.day == v.from.due.due.day;
    return v;
}

/* Where a published case was read: the first source of its citation that has an address. */
static void fill_source(struct http_call *call, const struct law_example *example,
                        struct web_example *ret) {
    struct str rest = example->row.cite.source;
    while (!example->invented && rest.len && !ret->href.len) {
        const struct law_source *source = law_source(http_law(call), str_trim(str_cut(&rest, ',')));
        if (!source || !source->address.len)
            continue;
        ret->where = source->where;
        ret->href = source->address;
    }
}

static struct web_example fill(struct http_call *call, const struct law_example *example) {
    struct web_example_count *counts =
        NEW(call->arena, struct web_example_count, example->count_count + 1);
    for (size_t i = 0; i < example->count_count; i++)
        counts[i] = count(call, &example->counts[i]);
    struct web_example v = {
        .example = example, .counts = counts, .count_count = example->count_count};
    fill_source(call, example, &v);
    return v;
}

struct err page_examples_get(struct http_call *call) {
    if (!call->query.count && http_rules_cached(call))
        return OK;
    const struct law *law = http_law(call);
    struct web_example *list = NEW(call->arena, struct web_example, law->example_count + 1);
    struct web_examples v = {.examples = list,
                             .today = http_today(call),
                             .holidays = law->calendar.version,
                             .rules = http_rules_short(call)};
    for (size_t i = 0; i < law->example_count; i++)
        list[v.example_count++] = fill(call, &law->examples[i]);
    struct web_common c = http_common(call);
    web_render_examples(call->out, &v, &c);
    return http_rules_page(call, !call->query.count);
}
