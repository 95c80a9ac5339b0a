"""An old copy of the store is restored: every start is refused while a witness knows better.

Three times (a hundred with --long) in three shapes: the whole folder as it was; the database alone, so that the newest
cosigned checkpoint still lies beside it; the old database after it went on by itself. A control
without witnesses must start each time: the copies are sound, only old. And the disk of a witness
fails: nothing is signed that is not kept."""
import os
import random
import shutil
import sqlite3

from served import Store
from witnesses import Witness, checkpoint, fast, options, submission, until

LONG = bool(os.environ.get("NETRAL_LONG"))
COPIES, RESTORES = (10, 100) if LONG else (3, 3)


def copy_store(store, to):
    """An online backup, as docs/operating.md says: the database through SQLite, then the files."""
    os.makedirs(to)
    source, target = sqlite3.connect(f"{store.folder}/netral.db"), sqlite3.connect(f"{to}/netral.db")
    source.backup(target)
    target.close()
    source.close()
    for name in os.listdir(store.folder):
        if os.path.isdir(f"{store.folder}/{name}"):
            shutil.copytree(f"{store.folder}/{name}", f"{to}/{name}")
        elif not name.startswith("netral.db"):
            shutil.copy2(f"{store.folder}/{name}", f"{to}/{name}")


def fill(store, reports):
    """Files reports and waits until the witnesses saw the last of them."""
    index = [store.report().json()["receipt"]["index"] for _ in range(reports)][-1]
    return until(lambda: checkpoint(store)[0] > index)


def restore(backup, newest, to, shape, program):
    """The folder that an operator would serve from; what the shapes are stands above."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(backup, to)
    store = Store(to, None, program)
    if shape == "database alone":
        shutil.copytree(newest + "/witnessed", to + "/witnessed", dirs_exist_ok=True)
    if shape == "went on by itself":
        assert store.start(), store.said()[-500:]
        for _ in range(random.randrange(1, 4)):
            assert store.report(None).status == 201
        store.end()
    return store


def refused(store, *witnesses):
    """None when it did not start and said so in both languages, else what happened."""
    if os.path.exists(store.log):
        os.remove(store.log)
    started = store.start(*options(*witnesses))
    said = store.said().decode()
    store.end()
    told = ("old copy" in said and "salinan lama" in said) or ("would fork the log" in said and "bercabang" in said)
    return None if not started and told else (started, said[-600:])


def guard(tap, folder, program):
    store = Store(folder + "/guarded", None, program).init()
    pair = [Witness(f"{folder}/g{n}", f"saksi.example/g{n}", program).init() for n in (1, 2)]
    try:
        assert store.start(), store.said()
        vkey = store.ask("GET", "/log/vkey").body.decode().strip()
        store.end()
        for w in pair:
            assert w.start(vkey), w.said()
        assert store.start(*fast(*pair)), store.said()
        for n in range(COPIES):
            assert fill(store, random.randrange(1, 40)), store.said()[-500:]
            copy_store(store, f"{folder}/copy{n}")
        assert fill(store, 3)
        store.end()
        wrong, control = [], []
        for n in range(RESTORES):
            shape = ("the whole folder", "database alone", "went on by itself")[n % 3]
            backup = f"{folder}/copy{n % COPIES}"
            old = restore(backup, store.folder, folder + "/restored", shape, program)
            fault = refused(old, *(pair if n % 2 else pair[:1]))
            wrong += [(n, shape, fault)] if fault else []
            started = old.start()
            old.end()
            control += [] if started else [(n, shape)]
        tap.check(f"an old copy was restored {RESTORES} times in three shapes, and refused each time", not wrong, wrong[:2])
        tap.check("without witnesses each of them starts: the copies were sound", not control, control[:5])
        tap.check("the store itself starts", store.start(*options(*pair)), store.said()[-500:])
    finally:
        store.end()
        for w in pair:
            w.end()


def asleep(tap, folder, program):
    """Nobody answers: the checkpoint that lies beside the database still tells an old one."""
    old = restore(f"{folder}/copy0", f"{folder}/guarded", folder + "/restored", "database alone", program)
    gone = Witness(f"{folder}/g1", "saksi.example/g1", program)
    gone.vkey, gone.port = gone_vkey(folder, program), 9
    fault = refused(old, gone)
    tap.check("with no witness awake the kept checkpoint refuses a lone old database", not fault, fault)


def gone_vkey(folder, program):
    return Witness(f"{folder}/gone", "saksi.example/gone", program).init().vkey


def failing_disk(tap, folder, program, library):
    """The n-th write, rename or fsync of a witness fails: no signature leaves without its state."""
    store = Store(folder + "/plain", None, program).init()
    assert store.start(), store.said()
    vkey = store.ask("GET", "/log/vkey").body.decode().strip()
    size, note = checkpoint(store)
    store.end()
    ask = submission(0, [], note)
    for plan, dies in (("write:1", False), ("write:1:ENOSPC", False), ("rename:1", False), ("fsync:1", True), ("fsync:2", True)):
        w = Witness(f"{folder}/disk-{plan.replace(':', '-')}", "saksi.example/disk", program).init()
        switch = w.folder + ".switch"
        try:
            assert w.start(vkey, env={"LD_PRELOAD": library, "NETRAL_FAULT": plan, "NETRAL_FAULT_WHILE": switch}), w.said()
            open(switch, "w", encoding="ascii").close()
            try:
                answer = w.add(ask)
                status, signed = answer.status, b"saksi.example" in answer.body
            except Exception:  # http.client's kinds: it ended before it answered
                status, signed = 0, False
            os.remove(switch)
            tap.check(f"{plan}: nothing is signed", not signed and status == (0 if dies else 503), (status, w.said()[-300:]))
            if dies:
                w.end()
                assert w.start(vkey), w.said()
            answer = w.add(ask)
            if answer.status == 409:  # the rename had happened: what it kept it may sign
                answer = w.add(submission(int(answer.body), [], note))
            tap.check(f"{plan}: afterwards it signs", answer.status == 200 and size > 0, answer)
        finally:
            w.end()


def run(tap, program, folder, library):
    guard(tap, folder, program)
    asleep(tap, folder, program)
    failing_disk(tap, folder, program, library)
