"""Three institutions cosign a log, on SQLite and on PostgreSQL; some of them die in the middle."""
import base64
import json
import os
import random
import re
import subprocess
import threading
import time
import urllib.parse

from served import Store, postgres, receipt_fault
from witnesses import Witness, checkpoint, cosigners, fast, until

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def states(store):
    return {w["name"]: w for w in store.ask("GET", "/api/v1/health").json().get("witnesses", [])}


def witnessed(store, index):
    """Whether the public checkpoint covers an index and has its cosignatures."""
    size, note = checkpoint(store)
    return size > index and len(cosigners(note)) > 2


def verify(store, *words, keys=()):
    return store.tool("verify", *words, *(w for k in keys for w in ("--witness", k)))


def node_says(note, keys):
    """name -> seconds or None, by a program that shares no line with ours."""
    done = subprocess.run(["node", "tests/witness/check.mjs", *keys], input=note, capture_output=True,
                          text=True, timeout=600, check=True)
    pairs = [line.split(" ") for line in done.stdout.splitlines()]
    return {name: None if said == "no" else int(said) for name, said in pairs}


def save(folder, receipt):
    path = f"{folder}-receipt.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump(receipt, file)
    return path


def receipts(tap, name, store, world):
    """A receipt of the moment has no cosignature; minutes later it has."""
    keys, vkey, folder = world["keys"], world["vkey"], world["folder"]
    made = store.report().json()
    receipt, index = made["receipt"], made["receipt"]["index"]
    path = save(folder, receipt)
    done = verify(store, "--receipt", path, "--vkey", vkey)
    tap.check(f"{name}: the receipt of the moment holds", done.returncode == 0, done.stderr)
    done = verify(store, "--receipt", path, "--vkey", vkey, keys=keys)
    tap.check(f"{name}: and is told to be seen by nobody yet", done.returncode == 1 and "witnesses" in done.stderr, done)
    tap.check(f"{name}: the public checkpoint covers it soon, cosigned", until(lambda: witnessed(store, index)),
              (states(store), store.said()[-800:]))
    until(lambda: len(cosigners(checkpoint(store)[1])) == 4)
    size, note = checkpoint(store)
    said = node_says(note, [vkey, *keys])
    now = time.time()
    tap.check(f"{name}: node finds the log's signature and three cosignatures of now on it",
              len(said) == 4 and all(s is not None for s in said.values())
              and all(abs(now - s) < 600 for s in list(said.values())[1:]), said)
    proof = store.ask("GET", f"/log/proof/{index}").body.decode()
    cosigned = {**receipt, "proof": proof}
    tap.check(f"{name}: /log/proof leads into it", proof.endswith(note) and receipt_fault(cosigned) is None, proof)
    path = save(folder, cosigned)
    done = verify(store, "--receipt", path, "--vkey", vkey, "--quorum", "3", keys=keys)
    tap.check(f"{name}: offline it is told who saw it", done.returncode == 0 and "Seen by 3 of the 3" in done.stdout, done)
    done = verify(store, "--receipt", path, "--vkey", vkey, "--quorum", "3", "--json", keys=keys)
    tap.check(f"{name}: and in JSON", done.returncode == 0 and json.loads(done.stdout)["seen_by"] == 3, done)
    done = verify(store, "--url", f"http://127.0.0.1:{store.port}", "--vkey", vkey, "--quorum", "3", "--lang", "id", keys=keys)
    tap.check(f"{name}: the whole log too", done.returncode == 0 and "Dilihat oleh 3 dari 3" in done.stdout, done)
    body = urllib.parse.urlencode({"jawaban": json.dumps(made)})
    page = store.ask("POST", "/lapor/selesai", body, FORM).body.decode()
    found = re.search(r"base64,([A-Za-z0-9+/=]+)", page)
    bundle = json.loads(base64.b64decode(found.group(1))) if found else {}
    tap.check(f"{name}: the receipt's page to print has the cosigned proof", bundle == cosigned, (bundle, page[:300]))
    return made


def dead_ones(tap, name, store, world):
    """One witness down: the public sees on. Two down: it stays, and intake goes on."""
    w1, w2, w3 = world["witnesses"]
    w2.end(9)
    index = store.report().json()["receipt"]["index"]
    tap.check(f"{name}: one of three killed, the others carry on", until(lambda: witnessed(store, index)), states(store))
    until(lambda: states(store)[w2.name]["state"] == "unreachable")
    lag = states(store)[w2.name]
    tap.check(f"{name}: health names it, and since when", lag["state"] == "unreachable" and lag["size"] <= index
              and re.match(r"\d{4}-", lag.get("since", "")), lag)
    w3.end(9)
    size, _ = checkpoint(store)
    index = store.report().json()["receipt"]["index"]
    until(lambda: states(store)[w3.name]["state"] == "unreachable")
    until(lambda: states(store)[w1.name]["size"] > index)
    tap.check(f"{name}: with one of three left the public checkpoint stays", checkpoint(store)[0] == size, size)
    proof = store.ask("GET", f"/log/proof/{index}").body.decode()
    tap.check(f"{name}: a proof above it has the log's signature alone",
              proof.startswith("c2sp.org/tlog-proof@v1") and len(cosigners(proof.split("\n\n", 1)[1])) == 1, proof)
    tap.check(f"{name}: both start again from what they kept", w2.start(world["vkey"]) and w3.start(world["vkey"]),
              w2.said()[-300:])
    tap.check(f"{name}: and catch up", until(lambda: witnessed(store, index)), states(store))
    said = store.said().decode()
    tap.check(f"{name}: the operator read it in both languages", "cannot be reached" in said and
              "tidak dapat dihubungi" in said and "cosigns again" in said, said[-900:])


def kills(tap, name, store, world, rounds=6):
    """SIGKILL of a witness while reports stream in: every life goes on from the last."""
    stop, count = threading.Event(), [0]

    def load():
        line = store.connect()
        while not stop.is_set():
            count[0] += store.report(on=line).status == 201
        line.close()
    thread = threading.Thread(target=load)
    thread.start()
    good = True
    try:
        for _ in range(rounds):
            victim = random.choice(world["witnesses"])
            time.sleep(random.random() * 0.3)
            victim.end(9)
            good = good and victim.start(world["vkey"])
    finally:
        stop.set()
        thread.join(60)
    index = checkpoint(store)[0]
    index = max(index, store.report().json()["receipt"]["index"])
    good = good and until(lambda: len(cosigners(checkpoint(store)[1])) == 4 and checkpoint(store)[0] > index)
    tap.check(f"{name}: {rounds} kills of witnesses under {count[0]} reports, and all three agree afterwards", good,
              (states(store), [w.said()[-200:] for w in world["witnesses"]]))


def restarts(tap, name, store, world):
    """The server's own end and start, and what it says when somebody is missing."""
    size, note = checkpoint(store)
    store.end(9)
    tap.check(f"{name}: after a kill the server starts", store.start(*world["options"]), store.said()[-800:])
    tap.check(f"{name}: and shows no smaller checkpoint", checkpoint(store)[0] >= size and len(cosigners(checkpoint(store)[1])) == 4)
    w2 = world["witnesses"][1]
    store.end()
    w2.end()
    tap.check(f"{name}: --witness-required does not start without one of them",
              not store.start(*world["options"], "--witness-required"), store.said()[-300:])
    said = store.said().decode()
    tap.check(f"{name}: and says why in both languages", "--witness-required is set" in said
              and "tidak semua saksi menjawab" in said, said[-600:])
    tap.check(f"{name}: without the option it warns and starts", store.start(*world["options"])
              and "WARNING" in store.said().decode(), store.said()[-300:])
    index = store.report().json()["receipt"]["index"]
    tap.check(f"{name}: two of three are enough", until(lambda: checkpoint(store)[0] > index), states(store))
    store.end()
    w2.start(world["vkey"])


def life(tap, name, store, folder):
    if not tap.check(f"{name}: a server without witnesses starts", store.start(), store.said()):
        return
    vkey = store.ask("GET", "/log/vkey").body.decode().strip()
    health = store.ask("GET", "/api/v1/health").body
    tap.check(f"{name}: its health says nothing of witnesses", health == b'{"status":"ok"}', health)
    store.end()
    trio = [Witness(f"{folder}-w{n}", f"saksi.example/w{n}").init() for n in (1, 2, 3)]
    world = {"witnesses": trio, "vkey": vkey, "keys": [w.vkey for w in trio], "folder": folder}
    try:
        for w in trio:
            assert w.start(vkey), w.said()
        world["options"] = fast(*trio)
        if tap.check(f"{name}: with three witnesses it starts", store.start(*world["options"]), store.said()[-800:]):
            receipts(tap, name, store, world)
            dead_ones(tap, name, store, world)
            kills(tap, name, store, world)
            restarts(tap, name, store, world)
    finally:
        store.end()
        for w in trio:
            w.end()
    done = store.verify()
    tap.check(f"{name}: netral verify --data agrees", done.returncode == 0, done.stdout + done.stderr)


def run(tap, folder):
    os.makedirs(folder)
    life(tap, "SQLite", Store(folder + "/s").init(), folder + "/s")
    if not os.environ.get("NETRAL_TEST_PG"):
        tap.skip("the same on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
        return
    life(tap, "PostgreSQL", postgres(folder + "/pg", os.environ["NETRAL"]).init(), folder + "/p")
