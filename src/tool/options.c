#include "tool/tool.h"

#include "flow/risk.h"

#include <stdio.h>
#include <string.h>

static const struct tool_option *find(const struct tool_usage *usage, const char *arg,
                                      const char **ret_value) {
    const char *equals = strchr(arg, '=');
    size_t len = equals ? (size_t)(equals - arg) : strlen(arg);
    for (size_t i = 0; i < usage->count; i++) {
        const char *name = usage->options[i].name;
        if (strlen(name) == len && memcmp(name, arg, len) == 0) {
            *ret_value = equals ? equals + 1 : NULL;
            return &usage->options[i];
        }
    }
    return NULL;
}

static enum tool_parsed wrong(const struct tool_usage *usage, const char *what, const char *arg) {
    (void)fprintf(stderr, "netral: %s: %s\n\n%s", what, arg, usage->text);
    return TOOL_WRONG;
}

static enum tool_parsed take_option(const struct tool *tool, const struct tool_usage *usage,
                                    int *at) {
    const char *arg = tool->argv[*at], *value = NULL;
    const struct tool_option *option = find(usage, arg + 2, &value);
    if (!option)
        return wrong(usage, "unknown option", arg);
    if (option->flag) {
        *option->flag = true;
        return value ? wrong(usage, "this option takes no value", arg) : TOOL_GO;
    }
    if (!value) {
        if (*at + 1 == tool->argc)
            return wrong(usage, "this option needs a value", arg);
        value = tool->argv[++*at];
    }
    *option->value = value;
    return TOOL_GO;
}

enum tool_parsed tool_options(const struct tool *tool, const struct tool_usage *usage) {
    size_t rest = 0;
    for (int at = 0; at < tool->argc; at++) {
        const char *arg = tool->argv[at];
        if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
            (void)fputs(usage->text, stdout);
            return TOOL_HELP;
        }
        if (arg[0] == '-' && arg[1] == '-') {
            enum tool_parsed parsed = take_option(tool, usage, &at);
            if (parsed != TOOL_GO)
                return parsed;
        } else if (rest < usage->rest_max) {
            usage->rest[rest++] = arg;
        } else {
            return wrong(usage, "one argument too many", arg);
        }
    }
    if (rest < usage->rest_max)
        usage->rest[rest] = NULL;
    return TOOL_GO;
}

bool tool_take(struct tool *tool, const char *name, struct tool_list *ret) {
    int kept = 0;
    size_t len = strlen(name);
    for (int at = 0; at < tool->argc; at++) {
        char *arg = tool->argv[at];
        bool same = arg[0] == '-' && arg[1] == '-' && strncmp(arg + 2, name, len) == 0;
        if (!same || (arg[2 + len] != '\0' && arg[2 + len] != '=')) {
            tool->argv[kept++] = arg;
            continue;
        }
        bool here = arg[2 + len] == '=';
        if ((!here && at + 1 == tool->argc) || ret->count == TOOL_LIST_MAX) {
            (void)fprintf(stderr, "netral: --%s needs a value, and stands at most %d times\n", name,
                          TOOL_LIST_MAX);
            return false;
        }
        ret->items[ret->count++] = here ? arg + 3 + len : tool->argv[++at];
    }
    tool->argc = kept;
    return true;
}

bool tool_listen_parse(const char *text, char address[TOOL_ADDRESS], uint16_t *port) {
    const char *colon = strrchr(text, ':');
    int64_t number;
    if (!colon || !str_to_int(str_from_c(colon + 1), &number) || number < 0 || number > 65535)
        return false;
    struct str host = {text, (size_t)(colon - text)};
    if (host.len > 2 && host.ptr[0] == '[' && host.ptr[host.len - 1] == ']')
        host = (struct str){host.ptr + 1, host.len - 2};
    if (!host.len || host.len >= TOOL_ADDRESS)
        return false;
    memcpy(address, host.ptr, host.len);
    address[host.len] = '\0';
    *port = (uint16_t)number;
    return true;
}

const struct law *tool_law(const struct tool *tool, struct arena *a) {
    const struct law *law = NULL;
    struct law_faults faults = {0};
    struct risk_rules risk;
    struct err e = law_load_kept(a, tool->rules_dir, tool->kept, &law, &faults);
    if (!e.code)
        e = risk_read(a, law->files, &risk, &faults);
    if (!e.code)
        return law;
    (void)fprintf(stderr, "netral: the rulebooks in %s cannot be used:\n", tool->rules_dir);
    for (size_t i = 0; i < faults.count; i++)
        tool_print_fault(stderr, &faults.list[i]);
    (void)fputs("Mend these lines, or point --rules at a folder that is whole.\n", stderr);
    return NULL;
}

void tool_print_fault(FILE *to, const struct law_fault *fault) {
    (void)fprintf(to, "%.*s:", STR_ARG(fault->file));
    if (fault->line)
        (void)fprintf(to, "%d:", fault->line);
    (void)fprintf(to, " %.*s\n", STR_ARG(fault->text));
}

/* Sentences of the operator's failures; what is not here is told by its public name. */
static const struct {
    enum err_code code;
    const char *about, *text;
} SENTENCES[] = {
    {ERR_MISSING, "store", "there is no store here; make one with `netral init` or `netral demo`"},
    {ERR_MISSING, "keys",
     "the folder keys/ or signer/ of this store is missing, or a key in it; restore it from its "
     "backup"},
    {ERR_DENIED, "keys",
     "others than the owner may read what is in keys/ or signer/: chmod 700 the folder, chmod 600 "
     "each file, and think of who may have copied them"},
    {ERR_CORRUPT, "keys",
     "a key in keys/ or signer/ is damaged, or is that of another log; restore it from its backup"},
    {ERR_CORRUPT, "signed",
     "the file signer/signed is missing or damaged: a signer that lost its memory must not sign. "
     "Restore the folder signer/ from its backup, however old (docs/operating.md, Backup)"},
    {ERR_CONFLICT, "signed",
     "the signer has signed more of this log, or another history, than this store holds: an old or "
     "another copy was restored. Do not serve it: bring back the missing events "
     "(docs/operating.md, Backup), or begin a new log under a new name.\n"
     "netral: penandatangan telah menandatangani lebih banyak dari log ini, atau riwayat lain, "
     "daripada isi penyimpanan ini: salinan lama atau lain dipulihkan. Jangan dijalankan: "
     "kembalikan peristiwa yang hilang, atau mulai log baru dengan nama baru"},
    {ERR_SIGNER, NULL,
     "the signer, the process that has the log's key, cannot be started, does not answer, or "
     "cannot keep what it signs; check the rights of signer/, disk and memory, then start again"},
    {ERR_MISSING, "office", "no such office in this store; `netral office list` lists them"},
    {ERR_CONFLICT, "roster_key",
     "the register of people was made under another keys/receipt.secret, by which nobody would be "
     "found again; restore that file from its backup"},
    {ERR_INVALID, "closes",
     "a round ends today or later, not before it begins, and lasts a year at most"},
    {ERR_CONFLICT, "round",
     "another round of that kind shares a day with it and asks the same people; `netral pledge "
     "list`"},
    {ERR_BUSY, "confined",
     "the process that reads workbooks and photographs did not start: memory or processes are "
     "short"},
    {ERR_MISSING, "points",
     "rules/pledge.yaml has no points of that kind in force on the first day"},
    {ERR_MISSING, "pledge", "no such round of pledges; `netral pledge list`"},
    {ERR_MISSING, "user", "no such user in this store; `netral user list` lists them"},
    {ERR_BUSY, "store",
     "another netral has this store in use; end it first (a service: systemctl "
     "stop netral)"},
    {ERR_BUSY, "backup",
     "a backup or an erasure is at work on this store; wait until it has ended"},
    {ERR_BUSY, "snapshot",
     "another long reading of the store (netral verify?) did not end within a minute; try again "
     "when it has"},
    {ERR_CONFLICT, "backup", "there is a file of that name already; backups are never overwritten"},
    {ERR_CONFLICT, "backup-partial",
     "a backup that was cut off lies there under the name with .partial behind it; remove that"},
    {ERR_READ_ONLY, "backup", "the place for the backup cannot be written; check its rights"},
    {ERR_READ_ONLY, "restore", "the place to restore to cannot be written; check its rights"},
    {ERR_MISSING, "backup", "there is no such backup file"},
    {ERR_IO, "backup", "the backup file cannot be read or written; nothing of it may be used"},
    {ERR_CORRUPT, "written",
     "what the disk gave back is not what was written; no backup was made, check the disk"},
    {ERR_MISSING, "blob",
     "a piece of evidence of this store is missing; no backup was made. `netral verify --data` "
     "names it"},
    {ERR_CORRUPT, "blob",
     "a piece of evidence is not what its name says; `netral verify --data` finds it in a store, "
     "and of a backup nothing may be used"},
    {ERR_CORRUPT, "backup", "this is no backup of netral, or not all of one; nothing was restored"},
    {ERR_CORRUPT, "database",
     "the database is damaged: if it is a store's, keep a copy of the folder and `netral restore` "
     "the newest backup; if it is a backup's, nothing of that backup may be used"},
    {ERR_CORRUPT, "manifest",
     "the backup holds other files than its manifest says; nothing was restored"},
    {ERR_CORRUPT, "facts",
     "the backup's database is another than its first part says; nothing was restored"},
    {ERR_UNSUPPORTED, "backup-older",
     "this backup has an older form; restore it with the netral that made it, and back up again"},
    {ERR_UNSUPPORTED, "backup-newer",
     "this backup was made by a newer netral; install that version or a later one"},
    {ERR_STORE, "restore-older",
     "this backup is of an older store; restore it with the netral that made it, then `netral "
     "migrate`"},
    {ERR_CONFLICT, "restore",
     "the place to restore to is not empty; name a folder that is not there"},
    {ERR_CONFLICT, "restoring",
     "a restore that was cut off lies beside it, under the name with .restoring behind it; remove "
     "that folder"},
    {ERR_MISSING, "checkpoint",
     "it must be known whether events came after the backup, or the log would fork: give the "
     "newest "
     "checkpoint that was kept elsewhere (--checkpoint FILE --vkey LINE), or begin a new log "
     "(--new-log NAME --erased LIST)"},
    {ERR_MALFORMED, "checkpoint", "that is no signed checkpoint; /log/checkpoint gives one"},
    {ERR_CORRUPT, "signature", "the checkpoint was not signed by the key of --vkey"},
    {ERR_CORRUPT, "origin", "the checkpoint is of another log than the key of --vkey"},
    {ERR_CONFLICT, "other-log", "the checkpoint is of another log than the backup"},
    {ERR_CONFLICT, "behind",
     "events came after this backup, and receipts were given for them: to go on with the same log "
     "would fork it. Take a newer backup, or begin a new log with --new-log NAME and say so "
     "publicly.\n"
     "netral: ada peristiwa setelah cadangan ini, dan tanda terimanya telah diberikan: bila log "
     "yang "
     "sama diteruskan, log akan bercabang. Pakai cadangan yang lebih baru, atau mulai log baru "
     "dengan --new-log NAMA dan umumkan"},
    {ERR_CONFLICT, "forked",
     "the checkpoint was signed for another history than the backup's: it is not a backup of that "
     "log. Nothing was restored.\n"
     "netral: titik periksa itu ditandatangani untuk riwayat lain daripada isi cadangan: ini bukan "
     "cadangan dari log itu. Tidak ada yang dipulihkan"},
    {ERR_MISSING, "erased",
     "what was erased after the backup must not come back: give the list of erasures that lies "
     "beside the newest backup (--erased erased.list), or say --erased-incomplete"},
    {ERR_MALFORMED, "erased", "that is no list of erasures, or not all of one"},
    {ERR_CONFLICT, "erased", "the list of erasures is of another log than the backup"},
    {ERR_CONFLICT, "erased-older",
     "the list of erasures is older than the backup; take the one that lies beside the newest "
     "backup, or say --erased-incomplete"},
    {ERR_INVALID, "new-log", "a log's name has no blank and no '+', such as netral.example/16-b"},
    {ERR_CONFLICT, "new-log", "a new log needs a new name: the old one signed other events"},
    {ERR_CONFLICT, "store", "there is a store here already; nothing was changed"},
    {ERR_CONFLICT, "name", "that name is taken; nothing was changed"},
    {ERR_STORE_NEWER, NULL,
     "this store was made by a newer netral; install that version or a later one"},
    {ERR_STORE, "rebuild", "its tables are not up to date; run `netral rebuild` first"},
    {ERR_STORE, "migrate", "it is older than this program; run `netral migrate` first"},
    {ERR_READ_ONLY, NULL, "the store cannot be written; check its owner and the file system"},
    {ERR_DISK_FULL, NULL, "the disk is full; free some space and try again, nothing was lost"},
    {ERR_INVALID, "region", "no such region; give a code such as 16 or 16.06"},
    {ERR_INVALID, "name", "a name has 1 to 64 of a-z 0-9 . _ -"},
    {ERR_INVALID, "role", "roles are officer, head, custodian, admin, auditor"},
    {ERR_INVALID, "password", "a password has at least 10 characters"},
    {ERR_INVALID, "password.leaked",
     "this password stands in lists of leaked ones, which anybody who guesses tries first; take "
     "several words that belong together for you alone"},
    {ERR_INVALID, "password.weak",
     "too little is left of this password without the account's name and the words that anybody "
     "would try first; take several words that belong together for you alone"},
    {ERR_MISSING, "factor", "this account has no second factor; there is nothing to take away"},
    {ERR_CONFLICT, "closed", "that account was closed; its name is not used again"},
    {ERR_MISSING, "case", "no such case"},
    {ERR_GONE, "case", "this case was erased already; the record of it remains"},
    {ERR_MISSING, "asked", "no such request; `netral erase ask` prints its number"},
    {ERR_CONFLICT, "same_person", "who asked may not agree as well: it takes a second person"},
    {ERR_CONFLICT, "expired", "the request is older than 30 days; ask again"},
    {ERR_CONFLICT, "open",
     "the case has not ended, and the law keeps what a procedure needs (UU "
     "27/2022 Ps 15); close it first"},
    {ERR_INVALID, "ground", "no such ground; `netral erase --help` lists them"},
    {ERR_INVALID, "reason", "a reason has 1 to 500 bytes of text and names nobody: it stays"},
    {ERR_DENIED, "password",
     "somebody else made this account's password: change it first on the staff's page"},
    {ERR_DENIED, "factor", "this account sets a second factor first: sign in on the staff's page"},
    {ERR_DENIED, "role", "this account's role may not do this"},
    {ERR_DENIED, "office", "only the Bawaslu office in charge of the case may do this"},
    {ERR_DENIED, "own_office", "nobody may do this in a case about their own office"},
    {ERR_UNSIGNED, "password", "the name, the password or the code is wrong"},
    {ERR_THROTTLED, "password", "too many wrong passwords; wait a while"},
    {ERR_MISSING, "witness", "there is no witness here; make one with `netral witness init`"},
    {ERR_CONFLICT, "witness", "there is a witness here already; nothing was changed"},
    {ERR_BUSY, "witness", "another process is this witness already; two would sign two histories"},
    {ERR_CORRUPT, "witness-key", "its file witness.key is damaged; retire it and make a new one"},
    {ERR_DENIED, "witness-key",
     "others may read its key; chmod 600 the file, and make a new key if they did"},
    {ERR_CORRUPT, "state",
     "a checkpoint that it kept was not signed by its log; a witness that lost its memory must not "
     "sign: check --log, else retire it and make a new one with a new key"},
    {ERR_CLOCK, "behind",
     "the clock is more than five minutes behind this store's newest event; deadlines would be "
     "counted by it. Set the clock; only if that event was made by a clock that ran ahead, start "
     "once with --trust-clock.\n"
     "netral: jam mesin tertinggal dari peristiwa terakhir penyimpanan ini. Betulkan jamnya; "
     "--trust-clock hanya bila peristiwa itu yang dicatat dengan jam yang salah"},
    {ERR_INVALID, "log", "--log takes verifier keys of logs, each origin once"},
    {ERR_INVALID, "witness-name", "a name has no blank and no '+', such as saksi.example/w1"},
    {ERR_INVALID, "witness",
     "--witness takes URL=VKEY, at most 16, each with a key of its own that is not the log's"},
    {ERR_INVALID, "quorum", "--witness-quorum is at most the number of witnesses"},
    {ERR_MALFORMED, "witness-url", "--witness takes URL=VKEY, with http:// or https://"},
    {ERR_MALFORMED, "vkey", "that is no verifier key of the kind that is wanted here"},
    {ERR_CONFLICT, "witnessed",
     "this store has not the events of the checkpoint in witnessed/checkpoint, which witnesses "
     "saw: an old copy was restored. Do not serve it: bring back the missing events "
     "(docs/operating.md, Backup), or begin a new log under a new name.\n"
     "netral: penyimpanan ini tidak memuat peristiwa pada witnessed/checkpoint yang telah dilihat "
     "para saksi: salinan lama dipulihkan. Jangan dijalankan: kembalikan peristiwa yang hilang, "
     "atau mulai log baru dengan nama baru"},
    {ERR_CONFLICT, "export",
     "there is a log there that is not this store's, or more of it than this store has; name an "
     "empty folder, and find out which of the two is the old copy"},
    {ERR_BUSY, "export", "another export writes there already; wait for it"},
    {ERR_DENIED, "database",
     "PostgreSQL is on another machine and may not be spoken to in the clear: write "
     "sslmode=verify-full&sslrootcert=FILE into --db, FILE being the certificate of who signs the "
     "server's (docs/operating.md, PostgreSQL). Nothing was sent.\n"
     "netral: PostgreSQL ada di mesin lain: tulis sslmode=verify-full&sslrootcert=BERKAS pada "
     "--db. Tidak ada yang dikirim"},
    {ERR_IO, "export", "the folder cannot be made, read or written; its parent must be there"},
    {ERR_IO, "data", "it cannot be made or written; name a folder whose parent is there"},
    {ERR_IO, "input", "what should be read cannot be; check its name and rights"},
    {ERR_IO, "output", "standard output cannot be written; the disk may be full"},
    {ERR_IO, "keys-file", "the file of keys cannot be read, or is no such file; check its name"},
    {ERR_DENIED, "keys-file",
     "others than its owner can read the file of keys; run `chmod 600` on it, and think about who "
     "may have read it"},
    {ERR_SEAL_FORM, "version", "this is no age file, or one with armor: `age` itself removes that"},
    {ERR_SEAL_FORM, "recipients", "a file is sealed to at least 1 and at most 128 recipients"},
    {ERR_SEAL_FORM, "scrypt", "a passphrase stands beside recipients; no honest program does that"},
    {ERR_SEAL_FORM, "x25519",
     "a recipient's part of the header is malformed; fetch the file again"},
    {ERR_SEAL_FORM, "header", "the header is longer than 64 KiB; this is no file for netral"},
    {ERR_SEAL_FORM, "last-chunk",
     "the file ends with an empty piece; whoever made it has a mistake"},
    {ERR_SEAL_FORM, "trailing", "bytes stand behind the end of the file; fetch it again"},
    {ERR_SEAL_FORM, NULL, "the header of the sealed file is malformed; fetch the file again"},
    {ERR_SEAL_CUT, "payload", "the file ends before its last piece; fetch it again"},
    {ERR_SEAL_CUT, NULL, "the file ends within its header; fetch it again"},
    {ERR_SEAL_ALTERED, "header", "the header was changed after sealing; fetch the file again"},
    {ERR_SEAL_ALTERED, NULL, "the file was changed or cut short after sealing; fetch it again"},
    {ERR_SEAL_OTHERS, NULL, "it was sealed to other keys; take the key that it was sealed to"},
    {ERR_SEAL_KEY, "length", "a key has 74 characters, a recipient 62; copy the whole line again"},
    {ERR_SEAL_KEY, "case", "a key is in capitals, a recipient in small letters; copy it again"},
    {ERR_SEAL_KEY, "prefix", "a key begins with AGE-SECRET-KEY-1, a recipient with age1"},
    {ERR_SEAL_KEY, "order", "nothing can be sealed to this recipient; ask for another"},
    {ERR_SEAL_KEY, "count", "at most 16 keys are tried; name fewer"},
    {ERR_SEAL_KEY, "none", "there is no key in this file"},
    {ERR_SEAL_KEY, NULL, "a key has a mistake in it; copy the whole line again"},
    {ERR_IO, "listen", "that address and port cannot be listened on; another program may have it"},
};

int tool_refuse(const char *what, struct err e) {
    for (size_t i = 0; i < COUNT_OF(SENTENCES); i++) {
        bool same = !SENTENCES[i].about || str_equal(e.about, str_from_c(SENTENCES[i].about));
        if (SENTENCES[i].code == e.code && same) {
            (void)fprintf(stderr, "netral: %s: %s.\n", what, SENTENCES[i].text);
            return 1;
        }
    }
    struct str name = err_name(e.code);
    (void)fprintf(stderr, "netral: %s: %.*s (%.*s, at %s).\n", what, STR_ARG(name),
                  STR_ARG(e.about), e.where ? e.where : "?");
    return 1;
}
