#ifndef PUBLICATION_BUNDLE_H
#define PUBLICATION_BUNDLE_H
/* All files of a law in one: what is kept of a version that was published, so that everybody can
 * read later which rules were in force. The same files make the same bundle, byte for byte:
 *
 *     netral-rules/v1\n
 *     law <hash, 64 hex digits>\n
 *     head <SHA-256 of the lines of files below, 64 hex digits>\n
 *     file <bytes> <SHA-256, 64 hex digits> <name>\n      for each, in the order of that hash
 *     \n
 *     the bytes of all files in that order, nothing between them
 *
 * The law's hash, which knows no names, can be computed from the head alone, and each file held
 * against its line: no byte can be another without being noticed. Pure. */
#include "base/buf.h"
#include "law/law.h"

enum { PUBLICATION_BUNDLE_MAX = LAW_BYTES_MAX + LAW_FILES_MAX * 256 };
struct publication_bundle {
    struct hash law;
    struct law_files files;
};
/* The files of a law that was loaded (law->files). */
void publication_bundle_write(struct law_files files, struct buf *out);
/* Errors: ERR_CORRUPT "bundle": it is not what publication_bundle_write makes of any files, and
 * *ret_fault is an English sentence that says where. Owns: the list lives in a, names and bytes in
 * bytes. */
struct err publication_bundle_read(struct arena *a, struct str bytes,
                                   struct publication_bundle *ret,
                                   struct str *ret_fault) MUST_CHECK;
#endif
