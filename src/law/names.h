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
    struct law_name *list;
    size_t count;
};
/* The names of all instruments, in the order of their rows. Owns: lives in a. */
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

/* How much of what a citation's text names was read in the sources that it gives, by what their
 * rows say ("reads" of sources.yaml). */
enum law_articles_read {
    LAW_ARTICLES_UNNAMED, /* its text names no article of an instrument that it rests on */
    LAW_ARTICLES_UNREAD,
    LAW_ARTICLES_PARTLY,
    LAW_ARTICLES_READ
};
/* self: the instrument whose own row it is; else NULL. ret_missing: the first articles that were
 * not read, as the text has them ("Ps 134(5)"), of UNREAD and PARTLY; may be NULL. */
enum law_articles_read law_cite_articles(const struct law_names *names, const struct law_cite *cite,
                                         const struct law_instrument *self,
                                         struct str *ret_missing);
#endif
