"""A store with a user of every role in every office that the matrix needs, and cases at the states where
their steps can be taken. Cases are made only when they are asked for; what was not used up serves again."""
import os
import re
import shutil
import sys
import urllib.parse
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import netral  # noqa: E402

BEFORE, NOW = '2024-10-01T09:00:00+07:00', '2024-10-14T09:00:00+07:00'
OFFICES = ('bawaslu-16.06', 'bawaslu-16', 'bawaslu', 'bawaslu-16.71', 'bkn', 'ppk-16.06')
FORM = {'Content-Type': 'application/x-www-form-urlencoded'}
PICTURE = b'bytes of a picture'
REPORT = {
    'channel': 'report', 'election': 'pilkada-2024', 'region': '16.06', 'occurred_on': '2024-10-12',
    'known_on': '2024-10-12', 'place': 'Lapangan Sekayu', 'narrative': 'Ikut kampanye dengan baju dinas.',
    'subjects': [{'class': 'pns', 'name': 'Fulan bin Contoh', 'position': 'Kepala seksi', 'agency': 'Dinas Contoh'}],
    'reporter': {'name': 'Pelapor Contoh', 'address': 'Jalan Contoh 1, Sekayu', 'phone': '0812 0000 0000'},
}
QUESTION = 'Bolehkah saya memakai kaus biru?'
# What a case is made by, in turn: who takes which step with which fields. OFFICER: of the office in charge.
TAKEN_OVER = [('head.bawaslu-16', 'take_over_by_province', {})]
STUDIED = [('officer.bawaslu-16.06', 'initial_review', {'outcome': 'complete'}),
           ('officer.bawaslu-16.06', 'register', {}),
           ('officer.bawaslu-16.06', 'clarify', {'who': 'reporter'}),
           ('officer.bawaslu-16.06', 'study', {})]
WITH_PPK = STUDIED + [('head.bawaslu-16.06', 'plenary', {'outcome': 'violation_other_law'}),
                      ('officer.bawaslu-16.06', 'forward_bkn', {}), ('officer.bkn', 'recommend_ppk', {'outcome': 'no_track'})]


class World:
    def __init__(self, folder, roles, db=None):
        self.store = netral.Store(netral.program(), os.path.join(folder, 'data'), db=db)
        self.folder, self.roles, self.tokens, self.csrf, self.cases = folder, roles, {}, {}, {}
        self.pieces = {}  # of a case, the id of its piece of evidence

    def add_all(self, offices):
        for office in offices:
            for role in self.roles:
                user = f'{role}.{office}'
                self.store.tool('user', 'add', *self.store.where, '--name', user, '--office', office, '--role', role)
                self.tokens[user] = self.store.tool('token', *self.store.where, '--user', user).strip()

    def serve(self):
        """At NOW, with a session that ended before and a question that the public asked."""
        self.store.serve(BEFORE)
        account = 'petugas.bawaslu-16.06'
        signed = {'user': account, 'password': self.store.passwords[account]}
        self.tokens['expired'] = self.store.ask('POST', '/api/v1/session', signed).json()['token']
        self.store.serve(NOW)
        asked = self.store.ask('POST', '/boleh/tanya', urllib.parse.urlencode({'isi': QUESTION}), FORM)
        if asked.status not in (200, 303):
            raise RuntimeError(f'a question: {asked.status} {asked.body[:300]}')

    def serve_complaints_to_bawaslu(self):
        """Under rules whose complaints are for the Bawaslu of the place to record."""
        rules = os.path.join(self.folder, 'rules')
        shutil.copytree('rules', rules)
        path = os.path.join(rules, 'parts', 'bkn.yaml')
        with open(path, encoding='utf-8') as file:
            text = file.read()
        text, states = re.subn(r'(- id: complaint_received\n(?:    .*\n)*?    waits_for: )\w+', r'\1bawaslu', text)
        text, steps = re.subn(r'(name: record_complaint\n(?:    .*\n)*?    actor: )\w+', r'\1bawaslu', text)
        if (states, steps) != (1, 1):
            raise RuntimeError('the way of complaints is written otherwise than this test knows')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        self.store.rules = ['--rules', rules]
        self.store.serve(NOW)

    # --- asking as somebody ---
    def api(self, user, method, path, body=None, headers=None):
        who = {'Authorization': f'Bearer {self.tokens[user]}'} if user else {}
        return self.store.ask(method, path, body, {**who, **(headers or {})})

    def page(self, user, method, path, form=None, csrf=None):
        """csrf: None: the form's own token."""
        who = {'Cookie': f'sesi={self.tokens[user]}'} if user else {}
        if method == 'GET':
            return self.store.ask(method, path, None, who)
        token = {'csrf': self.token_of(user) if csrf is None else csrf}
        return self.store.ask(method, path, urllib.parse.urlencode({**form, **token}, doseq=True), {**who, **FORM})

    def upload(self, user, path, form, piece):
        """A form with a file, as a page sends it."""
        edge, parts = 'x' * 40, b''
        for name, value in {'csrf': self.token_of(user), **form}.items():
            parts += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        parts += f'--{edge}\r\nContent-Disposition: form-data; name="pindaian"; filename="d"\r\n\r\n'.encode() + piece
        return self.store.ask('POST', path, parts + f'\r\n--{edge}--\r\n'.encode(), {
            'Cookie': f'sesi={self.tokens[user]}', 'Content-Type': f'multipart/form-data; boundary={edge}'})

    def token_of(self, user):
        """The token that this session's forms bear."""
        if not user or user == 'expired':
            return '0' * 64
        if user not in self.csrf:
            self.csrf[user] = re.search(rb'name="csrf" value="(\w+)"', self.page(user, 'GET', '/k/aturan').body)[1].decode()
        return self.csrf[user]

    def roster(self):
        """A file of as many people as there are roles, and one more."""
        path = os.path.join(self.folder, 'roster.csv')
        people = [f'Orang {n},Sekretariat,196608011988031{n:03}' for n in range(1, len(self.roles) + 2)]
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(['nama,unit kerja,nip', *people, '']))
        return path

    def size(self):
        """Of the log: how many events there are."""
        return int(self.store.ask('GET', '/log/checkpoint').body.split(b'\n')[1])

    # --- cases ---
    def file(self, agency='Dinas Contoh', user=None, election='pilkada-2024'):
        piece = self.store.ask('POST', '/api/v1/evidence', PICTURE).json()['id']
        body = {**REPORT, 'election': election, 'subjects': [{**REPORT['subjects'][0], 'agency': agency}], 'evidence': [piece]}
        if user:
            body['channel'] = 'complaint'
        answer = self.api(user, 'POST', '/api/v1/reports', body, {'Idempotency-Key': str(uuid.uuid4())})
        if answer.status != 201:
            raise RuntimeError(f'a report: {answer.status} {answer.body[:300]}')
        case = answer.json()['case']
        self.pieces[case] = piece
        return case

    def fields_of(self, case, user, step, given):
        """version and fields of a step that is offered to this user; what is required is made up."""
        tasks = '/takeover' if step.startswith('take_over') else ''  # of an office that may not read it yet
        seen = self.api(user, 'GET', f'/api/v1/cases/{case}{tasks}').json()
        fields = dict(given)
        if tasks:
            fields.setdefault('ends_when', 'Anggota baru dilantik.')
        for action in seen['actions']:
            for field in action['fields'] if action['name'] == step else ():
                if field['required'] and field['name'] not in fields:
                    one = field.get('options', [''])[0]
                    made = {'text': 'Catatan uji.', 'date': NOW[:10], 'datetime': NOW, 'bool': False, 'int': 1,
                            'list': [one] if field.get('multiple') else one}
                    fields[field['name']] = made[field['type']]
        return {'version': seen['version'], 'fields': fields}

    def take(self, case, user, step, given):
        body = self.fields_of(case, user, step, given)
        answer = self.api(user, 'POST', f'/api/v1/cases/{case}/actions/{step}', body)
        if answer.status != 200:
            raise RuntimeError(f'{step} by {user}: {answer.status} {answer.body[:300]}')

    def make(self, kind):
        if kind == 'complaint':
            return self.file(user='officer.bkn')
        if kind in ('of Pemilu', 'taken over'):
            case = self.file(election='pemilu-2024')
        else:
            case = self.file({'of the regency': 'Bawaslu Kab. Musi Banyuasin',
                              'of the province': 'Bawaslu Provinsi Sumatera Selatan'}.get(kind, 'Dinas Contoh'))
        for user, step, given in {'studied': STUDIED, 'with ppk': WITH_PPK, 'taken over': TAKEN_OVER}.get(kind, ()):
            self.take(case, user, step, given)
        return case

    def case(self, kind):
        if kind not in self.cases:
            self.cases[kind] = self.make(kind)
        return self.cases[kind]

    def used_up(self, kind):
        """A step was taken in it: the next who asks gets a fresh one."""
        self.cases.pop(kind)

    def disagrees(self):
        """A sentence when the store, ended, does not agree with itself; else None."""
        try:
            self.store.stop()
            self.store.tool('rebuild', *self.store.where, '--check')
            self.store.tool('verify', *self.store.where)
        except RuntimeError as why:
            return str(why)
        return None
