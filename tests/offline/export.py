"""The log as static files behind a web server that knows nothing of it, and the files of the site."""
import fcntl
import functools
import http.server
import json
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from served import Store, Tap, report, scratch  # noqa: E402

NAMES = (b"Bakri Contoh", b"Siti Contoh", b"0812000111", b"Jalan Contoh", b"camat memakai")


class Static:
    """Python's own file server on a folder."""

    def __init__(self, folder):
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()


def files(folder):
    """path below the folder -> (bytes, when it was written)"""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = (file.read(), os.stat(path).st_mtime_ns)
    return found


def verify(store, url, *words):
    done = store.tool("verify", "--url", url, "--vkey", store.vkey, "--json", *words)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode, {"said": done.stderr}


def export(store, out):
    return store.tool("export", "--data", store.folder, "--to", out)


def spoil(path, change):
    """Changes a file; what it returns puts it back."""
    with open(path, "rb") as file:
        was = file.read()
    with open(path, "wb") as file:
        file.write(change(was))

    def restore():
        with open(path, "wb") as file:
            file.write(was)
    return restore


def flip(data):
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def the_site_is_in_the_log(tap, store):
    web = store.ask("GET", "/log/web").json()
    listed = json.loads(web["body"])["files"]
    status, said = verify(store, f"http://127.0.0.1:{store.port}")
    tap.check("what the server serves is what the log names", status == 0 and said["web"] == {"index": web["index"], "files": len(listed)}, said)
    shown = store.tool("version", "--verbose").stdout
    tap.check("netral --version says what netral version says", store.tool("--version").stdout == store.tool("version").stdout != "")
    tap.check("netral version --verbose prints the same hashes", all(f["sha256"] in shown and f["path"] in shown for f in listed), shown)
    page = store.ask("GET", "/periksa-netral.html")
    tap.check("the offline page is downloaded, and nothing runs in it under our name",
              page.headers["content-disposition"] == "attachment" and "sandbox" in page.headers["content-security-policy"], page.headers)
    offline = next(f for f in listed if f["path"] == "/periksa-netral.html")["sha256"]
    for path in ("/periksa", "/en/verify"):
        text = store.ask("GET", path).body.decode()
        tap.check(f"{path} names its hash and where the log has it", offline in text and f"{web['index']}" in text)
    return web


def growth_is_shown(tap, store):
    size = int(store.ask("GET", "/log/checkpoint").body.split(b"\n")[1])
    for old in (0, 1, size - 1, size):
        text = store.ask("GET", f"/log/consistency/{old}").body.decode()
        tap.check(f"/log/consistency/{old} ends with the checkpoint", text.startswith(f"old {old}\n") and
                  text.endswith(store.ask("GET", "/log/checkpoint").body.decode()), text[:200])
    for wrong in ("-1", str(size + 1), "x", "01", "99999999999999999999", str(2**63 - 1)):
        got = store.ask("GET", f"/log/consistency/{wrong}").status
        tap.check(f"/log/consistency/{wrong} is refused", got == (200 if wrong == "01" else 404), got)


def spoilt_files_are_named(tap, store, out, url):
    for path, key in (("log/tile/0/000", "tile"), ("log/tile/entries/000", "entries-shape"), ("log/tile/1/000.p/1", "tile"),
                      ("log/checkpoint", None), ("log/web", None), ("periksa-netral.html", "web-file")):
        restore = spoil(os.path.join(out, path), flip)
        status, said = verify(store, url)
        named = key is None or (said["differs"] in key.split() and path.split("tile/")[-1] in said["where"])
        tap.check(f"a flipped byte of {path} is found and named", status == 1 and named, (status, said))
        restore()
    asset = next(p for p in files(out) if p.startswith("aset/lapor"))
    restore = spoil(os.path.join(out, asset), lambda b: b + b"\nfetch('//evil.example')")
    status, said = verify(store, url)
    tap.check("a script with a line more is found and named", status == 1 and said["differs"] == "web-file" and asset in said["where"], said)
    restore()
    os.rename(os.path.join(out, asset), os.path.join(out, asset) + "-")
    status, said = verify(store, url)
    tap.check("one that is gone, too", status == 1 and said["differs"] == "web-missing" and asset in said["where"], said)
    os.rename(os.path.join(out, asset) + "-", os.path.join(out, asset))
    # another list with the same proof, and a proof of another place
    for what, change in (("another hash in the list", lambda w: w.update(body=w["body"].replace('"sha256":"', '"sha256":"0', 1))),
                         ("another place in the log", lambda w: w.update(index=w["index"] + 1)),
                         ("another salt", lambda w: w.update(salt="A" * 43 + "="))):
        def edit(data, change=change):
            web = json.loads(data)
            change(web)
            return json.dumps(web).encode()
        restore = spoil(os.path.join(out, "log/web"), edit)
        status, said = verify(store, url)
        tap.check(f"{what}: found", status == 1 and said["differs"] in ("web-shape", "web-leaf"), said)
        restore()
    tap.check("all put back: whole again", verify(store, url)[0] == 0)


def only_what_is_new(tap, store, out, url):
    before = files(out)
    for _ in range(3):
        store.report()
    done = export(store, out)
    after = files(out)
    kept = [p for p in before if p.startswith("log/tile/") and after[p] == before[p]]
    tap.check("the next export says how much was there", done.returncode == 0 and "(3 before)" not in done.stdout and "before)" in done.stdout, done)
    tap.check("tiles that lay there were not touched", len(kept) == len([p for p in before if p.startswith("log/tile/")]), kept)
    tap.check("nothing half-written is left", not [p for p in after if p.endswith(".new")])
    status, said = verify(store, url)
    tap.check("and the longer log is whole", status == 0 and said["size"] > 256, said)
    tap.check("no name, no story, no number is in any file", not [p for p, (data, _) in after.items() if any(n in data for n in NAMES)])


def what_is_in_the_way(tap, store, other, folder, out, url):
    checkpoint = files(out)["log/checkpoint"]
    store.report()
    entries = os.path.join(out, "log/tile/entries")
    os.rename(entries, entries + "-")
    with open(entries, "w", encoding="ascii"):
        pass
    done = export(store, out)
    tap.check("an export that fails says so and leaves the old checkpoint",
              done.returncode == 1 and "cannot be" in done.stderr and files(out)["log/checkpoint"] == checkpoint, done)
    os.remove(entries)
    os.rename(entries + "-", entries)
    tap.check("which is whole as before", verify(store, url)[0] == 0)
    lock = os.open(out, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    tap.check("two at once: the second is refused", "another export" in export(store, out).stderr)
    os.close(lock)
    done = export(other, out)
    tap.check("another log's folder is refused", done.returncode == 1 and "not this store's" in done.stderr, done)
    tap.check("afterwards it works again", export(store, out).returncode == 0 and verify(store, url)[0] == 0)
    tap.check("a folder without a parent is refused", export(store, folder + "/no/where").returncode == 1)
    for words in ((), ("--data", store.folder), ("--to", out), ("--data", store.folder, "--to", out, "more")):
        tap.check(f"usage: {words}", store.tool("export", *words).returncode == 2)


def main():
    tap = Tap()
    folder, remove = scratch("export")
    store, other = Store(folder + "/store").init(), Store(folder + "/other").init()
    out = folder + "/out"
    try:
        store.start()
        other.start()
        store.vkey = store.ask("GET", "/log/vkey").body.decode().strip()
        web = the_site_is_in_the_log(tap, store)
        growth_is_shown(tap, store)
        line = store.connect()
        while int(store.ask("GET", "/log/checkpoint", on=line).body.split(b"\n")[1]) < 300:
            store.report(report(narrative="Cerita."), on=line)
        line.close()
        done = export(store, out)
        tap.check("the log is exported beside a running server", done.returncode == 0, done)
        static = Static(out)
        status, said = verify(store, static.url)
        tap.check("any web server will do: the whole log, and the site", status == 0 and said["size"] >= 300 and
                  said["web"]["index"] == web["index"], said)
        only_what_is_new(tap, store, out, static.url)
        spoilt_files_are_named(tap, store, out, static.url)
        what_is_in_the_way(tap, store, other, folder, out, static.url)
        store.end()
        store.start()
        tap.check("a second start of the same program says nothing new",
                  store.ask("GET", "/log/web").json() == web, store.ask("GET", "/log/web").json())
        tap.check("the store is whole", store.verify().returncode == 0, store.verify())
        static.end()
    finally:
        store.end()
        other.end()
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
