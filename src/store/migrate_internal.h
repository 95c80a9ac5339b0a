#ifndef STORE_MIGRATE_INTERNAL_H
#define STORE_MIGRATE_INTERNAL_H
/* The embedded schema texts; lists end with NULL. */
#include "store/db.h"

struct migration {
    int64_t version;
    const char *name, *sha256; /* of the text without comments, hex */
    bool derived;
    const char *const *sqlite, *const *postgres, *const *tables;
};
extern const struct migration MIGRATIONS[];
extern const size_t MIGRATION_COUNT;
#endif
