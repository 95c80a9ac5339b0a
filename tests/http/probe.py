#!/usr/bin/env python3
"""Probes the server edge (tests/http/server.c) with requests that no honest client sends.

Usage: probe.py SERVER. Prints one TAP line for each probe; exit status 1 when one failed.
Python's standard library only; the server listens on 127.0.0.1 on a port the system chooses."""
import json, os, re, signal, socket, subprocess, sys, threading, time

server = sys.argv[1]
failures = []
count = 0


def check(name, ok, shown=""):
    global count
    count += 1
    print(("ok" if ok else "not ok"), count, "-", name)
    if not ok:
        failures.append(name)
        print("# got:", repr(shown)[:400])


class Server:
    def __init__(self, *options):
        self.process = subprocess.Popen([server, "0", *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def connect(self, timeout=120):
        s = socket.create_connection(("127.0.0.1", self.port), timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def rss(self):
        with open(f"/proc/{self.process.pid}/status") as f:
            return int(re.search(r"VmHWM:\s+(\d+)", f.read()).group(1))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=300)
        return self.process.returncode, out, err


def read_answer(f, head=False):
    """One answer from a file of the socket: status, headers, body; None when the peer closed."""
    line = f.readline()
    if not line:
        return None
    status = int(line.split()[1])
    headers = {}
    while (line := f.readline()) not in (b"\r\n", b""):
        k, v = line.split(b":", 1)
        headers.setdefault(k.decode().lower(), v.strip().decode())
    if status == 100:
        return read_answer(f, head)
    length = int(headers.get("content-length", 0))
    return status, headers, b"" if head or status == 304 else f.read(length)


def ask(s, raw, head=False):
    c = s.connect()
    try:
        c.sendall(raw)
        return read_answer(c.makefile("rb"), head)
    except (ConnectionError, TimeoutError) as e:
        return 0, {}, str(e).encode()
    finally:
        c.close()


def get(path, *headers, method="GET"):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def post(path, body, *headers):
    if isinstance(body, str):
        body = body.encode()
    return get(path, f"Content-Length: {len(body)}", *headers, method="POST") + body


JSON = "Content-Type: application/json"
FORM = "Content-Type: application/x-www-form-urlencoded"


def status_of(a):
    return a[0] if a else None


# Each of these is refused with 400 and the connection ends. own: our sentence, else the library's.
CROOKED = [
    ("Content-Length with Transfer-Encoding", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", True),
    ("two different Content-Lengths", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", True),
    ("two equal Content-Lengths", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", True),
    ("a list in Content-Length", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\n{}", False),
    ("a signed Content-Length", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}", False),
    ("no Host", b"GET /api/hello HTTP/1.1\r\n\r\n", False),
    ("two Hosts", b"GET /api/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", True),
    ("two Transfer-Encodings", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", True),
    ("another Transfer-Encoding", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}", True),
    ("gzip, chunked", b"POST /api/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", True),
    ("a NUL in a header value", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n", True),
    ("a NUL in the last header", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nX-A: \0Content-Length: 9\r\n\r\n", True),
    ("a control byte in a header value", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nX-A: a\x01b\r\n\r\n", True),
    ("a bare CR in a header", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nX-A: a\rX-B: b\r\n\r\n", True),
    ("bare LF line ends", b"GET /api/hello HTTP/1.1\nHost: x\n\n", True),
    ("a bare LF between headers", b"GET /api/hello HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n", True),
    ("a folded header", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\r\n\r\n", True),
    ("a blank before the colon", b"GET /api/hello HTTP/1.1\r\nHost : x\r\n\r\n", False),
    ("a header without a colon", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n", False),
    ("a header name that is no token", b"GET /api/hello HTTP/1.1\r\nHost: x\r\nX(A): b\r\n\r\n", True),
    ("a NUL in the request line", b"GET /api/hel\0lo HTTP/1.1\r\nHost: x\r\n\r\n", False),
]
# Refused with 400 and a sentence; the connection may go on.
BAD_TARGETS = ["/api/%zz", "/api/%2", "/api/%00", "/api/../etc/passwd", "/api/%2e%2e/x", "/api/a%2fb",
               "/api//hello", "/api/a\\b", "/api/%c0%af", "/api/%0d%0a", "/api/./hello",
               "/api/hello?q=%zz", "/api/hello?q=%ff", "/api/hello#x"]


def is_problem(a, status):
    if not a or a[0] != status or a[1].get("content-type") != "application/problem+json":
        return False
    p = json.loads(a[2])
    return p["status"] == status and p["title"] and p["detail"] and p["instance"]


def crooked(s):
    for name, raw, own in CROOKED:
        a = ask(s, raw)
        api = own and b" /api/" in raw
        ok = is_problem(a, 400) if api else status_of(a) in (400, 413)
        check(f"refuses {name}", ok, a)
    for target in BAD_TARGETS:
        a = ask(s, get(target))
        check(f"refuses the target {target}", is_problem(a, 400), a)
    a = ask(s, get("/api/hello", "X-A: " + "a" * 65536))
    check("refuses a header of 64 KiB", status_of(a) == 431, a)
    a = ask(s, get("/api/hello", *[f"X-{i}: a" for i in range(70)]))
    check("refuses 70 headers", is_problem(a, 431), a)
    a = ask(s, b"GET http://x/api/hello HTTP/1.1\r\nHost: x\r\n\r\n")
    check("takes an absolute target", status_of(a) == 200, a)


def routes(s):
    a = ask(s, get("/api/hello"))
    check("answers GET", status_of(a) == 200 and a[2] == b'{"hello":"world","n":42}', a)
    for header in ["content-security-policy", "x-content-type-options", "referrer-policy",
                   "cross-origin-opener-policy", "permissions-policy", "server-timing"]:
        check(f"sends {header}", header in a[1], a)
    check("caches nothing unless told", a[1].get("cache-control") == "no-store", a)
    a = ask(s, get("/api/hello", method="HEAD"), head=True)
    check("answers HEAD as GET", status_of(a) == 200 and a[1]["content-length"] == "24", a)
    a = ask(s, get("/api/hello", method="DELETE"))
    check("answers 405 with Allow", is_problem(a, 405) and a[1]["allow"] == "GET, HEAD", a)
    a = ask(s, get("/api/hello", method="BREW"))
    check("answers an unknown method with 405", is_problem(a, 405), a)
    check("answers 404", is_problem(ask(s, get("/api/nothing")), 404))
    check("asks who it is", is_problem(ask(s, get("/api/staff")), 401))
    a = ask(s, get("/kasus/a%20b?q=%C3%A9"))
    check("decodes path and query", a[2] == "id /kasus/a b id=a b rest= q=é".encode(), a)
    a = ask(s, get("/en/case/7"))
    check("speaks English under /en", a[2].startswith(b"en /en/case/7 id=7"), a)
    a = ask(s, get("/log/tile/0/x001/067.p/3"))
    check("takes the rest of a path", b"rest=0/x001/067.p/3" in a[2], a)
    a = ask(s, get("/api/fail?code=2", "Accept-Language: id, en;q=0.5"))
    english = ask(s, get("/api/fail?code=2"))
    check("an API failure is Indonesian where that is preferred",
          is_problem(a, 400) and is_problem(english, 400)
          and json.loads(a[2])["detail"] != json.loads(english[2])["detail"], (a, english))
    check("also where the target is crooked",
          json.loads(ask(s, get("/api/%zz"))[2])["detail"] == json.loads(english[2])["detail"])
    a = ask(s, get("/api/fail?code=1"))
    p = json.loads(a[2])
    check("names each fault beside its field",
          a[0] == 422 and p["errors"][0]["field"] == "place" and p["errors"][0]["code"] == "too_long", a)
    a = ask(s, get("/api/fail?code=15"))
    check("says when to come back", a[0] == 503 and a[1].get("retry-after") == "2", a)
    a = ask(s, get("/api/fail?code=18"))
    check("hides what failed inside", a[0] == 500 and b'"about"' not in a[2] and b".c:" not in a[2], a)
    a = ask(s, get("/gagal?code=5"))
    check("fails as a page", a[0] == 404 and a[1]["content-type"].startswith("text/html")
          and b"lang=\"id\"" in a[2], a)
    a = ask(s, get("/aset/a-1.js"))
    check("serves an asset for ever", "immutable" in a[1]["cache-control"] and a[2] == b"let a=1\n", a)
    a = ask(s, get("/aset/a-1.js", 'If-None-Match: "0", W/"1"'))
    check("knows an asset again", a[0] == 304, a)


def pages(s):
    import gzip
    for i in range(3):
        a = ask(s, get("/", "Accept-Encoding: gzip"))
        check(f"gzips a page, time {i}", a[1].get("content-encoding") == "gzip"
              and b"baris 399" in gzip.decompress(a[2]), a)
    a = ask(s, get("/", "Accept-Encoding: gzip;q=0, br"))
    check("does not gzip for who refuses it", "content-encoding" not in a[1] and b"baris 399" in a[2], a)


def many_pages():
    """Pages of one route are kept each by itself, in bounded memory: more of them than there is room for."""
    s = Server("loops=1")  # each loop keeps its own
    made = lambda: counters(s)["made"]
    say = lambda i, path="/halaman/": ask(s, get(f"{path}{i}"))[2].decode()
    before = made()
    check("each page of a route is its own", [say("16.06"), say("16.07"), say("16.06", "/en/page/"), say("16.06")]
          == ["id 16.06 of 0", "id 16.07 of 0", "en 16.06 of 0", "id 16.06 of 0"])
    check("and is made once", made() == before + 3, made())
    everywhere = [say(i) == f"id {i} of 0" for i in range(2000)]
    check("two thousand of them are themselves", all(everywhere), everywhere.count(False))
    before = made()
    check("the newest stand ready", all(say(i) == f"id {i} of 0" for i in range(1950, 2000)) and made() - before <= 2, made() - before)
    before = made()
    check("the oldest made room", all(say(i) == f"id {i} of 0" for i in range(50)) and made() - before >= 48, made() - before)
    long = "9" * 33
    before = made()
    check("a long name is not kept", {say(long), say(long)} == {f"id {long} of 0"} and made() == before + 2, made())
    ask(s, post("/api/next", "{}", JSON))
    check("the next generation is made anew", [say(1999), say("16.06")] == ["id 1999 of 1", "id 16.06 of 1"])
    code, _, err = s.stop()
    check("and all kept pages are freed", code == 0 and "Sanitizer" not in err, (code, err[-2000:]))


def bodies(s):
    a = ask(s, post("/api/echo", "{}", JSON))
    check("takes JSON", a[0] == 200 and a[2] == b"{}", a)
    a = ask(s, post("/api/echo", "", JSON))
    check("a body of no bytes reaches the handler", a[0] == 200 and a[2] == b"", a)
    a = ask(s, post("/api/echo", "{}", "Content-Type: text/plain"))
    check("refuses another type", is_problem(a, 415), a)
    a = ask(s, post("/api/echo", "x" * 3_000_000, JSON))
    check("says 413 after a body of 3 MB", is_problem(a, 413), a)
    a = ask(s, get("/api/echo", JSON, "Content-Length: 3000000", "Expect: 100-continue", method="POST"))
    check("says 413 at once to who asks first", is_problem(a, 413), a)
    chunked = get("/api/echo", JSON, "Transfer-Encoding: chunked", method="POST")
    a = ask(s, chunked + b"2\r\n{}\r\n1\r\n \r\n0\r\n\r\n")
    check("takes chunks", a[0] == 200 and a[2] == b"{} ", a)
    a = ask(s, chunked + b"".join(b"10000\r\n" + b"x" * 65536 + b"\r\n" for _ in range(20)) + b"0\r\n\r\n")
    check("says 413 after too many chunks", is_problem(a, 413), a)
    a = ask(s, chunked + b"zz\r\n{}\r\n0\r\n\r\n")
    check("refuses a bad chunk", status_of(a) in (400, None), a)
    part = lambda h, d: "--B\r\nContent-Disposition: form-data; " + h + "\r\n\r\n" + d + "\r\n"
    kind = "Content-Type: multipart/form-data; boundary=B"
    whole = part('name="a"', "1") + part('name="f"; filename="x.png"', "y" * 70000) + part('name="b"', "2") + "--B--\r\n"
    a = ask(s, post("/lapor", whole, kind))
    check("reads a form with a file", a[2] == b"a=1\nb=2\nfile bytes 70000\n", a)
    a = ask(s, post("/lapor", "a=1&b=%20", FORM))
    check("reads the same form without", a[2] == b"a=1\nb= \nfile bytes -1\n", a)
    a = ask(s, post("/lapor", whole[:-4], kind))
    check("refuses a form that is cut off", status_of(a) == 400, a)
    a = ask(s, post("/api/blob?limit=1", "x" * 2_000_000))
    check("a sink's refusal is the answer", is_problem(a, 413), a)
    c = s.connect()
    c.sendall(post("/api/blob", "x" * 1000).replace(b"Content-Length: 1000", b"Content-Length: 5000"))
    check("an upload begins", until(lambda: counters(s)["live"] == 1), counters(s))
    c.close()
    check("and is dropped when it breaks off", until(lambda: counters(s)["live"] == 0), counters(s))


def counters(s):
    return json.loads(ask(s, get("/api/counters"))[2])


def until(what, seconds=120):
    """True as soon as what() is."""
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return what()


def upload(s, size):
    c = s.connect(120)
    c.sendall(get("/api/blob", f"Content-Length: {size}", method="POST"))
    piece, left = b"x" * (1 << 20), size
    while left:
        n = min(left, len(piece))
        c.sendall(piece[:n])
        left -= n
    return read_answer(c.makefile("rb"))


def memory(s):
    before = s.rss()
    a = upload(s, 500_000_000)
    grown = s.rss() - before
    check("takes 500 MB", status_of(a) == 200 and b"file bytes 500000000" in a[2], a)
    check("holds less than 10 MiB of them", grown < 10 * 1024, grown)


def connections(s):
    for n in (128, 129, 300):
        all_of_them = [s.connect() for _ in range(n)]
        for c in all_of_them:
            c.sendall(get("/api/hello") * 3)
        got = 0
        for c in all_of_them:
            f = c.makefile("rb")
            got += sum(status_of(read_answer(f)) == 200 for _ in range(3))
            c.close()
        check(f"answers {n} ready connections, three pipelined requests each", got == 3 * n, got)


def sleepers(s):
    c = s.connect()
    c.sendall(post("/api/write", "{}", JSON) * 3 + get("/api/hello"))
    f = c.makefile("rb")
    answers = [status_of(read_answer(f)) for _ in range(4)]
    check("pipelined writes are answered in order", answers == [201, 201, 201, 200], answers)
    all_of_them = [s.connect() for _ in range(200)]
    for c in all_of_them:
        c.sendall(post("/api/write", "{}", JSON))
    for c in all_of_them[::2]:
        c.close()
    got = sum(status_of(read_answer(c.makefile("rb"))) == 201 for c in all_of_them[1::2])
    check("a client that goes while its write sleeps harms nobody", got == 100, got)
    check("slow work goes beside the loop", status_of(ask(s, post("/api/work", "{}", JSON))) == 201)


def slow():
    s = Server("header_ms=1500", "body_window_ms=1500", "body_rate=1024", "idle_seconds=2")
    def drip(raw, pause):
        c = s.connect()
        try:
            for i in range(len(raw)):
                c.sendall(raw[i:i + 1])
                c.settimeout(pause)
                try:
                    return c.recv(4096)
                except TimeoutError:
                    pass
        except ConnectionError:
            return b""
        return b"never closed"
    data = drip(get("/api/hello", "X-A: " + "a" * 100), 0.1)
    check("a header drip is told 408 and closed", data.startswith(b"HTTP/1.1 408"), data)
    c = s.connect()
    c.sendall(get("/api/echo", JSON, "Content-Length: 100", method="POST"))
    c.close()
    body = get("/api/echo", JSON, "Content-Length: 1000", method="POST")
    c = s.connect()
    c.sendall(body)
    data = b""
    c.settimeout(0.1)
    try:
        while not data:  # 1,000 pieces are a whole body
            c.sendall(b" ")
            try:
                data = c.recv(4096) or b"closed"
            except TimeoutError:
                pass
    except ConnectionError:
        data = data or b"closed"
    head, _, rest = data.partition(b"\r\n\r\n")
    check("a body drip is told 408 and closed", data.startswith(b"HTTP/1.1 408"), data)
    length = int(re.search(rb"Content-Length: (\d+)", head).group(1)) if b"Content-Length" in head else -1
    check("the sentence is as long as it says", length == len(rest) and json.loads(rest)["status"] == 408, data)
    c = s.connect()
    check("a silent connection ends", c.recv(10) is not None)
    c = s.connect()
    c.sendall(get("/api/hello"))
    f = c.makefile("rb")
    read_answer(f)
    check("an idle one after a request too", f.read(1) == b"")
    check("ends cleanly after them", s.stop()[0] == 0)


def stop_in_flight():
    s = Server("hold=1")  # nothing is written before the stop has begun
    c = s.connect()
    c.sendall(post("/api/write", "{}", JSON))
    check("a write waits", until(lambda: counters(s)["waiting"] == 1), counters(s))
    idle = s.connect()
    idle.sendall(get("/api/hello"))
    read_answer(idle.makefile("rb"))
    done = []
    t = threading.Thread(target=lambda: done.append(s.stop()))
    t.start()
    a = read_answer(c.makefile("rb"))
    t.join()
    check("a stop lets a request in flight end", status_of(a) == 201 and a[1].get("connection") == "close", a)
    check("and ends with 0", done[0][0] == 0, done)


def log(err):
    check("the log has the pattern, never the query", "/api/fail" in err and "code=" not in err, err[:300])
    check("and no address", "127.0.0.1" not in err, err[:300])


def second_server(s):
    p = subprocess.run([server, str(s.port)], capture_output=True, text=True, timeout=300)
    check("a second server on the port is refused", p.returncode == 1 and "listen" in p.stderr, p)


def main():
    s = Server("delay_ms=20")
    for probes in (crooked, routes, pages, bodies, connections, sleepers, second_server):
        probes(s)
    if os.environ.get("PROBE_MEMORY", "1") == "1":
        memory(s)
    code, out, err = s.stop()
    check("the server ends with nothing left open", code == 0 and "live 0" in out, (code, out, err[-2000:]))
    check("no sanitizer spoke", "Sanitizer" not in err and "runtime error" not in err, err[-3000:])
    log(err)
    many_pages()
    slow()
    stop_in_flight()
    print(f"1..{count}")
    return 1 if failures else 0


sys.exit(main())
