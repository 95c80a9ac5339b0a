#!/bin/sh
# The part `witness` of ./test: three institutions that cosign a log, one that lies, and what the
# network sends to a witness. Restored backups and failing disks: tests/fault/restored.py.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONPATH PYTHONDONTWRITEBYTECODE
exec python3 tests/witness/run.py
