"""What README tells a stranger to type, typed: each line of "Check us", in both languages, in a folder that has what
./run leaves. A comment behind a line is what it must print, or that it is refused."""
import base64
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from behind import free_port
from served import Tap

PASSWORD = "contoh-netral"  # of every account of a demo
READMES = (("README.md", "## Check us"), ("README.id.md", "## Periksa kami"))
REFUSED = ("refused", "ditolak")


def lines_of(readme, heading):
    """(command, comment) of each indented line below that heading."""
    with open(readme, encoding="utf-8") as file:
        section = re.search(f"^{heading}\n(.*?)^## ", file.read(), re.M | re.S)
    rows = re.findall(r"^ {4}(\S.*)$", section.group(1), re.M) if section else []
    return [tuple(part.strip() for part in (row.split("  # ", 1) + [""])[:2]) for row in rows]


class Stranger:
    """A shell in a fresh folder, and the ./run that it began in another terminal."""

    def __init__(self, folder, program):
        self.folder, self.site, self.witness, self.run = folder, free_port(), free_port(), None
        os.mkdir(folder)
        self.said = open(f"{folder}.run", "w+", encoding="utf-8")
        for name in os.listdir("."):
            if name not in ("build", "var"):
                os.symlink(os.path.abspath(name), f"{folder}/{name}")
        os.makedirs(f"{folder}/build/release")
        os.makedirs(f"{folder}/var")
        os.symlink(program, f"{folder}/build/release/netral")
        self.shell = subprocess.Popen(["bash"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True)

    def placed(self, command):
        return command.replace("127.0.0.1:8080", f"127.0.0.1:{self.site}").replace(
            "127.0.0.1:8090", f"127.0.0.1:{self.witness}")

    def type(self, command):
        """Status and all that the line printed."""
        self.shell.stdin.write(f"{self.placed(command)}\necho \"-- $?\"\n")
        self.shell.stdin.flush()
        told = ""
        for line in self.shell.stdout:
            end = re.fullmatch(r"(.*)-- (\d+)\n", line)
            if end:
                return int(end.group(2)), told + end.group(1)
            told += line
        return -1, told

    def serve(self, command):
        """./run, in the place of the one before; whether it answers."""
        self.end_run()
        self.run = subprocess.Popen(["bash", "-c", f"exec {self.placed(command)} --port {self.site}"], cwd=self.folder,
                                    stdout=self.said, stderr=subprocess.STDOUT)
        signatures = 1 + command.count("--witness")
        for _ in range(1200):  # a demo is made in a minute on a busy machine
            if self.run.poll() is not None:
                return False
            if self.signatures() >= signatures:
                return True
            time.sleep(0.1)
        return False

    def signatures(self):
        """How many the public checkpoint has; 0 while nobody serves it."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.site}/log/checkpoint", timeout=10) as answer:
                return sum(line.startswith("\u2014 ") for line in answer.read().decode().splitlines())
        except (urllib.error.URLError, OSError):
            return 0

    def end_run(self):
        if self.run:
            self.run.terminate()
            self.run.wait()

    def end(self):
        self.end_run()
        self.type("kill %1; wait")
        self.shell.stdin.close()
        self.shell.wait()
        self.said.close()


def follow(tap, stranger, rows):
    """rows: a command, and what is said of it in each language."""
    tap.check("README has commands", len(rows) > 10, rows)
    for command, comments in rows:
        what = f"{command}   # {comments[0]}" if comments[0] else command
        if command.startswith("./test "):
            parts = command.split()[1:]
            tap.check(f"{what}: parts that are there", all(os.path.exists(f"tests/{part}/run.sh") for part in parts))
        elif command.startswith("./run"):
            tap.check(what, stranger.serve(command), "it ended")
        else:
            status, told = stranger.type(command)
            good = status == 0 and all(comment in told for comment in comments)
            tap.check(what, status == 1 if comments == REFUSED else good, (status, told))


def beside(tap, stranger):
    """The secrets are their owner's alone, and officers' keys open as the demo's password says."""
    folder = f"{stranger.folder}/var/demo/contoh"
    open_to_all = [name for name in os.listdir(folder) if os.stat(f"{folder}/{name}").st_mode & 0o077]
    tap.check("what lies beside a demo is its owner's alone", not open_to_all, open_to_all)
    with sqlite3.connect(f"file:{stranger.folder}/var/demo/netral.db?mode=ro", uri=True) as store:
        keys = store.execute("SELECT name, recipient, locked FROM staff_key ORDER BY name").fetchall()
        offices = store.execute("SELECT recipient, wrap FROM office_key").fetchall()
    tap.check("one office has a key", len(offices) == 1, offices)
    for name, recipient, locked in keys:
        files = {"passphrase": PASSWORD, "locked": base64.b64encode(locked).decode(),
                 "wrap": base64.b64encode(offices[0][1]).decode()}
        done = subprocess.run(["node", "tests/readme/unlock.mjs"], input=json.dumps(files), capture_output=True, text=True,
                              check=False)
        tap.check(f"the demo's password opens the key of {name}, and that the office's",
                  done.stdout.split() == [recipient, offices[0][0]], done)
    tap.check("three officers hold the office's key", len(keys) == 3, [key[0] for key in keys])


def people(tap, stranger):
    """A demo's people can be reminded, at a name that reaches nobody (RFC 2606); posts are of their units, one leads each."""
    with sqlite3.connect(f"file:{stranger.folder}/var/demo/netral.db?mode=ro", uri=True) as store:
        rows = store.execute("SELECT office, unit, post, mail FROM civil_servant").fetchall()
    written = [mail for *_, mail in rows if mail]
    tap.check("most people of a demo have an address", len(rows) * 0.8 < len(written) < len(rows), len(written))
    tap.check("nobody's", all(mail.endswith(".example.org") for mail in written))
    leads = [(office, unit, post) for office, unit, post, _ in rows if post in ("Camat", "Kepala dinas", "Direktur")]
    tap.check("each unit is led by one", len(leads) > 100 and len(leads) == len(set(leads)))
    astray = [row for row in leads if (row[2] == "Camat") != row[1].startswith("Kantor Camat")]
    tap.check("a camat leads an office of one, and nobody else does", not astray, astray[:3])


def live(tap, program, folder):
    """Nothing of it in a store that is no demo's."""
    subprocess.run([program, "init", "--data", folder, "--office", "16"], capture_output=True, check=True)
    done = subprocess.run([program, "demo", "--data", folder, "--sealed", "--init-only"], capture_output=True, check=False)
    tap.check("a live store is refused, and gets no secret key", done.returncode == 1 and not os.path.exists(f"{folder}/contoh"),
              done)


def main():
    tap, program = Tap(), os.environ["NETRAL"]
    folder = tempfile.mkdtemp(prefix="netral-readme-")
    try:
        english, indonesian = (lines_of(readme, heading) for readme, heading in READMES)
        tap.check("both languages name the same commands", [c for c, _ in english] == [c for c, _ in indonesian])
        rows = [(command, (said, its)) for (command, said), (_, its) in zip(english, indonesian)]
        stranger = Stranger(f"{folder}/clone", program)
        if tap.check("./run makes a demo and serves it", stranger.serve("./run")):
            follow(tap, stranger, rows)
            beside(tap, stranger)
            people(tap, stranger)
        stranger.end()
        live(tap, program, f"{folder}/live")
    finally:
        shutil.rmtree(folder)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
