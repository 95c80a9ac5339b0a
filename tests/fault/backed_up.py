"""What of a store goes into a backup (a part of backup.py): boundaries of the maps, imported while the server serves,
forged and spoiled; evidence that was damaged before."""
import hashlib
import json
import os
import sqlite3


def import_boundaries(drill):
    """A square for each level, as whoever runs the server imports them while it serves."""
    for name, code in (("provinces", "16"), ("regencies", "16.01")):
        square = f"{drill.folder}/{name}.topojson"
        with open(square, "w", encoding="ascii") as file:
            json.dump({"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [103, -5]},
                       "arcs": [[[0, 0], [0, 10], [10, 0], [0, -10], [-10, 0]]],
                       "objects": {"a": {"type": "GeometryCollection", "geometries": [
                           {"type": "Polygon", "properties": {"kode": code}, "arcs": [[0]]}]}}}, file)
        done = drill.store.tool("map", "import", square, "--data", drill.store.folder, "--source", "BIG", "--licence", "CC0")
        assert done.returncode == 0, done.stderr


def kept(folder):
    found = {}
    for name in os.listdir(folder + "/boundaries"):
        with open(f"{folder}/boundaries/{name}", "rb") as file:
            found[name] = file.read()
    return found


def forged_boundaries(no, tar_of, real):
    """Left out, changed, twice, in another order, under another name, in a form that had none."""
    facts, database, manifest = real[0], real[1], real[-1]
    blobs = [m for m in real if m[0].startswith("blobs/")]
    maps = [m for m in real if m[0].startswith("boundaries/")]
    older = ("netral-backup", facts[1].replace(b"netral-backup/v2", b"netral-backup/v1"))
    no("boundaries left out", "manifest", tar_of([facts, database, *blobs, maps[0], manifest]))
    no("boundaries changed", "manifest", tar_of([facts, database, *blobs, (maps[0][0], b"{}"), maps[1], manifest]))
    no("boundaries twice", "no backup", tar_of([facts, database, *blobs, *maps, maps[1], manifest]))
    no("boundaries before evidence", "no backup", tar_of([facts, database, *maps, *blobs, manifest]))
    no("boundaries of another name", "no backup", tar_of([facts, database, *blobs, ("boundaries/../x", b"x"), manifest]))
    no("boundaries in an older form", "no backup", tar_of([older, database, *blobs, *maps, manifest]))


def forged_store(drill, no, tar_of, real, path):
    """Stores that were changed before they were packed: an event, a trigger, an index."""
    facts, database, manifest = real[0], real[1], real[-1]

    def changed(sql):
        name = drill.folder + "/changed.db"
        with open(name, "wb") as file:
            file.write(database[1])
        with sqlite3.connect(name) as db:
            db.execute(sql)
        with sqlite3.connect(name) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        with open(name, "rb") as file:
            data = file.read()
        sums = manifest[1].replace(hashlib.sha256(database[1]).hexdigest().encode(), hashlib.sha256(data).hexdigest().encode())
        sums = sums.replace(b"database-bytes %d" % len(database[1]), b"database-bytes %d" % len(data))
        return tar_of([facts, ("netral.db", data), *real[2:-1], ("manifest", sums)])

    no("a store that was changed and packed anew does not agree with itself", "commitment: 40",
       changed("UPDATE event SET body = CAST(body || ' ' AS BLOB) WHERE idx = 40"))
    no("a trigger that is none of ours is not taken up", "trigger grow",
       changed("CREATE TRIGGER grow AFTER INSERT ON event BEGIN DELETE FROM session; END"))
    drill.keys.seal(changed("CREATE INDEX own ON event(kind)"), path)
    done = drill.restore(path, "--check", to=drill.fresh())
    drill.tap.check("an index of the operator's is told, and refuses nothing",
                    done.returncode == 0 and "index own" in done.stdout, done.stdout + done.stderr)


def before_boundaries(drill, tar_of, real, path):
    """A backup as it was made before there were boundaries in it."""
    facts, manifest = real[0][1], real[-1][1].replace(b"manifest/v2", b"manifest/v1")
    lines = b"".join(line for line in manifest.splitlines(True) if not line.startswith(b"boundaries"))
    drill.keys.seal(tar_of([("netral-backup", facts.replace(b"netral-backup/v2", b"netral-backup/v1")),
                            *(m for m in real[1:-1] if not m[0].startswith("boundaries/")), ("manifest", lines)]), path)
    done = drill.restore(path, "--check")
    drill.tap.check("a backup of the form before boundaries is still read", done.returncode == 0
                    and "boundaries for the maps: 0" in done.stdout, done.stderr)


def spoiled_boundaries(drill):
    """A file that holds no boundaries is told and left out; the backup is made."""
    target, path = f"{drill.folder}/spoiled-map.tar.age", drill.store.folder + "/boundaries/provinces.json"
    with open(path, "wb") as file:
        file.write(b"{")
    done = drill.backup(target)
    drill.tap.check("boundaries that hold none stop no backup, and are told", done.returncode == 0
                    and "boundaries/provinces.json" in done.stderr and "boundaries: 1." in done.stdout, done.stderr)
    drill.tap.check("and the others are in it", "maps: 1" in drill.restore(target, "--check").stdout)


def damaged_store(drill):
    """A store whose evidence was changed is not backed up as if it were whole."""
    tap, store, target = drill.tap, drill.store, f"{drill.folder}/damaged.tar.age"
    with sqlite3.connect(store.folder + "/netral.db") as db:
        sha256 = db.execute("SELECT sha256 FROM evidence WHERE case_id IS NOT NULL LIMIT 1").fetchone()[0].hex()
    db.close()
    path = f"{store.folder}/blobs/{sha256[:2]}/{sha256[2:]}"
    with open(path, "rb") as file:
        data = file.read()
    for name, changed, words in (("changed", bytes([data[0] ^ 1]) + data[1:], "not what its name says"),
                                 ("cut short", data[:-1], "not what its name says"), ("missing", None, "missing")):
        os.remove(path)
        if changed is not None:
            with open(path, "wb") as file:
                file.write(changed)
        done = drill.backup(target)
        tap.check(f"evidence that is {name} stops a backup", done.returncode == 1 and words in done.stderr
                  and not os.path.exists(target) and not os.path.exists(target + ".partial"), done.stderr)
        with open(path, "wb") as file:
            file.write(data)
