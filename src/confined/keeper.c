#include "base/apart.h"
#include "confined/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UNFIT = 3 };

/* --- a reader --- */

struct str confined_take(struct confined_line *line) {
    ssize_t len;
    do
        len = read(line->fd, line->in, sizeof line->in);
    while (len < 0 && errno == EINTR);
    return (struct str){line->in, len > 0 ? (size_t)len : 0};
}

/* Who asked has left: nobody is to be told anything. */
static void write_all(int fd, const char *bytes, size_t len) {
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno != EINTR)
            _exit(0);
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
}

static void write_frame(int fd, enum confined_kind kind, struct str body) {
    const uint8_t head[CONFINED_FRAME_HEAD] = {(uint8_t)kind, (uint8_t)(body.len >> 24),
                                               (uint8_t)(body.len >> 16), (uint8_t)(body.len >> 8),
                                               (uint8_t)body.len};
    write_all(fd, (const char *)head, sizeof head);
    write_all(fd, body.ptr, body.len);
}

static void flush(struct confined_line *line) {
    if (line->len)
        write_frame(line->fd, CONFINED_BYTES, (struct str){line->out, line->len});
    line->len = 0;
}

void confined_put(struct confined_line *line, struct str bytes) {
    while (bytes.len) {
        size_t room = sizeof line->out - line->len, n = bytes.len < room ? bytes.len : room;
        memcpy(line->out + line->len, bytes.ptr, n);
        line->len += n;
        bytes = (struct str){bytes.ptr + n, bytes.len - n};
        if (line->len == sizeof line->out)
            flush(line);
    }
}

void confined_say(struct confined_line *line, enum confined_kind kind, struct str body) {
    flush(line);
    write_frame(line->fd, kind, body);
}

void confined_over(struct confined_line *line, uint8_t verdict, uint8_t more) {
    const uint8_t body[CONFINED_OVER_LEN] = {verdict, more};
    confined_say(line, CONFINED_OVER, (struct str){(const char *)body, sizeof body});
}

/* Its whole life, and how libc says that it ends: memory, one socket, abort(). Nothing waits but
 * for that socket: who closes its other end, ends it. */
static const int CALLS[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(close),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(getrandom), /* what expat mixes into its tables */
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
};

static void set_limit(int what, rlim_t most) {
    const struct rlimit limit = {most, most};
    if (setrlimit((__rlimit_resource_t)what, &limit))
        _exit(UNFIT);
}

static uint8_t confine(const struct confined_job *job, uint8_t layers) {
    set_limit(RLIMIT_CPU, job->seconds); /* in each build: a loop ends by nothing else */
    if (!apart_is_possible())
        return 0;
    set_limit(RLIMIT_AS, job->memory);
    set_limit(RLIMIT_FSIZE, 0);
    set_limit(RLIMIT_NOFILE, 0); /* what is open stays */
    return apart_give_up_calls(CALLS, COUNT_OF(CALLS)) ? layers | CONFINED_FEW_CALLS : layers;
}

static void run_reader(int fd, const struct confined_job *job, uint8_t layers)
    __attribute__((noreturn));
static void run_reader(int fd, const struct confined_job *job, uint8_t layers) {
    const struct sigaction standard = {.sa_handler = SIG_DFL};
    (void)sigaction(SIGCHLD, &standard, NULL);
    (void)prctl(PR_SET_NAME, "netral-reader");
    apart_close_others((const int[2]){fd, fd});
    if (apart_is_possible()) /* a sanitizer tells what it found */
        for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
            (void)close(i);
    struct confined_line *line = must_alloc(sizeof *line);
    line->fd = fd;
    line->layers = confine(job, layers);
    job->run(line);
    _exit(0);
}

/* --- the keeper --- */

struct reader {
    pid_t pid;
    const struct confined_job *job;
};
struct keeper {
    int fd;
    const struct confined_jobs *jobs;
    uint8_t layers;
    struct reader list[CONFINED_READERS];
    size_t count;
};

static void wake(int signal) {
    (void)signal;
}

static void set_signals(void) {
    const struct sigaction ignore = {.sa_handler = SIG_IGN}, heard = {.sa_handler = wake};
    sigset_t ended;
    (void)sigemptyset(&ended);
    (void)sigaddset(&ended, SIGCHLD);
    (void)sigprocmask(SIG_BLOCK, &ended, NULL);
    apart_ignore_ends();
    (void)sigaction(SIGPIPE, &ignore, NULL); /* its log may be gone; readers have it from here */
    (void)sigaction(SIGCHLD, &heard, NULL);
}

/* The next packet, or the end of a reader, which is heard nowhere else: none is missed. */
static ssize_t await(int fd, struct confined_packet *ret) {
    struct pollfd line = {.fd = fd, .events = POLLIN};
    sigset_t heard;
    (void)sigprocmask(SIG_BLOCK, NULL, &heard);
    (void)sigdelset(&heard, SIGCHLD);
    return ppoll(&line, 1, NULL, &heard) < 0 ? -1 : recv(fd, ret, sizeof *ret, 0);
}

/* Where the kernel put what this program was started with: a conninfo may hold a password. Fields
 * 48 to 51 of proc_pid_stat(5). */
static void wipe_given(void) {
    enum { FIRST = 48, FIELDS = 4, BEHIND_NAME = 2 };
    char text[2048] = {0};
    unsigned long span[FIELDS] = {0};
    int fd = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        (void)close(fd);
    char *at = len > 0 ? strrchr(text, ')') : NULL; /* ") S 1 ..." begins at field 3 */
    for (int field = BEHIND_NAME; at && field < FIRST + FIELDS; field++) {
        if (field >= FIRST)
            span[field - FIRST] = strtoul(at, NULL, 10);
        at = strchr(at + 1, ' ');
    }
    (void)clearenv();
    for (int i = 0; i < FIELDS; i += 2)
        if (span[i] && span[i] < span[i + 1])
            explicit_bzero((void *)span[i], span[i + 1] - span[i]); /* NOLINT: the kernel's word */
}

/* One that ends as it should needs no word. */
static void tell(const struct confined_job *job, int status) {
    const char *name = WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "exit";
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    if (number)
        (void)dprintf(
            STDERR_FILENO,
            "netral: the process that read %s ended before its time (%s, %d): who sent the "
            "file is told that it could not be read, and all else goes on.\n",
            job->what, name ? name : "signal", number);
}

static void reap(struct keeper *k) {
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        for (size_t i = 0; i < k->count; i++)
            if (k->list[i].pid == pid) {
                tell(k->list[i].job, status);
                k->list[i] = k->list[--k->count];
                break;
            }
}

/* The answer, with the asker's end of the stream if there is one. */
static void answer(const struct keeper *k, struct confined_packet packet, int fd) {
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof fd)];
    } control = {.room = {0}};
    struct iovec bytes = {&packet, sizeof packet};
    struct msghdr msg = {.msg_iov = &bytes, .msg_iovlen = 1};
    packet.job = fd >= 0;
    if (fd >= 0) {
        msg.msg_control = control.room;
        msg.msg_controllen = sizeof control.room;
        struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(head), &fd, sizeof fd);
    }
    (void)sendmsg(k->fd, &msg, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static int start_reader(struct keeper *k, const struct confined_job *job) {
    int pair[2];
    if (k->count == CONFINED_READERS || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        return -1;
    pid_t pid = fork();
    if (pid == 0)
        run_reader(pair[1], job, k->layers);
    (void)close(pair[1]);
    if (pid < 0) {
        (void)close(pair[0]);
        return -1;
    }
    k->list[k->count++] = (struct reader){pid, job};
    return pair[0];
}

void confined_keeper(int fd, const struct confined_jobs *jobs) {
    struct keeper k = {.fd = fd, .jobs = jobs};
    apart_close_others((const int[2]){fd, fd});
    set_signals();
    (void)prctl(PR_SET_NAME, "netral-readers");
    wipe_given();
    if (apart_is_possible() && apart_be_shut() && apart_give_up_files())
        k.layers = CONFINED_NO_FILES;
    for (;;) {
        struct confined_packet packet;
        reap(&k);
        ssize_t len = await(fd, &packet);
        if (len < 0 && errno == EINTR)
            continue;
        if (len <= 0)
            break;
        if (len != sizeof packet || packet.job >= jobs->count)
            continue;
        reap(&k);
        int end = start_reader(&k, &jobs->list[packet.job]);
        answer(&k, packet, end);
        if (end >= 0)
            (void)close(end);
    }
    _exit(0);
}
