#ifndef TOOL_DEMO_SEALED_H
#define TOOL_DEMO_SEALED_H
/* What a stranger checks a demo with: an office with a key, a report whose evidence is sealed to
 * it, and beside the store, in DIR/contoh, the files of both: receipt, sealed file, and the secret
 * keys, which no live store lets out. */
#include "tool/demo_make.h"

/* At plan->until, behind all else. data: the store's directory, of a demo that was made just now.
 * Errors: of the flows; ERR_IO, ERR_DISK_FULL, ERR_READ_ONLY "contoh". */
struct err demo_sealed(const struct demo_plan *plan, const char *data) MUST_CHECK;
#endif
