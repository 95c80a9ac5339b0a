#!/bin/sh
# Every cell of src/flow/permissions.def and every row of src/http/routes.def, over HTTP, against a served
# store on SQLite and, with NETRAL_TEST_PG, on PostgreSQL.
cd "$(dirname "$0")/../.." || exit 1
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
exec python3 tests/matrix/matrix.py "$@"
