"""What the program links: no library that looks into files of evidence (of types, images, archives but the
backup's own), so that a picture that attacks its reader meets no reader here. SECURITY.md says so."""
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
