"""The signer: where the key is, what its death costs, and which stores it refuses.

Rows of the table in docs/adr/0029; torn halves and two signers of one store are in
src/signer/signer_test.c, what fails while it signs is in signing.py, who is inside it in inside.py."""
import json
import os
import shutil
import signal
import time
import uuid

from restored import copy_store
from served import Store, receipt_fault, report


def parents():
    """pid -> (parent, name) of every process that is."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                text = file.read()
        except OSError:
            continue
        head, _, rest = text.rpartition(")")
        if rest.split()[0] != "Z":
            found[int(name)] = (int(rest.split()[1]), head.partition("(")[2])
    return found


def children(pid):
    return [child for child, (parent, _) in parents().items() if parent == pid]


def keeper_of(store, named="netral-keeper"):
    """The signer's; the server has a second child, the keeper of what reads foreign files ("netral-readers")."""
    return next(pid for pid, (parent, name) in parents().items() if parent == store.process.pid and name == named)


def signer_of(store, other_than=None):
    """The signer's pid; waits for a new one after other_than died."""
    keeper = keeper_of(store)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = [child for child in children(keeper) if child != other_than]
        if found:
            return found[0]
        time.sleep(0.01)
    return None


def memory(pid):
    """Every readable byte of a process, map by map."""
    with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            span, rights = line.split()[:2]
            if "r" not in rights or "[vvar" in line or "[vsyscall" in line:
                continue
            low, high = (int(x, 16) for x in span.split("-"))
            try:
                mem.seek(low)
                yield mem.read(high - low)
            except (OSError, ValueError, OverflowError):
                continue


def seed_of(store):
    with open(store.folder + "/signer/ledger.key", encoding="ascii") as file:
        return bytes.fromhex(file.read().split("\n")[1])


def holds(pid, secrets):
    return any(secret in part for part in memory(pid) for secret in secrets)


def key_is_apart(tap, store):
    """The server has no byte of the key after reports; the signer has: so the search finds."""
    seed = seed_of(store)
    secrets = (seed, seed.hex().encode())
    answers = [store.report() for _ in range(5)]
    tap.check("reports are signed", all(a.status == 201 and not receipt_fault(a.json()["receipt"]) for a in answers), answers[0])
    signer = signer_of(store)
    if not tap.check("the search finds the key in the signer", holds(signer, secrets)):
        return
    tap.check("no copy of the key in the server's memory", not holds(store.process.pid, secrets))
    tap.check("nor in the keeper's", not holds(keeper_of(store), secrets))
    tap.check("the server has no descriptor in the signer's folder",
              not [d for d in os.listdir(f"/proc/{store.process.pid}/fd")
                   if "/signer" in os.path.realpath(f"/proc/{store.process.pid}/fd/{d}")])


def field(pid, name):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(line.split()[1:] for line in file if line.startswith(name + ":"))


def is_confined(tap, store):
    signer = signer_of(store)
    tap.check("the signer has a filter and no new privileges", (field(signer, "Seccomp"), field(signer, "NoNewPrivs")) == (["2"], ["1"]))
    kinds = sorted(os.readlink(f"/proc/{signer}/fd/{d}").split(":")[0] for d in os.listdir(f"/proc/{signer}/fd") if int(d) > 2)
    tap.check("it has one file and one socket", len(kinds) == 2 and kinds[0].endswith("/signer/signed") and kinds[1] == "socket", kinds)


def dies_and_is_back(tap, store):
    """SIGKILL between reports: each is signed, by a new signer."""
    for n in range(3):
        before = signer_of(store)
        os.kill(before, signal.SIGKILL)
        answer = store.report()
        tap.check(f"signer killed, {n + 1}: the next report is signed", answer.status == 201 and not receipt_fault(answer.json()["receipt"]), answer)
        tap.check(f"signer killed, {n + 1}: by another process", signer_of(store, before) not in (None, before))


def silent(answer):
    p = answer.json()
    return answer.status == 503 and p.get("type") == "/problems/signer-silent" and len(p.get("detail", "")) > 40


def gone_for_good(tap, store):
    """Keeper and signer killed: writing stops with a sentence, reading goes on, nothing is lost."""
    before = store.report()
    keeper, signer = keeper_of(store), signer_of(store)
    os.kill(keeper, signal.SIGKILL)
    os.kill(signer, signal.SIGKILL)
    body, key = json.dumps(report()), str(uuid.uuid4())
    answers = [store.report(body, key) for _ in range(3)]
    tap.check("nobody signs: a report is refused with a sentence", all(silent(a) for a in answers), answers[0])
    tap.check("what was signed before can be read", store.track(before.json()["receipt_code"]).status == 200)
    tap.check("the log is still shown", store.ask("GET", "/log/checkpoint").status == 200)
    store.end()
    tap.check("it starts again", store.start(), store.said()[-500:])
    after = store.report(body, key)
    tap.check("the same request has its receipt then", after.status == 201 and not receipt_fault(after.json()["receipt"]), after)
    tap.check("and is one case", int(after.json().get("case", -1)) > int(before.json()["case"]) and
              store.report(body, key).body == after.body)


def ends_with_the_server(tap, store):
    keeper, signer = keeper_of(store), signer_of(store)
    store.end(signal.SIGKILL)
    until = time.monotonic() + 60
    while {keeper, signer} & set(parents()) and time.monotonic() < until:
        time.sleep(0.01)
    tap.check("a killed server takes keeper and signer with it", not {keeper, signer} & set(parents()))
    tap.check("the store starts again", store.start(), store.said()[-500:])


def refused(store):
    if os.path.exists(store.log):
        os.remove(store.log)
    started = store.start()
    said = store.said().decode()
    store.end()
    return None if not started and "old" in said and "salinan lama" in said else (started, said[-600:])


def with_signer_of(backup, newer, to, program):
    """The database of one copy, the signer's memory of another."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(backup, to)
    shutil.rmtree(to + "/signer")
    shutil.copytree(newer + "/signer", to + "/signer")
    return Store(to, None, program)


def other_stores(tap, store, folder, program):
    """No witness is asked here: the signer alone tells old and other copies."""
    copy_store(store, folder + "/old")
    for _ in range(3):
        store.report()
    store.end()
    mixed = with_signer_of(folder + "/old", store.folder, folder + "/mixed", program)
    fault = refused(mixed)
    tap.check("an old database under a newer signer's memory is refused", not fault, fault)
    fork = Store(folder + "/fork", None, program)
    shutil.copytree(folder + "/old", fork.folder)
    started = fork.start()
    for _ in range(5):
        fork.report()
    fork.end()
    tap.check("a whole old copy alone starts: only witnesses can tell it", started, fork.said()[-300:])
    mixed = with_signer_of(fork.folder, store.folder, folder + "/mixed", program)
    fault = refused(mixed)
    tap.check("a longer database of another history is refused", not fault, fault)
    mixed = with_signer_of(store.folder, folder + "/old", folder + "/mixed", program)
    tap.check("the newer database under an older memory of its own history starts: it goes on from it", mixed.start(), mixed.said()[-300:])
    mixed.end()
    os.remove(mixed.folder + "/signer/signed")
    started = mixed.start()
    mixed.end()
    tap.check("without its memory it does not sign, and says what to restore",
              not started and b"signer/signed is missing" in mixed.said(), mixed.said()[-300:])


def of_before(tap, folder, program):
    """A store of before there were signers: told what to do, then served as the same log."""
    store = Store(folder + "/before", None, program).init()
    assert store.start(), store.said()
    receipt, vkey = store.report().json()["receipt"], store.ask("GET", "/log/vkey").body
    store.end()
    seed = store.folder + "/keys/ledger.seed"
    with open(seed, "w", encoding="ascii") as file:
        file.write(seed_of(store).hex() + "\n")
    shutil.move(store.folder + "/signer", folder + "/before.signer")
    tap.check("a store of before is not served, and migrate is named", not store.start() and b"netral migrate" in store.said(),
              store.said()[-300:])
    store.end()

    def migrate():
        return store.tool("migrate", "--data", store.folder)
    os.chmod(seed, 0o644)
    done = migrate()
    tap.check("a key that others may read is not taken over", done.returncode == 1 and "chmod 600" in done.stderr
              and os.path.exists(seed) and not os.path.exists(store.folder + "/signer"), done.stderr)
    os.chmod(seed, 0o600)
    done = migrate()
    tap.check("migrate moves the key, and says so", done.returncode == 0 and "signer/" in done.stdout and not os.path.exists(seed),
              (done.stdout, done.stderr))
    done = migrate()
    tap.check("once", done.returncode == 0 and "signer/" not in done.stdout, (done.stdout, done.stderr))
    tap.check("then it is served", store.start(), store.said()[-300:])
    text = store.ask("GET", f"/log/proof/{receipt['index']}").body.decode()
    answer = store.report()
    tap.check("as the same log", store.ask("GET", "/log/vkey").body == vkey and not receipt_fault({**receipt, "proof": text})
              and answer.status == 201, answer)
    store.end()
    agreed = store.verify()
    tap.check("that agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)


def own_users(tap, folder, program):
    """As root: server and signer become the owners of their folders, and the server cannot read the key."""
    if os.geteuid() != 0:
        tap.skip("a user of its own", "not root")
        return
    os.chmod(folder, 0o755)
    store = Store(folder + "/owned", None, program).init()
    for top, _, names in os.walk(store.folder):
        for name in [top] + [os.path.join(top, n) for n in names]:
            os.chown(name, 1, 1)
    for name in ("", "/ledger.key", "/signed"):
        os.chown(store.folder + "/signer" + name, 2, 2)
    if not tap.check("a store of two owners is served", store.start(), store.said()[-500:]):
        return
    answer = store.report()
    tap.check("two users: a report is signed", answer.status == 201, answer)
    tap.check("two users: server and signer are whom their folders belong to",
              (field(store.process.pid, "Uid"), field(signer_of(store), "Uid")) == (["1"] * 4, ["2"] * 4))
    tap.check("two users: nothing is said of one user", b"same user" not in store.said())
    store.end()


def run(tap, program, folder):
    store = Store(folder + "/signed", None, program).init()
    try:
        if not tap.check("a confined server starts", store.start("--sandbox", "need"), store.said()):
            return
        tap.check("one user: it is said", b"same user" in store.said())
        key_is_apart(tap, store)
        is_confined(tap, store)
        dies_and_is_back(tap, store)
        ends_with_the_server(tap, store)
        gone_for_good(tap, store)
        other_stores(tap, store, folder, program)
        agreed = store.verify()
        tap.check("netral verify --data agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)
    finally:
        store.end(9)
    of_before(tap, folder, program)
    own_users(tap, folder, program)
