#ifndef SIGNER_CHILD_SAMPLE_H
#define SIGNER_CHILD_SAMPLE_H
/* For tests: the process behind another one, as the signer is behind its keeper. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The only child of a process; 0: it has none. */
static inline pid_t child_of(pid_t parent) {
    DIR *all = opendir("/proc");
    pid_t found = 0;
    assert_non_null(all);
    for (const struct dirent *d; !found && (d = readdir(all));) {
        char path[300], text[512] = {0};
        (void)snprintf(path, sizeof path, "/proc/%s/stat", d->d_name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t len = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
        const char *rest = len > 0 ? strrchr(text, ')') : NULL; /* ") S <parent>" */
        if (rest && strlen(rest) > 4 && strtol(rest + 4, NULL, 10) == parent)
            found = (pid_t)strtol(d->d_name, NULL, 10);
        if (fd >= 0)
            (void)close(fd);
    }
    (void)closedir(all);
    return found;
}
#endif
