"""The restore drill: a store is backed up under load, restored, and held against what was acknowledged.

The format is opened with Debian's `age` and `tar`, and made with them, too: what a stranger can open, a stranger can
also forge, so files that only look like a backup are refused by name. Then every way in which a disk or an operator
may spoil it: flipped bits, cuts, swapped pieces, wrong keys, full disks, kills. After each there is a backup that is
whole or none, a store that is whole or none."""
import base64
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tarfile
import time

import backed_up
from kill import Load
from served import Roots, Store, commitment_of, leaf_of, read_proof, receipt_fault, report

LONG = bool(os.environ.get("NETRAL_LONG"))
EVIDENCE = 24  # a neighbourhood may upload thirty at once
ROUNDS, FLIPS, CUTS, FAULTS = (20, 600, 60, 200) if LONG else (2, 24, 6, 12)
CHUNK = 65536 + 16


class Keys:
    """An age key pair, made by age-keygen."""

    def __init__(self, path):
        self.path = path
        subprocess.run(["age-keygen", "-o", path], check=True, capture_output=True)
        self.recipient = subprocess.run(["age-keygen", "-y", path], check=True, capture_output=True,
                                        text=True).stdout.strip()

    def opened(self, path):
        return subprocess.run(["age", "-d", "-i", self.path, path], check=True, capture_output=True).stdout

    def seal(self, data, path):
        subprocess.run(["age", "-r", self.recipient, "-o", path], input=data, check=True)


class Drill:
    def __init__(self, tap, program, folder):
        self.tap, self.program, self.folder = tap, program, folder + "/drill"
        os.mkdir(self.folder)
        self.keys, self.spare = Keys(self.folder + "/recovery.key"), Keys(self.folder + "/spare.key")
        self.store = Store(self.folder + "/store", None, program).init()
        shutil.copytree(self.store.folder + "/signer", self.folder + "/first.signer")
        self.place = 0

    def backup(self, to, env=None, store=None):
        words = ["--recovery", self.keys.recipient, "--recovery", self.spare.recipient]
        return self.store.tool("backup", "--data", (store or self.store).folder, "--to", to, *words, env=env, timeout=600)

    def restore(self, backup, *words, key=None, env=None, to=None):
        return self.store.tool("restore", "--from", backup, "--identity", (key or self.keys).path, "--data",
                               to or self.fresh(), *words, env=env, timeout=600)

    def fresh(self):
        self.place += 1
        return f"{self.folder}/place{self.place}"

    def nothing_left(self, to):
        return not os.path.exists(to) and not os.path.exists(to + ".restoring")

    def refused(self, name, backup, words, *options, key=None, env=None):
        """It is refused with these words, and nothing is left."""
        to = self.fresh()
        done = self.restore(backup, *(options or ("--check",)), key=key, env=env, to=to)
        return self.tap.check(name, done.returncode == 1 and words in done.stderr and self.nothing_left(to),
                              (done.returncode, done.stdout, done.stderr, os.path.exists(to + ".restoring")))


def receipts_of(load):
    return [json.loads(body)["receipt"] for body in list(load.heard.values())]


def leaves_of(folder):
    with sqlite3.connect(f"file:{folder}/netral.db?mode=ro", uri=True) as db:
        rows = db.execute("SELECT commitment FROM event ORDER BY idx").fetchall()
    db.close()
    return [leaf_of(row[0]) for row in rows]


def receipts_fault(receipts, leaves, size):
    """None, or what of the receipts below a size the restored events contradict."""
    roots = Roots(leaves[:size])
    for receipt in receipts:
        index, _, of_size, root = read_proof(receipt["proof"])
        if index >= size:
            continue
        if receipt_fault(receipt):
            return receipt_fault(receipt)
        if leaves[index] != leaf_of(commitment_of(receipt)):
            return f"leaf {index} is another"
        if of_size <= size and roots.by_size[of_size] != root:
            return f"the root of size {of_size} is another"
    return None


def blobs_of(folder):
    found = {}
    for place, _, names in os.walk(folder + "/blobs"):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                found[os.path.relpath(os.path.join(place, name), folder)] = file.read()
    return found


def size_of(drill, backup):
    tar = tarfile.open(fileobj=io.BytesIO(drill.keys.opened(backup)))
    facts = tar.extractfile("netral-backup").read().decode()
    return int(facts.split("\nsize ")[1])


def upload(drill):
    """Evidence that reports name, and some that none does; the paths of what is named."""
    line, named = drill.store.connect(), set()
    for n in range(EVIDENCE):
        data = random.Random(n).randbytes(1 + n * 9001)
        piece = drill.store.ask("POST", "/api/v1/evidence", data, {"Content-Type": "image/png"}, on=line).json()
        if n % 4:
            answer = drill.store.report(report(place=f"Tempat {n}", evidence=[piece["id"]]), on=line)
            assert answer.status == 201, answer
            named.add(f"blobs/{piece['sha256'][:2]}/{piece['sha256'][2:]}")
    line.close()
    return named


def under_load(drill, number, named):
    """One backup while clients post; it is restored and held against their receipts."""
    tap, name = drill.tap, f"round {number}"
    load = Load(drill.store, "Kutilang ")
    load.wait(50)
    before = receipts_of(load)
    backup = f"{drill.folder}/load{number}.tar.age"
    done = drill.backup(backup)
    heard = len(load.heard)
    load.wait(heard + 20)
    load.join()
    after = receipts_of(load)
    tap.check(f"{name}: a backup is made while {len(after)} reports are acknowledged, none refused",
              done.returncode == 0 and not load.odd and len(after) >= heard + 20 and "read back" in done.stdout,
              (done.returncode, done.stdout, done.stderr, load.odd[:2], heard, len(after)))
    if done.returncode:
        return None
    size = size_of(drill, backup)
    tap.check(f"{name}: it has every report that was acknowledged before it began",
              len(before) >= 50 and all(r["index"] < size for r in before), (size, len(before)))
    to = drill.fresh()
    done = drill.restore(backup, "--new-log", f"netral.example/drill-{number}", "--erased",
                         drill.folder + "/erased.list", to=to)
    if not tap.check(f"{name}: it is restored", done.returncode == 0 and f"size {size}," in done.stdout, done.stderr):
        return None
    fault = receipts_fault(after, leaves_of(to), size)
    tap.check(f"{name}: every acknowledged receipt below size {size} leads into the restored events", not fault, fault)
    was, now = blobs_of(drill.store.folder), blobs_of(to)
    tap.check(f"{name}: every piece of evidence is there byte for byte, and none that no report named",
              set(now) == named and all(was[n] == now[n] for n in named), (len(now), len(named)))
    tap.check(f"{name}: the maps' boundaries are there byte for byte", len(backed_up.kept(to)) == 2
              and backed_up.kept(to) == backed_up.kept(drill.store.folder) and "boundaries for the maps: 2" in done.stdout,
              done.stdout)
    restored = Store(to, None, drill.program)
    tap.check(f"{name}: netral verify and netral rebuild --check agree",
              restored.verify().returncode == 0 and restored.rebuild_check().returncode == 0, restored.verify().stdout)
    return backup


def serves(drill, backup):
    """A restored store is served and takes reports; the old code finds its case; sessions do not come back."""
    tap, to = drill.tap, drill.fresh()
    token = drill.store.tool("token", "--data", drill.store.folder, "--user", "petugas.bawaslu-16.06").stdout.strip()
    answer = drill.store.report()
    late = f"{drill.folder}/late.tar.age"
    assert drill.backup(late).returncode == 0 and answer.status == 201
    drill.restore(late, "--new-log", "netral.example/served", "--erased", drill.folder + "/erased.list", to=to)
    restored = Store(to, None, drill.program)
    try:
        tap.check("the restored store is served", restored.start(), restored.said()[-400:])
        code = answer.json()["receipt_code"]
        tap.check("a receipt code from before finds its case", restored.track(code).json().get("number")
                  == drill.store.track(code).json().get("number") is not None, restored.track(code))
        new = restored.report().json()["receipt"]
        tap.check("a new report gets a receipt of the new log", "netral.example/served" in new["vkey"]
                  and not receipt_fault(new), new)
        asked = [s.ask("GET", "/api/v1/session", headers={"Authorization": "Bearer " + token}) for s in (drill.store, restored)]
        tap.check("who was signed in when the backup was made is not signed in", [a.status for a in asked] == [200, 401], asked)
    finally:
        restored.end()


def same_log(drill, old):
    """The same log goes on where a signed checkpoint shows that nothing is missing, and nowhere else."""
    tap, store = drill.tap, drill.store
    note, vkey = f"{drill.folder}/checkpoint", store.ask("GET", "/log/vkey").body.decode().strip()
    with open(note, "wb") as file:
        file.write(store.ask("GET", "/log/checkpoint").body)
    receipt = store.report().json()["receipt"]
    newest = note + ".newest"
    with open(newest, "wb") as file:
        file.write(store.ask("GET", "/log/checkpoint").body)
    store.end()
    last = f"{drill.folder}/last.tar.age"
    assert drill.backup(last).returncode == 0
    proof = ("--vkey", vkey, "--checkpoint", newest)
    drill.refused("a backup from before the newest checkpoint does not go on as the same log", old, "bercabang", *proof)
    drill.refused("nor is one restored of which nobody says what came after it", last, "would fork", "--data", drill.fresh())
    other = drill.fresh()
    drill.restore(old, "--new-log", "netral.example/other", "--erased-incomplete", to=other)
    stranger = Store(other, None, drill.program)
    assert stranger.start(), stranger.said()
    with open(note + ".other", "wb") as file:
        file.write(stranger.ask("GET", "/log/checkpoint").body)
    theirs = stranger.ask("GET", "/log/vkey").body.decode().strip()
    stranger.end()
    drill.refused("a checkpoint of another log says nothing", last, "another log", "--vkey", theirs, "--checkpoint",
                  note + ".other")
    drill.refused("a checkpoint that the key did not sign is refused", last, "not signed", "--vkey", vkey, "--checkpoint",
                  note + ".other")
    with open(f"{drill.folder}/erased.list", encoding="ascii") as file:
        listed = file.read()
    short = f"{drill.folder}/short.list"
    with open(short, "w", encoding="ascii") as file:
        file.write(listed.replace("count 0", "count 1"))
    new = ("--new-log", "netral.example/n")
    drill.refused("a new log is refused without a list of erasures", last, "must not come back", *new)
    drill.refused("a list that was cut short is refused", last, "no list of erasures", *new, "--erased", short)
    drill.refused("a new log needs another name", last, "new name", "--new-log", vkey.split("+", maxsplit=1)[0],
                  "--erased-incomplete")
    to = drill.fresh()
    done = drill.restore(last, *proof, to=to)
    tap.check("the newest backup goes on as the same log", done.returncode == 0 and "same log goes on" in done.stdout
              and not os.path.exists(to + "/keys") and not os.path.exists(to + "/signer"), done.stderr)
    again = Store(to, None, drill.program)
    for folder in ("keys", "signer"):
        tap.check(f"it is not served before {folder}/ is there", not again.start() and b"keys/ or signer/" in again.said())
        again.end()
        shutil.copytree(f"{drill.folder}/first.signer" if folder == "signer" else store.folder + "/keys", f"{to}/{folder}")
    try:
        tap.check("and then it is", again.start(), again.said()[-400:])
        text = again.ask("GET", f"/log/proof/{receipt['index']}").body.decode()
        tap.check("with every receipt of that log", not receipt_fault({**receipt, "proof": text})
                  and again.ask("GET", "/log/vkey").body.decode().strip() == vkey)
    finally:
        again.end()
    done = drill.restore(last, "--check", to=to)
    tap.check("a folder that is not empty is refused", done.returncode == 1 and "not empty" in done.stderr, done.stderr)
    to = drill.fresh()
    os.mkdir(to + ".restoring")
    done = drill.restore(last, "--check", to=to)
    tap.check("so is one beside which a restore was cut off, whose rest is left alone", done.returncode == 1
              and "cut off" in done.stderr and os.path.exists(to + ".restoring"), done.stderr)
    return last


def stock_tools(drill, backup):
    """Debian's age and tar open it; netral-backup and manifest say what is in it."""
    tap = drill.tap
    data = drill.keys.opened(backup)
    tap.check("the second recovery key opens it, too", drill.spare.opened(backup) == data)
    listed = subprocess.run(["tar", "-t"], input=data, capture_output=True, check=True).stdout.decode().split()
    tap.check("tar lists it", listed[0] == "netral-backup" and listed[1] == "netral.db" and listed[-1] == "manifest"
              and all(n.startswith("blobs/") for n in listed[2:-3])
              and listed[-3:-1] == ["boundaries/provinces.json", "boundaries/regencies.json"], listed[:5] + listed[-4:])
    tar = tarfile.open(fileobj=io.BytesIO(data))
    manifest = dict(line.split(" ", 1) for line in tar.extractfile("manifest").read().decode().splitlines()[1:])
    database = tar.extractfile("netral.db").read()
    lines = "".join(f"{m.name[6:].replace('/', '')} {m.size}\n" for m in tar.getmembers() if m.name.startswith("blobs/"))
    maps = "".join(f"{hashlib.sha256(tar.extractfile(m).read()).hexdigest()} {m.size} {m.name}\n"
                   for m in tar.getmembers() if m.name.startswith("boundaries/"))
    tap.check("its manifest can be checked by hand",
              manifest["database-sha256"] == hashlib.sha256(database).hexdigest()
              and int(manifest["database-bytes"]) == len(database) and int(manifest["blobs"]) == len(listed) - 5
              and manifest["blobs-sha256"] == hashlib.sha256(lines.encode()).hexdigest()
              and manifest["boundaries"] == "2"
              and manifest["boundaries-sha256"] == hashlib.sha256(maps.encode()).hexdigest(), manifest)
    plain = f"{drill.folder}/plain.db"
    with open(plain, "wb") as file:
        file.write(database)
    with sqlite3.connect(plain) as db:
        tap.check("sqlite3 finds the database whole", db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    db.close()


def spoiled(drill, backup):
    """Bits flipped, cut, swapped, added to: each is found, and nothing is left."""
    tap = drill.tap
    with open(backup, "rb") as file:
        whole = file.read()
    path, lost = backup + ".spoiled", []

    def found(data, name):
        with open(path, "wb") as file:
            file.write(data)
        to = drill.fresh()
        done = drill.restore(path, "--check", to=to)
        if done.returncode != 1 or not done.stderr.startswith("netral: restore: ") or not drill.nothing_left(to):
            lost.append((name, done.returncode, done.stdout[-200:], done.stderr[-300:]))

    header = whole.index(b"\n---") + 60
    places = [3, 30, header - 20, header + 4, len(whole) - 1] + [random.randrange(len(whole)) for _ in range(FLIPS)]
    for at in places:
        found(whole[:at] + bytes([whole[at] ^ 1 << random.randrange(8)]) + whole[at + 1:], f"bit of byte {at}")
    tap.check(f"a flipped bit is found at each of {len(places)} places", not lost, lost[:2])
    lost.clear()
    body = whole.index(b"\n---") + 1
    body = whole.index(b"\n", body) + 1 + 16
    cuts = [0, 1, header // 2, body, body + CHUNK, len(whole) - 1] + [random.randrange(len(whole)) for _ in range(CUTS)]
    for at in cuts:
        found(whole[:at], f"cut at {at}")
    tap.check(f"a file that ends early is found at each of {len(cuts)} places", not lost, lost[:2])
    lost.clear()
    one, two = whole[body:body + CHUNK], whole[body + CHUNK:body + 2 * CHUNK]
    found(whole[:body] + two + one + whole[body + 2 * CHUNK:], "two pieces swapped")
    found(whole[:body] + whole[body + CHUNK:], "a piece left out")
    found(whole[:body] + one + whole[body:], "a piece twice")
    found(whole + b"\0", "a byte behind the end")
    found(whole + whole, "twice")
    tap.check("pieces swapped, left out, doubled, added are found", not lost, lost[:2])
    os.remove(path)
    stranger = Keys(drill.folder + "/stranger.key")
    drill.refused("another key does not open it", backup, "other keys", key=stranger)
    os.chmod(stranger.path, 0o644)
    drill.refused("a key file that others can read is refused", backup, "chmod 600", key=stranger)
    drill.refused("a backup that is not there is said to be missing", path, "no such backup")


def tar_of(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, data, *kind in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            if kind:
                info.type, info.linkname, info.size = kind[0], kind[1], 0
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def forged(drill, backup):
    """Whole age files that are no such backup: the recovery key is public, so anybody can make them."""
    tar = tarfile.open(fileobj=io.BytesIO(drill.keys.opened(backup)))
    real = [(m.name, tar.extractfile(m).read()) for m in tar.getmembers()]
    facts, database, manifest = real[0], real[1], real[-1]
    blobs = [m for m in real if m[0].startswith("blobs/")]
    maps = [m for m in real if m[0].startswith("boundaries/")]
    path = backup + ".forged"

    def no(name, words, data):
        drill.keys.seal(data, path)
        drill.refused(name, path, words)

    def other(version):
        return ("netral-backup", facts[1].replace(b"netral-backup/v2", version))

    no("an older form is refused by its name", "older form", tar_of([other(b"netral-backup/v0"), database, manifest]))
    no("a newer form is refused by its name", "newer netral", tar_of([other(b"netral-backup/v3"), database, manifest]))
    no("text that is no backup", "no backup", b"Rahasia\n" * 9999)
    no("nothing at all", "no backup", b"")
    no("a tar without anything", "no backup", tar_of([]))
    no("a tar of other things", "no backup", tar_of([("passwd", b"root")]))
    no("a backup without its manifest", "no backup", tar_of(real[:-1]))
    no("a tar that ends in the middle of the database", "no backup", tar_of(real)[:20000])
    no("evidence left out", "manifest", tar_of([facts, database, *blobs[1:], manifest]))
    no("evidence changed", "not what its name says", tar_of([facts, database, (blobs[0][0], b"x"), *blobs[1:], manifest]))
    no("a database that was changed", "database is damaged", tar_of(
        [facts, ("netral.db", database[1][:9000] + b"x" + database[1][9001:]), *blobs, manifest]))
    no("facts of another size", "another", tar_of(
        [("netral-backup", facts[1].rsplit(b" ", 1)[0] + b" 7\n"), database, *blobs, *maps, manifest]))
    backed_up.forged_boundaries(no, tar_of, real)
    no("a name that leads out of the folder", "no backup", tar_of([facts, database, ("../x", b"x"), manifest]))
    no("an absolute name", "no backup", tar_of([facts, database, ("/tmp/netral-x", b"x"), manifest]))
    for name in ("keys/receipt.secret", "signer/ledger.key", "signer/signed"):
        no(f"a {name}", "no backup", tar_of([facts, database, (name, b"x"), manifest]))
    link = (blobs[0][0], b"", tarfile.SYMTYPE, "/etc/passwd")
    no("a link instead of evidence", "no backup", tar_of([facts, database, link, manifest]))
    no("a database twice", "no backup", tar_of([facts, database, database, manifest]))
    no("something behind the manifest", "no backup", tar_of([*real, ("x", b"x")]))
    no("bytes behind the tar", "no backup", tar_of(real) + b"x")
    drill.tap.check("nothing was written outside", not os.path.exists(drill.folder + "/x")
                    and not os.path.exists("/tmp/netral-x"))
    to = drill.fresh()
    drill.keys.seal(tar_of(real), path)
    drill.tap.check("what Python's tar and Debian's age made of the same parts is accepted",
                    drill.restore(path, "--check", to=to).returncode == 0)
    backed_up.forged_store(drill, no, tar_of, real, path)
    backed_up.before_boundaries(drill, tar_of, real, path)
    os.remove(path)


def bad_disk(drill, backup, library):
    """The n-th write, rename or fsync fails; the disk is full from the n-th on: whole or nothing."""
    tap, wrong, tried = drill.tap, [], 0
    environment = dict(os.environ, LD_PRELOAD=library)
    target = f"{drill.folder}/bad.tar.age"
    plans = [(f"write:{n}{kind}", "backup") for kind in ("", "+:ENOSPC") for n in range(1, FAULTS)]
    plans += [("rename:1", "backup"), ("fsync:1", "backup"), ("fsync:2", "backup"), ("fsync:3", "backup")]
    plans += [(f"write:{n * 7 - 6}{kind}", "restore") for kind in ("", "+:ENOSPC") for n in range(1, FAULTS)]
    plans += [("rename:1", "restore"), ("rename:1:ENOSPC", "restore"), ("write:1+:EROFS", "restore")]
    for plan, what in plans:
        fired, to = drill.folder + "/fired", drill.fresh()
        env = dict(environment, NETRAL_FAULT=plan, NETRAL_FAULT_FIRED=fired)
        done = drill.backup(target, env=env) if what == "backup" else drill.restore(backup, "--check", env=env, to=to)
        hit = os.path.exists(fired)
        tried += hit
        if hit:
            os.remove(fired)
        if what == "backup" and done.returncode == 0:
            whole = drill.restore(target, "--check").returncode == 0
        else:
            whole = done.returncode != 0 and not os.path.exists(target)
        clean = not os.path.exists(target + ".partial") and drill.nothing_left(to)
        if done.returncode < 0:  # a failed sync of SQLite's ends the process: what is left has no name that is served
            clean = not os.path.exists(to)
        if not clean or (what == "backup" and not whole) or (what == "restore" and hit and done.returncode == 0
                                                            and plan != "rename:1"):
            wrong.append((plan, what, done.returncode, done.stderr[-300:]))
        for left in (target, target + ".partial"):
            if os.path.exists(left):
                os.remove(left)
        shutil.rmtree(to + ".restoring", ignore_errors=True)
    tap.check(f"a disk that fails or is full in {tried} places leaves a whole backup or none, a whole store or none",
              not wrong and tried > FAULTS, (tried, wrong[:3]))


def killed(drill):
    """SIGKILL while it is written: no file of that name, and the next run says what lies there."""
    tap, store, wrong = drill.tap, drill.store, []
    target = f"{drill.folder}/killed.tar.age"
    words = [drill.program, "backup", "--data", store.folder, "--to", target, "--recovery", drill.keys.recipient]
    for n in range(ROUNDS * 3):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists(target + ".partial") and process.poll() is None:
            time.sleep(0)
        for _ in range(n * 2000):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        if os.path.exists(target):
            wrong += [] if drill.restore(target, "--check").returncode == 0 else [n]
            os.remove(target)
        elif os.path.exists(target + ".partial"):
            said = drill.backup(target).stderr
            wrong += [] if ".partial" in said else [said]
            os.remove(target + ".partial")
    tap.check("killed at any moment it leaves a whole backup or none of that name", not wrong, wrong)
    tap.check("and the next one is made", drill.backup(target).returncode == 0)
    done = drill.backup(target)
    tap.check("a backup is never overwritten", done.returncode == 1 and "never overwritten" in done.stderr, done.stderr)


def run(tap, program, folder, library):
    drill = Drill(tap, program, folder)
    try:
        assert drill.store.start(), drill.store.said()
        named = upload(drill)
        backed_up.import_boundaries(drill)
        backups = [under_load(drill, n, named) for n in range(1, ROUNDS + 1)]
        if not all(backups):
            return
        serves(drill, backups[-1])
        last = same_log(drill, backups[0])
        stock_tools(drill, last)
        spoiled(drill, last)
        forged(drill, last)
        bad_disk(drill, last, library)
        killed(drill)
        backed_up.spoiled_boundaries(drill)
        backed_up.damaged_store(drill)
        with open(last, "rb") as file:
            sealed = file.read()
        tap.check("nothing of a report stands in a backup to be read", b"Kutilang" not in sealed
                  and base64.b64encode(b"Kutilang")[:8] not in sealed)
    finally:
        drill.store.end()
