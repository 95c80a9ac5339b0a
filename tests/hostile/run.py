"""Bad input to the whole server: the right status, a clear sentence, nothing lost, nobody named.

Every class of bad input is sent between two good reports; at the end the store is verified and
rebuilt, its cases are counted, and everything that was typed is looked for in the log. Cases:
bodies.py (what is in a request), large.py (evidence in parts), lines.py (how it is sent), pages.py (the same without JavaScript),
crowd.py (many at once), disks.py (what is under the store)."""
import os
import re
import sys

import bodies
import crowd
import disks
import large
import lines
import links
import pages
from served import Store, Tap, code_bytes, receipt_fault, report, scratch

# What an answer may never show: statements, files, functions, addresses of memory.
INNER = re.compile(r"SELECT |INSERT |UPDATE |DELETE |sqlite|postgres|jansson|libc|errno|\.[ch]:\d|"
                   r"src/|/tmp|/dev/shm|/var/|/home|0x[0-9a-f]{4}|struct |\(null\)|%[sdz]|netral\.db", re.I)


class World:
    """The server under test, what it accepted, and what was typed at it."""

    def __init__(self, folder):
        self.tap, self.folder, self.typed, self.accepted = Tap(), folder, set(), []
        self.store = Store(folder + "/store").init()
        self.disk_cases = 0

    @staticmethod
    def inner(text):
        return INNER.search(text)

    def type(self, *names):
        self.typed.update(names)

    def problem(self, name, answer, *statuses):
        """The answer is one of these statuses as problem+json, with a sentence and nothing inner."""
        p = answer.json() if isinstance(answer.json(), dict) else {}
        good = (answer.status in statuses
                and answer.headers.get("content-type") == "application/problem+json"
                and p.get("status") == answer.status and len(p.get("title", "")) > 3
                and len(p.get("detail", "")) > 20
                and not INNER.search(answer.body.decode(errors="replace"))
                and all(len(e.get("message", "")) > 5 and e.get("field") and e.get("code")
                        for e in p.get("errors", [])))
        if answer.status in (429, 503):
            good = good and int(answer.headers.get("retry-after", "0")) > 0
        return self.tap.check(name, good, answer)

    def fault(self, name, answer, field, code):
        """422, and the field with its code is among the faults."""
        found = [(e.get("field"), e.get("code")) for e in answer.json().get("errors", [])]
        self.problem(name, answer, 422)
        if (field, code) not in found:
            self.tap.check(f"{name}: names {field}", False, found)

    def good(self, name, store=None, **changes):
        """An honest report is accepted and its receipt proves it."""
        n = len(self.accepted)
        who = {"name": f"Siti Kenari{n}", "address": f"Lorong Kenari {n}", "phone": f"08{n:08d}"}
        subject = {"class": "pns", "name": f"Bakri Merak{n}", "position": "Camat", "agency": "Pemkab"}
        self.type(who["name"], who["address"], who["phone"], subject["name"])
        answer = (store or self.store).report(report(reporter=who, subjects=[subject], **changes))
        made = answer.json()
        proved = answer.status == 201 and receipt_fault(made["receipt"])
        if self.tap.check(name, answer.status == 201 and proved is None, proved or answer) and not store:
            self.accepted.append(made)
            self.type(made["receipt_code"])
        return made


def nothing_lost(world):
    tap, store = world.tap, world.store
    tap.check("the server is the one that was started", store.alive())
    for n, made in enumerate(world.accepted[::5]):
        got = store.track(made["receipt_code"], **{"X-Forwarded-For": f"198.18.{n}.7"})
        if got.status != 200:
            tap.check("a report that was accepted is found by its code", False, got)
            break
    status = store.end()
    tap.check("the server ends when it is told to", status == 0, (status, store.said()[-2000:]))
    done = store.verify()
    tap.check("netral verify --data agrees", done.returncode == 0, done.stdout + done.stderr)
    done = store.rebuild_check()
    tap.check("netral rebuild --check agrees", done.returncode == 0, done.stdout + done.stderr)
    counted = re.search(r"(\d+) cases", done.stdout)
    tap.check("there are as many cases as were accepted",
              counted and int(counted.group(1)) == len(world.accepted),
              (done.stdout, len(world.accepted)))


def nobody_named(world):
    said = world.store.said()
    low = said.lower()
    found = [t for t in sorted(world.typed) if t and t.lower().encode() in low]
    world.tap.check("the log has lines, so that this search means something", said.count(b"\n") > 100)
    world.tap.check("the log names nobody: no name, code, address or text that was typed", not found,
                    found)
    world.tap.check("the log has no case number and no client's address",
                    not re.search(rb"/PL/|/PB/|127\.0\.0\.1|198\.(?:51|18)\.", said),
                    re.findall(rb".*(?:/PL/|127\.0\.0\.1).*", said)[:2])
    world.tap.check("no sanitizer and no broken invariant spoke",
                    not re.search(rb"Sanitizer|runtime error|broken invariant", said), said[-3000:])


def codes_nowhere(world):
    """Receipt codes in no form, passwords in no form, in any file of the store or in the log."""
    wanted = {}
    for made in world.accepted:
        code = made["receipt_code"]
        for form in (code.encode(), code.replace("-", "").encode(), code.lower().encode(),
                     code_bytes(code), code_bytes(code).hex().encode()):
            wanted[form] = "a receipt code"
    for password in world.store.passwords:
        wanted[password.encode()] = "a password"
    files, found, marked = 0, [], False
    for folder, _, names in os.walk(world.store.folder):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            files += 1
            marked = marked or b"Bakri Merak1" in data
            found += [(name, what) for form, what in wanted.items() if form in data]
    found += [("log", what) for form, what in wanted.items() if form in world.store.said()]
    world.tap.check("the search sees what is stored: a subject's name is in the store", files > 3 and marked)
    world.tap.check("no receipt code and no password is anywhere in the store or the log", not found,
                    found[:5])


def main():
    folder, remove = scratch("hostile")
    world = World(folder)
    try:
        if not world.tap.check("the server starts", world.store.start(), world.store.said()):
            return world.tap.end()
        world.good("a report is accepted before all that")
        links.run(world)
        bodies.run(world)
        lines.run(world)
        pages.run(world)
        large.run(world)
        world.good("a report is accepted after all that")
        nothing_lost(world)
        nobody_named(world)
        codes_nowhere(world)
        crowd.run(world)
        disks.run(world)
    finally:
        if world.store.process:
            world.store.end(9)
        remove()
    return world.tap.end()


if __name__ == "__main__":
    sys.exit(main())
