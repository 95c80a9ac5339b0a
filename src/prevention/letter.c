#include "prevention/letter.h"

/* The word that text begins with, "{name}" or "{name:3}": cuts it off. NULL: it begins with none.
 */
static const struct prevention_word *take(struct str *text, struct prevention_words words,
                                          size_t *ret_width) {
    if (!str_starts(*text, STR("{")))
        return NULL;
    struct str rest = {text->ptr + 1, text->len - 1};
    size_t close = 0;
    while (close < rest.len && rest.ptr[close] != '}')
        close++;
    if (close == rest.len)
        return NULL;
    struct str width = {rest.ptr, close}, name = str_cut(&width, ':');
    bool wide = width.len == 1 && width.ptr[0] >= '1' && width.ptr[0] <= '9';
    if (name.len != close && !wide)
        return NULL;
    for (size_t i = 0; i < words.count; i++)
        if (str_equal(words.list[i].name, name)) {
            *ret_width = wide ? (size_t)(width.ptr[0] - '0') : 0;
            *text = (struct str){rest.ptr + close + 1, rest.len - close - 1};
            return &words.list[i];
        }
    return NULL;
}

static bool lacks_a_value(struct str line, struct prevention_words words) {
    size_t width;
    while (line.len) {
        const struct prevention_word *word = take(&line, words, &width);
        if (word && !word->value.len)
            return true;
        if (!word)
            line = (struct str){line.ptr + 1, line.len - 1};
    }
    return false;
}

static void fill_line(struct str line, struct prevention_words words, struct buf *out) {
    size_t width;
    while (line.len) {
        const struct prevention_word *word = take(&line, words, &width);
        if (!word) {
            buf_add_char(out, line.ptr[0]);
            line = (struct str){line.ptr + 1, line.len - 1};
            continue;
        }
        for (size_t i = word->value.len; i < width; i++)
            buf_add_char(out, '0');
        buf_add(out, word->value);
    }
}

void prevention_letter_fill(struct str text, struct prevention_words words, struct buf *out) {
    bool first = true;
    while (text.len) {
        struct str line = str_cut(&text, '\n');
        if (lacks_a_value(line, words))
            continue;
        if (!first)
            buf_add_char(out, '\n');
        fill_line(line, words, out);
        first = false;
    }
}
