#!/usr/bin/env bash
# Builds every fuzz/fuzz_NAME.c with clang, libFuzzer, ASan and UBSan, replays what crashed before
# (fuzz/regression/NAME/) and runs each for a bounded time from its seeds (fuzz/corpus/NAME/).
# A new crash is kept in fuzz/regression/NAME/: commit it with the fix.
#
#   tools/fuzz.sh [SECONDS [NAME...]]     SECONDS: 10
#
# NETRAL_FUZZ_SEED is where the random inputs begin: 1, so that what is red became red by a change of
# the code; 0 draws one. What a drawn seed found is kept in build/fuzz-found/ and tried first the next
# time; a fixed one begins with the seeds in the repository alone.
set -eu
cd "$(dirname "$0")/.."
. tools/setup.sh
seconds=${1:-10}
[ $# -eq 0 ] || shift
ls fuzz/fuzz_*.c >/dev/null 2>&1 || fail "fuzz/ holds no fuzz_*.c"

CC=clang-14 build_with "$BUILD/fuzz" -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
    -Doptimization=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

names=$*
[ -n "$names" ] || names=$(find fuzz -name "fuzz_*.c" | sed "s|.*/fuzz_||; s|\.c$||" | sort)
passed=0 failed=0
result() { # STATUS SENTENCE LOG
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
        say "ok fuzz: $2"
    else
        failed=$((failed + 1))
        say "not ok fuzz: $2"
        grep -E -A 25 'ERROR|runtime error|SUMMARY|ALARM' "$3" | head -n 60 || tail -n 20 "$3"
    fi
}
for name in $names; do
    program=$BUILD/fuzz/fuzz_$name
    found=$BUILD/fuzz-found/$name
    log=$BUILD/fuzz-found/$name.log
    if [ "${NETRAL_FUZZ_SEED:-1}" != 0 ]; then
        found=$BUILD/fuzz-found/.fixed
        rm -rf "$found"
    fi
    mkdir -p "$found"
    kept=0 status=0
    for input in "fuzz/regression/$name"/*; do
        [ -f "$input" ] || continue
        kept=$((kept + 1))
        "$program" -timeout=10 "$input" >"$log" 2>&1 || { status=1 && break; }
    done
    [ "$kept" = 0 ] || result $status "$name replays $kept inputs that crashed it once" "$log"

    seeds=()
    [ ! -d "fuzz/corpus/$name" ] || seeds=("fuzz/corpus/$name")
    mkdir -p "fuzz/regression/$name"
    status=0
    "$program" -seed="${NETRAL_FUZZ_SEED:-1}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="fuzz/regression/$name/" "$found" "${seeds[@]}" >"$log" 2>&1 || status=1
    rmdir "fuzz/regression/$name" 2>/dev/null || true
    runs=$(awk '/number_of_executed_units/ { print $2 }' "$log")
    result $status "$name, ${runs:-no} inputs in $seconds s" "$log"
done
say "passed=$passed failed=$failed"
[ "$failed" = 0 ]
