"""The whole server on a disk that fills, turns read-only or fails: libfault.so plays the disk.

A fault lasts while a file of that name exists (NETRAL_FAULT_WHILE), so that it can begin and end
under a running server."""
import json
import os
import uuid

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


def run(tap, program, folder, library):
    for sort in (("ENOSPC", "storage-full"), ("EROFS", "storage-read-only"), ("EDQUOT", "storage-full")):
        refuses(tap, folder, program, library, sort)
    for sort in (("fsync:1", "a failed fsync of a report", "report"),
                 ("fsync:1", "a failed fsync of evidence", "evidence")):
        dies(tap, folder, program, library, sort)
