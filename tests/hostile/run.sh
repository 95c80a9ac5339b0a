#!/bin/sh
# The part `hostile` of ./test: bad input to the whole server. Disks of its own (full, read-only)
# are mounted in a mount namespace of its own, so that nothing stays mounted; where the system allows
# none, those cases are skipped aloud.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
spaces=""
if unshare -m true 2>/dev/null; then
    spaces="unshare -m"
elif unshare -r -m true 2>/dev/null; then
    spaces="unshare -r -m"
fi
NETRAL_OWN_MOUNTS=${spaces:+yes}
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL NETRAL_OWN_MOUNTS PYTHONPATH PYTHONDONTWRITEBYTECODE
exec $spaces python3 tests/hostile/run.py
