#include "http/proposal_view.h"

#include "http/advice_view.h"
#include "http/app.h"

enum { LINE_CAP = 64 * 1024 };

static struct str text(const struct http_call *call, const char *key) {
    return web_text_by_name(str_from_c(key), http_english(call));
}

static struct str text_of(struct http_call *call, const char *head, struct str name) {
    return web_text_by_name(arena_printf(call->arena, "%s%.*s", head, STR_ARG(name)),
                            http_english(call));
}

/* A name, a post or an agency, as far as one was given, and the class. */
static struct str who_is(struct http_call *call, const struct flow_case *file, size_t subject) {
    const struct intake_report *report = &file->state.received.report;
    if (subject >= report->subject_count)
        return text(call, "propose.nobody");
    const struct intake_person *p = &report->subjects[subject];
    const struct law_subject_class *class = law_subject_class(file->law, p->class);
    struct str name = p->name.len ? p->name : p->position.len ? p->position : p->agency;
    struct str label = class ? law_say(class->label, http_english(call)) : STR("");
    return label.len ? arena_printf(call->arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(label))
                     : name;
}

struct str http_subjects(struct http_call *call, const struct flow_case *file, uint64_t subjects) {
    struct buf out;
    buf_init(&out, LINE_CAP);
    for (size_t i = 0; i < CASE_SUBJECTS_MAX; i++)
        if (subjects >> i & 1) {
            buf_add(&out, buf_str(&out).len ? STR(", ") : STR(""));
            buf_add(&out, who_is(call, file, i));
        }
    struct str line = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return line;
}

/* On which side of which day the act lies: that divides the branches. */
static struct str side(struct http_call *call, const struct flow_case *file,
                       const struct law_proposal *p) {
    const struct intake_report *report = &file->state.received.report;
    const struct law_election *election = law_election(file->law, report->election);
    struct str day = http_short_date(call, report->occurred_on);
    if (p->acts[0]->side == LAW_EITHER_SIDE)
        return arena_printf(call->arena, "%.*s: %.*s", STR_ARG(day),
                            STR_ARG(text(call, "propose.either")));
    struct str where =
        text(call, p->found.after_determination ? "propose.after" : "propose.before");
    return arena_printf(call->arena, "%.*s %.*s %.*s (%.*s)", STR_ARG(day), STR_ARG(where),
                        STR_ARG(http_short_date(call, election->determination)),
                        STR_ARG(law_say(election->label, http_english(call))));
}

/* The reasons, or why there is no proposal, as one or two sentences. */
static struct str why(struct http_call *call, const struct flow_case *file,
                      const struct law_proposal *p) {
    if (p->why_not)
        return text_of(call, "propose.", law_unproposed_name(p->why_not));
    struct str also = p->related    ? text(call, "propose.related")
                      : p->replaced ? text(call, "propose.replaced")
                                    : STR("");
    return arena_printf(call->arena, "%.*s.%s%.*s", STR_ARG(side(call, file, p)),
                        also.len ? " " : "", STR_ARG(also));
}

static bool fits(const struct law_proposal *p, const struct law_outcome *outcome) {
    return !p->why_not && outcome->tracks & 1U << p->track;
}

static struct str track_label(struct http_call *call, struct str track) {
    return text_of(call, "advice.track_", track);
}

static void fill_proposals(struct http_call *call, const struct flow_case *file,
                           const struct flow_offer *offer, struct web_action *ret) {
    const struct decision_proposals *from = &offer->proposals;
    struct web_proposal *list = NEW(call->arena, struct web_proposal, from->count);
    for (size_t i = 0; i < from->count; i++) {
        const struct law_proposal *p = &from->list[i].proposal;
        list[i] = (struct web_proposal){
            .who = who_is(call, file, from->list[i].subject),
            .track = p->why_not ? STR("") : track_label(call, law_track_name(p->track)),
            .why = why(call, file, p),
            .acts = p->acts,
            .act_count = p->act_count,
            .questions = p->found.questions,
            .question_count = p->found.question_count,
        };
    }
    ret->proposals = list;
    ret->proposal_count = from->count;
}

/* An outcome is proposed when it fits everybody: else none is marked, and reasons are asked for. */
static void mark_choices(const struct flow_offer *offer, struct web_action *ret) {
    const struct law_step *step = offer->step;
    ret->departs = offer->proposals.count > 0;
    for (size_t i = 0; i < step->outcome_count; i++) {
        unsigned tracks = step->outcomes[i].tracks;
        bool good = tracks && offer->proposals.count && !decide_departs(&offer->proposals, tracks);
        ret->choices[i].proposed = good;
        ret->departs = ret->departs && tracks && !good;
    }
}

void http_propose(struct http_call *call, const struct flow_case *file,
                  const struct flow_offer *offer, struct web_action *ret) {
    fill_proposals(call, file, offer, ret);
    mark_choices(offer, ret);
    if (file->state.received.report.subject_count > 1)
        ret->taken = http_subjects(call, file, offer->taken);
    ret->staying = http_subjects(call, file, offer->staying);
}

static void write_proposal(struct http_call *call, struct json *j, const struct flow_case *file,
                           const struct decision_proposal *from, const struct law_step *step) {
    const struct law_proposal *p = &from->proposal;
    json_open_object(j);
    if (from->named)
        json_put_int(j, "subject", (int64_t)from->subject);
    json_put_str(j, "class", from->class);
    json_put_str(j, "track", p->why_not ? STR("") : law_track_name(p->track));
    json_put_str(j, "reason", law_unproposed_name(p->why_not));
    json_put_str(j, "why", why(call, file, p));
    json_key(j, "outcomes");
    json_open_array(j);
    for (size_t i = 0; i < step->outcome_count; i++)
        if (fits(p, &step->outcomes[i]))
            json_add_str(j, step->outcomes[i].value);
    json_close_array(j);
    json_key(j, "acts");
    json_open_array(j);
    for (size_t i = 0; i < p->act_count; i++) {
        json_open_object(j);
        law_write_act(j, p->acts[i], http_english(call));
        json_close_object(j);
    }
    json_close_array(j);
    json_key(j, "open_questions");
    json_open_array(j);
    for (size_t i = 0; i < p->found.question_count; i++)
        json_add_str(j, p->found.questions[i]->row.id);
    json_close_array(j);
    json_close_object(j);
}

void http_write_proposals(struct http_call *call, struct json *j, const struct flow_case *file,
                          const struct flow_offer *offer) {
    case_subjects_write(j, "subjects", offer->taken);
    case_subjects_write(j, "staying", offer->staying);
    if (!offer->proposals.count)
        return;
    json_key(j, "proposals");
    json_open_array(j);
    for (size_t i = 0; i < offer->proposals.count; i++)
        write_proposal(call, j, file, &offer->proposals.list[i], offer->step);
    json_close_array(j);
}

static void add_proposed(struct http_call *call, struct buf *out, const struct flow_case *file,
                         const struct case_proposed *p) {
    struct str what =
        p->track.len ? track_label(call, p->track) : text_of(call, "propose.", p->reason);
    buf_add(out, buf_str(out).len ? STR("; ") : STR(""));
    buf_add(out, who_is(call, file, (size_t)p->subject));
    buf_add(out, STR(": "));
    buf_add(out, what);
    if (p->act.len) {
        buf_add(out, STR(", "));
        buf_add(out, p->act);
    }
}

struct str http_proposed_then(struct http_call *call, const struct flow_case *file,
                              const struct case_taken *taken) {
    struct buf out;
    buf_init(&out, LINE_CAP);
    for (size_t i = 0; i < taken->proposed_count; i++)
        add_proposed(call, &out, file, &taken->proposed[i]);
    struct str line = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return line;
}
