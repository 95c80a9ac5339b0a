#!/usr/bin/env python3
"""The whole server under SIGKILL, power cuts, full and failing disks, with bytes changed behind its back, and taken over.

whole.py BUILD_DIR. NETRAL_TEST_PG: the kills on PostgreSQL, too. Parts: kill.py, power.py, disk.py,
upload.py, flip.py, forgets.py, clock.py, inside.py, restored.py, backup.py, signer.py, signing.py, soak.py.
NETRAL_FAULT_PARTS: some of them."""
import os
import sys

import backup
import clock
import disk
import flip
import forgets
import inside
import kill
import power
import restored
import signer
import signing
import soak
import upload
from served import Tap, scratch


def main(build):
    tap, program = Tap(), os.path.join(build, "netral")
    folder, remove = scratch("whole")
    try:
        library = {name: os.path.join(build, f"tests/fault/lib{name}.so") for name in ("fault", "inside", "volatile", "clock")}
        fault = library["fault"]
        for part, *more in ((kill,), (power, library), (disk, fault), (upload, fault), (flip,), (forgets,), (clock, library["clock"]),
                            (inside, library["inside"]), (restored, fault), (backup, fault), (signer,), (signing, fault), (soak,)):
            if part.__name__ in os.environ.get("NETRAL_FAULT_PARTS", part.__name__).split():
                part.run(tap, program, folder, *more)
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
