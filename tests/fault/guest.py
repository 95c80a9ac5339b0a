#!/usr/bin/env python3
"""The first process of the machine that tests/fault/power.py cuts the power of (user-mode Linux).

guest.py PROGRAM RULES FOLDER [LIBRARY]: mounts FOLDER/disk, serves the store on it and posts reports to it
until the end; a line to the console for each that was accepted: "ack " and the answer's bytes in
base64. LIBRARY: preloaded into the server, with every sync a lie. The host's files are the root here, read-only."""
import base64
import ctypes
import fcntl
import os
import socket
import struct
import sys
import threading
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from served import Store, report  # noqa: E402

DISK, HOST, CLIENTS = "/mnt", "/media", 8
LIBC = ctypes.CDLL(None, use_errno=True)
SIOCSIFFLAGS, IFF_UP, LOOP_SET_FD, FINIT_MODULE = 0x8914, 1, 0x4C00, 313


def mount(what, where, kind, options=""):
    if LIBC.mount(what.encode(), where.encode(), kind.encode(), 0, options.encode()):
        raise OSError(ctypes.get_errno(), f"{what} cannot be mounted on {where}")


def loopback():
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))


def post(store, say):
    line = store.connect()
    while True:
        answer = store.report(report(narrative=str(uuid.uuid4())), on=line)
        say("ack " + base64.b64encode(answer.body).decode() if answer.status == 201 else f"odd {answer!r}")


def attach(folder):
    """The image "disk" of that folder of the host, as /dev/loop0, whose flushes the host sees."""
    module = os.open(f"/usr/lib/uml/modules/{os.uname().release}/kernel/drivers/block/loop.ko", os.O_RDONLY)
    if LIBC.syscall(FINIT_MODULE, module, b"", 0):
        raise OSError(ctypes.get_errno(), "no loop devices")
    mount("host", HOST, "hostfs", folder)
    fcntl.ioctl(os.open("/dev/loop0", os.O_RDWR), LOOP_SET_FD, os.open(HOST + "/disk", os.O_RDWR))
    for name in ("dirty_writeback_centisecs", "dirty_expire_centisecs"):  # what is not flushed is under way all the time
        with open("/proc/sys/vm/" + name, "w", encoding="ascii") as file:
            file.write("1")


def main(program, rules, folder, library=None):
    if not os.path.exists("/dev/console"):  # most kernels mount it themselves
        mount("dev", "/dev", "devtmpfs")
    mount("proc", "/proc", "proc")
    attach(folder)
    mount("/dev/loop0", DISK, "ext4")
    loopback()
    lock = threading.Lock()

    def say(line):
        with lock:
            print(line, flush=True)
    store = Store(DISK + "/store", None, program, {"NETRAL_RULES": rules})
    store.log = DISK + "/server.log"
    lies = {"LD_PRELOAD": library, "NETRAL_FAULT": "fsync:1+:LIES"} if library else {}
    if not store.start("--sandbox", "off", env=lies):
        say("odd " + repr(store.said()[-500:]))
        return
    say("ready")
    clients = [threading.Thread(target=post, args=(store, say)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()


if __name__ == "__main__":
    try:
        main(*(word for word in sys.argv[1:] if "=" not in word))  # the kernel adds console=tty0
    except Exception as why:
        print(f"odd {why!r}", flush=True)
    while True:  # the kernel panics when its first process ends
        threading.Event().wait()
