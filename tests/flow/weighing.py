"""Who publishes an index and is late, or gives too long a reason, has the form again with all that was typed; who tries
weights of a province comes back to it."""
import concurrent.futures
import html
import html.parser
import os
import re
import sys
import tempfile
import threading

import activities
import engines
import netral

ADMIN = 'admin.bawaslu'
NOW = '2024-10-29T09:00:00+07:00'
DESK, COMPOSE = '/k/indeks', '/k/indeks/susun'
LATE = 'berubah sejak hasil terakhir'
TRIAL = {'pakai': 'netral', 'd-tindak-lanjut': '0', 'd-pencegahan': '0', 'd-pelaporan': '0', 'd-pencalonan': '100',
         'd-tahapan': '0'}
AT_ONCE = 6


class Desk(activities.Activities):
    def __init__(self, store, user):
        self.store, self.user = store, user

    def get(self, path):
        answer = self.store.ask('GET', path, None, self.store.token(self.user))
        return html.unescape(answer.body.decode())

    def post(self, path, fields):
        return self.form(self.user, path, fields)


class Fields(html.parser.HTMLParser):
    """What a browser would send of the form of that id."""
    def __init__(self, form):
        super().__init__()
        self.form, self.inside, self.select, self.sent = form, False, '', {}

    def handle_starttag(self, tag, attrs):
        of = dict(attrs)
        if tag == 'form':
            self.inside = of.get('id') == self.form
        if not self.inside:
            return
        if tag == 'input' and (of.get('type') != 'checkbox' or 'checked' in of):
            self.sent[of['name']] = of.get('value') or ''
        if tag == 'select':
            self.select = of['name']
            self.sent[self.select] = ''
        if tag == 'option' and 'selected' in of:
            self.sent[self.select] = of.get('value') or ''

    def handle_endtag(self, tag):
        if tag == 'form':
            self.inside = False


def fields_of(text, form='susunan'):
    fields = Fields(form)
    fields.feed(text)
    return fields.sent


def weighs(desk):
    text = desk.get(f'{DESK}?pakai=netral')
    seen = re.search(r'name="dasar" value="(-?\d+)"', text)
    yield 'nothing was published yet', not seen or seen[1] == '-1', seen
    late = desk.post(DESK, {**TRIAL, 'dasar': '5', 'alasan': 'Rapat pleno'})
    body = html.unescape(late.body.decode())
    yield 'who is late has the trial again', late.status == 409 and LATE in body and 'name="d-pencalonan" value="100"' in body, body
    yield 'with its reason', '>Rapat pleno</textarea>' in body, body
    yield 'beside what is in use', 'name="dasar" value="-1"' in body, body
    long = desk.post(DESK, {**TRIAL, 'dasar': '-1', 'alasan': 'x' * 501})
    body = html.unescape(long.body.decode())
    yield 'too long a reason is told at its field', long.status == 422 and 'id="alasan-e"' in body and 'x' * 501 in body, body
    done = desk.post(f'{DESK}?provinsi=32', {**TRIAL, 'dasar': '-1', 'alasan': 'x' * 500})
    yield 'one of 500 characters is taken', done.status == 303, done.status
    yield 'and the province kept', 'provinsi=32' in done.headers['location'], done.headers['location']


def composes(desk):
    form = fields_of(desk.get(f'{COMPOSE}?pakai=netral'))
    form.update({'aksi': 'lihat', 'tinggi': '81.5'})
    looked = desk.post(COMPOSE, form)
    body = html.unescape(looked.body.decode())
    form = {**fields_of(body), 'aksi': 'terbitkan'}
    yield 'a composition is looked at', looked.status == 200 and form['lihat'] and form['tinggi'] == '81.5', body
    together = threading.Barrier(AT_ONCE)

    def publish(n):
        together.wait()
        return desk.post(COMPOSE, {**form, 'alasan': f'Alasan {n}'})
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(publish, range(AT_ONCE)))
    told = [(a.status, a.headers.get('location', '')) for a in answers]
    yield 'of those who publish at once one does', sum(status == 303 for status, _ in told) == 1, told
    for n, answer in enumerate(answers):
        if answer.status == 303:
            continue
        body = html.unescape(answer.body.decode())
        yield f'the others have their form again, {n}', answer.status in (200, 409) and fields_of(body).get('tinggi') == '81.5' \
            and f'Alasan {n}' in body, (answer.status, body)


def goes_back(desk):
    trial = '&'.join(f'{name}={value}' for name, value in TRIAL.items())
    for path in ('/peta/indeks', DESK):
        text = desk.get(f'{path}?{trial}&provinsi=32')
        back = re.search(r'<a href="([^"]*)">Kembali ke bobot', text)
        yield f'{path}: back from a trial to the same province', back and 'provinsi=32' in back[1] and 'd-pencalonan' not in back[1], back
        text = desk.get(f'{path}?{trial}')
        back = re.search(r'<a href="([^"]*)">Kembali ke bobot', text)
        yield f'{path}: none was chosen, none comes', back and 'provinsi' not in back[1], back


def checks(store):
    store.passwords[ADMIN] = 'seekor gajah menari di alun-alun'
    store.tool('user', 'add', *store.where, '--name', ADMIN, '--office', 'bawaslu', '--role', 'admin', '--password-stdin',
               typed=store.passwords[ADMIN] + '\n')
    store.serve(NOW)
    desk = Desk(store, ADMIN)
    yield from goes_back(desk)
    yield from weighs(desk)
    yield from composes(desk)


if __name__ == '__main__':
    COUNT = engines.Count()
    with tempfile.TemporaryDirectory(prefix='netral-weighing.') as folder:
        NATION = netral.Store(netral.program(), os.path.join(folder, 'data'), office='id')
        try:
            COUNT.each(checks(NATION))
        finally:
            NATION.stop()
    sys.exit(COUNT.end())
