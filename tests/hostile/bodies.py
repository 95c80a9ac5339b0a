"""What is in a request: JSON, text, dates, ids, sizes, receipt codes, steps of staff."""
import json
import os
import socket
import time
import uuid

from served import JSON, read_answer, report

WORD = "Rahasia Gelatik"  # in every bad text, so that the log can be searched for it
SANITIZED = bool(os.environ.get("ASAN_OPTIONS"))
MORE_KIB = (400 if SANITIZED else 48) * 1024  # freed blocks stay in a sanitizer's quarantine


def text(**changes):
    return json.dumps(report(narrative=WORD, **changes))


def malformed(world):
    store, whole = world.store, text()
    bodies = [
        ("an empty body", b""), ("a body of blanks", b"  \n "), ("not JSON", WORD.encode()),
        ("JSON that stops", whole[:-1].encode()), ("JSON that stops in a text", whole[:60].encode()),
        ("JSON with a tail", whole.encode() + b"{}"), ("a list", b"[" + whole.encode() + b"]"),
        ("a number", b"7"), ("null", b"null"), ("a NUL byte", whole.encode() + b"\0"),
        ("NaN", b'{"channel":NaN}'), ("a comment", b"/* */" + whole.encode()),
        ("single quotes", whole.replace('"', "'").encode()),
        ("a byte order mark", b"\xef\xbb\xbf" + whole.encode()),
        ("UTF-16", whole.encode("utf-16")),
        ("a key twice", whole[:-1].encode() + b',"place":"a"}'),
        ("a key twice in a subject", text(subjects=[]).replace("[]", '[{"name":"a","name":"b"}]').encode()),
        ("a key twice, once escaped", whole[:-1].encode() + b',"pl\\u0061ce":"a"}'),
        ("a text with an escaped NUL", whole[:-1].encode() + b',"act":"a\\u0000b"}'),
        ("half a surrogate pair", whole[:-1].encode() + b',"act":"\\ud800"}'),
        ("arrays nested 1,000 deep", b'{"subjects":' + b"[" * 1000 + b"]" * 1000 + b"}"),
        ("objects nested 1,000 deep", b'{"a":' * 1000 + b"1" + b"}" * 1000),
        ("100,000 brackets that nobody closes", b"[" * 100000),
        ("a number of 100,000 digits", b'{"channel":' + b"9" * 100000 + b"}"),
    ]
    for name, bad in (("a lone continuation byte", b"\x80"), ("a byte that UTF-8 never has", b"\xff"),
                      ("an overlong slash", b"\xc0\xaf"), ("a surrogate in UTF-8", b"\xed\xa0\x80"),
                      ("a code point past the last", b"\xf4\x90\x80\x80"),
                      ("a character cut off", b"\xe2\x82")):
        bodies.append((name, whole.encode().replace(WORD.encode(), WORD.encode() + bad)))
    for name, body in bodies:
        world.problem(f"refuses {name}", store.report(body), 400, 413, 422)
    world.fault("refuses a narrative of 20,001 bytes", store.report(report(narrative="n" * 20001)), "narrative",
                "too_long")
    world.problem("refuses a body of 257 KiB", store.report(report(narrative="n" * 257 * 1024)), 413)
    world.problem("refuses JSON of 20 MB", store.report(b'{"narrative":"' + b"n" * 20000000 + b'"}'), 413)


def fields(world):
    store = world.store
    cases = [
        ("31 February", {"occurred_on": "2024-02-31"}, "occurred_on", "not_a_date"),
        ("29 February of no leap year", {"occurred_on": "2023-02-29"}, "occurred_on", "not_a_date"),
        ("a month 13", {"occurred_on": "2024-13-01"}, "occurred_on", "not_a_date"),
        ("a date of another form", {"occurred_on": "10/10/2024"}, "occurred_on", "not_a_date"),
        ("a date with a tail", {"occurred_on": "2024-10-10T00:00"}, "occurred_on", "not_a_date"),
        ("the year 0", {"occurred_on": "0000-00-00"}, "occurred_on", "not_a_date"),
        ("tomorrow", {"occurred_on": "2024-10-15", "known_on": None}, "occurred_on", "in_future"),
        ("the year 9999", {"occurred_on": "9999-12-31", "known_on": None}, "occurred_on", "in_future"),
        ("a day before the election opened", {"occurred_on": "2024-01-25"}, "occurred_on",
         "before_election"),
        ("known before it happened", {"known_on": "2024-10-09"}, "known_on", "before_occurred"),
        ("an unknown region", {"region": "16.99"}, "region", "unknown"),
        ("a region of another store", {"region": "31"}, "region", "not_served"),
        ("a region that is a path", {"region": "../../etc"}, "region", "unknown"),
        ("a region that is a statement", {"region": "16' OR '1'='1"}, "region", "unknown"),
        ("an unknown act", {"act": "DIS-99"}, "act", "unknown"),
        ("an unknown election", {"election": "pilkada-1999"}, "election", "unknown"),
        ("an unknown channel", {"channel": "fax"}, "channel", "unknown"),
        ("10,000 subjects", {"subjects": [{"name": "x"}] * 10000}, "subjects", "too_many"),
        ("51 witnesses", {"witnesses": [{"name": "x"}] * 51}, "witnesses", "too_many"),
        ("evidence that nobody sent", {"evidence": ["0" * 32]}, "evidence", "unknown"),
        ("evidence that is no id", {"evidence": ["../x"]}, "evidence[0]", "not_an_id"),
        ("a subject without a name", {"subjects": [{"class": "pns"}]}, "subjects[0].name", "required"),
        ("a report without its reporter", {"reporter": None}, "reporter.name", "required"),
        ("a text where a list belongs", {"subjects": WORD}, "subjects", "wrong_type"),
        ("a key that no field has", {"nip": "198001012006041001"}, "nip", "unknown_key"),
        ("a bell in a name", {"reporter": {"name": "Siti\x07"}}, "reporter.name", "control_character"),
        ("a right-to-left override", {"place": "a\u202eb"}, "place", "bidi_control"),
        ("a name of 201 letters", {"reporter": {"name": "S" * 201}}, "reporter.name", "too_long"),
    ]
    for name, changes, field, code in cases:
        world.fault(f"refuses {name}", store.report(report(**changes)), field, code)
    everything = store.report({"channel": "x", "region": "x", "election": "x", "act": "x"})
    world.tap.check("all faults come at once", len(everything.json().get("errors", [])) >= 4, everything)
    world.type("198001012006041001", "16' OR '1'='1", WORD)


def keys(world):
    store = world.store
    for name, key in (("no", None), ("an empty", ""), ("a crooked", "abc"), ("a long", "a" * 5000)):
        headers = dict(JSON, **({} if key is None else {"Idempotency-Key": key}))
        answer = store.ask("POST", "/api/v1/reports", text(), headers)
        world.problem(f"refuses {name} Idempotency-Key", answer, 422)
    key, body = str(uuid.uuid4()), json.dumps(report(narrative=WORD, place="Kunci"))
    first, again = store.report(body, key), store.report(body, key)
    world.tap.check("the same key and body get the same bytes",
                    first.status == again.status == 201 and first.body == again.body, (first, again))
    world.problem("refuses the same key with another body", store.report(body + " ", key), 409)
    world.accepted.append(first.json())
    world.type(first.json().get("receipt_code"))


def same_key_at_once(world):
    """One key from 32 connections, all of them sent before an answer is read, ten times over: some meet
    in one batch of the writer."""
    lines = [socket.create_connection(("127.0.0.1", world.store.port), 60) for _ in range(32)]
    streams, kinds = [line.makefile("rb") for line in lines], set()
    for n in range(10):
        body = json.dumps(report(place=f"Serentak {n}"))
        data = (f"POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                f"Idempotency-Key: {uuid.uuid4()}\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()
        for line in lines:
            line.sendall(data)
        answers = [read_answer(stream) for stream in streams]
        kinds.add((tuple(sorted({a.status for a in answers})), len({a.body for a in answers})))
        world.accepted.append(next((a.json() for a in answers if a.status == 201), {}))
    for line in lines:
        line.close()
    world.tap.check("one key sent by 32 at once is one report, and all are told the same",
                    kinds == {((201,), 1)}, kinds)


def types_and_routes(world):
    store = world.store
    key = {"Idempotency-Key": str(uuid.uuid4())}
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1x",
                 "a" * 3000):
        answer = store.ask("POST", "/api/v1/reports", text(), {"Content-Type": kind, **key})
        if kind.startswith("application/json"):
            continue
        world.problem(f"refuses a report as {kind[:40]}", answer, 400, 415, 431)
    world.problem("knows no such route", store.ask("GET", "/api/v1/nothing"), 404)
    world.problem("knows no such method", store.ask("DELETE", "/api/v1/reports"), 405)
    for path in ("/api/v1/cases/1", "/api/v1/cases", "/api/v1/session"):
        world.problem(f"asks who wants {path}", store.ask("GET", path), 401)
    for token in ("x", "x" * 600, "A" * 43, "\u00e9".encode().decode("latin1")):
        answer = store.ask("GET", "/api/v1/cases", headers={"Authorization": "Bearer " + token})
        world.problem(f"knows no token of {len(token)} bytes", answer, 401)
    for path in ("/log/proof/-1", "/log/proof/99999999999999999999", "/log/proof/x", "/log/tile/0/999",
                 "/log/tile/64/000", "/log/tile/0/000.p/0", "/log/tile/0/000.p/256", "/log/tile/entries/00"):
        world.problem(f"has no {path}", store.ask("GET", path), 400, 404)


def evidence(world):
    store, kind = world.store, {"Content-Type": "image/jpeg"}
    world.problem("refuses evidence of 0 bytes", store.ask("POST", "/api/v1/evidence", b"", kind), 422)
    before = store.peak_kib()
    whole = store.ask("POST", "/api/v1/evidence", b"e" * (10 << 20), kind)
    world.tap.check("takes evidence of 10 MiB", whole.status == 201 and whole.json()["bytes"] == 10 << 20, whole)
    world.problem("refuses evidence of 10 MiB and 1 byte",
                  store.ask("POST", "/api/v1/evidence", b"e" * ((10 << 20) + 1), kind), 413)
    world.problem("refuses evidence of 11 MB", store.ask("POST", "/api/v1/evidence", b"e" * 11000000, kind), 413)

    def pieces():
        piece = b"e" * 1000000
        for _ in range(500):
            yield piece
    world.problem("refuses evidence of 500 MB in chunks",
                  store.ask("POST", "/api/v1/evidence", pieces(), kind), 413)
    world.problem("refuses evidence of 500 MB of a stated length",
                  store.ask("POST", "/api/v1/evidence", pieces(), {**kind, "Content-Length": "500000000"}), 413)
    grown = store.peak_kib() - before
    world.tap.check("holds none of it in memory", grown < MORE_KIB, f"{grown} KiB more")
    left = os.listdir(store.folder + "/blobs/tmp")
    world.tap.check("leaves nothing of it on the disk", not left, left)
    made = world.good("a report with that evidence is accepted", evidence=[whole.json().get("id")])
    world.tap.check("and misses no evidence", "evidence" not in json.dumps(made.get("missing", "evidence")), made)
    world.problem("refuses evidence that another report has",
                  store.report(report(evidence=[whole.json().get("id")])), 409, 422)
    near = {**kind, "X-Forwarded-For": "198.51.100.77"}
    many = []
    while len(many) < 1200 and (not many or many[-1].status == 201):  # a slow run earns a piece now and then
        many.append(store.ask("POST", "/api/v1/evidence", b"many", near))
    world.tap.check("takes four hundred pieces at once from one neighbourhood", len(many) > 400, [a.status for a in many])
    world.problem("and then makes it wait, with the time to wait", many[-1], 429)
    far = store.ask("POST", "/api/v1/evidence", b"far", {**kind, "X-Forwarded-For": "203.0.113.9"})
    world.tap.check("but no other neighbourhood", far.status == 201, far)


def code_times(world, codes, rounds):
    """After each round, the least microseconds of each kind of code so far, asked in turn, each from another
    neighbourhood. What a busy machine adds is never less than nothing, so the least comes near the work itself."""
    took, line, n = {name: [] for name in codes}, world.store.connect(), 0
    for tries in range(rounds * 60):
        for name, code in codes.items():
            n += 1
            headers = {**JSON, "X-Forwarded-For": f"10.{n >> 8}.{n & 255}.1"}
            began = time.perf_counter_ns()
            answer = world.store.ask("POST", "/api/v1/track", json.dumps({"code": code}), headers, on=line)
            took[name].append((time.perf_counter_ns() - began) // 1000)
            if answer.status != 404:
                world.tap.check(f"{name} is not found", False, answer)
        if tries % 60 == 59:
            yield {name: min(times) for name, times in took.items()}
    line.close()


def codes(world):
    store, real = world.store, world.accepted[0]["receipt_code"]
    last = "1" if real[0] == "0" else "0"
    kinds = {
        "a well-formed code that nobody has": "0000-0000-0000-0000-0000-0000-000",
        "a code with a wrong check symbol": "0000-0000-0000-0000-0000-0000-001",
        "a real code with one symbol wrong": last + real[1:],
        "a real code with its last symbol missing": real[:-1],
        "no code at all": "kode saya",
    }
    told = {name: store.track(code, **{"X-Forwarded-For": f"198.51.{n}.9"})
            for n, (name, code) in enumerate(kinds.items())}
    plain = {name: json.dumps({k: v for k, v in a.json().items() if k != "instance"}) for name, a in told.items()}
    for name, answer in told.items():
        world.problem(f"{name} is not found", answer, 404)
    world.tap.check("every wrong code gets the same answer", len(set(plain.values())) == 1, plain)
    for times in code_times(world, kinds, 12):  # codes that take longer by themselves stay apart for ever
        if max(times.values()) <= 1.25 * min(times.values()):
            break
    world.tap.check("every wrong code takes the same time", max(times.values()) <= 1.25 * min(times.values()), times)
    answers = [store.track("0000-0000-0000-0000-0000-0000-000", **{"X-Forwarded-For": f"203.0.113.{n}"})
               for n in range(200)]
    refused = next((a for a in answers if a.status == 429), answers[-1])  # a slow run earns a try between two
    world.problem("many tries from one neighbourhood are told to wait", refused, 429)
    world.tap.check("the first of them are answered", answers[0].status == 404 and answers[5].status == 404)
    for _ in range(30):
        blocked = store.track(real, **{"X-Forwarded-For": "203.0.113.77"})
        if blocked.status == 429:
            break
    world.problem("the right code has to wait there, too", blocked, 429)
    world.tap.check("and is answered from elsewhere",
                    store.track(real, **{"X-Forwarded-For": "198.51.200.1"}).status == 200)


def passwords(world):
    store = world.store
    body = json.dumps({"user": f"pimpinan.bawaslu-{16}", "password": "Salah Sekali 9"})
    world.type("Salah Sekali 9")
    wrong = store.ask("POST", "/api/v1/session", body, JSON)
    nobody = store.ask("POST", "/api/v1/session", body.replace("pimpinan", "tidakada"), JSON)
    world.problem("refuses a wrong password", wrong, 401)
    plain = [{k: v for k, v in a.json().items() if k != "instance"} for a in (wrong, nobody)]
    world.tap.check("an unknown user gets the same answer", plain[0] == plain[1], plain)


def run(world):
    for part in (malformed, fields, keys, same_key_at_once, types_and_routes, evidence, codes, passwords):
        part(world)
        world.good(f"a report is accepted after {part.__name__}")
