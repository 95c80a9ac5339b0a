"""What stories share, and their verbs of prevention activities: forms of pages, sent as a browser would. Beside those that
stories.py lists:
  letter NAME USER STATUS [field=value ...]  shows and issues a letter of prevention; to=a,b; all=a,b; a name that is
                                     known sends its form again; after=TEXT: changed once it was shown; shows=, hides= as of a meeting
  draft NAME|- USER QUERY [chosen=a,b] [shows=TEXT]  the form of a new letter, a reminder of NAME: whom it has chosen
  post NAME USER STATUS receive|deliver|recall [field=value ...]  acknowledges, delivers or withdraws it
  follow NAME USER [shows=TEXT] [hides=TEXT]  the form that calls a meeting which follows NAME up
  link USER REGION STATUS [has=TEXT] [lacks=TEXT]  makes the barometer's daily link; what the page then says
                                     (LINK in a PATH of page is that link)
  opens PATH STATUS [has=TEXT] [lacks=TEXT]  the link that was made last, behind /b/ or /en/b/, to anybody
  scan NAME MEETING [office=USER]    remembers the code of that meeting's wall, as its office's page shows it
  attend NAME STATUS [field=value ...] [has=TEXT] [lacks=TEXT]  sends the form that the code opens, as a phone does: its
                                     answer, or the page that it leads to; NAME alone: the page itself
  flood NAME MOST                    one form over and over from one address: refused after at most MOST, with how long to
                                     wait and the work that spares it
  overdue USER REGION [letters=N]    how many duties of the PPK are overdue on /k/pencegahan of who is of that region: as many as on
                                     the barometer's row of it, and named there too; and no letter but N is urged
  attendance MEETING USER STATUS enter|strike|see [field=value ...] [has=TEXT] [lacks=TEXT]  the list of who called it;
                                     person=NAME: the entry of that name
"""
import html
import re
import urllib.parse
import uuid

SHOWN = {'shows': True, 'hides': False}
FORM = {'Content-Type': 'application/x-www-form-urlencoded'}


class Wrong(Exception):
    pass


def same(got, want, what):
    if got != want:
        raise Wrong(f'{what}: {got!r}, expected {want!r}')


def pairs_of(words):
    return [word.split('=', 1) for word in words]


def asked_of(words):
    """What a form sends, and what its answer is to hold, markup and all: shows=TEXT, hides=TEXT."""
    all_of = pairs_of(words)
    return [pair for pair in all_of if pair[0] not in SHOWN], [pair for pair in all_of if pair[0] in SHOWN]


def look(answer, wanted, what):
    body = answer.body.decode()
    for kind, text in wanted:
        if (text in body) != SHOWN[kind]:
            raise Wrong(f'{what}: {kind}={text}: the answer says otherwise')


class Activities:
    """Of a Story: its store, and self.activities by name."""
    def form(self, user, path, fields):
        """Sends a form of a page as its own page would, with the session's token."""
        who = {'Cookie': f"sesi={self.store.token(user)['Authorization'].split()[1]}"}
        page = self.store.ask('GET', '/k/sandi', None, who).body.decode()
        token = re.search(r'name="csrf" value="(\w+)"', page)
        body = urllib.parse.urlencode({**fields, 'csrf': token[1] if token else ''}, doseq=True)
        return self.store.ask('POST', path, body, {**who, **FORM})

    @staticmethod
    def said_of(words):
        return {key: value.split(',') if key == 'partners' else value for key, value in pairs_of(words)}

    def do_link(self, user, region, status, *words):
        made = self.form(user, '/k/barometer', {'wilayah': region})
        same(str(made.status), status, 'a daily link is made')
        if status == '303':
            self.daily = re.search(r'tautan=([0-9a-f.-]+)#', made.headers['location'])[1]
            self.do_page(user, made.headers['location'].split('#')[0], *words)

    def do_opens(self, path, status, *words):
        answer = self.store.ask('GET', path + self.daily)
        same(str(answer.status), status, path)
        text = html.unescape(re.sub(r'<[^>]*>', '', answer.body.decode()))
        for kind, wanted in pairs_of(words):
            if (wanted in text) != {'has': True, 'lacks': False}[kind]:
                raise Wrong(f'{path}: {kind}={wanted}: the page says otherwise')

    def do_activity(self, name, user, status, *words):
        known = self.activities.setdefault(name, {'form': {'kunci': uuid.uuid4().hex, **self.said_of(words)}})
        answer = self.form(user, '/k/pencegahan/catat', known['form'])
        same(str(answer.status), status, f'{name} is recorded')
        if answer.status == 303:
            there = answer.headers['location']
            same(there, known.setdefault('path', there), f'{name} again')
            known.setdefault('version', there.rsplit('/', 1)[1])
        else:
            del self.activities[name]

    def do_mend(self, name, user, status, *words):
        sent, wanted = asked_of(words)
        known, said = self.activities[name], self.said_of(['='.join(pair) for pair in sent])
        form = {**known['form'], '_versi': said.pop('version', known['version']), **said}
        answer = self.form(user, known['path'].replace('kegiatan', 'ubah'), form)
        same(str(answer.status), status, f'{name} is corrected')
        look(answer, wanted, f'{name} is corrected')
        if answer.status == 303:
            page = self.store.ask('GET', known['path'], None, self.store.token(user)).body.decode()
            known['version'], known['form'] = re.search(r'name="_versi" value="(\d+)"', page)[1], {**known['form'], **said}

    def do_attach(self, name, user, status):
        """Corrects an activity by one more file."""
        known = self.activities[name]
        who = {'Cookie': f"sesi={self.store.token(user)['Authorization'].split()[1]}"}
        token = re.search(r'name="csrf" value="(\w+)"', self.store.ask('GET', '/k/sandi', None, who).body.decode())[1]
        fields = {'csrf': token, **known['form'], '_versi': known['version']}
        parts = [f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'
                 for field, values in fields.items() for value in (values if isinstance(values, list) else [values])]
        parts.append('Content-Disposition: form-data; name="foto"; filename="a.pdf"\r\n'
                     'Content-Type: application/pdf\r\n\r\n%PDF-1.4\n%%EOF\n')
        body = ''.join(f'--batas\r\n{part}\r\n' for part in parts) + '--batas--\r\n'
        answer = self.store.ask('POST', known['path'].replace('kegiatan/', 'ubah/'), body,
                                {**who, 'Content-Type': 'multipart/form-data; boundary=batas'})
        same(str(answer.status), status, f'{name} has one more file')
        page = self.store.ask('GET', known['path'], None, self.store.token(user)).body.decode()
        known['version'] = re.search(r'name="_versi" value="(\d+)"', page)[1]
        known['file'] = re.search(r'href="(/k/pencegahan/berkas/[^"]+)"', page)[1]

    def do_file(self, name, user, status):
        answer = self.store.ask('GET', self.activities[name]['file'], None, self.store.token(user))
        same(str(answer.status), status, f'the file of {name}')

    def do_withdraw(self, name, user, status, reason=''):
        known = self.activities[name]
        answer = self.form(user, known['path'], {'_versi': known['version'], 'reason': reason})
        same(str(answer.status), status, f'{name} is withdrawn')

    def do_retract(self, name, user, status, reason=''):
        """Withdraws the activity that a meeting became."""
        path = '/k/pencegahan/kegiatan/' + re.search(r'(\d+)$', self.activities[name]['path'])[1]
        page = self.store.ask('GET', path, None, self.store.token(user)).body.decode()
        version = re.search(r'name="_versi" value="(\d+)"', page)
        answer = self.form(user, path, {'_versi': version[1] if version else '0', 'reason': reason})
        same(str(answer.status), status, f'{name} is withdrawn')

    def do_overdue(self, user, region, *words):
        token = self.store.token(user)
        page = self.store.ask('GET', '/k/pencegahan', None, token).body.decode()
        name = 'wajib-dilayani' if 'wajib-dilayani' in page else 'wajib-sendiri'
        group = re.search(f'<h3 id="{name}">.*?</table>', page, re.S)[0]
        listed = [re.search('scope="row">(.*?)<br>', row)[1] for row in group.split('<tr>') if 'Lewat, belum dicatat' in row]
        sheet = self.store.ask('GET', f'/k/barometer?wilayah={region}', None, token).body.decode()
        row = [row for row in sheet.split('<tr')[1:] if f'wilayah={region}"' in row][0]
        done, due = map(int, re.search(r'<td class="n">(\d+)/(\d+)</td>', row).groups())
        same(len(listed), due - done, f'{user}: overdue here and on the barometer')
        late = re.search(r'Kewajiban pencegahan yang lewat.*?</section>', sheet, re.S)
        if late:
            same(sorted(re.findall('</time> (.*?)</li>', late[0])), sorted(listed), f'{user}: overdue by name')
        letters = [value for kind, value in pairs_of(words) if kind == 'letters']
        same(len(re.findall('jenis=[A-Z-]+&amp;kewajiban=', page)), int((letters or ['0'])[0]), f'{user}: letters that are urged')

    # --- letters ---
    def do_letter(self, name, user, status, *words):
        """Issues a letter: the form is sent to be shown, then what was shown is issued."""
        sent, wanted = asked_of(words)
        said = {key: value.split(',') if key in ('to', 'all') else value for key, value in sent}
        after = {'text': said.pop('after')} if 'after' in said else {}
        usual = {'kunci': uuid.uuid4().hex, 'kind': 'IMBAUAN', 'subject': 'Imbauan netralitas ASN', 'text': 'Kami mengimbau:\n1. netral.',
                 'signer': 'Ketua'}
        known = self.activities.setdefault(name, {'form': {**usual, **said}})
        shown = self.form(user, '/k/surat/baru', {**known['form'], 'aksi': 'lihat'})
        seen = re.search(r'name="_dilihat" value="(\w+)"', shown.body.decode())
        answer = self.form(user, '/k/surat/baru', {**known['form'], **after, 'aksi': 'terbit', '_dilihat': seen[1]}) if seen else shown
        same(str(answer.status), status, f'{name} is issued')
        look(answer, wanted, f'{name} is issued')
        if answer.status == 303:
            same(answer.headers['location'], known.setdefault('path', answer.headers['location']), f'{name} again')
        elif 'path' not in known:
            del self.activities[name]

    def do_draft(self, name, user, query, *words):
        """A draft as its form first shows it. NAME: the letter that it reminds of, or "-"; chosen=a,b: its boxes."""
        if name != '-':
            query += '&surat=' + self.activities[name]['path'].rsplit('/', 1)[1]
        page = self.store.ask('GET', f'/k/surat/baru?{query}', None, self.store.token(user))
        same(page.status, 200, f'draft {query}')
        for kind, wanted in pairs_of(words):
            if kind == 'chosen':
                boxes = re.findall(r'name="to" value="([^"]+)" checked', page.body.decode())
                same(sorted(boxes), sorted(wanted.split(',')) if wanted else [], f'boxes of {query}')
            else:
                look(page, [(kind, wanted)], f'draft {query}')

    def do_post(self, name, user, status, what, *words):
        """receive, deliver or recall: one of the forms of a letter's page."""
        sent, wanted = asked_of(words)
        path = self.activities[name]['path'].replace('lembar', {'receive': 'lembar', 'deliver': 'antar', 'recall': 'tarik'}[what])
        answer = self.form(user, path, dict(sent))
        same(str(answer.status), status, f'{name}: {what}')
        look(answer, wanted, f'{name}: {what}')

    # --- meetings ---
    def do_call(self, name, user, status, *words):
        said = {key: value.split(',') if key in ('invited', 'all') else value for key, value in pairs_of(words)}
        if 'follows' in said:
            said['follows'] = self.activities[said['follows']]['path'].rsplit('/', 1)[1]
        known = self.activities.setdefault(name, {'form': {'kunci': uuid.uuid4().hex, **said}})
        answer = self.form(user, '/k/rakor/undang', known['form'])
        same(str(answer.status), status, f'{name} is called')
        if answer.status == 303:
            same(answer.headers['location'], known.setdefault('path', answer.headers['location']), f'{name} again')
        else:
            del self.activities[name]

    def do_follow(self, name, user, *words):
        answer = self.store.ask('GET', '/k/rakor/undang?lanjutan=' + self.activities[name]['path'].rsplit('/', 1)[1], None,
                                self.store.token(user))
        same(answer.status, 200, f'a meeting that follows {name}')
        look(answer, pairs_of(words), f'a meeting that follows {name}')

    def do_meeting(self, name, user, status, button, *words):
        sent, wanted = asked_of(words)
        said = {key: value.split(',') if key == 'attended' else value for key, value in sent}
        path = self.activities[name]['path']
        page = self.store.ask('GET', path, None, self.store.token(user)).body.decode()
        seen = re.search(r'name="_versi" value="(\d+)"', page)
        version = said.pop('version', seen[1] if seen else '')
        answer = self.form(user, path, {'aksi': button, '_versi': version, **said})
        same(str(answer.status), status, f'{name}: {button}')
        look(answer, wanted, f'{name}: {button}')

    def attendance_path(self, name, what='hadir'):
        return self.activities[name]['path'].replace('/rapat/', f'/{what}/')

    def do_scan(self, name, meeting, user):
        page = self.store.ask('GET', self.attendance_path(meeting, 'kode'), None, self.store.token(user)).body.decode()
        found = re.search(r'https?://[^/]+(/hadir/\d+-[0-9a-f]{32})<', page)
        if not found or '<svg class="qr"' not in page:
            raise Wrong(f'{meeting}: its page shows no code')
        self.activities[name] = {'path': found[1]}

    def read_words(self, answer, words, what):
        text = html.unescape(re.sub(r'<[^>]*>', '', answer.body.decode()))
        for kind, wanted in words:
            if (wanted in text) != {'has': True, 'lacks': False}[kind]:
                raise Wrong(f'{what}: {kind}={wanted}: the page says otherwise')

    def do_attend(self, name, status, *words):
        asked = dict(pair for pair in pairs_of(words) if pair[0] not in ('has', 'lacks'))
        path = self.activities[name]['path']
        answer = self.store.ask('POST', path, urllib.parse.urlencode(asked), FORM) if asked else self.store.ask('GET', path)
        same(str(answer.status), status, f'{name}: attends')
        if answer.status == 303:
            where = answer.headers['location']
            if not re.fullmatch(re.escape(path) + r'\?catatan=\d+', where):
                raise Wrong(f'{name}: {where} says more than which entry')
            answer = self.store.ask('GET', where)
            same(answer.status, 200, where)
        self.read_words(answer, [pair for pair in pairs_of(words) if pair[0] in ('has', 'lacks')], name)

    def do_flood(self, name, most):
        path, form = self.activities[name]['path'], urllib.parse.urlencode({'name': 'Budi', 'agency': 'Polda'})
        for _ in range(int(most)):
            answer = self.store.ask('POST', path, form, FORM)
            if answer.status != 303:
                break
        same(answer.status, 429, f'{name}: a flood')
        if int(answer.headers.get('retry-after', '0')) < 1 or b'data-tugas' not in answer.body or b'value="Budi"' not in answer.body:
            raise Wrong(f'{name}: whoever is to wait is not told how long, or what they typed is lost')

    def do_attendance(self, name, user, status, what, *words):
        path = self.attendance_path(name)
        asked = dict(pair for pair in pairs_of(words) if pair[0] not in ('has', 'lacks'))
        if 'person' in asked:
            page = self.store.ask('GET', path, None, self.store.token('petugas.bawaslu-16')).body.decode()
            name_of = html.escape(asked.pop('person'))
            asked['orang'] = [re.search(r'coret=(\d+)', row)[1] for row in page.split('<tr>') if name_of in row][0]
        if what == 'see':
            answer = self.store.ask('GET', path, None, self.store.token(user))
        else:
            answer = self.form(user, path, {'aksi': {'enter': 'hadir', 'strike': 'coret'}[what], **asked})
        same(str(answer.status), status, f'{name}: attendance, {what}')
        self.read_words(answer, [pair for pair in pairs_of(words) if pair[0] in ('has', 'lacks')], f'{name}: {what}')

    def do_commitments(self, name, count):
        page = self.store.ask('GET', self.activities[name]['path'], None, self.store.token('petugas.bawaslu-16')).body.decode()
        same(str(len(set(re.findall(r'/k/rakor/janji/\d+', page)))), count, f'commitments of {name}')

    def do_done(self, name, user, status, what, *how):
        """Reports a commitment of the meeting as done, by the form that its page has for it."""
        path = self.activities[name]['path']
        page = self.store.ask('GET', path, None, self.store.token('petugas.bawaslu-16')).body.decode()
        for one in page.split('<li>'):
            found = re.search(r'/k/rakor/janji/\d+', one) if one.startswith(what) else None
            if found:
                self.activities[(name, what)] = found[0]
        shown = [word for word in how if word.split('=')[0] in SHOWN]
        answer = self.form(user, self.activities[(name, what)], {'reason': ' '.join(word for word in how if word not in shown)})
        same(str(answer.status), status, f'{what} is done')
        look(answer, pairs_of(shown), f'{what} is done')
