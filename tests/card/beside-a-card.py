#!/usr/bin/python3 -B
"""Runs a command beside a real pcscd with simulated readers and cards, in a network, a /run and a process tree of
their own (vpcd listens on all addresses).

usage: beside-a-card.py [--pinpad] [--log FILE] KIND [OPTION…] [--and KIND [OPTION…]] -- COMMAND…
       beside-a-card.py [--pinpad] [--log FILE] reader [--] COMMAND…
       beside-a-card.py [--log FILE] none [--] COMMAND…
       beside-a-card.py --possible [--pinpad]

KIND: cps3, cps4, cps4-rc, cps4-t0 (the other two answers to reset of a CPS4), revision (an answer to reset that only
the masks know), contactless, bank, vitale, look-alike (a CPS3's answer to reset, nothing behind it). `reader` is two
readers without a card, `none` no reader. The card is in the first reader, that of --and in the second one.

  --pinpad    the first reader is one with keys of its own, "PIN pad" (needs gcc, pkg-config, libpcsclite-dev)
  --log FILE  what pcscd says, with its commands (and so the PIN)
  --possible  whether all of that can be done here

COMMAND has in its environment: CARD_CONTROL, where `pull [SLOT]` and `insert [SLOT] [KIND OPTION…]` are written (the
program `control` beside this one does so and waits until pcscd has seen it); PCSCD_PID; with --pinpad, CARD_PINPAD:
a file with a line for each entry at the pinpad, the last of them for all that follow: digits, or `cancel`, `timeout`,
`empty` (the reader sends the command without a PIN); CARD_READER, the first reader's name.
Exit: that of COMMAND; 99 when the readers were not there within thirty seconds. Nothing that was started stays behind.
"""
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from simulator import options as card_options  # noqa: E402
from simulator.daemon import DRIVER, DAEMON, configure, start_daemon  # noqa: E402
from simulator.faults import FaultyCard  # noqa: E402
from simulator.reader import Slot, simulate  # noqa: E402
from simulator.winscard import PcscError, Service  # noqa: E402

PATIENCE = 30
FOLDER = "/run/card"
libc = ctypes.CDLL(None, use_errno=True)
NEW_MOUNTS, NEW_USER, NEW_PROCESSES, NEW_NETWORK = 0x20000, 0x10000000, 0x20000000, 0x40000000
MOUNT_PRIVATE = 0x4000 | 0x40000
DIE_WITH_PARENT = 1


def fail(message, code=99):
    print("beside-a-card: " + message, file=sys.stderr)
    sys.exit(code)


def check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def separate():
    """An ordinary user becomes root of a name space; root needs none."""
    user, group = os.geteuid(), os.getegid()
    check(libc.unshare(NEW_MOUNTS | NEW_NETWORK | NEW_PROCESSES | (NEW_USER if user else 0)), "unshare")
    if user:
        write("/proc/self/setgroups", "deny")
        write("/proc/self/uid_map", f"0 {user} 1")
        write("/proc/self/gid_map", f"0 {group} 1")


def furnish():
    """In the new process tree: private mounts, an empty /run, the loopback."""
    check(libc.mount(b"none", b"/", None, MOUNT_PRIVATE, None), "mount /")
    check(libc.mount(b"tmpfs", b"/run", b"tmpfs", 0, b"mode=755"), "mount /run")
    libc.mount(b"proc", b"/proc", b"proc", 0, None)  # where the outer one is masked it stays: only `ps` would care
    with socket.socket() as any_socket:
        up = struct.pack("16sh", b"lo", 1)
        fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS, IFF_UP


def in_a_child(work):
    """Forks; the child is the first of the new process tree, and all of that ends with it. Gives its exit code."""
    alive, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
        os.set_blocking(alive, False)
        try:
            if os.read(alive, 1) == b"":
                os._exit(99)  # the parent was gone before the line above
        except BlockingIOError:
            pass
        os.close(alive)
        try:
            code = work() or 0
        except SystemExit as end:
            code = end.code
        except OSError as error:
            print(f"beside-a-card: {error}", file=sys.stderr)
            code = 99
        sys.stdout.flush()
        os._exit(code)
    os.close(alive)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: os.kill(pid, signal.SIGTERM))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def possible(pinpad):
    needed = os.access(DAEMON, os.X_OK) and os.path.exists(DRIVER)
    if pinpad:
        needed = needed and shutil.which("gcc") and subprocess.run(
            ["pkg-config", "--exists", "libpcsclite"], check=False, stderr=subprocess.DEVNULL).returncode == 0
    if not needed:
        return 1
    try:
        separate()
    except OSError:
        return 1
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    return 1 if in_a_child(furnish) else 0


def ready(expected):
    """EXPECTED: (beginning of a reader's name, whether a card is in it)."""
    try:
        with Service() as service:
            cards = service.cards()
    except PcscError:
        return False
    names = sorted(cards)
    return len(names) == len(expected) and sum(cards.values()) == sum(card for _, card in expected) and all(
        any(name.startswith(start) and cards[name] == card for name in names) for start, card in expected)


def wait_until_ready(expected):
    end = time.monotonic() + PATIENCE
    while not ready(expected):
        if time.monotonic() > end:
            fail(f"no {' and '.join(name for name, _ in expected) or 'pcscd'} within {PATIENCE} seconds")
        time.sleep(0.01)


def first_reader(expected):
    if not expected:
        return ""
    with Service() as service:
        return sorted(name for name in service.readers() if name.startswith(expected[0][0]))[0]


def run(command):
    """As the first process: reaps what others leave, passes signals on, and ends with the command."""
    try:
        process = subprocess.Popen(command, close_fds=False)
    except OSError as error:
        fail(f"{command[0]}: {error.strerror}", 127)

    def end(*_):
        process.send_signal(signal.SIGTERM)
        signal.alarm(5)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    signal.signal(signal.SIGALRM, lambda *_: os._exit(128 + signal.SIGTERM))
    while True:
        pid, status = os.wait()
        if pid == process.pid:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code


def simulate_apart(slots):
    """The process of the cards: it keeps nothing open of the test's but its standard error."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        os.closerange(3, 64)
        simulate(slots, FOLDER + "/control")
    finally:
        os._exit(1)


def inside(kind, cards, pinpad, log, command):
    furnish()
    os.mkdir(FOLDER)
    os.mkfifo(FOLDER + "/control")
    os.environ.pop("PCSCLITE_CSOCK_NAME", None)
    os.environ["CARD_CONTROL"] = FOLDER + "/control"
    if pinpad:
        os.environ["CARD_PINPAD"] = FOLDER + "/typed"
        write(FOLDER + "/typed", "timeout\n")
    addresses = configure(kind != "none", pinpad)
    slots = [Slot(address) for address in addresses]
    for slot, card in zip(slots, cards):
        slot.insert(FaultyCard(card))
    os.environ["PCSCD_PID"] = str(start_daemon(log))
    if slots and os.fork() == 0:
        simulate_apart(slots)
    names = [("PIN pad" if isinstance(address, str) else "Virtual PCD") for address in addresses]
    if pinpad:
        names.append("Virtual PCD")  # vpcd has two slots
    expected = [(name, at < len(cards)) for at, name in enumerate(names)]
    wait_until_ready(expected)
    os.environ["CARD_READER"] = first_reader(expected)
    return run(command)


def main():
    words = sys.argv[1:]
    pinpad, log, ask = False, os.devnull, False
    while words and words[0] in ("--pinpad", "--log", "--possible"):
        word = words.pop(0)
        pinpad, ask = pinpad or word == "--pinpad", ask or word == "--possible"
        if word == "--log":
            log = os.path.abspath(words.pop(0))
    if ask:
        return possible(pinpad)
    if not words or words[0] in ("-h", "--help"):
        print(__doc__.strip() + "\n" + card_options.MANUAL.rstrip())
        return 0 if words else 2
    kind, cards = words[0], []
    if kind in ("reader", "none"):
        command = words[2:] if words[1:2] == ["--"] else words[1:]
    else:
        if "--" not in words:
            fail("-- and a command are missing", 2)
        at = words.index("--")
        told, command = words[:at], words[at + 1:]
        cut = told.index("--and") if "--and" in told else len(told)
        cards = [card_options.parse(part) for part in (told[:cut], told[cut + 1:]) if part]
    if not command:
        fail("a command is missing", 2)
    try:
        separate()
    except OSError as error:
        fail(f"no name spaces: {error}")
    return in_a_child(lambda: inside(kind, cards, pinpad, log, command))


if __name__ == "__main__":
    sys.exit(main())
