"""An upload in two parts, and each answer that a client may get."""
import hashlib

from uploads import AT, PART, begin, pattern, put, state


def run(check, store):
    at, one, part = AT, AT + '/{id}', AT + '/{id}/parts/{n}'
    whole = pattern(PART + 5)
    begun = check.answer(at, 'post', begin(store, len(whole)), 201).json()
    upload = begun['upload']
    check.note((begun['parts'], begun['part_bytes'], begun['next']) == (2, PART, 0), 'two parts, none of them had')
    check.answer(at, 'post', store.ask('POST', at, b'{"bytes":', {'Content-Type': 'application/json'}), 400)
    check.answer(at, 'post', begin(store, 513 << 20), 422)
    check.answer(one, 'get', state(store, '0' * 32), 404)
    check.answer(part, 'put', put(store, '0' * 32, whole, 0), 404)
    check.answer(part, 'put', put(store, upload, whole, 1), 409)
    check.answer(part, 'put', put(store, upload, whole, 0, body=whole[:PART + 1]), 413)
    check.answer(part, 'put', put(store, upload, whole, 0, part=None), 422)
    check.answer(part, 'put', put(store, upload, whole, 0), 200)
    check.answer(one, 'get', state(store, upload), 200)
    check.answer(part, 'put', put(store, upload, whole, 1), 200)
    made = check.answer(one, 'get', state(store, upload), 200).json()
    check.note(made['evidence']['sha256'] == hashlib.sha256(whole).hexdigest(), 'the evidence is what was sent')
    small = begin(store, 5).json()['upload']
    for _ in range(1000):  # of whom check.py has used up all tries, but for those that came back meanwhile
        late = begin(store, 5, **{'X-Forwarded-For': '192.0.2.1'})
        if late.status == 429:
            break
    check.answer(at, 'post', late, 429)
    check.answer(part, 'put', put(store, small, b'small', 0, on_behalf='192.0.2.1'), 429)
