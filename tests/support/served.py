"""What the tests of the whole server share: a store, its server, requests, receipts, the count.

Python's standard library only. A test that is given no program asks run.sh for one: NETRAL."""
import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid

NOW = "2024-10-14T08:00:00+07:00"  # inside the campaign of 2024
OFFICE, REGION = "16", "16.06"
JSON = {"Content-Type": "application/json"}


class Tap:
    """Counts, one line a case; the last line is the count that ./test reads."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, good, shown=None):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        print(f"{'ok' if good else 'not ok'} {self.passed + self.failed} - {name}", flush=True)
        if not good and shown is not None:
            print("# got: " + repr(shown)[:900], flush=True)
        return good

    def skip(self, name, why):
        print(f"ok - {name} # SKIP {why}", flush=True)

    def end(self):
        print(f"passed={self.passed} failed={self.failed}", flush=True)
        return self.failed > 0


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return {}

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:500]}"


class Store:
    """A store made by `netral init --test` and the server that serves it."""

    def __init__(self, folder, db=None, program=None, env=None):
        self.program, self.db = program or os.environ["NETRAL"], db
        self.folder, self.process, self.port = folder, None, None
        self.log = folder.rstrip("/") + ".log"
        self.env = dict(os.environ, **(env or {}))

    def where(self):
        return ["--data", self.folder] + (["--db", self.db] if self.db else [])

    def tool(self, *words, env=None, timeout=600, rules=()):
        return subprocess.run([self.program, *rules, *words], env=env or self.env,
                              capture_output=True, text=True, timeout=timeout, check=False)

    def init(self):
        done = self.tool("init", "--test", "--office", OFFICE, *self.where())
        assert done.returncode == 0, done.stderr
        self.users = {line.split("\t")[0]: line.split("\t")[3] for line in done.stdout.splitlines()}
        self.passwords = set(self.users.values())
        return self

    def start(self, *options, now=NOW, env=None):
        """True when it is ready; False when it ended by itself."""
        log = open(self.log, "ab")
        self.process = subprocess.Popen(
            [self.program, "serve", *self.where(), "--listen", "127.0.0.1:0", "--log",
             *(["--now", now] if now else []), *options], env=dict(self.env, **(env or {})), stdout=subprocess.PIPE, stderr=log)
        log.close()
        line = self.process.stdout.readline().decode()
        found = re.search(r":(\d+)$", line.strip())
        self.port = int(found.group(1)) if found else None
        if not found:
            self.process.wait(300)
        return found is not None

    def end(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(300)
            self.process.stdout.close()
            status, self.process = self.process.returncode, None
            return status
        return None

    def alive(self):
        return self.process.poll() is None

    def peak_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1))

    def verify(self):
        return self.tool("verify", *self.where())

    def rebuild_check(self):
        return self.tool("rebuild", "--check", *self.where())

    def said(self):
        with open(self.log, "rb") as log:
            return log.read()

    def connect(self, timeout=300):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None, on=None):
        """on: a connection to keep; else one for this request alone."""
        line = on or self.connect()
        try:
            line.request(method, path, body=body, headers=headers or {})
            got = line.getresponse()
            low = {k.lower(): v for k, v in got.getheaders()}
            return Answer(got.status, low, got.read())
        finally:
            if not on:
                line.close()

    def report(self, body=None, key=None, on=None, **headers):
        text = body if isinstance(body, (bytes, str)) else json.dumps(body or report())
        return self.ask("POST", "/api/v1/reports", text,
                        {**JSON, "Idempotency-Key": key or str(uuid.uuid4()), **headers}, on)

    def track(self, code, **headers):
        return self.ask("POST", "/api/v1/track", json.dumps({"code": code}), {**JSON, **headers})

    def raw(self, data, timeout=120):
        """What comes back for these bytes, until the peer closes or the answer is whole."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as line:
            line.sendall(data)
            return read_answer(line.makefile("rb"))


def postgres(store, program):
    """A store with this folder, in a database of its own in the cluster that NETRAL_TEST_PG names."""
    uri = os.environ["NETRAL_TEST_PG"]
    base, _, options = uri.partition("?")
    name = "whole_" + uuid.uuid4().hex[:12]
    subprocess.run(["psql", "-q", uri, "-c", f"CREATE DATABASE {name}"], check=True, capture_output=True)
    return Store(store, base.rsplit("/", 1)[0] + "/" + name + ("?" + options if options else ""), program)


def read_answer(stream):
    try:
        first = stream.readline()
        if not first:
            return Answer(0, {}, b"")
        headers = {}
        while (line := stream.readline()) not in (b"\r\n", b""):
            name, value = line.split(b":", 1)
            headers[name.decode().lower()] = value.strip().decode()
        status = int(first.split()[1])
        if status == 100:
            return read_answer(stream)
        return Answer(status, headers, stream.read(int(headers.get("content-length", 0))))
    except OSError as why:
        return Answer(0, {}, str(why).encode())


def report(**changes):
    """A report that is accepted; what is None is left out."""
    whole = {
        "channel": "report", "election": "pilkada-2024", "region": REGION,
        "occurred_on": "2024-10-10", "known_on": "2024-10-11", "place": "Lapangan Sekayu",
        "narrative": "Seorang camat memakai atribut pasangan calon.",
        "subjects": [{"class": "pns", "name": "Bakri Contoh", "position": "Camat", "agency": "Pemkab"}],
        "reporter": {"name": "Siti Contoh", "address": "Jalan Contoh 1", "phone": "0812000111"}}
    whole.update(changes)
    return {k: v for k, v in whole.items() if v is not None}


def work_of(task):
    """The answer to a task of the header Netral-Work (src/http/work.h), by a program of its own."""
    bits, _, _, mac = task.split(".")
    n = 0
    while int.from_bytes(hashlib.sha256(f"{mac}.{n}".encode()).digest()[:4], "big") >> (32 - int(bits)):
        n += 1
    return f"{task}.{n}"


# --- receipts, by a program that shares no line with ours ---

def leaf_of(commit):
    entry = b"netral-leaf/v1\n" + base64.b64encode(commit) + b"\n"
    return hashlib.sha256(b"\0" + entry).digest()


def node_of(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def commitment_of(receipt):
    return hmac.new(base64.b64decode(receipt["salt"], validate=True),
                    base64.b64decode(receipt["manifest"], validate=True), hashlib.sha256).digest()


def read_proof(text):
    """index, sibling hashes, size and root of a tlog-proof; the note is left as text."""
    head, note = text.split("\n\n", 1)
    lines = head.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), lines[:2]
    body = note.split("\n\n")[0].split("\n")
    return (int(lines[1][6:]), [base64.b64decode(x, validate=True) for x in lines[2:]],
            int(body[1]), base64.b64decode(body[2], validate=True))


def root_by(index, leaf, siblings, size):
    """The root that leaf and siblings lead to (RFC 9162, 2.1.3.2); None: too few or too many."""
    fn, sn, at = index, size - 1, leaf
    for sibling in siblings:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            at = node_of(sibling, at)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            at = node_of(at, sibling)
        fn, sn = fn >> 1, sn >> 1
    return at if sn == 0 else None


def receipt_fault(receipt):
    """None, or why the bundle proves nothing (signatures are the program's own to check)."""
    index, siblings, size, root = read_proof(receipt["proof"])
    if index != receipt["index"] or not 0 <= index < size:
        return f"index {index} of {size}"
    leaf = leaf_of(commitment_of(receipt))
    return None if root_by(index, leaf, siblings, size) == root else f"leaf {index} leads elsewhere"


class Roots:
    """The root of every size of a log, from its leaves."""

    def __init__(self, leaves):
        self.by_size, frontier = [hashlib.sha256(b"").digest()], []
        for n, leaf in enumerate(leaves):
            at, low = leaf, n
            while low & 1:
                at, low = node_of(frontier.pop(), at), low >> 1
            frontier.append(at)
            root = frontier[-1]
            for left in reversed(frontier[:-1]):
                root = node_of(left, root)
            self.by_size.append(root)


def log_leaves(store):
    """Every leaf that the public log shows, and the root that it signs for them."""
    note = store.ask("GET", "/log/checkpoint").body.decode().split("\n")
    size, entries = int(note[1]), []
    for n in range((size + 255) // 256):
        width = min(256, size - n * 256)
        name = f"{n:03d}" if n < 1000 else f"x{n // 1000:03d}/{n % 1000:03d}"
        part = "" if width == 256 else f".p/{width}"
        data = store.ask("GET", f"/log/tile/entries/{name}{part}").body
        while data:
            length = int.from_bytes(data[:2], "big")
            entries.append(data[2:2 + length])
            data = data[2 + length:]
    assert len(entries) == size, (len(entries), size)
    return [hashlib.sha256(b"\0" + e).digest() for e in entries], base64.b64decode(note[2])


def scratch(name):
    """A folder for one run; with its path comes what removes it."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = tempfile.mkdtemp(prefix=f"netral-{name}-", dir=place)
    return folder, lambda: shutil.rmtree(folder, ignore_errors=True)


def code_bytes(code):
    """The 16 bytes that a receipt code spells."""
    number = 0
    for symbol in code.replace("-", "")[:26]:
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(symbol)
    return number.to_bytes(16, "big")


if __name__ == "__main__":
    sys.exit("this is a module")
