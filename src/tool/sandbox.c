#include "tool/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const bool TRACED = true;
#else
static const bool TRACED = false;
#endif

bool sandbox_is_possible(void) {
    return !TRACED;
}

/* --- files: Landlock; its calls have no wrapper in Debian 12's libc --- */

/* Rights by the version of the interface that brought them; linux/landlock.h of Debian 12 knows
 * those of the first two. */
enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_TCP = 4, ABI_IOCTL = 5, ABI_SCOPE = 6 };
static const uint64_t FS_FIRST = (1ULL << 13) - 1, FS_REFER = 1ULL << 13, FS_TRUNCATE = 1ULL << 14,
                      FS_IOCTL = 1ULL << 15;
static const uint64_t TCP_BIND = 1ULL << 0, TCP_CONNECT = 1ULL << 1;
static const uint64_t SCOPE_ALL = (1ULL << 0) | (1ULL << 1); /* abstract sockets, signals */
static const uint64_t FS_READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t FS_DATA = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                                LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                LANDLOCK_ACCESS_FS_MAKE_REG;

/* The kernel's struct as of ABI 6; an older kernel is told a shorter size. */
struct ruleset {
    uint64_t fs, net, scoped;
};
enum { RULE_PATH = 1, RULE_PORT = 2 };
struct port_rule {
    uint64_t access, port;
};

static struct ruleset handled(long abi, const struct sandbox *s, size_t *ret_size) {
    struct ruleset r = {.fs = FS_FIRST};
    r.fs |= abi >= ABI_REFER ? FS_REFER : 0;
    r.fs |= abi >= ABI_TRUNCATE ? FS_TRUNCATE : 0;
    r.fs |= abi >= ABI_IOCTL ? FS_IOCTL : 0;
    if (abi >= ABI_TCP)
        r.net = (s->port ? TCP_BIND : 0) | (s->network ? 0 : TCP_CONNECT);
    r.scoped = abi >= ABI_SCOPE ? SCOPE_ALL : 0;
    *ret_size = abi >= ABI_SCOPE ? sizeof r : abi >= ABI_TCP ? 2 * sizeof r.fs : sizeof r.fs;
    return r;
}

static bool allow_below(int ruleset, const char *path, uint64_t access) {
    struct landlock_path_beneath_attr rule = {.allowed_access = access};
    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return false;
    bool good = !syscall(SYS_landlock_add_rule, ruleset, RULE_PATH, &rule, 0U);
    (void)close(rule.parent_fd);
    return good;
}

/* A folder's rights mean nothing for a file, and the kernel refuses them. */
static bool allow_part(int ruleset, const char *path, uint64_t access) {
    static const uint64_t FILES =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE;
    struct stat st;
    if (stat(path, &st))
        return errno == ENOENT;
    return allow_below(ruleset, path, S_ISDIR(st.st_mode) ? access : access & FILES);
}

static bool allow_parts(int ruleset, const char *data_dir, const char *const *part,
                        uint64_t access) {
    char path[4096];
    bool good = true;
    for (; good && part && *part; part++)
        good = snprintf(path, sizeof path, "%s/%s", data_dir, *part) < (int)sizeof path &&
               allow_part(ruleset, path, access);
    return good;
}

static bool allow_data(int ruleset, const struct sandbox *s, uint64_t access) {
    return allow_below(ruleset, s->data_dir, s->parts ? LANDLOCK_ACCESS_FS_READ_DIR : access) &&
           allow_parts(ruleset, s->data_dir, s->parts, access) &&
           allow_parts(ruleset, s->data_dir, s->read_parts, FS_READ);
}

/* Where libpq, the resolver and TLS look. What is missing cannot be read anyway. */
static void allow_system(int ruleset) {
    static const char *const PATHS[] = {"/etc", "/usr/lib/ssl", "/usr/share/ca-certificates",
                                        "/run/systemd/resolve"};
    static const char *const OWN[] = {"/.pgpass", "/.postgresql"};
    for (size_t i = 0; i < COUNT_OF(PATHS); i++)
        (void)allow_below(ruleset, PATHS[i], FS_READ);
    const char *home = getenv("HOME"), *pass = getenv("PGPASSFILE");
    char path[4096];
    for (size_t i = 0; home && i < COUNT_OF(OWN); i++)
        if (snprintf(path, sizeof path, "%s%s", home, OWN[i]) < (int)sizeof path)
            (void)allow_below(ruleset, path, FS_READ);
    if (pass)
        (void)allow_below(ruleset, pass, FS_READ);
}

static bool allow(int ruleset, long abi, const struct sandbox *s) {
    const struct port_rule port = {TCP_BIND, s->port};
    uint64_t data = FS_DATA | FS_REFER | (abi >= ABI_TRUNCATE ? FS_TRUNCATE : 0);
    if (!allow_data(ruleset, s, data))
        return false;
    if (s->network)
        allow_system(ruleset);
    return abi < ABI_TCP || !s->port ||
           !syscall(SYS_landlock_add_rule, ruleset, RULE_PORT, &port, 0U);
}

static bool confine_files(const struct sandbox *s) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0UL, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < ABI_REFER) { /* the first version lets no file be renamed into another folder */
        errno = abi < 0 ? errno : EOPNOTSUPP;
        return false;
    }
    size_t size;
    struct ruleset r = handled(abi, s, &size);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &r, size, 0U);
    if (ruleset < 0)
        return false;
    bool good = allow(ruleset, abi, s) && !syscall(SYS_landlock_restrict_self, ruleset, 0U);
    (void)close(ruleset);
    return good;
}

unsigned sandbox_files(const struct sandbox *s) {
    if (TRACED)
        return 0;
    const struct rlimit none = {0, 0};
    unsigned layers = 0;
    if (!setrlimit(RLIMIT_CORE, &none) && !prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
        layers |= SANDBOX_NO_DUMP;
    if (!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && confine_files(s))
        layers |= SANDBOX_FILES;
    return layers;
}

/* --- system calls: seccomp --- */

/* What a server does that listens already, with SQLite or libpq, until it ends. */
static const int CALLS[] = {
    /* memory and threads; mmap, mprotect and clone have conditions below */
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(mlock),
    SCMP_SYS(munlock),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(wait4), /* for its signer to end */
    SCMP_SYS(restart_syscall),
    /* signals to itself */
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(sigaltstack),
    /* time and chance */
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    /* files that are open, and those that Landlock lets be opened */
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fcntl),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(openat),
    SCMP_SYS(open),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(fstat),
    SCMP_SYS(fstatfs), /* how full the disk is, before what is large is taken */
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents64),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchown),
    SCMP_SYS(geteuid),
    SCMP_SYS(getuid),
    SCMP_SYS(getegid),
    SCMP_SYS(getgid),
    SCMP_SYS(flock),
    /* connections that come */
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendfile),
    SCMP_SYS(shutdown),
    SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait),
    SCMP_SYS(eventfd2),
};
/* More of it for connections that go out. */
static const int NETWORK_CALLS[] = {SCMP_SYS(connect),    SCMP_SYS(bind),  SCMP_SYS(sendmmsg),
                                    SCMP_SYS(socketpair), SCMP_SYS(pipe2), SCMP_SYS(uname),
                                    SCMP_SYS(getppid)};
static const int FAMILIES[] = {AF_UNIX, AF_INET, AF_INET6};

/* 0 or a negative errno, as all of libseccomp. A call that this architecture has not is no fault.
 */
static int allow_calls(scmp_filter_ctx filter, const int *calls, size_t count) {
    int rc = 0;
    for (size_t i = 0; i < count && rc >= 0; i++) {
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
        rc = rc == -EDOM || rc == -EEXIST ? 0 : rc;
    }
    return rc;
}

/* No page that can be executed, no process but threads, no signal but to itself, no limit raised.
 */
static int allow_some(scmp_filter_ctx filter) {
    const uint64_t pid = (uint64_t)getpid();
    int rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                              SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    if (rc >= 0) /* its flags lie in memory, where no filter looks: libc then takes clone */
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_EQ, pid));
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2,
                              SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0));
    return rc;
}

static int allow_network(scmp_filter_ctx filter) {
    int rc = allow_calls(filter, NETWORK_CALLS, COUNT_OF(NETWORK_CALLS));
    for (size_t i = 0; i < COUNT_OF(FAMILIES) && rc >= 0; i++)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
                              SCMP_A0(SCMP_CMP_EQ, (uint64_t)FAMILIES[i]));
    return rc;
}

unsigned sandbox_calls(const struct sandbox *s) {
    if (TRACED)
        return 0;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        die("out of memory");
    int rc = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    if (rc >= 0)
        rc = allow_calls(filter, CALLS, COUNT_OF(CALLS));
    if (rc >= 0)
        rc = allow_some(filter);
    if (rc >= 0 && s->network)
        rc = allow_network(filter);
    if (rc >= 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    errno = rc < 0 ? -rc : 0;
    return rc < 0 ? 0 : SANDBOX_CALLS;
}
