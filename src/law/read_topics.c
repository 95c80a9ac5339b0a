#include "law/read_files.h"

/* The questions of the adviser (rules/topics), and what each class hears where neither an act nor a
 * topic speaks (principles.yaml). */

static struct law_answer read_answer(struct law_reader *r, const struct law_node *n) {
    static const char *const VERDICTS[] = {"allowed", "avoid"};
    if (!law_keys(r, n, "subjects? contests? side? stages? verdict why cite"))
        return (struct law_answer){0};
    return (struct law_answer){
        .subjects = law_read_ids(r, n, "subjects", 0),
        .contests = law_read_ids(r, n, "contests", 0),
        .side = law_read_side(r, n),
        .stages = law_read_ids(r, n, "stages", 1),
        .verdict = (enum law_verdict)law_read_word(
            r, n, "verdict", (struct law_words){VERDICTS, COUNT_OF(VERDICTS)}),
        .why = law_read_text(r, n, "why"),
        .cite = law_read_cite(r, n),
        .file = arena_str(r->a, r->file),
        .line = n->line,
    };
}

struct answers {
    const struct law_answer *list;
    size_t count;
};

static struct answers read_list(struct law_reader *r, const struct law_node *parent,
                                const char *key) {
    struct law_rows rows = law_read_rows(r, parent, key, 1);
    struct law_answer *list = NEW(r->a, struct law_answer, rows.count);
    struct answers ret = {.list = list};
    for (const struct law_node *n = rows.first; n; n = n->next)
        list[ret.count++] = read_answer(r, n);
    return ret;
}

void law_read_principles(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "answers"))
        return;
    struct answers answers = read_list(r, root, "answers");
    ret->principles = answers.list;
    ret->principle_count = answers.count;
}

/* The topic's own answers, then the principles: the first that fits is given. */
static void read_answers(struct law_reader *r, const struct law_node *n, const struct law *law,
                         struct law_topic *ret) {
    struct answers own = read_list(r, n, "answers");
    struct law_answer *list = NEW(r->a, struct law_answer, own.count + law->principle_count);
    for (size_t i = 0; i < own.count; i++)
        list[ret->answer_count++] = own.list[i];
    for (size_t i = 0; i < law->principle_count; i++)
        list[ret->answer_count++] = law->principles[i];
    ret->answers = list;
}

/* An id stands for all versions of its act: the day says which of them speaks. Returns how many. */
static size_t add_versions(const struct law *law, struct str id, const struct law_act **list) {
    size_t count = 0;
    for (size_t i = 0; i < law->act_count; i++)
        if (str_equal(law->acts[i].row.id, id))
            list[count++] = &law->acts[i];
    return count;
}

/* A name that stands twice would make more of them than there are. */
static bool is_named(const struct law_topic *topic, struct str id) {
    for (size_t i = 0; i < topic->act_count; i++)
        if (str_equal(topic->acts[i]->row.id, id))
            return true;
    return false;
}

static void read_topic_acts(struct law_reader *r, const struct law_node *n, const struct law *law,
                            struct law_topic *ret) {
    struct law_rows rows = law_read_rows(r, n, "acts", 0);
    const struct law_act **list =
        NEW(r->a, const struct law_act *, rows.count ? law->act_count : 0);
    ret->acts = list;
    for (const struct law_node *name = rows.first; name; name = name->next) {
        struct str id = name->kind == LAW_SCALAR ? str_trim(name->value) : (struct str){0};
        if (id.len && is_named(ret, id))
            law_fault(r, name->line, "the act \"%.*s\" stands here twice", STR_ARG(id));
        else if (id.len && law_act(law, id))
            ret->act_count += add_versions(law, id, list + ret->act_count);
        else
            law_fault(r, name->line, "unknown act \"%.*s\"; acts are rows of acts/",
                      STR_ARG(law_shown(name->value)));
    }
}

struct topics_file {
    struct law_usual usual;
    const struct law *law;
};

static void read_topic(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct topics_file *file = arg;
    struct law_topic *out = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " group question example instead instead_for? acts? answers?"))
        return;
    *out = (struct law_topic){
        .row = law_read_row(r, n, &file->usual),
        .group = law_read_id(r, n, "group"),
        .question = law_read_text(r, n, "question"),
        .example = law_read_text(r, n, "example"),
        .instead = law_read_text(r, n, "instead"),
        .instead_for = law_read_ids(r, n, "instead_for", 0),
    };
    read_topic_acts(r, n, file->law, out);
    read_answers(r, n, file->law, out);
}

static void append(struct law_reader *r, struct law *law, const struct law_topic *more,
                   size_t count) {
    struct law_topic *list = NEW(r->a, struct law_topic, law->topic_count + count);
    for (size_t i = 0; i < law->topic_count; i++)
        list[i] = law->topics[i];
    for (size_t i = 0; i < count; i++) {
        if (law_topic(law, more[i].row.id))
            law_fault(r, more[i].row.line, "another file holds the topic \"%.*s\"",
                      STR_ARG(more[i].row.id));
        list[law->topic_count + i] = more[i];
    }
    law->topics = list;
    law->topic_count += count;
}

void law_read_topics(struct law_reader *r, struct law_trees files, struct law *ret) {
    for (size_t i = 0; i < files.count; i++) {
        const struct law_node *root = files.list[i].root;
        r->file = files.list[i].file;
        if (!law_keys(r, root, "version? from? to? topics"))
            continue;
        struct topics_file file = {law_read_usual(r, root), ret};
        size_t count;
        const struct law_topic *list = law_read_table(
            r, root,
            &(struct law_table){"topics", sizeof(struct law_topic), 1, read_topic, &file, false},
            &count);
        append(r, ret, list, count);
    }
}
