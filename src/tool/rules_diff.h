#ifndef TOOL_RULES_DIFF_H
#define TOOL_RULES_DIFF_H
/* Two rules folders, or two versions of a procedure, row by row: rows are found by what they are
 * called, not by where they stand, so that a moved line is no change. */
#include "base/buf.h"
/* lint: may-use: the text of the rules is compared, which needs no store */
#include "law/tree.h"

struct diff_row {
    struct str context; /* "pilkada-2024@1", "skb-2022"; empty: a register of its own */
    struct str list;    /* key of the list it stands in; empty: the head of a file */
    struct str name;    /* what it is called in its list */
    const struct law_node *node;
    struct str file;
    bool met; /* the other side has it, too */
};
struct diff_rows {
    struct arena *a;
    struct diff_row *list;
    size_t count, room;
};
/* The rows of every .yaml file below a folder. False after saying what cannot be read. */
bool diff_read_folder(struct diff_rows *rows, const char *dir);
/* The rows of one version of a procedure and of its parts, all under the context of its name. */
bool diff_read_version(struct diff_rows *rows, const char *dir, const char *reference);

/* What a row of a list is called: name of a step or field, else id, value, date, clock. */
struct str diff_name(struct str list, const struct law_node *node);
/* A key in words of the language. in: the list that holds the row. */
struct str diff_word(const struct law_node *node, struct str in, bool english);
/* A list's rows in words, singular: "tenggat", "clock". */
struct str diff_kind(struct str list, bool english);
/* The changes of one row, a line each; true when there was one. */
bool diff_compare(struct buf *out, struct arena *a, const struct diff_row *before,
                  const struct diff_row *after, bool english);
/* A value on one line, as far as a reader needs it. */
struct str diff_value(struct arena *a, const struct law_node *node, bool english);
#endif
