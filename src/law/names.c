#include "law/names.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

bool law_is_letter(char c) {
    return is_small(c) || is_capital(c) || char_is_digit(c) || (c & 0x80);
}

static struct str from(struct str s, size_t at) {
    return (struct str){s.ptr + at, s.len - at};
}

size_t law_next_word(struct str text, size_t at) {
    while (at < text.len && law_is_letter(text.ptr[at]))
        at++;
    while (at < text.len && !law_is_letter(text.ptr[at]))
        at++;
    return at;
}

/* --- instruments --- */

struct str law_short_label(struct str label) {
    static const struct str ENDS[] = {STR_INIT(" tentang "), STR_INIT(" ("), STR_INIT(", ")};
    for (size_t i = 0; i < COUNT_OF(ENDS) && label.len; i++) {
        const char *end = str_find(label, ENDS[i]);
        if (end)
            label.len = (size_t)(end - label.ptr);
    }
    return label;
}

static void add_name(struct law_names *x, struct str text, const struct law_instrument *of) {
    if (text.len)
        x->list[x->count++] = (struct law_name){text, of};
}

static unsigned char first_byte(const struct law_name *name) {
    return (unsigned char)*name->text.ptr;
}

/* Of two names of one length the one whose row stands first. */
static int by_first_byte(const void *a, const void *b) {
    const struct law_name *x = *(const struct law_name *const *)a,
                          *y = *(const struct law_name *const *)b;
    if (first_byte(x) != first_byte(y))
        return first_byte(x) < first_byte(y) ? -1 : 1;
    if (x->text.len != y->text.len)
        return x->text.len > y->text.len ? -1 : 1;
    return (x > y) - (x < y);
}

/* Most words of a text begin no name: a look at their first byte tells. */
static void index_names(struct arena *a, struct law_names *x) {
    const struct law_name **order = NEW(a, const struct law_name *, x->count);
    size_t *begin = NEW(a, size_t, UCHAR_MAX + 2);
    for (size_t i = 0; i < x->count; i++) {
        order[i] = &x->list[i];
        begin[first_byte(order[i]) + 1]++;
    }
    for (size_t i = 0; i <= UCHAR_MAX; i++)
        begin[i + 1] += begin[i];
    qsort(order, x->count, sizeof(const struct law_name *), by_first_byte);
    x->by_byte = order;
    x->begin = begin;
}

struct law_names law_names_of(struct arena *a, const struct law *law) {
    size_t room = 0;
    for (size_t i = 0; i < law->instrument_count; i++)
        room += 1 + law->instruments[i].aka.count;
    struct law_names x = {.law = law, .list = NEW(a, struct law_name, room)};
    for (size_t i = 0; i < law->instrument_count; i++) {
        const struct law_instrument *in = &law->instruments[i];
        add_name(&x, law_short_label(in->label.id), in);
        for (size_t k = 0; k < in->aka.count; k++)
            add_name(&x, in->aka.list[k], in);
    }
    index_names(a, &x);
    return x;
}

const struct law_name *law_name_at(const struct law_names *names, struct str text) {
    size_t first = text.len ? (unsigned char)*text.ptr : 0;
    for (size_t i = names->begin[first]; text.len && i < names->begin[first + 1]; i++) {
        struct str name = names->by_byte[i]->text;
        if (str_starts(text, name) && (text.len == name.len || !law_is_letter(text.ptr[name.len])))
            return names->by_byte[i];
    }
    return NULL;
}

/* --- articles --- */

static int roman_digit(char c) {
    return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
}

/* "XIV" at the start of a text; 0: none, or part of a longer word. */
static size_t read_roman(struct str s, int *ret) {
    size_t n = 0;
    int sum = 0;
    for (; n < s.len && roman_digit(s.ptr[n]); n++) {
        int next = n + 1 < s.len ? roman_digit(s.ptr[n + 1]) : 0, one = roman_digit(s.ptr[n]);
        sum += next > one ? -one : one;
    }
    *ret = sum;
    return n < s.len && law_is_letter(s.ptr[n]) ? 0 : n;
}

static bool read_article(struct str *text, struct law_article *ret) {
    enum { DIGITS_MAX = 4 };
    struct law_article a = {0};
    size_t n = str_figures(*text, DIGITS_MAX, &a.number);
    if (n && n < text->len && is_capital(text->ptr[n]))
        a.letter = text->ptr[n++];
    if (!n) {
        a.roman = true;
        n = read_roman(*text, &a.number);
    }
    /* "1/2026" is a number of an instrument, "28B2" nothing that we know */
    if (!n || (n < text->len && (law_is_letter(text->ptr[n]) || text->ptr[n] == '/')))
        return false;
    *text = from(*text, n);
    *ret = a;
    return true;
}

/* How long a paragraph "(2)", a letter "e" or a number "angka 4" of an article is at the start of a
 * text; 0: none stands there. */
static size_t part_length(struct str s) {
    static const struct str WORDS[] = {STR_INIT("angka "), STR_INIT("huruf "), STR_INIT("ayat ")};
    enum { PART_MAX = 5 };
    size_t n = 0;
    if (s.len && s.ptr[0] == '(') {
        for (n = 1; n < s.len && n < PART_MAX && law_is_letter(s.ptr[n]); n++)
            ;
        return n > 1 && n < s.len && s.ptr[n] == ')' ? n + 1 : 0;
    }
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_starts(s, WORDS[i])) {
            for (n = WORDS[i].len; n < s.len && (law_is_letter(s.ptr[n]) || s.ptr[n] == '-'); n++)
                ;
            return n;
        }
    return s.len && is_small(s.ptr[0]) && (s.len == 1 || !law_is_letter(s.ptr[1])) ? 1 : 0;
}

static void skip_parts(struct str *text) {
    static const struct str JOINS[] = {STR_INIT(""), STR_INIT(" "), STR_INIT("-"), STR_INIT(", ")};
    for (size_t i = 0; i < COUNT_OF(JOINS); i++) {
        if (!str_starts(*text, JOINS[i]))
            continue;
        size_t n = part_length(from(*text, JOINS[i].len));
        if (!n)
            continue;
        *text = from(*text, JOINS[i].len + n);
        i = (size_t)-1; /* another part may follow in any of the ways */
    }
}

/* To the next article of a list: behind ", ", "; ", " dan " and its own "Ps". */
static void skip_join(struct str *text) {
    static const struct str JOINS[] = {STR_INIT(", "), STR_INIT("; "), STR_INIT(" dan ")},
                            HEADS[] = {STR_INIT("Ps "), STR_INIT("Pasal ")};
    struct str rest = *text;
    struct law_article next;
    bool joined = false;
    for (size_t i = 0; i < COUNT_OF(JOINS) && !joined; i++)
        if (str_starts(rest, JOINS[i])) {
            rest = from(rest, JOINS[i].len);
            joined = true;
        }
    for (size_t i = 0; i < COUNT_OF(HEADS); i++)
        if (str_starts(rest, HEADS[i]))
            rest = from(rest, HEADS[i].len);
    struct str peek = rest;
    if (joined && read_article(&peek, &next))
        *text = rest;
}

bool law_articles_next(struct str *text, struct law_articles *ret) {
    if (!read_article(text, &ret->first))
        return false;
    ret->last = ret->first;
    skip_parts(text);
    struct str rest = *text;
    if (str_starts(rest, STR("-"))) {
        rest = from(rest, 1);
        if (read_article(&rest, &ret->last)) {
            *text = rest;
            skip_parts(text);
        }
    }
    skip_join(text);
    return true;
}

/* Where an article stands among those of its instrument: 135, 135A, 136. */
static int place_of(struct law_article a) {
    enum { LETTERS = 32 };
    return a.number * LETTERS + (a.letter ? a.letter - 'A' + 1 : 0);
}

static bool holds(struct str list, struct law_article asked) {
    struct law_articles some;
    while (law_articles_next(&list, &some))
        if (some.first.roman == asked.roman && place_of(some.first) <= place_of(asked) &&
            place_of(asked) <= place_of(some.last))
            return true;
    return false;
}

bool law_article_in(const struct law_reads *list, size_t count, const struct law_named *named,
                    struct law_article article) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < named->of_count; k++)
            if (str_equal(list[i].instrument, named->of[k]->row.id) &&
                holds(list[i].articles, article))
                return true;
    return false;
}

/* --- a citation's text --- */

enum { GROUP_MAX = 8 };
struct walk {
    const struct law_names *names;
    const struct law_cite *cite;
    const struct law_instrument *self, *group[GROUP_MAX];
    size_t count; /* of group: "UU 1/2015 jo. UU 8/2015 Ps 134" */
    law_article_visit *visit;
    void *arg;
};

static bool rests_on(const struct walk *x, const struct law_instrument *in) {
    return in == x->self ||
           law_lists((struct law_words_list){x->cite->laws, x->cite->law_count}, in->row.id);
}

/* "16-25" at the start of a text. */
static struct str as_written(struct str s) {
    size_t n = 0;
    while (n < s.len && (law_is_letter(s.ptr[n]) || s.ptr[n] == '-'))
        n++;
    return (struct str){s.ptr, n};
}

/* The list of articles behind "Ps " or "Pasal ". Returns how many bytes of the text it is; 0: no
 * article stands there. */
static size_t visit_list(const struct walk *x, struct str text) {
    struct str rest = from(text, law_next_word(text, 0)), at = rest;
    struct law_named named = {.of = x->group, .of_count = x->count};
    while (law_articles_next(&rest, &named.articles)) {
        named.written = as_written(at);
        x->visit(&named, x->arg);
        at = rest;
    }
    return named.written.len ? text.len - rest.len : 0;
}

static void add_to_group(struct walk *x, const struct law_name *name, bool joined) {
    if (!joined)
        x->count = 0;
    if (rests_on(x, name->instrument) && x->count < GROUP_MAX)
        x->group[x->count++] = name->instrument;
}

/* lint: parameters: a citation, whose it is, and what is done with each of its articles */
void law_each_article(const struct law_names *names, const struct law_cite *cite,
                      const struct law_instrument *self, law_article_visit *visit, void *arg) {
    struct walk x = {.names = names, .cite = cite, .self = self, .visit = visit, .arg = arg};
    const struct str text = cite->text;
    bool joined = false;
    for (size_t i = 0; i < text.len;) {
        struct str rest = from(text, i);
        const struct law_name *name = law_name_at(names, rest);
        bool articles = str_starts(rest, STR("Ps ")) || str_starts(rest, STR("Pasal "));
        if (name)
            add_to_group(&x, name, joined);
        joined = str_starts(rest, STR("jo. "));
        size_t skip = name ? name->text.len : articles && x.count ? visit_list(&x, rest) : 0;
        i = law_next_word(text, i + skip);
    }
}

/* --- what was read --- */

struct looking {
    const struct law *law;
    const struct law_cite *cite;
    size_t read, missing;
    struct str first_missing;
};

static bool was_read(const struct looking *x, const struct law_named *named,
                     struct law_article article) {
    for (struct str keys = x->cite->source; keys.len;) {
        const struct law_source *source = law_source(x->law, str_trim(str_cut(&keys, ',')));
        if (source && law_article_in(source->reads, source->reads_count, named, article))
            return true;
    }
    return false;
}

/* Each article of a range must have been read; one with a letter is asked for by itself. */
static void look(const struct law_named *named, void *arg) {
    struct looking *x = arg;
    const struct law_articles *some = &named->articles;
    bool read = was_read(x, named, some->first) && was_read(x, named, some->last);
    for (int n = some->first.number + 1; n < some->last.number && read; n++)
        read = was_read(x, named, (struct law_article){some->first.roman, n, 0});
    x->read += read;
    x->missing += !read;
    if (!read && !x->first_missing.len)
        x->first_missing = named->written;
}

enum law_articles_read law_cite_articles(const struct law_names *names, const struct law_cite *cite,
                                         const struct law_instrument *self,
                                         struct str *ret_missing) {
    struct looking x = {.law = names->law, .cite = cite};
    law_each_article(names, cite, self, look, &x);
    if (ret_missing && x.missing)
        *ret_missing = x.first_missing;
    return x.missing ? (x.read ? LAW_ARTICLES_PARTLY : LAW_ARTICLES_UNREAD)
                     : (x.read ? LAW_ARTICLES_READ : LAW_ARTICLES_UNNAMED);
}
