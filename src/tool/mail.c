#include "mail/mail.h"
#include "flow/remind.h"
#include "tool/tool.h"

#include "base/address.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char USAGE[] =
    "Usage: netral mail --data DIR --smtp URL --from ADDRESS [--login FILE] [--ca FILE] [--db C]\n"
    "Sends the reminders that offices asked for on the pages of their rounds (/k/ikrar), then "
    "ends:\n"
    "run it each minute, as docs/operating.md shows. What is killed goes on with the next run, "
    "and\n"
    "nobody gets two mails on one day.\n"
    "  --smtp URL     smtps://mail.example.id, or smtp://mail.example.id:587 with STARTTLS, which\n"
    "                 is demanded; smtp://127.0.0.1:25 for a relay on this machine\n"
    "  --from ADDRESS who sends; mails that cannot be delivered later come back to it\n"
    "  --login FILE   holds user:password in its first line, and its owner alone reads it\n"
    "  --ca FILE      certificates that the mail server is held against; default: the system's\n"
    "  --stop         sends nothing, and ends what is on its way: after a database came from a\n"
    "                 backup otherwise than by netral restore, which does so itself\n"
    "  --db CONNINFO  postgresql://... instead of SQLite in DIR\n";

enum { LOGIN_MAX = 512, PROGRESS = 1000, ROW_MAX = 15 /* the same refusal, one behind another */ };
static const size_t ARENA = 64u << 20, BATCH_ARENA = 16u << 20;

struct options {
    const char *data, *db, *smtp, *from, *login, *authorities;
    bool stop;
};
struct post {
    struct flow *flow;
    struct mail_line *line;
    struct arena *arena; /* of a batch */
    struct str from;
    int64_t sent, refused, for_now, unsure;
    int64_t row_code, row; /* the newest refusal, how many of its kind in a row */
    bool stopped;          /* the mail server has nothing from us now */
};

/* One process sends. False after saying why not. */
static bool hold(const char *folder, int *ret_fd) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/mail.lock", folder) >= (int)sizeof path)
        return false;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) {
        (void)fprintf(stderr, "netral mail: %s: %s\n", path,
                      errno == EWOULDBLOCK ? "another `netral mail` sends; it is left to that one"
                                           : strerror(errno));
        if (fd >= 0)
            (void)close(fd);
        return false;
    }
    *ret_fd = fd;
    return true;
}

/* The first line. NULL: none is asked for. False after saying why. */
static bool read_login(const char *path, char room[LOGIN_MAX], struct str *ret) {
    struct stat st;
    *ret = (struct str){0};
    if (!path)
        return true;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 && fstat(fd, &st) == 0 ? read(fd, room, LOGIN_MAX) : -1;
    bool others = got >= 0 && (st.st_mode & (S_IRWXG | S_IRWXO));
    if (fd >= 0)
        (void)close(fd);
    struct str rest = {room, got > 0 ? (size_t)got : 0};
    *ret = str_trim(str_cut(&rest, '\n'));
    if (got < 0 || others || !memchr(room, ':', ret->len)) {
        (void)fprintf(stderr, "netral mail: --login %s: %s\n", path,
                      got < 0  ? strerror(errno)
                      : others ? "others than its owner may read it: chmod 600"
                               : "its first line is no user:password");
        return false;
    }
    return true;
}

/* So many of one kind are the server's, not a person's: it is left alone until the next run. */
static void count_row(struct post *p, const struct mail_said *said, bool refused) {
    p->row = !refused ? 0 : said->code == p->row_code ? p->row + 1 : 1;
    p->row_code = said->code;
    if (p->row < ROW_MAX)
        return;
    p->stopped = true;
    (void)fprintf(stderr,
                  "netral mail: %d refusals in a row with code %lld (%s). They are written down; "
                  "the next run goes on behind them.\n",
                  ROW_MAX, (long long)said->code, said->why);
}

static void send_batch(struct post *p, struct flow_remind_batch *batch) {
    const struct env *env = flow_env(p->flow);
    for (size_t i = 0; i < batch->count && !p->stopped; i++) {
        struct flow_remind_mail *mail = &batch->list[i];
        struct id128 id = env_id128(env);
        const struct mail_message message = {.from = p->from,
                                             .to = mail->address,
                                             .from_name = batch->of.sender,
                                             .subject = batch->of.subject,
                                             .text = mail->text,
                                             .id = hex_encode(p->arena, id.b, sizeof id.b),
                                             .at = env_now(env)};
        struct mail_said said = mail_send(p->line, &message);
        bool refused = said.heard == MAIL_REFUSED || said.heard == MAIL_NOT_NOW;
        mail->code = said.code;
        mail->state = said.heard == MAIL_TAKEN    ? STORE_MAIL_SENT
                      : refused                   ? STORE_MAIL_REFUSED
                      : said.heard == MAIL_UNSURE ? STORE_MAIL_UNSURE
                                                  : STORE_MAIL_LEAVING;
        p->sent += said.heard == MAIL_TAKEN;
        p->refused += said.heard == MAIL_REFUSED;
        p->for_now += said.heard == MAIL_NOT_NOW;
        p->unsure += said.heard == MAIL_UNSURE;
        count_row(p, &said, refused);
        if (said.heard != MAIL_LATER)
            continue;
        p->stopped = true;
        (void)fprintf(stderr,
                      "netral mail: the mail server took nothing (code %lld, %s). The next run "
                      "goes on from here.\n",
                      (long long)said.code, said.why);
    }
}

static void tell(const struct post *p, size_t more) {
    int64_t all = p->sent + p->refused + p->for_now + p->unsure;
    if (all / PROGRESS != (all - (int64_t)more) / PROGRESS)
        (void)fprintf(stderr, "netral mail: %lld so far\n", (long long)all);
}

static int run(struct post *p) {
    struct err e = flow_remind_resume(p->flow, p->arena);
    struct flow_remind_batch batch = {.of.id = 0};
    while (!e.code && !p->stopped) {
        arena_reset(p->arena);
        e = flow_remind_take(p->flow, p->arena, &batch);
        if (e.code || batch.of.id < 0)
            break;
        send_batch(p, &batch);
        e = flow_remind_settle(p->flow, p->arena, &batch);
        tell(p, batch.count);
    }
    if (e.code)
        return tool_refuse("mail", e);
    if (p->sent || p->refused || p->for_now || p->unsure)
        (void)printf("%lld sent, %lld refused, %lld refused for now, %lld unsure.\n",
                     (long long)p->sent, (long long)p->refused, (long long)p->for_now,
                     (long long)p->unsure);
    return p->stopped;
}

static int stop(struct post *p) {
    struct err e = flow_remind_stop(p->flow, p->arena);
    if (e.code)
        return tool_refuse("mail", e);
    (void)puts("No reminder is on its way any more.");
    return 0;
}

static int open_and_run(const struct tool *tool, const struct options *o, struct mail_line *line) {
    struct env env = *tool->env;
    struct arena *a = arena_new(ARENA);
    struct post p = {
        .line = line, .arena = arena_new(BATCH_ARENA), .from = str_from_c(o->from ? o->from : "")};
    const struct law *law = tool_law(tool, a);
    const struct flow_config config = {
        .data_dir = o->data, .db = str_from_c(o->db), .law = law, .env = &env};
    int status = 1;
    struct err e = law ? flow_open(&config, &p.flow) : OK;
    if (e.code)
        status = tool_refuse(o->data, e);
    if (!e.code && law) {
        env.shift_us += flow_store_shift(p.flow);
        status = o->stop ? stop(&p) : run(&p);
        flow_close(p.flow);
    }
    arena_free(p.arena);
    arena_free(a);
    return status;
}

static int send_all(const struct tool *tool, const struct options *o) {
    char room[LOGIN_MAX];
    struct mail_where where = {.url = str_from_c(o->smtp),
                               .authorities = str_from_c(o->authorities)};
    struct mail_line *line = NULL;
    int lock = -1, status = 1;
    if (!address_is_mail(str_from_c(o->from))) {
        (void)fprintf(stderr, "netral mail: --from %s is no mail address\n", o->from);
        return 2;
    }
    if (!read_login(o->login, room, &where.login))
        return 1;
    if (mail_line_new(&where, &line).code) {
        (void)fprintf(stderr, "netral mail: --smtp %s is none of smtp://... and smtps://...\n",
                      o->smtp);
        return 2;
    }
    if (hold(o->data, &lock)) {
        status = open_and_run(tool, o, line);
        (void)close(lock);
    }
    mail_line_free(line);
    explicit_bzero(room, sizeof room);
    return status;
}

static int stop_all(const struct tool *tool, const struct options *o) {
    int lock = -1, status = 1;
    if (hold(o->data, &lock)) {
        status = open_and_run(tool, o, NULL);
        (void)close(lock);
    }
    return status;
}

int tool_mail(const struct tool *tool) {
    struct options o = {0};
    const struct tool_option options[] = {
        {"data", &o.data, NULL}, {"db", &o.db, NULL},       {"smtp", &o.smtp, NULL},
        {"from", &o.from, NULL}, {"login", &o.login, NULL}, {"ca", &o.authorities, NULL},
        {"stop", NULL, &o.stop},
    };
    enum tool_parsed parsed =
        tool_options(tool, &(struct tool_usage){USAGE, options, COUNT_OF(options), NULL, 0});
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!o.data || (!o.stop && (!o.smtp || !o.from))) {
        (void)fputs(USAGE, stderr);
        return 2;
    }
    return o.stop ? stop_all(tool, &o) : send_all(tool, &o);
}
