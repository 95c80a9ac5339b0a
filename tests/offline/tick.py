#!/usr/bin/env python3
"""The tick of the public log (docs/adr/0059), on both engines: what outsiders see between two ticks and after."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from served import Store, Tap, log_leaves, postgres, receipt_fault, scratch
from witnesses import Witness, checkpoint, cosigners, fast, until

ROUND = {8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512}
NEVER = "86400"


def shown(store):
    return int(store.ask("GET", "/log/checkpoint").body.split(b"\n")[1])


def between(tap, store, name):
    """No tick comes: a report changes nothing of what outsiders see, and its reporter has all."""
    tap.check(f"{name}: it starts", store.start("--log-tick", NEVER), store.said()[-300:])
    before = shown(store)
    tap.check(f"{name}: the first tick is rounded", before in ROUND, before)
    answers = [store.report() for _ in range(3)]
    receipts = [a.json().get("receipt") for a in answers]
    tap.check(f"{name}: reports have receipts that hold, at once", all(
        a.status == 201 and not receipt_fault(r) for a, r in zip(answers, receipts)), answers)
    tap.check(f"{name}: the log is shown as before", shown(store) == before, shown(store))
    index = receipts[0]["index"]
    tap.check(f"{name}: their entries are beyond it", index >= before, index)
    refused = {path: store.ask("GET", path).status for path in (
        f"/log/proof/{index}", f"/log/consistency/{index + 1}", f"/log/tile/0/000.p/{before + 1}",
        f"/log/tile/entries/000.p/{before + 1}")}
    tap.check(f"{name}: nobody else gets a proof, a size or a tile of them", set(refused.values()) == {404}, refused)
    for path in (f"/log/proof/{before - 1}", f"/log/consistency/{before}", f"/log/tile/0/000.p/{before}"):
        tap.check(f"{name}: {path.split('/')[2]} of what is shown", store.ask("GET", path).status == 200, path)
    checked = store.ask("POST", "/api/v1/verify", json.dumps({"bundle": receipts[0]}), {"Content-Type": "application/json"})
    tap.check(f"{name}: the office's own check knows the receipt", checked.status == 200 and checked.json().get("genuine") is True,
              checked)
    whole = store.tool("verify", "--url", f"http://127.0.0.1:{store.port}")
    tap.check(f"{name}: netral verify --url agrees", whole.returncode == 0, whole.stdout + whole.stderr)
    exported = store.tool("export", "--to", store.folder + ".out", *store.where())
    with open(store.folder + ".out/log/checkpoint", encoding="utf-8") as note:
        tap.check(f"{name}: netral export shows no more", exported.returncode == 0 and
                  int(note.read().split("\n")[1]) == before, exported.stderr)
    store.end()
    return before, receipts[0]


def after(tap, store, name, before, receipt):
    """With the next start comes a tick: it is covered, and growth tells the rounded number alone."""
    tap.check(f"{name}: it starts again", store.start("--log-tick", NEVER), store.said()[-300:])
    now = shown(store)
    tap.check(f"{name}: what it grew by is rounded", now - before in ROUND, (before, now))
    proof = store.ask("GET", f"/log/proof/{receipt['index']}")
    tap.check(f"{name}: the entry's proof is public now", proof.status == 200 and not receipt_fault(
        dict(receipt, proof=proof.body.decode())), proof)
    leaves, root = log_leaves(store)
    tap.check(f"{name}: entries are shown to its end", len(leaves) == now and len(root) == 32, len(leaves))
    entries = store.ask("GET", f"/log/tile/entries/000.p/{now}").body
    tap.check(f"{name}: covers look like all entries", len(entries) == 62 * now and
              entries.count(b"netral-leaf/v1\n") == now, len(entries))
    store.end()
    tap.check(f"{name}: and starts", store.start("--log-tick", NEVER), store.said()[-300:])
    tap.check(f"{name}: a start without growth shows no more", shown(store) == now, shown(store))
    store.end()


def ticking(tap, store, name):
    """Each second; then without, as the log is."""
    tap.check(f"{name}: it starts with ticks of a second", store.start("--log-tick", "1"), store.said()[-300:])
    sizes = [shown(store)]
    store.report()
    for _ in range(3):
        until(lambda: shown(store) > sizes[-1])
        sizes.append(shown(store))
    grown = [b - a for a, b in zip(sizes, sizes[1:])]
    tap.check(f"{name}: three ticks, eight entries each, whether somebody reported or not", all(
        g and g % 8 == 0 for g in grown), sizes)
    agreed = store.verify()
    tap.check(f"{name}: netral verify --data agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)
    store.end()
    tap.check(f"{name}: it starts without ticks", store.start("--log-tick", "0"), store.said()[-300:])
    last = shown(store)
    answer = store.report()
    tap.check(f"{name}: then a report is shown at once", answer.status == 201 and shown(store) == last + 1 and
              store.ask("GET", f"/log/proof/{last}").status == 200, (last, shown(store)))
    store.end()
    agreed = store.rebuild_check()
    tap.check(f"{name}: rebuild agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)


def kinds(store):
    if store.db:
        done = subprocess.run(["psql", "-qAt", store.db, "-c", "SELECT kind, count(*) FROM event GROUP BY kind"],
                              capture_output=True, text=True, check=True)
        return dict(line.split("|") for line in done.stdout.splitlines())
    import sqlite3
    db = sqlite3.connect(f"file:{store.folder}/netral.db?mode=ro", uri=True)
    return dict(db.execute("SELECT kind, count(*) FROM event GROUP BY kind"))


def story(tap, store, name):
    try:
        before, receipt = between(tap, store, name)
        after(tap, store, name, before, receipt)
        tap.check(f"{name}: covers are events, and called so inside", int(kinds(store).get("log.cover", 0)) >= 1, kinds(store))
        ticking(tap, store, name)
    finally:
        store.end(9)


def witnessed(tap, store, folder):
    """Witnesses are asked about what the public may see, and about no more."""
    witness = Witness(folder + "/witness", "saksi.example/w1").init()
    try:
        tap.check("it starts once more", store.start("--log-tick", NEVER), store.said()[-300:])
        before, vkey = shown(store), store.ask("GET", "/log/vkey").body.decode().strip()
        store.end()
        witness.start(vkey)
        tap.check("and with a witness", store.start("--log-tick", NEVER, *fast(witness)), store.said()[-300:])
        index = store.report().json()["receipt"]["index"]
        seen = until(lambda: len(cosigners(checkpoint(store)[1])) == 2)
        size = checkpoint(store)[0]
        tap.check("it cosigns the size of the last tick", seen and before <= size <= index, (before, size, index))
        store.end()
        tap.check("at the next start, which ticks", store.start("--log-tick", NEVER, *fast(witness)), store.said()[-300:])
        tap.check("it cosigns what grew, rounded", until(lambda: checkpoint(store)[0] > index) and
                  checkpoint(store)[0] - size in ROUND, (size, checkpoint(store)[0]))
        store.end()
    finally:
        store.end(9)
        witness.end(9)


def refusals(tap, store):
    for word in ("-1", "x", "86401", ""):
        done = store.tool("serve", "--listen", "127.0.0.1:0", "--log-tick", word, *store.where())
        tap.check(f"--log-tick '{word}' is refused with a sentence", done.returncode == 2 and "0 to 86400" in done.stderr,
                  done.stderr)


def main():
    tap = Tap()
    folder, remove = scratch("tick")
    try:
        store = Store(folder + "/sqlite").init()
        refusals(tap, store)
        story(tap, store, "SQLite")
        witnessed(tap, store, folder)
        if os.environ.get("NETRAL_TEST_PG"):
            story(tap, postgres(folder + "/pg", os.environ["NETRAL"]).init(), "PostgreSQL")
        else:
            tap.skip("the tick on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
