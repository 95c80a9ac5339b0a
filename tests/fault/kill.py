"""SIGKILL in the middle of an intake load: no acknowledged report is lost, changed or doubled.

Clients post from many connections and note every 201 they read to its last byte. Then the server is
killed, started again, and asked: each noted receipt leads to a root that the log still has; the same
key gives the same bytes, also to those who never heard an answer; there are as many cases as keys."""
import json
import os
import random
import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from served import (Roots, Store, commitment_of, leaf_of, log_leaves, postgres, read_proof, receipt_fault,
                    report)

CLIENTS, KILLS, KILLS_POSTGRES = 24, 10, 3
LEAST = 20  # acknowledged before a kill, else it proved little


class Load:
    """Clients that post until the server is gone; sent: key -> body, heard: key -> bytes of a 201."""

    def __init__(self, store, marks):
        self.store, self.sent, self.heard, self.odd, self.over = store, {}, {}, [], False
        self.marks = marks
        self.threads = [threading.Thread(target=self._client, args=(n,)) for n in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _client(self, number):
        try:
            line = self.store.connect()
            while not self.over:
                key = str(uuid.uuid4())
                body = json.dumps(report(place=f"Pos {number}", narrative=self.marks + key))
                self.sent[key] = body
                answer = self.store.report(body, key, on=line)
                if answer.status == 201:
                    self.heard[key] = answer.body
                else:
                    self.odd.append(answer)
        except OSError:
            return  # the server is gone
        except Exception as why:  # http.client: an answer that was cut off
            if "IncompleteRead" not in repr(why) and "BadStatusLine" not in repr(why) \
                    and "RemoteDisconnected" not in repr(why):
                self.odd.append(repr(why))

    def wait(self, count):
        until = time.monotonic() + 180
        while len(self.heard) < count and time.monotonic() < until and self.store.alive():
            time.sleep(0.002)

    def join(self):
        self.over = True
        for thread in self.threads:
            thread.join(60)


def ask_all(store, sent):
    """Every key once more, over a few kept connections: key -> answer."""
    answers, items = {}, list(sent.items())

    def some(part):
        line = store.connect()
        for key, body in part:
            answers[key] = store.report(body, key, on=line)
        line.close()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(some, [items[n::8] for n in range(8)]))
    return answers


def receipts_hold(store, receipts):
    """None, or the first receipt that does not lead into the log as it is now."""
    leaves, root = log_leaves(store)
    roots = Roots(leaves)
    if roots.by_size[-1] != root:
        return "the signed root is not that of the leaves shown"
    for receipt in receipts:
        fault = receipt_fault(receipt)
        if fault:
            return fault
        index, _, size, was = read_proof(receipt["proof"])
        if size >= len(roots.by_size) or roots.by_size[size] != was:
            return f"a root was signed for size {size} that the log does not have"
        if leaves[index] != leaf_of(commitment_of(receipt)):
            return f"leaf {index} is another"
    for receipt in random.sample(receipts, min(25, len(receipts))):
        text = store.ask("GET", f"/log/proof/{receipt['index']}").body.decode()
        fault = receipt_fault({**receipt, "proof": text})
        if fault:
            return f"/log/proof: {fault}"
    return None


def cli_says(store, receipts, folder):
    """None, or what `netral verify --receipt` says of one of them; signatures are checked there."""
    for n, receipt in enumerate(receipts):
        path = f"{folder}/receipt-{n}.json"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(receipt, file)
        done = store.tool("verify", "--receipt", path)
        os.remove(path)
        if done.returncode:
            return done.stdout + done.stderr
    return None


def kill_once(tap, store, folder, name):
    """One life of the server under load; True when all of it held."""
    load = Load(store, "Kutilang ")
    load.wait(LEAST + random.randrange(400))
    status = store.end(9)
    load.join()
    began = time.monotonic()
    if not store.start():
        return tap.check(f"{name}: it starts again", False, store.said()[-500:])
    seconds = time.monotonic() - began
    receipts = [json.loads(body)["receipt"] for body in load.heard.values()]
    wrong = None
    if status != -9 or load.odd or len(load.heard) < LEAST:
        wrong = (status, load.odd[:2], len(load.heard))
    wrong = wrong or receipts_hold(store, receipts) or cli_says(store, receipts[-2:], folder)
    again = ask_all(store, load.sent)
    changed = [k for k, body in load.heard.items() if again[k].status != 201 or again[k].body != body]
    if not wrong and changed:
        wrong = (len(changed), load.heard[changed[0]][:300], again[changed[0]])
    if not wrong and any(a.status != 201 for a in again.values()):
        wrong = next(a for a in again.values() if a.status != 201)
    cases = {a.json().get("case") for a in again.values()}
    if not wrong and len(cases) != len(load.sent):
        wrong = f"{len(load.sent)} keys, {len(cases)} cases"
    unheard = len(load.sent) - len(load.heard)
    tap.check(f"{name}: {len(load.heard)} acknowledged and {unheard} unheard are one case each, again in "
              f"{seconds:.1f} s", not wrong, wrong)
    return len(load.sent)


def agrees(tap, store, name, keys):
    store.end()
    done = store.verify()
    tap.check(f"{name}: netral verify --data agrees", done.returncode == 0, done.stdout + done.stderr)
    done = store.rebuild_check()
    cases = re.search(r"(\d+) cases", done.stdout)
    tap.check(f"{name}: netral rebuild --check agrees", done.returncode == 0, done.stdout + done.stderr)
    tap.check(f"{name}: as many cases as keys: none lost, none doubled",
              cases and int(cases.group(1)) == keys, (done.stdout, keys))
    said = store.said()
    tap.check(f"{name}: the log names nobody", not re.search(rb"Kutilang|Bakri|Siti|Pos \d", said) and said)


def lives(tap, store, kills, folder):
    name = "PostgreSQL" if store.db else "SQLite"
    if not tap.check(f"{name}: a server starts", store.start(), store.said()):
        return
    keys = 0
    for n in range(1, kills + 1):
        keys += kill_once(tap, store, folder, f"{name}, kill {n}")
        if not store.process:
            return
    agrees(tap, store, name, keys)


def run(tap, program, folder):
    store = Store(folder + "/killed", None, program).init()
    try:
        lives(tap, store, KILLS, folder)
    finally:
        store.end(9)
    if not os.environ.get("NETRAL_TEST_PG"):
        tap.skip("kills on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
        return
    store = postgres(folder + "/pg", program).init()
    try:
        lives(tap, store, KILLS_POSTGRES, folder)
    finally:
        store.end(9)
