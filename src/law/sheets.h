#ifndef LAW_SHEETS_H
#define LAW_SHEETS_H
/* The files of rules/ before their rows are read. Where the build kept no tree of a file, libyaml
 * takes longer for it than all that comes after it, and each file's tree stands by itself: two
 * threads share them. */
#include "law/kept.h"

struct law_sheet {
    struct str name;             /* "acts/skb-2022.yaml" */
    struct str file;             /* with the folder of rules before it: what a fault names */
    struct str bytes;            /* live as long as the law */
    bool whole;                  /* the bytes were read; else the fault was told */
    struct hash hash;            /* of the bytes */
    const struct law_node *root; /* NULL: fault says why */
    struct law_fault fault;
};
/* The threads' memory, in which the trees and their faults live. */
struct law_sheets_memory {
    struct arena *ours, *helpers;
};
/* Hashes each whole sheet and takes the tree that is kept of it, or reads it: the same for whatever
 * thread does it. */
void law_sheets_read(const struct law_sheets_memory *memory, const struct law_kept *kept,
                     struct law_sheet *list, size_t count);
#endif
