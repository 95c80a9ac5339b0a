#ifndef PUBLICATION_RULES_DIFF_H
#define PUBLICATION_RULES_DIFF_H
/* What changed between two sets of rules files, or two versions of a procedure, in words that a
 * lawyer reads. Rows are found by what they are called, not by where they stand, so that a moved
 * line is no change. A row whose version was raised changed; beside the version before it, which
 * stays, it is new, and told against that one. A row that went to another file of its procedure
 * changed its place and nothing else, unless that is told. The text is compared, not the law that
 * it makes: so files of years ago, which this program's loader would refuse, can still be held
 * against today's. Pure. */
#include "law/law.h"

enum publication_change_kind {
    PUBLICATION_ROW_CHANGED,
    PUBLICATION_ROW_REMOVED,
    PUBLICATION_ROW_ADDED,
    PUBLICATION_CHANGE_COUNT
};
struct publication_change {
    enum publication_change_kind kind;
    struct str head;  /* tenggat "Perbaikan laporan" (P06.completion), pilkada-2024@1 */
    struct str lines; /* a line each. Of a changed row: "jumlah: 5 menjadi 7\n" for each value, and
                       * before them another version or place; of a whole file: its rows */
    bool whole;       /* a file that is wholly new or gone, told once with its rows */
    size_t rows;      /* of a whole file: those that are new or gone with it */
    struct str basis; /* the row's citation; may be empty */
    struct str file;
    int line;
};
struct publication_difference {
    const struct publication_change *list;  /* changed, then removed, then added */
    size_t count;                           /* of the list: at most what was asked for */
    size_t kinds[PUBLICATION_CHANGE_COUNT]; /* of all */
};
struct publication_diff {
    struct law_files before, after;
    /* Both empty: the files as a whole. Else versions of procedures, each with its parts:
     * "pilkada-2024@1", the first of before, the second of after. */
    struct str version_before, version_after;
    size_t most; /* changes that are told; the rest is counted */
    bool english;
};
/* Errors: ERR_RULES "before", "after" (that side has a file which is no YAML of ours, or none:
 * ret_fault names it); ERR_MISSING "before", "after" (there is no such version).
 * Owns: all lives in a. */
struct err publication_rules_diff(struct arena *a, const struct publication_diff *diff,
                                  struct publication_difference *ret,
                                  struct law_fault *ret_fault) MUST_CHECK;
#endif
