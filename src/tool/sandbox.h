#ifndef TOOL_SANDBOX_H
#define TOOL_SANDBOX_H
/* What a serving process gives up for good, so that who takes it over has little: other files,
 * other programs, other sockets, a look at other processes, a core dump.
 *
 * Two layers of Linux, each without privileges. Landlock, for every thread that is made later:
 * files below the data directory alone, or parts of it, nothing to execute, one port to listen on.
 * seccomp, for all threads: an allow-list of system calls; what is not on it fails with EPERM.
 * Documentation: docs.kernel.org/userspace-api/landlock.html, seccomp(2). */
#include "base/base.h"

struct sandbox {
    const char *data_dir; /* read and written below it */
    /* Or of it these names alone, NULL-ended: folders, and files, which are then neither made nor
     * removed. What is not there now stays out of reach. */
    const char *const *parts;
    const char *const *read_parts; /* beside them, to be read alone; NULL: none */
    uint16_t port;                 /* to listen on; 0: any that is free */
    /* Connections are opened after the start (PostgreSQL, witnesses): then sockets, and reading
     * what the system keeps about names, users and certificates. */
    bool network;
};

enum sandbox_layer { SANDBOX_NO_DUMP = 1, SANDBOX_FILES = 2, SANDBOX_CALLS = 4 };

/* Whether this build can be confined: the sanitizers' tracer and maps need what it takes away. */
bool sandbox_is_possible(void);
/* In two steps, both from the main thread. First before any other thread is made; then, when
 * everything listens, for all threads at once. Each returns the layers that stand now; a layer that
 * the kernel does not know is missing, and errno says why. */
unsigned sandbox_files(const struct sandbox *s);
unsigned sandbox_calls(const struct sandbox *s);
#endif
