"""Who may do what, asked over HTTP: every cell of docs/authorization.md through every address that it is
asked at, by bearer token and by page; every row of routes.def as somebody, nobody, and by a session that has
expired; every form without its own token. What is refused leaves the log's size as it was, what is done or
read adds the events that the table says. Last, each cell is turned over and must then be found wrong."""
import base64
import contextlib
import os
import re
import sys
import tempfile
import urllib.parse
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tools'))
import authorization  # noqa: E402
import world as worlds  # noqa: E402
from prevention import NOWHERE, Prevention, bare  # noqa: E402

# Relation, an office that is that to the case, and how far the case has come.
OF_CASES = [('CHARGE', 'bawaslu-16.06', 'received'), ('CHARGE', 'bawaslu-16', 'of the regency'),
            ('ACTING', 'bkn', 'complaint'), ('ACTING', 'ppk-16.06', 'with ppk'),
            ('PROVINCE', 'bawaslu-16', 'received'), ('NATION', 'bawaslu', 'received'),
            ('FOREIGN', 'bawaslu-16.71', 'received'), ('FOREIGN', 'bkn', 'received'),
            ('FOREIGN', 'ppk-16.06', 'received'), ('REPORTED', 'bawaslu-16.06', 'of the regency'),
            ('REPORTED', 'bawaslu-16', 'of the province'), ('CHARGE', 'bawaslu-16', 'taken over'),
            ('REPLACED', 'bawaslu-16.06', 'taken over')]
BY_PROVINCE, BY_NATION, BACK = 'take_over_by_province', 'take_over_by_nation', 'give_back'
OF_STEPS = {
    'STEP_OFFICER': [('CHARGE', 'bawaslu-16.06', 'received', 'initial_review'),
                     ('ACTING', 'bkn', 'complaint', 'record_complaint'),
                     ('BESIDE', 'bawaslu-16.06', 'complaint', 'record_complaint'),
                     ('BESIDE', 'bkn', 'complaint', 'initial_review'),
                     ('PROVINCE', 'bawaslu-16', 'received', 'initial_review'),
                     ('NATION', 'bawaslu', 'received', 'initial_review'),
                     ('FOREIGN', 'bawaslu-16.71', 'received', 'initial_review'),
                     ('FOREIGN', 'ppk-16.06', 'received', 'initial_review'),
                     ('REPLACED', 'bawaslu-16.06', 'taken over', 'initial_review'),
                     ('REPORTED', 'bawaslu-16.06', 'of the regency', 'initial_review')],
    'STEP_HEAD': [('CHARGE', 'bawaslu-16.06', 'studied', 'plenary'), ('ACTING', 'ppk-16.06', 'with ppk', 'ppk_decide'),
                  ('BESIDE', 'bawaslu-16.06', 'with ppk', 'ppk_decide'), ('PROVINCE', 'bawaslu-16', 'studied', 'plenary'),
                  ('NATION', 'bawaslu', 'studied', 'plenary'), ('FOREIGN', 'bawaslu-16.71', 'studied', 'plenary'),
                  ('REPLACED', 'bawaslu-16.06', 'taken over', 'plenary'),
                  ('REPORTED', 'bawaslu-16.06', 'of the regency', 'plenary')],
    'TAKE_OVER': [('CHARGE', 'bawaslu-16.06', 'of Pemilu', BY_PROVINCE), ('ACTING', 'ppk-16.06', 'with ppk', BY_PROVINCE),
                  ('REPLACED', 'bawaslu-16.06', 'taken over', BY_PROVINCE),
                  ('PROVINCE', 'bawaslu-16', 'of Pemilu', BY_PROVINCE), ('NATION', 'bawaslu', 'of Pemilu', BY_NATION),
                  ('NATION', 'bawaslu', 'taken over', BY_NATION), ('FOREIGN', 'bawaslu-16.71', 'of Pemilu', BY_PROVINCE),
                  ('FOREIGN', 'bkn', 'of Pemilu', BY_NATION), ('REPORTED', 'bawaslu-16', 'of the province', BY_PROVINCE)],
    'GIVE_BACK': [('CHARGE', 'bawaslu-16', 'taken over', BACK), ('ACTING', 'ppk-16.06', 'with ppk', BACK),
                  ('REPLACED', 'bawaslu-16.06', 'taken over', BACK), ('PROVINCE', 'bawaslu-16', 'of Pemilu', BACK),
                  ('NATION', 'bawaslu', 'taken over', BACK), ('FOREIGN', 'bawaslu-16.71', 'taken over', BACK),
                  ('REPORTED', 'bawaslu-16', 'of the province', BACK)]}
OUTCOMES = {'initial_review': 'complete', 'record_complaint': 'recorded', 'plenary': 'violation_other_law',
            'ppk_decide': 'not_proven'}
PAGES = {'TAKE_OVER': '/k/ambil-alih/{id}'}  # where a step's form is, if not on the page of the case
REASON = 'Undangan klarifikasi.'
# Done by `netral erase` on the machine, at no address: asked by tests/flow/erasure.py and authorize_test.c.
BY_TOOL = {'ERASE_ASK', 'ERASE_AGREE'}

# Keys as a browser would send them: of their secret halves the server sees the shape alone.
RECIPIENTS = ['age1tkyuhwpvp29klsn6pk57cl0fxwgg8mupvk82n29tpevxz5mms9hqhgg6rw',
              'age13zj48w92lae2mkpuhfpfexuvw7mk9fz5nlz8rtf4gtdgtzln749s334wk8',
              'age19x82l2y9zmr4xkhqjqjtf4zgpywfrdmuu2kf3rxnrg8wxwd83f5s0qj92g']
SHARE, IDENTITY = 'A' * 43, 75
SCRYPT, X25519 = f'-> scrypt {"A" * 22} 18\n{SHARE}\n', f'-> X25519 {SHARE}\n{SHARE}\n'


def sealed(stanzas):
    """An age file that could hold an identity, in base64."""
    header = f'age-encryption.org/v1\n{stanzas}--- {SHARE}\n'
    return base64.b64encode(header.encode() + bytes(16 + IDENTITY + 16)).decode()


class Matrix(Prevention):
    def __init__(self, table, world, tell):
        self.table, self.world, self.tell = table, world, tell
        self.routes = authorization.routes()
        self.asked = set()  # (method, path) of routes.def
        self.seen = {}      # (verb, relation, role): what was observed, as answers of the table

    # --- one question ---
    def ask(self, user, route, values, **what):
        """One request to a row of routes.def, by page or by API as its path says."""
        method, path = route
        self.asked.add(route)
        path += '?prosedur=pilkada-2024@1' if '/gambar' in path else ''
        for name, value in values.items():
            path = path.replace('{' + name + '}', value)
        path += what.get('query', '')
        if path.startswith('/api/'):
            return self.world.api(user, method, path, what.get('body'), what.get('headers'))
        return self.world.page(user, method, path, what.get('form'), what.get('csrf'))

    def watch(self, question):
        """The answer, and how many events it left."""
        before = self.world.size()
        answer = question()
        return answer, self.world.size() - before

    def cell(self, key, name, asked, nowhere=None, done=(200, 303), event=True):
        """Asks for one cell and holds the answer against the table. nowhere: the same of no case. event: whether what the
        table names is left; 'always': one, though the table names none for the verb."""
        answer, left = self.watch(asked)
        said = {403: 'NO', 404: 'HIDE'}.get(answer.status, 'YES' if answer.status in done else str(answer.status))
        if said == 'HIDE' and nowhere and bare(answer) != bare(nowhere()):
            said = 'a 404 that tells of the case'
        wanted = int(said == 'YES' and (event == 'always' or bool(event and self.table.verbs[key[0]][2])))
        if left != wanted:
            said += f' and {left} events'
        self.seen.setdefault(key, []).append(said)
        self.tell(said == self.table.cells[key], f'{name}: {self.table.cells[key]}',
                  f'{said}: {answer.status} {answer.body[-300:]!r}')
        return said

    def users(self, office):
        return [(role, f'{words[0]}.{office}') for role, words in self.table.roles.items()]

    # --- cases ---
    def read_cases(self):
        w = self.world
        api, page = ('GET', '/api/v1/cases/{id}'), ('GET', '/k/perkara/{id}')
        evidence, post = ('GET', '/api/v1/cases/{id}/evidence/{piece}'), ('POST', '/k/perkara/{id}')
        identity = ('POST', '/api/v1/cases/{id}/identity')
        form = {'aksi': 'identitas', 'alasan': REASON}
        handing = ('POST', '/api/v1/cases/{id}/evidence-key')
        key = {'office': 'bkn', 'recipient': RECIPIENTS[0], 'key': RECIPIENTS[1], 'wrap': sealed(X25519)}
        for relation, office, kind in OF_CASES:
            case = w.case(kind)
            for role, user in self.users(office):
                for verb, route, what in (('CASE_READ', api, {}), ('CASE_READ', page, {}), ('EVIDENCE_READ', evidence, {}),
                                          ('TASKS_READ', ('GET', '/api/v1/cases/{id}/takeover'), {}),
                                          ('TASKS_READ', ('GET', '/k/ambil-alih/{id}'), {}),
                                          ('IDENTITY_OPEN', identity, {'body': {'reason': REASON}}),
                                          ('IDENTITY_OPEN', post, {'form': form})):
                    def asked(number=case, user=user, route=route, what=what):
                        return self.ask(user, route, {'id': number, 'piece': w.pieces[case]}, **what)
                    self.cell((verb, relation, role), f'{route[0]} {route[1]}, {kind}, {user}', asked, lambda: asked(NOWHERE))
                # Its evidence lies readable: whoever may hand its key over is told so. Handed over in tests/flow/handing.py.
                for route, what in ((handing, {'body': key}), (post, {'form': {'aksi': 'serah', **key}})):
                    def handed(number=case, user=user, route=route, what=what):
                        return self.ask(user, route, {'id': number}, **what)
                    self.cell(('EVIDENCE_HAND', relation, role), f'{route[0]} {route[1]}, serah, {kind}, {user}', handed,
                              lambda: handed(NOWHERE), done=(409,), event=False)

    def take_steps(self):
        for verb, places in OF_STEPS.items():
            for relation, office, kind, step in places:
                for role, user in self.users(office):
                    page = PAGES.get(verb, '/k/perkara/{id}')
                    for route in (('POST', '/api/v1/cases/{id}/actions/{name}'), ('POST', page)):
                        self.take_step((verb, relation, role), (user, kind, step), route)

    def take_step(self, key, who, route):
        user, kind, step = who
        case = self.world.case(kind)
        body = {'version': 1, 'fields': {'outcome': OUTCOMES[step]} if step in OUTCOMES else {}}
        if self.table.cells[key] == 'YES':
            body = self.world.fields_of(case, user, step, body['fields'])
        form = {'aksi': 'langkah', 'langkah': step, 'version': body['version'], **body['fields']}

        def asked(number=case):
            return self.ask(user, route, {'id': number, 'name': step}, body=body, form=form)
        if self.cell(key, f'{route[0]} {route[1]}, {step}, {kind}, {user}', asked, lambda: asked(NOWHERE)).startswith('YES'):
            self.world.used_up(kind)

    # --- what belongs to no case ---
    def complain(self):
        self.hand_in([('ACTING', 'bkn', 'Dinas Contoh'), ('FOREIGN', 'bawaslu-16.06', 'Dinas Contoh'),
                      ('FOREIGN', 'ppk-16.06', 'Dinas Contoh'), ('FOREIGN', 'bawaslu', 'Dinas Contoh')])

    def complain_elsewhere(self, world):
        """No rulebook in force has complaints wait for an office of a place: those of this world do."""
        here, self.world = self.world, world
        self.hand_in([('ACTING', 'bawaslu-16.06', 'Dinas Contoh'), ('FOREIGN', 'bawaslu-16.71', 'Dinas Contoh'),
                      ('REPORTED', 'bawaslu-16.06', 'Bawaslu Kab. Musi Banyuasin')])
        self.world = here

    def hand_in(self, places):
        for relation, office, agency in places:
            for role, user in self.users(office):
                person = {**worlds.REPORT['subjects'][0], 'agency': agency}
                body = {**worlds.REPORT, 'channel': 'complaint', 'subjects': [person]}
                self.cell(('COMPLAINT', relation, role), f'POST /api/v1/reports, a complaint, {user}',
                          lambda: self.ask(user, ('POST', '/api/v1/reports'), {}, body=body,
                                           headers={'Idempotency-Key': str(uuid.uuid4())}), done=(201,))

    def things(self):
        gets = [('CASE_LIST', '/api/v1/cases'), ('RULES_READ', '/k/aturan'), ('RULES_READ', '/k/aturan/baris'),
                ('RULES_READ', '/k/aturan/uji'), ('RULES_READ', '/k/aturan/gambar'),
                ('RULES_READ', '/k/aturan/gambar.svg'), ('RULES_PUBLISH', '/k/aturan/libur'), ('RULES_READ', '/k/indeks'), ('RULES_READ', '/k/indeks/susun')]
        for role, user in self.users('bawaslu'):
            found = self.ask(user, ('GET', '/k/ambil-alih/'), {})
            self.tell(found.status == (404 if role == 'HEAD' else 403), f'GET /k/ambil-alih/, {user}', found.status)
        for role, user in self.users('bawaslu-16.06'):
            for verb, path in gets:
                self.cell((verb, 'ANY', role), f'GET {path}, {user}', lambda: self.ask(user, ('GET', path), {}), event=False)
            self.names_nobody(user)
            # Whose work is the rules is sent on to them: the list itself is refused.
            work = self.ask(user, ('GET', '/k'), {})
            listed = self.table.cells['CASE_LIST', 'ANY', role] == 'YES'
            self.tell(work.status == 200 if listed else work.headers.get('location', '').endswith('/k/aturan'),
                      f'GET /k, {user}: {"the list" if listed else "sent on"}', f'{work.status} {work.headers}')
            self.cell(('RULES_PUBLISH', 'ANY', role), f'POST /k/aturan/libur, {user}',
                      lambda: self.ask(user, ('POST', '/k/aturan/libur'), {}, form={'isi': 'x', 'sumber': 'y'}),
                      done=(422,), event=False)
            shown = worlds.QUESTION.encode() in self.ask(user, ('GET', '/k/aturan'), {}).body
            said = 'YES' if shown else 'NO'
            self.seen.setdefault(('QUESTIONS', 'ANY', role), []).append(said)
            self.tell(said == self.table.cells['QUESTIONS', 'ANY', role], f'GET /k/aturan, what was asked, {user}', said)
        admin = 'admin.bawaslu-16.06'
        text = self.world.page(admin, 'GET', '/k/aturan').body
        digest = re.search(rb'name="hash" value="(\w+)"', text)[1].decode()
        for role, user in sorted(self.users('bawaslu-16.06'), key=lambda pair: pair[0] == 'ADMIN'):
            self.cell(('RULES_PUBLISH', 'ANY', role), f'POST /k/aturan, {user}',
                      lambda: self.ask(user, ('POST', '/k/aturan'), {}, form={'hash': digest}))
        year = {'isi': 'date,kind,name\n2028-01-01,national_holiday,Tahun Baru\n', 'sumber': 'SKB', 'aksi': 'muat', 'dasar': digest}
        for role, user in sorted(self.users('bawaslu-16.06'), key=lambda pair: pair[0] == 'ADMIN'):
            self.cell(('RULES_PUBLISH', 'ANY', role), f'POST /k/aturan/libur, to load, {user}',
                      lambda: self.ask(user, ('POST', '/k/aturan/libur'), {}, form=year))

        weights = {'pakai': 'netral', 'dasar': '-1', 'd-tindak-lanjut': '70', 'd-pencegahan': '30', 'd-pelaporan': '0', 'd-pencalonan': '0', 'd-tahapan': '0'}
        for role, user in sorted(self.users('bawaslu-16.06'), key=lambda pair: pair[0] == 'ADMIN'):
            self.cell(('INDEX_WEIGH', 'ANY', role), f'POST /k/indeks, {user}',
                      lambda: self.ask(user, ('POST', '/k/indeks'), {}, form=weights))
            self.cell(('INDEX_WEIGH', 'ANY', role), f'POST /k/indeks, weights of 130, {user}',
                      lambda: self.ask(user, ('POST', '/k/indeks'), {}, form={**weights, 'd-pencegahan': '60'}),
                      done=(422,), event=False)
            self.cell(('INDEX_WEIGH', 'ANY', role), f'POST /k/indeks/susun, without a dimension, {user}',
                      lambda: self.ask(user, ('POST', '/k/indeks/susun'), {}, form={'pakai': 'netral', 'aksi': 'terbitkan'}),
                      done=(422,), event=False)

    def names_nobody(self, user):
        """Lists are no reads of personal data, and leave no event, because no person is in them (docs/adr/0034)."""
        persons = [worlds.REPORT['narrative'], worlds.REPORT['place'], *worlds.REPORT['reporter'].values(),
                   *(text for one in worlds.REPORT['subjects'] for text in (one['name'], one['position'], one['agency']))]
        for path in ('/api/v1/cases', '/k'):
            body = self.ask(user, ('GET', path), {}).body.decode()
            self.tell(not any(text in body for text in persons), f'GET {path}, {user}: names nobody',
                      [text for text in persons if text in body])

    def keys(self):
        """Keys of one's own, then of the office: proposed by a colleague of whoever is asked to agree."""
        page, office = ('POST', '/k/kunci'), 'bawaslu-16.06'
        for number, (role, user) in enumerate(self.users(office)):
            self.cell(('OWN_KEY', 'ANY', role), f'GET /k/kunci, {user}', lambda: self.ask(user, ('GET', '/k/kunci'), {}), event=False)
            form = {'aksi': 'buat', 'penerima': RECIPIENTS[number % len(RECIPIENTS)], 'segel': sealed(SCRYPT)}
            self.cell(('OWN_KEY', 'ANY', role), f'POST /k/kunci, one\'s own, {user}', lambda: self.ask(user, page, {}, form=form))
        holders = [f'officer.{office}', f'head.{office}', f'custodian.{office}']
        current = RECIPIENTS[0]
        for role, user in self.users(office):
            recipient = RECIPIENTS[2 if current == RECIPIENTS[1] else 1]  # never the one in force
            current = recipient if role in ('OFFICER', 'HEAD', 'CUSTODIAN') else current
            form = {'aksi': 'usul', 'penerima': recipient, 'segel': sealed(X25519 * 3), 'pemegang': holders}
            made, left = self.watch(lambda: self.ask(holders[role == 'OFFICER'], page, {}, form=form))
            self.tell(made.status == 303 and not left, f'an office key is proposed, for {user} to agree', (made.status, left))
            self.cell(('OFFICE_KEY', 'ANY', role), f'POST /k/kunci, to agree, {user}',
                      lambda: self.ask(user, page, {}, form={'aksi': 'setuju', 'penerima': recipient}))

    def escrow(self):
        """No three other offices have a key in this world: who may act is told so. The acts: flow/flow_escrow_test.c."""
        page, onions = ('POST', '/k/titipan'), base64.b64encode(bytes(3 * 475)).decode()
        asked = [({'aksi': 'titip', 'nomor': '1', 'penerima': ' '.join(RECIPIENTS), 'segel': onions}, (409,)),
                 ({'aksi': 'minta', 'nomor': '1', 'alasan': REASON}, (409,)), ({'aksi': 'tolak', 'permintaan': '0', 'alasan': REASON}, ())]
        for role, user in self.users('bawaslu-16.06'):
            self.cell(('ESCROW_READ', 'ANY', role), f'GET /k/titipan, {user}', lambda: self.ask(user, ('GET', '/k/titipan'), {}), event=False)
            for form, done in asked:
                if done:
                    self.cell(('ESCROW', 'ANY', role), f'POST /k/titipan, {form["aksi"]}, {user}',
                              lambda: self.ask(user, page, {}, form=form), done=done, event=False)
                else:
                    told, left = self.watch(lambda: self.ask(user, page, {}, form=form))
                    may = self.table.cells['ESCROW', 'ANY', role] == 'YES'
                    self.tell((told.status, left) == (404 if may else 403, 0), f'POST /k/titipan, of no asking, {user}', told.status)

    # --- nobody, sessions that have ended, forms of elsewhere ---
    def forms(self):
        """Every form of staff, by who may send it."""
        case, mine = self.world.case('received'), self.record('officer.bawaslu-16.06')[0]
        meeting = self.call('officer.bawaslu-16.06')[0]
        letter, got = self.letter('officer.bawaslu-16.06')[0], self.letter('officer.bawaslu-16', 'bawaslu-16.06')[0]
        activity = {'_versi': mine, 'kind': 'rakor', 'on': '2024-10-14', 'region': '16.06', 'reason': 'x'}
        step = {'aksi': 'langkah', 'langkah': 'initial_review', 'version': 1, 'outcome': 'complete', 'reasons': 'x'}
        return [('officer.bawaslu-16.06', ('POST', '/k/perkara/{id}'), {'id': case}, step),
                ('officer.bawaslu-16.06', ('POST', '/k/perkara/{id}'), {'id': case}, {'aksi': 'serah', 'office': 'bkn'}),
                ('custodian.bawaslu-16.06', ('POST', '/k/perkara/{id}'), {'id': case},
                 {'aksi': 'identitas', 'alasan': REASON}),
                ('head.bawaslu-16', ('POST', '/k/ambil-alih/{id}'), {'id': self.world.case('of Pemilu')},
                 {'langkah': BY_PROVINCE, 'version': 1, 'ends_when': 'x', 'reasons': 'x', 'opinion': 'x', 'decision_number': 'x'}),
                ('admin.bawaslu-16.06', ('POST', '/k/aturan'), {}, {'hash': 'x'}),
                ('admin.bawaslu-16.06', ('POST', '/k/aturan/libur'), {}, {'isi': 'x', 'sumber': 'y'}),
                ('officer.bawaslu-16.06', ('POST', '/k/sandi'), {}, {'lama': 'x', 'baru': 'y'}),
                ('officer.bawaslu-16.06', ('POST', '/k/kunci'), {}, {'aksi': 'batal'}),
                ('officer.bawaslu-16.06', ('POST', '/k/titipan'), {}, {'aksi': 'minta', 'nomor': '1', 'alasan': 'x'}),
                ('officer.bawaslu-16.06', ('POST', '/k/ikrar'), {}, {'aksi': 'buka'}),
                ('officer.bawaslu-16.06', ('POST', '/k/ikrar/{id}'), {'id': self.round}, {'aksi': 'tutup'}),
                ('officer.bawaslu-16.06', ('POST', '/k/pencegahan/catat'), {}, activity),
                ('officer.bawaslu-16.06', ('POST', '/k/pencegahan/ubah/{id}'), {'id': mine}, activity),
                ('officer.bawaslu-16.06', ('POST', '/k/pencegahan/kegiatan/{id}'), {'id': mine}, activity),
                ('officer.bawaslu-16.06', ('POST', '/k/rakor/undang'), {}, activity),
                ('officer.bawaslu-16.06', ('POST', '/k/surat/baru'), {}, activity),
                ('officer.bawaslu-16.06', ('POST', '/k/surat/lembar/{id}'), {'id': got}, {'answer': ''}),
                ('officer.bawaslu-16.06', ('POST', '/k/surat/antar/{id}'), {'id': letter}, {'to': 'ppk-16.06'}),
                ('officer.bawaslu-16.06', ('POST', '/k/surat/tarik/{id}'), {'id': letter}, {'reason': 'x'}),
                ('officer.bawaslu-16.06', ('POST', '/k/rakor/rapat/{id}'), {'id': meeting}, {'aksi': 'hasil', 'minutes': 'x'}),
                ('officer.bawaslu-16.06', ('POST', '/k/rakor/hadir/{id}'), {'id': meeting}, {'aksi': 'hadir', 'name': 'x', 'agency': 'x'}),
                ('officer.bawaslu-16.06', ('POST', '/k/rakor/janji/{id}'), {'id': self.promise(meeting, 'ppk-16.06')}, {'reason': 'x'}),
                ('officer.bawaslu-16.06', ('POST', '/k/barometer'), {}, {'wilayah': '16.06'}),
                ('officer.bawaslu-16.06', ('POST', '/keluar'), {}, {})]

    def stale_forms(self):
        for user, route, values, form in self.forms():
            other = self.world.token_of('head.bawaslu-16.06')
            for name, token in (('none', ''), ('made up', '0' * 64), ('of another session', other)):
                answer, left = self.watch(lambda: self.ask(user, route, values, form=form, csrf=token))
                self.tell(answer.status == 403 and not left, f'POST {route[1]}, {user}, token {name}: refused',
                          f'{answer.status}, {left} events')
        still = self.world.page('officer.bawaslu-16.06', 'GET', '/k/aturan')
        self.tell(still.status == 200, 'nobody was signed out by a form of elsewhere', still.status)

    def unsigned(self):
        """Rows for staff, as nobody and by an expired session: 401, or the page that asks who comes."""
        case = self.world.case('received')
        values = {'id': case, 'piece': self.world.pieces[case], 'name': 'initial_review'}
        forms = {route: form for _, route, _, form in reversed(self.forms())}
        bodies = {'identity': {'reason': REASON}, 'evidence-key': {}, '{name}': {'version': 1, 'fields': {'outcome': 'complete', 'reasons': 'x'}}}
        for route in self.routes:
            for path in (route.path, route.path_en) if not route.public else ():
                for user in (None, 'expired') if path else ():
                    body = bodies.get(path.rsplit('/', 1)[1]) if route.method == 'POST' else None
                    answer, left = self.watch(lambda: self.ask(user, (route.method, path), values, body=body,
                                                               form=forms.get((route.method, route.path), {})))
                    sent = answer.status == 303 and re.search('/(masuk|sign-in)', answer.headers.get('location', ''))
                    good = answer.status == 401 if path.startswith('/api/') else sent
                    self.tell(good and not left, f'{route.method} {path}, {user or "nobody"}: who are you',
                              f'{answer.status} {answer.headers.get("location")}, {left} events')

    # --- everybody's rows ---
    def public(self):
        """What is for everybody answers staff, nobody and an expired session alike; signing in and out apart."""
        values = {'path...': '0/000.p/1', 'index': '0', 'code': '16', 'topic': 'medsos-suka', 'file': '2024.ics', 'law': '0', 'link': '1-1-0', 'id': '0' * 32, 'n': '0'}
        for route in self.routes:
            if not route.public or route.path in ('/masuk', '/keluar'):
                continue
            said = {}
            for user in (None, 'expired', 'officer.bawaslu-16.06', 'admin.bkn'):
                answer, left = self.watch(lambda: self.public_ask(user, route, values))
                said[user] = (answer.status, left)
            statuses = {told for told in said.values() if told[0] != 429}  # of a burst of codes: for all alike
            self.tell(len(statuses) == 1 and not {status for status, _ in statuses} & {401, 403, 500},
                      f'{route.method} {route.path}: for everybody alike', said)
        for user, wanted in ((None, 200), ('expired', 200), ('officer.bawaslu-16.06', 303)):
            answer = self.ask(user, ('GET', '/masuk'), {})
            self.tell(answer.status == wanted, f'GET /masuk, {user}', answer.status)
            answer, left = self.watch(lambda: self.ask(user, ('POST', '/masuk'), {}, form={'nama': 'x', 'sandi': 'y'}))
            self.tell(answer.status == 401 and not left, f'POST /masuk, {user}: the password is wrong', answer.status)

    def public_ask(self, user, route, values):
        if route.method == 'GET':
            return self.ask(user, (route.method, route.path), values)
        path = (route.method, route.path)
        if route.path.startswith('/api/'):
            return self.ask(user, path, values, body=b'[]', headers={'Content-Type': 'application/json'}) \
                if route.body == 'HTTP_BODY_JSON' else self.ask(user, path, values, body=b'')
        return self.ask(user, path, values, form={})

    # --- sessions ---
    def sessions(self):
        for role, user in self.users('bawaslu-16.71'):
            who = self.ask(user, ('GET', '/api/v1/session'), {})
            self.tell(who.status == 200 and who.json() == {'user': user, 'role': self.table.roles[role][0],
                                                           'office': 'bawaslu-16.71'},
                      f'GET /api/v1/session, {user}', who.body)
            # By API one half, by page the other: a session ends however it was begun.
            ended = self.ask(user, ('DELETE', '/api/v1/session'), {}) if role in ('OFFICER', 'ADMIN') else \
                self.ask(user, ('POST', '/keluar'), {}, form={})
            after = self.ask(user, ('GET', '/api/v1/session'), {})
            self.tell(ended.status in (204, 303) and after.status == 401, f'{user} signs out', (ended.status, after.status))

    # --- that this test can fail ---
    def planted(self):
        """Turns each cell over, to each other answer: what was observed must tell."""
        for key, answer in self.table.cells.items():
            if key[0] in BY_TOOL:
                continue
            for other in {'YES', 'NO', 'HIDE'} - {answer}:
                told = any(said != other for said in self.seen.get(key, ()))
                self.tell(told, f'{key} turned to {other} is found', self.seen.get(key))

    def run(self, elsewhere):
        self.read_cases()
        self.take_steps()
        self.complain()
        self.complain_elsewhere(elsewhere)
        self.things()
        self.keys()
        self.escrow()
        self.pledges()
        self.activities()
        self.barometer()
        self.daily()
        self.meetings()
        self.codes_of_meetings()
        self.letters()
        self.stale_forms()
        self.unsigned()
        self.public()
        self.sessions()
        self.planted()
        for route in self.routes:
            self.tell((route.method, route.path) in self.asked, f'{route.method} {route.path} is asked', 'never')


class Count:
    def __init__(self, engine):
        self.engine, self.passed, self.failed = engine, 0, 0

    def __call__(self, good, name, shown):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        if not good:
            print(f'not ok {self.engine}: {name}\n# {str(shown)[:600]}', flush=True)


def psql(text):
    worlds.netral.subprocess.run(['psql', '-qX', '-v', 'ON_ERROR_STOP=1', os.environ['NETRAL_TEST_PG'], '-c', text], check=True)


@contextlib.contextmanager
def world_on(engine, roles, offices):
    db, name = None, f'matrix_{uuid.uuid4().hex[:12]}'
    if engine == 'PostgreSQL':
        psql(f'CREATE DATABASE {name}')
        db = urllib.parse.urlsplit(os.environ['NETRAL_TEST_PG'])._replace(path=f'/{name}').geturl()
    with tempfile.TemporaryDirectory(prefix='netral-matrix.') as folder:
        world = None
        try:
            world = worlds.World(folder, roles, db)
            world.add_all(offices)
            yield world
        finally:
            if world:
                world.store.stop()
            if db:
                psql(f'DROP DATABASE {name} WITH (FORCE)')


def on_engine(engine, table):
    tell, roles = Count(engine), [words[0] for words in table.roles.values()]
    with world_on(engine, roles, worlds.OFFICES) as world, world_on(engine, roles, worlds.OFFICES[::3]) as elsewhere:
        world.serve()
        elsewhere.serve_complaints_to_bawaslu()
        matrix = Matrix(table, world, tell)
        matrix.run(elsewhere)
        for one in (world, elsewhere):
            why = one.disagrees()
            tell(not why, 'the store agrees with itself', why)
        print(f'# {engine}: {len(matrix.seen)} of {len(table.cells)} cells, {sum(map(len, matrix.seen.values()))} times asked, '
              f'{len(matrix.asked)} addresses')
    return tell


def main():
    table = authorization.Table()
    table.cells = authorization.written()
    told = [on_engine(engine, table) for engine in ['SQLite'] + ['PostgreSQL'] * bool(os.environ.get('NETRAL_TEST_PG'))]
    fresh = authorization.main(['--check']) == 0
    failed = sum(one.failed for one in told) + (not fresh)
    print(f'passed={sum(one.passed for one in told) + fresh} failed={failed}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
