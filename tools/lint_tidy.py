"""The clang-tidy rule of tools/lint.py, remembering what was clean.

A file's key is the SHA-256 of what clang-tidy would see of the project: the file, every header of
ours that it includes (generated ones too, wherever the build put them), how it is compiled, and
.clang-tidy itself. A key that was clean once has an empty file of its name in build/lint.
"""
import fnmatch
import glob
import hashlib
import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
FINDING = re.compile(r"^(\S+?):(\d+):\d+: (?:error|warning): (.*)$", re.M)
PROCESSES = 2


class Tidy:
    def __init__(self, tree, is_test):
        self.tree, self.is_test = tree, is_test
        self.build = os.path.join(tree.root, tree.build)
        self.database = os.path.join(self.build, "debug")
        self.config = tree.read(".clang-tidy")
        self.digests = {}  # real path of a file -> (digest of its bytes, names that it includes)

    def commands(self):
        """Source -> its compile command, the build's own folder taken out of it."""
        with open(os.path.join(self.database, "compile_commands.json"), encoding="utf-8") as file:
            entries = json.load(file)
        found = {}
        for entry in entries:
            path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
            found[os.path.relpath(path, self.tree.root)] = entry["command"].replace(entry["directory"], "")
        return found

    def digest(self, path):
        if path not in self.digests:
            try:
                with open(path, "rb") as file:
                    data = file.read()
            except OSError:
                return None
            names = INCLUDE.findall(data.decode("utf-8", "replace"))
            self.digests[path] = (hashlib.sha256(data).hexdigest(), names)
        return self.digests[path]

    def seen_by(self, path):
        """Digests of the file and of all that it includes, however deep; system headers apart."""
        places = [os.path.join(self.tree.root, "src"), os.path.join(self.database, "gen"),
                  *sorted(glob.glob(os.path.join(self.database, "gen", "*", ""))), self.tree.root]
        todo, done = [os.path.join(self.tree.root, path)], {}
        while todo:
            at = todo.pop()
            known = self.digest(at)
            if at in done or known is None:
                continue
            done[at] = known[0]
            todo += [os.path.join(place, name) for name in known[1] for place in [os.path.dirname(at), *places]]
        return sorted(os.path.relpath(p, self.tree.root) + " " + d for p, d in done.items())

    def run(self, path, command):
        key = hashlib.sha256("\n".join([self.config, command, *self.seen_by(path)]).encode()).hexdigest()
        stamp = os.path.join(self.build, "lint", key)
        if os.path.exists(stamp):
            return []
        done = subprocess.run(["clang-tidy-14", "--quiet", "-p", self.database, path], cwd=self.tree.root,
                              capture_output=True, text=True)
        found = FINDING.findall(done.stdout)
        if not found and done.returncode:
            found = [(path, "1", (done.stderr.strip() or "clang-tidy failed").split("\n")[-1])]
        if not found:
            open(stamp, "w", encoding="utf-8").close()
        return [(os.path.relpath(os.path.join(self.database, p), self.tree.root), int(line), text)
                for p, line, text in found]

    def all(self):
        if not os.path.exists(os.path.join(self.database, "compile_commands.json")):
            yield os.path.relpath(self.database, self.tree.root), 1, "has no compile_commands.json: ./test builds it"
            return
        os.makedirs(os.path.join(self.build, "lint"), exist_ok=True)
        commands = self.commands()
        # Not the tests: the analyzer does not know that cmocka's asserts end a case; sanitizers run them.
        paths = [p for p in self.tree.sources if p.startswith("src/") and p.endswith(".c") and not self.is_test(p)
                 and not any(e[0] == "clang-tidy" and fnmatch.fnmatch(p, e[1]) for e in self.tree.exempt)]
        for path in paths:
            if path not in commands:
                yield path, 1, "is not in the build: meson setup --reconfigure finds new files"
        # The long ones first, so that no process is left alone with one at the end.
        paths = sorted((p for p in paths if p in commands), key=lambda p: -len(self.tree.read(p)))
        with ThreadPoolExecutor(PROCESSES) as pool:
            for found in pool.map(lambda p: self.run(p, commands[p]), paths):
                yield from found
