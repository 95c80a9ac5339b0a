#include "http/form_fields.h"
#include "http/handlers.h"
#include "http/letter_draft.h"

#include "web/text.h"

/* A letter is drafted, shown as it will be printed, and issued: what was shown is what is issued.
 */

static const struct http_field FIELDS[] = {
#define FIELD(name_, label_) HTTP_FIELD(web_letter_form, #name_, name_, label_)
    FIELD(number, WEB_T_LETTER_NUMBER),   FIELD(on, WEB_T_ACTIVITY_ON),
    FIELD(subject, WEB_T_LETTER_SUBJECT), FIELD(text, WEB_T_LETTER_TEXT),
    FIELD(signer, WEB_T_LETTER_SIGNER),   FIELD(to, WEB_T_LETTER_ADDRESSEES),
    FIELD(region, WEB_T_ACTIVITY_REGION), FIELD(election, WEB_T_ACTIVITY_ELECTION),
    FIELD(due, WEB_T_LETTER_DUE),
#undef FIELD
};
static const struct http_fields FORM = {FIELDS, COUNT_OF(FIELDS), STR_INIT("surat")};

/* "all" and "to" both say whom it is for. */
static void fill_faults(struct http_call *call, struct intake_faults faults,
                        struct web_letter_form *v) {
    for (size_t i = 0; i < faults.count; i++) {
        struct str field = faults.list[i].field, head = str_cut(&field, '[');
        if (str_equal(head, STR("all")))
            faults.list[i].field = STR("to");
    }
    v->faults = http_fill_faults(call, &FORM, &faults, v);
    v->fault_count = faults.count;
}

/* --- addressees --- */

/* What the query chose is shown as if the form had sent it. */
static void choose(struct http_call *call, const struct http_letter_draft *draft) {
    struct intake_pair *list = NEW(call->arena, struct intake_pair, draft->to_count + 1);
    for (size_t i = 0; i < draft->to_count; i++)
        list[i] = (struct intake_pair){.name = STR("to"), .value = draft->to[i]};
    call->form = (struct intake_pairs){list, draft->to_count};
}

/* --- the page --- */

static struct err show(struct http_call *call, int status, struct web_letter_form *v) {
    const struct law_letter *kind = law_letter(http_law(call), v->kind);
    if (!kind || !kind->template.id.len)
        return ERR(ERR_MISSING, STR("letter"));
    v->kind = kind->row.id;
    v->kind_label = law_say(kind->label, http_english(call));
    v->cite = kind->row.cite;
    v->duty_label = http_duty_label(call, v->duty);
    v->latest = date_format(call->arena, http_today(call));
    v->region_count = http_activity_regions(call, http_staff(call)->who.office.region, &v->regions);
    v->election_count = http_election_options(call, &v->elections);
    const struct http_groups groups = {
        .one = "to",
        .sender = &http_staff(call)->who.office}; /* whom letters of the own one reach */
    struct err e = http_office_groups(call, &groups, &v->groups, &v->group_count);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ACTIVITIES;
    web_render_letter_form(call->out, v, &c);
    return http_page(call, status);
}

/* The post of who signs for an office of its kind. */
static struct str signer_of(const struct http_call *call) {
    struct str kind = http_staff(call)->who.office.kind;
    struct str key = arena_printf(call->arena, "letter.signer_of_%.*s", STR_ARG(kind));
    struct str text = web_text_by_name(key, http_english(call));
    return text.len ? text : http_text(call, WEB_T_LETTER_SIGNER_USUAL);
}

/* Of no kind: all of them stand on the page of letters. */
struct err page_letter_new(struct http_call *call) {
    struct http_letter_draft draft;
    if (!http_query(call, "jenis").len)
        return http_reply_redirect(call, http_path(call, WEB_PATH_LETTERS));
    struct err e = http_letter_draft(call, &draft);
    if (e.code)
        return e;
    choose(call, &draft);
    struct web_letter_form v = {.key = http_form_key(call),
                                .kind = draft.kind->row.id,
                                .duty = draft.duty,
                                .number.value = draft.number,
                                .on.value = date_format(call->arena, http_today(call)),
                                .subject.value = draft.subject,
                                .text.value = draft.text,
                                .signer.value = signer_of(call),
                                .region.value = http_staff(call)->who.office.region,
                                .election.value = draft.election ? draft.election->id : STR("")};
    return show(call, 200, &v);
}

/* --- POST --- */

struct posted {
    struct flow_letter_issue write; /* first: its job finds it */
    struct intake_letter said;
    struct intake_faults faults;
};

static struct web_letter_form typed(struct http_call *call, const struct posted *p) {
    struct id128 key;
    struct web_letter_form v = {.key = http_form(call, "kunci"),
                                .kind = http_form(call, "kind"),
                                .duty = http_form(call, "duty")};
    if (!intake_id128(v.key, &key))
        v.key = http_form_key(call);
    http_fill_typed(call, &FORM, &v);
    fill_faults(call, p->faults, &v);
    return v;
}

static struct err form_again(struct http_call *call, const struct posted *p) {
    struct web_letter_form v = typed(call, p);
    return show(call, 422, &v);
}

/* Of all that the letter will be; what the page keeps for itself begins with "_" or is a button. */
static struct str shown(struct http_call *call) {
    struct intake_pair *list = NEW(call->arena, struct intake_pair, call->form.count + 1);
    const struct intake_pairs whole = call->form;
    struct intake_pairs letter = {list, 0};
    for (size_t i = 0; i < whole.count; i++)
        if (!str_starts(whole.list[i].name, STR("_")) &&
            !str_equal(whole.list[i].name, STR("aksi")) &&
            !str_equal(whole.list[i].name, STR("kunci")))
            list[letter.count++] = whole.list[i];
    call->form = letter;
    struct hash hash = http_form_hash(call);
    call->form = whole;
    return hex_encode(call->arena, hash.b, HASH_LEN);
}

/* The letter as it will be printed, above its draft. */
static struct err preview(struct http_call *call, struct posted *p) {
    const struct store_office *own = &http_staff(call)->who.office;
    const struct flow_letter_to to = {own, p->said.region, &p->said.to, &p->said.all};
    struct flow_addressees found;
    struct err e = flow_letter_addressees(http_reader(call), call->arena, &to, &found);
    if (e.code == ERR_INVALID) {
        intake_fault_add(&p->faults, e.about, "unknown", 0);
        return form_again(call, p);
    }
    if (e.code)
        return e;
    struct web_letter_form v = typed(call, p);
    struct str *names = NEW(call->arena, struct str, found.count + 1);
    for (size_t i = 0; i < found.count; i++)
        names[i] = http_english(call) ? found.list[i].name_en : found.list[i].name;
    v.seen = shown(call);
    v.changed = str_equal(http_form(call, "aksi"), STR("terbit"));
    v.sheet = (struct web_letter_sheet){.office = http_english(call) ? own->name_en : own->name,
                                        .region = http_region_name(p->said.region),
                                        .number = p->said.number,
                                        .subject = p->said.subject,
                                        .text = p->said.text,
                                        .signer = p->said.signer,
                                        .on = p->said.on,
                                        .due = p->said.due,
                                        .names = names,
                                        .name_count = found.count};
    return show(call, 200, &v);
}

struct err page_letter_issue(struct http_call *call) {
    struct posted *p = NEW(call->arena, struct posted, 1);
    struct intake_context context = http_intake_context(call);
    call->state = p;
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    if (intake_letter_form(call->arena, &call->form, &context, &p->said, &p->faults).code)
        return form_again(call, p);
    if (!str_equal(http_form(call, "aksi"), STR("terbit")) ||
        !str_equal(http_form(call, "_dilihat"), shown(call)))
        return preview(call, p);
    if (!intake_id128(http_form(call, "kunci"), &p->write.key))
        p->write.key = env_id128(call->env);
    http_saying_begin(call, &p->write.of);
    p->write.said = &p->said;
    p->write.request = http_form_hash(call);
    flow_letter_issue_prepare(http_app(call)->flow, &p->write);
    return http_write(call, &p->write.of.job);
}

struct err page_letter_issued(struct http_call *call) {
    struct posted *p = call->state;
    struct err e = p->write.of.job.result;
    if (!e.code)
        return http_reply_redirect(call, http_letter_path(call, p->write.of.id));
    if (e.code != ERR_INVALID)
        return e;
    intake_fault_add(&p->faults, e.about,
                     str_equal(e.about, STR("region"))   ? "not_own_region"
                     : str_equal(e.about, STR("number")) ? "number_taken"
                                                         : "unknown",
                     0);
    return form_again(call, p);
}
