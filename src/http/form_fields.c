#include "http/form_fields.h"

static struct web_input *input_at(const struct http_field *field, void *view) {
    return field->offset == HTTP_NO_INPUT
               ? NULL
               : (struct web_input *)(void *)((char *)view + field->offset);
}

static const struct http_field *field_of(const struct http_fields *fields, struct str name) {
    struct str head = str_cut(&name, '[');
    for (size_t i = 0; i < fields->count; i++)
        if (str_equal(fields->list[i].name, head))
            return &fields->list[i];
    return NULL;
}

void http_fill_typed(const struct http_call *call, const struct http_fields *fields, void *view) {
    for (size_t i = 0; i < fields->count; i++) {
        struct web_input *input = input_at(&fields->list[i], view);
        if (input)
            input->value = http_form(call, fields->list[i].name.ptr);
    }
}

const struct web_fault *http_fill_faults(const struct http_call *call,
                                         const struct http_fields *fields,
                                         const struct intake_faults *faults, void *view) {
    bool english = http_english(call);
    struct web_fault *list = NEW(call->arena, struct web_fault, faults->count + 1);
    for (size_t i = 0; i < faults->count; i++) {
        const struct intake_fault *f = &faults->list[i];
        const struct http_field *field = field_of(fields, f->field);
        struct str text = web_fault_text(call->arena, f->code, f->limit, english);
        list[i] = (struct web_fault){fields->form, text};
        if (!field)
            continue;
        struct web_input *input = input_at(field, view);
        if (input && !input->error.len)
            input->error = text;
        list[i] = (struct web_fault){
            field->name, arena_printf(call->arena, "%.*s: %.*s",
                                      STR_ARG(web_text(field->label, english)), STR_ARG(text))};
    }
    return list;
}
