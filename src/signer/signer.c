#include "signer/signer.h"

#include "signer/child.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_MS = 60000, ANSWER_MS = 5000 };

struct signer {
    int fd;
    pid_t keeper;
    pthread_mutex_t mutex; /* one question at a time; held from begin to finish */
    uint32_t ticket;
    struct signer_request asked;
    bool sent, gone;
    struct signer_ready ready;
};

static struct err silent(void) {
    return ERR(ERR_SIGNER, STR("signer"));
}

/* Waits for one reply. False: the time is over, or nobody will ever answer. */
static bool hear(struct signer *s, int ms, struct signer_reply *ret) {
    struct pollfd line = {.fd = s->fd, .events = POLLIN};
    char packet[SIGNER_REPLY_LEN + 1];
    int ready;
    do
        ready = poll(&line, 1, ms);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0)
        return false;
    ssize_t len = recv(s->fd, packet, sizeof packet, MSG_DONTWAIT);
    s->gone = len == 0;
    return len > 0 && signer_reply_read((struct str){packet, (size_t)len}, ret);
}

/* A full line means that it has been silent for long: never wait there. */
static bool tell(struct signer *s) {
    uint8_t packet[SIGNER_REQUEST_MAX];
    size_t len = signer_request_write(&s->asked, packet);
    return !s->gone && send(s->fd, packet, len, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)len;
}

static struct err fault_err(unsigned fault) {
    switch ((enum signer_fault)fault) {
    case SIGNER_NO_KEY:
        return ERR(ERR_MISSING, STR("keys"));
    case SIGNER_SHOWN_KEY:
        return ERR(ERR_DENIED, STR("keys"));
    case SIGNER_BAD_KEY:
        return ERR(ERR_CORRUPT, STR("keys"));
    case SIGNER_NO_MEMORY:
        return ERR(ERR_CORRUPT, STR("signed"));
    case SIGNER_READ_ONLY:
        return ERR(ERR_READ_ONLY, STR("signer"));
    case SIGNER_FULL:
        return ERR(ERR_DISK_FULL, STR("signer"));
    default:
        return silent();
    }
}

static struct err first_word(struct signer *s) {
    struct signer_reply reply;
    if (!hear(s, START_MS, &reply))
        return silent();
    if (reply.kind == SIGNER_UNFIT)
        return fault_err(reply.detail);
    if (reply.kind != SIGNER_READY)
        return silent();
    s->ready = signer_ready_of(&reply);
    return OK;
}

struct err signer_start(const char *data_dir, struct signer **ret) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
        return silent();
    pid_t keeper = fork();
    if (keeper == 0)
        signer_keeper(pair[1], data_dir);
    (void)close(pair[1]);
    struct signer *s = must_alloc(sizeof *s);
    s->fd = pair[0];
    s->keeper = keeper;
    if (pthread_mutex_init(&s->mutex, NULL))
        die("threads cannot start");
    struct err e = keeper < 0 ? silent() : first_word(s);
    if (e.code)
        signer_end(s);
    else
        *ret = s;
    return e;
}

void signer_end(struct signer *s) {
    if (!s)
        return;
    (void)close(s->fd);
    if (s->keeper > 0)
        while (waitpid(s->keeper, NULL, 0) < 0 && errno == EINTR)
            ;
    (void)pthread_mutex_destroy(&s->mutex);
    free(s);
}

const struct signer_ready *signer_ready(const struct signer *s) {
    return &s->ready;
}

void signer_begin(struct signer *s, const struct signer_request *request) {
    (void)pthread_mutex_lock(&s->mutex);
    s->asked = *request;
    s->asked.ticket = ++s->ticket ? s->ticket : ++s->ticket;
    s->sent = tell(s);
}

/* Answers to questions that nobody waits for any more are passed over. A signer that says READY
 * began anew, and may have died over this very question: it is asked once more, a few times. */
static struct err wait_answer(struct signer *s, struct signer_reply *ret) {
    enum { LIVES = 4 };
    struct signer_reply reply;
    int lives = 0;
    while (s->sent && hear(s, ANSWER_MS, &reply)) {
        if (reply.kind == SIGNER_READY) {
            struct signer_ready ready =
                signer_ready_of(&reply); /* the key is the same, or nothing */
            s->gone = memcmp(ready.public_key, s->ready.public_key, SIGN_PUBLIC_LEN) != 0;
            if (++lives == LIVES || !tell(s))
                break;
        } else if (reply.kind == SIGNER_UNFIT) {
            return fault_err(reply.detail);
        } else if (reply.ticket == s->asked.ticket) {
            if (reply.kind == SIGNER_FAILED)
                return fault_err(reply.detail);
            *ret = reply;
            return OK;
        }
    }
    return silent();
}

struct err signer_finish(struct signer *s, struct signer_reply *ret) {
    struct err e = wait_answer(s, ret);
    (void)pthread_mutex_unlock(&s->mutex);
    return e;
}

struct err signer_ask(struct signer *s, const struct signer_request *request,
                      struct signer_reply *ret) {
    signer_begin(s, request);
    return signer_finish(s, ret);
}
