"""Witnesses for tests: real ones (`netral witness`), and one that says whatever it is told to."""
import base64
import http.server
import os
import re
import signal
import subprocess
import threading
import time

from served import Answer, Store


class Witness:
    """A witness in a folder of its own; it cosigns for the logs that it is started with."""

    def __init__(self, folder, name, program=None, env=None):
        self.program, self.folder, self.name = program or os.environ["NETRAL"], folder, name
        self.env, self.process, self.port = dict(os.environ, **(env or {})), None, None
        self.log = folder.rstrip("/") + ".log"

    def tool(self, *words):
        return subprocess.run([self.program, "witness", *words], capture_output=True, text=True,
                              timeout=600, check=False)

    def init(self):
        done = self.tool("init", "--data", self.folder, "--name", self.name)
        assert done.returncode == 0, done.stderr
        self.vkey = done.stdout.strip()
        return self

    def start(self, *logs, port=0, env=None):
        """True when it is ready. The port of its first life is kept."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "witness", "--data", self.folder, "--listen", f"127.0.0.1:{port or self.port or 0}",
                 *(word for key in logs for word in ("--log", key))],
                env=dict(self.env, **(env or {})), stdout=subprocess.PIPE, stderr=log)
        while line := self.process.stdout.readline().decode():
            if found := re.search(r"http.*:(\d+)$", line.strip()):
                self.port = int(found.group(1))
                return True
        self.process.wait(30)
        self.process.stdout.close()
        self.process = None
        return False

    def end(self, how=signal.SIGTERM):
        if not self.process:
            return None
        self.process.send_signal(how)
        self.process.wait(60)
        self.process.stdout.close()
        status, self.process = self.process.returncode, None
        return status

    def said(self):
        with open(self.log, encoding="utf-8") as log:
            return log.read()

    @property
    def option(self):
        return f"http://127.0.0.1:{self.port}={self.vkey}"

    # A Store speaks HTTP to self.port: so does this.
    connect, ask, raw = Store.connect, Store.ask, Store.raw

    def add(self, body):
        return self.ask("POST", "/add-checkpoint", body)


class Liar:
    """Answers add-checkpoint with what `say(body)` returns: status, type, bytes."""

    def __init__(self, vkey, say):
        liar = self
        self.vkey, self.say, self.asked = vkey, say, 0

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                liar.asked += 1
                status, kind, answer = liar.say(body)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Location", f"http://127.0.0.1:{liar.port}/add-checkpoint")
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except OSError:
                    pass  # who asked has gone

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def option(self):
        return f"http://127.0.0.1:{self.port}={self.vkey}"


def options(*witnesses):
    return [word for w in witnesses for word in ("--witness", w.option)]


def fast(*witnesses):
    return [*options(*witnesses), "--witness-ms", "100"]


def checkpoint(store):
    """(size, note) of what the public is shown."""
    note = store.ask("GET", "/log/checkpoint").body.decode()
    return int(note.split("\n")[1]), note


def cosigners(note):
    """Names on the signature lines, the log's first."""
    return [line.split(" ")[1] for line in note.split("\n\n", 1)[1].splitlines()]


def until(what, seconds=180):
    """True as soon as what() is; no fixed sleep that a busy machine could make too short."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return False


def submission(old, proof, note):
    hashes = "".join(base64.b64encode(h).decode() + "\n" for h in proof)
    return f"old {old}\n{hashes}\n{note}".encode()


__all__ = ["Answer", "Liar", "Witness", "checkpoint", "cosigners", "fast", "options", "submission", "until"]
