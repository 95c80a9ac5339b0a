"""Our sealed files against what is not ours: run.py AGE_READER [--big MEGABYTES]

The public vectors of npm cctv-age, files to and from Debian's age and npm age-encryption, the two
commands of `netral` in words and statuses, and memory that does not grow with the file."""
import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

NETRAL = os.environ["NETRAL"]
HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = (0, 1, 65535, 65536, 65537, 131072, 5 << 20)
APPLY = 67  # of 143; a package with more or fewer is one to look at
# What a vector expects, by what our reader says: (name, about).
EXPECTED = {
    ("success", "-"): "success",
    ("sealed-for-others", "identity"): "no match",
    ("sealed-altered", "header"): "HMAC failure",
    ("sealed-altered", "chunk"): "payload failure",
    ("sealed-cut-short", "payload"): "payload failure",
    ("sealed-malformed", "last-chunk"): "payload failure",
    ("sealed-malformed", "trailing"): "payload failure",
    ("sealed-cut-short", "header"): "header failure",
    ("sealed-cut-short", "nonce"): "header failure",
}
PIECES = ("1", "4099", "65552", "1000000")
MEMORY_SLACK = 4 << 10  # KiB that a longer file may take more: what the system itself varies by


class Count:
    passed = failed = 0

    @classmethod
    def case(cls, name, good, why=""):
        cls.passed, cls.failed = cls.passed + bool(good), cls.failed + (not good)
        print(f"{'ok' if good else 'not ok'} - age: {name}" + ("" if good else f": {why}"), flush=True)


def run(command, data=b"", **more):
    return subprocess.run(command, input=data, capture_output=True, check=False, **more)


def node(script, *arguments, data=b""):
    done = run(["node", f"{HERE}/{script}", *arguments], data)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout


# --- the public vectors ---

def read_vector(path):
    with open(path, "rb") as file:
        head, _, sealed = file.read().partition(b"\n\n")
    fields = [line.split(": ", 1) for line in head.decode().split("\n")]
    facts = dict(fields)
    facts["identities"] = [value for key, value in fields if key == "identity"]
    return facts, zlib.decompress(sealed) if "compressed" in facts else sealed


def does_not_apply(facts):
    """Why a vector is about something that we do not read, by decision (docs/adr/0019)."""
    if facts.get("armored"):
        return "armor"
    if any("-PQ-" in identity for identity in facts["identities"]):
        return "hybrid keys"
    if "passphrase" in facts:
        return "passphrases"
    return None


def check_vector(reader, facts, sealed):
    """None, or what is wrong."""
    nothing = hashlib.sha256(b"").hexdigest()
    for piece in PIECES:
        if piece == "1" and len(sealed) > 1 << 20:
            continue
        done = run([reader, piece, *facts["identities"]], sealed)
        if done.returncode:
            return done.stderr.decode(errors="replace")[-2000:] or f"status {done.returncode}"
        name, about, released = done.stdout.decode().split()
        got = EXPECTED.get((name, about), "header failure" if name == "sealed-malformed" else name)
        if got != facts["expect"]:
            return f"{name} about {about}, expected {facts['expect']}, in pieces of {piece}"
        if released != facts.get("payload", nothing):
            return f"other bytes came out than expected, in pieces of {piece}"
    return None


def vectors(reader, folder):
    node("vectors.mjs", folder)
    left_out = {}
    applied = 0
    for name in sorted(os.listdir(folder)):
        facts, sealed = read_vector(f"{folder}/{name}")
        why = does_not_apply(facts)
        if why:
            left_out[why] = left_out.get(why, 0) + 1
            continue
        applied += 1
        wrong = check_vector(reader, facts, sealed)
        Count.case(f"vector {name}", not wrong, wrong)
    said = ", ".join(f"{count} about {why}" for why, count in sorted(left_out.items()))
    print(f"# {applied} vectors apply; left out: {said}", flush=True)
    Count.case(f"{APPLY} vectors apply", applied == APPLY, f"{applied} do")


# --- other programs ---

def sample(size):
    block = hashlib.shake_256(b"netral").digest(min(size, 1 << 20) or 1)
    return (block * (size // len(block) + 1))[:size]


def interoperate(folder, key, to):
    secret = open(key, encoding="ascii").read().strip()
    sealers = {
        "netral": lambda data: run([NETRAL, "seal", "--to", to], data).stdout,
        "Debian's age": lambda data: run(["age", "-r", to], data).stdout,
        "npm age-encryption": lambda data: node("typage.mjs", "seal", to, data=data),
    }
    openers = {
        "netral": lambda data: run([NETRAL, "unseal", "--identity", key], data).stdout,
        "Debian's age": lambda data: run(["age", "-d", "-i", key], data).stdout,
        "npm age-encryption": lambda data: node("typage.mjs", "open", secret, data=data),
    }
    for size in SIZES:
        plain = sample(size)
        for sealer, seal in sealers.items():
            sealed = seal(plain)
            for opener, unseal in openers.items():
                if "netral" in (sealer, opener):
                    good = len(sealed) > size and unseal(sealed) == plain
                    Count.case(f"{size} bytes, sealed by {sealer}, opened by {opener}", good, "differ")
    many = run([NETRAL, "seal", "--to", f"{to},{OTHER_TO}"], b"laporan").stdout
    Count.case("of two recipients each opens with age",
               run(["age", "-d", "-i", f"{folder}/other"], many).stdout == b"laporan", "differ")
    two = run(["age", "-r", OTHER_TO, "-r", to], b"laporan").stdout
    Count.case("of two recipients of age we are one", openers["netral"](two) == b"laporan", "differ")


# --- the commands ---

# The key of the receipt code 000102...0f (docs/sealing.md), and another's.
KEY = "AGE-SECRET-KEY-1W4HJU2WN4AYUURFS29D50Z84ETWTH9YTMED8FJQPNCW450H8VY4QWE9N2Q"
TO = "age1v7grmqp362m5ep6883edxxqv98jpw5ys45eecvdsl5uswtqx8ufqpatapg"
OTHER = "AGE-SECRET-KEY-1DC6QH88LKDAF3899GNNTK7Q293UFQ8FLKVMNSA59ZX3SV9A05QWSKLD8SU"
OTHER_TO = "age1u5qw4v02ytlwjk0tsx900zalvxltjmv0dwrkxmfczd6km4sukdksz6r22n"


def derived_key():
    """The vector of docs/sealing.md, as a browser derives it."""
    with open(f"{HERE}/../../docs/sealing.md", encoding="utf-8") as file:
        said = dict(re.findall(r"^    (16 bytes|secret|identity|recipient) +(\S+)$", file.read(), re.M)[:4])
    secret = node("typage.mjs", "reporter", said["16 bytes"]).decode()
    Count.case("a browser derives the documented key", secret == said["secret"], secret)
    recipient = node("typage.mjs", "recipient", said["identity"]).decode()
    Count.case("its recipient is the documented one", recipient == said["recipient"] == TO, recipient)
    Count.case("the documented identity is the one used here", said["identity"] == KEY, said["identity"])


def write(path, data, mode=0o600):
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, mode)
    return path


def refusals(folder, key):
    """name, arguments, standard input, status, what standard error says."""
    sealed = run([NETRAL, "seal", "--to", TO], sample(70000)).stdout
    first_piece = sealed[:168 + 16 + 65536 + 16]  # header, nonce, chunk
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    header = sealed.replace(b"--- ", b"--- A", 1)
    unseal = ["unseal", "--identity", key]
    return (
        ("seal without a recipient", ["seal"], b"", 2, "--to or --recipients is needed"),
        ("seal with an option that is not there", ["seal", "--too", TO], b"", 2, "unknown option"),
        ("seal with a typo", ["seal", "--to", TO[:-1] + "q"], b"", 1, "a key has a mistake in it"),
        ("seal to nothing", ["seal", "--to", ""], b"", 1, "at least 1"),
        ("seal to a secret key", ["seal", "--to", KEY], b"", 1, "a recipient 62"),
        ("seal to too many", ["seal", "--to", ",".join([TO] * 129)], b"", 1, "at most 128"),
        ("seal a file that is not there", ["seal", "--to", TO, f"{folder}/none"], b"", 1, "check its name"),
        ("seal a folder", ["seal", "--to", TO, folder], b"", 1, "check its name"),
        ("unseal without a key", ["unseal"], b"", 2, "--identity is needed"),
        ("unseal with no file of keys", ["unseal", "--identity", f"{folder}/none"], b"", 1, "check its name"),
        ("unseal with a folder of keys", ["unseal", "--identity", folder], b"", 1, "no such file"),
        ("unseal with a key that others can read",
         ["unseal", "--identity", write(f"{folder}/open", KEY.encode(), 0o640)], sealed, 1, "chmod 600"),
        ("unseal with an empty file of keys",
         ["unseal", "--identity", write(f"{folder}/empty", b"# nothing\n")], sealed, 1, "no key in this file"),
        ("unseal with too many keys",
         ["unseal", "--identity", write(f"{folder}/many", (KEY + "\n").encode() * 17)], sealed, 1, "at most 16"),
        ("unseal with a public key",
         ["unseal", "--identity", write(f"{folder}/public", TO.encode())], sealed, 1, "has 74 characters"),
        ("unseal with a damaged key",
         ["unseal", "--identity", write(f"{folder}/bad", KEY[:-1].encode() + b"P")], sealed, 1, "mistake in it"),
        ("unseal with another key",
         ["unseal", "--identity", write(f"{folder}/other", OTHER.encode())], sealed, 1, "sealed to other keys"),
        ("unseal what is no age file", unseal, b"%PDF-1.4", 1, "this is no age file"),
        ("unseal nothing", unseal, b"", 1, "ends within its header"),
        ("unseal half a header", unseal, sealed[:100], 1, "ends within its header"),
        ("unseal with a damaged header", unseal, header, 1, "header of the sealed file is malformed"),
        ("unseal what was altered", unseal, altered, 1, "only the beginning; do not use it"),
        ("unseal what was cut short", unseal, sealed[:-100], 1, "changed or cut short"),
        ("unseal a whole first piece alone", unseal, first_piece, 1, "before its last piece"),
    )


def commands(folder, key):
    for name, arguments, data, status, says in refusals(folder, key):
        done = run([NETRAL, *arguments], data)
        said = done.stderr.decode(errors="replace")
        good = done.returncode == status and says in said and KEY not in said
        Count.case(name, good, f"status {done.returncode}: {said.strip()}")
    for verb in ("seal", "unseal"):
        done = run([NETRAL, verb, "--help"])
        Count.case(f"{verb} --help", done.returncode == 0 and done.stdout.startswith(b"Usage:"), "no usage")
    listed = write(f"{folder}/recipients", f"# duty\n{TO}\r\n\n{OTHER_TO}\n".encode(), 0o644)
    sealed = write(f"{folder}/sealed", run([NETRAL, "seal", "--recipients", listed], b"kajian").stdout)
    Count.case("seal to a file of recipients, unseal a named file",
               run([NETRAL, "unseal", "--identity", key, sealed]).stdout == b"kajian", "differ")
    Count.case("unseal - reads standard input",
               run([NETRAL, "unseal", "--identity", key, "-"], open(sealed, "rb").read()).stdout == b"kajian", "differ")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([NETRAL, "seal", "--to", TO], input=b"x", stdout=full, stderr=subprocess.PIPE, check=False)
    Count.case("a full disk is said", done.returncode == 1 and b"cannot be written" in done.stderr, done.stderr)
    twice = [run([NETRAL, "seal", "--to", TO], b"x").stdout for _ in range(2)]
    Count.case("no two files have a byte of share in common", twice[0][32:75] != twice[1][32:75], "they have")


# --- memory ---

# Peak of one program in KiB: its own child's, so that the runner's size does not count.
PEAK = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"""


def peak(command, source, target):
    with open(source, "rb") as data, open(target, "wb") as out:
        done = subprocess.run([sys.executable, "-c", PEAK, *command], stdin=data, stdout=out,
                              stderr=subprocess.PIPE, check=True)
    return int(re.findall(rb"\d+", done.stderr)[-1])


def memory(folder, key, megabytes):
    peaks = []
    for size in (1, megabytes):
        plain, sealed, back = (f"{folder}/{name}" for name in ("plain", "big.age", "back"))
        block = sample(1 << 20)
        with open(plain, "wb") as file:
            for _ in range(size):
                file.write(block)
        peaks.append((peak([NETRAL, "seal", "--to", TO], plain, sealed),
                      peak([NETRAL, "unseal", "--identity", key], sealed, back)))
        Count.case(f"{size} MiB come back", not run(["cmp", plain, back]).returncode, "differ")
    said = ", ".join(f"{size} MiB: seal {a} KiB, unseal {b} KiB" for size, (a, b) in zip((1, megabytes), peaks))
    print(f"# peak memory: {said}", flush=True)
    grown = max(after - before for before, after in zip(*peaks))
    Count.case("memory does not grow with the file", grown < MEMORY_SLACK, said)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("reader")
    words.add_argument("--big", type=int, default=48, metavar="MEGABYTES")
    given = words.parse_args()
    folder = tempfile.mkdtemp(prefix="netral-age-")
    try:
        key = write(f"{folder}/key", (KEY + "\n").encode())
        write(f"{folder}/other", (OTHER + "\n").encode())
        os.mkdir(f"{folder}/vectors")
        vectors(given.reader, f"{folder}/vectors")
        derived_key()
        interoperate(folder, key, TO)
        commands(folder, key)
        memory(folder, key, given.big)
    finally:
        shutil.rmtree(folder)
    print(f"passed={Count.passed} failed={Count.failed}")
    return Count.failed > 0


if __name__ == "__main__":
    sys.exit(main())
