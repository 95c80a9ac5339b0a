"""Evidence in parts, as a client sends it (docs/adr/0056). For any store that can ask(method, path, body, headers)."""
import base64
import hashlib
import json

AT = '/api/v1/uploads'
PART = 4 * 1024 * 1024


def digest(data):
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"


def begin(store, size, **headers):
    return store.ask('POST', AT, json.dumps({'bytes': size}), {'Content-Type': 'application/json', **headers})


def state(store, upload):
    return store.ask('GET', f'{AT}/{upload}')


def put(store, upload, whole, n, **changes):
    """Part n of whole. changes: index, body, part (its digest), repr (of the whole, of the last one); None: without."""
    body = changes.get('body', whole[n * PART:(n + 1) * PART])
    headers = {'Content-Digest': changes.get('part', digest(body)), 'X-Forwarded-For': changes.get('on_behalf')}
    if (n + 1) * PART >= len(whole) or 'repr' in changes:
        headers['Repr-Digest'] = changes.get('repr', digest(whole))
    return store.ask('PUT', f"{AT}/{upload}/parts/{changes.get('index', n)}", body, {k: v for k, v in headers.items() if v})


def send(store, whole, upload=None):
    """All of it, from where it ended if it was begun; the last answer."""
    upload = upload or begin(store, len(whole)).json()['upload']
    answer = state(store, upload)
    while answer.status == 200 and not answer.json()['whole']:
        now = answer.json()
        answer = put(store, upload, whole, min(now['next'], now['parts'] - 1))
    return answer


def pattern(size, seed=b'x'):
    """Bytes of which no part is like another."""
    block = b''.join(hashlib.sha256(seed + bytes([n])).digest() for n in range(32))
    return b''.join(n.to_bytes(8, 'big') + block[8:] for n in range(size // 1024 + 1))[:size]
