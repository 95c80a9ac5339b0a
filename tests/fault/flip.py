"""Bytes changed behind the server's back: `netral verify --data` names the first that differs, and
`netral rebuild --check` the table whose cells are not what the events give.

Then bits anywhere in the database's file and in evidence, drawn at random: 40 that change something in
./test, 10,000 with --long (or NETRAL_FLIPS). What a flip changed is asked of SQLite itself; flips of
free space change nothing and do not count."""
import json
import os
import random
import shutil
import sqlite3

from served import Store, report

FLIPS = int(os.environ.get("NETRAL_FLIPS", 10000 if os.environ.get("NETRAL_LONG") else 40))
# Nothing else says what these hold: passwords, sessions, the receipts' codes (but for the case that each leads to),
# uploads of the moment, what the operator set; and of a checkpoint, when it was made. A flip there is not found unless it breaks the file.
ALONE = {"credential", "session", "login_try", "receipt", "evidence", "setting", "activity", "schema_version"}
REPORTS = 80  # with the offices' events more than 256: a whole tile, whose hash is stored


def filled(folder, program):
    """A store with reports, evidence and a step; and the index of the first report."""
    store = Store(folder + "/flipped", None, program).init()
    assert store.start(), store.said()
    line, cases, files = store.connect(), [], []
    for n in range(REPORTS):
        changes = {"place": f"Tempat {n}"}
        if n % 8 == 0:
            piece = store.ask("POST", "/api/v1/evidence", b"%d" % n * 5000, {"Content-Type": "image/png"}, on=line)
            changes["evidence"] = [piece.json()["id"]]
            files.append(piece.json()["sha256"])
        answer = store.report(report(**changes), on=line)
        assert answer.status == 201, answer
        cases.append(int(answer.json()["case"]))
    line.close()
    step = take_step(store, cases[1])
    store.end()
    return store, cases + [step], files


def take_step(store, case):
    """Staff looks at who reported a case; the index of that event."""
    token = store.tool("token", "--data", store.folder, "--user", "kustodian.bawaslu-16.06").stdout.strip()
    answer = store.ask("POST", f"/api/v1/cases/{case}/identity", json.dumps({"reason": "Klarifikasi pelapor"}),
                       {"Content-Type": "application/json", "Authorization": "Bearer " + token})
    assert answer.status == 200, answer
    return int(store.ask("GET", "/log/checkpoint").body.split(b"\n")[1]) - 1


def flipped(value, at=-1):
    """The same bytes, number or text with one bit changed."""
    if isinstance(value, int):
        return value ^ 1
    if isinstance(value, str):
        changed = chr(ord(value[at]) ^ 1)
        return value[:at] + changed + (value[at:][1:] if at != -1 else "")
    data = bytearray(value)
    data[at] ^= 1
    return bytes(data)


class Flips:
    def __init__(self, tap, store):
        self.tap, self.store, self.path = tap, store, store.folder + "/netral.db"
        self.whole = self.path + ".whole"
        shutil.copyfile(self.path, self.whole)

    def put_back(self):
        for end in ("-wal", "-shm"):
            if os.path.exists(self.path + end):
                os.remove(self.path + end)
        shutil.copyfile(self.whole, self.path)

    def change(self, *statements):
        with sqlite3.connect(self.path) as db:
            for statement, values in statements:
                assert db.execute(statement, values).rowcount == 1, statement
        db.close()

    def flip(self, table, column, where, at=-1):
        with sqlite3.connect(self.path) as db:
            value, = db.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (flipped(value, at),))
        db.close()

    def seen(self, name, what, index):
        done = self.store.tool("verify", "--data", self.store.folder, "--json")
        told = json.loads(done.stdout) if done.stdout.startswith("{") else {}
        plain = self.store.verify()
        self.tap.check(f"verify names {name}",
                       done.returncode == plain.returncode == 1 and told.get("differs") == what
                       and told.get("index") == index and str(index) in plain.stdout
                       and plain.stdout.startswith("DIFFERS"),
                       (done.returncode, done.stdout, done.stderr, plain.stdout))

    def seen_thing(self, name, what, thing):
        """A table, an index, or what else has a text in the database: by its name."""
        done, plain = self.store.tool("verify", "--data", self.store.folder, "--json"), self.store.verify()
        told = json.loads(done.stdout) if done.stdout.startswith("{") else {}
        self.tap.check(f"verify names {name}", done.returncode == plain.returncode == 1 and told.get("differs") == what
                       and told.get("object") == thing and plain.stdout.startswith("DIFFERS") and thing in plain.stdout,
                       (done.returncode, done.stdout, done.stderr, plain.stdout))

    def seen_by_rebuild(self, name, table):
        done = self.store.rebuild_check()
        self.tap.check(f"rebuild --check finds {name}", done.returncode == 1 and f"table {table}:" in done.stdout,
                       (done.returncode, done.stdout, done.stderr))


def events(flips, case):
    """One bit of each cell of an event that its leaf was made from."""
    for column in ("body", "identity", "salt", "commitment", "stream", "kind", "at_us", "office"):
        for at in (0, -1) if column in ("body", "commitment") else (-1,):
            flips.flip("event", column, f"idx = {case}", at)
            flips.seen(f"a changed bit of an event's {column}", "commitment", case)
            flips.put_back()
    flips.change(("UPDATE event SET salt = x'00' WHERE idx = ?", (case + 60,)))
    flips.seen("a salt of another length", "commitment", case + 60)
    flips.put_back()


def actors(flips, case, step):
    """Who did it: in the reports, and in the act of staff."""
    for at in (case, step):
        flips.flip("event", "actor", f"idx = {at}")
        flips.seen("a changed actor", "actor", at)
        flips.put_back()


def structure(flips, cases):
    first, last = cases[3], cases[-1]
    for column in ("case_id", "seq"):
        flips.change((f"UPDATE event SET {column} = {column} + 1000000 WHERE idx = ?", (first,)))
        flips.seen(f"a changed {column}", "sequence", first)
        flips.put_back()
    flips.change(("DELETE FROM event WHERE idx = ?", (first,)))
    flips.seen("an event that was taken out", "sequence", first)
    flips.put_back()
    flips.change(("DELETE FROM event WHERE idx = ?", (last,)))
    flips.seen("the last event taken off", "head", last + 1)
    flips.put_back()
    flips.change(("UPDATE event SET idx = -1 WHERE idx = ?", (first,)),
                 ("UPDATE event SET idx = ? WHERE idx = ?", (first, first + 1)),
                 ("UPDATE event SET idx = ? WHERE idx = -1", (first + 1,)))
    flips.seen("two events that changed places", "sequence", first)
    flips.put_back()
    flips.change(("UPDATE event SET body = NULL, identity = NULL, parts = NULL, salt = NULL, commitment = ? "
                  "WHERE idx = ?", (b"\0" * 32, cases[-3])))
    flips.seen("an erasure that is none", "erasure", cases[-3])
    flips.put_back()
    flips.flip("ledger_node", "hash", "level = 1 AND idx = 0")
    flips.seen("a changed bit of a tile's hash", "node", 0)
    flips.put_back()
    flips.change(("DELETE FROM ledger_node WHERE level = 1 AND idx = 0", ()))
    flips.seen("a tile's hash that is gone", "node", 0)
    flips.put_back()
    flips.flip("ledger_head", "head", "id = 1")
    flips.seen("a changed bit of the head", "head", last + 1)
    flips.put_back()
    flips.flip("checkpoint", "root", f"size = {last + 1}")
    flips.seen("a changed bit of the last signed root", "checkpoint", last + 1)
    flips.put_back()
    flips.flip("checkpoint", "root", f"size = {cases[9] + 1}")
    flips.seen("a changed bit of an earlier signed root", "checkpoint", cases[9] + 1)
    flips.put_back()
    flips.change(("DELETE FROM checkpoint WHERE size = ?", (last + 1,)))
    flips.seen("a last signed size that is gone", "checkpoint", last + 1)
    flips.put_back()
    flips.change(("INSERT INTO checkpoint VALUES(?, ?, 0)", (last + 9, b"\0" * 32)))
    flips.seen("a size that was signed beyond the last event", "checkpoint", last + 9)
    flips.put_back()


def blobs(flips, cases, files):
    path = f"{flips.store.folder}/blobs/{files[0][:2]}/{files[0][2:]}"
    with open(path, "rb") as file:
        data = file.read()
    for name, changed in (("a changed bit of evidence", flipped(data, 100)), ("evidence cut short", data[:-1]),
                          ("evidence with a byte more", data + b"0"), ("evidence that is empty", b"")):
        with open(path, "wb") as file:
            file.write(changed)
        flips.seen(name, "blob", cases[0])
    os.remove(path)
    flips.seen("evidence that is gone", "blob", cases[0])
    with open(path, "wb") as file:
        file.write(data)


def told(flips, case):
    """Rows that no event makes again, but of which events say that they must be there."""
    row = f"case_id = {case}"
    flips.flip("receipt", "case_id", row)
    flips.seen("a receipt code that leads to another report", "receipt", case & ~1)
    flips.put_back()
    flips.change((f"DELETE FROM receipt WHERE {row}", ()))
    flips.seen("a receipt code that is gone", "receipt", case)
    flips.put_back()
    flips.change((f"UPDATE receipt SET case_id = ? WHERE {row}", (case + 1000000,)))
    flips.seen("a receipt code that leads nowhere", "receipt", case)
    flips.put_back()
    for name, change in (("evidence of another report", "case_id = case_id + 1"), ("evidence of nobody", "case_id = NULL"),
                         ("evidence of another length", "bytes = bytes + 1"), ("evidence of another hash", "sha256 = zeroblob(32)")):
        flips.change((f"UPDATE evidence SET {change} WHERE {row}", ()))
        flips.seen("the row of " + name, "evidence", case)
        flips.put_back()


def shape(flips):
    """The texts of tables and indexes, which SQLite reads at each start: each change here leaves them readable."""
    changes = [("an index that is another", "event_rules", "rules.published", "rules.publishe`", "index event_rules"),
               ("a column of another name", "session", "expires_us", "expires_uq", "table session"),
               ("a table of another name", "spare_code", "spare_code", "spare_codd", "table spare_code"),
               ("another default of a column", "credential", "DEFAULT 0", "DEFAULT 1", "table credential")]
    for name, of, was, now, thing in changes:
        with sqlite3.connect(flips.path) as db:
            db.execute("PRAGMA writable_schema = ON")
            db.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?), name = replace(name, ?, ?), tbl_name = replace(tbl_name, ?, ?) "
                       "WHERE tbl_name = ? OR name = ?", (was, now) * 3 + (of, of))
        db.close()
        flips.seen_thing(name, "shape", thing)
        flips.put_back()
    for name, statement, thing in (("a trigger that nobody of us made",
                                    "CREATE TRIGGER t AFTER INSERT ON receipt BEGIN DELETE FROM session; END", "trigger t"),
                                   ("a view", "CREATE VIEW v AS SELECT 1", "view v"),
                                   ("an index that is gone", "DROP INDEX case_office", "index case_office")):
        with sqlite3.connect(flips.path) as db:
            db.execute(statement)
        db.close()
        flips.seen_thing(name, "shape" if "case" in thing else "extra", thing)
        flips.put_back()


def projections(flips, case):
    cells = [("case_file", c, f"id = {case}") for c in (
        "number", "state", "phase", "region", "office", "holder", "version", "due_day", "received_us", "rules")]
    cells += [("office", "name", "id = 'bawaslu-16'"), ("staff", "role", "name = 'petugas.bawaslu-16'"),
              ("counter", "n", "name = (SELECT min(name) FROM counter)"),
              ("stat", "n", "(view, a, b, day) = (SELECT view, a, b, day FROM stat ORDER BY 1, 2, 3, 4 LIMIT 1)")]
    for table, column, where in cells:
        flips.flip(table, column, where)
        flips.seen_by_rebuild(f"a changed {column} of {table}", table)
        flips.put_back()
    flips.change(("DELETE FROM case_file WHERE id = ?", (case,)))
    flips.seen_by_rebuild("a row of case_file that is gone", "case_file")
    flips.put_back()
    flips.change(("INSERT INTO office(id, kind, region, name, name_en, week) VALUES('x', 'bawaslu', '16.99', 'x', 'x', 5)", ()))
    flips.seen_by_rebuild("a row of office that no event made", "office")
    flips.put_back()


def content(path):
    """table -> rows, as SQLite reads the file; None when it cannot, or finds its structure broken."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.text_factory = bytes  # a flipped text may be no UTF-8: it is a change like others, in the table that holds it
    try:
        names = [name.decode() for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        what = {name: "size, root" if name == "checkpoint" else "*" for name in names}
        rows = {name: db.execute(f'SELECT {what[name]} FROM "{name}"').fetchall() for name in names}
        rows["receipts' cases"] = db.execute("SELECT case_id FROM receipt ORDER BY 1").fetchall()
        rows["cases' evidence"] = db.execute("SELECT case_id, sha256, bytes FROM evidence WHERE case_id IS NOT NULL ORDER BY 1, 2").fetchall()
        rows[""] = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        return rows if db.execute("PRAGMA integrity_check").fetchone() == (b"ok",) else None
    except (sqlite3.Error, ValueError):  # ValueError: a table's name that is no UTF-8
        return None
    finally:
        db.close()


def turn_bit(path, at, bit):
    with open(path, "r+b") as file:
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ 1 << bit]))


def drawn(flips, files):
    """FLIPS bits that change something, one at a time, each put back."""
    path, whole, tried, alone, missed = flips.path, content(flips.path), 0, 0, []
    size, found = os.path.getsize(path), 0
    while found + len(missed) < FLIPS:
        if random.randrange(10) == 0:
            name = random.choice(files)
            blob = f"{flips.store.folder}/blobs/{name[:2]}/{name[2:]}"
            at, bit = random.randrange(os.path.getsize(blob)), random.randrange(8)
            turn_bit(blob, at, bit)
            seen = flips.store.verify().returncode != 0
            turn_bit(blob, at, bit)
        else:
            tried, at, bit = tried + 1, random.randrange(size), random.randrange(8)
            turn_bit(path, at, bit)
            now = content(path)
            changed = {name for name in whole if now.get(name) != whole[name]} if now else {"all"}
            if not changed - ALONE:
                alone += len(changed)
                turn_bit(path, at, bit)
                continue
            seen = flips.store.verify().returncode != 0 or flips.store.rebuild_check().returncode != 0
            flips.put_back()
        found += seen
        missed += [] if seen else [(at, bit, changed)]
    flips.tap.check(f"{found} of {FLIPS} drawn bits of database and evidence that change something are found ({tried} tried in "
                    f"the database, {alone} in tables that nothing else tells of)", not missed, missed[:5])


def run(tap, program, folder):
    store, cases, files = filled(folder, program)
    flips = Flips(tap, store)
    done = store.tool("verify", "--data", store.folder, "--json")
    tap.check("the store is whole before anything is changed",
              done.returncode == 0 and json.loads(done.stdout)["events"] == cases[-1] + 1 > 256, done.stdout)
    tap.check("and its tables, too", store.rebuild_check().returncode == 0)
    events(flips, cases[0])
    actors(flips, cases[0], cases[-1])
    structure(flips, cases)
    blobs(flips, cases, files)
    projections(flips, cases[5])
    told(flips, cases[0])
    shape(flips)
    drawn(flips, files)
    done = store.verify()
    tap.check("the store is whole again in the end", done.returncode == 0, done.stdout)
