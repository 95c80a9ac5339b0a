"""A server that is used without a pause: its memory and its descriptors stop growing.

A minute in ./test, half an hour with --long (or NETRAL_SOAK, in seconds): reports with evidence, pages,
the log, wrong codes, clients that leave in the middle. After the first half, when caches and arenas
have their size, the second half may add little. A control leaks on purpose: the limits see it.

What grows with the store by nature is in the file, not in memory. Time only decides how long it is
used: a slow machine does less in it, and the limits hold all the same."""
import os
import socket
import threading
import time

from held import Held, vkey_of
from served import Store, report
from witnesses import until

SECONDS = int(os.environ.get("NETRAL_SOAK", 1800 if os.environ.get("NETRAL_LONG") else 40))
CLIENTS = 6
MORE_KIB, MORE_FILES = 24 * 1024, 16  # what the second half may add: arenas of a rarer mix, no trend
PAGES = ("/", "/en", "/lapor", "/data", "/periksa", "/log/checkpoint", "/log/vkey", "/api/v1/statistics", "/missing")


def used(store):
    """(KiB of memory that is the process's own, open descriptors)."""
    with open(f"/proc/{store.process.pid}/smaps_rollup", encoding="ascii") as file:
        own = sum(int(line.split()[1]) for line in file if line.startswith(("Private_Dirty", "Swap:")))
    return own, len(os.listdir(f"/proc/{store.process.pid}/fd"))


def leave(store):
    """Half a request, and gone; the server has noticed when it hangs up, too."""
    with socket.create_connection(("127.0.0.1", store.port), 60) as line:
        line.sendall(b"POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{\"channel\"")
        line.shutdown(socket.SHUT_WR)
        try:
            while line.recv(4096):
                pass
        except ConnectionResetError:
            pass  # it hung up first


class Use:
    """What many do at once until the time is over."""

    def __init__(self, store):
        self.store, self.until, self.done, self.odd, self.answers = store, 0, 0, [], []

    def one(self, number, turn, line):
        store = self.store
        via = {"X-Forwarded-For": f"10.{turn >> 8 & 255}.{turn & 255}.{number}"}  # one neighbourhood would have to work
        if turn % 4 == 0:
            piece = store.ask("POST", "/api/v1/evidence", os.urandom(20000), {"Content-Type": "image/png", **via}, on=line)
            answer = store.report(report(place=f"Pos {number}", evidence=[piece.json()["id"]]), on=line, **via)
            self.answers = self.answers[-200:] + [answer.body]
            return answer.status == 201
        if turn % 4 == 1:
            leave(store)
            return True
        if turn % 40 == 2:
            return store.track("0000-0000-0000-0000-0000-0000-00", **via).status in (401, 403, 404, 422)
        return store.ask("GET", PAGES[(turn + number) % len(PAGES)], on=line).status in (200, 303, 404)

    def client(self, number):
        line, turn = self.store.connect(), number
        try:
            while time.monotonic() < self.until:
                try:
                    if not self.one(number, turn, line):
                        self.odd.append(turn)
                    turn, self.done = turn + 1, self.done + 1
                except (ConnectionResetError, BrokenPipeError):
                    line.close()  # a kept connection that a busy machine let idle too long; it opens again
        except Exception as why:  # the test's own judgement is below: a client that ended is odd
            self.odd.append(repr(why))
        finally:
            line.close()

    def go_on(self, seconds):
        self.until = time.monotonic() + seconds
        clients = [threading.Thread(target=self.client, args=(n,)) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()


def bounded(before, after):
    return after[0] - before[0] <= MORE_KIB and after[1] - before[1] <= MORE_FILES


def control(tap, store):
    """Connections that are kept open and used for nothing: descriptors grow, and the limit says so."""
    before = used(store)
    kept = [socket.create_connection(("127.0.0.1", store.port), 60) for _ in range(3 * MORE_FILES)]
    for line in kept:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        line.recv(1)
    after = used(store)
    for line in kept:
        line.close()
    tap.check("control: the limit sees 48 descriptors that stay", not bounded(before, after), (before, after))


def run(tap, program, folder):
    store, held = Store(folder + "/soak", None, program).init(), Held()
    try:
        assert store.start(), store.said()
        vkey, use = vkey_of(store), Use(store)
        use.go_on(SECONDS / 2)
        until(lambda: used(store)[1] < 20 + 2 * CLIENTS, 60)
        half, done = used(store), use.done
        use.go_on(SECONDS / 2)
        until(lambda: bounded(half, used(store)), 60)  # what the last clients left is being closed
        end = used(store)
        tap.check(f"used for {SECONDS} s: all {use.done} requests were answered as they should be", not use.odd and done, use.odd[:3])
        tap.check(f"memory and descriptors are bounded: {half[0]} KiB and {half[1]} at half time, {end[0]} KiB and {end[1]} at the end",
                  bounded(half, end), (half, end))
        fault = held.fault(store, vkey, use.answers)
        tap.check(f"the last {len(use.answers)} receipts hold", not fault and use.answers, fault)
        control(tap, store)
        tap.check("it ends well", store.end() == 0, store.said()[-400:])
        done = store.verify()
        tap.check("verify agrees", done.returncode == 0, done.stdout + done.stderr)
    finally:
        store.end(9)
        held.end()
