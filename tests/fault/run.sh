#!/bin/sh
# The part `fault` of ./test: builds without sanitizers, then lets each call fail once.
set -eu
cd "$(dirname "$0")/../.."
build=${NETRAL_BUILD:-build}/fault
[ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=debugoptimized >/dev/null
ninja -C "$build" tests/fault/libfault.so tests/fault/fault-target >/dev/null
exec python3 tests/fault/run.py "$build"
