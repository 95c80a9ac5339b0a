/* The world fails on demand: a library to preload, which makes the n-th call of a sort fail.
 *
 *   NETRAL_FAULT=fsync:3 LD_PRELOAD=.../libfault.so program
 *
 * NETRAL_FAULT is a list "call:n[+][:errno]", separated by commas:
 *   call   write   write, pwrite, writev, pwritev to regular files (pipes and sockets never fail)
 *          fsync   fsync, fdatasync
 *          rename  rename, renameat, renameat2
 *          malloc  malloc, calloc, realloc
 *   n      counted from 1 over all threads, from the start of main(); n+: that one and all later
 *   errno  EIO (default), ENOSPC, EROFS, EDQUOT; malloc always answers ENOMEM
 *          LIES, of fsync: success is answered and nothing is synced
 *          SHORT, of a pwrite: half of the bytes are written, and it says so
 * NETRAL_FAULT_FIRED names a file that is made when a fault happened: a driver counts n up until a
 * run leaves it out, and has then seen every single failure (tests/fault/run.py).
 *
 * NETRAL_FAULT_WHILE names a file: only calls made while it exists are counted and fail, so that a
 * disk can fill under a running server and be emptied again.
 *
 * NETRAL_FAULT_IN names a process by what it calls itself (PR_SET_NAME): calls count from there, in
 * it and in each later one of that name anew. Such a process may have given up the calls that this
 * library makes for itself: fstat, so writes that are no pwrite do not fail there; open, so instead
 * of NETRAL_FAULT_FIRED there is a line on standard error for each fault.
 *
 * The program must not be one with sanitizers: they bring their own malloc. A static symbol of the
 * same name, or a system call made without libc, is not seen. */
#undef _FILE_OFFSET_BITS /* pwrite and pwrite64 are two names here */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum call { WRITE, FSYNC, RENAME, MALLOC, CALLS };
enum { SHORT = 0 }; /* no errno: half of it is written */

/* One process, one plan: a preloaded library has no other place to keep it. */
static struct {
    bool on, ready, later;
    long at;
    int error;
    atomic_long seen;
} plans[CALLS];
static const char *fired, *only_while, *only_in;

static void plan(const char *text) {
    static const char *const names[CALLS] = {"write", "fsync", "rename", "malloc"};
    static const struct {
        const char *name;
        int error;
    } errors[] = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EROFS", EROFS},
                  {"EDQUOT", EDQUOT}, {"LIES", 0},        {"SHORT", SHORT}};
    for (int i = 0; i < CALLS; i++) {
        size_t len = strlen(names[i]);
        if (strncmp(text, names[i], len) != 0 || text[len] != ':')
            continue;
        char *end;
        plans[i].at = strtol(text + len + 1, &end, 10);
        plans[i].on = plans[i].at > 0;
        plans[i].later = *end == '+';
        plans[i].error = i == MALLOC ? ENOMEM : EIO;
        end += plans[i].later;
        for (size_t k = 0; *end == ':' && i != MALLOC && k < sizeof errors / sizeof *errors; k++)
            if (strncmp(end + 1, errors[k].name, strlen(errors[k].name)) == 0)
                plans[i].error = errors[k].error;
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("NETRAL_FAULT");
    fired = getenv("NETRAL_FAULT_FIRED");
    only_while = getenv("NETRAL_FAULT_WHILE");
    only_in = getenv("NETRAL_FAULT_IN");
    for (; text; text = strchr(text, ',') ? strchr(text, ',') + 1 : NULL)
        plan(text);
    for (int i = 0; i < CALLS; i++)
        plans[i].ready = plans[i].on && !only_in;
}

int prctl(int option, ...) {
    unsigned long given[4];
    va_list list;
    va_start(list, option);
    for (int i = 0; i < 4; i++)
        given[i] = va_arg(list, unsigned long);
    va_end(list);
    if (option == PR_SET_NAME && only_in)
        for (int i = 0; i < CALLS; i++) {
            plans[i].ready = plans[i].on && strcmp((const char *)given[0], only_in) == 0;
            atomic_store(&plans[i].seen, 0);
        }
    return (int)syscall(SYS_prctl, option, given[0], given[1], given[2], given[3]);
}

static bool fails(enum call call) {
    if (!plans[call].ready)
        return false;
    int before = errno;
    if (only_while && syscall(SYS_faccessat, AT_FDCWD, only_while, F_OK)) {
        errno = before;
        return false;
    }
    long n = atomic_fetch_add(&plans[call].seen, 1) + 1;
    if (n != plans[call].at && !(plans[call].later && n > plans[call].at))
        return false;
    if (only_in)
        (void)syscall(SYS_write, STDERR_FILENO, "libfault: one failed\n", 21);
    long fd = fired ? syscall(SYS_openat, AT_FDCWD, fired, O_WRONLY | O_CREAT, 0600) : -1;
    if (fd >= 0)
        (void)syscall(SYS_close, fd);
    errno = plans[call].error;
    return true;
}

static bool write_fails(int fd) {
    struct stat st;
    return plans[WRITE].ready && !fstat(fd, &st) && S_ISREG(st.st_mode) && fails(WRITE);
}

ssize_t write(int fd, const void *bytes, size_t len) {
    return write_fails(fd) ? -1 : syscall(SYS_write, fd, bytes, len);
}
/* Only a file takes one. */
ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at) {
    if (!fails(WRITE))
        return syscall(SYS_pwrite64, fd, bytes, len, at);
    return errno == SHORT ? syscall(SYS_pwrite64, fd, bytes, len / 2, at) : -1;
}
ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at) {
    return pwrite64(fd, bytes, len, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    return write_fails(fd) ? -1 : syscall(SYS_writev, fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    return write_fails(fd) ? -1 : syscall(SYS_pwritev, fd, parts, count, at, 0);
}
static int sync_failed(void) {
    return plans[FSYNC].error ? -1 : 0;
}
int fsync(int fd) {
    return fails(FSYNC) ? sync_failed() : (int)syscall(SYS_fsync, fd);
}
int fdatasync(int fd) {
    return fails(FSYNC) ? sync_failed() : (int)syscall(SYS_fdatasync, fd);
}
int renameat2(int from, const char *old, int to, const char *name, unsigned flags) {
    return fails(RENAME) ? -1 : (int)syscall(SYS_renameat2, from, old, to, name, flags);
}
int renameat(int from, const char *old, int to, const char *name) {
    return renameat2(from, old, to, name, 0);
}
int rename(const char *old, const char *name) {
    return renameat2(AT_FDCWD, old, AT_FDCWD, name, 0);
}

/* glibc's own, behind the public names. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size) {
    return fails(MALLOC) ? NULL : __libc_malloc(size);
}
void *calloc(size_t count, size_t size) {
    return fails(MALLOC) ? NULL : __libc_calloc(count, size);
}
void *realloc(void *old, size_t size) {
    return fails(MALLOC) ? NULL : __libc_realloc(old, size);
}
