#ifndef LAW_TREE_H
#define LAW_TREE_H
/* One YAML text as a tree whose every node knows its line. Used only while rules are loaded.
 * Rules files use a small part of YAML: mappings, sequences, scalars. Anchors, aliases, tags, merge
 * keys, several documents and deep nesting are refused, so that no file can grow when it is read.
 */
#include "law/law.h"

enum law_node_kind { LAW_SCALAR, LAW_SEQUENCE, LAW_MAPPING };
struct law_node {
    enum law_node_kind kind;
    int line; /* of the key in a mapping, else of the value */
    struct str key, value;
    const struct law_node *first, *next; /* first child; next of the same parent */
    size_t count;                        /* children */
};
enum {
    LAW_FILE_MAX = 256 * 1024,
    LAW_DEPTH_MAX = 12,
    LAW_NODES_MAX = 20000,
    LAW_KEYS_MAX = 64,
    LAW_KEY_LEN_MAX = 64,
    LAW_SHOWN_MAX = 80 /* bytes of a file's own text that a fault repeats */
};
struct law_spoken { /* a text for people in both languages, and where it stands */
    const struct law_node *node;
    struct str file;
    struct law_text text;
    const struct law_spoken *next;
};
/* What every reading function needs: where results go, where faults go, which file this is. */
struct law_reader {
    struct arena *a;       /* results and faults */
    struct arena *scratch; /* trees; freed when loading ends */
    struct law_faults *faults;
    struct str file;
    const struct law *law; /* what was read before: its rows may be named; NULL: nothing */
    size_t told;           /* faults found so far: one that was found before, or that finds no room
                              in faults, counts here, too */
    bool checking;         /* law_load_to_check: what costs time is checked, too */
    bool checked;          /* the build found no fault in these very files (kept.h): what rows must
                              keep together is not checked again */
    bool muted;            /* rows are missing: what is found now may only follow from that */
    size_t waiting;        /* faults that were found meanwhile, and not told */
    const struct law_spoken *spoken; /* checking: the texts read so far, the last one first */
};
void law_fault(struct law_reader *r, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same in both languages, of what a file that somebody sends can have: both formats take the
 * same values in the same order. */
void law_fault_both(struct law_reader *r, int line, const char *en, const char *id, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/* Tells, of r->file, a fault that another reader found. */
void law_fault_again(struct law_reader *r, const struct law_fault *fault);
/* The part of a file's text that a fault may repeat. */
struct str law_shown(struct str s);
/* The value under a key; NULL: it has none, or is no mapping. */
const struct law_node *law_child(const struct law_node *mapping, struct str key);
const struct law_node *law_get(const struct law_node *mapping, const char *key);
/* Where a fault of that value is told: its line; without one the mapping's. */
int law_line(const struct law_node *mapping, const char *key);
/* The root of the text's one document; NULL after a fault. Owns: the tree lives in r->scratch. */
const struct law_node *law_tree_read(struct law_reader *r, struct str bytes);
#endif
