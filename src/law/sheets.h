#ifndef LAW_SHEETS_H
#define LAW_SHEETS_H
/* The files of rules/ before their rows are read. libyaml takes longer for them than all that comes
 * after it, and each file's tree stands by itself: two threads share them. */
#include "law/tree.h"

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
/* Hashes each whole sheet and reads its tree: the same for whatever thread does it. */
void law_sheets_read(const struct law_sheets_memory *memory, struct law_sheet *list, size_t count);
#endif
