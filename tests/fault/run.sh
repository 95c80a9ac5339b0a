#!/bin/sh
# The part `fault` of ./test: builds without sanitizers, lets each call fail once (run.py), then puts
# the whole server under kills, bad disks, changed bytes and an attacker inside (whole.py). Its count is that of both.
set -eu
cd "$(dirname "$0")/../.."
build=${NETRAL_BUILD:-build}/fault
again=''
[ ! -f "$build/build.ninja" ] || again=--reconfigure # meson looks for new files only when asked
meson setup $again "$build" --buildtype=debugoptimized >/dev/null
ninja -C "$build" netral tests/fault/libfault.so tests/fault/libinside.so tests/fault/libvolatile.so \
    tests/fault/libclock.so tests/fault/fault-target confined_confined_test >/dev/null
PYTHONPATH=tests/support
PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH PYTHONDONTWRITEBYTECODE
for script in ${FAULT_SCRIPTS:-run.py whole.py}; do
    echo "begin $script"
    python3 "tests/fault/$script" "$build" 2>&1 || true
done | awk -f tests/support/sum.awk
