"""A test store and the server on it, for tests that speak HTTP."""
import http.client
import json
import os
import re
import signal
import subprocess


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def type(self):
        return self.headers.get('content-type', '').split(';')[0]

    def json(self):
        return json.loads(self.body)


class Store:
    """Made by `netral init --test`; served at the time that is asked for."""

    def __init__(self, program, folder, office='16', db=None):
        self.program, self.folder, self.rules, self.db = program, folder, [], db
        self.where = ['--data', folder] + (['--db', db] if db else [])
        made = self.tool('init', *self.where, '--office', office, '--test')
        self.passwords = {}
        for line in made.splitlines():
            cells = line.split('\t')
            if len(cells) == 4:
                self.passwords[cells[0]] = cells[3]
        self.server, self.port, self.tokens = None, 0, {}

    def tool(self, *arguments, typed=''):
        """Output of a subcommand; RuntimeError with what it said when it fails."""
        done = subprocess.run([self.program, *self.rules, *arguments], input=typed, capture_output=True, text=True,
                              check=False)
        if done.returncode:
            raise RuntimeError(f'netral {arguments[0]}: {done.stdout}{done.stderr}'.strip())
        return done.stdout

    def erase(self, case, asker, agreer):
        """netral erase ask, then agree, with their passwords; no server may run."""
        said = self.tool('erase', 'ask', *self.where, '--user', asker, '--case', case, '--ground', 'uu-27-2022/8',
                         '--reason', 'diminta pelapor', typed=self.passwords[asker] + '\n')
        self.tool('erase', 'agree', *self.where, '--user', agreer, '--request', re.match(r'Request (\d+):', said).group(1),
                  typed=self.passwords[agreer] + '\n')

    def serve(self, now):
        self.stop()
        command = [self.program, *self.rules, 'serve', *self.where, '--listen', '127.0.0.1:0', '--now', now,
                   '--site', 'https://netral.example']
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.server.stdout.readline()
        found = re.search(r':(\d+)\s*$', line)
        if not found:
            raise RuntimeError(f'netral serve said: {line!r}')
        self.port, self.tokens = int(found.group(1)), {}

    def stop(self):
        if self.server:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(timeout=300)
            self.server = None

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def ask(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault('Content-Type', 'application/json')
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=300)
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Answer(reply.status, found, reply.read())
        finally:
            connection.close()

    def token(self, user):
        """A bearer header of that user, signed in with the password that init printed."""
        if user not in self.tokens:
            said = {'user': user, 'password': self.passwords[user]}
            answer = self.ask('POST', '/api/v1/session', said)
            if answer.status != 201:
                raise RuntimeError(f'{user} cannot sign in: {answer.status} {answer.body!r}')
            self.tokens[user] = answer.json()['token']
        return {'Authorization': f'Bearer {self.tokens[user]}'}


def program():
    return os.path.abspath(os.environ.get('NETRAL', 'build/debug/netral'))
