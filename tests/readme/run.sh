#!/bin/sh
# The part `readme` of ./test: the commands of "Check us", out of README.md and README.id.md, on the
# demo that ./run makes; and what lies beside that demo.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONPATH PYTHONDONTWRITEBYTECODE
exec python3 tests/readme/run.py
