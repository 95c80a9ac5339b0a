"""Runs tests/flow/stories/*.story, each on a store of its own, and holds the engines to the same result.

A line of a story is a verb and its words (quoted as in a shell); # begins a comment.

  now TIME                           the server starts (again) with its clock there
  report NAME [key=value ...]        files a report; key= sets a field ("reporter.name=", "drop=place");
                                     agency= and class= are the subject's, office= the one that is to hold it,
                                     others=pppk,kades reports more persons of these classes
  complain USER NAME [key=value ...] hands in a complaint that came through SBT; USER - is nobody
  again NAME [as=USER] [key=value ...] sends it once more under the same Idempotency-Key: byte for byte the same
  evidence NAME TEXT                 uploads TEXT; a later report takes it with evidence=NAME
  act USER NAME STEP [field=value ...]  takes a step; required fields that are not given are filled in;
                                     track=REGIME: of a procedure that runs beside; outcome=a,b: a set;
                                     persons=0,2: for these of the reported persons alone
  identity USER NAME [name=WHO]      opens who reported
  track NAME [key=value ...]         by receipt code
  expect NAME key=value ...          state, terminal, registration, holder, office, missing=a,b, steps=a,b, open (clocks),
                                     from: the office whose tasks were taken over
  clock NAME ID [running=yes|no] [due=DAY] [due_early=DAY] [start=DAY]
  proposes USER NAME STEP [N=TRACK ...]  what is proposed for each person (0 the first): a branch of law, or why none is
  fits USER NAME STEP [N=OUTCOME,OUTCOME ...]  which outcomes of the step fit what is proposed for each person
  moved USER [NAME=CLOCK/WAS/DUE ...]  the work list's deadlines that moved unseen, by the filter and by the marks
  tracks NAME [ID=STATE/N,N ...]     the procedures beside the case's own: their states and the persons of each, if not all
  offers USER NAME step,step         exactly these steps are offered; step* is offered but blocked
  lists USER NAME,NAME               the work list holds exactly these cases
  reads USER NAME                    that user may read the case
  tasks USER NAME                    that user sees what a takeover needs of it, and nobody's name
  refuse STATUS PROBLEM VERB ...     the verb is refused with this status and public name
  holiday DAY NAME N                 netral holidays: the rules from now on have this day off; N deadlines would change
  holder ROLE OFFICE DAY             one row more in authorities.yaml: the office has the role from that day on
  recount N [at=TIME] [handed=M] [--dry-run]  netral recount: N deadlines change, M cases are handed on; from then on
                                     it is TIME; the server is stopped, "now" starts it again
  page USER PATH [has=TEXT] [lacks=TEXT]  what a page says to that user, - to anybody; tags are left out, a file's name stands behind; PATH case:NAME
                                     is that case's page, en:NAME the English one, over:NAME the one to take its tasks over, round:NAME a round
  week OFFICE 5|6                    netral office week, while the server runs
  roster OFFICE ROW[;ROW...] [says=WORDS]  netral roster import, while the server runs: rows "name,unit,nip",
                                     a post behind it, and a grade behind that
  round NAME OFFICE OPENS CLOSES [asks=GROUPS]  netral pledge open; of everybody, or of these groups
  unit NAME UNIT PLEDGED/PEOPLE      netral pledge units says so of a unit; - of one that it does not name
  sign NAME PERSON STATUS [nip=NIP] [points=N] [has=TEXT]  the person's page, and what it answers to the form
  activity NAME USER STATUS [field=value ...]  records a prevention activity by the page's form; partners=a,b; a name
                                     that is known sends its form again
  mend NAME USER STATUS [field=value ...]  corrects it; version=N: as if seen then; shows=, hides= as of a meeting
  attach NAME USER STATUS            corrects it by one more file, a PDF
  file NAME USER STATUS              asks for the file that was attached last
  withdraw NAME USER STATUS [REASON] withdraws it
  call NAME USER STATUS [field=value ...]  calls a meeting by the page's form; invited=a,b; all=a,b; follows=NAME
  meeting NAME USER STATUS hasil|janji|batal [field=value ...]  its minutes, one commitment, or cancels it
                                     version=N: as if seen then; shows=TEXT, hides=TEXT: what the answer holds,
                                     markup and all
  commitments NAME N                 so many stand on the meeting's page
  done NAME USER STATUS WHAT [HOW]   the commitment that begins so is reported as done; shows=, hides=
  erase NAME ASKER AGREER            netral erase ask and agree, with the server stopped; then it starts again
  keep NAME ASKER AGREER WORDS       the same is refused, with these words
  gone NAME                          its code, its page and its key answer 410; its leaf is still proved
"""
import csv
import glob
import html
import json
import os
import re
import shlex
import shutil
import sys
import urllib.parse
import uuid

import check
import engines
from activities import FORM, Activities, Wrong, pairs_of, same

HERE = os.path.dirname(os.path.abspath(__file__))
BASE = {
    'channel': 'report', 'election': 'pilkada-2024', 'region': '16.06', 'act': 'DIS-04', 'occurred_on': '2024-10-12',
    'known_on': '2024-10-12', 'place': 'Lapangan Sekayu', 'narrative': 'Ikut kampanye dengan baju dinas.',
    'subjects': [{'class': 'pns', 'name': 'Fulan bin Contoh', 'position': 'Kepala seksi', 'agency': 'Dinas Contoh'}],
    'reporter': {'name': 'Pelapor Contoh', 'address': 'Jalan Contoh 1, Sekayu', 'phone': '0812 0000 0000'},
}


class Story(Activities):
    def __init__(self, store, folder):
        self.rules = os.path.join(folder, 'rules')
        self.store, self.cases, self.pieces, self.seen, self.now = store, {}, {}, [], None
        self.rounds, self.links, self.activities, self.daily = {}, {}, {}, ''  # by name: number; by name and person: address

    # --- asking ---
    def ask(self, method, path, body=None, headers=None, expected=(200, 201)):
        answer = self.store.ask(method, path, body, headers)
        if answer.status not in expected:
            raise Refused(answer)
        return answer

    def case(self, name, user=None):
        known = self.cases[name]
        user = user or 'petugas.' + known['office']
        return self.ask('GET', f"/api/v1/cases/{known['answer']['case']}", None, self.store.token(user)).json()

    # --- verbs ---
    def do_now(self, time):
        self.now = time
        self.store.serve(time)

    def do_evidence(self, name, text):
        self.pieces[name] = self.ask('POST', '/api/v1/evidence', text.encode()).json()

    def body_of(self, words, body):
        body = json.loads(json.dumps(body))
        for key, value in pairs_of(words):
            if key == 'drop':
                body.pop(value, None)
            elif key == 'class':
                body['subjects'][0]['class'] = value
            elif key == 'others':
                body['subjects'] += [{'class': one, 'name': f'Terlapor {one}'} for one in value.split(',')]
            elif key in ('agency', 'position'):
                body['subjects'][0][key] = value
            elif key == 'evidence':
                body['evidence'] = [self.pieces.get(piece, {'id': piece})['id'] for piece in value.split(',')]
            elif '.' in key:
                outer, inner = key.split('.')
                body[outer][inner] = value
            else:
                body[key] = value
        return body

    def send(self, key, body, user=None):
        who = self.store.token(user) if user else {}
        return self.ask('POST', '/api/v1/reports', body, {'Idempotency-Key': key, **who}, (201,))

    def do_complain(self, user, name, *words):
        self.do_report(name, 'channel=complaint', *words, user=user if user != '-' else None)

    def do_report(self, name, *words, user=None):
        office = [word[7:] for word in words if word.startswith('office=')]
        body = self.body_of([word for word in words if not word.startswith('office=')], BASE)
        key = str(uuid.uuid4())
        answer = self.send(key, body, user)
        office = office[0] if office else 'bawaslu-' + body['region']
        self.cases[name] = {'office': office, 'body': body, 'key': key, 'bytes': answer.body, 'answer': answer.json()}
        self.record(name)

    def do_again(self, name, *words):
        known = self.cases[name]
        user = ([word[3:] for word in words if word.startswith('as=')] + [None])[0]
        words = [word for word in words if not word.startswith('as=')]
        answer = self.send(known['key'], self.body_of(words, known['body']), user)
        if not words:
            same(answer.body, known['bytes'], 'the second answer')

    def filled(self, case, step, given, track=''):
        """The fields of an offered step, those that are missing made up; None: it is not offered."""
        for action in case['actions']:
            if action['name'] != step or action.get('track', '') != track:
                continue
            made = {'text': 'Catatan uji.', 'date': self.now[:10], 'datetime': self.now, 'bool': False, 'int': 1}
            for field in action['fields']:
                if field['required'] and field['name'] not in given:
                    one = field.get('options', [''])[0]
                    made['list'] = [one] if field.get('multiple') else one
                    given[field['name']] = made[field['type']]
                elif field['type'] in ('bool', 'int') and field['name'] in given:
                    given[field['name']] = json.loads(given[field['name']])
        return given

    def do_act(self, user, name, step, *words):
        given = dict(pairs_of(words))
        case = self.case(name)
        version = int(given.pop('version', case['version']))
        track = given.pop('track', '')
        if ',' in given.get('outcome', ''):
            given['outcome'] = given['outcome'].split(',')
        try:
            offered = self.case(name, user)
        except Refused:  # does not read it; may still take its tasks over
            seen = self.store.ask('GET', f"/api/v1/cases/{case['id']}/takeover", None, self.store.token(user))
            offered = seen.json() if seen.status == 200 else {'actions': []}
        persons = {'persons': [int(n) for n in given.pop('persons').split(',') if n]} if 'persons' in given else {}
        body = {'version': version, **persons, 'fields': self.filled(offered, step, given, track)}
        query = f'?track={track}' if track else ''
        self.ask('POST', f"/api/v1/cases/{case['id']}/actions/{step}{query}", body, self.store.token(user), (200,))
        self.record(name)

    def do_identity(self, user, name, *words):
        path = f"/api/v1/cases/{self.cases[name]['answer']['case']}/identity"
        found = self.ask('POST', path, {'reason': 'Undangan klarifikasi.'}, self.store.token(user)).json()
        for key, value in pairs_of(words):
            same(found.get(key), value, key)

    def do_track(self, name, *words):
        code = self.cases[name]['answer']['receipt_code'] if name in self.cases else name
        found = self.ask('POST', '/api/v1/track', {'code': code}).json()
        if 'Pelapor' in json.dumps(found):
            raise Wrong('tracking shows who reported')
        for key, value in pairs_of(words):
            same(self.shown(found, key), value, key)

    @staticmethod
    def shown(case, key):
        if key == 'terminal':
            return 'yes' if case['terminal'] else 'no'
        if key == 'steps':
            return ','.join(line['step'] for line in case['timeline'][1:])
        if key == 'missing':
            return ','.join(case['report']['missing'])
        if key == 'from':
            return case['takeover']['from']
        if key == 'open':
            return ','.join(sorted(clock['id'] for clock in case['clocks'] if clock['running']))
        return str(case[key])

    def do_expect(self, name, *words):
        case = self.case(name)
        for key, value in pairs_of(words):
            same(self.shown(case, key), value, key)

    def do_clock(self, name, clock, *words):
        found = [c for c in self.case(name)['clocks'] if c['id'] == clock]
        if not found:
            raise Wrong(f'no clock {clock}')
        for key, value in pairs_of(words):
            got = found[-1].get(key, 'usual')
            same(('yes' if got else 'no') if key == 'running' else str(got), value, key)

    def do_proposes(self, user, name, step, *words):
        found = [action for action in self.case(name, user)['actions'] if action['name'] == step]
        if not found:
            raise Wrong(f'{step} is not offered')
        got = [f"{one.get('subject', '-')}={one['track'] or one['reason']}" for one in found[0].get('proposals', [])]
        same(got, list(words), 'proposals')

    def do_fits(self, user, name, step, *words):
        found = [action for action in self.case(name, user)['actions'] if action['name'] == step]
        got = [f"{one['subject']}={','.join(one['outcomes'])}" for one in found[0]['proposals']]
        same(got, list(words), 'outcomes that fit')

    def do_moved(self, user, *words):
        token, names = self.store.token(user), {known['answer']['case']: name for name, known in self.cases.items()}
        for query in ('', '?moved=true'):
            rows = self.ask('GET', '/api/v1/cases' + query, None, token).json()['cases']
            got = [f"{names[row['id']]}={moved['clock']}/{moved['was_due']}/{moved['due']}"
                   for row in rows for moved in [row.get('moved')] if moved and row['holder']]
            same(sorted(got), sorted(words), f'deadlines that moved {query}')
            same(query and len(rows), query and len(words), 'rows')

    def do_tracks(self, name, *words):
        got = [f"{track['id']}={track['state']}" + ''.join('/' + ','.join(map(str, track[key])) for key in ('subjects',) if key in track)
               for track in self.case(name)['tracks']]
        same(got, list(words), 'tracks')

    def do_offers(self, user, name, *steps):
        got = {action['name'] + ('*' if action['blocked_by'] else '') for action in self.case(name, user)['actions']}
        same(sorted(got), sorted(steps[0].split(',')) if steps else [], 'offers')

    def do_lists(self, user, *names):
        page = self.ask('GET', '/api/v1/cases', None, self.store.token(user)).json()['cases']
        want = [self.cases[name]['answer']['case'] for name in names[0].split(',')] if names else []
        same(sorted(row['id'] for row in page), sorted(want), 'cases')

    def do_reads(self, user, name):
        self.case(name, user)

    def do_tasks(self, user, name):
        path = f"/api/v1/cases/{self.cases[name]['answer']['case']}/takeover"
        told = self.ask('GET', path, None, self.store.token(user)).body.decode()
        for person in [self.cases[name]['body']['reporter'], *self.cases[name]['body']['subjects']]:
            if person['name'] in told:
                raise Wrong('a person is named')

    def do_refuse(self, status, problem, *rest):
        try:
            self.do(rest)
        except Refused as refused:
            same(str(refused.answer.status), status, 'status')
            same(refused.answer.json()['type'], f'/problems/{problem}', 'problem')
            return
        raise Wrong('it was not refused')

    def own_rules(self):
        if not self.store.rules:
            shutil.copytree('rules', self.rules)
            self.store.rules = ['--rules', self.rules]

    def do_holder(self, role, office, day):
        self.own_rules()
        cite = '{text: "Peraturan contoh", source: GK, read: GK, confidence: low, verified: false}'
        with open(os.path.join(self.rules, 'authorities.yaml'), 'a', encoding='utf-8') as file:
            file.write(f'  - {{id: next-{day}, role: {role}, office: {office}, from: {day}, cite: {cite}}}\n')

    def do_holiday(self, day, name, count):
        self.own_rules()
        with open(os.path.join(self.rules, 'calendars', f'holidays-{day[:4]}.yaml'), encoding='utf-8') as file:
            lines = file.read().splitlines()
        lines.append(f'  - {{date: {day}, kind: joint_leave, name: "{name}"}}')
        days = sorted(line for line in lines if line.startswith('  - {date:'))
        decree = os.path.join(os.path.dirname(self.rules), 'decree.yaml')
        with open(decree, 'w', encoding='utf-8') as file:
            file.write('\n'.join([line for line in lines if line not in days] + days) + '\n')
        said = self.store.tool('holidays', decree, *self.store.where, '--now', self.now)
        same(re.search(r'(\d+) days? differ', said)[1], '1', 'days that differ')
        same(re.search(r'(\d+) deadlines? (?:was|were|would be) counted anew', said)[1], count, 'deadlines that would change')

    def do_recount(self, count, *options):
        self.store.stop()
        said_so = dict(pairs_of([word for word in options if '=' in word]))
        self.now = said_so.get('at', self.now)
        flags = [word for word in options if '=' not in word]
        said = self.store.tool('recount', *self.store.where, '--now', self.now, *flags)
        same(re.search(r'(\d+) deadlines? (?:was|were|would be) counted anew', said)[1], count, 'recounted')
        same(re.search(r'(\d+) cases? (?:was|were|would be) handed on', said)[1], said_so.get('handed', '0'), 'handed on')

    def do_page(self, user, path, *words):
        who = None if user == '-' else self.store.token(user)
        for head, address in (('case:', '/k/perkara/'), ('en:', '/en/k/case/'), ('over:', '/k/ambil-alih/')):
            if path.startswith(head):
                path = address + self.cases[path[len(head):]]['answer']['case']
        if path.startswith('round:'):
            path = '/k/ikrar/' + self.rounds[path[len('round:'):]]
        if path.startswith('activity:'):
            path = self.activities[path[len('activity:'):]]['path']
        answer = self.ask('GET', path.replace('LINK', self.daily), None, who, (200,))
        text = html.unescape(re.sub(r'<[^>]*>', '', answer.body.decode())) + answer.headers.get('content-disposition', '')
        for kind, wanted in pairs_of(words):
            if (wanted in text) != {'has': True, 'lacks': False}[kind]:
                raise Wrong(f'{path}: {kind}={wanted}: the page says otherwise')

    def do_week(self, office, days):
        self.store.tool('office', 'week', *self.store.where, '--office', office, '--week', days)
        said = self.store.tool('office', 'list', *self.store.where, '--office', office)
        same(said.split('\t')[:2], [office, days], 'week')

    def do_roster(self, office, rows, *words):
        file = os.path.join(os.path.dirname(self.rules), 'roster.csv')
        with open(file, 'w', encoding='utf-8') as out:
            out.write('\n'.join(['nama,unit kerja,nip,jabatan,golongan', *rows.split(';'), '']))
        said = self.store.tool('roster', 'import', file, *self.store.where, '--office', office, '--lang', 'en')
        for _, wanted in pairs_of(words):
            if wanted not in said:
                raise Wrong(f'roster: {said!r}, expected {wanted!r}')

    def do_user(self, name, office, role):
        self.store.passwords[name] = 'seekor gajah menari di alun-alun'
        self.store.tool('user', 'add', *self.store.where, '--name', name, '--office', office, '--role', role,
                        '--password-stdin', typed=self.store.passwords[name] + '\n')

    def do_round(self, name, office, opens, closes, *words):
        asks = [word for _, groups in pairs_of(words) for word in ('--asks', groups)]
        said = self.store.tool('pledge', 'open', *self.store.where, '--office', office, '--opens', opens, '--closes', closes, *asks)
        self.rounds[name] = re.match(r'Round (\d+) ', said).group(1)

    def do_unit(self, name, unit, count):
        said = self.store.tool('pledge', 'units', *self.store.where, '--round', self.rounds[name])
        found = {line.split('\t')[1]: line.split('\t')[0] for line in said.splitlines()}
        same(found.get(unit, '-'), count, f'signatures of {unit}')

    def link(self, name, person):
        """The address that a new list of the round's people has for one who has not signed; kept for later."""
        if (name, person) not in self.links:
            file = os.path.join(os.path.dirname(self.rules), f'{uuid.uuid4().hex}.csv')
            self.store.tool('pledge', 'people', *self.store.where, '--round', self.rounds[name], '--site', '', '--out', file)
            with open(file, encoding='utf-8') as rows:
                for row in csv.DictReader(rows):
                    self.links[(name, row['nama'])] = row['tautan']
        return self.links[(name, person)]

    def do_sign(self, name, person, status, *words):
        given = dict(pairs_of(words))
        path = self.link(name, person)
        form = check.form(self.store, path, self.ask('GET', path, None, None, (200,)).body.decode(), given)
        answer = self.store.ask('POST', path, urllib.parse.urlencode(form), FORM)
        same(str(answer.status), status, f'{person} signs')
        page = answer if status != '303' else self.store.ask('GET', path)
        if given.get('has', '') not in html.unescape(page.body.decode()):
            raise Wrong(f'{person} signs: {page.body.decode()[-2000:]!r} has no {given["has"]!r}')

    def erase(self, name, asker, agreer):
        self.store.stop()
        self.store.erase(self.cases[name]['answer']['case'], asker, agreer)

    def do_erase(self, name, asker, agreer):
        self.erase(name, asker, agreer)
        self.do_now(self.now)

    def do_keep(self, name, asker, agreer, words):
        try:
            self.erase(name, asker, agreer)
        except RuntimeError as why:
            if words not in str(why):
                raise Wrong(f'refused with {why}, expected {words!r}') from None
        else:
            raise Wrong('it was erased')
        self.do_now(self.now)

    def do_gone(self, name):
        known = self.cases[name]
        for method, path, body, headers in (
                ('POST', '/api/v1/track', {'code': known['answer']['receipt_code']}, {}),
                ('POST', '/api/v1/reports', known['body'], {'Idempotency-Key': known['key']}),
                ('GET', f"/api/v1/cases/{known['answer']['case']}", None, self.store.token('petugas.' + known['office']))):
            same(self.store.ask(method, path, body, headers).status, 410, f'{method} {path}')
        self.ask('GET', f"/log/proof/{known['answer']['case']}")

    def do(self, words):
        verb = getattr(self, f'do_{words[0]}', None)
        if not verb:
            raise Wrong(f'no verb {words[0]}')
        verb(*words[1:])

    def record(self, name):
        """What both engines must agree on: all of the case but instants and ids that are drawn."""
        case = self.case(name)
        for line in case['timeline']:
            line.pop('at')
        for piece in case['report']['evidence']:
            piece.pop('id')
        case['shown'].pop('at')
        self.seen.append(case)

    # --- at the end ---
    def verify(self, folder):
        """The store agrees with itself and with what it told the world; a sentence if not."""
        vkey = self.store.ask('GET', '/log/vkey').body.decode().strip()
        for number, known in enumerate(self.cases.values()):
            answer, path = known['answer'], os.path.join(folder, f'receipt-{number}.json')
            bundle = {'netral': 'receipt/v1', 'case': answer['case'], 'number': answer['number'],
                      'vkey': vkey, **answer['receipt']}
            with open(path, 'w', encoding='utf-8') as file:
                json.dump(bundle, file)
            self.store.tool('verify', '--receipt', path, '--vkey', vkey)
        self.store.tool('verify', '--url', self.store.url, '--vkey', vkey)
        self.store.stop()
        self.store.tool('rebuild', *self.store.where, '--check')
        self.store.tool('verify', *self.store.where)


class Refused(Exception):
    def __init__(self, answer):
        super().__init__(f'{answer.status} {answer.body.decode(errors="replace")[:400]}')
        self.answer = answer


def lines_of(path):
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            words = shlex.split(line, comments=True)
            if words:
                yield number, words


def run(path, store, folder):
    """(transcript, None) or (None, what went wrong)."""
    story, number = Story(store, folder), 0
    try:
        for number, words in lines_of(path):
            story.do(words)
        number = 'end'
        story.verify(folder)
        return story.seen, None
    except (Wrong, Refused, RuntimeError, KeyError) as why:
        return None, f'{os.path.basename(path)}:{number}: {type(why).__name__}: {why}'
    finally:
        store.stop()


def on_engine(engine, path):
    with engines.store_on(engine) as (store, folder):
        return run(path, store, folder)


def main(names):
    passed = failed = 0
    for path in sorted(glob.glob(os.path.join(HERE, 'stories', '*.story'))):
        if names and os.path.basename(path)[:-6] not in names:
            continue
        told = {}
        for engine in engines.ENGINES:
            told[engine], why = on_engine(engine, path)
            passed += why is None
            failed += why is not None
            print(f'{"not ok" if why else "ok"} {os.path.basename(path)[:-6]} on {engine}' + (f'\n# {why}' if why else ''))
        if len(engines.ENGINES) == 2 and all(told.values()):
            agree = told['SQLite'] == told['PostgreSQL']
            passed += agree
            failed += not agree
            print(f'{"ok" if agree else "not ok"} {os.path.basename(path)[:-6]}: both engines tell the same')
    if not passed + failed:
        failed = 1
    print(f'passed={passed} failed={failed}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
