"""What the tests went through, as gcov counted it: count.py [--failed] BUILD [FILE...]

A branch counts once both of its ways do; gcc makes one of every condition, also inside of && and ||. One
kind is left out, by one rule: a line that begins with assert( has a way out that no test may take, since
it ends the process, and that no input opens (HACKING.md: what the programmer promised). Whatever else
aborts is counted. Lines of a file are those that gcc made code of.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys

ASSERTION = re.compile(r'\s*assert\(')


class File:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.text = [''] + file.read().splitlines()
        self.lines = collections.Counter()  # line: how often
        self.branches = {}                  # line: how often each way

    def add(self, line):
        number = line['line_number']
        self.lines[number] += line['count']
        ways = [branch['count'] for branch in line['branches']]
        if ways and not ASSERTION.match(self.text[number]):
            before = self.branches.get(number, [0] * len(ways))
            self.branches[number] = [a + b for a, b in zip(before, ways)] if len(before) == len(ways) else ways

    def count(self):
        ways = [way for line in self.branches.values() for way in line]
        return (sum(n > 0 for n in self.lines.values()), len(self.lines), sum(n > 0 for n in ways), len(ways))

    def missing(self):
        for number in sorted(self.lines):
            ways = self.branches.get(number, [])
            if not self.lines[number] or 0 in ways:
                yield number, ways, self.text[number]


def read(build):
    files, here = {}, os.getcwd()
    notes = sorted(glob.glob(os.path.join(build, 'libnetral-*.a.p', 'src_*.gcno')))
    for first in range(0, len(notes), 40):
        done = subprocess.run(['gcov', '--json-format', '--stdout', '--branch-probabilities',
                               *(os.path.relpath(note, build) for note in notes[first:first + 40])],
                              cwd=build, capture_output=True, text=True, check=True)
        for text in done.stdout.splitlines():
            for one in json.loads(text)['files']:
                path = os.path.relpath(os.path.join(build, one['file']), here)
                if path.startswith('src/') and path.endswith('.c'):
                    file = files.setdefault(path, File(path))
                    for line in one['lines']:
                        file.add(line)
    return files


def per_cent(part, whole):
    return 100.0 if not whole else 100.0 * part / whole


def floors():
    with open('tests/coverage/floors.txt', encoding='utf-8') as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                place, *without, least = line.split()
                yield place, [path.removeprefix('-') for path in without], float(least)


def sum_of(files, place, without=()):
    counts = [file.count() for path, file in files.items()
              if (path == place or (place[-1] == '/' and path.startswith(place))) and path not in without]
    return [sum(column) for column in zip(*counts)] or [0, 0, 0, 0]


def main(words):
    failed = '--failed' in words
    build, *shown = [word for word in words if word != '--failed']
    files = read(build)
    print(f'# {"":24}{"lines":>16}{"branches":>20}')
    for room in sorted({path.split('/')[1] for path in files}):
        lines, all_lines, ways, all_ways = sum_of(files, f'src/{room}/')
        print(f'# {"src/" + room + "/":24}{lines:6}/{all_lines:<6}{per_cent(lines, all_lines):5.1f} %'
              f'{ways:8}/{all_ways:<6}{per_cent(ways, all_ways):5.1f} %')
    passed, bad = 0, int(failed)
    for place, without, least in floors():
        ways, all_ways = sum_of(files, place, without)[2:]
        good = all_ways > 0 and per_cent(ways, all_ways) >= least and all(path in files for path in without)
        passed, bad = passed + good, bad + (not good)
        name = ' without '.join([place, ' and '.join(without)] if without else [place])
        print(f'{"ok" if good else "not ok"} {name}: {ways} of {all_ways} branches, '
              f'{per_cent(ways, all_ways):.2f} %, at least {least:.0f} %')
    for path in sorted(files):
        if any(path == word or (word[-1] == '/' and path.startswith(word)) for word in shown):
            for number, ways, text in files[path].missing():
                print(f'# {path}:{number}: {" ".join(map(str, ways)) or "never"}: {text.strip()}')
    print(f'passed={passed} failed={bad}')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
