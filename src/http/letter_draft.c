#include "http/letter_draft.h"

#include "flow/barometer.h"
#include "intake/limits.h"
#include "web/put.h"
#include "web/text.h"

#include <stdlib.h>

/* --- whom --- */

static bool has(const struct http_letter_draft *x, struct str office) {
    for (size_t i = 0; i < x->to_count; i++)
        if (str_equal(x->to[i], office))
            return true;
    return false;
}

static void choose_asked(struct http_call *call, struct str *to, struct http_letter_draft *x) {
    for (size_t i = 0; i < call->query.count; i++)
        if (str_equal(call->query.list[i].name, STR("ke")) && !has(x, call->query.list[i].value))
            to[x->to_count++] = call->query.list[i].value;
}

size_t http_letter_fit(struct str kind, const struct str *to, size_t count) {
    enum { ESCAPED = 3 };
    size_t used = sizeof "jenis=" - 1 + ESCAPED * kind.len, fit = 0;
    while (fit < count && fit < INTAKE_LETTER_TO) {
        used += sizeof "&ke=" - 1 + ESCAPED * to[fit].len;
        if (used > INTAKE_QUERY)
            break;
        fit++;
    }
    return fit;
}

static struct str day_words(struct http_call *call, struct date day) {
    struct buf text;
    buf_init(&text, INTAKE_LETTER_NUMBER);
    web_put_date(&text, day, http_english(call));
    struct str s = arena_str(call->arena, buf_str(&text));
    buf_done(&text);
    return s;
}

/* "nomor 7/PM tanggal 18 September 2024 tentang ..." and those of it that were silent. */
static struct err reminds_of(struct http_call *call, struct http_letter_draft *x,
                             struct str *ret_text) {
    struct flow_letter_read old;
    struct store_addressees list;
    int64_t id;
    struct str asked = http_query(call, "surat");
    if (!asked.len)
        return OK;
    if (!str_to_int(asked, &id) || id < 0)
        return ERR(ERR_MISSING, STR("letter"));
    struct err e =
        flow_letter_read(http_reader(call), call->arena, &http_staff(call)->who.office, id, &old);
    if (!e.code && old.side != FLOW_LETTER_SENT)
        e = ERR(ERR_MISSING, STR("letter"));
    if (!e.code)
        e = store_letter_to_list(http_reader(call), call->arena, id, &list);
    if (e.code)
        return e;
    struct str *to = NEW(call->arena, struct str, x->to_count + list.count + 1);
    for (size_t i = 0; i < x->to_count; i++)
        to[i] = x->to[i];
    x->to = to;
    for (size_t i = 0; i < list.count; i++)
        if (list.list[i].seen < 0 && !has(x, list.list[i].office))
            to[x->to_count++] = list.list[i].office;
    const struct prevention_word words[] = {{STR("number"), old.letter.number},
                                            {STR("day"), day_words(call, old.letter.on)},
                                            {STR("subject"), old.letter.subject}};
    struct buf text;
    buf_init(&text, INTAKE_LETTER);
    prevention_letter_fill(http_text(call, WEB_T_LETTER_REFERENCE),
                           (struct prevention_words){words, COUNT_OF(words)}, &text);
    *ret_text = arena_str(call->arena, buf_str(&text));
    buf_done(&text);
    return OK;
}

/* --- figures --- */

static struct err put_figure(struct http_call *call, const struct store_waiting *w,
                             struct buf *out) {
    struct str name;
    struct err e = http_office_name(call, w->holder, &name);
    if (e.code)
        return e;
    buf_add(out, arena_printf(call->arena, "%s- %.*s: %lld %.*s, %lld %.*s",
                              buf_str(out).len ? "\n" : "", STR_ARG(name), (long long)w->cases,
                              STR_ARG(http_text(call, WEB_T_LETTER_WAITING)), (long long)w->late,
                              STR_ARG(http_text(call, WEB_T_LETTER_WAITING_LATE))));
    return OK;
}

static bool wants_figures(const struct law_letter *kind) {
    struct str text = kind->template.id, word;
    while (text.len) {
        (void)str_cut(&text, '{');
        word = text;
        if (str_equal(str_cut(&word, '}'), STR("figures")))
            return true;
    }
    return false;
}

static int by_holder(const void *a, const void *b) {
    const struct store_waiting *x = a, *y = b;
    return str_compare(x->holder, y->holder);
}

/* As the barometer of the own region has it: one line for each office, wherever its ones stand. */
static struct err waiting_there(struct http_call *call, struct store_waitings *ret) {
    struct date today = http_today(call);
    const struct store_follow_of of = {
        .region = http_staff(call)->who.office.region, .today = today, .since = today};
    struct store_follow_waits waits;
    struct err e = store_follow_waits(http_reader(call), call->arena, &of, &waits);
    if (e.code)
        return e;
    struct store_waiting *list = NEW(call->arena, struct store_waiting, waits.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < waits.count; i++)
        list[i] = (struct store_waiting){waits.list[i].office, waits.list[i].n, waits.list[i].late};
    if (waits.count)
        qsort(list, waits.count, sizeof *list, by_holder);
    for (size_t i = 0; i < waits.count; i++) {
        struct store_waiting *last = count ? &list[count - 1] : NULL;
        if (last && str_equal(last->holder, list[i].holder)) {
            last->cases += list[i].cases;
            last->late += list[i].late;
        } else {
            list[count++] = list[i];
        }
    }
    *ret = (struct store_waitings){list, count};
    return OK;
}

/* Cases of the own office by who holds them; an office that handles none, as a Sekda's, reminds of
 * what waits in its region. */
static struct err waiting(struct http_call *call, struct store_waitings *ret) {
    struct store_waitings list;
    struct err e = store_letter_waiting(http_reader(call), call->arena,
                                        http_staff(call)->who.office.id, http_today(call), &list);
    bool keeps_cases = str_equal(http_staff(call)->who.office.kind, STR("bawaslu"));
    if (!e.code && !list.count && !keeps_cases)
        return waiting_there(call, ret);
    if (!e.code)
        *ret = list;
    return e;
}

static struct err reaches(struct http_call *call, struct str holder, bool *ret) {
    struct store_office office;
    struct err e = store_office_find(http_reader(call), call->arena, holder, &office);
    *ret = !e.code && flow_letter_reaches(&http_staff(call)->who.office, &office);
    return e.code == ERR_MISSING ? OK : e;
}

/* Who of those chosen holds how many. Nobody chosen: those with overdue ones whom letters reach. */
static struct err figures(struct http_call *call, struct http_letter_draft *x,
                          struct str *ret_text) {
    struct store_waitings list;
    if (!wants_figures(x->kind))
        return OK;
    struct err e = waiting(call, &list);
    if (e.code)
        return e;
    bool chosen = x->to_count;
    struct str *to = NEW(call->arena, struct str, x->to_count + list.count + 1);
    for (size_t i = 0; i < x->to_count; i++)
        to[i] = x->to[i];
    x->to = to;
    struct buf text;
    buf_init(&text, INTAKE_LETTER);
    for (size_t i = 0; i < list.count && !e.code; i++) {
        const struct store_waiting *w = &list.list[i];
        bool told = chosen ? has(x, w->holder) : w->late;
        if (told && !chosen)
            e = reaches(call, w->holder, &told);
        if (e.code || !told)
            continue;
        if (!chosen)
            to[x->to_count++] = w->holder;
        e = put_figure(call, w, &text);
    }
    *ret_text = arena_str(call->arena, buf_str(&text));
    buf_done(&text);
    return e;
}

/* --- number, text --- */

static struct err number(struct http_call *call, const struct law_letter *kind, struct str *ret) {
    struct civil today = date_to_civil(http_today(call));
    const struct store_office *own = &http_staff(call)->who.office;
    int64_t given = 0;
    struct err e = store_letter_count(http_reader(call), call->arena, own->id, today.year, &given);
    if (e.code)
        return e;
    const struct prevention_word words[] = {
        {STR("n"), http_number(call, given + 1)},
        {STR("office"), own->id},
        {STR("month"), arena_printf(call->arena, "%02d", today.month)},
        {STR("year"), http_number(call, today.year)}};
    struct buf text;
    buf_init(&text, INTAKE_LETTER_NUMBER);
    prevention_letter_fill(law_letter_number(http_law(call), kind, own->kind),
                           (struct prevention_words){words, COUNT_OF(words)}, &text);
    *ret = arena_str(call->arena, buf_str(&text));
    buf_done(&text);
    return OK;
}

static struct str filled(struct http_call *call, struct str template,
                         struct prevention_words words) {
    struct buf text;
    buf_init(&text, INTAKE_LETTER);
    prevention_letter_fill(template, words, &text);
    struct str s = arena_str(call->arena, buf_str(&text));
    buf_done(&text);
    return s;
}

struct err http_letter_draft(struct http_call *call, struct http_letter_draft *ret) {
    bool english = http_english(call);
    struct date today = http_today(call);
    struct http_letter_draft x = {.kind = law_letter(http_law(call), http_query(call, "jenis")),
                                  .election = http_election(call, today)};
    struct str letter = {0}, behind = {0};
    if (!x.kind || !x.kind->template.id.len)
        return ERR(ERR_MISSING, STR("letter"));
    struct str *to = NEW(call->arena, struct str, call->query.count + 1);
    x.to = to;
    choose_asked(call, to, &x);
    struct err e = reminds_of(call, &x, &letter);
    if (!e.code)
        e = figures(call, &x, &behind);
    if (!e.code)
        e = number(call, x.kind, &x.number);
    if (e.code)
        return e;
    const struct law_stage *stage = x.election ? law_stage_on(x.election, today) : NULL;
    const struct prevention_word list[] = {
        {STR("election"), x.election ? law_say(x.election->label, english) : STR("")},
        {STR("stage"), stage ? law_say(stage->label, english) : STR("")},
        {STR("region"), http_region_name(http_staff(call)->who.office.region)},
        {STR("articles"), x.kind->row.cite.text},
        {STR("figures"), behind},
        {STR("letter"), letter}};
    const struct prevention_words words = {list, COUNT_OF(list)};
    x.subject = filled(call, law_say(x.kind->subject, english), words);
    x.text = filled(call, law_say(x.kind->template, english), words);
    x.duty = http_query(call, "kewajiban");
    *ret = x;
    return OK;
}
