#include "http/meeting_view.h"

#include "base/regions.h"
#include "web/put.h"
#include "web/text.h"

enum { HOUR = 60 };

/* "09.30"; empty: not said. */
static struct str clock_text(struct http_call *call, int64_t minute) {
    return minute < 0
               ? STR("")
               : arena_printf(call->arena, "%02d.%02d", (int)(minute / HOUR), (int)(minute % HOUR));
}

/* "29 Oktober 2024", "29 Oktober 2024 s.d. 30 Oktober 2024". */
static struct str days_text(struct http_call *call, const struct store_meeting *x) {
    enum { CAP = 200 };
    struct buf text;
    buf_init(&text, CAP);
    web_put_date(&text, x->on, http_english(call));
    if (x->last.day != x->on.day) {
        buf_add_char(&text, ' ');
        buf_add(&text, http_text(call, WEB_T_MEETING_TO));
        buf_add_char(&text, ' ');
        web_put_date(&text, x->last, http_english(call));
    }
    struct str s = arena_str(call->arena, buf_str(&text));
    buf_done(&text);
    return s;
}

struct err http_meeting_row(struct http_call *call, const struct store_meeting *x,
                            struct web_meeting_row *ret) {
    const struct region *region = region_find(x->region);
    *ret = (struct web_meeting_row){.id = http_number(call, x->id),
                                    .title = x->title,
                                    .place = x->place,
                                    .region = region ? region->name : x->region,
                                    .days = days_text(call, x),
                                    .on = x->on,
                                    .last = x->last,
                                    .held = x->held,
                                    .cancelled = x->cancelled};
    if (x->minute >= 0)
        ret->time =
            arena_printf(call->arena, "%.*s%s%.*s %.*s", STR_ARG(clock_text(call, x->minute)),
                         x->until >= 0 ? "-" : "", STR_ARG(clock_text(call, x->until)),
                         STR_ARG(zone_name(region_zone(x->region))));
    return http_office_name(call, x->office, &ret->office);
}

static struct err commitment_view(struct http_call *call, const struct store_commitment *x,
                                  struct web_commitment *ret) {
    struct store_meeting meeting;
    struct err e = store_meeting_find(http_reader(call), call->arena, x->meeting, &meeting);
    if (e.code)
        return e;
    *ret = (struct web_commitment){.id = http_number(call, x->id),
                                   .what = x->what,
                                   .due = x->due,
                                   .done_on = x->done_on,
                                   .late = x->done < 0 && x->due.day < http_today(call).day,
                                   .done = x->done >= 0,
                                   .own = x->done < 0 &&
                                          flow_commit_is_own(http_staff(call), x, &meeting) &&
                                          flow_may(http_staff(call), FLOW_COMMITMENT_DONE),
                                   .note = x->note,
                                   .meeting = http_number(call, x->meeting),
                                   .meeting_title = meeting.title};
    return http_office_name(call, x->office, &ret->office);
}

struct err http_commitments(struct http_call *call, const struct store_commitments *list,
                            const struct web_commitment **ret) {
    struct web_commitment *views = NEW(call->arena, struct web_commitment, list->count + 1);
    struct err e = OK;
    for (size_t i = 0; i < list->count && !e.code; i++)
        e = commitment_view(call, &list->list[i], &views[i]);
    *ret = views;
    return e;
}

struct err http_own_commitments(struct http_call *call, const struct web_commitment **ret,
                                size_t *ret_count) {
    struct store_commitments list;
    struct err e = store_commitment_open(http_reader(call), call->arena,
                                         http_staff(call)->who.office.id, FLOW_COMMITMENTS, &list);
    if (e.code)
        return e;
    *ret_count = list.count;
    return http_commitments(call, &list, ret);
}

struct err http_office_choices(struct http_call *call, const char *field, struct str ids,
                               const struct web_office_choice **ret, size_t *ret_count) {
    const struct store_office *all;
    size_t count;
    struct err e = store_office_all(http_reader(call), call->arena, &all, &count);
    if (e.code)
        return e;
    struct web_office_choice *list = NEW(call->arena, struct web_office_choice, count + 1);
    for (size_t i = 0; i < count; i++) {
        list[i] =
            (struct web_office_choice){all[i].id, http_english(call) ? all[i].name_en : all[i].name,
                                       str_lists(ids, all[i].id)};
        for (size_t k = 0; k < call->form.count; k++)
            list[i].chosen |= str_equal(call->form.list[k].name, str_from_c(field)) &&
                              str_equal(call->form.list[k].value, all[i].id);
    }
    *ret = list;
    *ret_count = count;
    return OK;
}

bool http_office_chosen(const struct web_office_choice *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (list[i].chosen)
            return true;
    return false;
}

struct err http_office_names(struct http_call *call, struct str ids, const struct str **ret,
                             size_t *ret_count) {
    size_t room = 1, count = 0;
    for (size_t i = 0; i < ids.len; i++)
        room += ids.ptr[i] == ' ';
    struct str *list = NEW(call->arena, struct str, room);
    struct err e = OK;
    while (ids.len && !e.code)
        e = http_office_name(call, str_cut(&ids, ' '), &list[count++]);
    *ret = list;
    *ret_count = count;
    return e;
}

struct err http_meeting_find(struct http_call *call, struct store_meeting *ret) {
    int64_t id;
    if (!str_to_int(http_param(call, "id"), &id) || id < 0)
        return ERR(ERR_MISSING, STR("meeting"));
    return store_meeting_find(http_reader(call), call->arena, id, ret);
}

struct str http_meeting_path(struct http_call *call, int64_t id) {
    return arena_printf(call->arena, "%.*s%lld", STR_ARG(http_path(call, WEB_PATH_MEETING)),
                        (long long)id);
}

struct hash http_form_hash(const struct http_call *call) {
    struct hash_stream s;
    hash_stream_init(&s);
    for (size_t i = 0; i < call->form.count; i++) {
        const struct intake_pair *pair = &call->form.list[i];
        if (str_equal(pair->name, STR("csrf")))
            continue;
        hash_stream_add(&s, pair->name);
        hash_stream_add(&s, (struct str){"", 1}); /* NUL: no name and no value holds one */
        hash_stream_add(&s, pair->value);
        hash_stream_add(&s, (struct str){"", 1});
    }
    return hash_stream_done(&s);
}
