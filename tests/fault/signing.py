"""What fails while the signer signs: its writes, its syncs, its life, its asker's. One history all along.

History keeps each checkpoint that anybody saw: a second root for a size, ever, is the one thing that must not be."""
import base64
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import threading
import time
import uuid

import kill
from served import Roots, Store, log_leaves, postgres, receipt_fault, report
from signer import children, keeper_of, parents, signer_of, silent

KINDS = (("write", "ENOSPC"), ("write", "EIO"), ("write", "SHORT"), ("fsync", "EIO"))
REPORTS = 4  # of each run of failing()
SECONDS = 120
FIRED, SYNC = b"libfault: one failed", b"fsync of what was signed failed"


def soon(met):
    until = time.monotonic() + SECONDS
    while not met() and time.monotonic() < until:
        time.sleep(0.005)
    return met()


class History:
    """size -> root, of all that was signed; twice: what was signed under two roots."""

    def __init__(self):
        self.roots, self.twice = {}, []

    def add(self, size, root):
        if self.roots.setdefault(size, root) != root:
            self.twice.append(size)

    def note(self, text):
        lines = text.split("\n")
        self.add(int(lines[1]), lines[2])
        return int(lines[1])

    def receipt(self, answer):
        """An answer's receipt; None, or what is wrong."""
        if answer.status != 201:
            return answer
        receipt = answer.json()["receipt"]
        self.note(receipt["proof"].split("\n\n", 1)[1])
        return receipt_fault(receipt)

    def signed(self, store):
        """What the signer remembers: the greater of its two halves that are whole."""
        with open(store.folder + "/signer/signed", "rb") as file:
            halves = file.read()
        texts = [half.rstrip(b"\0").decode(errors="replace") for half in (halves[:1024], halves[1024:])]
        return max(self.note(text) for text in texts if re.match(r"[^\n]+\n\d+\n[^\n]{44}\n\n\S+ \S+ \S+\n$", text))

    def fault(self, store):
        """None, or what of all this is not in the log as it is shown now."""
        leaves, root = log_leaves(store)
        roots = Roots(leaves)
        if roots.by_size[-1] != root:
            return "the signed root is not that of the leaves shown"
        return self.twice or [size for size, was in self.roots.items()
                              if size >= len(roots.by_size) or roots.by_size[size] != base64.b64decode(was)] or None


def sizes_of(answers):
    return [int(a.json()["receipt"]["proof"].split("\n\n", 1)[1].split("\n")[1]) for a in answers if a.status == 201]


# --- its disk ---

def one_run(store, library, call, n, error, history):
    """Reports while the signer's n-th call fails: whether it did, and what was wrong."""
    env = {"LD_PRELOAD": library, "NETRAL_FAULT": f"{call}:{n}:{error}", "NETRAL_FAULT_IN": "netral-signer"}
    before = os.path.getsize(store.log) if os.path.exists(store.log) else 0
    if not store.start("--sandbox", "need", env=env):
        said = store.said()[before:].splitlines()[-1]
        return True, None if said.startswith(b"netral: ") and (b"signer" in said or b"disk" in said) else said
    sent = [(json.dumps(report()), str(uuid.uuid4())) for _ in range(REPORTS)]
    answers = [store.report(*one) for one in sent]
    refused = [a for a in answers if a.status != 201]
    wrong = [a for a in refused if a.status != 503 or len(a.json().get("detail", "")) < 40]
    wrong = wrong or [f for f in map(history.receipt, (a for a in answers if a.status == 201)) if f]
    store.end()
    fired = FIRED in store.said()[before:]
    kept, left = history.signed(store), max(sizes_of(answers), default=0)
    wrong = wrong or ([f"size {left} left, {kept} is kept"] if kept < left else None)
    if not store.start():
        return fired, store.said()[-500:]
    again = [store.report(*one) for one in sent]
    wrong = wrong or [f for f in map(history.receipt, again) if f]
    wrong = wrong or [b for a, b in zip(answers, again) if a.status == 201 and a.body != b.body]
    if len({a.json().get("case") for a in again}) != REPORTS:
        wrong = wrong or ["a report was doubled"]
    history.signed(store)
    store.end()
    return fired, wrong or None


def failing(tap, folder, program, library):
    """The n-th write or sync of `signed`, for each n until a run has none: no signature without it.

    A sync that failed ends the signer, and the next one signs: there nobody need be refused."""
    for call, error in KINDS:
        store, history = Store(f"{folder}/{call}-{error}", None, program).init(), History()
        n, fired, wrong = 0, True, None
        while fired and not wrong and n <= 4 * REPORTS:
            n += 1
            fired, wrong = one_run(store, library, call, n, error, history)
        tap.check(f"{call} of what was signed fails with {error}, each of {n - 1} in turn: each report is refused or signed",
                  not wrong and not fired and n > REPORTS, (n, fired, wrong))
        if not store.start():
            tap.check("and then it starts", False, store.said()[-300:])
            continue
        fault = history.fault(store)
        tap.check(f"{call}, {error}: one root for each of {len(history.roots)} sizes", not fault, fault)
        broken = [line for line in store.said().splitlines() if b"invariant" in line and SYNC not in line]
        tap.check(f"{call}, {error}: nothing else was a broken invariant", not broken, broken[:2])
        store.end()


# --- between the commit and the signature ---

def committed(store):
    """Leaves in the store, by the tables alone."""
    if store.db:
        done = subprocess.run(["psql", "-qAt", store.db, "-c", "SELECT count(*) FROM event"], capture_output=True,
                              text=True, check=True)
        return int(done.stdout)
    db = sqlite3.connect(f"file:{store.folder}/netral.db?mode=ro", uri=True)
    try:
        return db.execute("SELECT count(*) FROM event").fetchone()[0]
    finally:
        db.close()


def ask_in_vain(store, sent):
    try:
        store.report(*sent)
    except (OSError, ValueError, AttributeError):
        pass
    except Exception as why:  # http.client's, when the server was killed
        assert "Remote" in repr(why) or "BadStatus" in repr(why) or "Incomplete" in repr(why), why


def cut(store, history, late):
    """A batch is committed while the signer stands still; then all are killed. late: the signer after it heard."""
    history.receipt(store.report())
    signer, keeper, before = signer_of(store), keeper_of(store), committed(store)
    os.kill(signer, signal.SIGSTOP)
    sent = (json.dumps(report()), str(uuid.uuid4()))
    asking = threading.Thread(target=ask_in_vain, args=(store, sent))
    asking.start()
    grown = soon(lambda: committed(store) > before)
    store.end(signal.SIGKILL)
    asking.join()
    if late:  # nobody hears it, and yet it is kept; it ends at the end of file
        os.kill(signer, signal.SIGCONT)
    else:
        os.kill(keeper, signal.SIGKILL)  # which would start another, and that one would read the question
        os.kill(signer, signal.SIGKILL)
    gone = soon(lambda: not {signer, keeper} & set(parents()))
    at = history.signed(store)
    after = committed(store)
    if not grown or not gone or (at != after if late else at != before):
        return f"committed {before} then {after}, signed {at}, grown {grown}, gone {gone}"
    if not store.start("--sandbox", "need"):
        return store.said()[-500:]
    size = history.note(store.ask("GET", "/log/checkpoint").body.decode())
    fault = history.receipt(store.report(*sent))
    return fault or (f"{size} is shown, {after} committed" if size < after else None)


def between(tap, store, name):
    history, wrong = History(), None
    if not tap.check(f"{name}: a server starts", store.start("--sandbox", "need"), store.said()[-500:]):
        return
    for n in range(6):
        wrong = wrong or cut(store, history, n % 2 == 1)
    wrong = wrong or history.fault(store)
    tap.check(f"{name}: killed between commit and signature, six times: the same size is signed at the start, one root each",
              not wrong, wrong)
    store.end()
    agreed = store.verify()
    tap.check(f"{name}: netral verify --data agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)


# --- silent, and back ---

def stands_still(tap, store):
    """A signer that does not answer: refused with a sentence, nothing but one batch is committed, and it goes on."""
    history, before = History(), committed(store)
    signer = signer_of(store)
    os.kill(signer, signal.SIGSTOP)
    sent = [(json.dumps(report()), str(uuid.uuid4())) for _ in range(2)]
    answers = [store.report(*one) for one in sent]
    tap.check("a signer that stands still: 503 with a sentence", all(silent(a) for a in answers), answers)
    tap.check("and one report at most is committed meanwhile", committed(store) == before + 1, (before, committed(store)))
    shown = store.ask("GET", "/log/checkpoint")
    tap.check("the log shows what was signed", shown.status == 200 and history.note(shown.body.decode()) == before, shown)
    tap.check("pages are served", store.ask("GET", "/").status == 200)
    os.kill(signer, signal.SIGCONT)
    met = soon(lambda: store.report(*sent[1]).status == 201)
    answers = [store.report(*one) for one in sent]
    faults = [f for f in map(history.receipt, answers) if f]
    tap.check("when it goes on, all go on, without a restart", met and not faults and signer_of(store) == signer, answers)
    fault = history.fault(store)
    tap.check("with one root for each size", not fault, fault)


def killed_under_load(tap, store):
    """Signers die one after the other under many clients: nobody hears more than a 503, and nothing is lost."""
    load, history, deaths = kill.Load(store, "Kutilang "), History(), 0
    for n in range(1, 9):
        load.wait(n * 15 + random.randrange(15))
        victim = signer_of(store)
        os.kill(victim, signal.SIGKILL)
        deaths += signer_of(store, victim) is not None
    load.wait(len(load.heard) + 20)
    load.join()
    odd = [a for a in load.odd if not silent(a)]
    tap.check(f"{deaths} signers killed under load: {len(load.heard)} signed, {len(load.odd)} refused with a sentence",
              deaths == 8 and not odd and len(load.heard) > 100, (deaths, odd[:2], len(load.heard)))
    again = kill.ask_all(store, load.sent)
    changed = [k for k, body in load.heard.items() if again[k].body != body]
    tap.check("each request is one case, and gives the same again", not changed and len(
        {a.json().get("case") for a in again.values()}) == len(load.sent), changed[:2])
    faults = [f for f in map(history.receipt, again.values()) if f] or history.fault(store)
    tap.check(f"one root for each of {len(history.roots)} sizes", not faults, faults)
    tap.check("one keeper and one signer are left", len(children(keeper_of(store))) == 1)


def lives(tap, store, name):
    try:
        between(tap, store, name)
        if not tap.check(f"{name}: it starts again", store.start("--sandbox", "need"), store.said()[-300:]):
            return
        stands_still(tap, store)
        killed_under_load(tap, store)
        tap.check(f"{name}: it ends well", store.end() == 0)
        said = store.said()
        tap.check(f"{name}: the log names nobody", not re.search(rb"Kutilang|Bakri|Siti", said) and said)
    finally:
        store.end(9)


def run(tap, program, folder, library):
    failing(tap, folder, program, library)
    lives(tap, Store(folder + "/between", None, program).init(), "SQLite")
    if not os.environ.get("NETRAL_TEST_PG"):
        tap.skip("the signer's lives on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
        return
    lives(tap, postgres(folder + "/between-pg", program).init(), "PostgreSQL")
