"""Scanners that are not ours against a served demo store. What docs/scan.md does not excuse is a failure; so is
a scanner that came to no end, one that does not find what weak.py has on purpose, and an answer of 500."""
import http.client
import os
import re
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import tools
import weak
from behind import ROOT, Nginx
from served import Store, Tap, scratch

OFFICER, PASSWORD = "petugas.bawaslu-16.06", "contoh-netral"
SLOW_CONNECTIONS, SLOW_SECONDS, PROBES = 2000, 20, 300
WAPITI_SECONDS = 60


def excuses():
    """Rows of docs/scan.md: scanner, what, a piece of where; each with its reason."""
    with open(os.path.join(ROOT, "docs/scan.md"), encoding="utf-8") as file:
        rows = [[cell.strip().strip("`") for cell in line.strip().strip("|").split("|")] for line in file if line.startswith("| ")]
    return [tuple(row[:3]) for row in rows if row[0] in ("wapiti", "sqlmap", "testssl") and len(row) == 4 and len(row[3]) > 20]


class World:
    def __init__(self, folder):
        self.tap, self.folder, self.store = Tap(), folder, Store(f"{folder}/data")
        self.excuses, self.used, self.nginx, self.token = excuses(), set(), None, ""

    def begin(self):
        made = self.store.tool("demo", "--data", self.store.folder, "--init-only")
        if not self.tap.check("a demo store is made and served", made.returncode == 0 and self.store.start(),
                              made.stderr + self.store.said().decode()):
            return False
        self.token = self.store.tool("token", "--data", self.store.folder, "--user", OFFICER).stdout.strip()
        os.mkdir(f"{self.folder}/nginx")
        self.nginx = Nginx(f"{self.folder}/nginx", self.store.port)
        why = self.nginx.check()
        return self.tap.check("nginx serves it with docs/nginx.conf", not why and self.nginx.start(), why)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.store.port}"

    def judge(self, name, task):
        """task() -> (findings, note): nothing is left that docs/scan.md does not excuse."""
        began = time.monotonic()
        try:
            found, note = task()
        except tools.Unclear as why:
            self.tap.check(name, False, str(why))
            return
        left = []
        for one in sorted(set(found)):
            fits = [row for row in self.excuses if row[:2] == one[:2] and row[2] in one[2]]
            self.used.update(fits)
            left += [] if fits else [one]
        self.tap.check(f"{name}: nothing that docs/scan.md does not explain", not left, left[:6])
        print(f"#   {note}; {len(set(found)) - len(left)} explained; {time.monotonic() - began:.0f} s", flush=True)


def planted(world):
    """Each scanner finds a weakness that is there: else its silence about netral would say nothing."""
    server, folder, tap = weak.serve(), world.folder, world.tap
    url = f"http://127.0.0.1:{server.server_port}"
    try:
        found, _ = tools.wapiti(f"{url}/", folder, "weak-wapiti", 30)
        kinds = {kind for _, kind, _ in found}
        tap.check("wapiti finds text that comes back as it is", "Cross Site Scripting" in kinds, kinds)
        tap.check("wapiti finds missing headers", "HTTP Secure Headers" in kinds, kinds)
        found, said = tools.sqlmap(["-u", f"{url}/orang?id=1"], folder, "weak-sqlmap")
        tap.check("sqlmap finds joined SQL", found, said[-500:])
    except tools.Unclear as why:
        tap.check("the scanners find what is planted", False, str(why))
    server.shutdown()
    os.mkdir(f"{folder}/bare")
    bare = Nginx(f"{folder}/bare", world.store.port,
                 [(r"add_header Strict-Transport-Security .*;", ""), (r"proxy_set_header X-Forwarded-Proto https;", "")])
    try:
        why = bare.check()
        if tap.check("a server without HSTS is begun", not why and bare.start(), why):
            found, _ = tools.testssl(bare, folder, "weak-testssl", ["-h"])
            tap.check("testssl finds that HSTS is missing", any(what.startswith("HSTS") for _, what, _ in found), found)
    except tools.Unclear as why:
        tap.check("testssl finds what is planted", False, str(why))
    finally:
        bare.stop()


def by_wapiti(world):
    """Everybody's pages, an officer's pages, and everybody's through nginx."""
    officer = [f"Authorization: Bearer {world.token}"]
    runs = [("wapiti, as anybody", world.url + "/", (), ()),
            ("wapiti, as an officer", world.url + "/k", officer, (world.url + "/k/aturan", world.url + "/api/v1/cases")),
            ("wapiti, as anybody through nginx", f"https://localhost:{world.nginx.port}/", (), ())]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda n: world.judge(runs[n][0], lambda: tools.wapiti(
            runs[n][1], world.folder, f"wapiti{n}", WAPITI_SECONDS, runs[n][2], runs[n][3])), range(len(runs))))


def injections(world):
    """Where something that was typed comes near a statement: name, sqlmap's arguments. The addresses that a
    request comes from are made up (the program believes its proxy), so that no throttle hides an answer."""
    officer = ["-H", f"Authorization: Bearer {world.token}"]
    json = ["-H", "Content-Type: application/json"]
    url = world.url
    return [
        ("the work list", ["-u", f"{url}/k?keadaan=received&cursor=x", "-p", "keadaan,cursor", *officer]),
        ("the list of cases", ["-u", f"{url}/api/v1/cases?state=received&cursor=x", "-p", "state,cursor", *officer]),
        ("a case", ["-u", f"{url}/k/perkara/1*", *officer]),
        ("a case by API", ["-u", f"{url}/api/v1/cases/1*", *officer]),
        ("a piece of evidence", ["-u", f"{url}/api/v1/cases/1/evidence/0a*", *officer]),
        ("a session's cookie", ["-u", f"{url}/k", "--cookie", "sesi=" + "a" * 64, "-p", "sesi"]),
        ("a receipt code", ["-u", f"{url}/lacak", "--data", "kode=AAAA-BBBB", "-p", "kode"]),
        ("a receipt code by API", ["-u", f"{url}/api/v1/track", "--data", '{"code":"AAAA*"}', *json]),
        ("an Idempotency-Key", ["-u", f"{url}/api/v1/reports", "--data", "{}", *json, "-H", f"Idempotency-Key: {uuid.uuid4()}*"]),
        ("a region", ["-u", f"{url}/wilayah/16.06*"]),
        ("a question about the rules", ["-u", f"{url}/boleh/tanya", "--data", "isi=Bolehkah", "-p", "isi"]),
        ("a place in the log", ["-u", f"{url}/log/proof/1*"]),
        ("a hash of rules", ["-u", f"{url}/api/v1/rules/0a*"]),
        ("the adviser", ["-u", f"{url}/api/v1/advice?subject=pns&topic=x&date=2024-10-01&election=y", "-p", "subject,topic,date"]),
        # A password is slow on purpose: fewer of sqlmap's questions.
        ("a name at the sign-in", ["-u", f"{url}/masuk", "--data", "nama=petugas&sandi=x", "-p", "nama", "--level", "1",
                                   "--technique", "BE"]),
    ]


def by_sqlmap(world):
    def one(n_and_target):
        n, (name, target) = n_and_target

        def task():
            found, said = tools.sqlmap([*target, "--tamper", "xforwardedfor"], world.folder, f"sqlmap{n}")
            return found, f"{len(re.findall('testing .', said))} kinds of question"
        world.judge(f"sqlmap, {name}", task)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, enumerate(injections(world))))


def by_testssl(world):
    world.judge("testssl", lambda: tools.testssl(world.nginx, world.folder, "testssl"))


def probe(port, count):
    """Milliseconds of so many pages, each on a connection of its own; and how many did not come."""
    took, failed = [], 0
    for _ in range(count):
        began = time.monotonic()
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=300, source_address=("127.0.0.2", 0))
            line.request("GET", "/lacak")
            failed += line.getresponse().status != 200
            line.close()
        except OSError:
            failed += 1
        took.append(1000 * (time.monotonic() - began))
    return sorted(took), failed


def by_slowness(world):
    """Pages come while 2,000 connections dawdle. How long they take is printed and fails nobody."""
    p99 = {}
    for kind in ("none", *tools.SLOW):
        process = None
        if kind != "none":
            url = world.url + ("/masuk" if kind == "slow bodies" else "/")
            process = tools.slow(url, kind, world.folder, SLOW_CONNECTIONS, SLOW_SECONDS)
            time.sleep(4)  # for the connections to be there: figures, no verdict, depend on it
        took, failed = probe(world.store.port, PROBES)
        p99[kind] = took[int(len(took) * 0.99)]
        held, there = (0, "YES")
        if process:
            process.wait(SLOW_SECONDS + 300)
            held, there = tools.slow_said(world.folder)
        world.tap.check(f"all pages come beside slow connections: {kind}", failed == 0, f"{failed} of {PROBES} failed")
        print(f"#   {kind}: {held} connections held, p50 {took[len(took) // 2]:.1f} ms, p99 {p99[kind]:.1f} ms, "
              f"{p99[kind] / p99['none']:.2f} of undisturbed; slowhttptest found the service there: {there}", flush=True)


def afterwards(world):
    """No scanner's request ended badly inside."""
    said = world.store.said().decode("utf-8", "replace")
    bad = [line for line in said.splitlines() if re.search(r" (GET|POST|PUT|DELETE|-) \S+ 5(?!03)\d\d ", line)]
    world.tap.check("nothing was answered with 500", not bad, bad[:3])
    world.tap.check("no sanitizer complains", not re.search("Sanitizer|runtime error", said), said[-900:])
    world.tap.check("the server ends well", world.store.end() == 0)
    done = world.store.verify()
    world.tap.check("the store agrees with its log", done.returncode == 0, done.stdout + done.stderr)


PARTS = {"planted": planted, "testssl": by_testssl, "wapiti": by_wapiti, "sqlmap": by_sqlmap, "slow": by_slowness}


def main():
    began = time.monotonic()
    folder, remove = scratch("scan")
    world = World(folder)
    chosen = sys.argv[1:] or list(PARTS)
    try:
        if not world.begin():
            return world.tap.end()
        for name in chosen:
            PARTS[name](world)
        afterwards(world)
        for row in world.excuses if len(chosen) == len(PARTS) else ():
            if row not in world.used:
                print(f"# docs/scan.md explains what was not found this time: {row}")
        print(f"# {time.monotonic() - began:.0f} s")
    finally:
        if world.nginx:
            world.nginx.stop()
        if world.store.process:
            world.store.end(9)
        if os.environ.get("NETRAL_SCAN_KEEP"):
            print(f"# what the scanners said is in {folder}")
        else:
            remove()
    return world.tap.end()


if __name__ == "__main__":
    sys.exit(main())
