"""The clock of the machine is set while the server runs, and before it starts: libclock.so plays it.

Whatever is judged by the time of day (acceptance, deadlines, sessions, sign-in, cosignatures) is
refused with a sentence as long as the clock is not what it was, and goes on without a restart when
it is back; public pages and the log stay. A live store whose newest event is later than the clock is
not served at all. Years: 1970, 2038 and after, hours to and fro. A minute is no jump: clocks are corrected."""
import json
import os
import sqlite3
import struct
import time
import uuid

from served import Store, report
from witnesses import Witness, checkpoint, fast, submission, until

HOUR, DAY = 3600, 86400
OFFICER = "petugas.bawaslu-16.06"


def to_year(year):
    """Seconds from now to the first hours of that year."""
    return int((year - 1970) * 365.2425 * DAY - time.time()) + DAY


JUMPS = (("an hour ahead", HOUR), ("an hour back", -HOUR), ("six minutes back", -360), ("a day ahead", DAY),
         ("to 1970", to_year(1970)), ("to the end of 2037", to_year(2038) - 3 * DAY), ("to 2038", to_year(2038) + 30 * DAY),
         ("to 2107", to_year(2107)))


class Clock:
    """A file whose number of seconds is added to the clock of those that were started with env."""

    def __init__(self, path, library):
        self.path = path
        with open(path, "wb") as file:
            file.write(struct.pack("=q", 0))
        self.env = {"LD_PRELOAD": library, "NETRAL_CLOCK": path}

    def ahead(self, seconds):
        with open(self.path, "r+b") as file:
            file.write(struct.pack("=q", seconds))


def told(answer):
    p = answer.json()
    return answer.status == 503 and p.get("type") == "/problems/clock-wrong" and len(p.get("detail", "")) > 40


def judged(store, code, bearer):
    """What is judged by the clock: name -> answer."""
    return {"a report": store.report(), "in English": store.report(**{"Accept-Language": "en"}),
            "the state of a report": store.track(code), "a work list": store.ask("GET", "/api/v1/cases", headers=bearer),
            "a sign-in": store.ask("POST", "/api/v1/session", json.dumps({"user": OFFICER, "password": "x"}),
                                   {"Content-Type": "application/json"}),
            "evidence": store.ask("POST", "/api/v1/evidence", b"e" * 999, {"Content-Type": "image/png"})}


def running(tap, program, folder, clock):
    store = Store(folder + "/clock", None, program).init()
    bearer = {"Authorization": "Bearer " + store.tool("token", "--data", store.folder, "--user", OFFICER).stdout.strip()}
    assert store.start(env=clock.env), store.said()
    code = store.report().json()["receipt_code"]
    for name, seconds in JUMPS:
        key, body = str(uuid.uuid4()), json.dumps(report())
        size = checkpoint(store)[0]
        clock.ahead(seconds)
        refused = {what: answer for what, answer in judged(store, code, bearer).items() if not told(answer)}
        tap.check(f"{name}: what the clock decides is refused with a sentence", not refused, refused)
        asked = store.report(body, key)
        public = [store.ask("GET", path).status for path in ("/", "/en", "/log/checkpoint", "/log/vkey")]
        tap.check(f"{name}: public pages and the log stay, and nothing was added",
                  public == [200] * 4 and checkpoint(store)[0] == size, (public, size))
        clock.ahead(0)
        answers = judged(store, code, bearer)
        fine = [answers[what].status for what in ("a report", "the state of a report", "a work list", "evidence")]
        again = store.report(body, key)
        tap.check(f"{name}, and back: all goes on, the same request is accepted now",
                  told(asked) and fine == [201, 200, 200, 201] and again.status == 201, (asked, fine, again))
    for seconds in (60, -60):
        clock.ahead(seconds)
        tap.check(f"a correction by {seconds} seconds is no jump", store.report().status == 201)
    clock.ahead(0)
    store.end()
    with sqlite3.connect(store.folder + "/netral.db") as db:
        low, high = db.execute("SELECT min(at_us), max(at_us) FROM checkpoint WHERE size > 200").fetchone()
    tap.check("all times of checkpoints lie in the hour of the test", high - low < HOUR * 1000000, (low, high))
    for done in (store.verify(), store.rebuild_check()):
        tap.check(f"after all jumps {done.args[1]} agrees", done.returncode == 0, done.stdout + done.stderr)


def starting(tap, program, folder, clock):
    """A live store: its clock is the machine's."""
    store = Store(folder + "/live", None, program)
    made = store.tool("init", "--office", "16", "--data", store.folder)
    assert made.returncode == 0, made.stderr

    def serve(seconds, *words):
        clock.ahead(seconds)
        if os.path.exists(store.log):
            os.remove(store.log)
        started = store.start(*words, env=clock.env, now=None)
        said = store.said().decode()
        store.end()
        return started, said
    tap.check("a live store starts", serve(0)[0], store.said())
    for name, seconds in (("an hour back", -HOUR), ("1970", to_year(1970))):
        started, said = serve(seconds)
        tap.check(f"{name}: it is not served, and both languages say why",
                  not started and "behind this store's newest event" in said and "jam mesin tertinggal" in said, said)
    tap.check("an operator who knows better says so", serve(-HOUR, "--trust-clock")[0], store.said())
    tap.check("a minute behind is served", serve(-60)[0], store.said())
    tap.check("in 2038 it starts", serve(to_year(2038) + 30 * DAY)[0], store.said())


def witness(tap, program, folder, clock):
    """A cosignature says when it was made; and a log whose clock was set still asks its witnesses."""
    store = Store(folder + "/seen", None, program).init()
    seer = Witness(folder + "/seer", "saksi.example/clock", program).init()
    try:
        assert store.start(), store.said()
        vkey, (size, note) = store.ask("GET", "/log/vkey").body.decode().strip(), checkpoint(store)
        store.end()
        clock.ahead(0)
        assert seer.start(vkey, env=clock.env), seer.said()
        for name, seconds in JUMPS[:6]:
            clock.ahead(seconds)
            answer = seer.add(submission(0, [], note))
            tap.check(f"{name}: a witness signs nothing", answer.status == 503 and b"saksi.example" not in answer.body, answer)
        clock.ahead(0)
        answer = seer.add(submission(0, [], note))
        tap.check("and back: it signs", answer.status == 200 and size > 0, answer)
        assert store.start(*fast(seer), env=clock.env), store.said()
        clock.ahead(3 * HOUR)
        time.sleep(0.5)  # a few of its rounds; a slow machine makes fewer, and this weaker, not red
        clock.ahead(0)
        index = store.report().json()["receipt"]["index"]
        tap.check("a clock that was three hours ahead does not put the next question off",
                  until(lambda: checkpoint(store)[0] > index), store.said()[-300:])
    finally:
        store.end()
        seer.end()


def run(tap, program, folder, library):
    clock = Clock(folder + "/clock.file", library)
    running(tap, program, folder, clock)
    starting(tap, program, folder, clock)
    witness(tap, program, folder, clock)
