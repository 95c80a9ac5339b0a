/* What the signer gives up. seccomp(2), docs.kernel.org/userspace-api/landlock.html; the server's
 * own, wider walls are tool/sandbox.c. */
#include "signer/child.h"

#include <errno.h>
#include <grp.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
static const bool TRACED = true; /* the sanitizers' tracer needs what is taken away */
#else
static const bool TRACED = false;
#endif

bool signer_become_owner(int folder, bool *ret_own) {
    struct stat st;
    if (fstat(folder, &st))
        return false;
    *ret_own = false;
    if (geteuid() != 0 || st.st_uid == 0)
        return true;
    *ret_own = true;
    return !setgroups(0, NULL) && !setresgid(st.st_gid, st.st_gid, st.st_gid) &&
           !setresuid(st.st_uid, st.st_uid, st.st_uid);
}

/* Every right of files, TCP and scopes that the kernel knows, and no rule: what is open stays. */
static bool give_up_files(void) {
    enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_TCP = 4, ABI_IOCTL = 5, ABI_SCOPE = 6 };
    struct {
        uint64_t fs, net, scoped;
    } all = {.fs = (1ULL << 13) - 1};
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0UL, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return false;
    all.fs |= abi >= ABI_REFER ? 1ULL << 13 : 0;
    all.fs |= abi >= ABI_TRUNCATE ? 1ULL << 14 : 0;
    all.fs |= abi >= ABI_IOCTL ? 1ULL << 15 : 0;
    all.net = abi >= ABI_TCP ? 3 : 0;
    all.scoped = abi >= ABI_SCOPE ? 3 : 0;
    size_t size = abi >= ABI_SCOPE ? sizeof all
                  : abi >= ABI_TCP ? 2 * sizeof all.fs
                                   : sizeof all.fs;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0U);
    if (ruleset < 0)
        return false;
    bool good = !syscall(SYS_landlock_restrict_self, ruleset, 0U);
    (void)close(ruleset);
    return good;
}

/* Its whole life, and how libc says that it ends: memory, one socket, one file, abort(). */
static const int CALLS[] = {
    SCMP_SYS(read),       SCMP_SYS(recvfrom),        SCMP_SYS(sendto),
    SCMP_SYS(write),      SCMP_SYS(pread64),         SCMP_SYS(pwrite64),
    SCMP_SYS(fdatasync),  SCMP_SYS(flock),           SCMP_SYS(close),
    SCMP_SYS(brk),        SCMP_SYS(munmap),          SCMP_SYS(madvise),
    SCMP_SYS(munlock),    SCMP_SYS(rt_sigaction),    SCMP_SYS(gettid),
    SCMP_SYS(getpid),     SCMP_SYS(rt_sigprocmask),  SCMP_SYS(rt_sigreturn),
    SCMP_SYS(exit_group), SCMP_SYS(restart_syscall),
};

static bool give_up_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    int rc = 0;
    for (size_t i = 0; i < COUNT_OF(CALLS) && rc >= 0; i++) {
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, CALLS[i], 0);
        rc = rc == -EDOM || rc == -EEXIST ? 0 : rc; /* no such call on this architecture */
    }
    if (rc >= 0) /* memory, but no page that can be executed */
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0));
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid()));
    if (rc >= 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    errno = rc < 0 ? -rc : 0;
    return rc >= 0;
}

unsigned signer_confine(void) {
    const struct rlimit none = {0, 0};
    unsigned layers = 0;
    if (TRACED)
        return 0;
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)setrlimit(RLIMIT_NPROC, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return 0;
    layers |= give_up_files() ? SIGNER_NO_FILES : 0;
    (void)setrlimit(RLIMIT_NOFILE, &none); /* what is open stays */
    layers |= give_up_calls() ? SIGNER_FEW_CALLS : 0;
    return layers;
}
