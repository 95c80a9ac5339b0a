#!/bin/sh
# The part `scan` of ./test, run when it is named: scanners that are not ours, from Debian, against a served
# demo store, directly and through docs/nginx.conf. About a quarter of an hour. docs/scan.md has what was
# found and why it may stay; anything else is a failure.
#   tests/scan/run.sh [planted|wapiti|sqlmap|testssl|slow]...    these alone; all of them by default
set -eu
cd "$(dirname "$0")/../.."
: "${NETRAL:?names the program under test: ./test sets it}"
for program in sqlmap wapiti slowhttptest testssl nginx; do
    command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || {
        echo "not ok $program is not installed: ./test scan installs what is missing"
        exit 1
    }
done
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export NETRAL PYTHONPATH PYTHONDONTWRITEBYTECODE
exec python3 tests/scan/run.py "$@"
