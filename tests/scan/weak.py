"""A server with weaknesses on purpose, so that a scanner that finds nothing in netral is known to find
something where there is something: text that comes back as it is, SQL made by joining strings, no headers."""
import html
import http.server
import sqlite3
import threading
import urllib.parse

PAGE = """<!doctype html><html><head><title>lemah</title></head><body><h1>Lemah</h1>
<a href="/cari?q=satu">cari</a> <a href="/orang?id=1">orang</a>
<form action="/cari" method="get"><input name="q" value="x"><input type="submit"></form>{}</body></html>"""


class Weak(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        asked = {k: v[0] for k, v in urllib.parse.parse_qs(address.query).items()}
        status, said = 200, ""
        if address.path == "/cari":
            said = asked.get("q", "")
        elif address.path == "/orang":
            try:
                db = sqlite3.connect(":memory:")
                db.executescript("CREATE TABLE orang(id INTEGER, nama TEXT); INSERT INTO orang VALUES (1, 'Satu'), (2, 'Dua')")
                rows = db.execute("SELECT nama FROM orang WHERE id = " + asked.get("id", "0")).fetchall()
                said = html.escape(str(rows))
            except sqlite3.Error as why:
                status, said = 500, f"sqlite3.OperationalError: {html.escape(str(why))}"
        elif address.path != "/":
            status = 404
        body = PAGE.format(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve():
    """The server, on a thread of its own; .server_port, .shutdown()."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Weak)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
