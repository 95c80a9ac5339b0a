#!/usr/bin/env python3
"""What the style guide and the architecture ask for and a compiler does not see.

    tools/lint.py [--root DIR] [--build DIR] [RULE...]

Each rule is a function that yields (path, line, sentence) and is one test in the count. Exemptions:
tools/lint_exempt.txt for whole files, a comment "lint: RULE: why" in the line above for one place.
"""
import argparse
import fnmatch
import os
import re
import subprocess
import sys

from lint_asvs import asvs
from lint_c import read_source
from lint_documents import documents
from lint_tidy import Tidy

FILE_LINES, HEADER_LINES, FUNCTION_LINES, PARAMETERS = 500, 150, 60, 5
TEXT_SUFFIXES = (".c", ".h", ".def", ".py", ".sh", ".mjs", ".js", ".ts", ".css", ".html", ".sql",
                 ".yaml", ".yml", ".md", ".build", ".txt")
IMPURE = {"stdio.h", "time.h", "sys/time.h", "unistd.h", "fcntl.h", "pthread.h", "microhttpd.h",
          "sqlite3.h", "libpq-fe.h", "curl/curl.h"}
# Unsafe or ambiguous wherever they stand.
BANNED = ("strcpy strcat strncpy strncat stpcpy sprintf vsprintf gets strtok atoi atol atoll atof "
          "system popen rand srand random srandom drand48 localtime gmtime asctime ctime mktime alloca "
          "tmpnam tempnam mktemp scanf sscanf fscanf vfork signal usleep sleep bcopy bzero").split()
# Allowed in some rooms alone: rule 13 (surprises come from base/env.h) and 17 (no logging).
BANNED_OUTSIDE = {
    "time": ("base/env.c",), "gettimeofday": ("base/env.c",), "clock_gettime": ("base/env.c", "http/"),
    "randombytes_buf": ("base/env.c",), "getrandom": ("base/env.c",),
    "getenv": ("main.c", "tool/"), "exit": ("main.c", "tool/"),
    "printf": ("main.c", "tool/"), "puts": ("main.c", "tool/"), "perror": ("main.c", "tool/"),
    "fprintf": ("main.c", "tool/", "http/", "base/base.c"), "syslog": ("http/",),
}
SQL = re.compile(r'"\s*(SELECT\s.*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s)')
# Machine paths and the like have no place in a file that others read.
WORDS = re.compile(r"(?<![\w.])/(?:work|root)/|co-authored-by|lorem ipsum", re.I)
LINKER_NAMES = {"_init", "_fini", "__bss_start", "_edata", "_end"}
SKIPPED = ("build", "var", "node_modules", ".git", "__pycache__")


class Tree:
    """The project's files, read once."""

    def __init__(self, root, build):
        self.root, self.build = root, build
        self.files = sorted(self.walk())
        self.texts = {}
        self.sources = {p: read_source(p, self.read(p)) for p in self.files if p.endswith((".c", ".h"))}
        self.exempt = [line.split(None, 2) for line in self.read("tools/lint_exempt.txt").splitlines()
                       if line.strip() and not line.startswith("#")]
        self.rooms = self.read_may_use()

    def walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = [f for f in folders if f not in SKIPPED and not (f == ".git")]
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.root)

    def read(self, path):
        if path not in self.texts:
            try:
                with open(os.path.join(self.root, path), encoding="utf-8", newline="") as file:
                    self.texts[path] = file.read()
            except (OSError, UnicodeDecodeError):
                self.texts[path] = ""
        return self.texts[path]

    def read_may_use(self):
        rooms = {}
        for line in self.read("tools/may_use.txt").splitlines():
            words = line.split("#")[0].split()
            if words:
                rooms[words[0]] = (words[1] == "pure", set(words[2:]) - {"+shown"}, "+shown" in words)
        return rooms

    def allowed(self, rule, path, line):
        if any(e[0] == rule and fnmatch.fnmatch(path, e[1]) for e in self.exempt):
            return True
        source = self.sources.get(path)
        return bool(source) and any(re.search(r"lint: " + rule + r": \w", text) and 0 <= line - at <= 3
                                    for at, text in source.comments)

    def in_src(self):
        return [s for p, s in self.sources.items() if p.startswith("src/")]


def is_test(path):
    name = os.path.basename(path)
    return name.endswith(("_test.c", "_fixture.h", "_sample.h")) or name.startswith("test_")


def room_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "src" else None


def shown_headers(tree, rooms):
    """Headers of pure rooms that a reader of these rooms' headers sees."""
    todo = [p for p in tree.sources if p.endswith(".h") and room_of(p) in rooms]
    seen = set(todo)
    while todo:
        for _, name, quoted in tree.sources[todo.pop()].includes:
            path = "src/" + name
            if quoted and path in tree.sources and path not in seen:
                seen.add(path)
                todo.append(path)
    return {p for p in seen if tree.rooms.get(room_of(p), (False,))[0] and "_internal" not in p}


def may_use(tree):
    table = tree.read("tools/may_use.txt")
    if "# room" in table and table[table.index("# room"):] not in tree.read("ARCHITECTURE.md"):
        yield "ARCHITECTURE.md", 1, "its copy of tools/may_use.txt differs"
    for source in tree.in_src():
        room = room_of(source.path)
        if room is None:
            continue
        if room not in tree.rooms:
            yield source.path, 1, f"the room {room} has no row in tools/may_use.txt"
            continue
        _, uses, shown = tree.rooms[room]
        visible = shown_headers(tree, uses) if shown else set()
        for line, name, quoted in source.includes:
            other = name.split("/")[0]
            if not quoted:
                continue
            if "/" not in name:
                if os.path.exists(os.path.join(tree.root, "src", room, name)):
                    yield source.path, line, f'write "{room}/{name}": headers are named with their room'
            elif other == room:
                continue
            elif other not in uses and "src/" + name not in visible:
                yield source.path, line, f"{room} may not use {other}"
            elif "_internal" in name:
                yield source.path, line, f"{name} belongs to the room {other} alone"


def impure(tree):
    for source in tree.in_src():
        room = room_of(source.path)
        if room not in tree.rooms or not tree.rooms[room][0] or is_test(source.path):
            continue
        for line, name, quoted in source.includes:
            if name in IMPURE or (quoted and name in ("base/env.h", "base/file.h")):
                yield source.path, line, f"the pure room {room} may not include {name}"


def file_size(tree):
    for path, source in tree.sources.items():
        lines, limit = source.text.count("\n"), HEADER_LINES if path.endswith(".h") else FILE_LINES
        if lines > limit:
            yield path, 1, f"{lines} lines, the limit is {limit}"
    for path in tree.files:
        if path.endswith((".py", ".mjs", ".js", ".sql")) and not path.startswith("data/"):
            if tree.read(path).count("\n") > FILE_LINES:
                yield path, 1, f"more than {FILE_LINES} lines"


def function_size(tree):
    for path, source in tree.sources.items():
        for function in source.functions:
            lines = function.last_line - function.line + 1
            if lines > FUNCTION_LINES:
                yield path, function.line, f"{function.name} has {lines} lines, the limit is {FUNCTION_LINES}"


def parameters(tree):
    for path, source in tree.sources.items():
        for function in source.functions:
            if len(function.parameters) > PARAMETERS:
                yield (path, function.line,
                       f"{function.name} takes {len(function.parameters)} parameters, the limit is {PARAMETERS}")


def calls(source, names):
    pattern = r"(?<![\w.>])(" + "|".join(names) + r")\s*\("
    for match in re.finditer(pattern, source.code):
        yield source.line_of(match.start()), match.group(1)


def banned(tree):
    for path, source in tree.sources.items():
        for line, name in calls(source, BANNED):
            yield path, line, f"{name}() is banned"
        if not path.startswith("src/") or is_test(path):
            continue
        for line, name in calls(source, BANNED_OUTSIDE):
            if not path[4:].startswith(BANNED_OUTSIDE[name]):
                yield path, line, f"{name}() has its place in {', '.join(BANNED_OUTSIDE[name])}"


def sql_place(tree):
    for source in tree.in_src():
        if room_of(source.path) != "store":
            for line, text in source.strings:
                if SQL.search(text):
                    yield source.path, line, "SQL stands in store/sql alone"


def globals_(tree):
    for source in tree.in_src():
        if is_test(source.path):
            continue
        for line, text in source.variables if source.path.endswith(".c") else ():
            yield source.path, line, f"a global that is not a const table: {text}"
        for function in source.functions:
            for match in re.finditer(r"\bstatic\b(?![^;={]*\bconst\b)", function.body):
                line = function.line + function.body.count("\n", 0, match.start())
                yield source.path, line, f"a static variable in {function.name}"


def todo(tree):
    mark = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b(?!\s*\(#\d+\))")
    for path in text_files(tree):
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            if mark.search(line):
                yield path, number, "a note for later names its issue: (#12)"


def text_files(tree):
    for path in tree.files:
        script = "." not in os.path.basename(path) and tree.read(path).startswith("#!")
        if (script or path.endswith(TEXT_SUFFIXES)) and not path.startswith(("tests/golden/", "data/")):
            yield path


def whitespace(tree):
    for path in text_files(tree):
        text = tree.read(path)
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip():
                yield path, number, "white space at the end of the line"
            elif "\t" in line and path.endswith((".c", ".h", ".py")):
                yield path, number, "a tab"
        if text and not text.endswith("\n"):
            yield path, text.count("\n") + 1, "no line end at the end of the file"


def words(tree):
    for path in text_files(tree):
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            if WORDS.search(line) and path != "tools/lint.py":
                yield path, number, "a path of one machine, or a word that does not belong here"


def scripts(tree):
    for path in tree.files:
        first = tree.read(path).split("\n", 1)[0] if not path.startswith("data/") else ""
        if first.startswith("#!") and "python" in first or path.endswith(".py"):
            try:
                compile(tree.read(path), path, "exec")
            except SyntaxError as error:
                yield path, error.lineno or 1, f"not Python: {error.msg}"
        elif re.match(r"#!.*\b(ba)?sh\b", first) or path.endswith(".sh"):
            shell = "bash" if "bash" in first or "bash" in tree.read(path).split("\n", 3)[1] else "sh"
            done = subprocess.run([shell, "-n", os.path.join(tree.root, path)], capture_output=True, text=True)
            if done.returncode:
                yield path, 1, done.stderr.strip()


def exemptions(tree):
    for rule, path, *why in tree.exempt:
        if rule not in RULES or not why:
            yield "tools/lint_exempt.txt", 1, f"'{rule} {path}' needs a known rule and a reason"
        elif not any(fnmatch.fnmatch(p, path) for p in tree.files):
            yield "tools/lint_exempt.txt", 1, f"{path} is no file any more"


def clang_format(tree):
    paths = [p for p in tree.sources if not any(e[0] == "clang-format" and fnmatch.fnmatch(p, e[1])
                                                for e in tree.exempt)]
    for at in range(0, len(paths), 50):
        done = subprocess.run(["clang-format-14", "--dry-run", "-Werror", "--ferror-limit=1", *paths[at:at + 50]],
                              cwd=tree.root, capture_output=True, text=True)
        for match in re.finditer(r"^(\S+?):(\d+):\d+: error:", done.stderr, re.M):
            yield match.group(1), int(match.group(2)), "not as clang-format lays it out (clang-format -i)"


def exported(path, *options):
    done = subprocess.run(["nm", "-g", "--defined-only", *options, path], capture_output=True, text=True)
    return {line.split()[-1].split("@")[0] for line in done.stdout.splitlines() if len(line.split()) == 3}


def symbols(tree):
    """A name that a library has too: which of the two a caller gets hangs on the order of linking."""
    debug = os.path.join(tree.root, tree.build, "debug")
    own = exported(os.path.join(debug, "libnetral-core.a"))
    needed = subprocess.run(["ldd", os.path.join(debug, "netral")], capture_output=True, text=True).stdout
    libraries = re.findall(r"=> (/\S+)", needed)
    if not own or not libraries:
        yield os.path.join(tree.build, "debug"), 1, "has no libnetral-core.a and netral: ./test builds them"
    for library in libraries:
        if not re.search(r"/lib(asan|ubsan|tsan)\.", library):
            for name in sorted(own & exported(library, "-D") - LINKER_NAMES):
                yield os.path.basename(library), 1, f"also exports {name}: rename ours"


def clang_tidy(tree):
    yield from Tidy(tree, is_test).all()


RULES = {"may-use": may_use, "impure": impure, "file-size": file_size, "function-size": function_size,
         "parameters": parameters, "banned": banned, "sql-place": sql_place, "globals": globals_,
         "todo": todo, "whitespace": whitespace, "words": words, "scripts": scripts,
         "exemptions": exemptions, "asvs": asvs, "documents": documents, "symbols": symbols,
         "clang-format": clang_format, "clang-tidy": clang_tidy}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser.add_argument("--build", default=os.environ.get("NETRAL_BUILD", "build"))
    parser.add_argument("rules", nargs="*", metavar="RULE", help=" ".join(RULES))
    given = parser.parse_args()
    for rule in given.rules:
        if rule not in RULES:
            parser.error(f"there is no rule {rule}")
    tree = Tree(given.root, given.build)
    failed = 0
    for rule in given.rules or RULES:
        found = sorted({f for f in RULES[rule](tree) if not tree.allowed(rule, f[0], f[1])})
        for path, line, sentence in found:
            print(f"{path}:{line}: {rule}: {sentence}")
        print(("not ok " if found else "ok ") + rule, flush=True)
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
