"""What the shipped docs/nginx.conf does in front of a served store: one spelling of every header, TLS that is
modern alone, cookies of this host, addresses that nobody can make up, and nothing said that is not asked."""
import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import urllib.parse
import warnings

from behind import Nginx
from served import JSON, NOW, Store, Tap, scratch

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONCE = {"strict-transport-security": r"max-age=\d{8,}; includeSubDomains", "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'.*frame-ancestors 'none'.*", "referrer-policy": "no-referrer"}


class Said:
    def __init__(self, reply):
        self.status, self.list, self.body = reply.status, reply.getheaders(), reply.read()

    def all(self, name):
        return [value for key, value in self.list if key.lower() == name]

    def __repr__(self):
        return f"{self.status} {self.list} {self.body[:200]}"


class World:
    def __init__(self, folder):
        self.tap, self.store = Tap(), Store(os.path.join(folder, "data")).init()
        self.folder, self.nginx = folder, None

    def ask(self, method, path, body=None, headers=None, plain=False, host="localhost"):
        """Through nginx, as a client that trusts its certificate alone."""
        line = http.client.HTTPConnection("localhost", self.nginx.plain, timeout=300) if plain else \
            http.client.HTTPSConnection("localhost", self.nginx.port, timeout=300, context=self.nginx.trust())
        try:
            line.request(method, path, body, {"Host": host, **(headers or {})})
            return Said(line.getresponse())
        finally:
            line.close()

    def headers_once(self, name, said, wanted):
        """Each header that protects is there, once, and says what it should."""
        wrong = {key: said.all(key) for key, pattern in wanted.items()
                 if len(said.all(key)) != 1 or not re.fullmatch(pattern, said.all(key)[0])}
        self.tap.check(f"{name}: each header that protects comes once", not wrong, wrong or said)
        self.tap.check(f"{name}: no version is told", not re.search(r"\d", "".join(said.all("server"))), said)


def answers(world):
    tap = world.tap
    for name, path, status in (("a page", "/", 200), ("an API", "/api/v1/health", 200), ("a refusal", "/api/v1/session", 401),
                               ("the log", "/log/vkey", 200), ("what is not there", "/.git/config", 404),
                               ("what is not there either", "/../../etc/passwd", 400)):
        said = world.ask("GET", path)
        tap.check(f"{name} is answered with {status}", said.status == status, said)
        world.headers_once(name, said, ONCE)
    tap.check("a page is text in UTF-8 and is kept by no cache",
              world.ask("GET", "/lacak").all("content-type") == ["text/html; charset=utf-8"] and
              world.ask("GET", "/lacak").all("cache-control") == ["no-store"])
    tap.check("nobody's script of elsewhere is let in", not world.ask(
        "GET", "/api/v1/health", headers={"Origin": "https://elsewhere.example"}).all("access-control-allow-origin"))
    for method in ("TRACE", "CONNECT"):
        tap.check(f"{method} is refused", world.ask(method, "/").status in (400, 405))
    said = world.ask("POST", "/api/v1/evidence", b"x" * (13 << 20))
    tap.check("a body that is far too large is refused", said.status == 413, said)
    world.headers_once("what nginx says itself", said, ONCE)


def without_tls(world):
    tap = world.tap
    said = world.ask("GET", "/lacak", plain=True)
    tap.check("a reader without TLS is sent to TLS", said.status == 301 and said.all("location") == ["https://localhost/lacak"],
              said)
    said = world.ask("GET", "/lacak", plain=True, host="elsewhere.example")
    tap.check("and never to a name that the request made up", said.all("location") == ["https://localhost/lacak"], said)
    said = world.ask("GET", "/api/v1/cases", headers={"Authorization": "Bearer x"}, plain=True)
    tap.check("a program without TLS is refused, not sent on", said.status == 403 and not said.all("location"), said)


def names(world):
    """A name that is not ours, in the handshake and in the request."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with socket.create_connection(("127.0.0.1", world.nginx.port), 60) as line, \
                context.wrap_socket(line, server_hostname="elsewhere.example"):
            refused = "the handshake was accepted"
    except (ssl.SSLError, OSError):
        refused = None
    world.tap.check("a handshake for another name is refused", not refused, refused)
    try:
        said = world.ask("GET", "/sitemap.xml", host="elsewhere.example")
    except (http.client.HTTPException, OSError):
        said = None
    world.tap.check("a request for another name is not answered", said is None or said.status == 421, said)


def handshake(world, most=None, ciphers=None):
    """The version that was agreed on, or None."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    if most:
        with warnings.catch_warnings():  # that an old version is old is what is asked about
            warnings.simplefilter("ignore", DeprecationWarning)
            context.maximum_version = most
    try:
        with socket.create_connection(("127.0.0.1", world.nginx.port), 60) as line, \
                context.wrap_socket(line, server_hostname="localhost") as made:
            return made.version()
    except (ssl.SSLError, OSError):
        return None


def tls(world):
    tap = world.tap
    tap.check("TLS 1.3 is what both prefer", handshake(world) == "TLSv1.3")
    tap.check("TLS 1.2 is taken", handshake(world, ssl.TLSVersion.TLSv1_2) == "TLSv1.2")
    tap.check("TLS 1.1 is not", handshake(world, ssl.TLSVersion.TLSv1_1) is None)
    for name, ciphers in (("without forward secrecy", "kRSA:@SECLEVEL=0"), ("in CBC mode", "ECDHE+AES128+SHA256:!AESGCM:!AESCCM:@SECLEVEL=0"),
                          ("of nobody", "aNULL:@SECLEVEL=0")):
        tap.check(f"a cipher {name} is refused", handshake(world, ssl.TLSVersion.TLSv1_2, ciphers) is None)


def cookies(world):
    form = urllib.parse.urlencode({"nama": "petugas.bawaslu-16.06", "sandi": next(iter(world.store.passwords))})
    said = world.ask("POST", "/masuk", form, FORM)
    cookie = (said.all("set-cookie") or [""])[0]
    parts = set(cookie.split("; ")[1:])
    world.tap.check("a session's cookie is of this host alone, never sent in the clear, for no script, for no other site",
                    said.status == 303 and cookie.startswith("__Host-sesi=") and
                    {"Path=/", "HttpOnly", "SameSite=Strict", "Secure"} == parts, said)
    mine = {"Cookie": cookie.split(";")[0]}
    world.tap.check("and it is that session", world.ask("GET", "/k", headers=mine).status == 200)
    again = world.ask("POST", "/masuk", form, {**FORM, **mine})
    world.tap.check("who signs in again has another session, and the old one is over",
                    again.status == 303 and world.ask("GET", "/k", headers=mine).status == 303, again)
    mine = {"Cookie": (again.all("set-cookie") or [""])[0].split(";")[0]}
    token = re.search(rb'name="csrf" value="(\w+)"', world.ask("GET", "/k", headers=mine).body)
    bare = {"Cookie": mine["Cookie"].removeprefix("__Host-")}
    world.tap.check("the same cookie under a name that another host could set is none",
                    world.ask("GET", "/k", headers=bare).status == 303)
    out = world.ask("POST", "/keluar", urllib.parse.urlencode({"csrf": token[1].decode() if token else ""}), {**FORM, **mine})
    world.tap.check("who signs out leaves nothing in the browser",
                    out.status == 303 and out.all("clear-site-data") == ['"cache"'] and
                    [cookie for cookie in out.all("set-cookie") if "Max-Age=0" in cookie and "Secure" in cookie] and
                    world.ask("GET", "/k", headers=mine).status == 303, out)


def passwords(world):
    """An officer's own: the present one is asked for, and afterwards nobody is signed in by the old one."""
    present, fresh = next(iter(world.store.passwords)), "tujuh gajah memanjat tiang"
    name = "petugas.bawaslu-16.71"

    def signed(password):
        said = world.ask("POST", "/masuk", urllib.parse.urlencode({"nama": name, "sandi": password}), FORM)
        return said.status, {"Cookie": (said.all("set-cookie") or [""])[0].split(";")[0]}

    (_, mine), (_, other) = signed(present), signed(present)
    page = world.ask("GET", "/k/sandi", headers=mine)
    token = re.search(rb'name="csrf" value="(\w+)"', page.body)
    world.tap.check("the page of one's own password is there", page.status == 200 and token, page)

    def change(old, new, csrf=token[1].decode() if token else ""):
        return world.ask("POST", "/k/sandi", urllib.parse.urlencode({"lama": old, "baru": new, "csrf": csrf}), {**FORM, **mine})

    for name_, old, new, csrf, status, field in (
            ("the wrong present one", "bukan sandi saya", fresh, None, 422, b'id="lama-e"'),
            ("no present one", "", fresh, None, 422, b'id="lama-e"'),
            ("one that is too short", present, "pendek", None, 422, b'id="baru-e"'),
            ("one that is far too long", present, "x" * 1025, None, 422, b'id="baru-e"'),
            ("a form of elsewhere", present, fresh, "0" * 64, 403, b"")):
        said = change(old, new, csrf) if csrf else change(old, new)
        world.tap.check(f"a new password is refused: {name_}", said.status == status and field in said.body and
                        fresh.encode() not in said.body, said)
    world.tap.check("what was refused changed nothing", world.ask("GET", "/k", headers=other).status == 200)
    said = change(present, fresh)
    world.tap.check("a new password is taken, and the way goes to the sign-in", said.status == 303 and
                    said.all("location") == ["/masuk?pesan=1"], said)
    world.tap.check("all sessions are over", {world.ask("GET", "/k", headers=one).status for one in (mine, other)} == {303})
    world.tap.check("the old password is none any more, the new one is", (signed(present)[0], signed(fresh)[0]) == (401, 303))
    for verb in ("sign-out", "close"):
        _, mine = signed(fresh)
        before = world.ask("GET", "/k", headers=mine).status
        done = world.store.tool("user", verb, "--data", world.store.folder, "--name", name)
        world.tap.check(f"netral user {verb} ends the session while the server serves", done.returncode == 0 and
                        (before, world.ask("GET", "/k", headers=mine).status) == (200, 303), done.stderr)
    world.tap.check("a closed account signs in no more", signed(fresh)[0] == 401)


def addresses(world):
    """The tries of one neighbourhood are counted, whatever the client says of its address."""
    for n in range(400):
        said = world.ask("POST", "/boleh/tanya", urllib.parse.urlencode({"isi": f"Bolehkah {n}?"}),
                         {**FORM, "X-Forwarded-For": f"10.{n % 250}.{n // 250}.7", "X-Real-IP": f"10.{n % 250}.9.9",
                          "Forwarded": f"for=10.{n % 250}.8.8"})
        if said.status == 429:
            break
    world.tap.check("who makes up addresses is held back like anybody", said.status == 429, said)
    world.ask("GET", "/lacak?kode=RAHASIA-GELATIK", headers={"Referer": "https://x.example/?RAHASIA-GELATIK"})
    said = b""
    for name in ("access.log", "nginx.err"):
        with open(f"{world.folder}/nginx/{name}", "rb") as file:
            said += file.read()
    world.tap.check("no query and no referrer is in nginx's log", b"/lacak" in said and b"RAHASIA" not in said)


def static_log(world):
    """The server of exported files."""
    with open(f"{world.folder}/nginx/log/periksa-netral.html", "w", encoding="ascii") as file:
        file.write("<!doctype html>")
    with open(f"{world.folder}/nginx/log/log/checkpoint", "w", encoding="ascii") as file:
        file.write("x")
    context = world.nginx.trust()
    for path, status in (("/log/checkpoint", 200), ("/periksa-netral.html", 200), ("/log/", 403), ("/tidak-ada", 404)):
        line = http.client.HTTPSConnection("localhost", world.nginx.port, timeout=300, context=context)
        line.sock = context.wrap_socket(socket.create_connection(("127.0.0.1", world.nginx.port), 300),
                                        server_hostname="log.localhost")
        line.request("GET", path, headers={"Host": "log.localhost"})
        said = Said(line.getresponse())
        line.close()
        world.tap.check(f"{path} of the exported log: {status}, and no listing", said.status == status, said)
        world.headers_once(path, said, {key: ONCE[key] for key in ("strict-transport-security", "x-content-type-options")})


def doors(world):
    """Without --log: who was turned away at a door has a line, who was let in has none, nobody has a name."""
    world.store.end()
    log = f"{world.folder}/quiet.log"
    with open(log, "wb") as said:
        quiet = subprocess.Popen([world.store.program, "serve", "--data", world.store.folder, "--listen",
                                  f"127.0.0.1:{world.store.port}", "--now", NOW], stdout=subprocess.PIPE, stderr=said)
    quiet.stdout.readline()
    store = world.store
    asked = [("GET", "/", None, {}), ("GET", "/api/v1/cases", None, {}),
             ("POST", "/masuk", urllib.parse.urlencode({"nama": "wulandari", "sandi": "salah sama sekali"}), FORM),
             ("POST", "/api/v1/session", '{"user":"wulandari","password":"salah sama sekali"}', JSON)]
    came = [store.ask(*one).status for one in asked]
    token = store.tool("token", "--data", store.folder, "--user", "petugas.bawaslu-16.06").stdout.strip()
    came.append(store.ask("POST", "/k/perkara/1", "csrf=x", {**FORM, "Cookie": f"sesi={token}"}).status)
    quiet.terminate()
    quiet.wait(300)
    quiet.stdout.close()
    with open(log, encoding="utf-8") as file:
        lines = [line.split() for line in file if re.match(r"\d{4}-\d\d-\d\dT.*Z ", line)]
    told = [(line[2], line[3], line[4]) for line in lines]
    world.tap.check("the journal has each refusal at a door and nothing else", came == [200, 401, 401, 401, 403] and told == [
        ("GET", "/api/v1/cases", "401"), ("POST", "/masuk", "401"), ("POST", "/api/v1/session", "401"),
        ("POST", "/k/perkara/{id}", "403")], (came, told))
    world.tap.check("and names nobody", "wulandari" not in str(lines) and "petugas" not in str(lines), lines)


def alone(world):
    said = world.ask("GET", "/")
    world.tap.check("without the program nginx says so", said.status == 502, said)
    world.headers_once("nginx alone", said, ONCE)


def main():
    folder, remove = scratch("proxy")
    world = World(folder)
    try:
        if not world.tap.check("the server starts", world.store.start(), world.store.said()):
            return world.tap.end()
        os.mkdir(f"{folder}/nginx")
        world.nginx = Nginx(f"{folder}/nginx", world.store.port)
        why = world.nginx.check()
        if not world.tap.check("nginx -t takes docs/nginx.conf", not why, why) or \
                not world.tap.check("nginx serves it", world.nginx.start()):
            return world.tap.end()
        for part in (answers, without_tls, names, tls, cookies, passwords, addresses, static_log, doors, alone):
            part(world)
    finally:
        if world.nginx:
            world.nginx.stop()
        if world.store.process:
            world.store.end(9)
        remove()
    return world.tap.end()


if __name__ == "__main__":
    sys.exit(main())
