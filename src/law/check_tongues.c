#include <stdlib.h>

#include "law/names.h"
#include "law/read_files.h"

/* A label of two words tells no language by itself (check_words.c knows long texts), but the same
 * words stand in other rows: a word that stands under "id" there is Indonesian. Learned from the
 * rules themselves, whose texts have their key right but for the slip that is looked for. */
enum { ID, EN, TONGUES };
struct word {
    struct str text;
    size_t under[TONGUES]; /* how often it stands under each key */
};
struct words {
    struct word *list;
    size_t room; /* a power of two, more than there are words */
};

/* The next word of letters from *at on; empty: none. */
static struct str next_word(struct str text, size_t *at) {
    while (*at < text.len && (!law_is_letter(text.ptr[*at]) || (text.ptr[*at] <= '9')))
        ++*at;
    size_t begin = *at;
    while (*at < text.len && law_is_letter(text.ptr[*at]))
        ++*at;
    return (struct str){text.ptr + begin, *at - begin};
}

static struct word *find(const struct words *words, struct str text) {
    enum { PRIME = 16777619 };
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)char_lower(text.ptr[i])) * PRIME;
    size_t i = hash & (words->room - 1);
    while (words->list[i].text.len && !str_equal_any_case(words->list[i].text, text))
        i = (i + 1) & (words->room - 1);
    return &words->list[i];
}

static size_t times_in(struct str text, struct str word) {
    size_t n = 0;
    for (size_t at = 0; at < text.len;)
        n += str_equal_any_case(next_word(text, &at), word);
    return n;
}

static void learn(const struct words *words, struct str text, int tongue) {
    for (size_t at = 0; at < text.len;) {
        struct str word = next_word(text, &at);
        if (!word.len)
            return;
        struct word *known = find(words, word);
        known->text = word;
        known->under[tongue]++;
    }
}

/* How much of what one key holds other rows have under "id", less what they have under "en". A word
 * that stands under both keys here, a name, says nothing. */
static int lean(const struct words *words, const struct law_spoken *x, int tongue) {
    enum { OFTEN = 3 };
    struct str text = tongue == ID ? x->text.id : x->text.en;
    struct str other = tongue == ID ? x->text.en : x->text.id;
    int sum = 0;
    for (size_t at = 0; at < text.len;) {
        struct str word = next_word(text, &at);
        if (!word.len || times_in(other, word))
            continue;
        const struct word *known = find(words, word);
        size_t own = times_in(text, word);
        size_t id = known->under[ID] - (tongue == ID ? own : 0);
        size_t en = known->under[EN] - (tongue == EN ? own : 0);
        sum += (id > en && id >= OFTEN * en) - (en > id && en >= OFTEN * id);
    }
    return sum;
}

/* The texts, each once: a part is read with each rulebook that names it. */
struct texts {
    const struct law_spoken **list;
    size_t count;
};

static int by_node(const void *a, const void *b) {
    const struct law_node *x = (*(const struct law_spoken *const *)a)->node,
                          *y = (*(const struct law_spoken *const *)b)->node;
    return (x > y) - (x < y);
}

static struct texts gather(struct law_reader *r) {
    struct texts ret = {.count = 0};
    size_t count = 0;
    for (const struct law_spoken *x = r->spoken; x; x = x->next)
        count++;
    ret.list = NEW(r->scratch, const struct law_spoken *, count);
    count = 0;
    for (const struct law_spoken *x = r->spoken; x; x = x->next)
        ret.list[count++] = x;
    qsort(ret.list, count, sizeof(const struct law_spoken *), by_node);
    for (size_t i = 0; i < count; i++)
        if (!ret.count || ret.list[i]->node != ret.list[ret.count - 1]->node)
            ret.list[ret.count++] = ret.list[i];
    return ret;
}

static size_t count_words(struct str text) {
    size_t n = 0;
    for (size_t at = 0; at < text.len;)
        n += next_word(text, &at).len > 0;
    return n;
}

static struct words learn_all(struct law_reader *r, const struct texts *texts) {
    struct words words = {.room = 1};
    size_t count = 0;
    for (size_t i = 0; i < texts->count; i++)
        count += count_words(texts->list[i]->text.id) + count_words(texts->list[i]->text.en);
    while (words.room <= count)
        words.room *= 2;
    words.list = NEW(r->scratch, struct word, words.room);
    for (size_t i = 0; i < texts->count; i++) {
        learn(&words, texts->list[i]->text.id, ID);
        learn(&words, texts->list[i]->text.en, EN);
    }
    return words;
}

void law_check_tongues(struct law_reader *r) {
    enum { SWAPPED = 2 };
    struct texts texts = gather(r);
    struct words words = learn_all(r, &texts);
    for (size_t i = 0; i < texts.count; i++) {
        const struct law_spoken *x = texts.list[i];
        if (lean(&words, x, EN) - lean(&words, x, ID) < SWAPPED)
            continue;
        r->file = x->file;
        law_fault(r, x->node->line,
                  "\"id\" has words that other rows have under \"en\", and \"en\" such that they "
                  "have under \"id\": exchange them");
    }
}
