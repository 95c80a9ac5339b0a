#!/usr/bin/env python3
"""The whole server under SIGKILL, full and failing disks, with bytes changed behind its back, and taken over.

whole.py BUILD_DIR. NETRAL_TEST_PG: the kills on PostgreSQL, too. Parts: kill.py, disk.py, flip.py,
inside.py, restored.py, backup.py, signer.py, signing.py. NETRAL_FAULT_PARTS: some of them."""
import os
import sys

import backup
import disk
import flip
import inside
import kill
import restored
import signer
import signing
from served import Tap, scratch


def main(build):
    tap, program = Tap(), os.path.join(build, "netral")
    folder, remove = scratch("whole")
    try:
        fault, taken = os.path.join(build, "tests/fault/libfault.so"), os.path.join(build, "tests/fault/libinside.so")
        for part, *more in ((kill,), (disk, fault), (flip,), (inside, taken), (restored, fault), (backup, fault),
                              (signer,), (signing, fault)):
            if part.__name__ in os.environ.get("NETRAL_FAULT_PARTS", part.__name__).split():
                part.run(tap, program, folder, *more)
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
