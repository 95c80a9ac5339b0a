/* The baseline: the least that a durable intake over HTTP can do. The same libmicrohttpd, loops and
 * queue as src/http and src/flow; a body is appended to a file, fdatasync'd in groups, and answered
 * with 201. No database, no ledger, no signature; no JSON is read either, unless RULES names the
 * rulebooks: then each report is read and checked as the server does before it is logged.
 *
 *   rawlog PORT LOGFILE [LOOPS [REPLY-BYTES [RULES]]] */
#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "intake/intake.h"

enum { LOOPS_MAX = 16, BODY_MAX = 1 << 20, GROUP_MAX = 512 };

struct loop;
struct request {
    struct loop *loop;
    struct MHD_Connection *connection;
    char *body;
    size_t len, room;
    long long index;
    bool queued;
    struct request *next;
};
struct log { /* the queue and its writer's file */
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    struct request *head, **tail;
    int fd;
    long long count;
};
struct loop {
    struct log *log;
    struct MHD_Daemon *daemon;
    int wake;
    pthread_mutex_t mutex;
    struct request *done;
    unsigned short port;
    size_t reply_bytes;
    const struct law *law; /* NULL: bodies are not read */
};

static void stop_unless(bool holds, const char *what) {
    if (!holds) {
        perror(what);
        exit(1);
    }
}

static void write_whole(int fd, struct iovec *parts, int count) {
    while (count > 0) {
        ssize_t n = writev(fd, parts, count);
        stop_unless(n >= 0, "append");
        for (; count > 0 && (size_t)n >= parts->iov_len; parts++, count--)
            n -= (ssize_t)parts->iov_len;
        if (count > 0) {
            parts->iov_base = (char *)parts->iov_base + n;
            parts->iov_len -= (size_t)n;
        }
    }
}

/* Gives the finished ones back to their loops, and wakes each loop once. */
static void hand_back(struct request *list) {
    while (list) {
        struct request *r = list;
        list = r->next;
        struct loop *loop = r->loop;
        pthread_mutex_lock(&loop->mutex);
        bool first = !loop->done;
        r->next = loop->done;
        loop->done = r;
        pthread_mutex_unlock(&loop->mutex);
        if (first)
            (void)eventfd_write(loop->wake, 1);
    }
}

static void *writer(void *arg) {
    struct log *log = arg;
    for (;;) {
        pthread_mutex_lock(&log->mutex);
        while (!log->head)
            pthread_cond_wait(&log->wake, &log->mutex);
        struct request *list = log->head;
        log->head = NULL;
        log->tail = &log->head;
        pthread_mutex_unlock(&log->mutex);
        struct iovec parts[GROUP_MAX * 2];
        int count = 0;
        for (struct request *r = list; r; r = r->next) {
            if (count == GROUP_MAX * 2) {
                write_whole(log->fd, parts, count);
                count = 0;
            }
            r->index = log->count++;
            parts[count++] = (struct iovec){r->body, r->len};
            parts[count++] = (struct iovec){"\n", 1};
        }
        write_whole(log->fd, parts, count);
        stop_unless(fdatasync(log->fd) == 0, "fdatasync");
        hand_back(list);
    }
    return NULL;
}

static enum MHD_Result answer(struct request *r) {
    char *text = malloc(r->loop->reply_bytes + 64);
    stop_unless(text != NULL, "memory");
    int n = snprintf(text, 64, "{\"receipt\":{\"index\":%lld,\"pad\":\"", r->index);
    size_t len = (size_t)n;
    if (len < r->loop->reply_bytes)
        memset(text + len, 'x', r->loop->reply_bytes - len);
    len = len < r->loop->reply_bytes ? r->loop->reply_bytes : len;
    memcpy(text + len, "\"}}", 3);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(len + 3, text, MHD_RESPMEM_MUST_FREE);
    MHD_add_response_header(response, "Content-Type", "application/json");
    enum MHD_Result result = MHD_queue_response(r->connection, MHD_HTTP_CREATED, response);
    MHD_destroy_response(response);
    return result;
}

static bool take_bytes(struct request *r, const char *bytes, size_t len) {
    if (r->len + len > BODY_MAX)
        return false;
    if (r->len + len > r->room) {
        r->room = (r->len + len) * 2;
        r->body = realloc(r->body, r->room);
        stop_unless(r->body != NULL, "memory");
    }
    memcpy(r->body + r->len, bytes, len);
    r->len += len;
    return true;
}

enum { READ_ARENA = 8 << 20, TODAY = 20006 }; /* 10 October 2024, as bench.NOW */

static void read_report(const struct request *r) {
    struct arena *a = arena_new(READ_ARENA);
    struct intake_context context = {.law = r->loop->law, .today = {TODAY}};
    struct intake_report report;
    struct intake_faults faults = {0};
    struct err e = intake_report_json(a, (struct str){r->body, r->len}, &context, &report, &faults);
    stop_unless(e.code == ERR_NONE, "a report that cannot be read");
    arena_free(a);
}

/* lint: parameters: the signature is libmicrohttpd's */
static enum MHD_Result handle(void *arg, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *data_len, void **state) {
    (void)url, (void)method, (void)version;
    struct loop *loop = arg;
    struct request *r = *state;
    if (!r) {
        r = calloc(1, sizeof *r);
        stop_unless(r != NULL, "memory");
        r->loop = loop;
        r->connection = connection;
        *state = r;
        return MHD_YES;
    }
    if (*data_len) {
        bool taken = take_bytes(r, data, *data_len);
        *data_len = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    if (r->queued)
        return answer(r);
    r->queued = true;
    if (loop->law)
        read_report(r);
    MHD_suspend_connection(connection);
    struct log *log = loop->log;
    pthread_mutex_lock(&log->mutex);
    bool first = !log->head;
    *log->tail = r;
    log->tail = &r->next;
    if (first)
        pthread_cond_signal(&log->wake);
    pthread_mutex_unlock(&log->mutex);
    return MHD_YES;
}

static void over(void *arg, struct MHD_Connection *connection, void **state,
                 enum MHD_RequestTerminationCode code) {
    (void)arg, (void)connection, (void)code;
    struct request *r = *state;
    if (r)
        free(r->body);
    free(r);
}

static int listener(unsigned short port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    stop_unless(fd >= 0, "socket");
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    stop_unless(bind(fd, (struct sockaddr *)&at, sizeof at) == 0, "bind");
    stop_unless(listen(fd, 1024) == 0, "listen");
    return fd;
}

static void *serve(void *arg) {
    struct loop *loop = arg;
    loop->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0,
                                    NULL, NULL, handle, loop, MHD_OPTION_LISTEN_SOCKET,
                                    listener(loop->port), MHD_OPTION_NOTIFY_COMPLETED, over, NULL,
                                    MHD_OPTION_CONNECTION_LIMIT, 4096U, MHD_OPTION_END);
    stop_unless(loop->daemon != NULL, "MHD_start_daemon");
    struct pollfd wait[2] = {
        {MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, POLLIN, 0},
        {loop->wake, POLLIN, 0}};
    for (;;) {
        MHD_UNSIGNED_LONG_LONG ms = 1000;
        if (MHD_get_timeout(loop->daemon, &ms) != MHD_YES || ms > 1000)
            ms = 1000;
        (void)poll(wait, 2, (int)ms);
        if (wait[1].revents) {
            eventfd_t count;
            (void)eventfd_read(loop->wake, &count);
            pthread_mutex_lock(&loop->mutex);
            struct request *list = loop->done;
            loop->done = NULL;
            pthread_mutex_unlock(&loop->mutex);
            while (list) {
                struct request *next = list->next;
                MHD_resume_connection(list->connection);
                list = next;
            }
        }
        MHD_run(loop->daemon);
    }
    return NULL;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        (void)fprintf(stderr, "usage: rawlog PORT LOGFILE [LOOPS [REPLY-BYTES [RULES]]]\n");
        return 2;
    }
    unsigned long loops = argc > 3 ? strtoul(argv[3], NULL, 10) : 2;
    if (loops < 1 || loops > LOOPS_MAX)
        loops = 2;
    struct log log = {.mutex = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};
    log.tail = &log.head;
    log.fd = open(argv[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    stop_unless(log.fd >= 0, argv[2]);
    hash_library_init();
    const struct law *law = NULL;
    struct law_faults faults;
    if (argc > 5)
        stop_unless(!law_load(arena_new(LAW_ARENA_CAP), argv[5], &law, &faults).code, argv[5]);
    pthread_t thread;
    stop_unless(pthread_create(&thread, NULL, writer, &log) == 0, "thread");
    struct loop all[LOOPS_MAX];
    for (unsigned long i = 0; i < loops; i++) {
        all[i] = (struct loop){.log = &log, .mutex = PTHREAD_MUTEX_INITIALIZER};
        all[i].port = (unsigned short)strtoul(argv[1], NULL, 10);
        all[i].reply_bytes = argc > 4 ? strtoul(argv[4], NULL, 10) : 2000;
        all[i].law = law;
        all[i].wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (i + 1 < loops)
            stop_unless(pthread_create(&thread, NULL, serve, &all[i]) == 0, "thread");
    }
    puts("ready");
    (void)fflush(stdout);
    serve(&all[loops - 1]);
    return 0;
}
