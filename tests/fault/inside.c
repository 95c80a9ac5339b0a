/* What an attacker who runs code inside the server would try. Preloaded into it; at SIGUSR1 the
 * thread that got the signal tries each act once and writes "<act> <errno>\n" to the file that
 * INSIDE_REPORT named, "done\n" at the end. 0: the act succeeded. A process that closed what it
 * inherited writes to standard error instead. System calls alone, for a signal handler may do no
 * more. */
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int report_fd = -1;
static pid_t parent;
static char inside[4096], link_name[4096], other[4096], key[4096], signed_by_it[4096];

static void put(const char *line, size_t len) {
    if (write(report_fd, line, len) < 0 && errno == EBADF)
        (void)!write(STDERR_FILENO, line, len);
}

static void say(const char *act, long result) {
    char line[128];
    int len = snprintf(line, sizeof line, "%s %d\n", act, result < 0 ? errno : 0);
    if (len > 0)
        put(line, (size_t)len);
}

static long try_open(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        (void)close(fd);
    return fd;
}

/* A child must not go on as a second server. */
static long try_fork(void) {
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0)
        _exit(0);
    return child;
}

static int leave(void *arg) {
    (void)arg;
    _exit(0);
}

static long try_vfork(void) {
    static char stack[16 * 1024] __attribute__((aligned(16)));
    return clone(leave, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
}

static long try_socket(int family, int type) {
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd >= 0)
        (void)close(fd);
    return fd;
}

static long try_map(int protection) {
    void *p = mmap(NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    (void)munmap(p, 4096);
    return 0;
}

static long try_protect(void) {
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long result = mprotect(p, 4096, PROT_READ | PROT_EXEC);
    int kept = errno;
    (void)munmap(p, 4096);
    errno = kept;
    return result;
}

static long try_peek(void) {
    char byte;
    struct iovec here = {&byte, 1}, there = {inside, 1};
    return process_vm_readv(parent, &here, 1, &there, 1, 0);
}

static void files(void) {
    say("read-passwd", try_open("/etc/passwd", O_RDONLY));
    say("read-own-environment", try_open("/proc/self/environ", O_RDONLY));
    say("read-parent-memory", try_open(other, O_RDONLY));
    say("write-tmp", try_open("/tmp/netral-inside", O_WRONLY | O_CREAT));
    say("list-root", try_open("/", O_RDONLY | O_DIRECTORY));
    say("link-out", symlink("/etc/passwd", link_name));
    say("hard-link", link("/etc/passwd", link_name));
    say("device", syscall(SYS_mknod, link_name, 0020600, 0));
    say("chmod", syscall(SYS_chmod, inside, 0644));
    say("anonymous-file", syscall(SYS_memfd_create, "x", 0));
    say("read-key", try_open(key, O_RDONLY));
    say("change-signed", try_open(signed_by_it, O_WRONLY));
    say("own-file", try_open(inside, O_RDWR | O_CREAT));
    say("another-signed", rename(inside, signed_by_it));
    say("own-file-away", unlink(inside));
}

static void processes(void) {
    say("fork", try_fork());
    say("vfork", try_vfork());
    say("new-namespace", syscall(SYS_unshare, CLONE_NEWUSER));
    say("trace-parent", ptrace(PTRACE_SEIZE, parent, 0, 0));
    say("read-parent", try_peek());
    say("signal-parent", kill(parent, 0));
    say("become-root", syscall(SYS_setuid, 0));
    say("new-limit", syscall(SYS_setrlimit, 7, &(uint64_t[2]){1024, 1024}));
    say("executable-page", try_map(PROT_READ | PROT_EXEC));
    say("executable-later", try_protect());
    say("bpf", syscall(SYS_bpf, 0, NULL, 0));
    say("io-uring", syscall(SYS_io_uring_setup, 1, NULL));
    say("module", syscall(SYS_init_module, NULL, 0, ""));
    say("mount", syscall(SYS_mount, "none", "/mnt", "tmpfs", 0, NULL));
    say("clock", syscall(SYS_clock_settime, 0, &(int64_t[2]){0, 0}));
}

static void sockets(void) {
    say("socket-inet", try_socket(AF_INET, SOCK_STREAM));
    say("socket-datagram", try_socket(AF_INET, SOCK_DGRAM));
    say("socket-unix", try_socket(AF_UNIX, SOCK_STREAM));
    say("socket-netlink", try_socket(AF_NETLINK, SOCK_RAW));
    say("socket-packet", try_socket(AF_PACKET, SOCK_RAW));
}

static void attempt(int signal) {
    int kept = errno;
    (void)signal;
    files();
    processes();
    sockets();
    put("done\n", 5);
    errno = kept;
}

/* Not tried where it would succeed: a server that became another program answers no test. */
static void attempt_program(int signal) {
    static char *const argv[] = {(char *)"true", NULL};
    (void)signal;
    say("program", execve("/bin/true", argv, argv + 1));
    put("done\n", 5);
}

__attribute__((constructor)) static void prepare(void) {
    const char *path = getenv("INSIDE_REPORT"), *folder = getenv("INSIDE_FOLDER");
    if (!path || !folder)
        return;
    report_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    parent = getppid();
    (void)snprintf(inside, sizeof inside, "%s/blobs/inside", folder);
    (void)snprintf(key, sizeof key, "%s/signer/ledger.key", folder);
    (void)snprintf(signed_by_it, sizeof signed_by_it, "%s/signer/signed", folder);
    (void)snprintf(link_name, sizeof link_name, "%s/blobs/link", folder);
    (void)snprintf(other, sizeof other, "/proc/%d/mem", (int)parent);
    (void)sigaction(SIGUSR1, &(struct sigaction){.sa_handler = attempt}, NULL);
    (void)sigaction(SIGUSR2, &(struct sigaction){.sa_handler = attempt_program}, NULL);
}
