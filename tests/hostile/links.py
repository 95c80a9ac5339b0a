"""What the program links: no library for pictures or for telling types, so that a picture that attacks such a
reader meets none here. What cleans photographs is ours (src/intake/photo.c); libarchive and expat read the
workbooks of rosters, in the server's process. SECURITY.md says so."""
import re
import subprocess

OURS = set("""libmicrohttpd libsqlite3 libpq libsodium libcrypto libyaml-0 libqrencode liboath libcurl libutf8proc libz
    libseccomp libarchive libexpat libc libm libpthread libdl ld-linux-x86-64 ld-linux-aarch64 libgcc_s""".split())
SANITIZERS = {"libasan", "libubsan", "libtsan"}


def run(world):
    said = subprocess.run(["readelf", "-d", world.store.program], capture_output=True, text=True, check=True).stdout
    needed = {re.sub(r"(-gnutls)?\.so.*", "", name) for name in re.findall(r"\(NEEDED\).*\[(.*)\]", said)}
    world.tap.check("the program links what ARCHITECTURE.md names, and nothing that reads pictures or types",
                    {"libsqlite3", "libsodium"} <= needed and needed <= OURS | SANITIZERS, needed - OURS)
