"""What the network sends to a witness: honest steps, races, and everything that is none."""
import os
import shutil
import socket
from concurrent.futures import ThreadPoolExecutor

from served import Store, log_leaves, node_of, read_answer
from witnesses import Witness, checkpoint, cosigners, submission

LIMIT = 32 * 1024


def root_of(leaves):
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_of(root_of(leaves[:k]), root_of(leaves[k:]))


def proof_of(old, leaves, whole=True):
    """RFC 6962 section 2.1.2, from the definition."""
    if not old or old == len(leaves):
        return [] if whole else [root_of(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if old <= k:
        return proof_of(old, leaves[:k], whole) + [root_of(leaves[k:])]
    return proof_of(old - k, leaves[k:], False) + [root_of(leaves[:k])]


def history(store, steps):
    """The log's own notes as it grows: size -> note; and its leaves."""
    notes = {}
    for _ in range(steps):
        store.report()
        size, note = checkpoint(store)
        notes[size] = note
    leaves, _ = log_leaves(store)
    return notes, leaves


def step(world, old, new):
    return submission(old, proof_of(old, world["leaves"][:new]), world["notes"][new])


def honest(tap, w, world):
    sizes = sorted(world["notes"])
    first = w.add(step(world, 0, sizes[0]))
    tap.check("the first checkpoint is cosigned", first.status == 200
              and cosigners(world["notes"][sizes[0]] + first.body.decode())[-1] == w.name, first)
    again = w.add(step(world, sizes[0], sizes[0]))
    tap.check("the same once more, too", again.status == 200, again)
    second = w.add(step(world, sizes[0], sizes[1]))
    tap.check("so is the next", second.status == 200, second)
    stale = w.add(step(world, sizes[0], sizes[2]))
    tap.check("from another size it is 409 with the witnessed one", stale.status == 409
              and stale.headers["content-type"] == "text/x.tlog.size" and stale.body == f"{sizes[1]}\n".encode(), stale)
    back = w.add(step(world, sizes[0], sizes[0]))
    tap.check("a smaller one is never signed again", back.status == 409 and back.body == f"{sizes[1]}\n".encode(), back)


def refusals(tap, w, world):
    sizes = sorted(world["notes"])
    at, new = sizes[1], sizes[3]
    good = step(world, at, new)
    note = world["notes"][new].encode()
    head, proof_lines = good.split(b"\n\n", 1)[0].split(b"\n")[0], good.split(b"\n\n", 1)[0].split(b"\n")[1:]

    def with_proof(*lines):
        return head + b"\n" + b"".join(line + b"\n" for line in lines) + b"\n" + note
    other = "\n".join(["other.example/log", *world["notes"][new].split("\n")[1:]]).encode()
    unsigned = note.replace(note.split(b" ")[-1][8:16], b"AAAAAAAA")
    cases = [
        ("an empty body", b"", 400), ("no old size", good.split(b"\n", 1)[1], 400),
        ("a negative old size", good.replace(head, b"old -1"), 400),
        ("an old size with a leading zero", good.replace(b"old ", b"old 0"), 400),
        ("an old size beyond all trees", good.replace(head, b"old 99999999999999999999"), 400),
        ("an old size above the new one", good.replace(head, b"old %d" % (new + 1)), 400),
        ("bad base64 in the proof", with_proof(b"*" + proof_lines[0][1:], *proof_lines[1:]), 400),
        ("a hash of 31 bytes", with_proof(b"A" * 40 + b"AA==", *proof_lines), 400),
        ("64 hashes", with_proof(*([proof_lines[0]] * 64)), 400),
        ("CRLF", good.replace(b"\n", b"\r\n"), 400), ("a NUL", good.replace(b"\n\n", b"\n\0\n", 1), 400),
        ("no blank line", good.replace(b"\n\n", b"\n", 1), 400), ("no note", good.split(b"\n\n", 1)[0] + b"\n\n", 400),
        ("a note without signatures", good.rsplit("\u2014".encode(), 1)[0], 400),
        ("a note with an extension line", good.replace(b"\n\n\xe2", b"\nmore\n\n\xe2"), 400),
        ("bytes that are no UTF-8", good[:-1] + b"\xff\n", 400), ("text behind the note", good + b"more", 400),
        ("a log that it does not know", head + b"\n\n" + other, 404),
        ("a signature that is not the log's", with_proof(*proof_lines).replace(note, unsigned), 403),
        ("another size under the signature", good.replace(b"\n%d\n" % new, b"\n%d\n" % (new + 1)), 403),
        ("a proof of too few hashes", with_proof(*proof_lines[1:]), 422),
        ("a proof in another order", with_proof(*reversed(proof_lines)), 422),
        ("a proof of too many hashes", with_proof(*proof_lines, proof_lines[0]), 422),
    ]
    for name, body, status in cases:
        answer = w.add(body)
        tap.check(f"refuses {name}", answer.status == status and len(answer.body) > 20
                  and "cosigned" not in answer.headers and b"\xe2\x80\x94" not in answer.body, (answer, body[:300]))
    answer = w.ask("GET", "/add-checkpoint")
    tap.check("GET is no way to ask", answer.status == 405, answer)
    tap.check("there is nothing else", w.ask("POST", "/").status == 404 and w.ask("GET", "/log/vkey").status == 404)
    answer = w.add(good)
    tap.check("and after all that the honest step is cosigned", answer.status == 200, answer)


def head_of(*headers):
    return "\r\n".join(["POST /add-checkpoint HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def framings(tap, w, world):
    body = step(world, *sorted(world["notes"])[3:5])
    size = len(body)
    for name, data, status in [
            ("two lengths", head_of(f"Content-Length: {size}", f"Content-Length: {size - 1}") + body, 400),
            ("a length beside chunks", head_of(f"Content-Length: {size}", "Transfer-Encoding: chunked") + body, 400),
            ("a body above the limit", head_of(f"Content-Length: {LIMIT + 1}") + b"o" * (LIMIT + 1), 413),
            ("a body of terabytes", head_of("Content-Length: 9999999999999") + b"o" * 4096, 413)]:
        answer = w.raw(data)
        tap.check(f"refuses {name}", answer.status == status, answer)
    with socket.create_connection(("127.0.0.1", w.port), 30) as line:
        line.sendall(head_of("Transfer-Encoding: chunked"))
        try:
            for _ in range(40):
                line.sendall(b"1000\r\n" + b"o" * 4096 + b"\r\n")
            line.sendall(b"0\r\n\r\n")
            answer = read_answer(line.makefile("rb"))
        except OSError as why:
            answer = why
    tap.check("refuses chunks above the limit", getattr(answer, "status", 0) in (0, 413), answer)
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + 7]), body[i:i + 7]) for i in range(0, size, 7)) + b"0\r\n\r\n"
    answer = w.raw(head_of("Transfer-Encoding: chunked") + chunked)
    tap.check("takes an honest step in chunks of seven bytes", answer.status == 200, answer)


def races(tap, w, world):
    """Sixteen at once from the same size: whichever came first is signed, no size gets two roots."""
    sizes = sorted(world["notes"])
    old, targets = sizes[4], sizes[5:]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: (n, w.add(step(world, old, n))), targets * (16 // len(targets) + 1)))
    done = [n for n, a in answers if a.status == 200]
    told = {int(a.body) for _, a in answers if a.status == 409}
    tap.check("of many at once one step is taken, the others are told its size",
              len(set(done)) == 1 and {a.status for _, a in answers} <= {200, 409} and told <= set(done), answers)


def state(tap, w, world):
    vkey = world["vkey"]
    second = Witness(w.folder, w.name)
    tap.check("a second process of the same witness is refused", not second.start(vkey)
              and "another process is this witness" in second.said(), second.said()[-300:])
    size = int(w.add(b"old 0\n\n" + world["notes"][sorted(world["notes"])[-1]].encode()).body)
    w.end(9)
    tap.check("after a kill it starts", w.start(vkey))
    told = w.add(b"old 0\n\n" + world["notes"][sorted(world["notes"])[-1]].encode())
    tap.check("and knows what it signed", told.status == 409 and int(told.body) == size, (told, size))
    w.end()
    key = w.folder + "/witness.key"
    os.chmod(key, 0o640)
    tap.check("a key that others may read is refused", not w.start(vkey) and "chmod 600" in w.said(), w.said()[-300:])
    os.chmod(key, 0o600)
    found = next(f for f in os.listdir(w.folder) if f.endswith(".checkpoint"))
    with open(f"{w.folder}/{found}", "r+b") as file:
        file.seek(30)
        file.write(b"X")
    tap.check("a state that its log did not sign is refused", not w.start(vkey) and "lost its memory" in w.said(),
              w.said()[-300:])
    tap.check("a key is not made twice", w.tool("init", "--data", w.folder, "--name", "x").returncode == 1)
    for words, status in ((["--data", w.folder], 2), (["--data", w.folder, "--log", "x"], 1), (["init", "--data", w.folder], 2),
                          (["init", "--data", w.folder + "2", "--name", "a b"], 1), (["--data", w.folder + "3", "--log", vkey], 1),
                          (["--data", w.folder, "--log", w.vkey], 1)):
        done = w.tool(*words)
        tap.check(f"netral witness {words[0]} … with {len(words)} words ends with {status} and a sentence",
                  done.returncode == status and len(done.stderr) > 30, done)


def fork(tap, folder, world, store):
    """A second root for a size, signed by the log's own key: refused, and kept as proof."""
    store.end()
    twin = Store(folder + "/twin")
    shutil.copytree(store.folder, twin.folder)
    w = Witness(folder + "/w2", "saksi.example/w2").init()
    tap.check("two copies of one log", store.start() and twin.start() and w.start(world["vkey"]))
    store.report()
    twin.report()
    (size, ours), (same, theirs) = checkpoint(store), checkpoint(twin)
    first = w.add(b"old 0\n\n" + ours.encode())
    second = w.add(b"old %d\n\n" % same + theirs.encode())
    tap.check("the second root for a size is refused", (first.status, second.status) == (200, 409)
              and size == same and ours != theirs and second.body == b"%d\n" % size, (first, second))
    kept = [f for f in os.listdir(w.folder) if f.endswith(".fork")]
    tap.check("and kept, as nobody can deny it", len(kept) == 1 and "it forked" in w.said()
              and open(f"{w.folder}/{kept[0]}", encoding="utf-8").read() == theirs, (kept, w.said()))
    twin.end()
    w.end()


def run(tap, folder):
    os.makedirs(folder)
    store, w = Store(folder + "/s").init(), Witness(folder + "/w1", "saksi.example/w1").init()
    try:
        assert store.start(), store.said()
        notes, leaves = history(store, 9)
        world = {"notes": notes, "leaves": leaves, "vkey": store.ask("GET", "/log/vkey").body.decode().strip()}
        if not tap.check("a witness starts", w.start(world["vkey"]), w.said()):
            return
        for part in (honest, refusals, framings, races, state):
            part(tap, w, world)
        fork(tap, folder, world, store)
    finally:
        store.end()
        w.end()
