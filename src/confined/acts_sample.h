#ifndef CONFINED_ACTS_SAMPLE_H
#define CONFINED_ACTS_SAMPLE_H
/* What somebody who took a process over would try; tests alone. */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool may_open(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

static bool may_fork(void) {
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    if (pid > 0)
        (void)waitpid(pid, NULL, 0);
    return pid > 0;
}

static bool may_socket(int family, int type) {
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

static bool may_pair(void) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
        return false;
    (void)close(pair[0]);
    (void)close(pair[1]);
    return true;
}

static bool may_map_code(void) {
    void *p = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p != MAP_FAILED && !munmap(p, 4096);
}

static bool may_make_code(void) {
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool good = p != MAP_FAILED && !mprotect(p, 4096, PROT_READ | PROT_EXEC);
    return p != MAP_FAILED && !munmap(p, 4096) && good;
}

static bool may_hold_file(void) {
    int fd = (int)syscall(SYS_memfd_create, "x", 0);
    return fd >= 0 && !close(fd);
}

static bool may_wait(void) { /* what no end of file would end */
    return !nanosleep(&(struct timespec){0, 1}, NULL);
}

static bool may_raise_limit(void) {
    struct rlimit limit;
    return !getrlimit(RLIMIT_NOFILE, &limit) && !setrlimit(RLIMIT_NOFILE, &limit);
}

static bool may_swell(void) {
    enum { GIB = 1 << 30 };
    void *p = mmap(NULL, 2ul * GIB, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p != MAP_FAILED && !munmap(p, 2ul * GIB);
}

enum { ACTS = 17 };
/* A bit for each act that the kernel lets this process do. */
static uint32_t acts(void) {
    const bool may[ACTS] = {may_open("/etc/passwd", O_RDONLY),
                            may_open("/proc/self/environ", O_RDONLY),
                            may_open("/", O_RDONLY | O_DIRECTORY),
                            may_open("/tmp", O_WRONLY | O_TMPFILE),
                            may_socket(AF_INET, SOCK_STREAM),
                            may_socket(AF_INET, SOCK_DGRAM),
                            may_socket(AF_UNIX, SOCK_STREAM),
                            may_pair(),
                            may_fork(),
                            may_map_code(),
                            may_make_code(),
                            may_hold_file(),
                            may_wait(),
                            may_raise_limit(),
                            may_swell(),
                            !kill(getppid(), 0),
                            getppid() > 0 && dup(0) >= 0};
    uint32_t all = 0;
    for (size_t i = 0; i < ACTS; i++)
        all |= (uint32_t)may[i] << i;
    return all;
}
#endif
