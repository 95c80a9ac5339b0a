#include "http/advice_view.h"
#include "http/handlers.h"

#include "flow/rules.h"

#include <stdlib.h>
#include <string.h>

/* P16 the words of the rules, and the election's calendar as a feed. */

static char upper(char c) {
    return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

static int any_case(struct str a, struct str b) {
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (upper(a.ptr[i]) != upper(b.ptr[i]))
            return (unsigned char)upper(a.ptr[i]) < (unsigned char)upper(b.ptr[i]) ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

static int by_word(const void *left, const void *right) {
    return any_case((*(const struct law_term *const *)left)->word.id,
                    (*(const struct law_term *const *)right)->word.id);
}

static int by_word_english(const void *left, const void *right) {
    return any_case((*(const struct law_term *const *)left)->word.en,
                    (*(const struct law_term *const *)right)->word.en);
}

static struct str letter_of(struct http_call *call, const struct law_term *term) {
    struct str word = law_say(term->word, http_english(call));
    return arena_printf(call->arena, "%c", word.len ? upper(*word.ptr) : '?');
}

/* Whether text holds the words sought, in any case. */
static bool holds(struct str text, struct str sought) {
    for (size_t i = 0; i + sought.len <= text.len; i++) {
        size_t k = 0;
        while (k < sought.len && upper(text.ptr[i + k]) == upper(sought.ptr[k]))
            k++;
        if (k == sought.len)
            return true;
    }
    return false;
}

/* In either language: whoever reads English may have the statute's own word alone. */
static bool is_sought(const struct law_term *term, struct str sought) {
    return holds(term->word.id, sought) || holds(term->word.en, sought) ||
           holds(term->plain.id, sought) || holds(term->plain.en, sought);
}

static void fill_letters(struct http_call *call, struct web_terms *v) {
    const struct law *law = http_law(call);
    size_t count = 0;
    const struct law_term **terms = NEW(call->arena, const struct law_term *, law->term_count + 1);
    struct web_letter *letters = NEW(call->arena, struct web_letter, law->term_count + 1);
    for (size_t i = 0; i < law->term_count; i++)
        if (is_sought(&law->terms[i], v->sought))
            terms[count++] = &law->terms[i];
    if (count)
        qsort(terms, count, sizeof(const struct law_term *),
              http_english(call) ? by_word_english : by_word);
    for (size_t i = 0; i < count; i++) {
        struct str letter = letter_of(call, terms[i]);
        if (!v->letter_count || !str_equal(letters[v->letter_count - 1].letter, letter))
            letters[v->letter_count++] = (struct web_letter){letter, &terms[i], 0};
        letters[v->letter_count - 1].term_count++;
    }
    v->letters = letters;
}

struct err page_terms_get(struct http_call *call) {
    enum { SOUGHT_MAX = 80 };
    if (!call->query.count && http_rules_cached(call))
        return OK;
    struct web_terms v = {.sought = str_trim(http_query(call, "cari")),
                          .today = http_today(call),
                          .rules = http_rules_short(call)};
    if (v.sought.len > SOUGHT_MAX)
        return ERR(ERR_MISSING, STR("filter"));
    fill_letters(call, &v);
    struct web_common c = http_common(call);
    web_render_terms(call->out, &v, &c);
    return http_rules_page(call, !call->query.count);
}

/* "pilkada-2024.ics" */
struct err page_calendar_get(struct http_call *call) {
    static const struct str suffix = STR_INIT(".ics");
    struct str file = http_param(call, "file");
    if (file.len <= suffix.len ||
        memcmp(file.ptr + file.len - suffix.len, suffix.ptr, suffix.len) != 0)
        return ERR(ERR_MISSING, STR("calendar"));
    file.len -= suffix.len;
    struct publication_ical what = {.election = law_election(http_law(call), file),
                                    .english = http_english(call)};
    if (!what.election)
        return ERR(ERR_MISSING, STR("election"));
    publication_ical(&what, call->out);
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("calendar"));
    http_set_cache(call, "public, max-age=3600");
    return http_reply(call, 200, "text/calendar; charset=utf-8");
}
