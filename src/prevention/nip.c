#include "prevention/nip.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2099, WORKING_AGE = 15 };
static const int64_t AFTER_BIRTH = 10000000000; /* what stands behind the day of birth, 10 digits */
static const int64_t AFTER_MONTH = 10000;       /* sex and running number */

/* "1.98703E+17", "1,98703E+17". */
static bool is_rounded(struct str text) {
    bool exponent = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        exponent = exponent || c == 'E' || c == 'e';
        if ((c < '0' || c > '9') && c != 'E' && c != 'e' && c != '+' && c != '.' && c != ',')
            return false;
    }
    return exponent;
}

static struct civil birth_of(int64_t number) {
    int64_t day = number / AFTER_BIRTH;
    return (struct civil){(int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100)};
}

static bool dates_hold(int64_t number, bool civil_servant) {
    struct civil birth = birth_of(number);
    int64_t month = number / AFTER_MONTH % 1000000, sex = number / 1000 % 10;
    if (birth.year < FIRST_YEAR || birth.year > LAST_YEAR || !civil_exists(birth))
        return false;
    return !civil_servant || (month / 100 >= birth.year + WORKING_AGE && month / 100 <= LAST_YEAR &&
                              month % 100 >= 1 && month % 100 <= 12 && (sex == 1 || sex == 2));
}

enum nip_fault nip_read(struct str text, bool civil_servant, struct nip *ret) {
    int64_t number = 0;
    size_t digits = 0;
    struct str rest = str_trim(text);
    if (rest.len && rest.ptr[0] == '\'') /* how a spreadsheet is told that it is text */
        rest = (struct str){rest.ptr + 1, rest.len - 1};
    if (!rest.len || str_equal(rest, STR("-")) || str_equal(rest, STR("0")))
        return NIP_NONE;
    if (is_rounded(rest))
        return NIP_ROUNDED;
    for (size_t i = 0; i < rest.len; i++) {
        char c = rest.ptr[i];
        if (c == ' ' || c == '.' || c == '-')
            continue;
        if (c < '0' || c > '9')
            return NIP_LETTERS;
        if (digits++ < NIP_DIGITS)
            number = number * 10 + (c - '0');
    }
    if (digits != NIP_DIGITS)
        return NIP_LENGTH;
    if (number % 1000 == 0) /* running numbers begin with 001; 15 digits are what a double holds */
        return NIP_ROUNDED;
    if (!dates_hold(number, civil_servant))
        return NIP_DATES;
    ret->number = number;
    return NIP_GOOD;
}

struct date nip_birth(struct nip nip) {
    return date_from_civil(birth_of(nip.number));
}
