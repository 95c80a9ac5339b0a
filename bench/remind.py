"""A reminder by mail of everybody in a roster, through `netral mail` to a mail server on this machine, which takes and forgets."""
import os
import re
import smtplib
import subprocess
import sys
import time
import urllib.parse

import bench

sys.path[:0] = [os.path.join(bench.ROOT, "tests", part) for part in ("support", "mail")]
from relay import Relay  # noqa: E402
from served import Store  # noqa: E402

OFFICE, USER = "bawaslu-16.06", "petugas.bawaslu-16.06"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PLAIN = 5000  # messages of the baseline


class Forgets:
    """What the sink took: a number alone, so that it costs nothing."""
    count = 0

    def append(self, _):
        self.count += 1

    def __len__(self):
        return self.count


def sink():
    relay = Relay()
    relay.taken = Forgets()
    return relay


def write_roster(path, people):
    with open(path, "w", encoding="utf-8") as file:
        file.write("nama,unit kerja,nip,surel\n")
        for i in range(people):
            day, number = i // 1998, i % 1998  # a NIP holds the days of birth and of appointment
            nip = f"1966{1 + day // 28 % 12:02}{1 + day % 28:02}198803{1 + number % 2}{number // 2 + 1:03}"
            file.write(f"Orang {i},Dinas {i % 300},{nip},orang{i}@dinas.example\n")


class Reminded:
    def __init__(self, folder, people):
        self.store, self.people, self.pages = Store(f"{folder}/data", program=bench.NETRAL).init(), people, []
        write_roster(f"{folder}/roster.csv", people)
        self.tool("roster", "import", f"{folder}/roster.csv", "--office", OFFICE)
        opened = self.tool("pledge", "open", "--office", OFFICE, "--closes", bench.run("date", "-d", "tomorrow", "+%F").strip())
        self.path = "/k/ikrar/pengingat/" + re.search(r"Round (\d+)", opened)[1]
        if not self.store.start("--site", "https://netral.example", now=None):
            raise SystemExit(f"bench: {self.store.said()}")
        said = self.store.ask("POST", "/api/v1/session", f'{{"user":"{USER}","password":"{self.store.users[USER]}"}}',
                              {"Content-Type": "application/json"})
        self.who = {"Cookie": f"sesi={said.json()['token']}"}

    def tool(self, *words):
        done = self.store.tool(*words, *self.store.where())
        if done.returncode:
            raise SystemExit(f"bench: {done.stdout}{done.stderr}")
        return done.stdout

    def page(self):
        """Milliseconds of the page, the least of three, are kept; its text."""
        times = []
        for _ in range(3):
            began = time.monotonic()
            answer = self.store.ask("GET", self.path, None, self.who)
            times.append(1000 * (time.monotonic() - began))
        self.pages.append(min(times))
        return answer.body.decode()

    def ask(self):
        csrf = re.search(r'name="csrf" value="(\w+)"', self.page())[1]
        began = time.monotonic()
        answer = self.store.ask("POST", self.path, urllib.parse.urlencode({"csrf": csrf}), {**self.who, **FORM})
        if answer.status != 303:
            raise SystemExit(f"bench: {answer}")
        return 1000 * (time.monotonic() - began)

    def send(self):
        relay = sink()
        relay.each = lambda n: self.page() if n == self.people // 2 else None
        began = time.monotonic()
        process = subprocess.Popen([bench.NETRAL, "mail", *self.store.where(), "--smtp", relay.url, "--from", "netral@dinas.example"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        took, got = time.monotonic() - began, relay.taken.count
        relay.end()
        if status or got != self.people:
            raise SystemExit(f"bench: {got} mails of {self.people} (status {status})")
        self.page()
        return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def plain():
    """Messages a second that Python's own client hands to the same sink."""
    relay = sink()
    port = int(relay.url.rsplit(":", 1)[1])
    with smtplib.SMTP("127.0.0.1", port) as line:
        began = time.monotonic()
        for i in range(PLAIN):
            line.sendmail("netral@dinas.example", f"orang{i}@dinas.example", "Subject: x\r\n\r\n" + 14 * (70 * "x" + "\r\n"))
        took = time.monotonic() - began
    relay.end()
    return PLAIN / took


def measure(folder, people):
    base = plain()
    reminded = Reminded(folder, people)
    try:
        asked = reminded.ask()
        took, cpu, peak = reminded.send()
        server = reminded.store.peak_kib() / 1024
    finally:
        reminded.store.end()
    before, half, after = reminded.pages
    return [(f"{people:,} mails, each with its own link, s", f"{took:.1f}"),
            ("mails a second", f"{people / took:.0f}"),
            ("of Python's own client, without a store, to the same sink", f"{people / took / base:.2f}"),
            ("CPU time of netral mail, s", f"{cpu:.1f}"),
            ("memory of netral mail, at most, MiB", f"{peak:.0f}"),
            ("memory of the server, at most, MiB", f"{server:.0f}"),
            ("asked for, ms", f"{asked:.0f}"),
            ("the page before, halfway while it is sent, and after, ms", f"{before:.0f}, {half:.0f}, {after:.0f}")]
