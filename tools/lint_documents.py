"""The rule `documents` of tools/lint.py: what a document names is there. A file or folder of the project between
back-quotes exists; an address in docs/prevention.md is a route. A word in capitals stands for a name."""
import re

FILE = re.compile(r"`((?:src|tests|tools|docs|rules|fuzz|bench|gen)/[\w./-]*[\w-])`")
ADDRESS = re.compile(r"`(/[\w./{}-]*)`")
STANDS_FOR = re.compile(r"\b[A-Z]{3,}\b")
ADDRESSED, ROUTES = "docs/prevention.md", "src/http/routes.def"


def documents(tree):
    folders = {path[:at.start()] for path in tree.files for at in re.finditer("/", path)}
    there = folders.union(tree.files)
    routes = set(re.findall(r'^ROUTE\(HTTP_\w+,\s*"([^"]+)"', tree.read(ROUTES), re.M)) if ROUTES in tree.files else set()
    for path in tree.files:
        # a decision tells of its day: docs/adr/
        if not path.endswith(".md") or path.startswith("docs/adr/"):
            continue
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            for named in FILE.findall(line):
                if named not in there and not STANDS_FOR.search(named):
                    yield path, number, f"names {named}, which is not there"
            for address in ADDRESS.findall(line) if path == ADDRESSED else ():
                if address not in routes:
                    yield path, number, f"names {address}, which is no route"
