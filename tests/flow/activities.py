"""What stories share, and their verbs of prevention activities: forms of pages, sent as a browser would."""
import re
import urllib.parse
import uuid

FORM = {'Content-Type': 'application/x-www-form-urlencoded'}


class Wrong(Exception):
    pass


def same(got, want, what):
    if got != want:
        raise Wrong(f'{what}: {got!r}, expected {want!r}')


def pairs_of(words):
    return [word.split('=', 1) for word in words]


class Activities:
    """Of a Story: its store, and self.activities by name."""
    def form(self, user, path, fields):
        """Sends a form of a page as its own page would, with the session's token."""
        who = {'Cookie': f"sesi={self.store.token(user)['Authorization'].split()[1]}"}
        page = self.store.ask('GET', path, None, who).body.decode()
        token = re.search(r'name="csrf" value="(\w+)"', page)
        body = urllib.parse.urlencode({**fields, 'csrf': token[1] if token else ''}, doseq=True)
        return self.store.ask('POST', path, body, {**who, **FORM})

    @staticmethod
    def said_of(words):
        return {key: value.split(',') if key == 'partners' else value for key, value in pairs_of(words)}

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
        known, said = self.activities[name], self.said_of(words)
        form = {**known['form'], '_versi': said.pop('version', known['version']), **said}
        answer = self.form(user, known['path'].replace('kegiatan', 'ubah'), form)
        same(str(answer.status), status, f'{name} is corrected')
        if answer.status == 303:
            page = self.store.ask('GET', known['path'], None, self.store.token(user)).body.decode()
            known['version'], known['form'] = re.search(r'name="_versi" value="(\d+)"', page)[1], {**known['form'], **said}

    def do_withdraw(self, name, user, status, reason=''):
        known = self.activities[name]
        answer = self.form(user, known['path'], {'_versi': known['version'], 'reason': reason})
        same(str(answer.status), status, f'{name} is withdrawn')
