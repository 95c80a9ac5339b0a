#include "http/handlers.h"
#include "http/letter_view.h"

#include "intake/intake.h"
#include "web/text.h"

#include <string.h>

/* One prevention activity, its files, and its withdrawal. */

static void fill_files(struct http_call *call, const struct store_activity *x,
                       struct web_activity *v) {
    struct str rest = x->files;
    struct flow_activity_piece piece;
    size_t room = 1;
    for (size_t i = 0; i < rest.len; i++)
        room += rest.ptr[i] == '\n';
    struct web_activity_file *list = NEW(call->arena, struct web_activity_file, room);
    while (flow_activity_piece(&rest, &piece))
        list[v->file_count++] = (struct web_activity_file){
            hex_encode(call->arena, piece.id.b, sizeof piece.id.b), piece.type, piece.bytes};
    v->files = list;
}

/* What was withdrawn may have been withdrawn for its files: its own office alone still has them. */
static bool may_have_files(const struct http_call *call, const struct store_activity *x) {
    return !x->withdrawn || flow_activity_is_own(http_staff(call), x);
}

static struct err show(struct http_call *call, int status, const struct store_activity *x,
                       struct web_activity *v) {
    const struct law_election *election = law_election(http_law(call), x->election);
    struct err e = http_activity_row(call, x, &v->row);
    if (!e.code)
        e = http_office_name(call, x->office, &v->office);
    if (e.code)
        return e;
    if (may_have_files(call, x))
        fill_files(call, x, v);
    v->election = election ? law_say(election->label, http_english(call)) : x->election;
    v->duty = x->duty.len ? http_duty_label(call, x->duty) : x->duty;
    v->note = x->note;
    v->source = x->source;
    v->reason = x->reason;
    v->version = http_number(call, x->version);
    enum flow_activity_origin origin;
    e = flow_activity_origin(http_reader(call), call->arena, x->id, &origin);
    if (e.code)
        return e;
    if (origin == FLOW_ACTIVITY_LETTER && flow_activity_is_own(http_staff(call), x))
        v->letter = http_number(call, x->id);
    if (origin == FLOW_ACTIVITY_MEETING)
        v->meeting = http_number(call, x->id);
    v->own = origin != FLOW_ACTIVITY_LETTER && !x->withdrawn &&
             flow_activity_is_own(http_staff(call), x) &&
             flow_may(http_staff(call), FLOW_ACTIVITY_WITHDRAW);
    v->mends = v->own && origin == FLOW_ACTIVITY_TYPED;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_activity(call->out, v, &c);
    return http_page(call, status);
}

struct err page_activity(struct http_call *call) {
    struct store_activity x;
    struct err e = http_activity_find(call, &x);
    return e.code ? e : show(call, 200, &x, &(struct web_activity){0});
}

/* --- withdrawing --- */

static int64_t version_of(const struct http_call *call) {
    int64_t version;
    return str_to_int(http_form(call, "_versi"), &version) ? version : -1;
}

struct err page_activity_withdraw(struct http_call *call) {
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    struct store_activity x;
    struct intake_faults faults = {0};
    struct flow_withdrawal *w = NEW(call->arena, struct flow_withdrawal, 1);
    if (!e.code)
        e = http_activity_find(call, &x);
    if (e.code)
        return e;
    if (!flow_activity_is_own(http_staff(call), &x))
        return ERR(ERR_DENIED, STR("office"));
    e = intake_withdrawal_form(call->arena, &call->form, &w->reason, &faults);
    if (e.code) {
        struct web_activity v = {.withdraw.value = http_form(call, "reason")};
        v.withdraw.error = web_fault_text(call->arena, faults.list[0].code, faults.list[0].limit,
                                          http_english(call));
        return show(call, 422, &x, &v);
    }
    w->job.arena = call->arena;
    w->staff = *http_staff(call);
    w->id = x.id;
    w->version = version_of(call);
    w->now = call->now;
    flow_withdrawal_prepare(http_app(call)->flow, w);
    call->state = w;
    return http_write(call, &w->job);
}

struct err page_activity_withdrawn(struct http_call *call) {
    const struct flow_withdrawal *w = call->state;
    struct store_activity x;
    if (w->job.result.code != ERR_CONFLICT)
        return w->job.result.code ? w->job.result
                                  : http_reply_redirect(call, http_activity_path(call, w->id));
    struct err e = http_activity_find(call, &x);
    struct web_activity v = {.conflict = true, .withdraw.value = w->reason};
    return e.code ? e : show(call, 409, &x, &v);
}

/* --- files --- */

struct err page_activity_file(struct http_call *call) {
    struct store_activity x;
    struct flow_activity_piece piece;
    struct id128 id;
    int fd;
    int64_t bytes;
    struct err e = http_activity_find(call, &x);
    if (e.code)
        return e;
    if (!may_have_files(call, &x))
        return ERR(ERR_DENIED, STR("office"));
    bool found = false;
    struct str rest = x.files;
    if (intake_id128(http_param(call, "piece"), &id))
        while (!found && flow_activity_piece(&rest, &piece))
            found = memcmp(piece.id.b, id.b, sizeof id.b) == 0;
    if (!found)
        return ERR(ERR_MISSING, STR("evidence"));
    e = blob_open(flow_blobs(http_app(call)->flow), &piece.sha256, &fd, &bytes);
    if (e.code)
        return e;
    /* Kept, never shown by the browser itself: what an officer sent is not of this site. */
    http_set_header(call, "Content-Disposition",
                    arena_printf(call->arena, "attachment; filename=\"kegiatan-%lld-%.8s.%s\"",
                                 (long long)x.id, hex_encode(call->arena, id.b, 4).ptr,
                                 str_equal(piece.type, STR("image/jpeg"))  ? "jpg"
                                 : str_equal(piece.type, STR("image/png")) ? "png"
                                                                           : "pdf"));
    return http_reply_file(call, "application/octet-stream", fd, bytes);
}
