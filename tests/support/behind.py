"""The shipped docs/nginx.conf in front of a served store, on free ports, with a certificate made here.

Names, ports and folders are the only things changed, and each change must find what it changes: a line that
was taken out of docs/nginx.conf, or written otherwise, fails here rather than going untested."""
import os
import re
import socket
import ssl
import subprocess

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
WHOLE = """daemon off; worker_processes 2; worker_rlimit_nofile 8192; pid {0}/nginx.pid;
error_log {0}/nginx.err; {1}
events {{ worker_connections 4096; }}
http {{ access_log off;
  client_body_temp_path {0}/t; proxy_temp_path {0}/t; fastcgi_temp_path {0}/t; uwsgi_temp_path {0}/t; scgi_temp_path {0}/t;
  include {0}/site.conf; }}
"""


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Nginx:
    """localhost and log.localhost in place of netral.example; self.problem says what does not fit."""

    def __init__(self, folder, program_port, changed=()):
        """changed: (pattern, text) more, for a test that plants a weakness."""
        self.folder, self.plain, self.port, self.process = folder, free_port(), free_port(), None
        os.makedirs(f"{folder}/t", exist_ok=True)
        os.makedirs(f"{folder}/log/log", exist_ok=True)
        self.make_certificate()
        with open(os.path.join(ROOT, "docs/nginx.conf"), encoding="utf-8") as file:
            text = file.read()
        changes = [(r"listen \[::\]:80;\n", ""), (r"listen \[::\]:443 [^;]*;\n", ""),
                   (r"listen 80;", f"listen 127.0.0.1:{self.plain};"),
                   (r"listen 443 ", f"listen 127.0.0.1:{self.port} "),
                   (r"server 127\.0\.0\.1:8080;", f"server 127.0.0.1:{program_port};"),
                   (r"catatan\.netral\.example;", "log.localhost;"), (r"server_name netral\.example;", "server_name localhost;"),
                   (r"/etc/letsencrypt/live/[a-z.]+/fullchain\.pem", f"{folder}/cert.pem"),
                   (r"/etc/letsencrypt/live/[a-z.]+/privkey\.pem", f"{folder}/key.pem"),
                   (r"/var/log/nginx/netral\.log", f"{folder}/access.log"), (r"/srv/catatan;", f"{folder}/log;"), *changed]
        self.missed = []
        for pattern, new in changes:
            text, count = re.subn(pattern, new, text)
            self.missed += [pattern] if not count else []
        with open(f"{folder}/site.conf", "w", encoding="utf-8") as file:
            file.write(text)
        with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
            file.write(WHOLE.format(folder, "user root;" if os.geteuid() == 0 else ""))

    def make_certificate(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "90", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,DNS:log.localhost", "-keyout", f"{self.folder}/key.pem",
                        "-out", f"{self.folder}/cert.pem"], check=True, capture_output=True)

    def command(self, *more):
        program = next((p for p in ("/usr/sbin/nginx", "/usr/local/sbin/nginx") if os.access(p, os.X_OK)), "nginx")
        return [program, "-p", self.folder, "-e", f"{self.folder}/nginx.err", "-c", f"{self.folder}/nginx.conf", *more]

    def check(self):
        """None, or why nginx would not take the configuration (nginx -t)."""
        if self.missed:
            return f"docs/nginx.conf has no longer: {self.missed}"
        done = subprocess.run(self.command("-t"), capture_output=True, text=True, check=False)
        return None if done.returncode == 0 else done.stderr

    def start(self):
        with open(f"{self.folder}/nginx.said", "wb") as said:
            self.process = subprocess.Popen(self.command(), stdout=said, stderr=said)
        while self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 5).close()
                return True
            except OSError:
                continue
        return False

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(300)
            self.process = None

    def trust(self):
        """What a client needs that trusts this certificate alone."""
        return ssl.create_default_context(cafile=f"{self.folder}/cert.pem")
