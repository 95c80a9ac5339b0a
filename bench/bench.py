"""What the sections of bench/run share: programs, servers, load, tables."""
import csv
import datetime
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, os.environ.get("NETRAL_BUILD", "build"))
OUT = os.path.join(BUILD, "bench")
NETRAL = os.path.join(BUILD, "release", "netral")
BODY = os.path.join(ROOT, "bench", "report.json")
NOW = "2024-10-10T08:00:00+07:00"  # the template's dates lie before it
OFFICE = "16"
OFFICER = "petugas.bawaslu-16.06"  # of the office that the template's reports reach


def run(*words, **more):
    done = subprocess.run(words, cwd=ROOT, text=True, capture_output=True, check=False, **more)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def build():
    os.makedirs(OUT, exist_ok=True)
    install = "install_all run bench; " if os.environ.get("NETRAL_NO_INSTALL") != "1" else ""
    run("bash", "-euc", ". tools/setup.sh; " + install + "build_release")
    flags = "-std=c17 -O2 -D_GNU_SOURCE -Wall -Wextra -Werror".split()
    run("gcc", *flags, "bench/load.c", "-o", f"{OUT}/load")
    core = os.path.join(os.path.dirname(NETRAL), "libnetral-core.a")
    run("gcc", *flags, "-iquote", "src", "bench/rawlog.c", core, "-o", f"{OUT}/rawlog", "-lmicrohttpd", "-lpthread",
        "-lsodium", "-lcrypto", "-lutf8proc", "-lyaml")
    kept = os.path.join(os.path.dirname(NETRAL), "gen/law/libnetral-kept.a")
    for name in ("clocks", "map", "barometer"):
        run("gcc", *flags, "-iquote", "src", f"bench/{name}.c", kept, core, "-o", f"{OUT}/{name}", "-lpthread", "-lsodium",
            "-lcrypto", "-lutf8proc", "-lyaml", "-lsqlite3", "-lpq", "-lm")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Folder:
    """A folder on the disk that the checkout is on: /tmp may be memory, where a sync costs nothing."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="store-", dir=OUT)
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Process:
    """A server that listens; ended when the block ends. started: seconds until it took a connection."""

    def __init__(self, words, port):
        self.words, self.port = words, port

    def __enter__(self):
        begun = time.monotonic()
        self.log = open(os.path.join(OUT, os.path.basename(self.words[0]) + ".log"), "w", encoding="utf-8")
        self.process = subprocess.Popen(self.words, cwd=ROOT, stdout=self.log, stderr=self.log)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - begun > 120:
                    raise SystemExit(f"bench: {self.words[0]} does not listen; see {self.log.name}") from None
                time.sleep(0.001)
        self.started = time.monotonic() - begun
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def memory(self, field="VmRSS"):
        """MiB resident now; VmHWM: at most so far."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(field + r":\s+(\d+)", file.read()).group(1)) / 1024


def make_store(folder, program=NETRAL):
    data = f"{folder}/data-{len(os.listdir(folder))}"
    run(program, "init", "--data", data, "--office", OFFICE, "--test")
    return data


def netral(data, program=NETRAL, now=NOW):
    """now: None: the true clock, as tools have it."""
    port, at = free_port(), ["--now", now] if now else []
    return Process([program, "serve", "--data", data, "--listen", f"127.0.0.1:{port}", *at], port)


def rawlog(folder, reply_bytes, reads=False):
    """reads: each report is read and checked by the same code as the server's, then logged."""
    port = free_port()
    return Process([f"{OUT}/rawlog", str(port), f"{folder}/raw-{reads}.log", "2", str(reply_bytes),
                    *(["rules"] if reads else [])], port)


PERSONNEL, OTHERS, PEOPLE_A_DAY = "bkpsdm-16.06", "bkpsdm-16.07", 999
SIGNERS_MOST = 999996  # of a larger roster the others stand in another agency's


def nip(n):
    """The number of a person who never was; everybody of a day of birth one after the other."""
    born = datetime.date(1966, 1, 1) + datetime.timedelta(days=n // PEOPLE_A_DAY)
    return f"{born:%Y%m%d}1998011{n % PEOPLE_A_DAY + 1:03d}"


def write_roster(path, first, people):
    """A file of so many people, from that number on; a day's at once, as strings are slow to make one by one."""
    end = first + people
    with open(path, "w", encoding="ascii") as file:
        file.write("nama,unit kerja,nip,jabatan\n")
        while first < end:
            day = min(end, (first // PEOPLE_A_DAY + 1) * PEOPLE_A_DAY)
            same = nip(first)[:-3]
            file.write("".join(f"Orang {n},Unit {n % 37},{same}{n % PEOPLE_A_DAY + 1:03d},Staf\n" for n in range(first, day)))
            first = day


def answers(server):
    """What the adviser answers civil servants today on each topic: a form is asked for three of them."""
    topics, said = os.path.join(ROOT, "rules", "topics"), ""
    for name in sorted(os.listdir(topics)):
        with open(os.path.join(topics, name), encoding="utf-8") as file:
            for topic in re.findall(r"^  - id: ([\w-]+)$", file.read(), re.M):
                path = f"/api/v1/advice?subject=pns&topic={topic}&date={datetime.date.today():%Y-%m-%d}"
                said += f"&soal-{topic}={json.loads(get(server, path))['verdict']}"
    return said


def write_forms(folder, data, said):
    """A round that is open now, and a sixth of its people each in forms-16-0 to forms-256-1."""
    closes = datetime.date.today() + datetime.timedelta(days=30)
    opened = run(NETRAL, "pledge", "open", "--data", data, "--office", PERSONNEL, "--closes", f"{closes:%Y-%m-%d}")
    run(NETRAL, "pledge", "people", "--data", data, "--round", opened.split()[1], "--site", "", "--out", f"{folder}/links.csv")
    points = "".join(f"&butir-IKR-{n}=1" for n in range(1, 5)) + said
    with open(f"{folder}/links.csv", encoding="ascii") as file:
        people = list(csv.DictReader(file))
    for at in range(6):
        with open(f"{folder}/forms-{(16, 64, 256)[at % 3]}-{at // 3}", "w", encoding="ascii") as file:
            for person in people[at::6]:
                file.write(f"{person['tautan']} nip={nip(int(person['nama'].split()[1]))}{points}\n")


def load(server, *words):
    done = subprocess.run([f"{OUT}/load", "--port", str(server.port), *map(str, words)], text=True,
                          capture_output=True, check=False)
    if not done.stdout:
        raise SystemExit("bench: load said nothing: " + done.stderr)
    return json.loads(done.stdout)


class Beside:
    """Reports that so many clients send all the time while the block runs; got: what load said of them."""

    def __init__(self, server, clients):
        self.words = [f"{OUT}/load", "--port", str(server.port), "--path", "/api/v1/reports", "--body", BODY,
                      "--clients", str(clients), "--seconds", "3600", "--warm-up", "0", "--until-closed"]

    def __enter__(self):
        self.process = subprocess.Popen(self.words, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_):
        self.got = json.loads(self.process.communicate()[0])  # closes its standard input


def post_reports(server, clients, seconds, receipts):
    return load(server, "--path", "/api/v1/reports", "--body", BODY, "--clients", clients, "--seconds", seconds,
                *(["--receipts"] if receipts else []))


def processor_us(server):
    """Time that a server and the processes it started spent on the processor so far."""
    spent, parents = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                words = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(name)], spent[int(name)] = int(words[1]), int(words[11]) + int(words[12])

    def is_of(pid):
        return pid == server.process.pid or (pid in parents and is_of(parents[pid]))
    return sum(spent[pid] for pid in spent if is_of(pid)) * 1000000 // os.sysconf("SC_CLK_TCK")


def post_one(server):
    """One report, and how many bytes its answer has."""
    with open(BODY, encoding="utf-8") as file:
        body = file.read().replace("{n}", "0").encode()
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1/reports", body,
                                     {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return len(answer.read())


def get(server, path, headers=None):
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers=headers or {})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


def median(values):
    return sorted(values)[len(values) // 2]


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"
