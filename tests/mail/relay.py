"""A mail server (RFC 5321) on a free port of this machine, which keeps what it took and refuses as a test says."""
import socket
import socketserver
import threading


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b'\r\n')

    def handle(self):
        try:
            self.talk()
        except (ConnectionError, ValueError):
            pass

    def talk(self):
        relay, people = self.server.relay, []
        relay.connections += 1
        self.say('220 relay.test ESMTP')
        while True:
            line = self.rfile.readline(2000)
            if not line:
                return
            verb, _, rest = line.decode('ascii').strip().partition(' ')
            verb = verb.upper()
            if verb in ('EHLO', 'HELO'):
                self.say('250 relay.test')
            elif verb == 'MAIL':
                self.say(relay.sender)
            elif verb == 'RCPT':
                address = rest[rest.index('<') + 1:rest.index('>')]
                reply = relay.recipient(address)
                people += [address] if reply.startswith('250') else []
                self.say(reply)
            elif verb == 'DATA':
                self.say('354 go on')
                self.data(people)
                people = []
            elif verb == 'QUIT':
                self.say('221 bye')
                return
            else:
                self.say('250 ok' if verb in ('RSET', 'NOOP') else '502 no such command')
                people = [] if verb == 'RSET' else people

    def data(self, people):
        lines = []
        while True:
            line = self.rfile.readline(2000)
            if line in (b'.\r\n', b''):
                break
            lines.append(line[1:] if line.startswith(b'.') else line)
        relay = self.server.relay
        with relay.lock:
            relay.taken.append((people, b''.join(lines)))
        if relay.each:
            relay.each(len(relay.taken))
        if relay.cut:
            self.connection.shutdown(socket.SHUT_RDWR)
            raise ConnectionError
        self.say(relay.answer(people))


class Relay:
    def __init__(self):
        self.lock, self.taken, self.connections = threading.Lock(), [], 0
        self.sender, self.message, self.cut, self.each = '250 ok', '250 taken', False, None
        self.recipient = lambda address: '250 ok'
        self.answer = lambda people: self.message
        self.server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Session)
        self.server.daemon_threads, self.server.relay = True, self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f'smtp://127.0.0.1:{self.server.server_address[1]}'

    def addresses(self):
        return [address for people, _ in self.taken for address in people]

    def end(self):
        self.server.shutdown()
        self.server.server_close()
