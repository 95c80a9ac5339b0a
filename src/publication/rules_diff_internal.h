#ifndef PUBLICATION_RULES_DIFF_INTERNAL_H
#define PUBLICATION_RULES_DIFF_INTERNAL_H
/* What the parts of the comparison share: rows of files, keys and values in words. */
#include "base/buf.h"
#include "law/tree.h"
#include "publication/rules_diff.h"

struct diff_row {
    struct str context; /* "pilkada-2024@1", "skb-2022"; empty: a register of its own */
    struct str list;    /* key of the list it stands in; empty: the head of a file */
    struct str name;    /* what it is called in its list, with its version where it states one */
    struct str bare;    /* without its version; of the head of a procedure: the procedure */
    int64_t version;    /* 1 when it states none */
    const struct law_node *node;
    struct str file;
    const struct diff_row *other; /* what it is on the other side; NULL: it is not there */
};
/* A file whose rows belong to a procedure: its own, or a part's. */
struct diff_link {
    size_t head; /* place of the procedure's head among the rows */
    struct str context;
};
struct diff_rows {
    struct arena *a;
    struct diff_row *list;
    size_t count, room;
    struct diff_link *links;
    size_t link_count, link_room;
    struct law_faults *faults; /* why a file could not be read: the first */
};
/* The rows of every file. Errors: ERR_RULES. */
struct err diff_read_files(struct diff_rows *rows, struct law_files files) MUST_CHECK;
/* The rows of one version of a procedure and of its parts, all under the context of its name.
 * Errors: ERR_RULES; ERR_MISSING: there is no such version. */
struct err diff_read_version(struct diff_rows *rows, struct law_files files,
                             struct str reference) MUST_CHECK;

/* Sets what each row is on the other side: by name, by the succession of versions, and over the
 * files of one procedure (rules_diff_pair.c). Each is met once. */
void diff_pair(struct diff_rows *before, struct diff_rows *after);
/* The head of the file of a context, not empty; NULL. */
const struct diff_row *diff_head(const struct diff_rows *rows, struct str context);
/* Whether the row, one that has another half, went to another file of its procedure. */
bool diff_has_moved(const struct diff_rows *before, const struct diff_row *row);
/* The version before this one, beside it on its side; NULL. */
const struct diff_row *diff_predecessor(const struct diff_rows *rows, const struct diff_row *row);

/* What a row of a list is called: name of a step or field, else id, value, date, clock. */
struct str diff_name(struct str list, const struct law_node *node);
/* A key in words of the language. in: the list that holds the row. */
struct str diff_word(const struct law_node *node, struct str in, bool english);
/* A list's rows in words, singular: "tenggat", "clock". */
struct str diff_kind(struct str list, bool english);
/* Whether there is a word: for tests, which hold them against what the loader knows. */
bool diff_knows_key(struct str key);
bool diff_knows_list(struct str list);
bool diff_knows_value(struct str value);
/* What a row is called in words; empty when it has none. */
struct str diff_label(const struct law_node *node, bool english);
/* The language, and the rows whose names stand for their ids. */
struct diff_tongue {
    bool english;
    const struct diff_rows *before, *after;
    struct str context; /* of the row that is compared */
    struct str in;      /* list whose row holds the value */
    bool is_list;       /* the value stands in a list of values */
};
/* A value that is one word or text: of an enumeration in words, of a row with its label, else as it
 * stands. key: its own or that of its list. */
void diff_put_scalar(struct buf *out, struct str value, struct str key,
                     const struct diff_tongue *tongue);
/* Between quotes and on one line: where the text breaks its own stands a paragraph mark. */
void diff_put_text(struct buf *out, struct str text);
/* The changes of one row, a line each; true when there was one. Of rows of two versions the number
 * of the version is none: whoever asks has said it. */
bool diff_compare(struct buf *out, struct arena *a, const struct diff_row *before,
                  const struct diff_row *after, const struct diff_tongue *tongue);
#endif
