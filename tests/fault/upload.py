"""Evidence in parts under SIGKILL and on a disk that fails: what was answered stays, and the rest goes on."""
import hashlib
import os
import random
import threading
import uuid

from disk import agrees, problem
from served import Store, receipt_fault, report
from uploads import PART, begin, pattern, put, send, state

KILLS = 12
PARTS = 6


def asked(call):
    """The answer, or None: the server is gone."""
    try:
        answer = call()
        return answer if answer.status else None
    except Exception:  # http.client's own kinds
        return None


def killed(tap, folder, program):
    """SIGKILL at random moments while parts come: each answered one is had, and the whole is what was sent."""
    store, dice, kills, lost, ended = Store(f"{folder}/{uuid.uuid4().hex[:8]}", None, program).init(), random.Random(56), 0, [], []
    assert store.start(), store.said()
    while kills < KILLS:
        whole = pattern(PARTS * PART - 77, uuid.uuid4().bytes)
        upload, had = begin(store, len(whole)).json()["upload"], 0
        while True:
            struck = threading.Event()  # a process that was killed may still answer poll() for a while

            def strike(process=store.process, struck=struck):
                process.kill()
                struck.set()

            timer = threading.Timer(dice.uniform(0.005, 0.25), strike)
            timer.start()
            answer = None
            for n in range(had, PARTS):
                answer = asked(lambda n=n: put(store, upload, whole, n))
                if not answer or answer.status != 200:
                    break
                had = n + 1
            timer.cancel()
            timer.join()
            if struck.is_set():
                kills += 1
                store.end(9)
                assert store.start(), store.said()
            now = state(store, upload).json()
            if now.get("whole"):
                break
            if now.get("next", -1) < had:
                lost.append((kills, had, now))
                break
            had = min(now["next"], PARTS - 1)
        made = now.get("evidence", {})
        taken = store.report(report(evidence=[made.get("id")]))
        ended.append(made.get("sha256") == hashlib.sha256(whole).hexdigest() and taken.status == 201
                     and receipt_fault(taken.json()["receipt"]) is None)
    tap.check(f"{kills} kills while parts come: each answered part is had", not lost, lost)
    tap.check(f"{len(ended)} uploads went on to their end, and a report took each", all(ended), ended)
    store.end()
    left = os.listdir(store.folder + "/blobs/parts")
    tap.check("nothing is left of what ended but an empty record at most", all(name.endswith(".had") for name in left), left)
    agrees(tap, store, "uploads under kills")


def fails(tap, folder, program, library, size, step):
    """The n-th write fails while an upload is begun, sent and ended, for every step-th n until none does."""
    store, switch = Store(f"{folder}/{uuid.uuid4().hex[:8]}", None, program).init(), f"{folder}/switch"
    whole, n, wrong, refused = pattern(size), 1 - step, [], 0
    fired = f"{store.folder}/blobs/fired"
    while True:
        n += step
        if os.path.exists(fired):
            os.remove(fired)
        assert store.start(env={"LD_PRELOAD": library, "NETRAL_FAULT": f"write:{n}:ENOSPC", "NETRAL_FAULT_WHILE": switch,
                                "NETRAL_FAULT_FIRED": fired}), store.said()
        open(switch, "w", encoding="ascii").close()
        first = begin(store, len(whole))
        last = send(store, whole, first.json()["upload"]) if first.status == 201 else first
        os.remove(switch)
        refused += last.status == 503
        if last.status != 200 and not problem(last, 503, "storage-full"):
            wrong.append((n, last))
        upload = first.json()["upload"] if first.status == 201 else None
        again = send(store, whole, upload)
        if again.json().get("evidence", {}).get("sha256") != hashlib.sha256(whole).hexdigest():
            wrong.append((n, again))
        store.end()
        if not os.path.exists(fired):
            break
    tap.check(f"the n-th write fails while {size} bytes come, below {n}: it goes on where it ended", not wrong, wrong)
    tap.check("some of them were refused", refused > 4, refused)
    agrees(tap, store, "uploads on a failing disk")


def run(tap, program, folder, library):
    killed(tap, folder, program)
    fails(tap, folder, program, library, 100000, 1)
    fails(tap, folder, program, library, PART + 100000, 43)
