"""The key of a case's evidence goes with the case (docs/adr/0055), on both engines: Debian's age does what the officers'
browsers do, from the giver's key to the receiver's file; what is wrong is told in a sentence and leaves nothing; who
reported never goes along. Prints one TAP line for each check, then the count."""
import base64
import hashlib
import json
import subprocess
import sys
import uuid

import engines
import erasure
import offices

NOW = '2024-10-14T09:00:00+07:00'
HEAD, BKN, PPK = 'pimpinan.bawaslu-16.06', ('petugas.bkn', 'pimpinan.bkn'), ('petugas.ppk-16.06', 'pimpinan.ppk-16.06')
CLERK = 'kustodian.bkn'
TO_BKN = [(offices.OFFICER, 'initial_review', {'outcome': 'complete'}), (offices.OFFICER, 'register', {}),
          (offices.OFFICER, 'clarify', {'who': 'reporter'}), (offices.OFFICER, 'study', {}),
          (HEAD, 'plenary', {'outcome': 'violation_other_law'}), (offices.OFFICER, 'forward_bkn', {})]
FILM = b'FilmKenari' * 9000
NAME = b'NamaKenari'


def b64(data):
    return base64.b64encode(data).decode()


def opens(key, sealed):
    """What a key opens; None: nothing."""
    done = subprocess.run(['age', '-d', '-i', key.path], input=sealed, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


class Case:
    """One report, sealed as a browser seals it, and what is asked of it."""

    def __init__(self, store, folder, office):
        self.store, self.folder = store, folder
        self.k_ev, self.k_id = offices.Key(folder), offices.Key(folder)
        self.sealed = offices.run(['age', '-r', self.k_ev.recipient], FILM)
        piece = store.ask('POST', '/api/v1/evidence', self.sealed, {'Content-Type': 'application/age'}).json()['id']
        person = json.dumps({'name': NAME.decode()}).encode().ljust(2048)
        self.k_id_wrap = self.k_id.wrapped_for(office.recipient)
        body = {'channel': 'report', 'election': 'pilkada-2024', 'region': '16.06', 'narrative': 'Camat membagikan stiker.',
                'evidence': [piece],
                'evidence_key': {'recipient': self.k_ev.recipient, 'keys': office.recipient,
                                 'wrap': b64(self.k_ev.wrapped_for(office.recipient))},
                'reporter_sealed': {'recipient': self.k_id.recipient, 'keys': office.recipient, 'wrap': b64(self.k_id_wrap),
                                    'file': b64(offices.run(['age', '-r', self.k_id.recipient], person))}}
        answer = store.ask('POST', '/api/v1/reports', body, {'Idempotency-Key': str(uuid.uuid4())})
        assert answer.status == 201, answer.body
        self.id, self.piece = answer.json()['case'], piece

    @property
    def path(self):
        return f'/api/v1/cases/{self.id}'

    def seen(self, user):
        return self.store.ask('GET', self.path, None, self.store.token(user)).json()

    def page(self, user):
        return self.store.ask('GET', f'/k/perkara/{self.id}', None, self.store.token(user)).body.decode()

    def take(self, user, step, given):
        seen = self.seen(user)
        fields = dict(given)
        for field in next(a for a in seen['actions'] if a['name'] == step)['fields']:
            if field['required'] and field['name'] not in fields:
                one = field.get('options', [''])[0]
                fields[field['name']] = {'text': 'Catatan uji.', 'date': NOW[:10], 'datetime': NOW, 'bool': False, 'int': 1,
                                         'list': [one] if field.get('multiple') else one}[field['type']]
        answer = self.store.ask('POST', f'{self.path}/actions/{step}', {'version': seen['version'], 'fields': fields},
                                self.store.token(user))
        assert answer.status == 200, (step, answer.body)

    def hand(self, user, office, key, wrap=None, recipient=None, text=None):
        """key: to whom it is wrapped, as the directory says it; text: in place of the wrap's base64."""
        body = {'office': office, 'recipient': recipient or self.k_ev.recipient, 'key': key,
                'wrap': text or b64(wrap or self.k_ev.wrapped_for(key))}
        return self.store.ask('POST', f'{self.path}/evidence-key', body, self.store.token(user) if user else {})

    def receiver(self, user, office):
        return next((r for r in self.seen(user)['report']['evidence_receivers'] if r['office'] == office), None)

    def handed_to(self, user, office):
        return [base64.b64decode(h['wrap']) for h in self.seen(user)['report']['evidence_handed'] if h['office'] == office]


def size(store):
    return int(store.ask('GET', '/log/checkpoint').body.split(b'\n')[1])


def told(answer, status, name, about=None):
    said = answer.json()
    return answer.status == status and said['type'] == f'/problems/{name}' and (about is None or said.get('about') == about) \
        and said['detail'].endswith('.')


def hostile(case, bkn):
    """What is refused: what, the answer, how it is told."""
    other, two = offices.Key(case.folder), offices.Key(case.folder)
    good = case.k_ev.wrapped_for(bkn.recipient)
    me = offices.OFFICER
    yield 'the key of another case', case.hand(me, 'bkn', bkn.recipient, recipient=other.recipient), \
        (409, 'conflict', 'evidence_key')
    yield 'the key of who reported', case.hand(me, 'bkn', bkn.recipient, case.k_id.wrapped_for(bkn.recipient),
                                               recipient=case.k_id.recipient), (409, 'conflict', 'evidence_key')
    yield 'a wrap that is cut short', case.hand(me, 'bkn', bkn.recipient, good[:-20]), (422, 'sealed-malformed', 'payload')
    yield 'half a header', case.hand(me, 'bkn', bkn.recipient, good[:60]), (422, 'sealed-cut-short')
    yield 'a wrap for two', case.hand(me, 'bkn', bkn.recipient, case.k_ev.wrapped_for(bkn.recipient, two.recipient)), \
        (422, 'sealed-malformed')
    yield 'no wrap at all', case.hand(me, 'bkn', bkn.recipient, b'x' * 275), (422, 'sealed-cut-short')
    yield 'no base64', case.hand(me, 'bkn', bkn.recipient, text='***'), (422, 'sealed-malformed', 'base64')
    yield 'a key that is not in the directory', case.hand(me, 'bkn', other.recipient), \
        (409, 'seal-key-not-in-force', 'receiver')
    yield 'an office that has no part in the case', case.hand(me, 'ppk-16.06', bkn.recipient), (409, 'conflict', 'receiver')
    yield 'an office that does not exist', case.hand(me, 'bkn-2', bkn.recipient), (409, 'conflict', 'receiver')
    yield 'the own office', case.hand(me, 'bawaslu-16.06', bkn.recipient), (409, 'conflict', 'receiver')
    yield 'the wrap of the report again', case.hand(me, 'bkn', bkn.recipient, base64.b64decode(
        case.seen(me)['report']['evidence_key']['wrap'])), (409, 'conflict', 'handed')
    yield 'somebody else\'s case', case.hand(PPK[0], 'bkn', bkn.recipient), (404, 'not-found')
    yield 'a custodian', case.hand(offices.CUSTODIAN, 'bkn', bkn.recipient), (403, 'not-allowed')
    yield 'nobody', case.hand(None, 'bkn', bkn.recipient), (401, 'not-signed-in')


def checks(store, folder):
    store.tool('user', 'add', *store.where, '--name', CLERK, '--office', 'bkn', '--role', 'custodian')
    clerk = {'Authorization': 'Bearer ' + store.tool('token', *store.where, '--user', CLERK).strip()}
    store.serve(NOW)
    office = offices.in_force(store, folder, store.passwords)
    case = Case(store, folder, office)
    yield 'before the case goes anywhere there is nobody to hand the key to', \
        case.seen(offices.OFFICER)['report']['evidence_receivers'] == [], None
    yield from ((f'{user} takes {step}', case.take(user, step, given) is None, None) for user, step, given in TO_BKN)

    # ---- the receiver has no key
    yield 'BKN acts and has no key', case.receiver(offices.OFFICER, 'bkn') == \
        {'office': 'bkn', 'key': '', 'n': 0, 'opens': False}, case.receiver(offices.OFFICER, 'bkn')
    yield 'the giver is told so before', 'belum punya kunci kantor' in case.page(offices.OFFICER), None
    yield 'the receiver too', all(word in case.page(BKN[0]) for word in ('belum diserahi kunci bukti', 'juga belum punya kunci')), None
    answer = case.hand(offices.OFFICER, 'bkn', offices.Key(folder).recipient)
    yield 'an office without a key is refused', told(answer, 409, 'conflict', 'receiver_key'), answer.body

    # ---- what is wrong
    bkn = offices.in_force(store, folder, store.passwords, BKN)
    page = case.page(BKN[0])
    yield 'with a key it is told whom to ask', 'belum diserahi kunci bukti' in page and 'juga belum punya kunci' not in page, None
    for what, answer, wanted in hostile(case, bkn):
        yield f'{what}: refused in a sentence', told(answer, *wanted), (answer.status, answer.body)
    yield 'and nothing of it is kept', case.handed_to(offices.OFFICER, 'bkn') == [], None

    # ---- the act
    wrap, before = case.k_ev.wrapped_for(bkn.recipient), size(store)
    answer = case.hand(offices.OFFICER, 'bkn', bkn.recipient, wrap)
    yield 'the key is handed over', answer.status == 201 and answer.json() == \
        {'case': case.id, 'office': 'bkn', 'key': bkn.recipient, 'n': 1}, answer.body
    yield 'as one event of the log', size(store) == before + 1, size(store) - before
    answer = case.hand(offices.OFFICER, 'bkn', bkn.recipient, wrap)
    yield 'sent again it is kept once', told(answer, 409, 'conflict', 'handed') and size(store) == before + 1, answer.body
    line = case.seen(offices.OFFICER)['timeline'][-1]
    yield 'the timeline says who, to whom, by which key', (line['step'], line['actor'], line['office'], line['fields']) == \
        ('case.handed', offices.OFFICER, 'bawaslu-16.06', {'office': 'bkn', 'key': bkn.recipient}), line
    seen = case.seen(BKN[0])
    yield 'the receiver reads the case', seen['holder'] == 'bkn', seen['holder']
    key = offices.Key(folder, opens(bkn, case.handed_to(BKN[0], 'bkn')[0]))
    yield "age opens the wrap with the receiver's key", key.recipient == seen['report']['evidence_key']['recipient'], None
    before = size(store)
    sealed = store.ask('GET', f'{case.path}/evidence/{case.piece}', None, store.token(BKN[0])).body
    yield 'the look at the file is on record', size(store) == before + 1, size(store) - before
    yield 'the file is the one that was sealed, byte for byte', sealed == case.sealed and \
        hashlib.sha256(sealed).hexdigest() == seen['report']['evidence'][0]['sha256'], None
    yield 'and the key opens it', opens(key, sealed) == FILM, None
    yield 'the giver still opens it', opens(office, base64.b64decode(seen['report']['evidence_key']['wrap'])) is not None, None

    # ---- who reported stays where it was
    answer = store.ask('POST', f'{case.path}/identity', {'reason': 'Ingin tahu.'}, clerk)
    yield "the receiver's custodian is refused who reported", answer.status == 403, answer.body
    yield 'its key opens no wrap of that', opens(bkn, case.k_id_wrap) is None, None
    said = json.dumps(seen) + case.page(BKN[0])
    yield 'and nothing of it is shown', not any(word in said for word in (case.k_id.recipient, b64(case.k_id_wrap))), None
    found = store.ask('POST', f'{case.path}/identity', {'reason': 'Undangan.'}, store.token(offices.CUSTODIAN)).json()
    k_id = offices.Key(folder, opens(office, base64.b64decode(found['wrap'])))
    yield 'the custodian of the office in charge opens it as before', NAME in opens(k_id, base64.b64decode(found['file'])), None

    # ---- somebody leaves: the next key, by which the old one is opened
    second = offices.in_force(store, folder, store.passwords, BKN, bkn)
    yield 'after the next key the receiver still opens it, by the chain', case.receiver(offices.OFFICER, 'bkn')['opens'], None
    answer = case.hand(offices.OFFICER, 'bkn', bkn.recipient)
    yield 'nothing more is wrapped for the old key', told(answer, 409, 'seal-key-not-in-force', 'receiver'), answer.body
    third = offices.in_force(store, folder, store.passwords, BKN)
    yield 'after one without a chain it does not', case.receiver(offices.OFFICER, 'bkn') == \
        {'office': 'bkn', 'key': third.recipient, 'n': 3, 'opens': False}, second.recipient
    junk = offices.Key(folder).wrapped_for(third.recipient)
    yield 'what is wrapped wrong is taken: nobody here can tell', case.hand(offices.OFFICER, 'bkn', third.recipient, junk).status == 201, None
    yield 'and is mended by handing it anew', case.hand(offices.OFFICER, 'bkn', third.recipient).status == 201, None
    wraps = case.handed_to(BKN[0], 'bkn')
    yield 'the newest comes first', len(wraps) == 3 and case.k_ev.identity.encode() in (opens(third, wraps[0]) or b''), len(wraps)
    often = [case.hand(offices.OFFICER, 'bkn', third.recipient) for _ in range(3)]
    yield 'an office may repeat itself, and not for ever', [a.status for a in often] == [201, 201, 409] and \
        'handed_often' in often[2].body.decode(), often
    wraps = case.handed_to(BKN[0], 'bkn')
    page = case.page(BKN[0])
    yield 'the page brings all of them', len(wraps) == 5 and all(b64(one) in page for one in wraps), len(wraps)

    # ---- and on: BKN hands it to the appointing authority
    case.take(BKN[0], 'recommend_ppk', {'outcome': 'no_track'})
    ppk = offices.in_force(store, folder, store.passwords, PPK)
    yield 'the office that was handed the key hands it on', case.hand(BKN[0], 'ppk-16.06', ppk.recipient).status == 201, None
    key = offices.Key(folder, opens(ppk, case.handed_to(PPK[0], 'ppk-16.06')[0]))
    yield 'and that one opens the file', opens(key, case.sealed) == FILM, None

    bare = store.ask('POST', '/api/v1/reports', {
        'channel': 'tip', 'election': 'pilkada-2024', 'region': '16.06', 'narrative': 'Tanpa bukti.'},
        {'Idempotency-Key': str(uuid.uuid4())}).json()['case']
    answer = store.ask('POST', f'/api/v1/cases/{bare}/evidence-key', {
        'office': 'bkn', 'recipient': 'age1x', 'key': third.recipient, 'wrap': b64(wrap)}, store.token(offices.OFFICER))
    yield 'where nothing is sealed there is no key', told(answer, 409, 'conflict', 'evidence_readable'), answer.body

    store.stop()
    store.tool('verify', *store.where)
    store.tool('rebuild', *store.where, '--check')
    yield 'the store agrees with itself', True, None
    found = erasure.found_in(store.folder, [case.k_ev.identity, case.k_id.identity, NAME.decode(), FILM[:20].decode()])
    yield 'and holds no key and no word of it', not found, found


if __name__ == '__main__':
    sys.exit(engines.check_on_engines(checks))
