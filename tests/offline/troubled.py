#!/usr/bin/env python3
"""Ticks in trouble (docs/adr/0059, 0061): the signer stands still; the disk is full. It is told once, log and figures show
what they showed, and the next tick that can goes on."""
import os
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "fault")]
from served import Store, Tap, scratch
from signer import signer_of
from witnesses import until

TOLD, AGAIN = b"was not brought up to date (", b"the public log is up to date again."
PATHS = ("/", "/data/cases.csv", "/log/checkpoint", "/wilayah/16.06")


def seen(store):
    return {path: store.ask("GET", path).body for path in PATHS}


def received(store):
    return store.ask("GET", "/data/cases.csv").body.decode().splitlines()[1].split(",")[-2:]


def begun(tap, store, name):
    """Ticks of a second, and one that shows six reports."""
    tap.check(f"{name}: it starts", store.start("--log-tick", "1"), store.said()[-300:])
    for _ in range(6):
        store.report()
    tap.check(f"{name}: a tick shows six reports", until(lambda: received(store)[0] == "6"), received(store))


def over(tap, store, name, before):
    tap.check(f"{name}: then the next tick goes on", until(lambda: seen(store)["/log/checkpoint"] != before["/log/checkpoint"]),
              store.said()[-300:])
    tap.check(f"{name}: and says so", until(lambda: AGAIN in store.said()), store.said()[-300:])
    for _ in range(5):
        store.report()
    tap.check(f"{name}: reports are counted again", until(lambda: int(received(store)[0]) >= 11), received(store))
    store.end()
    agreed = store.verify()
    tap.check(f"{name}: netral verify agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)


def silent_signer(tap, folder):
    name, store = "a signer that stands still", Store(folder + "/silent").init()
    try:
        begun(tap, store, name)
        signer = signer_of(store)
        os.kill(signer, signal.SIGSTOP)
        try:
            tap.check(f"{name}: a tick that fails is told", until(lambda: TOLD in store.said()), store.said()[-300:])
            before = seen(store)
            answer = store.report()
            tap.check(f"{name}: reports are refused", answer.status == 503, answer)
            tap.check(f"{name}: log and figures stand still", seen(store) == before)
        finally:
            os.kill(signer, signal.SIGCONT)
        tap.check(f"{name}: it was told once", store.said().count(TOLD) == 1, store.said()[-900:])
        over(tap, store, name, before)
    finally:
        store.end(9)


def fill(path):
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 65536, 4096, 512, 1):
            try:
                while True:
                    file.write(b"\1" * size)
            except OSError:
                continue


def full_disk(tap, folder):
    name, place = "a full disk", folder + "/small"
    os.mkdir(place)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "netral-test", place], capture_output=True, check=False)
    if mounted.returncode:
        tap.skip(name, "nothing may be mounted here")
        return
    store = Store(place + "/store")
    store.log = folder + "/small.log"
    try:
        store.init()
        begun(tap, store, name)
        fill(place + "/filler")
        tap.check(f"{name}: a tick that fails is told", until(lambda: TOLD in store.said()), store.said()[-300:])
        before = seen(store)
        fill(place + "/filler2")
        tap.check(f"{name}: log and figures stand still", seen(store) == before)
        os.remove(place + "/filler")
        os.remove(place + "/filler2")
        over(tap, store, name, before)
    finally:
        store.end(9)
        subprocess.run(["umount", place], check=False)


def main():
    tap = Tap()
    folder, remove = scratch("troubled")
    try:
        silent_signer(tap, folder)
        full_disk(tap, folder)
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
