#ifndef FLOW_EXPORT_H
#define FLOW_EXPORT_H
/* The public log as plain files, for any web server: what `netral verify --url` asks for.
 *
 *     log/tile/..., log/tile/entries/...   what is new since the checkpoint that lies there
 *     log/rules/<law>, <law>.json          each published law's bundle, and what proves it
 *     log/vkey, log/web, files of the site
 *     synced, then log/checkpoint          renamed into place: the last of all
 *
 * Who fetches meanwhile sees the old checkpoint and all that it promises; a run that dies leaves it
 * so. Entries are commitments under secret salts: nobody is named in them. */
#include "flow/flow.h"

struct flow_export_file {
    struct str path; /* "/aset/x.js" */
    struct str bytes;
};
struct flow_export {
    const char *data_dir; /* witnessed/checkpoint lies there, where witnesses are asked */
    const char *out;      /* made when it is not there */
    struct str web;       /* the list of files, as flow_release got it */
    const struct flow_export_file *files;
    size_t file_count;
    struct str first_page; /* index.html */
};
struct flow_exported {
    int64_t size, before; /* of the log: now, and as it lay there */
    int64_t files;        /* written */
    bool witnessed;       /* the checkpoint has cosignatures */
    bool other_site;      /* the log names files of another version: none of the site was written */
};
/* One tile of each kind in memory at a time. Errors: ERR_CONFLICT "export" (another log's files lie
 * there, or more than this store has, or other entries), ERR_BUSY "export" (another run is at it),
 * ERR_IO "export", ERR_DISK_FULL; ERR_CONFLICT "witnessed"; what the store answers. */
struct err flow_export(struct flow *flow, const struct flow_export *export,
                       struct flow_exported *ret) MUST_CHECK;
#endif
