#ifndef HTTP_FORM_FIELDS_H
#define HTTP_FORM_FIELDS_H
/* Where the fields of a form stand in its page's view: what was typed comes back there, and what is
 * wrong with it. */
#include "http/app.h"
#include "intake/intake.h"
#include "web/pages_public.h"
#include "web/text.h"
#include "web/web.h"

#include <stddef.h>
#include <stdint.h>

struct http_field {
    struct str name; /* in the form; in faults also "name[3]" */
    size_t offset;   /* of its struct web_input in the view; HTTP_NO_INPUT: the view has none */
    enum web_text_key label;
};
#define HTTP_NO_INPUT SIZE_MAX
/* Field name_ of the form is the member field_ of the view. */
#define HTTP_FIELD(view_, name_, field_, label_)                                                   \
    { STR_INIT(name_), offsetof(struct view_, field_), label_ }
struct http_fields {
    const struct http_field *list;
    size_t count;
    struct str form; /* anchor of a fault of no field */
};
/* What the form sent of each. */
void http_fill_typed(const struct http_call *call, const struct http_fields *fields, void *view);
/* The list of faults that stands at the head of the page, as many as there are, each with its
 * field's name before it; a field's first fault stands at the field, too. Owns: lives in
 * call->arena. */
const struct web_fault *http_fill_faults(const struct http_call *call,
                                         const struct http_fields *fields,
                                         const struct intake_faults *faults, void *view);
#endif
