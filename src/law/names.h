#ifndef LAW_NAMES_H
#define LAW_NAMES_H
/* What citations' texts say: the instruments that they name and the articles of these. A name is
 * what stands in an instrument's label before "tentang", a comma or a bracket ("PP 53/2010"), and
 * each aka. The grammar of texts: docs/law/format.md. */
#include "law/rows.h"

struct law_name {
    struct str text;
    const struct law_instrument *instrument;
};
struct law_names {
    const struct law *law;
    struct law_name *list; /* in the order of the instruments' rows */
    size_t count;
    const struct law_name **by_byte; /* the same by their first byte, the longest first */
    const size_t *begin;             /* where those of a byte begin there; UCHAR_MAX + 2 of them */
};
/* The names of all instruments. Owns: lives in a. */
struct law_names law_names_of(struct arena *a, const struct law *law);
/* The longest name that stands at the start of a text; NULL: none does. */
const struct law_name *law_name_at(const struct law_names *names, struct str text);
bool law_is_letter(char c); /* or a digit: what a word is made of */
/* Where the word after the one at that place begins. */
size_t law_next_word(struct str text, size_t at);

/* "134", "135A", "II"; letter: 0, or "A". */
struct law_article {
    bool roman;
    int number;
    char letter;
};
struct law_articles { /* the first and the last of some that follow each other, or one twice */
    struct law_article first, last;
};
/* Reads an article, or "16-25", at the start of *text, with its paragraphs, letters and numbers,
 * and goes on to the next of the list, or past its end. False: none stands there. */
bool law_articles_next(struct str *text, struct law_articles *ret);

/* Articles that a citation's text names, of instruments that it rests on: of one, or of the one or
 * the other of "UU 1/2015 jo. UU 8/2015 Ps 134". */
struct law_named {
    const struct law_instrument *const *of;
    size_t of_count;
    struct law_articles articles;
    struct str written; /* "16-25" */
};
typedef void law_article_visit(const struct law_named *named, void *arg);
/* Visits them in the order of the text. self: the instrument whose own row it is; else NULL.
 * lint: parameters: a citation, whose it is, and what is done with each of its articles */
void law_each_article(const struct law_names *names, const struct law_cite *cite,
                      const struct law_instrument *self, law_article_visit *visit, void *arg);
/* Whether an article of one of those instruments stands in one of the lists. */
bool law_article_in(const struct law_reads *list, size_t count, const struct law_named *named,
                    struct law_article article);

/* How much of what a citation's text names was read in the sources that it gives, by what their
 * rows say ("reads" of sources.yaml). */
enum law_articles_read {
    LAW_ARTICLES_UNNAMED, /* its text names no article of an instrument that it rests on */
    LAW_ARTICLES_UNREAD,
    LAW_ARTICLES_PARTLY,
    LAW_ARTICLES_READ
};
/* ret_missing: the first articles that were not read, as written, of UNREAD and PARTLY; may be
 * NULL. */
enum law_articles_read law_cite_articles(const struct law_names *names, const struct law_cite *cite,
                                         const struct law_instrument *self,
                                         struct str *ret_missing);
#endif
