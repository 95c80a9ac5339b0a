#include "http/handlers.h"
#include "http/letter_view.h"

#include "base/csv.h"
#include "http/page_common.h"
#include "intake/headers.h"
#include "intake/limits.h"
#include "web/text.h"

/* Letters of prevention: those that the own office sent, those that it got, and a table of the
 * first with who acknowledged them. */

enum { CSV_PAGE = 100, CSV_LETTERS = 500 };

static void fill_kinds(struct http_call *call, struct web_letters *v) {
    const struct law *law = http_law(call);
    struct web_option *kinds = NEW(call->arena, struct web_option, law->letter_count + 1);
    for (size_t i = 0; i < law->letter_count; i++)
        if (law->letters[i].template.id.len)
            kinds[v->kind_count++] = (struct web_option){
                law->letters[i].row.id, law_say(law->letters[i].label, http_english(call)), {0}};
    v->kinds = kinds;
}

static struct err fill_rows(struct http_call *call, struct web_letters *v) {
    struct intake_cursor after = {.id = -1};
    struct str cursor = http_query(call, "cursor");
    if (cursor.len && !intake_cursor_read(cursor, &after))
        return ERR(ERR_MISSING, STR("cursor"));
    struct store_letters list;
    const struct store_letters_of of = {http_staff(call)->who.office.id, after.id,
                                        INTAKE_PAGE_ROWS + 1};
    struct err e = v->got ? store_letter_got(http_reader(call), call->arena, &of, &list)
                          : store_letter_sent(http_reader(call), call->arena, &of, &list);
    if (e.code)
        return e;
    if (list.count > INTAKE_PAGE_ROWS) {
        list.count = INTAKE_PAGE_ROWS;
        v->next_cursor = intake_cursor_write(
            call->arena, (struct intake_cursor){0, list.list[list.count - 1].id});
    }
    struct web_letter_row *rows = NEW(call->arena, struct web_letter_row, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++)
        e = http_letter_row(call, &list.list[i], v->got, &rows[i]);
    v->rows = rows;
    v->row_count = list.count;
    v->first_page = !cursor.len;
    return e;
}

struct err page_letters(struct http_call *call) {
    struct web_letters v = {.got = str_equal(http_query(call, "kotak"), STR("masuk")),
                            .may_issue = flow_may(http_staff(call), FLOW_LETTER_ISSUE)};
    fill_kinds(call, &v);
    struct err e = fill_rows(call, &v);
    if (!e.code)
        e = http_open_letters(call, &v.open, &v.open_count);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_letters(call->out, &v, &c);
    return http_page(call, 200);
}

/* --- table --- */

static struct str day_or_nothing(struct http_call *call, int64_t event, struct date day) {
    return event < 0 ? STR("") : date_format(call->arena, day);
}

static struct err put_line(struct http_call *call, const struct store_letter *x,
                           const struct store_addressee *to) {
    struct str name;
    struct err e = http_office_name(call, to->office, &name);
    if (e.code)
        return e;
    const struct str texts[] = {x->number,
                                date_format(call->arena, x->on),
                                x->kind,
                                x->subject,
                                x->withdrawn ? STR("1") : STR("0"),
                                to->office,
                                name,
                                day_or_nothing(call, to->seen, to->seen_on),
                                to->seen_by,
                                to->answer,
                                day_or_nothing(call, to->delivered, to->delivered_on),
                                to->means,
                                to->receiver};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        if (i)
            buf_add_char(call->out, ',');
        csv_put(call->out, texts[i]);
    }
    buf_add_char(call->out, '\n');
    return OK;
}

static struct err put_letter(struct http_call *call, const struct store_letter *x) {
    struct store_addressees to;
    struct err e = store_letter_to_list(http_reader(call), call->arena, x->id, &to);
    for (size_t i = 0; i < to.count && !e.code; i++)
        e = put_line(call, x, &to.list[i]);
    return e;
}

/* The newest CSV_LETTERS letters, a line for each addressee. */
struct err page_letters_csv(struct http_call *call) {
    struct store_letters_of of = {http_staff(call)->who.office.id, -1, CSV_PAGE};
    struct store_letters list = {.count = CSV_PAGE};
    buf_add_c(call->out, "number,on,letter,subject,withdrawn,office,office_name,acknowledged_on,"
                         "acknowledged_by,answer,delivered_on,means,receiver\n");
    for (size_t told = 0; list.count == CSV_PAGE && told < CSV_LETTERS; told += list.count) {
        struct err e = store_letter_sent(http_reader(call), call->arena, &of, &list);
        for (size_t i = 0; !e.code && i < list.count; i++)
            e = put_letter(call, &list.list[i]);
        if (e.code)
            return e;
        if (list.count)
            of.before = list.list[list.count - 1].id;
    }
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("letter"));
    http_set_header(call, "Content-Disposition",
                    arena_printf(call->arena, "attachment; filename=\"surat-%.*s.csv\"",
                                 STR_ARG(http_made_for(call))));
    return http_reply(call, 200, HTTP_TYPE_CSV);
}
