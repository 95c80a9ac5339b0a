#!/usr/bin/env python3
"""Figures move with the tick (docs/adr/0061), on both engines: nobody who asks again and again for all that is public
sees between two ticks that somebody reported or signed; the next tick shows it, on all servers of the store."""
import csv
import os
import re
import signal
import sys
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "flow")]
import check
from offices import bearer
from served import REGION, Store, Tap, postgres, scratch
from witnesses import until

NEVER, OFFICER = "86400", "petugas.bawaslu-16.06"
LATER = "2126-10-02T09:00:00+07:00"  # rounds of pledges are opened by the world's clock
PUBLIC = ("/", "/en/", "/data", "/en/data", f"/data?wilayah={REGION}", "/data?tindakan=unknown", "/peta", "/en/map",
          "/peta?angka=ditangani", "/peta/indeks", f"/peta/indeks?wilayah={REGION}", f"/wilayah/{REGION}", "/wilayah/16",
          "/en/region/16", "/data/cases.csv", "/data/cases.json", "/data/index.csv", "/data/index.json", "/ikrar", "/en/pledge",
          "/log/checkpoint", "/log/web", "/log/offices", "/api/v1/health")


def seen(store, paths=PUBLIC):
    return {path: store.ask("GET", path).body for path in paths}


def moved(before, after):
    return sorted(path for path in before if before[path] != after[path])


def received(store):
    rows = list(csv.DictReader(store.ask("GET", "/data/cases.csv").body.decode().splitlines()))
    return rows[0]["count"]


def reports(store, n):
    answers = [store.report() for _ in range(n)]
    assert all(a.status == 201 for a in answers), answers
    return answers


def daily_link(store):
    """The barometer's, of the province: who has it needs no account."""
    who = bearer(store, "petugas.bawaslu-16", store.users["petugas.bawaslu-16"])
    page = store.ask("GET", "/k/barometer?wilayah=16", headers=who).body.decode()
    fields = {"csrf": re.search(r'name="csrf" value="(\w+)"', page)[1], "wilayah": "16"}
    answer = store.ask("POST", "/k/barometer", urllib.parse.urlencode(fields),
                       {**check.FORM, "Origin": f"http://127.0.0.1:{store.port}", **who})
    return "/b/" + re.search(r"tautan=([^&#]+)", answer.headers["location"])[1]


def between(tap, store, name):
    began = time.monotonic()
    tap.check(f"{name}: it starts", store.start("--log-tick", NEVER, now="2024-10-14T08:00:57+07:00"), store.said()[-300:])
    paths = (*PUBLIC, daily_link(store))
    before = seen(store, paths)
    tap.check(f"{name}: all of it is there", all(store.ask("GET", path).status == 200 for path in paths))
    until(lambda: time.monotonic() > began + 4)  # another minute, which a page could name
    for n in range(3):
        reports(store, 3)
        tap.check(f"{name}: {3 * n + 3} reports later nobody sees one of them", not moved(before, seen(store, paths)),
                  moved(before, seen(store, paths)))
    desk = bearer(store, OFFICER, store.users[OFFICER])
    officer = store.ask("GET", "/data", headers=desk)
    tap.check(f"{name}: an officer sees on it what everybody does", b">9<" not in officer.body and officer.status == 200)
    work = store.ask("GET", "/api/v1/cases", headers=desk)
    tap.check(f"{name}: and the cases themselves on the list of work", len(work.json().get("cases", [])) == 9, work)
    store.end(signal.SIGKILL)
    tap.check(f"{name}: killed, it starts again", store.start("--log-tick", NEVER), store.said()[-300:])
    after = seen(store)
    before = {path: before[path] for path in PUBLIC}
    wanted = {"/", "/en/", "/data", "/en/data", "/peta", "/en/map", f"/wilayah/{REGION}", "/data/cases.csv", "/data/cases.json",
              f"/data?wilayah={REGION}", "/peta?angka=ditangani", "/log/checkpoint"}
    tap.check(f"{name}: with the tick of its start all of it moves", wanted <= set(moved(before, after)),
              wanted - set(moved(before, after)))
    tap.check(f"{name}: and counts them", received(store) == "9", received(store))
    for path, words in (("/", b"Angka per 14 Okt 2024, "), ("/en/data", b"Figures as of 14 Oct 2024, "),
                        (f"/wilayah/{REGION}", b"Angka per 14 Okt 2024, "), ("/ikrar", b"Angka per 14 Okt 2024, ")):
        tap.check(f"{name}: {path} says of when", words in after[path], after[path][-1500:])
    store.end()
    tap.check(f"{name}: a start without growth", store.start("--log-tick", NEVER), store.said()[-300:])
    tap.check(f"{name}: shows the same", not moved(after, seen(store)), moved(after, seen(store)))
    store.end()
    tap.check(f"{name}: on the next day, without growth", store.start("--log-tick", NEVER, now="2024-10-15T08:00:00+07:00"),
              store.said()[-300:])
    page = store.ask("GET", "/data").body
    tap.check(f"{name}: figures are of that day", b"Angka per 15 Okt 2024, " in page, page[-1500:])
    store.end()
    tap.check(f"{name}: without ticks", store.start("--log-tick", "0", now="2024-10-15T08:00:00+07:00"), store.said()[-300:])
    reports(store, 1)
    tap.check(f"{name}: a report is counted at once", received(store) == "10" and
              b"Keadaan per 15 Oktober 2024." in store.ask("GET", "/").body, received(store))
    store.end()
    agreed = store.rebuild_check()
    tap.check(f"{name}: rebuild agrees", agreed.returncode == 0, agreed.stdout + agreed.stderr)


def ticking(tap, store, name):
    """Each second: what a report adds is seen within some ticks, without a start."""
    tap.check(f"{name}: it starts with ticks of a second", store.start("--log-tick", "1"), store.said()[-300:])
    was = int(received(store))
    reports(store, 5)
    tap.check(f"{name}: a tick shows what came", until(lambda: received(store) == str(was + 5)), received(store))
    store.end()


def two_servers(tap, store, name):
    """One ticks; the other, which does not, shows the same bytes."""
    other = Store(store.folder, store.db, store.program)
    other.users = store.users
    other.log = store.log + "2"
    try:
        tap.check(f"{name}: two servers start", store.start("--log-tick", NEVER) and other.start("--log-tick", NEVER),
                  store.said()[-300:] + other.said()[-300:])
        before = seen(store)
        tap.check(f"{name}: they show the same", not moved(before, seen(other)), moved(before, seen(other)))
        reports(other, 5)
        tap.check(f"{name}: neither shows what came to one", not moved(before, seen(other)) and not moved(before, seen(store)))
        store.end()
        tap.check(f"{name}: one starts anew, and ticks", store.start("--log-tick", NEVER), store.said()[-300:])
        after = seen(store)
        tap.check(f"{name}: both show it", "/data/cases.csv" in moved(before, after) and not moved(after, seen(other)),
                  moved(after, seen(other)))
    finally:
        other.end(9)
        store.end()


def pledges(tap, store, name):
    """Whoever signs sees it at once; the coverage of agencies moves with the tick."""
    roster, out = store.folder + ".csv", store.folder + ".links.csv"
    with open(roster, "w", encoding="utf-8") as rows:
        rows.write("nama,unit kerja,nip\n")
        rows.writelines(f"Orang {n},Dinas Satu,19660801198803{n:04d}\n" for n in range(1001, 1013))
    for words in (["roster", "import", roster, "--office", "bkpsdm-16.06"],
                  ["pledge", "open", "--office", "bkpsdm-16.06", "--opens", "2126-10-01", "--closes", "2126-10-10"]):
        done = store.tool(*words, *store.where())
        assert done.returncode == 0, done.stderr
    number = re.search(r"\b(\d+)\b", done.stdout)[1]
    done = store.tool("pledge", "people", *store.where(), "--round", number, "--site", "", "--out", out)
    assert done.returncode == 0, done.stderr
    tap.check(f"{name}: it starts with a round", store.start("--log-tick", NEVER, now=LATER), store.said()[-300:])
    paths = ("/ikrar", "/en/pledge", "/ikrar?wilayah=16")
    before = seen(store, paths)
    tap.check(f"{name}: nobody has signed", b"0 / 12" in before["/ikrar"], before["/ikrar"][-1500:])
    with open(out, encoding="utf-8") as rows:
        people, owns = list(csv.DictReader(rows))[:6], {}
    for person in people:
        nip = f"19660801198803{person['nama'].split()[1]}"
        page = store.ask("GET", person["tautan"]).body.decode()
        fields = check.form(store, person["tautan"], page, {"nip": nip})
        answer = store.ask("POST", person["tautan"], urllib.parse.urlencode(fields), check.FORM)
        own = store.ask("GET", person["tautan"]).body
        tap.check(f"{name}: {person['nama']} signs and sees it", answer.status == 303 and b"Ikrar sudah ditandatangani" in own,
                  answer)
        owns[person["tautan"]] = own
    tap.check(f"{name}: nobody else does", not moved(before, seen(store, paths)))
    tap.check(f"{name}: and no signer sees that others signed", not moved(owns, seen(store, owns)), moved(owns, seen(store, owns)))
    store.end()
    tap.check(f"{name}: the next tick", store.start("--log-tick", NEVER, now=LATER), store.said()[-300:])
    tap.check(f"{name}: shows six", b"6 / 12" in store.ask("GET", "/ikrar").body)
    store.end()


def story(tap, make, name, folder):
    store = make(folder)
    try:
        between(tap, store, name)
        ticking(tap, store, name)
        if store.db:
            two_servers(tap, store, name)
    finally:
        store.end(9)
    store = make(folder + ".pledges")
    try:
        pledges(tap, store, name)
    finally:
        store.end(9)


def main():
    tap = Tap()
    folder, remove = scratch("figures")
    try:
        story(tap, lambda at: Store(at).init(), "SQLite", folder + "/sqlite")
        if os.environ.get("NETRAL_TEST_PG"):
            story(tap, lambda at: postgres(at, os.environ["NETRAL"]).init(), "PostgreSQL", folder + "/pg")
        else:
            tap.skip("figures on PostgreSQL", "no cluster: NETRAL_TEST_PG is not set")
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
