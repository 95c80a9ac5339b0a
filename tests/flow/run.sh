#!/bin/sh
# Whole stories against `netral serve`, on SQLite and, with NETRAL_TEST_PG, on PostgreSQL.
#   tests/flow/run.sh [STORY...]    names without .story; all of them by default
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/flow/stories.py "$@"
