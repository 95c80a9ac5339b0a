#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
/* lint: may-use: the rows of the law need no store, so there is no flow to go through */
#include "law/rows.h"
#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules list [--unverified] [--questions] [--sources] [--lang id|en] [--json]\n"
    "                         [--rules DIR]\n\n"
    "Every row with its citation, how it was read (P, P2, S, GK, INF) and its confidence: the "
    "rows\n"
    "that `netral rules check` counts, each once, however many procedures share it. What a\n"
    "lawyer must read first comes first: rows that open questions touch, by harm, then rows of "
    "low\n"
    "confidence, then rows that nobody verified.\n"
    "  --json        an array: kind, id, version, from, to (days in force; null: no such day is\n"
    "                known, or none), from_by, rulebook, labels, citation and marks, file, line;\n"
    "                from_by says how from is known, or why not: row (said there, or by its\n"
    "                procedure), year (no more than its year), cited (by the instruments cited),\n"
    "                unread, uncited, planned, our_words (questions, topics, terms, examples,\n"
    "                codes: they are no law)\n"
    "  --unverified  only rows that bear a badge: not verified, or of low confidence\n"
    "  --questions   the open questions instead of rows\n"
    "  --sources     where rows were read: the keys of citations, as docs/law/sources.md has "
    "them\n";

/* A row and why it stands where it does. */
struct line {
    struct law_row_view row;
    const struct law_open_question *question; /* the most harmful open one that touches it */
    size_t order;                             /* as visited */
};
struct lines {
    const struct law *law;
    struct arena *a;
    struct line *list;
    size_t count, room;
    bool unverified;
};

/* A question about a law that came later says nothing of an earlier version. */
static const struct law_open_question *worst_question(const struct law *law,
                                                      const struct law_row_view *row) {
    const struct law_open_question *worst = NULL;
    for (size_t i = 0; i < law->question_count; i++) {
        const struct law_open_question *q = &law->questions[i];
        if (q->status == LAW_QUESTION_OPEN && law_question_touches(q, row) &&
            law_overlap(q->row.span, row->span) && (!worst || q->harm < worst->harm))
            worst = q;
    }
    return worst;
}

static void add(const struct law_row_view *row, void *arg) {
    struct lines *l = arg;
    if (row->again) /* a part that several procedures share is shown once, with the first */
        return;
    if (l->unverified && !law_needs_badge(row->cite))
        return;
    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 512;
        struct line *list = NEW(l->a, struct line, l->room);
        if (l->count)
            memcpy(list, l->list, l->count * sizeof *list);
        l->list = list;
    }
    l->list[l->count] = (struct line){*row, worst_question(l->law, row), l->count};
    l->count++;
}

static int rank(const struct line *x) {
    enum { NO_QUESTION = 1000, LOW = 0, UNVERIFIED = 1, VERIFIED = 2 };
    int harm = x->question ? x->question->harm : NO_QUESTION;
    int care = !law_needs_badge(x->row.cite)        ? VERIFIED
               : x->row.cite->confidence == LAW_LOW ? LOW
                                                    : UNVERIFIED;
    /* What is verified stands last, whatever question touches it. */
    return (care == VERIFIED ? 100000 : 0) + harm * 10 + care;
}

static int by_harm(const void *a, const void *b) {
    const struct line *x = a, *y = b;
    int d = rank(x) - rank(y);
    return d ? d : x->order < y->order ? -1 : 1;
}

static struct str place(struct arena *a, const struct law_row_view *row) {
    return row->rulebook
               ? arena_printf(a, "%.*s@%d", STR_ARG(row->rulebook->regime), row->rulebook->version)
               : (struct str){0};
}

/* "@2, 2024-04-25.." of a row that follows another version, or ends. */
static struct str version(struct arena *a, const struct law_row_view *row) {
    struct str from = {0}, to = {0};
    bool ends = row->span.to.day != LAW_OPEN && !str_equal(row->kind, STR("election"));
    if (row->rulebook || (row->version == 1 && !ends))
        return from;
    if (row->span.from.day != INT32_MIN)
        from = date_format(a, row->span.from);
    if (row->span.to.day != LAW_OPEN)
        to = date_format(a, row->span.to);
    return arena_printf(a, "@%d, %.*s..%.*s", row->version, STR_ARG(from), STR_ARG(to));
}

static void print_row(struct arena *a, const struct line *x, bool english) {
    const struct law_row_view *row = &x->row;
    struct str label = law_say(row->label, english), in = place(a, row), of = version(a, row);
    (void)printf("%.*s %.*s%.*s%s%.*s  %.*s\n", STR_ARG(row->kind), STR_ARG(row->id), STR_ARG(of),
                 in.len ? " @ " : "", STR_ARG(in), STR_ARG(label));
    (void)printf("    %.*s [%.*s] %.*s, %.*s%s\n", STR_ARG(row->cite->text),
                 STR_ARG(row->cite->source), STR_ARG(law_reading_name(row->cite->read)),
                 STR_ARG(law_confidence_name(row->cite->confidence)),
                 row->cite->verified ? "" : ", not verified");
    if (x->question)
        (void)printf("    ? %.*s: %.*s\n", STR_ARG(x->question->row.id),
                     STR_ARG(law_say(x->question->question, english)));
    (void)printf("    %.*s:%d\n", STR_ARG(row->file), row->line);
}

/* A day in force; null when there is no first, or no last, that is known. */
static void put_day(struct json *j, struct arena *a, const char *key, struct date day) {
    json_key(j, key);
    if (day.day == INT32_MIN || day.day == LAW_OPEN)
        json_add_null(j);
    else
        json_add_str(j, date_format(a, day));
}

static void put_row(struct json *j, const struct lines *l, const struct line *x) {
    struct arena *a = l->a;
    const struct law_row_view *row = &x->row;
    json_open_object(j);
    json_put_str(j, "kind", row->kind);
    json_put_str(j, "id", row->id);
    json_put_int(j, "version", row->version);
    struct date from = {INT32_MIN};
    enum law_since since = law_row_since(l->law, row, &from);
    put_day(j, a, "from", from);
    json_put_str(j, "from_by", law_since_name(since));
    put_day(j, a, "to", row->span.to);
    json_put_str(j, "rulebook", place(a, row));
    json_put_str(j, "label_id", row->label.id);
    json_put_str(j, "label_en", row->label.en);
    json_put_str(j, "cite", row->cite->text);
    json_put_str(j, "source", row->cite->source);
    json_put_str(j, "read", law_reading_name(row->cite->read));
    json_put_str(j, "confidence", law_confidence_name(row->cite->confidence));
    json_put_bool(j, "verified", row->cite->verified);
    json_put_str(j, "question", x->question ? x->question->row.id : (struct str){0});
    json_put_str(j, "file", row->file);
    json_put_int(j, "line", row->line);
    json_close_object(j);
}

static void print_json(const struct lines *l) {
    enum { JSON_CAP = 16 << 20 };
    struct buf out;
    struct json j;
    buf_init(&out, JSON_CAP);
    json_init(&j, &out);
    json_open_array(&j);
    for (size_t i = 0; i < l->count; i++)
        put_row(&j, l, &l->list[i]);
    json_close_array(&j);
    if (buf_full(&out))
        die("netral rules list: JSON ceiling reached");
    rules_print(buf_str(&out));
    (void)printf("\n");
    buf_done(&out);
}

static int question_order(const void *a, const void *b) {
    const struct law_open_question *const *x = a, *const *y = b;
    return (*x)->harm - (*y)->harm;
}

/* "= P01.report, E01.report"; "= pilkada-2024 as a whole". */
static void print_touched(const struct law_open_question *q, bool english) {
    const char *between = "    = ";
    for (size_t k = 0; k < q->rows.count; k++, between = ", ")
        (void)printf("%s%.*s", between, STR_ARG(q->rows.list[k]));
    for (size_t k = 0; k < q->concerns.count; k++, between = ", ") {
        struct str word = q->concerns.list[k];
        if (str_equal(word, STR("all")))
            (void)printf("%s%s", between, english ? "the law as a whole" : "seluruh aturan");
        else
            (void)printf(english ? "%s%.*s as a whole" : "%sseluruh %.*s", between, STR_ARG(word));
    }
    (void)printf("\n");
}

static void print_questions(const struct law *law, struct arena *a, bool english) {
    const struct law_open_question **list =
        NEW(a, const struct law_open_question *, law->question_count);
    size_t count = 0;
    for (size_t i = 0; i < law->question_count; i++)
        if (law->questions[i].status == LAW_QUESTION_OPEN)
            list[count++] = &law->questions[i];
    qsort(list, count, sizeof(const struct law_open_question *), question_order);
    for (size_t i = 0; i < count; i++) {
        const struct law_open_question *q = list[i];
        (void)printf("%.*s  %.*s\n    %.*s\n", STR_ARG(q->row.id),
                     STR_ARG(law_say(q->question, english)), STR_ARG(law_say(q->why, english)));
        for (size_t k = 0; k < q->reading_count; k++)
            (void)printf("    %c) %.*s\n", 'a' + (int)(k % 26),
                         STR_ARG(law_say(q->readings[k], english)));
        (void)printf("    -> %.*s\n", STR_ARG(law_say(q->now, english)));
        print_touched(q, english);
    }
    (void)printf("%zu questions\n", count);
}

/* A table in Markdown: the end of docs/law/sources.md is this. */
static void print_sources(const struct law *law, bool english) {
    (void)fputs(english ? "| key | what | where |\n|---|---|---|\n"
                        : "| kunci | apa | di mana |\n|---|---|---|\n",
                stdout);
    for (size_t i = 0; i < law->source_count; i++) {
        const struct law_source *s = &law->sources[i];
        (void)printf("| %.*s | %.*s | ", STR_ARG(s->id), STR_ARG(law_say(s->what, english)));
        if (s->address.len)
            (void)printf("[%.*s](%.*s) |\n", STR_ARG(s->where), STR_ARG(s->address));
        else
            (void)printf("%.*s |\n", STR_ARG(s->where.len ? s->where : STR("-")));
    }
}

static void print_lines(struct lines *l, bool json, bool english) {
    if (l->count)
        qsort(l->list, l->count, sizeof *l->list, by_harm);
    if (json) {
        print_json(l);
        return;
    }
    for (size_t i = 0; i < l->count; i++)
        print_row(l->a, &l->list[i], english);
    (void)printf("%zu rows%s\n", l->count, l->unverified ? " to read" : "");
}

int rules_list(const struct tool *tool) {
    struct tool asked = *tool;
    const char *lang = NULL;
    bool unverified = false, json = false, questions = false, sources = false, english;
    const struct tool_option options[] = {
        {"rules", &asked.rules_dir, NULL}, {"lang", &lang, NULL},
        {"unverified", NULL, &unverified}, {"questions", NULL, &questions},
        {"sources", NULL, &sources},       {"json", NULL, &json}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), NULL, 0};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!rules_language(lang, &english))
        return 2;
    struct arena *a = arena_new(RULES_ARENA_CAP);
    const struct law *law = tool_law(&asked, a);
    if (law && questions) {
        print_questions(law, a, english);
    } else if (law && sources) {
        print_sources(law, english);
    } else if (law) {
        struct lines l = {.law = law, .a = a, .unverified = unverified};
        law_each_row(law, add, &l);
        print_lines(&l, json, english);
    }
    arena_free(a);
    return law ? 0 : 1;
}
