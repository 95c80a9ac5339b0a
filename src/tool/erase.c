#include "flow/erase.h"
#include "base/buf.h"
#include "flow/backup.h"
#include "flow/staff.h"
#include "tool/tool.h"

#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "Usage: netral erase ask   --data DIR --user NAME --case N --ground GROUND --reason TEXT\n"
    "       netral erase agree --data DIR --user NAME --request N\n"
    "       netral erase list  --data DIR >erased.list\n"
    "Erases a case that has ended: what was reported, who reported, evidence, and all steps. One\n"
    "person asks (head or custodian of the Bawaslu office in charge), another who heads it agrees\n"
    "within 30 days. The password of NAME is asked for, or read from standard input. No server "
    "may\n"
    "run on the store meanwhile. Leaves of the log stay, and every other receipt still verifies.\n"
    "`list` writes the erasures so far, which a restore of an older backup repeats: lay it beside "
    "the\n"
    "backups after each erasure (netral backup does so, too).\n"
    "  --reason TEXT   why, in at most 500 bytes; it stays in the record, so name nobody\n"
    "  --db CONNINFO   postgresql://... instead of SQLite in DIR\n"
    "Grounds:\n";

static const size_t ARENA = 64u << 20;

struct options {
    const char *data, *db, *user, *number, *ground, *reason, *request;
};

static const char *usage_text(struct arena *a) {
    size_t count;
    const struct flow_ground *grounds = flow_grounds(&count);
    struct str text = str_from_c(USAGE);
    for (size_t i = 0; i < count; i++)
        text = arena_printf(a, "%.*s  %-15.*s %.*s: %.*s\n", STR_ARG(text), STR_ARG(grounds[i].id),
                            STR_ARG(grounds[i].law), STR_ARG(grounds[i].text_en));
    return arena_c(a, text);
}

/* Who acts, by password and code; the session ends at once. */
static struct err sign_in(struct flow *flow, struct arena *a, const char *name,
                          struct flow_staff *ret) {
    struct flow_session session;
    int64_t wait = 0;
    const struct flow_sign_in tried = {.name = str_from_c(name),
                                       .password = tool_password(a, "Password: "),
                                       .place = STR("netral erase"),
                                       .now = env_now(flow_env(flow)),
                                       .code = tool_password(a, "Code, if there is one: ")};
    struct err e = flow_sign_in(flow, a, &tried, &session, &wait);
    if (e.code)
        return e;
    *ret = (struct flow_staff){.who = session.who, .due = session.due};
    return flow_sign_out(flow, a, session.text);
}

static int ask(struct flow *flow, const struct options *o, struct flow_erasure *x) {
    x->ground = str_from_c(o->ground);
    x->reason = str_from_c(o->reason);
    struct err e = flow_erase_ask(flow, x);
    if (e.code)
        return tool_refuse("erase ask", e);
    (void)printf("Request %lld: case %lld is to be erased. Somebody else agrees with:\n"
                 "netral erase agree --data %s%s%s --user NAME --request %lld\n",
                 (long long)x->job.first_index, (long long)x->id.v, o->data, o->db ? " --db " : "",
                 o->db ? o->db : "", (long long)x->job.first_index);
    return 0;
}

static int agree(struct flow *flow, const struct options *o, struct flow_erasure *x) {
    struct err e = flow_erase_agree(flow, x);
    if (e.code)
        return tool_refuse("erase agree", e);
    (void)printf(
        "Case %lld was erased; event %lld says so. Backups from before still hold it: make "
        "new ones and destroy those. Lay the new list of erasures beside the backups at once:\n"
        "netral erase list --data %s%s%s >erased.list\n",
        (long long)x->id.v, (long long)x->job.first_index, o->data, o->db ? " --db " : "",
        o->db ? o->db : "");
    if (o->db)
        (void)puts("PostgreSQL keeps old rows until they are swept: run VACUUM FULL on event, "
                   "case_file, receipt and evidence, and let archived WAL expire.");
    return 0;
}

static int run(struct flow *flow, struct arena *a, const char *verb, const struct options *o) {
    struct flow_erasure x = {.job = {.arena = a}};
    if ((o->number && (!str_to_int(str_from_c(o->number), &x.id.v) || x.id.v < 0)) ||
        (o->request && (!str_to_int(str_from_c(o->request), &x.asked) || x.asked < 0))) {
        (void)fputs("netral erase: --case and --request take numbers.\n", stderr);
        return 2;
    }
    struct err e = flow_hold(flow, o->data, false);
    if (!e.code)
        e = flow_backup_hold(o->data);
    if (e.code)
        return tool_refuse(o->data, e);
    e = sign_in(flow, a, o->user, &x.staff);
    if (e.code)
        return tool_refuse("erase", e);
    x.now = env_now(flow_env(flow));
    x.salt = env_hash(flow_env(flow));
    x.stream = env_id128(flow_env(flow));
    return strcmp(verb, "ask") == 0 ? ask(flow, o, &x) : agree(flow, o, &x);
}

static int open_and_run(const struct tool *tool, struct arena *a, const char *verb,
                        const struct options *o) {
    struct env env = *tool->env;
    struct flow *flow;
    struct flow_config config = {.data_dir = o->data, .db = str_from_c(o->db), .env = &env};
    struct err e = flow_open(&config, &flow);
    if (e.code)
        return tool_refuse(o->data, e);
    env.shift_us += flow_store_shift(flow);
    int status = run(flow, a, verb, o);
    flow_close(flow);
    return status;
}

static int print_list(const struct options *o) {
    const struct flow_erased_of of = {o->data, str_from_c(o->db)};
    struct buf list;
    buf_init(&list, FLOW_ERASED_LIST_MAX);
    struct err e = flow_erased_write(&of, &list);
    if (!e.code && (fwrite(list.ptr, 1, list.len, stdout) != list.len || fflush(stdout)))
        e = ERR(ERR_IO, STR("output"));
    buf_done(&list);
    return e.code ? tool_refuse("erase list", e) : 0;
}

static bool is_list(const char *verb, const struct options *o) {
    return verb && strcmp(verb, "list") == 0 && o->data && !o->user && !o->number && !o->ground &&
           !o->reason && !o->request;
}

static bool is_whole(const char *verb, const struct options *o) {
    if (!verb || !o->data || !o->user)
        return false;
    if (strcmp(verb, "ask") == 0)
        return o->number && o->ground && o->reason && !o->request;
    return strcmp(verb, "agree") == 0 && o->request && !o->number && !o->ground && !o->reason;
}

int tool_erase(const struct tool *tool) {
    struct options o = {0};
    const char *verb = NULL;
    const struct tool_option options[] = {
        {"data", &o.data, NULL},       {"db", &o.db, NULL},         {"user", &o.user, NULL},
        {"case", &o.number, NULL},     {"ground", &o.ground, NULL}, {"reason", &o.reason, NULL},
        {"request", &o.request, NULL},
    };
    struct arena *a = arena_new(ARENA);
    struct tool_usage usage = {usage_text(a), options, COUNT_OF(options), &verb, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    int status = parsed == TOOL_HELP ? 0 : 2;
    if (parsed == TOOL_GO && is_whole(verb, &o))
        status = open_and_run(tool, a, verb, &o);
    else if (parsed == TOOL_GO && is_list(verb, &o))
        status = print_list(&o);
    else if (parsed == TOOL_GO)
        (void)fputs(usage.text, stderr);
    arena_free(a);
    return status;
}
