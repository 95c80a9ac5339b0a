"""The bench's load on a server under ThreadSanitizer: reports from 64 clients, and readers beside them.

What is read: pages, the log's checkpoint, figures, a work list of staff. Amounts are numbers of
requests, so that a slow machine is only slow."""
import json
import os
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import served  # noqa: E402

REPORTS, READS = 1500, 1000
PATHS = ("/", "/log/checkpoint", "/api/v1/health", "/data", "/data/cases.json")
CASES = "/api/v1/cases"


def load(store, program, *words):
    """What bench/load says of its run; empty when it said nothing."""
    done = subprocess.run([program, "--port", str(store.port), "--warm-up", "0", *map(str, words)],
                          capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.stdout else {"said": done.stderr}


def bearer(store):
    said = {"user": "petugas.bawaslu-16.06", "password": next(iter(store.passwords))}
    answer = store.ask("POST", "/api/v1/session", json.dumps(said), served.JSON)
    return f"Authorization: Bearer {answer.json().get('token')}"


def life(tap, store, program):
    engine = "PostgreSQL" if store.db else "SQLite"
    if not tap.check(f"{engine}: a server starts", store.start(now="2024-10-10T08:00:00+07:00"), store.said()[-900:]):
        return
    work = {"reports": ("--path", "/api/v1/reports", "--body", "bench/report.json", "--clients", 64, "--requests",
                        REPORTS, "--receipts")}
    for path in PATHS:
        work[path] = ("--path", path, "--clients", 8, "--requests", READS, "--expect", 200)
    work["cases"] = ("--path", CASES, "--clients", 4, "--requests", READS // 10, "--expect", 200, "--header", bearer(store))
    said, threads = {}, []
    for name, words in work.items():
        threads.append(threading.Thread(target=lambda n=name, w=words: said.update({n: load(store, program, *w)})))
        threads[-1].start()
    for thread in threads:
        thread.join()
    for name in work:
        tap.check(f"{engine}: {name} under load, without an error", said[name].get("errors") == 0, said[name])
    tap.check(f"{engine}: it ends with 0: no race was seen", store.end() == 0, store.said()[-900:])
    done = store.verify()
    tap.check(f"{engine}: the store agrees", done.returncode == 0, done.stdout + done.stderr)


def main(program):
    tap = served.Tap()
    folder, remove = served.scratch("tsan")
    try:
        life(tap, served.Store(folder + "/s").init(), program)
        if os.environ.get("NETRAL_TEST_PG"):
            life(tap, served.postgres(folder + "/pg", os.environ["NETRAL"]).init(), program)
        else:
            tap.skip("the same on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
