#!/usr/bin/python3 -B
"""Changes what is plugged in, from a command that beside-a-card runs, and waits until that can be seen.

usage: control.py pull [SLOT]                        the card leaves slot 1 or 2
       control.py insert [SLOT] [KIND OPTION…]       the card that was there, or another one
       control.py stop | start | restart [none|all]  the service, from now on with no reader or with all of them; cards
                                                  stay in their slots
       control.py unplug | plug                      the reader with keys (--pinpad)

pcscd keeps a reader of its configuration in the list for ever: one that is unplugged is there, in an unknown state,
and refuses every command. Only one at the USB would vanish; `restart none` comes nearest.

A line `pull …` or `insert …` written to $CARD_CONTROL does the same without waiting. While nobody uses them, pcscd
looks at its readers every 0.4 seconds.
Exit: 0; 1 when it could not be seen within thirty seconds.
"""
import os
import shlex
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from simulator import daemon, winscard  # noqa: E402


def wait_for(what):
    end = time.monotonic() + 30
    while not what():
        if time.monotonic() > end:
            sys.exit("control: nothing to be seen of " + " ".join(sys.argv[1:]))
        time.sleep(0.01)


def readers():
    """None without the service."""
    try:
        with winscard.Service() as service:
            return service.cards()
    except winscard.PcscError:
        return None


def process():
    with open(daemon.PID_FILE, encoding="ascii") as file:
        return int(file.read())


def gone(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def tell(words):
    with open(os.environ["CARD_CONTROL"], "w", encoding="utf-8") as fifo:
        fifo.write(shlex.join(words) + "\n")


def move_card(words):
    slot = int(words[1]) if words[1:] and words[1].isdigit() else 1
    pinpad = "CARD_PINPAD" in os.environ
    start = "PIN pad" if pinpad and slot == 1 else "Virtual PCD"
    end = "00" if pinpad else f"{slot - 1:02}"  # behind the pinpad, vpcd's first slot is the second one

    def seen(wanted):
        return any(name.startswith(start) and name.endswith(end) and card == wanted
                   for name, card in (readers() or {}).items())

    tell(["pull", str(slot)])  # what has just left by itself may still be shown
    wait_for(lambda: seen(False))
    if words[0] == "insert":
        tell(words)
        wait_for(lambda: seen(True))


def plug(there):
    mark = daemon.PAD_SOCKET + ".unplugged"
    if there:
        os.unlink(mark)
    else:
        with open(mark, "w", encoding="ascii"):
            pass
    wait_for(lambda: any(name.startswith("PIN pad") and card == there for name, card in (readers() or {}).items()))


def stop():
    pid = process()
    os.kill(pid, signal.SIGTERM)
    wait_for(lambda: gone(pid))


def start(which):
    daemon.show_readers(which != "none")
    daemon.start_daemon()
    wait_for(lambda: readers() is not None and bool(readers()) == (which != "none"))


def main():
    words = sys.argv[1:]
    what = words[0] if words else ""
    if what in ("pull", "insert"):
        move_card(words)
    elif what in ("stop", "restart", "start"):
        if what != "start":
            stop()
        if what != "stop":
            start(words[1] if words[1:] else "all")
    elif what in ("unplug", "plug"):
        plug(what == "plug")
    else:
        sys.exit(__doc__)


main()
