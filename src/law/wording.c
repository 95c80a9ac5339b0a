#include "law/wording.h"

#include <string.h>

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

enum { WORD_MAX = 32 };
struct word { /* in small letters; a longer one is cut */
    char text[WORD_MAX];
    size_t len;
};

/* The word of letters at a place; empty where none begins. Returns how many bytes it has. */
static size_t word_at(struct str text, size_t at, struct word *ret) {
    size_t n = 0;
    ret->len = 0;
    for (; at + n < text.len && is_small(char_lower(text.ptr[at + n])); n++)
        if (ret->len < WORD_MAX)
            ret->text[ret->len++] = char_lower(text.ptr[at + n]);
    return n;
}

static bool is(const struct word *w, struct str other) {
    return str_equal((struct str){w->text, w->len}, other);
}

/* Whether the word stands in a list with blanks around each of its words. */
static bool in_list(const struct word *w, const char *list) {
    char needle[WORD_MAX + 3] = " ";
    if (!w->len)
        return false;
    memcpy(needle + 1, w->text, w->len);
    needle[w->len + 1] = ' ';
    return strstr(list, needle) != NULL;
}

/* --- language --- */

static const char INDONESIAN[] =
    " yang dan atau di ke dari oleh untuk dengan tidak pada dalam bila bagi ini itu sebagai adalah "
    "akan belum sudah telah hanya serta karena juga dapat harus atas para sejak setelah sebelum "
    "selama menurut tanpa tentang antara bukan lain kepada ia apa siapa boleh ada jika maka agar "
    "hari tanggal nama surat tahun bulan kerja alamat keputusan hukuman ";
static const char ENGLISH[] =
    " the of and or to in is are by for with not on at as from that this be was were has have it "
    "its who which what an no may must if when where than then only without after before under "
    "over also but will can their they he she his her does do did been within until whose there "
    "here day days name letter year month working address decision ";

struct ending {
    const char *const *list;
    size_t count;
};

static bool begins(const struct word *w, struct ending with) {
    enum { REST = 2 };
    for (size_t i = 0; i < with.count; i++) {
        size_t n = strlen(with.list[i]);
        if (w->len >= n + REST && memcmp(w->text, with.list[i], n) == 0)
            return true;
    }
    return false;
}

static bool ends(const struct word *w, struct ending with) {
    enum { REST = 2 };
    for (size_t i = 0; i < with.count; i++) {
        size_t n = strlen(with.list[i]);
        if (w->len >= n + REST && memcmp(w->text + w->len - n, with.list[i], n) == 0)
            return true;
    }
    return false;
}

static bool has(const struct word *w, struct ending some) {
    for (size_t i = 0; i < some.count; i++)
        if (memmem(w->text, w->len, some.list[i], strlen(some.list[i])))
            return true;
    return false;
}

/* "di" is a prefix before most consonants ("dipanggil"), but English has "direct", "divide". */
static bool begins_with_di(const struct word *w) {
    enum { LEAST = 5 };
    return w->len >= LEAST && w->text[0] == 'd' && w->text[1] == 'i' &&
           !strchr("aegirsv", w->text[2]);
}

static int lean(const struct word *w) {
    static const char *const BEGIN[] = {"meng", "mem",  "men", "mel", "mer", "mew",
                                        "mey",  "peng", "pem", "ber", "ter"};
    static const char *const END[] = {"kan", "nya", "wan", "si"};
    static const char *const ENGLISH_END[] = {"ed",   "ing",  "tion", "tions", "ty", "ly",  "ies",
                                              "ment", "ness", "ght",  "ous",   "ee", "ers", "ish"};
    static const char *const SPELLED[] = {"th", "wh", "ck", "ee", "oo", "sh", "gh", "ph",
                                          "qu", "x",  "ff", "ss", "tt", "ow", "ew"};
    enum { SURE = 2 };
    if (in_list(w, INDONESIAN))
        return SURE;
    if (in_list(w, ENGLISH))
        return -SURE;
    bool ours = begins(w, (struct ending){BEGIN, COUNT_OF(BEGIN)}) || begins_with_di(w) ||
                ends(w, (struct ending){END, COUNT_OF(END)});
    bool theirs = ends(w, (struct ending){ENGLISH_END, COUNT_OF(ENGLISH_END)}) ||
                  has(w, (struct ending){SPELLED, COUNT_OF(SPELLED)});
    return ours - theirs;
}

int law_language(struct str text) {
    int sum = 0;
    for (size_t i = 0; i < text.len;) {
        struct word w;
        size_t n = word_at(text, i, &w);
        sum += n ? lean(&w) : 0;
        i += n ? n : 1;
    }
    return sum;
}

/* --- times --- */

static void skip_blanks(struct str text, size_t *at) {
    while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n'))
        ++*at;
}

/* "7" or "tujuh" at the place, which moves behind it; false: no number stands there. */
static bool read_number(struct str text, size_t *at, int *ret) {
    static const struct str WORDS[][2] = {
        {STR_INIT("satu"), STR_INIT("one")},      {STR_INIT("dua"), STR_INIT("two")},
        {STR_INIT("tiga"), STR_INIT("three")},    {STR_INIT("empat"), STR_INIT("four")},
        {STR_INIT("lima"), STR_INIT("five")},     {STR_INIT("enam"), STR_INIT("six")},
        {STR_INIT("tujuh"), STR_INIT("seven")},   {STR_INIT("delapan"), STR_INIT("eight")},
        {STR_INIT("sembilan"), STR_INIT("nine")}, {STR_INIT("sepuluh"), STR_INIT("ten")},
    };
    enum { DIGITS = 4 };
    struct word w;
    size_t n = str_figures((struct str){text.ptr + *at, text.len - *at}, DIGITS, ret);
    if (!n && (n = word_at(text, *at, &w)) > 0) {
        size_t i = 0;
        while (i < COUNT_OF(WORDS) && !is(&w, WORDS[i][0]) && !is(&w, WORDS[i][1]))
            i++;
        *ret = i < COUNT_OF(WORDS) ? (int)i + 1 : 0;
        n = *ret ? n : 0;
    }
    *at += n;
    return n > 0;
}

/* Behind a number: "(enam)", "x 24", "+ 2". */
static void read_more(struct str text, size_t *at, int *number) {
    size_t i = *at;
    int other = 0;
    skip_blanks(text, &i);
    char sign = i < text.len ? text.ptr[i] : 0;
    if (sign != '(' && sign != 'x' && sign != '+')
        return;
    i++;
    skip_blanks(text, &i);
    if (!read_number(text, &i, &other))
        return;
    if (sign == '(') {
        if (other != *number || i >= text.len || text.ptr[i++] != ')')
            return;
    } else {
        *number = sign == '+' ? *number + other : *number * other;
    }
    *at = i;
}

/* "hari kerja", "working days"; false: no unit stands there. */
static bool read_unit(struct str text, size_t at, bool english, struct law_said *said) {
    enum { MONTHS = 12, HOURS = 24, YEAR_LEAST = 1900 };
    struct word first, second;
    int year = 0;
    size_t n = word_at(text, at, &first);
    at += n;
    if (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-' || text.ptr[at] == '\n'))
        at++;
    (void)word_at(text, at, &second);
    const char *days = english ? " day days " : " hari ";
    const struct word *kind = english ? &first : &second, *day = english ? &second : &first;
    bool calendar = is(kind, english ? STR("calendar") : STR("kalender"));
    bool working = is(kind, english ? STR("working") : STR("kerja"));
    said->any_day = false;
    if (in_list(day, days) && (calendar || working)) {
        said->unit = working ? LAW_WORKING_DAYS : LAW_CALENDAR_DAYS;
    } else if (in_list(&first, days)) {
        said->unit = LAW_CALENDAR_DAYS;
        said->any_day = true;
    } else if (in_list(&first, english ? " month months " : " bulan ")) {
        said->unit = LAW_MONTHS;
    } else if (in_list(&first, english ? " year years " : " tahun ")) {
        said->unit = LAW_MONTHS;
        said->n *= MONTHS;
        return !read_number(text, &at, &year) || year < YEAR_LEAST; /* "nomor 3 tahun 2025" */
    } else if (in_list(&first, english ? " hour hours " : " jam ")) {
        said->unit = LAW_HOURS;
        said->n /= HOURS;
        return said->n > 0;
    } else {
        return false;
    }
    return true;
}

/* A number of its own: not the end of "1017/2/3", "2,5" or "ke-3". */
static bool may_begin(struct str text, size_t at) {
    if (!at)
        return true;
    char before = char_lower(text.ptr[at - 1]);
    return !char_is_digit(before) && !is_small(before) && !strchr("/.,-", before) &&
           !(before & 0x80);
}

struct law_said_list law_said(struct str text, bool english) {
    struct law_said_list ret = {.count = 0};
    for (size_t i = 0; i < text.len;) {
        struct law_said said = {0};
        size_t at = i;
        if (!may_begin(text, i) || !read_number(text, &at, &said.n)) {
            i++;
            continue;
        }
        i = at;
        read_more(text, &at, &said.n);
        if (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-' || text.ptr[at] == '\n'))
            at++;
        if (ret.count < COUNT_OF(ret.list) && said.n && read_unit(text, at, english, &said)) {
            ret.list[ret.count++] = said;
            i = at;
        }
    }
    return ret;
}

bool law_means(struct law_said said, int n, enum law_unit unit) {
    bool days = unit == LAW_CALENDAR_DAYS || unit == LAW_WORKING_DAYS;
    return said.n == n && (said.unit == unit || (said.any_day && days));
}
