#include "law/tree.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

/* Events are read one by one instead of through yaml_document: that would resolve an alias into its
 * target before anybody could refuse it. */
struct parse {
    struct law_reader *reader;
    struct str bytes;
    yaml_parser_t parser;
    size_t nodes;
    bool failed;
};

static void add_fault(struct law_reader *r, int line, struct law_text text) {
    r->told++;
    if (r->muted) {
        r->waiting++;
        return;
    }
    if (r->faults->count == LAW_FAULTS_MAX) {
        r->faults->more++;
        return;
    }
    for (size_t i = 0; i < r->faults->count; i++) { /* a part is read with each of its rulebooks */
        const struct law_fault *f = &r->faults->list[i];
        if (f->line == line && str_equal(f->file, r->file) && str_equal(f->text, text.en))
            return;
    }
    r->faults->list[r->faults->count++] = (struct law_fault){
        arena_str(r->a, r->file), line, arena_str(r->a, text.en), arena_str(r->a, text.id)};
}

void law_fault_again(struct law_reader *r, const struct law_fault *fault) {
    add_fault(r, fault->line, (struct law_text){fault->text_id, fault->text});
}

enum { SENTENCE_MAX = 512 };

void law_fault(struct law_reader *r, int line, const char *format, ...) {
    char text[SENTENCE_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    add_fault(r, line, (struct law_text){.en = str_from_c(text)});
}

void law_fault_both(struct law_reader *r, int line, const char *en, const char *id, ...) {
    char english[SENTENCE_MAX], indonesian[SENTENCE_MAX];
    va_list args, again;
    va_start(args, id);
    va_copy(again, args);
    (void)vsnprintf(english, sizeof english, en, args);
    (void)vsnprintf(indonesian, sizeof indonesian, id, again);
    va_end(again);
    va_end(args);
    add_fault(r, line, (struct law_text){str_from_c(indonesian), str_from_c(english)});
}

struct str law_shown(struct str s) {
    if (s.len <= LAW_SHOWN_MAX)
        return s;
    s.len = LAW_SHOWN_MAX;
    while (s.len && ((unsigned char)s.ptr[s.len] & 0xc0) == 0x80)
        s.len--; /* not in the middle of a character */
    return s;
}

static int line_of(yaml_mark_t mark) {
    return (int)mark.line + 1; /* of LAW_FILE_MAX bytes: it fits */
}

static void fail(struct parse *p, yaml_mark_t mark, const char *en, const char *id) {
    if (!p->failed)
        add_fault(p->reader, line_of(mark), (struct law_text){str_from_c(id), str_from_c(en)});
    p->failed = true;
}

/* Where the parser stumbled. Its reader knows an offset instead of a line. */
static int problem_line(const struct parse *p) {
    if (p->parser.error != YAML_READER_ERROR)
        return line_of(p->parser.problem_mark);
    int line = 1;
    for (size_t i = 0; i < p->bytes.len && i < p->parser.problem_offset; i++)
        line += p->bytes.ptr[i] == '\n';
    return line;
}

/* The next event; false after a fault. The caller deletes the event of a success. */
static bool next_event(struct parse *p, yaml_event_t *event) {
    if (p->failed)
        return false;
    if (yaml_parser_parse(&p->parser, event))
        return true;
    char english[SENTENCE_MAX];
    assert(p->parser.problem); /* the library says none only when out of memory */
    (void)snprintf(english, sizeof english, "not YAML: %s", p->parser.problem);
    /* the library's own words are English alone */
    add_fault(p->reader, problem_line(p),
              (struct law_text){STR("bukan YAML yang utuh: periksa lekukan (spasi, bukan tab), "
                                    "tanda kutip, kurung, dan titik dua di baris ini"),
                                str_from_c(english)});
    p->failed = true;
    return false;
}

static bool is_plain_yaml(struct parse *p, const yaml_event_t *e) {
    const void *anchor = NULL, *tag = NULL;
    if (e->type == YAML_SCALAR_EVENT)
        anchor = e->data.scalar.anchor, tag = e->data.scalar.tag;
    else if (e->type == YAML_SEQUENCE_START_EVENT)
        anchor = e->data.sequence_start.anchor, tag = e->data.sequence_start.tag;
    else if (e->type == YAML_MAPPING_START_EVENT)
        anchor = e->data.mapping_start.anchor, tag = e->data.mapping_start.tag;
    if (e->type == YAML_ALIAS_EVENT || anchor)
        fail(p, e->start_mark, "anchors and aliases are refused: write the text out",
             "tanda & dan * ditolak: tulis isinya langsung");
    else if (tag)
        fail(p, e->start_mark, "tags are refused: write the plain value",
             "tanda ! ditolak: tulis nilainya saja");
    return !p->failed;
}

static struct law_node *build(struct parse *p, const yaml_event_t *event, int depth);

static void append(struct law_node *parent, const struct law_node **last, struct law_node *child) {
    if (*last)
        ((struct law_node *)*last)->next = child;
    else
        parent->first = child;
    *last = child;
    parent->count++;
}

/* A key's text in the scratch arena; false after a fault. */
static bool read_key(struct parse *p, const struct law_node *mapping, const yaml_event_t *e,
                     struct str *ret) {
    if (!is_plain_yaml(p, e))
        return false;
    if (e->type != YAML_SCALAR_EVENT || e->data.scalar.length > LAW_KEY_LEN_MAX) {
        fail(p, e->start_mark, "a key must be one short word",
             "kunci, yaitu kata sebelum titik dua, harus satu kata pendek");
        return false;
    }
    struct str key = {(const char *)e->data.scalar.value, e->data.scalar.length};
    for (const struct law_node *n = mapping->first; n; n = n->next)
        if (str_equal(n->key, key)) {
            law_fault_both(p->reader, line_of(e->start_mark),
                           "key \"%.*s\" stands here twice; its first place is line %d",
                           "kunci \"%.*s\" tertulis dua kali; yang pertama di baris %d. Hapus satu",
                           STR_ARG(key), n->line);
            p->failed = true;
            return false;
        }
    if (mapping->count == LAW_KEYS_MAX) {
        fail(p, e->start_mark, "too many keys in one place",
             "terlalu banyak kunci di satu tempat; sebuah hari hanya memerlukan date, kind, name");
        return false;
    }
    *ret = arena_str(p->reader->scratch, key);
    return true;
}

static struct law_node *build_children(struct parse *p, struct law_node *parent, int depth) {
    const struct law_node *last = NULL;
    yaml_event_t e;
    while (next_event(p, &e)) {
        bool end = e.type == YAML_SEQUENCE_END_EVENT || e.type == YAML_MAPPING_END_EVENT;
        struct str key = {0};
        int line = line_of(e.start_mark);
        bool is_value = !end && parent->kind == LAW_SEQUENCE;
        if (!end && parent->kind == LAW_MAPPING) {
            bool good = read_key(p, parent, &e, &key);
            yaml_event_delete(&e);
            if (!good || !next_event(p, &e))
                return NULL;
            is_value = true;
        }
        struct law_node *child = is_value ? build(p, &e, depth + 1) : NULL;
        yaml_event_delete(&e);
        if (end)
            return parent;
        if (!child)
            return NULL;
        child->key = key;
        child->line = line;
        append(parent, &last, child);
    }
    return NULL;
}

/* The node that begins with event; NULL after a fault. */
static struct law_node *build(struct parse *p, const yaml_event_t *event, int depth) {
    if (!is_plain_yaml(p, event))
        return NULL;
    if (depth > LAW_DEPTH_MAX || p->nodes == LAW_NODES_MAX) {
        if (depth > LAW_DEPTH_MAX)
            fail(p, event->start_mark, "nested too deeply",
                 "lekukannya terlalu dalam; hapus tingkat yang tidak perlu");
        else
            fail(p, event->start_mark, "more rows than a rules file may have",
                 "isinya melebihi batas satu berkas aturan; hapus yang tidak perlu");
        return NULL;
    }
    p->nodes++;
    struct law_node *node = NEW(p->reader->scratch, struct law_node, 1);
    node->line = line_of(event->start_mark);
    if (event->type == YAML_SCALAR_EVENT) {
        struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
        if (!str_is_utf8(value)) {
            fail(p, event->start_mark, "text must be UTF-8 without NUL",
                 "teks ini bukan UTF-8; simpan berkas dengan penyandian UTF-8");
            return NULL;
        }
        node->value = arena_str(p->reader->scratch, value);
        return node;
    }
    node->kind = event->type == YAML_MAPPING_START_EVENT ? LAW_MAPPING : LAW_SEQUENCE;
    return build_children(p, node, depth);
}

/* Stream start, document start, one node, document end, stream end. */
static const struct law_node *read_document(struct parse *p) {
    const struct law_node *root = NULL;
    bool done = false;
    yaml_event_t e;
    while (!done && next_event(p, &e)) {
        done = e.type == YAML_STREAM_END_EVENT;
        if (e.type == YAML_DOCUMENT_START_EVENT && root)
            fail(p, e.start_mark, "a rules file holds one document",
                 "satu berkas memuat satu dokumen: hapus garis --- kedua dan isi di bawahnya");
        else if (e.type == YAML_SCALAR_EVENT || e.type == YAML_SEQUENCE_START_EVENT ||
                 e.type == YAML_MAPPING_START_EVENT || e.type == YAML_ALIAS_EVENT)
            root = build(p, &e, 1);
        yaml_event_delete(&e);
    }
    if (!p->failed && !root)
        law_fault_both(p->reader, 0, "the file is empty",
                       "berkas ini kosong; pilih berkas lain atau tempel isinya");
    return p->failed ? NULL : root;
}

const struct law_node *law_child(const struct law_node *mapping, struct str key) {
    if (mapping->kind == LAW_MAPPING)
        for (const struct law_node *n = mapping->first; n; n = n->next)
            if (str_equal(n->key, key))
                return n;
    return NULL;
}

const struct law_node *law_get(const struct law_node *mapping, const char *key) {
    return law_child(mapping, str_from_c(key));
}

int law_line(const struct law_node *mapping, const char *key) {
    const struct law_node *n = law_get(mapping, key);
    return n ? n->line : mapping->line;
}

const struct law_node *law_tree_read(struct law_reader *r, struct str bytes) {
    struct parse p = {.reader = r, .bytes = bytes};
    assert(bytes.len <= LAW_FILE_MAX); /* whoever reads a file tells of one that is larger */
    if (!yaml_parser_initialize(&p.parser))
        die("out of memory");
    yaml_parser_set_encoding(&p.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p.parser, (const unsigned char *)bytes.ptr, bytes.len);
    const struct law_node *root = read_document(&p);
    yaml_parser_delete(&p.parser);
    return root;
}
