#!/usr/bin/env python3
"""docs/authorization.md, made from the one table src/flow/permissions.def and from routes.def.

    tools/authorization.py            writes it
    tools/authorization.py --check    ends with 1 when it is not what would be written

The page is kept in the repository so that a cell that changes is a line in a diff that somebody reads;
tests/matrix holds the served program against the page, not against the table that it was built from."""
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
TABLE, ROUTES, PAGE = 'src/flow/permissions.def', 'src/http/routes.def', 'docs/authorization.md'
SAYS = {'YES': 'yes', 'NO': '403', 'HIDE': '404'}


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return file.read()


def rows_of(text, name):
    """The arguments of each line NAME(...), quotes taken off."""
    for line in re.findall(rf'^{name}\((.*)\)$', text, re.M):
        yield [cell.strip('"') for cell in re.findall(r'"[^"]*"|[^\s,"(]+(?:\([^)]*\))?', line)]


class Table:
    def __init__(self, text=None):
        text = text or read(TABLE)
        self.roles = {row[0]: row[1:] for row in rows_of(text, 'ROLE')}          # id: name, words
        self.relations = {row[0]: row[1:] for row in rows_of(text, 'RELATION')}  # id: name, words
        self.verbs = {row[0]: row[1:] for row in rows_of(text, 'VERB')}          # id: object, verb, event
        self.cells, self.why = {}, {}
        for verb, relation, *answers, why in rows_of(text, 'MAY'):
            if len(answers) != len(self.roles) or (verb, relation) in self.why or verb not in self.verbs \
                    or relation not in self.relations or not set(answers) <= set(SAYS):
                raise SystemExit(f'{TABLE}: MAY({verb}, {relation}, ...) cannot be read')
            self.why[verb, relation] = why
            for role, answer in zip(self.roles, answers):
                self.cells[verb, relation, role] = answer


class Route:
    def __init__(self, row):
        self.method, self.path, self.path_en = row[0].replace('HTTP_', ''), row[1], row[2]
        may = re.fullmatch(r'HTTP_MAY\((\w+)\)', row[3])
        self.verb = may[1] if may else None
        self.public, self.account, self.body = row[3] == 'HTTP_PUBLIC', row[3] == 'HTTP_ACCOUNT', row[4]


def routes():
    return [Route(row) for row in rows_of(read(ROUTES), 'ROUTE')]


def page():
    table, out = Table(), []
    say = out.append
    say('# Who may do what\n')
    say(f'Made from `{TABLE}` and `{ROUTES}` by `tools/authorization.py`: change those, not this. '
        '`src/flow/authorize.c` answers from\nthe same table, and `tests/matrix` asks a served store for every cell.\n')
    say('- **yes**: it is done. **403**: refused. **404**: refused as if there were no such case, so that nobody '
        'learns of one by asking.\n- Whoever is not signed in gets 401 (a page sends them to sign in).\n'
        '- A form without its token gets 403 and changes nothing.\n')
    say('| role | who |\n|---|---|')
    out.extend(f'| {name} | {words} |' for name, words in table.roles.values())
    say('\nWhat the office of whoever asks is to a case; the first that fits:\n\n| office is | meaning |\n|---|---|')
    out.extend(f'| {name} | {words} |' for name, words in table.relations.values())
    for verb, (thing, does, event) in table.verbs.items():
        say(f'\n## {does.capitalize()}: {thing}\n')
        say(f'On record as the event `{event}` of the ledger.\n' if event else 'Leaves no event.\n')
        say('| office is | ' + ' | '.join(name for name, _ in table.roles.values()) + ' | why |')
        say('|---' * (len(table.roles) + 2) + '|')
        for relation, (name, _) in table.relations.items():
            if (verb, relation) in table.why:
                cells = [SAYS[table.cells[verb, relation, role]] for role in table.roles]
                say(f'| {name} | ' + ' | '.join(cells) + f' | {table.why[verb, relation]} |')
    say('\n## Addresses\n\nWhat is asked before the body is read; what a case allows is asked once it is found.\n')
    say('| address | who |\n|---|---|')
    for route in routes():
        who = 'everybody' if route.public else 'whoever is signed in'
        if route.account:
            who += ', while the second factor is still to be set, too'
        if route.verb:
            thing, does, _ = table.verbs[route.verb]
            who = f'{does}: {thing}'
        say(f'| `{route.method} {route.path}` | {who} |')
    return '\n'.join(out) + '\n'


def written():
    """The cells as docs/authorization.md says them, whatever the table says by now."""
    table, cells = Table(), {}
    heads = {f'## {does.capitalize()}: {thing}': verb for verb, (thing, does, _) in table.verbs.items()}
    relations = {name: relation for relation, (name, _) in table.relations.items()}
    answers, verb = {said: answer for answer, said in SAYS.items()}, None
    for line in read(PAGE).splitlines():
        if line.startswith('## '):
            verb = heads.get(line)
        row = [cell.strip() for cell in line.strip('|').split('|')]
        if verb and row[0] in relations:
            for role, said in zip(table.roles, row[1:]):
                cells[verb, relations[row[0]], role] = answers[said]
    return cells


def main(words):
    if words == ['--check']:
        same = read(PAGE) == page()
        if not same:
            print(f'{PAGE} is not what tools/authorization.py writes')
        return 0 if same else 1
    if words:
        print(__doc__)
        return 2
    with open(os.path.join(ROOT, PAGE), 'w', encoding='utf-8') as file:
        file.write(page())
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
