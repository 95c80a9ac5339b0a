#include "law/reach.h"

/* One name, one meaning: a field of steps that is required wherever else it stands, or of another
 * type there, is a slip; and a decision, or a letter that has a number, has its day. */
enum { LIKES = 3 }; /* how many others agree before one is told from them */

struct field_use {
    size_t required, free, same_type, other_type;
};

/* What is asked for hangs on what is chosen, and its label tells people so; a remark is asked for
 * or not. */
static bool is_told_apart(const struct law_step *step, const struct law_field *f) {
    return f->departs || str_find(f->label.id, STR("(kosong bila")) ||
           str_find(f->label.id, STR("bila ada")) || str_equal(f->name, STR("note")) ||
           step->takeover;
}

static struct field_use count_uses(const struct law_rulebook *rules, const struct law_step *own,
                                   const struct law_field *field) {
    struct field_use ret = {0};
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        for (size_t k = 0; k < step->field_count; k++) {
            const struct law_field *f = &step->fields[k];
            if (step == own || !str_equal(f->name, field->name) || is_told_apart(step, f))
                continue;
            *(f->required ? &ret.required : &ret.free) += 1;
            *(f->type == field->type ? &ret.same_type : &ret.other_type) += 1;
        }
    }
    return ret;
}

static void check_field(struct law_reader *r, const struct law_rulebook *rules,
                        const struct law_step *step, const struct law_field *f) {
    struct field_use others = count_uses(rules, step, f);
    if (is_told_apart(step, f))
        return;
    if (!f->required && others.required >= LIKES && others.required > LIKES * others.free)
        law_fault(r, step->line,
                  "step \"%.*s\" does not require \"%.*s\", which %zu other steps of the procedure "
                  "require: give it required: true, or another name",
                  STR_ARG(step->name), STR_ARG(f->name), others.required);
    if (others.other_type >= LIKES && !others.same_type)
        law_fault(r, step->line,
                  "\"%.*s\" of step \"%.*s\" is of another type than in the other steps of the "
                  "procedure: correct \"type\", or give it another name",
                  STR_ARG(f->name), STR_ARG(step->name));
}

static const struct law_field *field_of(const struct law_step *step, struct str name) {
    for (size_t i = 0; i < step->field_count; i++)
        if (str_equal(step->fields[i].name, name))
            return &step->fields[i];
    return NULL;
}

static bool asks_for_a_day(const struct law_step *step) {
    for (size_t i = 0; i < step->field_count; i++)
        if (step->fields[i].type == LAW_F_DATE && step->fields[i].required)
            return true;
    return false;
}

/* A decision has its day, and a letter that has a number was written, or came, on some day. */
static void check_days(struct law_reader *r, const struct law_step *step) {
    if (field_of(step, STR("decision_number")) && !field_of(step, STR("decision_date")))
        law_fault(r, step->line,
                  "step \"%.*s\" asks for \"decision_number\", but not for \"decision_date\": what "
                  "has a number has its day",
                  STR_ARG(step->name));
    if (field_of(step, STR("letter_number")) && !asks_for_a_day(step))
        law_fault(
            r, step->line,
            "step \"%.*s\" asks for \"letter_number\", but requires no day: what has a number "
            "has its day",
            STR_ARG(step->name));
}

void law_check_fields(struct law_reader *r, const struct law_rulebook *rules) {
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        r->file = step->file;
        for (size_t k = 0; k < step->field_count; k++)
            check_field(r, rules, step, &step->fields[k]);
        check_days(r, step);
    }
}
