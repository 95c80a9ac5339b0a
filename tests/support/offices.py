"""The key of an office, made with Debian's age as two browsers would make it, and a report by the form without
JavaScript. For any store that can ask(method, path, body, headers)."""
import base64
import os
import re
import subprocess
import urllib.parse
import uuid

OFFICER, CUSTODIAN = 'petugas.bawaslu-16.06', 'kustodian.bawaslu-16.06'
KEYS, FORM = '/k/kunci', '/lapor/isi'
HELD = 75  # bytes of an identity in a file of one line
FIELDS = {'election': 'pilkada-2024', 'region': '16.06', 'channel': 'tip', 'narrative': 'Camat membagikan stiker.'}


def run(arguments, given=b''):
    return subprocess.run(arguments, input=given, capture_output=True, check=True).stdout


class Key:
    """An age identity in a file of the folder."""

    def __init__(self, folder, identity=None):
        self.path = os.path.join(folder, uuid.uuid4().hex)
        made = identity or run(['age-keygen'])
        self.identity = re.search(rb'AGE-SECRET-KEY-1\w+', made)[0].decode()
        with open(self.path, 'w', encoding='ascii', opener=lambda path, how: os.open(path, how, 0o600)) as file:
            file.write(self.identity + '\n')
        self.recipient = run(['age-keygen', '-y', self.path]).decode().strip()

    def open(self, sealed):
        return run(['age', '-d', '-i', self.path], sealed)

    def wrapped_for(self, *recipients):
        return run(['age', *(word for r in recipients for word in ('-r', r))], (self.identity + '\n').encode())


def locked():
    """What has the shape of an identity under a passphrase; nobody's passphrase opens it."""
    share = b'A' * 43
    return (b'age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n' + share + b'\n--- ' + share + b'\n'
            + os.urandom(16 + HELD + 16))


def bearer(store, user, password):
    answer = store.ask('POST', '/api/v1/session', f'{{"user":"{user}","password":"{password}"}}'.encode(),
                       {'Content-Type': 'application/json'})
    assert answer.status == 201, answer
    return {'Authorization': f"Bearer {answer.json()['token']}"}


def post_key(store, who, **fields):
    csrf = re.search(rb'name="csrf" value="(\w+)"', store.ask('GET', KEYS, None, who).body)[1].decode()
    body = urllib.parse.urlencode({'csrf': csrf, **fields}, doseq=True).encode()
    head = {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': f'http://127.0.0.1:{store.port}', **who}
    answer = store.ask('POST', KEYS, body, head)
    assert answer.status in (200, 303), answer.body[:2000]


def in_force(store, folder, passwords, users=(OFFICER, CUSTODIAN), before=None):
    """The next key of an office: proposed by the first of its users, agreed to by the second. before: the key that it
    is chained to."""
    office, own = Key(folder), [Key(folder), Key(folder)]
    officer, custodian = (bearer(store, user, passwords[user]) for user in users)
    chain = {'rantai': base64.b64encode(before.wrapped_for(office.recipient))} if before else {}
    for who, key in zip((officer, custodian), own):
        post_key(store, who, aksi='buat', penerima=key.recipient, segel=base64.b64encode(locked()))
    post_key(store, officer, aksi='usul', penerima=office.recipient, pemegang=users, **chain,
             segel=base64.b64encode(office.wrapped_for(*(key.recipient for key in own))))
    post_key(store, custodian, aksi='setuju', penerima=office.recipient)
    return office


def form(files, kunci=None, **fields):
    """Body and headers of the form as a browser sends it: files stand before the last fields."""
    line = 'batas' + uuid.uuid4().hex
    named = {**FIELDS, **fields, 'kunci': kunci or str(uuid.uuid4())}
    last = named.pop('channel')

    def part(head, data):
        return f'--{line}\r\nContent-Disposition: form-data; {head}\r\n\r\n'.encode() + data + b'\r\n'
    body = b''.join(part(f'name="{name}"', value.encode()) for name, value in named.items())
    body += b''.join(part(f'name="bukti"; filename="{name}"', data) for name, data in files)
    body += part('name="channel"', last.encode()) + f'--{line}--\r\n'.encode()
    return body, {'Content-Type': f'multipart/form-data; boundary={line}'}


def send(store, files, **more):
    return store.ask('POST', FORM, *form(files, **more))


def bundle(answer):
    """The receipt that the page lets one keep."""
    found = re.search(rb'href="data:application/json;base64,([A-Za-z0-9+/=]+)"', answer.body)
    return base64.b64decode(found[1]).decode()


def unpack(folder, tar):
    """name: bytes of what a tar holds, by Debian's tar."""
    place = os.path.join(folder, uuid.uuid4().hex)
    os.mkdir(place)
    run(['tar', '-x', '-C', place], tar)
    return {name: open(os.path.join(place, name), 'rb').read() for name in os.listdir(place)}


def opened(store, folder, office, index):
    """What each sealed file of a case holds, by the office's key."""
    where, who = f'/api/v1/cases/{index}', bearer(store, OFFICER, store.users[OFFICER])
    case = store.ask('GET', where, None, who).json()['report']
    key = Key(folder, office.open(base64.b64decode(case['evidence_key']['wrap'])))
    return [unpack(folder, key.open(store.ask('GET', f"{where}/evidence/{piece['id']}", None, who).body)) for piece in case['evidence']]
