#include "law/kept.h"
#include "law/read_files.h"
#include "law/sheets.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder is walked in one order, by name, so that the same files always make the same law and
 * the same faults. */
enum { FILES_MAX = 64, SCRATCH_CAP = 256 << 20 };

struct loading {
    struct law_reader r;
    const char *dir;
    struct law *law;
    struct law_file *files;   /* room for LAW_FILES_MAX */
    struct law_sheet *sheets; /* in the order of reading, room for LAW_FILES_MAX */
    size_t sheet_count, next; /* next: the sheet that is read next */
    size_t bytes;             /* of all files together */
};

/* The bytes of a sheet's file, which live as long as the law; false after a fault. */
static bool read_bytes(struct loading *l, struct law_sheet *sheet) {
    struct stat st;
    l->r.file = sheet->file;
    int fd = open(sheet->file.ptr, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size > LAW_FILE_MAX) {
        law_fault(&l->r, 0, "%s", fd < 0 ? strerror(errno) : "not a file, or larger than 256 KiB");
        if (fd >= 0)
            (void)close(fd);
        return false;
    }
    size_t size = (size_t)st.st_size, len = 0;
    if (size > LAW_BYTES_MAX - l->bytes) {
        law_fault(&l->r, 0, "with this file the folder holds more than %d MiB",
                  LAW_BYTES_MAX >> 20);
        (void)close(fd);
        return false;
    }
    char *bytes = NEW(l->r.a, char, size + 1);
    ssize_t got = 1;
    while (len < size && (got = read(fd, bytes + len, size - len)) > 0)
        len += (size_t)got;
    (void)close(fd);
    if (got < 0) {
        law_fault(&l->r, 0, "cannot be read");
        return false;
    }
    sheet->bytes = (struct str){bytes, len};
    l->bytes += len;
    l->files[l->law->files.count++] = (struct law_file){sheet->name, sheet->bytes};
    return true;
}

static void add_sheet(struct loading *l, struct str name) {
    assert(l->sheet_count < LAW_FILES_MAX); /* FILES_MAX in each of seven folders, and the rest */
    struct law_sheet *sheet = &l->sheets[l->sheet_count++];
    sheet->name = arena_str(l->r.a, name);
    sheet->file = arena_printf(l->r.scratch, "%s/%.*s", l->dir, STR_ARG(name));
    sheet->whole = read_bytes(l, sheet);
}

struct hash law_hash_chain(struct arena *a, const struct hash *before, const struct hash *more) {
    char *both = NEW(a, char, 2 * HASH_LEN);
    memcpy(both, before->b, HASH_LEN);
    memcpy(both + HASH_LEN, more->b, HASH_LEN);
    return hash_sha256((struct str){both, 2 * HASH_LEN});
}

static int by_name(const void *a, const void *b) {
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Where rows stand, in the order in which they are read. */
struct place {
    const char *name; /* a file; with "/" at its end a folder of .yaml files */
    size_t least;     /* of a folder: how many it must hold */
};
static const struct place PLACES[] = {{"sources.yaml", 0},     {"offices.yaml", 0},
                                      {"authorities.yaml", 0}, {"subjects.yaml", 0},
                                      {"letters.yaml", 0},     {"clocks.yaml", 0},
                                      {"parts/", 0},           {"regimes/", 1},
                                      {"elections/", 1},       {"takeovers.yaml", 0},
                                      {"windows.yaml", 0},     {"calendars/", 1},
                                      {"penalties.yaml", 0},   {"sanctions.yaml", 0},
                                      {"imposers.yaml", 0},    {"siasn.yaml", 0},
                                      {"principles.yaml", 0},  {"acts/", 1},
                                      {"topics/", 1},          {"instruments.yaml", 0},
                                      {"duties.yaml", 0},      {"pledge.yaml", 0},
                                      {"terms.yaml", 0},       {"open_questions.yaml", 0},
                                      {"examples.yaml", 0},    {"risk/", 0}};

static bool is_folder(const struct place *place) {
    return place->name[strlen(place->name) - 1] == '/';
}

/* The .yaml files of an open folder, by name. */
static void add_files(struct loading *l, DIR *dir, const struct place *place) {
    struct str names[FILES_MAX];
    size_t count = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        struct str name = str_from_c(e->d_name);
        bool yaml = name.len > 5 && memcmp(name.ptr + name.len - 5, ".yaml", 5) == 0;
        if (!yaml || name.ptr[0] == '.')
            continue;
        if (count == FILES_MAX) {
            law_fault(&l->r, 0, "more than %d files", FILES_MAX);
            break;
        }
        names[count] = arena_printf(l->r.scratch, "%s%.*s", place->name, STR_ARG(name));
        if (law_is_file_name(names[count]))
            count++;
        else
            law_fault(&l->r, 0,
                      "a file's name must be letters, digits, \"-\", \"_\" and \".\", at most "
                      "100 of them");
    }
    if (count < place->least)
        law_fault(&l->r, 0, "no .yaml file in this folder");
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++)
        add_sheet(l, names[i]);
}

static void add_folder(struct loading *l, const struct place *place) {
    size_t len = strlen(place->name) - 1; /* a fault names it without its "/" */
    l->r.file = arena_printf(l->r.scratch, "%s/%.*s", l->dir, (int)len, place->name);
    DIR *dir = opendir(l->r.file.ptr);
    if (!dir && place->least)
        law_fault(&l->r, 0, "no such folder; it must hold at least one .yaml file");
    if (!dir)
        return;
    add_files(l, dir, place);
    (void)closedir(dir);
}

/* A file that is no file or no YAML is told first: what is found in others then may only follow
 * from rows that are missing, and is counted alone. */
static void tell_unread(struct loading *l) {
    for (size_t i = 0; i < l->sheet_count; i++) {
        l->r.file = l->sheets[i].file;
        if (l->sheets[i].whole && !l->sheets[i].root)
            law_fault_again(&l->r, &l->sheets[i].fault);
    }
    l->r.muted = l->r.faults->count > 0;
}

/* Which law this is: a hash over the hashes of its files, in the order of reading. With their names
 * it says whether these are the files that the build checked. */
static void take_hashes(struct loading *l, const struct law_kept *kept) {
    struct hash key = {{0}};
    for (size_t i = 0; i < l->sheet_count; i++)
        if (l->sheets[i].whole) {
            const struct law_sheet *sheet = &l->sheets[i];
            l->law->hash = law_hash_chain(l->r.scratch, &l->law->hash, &sheet->hash);
            key = law_kept_key(&key, sheet->name, &sheet->hash);
        }
    l->r.checked = kept && kept->count && hash_equal(&key, &kept->checked);
}

/* All files and their trees. */
static void load_sheets(struct loading *l, const struct law_sheets_memory *memory,
                        const struct law_kept *kept) {
    for (size_t i = 0; i < COUNT_OF(PLACES); i++)
        if (is_folder(&PLACES[i]))
            add_folder(l, &PLACES[i]);
        else
            add_sheet(l, str_from_c(PLACES[i].name));
    law_sheets_read(memory, kept, l->sheets, l->sheet_count);
    take_hashes(l, kept);
    tell_unread(l);
}

/* How many of the sheets that come next stand in that folder. */
static size_t count_next(const struct loading *l, const char *folder) {
    size_t n = 0;
    while (l->next + n < l->sheet_count &&
           str_starts(l->sheets[l->next + n].name, str_from_c(folder)))
        n++;
    return n;
}

/* The next sheet. Its root is NULL after a fault, which was told. */
static const struct law_sheet *next_sheet(struct loading *l) {
    const struct law_sheet *sheet = &l->sheets[l->next++];
    l->r.file = sheet->file;
    return sheet;
}

/* The trees of parts/, which may be absent: each rulebook that names one reads its rows. */
static void load_parts(struct loading *l, struct law_procedures *ret) {
    size_t count = count_next(l, "parts/");
    ret->parts = NEW(l->r.scratch, struct law_part, count);
    for (size_t i = 0; i < count; i++) {
        const struct law_sheet *sheet = next_sheet(l);
        struct str name = sheet->root ? law_read_part_name(&l->r, sheet->root) : (struct str){0};
        l->r.muted = l->r.muted || (sheet->root && !name.len);
        for (size_t k = 0; k < ret->part_count; k++)
            if (name.len && str_equal(ret->parts[k].name, name))
                law_fault(&l->r, law_line(sheet->root, "part"),
                          "another file holds the part \"%.*s\"", STR_ARG(name));
        if (name.len)
            ret->parts[ret->part_count++] = (struct law_part){name, arena_str(l->r.a, l->r.file),
                                                              sheet->root, sheet->hash, false};
    }
}

/* Versions of one regime that are in force on the same day, or twice the same version. */
static void check_version(struct loading *l, const struct law_rulebook *new,
                          const struct law_node *root) {
    for (size_t k = 0; k < l->law->rulebook_count; k++) {
        const struct law_rulebook *other = &l->law->rulebooks[k];
        if (!str_equal(other->regime, new->regime))
            continue;
        if (other->version == new->version)
            law_fault(&l->r, law_line(root, "version"),
                      "another file holds this regime and version");
        else if (other->from.day <= new->to.day &&new->from.day <= other->to.day)
            law_fault(&l->r, new->from_line,
                      "in force on days when version %d of this regime is, too", other->version);
    }
}

static void load_rulebooks(struct loading *l) {
    struct law_procedures procedures = {0};
    load_parts(l, &procedures);
    size_t count = count_next(l, "regimes/");
    struct law_rulebook *list = NEW(l->r.a, struct law_rulebook, count);
    l->law->rulebooks = list;
    for (size_t i = 0; i < count; i++) {
        const struct law_sheet *sheet = next_sheet(l);
        struct law_rulebook *new = &list[l->law->rulebook_count];
        new->hash = sheet->hash;
        if (!sheet->root)
            continue;
        if (!law_read_rulebook(&l->r, sheet->root, &procedures, new)) {
            l->r.muted = true;
            continue;
        }
        check_version(l, new, sheet->root);
        l->law->rulebook_count++;
    }
    if (!l->r.faults->count && !l->r.checked) /* else a procedure may only seem to be missing */
        law_check_opened(&l->r, l->law, &procedures);
}

static bool regime_known(const struct law *law, struct str regime) {
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (str_equal(law->rulebooks[i].regime, regime) &&
            law->rulebooks[i].kind == LAW_TAKES_REPORTS)
            return true;
    return false;
}

static void load_elections(struct loading *l) {
    size_t count = count_next(l, "elections/");
    struct law_election *list = NEW(l->r.a, struct law_election, count);
    l->law->elections = list;
    for (size_t i = 0; i < count; i++) {
        const struct law_node *root = next_sheet(l)->root;
        struct law_election *new = &list[l->law->election_count];
        if (!root || !law_read_election(&l->r, root, new))
            continue;
        const struct law_node *regime = law_get(root, "regime");
        if (regime && new->regime.len && !regime_known(l->law, new->regime))
            law_fault(&l->r, regime->line,
                      "no rulebook of the regime \"%.*s\" in regimes/ takes reports",
                      STR_ARG(new->regime));
        if (law_election(l->law, new->id))
            law_fault(&l->r, law_line(root, "id"), "another file holds the election \"%.*s\"",
                      STR_ARG(new->id));
        l->law->election_count++;
    }
}

/* Joins the years, which must follow each other, to one calendar. */
static void join_years(struct loading *l, const struct law_year *years, size_t count) {
    struct law_calendar *c = &l->law->calendar;
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += years[i].count;
    struct law_holiday *days = NEW(l->r.a, struct law_holiday, total);
    c->days = days;
    c->estimated_from = (struct date){LAW_OPEN};
    for (size_t i = 0; i < count; i++) {
        l->r.file = years[i].file;
        if (i && years[i].year != years[i - 1].year + 1)
            law_fault(&l->r, years[i].line,
                      "the years of calendars/ must follow each other: %d, then %d",
                      years[i - 1].year, years[i].year);
        for (size_t k = 0; k < years[i].count; k++)
            days[c->count++] = years[i].days[k];
        c->version = arena_printf(l->r.a, "%.*s%s%.*s", STR_ARG(c->version), i ? "+" : "",
                                  STR_ARG(years[i].version));
        if (years[i].estimated && c->estimated_from.day == LAW_OPEN)
            c->estimated_from = date_from_civil((struct civil){years[i].year, 1, 1});
        else if (!years[i].estimated && years[i].year && c->estimated_from.day != LAW_OPEN)
            law_fault(&l->r, years[i].line, "the year %d is estimated, yet a later one is not",
                      date_to_civil(c->estimated_from).year);
    }
    if (!count || !years[0].year || !years[count - 1].year)
        return;
    c->first = date_from_civil((struct civil){years[0].year, 1, 1});
    c->last = date_from_civil((struct civil){years[count - 1].year, 12, 31});
    law_calendar_index(l->r.a, c);
}

static void load_calendar(struct loading *l) {
    struct law_year years[FILES_MAX] = {0};
    size_t count = count_next(l, "calendars/"), read = 0;
    for (size_t i = 0; i < count; i++) {
        const struct law_node *root = next_sheet(l)->root;
        if (root && law_read_year(&l->r, root, &years[read]))
            read++;
    }
    join_years(l, years, read);
}

typedef void read_into(struct law_reader *r, const struct law_node *root, struct law *ret);

static void load_file(struct loading *l, read_into *read) {
    const struct law_node *root = next_sheet(l)->root;
    if (root)
        read(&l->r, root, l->law);
}

/* The files of risk/, which may be absent: kept and hashed here, read by the room risk
 * (risk/read.h), which knows what stands in them. */
static void keep_risk(struct loading *l) {
    for (size_t i = count_next(l, "risk/"); i; i--)
        (void)next_sheet(l);
}

typedef void read_all_into(struct law_reader *r, struct law_trees files, struct law *ret);

/* Files whose rows name each other: all trees are read before any row is. */
static void load_folder(struct loading *l, const char *folder, read_all_into *read) {
    struct law_tree trees[FILES_MAX];
    struct law_trees all = {.list = trees};
    for (size_t i = count_next(l, folder); i; i--) {
        const struct law_node *root = next_sheet(l)->root;
        if (root)
            trees[all.count++] = (struct law_tree){root, l->r.file};
    }
    read(&l->r, all, l->law);
}

static void load_catalogue(struct loading *l) {
    load_file(l, law_read_penalties);
    load_file(l, law_read_sanctions);
    load_file(l, law_read_imposers);
    load_file(l, law_read_siasn);
    load_file(l, law_read_principles);
    load_folder(l, "acts/", law_read_acts);
    load_folder(l, "topics/", law_read_topics);
    /* What dangles because a row could not be read is not told twice. */
    if (!l->r.faults->count && !l->r.checked)
        law_check_catalogue(&l->r, l->law);
}

static void load_all(struct loading *l) {
    load_file(l, law_read_sources);
    load_file(l, law_read_offices);
    load_file(l, law_read_authorities);
    load_file(l, law_read_classes);
    load_file(l, law_read_letters);
    load_file(l, law_read_clocks);
    load_rulebooks(l);
    load_elections(l);
    load_file(l, law_read_takeovers);
    load_file(l, law_read_windows);
    load_calendar(l);
    load_catalogue(l);
    load_file(l, law_read_instruments);
    load_file(l, law_read_duties);
    load_file(l, law_read_pledge);
    load_file(l, law_read_terms);
    load_file(l, law_read_questions);
    load_file(l, law_read_examples);
    keep_risk(l);
    assert(l->next == l->sheet_count);
}

static void tell_waiting(struct law_reader *r) {
    r->muted = false;
    if (!r->waiting)
        return;
    const struct law_fault *first = &r->faults->list[0];
    r->file = first->file;
    law_fault(r, first->line, "%zu more fault%s until this is mended: they may only follow from it",
              r->waiting, r->waiting == 1 ? " waits" : "s wait");
}

/* With checking or with what is kept: whoever checks rules does not take the build's word. */
struct how {
    bool checking;
    const struct law_kept *kept;
};

static struct err load_folder_of(struct arena *a, const char *dir, struct how how,
                                 const struct law **ret, struct law_faults *ret_faults) {
    struct stat st;
    struct loading l = {.dir = dir, .law = NEW(a, struct law, 1)};
    struct law_sheets_memory trees = {arena_new(SCRATCH_CAP), arena_new(SCRATCH_CAP)};
    *ret_faults = (struct law_faults){0};
    l.law->files.list = l.files = NEW(a, struct law_file, LAW_FILES_MAX);
    l.r = (struct law_reader){.a = a,
                              .scratch = arena_new(SCRATCH_CAP),
                              .faults = ret_faults,
                              .file = str_from_c(dir),
                              .law = l.law,
                              .checking = how.checking};
    l.sheets = NEW(l.r.scratch, struct law_sheet, LAW_FILES_MAX);
    if (stat(dir, &st) || !S_ISDIR(st.st_mode)) {
        law_fault(&l.r, 0,
                  "no rules folder at %s; give the path of the folder that holds regimes/ "
                  "and calendars/",
                  dir);
    } else {
        load_sheets(&l, &trees, how.kept);
        load_all(&l);
    }
    if (!ret_faults->count && !l.r.checked)
        law_check(&l.r, l.law);
    tell_waiting(&l.r);
    arena_free(l.r.scratch);
    arena_free(trees.ours);
    arena_free(trees.helpers);
    if (ret_faults->count)
        return ERR(ERR_RULES, ret_faults->list[0].file);
    *ret = l.law;
    return OK;
}

struct err law_load(struct arena *a, const char *dir, const struct law **ret,
                    struct law_faults *ret_faults) {
    return load_folder_of(a, dir, (struct how){0}, ret, ret_faults);
}

struct err law_load_to_check(struct arena *a, const char *dir, const struct law **ret,
                             struct law_faults *ret_faults) {
    return load_folder_of(a, dir, (struct how){.checking = true}, ret, ret_faults);
}

struct err law_load_kept(struct arena *a, const char *dir, const struct law_kept *kept,
                         const struct law **ret, struct law_faults *ret_faults) {
    return load_folder_of(a, dir, (struct how){.kept = kept}, ret, ret_faults);
}
