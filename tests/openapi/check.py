"""docs/openapi.yaml says all that routes.def serves and no more, and the server answers as it says."""
import base64
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import uuid

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
import adviser  # noqa: E402
import handing  # noqa: E402
import netral  # noqa: E402
import parts  # noqa: E402
import schema  # noqa: E402
import takeover  # noqa: E402
import versions  # noqa: E402

METHODS = ('get', 'post', 'put', 'delete')
REPORT = {
    'channel': 'report', 'election': 'pilkada-2024', 'region': '16.06', 'occurred_on': '2024-10-11',
    'known_on': '2024-10-12', 'place': 'Sekayu', 'narrative': 'Ikut kampanye dengan baju dinas.',
    'subjects': [{'class': 'pns', 'name': 'Fulan', 'position': 'Kepala seksi', 'agency': 'Dinas Contoh'}],
    'witnesses': [{'name': 'Saksi', 'phone': '0812'}], 'reporter': {'name': 'Pelapor', 'address': 'Sekayu'},
}


class Check:
    def __init__(self, document):
        self.document, self.passed, self.failed = document, 0, 0
        self.seen = set()  # (operation, status) that were answered and fitted

    def note(self, good, text):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(f'not ok {text}')

    def answer(self, path, method, answer, expected):
        """Holds one answer against the document; expected is the status it must have."""
        operation = self.document['paths'][path][method]
        name = f'{method.upper()} {path} {answer.status}'
        self.note(answer.status == expected, f'{name}: expected {expected}: {answer.body[:200]!r}')
        said = operation['responses'].get(str(answer.status))
        self.note(said or 'default' in operation['responses'], f'{name} is not in the document')
        said = schema.resolve(self.document, said or operation['responses'].get('default', {}))
        faults = self.faults(said, answer)
        self.note(not faults, f'{name}: ' + '; '.join(faults[:5]))
        self.seen.add((operation['operationId'], str(answer.status)))
        return answer

    def faults(self, said, answer):
        found = []
        for name, header in said.get('headers', {}).items():
            value = answer.headers.get(name.lower())
            if value is None and header.get('required'):
                found.append(f'no header {name}')
            elif value is not None:
                found += schema.check(self.document, header['schema'], value, name)
        content = said.get('content', {})
        if not content and not answer.body:
            return found
        if answer.type not in content:
            return found + [f'{answer.type} is not among {list(content)}']
        if answer.type.endswith('json'):
            body = answer.json()
            found += schema.check(self.document, content[answer.type]['schema'], body)
            if answer.type == 'application/problem+json' and body.get('status') != answer.status:
                found.append('the body says another status')
        return found


def routes():
    """Rows of routes.def that are no pages; {path...} reads {path}."""
    text = open('src/http/routes.def', encoding='utf-8').read()
    rows = re.findall(r'^ROUTE\(HTTP_(\w+),\s*"([^"]*)",\s*"([^"]*)"', text, re.M)
    return {(method.lower(), path.replace('...}', '}')) for method, path, _ in rows
            if path.startswith(('/api/', '/log/', '/data/', '/kalender/'))}


TRIED_BY_A_CROWD = ('addReport', '429')  # after 10,000 reports: tests/hostile/crowd.py

def compare(check):
    described = {(method, path) for path, item in check.document['paths'].items()
                 for method in item if method in METHODS}
    for method, path in sorted(routes() | described):
        check.note((method, path) in described, f'{method} {path} is served but not described')
        check.note((method, path) in routes(), f'{method} {path} is described but not served')


def public(check, store):
    ask = store.ask
    check.answer('/api/v1/health', 'get', ask('GET', '/api/v1/health'), 200)
    for path in ('/log/checkpoint', '/log/vkey', '/data/cases.csv', '/data/cases.json',
                 '/data/definitions.json', '/data/index.csv', '/data/index.json',
                 '/data/index.yaml',
                 '/data/pledges.csv', '/data/pledges.json'):
        check.answer(path, 'get', ask('GET', path), 200)
    for query, status in (('pakai=bawaslu-2023-sumsel', 200), ('pakai=tidak-ada', 404),
                          ('d-tindak-lanjut=61', 422), ('b-lewat=x', 422), ('b-lewat=NaN', 422),
                          ('d-tindak-lanjut=70&d-pencegahan=30&d-pelaporan=0&d-pencalonan=0&d-tahapan=0', 200)):
        for kind in ('csv', 'json', 'yaml'):
            of_others = kind == 'yaml' and query == 'pakai=bawaslu-2023-sumsel'  # no index: nothing to write
            check.answer(f'/data/index.{kind}', 'get', ask('GET', f'/data/index.{kind}?{query}'), 404 if of_others else status)
    check.answer('/log/tile/{path}', 'get', ask('GET', '/log/tile/0/000.p/1'), 200)
    check.answer('/log/tile/{path}', 'get', ask('GET', '/log/tile/9/999'), 404)
    check.answer('/log/proof/{index}', 'get', ask('GET', '/log/proof/0'), 200)
    check.answer('/log/proof/{index}', 'get', ask('GET', '/log/proof/99999999'), 404)
    check.answer('/log/proof/{index}', 'get', ask('GET', '/log/proof/x'), 404)
    check.answer('/log/consistency/{old}', 'get', ask('GET', '/log/consistency/1'), 200)
    check.answer('/log/consistency/{old}', 'get', ask('GET', '/log/consistency/99999999'), 404)
    check.answer('/log/web', 'get', ask('GET', '/log/web'), 200)
    check.answer('/log/offices', 'get', ask('GET', '/log/offices'), 200)
    check.answer('/api/v1/seal-keys', 'get', ask('GET', '/api/v1/seal-keys?region=16.06'), 200)
    check.answer('/api/v1/seal-keys', 'get', ask('GET', '/api/v1/seal-keys?region=99.99'), 422)
    check.answer('/api/v1/seal-keys', 'get', ask('GET', '/api/v1/seal-keys'), 422)


def evidence(check, store):
    path = '/api/v1/evidence'
    piece = check.answer(path, 'post', store.ask('POST', path, b'bytes of a picture'), 201).json()
    check.answer(path, 'post', store.ask('POST', path, b''), 422)
    check.answer(path, 'post', store.ask('POST', path, b'x' * (11 * 1024 * 1024)), 413)
    for _ in range(1000):
        answer = store.ask('POST', path, b'one of many', {'X-Forwarded-For': '192.0.2.1'})
        if answer.status == 429:
            break
    check.answer(path, 'post', answer, 429)
    return piece['id']


def reports(check, store, piece):
    path = '/api/v1/reports'

    def file(body, key=None, expected=201, **headers):
        headers = {'Idempotency-Key': key or str(uuid.uuid4()), **headers}
        return check.answer(path, 'post', store.ask('POST', path, body, headers), expected)

    key = str(uuid.uuid4())
    report = {**REPORT, 'evidence': [piece]}
    first = file(report, key)
    complaint = {**REPORT, 'channel': 'complaint', 'sbt_number': 'SBT-2024-117'}
    mine, other = store.token('petugas.bkn'), store.token('petugas.bawaslu-16.06')
    taken = file(complaint, None, 201, **mine).json()
    one = '/api/v1/cases/{id}'
    case = check.answer(one, 'get', store.ask('GET', f"/api/v1/cases/{taken['case']}", None, mine), 200).json()
    check.note((case['report']['channel'], case['report']['sbt_number']) == ('complaint', 'SBT-2024-117'), 'a complaint')
    file(complaint, None, 401)
    file(complaint, None, 403, **other)
    file({**complaint, 'sbt_number': 'x' * 101}, None, 422, **mine)
    file({**REPORT, 'sbt_number': 'SBT-1'}, None, 422)
    check.note(file(report, key).body == first.body, 'a repeated key gives the same answer')
    file({**report, 'place': 'Lais'}, key, 409)
    file({**REPORT, 'region': '99.99', 'act': 'X', 'occurred_on': '2024-02-31'}, None, 422)
    file(b'{"channel":', None, 400, **{'Content-Type': 'application/json'})
    file(b'{"channel":"tip","channel":"tip"}', None, 400, **{'Content-Type': 'application/json'})
    file(b'channel=tip', None, 415, **{'Content-Type': 'text/plain'})
    file(b'"' + b'x' * (300 * 1024) + b'"', None, 413, **{'Content-Type': 'application/json'})
    check.answer(path, 'post', store.ask('POST', path, REPORT), 422)
    both = check.answer(path, 'post', store.ask('POST', path, {**REPORT, 'region': '99.99'}), 422).json()
    fields = {fault['field'] for fault in both['errors']}
    check.note({'Idempotency-Key', 'region'} <= fields, f'the key and the body at once: {fields}')
    drawn(check, store, file)
    return first.json()


def drawn(check, store, file):
    """A code that the reporter drew: the server gets its token alone, and finds the report by either."""
    code, token = '0004-1061-050R-3GG2-8A1C-60T3-GF6', '556063c802b0d5ac8a84a7aba5eedfc5328f1dfb0110af2bdf3363108f4921d4'
    for bad in (token[:-1], token + '0', token.upper(), 'g' + token[1:], '0'):
        fault = file(REPORT, None, 422, **{'Receipt-Token': bad}).json()['errors'][0]
        check.note(fault['field'] == 'Receipt-Token', f'the token {bad!r}: {fault}')
    header = {'Receipt-Token': token}
    first = file(REPORT, None, 201, **header)
    check.note('receipt_code' not in first.json(), 'no code for whoever drew it')
    check.note(file(REPORT, None, 201, **header).body == first.body, 'a repeated token gives the same answer')
    taken = file({**REPORT, 'place': 'Lais'}, None, 409, **header).json()
    check.note('idempotency-key-reused' in taken['type'], f'a token that is taken: {taken}')
    path = '/api/v1/track'

    def follow(asked, expected=200):
        return check.answer(path, 'post', store.ask('POST', path, asked), expected)

    told = [follow(asked).json() for asked in ({'token': token}, {'code': code})]
    check.note(told[0] == told[1] and told[0]['number'] == first.json()['number'], f'by token and by code: {told}')
    for bad in (token[::-1], token.upper(), code):
        follow({'token': bad}, 404)
    follow({'token': token, 'code': code}, 422)
    follow({}, 422)


def track(check, store, code):
    path = '/api/v1/track'

    def tell(body, expected, **headers):
        return check.answer(path, 'post', store.ask('POST', path, body, headers), expected)

    tell({'code': code}, 200)
    for code, language, words in (('A' * 27, 'en', 'This code'), ('short', 'id', 'Kode ini')):
        problem = tell({'code': code}, 404, **{'Accept-Language': language}).json()
        check.note(problem['detail'].startswith(words), f'a wrong code is no wrong address: {problem}')
    tell({}, 422)
    tell(b'{', 400, **{'Content-Type': 'application/json'})
    tell(b'x', 415, **{'Content-Type': 'text/plain'})
    for _ in range(200):
        answer = store.ask('POST', path, {'code': 'B' * 27})
        if answer.status == 429:
            break
    check.answer(path, 'post', answer, 429)


def verify(check, store, receipt):
    path = '/api/v1/verify'

    def tell(body, expected, **headers):
        return check.answer(path, 'post', store.ask('POST', path, body, headers), expected)

    for bundle in (receipt, json.dumps(receipt)):
        found = tell({'bundle': bundle}, 200).json()
        check.note(found['genuine'] and 'accepted_at' in found, 'a receipt is genuine')
    false = tell({'bundle': {**receipt, 'salt': 'A' * 43 + '='}}, 200).json()
    check.note(not false['genuine'] and false['why'] == 'proof', 'another salt is no receipt')
    check.note(tell({'bundle': 'x'}, 200).json()['why'] == 'receipt-shape', 'a word is no receipt')
    for body in ({}, {'bundle': 7}, {'bundle': receipt, 'more': 1}):
        tell(body, 422)
    tell(b'{', 400, **{'Content-Type': 'application/json'})
    tell(b'x', 415, **{'Content-Type': 'text/plain'})


def print_often(check, store, accepted):
    """A genuine receipt is drawn as often as it is asked for, and spends no try of its code."""
    form, kind = urllib.parse.urlencode({'jawaban': json.dumps(accepted)}), 'application/x-www-form-urlencoded'
    told = [store.ask('POST', '/lapor/selesai', form.encode(), {'Content-Type': kind}).status for _ in range(30)]
    check.note(set(told) == {200}, f'a receipt drawn 30 times: {told}')


def sentences(check, store):
    """What is wrong with the JSON, in both languages."""
    path, type_ = '/api/v1/verify', {'Content-Type': 'application/json'}
    plain = {'en': 'Reload', 'id': 'Muat ulang'}
    for language, word in plain.items():
        seen = set()
        for body, about in ((b' ', 'empty'), (b'{', 'json'), (b'[]', 'object'), (b'[' * 99, 'depth'),
                            (b'{"code":"a","code":"b"}', 'duplicate-key'), (b'{"code":"\xff"}', 'utf-8')):
            problem = store.ask('POST', path, body, {**type_, 'Accept-Language': language}).json()
            check.note(problem['about'] == about and word not in problem['detail'], f'{language} {problem}')
            seen.add(problem['detail'])
        check.note(len(seen) == 6, f'{language}: each fault of the JSON has its sentence')


def sign_out(check, store, user, password):
    path = '/api/v1/session'
    token = store.ask('POST', path, {'user': user, 'password': password}).json()['token']
    mine = {'Authorization': f'Bearer {token}'}
    check.answer(path, 'delete', store.ask('DELETE', path, None, {}), 401)
    check.answer(path, 'delete', store.ask('DELETE', path, None, mine), 204)
    check.answer(path, 'get', store.ask('GET', path, None, mine), 401)


def staff(check, store, case, piece):
    path = '/api/v1/session'

    def sign_in(body, expected, **headers):
        return check.answer(path, 'post', store.ask('POST', path, body, headers), expected)

    sign_in({'user': 'petugas.bawaslu-16.06', 'password': store.passwords['petugas.bawaslu-16.06']}, 201)
    sign_in({'user': 'petugas.bawaslu-16.06', 'password': 'not the password'}, 401)
    sign_in({'user': 'x'}, 422)
    sign_in(b'[', 400, **{'Content-Type': 'application/json'})
    sign_in(b'x', 415, **{'Content-Type': 'text/plain'})
    mine, other = store.token('petugas.bawaslu-16.06'), store.token('petugas.bawaslu-16.01')
    custodian, admin, nobody = store.token('kustodian.bawaslu-16.06'), store.token('admin.uji'), {}
    files = '/api/v1/cases/{id}/evidence/{piece}'
    gets = [(path, path, mine, 200), (path, path, nobody, 401), ('/api/v1/cases', '/api/v1/cases', mine, 200),
            ('/api/v1/cases', '/api/v1/cases', nobody, 401), ('/api/v1/cases', '/api/v1/cases', admin, 403),
            ('/api/v1/cases', '/api/v1/cases?cursor=nonsense', mine, 422)]
    one, put = '/api/v1/cases/{id}', f'/api/v1/cases/{case}'
    gets += [(one, put, mine, 200), (one, put, other, 404), (one, put, nobody, 401),
             (one, '/api/v1/cases/99999999', mine, 404), (one, '/api/v1/cases/x', mine, 404),
             (files, f'{put}/evidence/{piece}', mine, 200), (files, f'{put}/evidence/{piece}', other, 404),
             (one, put, admin, 403), (files, f'{put}/evidence/{piece}', admin, 403),
             (files, f'{put}/evidence/{"0" * 32}', mine, 404), (files, f'{put}/evidence/{piece}', nobody, 401)]
    for described, asked, who, expected in gets:
        check.answer(described, 'get', store.ask('GET', asked, None, who), expected)
    for state, some in (('registered', False), (store.ask('GET', put, None, mine).json()['state'], True)):
        rows = store.ask('GET', f'/api/v1/cases?state={state}', None, mine).json()['cases']
        check.note(bool(rows) == some and all(r['state'] == state for r in rows), f'cases in {state}: {rows}')
    person = store.ask('GET', put, None, mine).json()['report']['subjects'][0]
    check.note('phone' in person, 'a person has a telephone')
    sign_out(check, store, 'petugas.bawaslu-16.06', store.passwords['petugas.bawaslu-16.06'])
    steps(check, store, case, (mine, other, custodian, nobody))
    identity(check, store, case, (custodian, mine, nobody))
    takeover.tell(check, store, case, REPORT)


def steps(check, store, case, who):
    mine, other, custodian, nobody = who
    path = '/api/v1/cases/{id}/actions/{name}'

    def act(name, body, as_whom, expected, number=case, **headers):
        asked = f'/api/v1/cases/{number}/actions/{name}'
        answer = store.ask('POST', asked, body, {**as_whom, **headers})
        return check.answer(path, 'post', answer, expected)

    review = {'version': 1, 'fields': {'reasons': 'Lengkap.', 'outcome': 'complete'}}
    act('initial_review', review, nobody, 401)
    act('initial_review', review, other, 404)
    act('initial_review', review, custodian, 403)
    act('initial_review', {'version': 1, 'fields': {'outcome': 'maybe'}}, mine, 422)
    act('initial_review', b'{', mine, 400, **{'Content-Type': 'application/json'})
    act('initial_review', b'x', mine, 415, **{'Content-Type': 'text/plain'})
    act('dance', review, mine, 404)
    act('initial_review', review, mine, 404, number=99999999)
    act('initial_review', review, mine, 200)
    act('initial_review', review, mine, 409)


def identity(check, store, case, who):
    custodian, officer, nobody = who
    path, asked = '/api/v1/cases/{id}/identity', f'/api/v1/cases/{case}/identity'

    def look(body, as_whom, expected, at=asked, **headers):
        return check.answer(path, 'post', store.ask('POST', at, body, {**as_whom, **headers}), expected)

    look({'reason': 'Klarifikasi.'}, nobody, 401)
    look({'reason': 'Klarifikasi.'}, officer, 403)
    look({}, custodian, 422)
    look(b'{', custodian, 400, **{'Content-Type': 'application/json'})
    look(b'x', custodian, 415, **{'Content-Type': 'text/plain'})
    look({'reason': 'Klarifikasi.'}, custodian, 404, '/api/v1/cases/99999999/identity')
    name = look({'reason': 'Klarifikasi.'}, custodian, 200).json()['name']
    check.note(name == 'Pelapor', 'the identity is who reported')


def add_admin(store):
    """An administrator: init --test makes officers alone."""
    store.passwords['admin.uji'] = 'only for this test'
    subprocess.run([store.program, 'user', 'add', *store.where, '--name', 'admin.uji', '--office', 'bawaslu-16',
                    '--role', 'admin', '--password-stdin'], input=store.passwords['admin.uji'], text=True,
                   check=True, capture_output=True)


def sign_in_page(store, user):
    """A session's cookie, as the pages take it."""
    form = urllib.parse.urlencode({'nama': user, 'sandi': store.passwords[user], 'lanjut': '/k/'})
    answer = store.ask('POST', '/masuk', form.encode(), {'Content-Type': 'application/x-www-form-urlencoded'})
    return {'Cookie': answer.headers['set-cookie'].split(';')[0]}


def rules(check, store):
    """A version is published by the administrator alone, once, and anybody can prove it."""
    path = '/api/v1/rules'

    def told():
        return check.answer(path, 'get', store.ask('GET', path), 200).json()

    check.note(told()['published'] == [], 'nothing is published at first')
    admin, officer = sign_in_page(store, 'admin.uji'), sign_in_page(store, 'petugas.bawaslu-16.06')
    page = store.ask('GET', '/k/aturan', None, admin).body.decode()
    fields = {name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1) for name in ('csrf', 'hash')}
    other = store.ask('GET', '/k/aturan', None, officer).body.decode()
    check.note('name="hash"' not in other, 'an officer is not offered to publish')
    theirs = re.search(r'name="csrf" value="([^"]+)"', other).group(1)

    def publish(who, **changes):
        form = urllib.parse.urlencode({**fields, **changes}).encode()
        return store.ask('POST', '/k/aturan', form, {**who, 'Content-Type': 'application/x-www-form-urlencoded'}).status

    check.note(publish(officer, csrf=theirs) == 403, 'an officer may not publish')
    check.note(publish(admin, csrf='0' * 64) == 403, 'nor may a foreign form')
    check.note(publish(admin, hash='0' * 64) == 409, 'another law than the one that was seen is not published')
    check.note(publish(admin) == 303, 'the administrator publishes')
    check.note(publish(admin) == 409, 'a version is published once')
    found = told()
    check.note(len(found['published']) == 1 and found['published'][0]['law'] == found['law'], f'published: {found}')
    proved(check, store, found['published'][0])


def proved(check, store, entry):
    """As docs/openapi.yaml says it can be checked by hand."""
    digest = hashlib.sha256(entry['body'].encode()).hexdigest()
    check.note(f'body {digest} ' in entry['manifest'], 'the manifest names the body')
    check.note('kind rules.published\n' in entry['manifest'], 'and what it is')
    commit = hmac.new(base64.b64decode(entry['salt']), entry['manifest'].encode(), 'sha256').digest()
    tile, width = divmod(entry['index'], 256)
    tiles = store.ask('GET', f'/log/tile/entries/{tile:03d}.p/{width + 1}').body
    check.note(tiles.endswith(b'netral-leaf/v1\n' + base64.b64encode(commit) + b'\n'), 'the log holds the commitment')
    text = store.ask('GET', f"/log/proof/{entry['index']}").body
    check.note(text.startswith(b'c2sp.org/tlog-proof'), 'and proves that it does')


def sign_in_throttle(check, store):
    """Last: afterwards nobody signs in from here for a while."""
    path = '/api/v1/session'
    for _ in range(60):
        answer = store.ask('POST', path, {'user': 'petugas.bawaslu-16.02', 'password': 'wrong password'})
        if answer.status == 429:
            break
    check.answer(path, 'post', answer, 429)


def wrong_methods(check, store):
    filled = {'id': '0', 'piece': '0' * 32, 'name': 'x', 'path': '0/000', 'index': '0', 'file': 'x.ics',
              'law': '0' * 64, 'old': '0', 'n': '0'}
    for path, item in check.document['paths'].items():
        asked = re.sub(r'{(\w+)}', lambda name: filled[name.group(1)], path)
        method = next(m for m in ('delete', 'put') if m not in item)
        answer = store.ask(method.upper(), asked)
        check.note(answer.status == 405, f'{method} {path}: {answer.status}, not 405')
        allowed = {m.strip().lower() for m in answer.headers.get('allow', '').split(',')} - {'head'}
        check.note(allowed == {m for m in item if m in METHODS}, f'{path}: Allow is {sorted(allowed)}')
        if not path.startswith(('/data/', '/kalender/')):
            problem = {'content': {'application/problem+json': {'schema': {'$ref': '#/components/schemas/Problem'}}}}
            faults = check.faults(problem, answer)
            check.note(not faults, f'405 {path}: {faults}')


def erased(check, store):
    """What two people erased answers 410 wherever it is asked for."""
    key, officer = str(uuid.uuid4()), store.token('petugas.bawaslu-16.06')
    taken = store.ask('POST', '/api/v1/reports', REPORT, {'Idempotency-Key': key}).json()
    case = f"/api/v1/cases/{taken['case']}"
    today = store.ask('GET', case, None, officer).json()['timeline'][0]['at'][:10]
    steps_to_the_end = (('initial_review', {'reasons': 'Di luar wewenang.', 'outcome': 'not_registered'}),
                        ('announce_not_registered', {'announced_on': today, 'notice': 'Tidak diregistrasi.'}))
    for version, (name, fields) in enumerate(steps_to_the_end, 1):
        told = store.ask('POST', f'{case}/actions/{name}', {'version': version, 'fields': fields}, officer)
        check.note(told.status == 200, f'{name}: {told.status} {told.body[:300]!r}')
    store.stop()
    store.erase(taken['case'], 'kustodian.bawaslu-16.06', 'pimpinan.bawaslu-16.06')
    store.serve(today + 'T16:00:00+07:00')
    officer, custodian = store.token('petugas.bawaslu-16.06'), store.token('kustodian.bawaslu-16.06')
    one = '/api/v1/cases/{id}'
    for path, method, asked, body, headers in (
            ('/api/v1/reports', 'post', '/api/v1/reports', REPORT, {'Idempotency-Key': key}),
            ('/api/v1/track', 'post', '/api/v1/track', {'code': taken['receipt_code']}, {}),
            (one, 'get', case, None, officer),
            (one + '/evidence/{piece}', 'get', f'{case}/evidence/{"0" * 32}', None, officer),
            (one + '/actions/{name}', 'post', f'{case}/actions/register', {'version': 3, 'fields': {}}, officer),
            (one + '/takeover', 'get', f'{case}/takeover', None, store.token('pimpinan.bawaslu-16')),
            (one + '/evidence-key', 'post', f'{case}/evidence-key', handing.SHAPE, officer),
            (one + '/identity', 'post', f'{case}/identity', {'reason': 'Klarifikasi.'}, custodian)):
        check.answer(path, method, store.ask(method.upper(), asked, body, headers), 410)


def covered(check):
    """Every status that the document names for an operation was seen, but those that need a broken
    or overfull store."""
    for path, item in check.document['paths'].items():
        for method in item:
            operation = item[method]
            for status in operation['responses']:
                asked = (operation['operationId'], status)
                if status not in ('default', '503') and asked not in check.seen and asked != TRIED_BY_A_CROWD:
                    check.note(False, f'{method} {path} {status} is described but was never tried')


def main():
    check = Check(yaml.safe_load(open('docs/openapi.yaml', encoding='utf-8')))
    compare(check)
    with tempfile.TemporaryDirectory(prefix='netral-openapi.') as folder:
        store = netral.Store(netral.program(), os.path.join(folder, 'data'))
        try:
            add_admin(store)
            store.serve('2024-10-14T08:00:00+07:00')
            public(check, store)
            piece = evidence(check, store)
            parts.run(check, store)
            accepted = reports(check, store, piece)
            verify(check, store, accepted['receipt'])
            print_often(check, store, accepted)
            sentences(check, store)
            track(check, store, accepted['receipt_code'])
            staff(check, store, accepted['case'], piece)
            adviser.advice(check, store)
            adviser.calendar(check, store)
            rules(check, store)
            versions.versions(check, store, sign_in_page)
            handing.tell(check, store, folder, REPORT)
            wrong_methods(check, store)
            sign_in_throttle(check, store)
            erased(check, store)
            covered(check)
        finally:
            store.stop()
    print(f'passed={check.passed} failed={check.failed}')
    return 1 if check.failed else 0


if __name__ == '__main__':
    sys.exit(main())
