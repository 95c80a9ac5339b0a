"""The same by the pages without JavaScript: the right status, a page with a sentence, nothing inner."""
import re
import urllib.parse
import uuid

from lines import FORM

MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}
WORD = "Rahasia Gelatik"


def form(**changes):
    fields = {"kunci": str(uuid.uuid4()), "channel": "report", "election": "pilkada-2024", "region": "16.06",
              "narrative": WORD, "reporter.name": "Siti Kenari", "reporter.address": "Lorong Kenari 9",
              "subjects[0].name": "Bakri Merak", "occurred_on": "2024-10-10", "known_on": "2024-10-10",
              "pernyataan": "1"}
    fields.update(changes)
    return fields


def post(world, path, fields):
    return world.store.ask("POST", path, urllib.parse.urlencode(fields), FORM)


def part(name, value, more=b""):
    return b"--x\r\nContent-Disposition: form-data; name=\"" + name + b"\"" + more + b"\r\n\r\n" + value + b"\r\n"


def refused(world, name, answer, *statuses):
    text = answer.body.decode(errors="replace")
    seen = re.sub(r"<[^>]*>", " ", text)
    world.tap.check(f"page: {name}", answer.status in statuses and "<h1" in text and "<html" in text
                    and not world.inner(seen) and "<script>" not in text.lower(), answer)


def fields(world):
    faults = [("31 February", {"occurred_on": "2024-02-31"}), ("tomorrow", {"occurred_on": "2024-10-15"}),
              ("before the election", {"occurred_on": "2024-01-25"}), ("an unknown region", {"region": "16.99"}),
              ("an unknown act", {"act": "DIS-99"}), ("an unknown election", {"election": "x"}),
              ("no reporter", {"reporter.name": ""}), ("a narrative of 20,001 bytes", {"narrative": "n" * 20001}),
              ("51 subjects", {f"subjects[{n}].name": "x" for n in range(51)}),
              ("a subject far off", {"subjects[9999].name": "x"}),
              ("a script for a place and no date", {"place": "<script>alert(1)</script>", "occurred_on": "x"}),
              ("a script for an act", {"act": "\"><script>alert(1)</script>"})]
    for name, changes in faults:
        answer = post(world, "/lapor/isi", form(**changes))
        refused(world, f"refuses {name}", answer, 422)
        if "narrative" not in changes:
            world.tap.check(f"page: what was typed stands there again after {name}", WORD.encode() in answer.body)
    made = post(world, "/lapor/isi", form())
    code = re.search(rb"\b[0-7][0-9A-Z]{3}(?:-[0-9A-Z]{4}){5}-[0-9A-Z]{2}[0-9A-Z*~$=U]", made.body)
    if world.tap.check("page: a good form is accepted and shows its code", made.status == 200 and code, made):
        world.accepted.append({"receipt_code": code.group(0).decode()})
        world.type(code.group(0).decode())


def bodies(world):
    ask = world.store.ask
    crooked = [("a part that never ends", part(b"narrative", b"abc")[:-2]), ("no part", b""), ("another boundary", b"--y--"),
               ("a part without a name", b"--x\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--\r\n"),
               ("257 parts", part(b"a", b"b") * 257 + b"--x--\r\n"),
               ("headers of 9 KiB in a part", part(b"a", b"b", b"; x=" + b"y" * 9000) + b"--x--\r\n")]
    for name, body in crooked:
        refused(world, f"refuses {name}", ask("POST", "/lapor/isi", body, MULTIPART), 400, 413, 422)
    many = b"".join(part(k.encode(), v.encode()) for k, v in form().items())
    file = part(b"bukti", b"e" * 11000000, b"; filename=\"a.png\"")
    refused(world, "refuses a file of 11 MB", ask("POST", "/lapor/isi", many + file + b"--x--\r\n", MULTIPART), 413)
    for path, body in (("/lapor/isi", b"narrative=%ff%fe"), ("/lapor/isi", b"narrative=%0"), ("/lacak", b"code=%ff"),
                       ("/periksa", b"bundle=%ff"), ("/masuk", b"nama=%00")):
        refused(world, f"{path} refuses {body.decode()}", ask("POST", path, body, FORM), 400, 401, 422)
    for path in ("/lapor/isi", "/lacak", "/periksa", "/masuk"):
        refused(world, f"{path} refuses 300 KB", ask("POST", path, b"a=" + b"n" * 300000, FORM), 400, 413)
        refused(world, f"{path} refuses JSON", ask("POST", path, b"{}", {"Content-Type": "application/json"}), 415)
    for path in ("/tidak-ada", "/wilayah/99", "/en/nothing", "/wilayah/%3Cscript%3E"):
        refused(world, f"has no {path}", ask("GET", path), 404)
    left = world.store.tool("verify", "--data", world.store.folder)
    world.tap.check("page: the store agrees while it is served", left.returncode == 0, left.stdout)


def daily(world):
    """Links of the barometer that nobody made: one answer, whatever is wrong with them."""
    tag = "0" * 32
    told = set()
    for link in ("x", tag, f"16-20241014-{tag}", f"16.06-20241014-{tag}", f"16-20200101-{tag}", f"99-20241014-{tag}", f"16-99999999-{tag}",
                 "16-20241014-" + "F" * 32, "16-20241014-", "-", "a" * 2000, "%3Cscript%3E", "%00", "%ff", "..%2Fk%2Fbarometer"):
        answer = world.store.ask("GET", f"/b/{link}")
        refused(world, f"/b/ opens nothing for {link[:40]}", answer, 404, 400)
        if answer.status == 404 and link != "..%2Fk%2Fbarometer":
            told.add(re.search(rb"<h1[^>]*>(.*?)</h1>", answer.body, re.S)[1])
    world.tap.check("page: and says the same of all", len(told) == 1, told)


def attendance(world):
    """Codes of meetings that nobody made: one answer, by both ways."""
    tag = "0" * 32
    told = set()
    for link in ("x", tag, f"0-{tag}", f"1-{tag}", f"-1-{tag}", f"01-{tag}", f"999999999999999999-{tag}", f"99999999999999999999-{tag}",
                 "1-" + "F" * 32, "1-", "-", "a" * 2000, "%3Cscript%3E", "%ff"):
        for method, body in (("GET", None), ("POST", b"name=Budi&agency=Polda")):
            answer = world.store.ask(method, f"/hadir/{link}?catatan=1", body, FORM if body else None)
            refused(world, f"/hadir/ opens nothing for {link[:40]}, {method}", answer, 404, 400)
            if answer.status == 404:
                told.add(re.search(rb"<h1[^>]*>(.*?)</h1>", answer.body, re.S)[1])
    world.tap.check("page: and says the same of all codes", len(told) == 1, told)


def codes(world):
    answers = [world.store.ask("POST", "/lacak", urllib.parse.urlencode({"code": code}),
                               {**FORM, "X-Forwarded-For": "192.0.2.1"})
               for code in ["0000-0000-0000-0000-0000-0000-000"] * 3 + ["kode saya"] * 160]
    refused(world, "an unknown code is not found", answers[0], 404)
    waits = next((a for a in answers if a.status == 429), answers[-1])  # a slow run earns a try between two
    refused(world, "many codes are told to wait", waits, 429)
    world.tap.check("page: and for how long", int(waits.headers.get("retry-after", "0")) > 0, waits)


def adviser(world):
    ask = world.store.ask
    good = {"siapa": "pns", "apa": "medsos-suka"}
    faults = [("an unknown class", {"siapa": "raja"}), ("markup for a class", {"siapa": "<script>alert(1)</script>"}),
              ("an unknown topic", {"apa": "tidak-ada"}), ("no topic", {"apa": ""}), ("an unknown stage", {"saat": "kemarin"}),
              ("31 February", {"tanggal": "2024-02-31"}), ("a year far off", {"tanggal": "9999-12-31"}),
              ("a day in words", {"tanggal": "besok"}), ("a topic of 3,000 letters", {"apa": "a" * 3000})]
    for name, changes in faults:
        for path in ("/boleh", "/en/may-i"):
            refused(world, f"{path} refuses {name}", ask("GET", f"{path}?" + urllib.parse.urlencode({**good, **changes})), 422)
        api = {"subject": "pns", "topic": "medsos-suka", **{{"siapa": "subject", "apa": "topic", "saat": "election",
                                                             "tanggal": "date"}[k]: v for k, v in changes.items()}}
        answer = ask("GET", "/api/v1/advice?" + urllib.parse.urlencode(api))
        far = changes.get("tanggal") == "9999-12-31"  # a day that exists: what holds then is told
        world.tap.check(f"api: {name}", answer.status == (200 if far else 422) and not world.inner(answer.body.decode()), answer)
    for path in ("/boleh/tidak-ada", "/boleh/DIS-99", "/boleh/%3Cscript%3E", "/boleh/..%2Fk", "/kalender/x.ics",
                 "/kalender/..%2Frules.ics", "/kalender/pilkada-2024"):
        refused(world, f"has no {path}", ask("GET", path), 400, 404)
    for name, body, status in (("nothing", "isi=", 422), ("1,001 letters", "isi=" + "n" * 1001, 422), ("no UTF-8", "isi=%ff", 400),
                               ("a control character", "isi=%01", 422), ("300 KB", "isi=" + "n" * 300000, 413)):
        refused(world, f"/boleh/tanya refuses {name}", ask("POST", "/boleh/tanya", body.encode(), FORM), status, 400)
    for path in ("/k/aturan", "/k/aturan/baris", "/k/aturan/uji"):
        answer = ask("GET", path)
        world.tap.check(f"page: {path} is for officers", answer.status == 303 and "/masuk" in answer.headers["location"], answer)


def run(world):
    for one in (fields, bodies, daily, attendance, codes, adviser):
        one(world)
        world.good(f"a report is accepted after pages' {one.__name__}")
