"""What the matrix asks of prevention: rounds of pledges, activities, coordination meetings. Part of Matrix, whose
ask, watch, cell, tell and users it takes."""
import re
import uuid

NOWHERE = '99999999'  # an id that nothing has


def bare(answer):
    """An answer without what is drawn anew for each and what was asked for: two that say the same are equal."""
    return answer.status, re.sub(rb'[0-9a-f]{16,}|(?<=/perkara/)\d+|(?<=/case/)\d+|(?<=/ambil-alih/)\d+|(?<=/take-over/)\d+|(?<=/k/ikrar/)\d+|(?<=/k/pledges/)\d+|(?<=/papan/)\d+|(?<=/board/)\d+|(?<=/pengingat/)\d+|(?<=/pindaian/)\d+|(?<=/scan/)\d+|(?<=/reminder/)\d+|(?<=/piagam/)\d+|(?<=/certificates/)\d+', b'-', answer.body)


def new_round(kind, day):
    """The form of a round that asks everybody on one day."""
    everybody = {f'kelompok-{group}': 'ya' for group in ('asn', 'leaders', 'village_heads', 'non_asn')}
    return {'aksi': 'buka', 'jenis': kind, 'pemilihan': '', 'mulai': day, 'selesai': day, **everybody}


class Prevention:
    def pledges(self):
        """Rounds of the own office: numbers, then names and what is done; another office's are none."""
        office, page, one = 'bawaslu-16.06', ('POST', '/k/ikrar'), ('POST', '/k/ikrar/{id}')
        self.world.store.tool('roster', 'import', self.world.roster(), *self.world.store.where, '--office', office)

        def open_for(day):
            made = self.ask(f'officer.{office}', page, {}, form=new_round('IKR', day))
            return re.search(r'/k/ikrar/(\d+)', made.headers.get('location', '')).group(1)

        round_ = self.round = open_for('2024-11-01')
        unit = {'id': round_ + '?unit=Sekretariat'}
        made = self.ask(f'officer.{office}', page, {}, form=new_round('PKT', '2024-10-14'))
        self.scans(office, re.search(r'/k/ikrar/(\d+)', made.headers.get('location', '')).group(1))
        for number, (role, user) in enumerate(self.users(office)):
            named = self.table.cells['PLEDGE_RUN', 'ANY', role] == 'YES'  # and sees who leads what
            for path, values, event in (('/k/ikrar', {}, False), ('/k/ikrar/{id}', {'id': round_}, named and 'always')):
                self.cell(('PLEDGE_READ', 'ANY', role), f'GET {path}, {user}', lambda: self.ask(user, ('GET', path), values), event=event)
            self.cell(('PLEDGE_RUN', 'ANY', role), f'GET /k/ikrar/{{id}}, names of a unit, {user}',
                      lambda: self.ask(user, ('GET', '/k/ikrar/{id}'), unit))
            for path in ('/k/ikrar/papan/{id}', '/k/ikrar/piagam/{id}', '/k/ikrar/pengingat/{id}'):
                self.cell(('PLEDGE_RUN', 'ANY', role), f'GET {path}, {user}', lambda: self.ask(user, ('GET', path), {'id': round_}))
            day = f'2024-12-{number + 1:02}'
            self.reached(office, number, role, user)
            forms = [(page, {}, new_round('IKR', day)),
                     (page, {}, {'aksi': 'pegawai', 'isi': f'nama,unit kerja,nip\nOrang,Sekretariat,19660801198803{1 + number % 2}901\n'}),
                     (one, unit, {'aksi': 'lembar'}),
                     (one, unit, {'aksi': 'hapus', 'orang': number + 1, 'alasan': 'left'}),
                     (one, {'id': open_for(f'2024-11-{number + 2:02}')}, {'aksi': 'tutup'})]
            for route, values, form in forms:
                self.cell(('PLEDGE_RUN', 'ANY', role), f'POST {route[1]}, {form["aksi"]}, {user}',
                          lambda: self.ask(user, route, values, form=form))
        elsewhere = 'head.bawaslu-16'
        for route, form in ((('GET', '/k/ikrar/{id}'), None), (('GET', '/k/ikrar/papan/{id}'), None), (('GET', '/k/ikrar/piagam/{id}'), None), (('GET', '/k/ikrar/pengingat/{id}'), None), (('POST', '/k/ikrar/pengingat/{id}'), {}), (one, {'aksi': 'tutup'}), (one, {'aksi': 'lembar'})):
            answer, left = self.watch(lambda: self.ask(elsewhere, route, unit, form=form))
            none = self.ask(elsewhere, route, {'id': NOWHERE + '?unit=Sekretariat'}, form=form)
            self.tell(answer.status == 404 and not left and bare(answer) == bare(none),
                      f"{route[0]} {route[1]}, another office's round is none", f'{answer.status}, {left} events')

    def scans(self, office, round_):
        """The scan of a list on paper: who runs rounds of that office gets it, and the look is an event."""
        page = self.ask(f'officer.{office}', ('GET', '/k/ikrar/{id}'), {'id': round_ + '?unit=Sekretariat'}).body
        person = re.search(rb'name="orang" value="(\d+)"', page)[1].decode()
        scan = b'%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n'
        self.world.upload(f'officer.{office}', f'/k/ikrar/{round_}?unit=Sekretariat', {'aksi': 'kertas', 'orang': person}, scan)
        board = self.ask(f'officer.{office}', ('GET', '/k/ikrar/papan/{id}'), {'id': round_}).body
        entry = re.search(rb'/k/ikrar/pindaian/(\d+)', board)[1].decode()
        route = ('GET', '/k/ikrar/pindaian/{id}')
        for role, user in self.users(office):
            self.cell(('PLEDGE_RUN', 'ANY', role), f'GET /k/ikrar/pindaian/{{id}}, {user}', lambda: self.ask(user, route, {'id': entry}))
        got = self.ask(f'officer.{office}', route, {'id': entry})
        self.tell(got.body == scan and got.headers.get('content-disposition', '').endswith('.pdf"'), 'the scan as it was sent', got.headers)
        answer, left = self.watch(lambda: self.ask('head.bawaslu-16', route, {'id': entry}))
        none = self.ask('head.bawaslu-16', route, {'id': NOWHERE})
        self.tell(answer.status == 404 and not left and bare(answer) == bare(none), "another office's scan is none", (answer.status, left))
        self.ask(f'officer.{office}', ('POST', '/k/ikrar/{id}'), {'id': round_}, form={'aksi': 'tutup'})

    def reached(self, office, number, role, user):
        """A reminder by mail of a round that runs today, for one more who can be reached."""
        self.ask(f'officer.{office}', ('POST', '/k/ikrar'), {}, form={
            'aksi': 'pegawai', 'isi': f'nama,unit kerja,nip,surel\nOrang,Tata Usaha,19660801198803{1 + number % 2}77{number},o{number}@dinas.example\n'})
        made = self.ask(f'officer.{office}', ('POST', '/k/ikrar'), {}, form=new_round('PKT', '2024-10-14'))
        running = re.search(r'/k/ikrar/(\d+)', made.headers.get('location', '')).group(1)
        self.cell(('PLEDGE_RUN', 'ANY', role), f'POST /k/ikrar/pengingat/{{id}}, {user}',
                  lambda: self.ask(user, ('POST', '/k/ikrar/pengingat/{id}'), {'id': running}, form={}))
        self.ask(f'officer.{office}', ('POST', '/k/ikrar/{id}'), {'id': running}, form={'aksi': 'tutup'})

    # --- prevention activities ---
    def record(self, user, **more):
        """Records an activity, as a page does; (its id, its answer)."""
        form = {'kunci': uuid.uuid4().hex, 'kind': 'apel_siaga', 'on': '2024-10-14', 'region': '16.06', 'place': 'Sekayu', **more}
        answer = self.ask(user, ('POST', '/k/pencegahan/catat'), {}, form=form)
        found = re.search(r'/kegiatan/(\d+)$', answer.headers.get('location', ''))
        return (found[1] if found else None), answer

    def activities(self):
        """Everybody reads; who may records, corrects and withdraws what the own office recorded."""
        office = 'bawaslu-16.06'
        mine, other = (self.record(f'officer.{who}')[0] for who in (office, 'bawaslu-16'))
        for role, user in self.users(office):
            for verb, path in (('ACTIVITY_READ', '/k/pencegahan'), ('ACTIVITY_READ', '/k/pencegahan/daftar.csv'),
                               ('ACTIVITY_READ', '/k/pencegahan/kegiatan/{id}'), ('ACTIVITY_RECORD', '/k/pencegahan/catat'),
                               ('ACTIVITY_CORRECT', '/k/pencegahan/ubah/{id}')):
                self.cell((verb, 'ANY', role), f'GET {path}, {user}', lambda: self.ask(user, ('GET', path), {'id': mine}), event=False)
            piece = self.ask(user, ('GET', '/k/pencegahan/berkas/{id}/{piece}'), {'id': mine, 'piece': '0' * 32})
            may = self.table.cells['ACTIVITY_READ', 'ANY', role] == 'YES'
            self.tell(piece.status == (404 if may else 403), f'a file that is not there, {user}', piece.status)
            self.cell(('ACTIVITY_RECORD', 'ANY', role), f'POST /k/pencegahan/catat, {user}', lambda: self.record(user)[1])
            target = self.record(f'officer.{office}')[0]
            form = {'_versi': target, 'kind': 'rakor', 'on': '2024-10-14', 'region': '16.06'}
            self.cell(('ACTIVITY_CORRECT', 'ANY', role), f'POST /k/pencegahan/ubah, {user}',
                      lambda: self.ask(user, ('POST', '/k/pencegahan/ubah/{id}'), {'id': target}, form=form))
            target = self.record(f'officer.{office}')[0]
            self.cell(('ACTIVITY_WITHDRAW', 'ANY', role), f'POST /k/pencegahan/kegiatan, {user}',
                      lambda: self.ask(user, ('POST', '/k/pencegahan/kegiatan/{id}'), {'id': target},
                                       form={'_versi': target, 'reason': 'Dua kali.'}))
            for path, form in (('/k/pencegahan/ubah/{id}', {'_versi': other, 'kind': 'rakor', 'on': '2024-10-14', 'region': '16.06'}),
                               ('/k/pencegahan/kegiatan/{id}', {'_versi': other, 'reason': 'Dua kali.'})):
                answer, left = self.watch(lambda: self.ask(user, ('POST', path), {'id': other}, form=form))
                self.tell(answer.status == 403 and not left, f'POST {path} of another office, {user}: refused', (answer.status, left))

    def barometer(self):
        """Whoever may reads the own region's, and of what lies in it; another region's is none."""
        for office, asked, status in (('bawaslu-16.06', '', 200), ('bawaslu-16', '?wilayah=16.06', 200), ('bawaslu', '?wilayah=16.06', 200),
                                      ('bawaslu-16.06', '?wilayah=16', 404), ('bawaslu-16.06', '?wilayah=16.71', 404),
                                      ('bawaslu-16', '?wilayah=1', 404), ('bawaslu-16', '?wilayah=16.99', 404)):
            for role, user in self.users(office):
                def read(user=user, asked=asked):
                    return self.ask(user, ('GET', '/k/barometer'), {}, query=asked)
                if status == 200:
                    self.cell(('BAROMETER', 'ANY', role), f'GET /k/barometer{asked}, {user}', read, event=False)
                    continue
                may = self.table.cells['BAROMETER', 'ANY', role] == 'YES'
                answer, left = self.watch(read)
                self.tell(answer.status == (404 if may else 403) and not left, f'GET /k/barometer{asked}, {user}', (answer.status, left))

    def daily(self):
        """Whoever may see a region's barometer makes its link; it opens to nobody signed in, and says no more to officers."""
        office, page, link = 'bawaslu-16.06', ('POST', '/k/barometer'), ('GET', '/b/{link}')
        for role, user in self.users(office):
            self.cell(('BAROMETER_LINK', 'ANY', role), f'POST /k/barometer, {user}',
                      lambda: self.ask(user, page, {}, form={'wilayah': office[-5:]}))
        for who, region in ((office, '16'), (office, '16.71'), (office, ''), ('bawaslu', ''), ('bawaslu', '16.99'), ('bawaslu', '<16>')):
            answer, left = self.watch(lambda: self.ask(f'officer.{who}', page, {}, form={'wilayah': region}))
            self.tell(answer.status == 404 and not left, f'POST /k/barometer, {who}, of {region!r}: none', (answer.status, left))
        made = self.ask('officer.bawaslu', page, {}, form={'wilayah': '16'}).headers.get('location', '')
        code = re.search(r'tautan=([0-9a-f.-]+)#', made)[1]
        for user in (None, 'expired', f'officer.{office}'):
            answer, left = self.watch(lambda: self.ask(user, link, {'link': code}))
            self.tell(answer.status == 200 and not left and b'Sumatera Selatan' in answer.body, f'GET /b/, {user}', (answer.status, left))
        self.tell(answer.headers.get('cache-control') == 'no-store' and answer.headers.get('x-robots-tag') == 'noindex'
                  and answer.headers.get('referrer-policy') == 'no-referrer', 'GET /b/ stays out of caches and lists', answer.headers)

    # --- letters ---
    def letter(self, user, to='ppk-16.06'):
        """Issues an appeal, as a page does once it showed it; (its id, its answer)."""
        form = {'kunci': uuid.uuid4().hex, 'kind': 'IMBAUAN', 'on': '2024-10-14', 'region': '16.06', 'number': uuid.uuid4().hex,
                'subject': 'Imbauan', 'text': 'Netral.', 'signer': 'Ketua', 'to': to}
        page = self.ask(user, ('POST', '/k/surat/baru'), {}, form={**form, 'aksi': 'lihat'}).body
        seen = re.search(rb'name="_dilihat" value="(\w+)"', page)
        answer = self.ask(user, ('POST', '/k/surat/baru'), {},
                          form={**form, 'aksi': 'terbit', '_dilihat': seen[1].decode() if seen else ''})
        found = re.search(r'/lembar/(\d+)$', answer.headers.get('location', ''))
        return (found[1] if found else None), answer

    def letters(self):
        """Sender and addressees read; who may issues, withdraws and delivers what the own office sent, and
        acknowledges what it got; of any other office there is no such letter."""
        office, addressee = 'bawaslu-16.06', 'ppk-16.06'
        mine = self.letter(f'officer.{office}')[0]
        answer = self.ask(f'officer.{office}', ('GET', '/k/surat/baru'), {})
        self.tell(answer.status == 303 and answer.headers.get('location') == '/k/surat', 'GET /k/surat/baru of no kind leads to all',
                  (answer.status, answer.headers.get('location')))
        delivery = {'to': addressee, 'means': 'pos', 'receiver': 'Bagian Umum', 'delivered': '2024-10-14'}
        for number, (role, user) in enumerate(self.users(office)):
            there = user.replace(office, addressee)
            for verb, path in (('LETTER_READ', '/k/surat'), ('LETTER_READ', '/k/surat/daftar.csv'), ('LETTER_READ', '/k/surat/lembar/{id}'),
                               ('LETTER_READ', '/k/surat/cetak/{id}'), ('LETTER_ISSUE', '/k/surat/baru')):
                values = {'id': mine} if '{id}' in path else {}
                self.cell((verb, 'ANY', role), f'GET {path}, {user}',
                          lambda: self.ask(user, ('GET', path + ('?jenis=IMBAUAN' if verb == 'LETTER_ISSUE' else '')), values), event=False)
            self.cell(('LETTER_ISSUE', 'ANY', role), f'POST /k/surat/baru, {user}', lambda: self.letter(user)[1])
            self.cell(('LETTER_DELIVER', 'ANY', role), f'POST /k/surat/antar, {user}',
                      lambda: self.ask(user, ('POST', '/k/surat/antar/{id}'), {'id': mine}, form={**delivery, 'receiver': f'Bagian {number}'}))
            target = self.letter(f'officer.{office}')[0]
            self.cell(('LETTER_RECEIVE', 'ANY', role), f'POST /k/surat/lembar, {there}',
                      lambda: self.ask(there, ('POST', '/k/surat/lembar/{id}'), {'id': target}, form={'answer': 'Sudah.'}))
            self.cell(('LETTER_WITHDRAW', 'ANY', role), f'POST /k/surat/tarik, {user}',
                      lambda: self.ask(user, ('POST', '/k/surat/tarik/{id}'), {'id': target}, form={'reason': 'Salah.'}))
            for path, who, form in (('/k/surat/lembar/{id}', user, {'answer': ''}), ('/k/surat/antar/{id}', there, delivery),
                                    ('/k/surat/tarik/{id}', there, {'reason': 'Salah.'})):
                answer, left = self.watch(lambda: self.ask(who, ('POST', path), {'id': mine}, form=form))
                self.tell(answer.status == 403 and not left, f'POST {path} from the other side, {who}: refused', (answer.status, left))
        for route in (('GET', '/k/surat/lembar/{id}'), ('GET', '/k/surat/cetak/{id}'), ('POST', '/k/surat/lembar/{id}'),
                      ('POST', '/k/surat/antar/{id}'), ('POST', '/k/surat/tarik/{id}')):
            form = {'reason': 'x', **delivery} if route[0] == 'POST' else None
            answer, left = self.watch(lambda: self.ask('officer.bawaslu-16.71', route, {'id': mine}, form=form))
            none = self.ask('officer.bawaslu-16.71', route, {'id': NOWHERE}, form=form)
            self.tell(answer.status == 404 and not left and answer.status == none.status,
                      f'{route[0]} {route[1]}, a letter between others is none', (answer.status, left))

    # --- meetings ---
    def call(self, user, **more):
        """Calls a meeting, as a page does; (its id, its answer)."""
        form = {'kunci': uuid.uuid4().hex, 'title': 'Rakor', 'on': '2024-10-14', 'region': '16.06', 'place': 'Sekayu', **more}
        answer = self.ask(user, ('POST', '/k/rakor/undang'), {}, form=form)
        found = re.search(r'/rapat/(\d+)$', answer.headers.get('location', ''))
        return (found[1] if found else None), answer

    def version(self, meeting):
        """Of a meeting of bawaslu-16.06, as its form has it."""
        page = self.ask('officer.bawaslu-16.06', ('GET', '/k/rakor/rapat/{id}'), {'id': meeting}).body
        return re.search(rb'name="_versi" value="(\d+)"', page)[1].decode()

    def promise(self, meeting, office):
        """A commitment of a meeting of bawaslu-16.06; its id."""
        form = {'aksi': 'janji', 'what': f'Surat {uuid.uuid4().hex}', 'office': office, 'due': '2024-10-20'}
        self.ask('officer.bawaslu-16.06', ('POST', '/k/rakor/rapat/{id}'), {'id': meeting},
                 form={'aksi': 'hasil', 'minutes': 'x', '_versi': self.version(meeting)})
        self.ask('officer.bawaslu-16.06', ('POST', '/k/rakor/rapat/{id}'), {'id': meeting}, form=form)
        page = self.ask('officer.bawaslu-16.06', ('GET', '/k/rakor/rapat/{id}'), {'id': meeting}).body
        return re.findall(rb'/k/rakor/janji/(\d+)', page)[-1].decode()

    def attendance(self, role, user, mine, other):
        """The list of who came, with names, and the code for the wall: who called the meeting alone."""
        cell, page = ('MEETING_RECORD', 'ANY', role), ('POST', '/k/rakor/hadir/{id}')
        person = {'aksi': 'hadir', 'name': f'Budi {uuid.uuid4().hex}', 'agency': 'Polda'}
        for path in ('/k/rakor/hadir/{id}', '/k/rakor/kode/{id}'):
            self.cell(cell, f'GET {path}, {user}', lambda: self.ask(user, ('GET', path), {'id': mine}), event=False)
            answer, left = self.watch(lambda: self.ask(user, ('GET', path), {'id': other}))
            self.tell(answer.status == 403 and not left, f'GET {path} of another office, {user}: refused', (answer.status, left))
        self.cell(cell, f'POST /k/rakor/hadir, {user}', lambda: self.ask(user, page, {'id': mine}, form=person))
        entry = self.listed(mine, person['name'], f'{user}, {role}')
        self.cell(cell, f'POST /k/rakor/hadir, to strike out, {user}',
                  lambda: self.ask(user, page, {'id': mine}, form={'aksi': 'coret', 'orang': entry, 'reason': 'x'}))
        answer, left = self.watch(lambda: self.ask(user, page, {'id': other}, form=person))
        self.tell(answer.status == 403 and not left, f'attendance of another office\'s meeting, {user}: refused', (answer.status, left))

    def listed(self, meeting, name, who):
        """The entry of a name on the list of a meeting of bawaslu-16.06, entered now if it is not there."""
        officer, route = 'officer.bawaslu-16.06', ('POST', '/k/rakor/hadir/{id}')
        self.ask(officer, route, {'id': meeting}, form={'aksi': 'hadir', 'name': name, 'agency': 'Polda'})
        page = self.ask(officer, ('GET', '/k/rakor/hadir/{id}'), {'id': meeting}).body.decode()
        found = [re.search(r'coret=(\d+)', row) for row in page.split('<tr>') if name in row]
        self.tell(len(found) == 1, f'a name of the list stands there once, {who}', page[-300:])
        return found[0][1]

    def codes_of_meetings(self):
        """The code of a meeting enters anybody who holds it, signed in or not, in nobody's name, once; other codes nobody."""
        office, today = 'bawaslu-16.06', '2024-10-14'
        meeting = self.call(f'officer.{office}', on=today)[0]
        page = self.ask(f'officer.{office}', ('GET', '/k/rakor/kode/{id}'), {'id': meeting}).body.decode()
        code, form = re.search(r'/hadir/([0-9a-f-]+)<', page)[1], {'name': 'Budi', 'agency': 'Polda'}
        for number, user in enumerate((None, 'expired', f'officer.{office}')):
            for route, sent in ((('GET', '/hadir/{link}'), None), (('POST', '/hadir/{link}'), form)):
                answer, left = self.watch(lambda: self.ask(user, route, {'link': code}, form=sent))
                self.tell(answer.status == (303 if sent else 200) and left == (1 if sent and not number else 0),
                          f'{route[0]} /hadir/, {user}', (answer.status, left))
                self.tell(answer.headers.get('cache-control') == 'no-store' and answer.headers.get('referrer-policy') == 'no-referrer'
                          and 'Budi' not in answer.headers.get('location', ''), f'{route[0]} /hadir/ keeps names to itself', answer.headers)
        wrong = f'{int(meeting) + 1}-{code.split("-")[1]}'
        answer, left = self.watch(lambda: self.ask(None, ('POST', '/hadir/{link}'), {'link': wrong}, form=form))
        self.tell(answer.status == 404 and not left, 'POST /hadir/, a code made up: none', (answer.status, left))

    def meetings(self):
        """Everybody reads; who may calls, keeps the minutes of what the own office called, and reports what is done."""
        office, minutes = 'bawaslu-16.06', {'aksi': 'hasil', 'minutes': 'Sepakat.'}
        mine = self.call(f'officer.{office}')[0]
        other = self.call('officer.bawaslu-16')[0]
        told = self.ask(f'officer.{office}', ('GET', '/k/rakor/undangan/{file}'), {'file': f'{mine}.ics'}).body
        uid = re.search(rb'UID:(\S+)', told)
        self.tell(uid and re.fullmatch(rb'rakor-%d@netral\.local/\d+\+[0-9a-f]{8}' % int(mine), uid[1]),
                  'an invitation is named by the log, not by the address that it was asked at', told)
        for role, user in self.users(office):
            for verb, path, values in (('MEETING_READ', '/k/rakor', {}), ('MEETING_READ', '/k/rakor/rapat/{id}', {'id': mine}),
                                       ('MEETING_READ', '/k/rakor/undangan/{file}', {'file': f'{mine}.ics'}),
                                       ('MEETING_CALL', '/k/rakor/undang', {})):
                self.cell((verb, 'ANY', role), f'GET {path}, {user}', lambda: self.ask(user, ('GET', path), values), event=False)
            self.cell(('MEETING_CALL', 'ANY', role), f'POST /k/rakor/undang, {user}', lambda: self.call(user)[1])
            minutes['_versi'] = self.version(mine)
            self.cell(('MEETING_RECORD', 'ANY', role), f'POST /k/rakor/rapat, {user}',
                      lambda: self.ask(user, ('POST', '/k/rakor/rapat/{id}'), {'id': mine}, form=minutes))
            answer, left = self.watch(lambda: self.ask(user, ('POST', '/k/rakor/rapat/{id}'), {'id': other}, form=minutes))
            self.tell(answer.status == 403 and not left, f'minutes of another office\'s meeting, {user}: refused', (answer.status, left))
            self.attendance(role, user, mine, other)
            done = self.promise(mine, 'ppk-16.06')
            self.cell(('COMMITMENT_DONE', 'ANY', role), f'POST /k/rakor/janji, {user}',
                      lambda: self.ask(user, ('POST', '/k/rakor/janji/{id}'), {'id': done}, form={'reason': 'Selesai.'}))
            open_one = self.promise(mine, 'ppk-16.06')
            answer, left = self.watch(lambda: self.ask(user.replace(office, 'bawaslu-16.71'), ('POST', '/k/rakor/janji/{id}'),
                                                       {'id': open_one}, form={'reason': 'Selesai.'}))
            self.tell(answer.status == 403 and not left, f'a commitment of others, {user}: refused', (answer.status, left))
