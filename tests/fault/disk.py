"""The whole server on a disk that fills, turns read-only or fails: libfault.so plays the disk.

A fault lasts while a file of that name exists (NETRAL_FAULT_WHILE), so that it can begin and end
under a running server."""
import json
import os
import uuid

import offices
from served import Store, receipt_fault, report


class Faulty:
    """A server whose disk fails as planned while on() holds."""

    def __init__(self, folder, program, library, plan):
        self.switch = f"{folder}/switch"
        self.store = Store(f"{folder}/{uuid.uuid4().hex[:8]}", None, program).init()
        self.env = {"LD_PRELOAD": library, "NETRAL_FAULT": plan, "NETRAL_FAULT_WHILE": self.switch}
        self.off()
        assert self.store.start(env=self.env), self.store.said()

    def on(self):
        open(self.switch, "w", encoding="ascii").close()

    def off(self):
        if os.path.exists(self.switch):
            os.remove(self.switch)


def problem(answer, status, name):
    p = answer.json()
    return (answer.status == status and p.get("type") == "/problems/" + name and len(p.get("detail", "")) > 20
            and int(answer.headers.get("retry-after", 0)) > 0)


def proved(answer):
    return answer.status == 201 and receipt_fault(answer.json()["receipt"]) is None


def agrees(tap, store, name):
    for done in (store.verify(), store.rebuild_check()):
        tap.check(f"{name}: {done.args[1]} agrees afterwards", done.returncode == 0, done.stdout + done.stderr)


def refuses(tap, folder, program, library, sort):
    """sort: errno, what the answer is called. Nothing is taken while it lasts, all is well afterwards."""
    name, faulty = sort[1], Faulty(folder, program, library, f"write:1+:{sort[0]}")
    store, body, key = faulty.store, json.dumps(report()), str(uuid.uuid4())
    try:
        before = store.report()
        faulty.on()
        refused = [store.report(body, key) for _ in range(5)]
        tap.check(f"{name}: a report is refused with a sentence", all(problem(a, 503, name) for a in refused), refused[0])
        answer = store.ask("POST", "/api/v1/evidence", b"e" * 100000, {"Content-Type": "image/png"})
        tap.check(f"{name}: so is evidence", problem(answer, 503, name), answer)
        answer = store.track(before.json()["receipt_code"])
        tap.check(f"{name}: what was accepted can be read", proved(before) and answer.status == 200, answer)
        faulty.off()
        after = store.report(body, key)
        tap.check(f"{name}: without a restart the same request is accepted then", proved(after), after)
        answer = store.ask("POST", "/api/v1/evidence", b"e" * 100000, {"Content-Type": "image/png"})
        tap.check(f"{name}: and evidence", answer.status == 201, answer)
        tap.check(f"{name}: no report of before has come to life", int(after.json().get("case", -1)) == int(before.json()["case"]) + 1, after)
    finally:
        faulty.off()
        store.end()
    agrees(tap, store, name)


def dies(tap, folder, program, library, sort):
    """sort: plan, name, what is asked. The process ends before it answers; nothing false was said."""
    plan, name, request = sort
    faulty = Faulty(folder, program, library, plan)
    store, key = faulty.store, str(uuid.uuid4())
    before = store.report()
    faulty.on()
    try:
        answer = store.report(report(), key) if request == "report" else \
            store.ask("POST", "/api/v1/evidence", b"e" * 100000, {"Content-Type": "image/png"})
    except (OSError, Exception) as why:  # http.client's own kinds: no answer came
        answer = repr(why)
    tap.check(f"{name}: nothing is acknowledged", getattr(answer, "status", 0) != 201, answer)
    faulty.off()
    try:
        status = store.process.wait(20)
    except Exception:
        status = None
    tap.check(f"{name}: the process ends itself with a sentence", status == -6 and b"fsync" in store.said(),
              (status, store.said()[-400:]))
    store.end(9)
    tap.check(f"{name}: it starts again", store.start(), store.said()[-400:])
    again = store.report(report(), key)
    tap.check(f"{name}: the request can be sent again", proved(again), again)
    tap.check(f"{name}: what was acknowledged before is there",
              store.track(before.json()["receipt_code"]).status == 200)
    store.end()
    agrees(tap, store, name)


FILES = [("foto.txt", b"Bukti Gelatik " * 7000), ("catatan.txt", b"Bukti Gelatik")]


def whole(store, folder, office, answer):
    """Why a report that was accepted is not: its receipt, or a file that the office's key does not open."""
    receipt = json.loads(offices.bundle(answer))
    fault = receipt_fault(receipt)
    for inside, (_, came) in zip(offices.opened(store, folder, office, receipt["index"]), FILES):
        fault = fault or (None if inside["bukti.bin"] == came else "another file")
    return fault


def readable(place):
    """Files of the store that have the evidence as it came."""
    files = [os.path.join(at, name) for at, _, names in os.walk(place) for name in names]
    return [path for path in files if b"Bukti Gelatik" in open(path, "rb").read()]


def arrives(tap, folder, program, library):
    """The n-th write fails while a form's files are put aside, sealed and stored, and what follows from them, for every n
    until none does: refused with a page, and accepted when it is sent again; or accepted, and whole."""
    store, switch = Store(f"{folder}/{uuid.uuid4().hex[:8]}", None, program).init(), f"{folder}/switch"
    assert store.start(), store.said()
    fired = f"{store.folder}/blobs/fired"  # where the server may make a file
    office, n, wrong, refused = offices.in_force(store, folder, store.users), 0, [], 0
    while True:
        n, key = n + 1, str(uuid.uuid4())
        store.end()
        if os.path.exists(fired):
            os.remove(fired)
        assert store.start(env={"LD_PRELOAD": library, "NETRAL_FAULT": f"write:{n}:ENOSPC", "NETRAL_FAULT_WHILE": switch,
                                "NETRAL_FAULT_FIRED": fired}), store.said()
        open(switch, "w", encoding="ascii").close()
        first = offices.send(store, FILES, kunci=key)
        os.remove(switch)
        again = offices.send(store, FILES, kunci=key)
        refused += first.status == 503
        wrong += [(n, first.status, again.status)] if first.status not in (200, 503) or again.status != 200 else []
        wrong += [(n, fault) for fault in [again.status == 200 and whole(store, folder, office, again)] if fault]
        if not os.path.exists(fired):
            break
    tap.check(f"the n-th write fails while evidence is sealed, {n - 1} times: nothing is lost", not wrong, wrong)
    tap.check("each file was put aside and stored by some of these writes, and refused then", refused > 8, refused)
    store.end()
    tap.check("no file of the store has the evidence as it came", not readable(store.folder), readable(store.folder))
    agrees(tap, store, "evidence sealed on a failing disk")


def run(tap, program, folder, library):
    arrives(tap, folder, program, library)
    for sort in (("ENOSPC", "storage-full"), ("EROFS", "storage-read-only"), ("EDQUOT", "storage-full")):
        refuses(tap, folder, program, library, sort)
    for sort in (("fsync:1", "a failed fsync of a report", "report"),
                 ("fsync:1", "a failed fsync of evidence", "evidence")):
        dies(tap, folder, program, library, sort)
