"""Evidence by the form without JavaScript (docs/adr/0050), on both engines: no byte of it stands as it came in any file
of the store, while it arrives or after, nor in the database; Debian's age and tar open what the server sealed. Prints one
TAP line for each check, then the count."""
import base64
import hashlib
import json
import os
import socket
import subprocess
import sys
import time
import uuid

import engines
import erasure
import offices

PATIENCE = 600  # seconds
NOW = '2024-10-14T09:00:00+07:00'
WORDS = ('BuktiGelatik', 'KameraGelatik', 'FotoGelatik')
EXIF = b'\xff\xe1' + (2 + 6 + 13).to_bytes(2, 'big') + b'Exif\0\0KameraGelatik'
PHOTO = b'\xff\xd8\xff\xfe\x00\x04xx' + EXIF + b'\xff\xda\x00\x04abBuktiGelatik\xff\xd9BuktiGelatik'
SMALL = 168 + 16 + 65536 + 16  # a header for one, a nonce, the least that is packed, the tag of its one chunk
CLEANED = b'\xff\xd8\xff\xda\x00\x04abBuktiGelatik\xff\xd9'
FILM = b'\0\0\0\x20ftypisom' + b'BuktiGelatik' * 50000


def sha(data):
    return hashlib.sha256(data).hexdigest()


def opened_files(pid, aside=False):
    """What the server's open files hold; aside: of those without a name alone."""
    for name in os.listdir(f'/proc/{pid}/fd'):
        path = f'/proc/{pid}/fd/{name}'
        try:
            to = os.readlink(path)
            if os.path.isfile(path) and (not aside or ('/blobs/tmp/' in to and to.endswith(' (deleted)'))):
                with open(path, 'rb') as file:
                    yield file.read()
        except FileNotFoundError:  # the server closed it meanwhile
            continue


def half_way(store):
    """A form whose file has arrived, all but its end: an open line."""
    body, head = offices.form([('FotoGelatik.mp4', FILM)])
    lines = ''.join(f'{name}: {value}\r\n' for name, value in head.items())
    line = socket.create_connection(('127.0.0.1', store.port), 300)
    line.sendall(f'POST {offices.FORM} HTTP/1.1\r\nHost: x\r\n{lines}Content-Length: {len(body)}\r\n\r\n'.encode()
                 + body[:-200])
    return line, body[-200:]


def put_aside(store):
    """Waits until the server has all of the film that half_way sends but what may still be on its way; its bytes then."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for data in opened_files(store.server.pid, aside=True):
            if len(data) > len(FILM) - 4096:
                return data
        time.sleep(0.05)
    return b''


def gone(store):
    """Waits until the server has let go of what was put aside; whether no other file of it is left either."""
    end = time.monotonic() + PATIENCE
    while any(opened_files(store.server.pid, aside=True)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(opened_files(store.server.pid, aside=True)) and not os.listdir(os.path.join(store.folder, 'blobs', 'tmp'))


def named(store, folder, office, name):
    """The name that a file got inside, by which it came."""
    bundle = json.loads(offices.bundle(offices.send(store, [(name, b'isi')])))
    where, who = f"/api/v1/cases/{bundle['index']}", store.token(offices.OFFICER)
    case = store.ask('GET', where, None, who).json()['report']
    key = offices.Key(folder, office.open(base64.b64decode(case['evidence_key']['wrap'])))
    sealed = store.ask('GET', f"{where}/evidence/{case['evidence'][0]['id']}", None, who).body
    return json.loads(offices.unpack(folder, key.open(sealed))['keterangan.json'])['name'], len(sealed)


def dump(db):
    return subprocess.run(['pg_dump', db], capture_output=True, check=True).stdout if db else b''


def checks(store, folder):
    store.serve(NOW)
    bare = offices.send(store, [('terbaca.jpg', b'TanpaSegel')])
    yield 'an office without a key: the receipt says that files are kept readable', \
        bare.status == 200 and b'tanpa segel' in bare.body, bare.body[-3000:]
    yield 'and the hunt finds them', erasure.found_in(store.folder, ['TanpaSegel']), None
    office = offices.in_force(store, folder, store.passwords)
    line, rest = half_way(store)
    aside = put_aside(store)
    yield 'while it arrives it is put aside', aside and aside != FILM[:len(aside)], len(aside)
    found = [word for word in WORDS for data in opened_files(store.server.pid) if word.encode() in data]
    yield 'no open file has a word of it', not found, found
    found = erasure.found_in(store.folder, WORDS)
    yield 'nor any file of the store', not found, found
    line.sendall(rest)
    with line.makefile('rb') as stream:
        yield 'it is accepted', b' 200 ' in stream.readline(), None
    line.close()
    line, _ = half_way(store)
    put_aside(store)
    line.close()
    yield 'a line that breaks leaves nothing behind', gone(store), os.listdir(os.path.join(store.folder, 'blobs', 'tmp'))
    key = str(uuid.uuid4())
    answer = offices.send(store, [('FotoGelatik.jpg', PHOTO), ('film.mp4', FILM)], kunci=key)
    yield 'the receipt says that the server sealed the files, and what came', answer.status == 200 and \
        b'Disegel oleh server saat tiba' in answer.body and all(sha(data).encode() in answer.body for data in (PHOTO, FILM)), \
        answer.body[-3000:]
    bundle = json.loads(offices.bundle(answer))
    case = store.ask('GET', f"/api/v1/cases/{bundle['index']}", None, store.token(offices.OFFICER)).json()['report']
    yield 'the case says by whom they were sealed, for whom', case['evidence_key']['sealed'] == 'arrival' \
        and case['evidence_key']['keys'] == office.recipient, case['evidence_key']
    case_key = offices.Key(folder, office.open(base64.b64decode(case['evidence_key']['wrap'])))
    yield 'the key of the case is the one that was wrapped', case_key.recipient == case['evidence_key']['recipient'], None
    manifest = base64.b64decode(bundle['manifest']).decode()
    for piece, (name, came, left) in zip(case['evidence'], (('bukti.jpg', PHOTO, CLEANED), ('bukti.mp4', FILM, FILM))):
        sealed = store.ask('GET', f"/api/v1/cases/{bundle['index']}/evidence/{piece['id']}", None,
                           store.token(offices.OFFICER)).body
        yield f'{name}: the proof names the sealed bytes, the receipt too', sha(sealed) in manifest \
            and sha(sealed).encode() in answer.body, manifest
        inside = offices.unpack(folder, case_key.open(sealed))
        said = json.loads(inside['keterangan.json'])
        yield f'{name}: age and tar give the file', inside[name] == left and said['sha256'] == sha(left), said
        was = said.get('original', said)
        yield f'{name}: and the hash of what came', was['sha256'] == sha(came) and was['bytes'] == len(came), said
    again = offices.send(store, [('FotoGelatik.jpg', PHOTO), ('film.mp4', FILM)], kunci=key)
    yield 'sent again it is the same report', again.status == 200 and json.loads(offices.bundle(again))['index'] == bundle['index'], \
        again.status
    other = offices.send(store, [('FotoGelatik.jpg', FILM)], kunci=key)
    yield 'with another file it is refused', other.status == 409, other.status
    for name, inside in (('x' * 255, 'x' * 255), ('Foto %22é%22 / ../../b & c.jpg', 'b & c.jpg'), ('a\\b.jpg', 'b.jpg'), ('漢' * 85, '漢' * 85)):
        got, length = named(store, folder, office, name)
        yield f'{name[:20]}: a name is kept as text, without folders', got == inside, got
        yield f'{name[:20]}: and does not show in the length', length == SMALL, length
    store.stop()
    found = erasure.found_in(store.folder, WORDS)
    yield 'no file of the store has a word of it', not found, found
    yield 'nor the database', not any(word.encode() in dump(store.db) for word in WORDS), None
    store.tool('verify', *store.where)
    store.tool('rebuild', *store.where, '--check')
    yield 'the store agrees with itself', True, None


if __name__ == '__main__':
    sys.exit(engines.check_on_engines(checks))
