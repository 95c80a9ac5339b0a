"""Reminders of who has not signed: asked for on the page, sent by `netral mail` to a mail server, on both engines."""
import email
import email.policy
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.parse

from relay import Relay
from served import Store, Tap, postgres, scratch

FORM = {'Content-Type': 'application/x-www-form-urlencoded'}
SITE = 'http://netral.example:8443'
OFFICE, USER = 'bawaslu-16.06', 'petugas.bawaslu-16.06'
PEOPLE = 60
NIP = 196608011988031001


class Office:
    """A store with a round that runs today, and its officer in a browser."""

    def __init__(self, tap, engine, folder):
        self.tap, self.engine = tap, engine
        self.store = postgres(folder, os.environ['NETRAL']) if engine == 'postgres' else Store(folder)
        self.store.init()
        path = folder + '.csv'
        with open(path, 'w', encoding='utf-8') as file:
            file.write('nama,unit kerja,nip,surel\n')
            for i in range(PEOPLE):
                mail = f'orang{i}@dinas.example' if i else ''
                file.write(f'Orang {i},Dinas {i % 3},{NIP + i},{mail}\n')
        self.tool('roster', 'import', path, '--office', OFFICE)
        opened = self.tool('pledge', 'open', '--office', OFFICE, '--closes', self.tomorrow())
        self.round = re.search(r'Round (\d+)', opened)[1]
        self.sign_in()

    def sign_in(self):
        assert self.store.start('--site', SITE, now=None)
        said = self.store.ask('POST', '/api/v1/session', f'{{"user":"{USER}","password":"{self.store.users[USER]}"}}',
                              {'Content-Type': 'application/json'})
        self.token = said.json()['token']
        self.csrf = re.search(rb'name="csrf" value="(\w+)"', self.page('/k/aturan').body)[1].decode()

    def tomorrow(self):
        return subprocess.run(['date', '-d', 'tomorrow', '+%F'], capture_output=True, text=True, check=True).stdout.strip()

    def tool(self, *words):
        done = self.store.tool(*words, *self.store.where())
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def page(self, path, form=None, **headers):
        who = {'Cookie': f'sesi={self.token}', **headers}
        if form is None:
            return self.store.ask('GET', path, None, who)
        return self.store.ask('POST', path, urllib.parse.urlencode({**form, 'csrf': self.csrf}).encode(), {**who, **FORM})

    def statement(self, *texts):
        """Behind the program's back: in the store's own tables."""
        if self.store.db:
            subprocess.run(['psql', '-q', self.store.db, *(w for text in texts for w in ('-c', text))], check=True)
            return
        with sqlite3.connect(self.store.folder + '/netral.db') as db:
            for text in texts:
                db.execute(text)
        db.close()

    def remind(self, **headers):
        return self.page(f'/k/ikrar/pengingat/{self.round}', {}, **headers)

    def seen(self):
        return self.page(f'/k/ikrar/pengingat/{self.round}').body.decode()

    def mail(self, relay, *more):
        return [self.store.program, 'mail', *self.store.where(), '--smtp', relay.url, '--from', 'netral@dinas.example', *more]

    def send(self, relay, *more):
        return subprocess.run(self.mail(relay, *more), capture_output=True, text=True, timeout=300, check=False)

    def check(self, name, good, shown=None):
        self.tap.check(f'{self.engine}: {name}', good, shown)


def story(office):
    """A kill midway, a refusal, a line that breaks: each once, and nobody twice."""
    relay, check = Relay(), office.check
    page = office.seen()
    check('the page says whom it would reach', f'Kirim {PEOPLE - 1} surel' in page and 'Satu orang yang belum tanda tangan tidak punya' in page, page[-1500:])
    check('... and asks nobody by looking', office.send(relay).stdout == '' and not relay.taken)
    forged = office.page(f'/k/ikrar/pengingat/{office.round}', Host='evil.example').body.decode()
    check('a forged Host does not reach the page', 'evil.example' not in forged and SITE in forged, forged[-1500:])
    answer = office.remind(Host='evil.example')
    check('the officer asks for a reminder, by a forged Host', answer.status == 303, answer)
    again = office.remind()
    check('... and not for another while it is sent', again.status == 409 and 'masih dikirim' in again.body.decode(), again)

    relay.sender = '530 5.7.0 who are you'
    done = office.send(relay)
    check('a sender that the server does not know: nothing left, and it says so',
          done.returncode == 1 and 'took nothing' in done.stderr and not relay.taken, done)
    relay.sender = '250 ok'

    process = subprocess.Popen(office.mail(relay), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    relay.each = lambda n: process.send_signal(signal.SIGKILL) if n == 25 else None
    process.communicate(timeout=300)
    relay.each = None
    check('killed after 25', process.returncode == -signal.SIGKILL and 25 <= len(relay.taken) < PEOPLE - 1, len(relay.taken))
    half = office.seen()
    check('the page says that it is on its way', 'sedang dikirim' in half, half[-2500:])

    refused = set(relay.addresses())
    relay.recipient = lambda a: '550 5.1.1 no such user' if a.startswith('orang5') and a not in refused else '250 ok'
    done = office.send(relay)
    check('the next run goes on to the end', done.returncode == 0 and re.search(r'\d+ sent, \d+ refused, 0 refused for now, 0 unsure', done.stdout), done)
    all_ = relay.addresses()
    check('nobody got two mails', len(all_) == len(set(all_)), all_)
    told = [int(n.replace('.', '')) for n in re.findall(r'<dd>([\d.]+)</dd>', office.seen())[:3]]
    check('sent, refused and unsure are all of them', sum(told) == PEOPLE - 1, told)
    check('... and few are unsure: those of one batch', 1 <= told[2] <= 20, told)
    check('refusals are told by name and code', re.search(r'Orang 5\d?</th><td>Dinas \d</td><td class="n">550', office.seen()))
    answer = office.remind()
    check('nobody is left today', answer.status == 422 and 'Tidak ada yang dapat dikirimi' in answer.body.decode(), answer)
    messages(office, relay)
    relay.end()


def messages(office, relay):
    """What was sent: to one person each, their own link, no NIP."""
    check = office.check
    links, sound = set(), True
    for people, raw in relay.taken:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        text = message.get_content()
        links.add(re.search(r'/ikrar/(\d+-\d+-[0-9a-f]{32})', text)[1])
        sound = sound and SITE + '/ikrar/' in text and 'evil' not in text
        number = re.search(r'orang(\d+)@', people[0])[1]
        sound = sound and len(people) == 1 and message['To'] == people[0] and f'Yth. Orang {number},' in text and \
            message['Auto-Submitted'] == 'auto-generated' and 'Bawaslu Kabupaten' in str(message['From'])
        if str(NIP)[:14] in raw.decode() + text or '{' in text:
            sound = False
    check('each has one addressee, their name, who sent it and why', sound, relay.taken[0])
    check('... and a link of their own', len(links) == len(relay.taken))
    link = sorted(links)[0]
    opened = office.store.ask('GET', f'/ikrar/{link}')
    check('a link opens the pledge', opened.status == 200 and b'Orang' in opened.body, opened.status)
    with open(office.store.log, encoding='utf-8') as file:
        log = file.read()
    check('the log has no address, name or NIP', 'dinas.example' not in log and 'Orang' not in log and str(NIP)[:12] not in log)


def broken(office):
    """The line breaks after the whole message: it may have arrived, so it is not sent again."""
    relay, check = Relay(), office.check
    office.remind()
    relay.cut = True
    done = office.send(relay)
    check('a line that breaks at the end leaves them unsure', done.returncode == 0 and f'{PEOPLE - 1} unsure' in done.stdout, done)
    relay.end()
    gone = office.send(relay)
    check('nothing is left to be sent', gone.returncode == 0 and not gone.stdout, gone)


def for_now(office):
    """A refusal for now of one person stops nobody else, and is tried again; 421 stops all; many of one kind in a row end the run."""
    relay, check = Relay(), office.check
    page = office.seen()
    check('the page shows where the links lead', SITE + '/ikrar/{tautan}' in page, page[-1500:])
    office.remind()
    relay.recipient = lambda a: '421 4.3.2 closing'
    done = office.send(relay)
    check('421: nothing left, with its code', done.returncode == 1 and 'took nothing (code 421' in done.stderr and not relay.taken, done)
    relay.recipient = lambda a: '450 4.2.0 greylisted' if a.startswith('orang7@') else '250 ok'
    relay.answer = lambda people: '451 4.3.0 later' if people == ['orang9@dinas.example'] else relay.message
    done = office.send(relay)
    check('450 and 451 of two people: the others go on', done.returncode == 0 and f'{PEOPLE - 3} sent, 0 refused, 2 refused for now, 0 unsure' in done.stdout, done)
    page = office.seen()
    check('... and they are told by code', '<td class="n">450' in page and '<td class="n">451' in page, page[-2500:])
    check('... with how many wait and until when', 'menolak 2 surel untuk sementara' in page and 'Percobaan kelima, sekitar' in page, page[-2500:])
    done = office.send(relay)
    check('nobody is tried again before it is due', done.returncode == 0 and not done.stdout, done)
    office.statement('UPDATE reminder SET due = 0', 'UPDATE reminder_deferred SET due = 0')  # ten minutes passed
    relay.recipient, relay.answer = lambda a: '250 ok', lambda people: relay.message
    done = office.send(relay)
    check('then both get it from the same reminder', '2 sent, 0 refused, 0 refused for now' in done.stdout, done)
    all_ = [address for people, _ in relay.taken for address in people]
    check('... one mail each, but for whom 451 refused after the whole message', len(all_) == PEOPLE and len(set(all_)) == PEOPLE - 1, all_)
    check('... and it has ended', 'selesai</span>' in office.seen())
    relay.end()


def flood(office):
    """A server that refuses everybody is left alone after fifteen, and the next run goes on behind them."""
    relay, check = Relay(), office.check
    office.remind()
    relay.recipient = lambda a: '550 5.4.5 daily limit'
    done = office.send(relay)
    check('fifteen in a row end the run', done.returncode == 1 and '15 refusals in a row with code 550' in done.stderr
          and '0 sent, 15 refused' in done.stdout, done)
    relay.recipient = lambda a: '250 ok'
    done = office.send(relay)
    check('... and the next goes on behind them', done.returncode == 0 and f'{PEOPLE - 16} sent, 0 refused, 0 refused for now, 0 unsure' in done.stdout, done)
    relay.end()


def without_site(office):
    """Who runs the server said nowhere where the public finds it: no link leaves, and the page says why."""
    check = office.check
    other = Store(office.store.folder + '-other').init()
    for words in (('--site', 'netral.example'), ('--site', 'https://netral.example/ikrar'), ('--site', 'https://a@b.example')):
        check(f'{words}: a sentence', not other.start(*words, now=None) and b'--site takes https://' in other.said(), other.said()[-300:])
    office.store.end()
    assert office.store.start(now=None)
    answer = office.remind()
    check('without --site nothing is asked for', answer.status == 409 and 'netral serve --site' in answer.body.decode()
          and 'Kirim ' not in office.seen(), answer)


def restored(office):
    """A backup was made while a reminder was on its way, which then went out: the restored store sends it to nobody."""
    relay, check, store = Relay(), office.check, office.store
    folder = store.folder
    office.remind()
    subprocess.run(['age-keygen', '-o', folder + '.key'], check=True, capture_output=True)
    key = subprocess.run(['age-keygen', '-y', folder + '.key'], check=True, capture_output=True, text=True).stdout.strip()
    office.tool('backup', '--to', folder + '.backup', '--recovery', key)
    with open(folder + '.checkpoint', 'wb') as file:
        file.write(store.ask('GET', '/log/checkpoint').body)
    vkey = store.ask('GET', '/log/vkey').body.decode().strip()
    check('after the backup it goes out', f'{PEOPLE - 1} sent' in office.send(relay).stdout)
    store.end()
    os.rename(folder, folder + '.lost')
    done = store.tool('restore', '--from', folder + '.backup', '--identity', folder + '.key', '--data', folder,
                      '--checkpoint', folder + '.checkpoint', '--vkey', vkey)
    check('the same log goes on: mails are no events', done.returncode == 0, done)
    for name in ('keys', 'signer'):
        shutil.copytree(f'{folder}.lost/{name}', f'{folder}/{name}')
    sent = len(relay.taken)
    done = office.send(relay)
    check('the restored store sends nothing', done.returncode == 0 and not done.stdout and len(relay.taken) == sent, done)
    office.sign_in()
    page, answer = office.seen(), office.remind()
    check('the page says that it was stopped', 'dihentikan' in page and 'dipulihkan dari cadangan' in page, page[-2500:])
    check('... and no new one goes out that day', answer.status == 409 and 'Mintalah pengingat yang baru besok' in answer.body.decode(), answer)
    with sqlite3.connect(folder + '/netral.db') as db:
        told = db.execute("SELECT count(*) FROM event WHERE kind = 'pledge.reminder_stopped'").fetchone()[0]
    db.close()
    check('... and the log', told == 1, told)
    check('told once', office.send(relay).returncode == 0 and store.rebuild_check().returncode == 0)
    relay.end()


def stopped(office):
    """What came back by PostgreSQL's own tools is stopped by hand."""
    relay, check = Relay(), office.check
    office.remind()
    done = subprocess.run([office.store.program, 'mail', '--stop', *office.store.where()], capture_output=True, text=True, check=False)
    check('--stop ends what is on its way', done.returncode == 0 and 'No reminder is on its way' in done.stdout, done)
    done = office.send(relay)
    check('... and nothing is sent', done.returncode == 0 and not done.stdout and not relay.taken, done)
    check('... as the page says', 'dihentikan' in office.seen())
    relay.end()


def bad_words(office):
    relay, check = Relay(), office.check
    for words, status, said in ((('--from', 'x'), 2, 'no mail address'), (('--smtp', 'http://x'), 2, 'none of smtp'),
                                (('--login', '/dev/null'), 1, 'others than its owner'), (('--login', '/nowhere'), 1, 'No such file')):
        done = office.send(relay, *words)
        check(f'{words}: a sentence', done.returncode == status and said in done.stderr, done)
    first = subprocess.Popen(['flock', office.store.folder + '/mail.lock', 'sleep', '60'])
    while subprocess.run(['flock', '-n', office.store.folder + '/mail.lock', 'true'], check=False).returncode == 0:
        pass
    done = office.send(relay)
    check('one process sends', done.returncode == 1 and 'another' in done.stderr, done)
    first.kill()
    first.wait()
    relay.end()


def main():
    tap = Tap()
    for engine in ('sqlite', 'postgres'):
        if engine == 'postgres' and not os.environ.get('NETRAL_TEST_PG'):
            tap.skip('postgres', 'NETRAL_TEST_PG names no cluster')
            continue
        for tell in (story, broken, for_now, flood, stopped) + ((bad_words, without_site, restored) if engine == 'sqlite' else ()):
            folder, remove = scratch('mail')
            office = Office(tap, engine, os.path.join(folder, 'data'))
            try:
                tell(office)
            finally:
                office.store.end()
            office.check('the store verifies', office.store.verify().returncode == 0)
            remove()
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
