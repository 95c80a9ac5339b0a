"""How a request is sent: two lengths, drips, slow bodies, crowds, and forms that are out of date."""
import io
import json
import re
import socket
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor

from served import read_answer, report

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KEY = "Idempotency-Key: 6f1c2c0e-1111-4000-8000-%012d"


def head(n, *headers):
    return "\r\n".join(["POST /api/v1/reports HTTP/1.1", "Host: x", "Content-Type: application/json",
                        KEY % n, *headers, "", ""]).encode()


def framings(world):
    body = json.dumps(report(narrative="Rahasia Gelatik")).encode()
    size = len(body)
    smuggled = b"GET /log/vkey HTTP/1.1\r\nHost: x\r\n\r\n"
    cases = [
        ("two Content-Lengths", head(1, f"Content-Length: {size}", f"Content-Length: {size + 1}") + body),
        ("two equal Content-Lengths", head(2, f"Content-Length: {size}", f"Content-Length: {size}") + body),
        ("Content-Length with Transfer-Encoding",
         head(3, f"Content-Length: {size}", "Transfer-Encoding: chunked") + b"0\r\n\r\n" + smuggled),
        ("Transfer-Encoding with Content-Length",
         head(4, "Transfer-Encoding: chunked", f"Content-Length: {size}") + b"0\r\n\r\n" + smuggled),
        ("a Transfer-Encoding that is none", head(5, "Transfer-Encoding: xchunked", f"Content-Length: {size}") + body),
        ("a header with a NUL", head(6, "X-A: a\0b", f"Content-Length: {size}") + body),
        ("lines that end in LF alone", head(7, f"Content-Length: {size}").replace(b"\r\n", b"\n") + body),
        ("a target with a NUL in it", b"GET /api/v1/%00 HTTP/1.1\r\nHost: x\r\n\r\n"),
        ("a target that climbs", b"GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"),
    ]
    for name, data in cases:
        world.problem(f"refuses {name}", world.store.raw(data), 400)
    for name, data in (("a Content-Length of -1", head(8, "Content-Length: -1") + body),
                       ("a Content-Length of 2^64", head(9, "Content-Length: 18446744073709551616") + body),
                       ("no HTTP at all", b"\x16\x03\x01\x02\x00" + b"\0" * 200 + b"\r\n\r\n")):
        answer = world.store.raw(data)  # refused inside the library, in its own words or none
        world.tap.check(f"refuses {name}", answer.status in (0, 400, 413), answer)
    answer = world.store.raw(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 65536 + b"\r\n\r\n")
    world.tap.check("refuses 64 KiB of headers", answer.status == 431, answer)  # in the library's own words


def drip(world, first, piece, every):
    """Sends first, then piece again and again; the answer, or None when 200 pieces were taken without one."""
    with socket.create_connection(("127.0.0.1", world.store.port), 60) as line:
        line.sendall(first)
        line.settimeout(every)
        got = b""
        for _ in range(200):
            try:
                part = line.recv(4096)
                if not part:
                    break
                got += part
            except TimeoutError:
                try:
                    line.sendall(piece)
                except OSError:
                    break
            except OSError:
                break
    return read_answer(io.BytesIO(got)) if got else None


def drips(world):
    cases = [
        ("a header that drips", b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-A: ", b"a"),
        ("a request line that drips", b"GET /api", b"a"),
        ("headers that never end", b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n", b"X-A: a\r\n"),
        ("a connection that says nothing", b"", b""),
        ("a body of one byte a second", head(20, "Content-Length: 1000"), b" "),
        ("a chunked body that drips", head(21, "Transfer-Encoding: chunked"), b"1\r\n \r\n"),
        ("evidence that drips", b"POST /api/v1/evidence HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n", b"e"),
    ]
    # Short limits, for this alone: a crowd on a busy machine may need as long for its headers.
    world.store.end()
    world.tap.check("the server starts with short limits",
                    world.store.start("--header-ms", "1500", "--body-window-ms", "1500"), world.store.said()[-500:])
    with ThreadPoolExecutor(len(cases) + 1) as pool:
        waiting = [(name, pool.submit(drip, world, first, piece, 0.5)) for name, first, piece in cases]
        aside = pool.submit(world.store.report)
        world.tap.check("a report is accepted while others drip", aside.result().status == 201, aside.result())
        if aside.result().status == 201:
            world.accepted.append(aside.result().json())
    for name, future in waiting:
        answer = future.result()
        if world.tap.check(f"{name} is ended", answer is not None):
            world.problem(f"{name} is told so", answer, 408)
    world.store.end()
    world.tap.check("the server starts again", world.store.start(), world.store.said()[-500:])


def crowd(world):
    """300 connections, each with a whole request in it before the first answer is read."""
    lines = [socket.create_connection(("127.0.0.1", world.store.port), 60) for _ in range(300)]
    for line in lines:
        line.sendall(b"GET /log/vkey HTTP/1.1\r\nHost: x\r\n\r\n")
    answers = [read_answer(line.makefile("rb")) for line in lines]
    world.tap.check("300 ready connections are all answered", {a.status for a in answers} == {200},
                    [a for a in answers if a.status != 200][:2])
    for n, line in enumerate(lines):
        body = json.dumps(report(place=f"Kerumunan {n}")).encode()
        line.sendall(head(1000 + n, f"Content-Length: {len(body)}") + body)
    answers = [read_answer(line.makefile("rb")) for line in lines]
    for line in lines:
        line.close()
    world.tap.check("300 reports at once are all accepted", {a.status for a in answers} == {201},
                    [a for a in answers if a.status != 201][:2])
    world.accepted += [a.json() for a in answers if a.status == 201]
    world.tap.check("each of them is a case of its own", len({a.json().get("case") for a in answers}) == 300)
    half = [socket.create_connection(("127.0.0.1", world.store.port), 60) for _ in range(300)]
    for line in half:
        line.sendall(b"POST /api/v1/reports HTTP/1.1\r\nHost:")
    world.good("a report is accepted beside 300 that hang")
    for line in half:
        line.close()


def leave(world):
    """Clients that go away in the middle: of a body, and before the answer to a whole report."""
    body = json.dumps(report(place="Pergi")).encode()
    for n in range(20):
        with socket.create_connection(("127.0.0.1", world.store.port), 30) as line:
            line.sendall(head(30 + n, f"Content-Length: {len(body)}") + body[:n * 10])
    key = str(uuid.uuid4())
    with socket.create_connection(("127.0.0.1", world.store.port), 30) as line:
        line.sendall(head(99, f"Content-Length: {len(body)}").replace((KEY % 99)[17:].encode(), key.encode()) + body)
    again = world.store.report(body, key)
    world.tap.check("who left before the answer asks again and has one case", again.status == 201, again)
    world.accepted.append(again.json())


def sign_in(world, name, password):
    """The cookie of a session that was begun on the page."""
    answer = world.store.ask("POST", "/masuk", urllib.parse.urlencode({"nama": name, "sandi": password}), FORM)
    cookie = answer.headers.get("set-cookie", "").split(";")[0]
    world.type(cookie.partition("=")[2])
    return cookie


def step_fields(page):
    """The first form of a step on a case's page, filled in well enough for its version to be looked at."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if 'value="langkah"' in f)
    fields = {}
    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", form):
        name, kind = re.search(r'name="([^"]+)"', tag), re.search(r'type="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            plain = "2024-10-14" if kind and kind.group(1) == "date" else "uji"
            fields.setdefault(name.group(1), value.group(1) if value and value.group(1) else plain)
    return fields


def staff_forms(world):
    """A page's step without its token, with a stale one, another session's, and of an old version."""
    store = world.store
    if store.ask("GET", "/masuk").status == 404:
        world.tap.skip("a stale form is refused", "there are no pages for staff")
        return
    password = next(iter(store.passwords))
    mine, other = (sign_in(world, "pimpinan.bawaslu-16.06", password) for _ in range(2))
    if not world.tap.check("staff sign in by the page", mine and other and mine != other, (mine, other)):
        return
    path = f"/k/perkara/{world.accepted[0]['case']}"

    def look(cookie):
        return store.ask("GET", path, headers={"Cookie": cookie})

    def post(fields, cookie=None):
        return store.ask("POST", path, urllib.parse.urlencode(fields), {**FORM, **({"Cookie": cookie} if cookie else {})})
    page = look(mine)
    if not world.tap.check("the case page offers a step", page.status == 200 and b'value="langkah"' in page.body, page):
        return
    fields, foreign = step_fields(page.body.decode()), step_fields(look(other).body.decode())["csrf"]
    for name, token in (("no token", None), ("an empty token", ""), ("a made-up token", "A" * len(fields["csrf"])),
                        ("another session's token", foreign)):
        tried = {k: v for k, v in {**fields, "csrf": token}.items() if v is not None}
        answer = post(tried, mine)
        world.tap.check(f"a step with {name} is refused by a page that says so",
                        answer.status == 403 and b"<h1" in answer.body, answer)
    old = post({**fields, "version": "77"}, mine)
    world.tap.check("a step of another version of the case is refused by the page of the case",
                    old.status == 409 and b"<h1" in old.body, old)
    for name, cookie in (("nobody's session", None), ("a made-up session", "sesi=" + "A" * 43)):
        answer = post(fields, cookie)
        world.tap.check(f"a step in {name} is sent to the sign-in", answer.status in (302, 303, 401), answer)
    version = re.compile(r'name="version" value="(\d+)"')
    world.tap.check("and nothing happened to the case",
                    version.search(look(mine).body.decode()).group(1) == fields["version"])


def run(world):
    for part in (framings, drips, crowd, leave, staff_forms):
        part(world)
        world.good(f"a report is accepted after {part.__name__}")
