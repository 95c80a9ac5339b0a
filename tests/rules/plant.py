#!/usr/bin/env python3
"""Plants single faults of legal meaning into the shipped rules and asks `netral rules check` for each.

  tests/rules/plant.py NETRAL [--seed N] [--share PART | --all] [--kind KIND]

A fault is one line, or two, changed as a tired writer would: a key dropped, two references of one kind exchanged, a number
of days, a year, a role, the two languages, two labels, an article, a source. Its name (kind, file, row, what was changed) does
not hang on line numbers, and which are drawn is told by a hash of seed and name, so that another change of the rules draws
the same ones. Each that passes is printed, and how many do by kind. NETRAL rules check must be found clean before."""
import argparse
import collections
import concurrent.futures
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
RULES = os.path.join(ROOT, "rules")
# What is tried: law, not how it is shown. Questions, terms, examples, topics and the map of risk say no law.
FOLDERS = ("parts", "regimes", "acts", "calendars", "elections", "")
SKIP = {"open_questions.yaml", "terms.yaml", "examples.yaml", "principles.yaml", "pledge.yaml", "siasn.yaml"}
DROP = {"by_person", "needs", "after", "several", "subjects", "document", "on_behalf", "hand_to", "opens", "stops", "suspends",
        "resumes", "starts", "tracks", "tiers", "decides", "registers", "mode", "replaces", "survives", "twin", "side", "stages",
        "addressee", "levels_below", "contests", "to", "former", "amends"}
REFERENCE = {"to", "waits_for", "document", "actor", "on_behalf", "clock", "office", "tier", "lapse", "phase", "track", "side",
             "kind", "unit", "imposer_id", "examinee_id", "stage", "contest", "addressee", "hand_to"}
DATE = {"from", "to", "date", "due_by", "opens", "closes", "determination", "voting"}
NUMBER = {"n", "days", "months", "months_min", "months_max", "levels_below"}
KEY = re.compile(r"^(\s*(?:- )?)([a-z_]+): (\S.*)$")
INLINE = re.compile(r"\b([a-z_]+): ([^\s,{}\[\]\"][^,{}\[\]\"]*)")
TEXT = re.compile(r"\{id: (\"(?:[^\"\\]|\\.)*\"), en: (\"(?:[^\"\\]|\\.)*\")\}")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")

Fault = collections.namedtuple("Fault", "name kind file changes")  # changes: {line number: new text or None}


def files():
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(RULES, folder))):
            path = os.path.join(folder, name)
            if name.endswith(".yaml") and path not in SKIP:
                yield path


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
        if m and m.group(2) in DROP and "-" not in m.group(1):
            self.plant("drop", n, m.group(2), {n: None})
        if re.match(r"      - \{name: ", line):
            self.plant("drop-field", n, re.match(r"      - \{name: (\w+)", line).group(1), {n: None})

    def change(self, n, line, key, value, values):
        def put(kind, new):
            old = f"{key}: {value}"
            if old in line:
                self.plant(kind, n, f"{key}: {value} -> {new}", {n: line.replace(old, f"{key}: {new}", 1)})
        if key in DATE and DAY.match(value):
            put("year", f"{int(value[:4]) + 1}{value[4:]}")
            put("day", value[:8] + ("12" if value[8:] != "12" else "14"))
        elif key in REFERENCE and len(values[key]) > 1:
            at = values[key].index(value)
            put("reference", values[key][(at + 1) % len(values[key])])
        elif key in NUMBER and re.match(r"-?\d+$", value):
            put("number", str(int(value) + 1))
        elif key == "role" and value == "head":
            put("role", "officer")
        elif key == "required" and value == "true":
            self.plant("drop", n, "required", {n: line.replace("required: true, ", "", 1) if "required: true, " in line else None})

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
            self.plant("article", n, article.group(0), {n: line[:at] + str(int(article.group(1)) + 1) + line[at + len(article.group(1)):]})
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
    done = subprocess.run([netral, "rules", "check", "--rules", rules], capture_output=True, text=True, timeout=60, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{netral} rules check ended with {done.returncode}: {done.stderr[-500:]}")
    return done.returncode == 0


def passes(netral, fault):
    with tempfile.TemporaryDirectory(prefix="netral-plant-") as work:
        rules = os.path.join(work, "rules")
        shutil.copytree(RULES, rules)
        path = os.path.join(rules, fault.file)
        with open(path, encoding="utf-8") as f:
            lines = f.read().split("\n")
        for n, text in fault.changes.items():
            lines[n] = text
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(line for line in lines if line is not None))
        return check(netral, rules)


def share(seed, fault):
    return int.from_bytes(hashlib.sha256(f"{seed} {fault.name}".encode()).digest()[:8], "big") / 2 ** 64


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("netral")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--share", type=float, default=0.02, help="of all faults, how many are tried")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--kind")
    args = parser.parse_args()
    faults = {f.name: f for path in files() for f in Reader(path).read()}
    drawn = [f for f in faults.values() if (args.all or share(args.seed, f) < args.share) and args.kind in (None, f.kind)]
    if not check(args.netral, RULES):
        sys.exit("the rules have a fault before any is planted")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        passed = [f for f, through in zip(drawn, pool.map(lambda f: passes(args.netral, f), drawn)) if through]
    tried, through = (collections.Counter(f.kind for f in some) for some in (drawn, passed))
    for f in passed:
        print(f"passes: {f.name}")
    for kind in sorted(tried):
        print(f"# {kind}: {through[kind]} of {tried[kind]} pass")
    print(f"# {len(passed)} of {len(drawn)} pass, of {len(faults)} that could be planted")


if __name__ == "__main__":
    main()
