#include "prevention/grade.h"

static const struct str TEXTS[] = {
    [1] = STR_INIT("I/a"),    [2] = STR_INIT("I/b"),    [3] = STR_INIT("I/c"),
    [4] = STR_INIT("I/d"),    [5] = STR_INIT("II/a"),   [6] = STR_INIT("II/b"),
    [7] = STR_INIT("II/c"),   [8] = STR_INIT("II/d"),   [9] = STR_INIT("III/a"),
    [10] = STR_INIT("III/b"), [11] = STR_INIT("III/c"), [12] = STR_INIT("III/d"),
    [13] = STR_INIT("IV/a"),  [14] = STR_INIT("IV/b"),  [15] = STR_INIT("IV/c"),
    [16] = STR_INIT("IV/d"),  [17] = STR_INIT("IV/e"),  [21] = STR_INIT("I"),
    [22] = STR_INIT("II"),    [23] = STR_INIT("III"),   [24] = STR_INIT("IV"),
    [25] = STR_INIT("V"),     [26] = STR_INIT("VI"),    [27] = STR_INIT("VII"),
    [28] = STR_INIT("VIII"),  [29] = STR_INIT("IX"),    [30] = STR_INIT("X"),
    [31] = STR_INIT("XI"),    [32] = STR_INIT("XII"),   [33] = STR_INIT("XIII"),
    [34] = STR_INIT("XIV"),   [35] = STR_INIT("XV"),    [36] = STR_INIT("XVI"),
    [37] = STR_INIT("XVII"),
};
enum { ROMANS = GRADE_PPPK_LAST - GRADE_PPPK + 1, GROUPS = 4, ROOMS = 4 };

struct str grade_text(int64_t grade) {
    return grade > 0 && grade < (int64_t)COUNT_OF(TEXTS) ? TEXTS[grade] : (struct str){0};
}

bool grade_is_contract(int64_t grade) {
    return grade >= GRADE_PPPK;
}

static bool is_letter(char c) {
    char small = char_lower(c);
    return small >= 'a' && small <= 'z';
}

/* A run of letters or of digits; empty: there is none left. A letter that is not of ASCII ends a
 * word and begins none. */
static struct str next_word(struct str *text) {
    while (text->len && !is_letter(*text->ptr) && !char_is_digit(*text->ptr))
        *text = (struct str){text->ptr + 1, text->len - 1};
    struct str word = {text->ptr, 0};
    bool digits = text->len && char_is_digit(*text->ptr);
    while (text->len && (digits ? char_is_digit(*text->ptr) : is_letter(*text->ptr))) {
        word.len++;
        *text = (struct str){text->ptr + 1, text->len - 1};
    }
    return word;
}

static bool equal_letters(struct str one, struct str roman) {
    if (one.len != roman.len)
        return false;
    for (size_t i = 0; i < one.len; i++)
        if ((one.ptr[i] & ~0x20) != roman.ptr[i])
            return false;
    return true;
}

/* "IX" and "9" are 9; 0: neither. Of a word that is not empty. */
static int64_t number_of(struct str word) {
    int64_t number;
    if (char_is_digit(*word.ptr))
        return str_to_int(word, &number) && number >= 1 && number <= ROMANS ? number : 0;
    for (int64_t i = 0; i < ROMANS; i++)
        if (equal_letters(word, TEXTS[GRADE_PPPK + i]))
            return i + 1;
    return 0;
}

/* The grade of group I to IV and a room; 0: there is none such. */
static int64_t in_room(int64_t group, struct str room) {
    if (group < 1 || group > GROUPS || room.len != 1 || !is_letter(*room.ptr))
        return 0;
    int64_t at = (*room.ptr | 0x20) - 'a';
    int64_t rooms = group == GROUPS ? ROOMS + 1 : ROOMS;
    return at < rooms ? GRADE_PNS + (group - 1) * ROOMS + at : 0;
}

/* A word and the one behind it, or "IIIb" as one. */
static int64_t civil_grade(struct str word, struct str behind) {
    int64_t grade = in_room(number_of(word), behind);
    if (grade || word.len < 2)
        return grade;
    struct str group = {word.ptr, word.len - 1}, room = {word.ptr + word.len - 1, 1};
    return in_room(number_of(group), room);
}

bool grade_read(struct str text, bool contract, int64_t *ret) {
    int64_t found = 0;
    size_t words = 0, grades = 0;
    struct str word = next_word(&text);
    while (word.len) {
        struct str behind = next_word(&text);
        int64_t number = number_of(word);
        int64_t grade = !contract ? civil_grade(word, behind)
                        : number  ? GRADE_PPPK + number - 1
                                  : 0;
        words++;
        grades += grade != 0;
        grades += contract && civil_grade(word, behind); /* "III/a" is none of contract staff */
        found = grade ? grade : found;
        word = behind;
    }
    if (words && grades != 1)
        return false;
    *ret = found;
    return true;
}
