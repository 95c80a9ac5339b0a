#include <string.h>

#include "law/names.h"
#include "law/read_files.h"

/* A citation's text is printed for people, its law is what the program follows: both must name the
 * same instruments. A name is what stands in an instrument's label before "tentang", a comma or a
 * bracket ("PP 53/2010"), and each aka. "UU 99/2030", of a kind that has rows, is an instrument
 * that has none. What the text names without resting on it stands in mentions. */
struct names {
    struct law_reader *r;
    struct law_names all;
    struct str *kinds; /* "PP", "SE MenPANRB": what stands before the number of a name */
    size_t kind_count;
};
/* The citation that is read, and which of the instruments that it mentions were named. */
struct reading {
    const struct names *names;
    const struct law_row_view *row;
    bool *mentioned;
};

/* The length of "94/2021" at the start of a text; 0: no number stands there. */
static size_t number_length(struct str s) {
    enum { YEAR_DIGITS = 4 };
    size_t n = 0, slash;
    while (n < s.len && char_is_digit(s.ptr[n]))
        n++;
    if (!n || n == s.len || s.ptr[n] != '/')
        return 0;
    slash = n++;
    while (n < s.len && char_is_digit(s.ptr[n]))
        n++;
    bool ends = n == s.len || (!law_is_letter(s.ptr[n]) && s.ptr[n] != '/');
    return n - slash == YEAR_DIGITS + 1 && ends ? n : 0;
}

static void add_kind(struct names *x, struct str name) {
    size_t n = name.len;
    while (n && name.ptr[n - 1] != ' ')
        n--;
    struct str kind = {name.ptr, n ? n - 1 : 0};
    if (!kind.len || number_length((struct str){name.ptr + n, name.len - n}) != name.len - n)
        return;
    for (size_t i = 0; i < x->kind_count; i++)
        if (str_equal(x->kinds[i], kind))
            return;
    x->kinds[x->kind_count++] = kind;
}

static void gather_names(struct names *x) {
    x->kinds = NEW(x->r->scratch, struct str, x->all.count);
    for (size_t i = 0; i < x->all.count; i++) {
        const struct law_name *name = &x->all.list[i];
        for (size_t k = 0; k < i; k++)
            if (str_equal(x->all.list[k].text, name->text)) {
                x->r->file = name->instrument->row.file;
                law_fault(x->r, name->instrument->row.line,
                          "\"%.*s\" is what citations call \"%.*s\" already; give \"label\" or "
                          "\"aka\" another name",
                          STR_ARG(name->text), STR_ARG(x->all.list[k].instrument->row.id));
            }
        add_kind(x, name->text);
    }
}

/* "UU 99/2030" at the start of a text; empty: no such thing stands there. */
static struct str numbered_at(const struct names *x, struct str text) {
    for (size_t i = 0; i < x->kind_count; i++) {
        struct str kind = x->kinds[i];
        if (*text.ptr != *kind.ptr || !str_starts(text, kind) || text.len <= kind.len + 1 ||
            text.ptr[kind.len] != ' ')
            continue;
        size_t skip = kind.len + 1,
               n = number_length((struct str){text.ptr + skip, text.len - skip});
        if (n)
            return (struct str){text.ptr, skip + n};
    }
    return (struct str){0};
}

static void fault(const struct reading *x, struct str name, const char *what) {
    struct law_reader *r = x->names->r;
    r->file = x->row->file;
    law_fault(r, x->row->line, "%.*s \"%.*s\": \"%.*s\" %s", STR_ARG(x->row->kind),
              STR_ARG(x->row->id), STR_ARG(name), what);
}

static bool rests_on(const struct law_cite *cite, struct str id) {
    return law_lists((struct law_words_list){cite->laws, cite->law_count}, id);
}

static void check_named(const struct reading *x, const struct law_name *name) {
    const struct law_cite *cite = x->row->cite;
    struct str id = name->instrument->row.id;
    bool itself = str_equal(x->row->kind, STR("instrument")) && str_equal(x->row->id, id);
    bool mentioned = false;
    for (size_t i = 0; i < cite->mentions.count; i++)
        if (str_equal(cite->mentions.list[i], id))
            mentioned = x->mentioned[i] = true;
    if (!itself && !mentioned && !rests_on(cite, id))
        fault(x, name->text,
              "stands in its citation's text, but not in \"law\"; if the row does not rest on it, "
              "\"mentions\" says so");
}

static void check_mentions(const struct reading *x) {
    const struct law_cite *cite = x->row->cite;
    for (size_t i = 0; i < cite->mentions.count; i++) {
        struct str id = cite->mentions.list[i];
        if (!law_instrument(x->names->all.law, id))
            fault(x, id, "is mentioned, but is no row of instruments.yaml");
        else if (rests_on(cite, id))
            fault(x, id, "stands in \"law\" and in \"mentions\": one of them");
        else if (!x->mentioned[i])
            fault(x, id, "stands in \"mentions\", but its citation's text does not name it");
    }
}

/* Some rows name no article where their law is named: an instrument is cited as a whole, a letter's
 * form and a code of SIASN by what has it, a word by the law that speaks of it. */
static bool may_name_none(const struct law_row_view *row) {
    static const struct str KINDS[] = {STR_INIT("instrument"), STR_INIT("letter"),
                                       STR_INIT("siasn"), STR_INIT("term")};
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_equal(row->kind, KINDS[i]))
            return true;
    return !row->cite->law_count;
}

static bool says_read(const struct law_cite *cite) {
    return cite->verified || cite->read == LAW_READ_ARTICLE || cite->read == LAW_READ_COPIES;
}

/* "verified" and "read: P" say that the articles were read: then a source that is given has them.
 * What is verified names them so that they are found, else nothing would be checked. */
static void check_articles(const struct reading *x) {
    const struct names *names = x->names;
    const struct law_cite *cite = x->row->cite;
    bool instrument = str_equal(x->row->kind, STR("instrument"));
    const struct law_instrument *self =
        instrument ? law_instrument(names->all.law, x->row->id) : NULL;
    struct str missing = {0};
    enum law_articles_read read = law_cite_articles(&names->all, cite, self, &missing);
    if (says_read(cite) && (read == LAW_ARTICLES_UNREAD || read == LAW_ARTICLES_PARTLY))
        fault(x, missing,
              "is an article of its citation that none of its sources has by \"reads\"; then it is "
              "not verified, and not read: P or P2");
    if (cite->verified && read == LAW_ARTICLES_UNNAMED && !may_name_none(x->row))
        fault(x, cite->text,
              "names no article of an instrument in \"law\", as in \"UU 7/2017 Ps 454(5)\"; then "
              "it is not verified");
}

static bool is_alphabetic(char c) {
    return law_is_letter(c) && !char_is_digit(c);
}

/* "Psl 99", "ps 99", "Ps. 99", "Ps99" at the start of a text: an article, but not as the grammar of
 * citations writes it. Empty: no such thing stands there. */
static struct str misspelled_at(struct str text) {
    static const struct str WORDS[] = {STR_INIT("Ps"),    STR_INIT("ps"),   STR_INIT("PS"),
                                       STR_INIT("Psl"),   STR_INIT("psl"),  STR_INIT("Pasal"),
                                       STR_INIT("pasal"), STR_INIT("PASAL")};
    struct str word = {text.ptr, 0};
    bool known = false;
    while (word.len < text.len && is_alphabetic(text.ptr[word.len]))
        word.len++;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        known = known || str_equal(word, WORDS[i]);
    size_t n = word.len;
    while (n < text.len && (text.ptr[n] == '.' || text.ptr[n] == ' '))
        n++;
    if (!known || n == text.len || !char_is_digit(text.ptr[n]) || str_starts(text, STR("Ps ")) ||
        str_starts(text, STR("Pasal ")))
        return (struct str){0};
    while (n < text.len && law_is_letter(text.ptr[n]))
        n++;
    return (struct str){text.ptr, n};
}

/* What sources say that they have. */
static void check_reads(struct names *x) {
    const struct law *law = x->all.law;
    for (size_t i = 0; i < law->source_count; i++)
        for (size_t k = 0; k < law->sources[i].reads_count; k++) {
            struct str id = law->sources[i].reads[k].instrument;
            x->r->file = law->sources[i].file;
            if (!law_instrument(law, id))
                law_fault(x->r, law->sources[i].line,
                          "source \"%.*s\" reads \"%.*s\", which is no row of instruments.yaml",
                          STR_ARG(law->sources[i].id), STR_ARG(id));
        }
}

/* --- what a source that is given holds --- */

/* What a citation names of one instrument, and whether the source has any of it. */
struct asked {
    const struct law_source *source;
    struct str instrument;
    size_t named, held;
};

static void ask(const struct law_named *named, void *arg) {
    struct asked *x = arg;
    const struct law_source *s = x->source;
    bool of = false;
    for (size_t i = 0; i < named->of_count; i++)
        of = of || str_equal(named->of[i]->row.id, x->instrument);
    x->named += of;
    x->held += of && (law_article_in(s->reads, s->reads_count, named, named->articles.first) ||
                      law_article_in(s->reads, s->reads_count, named, named->articles.last));
}

/* Whether one amends the other: what a law became is read in both. */
static bool amends(const struct law *law, struct str one, struct str other) {
    const struct law_instrument *a = law_instrument(law, one), *b = law_instrument(law, other);
    return a && b && (law_lists(a->amends, other) || law_lists(b->amends, one));
}

enum standing { STRANGE, EMPTY, HOLDS }; /* another instrument; none of the articles; some */

static enum standing stand(const struct reading *x, const struct law_source *source,
                           struct str instrument) {
    const struct law_instrument *self = law_instrument(x->names->all.law, x->row->id);
    struct asked asked = {.source = source, .instrument = instrument};
    enum standing ret = law_lists(source->about, instrument) ? HOLDS : STRANGE;
    for (size_t i = 0; ret == STRANGE && i < source->reads_count; i++) {
        if (amends(x->names->all.law, instrument, source->reads[i].instrument))
            ret = HOLDS;
        if (!str_equal(instrument, source->reads[i].instrument))
            continue;
        law_each_article(&x->names->all, x->row->cite,
                         str_equal(x->row->kind, STR("instrument")) ? self : NULL, ask, &asked);
        ret = asked.named && !asked.held ? EMPTY : HOLDS;
    }
    return ret;
}

/* A copy of one instrument is no source for what rests on others; nor is one for articles that were
 * not read in it, where it has none of those that the row names. */
static void check_source(const struct reading *x, const struct law_source *source) {
    const struct law_cite *cite = x->row->cite;
    bool instrument = str_equal(x->row->kind, STR("instrument"));
    enum standing best = instrument ? stand(x, source, x->row->id) : STRANGE;
    if (!instrument && !cite->law_count && !cite->mentions.count)
        return; /* practice */
    for (size_t i = 0; i < cite->law_count + cite->mentions.count; i++) {
        bool rests = i < cite->law_count;
        enum standing one =
            stand(x, source, rests ? cite->laws[i] : cite->mentions.list[i - cite->law_count]);
        best = one > best ? one : best;
    }
    if (best == STRANGE)
        fault(x, source->id,
              "is given as a source, but has by \"reads\" and \"about\" no instrument that the "
              "citation names: give the source that has it");
    else if (best == EMPTY)
        fault(x, source->id,
              "is given as a source, but has by \"reads\" none of the articles that the citation "
              "names of its instrument: give the source that has them");
}

static void check_sources(const struct reading *x) {
    for (struct str keys = x->row->cite->source; keys.len;) {
        const struct law_source *source =
            law_source(x->names->all.law, str_trim(str_cut(&keys, ',')));
        if (source && source->reads_count)
            check_source(x, source);
    }
}

static void check_text(const struct law_row_view *row, void *arg) {
    const struct names *names = arg;
    struct str text = row->cite->text;
    if (row->again)
        return;
    struct reading x = {names, row, NEW(names->r->scratch, bool, row->cite->mentions.count)};
    for (size_t i = 0; i < text.len;) {
        struct str rest = {text.ptr + i, text.len - i};
        const struct law_name *name = law_name_at(&names->all, rest);
        struct str numbered = name ? (struct str){0} : numbered_at(names, rest);
        struct str misspelled = misspelled_at(rest);
        if (misspelled.len)
            fault(&x, misspelled, "is an article written otherwise than \"Ps 5\" or \"Pasal 5\"");
        if (name)
            check_named(&x, name);
        if (numbered.len)
            fault(&x, numbered, "stands in its citation's text, but is no row of instruments.yaml");
        i = law_next_word(text, i + (name ? name->text.len : numbered.len));
    }
    check_mentions(&x);
    check_articles(&x);
    if (names->r->checking)
        check_sources(&x);
}

static void check_replaced(struct law_reader *r, const struct law_instrument *old,
                           const struct law_instrument *by) {
    struct date last = law_day_before(by->row.span.from);
    if (by->row.span.from.day == INT32_MIN || old->row.span.to.day == last.day)
        return;
    r->file = old->row.file;
    law_fault(
        r, old->row.line,
        "instrument \"%.*s\" is replaced by \"%.*s\", which begins on %.*s: its \"to\" is the "
        "day before; articles that live on stand in \"survives\"",
        STR_ARG(old->row.id), STR_ARG(by->row.id),
        STR_ARG(date_format(r->scratch, by->row.span.from)));
}

/* What has ended was replaced, or whatever ended it has no row. */
static void check_ended(struct law_reader *r, const struct law *law,
                        const struct law_instrument *in) {
    bool found = in->row.span.to.day == LAW_OPEN || in->row.span.to.day == INT32_MIN;
    for (size_t i = 0; i < law->instrument_count; i++)
        found = found || law_lists(law->instruments[i].replaces, in->row.id);
    r->file = in->row.file;
    if (!found)
        law_fault(
            r, in->row.line,
            "instrument \"%.*s\" has ended (\"to\"), and no row \"replaces\" it: name it there, "
            "in the row of what ended it",
            STR_ARG(in->row.id));
}

void law_check_replaced(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->instrument_count; i++)
        check_ended(r, law, &law->instruments[i]);
    for (size_t i = 0; i < law->instrument_count; i++)
        for (size_t k = 0; k < law->instruments[i].replaces.count; k++) {
            const struct law_instrument *old =
                law_instrument(law, law->instruments[i].replaces.list[k]);
            if (old)
                check_replaced(r, old, &law->instruments[i]);
        }
}

void law_check_names(struct law_reader *r, const struct law *law) {
    struct names names = {.r = r, .all = law_names_of(r->scratch, law)};
    gather_names(&names);
    check_reads(&names);
    law_each_row(law, check_text, &names);
}
