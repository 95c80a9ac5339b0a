"""The rule `asvs` of tools/lint.py: docs/asvs.csv answers each requirement of OWASP ASVS 5.0, levels 1 and 2
(tools/asvs_ids.txt), once; what it says is met names files that are there and a test that would fail. The row
R15 of docs/reliability.md gives the figures of that table.

A file is `path` or `path#Heading`: then the document has that heading. A requirement that asks for a document
names this rule as its test: it fails when the heading goes."""
import csv
import io
import re

COLUMNS = ["id", "level", "asks", "applies", "state", "how", "file", "test"]
STATES = {("yes", "met"), ("yes", "not met"), ("no", "")}
TABLE, IDS, SELF = "docs/asvs.csv", "tools/asvs_ids.txt", "tools/lint_asvs.py"
FIGURES, ROW = "docs/reliability.md", "| R15 |"


def parts(cell):
    return [part for part in cell.split("; ") if part]


def headings(text):
    return set(re.findall(r"^#+ (.+?)\s*$", text, re.M))


def faults(row, level, tree):
    """Sentences about one row."""
    if row["level"] != level:
        yield f"is of level {level}"
    if (row["applies"], row["state"]) not in STATES:
        yield "applies is yes or no; state is met or not met where it applies, else empty"
    if len(row["asks"]) < 5 or len(row["how"]) < 3:
        yield "says in a few words what is asked and how it is met, or why not"
    for place in parts(row["file"]):
        path, _, heading = place.partition("#")
        if path not in tree.files:
            yield f"{path} is no file"
        elif heading and heading not in headings(tree.read(path)):
            yield f'{path} has no heading "{heading}"'
    for test in parts(row["test"]):
        if test not in tree.files or not re.search(r"^tests/|_test\.c$", test) and test != SELF:
            yield f"{test} is no test"
    if row["state"] == "met" and not (parts(row["file"]) and parts(row["test"])):
        yield "what is met names a file, and a test that would fail"
    if SELF in parts(row["test"]) and "#" not in row["file"]:
        yield f"{SELF} tests headings alone: name one"


def figures(rows, tree):
    """Where a document says otherwise how many requirements apply and are met."""
    said = (f"of {len(rows)} requirements {sum(row['applies'] == 'yes' for row in rows)} apply, "
            f"{sum(row['state'] == 'met' for row in rows)} are met with a test, "
            f"{sum(row['state'] == 'not met' for row in rows)} are not met")
    for line, text in enumerate(tree.read(FIGURES).splitlines(), 1):
        if text.startswith(ROW) and said not in text:
            yield FIGURES, line, f'the table says: "{said}"'


def asvs(tree):
    if IDS not in tree.files:
        return
    levels = dict(line.split() for line in tree.read(IDS).splitlines() if line and not line.startswith("#"))
    reader = csv.DictReader(io.StringIO(tree.read(TABLE)), strict=True)
    if reader.fieldnames != COLUMNS:
        yield TABLE, 1, "begins with the columns " + ",".join(COLUMNS)
        return
    seen, rows = set(), []
    for row in reader:
        rows.append(row)
        line = reader.line_num
        if None in row or None in row.values():
            yield TABLE, line, f"has not {len(COLUMNS)} cells"
        elif row["id"] not in levels:
            yield TABLE, line, f"{row['id']} is no requirement of levels 1 and 2"
        elif row["id"] in seen:
            yield TABLE, line, f"{row['id']} came before"
        else:
            seen.add(row["id"])
            for sentence in faults(row, levels[row["id"]], tree):
                yield TABLE, line, f"{row['id']}: {sentence}"
    for missing in levels:
        if missing not in seen:
            yield TABLE, 1, f"{missing} is missing"
    yield from figures(rows, tree)
