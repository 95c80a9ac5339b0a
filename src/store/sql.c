#include "store/sql.h"
#include "store/migrate_internal.h"

#include <assert.h>

#include "store/sql_text.h"
