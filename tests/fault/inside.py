"""An attacker who runs code inside the server: what it gave up after its start is out of reach.

inside.c is preloaded and tries, on each thread, what its lists name. The same attempts on a server
without sandbox must succeed where the kernel lets them: else a refusal would prove nothing."""
import ctypes
import errno
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import time
import zipfile

import kill
import offices
from roster_page import RosterPage, people
from served import Store
from signer import children, keeper_of, signer_of

LIBC = ctypes.CDLL(None)
MAP = "/peta?provinsi=16&batas=1"
ALLOWED = {"own-file", "own-file-away"}
# What no privilege is needed for: a server that is not confined can do it.
FREE = {"read-passwd", "read-own-environment", "list-root", "link-out", "fork", "vfork", "socket-inet",
        "socket-unix", "socket-datagram", "read-key", "change-signed", "executable-page", "executable-later", "signal-parent", "anonymous-file"}


def attempts(pid, report, thread, how=signal.SIGUSR1):
    """act -> errno, as that thread met it."""
    before = os.path.getsize(report) if os.path.exists(report) else 0
    LIBC.tgkill(pid, thread, int(how))
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with open(report, encoding="ascii") as file:
            file.seek(before)
            text = file.read()
        if text.endswith("done\n"):
            return {act: int(number) for act, number in (line.split() for line in text.splitlines()[:-1])}
        time.sleep(0.01)
    return {}


def threads(store):
    return sorted(int(name) for name in os.listdir(f"/proc/{store.process.pid}/task"))


def status_of(pid, field):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(line.split()[1] for line in file if line.startswith(field + ":"))


def begin(store, library, sandbox):
    report = store.folder.rstrip("/") + f".inside-{sandbox}"
    env = {"LD_PRELOAD": library, "INSIDE_REPORT": report, "INSIDE_FOLDER": store.folder}
    return report if store.start("--sandbox", sandbox, env=env) else None


def confined(tap, store, library, opens):
    """opens: acts that must succeed beside the server's own."""
    report = begin(store, library, "need")
    if not tap.check(f"{store.name}: a confined server serves", report, store.said()):
        return
    refused = {errno.EPERM, errno.EACCES, errno.EXDEV}
    for number, thread in enumerate(threads(store)):
        got = attempts(store.process.pid, report, thread)
        wrong = {act: code for act, code in got.items()
                 if (code != 0 if act in ALLOWED | opens else code not in refused)}
        tap.check(f"{store.name}: thread {number} is refused what serving needs not", got and not wrong, wrong or got)
        got = attempts(store.process.pid, report, thread, signal.SIGUSR2)
        tap.check(f"{store.name}: thread {number} can start no program", got.get("program") in refused, got)
    signer(tap, store, refused)
    boundaries(tap, store)
    tap.check(f"{store.name}: a report is accepted after that", store.report().status == 201)
    tap.check(f"{store.name}: a filter and no new privileges stand",
              (status_of(store.process.pid, "Seccomp"), status_of(store.process.pid, "NoNewPrivs")) == ("2", "1"))
    with open(f"/proc/{store.process.pid}/limits", encoding="ascii") as file:
        core = next(line.split() for line in file if line.startswith("Max core file size"))
    tap.check(f"{store.name}: no core dump", core[4:6] == ["0", "0"], core)
    tap.check(f"{store.name}: it ends well", store.end() == 0)
    verified = store.verify()
    tap.check(f"{store.name}: the store agrees", verified.returncode == 0, verified.stdout + verified.stderr)


SQUARE = {"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [103, -5]},
          "arcs": [[[0, 0], [0, 10], [10, 0], [0, -10], [-10, 0]]],
          "objects": {"kab": {"type": "GeometryCollection", "geometries": [
              {"type": "Polygon", "properties": {"kode": "16.01"}, "arcs": [[0]]}]}}}


def boundaries(tap, store):
    """What another process imports while it serves: it may look at every file, and read these alone."""
    file = store.folder.rstrip("/") + ".topo.json"
    with open(file, "w", encoding="ascii") as out:
        json.dump(SQUARE, out)
    for source in ("BIG 2024", "BIG 2025"):
        done = store.tool("map", "import", file, "--data", store.folder, "--source", source, "--licence", "CC0")
        until = time.monotonic() + 60
        page = store.ask("GET", MAP)
        while source.encode() not in page.body and time.monotonic() < until:
            time.sleep(0.5)
            page = store.ask("GET", MAP)
        tap.check(f"{store.name}: boundaries of {source}, imported while it serves, are taken up",
                  done.returncode == 0 and source.encode() in page.body, (done.stderr, page.status))


def signer(tap, store, refused):
    """Code inside the signer, which has the key: it has less than the server, and goes on signing."""
    pid = signer_of(store)
    got = attempts(pid, store.log, pid)
    wrong = {act: code for act, code in got.items() if code not in refused}
    tap.check(f"{store.name}: the signer is refused everything", len(got) > 20 and not wrong, wrong or got)
    got = attempts(pid, store.log, pid, signal.SIGUSR2)
    tap.check(f"{store.name}: the signer can start no program", got.get("program") in refused, got)
    answer = store.report()
    tap.check(f"{store.name}: and the same signer still signs", answer.status == 201 and signer_of(store) == pid, answer)


def free(tap, store, library):
    report = begin(store, library, "off")
    if not tap.check("without sandbox: the server serves", report, store.said()):
        return
    got = attempts(store.process.pid, report, threads(store)[0])
    tap.check("without sandbox: the same attempts succeed", FREE <= {act for act, code in got.items() if not code}, got)
    store.end(signal.SIGKILL)
    for name in ("blobs/link", "blobs/inside"):
        if os.path.lexists(os.path.join(store.folder, name)):
            os.unlink(os.path.join(store.folder, name))
    if os.path.exists("/tmp/netral-inside"):
        os.unlink("/tmp/netral-inside")


def words(tap, store):
    store.start("--sandbox", "perhaps")
    tap.check("an unknown word is a sentence", store.end() == 2 and b"takes on, need or off" in store.said(), store.said())


def readers(tap, library):
    """The room's own tests, in a build that can be confined: a reader that somebody took over has nothing."""
    build = pathlib.Path(library).resolve().parents[2]
    done = subprocess.run([build / "confined_confined_test"], capture_output=True, text=True, check=False, timeout=600)
    tap.check("what reads workbooks and photographs can do nothing else", done.returncode == 0, done.stdout + done.stderr)


LEFT = b"\xff\xd8\xff\xda\x00\x04abBukti Gelatik\xff\xd9"
PICTURE = b"\xff\xd8\xff\xe1\x00\x15Exif\0\0Kamera Kenari" + LEFT[2:]


def pictures(tap, folder, program):
    """A confined reader, of a confined server: a picture that a form brought is sealed without what its camera wrote."""
    store = Store(os.path.join(folder, "readers"), program=program).init()
    tap.check("readers: a confined server serves", store.start("--sandbox", "need"), store.said())
    office = offices.in_force(store, folder, store.users)
    answer = offices.send(store, [("foto.jpg", PICTURE)])
    got = [inside["bukti.jpg"] for inside in offices.opened(store, folder, office, json.loads(offices.bundle(answer))["index"])]
    tap.check("readers: a picture is cleaned there", got == [LEFT], (answer.status, got))
    tap.check("readers: nothing else was said", b"before its time" not in store.said(), store.said())
    store.end()


ROWS = 60000  # thirty batches


def workbook(rows):
    """A roster as a workbook of one sheet."""
    def row(*texts):
        return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"

    texts = row("nama", "unit kerja", "nip") + "".join(row(*one) for one in people(rows))
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="Pegawai" sheetId="1" r:id="a"/></sheets></workbook>')
        members.writestr("xl/_rels/workbook.xml.rels",
                         '<Relationships><Relationship Id="a" Type="/worksheet" Target="sheet.xml"/></Relationships>')
        members.writestr("xl/sheet.xml", f"<worksheet><sheetData>{texts}</sheetData></worksheet>")
    return book.getvalue()


def reader_of(store):
    """The reader at work, a child of the readers' keeper; None: none is."""
    return next(iter(children(keeper_of(store, "netral-readers"))), None)


def rosters(tap, folder, program):
    """A workbook that an office hands in is read by a confined reader; the reader's death in the middle costs nothing that was taken."""
    store = Store(os.path.join(folder, "rosters"), program=program)
    page, file = RosterPage(store, "--sandbox", "need"), workbook(ROWS)
    answer = page.send(file, "pegawai.xlsx")
    tap.check("rosters: a workbook is taken", answer.status == 303, answer)
    while page.so_far() == 0:  # until a batch is there
        pass
    reader = reader_of(store)
    tap.check("rosters: somebody apart reads it", reader and status_of(reader, "Seccomp") == "2", reader)
    os.kill(reader, signal.SIGKILL)
    page.wait()
    said = page.page()
    tap.check("rosters: the page says that it stopped, how far it came and what to do",
              re.search(r"[1-9][\d,]* people were entered", said) and "Load the same file again" in said, said)
    tap.check("rosters: the server serves on", store.report().status == 201)
    tap.check("rosters: the same workbook again", page.send(file, "pegawai.xlsx").status == 303)
    numbers = page.whole()
    tap.check("rosters: everybody is entered once", numbers == [ROWS, 0, 0, 0, ROWS], numbers)
    page.send(file[:-40], "pegawai.xlsx")
    page.wait()
    said = page.page()
    tap.check("rosters: of half a workbook a sentence tells, and nobody is taken off",
              "damaged or cut short" in said and f"{ROWS:,} people in" in said, said)
    tap.check("rosters: who runs the server is told of the one death", store.said().count(b"before its time (Killed, 9)") == 1, store.said())
    store.end()
    tap.check("rosters: the register agrees with the events", store.rebuild_check().returncode == 0)


def run(tap, program, folder, library):
    readers(tap, library)
    pictures(tap, folder, program)
    rosters(tap, folder, program)
    store = Store(os.path.join(folder, "inside"), program=program).init()
    store.name = "sqlite"
    confined(tap, store, library, set())
    free(tap, store, library)
    words(tap, store)
    if not os.environ.get("NETRAL_TEST_PG"):
        tap.skip("an attacker inside, on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
        return
    store = kill.postgres(os.path.join(folder, "inside-pg"), program).init()
    store.name = "postgres"
    confined(tap, store, library, {"read-passwd", "socket-inet", "socket-unix", "socket-datagram"})
