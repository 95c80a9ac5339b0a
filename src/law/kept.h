#ifndef LAW_KEPT_H
#define LAW_KEPT_H
/* What the build found in the shipped rules, so that a start need not find it again: the tree of
 * each file, by SHA-256 of the file's bytes, and of which files all checks found no fault. It
 * stands in the program itself. A file of other bytes is read by libyaml; of files of which one is
 * another, or is called otherwise, everything is checked: what is kept can be missing, and can
 * never say what the files do not (docs/adr/0071).
 *
 * The form of a tree: numbers are of seven bits a byte, the lowest first, the highest bit saying
 * that more come. How many nodes there are; how many bytes of texts, and these; then the nodes,
 * each before its children. A node is
 *
 * 1. its head: kind (2 bits, enum law_node_kind); a bit each for whether the key and the value
 *    stand in the form's own texts; how many lines after the node before (15: 15 and the number
 *    that follows);
 * 2. in a mapping its key: how many bytes to skip in the file, and its length; where its bit is
 *    set its length alone, since own texts follow each other;
 * 3. of a scalar its value, in the same way; of others the number of their children.
 *
 * Bytes to skip count from the end of the last text that was taken from the file. */
#include "law/tree.h"

struct law_kept_file {
    struct hash hash; /* of the file's bytes */
    struct str form;
};
struct law_kept {
    const struct law_kept_file *files;
    size_t count;
    struct hash checked; /* law_kept_key of files without a fault; of a count of 0: nothing */
};
extern const struct law_kept
    LAW_KEPT; /* of rules/: made by tools/keep_rules.c, linked by who asks */

/* The form of the tree of bytes of that hash; empty: none is kept. */
struct str law_kept_form(const struct law_kept *kept, const struct hash *hash);
/* The tree that a form makes of the bytes that it was made of; NULL when it is not whole: of other
 * bytes or another form it makes some tree within the limits of tree.h, or none. Owns: the nodes
 * live in a, their texts in bytes and form. */
const struct law_node *law_kept_tree(struct arena *a, struct str form, struct str bytes);
/* Which files these are, by their names and their bytes, in their order: goes on from key. */
struct hash law_kept_key(const struct hash *key, struct str name, const struct hash *bytes);

/* What is to be kept of a law that was loaded without a fault (keep.c). Owns: lives in a. */
struct law_kept law_keep(struct arena *a, const struct law *law);
/* The form of the tree of these bytes. Owns: lives in a. */
struct str law_keep_tree(struct arena *a, const struct law_node *root, struct str bytes);
#endif
