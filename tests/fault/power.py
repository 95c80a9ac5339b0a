"""The power is cut: a whole machine in user-mode Linux, with a disk whose cache forgets.

guest.py serves a store on an ext4 disk there and posts reports; volatile.c keeps what the guest
wrote until the guest flushes, but for pieces that it lets through at random. SIGKILL of the machine
is the cut. Then the disk is read here: e2fsck replays its journal, the store is copied out and
served, and every acknowledged receipt must hold before the pages' verifier; the next cut goes on
with the same disk. Two controls must lose: a server whose syncs do nothing, and a disk that lies.

In ./test two cuts and a control; with --long 1,000 or NETRAL_CUTS, on a new disk every 20; what was
reached stands in fault-cuts.json of the build folder, and the next run goes on from there."""
import base64
import json
import os
import random
import selectors
import shutil
import signal
import subprocess
import time

from held import Held, vkey_of
from served import Store

LONG = bool(os.environ.get("NETRAL_LONG"))
CUTS, AIM, ROUND = 2, 1000, 20
LEAST, MOST = 20, 200  # acknowledged before the cut
PATIENCE = 300  # seconds until that many are: a busy machine takes long to boot
LINUX = shutil.which("linux.uml") or "/usr/bin/linux.uml"
HERE = os.path.dirname(os.path.abspath(__file__))


def tool(*words, fine=(0,)):
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode not in fine:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stdout[-400:]}{done.stderr[-400:]}")
    return done.stdout


class Machine:
    """A disk with a store on it, and the machine that runs from it until its power is cut."""

    def __init__(self, folder, program, libraries):
        self.folder, self.program, self.libraries = folder, os.path.abspath(program), libraries
        self.disk, self.rules = folder + "/disk", os.path.abspath(os.environ.get("NETRAL_RULES", "rules"))
        self.answers, self.vkey, self.cuts = [], None, 0
        os.makedirs(folder + "/first")
        Store(folder + "/first/store", None, program).init()
        with open(self.disk, "wb") as file:
            file.truncate(96 << 20)
        tool("/sbin/mke2fs", "-q", "-t", "ext4", "-E", "lazy_itable_init=0,lazy_journal_init=0", "-d", folder + "/first", self.disk)
        shutil.rmtree(folder + "/first")

    def words(self, no_sync):
        init = [self.program, self.rules, self.folder] + ([self.libraries["fault"]] if no_sync else [])
        return [LINUX, "mem=192M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet", "loglevel=1",
                "con=null", "con0=null,fd:1", f"uml_dir={self.folder}", "umid=machine",
                f"init={HERE}/guest.py", "--", *init]

    def run(self, no_sync=False, lies=False):
        """Boots, gathers what was acknowledged, cuts. None, or what went otherwise; heard: the answers."""
        env = dict(os.environ, LD_PRELOAD=self.libraries["volatile"], NETRAL_DISK=self.disk,
                   NETRAL_DISK_SEED=str(random.randrange(1 << 40)), TMPDIR=self.folder,
                   **({"NETRAL_DISK_LIES": "1"} if lies else {}))
        wanted, heard, odd, rest = random.randrange(LEAST, MOST), [], [], b""
        with subprocess.Popen(self.words(no_sync), env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, start_new_session=True) as machine:
            try:
                for line in lines(machine.stdout, time.monotonic() + PATIENCE):
                    rest = line
                    if line.startswith(b"ack "):
                        heard.append(base64.b64decode(line[4:]))
                    elif line.startswith(b"odd "):
                        odd.append(line)
                    if odd or len(heard) >= wanted:
                        break
            finally:
                os.killpg(machine.pid, signal.SIGKILL)
            for line in lines(machine.stdout, time.monotonic() + PATIENCE):  # said before the cut, read after it
                if line.startswith(b"ack ") and len(line) % 4 == 0:
                    heard += whole(line)
        self.cuts += 1
        return (None if not odd and len(heard) >= wanted else f"{len(heard)} of {wanted}: {odd or rest}"), heard

    def look(self):
        """The store as the cut left it, copied from a disk whose journal was replayed as a boot would."""
        copy, out = self.folder + "/copy", self.folder + "/out"
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out)
        tool("cp", "--sparse=always", self.disk, copy)
        tool("/sbin/e2fsck", "-p", copy, fine=(0, 1))
        tool("/sbin/e2fsck", "-f", "-n", copy)
        tool("/sbin/debugfs", "-R", f"rdump /store {out}", copy)
        os.remove(copy)
        return Store(out + "/store", None, self.program)


def whole(line):
    try:
        answer = base64.b64decode(line[4:], validate=True)
        json.loads(answer)
        return [answer]
    except ValueError:
        return []  # the console's last line, cut in the middle


def lines(stream, until):
    """Lines of a pipe, without their end, until it closes or the time is up."""
    os.set_blocking(stream.fileno(), False)
    rest = b""
    with selectors.DefaultSelector() as ready:
        ready.register(stream, selectors.EVENT_READ)
        while time.monotonic() < until:
            if not ready.select(timeout=max(0, until - time.monotonic())):
                return
            data = stream.read(65536)
            if not data:
                return
            *found, rest = (rest + data).split(b"\n")
            yield from (line.strip() for line in found)


def judged(machine, held, answers):
    """None when all of them hold on the store that is on the disk now, else what does not."""
    store = machine.look()
    try:
        if not store.start():
            return f"the store does not start: {store.said()[-300:]}"
        machine.vkey = machine.vkey or vkey_of(store)
        return held.fault(store, machine.vkey, answers)
    finally:
        store.end()


def cut(machine, held):
    """One cut; None, or what did not hold afterwards."""
    odd, heard = machine.run()
    machine.answers += heard
    return odd or judged(machine, held, machine.answers)


def agrees(machine):
    store = machine.look()
    done = store.verify(), store.rebuild_check()
    return None if not any(d.returncode for d in done) else "".join(d.stdout + d.stderr for d in done)


def control(tap, name, more, **how):
    """It must lose: else a cut proves nothing. Three tries: a cut right after the file system wrote by itself loses nothing."""
    folder, program, libraries, held = more
    fault = None
    for _ in range(3):
        machine = Machine(folder, program, libraries)
        odd, heard = machine.run(**how)
        try:
            fault = odd or judged(machine, held, heard)
        except (RuntimeError, AssertionError) as why:  # not even a file system is left
            fault = repr(why)
        shutil.rmtree(folder)
        if fault:
            break
    tap.check(f"control: {name} loses what it acknowledged ({len(heard)} reports)", fault and not odd, odd)


def round_of(tap, cuts, folder, program, libraries, held):
    """So many cuts of one machine; the acknowledged, or None when something did not hold."""
    machine = Machine(folder, program, libraries)
    for _ in range(cuts):
        wrong = cut(machine, held)
        if wrong:
            tap.check(f"power cut {machine.cuts} of {folder}: every acknowledged report holds", False, wrong)
            return None
    wrong = agrees(machine)
    tap.check(f"{cuts} power cuts: {len(machine.answers)} acknowledged reports hold, and verify and rebuild agree",
              not wrong, wrong)
    shutil.rmtree(folder)
    return None if wrong else len(machine.answers)


def long(tap, aim, *more):
    path = os.path.join(os.environ.get("NETRAL_BUILD", "build"), "fault-cuts.json")
    sums = {"cuts": 0, "acknowledged": 0}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            sums = json.load(file)
    while sums["cuts"] < aim:
        cuts = min(ROUND, aim - sums["cuts"])
        kept = round_of(tap, cuts, *more)
        if kept is None:
            return
        sums = {"cuts": sums["cuts"] + cuts, "acknowledged": sums["acknowledged"] + kept}
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(sums, file)
        os.replace(path + ".new", path)
        print(f"# power, all runs: {sums['cuts']} cuts, {sums['acknowledged']} acknowledged, 0 lost", flush=True)


def run(tap, program, folder, libraries):
    if not os.path.exists(LINUX):
        tap.skip("power cuts", "user-mode-linux is not installed")
        return
    held = Held()
    try:
        control(tap, "a server whose syncs do nothing", (folder + "/nosync", program, libraries, held), no_sync=True)
        if LONG or os.environ.get("NETRAL_CUTS"):
            control(tap, "a disk that lies", (folder + "/lies", program, libraries, held), lies=True)
            long(tap, int(os.environ.get("NETRAL_CUTS", AIM)), folder + "/power", program, libraries, held)
        else:
            round_of(tap, CUTS, folder + "/power", program, libraries, held)
    finally:
        held.end()
