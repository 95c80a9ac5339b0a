#include "http/activity_view.h"
#include "http/form_fields.h"
#include "http/handlers.h"

#include "web/text.h"

/* The form of a prevention activity: a kind, a place, and send; everything else is filled in or can
 * be left out. The same form corrects. */

enum { FOLDED = 8 }; /* of the fields: the last, which the form folds away until they are needed */
static const struct http_field FIELDS[] = {
#define FIELD(name_, field_, label_) HTTP_FIELD(web_activity_form, name_, field_, label_)
    FIELD("kind", kind, WEB_T_ACTIVITY_KIND),
    FIELD("on", on, WEB_T_ACTIVITY_ON),
    FIELD("place", place, WEB_T_ACTIVITY_PLACE),
    FIELD("reach", reach, WEB_T_ACTIVITY_REACH),
    FIELD("evidence", files, WEB_T_ACTIVITY_PHOTO),
    FIELD("region", region, WEB_T_ACTIVITY_REGION),
    FIELD("election", election, WEB_T_ACTIVITY_ELECTION),
    FIELD("duty", duty, WEB_T_ACTIVITY_DUTY),
    FIELD("title", title, WEB_T_ACTIVITY_NAME),
    FIELD("organiser", organiser, WEB_T_ACTIVITY_ORGANISER),
    FIELD("reach_asn", reach_asn, WEB_T_ACTIVITY_REACH_ASN),
    FIELD("note", note, WEB_T_ACTIVITY_NOTE),
    FIELD("partners", with, WEB_T_ACTIVITY_WITH),
#undef FIELD
};
static const struct http_fields FORM = {FIELDS, COUNT_OF(FIELDS), STR_INIT("isi")};

/* A fault of a field that is folded away unfolds it. */
static void fill_faults(struct http_call *call, const struct intake_faults *faults,
                        struct web_activity_form *v) {
    v->faults = http_fill_faults(call, &FORM, faults, v);
    v->fault_count = faults->count;
    for (size_t i = 0; i < faults->count; i++)
        for (size_t k = COUNT_OF(FIELDS) - FOLDED; k < COUNT_OF(FIELDS); k++)
            v->unfolded |= str_equal(v->faults[i].anchor, FIELDS[k].name);
}

/* --- choices --- */

static void fill_partners(struct http_call *call, struct web_activity_form *v, struct str chosen) {
    size_t n = INTAKE_ACTIVITY_PARTNER_COUNT;
    struct web_activity_partner *list = NEW(call->arena, struct web_activity_partner, n);
    for (size_t i = 0; i < n; i++) {
        struct str code = INTAKE_ACTIVITY_PARTNERS[i], rest = chosen;
        list[i] = (struct web_activity_partner){code, http_activity_partner(call, code), false};
        while (rest.len)
            list[i].chosen |= str_equal(str_cut(&rest, ' '), code);
        for (size_t k = 0; k < call->form.count; k++)
            list[i].chosen |= str_equal(call->form.list[k].name, STR("partners")) &&
                              str_equal(call->form.list[k].value, code);
    }
    v->partners = list;
    v->partner_count = n;
}

/* Of the own kind of office; where the rules name none, all. */
static void fill_duties(struct http_call *call, struct web_activity_form *v) {
    const struct law *law = http_law(call);
    struct str kind = http_staff(call)->who.office.kind;
    struct web_option *list = NEW(call->arena, struct web_option, law->duty_count + 1);
    for (int all = 0; all < 2 && !v->duty_count; all++)
        for (size_t i = 0; i < law->duty_count; i++) {
            const struct law_duty *duty = &law->duties[i];
            if (!all && flow_duties_whose(kind, duty) == FLOW_DUTIES_OTHERS)
                continue;
            list[v->duty_count++] = (struct web_option){
                .value = duty->row.id, .label = law_say(duty->label, http_english(call))};
        }
    v->duties = list;
}

static struct err show(struct http_call *call, int status, struct web_activity_form *v) {
    v->kind_count = http_activity_kinds(call, &v->kinds);
    v->region_count = http_activity_regions(call, http_staff(call)->who.office.region, &v->regions);
    v->election_count = http_election_options(call, &v->elections);
    fill_duties(call, v);
    v->latest = date_format(call->arena, http_today(call));
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_activity_form(call->out, v, &c);
    return http_page(call, status);
}

/* Today, here, in this election: what is to be said is what was done and where. */
struct err page_activity_new(struct http_call *call) {
    struct date today = http_today(call);
    const struct law_election *election = http_election(call, today);
    struct web_activity_form v = {
        .key = http_form_key(call),
        .on.value = date_format(call->arena, today),
        .region.value = http_staff(call)->who.office.region,
        .election.value = election ? election->id : STR(""),
        .kind.value = http_query(call, "jenis"),
        .duty.value = http_query(call, "kewajiban"),
    };
    v.unfolded = v.duty.value.len > 0;
    fill_partners(call, &v, STR(""));
    return show(call, 200, &v);
}

static struct str number_text(struct http_call *call, int64_t n) {
    return n < 0 ? STR("") : http_number(call, n);
}

struct err page_activity_edit(struct http_call *call) {
    struct store_activity x;
    struct err e = http_activity_find(call, &x);
    if (!e.code)
        e = flow_activity_changes(http_reader(call), call->arena, http_staff(call),
                                  &(struct flow_activity_change){&x, false});
    if (e.code)
        return e;
    struct web_activity_form v = {
        .key = http_form_key(call),
        .id = number_text(call, x.id),
        .version = number_text(call, x.version),
        .unfolded = true,
        .kind.value = x.kind,
        .on.value = date_format(call->arena, x.on),
        .region.value = x.region,
        .election.value = x.election,
        .duty.value = x.duty,
        .title.value = x.title,
        .place.value = x.place,
        .organiser.value = x.organiser,
        .note.value = x.note,
        .reach.value = number_text(call, x.reach),
        .reach_asn.value = number_text(call, x.reach_asn),
    };
    fill_partners(call, &v, x.partners);
    return show(call, 200, &v);
}

/* --- POST --- */

struct posted {
    struct flow_activity write; /* first: its job finds it */
    struct intake_activity said;
    struct intake_faults faults;
    struct http_uploads *uploads;
    bool had_files, conflict;
    struct err kept; /* of the files */
};

static struct err form_again(struct http_call *call, struct posted *p, int status) {
    struct web_activity_form v = {
        .files_lost = p->had_files, .conflict = p->conflict, .unfolded = p->conflict};
    struct id128 key;
    v.key = intake_id128(http_form(call, "kunci"), &key) ? http_form(call, "kunci")
                                                         : http_form_key(call);
    if (p->write.corrects) {
        v.id = number_text(call, p->write.id);
        v.version = number_text(call, p->write.version);
    }
    http_fill_typed(call, &FORM, &v);
    fill_faults(call, &p->faults, &v);
    fill_partners(call, &v, STR(""));
    return show(call, status, &v);
}

static void prepare(struct http_call *call, struct posted *p, const struct case_evidence *kept,
                    size_t count) {
    struct flow_activity_file *files = NEW(call->arena, struct flow_activity_file, count + 1);
    struct hash *hashes = NEW(call->arena, struct hash, count + 1);
    for (size_t i = 0; i < count; i++) {
        files[i] = (struct flow_activity_file){kept[i].id, http_upload_type(p->uploads, i),
                                               kept[i].sha256};
        hashes[i] = kept[i].sha256;
    }
    p->write.job.arena = call->arena;
    p->write.staff = *http_staff(call);
    p->write.said = &p->said;
    p->write.files = files;
    p->write.file_count = count;
    /* csrf: of the session, which may be another by now */
    p->write.request = http_request_hash(call, STR("csrf"), hashes, count);
    p->write.now = call->now;
    flow_activity_prepare(http_app(call)->flow, &p->write);
}

/* On the worker: files are made durable first, then the activity that names them. */
static void keep_and_write(struct http_call *call) {
    struct posted *p = call->state;
    size_t count = http_upload_count(p->uploads);
    struct case_evidence *kept = NEW(call->arena, struct case_evidence, count + 1);
    p->kept = http_uploads_keep(call, p->uploads, kept);
    if (p->kept.code)
        return;
    prepare(call, p, kept, count);
    p->kept = flow_run_now(http_app(call)->flow, &p->write.job);
}

static struct err start(struct http_call *call, struct posted *p) {
    if (p->uploads) {
        struct err e = http_offload(call, keep_and_write);
        if (e.code)
            http_uploads_drop(p->uploads);
        return e;
    }
    prepare(call, p, NULL, 0);
    return http_write(call, &p->write.job);
}

static struct err post(struct http_call *call, struct posted *p) {
    struct intake_context context = http_intake_context(call);
    p->uploads = http_uploads(call);
    enum err_code refused = http_upload_faults(call, &p->faults);
    p->had_files = p->uploads || refused;
    call->state = p;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code) {
        http_uploads_drop(p->uploads);
        return e;
    }
    e = intake_activity_form(call->arena, &call->form, &context, &p->said, &p->faults);
    if (!e.code && !refused) {
        /* A copy of the form without its key is taken all the same, only not twice alike. */
        if (!intake_id128(http_form(call, "kunci"), &p->write.key))
            p->write.key = env_id128(call->env);
        return start(call, p);
    }
    http_uploads_drop(p->uploads);
    return form_again(call, p, refused ? err_http(refused) : 422);
}

struct err page_activity_record(struct http_call *call) {
    return post(call, NEW(call->arena, struct posted, 1));
}

struct err page_activity_correct(struct http_call *call) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct store_activity x;
    struct err e = http_activity_find(call, &x);
    if (e.code || !flow_activity_is_own(http_staff(call), &x)) {
        http_uploads_drop(http_uploads(call));
        return e.code ? e : ERR(ERR_DENIED, STR("office"));
    }
    p->write.corrects = true;
    p->write.id = x.id;
    if (!str_to_int(http_form(call, "_versi"), &p->write.version))
        p->write.version = -1;
    return post(call, p);
}

/* What was typed is shown again, over the version that stands now: whoever saves once more means to
 * replace it. */
static struct err changed_meanwhile(struct http_call *call, struct posted *p) {
    struct store_activity x;
    struct err e = http_activity_find(call, &x);
    if (e.code || x.withdrawn)
        return e.code ? e : ERR(ERR_CONFLICT, STR("activity"));
    p->conflict = true;
    p->write.version = x.version;
    return form_again(call, p, 409);
}

struct err page_activity_recorded(struct http_call *call) {
    struct posted *p = call->state;
    struct err e = p->kept.code ? p->kept : p->write.job.result;
    if (!e.code)
        return http_reply_redirect(call, http_activity_path(call, p->write.result.id));
    if (e.code == ERR_INVALID && str_equal(e.about, STR("region"))) {
        intake_fault_add(&p->faults, STR("region"), "not_own_region", 0);
        return form_again(call, p, 422);
    }
    return e.code == ERR_CONFLICT && p->write.corrects ? changed_meanwhile(call, p) : e;
}
