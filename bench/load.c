/* A load generator that knows our answers: N clients, each with one kept-alive connection and one
 * request under way, from one epoll loop. A POST gets a fresh Idempotency-Key (a UUID), and {n} in
 * its body becomes a running number. Prints one JSON line.
 *
 *   load --port N [--path /] [--clients 64] [--seconds 10 | --requests N] [--warm-up 1]
 *        [--body FILE | --each FILE] [--header "Name: value"]... [--expect 201] [--receipts]
 *        [--out FILE] [--until-closed]
 *
 * --receipts: each answer must hold a new "index" and a tlog-proof. --out: those indexes, a line
 * each, written as they come: what was acknowledged before the server was killed. --each: a form a
 * line, "PATH FORM", sent one after the other and then from the first again. --until-closed: ends
 * when standard input does, at the latest after the seconds: for what runs beside something else.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_MAX = 1 << 17, ANSWER_MAX = 1 << 21, HEADERS_MAX = 4096, EVENTS = 512 };

struct load {
    unsigned short port;
    const char *path, *body;
    const char *forms, *next_form; /* of --each */
    size_t body_len;
    char headers[HEADERS_MAX];
    int clients, expect;
    double seconds, warm_up;
    long long requests; /* 0: as many as the seconds allow */
    bool receipts, until_closed;
    FILE *out;
    int epoll;
    /* results */
    double begun, measured_from, ends, ended;
    long long sent, answered, refused, broken, bad_receipts;
    int first_refusal;
    uint32_t *latency; /* microseconds */
    size_t latency_count, latency_room;
    long long *index;
    size_t index_count, index_room;
};
struct client {
    int fd;
    double started;
    size_t out_len, out_sent, in_len, in_want; /* in_want: header and body; 0 while unknown */
    bool close_after;
    char out[REQUEST_MAX];
    char in[ANSWER_MAX];
};

static void stop_unless(bool holds, const char *what) {
    if (!holds) {
        perror(what);
        exit(1);
    }
}
static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
static void *grow(void *list, size_t count, size_t *room, size_t size) {
    if (count < *room)
        return list;
    *room = *room ? *room * 2 : 65536;
    list = realloc(list, *room * size);
    stop_unless(list != NULL, "memory");
    return list;
}

static void make_uuid(char ret[37]) {
    uint8_t b[16];
    stop_unless(getrandom(b, sizeof b, 0) == sizeof b, "getrandom");
    b[6] = (uint8_t)((b[6] & 0x0f) | 0x40);
    b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
    int at = 0;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            ret[at++] = '-';
        at += snprintf(ret + at, 3, "%02x", b[i]);
    }
}

/* The body with {n} replaced; returns its length. */
static size_t fill_body(const struct load *load, char *to) {
    size_t len = 0;
    for (size_t i = 0; i < load->body_len; i++) {
        if (load->body_len - i >= 3 && memcmp(load->body + i, "{n}", 3) == 0) {
            len += (size_t)snprintf(to + len, 24, "%lld", load->sent);
            i += 2;
        } else {
            to[len++] = load->body[i];
        }
    }
    return len;
}
/* Where the next line of --each begins to be its form; the path stands before. */
static int fill_form(struct load *load, struct client *c) {
    const char *path = load->next_form, *end = strchr(path, '\n'), *form = strchr(path, ' ');
    stop_unless(end && form && form < end, "a line of --each is no \"PATH FORM\"");
    load->next_form = end[1] ? end + 1 : load->forms;
    int n = snprintf(c->out, REQUEST_MAX,
                     "POST %.*s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                     "Content-Type: application/x-www-form-urlencoded\r\n"
                     "X-Forwarded-For: 10.%lld.%lld.1\r\n%sContent-Length: %d\r\n\r\n%.*s",
                     (int)(form - path), path, load->port, load->sent / 256 % 256, load->sent % 256,
                     load->headers, (int)(end - form - 1), (int)(end - form - 1), form + 1);
    stop_unless(n > 0 && n < REQUEST_MAX, "a line of --each is too long");
    return n;
}
static void fill_request(struct load *load, struct client *c) {
    static char body[REQUEST_MAX];
    int n;
    if (load->forms) {
        n = fill_form(load, c);
    } else if (load->body) {
        char uuid[37];
        make_uuid(uuid);
        size_t len = fill_body(load, body);
        n = snprintf(c->out, REQUEST_MAX,
                     "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nContent-Type: application/json\r\n"
                     "Idempotency-Key: %s\r\nX-Forwarded-For: 10.%lld.%lld.1\r\n%s"
                     "Content-Length: %zu\r\n\r\n",
                     load->path, load->port, uuid, load->sent / 256 % 256, load->sent % 256,
                     load->headers, len); /* from everywhere: what one place may send is limited */
        memcpy(c->out + n, body, len);
        n += (int)len;
    } else {
        n = snprintf(c->out, REQUEST_MAX, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%s\r\n",
                     load->path, load->port, load->headers);
    }
    load->sent++;
    c->out_len = (size_t)n;
    c->out_sent = c->in_len = c->in_want = 0;
    c->started = seconds_now();
}

static void client_connect(struct load *load, struct client *c) {
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    stop_unless(c->fd >= 0, "socket");
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(load->port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(c->fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(c->fd);
        c->fd = -1;
        return;
    }
    c->close_after = false;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    stop_unless(epoll_ctl(load->epoll, EPOLL_CTL_ADD, c->fd, &event) == 0, "epoll_ctl");
}

/* Sends on, blocking: requests are small beside a socket's buffer. */
static bool client_send(struct client *c) {
    while (c->out_sent < c->out_len) {
        ssize_t n = send(c->fd, c->out + c->out_sent, c->out_len - c->out_sent, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        c->out_sent += (size_t)n;
    }
    return true;
}
static bool may_start(const struct load *load) {
    return load->requests ? load->sent < load->requests : seconds_now() < load->ends;
}
static void client_lost(struct load *load, struct client *c) {
    load->broken++;
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
}
static void client_next(struct load *load, struct client *c) {
    if (c->close_after && c->fd >= 0) {
        close(c->fd);
        c->fd = -1;
    }
    if (!may_start(load)) {
        if (c->fd >= 0)
            close(c->fd);
        c->fd = -1;
        return;
    }
    if (c->fd < 0)
        client_connect(load, c);
    if (c->fd < 0) {
        load->broken++;
        return;
    }
    fill_request(load, c);
    if (!client_send(c))
        client_lost(load, c);
}

/* Value of a header, or NULL. The answer's head is NUL-terminated at its blank line by then. */
static const char *header(const char *head, const char *name) {
    size_t len = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, len) == 0 && line[2 + len] == ':')
            return line + 3 + len + strspn(line + 3 + len, " ");
    return NULL;
}
/* Sets in_want once the head is whole. False: an answer that this program cannot read. */
static bool read_head(struct client *c) {
    char *end = memmem(c->in, c->in_len, "\r\n\r\n", 4);
    if (!end)
        return c->in_len < ANSWER_MAX / 2;
    end[2] = '\0';
    const char *length = header(c->in, "Content-Length"), *connection = header(c->in, "Connection");
    c->close_after = connection && strncasecmp(connection, "close", 5) == 0;
    c->in_want = (size_t)(end - c->in) + 4 + (length ? strtoul(length, NULL, 10) : 0);
    end[2] = '\r';
    return length && c->in_want < ANSWER_MAX;
}

static void keep_receipt(struct load *load, const char *body) {
    const char *at = strstr(body, "\"index\":");
    if (!at || !strstr(body, "\"c2sp.org/tlog-proof@v1\\n")) {
        load->bad_receipts++;
        return;
    }
    load->index = grow(load->index, load->index_count, &load->index_room, sizeof *load->index);
    load->index[load->index_count++] = strtoll(at + 8, NULL, 10);
    if (load->out)
        (void)fprintf(load->out, "%lld\n", load->index[load->index_count - 1]);
}
static void finish(struct load *load, struct client *c) {
    double now = seconds_now();
    c->in[c->in_len] = '\0';
    int status = (int)strtol(c->in + 9, NULL, 10);
    bool good = status == load->expect;
    if (!good && !load->first_refusal)
        load->first_refusal = status;
    if (good && load->receipts)
        keep_receipt(load, c->in);
    if (now >= load->measured_from) {
        load->answered += good;
        load->latency =
            grow(load->latency, load->latency_count, &load->latency_room, sizeof *load->latency);
        load->latency[load->latency_count++] = (uint32_t)((now - c->started) * 1e6);
        load->ended = now;
    }
    load->refused += !good;
    client_next(load, c);
}
static void client_read(struct load *load, struct client *c) {
    ssize_t n = recv(c->fd, c->in + c->in_len, ANSWER_MAX - 1 - c->in_len, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0) {
        client_lost(load, c);
        client_next(load, c);
        return;
    }
    c->in_len += (size_t)n;
    if (!c->in_want && !read_head(c)) {
        client_lost(load, c);
        return;
    }
    if (c->in_want && c->in_len >= c->in_want)
        finish(load, c);
}

static void run(struct load *load) {
    load->epoll = epoll_create1(EPOLL_CLOEXEC);
    load->begun = seconds_now();
    load->measured_from = load->begun + load->warm_up;
    load->ends = load->measured_from + load->seconds;
    load->ended = load->measured_from;
    struct client **clients = calloc((size_t)load->clients, sizeof *clients);
    stop_unless(clients != NULL, "memory");
    for (int i = 0; i < load->clients; i++) {
        clients[i] = malloc(sizeof **clients);
        stop_unless(clients[i] != NULL, "memory");
        clients[i]->fd = -1;
        clients[i]->close_after = false;
        client_next(load, clients[i]);
    }
    if (load->until_closed) {
        struct epoll_event closed = {.events = EPOLLIN, .data.ptr = NULL};
        stop_unless(epoll_ctl(load->epoll, EPOLL_CTL_ADD, STDIN_FILENO, &closed) == 0,
                    "standard input");
    }
    /* A client that waits at the end is given ten seconds; then it counts as broken. */
    for (;;) {
        int open = 0;
        for (int i = 0; i < load->clients; i++)
            open += clients[i]->fd >= 0;
        if (!open)
            break;
        struct epoll_event events[EVENTS];
        int n = epoll_wait(load->epoll, events, EVENTS, 10000);
        if (n == 0) {
            load->broken += open;
            break;
        }
        for (int i = 0; i < n; i++) {
            if (events[i].data.ptr) {
                client_read(load, events[i].data.ptr);
                continue;
            }
            load->ends = seconds_now();
            (void)epoll_ctl(load->epoll, EPOLL_CTL_DEL, STDIN_FILENO, NULL);
        }
    }
    for (int i = 0; i < load->clients; i++)
        free(clients[i]);
    free(clients);
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}
static int by_index(const void *a, const void *b) {
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}
static double percentile(const struct load *load, double part) {
    if (!load->latency_count)
        return 0;
    return load->latency[(size_t)((double)(load->latency_count - 1) * part)] / 1000.0;
}
static bool report(struct load *load) {
    if (load->latency)
        qsort(load->latency, load->latency_count, sizeof *load->latency, by_value);
    long long doubled = 0;
    if (load->index)
        qsort(load->index, load->index_count, sizeof *load->index, by_index);
    for (size_t i = 1; i < load->index_count; i++)
        doubled += load->index[i] == load->index[i - 1];
    double took = load->ended - load->measured_from;
    long long errors = load->refused + load->broken + load->bad_receipts + doubled;
    (void)printf(
        "{\"clients\":%d,\"seconds\":%.2f,\"answered\":%lld,\"per_s\":%.0f,\"p50_ms\":%.2f,"
        "\"p99_ms\":%.2f,\"max_ms\":%.2f,\"errors\":%lld,\"refused\":%lld,"
        "\"first_refusal\":%d,\"broken\":%lld,\"bad_receipts\":%lld,\"doubled\":%lld}\n",
        load->clients, took, load->answered, took > 0 ? (double)load->answered / took : 0.0,
        percentile(load, 0.5), percentile(load, 0.99), percentile(load, 1), errors, load->refused,
        load->first_refusal, load->broken, load->bad_receipts, doubled);
    return errors == 0 && load->answered > 0;
}

static const char *read_body(const char *path, size_t *ret_len) {
    FILE *file = fopen(path, "rb");
    stop_unless(file != NULL, path);
    char *text = malloc(REQUEST_MAX / 2);
    stop_unless(text != NULL, "memory");
    *ret_len = fread(text, 1, REQUEST_MAX / 2, file);
    stop_unless(*ret_len < REQUEST_MAX / 2, "the body is too long");
    (void)fclose(file);
    return text;
}
static const char *read_forms(const char *path) {
    FILE *file = fopen(path, "rb");
    stop_unless(file != NULL, path);
    stop_unless(fseek(file, 0, SEEK_END) == 0, path);
    long size = ftell(file);
    char *text = size > 0 ? malloc((size_t)size + 1) : NULL;
    stop_unless(text != NULL, "--each: empty, or no memory");
    rewind(file);
    stop_unless(fread(text, 1, (size_t)size, file) == (size_t)size, path);
    text[size] = '\0';
    (void)fclose(file);
    return text;
}
static void add_header(struct load *load, const char *line) {
    size_t len = strlen(load->headers);
    int n = snprintf(load->headers + len, HEADERS_MAX - len, "%s\r\n", line);
    stop_unless(n > 0 && (size_t)n < HEADERS_MAX - len, "the headers are too long");
}
static void read_options(int argc, char **argv, struct load *load) {
    static const struct option OPTIONS[] = {
        {"port", 1, NULL, 'p'},         {"path", 1, NULL, 'u'},     {"clients", 1, NULL, 'c'},
        {"seconds", 1, NULL, 's'},      {"requests", 1, NULL, 'n'}, {"warm-up", 1, NULL, 'w'},
        {"body", 1, NULL, 'b'},         {"header", 1, NULL, 'h'},   {"expect", 1, NULL, 'e'},
        {"receipts", 0, NULL, 'r'},     {"out", 1, NULL, 'o'},      {"each", 1, NULL, 'a'},
        {"until-closed", 0, NULL, 'x'}, {NULL, 0, NULL, 0}};
    for (int key; (key = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (key) {
        case 'p':
            load->port = (unsigned short)strtoul(optarg, NULL, 10);
            break;
        case 'u':
            load->path = optarg;
            break;
        case 'c':
            load->clients = (int)strtol(optarg, NULL, 10);
            break;
        case 's':
            load->seconds = strtod(optarg, NULL);
            break;
        case 'n':
            load->requests = strtoll(optarg, NULL, 10);
            break;
        case 'w':
            load->warm_up = strtod(optarg, NULL);
            break;
        case 'b':
            load->body = read_body(optarg, &load->body_len);
            break;
        case 'a':
            load->forms = load->next_form = read_forms(optarg);
            break;
        case 'h':
            add_header(load, optarg);
            break;
        case 'e':
            load->expect = (int)strtol(optarg, NULL, 10);
            break;
        case 'x':
            load->until_closed = true;
            break;
        case 'r':
            load->receipts = true;
            break;
        case 'o':
            load->out = fopen(optarg, "w");
            stop_unless(load->out != NULL, optarg);
            break;
        default:
            exit(2);
        }
    }
}

int main(int argc, char **argv) {
    static struct load load = {.path = "/", .clients = 64, .seconds = 10, .warm_up = 1};
    read_options(argc, argv, &load);
    if (!load.port || load.clients < 1 || load.clients > 10000) {
        (void)fprintf(stderr, "usage: load --port N [options]; see the head of bench/load.c\n");
        return 2;
    }
    if (!load.expect)
        load.expect = load.body ? 201 : 200;
    if (load.requests)
        load.warm_up = 0;
    run(&load);
    bool good = report(&load);
    if (load.out)
        (void)fclose(load.out);
    free(load.latency);
    free(load.index);
    return good ? 0 : 1;
}
