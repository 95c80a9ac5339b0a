"""A takeover of all tasks: what an office above sees before, during and after it, by docs/openapi.yaml."""
import uuid


def tell(check, store, silent, known):
    """silent: a case of an election whose law knows none; known: a report."""
    path, act = '/api/v1/cases/{id}/takeover', '/api/v1/cases/{id}/actions/{name}'
    officer, province, nation, other, nobody = [store.token(f'{who}.bawaslu{of}') for who, of in (
        ('petugas', '-16.06'), ('pimpinan', '-16'), ('pimpinan', ''), ('pimpinan', '-16.71'))] + [{}]

    def tasks(case, who, expected):
        return check.answer(path, 'get', store.ask('GET', f'/api/v1/cases/{case}/takeover', None, who), expected)

    def take(case, who, name, fields):
        version = store.ask('GET', f'/api/v1/cases/{case}', None, officer).json()['version']
        asked = f'/api/v1/cases/{case}/actions/{name}'
        return check.answer(act, 'post', store.ask('POST', asked, {'version': version, 'fields': fields}, who), 200).json()

    told = tasks(silent, province, 200).json()
    check.note('no_takeover' in told and not told['actions'], 'where the law is silent, it is said')
    for who, expected in ((nobody, 401), (officer, 403), (other, 404)):
        tasks(silent, who, expected)
    report = {**known, 'election': 'pemilu-2024'}
    case = store.ask('POST', '/api/v1/reports', report, {'Idempotency-Key': str(uuid.uuid4())}).json()['case']
    check.note([one['name'] for one in tasks(case, nation, 200).json()['actions']] == ['take_over_by_nation'], 'it is offered')
    said = {'reasons': 'Berhalangan.', 'decision_number': '1/2024', 'ends_on': '2999-12-31', 'ends_when': 'Anggota dilantik.'}
    taken = take(case, province, 'take_over_by_province', {**said, 'opinion': 'Setuju.'})
    check.note(taken['takeover']['from'] == 'bawaslu-16.06' and taken['takeover']['ends_on'] == '2999-12-31', taken['takeover'])
    tasks(case, nation, 200)
    take(case, nation, 'take_over_by_nation', said)
    check.note('report' not in take(case, nation, 'give_back', {'reasons': 'Dilantik.'}), 'it reads the case no more')
