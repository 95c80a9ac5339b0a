#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H
/* Shared by the fuzzers: their entry, and an abort that also stands in a build with NDEBUG. */
#include "base/base.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
static inline void must(bool holds) {
    if (!holds)
        abort();
}
#endif
