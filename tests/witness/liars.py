"""Witnesses that lie: none of them gets a byte into the public checkpoint, or holds up a report."""
import os
import shutil
import threading

from served import Store
from witnesses import Liar, Witness, checkpoint, cosigners, fast, options, until


def state_of(store, name):
    found = [w for w in store.ask("GET", "/api/v1/health").json()["witnesses"] if w["name"] == name]
    return found[0]["state"]


def lies(other_line, over):
    """name -> (what it answers, the state that health must show). over: ends the silence."""
    count = [0]

    def wandering(_):
        count[0] += 1
        return 409, "text/x.tlog.size", b"%d\n" % (count[0] % 50 + 1)

    def late(_):
        over.wait()
        return 200, "text/plain", b""
    return {
        "nothing": (lambda _: (200, "text/plain", b""), "false-answer"),
        "noise": (lambda _: (200, "text/plain", b"\xff\xfe" * 600), "false-answer"),
        "the line of another": (lambda _: (200, "text/plain", other_line.encode()), "false-answer"),
        "a size that is none": (lambda _: (409, "text/x.tlog.size", b"-1\n"), "false-answer"),
        "a size that wanders": (wandering, "false-answer"),
        "a redirect": (lambda _: (307, "text/plain", b""), "unreachable"),
        "a megabyte": (lambda _: (200, "text/plain", b"x" * (1 << 20)), "unreachable"),
        "its own failure": (lambda _: (500, "text/plain", b""), "unreachable"),
        "not found": (lambda _: (404, "text/plain", b""), "log-not-known"),
        "silence": (late, "unreachable"),
    }


def each_lie(tap, store, honest, vkey_of_liar):
    _, note = checkpoint(store)
    other_line = note.splitlines()[-1] + "\n"
    over = threading.Event()
    for name, (say, want) in lies(other_line, over).items():
        store.end()
        calm = [True]  # honest while the server starts, so that the lie meets a running one
        liar = Liar(vkey_of_liar, lambda body, say=say: (503, "text/plain", b"") if calm[0] else say(body))
        try:
            assert store.start(*fast(honest, liar), "--witness-quorum", "1"), store.said()[-500:]
            calm[0] = False
            answer = store.report()  # while a silent one is silent
            index = answer.json()["receipt"]["index"]
            seen = until(lambda: state_of(store, "saksi.example/liar") == want)
            covered = until(lambda: checkpoint(store)[0] > index)
            note = checkpoint(store)[1]
            tap.check(f"a witness that answers {name} is {want}; the honest one is shown, intake does not wait",
                      seen and covered and cosigners(note)[1:] == [honest.name],
                      (state_of(store, "saksi.example/liar"), note))
            tap.check(f"and the server ends ({name})", store.end() == 0)
        finally:
            over.set()
            liar.end()


def another_root(tap, folder, store, honest, vkey):
    """A witness that saw another history of the same log: a running server shows it, a new start not."""
    store.end()
    fork = Store(folder + "/fork")
    shutil.copytree(store.folder, fork.folder)
    other = Witness(folder + "/other", "saksi.example/other").init()
    try:
        assert other.start(vkey) and fork.start(*fast(other)), fork.said()
        index = [fork.report().json()["receipt"]["index"] for _ in range(3)][-1]
        assert until(lambda: checkpoint(fork)[0] > index), fork.said()[-500:]
        size = checkpoint(fork)[0]
        fork.end()
        other.end()
        assert store.start(*fast(honest, other), "--witness-quorum", "1"), store.said()[-500:]
        index = 0
        while index <= size + 1:
            index = store.report().json()["receipt"]["index"]
        assert other.start(vkey)
        store.report()
        tap.check("a witness of another history is told as forked", until(lambda: state_of(store, other.name) == "forked"),
                  state_of(store, other.name))
        tap.check("reports go on", store.report().status == 201)
        tap.check("its signature is not shown", other.name not in checkpoint(store)[1])
        store.end()
        tap.check("a new start is refused", not store.start(*options(honest, other)))
        said = store.said().decode()
        tap.check("with a sentence in both languages", "another history" in said and "riwayat lain" in said
                  and "does not start" in said, said[-900:])
        tap.check("without that witness it starts", store.start(*options(honest)), store.said()[-400:])
    finally:
        fork.end()
        other.end()


def run(tap, folder):
    os.makedirs(folder)
    store, honest = Store(folder + "/s").init(), Witness(folder + "/w1", "saksi.example/w1").init()
    liar_key = Witness(folder + "/liar", "saksi.example/liar").init().vkey
    try:
        assert store.start(), store.said()
        vkey = store.ask("GET", "/log/vkey").body.decode().strip()
        store.end()
        assert honest.start(vkey), honest.said()
        if not tap.check("a server with one honest witness starts", store.start(*fast(honest)), store.said()[-500:]):
            return
        each_lie(tap, store, honest, liar_key)
        another_root(tap, folder, store, honest, vkey)
        for words in (["--witness", "x"], ["--witness", f"ftp://x={honest.vkey}"], ["--witness", f"http://x={vkey}"],
                      [*options(honest), "--witness-quorum", "2"], [*options(honest), "--witness-quorum", "0"],
                      [*options(honest), *options(honest)], ["--witness-required"], [*options(honest), "--witness-ms", "1"]):
            store.end()
            tap.check(f"serve refuses {' '.join(w[:24] for w in words)}", not store.start(*words))
    finally:
        store.end()
        honest.end()
