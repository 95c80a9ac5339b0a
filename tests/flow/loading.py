"""A roster too large to be answered at once: it loads beside everything else, tells how far it is, and after a
kill -9 in the middle the same file again takes the rest and nobody twice. On both engines."""
import os
import re
import signal
import sys
import tempfile

import served
from roster_page import PAGE, RosterPage, people

ROWS = 20000  # ten batches


def roster(rows):
    lines = [",".join(one) for one in people(rows)]
    bad = [] if rows < 10 else ["Tanpa Nomor,Unit 1,"]
    return "\n".join(["nama,unit kerja,nip", *bad, *lines, ""]).encode()


class Loading(RosterPage):
    def __init__(self, tap, store):
        super().__init__(store)
        self.tap = tap

    def run(self):
        tap, file = self.tap, roster(ROWS)
        answer = self.send(file)
        tap.check("a large file is taken with a page to look at", answer.status == 303 and
                  answer.headers["location"] == PAGE + "?muat=ya", answer)
        self.second(file)
        while self.so_far() == 0:  # until a batch is there
            pass
        self.bar()
        self.store.end(signal.SIGKILL)
        self.store.start()
        while self.so_far() is not None:  # another server may be at it: for ten seconds nobody can tell
            pass
        stopped = re.search(r"stopped on its way.*?([\d,]+) people of it were entered", self.page())
        tap.check("after a kill the page tells how far the file came", stopped, self.page())
        tap.check("the same file is taken again", self.send(file).status == 303)
        tap.check("it goes on where it stopped", (self.so_far() or ROWS) >= int(re.sub(r"\D", "", stopped[1])))
        numbers = self.whole()
        tap.check("its report is that of the whole file, and nobody is entered twice", numbers == [ROWS, 0, 0, 1, ROWS], numbers)
        tap.check("the page that tells of it stands still", "refresh" not in self.last.headers)
        answer = self.send(roster(3))
        tap.check("a small file is answered at once", answer.status == 200 and b"The roster is loaded" in answer.body, answer)
        self.store.end()
        tap.check("the register agrees with the events", self.store.rebuild_check().returncode == 0)
        tap.check("the log agrees with the store", self.store.verify().returncode == 0)

    def bar(self):
        """While it loads: percent, bad rows, and a page that looks again by itself until it is told not to."""
        tap, looks = self.tap, self.look()
        page = looks.body.decode()
        if "<progress" not in page:
            tap.skip("a bar", "the file was loaded by then")
            return
        percent = int(re.search(r'<progress max="100" value="(\d+)"', page)[1])
        tap.check("a bar tells how much of the file is in", 0 <= percent <= 100 and f"{percent}% of the file" in page, page)
        tap.check("rows to be mended are told while it loads", "1 rows are to be mended by now" in page, page)
        tap.check("the page looks again by itself", looks.headers.get("refresh") == "5" and "diam=ya" in page, looks)
        tap.check("and holds still when it is told to", "refresh" not in self.look("?muat=ya&diam=ya").headers)

    def second(self, file):
        """Another one of the same office, while the first is on its way before and after."""
        before, answer, after = self.so_far(), self.send(file), self.so_far()
        if before is None or after is None:
            self.tap.skip("a second file has to wait", "the first was loaded by then")
            return
        self.tap.check("a second file has to wait, and a sentence says so",
                       answer.status == 409 and b"Wait for it" in answer.body, answer)


def main():
    tap = served.Tap()
    program = os.path.abspath(os.environ["NETRAL"])
    for engine in ("sqlite", "postgres"):
        if engine == "postgres" and not os.environ.get("NETRAL_TEST_PG"):
            tap.skip("a large roster on PostgreSQL", "NETRAL_TEST_PG is not set")
            continue
        with tempfile.TemporaryDirectory() as folder:
            where = os.path.join(folder, "data")
            store = served.Store(where, program=program) if engine == "sqlite" else served.postgres(where, program)
            try:
                Loading(tap, store).run()
            finally:
                store.end(signal.SIGKILL)
    return tap.end()


sys.exit(main())
