#include "intake/question.h"

#include "intake/intake_internal.h"

enum { UTF8_MAX = 4 }; /* bytes of a character */

static size_t characters(struct str text) {
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xc0u) != 0x80u;
    return n;
}

static const char *read(struct arena *a, struct str typed, struct str *ret) {
    if (!str_trim(typed).len)
        return "required";
    const char *fault =
        intake_text_clean(a, typed, INTAKE_BLOCK, UTF8_MAX * (size_t)INTAKE_QUESTION, ret);
    if (fault)
        return fault;
    return characters(*ret) > INTAKE_QUESTION ? "too_long" : NULL;
}

struct err intake_question_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                                struct intake_faults *faults) {
    struct str text = {0};
    const char *fault = read(a, intake_pair_get(form, "isi"), &text);
    if (fault) {
        intake_fault_add(faults, STR("isi"), fault, INTAKE_QUESTION);
        return ERR(ERR_INVALID, STR("isi"));
    }
    *ret = text;
    return OK;
}
