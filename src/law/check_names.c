#include <string.h>

#include "law/read_files.h"
#include "law/rows.h"

/* A citation's text is printed for people, its law is what the program follows: both must name the
 * same instruments. A name is what stands in an instrument's label before "tentang", a comma or a
 * bracket ("PP 53/2010"), and each aka. "UU 99/2030", of a kind that has rows, is an instrument
 * that has none. What the text names without resting on it stands in mentions. */
struct name {
    struct str text;
    const struct law_instrument *instrument;
};
struct names {
    struct law_reader *r;
    const struct law *law;
    struct name *list;
    size_t count;
    struct str *kinds; /* "PP", "SE MenPANRB": what stands before the number of a name */
    size_t kind_count;
};
/* The citation that is read, and which of the instruments that it mentions were named. */
struct reading {
    const struct names *names;
    const struct law_row_view *row;
    bool *mentioned;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || (c & 0x80);
}

/* The length of "94/2021" at the start of a text; 0: no number stands there. */
static size_t number_length(struct str s) {
    enum { YEAR_DIGITS = 4 };
    size_t n = 0, slash;
    while (n < s.len && is_digit(s.ptr[n]))
        n++;
    if (!n || n == s.len || s.ptr[n] != '/')
        return 0;
    slash = n++;
    while (n < s.len && is_digit(s.ptr[n]))
        n++;
    bool ends = n == s.len || (!is_letter(s.ptr[n]) && s.ptr[n] != '/');
    return n - slash == YEAR_DIGITS + 1 && ends ? n : 0;
}

static struct str short_name(struct str label) {
    static const struct str ENDS[] = {STR_INIT(" tentang "), STR_INIT(" ("), STR_INIT(", ")};
    for (size_t i = 0; i < COUNT_OF(ENDS) && label.len; i++) {
        const char *end = memmem(label.ptr, label.len, ENDS[i].ptr, ENDS[i].len);
        if (end)
            label.len = (size_t)(end - label.ptr);
    }
    return label;
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

static void add_name(struct names *x, struct str text, const struct law_instrument *instrument) {
    if (!text.len)
        return;
    for (size_t i = 0; i < x->count; i++)
        if (str_equal(x->list[i].text, text)) {
            x->r->file = instrument->row.file;
            law_fault(x->r, instrument->row.line,
                      "\"%.*s\" is what citations call \"%.*s\" already; give \"label\" or \"aka\" "
                      "another name",
                      STR_ARG(text), STR_ARG(x->list[i].instrument->row.id));
        }
    x->list[x->count++] = (struct name){text, instrument};
    add_kind(x, text);
}

static void gather_names(struct names *x) {
    size_t room = 0;
    for (size_t i = 0; i < x->law->instrument_count; i++)
        room += 1 + x->law->instruments[i].aka.count;
    x->list = NEW(x->r->scratch, struct name, room);
    x->kinds = NEW(x->r->scratch, struct str, room);
    for (size_t i = 0; i < x->law->instrument_count; i++) {
        const struct law_instrument *in = &x->law->instruments[i];
        add_name(x, short_name(in->label.id), in);
        for (size_t k = 0; k < in->aka.count; k++)
            add_name(x, in->aka.list[k], in);
    }
}

/* The longest name that stands at the start of a text; NULL: none does. */
static const struct name *name_at(const struct names *x, struct str text) {
    const struct name *best = NULL;
    for (size_t i = 0; i < x->count; i++) {
        struct str name = x->list[i].text;
        if (str_starts(text, name) && (text.len == name.len || !is_letter(text.ptr[name.len])) &&
            (!best || best->text.len < name.len))
            best = &x->list[i];
    }
    return best;
}

/* "UU 99/2030" at the start of a text; empty: no such thing stands there. */
static struct str numbered_at(const struct names *x, struct str text) {
    for (size_t i = 0; i < x->kind_count; i++) {
        struct str kind = x->kinds[i];
        if (!str_starts(text, kind) || text.len <= kind.len + 1 || text.ptr[kind.len] != ' ')
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

static void check_named(const struct reading *x, const struct name *name) {
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
        if (!law_instrument(x->names->law, id))
            fault(x, id, "is mentioned, but is no row of instruments.yaml");
        else if (rests_on(cite, id))
            fault(x, id, "stands in \"law\" and in \"mentions\": one of them");
        else if (!x->mentioned[i])
            fault(x, id, "stands in \"mentions\", but its citation's text does not name it");
    }
}

static void check_text(const struct law_row_view *row, void *arg) {
    const struct names *names = arg;
    struct str text = row->cite->text;
    struct reading x = {names, row, NEW(names->r->scratch, bool, row->cite->mentions.count)};
    for (size_t i = 0; i < text.len;) {
        struct str rest = {text.ptr + i, text.len - i};
        const struct name *name = name_at(names, rest);
        struct str numbered = name ? (struct str){0} : numbered_at(names, rest);
        if (name)
            check_named(&x, name);
        if (numbered.len)
            fault(&x, numbered, "stands in its citation's text, but is no row of instruments.yaml");
        i += name ? name->text.len : numbered.len;
        while (i < text.len && is_letter(text.ptr[i])) /* to the next word */
            i++;
        while (i < text.len && !is_letter(text.ptr[i]))
            i++;
    }
    check_mentions(&x);
}

void law_check_names(struct law_reader *r, const struct law *law) {
    struct names names = {.r = r, .law = law};
    gather_names(&names);
    law_each_row(law, check_text, &names);
}
