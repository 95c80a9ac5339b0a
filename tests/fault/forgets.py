"""What people sent readable is gone from the server's memory once it was answered, as a core, a swap file or a reader
of /proc/PID/mem would find it: who reported, the words of a file and its name, the receipt code, a password.

The search reads every map of the server, so it must find the same words while their form is on its way."""
import gzip
import html
import os
import re
import socket
import time

import offices
from served import JSON, Store, report
from signer import memory

CODE = r'\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}-[0-9A-Z]{2})[0-9A-Z*~$=]'  # the last symbol checks the others
PATIENCE = 30  # seconds
OFFICER = 'petugas.bawaslu-16.06'
REPORTER = {'reporter.name': 'NamaKenari', 'reporter.address': 'AlamatKenari 12', 'reporter.email': 'surel.kenari@contoh.id'}
FILES = [('BerkasKenari.jpg', b'\xff\xd8\xff\xda\x00\x04ab' + b'IsiKenari' * 4000 + b'\xff\xd9'),
         ('FilmKenari.mp4', b'\0\0\0\x20ftypisom' + b'FilmIsi' * 90000)]
WORDS = [b'NamaKenari', b'AlamatKenari', b'surel.kenari', b'BerkasKenari', b'IsiKenari', b'FilmKenari', b'FilmIsi']


def found(pid, words):
    """Those of words that some readable byte of the process holds."""
    left = set(words)
    for part in memory(pid):
        left -= {word for word in left if word in part}
    return sorted(set(words) - left)


def soon_gone(tap, store, said, words):
    """Threads wipe behind their answer, so the search is tried again for a moment."""
    end = time.monotonic() + PATIENCE
    while (kept := found(store.process.pid, words)) and time.monotonic() < end:
        time.sleep(0.1)
    tap.check(said, not kept, kept)


def is_found_meanwhile(tap, store):
    """A form all but its end: what it brought is there. Then the line breaks, and it is gone."""
    body, head = offices.form(FILES[:1], **REPORTER)
    lines = ''.join(f'{name}: {value}\r\n' for name, value in head.items())
    with socket.create_connection(('127.0.0.1', store.port), 300) as line:
        line.sendall(f'POST {offices.FORM} HTTP/1.1\r\nHost: x\r\n{lines}Content-Length: {len(body)}\r\n\r\n'.encode() + body[:-40])
        end = time.monotonic() + PATIENCE
        while (seen := found(store.process.pid, WORDS[:2])) != sorted(WORDS[:2]) and time.monotonic() < end:
            time.sleep(0.1)
        tap.check('the search finds who reports while the form is on its way', seen == sorted(WORDS[:2]), seen)
    soon_gone(tap, store, 'a form that broke off is gone', WORDS)


def form_is_gone(tap, store, packed):
    body, head = offices.form(FILES, **REPORTER)
    answer = store.ask('POST', offices.FORM, body, {**head, 'Accept-Encoding': packed})
    page = gzip.decompress(answer.body) if answer.headers.get('content-encoding') == 'gzip' else answer.body
    code = re.search(CODE, html.unescape(page.decode()))
    if tap.check(f'a form without script is accepted ({packed})', answer.status == 200 and code, answer):
        soon_gone(tap, store, 'who reported, names and words of files are gone', WORDS)
        symbols = code[1].encode()
        soon_gone(tap, store, 'and the receipt code', [symbols, symbols.replace(b'-', b'')])
        asked = store.track(code[0])
        tap.check('a report is followed by it', asked.status == 200, asked)
        soon_gone(tap, store, 'also when it was asked with', [symbols, symbols.replace(b'-', b'')])


def client_is_gone(tap, store):
    person = {'name': 'NamaGelatik', 'address': 'AlamatGelatik', 'email': 'surel.gelatik@contoh.id'}
    answer = store.report(report(reporter=person))
    tap.check('a client that seals nothing is accepted', answer.status == 201, answer)
    soon_gone(tap, store, 'who reported is gone', [b'NamaGelatik', b'AlamatGelatik', b'surel.gelatik'])


def password_is_gone(tap, store):
    for password, status in ((store.users[OFFICER], 201), ('sandi-yang-salah-kenari', 401)):
        answer = store.ask('POST', '/api/v1/session', f'{{"user":"{OFFICER}","password":"{password}"}}', JSON)
        tap.check(f'a password is answered with {status}', answer.status == status, answer)
        soon_gone(tap, store, 'and is gone', [password.encode()])


def run(tap, program, folder):
    store = Store(os.path.join(folder, 'forgets'), program=program).init()
    if not tap.check('forgets: a store is served', store.start(), store.said()):
        return
    try:
        offices.in_force(store, folder, store.users)
        is_found_meanwhile(tap, store)
        for packed in ('identity', 'gzip'):
            form_is_gone(tap, store, packed)
        client_is_gone(tap, store)
        password_is_gone(tap, store)
    finally:
        store.end()
