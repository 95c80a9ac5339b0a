#!/usr/bin/env python3
"""Every single failure of the disk and of memory, one a run: run.py BUILD_DIR [--every N].

fault-target stores evidence and rows while libfault.so makes the n-th call of a sort fail, for every
n until a run ends without one. After each run a healthy process checks: what was acknowledged is
there and whole, what was refused is not, the database is sound. A failed fsync must end the process
and a lack of memory may, and only by its own abort with a sentence."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

ITEMS = "4"
CASES = [  # plan, may abort, every n-th
    ("write:{n}", False, 1),
    ("write:{n}:ENOSPC", False, 1),
    ("write:{n}+:ENOSPC", False, 1),
    ("rename:{n}", False, 1),
    ("fsync:{n}", True, 1),
    ("fsync:{n}+", True, 1),
    ("malloc:{n}", True, 1),
]
WENT_ON = "went on after a failed fsync"
# SQLite's unixSync ignores a failed sync of the directory, once for the first journal of a new file
# and once for the WAL; db_sqlite.c syncs the directory itself, and dies when that fails.
IGNORED_BY_SQLITE = 2
LEAST = {"write": 10, "fsync": 10, "rename": 4, "malloc": 50}  # else the library sees no calls


def run_once(build, plan, may_abort, scratch):
    """(did the fault happen, None or what is wrong)."""
    shutil.rmtree(scratch, ignore_errors=True)
    os.mkdir(scratch)
    fired, store = scratch + "/fired", scratch + "/store"
    env = dict(os.environ, LD_PRELOAD=build + "/tests/fault/libfault.so", NETRAL_FAULT=plan,
               NETRAL_FAULT_FIRED=fired)
    target = build + "/tests/fault/fault-target"
    work = subprocess.run([target, "work", store, ITEMS], env=env, capture_output=True, timeout=600)
    happened = os.path.exists(fired)
    said = work.stderr.decode(errors="replace").strip()
    if work.returncode == -signal.SIGABRT:
        if not may_abort or "netral: broken invariant: " not in said:
            return happened, f"aborted: {said}"
    elif happened and plan.startswith("fsync"):
        return happened, WENT_ON
    elif work.returncode not in (0, 3):
        return happened, f"exit status {work.returncode}: {said}"
    lines = work.stdout.decode().split("\n")
    if not happened and sum(line.startswith("ack ") for line in lines) != int(ITEMS):
        return happened, "refused without a fault"
    if work.returncode == 0 and "+" not in plan and not lines[-2].startswith("ack "):
        if sum(line.startswith("refused ") for line in lines) > 1:
            return happened, "did not recover after one failure"
    check = subprocess.run([target, "check", store], input=work.stdout, capture_output=True,
                           timeout=600)
    wrong = (check.stdout + check.stderr).decode(errors="replace").strip()
    return happened, wrong or (f"check ended with {check.returncode}" if check.returncode else None)


def main(build, every):
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    scratch = tempfile.mkdtemp(prefix="netral-fault-", dir=place)
    passed = failed = 0
    try:
        for form, may_abort, step in CASES:
            n, happened, bad, ignored = 1, True, 0, 0
            while happened:
                happened, wrong = run_once(build, form.format(n=n), may_abort, scratch + "/run")
                if wrong == WENT_ON and ignored < IGNORED_BY_SQLITE:
                    ignored += 1
                elif wrong:
                    bad += 1
                    print(f"not so: {form.format(n=n)}: {wrong}", flush=True)
                n += every or step
            call = form.split(":")[0]
            if n <= LEAST[call]:
                bad += 1
                print(f"not so: {form}: only {n} calls of {call} were seen", flush=True)
            print(f"{'not ok' if bad else 'ok'} - {form}: clean from {n} on", flush=True)
            passed, failed = passed + (not bad), failed + (bad > 0)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"passed={passed} failed={failed}")
    return failed > 0


if __name__ == "__main__":
    step_given = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    sys.exit(main(os.path.abspath(sys.argv[1]), step_given))
