#!/bin/sh
# The part `age` of ./test: the public vectors, and sealed files to and from programs that are not
# ours: Debian's age and npm age-encryption.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONDONTWRITEBYTECODE
exec python3 tests/age/run.py "${NETRAL_BUILD:-build}/debug/tests/age/age-reader"
