"""Crowds behind one address, and a flood: everybody gets through, and nobody pays for somebody else.

Forty people in an office, ten thousand behind one mobile gateway, a client that sends as fast as it
can; and what the one finds that comes when a neighbourhood's tries are used up: a wait, or work that
a browser does in a second. A store of its own, verified at the end."""
import html
import json
import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pages
from lines import FORM
from served import JSON, Store, report, work_of

GATEWAY, CROWD, LINES = "100.64.7.9", 10000, 12


def sent(store, n, lines):
    """n reports over so many kept lines, all from the gateway: the statuses."""
    text, statuses = json.dumps(report()), []

    def some(count):
        line = store.connect()
        for _ in range(count):
            answer = store.report(text, on=line, **{"X-Forwarded-For": GATEWAY})
            statuses.append(answer.status)
        line.close()
    with ThreadPoolExecutor(lines) as pool:
        list(pool.map(some, [n // lines + (i < n % lines) for i in range(lines)]))
    return statuses


def office(world, store):
    """Each with a photo, a report and a look at it, at the same time, by one address."""
    here = {"X-Forwarded-For": "192.0.2.55"}

    def person(n):
        photo = store.ask("POST", "/api/v1/evidence", b"\x89PNG photo %d" % n * 2000,
                          {"Content-Type": "image/png", **here})
        told = store.report(report(evidence=[photo.json().get("id")]), **here)
        seen = store.track(told.json().get("receipt_code", ""), **here)
        return photo.status, told.status, seen.status
    with ThreadPoolExecutor(40) as pool:
        got = list(pool.map(person, range(40)))
    world.tap.check("forty people behind one address report, each with a photo, and look", got == [(201, 201, 200)] * 40,
                    got)
    return 40


def gateway(world, store):
    got = sent(store, CROWD, LINES)
    world.tap.check("ten thousand people behind one gateway all get through", got == [201] * CROWD,
                    {s: got.count(s) for s in set(got)})
    return got.count(201)


def flood(world, store):
    """The flood has a line for each of 24 threads and never waits; forty others come meanwhile."""
    end, statuses = threading.Event(), []

    def one():
        line, text = store.connect(), json.dumps(report())
        while not end.is_set():
            statuses.append(store.report(text, on=line, **{"X-Forwarded-For": "198.51.100.1"}).status)
        line.close()

    def other(n):
        return store.report(report(), **{"X-Forwarded-For": f"203.0.{n}.1"}).status
    threads = [threading.Thread(target=one) for _ in range(24)]
    for thread in threads:
        thread.start()
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(other, range(40)))
    end.set()
    for thread in threads:
        thread.join()
    world.tap.check("while one client floods, everybody else is served at once", got == [201] * 40, got)
    world.tap.check("the flood was one", len(statuses) > 100, len(statuses))
    return 40 + statuses.count(201)


class Gateway:
    """The gateway after its reports are used up; one comes back every tenth of a second meanwhile."""

    def __init__(self, store):
        self.store, self.here, self.made = store, {"X-Forwarded-For": GATEWAY}, 0

    def report(self, work=None):
        told = self.store.report(report(), **self.here, **({"Netral-Work": work} if work else {}))
        self.made += told.status == 201
        return told

    def refused(self):
        """The first answer that is no report."""
        for _ in range(5000):
            told = self.report()
            if told.status != 201:
                break
        return told

    def ever_refuses(self, work):
        """Whether that work buys nothing: it is sent right after a refusal, so that few tries suffice."""
        return any(self.refused().status == 429 and self.report(work).status == 429 for _ in range(20))


def used_up(world, store):
    """What is found by the one who comes when the gateway's reports are used up."""
    at = Gateway(store)
    told = at.refused()
    world.problem("then the gateway has to wait", told, 429)
    task = told.headers.get("netral-work", "")
    world.tap.check("or to work: the answer names the task", re.fullmatch(r"\d+\.\d+\.[0-9a-f]{16}\.[0-9a-f]{32}", task), told)
    worked = work_of(task)
    paid = at.report(worked)
    world.tap.check("whoever works is served at once", paid.status == 201, paid)
    world.tap.check("work pays once", at.ever_refuses(worked))
    world.tap.check("work that was not done pays nothing", at.ever_refuses(task + ".0.0"))
    return at.made + page(world, store, at)


def page(world, store, gate):
    """Without JavaScript: what was typed comes back, with the wait; the same form is taken later."""
    here, before = gate.here, gate.made
    fields = pages.form(narrative="Rahasia Gelatik dua")
    send = lambda more: store.ask("POST", "/lapor/isi", pages.urllib.parse.urlencode({**fields, **more}), {**FORM, **here})
    for _ in range(20):
        gate.refused()
        told = send({"kunci": str(uuid.uuid4())})
        if told.status != 200:
            break
        gate.made += 1
    fields["kunci"] = re.search(r'name="kunci" value="([^"]+)"', told.body.decode())[1]
    pages.refused(world, "a form from there has to wait", told, 429)
    text = told.body.decode()
    world.tap.check("page: with what was typed and its key", "Rahasia Gelatik dua" in text and fields["kunci"])
    world.tap.check("page: and how long", int(told.headers.get("retry-after", "0")) > 0 and "Tidak ada yang hilang" in text)
    task = html.unescape((re.search(r'data-tugas="([^"]+)"', text) or [None, ""])[1])
    world.tap.check("page: and the work that spares it", task == told.headers.get("netral-work"), task)
    done = send({"kerja": work_of(task)})
    world.tap.check("page: the same form with the work is a report", done.status == 200 and b"Kode" in done.body, done)
    twice = send({})
    world.tap.check("page: sent again it is the same report, or waits", twice.status in (200, 429), twice)
    return gate.made - before + (done.status == 200)


def codes(world, store):
    """One who guesses makes a neighbourhood wait, not lose."""
    here = {"X-Forwarded-For": "192.0.2.200"}
    right = store.report(report(), **here).json().get("receipt_code", "")
    for _ in range(300):
        wrong = store.track("0000-0000-0000-0000-0000-0000-000", **here)
        if wrong.status == 429:
            break
    world.problem("who tries many codes has to wait", wrong, 429)
    told = store.ask("POST", "/api/v1/track", json.dumps({"code": right}), {**JSON, **here})
    world.problem("and so has the neighbour with the right one", told, 429)
    seen = store.track(right, **here, **{"Netral-Work": work_of(told.headers.get("netral-work", ""))})
    world.tap.check("who may work instead", seen.status == 200, seen)
    return 1


def run(world):
    store = Store(world.folder + "/crowd").init()
    try:
        if not world.tap.check("the server of the crowd starts", store.start(), store.said()):
            return
        made = sum(part(world, store) for part in (office, gateway, flood, used_up, codes))
        world.tap.check("the server of the crowd is the one that was started", store.alive())
    finally:
        status = store.end()
    world.tap.check("the server of the crowd ends when it is told to", status == 0, store.said()[-2000:])
    done = store.verify()
    world.tap.check("its store agrees", done.returncode == 0, done.stdout + done.stderr)
    counted = re.search(r"(\d+) cases", store.rebuild_check().stdout)
    world.tap.check("and holds each report that was accepted, and no other",
                    counted and int(counted.group(1)) == made, (counted and counted.group(1), made))
