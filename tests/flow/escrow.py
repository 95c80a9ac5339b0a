"""A key that a whole office lost (docs/adr/0069), on both engines: Debian's age does what the officers' browsers do, from
the three onions to the chain that two of three offices give back; what is wrong is refused and leaves nothing; who has
no part sees nothing. Prints one TAP line for each check, then the count."""
import base64
import re
import sys
import urllib.parse

import engines
import erasure
import offices
from handing import b64, opens, size

NOW = '2024-10-14T09:00:00+07:00'
PAGE = '/k/titipan'
OFFICE = (offices.OFFICER, offices.CUSTODIAN)
PROVINCE, NATION = ('petugas.bawaslu-16', 'pimpinan.bawaslu-16'), ('petugas.bawaslu', 'pimpinan.bawaslu')
BKN, PPK = ('petugas.bkn', 'pimpinan.bkn'), ('petugas.ppk-16.06', 'pimpinan.ppk-16.06')
REASON = 'Kedua pemegang lupa frasa sandinya.'
FURTHER, NEARER = (1, 2, 2), (0, 0, 1)


def page(store, user):
    return store.ask('GET', PAGE, None, store.token(user)).body.decode()


def post(store, user, **fields):
    """One form of the page: its answer, and how many events it left."""
    who, before = store.token(user), size(store)
    csrf = re.search(rb'name="csrf" value="(\w+)"', store.ask('GET', offices.KEYS, None, who).body)[1].decode()
    body = urllib.parse.urlencode({'csrf': csrf, **fields}).encode()
    answer = store.ask('POST', PAGE, body, {'Content-Type': 'application/x-www-form-urlencoded',
                                            'Origin': f'http://127.0.0.1:{store.port}', **who})
    return answer.status, size(store) - before, answer.body.decode()


def turns(text):
    """What the page lets a holder do: act, number of the onion, its bytes, the key in it, whom it is to be wrapped for."""
    found = re.findall(r'data-aksi="(kupas|buka)" data-berkas="([^"]+)" data-kunci="([^"]+)" data-penerima="([^"]+)">.*?'
                       r'name="permintaan" value="(\d+)".*?name="bawang" value="(\d)"', text, re.S)
    return [(act, int(n), base64.b64decode(file), key, to, asking) for act, file, key, to, asking, n in found]


def onions(key, holders):
    return b''.join(offices.run(['age', '-r', holders[FURTHER[i]].recipient], key.wrapped_for(holders[NEARER[i]].recipient))
                    for i in range(3))


def told_of(store, user):
    """Whether the work list tells whoever looks that a key in escrow waits for the office."""
    return 'Kunci titipan diminta' in store.ask('GET', '/k', None, store.token(user)).body.decode()


def done(told):
    return told[:2] == (303, 1)


def refused(told, status, word=''):
    return told[:2] == (status, 0) and word in told[2]


def checks(store, folder):
    store.tool('office', 'escrow', *store.where, '--holders', 'bkn')
    store.serve(NOW)
    office = offices.in_force(store, folder, store.passwords)
    yield 'with no other key it is said', 'perlu 3 kantor lain' in page(store, OFFICE[0]), None
    holders = [offices.in_force(store, folder, store.passwords, users) for users in (PROVINCE, NATION, BKN)]
    form = {'aksi': 'titip', 'nomor': 1, 'penerima': ' '.join(h.recipient for h in holders), 'segel': b64(onions(office, holders))}

    # ---- into escrow
    for what, change, status in (('cut short', {'segel': b64(onions(office, holders)[:-1])}, 422), ('no onions', {'segel': b64(b'x' * 1425)}, 422),
                                 ('wraps in their place', {'segel': b64(office.wrapped_for(office.recipient) * 3)}, 422),
                                 ('no base64', {'segel': '***'}, 422), ('another order', {'penerima': ' '.join(h.recipient for h in holders[::-1])}, 409),
                                 ('a key that is none', {'nomor': 7}, 409), ('another verb', {'aksi': 'hapus'}, 422)):
        told = post(store, OFFICE[0], **{**form, **change})
        yield f'{what}: refused', refused(told, status), told
    told = post(store, OFFICE[0], **form)
    yield 'the key is put in escrow, as one event', done(told), told
    told = post(store, OFFICE[1], **form)
    yield 'and once', refused(told, 409, 'sudah memegang'), told
    told = post(store, OFFICE[0], aksi='minta', nomor=1, alasan=REASON)
    yield 'what is not lost is not asked for', refused(told, 409, 'tidak hilang'), told

    # ---- lost, and asked for by two
    second = offices.in_force(store, folder, store.passwords)
    told = post(store, OFFICE[0], aksi='minta', nomor=1, alasan=' ')
    yield 'not without a reason', refused(told, 422), told
    told = post(store, OFFICE[0], aksi='minta', nomor=1, alasan=REASON)
    yield 'asked', done(told), told
    yield 'the work list tells the second officer, and no holder yet', told_of(store, OFFICE[1]) and not told_of(store, BKN[0]), None
    asking = re.search(r'name="permintaan" value="(\d+)"', page(store, OFFICE[0]))[1]
    told = post(store, OFFICE[1], aksi='minta', nomor=1, alasan=REASON)
    yield 'asked twice: refused', refused(told, 409, 'sedang diminta'), told
    yield 'before a second agreed no holder can act', not turns(page(store, NATION[0])), None
    told = post(store, OFFICE[0], aksi='setuju', permintaan=asking)
    yield 'who asked is not the second', refused(told, 409, 'orang kedua'), told
    told = post(store, NATION[0], aksi='setuju', permintaan=asking)
    yield 'nor is a holder', refused(told, 404), told
    told = post(store, OFFICE[1], aksi='setuju', permintaan=asking)
    yield 'a second agreed', done(told), told
    waits = [told_of(store, user) for user in (OFFICE[0], PROVINCE[0], NATION[0], BKN[1], PPK[0])]
    yield 'now it tells the further holders', waits == [False, False, True, True, False], waits

    # ---- keys change meanwhile: the nation's by a chain, the office's, too
    offices.in_force(store, folder, store.passwords, NATION, holders[1])
    third = offices.in_force(store, folder, store.passwords, OFFICE, second)

    # ---- two of three
    yield 'the nearest has nothing to open yet', not turns(page(store, PROVINCE[0])), None
    told = post(store, BKN[1], aksi='tolak', permintaan=asking, alasan='Belum ditelepon.')
    yield 'one refuses', done(told) and not turns(page(store, BKN[0])), told
    act, n, onion, key, _, number = turns(page(store, NATION[0]))[0]
    yield 'the other two go on', (act, n, key, number) == ('kupas', 0, office.recipient, asking), (act, n, key, number)
    left = opens(holders[1], onion)
    yield 'the nearer alone opens nothing', opens(holders[0], onion) is None and opens(holders[2], onion) is None, None
    for what, user, change, status in (('a wrap for two', NATION[0], {'segel': b64(office.wrapped_for(holders[0].recipient, second.recipient))}, 422),
                                       ('another onion', NATION[0], {'bawang': 2}, 409), ('by the nearer', PROVINCE[0], {}, 409),
                                       ('by the office', OFFICE[0], {}, 404), ('by another office', PPK[0], {}, 404),
                                       ('of another asking', NATION[0], {'permintaan': 0}, 404), ('opened at once', PROVINCE[0], {'aksi': 'buka'}, 409)):
        told = post(store, user, **{'aksi': 'kupas', 'permintaan': asking, 'bawang': 0, 'segel': b64(left), **change})
        yield f'{what}: refused', refused(told, status), told
    bad = office.wrapped_for(second.recipient)
    told = post(store, NATION[0], aksi='kupas', permintaan=asking, bawang=0, segel=b64(bad))
    yield 'a layer that the nearer cannot open', done(told) and turns(page(store, PROVINCE[0]))[0][2] == bad, told
    yield 'is offered to its holder to be given again', turns(page(store, NATION[0]))[0][:3] == ('kupas', 0, onion) \
        and 'Lepas lapisnya sekali lagi' in page(store, NATION[0]), None
    told = post(store, NATION[0], aksi='kupas', permintaan=asking, bawang=0, segel=b64(left))
    yield 'the further holder peels', done(told), told
    yield 'and then the nearer', told_of(store, PROVINCE[0]), None
    told = post(store, NATION[1], aksi='tolak', permintaan=asking, alasan='Terlambat.')
    yield 'what was peeled is out of hand', refused(told, 409), told
    act, n, rest, _, to, number = turns(page(store, PROVINCE[0]))[0]
    yield 'the nearer gets what is left, for the key after the lost one', (act, n, rest, to) == ('buka', 0, left, second.recipient), (act, n, to)
    found = offices.Key(folder, opens(holders[0], rest))
    yield 'in which is the key', found.identity == office.identity, None
    told = post(store, PROVINCE[0], aksi='buka', permintaan=number, bawang=n, segel=b64(found.wrapped_for(to)))
    yield 'it is given back', done(told), told
    told = post(store, PROVINCE[1], aksi='buka', permintaan=number, bawang=n, segel=b64(found.wrapped_for(to)))
    yield 'once', refused(told, 409), told

    # ---- the office has it, by its chains; who had a part sees who did what
    chains = [base64.b64decode(c) for c in re.findall(r'data-rantai="([^"]+)"', page(store, OFFICE[0]))]
    yield 'the newest key leads to the lost one', len(chains) == 2 and second.identity.encode() in (opens(third, chains[0]) or b'') \
        and office.identity.encode() in (opens(second, chains[1]) or b''), len(chains)
    said = (REASON, 'Belum ditelepon.', 'Melepas satu lapis', 'Membuka dan mengembalikan', NATION[0], PROVINCE[0], 'Sudah dikembalikan')
    for user in (OFFICE[1], PROVINCE[1], NATION[1], BKN[0]):
        text = page(store, user)
        yield f'{user} sees who did what, and why', all(word in text for word in said), [word for word in said if word not in text]
    yield 'another office sees nothing', not any(word in page(store, PPK[0]) for word in said), None

    # ---- a second opening, which is false, takes nothing away
    for user, fields in ((OFFICE[0], {'aksi': 'minta', 'nomor': 1, 'alasan': REASON}), (OFFICE[1], {'aksi': 'setuju'}),
                         (NATION[0], {'aksi': 'kupas', 'bawang': 0, 'segel': b64(left)}),
                         (PROVINCE[0], {'aksi': 'buka', 'bawang': 0, 'segel': b64(third.wrapped_for(second.recipient))})):
        number = max(re.findall(r'name="permintaan" value="(\d+)"', page(store, user)) or ['0'], key=int)
        told = post(store, user, permintaan=number, **fields)
        yield f'once more: {fields["aksi"]}', done(told), told
    both = re.findall(r'data-rantai="([^"]+)"', page(store, OFFICE[0]))[1].split(' ')
    found = [office.identity.encode() in (opens(second, base64.b64decode(chain)) or b'') for chain in both]
    yield 'the true chain stands beside the false one', found == [False, True], found

    store.stop()
    store.tool('verify', *store.where)
    store.tool('rebuild', *store.where, '--check')
    yield 'the store agrees with itself', True, None
    kept = erasure.found_in(store.folder, [key.identity for key in (office, second, third, *holders)])
    yield 'and holds no key', not kept, kept


if __name__ == '__main__':
    sys.exit(engines.check_on_engines(checks))
