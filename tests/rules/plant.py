#!/usr/bin/env python3
"""Plants single faults of legal meaning into the shipped rules and asks `netral rules check` for each, which must find it.

  tests/rules/plant.py NETRAL [--seed N] [--share PART | --long] [--kind KIND]

A fault is one line, or two, changed as a tired writer would: a key dropped, two references of one kind exchanged, a number
of days, a year, a role, the two languages, two labels, an article, a source. Its name (kind, file, row, what was changed) does
not hang on line numbers, and which are drawn is told by a hash of seed and name, so that another change of the rules draws
the same ones. Each must be found: by its meaning (what rows, sources and words say of each other) or else by the record of what
was accepted (rules/accepted.txt), which is asked only once nothing else is wrong. Of each kind it prints how many were planted,
found by meaning, and found by the record alone. What meaning cannot know is DECLARED, a kind, or named one by one in alone.txt;
any other slip that only the record finds fails, and one that nothing finds always does. --long fails as well when a kind or a name
stands there that meaning finds. NETRAL rules check must be found clean before, with a record."""
import argparse
import collections
import concurrent.futures
import hashlib
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
RULES = os.path.join(ROOT, "rules")
ALONE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "alone.txt")
# What is tried: law, not how it is shown. Questions, terms, examples, topics and the map of risk say no law.
FOLDERS = ("parts", "regimes", "acts", "calendars", "elections", "")
SKIP = {"open_questions.yaml", "terms.yaml", "examples.yaml", "principles.yaml", "pledge.yaml", "siasn.yaml"}
DROP = {"by_person", "needs", "after", "several", "subjects", "document", "on_behalf", "hand_to", "opens", "stops", "suspends",
        "resumes", "starts", "tracks", "tiers", "decides", "registers", "mode", "replaces", "survives", "twin", "side", "stages",
        "addressee", "levels_below", "contests", "to", "former", "amends", "senders"}
REFERENCE = {"to", "waits_for", "document", "actor", "on_behalf", "clock", "office", "tier", "lapse", "phase", "track", "side",
             "kind", "unit", "imposer_id", "examinee_id", "stage", "contest", "addressee", "hand_to"}
NAMED_BY_ARTICLE = {"acts", "penalties", "imposers"}  # rows called by the article that they rest on
DATE = {"from", "to", "date", "due_by", "opens", "closes", "determination", "voting"}
NUMBER = {"n", "days", "months", "months_min", "months_max", "levels_below"}
KEY = re.compile(r"^(\s*(?:- )?)([a-z_]+): (\S.*)$")
INLINE = re.compile(r"\b([a-z_]+): ([^\s,{}\[\]\"][^,{}\[\]\"]*)")
TEXT = re.compile(r"\{id: (\"(?:[^\"\\]|\\.)*\"), en: (\"(?:[^\"\\]|\\.)*\")\}")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")

# What no checker can know from rows, sources and words: docs/law/format.md, "What the check cannot know". A kind, and why. Of
# these kinds some are found by the record alone; of every other kind all must be found by their meaning.
BLANKS = "which blanks a form has, its annex says"
ONE_PLACE = "a number that stands in one place"
ANOTHER = "the row fits one as well as the other"
DECLARED = {
    "article": "its number lies among those that the source has",
    "article of its id": "of acts of which two alone are called so",
    "day acts": "of an act that cites an instrument whose first day was not read",
    "day authorities": "of what was ordered and is not there yet",
    "day duties": "no instrument of prevention has a first day",
    "day elections determination": "of an election without that stage",
    "day elections opens": "of an election whose first stage is the registration",
    "day instruments": "the day of an instrument that no row begins or ends with",
    "day of a stage": "its calendar alone says it",
    "drop addressee": "the class has one, too",
    "drop after": "a warning without waiting",
    "drop amends": "a law that makes a regulation one, and is called no change",
    "drop contests acts": "a catalogue of all contests",
    "drop document": "a step may make no letter; no other step makes that one",
    "drop needs": "the step alone says what comes before it",
    "drop on_behalf": "an office may act in its own name where another is waited for",
    "drop replaces": "an extension beside what it extends",
    "drop required": "of a field that one or two steps ask for",
    "drop stages acts": "an act that binds on every day",
    "drop senders": "whose pattern a number is, no other row says",
    "drop starts": "a clock that one way alone starts",
    "drop stops": "a clock that runs on to a step that waits for it",
    "drop subjects": "a step for every class",
    "drop survives": "an instrument that ended whole",
    "drop tiers letters": "a letter for every tier",
    "drop tiers parts": "an outcome that leaves the tier open",
    "drop-field letters": BLANKS,
    "drop-field parts": BLANKS,
    "drop-field regimes": BLANKS,
    "drop-field takeovers": BLANKS,
    "number days": ONE_PLACE,
    "number months_max": ONE_PLACE,
    "number months_min": ONE_PLACE,
    "number n": ONE_PLACE + ": another count, how often a step is taken",
    "outcome-labels": "of two names that share their words",
    "reference addressee": ANOTHER,
    "reference clock": ANOTHER,
    "reference document": "another letter of the same series",
    "reference kind": "of a penal article: prison or light imprisonment, its words do not say",
    "reference lapse": "what lapsing does stands in one place",
    "reference office": ANOTHER,
    "reference phase": "of a state beside the way",
    "reference stage": ANOTHER,
    "reference to": "another state of the same phase that waits for the same office",
    "reference track": "of acts of which the catalogue has several branches",
    "reference unit": ONE_PLACE + ": the unit of another count",
    "reference waits_for": "whom no step but one tells",
    "regulation": "of a name that is no row: a decree of several ministers, a guide",
    "role": "who signs for an office: its own rules say it",
    "source": "another copy has the article, too",
    "year duties": "no instrument of prevention has a first day",
    "year instruments": "of a decree on days off, whose year is not in its name",
    "year of a stage": "its calendar alone says it",
}


Fault = collections.namedtuple("Fault", "name kind file changes")  # changes: {line number: new text or None}


def files():
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(RULES, folder))):
            path = os.path.join(folder, name)
            if name.endswith(".yaml") and path not in SKIP:
                yield path


def terminal():
    """The names of all ends."""
    names = set()
    for path in files():
        with open(os.path.join(RULES, path), encoding="utf-8") as f:
            for state in f.read().split("\n  - id: "):
                if "\n    terminal: true" in state.split("\nsteps:")[0]:
                    names.add(state.split("\n")[0])
    return names


TERMINAL = terminal()


class Reader:
    """The faults of one file."""

    def __init__(self, path):
        self.path = path
        with open(os.path.join(RULES, path), encoding="utf-8") as f:
            self.lines = f.read().split("\n")
        self.faults = []
        self.rows = self.row_of_lines()

    def row_of_lines(self):
        """Of each line the row that it stands in: LIST/ID, of a step its name."""
        top, row, rows = "", "", []
        for n, line in enumerate(self.lines):
            if re.match(r"[a-z_]+:", line):
                top, row = line.split(":")[0], ""
            m = re.match(r"  - (?:\{)?(?:id|date|value): \"?([^,}\"\s]+)", line)
            if m:
                row = m.group(1)
                name = next((re.match(r"    name: (\S+)", x) for x in self.lines[n + 1:n + 4]
                             if re.match(r"    name: [a-z_]+$", x)), None)
                row = name.group(1) if name else row
            inner = re.match(r"      - (?:\{)?(?:value|id|name): ([^,}\s]+)", line)
            if inner and "/" in row:
                row = row.split("/")[0]
            if inner:
                row += "/" + inner.group(1)
            elif re.match(r"    \S", line) and "/" in row and not line.startswith("     "):
                row = row.split("/")[0]
            rows.append(f"{top}.{row}")
        return rows

    def group(self):
        """What the file holds: its folder, or its own name."""
        return os.path.dirname(self.path) or self.path.removesuffix(".yaml")

    def where(self, n, key):
        """Of a clock's own length, of a day off: kinds of their own."""
        if self.rows[n].startswith("clocks.") and key in ("n", "unit") and re.match(r"    \w", self.lines[n]):
            return " of a clock"
        return " of a day off" if self.group() == "calendars" and key == "kind" else ""

    def dated(self, n, key):
        """Which day it is: of a stage, or the election's own."""
        if self.group() == "elections":
            return "of a stage" if self.rows[n].startswith("stages.") else f"elections {key}"
        return self.group()

    def ends(self, n):
        """Whether the outcome of that line leads to an end, which stops whatever runs: no stop is missed there."""
        to = next((m.group(1) for x in self.lines[n::-1] for m in [re.match(r"        to: (\S+)$", x)] if m), None)
        return to in TERMINAL

    def plant(self, kind, n, what, changes):
        self.faults.append(Fault(f"{kind} {self.path} {self.rows[n]} {what}", kind, self.path, changes))

    def read(self):
        values = collections.defaultdict(list)
        for n, line in enumerate(self.lines):
            for key, value in self.pairs(line):
                if value not in values[key]:
                    values[key].append(value)
        for n, line in enumerate(self.lines):
            if line.lstrip().startswith("#"):
                continue
            self.drop(n, line)
            for key, value in self.pairs(line):
                self.change(n, line, key, value, values)
            self.languages(n, line)
            self.cite(n, line)
            self.words(n, line)
        self.exchange()
        return self.faults

    @staticmethod
    def pairs(line):
        m = KEY.match(line)
        if m and m.group(3)[0] not in "{[\"|":
            return [(m.group(2), m.group(3))]
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"", lambda q: "\"" * len(q.group(0)), line)
        return [(k, v.strip()) for k, v in INLINE.findall(bare)]

    def drop(self, n, line):
        m = KEY.match(line)
        if m and m.group(2) in DROP and "-" not in m.group(1) and not (m.group(2) == "stops" and self.ends(n)):
            of = f" {self.group()}" if m.group(2) in ("tiers", "contests", "stages") else ""
            self.plant(f"drop {m.group(2)}{of}", n, m.group(2), {n: None})
        if re.match(r"      - \{name: ", line):
            self.plant(f"drop-field {self.group()}", n, re.match(r"      - \{name: (\w+)", line).group(1), {n: None})

    def change(self, n, line, key, value, values):
        def put(kind, new):
            old = f"{key}: {value}"
            if old in line:
                self.plant(kind, n, f"{key}: {value} -> {new}", {n: line.replace(old, f"{key}: {new}", 1)})
        if key in DATE and DAY.match(value):
            put(f"year {self.dated(n, key)}", f"{int(value[:4]) + 1}{value[4:]}")
            put(f"day {self.dated(n, key)}", value[:8] + ("12" if value[8:] != "12" else "14"))
        elif key in REFERENCE and len(values[key]) > 1:
            at = values[key].index(value)
            put(f"reference {key}{self.where(n, key)}", values[key][(at + 1) % len(values[key])])
        elif key in NUMBER and re.match(r"-?\d+$", value):
            put(f"number {key}{self.where(n, key)}", str(int(value) + 1))
        elif key == "role" and value == "head":
            put("role", "officer")
        elif key == "required" and value == "true":
            self.plant("drop required", n, "required", {n: line.replace("required: true, ", "", 1) if "required: true, " in line else None})

    def languages(self, n, line):
        for at, m in enumerate(TEXT.finditer(line)):
            new = line[:m.start()] + "{id: " + m.group(2) + ", en: " + m.group(1) + "}" + line[m.end():]
            if m.group(1) != m.group(2):
                self.plant("languages", n, f"{at} {m.group(1)[:40]}", {n: new})
        m, after = re.match(r"(\s+)id: (\".*\")$", line), re.match(r"\s+en: (\".*\")$", (self.lines + [""])[n + 1])
        if m and after:
            self.plant("languages", n, m.group(2)[:40], {n: f"{m.group(1)}id: {after.group(1)}", n + 1: f"{m.group(1)}en: {m.group(2)}"})

    def cite(self, n, line):
        m = re.search(r"cite: \{.*text: \"((?:[^\"\\]|\\.)*)\"", line)
        if not m:
            return
        article = re.search(r"Ps (\d+)", m.group(1))
        if article:
            at = m.start(1) + article.start(1)
            own = article.group(1) in re.findall(r"\d+", self.rows[n].split("/")[0]) and self.group() in NAMED_BY_ARTICLE
            self.plant("article of its id" if own else "article", n, article.group(0), {n: line[:at] + str(int(article.group(1)) + 1) + line[at + len(article.group(1)):]})
        source = re.search(r"source: \"(M94|W94|M53|M11|M49|M79|M42|D1|D2|D3|D4|D5|D10|F1|G1|G2|G4)\b", line)
        if source:
            new = {"M94": "M53", "M53": "M94", "M11": "M49", "M49": "M11", "D1": "D2", "D4": "D1"}.get(source.group(1), "M42")
            if new != source.group(1) and f"{new}," not in line:
                self.plant("source", n, f"{source.group(1)} -> {new}", {n: line[:source.start(1)] + new + line[source.end(1):]})

    def words(self, n, line):
        """Of a text in one language, or of both, the number of a regulation, a day, a count of days."""
        for name, pattern in (("regulation", r"\b(\d{1,2})/(?:19|20)\d\d"), ("time", r"\b(\d{1,2}) (?:hari|bulan|x 24)"),
                              ("date-in-words", r"\b(\d{1,2}) (?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Ags|Agu|Sep|Okt|Nov|Des)")):
            m = re.search(r"(?:\{|^\s+)id: \"([^\"]*)\"", line)
            hit = re.search(pattern, m.group(1)) if m else None
            if hit:
                at = m.start(1) + hit.start(1)
                self.plant(name, n, hit.group(0), {n: line[:at] + str(int(hit.group(1)) + 1) + line[at + len(hit.group(1)):]})

    def exchange(self):
        """Targets and labels of two outcomes, labels of two states, in each other's place."""
        for kind, pattern in (("targets", r"        (to): (\S+)$"), ("outcome-labels", r"        (label): (\{.*\})$"),
                              ("state-labels", r"    (label): (\{.*\})$")):
            hits = [(n, m) for n, line in enumerate(self.lines) for m in [re.match(pattern, line)] if m]
            for (a, x), (b, y) in zip(hits, hits[1:]):
                one_step = self.rows[a].split("/")[0] == self.rows[b].split("/")[0]
                both_states = self.rows[a].startswith("states.") and self.rows[b].startswith("states.")
                if x.group(2) != y.group(2) and (both_states if kind == "state-labels" else one_step):
                    self.plant(kind, a, f"with {self.rows[b].split('.', 1)[1]}", {a: self.lines[b], b: self.lines[a]})


def check(netral, rules):
    """What found a fault: "meaning", "record"; None: nothing did. And all that was said."""
    done = subprocess.run([netral, "rules", "check", "--rules", rules], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{netral} rules check ended with {done.returncode}: {done.stderr[-500:]}")
    by_record = re.search(r"^rules: \d+ rows, no other fault; \d+ not as accepted$", done.stdout, re.MULTILINE)
    return (None if done.returncode == 0 else "record" if by_record else "meaning"), done.stdout


class Field:
    """Copies of the rules, one for each that plants at a time."""

    def __init__(self, netral, folder):
        self.netral, self.folder, self.own = netral, folder, threading.local()

    def found_by(self, fault):
        if not hasattr(self.own, "rules"):
            self.own.rules = os.path.join(tempfile.mkdtemp(dir=self.folder), "rules")
            shutil.copytree(RULES, self.own.rules)
        path = os.path.join(self.own.rules, fault.file)
        with open(path, encoding="utf-8") as f:
            before = f.read()
        lines = before.split("\n")
        for n, text in fault.changes.items():
            lines[n] = text
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(line for line in lines if line is not None))
        by, said = check(self.netral, self.own.rules)
        if by == "record" and f"/{fault.file}:" not in said and not re.search(r"/accepted\.txt:\d+: .* is gone", said):
            sys.exit(f"found in another file: {fault.name}\n{said}")
        with open(path, "w", encoding="utf-8") as f:
            f.write(before)
        return by


def rank(seed, fault):
    return hashlib.sha256(f"{seed} {fault.name}".encode()).digest()


def draw(faults, args):
    """Of each kind the share, one at least: the first ones by a hash of seed and name."""
    kinds = collections.defaultdict(list)
    for fault in sorted(faults, key=lambda f: rank(args.seed, f)):
        if args.kind in (None, fault.kind):
            kinds[fault.kind].append(fault)
    return [f for _, some in sorted(kinds.items()) for f in some[:len(some) if args.long else math.ceil(args.share * len(some))]]


def alone():
    """The slips that are named one by one."""
    with open(ALONE, encoding="utf-8") as file:
        return {line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")}


def tell(kind, planted, by, whole):
    """A line of TAP for a kind. A declared kind that meaning finds whole is declared no more."""
    declared = kind in DECLARED
    why = []
    if by["record"] > by["named"] and not declared:
        why.append("its meaning passes")
    if by[None]:
        why.append(f"{by[None]} found by nothing")
    if whole and declared and by["meaning"] == planted:
        why.append("all are found by meaning, take it out of DECLARED")
    print(f"{'not ok' if why else 'ok'} plant: {kind}: {planted} planted, {by['meaning']} found by meaning, "
          f"{by['record']} by the record alone{': ' if why else ''}{', '.join(why)}")
    return not why


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("netral")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--share", type=float, default=0.001, help="of each kind, how many are tried; one at least")
    parser.add_argument("--long", action="store_true", help="all of them")
    parser.add_argument("--kind")
    args = parser.parse_args()
    faults = {f.name: f for path in files() for f in Reader(path).read()}
    drawn = draw(faults.values(), args)
    fault, said = check(args.netral, RULES)
    if fault or "all as they were accepted" not in said:
        sys.exit("the rules have a fault, or no record, before any slip is planted")
    with tempfile.TemporaryDirectory(prefix="netral-plant-") as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(zip(drawn, pool.map(Field(args.netral, folder).found_by, drawn)))
    tried = collections.Counter(f.kind for f in drawn)
    by = {kind: collections.Counter(way for f, way in found if f.kind == kind) for kind in tried}
    named = alone()
    for f, way in found:
        if way != "meaning":
            known = f.kind in DECLARED or f.name in named
            print(f"# {'by the record alone' if way else 'passes'}{', declared' if known else ''}: {f.name}")
        if way == "record" and f.name in named:
            by[f.kind]["named"] += 1
    good = all([tell(kind, tried[kind], by[kind], args.long) for kind in sorted(tried)])
    for name in sorted(named - {f.name for f, way in found if way == "record"}) if args.long and not args.kind else []:
        good = False
        print(f"not ok plant: {name} is named in alone.txt, and meaning finds it, or it is no slip any more")
    ways = collections.Counter(way for _, way in found)
    print(f"# {len(drawn)} planted of {len(faults)}: {ways['meaning']} found by meaning, {ways['record']} by the record alone, "
          f"{ways[None]} by nothing")
    sys.exit(not good)


if __name__ == "__main__":
    main()
