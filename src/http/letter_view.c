#include "http/letter_view.h"

#include "base/regions.h"
#include "intake/limits.h"

struct str http_region_name(struct str code) {
    const struct region *region = region_find(code);
    return region ? region->name : code;
}

struct str http_duty_label(struct http_call *call, struct str id) {
    const struct law *law = http_law(call);
    for (size_t i = 0; i < law->duty_count; i++)
        if (str_equal(law->duties[i].row.id, id))
            return law_say(law->duties[i].label, http_english(call));
    return id;
}

struct str http_letter_kind(struct http_call *call, struct str kind) {
    const struct law_letter *letter = law_letter(http_law(call), kind);
    return letter ? law_say(letter->label, http_english(call)) : kind;
}

struct str http_letter_means(struct http_call *call, struct str means) {
    struct str key = arena_printf(call->arena, "letter.means_%.*s", STR_ARG(means));
    struct str text = web_text_by_name(key, http_english(call));
    return text.len ? text : means;
}

struct err http_letter_row(struct http_call *call, const struct store_letter *x, bool got,
                           struct web_letter_row *ret) {
    struct store_addressee own = {.seen = -1};
    struct err e = OK;
    if (got)
        e = store_letter_to_find(http_reader(call), call->arena, x->id,
                                 http_staff(call)->who.office.id, &own);
    if (e.code)
        return e;
    bool waits = got ? own.seen < 0 : x->acknowledged < x->addressees;
    *ret = (struct web_letter_row){.id = http_number(call, x->id),
                                   .kind = http_letter_kind(call, x->kind),
                                   .number = x->number,
                                   .subject = x->subject,
                                   .on = x->on,
                                   .due = x->due,
                                   .addressees = x->addressees,
                                   .acknowledged = x->acknowledged,
                                   .withdrawn = x->withdrawn,
                                   .late = waits && !x->withdrawn && x->due.day &&
                                           x->due.day < http_today(call).day};
    if (got) { /* who else got it is its sender's to know */
        ret->addressees = 1;
        ret->acknowledged = own.seen >= 0;
    }
    return http_office_name(call, x->office, &ret->office);
}

struct err http_open_letters(struct http_call *call, const struct web_letter_row **ret,
                             size_t *ret_count) {
    struct store_letters list;
    struct err e = store_letter_open(http_reader(call), call->arena,
                                     http_staff(call)->who.office.id, INTAKE_PAGE_ROWS, &list);
    if (e.code)
        return e;
    struct web_letter_row *rows = NEW(call->arena, struct web_letter_row, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++)
        e = http_letter_row(call, &list.list[i], true, &rows[i]);
    *ret = rows;
    *ret_count = list.count;
    return e;
}

struct err http_letter_sheet(struct http_call *call, const struct store_letter *x,
                             struct web_letter_sheet *ret) {
    *ret = (struct web_letter_sheet){.region = http_region_name(x->region),
                                     .number = x->number,
                                     .subject = x->subject,
                                     .text = x->body,
                                     .signer = x->signer,
                                     .on = x->on,
                                     .due = x->due};
    return http_office_name(call, x->office, &ret->office);
}

struct err http_letter_find(struct http_call *call, struct flow_letter_read *ret) {
    int64_t id;
    if (!str_to_int(http_param(call, "id"), &id) || id < 0)
        return ERR(ERR_MISSING, STR("letter"));
    return flow_letter_read(http_reader(call), call->arena, &http_staff(call)->who.office, id, ret);
}

struct str http_letter_path(struct http_call *call, int64_t id) {
    return arena_printf(call->arena, "%.*s%lld", STR_ARG(http_path(call, WEB_PATH_LETTER)),
                        (long long)id);
}
