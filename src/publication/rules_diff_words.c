#include <string.h>

#include "law/read.h"
#include "publication/rules_diff_internal.h"

/* Keys and lists in words that a lawyer reads. A key that is not here speaks for itself. */
static const struct word {
    const char *key, *id, *en;
} KEYS[] = {
    {"n", "jumlah", "number"},
    {"unit", "satuan", "unit"},
    {"mode", "cara hitung", "way of counting"},
    {"kind", "jenis", "kind"},
    {"lapse", "akibat lewat waktu", "effect of lapse"},
    {"start", "mulai dihitung", "counted from"},
    {"from", "berlaku sejak", "in force from"},
    {"to", "berlaku sampai", "in force until"},
    {"version", "versi", "version"},
    {"label", "sebutan", "label"},
    {"name", "nama", "name"},
    {"plain", "bahasa sederhana", "plain words"},
    {"text", "bunyi", "text"},
    {"reporter", "kata untuk pelapor", "words for the reporter"},
    {"cite", "dasar", "basis"},
    {"law", "instrumen", "instruments"},
    {"mentions", "instrumen yang hanya disebut", "instruments only mentioned"},
    {"source", "sumber", "source"},
    {"what", "isi", "what it is"},
    {"where", "tempat dibaca", "where it was read"},
    {"address", "alamat", "address"},
    {"aka", "sebutan lain", "other names"},
    {"read", "cara dibaca", "how it was read"},
    {"confidence", "keyakinan", "confidence"},
    {"verified", "terverifikasi", "verified"},
    {"actor", "yang bertindak", "who acts"},
    {"role", "peran", "role"},
    {"waits_for", "menunggu", "waits for"},
    {"hand_to", "diserahkan kepada", "handed to"},
    {"phase", "tahap", "phase"},
    {"terminal", "akhir prosedur", "end of the procedure"},
    {"needs", "langkah yang harus mendahului", "steps that must come before"},
    {"after", "baru setelah tenggat", "only after the clock"},
    {"fields", "isian", "field"},
    {"outcomes", "hasil", "outcome"},
    {"starts", "tenggat yang mulai", "clock that starts"},
    {"stops", "tenggat yang berhenti", "clocks that stop"},
    {"suspends", "tenggat yang ditangguhkan", "clocks suspended"},
    {"resumes", "tenggat yang dilanjutkan", "clocks resumed"},
    {"opens", "membuka prosedur", "opens procedures"},
    {"registers", "memberi nomor registrasi", "gives the registration number"},
    {"others", "angka lain", "other number"},
    {"replaces", "menggantikan", "replaces"},
    {"amends", "mengubah", "amends"},
    {"survives", "pasal yang tetap berlaku", "articles that survive"},
    {"note", "catatan", "note"},
    {"track", "jalur", "track"},
    {"tier", "tingkat", "tier"},
    {"side", "sisi penetapan", "side of the determination"},
    {"subjects", "subjek", "subjects"},
    {"gap", "celah hukum", "legal gap"},
    {"asks", "yang harus dibuktikan", "what must be shown"},
    {"addressee", "penerima", "addressee"},
    {"question", "pertanyaan", "question"},
    {"why", "mengapa", "why"},
    {"answer", "jawaban", "answer"},
    {"now", "yang dilakukan program", "what the program does"},
    {"readings", "tafsir", "readings"},
    {"rows", "baris yang disentuh", "rows touched"},
    {"concerns", "menyangkut seluruh", "concerns as a whole"},
    {"harm", "urutan bahaya", "order of harm"},
    {"status", "keadaan", "status"},
    {"timing", "waktu", "timing"},
    {"stage", "tahapan", "stage"},
    {"days", "hari", "days"},
    {"evidence", "bukti", "evidence"},
    {"document", "formulir", "form"},
    {"required", "wajib", "required"},
    {"options", "pilihan", "option"},
    {"punishments", "jenis hukuman", "punishment"},
    {"months", "bulan", "months"},
    {"months_min", "bulan paling sedikit", "months at least"},
    {"months_max", "bulan paling banyak", "months at most"},
    {"fine_min", "denda paling sedikit", "fine at least"},
    {"fine_max", "denda paling banyak", "fine at most"},
    {"fine_category", "kategori denda", "category of the fine"},
    {"office", "kantor", "office"},
    {"entry", "awal perkara", "where cases begin"},
    {"report_window", "waktu melapor", "time to report"},
    {"numbers", "pola nomor", "number patterns"},
    {"parts", "bagian bersama", "shared parts"},
    {"word", "kata", "word"},
    {"code", "kata dalam program", "word of the program"},
    {"id", "dalam bahasa Indonesia", "in Indonesian"},
    {"en", "dalam bahasa Inggris", "in English"},
};
static const struct word LISTS[] = {
    {"sources", "sumber", "source"},
    {"instruments", "instrumen", "instrument"},
    {"clocks", "tenggat", "clock"},
    {"states", "keadaan", "state"},
    {"steps", "langkah", "step"},
    {"requirements", "syarat", "requirement"},
    {"acts", "perbuatan", "act"},
    {"sanctions", "sanksi", "sanction"},
    {"penalties", "pidana", "penalty"},
    {"imposers", "kewenangan menjatuhkan", "power to impose"},
    {"siasn", "kode SIASN", "SIASN code"},
    {"topics", "pertanyaan penasihat", "adviser's question"},
    {"authorities", "pemegang peran", "holder of a role"},
    {"windows", "jam penerimaan", "intake window"},
    {"letters", "formulir", "form"},
    {"duties", "tugas pencegahan", "duty of prevention"},
    {"pledge", "butir ikrar", "point of the pledge"},
    {"questions", "pertanyaan terbuka", "open question"},
    {"terms", "istilah", "term"},
    {"offices", "kantor", "office"},
    {"classes", "subjek", "class of persons"},
    {"stages", "tahapan", "stage"},
    {"days", "hari libur", "day off"},
    {"", "berkas", "file"},
};

/* Words of enumerations. */
static const struct word VALUES[] = {
    {"calendar", "hari kalender", "calendar days"},
    {"working", "hari kerja", "working days"},
    {"month", "bulan", "months"},
    {"hour", "jam", "hours"},
    {"duty", "kewajiban", "duty"},
    {"right", "hak", "right"},
    {"true", "ya", "yes"},
    {"false", "tidak", "no"},
    {"high", "tinggi", "high"},
    {"medium", "sedang", "medium"},
    {"low", "rendah", "low"},
};

static struct str find(const struct word *words, size_t count, struct str key, bool english) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(key, str_from_c(words[i].key)))
            return str_from_c(english ? words[i].en : words[i].id);
    return key;
}

struct str diff_kind(struct str list, bool english) {
    return find(LISTS, COUNT_OF(LISTS), list, english);
}

struct str diff_word(const struct law_node *node, struct str in, bool english) {
    bool list = node->kind == LAW_SEQUENCE;
    if (list && str_equal(node->key, STR("from")))
        return english ? STR("from the states") : STR("dari keadaan");
    if (str_equal(in, STR("outcomes")) && str_equal(node->key, STR("to")))
        return english ? STR("leads to") : STR("menuju");
    return find(KEYS, COUNT_OF(KEYS), node->key, english);
}

static bool is_text(const struct law_node *n) {
    return n->kind == LAW_MAPPING && n->count == 2 && law_get(n, "id") && law_get(n, "en");
}

static void put_value(struct buf *out, const struct law_node *node, bool english) {
    if (node->kind == LAW_SCALAR) { /* a number, a name, a day need no marks */
        bool words = node->value.len && memchr(node->value.ptr, ' ', node->value.len);
        if (words)
            buf_printf(out, "\"%.*s\"", STR_ARG(node->value));
        else
            buf_add(out, find(VALUES, COUNT_OF(VALUES), node->value, english));
        return;
    }
    if (is_text(node)) {
        put_value(out, law_get(node, english ? "en" : "id"), english);
        return;
    }
    size_t start = out->len;
    for (const struct law_node *n = node->first; n; n = n->next) {
        buf_add_c(out, out->len > start ? ", " : "");
        if (node->kind == LAW_MAPPING)
            buf_printf(out, "%.*s ", STR_ARG(diff_word(n, (struct str){0}, english)));
        put_value(out, n, english);
    }
    if (out->len == start)
        buf_add_c(out, "-");
}

/* No value is longer than its file and the words for its keys. */
enum { VALUE_CAP = 4 * LAW_FILE_MAX };

struct str diff_value(struct arena *a, const struct law_node *node, bool english) {
    struct buf out;
    buf_init(&out, VALUE_CAP);
    put_value(&out, node, english);
    struct str value = arena_str(a, buf_str(&out));
    buf_done(&out);
    return value;
}

/* --- comparing --- */

struct compare {
    struct buf *out;
    struct arena *a;
    bool english, changed;
};

static void line(struct compare *c, struct str path, const char *id, const char *en,
                 struct str value) {
    c->changed = true;
    const char *verb = c->english ? en : id;
    buf_printf(c->out, "%.*s%s%s %.*s\n", STR_ARG(path), *verb == ':' ? "" : " ", verb,
               STR_ARG(value));
}

static void nodes(struct compare *c, struct str path, struct str in, const struct law_node *x,
                  const struct law_node *y);

static struct str deeper(struct compare *c, struct str path, struct str word) {
    return path.len ? arena_printf(c->a, "%.*s, %.*s", STR_ARG(path), STR_ARG(word)) : word;
}

static void mappings(struct compare *c, struct str path, struct str in, const struct law_node *x,
                     const struct law_node *y) {
    for (const struct law_node *n = x->first; n; n = n->next) {
        const struct law_node *other = law_get(y, arena_c(c->a, n->key));
        struct str here = deeper(c, path, diff_word(n, in, c->english));
        if (other)
            nodes(c, here, n->key, n, other);
        else
            line(c, here, "dihapus; semula", "removed; it was", diff_value(c->a, n, c->english));
    }
    for (const struct law_node *n = y->first; n; n = n->next)
        if (!law_get(x, arena_c(c->a, n->key)))
            line(c, deeper(c, path, diff_word(n, in, c->english)),
                 "ditambahkan:", "added:", diff_value(c->a, n, c->english));
}

static bool is_equal(const struct law_node *x, const struct law_node *y) {
    if (x->kind != y->kind || x->count != y->count || !str_equal(x->key, y->key) ||
        !str_equal(x->value, y->value))
        return false;
    const struct law_node *m = y->first;
    for (const struct law_node *n = x->first; n; n = n->next, m = m->next)
        if (!is_equal(n, m))
            return false;
    return true;
}

static bool is_same(struct str key, const struct law_node *x, const struct law_node *y) {
    struct str name = x->kind == LAW_SCALAR ? x->value : diff_name(key, x);
    if (x->kind != y->kind)
        return false;
    if (x->kind != LAW_SCALAR && !name.len) /* nothing names it but what it says */
        return is_equal(x, y);
    return str_equal(name, y->kind == LAW_SCALAR ? y->value : diff_name(key, y));
}

/* The children of two lists, each with its other half or NULL. */
struct pairs {
    const struct law_node **x, **y;       /* the children */
    const struct law_node **of_x, **of_y; /* their other halves */
};

static const struct law_node **children(struct arena *a, const struct law_node *list) {
    const struct law_node **ret = NEW(a, const struct law_node *, list->count + 1);
    size_t count = 0;
    for (const struct law_node *n = list->first; n; n = n->next)
        ret[count++] = n;
    return ret;
}

static bool is_unnamed(struct str key, const struct law_node *n) {
    return n->kind != LAW_SCALAR && !diff_name(key, n).len;
}

/* What nothing names and what says something else now is met with the next such one. */
static void pair_unnamed(struct pairs *p, struct str key, size_t x_count, size_t y_count) {
    size_t k = 0;
    for (size_t i = 0; i < x_count; i++) {
        if (p->of_x[i] || !is_unnamed(key, p->x[i]))
            continue;
        while (k < y_count && (p->of_y[k] || !is_unnamed(key, p->y[k])))
            k++;
        if (k == y_count)
            return;
        p->of_x[i] = p->y[k];
        p->of_y[k] = p->x[i];
    }
}

static struct pairs pair(struct arena *a, struct str key, const struct law_node *x,
                         const struct law_node *y) {
    struct pairs p = {children(a, x), children(a, y), NEW(a, const struct law_node *, x->count + 1),
                      NEW(a, const struct law_node *, y->count + 1)};
    for (size_t i = 0; i < x->count; i++)
        for (size_t k = 0; k < y->count && !p.of_x[i]; k++)
            if (!p.of_y[k] && is_same(key, p.x[i], p.y[k])) {
                p.of_x[i] = p.y[k];
                p.of_y[k] = p.x[i];
            }
    pair_unnamed(&p, key, x->count, y->count);
    return p;
}

/* "isian \"nama\"", "jawaban 2" */
static struct str row_path(struct compare *c, struct str path, struct str name, size_t place) {
    return name.len ? arena_printf(c->a, "%.*s \"%.*s\"", STR_ARG(path), STR_ARG(name))
                    : arena_printf(c->a, "%.*s %zu", STR_ARG(path), place);
}

static void lists(struct compare *c, struct str path, struct str key, const struct law_node *x,
                  const struct law_node *y) {
    struct pairs p = pair(c->a, key, x, y);
    bool moved = x->count == y->count, same_order = true; /* of rows; words have no order */
    for (size_t i = 0; i < x->count; i++) {
        const struct law_node *n = p.x[i], *other = p.of_x[i];
        if (!other)
            line(c, path, "tanpa lagi", "without", diff_value(c->a, n, c->english));
        else if (n->kind != LAW_SCALAR)
            nodes(c, row_path(c, path, diff_name(key, n), i + 1), key, n, other);
        moved = moved && other;
        same_order = same_order && (n->kind == LAW_SCALAR || !moved || other == p.y[i]);
    }
    for (size_t k = 0; k < y->count; k++)
        if (!p.of_y[k])
            line(c, path, "ditambah", "with, new,", diff_value(c->a, p.y[k], c->english));
    if (moved && !same_order)
        line(c, path, "urutannya berubah:", "in another order:", diff_value(c->a, y, c->english));
}

static void turns(struct compare *c, struct str path, const struct law_node *x,
                  const struct law_node *y) {
    struct str was = diff_value(c->a, x, c->english), is = diff_value(c->a, y, c->english);
    line(c, path, ":", ":",
         arena_printf(c->a, "%.*s %s %.*s", STR_ARG(was), c->english ? "becomes" : "menjadi",
                      STR_ARG(is)));
}

static void nodes(struct compare *c, struct str path, struct str in, const struct law_node *x,
                  const struct law_node *y) {
    if (x->kind == LAW_SCALAR && y->kind == LAW_SCALAR) {
        if (!str_equal(x->value, y->value))
            turns(c, path, x, y);
    } else if (x->kind == LAW_MAPPING && y->kind == LAW_MAPPING) {
        mappings(c, path, in, x, y);
    } else if (x->kind == LAW_SEQUENCE && y->kind == LAW_SEQUENCE) {
        lists(c, path, in, x, y);
    } else {
        turns(c, path, x, y);
    }
}

bool diff_compare(struct buf *out, struct arena *a, const struct diff_row *before,
                  const struct diff_row *after, bool english) {
    struct compare c = {out, a, english, false};
    nodes(&c, (struct str){0}, before->list, before->node, after->node);
    return c.changed;
}
