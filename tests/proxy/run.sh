#!/bin/sh
# The part `proxy` of ./test: the shipped docs/nginx.conf in front of a served store.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONPATH PYTHONDONTWRITEBYTECODE
exec python3 tests/proxy/run.py
