"""The key of a case's evidence, wrapped for another office, as docs/openapi.yaml says it. What it does: tests/flow/handing.py."""
import base64
import uuid

import offices

PATH, BKN = '/api/v1/cases/{id}/evidence-key', ('petugas.bkn', 'pimpinan.bkn')
SHAPE = {'office': 'bkn', 'recipient': 'age1x', 'key': 'age1y', 'wrap': 'QQ=='}


def sealed_complaint(store, folder, report):
    """One that waits for BKN, its evidence sealed for the office in charge; its number and key."""
    office, k_ev = offices.in_force(store, folder, store.passwords), offices.Key(folder)
    sealed = offices.run(['age', '-r', k_ev.recipient], b'bytes of a picture')
    piece = store.ask('POST', '/api/v1/evidence', sealed, {'Content-Type': 'application/age'}).json()['id']
    key = {'recipient': k_ev.recipient, 'keys': office.recipient,
           'wrap': base64.b64encode(k_ev.wrapped_for(office.recipient)).decode()}
    body = {**report, 'channel': 'complaint', 'evidence': [piece], 'evidence_key': key}
    answer = store.ask('POST', '/api/v1/reports', body, {'Idempotency-Key': str(uuid.uuid4()), **store.token(BKN[0])})
    return answer.json()['case'], k_ev


def tell(check, store, folder, report):
    case, k_ev = sealed_complaint(store, folder, report)
    bkn = offices.in_force(store, folder, store.passwords, BKN)
    body = {'office': 'bkn', 'recipient': k_ev.recipient, 'key': bkn.recipient,
            'wrap': base64.b64encode(k_ev.wrapped_for(bkn.recipient)).decode()}
    mine, custodian = store.token(offices.OFFICER), store.token(offices.CUSTODIAN)
    json = {'Content-Type': 'application/json'}

    def hand(given, who, expected, number=case):
        asked = PATH.replace('{id}', str(number))
        return check.answer(PATH, 'post', store.ask('POST', asked, given, who), expected)

    hand(body, {}, 401)
    hand(body, custodian, 403)
    hand(body, mine, 404, 99999999)
    hand(b'{', {**mine, **json}, 400)
    hand(b'x', {**mine, 'Content-Type': 'text/plain'}, 415)
    hand({**body, 'wrap': ''}, mine, 422)
    hand(body, mine, 201)
    hand(body, mine, 409)
    seen = check.answer('/api/v1/cases/{id}', 'get', store.ask('GET', f'/api/v1/cases/{case}', None, mine), 200).json()
    check.note([one['office'] for one in seen['report']['evidence_handed']] == ['bkn'], 'the case says to whom it was handed')
    check.note(seen['report']['evidence_receivers'][0]['opens'], 'and who opens it')
