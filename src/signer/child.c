#include "signer/child.h"

#include "base/apart.h"
#include "base/env.h"
#include "signer/state.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ENDED = 0, UNFIT = 3 }; /* exit statuses of the signer after which the keeper ends, too */

/* --- the signer --- */

static bool say(int fd, const struct signer_reply *reply) {
    uint8_t packet[SIGNER_REPLY_LEN];
    signer_reply_write(reply, packet);
    return send(fd, packet, sizeof packet, MSG_NOSIGNAL) == (ssize_t)sizeof packet;
}

static void say_ready(int fd, const struct signer_state *s, unsigned layers) {
    struct signer_reply ready = {
        .kind = SIGNER_READY, .detail = (uint8_t)layers, .size = s->newest.size};
    struct hash origin = hash_sha256(s->key.name);
    memcpy(ready.data, s->key.public_key, SIGN_PUBLIC_LEN);
    memcpy(ready.data + SIGN_PUBLIC_LEN, origin.b, HASH_LEN);
    (void)say(fd, &ready);
}

/* A packet that is no request has no ticket to answer: whoever sent it is not our server. */
static void answer_all(int fd, struct signer_state *s) {
    char packet[SIGNER_REQUEST_MAX + 1];
    struct signer_request request = {0};
    for (;;) {
        ssize_t len = recv(fd, packet, sizeof packet, 0);
        if (len < 0 && errno == EINTR)
            continue;
        if (len <= 0)
            return;
        if (!signer_request_read((struct str){packet, (size_t)len}, &request))
            continue;
        struct signer_reply reply = signer_state_sign(s, &request);
        if (!say(fd, &reply))
            return;
    }
}

static enum signer_fault open_all(const char *data_dir, struct signer_state *s, unsigned *layers) {
    int folder = signer_folder(data_dir);
    bool own;
    if (folder < 0)
        return errno == ENOENT || errno == ENOTDIR ? SIGNER_NO_KEY : SIGNER_IO;
    enum signer_fault fault = SIGNER_IO;
    if (signer_become_owner(folder, &own)) {
        *layers = own ? SIGNER_OWN_USER : 0;
        fault = signer_state_open(folder, s);
    }
    (void)close(folder);
    return fault;
}

static void run_signer(int fd, const char *data_dir) __attribute__((noreturn));
static void run_signer(int fd, const char *data_dir) {
    struct signer_state *s = must_alloc(sizeof *s);
    unsigned layers = 0;
    (void)prctl(PR_SET_NAME, "netral-signer");
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    (void)sodium_mlock(s, sizeof *s); /* not swapped out where the limit lets it */
    enum signer_fault fault = open_all(data_dir, s, &layers);
    if (fault) {
        (void)say(fd, &(struct signer_reply){.kind = SIGNER_UNFIT, .detail = (uint8_t)fault});
        _exit(UNFIT);
    }
    apart_close_others(fd < s->file ? (const int[2]){fd, s->file} : (const int[2]){s->file, fd});
    layers |= signer_confine();
    say_ready(fd, s, layers);
    answer_all(fd, s);
    signer_state_close(s);
    _exit(ENDED);
}

/* --- the keeper --- */

/* Who ignores the ends of its children, and hands that down, would be told of none. */
static void hear_deaths(void) {
    const struct sigaction standard = {.sa_handler = SIG_DFL};
    (void)sigaction(SIGCHLD, &standard, NULL);
}

/* 10 ms, 20, 40, ... one second. */
static void pause_after(int deaths) {
    enum { FIRST_MS = 10, MOST_MS = 1000 };
    long ms = FIRST_MS;
    for (int i = 1; i < deaths && ms < MOST_MS; i++)
        ms *= 2;
    ms = ms < MOST_MS ? ms : MOST_MS;
    const struct timespec length = {ms / 1000, ms % 1000 * 1000000};
    (void)nanosleep(&length, NULL);
}

/* Whether the signer is to be started again. */
static bool died(pid_t child) {
    int status = 0;
    pid_t got;
    do
        got = waitpid(child, &status, 0);
    while (got < 0 && errno == EINTR);
    return got == child &&
           !(WIFEXITED(status) && (WEXITSTATUS(status) == ENDED || WEXITSTATUS(status) == UNFIT));
}

void signer_keeper(int fd, const char *data_dir) {
    apart_close_others((const int[2]){fd, fd});
    apart_ignore_ends();
    hear_deaths();
    (void)prctl(PR_SET_NAME, "netral-keeper");
    for (int deaths = 0; deaths < KEEPER_DEATHS;) {
        int64_t began = env_steady_us();
        pid_t child = fork();
        if (child == 0)
            run_signer(fd, data_dir);
        if (child > 0 && !died(child))
            break;
        deaths = env_steady_us() - began >= KEEPER_SOUND_S * INT64_C(1000000) ? 1 : deaths + 1;
        pause_after(deaths);
    }
    _exit(0);
}
