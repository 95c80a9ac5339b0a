#include "flow/names_look.h"
#include "tool/tool.h"

/* lint: may-use: a list for spreadsheets, safe from formulas */
#include "base/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char USAGE[] =
    "Usage: netral pledge open --data DIR --office OFFICE --closes DATE [--opens DATE] [--kind K]\n"
    "                          [--election E] [--asks GROUPS]\n"
    "       netral pledge list --data DIR --office OFFICE\n"
    "       netral pledge units --data DIR --round N\n"
    "       netral pledge people --data DIR --round N [--unsigned] [--site URL] --out FILE.csv\n"
    "       netral pledge close --data DIR --round N\n"
    "       netral pledge remove --data DIR --office OFFICE --person N --why WHY\n"
    "A round asks the people of an office's roster (netral roster import) to sign the points of\n"
    "rules/pledge.yaml by links of their own, from the first day (default: today) to the last.\n"
    "list: rounds with their days, signatures and people, and whom they ask; units: the same of "
    "each unit of a "
    "round.\n"
    "people: who they are, unit by unit, with the entry of each signature or, for who has not\n"
    "signed, the link at --site (https://...). A list of links is to be kept like passwords: it "
    "is\n"
    "a new file that its owner alone reads.\n"
    "close: nobody signs any more, and the log keeps how many of how many did.\n"
    "remove: takes somebody out of the register, by the number in the last column of people; WHY "
    "is\n"
    "left, asked (for erasure, UU 27/2022) or wrong. The number alone stays, and frozen counts.\n"
    "  --election E   of rules/elections: what the round is for\n"
    "  --asks GROUPS  whom it asks: of asn, leaders (appointing authority, Sekda, heads),\n"
    "                 village_heads and non_asn those with commas between; default: everybody\n"
    "  --unsigned     only who has not signed\n"
    "  --kind K       rows K-1, K-2, ... of rules/pledge.yaml; default: that of its first row\n"
    "  --db CONNINFO  postgresql://... instead of SQLite in DIR\n";

enum { ROUNDS_SHOWN = 100, UNITS_PAGE = 500, LINE_MAX = 16 * 1024 };
static const size_t ARENA = 64u << 20;

struct options {
    const char *data, *db, *office, *opens, *closes, *kind, *round, *site, *out, *election, *person,
        *why, *asks;
    bool left_out; /* --unsigned */
    int64_t number, person_number;
    const struct law *law;
};
struct desk {
    struct flow *flow;
    struct arena *arena;
    struct db db;
    const struct options *o;
};

static bool read_day(const char *name, const char *text, struct date *ret) {
    if (date_parse(str_from_c(text), ret))
        return true;
    (void)fprintf(stderr, "netral pledge open: --%s %s is no date such as 2024-10-31\n", name,
                  text);
    return false;
}

/* "leaders,village_heads"; NULL: everybody. */
static bool read_asks(const char *text, int64_t *ret) {
    struct str rest = text ? str_from_c(text) : (struct str){0};
    int64_t bits = text ? 0 : PLEDGE_EVERYBODY;
    while (rest.len) {
        struct str name = str_trim(str_cut(&rest, ','));
        enum pledge_group group;
        if (!pledge_group_read(name, &group)) {
            (void)fprintf(stderr,
                          "netral pledge open: --asks %.*s: asn, leaders, village_heads, non_asn\n",
                          STR_ARG(name));
            return false;
        }
        bits |= group;
    }
    *ret = bits;
    if (!bits)
        (void)fputs("netral pledge open: --asks names no group\n", stderr);
    return bits != 0;
}

static int open_round(struct desk *d) {
    const struct options *o = d->o;
    struct instant now = env_now(flow_env(d->flow));
    struct store_round round = {.office = str_from_c(o->office),
                                .kind = o->kind ? str_from_c(o->kind) : pledge_first_kind(o->law),
                                .election = str_from_c(o->election),
                                .opens = instant_date(now, ZONE_WIB)};
    if ((o->opens && !read_day("opens", o->opens, &round.opens)) ||
        !read_day("closes", o->closes, &round.closes) || !read_asks(o->asks, &round.asks))
        return 2;
    struct err e = flow_pledge_open(d->flow, d->arena, STR(""), &round);
    if (e.code == ERR_INVALID) /* a store of examples has a clock of its own */
        (void)fprintf(stderr, "netral pledge open: today is %.*s in this store\n",
                      STR_ARG(date_format(d->arena, instant_date(now, ZONE_WIB))));
    if (e.code)
        return tool_refuse("pledge open", e);
    (void)printf("Round %lld is opened: %.*s to %.*s.\n", (long long)round.id,
                 STR_ARG(date_format(d->arena, round.opens)),
                 STR_ARG(date_format(d->arena, round.closes)));
    return 0;
}

/* "leaders,village_heads", "everybody". */
static struct str asks_text(struct arena *a, int64_t asks) {
    struct str text = {0};
    if (asks == PLEDGE_EVERYBODY)
        return STR("everybody");
    for (unsigned group = 1; group < PLEDGE_EVERYBODY; group *= 2) {
        struct str name = pledge_group_name((enum pledge_group)group);
        if (asks & group)
            text = arena_printf(a, "%.*s%s%.*s", STR_ARG(text), text.len ? "," : "", STR_ARG(name));
    }
    return text;
}

static int list(struct desk *d) {
    struct store_rounds rounds = {0};
    struct err e =
        store_round_office(&d->db, d->arena, str_from_c(d->o->office), ROUNDS_SHOWN, &rounds);
    for (size_t i = 0; i < rounds.count && !e.code; i++) {
        const struct store_round *r = &rounds.list[i];
        struct store_unit_count sum;
        e = store_pledge_sum(&d->db, d->arena, r, &sum);
        if (!e.code)
            (void)printf("%lld\t%.*s\t%.*s\t%.*s\t%lld/%lld\t%.*s\n", (long long)r->id,
                         STR_ARG(r->kind), STR_ARG(date_format(d->arena, r->opens)),
                         STR_ARG(date_format(d->arena, r->closes)), (long long)sum.pledged,
                         (long long)sum.people, STR_ARG(asks_text(d->arena, r->asks)));
    }
    return e.code ? tool_refuse("pledge list", e) : 0;
}

static int units(struct desk *d) {
    struct store_round round;
    struct store_coverage page = {0};
    struct err e = store_round_find(&d->db, d->arena, d->o->number, &round);
    struct store_coverage_of of = {.round = d->o->number, .limit = UNITS_PAGE};
    do {
        of.office = e.code ? (struct str){0} : round.office;
        e = e.code ? e : store_pledge_coverage(&d->db, d->arena, &of, &page);
        for (size_t i = 0; i < page.count && !e.code; i++)
            (void)printf("%lld/%lld\t%.*s\n", (long long)page.list[i].pledged,
                         (long long)page.list[i].people, STR_ARG(page.list[i].unit));
        if (!e.code && page.count)
            of.after = page.list[page.count - 1].unit;
    } while (!e.code && page.count == UNITS_PAGE);
    return e.code ? tool_refuse("pledge units", e) : 0;
}

struct list_file {
    FILE *out;
    struct str site; /* without a slash at its end; NULL: no links */
    bool good;
};

static bool write_person(void *arg, const struct store_signer *signer, struct str link) {
    struct list_file *f = arg;
    struct buf line;
    buf_init(&line, LINE_MAX);
    csv_put(&line, signer->unit);
    buf_add_char(&line, ',');
    csv_put(&line, signer->name);
    buf_add_char(&line, ',');
    csv_put(&line, signer->post);
    buf_add_char(&line, ',');
    if (signer->index >= 0)
        buf_add_int(&line, signer->index);
    buf_add_char(&line, ',');
    if (f->site.ptr && signer->index < 0)
        buf_printf(&line, "%.*s/ikrar/%.*s", STR_ARG(f->site), STR_ARG(link));
    buf_printf(&line, ",%lld\n", (long long)signer->id);
    f->good = !buf_full(&line) && fwrite(line.ptr, 1, line.len, f->out) == line.len;
    buf_done(&line);
    return f->good;
}

/* NULL after saying why. */
static FILE *make_file(const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f)
        (void)fprintf(stderr, "netral pledge people: %s: %s\n", path, strerror(errno));
    return f;
}

static struct str read_site(const char *text) {
    struct str site = str_from_c(text);
    while (site.len && site.ptr[site.len - 1] == '/')
        site.len--;
    return site;
}

static int people(struct desk *d) {
    struct store_round round;
    struct err e = store_round_find(&d->db, d->arena, d->o->number, &round);
    if (e.code)
        return tool_refuse("pledge people", e); /* before a file is made */
    const struct flow_pledge_who who = {.office = round.office};
    struct list_file file = {.out = make_file(d->o->out), .site = read_site(d->o->site)};
    if (!file.out)
        return 1;
    file.good = fputs("unit,nama,jabatan,entri,tautan,orang\n", file.out) >= 0;
    const struct flow_pledge_walk walk = {d->o->number, d->o->left_out, write_person, &file};
    if (file.good)
        e = flow_names_look(d->flow, &who, round.id, FLOW_NAMES_FILE);
    if (file.good && !e.code)
        e = flow_pledge_people(d->flow, &d->db, &walk);
    file.good = fclose(file.out) == 0 && file.good;
    if (!file.good)
        e = ERR(ERR_IO, STR("output"));
    if (e.code)
        (void)unlink(d->o->out); /* half a list would pass for a whole one */
    return e.code ? tool_refuse("pledge people", e) : 0;
}

static int close_round(struct desk *d) {
    struct flow_pledge_close how = {.round = d->o->number};
    struct store_round round;
    struct err e = store_round_find(&d->db, d->arena, d->o->number, &round);
    how.who.office = e.code ? (struct str){0} : round.office;
    e = e.code ? e : flow_pledge_close(d->flow, d->arena, &how);
    if (e.code)
        return tool_refuse("pledge close", e);
    (void)printf("Round %lld is closed: %lld of %lld people signed. Entry %lld of the log.\n",
                 (long long)how.round, (long long)how.closed.pledged, (long long)how.closed.people,
                 (long long)how.closed.closed);
    return 0;
}

static int remove_person(struct desk *d) {
    struct flow_pledge_remove how = {.who.office = str_from_c(d->o->office),
                                     .person = d->o->person_number};
    int why = 0;
    while (why < FLOW_REMOVE_COUNT &&
           !str_equal(flow_remove_name((enum flow_remove)why), str_from_c(d->o->why)))
        why++;
    if (why == FLOW_REMOVE_COUNT) {
        (void)fprintf(stderr, "netral pledge remove: --why %s: left, asked or wrong\n", d->o->why);
        return 2;
    }
    how.why = (enum flow_remove)why;
    struct err e = flow_pledge_remove(d->flow, d->arena, &how);
    if (e.code)
        return tool_refuse("pledge remove", e);
    (void)printf("Person %lld is taken out.\n", (long long)how.person);
    return 0;
}

enum need { NEED_OFFICE = 1, NEED_ROUND = 2, NEED_CLOSES = 4, NEED_OUT = 8, NEED_PERSON = 16 };
static const struct verb {
    const char *name;
    int (*run)(struct desk *d);
    unsigned needs;
} VERBS[] = {{"open", open_round, NEED_OFFICE | NEED_CLOSES},
             {"list", list, NEED_OFFICE},
             {"units", units, NEED_ROUND},
             {"people", people, NEED_ROUND | NEED_OUT},
             {"close", close_round, NEED_ROUND},
             {"remove", remove_person, NEED_OFFICE | NEED_PERSON}};

/* What was not given is no fault. */
static bool read_number(const char *text, int64_t *ret) {
    return !text || (str_to_int(str_from_c(text), ret) && *ret >= 0);
}

static const struct verb *find_verb(const char *name, struct options *o) {
    unsigned has = (o->office ? NEED_OFFICE : 0u) | (o->round ? NEED_ROUND : 0u) |
                   (o->closes ? NEED_CLOSES : 0u) | (o->out ? NEED_OUT : 0u) |
                   (o->person && o->why ? NEED_PERSON : 0u);
    if (!name || !o->data || !read_number(o->round, &o->number) ||
        !read_number(o->person, &o->person_number))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(VERBS); i++)
        if (strcmp(VERBS[i].name, name) == 0)
            return (VERBS[i].needs & ~has) ? NULL : &VERBS[i];
    return NULL;
}

static int run(const struct tool *tool, struct options *o, const struct verb *verb) {
    struct env env = *tool->env;
    struct desk d = {.arena = arena_new(ARENA), .o = o};
    o->law = tool_law(tool, d.arena);
    const struct flow_config config = {
        .data_dir = o->data, .db = str_from_c(o->db), .law = o->law, .env = &env};
    int status = 1;
    struct err e = o->law ? flow_open(&config, &d.flow) : OK;
    if (!e.code && o->law) {
        env.shift_us += flow_store_shift(d.flow);
        e = flow_reader(d.flow, &d.db);
        if (!e.code)
            status = verb->run(&d);
        db_close(&d.db);
        flow_close(d.flow);
    }
    if (e.code)
        status = tool_refuse(o->data, e);
    arena_free(d.arena);
    return status;
}

int tool_pledge(const struct tool *tool) {
    struct options o = {0};
    const char *name = NULL;
    const struct tool_option options[] = {
        {"data", &o.data, NULL},         {"db", &o.db, NULL},
        {"office", &o.office, NULL},     {"opens", &o.opens, NULL},
        {"closes", &o.closes, NULL},     {"kind", &o.kind, NULL},
        {"round", &o.round, NULL},       {"site", &o.site, NULL},
        {"out", &o.out, NULL},           {"unsigned", NULL, &o.left_out},
        {"election", &o.election, NULL}, {"asks", &o.asks, NULL},
        {"person", &o.person, NULL},     {"why", &o.why, NULL}};
    enum tool_parsed parsed =
        tool_options(tool, &(struct tool_usage){USAGE, options, COUNT_OF(options), &name, 1});
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    const struct verb *verb = find_verb(name, &o);
    if (!verb) {
        (void)fputs(USAGE, stderr);
        return 2;
    }
    return run(tool, &o, verb);
}
