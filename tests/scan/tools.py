"""The scanners, one function each: what they are asked, and what they found as a list of
(scanner, what, where). A scanner that came to no end, or whose words are not understood, raises Unclear:
that is never "nothing found"."""
import contextlib
import glob
import json
import os
import re
import sqlite3
import subprocess

# Modules of wapiti that need no service of wapiti's own outside; nikto's and buster's lists ask for programs of others.
WAPITI = "backup,blindsql,cookieflags,crlf,csp,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss,xxe"
# How long a scanner may take before it counts as hanging. What bounds a run are the scanners' own limits: a
# busy machine must fail nobody.
PATIENCE = 3000
# testssl's answers for "as it should be".
FINE = {"OK", "INFO"}


class Unclear(RuntimeError):
    pass


def run(command, seconds, folder, name, env=None):
    """What it printed, kept in folder/name.said as well."""
    path = f"{folder}/{name}.said"
    with open(path, "w+", encoding="utf-8", errors="replace") as said:
        try:
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, timeout=seconds,
                           env={**os.environ, "HOME": folder, **(env or {})}, check=False)
        except subprocess.TimeoutExpired as late:
            raise Unclear(f"{name} came to no end in {seconds} s") from late
        said.seek(0)
        return said.read()


def wapiti(url, folder, name, seconds, headers=(), starts=()):
    """Crawls for a third of the time, attacks module by module; seconds is the most that a module and the crawl may last."""
    report = f"{folder}/{name}.json"
    command = ["wapiti", "-u", url, "-m", WAPITI, "-f", "json", "-o", report, "--flush-session", "--no-bugreport", "-v", "0",
               "--store-session", f"{folder}/{name}.d", "--max-scan-time", str(seconds), "--max-attack-time", str(max(seconds // 8, 5)),
               "-S", "normal", "--verify-ssl", "0", "-t", "60"]
    for header in headers:
        command += ["-H", header]
    for start in starts:
        command += ["-s", start]
    said = run(command, PATIENCE, folder, name)
    try:
        with open(report, encoding="utf-8") as file:
            read = json.load(file)
    except (OSError, ValueError) as why:
        raise Unclear(f"wapiti left no report of {url}: {said[-500:]}") from why
    crawled = asked_for(f"{folder}/{name}.d")
    if not crawled:
        raise Unclear(f"wapiti found no address at {url}: {said[-500:]}")
    found = [("wapiti", kind, f"{one['method']} {one['path']} {one['parameter'] or ''}".strip() + ": " + one["info"])
             for part in ("vulnerabilities", "anomalies") for kind, list_ in read[part].items() for one in list_]
    return found, f"{crawled} addresses and forms"


def asked_for(session):
    """How many addresses and forms wapiti found, by its own notes."""
    count = 0
    for path in glob.glob(f"{session}/*.db"):
        with contextlib.closing(sqlite3.connect(path)) as notes:
            count += notes.execute("SELECT COUNT(*) FROM paths").fetchone()[0]
    return count


def sqlmap(target, folder, name):
    """target: sqlmap's own arguments. Asks about every parameter that they name."""
    said = run(["sqlmap", "--batch", "--disable-coloring", "--flush-session", "--output-dir", f"{folder}/{name}", "--threads", "4",
                "--technique", "BEUS", "--level", "2", "--risk", "1", "--timeout", "60", "--retries", "3", "--no-cast",
                "--ignore-code", "*", *target], PATIENCE, folder, name)
    # Its last word counts: on the way it says of many a thing that it "appears to be injectable", then that it was not.
    if "identified the following injection point" in said:
        points = re.findall(r"Parameter: (.*)", said) or ["?"]
        return [("sqlmap", "SQL injection", f"{' '.join(target)}: {point}") for point in points], said
    if "all tested parameters do not appear to be injectable" not in said:
        raise Unclear(f"sqlmap said of {target[:2]} neither yes nor no: {said[-700:]}")
    return [], said


def testssl(nginx, folder, name, only=()):
    """By protocol, ciphers, certificate, headers and known weaknesses; its own JSON."""
    report = f"{folder}/{name}.json"
    said = run(["testssl", "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", "--ip", "127.0.0.1", "--fast",
                "--jsonfile", report, *only, f"localhost:{nginx.port}"], PATIENCE, folder, name)
    try:
        with open(report, encoding="utf-8") as file:
            rows = json.load(file)
    except (OSError, ValueError) as why:
        raise Unclear(f"testssl left no report: {said[-500:]}") from why
    if len(rows) < 5:
        raise Unclear(f"testssl looked at {len(rows)} things: {said[-500:]}")
    return [("testssl", row["id"], f"{row['severity']}: {row['finding']}") for row in rows if row["severity"] not in FINE], \
        f"{len(rows)} things looked at"


SLOW = {"slow headers": ["-H"], "slow bodies": ["-B"], "slow reading": ["-X"], "ranges": ["-R"]}


def slow(url, kind, folder, connections, seconds):
    """A running slowhttptest; the caller ends it or waits for it."""
    with open(f"{folder}/slow.said", "w", encoding="utf-8") as said:
        return subprocess.Popen(["slowhttptest", *SLOW[kind], "-c", str(connections), "-r", "1000", "-i", "5", "-l", str(seconds),
                                 "-p", "60", "-u", url], stdout=said, stderr=subprocess.STDOUT, cwd=folder)


def slow_said(folder):
    """What it saw last: connections that were held, and whether it found the service there."""
    with open(f"{folder}/slow.said", encoding="utf-8", errors="replace") as file:
        text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", file.read())
    most = max([int(n) for n in re.findall(r"connected:\s+(\d+)", text)] or [0])
    there = re.findall(r"service available:\s+(\w+)", text)
    return most, there[-1] if there else "?"
