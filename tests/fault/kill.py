"""SIGKILL in the middle of an intake load: no acknowledged report is lost, changed or doubled.

Clients post from many connections and note every 201 they read to its last byte. Then the server is
killed, now and then killed again while it starts, started, and asked: each noted receipt holds before
the pages' verifier under node, in the tree that is signed now; the same key gives the same bytes,
also to those who never heard an answer; there are as many cases as keys.

In ./test 30 kills. With --long 10,000, in rounds of new stores, three on SQLite for each on
PostgreSQL; what was reached stands in fault-kills.json of the build folder, and the next run goes on
from there. NETRAL_KILLS: another number."""
import json
import os
import random
import re
import statistics
import subprocess
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from held import Held, vkey_of
from served import NOW, Store, postgres, report, scratch

LONG = bool(os.environ.get("NETRAL_LONG"))
CLIENTS, KILLS, KILLS_POSTGRES = 24, 23, 7
ROUND, AIM = 100, 10000  # kills in one store; kills of a long run
LEAST, MOST = 20, 100  # acknowledged before a kill: with less it proved little


def heed(store, body, key, line):
    """The answer to a report; whoever is told to wait (429: many clients behind one address) waits and asks again."""
    answer, until = store.report(body, key, on=line), time.monotonic() + 180
    while answer.status == 429 and time.monotonic() < until:
        time.sleep(int(answer.headers["retry-after"]))
        answer = store.report(body, key, on=line)
    return answer


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
                answer = heed(self.store, body, key, line)
                if answer.status == 201:
                    self.heard[key] = answer.body
                else:
                    self.odd.append(answer)
                    time.sleep(0.05)  # as whoever is refused waits
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
            answers[key] = heed(store, body, key, line)
        line.close()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(some, [items[n::8] for n in range(8)]))
    return answers


def start_again(store):
    """(seconds to ready and first accepted report, its answer) after a kill; None when it does not start.

    One start in four is killed as well, after as long as a start may take."""
    while random.randrange(4) == 0:
        with open(store.log, "ab") as log:
            words = [store.program, "serve", *store.where(), "--listen", "127.0.0.1:0", "--now", NOW, "--log"]
            with subprocess.Popen(words, stdout=log, stderr=log, env=store.env) as half:
                time.sleep(random.random() * 0.08)
                half.kill()
    began = time.monotonic()
    if not store.start():
        return None
    key, body = str(uuid.uuid4()), json.dumps(report())
    return time.monotonic() - began, store.report(body, key), key, body


def ask_again(load, again):
    """None, or what the keys of that load were answered otherwise than before."""
    changed = [k for k, body in load.heard.items() if again[k].status != 201 or again[k].body != body]
    if changed:
        return len(changed), load.heard[changed[0]][:300], again[changed[0]]
    refused = [a for a in again.values() if a.status != 201]
    if refused:
        return refused[0]
    cases = {a.json().get("case") for a in again.values()}
    return None if len(cases) == len(load.sent) else f"{len(load.sent)} keys, {len(cases)} cases"


class Lives:
    """One store killed many times, and what that came to."""

    def __init__(self, store, held):
        self.store, self.held, self.vkey = store, held, None
        self.kills, self.keys, self.acknowledged, self.unheard, self.restarts = 0, 0, 0, 0, []

    def kill(self):
        """None when all of it held, else what did not."""
        self.vkey = self.vkey or vkey_of(self.store)
        load = Load(self.store, "Kutilang ")
        load.wait(LEAST + random.randrange(MOST - LEAST))
        status = self.store.end(9)
        load.join()
        if status != -9 or load.odd or len(load.heard) < LEAST:
            return status, load.odd[:2], len(load.heard)
        first = start_again(self.store)
        if not first:
            return f"it does not start again: {self.store.said()[-500:]}"
        seconds, answer, key, body = first
        load.sent[key] = body
        load.heard[key] = answer.body
        self.kills, self.keys = self.kills + 1, self.keys + len(load.sent)
        self.acknowledged += len(load.heard)
        self.unheard += len(load.sent) - len(load.heard)
        self.restarts.append(round(seconds, 3))
        return self.held.fault(self.store, self.vkey, load.heard.values()) or \
            ask_again(load, ask_all(self.store, load.sent))


def agrees(tap, name, life):
    store = life.store
    store.end()
    done = store.verify()
    tap.check(f"{name}: netral verify --data agrees", done.returncode == 0, done.stdout + done.stderr)
    done = store.rebuild_check()
    cases = re.search(r"(\d+) cases", done.stdout)
    tap.check(f"{name}: netral rebuild --check agrees", done.returncode == 0, done.stdout + done.stderr)
    tap.check(f"{name}: as many cases as keys: none lost, none doubled",
              cases and int(cases.group(1)) == life.keys, (done.stdout, life.keys))
    said = store.said()
    tap.check(f"{name}: the log names nobody", not re.search(rb"Kutilang|Bakri|Siti|Pos \d", said) and said)


def lives(tap, store, kills, held):
    """Kills one store so often; returns its Lives, or None as soon as something did not hold."""
    name = "PostgreSQL" if store.db else "SQLite"
    life = Lives(store, held)
    try:
        if not tap.check(f"{name}: a server starts", store.start(), store.said()):
            return None
        for _ in range(kills):
            wrong = life.kill()
            if wrong:
                tap.check(f"{name}: kill {life.kills} lost, changed and doubled nothing", False, wrong)
                return None
        slow = max(life.restarts)
        tap.check(f"{name}: {kills} kills, {life.acknowledged} acknowledged reports hold and {life.unheard} unheard are "
                  f"one case each; from start to an accepted report {statistics.median(life.restarts):.2f} s, "
                  f"at most {slow:.2f} s", True)
        agrees(tap, name, life)
        return life
    finally:
        store.end(9)


def remember(path, engine, life):
    """Adds what a round came to; returns all rounds so far."""
    rounds = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            rounds = json.load(file)
    if life:
        sums = rounds.setdefault(engine, {"kills": 0, "acknowledged": 0, "unheard": 0, "restarts": []})
        for field in ("kills", "acknowledged", "unheard"):
            sums[field] += getattr(life, field)
        sums["restarts"] += life.restarts
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(rounds, file)
        os.replace(path + ".new", path)
    return rounds


def say(rounds):
    for engine, sums in rounds.items():
        seconds = sorted(sums["restarts"])
        print(f"# {engine}, all runs: {sums['kills']} kills, {sums['acknowledged']} acknowledged, {sums['unheard']} unheard, "
              f"0 lost, changed or doubled; start to accepted: median {statistics.median(seconds):.2f} s, "
              f"p99 {seconds[len(seconds) * 99 // 100]:.2f} s, most {seconds[-1]:.2f} s", flush=True)


def long(tap, program, held, aim):
    path = os.path.join(os.environ.get("NETRAL_BUILD", "build"), "fault-kills.json")
    engines = ["sqlite"] * 3 + (["postgres"] if os.environ.get("NETRAL_TEST_PG") else [])
    rounds = remember(path, "", None)
    while (done := sum(r["kills"] for r in rounds.values())) < aim:
        engine = engines[done // ROUND % len(engines)]
        folder, remove = scratch("kills")
        store = postgres(folder + "/pg", program) if engine == "postgres" else Store(folder + "/store", None, program)
        life = lives(tap, store.init(), min(ROUND, aim - done), held)
        if not life:
            return
        remove()  # a store that failed is left to be looked at
        if store.db:
            drop(store)
        rounds = remember(path, engine, life)
        say(rounds)


def drop(store):
    name = store.db.partition("?")[0].rsplit("/", 1)[1]
    subprocess.run(["psql", "-q", os.environ["NETRAL_TEST_PG"], "-c", f"DROP DATABASE {name}"], check=True,
                   capture_output=True)


def run(tap, program, folder):
    held = Held()
    try:
        if LONG or os.environ.get("NETRAL_KILLS"):
            long(tap, program, held, int(os.environ.get("NETRAL_KILLS", AIM)))
            return
        lives(tap, Store(folder + "/killed", None, program).init(), KILLS, held)
        if os.environ.get("NETRAL_TEST_PG"):
            lives(tap, postgres(folder + "/pg", program).init(), KILLS_POSTGRES, held)
        else:
            tap.skip("kills on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
    finally:
        held.end()
