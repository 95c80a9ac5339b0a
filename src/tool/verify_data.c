#include "flow/audit.h"
#include "tool/tool.h"
#include "tool/verify.h"

#include "base/json.h"

#include <stdio.h>

/* # is the event, the size or the thing concerned. */
static const struct {
    const char *what, *sentence;
} SENTENCES[] = {
    {"commitment", "event # is not what its leaf in the public log was made from: its body, its "
                   "salt or what stands beside it was changed"},
    {"actor", "event # is said to be the act of another than its body names"},
    {"erasure", "event # was emptied, and no erasure of its case is recorded"},
    {"sequence", "event # is missing or stands in the wrong place"},
    {"blob", "a piece of evidence of event # is missing or was changed"},
    {"rules", "the rules that event # published are missing or were changed"},
    {"node", "the hash of whole tile # is not what the leaves below it give"},
    {"head", "the stored head, at size #, is not that of the events"},
    {"receipt", "report # has no receipt code that leads to it, or more than one, though its event "
                "is whole: whoever sent it does not come back to it; restore a backup"},
    {"evidence",
     "a piece of evidence is not kept as that of report # any more, though it is whole: "
     "the server may remove it; stop it and restore a backup"},
    {"database", "the database's own structure is damaged, though its events are whole (# faults); "
                 "restore a backup, or let `sqlite3 netral.db .recover` make a new file"},
    {"checkpoint", "no checkpoint with this root was recorded for size #"},
    {"shape", "the database's # is missing, or is not made as this program makes it, though its "
              "events are whole; `netral rebuild` makes tables that follow from the events anew; "
              "for others restore a backup"},
    {"extra", "the database has a # that this program did not make, though its events are whole; "
              "if nobody else made it, restore a backup; if somebody did, drop it"},
};

static void print_json(const struct flow_audit *audit) {
    struct buf b;
    struct json j;
    buf_init(&b, 4096);
    json_init(&j, &b);
    json_open_object(&j);
    json_put_bool(&j, "ok", !audit->what.len);
    json_put_int(&j, "events", audit->events);
    json_put_int(&j, "erased", audit->erased);
    json_put_int(&j, "blobs", audit->blobs);
    json_put_int(&j, "rules", audit->rules);
    if (audit->what.len) {
        json_put_str(&j, "differs", audit->what);
        if (audit->object[0])
            json_put_str(&j, "object", str_from_c(audit->object));
        else
            json_put_int(&j, "index", audit->index);
    }
    json_close_object(&j);
    (void)printf("%.*s\n", STR_ARG(buf_str(&b)));
    buf_done(&b);
}

static void print_text(const struct flow_audit *audit) {
    if (!audit->what.len) {
        (void)printf("All agrees: %lld events (%lld erased), %lld pieces of evidence, %lld "
                     "versions of the rules, %lld whole tiles and the root.\n",
                     (long long)audit->events, (long long)audit->erased, (long long)audit->blobs,
                     (long long)audit->rules, (long long)audit->nodes);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(SENTENCES); i++)
        if (str_equal(audit->what, str_from_c(SENTENCES[i].what))) {
            struct str text = str_from_c(SENTENCES[i].sentence), head = str_cut(&text, '#');
            if (audit->object[0])
                (void)printf("DIFFERS: %.*s%s%.*s.\n", STR_ARG(head), audit->object, STR_ARG(text));
            else
                (void)printf("DIFFERS: %.*s%lld%.*s.\n", STR_ARG(head), (long long)audit->index,
                             STR_ARG(text));
        }
}

int tool_verify_data(const struct tool *tool, struct str where, struct str db, bool json) {
    (void)tool;
    struct flow_audit audit;
    struct flow_audit_of of = {where.ptr, db};
    struct err e = flow_audit(&of, &audit);
    if (e.code) {
        (void)tool_refuse("verify", e);
        return 2;
    }
    if (json)
        print_json(&audit);
    else
        print_text(&audit);
    return audit.what.len ? 1 : 0;
}
