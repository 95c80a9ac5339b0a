"""`netral roster import` that is killed again and again goes on where it was, and at its end tells what a run that nobody
killed tells: the same counts, the same lines of who moved from another agency. On both engines."""
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile

import served

HOME, ABOVE = "bkpsdm-16.06", "bkpsdm-16"
ROWS, MOVED = 16000, 300  # eight batches
KILLS = (20, 45, 70)  # percent of the file


def roster(first, rows):
    lines = [f"Orang Contoh {n},Unit {n % 7},19660801{1988 + n // 11988}{1 + n // 999 % 12:02}1{1 + n % 999:03}"
             for n in range(first, first + rows)]
    return "\n".join(["nama,unit kerja,nip", "Tanpa Nomor,Unit 1,", *lines, ""])


class Killed:
    def __init__(self, tap, store, folder):
        self.tap, self.store, self.folder = tap, store, folder
        store.init()

    def words(self, file, office):
        return ["roster", "import", os.path.join(self.folder, file), *self.store.where(), "--office", office, "--lang", "en"]

    def whole(self, file, office, out=subprocess.PIPE):
        return subprocess.run([self.store.program, *self.words(file, office)], stdout=out, stderr=subprocess.PIPE,
                              text=True, timeout=600, check=False)

    def kill_at(self, percent):
        """Kills an import once its bar says so; what it had said, and its last percent."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([self.store.program, *self.words("home.csv", HOME)], stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        said, shown = "", -1
        while shown < percent:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # it ended
                break
            said += piece.decode()
            shown = max([int(n) for n in re.findall(r"(\d+)% of the file", said)], default=-1)
        process.send_signal(signal.SIGKILL)
        status = process.wait(300)
        os.close(ours)
        return said, shown, status

    def run(self, undisturbed):
        """The report of an import that was killed; of one that was not, when undisturbed is None."""
        tap, behind = self.tap, 0
        headless = self.whole("headless.csv", ABOVE)
        tap.check("what is no roster says so, and keeps nobody out", headless.returncode == 1 and "names the columns" in headless.stderr, headless)
        first = self.whole("above.csv", ABOVE)
        assert "New: 300." in first.stdout, first
        for percent in KILLS if undisturbed else ():
            said, shown, status = self.kill_at(percent)
            tap.check(f"killed at {percent}%, with a bar", status == -signal.SIGKILL and percent <= shown < 100 and "[#" in said, (said, status))
            went_on = re.search(r"going on behind (\d+) people", said)
            tap.check("it went on behind what it had", (int(went_on[1]) if went_on else 0) >= behind, said)
            tap.check("and began at nothing only once", bool(went_on) == (behind > 0), said)
            behind = max(behind + 1, int(went_on[1]) if went_on else 1)
        if undisturbed:
            with open("/dev/full", "w", encoding="ascii") as full:
                self.whole("home.csv", HOME, full)
        last = self.whole("home.csv", HOME)
        if undisturbed:
            tap.check("the report of a killed import is that of one that nobody killed", last.stdout == undisturbed.stdout,
                      (last.stdout[-600:], undisturbed.stdout[-600:]))
        again = self.whole("home.csv", HOME)
        tap.check("the same file again changes nothing", f"As before: {ROWS}.\nThe same file as before" in again.stdout, again)
        tap.check("the register agrees with the events", self.store.rebuild_check().returncode == 0)
        return last


def main():
    tap = served.Tap()
    program = os.path.abspath(os.environ["NETRAL"])
    for engine in ("sqlite", "postgres"):
        if engine == "postgres" and not os.environ.get("NETRAL_TEST_PG"):
            tap.skip("a killed import on PostgreSQL", "NETRAL_TEST_PG is not set")
            continue
        with tempfile.TemporaryDirectory() as folder:
            for file, first, rows in (("above.csv", 200, MOVED), ("home.csv", 0, ROWS)):
                with open(os.path.join(folder, file), "w", encoding="ascii") as out:
                    out.write(roster(first, rows))
            with open(os.path.join(folder, "headless.csv"), "w", encoding="ascii") as out:
                out.write("Orang Contoh,Unit 1,1001\n")
            told = None
            for name in ("whole", "killed"):
                where = os.path.join(folder, name)
                store = served.Store(where, program=program) if engine == "sqlite" else served.postgres(where, program)
                told = Killed(tap, store, folder).run(told)
            tap.check("who moved is told by line", "home.csv:203: moved here from another agency" in told.stdout and
                      f"From another agency: {MOVED}." in told.stdout, told.stdout[:900])
    return tap.end()


sys.exit(main())
