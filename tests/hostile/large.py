"""Evidence in parts: parts that are wrong, out of order, of another, too many; and what it costs the server."""
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor

from bodies import MORE_KIB
from served import report
from uploads import AT, PART, begin, digest, pattern, put, send, state

BIG = 40 * 1024 * 1024 + 7
ID = "0" * 32


def begun(world):
    store = world.store
    for name, body, field, code in (
            ("no length", {}, "bytes", "required"), ("none", {"bytes": 0}, "bytes", "out_of_range"),
            ("a length in words", {"bytes": "7"}, "bytes", "wrong_type"), ("one byte too many", {"bytes": (512 << 20) + 1}, "bytes", "file_too_large"),
            ("a name", {"bytes": 7, "name": "Siti Kenari.mp4"}, "?", "unknown_key")):
        world.fault(f"an upload of {name} does not begin",
                    store.ask("POST", AT, json.dumps(body), {"Content-Type": "application/json"}), field, code)
    for path in (f"{AT}/{ID}", f"{AT}/x", f"{AT}/{ID}x"):
        world.problem(f"knows no upload {path}", store.ask("GET", path), 404)
    for path in (f"{AT}/{ID}/parts/0", f"{AT}/../parts/0", f"{AT}/{ID}/parts/%2e%2e"):
        world.problem(f"takes no part at {path}", store.ask("PUT", path, b"x", {"Content-Digest": digest(b"x")}), 400, 404)


def parts(world):
    store, whole = world.store, pattern(2 * PART + 10)
    one = begin(store, len(whole)).json()["upload"]
    other = begin(store, len(whole)).json()["upload"]
    foreign = pattern(2 * PART + 10, b"another")
    refused = (
        ("the second first", 1, {}, 409), ("one far behind the last", 9999, {}, 409), ("a number that is none", "01", {}, 404),
        ("a part without its hash", 0, {"part": None}, 422), ("a part with a hash that is none", 0, {"part": "sha-256=:AAAA:"}, 422),
        ("a part with another hash", 0, {"part": digest(b"x")}, 422), ("a part that is cut short", 0, {"body": whole[:100]}, 422),
        ("a part of nothing", 0, {"body": b""}, 422), ("a part that is too long", 0, {"body": whole[:PART + 1]}, 413))
    for name, index, changes, status in refused:
        n = index if index in (0, 1) else 0
        world.problem(f"refuses {name}", put(store, one, whole, n, index=index, **changes), status)
    world.tap.check("and none of them counted", state(store, one).json()["next"] == 0)
    world.tap.check("takes the first part", put(store, one, whole, 0).json().get("next") == 1)
    world.tap.check("takes it twice", put(store, one, whole, 0).json().get("next") == 1)
    world.problem("but no other in its place", put(store, one, foreign, 0), 409)
    world.tap.check("takes the second", put(store, one, whole, 1).json().get("next") == 2)
    world.problem("refuses the last without the hash of the whole", put(store, one, whole, 2, repr=None), 422)
    world.problem("an upload that is not whole is no evidence", store.report(report(evidence=[one])), 422)
    done = put(store, one, whole, 2)
    made = done.json().get("evidence", {})
    world.tap.check("the last makes it whole", done.status == 200 and made.get("bytes") == len(whole), done)
    world.tap.check("and asked again it says so", state(store, one).json() == done.json(), state(store, one))
    world.problem("nothing more is taken then", put(store, one, whole, 2), 409)
    for n in range(2):
        put(store, other, (whole, foreign)[n], n)
    answer = put(store, other, whole, 2)
    world.problem("parts of two files make no whole", answer, 422)
    world.problem("and what they made is forgotten", state(store, other), 404)
    world.good("a report names what came in parts", evidence=[made.get("id")])
    world.problem("and then nobody sees it any more", state(store, one), 404)
    world.problem("nor names it in another", store.report(report(evidence=[made.get("id")])), 409, 422)


def memory(world):
    store, before, whole = world.store, world.store.peak_kib(), pattern(BIG)
    done = send(store, whole)
    grown = store.peak_kib() - before
    world.tap.check("40 MiB come in parts", done.json().get("evidence", {}).get("bytes") == BIG, done)
    world.tap.check("and are never held in memory", grown < MORE_KIB, f"{grown} KiB more")
    world.good("a report names them", evidence=[done.json().get("evidence", {}).get("id")])
    left = [name for place in ("tmp", "parts") for name in os.listdir(f"{store.folder}/blobs/{place}")]
    world.tap.check("nothing of parts is left but what was refused", all(name.endswith(".had") or len(name) == 32 for name in left), left)


def many(world):
    """More than are held at a time: who comes later is told, and what was begun goes on."""
    store, whole = world.store, pattern(PART + 1)
    mine = begin(store, len(whole)).json()["upload"]
    place = f"{store.folder}/blobs/parts"
    for n in range(4096):  # as if others had just begun them
        with open(f"{place}/{n:032x}.had", "wb") as record:
            record.write((10).to_bytes(8, "big") + int(time.time() * 1e6).to_bytes(8, "big"))
    answer = begin(store, 10)
    world.problem("too many uploads at a time are told to wait", answer, 503)
    world.tap.check("in words of their own", "large" in answer.json().get("title", ""), answer)
    world.tap.check("what was begun goes on", send(store, whole, mine).json().get("whole") is True)
    world.good("and reports are accepted meanwhile")
    for n in range(4096):
        os.utime(f"{place}/{n:032x}.had", (time.time() - 700 + n % 50,) * 2)
    oldest = {f"{n:032x}.had" for n in range(0, 4096, 50)}
    world.tap.check("after ten minutes without a part one makes room", begin(store, 10).status == 201)
    left = set(os.listdir(place))
    world.tap.check("the one that stood longest", len(oldest - left) == 1 and len(left) >= 4096, len(left))
    for name in left:
        os.unlink(f"{place}/{name}")


def ends(world):
    """The last part, of one byte, again and again: the file is read for one of them."""
    store, whole = world.store, pattern(25 * PART + 1)
    one = begin(store, len(whole)).json()["upload"]
    for n in range(25):
        put(store, one, whole, n)
    with ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda _: put(store, one, whole, 25), range(12)))
    told = [a for a in answers if a.status == 503]
    world.tap.check("twelve last parts at once make one whole", sum(a.status == 200 for a in answers) == 1, answers)
    world.tap.check("and the others wait, or come too late", all(a.status in (200, 409, 503) for a in answers) and told,
                    ([a.status for a in answers], [a for a in answers if a.status not in (200, 409, 503)]))
    world.tap.check("in words of their own", all(a.headers.get("retry-after") == "2" and "last part" in a.json().get("detail", "")
                                                 for a in told), told)


def run(world):
    for part in (begun, parts, memory, ends, many):
        part(world)
