#!/usr/bin/env python3
"""The whole server under SIGKILL, full and failing disks, with bytes changed behind its back, and taken over.

whole.py BUILD_DIR. NETRAL_TEST_PG: the kills on PostgreSQL, too. Parts: kill.py, disk.py, flip.py,
inside.py, restored.py."""
import os
import sys

import disk
import flip
import inside
import kill
import restored
from served import Tap, scratch


def main(build):
    tap, program = Tap(), os.path.join(build, "netral")
    folder, remove = scratch("whole")
    try:
        kill.run(tap, program, folder)
        disk.run(tap, program, folder, os.path.join(build, "tests/fault/libfault.so"))
        flip.run(tap, program, folder)
        inside.run(tap, program, folder, os.path.join(build, "tests/fault/libinside.so"))
        restored.run(tap, program, folder, os.path.join(build, "tests/fault/libfault.so"))
    finally:
        remove()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
