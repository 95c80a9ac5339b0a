#ifndef TOOL_SAID_SAMPLE_H
#define TOOL_SAID_SAMPLE_H
/* For tests: what a command prints, kept instead of shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

/* Sends a stream into a temporary file; returns the descriptor that was there. */
static inline int said_divert(FILE *stream, FILE *to) {
    (void)fflush(stream);
    int kept = dup(fileno(stream));
    assert_true(kept >= 0 && dup2(fileno(to), fileno(stream)) >= 0);
    return kept;
}

/* Puts the stream back; what went into from is in ret. */
static inline void said_restore(FILE *stream, int kept, FILE *from, char *ret, size_t room) {
    (void)fflush(stream);
    assert_true(dup2(kept, fileno(stream)) >= 0);
    (void)close(kept);
    rewind(from);
    ret[fread(ret, 1, room - 1, from)] = 0;
    (void)fclose(from);
}
#endif
