#ifndef PREVENTION_LETTER_H
#define PREVENTION_LETTER_H
/* Drafts of letters (imbauan, pengingat): a template of rules/letters.yaml with its words filled
 * in. Pure. */
#include "base/buf.h"

struct prevention_word {
    struct str name, value; /* "region" of "{region}" */
};
struct prevention_words {
    const struct prevention_word *list;
    size_t count;
};
/* Puts the text with each {name} as its value, {name:3} with zeros before it up to that many bytes
 * (at most 9). A line with a word of empty value is left out; what is no word of the list stands as
 * it is. Nothing that a value holds is filled in again. */
void prevention_letter_fill(struct str text, struct prevention_words words, struct buf *out);
#endif
