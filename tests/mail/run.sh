#!/bin/sh
# The part `mail` of ./test: reminders through a real mail server, on both engines, with kills.
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONPATH PYTHONDONTWRITEBYTECODE
exec python3 tests/mail/run.py
