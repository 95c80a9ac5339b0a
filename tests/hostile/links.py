"""What the program links: no library for pictures or for telling types, so that a picture that attacks such a
reader meets none here. What cleans photographs is ours (src/intake/photo.c); libarchive and expat read the
workbooks of rosters. Both run in processes that can do nothing else (src/confined): no other room reads a
workbook or cleans a photograph. SECURITY.md says so."""
import pathlib
import re
import subprocess

OURS = set("""libmicrohttpd libsqlite3 libpq libsodium libcrypto libyaml-0 libqrencode liboath libcurl libutf8proc libz
    libseccomp libarchive libexpat libc libm libpthread libdl ld-linux-x86-64 ld-linux-aarch64 libgcc_s""".split())
SANITIZERS = {"libasan", "libubsan", "libtsan"}


def run(world):
    said = subprocess.run(["readelf", "-d", world.store.program], capture_output=True, text=True, check=True).stdout
    needed = {re.sub(r"(-gnutls)?\.so.*", "", name) for name in re.findall(r"\(NEEDED\).*\[(.*)\]", said)}
    root = pathlib.Path(__file__).resolve().parents[2] / "src"
    parse = re.compile(r"\b(xlsx_new|xlsx_check|xlsx_next|intake_photo_add)\(")
    readers = {str(path.relative_to(root)) for path in root.rglob("*.c") if not path.name.endswith("_test.c")
               and path.name not in ("xlsx.c", "photo.c") and parse.search(path.read_text(encoding="utf-8"))}
    world.tap.check("nothing but the confined readers parses workbooks and photographs", readers == {"confined/jobs.c"}, readers)
    world.tap.check("the program links what ARCHITECTURE.md names, and nothing that reads pictures or types",
                    {"libsqlite3", "libsodium"} <= needed and needed <= OURS | SANITIZERS, needed - OURS)
